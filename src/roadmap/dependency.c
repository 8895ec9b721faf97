/*
 * dependency.c
 *		Dependencies as project planners write them.
 */
#include "roadmap/dependency.h"

#include <stdio.h>
#include <string.h>

/* Locale must not matter, so no isspace() and no tolower(). */
static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
to_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static const char *
skip_space(const char *p, const char *end)
{
	while (p < end && is_space(*p))
		p++;
	return p;
}

int
dep_kind(const char *text, size_t length)
{
	int kind = 0;

	if (length != 2)
		return -1;
	for (int i = 0; i < 2; i++)
	{
		char c = to_lower(text[i]);

		if (c != 'f' && c != 's')
			return -1;
		if (i == 0 && c == 's')
			kind |= DEP_FROM_START;
		if (i == 1 && c == 'f')
			kind |= DEP_TO_FINISH;
	}
	return kind;
}

const char *
dep_kind_name(int kind)
{
	static const char *const names[] = {"FS", "SS", "FF", "SF"};

	return names[kind];
}

/* The unit of a lag, which ends the text: days, or elapsed days. */
static bool
parse_unit(const char *p, const char *end, bool *elapsed)
{
	static const char *const units[] =
		{"d", "ed", "day", "eday", "days", "edays"};

	for (int i = 0; i < 6; i++)
	{
		size_t n = strlen(units[i]);
		size_t same = 0;

		if ((size_t) (end - p) != n)
			continue;
		while (same < n && to_lower(p[same]) == units[i][same])
			same++;
		if (same == n)
		{
			*elapsed = i % 2 == 1;
			return true;
		}
	}
	return false;
}

/* A sign, digits, a unit. */
static dep_status
parse_lag(const char *p, const char *end, dependency *out)
{
	bool	lead = *p == '-';
	int64_t lag = 0;

	if (*p != '+' && *p != '-')
		return DEP_LINK;
	p = skip_space(p + 1, end);
	if (p == end || !is_digit(*p))
		return DEP_LINK;
	for (; p < end && is_digit(*p); p++)
		if (lag <= DEP_MAX_DAYS)
			lag = lag * 10 + (*p - '0');
	if (!parse_unit(skip_space(p, end), end, &out->elapsed))
		return DEP_LINK;
	if (lag > DEP_MAX_DAYS)
		return DEP_LAG;
	out->lag = (int32_t) (lead ? -lag : lag);
	out->elapsed = out->elapsed && lag != 0;
	return DEP_OK;
}

/* A kind and perhaps a lag, which fill the text to its end. */
static dep_status
parse_link(const char *p, const char *end, dependency *out)
{
	int kind = end - p < 2 ? -1 : dep_kind(p, 2);

	if (kind < 0)
		return DEP_LINK;
	out->kind = kind;
	out->lag = 0;
	out->elapsed = false;
	p = skip_space(p + 2, end);
	return p == end ? DEP_OK : parse_lag(p, end, out);
}

/*
 * The form without a space, 12SS+3d: a digit ends the activity, a link fills
 * the rest.  At most one place fits, for no link contains another's letters.
 */
static dep_status
parse_compact(const char *p, const char *token_end, const char *end,
			  dependency *out)
{
	for (const char *q = p + 1; q < token_end; q++)
	{
		dep_status status;

		if (!is_digit(q[-1]))
			continue;
		status = parse_link(q, end, out);
		if (status != DEP_LINK)
		{
			out->length = (size_t) (q - p);
			return status;
		}
	}
	return DEP_LINK;
}

static dep_status
parse_bare(const char *p, const char *end, dependency *out)
{
	const char *token_end = p;
	const char *rest;
	dependency	compact;
	dep_status	status;

	while (token_end < end && !is_space(*token_end))
	{
		if (*token_end == '"')
			return DEP_STRAY_QUOTE;
		if (*token_end == ',' || *token_end == ';')
			return DEP_SEPARATOR;
		token_end++;
	}
	rest = skip_space(token_end, end);
	out->length = (size_t) (token_end - p);
	if (rest < end)
	{
		status = parse_link(rest, end, out);
		if (status != DEP_LINK)
		{
			/* "12SS FF" may be a list that has lost its comma: not guessed */
			compact = *out;
			return parse_compact(p, token_end, token_end, &compact) == DEP_LINK
					   ? status
					   : DEP_AMBIGUOUS;
		}
	}
	compact = *out;
	status = parse_compact(p, token_end, end, &compact);
	if (status == DEP_LINK && rest == end)
		return DEP_OK;
	*out = compact;
	return status;
}

