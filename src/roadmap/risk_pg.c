/*
 * risk_pg.c
 *		The window function schedule_risk: what uncertain durations do to the
 *		schedule of each partition.
 *
 * The first row of a partition reads it all and runs it; each row then takes
 * its result from the counters.
 */
#include "common/compat.h"

#include "access/htup_details.h"
#include "common/checked.h"
#include "roadmap/risk.h"
#include "roadmap/schedule_more_pg.h"
#include "roadmap/progress.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"

#include <math.h>

/* Arguments between those that schedule has, too: where a call has them. */
enum
{
	AT_OPTIMISTIC = 8,
	AT_MOST_LIKELY,
	AT_PESSIMISTIC,
	AT_DISTRIBUTION,
	AT_CAUSE,
	AT_CORRELATION,
	AT_ITERATIONS,
	AT_SEED
};

/* The fields of type regie.risked */
enum
{
	OUT_P10,
	OUT_P50,
	OUT_P80,
	OUT_P95,
	OUT_CHANCE_CRITICAL,
	OUT_CHANCE_DEADLINE,
	OUT_CHANCE_PLAN,
	OUT_PLANNED_FINISH,
	OUT_CRUCIALITY,
	OUT_FIELDS
};

#define MOST_RUNS 10000000

/* Lives in the window's memory for the partition, zeroed at its start. */
typedef struct risk_state
{
	bool		 ready;
	WindowObject window;
	schedule	 plan;
	risk		 risk;
	int32		*place; /* of each row */
	names		 shapes;
	est_table	*tables;

	/* Progress, by row; NULL where nothing has started */
	settle_floor *settled;
	int32		 *whole; /* the duration, of which some can be done */
} risk_state;

static bool
is_done(const risk_state *s, int64 row)
{
	return s->settled != NULL && (s->settled[row].flags & CPM_DONE) != 0;
}

/* ---- reading ----------------------------------------------------------- */

static Datum
argument(risk_state *s, int arg, int64 row, bool *isnull)
{
	bool isout;

	return WinGetFuncArgInPartition(s->window,
									arg,
									(int) row,
									WINDOW_SEEK_HEAD,
									false,
									isnull,
									&isout);
}

/* An argument that must be the same on all rows. */
static int32
common_argument(risk_state *s, int arg, const char *what, int32 least,
				int32 most)
{
	bool  isnull;
	int32 value = DatumGetInt32(argument(s, arg, 0, &isnull));

	for (int64 row = 0; row < s->plan.rows; row++)
	{
		bool  null;
		int32 other = DatumGetInt32(argument(s, arg, row, &null));

		if (null)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s must not be null", what)));
		if (other != value)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s differ inside the partition", what),
					 errdetail("There are %d and %d.", value, other)));
		CHECK_FOR_INTERRUPTS();
	}
	if (value < least || value > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s out of range", what),
				 errdetail("It is %d, and must lie between %d and %d.",
						   value,
						   least,
						   most)));
	return value;
}

static int32
days_argument(risk_state *s, int arg, int64 row, const char *what,
			  bool *isnull)
{
	int32 days = DatumGetInt32(argument(s, arg, row, isnull));

	if (!*isnull && (days < 0 || days > DEP_MAX_DAYS))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s duration of activity \"%s\" is out of range",
						what,
						schedule_name(&s->plan, row)),
				 errdetail("It is %d, and must lie between 0 and %d.",
						   days,
						   DEP_MAX_DAYS)));
	return days;
}

/*
 * The estimate is of the whole duration.  Of what has begun it is cut down, in
 * proportion, to what remains, whole days outwards: the part that is left is
 * as uncertain as the whole was, and no more, as the days worked are known.
 * What is finished takes no more time.
 */
static void
cut_estimate(const risk_state *s, int64 row, estimate *e)
{
	int64 whole = s->whole != NULL ? s->whole[row] : 0;
	int64 left = s->plan.cpm.node[row].duration;

	if (is_done(s, row))
		e->low = e->likely = e->high = 0;
	else if (whole != 0 && left != whole)
	{
		e->low = (int32) Min(e->low * left / whole, PG_INT32_MAX);
		e->high =
			(int32) Min((e->high * left + whole - 1) / whole, PG_INT32_MAX);
		e->likely =
			(int32) Min((e->likely * left + whole / 2) / whole, PG_INT32_MAX);
	}
}

