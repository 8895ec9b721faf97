/*
 * accrual_pg.c
 *		Which part of a price belongs to which days: one stretch of them, or
 *		month by month.
 */
#include "contract/accrual.h"
#include "contract/money_pg.h"

#include "common/civil.h"
#include "utils/rangetypes.h"

/* More rows than a report can want, and few enough to stop in time. */
#define MAX_MONTHS 120000

/* The days [from, to), with TERM_NO_DAY and TERM_FOREVER where it is open. */
typedef struct days
{
	int64_t from;
	int64_t to;
} days;

/* The infinities of dates are open ends, too. */
static int64_t
bound_day(const RangeBound *bound, int64_t open)
{
	DateADT day;

	if (bound->infinite)
		return open;
	day = DatumGetDateADT(bound->val);
	if (DATE_IS_NOBEGIN(day))
		return TERM_NO_DAY;
	return DATE_IS_NOEND(day) ? TERM_FOREVER : day;
}

static days
days_of(const RangeType *range)
{
	days	   found = {0, 0};
	RangeBound lower;
	RangeBound upper;
	bool	   empty;

	range_deserialize(term_daterange_type(), range, &lower, &upper, &empty);
	if (!empty)
	{
		found.from = bound_day(&lower, TERM_NO_DAY);
		found.to = bound_day(&upper, TERM_FOREVER);
	}
	return found;
}

/* A plan, and which of its days are asked for. */
typedef struct request
{
	term_accrual plan;
	int			 scale;
	days		 wanted; /* within the plan; from >= to if there are none */
} request;

static void
complain(const char *message, const char *argument, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s", message),
			 errdetail("The argument %s is open there.", argument),
			 errhint("%s", hint)));
}

static request
request_of(Numeric amount, term_length per, days whole, days asked)
{
	request r = {0};
	decimal value = term_amount_argument(amount);
	bool	once = per.months == 0 && per.days == 0;

	r.scale = value.scale;
	if (whole.from >= whole.to)
		return r;
	if (whole.from == TERM_NO_DAY)
		complain("validity without a first day",
				 "valid",
				 "Parts are counted from the first day: give valid a lower "
				 "bound, such as the start of the contract.");
	if (once && whole.to == TERM_FOREVER)
		complain("validity without a last day",
				 "valid",
				 "An amount can only be spread over days that end: give valid "
				 "an upper bound.");
	r.plan.amount = value.coefficient;
	r.plan.start = (int32_t) whole.from;
	r.plan.end = whole.to;
	r.plan.per = per;
	r.wanted.from = Max(whole.from, asked.from);
	r.wanted.to = Min(whole.to, asked.to);
	if (r.wanted.from < r.wanted.to && r.wanted.to == TERM_FOREVER)
		complain("days without an end",
				 "period",
				 "As valid is open too, give one of them an upper bound.");
	return r;
}

static Datum
request_answer(const request *r)
{
	int128_t accrued = 0;
	bool	 fits = r->wanted.from >= r->wanted.to ||
				term_accrued(&r->plan, r->wanted.from, r->wanted.to, &accrued);

	return term_money_answer(fits, accrued, r->scale);
}

static request
accrual_request(FunctionCallInfo fcinfo)
{
	return request_of(PG_GETARG_NUMERIC(0),
					  term_per_argument(PG_GETARG_INTERVAL_P(1)),
					  days_of(PG_GETARG_RANGE_P(2)),
					  days_of(PG_GETARG_RANGE_P(3)));
}

static request
spread_request(FunctionCallInfo fcinfo)
{
	static const term_length once = {0, 0};

	return request_of(PG_GETARG_NUMERIC(0),
					  once,
					  days_of(PG_GETARG_RANGE_P(1)),
					  days_of(PG_GETARG_RANGE_P(2)));
}

PG_FUNCTION_INFO_V1(regie_term_accrual);

/*
 * accrual(amount, per, valid, period) -> numeric
 *
 * What of "amount" for each "per", counted from the first day of valid as
 * boundaries are, belongs to the days of valid that lie in period.  What has
 * accrued up to a day is exact and rounded once, half away from zero, to the
 * amount's decimals, at least two; the answer is the difference of two such
 * sums, so that answers add up.
 */
Datum
regie_term_accrual(PG_FUNCTION_ARGS)
{
	request r = accrual_request(fcinfo);

	return request_answer(&r);
}

/* How many months a price is for; 0 if it is not for some length of time. */
static int
months_of(const text *per)
{
	const char *word = VARDATA_ANY(per);
	size_t		length = VARSIZE_ANY_EXHDR(per);

	if (length == strlen("month") && memcmp(word, "month", length) == 0)
		return 1;
	if (length == strlen("quarter") && memcmp(word, "quarter", length) == 0)
		return 3;
	if (length == strlen("year") && memcmp(word, "year", length) == 0)
		return 12;
	return 0;
}

