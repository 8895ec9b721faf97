/*
 * allocation_unit.c
 *		Largest remainder: published splits, laws and a plain second version.
 */
#include "allocation/remainder.h"
#include "allocation/wide.h"

#include "tap.h"

#define MAX_ROWS 64

static int64_t	share[MAX_ROWS];
static int128_t wide_share[MAX_ROWS];
static int128_t wide_weight[MAX_ROWS];
static uint64_t scratch[4 * MAX_ROWS + 8];

static remainder_status
split(int64_t total, int64_t rows, const int64_t *weight)
{
	return remainder_split(total, rows, weight, share, scratch, NULL);
}

static remainder_status
split_wide(int128_t total, int64_t rows, const int64_t *weight)
{
	for (int64_t i = 0; i < rows; i++)
		wide_weight[i] = weight[i];
	return remainder_split_wide(total,
								rows,
								wide_weight,
								wide_share,
								scratch,
								NULL);
}

static void
is_split(int64_t total, int64_t rows, const int64_t *weight,
		 const int64_t *expected, const char *what)
{
	bool same = split(total, rows, weight) == REMAINDER_OK &&
				memcmp(share, expected, (size_t) rows * sizeof(int64_t)) == 0;

	same = same && split_wide(total, rows, weight) == REMAINDER_OK;
	for (int64_t i = 0; same && i < rows; i++)
		same = wide_share[i] == expected[i];
	ok(same, "%s", what);
	for (int64_t i = 0; !same && i < rows; i++)
		printf("#   %lld, expected %lld\n",
			   (long long) share[i],
			   (long long) expected[i]);
}

#define IS_SPLIT(total, what, weights, expecteds)                             \
	do                                                                        \
	{                                                                         \
		const int64_t w[] = weights;                                          \
		const int64_t e[] = expecteds;                                        \
                                                                              \
		is_split(total, sizeof(w) / sizeof(w[0]), w, e, what);                \
	} while (0)
#define LIST(...)                                                             \
	{                                                                         \
		__VA_ARGS__                                                           \
	}

static void
test_published(void)
{
	IS_SPLIT(100,
			 "Balinski and Young 1975, American Mathematical Monthly 82(7)",
			 LIST(5117, 4400, 162, 161, 160),
			 LIST(51, 44, 2, 2, 1));
	IS_SPLIT(10, "Alabama paradox, 10 units", LIST(6, 6, 2), LIST(4, 4, 2));
	IS_SPLIT(11, "Alabama paradox, 11 units", LIST(6, 6, 2), LIST(5, 5, 1));
	IS_SPLIT(9999,
			 "99.99 over 75/25 (moneyphp pull request 492)",
			 LIST(75, 25),
			 LIST(7499, 2500));
	IS_SPLIT(1003,
			 "10.03 over 49/51 (dinero.js issue 144)",
			 LIST(49, 51),
			 LIST(491, 512));
	IS_SPLIT(18225,
			 "182.25 over 98/2 (Odoo pull request 214736)",
			 LIST(98, 2),
			 LIST(17861, 364));
	IS_SPLIT(1,
			 "0.01 over 95/5 (ERPNext pull request 35091)",
			 LIST(95, 5),
			 LIST(1, 0));
	IS_SPLIT(-613,
			 "a credit mirrors the debit",
			 LIST(98, 92, 98, 123, 102, 92),
			 LIST(-99, -93, -99, -125, -104, -93));
	IS_SPLIT(6,
			 "zero weights get nothing",
			 LIST(0, 14, 28, 0, 0),
			 LIST(0, 2, 4, 0, 0));
	IS_SPLIT(100, "a tie: the earlier", LIST(1, 1, 1), LIST(34, 33, 33));
	IS_SPLIT(1546237300,
			 "Dienst Dommelvallei 2020 by inhabitants",
			 LIST(39997, 23526, 17465),
			 LIST(763629838, 449162576, 333444886));
}

static void
test_tie_by_weight(void)
{
	/* 2 over 1, 3, 1, 3: exact 1/4, 3/4, 1/4, 3/4 */
	IS_SPLIT(2, "larger remainders", LIST(1, 3, 1, 3), LIST(0, 1, 0, 1));
	/* 6 over 1, 3, 8: exact 0.5, 1.5, 4 -> one unit left, a tie of 1/2 */
	IS_SPLIT(6,
			 "equal remainders, larger weight",
			 LIST(1, 3, 8),
			 LIST(0, 2, 4));
	IS_SPLIT(6, "the same, other order", LIST(3, 8, 1), LIST(2, 4, 0));
	IS_SPLIT(7,
			 "an absent row gets nothing",
			 LIST(REMAINDER_ABSENT, 1, REMAINDER_ABSENT, 1),
			 LIST(0, 4, 0, 3));
}

