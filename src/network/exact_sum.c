/*
 * exact_sum.c
 *		Sums of doubles that do not depend on their order.
 */
#include "network/exact_sum.h"

#include "common/checked.h"

#include <math.h>
#include <string.h>

#define LOWEST_EXPONENT (-1074)
#define MANTISSA_BITS 53

void
net_sum_clear(net_sum *sum)
{
	memset(sum, 0, sizeof(*sum));
}

void
net_sum_add(net_sum *sum, double number)
{
	uint64_t  bits;
	uint64_t  mantissa;
	int		  exponent;
	int64_t	  sign;
	int64_t	 *part;
	uint128_t shifted;

	memcpy(&bits, &number, sizeof(bits));
	sign = (bits >> 63) ? -1 : 1;
	mantissa = bits & ((UINT64_C(1) << 52) - 1);
	exponent = (int) ((bits >> 52) & 0x7FF);
	if (exponent > 0)
	{
		mantissa |= UINT64_C(1) << 52;
		exponent--;
	}
	/* the number is now mantissa * 2^(exponent + LOWEST_EXPONENT) */
	part = sum->part + exponent / 32;
	shifted = (uint128_t) mantissa << (exponent % 32);
	part[0] += sign * (int64_t) (uint32_t) shifted;
	part[1] += sign * (int64_t) (uint32_t) (shifted >> 32);
	part[2] += sign * (int64_t) (uint32_t) (shifted >> 64);
}

/* Brings all parts but the last, which takes the sign, to 0 .. 2^32 - 1. */
static void
carry(net_sum *sum)
{
	for (int i = 0; i < NET_SUM_PARTS - 1; i++)
	{
		int64_t low = sum->part[i] & 0xFFFFFFFF;

		sum->part[i + 1] += (sum->part[i] - low) / (INT64_C(1) << 32);
		sum->part[i] = low;
	}
}

/* Rounds mantissa * 2^exponent, with more bits below it if rest is true. */
static double
round_once(uint128_t mantissa, int exponent, bool rest)
{
	int		  drop = 0;
	uint128_t half;
	uint128_t dropped;

	while ((mantissa >> drop) >> MANTISSA_BITS != 0)
		drop++;
	if (drop == 0)
		return ldexp((double) (uint64_t) mantissa, exponent);
	half = (uint128_t) 1 << (drop - 1);
	dropped = mantissa & (half + half - 1);
	mantissa >>= drop;
	if (dropped > half || (dropped == half && (rest || (mantissa & 1) != 0)))
		mantissa++;
	return ldexp((double) (uint64_t) mantissa, exponent + drop);
}

double
net_sum_total(net_sum *sum)
{
	int		  top = NET_SUM_PARTS - 1;
	int		  bottom;
	bool	  negative;
	bool	  rest = false;
	uint128_t mantissa = 0;
	double	  total;

	carry(sum);
	negative = sum->part[top] < 0;
	if (negative)
	{
		for (int i = 0; i < NET_SUM_PARTS; i++)
			sum->part[i] = -sum->part[i];
		carry(sum);
	}
	while (top > 0 && sum->part[top] == 0)
		top--;
	bottom = top < 2 ? 0 : top - 2;
	for (int i = top; i >= bottom; i--)
		mantissa = (mantissa << 32) | (uint128_t) sum->part[i];
	for (int i = 0; i < bottom; i++)
		rest = rest || sum->part[i] != 0;
	total = round_once(mantissa, 32 * bottom + LOWEST_EXPONENT, rest);
	return negative ? -total : total;
}

int
net_sum_split(net_sum *sum, double *number, int room)
{
	for (int count = 0;; count++)
	{
		net_sum rest = *sum;
		double	total = net_sum_total(&rest);

		if (count > 0 && total == 0)
			return count;
		if (count == room || !isfinite(total))
			return 0;
		number[count] = total;
		net_sum_add(sum, -total);
	}
}
