/*
 * netting.c
 *		The fewest payments, by a table over sets of parties.
 */
#include "flow/netting.h"

#include <string.h>

#include "allocation/order.h"
#include "flow/flow.h"

/* As many parties can be solved whatever their balances are. */
#define ALWAYS_SOLVED 23

/* Parties with the same balance. */
typedef struct kind
{
	int128_t balance;
	int32_t	 first;	 /* item */
	int32_t	 radix;	 /* how many of them a set has: 0 .. radix - 1 */
	int32_t	 stride; /* how much one more of them adds to a set's number */
} kind;

/*
 * Sets of items as numbers of mixed radix.  The last item is in none: it
 * belongs to what is left over.
 */
typedef struct sets
{
	int32_t states;
	int32_t kinds;
	kind	kind[ALWAYS_SOLVED];
	int32_t digit[ALWAYS_SOLVED]; /* of the set that is looked at */
	int32_t back[ALWAYS_SOLVED];  /* stride where digit is not 0, else 0 */
} sets;

typedef struct planner
{
	netting			*n;
	int128_t		*left; /* what each party still has to pay */
	int32_t			*item; /* parties that are not settled, see compare */
	int32_t			 items;
	int32_t			 payers; /* the first of them; the others are payees */
	int32_t			*group;	 /* of each item */
	int32_t			*start;	 /* of each group, in list */
	int32_t			*list;	 /* items by group */
	netting_payment *made;	 /* as they were found */
	uint16_t		*most;	 /* of each set: in how many groups it can begin */
	uint32_t		 steps;
} planner;

/* ---- memory ---------------------------------------------------------- */

static int64_t
most_states(int64_t parties)
{
	return parties < ALWAYS_SOLVED ? INT64_C(1) << parties : NETTING_STATES;
}

size_t
netting_memory(int64_t parties)
{
	if (parties < 0 || parties > NETTING_MAX)
		return 0;
	return flow_piece(parties, sizeof(int128_t)) +
		   4 * flow_piece(parties + 1, sizeof(int32_t)) +
		   2 * flow_piece(parties, sizeof(netting_payment)) +
		   flow_piece(most_states(parties), sizeof(uint16_t));
}

static void
carve(planner *p, flow_block block)
{
	int64_t parties = p->n->parties;

	p->left = flow_carve(&block, parties, sizeof(int128_t));
	p->item = flow_carve(&block, parties + 1, sizeof(int32_t));
	p->group = flow_carve(&block, parties + 1, sizeof(int32_t));
	p->start = flow_carve(&block, parties + 1, sizeof(int32_t));
	p->list = flow_carve(&block, parties + 1, sizeof(int32_t));
	p->made = flow_carve(&block, parties, sizeof(netting_payment));
	p->n->payment = flow_carve(&block, parties, sizeof(netting_payment));
	p->most = flow_carve(&block, most_states(parties), sizeof(uint16_t));
}

/* ---- items ----------------------------------------------------------- */

static int128_t
size_of(int128_t balance)
{
	return balance < 0 ? -balance : balance;
}

/* Who has to pay first; then the largest, then by name. */
static int
compare_parties(const void *things, int32_t a, int32_t b)
{
	const int128_t *balance = things;

	if ((balance[a] > 0) != (balance[b] > 0))
		return balance[a] > 0 ? -1 : 1;
	if (balance[a] != balance[b])
		return size_of(balance[a]) > size_of(balance[b]) ? -1 : 1;
	return a < b ? -1 : 1;
}

/* False if what is owed does not fit. */
static bool
list_items(planner *p)
{
	int128_t owed = 0;

	p->items = 0;
	p->payers = 0;
	for (int32_t v = 0; v < p->n->parties; v++)
	{
		net_step(&p->steps, p->n->tick);
		p->left[v] = p->n->balance[v];
		if (p->left[v] == 0)
			continue;
		p->item[p->items++] = v;
		p->payers += p->left[v] > 0;
		if (p->left[v] > 0 && __builtin_add_overflow(owed, p->left[v], &owed))
			return false;
	}
	order_sort(p->item, p->items, compare_parties, p->left, p->n->tick);
	return true;
}

