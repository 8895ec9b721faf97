/*
 * leveling.c
 *		The problem seen from both ends, its bound, and a check of answers.
 */
#include "roadmap/leveling.h"

#include <string.h>

/*
 * Seen from the end, activity j starts at end - (start + duration).  A start
 * of j that is at least delta behind that of i then says: the mirrored start
 * of i is at least delta + duration of j - duration of i behind that of j.
 */
static void
mirror(lvl_problem *p, int32_t *count)
{
	lvl_side *from = &p->side[LVL_FORWARD];
	lvl_side *to = &p->side[LVL_BACKWARD];
	int32_t	  n = p->activities;

	memset(count, 0, n * sizeof(int32_t));
	for (int32_t k = 0; k < from->first[n]; k++)
		count[from->link[k].node]++;
	to->first[0] = 0;
	for (int32_t i = 0; i < n; i++)
	{
		to->first[i + 1] = to->first[i] + count[i];
		count[i] = to->first[i];
	}
	for (int32_t j = 0; j < n; j++)
	{
		for (int32_t k = from->first[j]; k < from->first[j + 1]; k++)
		{
			lvl_link  in = from->link[k];
			lvl_link *out = &to->link[count[in.node]++];

			out->node = j;
			out->delta = in.delta + p->duration[j] - p->duration[in.node];
		}
	}
}

bool
lvl_prepare(lvl_problem *p, int32_t *spare)
{
	lvl_side *before = &p->side[LVL_FORWARD];
	lvl_side *after = &p->side[LVL_BACKWARD];
	int32_t	 *queue = p->rank; /* ranks take its place at the end */
	int32_t	  n = p->activities;
	int32_t	  head = 0;
	int32_t	  tail = 0;

	mirror(p, spare);
	for (int32_t i = 0; i < n; i++)
	{
		spare[i] = before->first[i + 1] - before->first[i];
		if (spare[i] == 0)
			queue[tail++] = i;
	}
	while (head < tail)
	{
		int32_t i = queue[head++];

		for (int32_t k = after->first[i]; k < after->first[i + 1]; k++)
		{
			if (--spare[after->link[k].node] == 0)
				queue[tail++] = after->link[k].node;
		}
	}
	if (tail < n)
		return false;
	for (int32_t k = 0; k < n; k++)
		spare[queue[k]] = k;
	memcpy(p->rank, spare, n * sizeof(int32_t));
	return true;
}

/* The longest gap that a link of an activity asks for, seen from either end. */
static int64_t
longest_gap(const lvl_problem *p, int32_t j)
{
	int64_t gap = 0;

	for (int d = LVL_FORWARD; d <= LVL_BACKWARD; d++)
	{
		const lvl_side *s = &p->side[d];

		for (int32_t k = s->first[j]; k < s->first[j + 1]; k++)
		{
			int64_t delta = s->link[k].delta;

			delta -= p->duration[s->link[k].node];
			gap = delta > gap ? delta : gap;
		}
	}
	return gap;
}

/* Whether the lateness of any schedule fits into half a value of search.c. */
static bool
weights_fit(const lvl_problem *p)
{
	int64_t most = INT64_MAX / 8 / ((int64_t) p->slots + 1);
	int64_t sum = 0;

	for (int32_t j = 0; p->weight != NULL && j < p->activities; j++)
	{
		int64_t late = (int64_t) p->slots - p->deadline[j];

		if (p->weight[j] == 0 || late <= 0)
			continue;
		if (p->weight[j] > (most - sum) / late)
			return false;
		sum += late * p->weight[j];
	}
	return true;
}

/*
 * An activity of a list can start when all that is before it in the list has
 * ended, the links' gaps have passed, its release has come and the capacity
 * has stopped changing: so each pushes the end on by its length and its gap.
 * What finds no place does so behind that; and seen from the end, where slots
 * run out at the beginning or deadlines keep the last ones free, before that.
 */
