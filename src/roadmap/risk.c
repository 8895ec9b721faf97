/*
 * risk.c
 *		A schedule run many times with durations drawn at random.
 */
#include "roadmap/risk.h"

#include <string.h>

static inline int64_t
floor_instant(int64_t time)
{
	return time >= 0 ? time / EST_DAY : -((-time + EST_DAY - 1) / EST_DAY);
}

/*
 * An elapsed lag counts days of the calendar from the day on which its
 * predecessor begins or ends; the successor begins with a working day.
 */
static bool
ask_elapsed(const risk *r, const risk_link *l, int64_t start, int64_t finish,
			int64_t duration, const risk_activity *to, int64_t *asked)
{
	cpm_node f = r->activity[l->place].node;
	cpm_node t = to->node;
	int64_t	 begin = floor_instant(start);
	int64_t	 instant;
	bool	 at_finish;

	if (f.duration > 0)
		f.duration = (int32_t) (risk_instant(finish) - begin);
	if (t.duration > 0)
		t.duration = (int32_t) risk_instant(duration);
	if (!cpm_asks(r->axis, &f, l->code, &t, begin, &instant, &at_finish))
		return false;
	*asked = instant * EST_DAY;
	return true;
}

/* ---- where the finishes can lie ------------------------------------------ */

/* Beyond all calendars, and far enough from where numbers end. */
#define LAST_TIME (INT64_C(1) << 52)

/*
 * Earliest and latest start and finish at once, each by the ends of the others
 * that make it so: never too narrow, and exact but for links to a finish.
 */
typedef struct interval
{
	int64_t start[2];
	int64_t finish[2];
} interval;

static bool
ask_interval(const risk *r, const risk_link *l, const interval *from,
			 const risk_activity *to, int side, int64_t duration,
			 int64_t *asked)
{
	if (l->elapsed)
		return ask_elapsed(r,
						   l,
						   from->start[side],
						   from->finish[side],
						   duration,
						   to,
						   asked);
	*asked = (l->from_start ? from->start[side] : from->finish[side]) +
			 l->lag - (l->to_finish ? duration : 0);
	return true;
}

static bool
bound_activity(const risk *r, int32_t k, interval *all)
{
	const risk_activity *a = &r->activity[k];

	for (int side = 0; side <= 1; side++)
	{
		int64_t own =
			(int64_t) (side ? a->estimate.high : a->estimate.low) * EST_DAY;
		int64_t other =
			(int64_t) (side ? a->estimate.low : a->estimate.high) * EST_DAY;
		int64_t start = a->start_floor;
		int64_t finish = a->start_floor + own;

		if (a->finish_floor != INT64_MIN)
		{
			start = a->fixed_finish || a->finish_floor - other > start
						? a->finish_floor - other
						: start;
			finish = a->fixed_finish || a->finish_floor > finish
						 ? a->finish_floor
						 : finish;
		}
		for (int32_t i = r->first[k]; i < r->first[k + 1]; i++)
		{
			const risk_link *l = &r->link[i];
			int64_t			 asked;

			if (a->fixed_start || a->fixed_finish)
				break;
			if (!ask_interval(r, l, &all[l->place], a, side, other, &asked))
				return false;
			start = asked > start ? asked : start;
			if (!ask_interval(r, l, &all[l->place], a, side, own, &asked))
				return false;
			finish = asked + own > finish ? asked + own : finish;
		}
		if (finish > LAST_TIME || start < -LAST_TIME)
			return false;
		all[k].start[side] = start;
		all[k].finish[side] = finish;
	}
	return true;
}

int64_t
risk_ranges(risk *r)
{
	/* start and finish, duration and the counters' memory are free yet */
	interval *all = (interval *) (void *) r->start;
	int64_t	  total = 0;

	for (int32_t k = 0; k < r->n; k++)
	{
		risk_activity *a = &r->activity[k];

		if (!bound_activity(r, k, all))
		{
			r->culprit = k;
			return -1;
		}
		a->base = risk_instant(all[k].finish[0]);
		a->range = risk_instant(all[k].finish[1]) - a->base + 1;
		total += a->range;
		if (all[k].finish[0] > r->end_base)
			r->end_base = all[k].finish[0];
		if ((k & 0xFFF) == 0 && r->tick != NULL)
			r->tick();
	}
	return total;
}

