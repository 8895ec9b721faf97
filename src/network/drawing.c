/*
 * drawing.c
 *		A network as SVG: edges, then boxes with names, then what they mean.
 *
 * Coordinates of the layout are turned and moved onto the paper at the last
 * moment, so that all directions share the rest.
 */
#include "network/drawing.h"

#define MARGIN 16
#define BOX_HEIGHT 28
#define BOX_LEAST 52
#define BOX_MOST 230
#define BOX_PAD 20
#define FONT 12
#define LABEL_FONT 11
#define LABEL_MOST 90
#define LEAST_WIDTH 420

#define EDGE_COLOUR "#7b8794"
#define AGAINST_COLOUR "#b45309"

static bool
is_against(const net_layout *l, int32_t e)
{
	return l->layers->way[e] == NET_AGAINST;
}

static bool
is_strong_edge(const net_drawing *d, int32_t e)
{
	return d->strong_edge != NULL && d->strong_edge[e] != 0;
}

static bool
is_strong_node(const net_drawing *d, int32_t v)
{
	return d->strong_node != NULL && d->strong_node[v] != 0;
}

bool
net_drawing_sideways(const net_drawing *drawing)
{
	return drawing->direction == NET_TOP_BOTTOM ||
		   drawing->direction == NET_BOTTOM_TOP;
}

/* How wide a box must be for its name. */
static int32_t
box_width(const net_drawing *d, int32_t v)
{
	int64_t width =
		d->name[v].length > 200
			? BOX_MOST
			: svg_width(d->name[v], FONT, is_strong_node(d, v)) + BOX_PAD;

	return (int32_t) (width < BOX_LEAST	 ? BOX_LEAST
					  : width > BOX_MOST ? BOX_MOST
										 : width);
}

static void
measure_labels(const net_drawing *d, net_layout *l)
{
	for (int32_t e = 0; e < d->graph->first[d->graph->n]; e++)
	{
		int32_t count = l->bend[e + 1] - l->bend[e];
		int32_t middle = l->bend[e] + count / 2;
		int32_t width =
			8 + (int32_t) svg_width(d->label[e], LABEL_FONT, false);

		if (count == 0)
			continue;
		width = width > LABEL_MOST ? LABEL_MOST : width;
		l->breadth[middle] = net_drawing_sideways(d) ? width : 16;
		l->depth[middle] = net_drawing_sideways(d) ? 16 : width;
	}
}

void
net_drawing_measure(const net_drawing *drawing, net_layout *layout)
{
	bool sideways = net_drawing_sideways(drawing);

	for (int32_t v = 0; v < drawing->graph->n; v++)
	{
		int32_t width = box_width(drawing, v);

		layout->breadth[v] = sideways ? width : BOX_HEIGHT;
		layout->depth[v] = sideways ? BOX_HEIGHT : width;
	}
	if (drawing->label != NULL)
		measure_labels(drawing, layout);
}

/* ---- onto the paper -------------------------------------------------- */

typedef struct canvas
{
	writer			  *w;
	const net_drawing *d;
	const net_layout  *l;
	int32_t			   top; /* where the drawing begins */
	int32_t			   legend_y;
	bool			   shown[4]; /* signs of the legend */
} canvas;

/* From along and across to x and y. */
static void
to_paper(const canvas *c, int32_t along, int32_t across, int32_t *x,
		 int32_t *y)
{
	switch (c->d->direction)
	{
		case NET_LEFT_RIGHT:
			*x = along;
			*y = across;
			break;
		case NET_RIGHT_LEFT:
			*x = c->l->width - along;
			*y = across;
			break;
		case NET_TOP_BOTTOM:
			*x = across;
			*y = along;
			break;
		default:
			*x = across;
			*y = c->l->width - along;
	}
	*x += MARGIN;
	*y += c->top;
}

static void
put_point(const canvas *c, const char *command, int32_t along, int32_t across)
{
	int32_t x;
	int32_t y;

	to_paper(c, along, across, &x, &y);
	put_format(c->w, "%s%d %d", command, x, y);
}

