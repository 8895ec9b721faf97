/*
 * term_dates_pg.c
 *		The questions about dates that a term answers.
 */
#include "contract/term_pg.h"

PG_FUNCTION_INFO_V1(regie_term_boundary);

/*
 * boundary(term, k) -> date
 *
 * The first day after period k, whether or not an earlier end is recorded.
 * NULL beyond the maximum of renewals, and where there are no boundaries.
 */
Datum
regie_term_boundary(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);
	int32			  k = PG_GETARG_INT32(1);

	if (k < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of a boundary must not be negative"),
				 errdetail("The argument k is %d; boundary 0 is the end of "
						   "the initial period.",
						   k)));
	if (term->kind == TERM_EVERGREEN ||
		(term->max_renewals != TERM_NOT_STATED && k > term->max_renewals))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(term_day_answer(term, term_boundary(term, k)));
}

PG_FUNCTION_INFO_V1(regie_term_period);

/*
 * period(term, as_of) -> daterange
 *
 * The period that holds the day, cut off at a recorded end; NULL if the term
 * does not run on that day.
 */
Datum
regie_term_period(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);
	int64_t			  day = term_day_argument(PG_GETARG_DATEADT(1), "as_of");
	int64_t			  from;
	int64_t			  to;

	if (!term_period_of(term, day, &from, &to))
		PG_RETURN_NULL();
	return term_range_answer(term, from, to);
}

/* Where a call of periods stands. */
typedef struct period_rows
{
	term_value term;
	int64_t	   until;
	int64_t	   k; /* the next row */
} period_rows;

static FuncCallContext *
start_periods(FunctionCallInfo fcinfo)
{
	FuncCallContext *call = SRF_FIRSTCALL_INIT();
	MemoryContext	 old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
	period_rows		*rows = palloc(sizeof(period_rows));
	TupleDesc		 desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	rows->term = *PG_GETARG_TERM(0);
	rows->until = term_day_argument(PG_GETARG_DATEADT(1), "until");
	rows->k = 0;
	call->tuple_desc = BlessTupleDesc(desc);
	call->user_fctx = rows;
	MemoryContextSwitchTo(old);
	return call;
}

PG_FUNCTION_INFO_V1(regie_term_periods);

/*
 * periods(term, until) -> (k int, period daterange, last_notice_day date)
 *
 * All periods that begin before until and that are certain, or that silence
 * brings; not those for which an option must be lifted first.  One row a
 * call, so that nothing piles up however many they are.
 */
Datum
regie_term_periods(PG_FUNCTION_ARGS)
{
	FuncCallContext *call =
		SRF_IS_FIRSTCALL() ? start_periods(fcinfo) : SRF_PERCALL_SETUP();
	period_rows *rows = call->user_fctx;
	int64_t		 from;
	int64_t		 to;
	int64_t		 notice_day;
	Datum		 values[3];
	bool		 nulls[3] = {false, false, false};

	if (!term_period(&rows->term, rows->k, &from, &to) || from >= rows->until)
		SRF_RETURN_DONE(call);
	notice_day = term_period_notice_day(&rows->term, rows->k);
	values[0] = Int32GetDatum((int32) rows->k++);
	values[1] = term_range_answer(&rows->term, from, to);
	nulls[2] = notice_day == TERM_NO_DAY;
	values[2] =
		nulls[2] ? (Datum) 0
				 : DateADTGetDatum(term_day_answer(&rows->term, notice_day));
	SRF_RETURN_NEXT(call,
					HeapTupleGetDatum(
						heap_form_tuple(call->tuple_desc, values, nulls)));
}

static Datum
return_day(FunctionCallInfo fcinfo, const term_value *term, int64_t day)
{
	if (day == TERM_NO_DAY)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(term_day_answer(term, day));
}

PG_FUNCTION_INFO_V1(regie_term_last_notice_day);

/*
 * last_notice_day(term, as_of) -> date
 *
 * The next last day, from as_of on, to give notice of a tacit term or to lift
 * an option of an explicit one; NULL if there is none.
 */
Datum
regie_term_last_notice_day(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);
	int64_t			  day = term_day_argument(PG_GETARG_DATEADT(1), "as_of");

	return return_day(fcinfo, term, term_next_notice_day(term, day));
}

PG_FUNCTION_INFO_V1(regie_term_locked_in_until);

/*
 * locked_in_until(term, as_of) -> date
 *
 * The first day on which one can be free of the term by acting on as_of; NULL
 * once it is over.
 */
Datum
regie_term_locked_in_until(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);
	int64_t			  day = term_day_argument(PG_GETARG_DATEADT(1), "as_of");

	return return_day(fcinfo,
					  term,
					  term_look_ahead(term, day).locked_in_until);
}

PG_FUNCTION_INFO_V1(regie_term_if_silent);

/*
 * if_silent(term, as_of) -> 'renews', 'ends' or 'continues'
 *
 * Where silence leads: to a renewal, to the certain end, or just on.  NULL
 * once it is over.
 */
Datum
regie_term_if_silent(PG_FUNCTION_ARGS)
{
	static const char *const word[] = {
		[TERM_SILENCE_RENEWS] = "renews",
		[TERM_SILENCE_ENDS] = "ends",
		[TERM_SILENCE_CONTINUES] = "continues",
	};
	const term_value *term = PG_GETARG_TERM(0);
	int64_t			  day = term_day_argument(PG_GETARG_DATEADT(1), "as_of");
	term_silence	  silence = term_if_silent(term, day);

	if (silence == TERM_SILENCE_OVER)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(word[silence]));
}

PG_FUNCTION_INFO_V1(regie_term_maximum_extent);

/*
 * maximum_extent(term) -> date
 *
 * The end if every renewal and option is used, or the recorded end; NULL where
 * none is stated.
 */
Datum
regie_term_maximum_extent(PG_FUNCTION_ARGS)
{
	const term_value *term = PG_GETARG_TERM(0);

	return return_day(fcinfo, term, term_maximum_extent(term));
}

PG_FUNCTION_INFO_V1(regie_term_status);

/*
 * status(term, as_of, warn) -> text
 *
 * The first that holds: ended; upcoming; notice due, if the next last day of
 * notice is at most warn ahead; ending, if nobody can prolong it and its end
 * is recorded, an option was let go, or the end is at most warn ahead; running.
 */
Datum
regie_term_status(PG_FUNCTION_ARGS)
{
	static const char *const word[] = {
		[TERM_STATE_ENDED] = "ended",
		[TERM_STATE_UPCOMING] = "upcoming",
		[TERM_STATE_NOTICE_DUE] = "notice due",
		[TERM_STATE_ENDING] = "ending",
		[TERM_STATE_RUNNING] = "running",
	};
	int64_t		day = term_day_argument(PG_GETARG_DATEADT(1), "as_of");
	term_length warn = term_length_argument(PG_GETARG_INTERVAL_P(2), "warn");
	term_state	state = term_state_on(PG_GETARG_TERM(0), day, warn);

	PG_RETURN_TEXT_P(cstring_to_text(word[state]));
}
