/*
 * delay_pg.c
 *		The window functions delay and relationship_float: which activities
 *		move how far when some are late, and how much play each link has.
 *
 * The first row of a partition reads it and calculates it all.  For delay
 * that is two schedules, the plan and the delayed one, in one order: the
 * passes take less time than reading the rows does.
 */
#include "common/compat.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "roadmap/delay.h"
#include "roadmap/schedule_more_pg.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"

/* Arguments beside those that schedule has, too. */
enum
{
	ARG_STARTS_LATER = MORE_ARGS,
	ARG_TAKES_LONGER,
	DELAY_ARGS
};

/* The fields of type regie.delayed */
enum
{
	OUT_PLANNED_START,
	OUT_PLANNED_FINISH,
	OUT_START,
	OUT_FINISH,
	OUT_START_SLIP,
	OUT_FINISH_SLIP,
	OUT_PUSHED_BY,
	OUT_LATE,
	OUT_FIELDS
};

/* How late an activity is, and its days in the plan. */
typedef struct lateness
{
	int32 starts_later;
	int32 takes_longer;
	int32 start;
	int32 finish;
	int64 early;
} lateness;

/* Lives in the window's memory for the partition, zeroed at its start. */
typedef struct delay_state
{
	bool	  ready;
	schedule  schedule;
	lateness *late;
} delay_state;

/* ---- reading ----------------------------------------------------------- */

static int32
days_of(const schedule *s, int64 row, Datum value, const char *what)
{
	int32 days = DatumGetInt32(value);

	if (days < 0 || days > DEP_MAX_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("activity \"%s\" %s %d days later, which is out of "
						"range",
						schedule_name(s, row),
						what,
						days),
				 errdetail("A delay is 0 to %d working days.", DEP_MAX_DAYS)));
	return days;
}

/* NULL is no delay. */
static void
take_late(void *with, int arg, int64 row, Datum value, bool isnull)
{
	delay_state *d = with;

	if (arg < MORE_ARGS)
	{
		more_take(&d->schedule, arg, row, value, isnull);
		return;
	}
	if (isnull)
		return;
	if (arg == ARG_STARTS_LATER)
		d->late[row].starts_later =
			days_of(&d->schedule, row, value, "starts");
	else
		d->late[row].takes_longer =
			days_of(&d->schedule, row, value, "finishes");
}

static void
read_partition(delay_state *d, WindowObject window, FmgrInfo *flinfo)
{
	schedule_args args =
		{.count = DELAY_ARGS,
		 .at = {0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, -1, -1, -1, -1, 4, 5},
		 .whole = 1 << ARG_STATUS_DAY,
		 .take = take_late,
		 .with = d};
	schedule *s = &d->schedule;
	Size bytes = (Size) WinGetPartitionRowCount(window) * sizeof(lateness);

	s->context = GetMemoryChunkContext(d);
	d->late = schedule_take(s, bytes);
	memset(d->late, 0, bytes);
	more_open(s, &args, window, flinfo);
	schedule_read(s, window, flinfo, &args);
	if (s->more != NULL)
		more_apply(s);
}

/* ---- plan and delay ------------------------------------------------------ */

static void
find_days(const schedule *s, int64 row, int64 *start, int64 *finish)
{
	const cpm_node *n = &s->cpm.node[row];
	bool			done = (n->flags & CPM_DONE) != 0;

	if (!done && !cpm_days(&s->cpm, n, n->early, start, finish))
		schedule_refuse_dates(s, row);
	if ((n->flags & (CPM_BEGUN | CPM_DONE)) != 0)
		*start = s->more->actual[row].start;
	if (done)
		*finish = s->more->actual[row].finish;
}

static void
check_open(const schedule *s, int64 row, const lateness *late)
{
	if ((s->cpm.node[row].flags & CPM_DONE) != 0 &&
		(late->starts_later > 0 || late->takes_longer > 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("activity \"%s\" is finished and cannot be late",
						schedule_name(s, row)),
				 errhint("Give no delay for what has an actual finish.")));
}

/* Keeps the days of the plan, and makes the activities late. */
static void
apply_delays(delay_state *d, const cpm_node *before)
{
	schedule *s = &d->schedule;

	for (int64 row = 0; row < s->rows; row++)
	{
		lateness *late = &d->late[row];
		cpm_node *n = &s->cpm.node[row];
		cpm_node  planned = *n;
		int64	  start;
		int64	  finish;

		check_open(s, row, late);
		find_days(s, row, &start, &finish);
		late->start = (int32) start;
		late->finish = (int32) finish;
		late->early = n->early;
		if (n->duration > DEP_MAX_DAYS - late->takes_longer)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("activity \"%s\" takes too long",
							schedule_name(s, row)),
					 errdetail("It takes %d working days and %d more; at most "
							   "%d can be.",
							   n->duration,
							   late->takes_longer,
							   DEP_MAX_DAYS)));
		*n = before[row];
		delay_apply(n, &planned, late->starts_later, late->takes_longer);
	}
}

static void
prepare_delay(delay_state *d, WindowObject window, FmgrInfo *flinfo)
{
	schedule *s = &d->schedule;
	Size	  bytes;
	cpm_node *before;

	read_partition(d, window, flinfo);
	bytes = (Size) s->rows * sizeof(cpm_node);
	before = schedule_take(s, bytes);
	memcpy(before, s->cpm.node, bytes);
	schedule_run(s);
	apply_delays(d, before);
	schedule_run_again(s);
	d->ready = true;
}

