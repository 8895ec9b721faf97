/*
 * progress.c
 *		Takes out of a network what has happened.
 */
#include "roadmap/progress.h"

#include "roadmap/crossing.h"

/* Whether link x comes before y: by name, then by kind and lag. */
static bool
comes_first(const cpm *c, const cpm_link *x, const cpm_link *y)
{
	const name *a = &c->names[x->node];
	const name *b = &c->names[y->node];

	if (x->node != y->node)
		return dep_compare_names(a->text, a->length, b->text, b->length) < 0;
	if (cpm_kind(x->code) != cpm_kind(y->code))
		return cpm_kind(x->code) < cpm_kind(y->code);
	return x->code < y->code;
}

/* A milestone keeps to the end of a day as in the forward pass of cpm.c. */
static void
raise_early(cpm_node *to, int64_t start, bool at_finish)
{
	if (to->duration == 0 && start > to->early && at_finish)
		to->flags |= CPM_AT_FINISH;
	else if (start >= to->early && !at_finish)
		to->flags &= (uint8_t) ~CPM_AT_FINISH;
	if (start > to->early)
		to->early = start;
}

static bool
settle_link(const cpm *c, cpm_node *to, const cpm_link *link, settle_floor *f)
{
	const cpm_node *from = &c->node[link->node];
	int64_t			half;
	int64_t			start;

	if (!cross_asks(c,
					link->node,
					from,
					cpm_early_half(from),
					link->code,
					to,
					&half))
		return false;
	start = (half + 1) >> 1;
	if ((link->code & DEP_TO_FINISH) != 0)
		f->finish = start + to->duration > f->finish ? start + to->duration
													 : f->finish;
	else
		f->start = start > f->start ? start : f->start;
	if (f->by.node < 0 || start > f->early ||
		(start == f->early && comes_first(c, link, &f->by)))
		f->by = *link;
	f->early = start > f->early ? start : f->early;
	raise_early(to, start, (half & 1) != 0);
	return true;
}

/* The links of one activity: those that stay move to place *m. */
static bool
settle_links(cpm *c, int32_t j, int32_t from, int32_t *m, settle_floor *f)
{
	cpm_node *to = &c->node[j];
	bool	  done = (to->flags & CPM_DONE) != 0;
	bool	  fixed = (to->flags & CPM_FIXED) != 0;

	for (int32_t l = from; l < c->first[j + 1]; l++)
	{
		cpm_link link = c->link[l];

		if (done)
			continue;
		if (cross_is_open(&c->node[link.node], link.code))
		{
			link.code &= ~CPM_CROSSES;
			c->link[(*m)++] = link;
		}
		else if (!fixed && !settle_link(c, to, &link, f))
			return false;
	}
	return true;
}

/* After all links: no other activity looks at these flags any more. */
static void
settle_node(const cpm *c, int32_t j, int64_t begin, settle_floor *f)
{
	cpm_node *n = &c->node[j];

	f->flags = n->flags & (CPM_BEGUN | CPM_DONE);
	f->at_finish = (n->flags & CPM_AT_FINISH) != 0;
	n->flags &= (uint8_t) ~(CPM_BEGUN | CPM_DONE);
	if ((f->flags & CPM_DONE) == 0)
		return;
	n->early =
		axis_from_day(&c->axis, (int64_t) c->more->actual[j].finish + 1);
	n->early = n->early > begin ? n->early : begin;
	n->late = CPM_NO_LIMIT;
	n->duration = 0;
	n->flags = 0;
}

bool
settle(cpm *c, int64_t begin, settle_floor *floor)
{
	int32_t m = 0;
	int32_t from = 0;

	for (int32_t j = 0; j < c->nodes; j++)
	{
		int32_t next = c->first[j + 1];

		floor[j] =
			(settle_floor){INT64_MIN, INT64_MIN, INT64_MIN, {-1, 0}, 0, false};
		c->first[j] = m;
		if (!settle_links(c, j, from, &m, &floor[j]))
		{
			c->culprit = j;
			return false;
		}
		from = next;
	}
	c->first[c->nodes] = m;
	c->links = m;
	for (int32_t j = 0; j < c->nodes; j++)
		settle_node(c, j, begin, &floor[j]);
	c->more = NULL;
	return true;
}
