/*
 * network_measure_unit.c
 *		Reductions, betweenness and paths against slow and obvious ones.
 */
#include "network/betweenness.h"
#include "network/paths.h"
#include "network/reach.h"
#include "network/reduction.h"

#include "tap.h"

#include <math.h>

#define SMALL 7
#define LARGE 9000

typedef struct small_graph
{
	int32_t n;
	int32_t first[SMALL + 1];
	int32_t target[SMALL * SMALL];
	bool	has[SMALL][SMALL];
} small_graph;

static net_graph
view(const small_graph *s)
{
	net_graph g = {s->n, s->first, s->target};

	return g;
}

/* Random; an acyclic one takes edges along a random order only. */
static void
random_graph(small_graph *s, bool acyclic, uint64_t *seed)
{
	int64_t density = tap_between(seed, 5, 80);
	int32_t order[SMALL];
	int32_t m = 0;

	memset(s, 0, sizeof(*s));
	s->n = (int32_t) tap_between(seed, 1, SMALL);
	for (int32_t v = 0; v < s->n; v++)
	{
		int32_t u = (int32_t) tap_between(seed, 0, v);

		order[v] = order[u];
		order[u] = v;
	}
	for (int32_t v = 0; v < s->n; v++)
	{
		s->first[v] = m;
		for (int32_t u = 0; u < s->n; u++)
		{
			if (acyclic && order[v] >= order[u])
				continue;
			s->has[v][u] = tap_between(seed, 0, 99) < density;
			if (s->has[v][u])
				s->target[m++] = u;
		}
	}
	s->first[s->n] = m;
}

static void
closure(int32_t n, bool has[SMALL][SMALL], bool reach[SMALL][SMALL])
{
	memcpy(reach, has, sizeof(bool) * SMALL * SMALL);
	for (int k = 0; k < n; k++)
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n; j++)
				if (reach[i][k] && reach[k][j])
					reach[i][j] = true;
}

/* An edge is kept if and only if it is not implied by the others. */
static void
test_small_reductions(void)
{
	uint64_t seed = 5;
	int64_t	 wrong = 0;
	int64_t	 cyclic = 0;
	int64_t	 dropped = 0;

	for (int i = 0; i < 20000; i++)
	{
		small_graph s;
		bool		reach[SMALL][SMALL];
		uint8_t		keep[SMALL * SMALL + 1];
		bool		circle = false;
		void	   *memory;
		net_graph	g;

		random_graph(&s, i % 3 > 0, &seed);
		g = view(&s);
		memory = malloc(net_reduction_memory(s.n, s.first[s.n]));
		closure(s.n, s.has, reach);
		for (int32_t v = 0; v < s.n; v++)
			circle |= reach[v][v];
		cyclic += circle;
		wrong += net_reduction(&g, keep, memory, NULL) == circle;
		free(memory);
		for (int32_t v = 0; v < s.n && !circle; v++)
			for (int32_t e = s.first[v]; e < s.first[v + 1]; e++)
			{
				bool other = false;

				for (int32_t w = 0; w < s.n; w++)
					other |= s.has[v][w] && reach[w][s.target[e]];
				wrong += keep[e] != !other;
				dropped += other;
			}
	}
	is_int(wrong, 0, "reductions of 20,000 graphs");
	ok(cyclic > 1000 && dropped > 10000,
	   "many with cycles, many edges to drop");
}

/* Over several blocks, far and near edges: each edge by a search of its own. */
static void
test_large_reduction(int32_t span)
{
	uint64_t  seed = 77 + (uint64_t) span;
	int32_t	 *first = malloc(sizeof(int32_t) * (LARGE + 1));
	int32_t	 *target = malloc(sizeof(int32_t) * LARGE * 3);
	int32_t	 *distance = malloc(sizeof(int32_t) * LARGE);
	int32_t	 *queue = malloc(sizeof(int32_t) * (LARGE + 1));
	uint8_t	 *keep = malloc(LARGE * 3 + 1);
	net_graph g = {LARGE, first, target};
	void	 *memory;
	int32_t	  m = 0;
	int64_t	  wrong = 0;
	int64_t	  dropped = 0;

	for (int32_t v = 0; v < LARGE; v++)
	{
		int32_t at = v;

		first[v] = m;
		for (int k = 0; k < 3; k++)
		{
			at += (int32_t) tap_between(&seed, 1, span);
			if (at < LARGE)
				target[m++] = at;
		}
	}
	first[LARGE] = m;
	memory = malloc(net_reduction_memory(LARGE, m));
	ok(net_reduction(&g, keep, memory, NULL), "a large graph without cycles");
	for (int32_t v = 0; v < LARGE; v += 7)
	{
		for (int32_t e = first[v]; e < first[v + 1]; e++)
		{
			bool other = false;

			for (int32_t f = first[v]; f < first[v + 1]; f++)
			{
				if (f == e)
					continue;
				net_reach(&g, target[f], distance, queue, NULL);
				other |= distance[target[e]] >= 0;
			}
			wrong += keep[e] != !other;
			dropped += other;
		}
	}
	is_int(wrong, 0, "its reduction, in blocks");
	ok(dropped > 100, "which drops something");
	free(first);
	free(target);
	free(distance);
	free(queue);
	free(keep);
	free(memory);
}

