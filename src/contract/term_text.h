/*
 * term_text.h
 *		Terms and lengths of time as text, and back.
 *
 *	start [initial] kind [[maximum x] renewal] [lifted n] [notice length]
 *		[ended date]
 *
 *	2025-01-15 P4Y explicit 2xP2Y lifted 1 notice P6M
 *	2020-08-01 P3Y tacit P1Y notice P3M ended 2026-07-01
 *	2024-01-01 P1Y none
 *	2024-01-01 evergreen notice P1M
 *
 * Lengths are ISO 8601 durations of years, months, weeks and days.  Words and
 * units may be in lower or upper case, with any blanks between the parts.
 */
#ifndef REGIE_TERM_TEXT_H
#define REGIE_TERM_TEXT_H

#include <stddef.h>

#include "contract/term.h"

/* Longest text of a term or of a length, with the terminator. */
#define TERM_TEXT_SIZE 192
#define TERM_LENGTH_TEXT_SIZE 24

/* What the parser expected where it stopped. */
typedef enum term_expected
{
	TERM_EXPECTED_NOTHING, /* all is well */
	TERM_EXPECTED_DATE,
	TERM_EXPECTED_LENGTH,
	TERM_EXPECTED_SHORTER, /* a length within the limits */
	TERM_EXPECTED_KIND,
	TERM_EXPECTED_RENEWAL,
	TERM_EXPECTED_COUNT,
	TERM_EXPECTED_END, /* another part, or the end of the text */
	TERM_EXPECTATIONS
} term_expected;

/*
 * Reads a term from length bytes.  If the answer is not
 * TERM_EXPECTED_NOTHING, *where says at which byte that was expected.  The
 * term is well-formed then, but not checked (term_check).
 */
extern term_expected term_parse(const char *text, size_t length,
								term_value *term, const char **where);

/* Writes the canonical text; returns its length. */
extern int term_format(const term_value *term, char out[TERM_TEXT_SIZE]);

/* Writes a length canonically: P3Y, P18M, P10D, P18M10D; zero is P0D. */
extern int term_format_length(term_length length,
							  char		  out[TERM_LENGTH_TEXT_SIZE]);

/* The word for a kind, and the kind for a word; false if it is none. */
extern const char *term_kind_name(int kind);
extern bool term_kind_from_name(const char *name, size_t length, int *kind);

#endif
