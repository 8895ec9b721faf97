/*
 * contract_money_unit.c
 *		Prices over stretches of days: rounding, overflow, laws on random plans
 *		against sums that are made day by day.
 */
#include "allocation/wide.h"
#include "common/civil.h"
#include "contract/accrual.h"
#include "contract/term_text.h"

#include "tap.h"
#include "terms.h"

static const term_length once = {0, 0};
static const term_length month = {1, 0};
static const term_length year = {12, 0};

/* What belongs to some days; the tests' amounts always fit. */
static int128_t
part(const term_accrual *plan, int64_t from, int64_t to)
{
	int128_t accrued = 0;

	if (!term_accrued(plan, from, to, &accrued))
	{
		printf("Bail out! an amount does not fit\n");
		exit(1);
	}
	return accrued;
}

static int64_t
part_of_days(int64_t amount, term_length per, const char *start,
			 const char *end, const char *from, const char *to)
{
	term_accrual plan = {.amount = amount,
						 .start = day_of(start),
						 .end = end == NULL ? TERM_FOREVER : day_of(end),
						 .per = per};

	return (int64_t) part(&plan, day_of(from), day_of(to));
}

/*
 * Cases that can be reckoned by hand, in cents.
 */
static void
test_parts(void)
{
	/* 53 of 365 days and two years of 60,000: 8,712.33 + 120,000 */
	is_int(part_of_days(6000000,
						year,
						"2025-01-15",
						"2029-01-15",
						"2026-11-23",
						"2029-01-15"),
		   12871233,
		   "the remaining commitment of a contract year by year");
	is_int(part_of_days(6000000,
						year,
						"2025-01-15",
						"2029-01-15",
						"2026-01-15",
						"2027-01-15"),
		   6000000,
		   "a whole cell costs the amount");
	is_int(part_of_days(10000,
						month,
						"2024-01-31",
						NULL,
						"2024-02-29",
						"2024-03-31"),
		   10000,
		   "a month from the end of February to the end of March, too");
	/* 2/29 of a month from 31 January to 29 February: 6.8965 */
	is_int(part_of_days(10000,
						month,
						"2024-01-31",
						NULL,
						"2024-01-01",
						"2024-02-02"),
		   690,
		   "days before the first one cost nothing");
	is_int(part_of_days(10000,
						month,
						"2024-01-01",
						"2024-01-16",
						"2024-01-01",
						"2025-01-01"),
		   4839,
		   "nor those after the last one; half a month is 15/31");
	is_int(part_of_days(36600,
						year,
						"2024-01-01",
						NULL,
						"2024-02-29",
						"2024-03-01"),
		   100,
		   "a leap day is 1/366 of its year");
	is_int(part_of_days(36500,
						year,
						"2025-01-01",
						NULL,
						"2025-02-28",
						"2025-03-01"),
		   100,
		   "another day is 1/365 of its own");
	is_int(part_of_days(100,
						year,
						"2025-01-01",
						NULL,
						"2024-01-01",
						"2025-01-01"),
		   0,
		   "no days, no cost");
	is_int(part_of_days(100,
						year,
						"2025-01-01",
						NULL,
						"2026-01-01",
						"2025-06-01"),
		   0,
		   "days that end before they begin are none");
}

/* 100.00 in three days: 33.333, 66.667, 100. */
static void
test_spread(void)
{
	static const char *const days[] = {"2024-01-01",
									   "2024-01-02",
									   "2024-01-03",
									   "2024-01-04"};
	static const int		 expected[] = {3333, 3334, 3333};

	for (int i = 0; i < 3; i++)
		is_int(part_of_days(10000,
							once,
							days[0],
							days[3],
							days[i],
							days[i + 1]),
			   expected[i],
			   "a third, as the sums up to each day are rounded");
	is_int(part_of_days(10000,
						once,
						days[0],
						days[3],
						"1999-01-01",
						"2030-01-01"),
		   10000,
		   "all of it over all of its days");
}

