/*
 * topological.h
 *		Orders of a graph without cycles.
 */
#ifndef REGIE_TOPOLOGICAL_H
#define REGIE_TOPOLOGICAL_H

#include "network/graph.h"

/* Bytes of scratch memory that each of the two needs; 0 if over NET_MAX. */
extern size_t net_order_memory(int64_t nodes);

/*
 * A topological order: every edge leads to a later node; among the nodes
 * whose predecessors are all placed the smallest comes first (A. B. Kahn,
 * "Topological sorting of large networks", Communications of the ACM 5(11),
 * 1962, with a heap for the nodes that are ready).  Writes the nodes to order
 * (room for n) and returns how many could be placed: n, or fewer if the graph
 * has a cycle.
 */
extern int32_t net_order(const net_graph *graph, int32_t *order, void *scratch,
						 net_tick tick);

/*
 * Levels: 0 for a node without predecessors, else one more than the highest
 * level among them (the most edges on a path to it).  Writes level (room for
 * n); returns the number of levels, or -1 if the graph has a cycle.
 */
extern int32_t net_levels(const net_graph *graph, int32_t *level,
						  void *scratch, net_tick tick);

#endif
