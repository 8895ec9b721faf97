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
} schedule;

/* Working memory in s->context, within regie.memory_limit. */
extern void *schedule_take(schedule *s, Size bytes);

/* Reads the whole partition, ready for cpm_run; errors name the culprit. */
extern void schedule_read(schedule *s, WindowObject window, FmgrInfo *flinfo);

/* Refuses a partition that has a cycle, and prints one. */
extern void schedule_refuse_cycle(schedule *s);

/* Which dates an activity misses, in words; NULL if none. */
extern char *schedule_breach(const schedule *s, int64 row);

/* An activity's name as a C string, and as a datum that is not copied. */
extern char *schedule_name(const schedule *s, int64 row);
extern Datum schedule_name_datum(const schedule *s, int64 row);

/* CHECK_FOR_INTERRUPTS, for the algorithms. */
extern void schedule_tick(void);

#endif
