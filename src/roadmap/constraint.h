/*
 * constraint.h
 *		Dates that an activity must respect: the eight kinds of constraint
 *		that planners' tools know, and a deadline.
 *
 * Logic is kept: a latest date never moves an activity before what its
 * predecessors ask, it makes the float negative.  Only the two kinds with
 * "must" place an activity whatever its predecessors ask.
 */
#ifndef REGIE_CONSTRAINT_H
#define REGIE_CONSTRAINT_H

#include "roadmap/cpm.h"

typedef enum con_kind
{
	CON_ASAP, /* as soon as possible: no constraint */
	CON_ALAP, /* as late as possible */
	CON_SNET, /* start no earlier than */
	CON_SNLT, /* start no later than */
	CON_FNET, /* finish no earlier than */
	CON_FNLT, /* finish no later than */
	CON_MSO,  /* must start on */
	CON_MFO	  /* must finish on */
} con_kind;

typedef struct con_dates
{
	con_kind kind;
	bool	 has_day; /* exactly where the kind has a date */
	bool	 has_deadline;
	int32_t	 day;
	int32_t	 deadline;
} con_dates;

/*
 * Reads a kind: its letters or its words, in any case, words parted by
 * spaces, hyphens or underscores.  False if it is none.
 */
extern bool con_parse(const char *text, size_t length, con_kind *kind);

/* The words of a kind: "start no earlier than". */
extern const char *con_name(con_kind kind);

static inline bool
con_has_date(con_kind kind)
{
	return kind >= CON_SNET;
}

static inline bool
con_is_fixed(con_kind kind)
{
	return kind >= CON_MSO;
}

/* Sets what an activity brings into the passes: early, late and flags. */
extern void con_apply(const con_dates *con, const axis *a,
					  int64_t project_start, cpm_node *n);

/* Where "must start on" and "must finish on" put the start. */
extern int64_t con_wanted(const con_dates *con, const axis *a,
						  int32_t duration);

/*
 * Working days by which an activity's early dates miss the date of SNLT and
 * FNLT, and the deadline; 0 or less where they keep it or there is none.
 */
extern int64_t con_days_late(const con_dates *con, const axis *a,
							 const cpm_node *n);
extern int64_t con_days_over(const con_dates *con, const axis *a,
							 const cpm_node *n);

#endif
