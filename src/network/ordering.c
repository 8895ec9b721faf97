/*
 * ordering.c
 *		The order of the items of each run.
 */
#include "network/layout.h"

#include <string.h>

#define SWEEPS 16
#define EXCHANGES 12

/* The sum of the places of an item's neighbours, and how many they are. */
typedef struct mean
{
	int64_t sum;
	int64_t count;
} mean;

static mean
mean_of(const net_layout *l, int32_t item, bool down)
{
	const int32_t *first = down ? l->before_first : l->after_first;
	const int32_t *other = down ? l->before : l->after;
	int32_t		   run = l->run[item] + (down ? -1 : 1);
	mean		   m = {0, first[item + 1] - first[item]};

	for (int32_t i = first[item]; i < first[item + 1]; i++)
		m.sum += l->place[other[i]] - l->start[run];
	return m;
}

static bool
mean_before(mean a, mean b)
{
	return a.sum * b.count < b.sum * a.count;
}

/*
 * Items that have neighbours are sorted by where these are; the others keep
 * their places.  Equal ones stay in their order.
 */
static void
sort_run(net_layout *l, int32_t run, bool down)
{
	const int32_t *first = down ? l->before_first : l->after_first;
	int32_t		  *slot = l->scratch;
	int32_t		  *item = slot + l->items + 1;
	int32_t		   count = 0;

	for (int32_t p = l->start[run]; p < l->start[run + 1]; p++)
	{
		int32_t i = l->list[p];

		if (first[i] == first[i + 1])
			continue;
		slot[count] = p;
		item[count++] = i;
	}
	/* insertion by halves: runs come nearly sorted after the first sweeps */
	for (int32_t k = 1; k < count; k++)
	{
		int32_t i = item[k];
		mean	m = mean_of(l, i, down);
		int32_t low = 0;
		int32_t high = k;

		net_steps(&l->steps, (int32_t) m.count + 16, l->tick);
		while (low < high)
		{
			int32_t middle = low + (high - low) / 2;

			if (mean_before(m, mean_of(l, item[middle], down)))
				high = middle;
			else
				low = middle + 1;
		}
		net_steps(&l->steps, k - low, l->tick);
		memmove(item + low + 1,
				item + low,
				sizeof(int32_t) * (size_t) (k - low));
		item[low] = i;
	}
	for (int32_t k = 0; k < count; k++)
	{
		l->list[slot[k]] = item[k];
		l->place[item[k]] = slot[k];
	}
}

/*
 * Pairs of crossing segments between a run and the next, by a tree of counts
 * (W. Barth, M. Juenger and P. Mutzel, "Simple and efficient bilayer cross
 * counting", 2002).
 */
static int64_t
crossings_behind(net_layout *l, int32_t run)
{
	int32_t	 size = l->start[run + 2] - l->start[run + 1];
	int32_t *tree = l->scratch;
	int64_t	 total = 0;
	int32_t	 seen = 0;

	memset(tree, 0, sizeof(int32_t) * ((size_t) size + 1));
	for (int32_t p = l->start[run]; p < l->start[run + 1]; p++)
	{
		int32_t i = l->list[p];

		/* those of one item do not cross each other: count, then add */
		for (int32_t k = l->after_first[i]; k < l->after_first[i + 1]; k++)
		{
			int32_t t = l->place[l->after[k]] - l->start[run + 1] + 1;

			net_steps(&l->steps, 16, l->tick);
			total += seen;
			for (; t > 0; t -= t & -t)
				total -= tree[t];
		}
		for (int32_t k = l->after_first[i]; k < l->after_first[i + 1]; k++)
		{
			int32_t t = l->place[l->after[k]] - l->start[run + 1] + 1;

			for (; t <= size; t += t & -t)
				tree[t]++;
			seen++;
		}
	}
	return total;
}

int64_t
net_layout_crossings(net_layout *layout, int32_t component)
{
	int64_t total = 0;

	for (int32_t r = layout->first_run[component];
		 r + 1 < layout->first_run[component + 1];
		 r++)
		total += crossings_behind(layout, r);
	return total;
}

