/*
 * flow_table_unit.c
 *		Tests of tables in whole units: all roundings by trial, laws, one pot
 *		beside largest remainder, large tables.
 */
#include "allocation/remainder.h"
#include "flow/table.h"

#include "tap.h"

#define MAX_CELLS 24
#define MAX_POTS 5
#define MAX_PARTICIPANTS 5

static uint64_t seed = 20261123;

typedef struct example
{
	int		 pots;
	int		 participants;
	int		 cells;
	int32_t	 pot[MAX_CELLS];
	int32_t	 participant[MAX_CELLS];
	int128_t weight[MAX_CELLS];
	int128_t amount[MAX_POTS];
} example;

/* What the exact values are: cell i is top[i] / bottom. */
typedef struct fractions
{
	int128_t bottom;
	int128_t top[MAX_CELLS];
	int128_t total[MAX_PARTICIPANTS];
} fractions;

static flow_table_status
run(const example *x, int64_t effort, int128_t *units)
{
	flow_table t = {.pots = x->pots,
					.participants = x->participants,
					.cells = x->cells,
					.pot = x->pot,
					.participant = x->participant,
					.weight = x->weight,
					.amount = x->amount,
					.effort = effort,
					.units = units};
	void *memory = malloc(flow_table_memory(t.pots, t.participants, t.cells));
	flow_table_status status = flow_table_run(&t, memory);

	free(memory);
	return status;
}

static void
add_cell(example *x, int pot, int participant, int64_t weight)
{
	x->pot[x->cells] = pot;
	x->participant[x->cells] = participant;
	x->weight[x->cells++] = weight;
}

static int128_t
pot_weight(const example *x, int pot)
{
	int128_t sum = 0;

	for (int i = 0; i < x->cells; i++)
		if (x->pot[i] == pot && x->weight[i] != FLOW_TABLE_ABSENT)
			sum += x->weight[i];
	return sum;
}

static void
find_fractions(const example *x, fractions *f)
{
	memset(f, 0, sizeof(*f));
	f->bottom = 1;
	for (int p = 0; p < x->pots; p++)
		if (pot_weight(x, p) > 0)
			f->bottom *= pot_weight(x, p);
	for (int i = 0; i < x->cells; i++)
		if (x->weight[i] > 0)
		{
			f->top[i] = f->bottom / pot_weight(x, x->pot[i]) *
						x->amount[x->pot[i]] * x->weight[i];
			f->total[x->participant[i]] += f->top[i];
		}
}

/* ---- what an answer must fulfil -------------------------------------- */

static bool
adds_up(const example *x, const int128_t *units)
{
	int128_t left[MAX_POTS];

	memcpy(left, x->amount, sizeof(left));
	for (int i = 0; i < x->cells; i++)
		left[x->pot[i]] -= units[i];
	for (int p = 0; p < x->pots; p++)
		if (left[p] != 0)
			return false;
	return true;
}

static int128_t
distance(int128_t units, int128_t top, int128_t bottom)
{
	int128_t off = units * bottom - top;

	return off < 0 ? -off : off;
}

/* Less than a unit, and nothing where the exact value is whole. */
static bool
is_next_to(int128_t units, int128_t top, int128_t bottom)
{
	return distance(units, top, bottom) < bottom;
}

static void
add_columns(const example *x, const int128_t *units, int128_t *column)
{
	memset(column, 0, sizeof(int128_t) * MAX_PARTICIPANTS);
	for (int i = 0; i < x->cells; i++)
		column[x->participant[i]] += units[i];
}

static bool
is_near(const example *x, const fractions *f, const int128_t *units)
{
	int128_t column[MAX_PARTICIPANTS];

	add_columns(x, units, column);
	for (int i = 0; i < x->cells; i++)
		if (!is_next_to(units[i], f->top[i], f->bottom))
			return false;
	for (int c = 0; c < x->participants; c++)
		if (!is_next_to(column[c], f->total[c], f->bottom))
			return false;
	return true;
}

static int128_t
deviation(const example *x, const fractions *f, const int128_t *units)
{
	int128_t column[MAX_PARTICIPANTS];
	int128_t sum = 0;

	add_columns(x, units, column);
	for (int i = 0; i < x->cells; i++)
		sum += distance(units[i], f->top[i], f->bottom);
	for (int c = 0; c < x->participants; c++)
		sum += distance(column[c], f->total[c], f->bottom);
	return sum;
}

