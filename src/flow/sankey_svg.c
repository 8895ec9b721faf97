/*
 * sankey_svg.c
 *		A Sankey diagram as SVG.
 *
 * Ribbons, bars, words, from the back to the front.  Ribbons have the colour
 * of where they come from, and say who pays whom how much when pointed at.
 */
#include "flow/sankey.h"

/* For those whom money comes from, told apart by most eyes; and the others. */
static const char *const colour[] =
	{"#2b6593", "#c2700a", "#3f7d58", "#8a4f9e", "#a8324a", "#2f8f9d"};
static const char *const other_colour = "#52708a";

#define COLOURS (sizeof(colour) / sizeof(colour[0]))

/* Most flows in the description. */
#define LIST_MAX 10

/* Of a bar, and of the ribbons that begin at it: by its place on the left. */
static const char *
colour_of(const sankey *s, int32_t item)
{
	const sankey_item *i = &s->item[item];

	return i->layer > 0 ? other_colour : colour[(size_t) i->place % COLOURS];
}

/* ---- amounts --------------------------------------------------------- */

void
put_sankey_amount(writer *w, const sankey *s, int128_t amount, int decimals)
{
	char	 text[80];
	int		 at = sizeof(text);
	int128_t unit = 1;

	for (int i = decimals; i < SANKEY_DECIMALS; i++)
		unit *= 10;
	amount = (amount + unit / 2) / unit;
	for (int digit = 0; amount > 0 || digit <= decimals; digit++)
	{
		if (digit == decimals && digit > 0)
			text[--at] = s->dutch ? ',' : '.';
		if (digit > decimals && (digit - decimals) % 3 == 0)
			text[--at] = s->dutch ? '.' : ',';
		text[--at] = (char) ('0' + (int) (amount % 10));
		amount /= 10;
	}
	put_bytes(w, text + at, sizeof(text) - (size_t) at);
}

int
sankey_label_decimals(const sankey *s)
{
	int128_t large = 10000;

	for (int i = 0; i < SANKEY_DECIMALS; i++)
		large *= 10;
	for (int32_t i = 0; i < s->links; i++)
		if (s->link[i].amount >= large)
			return 0;
	return s->scale;
}

static svg_text
amount_text(const sankey *s, int128_t amount, char *place)
{
	writer	 w = {place, 0, NULL, 0};
	svg_text t;

	put_sankey_amount(&w, s, amount, sankey_label_decimals(s));
	t.bytes = place;
	t.length = w.length;
	return t;
}

int32_t
sankey_label_width(const sankey *s, int32_t node)
{
	char	text[80];
	int64_t name = svg_width(s->name[node], SANKEY_FONT, true);
	int64_t amount = svg_width(amount_text(s, s->item[node].value, text),
							   SANKEY_FONT,
							   false);
	int64_t wider = name > amount ? name : amount;

	return wider > SANKEY_LABEL ? SANKEY_LABEL : (int32_t) wider;
}

/* ---- words ----------------------------------------------------------- */

static void
put_flow(writer *w, const sankey *s, const sankey_link *l)
{
	put_escaped(w, s->name[l->source]);
	put_text(w, " &#8594; ");
	put_escaped(w, s->name[l->target]);
	put_text(w, ": ");
	put_sankey_amount(w, s, l->amount, s->scale);
}

static svg_text
title_of(const sankey *s)
{
	return s->title.length > 0 ? s->title
							   : svg_string(s->dutch ? "Stromen" : "Flows");
}

/* The largest flow that comes behind another, or -1. */
static int32_t
next_flow(const sankey *s, int32_t last)
{
	int32_t best = -1;

	for (int32_t i = 0; i < s->links; i++)
	{
		const sankey_link *l = &s->link[i];

		if (last >= 0 && (l->amount > s->link[last].amount ||
						  (l->amount == s->link[last].amount && i <= last)))
			continue;
		if (best < 0 || l->amount > s->link[best].amount)
			best = i;
	}
	return best;
}

