/*
 * document_rows_pg.c
 *		The rows of a regie document, one after the other, and where each of
 *		their fields stands.
 */
#include "common/compat.h"

#include "catalog/pg_type.h"
#include "exchange/document_pg.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/memutils.h"

/* As many columns as a table can have. */
#define MOST_FIELDS 1600

/* Many times the tables there are. */
#define MOST_TABLES 1600

typedef struct rows_state
{
	ReturnSetInfo  *rsinfo;
	const char	   *json;
	document_reader reader;
	MemoryContext	row_context; /* what is read of one row */
	MemoryContext	name_context;
	char		   *tables[MOST_TABLES]; /* names of the members so far */
	int				n_tables;
	const char	   *table; /* that of the member being read */
	int64			place; /* number of the row in the document, from 1 */
	int64			row;   /* number in its table, from 0; -1 outside of one */
	/* the fields of the row; those that are wrong count as members as well */
	int	   members;
	int	   n;
	Datum *name;
	Datum *value;
	bool  *is_null;
	Datum *line;
	Datum *column;
	char  *kind;
} rows_state;

static void
append_pointer_part(StringInfo buf, const char *part)
{
	appendStringInfoChar(buf, '/');
	for (; *part != '\0'; part++)
	{
		if (*part == '/' || *part == '~')
			appendStringInfoString(buf, *part == '/' ? "~1" : "~0");
		else
			appendStringInfoChar(buf, *part);
	}
}

/* Where we are, as RFC 6901 writes it; field may be NULL. */
static Datum
pointer_to(const rows_state *state, const char *field)
{
	StringInfoData buf;

	initStringInfo(&buf);
	if (state->table != NULL)
		append_pointer_part(&buf, state->table);
	if (state->row >= 0)
		appendStringInfo(&buf, "/%lld", (long long) state->row);
	if (field != NULL)
		append_pointer_part(&buf, field);
	return PointerGetDatum(cstring_to_text_with_len(buf.data, buf.len));
}

static Datum
text_array(Datum *element, bool *is_null, int n)
{
	int dims[1] = {n};
	int lower[1] = {1};

	return PointerGetDatum(construct_md_array(element,
											  is_null,
											  n == 0 ? 0 : 1,
											  dims,
											  lower,
											  TEXTOID,
											  -1,
											  false,
											  TYPALIGN_INT));
}

static Datum
int_array(Datum *element, int n)
{
	return PointerGetDatum(
		construct_array(element, n, INT4OID, 4, true, TYPALIGN_INT));
}

/* Columns of the answer. */
enum
{
	ROW_PLACE,
	ROW_TABLE,
	ROW_LINE,
	ROW_COLUMN,
	ROW_POINTER,
	ROW_NAMES,
	ROW_VALUES,
	ROW_KINDS,
	ROW_FIELD_LINES,
	ROW_FIELD_COLUMNS,
	ROW_PROBLEM,
	ROW_WIDTH
};

static void
put(rows_state *state, document_place at, const char *field,
	Datum values[ROW_WIDTH], bool nulls[ROW_WIDTH])
{
	values[ROW_PLACE] = Int64GetDatum(state->place);
	values[ROW_LINE] = Int32GetDatum((int32) at.line);
	values[ROW_COLUMN] = Int32GetDatum((int32) at.column);
	values[ROW_POINTER] = pointer_to(state, field);
	if (state->table != NULL)
		values[ROW_TABLE] = CStringGetTextDatum(state->table);
	nulls[ROW_PLACE] = nulls[ROW_LINE] = nulls[ROW_COLUMN] = false;
	nulls[ROW_POINTER] = false;
	nulls[ROW_TABLE] = state->table == NULL;
	tuplestore_putvalues(state->rsinfo->setResult,
						 state->rsinfo->setDesc,
						 values,
						 nulls);
}

/* A row of the answer that says what is wrong at a place. */
static void
put_problem(rows_state *state, document_place at, const char *field,
			const char *problem)
{
	Datum values[ROW_WIDTH];
	bool  nulls[ROW_WIDTH];

	memset(nulls, true, sizeof(nulls));
	values[ROW_PROBLEM] = CStringGetTextDatum(problem);
	nulls[ROW_PROBLEM] = false;
	put(state, at, field, values, nulls);
}