/* Pairs of segments to one side that cross if a stands before b. */
static int64_t
crossings_of_pair(net_layout *l, int32_t a, int32_t b, bool down)
{
	const int32_t *first = down ? l->before_first : l->after_first;
	const int32_t *other = down ? l->before : l->after;
	int64_t		   total = 0;

	net_steps(&l->steps,
			  (first[a + 1] - first[a]) * (first[b + 1] - first[b]) + 1,
			  l->tick);
	for (int32_t i = first[a]; i < first[a + 1]; i++)
		for (int32_t k = first[b]; k < first[b + 1]; k++)
			total += l->place[other[i]] > l->place[other[k]];
	return total;
}

/* Exchanges neighbours of a run where that saves crossings. */
static bool
exchange(net_layout *l, int32_t run, bool has_before, bool has_after)
{
	bool helped = false;

	for (int32_t p = l->start[run]; p + 1 < l->start[run + 1]; p++)
	{
		int32_t a = l->list[p];
		int32_t b = l->list[p + 1];
		int64_t saved = 0;

		if (has_before)
			saved += crossings_of_pair(l, a, b, true) -
					 crossings_of_pair(l, b, a, true);
		if (has_after)
			saved += crossings_of_pair(l, a, b, false) -
					 crossings_of_pair(l, b, a, false);
		if (saved <= 0)
			continue;
		l->list[p] = b;
		l->list[p + 1] = a;
		l->place[b] = p;
		l->place[a] = p + 1;
		helped = true;
	}
	return helped;
}

static void
keep(const net_layout *l, int32_t *best, int32_t from, int32_t to)
{
	memcpy(best, l->list + from, sizeof(int32_t) * (size_t) (to - from));
}

static void
restore(net_layout *l, const int32_t *best, int32_t from, int32_t to)
{
	memcpy(l->list + from, best, sizeof(int32_t) * (size_t) (to - from));
	for (int32_t p = from; p < to; p++)
		l->place[l->list[p]] = p;
}

static void
sweep(net_layout *l, int32_t low, int32_t high, bool down)
{
	if (down)
		for (int32_t r = low + 1; r < high; r++)
			sort_run(l, r, true);
	else
		for (int32_t r = high - 2; r >= low; r--)
			sort_run(l, r, false);
}

/* Exchanges over all runs, as often as it helps and up to so many times. */
static void
exchange_all(net_layout *l, int32_t low, int32_t high, int rounds)
{
	for (int s = 0; s < rounds; s++)
	{
		bool helped = false;

		for (int32_t r = low; r < high; r++)
			helped |= exchange(l, r, r > low, r + 1 < high);
		if (!helped)
			break;
	}
}

static void
turn_runs(net_layout *l, int32_t low, int32_t high)
{
	for (int32_t r = low; r < high; r++)
		for (int32_t p = l->start[r], q = l->start[r + 1] - 1; p < q; p++, q--)
		{
			int32_t item = l->list[p];

			l->list[p] = l->list[q];
			l->list[q] = item;
			l->place[l->list[p]] = p;
			l->place[item] = q;
		}
}

/*
 * Two starts: the order by names, sweeping down first, and that turned round,
 * sweeping up first.
 */
static void
order_component(net_layout *l, int32_t c)
{
	int32_t	 low = l->first_run[c];
	int32_t	 high = l->first_run[c + 1];
	int32_t *best = l->scratch + 2 * ((size_t) l->items + 1);
	int32_t *begin = best + l->items + 1;
	int32_t	 from = l->start[low];
	int32_t	 to = l->start[high];
	int64_t	 least = net_layout_crossings(l, c);

	keep(l, best, from, to);
	keep(l, begin, from, to);
	for (int32_t s = 0; s < 2 * SWEEPS && least > 0; s++)
	{
		int64_t crossings;

		if (s == SWEEPS)
		{
			restore(l, begin, from, to);
			turn_runs(l, low, high);
		}
		sweep(l, low, high, (s % 2 == 0) == (s < SWEEPS));
		exchange_all(l, low, high, 1);
		crossings = net_layout_crossings(l, c);
		if (crossings >= least)
			continue;
		least = crossings;
		keep(l, best, from, to);
	}
	restore(l, best, from, to);
	exchange_all(l, low, high, EXCHANGES);
}

void
net_layout_order(net_layout *layout)
{
	for (int32_t c = 0; c < layout->layers->components; c++)
		order_component(layout, c);
}