static void
test_rounding(void)
{
	static const struct
	{
		int64_t		  amount;
		term_fraction cells;
		int64_t		  price;
	} cases[] = {
		{5, {1, 2}, 3},
		{-5, {1, 2}, -3},
		{1, {1, 3}, 0},
		{2, {1, 3}, 1},
		{-2, {1, 3}, -1},
		{1, {1, 2}, 1},
		{-1, {1, 2}, -1},
		{7, {0, 1}, 0},
		{0, {5, 7}, 0},
		{100, {5, 2}, 250},
		{3, {5, 2}, 8},
		{-3, {5, 2}, -8},
		{1, {499, 1000}, 0},
		{1, {500, 1000}, 1},
		{1, {501, 1000}, 1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		int128_t price = 0;

		ok(term_price(cases[i].amount, cases[i].cells, &price) &&
			   price == cases[i].price,
		   "%lld * %lld / %lld is %lld",
		   (long long) cases[i].amount,
		   (long long) cases[i].cells.numerator,
		   (long long) cases[i].cells.denominator,
		   (long long) cases[i].price);
	}
}

/* 10^38 - 1, the largest amount. */
static int128_t
largest(void)
{
	int128_t value = 1;

	for (int i = 0; i < 38; i++)
		value *= 10;
	return value - 1;
}

static void
test_overflow(void)
{
	term_fraction whole = {1, 1};
	term_fraction twice = {2, 1};
	term_fraction more = {17015, 10000};
	term_accrual  plan = {.amount = largest(),
						  .start = 0,
						  .end = TERM_FOREVER,
						  .per = month};
	int128_t	  price = 0;

	ok(term_price(largest(), whole, &price) && price == largest(),
	   "the largest amount fits once");
	ok(term_price(-largest(), whole, &price) && price == -largest(),
	   "and its credit");
	ok(!term_price(largest(), twice, &price), "not twice");
	ok(!term_price(largest(), more, &price), "nor 1.7015 times");
	ok(!term_accrued(&plan, 40, 70, &price), "nor over months");
	ok(term_accrued(&plan, 0, 31, &price) && price == largest(),
	   "but over the first");
}

/* 128-bit quotients, bit by bit, and for fractions above one as well. */
static void
test_random_prices(void)
{
	uint64_t seed = 88172645463325252u;
	int		 wrong = 0;

	for (int i = 0; i < 50000; i++)
	{
		int		  bits = (int) tap_between(&seed, 1, 126);
		uint128_t size =
			((uint128_t) tap_random(&seed) << 64 | tap_random(&seed)) >>
			(128 - bits);
		term_fraction cells = {0, tap_between(&seed, 1, INT64_C(1) << 55)};
		int128_t	  price = 0;
		uint128_t	  rest;
		uint128_t	  expected;

		if (size > (uint128_t) largest())
			continue;
		cells.numerator = tap_between(&seed, 0, cells.denominator - 1);
		expected = wide_mul_div(size,
								(uint128_t) cells.numerator,
								(uint128_t) cells.denominator,
								&rest);
		if (2 * rest >= (uint128_t) cells.denominator)
			expected++;
		if (!term_price((int128_t) size, cells, &price) ||
			price != (int128_t) expected ||
			!term_price(-(int128_t) size, cells, &price) ||
			price != -(int128_t) expected)
			wrong++;
		cells.numerator += 3 * cells.denominator;
		if (bits < 120 && (!term_price((int128_t) size, cells, &price) ||
						   price != (int128_t) (expected + 3 * size)))
			wrong++;
	}
	is_int(wrong, 0, "50,000 prices agree with a division bit by bit");
}

static term_accrual
random_plan(uint64_t *seed)
{
	static const term_length per[] =
		{{1, 0}, {3, 0}, {12, 0}, {0, 7}, {0, 30}, {1, 10}, {0, 0}};
	term_accrual plan = {.amount = tap_between(seed, -100000000, 100000000),
						 .start = (int32_t) tap_between(seed, -3000, 12000)};

	/* half of them start at a month's end */
	if (tap_between(seed, 0, 1) == 1)
		plan.start = (int32_t) term_next_month(plan.start) - 1;
	plan.per = per[tap_between(seed, 0, 6)];
	plan.end = plan.start + tap_between(seed, 1, 2000);
	if (plan.per.months + plan.per.days > 0 && tap_between(seed, 0, 2) == 0)
		plan.end = TERM_FOREVER;
	return plan;
}

/*
 * Day by day: each day is an exact part of its cell, over a common
 * denominator; the sums up to both ends are rounded.  Cells are found by
 * adding up lengths one by one from the start, by their number.
 */
static int128_t
slow_until(const term_accrual *plan, int64_t to)
{
	int128_t sum = 0;
	int64_t	 first = plan->start;
	int64_t	 behind;

	if (to <= plan->start)
		return 0;
	if (plan->per.months + plan->per.days == 0)
	{
		int128_t days = plan->end - plan->start;
		int128_t size = plan->amount < 0 ? -plan->amount : plan->amount;

		sum = (2 * size * (to - plan->start) + days) / (2 * days);
		return plan->amount < 0 ? -sum : sum;
	}
	for (int64_t k = 1;; k++)
	{
		behind = civil_add_months(plan->start, k * plan->per.months) +
				 k * plan->per.days;
		if (behind > to)
			break;
		sum += plan->amount;
		first = behind;
	}
	if (plan->amount < 0)
		return sum - (-2 * plan->amount * (to - first) + behind - first) /
						 (2 * (behind - first));
	return sum + (2 * plan->amount * (to - first) + behind - first) /
					 (2 * (behind - first));
}

static void
test_random_plans(void)
{
	uint64_t seed = 4101842887655102017u;
	int		 wrong = 0;
	int		 open = 0;
	int		 mirrored = 0;

	for (int i = 0; i < 20000; i++)
	{
		term_accrual plan = random_plan(&seed);
		term_accrual credit = plan;
		int64_t		 from = plan.start + tap_between(&seed, -100, 1500);
		int64_t		 to = from + tap_between(&seed, 1, 900);
		int64_t		 cut = tap_between(&seed, from, to);
		int128_t	 all = part(&plan, from, to);
		int64_t		 first = from > plan.start ? from : plan.start;
		int64_t		 last = to < plan.end ? to : plan.end;

		credit.amount = -plan.amount;
		if (first < last &&
			all != slow_until(&plan, last) - slow_until(&plan, first))
			wrong++;
		if (all != part(&plan, from, cut) + part(&plan, cut, to))
			open++;
		if (part(&credit, from, to) != -all)
			mirrored++;
	}
	is_int(wrong, 0, "20,000 parts agree with a slow formulation");
	is_int(open, 0, "two parts of a stretch add up to it");
	is_int(mirrored, 0, "credits mirror debits");
}

static void
test_random_months(void)
{
	uint64_t seed = 2685821657736338717u;
	int		 wrong = 0;

	for (int i = 0; i < 20000; i++)
	{
		int64_t from = tap_between(&seed, CIVIL_MIN_DAY, 20000);
		int64_t to = from + tap_between(&seed, 1, 3000);
		int64_t months = 0;
		civil	before = {0, 0, 0};

		for (int64_t day = from; day < to; day++)
		{
			civil date = civil_from_days(day);

			if (date.month != before.month || date.year != before.year)
				months++;
			before = date;
		}
		if (months != term_months_touched(from, to))
			wrong++;
		if (civil_from_days(term_next_month(from)).day != 1 ||
			term_next_month(from) - from > 31 || term_next_month(from) <= from)
			wrong++;
	}
	is_int(wrong, 0, "20,000 stretches have the months that a walk finds");
	is_int(term_months_touched(CIVIL_MIN_DAY, CIVIL_MAX_DAY),
		   ((int64_t) 5874897 + 4713) * 12 + 2,
		   "and all days of all dates theirs");
}

static void
test_procurement(void)
{
	static const struct
	{
		const char *term;
		bool		total_price;
		const char *end;
	} cases[] = {
		{"2025-01-01 evergreen notice P1M", false, "2029-01-01"},
		{"2025-01-01 evergreen ended 2025-06-01", false, "2029-01-01"},
		{"2025-01-01 P1Y none", false, "2026-01-01"},
		{"2025-01-01 P1Y none ended 2025-03-01", false, "2026-01-01"},
		{"2025-01-01 P2Y explicit 2xP1Y", false, "2029-01-01"},
		{"2025-01-01 P4Y none", false, "2029-01-01"},
		{"2025-01-01 P4Y1D none", false, "2029-01-01"},
		{"2025-01-01 P4Y1D none", true, "2029-01-02"},
		{"2025-01-15 P4Y explicit 2xP2Y notice P6M", false, "2029-01-15"},
		{"2025-01-15 P4Y explicit 2xP2Y notice P6M", true, "2033-01-15"},
		{"2025-01-15 P4Y explicit 2xP2Y lifted 1", true, "2033-01-15"},
		{"2020-08-01 P3Y tacit P1Y", false, "2024-08-01"},
		{"2020-08-01 P1Y tacit 1xP1Y", false, "2022-08-01"},
		{"2024-02-29 evergreen", false, "2028-02-29"},
		{"2023-02-28 evergreen", false, "2027-02-28"},
	};
	term_value open = term_of("2020-08-01 P3Y tacit P1Y");

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		term_value term = term_of(cases[i].term);
		char	   text[CIVIL_TEXT_SIZE];

		civil_format(term_procurement_end(&term, cases[i].total_price), text);
		is_text(text, cases[i].end, cases[i].term);
	}
	ok(term_procurement_end(&open, true) == TERM_NO_DAY,
	   "a total price for an extent that is not stated");
}

int
main(void)
{
	test_parts();
	test_spread();
	test_rounding();
	test_overflow();
	test_random_prices();
	test_random_plans();
	test_random_months();
	test_procurement();
	return tap_finish();
}
