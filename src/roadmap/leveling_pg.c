/*
 * leveling_pg.c
 *		The window function level: when each activity starts if people and
 *		means are scarce.
 *
 * The first row of a partition reads it and searches; each row then takes its
 * result from the arrays.
 */
#include "common/compat.h"

#include "access/htup_details.h"
#include "roadmap/leveling_pg.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

/* The fields of type regie.leveled */
enum
{
	OUT_START,
	OUT_FINISH,
	OUT_DELAY,
	OUT_WAITED,
	OUT_LATE,
	OUT_WAITS_FOR,
	OUT_RESOURCE,
	OUT_LENGTH,
	OUT_LOWER_BOUND,
	OUT_GAP,
	OUT_LATENESS,
	OUT_PROVEN,
	OUT_MADE,
	OUT_BY_RULE,
	OUT_FIELDS
};

/* What is the same in all rows of the partition. */
static void
whole_values(const level *l, Datum *value, bool *null)
{
	const lvl_search *s = &l->search;
	int64			  over = s->length - s->bound;
	int32			  passed = (int32) l->passed;
	int64			  percent = 0; /* in 1/100 */

	if (s->bound + passed > 0)
		percent = (over * 20000 / (s->bound + passed) + 1) / 2;
	value[OUT_LENGTH] = Int32GetDatum(s->length + passed);
	value[OUT_LOWER_BOUND] = Int32GetDatum(s->bound + passed);
	value[OUT_GAP] = NumericGetDatum(int64_div_fast_to_numeric(percent, 2));
	value[OUT_LATENESS] = Int64GetDatum(s->lateness);
	value[OUT_PROVEN] =
		BoolGetDatum(s->lateness <= s->least && s->length <= s->bound);
	value[OUT_MADE] = Int64GetDatum(s->made);
	value[OUT_BY_RULE] = Int32GetDatum(s->rule_length + passed);
	null[OUT_BY_RULE] = s->rule_unplaced > 0;
}

static Datum
result_row(FunctionCallInfo fcinfo, const level *l, int64 row)
{
	const cpm		*c = &l->s.cpm;
	const cpm_node	*n = &l->node[row];
	const con_dates *dates = &l->s.dates[row];
	level_reason	 reason = level_reason_of(l, row);
	Datum			 value[OUT_FIELDS];
	bool			 null[OUT_FIELDS] = {false};
	int64			 first;
	int64			 last;

	if (!level_is_done(l, row) && !cpm_days(c, n, n->early, &first, &last))
		schedule_refuse_dates(&l->s, row);
	level_actual_days(l, row, &first, &last);
	value[OUT_START] = DateADTGetDatum((DateADT) first);
	value[OUT_FINISH] = DateADTGetDatum((DateADT) last);
	value[OUT_DELAY] = Int32GetDatum((int32) (n->early - c->node[row].early));
	value[OUT_WAITED] = Int32GetDatum(reason.waited);
	value[OUT_LATE] = Int32GetDatum((int32) Max(level_days_over(l, row), 0));
	null[OUT_LATE] = !dates->has_deadline;
	null[OUT_WAITS_FOR] = reason.words == NULL;
	if (reason.words != NULL)
		value[OUT_WAITS_FOR] = CStringGetTextDatum(reason.words);
	null[OUT_RESOURCE] = reason.resource < 0;
	if (reason.resource >= 0)
		value[OUT_RESOURCE] =
			CStringGetTextDatum(level_resource_text(l, reason.resource));
	whole_values(l, value, null);
	return HeapTupleGetDatum(
		heap_form_tuple(schedule_result_desc(fcinfo, OUT_FIELDS),
						value,
						null));
}

static Datum
level_row(FunctionCallInfo fcinfo, bool by_position)
{
	WindowObject window = PG_WINDOW_OBJECT();
	level		*l = WinGetPartitionLocalMemory(window, sizeof(level));

	if (!l->ready)
	{
		l->s.context = GetMemoryChunkContext(l);
		l->by_position = by_position;
		level_read(l, window, fcinfo->flinfo);
		level_run(l);
		l->ready = true;
	}
	return result_row(fcinfo, l, WinGetCurrentPosition(window));
}

PG_FUNCTION_INFO_V1(regie_level);

/*
 * level(activity, duration, predecessors, project_start, demand jsonb,
 *		 capacity jsonb, calendar, earliest, deadline, weight, objective,
 *		 schedules, seed, milliseconds, status_day, actual_start,
 *		 actual_finish, remaining) OVER (...) -> leveled
 *
 * Start and finish within the capacity, what decides the start, and how good
 * the whole is: doc/roadmap.md has the rules.
 */
Datum
regie_level(PG_FUNCTION_ARGS)
{
	return level_row(fcinfo, false);
}

PG_FUNCTION_INFO_V1(regie_level_array);

/* The same with demand int[] and capacity int[]: resources by position. */
Datum
regie_level_array(PG_FUNCTION_ARGS)
{
	return level_row(fcinfo, true);
}
