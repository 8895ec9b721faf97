/*
 * icalendar.h
 *		Whole days as a calendar that agendas subscribe to: iCalendar text
 *		(RFC 5545, with NAME and REFRESH-INTERVAL of RFC 7986).
 *
 * All text is valid UTF-8, which is what the format asks for.
 *
 * What a text can do to the calendar around it: nothing.  Line ends become
 * the two characters \n, backslash, comma and semicolon get a backslash
 * before them (section 3.3.11), and control characters are refused.  As some
 * readers also break lines at the Unicode line ends (NEL, LS, PS), those count
 * as line ends here.
 *
 * Lines end in CRLF and are folded so that none is longer than 75 octets
 * (section 3.1); no character and no escape is torn apart.  For each event
 * there is one form, so that the same input always gives the same bytes.
 */
#ifndef REGIE_ICALENDAR_H
#define REGIE_ICALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most octets of one text; more than an agenda shows, less than harms it. */
#define ICAL_MAX_TEXT 1000000

/* No event as ical_write_event makes it has more octets. */
#define ICAL_MAX_EVENT (10 * ICAL_MAX_TEXT)

#define ICAL_MAX_REMIND_DAYS 3660
#define ICAL_NO_REMINDER (-1)

typedef struct ical_text
{
	const char *bytes; /* not terminated; NULL: no such text */
	size_t		length;
} ical_text;

/* A whole day. */
typedef struct ical_event
{
	ical_text uid; /* one line, the same for ever */
	ical_text summary;
	ical_text description; /* can be missing */
	int64_t	  day;
	int64_t	  as_of;	   /* the day that the event is known as of */
	int32_t	  remind_days; /* before the day, or ICAL_NO_REMINDER */
} ical_event;

typedef enum ical_fault
{
	ICAL_SOUND,
	ICAL_TOO_LONG,
	ICAL_CONTROL_CHARACTER
} ical_fault;

/*
 * Whether a text can be written.  *where is the offset of a control
 * character, *length the number of octets it has.
 */
extern ical_fault ical_check_text(ical_text text, size_t *where,
								  size_t *length);

/* Whether a text has a line end, which a UID may not. */
extern bool ical_has_line_end(ical_text text);

/*
 * Days from 0001-01-01 to 9999-12-30: years have four digits, also that of
 * the day after, with which an event ends.
 */
extern bool ical_day_is_valid(int64_t day);

/* Text written twice: without a place to write to, it is only counted. */
typedef struct ical_writer
{
	char  *out; /* NULL: count only */
	size_t length;
	size_t column; /* octets in this line */
} ical_writer;

/* One event, in the one form that ical_is_event accepts. */
extern void ical_write_event(ical_writer *writer, const ical_event *event);

/* What stands before and behind the events; no name is left out. */
extern void ical_write_begin(ical_writer *writer, ical_text name);
extern void ical_write_end(ical_writer *writer);

/*
 * Stands in for events where there are none, as a calendar must have one
 * component (section 3.6) and an agenda shows nothing of this one: UTC.
 */
extern void ical_write_nothing(ical_writer *writer);

/*
 * Whether a text is one event, line by line as ical_write_event writes them;
 * *uid is then its UID, as written.
 */
extern bool ical_is_event(ical_text text, ical_text *uid);

#endif
