/*
 * flow_sankey_unit.c
 *		Sankey diagrams: amounts in words, small pictures worked out by hand,
 *		and laws on random ones.
 */
#include "flow/sankey.h"

#include "tap.h"
#include "xml.h"

#define MOST_NODES 30
#define MOST_LINKS 120
#define PICTURES 40000

#define UNIT INT64_C(1000000000000) /* 10^SANKEY_DECIMALS */

static char		   bytes[MOST_NODES][24];
static svg_text	   name[MOST_NODES];
static sankey_link link[MOST_LINKS];
static uint64_t	   layers_memory[1 << 16];
static uint64_t	   layout_memory[1 << 18];
static char		   out[1 << 20];

static sankey
lay_out(int32_t nodes, int32_t links)
{
	sankey s = {0};

	for (int32_t v = 0; v < nodes; v++)
	{
		snprintf(bytes[v], sizeof(bytes[v]), "n%02d <&> \"x\"", (int) v);
		name[v] = svg_string(bytes[v]);
	}
	s.nodes = nodes;
	s.links = links;
	s.name = name;
	s.link = link;
	s.scale = 2;
	s.title = svg_string("A <title>");
	if (sankey_layers_memory(nodes, links) > sizeof(layers_memory))
		abort();
	sankey_layers(&s, layers_memory);
	if (sankey_layout_memory(&s) > sizeof(layout_memory))
		abort();
	sankey_layout(&s, layout_memory);
	return s;
}

static void
set_link(int32_t i, int32_t source, int32_t target, int64_t amount)
{
	link[i].source = source;
	link[i].target = target;
	link[i].amount = (int128_t) amount * UNIT;
}

static size_t
draw(const sankey *s)
{
	writer w = {NULL, 0, NULL, 0};

	sankey_write(&w, s);
	if (w.length >= sizeof(out))
		abort();
	writer_begin(&w, out);
	sankey_write(&w, s);
	out[w.length] = '\0';
	return w.length;
}

/* ---- amounts --------------------------------------------------------- */

static const char *
amount(int128_t units, int decimals, bool dutch)
{
	static char text[100];
	sankey		s = {0};
	writer		w = {text, 0, NULL, 0};

	s.dutch = dutch;
	put_sankey_amount(&w, &s, units, decimals);
	text[w.length] = '\0';
	return text;
}

static void
test_amounts(void)
{
	is_text(amount(0, 0, false), "0", "nothing");
	is_text(amount(0, 2, false), "0.00", "nothing, in cents");
	is_text(amount(UNIT / 100, 2, true), "0,01", "a cent in Dutch");
	is_text(amount(999 * (int128_t) UNIT, 0, false), "999", "no thousands");
	is_text(amount(1234567 * (int128_t) UNIT + UNIT / 2, 2, false),
			"1,234,567.50",
			"millions and cents");
	is_text(amount(1234567 * (int128_t) UNIT + UNIT / 2, 2, true),
			"1.234.567,50",
			"the same in Dutch");
	is_text(amount(999 * (int128_t) UNIT + UNIT / 2, 0, false),
			"1,000",
			"half a unit is rounded up");
	is_text(amount(UNIT / 200 - 1, 2, false),
			"0.00",
			"less than half a cent is none");
	is_text(amount(1, 12, false), "0.000000000001", "all decimals");
	is_text(amount((int128_t) 1000000000000000000 * UNIT, 0, false),
			"1,000,000,000,000,000,000",
			"a large one");
}

/* ---- small pictures -------------------------------------------------- */

/* Two pay one, which pays two others: 100 and 300, then 300 and 100. */
static void
test_small(void)
{
	sankey s;

	set_link(0, 0, 2, 100);
	set_link(1, 1, 2, 300);
	set_link(2, 2, 3, 300);
	set_link(3, 2, 4, 100);
	s = lay_out(5, 4);
	is_int(s.layers, 3, "three layers");
	is_int(s.items, 5, "no bends");
	is_int(s.item[2].height,
		   220,
		   "what passes all money is as high as can be");
	is_int(s.item[0].height, 55, "a quarter of the money, of the height");
	is_int(s.item[1].height, 165, "three quarters");
	is_int(s.segment[0].to_y, 0, "the first comes in at the top");
	is_int(s.segment[1].to_y, 55, "the second right below it");
	is_int(s.segment[2].from_height, 165, "a ribbon as high as its money");
	ok(s.item[0].y + 55 < s.item[1].y, "bars keep apart");
	ok(s.item[3].y < s.item[4].y, "in the order of names, as nothing crosses");
}

