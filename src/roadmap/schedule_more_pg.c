/*
 * schedule_more_pg.c
 *		Progress, calendars of activities, summaries and roadmaps, from the
 *		arguments of schedule to the network.
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "roadmap/crossing.h"
#include "roadmap/schedule_more_pg.h"
#include "utils/builtins.h"
#include "utils/date.h"

/* ---- reading ---------------------------------------------------------- */

void
more_open(schedule *s, schedule_args *args, WindowObject window,
		  FmgrInfo *flinfo)
{
	bool any = false;

	for (int arg = SCHEDULE_ARGS; arg < MORE_ARGS; arg++)
	{
		/* a former version's SQL declares fewer arguments */
		int	  at = args->at[arg] < flinfo->fn_nargs ? args->at[arg] : -1;
		bool  isnull = at < 0;
		Datum value = (Datum) 0;

		if (at >= 0 && get_fn_expr_arg_stable(flinfo, at))
		{
			value = WinGetFuncArgCurrent(window, at, &isnull);
			/* the default of the only one that is not NULL */
			if (arg == ARG_FINISH && !isnull)
				isnull = strcmp(TextDatumGetCString(value), "programme") == 0;
			else if (arg == ARG_FINISH)
				isnull = false;
		}
		if (isnull)
			args->at[arg] = -1;
		any = any || !isnull;
	}
	if (!any)
		return;
	s->more = schedule_take(s, sizeof(schedule_more));
	memset(s->more, 0, sizeof(schedule_more));
}

static char *
keep_bytes(schedule *s, const char *bytes, Size length)
{
	/* four bytes more: a name stands behind a length, as in the reader */
	char *copy = (char *) schedule_take(s, length + VARHDRSZ) + VARHDRSZ;

	memcpy(copy, bytes, length);
	return copy;
}

/*
 * The number of a name in a table, which is made with the first; each is kept
 * once.
 */
static int32
number_of(schedule *s, names *table, const char *text, Size length)
{
	int32 found;
	bool  is_new;

	if (table->entry == NULL)
		names_init(table,
				   s->rows + 1,
				   schedule_take(s, names_memory(s->rows + 1)));
	found = names_find(table, text, length);
	if (found >= 0)
		return found;
	return names_add(table, keep_bytes(s, text, length), length, &is_new);
}

static int32 *
fill_numbers(schedule *s, int32 value)
{
	int32 *number = schedule_take(s, ((Size) s->rows + 1) * sizeof(int32));

	for (int64 row = 0; row < s->rows; row++)
		number[row] = value;
	return number;
}

static void
take_name(schedule *s, names *table, int32 **number, int64 row, Datum value,
		  bool isnull)
{
	text *called;

	if (isnull)
		return;
	if (*number == NULL)
		*number = fill_numbers(s, -1);
	called = DatumGetTextPP(value);
	(*number)[row] =
		number_of(s, table, VARDATA_ANY(called), VARSIZE_ANY_EXHDR(called));
}

/* Calendar 0 is that of the partition, whose place an empty name takes. */
static void
take_calendar(schedule *s, int64 row, Datum value, bool isnull)
{
	schedule_more  *m = s->more;
	struct varlena *calendar;

	if (isnull)
		return;
	if (m->calendar == NULL)
	{
		m->calendar = fill_numbers(s, 0);
		number_of(s, &m->calendars, "", 0);
	}
	calendar = PG_DETOAST_DATUM(value);
	m->calendar[row] = number_of(s,
								 &m->calendars,
								 VARDATA(calendar),
								 VARSIZE(calendar) - VARHDRSZ);
	if (m->calendar[row] > PG_UINT16_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many calendars in one partition"),
				 errdetail("One partition holds at most %d.", PG_UINT16_MAX)));
}

static void
make_progress(schedule *s)
{
	schedule_more *m = s->more;
	Size		   rows = (Size) s->rows + 1;

	if (m->has != NULL)
		return;
	m->actual = schedule_take(s, rows * sizeof(cpm_actual));
	m->remaining = schedule_take(s, rows * sizeof(int32));
	m->has = schedule_take(s, rows);
	memset(m->has, 0, rows);
}

