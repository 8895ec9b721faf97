/*
 * decision.c
 *		The days on which something must be decided or done.
 *
 * Nothing here can overflow, as in contract/term.c.
 */
#include "contract/decision.h"

/* Boundary k can be decided about: a renewal or an option follows it. */
static bool
can_follow(const term_value *term, int64_t k)
{
	return term->ended_on == TERM_NOT_ENDED &&
		   (term->kind == TERM_TACIT || term->kind == TERM_EXPLICIT) &&
		   (term->max_renewals == TERM_NOT_STATED || k < term->max_renewals);
}

bool
term_first_decision(const term_value *term, int64_t day, int64_t *k)
{
	*k = term->kind == TERM_TACIT ? term_next_boundary(term, day, term->notice)
								  : term->lifted;
	return can_follow(term, *k) && term_notice_day(term, *k) >= day;
}

bool
term_decision_at(const term_value *term, int64_t k, term_decision *decision)
{
	bool tacit = term->kind == TERM_TACIT;

	if (!can_follow(term, k))
		return false;
	decision->last_day = term_notice_day(term, k);
	decision->boundary = term_boundary(term, k);
	decision->options_before = tacit ? 0 : k - term->lifted;
	decision->if_silent = tacit ? TERM_SILENCE_RENEWS : TERM_SILENCE_ENDS;
	return true;
}

/*
 * A tacit term whose first period is as long as its renewals: its boundary k
 * is due day k + 1.
 */
static term_value
recurring(int32_t first, term_length every)
{
	term_value term = {.start_on = first,
					   .ended_on = TERM_NOT_ENDED,
					   .initial = every,
					   .renewal = every,
					   .max_renewals = TERM_NOT_STATED,
					   .kind = TERM_TACIT};

	return term;
}

int64_t
due_day(int32_t first, term_length every, int64_t n)
{
	term_value term = recurring(first, every);

	return n == 0 ? first : term_boundary(&term, n - 1);
}

int64_t
due_number(int32_t first, term_length every, int64_t day)
{
	term_value	term = recurring(first, every);
	term_length none = {0, 0};

	return day <= first ? 0 : term_next_boundary(&term, day - 1, none) + 1;
}