/* Shortest paths by powers: distance and number, pair by pair. */
static void
slow_betweenness(const small_graph *s, double *answer)
{
	int	   distance[SMALL][SMALL];
	double paths[SMALL][SMALL];

	memset(distance, 0x3F, sizeof(distance));
	memset(paths, 0, sizeof(paths));
	for (int v = 0; v < s->n; v++)
	{
		distance[v][v] = 0;
		paths[v][v] = 1;
	}
	for (int step = 1; step < s->n; step++)
		for (int v = 0; v < s->n; v++)
			for (int u = 0; u < s->n; u++)
			{
				double count = 0;

				for (int w = 0; w < s->n; w++)
					if (distance[v][w] == step - 1 && s->has[w][u])
						count += paths[v][w];
				if (distance[v][u] > step && count > 0)
				{
					distance[v][u] = step;
					paths[v][u] = count;
				}
			}
	for (int k = 0; k < s->n; k++)
	{
		answer[k] = 0;
		for (int v = 0; v < s->n; v++)
			for (int u = 0; u < s->n; u++)
				if (v != u && v != k && u != k && paths[v][u] > 0 &&
					distance[v][k] + distance[k][u] == distance[v][u])
					answer[k] += paths[v][k] * paths[k][u] / paths[v][u];
	}
}

static void
test_betweenness(void)
{
	uint64_t seed = 9;
	int64_t	 wrong = 0;
	double	 all = 0;

	for (int i = 0; i < 20000; i++)
	{
		small_graph s;
		double		got[SMALL];
		double		expected[SMALL];
		net_graph	g;
		void	   *memory;

		random_graph(&s, false, &seed);
		g = view(&s);
		memory = malloc(net_betweenness_memory(s.n));
		net_betweenness(&g, s.n, got, memory, NULL);
		free(memory);
		slow_betweenness(&s, expected);
		for (int32_t v = 0; v < s.n; v++)
		{
			wrong += fabs(got[v] - expected[v]) > 1e-9;
			all += expected[v];
		}
	}
	is_int(wrong, 0, "betweenness of 20,000 graphs");
	ok(all > 10000, "which is not all zero");
}

/* Counts all paths by trying every next node. */
static int64_t
count_paths(const small_graph *s, int32_t at, int32_t to, bool *on)
{
	int64_t count = 0;

	for (int32_t u = 0; u < s->n; u++)
	{
		if (!s->has[at][u])
			continue;
		if (u == to)
			count++;
		else if (!on[u])
		{
			on[u] = true;
			count += count_paths(s, u, to, on);
			on[u] = false;
		}
	}
	return count;
}

static bool
is_path(const small_graph *s, const net_walk *walk)
{
	bool on[SMALL] = {false};

	for (int32_t i = 0; i < walk->length; i++)
	{
		int32_t v = walk->path[i];

		if (!s->has[v][walk->path[i + 1]] || on[v])
			return false;
		on[v] = true;
	}
	return walk->length > 0 && walk->path[0] == walk->from &&
		   walk->path[walk->length] == walk->to;
}

/* The first place where they differ decides; an end goes before. */
static bool
comes_before(const int32_t *a, int32_t a_length, const net_walk *walk)
{
	for (int32_t i = 0; i <= a_length && i <= walk->length; i++)
	{
		if (a[i] != walk->path[i])
			return a[i] < walk->path[i];
	}
	return false;
}

static void
test_paths(void)
{
	uint64_t seed = 21;
	int64_t	 wrong = 0;
	int64_t	 all = 0;

	for (int i = 0; i < 20000; i++)
	{
		small_graph s;
		bool		reach[SMALL][SMALL];
		bool		on[SMALL] = {false};
		uint8_t		leads[SMALL];
		int32_t		before[SMALL + 2];
		int32_t		before_length = -1;
		int64_t		count = 0;
		int32_t		from;
		int32_t		to;
		net_graph	g;
		net_walk	walk;
		void	   *memory = malloc(net_walk_memory(SMALL));

		random_graph(&s, i % 2 == 0, &seed);
		g = view(&s);
		closure(s.n, s.has, reach);
		from = (int32_t) tap_between(&seed, 0, s.n - 1);
		to = (int32_t) tap_between(&seed, 0, s.n - 1);
		for (int32_t v = 0; v < s.n; v++)
			leads[v] = v == to || reach[v][to];
		net_walk_begin(&walk, &g, leads, from, to, memory, NULL);
		while (net_walk_next(&walk))
		{
			count++;
			wrong += !is_path(&s, &walk);
			wrong += before_length >= 0 &&
					 !comes_before(before, before_length, &walk);
			before_length = walk.length;
			memcpy(before,
				   walk.path,
				   sizeof(int32_t) * ((size_t) walk.length + 1));
		}
		on[from] = true;
		wrong += count != count_paths(&s, from, to, on);
		all += count;
		free(memory);
	}
	is_int(wrong, 0, "paths of 20,000 graphs: all, once, in order");
	ok(all > 20000, "there are many");
}

int
main(void)
{
	test_small_reductions();
	test_large_reduction(20);
	test_large_reduction(60);
	test_betweenness();
	test_paths();
	return tap_finish();
}
