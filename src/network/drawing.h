/*
 * drawing.h
 *		A network as SVG.
 */
#ifndef REGIE_DRAWING_H
#define REGIE_DRAWING_H

#include "common/svg.h"
#include "network/layout.h"

/* Which way the layers go. */
typedef enum net_direction
{
	NET_LEFT_RIGHT,
	NET_RIGHT_LEFT,
	NET_TOP_BOTTOM,
	NET_BOTTOM_TOP
} net_direction;

typedef struct net_drawing
{
	const net_graph *graph;
	const svg_text	*name;		  /* of each node, UTF-8 */
	const double	*weight;	  /* of each edge; NULL: none */
	const svg_text	*label;		  /* of each edge; NULL: none are written */
	const uint8_t	*strong_node; /* marked; NULL: none are */
	const uint8_t	*strong_edge;
	svg_text		 title; /* may be empty */
	bool			 dutch;
	net_direction	 direction;
} net_drawing;

/* Most edges whose weights are written; more only differ in thickness. */
#define NET_DRAW_LABELS 80

/* Layers of the layout for each layer: labels stand between. */
#define NET_DRAW_STRETCH(drawing) ((drawing)->label != NULL ? 2 : 1)

/* Whether layers go down or up. */
extern bool net_drawing_sideways(const net_drawing *drawing);

/* Says how large the items of a layout are. */
extern void net_drawing_measure(const net_drawing *drawing,
								net_layout		  *layout);

/* Where the middle of an item stands on paper. */
extern void net_drawing_point(const net_drawing *drawing,
							  const net_layout *layout, int32_t item,
							  int32_t *x, int32_t *y);

/* The width and height of an item on paper. */
extern void net_drawing_size(const net_drawing *drawing,
							 const net_layout *layout, int32_t item,
							 int32_t *width, int32_t *height);

/* The width and height of the picture. */
extern void net_drawing_paper(const net_drawing *drawing,
							  const net_layout *layout, int32_t *width,
							  int32_t *height);

/* Writes the drawing of a layout that has been placed. */
extern void net_drawing_write(writer *w, const net_drawing *drawing,
							  const net_layout *layout);

#endif