/*
 * All roundings by trial: the smallest deviation, and how many come within
 * slack of it; the first goes to best.  -1: too many to try.
 */
static int
try_all(const example *x, const fractions *f, int128_t slack, int128_t *best,
		int128_t *smallest)
{
	int		 open[MAX_CELLS];
	int		 count = 0;
	int		 near = 0;
	int128_t units[MAX_CELLS];

	for (int i = 0; i < x->cells; i++)
	{
		units[i] = f->top[i] / f->bottom;
		if (units[i] * f->bottom > f->top[i])
			units[i]--;
		if (units[i] * f->bottom != f->top[i])
			open[count++] = i;
	}
	if (count > 12)
		return -1;
	*smallest = -1;
	for (int pass = 0; pass < 2; pass++)
		for (int set = 0; set < 1 << count; set++)
		{
			for (int k = 0; k < count; k++)
				units[open[k]] += (set >> k) & 1;
			if (adds_up(x, units) && is_near(x, f, units))
			{
				int128_t sum = deviation(x, f, units);

				if (pass == 0 && (*smallest < 0 || sum < *smallest))
				{
					*smallest = sum;
					memcpy(best, units, sizeof(units));
				}
				near += pass == 1 && sum <= *smallest + slack;
			}
			for (int k = 0; k < count; k++)
				units[open[k]] -= (set >> k) & 1;
		}
	return near;
}

/* ---- random small tables --------------------------------------------- */

/* Cells may be missing, absent, of weight 0, or stand twice. */
static void
make_random(example *x)
{
	memset(x, 0, sizeof(*x));
	x->pots = (int) tap_between(&seed, 1, MAX_POTS);
	x->participants = (int) tap_between(&seed, 1, MAX_PARTICIPANTS);
	for (int p = 0; p < x->pots; p++)
	{
		x->amount[p] = tap_between(&seed, -200, 1000);
		add_cell(x,
				 p,
				 (int) tap_between(&seed, 0, x->participants - 1),
				 tap_between(&seed, 1, 9));
		for (int k = (int) tap_between(&seed, 0, 3); k > 0; k--)
			add_cell(x,
					 p,
					 (int) tap_between(&seed, 0, x->participants - 1),
					 tap_between(&seed, -1, 9));
	}
}

static bool
same_cells(const example *x, int a, const example *y, int b)
{
	return x->pot[a] == y->pot[b] && x->participant[a] == y->participant[b] &&
		   x->weight[a] == y->weight[b];
}

/* In another order; cells that are the same may trade their units. */
static bool
survives_shuffle(const example *x, const int128_t *units)
{
	example	 y = *x;
	int128_t others[MAX_CELLS];

	for (int i = y.cells - 1; i > 0; i--)
	{
		int		 k = (int) tap_between(&seed, 0, i);
		int32_t	 pot = y.pot[i];
		int32_t	 participant = y.participant[i];
		int128_t weight = y.weight[i];

		y.pot[i] = y.pot[k];
		y.participant[i] = y.participant[k];
		y.weight[i] = y.weight[k];
		y.pot[k] = pot;
		y.participant[k] = participant;
		y.weight[k] = weight;
	}
	run(&y, FLOW_TABLE_EFFORT, others);
	for (int i = 0; i < x->cells; i++)
	{
		int128_t sum = 0;

		for (int k = 0; k < x->cells; k++)
			sum += (same_cells(x, i, x, k) ? units[k] : 0) -
				   (same_cells(x, i, &y, k) ? others[k] : 0);
		if (sum != 0)
			return false;
	}
	return true;
}

static bool
mirrors(const example *x, const int128_t *units)
{
	example	 y = *x;
	int128_t others[MAX_CELLS];

	for (int p = 0; p < y.pots; p++)
		y.amount[p] = -y.amount[p];
	run(&y, FLOW_TABLE_EFFORT, others);
	for (int i = 0; i < x->cells; i++)
		if (others[i] != -units[i])
			return false;
	return true;
}

