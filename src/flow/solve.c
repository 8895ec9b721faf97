/*
 * solve.c
 *		Exact flows, component by component.
 */
#include "flow/solve.h"

#include <math.h>
#include <string.h>

#include "flow/elimination.h"
#include "flow/iteration.h"
#include "network/strong.h"

/* Up to so many pools elimination is quicker than iteration at any rate. */
#define ALWAYS_ELIMINATE 24

/* Most improvements of a solution, and steps of iteration for each. */
#define MAX_ROUNDS 40
#define MAX_STEPS 2000
#define FEW_STEPS 60 /* where there is another way */

/* Most work of incomplete elimination; hubs that serve hubs ask for more. */
#define MAX_WORK INT64_C(300000000)

/* What is to be left: as a rule so much less than what may be. */
#define WANTED (FLOW_UNDELIVERED / 1048576)

/*
 * How much smaller an iteration is to make the residual: more is lost in 53
 * bits.  The last one need not go as far, but for a margin, as it measures
 * by squares.
 */
#define GOAL 1e-10
#define MARGIN 16

/* Ways to solve a loop: the next is taken where one makes no headway. */
typedef enum way
{
	SWEEPING,	/* iteration.h with sweeps */
	INCOMPLETE, /* the same with incomplete.h */
	ELIMINATION /* elimination.h, if the loop is small enough */
} way;

/* A loop in numbers of its own: pools in the order money runs. */
typedef struct loop
{
	int32_t	 size;
	int32_t *pool;	/* by local number */
	int32_t *local; /* of each node of the network; valid in the loop only */
	int32_t *place; /* scratch of incomplete.h */
	int32_t *first;
	int32_t
		*ahead; /* where the edges to pools behind begin; see iteration.h */
	int32_t	   *target;
	double	   *share;
	double	   *share_low;	  /* what 53 bits of a share leave */
	dd		   *passed;		  /* what a pool does not keep itself */
	double	   *passed_about; /* the same in 53 bits */
	double	   *leak;
	dd		   *residual;
	double	   *right;
	double	   *change;
	double	   *scratch;
	way			way;
	bool		factored; /* for this way */
	bool		slow;	  /* it did not reach its goal */
	bool		patient;  /* sweeping goes on, as there is no better way */
	inc_factors incomplete;
} loop;

typedef struct solver
{
	flow_net  *net;
	net_strong strong;
	int32_t	  *waiting; /* edges into a component that were not taken yet */
	int32_t	  *queue;	/* components that are ready */
	dd		  *arrived; /* from postings and from components before */
	loop	   loop;
	uint32_t   steps;
} solver;

/* ---- memory ---------------------------------------------------------- */

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/*
 * The square of elimination, the largest only if a loop can be that large; or
 * what iteration needs, and behind it the factors of incomplete elimination.
 */
static size_t
scratch_doubles(int64_t nodes, int64_t rows)
{
	int32_t small = nodes < ELIM_MAX ? (int32_t) nodes : ELIM_MAX;

	return larger(elim_doubles(small),
				  iter_doubles((int32_t) nodes) + (size_t) rows);
}

size_t
flow_solve_memory(int64_t nodes, int64_t rows)
{
	return flow_piece(1, net_strong_memory(nodes)) +
		   7 * flow_piece(nodes + 1, sizeof(int32_t)) +
		   flow_piece(rows, sizeof(int32_t)) +
		   2 * flow_piece(rows, sizeof(double)) +
		   3 * flow_piece(nodes, sizeof(dd)) +
		   5 * flow_piece(nodes, sizeof(double)) +
		   flow_piece((int64_t) scratch_doubles(nodes, rows), sizeof(double));
}

static void
carve(solver *s, flow_block *block)
{
	int32_t n = s->net->nodes;
	int32_t m = s->net->rows;
	loop   *l = &s->loop;

	s->waiting = flow_carve(block, n + 1, sizeof(int32_t));
	s->queue = flow_carve(block, n + 1, sizeof(int32_t));
	l->pool = flow_carve(block, n + 1, sizeof(int32_t));
	l->local = flow_carve(block, n + 1, sizeof(int32_t));
	l->place = flow_carve(block, n + 1, sizeof(int32_t));
	l->first = flow_carve(block, n + 1, sizeof(int32_t));
	l->ahead = flow_carve(block, n + 1, sizeof(int32_t));
	l->target = flow_carve(block, m, sizeof(int32_t));
	l->share = flow_carve(block, m, sizeof(double));
	l->share_low = flow_carve(block, m, sizeof(double));
	s->arrived = flow_carve(block, n, sizeof(dd));
	l->passed = flow_carve(block, n, sizeof(dd));
	l->residual = flow_carve(block, n, sizeof(dd));
	l->incomplete.pivot = flow_carve(block, n, sizeof(double));
	l->passed_about = flow_carve(block, n, sizeof(double));
	l->leak = flow_carve(block, n, sizeof(double));
	l->right = flow_carve(block, n, sizeof(double));
	l->change = flow_carve(block, n, sizeof(double));
	l->scratch =
		flow_carve(block, (int64_t) scratch_doubles(n, m), sizeof(double));
	l->incomplete.part = l->scratch + iter_doubles(n);
}

