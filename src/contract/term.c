/*
 * term.c
 *		The term of a contract: the date kernel.
 *
 * Nothing here can overflow.  Days are within 2^31; lengths are at most
 * TERM_MAX_MONTHS and TERM_MAX_DAYS; the number k of a boundary is below 2^33
 * (term_next_boundary).  So a boundary is below 2^33 * 2^17 months, or 2^55
 * days, in 64 bits.
 */
#include "contract/term.h"

#include <stddef.h>

#include "common/civil.h"

static const term_length no_length = {0, 0};

static bool
is_zero(term_length length)
{
	return length.months == 0 && length.days == 0;
}

bool
term_length_is_valid(int64_t months, int64_t days)
{
	return months >= 0 && months <= TERM_MAX_MONTHS && days >= 0 &&
		   days <= TERM_MAX_DAYS;
}

int64_t
term_add(int64_t day, term_length length)
{
	return civil_add_months(day, length.months) + length.days;
}

int64_t
term_subtract(int64_t day, term_length length)
{
	return civil_add_months(day, -(int64_t) length.months) - length.days;
}

int64_t
term_boundary(const term_value *term, int64_t k)
{
	int64_t months = term->initial.months + k * term->renewal.months;
	int64_t days = term->initial.days + k * term->renewal.days;

	return civil_add_months(term->start_on, months) + days;
}

/* The last day to give notice for a boundary. */
static int64_t
notice_day_before(const term_value *term, int64_t boundary)
{
	return term_subtract(boundary, term->notice) - 1;
}

int64_t
term_notice_day(const term_value *term, int64_t k)
{
	return notice_day_before(term, term_boundary(term, k));
}

/*
 * 400 years are 4800 months and 146097 days.  Adding months moves a day by
 * their share of that, up to the clamping and the unequal length of months
 * and years: between 7.4 days less and 4.4 days more (a test looks at all
 * 4800 months).  Whoever adds and then subtracts is off by twice that at most.
 */
#define DAYS_PER_CYCLE INT64_C(146097)
#define MONTHS_PER_CYCLE INT64_C(4800)
#define MOST_TOO_EARLY (15 * MONTHS_PER_CYCLE)
#define MOST_TOO_LATE (9 * MONTHS_PER_CYCLE)

/* Days of a length, 4800 times as many. */
static int64_t
scaled_days(term_length length)
{
	return length.months * DAYS_PER_CYCLE + length.days * MONTHS_PER_CYCLE;
}

/* The smallest k >= 0 with k * step > reach; 1 if there are no steps. */
static int64_t
steps_beyond(int64_t reach, int64_t step)
{
	if (reach < 0)
		return 0;
	return step > 0 ? reach / step + 1 : 1;
}

/*
 * Boundaries increase with k, and taking months off a later day never gives
 * an earlier one, so the smallest k is found by halving what lies between two
 * estimates.  They are a day or two apart in a term with long periods, so that
 * most terms need one look at the calendar, or none.  Without a renewal period
 * there is boundary 0 only.
 */
