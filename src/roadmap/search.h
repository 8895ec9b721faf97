/*
 * search.h
 *		A good schedule under limited capacity, in limited time.
 *
 * An iterated local search over lists with alternating justification.  A
 * schedule is taken apart inside a window of time: the activities that overlap
 * it get random places within it, all others keep theirs; the list that
 * follows is decoded, and decoded once more from the other end (forward and
 * backward improvement: K. Y. Li and R. J. Willis, European Journal of
 * Operational Research 56, 1992; V. Valls, F. Ballestin and S. Quintanilla,
 * EJOR 165, 2005).  What comes out replaces the schedule if it is no worse, or
 * worse by a little that shrinks with the time left.
 *
 * The first schedules are made by latest starts with noise, by the serial and
 * the parallel scheme in turn, so what is found is never worse than the
 * priority rule by itself.  The same seed gives the same schedule on every
 * machine: all numbers are whole, and no clock is looked at.
 */
#ifndef REGIE_SEARCH_H
#define REGIE_SEARCH_H

#include "roadmap/decode.h"

typedef struct lvl_search
{
	/* given */
	int64_t	 schedules; /* how many may be made */
	uint64_t seed;
	lvl_tick tick; /* may be NULL; may leave by longjmp */

	/*
	 * Asked before each step: which part of the time is used, in 1/65536; at
	 * 65536 the search stops.  For those who do not mind that a clock
	 * decides.  May be NULL.
	 */
	int32_t (*used)(void *with);
	void *with;

	/* made */
	int32_t *start;	   /* of each activity, in the best schedule */
	int32_t	 length;   /* slots until everything is finished */
	int32_t	 bound;	   /* no schedule is shorter; in: one known, or 0 */
	int64_t	 lateness; /* weighted slots behind deadlines */
	int64_t	 least;	   /* no schedule has less lateness */
	int64_t	 made;	   /* schedules */
	int32_t	 unplaced; /* activities that found no place */

	/* The same of the priority rule by itself: latest starts, parallel. */
	int32_t rule_length;
	int64_t rule_lateness;
	int32_t rule_unplaced;

	int64_t value; /* of the best schedule, as the search compares them */
} lvl_search;

/* Bytes for lvl_run; 0 if over SIZE_MAX / 4. */
extern size_t lvl_memory(const lvl_problem *p);

/*
 * Searches.  start is filled by starts of a schedule that keeps all rules, but
 * for those of "unplaced" activities; none of them can start earlier by
 * itself.  *desk is left with what this schedule leaves of the capacity.
 */
extern void lvl_run(lvl_search *s, const lvl_problem *p, void *memory,
					lvl_desk *desk);

#endif
