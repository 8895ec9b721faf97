/*
 * roadmap_risk_exact_unit.c
 *		Runs against exact distributions: sums by convolution, the later of
 *		several by the product of distributions.
 *
 * By the inequality of Dvoretzky, Kiefer and Wolfowitz, with the constant of
 * P. Massart (The Annals of Probability 18(3), 1990), the share of n runs that
 * end by a day is, on all days at once, within sqrt(ln(2 / a) / (2 n)) of what
 * it is expected to be, but for a chance of a.
 */
#include "roadmap/estimate.h"
#include "roadmap/risk.h"

#include "tap.h"

#include <math.h>

#define STEP 16 /* points in a day */
#define MOST_DAYS 160
#define POINTS (MOST_DAYS * STEP + 1)
#define MOST 15

/* What lies at each point of time. */
typedef struct mass
{
	double at[POINTS];
} mass;

static double
band(double chance, int32_t runs)
{
	return sqrt(log(2 / chance) / (2.0 * runs));
}

/* ---- exact --------------------------------------------------------------- */

/* The share of an estimate's distribution up to x, but for a factor. */
static double
density(const estimate *e, double x)
{
	double span = e->high - e->low;
	double z = (x - e->low) / span;
	double m = (e->likely - e->low) / span;

	if (z <= 0 || z >= 1)
		return 0;
	if (e->kind == EST_UNIFORM)
		return 1;
	if (e->kind == EST_TRIANGULAR)
		return z < m ? z / m : (1 - z) / (1 - m);
	return pow(z, 4 * m) * pow(1 - z, 4 * (1 - m));
}

/* The mass between two points goes to both, by its place. */
static void
set_mass(mass *d, const estimate *e)
{
	double total = 0;

	memset(d, 0, sizeof(*d));
	if (e->high == e->low)
	{
		d->at[e->low * STEP] = 1;
		return;
	}
	for (int i = e->low * STEP; i < e->high * STEP; i++)
	{
		for (int k = 0; k < 32; k++)
		{
			double part = (k + 0.5) / 32;
			double f = density(e, (i + part) / STEP);

			d->at[i] += f * (1 - part);
			d->at[i + 1] += f * part;
			total += f;
		}
	}
	for (int i = 0; i < POINTS; i++)
		d->at[i] /= total;
}

/* One behind the other. */
static void
add(mass *sum, const mass *a, const mass *b)
{
	static mass made;

	memset(&made, 0, sizeof(made));
	for (int i = 0; i < POINTS; i++)
		for (int k = 0; a->at[i] > 0 && i + k < POINTS; k++)
			made.at[i + k] += a->at[i] * b->at[k];
	*sum = made;
}

/* The later one of two. */
static void
later(mass *both, const mass *a, const mass *b)
{
	double x = 0;
	double y = 0;

	for (int i = 0; i < POINTS; i++)
	{
		double before = x * y;

		x += a->at[i];
		y += b->at[i];
		both->at[i] = x * y - before;
	}
}

static double
mean_of(const mass *d)
{
	double mean = 0;

	for (int i = 0; i < POINTS; i++)
		mean += d->at[i] * i / STEP;
	return mean;
}

/* ---- runs ---------------------------------------------------------------- */

typedef struct network
{
	risk		  r;
	risk_activity activity[MOST];
	risk_link	  link[MOST * 2];
	int32_t		  first[MOST + 1];
	int64_t		  spare[RISK_SCRATCH(MOST) / sizeof(int64_t) + 1];
	uint32_t	  days[MOST * 2 * MOST_DAYS];
	est_logs	  logs;
	est_table	  table[MOST];
} network;

static network net;

/* "pred": the numbers of predecessors from 1 on, 0 ends them. */
typedef struct task
{
	int32_t low;
	int32_t likely;
	int32_t high;
	int		kind;
	int		pred[3];
} task;

