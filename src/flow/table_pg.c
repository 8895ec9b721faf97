/*
 * table_pg.c
 *		The window function allocate_table: cells of a table of pots by
 *		participants.
 *
 * The first row of a partition reads and calculates it all; each row then
 * takes its result from the arrays.  Rows are read two at a time, and
 * arguments that the query holds constant once: see flow_read_pg.c.
 */
#include "common/compat.h"

#include "common/decimal_pg.h"
#include "flow/name_list_pg.h"
#include "flow/table.h"
#include "utils/memutils.h"
#include "windowapi.h"

enum
{
	ARG_POT,
	ARG_AMOUNT,
	ARG_PARTICIPANT,
	ARG_WEIGHT,
	ARG_SCALE,
	ARGS
};

/* Stands for an amount that is null: no amount has so many digits. */
#define NO_AMOUNT ((int128_t) ((uint128_t) 1 << 127))

/* Lives in the window's memory for the partition, zeroed at its start. */
typedef struct table_state
{
	bool		  ready;
	work		  work;
	MemoryContext scratch; /* for what a row's arguments need, then reset */
	bool		  has_scale;
	int			  scale;
	name_list	  pots;
	name_list	  participants;
	int32		 *pot_by_name;

	/* by row; units holds amounts until they are calculated */
	flow_table table;
	int32	  *pot;
	int32	  *participant;
	int128_t  *weight;
	int16	  *decimals; /* of the weight */
} table_state;

static void
tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

static char *
numeric_text(Datum number)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, number));
}

/* The pot and the participant of a row by name; not before they are read. */
static char *
row_pot(const table_state *s, int64 row)
{
	return name_list_text(&s->pots, s->pot[row]);
}

static char *
row_participant(const table_state *s, int64 row)
{
	return name_list_text(&s->participants, s->participant[row]);
}

/* ---- arguments ------------------------------------------------------- */

static int32
read_name(name_list *list, const char *what, Datum value, bool isnull)
{
	text *given;
	bool  is_new;

	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be null", what),
				 errhint("A row is a cell of one pot and one participant; "
						 "give it the weight NULL if it takes no part.")));
	given = DatumGetTextPP(value);
	return name_list_add(list,
						 VARDATA_ANY(given),
						 VARSIZE_ANY_EXHDR(given),
						 &is_new);
}

static void
raise_too_long(const table_state *s, int64 row, Datum value)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("amount has too many digits"),
			 errdetail("Pot \"%s\" has %s; at %d decimals amounts have at "
					   "most %d digits.",
					   row_pot(s, row),
					   numeric_text(value),
					   s->scale,
					   DECIMAL_MAX_DIGITS)));
}

/* In minor units of the scale. */
static int128_t
read_amount(const table_state *s, int64 row, Datum value)
{
	decimal		   amount;
	int128_t	   units;
	decimal_status status =
		decimal_from_numeric(DatumGetNumeric(value), &amount);

	if (status == DECIMAL_NOT_FINITE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("amount must be finite"),
				 errdetail("Pot \"%s\" has %s.",
						   row_pot(s, row),
						   numeric_text(value))));
	if (status == DECIMAL_OK && amount.scale > s->scale)
		decimal_strip(&amount);
	if (status == DECIMAL_OK && amount.scale > s->scale)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("amount has more decimals than the scale"),
				 errdetail("Amount %s of pot \"%s\" does not fit %d "
						   "decimals.",
						   numeric_text(value),
						   row_pot(s, row),
						   s->scale),
				 errhint("Round the amount first, or pass scale => %d.",
						 amount.scale)));
	if (status == DECIMAL_TOO_LONG ||
		!decimal_rescale(&amount, s->scale, &units))
		raise_too_long(s, row, value);
	return units;
}

