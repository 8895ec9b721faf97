/*
 * axis.c
 *		The axis of working days.
 */
#include "roadmap/axis.h"

#include "common/civil.h"

bool
axis_look_up(const axis *a, int64_t instant, int64_t *day)
{
	return cal_unrank(a->calendar, instant, day) && civil_in_range(*day);
}

void
axis_fill(axis *a, int64_t from, int64_t count, int32_t *memory)
{
	for (int64_t i = 0; i < count; i++)
	{
		int64_t day;

		memory[i] =
			axis_look_up(a, from + i, &day) ? (int32_t) day : AXIS_NO_DAY;
	}
	a->from = from;
	a->count = count;
	a->day = memory;
}