static void
run(const task *tasks, int32_t n, int32_t runs, uint64_t seed)
{
	int32_t at = 0;
	int64_t days;

	memset(&net, 0, sizeof(net));
	est_make_logs(&net.logs);
	net.r.n = n;
	net.r.seed = seed;
	net.r.runs = runs;
	net.r.first = net.first;
	net.r.link = net.link;
	net.r.activity = net.activity;
	net.r.tables = net.table;
	risk_set_scratch(&net.r, net.spare);
	for (int32_t k = 0; k < n; k++)
	{
		char		   name = (char) ('a' + k);
		risk_activity *a = &net.activity[k];

		a->estimate = (estimate){.name = est_name(&name, 1),
								 .low = tasks[k].low,
								 .likely = tasks[k].likely,
								 .high = tasks[k].high,
								 .kind = (uint8_t) tasks[k].kind,
								 .shape = k};
		a->finish_floor = INT64_MIN;
		a->deadline = INT64_MAX;
		if (a->estimate.kind == EST_PERT && tasks[k].high > tasks[k].low)
			est_make_table(&net.table[k],
						   &net.logs,
						   tasks[k].likely - tasks[k].low,
						   tasks[k].high - tasks[k].low);
		net.first[k] = at;
		for (int p = 0; p < 3 && tasks[k].pred[p] > 0; p++)
			net.link[at++] = (risk_link){.place = tasks[k].pred[p] - 1};
	}
	net.first[n] = at;
	days = risk_ranges(&net.r);
	if (days < 0 || days > (int64_t) (sizeof(net.days) / sizeof(uint32_t)))
		abort();
	risk_set_days(&net.r, net.days);
	if (risk_run(&net.r) != RISK_OK)
		abort();
}

/* The farthest that shares by day, over all days, are from the exact ones. */
static double
farthest(int32_t k, const mass *exact)
{
	const risk_activity *a = &net.activity[k];
	double				 far = 0;
	double				 by = 0;
	int64_t				 seen = 0;
	int					 point = 0;

	for (int64_t d = 0; d < a->range; d++)
	{
		int	   end = (int) (a->base + d) * STEP;
		double share;
		double smooth;
		double whole;

		for (; point < end; point++)
			by += exact->at[point];
		seen += a->days[d];
		share = (double) seen / net.r.runs;
		/*
		 * Half of a point's mass is before it; all, if durations are sure;
		 * none, where the earliest finish is.
		 */
		smooth = fabs(share - by - exact->at[end] / 2);
		whole = fabs(share - by - exact->at[end]);
		smooth = whole < smooth ? whole : smooth;
		smooth = fabs(share - by) < smooth ? fabs(share - by) : smooth;
		far = smooth > far ? smooth : far;
	}
	return far;
}

static void
set_estimate(mass *d, const task *t)
{
	estimate e = {.low = t->low,
				  .likely = t->likely,
				  .high = t->high,
				  .kind = (uint8_t) t->kind};

	set_mass(d, &e);
}

/* ---- networks ------------------------------------------------------------- */

/*
 * "Program evaluation and review technique" of G. Chopra (de.slideshare.net,
 * 82147355): by the means of the critical path the end is 36 with a standard
 * deviation of 5; but the other path is the later one nearly half the time.
 */
static const task	textbook[] = {{3, 6, 15, EST_PERT, {0}},	   /* 1-2 */
								  {6, 12, 30, EST_PERT, {1, 0}},   /* 2-3 */
								  {5, 11, 17, EST_PERT, {2, 0}},   /* 3-5 */
								  {2, 5, 8, EST_PERT, {1, 0}},	   /* 2-4 */
								  {3, 6, 15, EST_PERT, {4, 0}},	   /* 4-5 */
								  {1, 4, 7, EST_PERT, {3, 5, 0}},  /* 5-8 */
								  {2, 5, 14, EST_PERT, {0}},	   /* 1-6 */
								  {3, 9, 27, EST_PERT, {7, 0}},	   /* 6-7 */
								  {4, 19, 28, EST_PERT, {8, 0}},   /* 7-8 */
								  {0, 0, 0, EST_PERT, {6, 9, 0}}}; /* 8 */
static const double textbook_mean[] = {7, 14, 11, 5, 7, 4, 6, 11, 18, 0};

#define TEXTBOOK_RUNS 400000

