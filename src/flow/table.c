/*
 * table.c
 *		Controlled rounding: whole units exactly, what is left as a flow.
 */
#include "flow/table.h"

#include <string.h>

#include "allocation/order.h"
#include "allocation/wide.h"
#include "flow/rounding.h"

#define INT128_MAX ((int128_t) (~(uint128_t) 0 >> 1))

typedef struct rounding
{
	flow_table *t;
	int128_t   *total; /* of each pot's weights; -1: too large */
	int128_t   *rest; /* of each cell: its remainder, in total'ths of a unit */
	int32_t	   *open; /* the cells that have one, pot by pot */
	flow_net	net;  /* pots first, then participants; edges are open cells */
	uint32_t	steps;
} rounding;

/* ---- memory ---------------------------------------------------------- */

size_t
flow_table_memory(int64_t pots, int64_t participants, int64_t cells)
{
	int64_t nodes = pots + participants;

	if (pots < 0 || participants < 0 || cells < 0 || nodes + cells > FLOW_MAX)
		return 0;
	return flow_piece(pots, sizeof(int128_t)) +
		   flow_piece(cells, sizeof(int128_t)) +
		   3 * flow_piece(cells, sizeof(int32_t)) +
		   flow_piece(cells, sizeof(flow_row)) +
		   flow_piece(cells, sizeof(dd)) + flow_piece(nodes, 1) +
		   flow_piece(nodes, sizeof(int64_t)) + flow_piece(nodes, sizeof(dd)) +
		   flow_piece(nodes + 1, sizeof(int32_t)) +
		   flow_round_memory(nodes, cells);
}

static void
carve(rounding *r, flow_block *block)
{
	int64_t		cells = r->t->cells;
	int64_t		nodes = r->net.nodes;
	flow_graph *g = &r->net.graph;

	r->total = flow_carve(block, r->t->pots, sizeof(int128_t));
	r->rest = flow_carve(block, cells, sizeof(int128_t));
	r->open = flow_carve(block, cells, sizeof(int32_t));
	g->target = flow_carve(block, cells, sizeof(int32_t));
	g->row = flow_carve(block, cells, sizeof(int32_t));
	r->net.row = flow_carve(block, cells, sizeof(flow_row));
	g->share = flow_carve(block, cells, sizeof(dd));
	r->net.role = flow_carve(block, nodes, 1);
	r->net.posted = flow_carve(block, nodes, sizeof(int64_t));
	r->net.exact = flow_carve(block, nodes, sizeof(dd));
	g->first = flow_carve(block, nodes + 1, sizeof(int32_t));
}

/* ---- whole units ----------------------------------------------------- */

static flow_table_status
sum_weights(rounding *r)
{
	flow_table *t = r->t;

	memset(r->total, 0, (size_t) t->pots * sizeof(int128_t));
	for (int32_t i = 0; i < t->cells; i++)
	{
		int128_t *total = &r->total[t->pot[i]];

		net_step(&r->steps, t->tick);
		if (t->weight[i] == FLOW_TABLE_ABSENT || *total < 0)
			continue;
		if (t->weight[i] > INT128_MAX - *total)
			*total = -1;
		else
			*total += t->weight[i];
	}
	for (int32_t p = 0; p < t->pots; p++)
	{
		t->culprit = p;
		if (r->total[p] < 0)
			return FLOW_TABLE_TOO_LARGE;
		if (r->total[p] == 0 && t->amount[p] != 0)
			return FLOW_TABLE_NO_WEIGHT;
	}
	return FLOW_TABLE_OK;
}

/* amount * weight / total, cut to a whole number, and what remains. */
static uint128_t
cut(uint128_t amount, uint128_t weight, uint128_t total, uint128_t *rest)
{
	if (amount > UINT64_MAX || weight > UINT64_MAX)
		return wide_mul_div(amount, weight, total, rest);
	*rest = amount * weight % total;
	return amount * weight / total;
}

/*
 * Cuts all cells towards zero.  What each pot has left is less than its cells
 * are many; on the way there the difference may wrap around.
 */
static void
cut_cells(rounding *r)
{
	flow_table *t = r->t;

	for (int32_t v = 0; v < r->net.nodes; v++)
		r->net.posted[v] = v < t->pots ? (int64_t) t->amount[v] : 0;
	for (int32_t i = 0; i < t->cells; i++)
	{
		int32_t	  pot = t->pot[i];
		int128_t  amount = t->amount[pot];
		uint128_t rest = 0;
		uint128_t whole = 0;

		net_step(&r->steps, t->tick);
		if (t->weight[i] > 0)
			whole = cut((uint128_t) (amount < 0 ? -amount : amount),
						(uint128_t) t->weight[i],
						(uint128_t) r->total[pot],
						&rest);
		t->units[i] = amount < 0 ? -(int128_t) whole : (int128_t) whole;
		r->rest[i] = (int128_t) rest;
		r->net.posted[pot] =
			(int64_t) ((uint64_t) r->net.posted[pot] - (uint64_t) t->units[i]);
	}
}

/* ---- what is left as a flow ------------------------------------------ */