typedef enum net_sign
{
	SIGN_EDGE,
	SIGN_STRONG,
	SIGN_AGAINST,
	SIGN_WEIGHT
} net_sign;

static const char *
sign_words(const canvas *c, int sign)
{
	static const char *const words[][2] =
		{{"edge", "verbinding"},
		 {"marked", "gemarkeerd"},
		 {"against the order, part of a cycle",
		  "tegen de volgorde in, deel van een kring"},
		 {"the thicker, the more weight", "hoe dikker, hoe meer gewicht"}};

	return words[sign][c->d->dutch];
}

static void
sign_place(const canvas *c, int sign, int32_t right, int32_t *x, int32_t *y)
{
	*x = MARGIN;
	*y = c->legend_y;
	for (int s = 0; s <= sign; s++)
	{
		int32_t width =
			32 +
			(int32_t) svg_width(svg_string(sign_words(c, s)), FONT, false);

		if (!c->shown[s])
			continue;
		if (*x > MARGIN && *x + width > right)
		{
			*x = MARGIN;
			*y += 20;
		}
		if (s < sign)
			*x += width + 18;
	}
}

static void
open_canvas(canvas *c, writer *w, const net_drawing *d, const net_layout *l,
			int32_t *width, int32_t *height)
{
	int32_t x;

	memset(c, 0, sizeof(*c));
	c->w = w;
	c->d = d;
	c->l = l;
	c->legend_y = 58;
	for (int32_t e = 0; e < d->graph->first[d->graph->n]; e++)
	{
		c->shown[SIGN_EDGE] = true;
		c->shown[SIGN_STRONG] |= is_strong_edge(d, e);
		c->shown[SIGN_AGAINST] |= is_against(l, e);
		c->shown[SIGN_WEIGHT] |= d->weight != NULL;
	}
	*width = net_drawing_sideways(d) ? l->height : l->width;
	*height = net_drawing_sideways(d) ? l->width : l->height;
	*width = *width < LEAST_WIDTH ? LEAST_WIDTH : *width;
	*width += 2 * MARGIN;
	sign_place(c, SIGN_WEIGHT, *width - MARGIN, &x, &c->top);
	/* room for loops above the first boxes */
	c->top += c->shown[SIGN_EDGE] ? 40 : 20;
	*height += c->top + MARGIN;
}

void
net_drawing_paper(const net_drawing *drawing, const net_layout *layout,
				  int32_t *width, int32_t *height)
{
	canvas c;

	open_canvas(&c, NULL, drawing, layout, width, height);
}

/* Boxes fill their layer where layers stand side by side. */
static int32_t
depth_of(const net_drawing *d, const net_layout *l, int32_t item)
{
	return !net_drawing_sideways(d) && item < l->graph->n
			   ? l->thick[l->run[item]]
			   : l->depth[item];
}

void
net_drawing_size(const net_drawing *drawing, const net_layout *layout,
				 int32_t item, int32_t *width, int32_t *height)
{
	bool	sideways = net_drawing_sideways(drawing);
	int32_t depth = depth_of(drawing, layout, item);

	*width = sideways ? layout->breadth[item] : depth;
	*height = sideways ? depth : layout->breadth[item];
}

static void
point_of(const canvas *c, int32_t item, int32_t *x, int32_t *y)
{
	int32_t run = c->l->run[item];

	to_paper(c,
			 c->l->along[run] + c->l->thick[run] / 2,
			 c->l->across[item],
			 x,
			 y);
}

void
net_drawing_point(const net_drawing *drawing, const net_layout *layout,
				  int32_t item, int32_t *x, int32_t *y)
{
	canvas	c;
	int32_t width;
	int32_t height;

	open_canvas(&c, NULL, drawing, layout, &width, &height);
	point_of(&c, item, x, y);
}

/* ---- edges ----------------------------------------------------------- */

