/*
 * key_aggregate_pg.c
 *		The aggregate allocation_key(participant, weight).
 */
#include "common/compat.h"

#include "common/aggregate_pg.h"
#include "allocation/key_pg.h"
#include "allocation/key_text.h"
#include "libpq/pqformat.h"

/*
 * The rows so far, in any order: name and weight in shortest form, each with
 * its length (four bytes) before it.
 */
typedef struct key_state
{
	int64		   count;
	StringInfoData rows;
} key_state;

static key_state *
new_state(MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	key_state	 *state = palloc0(sizeof(key_state));

	initStringInfo(&state->rows);
	MemoryContextSwitchTo(old);
	return state;
}

static key_state *
current_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(fcinfo);

	return PG_ARGISNULL(0) ? new_state(context)
						   : (key_state *) PG_GETARG_POINTER(0);
}

static void
append_text(StringInfo rows, const char *bytes, uint32_t length)
{
	appendBinaryStringInfo(rows, (const char *) &length, sizeof(length));
	appendBinaryStringInfo(rows, bytes, (int) length);
}

PG_FUNCTION_INFO_V1(regie_allocation_key_accum);

/* allocation_key_accum(internal, text, numeric): NULL weights take no part */
Datum
regie_allocation_key_accum(PG_FUNCTION_ARGS)
{
	key_state  *state = current_state(fcinfo);
	const text *participant;
	const char *weight;

	if (PG_ARGISNULL(2))
		PG_RETURN_POINTER(state);
	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("participant of an allocation key must not be null"),
				 errhint("Give it a name, or its weight NULL if it takes no "
						 "part.")));
	participant = PG_GETARG_TEXT_PP(1);
	if (VARSIZE_ANY_EXHDR(participant) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("participant must have a name")));
	weight = key_from_numeric(PG_GETARG_DATUM(2),
							  "weight",
							  text_to_cstring(participant));
	append_text(&state->rows,
				VARDATA_ANY(participant),
				(uint32_t) VARSIZE_ANY_EXHDR(participant));
	append_text(&state->rows, weight, (uint32_t) strlen(weight));
	state->count++;
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(regie_allocation_key_combine);

/* allocation_key_combine(internal, internal): copies the second */
Datum
regie_allocation_key_combine(PG_FUNCTION_ARGS)
{
	key_state *state;
	key_state *other;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = (key_state *) PG_GETARG_POINTER(1);
	state = current_state(fcinfo);
	appendBinaryStringInfo(&state->rows, other->rows.data, other->rows.len);
	state->count += other->count;
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(regie_allocation_key_serial);

/* allocation_key_serial(internal) -> bytea: the number of rows, the rows */
Datum
regie_allocation_key_serial(PG_FUNCTION_ARGS)
{
	key_state	  *state = (key_state *) PG_GETARG_POINTER(0);
	StringInfoData buffer;

	aggregate_context(fcinfo);
	pq_begintypsend(&buffer);
	pq_sendint64(&buffer, state->count);
	pq_sendbytes(&buffer, state->rows.data, state->rows.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/* The next text of the rows; it is checked that it is there. */
static const char *
next_text(const StringInfoData *rows, int *place, uint32_t *length)
{
	const char *text;

	if (rows->len - *place < (int) sizeof(*length))
		elog(ERROR, "invalid state of an allocation key aggregate");
	memcpy(length, rows->data + *place, sizeof(*length));
	*place += (int) sizeof(*length);
	if (*length == 0 || *length > (uint32_t) (rows->len - *place))
		elog(ERROR,
			 "invalid length in the state of an allocation key aggregate");
	text = rows->data + *place;
	*place += (int) *length;
	return text;
}

/* All rows as items that point into the state. */
static key_item *
state_items(const key_state *state)
{
	key_item *item = key_take_items(state->count);
	int		  place = 0;

	for (int64 i = 0; i < state->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		item[i].name = next_text(&state->rows, &place, &item[i].name_length);
		item[i].weight =
			next_text(&state->rows, &place, &item[i].weight_length);
	}
	if (place != state->rows.len)
		elog(ERROR, "invalid end of the state of an allocation key aggregate");
	return item;
}

PG_FUNCTION_INFO_V1(regie_allocation_key_deserial);

/* allocation_key_deserial(bytea, internal) -> internal */
Datum
regie_allocation_key_deserial(PG_FUNCTION_ARGS)
{
	bytea		  *value = PG_GETARG_BYTEA_PP(0);
	key_state	  *state;
	key_item	  *item;
	StringInfoData buffer;

	aggregate_context(fcinfo);
	initStringInfo(&buffer);
	appendBinaryStringInfo(&buffer,
						   VARDATA_ANY(value),
						   (int) VARSIZE_ANY_EXHDR(value));
	state = new_state(CurrentMemoryContext);
	state->count = pq_getmsgint64(&buffer);
	if (state->count < 0 || state->count > buffer.len / 10)
		elog(ERROR,
			 "invalid count in the state of an allocation key aggregate");
	appendBinaryStringInfo(&state->rows,
						   buffer.data + buffer.cursor,
						   buffer.len - buffer.cursor);
	pfree(buffer.data);
	item = state_items(state);
	for (int64 i = 0; i < state->count; i++)
	{
		char out[KEY_NUMBER_SIZE];

		if (key_number(item[i].weight, item[i].weight_length, out) !=
			(int) item[i].weight_length)
			elog(ERROR,
				 "invalid weight in the state of an allocation key aggregate");
	}
	pfree(item);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(regie_allocation_key_final);

/*
 * allocation_key_final(internal) -> allocation_key; NULL if no row takes part
 */
Datum
regie_allocation_key_final(PG_FUNCTION_ARGS)
{
	key_state *state;

	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (key_state *) PG_GETARG_POINTER(0);
	if (state->count == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(key_make(state_items(state),
							   state->count,
							   "1",
							   1,
							   ERRCODE_INVALID_PARAMETER_VALUE,
							   NULL));
}
