/*
 * flow_netting_unit.c
 *		Tests of the plan of payments: all partitions of few parties, laws,
 *		planted groups among many, the limits.
 */
#include "flow/netting.h"

#include "tap.h"

static uint64_t seed = 20261123;

/* Plans; the caller frees what is returned. */
static void *
plan(netting *n, int parties, const int128_t *balance)
{
	void *memory = malloc(netting_memory(parties));

	*n = (netting){.parties = parties, .balance = balance};
	if (!netting_run(n, memory))
		abort();
	return memory;
}

/* Everybody is settled, nobody pays and receives, nobody pays too much. */
static bool
is_sound(const netting *n)
{
	int128_t *left = malloc(sizeof(int128_t) * (size_t) n->parties);
	bool	  sound = true;

	memcpy(left, n->balance, sizeof(int128_t) * (size_t) n->parties);
	for (int i = 0; i < n->payments; i++)
	{
		const netting_payment *p = &n->payment[i];

		sound = sound && p->amount > 0 && n->balance[p->payer] > 0 &&
				n->balance[p->payee] < 0;
		left[p->payer] -= p->amount;
		left[p->payee] += p->amount;
		if (i > 0)
			sound =
				sound && (p[-1].payer < p->payer ||
						  (p[-1].payer == p->payer && p[-1].payee < p->payee));
	}
	for (int v = 0; v < n->parties; v++)
		sound = sound && left[v] == 0;
	free(left);
	return sound;
}

/* ---- all partitions -------------------------------------------------- */

/*
 * The most groups that add up to zero each: party v joins one of the groups
 * so far, or begins one.
 */
static int
try_partitions(int parties, const int128_t *balance, int v, int groups,
			   int128_t *sum)
{
	int best = -1;

	if (v == parties)
	{
		for (int g = 0; g < groups; g++)
			if (sum[g] != 0)
				return -1;
		return groups;
	}
	if (balance[v] == 0)
		return try_partitions(parties, balance, v + 1, groups, sum);
	for (int g = 0; g <= groups; g++)
	{
		int found;

		if (g == groups)
			sum[g] = 0;
		sum[g] += balance[v];
		found = try_partitions(parties,
							   balance,
							   v + 1,
							   groups + (g == groups),
							   sum);
		sum[g] -= balance[v];
		if (found > best)
			best = found;
	}
	return best;
}

static void
fill_random(int128_t *balance, int parties, int range)
{
	balance[parties - 1] = 0;
	for (int v = 0; v < parties - 1; v++)
	{
		balance[v] = tap_between(&seed, -range, range);
		balance[parties - 1] -= balance[v];
	}
}

/* A permutation of parties must leave the number of payments alone. */
static void
turn_round(int128_t *balance, int parties)
{
	for (int v = 0; v < parties / 2; v++)
	{
		int128_t swap = balance[v];

		balance[v] = balance[parties - 1 - v];
		balance[parties - 1 - v] = swap;
	}
}

static void
test_few(void)
{
	int unsound = 0;
	int too_many = 0;
	int not_sure = 0;
	int grouped = 0;
	int turned = 0;
	int mirrored = 0;

	for (int round = 0; round < 20000; round++)
	{
		int		 parties = (int) tap_between(&seed, 1, 7);
		int128_t balance[7];
		int128_t sum[8];
		int		 members = 0;
		int		 groups;
		int		 payments;
		netting	 n;
		void	*memory;

		fill_random(balance, parties, (int) tap_between(&seed, 1, 12));
		for (int v = 0; v < parties; v++)
			members += balance[v] != 0;
		groups = try_partitions(parties, balance, 0, 0, sum);
		memory = plan(&n, parties, balance);
		payments = n.payments;
		unsound += !is_sound(&n);
		too_many += payments != members - groups;
		not_sure += !n.fewest;
		grouped += groups > 1;
		free(memory);

		turn_round(balance, parties);
		memory = plan(&n, parties, balance);
		turned += n.payments != payments || !is_sound(&n);
		free(memory);
		for (int v = 0; v < parties; v++)
			balance[v] = -balance[v];
		memory = plan(&n, parties, balance);
		mirrored += n.payments != payments || !is_sound(&n);
		free(memory);
	}
	is_int(unsound, 0, "20000 plans settle everybody");
	ok(grouped > 5000, "%d of them in several groups", grouped);
	is_int(too_many, 0, "no partition leaves fewer payments");
	is_int(not_sure, 0, "and the plan knows it");
	is_int(turned, 0, "as many under other names");
	is_int(mirrored, 0, "as many the other way round");
}

