/*
 * document_pg.h
 *		Pieces of a JSON document, read by Jansson.
 */
#ifndef REGIE_DOCUMENT_PG_H
#define REGIE_DOCUMENT_PG_H

#include "common/compat.h"

#include "exchange/document.h"

/* What a piece is; the letters stand in SQL, too. */
#define KIND_STRING 's'
#define KIND_NUMBER 'n'
#define KIND_BOOLEAN 'b'
#define KIND_NULL '0'
#define KIND_ARRAY 'a'
#define KIND_OBJECT 'o'

typedef struct document_piece
{
	char  kind;
	text *value; /* in the server's encoding; NULL for null */
} document_piece;

/*
 * Reads a piece: what a string says, and of anything else the text as it
 * stands.  Returns NULL, or what is wrong with it, in the current memory
 * context.
 */
extern const char *document_read(const char *json, size_t length,
								 document_piece *piece);

/* Looks at an element of a list; false ends the reading. */
typedef bool (*document_look)(void *with, const document_piece *piece);

/*
 * Shows all elements of a list, one after the other; the pieces are gone
 * afterwards.  False if it is no list, or one with lists or objects in it, or
 * if one of the elements would not do.
 */
extern bool document_each(text *list, document_look look, void *with);

/* Opens a document whose reading can be cancelled. */
extern void document_begin(document_reader *reader, const char *json,
						   size_t length);

/* The text in UTF-8, as Jansson wants it. */
extern const char *document_utf8(text *document, size_t *length);

/* UTF-8 as text of the server. */
extern text *document_text(const char *utf8, size_t length);

/* Also called from C: a JSON list as the text of an array, or NULL. */
extern PGDLLEXPORT Datum regie_document_list(PG_FUNCTION_ARGS);

#endif
