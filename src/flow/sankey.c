/*
 * sankey.c
 *		Layers, items and segments of a Sankey diagram.
 */
#include "flow/sankey.h"

#include "network/layers.h"

/* Arrays from one block; numbers of eight bytes and more come first. */
typedef struct block
{
	char  *memory; /* NULL: only count */
	size_t used;
} block;

static void *
carve(block *b, size_t count, size_t size)
{
	void *array = b->memory == NULL ? NULL : b->memory + b->used;

	b->used += (count * size + 7) / 8 * 8;
	return array;
}

/* ---- layers ---------------------------------------------------------- */

size_t
sankey_layers_memory(int64_t nodes, int64_t links)
{
	return net_layers_memory(nodes, links) +
		   ((size_t) nodes * 2 + (size_t) links * 2 + 8) * sizeof(int64_t);
}

/* Which links run back: those that layers.h turns, and loops. */
static void
find_back(sankey *s, block *b)
{
	int32_t	  *first = carve(b, (size_t) s->nodes + 1, sizeof(int32_t));
	int32_t	  *target = carve(b, (size_t) s->links + 1, sizeof(int32_t));
	net_graph  graph = {s->nodes, first, target};
	net_layers layers;

	for (int32_t i = 0, v = 0; v <= s->nodes; v++)
	{
		while (i < s->links && s->link[i].source < v)
			i++;
		first[v] = i;
	}
	for (int32_t i = 0; i < s->links; i++)
		target[i] = s->link[i].target;
	net_layers_find(&graph, &layers, b->memory + b->used, s->tick);
	for (int32_t i = 0; i < s->links; i++)
		s->is_back[i] = layers.way[i] != NET_ALONG;
}

/* Each node behind all that pay it: without circles this ends. */
static void
push_layers(sankey *s)
{
	bool moved = true;

	while (moved)
	{
		moved = false;
		for (int32_t i = 0; i < s->links; i++)
		{
			const sankey_link *l = &s->link[i];

			if (s->is_back[i] ||
				s->node_layer[l->target] > s->node_layer[l->source])
				continue;
			s->node_layer[l->target] = s->node_layer[l->source] + 1;
			moved = true;
		}
		if (s->tick != NULL)
			s->tick();
	}
}

/* Where money stays stands last. */
static void
push_ends(sankey *s)
{
	for (int32_t v = 0; v < s->nodes; v++)
	{
		bool ends = s->node_layer[v] > 0;

		for (int32_t i = 0; i < s->links && ends; i++)
			ends = s->is_back[i] || s->link[i].source != v;
		if (ends)
			s->node_layer[v] = s->layers - 1;
	}
}

void
sankey_layers(sankey *s, void *memory)
{
	block b = {memory, 0};

	s->node_layer = carve(&b, (size_t) s->nodes + 1, sizeof(int32_t));
	s->is_back = carve(&b, (size_t) s->links + 1, sizeof(uint8_t));
	memset(s->node_layer, 0, ((size_t) s->nodes + 1) * sizeof(int32_t));
	find_back(s, &b);
	push_layers(s);
	s->layers = 1;
	for (int32_t v = 0; v < s->nodes; v++)
		if (s->node_layer[v] >= s->layers)
			s->layers = s->node_layer[v] + 1;
	push_ends(s);
	s->bends = 0;
	for (int32_t i = 0; i < s->links; i++)
		if (!s->is_back[i])
			s->bends += s->node_layer[s->link[i].target] -
						s->node_layer[s->link[i].source] - 1;
}

/* ---- items and segments ---------------------------------------------- */

