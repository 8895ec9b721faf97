/*
 * holidays.h
 *		Dutch public holidays by rule, for three purposes that differ.
 *
 * doc/calendar.md names the sources of each rule.
 */
#ifndef REGIE_HOLIDAYS_H
#define REGIE_HOLIDAYS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The years for which the rules hold.  For years before 2000 there is no
 * source for the days off of municipal staff, so they are refused.
 */
#define CAL_FIRST_YEAR 2000
#define CAL_LAST_YEAR 9999

/* Who is off, or what a holiday does; bits of a set. */
#define CAL_CAO_GEMEENTEN (1u << 0)	 /* day off by the municipal agreement */
#define CAL_TERMIJNENWET (1u << 1)	 /* extends a statutory term */
#define CAL_PRIVATE_SECTOR (1u << 2) /* day off by most private agreements */

typedef struct cal_holiday
{
	int32_t		day;
	unsigned	kinds;
	const char *name;
	const char *name_nl;
} cal_holiday;

#define CAL_HOLIDAYS_PER_YEAR 11

/* Easter Sunday by the Gregorian rule, for years from 1583. */
extern int64_t cal_easter(int64_t year);

/*
 * The holidays of a year by day.  Two of them can share a day: in 2016
 * Ascension Day was 5 May.
 */
extern void cal_dutch_holidays(int64_t	   year,
							   cal_holiday out[CAL_HOLIDAYS_PER_YEAR]);

/*
 * The day on which a statutory term ends that by its own length ends on the
 * given day: that day, or else the next one that is no Saturday, Sunday or
 * holiday (Algemene termijnenwet, art. 1(1) and 3(1)-(2)).  Days made equal
 * to a holiday by royal decree (art. 3(3)) are not known here.
 */
extern int64_t cal_legal_term_end(int64_t day);

#endif
