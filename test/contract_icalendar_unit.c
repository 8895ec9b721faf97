/*
 * contract_icalendar_unit.c
 *		Calendar text: exact bytes, folding at every border, texts that come
 *		back from it unchanged, and what is no event.
 *
 * All texts lie in memory of exactly their size, so that the address sanitizer
 * sees every step past an end.
 */
#include "contract/icalendar.h"

#include "common/civil.h"
#include "tap.h"

#define LONGEST 4096

static ical_text
text_of(const char *text)
{
	ical_text result = {text, strlen(text)};

	return result;
}

/* A copy that ends where it ends. */
static ical_text
exact_copy(const char *bytes, size_t length)
{
	char *copy = malloc(length == 0 ? 1 : length);

	memcpy(copy, bytes, length);
	return (ical_text){copy, length};
}

/* An event, written into exactly as many octets as were counted. */
static ical_text
written(const ical_event *event)
{
	ical_writer count = {NULL, 0, 0};
	ical_writer writer = {NULL, 0, 0};

	ical_write_event(&count, event);
	writer.out = malloc(count.length);
	ical_write_event(&writer, event);
	if (writer.length != count.length)
	{
		printf("Bail out! counted %zu, written %zu\n",
			   count.length,
			   writer.length);
		exit(1);
	}
	return (ical_text){writer.out, writer.length};
}

static void
is_bytes(ical_text got, const char *expected, const char *what)
{
	char *text = malloc(got.length + 1);

	memcpy(text, got.bytes, got.length);
	text[got.length] = '\0';
	is_text(text, expected, what);
	free(text);
}

/* 2026-12-31, known as of 2026-11-23. */
static ical_event
hosting(void)
{
	civil	   day = {2026, 12, 31};
	civil	   as_of = {2026, 11, 23};
	ical_event event = {.remind_days = ICAL_NO_REMINDER};

	event.uid = text_of("HOSTING/notice/2027-04-01");
	event.summary = text_of("Notice of hosting");
	event.day = civil_to_days(day);
	event.as_of = civil_to_days(as_of);
	return event;
}

static void
test_exact(void)
{
	ical_event event = hosting();
	ical_text  out = written(&event);
	ical_text  uid;

	is_bytes(out,
			 "BEGIN:VEVENT\r\n"
			 "UID:HOSTING/notice/2027-04-01\r\n"
			 "DTSTAMP:20261123T000000Z\r\n"
			 "DTSTART;VALUE=DATE:20261231\r\n"
			 "DTEND;VALUE=DATE:20270101\r\n"
			 "SUMMARY:Notice of hosting\r\n"
			 "TRANSP:TRANSPARENT\r\n"
			 "END:VEVENT\r\n",
			 "an event, to the octet; it ends on the day after, next year");
	ok(ical_is_event(out, &uid), "and is one");
	is_bytes(uid, "HOSTING/notice/2027-04-01", "with its uid");
	free((char *) out.bytes);

	event.description = text_of("Silence renews, by a year; C:\\x\nAsk.");
	event.remind_days = 14;
	out = written(&event);
	is_bytes(out,
			 "BEGIN:VEVENT\r\n"
			 "UID:HOSTING/notice/2027-04-01\r\n"
			 "DTSTAMP:20261123T000000Z\r\n"
			 "DTSTART;VALUE=DATE:20261231\r\n"
			 "DTEND;VALUE=DATE:20270101\r\n"
			 "SUMMARY:Notice of hosting\r\n"
			 "DESCRIPTION:Silence renews\\, by a year\\; C:\\\\x\\nAsk.\r\n"
			 "TRANSP:TRANSPARENT\r\n"
			 "BEGIN:VALARM\r\n"
			 "ACTION:DISPLAY\r\n"
			 "DESCRIPTION:Notice of hosting\r\n"
			 "TRIGGER:-P14D\r\n"
			 "END:VALARM\r\n"
			 "END:VEVENT\r\n",
			 "with a description and a reminder");
	ok(ical_is_event(out, &uid), "is one too");
	free((char *) out.bytes);
}

