/*
 * delay.c
 *		What some activities' being late does to a schedule.
 */
#include "roadmap/delay.h"

/*
 * A milestone stays on its side of the day, unless it takes time now.  What
 * must start on a day starts later all the same if it is late itself; what
 * was put as late as possible stays there unless it is pushed.
 */
void
delay_apply(cpm_node *n, const cpm_node *planned, int32_t starts_later,
			int32_t takes_longer)
{
	bool alap = (n->flags & CPM_ALAP) != 0;

	if ((n->flags & CPM_DONE) != 0)
		return;
	if (starts_later == 0 && takes_longer == 0 && !alap)
		return;
	n->early = planned->early + starts_later;
	n->duration += takes_longer;
	n->flags &= (uint8_t) ~(CPM_AT_FINISH | CPM_ALAP);
	if (n->duration == 0)
		n->flags |= planned->flags & CPM_AT_FINISH;
}

bool
delay_link_float(const cpm *c, int32_t successor, int32_t l, int64_t *days)
{
	const cpm_node *to = &c->node[successor];
	int64_t			start;
	bool			at_finish;

	if (!cpm_link_asks(c, &c->link[l], to, &start, &at_finish))
		return false;
	*days = to->early - start;
	return true;
}
