/*
 * common_unit.c
 *		Dates and names: known values, and laws on random ones.
 */
#include "common/civil.h"
#include "common/names.h"

#include "tap.h"

static int64_t
day(int64_t year, int month, int d)
{
	civil date = {year, month, d};

	return civil_to_days(date);
}

static void
test_known_days(void)
{
	is_int(day(2000, 1, 1), 0, "2000-01-01 is day 0");
	is_int(day(1970, 1, 1), -10957, "1970-01-01");
	is_int(day(-4713, 11, 24), CIVIL_MIN_DAY, "4714-11-24 BC, Julian day 0");
	is_int(day(5874897, 12, 31), CIVIL_MAX_DAY, "5874897-12-31");
	is_int(civil_weekday(day(2026, 11, 23)), 0, "2026-11-23 is a Monday");
	is_int(civil_weekday(day(1600, 2, 29)), 1, "1600-02-29 is a Tuesday");
}

static void
test_month_ends(void)
{
	is_int(civil_add_months(day(2026, 1, 31), 1),
		   day(2026, 2, 28),
		   "2026-01-31 + 1 month");
	is_int(civil_add_months(day(2026, 1, 31), 2),
		   day(2026, 3, 31),
		   "2026-01-31 + 2 months");
	is_int(civil_add_months(day(2024, 2, 29), 12),
		   day(2025, 2, 28),
		   "2024-02-29 + 12 months");
	is_int(civil_add_months(day(2024, 2, 29), -48),
		   day(2020, 2, 29),
		   "2024-02-29 - 48 months");
	is_int(civil_add_months(day(1, 1, 31), -11),
		   day(0, 2, 29),
		   "year 0 is a leap year");
}

/* Days and dates agree, one by one, over eight centuries and at the ends. */
static void
test_every_day(void)
{
	civil	date = {1600, 1, 1};
	int64_t wrong = 0;

	for (int64_t d = day(1600, 1, 1); d <= day(2400, 12, 31); d++)
	{
		civil got = civil_from_days(d);

		if (got.year != date.year || got.month != date.month ||
			got.day != date.day || civil_to_days(got) != d)
			wrong++;
		if (++date.day > civil_days_in_month(date.year, date.month))
		{
			date.day = 1;
			if (++date.month > 12)
			{
				date.month = 1;
				date.year++;
			}
		}
	}
	is_int(wrong, 0, "each day of 1600 to 2400 follows the one before");
}

static void
test_text(void)
{
	uint64_t seed = 7;
	int		 wrong = 0;
	char	 text[CIVIL_TEXT_SIZE];

	for (int i = 0; i < 100000; i++)
	{
		int64_t		d = tap_between(&seed, CIVIL_MIN_DAY, CIVIL_MAX_DAY);
		const char *p = text;
		int			n = civil_format(d, text);
		int32_t		back;

		if (!civil_parse(&p, text + n, &back) || back != d || p != text + n)
			wrong++;
	}
	is_int(wrong, 0, "100,000 random days survive text and back");
	civil_format(day(-43, 3, 15), text);
	is_text(text, "0044-03-15 BC", "the ides of March");
}

static bool
parses(const char *text)
{
	int32_t		d;
	const char *p = text;

	return civil_parse(&p, text + strlen(text), &d) && *p == '\0';
}

static void
test_wrong_text(void)
{
	static const char *const wrong[] = {"",
										"2026",
										"2026-13-01",
										"2026-00-01",
										"2025-02-29",
										"2026-02-30",
										"2026-1-01",
										"26-01-01",
										"2026-01-1",
										"2026-01-011",
										"0000-01-01",
										"5874898-01-01",
										"4714-11-23 BC",
										"99999999-01-01",
										"infinity",
										"2026-01-01 "};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ok(!parses(wrong[i]), "refuses \"%s\"", wrong[i]);
	ok(parses("2024-02-29"), "takes 2024-02-29");
}

