/*
 * decode.c
 *		From a list of activities to a schedule.
 */
#include "roadmap/decode.h"

#include <string.h>

size_t
lvl_desk_memory(const lvl_problem *p)
{
	size_t n = p->activities;

	return (size_t) p->slots * p->words * sizeof(uint64_t) +
		   n * (sizeof(uint64_t) + 4 * sizeof(int32_t));
}

void
lvl_desk_set(lvl_desk *d, const lvl_problem *p, void *memory)
{
	size_t n = p->activities;

	d->rest = memory;
	d->heap = d->rest + (size_t) p->slots * p->words;
	d->waiting = (int32_t *) (d->heap + n);
	d->order = d->waiting + n;
	d->ready = d->order + n;
	d->bound = d->ready + n;
	d->touched = p->slots;
	d->reach = -1;
}

/* ---- lists ----------------------------------------------------------- */

/*
 * A binary heap of (key, activity by rank) in one number each, the smallest
 * on top.  Keys may be negative.
 */
static inline void
heap_push(uint64_t *heap, int32_t count, uint64_t item)
{
	int32_t at = count;

	while (at > 0 && item < heap[(at - 1) / 2])
	{
		heap[at] = heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	heap[at] = item;
}

static inline uint64_t
heap_pop(uint64_t *heap, int32_t count)
{
	uint64_t top = heap[0];
	uint64_t item = heap[--count];
	int32_t	 at = 0;

	for (;;)
	{
		int32_t child = 2 * at + 1;

		if (child >= count)
			break;
		if (child + 1 < count && heap[child + 1] < heap[child])
			child++;
		if (heap[child] >= item)
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = item;
	return top;
}

static inline uint64_t
heap_item(int32_t key, int32_t activity)
{
	return (uint64_t) ((uint32_t) key ^ UINT32_C(0x80000000)) << 32 |
		   (uint32_t) activity;
}

void
lvl_order(lvl_desk *d, const lvl_problem *p, const int32_t *key, int direction)
{
	const lvl_side *before = &p->side[direction];
	const lvl_side *after = &p->side[1 - direction];
	int32_t			n = p->activities;
	int32_t			count = 0;

	for (int32_t j = 0; j < n; j++)
	{
		d->waiting[j] = before->first[j + 1] - before->first[j];
		if (d->waiting[j] == 0)
			heap_push(d->heap, count++, heap_item(key[j], j));
	}
	for (int32_t k = 0; k < n; k++)
	{
		int32_t j = (int32_t) (uint32_t) heap_pop(d->heap, count--);

		d->order[k] = j;
		for (int32_t l = after->first[j]; l < after->first[j + 1]; l++)
		{
			int32_t next = after->link[l].node;

			if (--d->waiting[next] == 0)
				heap_push(d->heap, count++, heap_item(key[next], next));
		}
	}
}

/* ---- what is left of the capacity ------------------------------------ */

/*
 * Slot t of a schedule that is seen from an end stands for slot end - 1 - t;
 * what lies before the beginning is like the first slot.
 */
static void
clear(lvl_desk *d, const lvl_problem *p, int direction, int32_t end)
{
	int32_t used = d->touched;

	if (!p->changes)
	{
		if (p->words == 1)
		{
			uint64_t full = p->capacity[0] | LVL_GUARDS;

			for (int32_t t = 0; t < used; t++)
				d->rest[t] = full;
		}
		else
		{
			for (int64_t k = 0; k < (int64_t) used * p->words; k++)
				d->rest[k] = p->capacity[k % p->words] | LVL_GUARDS;
		}
	}
	else
	{
		int32_t reach = direction == LVL_FORWARD ? -1 : end;

		if (reach != d->reach)
			used = p->slots;
		d->reach = reach;
		for (int32_t t = 0; t < used; t++)
		{
			int32_t at = reach < 0 ? t : reach - 1 - t > 0 ? reach - 1 - t : 0;

			for (int32_t w = 0; w < p->words; w++)
				d->rest[(int64_t) t * p->words + w] =
					p->capacity[(int64_t) at * p->words + w] | LVL_GUARDS;
		}
	}
	d->touched = 0;
}

static inline bool
fits(const uint64_t *rest, const uint64_t *demand, int32_t words)
{
	for (int32_t w = 0; w < words; w++)
	{
		if (((rest[w] - demand[w]) & LVL_GUARDS) != LVL_GUARDS)
			return false;
	}
	return true;
}

/* The first slot from t on at which so many slots in a row have room. */
static inline int32_t
find(const uint64_t *rest, const uint64_t *demand, int32_t words, int32_t t,
	 int32_t duration)
{
	int32_t clear_to = t; /* slots t .. clear_to - 1 have room */

	for (;;)
	{
		int32_t k = t + duration - 1;

		while (k >= clear_to &&
			   fits(rest + (int64_t) k * words, demand, words))
			k--;
		if (k < clear_to)
			return t;
		clear_to = t + duration;
		t = k + 1;
		if (clear_to < t)
			clear_to = t;
	}
}

static inline void
book(uint64_t *rest, const uint64_t *demand, int32_t words, int32_t t,
	 int32_t duration)
{
	if (words == 1)
	{
		for (int32_t k = t; k < t + duration; k++)
			rest[k] -= demand[0];
		return;
	}
	for (int64_t k = t; k < t + duration; k++)
	{
		for (int32_t w = 0; w < words; w++)
			rest[k * words + w] -= demand[w];
	}
}

static inline bool
takes(const uint64_t *demand, int32_t words)
{
	for (int32_t w = 0; w < words; w++)
	{
		if (demand[w] != 0)
			return true;
	}
	return false;
}

/* ---- the schemes ------------------------------------------------------ */

int32_t
lvl_serial(lvl_desk *d, const lvl_problem *p, int direction, int32_t end,
		   int32_t *start)
{
	const lvl_side *before = &p->side[direction];
	const int32_t  *release = direction == LVL_FORWARD ? p->release : NULL;
	int32_t			words = p->words;
	int32_t			length = 0;

	clear(d, p, direction, end);
	for (int32_t k = 0; k < p->activities; k++)
	{
		int32_t			j = d->order[k];
		int32_t			t = release == NULL ? 0 : release[j];
		int32_t			duration = p->duration[j];
		const uint64_t *demand = p->demand + (int64_t) j * words;

		for (int32_t l = before->first[j]; l < before->first[j + 1]; l++)
		{
			int32_t asked =
				start[before->link[l].node] + before->link[l].delta;

			if (asked > t)
				t = asked;
		}
		if (duration > 0 && takes(demand, words))
		{
			t = words == 1 ? find(d->rest, demand, 1, t, duration)
						   : find(d->rest, demand, words, t, duration);
			book(d->rest, demand, words, t, duration);
			if (t + duration > d->touched)
				d->touched = t + duration;
		}
		start[j] = t;
		if (t + duration > length)
			length = t + duration;
	}
	return length;
}

/*
 * At each moment the activities whose predecessors have let go are tried by
 * key.  The next moment is the next end of a booked one, or the next bound.
 */
int32_t
lvl_parallel(lvl_desk *d, const lvl_problem *p, int direction,
			 const int32_t *key, int32_t *start)
{
	const lvl_side *before = &p->side[direction];
	const lvl_side *after = &p->side[1 - direction];
	int32_t			n = p->activities;
	int32_t			words = p->words;
	int32_t			open = 0;
	int32_t			done = 0;
	int32_t			length = 0;
	int32_t			now = 0;

	clear(d, p, direction, 0);
	for (int32_t j = 0; j < n; j++)
	{
		d->bound[j] = 0;
		if (direction == LVL_FORWARD && p->release != NULL)
			d->bound[j] = p->release[j];
		d->waiting[j] = before->first[j + 1] - before->first[j];
		if (d->waiting[j] == 0)
			d->ready[open++] = j;
	}
	while (done < n)
	{
		int32_t next = INT32_MAX;
		int32_t best;

		/* the first of those that can start now */
		do
		{
			best = -1;
			for (int32_t k = 0; k < open; k++)
			{
				int32_t			j = d->ready[k];
				const uint64_t *demand = p->demand + (int64_t) j * words;

				if (d->bound[j] > now)
				{
					next = d->bound[j] < next ? d->bound[j] : next;
					continue;
				}
				if (best >= 0 &&
					heap_item(key[j], j) >=
						heap_item(key[d->ready[best]], d->ready[best]))
					continue;
				if (p->duration[j] > 0 && takes(demand, words))
				{
					int32_t t =
						find(d->rest, demand, words, now, p->duration[j]);

					if (t > now)
					{
						d->bound[j] = t; /* not before, whatever comes */
						next = t < next ? t : next;
						continue;
					}
				}
				best = k;
			}
			if (best >= 0)
			{
				int32_t			j = d->ready[best];
				const uint64_t *demand = p->demand + (int64_t) j * words;
				int32_t			finish = now + p->duration[j];

				d->ready[best] = d->ready[--open];
				start[j] = now;
				done++;
				length = finish > length ? finish : length;
				if (p->duration[j] > 0 && takes(demand, words))
				{
					book(d->rest, demand, words, now, p->duration[j]);
					d->touched = finish > d->touched ? finish : d->touched;
				}
				for (int32_t l = after->first[j]; l < after->first[j + 1]; l++)
				{
					int32_t s = after->link[l].node;

					if (--d->waiting[s] > 0)
						continue;
					for (int32_t b = before->first[s];
						 b < before->first[s + 1];
						 b++)
					{
						int32_t asked = start[before->link[b].node] +
										before->link[b].delta;

						if (asked > d->bound[s])
							d->bound[s] = asked;
					}
					d->ready[open++] = s;
				}
				next = INT32_MAX;
			}
		} while (best >= 0);
		now = next;
	}
	return length;
}
