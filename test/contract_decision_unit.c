/*
 * contract_decision_unit.c
 *		The calendar of decisions and of due days: published cases, and laws
 *		on random terms against a walk from the start, boundary by boundary.
 */
#include "common/civil.h"
#include "contract/decision.h"
#include "contract/term_text.h"

#include "tap.h"
#include "terms.h"

/* All decisions from a day on and before another, as one text. */
static const char *
listed(const term_value *term, const char *since, const char *until)
{
	static char	  out[2048];
	term_decision decision;
	int64_t		  k;
	size_t		  length = 0;

	out[0] = '\0';
	if (!term_first_decision(term, day_of(since), &k))
		return "none";
	for (; term_decision_at(term, k, &decision) &&
		   decision.last_day < day_of(until);
		 k++)
	{
		char last_day[CIVIL_TEXT_SIZE];
		char boundary[CIVIL_TEXT_SIZE];

		civil_format(decision.last_day, last_day);
		civil_format(decision.boundary, boundary);
		length += (size_t) snprintf(out + length,
									sizeof(out) - length,
									"%s%d %s %s %s %d",
									length == 0 ? "" : ", ",
									(int) k,
									last_day,
									boundary,
									decision.if_silent == TERM_SILENCE_RENEWS
										? "renews"
										: "ends",
									(int) decision.options_before);
	}
	return out;
}

static void
test_published(void)
{
	/* https://github.com/glpi-project/glpi/issues/15893, with three months */
	term_value workplace = term_of("2020-08-01 P36M tacit P12M notice P3M");
	/* the draft agreement of tender TN492936; the start is ours */
	term_value catalogue = term_of("2025-01-15 P4Y explicit 2xP2Y notice P6M");
	/* eForms SDK, cn_24_FRA_comments.xml: at most three times a year more */
	term_value french = term_of("2019-09-01 P16M tacit 3xP12M");

	is_text(listed(&workplace, "2020-08-01", "2025-05-01"),
			"0 2023-04-30 2023-08-01 renews 0, "
			"1 2024-04-30 2024-08-01 renews 0, "
			"2 2025-04-30 2025-08-01 renews 0",
			"GLPI 15893: every year's last day, the bound excluded");
	is_text(listed(&workplace, "2023-10-31", "2025-04-30"),
			"1 2024-04-30 2024-08-01 renews 0",
			"the day until is not in it");
	is_text(listed(&workplace, "2024-04-30", "2024-05-01"),
			"1 2024-04-30 2024-08-01 renews 0",
			"the day since is");
	is_text(listed(&workplace, "2024-05-01", "2024-06-01"),
			"",
			"a day later it is too late for that year");
	is_text(listed(&catalogue, "2026-11-23", "2040-01-01"),
			"0 2028-07-14 2029-01-15 ends 0, 1 2030-07-14 2031-01-15 ends 1",
			"4 + 2 + 2 years: two options, the second after the first");
	catalogue.lifted = 1;
	is_text(listed(&catalogue, "2026-11-23", "2040-01-01"),
			"1 2030-07-14 2031-01-15 ends 0",
			"one lifted: the second is next");
	catalogue.lifted = 2;
	is_text(listed(&catalogue, "2026-11-23", "2040-01-01"),
			"none",
			"all lifted: nothing to decide");
	is_text(listed(&french, "2019-09-01", "2040-01-01"),
			"0 2020-12-31 2021-01-01 renews 0, "
			"1 2021-12-31 2022-01-01 renews 0, "
			"2 2022-12-31 2023-01-01 renews 0",
			"three renewals: three decisions, and none about the end");
}

static void
test_none(void)
{
	static const char *const text[] = {
		"2024-01-01 P1Y none",
		"2024-01-01 P1Y none notice P1M",
		"2024-01-01 evergreen notice P1M",
		"2024-01-01 P1Y tacit 0xP1Y",
		"2024-01-01 P1Y explicit 0xP1Y",
		"2024-01-01 P1Y tacit P1Y notice P1M ended 2026-06-01",
		"2024-01-01 P1Y explicit 2xP1Y notice P1M ended 2024-12-01",
		"2024-01-01 P1Y tacit P1Y ended 2024-01-01",
	};

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
	{
		term_value term = term_of(text[i]);

		is_text(listed(&term, "2020-01-01", "2030-01-01"), "none", text[i]);
	}
}

