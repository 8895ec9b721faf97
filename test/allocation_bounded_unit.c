/*
 * allocation_bounded_unit.c
 *		The split under floors and caps: worked cases, refusals, and a second
 *		version that tries every way in which rows can stand at their bounds.
 */
#include "allocation/bounded.h"
#include "allocation/order.h"
#include "allocation/wide.h"

#include "tap.h"

#define MOST_ROWS 6
#define NONE INT64_MAX /* no bound, in the lists below */

static int128_t gap;
static int128_t got[MOST_ROWS];

static bounded_status
split(int64_t total, int64_t rows, const int64_t *weight, const int64_t *lower,
	  const int64_t *upper)
{
	int128_t wide[MOST_ROWS];
	int128_t floor[MOST_ROWS];
	int128_t cap[MOST_ROWS];
	uint64_t scratch[32 * MOST_ROWS];

	if (bounded_scratch(rows) > sizeof(scratch))
		abort();
	for (int64_t i = 0; i < rows; i++)
	{
		wide[i] = weight[i];
		floor[i] = lower[i] == NONE ? BOUNDED_NO_FLOOR : lower[i];
		cap[i] = upper[i] == NONE ? BOUNDED_NO_CAP : upper[i];
	}
	gap = 0;
	return bounded_split(total,
						 rows,
						 wide,
						 floor,
						 cap,
						 got,
						 scratch,
						 &gap,
						 NULL);
}

static void
is_split(int64_t total, const int64_t *weight, const int64_t *lower,
		 const int64_t *upper, const int64_t *expected, const char *what)
{
	bool same = split(total, 3, weight, lower, upper) == BOUNDED_OK;

	for (int i = 0; same && i < 3; i++)
		same = got[i] == expected[i];
	ok(same, "%s", what);
}

static void
test_worked(void)
{
	const int64_t key[] = {400, 350, 250};
	const int64_t none[] = {NONE, NONE, NONE};
	const int64_t low5[] = {475000, 285000, 190000};
	const int64_t high5[] = {525000, 315000, 210000};
	const int64_t low10[] = {450000, 270000, 180000};
	const int64_t high10[] = {550000, 330000, 220000};
	const int64_t ones[] = {1, 1, 1};
	const int64_t some[] = {1, 0, REMAINDER_ABSENT};
	const int64_t cap30[] = {30, NONE, NONE};
	const int64_t floor50[] = {50, NONE, NONE};
	const int64_t must_pay[] = {-50, NONE, NONE};
	const int64_t free_floor[] = {150, -1000, 0};

	is_split(1000000,
			 key,
			 low5,
			 high5,
			 (const int64_t[]){475000, 315000, 210000},
			 "a collar of 5 %");
	is_split(1000000,
			 key,
			 low10,
			 high10,
			 (const int64_t[]){450000, 330000, 220000},
			 "a collar of 10 %");
	is_split(1000000,
			 key,
			 none,
			 none,
			 (const int64_t[]){400000, 350000, 250000},
			 "no bounds");
	is_split(100,
			 ones,
			 none,
			 cap30,
			 (const int64_t[]){30, 35, 35},
			 "one cap, the rest in proportion");
	is_split(101,
			 ones,
			 floor50,
			 none,
			 (const int64_t[]){50, 26, 25},
			 "one floor, the odd unit to the earlier row");
	is_split(100,
			 ones,
			 none,
			 must_pay,
			 (const int64_t[]){-50, 75, 75},
			 "a cap below zero is a part of its own");
	is_split(100,
			 ones,
			 free_floor,
			 none,
			 (const int64_t[]){150, -50, 0},
			 "below zero only by a floor below zero");
	is_split(0, ones, none, none, (const int64_t[]){0, 0, 0}, "nothing");
	is_split(30,
			 some,
			 none,
			 none,
			 (const int64_t[]){30, 0, 0},
			 "weight 0 and no weight");
}

