/*
 * cpm.h
 *		The critical path method on a network of activities with all four
 *		kinds of links (the precedence diagramming method).
 *
 * All times are instants on the axis of working days (axis.h).  An activity
 * starts at an instant and occupies "duration" working days from there; one
 * with duration 0 is a milestone.  Every link says: the successor starts no
 * earlier than so; the early start of an activity is the latest of what its
 * links and its own date ask for, its late start the latest that lets the
 * whole finish as early as it can, and every latest date be kept.
 *
 * A milestone keeps its side of the day in its late dates; in what it leaves
 * to its predecessors it can change from the end of a day to the beginning of
 * the next (cpm.c tells how).
 *
 * Instants are 64-bit.  A path adds at most 3 x DEP_MAX_DAYS per activity to
 * a day number, and there are at most CPM_MAX activities: nothing overflows.
 */
#ifndef REGIE_CPM_H
#define REGIE_CPM_H

#include "common/names.h"
#include "network/graph.h"
#include "roadmap/axis.h"
#include "roadmap/dependency.h"

/* Most activities, and most links, of one network. */
#define CPM_MAX NET_MAX

/* In "late": no latest start of its own. */
#define CPM_NO_LIMIT INT64_MAX

/* Flags of an activity */
#define CPM_FIXED 1		/* starts at "early" whatever its links ask */
#define CPM_ALAP 2		/* as late as possible without moving others */
#define CPM_AT_FINISH 4 /* a milestone at the end of a day, not the start */
#define CPM_DRIVING 8	/* out: on a longest path */
#define CPM_BEGUN 16	/* has an actual start: the duration is what is left */
#define CPM_DONE 32		/* has an actual finish too: nothing moves it */
#define CPM_APART 64	/* no part of the network: its dates follow others */

typedef struct cpm_node
{
	int64_t early; /* in: earliest start allowed; out: early start */
	int64_t late;  /* in: latest start allowed; out: late start */
	int64_t room;  /* out: latest start that moves no successor, nor the
					* side of the day on which it stands */
	int64_t floor; /* out: start if all predecessors are at their latest */
	int32_t duration;
	int32_t driver; /* out: the predecessor that asks for early, or -1 */
	uint8_t flags;

	/* Looked at only where the network has "more" */
	uint16_t calendar;
	int32_t	 end; /* which last finish late dates are counted from */
} cpm_node;

/* A link, at its successor: the predecessor, and how it counts. */
typedef struct cpm_link
{
	int32_t node;
	int32_t code;
} cpm_link;

/* In a link's code: its ends do not count on the same axis (crossing.h). */
#define CPM_CROSSES 8

/* Kind, lag and unit of a link in one number. */
static inline int32_t
cpm_code(int kind, int32_t lag, bool elapsed)
{
	return lag * 16 + (elapsed ? 4 : 0) + kind;
}

static inline int
cpm_kind(int32_t code)
{
	return code & 3;
}

static inline bool
cpm_elapsed(int32_t code)
{
	return (code & 4) != 0;
}

static inline bool
cpm_crosses(int32_t code)
{
	return (code & CPM_CROSSES) != 0;
}

static inline int32_t
cpm_lag(int32_t code)
{
	return (code - (code & 15)) / 16;
}

/* The days on which an activity really started and finished. */
typedef struct cpm_actual
{
	int32_t start;
	int32_t finish;
} cpm_actual;

/*
 * What a network has where its activities do not all work by one calendar,
 * some have begun, or roadmaps have their own ends.  Links whose ends do not
 * count on the same axis then have CPM_CROSSES in their codes: those between
 * two calendars, elapsed lags in any other than the first, and those that
 * leave from an actual date.
 */
typedef struct cpm_more
{
	const axis		 *axes;	  /* by number of the calendar */
	const cpm_actual *actual; /* by activity */
	int32_t			  ends;
	int64_t			 *end; /* out: the last finish of each, as a moment */
} cpm_more;

