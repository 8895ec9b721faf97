/*
 * icalendar_pg.c
 *		Calendars for agendas, as text.
 *
 * The format is UTF-8 and counts its octets, so texts are converted from the
 * database's encoding before they are written, and the result back.
 */
#include "common/compat.h"

#include "catalog/pg_type.h"
#include "common/checked.h"
#include "common/civil.h"
#include "common/memory.h"
#include "common/names.h"
#include "contract/icalendar.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/memutils.h"

/* In the encoding of the format; fails where that cannot be. */
static ical_text
utf8_text(const text *datum)
{
	ical_text result = {VARDATA_ANY(datum), VARSIZE_ANY_EXHDR(datum)};
	char	 *converted =
		pg_server_to_any(result.bytes, (int) result.length, PG_UTF8);

	if (converted != result.bytes)
	{
		result.bytes = converted;
		result.length = strlen(converted);
	}
	return result;
}

/* A text as argument, or an error that names it. */
static ical_text
text_argument(const text *datum, const char *argument)
{
	ical_text  result = utf8_text(datum);
	size_t	   where;
	size_t	   length;
	ical_fault fault = ical_check_text(result, &where, &length);

	if (fault == ICAL_TOO_LONG)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("text is too long for a calendar"),
				 errdetail("The argument %s has %zu octets in UTF-8, and at "
						   "most %d are allowed.",
						   argument,
						   result.length,
						   ICAL_MAX_TEXT)));
	if (fault == ICAL_CONTROL_CHARACTER)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("text holds a control character"),
				 errdetail("The argument %s has U+%04X in it.",
						   argument,
						   (unsigned char) result.bytes[where + length - 1]),
				 errhint("Only tabs and line ends can be written into a "
						 "calendar; take it out with translate().")));
	return result;
}

static ical_text
uid_argument(const text *datum)
{
	ical_text uid = text_argument(datum, "uid");

	if (uid.length == 0 || ical_has_line_end(uid))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("uid must be one line"),
				 errdetail("The argument uid %s.",
						   uid.length == 0 ? "is empty" : "has a line end"),
				 errhint("It tells agendas which event this is, every time "
						 "it is sent; an alert key will do.")));
	return uid;
}

static int64_t
day_argument(DateADT day, const char *argument)
{
	char text[CIVIL_TEXT_SIZE] = "infinity";

	if (!DATE_NOT_FINITE(day))
		civil_format(day, text);
	else if (DATE_IS_NOBEGIN(day))
		strcpy(text, "-infinity");
	if (!ical_day_is_valid(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("day cannot stand in a calendar"),
				 errdetail("The argument %s is %s; years have four digits, so "
						   "it must lie from 0001-01-01 to 9999-12-30.",
						   argument,
						   text)));
	return day;
}

static int32_t
reminder_argument(int32 days)
{
	if (days < 0 || days > ICAL_MAX_REMIND_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("reminder out of range"),
				 errdetail("The argument remind_days is %d; it must be from 0 "
						   "to %d days before.",
						   days,
						   ICAL_MAX_REMIND_DAYS)));
	return days;
}

/* Room for a text of so many octets. */
static text *
text_memory(size_t length)
{
	text *result;

	if (length > MaxAllocSize - VARHDRSZ - 1)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("calendar is too large for a text"),
				 errdetail("It takes %zu bytes, and a text holds at most %zu.",
						   length,
						   (size_t) MaxAllocSize - VARHDRSZ - 1)));
	result = memory_take(VARHDRSZ + length + 1, "bytes", (int64) length);
	SET_VARSIZE(result, VARHDRSZ + length);
	return result;
}

/* From UTF-8 to the database's encoding; the same text where it is that. */
static Datum
server_text(text *utf8)
{
	char *bytes = VARDATA(utf8);
	char *converted;

	bytes[VARSIZE(utf8) - VARHDRSZ] = '\0';
	converted =
		pg_any_to_server(bytes, (int) (VARSIZE(utf8) - VARHDRSZ), PG_UTF8);
	return PointerGetDatum(converted == bytes ? utf8
											  : cstring_to_text(converted));
}

PG_FUNCTION_INFO_V1(regie_ics_event);

/*
 * ics_event(uid, day, summary, description, as_of, remind_days) -> text
 *
 * A whole day as an event of iCalendar (contract/icalendar.h).  NULL where
 * uid, day, summary or as_of is; the others can be left out.
 */
