/*
 * solve.h
 *		Exact flows: x = b + A x.
 *
 * Strong components are taken in the order in which money passes them, so
 * that what comes from outside is known before a loop is solved.  A pool that
 * is in no loop takes one step.  A loop is solved approximately, by
 * elimination (elimination.h) or by iteration (iteration.h), and the solution
 * is improved: the residual r = b + A x - x is calculated in 106 bits, is
 * solved for in turn, and what comes out is added, until what r holds is less
 * than FLOW_UNDELIVERED units.
 *
 * The residual has a meaning: it is the money that has not been delivered
 * yet, for at all times (borne by the bearers) + (sum of r) = (sum of b).  So
 * no bearer's exact amount is off by more than the sum of |r|, and no pool's
 * by more than that times the number of times that a cent comes back to it.
 *
 * A loop is solvable if money leaves it anywhere: from each of its pools some
 * part reaches the exit, so that what goes round shrinks geometrically.  A
 * loop that nobody leaves is found by looking at the graph, never by a
 * calculation that does not end.
 */
#ifndef REGIE_SOLVE_H
#define REGIE_SOLVE_H

#include "flow/flow.h"

/* 2^-30 of a minor unit; as a rule it is a millionth of that */
#define FLOW_UNDELIVERED (1.0 / 1073741824.0)

extern size_t flow_solve_memory(int64_t nodes, int64_t rows);

/* Fills net->exact. */
extern flow_status flow_solve(flow_net *net, flow_block block);

#endif
