/*
 * gantt_axis.h
 *		Days on paper: where each stands, and which days are marked.
 */
#ifndef REGIE_GANTT_AXIS_H
#define REGIE_GANTT_AXIS_H

#include "common/svg.h"

typedef enum gantt_unit
{
	GANTT_DAYS,
	GANTT_WEEKS, /* from Monday, numbered as in ISO 8601 */
	GANTT_MONTHS,
	GANTT_QUARTERS,
	GANTT_YEARS
} gantt_unit;

/* The marks of one line of the axis: every so many units. */
typedef struct gantt_mark
{
	gantt_unit unit;
	int64_t	   step; /* of years: 1, 2, 5, 10, 20, ...; else 1 */
} gantt_mark;

typedef struct gantt_axis
{
	int64_t	   first; /* day at the left edge */
	int64_t	   last;  /* day at the right edge, not shown any more */
	int32_t	   x;
	int32_t	   width;
	gantt_mark lower;
	gantt_mark upper;
	bool	   has_upper; /* years have no line above them */
} gantt_axis;

/*
 * An axis on which the days from first to last (behind it) stand: its marks
 * are the closest whose labels fit, and it begins and ends at one.
 */
extern void gantt_axis_fit(gantt_axis *axis, int64_t first, int64_t last,
						   int32_t x, int32_t width);

/* Where a day begins; days outside stand at the edge. */
extern int32_t gantt_axis_x(const gantt_axis *axis, int64_t day);

/* The last mark at or before a day, and the first behind it. */
extern int64_t gantt_mark_floor(gantt_mark mark, int64_t day);
extern int64_t gantt_mark_next(gantt_mark mark, int64_t day);

/* Room for a label. */
#define GANTT_LABEL_SIZE 40

/*
 * What is written at a mark, in 0 = full, 1 = short, 2 = shortest form; false
 * if there is no such form.
 */
extern bool gantt_mark_label(gantt_mark mark, int64_t day, int form,
							 bool dutch, char out[GANTT_LABEL_SIZE]);

#endif
