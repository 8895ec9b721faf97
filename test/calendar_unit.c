/*
 * calendar_unit.c
 *		Working days against a loop over days, texts there and back, Dutch
 *		holidays against published dates.
 */
#include "calendar/calendar_text.h"
#include "calendar/exceptions.h"
#include "calendar/holidays.h"
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

/* The working day n from a day, one day at a time. */
static int64_t
walk(const scratch *s, int64_t day, int n)
{
	if (n == 0)
	{
		while (!worked_by_list(s, day))
			day++;
		return day;
	}
	while (n != 0)
	{
		day += n > 0 ? 1 : -1;
		if (worked_by_list(s, day))
			n += n > 0 ? -1 : 1;
	}
	return day;
}

static void
test_add(void)
{
	uint64_t seed = 11;
	int64_t	 wrong = 0;
	int64_t	 got;
	scratch	 s;

	for (int i = 0; i < 20000; i++)
	{
		int64_t day = tap_between(&seed, -200, 200);
		int		n = (int) tap_between(&seed, -40, 40);

		random_calendar(&s, &seed, tap_between(&seed, -200, 200));
		if (s.calendar.weekdays == 0)
			continue;
		wrong +=
			!cal_add(&s.calendar, day, n, &got) || got != walk(&s, day, n);
	}
	is_int(wrong, 0, "20,000 random steps agree with a walk");
	s.calendar.weekdays = 0x7F;
	s.calendar.count = 0;
	ok(!cal_add(&s.calendar, 0, INT64_MAX, &got), "a step too far");
	ok(!cal_add(&s.calendar, 0, INT64_MIN, &got), "a step too far back");
	ok(cal_add(&s.calendar, 0, INT32_MIN, &got) && got == INT32_MIN,
	   "the longest step back that SQL can ask for");
}

#define SPAN 12

/* What a few exceptions in a small span leave, day by day. */
static bool
settles_right(uint64_t *seed)
{
	uint8_t weekdays = (uint8_t) tap_between(seed, 0, 127);
	int64_t entry[SPAN];
	int		said[SPAN] = {0}; /* 1 = worked, 2 = not worked */
	int		n = (int) tap_between(seed, 0, SPAN);
	int32_t kept;
	int32_t conflict = INT32_MAX;
	int32_t at = 0;
	bool	clash = false;

	for (int i = 0; i < n; i++)
	{
		int	 d = (int) tap_between(seed, 0, SPAN - 1);
		bool worked = tap_between(seed, 0, 3) > 0;

		entry[i] = cal_entry(d - SPAN / 2, worked);
		said[d] |= worked ? 1 : 2;
	}
	for (int d = 0; d < SPAN; d++)
		clash |= said[d] == 3;
	kept = cal_settle(weekdays, entry, n, &conflict, NULL);
	if (clash)
		return kept == -1 && said[conflict + SPAN / 2] == 3;
	for (int d = 0; d < SPAN; d++)
	{
		bool plain = worked_by_weekday(weekdays, d - SPAN / 2);

		if (said[d] == 0 || (said[d] == 1) == plain)
			continue;
		if (at >= kept || cal_entry_day(entry[at]) != d - SPAN / 2 ||
			cal_entry_worked(entry[at]) != (said[d] == 1))
			return false;
		at++;
	}
	return at == kept;
}

static void
test_settle(void)
{
	static int64_t entry[100000];
	uint64_t	   seed = 3;
	int64_t		   wrong = 0;
	int32_t		   conflict;
	int32_t		   kept;

	for (int i = 0; i < 100000; i++)
		wrong += !settles_right(&seed);
	is_int(wrong, 0, "100,000 random lists of exceptions");
	for (int i = 0; i < 100000; i++)
		entry[i] = cal_entry((int32_t) tap_between(&seed,
												   CIVIL_MIN_DAY,
												   CIVIL_MAX_DAY),
							 true);
	kept = cal_settle(0, entry, 100000, &conflict, NULL);
	wrong = kept > 90000 ? 0 : 1;
	for (int32_t i = 1; i < kept; i++)
		wrong += entry[i - 1] >= entry[i];
	is_int(wrong, 0, "100,000 random days in order");
}

