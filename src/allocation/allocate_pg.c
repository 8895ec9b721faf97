/*
 * allocate_pg.c
 *		allocate() and allocate_units(): the window functions that split one
 *		amount over the rows of a partition.
 *
 * On a partition's first row all weights are read and the whole split is
 * calculated; each row then gets its own share.  The amount is read with each
 * row as it becomes current, which costs next to nothing, and must be the
 * same on all rows.
 */
#include "common/compat.h"

#include "allocation/allocate_pg.h"
#include "common/memory.h"
#include "utils/datum.h"
#include "utils/memutils.h"

void
split_tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

split_state *
split_get_state(FunctionCallInfo fcinfo)
{
	split_state *state = fcinfo->flinfo->fn_extra;

	if (state == NULL)
	{
		MemoryContext context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt,
													  "regie split",
													  ALLOCSET_DEFAULT_SIZES);

		state = MemoryContextAllocZero(context, sizeof(split_state));
		state->context = context;
		state->row_context = AllocSetContextCreate(context,
												   "regie split rows",
												   ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = state;
	}
	return state;
}

/* Room for so many rows in the 64-bit arrays; their content is lost. */
static void
reserve(split_state *state, int64 rows)
{
	MemoryContext old;
	Size		  bytes;

	state->rows = rows;
	if (rows <= state->capacity)
		return;
	if (!checked_mul_size((Size) rows,
						  2 * sizeof(int64) + sizeof(int16),
						  &bytes))
		bytes = SIZE_MAX;
	if (state->weight != NULL)
		pfree(state->weight);
	state->weight = NULL;
	state->capacity = 0;
	old = MemoryContextSwitchTo(state->context);
	state->weight = memory_take(bytes, "rows to allocate over", rows);
	MemoryContextSwitchTo(old);
	state->share = state->weight + rows;
	state->decimals = (int16 *) (state->share + rows);
	state->capacity = rows;
}

const char *
split_numeric_text(Datum number, bool is_null)
{
	return is_null ? "NULL"
				   : DatumGetCString(DirectFunctionCall1(numeric_out, number));
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

static void
raise_status(remainder_status status, split_state *state)
{
	if (status == REMAINDER_NO_WEIGHT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no weight to allocate the amount by"),
				 errdetail(
					 "The weights of the partition's " INT64_FORMAT
					 " rows sum to zero, and %s is left.",
					 state->rows,
					 split_numeric_text(NumericGetDatum(
											decimal_to_numeric(state->amount,
															   state->scale)),
										false)),
				 errhint("Give at least one row a weight above zero.")));
	if (status == REMAINDER_TOO_LARGE)
		raise_too_large();
}

static void
raise_differ(const char *first, const char *other, int64 row)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("amounts differ inside one partition"),
			 errdetail("Row 1 has %s, row " INT64_FORMAT " has %s.",
					   first,
					   row + 1,
					   other),
			 errhint("Give each amount a partition of its own, such as "
					 "OVER (PARTITION BY bill).")));
}

static void
raise_negative(const char *weight, int64 row)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("weight must not be negative"),
			 errdetail("Row " INT64_FORMAT " of the partition has weight %s.",
					   row + 1,
					   weight)));
}

void *
split_take_scratch(size_t bytes, int64 rows)
{
	if (bytes == 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows in one partition"),
				 errdetail("There are " INT64_FORMAT ", at most %d fit.",
						   rows,
						   PG_INT32_MAX)));
	return memory_take(bytes, "rows to allocate over", rows);
}

/* Splits what stands in the wide arrays. */
static void
split_wide_arrays(split_state *state)
{
	void *scratch =
		split_take_scratch(remainder_scratch_wide(state->rows), state->rows);

	raise_status(remainder_split_wide(state->amount,
									  state->rows,
									  state->wide_weight,
									  state->wide_share,
									  scratch,
									  split_tick),
				 state);
	pfree(scratch);
}

