/*
 * schedule_read_pg.c
 *		Reads a partition of the window function schedule into arrays.
 *
 * A window keeps its rows in a tuplestore, in memory or beyond work_mem in a
 * file, and hands out one argument of one row at a time.  Steps by one row,
 * either way, are cheap there; fetching the same row again takes two steps,
 * and going back far in a file is slow.  So rows are read two at a time, and
 * for each argument the pair is passed once more: forward for the first, then
 * back one and forward one.  Arguments that the query holds constant are
 * asked for once.
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "calendar/calendar_text.h"
#include "common/checked.h"
#include "common/memory.h"
#include "roadmap/dependency_pg.h"
#include "roadmap/schedule_pg.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/memutils.h"

/* The stored dependencies of one activity, copied. */
typedef struct raw_list
{
	const char *data;
	int32		count;
} raw_list;

/*
 * Bytes that stay, one behind the other.  Names have an arena of their own,
 * so that looking them up touches little memory.
 */
typedef struct arena
{
	char *next;
	Size  left;
	Size  chunk; /* size of the last one taken; they grow */
} arena;

typedef struct reader
{
	schedule			*s;
	const schedule_args *args;
	WindowObject		 window;
	MemoryContext	scratch; /* for what a row's arguments need, then reset */
	arena			names;
	arena			lists;
	raw_list	   *raw;
	int64			links;
	bool			has_start;
	bool			has_calendar;
	struct varlena *calendar; /* NULL: Monday to Friday */
} reader;

/* ---- memory ---------------------------------------------------------- */

void *
schedule_take(schedule *s, Size bytes)
{
	MemoryContext old = MemoryContextSwitchTo(s->context);
	Size		  total;
	void		 *memory;

	if (!checked_add_size(s->taken, bytes, &total))
		total = SIZE_MAX;
	/* the sum of all blocks counts: memory_take refuses it in words */
	if (total / 1024 >= (Size) regie_memory_limit)
		memory_take(total, "scheduling activities", s->rows);
	memory = memory_take(bytes, "scheduling activities", s->rows);
	s->taken = total;
	MemoryContextSwitchTo(old);
	return memory;
}

static char *
arena_room(arena *a, schedule *s, Size bytes, Size alignment)
{
	Size skip =
		TYPEALIGN(alignment, (uintptr_t) a->next) - (uintptr_t) a->next;
	char *room;

	if (skip + bytes > a->left)
	{
		a->chunk = Min(Max(a->chunk * 2, 1024), 1024 * 1024);
		a->left = Max(a->chunk, bytes);
		a->next = schedule_take(s, a->left);
		skip = 0;
	}
	room = a->next + skip;
	a->next = room + bytes;
	a->left -= skip + bytes;
	return room;
}

/* ---- names ----------------------------------------------------------- */

char *
schedule_name(const schedule *s, int64 row)
{
	const name *n = &s->names.entry[row];

	return pnstrdup(n->text, n->length);
}

/* Names stand in the arena behind a varlena header: short if it can be. */
#define SHORT_NAME(length) ((length) + VARHDRSZ_SHORT <= VARATT_SHORT_MAX)

Datum
schedule_name_datum(const schedule *s, int64 row)
{
	const name *n = &s->names.entry[row];

	return PointerGetDatum(
		n->text - (SHORT_NAME(n->length) ? VARHDRSZ_SHORT : VARHDRSZ));
}

static const char *
copy_name(reader *r, const char *text, Size length)
{
	char *stored;

	if (SHORT_NAME(length))
	{
		stored = arena_room(&r->names, r->s, length + VARHDRSZ_SHORT, 1);
		SET_VARSIZE_SHORT(stored, length + VARHDRSZ_SHORT);
		stored += VARHDRSZ_SHORT;
	}
	else
	{
		stored = arena_room(&r->names, r->s, length + VARHDRSZ, sizeof(int32));
		SET_VARSIZE(stored, length + VARHDRSZ);
		stored += VARHDRSZ;
	}
	memcpy(stored, text, length);
	return stored;
}

