/*
 * term_pg.c
 *		What the bindings of the type term share: arguments checked, answers
 *		checked, errors that name the term.
 */
#include "contract/term_pg.h"

#include "catalog/pg_type.h"
#include "common/civil.h"
#include "contract/term_text.h"
#include "utils/typcache.h"

StaticAssertDecl(sizeof(term_value) == 44, "the stored form of a term");

char *
term_text(const term_value *term)
{
	char *text = palloc(TERM_TEXT_SIZE);

	term_format(term, text);
	return text;
}

/* What each fault is called, and the way out of it. */
static const struct
{
	int			code;
	const char *message;
	const char *hint;
} faults[TERM_FAULTS] = {
	[TERM_NO_INITIAL] =
		{ERRCODE_INVALID_PARAMETER_VALUE,
		 "term without an initial period",
		 "Say how long it runs first; only an evergreen term can do without."},
	[TERM_NO_RENEWAL] =
		{ERRCODE_INVALID_PARAMETER_VALUE,
		 "term without a renewal period",
		 "Say how long a renewal lasts, or that there are at most 0 of them, "
		 "or that the kind is none."},
	[TERM_NOT_RENEWED] = {ERRCODE_INVALID_PARAMETER_VALUE,
						  "renewal stated for a term that has none",
						  "Leave out renewal period and maximum, or say tacit "
						  "or explicit."},
	[TERM_NO_OPTIONS] = {ERRCODE_INVALID_PARAMETER_VALUE,
						 "options lifted of a term that has none",
						 "Only an explicit term has options."},
	[TERM_TOO_MANY_LIFTED] =
		{ERRCODE_INVALID_PARAMETER_VALUE,
		 "more options lifted than the term has",
		 "Lift fewer, or leave out the maximum if none is stated."},
	[TERM_ENDED_EARLY] = {ERRCODE_INVALID_PARAMETER_VALUE,
						  "term ended before it started",
						  "A term that never ran is ended on its start day."},
	[TERM_ENDED_LATE] = {ERRCODE_INVALID_PARAMETER_VALUE,
						 "term ended after its own end",
						 "Lengthen the initial period, allow more renewals, "
						 "or lift an option."},
	[TERM_OUT_OF_RANGE] =
		{ERRCODE_DATETIME_VALUE_OUT_OF_RANGE,
		 "term out of range",
		 "Shorten its periods, or leave out the maximum if none is stated."},
};

/* The culprit by its text, and the day that it cannot pass. */
static int
fault_detail(term_fault fault, const term_value *term)
{
	term_value unended = *term;
	char	   end[CIVIL_TEXT_SIZE];

	if (fault == TERM_OUT_OF_RANGE)
		return errdetail("The term \"%s\" ends after 5874897-12-31.",
						 term_text(term));
	if (fault != TERM_ENDED_LATE)
		return errdetail("The term is \"%s\".", term_text(term));
	unended.ended_on = TERM_NOT_ENDED;
	civil_format(term_end(&unended), end);
	return errdetail("The term \"%s\" ends by itself on %s.",
					 term_text(&unended),
					 end);
}

Datum
term_checked(const term_value *term, fmNodePtr escontext)
{
	term_fault	fault = term_check(term);
	const char *hint = faults[fault].hint;

	if (fault == TERM_SOUND)
		return PointerGetDatum(term);
	if (fault == TERM_BAD_FIELD)
		elog(ERROR, "malformed term");
	ereturn(escontext,
			(Datum) 0,
			(errcode(faults[fault].code),
			 errmsg("%s", faults[fault].message),
			 fault_detail(fault, term),
			 hint == NULL ? 0 : errhint("%s", hint)));
}

int64_t
term_day_argument(DateADT day, const char *argument)
{
	if (DATE_NOT_FINITE(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("day must be finite"),
				 errdetail("The argument %s is %s.",
						   argument,
						   DATE_IS_NOEND(day) ? "infinity" : "-infinity")));
	return day;
}

static char *
interval_text(const Interval *interval)
{
	return DatumGetCString(
		DirectFunctionCall1(interval_out, IntervalPGetDatum(interval)));
}

/* PostgreSQL 17's infinite intervals have a time part, and are refused so. */
term_length
term_length_argument(const Interval *interval, const char *argument)
{
	term_length length = {interval->month, interval->day};

	if (interval->time != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("interval must not have a time part"),
				 errdetail("The argument %s is \"%s\".",
						   argument,
						   interval_text(interval)),
				 errhint("Use years, months, weeks and days only.")));
	if (length.months < 0 || length.days < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("interval must not be negative"),
				 errdetail("The argument %s is \"%s\".",
						   argument,
						   interval_text(interval))));
	if (!term_length_is_valid(length.months, length.days))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("interval out of range"),
				 errdetail("The argument %s is \"%s\"; at most %d months and "
						   "%d days are allowed.",
						   argument,
						   interval_text(interval),
						   TERM_MAX_MONTHS,
						   TERM_MAX_DAYS)));
	return length;
}

Interval *
term_interval(term_length length)
{
	Interval *interval = palloc0(sizeof(Interval));

	interval->month = length.months;
	interval->day = length.days;
	return interval;
}

DateADT
term_day_answer(const term_value *term, int64_t day)
{
	if (!civil_in_range(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range"),
				 errdetail("The answer for the term \"%s\" lies %s.",
						   term_text(term),
						   day < 0 ? "before 4714-11-24 BC"
								   : "after 5874897-12-31")));
	return (DateADT) day;
}

TypeCacheEntry *
term_daterange_type(void)
{
	return lookup_type_cache(DATERANGEOID, TYPECACHE_RANGE_INFO);
}

Datum
term_range(int64_t from, int64_t to)
{
	RangeBound first = {.inclusive = true, .lower = true};
	RangeBound behind = {.infinite = to == TERM_FOREVER};

	first.val = DateADTGetDatum((DateADT) from);
	if (!behind.infinite)
		behind.val = DateADTGetDatum((DateADT) to);
	return RangeTypePGetDatum(
		make_full_range(term_daterange_type(), &first, &behind));
}

/*
 * Dateranges are stored as [from, to), but for bounds that are "infinity":
 * those stay as they were written.  No term starts at -infinity, and all that
 * are open run at infinity and beyond, so it does not matter whether a range
 * begins there or just behind, and its end can stop at the lowest number.
 */
term_span
term_range_span(const RangeType *range)
{
	RangeBound from;
	RangeBound to;
	bool	   is_empty;
	term_span  span = {INT32_MIN, TERM_SPAN_OPEN};

	range_deserialize(term_daterange_type(), range, &from, &to, &is_empty);
	if (is_empty)
		return term_span_none;
	if (!from.infinite)
		span.first = DatumGetDateADT(from.val);
	if (!to.infinite)
		span.last = DatumGetDateADT(to.val);
	if (!to.infinite && !to.inclusive && span.last > INT32_MIN)
		span.last--;
	return span;
}

Datum
term_range_answer(const term_value *term, int64_t from, int64_t to)
{
	term_day_answer(term, from);
	if (to != TERM_FOREVER)
		term_day_answer(term, to);
	return term_range(from, to);
}
