/*
 * commitment_pg.c
 *		What must still be paid, as exact money.
 */
#include "contract/commitment.h"
#include "contract/quotient_pg.h"
#include "contract/term_pg.h"

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
	term_length	  per = term_length_argument(PG_GETARG_INTERVAL_P(2), "per");
	int64_t		  from = term_day_argument(PG_GETARG_DATEADT(3), "as_of");
	int64_t		  to = term_look_ahead(term, from).locked_in_until;
	term_fraction cells;
	int			  scale;

	check_finite(amount, "amount");
	if (per.months == 0 && per.days == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("interval must not be zero"),
				 errdetail("The argument per says how often the amount is "
						   "paid.")));
	scale = DatumGetInt32(
		DirectFunctionCall1(numeric_scale, NumericGetDatum(amount)));
	to = to == TERM_NO_DAY ? from : term_day_answer(term, to);
	cells = term_cells(term->start_on, per, Max(from, term->start_on), to);
	return quotient_rounded(numeric_times(NumericGetDatum(amount),
										  numeric_from_int64(cells.numerator)),
							numeric_from_int64(cells.denominator),
							Max(scale, 2));
}
