/*
 * wide.h
 *		The one operation that 128 bits do not hold: a * b / c.
 */
#ifndef REGIE_WIDE_H
#define REGIE_WIDE_H

#include "common/checked.h"

/*
 * Quotient of a * b / c, cut to a whole number; the rest goes to *remainder.
 * Needs b <= c, 0 < c < 2^127 and a < 2^127, so that the quotient fits.
 */
static inline uint128_t
wide_mul_div(uint128_t a, uint128_t b, uint128_t c, uint128_t *remainder)
{
	uint128_t quotient = 0;
	uint128_t rest = 0;

	/*
	 * Horner's rule on the bits of a: the invariant is that
	 * quotient * c + rest equals (a's leading bits) * b.  As rest < c < 2^127
	 * and b <= c, doubling and adding stays below 2^128 with at most two
	 * subtractions of c.
	 */
	for (int bit = 126; bit >= 0; bit--)
	{
		quotient <<= 1;
		rest <<= 1;
		if (rest >= c)
		{
			rest -= c;
			quotient++;
		}
		if ((a >> bit) & 1)
		{
			rest += b;
			if (rest >= c)
			{
				rest -= c;
				quotient++;
			}
		}
	}
	*remainder = rest;
	return quotient;
}

#endif
