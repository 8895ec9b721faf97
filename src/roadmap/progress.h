/*
 * progress.h
 *		Takes out of a network what has happened, for those who plan only what
 *		is still to come.
 *
 * A link that leaves from what is finished, or from the start of what has
 * begun, asks for a day that no longer changes: it becomes an earliest start
 * of its successor.  Links to what is finished have no effect.  What is left
 * is a plain network: its early dates are those of the one that it was.
 */
#ifndef REGIE_PROGRESS_H
#define REGIE_PROGRESS_H

#include "roadmap/cpm.h"

/* What links that are gone ask of an activity; INT64_MIN: nothing. */
typedef struct settle_floor
{
	int64_t	 start;		/* instant, by links to its start */
	int64_t	 finish;	/* instant, by links to its finish */
	int64_t	 early;		/* the start that both ask for, by its duration */
	cpm_link by;		/* the link that asks for the latest; node -1: none */
	uint8_t	 flags;		/* CPM_BEGUN, CPM_DONE or none of them */
	bool	 at_finish; /* a milestone stands at the end of a day by these */
} settle_floor;

/*
 * Settles a network that has "more" and one calendar, before it is calculated:
 * what is finished is left as a milestone without links at its end, or at
 * "begin" if that is later.  Fills a floor per activity.  False if a calendar
 * has no such day as is asked of the activity "culprit".
 */
extern bool settle(cpm *c, int64_t begin, settle_floor *floor);

#endif
