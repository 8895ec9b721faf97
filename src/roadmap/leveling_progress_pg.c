/*
 * leveling_progress_pg.c
 *		Progress under limited capacity.
 *
 * What is finished is over: it takes nothing from the status day on, and what
 * it asks of others has become dates of theirs (progress.h).  What has begun and
 * waits for nothing that is still to start is under way, so it is not moved:
 * its capacity is taken first.  Where those under way need more of a resource
 * than there is, nothing of it is left for others on these days; that so much
 * is used is no error, since it is so already.  What has begun, but waits for
 * something that is still to start, finds its place with the others.
 */
#include "common/compat.h"

#include "roadmap/leveling_pg.h"

void
level_settle(level *l)
{
	schedule *s = &l->s;
	axis	 *a = &s->cpm.axis;

	l->base = axis_from_day(a, s->project_start);
	if (s->more == NULL)
		return;
	more_apply(s);
	l->passed = axis_from_day(a, more_first_day(s)) - l->base;
	l->base += l->passed;
	if (s->cpm.more == NULL)
		return;
	l->settled = schedule_take(s, ((Size) s->rows + 1) * sizeof(settle_floor));
	if (!settle(&s->cpm, l->base, l->settled))
		schedule_refuse_dates(s, s->cpm.culprit);
	for (int64 row = 0; row < s->rows; row++)
		if (level_is_done(l, row))
			memset(l->row_demand + (Size) row * l->words,
				   0,
				   (Size) l->words * sizeof(uint64));
}

/* Marks what is under way and not moved; rows in an order of the passes. */
void
level_pin(level *l)
{
	const cpm *c = &l->s.cpm;

	if (l->settled == NULL)
		return;
	l->pinned = schedule_take(&l->s, (Size) c->nodes + 1);
	for (int32 k = 0; k < c->nodes; k++)
	{
		int32 row = c->order[k];
		bool  pinned = (l->settled[row].flags & CPM_BEGUN) != 0;

		for (int32 i = c->first[row]; i < c->first[row + 1]; i++)
			pinned = pinned && l->pinned[c->link[i].node];
		l->pinned[row] = pinned;
	}
}

/* The slot by which the last of what is under way ends. */
int64
level_pinned_until(const level *l)
{
	const cpm *c = &l->s.cpm;
	int64	   last = 0;

	for (int32 row = 0; l->pinned != NULL && row < c->nodes; row++)
		if (l->pinned[row])
			last = Max(last,
					   c->node[row].early + c->node[row].duration - l->base);
	return last;
}

static void
take_from(const level *l, uint64 *slot, const uint64 *demand)
{
	for (int32 r = 0; r < l->resources; r++)
	{
		uint32 left = lvl_get(slot, r);
		uint32 taken = Min(left, lvl_get(demand, r));

		slot[r / LVL_LANES] -= (uint64) taken << (16 * (r % LVL_LANES));
	}
}

void
level_book(const level *l, uint64 *capacity)
{
	const lvl_problem *p = &l->problem;

	for (int32 row = 0; l->pinned != NULL && row < l->s.rows; row++)
	{
		const cpm_node *n = &l->s.cpm.node[row];
		int64			from = n->early - l->base;

		if (!l->pinned[row])
			continue;
		for (int64 t = from; t < from + n->duration; t++)
			take_from(l,
					  capacity + t * p->words,
					  l->row_demand + (Size) row * l->words);
		schedule_tick();
	}
}

/* The days on which it really started and finished, where it did. */
void
level_actual_days(const level *l, int64 row, int64 *first, int64 *last)
{
	if (l->settled == NULL || l->settled[row].flags == 0)
		return;
	*first = l->s.more->actual[row].start;
	if (level_is_done(l, row))
		*last = l->s.more->actual[row].finish;
}

/* Working days behind the deadline; behind what really happened if it did. */
int64
level_days_over(const level *l, int64 row)
{
	const con_dates *dates = &l->s.dates[row];
	const axis		*a = &l->s.cpm.axis;

	if (!dates->has_deadline || !level_is_done(l, row))
		return con_days_over(dates, a, &l->node[row]);
	return axis_from_day(a, (int64) l->s.more->actual[row].finish + 1) -
		   axis_from_day(a, (int64) dates->deadline + 1);
}
