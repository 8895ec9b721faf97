/*
 * common_svg_unit.c
 *		Escaped text, widths and labels that fit.
 */
#include "common/svg.h"

#include "tap.h"
#include "xml.h"

static char out[1 << 16];

static const char *
escaped(const char *bytes, size_t length)
{
	writer	 w = {out, 0, NULL, 0};
	svg_text t = {bytes, length};

	put_escaped(&w, t);
	out[w.length] = '\0';
	return out;
}

static void
test_checker(void)
{
	static const char *const good[] = {"<a/>",
									   "<a b=\"c\">x &amp; &#8230;</a>",
									   "<a><b/><c>\xc3\xa9</c></a>"};
	static const char *const bad[] = {"",
									  "x",
									  "<a>",
									  "<a></b>",
									  "<a/><b/>",
									  "<a>&</a>",
									  "<a>&#1;</a>",
									  "<a b=c/>",
									  "<a b=\"<\"/>",
									  "<a>\x01</a>",
									  "<a>\xff</a>",
									  "<a>\xed\xa0\x80</a>",
									  "<a></a>x"};
	int						 wrong = 0;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		wrong += !xml_well_formed(good[i], strlen(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		wrong += xml_well_formed(bad[i], strlen(bad[i]));
	is_int(wrong, 0, "the checker of this test tells good from bad");
}

static void
test_escaping(void)
{
	is_text(escaped("a<b>&\"c\"'", 9),
			"a&lt;b&gt;&amp;&quot;c&quot;&#39;",
			"what XML means something by");
	is_text(escaped("a\tb\nc\rd", 7), "a b c d", "white space is a blank");
	is_text(escaped("a\x01\x1f\x7f\0z", 6),
			"a&#65533;&#65533;&#65533;&#65533;z",
			"control characters have no place");
	is_text(escaped("\xc3\xa9\xe2\x82\xac\xf0\x9f\x9a\xb2", 9),
			"\xc3\xa9\xe2\x82\xac\xf0\x9f\x9a\xb2",
			"other characters stand as they are");
	is_text(escaped("\xc3", 1), "&#65533;", "half a character");
	is_text(escaped("\xed\xa0\x80", 3), "&#65533;", "a surrogate");
	is_text(escaped("\xef\xbf\xbf", 3), "&#65533;", "U+FFFF");
	is_text(escaped("\xc0\x80", 2),
			"&#65533;&#65533;",
			"an overlong form, byte by byte");
}

static svg_text
random_text(char *bytes, uint64_t *seed)
{
	static const char *const some[] = {"a",
									   "W",
									   " ",
									   "<",
									   "&",
									   "\"",
									   "i",
									   "\xc3\xa9",
									   "\xe6\x97\xa5",
									   "\n",
									   "\xf0\x9f\x9a\xb2",
									   "\xff",
									   "\x02",
									   "'",
									   ">",
									   "m",
									   "\xcc\x81"};
	svg_text				 t = {bytes, 0};
	int64_t					 count = tap_between(seed, 0, 40);

	for (int64_t i = 0; i < count; i++)
	{
		const char *c = some[tap_between(seed, 0, 16)];

		memcpy(bytes + t.length, c, strlen(c));
		t.length += strlen(c);
	}
	return t;
}

/* Whatever a name holds, its label is sound, and not wider than its room. */
static void
test_labels(void)
{
	uint64_t seed = 11;
	int		 broken = 0;
	int		 wrong = 0;
	int		 cut = 0;

	for (int i = 0; i < 20000; i++)
	{
		char	 bytes[256];
		svg_text t = random_text(bytes, &seed);
		int		 font = (int) tap_between(&seed, 9, 20);
		int64_t	 room = tap_between(&seed, 20, 300);
		bool	 bold = tap_between(&seed, 0, 1) == 1;
		writer	 w = {out, 0, NULL, 0};
		bool	 was_cut;

		put_text(&w, "<a b=\"");
		put_escaped(&w, t);
		put_text(&w, "\">");
		was_cut = put_fitting(&w, t, room, font, bold);
		put_text(&w, "</a>");
		broken += !xml_well_formed(out, w.length);
		wrong += was_cut != (svg_width(t, font, bold) > room);
		wrong += was_cut != (xml_count(out, w.length, "&#8230;") == 1);
		cut += was_cut;
	}
	is_int(broken, 0, "20,000 random names: all well-formed");
	is_int(wrong, 0, "cut, with an ellipsis, exactly if they are too wide");
	ok(cut > 5000 && cut < 15000, "%d were cut", cut);
}

/* A text is as wide as its parts, up to rounding; bold is wider. */
static void
test_widths(void)
{
	uint64_t seed = 12;
	int		 wrong = 0;

	for (int i = 0; i < 20000; i++)
	{
		char	 bytes[512];
		svg_text a = random_text(bytes, &seed);
		svg_text b = random_text(bytes + a.length, &seed);
		svg_text both = {bytes, a.length + b.length};
		int64_t	 sum = svg_width(a, 12, false) + svg_width(b, 12, false);
		int64_t	 whole = svg_width(both, 12, false);

		wrong += whole > sum || whole < sum - 1;
		wrong += svg_width(both, 12, true) < whole;
	}
	is_int(wrong, 0, "widths add up");
	is_int(svg_width(svg_string("iiii"), 10, false), 12, "i is narrow");
	is_int(svg_width(svg_string("WWWW"), 10, false), 40, "W is wide");
	is_int(svg_width(svg_string(""), 10, false), 0, "nothing is nothing");
}

static int ticks = 0;

static void
tick(void)
{
	ticks++;
}

static void
test_writer(void)
{
	writer w = {NULL, 0, tick, 0};

	for (int i = 0; i < 100000; i++)
		put_format(&w, "%d %s", i % 10, "words");
	is_int((long long) w.length, 700000, "counts without writing");
	is_int(ticks, 10, "and can be interrupted");
	is_int((long long) svg_hash(SVG_HASH_START, "foobar", 6),
		   0xbf9cf968,
		   "FNV-1a of foobar, as published");
}

int
main(void)
{
	test_checker();
	test_escaping();
	test_labels();
	test_widths();
	test_writer();
	return tap_finish();
}