/* Room in the wide arrays, which last for one partition. */
static void
reserve_wide(split_state *state)
{
	MemoryContext old = MemoryContextSwitchTo(state->context);
	Size		  bytes;

	if (!checked_mul_size((Size) state->rows, 2 * sizeof(int128_t), &bytes))
		bytes = SIZE_MAX;
	state->wide_weight =
		memory_take(bytes, "rows to allocate over", state->rows);
	state->wide_share = state->wide_weight + state->rows;
	state->wide = true;
	MemoryContextSwitchTo(old);
}

static void
release_wide(split_state *state)
{
	if (state->wide)
		pfree(state->wide_weight);
	state->wide = false;
}

/* Splits what stands in the 64-bit arrays, if it fits there. */
static bool
split_narrow_arrays(split_state *state)
{
	uint64			 small[128];
	size_t			 bytes = remainder_scratch(state->rows);
	void			*scratch = bytes != 0 && bytes <= sizeof(small)
								   ? (void *) small
								   : split_take_scratch(bytes, state->rows);
	remainder_status status = remainder_split((int64) state->amount,
											  state->rows,
											  state->weight,
											  state->share,
											  scratch,
											  split_tick);

	if (scratch != (void *) small)
		pfree(scratch);
	if (status == REMAINDER_TOO_LARGE)
		return false;
	raise_status(status, state);
	return true;
}

/* ---------------------------------------------------------------------- */

/* Reads the partition of allocate_units. */
static void
read_units(WindowObject window, split_state *state)
{
	MemoryContext old;
	bool		  is_null;
	bool		  is_out;

	reserve(state, WinGetPartitionRowCount(window));
	old = MemoryContextSwitchTo(state->row_context);
	for (int64 i = 0; i < state->rows; i++)
	{
		int64 weight = DatumGetInt64(WinGetFuncArgInPartition(window,
															  1,
															  (int) i,
															  WINDOW_SEEK_HEAD,
															  false,
															  &is_null,
															  &is_out));

		if (is_null)
			weight = REMAINDER_ABSENT;
		else if (weight < 0)
			raise_negative(psprintf(INT64_FORMAT, weight), i);
		state->weight[i] = weight;
		if (i % 4096 == 4095)
		{
			MemoryContextReset(state->row_context);
			CHECK_FOR_INTERRUPTS();
		}
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(state->row_context);
}

/* The weights' sum is over 63 bits: the same split in the wide arrays. */
static void
split_units_wide(split_state *state)
{
	reserve_wide(state);
	for (int64 i = 0; i < state->rows; i++)
		state->wide_weight[i] = state->weight[i];
	split_wide_arrays(state);
	for (int64 i = 0; i < state->rows; i++)
		state->share[i] = (int64) state->wide_share[i];
	release_wide(state);
}

static void
split_units(WindowObject window, split_state *state)
{
	bool is_null;

	read_units(window, state);
	state->units = DatumGetInt64(WinGetFuncArgCurrent(window, 0, &is_null));
	state->amount_is_null = is_null;
	if (is_null)
		return;
	state->amount = state->units;
	if (!split_narrow_arrays(state))
		split_units_wide(state);
}

static const char *
units_text(int64 units, bool is_null)
{
	return is_null ? "NULL" : psprintf(INT64_FORMAT, units);
}

PG_FUNCTION_INFO_V1(regie_allocate_units);

/*
 * allocate_units(units bigint, weight bigint) OVER (...) -> bigint
 *
 * The row's part of the partition's one number of whole things (cents,
 * seats, licences), by largest remainder; ties go to the larger weight, then
 * to the earlier row of the window's order.  A row without weight takes no
 * part and gets NULL; weight 0 gets 0.
 *
 * Errors (22023): units that differ inside the partition, a negative weight,
 * weights that sum to zero with units left.
 */
Datum
regie_allocate_units(PG_FUNCTION_ARGS)
{
	WindowObject	 window = PG_WINDOW_OBJECT();
	split_state		*state = split_get_state(fcinfo);
	split_partition *partition =
		WinGetPartitionLocalMemory(window, sizeof(split_partition));
	int64 row = WinGetCurrentPosition(window);
	bool  is_null;
	int64 units;

	if (!partition->is_split)
	{
		split_units(window, state);
		partition->is_split = true;
	}
	units = DatumGetInt64(WinGetFuncArgCurrent(window, 0, &is_null));
	if (is_null != state->amount_is_null ||
		(!is_null && units != state->units))
		raise_differ(units_text(state->units, state->amount_is_null),
					 units_text(units, is_null),
					 row);
	if (is_null || state->weight[row] == REMAINDER_ABSENT)
		PG_RETURN_NULL();
	PG_RETURN_INT64(state->share[row]);
}

/* ---------------------------------------------------------------------- */

/* One weight as a decimal, refused where it cannot be one. */
static void
read_weight(Datum number, int64 row, decimal *weight)
{
	decimal_status status =
		decimal_from_numeric(DatumGetNumeric(number), weight);

	if (status == DECIMAL_NOT_FINITE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight must be finite"),
				 errdetail("Row " INT64_FORMAT
						   " of the partition has weight %s.",
						   row + 1,
						   split_numeric_text(number, false))));
	if (status == DECIMAL_TOO_LONG)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight has too many digits"),
				 errdetail("Row " INT64_FORMAT
						   " of the partition has weight %s; at most %d "
						   "digits can be calculated with.",
						   row + 1,
						   split_numeric_text(number, false),
						   DECIMAL_MAX_DIGITS),
				 errhint("Round the weight.")));
	if (weight->coefficient < 0)
		raise_negative(split_numeric_text(number, false), row);
}