Datum
regie_ics_event(PG_FUNCTION_ARGS)
{
	ical_event	event = {.remind_days = ICAL_NO_REMINDER};
	ical_writer writer = {NULL, 0, 0};
	text	   *result;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) ||
		PG_ARGISNULL(4))
		PG_RETURN_NULL();
	event.uid = uid_argument(PG_GETARG_TEXT_PP(0));
	event.day = day_argument(PG_GETARG_DATEADT(1), "day");
	event.summary = text_argument(PG_GETARG_TEXT_PP(2), "summary");
	if (!PG_ARGISNULL(3))
		event.description = text_argument(PG_GETARG_TEXT_PP(3), "description");
	event.as_of = day_argument(PG_GETARG_DATEADT(4), "as_of");
	if (!PG_ARGISNULL(5))
		event.remind_days = reminder_argument(PG_GETARG_INT32(5));

	ical_write_event(&writer, &event);
	result = text_memory(writer.length);
	writer = (ical_writer){VARDATA(result), 0, 0};
	ical_write_event(&writer, &event);
	return server_text(result);
}

/* The elements of ics, checked: each an event, each another one. */
typedef struct event_list
{
	int		   count;
	ical_text *event;
	size_t	   length; /* of all together */
} event_list;

static ical_text
event_element(Datum datum, bool is_null, int number, ical_text *uid)
{
	ical_text event;

	if (is_null)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("event must not be null"),
				 errdetail("Element %d of the array is null.", number),
				 errhint("ics_event gives null where uid, day, summary or "
						 "as_of is null.")));
	event = utf8_text(DatumGetTextPP(datum));
	if (!ical_is_event(event, uid))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("text is no calendar event"),
				 errdetail("Element %d of the array is not as ics_event "
						   "makes it.",
						   number),
				 errhint("Use ics_event, and leave its text as it is.")));
	return event;
}

static event_list
read_events(ArrayType *array)
{
	event_list list = {0};
	Datum	  *datum;
	bool	  *is_null;
	names	   seen;

	deconstruct_array(array,
					  TEXTOID,
					  -1,
					  false,
					  TYPALIGN_INT,
					  &datum,
					  &is_null,
					  &list.count);
	list.event = memory_take((Size) list.count * sizeof(ical_text) + 1,
							 "events",
							 list.count);
	names_init(&seen,
			   list.count,
			   memory_take(names_memory(list.count), "events", list.count));
	for (int i = 0; i < list.count; i++)
	{
		ical_text uid;
		bool	  is_new;
		int32_t	  first;

		CHECK_FOR_INTERRUPTS();
		list.event[i] = event_element(datum[i], is_null[i], i + 1, &uid);
		first = names_add(&seen, uid.bytes, uid.length, &is_new);
		if (!is_new)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("two events have the same uid"),
					 errdetail("Elements %d and %d of the array have it; an "
							   "agenda would show one of them only.",
							   first + 1,
							   i + 1)));
		if (!checked_add_size(list.length, list.event[i].length, &list.length))
			elog(ERROR, "sizes of events overflow");
	}
	return list;
}

PG_FUNCTION_INFO_V1(regie_ics);

/*
 * ics(events text[], name text) -> text
 *
 * A calendar of events as ics_event makes them, in the order of the array.
 * Nothing else gets in.  No array, or an empty one, is a calendar that shows
 * nothing, as what array_agg makes of no rows is NULL; so is no name.
 */
Datum
regie_ics(PG_FUNCTION_ARGS)
{
	event_list	list = {0};
	ical_text	name = {NULL, 0};
	ical_writer head = {NULL, 0, 0};
	text	   *result;

	if (!PG_ARGISNULL(0))
		list = read_events(PG_GETARG_ARRAYTYPE_P(0));
	if (!PG_ARGISNULL(1))
		name = text_argument(PG_GETARG_TEXT_PP(1), "name");

	ical_write_begin(&head, name);
	if (list.count == 0)
		ical_write_nothing(&head);
	ical_write_end(&head);
	if (list.length > MaxAllocSize)
		list.length = MaxAllocSize; /* too large with the head, too */
	result = text_memory(head.length + list.length);

	head = (ical_writer){VARDATA(result), 0, 0};
	ical_write_begin(&head, name);
	if (list.count == 0)
		ical_write_nothing(&head);
	for (int i = 0; i < list.count; i++)
	{
		memcpy(head.out + head.length,
			   list.event[i].bytes,
			   list.event[i].length);
		head.length += list.event[i].length;
	}
	ical_write_end(&head);
	return server_text(result);
}