/* By names two ribbons would cross; by their order they do not. */
static void
test_crossing(void)
{
	sankey s;

	set_link(0, 0, 3, 10);
	set_link(1, 1, 2, 10);
	s = lay_out(4, 2);
	ok((s.item[0].y < s.item[1].y) == (s.item[3].y < s.item[2].y),
	   "ribbons that need not cross do not");
}

/* 0 -> 1 -> 2, and 0 -> 2 past 1: a bend keeps it from running behind 1. */
static void
test_bend(void)
{
	sankey s;

	set_link(0, 0, 1, 40);
	set_link(1, 0, 2, 60);
	set_link(2, 1, 2, 40);
	s = lay_out(3, 3);
	is_int(s.bends, 1, "a long ribbon bends once");
	is_int(s.item[3].layer, 1, "in the layer that it passes");
	is_int(s.item[3].height, 132, "where it is as high as its money");
	ok(s.item[3].y + s.item[3].height <= s.item[1].y ||
		   s.item[1].y + s.item[1].height <= s.item[3].y,
	   "beside the bar");
}

/* Who ends early stands last all the same: 0 -> 1, 0 -> 2 -> 3. */
static void
test_ends(void)
{
	sankey s;

	set_link(0, 0, 1, 5);
	set_link(1, 0, 2, 5);
	set_link(2, 2, 3, 5);
	s = lay_out(4, 3);
	is_int(s.item[1].layer, 2, "money that stays stands in the last layer");
	is_int(s.bends, 1, "and its ribbon passes the layer between");
}

static void
test_back(void)
{
	sankey s;
	size_t length;

	set_link(0, 0, 1, 50);
	set_link(1, 1, 0, 20);
	set_link(2, 1, 1, 5);
	s = lay_out(2, 3);
	is_int(s.is_back[0], 0, "the larger part of a circle runs along");
	is_int(s.is_back[1], 1, "the other one back");
	is_int(s.is_back[2], 1, "and so does what one pays oneself");
	length = draw(&s);
	is_int(xml_count(out, length, "fill=\"none\" stroke-width"),
		   2,
		   "both are drawn");
	s = lay_out(0, 0);
	length = draw(&s);
	ok(xml_well_formed(out, length), "nothing at all is a picture too");
}

/* ---- laws ------------------------------------------------------------ */

typedef struct law
{
	int pictures;
	int layers;
	int overlaps;
	int outside;
	int heights;
	int piles;
	int backs;
	int documents;
} law;

/* Links by source and target; along only, or anywhere. */
static int32_t
random_links(uint64_t *state, int32_t nodes, bool along)
{
	int64_t most = tap_between(state, 0, 3) == 0 ? 1000000000 : 1000;
	int64_t density = tap_between(state, 3, 40);
	int32_t count = 0;

	for (int32_t v = 0; v < nodes; v++)
		for (int32_t u = along ? v + 1 : 0; u < nodes; u++)
			if (count < MOST_LINKS && tap_between(state, 1, 100) <= density)
				set_link(count++, v, u, tap_between(state, 1, most));
	return count;
}

static int128_t
absolute(int128_t number)
{
	return number < 0 ? -number : number;
}

/* Heights in proportion, up to the rounding of each. */
static void
check_heights(const sankey *s, law *wrong)
{
	for (int32_t a = 1; a < s->items; a++)
	{
		const sankey_item *x = &s->item[a - 1];
		const sankey_item *y = &s->item[a];

		if (x->height < 1 || y->height < 1)
			wrong->heights++;
		if (x->height > 1 && y->height > 1 &&
			absolute(x->height * y->value - y->height * x->value) * 2 >
				x->value + y->value)
			wrong->heights++;
	}
}

