/*
 * calendar_pg.c
 *		The SQL type regie.calendar.
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "calendar/calendar_text.h"
#include "calendar/exceptions.h"
#include "common/civil.h"
#include "common/hashfn.h"
#include "common/memory.h"
#include "libpq/pqformat.h"

#define CALENDAR_VERSION 1

/* All weekdays: no other bit is set. */
#define CALENDAR_WEEKDAYS 0x7F

/*
 * The stored form, four-byte aligned: what cal_days wants, so that nothing
 * has to be prepared on use.
 */
typedef struct calendar_datum
{
	int32  vl_len_;
	uint8  version;
	uint8  weekdays;
	uint16 reserved; /* zero */
	int32  count;
	int32  data[FLEXIBLE_ARRAY_MEMBER]; /* days, then running nets */
} calendar_datum;

static calendar_datum *
open_datum(Datum datum)
{
	calendar_datum *stored = (calendar_datum *) PG_DETOAST_DATUM(datum);

	if (stored->version != CALENDAR_VERSION || stored->reserved != 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("calendar has an unknown format version %d",
						stored->version),
				 errdetail("This version of regie reads format version %d.",
						   CALENDAR_VERSION),
				 errhint("Use the version of regie that wrote it, or a later "
						 "one.")));
	return stored;
}

/* Frees the copy that detoasting made, if it made one. */
static void
close_datum(calendar_datum *stored, Datum datum)
{
	if ((Pointer) stored != DatumGetPointer(datum))
		pfree(stored);
}

void
calendar_unpack(Datum datum, cal_days *calendar)
{
	calendar_datum *stored = open_datum(datum);

	calendar->weekdays = stored->weekdays;
	calendar->count = stored->count;
	calendar->day = stored->data;
	calendar->net = stored->data + stored->count;
}

char *
calendar_day_text(int64 day)
{
	char *text = palloc(CIVIL_TEXT_SIZE);

	civil_format(day, text);
	return text;
}

DateADT
calendar_finite(DateADT day, const char *what)
{
	if (DATE_NOT_FINITE(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s must not be infinite", what)));
	return day;
}

void
calendar_tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

Datum
calendar_too_large(fmNodePtr context)
{
	ereturn(context,
			(Datum) 0,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("calendar has too many exceptions"),
			 errdetail("A calendar holds at most %d days that differ from "
					   "their weekday.",
					   CAL_MOST_EXCEPTIONS)));
}

Datum
calendar_make(uint8 weekdays, int64 *entry, int32 count, int sqlstate,
			  fmNodePtr context)
{
	calendar_datum *stored;
	int32_t			conflict = 0;
	Size			size;

	count = cal_settle(weekdays, entry, count, &conflict, calendar_tick);
	if (count < 0)
		ereturn(context,
				(Datum) 0,
				(errcode(sqlstate),
				 errmsg("day %s is both worked and not worked",
						calendar_day_text(conflict)),
				 errhint("Name the day once, with + or with -.")));
	if (count > CAL_MOST_EXCEPTIONS)
		return calendar_too_large(context);
	size = offsetof(calendar_datum, data) +
		   2 * (Size) count * sizeof(stored->data[0]);
	stored = palloc0(size);
	SET_VARSIZE(stored, size);
	stored->version = CALENDAR_VERSION;
	stored->weekdays = weekdays;
	stored->count = count;
	cal_fill(entry, count, stored->data, stored->data + count);
	return PointerGetDatum(stored);
}

/* What is wrong with a text, in words. */
static Datum
text_error(const char *text, const cal_text *parsed, cal_text_status status,
		   fmNodePtr context)
{
	const char *expected = "";

	switch (status)
	{
		case CAL_TEXT_TOO_MANY:
			return calendar_too_large(context);
		case CAL_TEXT_WEEKDAYS:
			expected = "weekdays such as Mon-Fri, Mon,Wed-Fri or none";
			break;
		case CAL_TEXT_EXCEPTION:
			expected = "a day that is not worked (-2026-12-25) or worked "
					   "(+2026-12-27)";
			break;
		case CAL_TEXT_DATE:
			expected = "a sign and a valid date such as -2026-12-25";
			break;
		case CAL_TEXT_OK:
			elog(ERROR, "no error in the text of a calendar");
	}
	ereturn(context,
			(Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"",
					"regie.calendar",
					text),
			 errdetail("Expected %s instead of \"%s\".",
					   expected,
					   pnstrdup(parsed->word, parsed->word_length)),
			 errhint("A calendar is written like "
					 "\"Mon-Fri -2026-12-25 +2026-12-27\".")));
}

