/*
 * constraint.c
 *		Dates that an activity must respect.
 */
#include "roadmap/constraint.h"

#include <string.h>

static const struct
{
	const char *letters;
	const char *words;
} kinds[] = {
	{"asap", "as soon as possible"},
	{"alap", "as late as possible"},
	{"snet", "start no earlier than"},
	{"snlt", "start no later than"},
	{"fnet", "finish no earlier than"},
	{"fnlt", "finish no later than"},
	{"mso", "must start on"},
	{"mfo", "must finish on"},
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

/* Case and the sign between words do not count. */
static bool
same_words(const char *text, size_t length, const char *words)
{
	if (strlen(words) != length)
		return false;
	for (size_t i = 0; i < length; i++)
	{
		char c = text[i];

		if (c >= 'A' && c <= 'Z')
			c = (char) (c - 'A' + 'a');
		else if (c == '_' || c == '-')
			c = ' ';
		if (c != words[i])
			return false;
	}
	return true;
}

bool
con_parse(const char *text, size_t length, con_kind *kind)
{
	for (size_t i = 0; i < KINDS; i++)
		if (same_words(text, length, kinds[i].letters) ||
			same_words(text, length, kinds[i].words))
		{
			*kind = (con_kind) i;
			return true;
		}
	return false;
}

const char *
con_name(con_kind kind)
{
	return kinds[kind].words;
}

/*
 * The latest start that is still on or before a day, or finishes there; of a
 * milestone, that at the beginning of the day.
 */
static int64_t
latest_start(const axis *a, int32_t day, bool finish, int32_t duration)
{
	int64_t end = axis_from_day(a, (int64_t) day + 1);

	return finish && duration > 0 ? end - duration : end - 1;
}

static void
start_no_earlier(cpm_node *n, int64_t start, bool at_finish)
{
	if (start <= n->early)
		return;
	n->early = start;
	if (at_finish && n->duration == 0)
		n->flags |= CPM_AT_FINISH;
}

static void
start_no_later(cpm_node *n, int64_t start)
{
	if (start < n->late)
		n->late = start;
}

int64_t
con_wanted(const con_dates *con, const axis *a, int32_t duration)
{
	int64_t instant = axis_from_day(a, con->day);

	if (con->kind == CON_MFO || con->kind == CON_FNET)
		return instant + 1 - duration;
	return instant;
}

/*
 * A date before the project's start stays the late date: float shows it.  A
 * milestone that cannot stand at the end of its day stands at the beginning
 * of a later one, and is late against the beginning of its own.
 */
static void
fix(const con_dates *con, const axis *a, cpm_node *n)
{
	int64_t start = con_wanted(con, a, n->duration);
	bool	at_finish = con->kind == CON_MFO && n->duration == 0;

	n->flags |= CPM_FIXED;
	start_no_earlier(n, start, at_finish);
	if (at_finish && (n->flags & CPM_AT_FINISH) == 0)
		start--;
	n->late = start;
}

void
con_apply(const con_dates *con, const axis *a, int64_t project_start,
		  cpm_node *n)
{
	n->early = project_start;
	n->late = CPM_NO_LIMIT;
	n->flags = 0;
	switch (con->kind)
	{
		case CON_ASAP:
			break;
		case CON_ALAP:
			n->flags |= CPM_ALAP;
			break;
		case CON_SNET:
		case CON_FNET:
			start_no_earlier(n,
							 con_wanted(con, a, n->duration),
							 con->kind == CON_FNET);
			break;
		case CON_SNLT:
		case CON_FNLT:
			start_no_later(n,
						   latest_start(a,
										con->day,
										con->kind == CON_FNLT,
										n->duration));
			break;
		case CON_MSO:
		case CON_MFO:
			fix(con, a, n);
			break;
	}
	if (con->has_deadline)
	{
		/* cpm.c moves the limit of a milestone at a day's end, not a fixed */
		bool at_end =
			(n->flags & CPM_FIXED) != 0 && (n->flags & CPM_AT_FINISH) != 0;

		start_no_later(n,
					   latest_start(a, con->deadline, true, n->duration) +
						   (at_end ? 1 : 0));
	}
}

static int64_t
days_after(const axis *a, const cpm_node *n, int32_t day, bool finish)
{
	int64_t limit = latest_start(a, day, finish, n->duration);

	if (n->duration == 0 && (n->flags & CPM_AT_FINISH) != 0)
		limit++;
	return n->early - limit;
}

int64_t
con_days_late(const con_dates *con, const axis *a, const cpm_node *n)
{
	if (con->kind != CON_SNLT && con->kind != CON_FNLT)
		return 0;
	return days_after(a, n, con->day, con->kind == CON_FNLT);
}

int64_t
con_days_over(const con_dates *con, const axis *a, const cpm_node *n)
{
	return con->has_deadline ? days_after(a, n, con->deadline, true) : 0;
}