/* In the order of the list, with the rooms apart, inside the body. */
static void
check_layers(const sankey *s, law *wrong)
{
	for (int32_t k = 0; k < s->layers; k++)
	{
		int32_t free = s->top;

		for (int32_t i = s->start[k]; i < s->start[k + 1]; i++)
		{
			const sankey_item *t = &s->item[s->list[i]];

			wrong->overlaps += t->layer != k || t->y - t->above < free;
			free = t->y + t->height + t->below;
		}
		wrong->outside += free > s->top + s->body;
		wrong->outside += sankey_x(s, k) < s->left ||
						  sankey_x(s, k) + SANKEY_BAR >= s->width;
	}
	wrong->outside += s->top + s->body >= s->height;
}

/* Segments follow each other without a gap, and end within the bar. */
static void
check_piles(const sankey *s, bool leaving, law *wrong)
{
	const int32_t *first = leaving ? s->out_first : s->in_first;
	const int32_t *list = leaving ? s->out : s->in;

	for (int32_t v = 0; v < s->items; v++)
	{
		int32_t	 at = 0;
		int128_t sum = 0;

		for (int32_t k = first[v]; k < first[v + 1]; k++)
		{
			const sankey_segment *g = &s->segment[list[k]];

			wrong->piles += (leaving ? g->from : g->to) != v ||
							(leaving ? g->from_y : g->to_y) != at;
			at += leaving ? g->from_height : g->to_height;
			sum += s->link[g->link].amount;
		}
		wrong->piles += at > s->item[v].height ||
						(sum == s->item[v].value && at != s->item[v].height);
	}
}

static void
check_segments(const sankey *s, bool along, law *wrong)
{
	for (int32_t g = 0; g < s->segments; g++)
	{
		const sankey_segment *t = &s->segment[g];

		if (t->is_back)
			wrong->backs += along;
		else
			wrong->layers +=
				s->item[t->from].layer + 1 != s->item[t->to].layer;
	}
	wrong->layers +=
		s->items != s->nodes + s->bends || s->segments != s->links + s->bends;
}

static void
check_picture(const sankey *s, law *wrong)
{
	size_t length = draw(s);

	wrong->documents += !xml_well_formed(out, length) ||
						xml_count(out, length, "<rect ") != s->nodes ||
						xml_count(out, length, " &#8594; ") <
							2 * (s->links < 10 ? s->links : 10);
}

static void
test_laws(void)
{
	uint64_t state = 20260101;
	law		 wrong = {0};

	for (int n = 0; n < PICTURES; n++)
	{
		int32_t nodes = (int32_t) tap_between(&state, 1, MOST_NODES);
		bool	along = n % 3 != 0;
		int32_t links;
		sankey	s;

		if (n % 8 != 0)
			nodes = nodes % 9 + 1;
		links = random_links(&state, nodes, along);
		s = lay_out(nodes, links);
		/* nodes without money are not given by the binding */
		for (int32_t v = 0; v < nodes; v++)
			if (s.item[v].value == 0)
				links = 0;
		if (links == 0)
			continue;
		wrong.pictures++;
		check_segments(&s, along, &wrong);
		check_heights(&s, &wrong);
		check_layers(&s, &wrong);
		check_piles(&s, true, &wrong);
		check_piles(&s, false, &wrong);
		check_picture(&s, &wrong);
	}
	ok(wrong.pictures >= 10000, "%d pictures", wrong.pictures);
	is_int(wrong.layers, 0, "each segment leads to the next layer");
	is_int(wrong.overlaps, 0, "nothing overlaps within a layer");
	is_int(wrong.outside, 0, "all stands inside the picture");
	is_int(wrong.heights, 0, "heights are in proportion to money");
	is_int(wrong.piles, 0, "ribbons fill the bars without gaps");
	is_int(wrong.backs, 0, "nothing runs back without a circle");
	is_int(wrong.documents, 0, "all pictures are documents, with all bars");
}

int
main(void)
{
	test_amounts();
	test_small();
	test_crossing();
	test_bend();
	test_ends();
	test_back();
	test_laws();
	return tap_finish();
}