/* Text, parsed and settled, of a random calendar is that calendar. */
static bool
survives_text(const cal_days *calendar)
{
	char	 text[CAL_WEEKDAYS_SIZE + MOST_EXCEPTIONS * (CIVIL_TEXT_SIZE + 2)];
	int64_t	 entry[MOST_EXCEPTIONS];
	int32_t	 day[MOST_EXCEPTIONS];
	int32_t	 net[MOST_EXCEPTIONS];
	cal_text parsed;
	int32_t	 conflict;
	size_t	 size;
	size_t	 length = cal_text_format(calendar, text);

	if (!cal_text_size(calendar, &size) || length >= size ||
		strlen(text) != length ||
		cal_text_most(length) < (size_t) calendar->count)
		return false;
	if (cal_text_parse(text, length, entry, MOST_EXCEPTIONS, &parsed, NULL) !=
			CAL_TEXT_OK ||
		parsed.weekdays != calendar->weekdays ||
		parsed.count != calendar->count ||
		cal_settle(parsed.weekdays, entry, parsed.count, &conflict, NULL) !=
			parsed.count)
		return false;
	cal_fill(entry, parsed.count, day, net);
	for (int32_t i = 0; i < parsed.count; i++)
		if (day[i] != calendar->day[i] || net[i] != calendar->net[i])
			return false;
	return true;
}

static void
test_text(void)
{
	uint64_t seed = 17;
	int64_t	 wrong = 0;
	scratch	 s;
	char	 text[CAL_WEEKDAYS_SIZE];

	for (int i = 0; i < 20000; i++)
	{
		random_calendar(&s,
						&seed,
						tap_between(&seed,
									CIVIL_MIN_DAY,
									CIVIL_MAX_DAY - 9 * MOST_EXCEPTIONS));
		wrong += !survives_text(&s.calendar);
	}
	is_int(wrong, 0, "20,000 random calendars survive text and back");
	for (int weekdays = 0; weekdays < 128; weekdays++)
	{
		const char *p = text;
		uint8_t		back;
		int			n = cal_weekdays_format((uint8_t) weekdays, text);

		wrong += n >= CAL_WEEKDAYS_SIZE || (size_t) n != strlen(text) ||
				 !cal_weekdays_parse(&p, text + n, &back) || p != text + n ||
				 back != weekdays;
	}
	is_int(wrong, 0, "all 128 sets of weekdays survive text and back");
}

/* The canonical text of what a text says, or which error it is. */
static const char *
canonical(const char *text)
{
	static char				 out[200];
	static const char *const error[] = {"ok",
										"weekdays",
										"exception",
										"date",
										"too many"};
	int64_t					 entry[4];
	int32_t					 day[4];
	int32_t					 net[4];
	cal_text				 parsed;
	int32_t					 conflict;
	cal_days				 calendar;
	cal_text_status			 status =
		cal_text_parse(text, strlen(text), entry, 4, &parsed, NULL);

	if (status != CAL_TEXT_OK)
		return error[status];
	calendar.weekdays = parsed.weekdays;
	calendar.count =
		cal_settle(parsed.weekdays, entry, parsed.count, &conflict, NULL);
	if (calendar.count < 0)
		return "conflict";
	cal_fill(entry, calendar.count, day, net);
	calendar.day = day;
	calendar.net = net;
	cal_text_format(&calendar, out);
	return out;
}

