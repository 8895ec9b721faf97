/*
 * reason_pg.c
 *		Why an activity stands where it does, in words.
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "roadmap/dependency_pg.h"
#include "roadmap/schedule_more_pg.h"

/*
 * Room for a text of so many bytes behind its header.  One text at a time is
 * needed, and nearly every row has one, so the room is kept.
 */
static char *
text_room(schedule *s, Size bytes)
{
	if (bytes + VARHDRSZ > s->text_size)
	{
		s->text_size = Max(bytes + VARHDRSZ, 2 * s->text_size);
		s->text_size = Max(s->text_size, 256);
		s->text = schedule_take(s, s->text_size);
	}
	return s->text + VARHDRSZ;
}

static Datum
text_of(schedule *s, Size length)
{
	SET_VARSIZE(s->text, length + VARHDRSZ);
	return PointerGetDatum(s->text);
}

static Datum
words_of(schedule *s, const char *words)
{
	Size length = strlen(words);

	memcpy(text_room(s, length), words, length);
	return text_of(s, length);
}

/* ---- the predecessor that decides ------------------------------------- */

/*
 * The link from the driver: of several, the one that asks for the latest
 * start, and of these the first by kind, lag and unit.
 */
static const cpm_link *
driving_link(const schedule *s, int64 row)
{
	const cpm	   *c = &s->cpm;
	const cpm_node *n = &c->node[row];
	const cpm_link *best = NULL;
	int64			latest = 0;

	for (int32 l = c->first[row]; l < c->first[row + 1]; l++)
	{
		const cpm_link *link = &c->link[l];
		int64			start;
		bool			at_finish;

		if (link->node != n->driver)
			continue;
		if (best == NULL)
		{
			best = link;
			continue;
		}
		if (!cpm_link_asks(c, best, n, &latest, &at_finish) ||
			!cpm_link_asks(c, link, n, &start, &at_finish))
			schedule_refuse_dates(s, row);
		if (start > latest ||
			(start == latest &&
			 (cpm_kind(link->code) < cpm_kind(best->code) ||
			  (cpm_kind(link->code) == cpm_kind(best->code) &&
			   link->code < best->code))))
			best = link;
	}
	return best;
}

static Datum
link_reason(schedule *s, const cpm_link *link)
{
	const name *source = &s->names.entry[link->node];
	dependency	dep = {.activity = source->text,
					   .length = source->length,
					   .kind = cpm_kind(link->code),
					   .lag = cpm_lag(link->code),
					   .elapsed = cpm_elapsed(link->code)};

	return text_of(s,
				   dep_format(&dep,
							  true,
							  text_room(s, dep_format_size(&dep))));
}

/* ---- what else decides ------------------------------------------------ */

/* The activity's own date, if that is what puts it where it stands. */
static bool
own_date_decides(const schedule *s, int64 row, const con_dates *con)
{
	const cpm_node *n = &s->cpm.node[row];
	const axis	   *a = cpm_axis(&s->cpm, n);
	int64			first = axis_from_day(a, more_first_day(s));

	if (con->kind != CON_SNET && con->kind != CON_FNET &&
		!con_is_fixed(con->kind))
		return false;
	return n->early == con_wanted(con, a, n->duration) &&
		   (n->early > first || con_is_fixed(con->kind));
}

Datum
schedule_reason(schedule *s, int64 row)
{
	const cpm_node *n = &s->cpm.node[row];
	con_dates		con;
	int64			first;

	if ((n->flags & CPM_DONE) != 0)
		return words_of(s,
						psprintf("actual finish %s",
								 calendar_day_text(
									 s->more->actual[row].finish)));
	if (n->driver >= 0)
		return link_reason(s, driving_link(s, row));
	con = more_dates(s, row);
	first = axis_from_day(cpm_axis(&s->cpm, n), more_first_day(s));
	if (con.kind == CON_ALAP && n->early > first)
		return words_of(s, con_name(CON_ALAP));
	if (own_date_decides(s, row, &con))
		return words_of(s,
						psprintf("%s %s",
								 con_name(con.kind),
								 calendar_day_text(con.day)));
	return words_of(s,
					psprintf(s->more != NULL && s->more->has_status &&
									 s->more->status_day > s->project_start
								 ? "status day %s"
								 : "project start %s",
							 calendar_day_text(more_first_day(s))));
}

Datum
schedule_span_reason(schedule *s, int32 first, int32 last)
{
	const name *a = &s->names.entry[first];
	const name *z = &s->names.entry[last];
	dependency	from = {.activity = a->text, .length = a->length};
	dependency	to = {.activity = z->text, .length = z->length};

	return words_of(s,
					psprintf("from %s to %s",
							 dep_text(&from, false),
							 dep_text(&to, false)));
}
