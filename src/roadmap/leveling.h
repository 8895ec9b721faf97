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
	int32_t			slots; /* length of the time axis, see lvl_horizon */
	const int32_t  *duration;
	const uint64_t *demand; /* of each activity "words" words */

	/*
	 * The capacity: "words" words, or, where it changes, so many for each
	 * slot.  Slots that lie behind the last change have plenty, so that
	 * everything finds a place; starting there counts as not placed.
	 */
	const uint64_t *capacity;
	bool			changes;
	int32_t			plenty; /* the first slot with plenty */

	const int32_t *release; /* earliest starts; NULL: 0 */

	/* What finishing behind a slot costs per slot; NULL: nothing. */
	const int32_t *deadline;
	const int32_t *weight;

	lvl_side side[2]; /* predecessors, and successors seen from the end */
	int32_t *rank;	  /* places in an order in which predecessors come first */
} lvl_problem;

/* Whether mirrored schedules are worth the same as the schedules themselves. */
static inline bool
lvl_is_symmetric(const lvl_problem *p)
{
	return !p->changes && p->release == NULL && p->weight == NULL;
}

/*
 * Fills side[LVL_BACKWARD] from side[LVL_FORWARD], and rank.  False if there
 * is a cycle.  "spare" has room for one number per activity.
 */
extern bool lvl_prepare(lvl_problem *p, int32_t *spare);

/*
 * Slots in which any list finds its place if capacity is constant from slot
 * "constant_from" on; -1 if more than LVL_MOST_SLOTS.
 */
extern int32_t lvl_horizon(const lvl_problem *p, int32_t constant_from);

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
 * A lower bound on the length of any schedule, from the network and from the
 * work of each resource (by itself, with what must come before and after).
 * "spare": two numbers per activity.
 */
extern int32_t lvl_bound(const lvl_problem *p, int32_t *spare);

/* Whether starts keep all links, releases and capacities; a check apart. */
extern bool lvl_verify(const lvl_problem *p, const int32_t *start,
					   uint64_t *spare);

#endif
