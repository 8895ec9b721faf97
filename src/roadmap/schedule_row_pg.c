/*
 * schedule_row_pg.c
 *		What the window function schedule says about one row.
 */
#include "common/compat.h"

#include "access/htup_details.h"
#include "roadmap/schedule_more_pg.h"
#include "utils/date.h"

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
	OUT_INTERFERING_FLOAT,
	OUT_RESUME,
	OUT_REASON,
	OUT_FIELDS
};

/* The days of an activity, numbered as the first four fields. */
typedef struct days
{
	int64 day[4];
	int64 resume; /* of what is left, if it has begun */
} days;

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

/* The days by the passes, but those that really happened as they were. */
static void
find_days(const schedule *s, int64 row, days *d)
{
	const cpm_node	 *n = &s->cpm.node[row];
	const cpm_actual *actual;

	if ((n->flags & CPM_DONE) == 0 &&
		(!cpm_days(&s->cpm, n, n->early, &d->day[0], &d->day[1]) ||
		 !cpm_days(&s->cpm, n, n->late, &d->day[2], &d->day[3])))
		schedule_refuse_dates(s, row);
	if ((n->flags & (CPM_BEGUN | CPM_DONE)) == 0)
		return;
	d->resume = d->day[0];
	actual = &s->more->actual[row];
	d->day[OUT_EARLY_START] = actual->start;
	d->day[OUT_LATE_START] = actual->start;
	if ((n->flags & CPM_DONE) != 0)
		d->day[OUT_EARLY_FINISH] = d->day[OUT_LATE_FINISH] = actual->finish;
}

static void
put_days(Datum *value, const days *d)
{
	for (int i = 0; i < 4; i++)
		value[OUT_EARLY_START + i] = DateADTGetDatum((DateADT) d->day[i]);
}

/* ---- activities ------------------------------------------------------- */

static void
put_floats(Datum *value, bool *null, const cpm_node *n)
{
	int32 total = (int32) cpm_total_float(n);
	int32 free = (int32) cpm_free_float(n);

	value[OUT_TOTAL_FLOAT] = Int32GetDatum(total);
	value[OUT_FREE_FLOAT] = Int32GetDatum(free);
	value[OUT_INDEPENDENT_FLOAT] =
		Int32GetDatum((int32) cpm_independent_float(n));
	value[OUT_INTERFERING_FLOAT] = Int32GetDatum(total - free);
	value[OUT_CRITICAL] = BoolGetDatum(total <= 0);
	value[OUT_DRIVING] = BoolGetDatum((n->flags & CPM_DRIVING) != 0);
	if ((n->flags & CPM_DONE) == 0)
		return;
	/* what is finished does not move, and holds up nobody any more */
	null[OUT_TOTAL_FLOAT] = null[OUT_FREE_FLOAT] = true;
	null[OUT_INDEPENDENT_FLOAT] = null[OUT_INTERFERING_FLOAT] = true;
	value[OUT_CRITICAL] = value[OUT_DRIVING] = BoolGetDatum(false);
}

static void
put_activity(const schedule *s, int64 row, Datum *value, bool *null)
{
	const cpm_node *n = &s->cpm.node[row];
	days			d;

	find_days(s, row, &d);
	put_days(value, &d);
	put_floats(value, null, n);
	null[OUT_DRIVER] = n->driver < 0;
	if (n->driver >= 0)
		value[OUT_DRIVER] = schedule_name_datum(s, n->driver);
	null[OUT_RESUME] = (n->flags & CPM_BEGUN) == 0;
	if ((n->flags & CPM_BEGUN) != 0)
		value[OUT_RESUME] = DateADTGetDatum((DateADT) d.resume);
}

/* ---- summaries -------------------------------------------------------- */

/* What the activities below a summary come to. */
typedef struct span
{
	days  d;
	bool  open; /* some activity is not finished */
	int64 total_float;
	bool  critical;
	bool  driving;
	int32 first; /* the activities that start first and finish last */
	int32 last;
} span;

/* Of activities on the same day the first by name, whatever the rows' order. */
static bool
comes_before(const schedule *s, int32 a, int32 b)
{
	const name *x = &s->names.entry[a];
	const name *y = &s->names.entry[b];

	return dep_compare_names(x->text, x->length, y->text, y->length) < 0;
}

