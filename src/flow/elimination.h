/*
 * elimination.h
 *		Solves a small loop of pools by elimination without subtraction.
 *
 * The elimination of W. K. Grassmann, M. I. Taksar and D. P. Heyman
 * ("Regenerative analysis and steady state distributions for Markov chains",
 * Operations Research 33(5), 1985): a pivot is not 1 minus what a pool keeps,
 * but the sum of all that leaves it, so that nothing cancels and each entry
 * is right to nearly all its digits, however little leaks out of the loop.
 */
#ifndef REGIE_ELIMINATION_H
#define REGIE_ELIMINATION_H

#include "network/graph.h"

/* Most pools of a loop that is solved so. */
#define ELIM_MAX 1024

/* Doubles that elim_factor needs: the square, and a pivot for each. */
extern size_t elim_doubles(int32_t size);

/*
 * Factors a loop of "size" pools: share[first[j]] .. are the parts of j that
 * go to target[...], itself included (not counted); leak[j] is the part that
 * leaves the loop.
 */
extern void elim_factor(int32_t size, const int32_t *first,
						const int32_t *target, const double *share,
						const double *leak, double *factors, net_tick tick);

/* Turns b into x. */
extern void elim_solve(int32_t size, const double *factors, double *x);

#endif
