/*
 * icalendar.c
 *		Whole days as iCalendar text.
 */
#include "contract/icalendar.h"

#include <stdio.h>
#include <string.h>

#include "common/civil.h"

#define LINE_LIMIT 75

/* From 0001-01-01 on, and the day after is 9999-12-31 at the latest. */
#define FIRST_DAY (-730119)
#define LAST_DAY 2921938

typedef enum char_kind
{
	CHAR_PLAIN,
	CHAR_SPECIAL, /* backslash, comma, semicolon */
	CHAR_LINE_END,
	CHAR_CONTROL
} char_kind;

/* Octets of the UTF-8 character that begins here, by its first one. */
static size_t
char_length(const char *p, const char *end)
{
	unsigned char first = (unsigned char) *p;
	size_t length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

	return length <= (size_t) (end - p) ? length : (size_t) (end - p);
}

/* What stands at p, and how many octets it takes; CR LF is one line end. */
static char_kind
next_char(const char *p, const char *end, size_t *length)
{
	unsigned char c = (unsigned char) *p;

	*length = char_length(p, end);
	if (c == '\r' && end - p > 1 && p[1] == '\n')
		*length = 2;
	if (c == '\r' || c == '\n')
		return CHAR_LINE_END;
	if (c == '\\' || c == ',' || c == ';')
		return CHAR_SPECIAL;
	if ((c < 0x20 && c != '\t') || c == 0x7F)
		return CHAR_CONTROL;
	if (*length == 2 && c == 0xC2 && (unsigned char) p[1] < 0xA0)
		return (unsigned char) p[1] == 0x85 ? CHAR_LINE_END : CHAR_CONTROL;
	if (*length == 3 && (memcmp(p, "\xE2\x80\xA8", 3) == 0 ||
						 memcmp(p, "\xE2\x80\xA9", 3) == 0))
		return CHAR_LINE_END;
	return CHAR_PLAIN;
}

ical_fault
ical_check_text(ical_text text, size_t *where, size_t *length)
{
	const char *end = text.bytes + text.length;

	if (text.length > ICAL_MAX_TEXT)
		return ICAL_TOO_LONG;
	for (const char *p = text.bytes; p < end; p += *length)
		if (next_char(p, end, length) == CHAR_CONTROL)
		{
			*where = (size_t) (p - text.bytes);
			return ICAL_CONTROL_CHARACTER;
		}
	return ICAL_SOUND;
}

bool
ical_has_line_end(ical_text text)
{
	const char *end = text.bytes + text.length;
	size_t		length;

	for (const char *p = text.bytes; p < end; p += length)
		if (next_char(p, end, &length) == CHAR_LINE_END)
			return true;
	return false;
}

bool
ical_day_is_valid(int64_t day)
{
	return day >= FIRST_DAY && day <= LAST_DAY;
}

/*
 * Writing
 */
static void
put_bytes(ical_writer *writer, const char *bytes, size_t length)
{
	if (writer->out != NULL)
		memcpy(writer->out + writer->length, bytes, length);
	writer->length += length;
	writer->column += length;
}

static void
end_line(ical_writer *writer)
{
	put_bytes(writer, "\r\n", 2);
	writer->column = 0;
}

/* Octets that belong together: on the next line if they do not fit here. */
static void
put_unit(ical_writer *writer, const char *bytes, size_t length)
{
	if (writer->column + length > LINE_LIMIT)
	{
		end_line(writer);
		put_bytes(writer, " ", 1);
	}
	put_bytes(writer, bytes, length);
}

/* A line that needs neither folding nor escaping. */
static void
put_line(ical_writer *writer, const char *line)
{
	put_bytes(writer, line, strlen(line));
	end_line(writer);
}

/* name (with its colon) and text, as one folded line. */
static void
put_text(ical_writer *writer, const char *name, ical_text text)
{
	const char *end = text.bytes + text.length;
	size_t		length;

	put_bytes(writer, name, strlen(name));
	for (const char *p = text.bytes; p < end; p += length)
	{
		char_kind kind = next_char(p, end, &length);
		char	  escape[2] = {'\\', kind == CHAR_LINE_END ? 'n' : *p};

		if (kind == CHAR_PLAIN)
			put_unit(writer, p, length);
		else
			put_unit(writer, escape, 2);
	}
	end_line(writer);
}

