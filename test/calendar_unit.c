/*
 * calendar_unit.c
 *		Working days against a loop over days.
 */
#include "calendar/workdays.h"
#include "common/civil.h"

#include "tap.h"

#define MOST_EXCEPTIONS 60

/* A calendar with room for its exceptions. */
typedef struct scratch
{
	cal_days calendar;
	int32_t	 day[MOST_EXCEPTIONS];
	int32_t	 net[MOST_EXCEPTIONS];
} scratch;

/* The weekday alone, counted without civil_weekday: 2000-01-03 is a Monday. */
static bool
worked_by_weekday(uint8_t weekdays, int64_t day)
{
	int64_t since_monday = (day - 2) % 7;

	return (weekdays >> (since_monday < 0 ? since_monday + 7 : since_monday)) &
		   1;
}

/* Random weekdays, and a random share of the days from first on as exceptions. */
static void
random_calendar(scratch *s, uint64_t *seed, int64_t first)
{
	int64_t day = first;
	int		most = (int) tap_between(seed, 0, MOST_EXCEPTIONS);
	int		gap = (int) tap_between(seed, 1, 9);
	int32_t net = 0;
	int32_t n = 0;

	s->calendar.weekdays = (uint8_t) tap_between(seed, 0, 127);
	while (n < most)
	{
		day += tap_between(seed, 1, gap);
		net += worked_by_weekday(s->calendar.weekdays, day) ? -1 : 1;
		s->day[n] = (int32_t) day;
		s->net[n++] = net;
	}
	s->calendar.count = n;
	s->calendar.day = s->day;
	s->calendar.net = s->net;
}

static bool
worked_by_list(const scratch *s, int64_t day)
{
	bool worked = worked_by_weekday(s->calendar.weekdays, day);

	for (int32_t i = 0; i < s->calendar.count; i++)
		if (s->day[i] == day)
			return !worked;
	return worked;
}

/*
 * Walks all days of [from, to), which includes day 0, one by one, and counts
 * the answers that differ from the walk.
 */
static int64_t
disagreements(const scratch *s, int64_t from, int64_t to)
{
	int64_t wrong = 0;
	int64_t rank = 0;
	int64_t got;

	for (int64_t day = from; day < 0; day++)
		rank -= worked_by_list(s, day) ? 1 : 0;
	for (int64_t day = from; day < to; day++)
	{
		bool worked = worked_by_list(s, day);

		wrong += cal_rank(&s->calendar, day) != rank;
		wrong += cal_is_workday(&s->calendar, day) != worked;
		if (!worked)
			continue;
		wrong += !cal_unrank(&s->calendar, rank, &got) || got != day;
		rank++;
	}
	return wrong;
}

static void
test_against_walk(void)
{
	uint64_t seed = 20261123;
	int64_t	 wrong = 0;
	scratch	 s;

	for (int i = 0; i < 10000; i++)
	{
		int64_t first = tap_between(&seed, -300, 100);

		random_calendar(&s, &seed, first);
		wrong += disagreements(&s, -310, 120);
	}
	is_int(wrong,
		   0,
		   "10,000 random calendars agree with a walk over 430 days");
}

/* Far from the exceptions the axis still has no hole and no double. */
static void
test_far_away(void)
{
	uint64_t seed = 5;
	int64_t	 wrong = 0;
	int64_t	 tried = 0;
	int64_t	 got;
	scratch	 s;

	for (int i = 0; i < 10000; i++)
	{
		int64_t day = tap_between(&seed, CIVIL_MIN_DAY, CIVIL_MAX_DAY - 1);
		int64_t rank;

		random_calendar(&s, &seed, tap_between(&seed, -9000, 9000));
		rank = cal_rank(&s.calendar, day);
		wrong += cal_rank(&s.calendar, day + 1) - rank !=
				 (worked_by_list(&s, day) ? 1 : 0);
		if (!worked_by_list(&s, day))
			continue;
		tried++;
		wrong += !cal_unrank(&s.calendar, rank, &got) || got != day;
	}
	is_int(wrong, 0, "10,000 random days of the whole range");
	ok(tried > 3000, "of which enough are worked");
}

/* A calendar without weekdays has the ranks of its extra days, no others. */
static void
test_extra_days_only(void)
{
	int32_t	 day[] = {-5, 0, 3};
	int32_t	 net[] = {1, 2, 3};
	cal_days calendar = {0, 3, day, net};
	cal_days never = {0, 0, NULL, NULL};
	int64_t	 got;

	for (int i = 0; i < 3; i++)
		ok(cal_unrank(&calendar, i - 1, &got) && got == day[i],
		   "extra day with rank %d",
		   i - 1);
	ok(!cal_unrank(&calendar, -2, &got), "none before the first");
	ok(!cal_unrank(&calendar, 2, &got), "none behind the last");
	ok(!cal_unrank(&never, 0, &got), "no day at all");
	is_int(cal_rank(&never, 12345), 0, "no day at all: rank 0 everywhere");
}

static void
test_ends(void)
{
	cal_days calendar = {CAL_MONDAY_TO_FRIDAY, 0, NULL, NULL};
	cal_days daily = {0x7F, 0, NULL, NULL};
	int64_t	 got;

	is_int(cal_rank(&daily, CIVIL_MAX_DAY),
		   CIVIL_MAX_DAY,
		   "every day worked: rank is the day");
	is_int(cal_rank(&daily, CIVIL_MIN_DAY),
		   CIVIL_MIN_DAY,
		   "every day worked: also before 2000");
	is_int(cal_rank(&calendar, 2), 0, "Monday 2000-01-03 has rank 0");
	is_int(cal_rank(&calendar, -1), -1, "Friday 1999-12-31 has rank -1");
	ok(cal_unrank(&calendar, INT32_MAX, &got) && !civil_in_range(got),
	   "a rank behind the range of dates");
	ok(!cal_unrank(&calendar, INT64_MAX, &got), "the largest number");
	ok(!cal_unrank(&calendar, INT64_MIN, &got), "the smallest number");
}

int
main(void)
{
	test_against_walk();
	test_far_away();
	test_extra_days_only();
	test_ends();
	return tap_finish();
}
