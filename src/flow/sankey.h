/*
 * sankey.h
 *		A Sankey diagram: bars in layers, as high as the money that passes
 *		them, and ribbons between them.
 *
 * Links lead from a layer to a later one, but for as few as it takes where
 * money runs in circles: these run back beneath the bars.  Items are the nodes
 * and, behind them, the bends of links that pass a layer; a bend keeps the
 * room that its ribbon needs, so that ribbons do not run behind bars.
 *
 * Nothing here allocates: sankey_layers tells how many bends there are, then
 * sankey_layout places everything in memory of sankey_layout_memory bytes.
 * All coordinates are whole pixels.
 */
#ifndef REGIE_SANKEY_H
#define REGIE_SANKEY_H

#include "common/checked.h"
#include "common/svg.h"

/* Most of one picture: more could not be read. */
#define SANKEY_NODES 200
#define SANKEY_LINKS 1000

/* Decimals of amounts; what passes a node is less than 10^32 of their units.
 */
#define SANKEY_DECIMALS 12

typedef void (*sankey_tick)(void);

typedef struct sankey_link
{
	int32_t	 source;
	int32_t	 target;
	int128_t amount; /* above zero, in units of 10^-SANKEY_DECIMALS */
} sankey_link;

typedef struct sankey_item
{
	int32_t	 layer;
	int32_t	 place;	 /* in its layer */
	int32_t	 y;		 /* the top of its bar */
	int32_t	 height; /* of its bar, or of the ribbon at a bend */
	int32_t	 above;	 /* room that it keeps free, for a label */
	int32_t	 below;
	int128_t value;
} sankey_item;

/* A part of a ribbon between two items of neighbouring layers. */
typedef struct sankey_segment
{
	int32_t from;
	int32_t to;
	int32_t link;
	bool	is_back;
	int32_t from_y; /* from the top of the item */
	int32_t from_height;
	int32_t to_y;
	int32_t to_height;
} sankey_segment;

typedef struct sankey
{
	/* given */
	int32_t			   nodes;
	int32_t			   links;
	const svg_text	  *name;
	const sankey_link *link;  /* by source and target, no pair twice */
	int				   scale; /* decimals that amounts are written in */
	svg_text		   title;
	bool			   dutch;
	sankey_tick		   tick;

	/* sankey_layers */
	int32_t *node_layer;
	uint8_t *is_back; /* of each link */
	int32_t	 layers;
	int32_t	 bends;

	/* sankey_layout */
	int32_t			items;
	int32_t			segments;
	sankey_item	   *item;
	sankey_segment *segment;	   /* by link, from its source on */
	int32_t		   *first_segment; /* of each link; links + 1 */
	int32_t		   *start;		   /* of each layer in list; layers + 1 */
	int32_t		   *list;		   /* items by layer, in their order */
	int32_t		   *out_first;	   /* of each item in out; items + 1 */
	int32_t		   *out;		   /* segments that leave it */
	int32_t		   *in_first;
	int32_t		   *in;
	int64_t		   *key; /* scratch, of each item */
	int32_t		   *scratch;
	int32_t			top;	/* where the items begin */
	int32_t			body;	/* how high all of them are */
	int32_t			left;	/* of the first bars */
	int32_t			column; /* from a layer to the next */
	int32_t			width;
	int32_t			height;
} sankey;

/* How wide bars are. */
#define SANKEY_BAR 14

/* Space between what runs back beneath the bars. */
#define SANKEY_LANE 8

/* How far what runs back reaches out beside the bars, at most. */
#define SANKEY_REACH 90

/* The fonts' sizes. */
#define SANKEY_FONT 13
#define SANKEY_TITLE 18

extern size_t sankey_layers_memory(int64_t nodes, int64_t links);
extern void	  sankey_layers(sankey *s, void *memory);

extern size_t sankey_layout_memory(const sankey *s);
extern void	  sankey_layout(sankey *s, void *memory);

/* Steps of sankey_layout, in their order. */
extern void sankey_order(sankey *s);
extern void sankey_place(sankey *s);

/* The left edge of a layer's bars. */
static inline int32_t
sankey_x(const sankey *s, int32_t layer)
{
	return s->left + layer * s->column;
}

/* An amount, rounded to so many decimals, with thousands apart. */
extern void put_sankey_amount(writer *w, const sankey *s, int128_t amount,
							  int decimals);

/* Decimals of the labels: none where amounts are large. */
extern int sankey_label_decimals(const sankey *s);

/* How wide the label of a node is, at most this. */
#define SANKEY_LABEL 270
extern int32_t sankey_label_width(const sankey *s, int32_t node);

/* The picture, after sankey_layout. */
extern void sankey_write(writer *w, const sankey *s);

#endif