static void
test_refusals(void)
{
	const int64_t zero[] = {0, 0};
	const int64_t absent[] = {REMAINDER_ABSENT};
	const int64_t huge[] = {INT64_MAX, 1};
	const int64_t one[] = {INT64_MAX};

	is_int(split(1, 2, zero), REMAINDER_NO_WEIGHT, "no weight, an amount");
	is_int(split(0, 2, zero), REMAINDER_OK, "no weight, no amount");
	is_int(split(1, 1, absent), REMAINDER_NO_WEIGHT, "nobody takes part");
	is_int(split(1, 0, NULL), REMAINDER_NO_WEIGHT, "no rows");
	is_int(split(1, 2, huge), REMAINDER_TOO_LARGE, "a sum over 63 bits");
	is_int(split_wide(INT64_MAX, 2, huge), REMAINDER_OK, "goes wide");
	is_int((long long) wide_share[0], INT64_MAX - 1, "and is right there");
	is_int((long long) wide_share[1], 1, "to the last unit");
	is_int(split(INT64_MIN, 1, one), REMAINDER_OK, "the smallest total");
	ok(share[0] == INT64_MIN, "goes to its only row");
	ok(remainder_scratch(-1) == 0 &&
		   remainder_scratch((int64_t) INT32_MAX + 1) == 0,
	   "too many rows are refused");
}

/*
 * The plain version: exact shares as fractions, and again and again the best
 * of those who have not got an odd unit.
 */
static void
plain_split(int64_t total, int64_t rows, const int64_t *weight, int64_t *out)
{
	int128_t size = total < 0 ? -(int128_t) total : total;
	int128_t sum = 0;
	int128_t left = size;
	bool	 has_one[MAX_ROWS] = {false};

	for (int64_t i = 0; i < rows; i++)
		sum += weight[i] > 0 ? weight[i] : 0;
	for (int64_t i = 0; i < rows; i++)
	{
		out[i] = weight[i] > 0 ? (int64_t) (size * weight[i] / sum) : 0;
		left -= out[i];
	}
	for (; left > 0; left--)
	{
		int64_t best = -1;

		for (int64_t i = 0; i < rows; i++)
		{
			int128_t a;
			int128_t b;

			if (has_one[i] || weight[i] <= 0)
				continue;
			if (best < 0)
			{
				best = i;
				continue;
			}
			a = size * weight[i] % sum;
			b = size * weight[best] % sum;
			if (a > b || (a == b && weight[i] > weight[best]))
				best = i;
		}
		if (best < 0)
			abort();
		has_one[best] = true;
		out[best]++;
	}
	for (int64_t i = 0; total < 0 && i < rows; i++)
		out[i] = -out[i];
}

static int64_t
random_weight(uint64_t *seed, int64_t most)
{
	switch (tap_between(seed, 0, 9))
	{
		case 0:
			return 0;
		case 1:
			return REMAINDER_ABSENT;
		case 2:
			return 7;
		default:
			return tap_between(seed, 1, most);
	}
}

/* One random bill; returns how many of the laws it breaks. */
static int
broken_laws(uint64_t *seed)
{
	static const int64_t sizes[] = {3, 100, 1000000, INT64_MAX / MAX_ROWS};
	int64_t				 weight[MAX_ROWS];
	int64_t				 plain[MAX_ROWS];
	int64_t				 first[MAX_ROWS];
	int64_t				 rows = tap_between(seed, 1, MAX_ROWS);
	int64_t				 most = sizes[tap_between(seed, 0, 3)];
	int64_t	 total = tap_between(seed, 0, sizes[tap_between(seed, 0, 3)]);
	int128_t sum = 0;
	int128_t given = 0;
	int		 broken = 0;

	for (int64_t i = 0; i < rows; i++)
		weight[i] = random_weight(seed, most);
	weight[tap_between(seed, 0, rows - 1)] = tap_between(seed, 1, most);
	for (int64_t i = 0; i < rows; i++)
		sum += weight[i] > 0 ? weight[i] : 0;

	broken += split(total, rows, weight) != REMAINDER_OK;
	memcpy(first, share, sizeof(first));
	plain_split(total, rows, weight, plain);
	for (int64_t i = 0; i < rows; i++)
	{
		int128_t off = (int128_t) share[i] * sum -
					   (weight[i] > 0 ? (int128_t) total * weight[i] : 0);

		given += share[i];
		broken += share[i] != plain[i];		 /* the second version */
		broken += off >= sum || off <= -sum; /* within one unit */
		broken += weight[i] <= 0 && share[i] != 0;
	}
	broken += given != total; /* adds up */
	broken += split(-total, rows, weight) != REMAINDER_OK;
	for (int64_t i = 0; i < rows; i++)
		broken += share[i] != -first[i]; /* sign symmetry */
	broken += split_wide(total, rows, weight) != REMAINDER_OK;
	for (int64_t i = 0; i < rows; i++)
		broken += wide_share[i] != first[i]; /* wide is the same */
	return broken;
}

