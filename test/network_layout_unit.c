/*
 * network_layout_unit.c
 *		Layered layouts: laws on random networks, and best orders by trying
 *		all of them.
 */
#include "network/drawing.h"
#include "network/strong.h"

#include "tap.h"
#include "xml.h"

#define MOST 40
#define MOST_EDGES 400

typedef struct test_graph
{
	int32_t n;
	int32_t first[MOST + 1];
	int32_t target[MOST_EDGES];
} test_graph;

/* A picture in the making. */
typedef struct picture
{
	test_graph	g;
	net_graph	graph;
	net_layers	layers;
	net_layout	layout;
	net_drawing drawing;
	svg_text	name[MOST];
	char		bytes[MOST][64];
	double		weight[MOST_EDGES];
	svg_text	label[MOST_EDGES];
	uint8_t		strong[MOST_EDGES];
	void	   *memory[2];
} picture;

static void
random_graph(test_graph *g, int32_t n, bool acyclic, uint64_t *seed)
{
	int64_t chance = tap_between(seed, 1, n < 10 ? 40 : 300 / n);
	int32_t m = 0;

	g->n = n;
	for (int32_t v = 0; v < n; v++)
	{
		g->first[v] = m;
		for (int32_t u = acyclic ? v + 1 : 0; u < n; u++)
			if (m < MOST_EDGES && tap_between(seed, 0, 99) < chance)
				g->target[m++] = u;
	}
	g->first[n] = m;
}

static void
find_layers(picture *p)
{
	p->graph.n = p->g.n;
	p->graph.first = p->g.first;
	p->graph.target = p->g.target;
	p->memory[0] = malloc(net_layers_memory(p->g.n, p->g.first[p->g.n]));
	net_layers_find(&p->graph, &p->layers, p->memory[0], NULL);
}

static void
begin_layout(picture *p, int32_t stretch)
{
	p->memory[1] = malloc(net_layout_memory(&p->graph, &p->layers, stretch));
	net_layout_begin(&p->layout,
					 &p->graph,
					 &p->layers,
					 stretch,
					 p->memory[1],
					 NULL);
}

static void
release(picture *p)
{
	free(p->memory[0]);
	free(p->memory[1]);
	p->memory[0] = p->memory[1] = NULL;
}

static bool
is_acyclic(const net_graph *g)
{
	void	  *memory = malloc(net_strong_memory(g->n));
	net_strong strong;
	bool	   acyclic = true;

	net_strong_find(g, &strong, memory, NULL);
	for (int32_t c = 0; c < strong.count; c++)
		acyclic &= !net_strong_cyclic(g, &strong, c);
	free(memory);
	return acyclic;
}

/* Wrong layers of one graph; counts the edges that were turned. */
static int
check_layers(const picture *p, int *turned)
{
	const net_graph *g = &p->graph;
	int32_t			 least[MOST];
	int				 wrong = 0;
	int				 against = 0;
	void			*memory = malloc(net_strong_memory(g->n));
	net_strong		 strong;

	net_strong_find(g, &strong, memory, NULL);
	for (int32_t c = 0; c < p->layers.components; c++)
		least[c] = INT32_MAX;
	for (int32_t v = 0; v < g->n; v++)
	{
		int32_t *here = &least[p->layers.component[v]];

		*here = p->layers.layer[v] < *here ? p->layers.layer[v] : *here;
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			int32_t u = g->target[e];
			int32_t step = p->layers.layer[u] - p->layers.layer[v];

			wrong += p->layers.component[u] != p->layers.component[v];
			wrong += (p->layers.way[e] == NET_LOOP) != (u == v);
			wrong += p->layers.way[e] == NET_ALONG && step < 1;
			wrong += p->layers.way[e] == NET_AGAINST && step > -1;
			wrong += p->layers.way[e] == NET_AGAINST &&
					 strong.component[u] != strong.component[v];
			against += p->layers.way[e] == NET_AGAINST;
		}
	}
	for (int32_t c = 0; c < p->layers.components; c++)
		wrong += least[c] != 0;
	/* the greedy rule turns at most half of them */
	wrong += 2 * against > g->first[g->n];
	free(memory);
	*turned += against;
	return wrong;
}

