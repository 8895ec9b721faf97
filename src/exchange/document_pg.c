/*
 * document_pg.c
 *		Pieces of a JSON document, read and written by Jansson.
 *
 * Jansson keeps its values in memory of its own.  Each is handed to the
 * current memory context at once, which gives it back when it is reset, so
 * that an error on the way leaves nothing behind.
 */
#include "exchange/document_pg.h"

#include "common/json.h"
#include "common/memory.h"
#include "catalog/namespace.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

static void
release_json(void *value)
{
	json_decref((json_t *) value);
}

/* Makes the current memory context the owner. */
static void
keep_json(json_t *value)
{
	MemoryContextCallback *callback = palloc(sizeof(MemoryContextCallback));

	callback->func = release_json;
	callback->arg = value;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
}

static void
tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

void
document_begin(document_reader *reader, const char *json, size_t length)
{
	document_open(reader, json, length);
	reader->tick = tick;
}

const char *
document_utf8(text *document, size_t *length)
{
	char *data = VARDATA_ANY(document);
	int	  bytes = (int) VARSIZE_ANY_EXHDR(document);
	char *utf8 = pg_server_to_any(data, bytes, PG_UTF8);

	*length = utf8 == data ? (size_t) bytes : strlen(utf8);
	return utf8;
}

text *
document_text(const char *utf8, size_t length)
{
	char *data = pg_any_to_server(utf8, (int) length, PG_UTF8);

	if (data == utf8)
		return cstring_to_text_with_len(utf8, (int) length);
	return cstring_to_text(data);
}

/*
 * What a string says, as text of the server; NULL if its encoding has no place
 * for a character.  An escape such as \u20ac comes through any encoding of the
 * client, so only here it is found out.
 */
static text *
string_text(const json_t *string)
{
	const char *utf8 = json_string_value(string);
	size_t		length = json_string_length(string);
	Oid			conversion = InvalidOid;
	char	   *converted;
	int			done;

	if (GetDatabaseEncoding() != PG_UTF8 &&
		GetDatabaseEncoding() != PG_SQL_ASCII)
		conversion = FindDefaultConversionProc(PG_UTF8, GetDatabaseEncoding());
	if (!OidIsValid(conversion) ||
		length >= MaxAllocSize / MAX_CONVERSION_GROWTH)
		return document_text(utf8, length);
	converted = palloc(length * MAX_CONVERSION_GROWTH + 1);
	done =
		pg_do_encoding_conversion_buf(conversion,
									  PG_UTF8,
									  GetDatabaseEncoding(),
									  (unsigned char *) utf8,
									  (int) length,
									  (unsigned char *) converted,
									  (int) length * MAX_CONVERSION_GROWTH + 1,
									  true);
	return (size_t) done < length ? NULL : cstring_to_text(converted);
}

/* What Jansson says, without the piece of text that it quotes. */
static const char *
jansson_problem(const json_error_t *error)
{
	const char *near = strstr(error->text, " near '");

	if (json_error_code(error) == json_error_null_character ||
		json_error_code(error) == json_error_null_byte_in_key)
		return "a text cannot hold the character \\u0000";
	return near == NULL ? pstrdup(error->text)
						: pnstrdup(error->text, (Size) (near - error->text));
}

/*
 * Bytes that Jansson takes for each byte of a list or an object: 78 for a list
 * of empty objects.  Of a string it makes one more.
 */
#define BYTES_A_BYTE 80

static void
check_memory(const char *json, size_t length)
{
	memory_check(json[0] == '"' ? length : length * BYTES_A_BYTE,
				 "bytes of one value",
				 (int64) length);
}

/* A string, an array or an object. */
static const char *
read_by_jansson(const char *json, size_t length, document_piece *piece)
{
	json_error_t error;
	json_t		*value;

	check_memory(json, length);
	value = json_loadb(json,
					   length,
					   JSON_DECODE_ANY | JSON_REJECT_DUPLICATES |
						   JSON_DECODE_INT_AS_REAL,
					   &error);
	if (value == NULL)
		return jansson_problem(&error);
	keep_json(value);
	if (json_is_string(value))
	{
		piece->value = string_text(value);
		if (piece->value == NULL)
			return "the encoding of the database has no such character";
	}
	else
		piece->value = document_text(json, length);
	return NULL;
}