static void
read_weight(table_state *s, int64 row, Datum value)
{
	decimal		   weight;
	decimal_status status =
		decimal_from_numeric(DatumGetNumeric(value), &weight);

	if (status == DECIMAL_NOT_FINITE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight must be finite"),
				 errdetail("Participant \"%s\" has %s in pot \"%s\".",
						   row_participant(s, row),
						   numeric_text(value),
						   row_pot(s, row))));
	if (status == DECIMAL_TOO_LONG)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight has too many digits"),
				 errdetail("Participant \"%s\" has %s in pot \"%s\"; at most "
						   "%d digits can be calculated with.",
						   row_participant(s, row),
						   numeric_text(value),
						   row_pot(s, row),
						   DECIMAL_MAX_DIGITS),
				 errhint("Round the weight.")));
	if (weight.coefficient < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight must not be negative"),
				 errdetail("Participant \"%s\" has %s in pot \"%s\".",
						   row_participant(s, row),
						   numeric_text(value),
						   row_pot(s, row))));
	decimal_strip(&weight);
	s->weight[row] = weight.coefficient;
	s->decimals[row] = (int16) weight.scale;
}

static void
read_scale(table_state *s, Datum value, bool isnull)
{
	int scale = DatumGetInt32(value);

	if (isnull)
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
	if (s->has_scale && scale != s->scale)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("scales differ inside one partition: %d and %d",
						Min(scale, s->scale),
						Max(scale, s->scale))));
	s->scale = scale;
	s->has_scale = true;
}

static void
take_value(table_state *s, int arg, int64 row, Datum value, bool isnull)
{
	switch (arg)
	{
		case ARG_POT:
			s->pot[row] = read_name(&s->pots, "pot", value, isnull);
			break;
		case ARG_PARTICIPANT:
			s->participant[row] =
				read_name(&s->participants, "participant", value, isnull);
			break;
		case ARG_AMOUNT:
			s->table.units[row] =
				isnull ? NO_AMOUNT : read_amount(s, row, value);
			break;
		case ARG_WEIGHT:
			s->weight[row] = FLOW_TABLE_ABSENT;
			s->decimals[row] = 0;
			if (!isnull)
				read_weight(s, row, value);
			break;
		case ARG_SCALE:
			read_scale(s, value, isnull);
			break;
	}
}

/* ---- passing over the rows ------------------------------------------- */

static void
fetch(table_state *s, WindowObject window, int arg, int64 row)
{
	bool		  isnull;
	bool		  isout;
	MemoryContext old = MemoryContextSwitchTo(s->scratch);
	Datum		  value = WinGetFuncArgInPartition(window,
										   arg,
										   (int) row,
										   WINDOW_SEEK_HEAD,
										   false,
										   &isnull,
										   &isout);

	take_value(s, arg, row, value, isnull);
	MemoryContextSwitchTo(old);
}

/* An argument that is the same for all rows by the form of the query. */
static void
take_constant(table_state *s, WindowObject window, int arg)
{
	bool		  isnull;
	MemoryContext old = MemoryContextSwitchTo(s->scratch);
	Datum		  value = WinGetFuncArgCurrent(window, arg, &isnull);

	for (int64 row = 0; row < (arg == ARG_SCALE ? 1 : s->table.cells); row++)
		take_value(s, arg, row, value, isnull);
	MemoryContextSwitchTo(old);
	MemoryContextReset(s->scratch);
}

/*
 * The scale of the current row first, for amounts need it; names before what
 * errors call by them.
 */
static void
read_arguments(table_state *s, WindowObject window, FmgrInfo *flinfo)
{
	static const int order[ARGS] = {ARG_SCALE,
									ARG_POT,
									ARG_PARTICIPANT,
									ARG_AMOUNT,
									ARG_WEIGHT};
	int				 varying[ARGS];
	int				 n = 0;

	take_constant(s, window, ARG_SCALE);
	for (int i = 0; i < ARGS; i++)
		if (!get_fn_expr_arg_stable(flinfo, order[i]))
			varying[n++] = order[i];
		else if (order[i] == ARG_POT || order[i] == ARG_PARTICIPANT)
			take_constant(s, window, order[i]);
	for (int64 row = 0; n > 0 && row < s->table.cells; row += 2)
	{
		for (int i = 0; i < n; i++)
		{
			fetch(s, window, varying[i], row);
			if (row + 1 < s->table.cells)
				fetch(s, window, varying[i], row + 1);
		}
		MemoryContextReset(s->scratch);
		CHECK_FOR_INTERRUPTS();
	}
	if (get_fn_expr_arg_stable(flinfo, ARG_AMOUNT))
		take_constant(s, window, ARG_AMOUNT);
	if (get_fn_expr_arg_stable(flinfo, ARG_WEIGHT))
		take_constant(s, window, ARG_WEIGHT);
}

