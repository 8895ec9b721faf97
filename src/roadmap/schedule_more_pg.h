/*
 * schedule_more_pg.h
 *		What the window function schedule can be told beyond durations, links
 *		and dates: progress, calendars of activities, summaries, and the
 *		roadmaps that share a partition.
 */
#ifndef REGIE_SCHEDULE_MORE_PG_H
#define REGIE_SCHEDULE_MORE_PG_H

#include "roadmap/schedule_pg.h"
#include "roadmap/summary.h"

/* Arguments that only schedule knows, behind those of schedule_pg.h. */
enum
{
	ARG_STATUS_DAY = SCHEDULE_ARGS,
	ARG_ACTUAL_START,
	ARG_ACTUAL_FINISH,
	ARG_REMAINING,
	ARG_ACTIVITY_CALENDAR,
	ARG_SUMMARY,
	ARG_ROADMAP,
	ARG_FINISH,
	MORE_ARGS
};

/* Bits: which of these an activity has. */
#define HAS_START 1
#define HAS_FINISH 2
#define HAS_REMAINING 4

typedef struct schedule_more
{
	cpm_more cpm;

	/* Progress: the arrays are NULL where no activity has any */
	bool		has_status;
	bool		seen_status;
	int32		status_day;
	cpm_actual *actual;
	int32	   *remaining;
	uint8	   *has;

	/* Names by number, and each activity's number or -1; NULL if none */
	names  calendars; /* the stored bytes of calendars; 0 is the partition's */
	int32 *calendar;
	names  summaries;
	int32 *summary;
	names  roadmaps;
	int32 *roadmap;

	bool own_finish; /* late dates count from each roadmap's own finish */
	bool seen_finish;

	sum_tree tree; /* order is NULL where there are no summaries */
} schedule_more;

/*
 * Leaves out those of these arguments that the query never gives: then nothing
 * is read or kept for them.  Where any is left, s->more is made.
 */
extern void more_open(schedule *s, schedule_args *args, WindowObject window,
					  FmgrInfo *flinfo);

/* Reads one of these arguments: the "take" of schedule_args. */
extern void more_take(void *with, int arg, int64 row, Datum value,
					  bool isnull);

/* What was read becomes part of the network; errors name the culprit. */
extern void more_apply(schedule *s);

/* Puts links of summaries on the activities below. */
extern void more_apply_summaries(schedule *s);

static inline bool
more_has_tree(const schedule *s)
{
	return s->more != NULL && s->more->tree.order != NULL;
}

static inline bool
more_is_summary(const schedule *s, int64 row)
{
	return more_has_tree(s) && sum_is_summary(&s->more->tree, (int32) row);
}

/* The roadmap of an activity, NULL if it has none. */
static inline const name *
more_roadmap(const schedule *s, int64 row)
{
	if (s->more == NULL || s->more->roadmap == NULL ||
		s->more->roadmap[row] < 0)
		return NULL;
	return &s->more->roadmaps.entry[s->more->roadmap[row]];
}

/* The dates that an activity is bound to once it has begun. */
extern con_dates more_dates(const schedule *s, int64 row);

/* The day before which no activity that is not finished is placed. */
static inline int32
more_first_day(const schedule *s)
{
	return s->more != NULL && s->more->has_status &&
				   s->more->status_day > s->project_start
			   ? s->more->status_day
			   : s->project_start;
}

/* What progress breaks: behind what schedule_breach says. */
extern void more_append_breach(StringInfo text, const schedule *s, int64 row);

#endif