void
risk_set_days(risk *r, uint32_t *memory)
{
	for (int32_t k = 0; k < r->n; k++)
	{
		risk_activity *a = &r->activity[k];

		a->days = memory;
		memory += a->range;
		memset(a->days, 0, (size_t) a->range * sizeof(uint32_t));
		a->critical = 0;
		a->in_time = 0;
		a->as_planned = 0;
		a->sum = 0;
		a->squares = 0;
		a->product = 0;
	}
	r->end_sum = 0;
	r->end_squares = 0;
}

/* ---- some runs at once --------------------------------------------------- */

/*
 * What is known of an activity and its links is looked up once for RISK_LANES
 * runs, whose times stand side by side; each run is what it would be alone.
 */
void
risk_set_scratch(risk *r, void *memory)
{
	size_t lanes = (size_t) r->n * RISK_LANES;

	r->start = memory;
	r->finish = r->start + lanes;
	r->duration = r->finish + lanes;
	r->on = (uint8_t *) (r->duration + lanes);
}

static void
draw(risk *r, int32_t k, const uint64_t *base, int lanes)
{
	const estimate *e = &r->activity[k].estimate;
	int64_t		   *duration = r->duration + (size_t) k * RISK_LANES;

	for (int i = 0; i < lanes; i++)
		duration[i] = est_draw_at(e, r->tables, base[i]);
}

/* The starts that floors ask for. */
static void
start_at_floors(const risk_activity *a, const int64_t *duration,
				int64_t *start, int lanes)
{
	for (int i = 0; i < lanes; i++)
		start[i] = a->start_floor;
	if (a->finish_floor == INT64_MIN)
		return;
	for (int i = 0; i < lanes; i++)
		if (a->fixed_finish || a->finish_floor - duration[i] > start[i])
			start[i] = a->finish_floor - duration[i];
}

/* What a link asks for in each run. */
static inline bool
ask_lanes(const risk *r, int32_t k, const risk_link *l, int64_t *asked,
		  int lanes)
{
	size_t		   from = (size_t) l->place * RISK_LANES;
	const int64_t *duration = r->duration + (size_t) k * RISK_LANES;
	const int64_t *at = (l->from_start ? r->start : r->finish) + from;

	if (l->elapsed)
	{
		for (int i = 0; i < lanes; i++)
			if (!ask_elapsed(r,
							 l,
							 r->start[from + i],
							 r->finish[from + i],
							 duration[i],
							 &r->activity[k],
							 &asked[i]))
				return false;
		return true;
	}
	for (int i = 0; i < lanes; i++)
		asked[i] = at[i] + l->lag;
	for (int i = 0; l->to_finish && i < lanes; i++)
		asked[i] -= duration[i];
	return true;
}

static bool
forward(risk *r, uint32_t run, int lanes, int64_t *end)
{
	uint64_t base[RISK_LANES];

	for (int i = 0; i < lanes; i++)
	{
		base[i] = est_base(r->seed, run + (uint32_t) i);
		end[i] = INT64_MIN;
	}
	for (int32_t k = 0; k < r->n; k++)
	{
		const risk_activity *a = &r->activity[k];
		int64_t				*start = r->start + (size_t) k * RISK_LANES;
		int64_t				*finish = r->finish + (size_t) k * RISK_LANES;
		const int64_t		*duration = r->duration + (size_t) k * RISK_LANES;

		draw(r, k, base, lanes);
		start_at_floors(a, duration, start, lanes);
		for (int32_t l = r->first[k]; l < r->first[k + 1]; l++)
		{
			int64_t asked[RISK_LANES];

			if (a->fixed_start || a->fixed_finish)
				break;
			if (!ask_lanes(r, k, &r->link[l], asked, lanes))
			{
				r->culprit = k;
				return false;
			}
			for (int i = 0; i < lanes; i++)
				start[i] = asked[i] > start[i] ? asked[i] : start[i];
		}
		for (int i = 0; i < lanes; i++)
		{
			finish[i] = start[i] + duration[i];
			end[i] = finish[i] > end[i] ? finish[i] : end[i];
		}
	}
	return true;
}