static void
reserve(table_state *s, int64 rows)
{
	Size n = (Size) rows;

	s->work.what = "cells of a table";
	s->work.count = rows;
	s->pots.work = &s->work;
	s->participants.work = &s->work;
	if (rows > FLOW_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows in one partition"),
				 errdetail("There are " INT64_FORMAT ", at most %d fit.",
						   rows,
						   FLOW_MAX)));
	s->table.cells = (int32) rows;
	s->table.units = work_take(&s->work, n * sizeof(int128_t));
	s->weight = work_take(&s->work, n * sizeof(int128_t));
	s->pot = work_take(&s->work, n * sizeof(int32));
	s->participant = work_take(&s->work, n * sizeof(int32));
	s->decimals = work_take(&s->work, n * sizeof(int16));
	s->scratch = AllocSetContextCreate(s->work.context,
									   "regie table arguments",
									   ALLOCSET_SMALL_SIZES);
}

/* ---- what pots have in common ---------------------------------------- */

/* Numbers in the order of the names. */
static void
number_by_name(table_state *s)
{
	int32 *pot_place;
	int32 *participant_place;

	s->pot_by_name = name_list_sort(&s->pots, &pot_place);
	name_list_sort(&s->participants, &participant_place);
	for (int32 i = 0; i < s->table.cells; i++)
	{
		s->pot[i] = pot_place[s->pot[i]];
		s->participant[i] = participant_place[s->participant[i]];
	}
	s->table.pots = s->pots.table.count;
	s->table.participants = s->participants.table.count;
}

static char *
pot_name(const table_state *s, int32 pot)
{
	return name_list_text(&s->pots, s->pot_by_name[pot]);
}

static char *
amount_text(const table_state *s, int128_t units)
{
	return units == NO_AMOUNT ? "NULL"
							  : numeric_text(NumericGetDatum(
									decimal_to_numeric(units, s->scale)));
}

/* One amount for each pot; without one (NULL) its cells take no part. */
static void
gather_amounts(table_state *s)
{
	int32	  pots = s->table.pots;
	int128_t *amount = work_take(&s->work, (Size) pots * sizeof(int128_t));
	bool	 *is_set = work_take(&s->work, (Size) pots * sizeof(bool));

	memset(is_set, 0, (Size) pots * sizeof(bool));
	for (int32 i = 0; i < s->table.cells; i++)
	{
		int32	 pot = s->pot[i];
		int128_t here = s->table.units[i];

		if (is_set[pot] && amount[pot] != here)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("amounts differ inside pot \"%s\"",
							pot_name(s, pot)),
					 errdetail("One row has %s, another %s.",
							   amount_text(s, amount[pot]),
							   amount_text(s, here)),
					 errhint("All rows of a pot carry the pot's one "
							 "amount.")));
		amount[pot] = here;
		is_set[pot] = true;
		if (here == NO_AMOUNT)
			s->weight[i] = FLOW_TABLE_ABSENT;
	}
	for (int32 pot = 0; pot < pots; pot++)
		if (amount[pot] == NO_AMOUNT)
			amount[pot] = 0;
	s->table.amount = amount;
}

static void
raise_too_large(const table_state *s, int32 pot)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("weights of pot \"%s\" are too large to allocate by",
					pot_name(s, pot)),
			 errdetail("Brought to one number of decimals, their sum has "
					   "more than %d digits.",
					   DECIMAL_MAX_DIGITS),
			 errhint("Round the weights.")));
}

