/*
 * level_pg.c
 *		Did the supplier deliver: breached() and misses(), availability(),
 *		working_time().
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "common/decimal_pg.h"
#include "contract/level.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"
#include "windowapi.h"

/* A whole-number argument of the current row; false if it is NULL. */
static bool
get_int(WindowObject window, int argument, int *out)
{
	bool is_null;

	*out = DatumGetInt32(WinGetFuncArgCurrent(window, argument, &is_null));
	return !is_null;
}

static void
check_periods(int periods)
{
	if (periods < 1 || periods > LEVEL_MOST_PERIODS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("periods must be from 1 to %d", LEVEL_MOST_PERIODS),
				 errdetail("The argument periods is %d.", periods)));
}

static void
check_misses(int misses, int periods)
{
	check_periods(periods);
	if (misses < 1 || misses > periods)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("misses must be from 1 to the number of periods"),
				 errdetail("The argument misses is %d, the argument periods "
						   "is %d.",
						   misses,
						   periods)));
}

/*
 * The history up to the current row.  Each row is read once, when it becomes
 * current, and the mark lets go of those before it: memory does not grow with
 * the partition, and a volatile argument has one value per row.
 */
static level_history *
record_row(WindowObject window)
{
	level_history *history =
		WinGetPartitionLocalMemory(window, sizeof(level_history));
	bool is_null;
	bool met = DatumGetBool(WinGetFuncArgCurrent(window, 0, &is_null));

	level_record(history, !is_null && !met);
	WinSetMarkPosition(window, WinGetCurrentPosition(window));
	return history;
}

PG_FUNCTION_INFO_V1(regie_misses);

/*
 * misses(met boolean, periods int) OVER (...) -> int
 *
 * How many of the last rows, up to and including this one, were missed.  NULL
 * for met is "not measured": a period, and no miss.  NULL for periods gives
 * NULL, and the row still counts for those behind it.
 *
 * Error (22023): periods outside 1 to 1024.
 */
Datum
regie_misses(PG_FUNCTION_ARGS)
{
	WindowObject   window = PG_WINDOW_OBJECT();
	level_history *history = record_row(window);
	int			   periods;

	if (!get_int(window, 1, &periods))
		PG_RETURN_NULL();
	check_periods(periods);
	PG_RETURN_INT32(level_misses(history, periods));
}

PG_FUNCTION_INFO_V1(regie_breached);

/*
 * breached(met boolean, misses int, periods int) OVER (...) -> boolean
 *
 * Whether at least "misses" of the last "periods" rows were missed, this one
 * among them (GIBIT 2023, article 10.10: three within six).  Each row goes by
 * its own rule; without a rule (misses and periods NULL) there is no answer,
 * and the row still counts for those behind it.
 *
 * Errors: misses or periods out of range (22023), one of them NULL (22004).
 */
Datum
regie_breached(PG_FUNCTION_ARGS)
{
	WindowObject   window = PG_WINDOW_OBJECT();
	level_history *history = record_row(window);
	int			   misses;
	int			   periods;
	bool		   has_misses = get_int(window, 1, &misses);
	bool		   has_periods = get_int(window, 2, &periods);

	if (has_misses != has_periods)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("misses and periods go together"),
				 errdetail("The argument %s is NULL.",
						   has_misses ? "periods" : "misses"),
				 errhint("Give both, or neither where no rule was "
						 "agreed.")));
	if (!has_misses)
		PG_RETURN_NULL();
	check_misses(misses, periods);
	PG_RETURN_BOOL(level_misses(history, periods) >= misses);
}

/* ---------------------------------------------------------------------- */

/* Decimals of an availability. */
#define PERCENT_DECIMALS 10

static char *
numeric_argument_text(Numeric number)
{
	return DatumGetCString(
		DirectFunctionCall1(numeric_out, NumericGetDatum(number)));
}

