/*
 * cycle.h
 *		A cycle of a directed graph: the shortest, in order.
 *
 * Two uses.  Somebody who needs an order and finds none wants one cycle to
 * show: net_cycle.  Somebody who wants to know all places where a graph runs
 * in circles asks each strong component for one: net_cycle_in.
 *
 * A cycle is written as its nodes in order; the last has an edge to the first.
 * It starts at its smallest node.  Of several shortest ones it is the one
 * whose list of nodes is the smallest, number by number (targets must ascend
 * within each node for that), so the answer depends on the graph alone.
 *
 * Shortest takes a search from every node of the component.  That is done
 * where its nodes times its edges are at most NET_CYCLE_WORK; in a larger one
 * the cycle is a shortest one through the component's smallest node.
 */
#ifndef REGIE_CYCLE_H
#define REGIE_CYCLE_H

#include "network/strong.h"

#define NET_CYCLE_WORK INT64_C(100000000)

/* Bytes that net_cycle needs for so many nodes; 0 if over NET_MAX. */
extern size_t net_cycle_memory(int64_t nodes);

/*
 * One cycle of the whole graph: writes its nodes to cycle (room for n
 * numbers) and returns how many they are; 0 if the graph has no cycle.  Of
 * the cycles that net_cycle_in finds in the components it is the shortest,
 * and of equal ones that with the smallest first node.
 */
extern int32_t net_cycle(const net_graph *graph, int32_t *cycle, void *memory,
						 net_tick tick);

/* Bytes that net_cycle_in needs for so many nodes; 0 if over NET_MAX. */
extern size_t net_cycle_in_memory(int64_t nodes);

/*
 * One cycle in a strong component, as above; 0 if it has none.  *shortest
 * says whether every node was searched from, so that no cycle of the
 * component is shorter.
 */
extern int32_t net_cycle_in(const net_graph *graph, const net_strong *strong,
							int32_t component, int32_t *cycle, bool *shortest,
							void *memory, net_tick tick);

#endif
