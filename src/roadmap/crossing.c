/*
 * crossing.c
 *		Links whose ends do not count on the same axis.
 */
#include "roadmap/crossing.h"

/* What a link counts from. */
typedef struct event
{
	int64_t moment;
	int64_t before; /* of a start: the end of the working day before it */
	bool	closes;
} event;

static inline bool
is_milestone(const cpm_node *n)
{
	return n->duration == 0;
}

void
cross_mark(cpm *c)
{
	for (int32_t j = 0; j < c->nodes; j++)
		for (int32_t l = c->first[j]; l < c->first[j + 1]; l++)
		{
			const cpm_node *from = &c->node[c->link[l].node];
			int32_t		   *code = &c->link[l].code;

			if (from->calendar != c->node[j].calendar ||
				(cpm_elapsed(*code) && from->calendar != 0) ||
				(from->flags & (CPM_BEGUN | CPM_DONE)) != 0)
				*code |= CPM_CROSSES;
		}
}

/*
 * A milestone that has an actual finish stands at the end of that day, one
 * with only an actual start at the beginning.
 */
static void
actual_event(const cpm *c, int32_t number, const cpm_node *from, int32_t code,
			 event *e)
{
	const cpm_actual *actual = &c->more->actual[number];
	const axis		 *a = cpm_axis(c, from);
	int64_t			  day;

	e->closes = is_milestone(from) ? (from->flags & CPM_AT_FINISH) != 0
								   : (code & DEP_FROM_START) == 0;
	e->moment = e->closes ? (int64_t) actual->finish + 1 : actual->start;
	e->before = e->moment;
	if (!e->closes && axis_day(a, axis_from_day(a, e->moment) - 1, &day))
		e->before = day + 1;
}

static bool
find_event(const cpm *c, int32_t number, const cpm_node *from,
		   int64_t from_half, int32_t code, event *e)
{
	const axis *a = cpm_axis(c, from);
	bool		starts = (code & DEP_FROM_START) != 0;
	int64_t		instant = (from_half + 1) >> 1;
	int64_t		day;

	if (!cross_is_open(from, code))
	{
		actual_event(c, number, from, code, e);
		return true;
	}
	instant += starts ? 0 : from->duration;
	e->closes = is_milestone(from) ? (from_half & 1) != 0 : !starts;
	if (!axis_day(a, e->closes ? instant - 1 : instant, &day))
		return false;
	e->moment = day + (e->closes ? 1 : 0);
	e->before = e->moment;
	if (!e->closes && axis_day(a, instant - 1, &day))
		e->before = day + 1;
	return true;
}

bool
cross_moment(const cpm *c, int32_t number, const cpm_node *from,
			 int64_t from_half, int32_t code, int64_t *moment, bool *closes)
{
	event e;

	if (!find_event(c, number, from, from_half, code, &e))
		return false;
	*moment = e.moment;
	*closes = e.closes;
	return true;
}

bool
cross_end(const cpm *c, int32_t number, const cpm_node *n, int64_t half,
		  int64_t *moment)
{
	bool closes;

	return cross_moment(c, number, n, half, DEP_FS, moment, &closes);
}

/* The first instant at which what finishes has a day that ends so late. */
static int64_t
finish_by(const axis *a, int64_t moment)
{
	return axis_from_day(a, moment - 1) + 1;
}

/* Without a lag: the end of a working day that the event allows. */
static int64_t
finish_at(const axis *a, const event *e)
{
	int64_t start;
	int64_t before;

	if (e->closes)
		return finish_by(a, e->moment);
	start = axis_from_day(a, e->moment);
	before = finish_by(a, e->before);
	return start > before ? start : before;
}

static int64_t
finish_of(const axis *a, const event *e, int32_t code)
{
	int32_t lag = cpm_lag(code);
	int64_t plain;
	int64_t finish;

	if (lag == 0)
		return finish_at(a, e);
	if (!cpm_elapsed(code))
		return axis_from_day(a, e->moment) + lag;
	finish = finish_by(a, e->moment + lag);
	if (lag > 0)
		return finish;
	plain = finish_at(a, e); /* a lead never makes anything later */
	return plain < finish ? plain : finish;
}

/* Where the event puts a start, or a milestone. */
static int64_t
start_half(const axis *a, const event *e, int32_t code, bool milestone)
{
	int32_t lag = cpm_lag(code);
	int64_t moment = e->moment + (cpm_elapsed(code) ? lag : 0);
	int64_t instant = axis_from_day(a, moment);
	bool	closes =
		milestone && e->closes && cal_is_workday(a->calendar, moment - 1);

	if (!cpm_elapsed(code))
		instant += lag;
	return 2 * instant - (closes ? 1 : 0);
}

bool
cross_asks(const cpm *c, int32_t number, const cpm_node *from,
		   int64_t from_half, int32_t code, const cpm_node *to, int64_t *half)
{
	const axis *a = cpm_axis(c, to);
	event		e;

	if (!find_event(c, number, from, from_half, code, &e))
		return false;
	if ((code & DEP_TO_FINISH) != 0 && !is_milestone(to))
		*half = 2 * (finish_of(a, &e, code) - to->duration);
	else
		*half = start_half(a, &e, code, is_milestone(to));
	return true;
}

/* Somewhere near the answer: where the bound lies in the other calendar. */
static int64_t
guess(const cpm *c, const cpm_node *from, int32_t code, const cpm_node *to,
	  int64_t to_half)
{
	int64_t instant = (to_half + 1) >> 1;
	int64_t day;

	instant += (code & DEP_TO_FINISH) != 0 ? to->duration : 0;
	instant -= cpm_elapsed(code) ? 0 : cpm_lag(code);
	if (!axis_day(cpm_axis(c, to), instant - 1, &day))
		return 0;
	day += 1 - (cpm_elapsed(code) ? cpm_lag(code) : 0);
	instant = axis_from_day(cpm_axis(c, from), day);
	return 2 * (instant - ((code & DEP_FROM_START) != 0 ? 0 : from->duration));
}

/* One link to go back over: what cross_latest asks again and again. */
typedef struct back
{
	const cpm	   *c;
	const cpm_node *from;
	const cpm_node *to;
	int64_t			to_half;
	int32_t			number;
	int32_t			code;
} back;

static bool
fits(const back *b, int64_t from_half)
{
	int64_t half;

	return cross_asks(b->c,
					  b->number,
					  b->from,
					  from_half,
					  b->code,
					  b->to,
					  &half) &&
		   half <= b->to_half;
}

/* Far enough from any guess to leave every calendar of dates. */
#define FARTHEST (INT64_C(1) << 34)

bool
cross_latest(const cpm *c, int32_t number, const cpm_node *from, int32_t code,
			 const cpm_node *to, int64_t to_half, int64_t *from_half)
{
	back	b = {c, from, to, to_half, number, code};
	int64_t unit = is_milestone(from) ? 1 : 2;
	int64_t low = guess(c, from, code, to, to_half);
	int64_t high = low;

	/* steps that double, until the answer lies in [low, high) */
	for (int64_t step = unit; !fits(&b, low); step *= 2)
	{
		if (step > FARTHEST)
			return false;
		high = low;
		low -= step;
	}
	if (high == low)
		for (int64_t step = unit;; step *= 2)
		{
			high = low + step;
			if (step > FARTHEST || !fits(&b, high))
				break;
			low = high;
		}
	while (high - low > unit)
	{
		int64_t middle = low + (high - low) / unit / 2 * unit;

		if (fits(&b, middle))
			low = middle;
		else
			high = middle;
	}
	*from_half = low;
	return true;
}
