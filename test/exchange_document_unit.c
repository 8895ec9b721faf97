/*
 * exchange_document_unit.c
 *		Tests of exchange/document.c without a server: places by hand, random
 *		documents whose places are known from writing them, and texts cut off
 *		or spoilt anywhere.
 */
#include "exchange/document.h"

#include "tap.h"

#define MOST 4000

/* A document that is written down piece by piece, counting as it goes. */
typedef struct paper
{
	char	text[MOST * 8];
	size_t	length;
	int64_t line;
	int64_t column;
} paper;

static void
write_text(paper *p, const char *text)
{
	for (; *text != '\0'; text++)
	{
		p->text[p->length++] = *text;
		if (*text == '\n')
		{
			p->line++;
			p->column = 1;
		}
		else if (((unsigned char) *text & 0xC0) != 0x80)
			p->column++;
	}
}

/* White space of a random kind, as JSON allows it between all pieces. */
static void
write_space(paper *p, uint64_t *random)
{
	static const char *const space[] = {"", "", " ", "\t", "\n", "\r\n  "};

	write_text(p, space[tap_between(random, 0, 5)]);
}

static const char *const scalar[] = {"\"\"",
									 "\"a\\\"b\"",
									 "\"\xc3\xa9\xe2\x82\xac\"",
									 "\"\\\\\"",
									 "\"{[,]}\"",
									 "12",
									 "-0.5e+3",
									 "true",
									 "null"};

static void
write_value(paper *p, uint64_t *random, int depth)
{
	int64_t kind = tap_between(random, 0, depth > 4 ? 2 : 4);
	int64_t n = tap_between(random, 0, 3);

	if (kind < 3)
	{
		write_text(p, scalar[tap_between(random, 0, 8)]);
		return;
	}
	write_text(p, kind == 3 ? "[" : "{");
	for (int64_t i = 0; i < n; i++)
	{
		write_space(p, random);
		if (i > 0)
			write_text(p, ",");
		write_space(p, random);
		if (kind == 4)
			write_text(p, i == 0 ? "\"x\" :" : "\"y\":");
		write_space(p, random);
		write_value(p, random, depth + 1);
	}
	write_space(p, random);
	write_text(p, kind == 3 ? "]" : "}");
}

typedef struct piece
{
	document_place place;
	size_t		   length;
} piece;

static piece
begin(const paper *p)
{
	piece result = {{p->length, p->line, p->column}, 0};

	return result;
}

/* An object with values whose places are noted down. */
static int
write_object(paper *p, uint64_t *random, piece *value)
{
	int n = (int) tap_between(random, 0, 6);

	p->length = 0;
	p->line = p->column = 1;
	write_space(p, random);
	write_text(p, "{");
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			write_text(p, ",");
		write_space(p, random);
		write_text(p, "\"n\xc3\xa9\"");
		write_space(p, random);
		write_text(p, ":");
		write_space(p, random);
		value[i] = begin(p);
		write_value(p, random, 0);
		value[i].length = p->length - value[i].place.offset;
		write_space(p, random);
	}
	write_space(p, random);
	write_text(p, "}");
	write_space(p, random);
	return n;
}

static bool
same_place(document_place a, document_place b)
{
	return a.offset == b.offset && a.line == b.line && a.column == b.column;
}

/* Reads an object through; the number of values, or -1 with a problem. */
static int
read_object(const char *text, size_t length, document_span *value, int most)
{
	document_reader reader;
	document_span	name;
	int				n = 0;

	document_open(&reader, text, length);
	document_enter(&reader, '{');
	for (bool first = true;
		 reader.problem == NULL && document_member(&reader, first, &name);
		 first = false)
	{
		document_span span;

		if (document_value(&reader, &span) && n < most)
			value[n++] = span;
	}
	return reader.problem == NULL && document_end(&reader) ? n : -1;
}

static void
test_random(void)
{
	static paper p;
	uint64_t	 random = 20261128;
	int			 wrong = 0;
	int			 cut = 0;

	for (int round = 0; round < 20000; round++)
	{
		piece		  expected[6];
		document_span got[6];
		int			  n = write_object(&p, &random, expected);
		size_t		  end = p.length;

		if (read_object(p.text, p.length, got, 6) != n)
			wrong++;
		else
			for (int i = 0; i < n; i++)
				wrong += !same_place(expected[i].place, got[i].place) ||
						 expected[i].length != got[i].length;
		/* cut off before its last bracket it is never whole */
		while (p.text[end - 1] != '}')
			end--;
		end = (size_t) tap_between(&random, 0, (int64_t) end - 1);
		cut += read_object(p.text, end, got, 6) != -1;
	}
	is_int(wrong, 0, "20,000 random objects: each value where it was written");
	is_int(cut, 0, "and cut off anywhere they are refused");
}