static void
test_layers(void)
{
	static picture p;
	uint64_t	   seed = 21;
	int			   wrong = 0;
	int			   turned = 0;
	int			   needless = 0;
	int			   cyclic = 0;

	for (int i = 0; i < 20000; i++)
	{
		int before = turned;

		random_graph(&p.g,
					 (int32_t) tap_between(&seed, 1, 14),
					 i % 2 == 0,
					 &seed);
		find_layers(&p);
		wrong += check_layers(&p, &turned);
		if (is_acyclic(&p.graph))
			needless += turned > before;
		else
			cyclic++;
		free(p.memory[0]);
	}
	is_int(wrong, 0, "layers of 20,000 graphs: edges lead on, or are turned");
	is_int(needless, 0, "without cycles none is turned");
	ok(cyclic > 3000 && turned > cyclic / 2, "many had cycles");
}

/* Each pair of segments looked at. */
static int64_t
crossings_by_pairs(const net_layout *l)
{
	int64_t total = 0;

	for (int32_t a = 0; a < l->items; a++)
		for (int32_t b = 0; b < l->items; b++)
			for (int32_t i = l->after_first[a]; i < l->after_first[a + 1]; i++)
				for (int32_t k = l->after_first[b]; k < l->after_first[b + 1];
					 k++)
					total += l->run[a] == l->run[b] &&
							 l->place[a] < l->place[b] &&
							 l->place[l->after[i]] > l->place[l->after[k]];
	return total;
}

static int64_t
all_crossings(net_layout *l)
{
	int64_t total = 0;

	for (int32_t c = 0; c < l->layers->components; c++)
		total += net_layout_crossings(l, c);
	return total;
}

static int
check_runs(const net_layout *l)
{
	int wrong = 0;

	for (int32_t r = 0; r < l->runs; r++)
		for (int32_t q = l->start[r]; q < l->start[r + 1]; q++)
		{
			wrong += l->place[l->list[q]] != q;
			wrong += l->run[l->list[q]] != r;
		}
	wrong += l->start[l->runs] != l->items;
	for (int32_t i = 0; i < l->items; i++)
		for (int32_t k = l->after_first[i]; k < l->after_first[i + 1]; k++)
			wrong += l->run[l->after[k]] != l->run[i] + 1;
	/* a bend has one neighbour at each side */
	for (int32_t i = l->graph->n; i < l->items; i++)
		wrong += l->after_first[i + 1] - l->after_first[i] != 1 ||
				 l->before_first[i + 1] - l->before_first[i] != 1;
	return wrong;
}

static void
test_order(void)
{
	static picture p;
	uint64_t	   seed = 22;
	int			   wrong = 0;
	int			   miscounted = 0;
	int64_t		   before = 0;
	int64_t		   after = 0;

	for (int i = 0; i < 10000; i++)
	{
		int64_t first;
		int64_t last;

		random_graph(&p.g,
					 (int32_t) tap_between(&seed, 1, 12),
					 i % 3 > 0,
					 &seed);
		find_layers(&p);
		begin_layout(&p, 1 + i % 2);
		first = all_crossings(&p.layout);
		miscounted += first != crossings_by_pairs(&p.layout);
		net_layout_order(&p.layout);
		last = all_crossings(&p.layout);
		miscounted += last != crossings_by_pairs(&p.layout);
		wrong += last > first || check_runs(&p.layout);
		before += first;
		after += last;
		release(&p);
	}
	is_int(miscounted, 0, "crossings as counted pair by pair");
	is_int(wrong, 0, "the order is one, and never worse than before");
	ok(after * 4 < before,
	   "of %lld crossings %lld are left",
	   (long long) before,
	   (long long) after);
}