/* Names that are there and new ones, some of them twice, at once. */
static void
add_all(const names *single, char (*text)[8])
{
	names	table;
	int		wrong = 0;
	void   *memory = malloc(names_memory(20000));
	name	list[200];
	int32_t number[200];

	names_init(&table, 20000, memory);
	for (int i = 0; i < 20000; i += 100)
	{
		for (int k = 0; k < 200; k++)
			list[k] = (name){.text = text[(i + k % 150) % 20000]};
		for (int k = 0; k < 200; k++)
			list[k].length = (uint32_t) strlen(list[k].text);
		names_add_all(&table, list, 200, number);
		for (int k = 0; k < 200; k++)
		{
			const char *one = list[k].text;

			wrong += number[k] != names_find(single, one, strlen(one));
			wrong += number[k] != names_find(&table, one, strlen(one));
		}
	}
	is_int(wrong, 0, "many at once get the same numbers");
	is_int(table.count, 20000, "and each name one");
	free(memory);
}

/* A larger table that is filled from another gives each name its number. */
static void
copy_names(const names *from)
{
	int	  wrong = 0;
	bool  is_new;
	names copy;
	void *memory = malloc(names_memory(30000));

	names_init(&copy, 30000, memory);
	names_copy(&copy, from);
	for (int i = 0; i < from->count; i++)
	{
		const name *n = &from->entry[i];

		wrong += names_find(&copy, n->text, n->length) != i;
	}
	is_int(wrong, 0, "a copy keeps the numbers of 20,000 names");
	is_int(names_add(&copy, "one more", 8, &is_new), 20000, "and takes more");
	free(memory);
}

/* Known names and unknown ones at once, and names that are asked for first. */
static void
find_all(const names *single, char (*text)[8])
{
	names	table;
	int		wrong = 0;
	bool	is_new;
	void   *memory = malloc(names_memory(20000));
	name	list[200];
	int32_t number[200];

	names_init(&table, 20000, memory);
	for (int i = 0; i < 20000; i++)
	{
		name n = {.text = text[i], .length = (uint32_t) strlen(text[i])};

		names_ask(&table, &n);
		wrong += names_add_asked(&table, &n, &is_new) != i || !is_new;
		wrong += names_add_asked(&table, &n, &is_new) != i || is_new;
	}
	is_int(wrong, 0, "names that are asked for first get the same numbers");
	for (int i = 0; i < 20000; i += 100)
	{
		/* x1234 is known, and 1234 is not */
		for (int k = 0; k < 200; k++)
			list[k] = (name){.text = text[(i + k * 7) % 20000] + k % 2};
		for (int k = 0; k < 200; k++)
			list[k].length = (uint32_t) strlen(list[k].text);
		names_find_all(&table, list, 200, number);
		for (int k = 0; k < 200; k++)
			wrong +=
				number[k] != (k % 2 == 1 ? -1 : (i + k * 7) % 20000) ||
				number[k] != names_find(single, list[k].text, list[k].length);
	}
	is_int(wrong, 0, "and are found many at once");
	free(memory);
}

static void
test_names(void)
{
	names table;
	char  text[20000][8];
	int	  wrong = 0;
	bool  is_new;
	void *memory = malloc(names_memory(20000));

	names_init(&table, 20000, memory);
	for (int i = 0; i < 20000; i++)
	{
		size_t n = (size_t) snprintf(text[i], 8, "x%d", i);

		if (names_add(&table, text[i], n, &is_new) != i || !is_new)
			wrong++;
	}
	for (int i = 0; i < 20000; i++)
		if (names_find(&table, text[i], strlen(text[i])) != i ||
			names_add(&table, text[i], strlen(text[i]), &is_new) != i ||
			is_new)
			wrong++;
	is_int(wrong, 0, "20,000 names keep their numbers");
	add_all(&table, text);
	find_all(&table, text);
	copy_names(&table);
	is_int(names_find(&table, "nobody", 6), -1, "an unknown name");
	is_int(names_add(&table, "one more", 8, &is_new), -1, "a full table");
	is_int((long long) names_memory((int64_t) NAMES_MAX + 1),
		   0,
		   "too many names");
	free(memory);
}

int
main(void)
{
	test_known_days();
	test_month_ends();
	test_every_day();
	test_text();
	test_wrong_text();
	test_names();
	return tap_finish();
}