/* Participants the other way round: the same where one rounding is best. */
static bool
survives_renaming(const example *x, const int128_t *units)
{
	example	 y = *x;
	int128_t others[MAX_CELLS];

	for (int i = 0; i < y.cells; i++)
	{
		y.participant[i] = y.participants - 1 - y.participant[i];
		y.pot[i] = y.pots - 1 - y.pot[i];
	}
	for (int p = 0; p < y.pots; p++)
		y.amount[p] = x->amount[y.pots - 1 - p];
	run(&y, FLOW_TABLE_EFFORT, others);
	return memcmp(units, others, sizeof(int128_t) * (size_t) x->cells) == 0;
}

static void
test_random(void)
{
	int unbalanced = 0;
	int far = 0;
	int compared = 0;
	int not_smallest = 0;
	int unique = 0;
	int different = 0;
	int shuffled = 0;
	int mirrored = 0;
	int renamed = 0;
	int quick = 0;
	int mixed = 0;

	for (int round = 0; round < 20000; round++)
	{
		example	  x;
		fractions f;
		int128_t  units[MAX_CELLS];
		int128_t  best[MAX_CELLS];
		int128_t  smallest;
		int128_t  slack;
		int		  near;
		int		  negative = 0;

		make_random(&x);
		find_fractions(&x, &f);
		for (int p = 0; p < x.pots; p++)
			negative += x.amount[p] < 0;
		mixed += negative > 0 && negative < x.pots;
		if (run(&x, FLOW_TABLE_EFFORT, units) != FLOW_TABLE_OK)
			abort();
		unbalanced += !adds_up(&x, units);
		far += !is_near(&x, &f, units);
		shuffled += !survives_shuffle(&x, units);
		mirrored += !mirrors(&x, units);
		slack = f.bottom / 20000 + 1;
		near = try_all(&x, &f, slack, best, &smallest);
		if (near >= 0)
		{
			compared++;
			not_smallest += deviation(&x, &f, units) > smallest + slack;
			if (near == 1)
			{
				unique++;
				renamed += !survives_renaming(&x, units);
				different +=
					memcmp(units, best, sizeof(int128_t) * (size_t) x.cells) !=
					0;
			}
		}
		run(&x, 0, units);
		quick += !adds_up(&x, units) || !is_near(&x, &f, units);
	}
	ok(mixed > 5000, "%d of 20000 tables have credits among debits", mixed);
	is_int(unbalanced, 0, "every pot adds up");
	is_int(far, 0, "cells and totals next to the exact fraction");
	ok(compared > 15000, "%d compared with all roundings", compared);
	is_int(not_smallest, 0, "the smallest deviation of all roundings");
	ok(unique > 8000, "%d have one best rounding", unique);
	is_int(different, 0, "and it is the answer, cell by cell");
	is_int(renamed, 0, "whatever the names are");
	is_int(shuffled, 0, "the order of cells changes nothing");
	is_int(mirrored, 0, "the table of credits mirrors that of debits");
	is_int(quick, 0, "without effort all adds up, next to exact");
}

/* ---- one pot, one participant ---------------------------------------- */

static int128_t
random_wide(int digits)
{
	int128_t value = 0;

	for (int i = 0; i < digits; i++)
		value = value * 10 + tap_between(&seed, 0, 9);
	return value;
}

