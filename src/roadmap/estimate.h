/*
 * estimate.h
 *		Durations drawn from three-point estimates.
 *
 * An estimate says how long an activity takes at best (optimistic), most
 * probably and at worst (pessimistic).  Between the two ends a duration is
 * distributed as
 *
 * - PERT: a beta distribution with shape 1 + 4 (m - o) / (p - o) and
 *	 1 + 4 (p - m) / (p - o), whose mean is (o + 4 m + p) / 6 (D. G. Malcolm,
 *	 J. H. Roseboom, C. E. Clark and W. Fazar, "Application of a technique for
 *	 research and development program evaluation", Operations Research 7(5),
 *	 1959);
 * - triangular, with its top at the most probable; or
 * - uniform, which does not look at the most probable.
 *
 * A draw depends on the seed, the run and the activity's name alone, so it is
 * the same whatever stands beside it, in whatever order, on any machine: whole
 * numbers, and sums, products and square roots of doubles, which IEEE 754
 * defines to the last bit.
 */
#ifndef REGIE_ESTIMATE_H
#define REGIE_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Parts of a working day that durations are counted in. */
#define EST_DAY 1024

/* Most days between optimistic and pessimistic, so that draws fit 64 bits. */
#define EST_MOST_SPAN 1000000

typedef enum est_kind
{
	EST_PERT,
	EST_TRIANGULAR,
	EST_UNIFORM
} est_kind;

typedef struct estimate
{
	uint64_t name;	 /* est_name of the activity */
	uint64_t cause;	 /* est_name of what it shares with others; 0: nothing */
	uint32_t common; /* chance to go by the cause, of 2^32; see est_common */
	int32_t	 low;	 /* optimistic, in days */
	int32_t	 likely;
	int32_t	 high;
	int32_t	 shape; /* number of the table, for EST_PERT */
	uint8_t	 kind;
} estimate;

/* A name as a number that is not 0. */
extern uint64_t est_name(const char *bytes, size_t length);

/*
 * With correlation r between the ranks of the durations of any two activities
 * of a cause: each goes by the cause's draw with chance sqrt(r), so both do
 * with chance r, and are unrelated else.
 */
extern uint32_t est_common(double correlation);

/* ---- quantiles of beta distributions ----------------------------------- */

#define EST_CELLS 1024 /* of a table */
#define EST_GRID 4096  /* points where the density is looked up */
#define EST_UNIT (1 << 24)

/* Quantiles 0, 1 / EST_CELLS .. 1, in parts of EST_UNIT. */
typedef struct est_table
{
	int32_t quantile[EST_CELLS + 1];
} est_table;

/* Logarithms at the points of the grid: made once for all tables. */
typedef struct est_logs
{
	double log_x[EST_GRID];
} est_logs;

extern void est_make_logs(est_logs *logs);

/* The table for PERT with the most probable at likely of span. */
extern void est_make_table(est_table *table, const est_logs *logs,
						   int32_t likely, int32_t span);

/* What all draws of a run start from. */
extern uint64_t est_base(uint64_t seed, uint32_t run);

/* The duration in a run, in parts of a day; the same from the run's base. */
extern int64_t est_draw_at(const estimate *e, const est_table *tables,
						   uint64_t base);
extern int64_t est_draw(const estimate *e, const est_table *tables,
						uint64_t seed, uint32_t run);

#endif
