/*
 * leveling.h
 *		When each activity starts if people and means are scarce: the
 *		resource-constrained project scheduling problem.
 *
 * Time is cut in slots (working days), counted from 0.  An activity takes
 * "duration" slots in a row and, in each of them, so much of each resource.
 * A resource has a capacity per slot, the same throughout or changing.  Links
 * say that a start is at least so many slots behind another one.
 *
 * Demands and capacities of four resources stand together in one word, 15
 * bits each, so that one subtraction tells whether all of them suffice.
 *
 * The problem is strongly NP-hard: what is found is a good schedule, with a
 * bound that tells how much better any could be.  See search.h.
 */
#ifndef REGIE_LEVELING_H
#define REGIE_LEVELING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most units of a resource, resources in a word, and the guard bits there. */
#define LVL_MOST_UNITS 32767
#define LVL_LANES 4
#define LVL_GUARDS UINT64_C(0x8000800080008000)

/* Most slots of the time axis. */
#define LVL_MOST_SLOTS (INT32_C(1) << 26)

typedef void (*lvl_tick)(void);

/* A start of this activity is at least "delta" behind that of "node". */
typedef struct lvl_link
{
	int32_t node;
	int32_t delta;
} lvl_link;

/*
 * Who waits for whom: the links of activity i are link[first[i]] up to
 * link[first[i + 1]].
 */
typedef struct lvl_side
{
	int32_t	 *first;
	lvl_link *link;
} lvl_side;

/* The direction in which a schedule is built. */
#define LVL_FORWARD 0
#define LVL_BACKWARD 1

typedef struct lvl_problem
{
	/* given */
	int32_t			activities;
	int32_t			words; /* of resources */
	const int32_t  *duration;
	const uint64_t *demand; /* of each activity "words" words */

	/*
	 * "words" words, which must have room for each activity by itself; or,
	 * where it changes, so many for each of "placed" slots.
	 */
	const uint64_t *capacity;
	bool			changes;

	const int32_t *release; /* earliest starts; NULL: 0 */

	/* What finishing behind a slot costs per slot; NULL: nothing. */
	const int32_t *deadline;
	const int32_t *weight;

	/*
	 * For links that no number of slots describes: the earliest start that
	 * all links to an activity leave, all its predecessors having starts; at
	 * least what the numbers in "side" say.  NULL: these say it all.
	 */
	int32_t (*asks)(void *with, int32_t activity, const int32_t *start);
	void *with;

	lvl_side side[2]; /* predecessors, and successors seen from the end */
	int32_t *rank;	  /* places in an order in which predecessors come first */

	/*
	 * Made by lvl_measure.  What starts or ends behind slot "placed" - 1 has
	 * found no place within the capacity; the slots from there on have room
	 * for everything, so that every list can be decoded.
	 */
	int32_t placed;
	int32_t slots;
} lvl_problem;

/* Whether mirrored schedules are worth the same as the schedules themselves. */
static inline bool
lvl_is_symmetric(const lvl_problem *p)
{
	return !p->changes && p->release == NULL && p->weight == NULL &&
		   p->asks == NULL;
}

/*
 * Fills side[LVL_BACKWARD] from side[LVL_FORWARD], and rank.  False if there
 * is a cycle.  "spare" has room for one number per activity.
 */
extern bool lvl_prepare(lvl_problem *p, int32_t *spare);

/*
 * Sets how many slots any list may need, if the capacity stays as it is from
 * slot "constant_from" on, and "asks" adds no more than so many slots to what
 * the links say.  False if they are more than LVL_MOST_SLOTS, or if weights
 * are so large that lateness would not fit.
 */
extern bool lvl_measure(lvl_problem *p, int32_t constant_from, int64_t extra);

/* One resource's part of the words of an activity or a slot. */
static inline void
lvl_set(uint64_t *words, int32_t resource, uint32_t units)
{
	words[resource / LVL_LANES] |= (uint64_t) units
								   << (16 * (resource % LVL_LANES));
}

static inline uint32_t
lvl_get(const uint64_t *words, int32_t resource)
{
	return (words[resource / LVL_LANES] >> (16 * (resource % LVL_LANES))) &
		   LVL_MOST_UNITS;
}

/*
 * A lower bound on the length of any schedule, from the network and from each
 * resource by itself: from the work of sets of activities, and from those of
 * which no two go together, with what must come before and after.
 * "spare": three numbers per activity; "tick" may be NULL.
 */
extern int32_t lvl_bound(const lvl_problem *p, int32_t *spare, lvl_tick tick);

/*
 * Whether starts keep all links, releases and capacities; a check apart.
 * "spare": "words" words for each of "placed" slots.
 */
extern bool lvl_verify(const lvl_problem *p, const int32_t *start,
					   uint64_t *spare);

#endif
