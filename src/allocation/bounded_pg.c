/*
 * bounded_pg.c
 *		allocate_bounded(): the window function that splits one amount over
 *		the rows of a partition, each part between a floor and a cap.
 */
#include "common/compat.h"

#include "allocation/allocate_pg.h"
#include "allocation/bounded.h"
#include "common/memory.h"

/* The call's arguments; amount and weight stand where allocate has them. */
#define ARGUMENT_FLOOR 2
#define ARGUMENT_CAP 3
#define ARGUMENT_SCALE 4

static const char *
units_text(int128_t units, int scale)
{
	return split_numeric_text(NumericGetDatum(
								  decimal_to_numeric(units, scale)),
							  false);
}

/* Off with the decimals that the scale has not; a floor up, a cap down. */
static void
round_inward(decimal *bound, bool is_floor, int scale)
{
	bool is_negative = bound->coefficient < 0;
	bool is_cut = false;

	for (; bound->scale > scale; bound->scale--)
	{
		is_cut |= bound->coefficient % 10 != 0;
		bound->coefficient /= 10;
	}
	if (is_cut && is_floor && !is_negative)
		bound->coefficient++;
	if (is_cut && !is_floor && is_negative)
		bound->coefficient--;
}

static void
raise_not_finite(const char *what, const char *number, int64 row)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must be finite", what),
			 errdetail("Row " INT64_FORMAT " of the partition has %s %s.",
					   row + 1,
					   what,
					   number),
			 errhint("No bound is written as NULL.")));
}

/* The same for a number of more digits than a decimal has. */
static decimal_status
round_long_inward(Datum number, bool is_floor, int scale, decimal *bound)
{
	Datum power = DirectFunctionCall3(numeric_in,
									  CStringGetDatum(psprintf("1e%d", scale)),
									  ObjectIdGetDatum(InvalidOid),
									  Int32GetDatum(-1));
	Datum units =
		DirectFunctionCall1(is_floor ? numeric_ceil : numeric_floor,
							DirectFunctionCall2(numeric_mul, number, power));
	decimal_status status =
		decimal_from_numeric(DatumGetNumeric(units), bound);

	bound->scale = scale;
	return status;
}

/*
 * A bound in minor units, whole ones, as parts are.  Infinity where it
 * forbids nothing is no bound.
 */
static int128_t
bound_in_units(Datum number, bool is_floor, int scale, int64 row)
{
	const char	  *what = is_floor ? "floor" : "cap";
	decimal		   bound;
	decimal_status status =
		decimal_from_numeric(DatumGetNumeric(number), &bound);
	int128_t units = 0;

	if (status == DECIMAL_NOT_FINITE)
	{
		const char *text = split_numeric_text(number, false);

		if (strcmp(text, is_floor ? "-Infinity" : "Infinity") != 0)
			raise_not_finite(what, text, row);
		return is_floor ? BOUNDED_NO_FLOOR : BOUNDED_NO_CAP;
	}
	if (status == DECIMAL_TOO_LONG)
		status = round_long_inward(number, is_floor, scale, &bound);
	else
		round_inward(&bound, is_floor, scale);
	if (status == DECIMAL_TOO_LONG || !decimal_rescale(&bound, scale, &units))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s has too many digits", what),
				 errdetail("Row " INT64_FORMAT
						   " of the partition has %s %s; at most %d digits "
						   "can be calculated with.",
						   row + 1,
						   what,
						   split_numeric_text(number, false),
						   DECIMAL_MAX_DIGITS),
				 errhint("No bound is written as NULL.")));
	return units;
}

static Datum
fetch_bound(WindowObject window, bool is_floor, int64 row, bool *is_null)
{
	bool is_out;

	return WinGetFuncArgInPartition(window,
									is_floor ? ARGUMENT_FLOOR : ARGUMENT_CAP,
									(int) row,
									WINDOW_SEEK_HEAD,
									false,
									is_null,
									&is_out);
}

/* The floor or the cap of a row; "none" if it has none. */
static int128_t
read_bound(WindowObject window, bool is_floor, int scale, int64 row)
{
	bool  is_null;
	Datum number = fetch_bound(window, is_floor, row, &is_null);

	if (is_null)
		return is_floor ? BOUNDED_NO_FLOOR : BOUNDED_NO_CAP;
	return bound_in_units(number, is_floor, scale, row);
}

/* Says the bounds as the row has them, before they were made whole. */
static void
raise_crossed(WindowObject window, int scale, int64 row)
{
	bool  is_null;
	Datum number = fetch_bound(window, true, row, &is_null);
	char *floor = pstrdup(split_numeric_text(number, is_null));
	char *cap;

	number = fetch_bound(window, false, row, &is_null);
	cap = pstrdup(split_numeric_text(number, is_null));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("floor is above the cap"),
			 errdetail("Row " INT64_FORMAT
					   " of the partition has floor %s and cap %s; no number "
					   "of %d decimals is between them.",
					   row + 1,
					   floor,
					   cap,
					   scale)));
}

