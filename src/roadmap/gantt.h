/*
 * gantt.h
 *		A Gantt chart: the order of its bars, and where everything stands.
 */
#ifndef REGIE_GANTT_H
#define REGIE_GANTT_H

#include "roadmap/gantt_axis.h"
#include "roadmap/gantt_bar.h"

/* What is to be drawn. */
typedef struct gantt_chart
{
	int32_t		count; /* bars: 1 .. GANTT_MAX_BARS */
	gantt_bar  *bar;
	int32_t		links;
	gantt_link *link;
	svg_text	title; /* may be empty */
	int32_t		as_of; /* or GANTT_NONE */
	bool		dutch;
} gantt_chart;

/* Bars that stand together under a name. */
typedef struct gantt_section
{
	int32_t first; /* in the order of the bars */
	int32_t count;
	int32_t y; /* of its header; -1: none */
} gantt_section;

/* What the legend explains, as far as it occurs. */
typedef enum gantt_sign
{
	GANTT_CRITICAL,
	GANTT_CALM,
	GANTT_SLACK, /* the float */
	GANTT_MILESTONE,
	GANTT_SECTION,
	GANTT_LINK,
	GANTT_DEADLINE,
	GANTT_MISSED,
	GANTT_NOTICE,
	GANTT_TODAY,
	GANTT_SIGNS
} gantt_sign;

/* Which links are drawn. */
typedef enum gantt_arrows
{
	GANTT_NO_ARROWS,
	GANTT_CRITICAL_ARROWS, /* between critical bars only */
	GANTT_ALL_ARROWS
} gantt_arrows;

typedef struct gantt_plan
{
	const gantt_chart *chart;
	int32_t			  *order;	 /* of the bars, from the top */
	int32_t			  *y;		 /* of the row of each bar */
	int32_t			  *source;	 /* bar that each link comes from, or -1 */
	int32_t			  *strip;	 /* y of the axes */
	uint8_t			  *at_start; /* milestones at the beginning of a day */
	gantt_section	  *section;
	int32_t			   sections;
	int32_t			   strips;
	bool			   has_sections;
	gantt_axis		   axis;
	int32_t			   width;
	int32_t			   height;
	int32_t			   row;	 /* height of a row */
	int32_t			   band; /* height of a bar */
	int32_t			   font;
	int32_t			   label_x;
	int32_t			   label_width;
	int32_t			   date_x;
	int32_t			   legend_y;
	int32_t			   today_y;
	int32_t			   outside; /* links from what is not in the picture */
	gantt_arrows	   arrows;
	bool			   shown[GANTT_SIGNS];
} gantt_plan;

/* Height of an axis. */
#define GANTT_STRIP 36

/* Bytes that gantt_make needs. */
extern size_t gantt_memory(int32_t bars, int32_t links);

/*
 * Puts the bars in their order and gives everything its place.  The order
 * depends on what the bars say, not on how they come: sections by their least
 * place and then by name, those without first; in a section by place, start,
 * finish, name.  The bars' as_of may lie outside; then it is not drawn.
 */
extern void gantt_make(gantt_plan *plan, const gantt_chart *chart,
					   void *memory, void (*tick)(void));

/* Where the sign of the legend stands; y of the last gives the height. */
extern void gantt_legend_place(const gantt_plan *plan, gantt_sign sign,
							   int32_t *x, int32_t *y);

/* What the legend says of a sign. */
extern void gantt_legend_text(const gantt_plan *plan, gantt_sign sign,
							  char out[80]);

/* A deadline that the bar does not meet. */
static inline bool
gantt_is_missed(const gantt_bar *bar)
{
	return bar->deadline != GANTT_NONE && bar->finish > bar->deadline;
}

/* Milestones are points: where. */
extern int32_t gantt_milestone_x(const gantt_plan *plan, int32_t bar);

/* Whether a link is drawn. */
extern bool gantt_is_drawn(const gantt_plan *plan, int32_t bar, int32_t link);

/* The order alone, for drawings in words: sections are counted. */
extern int32_t gantt_sort(const gantt_chart *chart, int32_t *order,
						  gantt_section *section, int32_t *scratch,
						  void (*tick)(void));

#endif
