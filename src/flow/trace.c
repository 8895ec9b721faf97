/*
 * trace.c
 *		From postings to last arrows.
 *
 * For each entry, a pool where postings bring or take money, the pools that
 * it reaches make a network of their own, with all bearers as one node; what
 * solve.h says of money that enters there gives the parts.
 */
#include "flow/trace.h"

#include <math.h>
#include <string.h>

#include "flow/matrix.h"
#include "flow/solve.h"

/*
 * What enters: much, so that the parts have many digits; less where it comes
 * back so often that flows get too large.  The least is the largest posting.
 */
#define MOST_MONEY 50
#define FEWER_BITS 10
#define LARGEST_MONEY 59 /* 2^59 < FLOW_MAX_UNITS */

/* Parts of a last decimal that settle which is rounded the other way. */
#define GRID 1048576.0

static bool
is_pool(const flow_trace *t, int32_t v)
{
	return (t->net->role[v] & FLOW_IS_POOL) != 0;
}

/* ---- postings and arrows --------------------------------------------- */

size_t
trace_count_memory(int64_t nodes, int64_t rows)
{
	return flow_piece(rows, sizeof(trace_posting)) +
		   flow_piece(rows, sizeof(trace_arrow)) +
		   flow_piece(rows, sizeof(int64_t)) +
		   2 * flow_piece(rows + 1, sizeof(int32_t)) +
		   flow_piece(nodes, sizeof(int64_t)) +
		   6 * flow_piece(nodes + 1, sizeof(int32_t)) +
		   4 * flow_piece(rows, sizeof(int32_t));
}

static void
carve_counts(flow_trace *t, flow_block *block)
{
	int64_t nodes = t->net->nodes;
	int64_t rows = t->net->rows;

	t->posting = flow_carve(block, rows, sizeof(trace_posting));
	t->arrow = flow_carve(block, rows, sizeof(trace_arrow));
	t->arrow_units = flow_carve(block, rows, sizeof(int64_t));
	t->posting_first = flow_carve(block, rows + 1, sizeof(int32_t));
	t->edge_arrow = flow_carve(block, rows + 1, sizeof(int32_t));
	t->entry_units = flow_carve(block, nodes, sizeof(int64_t));
	t->arrow_first = flow_carve(block, nodes + 1, sizeof(int32_t));
	t->entry = flow_carve(block, nodes + 1, sizeof(int32_t));
	t->entry_of = flow_carve(block, nodes + 1, sizeof(int32_t));
	t->entry_first = flow_carve(block, nodes + 1, sizeof(int32_t));
	t->queue = flow_carve(block, nodes + 1, sizeof(int32_t));
	t->place = flow_carve(block, nodes + 1, sizeof(int32_t));
}

/* Pairs of nodes with where they come from, to be sorted. */
typedef struct pairs
{
	int32_t	 count;
	int32_t *source;
	int32_t *target;
	int32_t *from;
	int32_t *sorted;
} pairs;

static void
carve_pairs(const flow_trace *t, pairs *p, flow_block *block)
{
	int64_t rows = t->net->rows;

	p->source = flow_carve(block, rows, sizeof(int32_t));
	p->target = flow_carve(block, rows, sizeof(int32_t));
	p->from = flow_carve(block, rows, sizeof(int32_t));
	p->sorted = flow_carve(block, rows, sizeof(int32_t));
}

static void
add_pair(pairs *p, int32_t source, int32_t target, int32_t from)
{
	p->source[p->count] = source;
	p->target[p->count] = target;
	p->from[p->count++] = from;
}

/* posting_first's memory is scratch: it is free until cells are counted. */
static void
sort_pairs(flow_trace *t, pairs *p, int32_t *first)
{
	net_sort_many_edges(t->net->nodes,
						p->count,
						p->source,
						p->target,
						first,
						p->sorted,
						t->posting_first,
						t->net->tick);
}

/* Are the k-th and the l-th pair, as sorted, the same? */
static bool
same_pair(const pairs *p, int32_t k, int32_t l)
{
	return p->source[p->sorted[k]] == p->source[p->sorted[l]] &&
		   p->target[p->sorted[k]] == p->target[p->sorted[l]];
}