/* Reads the bounds of the rows that take part. */
static void
read_bounds(WindowObject window, split_state *state, int128_t *floor,
			int128_t *cap)
{
	MemoryContext old = MemoryContextSwitchTo(state->row_context);

	for (int64 i = 0; i < state->rows; i++)
	{
		floor[i] = BOUNDED_NO_FLOOR;
		cap[i] = BOUNDED_NO_CAP;
		if (state->wide_weight[i] == REMAINDER_ABSENT)
			continue;
		floor[i] = read_bound(window, true, state->scale, i);
		cap[i] = read_bound(window, false, state->scale, i);
		if (floor[i] > cap[i])
			raise_crossed(window, state->scale, i);
		if (i % 64 == 63)
		{
			MemoryContextReset(state->row_context);
			CHECK_FOR_INTERRUPTS();
		}
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(state->row_context);
}

static void
raise_no_room(bool floors, const split_state *state, int128_t gap)
{
	int128_t sum = floors ? state->amount + gap : state->amount - gap;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 floors ? errmsg("floors leave too little to allocate")
					: errmsg("caps leave too much to allocate"),
			 errdetail("The %s of the rows that take part add up to %s, "
					   "which is %s %s than the amount, %s.",
					   floors ? "floors" : "caps",
					   units_text(sum, state->scale),
					   units_text(gap, state->scale),
					   floors ? "more" : "less",
					   units_text(state->amount, state->scale)),
			 floors ? errhint("Lower a floor. A row without one gets no less "
							  "than nothing of an amount above zero.")
					: errhint("Raise a cap. A row without one gets no more "
							  "than nothing of an amount below zero.")));
}

static void
raise_no_weight(const split_state *state, int128_t gap)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("no weight to allocate the amount by"),
			 errdetail("No row with a weight above zero has room for %s of "
					   "the amount, %s.",
					   units_text(gap, state->scale),
					   units_text(state->amount, state->scale)),
			 errhint("Give a row a weight, or move a bound of one that has "
					 "a weight.")));
}

static void
raise_status(bounded_status status, const split_state *state, int128_t gap)
{
	switch (status)
	{
		case BOUNDED_OK:
			return;
		case BOUNDED_FLOORS:
		case BOUNDED_CAPS:
			raise_no_room(status == BOUNDED_FLOORS, state, gap);
			return;
		case BOUNDED_NO_WEIGHT:
			raise_no_weight(state, gap);
			return;
		case BOUNDED_TOO_LARGE:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("weights or bounds are too large to allocate by"),
					 errdetail("Brought to one number of decimals, the sum of "
							   "the weights or that of the bounds has more "
							   "than %d digits.",
							   DECIMAL_MAX_DIGITS),
					 errhint("Round the weights, and write no bound as "
							 "NULL.")));
	}
}

/* Calculates the parts of a partition's rows. */
static void
split_under_bounds(WindowObject window, split_state *state)
{
	Size		   bytes;
	int128_t	  *floor;
	int128_t	  *cap;
	int128_t	   gap = 0;
	void		  *scratch;
	bounded_status status;

	split_read_partition(window, state, ARGUMENT_SCALE, true);
	if (state->amount_is_null)
		return;
	if (!checked_mul_size((Size) state->rows, 2 * sizeof(int128_t), &bytes))
		bytes = SIZE_MAX;
	floor = memory_take(bytes, "rows to allocate over", state->rows);
	cap = floor + state->rows;
	read_bounds(window, state, floor, cap);
	scratch = split_take_scratch(bounded_scratch(state->rows), state->rows);
	status = bounded_split(state->amount,
						   state->rows,
						   state->wide_weight,
						   floor,
						   cap,
						   state->wide_share,
						   scratch,
						   &gap,
						   split_tick);
	raise_status(status, state, gap);
	pfree(scratch);
	pfree(floor);
}

PG_FUNCTION_INFO_V1(regie_allocate_bounded);

/*
 * allocate_bounded(amount numeric, weight numeric, lower numeric,
 *		upper numeric, scale int) OVER (...) -> numeric
 *
 * As allocate, each row's part being between its floor (lower) and its cap
 * (upper), NULL for none: before rounding the parts are lambda * weight
 * brought between the bounds, with one lambda for all rows
 * (allocation/bounded.h).  Bounds with more decimals than the scale are made
 * whole inwards.  The bounds are of the part as it is signed.
 *
 * Errors: as allocate; a floor above its cap, floors that add up to more than
 * the amount, caps that add up to less, an amount that no row with a weight
 * has room for, NaN as a bound (22023).
 */
Datum
regie_allocate_bounded(PG_FUNCTION_ARGS)
{
	WindowObject	 window = PG_WINDOW_OBJECT();
	split_state		*state = split_get_state(fcinfo);
	split_partition *partition =
		WinGetPartitionLocalMemory(window, sizeof(split_partition));
	int64 row = WinGetCurrentPosition(window);

	if (!partition->is_split)
	{
		split_under_bounds(window, state);
		partition->is_split = true;
	}
	split_check_row(window, state, row, ARGUMENT_SCALE);
	if (state->amount_is_null || state->wide_weight[row] == REMAINDER_ABSENT)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(
		decimal_to_numeric(state->wide_share[row], state->scale));
}