/* Without an estimate the duration is sure. */
static void
read_days(risk_state *s, int64 row, estimate *e)
{
	bool  no_low;
	bool  no_likely;
	bool  no_high;
	int32 duration =
		s->whole != NULL ? s->whole[row] : s->plan.cpm.node[row].duration;

	e->low = days_argument(s, AT_OPTIMISTIC, row, "optimistic", &no_low);
	e->likely =
		days_argument(s, AT_MOST_LIKELY, row, "most likely", &no_likely);
	e->high = days_argument(s, AT_PESSIMISTIC, row, "pessimistic", &no_high);
	if (no_low != no_high || (no_low && !no_likely))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("estimate of activity \"%s\" is not complete",
						schedule_name(&s->plan, row)),
				 errhint("Give an optimistic and a pessimistic duration, or "
						 "neither; the most likely one is the duration "
						 "unless it is given.")));
	if (no_low)
		e->low = e->high = duration;
	if (no_likely)
		e->likely = duration;
	if (e->low > e->likely || e->likely > e->high)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("estimate of activity \"%s\" is not in order",
						schedule_name(&s->plan, row)),
				 errdetail("Optimistic is %d, most likely %d, pessimistic "
						   "%d.",
						   e->low,
						   e->likely,
						   e->high)));
	cut_estimate(s, row, e);
	if (e->high - e->low > EST_MOST_SPAN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("estimate of activity \"%s\" is too wide",
						schedule_name(&s->plan, row)),
				 errdetail("There are %d days between optimistic and "
						   "pessimistic, and at most %d can be.",
						   e->high - e->low,
						   EST_MOST_SPAN)));
}

static uint8
read_kind(risk_state *s, int64 row)
{
	static const char *const known[] = {"pert", "triangular", "uniform"};
	bool					 isnull;
	Datum value = argument(s, AT_DISTRIBUTION, row, &isnull);
	char *word = isnull ? "pert" : TextDatumGetCString(value);

	for (int i = 0; i < (int) lengthof(known); i++)
		if (strcmp(word, known[i]) == 0)
			return (uint8) i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown distribution \"%s\" of activity \"%s\"",
					word,
					schedule_name(&s->plan, row)),
			 errhint("Use pert, triangular or uniform.")));
	return 0;
}

static void
read_cause(risk_state *s, int64 row, estimate *e)
{
	bool   isnull;
	Datum  value = argument(s, AT_CAUSE, row, &isnull);
	text  *cause = isnull ? NULL : DatumGetTextPP(value);
	double correlation;

	e->cause = 0;
	e->common = 0;
	if (isnull)
		return;
	e->cause = est_name(VARDATA_ANY(cause), VARSIZE_ANY_EXHDR(cause));
	correlation = DatumGetFloat8(argument(s, AT_CORRELATION, row, &isnull));
	if (isnull || !(correlation >= 0 && correlation <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("correlation of activity \"%s\" is not a number from "
						"0 to 1",
						schedule_name(&s->plan, row))));
	e->common = est_common(correlation);
}

/* The number of the table of a shape; each shape once. */
static int32
find_shape(risk_state *s, const estimate *e)
{
	int32 part[2] = {e->likely - e->low, e->high - e->low};
	int32 a = part[0];
	int32 b = part[1];
	bool  is_new;

	while (a != 0)
	{
		int32 rest = b % a;

		b = a;
		a = rest;
	}
	part[0] /= b;
	part[1] /= b;
	/* names keeps a pointer: the bytes must stay */
	{
		char *bytes = schedule_take(&s->plan, sizeof(part));
		int32 number;

		memcpy(bytes, part, sizeof(part));
		number = names_add(&s->shapes, bytes, sizeof(part), &is_new);
		return number;
	}
}

