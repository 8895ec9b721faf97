/*
 * cycle.c
 *		Shortest cycles by breadth-first search.
 */
#include "network/cycle.h"

#include <string.h>

typedef struct search
{
	const net_graph *graph;
	const int32_t	*component;
	int32_t			*seen;	 /* the start of the last search that met a node */
	int32_t			*parent; /* the node it was met from */
	int32_t			*queue;
	int32_t			 last; /* the node whose edge closed the cycle */
	uint32_t		 steps;
	net_tick		 tick;
} search;

#define SEARCH_ARRAYS 3

size_t
net_cycle_in_memory(int64_t nodes)
{
	return net_arrays_memory(nodes, SEARCH_ARRAYS);
}

size_t
net_cycle_memory(int64_t nodes)
{
	/* the components, the search, and the cycle of one component */
	size_t strong = net_strong_memory(nodes);

	return strong == 0 ? 0
					   : strong + net_arrays_memory(nodes, SEARCH_ARRAYS + 1);
}

/*
 * Length of the shortest cycle that has start as its smallest node, if it is
 * under the limit; else 0.  Nodes are met in the order of the smallest path
 * to them, so the first edge back closes the smallest of the shortest cycles.
 */
static int32_t
search_from(search *s, int32_t start, int32_t limit)
{
	const int32_t *first = s->graph->first;
	int32_t		   head = 0;
	int32_t		   tail = 1;

	s->queue[0] = start;
	s->seen[start] = start;
	for (int32_t length = 1; length < limit && head < tail; length++)
	{
		int32_t layer_end = tail;

		for (; head < layer_end; head++)
		{
			int32_t v = s->queue[head];

			for (int32_t e = first[v]; e < first[v + 1]; e++)
			{
				int32_t u = s->graph->target[e];

				net_step(&s->steps, s->tick);
				if (u == start)
				{
					s->last = v;
					return length;
				}
				if (u < start || s->component[u] != s->component[start] ||
					s->seen[u] == start)
					continue;
				s->seen[u] = start;
				s->parent[u] = v;
				s->queue[tail++] = u;
			}
		}
	}
	return 0;
}

/* Edges that stay inside the component. */
static int64_t
inner_edges(const net_graph *graph, const net_strong *strong, int32_t c,
			net_tick tick)
{
	int64_t	 edges = 0;
	uint32_t steps = 0;

	for (int32_t i = strong->start[c]; i < strong->start[c + 1]; i++)
	{
		int32_t v = strong->member[i];

		for (int32_t e = graph->first[v]; e < graph->first[v + 1]; e++)
		{
			net_step(&steps, tick);
			edges += strong->component[graph->target[e]] == c;
		}
	}
	return edges;
}

int32_t
net_cycle_in(const net_graph *graph, const net_strong *strong,
			 int32_t component, int32_t *cycle, bool *shortest, void *memory,
			 net_tick tick)
{
	size_t	 size = (size_t) graph->n + 1;
	int32_t *p = memory;
	search	 s =
		{graph, strong->component, p, p + size, p + 2 * size, 0, 0, tick};
	const int32_t *member = strong->member + strong->start[component];
	int32_t members = strong->start[component + 1] - strong->start[component];
	int32_t best = 0;

	*shortest = inner_edges(graph, strong, component, tick) * members <=
				NET_CYCLE_WORK;
	for (int32_t i = 0; i < members; i++)
		s.seen[member[i]] = -1;

	/*
	 * A cycle whose smallest node was searched from already is not shorter
	 * than the best; so each search leaves out the nodes before its start.
	 */
	for (int32_t i = 0; i < members && best != 1; i++)
	{
		int32_t limit = best > 0 ? best : members + 1;
		int32_t length = search_from(&s, member[i], limit);

		if (length > 0)
		{
			best = length;
			for (int32_t v = s.last; length > 0; v = s.parent[v])
				cycle[--length] = v;
		}
		if (!*shortest)
			break;
	}
	return best;
}

int32_t
net_cycle(const net_graph *graph, int32_t *cycle, void *memory, net_tick tick)
{
	int32_t	  *found;
	void	  *scratch;
	net_strong strong;
	int32_t	   best = 0;

	net_strong_find(graph, &strong, memory, tick);
	found = (int32_t *) ((char *) memory + net_strong_memory(graph->n));
	scratch = found + graph->n + 1;
	for (int32_t c = 0; c < strong.count; c++)
	{
		bool	shortest;
		int32_t length =
			net_cycle_in(graph, &strong, c, found, &shortest, scratch, tick);

		if (length == 0 ||
			(best > 0 &&
			 (length > best || (length == best && found[0] > cycle[0]))))
			continue;
		best = length;
		memcpy(cycle, found, (size_t) best * sizeof(int32_t));
	}
	return best;
}