static void
take_progress(schedule *s, int arg, int64 row, Datum value, bool isnull)
{
	schedule_more *m = s->more;

	if (isnull)
		return;
	make_progress(s);
	switch (arg)
	{
		case ARG_ACTUAL_START:
			m->has[row] |= HAS_START;
			m->actual[row].start =
				schedule_finite_day(s, row, value, "actual start");
			break;
		case ARG_ACTUAL_FINISH:
			m->has[row] |= HAS_FINISH;
			m->actual[row].finish =
				schedule_finite_day(s, row, value, "actual finish");
			break;
		default:
			m->has[row] |= HAS_REMAINING;
			m->remaining[row] = DatumGetInt32(value);
			break;
	}
}

static void
refuse_status_days(const schedule_more *m, int32 day, bool isnull)
{
	int32 one = m->has_status ? m->status_day : day;
	int32 other = isnull ? one : day;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("status day differs inside the partition: %s and %s",
					calendar_day_text(Min(one, other)),
					m->has_status && !isnull
						? calendar_day_text(Max(one, other))
						: "NULL"),
			 errhint("Use one status day per partition.")));
}

static void
take_status_day(schedule *s, int64 row, Datum value, bool isnull)
{
	schedule_more *m = s->more;
	int32		   day = 0;

	if (!isnull)
		day = schedule_finite_day(s, row, value, "status day");
	if (m->seen_status && (m->has_status == isnull || m->status_day != day))
		refuse_status_days(m, day, isnull);
	m->seen_status = true;
	m->has_status = !isnull;
	m->status_day = day;
}

static void
take_finish(schedule *s, Datum value, bool isnull)
{
	schedule_more *m = s->more;
	char *word = isnull ? pstrdup("NULL") : TextDatumGetCString(value);
	bool  own = strcmp(word, "roadmap") == 0;

	if (!own && strcmp(word, "programme") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown finish \"%s\"", word),
				 errhint("Use \"programme\" to count late dates from the last "
						 "finish of the partition, or \"roadmap\" to count "
						 "them from that of each roadmap.")));
	if (m->seen_finish && own != m->own_finish)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("finish differs inside the partition"),
				 errhint("Use \"programme\" or \"roadmap\" for all of it.")));
	m->seen_finish = true;
	m->own_finish = own;
}

void
more_take(void *with, int arg, int64 row, Datum value, bool isnull)
{
	schedule	  *s = with;
	schedule_more *m = s->more;

	switch (arg)
	{
		case ARG_STATUS_DAY:
			take_status_day(s, row, value, isnull);
			break;
		case ARG_ACTIVITY_CALENDAR:
			take_calendar(s, row, value, isnull);
			break;
		case ARG_SUMMARY:
			take_name(s, &m->summaries, &m->summary, row, value, isnull);
			break;
		case ARG_ROADMAP:
			take_name(s, &m->roadmaps, &m->roadmap, row, value, isnull);
			break;
		case ARG_FINISH:
			take_finish(s, value, isnull);
			break;
		default:
			take_progress(s, arg, row, value, isnull);
			break;
	}
}

/* ---- calendars and roadmaps ------------------------------------------- */

static void
open_calendars(schedule *s)
{
	schedule_more *m = s->more;
	int32		   count = m->calendar != NULL ? m->calendars.count : 1;
	axis		  *axes = schedule_take(s, (Size) count * sizeof(axis));
	cal_days	  *days = schedule_take(s, (Size) count * sizeof(cal_days));

	memset(axes, 0, (Size) count * sizeof(axis));
	for (int32 i = 1; i < count; i++)
	{
		const name	   *bytes = &m->calendars.entry[i];
		struct varlena *stored = schedule_take(s, bytes->length + VARHDRSZ);

		SET_VARSIZE(stored, bytes->length + VARHDRSZ);
		memcpy(VARDATA(stored), bytes->text, bytes->length);
		calendar_unpack(PointerGetDatum(stored), &days[i]);
		axes[i].calendar = &days[i];
	}
	axes[0].calendar = &s->calendar;
	m->cpm.axes = axes;
}

static void
set_ends(schedule *s)
{
	schedule_more *m = s->more;

	m->cpm.ends = m->own_finish ? m->roadmaps.count : 1;
	m->cpm.end = schedule_take(s, ((Size) m->cpm.ends + 1) * sizeof(int64));
	for (int64 row = 0; row < s->rows; row++)
	{
		cpm_node *n = &s->cpm.node[row];

		n->calendar = (uint16) (m->calendar != NULL ? m->calendar[row] : 0);
		n->end = m->own_finish ? Max(m->roadmap[row], 0) : 0;
	}
}

