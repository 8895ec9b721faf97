/*
 * gantt_pg.c
 *		The aggregates that draw a Gantt chart.
 *
 * The state is the bytes of the bars, one behind the other
 * (roadmap/gantt_bar.h), in any order.  Only the final functions sort, so the
 * drawing does not depend on the order of the rows or on who collected which.
 */
#include "common/compat.h"

#include "common/aggregate_pg.h"
#include "common/picture_pg.h"
#include "access/htup_details.h"
#include "common/memory.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "roadmap/dependency_pg.h"
#include "roadmap/gantt_mermaid.h"
#include "roadmap/gantt_svg.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/memutils.h"

/* Its name in messages */
#define AGGREGATE "regie.gantt_svg"

typedef struct gantt_state
{
	int32 count;
	int32 links;
	Size  length;
	Size  capacity;
	char *bytes;
	/* what all rows must say alike; set by the first */
	bool  has_look;
	bool  dutch;
	int32 as_of;
	char *title; /* UTF-8; empty: none */
} gantt_state;

/* The attributes of regie.gantt_bar. */
enum bar_attribute
{
	BAR_ACTIVITY = 1,
	BAR_START,
	BAR_FINISH,
	BAR_LABEL,
	BAR_SECTION,
	BAR_PLACE,
	BAR_CRITICAL,
	BAR_MILESTONE,
	BAR_LATE_FINISH,
	BAR_DEADLINE,
	BAR_NOTICE_DAY,
	BAR_PREDECESSORS,
	BAR_NOTE
};

static void
tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* A text as UTF-8, where it stands if it is that already. */
static svg_text
utf8(Datum value)
{
	text	*t = DatumGetTextPP(value);
	int		 length = (int) VARSIZE_ANY_EXHDR(t);
	svg_text result;
	char	*converted = pg_server_to_any(VARDATA_ANY(t), length, PG_UTF8);

	result.bytes = converted;
	result.length =
		converted == VARDATA_ANY(t) ? (size_t) length : strlen(converted);
	return result;
}

/* A name for a message. */
static char *
shown(svg_text name)
{
	char *bytes = pnstrdup(name.bytes, name.length);

	return pg_any_to_server(bytes, (int) name.length, PG_UTF8);
}

/* ---- collecting ------------------------------------------------------ */

static gantt_state *
new_state(MemoryContext context)
{
	gantt_state *s = MemoryContextAllocZero(context, sizeof(gantt_state));

	s->as_of = GANTT_NONE;
	return s;
}

static void
refuse_many(const char *what, int most)
{
	picture_refuse_many(what,
						most,
						"Leave rows out with WHERE or FILTER, or draw several "
						"pictures with GROUP BY.");
}

/* Room for so many bytes more, in the context of the state. */
static char *
state_room(gantt_state *s, Size more, MemoryContext context)
{
	char *room;

	if (s->length + more > s->capacity)
	{
		Size		  capacity = Max(s->capacity * 2, s->length + more + 1024);
		MemoryContext old = MemoryContextSwitchTo(context);
		char		 *bytes = memory_take(capacity, "bars", s->count);

		if (s->length > 0)
		{
			memcpy(bytes, s->bytes, s->length);
			pfree(s->bytes);
		}
		s->bytes = bytes;
		s->capacity = capacity;
		MemoryContextSwitchTo(old);
	}
	room = s->bytes + s->length;
	s->length += more;
	return room;
}

static void
count_bars(gantt_state *s, int32 bars, int32 links)
{
	s->count += bars;
	s->links += links;
	if (s->count > GANTT_MAX_BARS)
		refuse_many("bars", GANTT_MAX_BARS);
	if (s->links > GANTT_MAX_LINKS)
		refuse_many("dependencies", GANTT_MAX_LINKS);
}

static void
check_bar(const gantt_bar *bar)
{
	if (bar->finish >= bar->start)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("activity \"%s\" finishes before it starts",
					shown(bar->activity)),
			 errdetail("It starts on %s and finishes on %s.",
					   DatumGetCString(
						   DirectFunctionCall1(date_out,
											   DateADTGetDatum(bar->start))),
					   DatumGetCString(
						   DirectFunctionCall1(date_out,
											   DateADTGetDatum(
												   bar->finish))))));
}

