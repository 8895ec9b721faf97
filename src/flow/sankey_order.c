/*
 * sankey_order.c
 *		The order of the bars in each layer, so that few ribbons cross.
 *
 * Barycentre sweeps, weighted by money, to and fro; the best order is kept.
 */
#include "flow/sankey.h"

#define SWEEPS 12

/* Where an item stands in its layer, as a part of 2^16. */
static int64_t
position(const sankey *s, int32_t item)
{
	const sankey_item *i = &s->item[item];
	int32_t			   count = s->start[i->layer + 1] - s->start[i->layer];

	return ((2 * (int64_t) i->place + 1) << 16) / (2 * count);
}

/* From 1 to 65,536, so that sums fit. */
static int64_t
weight(const sankey *s, int32_t link, int128_t largest)
{
	return 1 + (int64_t) (s->link[link].amount * 65535 / largest);
}

/* The mean position of the neighbours on one side; its own without any. */
static int64_t
barycentre(const sankey *s, int32_t item, bool forward, int128_t largest)
{
	const int32_t *first = forward ? s->in_first : s->out_first;
	const int32_t *list = forward ? s->in : s->out;
	int64_t		   sum = 0;
	int64_t		   weights = 0;

	for (int32_t k = first[item]; k < first[item + 1]; k++)
	{
		const sankey_segment *g = &s->segment[list[k]];
		int64_t				  w = weight(s, g->link, largest);

		if (g->is_back)
			continue;
		sum += w * position(s, forward ? g->from : g->to);
		weights += w;
	}
	return weights == 0 ? position(s, item) : sum / weights;
}

/* By key, equal ones as they stand. */
static void
sort_layer(sankey *s, int32_t layer)
{
	int32_t *list = s->list + s->start[layer];
	int32_t	 count = s->start[layer + 1] - s->start[layer];

	for (int32_t i = 1; i < count; i++)
	{
		int32_t item = list[i];
		int32_t k = i;

		for (; k > 0 && s->key[list[k - 1]] > s->key[item]; k--)
			list[k] = list[k - 1];
		list[k] = item;
	}
	for (int32_t i = 0; i < count; i++)
		s->item[list[i]].place = i;
}

static void
sweep(sankey *s, bool forward, int128_t largest)
{
	for (int32_t n = 1; n < s->layers; n++)
	{
		int32_t layer = forward ? n : s->layers - 1 - n;

		for (int32_t i = s->start[layer]; i < s->start[layer + 1]; i++)
			s->key[s->list[i]] = barycentre(s, s->list[i], forward, largest);
		sort_layer(s, layer);
		if (s->tick != NULL)
			s->tick();
	}
}

/* Segments counted so far that end behind a place (P. Fenwick's tree). */
static int64_t
count_behind(const int32_t *tree, int32_t place, int32_t all)
{
	int64_t before = 0;

	for (int32_t i = place + 1; i > 0; i -= i & -i)
		before += tree[i];
	return all - before;
}

static int64_t
crossings_before(sankey *s, int32_t layer)
{
	int32_t	 count = s->start[layer + 1] - s->start[layer];
	int32_t *tree = s->scratch;
	int32_t	 all = 0;
	int64_t	 crossings = 0;

	memset(tree, 0, ((size_t) count + 1) * sizeof(int32_t));
	for (int32_t i = s->start[layer - 1]; i < s->start[layer]; i++)
	{
		int32_t v = s->list[i];

		for (int32_t k = s->out_first[v]; k < s->out_first[v + 1]; k++)
			if (!s->segment[s->out[k]].is_back)
				crossings +=
					count_behind(tree,
								 s->item[s->segment[s->out[k]].to].place,
								 all);
		for (int32_t k = s->out_first[v]; k < s->out_first[v + 1]; k++)
		{
			if (s->segment[s->out[k]].is_back)
				continue;
			for (int32_t p = s->item[s->segment[s->out[k]].to].place + 1;
				 p <= count;
				 p += p & -p)
				tree[p]++;
			all++;
		}
	}
	return crossings;
}

static int64_t
crossings(sankey *s)
{
	int64_t sum = 0;

	for (int32_t k = 1; k < s->layers; k++)
		sum += crossings_before(s, k);
	return sum;
}

/* The list as it was when it was best. */
static void
restore(sankey *s, const int32_t *best)
{
	memcpy(s->list, best, (size_t) s->items * sizeof(int32_t));
	for (int32_t k = 0; k < s->layers; k++)
		for (int32_t i = s->start[k]; i < s->start[k + 1]; i++)
			s->item[s->list[i]].place = i - s->start[k];
}

/* Segments of each item by the places of their other ends. */
static void
sort_segments(sankey *s, bool leaving)
{
	const int32_t *first = leaving ? s->out_first : s->in_first;
	int32_t		  *list = leaving ? s->out : s->in;

	for (int32_t v = 0; v < s->items; v++)
		for (int32_t i = first[v] + 1; i < first[v + 1]; i++)
		{
			int32_t				  g = list[i];
			const sankey_segment *a = &s->segment[g];
			int32_t				  k = i;

			for (; k > first[v]; k--)
			{
				const sankey_segment *b = &s->segment[list[k - 1]];
				int32_t pa = s->item[leaving ? a->to : a->from].place;
				int32_t pb = s->item[leaving ? b->to : b->from].place;

				/* what runs back leaves and comes in at the bottom */
				if (b->is_back < a->is_back ||
					(b->is_back == a->is_back && pb <= pa))
					break;
				list[k] = list[k - 1];
			}
			list[k] = g;
		}
}

void
sankey_order(sankey *s)
{
	int32_t *best = s->scratch + s->items + 1;
	int128_t largest = 1;
	int64_t	 fewest = crossings(s);

	for (int32_t i = 0; i < s->links; i++)
		if (s->link[i].amount > largest)
			largest = s->link[i].amount;
	memcpy(best, s->list, (size_t) s->items * sizeof(int32_t));
	for (int n = 0; n < SWEEPS; n++)
	{
		int64_t now;

		sweep(s, n % 2 == 0, largest);
		now = crossings(s);
		if (now < fewest)
		{
			fewest = now;
			memcpy(best, s->list, (size_t) s->items * sizeof(int32_t));
		}
	}
	restore(s, best);
	sort_segments(s, true);
	sort_segments(s, false);
}