static void
check_roadmaps(const schedule *s)
{
	const schedule_more *m = s->more;

	if (!m->own_finish)
		return;
	for (int64 row = 0; row < s->rows; row++)
		if (!more_is_summary(s, row) &&
			(m->roadmap == NULL || m->roadmap[row] < 0))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("roadmap of activity \"%s\" must not be null",
							schedule_name(s, row)),
					 errdetail("Late dates are to count from the finish of "
							   "each roadmap.")));
}

/* ---- progress --------------------------------------------------------- */

static void
pg_attribute_noreturn()
	refuse_progress(const schedule *s, int64 row, const char *what, char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("activity \"%s\" %s", schedule_name(s, row), what),
			 hint != NULL ? errhint("%s", hint) : 0));
}

static void
check_days(const schedule *s, int64 row)
{
	const schedule_more *m = s->more;
	const cpm_actual	*actual = &m->actual[row];
	uint8				 has = m->has[row];
	char				*status = calendar_day_text(m->status_day);

	if ((has & HAS_START) != 0 && actual->start > m->status_day)
		refuse_progress(s,
						row,
						psprintf("has an actual start %s after the status "
								 "day %s",
								 calendar_day_text(actual->start),
								 status),
						NULL);
	if ((has & HAS_FINISH) == 0)
		return;
	if (actual->finish > m->status_day)
		refuse_progress(s,
						row,
						psprintf("has an actual finish %s after the status "
								 "day %s",
								 calendar_day_text(actual->finish),
								 status),
						NULL);
	if ((has & HAS_START) != 0 && actual->finish < actual->start)
		refuse_progress(s,
						row,
						psprintf("has an actual finish %s before its actual "
								 "start %s",
								 calendar_day_text(actual->finish),
								 calendar_day_text(actual->start)),
						NULL);
}

/*
 * A milestone is passed on the day that is given: at its end if that is a
 * finish, at its beginning if it is only a start.
 */
static void
pass_milestone(const schedule *s, int64 row)
{
	const schedule_more *m = s->more;
	cpm_actual			*actual = &m->actual[row];
	cpm_node			*n = &s->cpm.node[row];
	uint8				 has = m->has[row];

	if ((has & HAS_REMAINING) != 0 && m->remaining[row] != 0)
		refuse_progress(s,
						row,
						"is a milestone with a remaining duration",
						NULL);
	if ((has & (HAS_START | HAS_FINISH)) == 0)
		return;
	if ((has & HAS_START) == 0)
		actual->start = actual->finish;
	if ((has & HAS_FINISH) == 0)
		actual->finish = actual->start;
	if (actual->start != actual->finish)
		refuse_progress(s,
						row,
						psprintf("is a milestone with two actual days, %s and "
								 "%s",
								 calendar_day_text(actual->start),
								 calendar_day_text(actual->finish)),
						NULL);
	n->flags = CPM_DONE;
	if ((has & HAS_FINISH) != 0)
		n->flags |= CPM_AT_FINISH;
}

/* The working days that an activity still needs, unless that is given. */
static int32
days_left(const schedule *s, int64 row)
{
	const schedule_more *m = s->more;
	const cpm_node		*n = &s->cpm.node[row];
	const axis			*a = &m->cpm.axes[n->calendar];
	int64				 used = axis_from_day(a, m->status_day) -
				 axis_from_day(a, m->actual[row].start);

	if (used >= n->duration)
		refuse_progress(s,
						row,
						psprintf("has begun on %s and is not finished, but "
								 "its duration of %d working %s is used up "
								 "by the status day %s",
								 calendar_day_text(m->actual[row].start),
								 n->duration,
								 n->duration == 1 ? "day" : "days",
								 calendar_day_text(m->status_day)),
						"Give its remaining duration, or its actual finish.");
	return n->duration - (int32) used;
}

