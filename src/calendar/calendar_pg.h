/*
 * calendar_pg.h
 *		The SQL type regie.calendar, for the bindings of other rooms.
 */
#ifndef REGIE_CALENDAR_PG_H
#define REGIE_CALENDAR_PG_H

#include "common/compat.h"

#include "calendar/workdays.h"

/*
 * Opens a datum of type regie.calendar.  The arrays point into the datum, or
 * into its detoasted copy in the current memory context: they live as long as
 * the shorter of the two.
 */
extern void calendar_unpack(Datum datum, cal_days *calendar);

#endif
