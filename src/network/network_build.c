/*
 * network_build.c
 *		From rows in any order to a network.
 */
#include "network/network_build.h"

#include "network/exact_sum.h"

#include <math.h>
#include <string.h>

/* A name while it is sorted: eight bytes of it decide most comparisons. */
typedef struct sort_key
{
	uint64_t bytes;
	int32_t	 number;
	int32_t	 spare;
} sort_key;

size_t
net_build_memory(int64_t nodes, int64_t rows)
{
	size_t keys;

	if (nodes < 0 || nodes > NET_MAX || rows < 0 || rows > NET_MAX)
		return 0;

	/*
	 * Two sets of keys; by_name, the places and first; source, target, row
	 * and scratch.
	 */
	keys = 2 * (size_t) nodes * sizeof(sort_key);
	return keys + net_arrays_memory(nodes, 3) + net_arrays_memory(rows, 4);
}

/* How many bytes all names begin with in common. */
static size_t
common_prefix(net_build *b)
{
	const names *table = b->rows.nodes;
	const name	*one = &table->entry[0];
	size_t		 length = table->count > 0 ? one->length : 0;

	for (int32_t i = 1; i < table->count && length > 0; i++)
	{
		const name *e = &table->entry[i];

		net_step(&b->steps, b->tick);
		if (e->length < length)
			length = e->length;
		if (memcmp(e->text, one->text, length) == 0)
			continue;
		for (size_t k = 0; k < length; k++)
			if (e->text[k] != one->text[k])
				length = k;
	}
	return length;
}

/* The eight bytes behind the prefix, as a number in the order of the bytes. */
static uint64_t
key_bytes(const name *e, size_t prefix)
{
	uint64_t bytes = 0;

	for (size_t k = prefix; k < prefix + 8; k++)
		bytes =
			(bytes << 8) | (k < e->length ? (unsigned char) e->text[k] : 0);
	return bytes;
}

static bool
key_before(const names *table, const sort_key *a, const sort_key *b)
{
	const name *x;
	const name *y;

	if (a->bytes != b->bytes)
		return a->bytes < b->bytes;
	x = &table->entry[a->number];
	y = &table->entry[b->number];
	return net_name_compare(x->text, x->length, y->text, y->length) < 0;
}

/* Merges two neighbouring sorted runs of at most width keys each. */
static void
merge_runs(net_build *build, const sort_key *from, sort_key *to, size_t low,
		   size_t middle, size_t high)
{
	const names *table = build->rows.nodes;
	size_t		 a = low;
	size_t		 b = middle;

	for (size_t k = low; k < high; k++)
	{
		bool take_b =
			a == middle || (b < high && key_before(table, &from[b], &from[a]));

		net_step(&build->steps, build->tick);
		to[k] = take_b ? from[b++] : from[a++];
	}
}

/* Merge sort, bottom up; returns which of the two arrays holds the result. */
static sort_key *
sort_names(net_build *b, sort_key *keys, sort_key *other)
{
	const names *table = b->rows.nodes;
	size_t		 n = (size_t) table->count;
	size_t		 prefix = common_prefix(b);

	for (size_t i = 0; i < n; i++)
	{
		net_step(&b->steps, b->tick);
		keys[i].bytes = key_bytes(&table->entry[i], prefix);
		keys[i].number = (int32_t) i;
	}
	for (size_t width = 1; width < n; width *= 2)
	{
		sort_key *swap = keys;

		for (size_t low = 0; low < n; low += 2 * width)
		{
			size_t middle = low + width < n ? low + width : n;
			size_t high = middle + width < n ? middle + width : n;

			merge_runs(b, keys, other, low, middle, high);
		}
		keys = other;
		other = swap;
	}
	return keys;
}

/* The rows from *i on that are one edge: moves *i behind them. */
static void
skip_equal(net_build *b, int32_t *i, int32_t end)
{
	int32_t target = b->target[b->row[*i]];

	while (*i < end && b->target[b->row[*i]] == target)
	{
		net_step(&b->steps, b->tick);
		(*i)++;
	}
}

