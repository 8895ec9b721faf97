/*
 * axis.h
 *		The axis of working days, and the dates shown for what lies on it.
 *
 * An instant k is the moment before the working day of rank k begins, which
 * is the same moment as the end of the working day k - 1: an activity that
 * finishes on Friday and one that starts on Monday meet in one instant.
 */
#ifndef REGIE_AXIS_H
#define REGIE_AXIS_H

#include "calendar/workdays.h"

#include <stddef.h>

typedef struct axis
{
	const cal_days *calendar;

	/* Working days looked up before: ranks from .. from + count - 1. */
	int64_t	 from;
	int64_t	 count;
	int32_t *day;
} axis;

/* Stands in axis.day for a rank without a day that a date can show. */
#define AXIS_NO_DAY INT32_MIN

/* Looks up the working days of so many ranks, into memory for them. */
extern void axis_fill(axis *a, int64_t from, int64_t count, int32_t *memory);

/* axis_day without the table. */
extern bool axis_look_up(const axis *a, int64_t instant, int64_t *day);

/* The first instant at or after the beginning of a day. */
static inline int64_t
axis_from_day(const axis *a, int64_t day)
{
	return cal_rank(a->calendar, day);
}

/*
 * The working day that begins at an instant; false if the calendar has no
 * such day, or it lies outside the range of dates.
 */
static inline bool
axis_day(const axis *a, int64_t instant, int64_t *day)
{
	uint64_t i = (uint64_t) (instant - a->from);

	if (i >= (uint64_t) a->count)
		return axis_look_up(a, instant, day);
	*day = a->day[i];
	return a->day[i] != AXIS_NO_DAY;
}

#endif
