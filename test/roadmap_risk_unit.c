/*
 * roadmap_risk_unit.c
 *		Draws against closed forms, and runs against exact answers.
 */
#include "roadmap/estimate.h"
#include "roadmap/risk.h"

#include "tap.h"

#include <math.h>

#define RUNS 200000

static est_logs logs;

static int
by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *) a;
	int64_t y = *(const int64_t *) b;

	return (x > y) - (x < y);
}

/* Mean, spread and quantiles of a distribution in days. */
static void
test_draws(estimate e, const char *what, double mean, double sd,
		   const double *quantile)
{
	static const double part[] = {0.1, 0.5, 0.8, 0.9};
	static int64_t		got[RUNS];
	est_table			table;
	double				sum = 0;
	double				squares = 0;

	e.name = est_name("a", 1);
	e.shape = 0;
	if (e.kind == EST_PERT)
		est_make_table(&table, &logs, e.likely - e.low, e.high - e.low);
	for (int i = 0; i < RUNS; i++)
	{
		double days;

		got[i] = est_draw(&e, &table, 42, (uint32_t) i);
		days = (double) got[i] / EST_DAY;
		sum += days;
		squares += days * days;
	}
	qsort(got, RUNS, sizeof(int64_t), by_size);
	ok(fabs(sum / RUNS - mean) < 4 * sd / sqrt(RUNS) + 0.001,
	   "%s: mean",
	   what);
	ok(fabs(sqrt(squares / RUNS - sum / RUNS * sum / RUNS) - sd) < 0.02 * sd,
	   "%s: spread",
	   what);
	for (int i = 0; i < 4; i++)
		ok(fabs((double) got[(int) (RUNS * part[i])] / EST_DAY - quantile[i]) <
			   0.03 * sd,
		   "%s: quantile %.1f",
		   what,
		   part[i]);
	ok(got[0] >= (int64_t) e.low * EST_DAY &&
		   got[RUNS - 1] <= (int64_t) e.high * EST_DAY,
	   "%s: within its ends",
	   what);
}

static void
test_correlation(double correlation)
{
	estimate a = {est_name("a", 1),
				  9,
				  est_common(correlation),
				  0,
				  5,
				  10,
				  0,
				  EST_UNIFORM};
	estimate b = a;
	double	 x = 0;
	double	 y = 0;
	double	 xx = 0;
	double	 yy = 0;
	double	 xy = 0;

	b.name = est_name("b", 1);
	for (int i = 0; i < RUNS; i++)
	{
		double p = (double) est_draw(&a, NULL, 7, (uint32_t) i);
		double q = (double) est_draw(&b, NULL, 7, (uint32_t) i);

		x += p;
		y += q;
		xx += p * p;
		yy += q * q;
		xy += p * q;
	}
	x /= RUNS;
	y /= RUNS;
	ok(fabs((xy / RUNS - x * y) /
				sqrt((xx / RUNS - x * x) * (yy / RUNS - y * y)) -
			correlation) < 0.01,
	   "correlation %.2f",
	   correlation);
}

/* ---- small networks -------------------------------------------------------- */

/* Activities with uniform estimates; links finish to start but for one. */
typedef struct small
{
	risk		  r;
	risk_activity activity[4];
	risk_link	  link[8];
	int32_t		  first[5];
	int64_t		  spare[RISK_SCRATCH(4) / sizeof(int64_t) + 1];
	uint32_t	  days[4 * 200];
} small;

static void
set_small(small *s, int32_t n, const int32_t (*days)[2])
{
	memset(s, 0, sizeof(*s));
	s->r.n = n;
	s->r.seed = 3;
	s->r.runs = RUNS;
	s->r.first = s->first;
	s->r.link = s->link;
	s->r.activity = s->activity;
	risk_set_scratch(&s->r, s->spare);
	for (int32_t k = 0; k < n; k++)
	{
		char name = (char) ('a' + k);

		s->activity[k].estimate.name = est_name(&name, 1);
		s->activity[k].estimate.low = days[k][0];
		s->activity[k].estimate.high = days[k][1];
		s->activity[k].estimate.likely = days[k][0];
		s->activity[k].estimate.kind = EST_UNIFORM;
		s->activity[k].finish_floor = INT64_MIN;
		s->activity[k].deadline = INT64_MAX;
	}
}

static void
run_small(small *s)
{
	int64_t days = risk_ranges(&s->r);

	ok(days > 0 && days <= 800,
	   "finishes lie within %lld days",
	   (long long) days);
	risk_set_days(&s->r, s->days);
	is_int(risk_run(&s->r), RISK_OK, "it runs");
}

static double
mean_end(const small *s)
{
	return (double) s->r.end_base / EST_DAY + s->r.end_sum / RUNS;
}

/*
 * Two that run beside each other, 0 to 100 days each: the later one ends by
 * day x with chance (x / 100)^2, and each is it half the time.
 */