static void
read_estimates(risk_state *s)
{
	schedule	 *plan = &s->plan;
	MemoryContext scratch =
		AllocSetContextCreate(plan->context,
							  "regie schedule_risk arguments",
							  ALLOCSET_SMALL_SIZES);

	for (int64 row = 0; row < plan->rows; row++)
	{
		estimate	 *e = &s->risk.activity[s->place[row]].estimate;
		const name	 *called = &plan->names.entry[row];
		MemoryContext old = MemoryContextSwitchTo(scratch);

		e->name = est_name(called->text, called->length);
		read_days(s, row, e);
		e->kind = read_kind(s, row);
		read_cause(s, row, e);
		MemoryContextSwitchTo(old);
		e->shape = -1;
		if (e->kind == EST_PERT && e->high > e->low)
			e->shape = find_shape(s, e);
		MemoryContextReset(scratch);
		CHECK_FOR_INTERRUPTS();
	}
	MemoryContextDelete(scratch);
}

/* ---- from the plan to the runs ------------------------------------------- */

/* What con_apply has made of dates, before the passes change it. */
static void
keep_floors(risk_state *s, cpm_node *before)
{
	memcpy(before, s->plan.cpm.node, sizeof(cpm_node) * (Size) s->plan.rows);
}

/* Of what has begun only dates for its finish bind; see more_dates. */
static con_kind
binding_kind(const risk_state *s, int64 row)
{
	const con_dates *con = s->plan.dates;
	uint8			 flags = s->settled != NULL ? s->settled[row].flags : 0;
	con_kind		 kind = con == NULL ? CON_ASAP : con[row].kind;

	if ((flags & CPM_DONE) != 0 || (flags != 0 && kind != CON_FNET &&
									kind != CON_FNLT && kind != CON_MFO))
		return CON_ASAP;
	return kind;
}

/* What has happened asks for: from the status day on nothing moves that. */
static void
settle_activity(const risk_state *s, int64 row, risk_activity *a)
{
	const settle_floor *f = &s->settled[row];

	if (is_done(s, row))
		a->start_floor = a->node.early * EST_DAY;
	if (a->fixed_start || a->fixed_finish)
		return;
	if (f->start != INT64_MIN)
		a->start_floor = Max(a->start_floor, f->start * EST_DAY);
	if (f->finish != INT64_MIN)
		a->finish_floor = Max(a->finish_floor, f->finish * EST_DAY);
}

static void
set_activity(risk_state *s, int64 row, const cpm_node *before)
{
	const schedule	*plan = &s->plan;
	const cpm_node	*n = &plan->cpm.node[row];
	const con_dates *con = plan->dates == NULL ? NULL : &plan->dates[row];
	con_kind		 kind = binding_kind(s, row);
	risk_activity	*a = &s->risk.activity[s->place[row]];
	int64 begin = axis_from_day(&plan->cpm.axis, more_first_day(plan));

	a->node = *n;
	a->fixed_start = kind == CON_MSO;
	a->fixed_finish = kind == CON_MFO;
	a->start_floor = begin * EST_DAY;
	a->finish_floor = INT64_MIN;
	if (kind == CON_FNET || kind == CON_MFO)
		a->finish_floor = (before[row].early + n->duration) * EST_DAY;
	else if (kind == CON_ALAP)
		a->start_floor = n->early * EST_DAY;
	else
		a->start_floor = before[row].early * EST_DAY;
	if (s->settled != NULL)
		settle_activity(s, row, a);
	a->planned = n->early + n->duration;
	a->deadline = INT64_MAX;
	if (con != NULL && con->has_deadline)
		a->deadline =
			axis_from_day(&plan->cpm.axis, (int64) con->deadline + 1);
}

static void
set_links(risk_state *s)
{
	const cpm *c = &s->plan.cpm;
	int32	  *first =
		schedule_take(&s->plan, sizeof(int32) * ((Size) c->nodes + 1));
	risk_link *link =
		schedule_take(&s->plan, sizeof(risk_link) * ((Size) c->links + 1));
	int32 at = 0;

	for (int32 k = 0; k < c->nodes; k++)
	{
		int32 row = c->order[k];

		first[k] = at;
		for (int32 l = c->first[row]; l < c->first[row + 1]; l++)
		{
			int32 code = c->link[l].code;

			link[at++] = (risk_link){
				.place = s->place[c->link[l].node],
				.code = code,
				.lag = (int64) cpm_lag(code) * EST_DAY,
				.from_start = (cpm_kind(code) & DEP_FROM_START) != 0,
				.to_finish = (cpm_kind(code) & DEP_TO_FINISH) != 0,
				.elapsed = cpm_elapsed(code),
			};
		}
		CHECK_FOR_INTERRUPTS();
	}
	first[c->nodes] = at;
	s->risk.first = first;
	s->risk.link = link;
}

