/*
 * decode.c
 *		From a list of activities to a schedule.
 */
#include "roadmap/decode.h"

#include "common/checked.h"

#include <string.h>

/* Words of the slots, counting the second array where capacity changes. */
static bool
rest_bytes(const lvl_problem *p, size_t *bytes)
{
	return checked_mul_size((size_t) p->slots, (size_t) p->words, bytes) &&
		   checked_mul_size(*bytes, p->changes ? 16 : 8, bytes);
}

size_t
lvl_desk_memory(const lvl_problem *p)
{
	size_t n = p->activities;
	size_t bytes;

	if (!rest_bytes(p, &bytes) || bytes > SIZE_MAX / 8 || n > SIZE_MAX / 256)
		return 0;
	return bytes + n * (sizeof(uint64_t) + 4 * sizeof(int32_t)) + 8;
}

void
lvl_desk_set(lvl_desk *d, const lvl_problem *p, lvl_tick tick, void *memory)
{
	size_t n = p->activities;
	size_t words = (size_t) p->slots * p->words;

	for (int side = LVL_FORWARD; side <= LVL_BACKWARD; side++)
	{
		d->rest[side].slot = memory;
		if (p->changes && side == LVL_BACKWARD)
			d->rest[side].slot += words;
		d->rest[side].low = 0;
		d->rest[side].high = p->slots;
	}
	d->heap = d->rest[LVL_BACKWARD].slot + words;
	d->waiting = (int32_t *) (d->heap + n);
	d->order = d->waiting + n;
	d->ready = d->order + n;
	d->bound = d->ready + n;
	d->tick = tick;
	d->work = 0;
}

