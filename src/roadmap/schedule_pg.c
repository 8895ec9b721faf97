/*
 * schedule_pg.c
 *		The window function schedule: the critical path of each partition.
 *
 * The first row of a partition reads and calculates it all; each row then
 * takes its result from the arrays.
 */
#include "common/compat.h"

#include "roadmap/schedule_more_pg.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

void
schedule_tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

/*
 * Dates for the instants of this partition, looked up once: a table as long
 * as the schedule, where that is not much longer than the partition.
 */
static void
fill_days(schedule *s)
{
	int64 low = INT64_MAX;
	int64 high = INT64_MIN;
	int64 count;

	for (int64 row = 0; row < s->rows; row++)
	{
		const cpm_node *n = &s->cpm.node[row];

		low = Min(low, Min(n->early, n->late));
		high = Max(high, Max(n->early, n->late) + n->duration);
	}
	low--;
	count = high - low + 1;
	if (count <= 2 * s->rows)
		axis_fill(&s->cpm.axis,
				  low,
				  count,
				  schedule_take(s, (Size) count * sizeof(int32)));
}

void
schedule_refuse_dates(const schedule *s, int64 row)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("schedule of activity \"%s\" is out of range",
					schedule_name(s, row)),
			 errdetail("It asks for working days that the calendar does not "
					   "have, or that are no valid dates.")));
}

static void
check_run(schedule *s, cpm_status status)
{
	switch (status)
	{
		case CPM_OK:
			break;
		case CPM_CYCLE:
			schedule_refuse_cycle(s);
			break;
		case CPM_OFF_CALENDAR:
			schedule_refuse_dates(s, s->cpm.culprit);
			break;
	}
}

void
schedule_run(schedule *s)
{
	check_run(s, cpm_run(&s->cpm, schedule_tick));
}

void
schedule_run_again(schedule *s)
{
	check_run(s, cpm_run_again(&s->cpm, schedule_tick));
}

static void
prepare(schedule *s, WindowObject window, FmgrInfo *flinfo)
{
	schedule_args args = {.count = SCHEDULE_ARGS,
						  .at = {0, 1, 2, 3, 4, 5, 6, 7},
						  .whole = 1 << ARG_STATUS_DAY | 1 << ARG_FINISH,
						  .take = more_take,
						  .with = s};

	s->context = GetMemoryChunkContext(s);
	for (int arg = SCHEDULE_ARGS; arg < MORE_ARGS; arg++)
		args.at[arg] = arg;
	args.count = MORE_ARGS;
	more_open(s, &args, window, flinfo);
	args.summaries = args.at[ARG_SUMMARY] >= 0;
	schedule_read(s, window, flinfo, &args);
	if (s->more != NULL)
		more_apply(s);
	schedule_run(s);
	if (s->cpm.more == NULL)
		fill_days(s);
	s->ready = true;
}

TupleDesc
schedule_result_desc(FunctionCallInfo fcinfo, int fields)
{
	FmgrInfo	 *flinfo = fcinfo->flinfo;
	MemoryContext old;
	TupleDesc	  desc;

	if (flinfo->fn_extra != NULL)
		return (TupleDesc) flinfo->fn_extra;
	old = MemoryContextSwitchTo(flinfo->fn_mcxt);
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE ||
		desc->natts != fields)
		elog(ERROR, "result of a window function is not of its row type");
	flinfo->fn_extra = BlessTupleDesc(desc);
	MemoryContextSwitchTo(old);
	return desc;
}

PG_FUNCTION_INFO_V1(regie_schedule);

/*
 * schedule(activity, duration, predecessors, project_start, calendar,
 *			constraint_kind, constraint_date, deadline, status_day,
 *			actual_start, actual_finish, remaining, activity_calendar,
 *			summary, roadmap, finish) OVER (...) -> scheduled
 *
 * Early and late dates, floats in working days, whether the activity is
 * critical and on a longest path, what decides its start, and which dates it
 * misses: doc/roadmap.md has the rules.
 */
Datum
regie_schedule(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	schedule	*s = WinGetPartitionLocalMemory(window, sizeof(schedule));

	if (!s->ready)
		prepare(s, window, fcinfo->flinfo);
	return schedule_row(fcinfo, s, WinGetCurrentPosition(window));
}
