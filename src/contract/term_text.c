/*
 * term_text.c
 *		Terms and lengths of time as text, and back.
 */
#include "contract/term_text.h"

#include <stdio.h>
#include <string.h>

#include "common/civil.h"

/* Where reading stands.  A word ends at a blank or at the end. */
typedef struct reader
{
	const char *p;
	const char *end;
} reader;

static const char *const kind_names[] = {
	[TERM_FIXED] = "none",
	[TERM_EXPLICIT] = "explicit",
	[TERM_TACIT] = "tacit",
	[TERM_EVERGREEN] = "evergreen",
};

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
}

static void
skip_blanks(reader *in)
{
	while (in->p < in->end && is_blank(*in->p))
		in->p++;
}

static bool
at_word_end(const reader *in)
{
	return in->p >= in->end || is_blank(*in->p);
}

static bool
same_word(const char *text, size_t length, const char *word)
{
	size_t i;

	if (length != strlen(word))
		return false;
	for (i = 0; i < length && upper(text[i]) == upper(word[i]); i++)
		;
	return i == length;
}

/* Takes the next word if it is this one, else leaves everything in place. */
static bool
take_word(reader *in, const char *word)
{
	reader		ahead = *in;
	const char *from;

	skip_blanks(&ahead);
	for (from = ahead.p; !at_word_end(&ahead); ahead.p++)
		;
	if (!same_word(from, (size_t) (ahead.p - from), word))
		return false;
	*in = ahead;
	return true;
}

/* Takes the letter that follows at once, in either case. */
static bool
take_letter(reader *in, char letter)
{
	if (in->p >= in->end || upper(*in->p) != letter)
		return false;
	in->p++;
	return true;
}

/* Digits to a number; false, in place, if there are none or too many. */
static bool
take_number(reader *in, int32_t *number)
{
	const char *p = in->p;
	int64_t		value = 0;

	while (p < in->end && is_digit(*p) && value <= INT32_MAX)
		value = value * 10 + (*p++ - '0');
	if (p == in->p || value > INT32_MAX)
		return false;
	in->p = p;
	*number = (int32_t) value;
	return true;
}

static term_expected
take_date(reader *in, int32_t *day)
{
	const char *p;

	skip_blanks(in);
	p = in->p;
	if (!civil_parse(&p, in->end, day) || (p < in->end && !is_blank(*p)))
		return TERM_EXPECTED_DATE;
	in->p = p;
	return TERM_EXPECTED_NOTHING;
}

/*
 * "P", and then one to four numbers with their units, each unit once and in
 * this order.  Sums are below 2^39, so 64 bits hold them.
 */
static term_expected
take_length(reader *in, term_length *length)
{
	static const char unit[] = {'Y', 'M', 'W', 'D'};
	static const int  size[] = {12, 1, 7, 1};
	int64_t			  months = 0;
	int64_t			  days = 0;
	int				  next = 0;
	reader			  ahead = *in;

	if (!take_letter(&ahead, 'P') || at_word_end(&ahead))
		return TERM_EXPECTED_LENGTH;
	while (!at_word_end(&ahead))
	{
		int32_t number;

		if (!take_number(&ahead, &number))
			return is_digit(*ahead.p) ? TERM_EXPECTED_SHORTER
									  : TERM_EXPECTED_LENGTH;
		while (next < 4 && !take_letter(&ahead, unit[next]))
			next++;
		if (next == 4)
			return TERM_EXPECTED_LENGTH;
		*(next < 2 ? &months : &days) += (int64_t) number * size[next];
		next++;
	}
	if (!term_length_is_valid(months, days))
		return TERM_EXPECTED_SHORTER;
	length->months = (int32_t) months;
	length->days = (int32_t) days;
	in->p = ahead.p;
	return TERM_EXPECTED_NOTHING;
}

/* "P2Y" or "2xP2Y". */
static term_expected
take_renewal(reader *in, term_value *term)
{
	reader		  ahead;
	term_expected expected;

	skip_blanks(in);
	ahead = *in;
	if (take_number(&ahead, &term->max_renewals) && !take_letter(&ahead, 'X'))
		return TERM_EXPECTED_RENEWAL;
	expected = take_length(&ahead, &term->renewal);
	if (expected == TERM_EXPECTED_NOTHING)
		*in = ahead;
	return expected == TERM_EXPECTED_LENGTH ? TERM_EXPECTED_RENEWAL : expected;
}

static term_expected
take_count(reader *in, int32_t *number)
{
	reader ahead;

	skip_blanks(in);
	ahead = *in;
	if (!take_number(&ahead, number) || !at_word_end(&ahead))
		return TERM_EXPECTED_COUNT;
	*in = ahead;
	return TERM_EXPECTED_NOTHING;
}

