/*
 * holidays.c
 *		Dutch public holidays by rule.
 */
#include "calendar/holidays.h"

#include "common/civil.h"

#define EVERYBODY (CAL_CAO_GEMEENTEN | CAL_TERMIJNENWET | CAL_PRIVATE_SECTOR)

/* Staff are off anyway, and the law speaks of Sundays in general. */
#define NOBODY 0

/* In the place of a month: the day counts from Easter Sunday. */
#define EASTER 0

typedef struct rule
{
	int			month;
	int			day;
	unsigned	kinds;
	const char *name;
	const char *name_nl;
} rule;

/* What is the same in every year; two holidays are not, see below. */
static const rule yearly[CAL_HOLIDAYS_PER_YEAR - 2] =
	{{1, 1, EVERYBODY, "New Year's Day", "Nieuwjaarsdag"},
	 {EASTER, -2, CAL_TERMIJNENWET, "Good Friday", "Goede Vrijdag"},
	 {EASTER, 0, NOBODY, "Easter Sunday", "Eerste Paasdag"},
	 {EASTER, 1, EVERYBODY, "Easter Monday", "Tweede Paasdag"},
	 {EASTER, 39, EVERYBODY, "Ascension Day", "Hemelvaartsdag"},
	 {EASTER, 49, NOBODY, "Whit Sunday", "Eerste Pinksterdag"},
	 {EASTER, 50, EVERYBODY, "Whit Monday", "Tweede Pinksterdag"},
	 {12, 25, EVERYBODY, "Christmas Day", "Eerste Kerstdag"},
	 {12, 26, EVERYBODY, "Second Day of Christmas", "Tweede Kerstdag"}};

#define SATURDAY 5
#define SUNDAY 6

static int64_t
day_of(int64_t year, int month, int day)
{
	civil date = {year, month, day};

	return civil_to_days(date);
}

/*
 * The "anonymous" computation (Nature 13, 20 April 1876, p. 487; in J. Meeus,
 * Astronomical Algorithms, 2nd edition, 1998, chapter 8), with its letters.
 */
int64_t
cal_easter(int64_t year)
{
	int64_t a = year % 19;
	int64_t b = year / 100;
	int64_t c = year % 100;
	int64_t d = b / 4;
	int64_t e = b % 4;
	int64_t f = (b + 8) / 25;
	int64_t g = (b - f + 1) / 3;
	int64_t h = (19 * a + b - d - g + 15) % 30;
	int64_t i = c / 4;
	int64_t k = c % 4;
	int64_t l = (32 + 2 * e + 2 * i - h - k) % 7;
	int64_t m = (a + 11 * h + 22 * l) / 451;
	int64_t n = h + l - 7 * m + 114;

	return day_of(year, (int) (n / 31), (int) (n % 31) + 1);
}

/*
 * The celebration of the monarch's birthday: 30 April until 2013, 27 April
 * from 2014; the day before if that is a Sunday.
 */
static cal_holiday
birthday_of(int64_t year)
{
	bool		king = year >= 2014;
	int64_t		day = day_of(year, 4, king ? 27 : 30);
	cal_holiday out;

	out.day = (int32_t) (civil_weekday(day) == SUNDAY ? day - 1 : day);
	out.kinds = EVERYBODY;
	out.name = king ? "King's Day" : "Queen's Day";
	out.name_nl = king ? "Koningsdag" : "Koninginnedag";
	return out;
}

/*
 * 5 May extends terms in every year.  Municipal staff have it off since 2024;
 * before, each municipality decided.  Private agreements as a rule give it in
 * every fifth year.
 */
static cal_holiday
liberation_of(int64_t year)
{
	cal_holiday out;

	out.day = (int32_t) day_of(year, 5, 5);
	out.kinds = CAL_TERMIJNENWET;
	if (year >= 2024)
		out.kinds |= CAL_CAO_GEMEENTEN;
	if (year % 5 == 0)
		out.kinds |= CAL_PRIVATE_SECTOR;
	out.name = "Liberation Day";
	out.name_nl = "Bevrijdingsdag";
	return out;
}

static cal_holiday
yearly_of(const rule *r, int64_t year, int64_t easter)
{
	cal_holiday out;

	out.day = (int32_t) (r->month == EASTER ? easter + r->day
											: day_of(year, r->month, r->day));
	out.kinds = r->kinds;
	out.name = r->name;
	out.name_nl = r->name_nl;
	return out;
}

/* Puts a holiday behind those that are not later. */
static void
put_holiday(cal_holiday *list, int count, cal_holiday holiday)
{
	int place = count;

	while (place > 0 && list[place - 1].day > holiday.day)
	{
		list[place] = list[place - 1];
		place--;
	}
	list[place] = holiday;
}

void
cal_dutch_holidays(int64_t year, cal_holiday out[CAL_HOLIDAYS_PER_YEAR])
{
	int64_t easter = cal_easter(year);
	int		n = 0;

	put_holiday(out, n++, birthday_of(year));
	put_holiday(out, n++, liberation_of(year));
	while (n < CAL_HOLIDAYS_PER_YEAR)
	{
		put_holiday(out, n, yearly_of(&yearly[n - 2], year, easter));
		n++;
	}
}

static bool
extends_term(int64_t day)
{
	cal_holiday list[CAL_HOLIDAYS_PER_YEAR];

	if (civil_weekday(day) >= SATURDAY)
		return true;
	cal_dutch_holidays(civil_from_days(day).year, list);
	for (int i = 0; i < CAL_HOLIDAYS_PER_YEAR; i++)
		if (list[i].day == day && (list[i].kinds & CAL_TERMIJNENWET))
			return true;
	return false;
}

int64_t
cal_legal_term_end(int64_t day)
{
	while (extends_term(day))
		day++;
	return day;
}
