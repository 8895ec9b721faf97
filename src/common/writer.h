/*
 * writer.h
 *		Text written twice: once to know its length, once to have it.
 *
 * Without a place to write to, the writer only counts.  Long texts can be
 *		interrupted: it calls tick (unless it is NULL) every 64 KB or so.
 */
#ifndef REGIE_WRITER_H
#define REGIE_WRITER_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct writer
{
	char  *out; /* NULL: count only */
	size_t length;
	void (*tick)(void);
	size_t ticked; /* the length at the last tick */
} writer;

/* From the beginning, with the same tick: counts, or writes to out. */
static inline void
writer_begin(writer *w, char *out)
{
	w->out = out;
	w->length = 0;
	w->ticked = 0;
}

static inline void
put_bytes(writer *w, const char *bytes, size_t length)
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
put_char(writer *w, char c)
{
	put_bytes(w, &c, 1);
}

static inline void
put_text(writer *w, const char *text)
{
	put_bytes(w, text, strlen(text));
}

static inline void
put_number(writer *w, int32_t number)
{
	char text[16];

	put_bytes(w,
			  text,
			  (size_t) snprintf(text, sizeof(text), "%d", (int) number));
}

#endif
