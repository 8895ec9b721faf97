/*
 * delay.h
 *		What some activities' being late does to a schedule.
 *
 * The plan is what the critical path method makes of the activities.  An
 * activity that is late starts so many working days after its planned start,
 * or takes so many working days longer, or both.  The delayed schedule is
 * that of the same network with these floors and durations: nothing starts
 * before its predecessors allow it, nothing starts before its planned start,
 * and what nobody pushes stays where it was.  Of what has begun, it is what is
 * left that starts or takes later; what is finished stays as it is.
 */
#ifndef REGIE_DELAY_H
#define REGIE_DELAY_H

#include "roadmap/cpm.h"

/*
 * Makes of an activity, as it goes into the passes, what it is in the delayed
 * schedule.  planned is the same activity as it came out of them.
 */
extern void delay_apply(cpm_node *n, const cpm_node *planned,
						int32_t starts_later, int32_t takes_longer);

/*
 * Working days from the start that link l (of cpm.link) asks for to the start
 * that its successor has, after cpm_run: its play.  Negative: the successor
 * is fixed, and starts before the link allows it.  False if the calendar has
 * no such day.
 */
extern bool delay_link_float(const cpm *c, int32_t successor, int32_t l,
							 int64_t *days);

#endif
