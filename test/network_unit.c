/*
 * network_unit.c
 *		Graphs: known answers, and laws on random graphs against slow and
 *		obvious formulations.
 */
#include "network/network_build.h"
#include "network/cycle.h"
#include "network/exact_sum.h"
#include "network/mermaid.h"
#include "network/topological.h"
#include "network/reach.h"
#include "network/settle.h"
#include "network/network_text.h"

#include "tap.h"

#include <float.h>
#include <math.h>

/* Small graphs stand in a fixed place; large ones are allocated. */
#define SMALL 8
#define SMALL_EDGES 64

typedef struct small_graph
{
	int32_t n;
	int32_t first[SMALL + 1];
	int32_t target[SMALL_EDGES];
	bool	has[SMALL][SMALL];
} small_graph;

static net_graph
view(const small_graph *s)
{
	net_graph g = {s->n, s->first, s->target};

	return g;
}

static void
fill(small_graph *s)
{
	int32_t m = 0;

	for (int32_t v = 0; v < s->n; v++)
	{
		s->first[v] = m;
		for (int32_t u = 0; u < s->n; u++)
			if (s->has[v][u])
				s->target[m++] = u;
	}
	s->first[s->n] = m;
}

/*
 * A random graph.  Most random graphs have a self loop or two edges back and
 * forth; half of these have not, so that longer cycles are tried as well.
 */
static void
random_graph(small_graph *s, uint64_t *seed)
{
	int64_t density = tap_between(seed, 0, 60);
	bool	one_way = tap_between(seed, 0, 1) == 0;

	memset(s, 0, sizeof(*s));
	s->n = (int32_t) tap_between(seed, 0, 2 * SMALL);
	if (s->n > SMALL)
		s->n = SMALL;
	for (int32_t v = 0; v < s->n; v++)
		for (int32_t u = 0; u < s->n; u++)
			s->has[v][u] = tap_between(seed, 0, 99) < density;
	for (int32_t v = 0; one_way && v < s->n; v++)
		for (int32_t u = 0; u <= v; u++)
			if (u == v || s->has[u][v])
				s->has[v][u] = false;
	fill(s);
}

/* Paths of one or more edges, by squaring to the closure. */
static void
closure(const small_graph *s, bool reach[SMALL][SMALL])
{
	memcpy(reach, s->has, sizeof(s->has));
	for (int k = 0; k < s->n; k++)
		for (int i = 0; i < s->n; i++)
			for (int j = 0; j < s->n; j++)
				if (reach[i][k] && reach[k][j])
					reach[i][j] = true;
}

static void
test_strong_components(void)
{
	uint64_t	seed = 11;
	int64_t		wrong = 0;
	small_graph s;
	bool		reach[SMALL][SMALL];
	void	   *memory = malloc(net_strong_memory(SMALL));

	for (int i = 0; i < 20000; i++)
	{
		net_graph  g;
		net_strong strong;

		random_graph(&s, &seed);
		closure(&s, reach);
		g = view(&s);
		net_strong_find(&g, &strong, memory, NULL);
		for (int32_t v = 0; v < s.n; v++)
		{
			int32_t c = strong.component[v];
			int32_t smallest = v;

			for (int32_t u = s.n - 1; u >= 0; u--)
			{
				bool together = u == v || (reach[u][v] && reach[v][u]);

				wrong += together != (strong.component[u] == c);
				if (together && u < smallest)
					smallest = u;
			}
			wrong += strong.member[strong.start[c]] != smallest;
			wrong += net_strong_cyclic(&g, &strong, c) != reach[v][v];
			wrong += v > 0 && smallest == v && c <= strong.component[v - 1];
		}
		wrong += s.n > 0 && strong.start[strong.count] != s.n;
	}
	is_int(wrong, 0, "strong components of 20,000 graphs: mutual reach");
	free(memory);
}

/*
 * The smallest of the shortest cycles, by trying all paths in order.  path
 * holds the first depth nodes; best gets shorter or smaller cycles.
 */
static void
try_paths(const small_graph *s, const int32_t *component, int32_t c,
		  int32_t *path, int32_t depth, int32_t *best, int32_t *length)
{
	int32_t v = path[depth - 1];

	if (s->has[v][path[0]] && (*length == 0 || depth < *length))
	{
		*length = depth;
		memcpy(best, path, (size_t) depth * sizeof(int32_t));
	}
	for (int32_t u = path[0] + 1; u < s->n && depth < s->n; u++)
	{
		bool used = !s->has[v][u] || (component != NULL && component[u] != c);

		for (int32_t i = 0; i < depth; i++)
			used = used || path[i] == u;
		if (used)
			continue;
		path[depth] = u;
		try_paths(s, component, c, path, depth + 1, best, length);
	}
}

static int32_t
slow_cycle(const small_graph *s, const int32_t *component, int32_t c,
		   int32_t *best)
{
	int32_t length = 0;
	int32_t path[SMALL];

	for (int32_t v = 0; v < s->n; v++)
	{
		if (component != NULL && component[v] != c)
			continue;
		path[0] = v;
		try_paths(s, component, c, path, 1, best, &length);
	}
	return length;
}

static void
test_cycles(void)
{
	uint64_t	seed = 12;
	int64_t		wrong = 0;
	int64_t		cyclic = 0;
	small_graph s;
	int32_t		got[SMALL];
	int32_t		best[SMALL];
	void	   *memory = malloc(net_cycle_memory(SMALL));
	void	   *scratch = malloc(net_cycle_in_memory(SMALL));

	for (int i = 0; i < 20000; i++)
	{
		net_graph  g;
		net_strong strong;
		int32_t	   length;
		bool	   shortest;

		random_graph(&s, &seed);
		g = view(&s);
		length = net_cycle(&g, got, memory, NULL);
		wrong += length != slow_cycle(&s, NULL, 0, best) ||
				 memcmp(got, best, (size_t) length * sizeof(int32_t)) != 0;
		cyclic += length > 2;
		net_strong_find(&g, &strong, memory, NULL);
		for (int32_t c = 0; c < strong.count; c++)
		{
			length =
				net_cycle_in(&g, &strong, c, got, &shortest, scratch, NULL);
			wrong += length != slow_cycle(&s, strong.component, c, best) ||
					 memcmp(got, best, (size_t) length * sizeof(int32_t)) != 0;
			wrong += !shortest;
		}
	}
	is_int(wrong,
		   0,
		   "the shortest cycle of 20,000 graphs, and in each component");
	ok(cyclic > 2000,
	   "in %lld of them it has three nodes or more",
	   (long long) cyclic);
	free(memory);
	free(scratch);
}

static int ticks;

static void
count_tick(void)
{
	ticks++;
}

