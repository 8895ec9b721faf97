/*
 * accrual.c
 *		Which part of a price belongs to which days, to the cent.
 */
#include "contract/accrual.h"

#include "common/civil.h"

/*
 * a * b / c, cut to a whole number, for b < c < 2^56 and a < 2^127: long
 * division in two digits of 64 bits.  Each step divides a number below 2^121.
 */
static uint128_t
part_of(uint128_t a, int64_t b, int64_t c, int64_t *rest)
{
	uint128_t divisor = (uint128_t) c;
	uint128_t high = (a >> 64) * (uint128_t) b;
	uint128_t low =
		((high % divisor) << 64) + (uint128_t) (uint64_t) a * (uint128_t) b;

	*rest = (int64_t) (low % divisor);
	return ((high / divisor) << 64) + low / divisor;
}

bool
term_price(int128_t amount, term_fraction cells, int128_t *price)
{
	bool	  negative = amount < 0;
	int128_t  size = negative ? -amount : amount;
	int128_t  total;
	uint128_t part;
	int64_t	  rest;

	if (__builtin_mul_overflow(size,
							   (int128_t) (cells.numerator /
										   cells.denominator),
							   &total))
		return false;
	part = part_of((uint128_t) size,
				   cells.numerator % cells.denominator,
				   cells.denominator,
				   &rest);
	if (rest >= cells.denominator - rest)
		part++;
	if (__builtin_add_overflow(total, (int128_t) part, &total))
		return false;
	*price = negative ? -total : total;
	return true;
}

/* What has accrued from the first day up to a day that is not before it. */
static bool
accrued_until(const term_accrual *plan, int64_t day, int128_t *total)
{
	term_fraction cells = {0, 1};

	if (plan->per.months != 0 || plan->per.days != 0)
		cells = term_cells(plan->start, plan->per, plan->start, day);
	else if (day > plan->start)
	{
		cells.numerator = day - plan->start;
		cells.denominator = plan->end - plan->start;
	}
	return term_price(plan->amount, cells, total);
}

bool
term_accrued(const term_accrual *plan, int64_t from, int64_t to,
			 int128_t *accrued)
{
	int128_t before;
	int128_t behind;

	if (from < plan->start)
		from = plan->start;
	if (to > plan->end)
		to = plan->end;
	*accrued = 0;
	if (from >= to)
		return true;
	if (!accrued_until(plan, from, &before) ||
		!accrued_until(plan, to, &behind))
		return false;

	/* both have the sign of the amount, so the difference fits */
	*accrued = behind - before;
	return true;
}

int64_t
term_next_month(int64_t day)
{
	civil date = civil_from_days(day);

	return day - (date.day - 1) + civil_days_in_month(date.year, date.month);
}

int64_t
term_months_touched(int64_t from, int64_t to)
{
	civil first = civil_from_days(from);
	civil last = civil_from_days(to - 1);

	return (last.year - first.year) * 12 + last.month - first.month + 1;
}
