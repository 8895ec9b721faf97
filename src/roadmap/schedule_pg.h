/*
 * schedule_pg.h
 *		One partition of the window function schedule: what the files that
 *		read it, calculate and report share.
 */
#ifndef REGIE_SCHEDULE_PG_H
#define REGIE_SCHEDULE_PG_H

#include "common/compat.h"

#include "roadmap/constraint.h"
#include "roadmap/cpm.h"
#include "windowapi.h"

/* What a window function over a network of activities is told about each. */
enum
{
	ARG_ACTIVITY,
	ARG_DURATION,
	ARG_PREDECESSORS,
	ARG_PROJECT_START,
	ARG_CALENDAR,
	ARG_CONSTRAINT_KIND,
	ARG_CONSTRAINT_DATE,
	ARG_DEADLINE,
	SCHEDULE_ARGS
};

#define SCHEDULE_MOST_ARGS 24

/*
 * Where a function's call has these arguments; -1: it has no such one.  Behind
 * SCHEDULE_ARGS stand arguments that only the function itself knows: take is
 * called for these with their numbers, once for each row, or once for all
 * where the query holds them constant and they are those of the partition.
 */
typedef struct schedule_args
{
	int	   count;
	int	   at[SCHEDULE_MOST_ARGS];
	uint32 whole; /* bits of arguments that are those of the partition */
	void (*take)(void *with, int arg, int64 row, Datum value, bool isnull);
	void *with;
	bool  dated;	 /* take may set s->dates */
	bool  summaries; /* a duration may be NULL: it is then -1 */
} schedule_args;

struct schedule_more;

/* Lives in the window's memory for the partition, zeroed at its start. */
typedef struct schedule
{
	bool		  ready;
	MemoryContext context; /* ends with the partition */
	Size		  taken;   /* bytes, for regie.memory_limit */

	int64	 rows; /* activities, numbered as the window's rows are */
	names	 names;
	cal_days calendar;
	int32	 project_start;
	cpm		 cpm;

	con_dates *dates; /* NULL where no activity has any */

	/* Progress, calendars, summaries, roadmaps; NULL where there are none */
	struct schedule_more *more;

	char *text; /* room for a text that is copied at once */
	Size  text_size;
} schedule;

/* Working memory in s->context, within regie.memory_limit. */
extern void *schedule_take(schedule *s, Size bytes);

/* Reads the whole partition, ready for cpm_run; errors name the culprit. */
extern void schedule_read(schedule *s, WindowObject window, FmgrInfo *flinfo,
						  const schedule_args *args);

/* Refuses an activity without a duration. */
extern void schedule_refuse_null_duration(const schedule *s, int64 row);

/* Refuses too many dependencies. */
extern void schedule_refuse_links(void);

/* cpm_run; a cycle and dates that do not exist are errors. */
extern void schedule_run(schedule *s);

/* cpm_run_again, likewise. */
extern void schedule_run_again(schedule *s);

/* Refuses an activity whose dates do not exist. */
extern void schedule_refuse_dates(const schedule *s, int64 row);

/* A finite date, or an error that names it and the activity. */
extern int32 schedule_finite_day(const schedule *s, int64 row, Datum value,
								 const char *what);

/* The function's row type of so many fields, looked up once per query. */
extern TupleDesc schedule_result_desc(FunctionCallInfo fcinfo, int fields);

/* The row of type regie.scheduled of an activity. */
extern Datum schedule_row(FunctionCallInfo fcinfo, schedule *s, int64 row);

/* Refuses a partition that has a cycle, and prints one. */
extern void schedule_refuse_cycle(schedule *s);

/* Which dates an activity misses, in words; NULL if none. */
extern char *schedule_breach(const schedule *s, int64 row);

/* A link as text, always with its kind. */
extern char *schedule_link_text(const schedule *s, const cpm_link *link);

/*
 * What decides an activity's early start, as a text that lives until the next
 * call.
 */
extern Datum schedule_reason(schedule *s, int64 row);

/* The same of a summary: the activities with which it starts and finishes. */
extern Datum schedule_span_reason(schedule *s, int32 first, int32 last);

/* "finishes 2 working days after deadline 2026-01-14", and the like. */
extern char *schedule_days_after(const char *verb, int64 days,
								 const char *what, int32 limit);

/* An activity's name as a C string, and as a datum that is not copied. */
extern char *schedule_name(const schedule *s, int64 row);
extern Datum schedule_name_datum(const schedule *s, int64 row);

/* CHECK_FOR_INTERRUPTS, for the algorithms. */
extern void schedule_tick(void);

#endif
