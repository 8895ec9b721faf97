/*
 * search.c
 *		A good schedule under limited capacity, in limited time.
 */
#include "roadmap/search.h"

#include <string.h>

/* Exponential variates, in 1/65536, made by plain arithmetic. */
#define CHANCES 256

/* Different orders of what is at the same slot; LVL_MOST_SLOTS times this fits */
#define TIES 8

/*
 * The parallel scheme looks at all activities that are ready at each moment:
 * for more than so many, the serial one alone.
 */
#define MOST_PARALLEL 10000

typedef struct state
{
	lvl_search		  *s;
	const lvl_problem *p;
	lvl_desk		  *desk;
	uint64_t		   random;
	int32_t			   chance[CHANCES];

	int32_t *latest;  /* latest starts in the shortest possible schedule */
	int64_t	 scale;	  /* what a weighted slot of lateness counts */
	int32_t *key;	  /* what lists are made by */
	int32_t *current; /* starts, seen from the end that "direction" says */
	int32_t *trial;
	int32_t *by_rank; /* activities, predecessors first */
	int32_t *pulled;  /* whether an activity is; 0 or 1 */
	int32_t *list;	  /* of the current schedule, where "listed" */
	bool	 listed;
	bool	 ordered; /* the desk has the list that "key" makes */
	int		 direction;
	int32_t	 used;		/* time, in 1/65536 */
	int32_t	 length;	/* of the current schedule */
	int64_t	 value;		/* of the current schedule */
	int64_t	 best_here; /* since the last restart */
	int64_t	 found_at;	/* schedules made when best_here was found */
} state;

size_t
lvl_memory(const lvl_problem *p)
{
	size_t desk = lvl_desk_memory(p);

	return desk == 0 ? 0 : desk + (size_t) p->activities * 7 * sizeof(int32_t);
}

/* ---- chance ------------------------------------------------------------ */

