/*
 * contract_delivery_unit.c
 *		Misses within the last periods, working time and availability: published
 *		cases, and laws on random cases against slow formulations.
 */
#include "common/civil.h"
#include "contract/level.h"

#include "tap.h"

#define HOUR (LEVEL_DAY / 24)
#define MINUTE (LEVEL_DAY / 1440)

/*
 * GIBIT 2023, article 10.10: the same level missed three times within six
 * consecutive periods.  The months in which it was missed; the first month in
 * which that gives the right to rescind, 0 if none of twelve.
 */
static int
first_breach(const int *missed, int count)
{
	level_history history = {{0}};

	for (int month = 1; month <= 12; month++)
	{
		bool miss = false;

		for (int i = 0; i < count; i++)
			miss |= missed[i] == month;
		level_record(&history, miss);
		if (level_misses(&history, 6) >= 3)
			return month;
	}
	return 0;
}

static void
test_gibit(void)
{
	is_int(first_breach((int[]){1, 3, 5}, 3), 5, "months 1, 3 and 5: at 5");
	is_int(first_breach((int[]){1, 3, 6}, 3), 6, "months 1, 3 and 6: at 6");
	is_int(first_breach((int[]){1, 3, 7}, 3), 0, "months 1, 3 and 7: not");
	is_int(first_breach((int[]){1, 3, 7, 8}, 4), 8, "3, 7 and 8: at 8");
}

/* A history of 100,000 periods, against the list of its misses. */
static void
test_misses(void)
{
	static bool	  missed[100000];
	level_history history = {{0}};
	uint64_t	  seed = 20261123;
	int			  wrong = 0;
	int			  full = 0;

	for (int i = 0; i < 100000; i++)
	{
		int periods =
			(int) (i % 3 == 0 ? tap_between(&seed, 1, LEVEL_MOST_PERIODS)
							  : tap_between(&seed, 1, 70));
		int expected = 0;

		/* stretches of misses, and of few */
		missed[i] = tap_between(&seed, 0, 9) < (i / 700 % 3 == 0 ? 10 : 3);
		level_record(&history, missed[i]);
		for (int k = i; k >= 0 && k > i - periods; k--)
			expected += missed[k];
		wrong += level_misses(&history, periods) != expected;
		wrong += level_misses(&history, 1) != missed[i];
		full += level_misses(&history, 64) == 64;
	}
	is_int(wrong, 0, "misses within the last periods, 100,000 times");
	ok(full > 1000, "whole words of misses are among them");
}

/* Minute by minute. */
static int64_t
slow_working_time(const cal_days *calendar, level_hours hours, int64_t from,
				  int64_t to)
{
	int64_t sum = 0;

	for (int64_t at = from; at < to; at += MINUTE)
	{
		int64_t day = 0;

		/* days are told by stepping, not by dividing */
		while ((day + 1) * LEVEL_DAY <= at)
			day++;
		while (day * LEVEL_DAY > at)
			day--;
		if (cal_is_workday(calendar, day) &&
			at - day * LEVEL_DAY >= hours.opens &&
			at - day * LEVEL_DAY < hours.closes)
			sum += MINUTE;
	}
	return sum;
}

