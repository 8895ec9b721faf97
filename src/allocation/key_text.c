/*
 * key_text.c
 *		Reads and writes the text of an allocation key.
 */
#include "allocation/key_text.h"

#include <string.h>

/* Participants between two ticks. */
#define TICK_ITEMS 4096

/* Exponents beyond this one are too far, whatever stands before them. */
#define FAR_EXPONENT 100000000

typedef struct reader
{
	const char *p;
	const char *end;
	key_text   *read;
} reader;

/* A number as it is written. */
typedef struct written
{
	const char *whole; /* digits before the point */
	const char *fraction;
	int64_t		wholes;
	int64_t		fractions;
	int64_t		exponent;
} written;

static bool
fail(reader *r, const char *problem)
{
	r->read->problem = problem;
	r->read->place = r->p;
	return false;
}

static inline bool
at(const reader *r, char c)
{
	return r->p < r->end && *r->p == c;
}

static void
skip_space(reader *r)
{
	while (at(r, ' ') || at(r, '\t') || at(r, '\n') || at(r, '\r'))
		r->p++;
}

static int64_t
skip_digits(const char **p, const char *end)
{
	const char *start = *p;

	while (*p < end && **p >= '0' && **p <= '9')
		++*p;
	return *p - start;
}

/* Takes an exponent apart; false if it has no digits. */
static bool
read_exponent(const char **p, const char *end, int64_t *exponent)
{
	bool negative = false;

	++*p;
	if (*p < end && (**p == '+' || **p == '-'))
		negative = *(*p)++ == '-';
	if (*p == end || **p < '0' || **p > '9')
		return false;
	for (; *p < end && **p >= '0' && **p <= '9'; ++*p)
		if (*exponent < FAR_EXPONENT)
			*exponent = *exponent * 10 + (**p - '0');
	if (negative)
		*exponent = -*exponent;
	return true;
}

/* Takes a number apart, by RFC 8259, section 6; false if it is none. */
static bool
read_written(const char **p, const char *end, written *number)
{
	memset(number, 0, sizeof(*number));
	number->whole = *p;
	number->wholes = skip_digits(p, end);
	if (number->wholes == 0 || (number->wholes > 1 && number->whole[0] == '0'))
		return false;
	number->fraction = *p;
	if (*p < end && **p == '.')
	{
		number->fraction = ++*p;
		number->fractions = skip_digits(p, end);
		if (number->fractions == 0)
			return false;
	}
	if (*p < end && (**p == 'e' || **p == 'E'))
		return read_exponent(p, end, &number->exponent);
	return true;
}

static inline char
digit_of(const written *number, int64_t place)
{
	if (place < 0 || place >= number->wholes + number->fractions)
		return '0';
	return place < number->wholes ? number->whole[place]
								  : number->fraction[place - number->wholes];
}

/* The shortest form; its length, or -1 if it has too many digits. */
static int
shorten(const written *number, char *out)
{
	int64_t first = 0;
	int64_t last = number->wholes + number->fractions - 1;
	int64_t point = number->wholes + number->exponent;
	char   *start = out;

	while (first <= last && digit_of(number, first) == '0')
		first++;
	while (last >= first && digit_of(number, last) == '0')
		last--;
	if (first > last)
	{
		*out = '0';
		return 1;
	}
	if ((last + 1 > point ? last + 1 : point) -
			(first < point ? first : point) >
		KEY_MOST_DIGITS)
		return -1;
	if (point <= first)
		*out++ = '0';
	for (int64_t i = first; i < point; i++)
		*out++ = digit_of(number, i);
	if (last >= point)
		*out++ = '.';
	for (int64_t i = point; i <= last; i++)
		*out++ = i < first ? '0' : digit_of(number, i);
	return (int) (out - start);
}

int
key_number(const char *text, size_t length, char out[KEY_NUMBER_SIZE])
{
	const char *p = text;
	written		number;

	if (!read_written(&p, text + length, &number) || p != text + length)
		return 0;
	return shorten(&number, out);
}

