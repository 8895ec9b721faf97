/*
 * gantt_words.h
 *		What a Gantt chart says in words: title, description, hints.
 */
#ifndef REGIE_GANTT_WORDS_H
#define REGIE_GANTT_WORDS_H

#include "roadmap/gantt.h"

/* The title, in so many pixels; whole if width is below zero. */
extern void put_gantt_title(writer *w, const gantt_plan *plan, int64_t width);

/* How many bars, from when to when. */
extern void put_gantt_summary(writer *w, const gantt_plan *plan);

/* What a reader who does not see it must know. */
extern void put_gantt_description(writer *w, const gantt_plan *plan);

/* All that is known of a bar. */
extern void put_gantt_words(writer *w, const gantt_plan *plan, int32_t bar);

/* Two days, or one if they are the same. */
extern void put_gantt_days(writer *w, const gantt_plan *plan, int64_t first,
						   int64_t last);

#endif
