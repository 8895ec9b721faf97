/*
 * gantt_mermaid.h
 *		A Gantt chart as Mermaid text.
 */
#ifndef REGIE_GANTT_MERMAID_H
#define REGIE_GANTT_MERMAID_H

#include "roadmap/gantt.h"

/* Days that Mermaid can read: four digits of a year. */
extern bool gantt_mermaid_day(int32_t day);

/*
 * Writes "gantt" and a line for each bar, each deadline and each notice day,
 * in an order from gantt_sort.  The last line does not end in a line break.
 */
extern void gantt_mermaid_write(writer *w, const gantt_chart *chart,
								const int32_t		*order,
								const gantt_section *section,
								int32_t				 sections);

#endif
