/*
 * amount_pg.c
 *		Amounts of rows from one name to another.
 */
#include "flow/amount_pg.h"

#include "common/decimal_pg.h"
#include "utils/builtins.h"

/* 10^AMOUNT_DECIMALS and 10^(AMOUNT_DIGITS + AMOUNT_DECIMALS) */
#define TEN_DECIMALS INT64CONST(1000000000000)
#define TOO_LARGE (INT64CONST(1000000000000000000) * (int128_t) TEN_DECIMALS)

char *
amount_row(FunctionCallInfo fcinfo)
{
	return psprintf("from %s to %s",
					PG_ARGISNULL(1)
						? "null"
						: psprintf("\"%s\"",
								   text_to_cstring(PG_GETARG_TEXT_PP(1))),
					PG_ARGISNULL(2)
						? "null"
						: psprintf("\"%s\"",
								   text_to_cstring(PG_GETARG_TEXT_PP(2))));
}

char *
amount_shown(FunctionCallInfo fcinfo)
{
	return DatumGetCString(
		DirectFunctionCall1(numeric_out, PG_GETARG_DATUM(3)));
}

static void
raise_amount(FunctionCallInfo fcinfo)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("amount %s is too large", amount_shown(fcinfo)),
			 errdetail("It goes %s; amounts have at most %d digits before the "
					   "point.",
					   amount_row(fcinfo),
					   AMOUNT_DIGITS)));
}

int128_t
amount_read(FunctionCallInfo fcinfo, int *scale)
{
	decimal		   amount;
	int128_t	   units;
	decimal_status status =
		decimal_from_numeric(PG_GETARG_NUMERIC(3), &amount);

	if (status == DECIMAL_NOT_FINITE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("amount must be finite"),
				 errdetail("The row %s has %s.",
						   amount_row(fcinfo),
						   amount_shown(fcinfo))));
	if (status == DECIMAL_TOO_LONG)
		raise_amount(fcinfo);
	if (amount.scale > AMOUNT_DECIMALS)
		decimal_strip(&amount);
	if (amount.scale > AMOUNT_DECIMALS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("amount %s has more than %d decimals",
						amount_shown(fcinfo),
						AMOUNT_DECIMALS),
				 errdetail("It goes %s.", amount_row(fcinfo)),
				 errhint("Round it to what can be paid.")));
	if (!decimal_rescale(&amount, AMOUNT_DECIMALS, &units) ||
		units >= TOO_LARGE || units <= -TOO_LARGE)
		raise_amount(fcinfo);
	*scale = amount.scale;
	return units;
}