/* The row whose fields have been read. */
static void
put_row(rows_state *state, document_place at)
{
	Datum values[ROW_WIDTH];
	bool  nulls[ROW_WIDTH];

	memset(nulls, false, sizeof(nulls));
	values[ROW_NAMES] = text_array(state->name, NULL, state->n);
	values[ROW_VALUES] = text_array(state->value, state->is_null, state->n);
	values[ROW_KINDS] =
		PointerGetDatum(cstring_to_text_with_len(state->kind, state->n));
	values[ROW_FIELD_LINES] = int_array(state->line, state->n);
	values[ROW_FIELD_COLUMNS] = int_array(state->column, state->n);
	nulls[ROW_PROBLEM] = true;
	put(state, at, NULL, values, nulls);
}

/* A member of the document: a table, before its rows. */
static void
put_table(rows_state *state, document_place at)
{
	Datum values[ROW_WIDTH];
	bool  nulls[ROW_WIDTH];

	memset(nulls, true, sizeof(nulls));
	put(state, at, NULL, values, nulls);
}

/* The name of a member; NULL, with a problem said, if it cannot be read. */
static char *
read_name(rows_state *state, const document_span *span)
{
	document_piece piece;
	const char	  *problem =
		document_read(state->json + span->place.offset, span->length, &piece);

	if (problem == NULL)
		return text_to_cstring(piece.value);
	put_problem(state, span->place, NULL, problem);
	return NULL;
}

static bool
has_field(const rows_state *state, const char *name)
{
	size_t length = strlen(name);

	for (int i = 0; i < state->n; i++)
	{
		text *known = DatumGetTextPP(state->name[i]);

		if (VARSIZE_ANY_EXHDR(known) == length &&
			memcmp(VARDATA_ANY(known), name, length) == 0)
			return true;
	}
	return false;
}

/* One field; what is wrong with it is said, and it is left out. */
static void
add_field(rows_state *state, const document_span *name_span,
		  const document_span *span)
{
	char		  *name;
	document_piece piece;
	const char	  *problem;

	CHECK_FOR_INTERRUPTS();
	/* said once: what is in the row takes memory up to its end */
	if (++state->members > MOST_FIELDS)
	{
		if (state->members == MOST_FIELDS + 1)
			put_problem(state,
						name_span->place,
						NULL,
						"too many fields in one row");
		return;
	}
	name = read_name(state, name_span);
	if (name == NULL)
		return;
	if (has_field(state, name))
	{
		put_problem(state,
					name_span->place,
					name,
					"this name is in the object twice");
		return;
	}
	problem =
		document_read(state->json + span->place.offset, span->length, &piece);
	if (problem != NULL)
	{
		/* the version of the document is a field by itself */
		put_problem(state, span->place, state->row < 0 ? NULL : name, problem);
		return;
	}
	state->name[state->n] = CStringGetTextDatum(name);
	state->value[state->n] = PointerGetDatum(piece.value);
	state->is_null[state->n] = piece.value == NULL;
	state->line[state->n] = Int32GetDatum((int32) span->place.line);
	state->column[state->n] = Int32GetDatum((int32) span->place.column);
	state->kind[state->n] = piece.kind;
	state->n++;
}

/* What stops the reading: the text is no JSON from here on. */
static bool
stop(rows_state *state)
{
	if (state->reader.problem == NULL)
		return false;
	put_problem(state, state->reader.at, NULL, state->reader.problem);
	return true;
}

/* One row, at which the reader stands. */
static bool
read_row(rows_state *state)
{
	document_place at;
	document_span  name;
	document_span  span;

	CHECK_FOR_INTERRUPTS();
	MemoryContextReset(state->row_context);
	state->place++;
	state->members = 0;
	state->n = 0;
	if (document_peek(&state->reader) != '{')
	{
		if (!document_value(&state->reader, &span))
			return !stop(state);
		put_problem(state,
					span.place,
					NULL,
					"a row must be an object ({...})");
		return true;
	}
	at = state->reader.at;
	document_enter(&state->reader, '{');
	for (bool first = true; document_member(&state->reader, first, &name);
		 first = false)
	{
		if (!document_value(&state->reader, &span))
			break;
		add_field(state, &name, &span);
	}
	if (stop(state))
		return false;
	put_row(state, at);
	return true;
}

