/*
 * xml.h
 *		Whether a text is a well-formed document of elements, attributes, text
 *		and character references: all that drawings need of XML 1.0.
 */
#ifndef REGIE_TEST_XML_H
#define REGIE_TEST_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define XML_DEPTH 32

/* Behind a reference (&amp; and its like, &#N;), or NULL. */
static inline const char *
xml_reference(const char *p, const char *end)
{
	static const char *const name[] = {"amp;", "lt;", "gt;", "quot;", "apos;"};
	long					 number = 0;

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if ((size_t) (end - p - 1) >= strlen(name[i]) &&
			memcmp(p + 1, name[i], strlen(name[i])) == 0)
			return p + 1 + strlen(name[i]);
	if (end - p < 4 || p[1] != '#')
		return NULL;
	for (p += 2; p < end && *p >= '0' && *p <= '9'; p++)
		number = number * 10 + (*p - '0');
	return p < end && *p == ';' && number >= 0x20 && number < 0x110000 &&
				   (number < 0xD800 || number > 0xDFFF) && number != 0xFFFE
			   ? p + 1
			   : NULL;
}

/* Behind one character that may stand in a document, or NULL. */
static inline const char *
xml_character(const char *text, const char *end)
{
	const unsigned char *p = (const unsigned char *) text;
	int					 more = p[0] < 0x80	  ? 0
								: p[0] < 0xC2 ? -1
								: p[0] < 0xE0 ? 1
								: p[0] < 0xF0 ? 2
								: p[0] < 0xF5 ? 3
											  : -1;
	uint32_t			 c = p[0];

	if (*text == '&')
		return xml_reference(text, end);
	if (more < 0 || end - text <= more)
		return NULL;
	if (more > 0)
		c &= 0x3Fu >> more;
	for (int i = 1; i <= more; i++)
	{
		if ((p[i] & 0xC0) != 0x80)
			return NULL;
		c = c << 6 | (p[i] & 0x3F);
	}
	if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == '<' ||
		(c >= 0xD800 && c < 0xE000) || c == 0xFFFE || c == 0xFFFF ||
		(more == 2 && c < 0x800) || (more == 3 && c < 0x10000) || c > 0x10FFFF)
		return NULL;
	return text + more + 1;
}

static inline bool
xml_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
		   (c >= '0' && c <= '9');
}

/* Behind the attributes of a tag, or NULL. */
static inline const char *
xml_attributes(const char *p, const char *end)
{
	while (p < end && *p == ' ')
	{
		const char *name = ++p;

		while (p < end && xml_letter(*p))
			p++;
		if (p == name || end - p < 3 || p[0] != '=' || p[1] != '"')
			return NULL;
		for (p += 2; p != NULL && p < end && *p != '"';)
			p = xml_character(p, end);
		if (p == NULL || p >= end)
			return NULL;
		p++;
	}
	return p;
}

static inline bool
xml_well_formed(const char *text, size_t length)
{
	const char *end = text + length;
	const char *open[XML_DEPTH];
	size_t		size[XML_DEPTH];
	int			depth = 0;
	bool		had_root = false;

	for (const char *p = text; p < end;)
	{
		bool		closes;
		const char *name;

		if (*p != '<')
		{
			if (depth == 0)
				return false;
			p = xml_character(p, end);
			if (p == NULL)
				return false;
			continue;
		}
		closes = ++p < end && *p == '/';
		name = p += closes;
		while (p < end && xml_letter(*p))
			p++;
		if (p == name)
			return false;
		if (closes)
		{
			if (depth == 0 || p >= end || *p != '>' ||
				size[--depth] != (size_t) (p - name) ||
				memcmp(open[depth], name, size[depth]) != 0)
				return false;
			p++;
			continue;
		}
		if (depth == XML_DEPTH || (depth == 0 && had_root))
			return false;
		had_root = true;
		open[depth] = name;
		size[depth++] = (size_t) (p - name);
		p = xml_attributes(p, end);
		if (p == NULL || p >= end)
			return false;
		if (*p == '/')
		{
			depth--;
			p++;
		}
		if (p >= end || *p++ != '>')
			return false;
	}
	return had_root && depth == 0;
}

/* How often a text stands in another. */
static inline int
xml_count(const char *text, size_t length, const char *what)
{
	size_t n = strlen(what);
	int	   count = 0;

	for (size_t i = 0; i + n <= length; i++)
		count += memcmp(text + i, what, n) == 0;
	return count;
}

#endif
