/*
 * contract_span_unit.c
 *		The days of terms as an index sees them, the drift of months that the
 *		search for a boundary relies on, and terms as binary images.
 */
#include "common/civil.h"
#include "contract/span.h"
#include "contract/term.h"
#include "contract/term_image.h"
#include "contract/term_text.h"

#include "tap.h"

static term_value
term_of(const char *text)
{
	term_value	term;
	const char *where;

	if (term_parse(text, strlen(text), &term, &where) !=
			TERM_EXPECTED_NOTHING ||
		term_check(&term) != TERM_SOUND)
	{
		printf("Bail out! test term \"%s\" is not sound\n", text);
		exit(1);
	}
	return term;
}

static void
is_span(const char *text, int32_t first, int32_t last)
{
	term_value term = term_of(text);
	term_span  span = term_span_of(&term);

	ok(span.first == first && span.last == last, "days of %s", text);
	if (span.first != first || span.last != last)
		printf("#   got %d to %d\n", span.first, span.last);
}

/* 2000-01-01 is day 0; 2000 is a leap year. */
static void
test_days(void)
{
	is_span("2000-01-01 P1Y none", 0, 365);
	is_span("2000-01-01 P1M explicit 2xP1M", 0, 30);
	is_span("2000-01-01 P1M explicit 2xP1M lifted 1", 0, 59);
	is_span("2000-01-01 P1M tacit 2xP1M", 0, 90);
	is_span("2000-01-01 P1M tacit P1M", 0, TERM_SPAN_OPEN);
	is_span("2000-01-01 evergreen", 0, TERM_SPAN_OPEN);
	is_span("2000-01-01 evergreen ended 2000-01-02", 0, 0);
	is_span("2000-01-01 evergreen ended 2000-01-01",
			term_span_none.first,
			term_span_none.last);
	is_span("4714-11-24 BC P1D none", CIVIL_MIN_DAY, CIVIL_MIN_DAY);
	is_span("5874897-12-30 P1D none", CIVIL_MAX_DAY - 1, CIVIL_MAX_DAY - 1);
	is_span("5874897-12-31 evergreen", CIVIL_MAX_DAY, TERM_SPAN_OPEN);
}

/* None, short, long, open, far: what a test of pairs needs. */
static term_span
random_span(uint64_t *seed)
{
	term_span span;

	span.first = (int32_t) tap_between(seed, -20, 20);
	span.last = span.first + (int32_t) tap_between(seed, 0, 15);
	switch (tap_between(seed, 0, 9))
	{
		case 0:
			return term_span_none;
		case 1:
			span.last = TERM_SPAN_OPEN;
			break;
		case 2:
			span.first = CIVIL_MIN_DAY;
			break;
		case 3:
			span.first = span.last = CIVIL_MAX_DAY - 1;
			break;
		default:
			break;
	}
	return span;
}

static bool
has_day(term_span span, int64_t day)
{
	return span.first <= day && day <= span.last;
}

static bool
same_span(term_span a, term_span b)
{
	return a.first == b.first && a.last == b.last;
}

/* The days around which anything can change. */
static bool
share_a_day(term_span a, term_span b)
{
	const int64_t days[] = {a.first, a.last, b.first, b.last};

	for (int i = 0; i < 4; i++)
		if (has_day(a, days[i]) && has_day(b, days[i]))
			return true;
	return false;
}

