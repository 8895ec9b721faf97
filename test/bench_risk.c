/*
 * bench_risk.c
 *		What schedule_risk is measured by: as many draws and forward passes in
 *		a plain loop over arrays, the end of each run sorted into days.  1,000
 *		activities, 10,000 runs, three predecessors each; the best of five.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <math.h>

#define N 1000
#define RUNS 10000
#define CELLS 256

static int	  low[N];
static int	  likely[N];
static int	  high[N];
static int	  pred[N][3];
static float  table[N][CELLS + 1]; /* quantiles, made by the loop below */
static double finish[N];
static int	  days[N][2048];

static uint64_t state = 1;

static inline uint64_t
draw(void)
{
	uint64_t z = (state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static int
between(int a, int b)
{
	return a + (int) (draw() % (uint64_t) (b - a + 1));
}

/* Any quantiles do: the loop's time does not depend on them. */
static void
make(void)
{
	for (int i = 0; i < N; i++)
	{
		low[i] = between(1, 4);
		likely[i] = between(4, 10);
		high[i] = between(10, 30);
		for (int k = 0; k < 3; k++)
			pred[i][k] = i < 50 ? -1 : i / 50 * 50 - 1 - between(0, 49);
		for (int c = 0; c <= CELLS; c++)
			table[i][c] = (float) (low[i] + (high[i] - low[i]) * c / CELLS);
	}
}

static inline double
duration(int i, int pert)
{
	double u = (double) (draw() >> 11) / 9007199254740992.0;
	double span = high[i] - low[i];
	double top = likely[i] - low[i];

	if (pert)
	{
		double at = u * CELLS;
		int	   cell = (int) at;

		return table[i][cell] +
			   (table[i][cell + 1] - table[i][cell]) * (at - cell);
	}
	if (u * span <= top)
		return low[i] + sqrt(u * span * top);
	return high[i] - sqrt((1 - u) * span * (span - top));
}

static void
run_all(int pert)
{
	memset(days, 0, sizeof(days));
	for (int run = 0; run < RUNS; run++)
	{
		for (int i = 0; i < N; i++)
		{
			double start = 0;

			for (int k = 0; k < 3; k++)
				if (pred[i][k] >= 0 && finish[pred[i][k]] > start)
					start = finish[pred[i][k]];
			finish[i] = start + duration(i, pert);
			days[i][(int) finish[i] & 2047]++;
		}
	}
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

int
main(void)
{
	static const char *const what[] = {"triangular", "pert"};

	make();
	for (int pert = 1; pert >= 0; pert--)
	{
		double best = 1e9;

		for (int round = 0; round < 5; round++)
		{
			double begun = now();
			double ms;

			run_all(pert);
			ms = now() - begun;
			best = ms < best ? ms : best;
		}
		printf("plain C loop, %s: %.0f ms (%d)\n",
			   what[pert],
			   best,
			   days[N - 1][500]);
	}
	return 0;
}