/* name (with its colon), a day as YYYYMMDD, and what follows it. */
static void
put_day(ical_writer *writer, const char *name, int64_t day, const char *rest)
{
	civil date = civil_from_days(day);
	char  text[32];

	put_bytes(writer, name, strlen(name));
	snprintf(text,
			 sizeof(text),
			 "%04d%02d%02d",
			 (int) date.year,
			 date.month,
			 date.day);
	put_bytes(writer, text, strlen(text));
	put_line(writer, rest);
}

static void
put_alarm(ical_writer *writer, ical_text summary, int32_t days)
{
	char trigger[32];

	put_line(writer, "BEGIN:VALARM");
	put_line(writer, "ACTION:DISPLAY");
	put_text(writer, "DESCRIPTION:", summary);
	snprintf(trigger, sizeof(trigger), "TRIGGER:-P%dD", (int) days);
	put_line(writer, trigger);
	put_line(writer, "END:VALARM");
}

/*
 * A whole day has dates without a time, and ends on the day after (section
 * 3.6.1).  It takes nobody's time (TRANSP).
 */
void
ical_write_event(ical_writer *writer, const ical_event *event)
{
	put_line(writer, "BEGIN:VEVENT");
	put_text(writer, "UID:", event->uid);
	put_day(writer, "DTSTAMP:", event->as_of, "T000000Z");
	put_day(writer, "DTSTART;VALUE=DATE:", event->day, "");
	put_day(writer, "DTEND;VALUE=DATE:", event->day + 1, "");
	put_text(writer, "SUMMARY:", event->summary);
	if (event->description.bytes != NULL)
		put_text(writer, "DESCRIPTION:", event->description);
	put_line(writer, "TRANSP:TRANSPARENT");
	if (event->remind_days != ICAL_NO_REMINDER)
		put_alarm(writer, event->summary, event->remind_days);
	put_line(writer, "END:VEVENT");
}

/*
 * No METHOD: with PUBLISH each event would need an organizer (RFC 5546,
 * section 3.2.1), and a calendar that is fetched needs none.  The two X- lines
 * are what agendas read that do not know RFC 7986.
 */
void
ical_write_begin(ical_writer *writer, ical_text name)
{
	put_line(writer, "BEGIN:VCALENDAR");
	put_line(writer, "VERSION:2.0");
	put_line(writer, "PRODID:-//regie//regie//EN");
	if (name.bytes != NULL)
	{
		put_text(writer, "NAME:", name);
		put_text(writer, "X-WR-CALNAME:", name);
	}
	put_line(writer, "REFRESH-INTERVAL;VALUE=DURATION:P1D");
	put_line(writer, "X-PUBLISHED-TTL:P1D");
}

void
ical_write_end(ical_writer *writer)
{
	put_line(writer, "END:VCALENDAR");
}

void
ical_write_nothing(ical_writer *writer)
{
	put_line(writer, "BEGIN:VTIMEZONE");
	put_line(writer, "TZID:UTC");
	put_line(writer, "BEGIN:STANDARD");
	put_line(writer, "DTSTART:19700101T000000");
	put_line(writer, "TZOFFSETFROM:+0000");
	put_line(writer, "TZOFFSETTO:+0000");
	put_line(writer, "END:STANDARD");
	put_line(writer, "END:VTIMEZONE");
}

/*
 * Reading back, only to see whether it is what is written above.
 */
typedef struct reader
{
	const char *p;
	const char *end;
} reader;

/* Moves behind an expected text that stands here. */
static bool
take(reader *r, const char *expected)
{
	size_t length = strlen(expected);

	if ((size_t) (r->end - r->p) < length ||
		memcmp(r->p, expected, length) != 0)
		return false;
	r->p += length;
	return true;
}

