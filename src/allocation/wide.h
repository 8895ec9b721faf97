/*
 * wide.h
 *		What 128 bits do not hold: a * b / c, and which of two products is
 *		the larger one.
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

/* The whole product of two numbers, as its upper and lower 128 bits. */
static inline void
wide_mul(uint128_t a, uint128_t b, uint128_t *upper, uint128_t *lower)
{
	uint128_t a0 = (uint64_t) a;
	uint128_t a1 = a >> 64;
	uint128_t b0 = (uint64_t) b;
	uint128_t b1 = b >> 64;
	uint128_t low = a0 * b0;
	uint128_t middle = a1 * b0 + (low >> 64);
	uint128_t other = a0 * b1 + (uint64_t) middle;

	*lower = other << 64 | (uint64_t) low;
	*upper = a1 * b1 + (middle >> 64) + (other >> 64);
}

static inline int
wide_sign(int128_t a)
{
	return a > 0 ? 1 : a < 0 ? -1 : 0;
}

/*
 * Below, equal to or above zero as a * b is below, equal to or above c * d.
 * Needs b and d not negative, a and c above -2^127.
 */
static inline int
wide_compare_products(int128_t a, int128_t b, int128_t c, int128_t d)
{
	int		  left = b == 0 ? 0 : wide_sign(a);
	int		  right = d == 0 ? 0 : wide_sign(c);
	uint128_t upper[2];
	uint128_t lower[2];

	if (left != right || left == 0)
		return left - right;
	wide_mul((uint128_t) (a < 0 ? -a : a),
			 (uint128_t) b,
			 &upper[0],
			 &lower[0]);
	wide_mul((uint128_t) (c < 0 ? -c : c),
			 (uint128_t) d,
			 &upper[1],
			 &lower[1]);
	if (upper[0] != upper[1])
		return upper[0] > upper[1] ? left : -left;
	if (lower[0] != lower[1])
		return lower[0] > lower[1] ? left : -left;
	return 0;
}

#endif
