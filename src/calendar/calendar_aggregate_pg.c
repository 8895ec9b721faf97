/*
 * calendar_aggregate_pg.c
 *		The aggregates calendar(holiday) and calendar(holiday, weekdays).
 */
#include "common/compat.h"

#include "common/aggregate_pg.h"
#include "calendar/calendar_pg.h"
#include "calendar/calendar_text.h"
#include "calendar/exceptions.h"
#include "common/civil.h"
#include "libpq/pqformat.h"

#define FIRST_CAPACITY 64

/*
 * The holidays so far, as entries that are not worked, in any order.  It is
 * settled whenever it is full, so doubles do not make it grow.
 */
typedef struct calendar_state
{
	uint8	 weekdays;
	int32	 count;
	int32	 capacity;
	int64_t *entry;
} calendar_state;

static calendar_state *
new_state(MemoryContext context, uint8 weekdays, int32 capacity)
{
	calendar_state *state =
		MemoryContextAllocZero(context, sizeof(calendar_state));

	state->weekdays = weekdays;
	state->capacity = capacity;
	state->entry =
		MemoryContextAlloc(context, (Size) capacity * sizeof(int64_t));
	return state;
}

/* Makes room for one more entry. */
static void
make_room(calendar_state *state)
{
	int32_t conflict;

	if (state->count < state->capacity)
		return;
	state->count = cal_settle(state->weekdays,
							  state->entry,
							  state->count,
							  &conflict,
							  calendar_tick);
	if (state->count < 0)
		elog(ERROR, "a holiday is worked");
	if (state->count > CAL_MOST_EXCEPTIONS)
		calendar_too_large(NULL);
	if (state->count <= state->capacity / 2)
		return;
	state->capacity *= 2;
	state->entry =
		repalloc(state->entry, (Size) state->capacity * sizeof(int64_t));
}

static void
add_entry(calendar_state *state, int64_t entry)
{
	make_room(state);
	state->entry[state->count++] = entry;
}

static void
add_date(calendar_state *state, DateADT day)
{
	add_entry(state, cal_entry(calendar_finite(day, "holiday"), false));
}

static uint8
weekdays_of(const text *value)
{
	const char *p = VARDATA_ANY(value);
	const char *end = p + VARSIZE_ANY_EXHDR(value);
	uint8_t		weekdays;

	if (!cal_weekdays_parse(&p, end, &weekdays) || p != end)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid weekdays: \"%s\"", text_to_cstring(value)),
				 errhint("Weekdays are written like Mon-Fri, Mon,Wed-Fri or "
						 "none.")));
	return weekdays;
}

static void
check_weekdays(const calendar_state *state, uint8 weekdays)
{
	char seen[CAL_WEEKDAYS_SIZE];
	char other[CAL_WEEKDAYS_SIZE];

	if (state->weekdays == weekdays)
		return;
	cal_weekdays_format(state->weekdays, seen);
	cal_weekdays_format(weekdays, other);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("rows of one calendar differ in their weekdays"),
			 errdetail("One row says %s, another says %s.", seen, other),
			 errhint("Group by the weekdays as well, or use one set of "
					 "them.")));
}

/* The state of this call, made on the first row. */
static calendar_state *
current_state(FunctionCallInfo fcinfo, uint8 weekdays)
{
	MemoryContext	context = aggregate_context(fcinfo);
	calendar_state *state;

	if (PG_ARGISNULL(0))
		return new_state(context, weekdays, FIRST_CAPACITY);
	state = (calendar_state *) PG_GETARG_POINTER(0);
	check_weekdays(state, weekdays);
	return state;
}

PG_FUNCTION_INFO_V1(regie_calendar_accum);

/* calendar_accum(internal, date): Monday to Friday without the holiday */
Datum
regie_calendar_accum(PG_FUNCTION_ARGS)
{
	calendar_state *state = current_state(fcinfo, CAL_MONDAY_TO_FRIDAY);

	if (!PG_ARGISNULL(1))
		add_date(state, PG_GETARG_DATEADT(1));
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(regie_calendar_accum_weekdays);

/* calendar_accum_weekdays(internal, date, text) */
Datum
regie_calendar_accum_weekdays(PG_FUNCTION_ARGS)
{
	calendar_state *state;

	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("weekdays of a calendar must not be null"),
				 errhint("Leave the argument out for Monday to Friday, or use "
						 "coalesce.")));
	state = current_state(fcinfo, weekdays_of(PG_GETARG_TEXT_PP(2)));
	if (!PG_ARGISNULL(1))
		add_date(state, PG_GETARG_DATEADT(1));
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(regie_calendar_combine);

/* calendar_combine(internal, internal): copies the second into the first */
Datum
regie_calendar_combine(PG_FUNCTION_ARGS)
{
	calendar_state *other;
	calendar_state *state;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = (calendar_state *) PG_GETARG_POINTER(1);
	state = current_state(fcinfo, other->weekdays);
	for (int32 i = 0; i < other->count; i++)
		add_entry(state, other->entry[i]);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(regie_calendar_serial);

/*
 * calendar_serial(internal) -> bytea: weekdays, number of days, days
 */
Datum
regie_calendar_serial(PG_FUNCTION_ARGS)
{
	calendar_state *state = (calendar_state *) PG_GETARG_POINTER(0);
	StringInfoData	buffer;

	aggregate_context(fcinfo);
	pq_begintypsend(&buffer);
	pq_sendbyte(&buffer, state->weekdays);
	pq_sendint32(&buffer, state->count);
	for (int32 i = 0; i < state->count; i++)
		pq_sendint32(&buffer, cal_entry_day(state->entry[i]));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

PG_FUNCTION_INFO_V1(regie_calendar_deserial);

/* calendar_deserial(bytea, internal) -> internal */
Datum
regie_calendar_deserial(PG_FUNCTION_ARGS)
{
	bytea		   *value = PG_GETARG_BYTEA_PP(0);
	calendar_state *state;
	StringInfoData	buffer;
	int				weekdays;
	int32			count;

	aggregate_context(fcinfo);
	initStringInfo(&buffer);
	appendBinaryStringInfo(&buffer,
						   VARDATA_ANY(value),
						   (int) VARSIZE_ANY_EXHDR(value));
	weekdays = pq_getmsgbyte(&buffer);
	count = (int32) pq_getmsgint(&buffer, 4);
	if (weekdays > 0x7F || count < 0 ||
		(int64) count * 4 != buffer.len - buffer.cursor)
		elog(ERROR, "invalid state of a calendar aggregate");
	state = new_state(CurrentMemoryContext,
					  (uint8) weekdays,
					  Max(count, FIRST_CAPACITY));
	while (state->count < count)
	{
		int32 day = (int32) pq_getmsgint(&buffer, 4);

		if (!civil_in_range(day))
			elog(ERROR, "invalid day in the state of a calendar aggregate");
		state->entry[state->count++] = cal_entry(day, false);
	}
	pfree(buffer.data);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(regie_calendar_final);

/* calendar_final(internal) -> calendar; NULL if there were no rows */
Datum
regie_calendar_final(PG_FUNCTION_ARGS)
{
	calendar_state *state;
	int64_t		   *entry;
	Size			bytes;

	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (calendar_state *) PG_GETARG_POINTER(0);

	/* the state can be asked again: settle a copy */
	bytes = (Size) state->count * sizeof(int64_t);
	entry = palloc(Max(bytes, 1));
	memcpy(entry, state->entry, bytes);
	return calendar_make(state->weekdays,
						 entry,
						 state->count,
						 ERRCODE_INTERNAL_ERROR,
						 NULL);
}
