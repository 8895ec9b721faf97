/*
 * leveling_problem_pg.c
 *		From what level() read to the problem that the search solves, in an
 *		order that does not depend on that of the rows.
 *
 * Slot k is the working day of rank base + k.  Elapsed lags are no number of
 * slots: the earliest start that they leave is asked of the same function as
 * in schedule(); the numbers that links carry are then the least that the lag
 * can come to, which is what bounds and backward schedules use.
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "roadmap/leveling_pg.h"
#include "utils/timestamp.h"

static void *
take_array(level *l, Size count, Size size)
{
	return schedule_take(&l->s, (count + 1) * size);
}

/* ---- order ---------------------------------------------------------------- */

static int
compare_rows(const void *a, const void *b, void *arg)
{
	const names *all = arg;
	const name	*x = &all->entry[*(const int32 *) a];
	const name	*y = &all->entry[*(const int32 *) b];

	return dep_compare_names(x->text, x->length, y->text, y->length);
}

static void
sort_activities(level *l)
{
	int32 n = (int32) l->s.rows;

	l->row_of = take_array(l, n, sizeof(int32));
	l->index_of = take_array(l, n, sizeof(int32));
	for (int32 i = 0; i < n; i++)
		l->row_of[i] = i;
	qsort_arg(l->row_of, n, sizeof(int32), compare_rows, &l->s.names);
	for (int32 i = 0; i < n; i++)
		l->index_of[l->row_of[i]] = i;
}

/* ---- links ---------------------------------------------------------------- */

static int32
delta_of(const cpm_node *from, int32 code, const cpm_node *to)
{
	int32 lag = cpm_lag(code);

	/* an elapsed lag can fall on days off altogether, a lead on working days */
	if (cpm_elapsed(code) && lag > 0)
		lag = 0;
	lag += (code & DEP_FROM_START) != 0 ? 0 : from->duration;
	return lag - ((code & DEP_TO_FINISH) != 0 ? to->duration : 0);
}

static void
set_links(level *l)
{
	const cpm	*c = &l->s.cpm;
	lvl_problem *p = &l->problem;
	lvl_side	*side = &p->side[LVL_FORWARD];
	int32		 n = p->activities;
	int32		 m = 0;

	for (int d = LVL_FORWARD; d <= LVL_BACKWARD; d++)
	{
		p->side[d].first = take_array(l, n, sizeof(int32));
		p->side[d].link = take_array(l, c->links, sizeof(lvl_link));
	}
	for (int32 j = 0; j < n; j++)
	{
		int32 row = l->row_of[j];

		side->first[j] = m;
		for (int32 k = c->first[row]; k < c->first[row + 1]; k++)
		{
			const cpm_link *link = &c->link[k];

			side->link[m].node = l->index_of[link->node];
			side->link[m].delta =
				delta_of(&c->node[link->node], link->code, &c->node[row]);
			m++;
		}
	}
	side->first[n] = m;
}

/* The most that elapsed lags can add to what the links' numbers say. */
static int64
elapsed_days(const level *l)
{
	const cpm *c = &l->s.cpm;
	int64	   sum = 0;

	for (int32 j = 0; j < c->nodes; j++)
	{
		int32 most = 0;

		for (int32 k = c->first[j]; k < c->first[j + 1]; k++)
		{
			if (cpm_elapsed(c->link[k].code))
				most = Max(most, cpm_lag(c->link[k].code));
		}
		sum += most;
	}
	return sum;
}

static bool
has_elapsed(const level *l)
{
	for (int32 k = 0; k < l->s.cpm.links; k++)
		if (cpm_elapsed(l->s.cpm.link[k].code))
			return true;
	return false;
}

