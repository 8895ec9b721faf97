/*
 * graph.h
 *		A directed graph as arrays, and what all questions to it share.
 *
 * Nodes are numbers 0 .. n - 1.  The edges of node v lead to
 * target[first[v]] .. target[first[v + 1] - 1] (compressed sparse rows).
 * Where a function promises a definite one among equal answers, targets must
 * ascend within each node; parallel edges and self loops are allowed.
 *
 * No function here allocates or raises errors.  Those that may take long call
 * tick (unless it is NULL) from time to time; it may leave by longjmp, for
 * nothing is held meanwhile.
 */
#ifndef REGIE_GRAPH_H
#define REGIE_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most nodes, and most edges, of one graph. */
#define NET_MAX (1 << 29)

typedef void (*net_tick)(void);

typedef struct net_graph
{
	int32_t		   n;
	const int32_t *first;  /* n + 1 entries, the last is the edge count */
	const int32_t *target; /* first[n] entries */
} net_graph;

/* Calls tick once in 65,536 steps. */
static inline void
net_step(uint32_t *steps, net_tick tick)
{
	if ((++*steps & 0xFFFF) == 0 && tick != NULL)
		tick();
}

/* The same for so many steps at once. */
static inline void
net_steps(uint32_t *steps, int32_t count, net_tick tick)
{
	uint32_t before = *steps;

	*steps += (uint32_t) count;
	if (before >> 16 != *steps >> 16 && tick != NULL)
		tick();
}

/* Bytes of so many arrays of n + 1 numbers; 0 if n is over NET_MAX. */
static inline size_t
net_arrays_memory(int64_t n, int arrays)
{
	if (n < 0 || n > NET_MAX)
		return 0;
	return ((size_t) n + 1) * (size_t) arrays * sizeof(int32_t);
}

/*
 * Sorts edges given as pairs by (source, target), in linear time: two
 * counting sorts, the second of which keeps the order of the first.  Writes
 * first (n + 1 entries) and edge (count entries): the positions of the pairs
 * in their new order, equal pairs in the order given.  scratch has room for
 * count numbers.
 */
extern void net_sort_edges(int32_t n, int32_t count, const int32_t *source,
						   const int32_t *target, int32_t *first,
						   int32_t *edge, int32_t *scratch);

/* The same for many edges: with a tick. */
extern void net_sort_many_edges(int32_t n, int32_t count,
								const int32_t *source, const int32_t *target,
								int32_t *first, int32_t *edge,
								int32_t *scratch, net_tick tick);

/* The same graph with every edge turned round. */
extern void net_reverse(const net_graph *graph, int32_t *first,
						int32_t *target, net_tick tick);

/*
 * Lists numbers by their values: the v with value[v] = 0 first, then those
 * with 1, and so on up to values - 1, each group ascending; v with a negative
 * value stay out.  start (values + 1 entries) tells where each group begins;
 * list has room for n numbers.
 */
extern void net_group(int32_t n, const int32_t *value, int32_t values,
					  int32_t *start, int32_t *list, net_tick tick);

#endif
