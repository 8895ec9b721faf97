/*
 * civil.c
 *		Calendar dates as day numbers, and back.
 *
 * The conversions shift the year so that it starts in March, which puts the
 * leap day last and makes the length of the months before any month a linear
 * formula (E. G. Richards, "Calendars", in the Explanatory Supplement to the
 * Astronomical Almanac, 3rd edition, 2012, section 15.11).  Within a cycle of
 * 400 years, 32 bits without sign do, and are divided fastest.
 */
#include "common/civil.h"

#include <stdio.h>
#include <string.h>

#define DAYS_PER_400_YEARS 146097
#define DAYS_0000_03_01_TO_2000_01_01 730425

/* For b > 0. */
static int64_t
floor_div(int64_t a, int64_t b)
{
	int64_t q = a / b;

	return q - (a < q * b ? 1 : 0);
}

int64_t
civil_to_days(civil date)
{
	int64_t	 year = date.month <= 2 ? date.year - 1 : date.year;
	int64_t	 cycle = floor_div(year, 400);
	uint32_t year_of_cycle = (uint32_t) (year - cycle * 400);
	uint32_t month_from_march = (uint32_t) (date.month + 9) % 12;
	uint32_t day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 -
							year_of_cycle / 100 +
							(153 * month_from_march + 2) / 5;

	return cycle * DAYS_PER_400_YEARS + day_of_cycle + date.day - 1 -
		   DAYS_0000_03_01_TO_2000_01_01;
}

civil
civil_from_days(int64_t days)
{
	int64_t	 shifted = days + DAYS_0000_03_01_TO_2000_01_01;
	int64_t	 cycle = floor_div(shifted, DAYS_PER_400_YEARS);
	uint32_t doc = (uint32_t) (shifted - cycle * DAYS_PER_400_YEARS);
	uint32_t yoc = (doc - doc / 1460 + doc / 36524 - doc / 146096) / 365;
	uint32_t doy = doc - (365 * yoc + yoc / 4 - yoc / 100);
	uint32_t mp = (5 * doy + 2) / 153;
	civil	 date;

	date.day = (int) (doy - (153 * mp + 2) / 5 + 1);
	date.month = (int) (mp < 10 ? mp + 3 : mp - 9);
	date.year = yoc + cycle * 400 + (date.month <= 2 ? 1 : 0);
	return date;
}

int
civil_days_in_month(int64_t year, int month)
{
	static const int length[] =
		{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return length[month - 1];
}

bool
civil_in_range(int64_t days)
{
	return days >= CIVIL_MIN_DAY && days <= CIVIL_MAX_DAY;
}

int
civil_weekday(int64_t days)
{
	/* 2000-01-01 was a Saturday */
	int64_t since_monday = days + 5;

	return (int) (since_monday - floor_div(since_monday, 7) * 7);
}

int64_t
civil_add_months(int64_t days, int64_t months)
{
	civil	date;
	int64_t total;
	int		length;

	if (months == 0)
		return days;
	date = civil_from_days(days);
	total = date.year * 12 + (date.month - 1) + months;
	date.year = floor_div(total, 12);
	date.month = (int) (total - date.year * 12) + 1;
	length = civil_days_in_month(date.year, date.month);
	if (date.day > length)
		date.day = length;
	return civil_to_days(date);
}

int
civil_format(int64_t days, char out[CIVIL_TEXT_SIZE])
{
	civil	  date = civil_from_days(days);
	bool	  bc = date.year <= 0;
	long long year = bc ? 1 - date.year : date.year;

	return snprintf(out,
					CIVIL_TEXT_SIZE,
					"%04lld-%02d-%02d%s",
					year,
					date.month,
					date.day,
					bc ? " BC" : "");
}

/* Reads between min and max digits; false if there are fewer or more. */
static bool
parse_digits(const char **text, const char *end, int min, int max,
			 int64_t *out)
{
	const char *p = *text;
	int			n = 0;

	*out = 0;
	while (p < end && *p >= '0' && *p <= '9' && n < max)
	{
		*out = *out * 10 + (*p++ - '0');
		n++;
	}
	if (n < min || (p < end && *p >= '0' && *p <= '9'))
		return false;
	*text = p;
	return true;
}

bool
civil_parse(const char **text, const char *end, int32_t *days)
{
	const char *p = *text;
	int64_t		year;
	int64_t		month;
	int64_t		day;
	int64_t		result;
	civil		date;

	if (!parse_digits(&p, end, 4, 7, &year) || p >= end || *p++ != '-' ||
		!parse_digits(&p, end, 2, 2, &month) || p >= end || *p++ != '-' ||
		!parse_digits(&p, end, 2, 2, &day) || year == 0)
		return false;
	if (end - p >= 3 && memcmp(p, " BC", 3) == 0)
	{
		p += 3;
		year = 1 - year;
	}
	if (month < 1 || month > 12 || day < 1 ||
		day > civil_days_in_month(year, (int) month))
		return false;
	date.year = year;
	date.month = (int) month;
	date.day = (int) day;
	result = civil_to_days(date);
	if (!civil_in_range(result))
		return false;
	*days = (int32_t) result;
	*text = p;
	return true;
}
