/*
 * checked.h
 *		Integer arithmetic that says when it does not fit.
 *
 * Each function returns false, and leaves *out alone, where the exact result
 * does not fit.  Sizes of allocations go through these as well.
 */
#ifndef REGIE_CHECKED_H
#define REGIE_CHECKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef __SIZEOF_INT128__
#error "regie needs a compiler and a platform with 128-bit integers"
#endif

/*
 * Aligned to 8 bytes only: that is what PostgreSQL's allocator promises, and
 * the compiler would otherwise use instructions that need 16.
 */
typedef __int128		  int128_t __attribute__((aligned(8)));
typedef unsigned __int128 uint128_t __attribute__((aligned(8)));

static inline bool
checked_add_i64(int64_t a, int64_t b, int64_t *out)
{
	int64_t r;

	if (__builtin_add_overflow(a, b, &r))
		return false;
	*out = r;
	return true;
}

static inline bool
checked_mul_i64(int64_t a, int64_t b, int64_t *out)
{
	int64_t r;

	if (__builtin_mul_overflow(a, b, &r))
		return false;
	*out = r;
	return true;
}

static inline bool
checked_add_size(size_t a, size_t b, size_t *out)
{
	size_t r;

	if (__builtin_add_overflow(a, b, &r))
		return false;
	*out = r;
	return true;
}

static inline bool
checked_mul_size(size_t a, size_t b, size_t *out)
{
	size_t r;

	if (__builtin_mul_overflow(a, b, &r))
		return false;
	*out = r;
	return true;
}

#endif
