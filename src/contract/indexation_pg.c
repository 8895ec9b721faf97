/*
 * indexation_pg.c
 *		Prices that follow an index, exact and rounded once.
 *
 * Changes are in per cent, as contracts and Statistics Netherlands write
 * them.  A change is kept as a fraction of two numerics up to the rounding,
 * so that index figures whose ratio has no end lose no digit.
 */
#include "contract/quotient_pg.h"

#define MAX_DECIMALS 20

/* A change of numerator / denominator per cent; the denominator is > 0. */
typedef struct change_fraction
{
	Datum numerator;
	Datum denominator;
} change_fraction;

/* What a contract says beside the index; NULL where it says nothing. */
typedef struct index_clause
{
	Numeric cap;
	Numeric floor;
	Numeric share;
	int		scale;
} index_clause;

static int
compare(Datum a, Datum b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, a, b));
}

static char *
as_text(Datum value)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, value));
}

/* An argument that may be absent, but not NaN or infinite. */
static Numeric
finite_argument(FunctionCallInfo fcinfo, int number, const char *argument)
{
	Numeric value;

	if (PG_ARGISNULL(number))
		return NULL;
	value = PG_GETARG_NUMERIC(number);
	check_finite(value, argument);
	return value;
}

/* An index figure: finite and above zero. */
static Datum
figure_argument(FunctionCallInfo fcinfo, int number, const char *argument)
{
	Numeric value = finite_argument(fcinfo, number, argument);

	if (compare(NumericGetDatum(value), numeric_from_int64(0)) <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("index figure must be above zero"),
				 errdetail("The argument %s is %s.",
						   argument,
						   as_text(NumericGetDatum(value)))));
	return NumericGetDatum(value);
}

static int
decimals_argument(FunctionCallInfo fcinfo, int number, const char *argument)
{
	int decimals;

	if (PG_ARGISNULL(number))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be null", argument)));
	decimals = PG_GETARG_INT32(number);
	if (decimals < 0 || decimals > MAX_DECIMALS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of decimals must be between 0 and %d",
						MAX_DECIMALS),
				 errdetail("The argument %s is %d.", argument, decimals)));
	return decimals;
}

/* A price that falls by its whole amount, or below, is no price. */
static void
check_change(Datum numerator, Datum denominator, const char *argument)
{
	if (compare(numerator,
				numeric_times(numeric_from_int64(-100), denominator)) <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be above -100 per cent", argument),
				 errdetail("The argument %s is %s.",
						   argument,
						   as_text(numerator))));
}

static void
check_clause(const index_clause *clause)
{
	if (clause->cap != NULL)
		check_change(NumericGetDatum(clause->cap),
					 numeric_from_int64(1),
					 "cap");
	if (clause->cap != NULL && clause->floor != NULL &&
		compare(NumericGetDatum(clause->cap), NumericGetDatum(clause->floor)) <
			0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cap must not be below floor"),
				 errdetail("The argument cap is %s, the argument floor is %s.",
						   as_text(NumericGetDatum(clause->cap)),
						   as_text(NumericGetDatum(clause->floor)))));
	if (compare(NumericGetDatum(clause->share), numeric_from_int64(0)) < 0 ||
		compare(NumericGetDatum(clause->share), numeric_from_int64(100)) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("share must be between 0 and 100 per cent"),
				 errdetail("The argument share is %s.",
						   as_text(NumericGetDatum(clause->share)))));
}

/* The arguments cap, floor, scale, share, which stand in this order. */
static index_clause
clause_arguments(FunctionCallInfo fcinfo, int first)
{
	index_clause clause;

	clause.cap = finite_argument(fcinfo, first, "cap");
	clause.floor = finite_argument(fcinfo, first + 1, "floor");
	clause.scale = decimals_argument(fcinfo, first + 2, "scale");
	clause.share = finite_argument(fcinfo, first + 3, "share");
	if (clause.share == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("share must not be null")));
	check_clause(&clause);
	return clause;
}

/* The change between two figures: (current - base) * 100 / base. */
static change_fraction
change_between(Datum base, Datum current)
{
	change_fraction change;

	change.numerator =
		numeric_times(DirectFunctionCall2(numeric_sub, current, base),
					  numeric_from_int64(100));
	change.denominator = base;
	return change;
}