/* Amounts and weights of up to 36 digits: largest remainder, unit by unit. */
static void
test_one_pot(void)
{
	int different = 0;
	int ties = 0;
	int lost = 0;

	for (int round = 0; round < 10000; round++)
	{
		example	 x = {.pots = 1, .participants = 5};
		int128_t units[MAX_CELLS];
		int128_t share[MAX_CELLS];
		uint64_t scratch[64];
		int		 digits = (int) tap_between(&seed, 1, 36);

		x.amount[0] = random_wide((int) tap_between(&seed, 1, 38));
		if (tap_between(&seed, 0, 1) == 1)
			x.amount[0] = -x.amount[0];
		for (int c = 0; c < 5; c++)
			add_cell(&x, 0, c, 0);
		for (int c = 0; c < 5; c++)
			x.weight[c] = random_wide(digits) + (c == 0);
		if (round % 4 == 0)
			x.weight[1] = x.weight[2] = x.weight[0];
		if (remainder_scratch_wide(5) > sizeof(scratch))
			abort();
		if (run(&x, FLOW_TABLE_EFFORT, units) != FLOW_TABLE_OK ||
			remainder_split_wide(x.amount[0],
								 5,
								 x.weight,
								 share,
								 scratch,
								 NULL) != REMAINDER_OK)
			abort();
		ties += x.weight[0] == x.weight[1];
		different += memcmp(units, share, sizeof(int128_t) * 5) != 0;

		/* the same amounts as pots of one participant */
		x = (example){.pots = 5, .participants = 1};
		for (int p = 0; p < 5; p++)
		{
			x.amount[p] = share[p];
			add_cell(&x, p, 0, tap_between(&seed, 1, 9));
		}
		run(&x, FLOW_TABLE_EFFORT, units);
		lost += memcmp(units, share, sizeof(int128_t) * 5) != 0;
	}
	ok(ties > 2000, "%d of 10000 with equal weights", ties);
	is_int(different, 0, "one pot: largest remainder, of up to 38 digits");
	is_int(lost, 0, "one participant pays every pot");
}

/* Ties over many cells: the first ones. */
static void
check_wide_pot(int paid)
{
	int		   n = 100000;
	int32_t	  *zero = calloc((size_t) n, sizeof(int32_t));
	int32_t	  *participant = malloc(sizeof(int32_t) * (size_t) n);
	int128_t  *weight = malloc(sizeof(int128_t) * (size_t) n);
	int128_t  *units = malloc(sizeof(int128_t) * (size_t) n);
	int128_t   amount = -paid;
	void	  *memory = malloc(flow_table_memory(1, n, n));
	flow_table t = {.pots = 1,
					.participants = n,
					.cells = n,
					.pot = zero,
					.participant = participant,
					.weight = weight,
					.amount = &amount,
					.effort = FLOW_TABLE_EFFORT,
					.units = units};
	int		   wrong = 0;

	for (int i = 0; i < n; i++)
	{
		participant[i] = n - 1 - i;
		weight[i] = 1;
	}
	if (flow_table_run(&t, memory) != FLOW_TABLE_OK)
		abort();
	for (int i = 0; i < n; i++)
		wrong += units[i] != (participant[i] < paid ? -1 : 0);
	is_int(wrong, 0, "a wide pot of equals: the first by name pay");
	free(zero);
	free(participant);
	free(weight);
	free(units);
	free(memory);
}

/* ---- by hand --------------------------------------------------------- */

static void
test_by_hand(void)
{
	example	 x = {.pots = 3, .participants = 3};
	int128_t units[MAX_CELLS];
	bool	 same = true;

	/* three times 100 by three: each participant's total is 100 */
	for (int p = 0; p < 3; p++)
	{
		x.amount[p] = 100;
		for (int c = 0; c < 3; c++)
			add_cell(&x, p, c, 1);
	}
	run(&x, FLOW_TABLE_EFFORT, units);
	for (int c = 0; c < 3; c++)
		same = same && units[c] + units[3 + c] + units[6 + c] == 100;
	ok(same && adds_up(&x, units), "three pots of 100 by three: 100 each");

	/* a credit note for one of them takes back the same cents */
	x.pots = 2;
	x.cells = 6;
	x.amount[1] = -100;
	run(&x, FLOW_TABLE_EFFORT, units);
	for (int c = 0; c < 3; c++)
		same = same && units[c] == -units[3 + c];
	ok(same && units[0] + units[1] + units[2] == 100,
	   "a credit takes back the cents of its debit");
	x.pots = 1;
	x.cells = 3;
	run(&x, FLOW_TABLE_EFFORT, units);
	ok(units[0] == 34 && units[1] == 33 && units[2] == 33,
	   "among equals the first gets more");
	x.amount[0] = -100;
	run(&x, FLOW_TABLE_EFFORT, units);
	ok(units[0] == -34 && units[1] == -33 && units[2] == -33,
	   "of a credit as well");
	x.weight[1] = FLOW_TABLE_ABSENT;
	x.weight[2] = 0;
	run(&x, FLOW_TABLE_EFFORT, units);
	ok(units[0] == -100 && units[1] == 0 && units[2] == 0,
	   "without weight nothing");
}

