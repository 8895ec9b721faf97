/*
 * topological.c
 *		Orders of a graph without cycles.
 */
#include "network/topological.h"

#include <string.h>

/* A heap of numbers, the smallest on top. */
typedef struct heap
{
	int32_t *item;
	int32_t	 count;
} heap;

size_t
net_order_memory(int64_t nodes)
{
	/* predecessors left, and the nodes that are ready */
	return net_arrays_memory(nodes, 2);
}

static void
heap_add(heap *h, int32_t number)
{
	int32_t i = h->count++;

	while (i > 0 && h->item[(i - 1) / 2] > number)
	{
		h->item[i] = h->item[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	h->item[i] = number;
}

static int32_t
heap_take(heap *h)
{
	int32_t top = h->item[0];
	int32_t last = h->item[--h->count];
	int32_t i = 0;

	for (;;)
	{
		int32_t child = 2 * i + 1;

		if (child + 1 < h->count && h->item[child + 1] < h->item[child])
			child++;
		if (child >= h->count || h->item[child] >= last)
			break;
		h->item[i] = h->item[child];
		i = child;
	}
	h->item[i] = last;
	return top;
}

static void
count_predecessors(const net_graph *graph, int32_t *left, net_tick tick)
{
	uint32_t steps = 0;

	memset(left, 0, ((size_t) graph->n + 1) * sizeof(int32_t));
	for (int32_t e = 0; e < graph->first[graph->n]; e++)
	{
		net_step(&steps, tick);
		left[graph->target[e]]++;
	}
}

int32_t
net_order(const net_graph *graph, int32_t *order, void *scratch, net_tick tick)
{
	int32_t *left = scratch;
	heap	 ready = {left + graph->n + 1, 0};
	int32_t	 placed = 0;
	uint32_t steps = 0;

	count_predecessors(graph, left, tick);
	for (int32_t v = 0; v < graph->n; v++)
		if (left[v] == 0)
			heap_add(&ready, v);
	while (ready.count > 0)
	{
		int32_t v = heap_take(&ready);

		net_step(&steps, tick);
		order[placed++] = v;
		for (int32_t e = graph->first[v]; e < graph->first[v + 1]; e++)
		{
			net_step(&steps, tick);
			if (--left[graph->target[e]] == 0)
				heap_add(&ready, graph->target[e]);
		}
	}
	return placed;
}

int32_t
net_levels(const net_graph *graph, int32_t *level, void *scratch,
		   net_tick tick)
{
	int32_t *left = scratch;
	int32_t *queue = left + graph->n + 1;
	int32_t	 tail = 0;
	int32_t	 levels = 0;
	uint32_t steps = 0;

	count_predecessors(graph, left, tick);
	for (int32_t v = 0; v < graph->n; v++)
	{
		level[v] = 0;
		if (left[v] == 0)
			queue[tail++] = v;
	}
	for (int32_t head = 0; head < tail; head++)
	{
		int32_t v = queue[head];

		net_step(&steps, tick);
		if (level[v] >= levels)
			levels = level[v] + 1;
		for (int32_t e = graph->first[v]; e < graph->first[v + 1]; e++)
		{
			int32_t u = graph->target[e];

			net_step(&steps, tick);
			if (level[u] <= level[v])
				level[u] = level[v] + 1;
			if (--left[u] == 0)
				queue[tail++] = u;
		}
	}
	return tail == graph->n ? levels : -1;
}
