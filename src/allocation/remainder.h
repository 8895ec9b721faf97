/*
 * remainder.h
 *		Splits a whole number of units over weights by largest remainder.
 *
 * Row i's exact share of a total T is T * weight[i] / W, W being the sum of
 * the weights.  Every row gets its exact share cut to whole units; the units
 * that are left go, one each, to the rows with the largest remainders
 * (Hamilton's method).  Among equal remainders the larger weight comes first,
 * then the earlier row.  So the shares add up to T, no share is a unit or
 * more from its exact value, a weight of zero gets nothing, and a negative
 * total gives the negative of what the positive one gives.
 */
#ifndef REGIE_REMAINDER_H
#define REGIE_REMAINDER_H

#include "common/checked.h"

typedef enum remainder_status
{
	REMAINDER_OK,
	REMAINDER_NO_WEIGHT, /* an amount is left and the weights sum to zero */
	REMAINDER_TOO_LARGE	 /* the weights' sum does not fit (63 or 127 bits) */
} remainder_status;

/* Weight of a row that takes no part.  Other weights are not negative. */
#define REMAINDER_ABSENT (-1)

/*
 * Called now and then in long loops; may jump out of the calculation, which
 * holds nothing.  May be NULL.
 */
typedef void (*remainder_tick)(void);

/* Bytes of scratch memory for so many rows; 0 if that does not fit. */
extern size_t remainder_scratch(int64_t rows);
extern size_t remainder_scratch_wide(int64_t rows);

/*
 * The split in 64-bit units.  share[i] of an absent row is 0.  The arrays
 * may not overlap.
 */
extern remainder_status remainder_split(int64_t total, int64_t rows,
										const int64_t *weight, int64_t *share,
										void *scratch, remainder_tick tick);

/* The same in 127-bit units, for amounts and weights of up to 38 digits. */
extern remainder_status remainder_split_wide(int128_t total, int64_t rows,
											 const int128_t *weight,
											 int128_t *share, void *scratch,
											 remainder_tick tick);

#endif