/* ---- one loop -------------------------------------------------------- */

/*
 * Numbers the loop's pools in reverse postorder of a depth-first walk from
 * its first one, so that most money runs from smaller to larger numbers.
 * residual's memory serves as the walk's stack.
 */
static void
order_loop(solver *s, int32_t component)
{
	const flow_graph *g = &s->net->graph;
	loop			 *l = &s->loop;
	int32_t			  start = s->strong.start[component];
	int32_t			  free_place = l->size;
	int32_t			  depth = 1;
	int32_t			 *stack = (int32_t *) l->residual;
	int32_t			 *next_edge = stack + l->size;

	for (int32_t i = 0; i < l->size; i++)
		l->local[s->strong.member[start + i]] = -1;
	stack[0] = s->strong.member[start];
	next_edge[0] = g->first[stack[0]];
	l->local[stack[0]] = 0;
	while (depth > 0)
	{
		int32_t v = stack[depth - 1];
		int32_t u;

		net_step(&s->steps, s->net->tick);
		if (next_edge[depth - 1] == g->first[v + 1])
		{
			l->pool[--free_place] = v;
			depth--;
			continue;
		}
		u = g->target[next_edge[depth - 1]++];
		if (s->strong.component[u] != component || l->local[u] >= 0)
			continue;
		l->local[u] = 0;
		next_edge[depth] = g->first[u];
		stack[depth++] = u;
	}
	for (int32_t i = 0; i < l->size; i++)
		l->local[l->pool[i]] = i;
}

/*
 * Copies the edges of v that stay in the loop, either those to pools before
 * local number i or those to pools behind.
 */
static int32_t
copy_edges(loop *l, const flow_graph *g, const int32_t *member, int32_t i,
		   bool ahead, int32_t count)
{
	int32_t v = l->pool[i];

	for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
	{
		int32_t u = g->target[e];

		if (member[u] != member[v] || u == v || (l->local[u] > i) != ahead)
			continue;
		l->target[count] = l->local[u];
		l->share[count] = g->share[e].hi;
		l->share_low[count++] = g->share[e].lo;
	}
	return count;
}

/* Copies the loop's own edges; what leaves it is added up. */
static void
copy_loop(solver *s, int32_t component)
{
	const flow_graph *g = &s->net->graph;
	const int32_t	 *member = s->strong.component;
	loop			 *l = &s->loop;
	int32_t			  count = 0;

	for (int32_t i = 0; i < l->size; i++)
	{
		int32_t v = l->pool[i];
		dd		leak = dd_from(0);

		l->first[i] = count;
		l->passed[i] = dd_from(0);
		net_steps(&s->steps, g->first[v + 1] - g->first[v], s->net->tick);
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			int32_t u = g->target[e];

			if (u == v)
				continue;
			l->passed[i] = dd_add(l->passed[i], g->share[e]);
			if (member[u] != component)
				leak = dd_add(leak, g->share[e]);
		}
		count = copy_edges(l, g, member, i, false, count);
		l->ahead[i] = count;
		count = copy_edges(l, g, member, i, true, count);
		l->leak[i] = leak.hi;
		l->passed_about[i] = l->passed[i].hi;
	}
	l->first[l->size] = count;
}

static double
sum_of_residual(const loop *l)
{
	double sum = 0;

	for (int32_t i = 0; i < l->size; i++)
		sum += fabs(l->residual[i].hi);
	return sum;
}

/* residual = arrived + A x - x; returns the sum of what it holds. */
static double
find_residual(solver *s)
{
	const dd *x = s->net->exact;
	loop	 *l = &s->loop;

	for (int32_t i = 0; i < l->size; i++)
		l->residual[i] = dd_subtract(s->arrived[l->pool[i]],
									 dd_multiply(l->passed[i], x[l->pool[i]]));
	for (int32_t i = 0; i < l->size; i++)
	{
		dd		amount = x[l->pool[i]];
		int32_t end = l->first[i + 1];

		net_steps(&s->steps, end - l->first[i], s->net->tick);
		for (int32_t e = l->first[i]; e < end; e++)
		{
			dd *to = &l->residual[l->target[e]];
			dd	share = {l->share[e], l->share_low[e]};

			*to = dd_add(*to, dd_multiply(share, amount));
		}
	}
	return sum_of_residual(l);
}