/* Hours as a decimal, zero or more. */
static decimal
hours_argument(Numeric number, const char *argument)
{
	decimal		   hours = {0, 0};
	decimal_status status = decimal_from_numeric(number, &hours);

	if (status == DECIMAL_NOT_FINITE ||
		(status == DECIMAL_OK && hours.coefficient < 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("hours must be a finite number that is not negative"),
				 errdetail("The argument %s is %s.",
						   argument,
						   numeric_argument_text(number))));
	if (status == DECIMAL_TOO_LONG)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("hours have too many digits"),
				 errdetail("The argument %s has more than %d.",
						   argument,
						   DECIMAL_MAX_DIGITS),
				 errhint("Round the hours.")));
	decimal_strip(&hours);
	return hours;
}

static void
raise_digits(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("hours have too many digits"),
			 errdetail("Brought to one number of decimals, they have more "
					   "than %d digits.",
					   LEVEL_MOST_DIGITS),
			 errhint("Round the hours.")));
}

/* At so many decimals, within what can be calculated with. */
static int128_t
hours_rescaled(decimal hours, int scale)
{
	int128_t most = 1;
	int128_t out;

	for (int i = 0; i < LEVEL_MOST_DIGITS; i++)
		most *= 10;
	if (!decimal_rescale(&hours, scale, &out) || out > most)
		raise_digits();
	return out;
}

static void
raise_down_over_agreed(const char *down, const char *agreed)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cannot be down longer than the agreed time"),
			 errdetail("It was down for %s, out of %s.", down, agreed),
			 errhint("Count only what falls within service hours, as "
					 "working_time does.")));
}

static Datum
percent(int128_t down, int128_t agreed)
{
	return NumericGetDatum(
		decimal_to_numeric(level_availability(down, agreed, PERCENT_DECIMALS),
						   PERCENT_DECIMALS));
}

PG_FUNCTION_INFO_V1(regie_availability);

/*
 * availability(hours_down numeric, workdays int, hours_per_day numeric)
 * -> numeric
 *
 * (workdays * hours - hours down) / (workdays * hours), in per cent with ten
 * decimals, cut off: a norm of at most ten decimals is met by it exactly where
 * it was met.
 *
 * Errors: hours that are negative or not finite, no workdays, hours_per_day
 * outside 0 to 24, more hours down than there are (22023), too many digits
 * (22003).
 */
Datum
regie_availability(PG_FUNCTION_ARGS)
{
	decimal	 down = hours_argument(PG_GETARG_NUMERIC(0), "hours_down");
	int		 workdays = PG_GETARG_INT32(1);
	decimal	 agreed = hours_argument(PG_GETARG_NUMERIC(2), "hours_per_day");
	int128_t a;
	int128_t d;
	int128_t day;

	if (workdays < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("workdays must be 1 or more"),
				 errdetail("The argument workdays is %d.", workdays)));
	day = hours_rescaled((decimal){24, 0}, agreed.scale);
	if (agreed.coefficient == 0 || agreed.coefficient > day)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("hours per day must be more than 0 and at most 24"),
				 errdetail("The argument hours_per_day is %s.",
						   numeric_argument_text(PG_GETARG_NUMERIC(2)))));
	if (__builtin_mul_overflow(agreed.coefficient,
							   workdays,
							   &agreed.coefficient))
		raise_digits();
	a = hours_rescaled(agreed, Max(agreed.scale, down.scale));
	d = hours_rescaled(down, Max(agreed.scale, down.scale));
	if (d > a)
		raise_down_over_agreed(psprintf("%s hours",
										numeric_argument_text(
											PG_GETARG_NUMERIC(0))),
							   psprintf("%s hours",
										numeric_argument_text(
											decimal_to_numeric(agreed
																   .coefficient,
															   agreed
																   .scale))));
	PG_RETURN_DATUM(percent(d, a));
}

static char *
interval_text(const Interval *interval)
{
	return DatumGetCString(
		DirectFunctionCall1(interval_out, IntervalPGetDatum(interval)));
}

