/*
 * matrix.h
 *		Rounds a matrix to whole units where the sums of rows and of columns
 *		are given.
 *
 * Cell (i, j) is exactly factor[i] times part.  Its amount becomes that value
 * rounded down or up (a whole one stays), so that each row adds up to
 * row_total and each column to column_total.  Among such roundings it is one
 * whose deviations from the exact values have the smallest sum (to a
 * millionth of a unit each).
 *
 * The rows' sums are exact ones, the columns' sums are exact ones that
 * somebody else has rounded.  Therefore such a rounding need not exist: two
 * rows of 8 and 6 units, spread over seven columns in sixths (three) and
 * eighths (four), are
 *
 *		4/3 4/3 4/3   1   1   1   1
 *		 1   1   1   3/4 3/4 3/4 3/4
 *
 * and columns of 2 each, the rounding nearest to the sums, would ask the
 * first row for seven units.  Where it does not exist, some amounts are
 * further off, by as few units as can be: what counts first is the sum over
 * cells of 1 + 2 + ... + k, k being the whole units beyond the value rounded
 * down or up.  No cell leaves the sign of its row.
 *
 * Method: each row by itself by largest remainder, then units are moved on
 * the cheapest ways from columns with too much to columns with too little
 * (as in rounding.h; the costs are convex, so that shortest ways stay
 * optimal: M. Minoux, "A polynomial algorithm for minimum quadratic cost flow
 * problems", European Journal of Operational Research 18, 1984).  A search
 * that takes too long is ended by balancing without costs: first within the
 * values rounded down or up, which finds such a rounding if there is one.
 */
#ifndef REGIE_MATRIX_H
#define REGIE_MATRIX_H

#include "flow/flow.h"

typedef struct matrix
{
	int32_t		   rows;
	int32_t		   columns;
	const int32_t *first;  /* cells of each row: rows + 1 entries */
	const int32_t *column; /* of each cell, ascending within a row */
	const dd	  *part;
	const int64_t *factor;
	const int64_t *row_total;
	const int64_t *column_total;
	const int8_t  *sign;   /* of a row: 1 and -1 hold its cells; 0 does not */
	int64_t		   effort; /* cells that the cheapest ways may look at */
	net_tick	   tick;

	int64_t *amount; /* of each cell: the answer */
} matrix;

/* Bytes that matrix_round needs. */
extern size_t matrix_memory(int64_t rows, int64_t columns, int64_t cells);

/* False: the totals contradict each other, or the pattern of the cells. */
extern bool matrix_round(const matrix *m, flow_block block);

/*
 * Sorts numbers by key[number], the smallest first, equal ones by number; by
 * number alone where key is NULL.
 */
extern void matrix_sort(int32_t *list, int32_t n, const double *key,
						net_tick tick);

#endif
