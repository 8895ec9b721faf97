/*
 * layers.c
 *		Layers for a drawing.
 */
#include "network/layers.h"

#include "network/reach.h"
#include "network/strong.h"

#include <string.h>

typedef struct finder
{
	const net_graph *graph;
	net_layers		*out;
	net_strong		 strong;
	int32_t			*in;	/* edges that lead to each node */
	int32_t			*ahead; /* edges that lead from it */
	int32_t			*rank;	/* in the order of its strong component */
	int32_t			*order;
	int32_t			*back_first; /* the graph with its edges turned */
	int32_t			*back_target;
	uint32_t		 steps;
	net_tick		 tick;
} finder;

size_t
net_layers_memory(int64_t nodes, int64_t edges)
{
	size_t strong = net_strong_memory(nodes);
	size_t arrays = net_arrays_memory(nodes, 7);

	if (strong == 0 || arrays == 0 || edges < 0 || edges > NET_MAX)
		return 0;
	return (strong + 7) / 8 * 8 + arrays +
		   (size_t) edges * (sizeof(int32_t) + 1);
}

/* Takes a node out of its strong component: its neighbours lose an edge. */
static void
take_out(finder *f, int32_t v)
{
	const net_graph *g = f->graph;
	int32_t			 c = f->strong.component[v];

	for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		if (f->strong.component[g->target[e]] == c)
			f->in[g->target[e]]--;
	for (int32_t e = f->back_first[v]; e < f->back_first[v + 1]; e++)
		if (f->strong.component[f->back_target[e]] == c)
			f->ahead[f->back_target[e]]--;
	net_steps(&f->steps,
			  g->first[v + 1] - g->first[v] + f->back_first[v + 1] -
				  f->back_first[v],
			  f->tick);
}

/* The next node by the greedy rule; *last says it goes to the end. */
static int32_t
choose(finder *f, const int32_t *member, int32_t count, bool *last)
{
	int32_t best = -1;

	for (int32_t i = 0; i < count; i++)
	{
		int32_t v = member[i];

		net_step(&f->steps, f->tick);
		if (f->rank[v] >= 0)
			continue;
		*last = f->ahead[v] == 0;
		if (*last || f->in[v] == 0)
			return v;
		if (best < 0 || f->ahead[v] - f->in[v] > f->ahead[best] - f->in[best])
			best = v;
	}
	*last = false;
	return best;
}

/* Edges inside the component, without those from a node to itself. */
static void
count_inside(finder *f, int32_t v)
{
	const net_graph *g = f->graph;
	int32_t			 c = f->strong.component[v];

	for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		if (g->target[e] != v && f->strong.component[g->target[e]] == c)
			f->ahead[v]++;
	for (int32_t e = f->back_first[v]; e < f->back_first[v + 1]; e++)
		if (f->back_target[e] != v &&
			f->strong.component[f->back_target[e]] == c)
			f->in[v]++;
	f->rank[v] = -1;
}

static void
order_component(finder *f, int32_t c)
{
	const int32_t *member = f->strong.member + f->strong.start[c];
	int32_t		   count = f->strong.start[c + 1] - f->strong.start[c];
	int32_t		   low = 0;
	int32_t		   high = count;

	for (int32_t i = 0; i < count; i++)
		count_inside(f, member[i]);
	while (low < high)
	{
		bool	last;
		int32_t v = choose(f, member, count, &last);

		f->rank[v] = last ? --high : low++;
		take_out(f, v);
	}
}

static void
turn_edges(finder *f)
{
	const net_graph *g = f->graph;

	for (int32_t v = 0; v < g->n; v++)
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			int32_t u = g->target[e];

			net_step(&f->steps, f->tick);
			f->out->way[e] =
				u == v ? NET_LOOP
				: f->strong.component[u] == f->strong.component[v] &&
						f->rank[u] < f->rank[v]
					? NET_AGAINST
					: NET_ALONG;
		}
}

/* The ends of an edge as it is drawn. */
static void
ends_of(const finder *f, int32_t v, int32_t e, int32_t *from, int32_t *to)
{
	bool turned = f->out->way[e] == NET_AGAINST;

	*from = turned ? f->graph->target[e] : v;
	*to = turned ? v : f->graph->target[e];
}

/*
 * Longest paths, in rounds over an order of Kahn: edges as they are drawn have
 * no lists of their own, so a node looks at its edges both ways.
 */
