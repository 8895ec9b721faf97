/*
 * settle.c
 *		Fewer rows that say the same.
 */
#include "network/settle.h"

#include "network/exact_sum.h"

#include <string.h>

size_t
net_settle_memory(int64_t nodes, int64_t count)
{
	size_t first = net_arrays_memory(nodes, 1);
	size_t rows = net_arrays_memory(count, 2);

	return first == 0 || rows == 0 ? 0 : first + rows;
}

/*
 * Puts the weights of equal edges together: into those of the first of these
 * rows.  Returns how many rows it takes.
 */
static int32_t
merge_weights(const int32_t *row, int32_t count, double *weight, net_tick tick)
{
	uint32_t steps = 0;
	net_sum	 sum;
	double	 part[NET_SUM_SPLIT];
	int		 parts;

	if (count == 1)
		return 1;
	net_sum_clear(&sum);
	for (int32_t i = 0; i < count; i++)
	{
		net_step(&steps, tick);
		net_sum_add(&sum, weight[row[i]]);
	}
	parts = net_sum_split(&sum,
						  part,
						  count < NET_SUM_SPLIT ? count : NET_SUM_SPLIT);
	if (parts == 0)
		return count;
	for (int i = 0; i < parts; i++)
		weight[row[i]] = part[i];
	return parts;
}

/* Moves the rows that stay together; returns how many they are. */
static int32_t
close_gaps(const int32_t *stays, int32_t count, int32_t *source,
		   int32_t *target, double *weight, net_tick tick)
{
	uint32_t steps = 0;
	int32_t	 kept = 0;

	for (int32_t r = 0; r < count; r++)
	{
		net_step(&steps, tick);
		if (!stays[r])
			continue;
		source[kept] = source[r];
		target[kept] = target[r];
		if (weight != NULL)
			weight[kept] = weight[r];
		kept++;
	}
	return kept;
}

int32_t
net_settle(int32_t n, int32_t count, int32_t *source, int32_t *target,
		   double *weight, void *memory, net_tick tick)
{
	int32_t *first = memory;
	int32_t *row = first + n + 1;
	int32_t *stays = row + count + 1;
	uint32_t steps = 0;
	int32_t	 end;

	net_sort_many_edges(n, count, source, target, first, row, stays, tick);
	memset(stays, 0, (size_t) count * sizeof(int32_t));
	for (int32_t i = 0; i < count; i = end)
	{
		int32_t needed = 1;

		for (end = i + 1; end < count && source[row[end]] == source[row[i]] &&
						  target[row[end]] == target[row[i]];
			 end++)
			net_step(&steps, tick);
		net_step(&steps, tick);
		if (weight != NULL)
			needed = merge_weights(row + i, end - i, weight, tick);
		for (int32_t k = 0; k < needed; k++)
			stays[row[i + k]] = 1;
	}
	return close_gaps(stays, count, source, target, weight, tick);
}