static void
test_errors(void)
{
	const int128_t large = (int128_t) (~(uint128_t) 0 >> 1);
	example		   x = {.pots = 2, .participants = 2};
	int128_t	   units[MAX_CELLS];

	x.amount[1] = 1;
	for (int i = 0; i < 4; i++)
		add_cell(&x, i / 2, i % 2, i < 2 ? 0 : 1);
	is_int(run(&x, 0, units), FLOW_TABLE_OK, "nothing over no weights");
	x.amount[0] = 1;
	is_int(run(&x, 0, units), FLOW_TABLE_NO_WEIGHT, "something over none");
	x.weight[0] = large;
	is_int(run(&x, 0, units), FLOW_TABLE_OK, "the largest weight");
	ok(units[0] == 1 && units[1] == 0, "takes it all");
	x.weight[1] = 1;
	is_int(run(&x, 0, units), FLOW_TABLE_TOO_LARGE, "one more is too many");
	ok(flow_table_memory(FLOW_MAX, 1, 0) == 0 &&
		   flow_table_memory(-1, 1, 1) == 0 &&
		   flow_table_memory(1, -1, 1) == 0,
	   "memory of too many");
	ok(flow_table_memory(0, 0, 0) < 1024 && flow_table_memory(9, 9, 81) > 0,
	   "memory of few");
}

/* ---- large tables ---------------------------------------------------- */

/* So many parts of each pot's weights, so that columns are exact. */
#define PARTS 1000003

static void
check_large(int pots, int participants, const char *what)
{
	int		   cells = pots * participants;
	int32_t	  *pot = malloc(sizeof(int32_t) * (size_t) cells);
	int32_t	  *participant = malloc(sizeof(int32_t) * (size_t) cells);
	int128_t  *weight = malloc(sizeof(int128_t) * (size_t) cells);
	int128_t  *units = malloc(sizeof(int128_t) * (size_t) cells);
	int128_t  *amount = malloc(sizeof(int128_t) * (size_t) pots);
	int128_t  *off = calloc((size_t) participants, sizeof(int128_t));
	void	  *memory = malloc(flow_table_memory(pots, participants, cells));
	flow_table t = {.pots = pots,
					.participants = participants,
					.cells = cells,
					.pot = pot,
					.participant = participant,
					.weight = weight,
					.amount = amount,
					.effort = FLOW_TABLE_EFFORT,
					.units = units};
	int64_t	   wrong = 0;

	for (int p = 0; p < pots; p++)
	{
		int64_t left = PARTS;

		amount[p] = tap_between(&seed, -1000000000, 1000000000000);
		for (int c = 0; c < participants; c++)
		{
			int i = p * participants + c;

			pot[i] = p;
			participant[i] = c;
			weight[i] = c == participants - 1
							? left
							: tap_between(&seed, 0, 2 * left / participants);
			left -= (int64_t) weight[i];
		}
	}
	if (flow_table_run(&t, memory) != FLOW_TABLE_OK)
		abort();
	for (int p = 0; p < pots; p++)
	{
		int128_t rest = amount[p];

		for (int i = p * participants; i < (p + 1) * participants; i++)
		{
			int128_t exact = amount[p] * weight[i];

			rest -= units[i];
			wrong += !is_next_to(units[i], exact, PARTS);
			off[participant[i]] += units[i] * PARTS - exact;
		}
		wrong += rest != 0;
	}
	for (int c = 0; c < participants; c++)
		wrong += off[c] >= PARTS || off[c] <= -PARTS;
	is_int(wrong, 0, what);
	free(pot);
	free(participant);
	free(weight);
	free(units);
	free(amount);
	free(off);
	free(memory);
}

int
main(void)
{
	test_by_hand();
	test_errors();
	test_random();
	test_one_pot();
	check_wide_pot(49999);
	check_wide_pot(50001);
	check_large(300, 50, "300 pots by 50 participants add up both ways");
	check_large(20, 342, "20 pots by 342 participants add up both ways");
	check_large(2, 5000, "2 pots by 5000 participants add up both ways");
	return tap_finish();
}