static void
test_textbook(void)
{
	static mass d[10];
	mass	   *upper = &d[0];
	double		means = 0;
	double		mean;

	run(textbook, 10, TEXTBOOK_RUNS, 1);
	for (int k = 0; k < 10; k++)
	{
		set_estimate(&d[k], &textbook[k]);
		means += fabs(textbook[k].low + net.activity[k].sum / TEXTBOOK_RUNS -
					  textbook_mean[k]);
	}
	ok(means < 0.06,
	   "mean durations are (o + 4m + p) / 6: published (%.3f)",
	   means);
	add(&d[1], &d[1], &d[2]);
	add(&d[3], &d[3], &d[4]);
	later(&d[1], &d[1], &d[3]);
	add(upper, upper, &d[1]);
	add(upper, upper, &d[5]);
	add(&d[6], &d[6], &d[7]);
	add(&d[6], &d[6], &d[8]);
	ok(farthest(5, upper) < band(1e-6, TEXTBOOK_RUNS) + 0.001,
	   "the upper path is within the band (%.4f)",
	   farthest(5, upper));
	ok(farthest(8, &d[6]) < band(1e-6, TEXTBOOK_RUNS) + 0.001,
	   "the lower one as well");
	later(&d[9], upper, &d[6]);
	ok(farthest(9, &d[9]) < band(1e-6, TEXTBOOK_RUNS) + 0.001,
	   "and the end of both (%.4f)",
	   farthest(9, &d[9]));
	mean = (double) net.r.end_base / EST_DAY + net.r.end_sum / TEXTBOOK_RUNS;
	ok(fabs(mean - mean_of(&d[9])) < 0.05 && fabs(mean - 38.92) < 0.06,
	   "the end is 38.92 on average, not 36 (%.3f, exactly %.3f)",
	   mean,
	   mean_of(&d[9]));
	is_int(risk_finish(&net.activity[9], TEXTBOOK_RUNS * 8 / 10),
		   44,
		   "80 %% end within 43.2 days, so on the 44th");
	ok(fabs((double) net.activity[8].critical / TEXTBOOK_RUNS - 0.46) < 0.01,
	   "the path that is not critical by its means is it in 46 %% of the "
	   "runs");
}

/* wizedu.com 717873: fourteen activities and their mean durations. */
static void
test_means(void)
{
	static const int32_t days[][3] = {{5, 5, 7},
									  {1, 2, 5},
									  {5, 5, 5},
									  {4, 8, 13},
									  {1, 10, 17},
									  {1, 5, 7},
									  {2, 6, 9},
									  {4, 4, 6},
									  {2, 7, 10},
									  {2, 4, 7},
									  {6, 10, 13},
									  {2, 6, 6},
									  {2, 2, 3},
									  {7, 7, 12}};
	task				 tasks[14];
	double				 worst = 0;

	for (int k = 0; k < 14; k++)
		tasks[k] =
			(task){days[k][0], days[k][1], days[k][2], EST_PERT, {k, 0}};
	run(tasks, 14, 100000, 5);
	for (int k = 0; k < 14; k++)
	{
		double mean = days[k][0] + net.activity[k].sum / 100000;
		double off = mean - (days[k][0] + 4.0 * days[k][1] + days[k][2]) / 6;

		worst = fabs(off) > worst ? fabs(off) : worst;
	}
	ok(worst < 0.04, "published means of fourteen estimates (%.4f)", worst);
}

/* Two one behind the other, beside a third, and one behind them all. */
static void
test_random(void)
{
	uint64_t	random = 99;
	static mass d[4];
	int			outside = 0;

	for (int i = 0; i < 300; i++)
	{
		task tasks[4] = {{.pred = {0}},
						 {.pred = {1, 0}},
						 {.pred = {0}},
						 {.pred = {2, 3, 0}}};

		for (int k = 0; k < 4; k++)
		{
			tasks[k].low = (int32_t) tap_between(&random, 0, 8);
			tasks[k].high =
				tasks[k].low + (int32_t) tap_between(&random, 0, 12);
			tasks[k].likely =
				(int32_t) tap_between(&random, tasks[k].low, tasks[k].high);
			tasks[k].kind = (int) tap_between(&random, 0, 2);
			set_estimate(&d[k], &tasks[k]);
		}
		run(tasks, 4, 20000, (uint64_t) i);
		add(&d[1], &d[0], &d[1]);
		later(&d[2], &d[1], &d[2]);
		add(&d[3], &d[2], &d[3]);
		outside += farthest(1, &d[1]) > band(1e-7, 20000) + 0.002;
		outside += farthest(3, &d[3]) > band(1e-7, 20000) + 0.002;
	}
	is_int(outside,
		   0,
		   "300 networks, serial and parallel, are within the band");
}

/* Durations that are sure, however long, have no spread. */
static void
test_sure(void)
{
	static const task tasks[] = {{99999, 99999, 99999, EST_PERT, {0}},
								 {1, 2, 3, EST_PERT, {0}}};

	run(tasks, 2, 30000, 1);
	ok(net.activity[0].squares == 0 && net.r.end_squares == 0 &&
		   net.activity[1].squares > 0,
	   "what is sure adds nothing up");
}

int
main(void)
{
	test_textbook();
	test_means();
	test_random();
	test_sure();
	return tap_finish();
}