/* A ring of a million, its nodes in order: over the limit of the search. */
static void
test_large_ring(void)
{
	int32_t	   n = 1000000;
	int32_t	  *first = malloc(((size_t) n + 1) * sizeof(int32_t));
	int32_t	  *target = malloc((size_t) n * sizeof(int32_t));
	int32_t	  *cycle = malloc((size_t) n * sizeof(int32_t));
	void	  *memory = malloc(net_cycle_memory(n));
	void	  *scratch = malloc(net_cycle_in_memory(n));
	net_graph  g = {n, first, target};
	net_strong strong;
	bool	   shortest;

	for (int32_t v = 0; v <= n; v++)
		first[v] = v;
	for (int32_t v = 0; v < n; v++)
		target[v] = (v + 1) % n;
	ticks = 0;
	is_int(net_cycle(&g, cycle, memory, count_tick),
		   n,
		   "a ring of a million nodes");
	ok(cycle[0] == 0 && cycle[n - 1] == n - 1, "starts at its smallest node");
	ok(ticks > 30, "calls for interrupts meanwhile (%d)", ticks);
	net_strong_find(&g, &strong, memory, NULL);
	net_cycle_in(&g, &strong, 0, cycle, &shortest, scratch, NULL);
	ok(!shortest, "says that it did not search from every node");
	first[n] = n - 1;
	is_int(net_cycle(&g, cycle, memory, NULL),
		   0,
		   "a chain of a million nodes has no cycle");
	free(first);
	free(target);
	free(cycle);
	free(memory);
	free(scratch);
}


/* --- orders and reach --- */

/* Fewest edges (at least one) from each node to each, by Floyd and Warshall. */
static void
slow_distances(const small_graph *s, int32_t distance[SMALL][SMALL])
{
	for (int i = 0; i < s->n; i++)
		for (int j = 0; j < s->n; j++)
			distance[i][j] = s->has[i][j] ? 1 : -1;
	for (int k = 0; k < s->n; k++)
		for (int i = 0; i < s->n; i++)
			for (int j = 0; j < s->n; j++)
				if (distance[i][k] > 0 && distance[k][j] > 0 &&
					(distance[i][j] < 0 ||
					 distance[i][j] > distance[i][k] + distance[k][j]))
					distance[i][j] = distance[i][k] + distance[k][j];
}

static void
test_reach(void)
{
	uint64_t	seed = 13;
	int64_t		wrong = 0;
	small_graph s;
	int32_t		slow[SMALL][SMALL];
	int32_t		distance[SMALL];
	int32_t		queue[SMALL + 1];
	int32_t		first[SMALL + 1];
	int32_t		target[SMALL_EDGES];

	for (int i = 0; i < 20000; i++)
	{
		net_graph g;
		net_graph back = {0, first, target};

		random_graph(&s, &seed);
		g = view(&s);
		back.n = s.n;
		net_reverse(&g, first, target, NULL);
		slow_distances(&s, slow);
		for (int32_t v = 0; v < s.n; v++)
		{
			int32_t largest = 0;
			int32_t got = net_reach(&g, v, distance, queue, NULL);

			for (int32_t u = 0; u < s.n; u++)
			{
				wrong += distance[u] != slow[v][u];
				if (slow[v][u] > largest)
					largest = slow[v][u];
			}
			wrong += got != largest;
			net_reach(&back, v, distance, queue, NULL);
			for (int32_t u = 0; u < s.n; u++)
				wrong += distance[u] != slow[u][v];
		}
	}
	is_int(wrong, 0, "distances in 20,000 graphs, forward and back");
}

/* The next node in order, the slow way: the smallest that waits for none. */
static int32_t
slow_next(const small_graph *s, const bool *placed)
{
	for (int32_t v = 0; v < s->n; v++)
	{
		bool waits = placed[v];

		for (int32_t u = 0; u < s->n; u++)
			waits = waits || (s->has[u][v] && !placed[u]);
		if (!waits)
			return v;
	}
	return -1;
}

/* Most edges on a path to a node of a graph without cycles. */
static int32_t
slow_level(const small_graph *s, int32_t v)
{
	int32_t level = 0;

	for (int32_t u = 0; u < s->n; u++)
		if (s->has[u][v])
		{
			int32_t l = slow_level(s, u) + 1;

			level = l > level ? l : level;
		}
	return level;
}

static void
test_orders(void)
{
	uint64_t	seed = 14;
	int64_t		wrong = 0;
	int64_t		ordered = 0;
	small_graph s;
	bool		reach[SMALL][SMALL];
	int32_t		order[SMALL];
	int32_t		level[SMALL];
	void	   *scratch = malloc(net_order_memory(SMALL));

	for (int i = 0; i < 20000; i++)
	{
		net_graph g;
		bool	  placed[SMALL] = {false};
		bool	  cyclic = false;
		int32_t	  count;
		int32_t	  levels;
		int32_t	  highest = 0;

		random_graph(&s, &seed);
		/* most random graphs have cycles: turn two thirds of them straight */
		for (int32_t v = 0; i % 3 > 0 && v < s.n; v++)
			for (int32_t u = 0; u < s.n; u++)
				if ((u * 5 + 3) % SMALL <= (v * 5 + 3) % SMALL)
					s.has[v][u] = false;
		fill(&s);
		g = view(&s);
		closure(&s, reach);
		for (int32_t v = 0; v < s.n; v++)
			cyclic = cyclic || reach[v][v];
		count = net_order(&g, order, scratch, NULL);
		levels = net_levels(&g, level, scratch, NULL);
		for (int32_t k = 0; k < count; k++)
		{
			wrong += order[k] != slow_next(&s, placed);
			placed[order[k]] = true;
		}
		wrong += slow_next(&s, placed) >= 0;
		wrong += cyclic != (count < s.n) || cyclic != (levels < 0);
		for (int32_t v = 0; v < s.n && !cyclic; v++)
		{
			wrong += level[v] != slow_level(&s, v);
			highest = level[v] + 1 > highest ? level[v] + 1 : highest;
		}
		wrong += !cyclic && levels != highest;
		ordered += !cyclic && s.first[s.n] > 5;
	}
	is_int(wrong, 0, "orders and levels of 20,000 graphs");
	ok(ordered > 5000,
	   "%lld of them have an order and more than 5 edges",
	   (long long) ordered);
	free(scratch);
}

