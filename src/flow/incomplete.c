/*
 * incomplete.c
 *		Incomplete elimination, row by row.
 */
#include "flow/incomplete.h"

#include <string.h>

/*
 * What is dropped stays where it is, but for this part, which is taken to be
 * delivered: else nothing might leave a pool any more.
 */
#define DELIVERED 0.02

/* D. L. Shell's sort, Communications of the ACM 2(7), 1959: rows are short. */
static void
sort_row(int32_t *target, double *share, double *low, int32_t n)
{
	int32_t gap = 1;

	while (gap < n / 3)
		gap = 3 * gap + 1;
	for (; gap > 0; gap /= 3)
		for (int32_t i = gap; i < n; i++)
		{
			int32_t t = target[i];
			double	s = share[i];
			double	l = low[i];
			int32_t k = i;

			for (; k >= gap && target[k - gap] > t; k -= gap)
			{
				target[k] = target[k - gap];
				share[k] = share[k - gap];
				low[k] = low[k - gap];
			}
			target[k] = t;
			share[k] = s;
			low[k] = l;
		}
}

void
inc_sort(int32_t size, const int32_t *first, int32_t *target, double *share,
		 double *low, net_tick tick)
{
	uint32_t steps = 0;

	for (int32_t v = 0; v < size; v++)
	{
		int32_t e = first[v];

		net_step(&steps, tick);
		sort_row(target + e, share + e, low + e, first[v + 1] - e);
	}
}

/*
 * Sends what j sends to k on to where k sends it; place tells where j's edges
 * stand.  Returns what has no edge.
 */
static double
send_on(inc_factors *f, int32_t j, int32_t k, double part,
		const int32_t *place, uint32_t *steps, net_tick tick)
{
	double dropped = 0;

	for (int32_t e = f->first[k]; e < f->first[k + 1]; e++)
	{
		int32_t i = f->target[e];

		net_step(steps, tick);
		if (i >= k)
			break;
		if (i == j)
			continue;
		if (place[i] >= 0)
			f->part[place[i]] += part * f->part[e];
		else
			dropped += part * f->part[e];
	}
	return dropped;
}

/*
 * Row j, when all rows behind are done: its edges to pools behind go on from
 * there, the last one first.  What is left, towards pools before and out of
 * the loop, makes the pivot, and is divided by it.
 */
static void
factor_row(inc_factors *f, int32_t j, double *leak, const int32_t *place,
		   uint32_t *steps, net_tick tick)
{
	double pivot;

	for (int32_t e = f->first[j + 1] - 1; e >= f->first[j] && f->target[e] > j;
		 e--)
	{
		int32_t k = f->target[e];

		leak[j] += f->part[e] * leak[k];
		leak[j] +=
			DELIVERED * send_on(f, j, k, f->part[e], place, steps, tick);
	}
	pivot = leak[j];
	for (int32_t e = f->first[j]; e < f->first[j + 1] && f->target[e] < j; e++)
		pivot += f->part[e];
	f->pivot[j] = pivot;
	leak[j] /= pivot;
	for (int32_t e = f->first[j]; e < f->first[j + 1] && f->target[e] < j; e++)
		f->part[e] /= pivot;
}

void
inc_factor(inc_factors *f, const double *share, double *leak, int32_t *place,
		   net_tick tick)
{
	uint32_t steps = 0;

	memcpy(f->part, share, (size_t) f->first[f->size] * sizeof(double));
	for (int32_t v = 0; v < f->size; v++)
		place[v] = -1;
	for (int32_t j = f->size - 1; j >= 0; j--)
	{
		for (int32_t e = f->first[j]; e < f->first[j + 1]; e++)
			place[f->target[e]] = e;
		factor_row(f, j, leak, place, &steps, tick);
		for (int32_t e = f->first[j]; e < f->first[j + 1]; e++)
			place[f->target[e]] = -1;
	}
}

void
inc_solve(const inc_factors *f, double *x, net_tick tick)
{
	uint32_t steps = 0;

	for (int32_t k = f->size - 1; k >= 0; k--)
		for (int32_t e = f->first[k]; e < f->first[k + 1] && f->target[e] < k;
			 e++)
		{
			net_step(&steps, tick);
			x[f->target[e]] += x[k] * f->part[e];
		}
	for (int32_t k = 0; k < f->size; k++)
	{
		x[k] /= f->pivot[k];
		for (int32_t e = f->first[k + 1] - 1;
			 e >= f->first[k] && f->target[e] > k;
			 e--)
		{
			net_step(&steps, tick);
			x[f->target[e]] += x[k] * f->part[e];
		}
	}
}
