/*
 * bounded.c
 *		Lambda by its breakpoints, then largest remainder.
 */
#include "allocation/bounded.h"

#include <string.h>

#include "allocation/order.h"
#include "allocation/wide.h"

/* Rows between two ticks. */
#define TICK_ROWS 65536

/*
 * While lambda grows from below, a row stands at its floor, then between its
 * bounds, then at its cap.  An event is one of these changes: number 2 * row
 * for leaving the floor, 2 * row + 1 for reaching the cap.
 */
typedef struct problem
{
	int64_t			rows;
	const int128_t *weight;
	const int128_t *floor;
	const int128_t *cap;
} problem;

static inline int128_t
event_bound(const problem *p, int32_t event)
{
	return event % 2 == 0 ? p->floor[event / 2] : p->cap[event / 2];
}

/* Events by lambda = bound / weight; a row leaves before it arrives. */
static int
compare_events(const void *things, int32_t a, int32_t b)
{
	const problem *p = things;
	int			   order = wide_compare_products(event_bound(p, a),
										 p->weight[b / 2],
										 event_bound(p, b),
										 p->weight[a / 2]);

	if (order != 0)
		return order;
	if (a % 2 != b % 2)
		return a % 2 - b % 2;
	return a < b ? -1 : 1;
}

size_t
bounded_scratch(int64_t rows)
{
	size_t events;
	size_t split;

	/* an event's number is a 32-bit one */
	if (rows < 0 || rows > INT32_MAX / 2 - 1 ||
		!checked_mul_size((size_t) rows, 2 * sizeof(int32_t), &events))
		return 0;
	split = remainder_scratch_wide(rows);
	if (split == 0 || !checked_add_size(events, split, &split) ||
		!checked_mul_size((size_t) rows, sizeof(int128_t), &events) ||
		!checked_add_size(events, split, &split))
		return 0;
	return split;
}

/* Adds the size of a value; false if the sum needs more than 127 bits. */
static inline bool
add_size(int128_t *sum, int128_t value)
{
	return !__builtin_add_overflow(*sum, value < 0 ? -value : value, sum);
}

/*
 * Puts the bounds in that follow from the sign of the total, and looks
 * whether every sum that can occur fits.
 */
static bool
settle_bounds(int128_t total, int64_t rows, const int128_t *weight,
			  int128_t *floor, int128_t *cap)
{
	int128_t bounds = 0;
	int128_t weights = 0;

	if (!add_size(&bounds, total))
		return false;
	for (int64_t i = 0; i < rows; i++)
	{
		if (weight[i] == REMAINDER_ABSENT)
			continue;
		if (total >= 0 && floor[i] == BOUNDED_NO_FLOOR)
			floor[i] = cap[i] < 0 ? cap[i] : 0;
		if (total <= 0 && cap[i] == BOUNDED_NO_CAP)
			cap[i] = floor[i] > 0 ? floor[i] : 0;
		if ((floor[i] != BOUNDED_NO_FLOOR && !add_size(&bounds, floor[i])) ||
			(cap[i] != BOUNDED_NO_CAP && !add_size(&bounds, cap[i])) ||
			!add_size(&weights, weight[i]))
			return false;
	}
	return true;
}

/* Do the bounds leave room for the total, whatever the weights? */
static bounded_status
check_room(int128_t total, int64_t rows, const int128_t *weight,
		   const int128_t *floor, const int128_t *cap, int128_t *gap)
{
	int128_t least = 0;
	int128_t most = 0;
	bool	 has_least = true;
	bool	 has_most = true;
	bool	 has_rows = false;

	for (int64_t i = 0; i < rows; i++)
	{
		if (weight[i] == REMAINDER_ABSENT)
			continue;
		has_rows = true;
		if (floor[i] == BOUNDED_NO_FLOOR)
			has_least = false;
		else
			least += floor[i];
		if (cap[i] == BOUNDED_NO_CAP)
			has_most = false;
		else
			most += cap[i];
	}
	if (!has_rows && total != 0)
	{
		*gap = total;
		return BOUNDED_NO_WEIGHT;
	}
	if (has_least && least > total)
	{
		*gap = least - total;
		return BOUNDED_FLOORS;
	}
	if (has_most && most < total)
	{
		*gap = total - most;
		return BOUNDED_CAPS;
	}
	return BOUNDED_OK;
}

