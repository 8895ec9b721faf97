/*
 * calendar_text.h
 *		The text of a calendar: "Mon-Fri -2026-12-25 +2026-12-27".
 */
#ifndef REGIE_CALENDAR_TEXT_H
#define REGIE_CALENDAR_TEXT_H

#include "calendar/exceptions.h"

#include <stddef.h>

/* Longest set of weekdays: "Mon,Tue,Thu,Fri,Sun", and the terminator. */
#define CAL_WEEKDAYS_SIZE 20

typedef enum cal_text_status
{
	CAL_TEXT_OK,
	CAL_TEXT_WEEKDAYS,	/* no weekdays where they are expected */
	CAL_TEXT_EXCEPTION, /* something else than +date or -date */
	CAL_TEXT_DATE,		/* no valid date behind the sign */
	CAL_TEXT_TOO_MANY	/* more exceptions than the caller has room for */
} cal_text_status;

/* What stands in a text, and where reading stopped if it is wrong. */
typedef struct cal_text
{
	uint8_t		weekdays;
	int32_t		count; /* entries */
	const char *word;  /* the part that is wrong, not terminated */
	size_t		word_length;
} cal_text;

/* The most exceptions that a text of so many bytes can hold. */
extern size_t cal_text_most(size_t length);

/*
 * Reads a whole text into entries (see exceptions.h), in the order in which
 * they are written and as often.
 */
extern cal_text_status cal_text_parse(const char *text, size_t length,
									  int64_t *entry, int32_t room,
									  cal_text *out, cal_tick tick);

/*
 * Reads a set of weekdays alone: none, or weekdays and ranges of weekdays
 * with commas between, such as Mon-Fri, Mon,Wed-Fri or Fri-Mon.  False, with
 * *text where it was, if none stands there.
 */
extern bool cal_weekdays_parse(const char **text, const char *end,
							   uint8_t *weekdays);

/*
 * Writes a set of weekdays in its canonical form: three or more in a row as a
 * range, no range over the end of the week.  Returns its length.
 */
extern int cal_weekdays_format(uint8_t weekdays, char out[CAL_WEEKDAYS_SIZE]);

/* Bytes that cal_text_format writes at most; false if too many to count. */
extern bool cal_text_size(const cal_days *calendar, size_t *size);

/* Writes the canonical text and a terminator; returns its length. */
extern size_t cal_text_format(const cal_days *calendar, char *out);

#endif