static void
find_postings(flow_trace *t, pairs *p)
{
	const flow_row *row = t->net->row;
	uint32_t		steps = 0;
	int32_t			kept = 0;

	p->count = 0;
	for (int32_t i = 0; i < t->net->rows; i++)
	{
		net_step(&steps, t->net->tick);
		if (row[i].kind == FLOW_POSTING)
			add_pair(p, row[i].source, row[i].target, i);
	}
	sort_pairs(t, p, t->arrow_first);
	for (int32_t k = 0; k < p->count; k++)
	{
		int32_t		  i = p->sorted[k];
		trace_posting posting = {p->source[i],
								 p->target[i],
								 row[p->from[i]].units};

		net_step(&steps, t->net->tick);
		for (; k + 1 < p->count && same_pair(p, k, k + 1); k++)
			posting.units += row[p->from[p->sorted[k + 1]]].units;
		/* what has come to nothing leaves no trace */
		if (posting.units != 0)
			t->posting[kept++] = posting;
	}
	t->postings = kept;
}

static void
find_arrows(flow_trace *t, pairs *p)
{
	const flow_graph *g = &t->net->graph;
	uint32_t		  steps = 0;

	p->count = 0;
	for (int32_t v = 0; v < g->n; v++)
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			net_step(&steps, t->net->tick);
			t->edge_arrow[e] = -1;
			if (!is_pool(t, g->target[e]))
				add_pair(p, v, g->target[e], e);
		}
	sort_pairs(t, p, t->arrow_first);
	t->arrows = 0;
	for (int32_t v = 0; v < g->n; v++)
	{
		int32_t start = t->arrow_first[v];

		t->arrow_first[v] = t->arrows;
		for (int32_t k = start; k < t->arrow_first[v + 1]; k++)
		{
			int32_t i = p->sorted[k];

			net_step(&steps, t->net->tick);
			if (k == start || t->arrow[t->arrows - 1].bearer != p->target[i])
			{
				t->arrow_units[t->arrows] = 0;
				t->arrow[t->arrows++] = (trace_arrow){v, p->target[i]};
			}
			t->edge_arrow[p->from[i]] = t->arrows - 1;
			t->arrow_units[t->arrows - 1] +=
				t->net->row[g->row[p->from[i]]].units;
		}
	}
	t->arrow_first[g->n] = t->arrows;
}

/* ---- what is reached ------------------------------------------------- */

/* The pools that a pool reaches, itself included, into queue and place. */
static int32_t
reach(flow_trace *t, int32_t from, uint32_t *steps)
{
	const flow_graph *g = &t->net->graph;
	int32_t			  tail = 1;

	t->queue[0] = from;
	t->place[from] = 0;
	for (int32_t head = 0; head < tail; head++)
		for (int32_t e = g->first[t->queue[head]];
			 e < g->first[t->queue[head] + 1];
			 e++)
		{
			int32_t u = g->target[e];

			net_step(steps, t->net->tick);
			if (t->edge_arrow[e] >= 0 || t->place[u] >= 0)
				continue;
			t->place[u] = tail;
			t->queue[tail++] = u;
		}
	return tail;
}

static void
leave(flow_trace *t, int32_t pools)
{
	for (int32_t i = 0; i < pools; i++)
		t->place[t->queue[i]] = -1;
}

/* Counts the parts of one entry, and looks how large its network is. */
static int64_t
count_parts(flow_trace *t, int32_t entry, uint32_t *steps)
{
	const flow_graph *g = &t->net->graph;
	int32_t			  pools = reach(t, t->entry[entry], steps);
	int64_t			  parts = 0;
	int32_t			  edges = 0;

	for (int32_t i = 0; i < pools; i++)
	{
		int32_t v = t->queue[i];

		parts += t->arrow_first[v + 1] - t->arrow_first[v];
		edges += g->first[v + 1] - g->first[v];
	}
	leave(t, pools);
	if (pools > t->most_pools)
		t->most_pools = pools;
	if (edges > t->most_edges)
		t->most_edges = edges;
	return parts;
}