static void
test_laws(void)
{
	uint64_t seed = 20261123;
	int		 broken = 0;

	for (int i = 0; i < 100000; i++)
		broken += broken_laws(&seed) > 0;
	is_int(broken,
		   0,
		   "100,000 random bills: add up, within one unit, mirrored, zero "
		   "stays zero, equal to a plain version, wide equals narrow");
}

/* What a weight gets does not depend on where its row stands. */
static void
test_order(void)
{
	uint64_t seed = 4711;
	int		 broken = 0;

	for (int run = 0; run < 10000; run++)
	{
		int64_t weight[MAX_ROWS];
		int64_t before[MAX_ROWS];
		int64_t rows = tap_between(&seed, 2, MAX_ROWS);
		int64_t total = tap_between(&seed, -1000000, 1000000);

		/* distinct weights, so that the rows' order decides nothing */
		for (int64_t i = 0; i < rows; i++)
			weight[i] = tap_between(&seed, 1, 1000) * MAX_ROWS + i;
		split(total, rows, weight);
		memcpy(before, share, sizeof(before));
		for (int64_t i = 0; i < rows / 2; i++)
		{
			int64_t swap = weight[i];

			weight[i] = weight[rows - 1 - i];
			weight[rows - 1 - i] = swap;
		}
		split(total, rows, weight);
		for (int64_t i = 0; i < rows; i++)
			broken += share[i] != before[rows - 1 - i];
	}
	is_int(broken, 0, "10,000 random bills: the order of rows does not count");
}

/* Thousands of rows go through the selection, not only the sort. */
static void
test_many_rows(void)
{
	int64_t	 rows = 300000;
	int64_t *weight = malloc((size_t) rows * sizeof(int64_t));
	int64_t *out = malloc((size_t) rows * sizeof(int64_t));
	void	*memory = malloc(remainder_scratch(rows));
	uint64_t seed = 99;
	int64_t	 sum = 0;
	int64_t	 total = 1234567891;
	int64_t	 given = 0;
	uint64_t worst_up = 0;
	uint64_t best_down = 0;
	bool	 any_down = false;
	bool	 in_order = true;

	for (int64_t i = 0; i < rows; i++)
		sum += weight[i] = tap_between(&seed, 0, 1000000);
	remainder_split(total, rows, weight, out, memory, NULL);
	for (int64_t i = 0; i < rows; i++)
	{
		uint64_t rest = (uint64_t) ((int128_t) total * weight[i] % sum);
		bool	 up = out[i] > (int64_t) ((int128_t) total * weight[i] / sum);

		given += out[i];
		if (up && (worst_up == 0 || rest < worst_up))
			worst_up = rest;
		if (!up && (!any_down || rest > best_down))
			best_down = rest;
		any_down |= !up;
	}
	in_order = best_down <= worst_up;
	is_int(given, total, "300,000 rows add up");
	ok(in_order, "and the odd units went to the largest remainders");
	free(weight);
	free(out);
	free(memory);
}

/* a * b / c in 256 bits, checked by multiplying back in pieces. */
static void
test_wide_division(void)
{
	uint64_t seed = 5;
	int		 wrong = 0;

	for (int i = 0; i < 100000; i++)
	{
		uint128_t c =
			((uint128_t) tap_random(&seed) << 62 | tap_random(&seed) >> 2) >>
			tap_between(&seed, 0, 100);
		uint128_t a =
			((uint128_t) tap_random(&seed) << 63 | tap_random(&seed) >> 1) >>
			tap_between(&seed, 0, 126);
		uint128_t b;
		uint128_t rest;
		uint128_t quotient;

		c = c == 0 ? 1 : c;
		b = (((uint128_t) tap_random(&seed) << 64) | tap_random(&seed)) %
			(c + 1);
		quotient = wide_mul_div(a, b, c, &rest);

		/* equal modulo 2^128, and the rest is one: exact as |a*b/c| <= a */
		wrong += rest >= c || quotient > a || a * b != quotient * c + rest;
	}
	is_int(wrong, 0, "100,000 products of 254 bits divide exactly");
}

int
main(void)
{
	test_published();
	test_tie_by_weight();
	test_refusals();
	test_laws();
	test_order();
	test_many_rows();
	test_wide_division();
	return tap_finish();
}
