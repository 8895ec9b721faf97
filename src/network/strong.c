/*
 * strong.c
 *		Strong components by one depth-first walk.
 */
#include "network/strong.h"

#include <string.h>

#define ARRAYS 7

/* The walk: where it stands, and what it has seen. */
typedef struct walk
{
	const net_graph *graph;
	int32_t			*component; /* -1 while not known */
	int32_t			*number;	/* when a node was met, from 1; 0 if not yet */
	int32_t			*low;  /* smallest number known to be reached from it */
	int32_t			*next; /* its next edge to look at */
	int32_t			*path; /* the way from the root to where we are */
	int32_t			*open; /* nodes met whose component is not known */
	int32_t			 depth;
	int32_t			 opened;
	int32_t			 met;
	int32_t			 count;
} walk;

size_t
net_strong_memory(int64_t nodes)
{
	return net_arrays_memory(nodes, ARRAYS);
}

static void
enter(walk *w, int32_t v)
{
	w->number[v] = w->low[v] = ++w->met;
	w->next[v] = w->graph->first[v];
	w->path[w->depth++] = v;
	w->open[w->opened++] = v;
}

static void
lower(walk *w, int32_t v, int32_t number)
{
	if (number < w->low[v])
		w->low[v] = number;
}

/* All edges of v are done: close its component if v was met first in it. */
static void
leave(walk *w, int32_t v)
{
	int32_t u;

	w->depth--;
	if (w->depth > 0)
		lower(w, w->path[w->depth - 1], w->low[v]);
	if (w->low[v] < w->number[v])
		return;
	do
	{
		u = w->open[--w->opened];
		w->component[u] = w->count;
	} while (u != v);
	w->count++;
}

static void
walk_from(walk *w, int32_t root, uint32_t *steps, net_tick tick)
{
	enter(w, root);
	while (w->depth > 0)
	{
		int32_t v = w->path[w->depth - 1];
		int32_t u;

		net_step(steps, tick);
		if (w->next[v] == w->graph->first[v + 1])
		{
			leave(w, v);
			continue;
		}
		u = w->graph->target[w->next[v]++];
		if (w->number[u] == 0)
			enter(w, u);
		else if (w->component[u] < 0)
			lower(w, v, w->number[u]);
	}
}

/* Numbers the components by their smallest member; map is scratch. */
static void
number_by_member(int32_t n, int32_t *component, int32_t *map, net_tick tick)
{
	int32_t	 count = 0;
	uint32_t steps = 0;

	memset(map, -1, (size_t) n * sizeof(int32_t));
	for (int32_t v = 0; v < n; v++)
	{
		net_step(&steps, tick);
		if (map[component[v]] < 0)
			map[component[v]] = count++;
		component[v] = map[component[v]];
	}
}

void
net_strong_find(const net_graph *graph, net_strong *strong, void *memory,
				net_tick tick)
{
	size_t	 size = (size_t) graph->n + 1;
	int32_t *p = memory;
	uint32_t steps = 0;
	walk	 w = {graph,
				  p,
				  p + size,
				  p + 2 * size,
				  p + 3 * size,
				  p + 4 * size,
				  p + 5 * size,
				  0,
				  0,
				  0,
				  0};

	memset(w.component, -1, size * sizeof(int32_t));
	memset(w.number, 0, size * sizeof(int32_t));
	for (int32_t v = 0; v < graph->n; v++)
		if (w.number[v] == 0)
			walk_from(&w, v, &steps, tick);
	number_by_member(graph->n, w.component, w.number, tick);

	strong->count = w.count;
	strong->component = w.component;
	strong->start = w.next;
	strong->member = p + 6 * size;
	net_group(graph->n,
			  w.component,
			  w.count,
			  strong->start,
			  strong->member,
			  tick);
}

bool
net_strong_cyclic(const net_graph *graph, const net_strong *strong,
				  int32_t component)
{
	int32_t v = strong->member[strong->start[component]];

	if (strong->start[component + 1] - strong->start[component] > 1)
		return true;
	for (int32_t e = graph->first[v]; e < graph->first[v + 1]; e++)
		if (graph->target[e] == v)
			return true;
	return false;
}
