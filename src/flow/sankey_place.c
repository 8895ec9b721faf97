/*
 * sankey_place.c
 *		Where bars and ribbons of a Sankey diagram stand.
 */
#include "flow/sankey.h"

#define SWEEPS 9

/* Room for the two lines of a label, and around it. */
#define LABEL_ROOM 34
#define GAP 5
#define BEND_GAP 3

/* How high the highest layer is, its gaps left aside. */
#define LEAST_BODY 220
#define MOST_BODY 900

#define MARGIN 16
#define WANTED_WIDTH 960
#define LEAST_COLUMN 170
#define MOST_COLUMN 360

/* ---- sizes ----------------------------------------------------------- */

static bool
is_bend(const sankey *s, int32_t item)
{
	return item >= s->nodes;
}

static bool
is_outer(const sankey *s, int32_t layer)
{
	return layer == 0 || layer == s->layers - 1;
}

/* Room above and below; labels of outer layers stand beside the bars. */
static void
set_room(const sankey *s, int32_t number)
{
	sankey_item *i = &s->item[number];

	i->above = i->below = BEND_GAP;
	if (is_bend(s, number))
		return;
	i->above = i->below = GAP;
	if (!is_outer(s, i->layer))
		i->above += LABEL_ROOM;
	else if (i->height < LABEL_ROOM)
	{
		i->above += (LABEL_ROOM - i->height) / 2;
		i->below += (LABEL_ROOM - i->height + 1) / 2;
	}
}

/* Bars in proportion to money, but never so low that they vanish. */
static void
set_heights(sankey *s)
{
	int128_t largest = 1;
	int32_t	 most = 1;
	int32_t	 body;

	for (int32_t k = 0; k < s->layers; k++)
	{
		int128_t sum = 0;

		for (int32_t i = s->start[k]; i < s->start[k + 1]; i++)
			sum += s->item[s->list[i]].value;
		if (sum > largest)
			largest = sum;
		if (s->start[k + 1] - s->start[k] > most)
			most = s->start[k + 1] - s->start[k];
	}
	body = most * 22 < LEAST_BODY  ? LEAST_BODY
		   : most * 22 > MOST_BODY ? MOST_BODY
								   : most * 22;
	for (int32_t i = 0; i < s->items; i++)
	{
		sankey_item *t = &s->item[i];

		t->height = (int32_t) ((t->value * body + largest / 2) / largest);
		if (t->height < 1)
			t->height = 1;
		set_room(s, i);
	}
}

static int32_t
room(const sankey_item *i)
{
	return i->above + i->height + i->below;
}

static void
set_body(sankey *s)
{
	s->body = 0;
	for (int32_t k = 0; k < s->layers; k++)
	{
		int32_t sum = 0;

		for (int32_t i = s->start[k]; i < s->start[k + 1]; i++)
			sum += room(&s->item[s->list[i]]);
		if (sum > s->body)
			s->body = sum;
	}
}

/* ---- ribbons at the bars --------------------------------------------- */

/* Piles the segments at one side of each item, from the top. */
static void
pile(sankey *s, bool leaving)
{
	const int32_t *first = leaving ? s->out_first : s->in_first;
	const int32_t *list = leaving ? s->out : s->in;

	for (int32_t v = 0; v < s->items; v++)
	{
		const sankey_item *i = &s->item[v];
		int128_t		   sum = 0;

		for (int32_t k = first[v]; k < first[v + 1]; k++)
		{
			sankey_segment *g = &s->segment[list[k]];
			int32_t			from = (int32_t) (sum * i->height / i->value);
			int32_t			until;

			sum += s->link[g->link].amount;
			until = (int32_t) (sum * i->height / i->value);
			*(leaving ? &g->from_y : &g->to_y) = from;
			*(leaving ? &g->from_height : &g->to_height) = until - from;
		}
	}
}

/* ---- where layers stand ---------------------------------------------- */

/* Where the top of a bar would make its ribbons straight; else as it is. */
static int64_t
wanted_top(const sankey *s, int32_t item, bool forward)
{
	const int32_t *first = forward ? s->in_first : s->out_first;
	const int32_t *list = forward ? s->in : s->out;
	int128_t	   sum = 0;
	int128_t	   weights = 0;

	for (int32_t k = first[item]; k < first[item + 1]; k++)
	{
		const sankey_segment *g = &s->segment[list[k]];
		int32_t				  other = forward ? g->from : g->to;
		/* twice the distance from top to top */
		int32_t shift =
			2 * (forward ? g->from_y - g->to_y : g->to_y - g->from_y) +
			(forward ? g->from_height - g->to_height
					 : g->to_height - g->from_height);
		/* at most 32 bits of the amount, so that sums fit */
		int128_t w =
			1 + s->link[g->link].amount * 1000000 / s->item[item].value;

		if (g->is_back)
			continue;
		sum += w * (2 * s->item[other].y + shift);
		weights += 2 * w;
	}
	return weights == 0 ? s->item[item].y : (int64_t) (sum / weights);
}