/* splitmix64 (G. Steele, D. Lea and C. Flood, OOPSLA 2014) */
static inline uint64_t
draw(state *t)
{
	uint64_t z = (t->random += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* 0 .. below - 1 */
static inline int32_t
draw_below(state *t, int32_t below)
{
	return (int32_t) (((draw(t) >> 32) * (uint64_t) below) >> 32);
}

/*
 * -ln((i + 1/2) / CHANCES) by the series of the logarithm for a number
 * between 1/2 and 1, and multiples of ln 2: sums and products only, so that
 * every machine has the same.
 */
static void
make_chances(int32_t *chance)
{
	for (int i = 0; i < CHANCES; i++)
	{
		double x = (i + 0.5) / CHANCES;
		double y = 0;
		double z;
		double power;

		while (x < 0.5)
		{
			x *= 2;
			y += 0.69314718055994530942;
		}
		z = 1 - x;
		power = z;
		for (int k = 1; k < 40; k++)
		{
			y += power / k;
			power *= z;
		}
		chance[i] = (int32_t) (y * 65536);
	}
}

/* ---- what a schedule is worth ------------------------------------------ */

/* What is not placed counts before all lateness, and that before length. */
#define UNPLACED (INT64_MAX / 4)

static int64_t
lateness(const lvl_problem *p, const int32_t *start)
{
	int64_t late = 0;

	for (int32_t j = 0; p->weight != NULL && j < p->activities; j++)
	{
		int64_t behind = (int64_t) start[j] + p->duration[j] - p->deadline[j];

		if (behind > 0)
			late += behind * p->weight[j];
	}
	return late;
}

static int32_t
unplaced(const lvl_problem *p, const int32_t *start)
{
	int32_t count = 0;

	for (int32_t j = 0; p->changes && j < p->activities; j++)
		count += start[j] + p->duration[j] > p->placed ? 1 : 0;
	return count;
}

/* Of a schedule seen forward, or of one that is worth the same seen backward. */
static int64_t
worth(const state *t, const int32_t *start, int32_t length)
{
	int32_t count = unplaced(t->p, start);

	if (count > 0)
		return UNPLACED + count * t->scale + length;
	return lateness(t->p, start) * t->scale + length;
}

/* Keeps a schedule if it is the best so far. */
static void
keep(state *t, const int32_t *start, int direction, int32_t length,
	 int64_t value)
{
	const lvl_problem *p = t->p;

	if (value < t->best_here)
	{
		t->best_here = value;
		t->found_at = t->s->made;
	}
	if (value >= t->s->value)
		return;
	t->s->value = value;
	t->s->length = length;
	if (direction == LVL_FORWARD)
		memcpy(t->s->start, start, p->activities * sizeof(int32_t));
	else
	{
		for (int32_t j = 0; j < p->activities; j++)
			t->s->start[j] = length - start[j] - p->duration[j];
	}
}

static bool
over(state *t)
{
	lvl_search *s = t->s;

	if (s->tick != NULL)
		s->tick();
	if (s->value <= s->least * t->scale + s->bound || s->made >= s->schedules)
		return true;
	if (s->used == NULL)
		return false;
	t->used = s->used(s->with);
	return t->used >= 65536;
}

/* ---- one step ------------------------------------------------------------ */

/* The first schedule of all is that of the priority rule. */
static void
note_rule(state *t, int32_t length)
{
	t->s->rule_length = length;
	t->s->rule_lateness = lateness(t->p, t->trial);
	t->s->rule_unplaced = unplaced(t->p, t->trial);
}

/* Whether a step led back to where it came from. */
static bool
is_current(const state *t)
{
	return t->listed && lvl_is_symmetric(t->p) &&
		   memcmp(t->trial,
				  t->current,
				  (size_t) t->p->activities * sizeof(int32_t)) == 0;
}

/*
 * Decodes by key from one end, then once more from the other, by finishes;
 * where the two ends are not alike, a third time, so that it ends forward;
 * "once" leaves it at the first, and so does a step that changed nothing.  The schedule stands in t->trial; the answer
 * is the end that it is seen from.
 */
static int
decode(state *t, int direction, bool parallel, bool once, int32_t *length)
{
	const lvl_problem *p = t->p;
	bool			   symmetric = lvl_is_symmetric(p);
	int				   passes = once ? 1 : symmetric ? 2 : 3;

	for (int pass = 0; pass < passes; pass++)
	{
		if (pass == 0 && parallel)
			*length = lvl_parallel(t->desk, p, t->key, t->trial);
		else
		{
			if (!t->ordered)
				lvl_order(t->desk, p, t->key, direction);
			*length = lvl_serial(t->desk, p, direction, *length, t->trial);
		}
		t->ordered = false;
		t->s->made++;
		if (t->s->made == 1)
			note_rule(t, *length);
		if (symmetric)
			keep(t, t->trial, direction, *length, *length);
		else if (direction == LVL_FORWARD)
			keep(t, t->trial, direction, *length, worth(t, t->trial, *length));
		if (pass == passes - 1 || t->s->made >= t->s->schedules ||
			(pass == 0 && is_current(t)))
			break;
		/* those that finish together in any order */
		for (int32_t j = 0; j < p->activities; j++)
			t->key[j] =
				draw_below(t, TIES) - (t->trial[j] + p->duration[j]) * TIES;
		direction = 1 - direction;
	}
	return direction;
}

/*
 * One activity, a late one if there is any, gets a random earlier place; so
 * do those before it that stand behind that.  This is for problems in which a
 * window holds too little: where activities are far apart, as capacity or
 * releases ask for it, and where it matters which of them come first.
 */
static bool
pull(state *t)
{
	const lvl_problem *p = t->p;
	const lvl_side	  *before = &p->side[LVL_FORWARD];
	int32_t			   late = 0;
	int32_t			   chosen = draw_below(t, p->activities);
	int32_t			   place;

	for (int32_t j = 0; p->weight != NULL && j < p->activities; j++)
	{
		if (p->weight[j] > 0 &&
			(int64_t) t->current[j] + p->duration[j] > p->deadline[j] &&
			draw_below(t, ++late) == 0)
			chosen = j;
	}
	if (draw_below(t, 8) >= (late > 0 ? 3 : 1))
		return false;
	memcpy(t->key, t->current, p->activities * sizeof(int32_t));
	memset(t->pulled, 0, p->activities * sizeof(int32_t));
	t->pulled[chosen] = 1;
	place = draw_below(t, t->current[chosen] + 2) - 1; /* ahead of all */
	for (int32_t k = p->rank[chosen]; k >= 0; k--)
	{
		int32_t j = t->by_rank[k];

		if (t->pulled[j] == 0)
			continue;
		t->key[j] = t->key[j] < place ? t->key[j] : place;
		for (int32_t l = before->first[j]; l < before->first[j + 1]; l++)
			t->pulled[before->link[l].node] = 1;
	}
	return true;
}

/* Problems with fewer activities can do with larger steps. */
#define SMALL 45

/*
 * A key for each activity: its start; those that overlap a window of random
 * length and place get a random start within it.  About five activities fall
 * inside.
 */
static void
shake(state *t)
{
	const lvl_problem *p = t->p;
	int32_t			   n = p->activities;
	int32_t			   length = t->length > 0 ? t->length : 1;
	int64_t			   span;
	int32_t			   width;
	int32_t			   from;

	span = (int64_t) length * (n < SMALL ? 8 : 5) / (n > 12 ? n : 12);
	width = (int32_t) (span / 2) + 1 + draw_below(t, (int32_t) span + 1);
	from = draw_below(t, length + width) - width;
	for (int32_t j = 0; j < n; j++)
	{
		int32_t start = t->current[j];

		if (start + p->duration[j] > from && start < from + width)
			start = from + draw_below(t, width + 1);
		t->key[j] = start;
	}
}

/* Windows to try for a list that is not the current schedule's own. */
#define WINDOWS 10

/*
 * In a window of few activities there is often no order but the one that they
 * have: to decode that again would be a schedule wasted.
 */
static void
shake_apart(state *t)
{
	const lvl_problem *p = t->p;
	size_t			   bytes = (size_t) p->activities * sizeof(int32_t);

	if (!t->listed)
	{
		lvl_order(t->desk, p, t->current, t->direction);
		memcpy(t->list, t->desk->order, bytes);
		t->listed = true;
	}
	for (int k = 0; k < WINDOWS; k++)
	{
		if (t->s->tick != NULL)
			t->s->tick();
		shake(t);
		lvl_order(t->desk, p, t->key, t->direction);
		t->ordered = true;
		if (memcmp(t->list, t->desk->order, bytes) != 0)
			break;
	}
}

/*
 * Whether a worse schedule may replace the current one all the same: by 0.3 %
 * of its length, or of its lateness, and 0.2 slots (0.6 in small problems), less
 * as schedules or time go by, times an exponential variate.
 */
static bool
forgives(state *t, int64_t worse)
{
	const lvl_search *s = t->s;
	int64_t			  left = s->schedules - s->made;
	int64_t			  of = t->length;
	double			  cold;
	int64_t			  temperature; /* in 1/65536 */

	if (left <= 0 || worse >= UNPLACED / 2)
		return false;
	if (worse >= t->scale)
	{
		worse /= t->scale;
		of = t->value / t->scale;
	}
	if (worse > LVL_MOST_SLOTS)
		return false;
	cold = (double) of * 196.6 + (t->p->activities < SMALL ? 40000 : 13107.2);
	cold = cold * (double) left / (double) s->schedules;
	if (t->used > 0)
		cold = cold * (65536 - t->used) / 65536;
	if (cold > 1e12)
		cold = 1e12;
	temperature = (int64_t) cold;
	return worse * 65536 <=
		   (temperature * t->chance[draw(t) % CHANCES]) / 65536;
}

static void
step(state *t)
{
	int32_t	 length = t->length;
	int64_t	 value;
	bool	 once;
	int		 direction;
	int32_t *swap;

	once = !lvl_is_symmetric(t->p);
	if (!once || !pull(t))
		shake_apart(t);
	/* where lists matter more than length, most are left as they are */
	once = t->p->weight != NULL && draw_below(t, 4) > 0;
	direction = decode(t, t->direction, false, once, &length);
	value = lvl_is_symmetric(t->p) ? length : worth(t, t->trial, length);
	if (value > t->value && !forgives(t, value - t->value))
		return;
	swap = t->current;
	t->current = t->trial;
	t->trial = swap;
	t->direction = direction;
	t->listed = false;
	t->length = length;
	t->value = value;
}

/* ---- where to start ------------------------------------------------------ */

/*
 * The latest finish of an activity that lets its successors start by their
 * latest starts, given the latest finish of all.
 */
static int64_t
latest_finish(const state *t, int32_t j, int64_t last)
{
	const lvl_problem *p = t->p;
	const lvl_side	  *after = &p->side[LVL_BACKWARD];
	int64_t			   finish = last;

	for (int32_t l = after->first[j]; l < after->first[j + 1]; l++)
	{
		int32_t next = after->link[l].node;
		int64_t left = (int64_t) t->latest[next] + p->duration[next] -
					   after->link[l].delta;

		finish = left < finish ? left : finish;
	}
	if (p->weight != NULL && p->weight[j] > 0 && p->deadline[j] < finish)
		finish = p->deadline[j];
	return finish;
}

/* Latest starts without limits; those that deadlines make negative stay -1. */
static void
find_latest(state *t)
{
	const lvl_problem *p = t->p;
	int32_t			   n = p->activities;
	int64_t			   last = t->s->bound;

	for (int32_t k = n - 1; k >= 0; k--)
	{
		int32_t j = t->by_rank[k];
		int64_t start = latest_finish(t, j, last) - p->duration[j];

		t->latest[j] =
			(int32_t) (start > -LVL_MOST_SLOTS ? start : -LVL_MOST_SLOTS);
	}
}

/*
 * The priority rule, with noise but for the first try; the best of some tries
 * becomes the current schedule.
 */
static void
begin(state *t, int32_t tries, bool noise)
{
	const lvl_problem *p = t->p;
	int64_t			   best = INT64_MAX;
	int32_t			   span = t->s->bound;

	t->listed = false;
	for (int32_t try = 0; try < tries && !(t->s->made > 0 && over(t)); try++)
	{
		int32_t amplitude = noise || try > 1 ? draw_below(t, span / 2 + 2) : 0;
		int32_t length = 0;
		int64_t value;
		int		direction;

		for (int32_t j = 0; j < p->activities; j++)
			t->key[j] =
				t->latest[j] + (amplitude > 0 ? draw_below(t, amplitude) : 0);
		direction = decode(t,
						   LVL_FORWARD,
						   try % 2 == 0 && p->activities <= MOST_PARALLEL,
						   false,
						   &length);
		value = lvl_is_symmetric(p) ? length : worth(t, t->trial, length);
		if (value < best)
		{
			int32_t *swap = t->current;

			best = value;
			t->current = t->trial;
			t->trial = swap;
			t->direction = direction;
			t->length = length;
			t->value = value;
		}
	}
}

static void
prepare(state *t, void *memory)
{
	lvl_search		  *s = t->s;
	const lvl_problem *p = t->p;
	int32_t			   n = p->activities;
	int32_t			   bound;

	lvl_desk_set(t->desk, p, s->tick, memory);
	t->latest = (int32_t *) ((char *) memory + lvl_desk_memory(p));
	t->key = t->latest + n;
	t->current = t->key + n;
	t->trial = t->current + n;
	t->by_rank = t->trial + n;
	t->pulled = t->by_rank + n;
	t->list = t->pulled + n;
	for (int32_t j = 0; j < n; j++)
		t->by_rank[p->rank[j]] = j;
	t->scale = (int64_t) p->slots + 1;
	t->best_here = INT64_MAX;
	t->random = s->seed;
	make_chances(t->chance);
	/* the earliest starts that the network leaves come first */
	bound = lvl_bound(p, t->key, s->tick);
	s->bound = bound > s->bound ? bound : s->bound;
	s->least = lateness(p, t->key);
	s->value = INT64_MAX;
	s->made = 0;
	find_latest(t);
}

/* As it is shown: nothing starts later than it must. */
static void
finish(state *t)
{
	lvl_search		  *s = t->s;
	const lvl_problem *p = t->p;

	s->length = lvl_settle(t->desk, p, s->start);
	s->lateness = lateness(p, s->start);
	s->unplaced = unplaced(p, s->start);
	s->value = worth(t, s->start, s->length);
}

void
lvl_run(lvl_search *s, const lvl_problem *p, void *memory, lvl_desk *desk)
{
	state	t = {.s = s, .p = p, .desk = desk};
	int32_t tries = s->schedules >= 50000  ? 80
					: s->schedules >= 5000 ? 40
										   : 20;

	prepare(&t, memory);
	begin(&t, tries, false);
	while (!over(&t))
	{
		step(&t);
		if (s->made - t.found_at > (int64_t) p->activities * p->activities)
		{
			t.best_here = INT64_MAX;
			t.found_at = s->made;
			begin(&t, tries, true);
		}
	}
	finish(&t);
}