static void
test_components(void)
{
	uint64_t	seed = 15;
	int64_t		wrong = 0;
	int64_t		several = 0;
	small_graph s;
	small_graph both;
	bool		reach[SMALL][SMALL];
	int32_t		component[SMALL];

	for (int i = 0; i < 20000; i++)
	{
		net_graph g;
		int32_t	  count;
		int32_t	  smallest_ones = 0;

		random_graph(&s, &seed);
		for (int32_t v = 0; i % 2 == 0 && v < s.n; v++)
			for (int32_t u = 0; u < s.n; u++)
				s.has[v][u] = s.has[v][u] && u % 3 == v % 3;
		fill(&s);
		both = s;
		for (int32_t v = 0; v < s.n; v++)
			for (int32_t u = 0; u < s.n; u++)
				both.has[v][u] = u == v || s.has[v][u] || s.has[u][v];
		closure(&both, reach);
		g = view(&s);
		count = net_components(&g, component, NULL);
		for (int32_t v = 0; v < s.n; v++)
		{
			bool smallest = true;

			for (int32_t u = 0; u < s.n; u++)
			{
				wrong += reach[u][v] != (component[u] == component[v]);
				smallest = smallest && !(u < v && reach[u][v]);
			}
			wrong += smallest && component[v] != smallest_ones;
			smallest_ones += smallest;
		}
		wrong += count != smallest_ones;
		several += count > 1 && s.first[s.n] > 3;
	}
	is_int(wrong, 0, "weak components of 20,000 graphs");
	ok(several > 2000, "%lld of them fall apart", (long long) several);
}

/* A chain of a million nodes: nothing here may depend on the depth. */
static void
test_long_chain(void)
{
	int32_t	  n = 1000000;
	int32_t	 *first = malloc(((size_t) n + 1) * sizeof(int32_t));
	int32_t	 *target = malloc((size_t) n * sizeof(int32_t));
	int32_t	 *out = malloc(((size_t) n + 1) * sizeof(int32_t));
	void	 *scratch = malloc(net_order_memory(n));
	net_graph g = {n, first, target};

	for (int32_t v = 0; v <= n; v++)
		first[v] = v == 0 ? 0 : v - 1;
	for (int32_t v = 1; v < n; v++)
		target[v - 1] = v - 1;
	is_int(net_order(&g, out, scratch, NULL),
		   n,
		   "a chain of a million: order");
	ok(out[0] == n - 1 && out[n - 1] == 0, "runs from its end");
	is_int(net_levels(&g, out, scratch, NULL), n, "as many levels");
	is_int(net_reach(&g, n - 1, out, scratch, NULL), n - 1, "reach");
	is_int(net_components(&g, out, NULL), 1, "one weak component");
	free(first);
	free(target);
	free(out);
	free(scratch);
}

/* --- sums --- */

static double
sum_of(const double *number, int count)
{
	net_sum sum;

	net_sum_clear(&sum);
	for (int i = 0; i < count; i++)
		net_sum_add(&sum, number[i]);
	return net_sum_total(&sum);
}

static void
is_sum(const double *number, int count, double expected, const char *what)
{
	double got = sum_of(number, count);

	ok(got == expected && !signbit(got) == !signbit(expected),
	   "%s: %.17g",
	   what,
	   got);
}

#define SUM(expected, what, ...)                                              \
	do                                                                        \
	{                                                                         \
		static const double list[] = {__VA_ARGS__};                           \
		is_sum(list, (int) (sizeof(list) / sizeof(list[0])), expected, what); \
	} while (0)

static void
test_known_sums(void)
{
	SUM(1.0, "ten times 0.1", .1, .1, .1, .1, .1, .1, .1, .1, .1, .1);
	SUM(1.0, "large ones cancel", 1e308, 1e308, 1.0, -1e308, -1e308);
	SUM(-1.0, "and to a negative one", 1e308, -1.0, -1e308);
	SUM(0.0, "nothing is left, without a sign", 5.5, -5.5);
	SUM(0.0, "minus zeros", -0.0, -0.0);
	SUM(INFINITY, "over the range", DBL_MAX, DBL_MAX);
	SUM(-INFINITY, "under the range", -DBL_MAX, -DBL_MAX, -DBL_MAX);
	SUM(DBL_MAX, "back into the range", DBL_MAX, DBL_MAX, -DBL_MAX);
	SUM(3 * 0x1p-1074, "the smallest numbers", 0x1p-1074, 0x1p-1073);
	SUM(DBL_MIN, "up to normal ones", DBL_MIN - 0x1p-1074, 0x1p-1074);
	SUM(0x1p53, "a tie goes to even, down", 0x1p53, 1.0);
	SUM(0x1p53 + 4, "a tie goes to even, up", 0x1p53 + 2, 1.0);
	SUM(0x1p53 + 2, "a tie and a little more", 0x1p53, 1.0, 0x1p-1074);
	SUM(0x1p53, "a tie and a little less", 0x1p53, 1.0, -0x1p-1074);
	SUM(0x1p54, "rounds up to a power of two", 0x1p54 - 2, 1.5);
}

/*
 * Random sums of multiples of 2^-20, which also have an exact sum as integers
 * of 128 bits; the compiler rounds that to the nearest double, ties to even.
 */
static void
test_random_sums(void)
{
	uint64_t seed = 16;
	int64_t	 wrong = 0;
	int64_t	 rounded = 0;
	double	 number[50];

	for (int i = 0; i < 20000; i++)
	{
		int		 count = (int) tap_between(&seed, 0, 50);
		__int128 exact = 0;
		double	 expected;

		for (int k = 0; k < count; k++)
		{
			int64_t mantissa =
				tap_between(&seed, -(INT64_C(1) << 53), INT64_C(1) << 53);
			int shift = (int) tap_between(&seed, 0, 60);

			exact += (__int128) mantissa << shift;
			number[k] = ldexp((double) mantissa, shift - 20);
		}
		expected = ldexp((double) exact, -20);
		wrong += sum_of(number, count) != expected;
		rounded += (__int128) (double) exact != exact;
	}
	is_int(wrong, 0, "20,000 random sums are the exact ones, rounded once");
	ok(rounded > 10000, "%lld of them had to be rounded", (long long) rounded);
}

/* --- rows, images and text --- */

#define MOST_ROWS 40
#define MOST_NAMES 12

/* Rows with names, kept together so that they can be shuffled. */
typedef struct row_set
{
	int		count;
	int		name_count;
	bool	weighted;
	char	name[MOST_NAMES][8];
	int32_t source[MOST_ROWS];
	int32_t target[MOST_ROWS]; /* -1: only a node */
	double	weight[MOST_ROWS];
} row_set;

static void
random_rows(row_set *r, uint64_t *seed)
{
	static const char letters[] = "ab\"\\->:,{} \n\xC3\xA9_.1";

	r->count = (int) tap_between(seed, 0, MOST_ROWS);
	r->name_count = (int) tap_between(seed, 1, MOST_NAMES);
	r->weighted = tap_between(seed, 0, 1) == 0;
	for (int i = 0; i < r->name_count; i++)
	{
		int length = (int) tap_between(seed, 0, 7);

		for (int k = 0; k < length; k++)
			r->name[i][k] =
				letters[tap_between(seed, 0, (int) sizeof(letters) - 2)];
		r->name[i][length] = '\0';
	}
	for (int i = 0; i < r->count; i++)
	{
		r->source[i] = (int32_t) tap_between(seed, 0, r->name_count - 1);
		r->target[i] = (int32_t) tap_between(seed, -1, r->name_count - 1);
		r->weight[i] = ldexp((double) tap_between(seed, -99, 99), -3);
	}
}

