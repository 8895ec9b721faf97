/*
 * exchange_match_unit.c
 *		Tests of exchange/match.c without a server: cases by hand, and all
 *		short patterns and texts against a recursive definition.
 */
#include "exchange/match.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

static match_text
text(const char *string)
{
	match_text result = {string, string == NULL ? 0 : (int) strlen(string)};

	return result;
}

static bool
fits(const char *pattern, const char *string)
{
	return match_pattern(text(pattern), text(string));
}

/* The meaning, taken literally: % is nothing, or one byte and % again. */
static bool
fits_slowly(const char *pattern, const char *string)
{
	if (*pattern == '\0')
		return *string == '\0';
	if (*pattern == '%')
		return fits_slowly(pattern + 1, string) ||
			   (*string != '\0' && fits_slowly(pattern, string + 1));
	return *pattern == *string && fits_slowly(pattern + 1, string + 1);
}

/* The number-th word over an alphabet; the empty one is number 0. */
static void
word(int number, const char *alphabet, char *out)
{
	int letters = (int) strlen(alphabet);
	int length = 0;

	while (number > 0)
	{
		out[length++] = alphabet[(number - 1) % letters];
		number = (number - 1) / letters;
	}
	out[length] = '\0';
}

static void
test_by_hand(void)
{
	ok(fits("abc", "abc") && !fits("abc", "abd") && !fits("abc", "ab") &&
		   !fits("ab", "abc"),
	   "a text without %% fits itself alone");
	ok(fits("", "") && !fits("", "a") && fits("%", "") && fits("%", "a") &&
		   fits("%%", ""),
	   "empty texts");
	ok(fits("a%", "a") && fits("a%", "ab") && !fits("a%", "ba") &&
		   fits("%a", "ba") && fits("a%a", "aa") && !fits("a%a", "a"),
	   "at the end, at the beginning, between");
	ok(fits("a_b", "a_b") && !fits("a_b", "axb") && fits("\\%", "\\x") &&
		   fits("[a]*", "[a]*"),
	   "no other character means anything");
	ok(fits("%ab%ab%", "xabyabz") && !fits("%ab%ab%", "xabyz") &&
		   fits("%aab", "aaab"),
	   "what was taken too early is taken later");
}

static void
test_all_short(void)
{
	char pattern[16];
	char string[16];
	int	 wrong = 0;
	int	 right = 0;

	/* 1,093 patterns of up to 6 over %, a, b; 511 texts of up to 8 */
	for (int p = 0; p < 1093; p++)
	{
		word(p, "%ab", pattern);
		for (int t = 0; t < 511; t++)
		{
			bool expected;

			word(t, "ab", string);
			expected = fits_slowly(pattern, string);
			right += expected;
			wrong += fits(pattern, string) != expected;
		}
	}
	ok(wrong == 0, "all short patterns and texts: %d wrong", wrong);
	ok(right > 10000, "of which %d fit", right);
}

static void
test_all(void)
{
	match_text pattern[3] = {text(NULL), text("a%"), text(NULL)};
	match_text texts[3] = {text(NULL), text("abc"), text("x")};

	ok(match_all(pattern, texts, 3), "what is not asked fits everything");
	ok(match_all(pattern, texts, 0), "nothing is asked");
	texts[1] = text(NULL);
	ok(!match_all(pattern, texts, 3), "no text fits no pattern");
	pattern[1] = text("%");
	ok(!match_all(pattern, texts, 3), "not even %%");
	texts[1] = text("");
	ok(match_all(pattern, texts, 3), "an empty text is a text");
	pattern[2] = text("y");
	ok(!match_all(pattern, texts, 3), "all must fit");
}

int
main(void)
{
	test_by_hand();
	test_all_short();
	test_all();
	return tap_finish();
}