int32
level_asks(void *with, int32 activity, const int32 *start)
{
	level	  *l = with;
	const cpm *c = &l->s.cpm;
	int32	   row = l->row_of[activity];
	cpm_node  *to = &l->node[row];
	int64	   asked = l->base + l->release[activity];

	to->flags &= (uint8) ~CPM_AT_FINISH;
	if (l->settled != NULL && l->settled[row].at_finish)
		to->flags |= CPM_AT_FINISH;
	for (int32 k = c->first[row]; k < c->first[row + 1]; k++)
	{
		int32 from = c->link[k].node;
		int64 t;
		bool  at_finish;

		if (!cpm_asks(&c->axis,
					  &l->node[from],
					  c->link[k].code,
					  to,
					  l->base + start[l->index_of[from]],
					  &t,
					  &at_finish))
			schedule_refuse_dates(&l->s, row);
		/* the side of a milestone: see choose_side in cpm.c */
		if (to->duration == 0 && t > asked && at_finish)
			to->flags |= CPM_AT_FINISH;
		else if (t >= asked && !at_finish)
			to->flags &= (uint8) ~CPM_AT_FINISH;
		asked = Max(asked, t);
	}
	return (int32) Min(asked - l->base, LVL_MOST_SLOTS);
}

/* ---- demands and dates ---------------------------------------------------- */

static void
set_activities(level *l)
{
	lvl_problem *p = &l->problem;
	int32		 n = p->activities;
	int32		*duration = take_array(l, n, sizeof(int32));
	int32		*release = take_array(l, n, sizeof(int32));
	uint64		*demand = take_array(l, (Size) n * p->words, sizeof(uint64));
	bool		 released = false;

	memset(demand, 0, (Size) n * p->words * sizeof(uint64));
	for (int32 j = 0; j < n; j++)
	{
		int32			row = l->row_of[j];
		const cpm_node *node = &l->node[row];
		int64			from = node->early - l->base;

		duration[j] = node->duration;
		release[j] = (int32) Min(from, LVL_MOST_SLOTS);
		released = released || from > 0;
		if (!level_is_pinned(l, row))
			memcpy(demand + (Size) j * p->words,
				   l->row_demand + (Size) row * p->words,
				   p->words * sizeof(uint64));
	}
	p->duration = duration;
	p->demand = demand;
	p->release = released ? release : NULL;
	l->release = release;
}

/* Finishing on the deadline's day is in time. */
static void
set_deadlines(level *l)
{
	lvl_problem *p = &l->problem;
	int32		*deadline;
	int32		*weight;
	bool		 any = false;

	if (l->whole[0] == 0)
		return;
	deadline = take_array(l, p->activities, sizeof(int32));
	weight = take_array(l, p->activities, sizeof(int32));
	for (int32 j = 0; j < p->activities; j++)
	{
		int32			 row = l->row_of[j];
		const con_dates *dates = &l->s.dates[row];

		weight[j] = dates->has_deadline ? l->row_weight[row] : 0;
		deadline[j] = 0;
		any = any || weight[j] > 0;
		/* nothing makes it earlier any more */
		if (level_is_done(l, row))
			weight[j] = 0;
		if (dates->has_deadline)
			deadline[j] = (int32) (axis_from_day(&l->s.cpm.axis,
												 (int64) dates->deadline + 1) -
								   l->base);
	}
	if (!any)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("objective \"lateness\" needs a deadline with a "
						"weight")));
	p->deadline = deadline;
	p->weight = weight;
}

/* ---- capacity ------------------------------------------------------------- */

/* The slot from which a step holds; those before the start hold from there. */
static int64
slot_of(const level *l, const level_step *step)
{
	int64 slot;

	if (step->day == PG_INT32_MIN)
		return 0;
	slot = axis_from_day(&l->s.cpm.axis, step->day) - l->base;
	return Max(slot, 0);
}

/* The slot from which on nothing changes. */
static int64
last_change(const level *l)
{
	int64 last = 0;

	for (int32 r = 0; r < l->resources; r++)
	{
		const level_resource *resource = &l->resource[r];
		int32				  units = 0;

		for (int32 i = 0; i < resource->steps; i++)
		{
			int64 slot = slot_of(l, &resource->step[i]);

			if (slot > 0 && resource->step[i].units != units)
				last = Max(last, slot);
			units = resource->step[i].units;
		}
	}
	return last;
}

