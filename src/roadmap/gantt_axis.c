/*
 * gantt_axis.c
 *		Marks by the calendar, and how many of them fit.
 */
#include "roadmap/gantt_axis.h"

#include "common/civil.h"

/* Least pixels between two marks, so that their labels stand apart. */
static const int32_t least_width[] = {20, 38, 31, 26, 38};

static const char *const month_names[2][12] = {{"January",
												"February",
												"March",
												"April",
												"May",
												"June",
												"July",
												"August",
												"September",
												"October",
												"November",
												"December"},
											   {"januari",
												"februari",
												"maart",
												"april",
												"mei",
												"juni",
												"juli",
												"augustus",
												"september",
												"oktober",
												"november",
												"december"}};

static const char *const month_short[2][12] = {{"Jan",
												"Feb",
												"Mar",
												"Apr",
												"May",
												"Jun",
												"Jul",
												"Aug",
												"Sep",
												"Oct",
												"Nov",
												"Dec"},
											   {"jan",
												"feb",
												"mrt",
												"apr",
												"mei",
												"jun",
												"jul",
												"aug",
												"sep",
												"okt",
												"nov",
												"dec"}};

static int64_t
floor_to(int64_t number, int64_t step)
{
	int64_t rest = number % step;

	return number - (rest < 0 ? rest + step : rest);
}

/* The first day of a month, counted from January of the year 0. */
static int64_t
month_day(int64_t month)
{
	civil	date = {0, 1, 1};
	int64_t year = floor_to(month, 12);

	date.year = year / 12;
	date.month = (int) (month - year) + 1;
	return civil_to_days(date);
}

static int64_t
months_of(gantt_mark mark)
{
	return mark.unit == GANTT_MONTHS	 ? 1
		   : mark.unit == GANTT_QUARTERS ? 3
										 : 12 * mark.step;
}

int64_t
gantt_mark_floor(gantt_mark mark, int64_t day)
{
	civil date;

	if (mark.unit == GANTT_DAYS)
		return day;
	if (mark.unit == GANTT_WEEKS)
		return day - civil_weekday(day);
	date = civil_from_days(day);
	return month_day(
		floor_to(date.year * 12 + date.month - 1, months_of(mark)));
}

int64_t
gantt_mark_next(gantt_mark mark, int64_t day)
{
	civil date;

	if (mark.unit == GANTT_DAYS)
		return day + 1;
	if (mark.unit == GANTT_WEEKS)
		return day - civil_weekday(day) + 7;
	date = civil_from_days(day);
	return month_day(
		floor_to(date.year * 12 + date.month - 1, months_of(mark)) +
		months_of(mark));
}

/* Days of a mark on the long run, times 10,000. */
static int64_t
days_of(gantt_mark mark)
{
	if (mark.unit == GANTT_DAYS)
		return 10000;
	if (mark.unit == GANTT_WEEKS)
		return 70000;
	return months_of(mark) * 3652425 / 12;
}

static bool
mark_fits(gantt_mark mark, int64_t days, int32_t width)
{
	/* years of five digits and more */
	int32_t least = mark.step >= 1000 ? 60 : least_width[mark.unit];

	return days_of(mark) * width >= least * (days + 1) * 10000;
}

/* 1, 2, 5, 10, 20, 50, ... */
static int64_t
next_step(int64_t step)
{
	int64_t power = 1;

	while (power * 10 <= step)
		power *= 10;
	return step / power == 2 ? power * 5 : step * 2;
}

void
gantt_axis_fit(gantt_axis *axis, int64_t first, int64_t last, int32_t x,
			   int32_t width)
{
	gantt_mark mark = {GANTT_DAYS, 1};

	while (mark.unit < GANTT_YEARS && !mark_fits(mark, last - first, width))
		mark.unit++;
	while (!mark_fits(mark, last - first, width))
		mark.step = next_step(mark.step);
	axis->lower = mark;
	axis->has_upper = mark.unit != GANTT_YEARS;
	axis->upper.step = 1;
	axis->upper.unit = mark.unit <= GANTT_WEEKS ? GANTT_MONTHS : GANTT_YEARS;
	axis->first = gantt_mark_floor(mark, first);
	axis->last = gantt_mark_next(mark, last - 1);
	axis->x = x;
	axis->width = width;
}

int32_t
gantt_axis_x(const gantt_axis *axis, int64_t day)
{
	if (day <= axis->first)
		return axis->x;
	if (day >= axis->last)
		return axis->x + axis->width;
	return axis->x + (int32_t) ((day - axis->first) * axis->width /
								(axis->last - axis->first));
}

/* The number of a week: that of its Thursday, counted from January. */
static int
week_number(int64_t monday)
{
	civil	thursday = civil_from_days(monday + 3);
	civil	january = {0, 1, 1};
	int64_t days;

	january.year = thursday.year;
	days = monday + 3 - civil_to_days(january);
	return (int) (days / 7) + 1;
}

static void
year_label(int64_t year, bool dutch, char *out)
{
	if (year > 0)
		snprintf(out, GANTT_LABEL_SIZE, "%d", (int) year);
	else
		snprintf(out,
				 GANTT_LABEL_SIZE,
				 "%d %s",
				 (int) (1 - year),
				 dutch ? "v.C." : "BC");
}

bool
gantt_mark_label(gantt_mark mark, int64_t day, int form, bool dutch,
				 char out[GANTT_LABEL_SIZE])
{
	civil date = civil_from_days(day);
	char  year[GANTT_LABEL_SIZE];

	year_label(date.year, dutch, year);
	if (mark.unit == GANTT_MONTHS && form < 2)
		snprintf(out,
				 GANTT_LABEL_SIZE,
				 "%s %.20s",
				 form == 0 ? month_names[dutch][date.month - 1]
						   : month_short[dutch][date.month - 1],
				 year);
	else if (mark.unit == GANTT_MONTHS)
		snprintf(out,
				 GANTT_LABEL_SIZE,
				 "%s",
				 month_short[dutch][date.month - 1]);
	else if (form > 0)
		return false;
	else if (mark.unit == GANTT_DAYS)
		snprintf(out, GANTT_LABEL_SIZE, "%d", date.day);
	else if (mark.unit == GANTT_WEEKS)
		snprintf(out,
				 GANTT_LABEL_SIZE,
				 dutch ? "wk %d" : "W%d",
				 week_number(gantt_mark_floor(mark, day)));
	else if (mark.unit == GANTT_QUARTERS)
		snprintf(out,
				 GANTT_LABEL_SIZE,
				 dutch ? "K%d" : "Q%d",
				 (date.month + 2) / 3);
	else
		snprintf(out, GANTT_LABEL_SIZE, "%s", year);
	return true;
}
