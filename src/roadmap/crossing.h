/*
 * crossing.h
 *		Links whose ends do not count on the same axis: from one calendar into
 *		another, or from the day on which something really happened.
 *
 * What such a link counts from is a moment: the beginning of a day, numbered
 * like the day.  An end closes its last day, a start opens its first; the end
 * of Friday is the beginning of Saturday.  In the successor's calendar
 *
 * - what starts does so on the first working day from the moment on;
 * - what finishes does so on the first working day that ends no earlier than
 *   the moment; if the moment is a start, it suffices that no working day of
 *   the successor lies between the two, and that it does not finish before
 *   the predecessor's last working day before the start ends;
 * - a milestone stands at the end of a day if the moment closes one of its
 *   calendar's working days, else at the beginning of the next;
 * - a working lag counts working days from the moment on, an elapsed lag
 *   moves the moment.
 *
 * Between two activities with one calendar this is what cpm.c says of their
 * instants (test/roadmap_plan_unit.c compares the two).  What a link asks for
 * never falls when its predecessor moves later.
 */
#ifndef REGIE_CROSSING_H
#define REGIE_CROSSING_H

#include "roadmap/cpm.h"

/* Marks the links of a network that has "more", before it is calculated. */
extern void cross_mark(cpm *c);

/*
 * The half instant (cpm.c) that a link asks of its successor.  The
 * predecessor, activity "number" of the caller's, stands at from_half.  False
 * if a calendar has no such day.
 */
extern bool cross_asks(const cpm *c, int32_t number, const cpm_node *from,
					   int64_t from_half, int32_t code, const cpm_node *to,
					   int64_t *half);

/*
 * The latest half instant of the predecessor at which the link asks for no
 * more than to_half.  False if there is none in its calendar.
 */
extern bool cross_latest(const cpm *c, int32_t number, const cpm_node *from,
						 int32_t code, const cpm_node *to, int64_t to_half,
						 int64_t *from_half);

/*
 * Whether a link's predecessor can move at all at the end from which the link
 * leaves: not if that really happened.
 */
static inline bool
cross_is_open(const cpm_node *from, int32_t code)
{
	return (from->flags & CPM_DONE) == 0 &&
		   ((from->flags & CPM_BEGUN) == 0 || (code & DEP_FROM_START) == 0);
}

/* The moment from which a link counts; whether it closes a day. */
extern bool cross_moment(const cpm *c, int32_t number, const cpm_node *from,
						 int64_t from_half, int32_t code, int64_t *moment,
						 bool *closes);

/* The moment at which an activity that stands at a half instant ends. */
extern bool cross_end(const cpm *c, int32_t number, const cpm_node *n,
					  int64_t half, int64_t *moment);

#endif