/* The tip of an arrow: on the way along or back. */
static void
put_tip(const canvas *c, int32_t along, int32_t across, bool back, int size)
{
	int32_t behind = along + (back ? 2 * size : -2 * size);

	put_point(c, "M", along, across);
	put_point(c, "L", behind, across - size);
	put_point(c, "L", behind, across + size);
	put_text(c->w, "z");
}

/* 1 to 5 pixels, by the weight; 3 if the edge is marked and has none. */
static int
line_width(const net_drawing *d, int32_t e, double most)
{
	double weight;

	if (d->weight == NULL || most <= 0)
		return is_strong_edge(d, e) ? 3 : 1;
	weight = d->weight[e] < 0 ? -d->weight[e] : d->weight[e];
	return 1 + (int) (4 * (weight / most));
}

static double
largest_weight(const net_drawing *d)
{
	double most = 0;

	if (d->weight == NULL)
		return 0;
	for (int32_t e = 0; e < d->graph->first[d->graph->n]; e++)
	{
		double weight = d->weight[e] < 0 ? -d->weight[e] : d->weight[e];

		most = weight > most ? weight : most;
	}
	return most;
}

static const char *
edge_colour(const canvas *c, int32_t e)
{
	return is_strong_edge(c->d, e) ? SVG_CRITICAL
		   : is_against(c->l, e)   ? AGAINST_COLOUR
								   : EDGE_COLOUR;
}

/*
 * How far an edge stands beside the middle: two that run there and back
 * between neighbouring layers would cover each other.
 */
static int32_t
beside(const canvas *c, int32_t e, int32_t v)
{
	const net_graph *g = c->d->graph;
	int32_t			 u = g->target[e];

	if (c->l->bend[e + 1] > c->l->bend[e])
		return 0;
	for (int32_t k = g->first[u]; k < g->first[u + 1]; k++)
		if (g->target[k] == v)
			return is_against(c->l, e) ? 6 : -6;
	return 0;
}

/* An edge as it is drawn: ends, number, half a tip, how far beside. */
typedef struct stroke
{
	int32_t from;
	int32_t to;
	int32_t e;
	int32_t size;
	int32_t shift;
} stroke;

/*
 * The way of an edge from layer to layer, with level ends, and its tip.  The
 * line ends inside the tip.
 */
static void
draw_way(const canvas *c, const stroke *k)
{
	const net_layout *l = c->l;
	bool			  back = is_against(l, k->e);
	int32_t			  count = l->bend[k->e + 1] - l->bend[k->e];
	int32_t			  run = l->run[k->from];
	int32_t			  at = k->from;
	int32_t			  along;

	along = l->along[run] + (l->thick[run] + depth_of(c->d, l, k->from)) / 2;
	put_point(c,
			  "M",
			  along + (back ? k->size : 0),
			  l->across[k->from] + k->shift);
	along = l->along[run] + l->thick[run];
	if (along !=
		l->along[run] + (l->thick[run] + depth_of(c->d, l, k->from)) / 2)
		put_point(c, "L", along, l->across[k->from] + k->shift);
	for (int32_t i = 0; i <= count; i++)
	{
		int32_t next = i == count ? k->to : l->bend[k->e] + i;
		int32_t begin = l->along[++run];
		int32_t stop = begin - (i == count && !back ? k->size : 0);

		put_point(c, "C", (along + begin) / 2, l->across[at] + k->shift);
		put_point(c, " ", (along + begin) / 2, l->across[next] + k->shift);
		put_point(c, " ", stop, l->across[next] + k->shift);
		along = begin + l->thick[run];
		if (i < count && l->thick[run] > 0)
			put_point(c, "L", along, l->across[next] + k->shift);
		at = next;
	}
}

