/*
 * rounding.h
 *		Exact flows to whole minor units, so that nothing gets lost.
 *
 * Every weight's flow, what every pool passes on and what every bearer bears
 * becomes its exact value rounded down or up (a whole one stays), and each
 * node passes on just what it collects.  Such a rounding always exists: the
 * matrix of a network is totally unimodular (A. J. Hoffman, "Some recent
 * applications of the theory of linear inequalities to extremal combinatorial
 * analysis", Proceedings of Symposia in Applied Mathematics 10, 1960).
 *
 * Of all of them it is one for which the deviations from the exact values,
 * taken over flows, pools and bearers, have the smallest sum (to a millionth
 * of a unit each).  For one pool that is largest remainder.  Among equal ones
 * the larger weight of a pool is rounded up first, then the target that comes
 * first by name.
 *
 * Method: all values start at the nearest whole number; then units are sent
 * on the cheapest ways from where too much arrives to where too little does
 * (successive shortest paths: R. G. Busacker and P. J. Gowen, 1961, with the
 * potentials of J. Edmonds and R. M. Karp, Journal of the ACM 19(2), 1972).
 */
#ifndef REGIE_ROUNDING_H
#define REGIE_ROUNDING_H

#include "flow/flow.h"

/*
 * A value so close to a whole number is that number.  It must be less than
 * one in four times as many values as there can be: then values taken as
 * whole cannot add up to a unit that has no place.
 */
#define FLOW_WHOLE (1.0 / 4294967296.0)

extern size_t flow_round_memory(int64_t nodes, int64_t rows);

/* Fills the units of all rows that are no postings. */
extern flow_status flow_round(flow_net *net, flow_block block);

#endif
