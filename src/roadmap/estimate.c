/*
 * estimate.c
 *		Durations drawn from three-point estimates.
 */
#include "roadmap/estimate.h"

#include <math.h>
#include <string.h>

#define LN2 0.69314718055994530942

/* The finaliser of splitmix64: every bit of the argument moves all others. */
static inline uint64_t
mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* FNV-1a, and mixed, as names often differ at their end only. */
uint64_t
est_name(const char *bytes, size_t length)
{
	uint64_t h = UINT64_C(0xCBF29CE484222325);

	for (size_t i = 0; i < length; i++)
		h = (h ^ (uint8_t) bytes[i]) * UINT64_C(0x100000001B3);
	h = mix(h);
	return h == 0 ? 1 : h;
}

uint32_t
est_common(double correlation)
{
	double chance = sqrt(correlation) * 4294967296.0;

	return chance >= 4294967295.0 ? UINT32_MAX : (uint32_t) chance;
}

/* ---- logarithm and exponential, the same everywhere --------------------- */

/* Of a number above 0 and up to 1: multiples of ln 2, and a series. */
static double
log_of(double x)
{
	double y = 0;
	double z;
	double square;
	double power;
	double sum = 0;

	while (x < 0.70710678118654752440)
	{
		x *= 2;
		y -= LN2;
	}
	/* ln x = 2 (z + z^3 / 3 + z^5 / 5 ...), z = (x - 1) / (x + 1) */
	z = (x - 1) / (x + 1);
	square = z * z;
	power = z;
	for (int k = 1; k < 24; k += 2)
	{
		sum += power / k;
		power *= square;
	}
	return y + 2 * sum;
}

/* Of a number up to 0. */
static double
exp_of(double x)
{
	double sum = 1;
	double term = 1;
	double scale = 1;

	if (x < -700)
		return 0;
	while (x < -16 * LN2)
	{
		x += 16 * LN2;
		scale /= 65536;
	}
	while (x < -LN2)
	{
		x += LN2;
		scale /= 2;
	}
	for (int k = 1; k < 20; k++)
	{
		term *= x / k;
		sum += term;
	}
	return sum * scale;
}

void
est_make_logs(est_logs *logs)
{
	for (int i = 0; i < EST_GRID; i++)
		logs->log_x[i] = log_of((i + 0.5) / EST_GRID);
}

/*
 * The density at the middles of the grid's cells, added up, is the
 * distribution; the quantiles are where that reaches each part, in proportion
 * within a cell.  Adding up twice costs less than keeping the sums.
 */
void
est_make_table(est_table *table, const est_logs *logs, int32_t likely,
			   int32_t span)
{
	double a = 4.0 * likely / span; /* one less than the shape */
	double b = 4.0 * (span - likely) / span;
	double total = 0;
	double sum = 0;
	int	   next = 1;

	for (int i = 0; i < EST_GRID; i++)
		total +=
			exp_of(a * logs->log_x[i] + b * logs->log_x[EST_GRID - 1 - i]);
	table->quantile[0] = 0;
	for (int i = 0; i < EST_GRID && next < EST_CELLS; i++)
	{
		double density =
			exp_of(a * logs->log_x[i] + b * logs->log_x[EST_GRID - 1 - i]);

		while (next < EST_CELLS && sum + density >= total * next / EST_CELLS)
		{
			double part =
				density > 0 ? (total * next / EST_CELLS - sum) / density : 0;

			table->quantile[next++] =
				(int32_t) ((i + part) / EST_GRID * EST_UNIT + 0.5);
		}
		sum += density;
	}
	while (next <= EST_CELLS)
		table->quantile[next++] = EST_UNIT;
}

/* ---- draws --------------------------------------------------------------- */

/* The quantile of a table at u of 2^53. */
static int64_t
draw_table(const est_table *table, uint64_t u, int64_t span)
{
	uint32_t cell = (uint32_t) (u >> 43);
	int64_t	 rest = (int64_t) (u >> 23 & 0xFFFFF); /* of 2^20 */
	int64_t	 low = table->quantile[cell];
	int64_t	 high = table->quantile[cell + 1];
	int64_t	 q = (low << 20) + (high - low) * rest; /* of 2^44 */

	return (span * (q >> 12) + (INT64_C(1) << 31)) >> 32;
}

static int64_t
draw_triangle(const estimate *e, double u, double span)
{
	double top = e->likely - e->low;
	double width = e->high - e->low;

	if (u * width <= top)
		return (int64_t) (sqrt(u * width * top) / width * span + 0.5);
	return (int64_t) ((width - sqrt((1 - u) * width * (width - top))) / width *
						  span +
					  0.5);
}

uint64_t
est_base(uint64_t seed, uint32_t run)
{
	return mix(seed + (uint64_t) run * UINT64_C(0x9E3779B97F4A7C15));
}

int64_t
est_draw(const estimate *e, const est_table *tables, uint64_t seed,
		 uint32_t run)
{
	return est_draw_at(e, tables, est_base(seed, run));
}

int64_t
est_draw_at(const estimate *e, const est_table *tables, uint64_t base)
{
	int64_t	 low = (int64_t) e->low * EST_DAY;
	int64_t	 span = ((int64_t) e->high - e->low) * EST_DAY;
	uint64_t u;

	if (span == 0)
		return low;
	u = mix(base ^ e->name);
	/* the low bits say which draw counts, the high ones are the draw */
	if (e->cause != 0 && (uint32_t) mix(base + e->name) < e->common)
		u = mix(base ^ e->cause);
	u >>= 11;
	switch (e->kind)
	{
		case EST_PERT:
			return low + draw_table(&tables[e->shape], u, span);
		case EST_TRIANGULAR:
			return low + draw_triangle(e,
									   (double) u / 9007199254740992.0,
									   (double) span);
		default:
			return low +
				   (int64_t) ((double) u / 9007199254740992.0 * (double) span +
							  0.5);
	}
}