/* The number of an entry, which is counted if it is new; -1 for a bearer. */
static int32_t
find_entry(flow_trace *t, int32_t v, int64_t units, int64_t *parts,
		   uint32_t *steps)
{
	int32_t entry = t->entry_of[v];

	units = units < 0 ? -units : units;
	if (!is_pool(t, v))
		return -1;
	if (entry < 0)
	{
		entry = t->entry_of[v] = t->entries++;
		t->entry[entry] = v;
		t->entry_units[entry] = units;
		t->entry_first[entry] = (int32_t) *parts;
		*parts += count_parts(t, entry, steps);
		t->entry_first[entry + 1] =
			*parts <= t->most_cells ? (int32_t) *parts : 0;
	}
	else if (t->entry_units[entry] < units)
		t->entry_units[entry] = units;
	return entry;
}

/* Cells are counted as if source and target reached different arrows. */
static trace_status
count_cells(flow_trace *t)
{
	int64_t	 parts = 0;
	int64_t	 cells = 0;
	uint32_t steps = 0;

	for (int32_t v = 0; v < t->net->nodes; v++)
		t->entry_of[v] = t->place[v] = -1;
	t->entry_first[0] = 0;
	for (int32_t p = 0; p < t->postings; p++)
	{
		int32_t end[2] = {t->posting[p].source, t->posting[p].target};

		t->posting_first[p] = (int32_t) cells;
		for (int k = 0; k < 2; k++)
		{
			int32_t entry =
				find_entry(t, end[k], t->posting[p].units, &parts, &steps);

			if (parts > t->most_cells)
				return TRACE_TOO_MANY;
			if (entry >= 0)
				cells += t->entry_first[entry + 1] - t->entry_first[entry];
		}
		if (cells > t->most_cells)
			return TRACE_TOO_MANY;
	}
	t->posting_first[t->postings] = (int32_t) cells;
	return TRACE_OK;
}

trace_status
trace_count(flow_trace *t, void *memory)
{
	flow_block block = {memory,
						trace_count_memory(t->net->nodes, t->net->rows)};
	pairs	   p;

	carve_counts(t, &block);
	carve_pairs(t, &p, &block);
	t->entries = 0;
	t->most_pools = 0;
	t->most_edges = 0;
	find_postings(t, &p);
	find_arrows(t, &p);
	return count_cells(t);
}

/* ---- memory ---------------------------------------------------------- */

static int32_t
most_cells_of_a_posting(const flow_trace *t)
{
	int32_t most = 0;

	for (int32_t p = 0; p < t->postings; p++)
		if (t->posting_first[p + 1] - t->posting_first[p] > most)
			most = t->posting_first[p + 1] - t->posting_first[p];
	return most;
}

/* The network of one entry: its pools and the node of all bearers. */
static size_t
entry_memory(int64_t pools, int64_t edges)
{
	return 2 * flow_piece(pools + 2, sizeof(int32_t)) +
		   flow_piece(edges, sizeof(int32_t)) + flow_piece(edges, sizeof(dd)) +
		   flow_piece(pools + 1, 1) + flow_piece(pools + 1, sizeof(int64_t)) +
		   flow_piece(pools + 1, sizeof(dd)) +
		   flow_solve_memory(pools + 1, edges);
}

static size_t
round_memory(const flow_trace *t)
{
	return 2 * flow_piece(t->postings, sizeof(int64_t)) +
		   flow_piece(t->postings, 1) +
		   flow_piece(t->arrows, sizeof(int64_t)) +
		   matrix_memory(t->postings,
						 t->arrows,
						 t->posting_first[t->postings]);
}

static size_t
parts_memory(const flow_trace *t)
{
	int64_t parts = t->entry_first[t->entries];

	return flow_piece(parts, sizeof(int32_t)) + flow_piece(parts, sizeof(dd));
}

