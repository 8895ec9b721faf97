/*
 * reduction.c
 *		Edges that say nothing new: the transitive reduction.
 */
#include "network/reduction.h"

#include "network/topological.h"

#include <string.h>

static int32_t
words_of(int64_t nodes)
{
	int64_t words = (nodes + 63) / 64;

	return (int32_t) (words < NET_BLOCK_WORDS ? words : NET_BLOCK_WORDS);
}

size_t
net_reduction_memory(int64_t nodes, int64_t edges)
{
	size_t order;

	if (nodes < 0 || nodes > NET_MAX || edges < 0 || edges > NET_MAX)
		return 0;
	order = net_order_memory(nodes);
	return (order + 7) / 8 * 8 +
		   (size_t) nodes * (size_t) words_of(nodes) * sizeof(uint64_t) +
		   (3 * (size_t) nodes + 3 + 2 * (size_t) edges) * sizeof(int32_t) +
		   (size_t) nodes;
}

/*
 * The graph with its nodes renumbered by their places in a topological order:
 * the edges of place p are first[p] .. first[p + 1] - 1, the nearest target
 * first, and edge[] says which edge of the graph each was.
 */
typedef struct reduction
{
	int32_t	  n;
	int32_t	 *place; /* of each node */
	int32_t	 *node;	 /* at each place */
	int32_t	 *first;
	int32_t	 *target; /* a place */
	int32_t	 *edge;
	uint64_t *reach;  /* of each place, for the block at hand */
	uint8_t	 *matter; /* whether that is of use to anybody */
	int32_t	  words;
	net_tick  tick;
} reduction;

/* One place's edges by their targets, by Shell's method. */
static void
sort_targets(reduction *r, int32_t first, int32_t count)
{
	int32_t *target = r->target + first;
	int32_t *edge = r->edge + first;

	for (int32_t gap = count / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
	{
		for (int32_t i = gap; i < count; i++)
		{
			int32_t t = target[i];
			int32_t e = edge[i];
			int32_t j = i;

			for (; j >= gap && target[j - gap] > t; j -= gap)
			{
				target[j] = target[j - gap];
				edge[j] = edge[j - gap];
			}
			target[j] = t;
			edge[j] = e;
		}
	}
}

static void
renumber(reduction *r, const net_graph *g)
{
	int32_t	 at = 0;
	uint32_t steps = 0;

	for (int32_t p = 0; p < r->n; p++)
		r->place[r->node[p]] = p;
	for (int32_t p = 0; p < r->n; p++)
	{
		int32_t v = r->node[p];

		r->first[p] = at;
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			net_step(&steps, r->tick);
			r->target[at] = r->place[g->target[e]];
			r->edge[at++] = e;
		}
		sort_targets(r, r->first[p], at - r->first[p]);
	}
	r->first[r->n] = at;
}

/*
 * What a place reaches in the block matters if it has an edge there, as that
 * may be redundant, or if somebody for whom it matters leads to it.
 */
static void
mark_block(reduction *r, int32_t from, int32_t to)
{
	uint32_t steps = 0;

	memset(r->matter, 0, (size_t) to);
	for (int32_t p = 0; p < to; p++)
	{
		int32_t last = r->first[p + 1];

		net_step(&steps, r->tick);
		/* targets ascend: find the last that is not behind the block */
		while (last > r->first[p] && r->target[last - 1] >= to)
			last--;
		if (last > r->first[p] && r->target[last - 1] >= from)
			r->matter[p] = 1;
		if (r->matter[p] == 0)
			continue;
		for (int32_t i = r->first[p]; i < last; i++)
			r->matter[r->target[i]] = 1;
	}
}

/*
 * What each place reaches of those from "from" on, as far as the block goes.
 * Taken from the end, so that what a target reaches is known; and of a place's
 * targets the nearest first: a target that an earlier one reaches is redundant
 * and brings nothing new.
 */
static void
sweep_block(reduction *r, int32_t from, int32_t to, uint8_t *keep)
{
	uint32_t steps = 0;

	for (int32_t p = to - 1; p >= 0; p--)
	{
		uint64_t *mine = r->reach + (int64_t) p * r->words;

		if (r->matter[p] == 0)
			continue;
		memset(mine, 0, (size_t) r->words * sizeof(uint64_t));
		for (int32_t i = r->first[p]; i < r->first[p + 1]; i++)
		{
			int32_t			q = r->target[i];
			const uint64_t *theirs = r->reach + (int64_t) q * r->words;

			if (q >= to)
				break; /* neither these nor what they reach is in the block */
			net_step(&steps, r->tick);
			if (keep[r->edge[i]] == 0)
				continue;
			if (q >= from)
			{
				int32_t	 bit = q - from;
				uint64_t mask = UINT64_C(1) << (bit & 63);

				if (mine[bit >> 6] & mask)
				{
					keep[r->edge[i]] = 0;
					continue;
				}
				mine[bit >> 6] |= mask;
			}
			for (int32_t w = 0; w < r->words; w++)
				mine[w] |= theirs[w];
		}
	}
}

bool
net_reduction(const net_graph *graph, uint8_t *keep, void *scratch,
			  net_tick tick)
{
	reduction r;
	int32_t	  n = graph->n;
	int32_t	  edges = graph->first[n];
	size_t	  order = (net_order_memory(n) + 7) / 8 * 8;

	r.n = n;
	r.tick = tick;
	r.words = words_of(n);
	r.reach = (uint64_t *) (void *) ((char *) scratch + order);
	r.place = (int32_t *) (r.reach + (size_t) n * (size_t) r.words);
	r.node = r.place + n + 1;
	r.first = r.node + n + 1;
	r.target = r.first + n + 1;
	r.edge = r.target + edges;
	r.matter = (uint8_t *) (r.edge + edges);

	memset(keep, 1, (size_t) edges);
	if (net_order(graph, r.node, scratch, tick) < n)
		return false;
	renumber(&r, graph);
	for (int64_t from = 0; from < n; from += (int64_t) r.words * 64)
	{
		int64_t to = from + (int64_t) r.words * 64;

		to = to < n ? to : n;
		mark_block(&r, (int32_t) from, (int32_t) to);
		sweep_block(&r, (int32_t) from, (int32_t) to, keep);
	}
	return true;
}
