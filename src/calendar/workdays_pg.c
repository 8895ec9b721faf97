/*
 * workdays_pg.c
 *		Working days in SQL: is_workday, workdays, add_workdays and its kin.
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "common/civil.h"
#include "utils/rangetypes.h"

PG_FUNCTION_INFO_V1(regie_is_workday);

/* is_workday(calendar, date) -> boolean */
Datum
regie_is_workday(PG_FUNCTION_ARGS)
{
	cal_days calendar;

	calendar_unpack(PG_GETARG_DATUM(0), &calendar);
	PG_RETURN_BOOL(
		cal_is_workday(&calendar,
					   calendar_finite(PG_GETARG_DATEADT(1), "date")));
}

/*
 * The first day in a range, or the first behind it: a daterange is canonical,
 * its lower bound belongs to it and its upper bound does not.
 */
static int64
finite_bound(const RangeBound *bound)
{
	if (bound->infinite || DATE_NOT_FINITE(DatumGetDateADT(bound->val)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("range must have a first and a last day"),
				 errdetail("The range has no %s.",
						   bound->lower ? "first day" : "last day"),
				 errhint("Intersect it with the period that you ask about: "
						 "range * daterange '[2026-01-01,2027-01-01)'.")));
	return DatumGetDateADT(bound->val);
}

PG_FUNCTION_INFO_V1(regie_workdays);

/*
 * workdays(calendar, daterange) -> int
 *
 * The number of working days in the range; 0 if it is empty.
 */
Datum
regie_workdays(PG_FUNCTION_ARGS)
{
	RangeType	   *range = PG_GETARG_RANGE_P(1);
	TypeCacheEntry *type = range_get_typcache(fcinfo, RangeTypeGetOid(range));
	RangeBound		lower;
	RangeBound		upper;
	bool			empty;
	cal_days		calendar;

	range_deserialize(type, range, &lower, &upper, &empty);
	if (empty)
		PG_RETURN_INT32(0);
	calendar_unpack(PG_GETARG_DATUM(0), &calendar);

	/* all dates that there are count less than 2^31 days */
	PG_RETURN_INT32((int32) (cal_rank(&calendar, finite_bound(&upper)) -
							 cal_rank(&calendar, finite_bound(&lower))));
}

/* "working day 3 after 2026-05-14": which one was asked for. */
static char *
asked(int64 n, DateADT day)
{
	char *from = calendar_day_text(day);

	if (n == 0)
		return psprintf("working day on or after %s", from);
	return psprintf("working day " INT64_FORMAT " %s %s",
					n < 0 ? -n : n,
					n < 0 ? "before" : "after",
					from);
}

/* The working day n from a date, for all functions that go to another day. */
static DateADT
move(Datum calendar_datum, DateADT day, int64 n)
{
	cal_days calendar;
	int64_t	 out;

	calendar_finite(day, "date");
	calendar_unpack(calendar_datum, &calendar);
	if (!cal_add(&calendar, day, n, &out))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("calendar has no such working day"),
				 errdetail("There is no %s: the calendar has no weekdays, "
						   "only single days.",
						   asked(n, day))));
	if (!civil_in_range(out))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range"),
				 errdetail("The %s lies outside the range of dates.",
						   asked(n, day))));
	return (DateADT) out;
}

PG_FUNCTION_INFO_V1(regie_add_workdays);

/*
 * add_workdays(calendar, date, int) -> date
 *
 * The n-th working day after the date (n > 0) or before it (n < 0); the date
 * itself is not counted, worked or not.  With n = 0 the date itself if it is
 * worked, else the next working day.
 */
Datum
regie_add_workdays(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(
		move(PG_GETARG_DATUM(0), PG_GETARG_DATEADT(1), PG_GETARG_INT32(2)));
}

PG_FUNCTION_INFO_V1(regie_next_workday);

/* next_workday(calendar, date) -> date: the first one after the date */
Datum
regie_next_workday(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(move(PG_GETARG_DATUM(0), PG_GETARG_DATEADT(1), 1));
}

PG_FUNCTION_INFO_V1(regie_previous_workday);

/* previous_workday(calendar, date) -> date: the last one before the date */
Datum
regie_previous_workday(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(move(PG_GETARG_DATUM(0), PG_GETARG_DATEADT(1), -1));
}
