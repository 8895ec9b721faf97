/*
 * strong.h
 *		Strong components: the largest sets of nodes that all reach each
 *		other.
 */
#ifndef REGIE_STRONG_H
#define REGIE_STRONG_H

#include "network/graph.h"

/*
 * The components, numbered by their smallest member: component 0 is the one
 * of node 0.  The members of component c are member[start[c]] ..
 * member[start[c + 1] - 1], ascending.
 */
typedef struct net_strong
{
	int32_t	 count;
	int32_t *component; /* of each node */
	int32_t *start;		/* count + 1 entries */
	int32_t *member;
} net_strong;

/* Bytes that net_strong_find needs for so many nodes; 0 if over NET_MAX. */
extern size_t net_strong_memory(int64_t nodes);

/*
 * Finds the strong components in linear time (R. Tarjan, "Depth-first search
 * and linear graph algorithms", SIAM Journal on Computing 1(2), 1972) with a
 * stack of its own: depth is no limit.  The answer stands in the memory.
 */
extern void net_strong_find(const net_graph *graph, net_strong *strong,
							void *memory, net_tick tick);

/* True if a cycle runs in this component: two members, or a self loop. */
extern bool net_strong_cyclic(const net_graph *graph, const net_strong *strong,
							  int32_t component);

#endif
