/*
 * allocation_key_unit.c
 *		Text and image of an allocation key: what reads, what is refused,
 *		round trips, numbers beside a plain second version.
 */
#include "allocation/key_image.h"
#include "allocation/key_text.h"

#include "tap.h"

#define MOST_ITEMS 64

static key_item items[MOST_ITEMS];
static int32_t	order[MOST_ITEMS];
static char		bytes[16384];
static char		again[16384];
static uint32_t memory[2][8192];
static key_text got;

/* Reads a text of this length into the first or second image. */
static key_image *
build(const char *text, size_t length, int which)
{
	key_image *image = (key_image *) memory[which];
	size_t	   size;

	memset(&got, 0, sizeof(got));
	got.utf8 = true;
	if (!key_text_read(text, length, &got, NULL))
		return NULL;
	if (got.count > MOST_ITEMS || got.used > sizeof(bytes))
		abort();
	got.item = items;
	got.bytes = bytes;
	if (!key_text_read(text, length, &got, NULL))
		abort();
	if (key_order(items, order, (int32_t) got.count, NULL) >= 0)
		return NULL;
	size = key_image_size(items, (int32_t) got.count, got.factor_length);
	if (size == 0 || size > sizeof(memory[0]))
		abort();
	image->size = (int32_t) size;
	key_image_write(image,
					items,
					order,
					(int32_t) got.count,
					got.factor,
					got.factor_length);
	return image;
}

static void
reads(const char *text, const char *expected, const char *what)
{
	key_image *image = build(text, strlen(text), 0);

	if (image == NULL)
	{
		ok(false, "%s: %s", what, got.problem == NULL ? "twice" : got.problem);
		return;
	}
	*key_text_write(image, again) = '\0';
	is_text(again, expected, what);
}

static void
test_reading(void)
{
	reads("{}", "{}", "an empty key");
	reads("{\"GM1771\": 39997, \"GM0820\": 23526}",
		  "{\"GM0820\": 23526, \"GM1771\": 39997}",
		  "in the order of bytes");
	reads(" { \"b\":1 ,\n\t\"B\" : 2,\r\"ab\":3,\"a\":4 } ",
		  "{\"B\": 2, \"a\": 4, \"ab\": 3, \"b\": 1}",
		  "space; capitals first, shorter first");
	reads("{\"a\":1.50,\"b\":0.0,\"c\":10e2,\"d\":1.25E-2,\"e\":120e-1,"
		  "\"f\":0e99,\"g\":0.00010,\"h\":100}",
		  "{\"a\": 1.5, \"b\": 0, \"c\": 1000, \"d\": 0.0125, \"e\": 12, "
		  "\"f\": 0, \"g\": 0.0001, \"h\": 100}",
		  "numbers in their shortest form");
	reads("{\"q\\\"\\\\\\/\\n\\u0041\\u00e9\\u20ac\\ud83d\\ude00\": 1}",
		  "{\"q\\\"\\\\/\\u000aA\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\": 1}",
		  "escapes");
	reads("0.60 * {\"a\": 1}", "0.6 * {\"a\": 1}", "a factor");
	reads("1.0*{\"a\": 1}", "{\"a\": 1}", "a factor of one is none");
	reads("0*{}", "0 * {}", "a factor of zero");
	reads("{\"a\": 9007199254740993, \"b\": 0.1000000000000000055511151231}",
		  "{\"a\": 9007199254740993, \"b\": 0.1000000000000000055511151231}",
		  "no floating point: digits that a double has not");
}

static void
refused(const char *text, const char *problem, int place)
{
	bool read = build(text, strlen(text), 0) != NULL;

	ok(!read && got.problem != NULL && strcmp(got.problem, problem) == 0 &&
		   got.place - text == place,
	   "%s: %s",
	   text,
	   problem);
	if (!read && got.problem != NULL && strcmp(got.problem, problem) != 0)
		printf("#   got %s\n", got.problem);
	else if (!read && got.problem != NULL && got.place - text != place)
		printf("#   at %d\n", (int) (got.place - text));
}

