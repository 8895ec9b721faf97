/*
 * contract_fuzz.c
 *		Any bytes as a term.  The first byte says how they are read: as text
 *		(even) or as a binary image with days behind it (odd).  What turns out
 *		to be a term must survive text, image and back, and answer every
 *		question about dates, on extreme days too, by the laws that tie the
 *		answers to each other.
 *
 * Built with libFuzzer by test/fuzz.sh; test/contract_fuzz_unit.c runs the
 * seeds below, and small changes of them, with each "make test".
 */
#include "common/civil.h"
#include "contract/commitment.h"
#include "contract/span.h"
#include "contract/term.h"
#include "contract/term_image.h"
#include "contract/term_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Not assert, which a build may switch off. */
#define MUST(condition)                                                       \
	do                                                                        \
	{                                                                         \
		if (!(condition))                                                     \
		{                                                                     \
			fprintf(stderr,                                                   \
					"%s:%d: not so: %s\n",                                    \
					__FILE__,                                                 \
					__LINE__,                                                 \
					#condition);                                              \
			abort();                                                          \
		}                                                                     \
	} while (0)

/* What an input begins with. */
enum
{
	FUZZ_TEXT,
	FUZZ_IMAGE
};

static void
fuzz_look_ahead(const term_value *term, int64_t day)
{
	term_outlook outlook = term_look_ahead(term, day);
	int64_t		 locked = outlook.locked_in_until;
	int64_t		 notice = outlook.last_notice_day;
	bool		 over = term_is_over(term, day);

	MUST((locked == TERM_NO_DAY) == over);
	MUST(notice == TERM_NO_DAY || (day <= notice && notice < locked));
	MUST(over || locked >= day);
	MUST((term_if_silent(term, day) == TERM_SILENCE_OVER) == over);
	MUST((term_state_on(term, day, term->notice) == TERM_STATE_ENDED) == over);

	/* one day too late for a notice is never better */
	if (notice != TERM_NO_DAY && term->kind == TERM_TACIT)
	{
		MUST(term_look_ahead(term, notice).locked_in_until == locked);
		MUST(term_look_ahead(term, notice + 1).locked_in_until > locked);
	}
	if (!over && civil_in_range(locked))
	{
		int64_t		  from = day > term->start_on ? day : term->start_on;
		term_fraction cells =
			term_cells(term->start_on, (term_length){1, 0}, from, locked);

		MUST(cells.denominator > 0 && cells.numerator >= 0);
		MUST((cells.numerator > 0) == (from < locked));
	}
}

static void
fuzz_next_boundary(const term_value *term, int64_t day, term_length notice)
{
	int64_t k = term_next_boundary(term, day, notice);

	MUST(k >= 0);
	if (term->renewal.months == 0 && term->renewal.days == 0)
		MUST(k <= 1);
	else
		MUST(term_subtract(term_boundary(term, k), notice) > day);
	if (k > 0)
		MUST(term_subtract(term_boundary(term, k - 1), notice) <= day);
}

static void
fuzz_period(const term_value *term, int64_t day)
{
	int64_t from;
	int64_t to;
	int64_t next_from;
	int64_t next_to;

	if (!term_period_of(term, day, &from, &to))
	{
		MUST(day < term->start_on || term_is_over(term, day));
		return;
	}
	MUST(from <= day && day < to && from >= term->start_on);
	MUST(to <= term_end(term));
	if (to < term_end(term) && term_period_of(term, to, &next_from, &next_to))
		MUST(next_from == to);
}

/* What an index says about a day is what the dates say. */
static void
fuzz_span(const term_value *term, int64_t day)
{
	term_span  span = term_span_of(term);
	term_span  one = {(int32_t) day, (int32_t) day};
	term_value cover = term_span_term(span);
	term_span  again = term_span_of(&cover);

	MUST(term_span_overlaps(span, one) ==
		 (day >= term->start_on && !term_is_over(term, day)));
	MUST(term_check(&cover) == TERM_SOUND);
	MUST(memcmp(&again, &span, sizeof(span)) == 0);
	MUST(term_span_penalty(span, span) < 1);
}

static void
fuzz_day(const term_value *term, int64_t day)
{
	static const term_length none = {0, 0};

	if (!civil_in_range(day))
		return;
	fuzz_look_ahead(term, day);
	fuzz_next_boundary(term, day, none);
	fuzz_next_boundary(term, day, term->notice);
	fuzz_period(term, day);
	fuzz_span(term, day);
}

static void
fuzz_forms(const term_value *term)
{
	char		text[TERM_TEXT_SIZE];
	uint8_t		image[TERM_IMAGE_SIZE];
	const char *where;
	term_value	back;
	int			length = term_format(term, text);

	MUST(length > 0 && length < TERM_TEXT_SIZE);
	MUST(term_parse(text, (size_t) length, &back, &where) ==
		 TERM_EXPECTED_NOTHING);
	MUST(where == text + length);
	MUST(memcmp(term, &back, sizeof(back)) == 0);
	term_to_image(term, image);
	back = term_from_image(image);
	MUST(memcmp(term, &back, sizeof(back)) == 0);
	MUST(term_compare(term, &back) == 0);
}

/* Days of its own, and those that the input names behind the term. */
static void
fuzz_term(const term_value *term, const uint8_t *data, size_t size)
{
	int64_t	   end;
	term_value unended = *term;
	char	   text[TERM_TEXT_SIZE];

	switch (term_check(term))
	{
		case TERM_SOUND:
			break;
		case TERM_BAD_FIELD:
			return;
		default:
			/* errors show these, and where the term would end by itself */
			MUST(term_format(term, text) < TERM_TEXT_SIZE);
			return;
	}
	fuzz_forms(term);
	end = term_end(term);
	for (int64_t away = -2; away <= 2; away++)
	{
		fuzz_day(term, term->start_on + away);
		fuzz_day(term, end == TERM_FOREVER ? away : end + away);
		fuzz_day(term, CIVIL_MIN_DAY + away);
		fuzz_day(term, CIVIL_MAX_DAY + away);
	}
	unended.ended_on = TERM_NOT_ENDED;
	MUST(term_end(&unended) >= end);
	for (size_t i = 0; i + 4 <= size && i < 40; i += 4)
	{
		int32_t day;

		memcpy(&day, data + i, sizeof(day));
		fuzz_day(term, day);
		fuzz_day(term, (int64_t) term->start_on + day % 65536);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char	 *text = (const char *) data + 1;
	const char	 *where;
	term_value	  term;
	term_expected expected;

	if (size == 0)
		return 0;
	if (data[0] % 2 == FUZZ_IMAGE)
	{
		uint8_t image[TERM_IMAGE_SIZE];

		if (size <= TERM_IMAGE_SIZE)
			return 0;
		term = term_from_image(data + 1);
		term_to_image(&term, image);
		MUST(memcmp(image, data + 1, TERM_IMAGE_SIZE) == 0);
		fuzz_term(&term,
				  data + 1 + TERM_IMAGE_SIZE,
				  size - 1 - TERM_IMAGE_SIZE);
		return 0;
	}
	expected = term_parse(text, size - 1, &term, &where);
	MUST(text <= where && where <= text + size - 1);
	if (expected == TERM_EXPECTED_NOTHING)
	{
		MUST(where == text + size - 1);
		MUST(term_check(&term) != TERM_BAD_FIELD);
		fuzz_term(&term, data, size);
	}
	return 0;
}

/*
 * Where to begin: one term of each kind and form, the ends of all ranges, and
 * what nearly is a term.
 */
static const char *const fuzz_seeds[] = {
	"2025-01-15 P4Y explicit 2xP2Y lifted 1 notice P6M",
	"2020-08-01 P36M tacit P12M notice P3M ended 2026-07-01",
	"2019-09-01 P16M tacit 3xP1Y",
	"2024-01-01 P1Y none",
	"2024-01-01 P1Y none ended 2024-01-01",
	"2024-01-01 evergreen notice P1M",
	"2024-01-31 P1Y1M1W1D EVERGREEN\tNOTICE P1M31D\nENDED 2030-01-01",
	"2024-02-29 P1M tacit P1M notice P10000Y",
	"2024-01-01 P1D tacit P1D notice P3650000D",
	"2024-01-01 P1M explicit 0xP0D",
	"4714-11-24 BC P1D tacit P1D",
	"4714-11-24 BC P10000Y3650000D tacit P10000Y3650000D",
	"5874897-12-30 P1D none",
	"5874897-12-31 evergreen",
	"5874897-12-31 P1D tacit P1D",
	"0001-01-01 BC P1M explicit 58760000xP1M lifted 58760000",
	"0001-01-01 P1M explicit 58760000xP1M lifted 58760000",
	"0001-01-01 BC P1M explicit 60000xP1M lifted 5759",
	"4714-11-24 BC P10000Y3650000D tacit P10000Y3000D",
	"2024-01-01 P1M explicit P1M lifted 2147483647",
	"2024-01-01 P120000M tacit 587xP10000Y",
	"2024-01-01 P1Y tacit 2147483647xP1Y",
	"2024-01-01 P1Y tacit 99999999999xP1Y",
	"2024-02-30 P1Y none",
	"2024-01-01 P1Y tacit notice P1M",
	"2024-01-01 P1Y none ended 2025-01-02",
	"",
};

#define FUZZ_SEEDS ((int) (sizeof(fuzz_seeds) / sizeof(fuzz_seeds[0])))
#define FUZZ_SEED_SIZE 256
#define FUZZ_DAYS "\xff\xff\xff\x7f\0\0\0\x80\x25\x26\0\0\xda\xd9\xff\xff"

/* Seed i as text or as image; the size of it. */
static inline size_t
fuzz_seed(int i, int form, uint8_t out[FUZZ_SEED_SIZE])
{
	size_t		length = strlen(fuzz_seeds[i]);
	term_value	term;
	const char *where;

	out[0] = (uint8_t) form;
	if (form == FUZZ_TEXT)
	{
		memcpy(out + 1, fuzz_seeds[i], length);
		return 1 + length;
	}
	(void) term_parse(fuzz_seeds[i], length, &term, &where);
	term_to_image(&term, out + 1);
	memcpy(out + 1 + TERM_IMAGE_SIZE, FUZZ_DAYS, sizeof(FUZZ_DAYS) - 1);
	return TERM_IMAGE_SIZE + sizeof(FUZZ_DAYS);
}