/* The fewest crossings between two layers, trying all orders of both. */
static int64_t
fewest(net_layout *l, int32_t run, int32_t from)
{
	int64_t best = INT64_MAX;

	if (run == l->runs)
		return all_crossings(l);
	if (from >= l->start[run + 1])
		return fewest(l, run + 1, run + 1 < l->runs ? l->start[run + 1] : 0);
	for (int32_t q = from; q < l->start[run + 1]; q++)
		for (int back = 0; back < 2; back++)
		{
			int32_t a = l->list[from];
			int64_t c;

			l->list[from] = l->list[q];
			l->list[q] = a;
			l->place[l->list[from]] = from;
			l->place[l->list[q]] = q;
			if (back)
				continue;
			c = fewest(l, run, from + 1);
			best = c < best ? c : best;
		}
	return best;
}

static void
test_best_order(void)
{
	static picture p;
	uint64_t	   seed = 23;
	int64_t		   found = 0;
	int64_t		   best = 0;
	int			   impossible = 0;
	int			   count = 0;

	while (count < 400)
	{
		int64_t mine;
		int64_t least;

		random_graph(&p.g, (int32_t) tap_between(&seed, 5, 8), true, &seed);
		find_layers(&p);
		begin_layout(&p, 1);
		if (p.layout.items <= 9)
		{
			count++;
			net_layout_order(&p.layout);
			mine = all_crossings(&p.layout);
			least = fewest(&p.layout, 0, 0);
			impossible += mine < least;
			found += mine;
			best += least;
		}
		release(&p);
	}
	is_int(impossible, 0, "never fewer crossings than there can be");
	ok(best > 20 && found * 4 <= best * 5,
	   "%lld crossings where the best orders of 400 graphs have %lld",
	   (long long) found,
	   (long long) best);
}

static void
prepare_drawing(picture *p, uint64_t *seed)
{
	net_drawing *d = &p->drawing;
	int32_t		 m = p->g.first[p->g.n];

	memset(d, 0, sizeof(*d));
	for (int32_t v = 0; v < p->g.n; v++)
	{
		int n = snprintf(p->bytes[v],
						 64,
						 "%.*s<%d>&",
						 (int) tap_between(seed, 0, 40),
						 "a name that may be rather long, or short, mostly",
						 (int) v);

		p->name[v].bytes = p->bytes[v];
		p->name[v].length = (size_t) n;
	}
	for (int32_t e = 0; e < m; e++)
	{
		p->weight[e] = (double) tap_between(seed, -1000, 1000) / 8;
		p->label[e] = svg_string(e % 2 ? "12.5" : "-100000.125");
		p->strong[e] = tap_between(seed, 0, 5) == 0;
	}
	d->graph = &p->graph;
	d->name = p->name;
	d->direction = (net_direction) tap_between(seed, 0, 3);
	d->dutch = tap_between(seed, 0, 1) == 1;
	d->title = svg_string(tap_between(seed, 0, 1) ? "Title & <more>" : "");
	if (tap_between(seed, 0, 1))
		d->weight = p->weight;
	if (d->weight != NULL && m <= NET_DRAW_LABELS)
		d->label = p->label;
	if (tap_between(seed, 0, 2) == 0)
	{
		d->strong_edge = p->strong;
		d->strong_node = p->strong;
	}
}

typedef struct rectangle
{
	int32_t left;
	int32_t top;
	int32_t right;
	int32_t bottom;
} rectangle;

static rectangle
rectangle_of(const picture *p, int32_t item)
{
	int32_t	  x;
	int32_t	  y;
	int32_t	  width;
	int32_t	  height;
	rectangle r;

	net_drawing_point(&p->drawing, &p->layout, item, &x, &y);
	net_drawing_size(&p->drawing, &p->layout, item, &width, &height);
	r.left = x - width / 2;
	r.top = y - height / 2;
	r.right = r.left + width;
	r.bottom = r.top + height;
	return r;
}

/* Items that meet, or that stand outside the paper. */
static int
check_places(const picture *p)
{
	int32_t width;
	int32_t height;
	int		wrong = 0;

	net_drawing_paper(&p->drawing, &p->layout, &width, &height);
	for (int32_t i = 0; i < p->layout.items; i++)
	{
		rectangle a = rectangle_of(p, i);

		wrong +=
			a.left < 0 || a.top < 40 || a.right > width || a.bottom > height;
		for (int32_t k = 0; k < i; k++)
		{
			rectangle b = rectangle_of(p, k);

			wrong += a.left < b.right && b.left < a.right &&
					 a.top < b.bottom && b.top < a.bottom;
		}
	}
	return wrong;
}

