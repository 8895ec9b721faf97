/*
 * decision.h
 *		The days on which something must be decided or done: the last days of
 *		a term to give notice or to lift an option, one after the other, and
 *		the days on which a recurring obligation falls due.
 */
#ifndef REGIE_DECISION_H
#define REGIE_DECISION_H

#include "contract/term.h"

typedef struct term_decision
{
	int64_t		 last_day;		 /* rule 3 of contract/term.h */
	int64_t		 boundary;		 /* what it is about */
	int64_t		 options_before; /* to be lifted first; 0 if not explicit */
	term_silence if_silent;
} term_decision;

/*
 * The number k of the first boundary that somebody who comes to it on a day
 * can still decide about: its last day is that day or later.  False if there
 * is none: a term that nobody can prolong or stop at a boundary, or an option
 * that was let go.
 */
extern bool term_first_decision(const term_value *term, int64_t day,
								int64_t *k);

/*
 * What is to be decided about boundary k, for k from term_first_decision on.
 * A tacit term comes there if nobody gives notice before, an explicit one if
 * all options before are lifted.  False if there is nothing.
 */
extern bool term_decision_at(const term_value *term, int64_t k,
							 term_decision *decision);

/*
 * Something falls due on a first day and then every so often: due day n is
 * the first + n * every, counted from the first day like a boundary (rule 2),
 * so that it does not drift.  every is not zero.
 */
extern int64_t due_day(int32_t first, term_length every, int64_t n);

/* The smallest n >= 0 for which due day n is that day or later. */
extern int64_t due_number(int32_t first, term_length every, int64_t day);

#endif
