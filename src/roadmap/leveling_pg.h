/*
 * leveling_pg.h
 *		One partition of the window function level: what the files that read
 *		it, search and report share.
 */
#ifndef REGIE_LEVELING_PG_H
#define REGIE_LEVELING_PG_H

#include "common/compat.h"

#include "datatype/timestamp.h"
#include "roadmap/schedule_more_pg.h"
#include "roadmap/search.h"
#include "roadmap/progress.h"

/* Behind the arguments that schedule knows. */
enum
{
	ARG_DEMAND = MORE_ARGS,
	ARG_CAPACITY,
	ARG_EARLIEST,
	ARG_WEIGHT,
	ARG_OBJECTIVE,
	ARG_SCHEDULES,
	ARG_SEED,
	ARG_MILLISECONDS,
	LEVEL_ARGS
};

/* Most resources, and most of a weight. */
#define LEVEL_MOST_RESOURCES 4096
#define LEVEL_MOST_WEIGHT 1000000

/* From this day on, a resource has so many units. */
typedef struct level_step
{
	int32 day;
	int32 units;
} level_step;

typedef struct level_resource
{
	level_step *step; /* ascending */
	int32		steps;
	int32		most; /* units, at any time */
} level_resource;

/*
 * Lives in the window's memory for the partition, zeroed at its start.  Rows
 * are the window's; the search numbers activities by the order of their names.
 */
typedef struct level
{
	schedule s; /* the first field: see schedule_take */
	bool	 ready;
	bool	 by_position; /* demands and capacities are arrays */

	/* Resources, in the order of their names (or positions). */
	int32			resources;
	names			resource_names;
	level_resource *resource;
	Datum			capacity; /* as it was given, to compare others with */

	uint64 *row_demand; /* "words" words for each row */
	int32  *row_weight;
	int32	words;

	/* Arguments of the whole partition, by ARG_* - ARG_OBJECTIVE. */
	bool  has_whole[LEVEL_ARGS - ARG_OBJECTIVE];
	bool  whole_null[LEVEL_ARGS - ARG_OBJECTIVE];
	int64 whole[LEVEL_ARGS - ARG_OBJECTIVE];

	/* The problem; slot 0 is the instant "base". */
	lvl_problem problem;
	lvl_search	search;
	lvl_desk	desk;
	int64		base;
	int32	   *row_of;	   /* of an activity */
	int32	   *index_of;  /* of a row */
	int32	   *release;   /* of an activity: its earliest slot */
	int32	   *by_finish; /* activities */
	cpm_node   *node;	   /* by row: sides of milestones, as placed */
	TimestampTz begun;

	/* Progress, by row; NULL where nothing has started */
	settle_floor *settled;
	bool		 *pinned; /* under way, and not moved */
	int64		  passed; /* slots from the project start to "base" */
} level;

static inline bool
level_is_done(const level *l, int64 row)
{
	return l->settled != NULL && (l->settled[row].flags & CPM_DONE) != 0;
}

static inline bool
level_is_pinned(const level *l, int64 row)
{
	return l->pinned != NULL && l->pinned[row];
}

/* Reads capacity, then all rows; errors name the culprit. */
extern void level_read(level *l, WindowObject window, FmgrInfo *flinfo);

/* Takes what has happened out of the network, and sets "base". */
extern void level_settle(level *l);

/* Finds what is not moved, once it is known when it is worked on. */
extern void	 level_pin(level *l);
extern int64 level_pinned_until(const level *l);

/* Takes what is not moved from the capacity of each slot. */
extern void level_book(const level *l, uint64 *capacity);

/* Puts what really happened in the place of days that were found. */
extern void level_actual_days(const level *l, int64 row, int64 *first,
							  int64 *last);

/* Working days behind the deadline, negative if before it. */
extern int64 level_days_over(const level *l, int64 row);

/* Makes the problem, refuses what cannot be, and searches. */
extern void level_run(level *l);

/* What decides the start of a row's activity. */
typedef struct level_reason
{
	char *words;	/* NULL: the project's start */
	int32 resource; /* or -1 */
	int32 waited;	/* slots behind what links and dates ask for */
} level_reason;

extern level_reason level_reason_of(const level *l, int64 row);

/* A resource in words, in quotes where it needs them. */
extern char *level_resource_text(const level *l, int32 resource);

/* The earliest slot that links and dates leave; sets a milestone's side. */
extern int32 level_asks(void *with, int32 activity, const int32 *start);

#endif