/* A weight in the wide array, without zeros at the end that need room. */
static void
store_wide(split_state *state, int64 row, decimal weight)
{
	decimal_strip(&weight);
	state->wide_weight[row] = weight.coefficient;
	state->decimals[row] = (int16) weight.scale;
}

/* From here on in 127 bits: moves what the 64-bit array holds so far. */
static void
go_wide(split_state *state, int64 rows_so_far)
{
	reserve_wide(state);
	for (int64 i = 0; i < rows_so_far; i++)
	{
		decimal weight = {state->weight[i], state->decimals[i]};

		store_wide(state, i, weight);
	}
}

static void
store_weight(split_state *state, int64 row, decimal *weight)
{
	if (weight->coefficient == 0 || weight->coefficient > PG_INT64_MAX)
		decimal_strip(weight);
	if (!state->wide && weight->coefficient > PG_INT64_MAX)
		go_wide(state, row);
	if (state->wide)
		store_wide(state, row, *weight);
	else
	{
		state->weight[row] = (int64) weight->coefficient;
		state->decimals[row] = (int16) weight->scale;
	}
}

static void
store_absent(split_state *state, int64 row)
{
	if (state->wide)
		state->wide_weight[row] = REMAINDER_ABSENT;
	state->weight[row] = REMAINDER_ABSENT;
	state->decimals[row] = 0;
}