static void
test_parallel(void)
{
	static const int32_t days[][2] = {{0, 100}, {0, 100}, {0, 0}};
	small				 s;

	set_small(&s, 3, days);
	s.link[0] = (risk_link){.place = 0};
	s.link[1] = (risk_link){.place = 1};
	s.first[3] = 2;
	s.activity[2].deadline = 50;
	run_small(&s);
	ok(fabs(mean_end(&s) - 66.667) < 0.3, "mean of the later one");
	ok(llabs(risk_finish(&s.activity[2], RUNS / 2) - 71) <= 1, "its median");
	ok(llabs(risk_finish(&s.activity[2], RUNS * 8 / 10) - 90) <= 1,
	   "its 80 %%");
	ok(fabs((double) s.activity[2].in_time / RUNS - 0.25) < 0.005,
	   "chance to be done by day 50");
	ok(fabs((double) s.activity[0].critical / RUNS - 0.5) < 0.005 &&
		   fabs((double) s.activity[1].critical / RUNS - 0.5) < 0.005,
	   "each is critical half the time");
	is_int(s.activity[2].critical, RUNS, "the last always is");
}

/*
 * One behind the other: the sum of two uniform ones of 10 and 20 days, whose
 * distribution is a trapezium; and with a lag of 3 and a floor of 12.
 */
static void
test_serial(void)
{
	static const int32_t days[][2] = {{0, 10}, {0, 20}};
	small				 s;

	set_small(&s, 2, days);
	s.link[0] = (risk_link){.place = 0, .lag = 3 * EST_DAY};
	s.first[2] = 1;
	run_small(&s);
	ok(fabs(mean_end(&s) - 18) < 0.1, "mean of a sum");
	/* P(sum <= x) = x^2 / 400 up to 10: a tenth is at 6.32 */
	is_int(risk_finish(&s.activity[1], RUNS / 10), 10, "a tenth: 3 + 6.32");
	ok(llabs(risk_finish(&s.activity[1], RUNS / 2) - 18) <= 1, "half: 3 + 15");
	is_int(s.activity[0].critical, RUNS, "both are critical");

	set_small(&s, 2, days);
	s.link[0] = (risk_link){.place = 0};
	s.first[2] = 1;
	s.activity[1].start_floor = 12 * EST_DAY;
	run_small(&s);
	is_int(s.activity[0].critical, 0, "nothing waits for what ends before");
	is_int(risk_finish(&s.activity[1], RUNS), 32, "behind the floor");
}

/* The ranges hold all finishes: random links of all kinds. */
static void
test_ranges(void)
{
	uint64_t seed = 17;
	int64_t	 outside = 0;

	for (int i = 0; i < 10000; i++)
	{
		int32_t days[4][2];
		small	s;
		int32_t at = 0;
		int64_t total = 0;

		for (int k = 0; k < 4; k++)
		{
			days[k][0] = (int32_t) tap_between(&seed, 0, 8);
			days[k][1] = days[k][0] + (int32_t) tap_between(&seed, 0, 8);
		}
		set_small(&s, 4, (const int32_t(*)[2]) days);
		s.r.runs = 20;
		s.r.seed = (uint64_t) i;
		for (int k = 0; k < 4; k++)
		{
			s.first[k] = at;
			for (int p = 0; p < k; p++)
			{
				if (at == 8 || tap_between(&seed, 0, 1) == 0)
					continue;
				s.link[at++] =
					(risk_link){.place = p,
								.lag = tap_between(&seed, -3, 5) * EST_DAY,
								.from_start = tap_between(&seed, 0, 1) == 0,
								.to_finish = tap_between(&seed, 0, 1) == 0};
			}
		}
		s.first[4] = at;
		if (risk_ranges(&s.r) > 800)
			continue;
		risk_set_days(&s.r, s.days);
		risk_run(&s.r);
		for (int k = 0; k < 4; k++)
			for (int64_t d = 0; d < s.activity[k].range; d++)
				total += s.activity[k].days[d];
		outside += total != 80;
	}
	is_int(outside, 0, "every finish of 10,000 networks is counted");
}

int
main(void)
{
	/* closed forms; the beta quantiles from scipy.stats.beta 1.10.1 */
	static const double triangular[] = {5.414213562,
										7.675444679,
										10.0,
										11.17157287};
	static const double pert[] = {3.346819503,
								  5.765722045,
								  7.882308116,
								  9.006684495};
	static const double uniform[] = {3, 7, 10, 11};

	est_make_logs(&logs);
	test_draws((estimate){.low = 4,
						  .likely = 6,
						  .high = 14,
						  .kind = EST_TRIANGULAR},
			   "triangular 4, 6, 14",
			   8,
			   2.160246899,
			   triangular);
	test_draws((estimate){.low = 2, .likely = 5, .high = 14, .kind = EST_PERT},
			   "pert 2, 5, 14",
			   6,
			   2.138089935,
			   pert);
	test_draws((estimate){.low = 2,
						  .likely = 2,
						  .high = 12,
						  .kind = EST_UNIFORM},
			   "uniform 2, 12",
			   7,
			   2.886751346,
			   uniform);
	test_correlation(0);
	test_correlation(0.3);
	test_correlation(1);
	test_parallel();
	test_serial();
	test_ranges();
	return tap_finish();
}
