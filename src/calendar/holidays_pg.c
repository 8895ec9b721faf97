/*
 * holidays_pg.c
 *		Dutch public holidays in SQL: as rows, as a calendar, and as the end
 *		of a statutory term.
 */
#include "common/compat.h"

#include "calendar/calendar_pg.h"
#include "calendar/exceptions.h"
#include "calendar/holidays.h"
#include "common/civil.h"
#include "utils/datum.h"

#define HOLIDAY_COLUMNS 6

static void
check_years(int32 first, int32 last)
{
	if (first < CAL_FIRST_YEAR || last > CAL_LAST_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no rules are known for year %d",
						first < CAL_FIRST_YEAR ? first : last),
				 errdetail("The Dutch holidays are known from %d to %d.",
						   CAL_FIRST_YEAR,
						   CAL_LAST_YEAR)));
	if (first > last)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("first year %d comes after last year %d",
						first,
						last)));
}

PG_FUNCTION_INFO_V1(regie_dutch_holidays);

/*
 * dutch_holidays(first_year int, last_year int) -> rows
 *
 * The public holidays of the years, by day, and for which purpose each is
 * one: days off of municipal staff, days that extend a statutory term, days
 * off in most private agreements.
 */
Datum
regie_dutch_holidays(PG_FUNCTION_ARGS)
{
	int32		   first = PG_GETARG_INT32(0);
	int32		   last = PG_GETARG_INT32(1);
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	cal_holiday	   list[CAL_HOLIDAYS_PER_YEAR];

	check_years(first, last);
	InitMaterializedSRF(fcinfo, 0);
	for (int32 year = first; year <= last; year++)
	{
		CHECK_FOR_INTERRUPTS();
		cal_dutch_holidays(year, list);
		for (int i = 0; i < CAL_HOLIDAYS_PER_YEAR; i++)
		{
			Datum	 values[HOLIDAY_COLUMNS];
			bool	 nulls[HOLIDAY_COLUMNS] = {false};
			unsigned kinds = list[i].kinds;

			values[0] = DateADTGetDatum(list[i].day);
			values[1] = CStringGetTextDatum(list[i].name);
			values[2] = CStringGetTextDatum(list[i].name_nl);
			values[3] = BoolGetDatum((kinds & CAL_CAO_GEMEENTEN) != 0);
			values[4] = BoolGetDatum((kinds & CAL_TERMIJNENWET) != 0);
			values[5] = BoolGetDatum((kinds & CAL_PRIVATE_SECTOR) != 0);
			tuplestore_putvalues(rsinfo->setResult,
								 rsinfo->setDesc,
								 values,
								 nulls);
		}
	}
	return (Datum) 0;
}

static unsigned
kind_by_name(const char *name)
{
	if (strcmp(name, "cao_gemeenten") == 0)
		return CAL_CAO_GEMEENTEN;
	if (strcmp(name, "termijnenwet") == 0)
		return CAL_TERMIJNENWET;
	if (strcmp(name, "private_sector") == 0)
		return CAL_PRIVATE_SECTOR;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown kind of calendar: \"%s\"", name),
			 errhint("The kinds are cao_gemeenten, termijnenwet and "
					 "private_sector.")));
	return 0;
}

/* The calendar that a query asked for last, since most ask for one alone. */
typedef struct asked_calendar
{
	int32	 first;
	int32	 last;
	unsigned kind;
	Datum	 calendar;
} asked_calendar;

static Datum
make_dutch_calendar(int32 first, int32 last, unsigned kind)
{
	cal_holiday list[CAL_HOLIDAYS_PER_YEAR];
	int64_t	   *entry;
	int32		count = 0;

	check_years(first, last);
	entry = palloc(((Size) last - first + 1) * CAL_HOLIDAYS_PER_YEAR *
				   sizeof(int64_t));
	for (int32 year = first; year <= last; year++)
	{
		CHECK_FOR_INTERRUPTS();
		cal_dutch_holidays(year, list);
		for (int i = 0; i < CAL_HOLIDAYS_PER_YEAR; i++)
			if (list[i].kinds & kind)
				entry[count++] = cal_entry(list[i].day, false);
	}
	return calendar_make(CAL_MONDAY_TO_FRIDAY,
						 entry,
						 count,
						 ERRCODE_INTERNAL_ERROR,
						 NULL);
}

/* Copies a calendar to where it lives as long as the query's call does. */
static Datum
keep_calendar(FmgrInfo *flinfo, asked_calendar asked)
{
	asked_calendar *kept = flinfo->fn_extra;
	MemoryContext	old = MemoryContextSwitchTo(flinfo->fn_mcxt);

	if (kept == NULL)
		kept = palloc(sizeof(asked_calendar));
	else
	{
		flinfo->fn_extra = NULL;
		pfree(DatumGetPointer(kept->calendar));
	}
	asked.calendar = datumCopy(asked.calendar, false, -1);
	*kept = asked;
	flinfo->fn_extra = kept;
	MemoryContextSwitchTo(old);
	return kept->calendar;
}

PG_FUNCTION_INFO_V1(regie_dutch_calendar);

/*
 * dutch_calendar(first_year int, last_year int, kind text) -> calendar
 *
 * Monday to Friday without the holidays of that kind.  Outside the years the
 * calendar knows no holidays: every Monday to Friday is worked there.
 */
Datum
regie_dutch_calendar(PG_FUNCTION_ARGS)
{
	FmgrInfo	  *flinfo = fcinfo->flinfo;
	asked_calendar asked = {
		.first = PG_GETARG_INT32(0),
		.last = PG_GETARG_INT32(1),
		.kind = kind_by_name(text_to_cstring(PG_GETARG_TEXT_PP(2))),
	};
	asked_calendar *kept = flinfo != NULL ? flinfo->fn_extra : NULL;

	if (kept != NULL && kept->first == asked.first &&
		kept->last == asked.last && kept->kind == asked.kind)
		return kept->calendar;
	asked.calendar = make_dutch_calendar(asked.first, asked.last, asked.kind);
	return flinfo != NULL ? keep_calendar(flinfo, asked) : asked.calendar;
}

PG_FUNCTION_INFO_V1(regie_legal_term_end);

/*
 * legal_term_end(date) -> date
 *
 * The last day of a statutory term that by its own length ends on the date:
 * the date, or else the next day that is no Saturday, Sunday or holiday
 * (Algemene termijnenwet, art. 1(1) and art. 3(1)-(2)).
 */
Datum
regie_legal_term_end(PG_FUNCTION_ARGS)
{
	DateADT day = calendar_finite(PG_GETARG_DATEADT(0), "date");
	int64_t year = civil_from_days(day).year;

	if (year < CAL_FIRST_YEAR || year > CAL_LAST_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("no rules are known for %s", calendar_day_text(day)),
				 errdetail("The Dutch holidays are known from %d to %d.",
						   CAL_FIRST_YEAR,
						   CAL_LAST_YEAR)));
	PG_RETURN_DATEADT((DateADT) cal_legal_term_end(day));
}