static size_t
cells_memory(const flow_trace *t)
{
	int64_t cells = t->posting_first[t->postings];
	int64_t most = most_cells_of_a_posting(t);

	return flow_piece(cells, sizeof(int32_t)) + flow_piece(cells, sizeof(dd)) +
		   flow_piece(cells, sizeof(int64_t)) +
		   2 * flow_piece(most, sizeof(int128_t)) +
		   flow_piece(most, sizeof(int32_t)) +
		   flow_piece(most, sizeof(double));
}

size_t
trace_memory(const flow_trace *t)
{
	size_t solving = entry_memory(t->most_pools, t->most_edges);
	size_t rounding = round_memory(t);

	return parts_memory(t) + cells_memory(t) +
		   (solving > rounding ? solving : rounding);
}

static void
carve_results(flow_trace *t, flow_block *block)
{
	int64_t parts = t->entry_first[t->entries];
	int64_t cells = t->posting_first[t->postings];
	int64_t most = most_cells_of_a_posting(t);

	t->part_arrow = flow_carve(block, parts, sizeof(int32_t));
	t->part = flow_carve(block, parts, sizeof(dd));
	t->cell_arrow = flow_carve(block, cells, sizeof(int32_t));
	t->cell_part = flow_carve(block, cells, sizeof(dd));
	t->cell_units = flow_carve(block, cells, sizeof(int64_t));
	t->share = flow_carve(block, most, sizeof(int128_t));
	t->exact = flow_carve(block, most, sizeof(int128_t));
	t->list = flow_carve(block, most, sizeof(int32_t));
	t->key = flow_carve(block, most, sizeof(double));
}

/* ---- parts of one entry ---------------------------------------------- */

static void
carve_entry(flow_net *sub, flow_block *block)
{
	flow_graph *g = &sub->graph;

	g->first = flow_carve(block, (int64_t) sub->nodes + 1, sizeof(int32_t));
	g->target = flow_carve(block, sub->rows, sizeof(int32_t));
	g->share = flow_carve(block, sub->rows, sizeof(dd));
	sub->role = flow_carve(block, sub->nodes, 1);
	sub->posted = flow_carve(block, sub->nodes, sizeof(int64_t));
	sub->exact = flow_carve(block, sub->nodes, sizeof(dd));
}

/* Copies what leads from the pools in the queue; the last node bears all. */
static void
copy_graph(const flow_trace *t, flow_net *sub, uint32_t *steps)
{
	const flow_graph *g = &t->net->graph;
	int32_t			  bearer = sub->nodes - 1;
	int32_t			  count = 0;

	sub->graph.n = sub->nodes;
	sub->graph.edges = sub->rows;
	for (int32_t i = 0; i < bearer; i++)
	{
		int32_t v = t->queue[i];

		sub->graph.first[i] = count;
		sub->role[i] = FLOW_IS_POOL | FLOW_IS_REACHED;
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			net_step(steps, t->net->tick);
			sub->graph.target[count] =
				t->edge_arrow[e] >= 0 ? bearer : t->place[g->target[e]];
			sub->graph.share[count++] = g->share[e];
		}
	}
	sub->role[bearer] = FLOW_IS_REACHED;
	sub->graph.first[bearer] = sub->graph.first[bearer + 1] = count;
}

/* What of one unit of money that enters at the pool comes to each arrow. */
static void
write_parts(flow_trace *t, int32_t entry, const flow_net *sub, int bits,
			uint32_t *steps)
{
	const flow_graph *g = &t->net->graph;
	double			  unit = ldexp(1, -bits);
	int32_t			  at = t->entry_first[entry];

	for (int32_t i = 0; i < sub->nodes - 1; i++)
	{
		int32_t v = t->queue[i];
		int32_t arrow = t->arrow_first[v];
		int32_t arrows = t->arrow_first[v + 1] - arrow;
		dd		total = {sub->exact[i].hi * unit, sub->exact[i].lo * unit};

		for (int32_t a = 0; a < arrows; a++)
		{
			t->part_arrow[at + a] = arrow + a;
			t->part[at + a] = dd_from(0);
		}
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			dd *part = t->part + at + (t->edge_arrow[e] - arrow);

			net_step(steps, t->net->tick);
			if (t->edge_arrow[e] >= 0)
				*part = dd_add(*part, dd_multiply(g->share[e], total));
		}
		at += arrows;
	}
}

