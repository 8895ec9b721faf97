/*
 * commitment.c
 *		How much of an amount per month, year... falls into a stretch of days.
 */
#include "contract/commitment.h"

/* Cell k is [first, behind). */
typedef struct cell
{
	int64_t k;
	int64_t first;
	int64_t behind;
} cell;

/* The cell of a day: cells are the periods of a term that renews by "per". */
static cell
cell_of(const term_value *ruler, int64_t day)
{
	static const term_length no_length = {0, 0};
	cell					 c;

	c.k = term_next_boundary(ruler, day, no_length);
	c.first = c.k == 0 ? ruler->start_on : term_boundary(ruler, c.k - 1);
	c.behind = term_boundary(ruler, c.k);
	return c;
}

/*
 * The sizes, with days below 2^32: a cell has fewer than 2^23 days, and whole
 * cells times the days of one are at most 31/28 of all days.  So numerator and
 * denominator stay below 2^56.
 */
term_fraction
term_cells(int32_t start, term_length per, int64_t from, int64_t to)
{
	term_value	  ruler = {.start_on = start,
						   .ended_on = TERM_NOT_ENDED,
						   .initial = per,
						   .renewal = per,
						   .max_renewals = TERM_NOT_STATED,
						   .kind = TERM_TACIT};
	term_fraction cells = {0, 1};
	cell		  head;
	cell		  tail;
	int64_t		  head_days;
	int64_t		  tail_days;

	if (from >= to)
		return cells;
	head = cell_of(&ruler, from);
	tail = cell_of(&ruler, to - 1);
	head_days = head.behind - head.first;
	tail_days = tail.behind - tail.first;
	if (head.k == tail.k)
	{
		cells.numerator = to - from;
		cells.denominator = head_days;
		return cells;
	}
	cells.denominator = head_days * tail_days;
	cells.numerator = (tail.k - head.k - 1) * cells.denominator +
					  (head.behind - from) * tail_days +
					  (to - tail.first) * head_days;
	return cells;
}

int64_t
term_procurement_end(const term_value *term, bool total_price)
{
	static const term_length limit = {TERM_PROCUREMENT_MONTHS, 0};
	term_value				 agreed = *term;
	int64_t					 extent;
	int64_t					 capped = term_add(term->start_on, limit);

	agreed.ended_on = TERM_NOT_ENDED;
	extent = term_maximum_extent(&agreed);
	if (total_price || (extent != TERM_NO_DAY && extent <= capped))
		return extent;
	return capped;
}