/* The weights of each pot with the same number of decimals. */
static void
align_weights(table_state *s)
{
	Size   bytes = (Size) s->table.pots * sizeof(int16);
	int16 *decimals = work_take(&s->work, bytes);

	memset(decimals, 0, bytes);
	for (int32 i = 0; i < s->table.cells; i++)
		if (s->weight[i] != FLOW_TABLE_ABSENT)
			decimals[s->pot[i]] = Max(decimals[s->pot[i]], s->decimals[i]);
	for (int32 i = 0; i < s->table.cells; i++)
	{
		decimal weight = {s->weight[i], s->decimals[i]};

		if (weight.coefficient != FLOW_TABLE_ABSENT &&
			!decimal_rescale(&weight, decimals[s->pot[i]], &s->weight[i]))
			raise_too_large(s, s->pot[i]);
	}
	work_release(&s->work, decimals, bytes);
}

/* ---- the partition --------------------------------------------------- */

static void
raise_status(const table_state *s, flow_table_status status)
{
	int32 pot = s->table.culprit;

	switch (status)
	{
		case FLOW_TABLE_OK:
			break;
		case FLOW_TABLE_NO_WEIGHT:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("no weight to allocate pot \"%s\" by",
							pot_name(s, pot)),
					 errdetail("Its weights sum to zero, and %s is left.",
							   amount_text(s, s->table.amount[pot])),
					 errhint("Give at least one of its participants a "
							 "weight above zero.")));
			break;
		case FLOW_TABLE_TOO_LARGE:
			raise_too_large(s, pot);
			break;
		case FLOW_TABLE_NOT_ROUNDED:
			elog(ERROR, "table does not add up");
			break;
	}
}

static void
prepare(table_state *s, WindowObject window, FmgrInfo *flinfo)
{
	Size  bytes;
	void *memory;

	s->work.context = GetMemoryChunkContext(s);
	reserve(s, WinGetPartitionRowCount(window));
	read_arguments(s, window, flinfo);
	number_by_name(s);
	gather_amounts(s);
	align_weights(s);
	MemoryContextDelete(s->scratch);
	s->table.pot = s->pot;
	s->table.participant = s->participant;
	s->table.weight = s->weight;
	s->table.effort = FLOW_TABLE_EFFORT;
	s->table.tick = tick;
	bytes = flow_table_memory(s->table.pots,
							  s->table.participants,
							  s->table.cells);
	if (bytes == 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows and names in one partition"),
				 errdetail("There are %d rows, %d pots and %d participants; "
						   "at most %d of all fit.",
						   s->table.cells,
						   s->table.pots,
						   s->table.participants,
						   FLOW_MAX)));
	memory = work_take(&s->work, bytes);
	raise_status(s, flow_table_run(&s->table, memory));
	work_release(&s->work, memory, bytes);
	s->ready = true;
}

PG_FUNCTION_INFO_V1(regie_allocate_table);

/*
 * allocate_table(pot text, amount numeric, participant text, weight numeric,
 *		scale int) OVER (...) -> numeric
 *
 * The row's cell of a table of pots by participants, at "scale" decimals:
 * cells add up to their pot's amount, and each cell and each participant's
 * total is its exact value rounded down or up (table.h).  A row without
 * weight takes no part and gets NULL, as do all rows of a pot without an
 * amount; weight 0 gets 0.
 *
 * Errors: amounts that differ inside a pot, a negative or non-finite weight,
 * weights of a pot that sum to zero with an amount left, an amount with more
 * decimals than the scale (22023); no pot, participant or scale (22004); more
 * than 38 digits (22003); more memory than regie.memory_limit (54000).
 */
Datum
regie_allocate_table(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	table_state *s = WinGetPartitionLocalMemory(window, sizeof(table_state));
	int64		 row = WinGetCurrentPosition(window);

	if (!s->ready)
		prepare(s, window, fcinfo->flinfo);
	if (s->weight[row] == FLOW_TABLE_ABSENT)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(decimal_to_numeric(s->table.units[row], s->scale));
}
