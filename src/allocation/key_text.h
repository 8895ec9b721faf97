/*
 * key_text.h
 *		The text of an allocation key: a JSON object of numbers, such as
 *		{"GM0820": 23526, "GM1771": 39997}, and in front of it, if it is not
 *		1, the factor with which it counts in a mix: 0.6 * {"GM0820": 23526}.
 *
 * The reader is strict: what RFC 8259 allows as an object of numbers, names
 * not empty, weights not negative.  No number passes through floating point.
 */
#ifndef REGIE_KEY_TEXT_H
#define REGIE_KEY_TEXT_H

#include "allocation/key_image.h"

typedef struct key_text
{
	/* Set by the caller. */
	bool	  utf8;	 /* may a \u escape stand for any character? */
	key_item *item;	 /* NULL: only count */
	char	 *bytes; /* where names and numbers go */

	/* What was found. */
	int64_t		count; /* participants; order and doubles are not looked at */
	size_t		used;  /* bytes of names and numbers */
	const char *factor;
	uint32_t	factor_length;
	const char *problem; /* what is wrong; a sentence without its period */
	const char *place;	 /* and where */
} key_text;

/*
 * Reads the text.  To be called twice, first without item and bytes, to learn
 * how many of them there are.  False if something is wrong.
 */
extern bool key_text_read(const char *text, size_t length, key_text *read,
						  order_tick tick);

/*
 * The shortest form of a number as JSON writes it, without sign; returns its
 * length, 0 if it is no such number, -1 if it has too many digits.
 */
extern int key_number(const char *text, size_t length,
					  char out[KEY_NUMBER_SIZE]);

/* Bytes of the text of a key, without a terminator. */
extern size_t key_text_length(const key_image *image);

/* Writes the text; returns where it ends. */
extern char *key_text_write(const key_image *image, char *out);

#endif
