/*
 * risk.h
 *		What becomes of a schedule if durations are uncertain: the critical
 *		path method, run many times with durations drawn at random (R. M. Van
 *		Slyke, "Monte Carlo methods and the PERT problem", Operations Research
 *		11(5), 1963).
 *
 * Where paths meet, the later one decides, so the whole finishes later than
 * the most probable durations add up to (merge bias); runs show by how much.
 *
 * Activities stand in an order in which predecessors come first.  Time is
 * counted in parts of a working day (EST_DAY), so that a run is exact.
 */
#ifndef REGIE_RISK_H
#define REGIE_RISK_H

#include "roadmap/cpm.h"
#include "roadmap/estimate.h"

/* A link at its successor: what its start waits for. */
typedef struct risk_link
{
	int32_t place; /* of the predecessor */
	int32_t code;  /* of cpm.h, for elapsed lags */
	int64_t lag;   /* in parts of a day; not for elapsed lags */
	bool	from_start;
	bool	to_finish;
	bool	elapsed;
} risk_link;

typedef struct risk_activity
{
	estimate estimate;
	int64_t	 start_floor;  /* no earlier than this, in parts of a day */
	int64_t	 finish_floor; /* finishes no earlier; INT64_MIN: none */
	int64_t	 deadline;	   /* last instant to finish at; INT64_MAX: none */
	int64_t	 planned;	   /* instant of the planned finish */
	bool	 fixed_start;  /* starts at its floor, whatever waits */
	bool	 fixed_finish; /* finishes at its floor */
	cpm_node node;		   /* for elapsed lags: the activity as planned */

	/* made: days counted from "base", how many runs finished on each */
	int64_t	  base;
	int64_t	  range;
	uint32_t *days;
	uint32_t  critical;
	uint32_t  in_time;
	uint32_t  as_planned;
	double	  sum; /* of durations over "low", squares, and times the end */
	double	  squares;
	double	  product;
} risk_activity;

typedef struct risk
{
	/* given */
	int32_t			 n;
	uint64_t		 seed;
	int32_t			 runs;
	const axis		*axis;
	const est_table *tables;
	const int32_t	*first; /* n + 1 */
	const risk_link *link;
	risk_activity	*activity;
	net_tick		 tick;

	/* scratch: RISK_LANES numbers for each activity, and a bit for each run */
	int64_t *start;
	int64_t *finish;
	int64_t *duration;
	uint8_t *on;

	/* made: the end of all, over the runs, in days behind "end_base" */
	int64_t end_base; /* no run ends before this, in parts of a day */
	double	end_sum;
	double	end_squares;
	int32_t culprit;
} risk;

typedef enum risk_status
{
	RISK_OK,
	RISK_OFF_CALENDAR /* of activity "culprit" */
} risk_status;

/* Runs that are made together. */
#define RISK_LANES 8

/* Bytes of scratch memory for n activities. */
#define RISK_SCRATCH(n) ((size_t) (n) * (3 * RISK_LANES * sizeof(int64_t) + 1))

/* Lays out the scratch memory; n is set. */
extern void risk_set_scratch(risk *r, void *memory);

/*
 * Between which days each activity can finish, at worst too wide: fills base
 * and range.  Returns the number of counters that "days" of all need together,
 * or -1 if activity "culprit" can leave the calendar.
 */
extern int64_t risk_ranges(risk *r);

/* Lays the counters out in memory for them, and clears them. */
extern void risk_set_days(risk *r, uint32_t *memory);

/* Runs it "runs" times. */
extern risk_status risk_run(risk *r);

/*
 * The instant by which so many runs, of 1 .. runs, had finished: the end of a
 * working day.
 */
extern int64_t risk_finish(const risk_activity *a, int64_t rank);

/* The instant at or after a time. */
static inline int64_t
risk_instant(int64_t time)
{
	return time >= 0 ? (time + EST_DAY - 1) / EST_DAY : -(-time / EST_DAY);
}

#endif
