/*
 * commitment_pg.c
 *		What must still be paid, as exact money.
 */
#include "contract/commitment.h"
#include "contract/term_pg.h"

#include "utils/numeric.h"

/* 10^exponent, with as many decimals as it has. */
static Datum
power_of_ten(int exponent)
{
	return DirectFunctionCall3(numeric_in,
							   CStringGetDatum(psprintf("1e%d", exponent)),
							   ObjectIdGetDatum(InvalidOid),
							   Int32GetDatum(-1));
}

static Datum
times(Datum a, Datum b)
{
	return DirectFunctionCall2(numeric_mul, a, b);
}

/*
 * amount * cells, rounded once to scale decimals, half away from zero:
 * sign * floor((2 * |x| * 10^scale + d) / 2d) / 10^scale, in whole numbers.
 */
static Datum
priced(Datum amount, term_fraction cells, int scale)
{
	Datum two = NumericGetDatum(int64_to_numeric(2));
	Datum denominator = NumericGetDatum(int64_to_numeric(cells.denominator));
	Datum size = DirectFunctionCall1(numeric_abs, amount);
	Datum doubled =
		times(times(times(size,
						  NumericGetDatum(int64_to_numeric(cells.numerator))),
					two),
			  power_of_ten(scale));
	Datum rounded = DirectFunctionCall2(numeric_div_trunc,
										DirectFunctionCall2(numeric_add,
															doubled,
															denominator),
										times(denominator, two));

	return times(times(rounded, DirectFunctionCall1(numeric_sign, amount)),
				 power_of_ten(-scale));
}

static void
check_amount(Numeric amount)
{
	if (numeric_is_nan(amount) || numeric_is_inf(amount))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("amount must be a finite number"),
				 errdetail("The argument amount is %s.",
						   DatumGetCString(
							   DirectFunctionCall1(numeric_out,
												   NumericGetDatum(
													   amount))))));
}

PG_FUNCTION_INFO_V1(regie_term_remaining_commitment);

/*
 * remaining_commitment(term, amount, per, as_of) -> numeric
 *
 * The price of the days from as_of, or the start if that is later, up to
 * locked_in_until, at "amount" for each "per" counted from the start.  Exact,
 * and rounded once to the amount's decimals, at least two.
 */
Datum
regie_term_remaining_commitment(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);
	Numeric			  amount = PG_GETARG_NUMERIC(1);
	term_length per = term_length_argument(PG_GETARG_INTERVAL_P(2), "per");
	int64_t		from = term_day_argument(PG_GETARG_DATEADT(3), "as_of");
	int64_t		to = term_look_ahead(term, from).locked_in_until;
	int			scale;

	check_amount(amount);
	if (per.months == 0 && per.days == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("interval must not be zero"),
				 errdetail("The argument per says how often the amount is "
						   "paid.")));
	scale = DatumGetInt32(
		DirectFunctionCall1(numeric_scale, NumericGetDatum(amount)));
	to = to == TERM_NO_DAY ? from : term_day_answer(term, to);
	return priced(NumericGetDatum(amount),
				  term_cells(term->start_on,
							 per,
							 Max(from, term->start_on),
							 to),
				  Max(scale, 2));
}