/* The culprits of a part as nodes of the whole. */
static trace_status
blame(flow_trace *t, const flow_net *sub, flow_status status)
{
	if (status == FLOW_TOO_LARGE)
		return TRACE_TOO_LARGE;
	for (int32_t i = 0; i < sub->culprit_count; i++)
		t->place[i] = t->queue[sub->culprits[i]];
	t->net->culprits = t->place;
	t->net->culprit_count = sub->culprit_count;
	return TRACE_NOT_SOLVED;
}

static int
bits_of(int64_t units)
{
	int bits = 0;

	while (bits < LARGEST_MONEY && (INT64_C(1) << bits) < units)
		bits++;
	return bits;
}

static trace_status
solve_entry(flow_trace *t, int32_t entry, flow_block block, uint32_t *steps)
{
	flow_net	sub = {.method = FLOW_RECIPROCAL, .tick = t->net->tick};
	int32_t		pools = reach(t, t->entry[entry], steps);
	int			least = bits_of(t->entry_units[entry]);
	int			bits = least > MOST_MONEY ? least : MOST_MONEY;
	flow_status status;

	/* parts ascend by arrow, and arrows by their pool */
	matrix_sort(t->queue, pools, NULL, t->net->tick);
	for (int32_t i = 0; i < pools; i++)
	{
		t->place[t->queue[i]] = i;
		sub.rows += t->net->graph.first[t->queue[i] + 1] -
					t->net->graph.first[t->queue[i]];
	}
	sub.nodes = pools + 1;
	carve_entry(&sub, &block);
	copy_graph(t, &sub, steps);
	memset(sub.posted, 0, (size_t) sub.nodes * sizeof(int64_t));
	for (;; bits = bits - FEWER_BITS > least ? bits - FEWER_BITS : least)
	{
		sub.posted[t->place[t->entry[entry]]] = INT64_C(1) << bits;
		status = flow_solve(&sub, block);
		if (status == FLOW_OK || bits == least)
			break;
	}
	if (status != FLOW_OK)
		return blame(t, &sub, status);
	write_parts(t, entry, &sub, bits, steps);
	leave(t, pools);
	return TRACE_OK;
}

/* ---- cells of the postings ------------------------------------------- */

/* The parts of the target less those of the source, by arrow. */
static void
set_cells(flow_trace *t, int32_t p, int32_t *count)
{
	int32_t taken = t->entry_of[t->posting[p].source];
	int32_t given = t->entry_of[t->posting[p].target];
	int32_t a = given < 0 ? 0 : t->entry_first[given];
	int32_t a_end = given < 0 ? 0 : t->entry_first[given + 1];
	int32_t b = taken < 0 ? 0 : t->entry_first[taken];
	int32_t b_end = taken < 0 ? 0 : t->entry_first[taken + 1];

	t->posting_first[p] = *count;
	while (a < a_end || b < b_end)
	{
		bool gives =
			a < a_end && (b == b_end || t->part_arrow[a] <= t->part_arrow[b]);
		bool takes =
			b < b_end && (a == a_end || t->part_arrow[b] <= t->part_arrow[a]);
		dd part = dd_from(0);

		t->cell_arrow[*count] = gives ? t->part_arrow[a] : t->part_arrow[b];
		if (gives)
			part = t->part[a++];
		if (takes)
			part = dd_subtract(part, t->part[b++]);
		t->cell_part[(*count)++] = part;
	}
}

/* What the cells of a posting add up to, in postings: 1, 0 or -1. */
static int
parts_total(const flow_trace *t, int32_t p)
{
	return is_pool(t, t->posting[p].target) - is_pool(t, t->posting[p].source);
}

/*
 * Rounds; a trace whose first posting is a credit is calculated with all signs
 * turned, so that credits mirror debits.
 */