/* Microseconds of an interval without days and months, which vary. */
static int64
time_argument(const Interval *interval, const char *argument)
{
	if (interval->month != 0 || interval->day != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("interval must be in hours"),
				 errdetail("The argument %s is %s, which has days or months.",
						   argument,
						   interval_text(interval)),
				 errhint("Days and months have no fixed number of service "
						 "hours: ask working_time.")));
	if (interval->time < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("interval must not be negative"),
				 errdetail("The argument %s is %s.",
						   argument,
						   interval_text(interval))));
	return interval->time;
}

PG_FUNCTION_INFO_V1(regie_availability_interval);

/*
 * availability(down interval, agreed interval) -> numeric
 *
 * The same for times as working_time gives them.
 *
 * Errors (22023): an interval with days or months, a negative one, no agreed
 * time, more time down than there is.
 */
Datum
regie_availability_interval(PG_FUNCTION_ARGS)
{
	int64 down = time_argument(PG_GETARG_INTERVAL_P(0), "down");
	int64 agreed = time_argument(PG_GETARG_INTERVAL_P(1), "agreed");

	if (agreed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("agreed time must not be zero")));
	if (down > agreed)
		raise_down_over_agreed(interval_text(PG_GETARG_INTERVAL_P(0)),
							   interval_text(PG_GETARG_INTERVAL_P(1)));
	PG_RETURN_DATUM(percent(down, agreed));
}

/* ---------------------------------------------------------------------- */

static int64
finite_moment(const RangeBound *bound)
{
	if (bound->infinite || TIMESTAMP_NOT_FINITE(DatumGetTimestamp(bound->val)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("range must have a begin and an end"),
				 errdetail("The range has no %s.",
						   bound->lower ? "begin" : "end"),
				 errhint("Intersect it with the period that you ask about: "
						 "range * tsrange '[2026-01-01,2027-01-01)'.")));
	return DatumGetTimestamp(bound->val);
}

static char *
time_text(TimeADT time)
{
	return DatumGetCString(
		DirectFunctionCall1(time_out, TimeADTGetDatum(time)));
}

PG_FUNCTION_INFO_V1(regie_working_time);

/*
 * working_time(calendar, during tsrange, opens time, closes time) -> interval
 *
 * The part of the range within service hours (from opens up to closes, which
 * may be 24:00) on days that the calendar works, in hours and parts of them,
 * exact to the microsecond.  Timestamps are those of the local clock, and each
 * day has 24 hours: see the chapter on the nights when the clock is changed.
 *
 * Errors: a range without begin or end, hours that do not open before they
 * close (22023), an answer beyond what an interval holds (22008).
 */
Datum
regie_working_time(PG_FUNCTION_ARGS)
{
	RangeType	   *range = PG_GETARG_RANGE_P(1);
	level_hours		hours = {PG_GETARG_TIMEADT(2), PG_GETARG_TIMEADT(3)};
	TypeCacheEntry *type = range_get_typcache(fcinfo, RangeTypeGetOid(range));
	Interval	   *answer = palloc0(sizeof(Interval));
	RangeBound		lower;
	RangeBound		upper;
	bool			empty;
	cal_days		calendar;

	if (hours.opens >= hours.closes)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("service hours must open before they close"),
				 errdetail("They open at %s and close at %s.",
						   time_text(hours.opens),
						   time_text(hours.closes)),
				 errhint("For hours past midnight, add up the time before "
						 "24:00 and the time from 00:00.")));
	range_deserialize(type, range, &lower, &upper, &empty);
	if (empty)
		PG_RETURN_INTERVAL_P(answer);
	calendar_unpack(PG_GETARG_DATUM(0), &calendar);
	if (!level_working_time(&calendar,
							hours,
							finite_moment(&lower),
							finite_moment(&upper),
							&answer->time))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("working time is out of range for an interval")));
	PG_RETURN_INTERVAL_P(answer);
}
