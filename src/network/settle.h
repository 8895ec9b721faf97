/*
 * settle.h
 *		Fewer rows that say the same.
 */
#ifndef REGIE_SETTLE_H
#define REGIE_SETTLE_H

#include "network/graph.h"

/* Bytes that net_settle needs; 0 if over NET_MAX. */
extern size_t net_settle_memory(int64_t nodes, int64_t count);

/*
 * Drops rows that are not needed, in place, and returns how many are left:
 * without weights (weight is NULL) each edge once.  With weights, those of
 * equal edges become as few as have exactly the same sum (network/exact_sum.h),
 * one as a rule and never more than NET_SUM_SPLIT; a sum over the range stays
 * as it is, for others may bring it back.
 */
extern int32_t net_settle(int32_t n, int32_t count, int32_t *source,
						  int32_t *target, double *weight, void *memory,
						  net_tick tick);

#endif