/* The part of a row without weight: as near to nothing as its bounds allow. */
static inline int128_t
part_without_weight(const problem *p, int64_t row)
{
	if (p->floor[row] > 0)
		return p->floor[row];
	return p->cap[row] < 0 ? p->cap[row] : 0;
}

/*
 * Where every row starts, at the smallest lambda: the parts of those at a
 * bound as share[], which of them change later as event[]; and free_weight[]
 * is a row's weight while it stands between its bounds, REMAINDER_ABSENT
 * while not.  Returns the number of events.
 */
static int64_t
start(const problem *p, int32_t *event, int128_t *free_weight, int128_t *share,
	  int128_t *at_bound, int128_t *between)
{
	int64_t events = 0;

	*at_bound = 0;
	*between = 0;
	for (int64_t i = 0; i < p->rows; i++)
	{
		free_weight[i] = REMAINDER_ABSENT;
		share[i] = 0;
		if (p->weight[i] == REMAINDER_ABSENT)
			continue;
		if (p->weight[i] == 0)
			share[i] = part_without_weight(p, i);
		else if (p->floor[i] != BOUNDED_NO_FLOOR)
		{
			share[i] = p->floor[i];
			event[events++] = (int32_t) (2 * i);
		}
		else
		{
			free_weight[i] = p->weight[i];
			*between += p->weight[i];
		}
		*at_bound += share[i];
		if (p->weight[i] > 0 && p->cap[i] != BOUNDED_NO_CAP)
			event[events++] = (int32_t) (2 * i + 1);
	}
	return events;
}

/*
 * Moves lambda up, event by event, for as long as the parts at the next one
 * are still less than the total.  Returns what is left for the rows between
 * their bounds.
 */
static int128_t
climb(const problem *p, int128_t total, const int32_t *event, int64_t events,
	  int128_t *free_weight, int128_t *share, int128_t at_bound,
	  int128_t *between, remainder_tick tick)
{
	for (int64_t e = 0; e < events; e++)
	{
		int32_t	 row = event[e] / 2;
		int128_t bound = event_bound(p, event[e]);

		if (wide_compare_products(bound,
								  *between,
								  total - at_bound,
								  p->weight[row]) >= 0)
			break;
		if (event[e] % 2 == 0)
		{
			at_bound -= bound;
			*between += p->weight[row];
			free_weight[row] = p->weight[row];
			share[row] = 0;
		}
		else
		{
			at_bound += bound;
			*between -= p->weight[row];
			free_weight[row] = REMAINDER_ABSENT;
			share[row] = bound;
		}
		if (tick != NULL && e % TICK_ROWS == TICK_ROWS - 1)
			tick();
	}
	return total - at_bound;
}

bounded_status
bounded_split(int128_t total, int64_t rows, const int128_t *weight,
			  int128_t *floor, int128_t *cap, int128_t *share, void *scratch,
			  int128_t *gap, remainder_tick tick)
{
	problem		   p = {rows, weight, floor, cap};
	int128_t	  *free_weight = scratch;
	void		  *split = free_weight + rows;
	int32_t		  *event = split;
	int128_t	   at_bound;
	int128_t	   between;
	int128_t	   left;
	int64_t		   events;
	bounded_status status;

	if (!settle_bounds(total, rows, weight, floor, cap))
		return BOUNDED_TOO_LARGE;
	status = check_room(total, rows, weight, floor, cap, gap);
	if (status != BOUNDED_OK)
		return status;
	events = start(&p, event, free_weight, share, &at_bound, &between);
	order_sort(event, events, compare_events, &p, tick);
	left = climb(&p,
				 total,
				 event,
				 events,
				 free_weight,
				 share,
				 at_bound,
				 &between,
				 tick);
	if (between == 0)
	{
		*gap = left;
		return left == 0 ? BOUNDED_OK : BOUNDED_NO_WEIGHT;
	}

	/* the events are done with, so their place serves the split */
	for (int64_t i = 0; i < rows; i++)
		if (free_weight[i] == REMAINDER_ABSENT)
			floor[i] = share[i];
	(void) remainder_split_wide(left, rows, free_weight, cap, split, tick);
	for (int64_t i = 0; i < rows; i++)
		share[i] = free_weight[i] == REMAINDER_ABSENT ? floor[i] : cap[i];
	return BOUNDED_OK;
}