/*
 * As near to where they want to be as their order and rooms allow: the least
 * squares (pool adjacent violators), within the body.  key is what each wants,
 * less the rooms before it; scratch the first items of the pools.
 */
static void
settle_layer(sankey *s, int32_t layer)
{
	const int32_t *list = s->list + s->start[layer];
	int32_t		   count = s->start[layer + 1] - s->start[layer];
	int32_t		  *pool = s->scratch;
	int32_t		   pools = 0;
	int64_t		  *sum = s->key;
	int32_t		   before = 0;
	int32_t		   slack = s->body;

	for (int32_t i = 0; i < count; i++)
		slack -= room(&s->item[list[i]]);
	for (int32_t i = 0; i < count; i++)
	{
		pool[pools] = i;
		sum[pools++] = s->item[list[i]].y - s->item[list[i]].above - before;
		before += room(&s->item[list[i]]);
		while (pools > 1 &&
			   sum[pools - 2] * (i + 1 - pool[pools - 1]) >
				   sum[pools - 1] * (pool[pools - 1] - pool[pools - 2]))
		{
			sum[pools - 2] += sum[pools - 1];
			pools--;
		}
	}
	before = 0;
	for (int32_t p = 0; p < pools; p++)
	{
		int32_t end = p + 1 < pools ? pool[p + 1] : count;
		int64_t at = sum[p] / (end - pool[p]);

		at = at < 0 ? 0 : at > slack ? slack : at;
		for (int32_t i = pool[p]; i < end; i++)
		{
			s->item[list[i]].y =
				(int32_t) at + before + s->item[list[i]].above;
			before += room(&s->item[list[i]]);
		}
	}
}

static void
settle_all(sankey *s, bool forward)
{
	for (int32_t n = 1; n < s->layers; n++)
	{
		int32_t layer = forward ? n : s->layers - 1 - n;

		for (int32_t i = s->start[layer]; i < s->start[layer + 1]; i++)
			s->item[s->list[i]].y =
				(int32_t) wanted_top(s, s->list[i], forward);
		settle_layer(s, layer);
		if (s->tick != NULL)
			s->tick();
	}
}

/* Each layer in the middle. */
static void
start_layers(sankey *s)
{
	for (int32_t k = 0; k < s->layers; k++)
	{
		int32_t y = s->body;

		for (int32_t i = s->start[k]; i < s->start[k + 1]; i++)
			y -= room(&s->item[s->list[i]]);
		y /= 2;
		for (int32_t i = s->start[k]; i < s->start[k + 1]; i++)
		{
			sankey_item *t = &s->item[s->list[i]];

			t->y = y + t->above;
			y += room(t);
		}
	}
}

/* ---- the whole ------------------------------------------------------- */

static int32_t
widest_label(const sankey *s, int32_t layer)
{
	int32_t widest = 0;

	for (int32_t v = 0; v < s->nodes; v++)
		if (s->item[v].layer == layer && sankey_label_width(s, v) > widest)
			widest = sankey_label_width(s, v);
	return widest;
}

static int32_t
within(int32_t number, int32_t least, int32_t most)
{
	return number < least ? least : number > most ? most : number;
}

static void
set_columns(sankey *s, bool runs_back)
{
	int32_t right = MARGIN;

	s->left = MARGIN + widest_label(s, 0) + 8;
	if (s->layers > 1)
		right += widest_label(s, s->layers - 1) + 8;
	if (runs_back)
	{
		s->left =
			s->left < SANKEY_REACH + MARGIN ? SANKEY_REACH + MARGIN : s->left;
		right = right < SANKEY_REACH + MARGIN ? SANKEY_REACH + MARGIN : right;
	}
	s->column = s->layers == 1
					? 0
					: within((WANTED_WIDTH - s->left - right - SANKEY_BAR) /
								 (s->layers - 1),
							 LEAST_COLUMN,
							 MOST_COLUMN);
	s->width = s->left + (s->layers - 1) * s->column + SANKEY_BAR + right;
}

void
sankey_place(sankey *s)
{
	int32_t lanes = 0;

	set_heights(s);
	set_body(s);
	pile(s, true);
	pile(s, false);
	start_layers(s);
	for (int n = 0; n < SWEEPS; n++)
		settle_all(s, n % 2 == 0);
	s->top = MARGIN + (s->title.length > 0 ? SANKEY_TITLE + 14 : 0);
	for (int32_t i = 0; i < s->items; i++)
		s->item[i].y += s->top;
	for (int32_t g = 0; g < s->segments; g++)
		if (s->segment[g].is_back)
			lanes += SANKEY_LANE + 1 + s->segment[g].from_height;
	set_columns(s, lanes > 0);
	s->height = s->top + s->body + lanes + MARGIN;
}