static void
shuffle(row_set *r, uint64_t *seed)
{
	for (int i = r->count - 1; i > 0; i--)
	{
		int		k = (int) tap_between(seed, 0, i);
		int32_t source = r->source[i];
		int32_t target = r->target[i];
		double	weight = r->weight[i];

		r->source[i] = r->source[k];
		r->target[i] = r->target[k];
		r->weight[i] = r->weight[k];
		r->source[k] = source;
		r->target[k] = target;
		r->weight[k] = weight;
	}
}

/* The image that rows lead to; the caller frees it. */
static net_image *
image_of(const net_rows *rows, size_t *size, int32_t *overflow)
{
	void *memory = malloc(net_build_memory(rows->nodes->count, rows->count));
	net_build  build;
	net_image *image;

	net_build_sort(&build, rows, memory, NULL);
	*size = net_image_size(rows->nodes->count,
						   build.edges,
						   rows->weight != NULL && build.edges > 0,
						   build.name_bytes);
	image = malloc(*size);
	image->size = 0;
	*overflow = net_build_write(&build, image);
	free(memory);
	return image;
}

static net_image *
image_of_set(const row_set *r, size_t *size)
{
	void	  *memory = malloc(names_memory(2 * MOST_ROWS));
	names	   table;
	int32_t	   source[MOST_ROWS];
	int32_t	   target[MOST_ROWS];
	double	   weight[MOST_ROWS];
	net_rows   rows = {&table, 0, source, target, r->weighted ? weight : NULL};
	net_image *image;
	int32_t	   overflow;

	names_init(&table, 2 * MOST_ROWS, memory);
	for (int i = 0; i < r->count; i++)
	{
		const char *name = r->name[r->source[i]];
		bool		is_new;

		source[rows.count] = names_add(&table, name, strlen(name), &is_new);
		if (r->target[i] < 0)
			continue;
		name = r->name[r->target[i]];
		weight[rows.count] = r->weight[i];
		target[rows.count++] = names_add(&table, name, strlen(name), &is_new);
	}
	image = image_of(&rows, size, &overflow);
	free(memory);
	return image;
}

/* The weight of the edge between two names; false if there is no such edge. */
static bool
find_edge(const net_network *v, const char *source, const char *target,
		  double *weight)
{
	for (int32_t s = 0; s < v->graph.n; s++)
		for (int32_t e = v->graph.first[s]; e < v->graph.first[s + 1]; e++)
		{
			size_t		a;
			size_t		b;
			const char *from = net_name(v, s, &a);
			const char *to = net_name(v, v->graph.target[e], &b);

			if (a != strlen(source) || b != strlen(target) ||
				memcmp(from, source, a) != 0 || memcmp(to, target, b) != 0)
				continue;
			*weight = v->weight != NULL ? v->weight[e] : NAN;
			return true;
		}
	return false;
}

static bool
same_edge(const row_set *r, int i, int k)
{
	return r->target[i] >= 0 && r->target[k] >= 0 &&
		   strcmp(r->name[r->source[i]], r->name[r->source[k]]) == 0 &&
		   strcmp(r->name[r->target[i]], r->name[r->target[k]]) == 0;
}

/* Does the network hold what the rows say, no more and no less? */
static int
differences(const row_set *r, const net_network *v)
{
	int	 wrong = 0;
	int	 edges = 0;
	int	 nodes = 0;
	bool used[MOST_NAMES] = {false};

	for (int i = 0; i < r->count; i++)
	{
		double sum = 0;
		double weight;
		bool   again = false;

		used[r->source[i]] = true;
		if (r->target[i] < 0)
			continue;
		used[r->target[i]] = true;
		for (int k = 0; k < r->count; k++)
		{
			sum += same_edge(r, i, k) ? r->weight[k] : 0;
			again = again || (k < i && same_edge(r, i, k));
		}
		edges += !again;
		if (!find_edge(v,
					   r->name[r->source[i]],
					   r->name[r->target[i]],
					   &weight))
			wrong++;
		else
			wrong += r->weighted ? weight != sum : !isnan(weight);
	}
	for (int i = 0; i < r->name_count; i++)
	{
		bool again = false;

		for (int k = 0; k < i; k++)
			again = again || (used[k] && strcmp(r->name[k], r->name[i]) == 0);
		nodes += used[i] && !again;
		wrong += used[i] && net_find(v, r->name[i], strlen(r->name[i])) < 0;
	}
	wrong += nodes != v->graph.n;
	wrong += edges != v->graph.first[v->graph.n];
	wrong += net_find(v, "no such name", 12) >= 0;
	return wrong;
}

static int
format_weight(double weight, char out[NET_WEIGHT_SIZE])
{
	return snprintf(out, NET_WEIGHT_SIZE, "%.17g", weight);
}

/* The text of an image; the caller frees it. */
static char *
text_of(const net_image *image)
{
	net_network v = net_image_view(image);
	net_writer	w = {NULL, 0, NULL, 0};
	char	   *scratch = malloc((size_t) image->nodes + 1);
	char	   *text;

	net_text_write(&w, &v, format_weight, scratch, SIZE_MAX);
	text = malloc(w.length + 1);
	net_writer_begin(&w, text);
	net_text_write(&w, &v, format_weight, scratch, SIZE_MAX);
	text[w.length] = '\0';
	free(scratch);
	return text;
}

/*
 * The image that a text describes, or NULL; then *problem says why not, and
 * *place where.
 */
static net_image *
image_of_text(const char *text, size_t *size, net_text *t)
{
	size_t	   length = strlen(text);
	int64_t	   nodes;
	int64_t	   edges;
	names	   table;
	net_image *image = NULL;
	int32_t	   overflow;

	net_text_bounds(text, length, &nodes, &edges, NULL);
	names_init(&table, nodes, malloc(names_memory(nodes)));
	t->nodes = &table;
	t->source = malloc((size_t) edges * sizeof(int32_t) + 1);
	t->target = malloc((size_t) edges * sizeof(int32_t) + 1);
	t->weight = malloc((size_t) edges * sizeof(double) + 1);
	t->bytes = malloc(length + 1);
	if (net_text_read(text, length, t, NULL))
	{
		net_rows rows = {&table,
						 t->edges,
						 t->source,
						 t->target,
						 t->weighted ? t->weight : NULL};

		image = image_of(&rows, size, &overflow);
	}
	free(table.entry);
	free(t->source);
	free(t->target);
	free(t->weight);
	free(t->bytes);
	t->nodes = NULL;
	return image;
}