/*
 * Critical is what ends last, and each predecessor that something critical
 * starts by: a bit per run.
 */
static void
backward(risk *r, int lanes, const int64_t *end)
{
	memset(r->on, 0, (size_t) r->n);
	for (int32_t k = r->n - 1; k >= 0; k--)
	{
		risk_activity *a = &r->activity[k];
		const int64_t *start = r->start + (size_t) k * RISK_LANES;
		const int64_t *finish = r->finish + (size_t) k * RISK_LANES;
		unsigned	   on = r->on[k];

		for (int i = 0; i < lanes; i++)
			on |= (unsigned) (finish[i] >= end[i]) << i;
		for (unsigned bits = on; bits != 0; bits &= bits - 1)
			a->critical++;
		if (on == 0 || a->fixed_start || a->fixed_finish)
			continue;
		for (int32_t l = r->first[k]; l < r->first[k + 1]; l++)
		{
			int64_t	 asked[RISK_LANES];
			unsigned by = 0;

			if (!ask_lanes(r, k, &r->link[l], asked, lanes))
				continue;
			for (int i = 0; i < lanes; i++)
				by |= (unsigned) (asked[i] == start[i]) << i;
			r->on[r->link[l].place] |= (uint8_t) (by & on);
		}
	}
}

/*
 * Durations and ends are summed up from the least that they can be: what is
 * sure adds up to 0, and squares stay small enough to be exact or nearly so.
 */
static void
count(risk *r, int lanes, const int64_t *end)
{
	double last[RISK_LANES];

	for (int i = 0; i < lanes; i++)
	{
		last[i] = (double) (end[i] - r->end_base) / EST_DAY;
		r->end_sum += last[i];
		r->end_squares += last[i] * last[i];
	}
	for (int32_t k = 0; k < r->n; k++)
	{
		risk_activity *a = &r->activity[k];
		const int64_t *ends = r->finish + (size_t) k * RISK_LANES;
		const int64_t *duration = r->duration + (size_t) k * RISK_LANES;
		int64_t		   low = (int64_t) a->estimate.low * EST_DAY;

		for (int i = 0; i < lanes; i++)
		{
			int64_t finish = risk_instant(ends[i]);
			double	days = (double) (duration[i] - low) / EST_DAY;

			a->days[finish - a->base]++;
			a->in_time += finish <= a->deadline;
			a->as_planned += finish <= a->planned;
			a->sum += days;
			a->squares += days * days;
			a->product += days * last[i];
		}
	}
}

risk_status
risk_run(risk *r)
{
	int64_t since = 0;

	for (int32_t run = 0; run < r->runs; run += RISK_LANES)
	{
		int lanes = r->runs - run < RISK_LANES ? r->runs - run : RISK_LANES;
		int64_t end[RISK_LANES];

		if (!forward(r, (uint32_t) run, lanes, end))
			return RISK_OFF_CALENDAR;
		backward(r, lanes, end);
		count(r, lanes, end);
		since += (int64_t) r->n * lanes;
		if (since > 1000000 && r->tick != NULL)
		{
			r->tick();
			since = 0;
		}
	}
	return RISK_OK;
}

int64_t
risk_finish(const risk_activity *a, int64_t rank)
{
	int64_t seen = 0;

	for (int64_t d = 0; d < a->range; d++)
	{
		seen += a->days[d];
		if (seen >= rank)
			return a->base + d;
	}
	return a->base + a->range - 1;
}
