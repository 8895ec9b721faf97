/*
 * graph.c
 *		Sorting, turning round and grouping by counting.
 */
#include "network/graph.h"

#include <string.h>

/* Counts into counts[0 .. n - 1] where each number's run begins. */
static void
run_starts(int32_t *counts, int32_t n)
{
	int32_t before = 0;

	for (int32_t i = 0; i <= n; i++)
	{
		int32_t here = counts[i];

		counts[i] = before;
		before += here;
	}
}

/* Puts back the run starts that filling the runs has moved on by one run. */
static void
shift_back(int32_t *starts, int32_t n)
{
	memmove(starts + 1, starts, (size_t) n * sizeof(int32_t));
	starts[0] = 0;
}

void
net_sort_many_edges(int32_t n, int32_t count, const int32_t *source,
					const int32_t *target, int32_t *first, int32_t *edge,
					int32_t *scratch, net_tick tick)
{
	uint32_t steps = 0;

	memset(first, 0, ((size_t) n + 1) * sizeof(int32_t));
	for (int32_t e = 0; e < count; e++)
	{
		net_step(&steps, tick);
		first[target[e]]++;
	}
	run_starts(first, n);
	for (int32_t e = 0; e < count; e++)
	{
		net_step(&steps, tick);
		scratch[first[target[e]]++] = e;
	}

	memset(first, 0, ((size_t) n + 1) * sizeof(int32_t));
	for (int32_t e = 0; e < count; e++)
	{
		net_step(&steps, tick);
		first[source[e]]++;
	}
	run_starts(first, n);
	for (int32_t i = 0; i < count; i++)
	{
		net_step(&steps, tick);
		edge[first[source[scratch[i]]]++] = scratch[i];
	}
	shift_back(first, n);
}

void
net_sort_edges(int32_t n, int32_t count, const int32_t *source,
			   const int32_t *target, int32_t *first, int32_t *edge,
			   int32_t *scratch)
{
	net_sort_many_edges(n, count, source, target, first, edge, scratch, NULL);
}

void
net_reverse(const net_graph *graph, int32_t *first, int32_t *target,
			net_tick tick)
{
	int32_t	 n = graph->n;
	int32_t	 edges = graph->first[n];
	uint32_t steps = 0;

	memset(first, 0, ((size_t) n + 1) * sizeof(int32_t));
	for (int32_t e = 0; e < edges; e++)
	{
		net_step(&steps, tick);
		first[graph->target[e]]++;
	}
	run_starts(first, n);
	for (int32_t v = 0; v < n; v++)
		for (int32_t e = graph->first[v]; e < graph->first[v + 1]; e++)
		{
			net_step(&steps, tick);
			target[first[graph->target[e]]++] = v;
		}
	shift_back(first, n);
}

void
net_group(int32_t n, const int32_t *value, int32_t values, int32_t *start,
		  int32_t *list, net_tick tick)
{
	uint32_t steps = 0;

	memset(start, 0, ((size_t) values + 1) * sizeof(int32_t));
	for (int32_t v = 0; v < n; v++)
	{
		net_step(&steps, tick);
		if (value[v] >= 0)
			start[value[v]]++;
	}
	run_starts(start, values);
	for (int32_t v = 0; v < n; v++)
	{
		net_step(&steps, tick);
		if (value[v] >= 0)
			list[start[value[v]]++] = v;
	}
	shift_back(start, values);
}