static void
test_images(void)
{
	uint64_t seed = 17;
	int64_t	 wrong_content = 0;
	int64_t	 wrong_order = 0;
	int64_t	 wrong_text = 0;
	int64_t	 wrong_check = 0;
	row_set	 r;

	for (int i = 0; i < 20000; i++)
	{
		size_t		size;
		size_t		other_size;
		net_image  *image;
		net_image  *other;
		net_network v;
		net_text	read;
		char	   *text;

		random_rows(&r, &seed);
		image = image_of_set(&r, &size);
		wrong_check += !net_image_check(image, size);
		v = net_image_view(image);
		wrong_content += differences(&r, &v);

		shuffle(&r, &seed);
		other = image_of_set(&r, &other_size);
		wrong_order += size != other_size || memcmp(image, other, size) != 0;
		free(other);

		text = text_of(image);
		other = image_of_text(text, &other_size, &read);
		wrong_text += other == NULL;
		if (other != NULL)
			((net_image *) other)->size = 0;
		wrong_text += other == NULL || size != other_size ||
					  memcmp(image, other, size) != 0;
		free(other);
		free(text);
		free(image);
	}
	is_int(wrong_content, 0, "20,000 networks hold what their rows say");
	is_int(wrong_order, 0, "whatever the order of the rows, byte by byte");
	is_int(wrong_text, 0, "and survive text and back");
	is_int(wrong_check, 0, "and are canonical");
}

/*
 * The check takes no image of another length and no header that differs, and
 * comes to no harm whatever byte is changed (the sanitizers watch).
 */
static void
test_damaged_images(void)
{
	uint64_t seed = 18;
	int64_t	 wrong = 0;
	int64_t	 refused = 0;
	int64_t	 tried = 0;
	row_set	 r;

	for (int i = 0; i < 500; i++)
	{
		size_t	   size;
		net_image *image;

		random_rows(&r, &seed);
		image = image_of_set(&r, &size);
		for (size_t k = sizeof(image->size); k < size; k++)
			for (int bit = 0; bit < 8; bit++)
			{
				bool good;

				((unsigned char *) image)[k] ^= (unsigned char) (1 << bit);
				good = net_image_check(image, size);
				wrong += good && k < sizeof(net_image);
				refused += !good;
				tried++;
				((unsigned char *) image)[k] ^= (unsigned char) (1 << bit);
			}
		for (size_t k = 0; k < size; k++)
		{
			/* a copy of that length, so that reading past it is seen */
			net_image *part = malloc(k > 0 ? k : 1);

			memcpy(part, image, k);
			wrong += net_image_check(part, k);
			free(part);
		}
		wrong += !net_image_check(image, size);
		free(image);
	}
	is_int(wrong, 0, "no damaged header and no shortened image is taken");
	ok(refused > tried / 4,
	   "%lld of %lld images with one bit changed are refused",
	   (long long) refused,
	   (long long) tried);
}

/* A value of a name, a target or a weight that must not stand there. */
static void
refuses_change(const char *text, const char *what, void *place,
			   const void *value, size_t length, net_image *image, size_t size)
{
	char kept[8];

	memcpy(kept, place, length);
	memcpy(place, value, length);
	ok(!net_image_check(image, size), "no image of %s: %s", text, what);
	memcpy(place, kept, length);
}

static void
test_wrong_images(void)
{
	static const char	 text[] = "a->a:1, a->b:2";
	size_t				 size;
	net_text			 read;
	net_image			*image = image_of_text(text, &size, &read);
	net_network			 v = net_image_view(image);
	int32_t				*target = (int32_t *) v.graph.target;
	int32_t				*first = (int32_t *) v.graph.first;
	uint32_t			*name_start = (uint32_t *) v.name_start;
	double				*weight = (double *) v.weight;
	static const int32_t number[] = {-1, 0, 1, 2, 3};
	static const double	 wrong[] = {NAN, INFINITY, -INFINITY, -0.0};

	ok(net_image_check(image, size), "an image of %s", text);
	refuses_change(text,
				   "a target twice",
				   target + 1,
				   number + 1,
				   4,
				   image,
				   size);
	refuses_change(text,
				   "targets descend",
				   target,
				   number + 3,
				   4,
				   image,
				   size);
	refuses_change(text,
				   "no such target",
				   target + 1,
				   number + 3,
				   4,
				   image,
				   size);
	refuses_change(text, "target under zero", target, number, 4, image, size);
	refuses_change(text, "first under zero", first, number, 4, image, size);
	refuses_change(text,
				   "first descends",
				   first + 1,
				   number + 4,
				   4,
				   image,
				   size);
	refuses_change(text,
				   "one edge more",
				   first + 2,
				   number + 4,
				   4,
				   image,
				   size);
	refuses_change(text,
				   "a name twice",
				   (char *) v.name + 1,
				   "a",
				   1,
				   image,
				   size);
	refuses_change(text,
				   "names descend",
				   (char *) v.name,
				   "c",
				   1,
				   image,
				   size);
	refuses_change(text,
				   "names begin late",
				   name_start,
				   number + 2,
				   4,
				   image,
				   size);
	refuses_change(text,
				   "names overlap",
				   name_start + 1,
				   number + 4,
				   4,
				   image,
				   size);
	refuses_change(text,
				   "names end early",
				   name_start + 2,
				   number + 2,
				   4,
				   image,
				   size);
	for (int i = 0; i < 4; i++)
		refuses_change(text,
					   "not a weight",
					   weight,
					   wrong + i,
					   8,
					   image,
					   size);
	free(image);
}

static void
reads_as(const char *text, const char *expected)
{
	size_t	   size;
	net_text   read;
	net_image *image = image_of_text(text, &size, &read);
	char	  *back = image == NULL ? NULL : text_of(image);

	is_text(back == NULL ? read.problem : back, expected, text);
	free(back);
	free(image);
}

static void
refuses(const char *text, const char *what, int place)
{
	size_t	   size;
	net_text   read;
	net_image *image = image_of_text(text, &size, &read);

	ok(image == NULL && strcmp(read.problem, what) == 0 &&
		   read.place == text + place,
	   "refuses %s: %s at %d",
	   text,
	   image == NULL ? read.problem : "(taken)",
	   image == NULL ? (int) (read.place - text) : -1);
	free(image);
}

