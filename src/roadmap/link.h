/*
 * link.h
 *		What one link says, where both its ends count on the same axis: for the
 *		passes of cpm.c alone.
 */
#ifndef REGIE_LINK_H
#define REGIE_LINK_H

#include "roadmap/cpm.h"

static inline bool
link_is_milestone(const cpm_node *n)
{
	return n->duration == 0;
}

/* Neither elapsed nor across calendars: the axis itself tells. */
static inline bool
link_is_plain(int32_t code)
{
	return (code & 4) == 0 && !cpm_crosses(code);
}

/*
 * The working days from the predecessor's start to the successor's, of a
 * link with a working lag: the kind chooses which durations count.
 */
static inline int64_t
link_days(const cpm_node *from, int32_t code, const cpm_node *to)
{
	int32_t before = (code & DEP_FROM_START) != 0 ? 0 : from->duration;
	int32_t after = (code & DEP_TO_FINISH) != 0 ? to->duration : 0;

	return (int64_t) cpm_lag(code) + before - after;
}

/*
 * The half instants from the predecessor to the successor, of a link with a
 * working lag: the end of an activity puts a milestone at the end of a day.
 */
static inline int64_t
link_halves(const cpm_node *from, int32_t code, const cpm_node *to)
{
	bool closes = link_is_milestone(to) && !link_is_milestone(from) &&
				  (code & DEP_FROM_START) == 0;

	return 2 * link_days(from, code, to) - (closes ? 1 : 0);
}

/* The half instant that an elapsed lag asks for. */
extern bool link_elapsed_half(const axis *a, const cpm_node *from,
							  int32_t code, const cpm_node *to,
							  int64_t from_half, int64_t *half);

/*
 * The latest half instant of a predecessor at which an elapsed lag keeps its
 * successor's.  A milestone can take either side of the day.
 */
extern bool link_latest_half(const axis *a, const cpm_node *from, int32_t code,
							 const cpm_node *to, int64_t to_half,
							 int64_t *half);

#endif
