/*
 * order.c
 *		Heapsort over numbers of things.
 */
#include "allocation/order.h"

#include <stddef.h>

/* Steps between two ticks. */
#define TICK_STEPS 16384

/* Lets the number at "root" sink until no child of it comes later. */
static void
sink(int32_t *number, int64_t root, int64_t count, order_compare compare,
	 const void *things)
{
	int32_t moving = number[root];
	int64_t child;

	while ((child = 2 * root + 1) < count)
	{
		if (child + 1 < count &&
			compare(things, number[child], number[child + 1]) < 0)
			child++;
		if (compare(things, moving, number[child]) >= 0)
			break;
		number[root] = number[child];
		root = child;
	}
	number[root] = moving;
}

void
order_sort(int32_t *number, int64_t count, order_compare compare,
		   const void *things, order_tick tick)
{
	for (int64_t i = count / 2 - 1; i >= 0; i--)
	{
		sink(number, i, count, compare, things);
		if (tick != NULL && i % TICK_STEPS == 0)
			tick();
	}
	for (int64_t last = count - 1; last > 0; last--)
	{
		int32_t swap = number[0];

		number[0] = number[last];
		number[last] = swap;
		sink(number, 0, last, compare, things);
		if (tick != NULL && last % TICK_STEPS == 0)
			tick();
	}
}
