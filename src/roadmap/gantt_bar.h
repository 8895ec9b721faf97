/*
 * gantt_bar.h
 *		One bar of a Gantt chart, and the bytes that carry it from the rows to
 *		the drawing.
 *
 * Days are numbers as in common/civil.h.  Texts are UTF-8.
 */
#ifndef REGIE_GANTT_BAR_H
#define REGIE_GANTT_BAR_H

#include "common/svg.h"

/* A date, or a place, that is not given. */
#define GANTT_NONE INT32_MIN

/* Most bars, and most links, of one chart: more could not be read. */
#define GANTT_MAX_BARS 5000
#define GANTT_MAX_LINKS 20000

/* What a bar depends on; kinds as in roadmap/dependency.h. */
typedef struct gantt_link
{
	svg_text activity;
	int		 kind;
} gantt_link;

typedef struct gantt_bar
{
	svg_text activity; /* the name that links use */
	svg_text label;	   /* what is written; the name if there is none */
	svg_text section;
	svg_text note; /* shown when pointed at */
	bool	 has_section;
	bool	 critical;
	bool	 milestone;
	int32_t	 start; /* first day */
	int32_t	 finish;
	int32_t	 late_finish; /* the end of the float */
	int32_t	 deadline;
	int32_t	 notice_day;
	int32_t	 place; /* decides the order before the dates do */
	int32_t	 first_link;
	int32_t	 links;
	svg_text image; /* the bytes it was read from */
} gantt_bar;

/* Bytes of a bar; 0 if over 1 GB. */
extern size_t gantt_image_size(const gantt_bar *bar, const gantt_link *link);

/* Writes them. */
extern void gantt_image_write(const gantt_bar *bar, const gantt_link *link,
							  char *out);

/*
 * Reads the bar that stands at *at, and moves *at behind it.  Its links go to
 * link[bar->first_link ..]; with link NULL they are only counted.  The texts
 * stay where they are.  False if these are not the bytes of a bar.
 */
extern bool gantt_image_read(const char *bytes, size_t length, size_t *at,
							 gantt_bar *bar, gantt_link *link);

#endif