/* Spoilt texts: whatever they are, reading ends inside the text. */
static void
test_spoilt(void)
{
	static paper p;
	uint64_t	 random = 42;
	int			 outside = 0;

	for (int round = 0; round < 20000; round++)
	{
		piece		  expected[6];
		document_span got[6];
		char		 *copy;
		int			  n;

		write_object(&p, &random, expected);
		copy = malloc(p.length); /* exactly, for the sanitizer */
		memcpy(copy, p.text, p.length);
		for (int i = 0; i < 3; i++)
			copy[tap_between(&random, 0, (int64_t) p.length - 1)] =
				(char) tap_between(&random, 0, 255);
		n = read_object(copy, p.length, got, 6);
		for (int i = 0; i < n; i++)
			outside += got[i].place.offset + got[i].length > p.length;
		free(copy);
	}
	is_int(outside, 0, "20,000 spoilt texts: no value ends outside");
}

static const char *
problem_of(const char *text)
{
	document_reader reader;
	document_span	span;

	document_open(&reader, text, strlen(text));
	document_enter(&reader, '{');
	for (bool first = true;
		 reader.problem == NULL && document_member(&reader, first, &span);
		 first = false)
		document_value(&reader, &span);
	if (reader.problem == NULL)
		document_end(&reader);
	return reader.problem == NULL ? "" : reader.problem;
}

static void
test_problems(void)
{
	static char deep[2 * DOCUMENT_DEPTH + 20];

	is_text(problem_of("{}"), "", "an empty object");
	is_text(problem_of(" {\"a\": [1, {\"b\": []}]} "), "", "brackets inside");
	is_text(problem_of(""), "the document ends here, unfinished", "nothing");
	is_text(problem_of("[]"), "an object ({...}) is expected here", "a list");
	is_text(problem_of("{\"a\" 1}"), "a colon is expected here", "no colon");
	is_text(problem_of("{a: 1}"),
			"a name in double quotes is expected here",
			"a name without quotes");
	is_text(problem_of("{\"a\": 1,}"),
			"nothing follows the comma",
			"a comma too many");
	is_text(problem_of("{\"a\": 1 \"b\": 2}"),
			"a comma or the end is expected here",
			"a comma missing");
	is_text(problem_of("{\"a\": }"), "a value is expected here", "no value");
	is_text(problem_of("{\"a\": \"x}"), "a string is not closed", "no quote");
	is_text(problem_of("{\"a\": \"x\\"), "a string is not closed", "only \\");
	is_text(problem_of("{\"a\": \"x\n\"}"),
			"a string may not go over the end of a line",
			"a line end in a string");
	is_text(problem_of("{\"a\": [}]}"),
			"another bracket is expected here",
			"brackets crossed");
	is_text(problem_of("{} x"),
			"nothing is expected behind the document",
			"something behind");
	memset(deep, 0, sizeof(deep));
	strcpy(deep, "{\"a\": ");
	memset(deep + 6, '[', DOCUMENT_DEPTH);
	memset(deep + 6 + DOCUMENT_DEPTH, ']', DOCUMENT_DEPTH);
	strcat(deep, "}");
	is_text(problem_of(deep), "", "as deep as may be");
	memset(deep + 6, '[', DOCUMENT_DEPTH + 1);
	is_text(problem_of(deep), "too many brackets inside brackets", "deeper");
}

static void
test_numbers(void)
{
	static const char *const good[] =
		{"0", "-0", "10", "0.5", "-1.25e10", "1E+5", "2e-3"};
	static const char *const bad[] =
		{"", "-", "01", "1.", ".5", "1e", "1e+", "+1", "0x1", "NaN", "1 "};
	int wrong = 0;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		wrong += !document_is_number(good[i], strlen(good[i]));
	is_int(wrong, 0, "what JSON calls a number");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		wrong += document_is_number(bad[i], strlen(bad[i]));
	is_int(wrong, 0, "and what not");
	is_int(document_digits("-0.01230e5", 10), 3, "digits that count");
	is_int(document_digits("1000", 4), 1, "zeros behind do not");
	is_int(document_digits("123456789012345.6", 17), 16, "sixteen digits");
	is_int(document_digits("0", 1), 0, "nor does nought");
	is_int(document_decimals("1.50", 4), 2, "decimals");
	is_int(document_decimals("15", 2), 0, "no decimals");
	is_int(document_decimals("1.5e1", 5), 0, "an exponent takes them away");
	is_int(document_decimals("1.23456E1", 9), 4, "or some of them");
	is_int(document_decimals("1.5e-2", 6), 3, "or adds to them");
	is_int(document_decimals("1e+2", 4), 0, "never less than none");
	is_int(document_decimals("1e-99999999999999999999", 23) > 100000,
		   true,
		   "an exponent of many digits");
	is_int(document_decimals("1e99999999999999999999", 22), 0, "either way");
}

int
main(void)
{
	test_problems();
	test_numbers();
	test_random();
	test_spoilt();
	return tap_finish();
}
