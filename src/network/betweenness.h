/*
 * betweenness.h
 *		On how many shortest paths a node lies.
 *
 * Of each pair of other nodes the shortest paths from one to the other count
 * as one together, and a node gets the part of them that passes through it
 * (L. C. Freeman, "A set of measures of centrality based on betweenness",
 * Sociometry 40(1), 1977).  Found by one search from each node (U. Brandes,
 * "A faster algorithm for betweenness centrality", Journal of Mathematical
 * Sociology 25(2), 2001): nodes times edges steps.  With fewer starts, spread
 * evenly, it is an estimate.
 */
#ifndef REGIE_BETWEENNESS_H
#define REGIE_BETWEENNESS_H

#include "network/graph.h"

/* Bytes of scratch memory; 0 if over NET_MAX. */
extern size_t net_betweenness_memory(int64_t nodes);

/*
 * Writes betweenness (room for n).  starts is 1 .. n: how many nodes searches
 * begin at.  Self loops and parallel edges do not count.
 */
extern void net_betweenness(const net_graph *graph, int32_t starts,
							double *betweenness, void *scratch, net_tick tick);

#endif
