/*
 * reduction.h
 *		Edges that say nothing new: the transitive reduction.
 *
 * An edge from u to v of a graph without cycles is redundant if a longer path
 * leads from u to v.  Without all redundant edges each node still reaches what
 * it reached, and no graph with fewer edges does (A. V. Aho, M. R. Garey and
 * J. D. Ullman, "The transitive reduction of a directed graph", SIAM Journal
 * on Computing 1(2), 1972); it is the only such graph.
 *
 * What is reached is held in bits, for a block of nodes at a time, so that
 * memory stays bounded: edges times nodes over 64 steps in all.
 */
#ifndef REGIE_REDUCTION_H
#define REGIE_REDUCTION_H

#include "network/graph.h"

/* Words of 64 bits that a node has for a block, at most. */
#define NET_BLOCK_WORDS 64

/* Bytes of scratch memory; 0 if over NET_MAX. */
extern size_t net_reduction_memory(int64_t nodes, int64_t edges);

/*
 * Marks the edges to keep: keep has an entry for each, 1 or 0.  Edges of a
 * node must differ.  False if the graph has a cycle, a self loop included.
 */
extern bool net_reduction(const net_graph *graph, uint8_t *keep, void *scratch,
						  net_tick tick);

#endif
