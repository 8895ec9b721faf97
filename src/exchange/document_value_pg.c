/*
 * document_value_pg.c
 *		Whether a value of a document fits a column, and if not, why.
 */
#include "common/compat.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "exchange/document_pg.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/resowner.h"

/* A number as JSON writes it has at most so many digits that count. */
#define NUMBER_DIGITS 15

/* The input function of a type, looked up once per call site. */
typedef struct value_input
{
	Oid		 type;
	FmgrInfo input;
	Oid		 io_param;
} value_input;

static value_input *
input_of(FunctionCallInfo fcinfo, Oid type)
{
	value_input *cache = fcinfo->flinfo->fn_extra;
	Oid			 function;

	if (cache != NULL && cache->type == type)
		return cache;
	if (cache == NULL)
		cache = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt,
									   sizeof(value_input));
	getTypeInputInfo(type, &function, &cache->io_param);
	fmgr_info_cxt(function, &cache->input, fcinfo->flinfo->fn_mcxt);
	cache->type = type;
	fcinfo->flinfo->fn_extra = cache;
	return cache;
}

/*
 * What the type's input function says of a text: NULL, or its message.  Where
 * errors are not soft it is called in a subtransaction.
 */
static char *
input_problem(value_input *cache, char *value, int32 typmod)
{
#ifdef HAVE_SOFT_INPUT
	return soft_input_problem(&cache->input, value, cache->io_param, typmod);
#else
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	char *volatile problem = NULL;

	BeginInternalSubTransaction(NULL);
	PG_TRY();
	{
		MemoryContextSwitchTo(context);
		(void)
			InputFunctionCall(&cache->input, value, cache->io_param, typmod);
		ReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		CurrentResourceOwner = owner;
	}
	PG_CATCH();
	{
		ErrorData *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		CurrentResourceOwner = owner;
		if (error->sqlerrcode == ERRCODE_QUERY_CANCELED ||
			ERRCODE_TO_CATEGORY(error->sqlerrcode) ==
				ERRCODE_INSUFFICIENT_RESOURCES)
			ReThrowError(error);
		problem = error->message;
	}
	PG_END_TRY();
	return problem;
#endif
}

static bool
is_list(Oid type)
{
	return type_is_array(type);
}

/* The kind that a column asks for, in words; NULL if this one will do. */
static const char *
kind_problem(Oid type, char kind)
{
	switch (type)
	{
		case BOOLOID:
			return kind == KIND_BOOLEAN ? NULL : "true or false is expected";
		case INT2OID:
		case INT4OID:
		case INT8OID:
			return kind == KIND_NUMBER ? NULL : "a whole number is expected";
		case NUMERICOID:
			return kind == KIND_NUMBER || kind == KIND_STRING
					   ? NULL
					   : "a number is expected";
		case JSONBOID:
			return NULL;
		default:
			break;
	}
	if (is_list(type))
		return kind == KIND_ARRAY ? NULL : "a list ([...]) is expected";
	return kind == KIND_STRING ? NULL : "text in double quotes is expected";
}

static const char *
numeric_problem(const char *value, size_t length, char kind, int32 typmod)
{
	int scale;

	if (!document_is_number(value, length))
		return "a number is expected, such as \"1234.50\"";
	if (kind == KIND_NUMBER && document_digits(value, length) > NUMBER_DIGITS)
		return "a number of more than 15 digits stands in double quotes";
	if (typmod < (int32) VARHDRSZ)
		return NULL;
	scale = (typmod - VARHDRSZ) & 0x7ff;
	if (document_decimals(value, length) > scale)
		return psprintf("it has more than %d decimals", scale);
	return NULL;
}

/* Days as ISO 8601 writes them, so that no setting decides what is meant. */
static const char *
date_problem(const char *value, size_t length)
{
	static const char shape[] = "dddd-dd-dd";
	bool			  good = length == sizeof(shape) - 1;

	for (size_t i = 0; good && i < length; i++)
		good = shape[i] == 'd' ? value[i] >= '0' && value[i] <= '9'
							   : value[i] == '-';
	return good ? NULL : "a day is expected, such as \"2026-12-31\"";
}

/* What JSON says of a value against the type, before the type is asked. */
static const char *
value_problem(Oid type, int32 typmod, char kind, const char *value,
			  size_t length)
{
	const char *problem = kind_problem(type, kind);

	if (problem == NULL && type == NUMERICOID)
		problem = numeric_problem(value, length, kind, typmod);
	if (problem == NULL && type == DATEOID)
		problem = date_problem(value, length);
	return problem;
}

/* The elements of a list as values of its type; the first problem ends it. */
typedef struct element_check
{
	Oid			type;
	int32		typmod;
	const char *problem;
} element_check;

static bool
check_element(void *with, const document_piece *piece)
{
	element_check *check = with;

	if (piece->kind == KIND_NULL)
		return true;
	check->problem = value_problem(check->type,
								   check->typmod,
								   piece->kind,
								   VARDATA_ANY(piece->value),
								   VARSIZE_ANY_EXHDR(piece->value));
	return check->problem == NULL;
}

static const char *
list_problem(Oid type, int32 typmod, text *json)
{
	element_check check = {get_element_type(type), typmod, NULL};

	if (document_each(json, check_element, &check))
		return NULL;
	return check.problem != NULL
			   ? check.problem
			   : "a list of values is expected, without lists inside";
}

/* A list as the text of an array; NULL if it is none. */
static char *
list_text(text *json)
{
	Datum list;

	LOCAL_FCINFO(call, 1);
	InitFunctionCallInfoData(*call, NULL, 1, InvalidOid, NULL, NULL);
	call->args[0].value = PointerGetDatum(json);
	call->args[0].isnull = false;
	list = regie_document_list(call);
	return call->isnull ? NULL : TextDatumGetCString(list);
}

PG_FUNCTION_INFO_V1(regie_document_value_problem);

/*
 * document_value_problem(value, kind, type, typmod) -> text
 *
 * NULL if the value of that kind of JSON fits the type.
 */
Datum
regie_document_value_problem(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	char		kind = *text_to_cstring(PG_GETARG_TEXT_PP(1));
	Oid			type = PG_GETARG_OID(2);
	int32		typmod = PG_GETARG_INT32(3);
	char	   *string = text_to_cstring(value);
	const char *problem =
		value_problem(type, typmod, kind, string, strlen(string));

	if (problem == NULL && is_list(type))
		problem = list_problem(type, typmod, value);
	if (problem == NULL && is_list(type))
		string = list_text(value);
	if (problem == NULL && type != TEXTOID && type != BOOLOID)
		problem = input_problem(input_of(fcinfo, type), string, typmod);
	if (problem == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(problem));
}