/* So much has been done since: now and then, asks whether to go on. */
static inline void
count_work(lvl_desk *d, int64_t work)
{
	d->work += work;
	if (d->work < 1000000)
		return;
	d->work = 0;
	if (d->tick != NULL)
		d->tick();
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
 * What a slot has at first.  Seen from the end, slot t stands for slot
 * placed - 1 - t; slots that do not exist have room for everything.
 */
static inline uint64_t
capacity_of(const lvl_problem *p, int direction, int32_t t, int32_t word)
{
	if (t >= p->placed)
		return ~LVL_GUARDS;
	if (direction == LVL_BACKWARD)
		t = p->placed - 1 - t;
	return p->capacity[(int64_t) t * p->words + word];
}

/* Makes the slots that were used as they were at first. */
static void
clear(lvl_desk *d, const lvl_problem *p, int direction)
{
	lvl_rest *rest = &d->rest[p->changes ? direction : LVL_FORWARD];
	uint64_t *slot = rest->slot;
	int32_t	  words = p->words;

	if (!p->changes && words == 1)
	{
		uint64_t full = p->capacity[0] | LVL_GUARDS;

		for (int32_t t = rest->low; t < rest->high; t++)
			slot[t] = full;
	}
	else if (!p->changes)
	{
		for (int64_t t = rest->low; t < rest->high; t++)
			for (int32_t w = 0; w < words; w++)
				slot[t * words + w] = p->capacity[w] | LVL_GUARDS;
	}
	else
	{
		for (int32_t t = rest->low; t < rest->high; t++)
			for (int32_t w = 0; w < words; w++)
				slot[(int64_t) t * words + w] =
					capacity_of(p, direction, t, w) | LVL_GUARDS;
	}
	rest->low = p->slots;
	rest->high = 0;
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

/* Takes the units of an activity off the slots from t on. */
static inline void
take_slots(lvl_rest *rest, const uint64_t *demand, int32_t words, int32_t t,
		   int32_t duration)
{
	book(rest->slot, demand, words, t, duration);
	rest->low = t < rest->low ? t : rest->low;
	rest->high = t + duration > rest->high ? t + duration : rest->high;
}

/* Whether an activity needs room at all. */
static inline bool
takes(const lvl_problem *p, int32_t j, const uint64_t *demand)
{
	if (p->duration[j] == 0)
		return false;
	for (int32_t w = 0; w < p->words; w++)
	{
		if (demand[w] != 0)
			return true;
	}
	return false;
}

/* ---- the schemes ------------------------------------------------------ */

/* The earliest start that an activity's release and its links leave. */
static inline int32_t
asked_start(const lvl_problem *p, int direction, int32_t j,
			const int32_t *start, int32_t t)
{
	const lvl_side *before = &p->side[direction];

	if (direction == LVL_FORWARD && p->asks != NULL)
	{
		int32_t asked = p->asks(p->with, j, start);

		return asked > t ? asked : t;
	}
	for (int32_t l = before->first[j]; l < before->first[j + 1]; l++)
	{
		int32_t asked = start[before->link[l].node] + before->link[l].delta;

		if (asked > t)
			t = asked;
	}
	return t;
}

/* Where an activity's date lets it start: its release, or its deadline. */
static inline int32_t
dated_start(const lvl_problem *p, int direction, int32_t end, int32_t j)
{
	if (direction == LVL_FORWARD)
		return p->release == NULL ? 0 : p->release[j];
	if (p->weight == NULL || p->weight[j] == 0 || p->deadline[j] >= end)
		return 0;
	return p->deadline[j] < 0 ? end : end - p->deadline[j];
}

int32_t
lvl_serial(lvl_desk *d, const lvl_problem *p, int direction, int32_t end,
		   int32_t *start)
{
	lvl_rest *rest = &d->rest[p->changes ? direction : LVL_FORWARD];
	int32_t	  words = p->words;
	int32_t	  length = 0;
	int32_t	  skip = 0; /* slots of "rest" behind the end */

	end = end < p->placed ? end : p->placed;
	if (p->changes && direction == LVL_BACKWARD)
		skip = p->placed - end;
	clear(d, p, direction);
	for (int32_t k = 0; k < p->activities; k++)
	{
		int32_t			j = d->order[k];
		int32_t			duration = p->duration[j];
		const uint64_t *demand = p->demand + (int64_t) j * words;
		int32_t			t = dated_start(p, direction, end, j);

		t = asked_start(p, direction, j, start, t);
		if (takes(p, j, demand))
		{
			int32_t from = t + skip;

			/* the compiler makes the most of a single word */
			t = words == 1 ? find(rest->slot, demand, 1, from, duration)
						   : find(rest->slot, demand, words, from, duration);
			take_slots(rest, demand, words, t, duration);
			count_work(d, (int64_t) (t - from + duration) * words);
			t -= skip;
		}
		start[j] = t;
		if (t + duration > length)
			length = t + duration;
	}
	count_work(d, p->activities);
	return length;
}

/*
 * Of the activities whose predecessors have let go, the place of the first by
 * key that can start now, or -1; *next is then the first moment at which one
 * could.
 */
static int32_t
pick(lvl_desk *d, const lvl_problem *p, const int32_t *key, int32_t open,
	 int32_t now, int32_t *next)
{
	int32_t best = -1;

	*next = INT32_MAX;
	count_work(d, open);
	for (int32_t k = 0; k < open; k++)
	{
		int32_t			j = d->ready[k];
		const uint64_t *demand = p->demand + (int64_t) j * p->words;

		if (d->bound[j] <= now && best >= 0 &&
			heap_item(key[j], j) >=
				heap_item(key[d->ready[best]], d->ready[best]))
			continue;
		if (d->bound[j] <= now && takes(p, j, demand))
			d->bound[j] = find(d->rest[LVL_FORWARD].slot,
							   demand,
							   p->words,
							   now,
							   p->duration[j]); /* whatever comes */
		if (d->bound[j] <= now)
			best = k;
		else if (d->bound[j] < *next)
			*next = d->bound[j];
	}
	return best;
}

/* Those that wait for nothing else than an activity are ready. */
static int32_t
let_go(lvl_desk *d, const lvl_problem *p, int32_t j, const int32_t *start,
	   int32_t open)
{
	const lvl_side *after = &p->side[LVL_BACKWARD];

	for (int32_t l = after->first[j]; l < after->first[j + 1]; l++)
	{
		int32_t s = after->link[l].node;

		if (--d->waiting[s] > 0)
			continue;
		d->bound[s] = asked_start(p, LVL_FORWARD, s, start, d->bound[s]);
		d->ready[open++] = s;
	}
	return open;
}

int32_t
lvl_parallel(lvl_desk *d, const lvl_problem *p, const int32_t *key,
			 int32_t *start)
{
	const lvl_side *before = &p->side[LVL_FORWARD];
	int32_t			open = 0;
	int32_t			length = 0;
	int32_t			now = 0;

	clear(d, p, LVL_FORWARD);
	for (int32_t j = 0; j < p->activities; j++)
	{
		d->bound[j] = dated_start(p, LVL_FORWARD, 0, j);
		d->waiting[j] = before->first[j + 1] - before->first[j];
		if (d->waiting[j] == 0)
			d->ready[open++] = j;
	}
	while (open > 0)
	{
		int32_t			next;
		int32_t			best = pick(d, p, key, open, now, &next);
		int32_t			j;
		const uint64_t *demand;

		if (best < 0)
		{
			now = next;
			continue;
		}
		j = d->ready[best];
		demand = p->demand + (int64_t) j * p->words;
		d->ready[best] = d->ready[--open];
		start[j] = now;
		if (takes(p, j, demand))
			take_slots(&d->rest[LVL_FORWARD],
					   demand,
					   p->words,
					   now,
					   p->duration[j]);
		if (now + p->duration[j] > length)
			length = now + p->duration[j];
		open = let_go(d, p, j, start, open);
	}
	return length;
}

/* ---- a schedule as it is shown ---------------------------------------- */

static inline void
give_back(lvl_rest *rest, const uint64_t *demand, int32_t words, int32_t t,
		  int32_t duration)
{
	for (int64_t k = t; k < t + duration; k++)
		for (int32_t w = 0; w < words; w++)
			rest->slot[k * words + w] += demand[w];
}

/*
 * To move earlier keeps what successors ask for, whatever the links; so each
 * can move by itself.
 */
static bool
settle_all(lvl_desk *d, const lvl_problem *p, int32_t *start)
{
	lvl_rest *rest = &d->rest[LVL_FORWARD];
	bool	  moved = false;

	for (int32_t k = 0; k < p->activities; k++)
	{
		int32_t			j = d->order[k];
		const uint64_t *demand = p->demand + (int64_t) j * p->words;
		int32_t			duration = p->duration[j];
		int32_t			t = dated_start(p, LVL_FORWARD, 0, j);

		t = asked_start(p, LVL_FORWARD, j, start, t);
		if (t >= start[j])
			continue;
		if (takes(p, j, demand))
		{
			give_back(rest, demand, p->words, start[j], duration);
			t = find(rest->slot, demand, p->words, t, duration);
			take_slots(rest, demand, p->words, t, duration);
			count_work(d, (int64_t) (start[j] - t + duration) * p->words);
		}
		moved = moved || t < start[j];
		start[j] = t;
	}
	count_work(d, p->activities);
	return moved;
}

int32_t
lvl_settle(lvl_desk *d, const lvl_problem *p, int32_t *start)
{
	int32_t length = 0;

	clear(d, p, LVL_FORWARD);
	for (int32_t j = 0; j < p->activities; j++)
	{
		const uint64_t *demand = p->demand + (int64_t) j * p->words;

		if (takes(p, j, demand))
			take_slots(&d->rest[LVL_FORWARD],
					   demand,
					   p->words,
					   start[j],
					   p->duration[j]);
	}
	lvl_order(d, p, start, LVL_FORWARD);
	while (settle_all(d, p, start))
		;
	for (int32_t j = 0; j < p->activities; j++)
	{
		if (start[j] + p->duration[j] > length)
			length = start[j] + p->duration[j];
	}
	return length;
}

int32_t
lvl_shortage(const lvl_desk *d, const lvl_problem *p, int32_t activity,
			 int32_t start)
{
	const uint64_t *slot =
		d->rest[LVL_FORWARD].slot + ((int64_t) start - 1) * p->words;
	const uint64_t *demand = p->demand + (int64_t) activity * p->words;

	for (int32_t r = 0; r < p->words * LVL_LANES; r++)
	{
		if (lvl_get(demand, r) > lvl_get(slot, r))
			return r;
	}
	return -1;
}