static void
take_activity(reader *r, int64 row, Datum value, bool isnull)
{
	text *activity;
	name *n = &r->s->names.entry[row];

	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("activity must not be null")));
	activity = DatumGetTextPP(value);
	n->length = (uint32) VARSIZE_ANY_EXHDR(activity);
	n->text = copy_name(r, VARDATA_ANY(activity), n->length);
	names_ask(&r->s->names, n);
}

/*
 * Rows have the numbers of their names.  An activity is named when the other
 * arguments of its row are read: the table's memory has answered by then.
 */
static void
name_activity(reader *r, int64 row)
{
	const name asked = r->s->names.entry[row];
	bool	   is_new;

	names_add_asked(&r->s->names, &asked, &is_new);
	if (!is_new)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("activity \"%s\" occurs twice",
						pnstrdup(asked.text, asked.length)),
				 errhint("Each activity is one row of the partition; several "
						 "roadmaps are told apart with PARTITION BY.")));
}

/* ---- the other arguments --------------------------------------------- */

void
schedule_refuse_null_duration(const schedule *s, int64 row)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("duration of activity \"%s\" must not be null",
					schedule_name(s, row))));
}

static void
take_duration(reader *r, int64 row, Datum value, bool isnull)
{
	schedule *s = r->s;
	int32	  duration = isnull ? 0 : DatumGetInt32(value);

	if (isnull && r->args->summaries)
	{
		s->cpm.node[row].duration = -1;
		return;
	}
	if (isnull)
		schedule_refuse_null_duration(s, row);
	if (duration < 0 || duration > DEP_MAX_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("duration %d of activity \"%s\" is out of range",
						duration,
						schedule_name(s, row)),
				 errdetail("A duration is 0 (a milestone) to %d working days.",
						   DEP_MAX_DAYS)));
	s->cpm.node[row].duration = duration;
}

/*
 * Copies the elements of an array as they stand.  Short arrays are stored
 * unaligned behind a one-byte header: their fields are then read bytewise,
 * and positions count from where a four-byte header would begin.
 */
static void
take_predecessors(reader *r, int64 row, Datum value, bool isnull)
{
	raw_list   *raw = &r->raw[row];
	const char *array;
	ArrayType	head;
	int32		count;
	Size		size;
	Size		offset;
	char	   *copy;

	raw->count = 0;
	if (isnull)
		return;
	value = PointerGetDatum(PG_DETOAST_DATUM_PACKED(value));
	array = VARDATA_ANY(DatumGetPointer(value)) - VARHDRSZ;
	size = VARSIZE_ANY_EXHDR(DatumGetPointer(value)) + VARHDRSZ;
	memcpy((char *) &head + VARHDRSZ,
		   array + VARHDRSZ,
		   sizeof(head) - VARHDRSZ);
	if (head.ndim == 0)
		return;
	if (head.ndim != 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("predecessors of activity \"%s\" must be a "
						"one-dimensional array",
						schedule_name(r->s, row))));
	if (head.dataoffset != 0 &&
		array_contains_nulls(DatumGetArrayTypeP(value)))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("predecessors of activity \"%s\" must not contain "
						"nulls",
						schedule_name(r->s, row))));
	memcpy(&count, array + sizeof(head), sizeof(count));
	offset = head.dataoffset != 0 ? head.dataoffset : ARR_OVERHEAD_NONULLS(1);
	copy = arena_room(&r->lists, r->s, size - offset, sizeof(int32));
	memcpy(copy, array + offset, size - offset);
	raw->data = copy;
	raw->count = count;
	r->links += count;
}

int32
schedule_finite_day(const schedule *s, int64 row, Datum value,
					const char *what)
{
	DateADT day = DatumGetDateADT(value);

	if (DATE_NOT_FINITE(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s of activity \"%s\" must be a finite date",
						what,
						schedule_name(s, row))));
	return day;
}

static void
take_project_start(reader *r, int64 row, Datum value, bool isnull)
{
	schedule *s = r->s;
	int32	  day;

	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("project start must not be null")));
	day = schedule_finite_day(s, row, value, "project start");
	if (r->has_start && day != s->project_start)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("project start differs inside the partition: %s and "
						"%s",
						calendar_day_text(Min(day, s->project_start)),
						calendar_day_text(Max(day, s->project_start))),
				 errhint("Use one project start per partition; an activity "
						 "that starts later has the constraint \"start no "
						 "earlier than\".")));
	s->project_start = day;
	r->has_start = true;
}

