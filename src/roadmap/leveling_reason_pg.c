/*
 * leveling_reason_pg.c
 *		What decides a start under limited capacity, in words.
 *
 * Behind the search no activity can start a slot earlier by itself: so what
 * starts behind all that its links and its date ask for lacks a resource in
 * the slot before.
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "roadmap/dependency_pg.h"
#include "roadmap/leveling_pg.h"

static char *
quoted_name(const name *n)
{
	dependency dep = {.activity = n->text, .length = n->length};

	return dep_text(&dep, false);
}

char *
level_resource_text(const level *l, int32 resource)
{
	return pnstrdup(l->resource_names.entry[resource].text,
					l->resource_names.entry[resource].length);
}

/* By name, then by kind and lag: in any order that arrays have. */
static bool
comes_first(const level *l, const cpm_link *a, const cpm_link *b)
{
	if (a->node != b->node)
		return l->index_of[a->node] < l->index_of[b->node];
	if (cpm_kind(a->code) != cpm_kind(b->code))
		return cpm_kind(a->code) < cpm_kind(b->code);
	return a->code < b->code;
}

/* The link that asks for the latest start, the first of several. */
static const cpm_link *
latest_asker(const level *l, int32 row, int64 *latest)
{
	const cpm	   *c = &l->s.cpm;
	const cpm_link *asker = NULL;

	for (int32 k = c->first[row]; k < c->first[row + 1]; k++)
	{
		const cpm_link *link = &c->link[k];
		int64			t;
		bool			at_finish;

		if (!cpm_asks(&c->axis,
					  &l->node[link->node],
					  link->code,
					  &l->node[row],
					  l->node[link->node].early,
					  &t,
					  &at_finish))
			continue;
		if (asker == NULL || t > *latest ||
			(t == *latest && comes_first(l, link, asker)))
		{
			*latest = t;
			asker = link;
		}
	}
	return asker;
}

static char *
link_text(const level *l, const cpm_link *link)
{
	const name *source = &l->s.names.entry[link->node];
	dependency	dep = {.activity = source->text,
					   .length = source->length,
					   .kind = cpm_kind(link->code),
					   .lag = cpm_lag(link->code),
					   .elapsed = cpm_elapsed(link->code)};

	return dep_text(&dep, false);
}

/* The first activity by name that ends where a start is, using a resource. */
static int32
giver_of(const level *l, int32 resource, int32 start)
{
	const lvl_problem *p = &l->problem;
	int32			   low = 0;
	int32			   high = p->activities;

	while (low < high)
	{
		int32 middle = low + (high - low) / 2;
		int32 j = l->by_finish[middle];

		if (l->search.start[j] + p->duration[j] < start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < p->activities; low++)
	{
		int32 j = l->by_finish[low];

		if (l->search.start[j] + p->duration[j] > start)
			break;
		if (p->duration[j] > 0 &&
			lvl_get(l->row_demand + (Size) l->row_of[j] * p->words, resource) >
				0)
			return j;
	}
	return -1;
}

/*
 * The earliest start that an activity has without its links: its own date, or
 * what it waits for has happened, or the project starts.
 */
static char *
release_words(const level *l, int64 row)
{
	int64 release = l->release[l->index_of[row]];

	if (l->settled != NULL && l->settled[row].by.node >= 0 &&
		l->settled[row].early == l->base + release)
		return link_text(l, &l->settled[row].by);
	if (release == 0)
		return NULL;
	return pstrdup(calendar_day_text(l->s.dates[row].day));
}

/* Somebody hands it over, or there is more of it from that day on. */
static char *
resource_words(const level *l, int32 resource, int32 start)
{
	char *words = quoted_name(&l->resource_names.entry[resource]);
	int32 giver = giver_of(l, resource, start);
	int64 day;

	if (giver >= 0)
		return psprintf("%s, busy with %s",
						words,
						quoted_name(&l->s.names.entry[l->row_of[giver]]));
	if (!axis_day(&l->s.cpm.axis, l->base + start, &day))
		return words;
	return psprintf("%s, more from %s", words, calendar_day_text(day));
}

level_reason
level_reason_of(const level *l, int64 row)
{
	level_reason	reason = {.resource = -1};
	int32			j = l->index_of[row];
	int32			start = l->search.start[j];
	int64			asked = l->base + l->release[j];
	int64			latest = 0;
	const cpm_link *asker = latest_asker(l, (int32) row, &latest);

	if (level_is_done(l, row))
		return reason;
	if (asker != NULL)
		asked = Max(asked, latest);
	reason.waited = (int32) (l->base + start - asked);
	if (reason.waited > 0)
	{
		reason.resource = lvl_shortage(&l->desk, &l->problem, j, start);
		if (reason.resource >= 0)
			reason.words = resource_words(l, reason.resource, start);
	}
	else if (asker != NULL && latest == asked)
		reason.words = link_text(l, asker);
	else
		reason.words = release_words(l, row);
	return reason;
}