static void
test_calendar(void)
{
	char		out[1024];
	ical_writer writer = {out, 0, 0};

	ical_write_begin(&writer, text_of("Contracts, all"));
	ical_write_nothing(&writer);
	ical_write_end(&writer);
	is_bytes((ical_text){out, writer.length},
			 "BEGIN:VCALENDAR\r\n"
			 "VERSION:2.0\r\n"
			 "PRODID:-//regie//regie//EN\r\n"
			 "NAME:Contracts\\, all\r\n"
			 "X-WR-CALNAME:Contracts\\, all\r\n"
			 "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n"
			 "X-PUBLISHED-TTL:P1D\r\n"
			 "BEGIN:VTIMEZONE\r\n"
			 "TZID:UTC\r\n"
			 "BEGIN:STANDARD\r\n"
			 "DTSTART:19700101T000000\r\n"
			 "TZOFFSETFROM:+0000\r\n"
			 "TZOFFSETTO:+0000\r\n"
			 "END:STANDARD\r\n"
			 "END:VTIMEZONE\r\n"
			 "END:VCALENDAR\r\n",
			 "a calendar that shows nothing");
	writer = (ical_writer){out, 0, 0};
	ical_write_begin(&writer, (ical_text){NULL, 0});
	ok(strstr(out, "NAME") == NULL ||
		   strstr(out, "NAME") > out + writer.length,
	   "no name, no NAME");
}

/*
 * An independent reader: takes out each CR LF space, then looks for a line
 * that begins with name, and undoes the escapes.
 */
static size_t
unfold(ical_text text, char *out)
{
	size_t length = 0;

	for (size_t i = 0; i < text.length; i++)
		if (i + 2 < text.length && memcmp(text.bytes + i, "\r\n ", 3) == 0)
			i += 2;
		else
			out[length++] = text.bytes[i];
	out[length] = '\0';
	return length;
}

static size_t
value_of(const char *unfolded, const char *name, char *out)
{
	const char *p = strstr(unfolded, name);
	size_t		length = 0;

	if (p == NULL)
		return SIZE_MAX;
	for (p += strlen(name); *p != '\r'; p++)
	{
		bool escaped = *p == '\\';

		p += escaped;
		out[length++] = escaped && *p == 'n' ? '\n' : *p;
	}
	return length;
}

/* The longest line in octets; SIZE_MAX where a character is torn apart. */
static size_t
longest_line(ical_text text)
{
	size_t column = 0;
	size_t longest = 0;

	for (size_t i = 0; i < text.length; i++)
	{
		if (text.bytes[i] == '\r')
		{
			longest = column > longest ? column : longest;
			column = 0;
			i += text.bytes[i + 1] == '\n' ? 1 : 0;
			if (i + 2 < text.length && text.bytes[i + 1] == ' ' &&
				((unsigned char) text.bytes[i + 2] & 0xC0) == 0x80)
				return SIZE_MAX;
			continue;
		}
		column++;
	}
	return longest;
}