static void
draw_tip(const canvas *c, const stroke *k)
{
	const net_layout *l = c->l;
	int32_t			  run;

	put_format(c->w, "<path fill=\"%s\" d=\"", edge_colour(c, k->e));
	if (is_against(l, k->e))
	{
		run = l->run[k->from];
		put_tip(c,
				l->along[run] +
					(l->thick[run] + depth_of(c->d, l, k->from)) / 2,
				l->across[k->from] + k->shift,
				true,
				k->size);
	}
	else
	{
		run = l->run[k->to];
		put_tip(c,
				l->along[run] + (l->thick[run] - depth_of(c->d, l, k->to)) / 2,
				l->across[k->to] + k->shift,
				false,
				k->size);
	}
	put_text(c->w, "\"/>");
}

/* The name of the edge, for those who point at it. */
static void
put_edge_title(const canvas *c, int32_t v, int32_t e)
{
	put_text(c->w, "<title>");
	put_escaped(c->w, c->d->name[v]);
	put_text(c->w, " &#8594; ");
	put_escaped(c->w, c->d->name[c->d->graph->target[e]]);
	if (c->d->label != NULL)
	{
		put_text(c->w, ": ");
		put_escaped(c->w, c->d->label[e]);
	}
	put_text(c->w, "</title>");
}

/* From the top of a box and back to it. */
static void
draw_loop(const canvas *c, int32_t v, int32_t e)
{
	int32_t x;
	int32_t y;
	int32_t width;
	int32_t height;

	point_of(c, v, &x, &y);
	net_drawing_size(c->d, c->l, v, &width, &height);
	x += width / 2 - 12;
	y -= height / 2;
	put_format(c->w,
			   "<path fill=\"none\" stroke=\"%s\" d=\"M%d %dc-4 -16 16 -16 12 "
			   "-4\"/>",
			   edge_colour(c, e),
			   x - 4,
			   y);
	put_format(c->w,
			   "<path fill=\"%s\" d=\"M%d %dl-3 -6h6z\"/>",
			   edge_colour(c, e),
			   x + 8,
			   y);
}

static void
draw_edge(const canvas *c, int32_t v, int32_t e, double most)
{
	bool   back = is_against(c->l, e);
	int	   width = line_width(c->d, e, most);
	stroke k = {v, c->d->graph->target[e], e, width > 2 ? 5 : 4, 0};

	if (back)
	{
		k.from = c->d->graph->target[e];
		k.to = v;
	}
	put_text(c->w, "<g>");
	put_edge_title(c, v, e);
	if (c->l->layers->way[e] == NET_LOOP)
		draw_loop(c, v, e);
	else
	{
		k.shift = beside(c, e, v);
		put_format(c->w,
				   "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%d\"%s "
				   "d=\"",
				   edge_colour(c, e),
				   width,
				   back ? " stroke-dasharray=\"6 3\"" : "");
		draw_way(c, &k);
		put_text(c->w, "\"/>");
		draw_tip(c, &k);
	}
	put_text(c->w, "</g>\n");
}

/* Marked edges last, so that they are in front. */
static void
draw_edges(const canvas *c)
{
	double most = largest_weight(c->d);

	for (int pass = 0; pass < 2; pass++)
		for (int32_t v = 0; v < c->d->graph->n; v++)
			for (int32_t e = c->d->graph->first[v];
				 e < c->d->graph->first[v + 1];
				 e++)
				if (is_strong_edge(c->d, e) == (pass == 1))
					draw_edge(c, v, e, most);
}

static void
draw_labels(const canvas *c)
{
	if (c->d->label == NULL)
		return;
	put_format(c->w,
			   "<g font-size=\"%d\" text-anchor=\"middle\">\n",
			   LABEL_FONT);
	for (int32_t e = 0; e < c->d->graph->first[c->d->graph->n]; e++)
	{
		int32_t count = c->l->bend[e + 1] - c->l->bend[e];
		int32_t middle = c->l->bend[e] + count / 2;
		int32_t x;
		int32_t y;
		int32_t width;
		int32_t height;

		if (count == 0)
			continue;
		point_of(c, middle, &x, &y);
		net_drawing_size(c->d, c->l, middle, &width, &height);
		put_format(c->w,
				   "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
				   "fill=\"#ffffff\"/>",
				   x - width / 2,
				   y - height / 2,
				   width,
				   height);
		put_format(c->w, "<text x=\"%d\" y=\"%d\">", x, y + 4);
		put_fitting(c->w, c->d->label[e], width - 4, LABEL_FONT, false);
		put_text(c->w, "</text>\n");
	}
	put_text(c->w, "</g>\n");
}

