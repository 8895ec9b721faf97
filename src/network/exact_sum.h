/*
 * exact_sum.h
 *		Sums of doubles that do not depend on their order.
 *
 * The sum is kept exactly, as one long fixed-point number that spans the
 * whole range of doubles (U. Kulisch's long accumulator, "Computer Arithmetic
 * and Validity", 2nd edition, 2013, chapter 8), and is rounded once, at the
 * end, to the nearest double, ties to even.
 */
#ifndef REGIE_EXACT_SUM_H
#define REGIE_EXACT_SUM_H

#include <stdint.h>

/* 32 bits each, from 2^-1074 up to 2^1024, and room for 2^29 additions. */
#define NET_SUM_PARTS 68

typedef struct net_sum
{
	int64_t part[NET_SUM_PARTS];
} net_sum;

extern void net_sum_clear(net_sum *sum);

/* Adds a finite number; at most 2^29 of them. */
extern void net_sum_add(net_sum *sum, double number);

/* Into how many numbers net_sum_split may have to split a sum. */
#define NET_SUM_SPLIT 48

/*
 * Writes the sum as few numbers that add up to it exactly, the first of them
 * the rounded sum, each further one the rounded rest.  Returns how many, at
 * least one; 0 if they are more than room or the sum is over the range.  Ends
 * the sum.
 */
extern int net_sum_split(net_sum *sum, double *number, int room);

/* The sum, never minus zero; infinite if over the range.  Ends the sum. */
extern double net_sum_total(net_sum *sum);

#endif
