/*
 * layout.h
 *		A layered layout: which item stands where.
 *
 * Items are the nodes and, behind them, the bends of edges that pass a layer.
 * A run is one layer of one component; runs of a component follow each other.
 * Segments join neighbouring runs.  Coordinates are abstract: "along" the
 * layers and "across" them.
 */
#ifndef REGIE_LAYOUT_H
#define REGIE_LAYOUT_H

#include "network/layers.h"

/* Most nodes, edges and bends of one drawing. */
#define NET_DRAW_NODES 2000
#define NET_DRAW_EDGES 10000
#define NET_DRAW_BENDS 200000

typedef struct net_layout
{
	const net_graph	 *graph;
	const net_layers *layers;
	int32_t			  stretch; /* layers of the layout for each layer */
	int32_t			  items;
	int32_t			  runs;
	int32_t			  segments;
	int32_t			 *bend;	 /* first bend of each edge; edges + 1 */
	int32_t			 *run;	 /* of each item */
	int32_t			 *start; /* of each run in list; runs + 1 */
	int32_t			 *list;	 /* items by run, in their order */
	int32_t			 *place; /* of each item in list */
	int32_t			 *before_first;
	int32_t			 *before; /* neighbours in the run before */
	int32_t			 *after_first;
	int32_t			 *after;	 /* neighbours in the run behind */
	int32_t			 *first_run; /* of each component; components + 1 */
	int32_t			 *breadth;	 /* of each item, across; 1 or more */
	int32_t			 *depth;	 /* of each item, along; 0 for a bend */
	int32_t			 *across;	 /* the middle of each item */
	int32_t			 *along;	 /* where each run begins */
	int32_t			 *thick;	 /* how thick it is */
	int32_t			  width;	 /* of all, along */
	int32_t			  height;	 /* across */
	int32_t			 *scratch;	 /* several arrays of items + 1 numbers */
	net_tick		  tick;
	uint32_t		  steps;
} net_layout;

/* Space between items of a run. */
#define NET_GAP_NODES 14
#define NET_GAP_BENDS 8

/* Bends of all edges, with so many layers for each. */
extern int64_t net_layout_bends(const net_graph	 *graph,
								const net_layers *layers, int32_t stretch);

/* Bytes that net_layout_begin needs. */
extern size_t net_layout_memory(const net_graph	 *graph,
								const net_layers *layers, int32_t stretch);

/*
 * Makes bends, runs and segments.  Afterwards the caller says how large items
 * are: breadth and depth, which are those of a bend until then.
 */
extern void net_layout_begin(net_layout *layout, const net_graph *graph,
							 const net_layers *layers, int32_t stretch,
							 void *memory, net_tick tick);

/*
 * Orders each run so that few segments cross: barycentre sweeps up and down
 * (K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of
 * hierarchical system structures", IEEE Transactions on Systems, Man and
 * Cybernetics 11(2), 1981), the best of which is kept, and then exchanges of
 * neighbours as long as they help.
 */
extern void net_layout_order(net_layout *layout);

/* How many pairs of segments of a component cross. */
extern int64_t net_layout_crossings(net_layout *layout, int32_t component);

/*
 * Gives each item its coordinates.  In each component, each run in turn is
 * put where its neighbours are, as near as the order and the sizes allow
 * (least squares under the order: pool adjacent violators).  Then the
 * components are packed; sideways says that "along" points down.
 */
extern void net_layout_place(net_layout *layout, bool sideways);

#endif
