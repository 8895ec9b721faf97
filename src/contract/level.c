/*
 * level.c
 *		Did the supplier deliver: missed periods in a row, and the part of an
 *		outage that falls into service hours.
 */
#include "contract/level.h"

#define WORDS (LEVEL_MOST_PERIODS / 64)

/* The history as one long number, shifted by a period. */
void
level_record(level_history *history, bool missed)
{
	for (int i = WORDS - 1; i > 0; i--)
		history->missed[i] =
			history->missed[i] << 1 | history->missed[i - 1] >> 63;
	history->missed[0] = history->missed[0] << 1 | (missed ? 1 : 0);
}

int
level_misses(const level_history *history, int periods)
{
	int whole = periods / 64;
	int rest = periods % 64;
	int misses = 0;

	for (int i = 0; i < whole; i++)
		misses += __builtin_popcountll(history->missed[i]);
	if (rest > 0)
		misses += __builtin_popcountll(history->missed[whole] &
									   ((UINT64_C(1) << rest) - 1));
	return misses;
}

/* A moment as working days before its day, and working time on its day. */
typedef struct moment
{
	int64_t rank;
	int64_t time;
} moment;

static moment
moment_of(const cal_days *calendar, level_hours hours, int64_t at)
{
	int64_t day = at / LEVEL_DAY;
	int64_t time = at % LEVEL_DAY;
	moment	m;

	if (time < 0)
	{
		day--;
		time += LEVEL_DAY;
	}
	m.rank = cal_rank(calendar, day);
	m.time = 0;
	if (cal_is_workday(calendar, day) && time > hours.opens)
		m.time = (time < hours.closes ? time : hours.closes) - hours.opens;
	return m;
}

/*
 * The working time since a fixed day, taken at both ends: so times of parts
 * add up to the time of the whole.
 */
bool
level_working_time(const cal_days *calendar, level_hours hours, int64_t from,
				   int64_t to, int64_t *out)
{
	moment	first = moment_of(calendar, hours, from);
	moment	last = moment_of(calendar, hours, to);
	int64_t whole;

	return checked_mul_i64(last.rank - first.rank,
						   hours.closes - hours.opens,
						   &whole) &&
		   checked_add_i64(whole, last.time - first.time, out);
}

/* Division by hand, a digit at a time, so that nothing outgrows 128 bits. */
int64_t
level_availability(int128_t down, int128_t agreed, int decimals)
{
	int128_t rest = (agreed - down) * 100;
	int64_t	 percent = (int64_t) (rest / agreed);

	for (int i = 0; i < decimals; i++)
	{
		rest = rest % agreed * 10;
		percent = percent * 10 + (int64_t) (rest / agreed);
	}
	return percent;
}
