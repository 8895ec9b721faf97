/*
 * decision_pg.c
 *		The days on which something must be decided or done, as rows.
 */
#include "contract/term_pg.h"

#include "contract/decision.h"

/* Where a call of decisions stands. */
typedef struct decision_rows
{
	term_value term;
	int64_t	   until;
	int64_t	   k;	 /* the next row */
	bool	   done; /* nothing to decide at all */
} decision_rows;

static FuncCallContext *
start_decisions(FunctionCallInfo fcinfo)
{
	FuncCallContext *call = SRF_FIRSTCALL_INIT();
	MemoryContext	 old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
	decision_rows	*rows = palloc(sizeof(decision_rows));
	int64_t			 since;
	TupleDesc		 desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	rows->term = *PG_GETARG_TERM(0);
	since = term_day_argument(PG_GETARG_DATEADT(1), "since");
	rows->until = term_day_argument(PG_GETARG_DATEADT(2), "until");
	rows->done = !term_first_decision(&rows->term, since, &rows->k);
	call->tuple_desc = BlessTupleDesc(desc);
	call->user_fctx = rows;
	MemoryContextSwitchTo(old);
	return call;
}

/* One decision as a row of decisions(). */
static Datum
decision_row(FuncCallContext *call, const term_value *term, int64_t k,
			 const term_decision *decision)
{
	bool  ends = decision->if_silent == TERM_SILENCE_ENDS;
	Datum values[6];
	bool  nulls[6] = {false};

	/* a boundary that is a valid day has a number that is an int */
	values[3] = DateADTGetDatum(term_day_answer(term, decision->boundary));
	values[2] = DateADTGetDatum(term_day_answer(term, decision->last_day));
	values[0] = Int32GetDatum((int32) k);
	values[1] = PointerGetDatum(cstring_to_text(ends ? "option" : "notice"));
	values[4] = PointerGetDatum(cstring_to_text(ends ? "ends" : "renews"));
	values[5] = Int32GetDatum((int32) decision->options_before);
	return HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls));
}

PG_FUNCTION_INFO_V1(regie_term_decisions);

/*
 * decisions(term, since, until)
 * -> (k int, kind text, last_day date, boundary date, if_silent text,
 *	   options_before int)
 *
 * Every last day to give notice or to lift an option from since on and before
 * until, for somebody who looks ahead on since.  One row a call, so that
 * nothing piles up however many they are.
 */
Datum
regie_term_decisions(PG_FUNCTION_ARGS)
{
	FuncCallContext *call =
		SRF_IS_FIRSTCALL() ? start_decisions(fcinfo) : SRF_PERCALL_SETUP();
	decision_rows *rows = call->user_fctx;
	term_decision  decision;

	CHECK_FOR_INTERRUPTS();
	if (rows->done || !term_decision_at(&rows->term, rows->k, &decision) ||
		decision.last_day >= rows->until)
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call,
					decision_row(call, &rows->term, rows->k++, &decision));
}

/* Where a call of due_days stands. */
typedef struct due_rows
{
	int32_t		first;
	term_length every; /* zero: once */
	int64_t		until;
	int64_t		n; /* the next row; -1: no more */
} due_rows;

static bool
is_once(const due_rows *rows)
{
	return rows->every.months == 0 && rows->every.days == 0;
}

/* An interval that is there must lead somewhere. */
static term_length
every_argument(const Interval *interval)
{
	term_length every = term_length_argument(interval, "every");

	if (every.months == 0 && every.days == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("interval must not be zero"),
				 errdetail("The argument every says how often something "
						   "falls due."),
				 errhint("What falls due once has no interval: NULL.")));
	return every;
}

/* Without a first day, or without bounds, there are no rows. */
static FuncCallContext *
start_due_days(FunctionCallInfo fcinfo)
{
	FuncCallContext *call = SRF_FIRSTCALL_INIT();
	due_rows		*rows =
		MemoryContextAllocZero(call->multi_call_memory_ctx, sizeof(due_rows));
	int64_t since;

	call->user_fctx = rows;
	rows->n = -1;
	if (!PG_ARGISNULL(1))
		rows->every = every_argument(PG_GETARG_INTERVAL_P(1));
	if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return call;
	rows->first =
		(int32_t) term_day_argument(PG_GETARG_DATEADT(0), "first_due_on");
	since = term_day_argument(PG_GETARG_DATEADT(2), "since");
	rows->until = term_day_argument(PG_GETARG_DATEADT(3), "until");
	if (!is_once(rows))
		rows->n = due_number(rows->first, rows->every, since);
	else if (rows->first >= since)
		rows->n = 0;
	return call;
}

PG_FUNCTION_INFO_V1(regie_due_days);

/*
 * due_days(first_due_on, every, since, until) -> dates
 *
 * The days first_due_on + n * every from since on and before until, counted
 * from the first; with every NULL the first alone.  All that are given lie
 * before until, so they are valid days.
 */
Datum
regie_due_days(PG_FUNCTION_ARGS)
{
	FuncCallContext *call =
		SRF_IS_FIRSTCALL() ? start_due_days(fcinfo) : SRF_PERCALL_SETUP();
	due_rows *rows = call->user_fctx;
	int64_t	  day;

	CHECK_FOR_INTERRUPTS();
	if (rows->n < 0)
		SRF_RETURN_DONE(call);
	day = is_once(rows) ? rows->first
						: due_day(rows->first, rows->every, rows->n);
	if (day >= rows->until)
		SRF_RETURN_DONE(call);
	rows->n = is_once(rows) ? -1 : rows->n + 1;
	SRF_RETURN_NEXT(call, DateADTGetDatum((DateADT) day));
}