static void
test_text(void)
{
	reads_as("{}", "{}");
	reads_as(" { } ", "{}");
	reads_as("d, b->c, a->b", "a->b, b->c, d");
	reads_as("a->b->c->a", "a->b, b->c, c->a");
	reads_as("a->b,a->b", "a->b");
	reads_as("a->b:1,a->b:2.5", "a->b:3.5");
	reads_as("a->b:-0", "a->b:0");
	reads_as("a -> b : +.5 -> c : 1e3", "a->b:0.5, b->c:1000");
	reads_as("\"a\"->\"b c\"", "a->\"b c\"");
	reads_as("\"say \"\"yes\"\"\"->\"\"", "\"say \"\"yes\"\"\"->\"\"");
	reads_as("\"\"", "\"\"");
	reads_as("-5->MP-2026.1/b_c", "-5->MP-2026.1/b_c");
	reads_as("\"a-\"->\"--b\"->c-d", "\"--b\"->c-d, \"a-\"->\"--b\"");
	reads_as("\xC3\xA9->b", "\xC3\xA9->b");
	refuses("", "A name is missing", 0);
	refuses("a->", "A name is missing", 3);
	refuses("a->b,", "A name is missing", 5);
	refuses("->b", "A name is missing", 0);
	refuses("a-->b", "A comma or an arrow (->) is missing", 1);
	refuses("a b", "A comma or an arrow (->) is missing", 2);
	refuses("a->b:", "A number is missing", 5);
	refuses("a->b:nan", "A number is missing", 5);
	refuses("a->b:-inf", "A number is missing", 5);
	refuses("a->b:0x10", "A number is missing", 5);
	refuses("a->b:2kg", "A comma or an arrow (->) is missing", 6);
	refuses("a->b:1e999", "The weight is out of range", 5);
	refuses("a->b:1e-999", "The weight is out of range", 5);
	refuses("a->b:1,b->c", "Edges with and without a weight are mixed", 11);
	refuses("a->b,b->c:1", "Edges with and without a weight are mixed", 9);
	refuses("a:1", "A comma or an arrow (->) is missing", 1);
	refuses("\"a", "The quote is not closed", 0);
	refuses("a->\"b\"\"", "The quote is not closed", 3);
	refuses("{", "A closing brace is missing", 1);
	refuses("{a->b}", "A closing brace is missing", 1);
	refuses("{}a", "Text follows the braces", 2);
	refuses("a->{}", "A name is missing", 3);
}

/* Reading arbitrary bytes comes to no harm, and what it takes reads back. */
static void
test_random_text(void)
{
	static const char letters[] = "ab->,:\"{} 1e.";
	uint64_t		  seed = 19;
	int64_t			  wrong = 0;
	int64_t			  taken = 0;
	char			  text[24];

	for (int i = 0; i < 200000; i++)
	{
		int		   length = (int) tap_between(&seed, 0, 23);
		size_t	   size;
		size_t	   other_size;
		net_text   read;
		net_image *image;
		net_image *other;
		char	  *back;

		for (int k = 0; k < length; k++)
		{
			text[k] = letters[tap_between(&seed, 0, sizeof(letters) - 2)];
			if (text[k] == '-' && k + 1 < length)
				text[++k] = '>';
		}
		text[length] = '\0';
		image = image_of_text(text, &size, &read);
		if (image == NULL)
		{
			wrong += read.place < text || read.place > text + length;
			continue;
		}
		taken++;
		back = text_of(image);
		other = image_of_text(back, &other_size, &read);
		wrong += other == NULL || other_size != size ||
				 !net_image_check(image, size);
		free(other);
		free(back);
		free(image);
	}
	is_int(wrong, 0, "200,000 random texts");
	ok(taken > 5000, "%lld of them are networks", (long long) taken);
}

static void
test_overflowing_weight(void)
{
	size_t	 size;
	names	 table;
	bool	 is_new;
	int32_t	 source[] = {0, 1, 1};
	int32_t	 target[] = {1, 0, 0};
	double	 weight[] = {1, DBL_MAX, DBL_MAX};
	net_rows rows = {&table, 3, source, target, weight};
	int32_t	 overflow;

	names_init(&table, 2, malloc(names_memory(2)));
	names_add(&table, "a", 1, &is_new);
	names_add(&table, "b", 1, &is_new);
	free(image_of(&rows, &size, &overflow));
	is_int(overflow, 1, "the edge whose weights run over the range");
	free(table.entry);
}

static void
is_drawing(const char *text, const char *direction, const char *expected,
		   const char *what)
{
	size_t		size;
	net_text	read = {0};
	net_image  *image = image_of_text(text, &size, &read);
	net_network v = net_image_view(image);
	net_writer	w = {NULL, 0, NULL, 0};
	char	   *drawing;

	net_mermaid_write(&w, &v, direction, strlen(direction), format_weight);
	drawing = malloc(w.length + 1);
	net_writer_begin(&w, drawing);
	net_mermaid_write(&w, &v, direction, strlen(direction), format_weight);
	drawing[w.length] = '\0';
	is_text(drawing, expected, what);
	free(drawing);
	free(image);
}

static void
test_mermaid(void)
{
	is_drawing("{}", "TB", "graph TB", "nothing to draw");
	is_drawing("a->b, c",
			   "LR",
			   "graph LR\n    n0[\"a\"]\n    n1[\"b\"]\n    n2[\"c\"]\n"
			   "    n0 --> n1",
			   "three nodes, one edge");
	is_drawing("a->a:-2.5",
			   "LR",
			   "graph LR\n    n0[\"a\"]\n    n0 -->|\"#45;2.5\"| n0",
			   "a self loop with a weight");
	is_drawing("\"\"", "LR", "graph LR\n    n0[\" \"]", "an empty name");
	is_drawing("\"a\r\nb\nc\rd\n\n\"",
			   "LR",
			   "graph LR\n    n0[\"a<br/>b<br/>c<br/>d<br/><br/>\"]",
			   "line breaks");
	is_drawing("\"\"\"`#;:<br>&[]{}|\\*~@%=!?'+$^\t\"",
			   "LR",
			   "graph LR\n    n0[\"#34;#96;#35;#59;#58;#60;br#62;#38;#91;#93;"
			   "#123;#125;#124;#92;#42;#126;#64;#37;#61;#33;#63;#39;#43;"
			   "#36;#94;#9;\"]",
			   "all that means something to Mermaid");
	is_drawing("\"1. a\", \"2) b\", \"- c\", \"www.d.nl\", \"_e_ f_g\", \" h  "
			   "i \"",
			   "LR",
			   "graph LR\n    n0[\"#32;h #32;i#32;\"]\n    n1[\"#45; c\"]\n"
			   "    n2[\"1#46; a\"]\n    n3[\"2#41; b\"]\n"
			   "    n4[\"#95;e#95; f_g\"]\n    n5[\"www#46;d#46;nl\"]",
			   "all that means something to Markdown");
	is_drawing("\"Hoorn (NH), A/B, 8.5 x-y \xC3\xA9\"",
			   "LR",
			   "graph LR\n    n0[\"Hoorn (NH), A/B, 8.5 x-y \xC3\xA9\"]",
			   "what may stand as it is");
	is_drawing("\"direction LR\", \"a T\"",
			   "LR",
			   "graph LR\n    n0[\"a T\"]\n    n1[\"direction#32;LR\"]",
			   "a statement that Mermaid would find in a label");
	ok(net_mermaid_direction("LR", 2) && net_mermaid_direction("TD", 2) &&
		   net_mermaid_direction("BT", 2) && net_mermaid_direction("RL", 2) &&
		   net_mermaid_direction("TB", 2),
	   "five directions");
	ok(!net_mermaid_direction("lr", 2) && !net_mermaid_direction("L", 1) &&
		   !net_mermaid_direction("LRT", 3) && !net_mermaid_direction("", 0),
	   "and no other");
}