int64_t
term_next_boundary(const term_value *term, int64_t day, term_length notice)
{
	int64_t step = scaled_days(term->renewal);
	int64_t reach = (day - term->start_on) * MONTHS_PER_CYCLE +
					scaled_days(notice) - scaled_days(term->initial);
	int64_t high = steps_beyond(reach + MOST_TOO_EARLY, step);
	int64_t low = step > 0 ? steps_beyond(reach - MOST_TOO_LATE, step) : 0;

	while (low < high)
	{
		int64_t middle = low + (high - low) / 2;

		if (term_subtract(term_boundary(term, middle), notice) > day)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/*
 * The last boundary that the term reaches as it stands: 0 without renewal,
 * as many as options were lifted, as many as silence can add; -1 if there is
 * no last one.
 */
static int64_t
last_boundary(const term_value *term)
{
	switch (term->kind)
	{
		case TERM_FIXED:
			return 0;
		case TERM_EXPLICIT:
			return term->lifted;
		case TERM_TACIT:
			return term->max_renewals;
		default:
			return -1;
	}
}

/* The last boundary with all options lifted; -1 if there is none. */
static int64_t
furthest_boundary(const term_value *term)
{
	return term->kind == TERM_EVERGREEN ? -1 : term->max_renewals;
}

static bool
option_left(const term_value *term)
{
	return term->kind == TERM_EXPLICIT &&
		   (term->max_renewals == TERM_NOT_STATED ||
			term->lifted < term->max_renewals);
}

/* Where it ends if no end is recorded. */
static int64_t
own_end(const term_value *term)
{
	int64_t last = last_boundary(term);

	return last < 0 ? TERM_FOREVER : term_boundary(term, last);
}

int64_t
term_end(const term_value *term)
{
	return term->ended_on != TERM_NOT_ENDED ? term->ended_on : own_end(term);
}

int64_t
term_maximum_extent(const term_value *term)
{
	int64_t furthest = furthest_boundary(term);

	if (term->ended_on != TERM_NOT_ENDED)
		return term->ended_on;
	return furthest < 0 ? TERM_NO_DAY : term_boundary(term, furthest);
}

/* Each field for itself, and whether its kind has it at all. */
static term_fault
check_fields(const term_value *term)
{
	bool	renewed = term->kind == TERM_EXPLICIT || term->kind == TERM_TACIT;
	int32_t unrenewed_max = term->kind == TERM_FIXED ? 0 : TERM_NOT_STATED;

	if (term->kind < TERM_FIXED || term->kind > TERM_EVERGREEN ||
		term->spare[0] != 0 || term->spare[1] != 0 || term->spare[2] != 0 ||
		!civil_in_range(term->start_on) ||
		(term->ended_on != TERM_NOT_ENDED &&
		 !civil_in_range(term->ended_on)) ||
		!term_length_is_valid(term->initial.months, term->initial.days) ||
		!term_length_is_valid(term->renewal.months, term->renewal.days) ||
		!term_length_is_valid(term->notice.months, term->notice.days) ||
		term->max_renewals < TERM_NOT_STATED || term->lifted < 0)
		return TERM_BAD_FIELD;
	if (term->kind != TERM_EVERGREEN && is_zero(term->initial))
		return TERM_NO_INITIAL;
	if (renewed && is_zero(term->renewal) && term->max_renewals != 0)
		return TERM_NO_RENEWAL;
	if (!renewed &&
		(!is_zero(term->renewal) || term->max_renewals != unrenewed_max))
		return TERM_NOT_RENEWED;
	if (term->kind != TERM_EXPLICIT && term->lifted != 0)
		return TERM_NO_OPTIONS;
	if (term->max_renewals != TERM_NOT_STATED &&
		term->lifted > term->max_renewals)
		return TERM_TOO_MANY_LIFTED;
	return TERM_SOUND;
}

term_fault
term_check(const term_value *term)
{
	term_fault fault = check_fields(term);
	int64_t	   furthest;

	if (fault != TERM_SOUND)
		return fault;
	furthest = furthest_boundary(term);
	if (furthest < term->lifted)
		furthest = term->lifted;
	if (!civil_in_range(term_boundary(term, furthest)))
		return TERM_OUT_OF_RANGE;
	if (term->ended_on < term->start_on)
		return TERM_ENDED_EARLY;
	if (term->ended_on != TERM_NOT_ENDED && term->ended_on > own_end(term))
		return TERM_ENDED_LATE;
	return TERM_SOUND;
}

/* A term that ended on its first day never ran. */
bool
term_is_over(const term_value *term, int64_t day)
{
	return day >= term_end(term) || term->ended_on == term->start_on;
}

bool
term_period(const term_value *term, int64_t k, int64_t *from, int64_t *to)
{
	int64_t end = term_end(term);

	if (term->kind == TERM_EVERGREEN && k > 0)
		return false;
	*from = k == 0 ? term->start_on : term_boundary(term, k - 1);
	*to = term->kind == TERM_EVERGREEN ? end : term_boundary(term, k);
	if (*to > end)
		*to = end;
	return *from < end;
}

bool
term_period_of(const term_value *term, int64_t day, int64_t *from, int64_t *to)
{
	if (day < term->start_on || term_is_over(term, day))
		return false;
	return term_period(term,
					   term->kind == TERM_EVERGREEN
						   ? 0
						   : term_next_boundary(term, day, no_length),
					   from,
					   to);
}

int64_t
term_period_notice_day(const term_value *term, int64_t k)
{
	int64_t end = term_end(term);
	bool	decided = end != TERM_FOREVER && term_boundary(term, k) >= end &&
				   (!option_left(term) || term->ended_on != TERM_NOT_ENDED);

	if (term->kind == TERM_FIXED || term->kind == TERM_EVERGREEN || decided)
		return TERM_NO_DAY;
	return term_notice_day(term, k);
}

static const term_outlook nothing_ahead = {TERM_NO_DAY, TERM_NO_DAY};

/* Bound until that day, with nothing to decide; free once it is there. */
static term_outlook
bound_until(int64_t end, int64_t as_of)
{
	term_outlook outlook = nothing_ahead;

	if (end > as_of)
		outlook.locked_in_until = end;
	return outlook;
}

/* A term that ended on its first day never ran. */
static term_outlook
look_ahead_ended(const term_value *term, int64_t as_of)
{
	if (term->ended_on == term->start_on)
		return nothing_ahead;
	return bound_until(term->ended_on, as_of);
}

/*
 * Silence from here on renews up to boundary k - 1, the last one for which
 * notice is too late; notice in time ends the term at boundary k.  A notice
 * that is longer than a renewal period skips several boundaries.
 */
static term_outlook
look_ahead_tacit(const term_value *term, int64_t as_of)
{
	int64_t		 k = term_next_boundary(term, as_of, term->notice);
	term_outlook outlook;

	if (term->max_renewals != TERM_NOT_STATED && k >= term->max_renewals)
		return bound_until(term_boundary(term, term->max_renewals), as_of);
	outlook.locked_in_until = term_boundary(term, k);
	outlook.last_notice_day = notice_day_before(term, outlook.locked_in_until);
	return outlook;
}

static term_outlook
look_ahead_explicit(const term_value *term, int64_t as_of)
{
	int64_t		 end = term_boundary(term, term->lifted);
	term_outlook outlook = bound_until(end, as_of);
	int64_t		 notice_day;

	if (end <= as_of || !option_left(term))
		return outlook;
	notice_day = notice_day_before(term, end);
	if (as_of <= notice_day)
		outlook.last_notice_day = notice_day;
	return outlook;
}

/* Notice counts from as_of, but not from before the start. */
static term_outlook
look_ahead_evergreen(const term_value *term, int64_t as_of)
{
	term_outlook outlook = nothing_ahead;
	int64_t		 given = as_of > term->start_on ? as_of : term->start_on;
	int64_t		 minimum = term_add(term->start_on, term->initial);

	outlook.locked_in_until = term_add(given, term->notice);
	if (outlook.locked_in_until < minimum)
		outlook.locked_in_until = minimum;
	return outlook;
}

term_outlook
term_look_ahead(const term_value *term, int64_t as_of)
{
	if (term->ended_on != TERM_NOT_ENDED)
		return look_ahead_ended(term, as_of);
	switch (term->kind)
	{
		case TERM_TACIT:
			return look_ahead_tacit(term, as_of);
		case TERM_EXPLICIT:
			return look_ahead_explicit(term, as_of);
		case TERM_EVERGREEN:
			return look_ahead_evergreen(term, as_of);
		default:
			return bound_until(term_boundary(term, 0), as_of);
	}
}

int64_t
term_next_notice_day(const term_value *term, int64_t as_of)
{
	if (term->ended_on != TERM_NOT_ENDED || term->kind == TERM_FIXED ||
		term->kind == TERM_EVERGREEN)
		return TERM_NO_DAY;
	return term_look_ahead(term, as_of).last_notice_day;
}

term_silence
term_if_silent(const term_value *term, int64_t as_of)
{
	if (term_is_over(term, as_of))
		return TERM_SILENCE_OVER;
	if (term->ended_on != TERM_NOT_ENDED)
		return TERM_SILENCE_ENDS;
	if (term->kind == TERM_EVERGREEN)
		return TERM_SILENCE_CONTINUES;
	if (term->kind == TERM_TACIT &&
		(term->max_renewals == TERM_NOT_STATED ||
		 term_next_boundary(term, as_of, no_length) < term->max_renewals))
		return TERM_SILENCE_RENEWS;
	return TERM_SILENCE_ENDS;
}

/*
 * A decision that can still be taken goes before an end that it could move:
 * "ending" is what nobody can prolong any more.
 */
term_state
term_state_on(const term_value *term, int64_t as_of, term_length warn)
{
	int64_t notice_day = term_look_ahead(term, as_of).last_notice_day;
	int64_t end = term_end(term);

	if (term_is_over(term, as_of))
		return TERM_STATE_ENDED;
	if (as_of < term->start_on)
		return TERM_STATE_UPCOMING;
	if (notice_day != TERM_NO_DAY)
		return as_of >= term_subtract(notice_day, warn) ? TERM_STATE_NOTICE_DUE
														: TERM_STATE_RUNNING;
	if (end == TERM_FOREVER)
		return TERM_STATE_RUNNING;
	if (term->ended_on != TERM_NOT_ENDED || option_left(term))
		return TERM_STATE_ENDING;
	return as_of >= term_subtract(end, warn) ? TERM_STATE_ENDING
											 : TERM_STATE_RUNNING;
}

int
term_compare(const term_value *a, const term_value *b)
{
	const int32_t left[] = {a->start_on,
							a->initial.months,
							a->initial.days,
							a->kind,
							a->renewal.months,
							a->renewal.days,
							a->max_renewals,
							a->lifted,
							a->notice.months,
							a->notice.days,
							a->ended_on};
	const int32_t right[] = {b->start_on,
							 b->initial.months,
							 b->initial.days,
							 b->kind,
							 b->renewal.months,
							 b->renewal.days,
							 b->max_renewals,
							 b->lifted,
							 b->notice.months,
							 b->notice.days,
							 b->ended_on};

	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}