/* Takes bytes in; returns where they stand now, NULL while counting. */
static const char *
keep(key_text *read, const char *bytes, size_t length)
{
	char *where = read->bytes == NULL ? NULL : read->bytes + read->used;

	if (where != NULL)
		memcpy(where, bytes, length);
	read->used += length;
	return where;
}

/* A weight or a factor, in its shortest form. */
static bool
read_number(reader *r, const char **number, uint32_t *length)
{
	char		out[KEY_NUMBER_SIZE];
	written		parts;
	const char *start = r->p;
	int			size;

	if (at(r, '-'))
		return fail(r, "A number is negative");
	if (at(r, '{') || at(r, '['))
		return fail(r, "A weight is a number, not a nested value,");
	if (at(r, '"'))
		return fail(r, "A weight is a number without quotes");
	if (r->p == r->end || *r->p < '0' || *r->p > '9')
		return fail(r, "A number is expected");
	if (!read_written(&r->p, r->end, &parts))
		return fail(r, "A number is not written as JSON has it");
	size = shorten(&parts, out);
	if (size < 0)
	{
		r->p = start;
		return fail(r, "A number has more than 1000 digits");
	}
	*number = keep(r->read, out, (size_t) size);
	*length = (uint32_t) size;
	return true;
}

/* Four hexadecimal digits; -1 if they are none. */
static int32_t
read_hex(reader *r)
{
	int32_t value = 0;

	for (int i = 0; i < 4; i++, r->p++)
	{
		char c = r->p < r->end ? *r->p : ' ';

		if (c >= '0' && c <= '9')
			value = value * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			value = value * 16 + (c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			value = value * 16 + (c - 'A' + 10);
		else
			return -1;
	}
	return value;
}

static size_t
encode_utf8(int32_t code, char *out)
{
	size_t more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	static const uint8_t lead[] = {0, 0xC0, 0xE0, 0xF0};

	out[0] = (char) (lead[more] | code >> 6 * more);
	for (size_t i = 1; i <= more; i++)
		out[i] = (char) (0x80 | (code >> 6 * (more - i) & 0x3F));
	return more + 1;
}

/* What stands behind \u, both halves of a pair; the backslash is behind. */
static bool
read_code(reader *r)
{
	char	out[4];
	int32_t code = read_hex(r);
	int32_t low;

	if (code >= 0xD800 && code < 0xDC00)
	{
		if (r->end - r->p < 2 || r->p[0] != '\\' || r->p[1] != 'u')
			return fail(r, "Half a surrogate pair stands alone");
		r->p += 2;
		low = read_hex(r);
		if (low < 0xDC00 || low > 0xDFFF)
			return fail(r, "Half a surrogate pair stands alone");
		code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
	}
	else if (code >= 0xDC00 && code <= 0xDFFF)
		return fail(r, "Half a surrogate pair stands alone");
	if (code <= 0)
		return fail(r,
					"An escape \\u needs four hexadecimal digits, not all "
					"zero");
	if (code >= 0x80 && !r->read->utf8)
		return fail(r, "An escape \\u beyond ASCII needs a database in UTF8");
	keep(r->read, out, encode_utf8(code, out));
	return true;
}

static bool
read_escape(reader *r)
{
	static const char written_as[] = "\"\\/bfnrt";
	static const char stands_for[] = "\"\\/\b\f\n\r\t";
	const char		 *known;

	r->p++;
	if (at(r, 'u'))
	{
		r->p++;
		return read_code(r);
	}
	known = r->p < r->end && *r->p != '\0' ? strchr(written_as, *r->p) : NULL;
	if (known == NULL)
		return fail(r, "An escape is not one of JSON's");
	keep(r->read, &stands_for[known - written_as], 1);
	r->p++;
	return true;
}

static bool
read_name(reader *r, const char **name, uint32_t *length)
{
	size_t before = r->read->used;

	if (!at(r, '"'))
		return fail(r, "A participant in double quotes is expected");
	r->p++;
	*name = r->read->bytes == NULL ? NULL : r->read->bytes + before;
	while (r->p < r->end && *r->p != '"')
	{
		if ((unsigned char) *r->p < 0x20)
			return fail(r, "A control character stands in a name");
		if (*r->p == '\\')
		{
			if (!read_escape(r))
				return false;
			continue;
		}
		keep(r->read, r->p, 1);
		r->p++;
	}
	if (r->p == r->end)
		return fail(r, "A name does not end");
	if (r->read->used == before)
		return fail(r, "A participant has an empty name");
	r->p++;
	*length = (uint32_t) (r->read->used - before);
	return true;
}

static bool
read_pair(reader *r)
{
	key_item item;

	if (!read_name(r, &item.name, &item.name_length))
		return false;
	skip_space(r);
	if (!at(r, ':'))
		return fail(r, "A colon is expected");
	r->p++;
	skip_space(r);
	if (!read_number(r, &item.weight, &item.weight_length))
		return false;
	if (r->read->item != NULL)
		r->read->item[r->read->count] = item;
	r->read->count++;
	return true;
}

/* The factor in front, if there is one. */
static bool
read_factor(reader *r)
{
	if (at(r, '{'))
	{
		r->read->factor = "1";
		r->read->factor_length = 1;
		return true;
	}
	if (r->p == r->end || ((*r->p < '0' || *r->p > '9') && *r->p != '-'))
		return fail(r, "An opening brace is expected");
	if (!read_number(r, &r->read->factor, &r->read->factor_length))
		return false;
	skip_space(r);
	if (!at(r, '*'))
		return fail(r, "An asterisk is expected");
	r->p++;
	skip_space(r);
	return at(r, '{') || fail(r, "An opening brace is expected");
}

static bool
read_pairs(reader *r, order_tick tick)
{
	skip_space(r);
	if (at(r, '}'))
		return true;
	for (;;)
	{
		skip_space(r);
		if (!read_pair(r))
			return false;
		if (tick != NULL && r->read->count % TICK_ITEMS == 0)
			tick();
		skip_space(r);
		if (at(r, '}'))
			return true;
		if (!at(r, ','))
			return fail(r, "A comma or a closing brace is expected");
		r->p++;
	}
}

bool
key_text_read(const char *text, size_t length, key_text *read, order_tick tick)
{
	reader r = {text, text + length, read};

	read->count = 0;
	read->used = 0;
	skip_space(&r);
	if (!read_factor(&r))
		return false;
	r.p++;
	if (!read_pairs(&r, tick))
		return false;
	r.p++;
	skip_space(&r);
	return r.p == r.end || fail(&r, "Something follows the key");
}

/* ---------------------------------------------------------------------- */

/* Writes to "out", or only counts if that is NULL. */
typedef struct writer
{
	char  *out;
	size_t length;
} writer;

static void
put(writer *w, const char *bytes, size_t length)
{
	if (w->out != NULL)
		memcpy(w->out + w->length, bytes, length);
	w->length += length;
}

static void
put_name(writer *w, const char *name, uint32_t length)
{
	static const char hex[] = "0123456789abcdef";

	put(w, "\"", 1);
	for (uint32_t i = 0; i < length; i++)
	{
		unsigned char c = (unsigned char) name[i];
		char		  code[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};

		if (c < 0x20)
			put(w, code, sizeof(code));
		else
		{
			if (c == '"' || c == '\\')
				put(w, "\\", 1);
			put(w, &name[i], 1);
		}
	}
	put(w, "\"", 1);
}

static void
put_key(writer *w, const key_image *image)
{
	const char *factor = key_image_factor(image);

	if (image->factor_length != 1 || factor[0] != '1')
	{
		put(w, factor, image->factor_length);
		put(w, " * ", 3);
	}
	put(w, "{", 1);
	for (int32_t i = 0; i < image->count; i++)
	{
		key_item item = key_image_item(image, i);

		if (i > 0)
			put(w, ", ", 2);
		put_name(w, item.name, item.name_length);
		put(w, ": ", 2);
		put(w, item.weight, item.weight_length);
	}
	put(w, "}", 1);
}

size_t
key_text_length(const key_image *image)
{
	writer w = {NULL, 0};

	put_key(&w, image);
	return w.length;
}

char *
key_text_write(const key_image *image, char *out)
{
	writer w = {out, 0};

	put_key(&w, image);
	return out + w.length;
}