static void
add_bar(gantt_state *s, const gantt_bar *bar, const gantt_link *link,
		MemoryContext context)
{
	size_t size = gantt_image_size(bar, link);

	check_bar(bar);
	if (size == 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("bar is too large"),
				 errdetail("Its texts take more than 1 GB.")));
	count_bars(s, 1, bar->links);
	gantt_image_write(bar, link, state_room(s, size, context));
}

static int32
finite_day(const gantt_bar *bar, Datum value, const char *what)
{
	DateADT day = DatumGetDateADT(value);

	if (DATE_NOT_FINITE(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s of activity \"%s\" must be a finite date",
						what,
						shown(bar->activity))));
	return day;
}

static int32
required_day(const gantt_bar *bar, Datum value, bool isnull, const char *what)
{
	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s of activity \"%s\" must not be null",
						what,
						shown(bar->activity)),
				 errhint("Leave rows without dates out with FILTER.")));
	return finite_day(bar, value, what);
}

static void
take_activity(gantt_bar *bar, Datum value, bool isnull)
{
	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("activity must not be null"),
				 errhint("Leave such rows out with FILTER.")));
	bar->activity = utf8(value);
	bar->label = bar->activity;
	bar->late_finish = GANTT_NONE;
	bar->deadline = GANTT_NONE;
	bar->notice_day = GANTT_NONE;
	bar->place = GANTT_NONE;
}

/* A date of a row that may be missing. */
static int32
optional_day(const gantt_bar *bar, HeapTupleHeader row, int attribute,
			 const char *what)
{
	bool  isnull;
	Datum value = GetAttributeByNum(row, attribute, &isnull);

	return isnull ? GANTT_NONE : finite_day(bar, value, what);
}

static svg_text
optional_text(HeapTupleHeader row, int attribute, svg_text otherwise)
{
	bool  isnull;
	Datum value = GetAttributeByNum(row, attribute, &isnull);

	return isnull ? otherwise : utf8(value);
}

static bool
optional_truth(HeapTupleHeader row, int attribute)
{
	bool  isnull;
	Datum value = GetAttributeByNum(row, attribute, &isnull);

	return !isnull && DatumGetBool(value);
}

/* The predecessors as links; their names stay where they are. */
static gantt_link *
take_links(gantt_bar *bar, HeapTupleHeader row)
{
	bool		isnull;
	Datum		value = GetAttributeByNum(row, BAR_PREDECESSORS, &isnull);
	ArrayType  *array;
	Datum	   *element;
	bool	   *none;
	int			count;
	gantt_link *link;

	if (isnull)
		return NULL;
	array = DatumGetArrayTypeP(value);
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("predecessors of activity \"%s\" must be a "
						"one-dimensional array",
						shown(bar->activity))));
	deconstruct_array(array,
					  ARR_ELEMTYPE(array),
					  -1,
					  false,
					  TYPALIGN_INT,
					  &element,
					  &none,
					  &count);
	if (count > GANTT_MAX_LINKS)
		refuse_many("dependencies", GANTT_MAX_LINKS);
	link = palloc(sizeof(gantt_link) * (Size) Max(count, 1));
	for (int i = 0; i < count; i++)
	{
		struct varlena *stored;
		dependency		dep;
		char		   *name;

		if (none[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("predecessors of activity \"%s\" must not contain "
							"nulls",
							shown(bar->activity))));
		stored = PG_DETOAST_DATUM_PACKED(element[i]);
		dep_open(VARDATA_ANY(stored), VARSIZE_ANY_EXHDR(stored), &dep);
		name = pg_server_to_any(dep.activity, (int) dep.length, PG_UTF8);
		link[i].activity.bytes = name;
		link[i].activity.length =
			name == dep.activity ? dep.length : strlen(name);
		link[i].kind = dep.kind;
	}
	bar->links = count;
	return link;
}

