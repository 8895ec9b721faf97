/*
 * picture_pg.h
 *		What all aggregates that draw say about title, language and size.
 */
#ifndef REGIE_PICTURE_PG_H
#define REGIE_PICTURE_PG_H

#include "common/compat.h"

/* Whether argument n, a language, is nl; an error if it is neither nl nor en. */
extern bool picture_is_dutch(FunctionCallInfo fcinfo, int n);

/* The same of a word. */
extern bool picture_word_is_dutch(const char *language);

/* Ends with SQLSTATE 22023: a title, a day or a language is not one for all. */
extern void picture_refuse_mixed(const char *what) pg_attribute_noreturn();

/* Ends with SQLSTATE 54000: more than can be read; "hint" says what to do. */
extern void picture_refuse_many(const char *what, int most, const char *hint)
	pg_attribute_noreturn();

#endif
