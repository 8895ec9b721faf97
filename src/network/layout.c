/*
 * layout.c
 *		Bends, runs and segments.
 */
#include "network/layout.h"

#include <string.h>

/* Of which placing takes most. */
#define SCRATCH_ARRAYS 8

static int32_t
layers_between(const net_layers *layers, int32_t v, int32_t u)
{
	int32_t span = layers->layer[u] - layers->layer[v];

	return span < 0 ? -span : span;
}

int64_t
net_layout_bends(const net_graph *graph, const net_layers *layers,
				 int32_t stretch)
{
	int64_t bends = 0;

	for (int32_t v = 0; v < graph->n; v++)
		for (int32_t e = graph->first[v]; e < graph->first[v + 1]; e++)
			if (layers->way[e] != NET_LOOP)
				bends +=
					(int64_t) layers_between(layers, v, graph->target[e]) *
						stretch -
					1;
	return bends;
}

size_t
net_layout_memory(const net_graph *graph, const net_layers *layers,
				  int32_t stretch)
{
	size_t bends = (size_t) net_layout_bends(graph, layers, stretch);
	size_t items = (size_t) graph->n + bends + 1;
	size_t edges = (size_t) graph->first[graph->n] + 1;
	size_t segments = bends + edges;

	/* no more runs and components than items */
	return (edges + 2 * segments + (12 + SCRATCH_ARRAYS) * items) *
		   sizeof(int32_t);
}

/* Where each component's runs begin, and in which each node stands. */
static void
make_runs(net_layout *l)
{
	const net_layers *layers = l->layers;

	memset(l->first_run, 0, sizeof(int32_t) * ((size_t) l->items + 1));
	for (int32_t v = 0; v < l->graph->n; v++)
	{
		int32_t *last = &l->first_run[layers->component[v] + 1];
		int32_t	 mine = layers->layer[v] * l->stretch + 1;

		*last = *last > mine ? *last : mine;
	}
	for (int32_t c = 0; c < layers->components; c++)
		l->first_run[c + 1] += l->first_run[c];
	l->runs = l->first_run[layers->components];
	for (int32_t v = 0; v < l->graph->n; v++)
		l->run[v] =
			l->first_run[layers->component[v]] + layers->layer[v] * l->stretch;
}

/* The item behind another on the way of an edge as it is drawn. */
typedef struct net_chain
{
	int32_t from;
	int32_t to;
	int32_t bend;
	int32_t count;
} net_chain;

static net_chain
chain_of(const net_layout *l, int32_t v, int32_t e)
{
	bool	  turned = l->layers->way[e] == NET_AGAINST;
	int32_t	  u = l->graph->target[e];
	net_chain c = {turned ? u : v,
				   turned ? v : u,
				   l->bend[e],
				   l->bend[e + 1] - l->bend[e]};

	return c;
}

static int32_t
chain_item(const net_chain *c, int32_t i)
{
	return i == 0 ? c->from : i > c->count ? c->to : c->bend + i - 1;
}

/* Counts neighbours, or writes them with first as the places to write to. */
static void
walk_segments(net_layout *l, int32_t *before, int32_t *after, bool write)
{
	const net_graph *g = l->graph;

	for (int32_t v = 0; v < g->n; v++)
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			net_chain c = chain_of(l, v, e);

			if (l->layers->way[e] == NET_LOOP)
				continue;
			for (int32_t i = 0; i <= c.count; i++)
			{
				int32_t a = chain_item(&c, i);
				int32_t b = chain_item(&c, i + 1);

				net_step(&l->steps, l->tick);
				if (write)
				{
					l->after[after[a]++] = b;
					l->before[before[b]++] = a;
					continue;
				}
				after[a + 1]++;
				before[b + 1]++;
				if (i > 0)
					l->run[a] = l->run[c.from] + i;
			}
		}
}

static void
make_segments(net_layout *l)
{
	size_t	 bytes = sizeof(int32_t) * ((size_t) l->items + 1);
	int32_t *before = l->scratch;
	int32_t *after = before + l->items + 1;

	memset(l->before_first, 0, bytes);
	memset(l->after_first, 0, bytes);
	walk_segments(l, l->before_first, l->after_first, false);
	for (int32_t i = 0; i < l->items; i++)
	{
		l->before_first[i + 1] += l->before_first[i];
		l->after_first[i + 1] += l->after_first[i];
	}
	l->segments = l->after_first[l->items];
	memcpy(before, l->before_first, bytes);
	memcpy(after, l->after_first, bytes);
	walk_segments(l, before, after, true);
}

static void
carve(net_layout *l, void *memory, size_t items, size_t edges, size_t segments)
{
	/* first, as it must be aligned */
	l->scratch = memory;
	l->bend = l->scratch + SCRATCH_ARRAYS * items;
	l->before = l->bend + edges;
	l->after = l->before + segments;
	l->run = l->after + segments;
	l->start = l->run + items;
	l->list = l->start + items;
	l->place = l->list + items;
	l->before_first = l->place + items;
	l->after_first = l->before_first + items;
	l->first_run = l->after_first + items;
	l->breadth = l->first_run + items;
	l->depth = l->breadth + items;
	l->across = l->depth + items;
	l->along = l->across + items;
	l->thick = l->along + items;
}

void
net_layout_begin(net_layout *layout, const net_graph *graph,
				 const net_layers *layers, int32_t stretch, void *memory,
				 net_tick tick)
{
	net_layout *l = layout;
	int32_t		edges = graph->first[graph->n];
	int64_t		bends = net_layout_bends(graph, layers, stretch);

	memset(l, 0, sizeof(*l));
	l->graph = graph;
	l->layers = layers;
	l->stretch = stretch;
	l->tick = tick;
	l->items = (int32_t) (graph->n + bends);
	carve(l,
		  memory,
		  (size_t) l->items + 1,
		  (size_t) edges + 1,
		  (size_t) (bends + edges) + 1);
	l->bend[0] = graph->n;
	for (int32_t v = 0; v < graph->n; v++)
		for (int32_t e = graph->first[v]; e < graph->first[v + 1]; e++)
			l->bend[e + 1] =
				l->bend[e] +
				(layers->way[e] == NET_LOOP
					 ? 0
					 : layers_between(layers, v, graph->target[e]) * stretch -
						   1);
	make_runs(l);
	make_segments(l);
	net_group(l->items, l->run, l->runs, l->start, l->list, tick);
	for (int32_t i = 0; i < l->items; i++)
	{
		l->place[l->list[i]] = i;
		l->breadth[i] = 2;
		l->depth[i] = 0;
	}
}