/* ---- boxes and words ------------------------------------------------- */

static void
draw_box(const canvas *c, int32_t v)
{
	bool	strong = is_strong_node(c->d, v);
	int32_t x;
	int32_t y;
	int32_t width;
	int32_t height;

	point_of(c, v, &x, &y);
	net_drawing_size(c->d, c->l, v, &width, &height);
	put_text(c->w, "<g><title>");
	put_escaped(c->w, c->d->name[v]);
	put_format(c->w,
			   "</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
			   "rx=\"4\" ",
			   x - width / 2,
			   y - height / 2,
			   width,
			   height);
	put_format(c->w,
			   "fill=\"%s\" stroke=\"%s\" stroke-width=\"%d\"/>",
			   strong ? "#ffffff" : "#e8f1f9",
			   strong ? SVG_CRITICAL : SVG_CALM_LINE,
			   strong ? 3 : 1);
	put_format(c->w,
			   "<text x=\"%d\" y=\"%d\"%s>",
			   x,
			   y + 4,
			   strong ? " font-weight=\"bold\"" : "");
	put_fitting(c->w, c->d->name[v], width - BOX_PAD / 2, FONT, strong);
	put_text(c->w, "</text></g>\n");
}

static void
put_count(writer *w, int32_t count, const char *one, const char *several)
{
	put_format(w, "%d %s", count, count == 1 ? one : several);
}

static void
put_summary(const canvas *c)
{
	bool dutch = c->d->dutch;

	put_count(c->w,
			  c->d->graph->n,
			  dutch ? "knoop" : "node",
			  dutch ? "knopen" : "nodes");
	put_text(c->w, ", ");
	put_count(c->w,
			  c->d->graph->first[c->d->graph->n],
			  dutch ? "verbinding" : "edge",
			  dutch ? "verbindingen" : "edges");
	if (c->l->layers->components > 1)
	{
		put_text(c->w, dutch ? " in " : " in ");
		put_count(c->w,
				  c->l->layers->components,
				  dutch ? "deel" : "part",
				  dutch ? "delen" : "parts");
	}
}

static void
put_title(const canvas *c, int64_t width)
{
	svg_text title = c->d->title;

	if (title.length == 0)
		title = svg_string(c->d->dutch ? "Netwerk" : "Network");
	if (width < 0)
		put_escaped(c->w, title);
	else
		put_fitting(c->w, title, width, 18, true);
}

/* The edges of one kind, up to ten of them. */
static void
put_list(const canvas *c, const char *words, int sign)
{
	const net_graph *g = c->d->graph;
	int32_t			 count = 0;

	for (int32_t v = 0; v < g->n; v++)
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			if (sign == SIGN_AGAINST ? !is_against(c->l, e)
									 : !is_strong_edge(c->d, e))
				continue;
			if (count++ >= 10)
				continue;
			put_text(c->w, count == 1 ? " " : ", ");
			if (count == 1)
				put_text(c->w, words);
			put_fitting(c->w, c->d->name[v], 300, FONT, false);
			put_text(c->w, " &#8594; ");
			put_fitting(c->w, c->d->name[g->target[e]], 300, FONT, false);
		}
	if (count > 10)
		put_format(c->w,
				   c->d->dutch ? " en nog %d" : " and %d more",
				   count - 10);
	if (count > 0)
		put_char(c->w, '.');
}