/* By pot, the larger remainder, the larger weight, participant, cell. */
static int
compare_cells(const void *things, int32_t a, int32_t b)
{
	const rounding	 *r = things;
	const flow_table *t = r->t;

	if (t->pot[a] != t->pot[b])
		return t->pot[a] < t->pot[b] ? -1 : 1;
	if (r->rest[a] != r->rest[b])
		return r->rest[a] > r->rest[b] ? -1 : 1;
	if (t->weight[a] != t->weight[b])
		return t->weight[a] > t->weight[b] ? -1 : 1;
	if (t->participant[a] != t->participant[b])
		return t->participant[a] < t->participant[b] ? -1 : 1;
	return a < b ? -1 : 1;
}

/* Lists the cells that are not whole, as edges from pots to participants. */
static void
list_open(rounding *r)
{
	flow_table *t = r->t;
	flow_graph *g = &r->net.graph;

	g->n = r->net.nodes;
	g->edges = 0;
	memset(g->first, 0, ((size_t) g->n + 1) * sizeof(int32_t));
	for (int32_t i = 0; i < t->cells; i++)
	{
		net_step(&r->steps, t->tick);
		if (r->rest[i] == 0)
			continue;
		r->open[g->edges++] = i;
		g->first[t->pot[i] + 1]++;
	}
	for (int32_t v = 0; v < g->n; v++)
		g->first[v + 1] += g->first[v];
	order_sort(r->open, g->edges, compare_cells, r, t->tick);
	r->net.rows = g->edges;
}

/*
 * What each pot has left and its cells' shares of that.  Totals of
 * participants are added up in the order of the edges, so that they do not
 * depend on that of the cells.
 */
static void
fill_flow(rounding *r)
{
	flow_table *t = r->t;
	flow_net   *net = &r->net;
	flow_graph *g = &net->graph;
	int32_t		turn = 0; /* the first pot that has something left */

	while (turn < t->pots && net->posted[turn] == 0)
		turn++;
	net->negated = turn < t->pots && net->posted[turn] < 0;
	for (int32_t v = 0; v < net->nodes; v++)
	{
		if (net->negated)
			net->posted[v] = -net->posted[v];
		net->role[v] = v < t->pots ? FLOW_IS_POOL : 0;
		net->exact[v] = dd_from_i128(net->posted[v]);
	}
	for (int32_t e = 0; e < g->edges; e++)
	{
		int32_t pot = t->pot[r->open[e]];
		int32_t to = t->pots + t->participant[r->open[e]];
		dd		part = dd_divide(dd_from_i128(r->rest[r->open[e]]),
							 dd_from_i128(r->total[pot]));

		net_step(&r->steps, t->tick);
		net->row[e].kind = FLOW_WEIGHT;
		g->row[e] = e;
		g->target[e] = to;
		if (net->posted[pot] < 0)
			part = dd_negate(part);
		g->share[e] = dd_divide(part, net->exact[pot]);
		net->exact[to] = dd_add(net->exact[to], part);
	}
}

/* Has each participant at most one open cell?  Uses role. */
static bool
is_separate(rounding *r)
{
	flow_table *t = r->t;
	uint8_t	   *met = r->net.role;

	memset(met, 0, (size_t) t->participants);
	for (int32_t e = 0; e < r->net.graph.edges; e++)
	{
		int32_t participant = t->participant[r->open[e]];

		if (met[participant])
			return false;
		met[participant] = 1;
	}
	return true;
}

/*
 * Then pots do not meet, and largest remainder is the answer for each: the
 * first cells of the list get what is left.
 */
static void
give_first(rounding *r)
{
	flow_table *t = r->t;

	for (int32_t e = 0; e < r->net.graph.edges; e++)
	{
		int64_t *left = &r->net.posted[t->pot[r->open[e]]];
		int		 unit = *left > 0 ? 1 : *left < 0 ? -1 : 0;

		t->units[r->open[e]] += unit;
		*left -= unit;
	}
}

/* The open cells by rounding.h. */
static flow_table_status
round_flow(rounding *r, flow_block block)
{
	flow_table *t = r->t;

	fill_flow(r);
	if (flow_round(&r->net, block) != FLOW_OK)
		return FLOW_TABLE_NOT_ROUNDED;
	for (int32_t e = 0; e < r->net.graph.edges; e++)
		t->units[r->open[e]] += r->net.row[e].units;
	return FLOW_TABLE_OK;
}

flow_table_status
flow_table_run(flow_table *t, void *memory)
{
	rounding		  r = {.t = t};
	flow_block		  block = {memory,
							   flow_table_memory(t->pots, t->participants, t->cells)};
	flow_table_status status;

	r.net.nodes = t->pots + t->participants;
	r.net.effort = t->effort;
	r.net.tick = t->tick;
	carve(&r, &block);
	status = sum_weights(&r);
	if (status != FLOW_TABLE_OK)
		return status;
	cut_cells(&r);
	list_open(&r);
	if (!is_separate(&r))
		return round_flow(&r, block);
	give_first(&r);
	return FLOW_TABLE_OK;
}