static void
test_refusals(void)
{
	const char *twice = "{\"a\": 1, \"b\": 2, \"\\u0061\": 3}";

	refused("", "An opening brace is expected", 0);
	refused("[]", "An opening brace is expected", 0);
	refused("null", "An opening brace is expected", 0);
	refused("{", "A participant in double quotes is expected", 1);
	refused("{\"a\": 1", "A comma or a closing brace is expected", 7);
	refused("{\"a\": 1,}", "A participant in double quotes is expected", 8);
	refused("{\"a\": 1 \"b\": 1}",
			"A comma or a closing brace is expected",
			8);
	refused("{\"a\" 1}", "A colon is expected", 5);
	refused("{a: 1}", "A participant in double quotes is expected", 1);
	refused("{\"\": 1}", "A participant has an empty name", 2);
	refused("{\"a", "A name does not end", 3);
	refused("{\"a\tb\": 1}", "A control character stands in a name", 3);
	refused("{\"\\x\": 1}", "An escape is not one of JSON's", 3);
	refused("{\"\\", "An escape is not one of JSON's", 3);
	refused("{\"\\u00g0\": 1}",
			"An escape \\u needs four hexadecimal digits, not all zero",
			6);
	refused("{\"\\u0000\": 1}",
			"An escape \\u needs four hexadecimal digits, not all zero",
			8);
	refused("{\"\\ud83d\": 1}", "Half a surrogate pair stands alone", 8);
	refused("{\"\\ude00\": 1}", "Half a surrogate pair stands alone", 8);
	refused("{\"\\ud83d\\u0041\": 1}",
			"Half a surrogate pair stands alone",
			14);
	refused("{\"a\": -1}", "A number is negative", 6);
	refused("{\"a\": -0}", "A number is negative", 6);
	refused("{\"a\": NaN}", "A number is expected", 6);
	refused("{\"a\": Infinity}", "A number is expected", 6);
	refused("{\"a\": null}", "A number is expected", 6);
	refused("{\"a\": true}", "A number is expected", 6);
	refused("{\"a\": .5}", "A number is expected", 6);
	refused("{\"a\": +5}", "A number is expected", 6);
	refused("{\"a\": \"1\"}", "A weight is a number without quotes", 6);
	refused("{\"a\": {\"b\": 1}}",
			"A weight is a number, not a nested value,",
			6);
	refused("{\"a\": [1]}", "A weight is a number, not a nested value,", 6);
	refused("{\"a\": 01}", "A number is not written as JSON has it", 8);
	refused("{\"a\": 1.}", "A number is not written as JSON has it", 8);
	refused("{\"a\": 1e}", "A number is not written as JSON has it", 8);
	refused("{\"a\": 1e+}", "A number is not written as JSON has it", 9);
	refused("{\"a\": 1e1000}", "A number has more than 1000 digits", 6);
	refused("{\"a\": 1e-1001}", "A number has more than 1000 digits", 6);
	refused("{\"a\": 1e99999999999999999999}",
			"A number has more than 1000 digits",
			6);
	refused("{\"a\": 1} x", "Something follows the key", 9);
	refused("0.6 {\"a\": 1}", "An asterisk is expected", 4);
	refused("0.6 * ", "An opening brace is expected", 6);
	refused("-1 * {\"a\": 1}", "A number is negative", 0);
	ok(build(twice, strlen(twice), 0) == NULL && got.problem == NULL &&
		   key_order(items, order, 3, NULL) == 2,
	   "a participant that stands twice, once as an escape");
	got.utf8 = false;
	got.item = NULL;
	got.bytes = NULL;
	ok(!key_text_read("{\"\\u00e9\": 1}", 13, &got, NULL),
	   "no escape beyond ASCII in another encoding");
}

static void
test_numbers(void)
{
	char out[KEY_NUMBER_SIZE];
	char nines[KEY_MOST_DIGITS + 2];

	memset(nines, '9', sizeof(nines));
	is_int(key_number(nines, KEY_MOST_DIGITS, out),
		   KEY_MOST_DIGITS,
		   "1000 digits");
	is_int(key_number(nines, KEY_MOST_DIGITS + 1, out), -1, "1001 digits");
	is_int(key_number("1e-1000", 7, out), KEY_NUMBER_SIZE, "1000 decimals");
	is_int(key_number("1e999", 5, out), 1000, "1000 digits by exponent");
	is_int(key_number("", 0, out), 0, "nothing is no number");
	is_int(key_number("-1", 2, out), 0, "a sign neither");
	is_int(key_number("1 ", 2, out), 0, "nor space behind it");
}