static void
refuse_horizon(const level *l)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("the time over which to level is too long"),
			 errdetail("Durations, lags, the latest earliest date and the "
					   "last change of a capacity come to more than %d "
					   "working days, or weights of lateness over that time "
					   "are too large.",
					   LVL_MOST_SLOTS),
			 errhint("Leave out what lies too far ahead.")));
}

static void
set_capacity(level *l)
{
	lvl_problem *p = &l->problem;
	Size		 slots = p->changes ? p->placed : 1;
	uint64		*capacity;

	capacity = take_array(l, slots * p->words, sizeof(uint64));
	memset(capacity, 0, slots * p->words * sizeof(uint64));
	for (int32 r = 0; r < l->resources; r++)
	{
		const level_resource *resource = &l->resource[r];

		for (int32 i = 0; i < resource->steps; i++)
		{
			int64 from = slot_of(l, &resource->step[i]);
			int64 to = (int64) slots;

			if (i + 1 < resource->steps)
				to = Min(to, slot_of(l, &resource->step[i + 1]));
			for (int64 t = from; t < to; t++)
				lvl_set(capacity + t * p->words, r, resource->step[i].units);
		}
		schedule_tick();
	}
	level_book(l, capacity);
	p->capacity = capacity;
}

/* ---- what can never be ---------------------------------------------------- */

/* The longest run of slots, from an activity's release on, with room for it. */
static int32
longest_run(const level *l, int32 j)
{
	const lvl_problem *p = &l->problem;
	int32			   run = 0;
	int32			   longest = 0;

	for (int32 t = l->release[j]; t < p->placed; t++)
	{
		bool room = true;

		for (int32 r = 0; room && r < p->words * LVL_LANES; r++)
			room = lvl_get(p->demand + (Size) j * p->words, r) <=
				   lvl_get(p->capacity + (Size) t * p->words, r);
		run = room ? run + 1 : 0;
		longest = Max(longest, run);
		if (longest >= p->duration[j])
			break;
	}
	return longest;
}

static void
check_units(const level *l, int32 j)
{
	const lvl_problem *p = &l->problem;

	for (int32 r = 0; r < l->resources; r++)
	{
		int32 units = lvl_get(p->demand + (Size) j * p->words, r);

		if (units > l->resource[r].most)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("activity \"%s\" needs %d of resource \"%s\", "
							"which never has more than %d",
							schedule_name(&l->s, l->row_of[j]),
							units,
							pnstrdup(l->resource_names.entry[r].text,
									 l->resource_names.entry[r].length),
							l->resource[r].most)));
	}
}

static void
check_activities(const level *l)
{
	const lvl_problem *p = &l->problem;

	for (int32 j = 0; j < p->activities; j++)
	{
		int32 longest;

		if (p->duration[j] == 0)
			continue;
		check_units(l, j);
		if (!p->changes)
			continue;
		longest = longest_run(l, j);
		if (longest < p->duration[j])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("activity \"%s\" finds no %d working days in a "
							"row with the resources it needs",
							schedule_name(&l->s, l->row_of[j]),
							p->duration[j]),
					 errdetail("The longest such time from its earliest date "
							   "on is %d working days.",
							   longest)));
		schedule_tick();
	}
}

/* ---- the search ----------------------------------------------------------- */

static int32
used_time(void *with)
{
	level *l = with;
	int64  limit = l->whole[ARG_MILLISECONDS - ARG_OBJECTIVE] * 1000;
	int64  used = GetCurrentTimestamp() - l->begun;

	if (used >= limit)
		return 65536;
	return used < 0 ? 0 : (int32) (used * 65536 / limit);
}