static void
put_longest(finder *f)
{
	const net_graph *g = f->graph;
	int32_t			*layer = f->out->layer;
	int32_t			 head = 0;
	int32_t			 tail = 0;

	memset(f->in, 0, sizeof(int32_t) * (size_t) g->n);
	for (int32_t v = 0; v < g->n; v++)
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			int32_t from;
			int32_t to;

			ends_of(f, v, e, &from, &to);
			if (f->out->way[e] != NET_LOOP)
				f->in[to]++;
		}
	for (int32_t v = 0; v < g->n; v++)
	{
		layer[v] = 0;
		if (f->in[v] == 0)
			f->order[tail++] = v;
	}
	while (head < tail)
	{
		int32_t v = f->order[head++];

		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			int32_t u = g->target[e];

			net_step(&f->steps, f->tick);
			if (f->out->way[e] != NET_ALONG)
				continue;
			layer[u] = layer[u] > layer[v] + 1 ? layer[u] : layer[v] + 1;
			if (--f->in[u] == 0)
				f->order[tail++] = u;
		}
		/* edges that are turned lead from here to where they come from */
		for (int32_t b = f->back_first[v]; b < f->back_first[v + 1]; b++)
		{
			int32_t u = f->back_target[b];

			net_step(&f->steps, f->tick);
			if (u == v || f->strong.component[u] != f->strong.component[v] ||
				f->rank[v] > f->rank[u])
				continue;
			layer[u] = layer[u] > layer[v] + 1 ? layer[u] : layer[v] + 1;
			if (--f->in[u] == 0)
				f->order[tail++] = u;
		}
	}
}

/* The least layer that a node's edges, as drawn, lead to; counts them. */
static int32_t
least_after(finder *f, int32_t v, int32_t *after, int32_t *before)
{
	const net_graph *g = f->graph;
	const int32_t	*layer = f->out->layer;
	int32_t			 least = INT32_MAX;

	*after = 0;
	*before = 0;
	for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
	{
		int32_t u = g->target[e];

		net_step(&f->steps, f->tick);
		if (f->out->way[e] == NET_AGAINST)
			(*before)++;
		if (f->out->way[e] != NET_ALONG)
			continue;
		(*after)++;
		least = layer[u] < least ? layer[u] : least;
	}
	for (int32_t b = f->back_first[v]; b < f->back_first[v + 1]; b++)
	{
		int32_t u = f->back_target[b];

		if (u == v)
			continue;
		if (layer[u] < layer[v])
		{
			(*before)++;
			continue;
		}
		/* it stands later and leads here: a turned edge */
		(*after)++;
		least = layer[u] < least ? layer[u] : least;
	}
	return least;
}

/* Nodes with more ways out than in move as far as these allow. */
static void
pull(finder *f)
{
	for (int32_t i = f->graph->n - 1; i >= 0; i--)
	{
		int32_t v = f->order[i];
		int32_t after;
		int32_t before;
		int32_t least = least_after(f, v, &after, &before);

		if (after > before)
			f->out->layer[v] = least - 1;
	}
}

/* Layers begin at 0 in each component. */
static void
split(finder *f)
{
	net_layers *out = f->out;
	int32_t	   *least = f->ahead;
	int32_t		n = f->graph->n;

	out->components = net_components(f->graph, out->component, f->tick);
	for (int32_t v = 0; v < n; v++)
		least[v] = INT32_MAX;
	for (int32_t v = 0; v < n; v++)
		if (out->layer[v] < least[out->component[v]])
			least[out->component[v]] = out->layer[v];
	for (int32_t v = 0; v < n; v++)
		out->layer[v] -= least[out->component[v]];
}

void
net_layers_find(const net_graph *graph, net_layers *layers, void *memory,
				net_tick tick)
{
	size_t	n = (size_t) graph->n + 1;
	int32_t edges = graph->first[graph->n];
	finder	f = {0};

	f.graph = graph;
	f.out = layers;
	f.tick = tick;
	net_strong_find(graph, &f.strong, memory, tick);
	layers->layer =
		(int32_t *) (void *) ((char *) memory +
							  (net_strong_memory(graph->n) + 7) / 8 * 8);
	layers->component = layers->layer + n;
	f.in = layers->component + n;
	f.ahead = f.in + n;
	f.rank = f.ahead + n;
	f.order = f.rank + n;
	f.back_first = f.order + n;
	f.back_target = f.back_first + n;
	layers->way = (uint8_t *) (f.back_target + edges);

	net_reverse(graph, f.back_first, f.back_target, tick);
	memset(f.in, 0, sizeof(int32_t) * 2 * n);
	for (int32_t c = 0; c < f.strong.count; c++)
		order_component(&f, c);
	turn_edges(&f);
	put_longest(&f);
	pull(&f);
	split(&f);
}
