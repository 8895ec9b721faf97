/*
 * commitment.h
 *		How much of an amount per month, year... falls into a stretch of days.
 */
#ifndef REGIE_COMMITMENT_H
#define REGIE_COMMITMENT_H

#include "contract/term.h"

/* An exact number: numerator / denominator, both below 2^56. */
typedef struct term_fraction
{
	int64_t numerator;
	int64_t denominator; /* > 0 */
} term_fraction;

/*
 * How many cells of length "per" the days [from, to) take up.  Cells begin at
 * start + k * per, counted from the start as boundaries are, and a part of a
 * cell counts by its days among the days of that cell.  from is not before
 * start; "per" is not zero; an empty stretch takes up 0 / 1.
 */
extern term_fraction term_cells(int32_t start, term_length per, int64_t from,
								int64_t to);

/* Longer contracts without a total price count these months (art. 2.17). */
#define TERM_PROCUREMENT_MONTHS 48

/*
 * Up to which day the estimated value of a purchase counts: up to the maximum
 * extent, with all renewals and options, if that is stated and at most 48
 * months from the start, or if a total price was agreed; else 48 months.  The
 * estimate is made beforehand, so a recorded end does not count.  TERM_NO_DAY
 * where a total price was agreed for an extent that is not stated.
 */
extern int64_t term_procurement_end(const term_value *term, bool total_price);

#endif
