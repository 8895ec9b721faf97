/*
 * document.c
 *		Where what stands in a JSON document.
 */
#include "exchange/document.h"

#include <string.h>

/* So much of a value is stepped over between two ticks. */
#define TICK_BYTES 0x100000

void
document_open(document_reader *reader, const char *text, size_t length)
{
	memset(reader, 0, sizeof(*reader));
	reader->text = text;
	reader->length = length;
	reader->at.line = 1;
	reader->at.column = 1;
}

static inline bool
ended(const document_reader *reader)
{
	return reader->at.offset >= reader->length;
}

static inline char
here(const document_reader *reader)
{
	return ended(reader) ? '\0' : reader->text[reader->at.offset];
}

/* All steps go this way, so that line and column are counted once. */
static inline void
step(document_reader *reader)
{
	unsigned char c = (unsigned char) reader->text[reader->at.offset++];

	if (c == '\n')
	{
		reader->at.line++;
		reader->at.column = 1;
	}
	else if ((c & 0xC0) != 0x80) /* further bytes of a character are not */
		reader->at.column++;
}

static bool
fail(document_reader *reader, const char *problem)
{
	if (reader->problem == NULL)
		reader->problem = problem;
	return false;
}

static inline bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char
document_peek(document_reader *reader)
{
	while (!ended(reader) && is_space(here(reader)))
		step(reader);
	return here(reader);
}

/* The byte that must come next. */
static bool
take(document_reader *reader, char c, const char *problem)
{
	if (document_peek(reader) != c)
		return fail(reader,
					ended(reader) ? "the document ends here, unfinished"
								  : problem);
	step(reader);
	return true;
}

bool
document_enter(document_reader *reader, char bracket)
{
	return take(reader,
				bracket,
				bracket == '{' ? "an object ({...}) is expected here"
							   : "an array ([...]) is expected here");
}

/* A string with its quotes; what the escapes say is not looked at. */
static bool
skip_string(document_reader *reader)
{
	step(reader);
	while (!ended(reader) && here(reader) != '"')
	{
		if ((unsigned char) here(reader) < 0x20)
			return fail(reader, "a string may not go over the end of a line");
		if (here(reader) == '\\')
			step(reader);
		if (!ended(reader))
			step(reader);
	}
	if (ended(reader))
		return fail(reader, "a string is not closed");
	step(reader);
	return true;
}

/* A number, true, false or null: up to what cannot belong to it. */
static bool
skip_word(document_reader *reader)
{
	size_t from = reader->at.offset;

	while (!ended(reader) && !is_space(here(reader)) &&
		   strchr(",:]}[{\"", here(reader)) == NULL)
		step(reader);
	if (reader->at.offset == from)
		return fail(reader,
					ended(reader) ? "the document ends here, unfinished"
								  : "a value is expected here");
	return true;
}

/* Comma or end of an object or array; false at its end. */
static bool
another(document_reader *reader, bool first, char end)
{
	if (document_peek(reader) == end)
	{
		step(reader);
		return false;
	}
	if (first)
		return true;
	if (!take(reader, ',', "a comma or the end is expected here"))
		return false;
	if (document_peek(reader) == end)
		return fail(reader, "nothing follows the comma");
	return true;
}

bool
document_member(document_reader *reader, bool first, document_span *name)
{
	if (!another(reader, first, '}'))
		return false;
	if (document_peek(reader) != '"')
		return fail(reader,
					ended(reader)
						? "the document ends here, unfinished"
						: "a name in double quotes is expected here");
	name->place = reader->at;
	if (!skip_string(reader))
		return false;
	name->length = reader->at.offset - name->place.offset;
	if (!take(reader, ':', "a colon is expected here"))
		return false;
	document_peek(reader);
	return true;
}

bool
document_element(document_reader *reader, bool first)
{
	return another(reader, first, ']');
}

/*
 * What is open stands in a stack of bits, 0 for an object and 1 for an array.
 * Order of names, colons and commas inside is left to the library that reads
 * the piece; brackets must match, or the piece would end in a wrong place.
 */
