/*
 * flow_unit.c
 *		Tests of the flow kernels: exact fractions by fraction-free elimination,
 *		all roundings by trial, laws, and large networks.
 */
#include "flows.h"

#include "allocation/remainder.h"
#include "flow/elimination.h"
#include "flow/flow.h"
#include "flow/incomplete.h"
#include "flow/iteration.h"
#include "flow/rounding.h"
#include "flow/solve.h"
#include "flow/spread.h"

/* Runs a copy of the rows; the answers go to units. */
static flow_status
run(const example *x, flow_method method, int64_t effort, int64_t *units)
{
	flow_row	row[MAX_ROWS];
	flow_net	net = {.nodes = x->nodes,
					   .rows = x->rows,
					   .row = row,
					   .method = method,
					   .effort = effort};
	void	   *memory = malloc(flow_memory(x->nodes, x->rows));
	flow_status status;

	memcpy(row, x->row, sizeof(flow_row) * (size_t) x->rows);
	status = flow_run(&net, memory);
	for (int i = 0; i < x->rows && status == FLOW_OK; i++)
		units[i] = row[i].units;
	free(memory);
	return status;
}

/* ---- what a rounding must fulfil ------------------------------------- */

static bool
is_next_to(int64_t units, __int128 top, __int128 bottom)
{
	__int128 off = units * bottom - top;

	return off > -bottom && off < bottom;
}

/* Whole totals of nodes, as fractions has them. */
static void
add_totals(const example *x, const int64_t *units, int64_t *total)
{
	memset(total, 0, sizeof(int64_t) * MAX_NODES);
	for (int i = 0; i < x->rows; i++)
		if (x->row[i].kind == FLOW_WEIGHT)
		{
			total[x->row[i].source] += units[i];
			if (!is_pool(x, x->row[i].target))
				total[x->row[i].target] += units[i];
		}
}

/* In equals out at each pool. */
static bool
balances(const example *x, const int64_t *units)
{
	int64_t left[MAX_NODES] = {0};

	for (int i = 0; i < x->rows; i++)
	{
		left[x->row[i].target] += units[i];
		left[x->row[i].source] -= units[i];
	}
	for (int v = 0; v < x->nodes; v++)
		if (is_pool(x, v) && left[v] != 0)
			return false;
	return true;
}

static bool
is_near(const example *x, const fractions *f, const int64_t *units)
{
	int64_t total[MAX_NODES];

	for (int i = 0; i < x->rows; i++)
		if (x->row[i].kind == FLOW_WEIGHT &&
			!is_next_to(units[i], f->top[i], f->bottom))
			return false;
	add_totals(x, units, total);
	for (int v = 0; v < x->nodes; v++)
		if (!is_next_to(total[v], f->total[v], f->bottom))
			return false;
	return true;
}

static __int128
distance(int64_t units, __int128 top, __int128 bottom)
{
	__int128 off = units * bottom - top;

	return off < 0 ? -off : off;
}

/* The sum of all deviations, times bottom. */
static __int128
deviation(const example *x, const fractions *f, const int64_t *units)
{
	int64_t	 total[MAX_NODES];
	__int128 sum = 0;

	add_totals(x, units, total);
	for (int i = 0; i < x->rows; i++)
		if (x->row[i].kind == FLOW_WEIGHT)
			sum += distance(units[i], f->top[i], f->bottom);
	for (int v = 0; v < x->nodes; v++)
		sum += distance(total[v], f->total[v], f->bottom);
	return sum;
}

/*
 * All roundings by trial: the smallest deviation, and how many come within
 * "slack" of it; *best gets the first.  -1 where there are too many.
 */
