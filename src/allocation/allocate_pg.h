/*
 * allocate_pg.h
 *		What the window functions that split one amount over the rows of a
 *		partition have in common: reading it.
 */
#ifndef REGIE_ALLOCATE_PG_H
#define REGIE_ALLOCATE_PG_H

#include "common/compat.h"

#include "allocation/remainder.h"
#include "common/decimal_pg.h"
#include "windowapi.h"

/* What a window function call keeps from row to row, in fn_extra. */
typedef struct split_state
{
	MemoryContext context;	/* of everything below */
	int64		  capacity; /* rows that the arrays hold */
	int64		  rows;		/* of the current partition */
	int64		 *weight;
	int64		 *share;
	int16		 *decimals; /* of each weight as it was read */

	/* While numbers need more than 63 bits, these stand in their place: */
	bool	  wide;
	int128_t *wide_weight;
	int128_t *wide_share;

	/* The partition's amount: as given, and in minor units. */
	bool			amount_is_null;
	int64			units;		 /* of allocate_units */
	int128_t		amount;		 /* of allocate, and wide */
	struct varlena *given;		 /* of allocate: a copy */
	int				scale;		 /* decimals of amount and shares */
	MemoryContext	row_context; /* emptied again and again while reading */
} split_state;

/* In the partition's own memory, which starts as zeros. */
typedef struct split_partition
{
	bool is_split;
} split_partition;

extern void split_tick(void);

/* The state of a call, made on its first row. */
extern split_state *split_get_state(FunctionCallInfo fcinfo);

/* A number for messages; "NULL" for none. */
extern const char *split_numeric_text(Datum number, bool is_null);

/* Scratch memory for so many rows; 0 bytes mean that they are too many. */
extern void *split_take_scratch(size_t bytes, int64 rows);

/* A scale that is not null and in range. */
extern int split_check_scale(int scale, bool is_null);

/* A decimal of at most so many digits in minor units of the scale. */
extern int128_t split_amount_in_units(Datum number, int scale);

/*
 * Reads a new partition: its amount (argument 0) and all weights (argument
 * 1), which end up in the wide arrays if "wide" asks for it or they need to.
 */
extern void split_read_partition(WindowObject window, split_state *state,
								 int scale_argument, bool wide);

/* Does the current row have the partition's amount and scale? */
extern void split_check_row(WindowObject window, split_state *state, int64 row,
							int scale_argument);

#endif
