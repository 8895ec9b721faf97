/*
 * parts_pg.c
 *		allocate_parts: one amount over an array of weights.
 *
 * The same split as the window function allocate makes over a partition's
 * rows, for those who have the weights in one value: a cloud bill has
 * millions of amounts and few keys.  No row is made, sorted or joined before
 * the split, and an array of weights is read once for as long as it stays the
 * same.
 */
#include "common/compat.h"

#include "allocation/allocate_pg.h"
#include "allocation/remainder.h"
#include "catalog/pg_type.h"
#include "common/decimal_pg.h"
#include "common/memory.h"
#include "utils/array.h"
#include "utils/memutils.h"

/* The weights that a call read last, in fn_extra. */
typedef struct parts_weights
{
	MemoryContext context; /* of everything below */
	ArrayType	 *image;   /* as they were given */
	int			  count;
	int			  present; /* place of the only one; -1: none or several */
	bool		  narrow;  /* their sum has at most 63 bits */
	int128_t	 *wide_weight;
	int128_t	 *wide_share;
	int64		 *weight;
	int64		 *share;
	void		 *scratch;
} parts_weights;

static void
raise_weight(int code, const char *message, Datum number, int place)
{
	ereport(ERROR,
			(errcode(code),
			 errmsg("%s", message),
			 errdetail("Element %d of the weights is %s.",
					   place + 1,
					   split_numeric_text(number, false))));
}

static decimal
read_weight(Datum number, int place)
{
	decimal		   weight;
	decimal_status status =
		decimal_from_numeric(DatumGetNumeric(number), &weight);

	if (status == DECIMAL_NOT_FINITE)
		raise_weight(ERRCODE_INVALID_PARAMETER_VALUE,
					 "weight must be finite",
					 number,
					 place);
	if (status == DECIMAL_TOO_LONG)
		raise_weight(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
					 "weight has too many digits",
					 number,
					 place);
	if (weight.coefficient < 0)
		raise_weight(ERRCODE_INVALID_PARAMETER_VALUE,
					 "weight must not be negative",
					 number,
					 place);
	decimal_strip(&weight);
	return weight;
}

static void
raise_too_large(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("weights are too large to allocate by"),
			 errdetail("Brought to one number of decimals, their sum has "
					   "more than %d digits.",
					   DECIMAL_MAX_DIGITS),
			 errhint("Round the weights.")));
}

/* Room for so many weights, in the state's own context. */
static void
reserve(parts_weights *state, int count)
{
	state->count = count;
	state->wide_weight =
		memory_take((Size) count * sizeof(int128_t), "weights", count);
	state->wide_share =
		memory_take((Size) count * sizeof(int128_t), "weights", count);
	state->weight =
		memory_take((Size) count * sizeof(int64), "weights", count);
	state->share = memory_take((Size) count * sizeof(int64), "weights", count);
	state->scratch = split_take_scratch(remainder_scratch_wide(count), count);
}

/* Brings the weights to one number of decimals. */
static void
align(parts_weights *state, const decimal *weight, const bool *absent)
{
	int		 decimals = 0;
	int128_t sum = 0;

	for (int i = 0; i < state->count; i++)
		if (!absent[i] && weight[i].scale > decimals)
			decimals = weight[i].scale;
	for (int i = 0; i < state->count; i++)
	{
		state->wide_weight[i] = REMAINDER_ABSENT;
		if (absent[i])
			continue;
		if (!decimal_rescale(&weight[i], decimals, &state->wide_weight[i]))
			raise_too_large();
		/* each has at most 38 digits, so this stays below 2^127 */
		if (sum <= PG_INT64_MAX)
			sum += state->wide_weight[i];
	}
	state->narrow = sum <= PG_INT64_MAX;
	for (int i = 0; state->narrow && i < state->count; i++)
		state->weight[i] = (int64) state->wide_weight[i];
}

/* The only weight above zero, or -1. */
static int
only_one(const parts_weights *state)
{
	int place = -1;

	for (int i = 0; i < state->count; i++)
	{
		if (state->wide_weight[i] <= 0)
			continue;
		if (place >= 0)
			return -1;
		place = i;
	}
	return place;
}