PG_FUNCTION_INFO_V1(regie_calendar_in);

/*
 * calendar_in(cstring) -> calendar
 *
 * Weekdays, then exceptions in any order.  A day that its weekday already
 * says is left out, and one that is named twice is stored once: only what is
 * left counts towards CAL_MOST_EXCEPTIONS.
 */
Datum
regie_calendar_in(PG_FUNCTION_ARGS)
{
	char	*text = PG_GETARG_CSTRING(0);
	size_t	 length = strlen(text);
	size_t	 room = cal_text_most(length);
	int64_t *entry =
		memory_take((room + 1) * sizeof(int64_t), "exceptions", (int64) room);
	cal_text		parsed;
	cal_text_status status = cal_text_parse(text,
											length,
											entry,
											(int32_t) room,
											&parsed,
											calendar_tick);

	if (status != CAL_TEXT_OK)
		return text_error(text, &parsed, status, fcinfo->context);
	return calendar_make(parsed.weekdays,
						 entry,
						 parsed.count,
						 ERRCODE_INVALID_TEXT_REPRESENTATION,
						 fcinfo->context);
}

PG_FUNCTION_INFO_V1(regie_calendar_out);

/* calendar_out(calendar) -> cstring: the canonical text */
Datum
regie_calendar_out(PG_FUNCTION_ARGS)
{
	cal_days calendar;
	size_t	 size;
	char	*text;

	calendar_unpack(PG_GETARG_DATUM(0), &calendar);
	if (!cal_text_size(&calendar, &size))
		elog(ERROR, "size of a calendar's text overflows");
	text = palloc(size);
	cal_text_format(&calendar, text);
	PG_RETURN_CSTRING(text);
}

PG_FUNCTION_INFO_V1(regie_calendar_send);

/*
 * calendar_send(calendar) -> bytea
 *
 * Format version and weekdays (a byte each), the number of exceptions (four
 * bytes), then for each its day since 2000-01-01 (four bytes) and 1 if it is
 * worked, 0 if it is not (a byte).
 */
Datum
regie_calendar_send(PG_FUNCTION_ARGS)
{
	cal_days	   calendar;
	StringInfoData buffer;

	calendar_unpack(PG_GETARG_DATUM(0), &calendar);
	pq_begintypsend(&buffer);
	pq_sendbyte(&buffer, CALENDAR_VERSION);
	pq_sendbyte(&buffer, calendar.weekdays);
	pq_sendint32(&buffer, calendar.count);
	for (int32 i = 0; i < calendar.count; i++)
	{
		pq_sendint32(&buffer, calendar.day[i]);
		pq_sendbyte(&buffer, cal_is_workday(&calendar, calendar.day[i]));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/* Refuses what calendar_send does not write. */
static void
binary_error(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation of a calendar"),
			 errdetail("%s", detail)));
}

PG_FUNCTION_INFO_V1(regie_calendar_recv);

