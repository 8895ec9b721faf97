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

/* When a link wants its successor, which takes so long, to start. */
static inline bool
ask(const risk *r, const risk_link *l, const risk_activity *to,
	int64_t duration, int64_t *asked)
{
	if (l->elapsed)
		return ask_elapsed(r,
						   l,
						   r->start[l->place],
						   r->finish[l->place],
						   duration,
						   to,
						   asked);
	*asked = (l->from_start ? r->start[l->place] : r->finish[l->place]) +
			 l->lag - (l->to_finish ? duration : 0);
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

/* ---- one run --------------------------------------------------------------- */

static bool
forward(risk *r, uint32_t run, int64_t *end)
{
	*end = INT64_MIN;
	for (int32_t k = 0; k < r->n; k++)
	{
		risk_activity *a = &r->activity[k];
		int64_t duration = est_draw(&a->estimate, r->tables, r->seed, run);
		int64_t start = a->start_floor;

		if (a->finish_floor != INT64_MIN &&
			(a->fixed_finish || a->finish_floor - duration > start))
			start = a->finish_floor - duration;
		if (!a->fixed_start && !a->fixed_finish)
		{
			for (int32_t i = r->first[k]; i < r->first[k + 1]; i++)
			{
				int64_t asked;

				if (!ask(r, &r->link[i], a, duration, &asked))
				{
					r->culprit = k;
					return false;
				}
				start = asked > start ? asked : start;
			}
		}
		r->duration[k] = duration;
		r->start[k] = start;
		r->finish[k] = start + duration;
		*end = r->finish[k] > *end ? r->finish[k] : *end;
	}
	return true;
}

/*
 * Critical is what ends last, and each predecessor that something critical
 * starts by.
 */
static void
backward(risk *r, int64_t end)
{
	memset(r->on, 0, (size_t) r->n);
	for (int32_t k = r->n - 1; k >= 0; k--)
	{
		risk_activity *a = &r->activity[k];

		if (!r->on[k] && r->finish[k] < end)
			continue;
		a->critical++;
		if (a->fixed_start || a->fixed_finish)
			continue;
		for (int32_t i = r->first[k]; i < r->first[k + 1]; i++)
		{
			int64_t asked;

			if (ask(r, &r->link[i], a, r->duration[k], &asked) &&
				asked == r->start[k])
				r->on[r->link[i].place] = 1;
		}
	}
}

/*
 * Durations and ends are summed up from the least that they can be: what is
 * sure adds up to 0, and squares stay small enough to be exact or nearly so.
 */
static void
count(risk *r, int64_t end)
{
	double last = (double) (end - r->end_base) / EST_DAY;

	r->end_sum += last;
	r->end_squares += last * last;
	for (int32_t k = 0; k < r->n; k++)
	{
		risk_activity *a = &r->activity[k];
		int64_t		   finish = risk_instant(r->finish[k]);
		int64_t		   low = (int64_t) a->estimate.low * EST_DAY;
		double		   days = (double) (r->duration[k] - low) / EST_DAY;

		a->days[finish - a->base]++;
		a->in_time += finish <= a->deadline;
		a->as_planned += finish <= a->planned;
		a->sum += days;
		a->squares += days * days;
		a->product += days * last;
	}
}

risk_status
risk_run(risk *r)
{
	int64_t since = 0;

	for (int32_t run = 0; run < r->runs; run++)
	{
		int64_t end;

		if (!forward(r, (uint32_t) run, &end))
			return RISK_OFF_CALENDAR;
		backward(r, end);
		count(r, end);
		since += r->n;
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