const char *
document_read(const char *json, size_t length, document_piece *piece)
{
	piece->value = NULL;
	switch (json[0])
	{
		case '"':
			piece->kind = KIND_STRING;
			return read_by_jansson(json, length, piece);
		case '[':
			piece->kind = KIND_ARRAY;
			return read_by_jansson(json, length, piece);
		case '{':
			piece->kind = KIND_OBJECT;
			return read_by_jansson(json, length, piece);
		default:
			break;
	}
	if (length == 4 && memcmp(json, "null", 4) == 0)
	{
		piece->kind = KIND_NULL;
		return NULL;
	}
	if ((length == 4 && memcmp(json, "true", 4) == 0) ||
		(length == 5 && memcmp(json, "false", 5) == 0))
		piece->kind = KIND_BOOLEAN;
	else if (document_is_number(json, length))
		piece->kind = KIND_NUMBER;
	else
		return "this is no value: text stands in double quotes";
	piece->value = document_text(json, length);
	return NULL;
}

/* One element of a list, as the text of an array writes it. */
static void
append_element(StringInfo buf, const document_piece *piece)
{
	const char *data;
	int			length;

	if (piece->kind == KIND_NULL)
	{
		appendStringInfoString(buf, "NULL");
		return;
	}
	data = VARDATA_ANY(piece->value);
	length = (int) VARSIZE_ANY_EXHDR(piece->value);
	appendStringInfoChar(buf, '"');
	for (int i = 0; i < length; i++)
	{
		if (data[i] == '"' || data[i] == '\\')
			appendStringInfoChar(buf, '\\');
		appendStringInfoChar(buf, data[i]);
	}
	appendStringInfoChar(buf, '"');
}

/* A context for one piece after the other. */
static MemoryContext
piece_context(void)
{
	return AllocSetContextCreate(CurrentMemoryContext,
								 "piece of a document",
								 ALLOCSET_SMALL_SIZES);
}

/* The elements, each of which the caller may look at; false if not all pass. */
static bool
read_list(const char *json, size_t length, document_look look, void *with)
{
	MemoryContext	context = piece_context();
	MemoryContext	old = MemoryContextSwitchTo(context);
	document_reader reader;
	document_span	span;
	document_piece	piece;
	bool			good;

	document_begin(&reader, json, length);
	good = document_enter(&reader, '[');
	for (bool first = true; good && document_element(&reader, first);
		 first = false)
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(context);
		good = document_value(&reader, &span) &&
			   document_read(json + span.place.offset, span.length, &piece) ==
				   NULL &&
			   piece.kind != KIND_ARRAY && piece.kind != KIND_OBJECT &&
			   look(with, &piece);
	}
	good = good && reader.problem == NULL && document_end(&reader);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return good;
}

bool
document_each(text *list, document_look look, void *with)
{
	size_t		length;
	const char *json = document_utf8(list, &length);

	return read_list(json, length, look, with);
}

static bool
append_to(void *buf, const document_piece *piece)
{
	StringInfo text = buf;

	if (text->len > 1)
		appendStringInfoChar(text, ',');
	append_element(text, piece);
	return true;
}

PG_FUNCTION_INFO_V1(regie_document_list);

/*
 * document_list(json) -> the text of an array
 *
 * NULL where it is no list, or one with lists or objects in it.
 */
Datum
regie_document_list(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoChar(&buf, '{');
	if (!document_each(PG_GETARG_TEXT_PP(0), append_to, &buf))
		PG_RETURN_NULL();
	appendStringInfoChar(&buf, '}');
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}

PG_FUNCTION_INFO_V1(regie_document_string);

/*
 * document_string(text) -> the text as a JSON string, with its quotes
 */
