/*
 * order.h
 *		Puts the numbers of things into the order of the things.
 */
#ifndef REGIE_ORDER_H
#define REGIE_ORDER_H

#include <stdint.h>

/* Is a before (below 0) or behind b?  Never 0 for different things. */
typedef int (*order_compare)(const void *things, int32_t a, int32_t b);

/* Called now and then in a long sort; may jump out of it.  May be NULL. */
typedef void (*order_tick)(void);

/*
 * Sorts number[0 .. count - 1]; "things" is handed on to the comparison.
 * In place and O(n log n) whatever the order before (Williams's heapsort,
 * CACM 7(6), 1964).
 */
extern void order_sort(int32_t *number, int64_t count, order_compare compare,
					   const void *things, order_tick tick);

#endif
