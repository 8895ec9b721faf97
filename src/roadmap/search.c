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

typedef struct state
{
	lvl_search		  *s;
	const lvl_problem *p;
	lvl_desk		   desk;
	uint64_t		   random;
	int32_t			   chance[CHANCES];

	int32_t *latest;  /* latest starts in the shortest possible schedule */
	int32_t *key;	  /* what lists are made by */
	int32_t *current; /* starts, seen from the end that "direction" says */
	int32_t *trial;
	int		 direction;
	int32_t	 length;	/* of the current schedule */
	int64_t	 value;		/* of the current schedule */
	int64_t	 best_here; /* since the last restart */
	int64_t	 found_at;	/* schedules made when best_here was found */
} state;

size_t
lvl_memory(const lvl_problem *p)
{
	return lvl_desk_memory(p) + (size_t) p->activities * 8 * sizeof(int32_t) +
		   64;
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

/*
 * Lateness first, then length; what is not placed counts before both.  Starts
 * are forward.
 */
static int64_t
worth(const lvl_problem *p, const int32_t *start, int32_t length)
{
	int64_t late = 0;

	if (p->weight != NULL)
	{
		for (int32_t j = 0; j < p->activities; j++)
		{
			int64_t behind =
				(int64_t) start[j] + p->duration[j] - p->deadline[j];

			if (behind > 0)
				late += behind * p->weight[j];
		}
		if (late > INT64_MAX / 4 / LVL_MOST_SLOTS)
			late = INT64_MAX / 4 / LVL_MOST_SLOTS;
	}
	if (p->changes)
	{
		for (int32_t j = 0; j < p->activities; j++)
		{
			if (start[j] + p->duration[j] > p->plenty)
				return INT64_MAX / 2 + length;
		}
	}
	return late * LVL_MOST_SLOTS + length;
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
	if (s->value <= s->bound || s->made >= s->schedules)
		return true;
	return s->enough != NULL && s->enough(s->with, s->made);
}

/* ---- one step ------------------------------------------------------------ */

/*
 * Decodes by key from one end, then once more from the other, by finishes;
 * where the two ends are not alike, a third time, so that it ends forward.
 * The schedule stands in t->trial; the answer is the end that it is seen from.
 */
static int
decode(state *t, int direction, bool parallel, int32_t *length)
{
	const lvl_problem *p = t->p;
	bool			   symmetric = lvl_is_symmetric(p);
	int				   passes = symmetric ? 2 : 3;

	for (int pass = 0; pass < passes; pass++)
	{
		if (pass == 0 && parallel)
			*length = lvl_parallel(&t->desk, p, direction, t->key, t->trial);
		else
		{
			lvl_order(&t->desk, p, t->key, direction);
			*length = lvl_serial(&t->desk, p, direction, *length, t->trial);
		}
		t->s->made++;
		if (symmetric)
			keep(t, t->trial, direction, *length, *length);
		else if (direction == LVL_FORWARD)
			keep(t, t->trial, direction, *length, worth(p, t->trial, *length));
		if (pass == passes - 1)
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
 * A key for each activity: its start; those that overlap a window of random
 * length and place get a random start within it.
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

	/* so that about six activities fall inside */
	span = (int64_t) length * 6 / (n > 12 ? n : 12);
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

/* Whether a worse schedule may replace the current one all the same. */
static bool
forgives(state *t, int64_t worse)
{
	const lvl_search *s = t->s;
	int64_t			  left = s->schedules - s->made;
	int64_t			  temperature; /* in 1/65536 */

	if (worse >= LVL_MOST_SLOTS || left <= 0)
		return false;
	/* 0.3 % of the length and a fifth of a slot, less as time goes by */
	temperature = (int64_t) (((double) t->length * 196.6 + 13107.2) *
							 (double) left / (double) s->schedules);
	return worse * 65536 <=
		   (temperature * t->chance[draw(t) % CHANCES]) / 65536;
}

static void
step(state *t)
{
	int32_t	 length = t->length;
	int64_t	 value;
	int		 direction;
	int32_t *swap;

	shake(t);
	direction = decode(t, t->direction, false, &length);
	value = lvl_is_symmetric(t->p) ? length : worth(t->p, t->trial, length);
	if (value > t->value && !forgives(t, value - t->value))
		return;
	swap = t->current;
	t->current = t->trial;
	t->trial = swap;
	t->direction = direction;
	t->length = length;
	t->value = value;
}

/* ---- where to start ------------------------------------------------------ */

/* Latest starts in a schedule without limits, by rank from the end. */
static void
find_latest(state *t)
{
	const lvl_problem *p = t->p;
	const lvl_side	  *after = &p->side[LVL_BACKWARD];
	int32_t			   n = p->activities;
	int32_t			   length = 0;

	for (int32_t j = 0; j < n; j++)
		t->key[p->rank[j]] = j;
	for (int32_t k = n - 1; k >= 0; k--)
	{
		int32_t j = t->key[k];
		int32_t tail = 0;

		for (int32_t l = after->first[j]; l < after->first[j + 1]; l++)
		{
			int32_t asked =
				t->latest[after->link[l].node] + after->link[l].delta;

			tail = asked > tail ? asked : tail;
		}
		t->latest[j] = tail; /* from its end to the end, for now */
		if (tail + p->duration[j] > length)
			length = tail + p->duration[j];
	}
	for (int32_t j = 0; j < n; j++)
	{
		t->latest[j] = length - t->latest[j] - p->duration[j];
		if (p->weight != NULL && p->weight[j] > 0 &&
			p->deadline[j] - p->duration[j] < t->latest[j])
			t->latest[j] = p->deadline[j] - p->duration[j];
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

	for (int32_t try = 0; try < tries && !(try > 0 && over(t)); try++)
	{
		int32_t amplitude = noise || try > 1 ? draw_below(t, span / 2 + 2) : 0;
		int32_t length = 0;
		int64_t value;
		int		direction;

		for (int32_t j = 0; j < p->activities; j++)
			t->key[j] =
				t->latest[j] + (amplitude > 0 ? draw_below(t, amplitude) : 0);
		direction = decode(t, LVL_FORWARD, try % 2 == 0, &length);
		value = lvl_is_symmetric(p) ? length : worth(p, t->trial, length);
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

void
lvl_run(lvl_search *s, const lvl_problem *p, void *memory)
{
	state	t;
	int32_t n = p->activities;
	int32_t tries = s->schedules >= 50000  ? 80
					: s->schedules >= 5000 ? 40
										   : 20;

	memset(&t, 0, sizeof(t));
	t.s = s;
	t.p = p;
	t.random = s->seed;
	lvl_desk_set(&t.desk, p, memory);
	t.latest = (int32_t *) ((char *) memory + lvl_desk_memory(p));
	t.key = t.latest + n;
	t.current = t.key + n;
	t.trial = t.current + n;
	make_chances(t.chance);

	s->bound = lvl_bound(p, t.key);
	s->value = INT64_MAX;
	s->made = 0;
	find_latest(&t);
	t.best_here = INT64_MAX;
	begin(&t, tries, false);
	while (!over(&t))
	{
		step(&t);
		if (s->made - t.found_at > (int64_t) n * n)
		{
			t.best_here = INT64_MAX;
			t.found_at = s->made;
			begin(&t, tries, true);
		}
	}
	s->lateness = p->weight == NULL ? 0 : s->value / LVL_MOST_SLOTS;
	s->placed = s->value < INT64_MAX / 2;
}
