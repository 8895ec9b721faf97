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

/*
 * A list finds its place when all that is before it has ended: each activity
 * pushes the end on by no more than its length and the longest gap that a
 * link to it can ask for, seen from either end.
 */
int32_t
lvl_horizon(const lvl_problem *p, int32_t constant_from)
{
	int64_t slots = constant_from;

	for (int32_t j = 0; j < p->activities; j++)
	{
		int64_t gap[2] = {0, 0};

		for (int d = LVL_FORWARD; d <= LVL_BACKWARD; d++)
		{
			const lvl_side *s = &p->side[d];

			for (int32_t k = s->first[j]; k < s->first[j + 1]; k++)
			{
				int64_t delta = s->link[k].delta;

				delta -= p->duration[s->link[k].node];
				if (delta > gap[d])
					gap[d] = delta;
			}
		}
		slots += p->duration[j] + (gap[0] > gap[1] ? gap[0] : gap[1]);
		if (slots > LVL_MOST_SLOTS)
			return -1;
	}
	if (p->release != NULL)
	{
		int32_t last = 0;

		for (int32_t j = 0; j < p->activities; j++)
			last = p->release[j] > last ? p->release[j] : last;
		slots += last;
	}
	return slots > LVL_MOST_SLOTS ? -1 : (int32_t) slots;
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
	while (work > 0 && from < p->plenty)
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

int32_t
lvl_bound(const lvl_problem *p, int32_t *spare)
{
	int32_t	 n = p->activities;
	int32_t *head = spare;
	int32_t *tail = spare + n;
	int32_t *order = spare + 2 * (int64_t) n;
	int64_t	 bound = 0;

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
		int64_t b = work_bound(p, r, head, tail);

		bound = b > bound ? b : bound;
	}
	return (int32_t) bound;
}

/*
 * Written to be plainly right: every link looked at, every slot filled up.
 */
bool
lvl_verify(const lvl_problem *p, const int32_t *start, uint64_t *spare)
{
	const lvl_side *s = &p->side[LVL_FORWARD];

	for (int64_t k = 0; k < (int64_t) p->slots * p->words; k++)
		spare[k] = p->capacity[p->changes ? k : k % p->words];
	for (int32_t j = 0; j < p->activities; j++)
	{
		if (start[j] < 0 || start[j] + p->duration[j] > p->slots ||
			(p->release != NULL && start[j] < p->release[j]))
			return false;
		for (int32_t k = s->first[j]; k < s->first[j + 1]; k++)
		{
			if (start[j] < start[s->link[k].node] + s->link[k].delta)
				return false;
		}
		for (int32_t t = start[j]; t < start[j] + p->duration[j]; t++)
		{
			for (int32_t r = 0; r < p->words * LVL_LANES; r++)
			{
				uint64_t *at = &spare[(int64_t) t * p->words + r / LVL_LANES];
				uint32_t  need;
				uint32_t  left;

				need = lvl_get(p->demand + (int64_t) j * p->words, r);
				left = lvl_get(spare + (int64_t) t * p->words, r);
				if (need > left)
					return false;
				*at -= (uint64_t) need << (16 * (r % LVL_LANES));
			}
		}
	}
	return true;
}