/* Working days from one day that is worked to another. */
static Datum
days_between(const schedule *s, int64 from, int64 to)
{
	return Int32GetDatum((int32) (axis_from_day(&s->cpm.axis, to) -
								  axis_from_day(&s->cpm.axis, from)));
}

/* Working days behind the deadline; false without one. */
static bool
days_late(const schedule *s, int64 row, Datum *value)
{
	int64 days;

	if (s->dates == NULL || !s->dates[row].has_deadline)
		return false;
	if ((s->cpm.node[row].flags & CPM_DONE) != 0)
		days = axis_from_day(&s->cpm.axis,
							 (int64) s->more->actual[row].finish + 1) -
			   axis_from_day(&s->cpm.axis, (int64) s->dates[row].deadline + 1);
	else
		days = con_days_over(&s->dates[row], &s->cpm.axis, &s->cpm.node[row]);
	*value = Int32GetDatum((int32) Max(days, 0));
	return true;
}

static Datum
delayed_row(FunctionCallInfo fcinfo, const delay_state *d, int64 row)
{
	const schedule *s = &d->schedule;
	const lateness *late = &d->late[row];
	const cpm_node *n = &s->cpm.node[row];
	Datum			value[OUT_FIELDS] = {0};
	bool			null[OUT_FIELDS] = {false};
	bool			moved;
	int64			start;
	int64			finish;

	find_days(s, row, &start, &finish);
	moved = (n->flags & CPM_BEGUN) != 0 ? n->early != late->early
										: start != late->start;
	value[OUT_PLANNED_START] = DateADTGetDatum(late->start);
	value[OUT_PLANNED_FINISH] = DateADTGetDatum(late->finish);
	value[OUT_START] = DateADTGetDatum((DateADT) start);
	value[OUT_FINISH] = DateADTGetDatum((DateADT) finish);
	value[OUT_START_SLIP] = days_between(s, late->start, start);
	value[OUT_FINISH_SLIP] = days_between(s, late->finish, finish);
	null[OUT_PUSHED_BY] = !moved || n->driver < 0;
	if (!null[OUT_PUSHED_BY])
		value[OUT_PUSHED_BY] = schedule_name_datum(s, n->driver);
	null[OUT_LATE] = !days_late(s, row, &value[OUT_LATE]);
	return HeapTupleGetDatum(
		heap_form_tuple(schedule_result_desc(fcinfo, OUT_FIELDS),
						value,
						null));
}

PG_FUNCTION_INFO_V1(regie_delay);

/*
 * delay(activity, duration, predecessors, project_start, starts_later,
 *		 takes_longer, calendar, constraint_kind, constraint_date, deadline,
 *		 status_day, actual_start, actual_finish, remaining)
 *		 OVER (...) -> delayed
 *
 * The days of the plan and of the delayed plan, by how many working days
 * start and finish slip, and which predecessor pushes: doc/roadmap.md has the
 * rules.
 */
Datum
regie_delay(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	delay_state *d = WinGetPartitionLocalMemory(window, sizeof(delay_state));

	if (!d->ready)
		prepare_delay(d, window, fcinfo->flinfo);
	return delayed_row(fcinfo, d, WinGetCurrentPosition(window));
}

/* ---- the play of links --------------------------------------------------- */

static void
prepare_float(schedule *s, WindowObject window, FmgrInfo *flinfo)
{
	schedule_args args =
		{.count = MORE_ARGS,
		 .at = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1, -1, -1, -1},
		 .whole = 1 << ARG_STATUS_DAY,
		 .take = more_take,
		 .with = s};

	s->context = GetMemoryChunkContext(s);
	more_open(s, &args, window, flinfo);
	schedule_read(s, window, flinfo, &args);
	if (s->more != NULL)
		more_apply(s);
	schedule_run(s);
	s->ready = true;
}

static Datum
float_row(const schedule *s, int64 row)
{
	const cpm *c = &s->cpm;
	int32	   from = c->first[row];
	int32	   count = c->first[row + 1] - from;
	Datum	  *days = palloc((Size) Max(count, 1) * sizeof(Datum));

	for (int32 i = 0; i < count; i++)
	{
		int64 play;

		if (!delay_link_float(c, (int32) row, from + i, &play))
			schedule_refuse_dates(s, row);
		days[i] = Int32GetDatum((int32) play);
	}
	return PointerGetDatum(construct_array(days,
										   count,
										   INT4OID,
										   sizeof(int32),
										   true,
										   TYPALIGN_INT));
}

PG_FUNCTION_INFO_V1(regie_relationship_float);

/*
 * relationship_float(activity, duration, predecessors, project_start, calendar,
 *					  constraint_kind, constraint_date, deadline, status_day,
 *					  actual_start, actual_finish, remaining) OVER (...)
 *					  -> integer[]
 *
 * For each predecessor, in the order given: by how many working days the
 * activity starts later than this link asks for; NULL for what is finished.
 */
Datum
regie_relationship_float(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	schedule	*s = WinGetPartitionLocalMemory(window, sizeof(schedule));

	int64 row = WinGetCurrentPosition(window);

	if (!s->ready)
		prepare_float(s, window, fcinfo->flinfo);
	if ((s->cpm.node[row].flags & CPM_DONE) != 0)
		PG_RETURN_NULL();
	return float_row(s, row);
}