static void
widen(const schedule *s, span *sum, int32 row)
{
	const cpm_node *n = &s->cpm.node[row];
	bool			empty = sum->first < 0;
	days			d;

	find_days(s, row, &d);
	if (empty || d.day[0] < sum->d.day[0] ||
		(d.day[0] == sum->d.day[0] && comes_before(s, row, sum->first)))
		sum->first = row;
	if (empty || d.day[1] > sum->d.day[1] ||
		(d.day[1] == sum->d.day[1] && comes_before(s, row, sum->last)))
		sum->last = row;
	for (int i = 0; i < 4; i++)
		if (empty ||
			(i % 2 == 0 ? d.day[i] < sum->d.day[i] : d.day[i] > sum->d.day[i]))
			sum->d.day[i] = d.day[i];
	if ((n->flags & CPM_DONE) != 0)
		return;
	if (!sum->open || cpm_total_float(n) < sum->total_float)
		sum->total_float = cpm_total_float(n);
	sum->open = true;
	sum->critical = sum->critical || cpm_total_float(n) <= 0;
	sum->driving = sum->driving || (n->flags & CPM_DRIVING) != 0;
}

static void
find_span(const schedule *s, int64 row, span *sum)
{
	const sum_tree *tree = &s->more->tree;

	memset(sum, 0, sizeof(span));
	sum->first = -1;
	for (int32 k = tree->place[row] + 1; k < tree->behind[row]; k++)
	{
		if (!sum_is_summary(tree, tree->order[k]))
			widen(s, sum, tree->order[k]);
		if (k % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
	}
}

static void
put_summary(const schedule *s, const span *sum, Datum *value, bool *null)
{
	put_days(value, &sum->d);
	null[OUT_TOTAL_FLOAT] = !sum->open;
	value[OUT_TOTAL_FLOAT] = Int32GetDatum((int32) sum->total_float);
	null[OUT_FREE_FLOAT] = null[OUT_INDEPENDENT_FLOAT] = true;
	null[OUT_INTERFERING_FLOAT] = null[OUT_RESUME] = true;
	value[OUT_CRITICAL] = BoolGetDatum(sum->critical);
	value[OUT_DRIVING] = BoolGetDatum(sum->driving);
	null[OUT_DRIVER] = true;
}

/*
 * The working days by which a summary finishes behind its deadline, by the
 * calendar of the activity that finishes last.
 */
static char *
summary_breach(const schedule *s, int64 row, const span *sum)
{
	const con_dates *con = s->dates == NULL ? NULL : &s->dates[row];
	const axis		*a = cpm_axis(&s->cpm, &s->cpm.node[sum->last]);
	int64			 over;

	if (con == NULL || !con->has_deadline || sum->d.day[1] <= con->deadline)
		return NULL;
	over = axis_from_day(a, sum->d.day[1] + 1) -
		   axis_from_day(a, (int64) con->deadline + 1);
	return schedule_days_after(sum->open ? "finishes" : "finished",
							   over,
							   "deadline",
							   con->deadline);
}

/* ---- rows ------------------------------------------------------------- */

static void
put_text(Datum *value, bool *null, int field, char *text)
{
	null[field] = text == NULL;
	if (text != NULL)
		value[field] = CStringGetTextDatum(text);
}

Datum
schedule_row(FunctionCallInfo fcinfo, schedule *s, int64 row)
{
	Datum value[OUT_FIELDS] = {0};
	bool  null[OUT_FIELDS] = {false};

	ask_ahead(s, row);
	if (more_is_summary(s, row))
	{
		span sum;

		find_span(s, row, &sum);
		put_summary(s, &sum, value, null);
		put_text(value, null, OUT_BREACH, summary_breach(s, row, &sum));
		value[OUT_REASON] = schedule_span_reason(s, sum.first, sum.last);
	}
	else
	{
		put_text(value, null, OUT_BREACH, schedule_breach(s, row));
		put_activity(s, row, value, null);
		value[OUT_REASON] = schedule_reason(s, row);
	}
	return HeapTupleGetDatum(
		heap_form_tuple(schedule_result_desc(fcinfo, OUT_FIELDS),
						value,
						null));
}
