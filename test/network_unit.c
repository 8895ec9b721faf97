/*
 * network_unit.c
 *		Graphs: known answers, and laws on random graphs against slow and
 *		obvious formulations.
 */
#include "network/cycle.h"

#include "tap.h"

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

int
main(void)
{
	test_strong_components();
	test_cycles();
	test_large_ring();
	return tap_finish();
}
