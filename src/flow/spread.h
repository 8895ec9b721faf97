/*
 * spread.h
 *		A start for the rounding of large networks.
 *
 * Where all values start at the nearest whole number, most pools are out of
 * balance.  In large networks that is too much to mend, so pools are rounded
 * one after the other: the total first, then its flows so that they add up to
 * the total, by largest remainder.  Remainders are corrected by part of what
 * their targets have got too much or too little so far, as images of few
 * colours are made by handing on the error to the points that follow (R. W.
 * Floyd and L. Steinberg, "An adaptive algorithm for spatial grayscale",
 * Proceedings of the Society for Information Display 17(2), 1976).  A second
 * pass corrects by more, when all pools have had their turn.  About one pool
 * in a hundred is left to mend.
 */
#ifndef REGIE_SPREAD_H
#define REGIE_SPREAD_H

#include "flow/flow.h"

/* A value to round: see rounding.c for which they are. */
typedef struct flow_arc
{
	int64_t	 value;		/* as it is rounded */
	int64_t	 cost : 60; /* of going from down to up, in parts of a deviation */
	uint64_t state : 4; /* 0 rounded down, 1 up, or ARC_WHOLE */
} flow_arc;

#define ARC_WHOLE 2 /* stays as it is */

/* A unit of deviation costs ARC_GRID times ARC_PLACE; below it is the place. */
#define ARC_GRID (1 << 20)
#define ARC_PLACE (1 << 20)

/*
 * Rounds all arcs that are not whole: those of the edges, and behind them the
 * totals of the nodes.  What leaves a pool then is its total; what comes to it
 * may differ.  error has room for a number per node, key for one per edge.
 */
extern void flow_spread(const flow_graph *graph, const uint8_t *role,
						flow_arc *arc, int64_t *error, int32_t *key,
						net_tick tick);

/*
 * The smallest number that at least "wanted" of the keys do not exceed; one
 * less than all where none is wanted.
 */
extern int64_t flow_threshold(const int32_t *key, int32_t count,
							  int64_t wanted);

#endif
