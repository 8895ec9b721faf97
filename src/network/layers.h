/*
 * layers.h
 *		Layers for a drawing: edges lead from one layer to a later one, but for
 *		as few as it takes where they run in circles.
 */
#ifndef REGIE_LAYERS_H
#define REGIE_LAYERS_H

#include "network/graph.h"

/* How an edge is drawn. */
#define NET_ALONG 0	  /* to a later layer */
#define NET_AGAINST 1 /* to an earlier one: part of a cycle */
#define NET_LOOP 2	  /* at its node */

typedef struct net_layers
{
	uint8_t *way;		/* of each edge */
	int32_t *layer;		/* of each node, from 0 in each component */
	int32_t *component; /* of each node, numbered by their first node */
	int32_t	 components;
} net_layers;

/* Bytes that net_layers_find needs; 0 if over NET_MAX. */
extern size_t net_layers_memory(int64_t nodes, int64_t edges);

/*
 * Finds them; the answer stands in the memory.
 *
 * Only edges inside strong components can be turned, so without cycles none
 * is.  Inside one, nodes are ordered by the greedy rule of P. Eades, X. Lin
 * and W. F. Smyth ("A fast and effective heuristic for the feedback arc set
 * problem", Information Processing Letters 47, 1993), with the first node
 * among equals.  Layers are those of the longest paths; then nodes with more
 * ways out than in move towards where these lead, which makes edges shorter.
 */
extern void net_layers_find(const net_graph *graph, net_layers *layers,
							void *memory, net_tick tick);

#endif