/* From behind the opening quote; a quote inside is written twice. */
static dep_status
parse_quoted(const char *p, const char *end, char *name, dependency *out)
{
	out->length = 0;
	for (;; p++)
	{
		if (p == end)
			return DEP_OPEN_QUOTE;
		if (*p == '"' && (++p == end || *p != '"'))
			break;
		name[out->length++] = *p;
	}
	if (p == end)
		return DEP_OK;
	return is_space(*p) ? parse_link(skip_space(p, end), end, out) : DEP_LINK;
}

dep_status
dep_parse(const char *text, size_t length, char *name, dependency *out)
{
	const char *end = text + length;
	const char *p = skip_space(text, end);
	dep_status	status;

	while (end > p && is_space(end[-1]))
		end--;
	out->activity = name;
	out->kind = DEP_FS;
	out->lag = 0;
	out->elapsed = false;
	if (p == end)
		return DEP_NOTHING;
	if (*p == '"')
		return parse_quoted(p + 1, end, name, out);
	status = parse_bare(p, end, out);
	if (status == DEP_OK)
		memcpy(name, p, out->length);
	return status;
}

size_t
dep_format_size(const dependency *dep)
{
	return 2 * dep->length + sizeof("\"\" FS+99999999ed");
}

/*
 * Whether a name reads back without quotes: not empty, nothing in it that
 * ends a name or an item of a list, and no link at its end.
 */
static bool
is_plain(const char *name, size_t length)
{
	dependency compact = {0};

	for (size_t i = 0; i < length; i++)
		if (is_space(name[i]) || name[i] == '"' || name[i] == ',' ||
			name[i] == ';')
			return false;
	return length > 0 &&
		   parse_compact(name, name + length, name + length, &compact) ==
			   DEP_LINK;
}

static char *
put_words(char *p, const char *words)
{
	size_t length = strlen(words);

	memcpy(p, words, length);
	return p + length;
}

/* The activity's name in quotes, those inside it doubled. */
static char *
put_quoted(char *p, const dependency *dep)
{
	*p++ = '"';
	for (size_t i = 0; i < dep->length; i++)
	{
		if (dep->activity[i] == '"')
			*p++ = '"';
		*p++ = dep->activity[i];
	}
	*p++ = '"';
	return p;
}

/* Days with their sign: written by hand, as nearly every row of a schedule has a link. */
static char *
put_days(char *p, int32_t days)
{
	char	 digit[10];
	int		 digits = 0;
	uint32_t left = days < 0 ? 0 - (uint32_t) days : (uint32_t) days;

	do
	{
		digit[digits++] = (char) ('0' + left % 10);
		left /= 10;
	} while (left > 0);
	*p++ = days < 0 ? '-' : '+';
	while (digits > 0)
		*p++ = digit[--digits];
	return p;
}

size_t
dep_format(const dependency *dep, bool full, char *out)
{
	char *p = out;

	if (is_plain(dep->activity, dep->length))
	{
		memcpy(p, dep->activity, dep->length);
		p += dep->length;
	}
	else
		p = put_quoted(p, dep);
	if (dep->kind != DEP_FS || dep->lag != 0 || full)
	{
		*p++ = ' ';
		p = put_words(p, dep_kind_name(dep->kind));
	}
	if (dep->lag != 0)
	{
		p = put_days(p, dep->lag);
		p = put_words(p, dep->elapsed ? "ed" : "d");
	}
	*p = '\0';
	return (size_t) (p - out);
}

int
dep_compare_names(const char *a, size_t a_length, const char *b,
				  size_t b_length)
{
	size_t shorter = a_length < b_length ? a_length : b_length;
	int	   order = memcmp(a, b, shorter);

	return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

int
dep_compare(const dependency *a, const dependency *b)
{
	int order =
		dep_compare_names(a->activity, a->length, b->activity, b->length);

	if (order != 0)
		return order;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->lag != b->lag)
		return a->lag < b->lag ? -1 : 1;
	return (int) a->elapsed - (int) b->elapsed;
}

bool
dep_is_blank(const char *text, const char *end)
{
	return skip_space(text, end) == end;
}

void
dep_next_item(const char **text, const char *end, const char *separator,
			  size_t separator_length, const char **item, size_t *item_length)
{
	bool		quoted = false;
	const char *p = *text;

	*item = p;
	for (; p < end; p++)
	{
		if (*p == '"')
			quoted = !quoted;
		if (!quoted && (size_t) (end - p) >= separator_length &&
			memcmp(p, separator, separator_length) == 0)
			break;
	}
	*item_length = (size_t) (p - *item);
	*text = p < end ? p + separator_length : NULL;
}