/* x = 0 */
static double
start_at_zero(solver *s)
{
	loop *l = &s->loop;

	for (int32_t i = 0; i < l->size; i++)
	{
		s->net->exact[l->pool[i]] = dd_from(0);
		l->residual[i] = s->arrived[l->pool[i]];
	}
	return sum_of_residual(l);
}

/* Factors the loop once for the way it is solved; leak is used up. */
static void
factor(solver *s)
{
	loop *l = &s->loop;

	if (l->factored || l->way == SWEEPING)
		return;
	l->factored = true;
	if (l->way == ELIMINATION)
	{
		elim_factor(l->size,
					l->first,
					l->target,
					l->share,
					l->leak,
					l->scratch,
					s->net->tick);
		return;
	}
	inc_sort(l->size,
			 l->first,
			 l->target,
			 l->share,
			 l->share_low,
			 s->net->tick);
	l->incomplete.size = l->size;
	l->incomplete.first = l->first;
	l->incomplete.target = l->target;
	memcpy(l->right, l->leak, (size_t) l->size * sizeof(double));
	inc_factor(&l->incomplete, l->share, l->right, l->place, s->net->tick);
}

/* Adds to x what the residual still asks for, approximately. */
static void
improve(solver *s, double residual)
{
	loop	 *l = &s->loop;
	dd		 *x = s->net->exact;
	iter_loop all = {l->size,
					 l->first,
					 l->ahead,
					 l->target,
					 l->share,
					 l->passed_about,
					 l->way == INCOMPLETE ? &l->incomplete : NULL,
					 s->net->tick};

	factor(s);
	/* in units of the residual, so that squares neither vanish nor overflow */
	for (int32_t i = 0; i < l->size; i++)
		l->right[i] = l->residual[i].hi / residual;
	if (l->way == ELIMINATION)
	{
		memcpy(l->change, l->right, (size_t) l->size * sizeof(double));
		elim_solve(l->size, l->scratch, l->change);
	}
	else
		l->slow = !iter_solve(&all,
							  l->right,
							  l->change,
							  fmax(GOAL, WANTED / residual / MARGIN),
							  l->way == SWEEPING && !l->patient ? FEW_STEPS
																: MAX_STEPS,
							  l->scratch);
	for (int32_t i = 0; i < l->size; i++)
		x[l->pool[i]] =
			dd_add(x[l->pool[i]], dd_two_product(l->change[i], residual));
}

static double
amount_in_loop(const solver *s)
{
	double sum = 0;

	for (int32_t i = 0; i < s->loop.size; i++)
		sum += fabs(s->net->exact[s->loop.pool[i]].hi);
	return sum;
}

/* Edges that incomplete elimination looks at, at most. */
static int64_t
work_of_incomplete(const loop *l)
{
	int64_t work = 0;

	for (int32_t j = 0; j < l->size; j++)
		for (int32_t e = l->first[j]; e < l->first[j + 1]; e++)
			work += l->first[l->target[e] + 1] - l->first[l->target[e]];
	return work;
}

/* The next way; false if there is none. */
static bool
take_next_way(loop *l)
{
	if (l->way == SWEEPING && !l->patient)
	{
		l->patient = work_of_incomplete(l) > MAX_WORK;
		l->way = l->patient ? SWEEPING : INCOMPLETE;
	}
	else if (l->way != ELIMINATION && l->size <= ELIM_MAX)
		l->way = ELIMINATION;
	else
		return false;
	l->factored = false;
	l->slow = false;
	return true;
}

/*
 * Improves until the residual is a millionth of what is allowed, or as small
 * as 106 bits can tell.
 */
static bool
solve_loop(solver *s, int32_t component)
{
	loop  *l = &s->loop;
	double residual;

	l->factored = false;
	l->slow = false;
	l->patient = false;
	l->way = l->size <= ALWAYS_ELIMINATE ? ELIMINATION : SWEEPING;
	order_loop(s, component);
	copy_loop(s, component);
	residual = start_at_zero(s);
	for (int round = 0; round < MAX_ROUNDS; round++)
	{
		double before = residual;
		bool   better;

		if (residual <= WANTED || residual <= amount_in_loop(s) * 1e-30)
			break;
		improve(s, residual);
		residual = find_residual(s);
		better = residual < before / 2;
		if (better && !l->slow)
			continue;
		if (!take_next_way(l) && !better)
			break;
		if (better)
			continue;
		residual = start_at_zero(s);
	}
	return residual <= FLOW_UNDELIVERED;
}