/* A calendar in words, for an error. */
static char *
calendar_words(struct varlena *calendar)
{
	cal_days days;
	size_t	 size;
	char	*text;

	if (calendar == NULL)
		return pstrdup("NULL (Monday to Friday)");
	calendar_unpack(PointerGetDatum(calendar), &days);
	if (!cal_text_size(&days, &size))
		elog(ERROR, "size of a calendar's text overflows");
	text = palloc(size);
	cal_text_format(&days, text);
	return psprintf("\"%s\"", text);
}

static void
take_calendar(reader *r, int64 row, Datum value, bool isnull)
{
	struct varlena *calendar = NULL;

	if (!isnull)
		calendar = PG_DETOAST_DATUM(value);
	if (r->has_calendar)
	{
		if ((calendar == NULL) != (r->calendar == NULL) ||
			(calendar != NULL &&
			 (VARSIZE(calendar) != VARSIZE(r->calendar) ||
			  memcmp(calendar, r->calendar, VARSIZE(calendar)) != 0)))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("calendar differs inside the partition"),
					 errdetail("Calendars are %s and %s.",
							   calendar_words(r->calendar),
							   calendar_words(calendar)),
					 errhint("Use one calendar per partition.")));
		return;
	}
	r->has_calendar = true;
	if (calendar == NULL)
		return;
	r->calendar = schedule_take(r->s, VARSIZE(calendar));
	memcpy(r->calendar, calendar, VARSIZE(calendar));
}

static void
take_kind(schedule *s, int64 row, Datum value, bool isnull)
{
	text *kind;

	if (isnull)
		return;
	kind = DatumGetTextPP(value);
	if (!con_parse(VARDATA_ANY(kind),
				   VARSIZE_ANY_EXHDR(kind),
				   &s->dates[row].kind))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown constraint \"%s\" of activity \"%s\"",
						text_to_cstring(kind),
						schedule_name(s, row)),
				 errhint("Use ASAP, ALAP, SNET, SNLT, FNET, FNLT, MSO or MFO, "
						 "or the words, such as \"start no earlier than\".")));
}

static void
take_value(reader *r, int arg, int64 row, Datum value, bool isnull)
{
	schedule *s = r->s;

	switch (arg)
	{
		case ARG_ACTIVITY:
			take_activity(r, row, value, isnull);
			break;
		case ARG_DURATION:
			take_duration(r, row, value, isnull);
			break;
		case ARG_PREDECESSORS:
			take_predecessors(r, row, value, isnull);
			break;
		case ARG_PROJECT_START:
			take_project_start(r, row, value, isnull);
			break;
		case ARG_CALENDAR:
			take_calendar(r, row, value, isnull);
			break;
		case ARG_CONSTRAINT_KIND:
			take_kind(s, row, value, isnull);
			break;
		case ARG_CONSTRAINT_DATE:
			s->dates[row].has_day = !isnull;
			if (!isnull)
				s->dates[row].day =
					schedule_finite_day(s, row, value, "constraint date");
			break;
		case ARG_DEADLINE:
			s->dates[row].has_deadline = !isnull;
			if (!isnull)
				s->dates[row].deadline =
					schedule_finite_day(s, row, value, "deadline");
			break;
		default:
			r->args->take(r->args->with, arg, row, value, isnull);
			break;
	}
}

/* ---- passing over the rows ------------------------------------------- */

static void
fetch(reader *r, int arg, int64 row)
{
	bool		  isnull;
	bool		  isout;
	MemoryContext old = MemoryContextSwitchTo(r->scratch);
	Datum		  value = WinGetFuncArgInPartition(r->window,
										   r->args->at[arg],
										   (int) row,
										   WINDOW_SEEK_HEAD,
										   false,
										   &isnull,
										   &isout);

	take_value(r, arg, row, value, isnull);
	MemoryContextSwitchTo(old);
}