static trace_status
round_cells(flow_trace *t, flow_block block)
{
	int64_t *factor = flow_carve(&block, t->postings, sizeof(int64_t));
	int64_t *total = flow_carve(&block, t->postings, sizeof(int64_t));
	int8_t	*sign = flow_carve(&block, t->postings, 1);
	int64_t *column_total = flow_carve(&block, t->arrows, sizeof(int64_t));
	int		 turn = t->postings > 0 && t->posting[0].units < 0 ? -1 : 1;
	matrix	 m = {.rows = t->postings,
				  .columns = t->arrows,
				  .first = t->posting_first,
				  .column = t->cell_arrow,
				  .part = t->cell_part,
				  .factor = factor,
				  .row_total = total,
				  .column_total = column_total,
				  .sign = sign,
				  .effort = t->effort,
				  .tick = t->net->tick,
				  .amount = t->cell_units};

	for (int32_t p = 0; p < t->postings; p++)
	{
		factor[p] = turn * t->posting[p].units;
		total[p] = factor[p] * parts_total(t, p);
		sign[p] = (int8_t) ((total[p] > 0) - (total[p] < 0));
	}
	for (int32_t a = 0; a < t->arrows; a++)
		column_total[a] = turn * t->arrow_units[a];
	if (!matrix_round(&m, block))
		return TRACE_NOT_ROUNDED;
	for (int32_t i = 0; i < t->posting_first[t->postings]; i++)
		t->cell_units[i] *= turn;
	return TRACE_OK;
}

trace_status
trace_run(flow_trace *t, void *memory)
{
	flow_block block = {memory, trace_memory(t)};
	int32_t	   count = 0;
	uint32_t   steps = 0;

	carve_results(t, &block);
	for (int32_t i = 0; i < t->entries; i++)
	{
		trace_status status = solve_entry(t, i, block, &steps);

		if (status != TRACE_OK)
			return status;
	}
	for (int32_t p = 0; p < t->postings; p++)
		set_cells(t, p, &count);
	t->posting_first[t->postings] = count;
	return round_cells(t, block);
}

/* ---- parts as numbers ------------------------------------------------ */

/* The nearest whole number, and what is above it. */
static int128_t
nearest(dd a, double *above)
{
	double high = floor(a.hi);
	dd	   rest = dd_two_sum(a.hi - high, a.lo);
	double low = floor(rest.hi + 0.5);

	*above = (rest.hi - low) + rest.lo;
	return (int128_t) high + (int128_t) low;
}

/*
 * Parts times a factor as whole numbers that add up to total: the nearest
 * ones, and where they do not add up, the next ones for those that are
 * nearest to them.
 */
static void
add_up(flow_trace *t, const dd *part, int32_t n, dd factor, int128_t total,
	   int128_t *number)
{
	int step;

	for (int32_t i = 0; i < n; i++)
	{
		dd value = dd_multiply(part[i], factor);

		number[i] = nearest(value, &t->key[i]);
		t->list[i] = i;
		total -= number[i];
	}
	if (total == 0)
		return;
	step = total > 0 ? 1 : -1;
	/* on a grid, so that equal parts are equal whatever their last bits */
	for (int32_t i = 0; i < n; i++)
		t->key[i] = -step * floor(t->key[i] * GRID + 0.5);
	matrix_sort(t->list, n, t->key, t->net->tick);
	for (int32_t i = 0; i < n && total != 0; i++, total -= step)
		number[t->list[i]] += step;
}

/* A credit is calculated as the debit that it mirrors. */
void
trace_numbers(flow_trace *t, int32_t p)
{
	const dd *part = t->cell_part + t->posting_first[p];
	int32_t	  n = t->posting_first[p + 1] - t->posting_first[p];
	int64_t	  units = t->posting[p].units;
	int128_t  exact = (int128_t) (units < 0 ? -units : units) * 1000000;
	int128_t  share = (int128_t) INT64_C(10000000000) * INT64_C(10000000000);
	int		  total = parts_total(t, p);

	add_up(t, part, n, dd_from_i128(share), share * total, t->share);
	add_up(t, part, n, dd_from_i128(exact), exact * total, t->exact);
	for (int32_t i = 0; i < n && units < 0; i++)
		t->exact[i] = -t->exact[i];
}