static void
test_let_go(void)
{
	term_value term = term_of("2024-01-01 P1Y explicit 3xP1Y notice P1M");

	is_text(listed(&term, "2024-11-30", "2026-12-01"),
			"0 2024-11-30 2025-01-01 ends 0, 1 2025-11-30 2026-01-01 ends 1, "
			"2 2026-11-30 2027-01-01 ends 2",
			"on its last day an option can be lifted");
	is_text(listed(&term, "2024-12-01", "2026-12-01"),
			"none",
			"the day after it was let go, and with it all others");
}

/* A notice of three years, renewed by the year. */
static void
test_long_notice(void)
{
	term_value term = term_of("2024-01-01 P1Y tacit P1Y notice P3Y");

	is_text(listed(&term, "2024-06-01", "2026-01-01"),
			"3 2024-12-31 2028-01-01 renews 0, 4 2025-12-31 2029-01-01 renews "
			"0",
			"boundaries that it is too late for are skipped");
}

static term_length
random_length(uint64_t *seed, bool zero)
{
	static const term_length some[] = {{1, 0},
									   {2, 0},
									   {3, 0},
									   {6, 0},
									   {12, 0},
									   {24, 0},
									   {0, 7},
									   {0, 30},
									   {1, 10},
									   {11, 29},
									   {0, 1},
									   {16, 0}};
	term_length				 none = {0, 0};

	if (zero && tap_between(seed, 0, 3) == 0)
		return none;
	return some[tap_between(seed, 0, 11)];
}

static term_value
random_term(uint64_t *seed)
{
	term_value term;

	memset(&term, 0, sizeof(term));
	term.start_on = (int32_t) tap_between(seed, -4000, 12000);
	if (tap_between(seed, 0, 1) == 0)
		term.start_on = (int32_t) (civil_add_months(term.start_on, 1) -
								   civil_from_days(term.start_on).day);
	term.ended_on = TERM_NOT_ENDED;
	term.kind = (uint8_t) tap_between(seed, TERM_FIXED, TERM_EVERGREEN);
	term.initial = random_length(seed, term.kind == TERM_EVERGREEN);
	term.notice = random_length(seed, true);
	term.max_renewals = term.kind == TERM_FIXED ? 0 : TERM_NOT_STATED;
	if (term.kind == TERM_EXPLICIT || term.kind == TERM_TACIT)
	{
		term.renewal = random_length(seed, false);
		term.max_renewals = (int32_t) tap_between(seed, -1, 6);
	}
	if (term.kind == TERM_EXPLICIT)
		term.lifted =
			(int32_t) tap_between(seed,
								  0,
								  term.max_renewals < 0 ? 4
														: term.max_renewals);
	if (tap_between(seed, 0, 7) == 0)
		term.ended_on = term.start_on;
	return term;
}

/*
 * Boundary by boundary from the start: for a tacit term each that is in time
 * on since; for an explicit one those from the next option on, if that one is.
 */
static bool
slow_decision(const term_value *term, int64_t since, int64_t k)
{
	bool	tacit = term->kind == TERM_TACIT;
	int64_t last_day = term_subtract(term_boundary(term, k), term->notice) - 1;
	int64_t next =
		term_subtract(term_boundary(term, term->lifted), term->notice) - 1;

	if (term->ended_on != TERM_NOT_ENDED ||
		(!tacit && term->kind != TERM_EXPLICIT) ||
		(term->max_renewals >= 0 && k >= term->max_renewals))
		return false;
	return tacit ? last_day >= since : k >= term->lifted && next >= since;
}

