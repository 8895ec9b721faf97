/*
 * betweenness.c
 *		On how many shortest paths a node lies.
 */
#include "network/betweenness.h"

#include <string.h>

size_t
net_betweenness_memory(int64_t nodes)
{
	if (nodes < 0 || nodes > NET_MAX)
		return 0;
	return (size_t) nodes * (2 * sizeof(double) + 2 * sizeof(int32_t));
}

/*
 * One search: the nodes in the order of their distance from start, and how
 * many shortest paths lead to each.  Returns how many are reached.
 */
static int32_t
search(const net_graph *g, int32_t start, int32_t *distance, int32_t *queue,
	   double *paths, net_tick tick)
{
	int32_t	 count = 0;
	uint32_t steps = 0;

	memset(distance, -1, (size_t) g->n * sizeof(int32_t));
	distance[start] = 0;
	paths[start] = 1;
	queue[count++] = start;
	for (int32_t head = 0; head < count; head++)
	{
		int32_t v = queue[head];

		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			int32_t u = g->target[e];

			net_step(&steps, tick);
			if (distance[u] < 0)
			{
				distance[u] = distance[v] + 1;
				paths[u] = 0;
				queue[count++] = u;
			}
			if (distance[u] == distance[v] + 1)
				paths[u] += paths[v];
		}
	}
	return count;
}

void
net_betweenness(const net_graph *graph, int32_t starts, double *betweenness,
				void *scratch, net_tick tick)
{
	int32_t	 n = graph->n;
	double	*paths = scratch;
	double	*depends = paths + n;
	int32_t *distance = (int32_t *) (void *) (depends + n);
	int32_t *queue = distance + n;
	uint32_t steps = 0;

	for (int32_t v = 0; v < n; v++)
		betweenness[v] = 0;
	for (int64_t s = 0; s < starts; s++)
	{
		int32_t start = (int32_t) (s * n / starts);
		int32_t count = search(graph, start, distance, queue, paths, tick);

		/* from the farthest back: what each passes on to those behind it */
		for (int32_t i = count - 1; i > 0; i--)
		{
			int32_t v = queue[i];

			depends[v] = 0;
			for (int32_t e = graph->first[v]; e < graph->first[v + 1]; e++)
			{
				int32_t u = graph->target[e];

				net_step(&steps, tick);
				if (distance[u] == distance[v] + 1)
					depends[v] += paths[v] / paths[u] * (1 + depends[u]);
			}
			betweenness[v] += depends[v];
		}
	}
	if (starts > 0 && starts < n)
	{
		for (int32_t v = 0; v < n; v++)
			betweenness[v] *= (double) n / starts;
	}
}