/* Keeps the items that are not settled yet. */
static void
drop_settled(planner *p)
{
	int32_t kept = 0;

	p->payers = 0;
	for (int32_t i = 0; i < p->items; i++)
	{
		if (p->left[p->item[i]] == 0)
			continue;
		p->payers += p->left[p->item[i]] > 0;
		p->item[kept++] = p->item[i];
	}
	p->items = kept;
}

/* ---- payments -------------------------------------------------------- */

static void
pay(planner *p, int32_t payer, int32_t payee)
{
	int128_t owed = p->left[payer];
	int128_t due = -p->left[payee];
	int128_t amount = owed < due ? owed : due;

	p->made[p->n->payments++] = (netting_payment){payer, payee, amount};
	p->left[payer] -= amount;
	p->left[payee] += amount;
}

/* Settles a group of items, in their order. */
static void
settle(planner *p, const int32_t *list, int32_t count)
{
	int32_t payer = 0;
	int32_t payee = 0;

	while (payee < count && list[payee] < p->payers)
		payee++;
	while (payer < count && payee < count)
	{
		int32_t from = p->item[list[payer]];
		int32_t to = p->item[list[payee]];

		net_step(&p->steps, p->n->tick);
		pay(p, from, to);
		payer += p->left[from] == 0;
		payee += p->left[to] == 0;
	}
}

/* Settles who owes just what another one is owed. */
static void
settle_pairs(planner *p)
{
	int32_t payer = 0;
	int32_t payee = p->payers;

	while (payer < p->payers && payee < p->items)
	{
		int32_t	 from = p->item[payer];
		int32_t	 to = p->item[payee];
		int128_t owed = p->left[from];
		int128_t due = -p->left[to];

		net_step(&p->steps, p->n->tick);
		if (owed == due)
			pay(p, from, to);
		payer += owed >= due;
		payee += owed <= due;
	}
	drop_settled(p);
}

/* ---- all sets -------------------------------------------------------- */

/* Numbers the sets; false if they are too many. */
static bool
number_sets(const planner *p, sets *s)
{
	int64_t states = 1;

	s->kinds = 0;
	for (int32_t i = 0; i < p->items;)
	{
		kind	k = {.balance = p->left[p->item[i]],
					 .first = i,
					 .stride = (int32_t) states};
		int32_t count = 0;

		while (i < p->items && p->left[p->item[i]] == k.balance)
		{
			count++;
			i++;
		}
		k.radix = i < p->items ? count + 1 : count;
		states *= k.radix;
		if (states > NETTING_STATES)
			return false;
		s->kind[s->kinds++] = k;
	}
	s->states = (int32_t) states;
	return true;
}

/* The next set, and what its balances add up to. */
static void
count_up(sets *s, int128_t *sum)
{
	int32_t k = 0;

	while (s->digit[k] == s->kind[k].radix - 1)
	{
		*sum -= s->kind[k].balance * s->digit[k];
		s->back[k] = 0;
		s->digit[k++] = 0;
	}
	s->digit[k]++;
	s->back[k] = s->kind[k].stride;
	*sum += s->kind[k].balance;
}

/*
 * For each set: when its items come one after the other in the best order,
 * how many times does what came add up to zero?
 */
static void
fill_most(planner *p, sets *s)
{
	int128_t sum = 0;

	memset(s->digit, 0, sizeof(s->digit));
	memset(s->back, 0, sizeof(s->back));
	p->most[0] = 0;
	for (int32_t state = 1; state < s->states; state++)
	{
		uint16_t best = 0;

		net_step(&p->steps, p->n->tick);
		count_up(s, &sum);
		p->most[state] = 0;
		for (int32_t k = 0; k < s->kinds; k++)
		{
			uint16_t before = p->most[state - s->back[k]];

			best = before > best ? before : best;
		}
		p->most[state] = best + (sum == 0);
	}
}

/*
 * Goes back from all items to none on a best way, and begins a group each
 * time that what is left adds up to zero.  Returns how many groups there are.
 */