static size_t
take_arrays(sankey *s, void *memory)
{
	block  b = {memory, 0};
	size_t items = (size_t) s->nodes + (size_t) s->bends + 1;
	size_t segments = (size_t) s->links + (size_t) s->bends + 1;

	s->item = carve(&b, items, sizeof(sankey_item));
	s->key = carve(&b, items, sizeof(int64_t));
	s->segment = carve(&b, segments, sizeof(sankey_segment));
	s->first_segment = carve(&b, (size_t) s->links + 1, sizeof(int32_t));
	s->start = carve(&b, (size_t) s->layers + 1, sizeof(int32_t));
	s->list = carve(&b, items, sizeof(int32_t));
	s->out_first = carve(&b, items + 1, sizeof(int32_t));
	s->out = carve(&b, segments, sizeof(int32_t));
	s->in_first = carve(&b, items + 1, sizeof(int32_t));
	s->in = carve(&b, segments, sizeof(int32_t));
	s->scratch = carve(&b, items * 2, sizeof(int32_t));
	return b.used;
}

size_t
sankey_layout_memory(const sankey *s)
{
	sankey copy = *s;

	return take_arrays(&copy, NULL);
}

static void
add_segment(sankey *s, int32_t from, int32_t to, int32_t link)
{
	sankey_segment *g = &s->segment[s->segments++];

	memset(g, 0, sizeof(*g));
	g->from = from;
	g->to = to;
	g->link = link;
	g->is_back = s->is_back[link];
}

/* A link with its bends. */
static void
add_link(sankey *s, int32_t i)
{
	const sankey_link *l = &s->link[i];
	int32_t			   from = l->source;

	s->first_segment[i] = s->segments;
	if (!s->is_back[i])
		for (int32_t k = s->node_layer[l->source] + 1;
			 k < s->node_layer[l->target];
			 k++)
		{
			int32_t bend = s->items++;

			memset(&s->item[bend], 0, sizeof(sankey_item));
			s->item[bend].layer = k;
			s->item[bend].value = l->amount;
			add_segment(s, from, bend, i);
			from = bend;
		}
	add_segment(s, from, l->target, i);
}

/* What passes a node: the larger of what comes in and what goes out. */
static void
add_nodes(sankey *s)
{
	for (int32_t v = 0; v < s->nodes; v++)
	{
		int128_t in = 0;
		int128_t out = 0;

		memset(&s->item[v], 0, sizeof(sankey_item));
		s->item[v].layer = s->node_layer[v];
		for (int32_t i = 0; i < s->links; i++)
		{
			out += s->link[i].source == v ? s->link[i].amount : 0;
			in += s->link[i].target == v ? s->link[i].amount : 0;
		}
		s->item[v].value = in > out ? in : out;
	}
	s->items = s->nodes;
}

/* Lists the segments of each item, by one of their ends. */
static void
list_segments(sankey *s, bool leaving, int32_t *first, int32_t *list)
{
	memset(first, 0, ((size_t) s->items + 2) * sizeof(int32_t));
	for (int32_t g = 0; g < s->segments; g++)
		first[(leaving ? s->segment[g].from : s->segment[g].to) + 2]++;
	for (int32_t i = 0; i < s->items; i++)
		first[i + 2] += first[i + 1];
	for (int32_t g = 0; g < s->segments; g++)
		list[first[(leaving ? s->segment[g].from : s->segment[g].to) + 1]++] =
			g;
}

static void
list_items(sankey *s)
{
	int32_t at = 0;

	for (int32_t k = 0; k < s->layers; k++)
	{
		s->start[k] = at;
		for (int32_t i = 0; i < s->items; i++)
			if (s->item[i].layer == k)
			{
				s->item[i].place = at - s->start[k];
				s->list[at++] = i;
			}
	}
	s->start[s->layers] = at;
}

void
sankey_layout(sankey *s, void *memory)
{
	take_arrays(s, memory);
	add_nodes(s);
	s->segments = 0;
	for (int32_t i = 0; i < s->links; i++)
		add_link(s, i);
	s->first_segment[s->links] = s->segments;
	list_segments(s, true, s->out_first, s->out);
	list_segments(s, false, s->in_first, s->in);
	list_items(s);
	sankey_order(s);
	sankey_place(s);
}