static void
read_rows(reader *r, const int *args, int n)
{
	for (int64 row = 0; row < r->s->rows; row += 2)
	{
		for (int i = 0; i < n; i++)
		{
			fetch(r, args[i], row);
			if (row + 1 < r->s->rows)
				fetch(r, args[i], row + 1);
		}
		if (args[0] == ARG_ACTIVITY)
			for (int64 i = row; i < Min(row + 2, r->s->rows); i++)
				name_activity(r, i);
		MemoryContextReset(r->scratch);
		CHECK_FOR_INTERRUPTS();
	}
}

/* Whether an argument is that of the whole partition. */
static bool
is_whole(const reader *r, int arg)
{
	return arg == ARG_PROJECT_START || arg == ARG_CALENDAR ||
		   (r->args->whole & ((uint32) 1 << arg)) != 0;
}

/* An argument that is the same for all rows by the form of the query. */
static void
take_constant(reader *r, int arg)
{
	bool		  isnull;
	MemoryContext old = MemoryContextSwitchTo(r->scratch);
	Datum value = WinGetFuncArgCurrent(r->window, r->args->at[arg], &isnull);
	int64 rows = is_whole(r, arg) ? 1 : r->s->rows;

	for (int64 row = 0; row < rows; row++)
	{
		take_value(r, arg, row, value, isnull);
		if (arg == ARG_ACTIVITY)
			name_activity(r, row);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(r->scratch);
}

/* Whether an argument is NULL by the form of the query. */
static bool
never_given(reader *r, FmgrInfo *flinfo, int arg)
{
	bool isnull;

	if (r->args->at[arg] < 0)
		return true;
	if (!get_fn_expr_arg_stable(flinfo, r->args->at[arg]))
		return false;
	WinGetFuncArgCurrent(r->window, r->args->at[arg], &isnull);
	return isnull;
}

static void
take_dates(reader *r)
{
	Size bytes = (Size) r->s->rows * sizeof(con_dates);

	r->s->dates = schedule_take(r->s, bytes);
	memset(r->s->dates, 0, bytes);
}

/* Whether there is such an argument, and what it says is of use. */
static bool
is_read(const reader *r, int arg)
{
	bool is_date = arg == ARG_CONSTRAINT_KIND || arg == ARG_CONSTRAINT_DATE ||
				   arg == ARG_DEADLINE;

	return r->args->at[arg] >= 0 && (!is_date || r->s->dates != NULL);
}

static void
read_arguments(reader *r, FmgrInfo *flinfo)
{
	const int *at = r->args->at;
	int		   varying[SCHEDULE_MOST_ARGS];
	int		   n = 0;

	if (r->args->dated || !never_given(r, flinfo, ARG_CONSTRAINT_KIND) ||
		!never_given(r, flinfo, ARG_CONSTRAINT_DATE) ||
		!never_given(r, flinfo, ARG_DEADLINE))
		take_dates(r);
	for (int arg = 0; arg < r->args->count; arg++)
		if (!is_read(r, arg))
			continue;
		else if (!get_fn_expr_arg_stable(flinfo, at[arg]))
			varying[n++] = arg;
		else if (arg == ARG_ACTIVITY)
			take_constant(r, arg);
	if (n > 0)
		read_rows(r, varying, n);
	/* behind the names, by which errors call the activities */
	for (int arg = ARG_ACTIVITY + 1; arg < r->args->count; arg++)
		if (is_read(r, arg) && get_fn_expr_arg_stable(flinfo, at[arg]))
			take_constant(r, arg);
}

/* ---- from what was read to the network ------------------------------- */

/*
 * Predecessors that are looked up together: so many that memory answers for
 * all of them at once, and so few that what it answers is still near.
 */
#define BATCH 128

typedef struct batch
{
	int	  count;
	int32 link; /* the number of the first */
	name  called[BATCH];
	int32 row[BATCH]; /* of the successor */
} batch;

static void
refuse_stranger(const schedule *s, int64 row, const name *called)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("activity \"%s\" depends on \"%s\", which is not in "
					"the partition",
					schedule_name(s, row),
					pnstrdup(called->text, called->length)),
			 errhint("Leave the dependency out, or add the activity to "
					 "the partition.")));
}

static void
find_predecessors(schedule *s, batch *b)
{
	int32 found[BATCH];

	names_find_all(&s->names, b->called, b->count, found);
	for (int i = 0; i < b->count; i++)
	{
		if (found[i] < 0)
			refuse_stranger(s, b->row[i], &b->called[i]);
		s->cpm.link[b->link++].node = found[i];
	}
	b->count = 0;
	CHECK_FOR_INTERRUPTS();
}

