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
	 * Asked before each schedule, with the number made; true: stop now.  For
	 * those who do not mind that a clock decides.  May be NULL.
	 */
	bool (*enough)(void *with, int64_t made);
	void *with;

	/* made */
	int32_t *start;	   /* of each activity, in the best schedule */
	int64_t	 value;	   /* see lvl_value */
	int32_t	 length;   /* slots until everything is finished */
	int64_t	 lateness; /* weighted slots behind deadlines */
	int32_t	 bound;	   /* no schedule is shorter */
	int64_t	 rule;	   /* value of the priority rule's schedule */
	int64_t	 made;	   /* schedules */
	bool	 placed;   /* whether everything finds a place */
} lvl_search;

/* Bytes for lvl_run; 0 if over SIZE_MAX / 2. */
extern size_t lvl_memory(const lvl_problem *p);

/* Searches.  start is filled by starts of a schedule that keeps all rules. */
extern void lvl_run(lvl_search *s, const lvl_problem *p, void *memory);

#endif