typedef struct cpm
{
	int32_t		nodes;
	int32_t		links;
	axis		axis;
	const name *names; /* of the nodes: the driver is the first of equals */
	cpm_more   *more;  /* NULL in most networks */

	/*
	 * The caller fills these in: the activities, and the links of activity i
	 * to its predecessors as link[first[i]] .. link[first[i + 1] - 1].
	 */
	cpm_node *node;
	int32_t	 *first;
	cpm_link *link;

	/*
	 * The same in an order in which predecessors come first: activity k
	 * there is order[k] of the caller's, and the links name places there.
	 */
	int32_t	 *order;
	cpm_node *sorted;
	int32_t	 *sorted_first;
	cpm_link *sorted_link;

	int64_t finish; /* out: the latest early finish; not where there is more */
	int32_t culprit;

	/* For finding the order */
	int32_t *place;
	int32_t *waiting; /* predecessors that have no place yet */
	int32_t *next_first;
	int32_t *next; /* successors */
} cpm;

typedef enum cpm_status
{
	CPM_OK,
	CPM_CYCLE,
	CPM_OFF_CALENDAR /* of the activity "culprit" */
} cpm_status;

/* Bytes for the activities (cpm_set_nodes); 0 if over CPM_MAX. */
extern size_t cpm_node_memory(int64_t nodes);

/* Bytes for the links (cpm_set_links); 0 if over CPM_MAX. */
extern size_t cpm_link_memory(int64_t links);

/* Lay out memory of these sizes, any content. */
extern void cpm_set_nodes(cpm *c, int64_t nodes, void *memory);
extern void cpm_set_links(cpm *c, int64_t links, void *memory);

/*
 * Calculates all that is marked "out", in time linear in activities and
 * links (but for elapsed lags, which look dates up in the calendar).  tick is
 * called now and then; it may leave by longjmp.
 */
extern cpm_status cpm_run(cpm *c, net_tick tick);

/*
 * The same of a network that has been calculated, whose activities are other
 * ones since, but not its links: the order stays.
 */
extern cpm_status cpm_run_again(cpm *c, net_tick tick);

/*
 * When a link wants its successor to start, if its predecessor starts at
 * from_start; for a milestone, whether at the end of a day.  False if the
 * calendar has no such day.  Not for links with CPM_CROSSES.
 */
extern bool cpm_asks(const axis *a, const cpm_node *from, int32_t code,
					 const cpm_node *to, int64_t from_start, int64_t *start,
					 bool *at_finish);

static inline int64_t
cpm_total_float(const cpm_node *n)
{
	return n->late - n->early;
}

static inline int64_t
cpm_free_float(const cpm_node *n)
{
	return n->room > n->early ? n->room - n->early : 0;
}

static inline int64_t
cpm_independent_float(const cpm_node *n)
{
	int64_t independent = n->room > n->floor ? n->room - n->floor : 0;
	int64_t free = cpm_free_float(n);

	return independent < free ? independent : free;
}

/* The same for every link of a network that has been calculated. */
extern bool cpm_link_asks(const cpm *c, const cpm_link *link,
						  const cpm_node *to, int64_t *start, bool *at_finish);

static inline const axis *
cpm_axis(const cpm *c, const cpm_node *n)
{
	return c->more == NULL ? &c->axis : &c->more->axes[n->calendar];
}

/* 1 for a milestone at the end of a day: only these have the flag. */
static inline int
cpm_side(const cpm_node *n)
{
	return (n->flags & CPM_AT_FINISH) != 0 ? 1 : 0;
}

static inline int64_t
cpm_early_half(const cpm_node *n)
{
	return 2 * n->early - cpm_side(n);
}

/*
 * The first and last day on which an activity that starts at an instant is
 * worked, or twice the day of a milestone.  No late day lies behind the last
 * finish: a milestone that could stand at the beginning of the day after it is
 * shown at its end.  False if there is no such day.
 */
extern bool cpm_days(const cpm *c, const cpm_node *n, int64_t start,
					 int64_t *first, int64_t *last);

#endif
