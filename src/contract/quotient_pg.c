/*
 * quotient_pg.c
 *		Quotients of numerics, exact and rounded once.
 */
#include "contract/quotient_pg.h"

/* 10^exponent, with as many decimals as it has. */
static Datum
power_of_ten(int exponent)
{
	return DirectFunctionCall3(numeric_in,
							   CStringGetDatum(psprintf("1e%d", exponent)),
							   ObjectIdGetDatum(InvalidOid),
							   Int32GetDatum(-1));
}

Datum
numeric_from_int64(int64 value)
{
	return NumericGetDatum(int64_to_numeric(value));
}

Datum
numeric_times(Datum a, Datum b)
{
	return DirectFunctionCall2(numeric_mul, a, b);
}

/*
 * sign * floor((2 * |n| * 10^scale + d) / 2d) / 10^scale: numeric's own
 * division rounds by itself, and rounding that once more can be a cent off.
 */
Datum
quotient_rounded(Datum numerator, Datum denominator, int scale)
{
	Datum two = numeric_from_int64(2);
	Datum size = DirectFunctionCall1(numeric_abs, numerator);
	Datum doubled =
		numeric_times(numeric_times(size, two), power_of_ten(scale));
	Datum rounded = DirectFunctionCall2(numeric_div_trunc,
										DirectFunctionCall2(numeric_add,
															doubled,
															denominator),
										numeric_times(denominator, two));

	return numeric_times(numeric_times(rounded,
									   DirectFunctionCall1(numeric_sign,
														   numerator)),
						 power_of_ten(-scale));
}

void
check_finite(Numeric value, const char *argument)
{
	if (numeric_is_nan(value) || numeric_is_inf(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be a finite number", argument),
				 errdetail("The argument %s is %s.",
						   argument,
						   DatumGetCString(
							   DirectFunctionCall1(numeric_out,
												   NumericGetDatum(value))))));
}
