/*
 * level.h
 *		Did the supplier deliver: missed periods in a row, and the part of an
 *		outage that falls into service hours.
 */
#ifndef REGIE_LEVEL_H
#define REGIE_LEVEL_H

#include "calendar/workdays.h"
#include "common/checked.h"

/* Most periods that one can look back over: 85 years of months. */
#define LEVEL_MOST_PERIODS 1024

/*
 * Which of the last periods were missed, the latest first: period i back is
 * bit i % 64 of word i / 64.  All zeros is a history without periods.
 */
typedef struct level_history
{
	uint64_t missed[LEVEL_MOST_PERIODS / 64];
} level_history;

/* One more period has passed. */
extern void level_record(level_history *history, bool missed);

/*
 * How many of the last periods were missed, the latest among them.  periods is
 * from 1 to LEVEL_MOST_PERIODS; those before the first were not missed.
 */
extern int level_misses(const level_history *history, int periods);

#define LEVEL_DAY INT64_C(86400000000) /* microseconds of a day */

/* The hours of service on a working day, in microseconds since midnight. */
typedef struct level_hours
{
	int64_t opens; /* 0 <= opens < closes <= LEVEL_DAY */
	int64_t closes;
} level_hours;

/*
 * Microseconds of [from, to) within service hours on working days; from and to
 * are microseconds since 2000-01-01 00:00 of the local clock, from <= to.
 * False if the answer does not fit into 64 bits.
 */
extern bool level_working_time(const cal_days *calendar, level_hours hours,
							   int64_t from, int64_t to, int64_t *out);

/* Longest agreed time that level_availability takes: 10^36. */
#define LEVEL_MOST_DIGITS 36

/*
 * 100 * (agreed - down) / agreed in units of 10^-decimals, cut off and never
 * rounded up: a norm with no more decimals is met by the result exactly where
 * it is met by the true value.  Both times are in one unit, whatever it is;
 * 0 <= down <= agreed, 0 < agreed <= 10^36, decimals from 0 to 16.
 */
extern int64_t level_availability(int128_t down, int128_t agreed,
								  int decimals);

#endif