/* Each character of each length, at each place around the border. */
static void
test_folding(void)
{
	static const char *const letter[] =
		{"x", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x93\x85", ",", "\n"};
	int wrong = 0;
	int most = 0;

	for (size_t which = 0; which < 6; which++)
		for (size_t before = 0; before < 240; before++)
		{
			ical_event event = hosting();
			char	   summary[300];
			char	   unfolded[LONGEST];
			char	   value[LONGEST];
			ical_text  out;
			ical_text  uid;
			size_t	   longest;

			memset(summary, 'a', before);
			strcpy(summary + before, letter[which]);
			strcat(summary, letter[which]);
			event.summary = exact_copy(summary, strlen(summary));
			out = written(&event);
			longest = longest_line(out);
			most = longest > (size_t) most ? (int) longest : most;
			unfold(out, unfolded);
			wrong +=
				longest > 75 || !ical_is_event(out, &uid) ||
				value_of(unfolded, "SUMMARY:", value) != strlen(summary) ||
				memcmp(value, summary, strlen(summary)) != 0;
			free((char *) event.summary.bytes);
			free((char *) out.bytes);
		}
	is_int(wrong, 0, "characters of 1 to 4 octets and escapes at each border");
	is_int(most, 75, "lines are full before they are folded");
}

/* Appends a character as UTF-8. */
static size_t
put_utf8(char *out, uint32_t c)
{
	if (c < 0x80)
	{
		out[0] = (char) c;
		return 1;
	}
	if (c < 0x800)
	{
		out[0] = (char) (0xC0 | c >> 6);
		out[1] = (char) (0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000)
	{
		out[0] = (char) (0xE0 | c >> 12);
		out[1] = (char) (0x80 | (c >> 6 & 0x3F));
		out[2] = (char) (0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char) (0xF0 | c >> 18);
	out[1] = (char) (0x80 | (c >> 12 & 0x3F));
	out[2] = (char) (0x80 | (c >> 6 & 0x3F));
	out[3] = (char) (0x80 | (c & 0x3F));
	return 4;
}

/* Letters, emoji, everything that is escaped, and line ends as \n. */
static uint32_t
random_char(uint64_t *seed)
{
	static const char special[] = "\\,;\nn:\"\t BEGIN:END";

	switch (tap_between(seed, 0, 5))
	{
		case 0:
		case 1:
			return (uint32_t)
				special[tap_between(seed, 0, (int64_t) sizeof(special) - 2)];
		case 2:
			return (uint32_t) tap_between(seed, 0xA0, 0x7FF);
		case 3:
			return (uint32_t) tap_between(seed, 0x2030, 0xD7FF);
		case 4:
			return (uint32_t) tap_between(seed, 0x1F300, 0x1FAFF);
		default:
			return (uint32_t) tap_between(seed, ' ', '~');
	}
}

static ical_text
random_text(uint64_t *seed, int64_t most)
{
	char   bytes[LONGEST] = "";
	size_t length = 0;

	for (int64_t n = tap_between(seed, 0, most); n > 0; n--)
		length += put_utf8(bytes + length, random_char(seed));
	return exact_copy(bytes, length);
}

static bool
comes_back(const char *unfolded, const char *name, ical_text text)
{
	char value[LONGEST];

	return value_of(unfolded, name, value) == text.length &&
		   memcmp(value, text.bytes, text.length) == 0;
}

/*
 * What a careless reader could be told by a text that passes for an event:
 * lines by any line end, continued ones put together.  Only the names that an
 * event has, each once (the description also in a reminder).
 */
static bool
is_harmless(ical_text text)
{
	static const char *const name[] = {"BEGIN:VEVENT\r\n",
									   "UID:",
									   "DTSTAMP:",
									   "DTSTART;VALUE=DATE:",
									   "DTEND;VALUE=DATE:",
									   "SUMMARY:",
									   "DESCRIPTION:",
									   "TRANSP:TRANSPARENT\r\n",
									   "BEGIN:VALARM\r\n",
									   "ACTION:DISPLAY\r\n",
									   "DESCRIPTION:",
									   "TRIGGER:-P",
									   "END:VALARM\r\n",
									   "END:VEVENT\r\n"};
	char					 unfolded[3 * LONGEST];
	size_t					 length = unfold(text, unfolded);
	size_t					 next = 0;

	for (size_t i = 0; i < length;)
	{
		while (next < 14 &&
			   strncmp(unfolded + i, name[next], strlen(name[next])) != 0)
			next++;
		if (next++ == 14)
			return false;
		while (unfolded[i] != '\r' && unfolded[i] != '\n' && i < length)
			i++;
		if (unfolded[i] != '\r' || unfolded[i + 1] != '\n')
			return false;
		i += 2;
	}
	return true;
}

/* Characters that are whole; the database lets no other text in. */
static bool
is_utf8(ical_text text)
{
	for (size_t i = 0; i < text.length;)
	{
		unsigned char c = (unsigned char) text.bytes[i++];
		int			  more = c < 0x80	? 0
							 : c < 0xC2 ? -1
							 : c < 0xE0 ? 1
							 : c < 0xF0 ? 2
										: 3;

		for (; more > 0; more--)
			if (i >= text.length ||
				((unsigned char) text.bytes[i++] & 0xC0) != 0x80)
				return false;
		if (more < 0)
			return false;
	}
	return true;
}

/* One octet changed, taken out or put in. */
static ical_text
mutated(uint64_t *seed, ical_text text)
{
	static const char bytes[] = "\r\n \\,;:nDEBU0129\x85\xC2\xE2";
	size_t at = (size_t) tap_between(seed, 0, (int64_t) text.length - 1);
	char   with = bytes[tap_between(seed, 0, (int64_t) sizeof(bytes) - 2)];
	char   copy[3 * LONGEST];
	size_t length = text.length;

	memcpy(copy, text.bytes, length);
	switch (tap_between(seed, 0, 2))
	{
		case 0:
			copy[at] = with;
			break;
		case 1:
			memmove(copy + at, copy + at + 1, length - at - 1);
			length--;
			break;
		default:
			memmove(copy + at + 1, copy + at, length - at);
			copy[at] = with;
			length++;
	}
	return exact_copy(copy, length);
}

static void
test_laws(void)
{
	uint64_t seed = 7986;
	int		 wrong = 0;
	int		 refused = 0;
	int		 kept = 0;
	int		 harmful = 0;

	for (int i = 0; i < 10000; i++)
	{
		ical_event event = hosting();
		char	   unfolded[3 * LONGEST];
		ical_text  out;
		ical_text  uid;

		event.summary = random_text(&seed, 150);
		event.description = random_text(&seed, 300);
		event.remind_days = (int32_t) tap_between(&seed, -1, 9999) % 3661;
		event.day += tap_between(&seed, -100000, 100000);
		out = written(&event);
		unfold(out, unfolded);
		wrong += longest_line(out) > 75 || !ical_is_event(out, &uid) ||
				 !is_harmless(out) ||
				 !comes_back(unfolded, "\nSUMMARY:", event.summary) ||
				 !comes_back(unfolded, "\nDESCRIPTION:", event.description);
		for (int n = 0; n < 10; n++)
		{
			ical_text other = mutated(&seed, out);
			bool	  passes = ical_is_event(other, &uid) && is_utf8(other);

			refused += !passes;
			kept += passes;
			harmful +=
				passes && (!is_harmless(other) || longest_line(other) > 75);
			free((char *) other.bytes);
		}
		free((char *) event.summary.bytes);
		free((char *) event.description.bytes);
		free((char *) out.bytes);
	}
	is_int(wrong, 0, "10,000 random texts come back as they were");
	ok(refused > 10000 && kept > 10000,
	   "of 100,000 changed events %d are refused, %d are events still",
	   refused,
	   kept);
	is_int(harmful, 0, "and those are harmless");
}

/* Every beginning of an event, and an event with anything behind it. */
static void
test_cut_off(void)
{
	ical_event event = hosting();
	ical_text  out;
	ical_text  uid;
	int		   passed = 0;

	event.description = text_of("\xE2\x82\xAC and more, so that it is folded, "
								"twice over, as lines are short: 75 octets "
								"each, and then the next one begins");
	event.remind_days = 7;
	out = written(&event);
	for (size_t length = 0; length < out.length; length++)
	{
		ical_text cut = exact_copy(out.bytes, length);

		passed += ical_is_event(cut, &uid);
		free((char *) cut.bytes);
	}
	is_int(passed, 0, "no beginning of an event is one");
	free((char *) out.bytes);
}

static void
test_no_events(void)
{
	static const char *const text[] = {
		/* two days long, backwards, no such day, a year too far */
		"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270102\r\n",
		"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20261231\r\n",
		"DTSTART;VALUE=DATE:20260230\r\nDTEND;VALUE=DATE:20260231\r\n",
		"DTSTART;VALUE=DATE:20261300\r\nDTEND;VALUE=DATE:20261301\r\n",
		"DTSTART;VALUE=DATE:00000101\r\nDTEND;VALUE=DATE:00000102\r\n",
		"DTSTART:20261231\r\nDTEND:20270101\r\n",
		"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"
		"ATTENDEE:mailto:x@example.org\r\n",
	};
	char	  event[512];
	ical_text uid;

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
	{
		snprintf(event,
				 sizeof(event),
				 "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261123T000000Z\r\n"
				 "%sSUMMARY:b\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n",
				 text[i]);
		ok(!ical_is_event(text_of(event), &uid), "no event: %zu", i + 1);
	}
	ok(ical_is_event(text_of("BEGIN:VEVENT\r\nUID:a\r\n"
							 "DTSTAMP:20261123T000000Z\r\n"
							 "DTSTART;VALUE=DATE:99991230\r\n"
							 "DTEND;VALUE=DATE:99991231\r\nSUMMARY:\r\n"
							 "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"),
					 &uid),
	   "the last day that can be, and an empty summary");
	ok(!ical_is_event(text_of("BEGIN:VEVENT\r\nUID:\r\n"
							  "DTSTAMP:20261123T000000Z\r\n"
							  "DTSTART;VALUE=DATE:20261231\r\n"
							  "DTEND;VALUE=DATE:20270101\r\nSUMMARY:\r\n"
							  "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"),
					  &uid),
	   "no event without a uid");
}

/* One form for each event: folded where lines are full, plain numbers. */
static void
test_one_form(void)
{
	static const struct
	{
		const char *summary;
		const char *trigger;
		bool		is_event;
	} form[] = {{"ab", "-P7D", true},
				{"a\r\n b", "-P7D", false},
				{"ab\r\n ", "-P7D", false},
				{"a\\,b", "-P7D", true},
				{"a,b", "-P7D", false},
				{"a\\b", "-P7D", false},
				{"a\\", "-P7D", false},
				{"ab", "-P0D", true},
				{"ab", "-P07D", false},
				{"ab", "-P3660D", true},
				{"ab", "-P3661D", false},
				{"ab", "-PD", false},
				{"ab", "P7D", false},
				{"ab", "-P7D;X=1", false}};
	char	  event[512];
	ical_text uid;

	for (size_t i = 0; i < sizeof(form) / sizeof(form[0]); i++)
	{
		snprintf(event,
				 sizeof(event),
				 "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261123T000000Z\r\n"
				 "DTSTART;VALUE=DATE:20261231\r\n"
				 "DTEND;VALUE=DATE:20270101\r\nSUMMARY:%s\r\n"
				 "TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n"
				 "DESCRIPTION:d\r\nTRIGGER:%s\r\nEND:VALARM\r\n"
				 "END:VEVENT\r\n",
				 form[i].summary,
				 form[i].trigger);
		ok(ical_is_event(text_of(event), &uid) == form[i].is_event,
		   "form %zu",
		   i + 1);
	}
}

/* The end of an event inside a text stays inside the text. */
static void
test_smuggling(void)
{
	static const char *const end[] =
		{"\r\n", "\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
	int wrong = 0;

	for (size_t i = 0; i < 6; i++)
	{
		ical_event event = hosting();
		char	   summary[128];
		char	   unfolded[LONGEST];
		char	   value[LONGEST];
		ical_text  out;
		size_t	   length;

		snprintf(summary,
				 sizeof(summary),
				 "a%sEND:VEVENT%sATTACH:x",
				 end[i],
				 end[i]);
		event.summary = text_of(summary);
		out = written(&event);
		unfold(out, unfolded);
		length = value_of(unfolded, "SUMMARY:", value);
		wrong += !is_harmless(out) ||
				 length != strlen("a\nEND:VEVENT\nATTACH:x") ||
				 memcmp(value, "a\nEND:VEVENT\nATTACH:x", length) != 0 ||
				 !ical_has_line_end(event.summary);
		free((char *) out.bytes);
	}
	is_int(wrong, 0, "line ends of six kinds become \\n in one line");
	ok(!ical_has_line_end(text_of("a\tb\xC3\xA9\xE2\x80\xA7")),
	   "other characters are no line ends");
}

static void
test_characters(void)
{
	size_t where;
	size_t length;
	int	   wrong = 0;

	for (uint32_t c = 1; c < 0x3000; c++)
	{
		char	  bytes[8] = "a";
		ical_text text;
		bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
					   c == 0x7F || (c >= 0x80 && c < 0xA0 && c != 0x85);

		text = exact_copy(bytes, 1 + put_utf8(bytes + 1, c));
		wrong += (ical_check_text(text, &where, &length) ==
				  ICAL_CONTROL_CHARACTER) != control ||
				 (control && where != 1);
		free((char *) text.bytes);
	}
	is_int(wrong, 0, "control characters, and no others, are refused");
	ok(ical_check_text((ical_text){"a\0b", 3}, &where, &length) ==
		   ICAL_CONTROL_CHARACTER,
	   "an octet of zero, too");
	/* nothing is read of a text that is too long */
	ok(ical_check_text((ical_text){"", ICAL_MAX_TEXT + 1}, &where, &length) ==
		   ICAL_TOO_LONG,
	   "a text can be too long");
	ok(!ical_is_event((ical_text){"", ICAL_MAX_EVENT + 1},
					  &(ical_text){NULL, 0}),
	   "and so can an event");
}

static void
test_days(void)
{
	civil first = {1, 1, 1};
	civil last = {9999, 12, 30};

	ok(ical_day_is_valid(civil_to_days(first)) &&
		   !ical_day_is_valid(civil_to_days(first) - 1),
	   "from year 1");
	ok(ical_day_is_valid(civil_to_days(last)) &&
		   !ical_day_is_valid(civil_to_days(last) + 1),
	   "to the day before the last of year 9999");
}

int
main(void)
{
	test_exact();
	test_calendar();
	test_folding();
	test_laws();
	test_cut_off();
	test_no_events();
	test_one_form();
	test_smuggling();
	test_characters();
	test_days();
	return tap_finish();
}
