/*
 * workdays.c
 *		Which days are worked, and counting by them.
 *
 * Counted by weekdays alone, the working days before a day are the whole
 * weeks times the weekdays of a week, and the rest of one week.  The running
 * net effect of the exceptions corrects that.
 */
#include "calendar/workdays.h"

#include "common/civil.h"

/*
 * No day within reach of PostgreSQL's dates has a rank outside these bounds;
 * within them nothing below can overflow.
 */
#define RANK_LIMIT (INT64_C(1) << 40)

/* The weekdays of the mask before a weekday (0 = Monday .. 6 = Sunday). */
static int
weekdays_before(const cal_days *calendar, int weekday)
{
	return __builtin_popcount(calendar->weekdays & ((1u << weekday) - 1));
}

static int
weekdays_per_week(const cal_days *calendar)
{
	return __builtin_popcount(calendar->weekdays);
}

/* Working days by weekday alone in [Monday 1999-12-27, day). */
static int64_t
plain_rank(const cal_days *calendar, int64_t day)
{
	int		weekday = civil_weekday(day);
	int64_t weeks = (day + civil_weekday(0) - weekday) / 7;

	return weeks * weekdays_per_week(calendar) +
		   weekdays_before(calendar, weekday);
}

/* The weekday of the mask that n others precede. */
static int
nth_weekday(const cal_days *calendar, int n)
{
	unsigned left = calendar->weekdays;

	while (n-- > 0)
		left &= left - 1;
	return __builtin_ctz(left);
}

/* The inverse of plain_rank, for a mask that is not empty. */
static int64_t
plain_unrank(const cal_days *calendar, int64_t rank)
{
	int per_week = weekdays_per_week(calendar);
	int rest = (int) (rank % per_week);

	if (rest < 0)
		rest += per_week;
	return (rank - rest) / per_week * 7 + nth_weekday(calendar, rest) -
		   civil_weekday(0);
}

/* How many exceptions lie before a day. */
static int32_t
exceptions_before(const cal_days *calendar, int64_t day)
{
	int32_t low = 0;
	int32_t high = calendar->count;

	while (low < high)
	{
		int32_t middle = low + (high - low) / 2;

		if (calendar->day[middle] < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The net effect of the first n exceptions. */
static int64_t
net_of(const cal_days *calendar, int32_t n)
{
	return n > 0 ? calendar->net[n - 1] : 0;
}

/* Working days by weekday in [Monday 1999-12-27, day), and all exceptions. */
static int64_t
full_rank(const cal_days *calendar, int64_t day)
{
	return plain_rank(calendar, day) +
		   net_of(calendar, exceptions_before(calendar, day));
}

bool
cal_is_workday(const cal_days *calendar, int64_t day)
{
	bool	worked = (calendar->weekdays >> civil_weekday(day)) & 1;
	int32_t i = exceptions_before(calendar, day);

	if (i < calendar->count && calendar->day[i] == day)
		return !worked;
	return worked;
}

int64_t
cal_rank(const cal_days *calendar, int64_t day)
{
	return full_rank(calendar, day) - full_rank(calendar, 0);
}

/*
 * The first exception that does not lie wholly before the working day looked
 * for: full_rank of the day behind it is already over the rank.
 */
static int32_t
exception_at_rank(const cal_days *calendar, int64_t rank)
{
	int32_t low = 0;
	int32_t high = calendar->count;

	while (low < high)
	{
		int32_t middle = low + (high - low) / 2;
		int64_t behind =
			plain_rank(calendar, calendar->day[middle] + INT64_C(1)) +
			calendar->net[middle];

		if (behind <= rank)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
cal_unrank(const cal_days *calendar, int64_t rank, int64_t *day)
{
	int64_t full;
	int64_t plain;
	int32_t i;

	if (rank < -RANK_LIMIT || rank > RANK_LIMIT)
		return false;
	full = rank + full_rank(calendar, 0);
	i = exception_at_rank(calendar, full);
	plain = full - net_of(calendar, i);

	/*
	 * The day lies between exception i - 1 and i, or it is exception i, which
	 * then is a day worked extra (its net effect is more than that before it).
	 */
	if (i < calendar->count && calendar->net[i] > net_of(calendar, i) &&
		plain_rank(calendar, calendar->day[i]) == plain)
	{
		*day = calendar->day[i];
		return true;
	}
	if (calendar->weekdays == 0)
		return false;
	*day = plain_unrank(calendar, plain);
	return true;
}

bool
cal_add(const cal_days *calendar, int64_t day, int64_t n, int64_t *out)
{
	if (n > RANK_LIMIT || n < -RANK_LIMIT)
		return false;
	if (n > 0)
		return cal_unrank(calendar, cal_rank(calendar, day + 1) + n - 1, out);
	return cal_unrank(calendar, cal_rank(calendar, day) + n, out);
}
