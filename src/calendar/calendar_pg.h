/*
 * calendar_pg.h
 *		The SQL type regie.calendar, for the bindings of this and other rooms.
 */
#ifndef REGIE_CALENDAR_PG_H
#define REGIE_CALENDAR_PG_H

#include "common/compat.h"

#include "calendar/workdays.h"
#include "utils/date.h"

/*
 * Opens a datum of type regie.calendar.  The arrays point into the datum, or
 * into its detoasted copy in the current memory context: they live as long as
 * the shorter of the two.
 */
extern void calendar_unpack(Datum datum, cal_days *calendar);

/*
 * Makes a datum of entries (calendar/exceptions.h) in any order, on which it
 * works in place.  A day that is both worked and not worked is an error with
 * the given SQLSTATE, or a soft one where the context asks for that: the
 * result is then 0.
 */
extern Datum calendar_make(uint8 weekdays, int64 *entry, int32 count,
						   int sqlstate, fmNodePtr context);

/* The error of a calendar with more exceptions than CAL_MOST_EXCEPTIONS. */
extern Datum calendar_too_large(fmNodePtr context);

/* CHECK_FOR_INTERRUPTS as a cal_tick. */
extern void calendar_tick(void);

/* A date as text, in the current memory context. */
extern char *calendar_day_text(int64 day);

/* The date, which must not be infinite; "what" begins the error's sentence. */
extern DateADT calendar_finite(DateADT day, const char *what);

#endif
