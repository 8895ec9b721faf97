/*
 * exceptions.h
 *		From a heap of exceptions to the one list that a calendar stores.
 *
 * While they are collected, exceptions are entries: one number each, which
 * holds the day and whether it is worked.  Sorting the numbers sorts by day.
 * There may be many more of them than a calendar stores, so what may take long
 * calls tick (unless it is NULL) from time to time; it may leave by longjmp.
 */
#ifndef REGIE_EXCEPTIONS_H
#define REGIE_EXCEPTIONS_H

#include "calendar/workdays.h"

#include <stddef.h>

/*
 * Most exceptions of one calendar: 2,700 years if every day is one.  It keeps
 * sizes small and sorting short.
 */
#define CAL_MOST_EXCEPTIONS 1000000

typedef void (*cal_tick)(void);

/* Calls tick once in 65,536 steps. */
static inline void
cal_step(uint32_t *steps, cal_tick tick)
{
	if ((++*steps & 0xFFFF) == 0 && tick != NULL)
		tick();
}

static inline int64_t
cal_entry(int32_t day, bool worked)
{
	return (int64_t) day * 2 + (worked ? 1 : 0);
}

static inline bool
cal_entry_worked(int64_t entry)
{
	return (entry & 1) != 0;
}

static inline int32_t
cal_entry_day(int64_t entry)
{
	return (int32_t) ((entry - (entry & 1)) / 2);
}

/*
 * Sorts the entries, drops doubles and those that say what their weekday says
 * already, and returns how many are left.  Returns -1 and the day where one
 * day is both worked and not worked.
 */
extern int32_t cal_settle(uint8_t weekdays, int64_t *entry, int32_t count,
						  int32_t *conflict, cal_tick tick);

/* Fills the two arrays of a cal_days from settled entries. */
extern void cal_fill(const int64_t *entry, int32_t count, int32_t *day,
					 int32_t *net);

#endif