static bool
skip_nested(document_reader *reader)
{
	uint64_t open = 0;
	int		 depth = 0;
	size_t	 ticked = reader->at.offset;

	do
	{
		char c = document_peek(reader);

		if (reader->tick != NULL && reader->at.offset - ticked >= TICK_BYTES)
		{
			ticked = reader->at.offset;
			reader->tick();
		}
		if (ended(reader))
			return fail(reader, "the document ends here, unfinished");
		if (c == '{' || c == '[')
		{
			if (depth == DOCUMENT_DEPTH)
				return fail(reader, "too many brackets inside brackets");
			open = open << 1 | (c == '[');
			depth++;
			step(reader);
		}
		else if (c == '}' || c == ']')
		{
			if ((open & 1) != (c == ']'))
				return fail(reader, "another bracket is expected here");
			open >>= 1;
			depth--;
			step(reader);
		}
		else if (c == ',' || c == ':')
			step(reader);
		else if (!(c == '"' ? skip_string(reader) : skip_word(reader)))
			return false;
	} while (depth > 0);
	return true;
}

bool
document_value(document_reader *reader, document_span *value)
{
	char c = document_peek(reader);
	bool good;

	value->place = reader->at;
	if (c == '{' || c == '[')
		good = skip_nested(reader);
	else if (c == '"')
		good = skip_string(reader);
	else
		good = skip_word(reader);
	value->length = reader->at.offset - value->place.offset;
	return good;
}

bool
document_end(document_reader *reader)
{
	document_peek(reader);
	return ended(reader) ||
		   fail(reader, "nothing is expected behind the document");
}

/* No number that is read has as many decimals. */
#define EXPONENT_MOST 1000000

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int
document_digits(const char *number, size_t length)
{
	int counted = 0;
	int zeros = 0; /* since the last digit that is none */

	for (size_t i = 0; i < length && number[i] != 'e' && number[i] != 'E'; i++)
	{
		if (!is_digit(number[i]) || (counted == 0 && number[i] == '0'))
			continue;
		zeros = number[i] == '0' ? zeros + 1 : 0;
		counted++;
	}
	return counted - zeros;
}

/* What stands behind the e of a number; as much as matters where it is long. */
static int
exponent_of(const char *at, const char *end)
{
	bool negative = at < end && *at == '-';
	int	 exponent = 0;

	if (at < end && (*at == '-' || *at == '+'))
		at++;
	for (; at < end && exponent < EXPONENT_MOST; at++)
		exponent = exponent * 10 + (*at - '0');
	return negative ? -exponent : exponent;
}

int
document_decimals(const char *number, size_t length)
{
	const char *end = number + length;
	const char *point = memchr(number, '.', length);
	const char *e = memchr(number, 'e', length);
	int			decimals;

	if (e == NULL)
		e = memchr(number, 'E', length);
	if (e == NULL)
		return point == NULL ? 0 : (int) (end - point) - 1;
	decimals =
		(point == NULL ? 0 : (int) (e - point) - 1) - exponent_of(e + 1, end);
	return decimals < 0 ? 0 : decimals;
}

/* Steps over digits; false where there is none. */
static bool
some_digits(const char **at, const char *end)
{
	const char *from = *at;

	while (*at < end && is_digit(**at))
		(*at)++;
	return *at > from;
}

bool
document_is_number(const char *text, size_t length)
{
	const char *at = text;
	const char *end = text + length;
	const char *whole;

	if (at < end && *at == '-')
		at++;
	whole = at;
	if (!some_digits(&at, end) || (*whole == '0' && at - whole > 1))
		return false;
	if (at < end && *at == '.')
	{
		at++;
		if (!some_digits(&at, end))
			return false;
	}
	if (at < end && (*at == 'e' || *at == 'E'))
	{
		at++;
		if (at < end && (*at == '+' || *at == '-'))
			at++;
		if (!some_digits(&at, end))
			return false;
	}
	return at == end;
}
