/*
 * money_pg.c
 *		What the bindings about money over time share.
 */
#include "contract/money_pg.h"

#include "contract/accrual.h"

static char *
amount_text(Numeric amount)
{
	return DatumGetCString(
		DirectFunctionCall1(numeric_out, NumericGetDatum(amount)));
}

decimal
term_amount_argument(Numeric amount)
{
	decimal		   value;
	int128_t	   coefficient;
	decimal_status status = decimal_from_numeric(amount, &value);

	if (status == DECIMAL_NOT_FINITE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("amount must be a finite number"),
				 errdetail("The argument amount is %s.",
						   amount_text(amount))));
	if (status == DECIMAL_OK &&
		decimal_rescale(&value, Max(value.scale, 2), &coefficient))
	{
		value.coefficient = coefficient;
		value.scale = Max(value.scale, 2);
		return value;
	}
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("amount out of range"),
			 errdetail("The argument amount has more than %d digits, at least "
					   "two of them behind the point.",
					   DECIMAL_MAX_DIGITS),
			 errhint("Round it to what can be paid.")));
}

term_length
term_per_argument(const Interval *per)
{
	term_length length = term_length_argument(per, "per");

	if (length.months == 0 && length.days == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("interval must not be zero"),
				 errdetail("The argument per says how often the amount is "
						   "paid.")));
	return length;
}

Datum
term_money_answer(bool fits, int128_t sum, int scale)
{
	if (!fits)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("sum out of range"),
				 errdetail("The amount times the periods has more than %d "
						   "digits.",
						   DECIMAL_MAX_DIGITS)));
	return NumericGetDatum(decimal_to_numeric(sum, scale));
}

Datum
term_price_answer(const decimal *amount, int32_t start, term_length per,
				  int64_t from, int64_t to)
{
	int128_t price = 0;
	bool	 fits = term_price(amount->coefficient,
						   term_cells(start, per, from, to),
						   &price);

	return term_money_answer(fits, price, amount->scale);
}
