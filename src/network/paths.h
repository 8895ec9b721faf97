/*
 * paths.h
 *		All ways from one node to another.
 */
#ifndef REGIE_PATHS_H
#define REGIE_PATHS_H

#include "network/graph.h"

/*
 * Walks all paths on which no node comes twice, in the order of their nodes.
 * A path is path[0] = from .. path[length] = to, of length edges.
 */
typedef struct net_walk
{
	const net_graph *graph;
	const uint8_t	*leads; /* of each node, whether "to" can be reached */
	int32_t			 from;
	int32_t			 to;
	net_tick		 tick;

	int32_t *path;
	int32_t *edge; /* of each node on it, the next edge to try */
	uint8_t *on;   /* whether a node is on it */
	int32_t	 length;
	uint32_t steps;
} net_walk;

/* Bytes of scratch memory; 0 if over NET_MAX. */
extern size_t net_walk_memory(int64_t nodes);

/*
 * Begins; leads comes from a search back from "to" (reach.h), and "to" itself
 * counts as leading there.
 */
extern void net_walk_begin(net_walk *walk, const net_graph *graph,
						   const uint8_t *leads, int32_t from, int32_t to,
						   void *scratch, net_tick tick);

/*
 * Goes on to the next path, which stands in path then; false if there is
 * none.  With from = to: the circles through it.
 */
extern bool net_walk_next(net_walk *walk);

#endif
