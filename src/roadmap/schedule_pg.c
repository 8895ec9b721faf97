/*
 * schedule_pg.c
 *		The window function schedule: the critical path of each partition.
 *
 * The first row of a partition reads and calculates it all; each row then
 * takes its result from the arrays.
 */
#include "common/compat.h"

#include "access/htup_details.h"
#include "roadmap/schedule_pg.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

/* The fields of type regie.scheduled */
enum
{
	OUT_EARLY_START,
	OUT_EARLY_FINISH,
	OUT_LATE_START,
	OUT_LATE_FINISH,
	OUT_TOTAL_FLOAT,
	OUT_FREE_FLOAT,
	OUT_INDEPENDENT_FLOAT,
	OUT_CRITICAL,
	OUT_DRIVING,
	OUT_DRIVER,
	OUT_BREACH,
	OUT_FIELDS
};

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

void
schedule_run(schedule *s)
{
	switch (cpm_run(&s->cpm, schedule_tick))
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

static void
prepare(schedule *s, WindowObject window, FmgrInfo *flinfo)
{
	static const schedule_args args = {.count = SCHEDULE_ARGS,
									   .at = {0, 1, 2, 3, 4, 5, 6, 7}};

	s->context = GetMemoryChunkContext(s);
	schedule_read(s, window, flinfo, &args);
	schedule_run(s);
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

/*
 * The names of drivers lie about in memory; waiting for each would take a
 * tenth of the time.  Rows come in order, so ask some rows ahead: first where
 * a name stands, then for the name.
 */
static pg_attribute_always_inline void
ask_ahead(const schedule *s, int64 row)
{
	const cpm_node *n = &s->cpm.node[row];

	if (row + 16 < s->rows && n[16].driver >= 0)
		__builtin_prefetch(&s->names.entry[n[16].driver]);
	if (row + 8 < s->rows && n[8].driver >= 0)
		__builtin_prefetch(s->names.entry[n[8].driver].text);
}

static Datum
result_row(FunctionCallInfo fcinfo, const schedule *s, int64 row)
{
	const cpm_node *n = &s->cpm.node[row];
	Datum			value[OUT_FIELDS];
	bool			null[OUT_FIELDS] = {false};
	int64			day[4];
	char		   *breach = schedule_breach(s, row);

	ask_ahead(s, row);
	if (!cpm_days(&s->cpm, n, n->early, &day[0], &day[1]) ||
		!cpm_days(&s->cpm, n, n->late, &day[2], &day[3]))
		schedule_refuse_dates(s, row);
	for (int i = 0; i < 4; i++)
		value[OUT_EARLY_START + i] = DateADTGetDatum((DateADT) day[i]);
	value[OUT_TOTAL_FLOAT] = Int32GetDatum((int32) cpm_total_float(n));
	value[OUT_FREE_FLOAT] = Int32GetDatum((int32) cpm_free_float(n));
	value[OUT_INDEPENDENT_FLOAT] =
		Int32GetDatum((int32) cpm_independent_float(n));
	value[OUT_CRITICAL] = BoolGetDatum(cpm_total_float(n) <= 0);
	value[OUT_DRIVING] = BoolGetDatum((n->flags & CPM_DRIVING) != 0);
	null[OUT_DRIVER] = n->driver < 0;
	value[OUT_DRIVER] =
		n->driver < 0 ? (Datum) 0 : schedule_name_datum(s, n->driver);
	null[OUT_BREACH] = breach == NULL;
	value[OUT_BREACH] =
		breach == NULL ? (Datum) 0 : CStringGetTextDatum(breach);
	return HeapTupleGetDatum(
		heap_form_tuple(schedule_result_desc(fcinfo, OUT_FIELDS),
						value,
						null));
}

PG_FUNCTION_INFO_V1(regie_schedule);

/*
 * schedule(activity, duration, predecessors, project_start, calendar,
 *			constraint_kind, constraint_date, deadline) OVER (...) -> scheduled
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
	return result_row(fcinfo, s, WinGetCurrentPosition(window));
}
