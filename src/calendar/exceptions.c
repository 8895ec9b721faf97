/*
 * exceptions.c
 *		From a heap of exceptions to the one list that a calendar stores.
 */
#include "calendar/exceptions.h"

#include "common/civil.h"

/* Lets the entry at a place sink until no entry below it is larger. */
static void
sink(int64_t *entry, int32_t place, int32_t count)
{
	int64_t sinking = entry[place];

	for (;;)
	{
		int64_t below = (int64_t) place * 2 + 1;

		if (below >= count)
			break;
		if (below + 1 < count && entry[below + 1] > entry[below])
			below++;
		if (entry[below] <= sinking)
			break;
		entry[place] = entry[below];
		place = (int32_t) below;
	}
	entry[place] = sinking;
}

/* Heapsort: needs no memory (J. W. J. Williams, CACM 7(6), 1964, p. 347). */
static void
sort_entries(int64_t *entry, int32_t count, cal_tick tick)
{
	uint32_t steps = 0;

	for (int32_t i = count / 2; i-- > 0;)
	{
		cal_step(&steps, tick);
		sink(entry, i, count);
	}
	for (int32_t i = count - 1; i > 0; i--)
	{
		int64_t largest = entry[0];

		cal_step(&steps, tick);
		entry[0] = entry[i];
		entry[i] = largest;
		sink(entry, 0, i);
	}
}

static bool
is_sorted(const int64_t *entry, int32_t count)
{
	for (int32_t i = 1; i < count; i++)
		if (entry[i - 1] > entry[i])
			return false;
	return true;
}

int32_t
cal_settle(uint8_t weekdays, int64_t *entry, int32_t count, int32_t *conflict,
		   cal_tick tick)
{
	const cal_days plain = {weekdays, 0, NULL, NULL};
	int32_t		   kept = 0;
	uint32_t	   steps = 0;

	if (!is_sorted(entry, count))
		sort_entries(entry, count, tick);
	for (int32_t i = 0; i < count; i++)
	{
		int32_t day = cal_entry_day(entry[i]);

		cal_step(&steps, tick);
		if (i + 1 < count && cal_entry_day(entry[i + 1]) == day)
		{
			if (entry[i + 1] == entry[i])
				continue;
			*conflict = day;
			return -1;
		}
		if (cal_is_workday(&plain, day) != cal_entry_worked(entry[i]))
			entry[kept++] = entry[i];
	}
	return kept;
}

void
cal_fill(const int64_t *entry, int32_t count, int32_t *day, int32_t *net)
{
	int32_t sum = 0;

	for (int32_t i = 0; i < count; i++)
	{
		sum += cal_entry_worked(entry[i]) ? 1 : -1;
		day[i] = cal_entry_day(entry[i]);
		net[i] = sum;
	}
}
