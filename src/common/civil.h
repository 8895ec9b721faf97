/*
 * civil.h
 *		Calendar dates as day numbers, and back; months added the way
 *		contracts and PostgreSQL do it.
 *
 * A day number counts from 2000-01-01 (day 0), as PostgreSQL's date does, in
 * the proleptic Gregorian calendar.  Valid days run from 4714-11-24 BC to
 * 5874897-12-31, the range of PostgreSQL's date.  Years are astronomical:
 * year 0 is 1 BC.
 */
#ifndef REGIE_CIVIL_H
#define REGIE_CIVIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CIVIL_MIN_DAY (-2451545)   /* 4714-11-24 BC */
#define CIVIL_MAX_DAY (2145031948) /* 5874897-12-31 */

/* Longest text: "5874897-12-31" or "4714-11-24 BC", and the terminator. */
#define CIVIL_TEXT_SIZE 24

typedef struct civil
{
	int64_t year;
	int		month; /* 1..12 */
	int		day;   /* 1..31 */
} civil;

extern int64_t civil_to_days(civil date);
extern civil   civil_from_days(int64_t days);
extern int	   civil_days_in_month(int64_t year, int month);
extern bool	   civil_in_range(int64_t days);

/* 0 = Monday .. 6 = Sunday */
extern int civil_weekday(int64_t days);

/*
 * Months later (or earlier), same day of the month, or that month's last day
 * where it has no such day (Regulation 1182/71 art. 3(2)(c); PostgreSQL's own
 * date + interval).  The result may lie outside the valid range: check it.
 */
extern int64_t civil_add_months(int64_t days, int64_t months);

/* Writes ISO 8601 text ("2026-11-23", "0044-03-15 BC"); returns its length. */
extern int civil_format(int64_t days, char out[CIVIL_TEXT_SIZE]);

/*
 * Reads ISO text from *text, which ends at end; moves *text behind it.
 * False, with *text where it was, if no valid date stands there.
 */
extern bool civil_parse(const char **text, const char *end, int32_t *days);

#endif
