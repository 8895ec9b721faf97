/*
 * decode.h
 *		From a list of activities to a schedule.
 *
 * The serial scheme takes the activities in the order of the list and starts
 * each as early as its predecessors and the capacity allow; the parallel
 * scheme goes through time and starts, at each moment, whatever can start, in
 * the order of the list (R. Kolisch, "Serial and parallel
 * resource-constrained project scheduling methods revisited", European
 * Journal of Operational Research 90, 1996).
 *
 * Backward, time is counted from the end, and predecessors are successors.
 */
#ifndef REGIE_DECODE_H
#define REGIE_DECODE_H

#include "roadmap/leveling.h"

/* What decoding writes on. */
typedef struct lvl_desk
{
	uint64_t *rest;	   /* capacity that is left, of each slot */
	int32_t	  touched; /* slots that are not as they were at first */
	uint64_t *heap;
	int32_t	 *waiting;
	int32_t	 *order;
	int32_t	 *ready; /* for the parallel scheme */
	int32_t	 *bound;
	int32_t	  reach; /* of mirrored capacity: the end it is seen from */
} lvl_desk;

extern size_t lvl_desk_memory(const lvl_problem *p);
extern void	  lvl_desk_set(lvl_desk *d, const lvl_problem *p, void *memory);

/*
 * The order of the smallest key first (then rank) in which predecessors still
 * come before their successors, into d->order.
 */
extern void lvl_order(lvl_desk *d, const lvl_problem *p, const int32_t *key,
					  int direction);

/* The list d->order, serial: starts, and the length as the answer. */
extern int32_t lvl_serial(lvl_desk *d, const lvl_problem *p, int direction,
						  int32_t end, int32_t *start);

/* By key, parallel, forward; only where no resource's capacity changes. */
extern int32_t lvl_parallel(lvl_desk *d, const lvl_problem *p, int direction,
							const int32_t *key, int32_t *start);

#endif
