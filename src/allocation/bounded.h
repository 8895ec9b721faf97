/*
 * bounded.h
 *		Splits a whole number of units over weights, each row's part between
 *		a floor and a cap.
 *
 * The exact solution is one number lambda for all rows: row i gets
 * lambda * weight[i], but not less than its floor and not more than its cap
 * (what is left by those at a bound is spread over the others in proportion;
 * the same answer minimises the weighted squares of the differences, cf.
 * Brucker, Operations Research Letters 3(3), 1984, who finds it by the
 * breakpoints of lambda as well).  The rows between their bounds then share
 * what is left by largest remainder (remainder.h); as bounds are whole units,
 * a part cut down or up to a whole one still keeps to them.
 *
 * A row without a floor gets no less than nothing of a debit (total > 0), and
 * one without a cap no more than nothing of a credit (total < 0); both hold
 * for a total of zero.  Its other bound may make it so: a cap of -50 is a
 * part of -50 at most.  So the split of -total under floors -cap and caps
 * -floor is the negative of the split of total.
 */
#ifndef REGIE_BOUNDED_H
#define REGIE_BOUNDED_H

#include "allocation/remainder.h"

typedef enum bounded_status
{
	BOUNDED_OK,
	BOUNDED_FLOORS,	   /* floors add up to more than the total: by *gap */
	BOUNDED_CAPS,	   /* caps add up to less than the total: by *gap */
	BOUNDED_NO_WEIGHT, /* *gap is left (or lacking), and no row with a weight
						* can take (or give) it */
	BOUNDED_TOO_LARGE  /* sums need more than 127 bits */
} bounded_status;

/* No floor, no cap.  Other bounds are between these. */
#define BOUNDED_NO_FLOOR (-BOUNDED_NO_CAP)
#define BOUNDED_NO_CAP ((int128_t) (~(uint128_t) 0 >> 1))

/* Bytes of scratch memory for so many rows; 0 if that does not fit. */
extern size_t bounded_scratch(int64_t rows);

/*
 * The split.  weight as in remainder.h (an absent row's bounds do not count);
 * floor[i] <= cap[i].  Both arrays of bounds are written to.  The arrays may
 * not overlap.
 */
extern bounded_status bounded_split(int128_t total, int64_t rows,
									const int128_t *weight, int128_t *floor,
									int128_t *cap, int128_t *share,
									void *scratch, int128_t *gap,
									remainder_tick tick);

#endif
