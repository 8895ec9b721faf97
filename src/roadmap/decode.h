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

/* Capacity that is left, and the slots where it is not as it was at first. */
typedef struct lvl_rest
{
	uint64_t *slot;
	int32_t	  low;
	int32_t	  high;
} lvl_rest;

/* What decoding writes on. */
typedef struct lvl_desk
{
	lvl_rest  rest[2]; /* seen from the beginning, and from the end */
	uint64_t *heap;
	int32_t	 *waiting;
	int32_t	 *order;
	int32_t	 *ready; /* for the parallel scheme */
	int32_t	 *bound;
	lvl_tick  tick; /* may be NULL */
	int64_t	  work; /* since the last tick */
} lvl_desk;

/* Bytes for a desk; 0 if over SIZE_MAX / 4. */
extern size_t lvl_desk_memory(const lvl_problem *p);
extern void	  lvl_desk_set(lvl_desk *d, const lvl_problem *p, lvl_tick tick,
						   void *memory);

/*
 * The order of the smallest key first (then number) in which predecessors
 * still come before their successors, into d->order.
 */
extern void lvl_order(lvl_desk *d, const lvl_problem *p, const int32_t *key,
					  int direction);

/*
 * The list d->order, serial: starts, and the length as the answer.  Backward,
 * slot 0 is the last before slot "end"; what has a deadline with a weight
 * ends no later than there if it can.
 */
extern int32_t lvl_serial(lvl_desk *d, const lvl_problem *p, int direction,
						  int32_t end, int32_t *start);

/* By key, parallel, forward. */
extern int32_t lvl_parallel(lvl_desk *d, const lvl_problem *p,
							const int32_t *key, int32_t *start);

/*
 * Moves each activity of a schedule (forward) to its earliest start, the
 * others staying where they are, until none can move; the length.
 */
extern int32_t lvl_settle(lvl_desk *d, const lvl_problem *p, int32_t *start);

/*
 * What stands in the way of starting one slot earlier, behind lvl_settle: the
 * first resource that is short in the slot before the start, or -1.
 */
extern int32_t lvl_shortage(const lvl_desk *d, const lvl_problem *p,
							int32_t activity, int32_t start);

#endif