static void
test_canonical(void)
{
	static const char *const pair[][2] =
		{{"Mon-Fri", "Mon-Fri"},
		 {"  mon,TUE,Wed,thu,FRI  ", "Mon-Fri"},
		 {"Mon-Sun", "Mon-Sun"},
		 {"Tue-Mon", "Mon-Sun"},
		 {"Fri-Mon", "Mon,Fri-Sun"},
		 {"Sat,Sun", "Sat,Sun"},
		 {"Sun-Sat", "Mon-Sun"},
		 {"Wed-Fri,Mon", "Mon,Wed-Fri"},
		 {"Mon-Wed,Fri-Sun", "Mon-Wed,Fri-Sun"},
		 {"Tue-Tue", "Tue"},
		 {"Mon,Mon", "Mon"},
		 {"NONE", "none"},
		 {"Mon-Fri +2026-12-27 -2026-12-25",
		  "Mon-Fri -2026-12-25 +2026-12-27"},
		 {"Mon-Fri\t-2026-12-25\n-2026-12-25", "Mon-Fri -2026-12-25"},
		 {"Mon-Fri -2026-12-26", "Mon-Fri"},
		 {"Mon-Fri +2026-12-25", "Mon-Fri"},
		 {"none +2026-12-25", "none +2026-12-25"},
		 {"none -2026-12-25", "none"},
		 {"Mon-Sun -0044-03-15 BC -2000-01-01",
		  "Mon-Sun -0044-03-15 BC -2000-01-01"},
		 {"Mon-Fri -2026-12-25 +2026-12-25", "conflict"},
		 {"Mon-Fri +2026-12-27 -2026-12-27", "conflict"},
		 {"", "weekdays"},
		 {"   ", "weekdays"},
		 {"Mo-Fri", "weekdays"},
		 {"Monday", "weekdays"},
		 {"Mon-", "weekdays"},
		 {"Mon,", "weekdays"},
		 {",Mon", "weekdays"},
		 {"Mon;Tue", "weekdays"},
		 {"Mon-Wed-Fri", "weekdays"},
		 {"none,Mon", "weekdays"},
		 {"nonesuch", "weekdays"},
		 {"-2026-12-25", "weekdays"},
		 {"Mon-Fri Sat", "exception"},
		 {"Mon-Fri 2026-12-25", "exception"},
		 {"Mon-Fri -", "date"},
		 {"Mon-Fri - 2026-12-25", "date"},
		 {"Mon-Fri -2026-02-30", "date"},
		 {"Mon-Fri -2026-12-25,", "date"},
		 {"Mon-Fri -2026-12-25-2026-12-28", "date"},
		 {"Mon-Fri -infinity", "date"},
		 {"Mon-Fri -1-1-1 -1-1-1 -1-1-1 -1-1-1", "date"},
		 {"none +2026-01-01 +2026-01-02 +2026-01-03 +2026-01-04 +2026-01-05",
		  "too many"}};

	for (size_t i = 0; i < sizeof(pair) / sizeof(pair[0]); i++)
		is_text(canonical(pair[i][0]), pair[i][1], pair[i][0]);
}

static int64_t
day(int64_t year, int month, int d)
{
	civil date = {year, month, d};

	return civil_to_days(date);
}

/*
 * Easter by the epacts of the reform of 1582 (D. E. Knuth, The Art of Computer
 * Programming 1, 3rd edition, section 1.3.2, exercise 14), which shares no
 * step with the computation under test.
 */
static int64_t
easter_by_epact(int64_t year)
{
	int64_t golden = year % 19 + 1;
	int64_t century = year / 100 + 1;
	int64_t skipped = 3 * century / 4 - 12;
	int64_t moon = (8 * century + 5) / 25 - 5;
	int64_t sunday = 5 * year / 4 - skipped - 10;
	int64_t epact = (11 * golden + 20 + moon - skipped) % 30;
	int64_t full;

	if (epact < 0)
		epact += 30;
	if ((epact == 25 && golden > 11) || epact == 24)
		epact++;
	full = 44 - epact;
	if (full < 21)
		full += 30;
	full += 7 - (sunday + full) % 7;
	return day(year, 3, 1) + full - 1;
}

static void
test_easter(void)
{
	/* month * 100 + day, from 2000 on, by python-dateutil's easter() */
	static const int published[] = {423, 415, 331, 420, 411, 327, 416, 408,
									323, 412, 404, 424, 408, 331, 420, 405,
									327, 416, 401, 421, 412, 404, 417, 409,
									331, 420, 405, 328, 416, 401, 421, 413,
									328, 417, 409, 325, 413, 405, 425, 410,
									401, 421, 406, 329, 417, 409, 325, 414,
									405, 418, 410};
	int				 wrong = 0;

	for (int i = 0; i < 51; i++)
		wrong += cal_easter(2000 + i) !=
				 day(2000 + i, published[i] / 100, published[i] % 100);
	is_int(wrong, 0, "Easter of 2000 to 2050 as published");
	for (int year = 1583; year <= 9999; year++)
		wrong += cal_easter(year) != easter_by_epact(year) ||
				 civil_weekday(cal_easter(year)) != 6;
	is_int(wrong, 0, "Easter of 1583 to 9999 by epacts, always a Sunday");
}

/* The day of a holiday by its Dutch name, and its kinds. */
static cal_holiday
holiday(int64_t year, const char *name_nl)
{
	cal_holiday list[CAL_HOLIDAYS_PER_YEAR];
	cal_holiday none = {INT32_MIN, 0, "", ""};

	cal_dutch_holidays(year, list);
	for (int i = 0; i < CAL_HOLIDAYS_PER_YEAR; i++)
		if (strcmp(list[i].name_nl, name_nl) == 0)
			return list[i];
	return none;
}