static int
try_all(const example *x, const fractions *f, __int128 slack, int64_t *best,
		__int128 *smallest)
{
	int		open[MAX_ROWS];
	int		count = 0;
	int		near = 0;
	int64_t units[MAX_ROWS];

	for (int i = 0; i < x->rows; i++)
	{
		__int128 whole = f->top[i] / f->bottom;

		units[i] = x->row[i].units;
		if (x->row[i].kind != FLOW_WEIGHT)
			continue;
		if (whole * f->bottom > f->top[i])
			whole--;
		units[i] = (int64_t) whole;
		if (whole * f->bottom != f->top[i])
			open[count++] = i;
	}
	if (count > 12)
		return -1;
	*smallest = -1;
	for (int pass = 0; pass < 2; pass++)
		for (int set = 0; set < 1 << count; set++)
		{
			__int128 sum;

			for (int k = 0; k < count; k++)
				units[open[k]] += (set >> k) & 1;
			sum = deviation(x, f, units);
			if (balances(x, units) && is_near(x, f, units))
			{
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

/* ---- laws of random networks ----------------------------------------- */

/* Rows that are the same may trade their answers. */
static bool
same_rows(const flow_row *a, const flow_row *b)
{
	return a->source == b->source && a->target == b->target &&
		   a->kind == b->kind &&
		   (a->kind == FLOW_POSTING || dd_compare(a->weight, b->weight) == 0);
}

static int64_t
sum_of_same(const example *x, const flow_row *row, const int64_t *units)
{
	int64_t sum = 0;

	for (int i = 0; i < x->rows; i++)
		if (same_rows(&x->row[i], row))
			sum += units[i];
	return sum;
}

static bool
survives_shuffle(const example *x, flow_method method, const int64_t *units)
{
	example shuffled = *x;
	int		from[MAX_ROWS];
	int64_t others[MAX_ROWS];

	shuffle(&shuffled, from);
	if (run(&shuffled, method, FLOW_EFFORT, others) != FLOW_OK)
		return false;
	for (int i = 0; i < x->rows; i++)
		if (sum_of_same(x, &x->row[i], units) !=
			sum_of_same(&shuffled, &x->row[i], others))
			return false;
	return true;
}

static bool
mirrors(const example *x, flow_method method, const int64_t *units)
{
	example negative = *x;
	int64_t others[MAX_ROWS];

	for (int i = 0; i < x->rows; i++)
		if (x->row[i].kind == FLOW_POSTING)
			negative.row[i].units = -x->row[i].units;
	if (run(&negative, method, FLOW_EFFORT, others) != FLOW_OK)
		return false;
	for (int i = 0; i < x->rows; i++)
		if (others[i] != -units[i])
			return false;
	return true;
}

typedef struct tally
{
	int solved;
	int refused;
	int wrongly_refused;
	int unbalanced;
	int far;
	int not_smallest;
	int compared;
	int unique;
	int different;
	int shuffled;
	int mirrored;
	int quick;
} tally;

static void
check_one(const example *x, flow_method method, tally *t)
{
	int64_t		units[MAX_ROWS];
	int64_t		best[MAX_ROWS];
	fractions	f;
	__int128	smallest;
	__int128	slack;
	int			near;
	bool		singular = !solve_exactly(x, method, &f);
	flow_status status = run(x, method, FLOW_EFFORT, units);

	if (status != FLOW_OK)
	{
		t->refused++;
		t->wrongly_refused +=
			!singular && status != FLOW_CLOSED_LOOP && status != FLOW_NO_USERS;
		return;
	}
	if (singular) /* a pool without users that gets nothing */
		return;
	t->solved++;
	t->unbalanced += !balances(x, units);
	t->far += !is_near(x, &f, units);
	t->shuffled += !survives_shuffle(x, method, units);
	t->mirrored += !mirrors(x, method, units);
	slack = f.bottom / 20000 + 1;
	near = try_all(x, &f, slack, best, &smallest);
	if (near >= 0)
	{
		t->compared++;
		t->not_smallest += deviation(x, &f, units) > smallest + slack;
		t->unique += near == 1;
		t->different +=
			near == 1 &&
			memcmp(units, best, sizeof(int64_t) * (size_t) x->rows) != 0;
	}
	if (run(x, method, 0, units) != FLOW_OK || !balances(x, units) ||
		!is_near(x, &f, units))
		t->quick++;
}

static void
test_random(void)
{
	static const char *name[] = {"direct", "step-down", "reciprocal"};

	for (int method = FLOW_DIRECT; method <= FLOW_RECIPROCAL; method++)
	{
		tally	t = {0};
		example x;

		for (int i = 0; i < 10000; i++)
		{
			make_random(&x);
			check_one(&x, (flow_method) method, &t);
		}
		ok(t.solved > 4000 && t.refused > 100,
		   "%s: %d of 10000 random networks flow, %d are refused",
		   name[method],
		   t.solved,
		   t.refused);
		is_int(t.wrongly_refused, 0, "and none of these could be solved");
		is_int(t.unbalanced, 0, "in equals out at every pool");
		is_int(t.far, 0, "all values and totals next to the exact fraction");
		ok(t.compared > 4000, "%d compared with all roundings", t.compared);
		is_int(t.not_smallest, 0, "the smallest deviation of all roundings");
		ok(t.unique > 2000, "%d have one best rounding", t.unique);
		is_int(t.different, 0, "and it is the answer, unit by unit");
		is_int(t.shuffled, 0, "the order of rows changes nothing");
		is_int(t.mirrored, 0, "credits mirror debits");
		is_int(t.quick, 0, "without effort still balanced and next to exact");
	}
}

/* Amounts of up to 16 digits: shares must be known to more than 53 bits. */
static void
test_large_amounts(void)
{
	int solved = 0;
	int wrong = 0;

	for (int i = 0; i < 10000; i++)
	{
		example	  x;
		fractions f;
		int64_t	  units[MAX_ROWS];

		make_random(&x);
		for (int k = 0; k < x.rows; k++)
			if (x.row[k].kind == FLOW_POSTING)
				x.row[k].units *= INT64_C(1000000000000);
		if (!solve_exactly(&x, FLOW_RECIPROCAL, &f) ||
			run(&x, FLOW_RECIPROCAL, FLOW_EFFORT, units) != FLOW_OK)
			continue;
		solved++;
		wrong += !balances(&x, units) || !is_near(&x, &f, units);
	}
	ok(solved > 4000, "%d networks with amounts of up to 16 digits", solved);
	is_int(wrong, 0, "are right to the unit");
}

/* ---- published cases ------------------------------------------------- */

static void
expect(const example *x, flow_method method, const int64_t *bearer, int first,
	   int count, const char *what)
{
	int64_t units[MAX_ROWS];
	int64_t total[MAX_NODES] = {0};
	bool	same = run(x, method, FLOW_EFFORT, units) == FLOW_OK;

	for (int i = 0; i < x->rows && same; i++)
		total[x->row[i].target] += units[i];
	for (int i = 0; i < count && same; i++)
		same = total[first + i] == bearer[i];
	ok(same, "%s", what);
	for (int i = 0; i < count && !same; i++)
		printf("#   got %lld, expected %lld\n",
			   (long long) total[first + i],
			   (long long) bearer[i]);
}

/* expertsmind.com: three service departments, two production departments. */
static void
test_published(void)
{
	example		  x = {.nodes = 6};
	example		  three = {.nodes = 6};
	example		  regina = {.nodes = 6};
	const int64_t direct[] = {60460000, 71120000};
	const int64_t step_down[] = {57336000, 74244000};
	const int64_t reciprocal[] = {59350000, 72230000};
	const int64_t three_cycle[] = {418919, 181081};
	const int64_t dollars[] = {107276, 132724};
	const int64_t cost[] = {92400, 184800, 138600, 400000, 500000};

	for (int i = 0; i < 5; i++)
		add_posting(&x, 5, i, cost[i] * 100);
	add_weight(&x, 0, 1, 1000, 1);
	add_weight(&x, 0, 2, 2000, 1);
	add_weight(&x, 0, 3, 4000, 1);
	add_weight(&x, 0, 4, 3000, 1);
	add_weight(&x, 1, 0, 2000, 2);
	add_weight(&x, 1, 2, 4000, 2);
	add_weight(&x, 1, 3, 10000, 2);
	add_weight(&x, 1, 4, 4000, 2);
	add_weight(&x, 2, 0, 4500, 3);
	add_weight(&x, 2, 3, 1500, 3);
	add_weight(&x, 2, 4, 9000, 3);
	expect(&x, FLOW_DIRECT, direct, 3, 2, "expertsmind.com, direct");
	expect(&x, FLOW_STEP_DOWN, step_down, 3, 2, "expertsmind.com, step-down");
	expect(&x, FLOW_RECIPROCAL, reciprocal, 3, 2, "the same, reciprocal");

	/* A -> B -> C -> A, gross 76000/37, 112000/37, 195000/37 */
	add_posting(&three, 5, 0, 100000);
	add_posting(&three, 5, 1, 200000);
	add_posting(&three, 5, 2, 300000);
	add_weight(&three, 0, 1, 1, 0);
	add_weight(&three, 0, 3, 1, 0);
	add_weight(&three, 1, 2, 3, 0);
	add_weight(&three, 1, 4, 1, 0);
	add_weight(&three, 2, 0, 1, 0);
	add_weight(&three, 2, 3, 3, 0);
	add_weight(&three, 2, 4, 1, 0);
	expect(&three, FLOW_RECIPROCAL, three_cycle, 3, 2, "a cycle of three");

	/* University of Regina, in whole dollars */
	add_posting(&regina, 5, 0, 80000);
	add_posting(&regina, 5, 1, 120000);
	add_posting(&regina, 5, 2, 40000);
	add_weight(&regina, 0, 1, 20, 0);
	add_weight(&regina, 0, 2, 10, 0);
	add_weight(&regina, 0, 3, 40, 0);
	add_weight(&regina, 0, 4, 30, 0);
	add_weight(&regina, 1, 0, 8, 0);
	add_weight(&regina, 1, 2, 7, 0);
	add_weight(&regina, 1, 3, 30, 0);
	add_weight(&regina, 1, 4, 55, 0);
	add_weight(&regina, 2, 3, 1, 0);
	add_weight(&regina, 2, 4, 1, 0);
	expect(&regina, FLOW_RECIPROCAL, dollars, 3, 2, "University of Regina");
}

/* ---- one pool is allocate -------------------------------------------- */

static void
test_one_pool(void)
{
	int wrong = 0;

	for (int i = 0; i < 20000; i++)
	{
		int		count = (int) tap_between(&seed, 1, 6);
		int64_t total = tap_between(&seed, -1000, 1000);
		int64_t weight[MAX_NODES];
		int64_t share[MAX_NODES];
		int64_t units[MAX_ROWS];
		int64_t scratch[MAX_NODES * 2];
		example x = {.nodes = count + 2};

		add_posting(&x, count + 1, count, total);
		for (int k = 0; k < count; k++)
		{
			weight[k] = tap_between(&seed, k == 0, 9);
			add_weight(&x, count, k, (int) weight[k], 0);
		}
		remainder_split(total, count, weight, share, scratch, NULL);
		if (run(&x, FLOW_RECIPROCAL, FLOW_EFFORT, units) != FLOW_OK ||
			memcmp(units + 1, share, sizeof(int64_t) * (size_t) count) != 0)
			wrong++;
	}
	is_int(wrong, 0, "one pool flows as remainder_split splits");
}

/* ---- large networks -------------------------------------------------- */

/* Kinds of network; numbers of targets and what leaves a pool differ. */
enum
{
	LEAKY,
	CLUSTERS,
	MOSTLY_ACYCLIC,
	FEW_LEAK,
	LITTLE_LEAK,
	RING,
	GRID,
	PATH,
	KINDS
};

static const char *kind_name[] = {"leaky",
								  "clusters",
								  "mostly acyclic",
								  "one in a hundred leaks",
								  "a thousandth leaks",
								  "ring",
								  "grid",
								  "path that leaks at its ends"};

#define BEARERS 20

static void
put_weight(flow_net *net, int source, int target, double weight)
{
	net->row[net->rows++] = (flow_row){.source = source,
									   .target = target,
									   .kind = FLOW_WEIGHT,
									   .weight = dd_from(weight)};
}

/* Targets of pool v; returns their sum of weights. */
static double
put_targets(flow_net *net, int kind, int v, int n)
{
	int side = 1;
	int from = net->rows;

	while (side * side < n)
		side++;
	if (kind == RING || (kind == PATH && v < n - 1))
		put_weight(net, v, (v + 1) % n, 1);
	if (kind == PATH && v > 0)
		put_weight(net, v, v - 1, 1);
	for (int d = 0; d < 4 && kind == GRID; d++)
	{
		int u = v + (d == 0 ? 1 : d == 1 ? -1 : d == 2 ? side : -side);

		if (u >= 0 && u < n && (d > 1 || u / side == v / side))
			put_weight(net, v, u, 1);
	}
	for (int i = 0; i < 9 && kind < RING; i++)
	{
		int64_t u = tap_between(&seed, 0, n - 1);

		if (kind == MOSTLY_ACYCLIC && tap_between(&seed, 0, 49) > 0 &&
			v < n - 1)
			u = tap_between(&seed, v + 1, n - 1);
		if (kind == CLUSTERS && i < 5)
			u = v / 50 * 50 + tap_between(&seed, 0, 49);
		if (kind == CLUSTERS && i >= 5 && v / 50 * 50 + 50 < n)
			u = tap_between(&seed, v / 50 * 50 + 50, n - 1);
		put_weight(net,
				   v,
				   (int) (u < n ? u : v),
				   (double) tap_between(&seed, 1, 100));
	}
	return net->rows - from;
}

static double
leak_of(int kind, int v, int n)
{
	if (kind == FEW_LEAK)
		return v % 100 == 0 ? 1 : 0;
	if (kind == PATH)
		return v == 0 || v == n - 1 ? 1 : 0;
	return kind == LEAKY || kind == CLUSTERS || kind == MOSTLY_ACYCLIC ? 0.4
																	   : 0.001;
}

static void
make_large(flow_net *net, int kind, int n)
{
	net->nodes = n + BEARERS + 1;
	net->rows = 0;
	net->row = malloc(sizeof(flow_row) * (size_t) n * 11);
	for (int v = 0; v < n; v++)
	{
		double weights = put_targets(net, kind, v, n);
		double leak = leak_of(kind, v, n) * weights;

		if (leak > 0)
			put_weight(net, v, n + v % BEARERS, leak);
		net->row[net->rows++] =
			(flow_row){.source = net->nodes - 1,
					   .target = v,
					   .kind = FLOW_POSTING,
					   .units = tap_between(&seed, -10000, 1000000)};
	}
}

/* In equals out at each pool, and all postings arrive at bearers. */
static bool
large_balances(const flow_net *net, int n)
{
	int64_t *left = calloc((size_t) net->nodes, sizeof(int64_t));
	bool	 balanced = true;
	int64_t	 sum = 0;

	for (int i = 0; i < net->rows; i++)
	{
		left[net->row[i].source] -= net->row[i].units;
		left[net->row[i].target] += net->row[i].units;
	}
	for (int v = 0; v < n; v++)
		balanced = balanced && left[v] == 0;
	for (int v = n; v < net->nodes; v++)
		sum += left[v];
	free(left);
	return balanced && sum == 0;
}

/* Runs a copy of the rows in memory that has held something before. */
static uint64_t
hash_of_answers(const flow_net *given, int64_t effort, int before)
{
	flow_net net = *given;
	size_t	 bytes = flow_memory(net.nodes, net.rows);
	void	*memory = malloc(bytes);
	uint64_t hash = 0;

	net.effort = effort;
	net.row = malloc(sizeof(flow_row) * (size_t) net.rows);
	memcpy(net.row, given->row, sizeof(flow_row) * (size_t) net.rows);
	memset(memory, before, bytes);
	if (flow_run(&net, memory) != FLOW_OK)
		printf("# does not flow\n");
	for (int i = 0; i < net.rows; i++)
		hash = (hash ^ (uint64_t) net.row[i].units) *
			   UINT64_C(0x9E3779B97F4A7C15);
	free(memory);
	free(net.row);
	return hash;
}

/* Efforts for each way of balancing: one that is enough, and three not. */
static void
test_memory(void)
{
	static const int64_t efforts[] = {FLOW_EFFORT, 300000, 50000, 0};

	for (int i = 0; i < 4; i++)
	{
		int different = 0;

		for (int kind = 0; kind < KINDS; kind++)
		{
			flow_net net = {.method = FLOW_RECIPROCAL};

			make_large(&net, kind, 3000);
			different += hash_of_answers(&net, efforts[i], 0) !=
						 hash_of_answers(&net, efforts[i], 0x11);
			free(net.row);
		}
		ok(different == 0,
		   "effort %d: what the memory held before does not matter",
		   (int) efforts[i]);
	}
}

/* The threshold, beside counting in a sorted list. */
static void
test_threshold(void)
{
	int wrong = 0;

	for (int i = 0; i < 20000; i++)
	{
		int32_t key[80];
		int		count = (int) tap_between(&seed, 1, 80);
		int		range = 1 << tap_between(&seed, 0, 28);
		int		wanted = (int) tap_between(&seed, -1, count);
		int64_t threshold;
		int		below = 0;
		int		until = 0;

		for (int k = 0; k < count; k++)
			key[k] = (int32_t) tap_between(&seed, -range, range);
		threshold = flow_threshold(key, count, wanted);
		for (int k = 0; k < count; k++)
		{
			below += key[k] < threshold;
			until += key[k] <= threshold;
		}
		wrong += wanted <= 0 ? until > 0 : below >= wanted || until < wanted;
	}
	is_int(wrong, 0, "20,000 thresholds let through as many as wanted");
	ok(flow_threshold(NULL, 0, 0) >= INT32_MAX - 1, "none of none");
}

/* A network that is spread alone: what leaves a pool is its total. */
static void
test_spread(void)
{
	int64_t		 nearest = 0;
	int64_t		 spread = 0;
	int			 wrong = 0;
	const double third = 1.0 / 3;

	/* pools pass a third each to three others; totals are any fraction */
	for (int round = 0; round < 100; round++)
	{
		enum
		{
			N = 100
		};
		int32_t	   first[N + 1];
		int32_t	   target[3 * N];
		int32_t	   key[3 * N];
		uint8_t	   role[N];
		flow_arc   arcs[4 * N];
		int64_t	   error[N];
		int64_t	   down[4 * N];
		flow_graph graph = {.n = N,
							.edges = 3 * N,
							.first = first,
							.target = target};

		for (int v = 0; v < N; v++)
		{
			double total = (double) tap_between(&seed, 0, 1000000) / 1000;

			first[v] = 3 * v;
			role[v] = FLOW_IS_POOL;
			for (int k = 0; k < 4; k++)
			{
				int		  at = k < 3 ? 3 * v + k : 3 * N + v;
				flow_arc *arc = &arcs[at];
				double	  exact = k < 3 ? total * third : total;
				double	  above = exact - floor(exact);

				down[at] = (int64_t) floor(exact);
				arc->cost = (int64_t) floor((1 - 2 * above) * ARC_GRID + 0.5) *
								ARC_PLACE +
							k;
				arc->state = above < 1e-9 ? ARC_WHOLE : arc->cost < 0;
				arc->value = down[at] + (arc->state == 1);
				if (k < 3)
					target[at] = (int32_t) (v + k * k * 7 + 1) % N;
			}
		}
		first[N] = 3 * N;
		for (int pass = 0; pass < 2; pass++)
		{
			for (int v = 0; v < N; v++)
			{
				int64_t out = arcs[3 * v].value + arcs[3 * v + 1].value +
							  arcs[3 * v + 2].value;
				int64_t off = out - arcs[3 * N + v].value;

				nearest += pass == 0 ? llabs(off) : 0;
				spread += pass == 1 ? llabs(off) : 0;
			}
			if (pass == 0)
				flow_spread(&graph, role, arcs, error, key, NULL);
		}
		for (int i = 0; i < 4 * N; i++)
			wrong +=
				arcs[i].value !=
				down[i] + (arcs[i].state == ARC_WHOLE ? 0 : arcs[i].state);
	}
	ok(nearest > 0,
	   "nearest whole numbers leave %d units to balance",
	   (int) nearest);
	is_int(spread, 0, "spread ones none at what leaves a pool");
	is_int(wrong, 0, "and each is the whole below or above");
}

static void
test_large(void)
{
	for (int kind = 0; kind < KINDS; kind++)
	{
		int			n = 3000;
		flow_net	net = {.method = FLOW_RECIPROCAL, .effort = 100000};
		void	   *memory;
		flow_status status;

		make_large(&net, kind, n);
		memory = malloc(flow_memory(net.nodes, net.rows));
		status = flow_run(&net, memory);
		ok(status == FLOW_OK && large_balances(&net, n),
		   "%d pools, %s: status %d",
		   n,
		   kind_name[kind],
		   (int) status);
		free(memory);
		free(net.row);
	}
}

/* ---- the solvers alone ----------------------------------------------- */

#define LOOP 200

/* Largest part of the right side 1, 2, 3, ... that x leaves over. */
static double
left_over(int n, const int32_t *first, const int32_t *target,
		  const double *share, const double *x)
{
	double rest[LOOP];
	double worst = 0;

	for (int v = 0; v < n; v++)
		rest[v] = v + 1 - x[v];
	for (int v = 0; v < n; v++)
		for (int32_t e = first[v]; e < first[v + 1]; e++)
			rest[target[e]] += share[e] * x[v];
	for (int v = 0; v < n; v++)
		worst = fabs(rest[v]) > worst ? fabs(rest[v]) : worst;
	return worst;
}

static void
start_x(double *x, int n)
{
	for (int v = 0; v < n; v++)
		x[v] = v + 1;
}

static void
test_solvers(void)
{
	int32_t		first[LOOP + 1];
	int32_t		ahead[LOOP];
	int32_t		target[LOOP * 5];
	int32_t		place[LOOP];
	double		share[LOOP * 5];
	double		low[LOOP * 5];
	double		leak[LOOP];
	double		ones[LOOP];
	double		part[LOOP * 5];
	double		pivot[LOOP];
	double		x[LOOP];
	double		b[LOOP];
	double	   *memory = malloc(sizeof(double) * elim_doubles(LOOP));
	inc_factors f = {LOOP, first, target, part, pivot};
	iter_loop	loop = {LOOP, first, ahead, target, share, ones, NULL, NULL};
	double		size = 0;

	for (int v = 0; v < LOOP; v++)
	{
		first[v] = v * 5;
		for (int k = 0; k < 5; k++)
		{
			/* nobody is its own target */
			target[v * 5 + k] =
				(int32_t) ((v + tap_between(&seed, 1, LOOP - 1)) % LOOP);
			share[v * 5 + k] = 0.19;
			low[v * 5 + k] = target[v * 5 + k];
		}
		leak[v] = 0.05;
		ones[v] = 1;
	}
	first[LOOP] = LOOP * 5;
	elim_factor(LOOP, first, target, share, leak, memory, NULL);
	start_x(x, LOOP);
	elim_solve(LOOP, memory, x);
	for (int v = 0; v < LOOP; v++)
		size += x[v];
	ok(left_over(LOOP, first, target, share, x) < size * 1e-15,
	   "elimination leaves nothing over");
	inc_sort(LOOP, first, target, share, low, NULL);
	for (int v = 0; v < LOOP; v++)
	{
		ahead[v] = first[v];
		for (int k = 0; k < 5; k++)
		{
			if (k > 0 && target[v * 5 + k - 1] > target[v * 5 + k])
				size = 0;
			if (low[v * 5 + k] != target[v * 5 + k])
				size = 0;
			ahead[v] += target[v * 5 + k] < v;
		}
	}
	ok(size > 0, "edges are sorted, and what belongs to them with them");
	start_x(b, LOOP);
	ok(iter_solve(&loop, b, x, 1e-10, 20, memory) &&
		   left_over(LOOP, first, target, share, x) < 1e-6,
	   "iteration gets there in 20 steps");
	inc_factor(&f, share, leak, place, NULL);
	loop.factors = &f;
	ok(iter_solve(&loop, b, x, 1e-10, 20, memory) &&
		   left_over(LOOP, first, target, share, x) < 1e-6,
	   "with incomplete factors as well");

	/* a path to and fro, and a branch at each: nothing is dropped */
	for (int v = 0; v < LOOP; v++)
	{
		first[v + 1] = first[v];
		leak[v] = v == 0 ? 0.5 : 0;
		for (int u = v - 2; u <= v + 2; u += 4)
			if (u >= 0 && u < LOOP)
			{
				target[first[v + 1]] = u;
				share[first[v + 1]++] = u < v && v >= LOOP - 2 ? 1 : 0.5;
			}
		if (v < 2)
		{
			leak[v] = v == 0 ? 0.25 : 0;
			target[first[v + 1]] = 1 - v;
			share[first[v + 1]++] = v == 0 ? 0.25 : 0.5;
		}
	}
	inc_sort(LOOP, first, target, share, low, NULL);
	inc_factor(&f, share, leak, place, NULL);
	start_x(x, LOOP);
	inc_solve(&f, x, NULL);
	ok(left_over(LOOP, first, target, share, x) < 1e-4,
	   "on a path incomplete elimination is complete");

	/* five pools that all serve each other: nothing is dropped either */
	f.size = 5;
	for (int v = 0; v < 5; v++)
	{
		leak[v] = 0.1;
		first[v + 1] = v * 4 + 4;
		for (int k = 0; k < 4; k++)
		{
			target[v * 4 + k] = k + (k >= v);
			share[v * 4 + k] = 0.9 * (k + v + 1) / (10 + 4 * v);
		}
	}
	inc_factor(&f, share, leak, place, NULL);
	start_x(x, 5);
	inc_solve(&f, x, NULL);
	ok(left_over(5, first, target, share, x) < 1e-12,
	   "nor among pools that all serve each other");
	free(memory);
}

/* ---- odds and ends --------------------------------------------------- */

static void
test_numbers(void)
{
	const int128_t ten9 = 1000000000;
	dd			   large = dd_from_i128(ten9 * ten9 * ten9 * ten9);
	double		   above;

	ok(large.hi == 1e36, "10^36 is 10^36");
	ok(dd_compare(dd_divide(large, dd_from_i128(-ten9 * ten9)),
				  dd_from(-1e18)) == 0,
	   "and divided by -10^18 it is -10^18");
	is_int(dd_floor((dd){1e17, -0.25}, &above),
		   INT64_C(100000000000000000) - 1,
		   "the whole below a whole");
	ok(above == 0.75, "and what is above it");
}

/* One unit over a thousand bearers, and ties where credits are among debits. */
static void
test_odd_units(void)
{
	int32_t	 n = 1000;
	flow_net net = {.nodes = n + 2,
					.rows = n + 1,
					.row = calloc((size_t) n + 1, sizeof(flow_row)),
					.method = FLOW_RECIPROCAL,
					.effort = FLOW_EFFORT};
	void	*memory = malloc(flow_memory(n + 2, n + 1));
	int64_t	 units[MAX_ROWS];
	int64_t	 sum = 0;
	example	 x = {.nodes = 7};

	for (int spread = 0; spread < 2; spread++)
	{
		net.effort = spread ? 0 : FLOW_EFFORT;
		sum = 0;
		for (int i = 0; i < n; i++)
			net.row[i] = (flow_row){.source = n,
									.target = i,
									.kind = FLOW_WEIGHT,
									.weight = dd_from(1)};
		net.row[n] = (flow_row){.source = n + 1,
								.target = n,
								.kind = FLOW_POSTING,
								.units = 1};
		ok(flow_run(&net, memory) == FLOW_OK, "a unit over a thousand");
		for (int i = 0; i < n; i++)
			sum += net.row[i].units;
		ok(net.row[0].units == 1 && sum == 1, "goes to the first");
	}
	free(memory);
	free(net.row);

	add_posting(&x, 6, 0, 100);
	add_posting(&x, 6, 1, -100);
	for (int i = 0; i < 3; i++)
	{
		add_weight(&x, 0, i + 2, 1, 0);
		add_weight(&x, 1, i + 2, 1, 0);
	}
	/* bearers of their own, so that totals do not cancel */
	x.nodes = 10;
	for (int i = 0; i < x.rows; i++)
	{
		x.row[i].source = x.row[i].source == 6 ? 9 : x.row[i].source;
		x.row[i].target += x.row[i].source == 1 ? 3 : 0;
	}
	ok(run(&x, FLOW_RECIPROCAL, FLOW_EFFORT, units) == FLOW_OK &&
		   units[2] == 34 && units[4] == 33 && units[6] == 33,
	   "100 by three: the first gets more");
	ok(units[3] == -34 && units[5] == -33 && units[7] == -33,
	   "-100 by three, in the same network: as well");
}

/* ---- errors ---------------------------------------------------------- */

static void
test_errors(void)
{
	example x = {.nodes = 4};
	int64_t units[MAX_ROWS];

	add_posting(&x, 3, 0, 100);
	add_weight(&x, 0, 1, 1, 0);
	add_weight(&x, 1, 0, 1, 0);
	is_int(run(&x, FLOW_RECIPROCAL, 0, units), FLOW_CLOSED_LOOP, "a loop");
	is_int(run(&x, FLOW_DIRECT, 0, units), FLOW_NO_USERS, "no bearer");
	is_int(run(&x, FLOW_STEP_DOWN, 0, units), FLOW_NO_USERS, "equal steps");
	x.row[2].has_step = false;
	is_int(run(&x, FLOW_STEP_DOWN, 0, units), FLOW_NO_STEP, "no step");
	x.row[2] = x.row[1];
	x.row[2].step = 1;
	is_int(run(&x, FLOW_STEP_DOWN, 0, units), FLOW_STEPS_DIFFER, "two steps");
	x.row[2] = x.row[1];
	x.row[0].units = FLOW_MAX_UNITS - 1;
	is_int(run(&x, FLOW_RECIPROCAL, 0, units), FLOW_OK, "a large amount");
	is_int(units[1] + units[2], FLOW_MAX_UNITS - 1, "is split");
	x.row[2].target = 0;
	is_int(run(&x, FLOW_RECIPROCAL, 0, units),
		   FLOW_TOO_LARGE,
		   "and is too large where it goes round");
	ok(flow_memory(FLOW_MAX, 1) == 0 && flow_memory(1, -1) == 0,
	   "memory of too many nodes");
	ok(flow_memory(FLOW_MAX / 2, FLOW_MAX / 2) > 0, "memory of many nodes");
}

int
main(void)
{
	test_published();
	test_one_pool();
	test_random();
	test_large_amounts();
	test_errors();
	test_solvers();
	test_numbers();
	test_odd_units();
	test_threshold();
	test_spread();
	test_large();
	test_memory();
	return tap_finish();
}
