/*
 * match_pg.c
 *		focus_match: the first rule that fits a charge.
 *
 * A bill has millions of charges, so the rules are read once for as long as
 * they stay the same, and a charge is only looked at as far as needed.
 */
#include "common/compat.h"

#include "catalog/pg_type.h"
#include "common/memory.h"
#include "exchange/match.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

/* Columns of the rules before those of the attributes. */
enum
{
	MATCH_FROM,
	MATCH_UNTIL,
	MATCH_TAG,
	MATCH_VALUE,
	MATCH_ATTRIBUTES
};

/* The rules that a call read last, in fn_extra. */
typedef struct match_rules
{
	MemoryContext context; /* of everything below */
	ArrayType	 *image;   /* as they were given */
	int			  rules;
	int			  columns;
	DateADT		 *from;
	DateADT		 *until;
	match_text	 *cell; /* by rule, then column */
} match_rules;

/* The elements of an array of texts; they point into it. */
static match_text *
read_texts(ArrayType *array, int *count)
{
	Datum	   *elements;
	bool	   *nulls;
	match_text *text;

	deconstruct_array(array,
					  TEXTOID,
					  -1,
					  false,
					  TYPALIGN_INT,
					  &elements,
					  &nulls,
					  count);
	text =
		memory_take(((Size) *count + 1) * sizeof(match_text), "texts", *count);
	for (int i = 0; i < *count; i++)
	{
		text[i].data = nulls[i] ? NULL : VARDATA_ANY(elements[i]);
		text[i].length = nulls[i] ? 0 : VARSIZE_ANY_EXHDR(elements[i]);
	}
	pfree(elements);
	pfree(nulls);
	return text;
}

/* A day as its number, counted from 2000-01-01. */
static DateADT
read_day(match_text number, DateADT missing)
{
	if (number.data == NULL)
		return missing;
	return pg_strtoint32(pnstrdup(number.data, number.length));
}

static void
read_rules(match_rules *state, ArrayType *array)
{
	MemoryContext old;
	int			  cells;

	if (ARR_NDIM(array) != 0 &&
		(ARR_NDIM(array) != 2 || ARR_DIMS(array)[1] < MATCH_ATTRIBUTES))
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("rules must be an array of two dimensions"),
				 errdetail("Each rule has at least %d elements: first day, "
						   "day after the last, tag and value.",
						   MATCH_ATTRIBUTES)));
	MemoryContextReset(state->context);
	state->image = NULL;
	old = MemoryContextSwitchTo(state->context);
	array =
		(ArrayType *) memcpy(palloc(VARSIZE(array)), array, VARSIZE(array));
	state->rules = ARR_NDIM(array) == 0 ? 0 : ARR_DIMS(array)[0];
	state->columns = ARR_NDIM(array) == 0 ? 0 : ARR_DIMS(array)[1];
	state->cell = read_texts(array, &cells);
	state->from = memory_take(((Size) state->rules + 1) * sizeof(DateADT),
							  "rules",
							  state->rules);
	state->until = memory_take(((Size) state->rules + 1) * sizeof(DateADT),
							   "rules",
							   state->rules);
	for (int i = 0; i < state->rules; i++)
	{
		match_text *rule = state->cell + (Size) i * state->columns;

		state->from[i] = read_day(rule[MATCH_FROM], DATEVAL_NOBEGIN);
		state->until[i] = read_day(rule[MATCH_UNTIL], DATEVAL_NOEND);
	}
	state->image = array;
	MemoryContextSwitchTo(old);
}

static match_rules *
get_rules(FunctionCallInfo fcinfo, ArrayType *array)
{
	match_rules *state = fcinfo->flinfo->fn_extra;

	if (state == NULL)
	{
		state =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(*state));
		state->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt,
											   "regie rules",
											   ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = state;
	}
	if (state->image == NULL || VARSIZE(state->image) != VARSIZE(array) ||
		memcmp(state->image, array, VARSIZE(array)) != 0)
		read_rules(state, array);
	return state;
}

/* What operator ->> gives for the tag: a text, or none. */
static match_text
tag_value(Jsonb *tags, match_text tag)
{
	JsonbValue	buffer;
	JsonbValue *value;
	match_text	none = {NULL, 0};
	match_text	text;

	if (tags == NULL || !JB_ROOT_IS_OBJECT(tags))
		return none;
	value = getKeyJsonValueFromContainer(&tags->root,
										 tag.data,
										 tag.length,
										 &buffer);
	if (value == NULL || value->type == jbvNull)
		return none;
	if (value->type == jbvString)
	{
		text.data = value->val.string.val;
		text.length = value->val.string.len;
		return text;
	}
	if (value->type == jbvBool)
		text.data = value->val.boolean ? "true" : "false";
	else if (value->type == jbvNumeric)
		text.data = DatumGetCString(
			DirectFunctionCall1(numeric_out,
								NumericGetDatum(value->val.numeric)));
	else
		text.data = JsonbToCString(NULL,
								   value->val.binary.data,
								   value->val.binary.len);
	text.length = (int) strlen(text.data);
	return text;
}

/* Does the charge have the tag that the rule asks for? */
static bool
has_tag(const match_text *rule, Jsonb *tags)
{
	match_text value;

	if (rule[MATCH_TAG].data == NULL)
		return true;
	value = tag_value(tags, rule[MATCH_TAG]);
	return value.data != NULL && (rule[MATCH_VALUE].data == NULL ||
								  match_pattern(rule[MATCH_VALUE], value));
}

PG_FUNCTION_INFO_V1(regie_focus_match);

/*
 * focus_match(rules text[], day date, tags jsonb, attributes text[]) -> int
 *
 * The number of the first rule that holds on the day and fits the tags and
 * the attributes; 0 if there is none.  A rule is a row of the array: first
 * day and day after the last (as numbers of days from 2000-01-01, NULL where
 * open), tag, pattern of its value, then one pattern for each attribute.
 */
Datum
regie_focus_match(PG_FUNCTION_ARGS)
{
	match_rules *state;
	match_text	*attribute;
	Jsonb		*tags = PG_ARGISNULL(2) ? NULL : PG_GETARG_JSONB_P(2);
	DateADT		 day;
	int			 count;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	state = get_rules(fcinfo, PG_GETARG_ARRAYTYPE_P(0));
	day = PG_GETARG_DATEADT(1);
	attribute = read_texts(PG_GETARG_ARRAYTYPE_P(3), &count);
	if (state->rules > 0 && count != state->columns - MATCH_ATTRIBUTES)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("rules and attributes do not fit each other"),
				 errdetail("A rule asks for %d attributes, and %d are given.",
						   state->columns - MATCH_ATTRIBUTES,
						   count)));
	for (int i = 0; i < state->rules; i++)
	{
		const match_text *rule = state->cell + (Size) i * state->columns;

		if (day >= state->from[i] && day < state->until[i] &&
			match_all(rule + MATCH_ATTRIBUTES, attribute, count) &&
			has_tag(rule, tags))
			PG_RETURN_INT32(i + 1);
	}
	PG_RETURN_INT32(0);
}
