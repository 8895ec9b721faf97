/*
 * leveling_pg.h
 *		One partition of the window function level: what the files that read
 *		it, search and report share.
 */
#ifndef REGIE_LEVELING_PG_H
#define REGIE_LEVELING_PG_H

#include "common/compat.h"

#include "datatype/timestamp.h"
#include "roadmap/schedule_pg.h"
#include "roadmap/search.h"

/* Behind the arguments that schedule.h knows. */
enum
{
	ARG_DEMAND = SCHEDULE_ARGS,
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
} level;

/* Reads capacity, then all rows; errors name the culprit. */
extern void level_read(level *l, WindowObject window, FmgrInfo *flinfo);

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