/* The member "regie": the version of the format, a row of one field. */
static bool
read_version(rows_state *state, const document_span *name)
{
	document_span span;

	state->place++;
	state->members = 0;
	state->n = 0;
	if (!document_value(&state->reader, &span))
		return !stop(state);
	add_field(state, name, &span);
	put_row(state, span.place);
	return true;
}

/* All rows of one table. */
static bool
read_table(rows_state *state)
{
	document_span span;

	if (document_peek(&state->reader) != '[')
	{
		if (!document_value(&state->reader, &span))
			return !stop(state);
		put_problem(state,
					span.place,
					NULL,
					"the rows of a table are an array ([...])");
		return true;
	}
	document_enter(&state->reader, '[');
	for (bool first = true; document_element(&state->reader, first);
		 first = false)
	{
		state->row++;
		if (!read_row(state))
			return false;
	}
	state->row = -1;
	return !stop(state);
}

/* Whether a table's name is new; it is kept. */
static bool
new_table(rows_state *state, const char *name)
{
	MemoryContext old;

	for (int i = 0; i < state->n_tables; i++)
		if (strcmp(state->tables[i], name) == 0)
			return false;
	old = MemoryContextSwitchTo(state->name_context);
	state->table = state->tables[state->n_tables++] = pstrdup(name);
	MemoryContextSwitchTo(old);
	return true;
}

/* A member of the document, whose name has been passed. */
static bool
read_member(rows_state *state, const document_span *name_span)
{
	document_span span;
	char		 *name = read_name(state, name_span);

	if (name != NULL && new_table(state, name))
	{
		put_table(state, name_span->place);
		return strcmp(name, "regie") == 0 ? read_version(state, name_span)
										  : read_table(state);
	}
	if (name != NULL)
		put_problem(state,
					name_span->place,
					name,
					"this name is in the object twice");
	return document_value(&state->reader, &span) || !stop(state);
}

static void
read_document(rows_state *state)
{
	document_reader *reader = &state->reader;
	document_span	 span;

	document_peek(reader);
	document_enter(reader, '{');
	for (bool first = true;
		 reader->problem == NULL && document_member(reader, first, &span);
		 first = false)
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(state->row_context);
		state->table = NULL;
		state->row = -1;
		if (state->n_tables == MOST_TABLES)
		{
			put_problem(state, span.place, NULL, "too many tables");
			return;
		}
		if (!read_member(state, &span))
			return;
	}
	state->table = NULL;
	state->row = -1;
	if (!stop(state) && !document_end(reader))
		stop(state);
}

static void
prepare(rows_state *state, FunctionCallInfo fcinfo)
{
	state->rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	state->name_context = CurrentMemoryContext;
	state->row_context = AllocSetContextCreate(CurrentMemoryContext,
											   "row of a document",
											   ALLOCSET_DEFAULT_SIZES);
	state->name = palloc(sizeof(Datum) * MOST_FIELDS);
	state->value = palloc(sizeof(Datum) * MOST_FIELDS);
	state->is_null = palloc(sizeof(bool) * MOST_FIELDS);
	state->line = palloc(sizeof(Datum) * MOST_FIELDS);
	state->column = palloc(sizeof(Datum) * MOST_FIELDS);
	state->kind = palloc(MOST_FIELDS);
}

PG_FUNCTION_INFO_V1(regie_document_rows);

/*
 * document_rows(document) -> a row per row of the document, and per problem
 *
 * What is no JSON ends the answer, with a problem; all other problems are
 * said, and the reading goes on behind them.
 */
Datum
regie_document_rows(PG_FUNCTION_ARGS)
{
	rows_state	  state;
	size_t		  length;
	MemoryContext old;

	InitMaterializedSRF(fcinfo, 0);
	memset(&state, 0, sizeof(state));
	state.json = document_utf8(PG_GETARG_TEXT_PP(0), &length);
	document_begin(&state.reader, state.json, length);
	prepare(&state, fcinfo);
	old = MemoryContextSwitchTo(state.row_context);
	read_document(&state);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(state.row_context);
	return (Datum) 0;
}
