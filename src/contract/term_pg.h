/*
 * term_pg.h
 *		What the bindings of the type term share: arguments checked, answers
 *		checked, errors that name the term.
 */
#ifndef REGIE_TERM_PG_H
#define REGIE_TERM_PG_H

#include "common/compat.h"
#include "contract/span.h"
#include "contract/term.h"
#include "utils/date.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"

#define PG_GETARG_TERM(n) ((const term_value *) PG_GETARG_POINTER(n))
#define PG_RETURN_TERM(term) PG_RETURN_POINTER(term)

/* The text of a term, allocated; for errors. */
extern char *term_text(const term_value *term);

/*
 * Checks a term that was just made, and gives it back, or complains: softly
 * where escontext asks for that (the answer is NULL then).
 */
extern Datum term_checked(const term_value *term, fmNodePtr escontext);

/* A day as argument; infinity is an error that names the argument. */
extern int64_t term_day_argument(DateADT day, const char *argument);

/*
 * An interval as argument; a time part, a negative part, or more than the
 * limits is an error that names the argument.
 */
extern term_length term_length_argument(const Interval *interval,
										const char	   *argument);

/* A length as interval. */
extern Interval *term_interval(term_length length);

/* A day as answer; one outside PostgreSQL's dates is an error. */
extern DateADT term_day_answer(const term_value *term, int64_t day);

/* What PostgreSQL knows about the type daterange. */
extern struct TypeCacheEntry *term_daterange_type(void);

/* The range [from, to) of valid days, open where to is TERM_FOREVER. */
extern Datum term_range(int64_t from, int64_t to);

/* The same, once it is checked that its days are valid. */
extern Datum term_range_answer(const term_value *term, int64_t from,
							   int64_t to);

/* The days of a daterange, which may be empty, unbounded, or "infinity". */
extern term_span term_range_span(const RangeType *range);

#endif