static void
test_birthday(void)
{
	static const int early[] = {2000, 2006, 2014, 2025, 2031, 2036, 2042};
	size_t			 next = 0;
	int				 wrong = 0;

	for (int year = 2000; year <= 2047; year++)
	{
		bool	king = year >= 2014;
		int64_t expected = king ? day(year, 4, 27) : day(year, 4, 30);

		if (next < 7 && early[next] == year)
		{
			expected--;
			next++;
		}
		wrong += holiday(year, king ? "Koningsdag" : "Koninginnedag").day !=
				 expected;
	}
	is_int(wrong, 0, "the monarch's birthday, a day earlier in seven years");
	is_int(holiday(2013, "Koningsdag").day,
		   INT32_MIN,
		   "no King's Day in 2013");
	is_int(holiday(2014, "Koninginnedag").day,
		   INT32_MIN,
		   "no Queen's Day in 2014");
}

static void
test_kinds(void)
{
	const unsigned all =
		CAL_CAO_GEMEENTEN | CAL_TERMIJNENWET | CAL_PRIVATE_SECTOR;

	is_int(holiday(2026, "Bevrijdingsdag").kinds,
		   CAL_CAO_GEMEENTEN | CAL_TERMIJNENWET,
		   "5 May 2026");
	is_int(holiday(2023, "Bevrijdingsdag").kinds,
		   CAL_TERMIJNENWET,
		   "5 May 2023, before the agreement of 2024");
	is_int(holiday(2024, "Bevrijdingsdag").kinds,
		   CAL_CAO_GEMEENTEN | CAL_TERMIJNENWET,
		   "5 May 2024");
	is_int(holiday(2025, "Bevrijdingsdag").kinds, all, "5 May 2025");
	is_int(holiday(2020, "Bevrijdingsdag").kinds,
		   CAL_TERMIJNENWET | CAL_PRIVATE_SECTOR,
		   "5 May 2020");
	is_int(holiday(2026, "Goede Vrijdag").kinds,
		   CAL_TERMIJNENWET,
		   "Good Friday");
	is_int(holiday(2026, "Eerste Paasdag").kinds, 0, "Easter Sunday");
	is_int(holiday(2026, "Eerste Pinksterdag").kinds, 0, "Whit Sunday");
	is_int(holiday(2026, "Hemelvaartsdag").kinds, all, "Ascension Day");
}

/* Eleven a year, in order, each in its own year. */
static void
test_every_year(void)
{
	int wrong = 0;

	for (int year = CAL_FIRST_YEAR; year <= CAL_LAST_YEAR; year++)
	{
		cal_holiday list[CAL_HOLIDAYS_PER_YEAR];

		cal_dutch_holidays(year, list);
		for (int i = 0; i < CAL_HOLIDAYS_PER_YEAR; i++)
			wrong += civil_from_days(list[i].day).year != year ||
					 (i > 0 && list[i - 1].day > list[i].day);
		wrong +=
			holiday(year, "Hemelvaartsdag").day != cal_easter(year) + 39 ||
			civil_weekday(holiday(year, "Hemelvaartsdag").day) != 3 ||
			civil_weekday(holiday(year, "Tweede Pinksterdag").day) != 0;
	}
	is_int(wrong, 0, "the holidays of 2000 to 9999 are in order");
}

static void
test_legal_term_end(void)
{
	is_int(cal_legal_term_end(day(2026, 4, 2)),
		   day(2026, 4, 2),
		   "a Thursday is a day like others");
	is_int(cal_legal_term_end(day(2026, 4, 3)),
		   day(2026, 4, 7),
		   "Good Friday 2026 to Tuesday");
	is_int(cal_legal_term_end(day(2026, 5, 5)),
		   day(2026, 5, 6),
		   "5 May, no lustrum year");
	is_int(cal_legal_term_end(day(2026, 5, 15)),
		   day(2026, 5, 15),
		   "the Friday after Ascension Day needs a decree");
	is_int(cal_legal_term_end(day(2026, 12, 25)),
		   day(2026, 12, 28),
		   "Christmas on a Friday");
	is_int(cal_legal_term_end(day(2022, 12, 31)),
		   day(2023, 1, 2),
		   "over the end of a year");
	is_int(cal_legal_term_end(day(2000, 4, 29)),
		   day(2000, 5, 1),
		   "Queen's Day on a Saturday");
}

int
main(void)
{
	test_against_walk();
	test_far_away();
	test_extra_days_only();
	test_ends();
	test_add();
	test_settle();
	test_text();
	test_canonical();
	test_easter();
	test_birthday();
	test_kinds();
	test_every_year();
	test_legal_term_end();
	return tap_finish();
}
