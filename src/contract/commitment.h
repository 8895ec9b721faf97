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

#endif