static bool
is_once(const text *per)
{
	return VARSIZE_ANY_EXHDR(per) == strlen("once") &&
		   memcmp(VARDATA_ANY(per), "once", strlen("once")) == 0;
}

static days
days_from(DateADT start)
{
	RangeBound first = {0};
	days	   found;

	first.val = DateADTGetDatum(start);
	found.from = bound_day(&first, TERM_NO_DAY);
	found.to = TERM_FOREVER;
	return found;
}

PG_FUNCTION_INFO_V1(regie_term_line_price);

/*
 * line_price(start_on, amount, per, days) -> numeric
 *
 * accrual of a price of a contract, from start_on on without end, over some
 * days.  Reports ask it of every price line, so it is one call.  A price paid
 * once, and no days, are 0.00; days without an end, and a price that is not
 * per month, quarter or year, have no answer.
 */
Datum
regie_term_line_price(PG_FUNCTION_ARGS)
{
	text	   *per = PG_GETARG_TEXT_PP(2);
	days		asked = days_of(PG_GETARG_RANGE_P(3));
	term_length length = {0, 0};
	request		r;

	if (asked.to == TERM_FOREVER)
		PG_RETURN_NULL();
	if (is_once(per) || RangeIsEmpty(PG_GETARG_RANGE_P(3)))
		PG_RETURN_DATUM(term_money_answer(true, 0, 2));
	length.months = months_of(per);
	if (length.months == 0)
		PG_RETURN_NULL();
	r = request_of(PG_GETARG_NUMERIC(1),
				   length,
				   days_from(PG_GETARG_DATEADT(0)),
				   asked);
	return request_answer(&r);
}

PG_FUNCTION_INFO_V1(regie_term_spread);

/*
 * spread(amount, valid, period) -> numeric
 *
 * What of one amount for all the days of valid, in equal parts, belongs to
 * those that lie in period; rounded as accrual is.
 */
Datum
regie_term_spread(PG_FUNCTION_ARGS)
{
	request r = spread_request(fcinfo);

	return request_answer(&r);
}

static FuncCallContext *
start_months(FunctionCallInfo fcinfo)
{
	FuncCallContext *call = SRF_FIRSTCALL_INIT();
	MemoryContext	 old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
	request			*r = palloc(sizeof(request));
	TupleDesc		 desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	*r = PG_NARGS() == 4 ? accrual_request(fcinfo) : spread_request(fcinfo);
	if (r->wanted.from < r->wanted.to &&
		term_months_touched(r->wanted.from, r->wanted.to) > MAX_MONTHS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many months"),
				 errdetail("The days asked for touch " INT64_FORMAT
						   " months; at most %d are given.",
						   term_months_touched(r->wanted.from, r->wanted.to),
						   MAX_MONTHS),
				 errhint("Ask for a shorter period.")));
	call->tuple_desc = BlessTupleDesc(desc);
	call->user_fctx = r;
	MemoryContextSwitchTo(old);
	return call;
}

/* The first day of a month as answer: the first month of all has none. */
static Datum
month_answer(int64_t day)
{
	if (!civil_in_range(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range"),
				 errdetail("The first month begins before 4714-11-24 BC.")));
	return DateADTGetDatum((DateADT) day);
}

/* One month a call, so that nothing piles up. */
static Datum
next_month(FunctionCallInfo fcinfo)
{
	FuncCallContext *call =
		SRF_IS_FIRSTCALL() ? start_months(fcinfo) : SRF_PERCALL_SETUP();
	request *r = call->user_fctx;
	request	 month = *r;
	int64_t	 next;
	Datum	 values[3];
	bool	 nulls[3] = {false, false, false};

	CHECK_FOR_INTERRUPTS();
	if (r->wanted.from >= r->wanted.to)
		SRF_RETURN_DONE(call);
	next = term_next_month(r->wanted.from);
	month.wanted.to = Min(next, r->wanted.to);
	values[0] = month_answer(civil_add_months(next, -1));
	values[1] = term_range(month.wanted.from, month.wanted.to);
	values[2] = request_answer(&month);
	r->wanted.from = month.wanted.to;
	SRF_RETURN_NEXT(call,
					HeapTupleGetDatum(
						heap_form_tuple(call->tuple_desc, values, nulls)));
}

PG_FUNCTION_INFO_V1(regie_term_accruals);

/*
 * accruals(amount, per, valid, period)
 *		-> (month date, period daterange, amount numeric)
 *
 * One row for each calendar month with days in both, with its first day, those
 * days, and what accrual gives for them; they add up to accrual.
 */
Datum
regie_term_accruals(PG_FUNCTION_ARGS)
{
	return next_month(fcinfo);
}

PG_FUNCTION_INFO_V1(regie_term_spreads);

/*
 * spreads(amount, valid, period)
 *		-> (month date, period daterange, amount numeric)
 *
 * The same for spread.
 */
Datum
regie_term_spreads(PG_FUNCTION_ARGS)
{
	return next_month(fcinfo);
}