/* The kind, and what belongs to it. */
static term_expected
take_kind(reader *in, term_value *term)
{
	int kind;

	for (kind = TERM_FIXED; kind <= TERM_EVERGREEN; kind++)
		if (take_word(in, kind_names[kind]))
			break;
	if (kind > TERM_EVERGREEN)
	{
		skip_blanks(in);
		return TERM_EXPECTED_KIND;
	}
	term->kind = (uint8_t) kind;
	term->max_renewals = kind == TERM_FIXED ? 0 : TERM_NOT_STATED;
	if (kind == TERM_EXPLICIT || kind == TERM_TACIT)
		return take_renewal(in, term);
	return TERM_EXPECTED_NOTHING;
}

static term_expected
take_term(reader *in, term_value *term)
{
	term_expected expected = take_date(in, &term->start_on);

	skip_blanks(in);
	if (expected == TERM_EXPECTED_NOTHING && in->p < in->end &&
		upper(*in->p) == 'P')
		expected = take_length(in, &term->initial);
	if (expected == TERM_EXPECTED_NOTHING)
		expected = take_kind(in, term);
	if (expected == TERM_EXPECTED_NOTHING && take_word(in, "lifted"))
		expected = take_count(in, &term->lifted);
	if (expected == TERM_EXPECTED_NOTHING && take_word(in, "notice"))
	{
		skip_blanks(in);
		expected = take_length(in, &term->notice);
	}
	if (expected == TERM_EXPECTED_NOTHING && take_word(in, "ended"))
		expected = take_date(in, &term->ended_on);
	if (expected != TERM_EXPECTED_NOTHING)
		return expected;
	skip_blanks(in);
	return in->p < in->end ? TERM_EXPECTED_END : TERM_EXPECTED_NOTHING;
}

term_expected
term_parse(const char *text, size_t length, term_value *term,
		   const char **where)
{
	reader		  in = {text, text + length};
	term_expected expected;

	memset(term, 0, sizeof(*term));
	term->ended_on = TERM_NOT_ENDED;
	expected = take_term(&in, term);
	*where = in.p;
	return expected;
}

int
term_format_length(term_length length, char out[TERM_LENGTH_TEXT_SIZE])
{
	bool years = length.months % 12 == 0;
	int	 n = 1;

	out[0] = 'P';
	if (length.months != 0)
		n += snprintf(out + n,
					  TERM_LENGTH_TEXT_SIZE - (size_t) n,
					  "%d%c",
					  years ? length.months / 12 : length.months,
					  years ? 'Y' : 'M');
	if (length.days != 0 || length.months == 0)
		n += snprintf(out + n,
					  TERM_LENGTH_TEXT_SIZE - (size_t) n,
					  "%dD",
					  length.days);
	return n;
}

static int
put_word(char *out, int n, const char *word)
{
	return n + snprintf(out + n, TERM_TEXT_SIZE - (size_t) n, " %s", word);
}

static int
put_length(char *out, int n, const char *before, term_length length)
{
	char text[TERM_LENGTH_TEXT_SIZE];

	term_format_length(length, text);
	return n + snprintf(out + n,
						TERM_TEXT_SIZE - (size_t) n,
						" %s%s",
						before,
						text);
}

/* "P2Y" or "2xP2Y". */
static int
put_renewal(char *out, int n, const term_value *term)
{
	char maximum[16] = "";

	if (term->max_renewals != TERM_NOT_STATED)
		snprintf(maximum, sizeof(maximum), "%dx", term->max_renewals);
	return put_length(out, n, maximum, term->renewal);
}

int
term_format(const term_value *term, char out[TERM_TEXT_SIZE])
{
	static const term_length none = {0, 0};
	char					 date[CIVIL_TEXT_SIZE];
	char					 lifted[24];
	int						 n = civil_format(term->start_on, out);

	if (memcmp(&term->initial, &none, sizeof(none)) != 0)
		n = put_length(out, n, "", term->initial);
	n = put_word(out, n, term_kind_name(term->kind));
	if (term->kind == TERM_EXPLICIT || term->kind == TERM_TACIT)
		n = put_renewal(out, n, term);
	if (term->lifted != 0)
	{
		snprintf(lifted, sizeof(lifted), "lifted %d", term->lifted);
		n = put_word(out, n, lifted);
	}
	if (memcmp(&term->notice, &none, sizeof(none)) != 0)
		n = put_length(out, n, "notice ", term->notice);
	if (term->ended_on != TERM_NOT_ENDED)
	{
		civil_format(term->ended_on, date);
		n = put_word(out, n, "ended");
		n = put_word(out, n, date);
	}
	return n;
}

const char *
term_kind_name(int kind)
{
	return kind_names[kind];
}

bool
term_kind_from_name(const char *name, size_t length, int *kind)
{
	for (*kind = TERM_FIXED; *kind <= TERM_EVERGREEN; (*kind)++)
		if (same_word(name, length, kind_names[*kind]))
			return true;
	return false;
}