static void
test_pairs(void)
{
	const term_span always = {INT32_MIN, TERM_SPAN_OPEN};
	uint64_t		seed = 8;
	int				overlaps = 0;
	int				unions = 0;
	int				terms = 0;
	int				penalties = 0;

	for (int i = 0; i < 100000; i++)
	{
		term_span  a = random_span(&seed);
		term_span  b = random_span(&seed);
		term_span  both = term_span_union(a, b);
		term_value term = term_span_term(a);
		double	   penalty = term_span_penalty(a, b);

		overlaps += term_span_overlaps(a, b) != share_a_day(a, b);
		overlaps += term_span_overlaps(b, a) != share_a_day(a, b);
		overlaps +=
			term_span_overlaps(a, always) != !same_span(a, term_span_none);
		for (int64_t day = -40; day < 40; day++)
			unions +=
				(has_day(a, day) || has_day(b, day)) && !has_day(both, day);
		unions += !same_span(both, term_span_union(b, a));
		unions += !same_span(a, term_span_union(a, term_span_none));
		unions += term_span_length(both) < term_span_length(a);
		terms += term_check(&term) != TERM_SOUND ||
				 !same_span(term_span_of(&term), a);
		penalties +=
			penalty < 0 || (same_span(both, a) ? penalty >= 1 : penalty < 1);
	}
	is_int(overlaps, 0, "100,000 pairs of spans: overlap is a common day");
	is_int(unions, 0, "... a union has the days of both");
	is_int(terms, 0, "... a span is the days of a sound term");
	is_int(penalties, 0, "... only growth costs a day or more");
	ok(term_span_penalty((term_span){0, 9}, (term_span){5, 7}) <
		   term_span_penalty((term_span){0, 99}, (term_span){5, 7}),
	   "of two pages that need not grow, the shorter is better");
	is_int(term_span_length(always), INT64_C(4294967296), "the longest span");
}

/* Bit by bit, as the curve is defined. */
static uint64_t
slow_place(term_span span)
{
	uint64_t place = 0;

	for (int bit = 31; bit >= 0; bit--)
	{
		uint64_t first = (uint64_t) ((int64_t) span.first - INT32_MIN);
		uint64_t last = (uint64_t) ((int64_t) span.last - INT32_MIN);

		place = place << 2 | (first >> bit & 1) << 1 | (last >> bit & 1);
	}
	return place;
}

static void
test_places(void)
{
	uint64_t seed = 1966;
	int		 wrong = 0;

	for (int i = 0; i < 100000; i++)
	{
		term_span span = {(int32_t) (uint32_t) tap_random(&seed),
						  (int32_t) (uint32_t) tap_random(&seed)};

		if (i % 2 == 0)
			span = random_span(&seed);
		wrong += term_span_place(span) != slow_place(span);
	}
	is_int(wrong, 0, "100,000 places on the curve, bit by bit");
	ok(term_span_place((term_span){9000, 9100}) <
		   term_span_place((term_span){0, TERM_SPAN_OPEN}),
	   "what has no end is behind all that has one");
}

/* The same entries, both parts large enough, and no better cut allowed. */
static bool
split_is_right(term_span_entry *entries, int n)
{
	bool	  seen[600] = {false};
	term_span left = term_span_none;
	term_span right = term_span_none;
	int		  cut = term_span_split(entries, n);
	int		  least = n * 2 / 5 > 0 ? n * 2 / 5 : 1;
	int64_t	  length;

	for (int i = 0; i < n; i++)
	{
		if (seen[entries[i].number] ||
			(i > 0 && term_span_place(entries[i - 1].span) >
						  term_span_place(entries[i].span)))
			return false;
		seen[entries[i].number] = true;
		if (i < cut)
			left = term_span_union(left, entries[i].span);
		else
			right = term_span_union(right, entries[i].span);
	}
	length = term_span_length(left) + term_span_length(right);
	for (int other = least; other <= n - least; other++)
	{
		term_span a = term_span_none;
		term_span b = term_span_none;

		for (int i = 0; i < n; i++)
			if (i < other)
				a = term_span_union(a, entries[i].span);
			else
				b = term_span_union(b, entries[i].span);
		if (term_span_length(a) + term_span_length(b) < length)
			return false;
	}
	return cut >= least && n - cut >= least;
}

static void
test_splits(void)
{
	static term_span_entry entries[600];
	uint64_t			   seed = 25;
	int					   wrong = 0;

	for (int round = 0; round < 500; round++)
	{
		int n =
			round < 100 ? 2 + round % 10 : (int) tap_between(&seed, 2, 150);

		for (int i = 0; i < n; i++)
		{
			entries[i].number = i;
			entries[i].span =
				round % 7 == 0 ? (term_span){5, 6} : random_span(&seed);
		}
		wrong += !split_is_right(entries, n);
	}
	is_int(wrong, 0, "500 pages split: all there, in order, at the best cut");
}

