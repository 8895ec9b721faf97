/*
 * table.h
 *		A table of pots by participants, rounded to whole units in both
 *		directions.
 *
 * A cell's exact amount is its pot's amount times its weight by the sum of
 * the pot's weights.  Every cell and every participant's total (the sum of
 * its cells) becomes its exact value rounded down or up, a whole one stays,
 * and the cells of each pot add up to its amount.  Of all such roundings it
 * is one for which the deviations of cells and totals have the smallest sum,
 * to a millionth of a unit each: L. H. Cox, "A constructive procedure for
 * unbiased controlled rounding", Journal of the American Statistical
 * Association 82, 1987; B. D. Causey, L. H. Cox and L. R. Ernst,
 * "Applications of transportation theory to statistical problems", the same
 * 80, 1985.
 *
 * Method: cells are cut to whole units exactly, which leaves each pot with
 * fewer units than it has cells; where these go is a flow of one step that
 * is rounded as all flows are (rounding.h).  Among equal ones the cell with
 * the larger remainder of a pot is rounded away from zero first, then that
 * with the larger weight, then the participant that comes first by name.
 * Where no participant has two cells that are not whole, as in a table of one
 * pot, each pot is split by largest remainder, which is the same but exact.
 */
#ifndef REGIE_TABLE_H
#define REGIE_TABLE_H

#include "flow/flow.h"

/* Weight of a cell that takes no part.  Other weights are not negative. */
#define FLOW_TABLE_ABSENT (-1)

/* Arcs that the search for the smallest deviation looks at, about. */
#define FLOW_TABLE_EFFORT (INT64_C(1) << 28)

typedef enum flow_table_status
{
	FLOW_TABLE_OK,
	FLOW_TABLE_NO_WEIGHT,  /* culprit: its weights sum to zero */
	FLOW_TABLE_TOO_LARGE,  /* culprit: its weights' sum needs over 127 bits */
	FLOW_TABLE_NOT_ROUNDED /* cannot happen */
} flow_table_status;

typedef struct flow_table
{
	/* given */
	int32_t			pots;
	int32_t			participants;
	int32_t			cells;
	const int32_t  *pot; /* of each cell; numbered in the order of names */
	const int32_t  *participant;
	const int128_t *weight; /* of each cell */
	const int128_t *amount; /* of each pot */
	int64_t			effort; /* FLOW_TABLE_EFFORT */
	net_tick		tick;

	/* made */
	int128_t *units; /* of each cell: room for them is given */
	int32_t	  culprit;
} flow_table;

/* Bytes that flow_table_run needs; 0 if over FLOW_MAX. */
extern size_t flow_table_memory(int64_t pots, int64_t participants,
								int64_t cells);

/* Fills units; those of absent cells are 0. */
extern flow_table_status flow_table_run(flow_table *t, void *memory);

#endif
