/*
 * iteration.h
 *		Solves a large loop of pools step by step.
 *
 * H. A. van der Vorst, "Bi-CGSTAB: a fast and smoothly converging variant of
 * Bi-CG", SIAM Journal on Scientific and Statistical Computing 13(2), 1992,
 * preconditioned from the right by one pass of Gauss and Seidel over the pools
 * in their order: money is passed on to the pools behind at once, and what
 * goes to those before is what the next step is about.  Where the pools stand
 * in the order in which money runs, little is left after few steps.  Where
 * money goes to and fro over long ways, incomplete elimination takes the
 * place of that pass.
 */
#ifndef REGIE_ITERATION_H
#define REGIE_ITERATION_H

#include "flow/incomplete.h"

/*
 * A loop: no pool among its own targets.  Of each pool the targets before it
 * come first, then, from "ahead" on, those behind it.
 */
typedef struct iter_loop
{
	int32_t		   size;
	const int32_t *first;
	const int32_t *ahead;
	const int32_t *target;
	const double  *share;
	const double  *passed; /* the part of each that it does not keep itself */
	const inc_factors *factors; /* or NULL: Gauss and Seidel */
	net_tick		   tick;
} iter_loop;

/* Doubles of scratch memory that iter_solve needs. */
extern size_t iter_doubles(int32_t size);

/*
 * Solves passed * x - A x = b approximately: ends when the residual is
 * "goal" times b, or after so many steps, and then says false.
 */
extern bool iter_solve(const iter_loop *loop, const double *b, double *x,
					   double goal, int steps, double *scratch);

#endif