bool
lvl_measure(lvl_problem *p, int32_t constant_from, int64_t extra)
{
	int64_t span = extra;
	int64_t release = 0;
	int64_t slots;

	if (span > LVL_MOST_SLOTS)
		return false;
	for (int32_t j = 0; j < p->activities; j++)
	{
		span += p->duration[j] + longest_gap(p, j);
		if (span > LVL_MOST_SLOTS)
			return false;
		if (p->release != NULL && p->release[j] > release)
			release = p->release[j];
	}
	slots = constant_from + release + span;
	if (slots > LVL_MOST_SLOTS)
		return false;
	p->placed = (int32_t) slots;
	if (p->changes || p->weight != NULL)
		slots += span;
	p->slots = (int32_t) slots;
	return slots <= LVL_MOST_SLOTS && weights_fit(p);
}

/*
 * The longest path to the start of each activity, or seen from the end.  The
 * activities are taken by their rank, through "order".
 */
static void
heads(const lvl_problem *p, int direction, const int32_t *order, int32_t *head)
{
	const lvl_side *s = &p->side[direction];
	int32_t			n = p->activities;

	for (int32_t k = 0; k < n; k++)
	{
		int32_t j = order[direction == LVL_FORWARD ? k : n - 1 - k];
		int32_t t = 0;

		if (direction == LVL_FORWARD && p->release != NULL)
			t = p->release[j];
		for (int32_t l = s->first[j]; l < s->first[j + 1]; l++)
		{
			int32_t asked = head[s->link[l].node] + s->link[l].delta;

			if (asked > t)
				t = asked;
		}
		head[j] = t;
	}
}

/* The first slot by whose beginning the capacity has offered that much. */
static int64_t
offered(const lvl_problem *p, int32_t resource, int64_t from, int64_t work)
{
	if (!p->changes)
	{
		int64_t capacity = lvl_get(p->capacity, resource);

		return capacity == 0 ? from : from + (work + capacity - 1) / capacity;
	}
	while (work > 0 && from < p->placed)
		work -= lvl_get(p->capacity + from++ * p->words, resource);
	return from;
}

/*
 * Of the activities that take a resource: none starts before the smallest
 * head; from there on the capacity must do all the work; and behind the last
 * of them comes at least the smallest tail.
 */
static int64_t
work_bound(const lvl_problem *p, int32_t resource, const int32_t *head,
		   const int32_t *tail)
{
	int64_t first = INT64_MAX;
	int64_t last = INT64_MAX;
	int64_t work = 0;

	for (int32_t j = 0; j < p->activities; j++)
	{
		int64_t units = lvl_get(p->demand + (int64_t) j * p->words, resource);

		if (units == 0 || p->duration[j] == 0)
			continue;
		work += units * p->duration[j];
		first = head[j] < first ? head[j] : first;
		last = tail[j] < last ? tail[j] : last;
	}
	return work == 0 ? 0 : offered(p, resource, first, work) + last;
}

/* The most that a resource ever has. */
static uint32_t
most_units(const lvl_problem *p, int32_t resource)
{
	uint32_t most = 0;

	for (int32_t t = 0; t < (p->changes ? p->placed : 1); t++)
	{
		uint32_t units =
			lvl_get(p->capacity + (int64_t) t * p->words, resource);

		most = units > most ? units : most;
	}
	return most;
}

/*
 * The activities that take a resource, or only those of which no two go
 * together, by falling heads (Shell's sort).
 */
static int32_t
list_takers(const lvl_problem *p, int32_t resource, uint32_t above,
			const int32_t *head, int32_t *taker)
{
	int32_t n = 0;

	for (int32_t j = 0; j < p->activities; j++)
	{
		if (p->duration[j] > 0 &&
			lvl_get(p->demand + (int64_t) j * p->words, resource) > above)
			taker[n++] = j;
	}
	for (int32_t gap = n / 2; gap > 0; gap = gap / 2)
	{
		for (int32_t i = gap; i < n; i++)
		{
			int32_t j = taker[i];
			int32_t k = i;

			for (; k >= gap && head[taker[k - gap]] < head[j]; k -= gap)
				taker[k] = taker[k - gap];
			taker[k] = j;
		}
	}
	return n;
}

/* Pairs of activities to look at, over all resources: a tenth of a second. */
#define MOST_PAIRS INT64_C(50000000)

/*
 * For any head and tail, those with no less of either: the first begins no
 * earlier than the least head, they take their work's time, and the last has
 * no less than the least tail behind it.  "units" a slot, or 0: one at a time.
 */
