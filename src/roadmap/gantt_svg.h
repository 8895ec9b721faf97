/*
 * gantt_svg.h
 *		A Gantt chart as SVG.
 */
#ifndef REGIE_GANTT_SVG_H
#define REGIE_GANTT_SVG_H

#include "roadmap/gantt.h"

/* Writes the drawing of a plan. */
extern void gantt_svg_write(writer *w, const gantt_plan *plan);

#endif
