/*
 * progress_breach_pg.c
 *		What really happened against dates and predecessors, in words.
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "lib/stringinfo.h"
#include "roadmap/crossing.h"
#include "roadmap/schedule_more_pg.h"

static void
begin(StringInfo text)
{
	if (text->len > 0)
		appendStringInfoString(text, "; ");
}

/* ---- dates ------------------------------------------------------------ */

/* By how many working days one day is after another; none if it is not. */
static void
append_after(StringInfo text, const axis *a, const char *verb, int32 day,
			 const char *what, int32 limit)
{
	int64 days = axis_from_day(a, (int64) day + 1) -
				 axis_from_day(a, (int64) limit + 1);

	if (day <= limit)
		return;
	begin(text);
	appendStringInfoString(text, schedule_days_after(verb, days, what, limit));
}

static void
append_before(StringInfo text, const char *verb, int32 day, con_kind kind,
			  int32 limit)
{
	if (day >= limit)
		return;
	begin(text);
	appendStringInfo(text,
					 "%s %s, before \"%s\" %s",
					 verb,
					 calendar_day_text(day),
					 con_name(kind),
					 calendar_day_text(limit));
}

static void
append_other(StringInfo text, const char *verb, int32 day, con_kind kind,
			 int32 wanted)
{
	if (day == wanted)
		return;
	begin(text);
	appendStringInfo(text,
					 "%s %s, but %s %s",
					 con_name(kind),
					 calendar_day_text(wanted),
					 verb,
					 calendar_day_text(day));
}

static void
append_dates(StringInfo text, const schedule *s, int64 row)
{
	const cpm_node	 *n = &s->cpm.node[row];
	const axis		 *a = cpm_axis(&s->cpm, n);
	const con_dates	 *con = &s->dates[row];
	const cpm_actual *actual = &s->more->actual[row];
	bool			  done = (n->flags & CPM_DONE) != 0;
	char			 *latest = psprintf("\"%s\"", con_name(con->kind));

	if (con->kind == CON_SNLT)
		append_after(text, a, "started", actual->start, latest, con->day);
	if (con->kind == CON_SNET)
		append_before(text, "started on", actual->start, con->kind, con->day);
	if (con->kind == CON_MSO)
		append_other(text, "started on", actual->start, con->kind, con->day);
	if (!done)
		return;
	if (con->kind == CON_FNLT)
		append_after(text, a, "finished", actual->finish, latest, con->day);
	if (con->kind == CON_FNET)
		append_before(text,
					  "finished on",
					  actual->finish,
					  con->kind,
					  con->day);
	if (con->kind == CON_MFO)
		append_other(text, "finished on", actual->finish, con->kind, con->day);
	if (con->has_deadline)
		append_after(text,
					 a,
					 "finished",
					 actual->finish,
					 "deadline",
					 con->deadline);
}

/* ---- predecessors ----------------------------------------------------- */

/*
 * Whether what really happened at a moment is too early for a link; *day is
 * the working day that the link asks for.  Without a lag, or with elapsed
 * days, the moment itself counts, be it on a day that is not worked; a working
 * lag counts the successor's working days.
 */
static bool
is_early(const schedule *s, int32 row, const cpm_link *link, int64 moment,
		 bool finishes, int64 *day)
{
	const cpm	   *c = &s->cpm;
	const axis	   *a = cpm_axis(c, &c->node[row]);
	const cpm_node *from = &c->node[link->node];
	int32			lag = cpm_lag(link->code);
	int32			last = finishes ? 1 : 0;
	bool			by_moment = lag == 0 || cpm_elapsed(link->code);
	bool			closes;
	int64			asked;
	int64			instant;

	if (!cross_moment(c,
					  link->node,
					  from,
					  cpm_early_half(from),
					  link->code,
					  &asked,
					  &closes))
		schedule_refuse_dates(s, row);
	if (by_moment)
	{
		asked += lag;
		instant = axis_from_day(a, asked - last) + last;
	}
	else
		instant = axis_from_day(a, asked) + lag;
	if (!axis_day(a, instant - last, day))
		schedule_refuse_dates(s, row);
	return by_moment ? moment < asked : axis_from_day(a, moment) < instant;
}

/*
 * The predecessor that one end of an activity did not wait for: of several
 * the one that asks for the latest day, then the first by name.
 */
static const cpm_link *
not_waited_for(const schedule *s, int32 row, int64 moment, bool finishes,
			   int64 *latest)
{
	const cpm	   *c = &s->cpm;
	const cpm_link *found = NULL;

	for (int32 l = c->first[row]; l < c->first[row + 1]; l++)
	{
		const cpm_link *link = &c->link[l];
		const name	   *called = &s->names.entry[link->node];
		int64			day;

		if (((link->code & DEP_TO_FINISH) != 0) != finishes ||
			!is_early(s, row, link, moment, finishes, &day))
			continue;
		if (found == NULL || day > *latest ||
			(day == *latest &&
			 dep_compare_names(called->text,
							   called->length,
							   s->names.entry[found->node].text,
							   s->names.entry[found->node].length) < 0))
		{
			found = link;
			*latest = day;
		}
	}
	return found;
}

static void
append_order(StringInfo text, const schedule *s, int32 row, bool finishes)
{
	const cpm_node	 *n = &s->cpm.node[row];
	const cpm_actual *actual = &s->more->actual[row];
	bool			ends = n->duration == 0 && (n->flags & CPM_AT_FINISH) != 0;
	int32			day = finishes ? actual->finish : actual->start;
	int64			latest = 0;
	const cpm_link *link =
		not_waited_for(s,
					   row,
					   (int64) day + (finishes || ends ? 1 : 0),
					   finishes,
					   &latest);

	if (link == NULL)
		return;
	begin(text);
	appendStringInfo(text,
					 "%s on %s, but %s asks for %s",
					 finishes ? "finished" : "started",
					 calendar_day_text(day),
					 schedule_link_text(s, link),
					 calendar_day_text(latest));
}

void
more_append_breach(StringInfo text, const schedule *s, int64 row)
{
	uint8 flags = s->cpm.node[row].flags;

	if ((flags & (CPM_BEGUN | CPM_DONE)) == 0)
		return;
	if (s->dates != NULL)
		append_dates(text, s, row);
	append_order(text, s, (int32) row, false);
	if ((flags & CPM_DONE) != 0)
		append_order(text, s, (int32) row, true);
}

char *
schedule_days_after(const char *verb, int64 days, const char *what,
					int32 limit)
{
	if (days <= 0)
		return psprintf("%s after %s %s",
						verb,
						what,
						calendar_day_text(limit));
	return psprintf("%s " INT64_FORMAT " working %s after %s %s",
					verb,
					days,
					days == 1 ? "day" : "days",
					what,
					calendar_day_text(limit));
}