static void
test_working_time(void)
{
	static const int32_t day[] = {-6, -1, 3, 8, 9};
	uint64_t			 seed = 77;
	int					 wrong = 0;
	int					 split = 0;
	int					 longer = 0;
	int					 some = 0;

	for (int i = 0; i < 12000; i++)
	{
		cal_days	calendar = {(uint8_t) tap_between(&seed, 0, 127),
								5,
								day,
								NULL};
		int32_t		net[5];
		int32_t		sum = 0;
		level_hours hours;
		int64_t		from = tap_between(&seed, -12 * 1440, 12 * 1440) * MINUTE;
		int64_t		to = from + tap_between(&seed, 0, 5 * 1440) * MINUTE;
		int64_t		cut = from + tap_between(&seed, 0, to - from);
		int64_t		whole;
		int64_t		head;
		int64_t		tail;

		/* each exception turns its weekday round */
		for (int k = 0; k < 5; k++)
		{
			sum += (calendar.weekdays >> civil_weekday(day[k])) & 1 ? -1 : 1;
			net[k] = sum;
		}
		calendar.net = net;
		hours.opens = tap_between(&seed, 0, 1439) * MINUTE;
		hours.closes =
			i % 4 == 0
				? LEVEL_DAY
				: tap_between(&seed, hours.opens / MINUTE + 1, 1440) * MINUTE;
		if (!level_working_time(&calendar, hours, from, to, &whole) ||
			!level_working_time(&calendar, hours, from, cut, &head) ||
			!level_working_time(&calendar, hours, cut, to, &tail))
			whole = -1;
		wrong += whole != slow_working_time(&calendar, hours, from, to);
		split += whole != head + tail;
		longer += whole > to - from;
		some += whole > 0;
	}
	is_int(wrong, 0, "working time is that of its minutes, 12,000 times");
	is_int(split, 0, "parts to the microsecond add up to the whole");
	is_int(longer, 0, "never more than the length");
	ok(some > 4000, "much of it is not zero");
}

static void
test_edges(void)
{
	cal_days	every_day = {0x7F, 0, NULL, NULL};
	cal_days	week = {CAL_MONDAY_TO_FRIDAY, 0, NULL, NULL};
	level_hours all = {0, LEVEL_DAY};
	level_hours office = {8 * HOUR, 17 * HOUR};
	level_hours instant = {8 * HOUR, 8 * HOUR + 1};
	int64_t		first = INT64_C(-211813488000000000); /* 4714-11-24 BC */
	int64_t		last = INT64_C(9223371331200000000);  /* 294277-01-01 */
	int64_t		out = -1;

	ok(level_working_time(&every_day, all, -5 * HOUR - 1, 7 * HOUR, &out),
	   "round the clock");
	is_int(out, 12 * HOUR + 1, "round the clock is the length");
	ok(!level_working_time(&every_day, all, first, last, &out),
	   "what 64 bits cannot hold is refused");
	ok(level_working_time(&week,
						  office,
						  2 * LEVEL_DAY,
						  (2 + 7 * INT64_C(15000000)) * LEVEL_DAY,
						  &out),
	   "office hours of 15 million weeks");
	is_int(out, 15000000 * 45 * HOUR, "45 hours in each");
	ok(level_working_time(&week, instant, 2 * LEVEL_DAY, 9 * LEVEL_DAY, &out),
	   "a microsecond a day");
	is_int(out, 5, "five microseconds a week");
}

static void
test_availability(void)
{
	uint64_t seed = 5;
	int		 wrong = 0;

	is_int(level_availability(84, 1680, 4), 950000, "8.4 of 168 hours: 95");
	is_int(level_availability(85, 1680, 10),
		   INT64_C(949404761904),
		   "8.5 of 168 hours: 94.9404761904");
	is_int(level_availability(0, 1, 10), INT64_C(1000000000000), "all");
	is_int(level_availability(1, 1, 10), 0, "nothing");
	is_int(level_availability(1, 3, 0), 66, "cut off, not rounded");

	/* q <= 100 * (agreed - down) / agreed < q + 1 in units of a decimal */
	for (int i = 0; i < 100000; i++)
	{
		int		 decimals = (int) tap_between(&seed, 0, 10);
		int128_t agreed = tap_between(&seed, 1, INT64_C(1000000000000000));
		int128_t down = tap_between(&seed, 0, (int64_t) agreed);
		int64_t	 q = level_availability(down, agreed, decimals);
		int128_t value = (agreed - down) * 100;

		for (int k = 0; k < decimals; k++)
			value *= 10;
		wrong += !(q * agreed <= value && value < (q + 1) * agreed);
	}
	is_int(wrong, 0, "the value lies within a unit above it, 100,000 times");
	{
		int128_t most = 1;

		for (int k = 0; k < LEVEL_MOST_DIGITS; k++)
			most *= 10;
		is_int(level_availability(1, most, 16),
			   INT64_C(999999999999999999),
			   "just short of all, at the limit");
	}
}

int
main(void)
{
	test_gibit();
	test_misses();
	test_working_time();
	test_edges();
	test_availability();
	return tap_finish();
}