static void
read_weights(parts_weights *state, ArrayType *array)
{
	MemoryContext old;
	Datum		 *numbers;
	bool		 *absent;
	decimal		 *weight;
	int			  count;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("weights must be an array of one dimension")));
	MemoryContextReset(state->context);
	state->image = NULL;
	old = MemoryContextSwitchTo(state->context);
	deconstruct_array(array,
					  NUMERICOID,
					  -1,
					  false,
					  TYPALIGN_INT,
					  &numbers,
					  &absent,
					  &count);
	/* with one place more, as there may be none */
	reserve(state, count + 1);
	state->count = count;
	weight =
		memory_take(((Size) count + 1) * sizeof(decimal), "weights", count);
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!absent[i])
			weight[i] = read_weight(numbers[i], i);
	}
	align(state, weight, absent);
	state->present = only_one(state);
	pfree(weight);
	state->image = (ArrayType *) palloc(VARSIZE(array));
	memcpy(state->image, array, VARSIZE(array));
	MemoryContextSwitchTo(old);
}

static parts_weights *
get_weights(FunctionCallInfo fcinfo, ArrayType *array)
{
	parts_weights *state = fcinfo->flinfo->fn_extra;

	if (state == NULL)
	{
		state =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(*state));
		state->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt,
											   "regie weights",
											   ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = state;
	}
	if (state->image == NULL || VARSIZE(state->image) != VARSIZE(array) ||
		memcmp(state->image, array, VARSIZE(array)) != 0)
		read_weights(state, array);
	return state;
}

static void
raise_no_weight(Datum amount, int count)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("no weight to allocate the amount by"),
			 errdetail("The %d weights sum to zero, and %s is left.",
					   count,
					   split_numeric_text(amount, false)),
			 errhint("Give at least one weight above zero.")));
}

/* Splits into the 64-bit or the wide shares; says into which. */
static bool
split(parts_weights *state, int128_t units, Datum amount)
{
	remainder_status status = REMAINDER_TOO_LARGE;
	bool			 narrow =
		state->narrow && units <= PG_INT64_MAX && units >= -PG_INT64_MAX;

	if (narrow)
		status = remainder_split((int64) units,
								 state->count,
								 state->weight,
								 state->share,
								 state->scratch,
								 split_tick);
	if (status == REMAINDER_TOO_LARGE)
	{
		narrow = false;
		status = remainder_split_wide(units,
									  state->count,
									  state->wide_weight,
									  state->wide_share,
									  state->scratch,
									  split_tick);
	}
	if (status == REMAINDER_NO_WEIGHT)
		raise_no_weight(amount, state->count);
	if (status == REMAINDER_TOO_LARGE)
		raise_too_large();
	return narrow;
}

PG_FUNCTION_INFO_V1(regie_allocate_parts);

/*
 * allocate_parts(amount numeric, weights numeric[], scale int) -> numeric[]
 *
 * The parts of an amount in proportion to the weights, at scale decimals, in
 * the weights' order, by largest remainder (remainder.h); ties go to the
 * larger weight, then to the earlier element.  An element that is NULL takes
 * no part and is NULL in the result.
 */
Datum
regie_allocate_parts(PG_FUNCTION_ARGS)
{
	Datum		   amount = PG_GETARG_DATUM(0);
	ArrayType	  *array = PG_GETARG_ARRAYTYPE_P(1);
	int			   scale = split_check_scale(PG_GETARG_INT32(2), false);
	int128_t	   units = split_amount_in_units(amount, scale);
	parts_weights *state = get_weights(fcinfo, array);
	Datum		  *part;
	bool		  *absent;
	bool		   narrow = true;
	int			   lower = 1;

	if (state->count == 0)
	{
		if (units != 0)
			raise_no_weight(amount, 0);
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(NUMERICOID));
	}
	if (state->present < 0)
		narrow = split(state, units, amount);
	part = memory_take((Size) state->count * (sizeof(Datum) + sizeof(bool)),
					   "parts",
					   state->count);
	absent = (bool *) (part + state->count);
	for (int i = 0; i < state->count; i++)
	{
		int128_t share;

		if (state->present >= 0)
			share = i == state->present ? units : 0;
		else
			share = narrow ? state->share[i] : state->wide_share[i];
		absent[i] = state->wide_weight[i] < 0;
		part[i] = absent[i]
					  ? (Datum) 0
					  : NumericGetDatum(decimal_to_numeric(share, scale));
	}
	PG_RETURN_ARRAYTYPE_P(construct_md_array(part,
											 absent,
											 1,
											 &state->count,
											 &lower,
											 NUMERICOID,
											 -1,
											 false,
											 TYPALIGN_INT));
}