static void
put_description(writer *w, const sankey *s)
{
	int32_t flow = -1;

	put_format(w,
			   s->links == 1 ? (s->dutch ? "%d stroom" : "%d flow")
							 : (s->dutch ? "%d stromen" : "%d flows"),
			   s->links);
	if (s->links > LIST_MAX)
		put_format(w,
				   s->dutch ? "; de %d grootste" : "; the %d largest",
				   LIST_MAX);
	for (int n = 0; n < LIST_MAX && n < s->links; n++)
	{
		flow = next_flow(s, flow);
		put_text(w, n == 0 ? ": " : "; ");
		put_flow(w, s, &s->link[flow]);
	}
	put_char(w, '.');
}

static uint32_t
hash_of(const sankey *s)
{
	uint32_t hash = svg_hash(SVG_HASH_START, s->title.bytes, s->title.length);

	for (int32_t v = 0; v < s->nodes; v++)
		hash = svg_hash(hash, s->name[v].bytes, s->name[v].length);
	for (int32_t i = 0; i < s->links; i++)
		hash = (hash ^ (uint32_t) s->link[i].source ^
				(uint32_t) s->link[i].amount) *
			   16777619u;
	return hash;
}

static void
begin(writer *w, const sankey *s)
{
	svg_head head = {s->width, s->height, hash_of(s), s->dutch};

	put_head(w, &head);
	put_format(w, "<title id=\"title-%08x\">", (unsigned) head.id);
	put_escaped(w, title_of(s));
	put_format(w, "</title>\n<desc id=\"desc-%08x\">", (unsigned) head.id);
	put_description(w, s);
	put_text(w, "</desc>\n");
	put_format(w,
			   "<path fill=\"#ffffff\" d=\"M0 0H%dV%dH0z\"/>\n",
			   s->width,
			   s->height);
	if (s->title.length == 0)
		return;
	put_format(w,
			   "<text x=\"16\" y=\"%d\" font-size=\"%d\" "
			   "font-weight=\"bold\">",
			   8 + SANKEY_TITLE,
			   SANKEY_TITLE);
	put_fitting(w, s->title, s->width - 32, SANKEY_TITLE, true);
	put_text(w, "</text>\n");
}

/* ---- ribbons --------------------------------------------------------- */

/* One edge of a segment, left to right or back. */
static void
put_curve(writer *w, int32_t x1, int32_t y1, int32_t x2, int32_t y2)
{
	int32_t middle = (x1 + x2) / 2;

	if (y1 == y2)
		put_format(w, "H%d", x2);
	else
		put_format(w, "C%d %d %d %d %d %d", middle, y1, middle, y2, x2, y2);
}

static int32_t
from_x(const sankey *s, const sankey_segment *g)
{
	return sankey_x(s, s->item[g->from].layer) + SANKEY_BAR;
}

static int32_t
to_x(const sankey *s, const sankey_segment *g)
{
	return sankey_x(s, s->item[g->to].layer);
}

/* Along the upper edges, and along the lower ones back. */
static void
put_ribbon(writer *w, const sankey *s, int32_t link)
{
	int32_t				  first = s->first_segment[link];
	int32_t				  last = s->first_segment[link + 1] - 1;
	const sankey_segment *g = &s->segment[first];

	put_format(w,
			   "<path d=\"M%d %d",
			   from_x(s, g),
			   s->item[g->from].y + g->from_y);
	for (int32_t k = first; k <= last; k++)
	{
		g = &s->segment[k];
		put_curve(w,
				  from_x(s, g),
				  s->item[g->from].y + g->from_y,
				  to_x(s, g),
				  s->item[g->to].y + g->to_y);
		if (k < last)
			put_format(w, "h%d", SANKEY_BAR);
	}
	put_format(w, "v%d", g->to_height);
	for (int32_t k = last; k >= first; k--)
	{
		g = &s->segment[k];
		put_curve(w,
				  to_x(s, g),
				  s->item[g->to].y + g->to_y + g->to_height,
				  from_x(s, g),
				  s->item[g->from].y + g->from_y + g->from_height);
		if (k > first)
			put_format(w, "h-%d", SANKEY_BAR);
	}
	put_text(w, "z\"/>");
}