static void
test_refusals(void)
{
	const int64_t	ones[] = {1, 1};
	const int64_t	zeros[] = {0, 0};
	const int64_t	half[] = {1, 0};
	const int64_t	none[] = {NONE, NONE};
	const int64_t	fifties[] = {50, 50};
	const int64_t	one_cap[] = {50, NONE};
	const int128_t	huge[] = {BOUNDED_NO_CAP - 1, 1};
	int128_t		floor[2] = {0, 0};
	int128_t		cap[2] = {huge[0], huge[0]};
	uint64_t		scratch[64];
	const uint128_t top = ~(uint128_t) 0 >> 1;

	is_int(split(90, 2, ones, fifties, none), BOUNDED_FLOORS, "high floors");
	is_int((long long) gap, 10, "by how much");
	is_int(split(-10, 2, ones, fifties, fifties), BOUNDED_FLOORS, "a credit");
	is_int((long long) gap, 110, "by how much");
	is_int(split(117, 2, ones, none, fifties), BOUNDED_CAPS, "low caps");
	is_int((long long) gap, 17, "by how much");
	is_int(split(60, 2, half, none, one_cap), BOUNDED_NO_WEIGHT, "no weight");
	is_int((long long) gap, 10, "for how much");
	is_int(split(7, 2, zeros, none, none), BOUNDED_NO_WEIGHT, "none at all");
	is_int((long long) gap, 7, "for how much");
	is_int(split(0, 2, zeros, none, none), BOUNDED_OK, "nothing, no weight");
	is_int(split(1, 0, NULL, NULL, NULL), BOUNDED_NO_WEIGHT, "no rows");
	is_int(bounded_split(1, 2, huge, floor, cap, got, scratch, &gap, NULL),
		   BOUNDED_TOO_LARGE,
		   "bounds whose sum needs more than 127 bits");
	ok(bounded_scratch(-1) == 0 && bounded_scratch(INT32_MAX) == 0,
	   "too many rows are refused");
	ok(wide_compare_products((int128_t) top,
							 (int128_t) top,
							 (int128_t) top - 1,
							 (int128_t) top) > 0 &&
		   wide_compare_products(-(int128_t) top,
								 (int128_t) top,
								 (int128_t) top,
								 0) < 0 &&
		   wide_compare_products(-5, 3, -3, 5) == 0 &&
		   wide_compare_products(-5, 3, -4, 4) > 0,
	   "products of 254 bits compare");
}

/* ---------------------------------------------------------------------- */

/* A random problem of the second version. */
typedef struct problem
{
	int64_t total;
	int64_t rows;
	int64_t weight[MOST_ROWS];
	int64_t lower[MOST_ROWS]; /* NONE possible */
	int64_t upper[MOST_ROWS];
	int64_t least[MOST_ROWS]; /* with what follows from the sign */
	int64_t most[MOST_ROWS];
} problem;

static void
random_problem(uint64_t *seed, problem *p)
{
	static const int64_t sizes[] = {5, 100, 100000};
	int64_t				 size = sizes[tap_between(seed, 0, 2)];

	p->rows = tap_between(seed, 1, MOST_ROWS);
	p->total = tap_between(seed, -size, 3 * size);
	for (int64_t i = 0; i < p->rows; i++)
	{
		int64_t a = tap_between(seed, -size / 3, size);
		int64_t b = tap_between(seed, -size / 3, size);

		p->weight[i] = tap_between(seed, -1, 6);
		p->lower[i] = tap_between(seed, 0, 2) == 0 ? NONE : a < b ? a : b;
		p->upper[i] = tap_between(seed, 0, 2) == 0 ? NONE : a < b ? b : a;
		p->least[i] = p->lower[i] != NONE ? p->lower[i] : -1000000000;
		p->most[i] = p->upper[i] != NONE ? p->upper[i] : 1000000000;
		if (p->lower[i] == NONE && p->total >= 0)
			p->least[i] = p->most[i] < 0 ? p->most[i] : 0;
		if (p->upper[i] == NONE && p->total <= 0)
			p->most[i] = p->least[i] > 0 ? p->least[i] : 0;
	}
}

/*
 * Does the way in which the rows stand (0 floor, 1 between, 2 cap; in base 3)
 * fit one lambda = left / between?
 */
static bool
way_fits(const problem *p, int64_t way, int64_t *part, int64_t *left,
		 int64_t *between)
{
	int64_t stand[MOST_ROWS];

	*left = p->total;
	*between = 0;
	for (int64_t i = 0; i < p->rows; i++, way /= 3)
	{
		stand[i] = way % 3;
		part[i] = stand[i] == 0 ? p->least[i] : p->most[i];
		if (p->weight[i] <= 0 && stand[i] != 1)
			return false;
		if (p->weight[i] < 0)
			part[i] = 0;
		if (p->weight[i] == 0)
			part[i] = p->least[i] > 0  ? p->least[i]
					  : p->most[i] < 0 ? p->most[i]
									   : 0;
		if (p->weight[i] > 0 && stand[i] == 1)
			*between += p->weight[i];
		else
			*left -= part[i];
	}
	for (int64_t i = 0; i < p->rows; i++)
	{
		int64_t here = *left * p->weight[i];

		if (p->weight[i] <= 0 || *between == 0)
			continue;
		if ((stand[i] == 0 && here > p->least[i] * *between) ||
			(stand[i] == 2 && here < p->most[i] * *between) ||
			(stand[i] == 1 &&
			 (here < p->least[i] * *between || here > p->most[i] * *between)))
			return false;
		if (stand[i] == 1)
			part[i] = NONE;
	}
	return *between > 0 || *left == 0;
}

