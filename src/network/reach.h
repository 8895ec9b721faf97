/*
 * reach.h
 *		What can be reached from a node, and what hangs together at all.
 */
#ifndef REGIE_REACH_H
#define REGIE_REACH_H

#include "network/graph.h"

/*
 * Distances by breadth-first search: writes to distance (room for n) the
 * fewest edges, one at least, of a path from start to each node; -1 where
 * there is none.  So start itself has one only if it lies on a cycle, and
 * then it is the length of the shortest.  queue is scratch for n + 1 numbers.
 * Returns the largest distance, 0 if nothing can be reached.
 */
extern int32_t net_reach(const net_graph *graph, int32_t start,
						 int32_t *distance, int32_t *queue, net_tick tick);

/*
 * Weak components: sets of nodes that hang together, whichever way the edges
 * point.  Writes the component of each node (room for n), numbered by their
 * smallest member; returns how many there are.
 */
extern int32_t net_components(const net_graph *graph, int32_t *component,
							  net_tick tick);

#endif
