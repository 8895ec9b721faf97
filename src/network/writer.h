/*
 * writer.h
 *		Text written twice: once to know its length, once to have it.
 *
 * Without a place to write to, the writer only counts.  Long texts can be
 *		interrupted: it calls tick (unless it is NULL) every 64 KB or so.
 */
#ifndef REGIE_NETWORK_WRITER_H
#define REGIE_NETWORK_WRITER_H

#include "network/graph.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct net_writer
{
	char	*out; /* NULL: count only */
	size_t	 length;
	net_tick tick;
	size_t	 ticked; /* the length at the last tick */
} net_writer;

/* From the beginning, with the same tick: counts, or writes to out. */
static inline void
net_writer_begin(net_writer *w, char *out)
{
	w->out = out;
	w->length = 0;
	w->ticked = 0;
}

/* Room for the text of one weight, and the terminator. */
#define NET_WEIGHT_SIZE 32

/* Writes the shortest text that reads back as the same number. */
typedef int (*net_format)(double weight, char out[NET_WEIGHT_SIZE]);

static inline void
put_bytes(net_writer *w, const char *bytes, size_t length)
{
	if (w->out != NULL)
		memcpy(w->out + w->length, bytes, length);
	w->length += length;
	if (w->length - w->ticked < 0x10000)
		return;
	w->ticked = w->length;
	if (w->tick != NULL)
		w->tick();
}

static inline void
put_char(net_writer *w, char c)
{
	put_bytes(w, &c, 1);
}

static inline void
put_text(net_writer *w, const char *text)
{
	put_bytes(w, text, strlen(text));
}

static inline void
put_number(net_writer *w, int32_t number)
{
	char text[16];

	put_bytes(w,
			  text,
			  (size_t) snprintf(text, sizeof(text), "%d", (int) number));
}

static inline void
put_weight(net_writer *w, double weight, net_format format)
{
	char text[NET_WEIGHT_SIZE];

	put_bytes(w, text, (size_t) format(weight, text));
}

#endif