/* Octets of the character or escape that stands here; 0 if none may. */
static size_t
unit_length(const reader *r)
{
	size_t	  length;
	char_kind kind;

	if (r->p >= r->end)
		return 0;
	kind = next_char(r->p, r->end, &length);
	if (kind == CHAR_PLAIN)
		return length;
	if (*r->p != '\\' || r->end - r->p < 2 || r->p[1] == '\0' ||
		strchr("\\,;n", r->p[1]) == NULL)
		return 0;
	return 2;
}

/* A line of text, folded exactly where put_unit folds. */
static bool
take_text(reader *r, const char *name, ical_text *value)
{
	size_t column = strlen(name);

	if (!take(r, name))
		return false;
	value->bytes = r->p;
	for (;;)
	{
		bool   folded = take(r, "\r\n ");
		size_t length = unit_length(r);

		if (length == 0 && !folded)
			break;
		if (length == 0 || (column + length > LINE_LIMIT) != folded)
			return false;
		column = folded ? 1 + length : column + length;
		r->p += length;
	}
	value->length = (size_t) (r->p - value->bytes);
	return take(r, "\r\n");
}

/* So many digits, or fewer where they are read up to something else. */
static int
take_digits(reader *r, int most, int64_t *number)
{
	int count = 0;

	*number = 0;
	while (count < most && r->p < r->end && *r->p >= '0' && *r->p <= '9')
	{
		*number = *number * 10 + (*r->p++ - '0');
		count++;
	}
	return count;
}

static bool
take_day(reader *r, const char *name, const char *rest, int64_t *day)
{
	int64_t year;
	int64_t month;
	int64_t of_month;
	civil	date;

	if (!take(r, name) || take_digits(r, 4, &year) != 4 ||
		take_digits(r, 2, &month) != 2 || take_digits(r, 2, &of_month) != 2 ||
		!take(r, rest) || !take(r, "\r\n"))
		return false;
	if (month < 1 || month > 12 || of_month < 1 ||
		of_month > civil_days_in_month(year, (int) month))
		return false;
	date.year = year;
	date.month = (int) month;
	date.day = (int) of_month;
	*day = civil_to_days(date);
	return true;
}

static bool
take_alarm(reader *r)
{
	ical_text text;
	int64_t	  days;
	int		  digits;
	bool	  zero;

	if (!take(r, "ACTION:DISPLAY\r\n") ||
		!take_text(r, "DESCRIPTION:", &text) || !take(r, "TRIGGER:-P"))
		return false;
	zero = r->p < r->end && *r->p == '0';
	digits = take_digits(r, 4, &days);
	return digits > 0 && (!zero || digits == 1) &&
		   days <= ICAL_MAX_REMIND_DAYS && take(r, "D\r\nEND:VALARM\r\n");
}

bool
ical_is_event(ical_text text, ical_text *uid)
{
	reader	  r = {text.bytes, text.bytes + text.length};
	ical_text value;
	int64_t	  as_of;
	int64_t	  day;
	int64_t	  end;

	if (text.length > ICAL_MAX_EVENT || !take(&r, "BEGIN:VEVENT\r\n") ||
		!take_text(&r, "UID:", uid) || uid->length == 0 ||
		!take_day(&r, "DTSTAMP:", "T000000Z", &as_of) ||
		!take_day(&r, "DTSTART;VALUE=DATE:", "", &day) ||
		!take_day(&r, "DTEND;VALUE=DATE:", "", &end) ||
		!ical_day_is_valid(as_of) || !ical_day_is_valid(day) ||
		end != day + 1 || !take_text(&r, "SUMMARY:", &value))
		return false;
	if (r.p < r.end && *r.p == 'D' && !take_text(&r, "DESCRIPTION:", &value))
		return false;
	if (!take(&r, "TRANSP:TRANSPARENT\r\n"))
		return false;
	if (take(&r, "BEGIN:VALARM\r\n") && !take_alarm(&r))
		return false;
	return take(&r, "END:VEVENT\r\n") && r.p == r.end;
}
