/*
 * span.h
 *		The days of a term, from the first to the last, and what an index on
 *		terms needs to know about them.
 *
 * A search for a day, or for a stretch of days, asks of each key in an index
 * whether it begins in time and ends late enough.  The key of a page spans all
 * that stands on it, so the page is read in vain for the days that lie between
 * its terms.  The length of these spans is what an index should keep small,
 * and all that the functions for choosing and splitting pages look at.
 */
#ifndef REGIE_SPAN_H
#define REGIE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

#include "contract/term.h"

/*
 * Both days included.  The last day of a term without certain end is
 * TERM_SPAN_OPEN, which is also the number of the day "infinity", so that
 * comparing numbers is all there is to do.
 */
typedef struct term_span
{
	int32_t first;
	int32_t last;
} term_span;

#define TERM_SPAN_OPEN INT32_MAX

/* No day at all: contains nothing, adds nothing to a union. */
extern const term_span term_span_none;

/* From the start to the certain end; none if it never ran. */
extern term_span term_span_of(const term_value *term);

/*
 * A sound term with just these days, which are those of a term or a union of
 * such: evergreen, and ended where they end.  The key of a page of an index.
 */
extern term_value term_span_term(term_span span);

extern bool		 term_span_overlaps(term_span a, term_span b);
extern term_span term_span_union(term_span a, term_span b);

/* How many days; they are counted up to "infinity" where there is no end. */
extern int64_t term_span_length(term_span span);

/*
 * How much the key of a page suffers by one more span, in days: by what it
 * grows; among those that do not grow, the shorter one suffers less.
 */
extern double term_span_penalty(term_span page, term_span added);

/*
 * The place of a span on the Z-order curve through the plane of first and last
 * days (Morton, IBM Ottawa, 1966): the bits of both in turns.  What stands
 * together on it begins in the same time and ends in the same time; terms
 * without end are far from all others.  Different spans, different places.
 */
extern uint64_t term_span_place(term_span span);

/* One span of a page that must be split. */
typedef struct term_span_entry
{
	term_span span;
	int32_t	  number; /* the caller's */
	uint64_t  place;  /* both work space of term_span_split */
	int64_t	  rest;
} term_span_entry;

/*
 * Splits n >= 2 entries, which it sorts, into the first ones, whose number is
 * the answer, and the others; neither gets less than two fifths (rounded down,
 * at least one).
 */
extern int term_span_split(term_span_entry *entries, int n);

#endif