/* Out to the right, beneath all bars, and in from the left. */
static void
put_back(writer *w, const sankey *s, const sankey_segment *g, int32_t lane)
{
	int32_t thick = g->from_height < 1 ? 1 : g->from_height;
	int32_t reach = thick + 30 > SANKEY_REACH ? SANKEY_REACH : thick + 30;
	int32_t x1 = from_x(s, g);
	int32_t x2 = to_x(s, g);
	int32_t y1 = s->item[g->from].y + g->from_y + thick / 2;
	int32_t y2 = s->item[g->to].y + g->to_y + g->to_height / 2;
	int32_t y = lane + thick / 2;

	put_format(w,
			   "<path fill=\"none\" stroke-width=\"%d\" stroke=\"%s\" "
			   "stroke-opacity=\"0.45\" ",
			   thick,
			   colour_of(s, g->from));
	put_format(w,
			   "d=\"M%d %dC%d %d %d %d %d %dH%d",
			   x1,
			   y1,
			   x1 + reach,
			   y1,
			   x1 + reach,
			   y,
			   x1,
			   y,
			   x2);
	put_format(w,
			   "C%d %d %d %d %d %d\"/>",
			   x2 - reach,
			   y,
			   x2 - reach,
			   y2,
			   x2,
			   y2);
}

static void
draw_ribbons(writer *w, const sankey *s)
{
	int32_t lane = s->top + s->body;

	for (int32_t i = 0; i < s->links; i++)
	{
		const sankey_segment *g = &s->segment[s->first_segment[i]];
		const char			 *c = colour_of(s, g->from);

		put_format(w,
				   "<g fill=\"%s\" fill-opacity=\"0.38\" stroke=\"%s\" "
				   "stroke-opacity=\"0.38\"><title>",
				   c,
				   c);
		put_flow(w, s, &s->link[i]);
		put_text(w, "</title>");
		if (g->is_back)
		{
			lane += SANKEY_LANE;
			put_back(w, s, g, lane);
			lane += g->from_height + 1;
		}
		else
			put_ribbon(w, s, i);
		put_text(w, "</g>\n");
	}
}

/* ---- bars ------------------------------------------------------------ */

static void
put_label(writer *w, const sankey *s, int32_t v)
{
	const sankey_item *i = &s->item[v];
	int32_t			   x = sankey_x(s, i->layer);
	int32_t			   y = i->y + i->height / 2 - 3;
	int32_t			   width = SANKEY_LABEL;
	const char		  *anchor = "start";
	char			   text[80];

	if (i->layer == 0)
	{
		x -= 8;
		anchor = "end";
	}
	else if (i->layer == s->layers - 1)
		x += SANKEY_BAR + 8;
	else
	{
		x += SANKEY_BAR / 2;
		y = i->y - 22;
		anchor = "middle";
		width = s->column - 24;
	}
	put_format(w,
			   "<text text-anchor=\"%s\" font-size=\"%d\" x=\"%d\" y=\"%d\" "
			   "font-weight=\"bold\">",
			   anchor,
			   SANKEY_FONT,
			   x,
			   y);
	put_fitting(w, s->name[v], width, SANKEY_FONT, true);
	put_format(w,
			   "</text><text text-anchor=\"%s\" font-size=\"%d\" x=\"%d\" "
			   "y=\"%d\" fill=\"%s\">",
			   anchor,
			   SANKEY_FONT,
			   x,
			   y + 16,
			   SVG_GREY);
	put_escaped(w, amount_text(s, i->value, text));
	put_text(w, "</text>\n");
}

static void
draw_bars(writer *w, const sankey *s)
{
	for (int32_t v = 0; v < s->nodes; v++)
	{
		const sankey_item *i = &s->item[v];

		put_format(w,
				   "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
				   "fill=\"%s\"><title>",
				   sankey_x(s, i->layer),
				   i->y,
				   SANKEY_BAR,
				   i->height,
				   colour_of(s, v));
		put_escaped(w, s->name[v]);
		put_text(w, ": ");
		put_sankey_amount(w, s, i->value, s->scale);
		put_text(w, "</title></rect>\n");
	}
	for (int32_t v = 0; v < s->nodes; v++)
		put_label(w, s, v);
}

void
sankey_write(writer *w, const sankey *s)
{
	begin(w, s);
	draw_ribbons(w, s);
	draw_bars(w, s);
	put_text(w, "</svg>");
}