/* calendar_recv(internal) -> calendar: checks everything, as text input does */
Datum
regie_calendar_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	int		   version = pq_getmsgbyte(buffer);
	int		   weekdays = pq_getmsgbyte(buffer);
	int32	   count = (int32) pq_getmsgint(buffer, 4);
	int64_t	  *entry;

	if (version != CALENDAR_VERSION)
		binary_error("The format version is unknown.");
	if ((weekdays & ~CALENDAR_WEEKDAYS) != 0)
		binary_error("The weekdays have an unknown bit.");
	if (count < 0 || (int64) count * 5 != buffer->len - buffer->cursor)
		binary_error("The number of exceptions does not match the length.");
	entry =
		memory_take(((Size) count + 1) * sizeof(int64_t), "exceptions", count);
	for (int32 i = 0; i < count; i++)
	{
		int32 day;
		int	  worked;

		CHECK_FOR_INTERRUPTS();
		day = (int32) pq_getmsgint(buffer, 4);
		worked = pq_getmsgbyte(buffer);
		if (!civil_in_range(day))
			binary_error("A day lies outside the range of dates.");
		if (worked > 1)
			binary_error("A day is neither worked nor not worked.");
		entry[i] = cal_entry(day, worked == 1);
	}
	return calendar_make((uint8) weekdays,
						 entry,
						 count,
						 ERRCODE_INVALID_BINARY_REPRESENTATION,
						 NULL);
}

/* By weekdays, then by the exceptions' days, the shorter list first. */
static int
compare_stored(const calendar_datum *a, const calendar_datum *b)
{
	int32 both = Min(a->count, b->count);

	if (a->weekdays != b->weekdays)
		return a->weekdays < b->weekdays ? -1 : 1;
	for (int32 i = 0; i < both; i++)
		if (a->data[i] != b->data[i])
			return a->data[i] < b->data[i] ? -1 : 1;
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	return 0;
}

static int
compare_arguments(FunctionCallInfo fcinfo)
{
	calendar_datum *a = open_datum(PG_GETARG_DATUM(0));
	calendar_datum *b = open_datum(PG_GETARG_DATUM(1));
	int				result = compare_stored(a, b);

	close_datum(a, PG_GETARG_DATUM(0));
	close_datum(b, PG_GETARG_DATUM(1));
	return result;
}

PG_FUNCTION_INFO_V1(regie_calendar_cmp);
PG_FUNCTION_INFO_V1(regie_calendar_eq);
PG_FUNCTION_INFO_V1(regie_calendar_ne);
PG_FUNCTION_INFO_V1(regie_calendar_lt);
PG_FUNCTION_INFO_V1(regie_calendar_le);
PG_FUNCTION_INFO_V1(regie_calendar_gt);
PG_FUNCTION_INFO_V1(regie_calendar_ge);

/*
 * calendar_cmp(calendar, calendar) -> int and its operators
 *
 * Equal exactly when the same days are worked, because what is stored is
 * canonical.  The order has no meaning beyond being total and fixed.
 */
Datum
regie_calendar_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_arguments(fcinfo));
}

Datum
regie_calendar_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) == 0);
}

Datum
regie_calendar_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) != 0);
}

Datum
regie_calendar_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) < 0);
}

Datum
regie_calendar_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) <= 0);
}

Datum
regie_calendar_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) > 0);
}

Datum
regie_calendar_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) >= 0);
}

/* The bytes that tell calendars apart: weekdays, count and days. */
static int
identity_length(const calendar_datum *stored)
{
	return (int) (offsetof(calendar_datum, data) -
				  offsetof(calendar_datum, weekdays) +
				  stored->count * sizeof(stored->data[0]));
}

PG_FUNCTION_INFO_V1(regie_calendar_hash);

/* calendar_hash(calendar) -> int */
Datum
regie_calendar_hash(PG_FUNCTION_ARGS)
{
	calendar_datum *stored = open_datum(PG_GETARG_DATUM(0));
	uint32 hash = hash_bytes(&stored->weekdays, identity_length(stored));

	close_datum(stored, PG_GETARG_DATUM(0));
	PG_RETURN_UINT32(hash);
}

PG_FUNCTION_INFO_V1(regie_calendar_hash_extended);

/* calendar_hash_extended(calendar, bigint) -> bigint */
Datum
regie_calendar_hash_extended(PG_FUNCTION_ARGS)
{
	calendar_datum *stored = open_datum(PG_GETARG_DATUM(0));
	uint64			hash = hash_bytes_extended(&stored->weekdays,
									   identity_length(stored),
									   (uint64) PG_GETARG_INT64(1));

	close_datum(stored, PG_GETARG_DATUM(0));
	PG_RETURN_UINT64(hash);
}
