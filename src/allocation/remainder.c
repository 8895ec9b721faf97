/*
 * remainder.c
 *		Largest remainder in 64-bit units.
 *
 * The units left over are handed out by selection instead of sorting:
 * quickselect with a total order on (remainder, weight, row), linear on
 * average (Hoare's FIND, CACM 4(7), 1961).
 */
#include "allocation/remainder.h"

#include <string.h>

#include "allocation/wide.h"

/* Rows between two ticks. */
#define TICK_ROWS 65536

#define UNIT int64_t
#define UNSIGNED uint64_t
#define SUFFIX(name) name##_narrow
#define MUL_DIV narrow_mul_div

/*
 * a * b / c through 128 bits; needs b <= c and c > 0, so the quotient is at
 * most a.  Bills are small: mostly the product fits 64 bits, and the division
 * is several times cheaper there.
 */
static inline uint64_t
narrow_mul_div(uint64_t a, uint64_t b, uint64_t c, uint64_t *remainder)
{
	uint64_t  small;
	uint128_t product;

	if (!__builtin_mul_overflow(a, b, &small))
	{
		*remainder = small % c;
		return small / c;
	}
	product = (uint128_t) a * b;
	*remainder = (uint64_t) (product % c);
	return (uint64_t) (product / c);
}

#include "allocation/remainder_body.h"

#undef UNIT
#undef UNSIGNED
#undef SUFFIX
#undef MUL_DIV

#define UNIT int128_t
#define UNSIGNED uint128_t
#define SUFFIX(name) name##_wide
#define MUL_DIV wide_mul_div

#include "allocation/remainder_body.h"

#define MAX_INT128 ((int128_t) (~(uint128_t) 0 >> 1))

/* Sum of the weights that take part; false if it needs more than 127 bits. */
static bool
sum_wide(int64_t rows, const int128_t *weight, int128_t *sum)
{
	*sum = 0;
	for (int64_t i = 0; i < rows; i++)
	{
		if (weight[i] == REMAINDER_ABSENT)
			continue;
		if (weight[i] > MAX_INT128 - *sum)
			return false;
		*sum += weight[i];
	}
	return true;
}

static size_t
scratch_size(int64_t rows, size_t unit)
{
	size_t bytes;

	if (rows < 0 || rows > INT32_MAX ||
		!checked_mul_size((size_t) rows, unit + sizeof(int32_t), &bytes))
		return 0;
	return bytes + unit;
}

size_t
remainder_scratch(int64_t rows)
{
	return scratch_size(rows, sizeof(uint64_t));
}

size_t
remainder_scratch_wide(int64_t rows)
{
	return scratch_size(rows, sizeof(uint128_t));
}

remainder_status
remainder_split_wide(int128_t total, int64_t rows, const int128_t *weight,
					 int128_t *share, void *scratch, remainder_tick tick)
{
	int128_t sum;

	if (!sum_wide(rows, weight, &sum))
		return REMAINDER_TOO_LARGE;
	return split_wide(total, rows, weight, sum, share, scratch, tick);
}

/* Where the weights do not add up in 64 bits, the caller goes wide. */
remainder_status
remainder_split(int64_t total, int64_t rows, const int64_t *weight,
				int64_t *share, void *scratch, remainder_tick tick)
{
	int64_t sum = 0;

	for (int64_t i = 0; i < rows; i++)
		if (weight[i] != REMAINDER_ABSENT &&
			!checked_add_i64(sum, weight[i], &sum))
			return REMAINDER_TOO_LARGE;
	return split_narrow(total, rows, weight, sum, share, scratch, tick);
}