static void
make_tables(risk_state *s)
{
	int32	  count = s->shapes.count;
	est_logs *logs = schedule_take(&s->plan, sizeof(est_logs));

	s->tables =
		schedule_take(&s->plan, sizeof(est_table) * ((Size) count + 1));
	est_make_logs(logs);
	for (int32 i = 0; i < count; i++)
	{
		int32 part[2];

		memcpy(part, s->shapes.entry[i].text, sizeof(part));
		est_make_table(&s->tables[i], logs, part[0], part[1]);
		CHECK_FOR_INTERRUPTS();
	}
	s->risk.tables = s->tables;
}

static void
refuse_dates(risk_state *s)
{
	schedule_refuse_dates(&s->plan, s->plan.cpm.order[s->risk.culprit]);
}

static void
run_all(risk_state *s)
{
	risk	 *r = &s->risk;
	schedule *plan = &s->plan;
	Size	  n = (Size) plan->rows;
	int64	  days;
	size_t	  bytes;

	r->n = (int32) n;
	r->axis = &plan->cpm.axis;
	r->tick = schedule_tick;
	risk_set_scratch(r, schedule_take(plan, RISK_SCRATCH(n)));
	days = risk_ranges(r);
	if (days < 0)
		refuse_dates(s);
	if (!checked_mul_size((size_t) days, sizeof(uint32), &bytes))
		bytes = SIZE_MAX / 2; /* refused in words */
	risk_set_days(r, schedule_take(plan, bytes));
	if (risk_run(r) != RISK_OK)
		refuse_dates(s);
}

/* Durations and floors become those of what is left. */
static void
apply_progress(risk_state *s)
{
	schedule *plan = &s->plan;
	Size	  rows = (Size) plan->rows + 1;

	if (plan->more == NULL)
		return;
	s->whole = schedule_take(plan, rows * sizeof(int32));
	for (int64 row = 0; row < plan->rows; row++)
		s->whole[row] = plan->cpm.node[row].duration;
	more_apply(plan);
}

static void
settle_progress(risk_state *s)
{
	schedule *plan = &s->plan;
	Size	  rows = (Size) plan->rows + 1;

	if (plan->cpm.more == NULL)
		return;
	s->settled = schedule_take(plan, rows * sizeof(settle_floor));
	if (!settle(&plan->cpm,
				axis_from_day(&plan->cpm.axis, more_first_day(plan)),
				s->settled))
		schedule_refuse_dates(plan, plan->cpm.culprit);
}

static void
prepare(risk_state *s, WindowObject window, FmgrInfo *flinfo)
{
	schedule	 *plan = &s->plan;
	schedule_args args =
		{.count = MORE_ARGS,
		 .at = {0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, -1, -1, -1, -1},
		 .whole = 1 << ARG_STATUS_DAY,
		 .take = more_take,
		 .with = plan};
	cpm_node *before;

	s->window = window;
	plan->context = GetMemoryChunkContext(s);
	more_open(plan, &args, window, flinfo);
	schedule_read(plan, window, flinfo, &args);
	apply_progress(s);
	s->risk.runs =
		common_argument(s, AT_ITERATIONS, "iterations", 1, MOST_RUNS);
	s->risk.seed =
		(uint64) common_argument(s, AT_SEED, "seeds", INT32_MIN, INT32_MAX);
	before = schedule_take(plan, sizeof(cpm_node) * (Size) plan->rows);
	keep_floors(s, before);
	settle_progress(s);
	schedule_run(plan);
	s->risk.activity =
		schedule_take(plan, sizeof(risk_activity) * (Size) plan->rows);
	s->place = schedule_take(plan, sizeof(int32) * (Size) plan->rows);
	for (int32 k = 0; k < plan->cpm.nodes; k++)
		s->place[plan->cpm.order[k]] = k;
	names_init(&s->shapes,
			   plan->rows,
			   schedule_take(plan, names_memory(plan->rows)));
	read_estimates(s);
	for (int64 row = 0; row < plan->rows; row++)
		set_activity(s, row, before);
	set_links(s);
	make_tables(s);
	run_all(s);
	s->ready = true;
}

