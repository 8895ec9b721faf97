/*
 * link.c
 *		What one link says: elapsed lags on the axis of working days.
 */
#include "roadmap/link.h"

/* Whether a milestone, or the end of an activity, closes a working day. */
static bool
ends_a_day(const cpm_node *n, bool from_start)
{
	return link_is_milestone(n) ? (n->flags & CPM_AT_FINISH) != 0
								: !from_start;
}

/*
 * Elapsed lags count from the end of the day that the instant closes, or
 * else from the beginning of the day that it opens.
 */
static bool
calendar_moment(const axis *a, int64_t instant, bool closes, int64_t *moment)
{
	if (!axis_day(a, closes ? instant - 1 : instant, moment))
		return false;
	*moment += closes ? 1 : 0;
	return true;
}

/*
 * An instant after an elapsed lag: what starts does so on the first working
 * day from there on, what finishes does so on the first working day whose
 * end is not before it.  A lead never makes anything later.  *closes tells
 * whether a milestone there can still stand at the end of a day.
 */
static bool
add_elapsed(const axis *a, int64_t instant, int32_t lag, bool finishes,
			bool *closes, int64_t *result)
{
	int64_t moment;
	int64_t day;

	if (!calendar_moment(a, instant, *closes, &moment))
		return false;
	moment += lag;
	if (finishes)
	{
		*result = axis_from_day(a, moment - 1) + 1;
		if (lag < 0 && *result > instant)
			*result = instant;
		return true;
	}
	*result = axis_from_day(a, moment);
	if (*closes)
		*closes = axis_day(a, *result - 1, &day) && day + 1 >= moment;
	return true;
}

/*
 * The latest half instant, of those at the end of a day or of those at the
 * beginning, from which add_elapsed does not go beyond a bound.  What counts
 * from the end of a day can again stand at the end of one.
 */
static bool
subtract_elapsed(const axis *a, int64_t bound, int32_t lag, bool finishes,
				 bool closes, int64_t *result)
{
	bool	ends = finishes || (closes && (bound & 1) != 0);
	int64_t moment;

	if (!calendar_moment(a, (bound + (ends ? 1 : 0)) >> 1, ends, &moment))
		return false;
	moment -= lag;
	*result = closes ? 2 * axis_from_day(a, moment) - 1
					 : 2 * (axis_from_day(a, moment + 1) - 1);
	if (finishes && lag < 0 && *result < bound)
		*result = bound;
	return true;
}

/* What a link asks for; *closes: whether its predecessor ends a day. */
static bool
ask(const axis *a, const cpm_node *from, int32_t code, const cpm_node *to,
	int64_t from_start, bool *closes, int64_t *start)
{
	bool	to_finish = (code & DEP_TO_FINISH) != 0;
	int64_t instant = from_start;

	if (!cpm_elapsed(code))
	{
		*start = from_start + link_days(from, code, to);
		return true;
	}
	instant += (code & DEP_FROM_START) != 0 ? 0 : from->duration;
	if (!add_elapsed(a,
					 instant,
					 cpm_lag(code),
					 to_finish && !link_is_milestone(to),
					 closes,
					 &instant))
		return false;
	*start = instant - (to_finish ? to->duration : 0);
	return true;
}

bool
cpm_asks(const axis *a, const cpm_node *from, int32_t code, const cpm_node *to,
		 int64_t from_start, int64_t *start, bool *at_finish)
{
	*at_finish = ends_a_day(from, (code & DEP_FROM_START) != 0);
	return ask(a, from, code, to, from_start, at_finish, start);
}

bool
link_elapsed_half(const axis *a, const cpm_node *from, int32_t code,
				  const cpm_node *to, int64_t from_half, int64_t *half)
{
	bool closes = link_is_milestone(from) ? (from_half & 1) != 0
										  : (code & DEP_FROM_START) == 0;

	if (!ask(a, from, code, to, (from_half + 1) >> 1, &closes, half))
		return false;
	*half = 2 * *half - (closes && link_is_milestone(to) ? 1 : 0);
	return true;
}

bool
link_latest_half(const axis *a, const cpm_node *from, int32_t code,
				 const cpm_node *to, int64_t to_half, int64_t *half)
{
	bool	starts = (code & DEP_FROM_START) != 0;
	bool	to_finish = (code & DEP_TO_FINISH) != 0;
	bool	finishes = to_finish && !link_is_milestone(to);
	int64_t bound = to_half + (to_finish ? 2 * (int64_t) to->duration : 0);
	int64_t other;

	if (!subtract_elapsed(a,
						  bound,
						  cpm_lag(code),
						  finishes,
						  link_is_milestone(from) || !starts,
						  half))
		return false;
	if (!link_is_milestone(from))
	{
		/* at an activity's end, the halves of an instant are the same */
		*half += starts ? 0 : (*half & 1) - 2 * (int64_t) from->duration;
		return true;
	}
	if (!subtract_elapsed(a, bound, cpm_lag(code), finishes, false, &other))
		return false;
	*half = other > *half ? other : *half;
	return true;
}
