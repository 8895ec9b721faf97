/*
 * document.h
 *		Where what stands in a JSON document.
 *
 * A reader that walks through objects and arrays and says of each name and
 * value where it begins (line, column) and how long it is, without reading
 * what is in it: that is for a JSON library, piece by piece.  So the place of
 * everything is known, and memory is needed for one piece at a time, however
 * large the document.
 */
#ifndef REGIE_DOCUMENT_H
#define REGIE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Brackets inside brackets, at most. */
#define DOCUMENT_DEPTH 64

typedef struct document_place
{
	size_t	offset; /* bytes before it */
	int64_t line;	/* from 1 */
	int64_t column; /* from 1, in characters */
} document_place;

typedef struct document_span
{
	document_place place;
	size_t		   length; /* in bytes */
} document_span;

typedef struct document_reader
{
	const char	  *text; /* UTF-8 */
	size_t		   length;
	document_place at;
	const char	  *problem; /* what is wrong at "at"; NULL: nothing so far */
	void (*tick)(void);		/* in long values now and then; NULL: none */
} document_reader;

extern void document_open(document_reader *reader, const char *text,
						  size_t length);

/* The next byte that is not white space, or 0 at the end. */
extern char document_peek(document_reader *reader);

/* Goes into an object ('{') or array ('['); false where there is none. */
extern bool document_enter(document_reader *reader, char bracket);

/*
 * The next member of the object that was entered: its name with quotes; the
 * reader then stands at its value.  False at the end of the object, and where
 * something is wrong (reader->problem).
 */
extern bool document_member(document_reader *reader, bool first,
							document_span *name);

/* The same for the next element of an array. */
extern bool document_element(document_reader *reader, bool first);

/* Steps over a value of any kind.  False where something is wrong. */
extern bool document_value(document_reader *reader, document_span *value);

/* Whether nothing but white space is left; else that is a problem. */
extern bool document_end(document_reader *reader);

/*
 * Digits of a number that count, zeros before and behind them do not: 3 for
 * -0.01230e5.
 */
extern int document_digits(const char *number, size_t length);

/* Decimals of a number when it is written out: 2 for 1.50, 3 for 1.5e-2. */
extern int document_decimals(const char *number, size_t length);

/* Whether it is a number as JSON writes them. */
extern bool document_is_number(const char *text, size_t length);

#endif