/* Reads the partition's weights, each with its own number of decimals. */
static void
read_weights(WindowObject window, split_state *state)
{
	MemoryContext old = MemoryContextSwitchTo(state->row_context);
	for (int64 i = 0; i < state->rows; i++)
	{
		bool	is_null;
		bool	is_out;
		Datum	number = WinGetFuncArgInPartition(window,
												  1,
												  (int) i,
												  WINDOW_SEEK_HEAD,
												  false,
												  &is_null,
												  &is_out);
		decimal weight;

		if (is_null)
			store_absent(state, i);
		else
		{
			read_weight(number, i, &weight);
			store_weight(state, i, &weight);
		}
		if (i % 64 == 63)
		{
			MemoryContextReset(state->row_context);
			CHECK_FOR_INTERRUPTS();
		}
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(state->row_context);
}

/* Brings the 64-bit weights to one number of decimals, if they fit then. */
static bool
align_narrow(split_state *state, int decimals)
{
	for (int64 i = 0; i < state->rows; i++)
	{
		int64 value = state->weight[i];

		if (value == REMAINDER_ABSENT)
			continue;
		for (int d = state->decimals[i]; value != 0 && d < decimals; d++)
			if (!checked_mul_i64(value, 10, &value))
				return false;
		state->share[i] = value;
	}
	for (int64 i = 0; i < state->rows; i++)
	{
		if (state->weight[i] != REMAINDER_ABSENT)
			state->weight[i] = state->share[i];
		state->decimals[i] = (int16) decimals;
	}
	return true;
}

static void
align_wide(split_state *state, int decimals)
{
	for (int64 i = 0; i < state->rows; i++)
	{
		decimal weight = {state->wide_weight[i], state->decimals[i]};

		if (weight.coefficient != REMAINDER_ABSENT &&
			!decimal_rescale(&weight, decimals, &state->wide_weight[i]))
			raise_status(REMAINDER_TOO_LARGE, state);
	}
}

static int
most_decimals(const split_state *state)
{
	int most = 0;

	for (int64 i = 0; i < state->rows; i++)
		most = Max(most, state->decimals[i]);
	return most;
}

/*
 * The weights at one scale, in the narrow arrays if they and the amount fit
 * there, else in the wide ones.  Going wide strips the zeros behind, so the
 * scale may be a smaller one there.
 */
static void
align_weights(split_state *state)
{
	bool small =
		state->amount <= PG_INT64_MAX && state->amount >= -PG_INT64_MAX;

	if (!state->wide && !(small && align_narrow(state, most_decimals(state))))
		go_wide(state, state->rows);
	if (state->wide)
		align_wide(state, most_decimals(state));
}

int
split_check_scale(int scale, bool is_null)
{
	if (is_null)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("scale must not be null"),
				 errhint("Leave it out for two decimals.")));
	if (scale < 0 || scale > DECIMAL_MAX_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("scale is out of range"),
				 errdetail("Scale %d is not between 0 and %d.",
						   scale,
						   DECIMAL_MAX_DIGITS)));
	return scale;
}

static int
read_scale(WindowObject window, int argument)
{
	bool is_null;
	int	 scale =
		DatumGetInt32(WinGetFuncArgCurrent(window, argument, &is_null));

	return split_check_scale(scale, is_null);
}

/* The amount in minor units of the scale. */
int128_t
split_amount_in_units(Datum number, int scale)
{
	decimal		   amount;
	decimal_status status =
		decimal_from_numeric(DatumGetNumeric(number), &amount);
	int128_t units;

	if (status == DECIMAL_NOT_FINITE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("amount must be finite"),
				 errdetail("The amount is %s.",
						   split_numeric_text(number, false))));
	if (status == DECIMAL_OK && amount.scale > scale)
	{
		decimal_strip(&amount);
		if (amount.scale > scale)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("amount has more decimals than the scale"),
					 errdetail("Amount %s does not fit %d decimals.",
							   split_numeric_text(number, false),
							   scale),
					 errhint("Round the amount first, or pass scale => %d.",
							 amount.scale)));
	}
	if (status == DECIMAL_TOO_LONG || !decimal_rescale(&amount, scale, &units))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("amount has too many digits"),
				 errdetail("At %d decimals, amount %s has more than %d "
						   "digits.",
						   scale,
						   split_numeric_text(number, false),
						   DECIMAL_MAX_DIGITS)));
	return units;
}

/* Keeps the partition's amount, to compare each row's with. */
static void
keep_amount(split_state *state, Datum number, bool is_null)
{
	MemoryContext old;

	if (state->given != NULL)
		pfree(state->given);
	state->given = NULL;
	state->amount = 0;
	state->amount_is_null = is_null;
	if (is_null)
		return;
	state->amount = split_amount_in_units(number, state->scale);
	old = MemoryContextSwitchTo(state->context);
	state->given =
		(struct varlena *) DatumGetPointer(datumCopy(number, false, -1));
	MemoryContextSwitchTo(old);
}