static int32_t
find_groups(planner *p, sets *s)
{
	int32_t	 state = s->states - 1;
	int32_t	 groups = 0;
	int128_t sum = -p->left[p->item[p->items - 1]];

	for (int32_t k = 0; k < s->kinds; k++)
		s->digit[k] = s->kind[k].radix - 1;
	p->group[p->items - 1] = 0;
	while (state > 0)
	{
		int32_t	 k = 0;
		uint16_t wanted = p->most[state] - (sum == 0);

		net_step(&p->steps, p->n->tick);
		groups += sum == 0;
		while (s->digit[k] == 0 ||
			   p->most[state - s->kind[k].stride] != wanted)
			k++;
		s->digit[k]--;
		p->group[s->kind[k].first + s->digit[k]] = groups;
		state -= s->kind[k].stride;
		sum -= s->kind[k].balance;
	}
	return groups + 1;
}

/* All items in the most groups, if there are few enough. */
static bool
settle_best(planner *p)
{
	sets	s;
	int32_t groups;

	if (p->items == 0)
		return true;
	if (!number_sets(p, &s))
		return false;
	fill_most(p, &s);
	groups = find_groups(p, &s);
	net_group(p->items, p->group, groups, p->start, p->list, p->n->tick);
	for (int32_t g = 0; g < groups; g++)
		settle(p, p->list + p->start[g], p->start[g + 1] - p->start[g]);
	return true;
}

/* ---- groups of three ------------------------------------------------- */

/*
 * Two of the items low .. high - 1 that together balance another one; they
 * stand by size, the largest first.
 */
static bool
find_two(planner *p, int32_t one, int32_t low, int32_t high, int64_t *effort)
{
	int128_t wanted = size_of(p->left[p->item[one]]);

	for (high--; low < high; (*effort)--)
	{
		int128_t a = size_of(p->left[p->item[low]]);
		int128_t b = size_of(p->left[p->item[high]]);

		net_step(&p->steps, p->n->tick);
		if (a == 0 || a >= wanted)
			low++;
		else if (b == 0 || b < wanted - a)
			high--;
		else if (b > wanted - a)
			low++;
		else
		{
			p->list[0] = one < low ? one : low;
			p->list[1] = one < low ? low : high;
			p->list[2] = one < low ? high : one;
			return true;
		}
	}
	return false;
}

/* Settles groups of three until few enough are left to try all sets. */
static void
settle_threes(planner *p)
{
	int64_t effort = NETTING_EFFORT;
	int32_t unsettled = p->items;

	for (int32_t i = p->items - 1; i >= 0 && effort > 0; i--)
	{
		bool	is_payee = i >= p->payers;
		int32_t low = is_payee ? 0 : p->payers;
		int32_t high = is_payee ? p->payers : p->items;

		if (unsettled <= ALWAYS_SOLVED)
			break;
		if (p->left[p->item[i]] == 0 || !find_two(p, i, low, high, &effort))
			continue;
		settle(p, p->list, 3);
		unsettled -= 3;
	}
	drop_settled(p);
}

/* ---- all of it ------------------------------------------------------- */

static int
compare_payments(const void *things, int32_t a, int32_t b)
{
	const netting_payment *x = (const netting_payment *) things + a;
	const netting_payment *y = (const netting_payment *) things + b;

	if (x->payer != y->payer)
		return x->payer < y->payer ? -1 : 1;
	return x->payee < y->payee ? -1 : x->payee > y->payee;
}

static void
sort_payments(planner *p)
{
	netting *n = p->n;

	for (int32_t i = 0; i < n->payments; i++)
		p->list[i] = i;
	order_sort(p->list, n->payments, compare_payments, p->made, n->tick);
	for (int32_t i = 0; i < n->payments; i++)
		n->payment[i] = p->made[p->list[i]];
}

bool
netting_run(netting *n, void *memory)
{
	planner p = {.n = n};

	carve(&p, (flow_block){memory, netting_memory(n->parties)});
	n->payments = 0;
	if (!list_items(&p))
		return false;
	settle_pairs(&p);
	n->fewest = settle_best(&p);
	if (!n->fewest)
	{
		settle_threes(&p);
		if (!settle_best(&p))
		{
			for (int32_t i = 0; i < p.items; i++)
				p.list[i] = i;
			settle(&p, p.list, p.items);
		}
	}
	sort_payments(&p);
	return true;
}
