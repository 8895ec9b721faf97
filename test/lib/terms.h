/*
 * terms.h
 *		Terms and days of tests, from text that must be right.
 */
#ifndef REGIE_TEST_TERMS_H
#define REGIE_TEST_TERMS_H

#include "common/civil.h"
#include "contract/term.h"
#include "contract/term_text.h"

#include "tap.h"

/* A term that must be sound. */
static term_value
term_of(const char *text)
{
	term_value	term;
	const char *where;

	if (term_parse(text, strlen(text), &term, &where) !=
			TERM_EXPECTED_NOTHING ||
		term_check(&term) != TERM_SOUND)
	{
		printf("Bail out! test term \"%s\" is not sound\n", text);
		exit(1);
	}
	return term;
}

/* A day that must be one. */
static int32_t
day_of(const char *text)
{
	int32_t day;

	if (!civil_parse(&text, text + strlen(text), &day))
	{
		printf("Bail out! \"%s\" is no day\n", text);
		exit(1);
	}
	return day;
}

#endif
