/*
 * accrual.h
 *		Which part of a price belongs to which days, to the cent.
 *
 * What has accrued from the first day up to a day is an exact number, rounded
 * once; what belongs to a stretch of days is the difference of two of these.
 * So the parts of a stretch add up to the stretch, however it is cut, and
 * whole cells cost the amount itself.
 *
 * Amounts are whole numbers of their smallest unit (cents, say).
 */
#ifndef REGIE_ACCRUAL_H
#define REGIE_ACCRUAL_H

#include "common/checked.h"
#include "contract/commitment.h"
#include "contract/term.h"

typedef struct term_accrual
{
	int128_t	amount; /* below 10^38 in size */
	int32_t		start;	/* the first day */
	int64_t		end;	/* first day after the last, or TERM_FOREVER */
	term_length per;	/* the amount is for each of these; zero: it is once
						 * for all the days up to end, in equal parts */
} term_accrual;

/*
 * amount * cells, rounded half away from zero; false if that does not fit.
 */
extern bool term_price(int128_t amount, term_fraction cells, int128_t *price);

/*
 * What belongs to the days [from, to) among those of the plan; false if what
 * has accrued by then does not fit.  to is a day where the plan's end is none.
 */
extern bool term_accrued(const term_accrual *plan, int64_t from, int64_t to,
						 int128_t *accrued);

/* The first day of the month after that of a day. */
extern int64_t term_next_month(int64_t day);

/* How many calendar months the days [from, to) touch; from < to. */
extern int64_t term_months_touched(int64_t from, int64_t to);

#endif
