/*
 * decimal_pg.h
 *		Numerics as whole numbers of a known number of decimals, and back.
 */
#ifndef REGIE_DECIMAL_PG_H
#define REGIE_DECIMAL_PG_H

#include "common/compat.h"

#include "common/checked.h"
#include "utils/numeric.h"

/* Most digits that regie calculates with, before and behind the point. */
#define DECIMAL_MAX_DIGITS 38

typedef enum decimal_status
{
	DECIMAL_OK,
	DECIMAL_NOT_FINITE,
	DECIMAL_TOO_LONG /* more than 38 digits */
} decimal_status;

typedef struct decimal
{
	int128_t coefficient; /* value = coefficient * 10^-scale */
	int		 scale;		  /* decimals; trailing zeros may be among them */
} decimal;

extern decimal_status decimal_from_numeric(Numeric number, decimal *out);

/* The same with no trailing zeros behind the point. */
extern void decimal_strip(decimal *value);

/*
 * The coefficient at a scale that is not smaller; false if it then has more
 * than 38 digits.
 */
extern bool decimal_rescale(const decimal *value, int scale, int128_t *out);

extern Numeric decimal_to_numeric(int128_t coefficient, int scale);

#endif