/* No number with a fraction stands in a tag: labels are text. */
static bool
has_fraction(const char *text, size_t length)
{
	bool inside = false;

	for (size_t i = 1; i + 1 < length; i++)
	{
		if (text[i] == '<' || text[i] == '>')
			inside = text[i] == '<';
		if (inside && text[i] == '.' && text[i - 1] >= '0' &&
			text[i - 1] <= '9' && text[i + 1] >= '0' && text[i + 1] <= '9')
			return true;
	}
	return false;
}

static int
check_svg(const picture *p)
{
	writer	w = {NULL, 0, NULL, 0};
	size_t	length;
	char   *text;
	int32_t n = p->g.n;
	int		wrong;

	net_drawing_write(&w, &p->drawing, &p->layout);
	length = w.length;
	text = malloc(length + 1);
	writer_begin(&w, text);
	net_drawing_write(&w, &p->drawing, &p->layout);
	wrong = w.length != length || !xml_well_formed(text, length) ||
			has_fraction(text, length);
	wrong += xml_count(text, length, "rx=\"4\"") != n;
	wrong += xml_count(text, length, "&#8594;</title>") != 0;
	/* each edge has a title of its own; the first title is the picture's */
	wrong += xml_count(text, length, "<title>") != n + p->g.first[n];
	free(text);
	return wrong;
}

static void
test_pictures(void)
{
	static picture p;
	uint64_t	   seed = 24;
	int			   misplaced = 0;
	int			   broken = 0;

	for (int i = 0; i < 4000; i++)
	{
		random_graph(&p.g,
					 (int32_t) tap_between(&seed, 1, i % 20 == 0 ? MOST : 10),
					 i % 2 == 0,
					 &seed);
		find_layers(&p);
		prepare_drawing(&p, &seed);
		begin_layout(&p, NET_DRAW_STRETCH(&p.drawing));
		net_drawing_measure(&p.drawing, &p.layout);
		net_layout_order(&p.layout);
		net_layout_place(&p.layout, net_drawing_sideways(&p.drawing));
		misplaced += check_places(&p) > 0;
		broken += check_svg(&p) > 0;
		release(&p);
	}
	is_int(misplaced, 0, "4,000 pictures: nothing meets or leaves the paper");
	is_int(broken, 0, "all well-formed, in whole numbers, with all nodes");
}

/* A chain stands in a line, and a star's hub in the middle of its leaves. */
static void
test_known(void)
{
	static picture p = {0};
	static picture s = {0};

	p.g.n = 4;
	for (int32_t v = 0; v < 4; v++)
	{
		p.g.first[v] = v;
		p.g.target[v] = v + 1;
	}
	p.g.first[4] = 3;
	p.g.first[3] = 3;
	find_layers(&p);
	begin_layout(&p, 1);
	net_layout_order(&p.layout);
	net_layout_place(&p.layout, false);
	ok(p.layout.across[0] == p.layout.across[1] &&
		   p.layout.across[1] == p.layout.across[2] &&
		   p.layout.across[2] == p.layout.across[3],
	   "a chain is a straight line");
	release(&p);

	s.g.n = 6;
	for (int32_t v = 1; v <= 6; v++)
		s.g.first[v] = 5;
	for (int32_t e = 0; e < 5; e++)
		s.g.target[e] = e + 1;
	find_layers(&s);
	begin_layout(&s, 1);
	net_layout_order(&s.layout);
	net_layout_place(&s.layout, false);
	is_int(s.layout.across[0],
		   s.layout.across[3],
		   "a hub stands beside the middle of its leaves");
	release(&s);
}

int
main(void)
{
	test_layers();
	test_order();
	test_best_order();
	test_pictures();
	test_known();
	return tap_finish();
}
