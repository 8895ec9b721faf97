/*
 * svg.h
 *		What drawings in SVG share: escaped text, how wide a text is, labels
 *		that fit, and boxes of lines.
 *
 * All text is UTF-8.  Coordinates are whole numbers, so that a drawing is the
 * same on every machine.
 */
#ifndef REGIE_SVG_H
#define REGIE_SVG_H

#include "common/writer.h"

#include <stdbool.h>

/* A text that is not terminated; without bytes there is none. */
typedef struct svg_text
{
	const char *bytes;
	size_t		length;
} svg_text;

/* The fonts that a reader has; nothing is fetched. */
#define SVG_FONTS "Helvetica, Arial, sans-serif"

/* The colours: dark text on white, told apart without colour too. */
#define SVG_INK "#1f2933"
#define SVG_GREY "#52606d"
#define SVG_LINE "#c3c9d0"
#define SVG_FAINT "#e6e9ed"
#define SVG_BAND "#f5f7f9"
#define SVG_CRITICAL "#9b1c31"
#define SVG_CALM "#a9cce8"
#define SVG_CALM_LINE "#2b6593"

/* Like printf; for numbers (%d) and fixed words (%s), at most 500 bytes. */
extern void put_format(writer *w, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Text that stands as it is between tags or in an attribute.  White space
 * other than a blank becomes one; what XML 1.0 has no place for becomes
 * U+FFFD.
 */
extern void put_escaped(writer *w, svg_text text);

/*
 * About how wide a text is, in pixels: rather too much than too little, by
 * the widths of a wide sans-serif.
 */
extern int64_t svg_width(svg_text text, int font_size, bool bold);

/*
 * The text, escaped; if it is wider than so many pixels, as much of it as
 * fits, and an ellipsis.  Returns whether it was cut.
 */
extern bool put_fitting(writer *w, svg_text text, int64_t width, int font_size,
						bool bold);

/* A terminated string as a text. */
extern svg_text svg_string(const char *text);

/* A number from bytes that is the same on every machine (FNV-1a). */
extern uint32_t svg_hash(uint32_t hash, const char *bytes, size_t length);
#define SVG_HASH_START 2166136261u

/* What a drawing begins with. */
typedef struct svg_head
{
	int32_t	 width;
	int32_t	 height;
	uint32_t id; /* makes the ids differ from those of other drawings */
	bool	 dutch;
} svg_head;

/* The opening tag, up to and without the title. */
extern void put_head(writer *w, const svg_head *head);

#endif