static int64_t
sets_bound(const lvl_problem *p, int32_t resource, int64_t units,
		   const int32_t *head, const int32_t *tail, const int32_t *taker,
		   int32_t takers)
{
	int64_t bound = 0;

	for (int32_t k = 0; k < takers; k++)
	{
		int32_t least = tail[taker[k]];
		int64_t work = 0;

		for (int32_t i = 0; i < takers; i++)
		{
			int32_t j = taker[i];
			int64_t b;

			if (tail[j] < least)
				continue;
			work += units == 0
						? p->duration[j]
						: (int64_t) p->duration[j] *
							  lvl_get(p->demand + (int64_t) j * p->words,
									  resource);
			b = head[j] + least +
				(units == 0 ? work : (work + units - 1) / units);
			bound = b > bound ? b : bound;
		}
	}
	return bound;
}

static int64_t
resource_bound(const lvl_problem *p, int32_t resource, const int32_t *head,
			   const int32_t *tail, int32_t *taker, int64_t *pairs)
{
	int64_t	 bound = work_bound(p, resource, head, tail);
	uint32_t most = most_units(p, resource);

	if (most == 0)
		return bound;
	for (int alone = 0; alone <= 1; alone++)
	{
		int32_t n =
			list_takers(p, resource, alone == 0 ? 0 : most / 2, head, taker);
		int64_t b;

		if ((int64_t) n * n > *pairs)
			continue;
		*pairs -= (int64_t) n * n;
		b = sets_bound(p,
					   resource,
					   alone == 0 ? (int64_t) most : 0,
					   head,
					   tail,
					   taker,
					   n);
		bound = b > bound ? b : bound;
	}
	return bound;
}

int32_t
lvl_bound(const lvl_problem *p, int32_t *spare, lvl_tick tick)
{
	int32_t	 n = p->activities;
	int32_t *head = spare;
	int32_t *tail = spare + n;
	int32_t *order = spare + 2 * (int64_t) n;
	int64_t	 bound = 0;
	int64_t	 pairs = MOST_PAIRS;

	for (int32_t j = 0; j < n; j++)
		order[p->rank[j]] = j;
	heads(p, LVL_FORWARD, order, head);
	heads(p, LVL_BACKWARD, order, tail);
	for (int32_t j = 0; j < n; j++)
	{
		if ((int64_t) head[j] + p->duration[j] + tail[j] > bound)
			bound = (int64_t) head[j] + p->duration[j] + tail[j];
	}
	for (int32_t r = 0; r < p->words * LVL_LANES; r++)
	{
		int64_t b;

		if (tick != NULL)
			tick();
		b = resource_bound(p, r, head, tail, order, &pairs);

		bound = b > bound ? b : bound;
	}
	return (int32_t) bound;
}

/* Takes an activity's units off what is left; false if they are not there. */
static bool
take_units(const lvl_problem *p, int32_t j, int32_t start, uint64_t *left)
{
	for (int32_t t = start; t < start + p->duration[j]; t++)
	{
		for (int32_t r = 0; r < p->words * LVL_LANES; r++)
		{
			uint64_t *slot = left + (int64_t) t * p->words;
			uint32_t  need = lvl_get(p->demand + (int64_t) j * p->words, r);

			if (need > lvl_get(slot, r))
				return false;
			slot[r / LVL_LANES] -= (uint64_t) need << (16 * (r % LVL_LANES));
		}
	}
	return true;
}

/* Written to be plainly right: every link looked at, every slot filled up. */
bool
lvl_verify(const lvl_problem *p, const int32_t *start, uint64_t *spare)
{
	const lvl_side *s = &p->side[LVL_FORWARD];

	for (int64_t k = 0; k < (int64_t) p->placed * p->words; k++)
		spare[k] = p->capacity[p->changes ? k : k % p->words];
	for (int32_t j = 0; j < p->activities; j++)
	{
		if (start[j] < 0 || start[j] > p->placed - p->duration[j] ||
			(p->release != NULL && start[j] < p->release[j]))
			return false;
		for (int32_t k = s->first[j]; k < s->first[j + 1]; k++)
		{
			if (start[j] < start[s->link[k].node] + s->link[k].delta)
				return false;
		}
		if (p->asks != NULL && start[j] < p->asks(p->with, j, start))
			return false;
		if (!take_units(p, j, start[j], spare))
			return false;
	}
	return true;
}