void
split_read_partition(WindowObject window, split_state *state,
					 int scale_argument, bool wide)
{
	bool  is_null;
	Datum number;

	release_wide(state);
	state->scale = read_scale(window, scale_argument);
	number = WinGetFuncArgCurrent(window, 0, &is_null);
	keep_amount(state, number, is_null);
	reserve(state, WinGetPartitionRowCount(window));
	if (wide)
		reserve_wide(state);
	read_weights(window, state);
	align_weights(state);
}

/* Calculates the shares of a partition's rows. */
static void
split_amount(WindowObject window, split_state *state)
{
	split_read_partition(window, state, 2, false);
	if (state->amount_is_null)
		return;
	if (!state->wide && !split_narrow_arrays(state))
	{
		go_wide(state, state->rows);
		align_wide(state, most_decimals(state));
	}
	if (state->wide)
		split_wide_arrays(state);
}

/* Is the row's amount the partition's?  Mostly the same bytes, so look first. */
static bool
same_amount(split_state *state, Datum number, bool is_null)
{
	struct varlena *here = (struct varlena *) DatumGetPointer(number);

	if (is_null || state->amount_is_null)
		return is_null == state->amount_is_null;
	if (VARSIZE_ANY(here) == VARSIZE_ANY(state->given) &&
		memcmp(here, state->given, VARSIZE_ANY(here)) == 0)
		return true;
	return DatumGetBool(DirectFunctionCall2(numeric_eq,
											number,
											PointerGetDatum(state->given)));
}

void
split_check_row(WindowObject window, split_state *state, int64 row,
				int scale_argument)
{
	bool  is_null;
	Datum number = WinGetFuncArgCurrent(window, 0, &is_null);
	int	  scale;

	if (!same_amount(state, number, is_null))
		raise_differ(split_numeric_text(PointerGetDatum(state->given),
										state->amount_is_null),
					 split_numeric_text(number, is_null),
					 row);
	scale = read_scale(window, scale_argument);
	if (scale != state->scale)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("scales differ inside one partition"),
				 errdetail("Row 1 has %d, row " INT64_FORMAT " has %d.",
						   state->scale,
						   row + 1,
						   scale)));
}

PG_FUNCTION_INFO_V1(regie_allocate);

/*
 * allocate(amount numeric, weight numeric, scale int) OVER (...) -> numeric
 *
 * The row's part of the partition's one amount, at "scale" decimals, by
 * largest remainder: the parts add up to the amount, none is a minor unit or
 * more from its exact share, ties go to the larger weight and then to the
 * earlier row of the window's order, and a credit mirrors the debit.  A row
 * without weight takes no part and gets NULL; weight 0 gets 0; without an
 * amount (NULL on all rows) all get NULL.
 *
 * Errors: amounts or scales that differ inside the partition, a negative or
 * non-finite weight, weights that sum to zero with an amount left, an amount
 * with more decimals than the scale (22023); more than 38 digits (22003).
 */
Datum
regie_allocate(PG_FUNCTION_ARGS)
{
	WindowObject	 window = PG_WINDOW_OBJECT();
	split_state		*state = split_get_state(fcinfo);
	split_partition *partition =
		WinGetPartitionLocalMemory(window, sizeof(split_partition));
	int64	 row = WinGetCurrentPosition(window);
	int128_t share;

	if (!partition->is_split)
	{
		split_amount(window, state);
		partition->is_split = true;
	}
	split_check_row(window, state, row, 2);
	if (state->amount_is_null ||
		(state->wide ? state->wide_weight[row] : state->weight[row]) ==
			REMAINDER_ABSENT)
		PG_RETURN_NULL();
	share = state->wide ? state->wide_share[row] : state->share[row];
	PG_RETURN_NUMERIC(decimal_to_numeric(share, state->scale));
}