static gantt_link *
open_row(HeapTupleHeader row, gantt_bar *bar)
{
	static const svg_text nothing;
	bool				  isnull;
	Datum value = GetAttributeByNum(row, BAR_ACTIVITY, &isnull);

	take_activity(bar, value, isnull);
	value = GetAttributeByNum(row, BAR_START, &isnull);
	bar->start = required_day(bar, value, isnull, "start");
	value = GetAttributeByNum(row, BAR_FINISH, &isnull);
	bar->finish = required_day(bar, value, isnull, "finish");
	bar->label = optional_text(row, BAR_LABEL, bar->activity);
	(void) GetAttributeByNum(row, BAR_SECTION, &isnull);
	bar->has_section = !isnull;
	bar->section = optional_text(row, BAR_SECTION, nothing);
	value = GetAttributeByNum(row, BAR_PLACE, &isnull);
	if (!isnull)
		bar->place = DatumGetInt32(value);
	bar->critical = optional_truth(row, BAR_CRITICAL);
	bar->milestone = optional_truth(row, BAR_MILESTONE);
	bar->late_finish = optional_day(bar, row, BAR_LATE_FINISH, "late finish");
	bar->deadline = optional_day(bar, row, BAR_DEADLINE, "deadline");
	bar->notice_day = optional_day(bar, row, BAR_NOTICE_DAY, "notice day");
	bar->note = optional_text(row, BAR_NOTE, nothing);
	return take_links(bar, row);
}

/* Title, day and language: once for all, and alike in all rows. */
static void
settle_look(gantt_state *s, const gantt_state *other, MemoryContext context)
{
	const char *what = NULL;

	if (!other->has_look)
		return;
	if (!s->has_look)
	{
		s->has_look = true;
		s->title = MemoryContextStrdup(context, other->title);
		s->as_of = other->as_of;
		s->dutch = other->dutch;
		return;
	}
	if (strcmp(s->title, other->title) != 0)
		what = "title";
	else if (s->as_of != other->as_of)
		what = "day of today";
	else if (s->dutch != other->dutch)
		what = "language";
	if (what != NULL)
		picture_refuse_mixed(what);
}

static void
take_look(gantt_state *s, FunctionCallInfo fcinfo, MemoryContext context)
{
	gantt_state look = {0};

	look.has_look = true;
	look.as_of = GANTT_NONE;
	look.title = "";
	if (!PG_ARGISNULL(2))
	{
		svg_text title = utf8(PG_GETARG_DATUM(2));

		look.title = pnstrdup(title.bytes, title.length);
	}
	if (PG_NARGS() > 3 && !PG_ARGISNULL(3))
	{
		look.as_of = PG_GETARG_DATEADT(3);
		if (DATE_NOT_FINITE(look.as_of))
			ereport(ERROR,
					(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
					 errmsg("the day of today must be a finite date")));
	}
	if (PG_NARGS() > 4)
		look.dutch = picture_is_dutch(fcinfo, 4);
	settle_look(s, &look, context);
}

PG_FUNCTION_INFO_V1(regie_gantt_add);

/*
 * gantt_add(internal, activity text, start_on date, finish_on date)
 * -> internal
 *
 * Transition of the charts of plain columns.
 */