/* The parts of a sum, as text. */
static void
is_split(const double *number, int count, int room, const char *expected,
		 const char *what)
{
	net_sum sum;
	double	part[NET_SUM_SPLIT];
	char	text[200] = "";
	int		parts;

	net_sum_clear(&sum);
	for (int i = 0; i < count; i++)
		net_sum_add(&sum, number[i]);
	parts = net_sum_split(&sum, part, room);
	for (int i = 0; i < parts; i++)
		snprintf(text + strlen(text), 40, "%s%a", i > 0 ? " " : "", part[i]);
	is_text(text, expected, what);
}

static void
test_known_splits(void)
{
	static const double zero[] = {0x1p900, -0.0, -0x1p900};
	static const double same[] = {0.1, 0.1, 0.1, 0.1};
	static const double apart[] = {0x1p-1001, 0x1p1000, 1, 0x1p-1001};
	static const double tie[] = {0x1p53, 1};
	static const double over[] = {0x1p1023, 0x1p1023, -1};

	is_split(zero, 3, 1, "0x0p+0", "zero is one number");
	is_split(same, 4, 1, "0x1.999999999999ap-2", "four tenths are one");
	is_split(apart, 4, 4, "0x1p+1000 0x1p+0 0x1p-1000", "three far apart");
	is_split(apart, 4, 2, "", "no room for them");
	is_split(tie, 2, 2, "0x1p+53 0x1p+0", "a rounded sum and its rest");
	is_split(over, 3, 3, "", "over the range");
}

#define SETTLE_ROWS 60

/* Random rows of few edges; wide: weights that lie far apart. */
static int32_t
random_edges(int32_t n, bool wide, int32_t *source, int32_t *target,
			 double *weight, uint64_t *seed)
{
	int32_t count = (int32_t) tap_between(seed, 0, SETTLE_ROWS);

	for (int32_t i = 0; i < count; i++)
	{
		int shift = (int) tap_between(seed, -3, 9);

		/* half of them near the end of the range */
		if (wide)
			shift = (int) tap_between(seed, -1100, 2 * 1017);
		if (shift > 1017)
			shift = (int) tap_between(seed, 1008, 1017);


		source[i] = (int32_t) tap_between(seed, 0, n - 1);
		target[i] = (int32_t) tap_between(seed, 0, n - 1);
		weight[i] = ldexp((double) tap_between(seed, -99, 99), shift);
	}
	return count;
}

/* Settles the first half, then all, as the aggregate does. */
static int32_t
settle_twice(int32_t n, int32_t count, int32_t *source, int32_t *target,
			 double *weight, void *memory)
{
	int32_t half = count / 2;
	int32_t rest = count - half;
	int32_t kept = net_settle(n, half, source, target, weight, memory, NULL);

	memmove(source + kept, source + half, (size_t) rest * sizeof(int32_t));
	memmove(target + kept, target + half, (size_t) rest * sizeof(int32_t));
	if (weight != NULL)
		memmove(weight + kept, weight + half, (size_t) rest * sizeof(double));
	return net_settle(n, kept + rest, source, target, weight, memory, NULL);
}

/* Settled rows lead to the same image, down to the overflow. */
static void
test_settle(void)
{
	static const char *const letter = "abc";
	uint64_t				 seed = 21;
	int64_t					 wrong = 0;
	int64_t					 left = 0;
	int64_t					 overflows = 0;
	void	*memory = malloc(net_settle_memory(3, SETTLE_ROWS));
	names	 table;
	int32_t	 source[SETTLE_ROWS];
	int32_t	 target[SETTLE_ROWS];
	double	 weight[SETTLE_ROWS];
	net_rows rows = {&table, 0, source, target, NULL};

	names_init(&table, 3, malloc(names_memory(3)));
	for (int i = 0; i < 20000; i++)
	{
		bool	   is_new;
		bool	   wide = i % 3 == 1;
		bool	   weighted = i % 3 > 0;
		size_t	   size;
		size_t	   settled_size;
		int32_t	   overflow;
		int32_t	   settled_overflow;
		int32_t	   n = (int32_t) tap_between(&seed, 1, 3);
		net_image *image;
		net_image *settled;

		table.count = 0;
		names_init(&table, 3, table.entry);
		for (int32_t v = 0; v < n; v++)
			names_add(&table, letter + v, 1, &is_new);
		rows.weight = weighted ? weight : NULL;
		rows.count = random_edges(n, wide, source, target, weight, &seed);
		image = image_of(&rows, &size, &overflow);
		rows.count = settle_twice(n,
								  rows.count,
								  source,
								  target,
								  weighted ? weight : NULL,
								  memory);
		settled = image_of(&rows, &settled_size, &settled_overflow);
		wrong += (overflow < 0) != (settled_overflow < 0) ||
				 size != settled_size || memcmp(image, settled, size) != 0;
		wrong += !wide && rows.count != image->edges;
		left += wide ? rows.count - image->edges : 0;
		overflows += overflow >= 0;
		free(image);
		free(settled);
	}
	is_int(wrong, 0, "20,000 settled sets of rows lead to the same network");
	ok(left > 10000 && overflows > 20,
	   "with %lld rows for what one number does not hold, %lld overflows",
	   (long long) left,
	   (long long) overflows);
	free(memory);
	free(table.entry);
}