/* A random number, and its shortest form made by padding and stripping. */
static int
random_number(uint64_t *seed, char *text, char *expected)
{
	char	digits[64];
	int		wholes = (int) tap_between(seed, 1, 6);
	int		fractions = (int) tap_between(seed, 0, 6);
	int		exponent = (int) tap_between(seed, -9, 9);
	int		used;
	char   *p = expected;
	int64_t first;
	int64_t last;

	/* 16 zeros on either side of all digits, the point behind digit 16 + ... */
	memset(digits, '0', sizeof(digits));
	for (int i = 0; i < wholes + fractions; i++)
		digits[16 + i] = tap_between(seed, 0, 2) == 0
							 ? '0'
							 : (char) ('0' + tap_between(seed, 0, 9));
	if (wholes > 1 && digits[16] == '0')
		digits[16] = '7';
	used = sprintf(text, "%.*s", wholes, digits + 16);
	if (fractions > 0)
		used += sprintf(text + used, ".%.*s", fractions, digits + 16 + wholes);
	if (exponent != 0 || tap_between(seed, 0, 1) == 0)
		used += sprintf(text + used,
						tap_between(seed, 0, 1) == 0 ? "e%d" : "E%+d",
						exponent);
	for (first = 0; first < 15 + wholes + exponent && digits[first] == '0';)
		first++;
	for (last = 63; last >= 16 + wholes + exponent && digits[last] == '0';)
		last--;
	for (int64_t i = first; i <= last || i < 16 + wholes + exponent; i++)
	{
		if (i == 16 + wholes + exponent)
			*p++ = '.';
		*p++ = digits[i];
	}
	*p = '\0';
	return used;
}

static void
test_random_numbers(void)
{
	uint64_t seed = 77;
	int		 wrong = 0;

	for (int run = 0; run < 100000; run++)
	{
		char text[64];
		char expected[80];
		char out[KEY_NUMBER_SIZE];
		int	 length = random_number(&seed, text, expected);
		int	 size = key_number(text, (size_t) length, out);

		if (size != (int) strlen(expected) ||
			memcmp(out, expected, (size_t) size) != 0)
		{
			if (wrong++ == 0)
				printf("#   %s: %.*s, expected %s\n",
					   text,
					   size < 0 ? 0 : size,
					   out,
					   expected);
		}
	}
	is_int(wrong, 0, "100,000 random numbers as a plain second version");
}

/* Random keys read back as the same bytes; changed texts never crash. */
static void
test_round_trips(void)
{
	uint64_t seed = 1123;
	int		 wrong = 0;
	int		 kept = 0;

	for (int run = 0; run < 20000; run++)
	{
		static const char name_bytes[] = "ab\"\\ \n{}:,*GM01";
		char			  text[2048] = "{";
		size_t			  used = 1;
		int				  count = (int) tap_between(&seed, 0, 8);
		key_image		 *image;
		key_image		 *back;

		for (int i = 0; i < count; i++)
		{
			char expected[80];

			used += (size_t) sprintf(text + used, "%s\"%d", i ? "," : "", i);
			for (int64_t n = tap_between(&seed, 0, 5); n > 0; n--)
				used +=
					(size_t) sprintf(text + used,
									 "\\u%04x",
									 name_bytes[tap_between(&seed, 0, 13)]);
			used += (size_t) sprintf(text + used, "\":");
			used += (size_t) random_number(&seed, text + used, expected);
		}
		text[used++] = '}';
		image = build(text, used, 0);
		if (image == NULL)
		{
			wrong++;
			continue;
		}
		wrong += key_text_write(image, again) - again !=
				 (long) key_text_length(image);
		for (int32_t i = 0; i < image->count; i++)
		{
			key_item item = key_image_item(image, i);

			wrong += key_image_find(image, item.name, item.name_length) != i;
		}
		wrong += key_image_find(image, "none", 4) != -1;
		back = build(again, key_text_length(image), 1);
		wrong += back == NULL || back->size != image->size ||
				 memcmp(back, image, (size_t) image->size) != 0;
		text[tap_between(&seed, 0, (int64_t) used - 1)] =
			name_bytes[tap_between(&seed, 0, 13)];
		kept += build(text, used, 1) != NULL;
	}
	is_int(wrong, 0, "20,000 random keys: read, find everybody, read back");
	ok(kept > 0 && kept < 20000,
	   "changed by a byte %d of them still read",
	   kept);
}

int
main(void)
{
	test_reading();
	test_refusals();
	test_numbers();
	test_random_numbers();
	test_round_trips();
	return tap_finish();
}