static void
test_laws(void)
{
	uint64_t	  seed = 20261123;
	int			  wrong = 0;
	int			  first_wrong = 0;
	int			  lift_wrong = 0;
	int			  rows = 0;
	term_decision decision;
	term_decision later;

	for (int i = 0; i < 100000; i++)
	{
		term_value term = random_term(&seed);
		term_value lifted = term;
		int64_t	   since = term.start_on + tap_between(&seed, -400, 1500);
		int64_t	   first;
		bool	   found = term_first_decision(&term, since, &first);
		int64_t	   next = term_look_ahead(&term, since).last_notice_day;

		if (found && term_decision_at(&term, first, &decision))
			first_wrong += decision.last_day != next;
		else
			first_wrong += next != TERM_NO_DAY;

		for (int64_t k = 0; k < 12; k++)
		{
			bool got =
				found && k >= first && term_decision_at(&term, k, &decision);

			rows += got;
			wrong += got != slow_decision(&term, since, k) ||
					 (got &&
					  (decision.boundary != term_boundary(&term, k) ||
					   decision.last_day !=
						   term_subtract(decision.boundary, term.notice) - 1));
		}

		if (!found || term.kind != TERM_EXPLICIT)
			continue;
		lifted.lifted++;
		for (int64_t k = first; k < first + 5; k++)
		{
			bool before = term_decision_at(&term, k + 1, &decision);
			bool after = term_decision_at(&lifted, k + 1, &later);

			lift_wrong += before != after ||
						  (before && (decision.last_day != later.last_day ||
									  decision.options_before !=
										  later.options_before + 1));
		}
	}
	ok(rows > 50000, "%d decisions of random terms", rows);
	is_int(wrong, 0, "are those that a walk from the start finds");
	is_int(first_wrong, 0, "the first is the last notice day of the outlook");
	is_int(lift_wrong, 0, "lifting an option leaves the same ones after it");
}

static void
test_due_days(void)
{
	term_length month = {1, 0};
	term_length year = {12, 0};
	int32_t		january = day_of("2026-01-31");
	int32_t		leap = day_of("2024-02-29");

	is_int(due_day(january, month, 0), january, "due first on the first day");
	is_int(due_day(january, month, 1), day_of("2026-02-28"), "clamped");
	is_int(due_day(january, month, 2), day_of("2026-03-31"), "no drift");
	is_int(due_day(january, month, 25), day_of("2028-02-29"), "leap year");
	is_int(due_day(leap, year, 1), day_of("2025-02-28"), "29 February");
	is_int(due_day(leap, year, 4), day_of("2028-02-29"), "and back");
	is_int(due_number(january, month, CIVIL_MIN_DAY), 0, "long before");
	is_int(due_number(january, month, january), 0, "on the first day");
	is_int(due_number(january, month, january + 1), 1, "the day after");
	is_int(due_number(january, month, day_of("2026-02-28")), 1, "on the next");
	is_int(due_number(january, month, day_of("2026-03-01")), 2, "behind it");
}

static void
test_due_laws(void)
{
	uint64_t seed = 5545;
	int		 day_wrong = 0;
	int		 number_wrong = 0;

	for (int i = 0; i < 20000; i++)
	{
		int32_t		first = (int32_t) tap_between(&seed, -4000, 12000);
		term_length every = random_length(&seed, false);
		int64_t		since = first + tap_between(&seed, -100, 3000);
		int64_t		n = due_number(first, every, since);
		int64_t		k = tap_between(&seed, 0, 200);
		int64_t		slow = 0;

		day_wrong +=
			due_day(first, every, k) !=
			civil_add_months(first, k * every.months) + k * every.days;
		while (due_day(first, every, slow) < since)
			slow++;
		number_wrong += slow != n;
	}
	is_int(day_wrong, 0, "due day n is the first + n * every");
	is_int(number_wrong, 0, "the number is the first one that is in time");
	ok(due_number(CIVIL_MIN_DAY, (term_length){0, 1}, CIVIL_MAX_DAY) ==
		   (int64_t) CIVIL_MAX_DAY - CIVIL_MIN_DAY,
	   "every day over all of time");
}

int
main(void)
{
	test_published();
	test_none();
	test_let_go();
	test_long_notice();
	test_laws();
	test_due_days();
	test_due_laws();
	return tap_finish();
}
