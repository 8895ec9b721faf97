/*
 * double_double.h
 *		Numbers of 106 bits as an unevaluated sum of two doubles.
 *
 * T. J. Dekker, "A floating-point technique for extending the available
 * precision", Numerische Mathematik 18, 1971; D. E. Knuth, The Art of
 * Computer Programming 2, 4.2.2.  The functions rely on each operation being
 * rounded to double by itself, so that they give the same bits on every
 * machine: no wider registers, no fused multiply-add (the Makefile says
 * -ffp-contract=off), no reordering.
 */
#ifndef REGIE_DOUBLE_DOUBLE_H
#define REGIE_DOUBLE_DOUBLE_H

#include <float.h>
#include <math.h>

#include "common/checked.h"

#if FLT_EVAL_METHOD != 0 && FLT_EVAL_METHOD != 1
#error "double_double.h needs doubles that are calculated as doubles"
#endif
#ifdef __FAST_MATH__
#error "double_double.h does not work with -ffast-math"
#endif

/* |lo| is at most half a unit in the last place of hi. */
typedef struct dd
{
	double hi;
	double lo;
} dd;

/* Exact sum of two doubles. */
static inline dd
dd_two_sum(double a, double b)
{
	double sum = a + b;
	double part = sum - a;

	return (dd){sum, (a - (sum - part)) + (b - part)};
}

/* The same where |a| >= |b|, or a is zero. */
static inline dd
dd_fast_sum(double a, double b)
{
	double sum = a + b;

	return (dd){sum, b - (sum - a)};
}

/* Exact product of two doubles: halves of 26 bits (2^27 + 1 splits). */
static inline dd
dd_two_product(double a, double b)
{
	double product = a * b;
	double ta = 134217729.0 * a;
	double tb = 134217729.0 * b;
	double ah = ta - (ta - a);
	double bh = tb - (tb - b);
	double al = a - ah;
	double bl = b - bh;

	return (dd){product, ((ah * bh - product) + ah * bl + al * bh) + al * bl};
}

static inline dd
dd_from(double a)
{
	return (dd){a, 0.0};
}

static inline dd
dd_negate(dd a)
{
	return (dd){-a.hi, -a.lo};
}

static inline dd
dd_add(dd a, dd b)
{
	dd s = dd_two_sum(a.hi, b.hi);
	dd t = dd_two_sum(a.lo, b.lo);

	s = dd_fast_sum(s.hi, s.lo + t.hi);
	return dd_fast_sum(s.hi, s.lo + t.lo);
}

static inline dd
dd_subtract(dd a, dd b)
{
	return dd_add(a, dd_negate(b));
}

static inline dd
dd_multiply(dd a, dd b)
{
	dd p = dd_two_product(a.hi, b.hi);

	return dd_fast_sum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline dd
dd_divide(dd a, dd b)
{
	double q1 = a.hi / b.hi;
	dd	   rest = dd_subtract(a, dd_multiply(dd_from(q1), b));
	double q2 = rest.hi / b.hi;
	double q3;

	rest = dd_subtract(rest, dd_multiply(dd_from(q2), b));
	q3 = rest.hi / b.hi;
	return dd_add(dd_fast_sum(q1, q2), dd_from(q3));
}

static inline int
dd_compare(dd a, dd b)
{
	if (a.hi != b.hi)
		return a.hi < b.hi ? -1 : 1;
	return a.lo < b.lo ? -1 : a.lo > b.lo ? 1 : 0;
}

/* A whole number of any size; exact up to 106 bits, rounded beyond. */
static inline dd
dd_from_i128(int128_t value)
{
	const double two43 = 8796093022208.0;
	uint128_t	 rest = value < 0 ? -(uint128_t) value : (uint128_t) value;
	uint64_t	 mask = (UINT64_C(1) << 43) - 1;
	dd			 sum = dd_from((double) (uint64_t) (rest >> 86));

	if (rest < (UINT64_C(1) << 53))
		return dd_from((double) (int64_t) value);
	/* multiplying by a power of two is exact in both parts */
	sum = (dd){sum.hi * two43, sum.lo * two43};
	sum = dd_add(sum, dd_from((double) ((uint64_t) (rest >> 43) & mask)));
	sum = (dd){sum.hi * two43, sum.lo * two43};
	sum = dd_add(sum, dd_from((double) ((uint64_t) rest & mask)));
	return value < 0 ? dd_negate(sum) : sum;
}

/*
 * The largest whole number that is not larger, and what is above it, in
 * [0, 1].  |a| must be below 2^62.
 */
static inline int64_t
dd_floor(dd a, double *above)
{
	double	high = floor(a.hi);
	dd		rest = dd_two_sum(a.hi - high, a.lo);
	double	low = floor(rest.hi);
	int64_t whole = (int64_t) high + (int64_t) low;

	*above = (rest.hi - low) + rest.lo;
	if (*above < 0)
	{
		whole--;
		*above += 1.0;
	}
	return whole;
}

#endif
