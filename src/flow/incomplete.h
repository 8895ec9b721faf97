/*
 * incomplete.h
 *		Elimination that only keeps what there is room for.
 *
 * The elimination of elimination.h over the loop's own edges: what goes from
 * one pool to another by way of a pool that is taken out is added to the edge
 * between them; where there is none it is dropped, as if it stayed where it
 * comes from.  So the parts of a pool still add up to one (I. Gustafsson, "A
 * class of first order factorization methods", BIT 18, 1978).  It is exact
 * where no edge is missing, as on paths and trees, and near enough on grids.
 */
#ifndef REGIE_INCOMPLETE_H
#define REGIE_INCOMPLETE_H

#include "network/graph.h"

/* Factors: "part" is parallel to target, which ascends within each pool. */
typedef struct inc_factors
{
	int32_t		   size;
	const int32_t *first;
	const int32_t *target;
	double		  *part;
	double		  *pivot;
} inc_factors;

/* Sorts each pool's edges by target, in place; low belongs to share. */
extern void inc_sort(int32_t size, const int32_t *first, int32_t *target,
					 double *share, double *low, net_tick tick);

/*
 * Factors the loop, pools with large numbers first: part and pivot have room
 * for an edge and a pool each; leak is changed; place is scratch for a number
 * each.
 */
extern void inc_factor(inc_factors *f, const double *share, double *leak,
					   int32_t *place, net_tick tick);

/* Turns b into an approximate x. */
extern void inc_solve(const inc_factors *f, double *x, net_tick tick);

#endif
