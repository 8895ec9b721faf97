/*
 * flows.h
 *		Small networks for the tests of flow: by hand or at random, and what
 *		flows in them as exact fractions.
 */
#ifndef REGIE_TEST_FLOWS_H
#define REGIE_TEST_FLOWS_H

#include "tap.h"

#include "flow/flow.h"

#define MAX_NODES 8
#define MAX_ROWS 40

static uint64_t seed = 20261123;

/* ---- a network in the making ----------------------------------------- */

typedef struct example
{
	int		 nodes;
	int		 rows;
	flow_row row[MAX_ROWS];
} example;

static inline void
add_posting(example *x, int source, int target, int64_t units)
{
	x->row[x->rows++] = (flow_row){.source = source,
								   .target = target,
								   .kind = FLOW_POSTING,
								   .units = units};
}

static inline void
add_weight(example *x, int source, int target, int weight, int step)
{
	x->row[x->rows++] = (flow_row){.source = source,
								   .target = target,
								   .kind = FLOW_WEIGHT,
								   .weight = dd_from(weight),
								   .step = step,
								   .has_step = true};
}

/* ---- exact fractions ------------------------------------------------- */

/* What each row carries, as top[row] / bottom; bearers' totals as well. */
typedef struct fractions
{
	__int128 bottom;
	__int128 top[MAX_ROWS];
	__int128
		total[MAX_NODES]; /* what weights bring to, or take from, a node */
} fractions;

static inline bool
is_pool(const example *x, int node)
{
	for (int i = 0; i < x->rows; i++)
		if (x->row[i].kind == FLOW_WEIGHT && x->row[i].source == node)
			return true;
	return false;
}

static inline int
weight_of(const example *x, flow_method method, int i)
{
	const flow_row *r = &x->row[i];

	if (r->kind != FLOW_WEIGHT)
		return 0;
	if (method != FLOW_RECIPROCAL && is_pool(x, r->target))
	{
		if (method == FLOW_DIRECT)
			return 0;
		for (int k = 0; k < x->rows; k++)
			if (x->row[k].kind == FLOW_WEIGHT &&
				x->row[k].source == r->target && x->row[k].step <= r->step)
				return 0;
	}
	return (int) r->weight.hi;
}

/*
 * E. H. Bareiss, "Sylvester's identity and multistep integer-preserving
 * Gaussian elimination", Mathematics of Computation 22, 1968: a[][n] becomes
 * the solution times the determinant, which is returned; 0 if singular.
 */
static inline __int128
bareiss(int n, __int128 a[MAX_NODES][MAX_NODES + 1])
{
	__int128 before = 1;

	for (int k = 0; k < n; k++)
	{
		int pivot = k;

		while (pivot < n && a[pivot][k] == 0)
			pivot++;
		if (pivot == n)
			return 0;
		for (int j = 0; j <= n && pivot != k; j++)
		{
			__int128 swap = a[k][j];

			a[k][j] = a[pivot][j];
			a[pivot][j] = -swap; /* keeps the determinant */
		}
		for (int i = 0; i < n; i++)
		{
			if (i == k)
				continue;
			for (int j = 0; j <= n; j++)
				if (j != k)
					a[i][j] = (a[k][k] * a[i][j] - a[i][k] * a[k][j]) / before;
			a[i][k] = 0;
		}
		for (int i = 0; i < k; i++)
			a[i][i] = a[k][k];
		before = a[k][k];
	}
	return before;
}

/*
 * With y what a pool passes on per unit of weight:
 * (sum of its weights) y = postings + sum over what comes of (weight) y.
 */
static inline bool
solve_exactly(const example *x, flow_method method, fractions *f)
{
	__int128 a[MAX_NODES][MAX_NODES + 1];
	int		 n = x->nodes;

	memset(a, 0, sizeof(a));
	memset(f, 0, sizeof(*f));
	for (int i = 0; i < x->rows; i++)
	{
		const flow_row *r = &x->row[i];
		int				w = weight_of(x, method, i);

		if (r->kind == FLOW_POSTING)
		{
			a[r->target][n] += r->units;
			if (is_pool(x, r->source))
				a[r->source][n] -= r->units;
			continue;
		}
		a[r->source][r->source] += w;
		if (is_pool(x, r->target))
			a[r->target][r->source] -= w;
	}
	for (int v = 0; v < n; v++)
		if (!is_pool(x, v))
		{
			a[v][v] = 1;
			a[v][n] = 0;
		}
	f->bottom = bareiss(n, a);
	if (f->bottom == 0)
		return false;
	for (int v = 0; v < n; v++)
		if (f->bottom < 0)
			a[v][n] = -a[v][n];
	f->bottom = f->bottom < 0 ? -f->bottom : f->bottom;
	for (int i = 0; i < x->rows; i++)
	{
		const flow_row *r = &x->row[i];

		f->top[i] = weight_of(x, method, i) * a[r->source][n];
		if (r->kind != FLOW_WEIGHT)
			continue;
		f->total[r->source] += f->top[i];
		if (!is_pool(x, r->target))
			f->total[r->target] += f->top[i];
	}
	return true;
}

/* ---- random small networks ------------------------------------------- */

/* Pools are the first nodes; loops, parallel rows and self use may occur. */
static inline void
make_random(example *x)
{
	int pools = (int) tap_between(&seed, 1, 4);
	int bearers = (int) tap_between(&seed, 1, 3);
	int weights = (int) tap_between(&seed, pools, 11);

	memset(x, 0, sizeof(*x));
	x->nodes = pools + bearers + 1;
	for (int i = 0; i < weights; i++)
	{
		int source = i < pools ? i : (int) tap_between(&seed, 0, pools - 1);

		add_weight(x,
				   source,
				   (int) tap_between(&seed, 0, pools + bearers - 1),
				   (int) tap_between(&seed, i < pools ? 1 : 0, 9),
				   source * 7 % 3);
	}
	for (int i = (int) tap_between(&seed, 1, 5); i > 0; i--)
	{
		int target = (int) tap_between(&seed, 0, pools + bearers - 1);
		int source = (int) tap_between(&seed, 0, x->nodes - 1);

		if (source == target || tap_between(&seed, 0, 3) > 0)
			source = x->nodes - 1;
		add_posting(x, source, target, tap_between(&seed, -300, 1000));
	}
}

static inline void
shuffle(example *x, int *from)
{
	example old = *x;

	for (int i = 0; i < x->rows; i++)
		from[i] = i;
	for (int i = x->rows - 1; i > 0; i--)
	{
		int k = (int) tap_between(&seed, 0, i);
		int swap = from[i];

		from[i] = from[k];
		from[k] = swap;
	}
	for (int i = 0; i < x->rows; i++)
		x->row[i] = old.row[from[i]];
}

#endif