static void
check_remaining(const schedule *s, int64 row)
{
	uint8 has = s->more->has[row];
	int32 remaining = s->more->remaining[row];

	if (remaining < 0 || remaining > DEP_MAX_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("remaining duration %d of activity \"%s\" is out of "
						"range",
						remaining,
						schedule_name(s, row)),
				 errdetail("A duration is 0 to %d working days.",
						   DEP_MAX_DAYS)));
	if ((has & HAS_FINISH) != 0 && remaining > 0)
		refuse_progress(s,
						row,
						"has an actual finish and a remaining duration",
						NULL);
	if ((has & HAS_FINISH) == 0 && remaining == 0)
		refuse_progress(s,
						row,
						"has no work left, but no actual finish",
						"Give its actual finish, or the working days that it "
						"still needs.");
}

/* What an activity has of progress, into its node. */
static void
set_progress(const schedule *s, int64 row)
{
	const schedule_more *m = s->more;
	cpm_node			*n = &s->cpm.node[row];
	uint8				 has = m->has[row];

	if (has == 0)
		return;
	if (!m->has_status)
		refuse_progress(s,
						row,
						"has progress, but there is no status day",
						"Say by which day the progress was reported.");
	check_days(s, row);
	if (n->duration == 0)
	{
		pass_milestone(s, row);
		return;
	}
	if ((has & HAS_FINISH) != 0 && (has & HAS_START) == 0)
		refuse_progress(s,
						row,
						"has an actual finish, but no actual start",
						NULL);
	if ((has & HAS_REMAINING) != 0)
		check_remaining(s, row);
	if ((has & HAS_FINISH) != 0)
		n->flags = CPM_DONE;
	else
	{
		if ((has & HAS_REMAINING) != 0)
			n->duration = m->remaining[row];
		else
			n->duration = days_left(s, row);
		if ((has & HAS_START) != 0)
			n->flags = CPM_BEGUN;
	}
}

/* ---- dates ------------------------------------------------------------ */

con_dates
more_dates(const schedule *s, int64 row)
{
	const cpm_node *n = &s->cpm.node[row];
	con_dates		con = {0};

	if (s->dates != NULL)
		con = s->dates[row];
	if ((n->flags & (CPM_BEGUN | CPM_DONE)) == 0)
		return con;
	/* what has begun has a start; only its finish is still bound */
	if ((n->flags & CPM_DONE) != 0 ||
		(con.kind != CON_FNET && con.kind != CON_FNLT && con.kind != CON_MFO))
	{
		con.kind = CON_ASAP;
		con.has_day = false;
	}
	return con;
}

/* The earliest deadline of an activity and of the summaries above it. */
static void
inherit_deadline(const schedule *s, int64 row, con_dates *con)
{
	if (!more_has_tree(s) || s->dates == NULL)
		return;
	for (int32 i = s->more->tree.parent[row]; i >= 0;
		 i = s->more->tree.parent[i])
	{
		const con_dates *above = &s->dates[i];

		if (above->has_deadline &&
			(!con->has_deadline || above->deadline < con->deadline))
		{
			con->has_deadline = true;
			con->deadline = above->deadline;
		}
	}
}

static void
set_dates(schedule *s, int64 row)
{
	cpm_node   *n = &s->cpm.node[row];
	uint8		flags = n->flags;
	const axis *a = cpm_axis(&s->cpm, n);
	con_dates	con = more_dates(s, row);

	inherit_deadline(s, row, &con);
	con_apply(&con, a, axis_from_day(a, more_first_day(s)), n);
	if ((flags & (CPM_DONE | CPM_APART)) != 0)
		n->flags = 0;
	n->flags |= flags;
}

/* ---- all of it -------------------------------------------------------- */

void
more_apply(schedule *s)
{
	schedule_more *m = s->more;
	bool		   network;

	for (int64 row = 0; row < s->rows; row++)
		s->cpm.node[row].flags = 0;
	more_apply_summaries(s);
	network = m->calendar != NULL || m->has != NULL || m->own_finish;
	if (network)
	{
		check_roadmaps(s);
		open_calendars(s);
		set_ends(s);
		s->cpm.more = &m->cpm;
	}
	for (int64 row = 0; row < s->rows; row++)
	{
		if (m->has != NULL && !more_is_summary(s, row))
			set_progress(s, row);
		set_dates(s, row);
		if (row % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	m->cpm.actual = m->actual;
	if (network)
		cross_mark(&s->cpm);
}
