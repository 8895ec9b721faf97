/*
 * placing.c
 *		Coordinates: runs by their neighbours, components packed.
 */
#include "network/layout.h"

#include <string.h>

#define ROUNDS 24

/* Long edges are to be straight. */
#define WEIGHT_STRAIGHT 8
#define WEIGHT_EDGE 2

#define LEAST_GAP 44 /* between layers */
#define MOST_GAP 130
#define PACK_GAP 30

/* One block of items that touch: all have the same offset from their runs. */
typedef struct pool
{
	int64_t sum; /* of weight x wish */
	int64_t weight;
	int32_t last; /* place of its last item */
} pool;

static bool
is_bend(const net_layout *l, int32_t item)
{
	return item >= l->graph->n;
}

/* From the middle of an item to the middle of the next. */
static int32_t
distance(const net_layout *l, int32_t a, int32_t b)
{
	int32_t gap =
		is_bend(l, a) && is_bend(l, b) ? NET_GAP_BENDS : NET_GAP_NODES;

	return (l->breadth[a] + l->breadth[b] + 1) / 2 + gap;
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Adds what the neighbours at one side wish. */
static void
add_wishes(net_layout *l, int32_t item, bool down, int64_t *sum,
		   int64_t *weight)
{
	const int32_t *first = down ? l->before_first : l->after_first;
	const int32_t *other = down ? l->before : l->after;

	for (int32_t i = first[item]; i < first[item + 1]; i++)
	{
		int64_t w = is_bend(l, item) && is_bend(l, other[i]) ? WEIGHT_STRAIGHT
															 : WEIGHT_EDGE;

		net_step(&l->steps, l->tick);
		*sum += w * l->across[other[i]];
		*weight += w;
	}
}

/*
 * Puts the items of a run where their neighbours are, in their order and
 * apart: with the distances taken off, that is a regression that ascends.
 */
static void
place_run(net_layout *l, int32_t run, bool down, bool both)
{
	pool   *stack = (pool *) (void *) l->scratch;
	int32_t depth = 0;
	int64_t offset = 0;
	int32_t p = l->start[run];

	for (; p < l->start[run + 1]; p++)
	{
		int32_t item = l->list[p];
		pool	one = {0, 0, p};

		if (p > l->start[run])
			offset += distance(l, l->list[p - 1], item);
		/* a bend stays level with the one before it: straight lines */
		if (down || (both && !is_bend(l, item)))
			add_wishes(l, item, true, &one.sum, &one.weight);
		if (!down || (both && !is_bend(l, item)))
			add_wishes(l, item, false, &one.sum, &one.weight);
		if (one.weight == 0)
		{
			one.weight = 1;
			one.sum = l->across[item];
		}
		one.sum -= one.weight * offset;
		/* a block that wishes to stand before the last one joins it */
		while (depth > 0 && stack[depth - 1].sum * one.weight >=
								one.sum * stack[depth - 1].weight)
		{
			depth--;
			one.sum += stack[depth].sum;
			one.weight += stack[depth].weight;
		}
		stack[depth++] = one;
	}
	p = l->start[run];
	offset = 0;
	for (int32_t b = 0; b < depth; b++)
	{
		int64_t base = floor_div(stack[b].sum, stack[b].weight);

		for (; p <= stack[b].last; p++)
		{
			if (p > l->start[run])
				offset += distance(l, l->list[p - 1], l->list[p]);
			l->across[l->list[p]] = (int32_t) (base + offset);
		}
	}
}

/* At first, items stand one behind the other. */
static void
line_up(net_layout *l, int32_t run)
{
	int32_t at = 0;

	for (int32_t p = l->start[run]; p < l->start[run + 1]; p++)
	{
		if (p > l->start[run])
			at += distance(l, l->list[p - 1], l->list[p]);
		l->across[l->list[p]] = at;
	}
	/* the middle of all runs is 0 */
	for (int32_t p = l->start[run]; p < l->start[run + 1]; p++)
		l->across[l->list[p]] -= at / 2;
}

static void
place_across(net_layout *l, int32_t low, int32_t high)
{
	for (int32_t r = low; r < high; r++)
		line_up(l, r);
	for (int32_t round = 0; round < ROUNDS; round++)
	{
		bool both = round >= ROUNDS - 6;

		if (round % 2 == 0)
			for (int32_t r = low + !both; r < high; r++)
				place_run(l, r, true, both);
		else
			for (int32_t r = high - 1 - !both; r >= low; r--)
				place_run(l, r, false, both);
	}
}

/* The widest step across that a segment behind a run makes. */
static int32_t
widest_step(const net_layout *l, int32_t run)
{
	int32_t widest = 0;

	for (int32_t p = l->start[run]; p < l->start[run + 1]; p++)
	{
		int32_t i = l->list[p];

		for (int32_t k = l->after_first[i]; k < l->after_first[i + 1]; k++)
		{
			int32_t step = l->across[l->after[k]] - l->across[i];

			step = step < 0 ? -step : step;
			widest = step > widest ? step : widest;
		}
	}
	return widest;
}

/* Sizes of a component; its least coordinates become 0. */
typedef struct box
{
	int32_t along;
	int32_t across;
} box;

static box
place_component(net_layout *l, int32_t c)
{
	int32_t low = l->first_run[c];
	int32_t high = l->first_run[c + 1];
	int32_t least = INT32_MAX;
	box		size = {0, 0};

	place_across(l, low, high);
	for (int32_t r = low; r < high; r++)
	{
		int32_t gap = widest_step(l, r) / 4;

		l->thick[r] = 0;
		for (int32_t p = l->start[r]; p < l->start[r + 1]; p++)
		{
			int32_t i = l->list[p];
			int32_t top = l->across[i] - (l->breadth[i] + 1) / 2;

			least = top < least ? top : least;
			if (l->depth[i] > l->thick[r])
				l->thick[r] = l->depth[i];
		}
		l->along[r] = size.along;
		gap = gap < LEAST_GAP ? LEAST_GAP : gap > MOST_GAP ? MOST_GAP : gap;
		if (l->stretch > 1)
			gap = gap * 2 / 3;
		size.along += l->thick[r] + (r + 1 < high ? gap : 0);
	}
	for (int32_t p = l->start[low]; p < l->start[high]; p++)
	{
		int32_t i = l->list[p];
		int32_t bottom;

		l->across[i] -= least;
		bottom = l->across[i] + (l->breadth[i] + 1) / 2;
		size.across = bottom > size.across ? bottom : size.across;
	}
	return size;
}

static void
move_component(net_layout *l, int32_t c, int32_t along, int32_t across)
{
	int32_t low = l->first_run[c];
	int32_t high = l->first_run[c + 1];

	for (int32_t r = low; r < high; r++)
		l->along[r] += along;
	for (int32_t p = l->start[low]; p < l->start[high]; p++)
		l->across[l->list[p]] += across;
}

/* About the root, from above. */
static int64_t
root_of(int64_t area)
{
	int64_t root = 1;

	while (root * root < area)
		root += root / 8 + 1;
	return root;
}

/* Components by their height on paper, the highest first; then by number. */
static void
sort_components(int32_t count, const int32_t *height, int32_t *order)
{
	for (int32_t i = 0; i < count; i++)
		order[i] = i;
	for (int32_t gap = count / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (int32_t i = gap; i < count; i++)
		{
			int32_t c = order[i];
			int32_t j = i;

			for (; j >= gap && (height[order[j - gap]] < height[c] ||
								(height[order[j - gap]] == height[c] &&
								 order[j - gap] > c));
				 j -= gap)
				order[j] = order[j - gap];
			order[j] = c;
		}
}

/* Where the next component may stand. */
typedef struct shelf
{
	int32_t width; /* most */
	int32_t y;
	int32_t height; /* that of its first component */
	int32_t x;		/* of the column */
	int32_t column; /* its width */
	int32_t filled; /* its height so far */
} shelf;

/* Below the last one, or in a new column, or on a new shelf. */
static void
next_place(shelf *s, int32_t width, int32_t height)
{
	if (s->filled > 0 && s->filled + PACK_GAP + height <= s->height &&
		s->x + width <= s->width)
	{
		s->filled += PACK_GAP;
		s->column = width > s->column ? width : s->column;
		return;
	}
	if (s->filled > 0)
		s->x += s->column + PACK_GAP;
	if (s->x > 0 && s->x + width > s->width)
	{
		s->x = 0;
		s->y += s->height + PACK_GAP;
		s->height = 0;
	}
	s->column = width;
	s->filled = 0;
	s->height = height > s->height ? height : s->height;
}

/* A width that makes the whole about three by two. */
static int32_t
shelf_width(int32_t count, const int32_t *width, const int32_t *height)
{
	int64_t area = 0;
	int64_t widest = 0;

	for (int32_t c = 0; c < count; c++)
	{
		area +=
			(int64_t) (width[c] + PACK_GAP) * (height[c] + PACK_GAP) * 3 / 2;
		widest = width[c] > widest ? width[c] : widest;
	}
	return (int32_t) (root_of(area) > widest ? root_of(area) : widest);
}

/* The highest first; on a shelf, the lower ones stand one below another. */
static void
pack(net_layout *l, const int32_t *width, const int32_t *height,
	 const int32_t *order, bool sideways)
{
	int32_t count = l->layers->components;
	shelf	s = {0};
	int32_t right = 0;
	int32_t bottom = 0;

	s.width = shelf_width(count, width, height);
	for (int32_t i = 0; i < count; i++)
	{
		int32_t c = order[i];
		int32_t y;

		next_place(&s, width[c], height[c]);
		y = s.y + s.filled;
		move_component(l, c, sideways ? y : s.x, sideways ? s.x : y);
		s.filled += height[c];
		right = s.x + width[c] > right ? s.x + width[c] : right;
		bottom = y + height[c] > bottom ? y + height[c] : bottom;
	}
	l->width = sideways ? bottom : right;
	l->height = sideways ? right : bottom;
}

void
net_layout_place(net_layout *layout, bool sideways)
{
	net_layout *l = layout;
	size_t		n = (size_t) l->items + 1;
	/* place_run needs the first arrays of the scratch */
	int32_t *width = l->scratch + 6 * n;
	int32_t *height = width + n;

	for (int32_t c = 0; c < l->layers->components; c++)
	{
		box size = place_component(l, c);

		width[c] = sideways ? size.across : size.along;
		height[c] = sideways ? size.along : size.across;
	}
	sort_components(l->layers->components, height, l->scratch);
	pack(l, width, height, l->scratch, sideways);
}
