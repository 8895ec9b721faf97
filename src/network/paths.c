/*
 * paths.c
 *		All ways from one node to another.
 */
#include "network/paths.h"

#include <string.h>

size_t
net_walk_memory(int64_t nodes)
{
	if (nodes < 0 || nodes > NET_MAX)
		return 0;
	/* a circle names its first node twice */
	return ((size_t) nodes + 2) * (2 * sizeof(int32_t) + 1);
}

void
net_walk_begin(net_walk *walk, const net_graph *graph, const uint8_t *leads,
			   int32_t from, int32_t to, void *scratch, net_tick tick)
{
	int32_t n = graph->n;

	walk->graph = graph;
	walk->leads = leads;
	walk->from = from;
	walk->to = to;
	walk->tick = tick;
	walk->path = scratch;
	walk->edge = walk->path + n + 2;
	walk->on = (uint8_t *) (walk->edge + n + 2);
	walk->steps = 0;
	memset(walk->on, 0, (size_t) n);
	walk->length = 0;
	walk->path[0] = from;
	walk->edge[0] = graph->first[from];
	walk->on[from] = 1;
}

/* Goes forward along the next edge that may lead there, or a step back. */
bool
net_walk_next(net_walk *walk)
{
	const net_graph *g = walk->graph;

	/* behind a path: back from its last node */
	if (walk->length > 0 && walk->path[walk->length] == walk->to)
		walk->length--;
	while (walk->length >= 0)
	{
		int32_t v = walk->path[walk->length];
		int32_t u;

		net_step(&walk->steps, walk->tick);
		if (walk->edge[walk->length] == g->first[v + 1])
		{
			walk->on[v] = 0;
			walk->length--;
			continue;
		}
		u = g->target[walk->edge[walk->length]++];
		if (u == walk->to)
		{
			walk->path[++walk->length] = u;
			return true;
		}
		if (!walk->leads[u] || walk->on[u])
			continue;
		walk->path[++walk->length] = u;
		walk->edge[walk->length] = g->first[u];
		walk->on[u] = 1;
	}
	return false;
}