static void
put_description(const canvas *c)
{
	bool dutch = c->d->dutch;

	put_text(c->w, dutch ? "Netwerk in lagen: " : "Network in layers: ");
	put_summary(c);
	put_char(c->w, '.');
	put_list(c, dutch ? "Gemarkeerd: " : "Marked: ", SIGN_STRONG);
	put_list(c,
			 dutch ? "Tegen de volgorde in, deel van een kring: "
				   : "Against the order, part of a cycle: ",
			 SIGN_AGAINST);
}

static void
draw_legend(const canvas *c, int32_t right)
{
	static const char *const colour[] = {EDGE_COLOUR,
										 SVG_CRITICAL,
										 AGAINST_COLOUR,
										 EDGE_COLOUR};

	put_format(c->w, "<g font-size=\"%d\">\n", FONT);
	for (int s = 0; s < 4; s++)
	{
		int32_t x;
		int32_t y;

		if (!c->shown[s])
			continue;
		sign_place(c, s, right, &x, &y);
		put_format(c->w,
				   "<path stroke=\"%s\" stroke-width=\"%d\"%s d=\"M%d "
				   "%dh19\"/>",
				   colour[s],
				   s == SIGN_STRONG	  ? 3
				   : s == SIGN_WEIGHT ? 5
									  : 1,
				   s == SIGN_AGAINST ? " stroke-dasharray=\"6 3\"" : "",
				   x,
				   y + 6);
		put_format(c->w,
				   "<path fill=\"%s\" d=\"M%d %dl-8 -4v8z\"/>",
				   colour[s],
				   x + 26,
				   y + 6);
		put_format(c->w,
				   "<text x=\"%d\" y=\"%d\">%s</text>\n",
				   x + 32,
				   y + 10,
				   sign_words(c, s));
	}
	put_text(c->w, "</g>\n");
}

static uint32_t
hash_of(const net_drawing *d)
{
	uint32_t hash = svg_hash(SVG_HASH_START, d->title.bytes, d->title.length);

	for (int32_t v = 0; v < d->graph->n; v++)
		hash = svg_hash(hash, d->name[v].bytes, d->name[v].length);
	for (int32_t e = 0; e < d->graph->first[d->graph->n]; e++)
		hash = (hash ^ (uint32_t) d->graph->target[e]) * 16777619u;
	for (int32_t v = 0; v < d->graph->n; v++)
		hash = (hash ^ (uint32_t) d->graph->first[v + 1]) * 16777619u;
	return hash ^ (uint32_t) d->direction;
}

static void
draw_head(const canvas *c, int32_t width, int32_t height)
{
	svg_head head = {width, height, hash_of(c->d), c->d->dutch};

	put_head(c->w, &head);
	put_format(c->w, "<title id=\"title-%08x\">", (unsigned) head.id);
	put_title(c, -1);
	put_format(c->w, "</title>\n<desc id=\"desc-%08x\">", (unsigned) head.id);
	put_description(c);
	put_format(c->w,
			   "</desc>\n<rect width=\"%d\" height=\"%d\" "
			   "fill=\"#ffffff\"/>\n",
			   width,
			   height);
	put_text(c->w,
			 "<text x=\"16\" y=\"28\" font-size=\"18\" "
			 "font-weight=\"bold\">");
	put_title(c, width - 2 * MARGIN);
	put_format(c->w,
			   "</text>\n<text x=\"16\" y=\"46\" font-size=\"12\" "
			   "fill=\"%s\">",
			   SVG_GREY);
	put_summary(c);
	put_text(c->w, "</text>\n");
}

void
net_drawing_write(writer *w, const net_drawing *drawing,
				  const net_layout *layout)
{
	canvas	c;
	int32_t width;
	int32_t height;

	open_canvas(&c, w, drawing, layout, &width, &height);
	draw_head(&c, width, height);
	draw_legend(&c, width - MARGIN);
	draw_edges(&c);
	draw_labels(&c);
	put_format(w, "<g font-size=\"%d\" text-anchor=\"middle\">\n", FONT);
	for (int32_t v = 0; v < drawing->graph->n; v++)
		draw_box(&c, v);
	put_text(w, "</g>\n</svg>");
}