Datum
regie_document_string(PG_FUNCTION_ARGS)
{
	size_t		length;
	const char *utf8 = document_utf8(PG_GETARG_TEXT_PP(0), &length);
	json_t	   *value = json_stringn(utf8, length);
	char	   *json;
	text	   *result;

	if (value == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
				 errmsg("text cannot be written as JSON"),
				 errdetail("It is not valid UTF-8.")));
	keep_json(value);
	json = json_dumps(value, JSON_ENCODE_ANY);
	if (json == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	PG_TRY();
	{
		result = document_text(json, strlen(json));
	}
	PG_FINALLY();
	{
		free(json);
	}
	PG_END_TRY();
	PG_RETURN_TEXT_P(result);
}

/* Whether a name with its quotes says so; in a context that is then reset. */
static bool
is_name(const char *json, size_t length, const char *part, size_t part_length,
		MemoryContext context)
{
	MemoryContext  old = MemoryContextSwitchTo(context);
	document_piece name;
	bool		   same = document_read(json, length, &name) == NULL &&
				VARSIZE_ANY_EXHDR(name.value) == part_length &&
				memcmp(VARDATA_ANY(name.value), part, part_length) == 0;

	MemoryContextSwitchTo(old);
	MemoryContextReset(context);
	return same;
}

static bool
step_to_member(document_reader *reader, const char *text, const char *part,
			   size_t length, MemoryContext context)
{
	document_span span;

	document_enter(reader, '{');
	for (bool first = true; document_member(reader, first, &span);
		 first = false)
	{
		CHECK_FOR_INTERRUPTS();
		if (is_name(text + span.place.offset,
					span.length,
					part,
					length,
					context))
			return true;
		if (!document_value(reader, &span))
			return false;
	}
	return false;
}

/* Steps to the member or element that the next part of a pointer names. */
static bool
step_to(document_reader *reader, const char *text, const char *part,
		size_t length, MemoryContext context)
{
	document_span span;
	int64		  wanted = 0;

	if (document_peek(reader) == '{')
		return step_to_member(reader, text, part, length, context);
	if (!document_enter(reader, '[') || length == 0 || length > 9)
		return false;
	for (size_t i = 0; i < length; i++)
	{
		if (part[i] < '0' || part[i] > '9')
			return false;
		wanted = wanted * 10 + (part[i] - '0');
	}
	for (bool first = true; document_element(reader, first); first = false)
	{
		CHECK_FOR_INTERRUPTS();
		document_peek(reader);
		if (wanted-- == 0)
			return true;
		if (!document_value(reader, &span))
			return false;
	}
	return false;
}

/* One part of a JSON pointer: ~1 is a slash, ~0 a tilde (RFC 6901). */
static const char *
pointer_part(const char *at, StringInfo part)
{
	resetStringInfo(part);
	for (at++; *at != '\0' && *at != '/'; at++)
	{
		if (*at == '~' && (at[1] == '0' || at[1] == '1'))
			appendStringInfoChar(part, *++at == '1' ? '/' : '~');
		else
			appendStringInfoChar(part, *at);
	}
	return at;
}

PG_FUNCTION_INFO_V1(regie_document_place);

/*
 * document_place(document, pointer) -> (line, column)
 *
 * Where a value begins; no row where there is none.
 */
Datum
regie_document_place(PG_FUNCTION_ARGS)
{
	size_t			length;
	const char	   *json = document_utf8(PG_GETARG_TEXT_PP(0), &length);
	const char	   *at = text_to_cstring(PG_GETARG_TEXT_PP(1));
	ReturnSetInfo  *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext	context = piece_context();
	document_reader reader;
	StringInfoData	part;
	Datum			values[2];
	bool			nulls[2] = {false, false};

	InitMaterializedSRF(fcinfo, 0);
	document_begin(&reader, json, length);
	document_peek(&reader);
	initStringInfo(&part);
	while (*at == '/')
	{
		at = pointer_part(at, &part);
		if (!step_to(&reader, json, part.data, (size_t) part.len, context))
			return (Datum) 0;
	}
	if (*at != '\0')
		return (Datum) 0;
	values[0] = Int32GetDatum((int32) reader.at.line);
	values[1] = Int32GetDatum((int32) reader.at.column);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	return (Datum) 0;
}
