/*
 * elimination.c
 *		Elimination in a square of shares, row j holding what j sends.
 */
#include "flow/elimination.h"

#include <string.h>

size_t
elim_doubles(int32_t size)
{
	return (size_t) size * (size_t) size + 2 * (size_t) size;
}

/* What j sends to k goes on to where k sends it. */
static void
bypass(double *to, double *leak_to, const double *through,
	   const double *leak_through, int32_t k, int32_t size)
{
	double part = to[k];

	if (part == 0)
		return;
	for (int32_t i = k + 1; i < size; i++)
		to[i] += part * through[i];
	*leak_to += part * *leak_through;
}

void
elim_factor(int32_t size, const int32_t *first, const int32_t *target,
			const double *share, const double *leak, double *factors,
			net_tick tick)
{
	size_t	 n = (size_t) size;
	double	*pivot = factors + n * n;
	double	*rest = pivot + n;
	uint32_t steps = 0;

	memset(factors, 0, n * n * sizeof(double));
	for (int32_t j = 0; j < size; j++)
	{
		for (int32_t e = first[j]; e < first[j + 1]; e++)
			factors[(size_t) j * n + (size_t) target[e]] += share[e];
		rest[j] = leak[j];
	}
	for (int32_t k = 0; k < size; k++)
	{
		double *row = factors + (size_t) k * n;

		pivot[k] = rest[k];
		for (int32_t i = k + 1; i < size; i++)
			pivot[k] += row[i];
		rest[k] /= pivot[k];
		for (int32_t i = k + 1; i < size; i++)
			row[i] /= pivot[k];
		for (int32_t j = k + 1; j < size; j++)
		{
			bypass(factors + (size_t) j * n, &rest[j], row, &rest[k], k, size);
			steps += (uint32_t) (size - k);
			if (steps > 1000000)
			{
				steps = 0;
				if (tick != NULL)
					tick();
			}
		}
	}
}

void
elim_solve(int32_t size, const double *factors, double *x)
{
	size_t		  n = (size_t) size;
	const double *pivot = factors + n * n;

	for (int32_t k = 0; k < size; k++)
	{
		const double *row = factors + (size_t) k * n;

		for (int32_t i = k + 1; i < size; i++)
			x[i] += x[k] * row[i];
	}
	for (int32_t k = size - 1; k >= 0; k--)
	{
		for (int32_t j = k + 1; j < size; j++)
			x[k] += x[j] * factors[(size_t) j * n + (size_t) k];
		x[k] /= pivot[k];
	}
}