/* Puts the bound in place of a change that is beyond it. */
static void
bound_change(change_fraction *change, Numeric bound, int beyond)
{
	if (bound == NULL ||
		compare(change->numerator,
				numeric_times(NumericGetDatum(bound), change->denominator)) *
				beyond <=
			0)
		return;
	change->numerator = NumericGetDatum(bound);
	change->denominator = numeric_from_int64(1);
}

/*
 * price * (100 + share / 100 * change) / 100, where cap and floor have been
 * applied to the change, in one fraction and with one rounding.
 */
static Datum
indexed_price(Numeric price, change_fraction change,
			  const index_clause *clause)
{
	Datum whole;
	Datum moved;

	bound_change(&change, clause->cap, 1);
	bound_change(&change, clause->floor, -1);
	whole = numeric_times(numeric_from_int64(10000), change.denominator);
	moved = numeric_times(NumericGetDatum(clause->share), change.numerator);
	return quotient_rounded(numeric_times(NumericGetDatum(price),
										  DirectFunctionCall2(numeric_add,
															  whole,
															  moved)),
							whole,
							clause->scale);
}

PG_FUNCTION_INFO_V1(regie_index_change);

/*
 * index_change(base, current, decimals) -> numeric
 *
 * (current / base - 1) * 100, per cent, rounded half away from zero.  Without
 * decimals: to twenty, with no zeros at the end, which is exact where the
 * quotient ends before.
 */
Datum
regie_index_change(PG_FUNCTION_ARGS)
{
	int				decimals = MAX_DECIMALS;
	change_fraction change;
	Datum			result;

	if (!PG_ARGISNULL(2))
		decimals = decimals_argument(fcinfo, 2, "decimals");
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	change = change_between(figure_argument(fcinfo, 0, "base"),
							figure_argument(fcinfo, 1, "current"));
	result = quotient_rounded(change.numerator, change.denominator, decimals);
	if (PG_ARGISNULL(2))
		result = DirectFunctionCall1(numeric_trim_scale, result);
	return result;
}

PG_FUNCTION_INFO_V1(regie_indexed);

/*
 * indexed(price, change, cap, floor, scale, share) -> numeric
 *
 * A price after a change in per cent.
 */
Datum
regie_indexed(PG_FUNCTION_ARGS)
{
	index_clause	clause = clause_arguments(fcinfo, 2);
	Numeric			price = finite_argument(fcinfo, 0, "price");
	Numeric			stated = finite_argument(fcinfo, 1, "change");
	change_fraction change;

	if (price == NULL || stated == NULL)
		PG_RETURN_NULL();
	change.numerator = NumericGetDatum(stated);
	change.denominator = numeric_from_int64(1);
	check_change(change.numerator, change.denominator, "change");
	return indexed_price(price, change, &clause);
}

/* What indexed_by and the steps of a chain share; the price is known. */
static Datum
indexed_between(FunctionCallInfo fcinfo, Numeric price, int first)
{
	index_clause clause = clause_arguments(fcinfo, first + 2);

	return indexed_price(price,
						 change_between(figure_argument(fcinfo, first, "base"),
										figure_argument(fcinfo,
														first + 1,
														"current")),
						 &clause);
}

PG_FUNCTION_INFO_V1(regie_indexed_by);

/*
 * indexed_by(price, base, current, cap, floor, scale, share) -> numeric
 *
 * A price that follows an index from one figure to another, with the change
 * as exact as the figures are.
 */
Datum
regie_indexed_by(PG_FUNCTION_ARGS)
{
	Numeric price = finite_argument(fcinfo, 0, "price");

	if (price == NULL || PG_ARGISNULL(1) || PG_ARGISNULL(2))
	{
		(void) clause_arguments(fcinfo, 3);
		PG_RETURN_NULL();
	}
	return indexed_between(fcinfo, price, 1);
}

PG_FUNCTION_INFO_V1(regie_price_chain_step);

/*
 * price_chain_step(price, agreed, base, current, cap, floor, scale, share)
 *
 * The transition of price_chain: a price agreed in this row begins anew;
 * figures move the price so far; without either it stays what it is.
 */
Datum
regie_price_chain_step(PG_FUNCTION_ARGS)
{
	if (!PG_ARGISNULL(1))
		return NumericGetDatum(finite_argument(fcinfo, 1, "agreed"));
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return PG_GETARG_DATUM(0);
	return indexed_between(fcinfo, finite_argument(fcinfo, 0, "price"), 2);
}