/* ---- answers --------------------------------------------------------------- */

/* The day that an instant ends, or begins for a milestone that stands there. */
static Datum
finish_day(risk_state *s, int64 row, int64 instant)
{
	const cpm_node *n = &s->plan.cpm.node[row];
	bool			done = is_done(s, row);
	bool  begins = n->duration == 0 && (n->flags & CPM_AT_FINISH) == 0;
	int64 day;

	if (done)
		day = s->plan.more->actual[row].finish;
	else if (!axis_day(&s->plan.cpm.axis,
					   begins ? instant : instant - 1,
					   &day))
	{
		s->risk.culprit = s->place[row];
		refuse_dates(s);
	}
	return DateADTGetDatum((DateADT) day);
}

/* The correlation of the duration with the end of all; false if none. */
static bool
cruciality(const risk *r, const risk_activity *a, double *answer)
{
	double n = r->runs;
	double own = a->squares / n - a->sum / n * (a->sum / n);
	double end = r->end_squares / n - r->end_sum / n * (r->end_sum / n);

	if (own <= 1e-9 || end <= 1e-9)
		return false;
	*answer = (a->product / n - a->sum / n * (r->end_sum / n)) /
			  (sqrt(own) * sqrt(end));
	*answer = Max(-1, Min(1, *answer));
	return true;
}

/* What is finished is sure, and decides nothing any more. */
static void
put_done(const risk_state *s, int64 row, Datum *value)
{
	const con_dates *con = s->plan.dates;
	bool			 in_time =
		con != NULL && s->plan.more->actual[row].finish <= con[row].deadline;

	value[OUT_CHANCE_CRITICAL] = Float8GetDatum(0);
	value[OUT_CHANCE_DEADLINE] = Float8GetDatum(in_time ? 1 : 0);
	value[OUT_CHANCE_PLAN] = Float8GetDatum(1);
}

static Datum
result_row(FunctionCallInfo fcinfo, risk_state *s, int64 row)
{
	static const int	 percent[] = {10, 50, 80, 95};
	const risk			*r = &s->risk;
	const risk_activity *a = &r->activity[s->place[row]];
	Datum				 value[OUT_FIELDS];
	bool				 null[OUT_FIELDS] = {false};
	double				 answer = 0;

	for (int i = 0; i < (int) lengthof(percent); i++)
	{
		int64 rank = ((int64) r->runs * percent[i] + 99) / 100;

		value[OUT_P10 + i] = finish_day(s, row, risk_finish(a, rank));
	}
	value[OUT_CHANCE_CRITICAL] =
		Float8GetDatum((double) a->critical / r->runs);
	null[OUT_CHANCE_DEADLINE] = a->deadline == INT64_MAX;
	value[OUT_CHANCE_DEADLINE] = Float8GetDatum((double) a->in_time / r->runs);
	value[OUT_CHANCE_PLAN] = Float8GetDatum((double) a->as_planned / r->runs);
	value[OUT_PLANNED_FINISH] = finish_day(s, row, a->planned);
	if (is_done(s, row))
		put_done(s, row, value);
	null[OUT_CRUCIALITY] = !cruciality(r, a, &answer);
	value[OUT_CRUCIALITY] = Float8GetDatum(answer);
	return HeapTupleGetDatum(
		heap_form_tuple(schedule_result_desc(fcinfo, OUT_FIELDS),
						value,
						null));
}

PG_FUNCTION_INFO_V1(regie_schedule_risk);

/*
 * schedule_risk(activity, duration, predecessors, project_start, calendar,
 *				 constraint_kind, constraint_date, deadline, optimistic,
 *				 most_likely, pessimistic, distribution, cause, correlation,
 *				 iterations, seed, status_day, actual_start, actual_finish,
 *				 remaining) OVER (...) -> risked
 *
 * When each activity finishes in so many per cent of the runs, how often it is
 * critical and in time: risk.h and doc/roadmap.md have the rules.
 */
Datum
regie_schedule_risk(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	risk_state	*s = WinGetPartitionLocalMemory(window, sizeof(risk_state));

	if (!s->ready)
		prepare(s, window, fcinfo->flinfo);
	return result_row(fcinfo, s, WinGetCurrentPosition(window));
}