Datum
regie_gantt_add(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	gantt_state	 *s = PG_ARGISNULL(0) ? new_state(context)
									  : (gantt_state *) PG_GETARG_POINTER(0);
	gantt_bar	  bar = {0};

	take_activity(&bar, PG_GETARG_DATUM(1), PG_ARGISNULL(1));
	bar.start =
		required_day(&bar, PG_GETARG_DATUM(2), PG_ARGISNULL(2), "start");
	bar.finish =
		required_day(&bar, PG_GETARG_DATUM(3), PG_ARGISNULL(3), "finish");
	add_bar(s, &bar, NULL, context);
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(regie_gantt_add_bar);

/*
 * gantt_add_bar(internal, bar gantt_bar [, title text [, as_of date,
 * language text]]) -> internal
 *
 * Transition of the charts of bars.  A row without a bar says nothing, not
 * even a title.
 */
Datum
regie_gantt_add_bar(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	gantt_state	 *s =
		 PG_ARGISNULL(0) ? NULL : (gantt_state *) PG_GETARG_POINTER(0);
	gantt_bar	bar = {0};
	gantt_link *link;

	if (PG_ARGISNULL(1))
	{
		if (s == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(s);
	}
	if (s == NULL)
		s = new_state(context);
	if (PG_NARGS() > 2)
		take_look(s, fcinfo, context);
	link = open_row(PG_GETARG_HEAPTUPLEHEADER(1), &bar);
	add_bar(s, &bar, link, context);
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(regie_gantt_combine);

/*
 * gantt_combine(internal, internal) -> internal
 *
 * The second state is copied: it does not live as long as the first.
 */
Datum
regie_gantt_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	gantt_state	 *s;
	gantt_state	 *other;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = (gantt_state *) PG_GETARG_POINTER(1);
	s = PG_ARGISNULL(0) ? new_state(context)
						: (gantt_state *) PG_GETARG_POINTER(0);
	settle_look(s, other, context);
	count_bars(s, other->count, other->links);
	if (other->length > 0)
		memcpy(state_room(s, other->length, context),
			   other->bytes,
			   other->length);
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(regie_gantt_serial);

/*
 * gantt_serial(internal) -> bytea
 *
 * Flags, day, title, numbers, and the bars as they stand.
 */
Datum
regie_gantt_serial(PG_FUNCTION_ARGS)
{
	gantt_state	  *s = (gantt_state *) PG_GETARG_POINTER(0);
	StringInfoData buf;
	int			   title = s->has_look ? (int) strlen(s->title) : 0;

	(void) aggregate_context(fcinfo);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, (s->has_look ? 1 : 0) | (s->dutch ? 2 : 0));
	pq_sendint32(&buf, s->as_of);
	pq_sendint32(&buf, title);
	pq_sendbytes(&buf, s->has_look ? s->title : "", title);
	pq_sendint32(&buf, s->count);
	pq_sendint32(&buf, s->links);
	pq_sendbytes(&buf, s->bytes, (int) s->length);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* All bars can be read, and are as many as was said. */
static void
check_state(const gantt_state *s)
{
	size_t at = 0;
	int32  count = 0;
	int64  links = 0;

	while (at < s->length)
	{
		gantt_bar bar = {0};

		CHECK_FOR_INTERRUPTS();
		if (!gantt_image_read(s->bytes, s->length, &at, &bar, NULL))
			aggregate_refuse_state(AGGREGATE);
		count++;
		links += bar.links;
	}
	if (count != s->count || links != s->links)
		aggregate_refuse_state(AGGREGATE);
}

PG_FUNCTION_INFO_V1(regie_gantt_deserial);

/*
 * gantt_deserial(bytea, internal) -> internal
 *
 * Takes nothing on trust: each bar is read once.
 */
Datum
regie_gantt_deserial(PG_FUNCTION_ARGS)
{
	bytea		  *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData buf;
	gantt_state	  *s;
	int			   flags;
	int			   title;
	int			   left;

	(void) aggregate_context(fcinfo);
	aggregate_bytes(&buf, bytes);
	s = new_state(CurrentMemoryContext);
	flags = pq_getmsgbyte(&buf);
	s->as_of = (int32) pq_getmsgint(&buf, 4);
	title = (int) pq_getmsgint(&buf, 4);
	if ((flags & ~3) != 0 || title < 0)
		aggregate_refuse_state(AGGREGATE);
	s->has_look = (flags & 1) != 0;
	s->dutch = (flags & 2) != 0;
	s->title = pnstrdup(pq_getmsgbytes(&buf, title), (Size) title);
	s->count = (int32) pq_getmsgint(&buf, 4);
	s->links = (int32) pq_getmsgint(&buf, 4);
	left = buf.len - buf.cursor;
	if (left > 0)
		memcpy(state_room(s, (Size) left, CurrentMemoryContext),
			   pq_getmsgbytes(&buf, left),
			   (Size) left);
	pq_getmsgend(&buf);
	pfree(buf.data);
	check_state(s);
	PG_RETURN_POINTER(s);
}

/* ---- drawing --------------------------------------------------------- */

static gantt_chart
open_chart(const gantt_state *s)
{
	gantt_chart chart = {0};
	size_t		at = 0;

	chart.bar =
		memory_take(sizeof(gantt_bar) * (Size) s->count, "bars", s->count);
	chart.link = memory_take(sizeof(gantt_link) * ((Size) s->links + 1),
							 "dependencies",
							 s->links);
	while (at < s->length)
	{
		gantt_bar *bar = &chart.bar[chart.count++];

		CHECK_FOR_INTERRUPTS();
		bar->first_link = chart.links;
		if (!gantt_image_read(s->bytes, s->length, &at, bar, chart.link))
			aggregate_refuse_state(AGGREGATE);
		chart.links += bar->links;
	}
	chart.title = svg_string(s->has_look ? s->title : "");
	chart.as_of = s->as_of;
	chart.dutch = s->dutch;
	return chart;
}

/* Memory for the text, header included. */
static text *
take_text(Size length)
{
	text *result;

	if (length > MaxAllocSize - VARHDRSZ - 1)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("picture is too large for a text"),
				 errdetail("It takes %zu bytes, and a text holds at most "
						   "1 GB.",
						   length)));
	result = memory_take(VARHDRSZ + length + 1, "bytes", (int64) length);
	SET_VARSIZE(result, VARHDRSZ + length);
	return result;
}

/* The text in the encoding of the database. */
static Datum
return_text(text *utf8_text)
{
	int	  length = (int) VARSIZE_ANY_EXHDR(utf8_text);
	char *bytes = VARDATA_ANY(utf8_text);
	char *converted;

	bytes[length] = '\0';
	converted = pg_any_to_server(bytes, length, PG_UTF8);
	if (converted == bytes)
		return PointerGetDatum(utf8_text);
	return PointerGetDatum(cstring_to_text(converted));
}

PG_FUNCTION_INFO_V1(regie_gantt_svg_final);

/*
 * gantt_svg_final(internal) -> text
 *
 * The chart as SVG (roadmap/gantt_svg.h); leaves the state as it is.
 */
Datum
regie_gantt_svg_final(PG_FUNCTION_ARGS)
{
	gantt_state *s = (gantt_state *) PG_GETARG_POINTER(0);
	gantt_chart	 chart;
	gantt_plan	 plan;
	writer		 w = {NULL, 0, tick, 0};
	text		*result;

	(void) aggregate_context(fcinfo);
	chart = open_chart(s);
	gantt_make(&plan,
			   &chart,
			   memory_take(gantt_memory(chart.count, chart.links),
						   "bars",
						   chart.count),
			   tick);
	gantt_svg_write(&w, &plan);
	result = take_text(w.length);
	writer_begin(&w, VARDATA(result));
	gantt_svg_write(&w, &plan);
	return return_text(result);
}

static void
check_mermaid_days(const gantt_chart *chart)
{
	for (int32 i = 0; i < chart->count; i++)
	{
		const gantt_bar *bar = &chart->bar[i];

		if (gantt_mermaid_day(bar->start) && gantt_mermaid_day(bar->finish) &&
			(bar->deadline == GANTT_NONE ||
			 gantt_mermaid_day(bar->deadline)) &&
			(bar->notice_day == GANTT_NONE ||
			 gantt_mermaid_day(bar->notice_day)))
			continue;
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("activity \"%s\" has a date that Mermaid cannot read",
						shown(bar->activity)),
				 errdetail("It reads the years 1 to 9999.")));
	}
}

PG_FUNCTION_INFO_V1(regie_gantt_mermaid_final);

/*
 * gantt_mermaid_final(internal) -> text
 *
 * The chart as Mermaid text (roadmap/gantt_mermaid.h).
 */
Datum
regie_gantt_mermaid_final(PG_FUNCTION_ARGS)
{
	gantt_state	  *s = (gantt_state *) PG_GETARG_POINTER(0);
	gantt_chart	   chart;
	writer		   w = {NULL, 0, tick, 0};
	int32		  *order;
	gantt_section *section;
	int32		   sections;
	text		  *result;

	(void) aggregate_context(fcinfo);
	chart = open_chart(s);
	check_mermaid_days(&chart);
	section = memory_take(sizeof(gantt_section) * (Size) chart.count +
							  2 * sizeof(int32) * (Size) chart.count,
						  "bars",
						  chart.count);
	order = (int32 *) (section + chart.count);
	sections = gantt_sort(&chart, order, section, order + chart.count, tick);
	gantt_mermaid_write(&w, &chart, order, section, sections);
	result = take_text(w.length);
	writer_begin(&w, VARDATA(result));
	gantt_mermaid_write(&w, &chart, order, section, sections);
	return return_text(result);
}