/*
 * With nobody between the bounds: those at a cap must come before those at a
 * floor.
 */
static bool
order_fits(const problem *p, int64_t way)
{
	int64_t stand[MOST_ROWS];

	for (int64_t i = 0; i < p->rows; i++, way /= 3)
		stand[i] = way % 3;
	for (int64_t i = 0; i < p->rows; i++)
		for (int64_t j = 0; j < p->rows; j++)
			if (p->weight[i] > 0 && p->weight[j] > 0 && stand[i] == 2 &&
				stand[j] == 0 &&
				p->most[i] * p->weight[j] > p->least[j] * p->weight[i])
				return false;
	return true;
}

/* The second version; false if no way fits. */
static bool
try_every_way(const problem *p, int64_t *part)
{
	int64_t ways = 1;
	int64_t left;
	int64_t between;

	for (int64_t i = 0; i < p->rows; i++)
		ways *= 3;
	for (int64_t way = 0; way < ways; way++)
	{
		int64_t	 weight[MOST_ROWS];
		int64_t	 share[MOST_ROWS];
		uint64_t scratch[4 * MOST_ROWS];

		if (!way_fits(p, way, part, &left, &between) ||
			(between == 0 && !order_fits(p, way)))
			continue;
		for (int64_t i = 0; i < p->rows; i++)
			weight[i] = part[i] == NONE ? p->weight[i] : REMAINDER_ABSENT;
		remainder_split(left, p->rows, weight, share, scratch, NULL);
		for (int64_t i = 0; i < p->rows; i++)
			if (part[i] == NONE)
				part[i] = share[i];
		return true;
	}
	return false;
}

/* How many laws a problem breaks; *solved counts those with a solution. */
static int
broken_laws(const problem *p, int *solved)
{
	int64_t		   part[MOST_ROWS];
	int64_t		   lower[MOST_ROWS];
	int64_t		   upper[MOST_ROWS];
	int128_t	   first[MOST_ROWS];
	int128_t	   sum = 0;
	int			   broken = 0;
	bool		   possible = try_every_way(p, part);
	bounded_status status =
		split(p->total, p->rows, p->weight, p->lower, p->upper);

	if (possible != (status == BOUNDED_OK))
		return 1;
	if (!possible)
		return gap == 0;
	++*solved;
	for (int64_t i = 0; i < p->rows; i++)
	{
		first[i] = got[i];
		sum += got[i];
		broken += got[i] != part[i]; /* the second version */
		broken +=
			p->weight[i] >= 0 && (got[i] < p->least[i] || got[i] > p->most[i]);
		lower[i] = p->upper[i] == NONE ? NONE : -p->upper[i];
		upper[i] = p->lower[i] == NONE ? NONE : -p->lower[i];
	}
	broken += sum != p->total;
	broken += split(-p->total, p->rows, p->weight, lower, upper) != BOUNDED_OK;
	for (int64_t i = 0; i < p->rows; i++)
		broken += got[i] != -first[i]; /* mirrored */
	return broken;
}

static void
test_laws(void)
{
	uint64_t seed = 20261124;
	int		 broken = 0;
	int		 solved = 0;
	problem	 p;

	for (int i = 0; i < 100000; i++)
	{
		random_problem(&seed, &p);
		broken += broken_laws(&p, &solved) > 0;
	}
	is_int(broken,
		   0,
		   "100,000 random problems: solved where there is a solution, within "
		   "bounds, add up, mirrored, equal to the second version");
	ok(solved > 10000, "%d of them have a solution", solved);
}

static int
compare_numbers(const void *things, int32_t a, int32_t b)
{
	const int64_t *value = things;

	if (value[a] != value[b])
		return value[a] < value[b] ? -1 : 1;
	return a < b ? -1 : a > b;
}

static void
test_order(void)
{
	static int64_t value[500];
	static int32_t number[500];
	uint64_t	   seed = 3;
	int			   wrong = 0;

	for (int run = 0; run < 10000; run++)
	{
		int64_t count = tap_between(&seed, 0, run < 9900 ? 12 : 500);

		for (int32_t i = 0; i < count; i++)
		{
			value[i] = tap_between(&seed, 0, count);
			number[i] = i;
		}
		order_sort(number, count, compare_numbers, value, NULL);
		for (int64_t i = 1; i < count; i++)
			wrong += compare_numbers(value, number[i - 1], number[i]) >= 0;
	}
	is_int(wrong, 0, "10,000 random lists in order, equals by their place");
}

int
main(void)
{
	test_worked();
	test_refusals();
	test_laws();
	test_order();
	return tap_finish();
}
