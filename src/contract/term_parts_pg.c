/*
 * term_parts_pg.c
 *		A term from plain columns, and its parts back; options lifted.
 */
#include "contract/term_pg.h"

#include "contract/term_text.h"

/* The kind that a register's column states. */
static uint8_t
kind_argument(const text *name)
{
	int kind;

	if (!term_kind_from_name(VARDATA_ANY(name),
							 VARSIZE_ANY_EXHDR(name),
							 &kind))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown kind of renewal: \"%s\"",
						text_to_cstring(name)),
				 errhint("Use none, explicit, tacit or evergreen.")));
	return (uint8_t) kind;
}

/* A number of renewals or options; absent is what an empty column means. */
static int32_t
count_argument(FunctionCallInfo fcinfo, int number, const char *argument,
			   int32_t absent)
{
	int32_t count;

	if (PG_ARGISNULL(number))
		return absent;
	count = PG_GETARG_INT32(number);
	if (count < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number must not be negative"),
				 errdetail("The argument %s is %d.", argument, count)));
	return count;
}

/* An empty column is no length at all. */
static term_length
optional_length(FunctionCallInfo fcinfo, int number, const char *argument)
{
	term_length none = {0, 0};

	return PG_ARGISNULL(number)
			   ? none
			   : term_length_argument(PG_GETARG_INTERVAL_P(number), argument);
}

PG_FUNCTION_INFO_V1(regie_term);

/*
 * term(start_on, initial, renewal, renewal_period, max_renewals, notice,
 * ended_on, options_lifted) -> term
 *
 * From plain columns, where NULL means not stated.  Without a start there is
 * no term: NULL.  Without a kind nobody knows what silence does: an error.
 */
Datum
regie_term(PG_FUNCTION_ARGS)
{
	term_value *term;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("kind of renewal must not be null"),
				 errhint("Use none, explicit, tacit or evergreen: it says "
						 "what happens if nobody acts.")));
	term = palloc0(sizeof(term_value));
	term->start_on =
		(int32_t) term_day_argument(PG_GETARG_DATEADT(0), "start_on");
	term->initial = optional_length(fcinfo, 1, "initial");
	term->kind = kind_argument(PG_GETARG_TEXT_PP(2));
	term->renewal = optional_length(fcinfo, 3, "renewal_period");
	term->max_renewals =
		count_argument(fcinfo, 4, "max_renewals", TERM_NOT_STATED);
	term->notice = optional_length(fcinfo, 5, "notice");
	term->ended_on =
		PG_ARGISNULL(6)
			? TERM_NOT_ENDED
			: (int32_t) term_day_argument(PG_GETARG_DATEADT(6), "ended_on");
	term->lifted = count_argument(fcinfo, 7, "options_lifted", 0);

	/* "none stated" and 0 are the same where nothing renews */
	if (term->kind == TERM_FIXED && term->max_renewals == TERM_NOT_STATED)
		term->max_renewals = 0;
	if (term->kind == TERM_EVERGREEN && term->max_renewals == 0)
		term->max_renewals = TERM_NOT_STATED;
	return term_checked(term, NULL);
}

PG_FUNCTION_INFO_V1(regie_term_lift);

/* lift(term, options) -> term: so many more options have been lifted. */
Datum
regie_term_lift(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);
	int64_t			  options = PG_GETARG_INT32(1);
	term_value		 *result = palloc(sizeof(term_value));

	if (options < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number must not be negative"),
				 errdetail("The argument options is %d.", (int) options)));
	*result = *term;
	options += term->lifted;
	result->lifted = options > PG_INT32_MAX ? PG_INT32_MAX : (int32_t) options;
	return term_checked(result, NULL);
}

PG_FUNCTION_INFO_V1(regie_term_start_on);

/* start_on(term) -> date */
Datum
regie_term_start_on(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(PG_GETARG_TERM(0)->start_on);
}

PG_FUNCTION_INFO_V1(regie_term_ended_on);

/* ended_on(term) -> date; NULL if no end is recorded */
Datum
regie_term_ended_on(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);

	if (term->ended_on == TERM_NOT_ENDED)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(term->ended_on);
}

/* A period that is not there is NULL. */
static Datum
return_period(FunctionCallInfo fcinfo, term_length length)
{
	if (length.months == 0 && length.days == 0)
		PG_RETURN_NULL();
	PG_RETURN_INTERVAL_P(term_interval(length));
}

PG_FUNCTION_INFO_V1(regie_term_initial_period);

/* initial_period(term) -> interval; NULL if evergreen without a minimum */
Datum
regie_term_initial_period(PG_FUNCTION_ARGS)
{
	return return_period(fcinfo, PG_GETARG_TERM(0)->initial);
}

PG_FUNCTION_INFO_V1(regie_term_renewal_kind);

/* renewal_kind(term) -> text */
Datum
regie_term_renewal_kind(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(term_kind_name(PG_GETARG_TERM(0)->kind)));
}

PG_FUNCTION_INFO_V1(regie_term_renewal_period);

/* renewal_period(term) -> interval; NULL if nothing renews */
Datum
regie_term_renewal_period(PG_FUNCTION_ARGS)
{
	return return_period(fcinfo, PG_GETARG_TERM(0)->renewal);
}

PG_FUNCTION_INFO_V1(regie_term_max_renewals);

/* max_renewals(term) -> int; 0 = none, NULL = not stated */
Datum
regie_term_max_renewals(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);

	if (term->max_renewals == TERM_NOT_STATED)
		PG_RETURN_NULL();
	PG_RETURN_INT32(term->max_renewals);
}

PG_FUNCTION_INFO_V1(regie_term_options_lifted);

/* options_lifted(term) -> int */
Datum
regie_term_options_lifted(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PG_GETARG_TERM(0)->lifted);
}

PG_FUNCTION_INFO_V1(regie_term_notice);

/* notice(term) -> interval; zero if none is stated, so that it calculates */
Datum
regie_term_notice(PG_FUNCTION_ARGS)
{
	PG_RETURN_INTERVAL_P(term_interval(PG_GETARG_TERM(0)->notice));
}
