/*
 * workdays.h
 *		Which days are worked, and counting by them.
 *
 * A calendar is a set of weekdays and a sorted list of exceptions, each with
 * the running net effect of the list up to it.  That makes every question
 * below a formula on whole weeks plus one binary search: no loop over days,
 * whatever the distance, and nothing to prepare.
 *
 * Days count from 2000-01-01, as in common/civil.h.  Days far outside the
 * valid range (up to 2^40 either way) are answered by the same rules.
 */
#ifndef REGIE_WORKDAYS_H
#define REGIE_WORKDAYS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cal_days
{
	uint8_t weekdays; /* bit 0 = Monday .. bit 6 = Sunday */
	int32_t count;	  /* exceptions */

	/*
	 * The exceptions: days (since 2000-01-01, ascending) that differ from
	 * their weekday, and for each the days worked extra minus the days off
	 * among day[0] .. day[i].
	 */
	const int32_t *day;
	const int32_t *net;
} cal_days;

#define CAL_MONDAY_TO_FRIDAY 0x1F

extern bool cal_is_workday(const cal_days *calendar, int64_t day);

/*
 * Position of a day on the axis of working days: the number of working days
 * in [2000-01-01, day), negative before.  The working days of [a, b) are
 * rank(b) - rank(a).
 */
extern int64_t cal_rank(const cal_days *calendar, int64_t day);

/*
 * The working day with that rank; false if there is none (a calendar without
 * weekdays has only its extra days) or if the rank is over 2^40 either way.
 * The day can lie outside the valid range: check it with civil_in_range.
 */
extern bool cal_unrank(const cal_days *calendar, int64_t rank, int64_t *day);

/*
 * The n-th working day after a day (n > 0) or before it (n < 0); the day
 * itself is not counted, whether it is worked or not.  With n = 0: the day
 * itself if it is worked, else the next working day.  False, and a day
 * outside the valid range, as with cal_unrank.
 */
extern bool cal_add(const cal_days *calendar, int64_t day, int64_t n,
					int64_t *out);

#endif