/* A pool alone: what it passes to itself comes back at once. */
static void
solve_single(solver *s, int32_t v)
{
	const flow_graph *g = &s->net->graph;
	dd				  passed = dd_from(0);
	bool			  keeps = false;

	for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		if (g->target[e] == v)
			keeps = true;
		else
			passed = dd_add(passed, g->share[e]);
	s->net->exact[v] =
		keeps ? dd_divide(s->arrived[v], passed) : s->arrived[v];
}

/* ---- all components -------------------------------------------------- */

/* Counts edges into components; a closed loop is one that none leaves. */
static flow_status
count_edges(solver *s)
{
	flow_net		 *net = s->net;
	const flow_graph *g = &net->graph;
	const int32_t	 *component = s->strong.component;
	int32_t			 *leaving = s->queue;
	net_graph		  plain = {g->n, g->first, g->target};

	memset(s->waiting, 0, ((size_t) net->nodes + 1) * sizeof(int32_t));
	memset(leaving, 0, ((size_t) net->nodes + 1) * sizeof(int32_t));
	for (int32_t v = 0; v < g->n; v++)
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			net_step(&s->steps, net->tick);
			if (component[g->target[e]] == component[v])
				continue;
			s->waiting[component[g->target[e]]]++;
			leaving[component[v]]++;
		}
	for (int32_t c = 0; c < s->strong.count; c++)
	{
		if (leaving[c] > 0 || !net_strong_cyclic(&plain, &s->strong, c))
			continue;
		net->culprits = s->strong.member + s->strong.start[c];
		net->culprit_count = s->strong.start[c + 1] - s->strong.start[c];
		return FLOW_CLOSED_LOOP;
	}
	return FLOW_OK;
}

/* Hands on what a component's pools pass to the components behind. */
static int32_t
hand_on(solver *s, int32_t c, int32_t tail)
{
	const flow_graph *g = &s->net->graph;
	const int32_t	 *component = s->strong.component;

	for (int32_t i = s->strong.start[c]; i < s->strong.start[c + 1]; i++)
	{
		int32_t v = s->strong.member[i];

		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			int32_t u = g->target[e];

			net_step(&s->steps, s->net->tick);
			if (component[u] == c)
				continue;
			s->arrived[u] = dd_add(s->arrived[u],
								   dd_multiply(g->share[e], s->net->exact[v]));
			if (--s->waiting[component[u]] == 0)
				s->queue[tail++] = component[u];
		}
	}
	return tail;
}

static bool
too_large(const solver *s, int32_t c)
{
	for (int32_t i = s->strong.start[c]; i < s->strong.start[c + 1]; i++)
		if (!(fabs(s->net->exact[s->strong.member[i]].hi) <=
			  (double) FLOW_MAX_UNITS))
			return true;
	return false;
}

static flow_status
solve_component(solver *s, int32_t c)
{
	flow_net *net = s->net;

	s->loop.size = s->strong.start[c + 1] - s->strong.start[c];
	net->culprits = s->strong.member + s->strong.start[c];
	net->culprit_count = s->loop.size;
	if (s->loop.size == 1)
		solve_single(s, net->culprits[0]);
	else if (!solve_loop(s, c))
		return FLOW_NOT_SOLVED;
	return too_large(s, c) ? FLOW_TOO_LARGE : FLOW_OK;
}

static flow_status
solve_all(solver *s)
{
	int32_t tail = 0;

	for (int32_t c = 0; c < s->strong.count; c++)
		if (s->waiting[c] == 0)
			s->queue[tail++] = c;
	for (int32_t head = 0; head < tail; head++)
	{
		flow_status status = solve_component(s, s->queue[head]);

		if (status != FLOW_OK)
			return status;
		tail = hand_on(s, s->queue[head], tail);
	}
	return FLOW_OK;
}

flow_status
flow_solve(flow_net *net, flow_block block)
{
	solver		s = {.net = net};
	net_graph	plain = {net->graph.n, net->graph.first, net->graph.target};
	void	   *memory = flow_carve(&block, 1, net_strong_memory(net->nodes));
	flow_status status;

	net_strong_find(&plain, &s.strong, memory, net->tick);
	carve(&s, &block);
	status = count_edges(&s);
	if (status != FLOW_OK)
		return status;
	for (int32_t v = 0; v < net->nodes; v++)
		s.arrived[v] = dd_from_i128(net->posted[v]);
	return solve_all(&s);
}
