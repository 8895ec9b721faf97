/*
 * commitment_pg.c
 *		The price of a contract: what must still be paid, what it comes to in
 *		all, and what counts for procurement.
 */
#include "contract/commitment.h"
#include "contract/money_pg.h"

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
	decimal			  amount = term_amount_argument(PG_GETARG_NUMERIC(1));
	term_length		  per = term_per_argument(PG_GETARG_INTERVAL_P(2));
	int64_t			  from = term_day_argument(PG_GETARG_DATEADT(3), "as_of");
	int64_t			  to = term_look_ahead(term, from).locked_in_until;

	to = to == TERM_NO_DAY ? from : term_day_answer(term, to);
	return term_price_answer(&amount,
							 term->start_on,
							 per,
							 Max(from, term->start_on),
							 to);
}

PG_FUNCTION_INFO_V1(regie_term_contract_value);

/*
 * contract_value(term, amount, per) -> numeric
 *
 * The price from the start to the maximum extent, so with all renewals and
 * options, or to the recorded end.  NULL where no maximum is stated.
 */
Datum
regie_term_contract_value(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);
	decimal			  amount = term_amount_argument(PG_GETARG_NUMERIC(1));
	term_length		  per = term_per_argument(PG_GETARG_INTERVAL_P(2));
	int64_t			  to = term_maximum_extent(term);

	if (to == TERM_NO_DAY)
		PG_RETURN_NULL();
	return term_price_answer(&amount, term->start_on, per, term->start_on, to);
}

/* The end of the days that the estimated value counts, or the error why not. */
static int64_t
procurement_end(const term_value *term, bool total_price)
{
	int64_t to = term_procurement_end(term, total_price);

	if (to == TERM_NO_DAY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("total price for an extent that is not stated"),
				 errdetail("The term \"%s\" has no maximum.", term_text(term)),
				 errhint("State the maximum of renewals, or leave out "
						 "total_price: then %d months count.",
						 TERM_PROCUREMENT_MONTHS)));
	return term_day_answer(term, to);
}

PG_FUNCTION_INFO_V1(regie_term_procurement_value);

/*
 * procurement_value(term, amount, per, total_price) -> numeric
 *
 * The estimated value by articles 2.15 and 2.17 of the Aanbestedingswet 2012:
 * the price of the days that procurement_period gives.
 */
Datum
regie_term_procurement_value(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);
	decimal			  amount = term_amount_argument(PG_GETARG_NUMERIC(1));
	term_length		  per = term_per_argument(PG_GETARG_INTERVAL_P(2));
	int64_t			  to = procurement_end(term, PG_GETARG_BOOL(3));

	return term_price_answer(&amount, term->start_on, per, term->start_on, to);
}

PG_FUNCTION_INFO_V1(regie_term_procurement_period);

/*
 * procurement_period(term, total_price) -> daterange
 *
 * The days that count for the estimated value of a purchase; a recorded end
 * does not shorten them.
 */
Datum
regie_term_procurement_period(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);

	return term_range_answer(term,
							 term->start_on,
							 procurement_end(term, PG_GETARG_BOOL(1)));
}