/*
 * Adding months moves a day by 30.436875 days each, but for 7.5 days less and
 * 4.5 more: term_next_boundary counts on it.  All 4800 months of a cycle, and
 * the clamping from day 31, which takes 3 days at most.
 */
static void
test_drift(void)
{
	int64_t start = civil_to_days((civil){2000, 1, 1});
	int64_t least = INT64_MAX;
	int64_t most = INT64_MIN;

	for (int64_t months = 0; months < 4800; months++)
	{
		int64_t drift =
			(civil_add_months(start, months) - start) * 4800 - months * 146097;

		least = drift < least ? drift : least;
		most = drift > most ? drift : most;
	}
	ok(2 * (most - least) <= 9 * 4800, "twice the drift upwards: 9 days");
	ok(2 * (most - least + 3 * 4800) <= 15 * 4800,
	   "twice the drift downwards: 15 days");
	is_int(civil_add_months(start, 4800) - start, 146097, "the cycle closes");
}

/* Where a boundary falls just before, on and behind a day, for many steps. */
static void
test_next_boundary(void)
{
	uint64_t seed = 146097;
	int		 wrong = 0;

	for (int i = 0; i < 200000; i++)
	{
		term_value	term = term_of("2000-01-31 P1M tacit P1M");
		term_length notice = {(int32_t) tap_between(&seed, 0, 14),
							  (int32_t) tap_between(&seed, 0, 3) * 10};
		int64_t		k = tap_between(&seed, 0, 300);
		int64_t		day;
		int64_t		found;

		term.start_on = (int32_t) tap_between(&seed, -40000, 40000);
		term.initial.months = (int32_t) tap_between(&seed, 1, 30);
		term.renewal.months = (int32_t) tap_between(&seed, 0, 24);
		term.renewal.days = (int32_t) tap_between(&seed, 0, 2);
		if (term.renewal.months == 0 && term.renewal.days == 0)
			term.renewal.days = 1;
		day = term_subtract(term_boundary(&term, k), notice) +
			  tap_between(&seed, -1, 1);
		found = term_next_boundary(&term, day, notice);
		wrong += term_subtract(term_boundary(&term, found), notice) <= day ||
				 (found > 0 && term_subtract(term_boundary(&term, found - 1),
											 notice) > day);
	}
	is_int(wrong, 0, "200,000 days beside a boundary: the next one is found");
}

/* Byte by byte, from the highest of each number. */
static void
test_image(void)
{
	static const uint8_t expected[TERM_IMAGE_SIZE] = {
		0, 0, 0x23, 0xba, /* 2025-01-15: day 9146 */
		0, 0, 0x2a, 0xce, /* 2030-01-01: day 10958 */
		0, 0, 0,	0x30, /* 48 months */
		0, 0, 0,	0,	  /* 0 days */
		0, 0, 0,	0x18, /* 24 months */
		0, 0, 0,	0,	  /* 0 days */
		0, 0, 0,	6,	  /* 6 months */
		0, 0, 0,	0x0a, /* 10 days */
		0, 0, 0,	2,	  /* at most 2 */
		0, 0, 0,	1,	  /* 1 lifted */
		2, 0, 0,	0,	  /* explicit, and three spare bytes */
	};
	term_value term = term_of("2025-01-15 P4Y explicit 2xP2Y lifted 1 "
							  "notice P6M10D ended 2030-01-01");
	term_value back = term_from_image(expected);
	uint8_t	   image[TERM_IMAGE_SIZE];

	term_to_image(&term, image);
	ok(memcmp(image, expected, sizeof(image)) == 0, "a term as image");
	ok(memcmp(&term, &back, sizeof(term)) == 0, "and back");
	memset(image, 0xff, sizeof(image));
	back = term_from_image(image);
	ok(back.start_on == -1 && back.spare[2] == 0xff, "any bytes are read");
	is_int(term_check(&back), TERM_BAD_FIELD, "and refused");
}

int
main(void)
{
	test_days();
	test_pairs();
	test_places();
	test_splits();
	test_drift();
	test_next_boundary();
	test_image();
	return tap_finish();
}
