/*
 * quotient_pg.h
 *		Quotients of numerics, exact and rounded once.
 */
#ifndef REGIE_QUOTIENT_PG_H
#define REGIE_QUOTIENT_PG_H

#include "common/compat.h"

#include "utils/numeric.h"

extern Datum numeric_from_int64(int64 value);
extern Datum numeric_times(Datum a, Datum b);

/*
 * numerator / denominator, rounded once to scale decimals, half away from
 * zero.  The denominator is positive.
 */
extern Datum quotient_rounded(Datum numerator, Datum denominator, int scale);

/* Refuses NaN and the infinities; the detail names the argument. */
extern void check_finite(Numeric value, const char *argument);

#endif