/* ---- planted groups -------------------------------------------------- */

#define MANY 3000

/* Groups of "size" parties each that add up to zero. */
static int
fill_planted(int128_t *balance, int groups, int size)
{
	int parties = groups * size;

	for (int g = 0; g < groups; g++)
	{
		int128_t left = 0;

		for (int k = 0; k < size - 1; k++)
		{
			balance[g * size + k] = tap_between(&seed, 1, INT64_C(1) << 40);
			left += balance[g * size + k];
		}
		balance[g * size + size - 1] = -left;
	}
	for (int i = parties - 1; i > 0; i--)
	{
		int		 k = (int) tap_between(&seed, 0, i);
		int128_t swap = balance[i];

		balance[i] = balance[k];
		balance[k] = swap;
	}
	return parties;
}

static void
check_planted(int groups, int size, bool fewest, int payments)
{
	int128_t *balance = malloc(sizeof(int128_t) * MANY);
	int		  parties = fill_planted(balance, groups, size);
	netting	  n;
	void	 *memory = plan(&n, parties, balance);

	ok(is_sound(&n) && n.payments == payments && n.fewest == fewest,
	   "%d groups of %d: %d payments",
	   groups,
	   size,
	   payments);
	if (n.payments != payments)
		printf("#   got %d\n", n.payments);
	free(memory);
	free(balance);
}

/*
 * 40 pay 9, 60 receive 5, 20 receive 3.  Groups that cannot be parted are
 * x of (9; 3 3 3), y of (9 9; 5 5 5 3) and z of (five 9; nine 5); who there
 * is makes x = z and y = 20 - 3 z, which is 20 - z groups: 20, 100 payments.
 * Counted by kinds, as there are 2^120 sets.
 */
static void
test_equal(void)
{
	int128_t balance[120];
	netting	 n;
	void	*memory;

	for (int v = 0; v < 120; v++)
		balance[v] = v < 40 ? 9 : v < 100 ? -5 : -3;
	memory = plan(&n, 120, balance);
	ok(is_sound(&n) && n.fewest, "120 parties of three kinds are solved");
	is_int(n.payments, 100, "in 20 groups");
	free(memory);
}

static void
test_random_many(void)
{
	int unsound = 0;
	int too_many = 0;
	int sure = 0;

	for (int round = 0; round < 300; round++)
	{
		int128_t balance[200];
		int		 parties = (int) tap_between(&seed, 24, 200);
		netting	 n;
		void	*memory;

		fill_random(balance, parties, round % 2 == 0 ? 1000000 : 30);
		memory = plan(&n, parties, balance);
		unsound += !is_sound(&n);
		too_many += n.payments > parties - 1;
		sure += n.fewest;
		free(memory);
	}
	is_int(unsound, 0, "300 plans for up to 200 parties settle everybody");
	is_int(too_many, 0, "with fewer payments than parties");
	ok(sure < 300, "%d of them are sure to be the fewest", sure);
}

static void
test_limits(void)
{
	const int128_t large = (int128_t) (~(uint128_t) 0 >> 1);
	int128_t	   balance[4] = {large - 5, 5, -large, 0};
	netting		   n = {.parties = 4, .balance = balance};
	void		  *memory = plan(&n, 4, balance);

	ok(is_sound(&n) && n.payments == 2, "the largest balances");
	balance[1] = 6;
	n = (netting){.parties = 4, .balance = balance};
	ok(!netting_run(&n, memory), "one more does not fit");
	free(memory);
	memory = plan(&n, 0, balance);
	is_int(n.payments, 0, "nobody pays nothing");
	free(memory);
	ok(netting_memory(-1) == 0 && netting_memory(NETTING_MAX + 1) == 0,
	   "memory of too many");
}

int
main(void)
{
	test_few();
	check_planted(1000, 2, true, 1000);
	check_planted(7, 3, true, 14);
	check_planted(5, 4, true, 15);
	check_planted(4, 5, true, 16);
	check_planted(1, 23, true, 22);
	check_planted(1, 24, false, 23);
	check_planted(500, 3, false, 1000);
	test_equal();
	test_random_many();
	test_limits();
	return tap_finish();
}
