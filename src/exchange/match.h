/*
 * match.h
 *		Which of a list of rules is the first to fit a charge of a bill.
 *
 * A rule asks for texts: a tag, and attributes such as an account.  What it
 * asks for is a pattern in which % stands for any text, none included, and
 * every other character for itself.  A rule that asks for nothing fits all.
 */
#ifndef REGIE_MATCH_H
#define REGIE_MATCH_H

#include <stdbool.h>

/* A text of a known length; data NULL: no text. */
typedef struct match_text
{
	const char *data;
	int			length;
} match_text;

/* Does the text fit the pattern? */
extern bool match_pattern(match_text pattern, match_text text);

/*
 * Do the texts fit the patterns, one by one?  A pattern that is no text fits
 * everything; no text fits no other pattern.
 */
extern bool match_all(const match_text *pattern, const match_text *text,
					  int count);

#endif