void
net_build_sort(net_build *build, const net_rows *rows, void *memory,
			   net_tick tick)
{
	int32_t	  n = rows->nodes->count;
	size_t	  names = (size_t) n + 1;
	size_t	  count = (size_t) rows->count + 1;
	sort_key *keys = memory;
	int32_t	 *place = (int32_t *) (keys + 2 * (size_t) n);
	int32_t	 *scratch;

	build->rows = *rows;
	build->tick = tick;
	build->steps = 0;
	build->by_name = place + names;
	build->first = build->by_name + names;
	build->source = build->first + names;
	build->target = build->source + count;
	build->row = build->target + count;
	scratch = build->row + count;

	keys = sort_names(build, keys, keys + n);
	build->name_bytes = 0;
	for (int32_t i = 0; i < n; i++)
	{
		net_step(&build->steps, tick);
		build->by_name[i] = keys[i].number;
		place[keys[i].number] = i;
		build->name_bytes += rows->nodes->entry[i].length;
	}
	for (int32_t r = 0; r < rows->count; r++)
	{
		net_step(&build->steps, tick);
		build->source[r] = place[rows->source[r]];
		build->target[r] = place[rows->target[r]];
	}
	net_sort_many_edges(n,
						rows->count,
						build->source,
						build->target,
						build->first,
						build->row,
						scratch,
						tick);
	build->edges = 0;
	for (int32_t v = 0; v < n; v++)
		for (int32_t i = build->first[v]; i < build->first[v + 1];
			 build->edges++)
			skip_equal(build, &i, build->first[v + 1]);
}

static double
sum_of_rows(net_build *b, int32_t from, int32_t to)
{
	const double *weight = b->rows.weight;
	net_sum		  sum;

	/* adding zero makes a zero of minus zero */
	if (to - from == 1)
		return weight[b->row[from]] + 0.0;
	net_sum_clear(&sum);
	for (int32_t i = from; i < to; i++)
	{
		net_step(&b->steps, b->tick);
		net_sum_add(&sum, weight[b->row[i]]);
	}
	return net_sum_total(&sum) + 0.0;
}

static void
write_names(net_build *b, uint32_t *start, char *bytes)
{
	uint32_t at = 0;

	for (int32_t i = 0; i < b->rows.nodes->count; i++)
	{
		const name *e = &b->rows.nodes->entry[b->by_name[i]];

		net_step(&b->steps, b->tick);
		start[i] = at;
		memcpy(bytes + at, e->text, e->length);
		at += e->length;
	}
	start[b->rows.nodes->count] = at;
}

/* Returns as net_build_write does. */
static int32_t
write_edges(net_build *b, int32_t *first, int32_t *target, double *weight)
{
	int32_t edges = 0;
	int32_t overflow = -1;

	for (int32_t v = 0; v < b->rows.nodes->count; v++)
	{
		int32_t i = b->first[v];

		first[v] = edges;
		while (i < b->first[v + 1])
		{
			int32_t from = i;

			skip_equal(b, &i, b->first[v + 1]);
			target[edges] = b->target[b->row[from]];
			if (weight != NULL)
				weight[edges] = sum_of_rows(b, from, i);
			if (weight != NULL && !isfinite(weight[edges]))
				overflow = edges;
			edges++;
		}
	}
	first[b->rows.nodes->count] = edges;
	return overflow;
}

int32_t
net_build_write(net_build *build, net_image *image)
{
	bool		weighted = build->rows.weight != NULL && build->edges > 0;
	net_network v;

	memset((char *) image + sizeof(image->size),
		   0,
		   sizeof(net_image) - sizeof(image->size));
	image->version = NET_VERSION;
	image->flags = weighted ? NET_WEIGHTED : 0;
	image->nodes = build->rows.nodes->count;
	image->edges = build->edges;
	image->name_bytes = (uint32_t) build->name_bytes;

	/* the view is read-only for those who ask; the image is ours here */
	v = net_image_view(image);
	write_names(build, (uint32_t *) v.name_start, (char *) v.name);
	return write_edges(build,
					   (int32_t *) v.graph.first,
					   (int32_t *) v.graph.target,
					   (double *) v.weight);
}
