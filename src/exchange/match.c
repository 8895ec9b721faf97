/*
 * match.c
 *		Patterns of texts in which % stands for any text.
 *
 * Bytewise, which is right in every encoding of a server: no byte of a
 * character of several bytes is a %.
 */
#include "exchange/match.h"

#include <string.h>

static bool
same(match_text pattern, match_text text)
{
	return pattern.length == text.length &&
		   memcmp(pattern.data, text.data, (size_t) text.length) == 0;
}

/*
 * The last % seen takes as little as it can; where the rest does not fit, it
 * takes one byte more.  An earlier % never needs to be tried again, as a
 * later one can take whatever it would have.
 */
bool
match_pattern(match_text pattern, match_text text)
{
	int p = 0;
	int t = 0;
	int star = -1;	/* place of the last % */
	int taken = -1; /* where its text ends */

	if (memchr(pattern.data, '%', (size_t) pattern.length) == NULL)
		return same(pattern, text);
	while (t < text.length)
	{
		if (p < pattern.length && pattern.data[p] == '%')
		{
			star = p++;
			taken = t;
		}
		else if (p < pattern.length && pattern.data[p] == text.data[t])
		{
			p++;
			t++;
		}
		else if (star >= 0)
		{
			p = star + 1;
			t = ++taken;
		}
		else
			return false;
	}
	while (p < pattern.length && pattern.data[p] == '%')
		p++;
	return p == pattern.length;
}

bool
match_all(const match_text *pattern, const match_text *text, int count)
{
	for (int i = 0; i < count; i++)
	{
		if (pattern[i].data == NULL)
			continue;
		if (text[i].data == NULL || !match_pattern(pattern[i], text[i]))
			return false;
	}
	return true;
}
