/*
 * reach.c
 *		What can be reached from a node, and what hangs together at all.
 */
#include "network/reach.h"

#include <string.h>

int32_t
net_reach(const net_graph *graph, int32_t start, int32_t *distance,
		  int32_t *queue, net_tick tick)
{
	int32_t	 head = 0;
	int32_t	 tail = 0;
	int32_t	 v = start;
	int32_t	 next = 1;
	uint32_t steps = 0;

	memset(distance, -1, (size_t) graph->n * sizeof(int32_t));
	for (;;)
	{
		for (int32_t e = graph->first[v]; e < graph->first[v + 1]; e++)
		{
			int32_t u = graph->target[e];

			net_step(&steps, tick);
			if (distance[u] >= 0)
				continue;
			distance[u] = next;
			queue[tail++] = u;
		}
		if (head == tail)
			return next - 1;
		v = queue[head++];
		next = distance[v] + 1;
	}
}

/* The representative of a set; the way to it is halved for the next time. */
static int32_t
find_root(int32_t *parent, int32_t v)
{
	while (parent[v] != v)
	{
		parent[v] = parent[parent[v]];
		v = parent[v];
	}
	return v;
}

int32_t
net_components(const net_graph *graph, int32_t *component, net_tick tick)
{
	int32_t	 count = 0;
	uint32_t steps = 0;

	for (int32_t v = 0; v < graph->n; v++)
		component[v] = v;
	for (int32_t v = 0; v < graph->n; v++)
		for (int32_t e = graph->first[v]; e < graph->first[v + 1]; e++)
		{
			int32_t a = find_root(component, v);
			int32_t b = find_root(component, graph->target[e]);

			net_step(&steps, tick);
			/* the smaller becomes the root, so a root precedes its members */
			if (a < b)
				component[b] = a;
			else
				component[a] = b;
		}

	/*
	 * Numbered in place: what comes before v has its number already, and the
	 * parent of v does.
	 */
	for (int32_t v = 0; v < graph->n; v++)
	{
		net_step(&steps, tick);
		component[v] = component[v] == v ? count++ : component[component[v]];
	}
	return count;
}