/* Writing stops behind the limit, and the bound is one. */
static void
test_text_limit(void)
{
	static const char *const text[] =
		{"{}",
		 "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"",
		 "a",
		 "\"\"\"\"\"\"\"\", a->b",
		 "a->b:1, \"\"\"\"->c:-2.5",
		 "\"\"->\"\":-1.2345678901234567e-308"};
	char scratch[4];

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
	{
		size_t		size;
		net_text	read;
		net_image  *image = image_of_text(text[i], &size, &read);
		net_network v = net_image_view(image);
		net_writer	w = {NULL, 0, NULL, 0};
		size_t		length;

		net_text_write(&w, &v, format_weight, scratch, SIZE_MAX);
		length = w.length;
		ok(net_text_bound(&v) >= length, "%s: bound", text[i]);
		net_writer_begin(&w, NULL);
		ok(net_text_write(&w, &v, format_weight, scratch, length),
		   "%s: fits %zu",
		   text[i],
		   length);
		net_writer_begin(&w, NULL);
		ok(!net_text_write(&w, &v, format_weight, scratch, length - 1),
		   "%s: not one less",
		   text[i]);
		net_writer_begin(&w, NULL);
		net_text_write(&w, &v, format_weight, scratch, 0);
		ok(w.length <= length, "%s: stops early", text[i]);
		free(image);
	}
}

static void
ticked(const char *what, int least)
{
	ok(ticks >= least, "%s: %d ticks, at least %d", what, ticks, least);
	ticks = 0;
}

#define TICK_NODES 0x40000
#define TICK_EDGES 0x100000

/*
 * 262,144 nodes and 1,048,576 rows, of which half are double: each loop over
 * them must tick once in 65,536 steps (4 times for the nodes, 16 for the
 * rows), and the merge sort in each of its 18 passes.
 */
static void
test_ticks(void)
{
	char	   *name = malloc((size_t) TICK_NODES * 8);
	int32_t	   *source = malloc(sizeof(int32_t) * TICK_EDGES);
	int32_t	   *target = malloc(sizeof(int32_t) * TICK_EDGES);
	double	   *weight = malloc(sizeof(double) * TICK_EDGES);
	int32_t	   *scratch = malloc(sizeof(int32_t) * 4 * TICK_EDGES);
	void	   *memory = malloc(net_build_memory(TICK_NODES, TICK_EDGES));
	char	   *text;
	names		table;
	net_rows	rows = {&table, TICK_EDGES, source, target, weight};
	net_build	build;
	net_image  *image;
	net_network v;
	net_text	read = {0};
	net_writer	w = {NULL, 0, count_tick, 0};
	int64_t		nodes;
	int64_t		edges;
	bool		is_new;

	names_init(&table, TICK_NODES, malloc(names_memory(TICK_NODES)));
	for (int32_t i = 0; i < TICK_NODES; i++)
	{
		char *p = name + (size_t) i * 8;

		snprintf(p, 8, "%06d", (int) ((i * INT64_C(7919)) % TICK_NODES));
		names_add(&table, p, 6, &is_new);
	}
	for (int32_t e = 0; e < TICK_EDGES; e++)
	{
		source[e] = e % TICK_NODES;
		target[e] = e / (TICK_NODES * 2);
		weight[e] = e;
	}
	ticks = 0;
	net_build_sort(&build, &rows, memory, count_tick);
	ticked("sorting", (2 + 18) * 4 + 6 * 16);
	image = malloc(
		net_image_size(TICK_NODES, build.edges, true, build.name_bytes));
	net_build_write(&build, image);
	ticked("writing", 4 + 2 * 16);
	net_sort_many_edges(TICK_NODES,
						TICK_EDGES,
						source,
						target,
						scratch,
						scratch + TICK_EDGES,
						scratch + 2 * TICK_EDGES,
						count_tick);
	ticked("sorting edges", 4 * 16);

	v = net_image_view(image);
	net_text_write(&w, &v, format_weight, (char *) scratch, SIZE_MAX);
	ticked("counting text", 8 + 4 + (int) (w.length >> 17));
	text = malloc(w.length + 1);
	net_writer_begin(&w, NULL);
	ok(!net_text_write(&w, &v, format_weight, (char *) scratch, 1000) &&
		   w.length < 1100,
	   "counting stops soon behind the limit");
	ticks = 0;
	net_writer_begin(&w, text);
	net_text_write(&w, &v, format_weight, (char *) scratch, SIZE_MAX);
	ticked("writing text", 8 + 4 + (int) (w.length >> 17));
	text[w.length] = '\0';
	net_writer_begin(&w, NULL);
	net_mermaid_write(&w, &v, "LR", 2, format_weight);
	ticked("drawing", (int) (w.length >> 17));

	net_text_bounds(text, strlen(text), &nodes, &edges, count_tick);
	ticked("bounds of a text", (int) (strlen(text) >> 16));
	free(image);
	image = image_of_text(text, &(size_t){0}, &read);
	is_int(image->edges, TICK_EDGES / 2, "and reads back");

	v = net_image_view(image);
	ticks = 0;
	net_reverse(&v.graph, scratch, scratch + TICK_NODES + 1, count_tick);
	ticked("turning round", 2 * 8);
	net_components(&v.graph, scratch, count_tick);
	ticked("components", 8 + 4);
	net_group(TICK_NODES,
			  scratch,
			  TICK_NODES,
			  scratch + TICK_EDGES,
			  scratch + 2 * TICK_EDGES,
			  count_tick);
	ticked("grouping", 2 * 4);
	free(memory);
	memory = malloc(net_settle_memory(TICK_NODES, TICK_EDGES));
	net_settle(TICK_NODES,
			   TICK_EDGES,
			   source,
			   target,
			   weight,
			   memory,
			   count_tick);
	ticked("settling", 6 * 16);
	free(image);
	free(memory);
	free(text);
	free(table.entry);
	free(name);
	free(source);
	free(target);
	free(weight);
	free(scratch);
}

/* Sizes over the limits are refused, not wrapped round. */
static void
test_limits(void)
{
	int64_t over = (int64_t) NET_MAX + 1;

	ok(net_strong_memory(over) == 0 && net_cycle_memory(over) == 0 &&
		   net_cycle_in_memory(over) == 0 && net_order_memory(over) == 0 &&
		   net_build_memory(over, 0) == 0 && net_build_memory(0, over) == 0 &&
		   net_settle_memory(over, 0) == 0 &&
		   net_settle_memory(0, over) == 0 && net_strong_memory(-1) == 0,
	   "memory for too many nodes or rows");
	ok(net_image_size(over, 0, false, 0) == 0 &&
		   net_image_size(0, over, false, 0) == 0 &&
		   net_image_size(0, 0, false, (size_t) -1) == 0 &&
		   net_image_size(1, NET_MAX, true, 1) == 0,
	   "images over 1 GB");
}

int
main(void)
{
	test_strong_components();
	test_cycles();
	test_large_ring();
	test_reach();
	test_orders();
	test_components();
	test_long_chain();
	test_known_sums();
	test_random_sums();
	test_images();
	test_damaged_images();
	test_wrong_images();
	test_text();
	test_random_text();
	test_overflowing_weight();
	test_mermaid();
	test_known_splits();
	test_settle();
	test_text_limit();
	test_ticks();
	test_limits();
	return tap_finish();
}
