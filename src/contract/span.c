/*
 * span.c
 *		The days of a term, from the first to the last, and what an index on
 *		terms needs to know about them.
 */
#include "contract/span.h"

#include <stdlib.h>

#include "common/civil.h"

const term_span term_span_none = {INT32_MAX, INT32_MIN};

term_span
term_span_of(const term_value *term)
{
	int64_t	  end = term_end(term);
	term_span span = {term->start_on, TERM_SPAN_OPEN};

	if (end <= term->start_on)
		return term_span_none;
	if (end != TERM_FOREVER)
		span.last = (int32_t) (end - 1);
	return span;
}

term_value
term_span_term(term_span span)
{
	term_value term = {.start_on = span.first,
					   .ended_on = TERM_NOT_ENDED,
					   .max_renewals = TERM_NOT_STATED,
					   .kind = TERM_EVERGREEN};

	if (span.first > span.last)
		term.start_on = term.ended_on = CIVIL_MAX_DAY;
	else if (span.last != TERM_SPAN_OPEN)
		term.ended_on = span.last + 1;
	return term;
}

static int32_t
lesser(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static int32_t
greater(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* What they have in common is not empty. */
bool
term_span_overlaps(term_span a, term_span b)
{
	return greater(a.first, b.first) <= lesser(a.last, b.last);
}

term_span
term_span_union(term_span a, term_span b)
{
	term_span both = {lesser(a.first, b.first), greater(a.last, b.last)};

	return both;
}

int64_t
term_span_length(term_span span)
{
	return span.first > span.last ? 0 : (int64_t) span.last - span.first + 1;
}

/* A length is below 2^32, so that it never weighs as much as one day grown. */
double
term_span_penalty(term_span page, term_span added)
{
	int64_t length = term_span_length(page);
	int64_t grown = term_span_length(term_span_union(page, added)) - length;

	return (double) grown + (double) length / 4294967296.0;
}

/* Moves the bits of a number apart: bit i to bit 2i. */
static uint64_t
spread(uint32_t number)
{
	uint64_t bits = number;

	bits = (bits | bits << 16) & UINT64_C(0x0000ffff0000ffff);
	bits = (bits | bits << 8) & UINT64_C(0x00ff00ff00ff00ff);
	bits = (bits | bits << 4) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	bits = (bits | bits << 2) & UINT64_C(0x3333333333333333);
	return (bits | bits << 1) & UINT64_C(0x5555555555555555);
}

/* The sign bits are turned round, so that days before 2000 come first. */
uint64_t
term_span_place(term_span span)
{
	const uint32_t sign = UINT32_C(0x80000000);

	return spread((uint32_t) span.first ^ sign) << 1 |
		   spread((uint32_t) span.last ^ sign);
}

static int
compare_entries(const void *a, const void *b)
{
	const term_span_entry *left = a;
	const term_span_entry *right = b;

	if (left->place != right->place)
		return left->place < right->place ? -1 : 1;
	return left->number - right->number;
}

/* Of the cuts in the middle fifth, the one with the shortest two keys. */
int
term_span_split(term_span_entry *entries, int n)
{
	int		  least = n * 2 / 5 > 0 ? n * 2 / 5 : 1;
	int		  best = least;
	int64_t	  shortest = INT64_MAX;
	term_span all = term_span_none;

	for (int i = 0; i < n; i++)
		entries[i].place = term_span_place(entries[i].span);
	qsort(entries, (size_t) n, sizeof(entries[0]), compare_entries);
	for (int i = n - 1; i >= 0; i--)
	{
		all = term_span_union(all, entries[i].span);
		entries[i].rest = term_span_length(all);
	}
	all = term_span_none;
	for (int i = 0; i <= n - least; i++)
	{
		int64_t both = term_span_length(all) + entries[i].rest;

		if (i >= least && both < shortest)
		{
			shortest = both;
			best = i;
		}
		all = term_span_union(all, entries[i].span);
	}
	return best;
}
