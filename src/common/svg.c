/*
 * svg.c
 *		Escaped text, its width, and labels that fit.
 */
#include "common/svg.h"

#include <stdarg.h>

/*
 * Widths of the printable ASCII characters in thousandths of the font size,
 * rounded up to tens of the widest common sans-serif (DejaVu Sans, in units of
 * its metrics).  Narrower fonts leave some room.
 */
static const uint8_t ascii_tens[95] = {32, 41, 46,	84, 64, 96, 78, 28, 40, 40,
									   50, 84, 32,	37, 32, 34, 64, 64, 64, 64,
									   64, 64, 64,	64, 64, 64, 34, 34, 84, 84,
									   84, 54, 100, 69, 69, 70, 78, 64, 58, 78,
									   76, 30, 30,	66, 56, 87, 75, 79, 61, 79,
									   70, 64, 62,	74, 69, 99, 69, 62, 69, 40,
									   34, 40, 84,	50, 50, 62, 64, 55, 64, 62,
									   36, 64, 64,	28, 28, 58, 28, 98, 64, 62,
									   64, 64, 42,	53, 40, 64, 60, 82, 60, 60,
									   53, 64, 34,	64, 84};

#define ELLIPSIS "&#8230;"
#define ELLIPSIS_THOUSANDTHS 1000

void
put_format(writer *w, const char *format, ...)
{
	char	text[512];
	va_list args;
	int		length;

	va_start(args, format);
	length = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (length > 0)
		put_bytes(w,
				  text,
				  (size_t) length < sizeof(text) ? (size_t) length
												 : sizeof(text) - 1);
}

svg_text
svg_string(const char *text)
{
	svg_text t = {text, strlen(text)};

	return t;
}

uint32_t
svg_hash(uint32_t hash, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char) bytes[i]) * 16777619u;
	return hash;
}

/*
 * The character that stands at *at; moves *at behind it.  Bytes that are no
 * character count as U+FFFD, one by one.
 */
static uint32_t
next_character(svg_text text, size_t *at)
{
	const unsigned char *p = (const unsigned char *) text.bytes + *at;
	size_t				 left = text.length - *at;
	size_t				 more = p[0] < 0xC2	  ? 0
								: p[0] < 0xE0 ? 1
								: p[0] < 0xF0 ? 2
								: p[0] < 0xF5 ? 3
											  : 0;
	uint32_t			 c;

	if (p[0] < 0x80 || more == 0 || more >= left)
	{
		*at += 1;
		return p[0] < 0x80 ? p[0] : 0xFFFD;
	}
	c = p[0] & (0x3Fu >> more);
	for (size_t i = 1; i <= more; i++)
	{
		if ((p[i] & 0xC0) != 0x80)
		{
			*at += 1;
			return 0xFFFD;
		}
		c = c << 6 | (p[i] & 0x3F);
	}
	*at += more + 1;
	if ((more == 2 && c < 0x800) || (more == 3 && c < 0x10000) ||
		(c >= 0xD800 && c < 0xE000) || c > 0x10FFFF || (c & 0xFFFE) == 0xFFFE)
		return 0xFFFD;
	return c;
}

static void
put_character(writer *w, svg_text text, size_t from, size_t to, uint32_t c)
{
	switch (c)
	{
		case '&':
			put_text(w, "&amp;");
			break;
		case '<':
			put_text(w, "&lt;");
			break;
		case '>':
			put_text(w, "&gt;");
			break;
		case '"':
			put_text(w, "&quot;");
			break;
		case '\'':
			put_text(w, "&#39;");
			break;
		case '\t':
		case '\n':
		case '\r':
			put_char(w, ' ');
			break;
		default:
			if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD)
				put_text(w, "&#65533;");
			else
				put_bytes(w, text.bytes + from, to - from);
	}
}

static void
put_part(writer *w, svg_text text, size_t end)
{
	for (size_t at = 0; at < end;)
	{
		size_t	 from = at;
		uint32_t c = next_character(text, &at);

		put_character(w, text, from, at, c);
	}
}

void
put_escaped(writer *w, svg_text text)
{
	put_part(w, text, text.length);
}

/* Characters that take the place of two. */
static bool
is_wide(uint32_t c)
{
	return (c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0xA4D0) ||
		   (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xF900 && c < 0xFB00) ||
		   (c >= 0xFE30 && c < 0xFE70) || (c >= 0xFF00 && c < 0xFF61) ||
		   c >= 0x1F000;
}

/* In thousandths of the font size. */
static int
character_width(uint32_t c, bool bold)
{
	int width = 720;

	if (c >= 0x20 && c < 0x7F)
		width = ascii_tens[c - 0x20] * 10;
	else if (c < 0x20)
		width = 320;
	else if ((c >= 0x300 && c < 0x370) || (c >= 0x200B && c < 0x2010))
		width = 0; /* combining marks, marks of direction */
	else if (is_wide(c))
		width = 1200;
	else if (c >= 0x400)
		width = 900;
	return bold ? width * 28 / 25 : width;
}

int64_t
svg_width(svg_text text, int font_size, bool bold)
{
	int64_t sum = 0;

	for (size_t at = 0; at < text.length;)
		sum += character_width(next_character(text, &at), bold);
	return (sum * font_size + 999) / 1000;
}

bool
put_fitting(writer *w, svg_text text, int64_t width, int font_size, bool bold)
{
	int64_t room = width * 1000 / font_size;
	int64_t sum = 0;
	size_t	fits = 0; /* bytes that leave room for an ellipsis */
	size_t	at = 0;

	while (at < text.length && sum <= room)
	{
		sum += character_width(next_character(text, &at), bold);
		if (sum + ELLIPSIS_THOUSANDTHS <= room)
			fits = at;
	}
	if (sum <= room)
	{
		put_escaped(w, text);
		return false;
	}
	/* no blank before the ellipsis */
	while (fits > 0 && text.bytes[fits - 1] == ' ')
		fits--;
	put_part(w, text, fits);
	put_text(w, ELLIPSIS);
	return true;
}

void
put_head(writer *w, const svg_head *head)
{
	put_format(w,
			   "<svg xmlns=\"http://www.w3.org/2000/svg\" "
			   "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" ",
			   head->width,
			   head->height,
			   head->width,
			   head->height);
	put_format(w,
			   "role=\"img\" aria-labelledby=\"title-%08x desc-%08x\" "
			   "lang=\"%s\" font-family=\"%s\" fill=\"%s\">\n",
			   (unsigned) head->id,
			   (unsigned) head->id,
			   head->dutch ? "nl" : "en",
			   SVG_FONTS,
			   SVG_INK);
}
