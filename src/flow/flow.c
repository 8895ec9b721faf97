/*
 * flow.c
 *		From rows to a graph of shares, and the stages one after the other.
 */
#include "flow/flow.h"

#include <string.h>

#include "flow/rounding.h"
#include "flow/solve.h"

#define ALIGNMENT 16

size_t
flow_piece(int64_t count, size_t size)
{
	size_t bytes = (size_t) count * size;

	return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *
flow_carve(flow_block *block, int64_t count, size_t size)
{
	size_t bytes = flow_piece(count, size);
	char  *piece = block->next;

	if (bytes > block->left)
		return NULL;
	block->next += bytes;
	block->left -= bytes;
	return piece;
}

/* ---- which weights carry money --------------------------------------- */

/* Marks the pools, and notes their steps where they count. */
static flow_status
find_pools(flow_net *net, int32_t *step)
{
	uint32_t steps = 0;

	memset(net->role, 0, (size_t) net->nodes);
	for (int32_t i = 0; i < net->rows; i++)
	{
		const flow_row *r = &net->row[i];

		net_step(&steps, net->tick);
		if (r->kind != FLOW_WEIGHT)
			continue;
		if (net->method == FLOW_STEP_DOWN)
		{
			net->culprit = r->source;
			if (!r->has_step)
				return FLOW_NO_STEP;
			if (net->role[r->source] != 0 && step[r->source] != r->step)
				return FLOW_STEPS_DIFFER;
			step[r->source] = r->step;
		}
		net->role[r->source] = FLOW_IS_POOL;
	}
	return FLOW_OK;
}

/*
 * What postings bring.  The sum of all absolute amounts must fit, so that no
 * sum in between can overflow.
 */
static flow_status
sum_postings(flow_net *net)
{
	uint128_t total = 0;
	uint32_t  steps = 0;

	memset(net->posted, 0, (size_t) net->nodes * sizeof(int64_t));
	for (int32_t i = 0; i < net->rows; i++)
	{
		const flow_row *r = &net->row[i];

		net_step(&steps, net->tick);
		if (r->kind != FLOW_POSTING || r->units == 0)
			continue;
		total += r->units < 0 ? -(uint128_t) r->units : (uint128_t) r->units;
		if (total >= (uint128_t) FLOW_MAX_UNITS)
			return FLOW_TOO_LARGE;
		net->posted[r->target] += r->units;
		net->role[r->target] |= FLOW_IS_TOUCHED;
		if ((net->role[r->source] & FLOW_IS_POOL) == 0)
			continue;
		net->posted[r->source] -= r->units;
		net->role[r->source] |= FLOW_IS_TOUCHED;
	}
	return FLOW_OK;
}

/* Turns all signs where the first node with money has less than none. */
static void
turn_signs(flow_net *net)
{
	int32_t v = 0;

	while (v < net->nodes && net->posted[v] == 0)
		v++;
	net->negated = v < net->nodes && net->posted[v] < 0;
	for (; net->negated && v < net->nodes; v++)
		net->posted[v] = -net->posted[v];
}

static bool
carries(const flow_net *net, const flow_row *r, const int32_t *step)
{
	if (r->kind != FLOW_WEIGHT || r->weight.hi <= 0)
		return false;
	if (net->method == FLOW_RECIPROCAL ||
		(net->role[r->target] & FLOW_IS_POOL) == 0)
		return true;
	return net->method == FLOW_STEP_DOWN && step[r->target] > step[r->source];
}

/* ---- sorting --------------------------------------------------------- */

/* So few rows of a pool, as most have, are sorted in place. */
#define FEW_ROWS 24

/* The larger weight comes first, then the target that does by name. */
static inline bool
comes_before(const flow_row *a, const flow_row *b)
{
	int order = dd_compare(a->weight, b->weight);

	return order != 0 ? order > 0 : a->target < b->target;
}

static void
sort_few(const flow_row *row, int32_t *list, int32_t n)
{
	const flow_row *sorted[FEW_ROWS];

	for (int32_t i = 0; i < n; i++)
	{
		const flow_row *next = &row[list[i]];
		int32_t			at = i;

		for (; at > 0 && comes_before(next, sorted[at - 1]); at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = next;
	}
	for (int32_t i = 0; i < n; i++)
		list[i] = (int32_t) (sorted[i] - row);
}

/* Merges two neighbouring runs of rows. */
static void
merge_runs(const flow_row *row, const int32_t *from, int32_t *to, int32_t low,
		   int32_t middle, int32_t high)
{
	int32_t a = low;
	int32_t b = middle;

	for (int32_t k = low; k < high; k++)
	{
		bool take_b = a == middle ||
					  (b < high && comes_before(&row[from[b]], &row[from[a]]));

		to[k] = take_b ? from[b++] : from[a++];
	}
}

/* Sorts n rows by weight and target, and keeps the order of equal ones. */
static void
sort_by_weight(const flow_row *row, int32_t *list, int32_t n, int32_t *other,
			   uint32_t *steps, net_tick tick)
{
	int32_t *from = list;
	int32_t *to = other;

	if (n <= FEW_ROWS)
	{
		sort_few(row, list, n);
		return;
	}
	for (int64_t width = 1; width < n; width *= 2)
	{
		int32_t *swap = from;

		for (int64_t low = 0; low < n; low += 2 * width)
		{
			int64_t middle = low + width < n ? low + width : n;
			int64_t high = low + 2 * width < n ? low + 2 * width : n;

			*steps += (uint32_t) width;
			net_step(steps, tick);
			merge_runs(row,
					   from,
					   to,
					   (int32_t) low,
					   (int32_t) middle,
					   (int32_t) high);
		}
		if (tick != NULL && n > 4096)
			tick();
		from = to;
		to = swap;
	}
	if (from != list)
		memcpy(list, from, (size_t) n * sizeof(int32_t));
}

/* Shares of one pool's edges: weights by their sum. */
static void
find_shares(flow_net *net, int32_t v)
{
	flow_graph *g = &net->graph;
	dd			total = dd_from(0);

	for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		total = dd_add(total, net->row[g->row[e]].weight);
	for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
	{
		g->target[e] = net->row[g->row[e]].target;
		g->share[e] = dd_divide(net->row[g->row[e]].weight, total);
	}
}

/* The rows that carry money by their sources; those of one as they came. */
static void
group_by_source(flow_net *net, const int32_t *step, int32_t *row)
{
	flow_graph *g = &net->graph;
	int32_t		before = 0;
	uint32_t	steps = 0;

	g->n = net->nodes;
	g->edges = 0;
	memset(g->first, 0, ((size_t) g->n + 1) * sizeof(int32_t));
	for (int32_t i = 0; i < net->rows; i++)
	{
		net_step(&steps, net->tick);
		if (!carries(net, &net->row[i], step))
			continue;
		g->first[net->row[i].source + 1]++;
		row[g->edges++] = i;
	}
	/* first[v + 1] is where the next row of v goes, and ends behind its last */
	for (int32_t v = 0; v < g->n; v++)
	{
		int32_t count = g->first[v + 1];

		g->first[v + 1] = before;
		before += count;
	}
	for (int32_t e = 0; e < g->edges; e++)
	{
		net_step(&steps, net->tick);
		g->row[g->first[net->row[row[e]].source + 1]++] = row[e];
	}
}

static void
build_graph(flow_net *net, const int32_t *step, flow_block block)
{
	flow_graph *g = &net->graph;
	int32_t	   *scratch = flow_carve(&block, net->rows, sizeof(int32_t));
	uint32_t	steps = 0;

	group_by_source(net, step, scratch);
	for (int32_t v = 0; v < g->n; v++)
	{
		net_step(&steps, net->tick);
		sort_by_weight(net->row,
					   g->row + g->first[v],
					   g->first[v + 1] - g->first[v],
					   scratch,
					   &steps,
					   net->tick);
		find_shares(net, v);
	}
}

/* ---- where money gets stuck ------------------------------------------ */

/* Marks where money may come: behind all postings. */
static void
find_reached(flow_net *net, int32_t *queue)
{
	const flow_graph *g = &net->graph;
	int32_t			  tail = 0;
	uint32_t		  steps = 0;

	for (int32_t v = 0; v < g->n; v++)
		if ((net->role[v] & FLOW_IS_TOUCHED) != 0)
		{
			net->role[v] |= FLOW_IS_REACHED;
			queue[tail++] = v;
		}
	for (int32_t head = 0; head < tail; head++)
		for (int32_t e = g->first[queue[head]]; e < g->first[queue[head] + 1];
			 e++)
		{
			int32_t u = g->target[e];

			net_step(&steps, net->tick);
			if ((net->role[u] & FLOW_IS_REACHED) != 0)
				continue;
			net->role[u] |= FLOW_IS_REACHED;
			queue[tail++] = u;
		}
}

/* A pool that passes nothing on must get nothing. */
static flow_status
check_users(flow_net *net, int32_t *queue)
{
	const flow_graph *g = &net->graph;

	find_reached(net, queue);
	for (int32_t v = 0; v < g->n; v++)
		if ((net->role[v] & FLOW_IS_POOL) != 0 &&
			(net->role[v] & FLOW_IS_REACHED) != 0 &&
			g->first[v] == g->first[v + 1])
		{
			net->culprit = v;
			return FLOW_NO_USERS;
		}
	return FLOW_OK;
}

size_t
flow_prepare_memory(int64_t nodes, int64_t rows)
{
	return flow_piece(nodes, sizeof(int32_t)) +
		   flow_piece(rows, sizeof(int32_t));
}

flow_status
flow_prepare(flow_net *net, flow_block block)
{
	int32_t	   *numbers = flow_carve(&block, net->nodes, sizeof(int32_t));
	flow_status status = find_pools(net, numbers);

	if (status == FLOW_OK)
		status = sum_postings(net);
	if (status != FLOW_OK)
		return status;
	turn_signs(net);
	build_graph(net, numbers, block);
	return check_users(net, numbers);
}

/* ---- all of it ------------------------------------------------------- */

/* What lasts from stage to stage. */
static size_t
lasting_memory(int64_t nodes, int64_t rows)
{
	return flow_piece(nodes, 1) + flow_piece(nodes, sizeof(int64_t)) +
		   flow_piece(nodes, sizeof(dd)) +
		   flow_piece(nodes + 1, sizeof(int32_t)) +
		   2 * flow_piece(rows, sizeof(int32_t)) +
		   flow_piece(rows, sizeof(dd));
}

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

size_t
flow_memory(int64_t nodes, int64_t rows)
{
	if (nodes < 0 || rows < 0 || nodes + rows > FLOW_MAX)
		return 0;
	return lasting_memory(nodes, rows) +
		   larger(flow_prepare_memory(nodes, rows),
				  larger(flow_solve_memory(nodes, rows),
						 flow_round_memory(nodes, rows)));
}

void
flow_carve_lasting(flow_net *net, flow_block *block)
{
	flow_graph *g = &net->graph;

	net->role = flow_carve(block, net->nodes, 1);
	net->posted = flow_carve(block, net->nodes, sizeof(int64_t));
	net->exact = flow_carve(block, net->nodes, sizeof(dd));
	g->first = flow_carve(block, net->nodes + 1, sizeof(int32_t));
	g->target = flow_carve(block, net->rows, sizeof(int32_t));
	g->row = flow_carve(block, net->rows, sizeof(int32_t));
	g->share = flow_carve(block, net->rows, sizeof(dd));
}

flow_status
flow_run(flow_net *net, void *memory)
{
	flow_block	block = {memory, flow_memory(net->nodes, net->rows)};
	flow_status status;

	flow_carve_lasting(net, &block);
	status = flow_prepare(net, block);
	if (status == FLOW_OK)
		status = flow_solve(net, block);
	if (status == FLOW_OK)
		status = flow_round(net, block);
	return status;
}
