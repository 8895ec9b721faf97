/*
 * decimal_pg.c
 *		Numerics as whole numbers of a known number of decimals, and back.
 *
 * A numeric is read through its binary wire format, which is documented and
 * the same in all versions, rather than through its layout in memory, which
 * is nobody's business but numeric.c's.
 */
#include "common/decimal_pg.h"

#include "port/pg_bswap.h"

#define WIRE_NEGATIVE 0x4000
#define WIRE_GROUP 10000 /* a digit of the wire format: four decimal ones */

/* 10^38 - 1 < 2^127 */
static const int128_t max_coefficient =
	(int128_t) INT64CONST(1000000000000000000) * 10 *
		INT64CONST(1000000000000000000) * 10 -
	1;

static int
wire_int16(const char *p)
{
	uint16 value;

	memcpy(&value, p, sizeof(value));
	return (int16) pg_ntoh16(value);
}

/* Multiplies by 10^n; false if more than 38 digits come of it. */
static bool
shift_left(int128_t *coefficient, int64 n)
{
	int128_t value = *coefficient;

	if (value == 0)
		return true;
	for (; n > 0; n--)
	{
		if (value > max_coefficient / 10 || value < -(max_coefficient / 10))
			return false;
		value *= 10;
	}
	*coefficient = value;
	return true;
}

/* value * 10^digits + the next digits; false if over 38 digits. */
static bool
append_digits(int128_t *value, int power, int next)
{
	/* a division of 128 bits takes long: only where it can matter */
	if (*value > PG_INT64_MAX && *value > (max_coefficient - next) / power)
		return false;
	*value = *value * power + next;
	return true;
}

/*
 * The groups as one number at the display scale: the wire format pads the
 * last group with zeros behind it, which are not taken in, and leaves out
 * groups of zeros, which are put on.
 */
static decimal_status
from_groups(const char *p, int groups, int weight, int dscale, decimal *out)
{
	int128_t value = 0;
	int64	 behind = ((int64) groups - 1 - weight) * 4;

	for (int i = 0; i < groups; i++)
	{
		int power = WIRE_GROUP;
		int group = wire_int16(p + 2 * i);

		for (; i == groups - 1 && behind > dscale && power > 1; behind--)
		{
			power /= 10;
			group /= 10;
		}
		if (!append_digits(&value, power, group))
			return DECIMAL_TOO_LONG;
	}
	if (!shift_left(&value, dscale - behind))
		return DECIMAL_TOO_LONG;
	out->coefficient = value;
	out->scale = dscale;
	return DECIMAL_OK;
}

/*
 * A value of 38 digits or less can still be too long as it is written, with
 * the zeros behind it: leave them off and try once more.
 */
static decimal_status
from_long_groups(Numeric number, decimal *out)
{
	Numeric trimmed = DatumGetNumeric(
		DirectFunctionCall1(numeric_trim_scale, NumericGetDatum(number)));
	bytea *wire = DatumGetByteaPP(
		DirectFunctionCall1(numeric_send, NumericGetDatum(trimmed)));
	char *p = VARDATA_ANY(wire);

	return from_groups(p + 8,
					   wire_int16(p),
					   wire_int16(p + 2),
					   wire_int16(p + 6),
					   out);
}

decimal_status
decimal_from_numeric(Numeric number, decimal *out)
{
	bytea		  *wire;
	char		  *p;
	int			   sign;
	decimal_status status;

	if (numeric_is_nan(number) || numeric_is_inf(number))
		return DECIMAL_NOT_FINITE;
	wire = DatumGetByteaPP(
		DirectFunctionCall1(numeric_send, NumericGetDatum(number)));
	p = VARDATA_ANY(wire);
	sign = wire_int16(p + 4);
	status = from_groups(p + 8,
						 wire_int16(p),
						 wire_int16(p + 2),
						 wire_int16(p + 6),
						 out);
	pfree(wire);
	if (status == DECIMAL_TOO_LONG)
		status = from_long_groups(number, out);
	if (status == DECIMAL_OK && sign == WIRE_NEGATIVE)
		out->coefficient = -out->coefficient;
	return status;
}

void
decimal_strip(decimal *value)
{
	if (value->coefficient == 0)
		value->scale = 0;
	if (value->coefficient <= PG_INT64_MAX &&
		value->coefficient >= PG_INT64_MIN)
	{
		int64 rest = (int64) value->coefficient;

		for (; value->scale > 0 && rest % 10 == 0; value->scale--)
			rest /= 10;
		value->coefficient = rest;
	}
	while (value->scale > 0 && value->coefficient % 10 == 0)
	{
		value->coefficient /= 10;
		value->scale--;
	}
}

bool
decimal_rescale(const decimal *value, int scale, int128_t *out)
{
	*out = value->coefficient;
	return shift_left(out, scale - value->scale);
}

Numeric
decimal_to_numeric(int128_t coefficient, int scale)
{
	char	  text[64];
	char	 *p = text + sizeof(text) - 1;
	bool	  negative = coefficient < 0;
	uint128_t rest =
		negative ? -(uint128_t) coefficient : (uint128_t) coefficient;

	if (coefficient <= PG_INT64_MAX && coefficient >= -PG_INT64_MAX)
		return int64_div_fast_to_numeric((int64) coefficient, scale);
	*p = '\0';
	for (int i = 0; rest > 0 || i <= scale; i++)
	{
		if (i == scale && scale > 0)
			*--p = '.';
		*--p = (char) ('0' + (int) (rest % 10));
		rest /= 10;
	}
	if (negative)
		*--p = '-';
	return DatumGetNumeric(DirectFunctionCall3(numeric_in,
											   CStringGetDatum(p),
											   ObjectIdGetDatum(InvalidOid),
											   Int32GetDatum(-1)));
}