/* Stored elements stand one behind the other, each aligned to four bytes. */
static void
link_predecessors(reader *r)
{
	schedule *s = r->s;
	batch	  b = {0};
	int32	  l = 0;

	for (int64 row = 0; row < s->rows; row++)
	{
		const char *p = r->raw[row].data;

		s->cpm.first[row] = l;
		for (int32 i = 0; i < r->raw[row].count; i++)
		{
			dependency dep;

			dep_open(VARDATA_ANY(p), VARSIZE_ANY_EXHDR(p), &dep);
			s->cpm.link[l++].code = cpm_code(dep.kind, dep.lag, dep.elapsed);
			b.called[b.count].text = dep.activity;
			b.called[b.count].length = (uint32) dep.length;
			b.row[b.count] = (int32) row;
			if (++b.count == BATCH)
				find_predecessors(s, &b);
			p += INTALIGN(VARSIZE_ANY(p));
		}
		if (row % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	find_predecessors(s, &b);
	s->cpm.first[s->rows] = l;
}

/* A kind that has a date needs one, and no other has one. */
static void
check_dates(const schedule *s, int64 row)
{
	const con_dates *con = &s->dates[row];

	if (con->has_day && !con_has_date(con->kind))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("activity \"%s\" has a constraint date, but no "
						"constraint that uses it",
						schedule_name(s, row)),
				 errhint("Use SNET, SNLT, FNET, FNLT, MSO or MFO, or leave "
						 "the date NULL.")));
	if (!con->has_day && con_has_date(con->kind))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("constraint \"%s\" of activity \"%s\" needs a "
						"constraint date",
						con_name(con->kind),
						schedule_name(s, row))));
}

static void
apply_dates(schedule *s)
{
	static const con_dates none;
	int64 start = axis_from_day(&s->cpm.axis, s->project_start);

	for (int64 row = 0; row < s->rows; row++)
	{
		if (s->dates != NULL)
			check_dates(s, row);
		con_apply(s->dates != NULL ? &s->dates[row] : &none,
				  &s->cpm.axis,
				  start,
				  &s->cpm.node[row]);
	}
}

static void
open_calendar(reader *r)
{
	schedule *s = r->s;

	if (r->calendar != NULL)
		calendar_unpack(PointerGetDatum(r->calendar), &s->calendar);
	else
		s->calendar = (cal_days){.weekdays = CAL_MONDAY_TO_FRIDAY};
	s->cpm.axis.calendar = &s->calendar;
}

void
schedule_refuse_links(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many dependencies in one partition"),
			 errdetail("One partition holds at most %d.", CPM_MAX)));
}

static void
take_links(reader *r)
{
	Size bytes = cpm_link_memory(r->links);

	if (bytes == 0)
		schedule_refuse_links();
	cpm_set_links(&r->s->cpm, r->links, schedule_take(r->s, bytes));
}

static void
take_nodes(reader *r)
{
	schedule *s = r->s;
	Size	  bytes = cpm_node_memory(s->rows);

	if (bytes == 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many activities in one partition"),
				 errdetail("One partition holds at most %d.", CPM_MAX)));
	cpm_set_nodes(&s->cpm, s->rows, schedule_take(s, bytes));
	names_init(&s->names, s->rows, schedule_take(s, names_memory(s->rows)));
	s->cpm.names = s->names.entry;
	r->raw = schedule_take(s, (Size) s->rows * sizeof(raw_list));
}

void
schedule_read(schedule *s, WindowObject window, FmgrInfo *flinfo,
			  const schedule_args *args)
{
	reader r = {.s = s, .args = args, .window = window};

	s->rows = WinGetPartitionRowCount(window);
	r.scratch = AllocSetContextCreate(s->context,
									  "regie schedule arguments",
									  ALLOCSET_SMALL_SIZES);
	take_nodes(&r);
	read_arguments(&r, flinfo);
	open_calendar(&r);
	take_links(&r);
	link_predecessors(&r);
	apply_dates(s);
	MemoryContextDelete(r.scratch);
	pfree(r.raw);
}