static void
check_placed(const level *l)
{
	const lvl_problem *p = &l->problem;
	const lvl_search  *search = &l->search;

	for (int32 j = 0; search->unplaced > 0 && j < p->activities; j++)
		if (search->start[j] + p->duration[j] > p->placed)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("no place found for activity \"%s\" within the "
							"capacity",
							schedule_name(&l->s, l->row_of[j])),
					 errdetail("The best of " INT64_FORMAT
							   " schedules leaves %d of %d activities over.",
							   search->made,
							   search->unplaced,
							   p->activities),
					 errhint("Capacity ends too early, or is too small before "
							 "it does.")));
}

static void
search(level *l)
{
	lvl_search *s = &l->search;
	Size		bytes = lvl_memory(&l->problem);
	bool		timed = !l->whole_null[ARG_MILLISECONDS - ARG_OBJECTIVE];

	if (bytes == 0)
		refuse_horizon(l);
	s->schedules = PG_INT64_MAX;
	if (!l->whole_null[ARG_SCHEDULES - ARG_OBJECTIVE])
		s->schedules = l->whole[ARG_SCHEDULES - ARG_OBJECTIVE];
	s->seed = (uint64) l->whole[ARG_SEED - ARG_OBJECTIVE];
	s->tick = schedule_tick;
	s->used = timed ? used_time : NULL;
	s->with = l;
	s->bound = (int32) Min(l->s.cpm.finish - l->base, PG_INT32_MAX);
	s->start = take_array(l, l->problem.activities, sizeof(int32));
	l->begun = GetCurrentTimestamp();
	lvl_run(s, &l->problem, schedule_take(&l->s, bytes), &l->desk);
	check_placed(l);
}

/* Where milestones stand, and who finishes when, for those who ask. */
static int
compare_finishes(const void *a, const void *b, void *arg)
{
	const level *l = arg;
	int32		 i = *(const int32 *) a;
	int32		 j = *(const int32 *) b;
	int32		 x = l->search.start[i] + l->problem.duration[i];
	int32		 y = l->search.start[j] + l->problem.duration[j];

	if (x != y)
		return x < y ? -1 : 1;
	return i < j ? -1 : i > j ? 1 : 0;
}

static void
prepare_reasons(level *l)
{
	const lvl_problem *p = &l->problem;

	l->by_finish = take_array(l, p->activities, sizeof(int32));
	for (int32 j = 0; j < p->activities; j++)
		l->by_finish[p->rank[j]] = j;
	for (int32 k = 0; k < p->activities; k++)
		level_asks(l, l->by_finish[k], l->search.start);
	for (int32 j = 0; j < p->activities; j++)
		l->node[l->row_of[j]].early = l->base + l->search.start[j];
	qsort_arg(l->by_finish, p->activities, sizeof(int32), compare_finishes, l);
}

void
level_run(level *l)
{
	lvl_problem *p = &l->problem;
	int64		 change;

	p->activities = (int32) l->s.rows;
	p->words = l->words;
	sort_activities(l);
	/* what dates alone ask for, before the passes change it */
	l->node = take_array(l, p->activities, sizeof(cpm_node));
	memcpy(l->node, l->s.cpm.node, (Size) p->activities * sizeof(cpm_node));
	schedule_run(&l->s);
	level_pin(l);
	set_activities(l);
	set_links(l);
	p->rank = take_array(l, p->activities, sizeof(int32));
	lvl_prepare(p, take_array(l, p->activities, sizeof(int32)));
	if (has_elapsed(l))
		p->asks = level_asks;
	p->with = l;
	set_deadlines(l);
	change = Max(last_change(l), level_pinned_until(l));
	p->changes = change > 0;
	if (change > LVL_MOST_SLOTS ||
		!lvl_measure(p, (int32) change, elapsed_days(l)))
		refuse_horizon(l);
	set_capacity(l);
	check_activities(l);
	search(l);
	prepare_reasons(l);
}
