/*
 * calendar_text.c
 *		The text of a calendar, read and written.
 */
#include "calendar/calendar_text.h"

#include "common/checked.h"
#include "common/civil.h"

#include <string.h>

#define DAYS_PER_WEEK 7

/* " -2026-12-25": with the space before it, no exception is shorter. */
#define SHORTEST_EXCEPTION 12

static const char weekday_name[DAYS_PER_WEEK][4] =
	{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static const char *
skip_spaces(const char *p, const char *end)
{
	while (p < end && is_space(*p))
		p++;
	return p;
}

static const char *
skip_word(const char *p, const char *end)
{
	while (p < end && !is_space(*p))
		p++;
	return p;
}

/* Steps over a lower-case word if it stands there, in any case. */
static bool
take_word(const char **text, const char *end, const char *word)
{
	size_t length = strlen(word);

	if ((size_t) (end - *text) < length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (lower((*text)[i]) != lower(word[i]))
			return false;
	*text += length;
	return true;
}

static bool
take_weekday(const char **text, const char *end, int *weekday)
{
	for (*weekday = 0; *weekday < DAYS_PER_WEEK; (*weekday)++)
		if (take_word(text, end, weekday_name[*weekday]))
			return true;
	return false;
}

/* One weekday or a range, which may run over the end of the week. */
static bool
take_weekdays(const char **text, const char *end, uint8_t *weekdays)
{
	int first;
	int last;

	if (!take_weekday(text, end, &first))
		return false;
	last = first;
	if (*text < end && **text == '-')
	{
		(*text)++;
		if (!take_weekday(text, end, &last))
			return false;
	}
	for (int d = first;; d = (d + 1) % DAYS_PER_WEEK)
	{
		*weekdays |= (uint8_t) (1 << d);
		if (d == last)
			return true;
	}
}

bool
cal_weekdays_parse(const char **text, const char *end, uint8_t *weekdays)
{
	const char *p = *text;
	uint8_t		found = 0;

	if (!take_word(&p, end, "none"))
	{
		if (!take_weekdays(&p, end, &found))
			return false;
		while (p < end && *p == ',')
		{
			p++;
			if (!take_weekdays(&p, end, &found))
				return false;
		}
	}
	if (p < end && !is_space(*p))
		return false;
	*weekdays = found;
	*text = p;
	return true;
}

int
cal_weekdays_format(uint8_t weekdays, char out[CAL_WEEKDAYS_SIZE])
{
	char *p = out;

	for (int first = 0; first < DAYS_PER_WEEK; first++)
	{
		int last = first;

		if (((weekdays >> first) & 1) == 0)
			continue;
		while ((weekdays >> (last + 1)) & 1)
			last++;
		if (p > out)
			*p++ = ',';
		memcpy(p, weekday_name[first], 3);
		p += 3;
		if (last - first < 2)
			continue;
		*p++ = '-';
		memcpy(p, weekday_name[last], 3);
		p += 3;
		first = last;
	}
	if (p == out)
	{
		memcpy(p, "none", 4);
		p += 4;
	}
	*p = '\0';
	return (int) (p - out);
}

size_t
cal_text_most(size_t length)
{
	return length / SHORTEST_EXCEPTION;
}

/* Notes the word at p as the wrong one. */
static cal_text_status
wrong(cal_text *out, const char *p, const char *end, cal_text_status status)
{
	out->word = p;
	out->word_length = (size_t) (skip_word(p, end) - p);
	return status;
}

cal_text_status
cal_text_parse(const char *text, size_t length, int64_t *entry, int32_t room,
			   cal_text *out, cal_tick tick)
{
	const char *end = text + length;
	const char *p = skip_spaces(text, end);
	uint32_t	steps = 0;

	out->count = 0;
	out->word = NULL;
	out->word_length = 0;
	if (!cal_weekdays_parse(&p, end, &out->weekdays))
		return wrong(out, p, end, CAL_TEXT_WEEKDAYS);
	while ((p = skip_spaces(p, end)) < end)
	{
		const char *word = p;
		int32_t		day;

		cal_step(&steps, tick);
		if (*p != '+' && *p != '-')
			return wrong(out, word, end, CAL_TEXT_EXCEPTION);
		p++;
		if (!civil_parse(&p, end, &day) || (p < end && !is_space(*p)))
			return wrong(out, word, end, CAL_TEXT_DATE);
		if (out->count >= room)
			return CAL_TEXT_TOO_MANY;
		entry[out->count++] = cal_entry(day, *word == '+');
	}
	return CAL_TEXT_OK;
}

bool
cal_text_size(const cal_days *calendar, size_t *size)
{
	return checked_mul_size((size_t) calendar->count,
							CIVIL_TEXT_SIZE + 2,
							size) &&
		   checked_add_size(*size, CAL_WEEKDAYS_SIZE, size);
}

size_t
cal_text_format(const cal_days *calendar, char *out)
{
	char *p = out + cal_weekdays_format(calendar->weekdays, out);

	for (int32_t i = 0; i < calendar->count; i++)
	{
		*p++ = ' ';
		*p++ = cal_is_workday(calendar, calendar->day[i]) ? '+' : '-';
		p += civil_format(calendar->day[i], p);
	}
	return (size_t) (p - out);
}
