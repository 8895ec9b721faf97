/*
 * contract_unit.c
 *		Terms of contracts: published cases, text, and laws on random terms
 *		against a slow formulation that steps through months and boundaries.
 */
#include "common/checked.h"
#include "common/civil.h"
#include "contract/commitment.h"
#include "contract/term.h"
#include "contract/term_text.h"

#include "tap.h"
#include "terms.h"

static const term_length no_length = {0, 0};

static void
is_day(int64_t got, const char *expected, const char *what)
{
	char text[CIVIL_TEXT_SIZE] = "no day";

	if (got == TERM_FOREVER)
		strcpy(text, "forever");
	else if (got != TERM_NO_DAY)
		civil_format(got, text);
	is_text(text, expected, what);
}

/*
 * Published cases.
 */

/*
 * https://github.com/glpi-project/glpi/issues/23084: the initial period ended
 * 2025-08-28, tacit by 12 months, notice 2 months; seen on 2026-02-11.
 */
static void
test_glpi_23084(void)
{
	term_value term = term_of("2024-08-28 P12M tacit P12M notice P2M");
	int64_t	   as_of = day_of("2026-02-11");
	int64_t	   from;
	int64_t	   to;

	ok(term_period_of(&term, as_of, &from, &to), "GLPI 23084: it runs");
	is_day(from, "2025-08-28", "GLPI 23084: the period begins");
	is_day(to, "2026-08-28", "GLPI 23084: the period ends");
	is_day(term_subtract(to, term.notice),
		   "2026-06-28",
		   "GLPI 23084: end less notice");
	is_day(term_look_ahead(&term, as_of).last_notice_day,
		   "2026-06-27",
		   "GLPI 23084: the last notice day");
	is_day(term_look_ahead(&term, as_of).locked_in_until,
		   "2026-08-28",
		   "GLPI 23084: locked in until");
}

/*
 * https://github.com/glpi-project/glpi/issues/15893: from 2020-08-01, 36
 * months, tacit by 12: the first end is 2023-08-01, and then every year.
 */
static void
test_glpi_15893(void)
{
	term_value	 term = term_of("2020-08-01 P36M tacit P12M notice P3M");
	term_outlook before = term_look_ahead(&term, day_of("2024-04-30"));
	term_outlook behind = term_look_ahead(&term, day_of("2024-05-01"));

	is_day(term_boundary(&term, 0), "2023-08-01", "GLPI 15893: first end");
	is_day(term_boundary(&term, 1), "2024-08-01", "GLPI 15893: second end");
	is_day(term_boundary(&term, 3), "2026-08-01", "GLPI 15893: fourth end");
	is_day(term_look_ahead(&term, day_of("2023-10-31")).last_notice_day,
		   "2024-04-30",
		   "GLPI 15893: the last notice day");
	is_day(before.last_notice_day,
		   "2024-04-30",
		   "on the last notice day, notice is in time");
	is_day(before.locked_in_until, "2024-08-01", "... and frees at the end");
	is_day(behind.last_notice_day,
		   "2025-04-30",
		   "the day after, the next one counts");
	is_day(behind.locked_in_until, "2025-08-01", "... and one year more");
}

/*
 * Draft agreement of the GEMMA Softwarecatalogus (VNG Realisatie, 2024): four
 * years, at most twice two more on request, said at the latest six months
 * before the end.  The start day is ours.
 */
static void
test_vng_options(void)
{
	term_value term = term_of("2025-01-15 P48M explicit 2xP24M notice P6M");
	term_value lifted = term;

	is_day(term_boundary(&term, 0), "2029-01-15", "4 + 2 + 2 years: end");
	is_day(term_boundary(&term, 1), "2031-01-15", "... with one option");
	is_day(term_boundary(&term, 2), "2033-01-15", "... with both");
	is_day(term_maximum_extent(&term), "2033-01-15", "maximum extent");
	is_day(term_end(&term), "2029-01-15", "certain end");
	is_day(term_look_ahead(&term, day_of("2025-01-15")).last_notice_day,
		   "2028-07-14",
		   "the option is lifted before 2028-07-15");
	is_day(term_look_ahead(&term, day_of("2028-07-15")).last_notice_day,
		   "no day",
		   "on 2028-07-15 it is too late");
	is_int(term_if_silent(&term, day_of("2025-01-15")),
		   TERM_SILENCE_ENDS,
		   "silence ends it");
	lifted.lifted = 1;
	is_day(term_end(&lifted), "2031-01-15", "certain end with one lifted");
	is_day(term_look_ahead(&lifted, day_of("2028-07-15")).last_notice_day,
		   "2030-07-14",
		   "the second is lifted before 2030-07-15");
	lifted.lifted = 2;
	is_day(term_look_ahead(&lifted, day_of("2028-07-15")).last_notice_day,
		   "no day",
		   "no third one");
}

/*
 * eForms SDK, examples/notices/cn_24_FRA_comments.xml: BT-536 2019-09-01,
 * BT-537 2020-12-31, tacit 3 x 12 months, not beyond 31.12.2023.
 */
static void
test_eforms_renewal(void)
{
	term_value term = term_of("2019-09-01 P16M tacit 3xP12M");

	is_day(term_boundary(&term, 0), "2021-01-01", "eForms: initial end");
	is_day(term_maximum_extent(&term), "2024-01-01", "eForms: BT-58 = 3");
	is_day(term_end(&term), "2024-01-01", "eForms: silence reaches it");
}

/*
 * Open Contracting Data Standard, fictional example: 2010-07-01 up to
 * 2011-06-30T23:59, maxExtentDate 2011-12-31.
 */
static void
test_ocds_extent(void)
{
	term_value term = term_of("2010-07-01 P1Y explicit 1xP6M");

	is_day(term_end(&term), "2011-07-01", "OCDS: end");
	is_day(term_maximum_extent(&term), "2012-01-01", "OCDS: maxExtentDate");
}

static void
test_month_ends(void)
{
	term_value monthly = term_of("2026-01-31 P1M tacit P1M notice P1M");
	term_value leap = term_of("2024-02-29 P12M tacit P12M");

	is_day(term_boundary(&monthly, 0), "2026-02-28", "31 January + 1 month");
	is_day(term_boundary(&monthly, 1), "2026-03-31", "31 January + 2 months");
	is_day(term_boundary(&monthly, 2), "2026-04-30", "31 January + 3 months");
	is_day(term_notice_day(&monthly, 1),
		   "2026-02-27",
		   "31 March - 1 month - 1 day");
	is_day(term_boundary(&leap, 0), "2025-02-28", "29 February + 12 months");
	is_day(term_boundary(&leap, 3), "2028-02-29", "29 February + 48 months");
	is_day(term_add(day_of("2024-01-31"), (term_length){1, 1}),
		   "2024-03-01",
		   "months first, then days");
	is_day(term_subtract(day_of("2024-03-31"), (term_length){1, 1}),
		   "2024-02-28",
		   "months first, then days, backwards");
}

static void
test_maximum_zero_or_not_stated(void)
{
	term_value zero = term_of("2024-01-01 P1Y tacit 0xP1Y notice P1M");
	term_value open = term_of("2024-01-01 P1Y tacit P1Y notice P1M");
	int64_t	   as_of = day_of("2024-06-01");

	is_day(term_end(&zero), "2025-01-01", "maximum 0: it ends");
	is_int(term_if_silent(&zero, as_of), TERM_SILENCE_ENDS, "... in silence");
	is_day(term_look_ahead(&zero, as_of).last_notice_day,
		   "no day",
		   "... and no notice is needed");
	is_day(term_end(&open), "forever", "no maximum: no certain end");
	is_int(term_if_silent(&open, as_of), TERM_SILENCE_RENEWS, "... it renews");
	is_day(term_look_ahead(&open, as_of).last_notice_day,
		   "2024-11-30",
		   "... unless notice is given");
}

static void
test_long_notice(void)
{
	/* monthly renewals, half a year of notice: six boundaries ahead */
	term_value	 open = term_of("2024-01-01 P1M tacit P1M notice P6M");
	term_value	 few = term_of("2024-01-01 P1M tacit 3xP1M notice P6M");
	term_outlook outlook = term_look_ahead(&open, day_of("2024-03-10"));

	is_day(outlook.locked_in_until, "2024-10-01", "notice beyond a period");
	is_day(outlook.last_notice_day, "2024-03-31", "... and its last day");
	is_int(term_next_boundary(&open, day_of("2024-03-10"), open.notice),
		   8,
		   "... six boundaries after the next one");
	outlook = term_look_ahead(&few, day_of("2024-03-10"));
	is_day(outlook.locked_in_until, "2024-05-01", "not beyond the maximum");
	is_day(outlook.last_notice_day, "no day", "... where nothing is decided");
	is_int(term_if_silent(&few, day_of("2024-03-10")),
		   TERM_SILENCE_RENEWS,
		   "the running period renews all the same");
}

static void
test_evergreen(void)
{
	term_value term = term_of("2024-01-31 P1Y evergreen notice P1M");

	is_day(term_look_ahead(&term, day_of("2023-06-01")).locked_in_until,
		   "2025-01-31",
		   "before the start: the minimum term");
	is_day(term_look_ahead(&term, day_of("2024-12-30")).locked_in_until,
		   "2025-01-31",
		   "notice within the minimum term");
	is_day(term_look_ahead(&term, day_of("2025-01-31")).locked_in_until,
		   "2025-02-28",
		   "as_of + notice, clamped");
	is_day(term_end(&term), "forever", "no certain end");
	is_day(term_maximum_extent(&term), "no day", "no maximum");
	is_int(term_if_silent(&term, day_of("2030-01-01")),
		   TERM_SILENCE_CONTINUES,
		   "it goes on");
	term = term_of("2024-01-01 evergreen notice P1M");
	is_day(term_look_ahead(&term, day_of("2023-06-01")).locked_in_until,
		   "2024-02-01",
		   "before the start, notice counts from the start");
}

static void
test_ended(void)
{
	term_value term = term_of("2020-08-01 P3Y tacit P1Y notice P3M "
							  "ended 2026-07-01");
	term_value never = term_of("2020-08-01 P3Y tacit P1Y ended 2020-08-01");
	int64_t	   from;
	int64_t	   to;

	is_day(term_end(&term), "2026-07-01", "the recorded end is the end");
	is_day(term_look_ahead(&term, day_of("2026-06-30")).locked_in_until,
		   "2026-07-01",
		   "locked in until the recorded end");
	is_day(term_look_ahead(&term, day_of("2022-01-01")).last_notice_day,
		   "no day",
		   "nothing is left to decide");
	is_day(term_look_ahead(&term, day_of("2026-07-01")).locked_in_until,
		   "no day",
		   "free once it is over");
	is_day(term_boundary(&term, 3), "2026-08-01", "boundaries stay");
	ok(term_period_of(&term, day_of("2026-06-30"), &from, &to) &&
		   to == day_of("2026-07-01"),
	   "the last period is cut off");
	ok(!term_period_of(&term, day_of("2026-07-01"), &from, &to),
	   "no period on the day it ended");
	ok(!term_period(&term, 4, &from, &to), "no period after the recorded end");
	ok(term_is_over(&never, day_of("2020-01-01")) &&
		   !term_period(&never, 0, &from, &to),
	   "ended on its first day: it never ran");
}

/* After a final period there is nothing to decide, but for an option. */
static void
test_period_notice_days(void)
{
	static const struct
	{
		const char *term;
		int			k;
		const char *expected;
	} cases[] = {
		{"2024-01-01 P1Y none notice P1M", 0, "no day"},
		{"2024-01-01 P1Y evergreen notice P1M", 0, "no day"},
		{"2024-01-01 P1Y evergreen ended 2024-06-01", 0, "no day"},
		{"2024-01-01 P1Y tacit P1Y notice P1M", 7, "2031-11-30"},
		{"2024-01-01 P1Y tacit 1xP1Y notice P1M", 0, "2024-11-30"},
		{"2024-01-01 P1Y tacit 1xP1Y notice P1M", 1, "no day"},
		{"2024-01-01 P1Y tacit P1Y ended 2025-01-01", 0, "no day"},
		{"2024-01-01 P1Y tacit P1Y ended 2024-06-01", 0, "no day"},
		{"2024-01-01 P1Y tacit P1Y ended 2025-06-01", 0, "2024-12-31"},
		{"2024-01-01 P1Y explicit 2xP1Y lifted 1", 0, "2024-12-31"},
		{"2024-01-01 P1Y explicit 2xP1Y lifted 1", 1, "2025-12-31"},
		{"2024-01-01 P1Y explicit 2xP1Y lifted 2", 2, "no day"},
		{"2024-01-01 P1Y explicit P1Y lifted 2", 2, "2026-12-31"},
		{"2024-01-01 P1Y explicit 2xP1Y ended 2025-01-01", 0, "no day"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		term_value term = term_of(cases[i].term);

		is_day(term_period_notice_day(&term, cases[i].k),
			   cases[i].expected,
			   cases[i].term);
	}
}

static term_state
state_of(const char *text, const char *as_of)
{
	term_value term = term_of(text);

	return term_state_on(&term, day_of(as_of), (term_length){3, 0});
}

static void
test_states(void)
{
	static const struct
	{
		const char *term;
		const char *as_of;
		term_state	state;
	} cases[] = {
		{"2024-01-01 P1Y none", "2023-12-31", TERM_STATE_UPCOMING},
		{"2024-01-01 P1Y none", "2024-01-01", TERM_STATE_RUNNING},
		{"2024-01-01 P1Y none", "2024-09-30", TERM_STATE_RUNNING},
		{"2024-01-01 P1Y none", "2024-10-01", TERM_STATE_ENDING},
		{"2024-01-01 P1Y none", "2024-12-31", TERM_STATE_ENDING},
		{"2024-01-01 P1Y none", "2025-01-01", TERM_STATE_ENDED},
		/* last notice day 2024-11-30; window from 2024-08-30 */
		{"2024-01-01 P1Y tacit P1Y notice P1M",
		 "2024-08-29",
		 TERM_STATE_RUNNING},
		{"2024-01-01 P1Y tacit P1Y notice P1M",
		 "2024-08-30",
		 TERM_STATE_NOTICE_DUE},
		{"2024-01-01 P1Y tacit P1Y notice P1M",
		 "2024-11-30",
		 TERM_STATE_NOTICE_DUE},
		{"2024-01-01 P1Y tacit P1Y notice P1M",
		 "2024-12-01",
		 TERM_STATE_RUNNING},
		/* the one renewal is certain from 2024-12-01 on, and the last */
		{"2024-01-01 P1Y tacit 1xP1Y notice P1M",
		 "2025-09-30",
		 TERM_STATE_RUNNING},
		{"2024-01-01 P1Y tacit 1xP1Y notice P1M",
		 "2025-10-01",
		 TERM_STATE_ENDING},
		/* short notice: the decision goes before the end it could move */
		{"2024-01-01 P1Y explicit 1xP1Y notice P1M",
		 "2024-10-15",
		 TERM_STATE_NOTICE_DUE},
		{"2024-01-01 P1Y explicit 1xP1Y notice P1M",
		 "2024-12-01",
		 TERM_STATE_ENDING},
		/* an option let go: ending long before the window of the end */
		{"2024-01-01 P4Y explicit 1xP1Y notice P1Y",
		 "2027-01-01",
		 TERM_STATE_ENDING},
		/* no option left: only the end counts */
		{"2024-01-01 P4Y explicit 0xP1Y notice P1Y",
		 "2027-01-01",
		 TERM_STATE_RUNNING},
		{"2024-01-01 P4Y explicit 0xP1Y notice P1Y",
		 "2027-10-01",
		 TERM_STATE_ENDING},
		{"2024-01-01 evergreen notice P1M", "2030-01-01", TERM_STATE_RUNNING},
		{"2024-01-01 evergreen ended 2040-01-01",
		 "2030-01-01",
		 TERM_STATE_ENDING},
		{"2024-01-01 P1Y none ended 2024-01-01",
		 "2023-01-01",
		 TERM_STATE_ENDED},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_int(state_of(cases[i].term, cases[i].as_of),
			   cases[i].state,
			   cases[i].term);
}

/*
 * Text.
 */

static void
test_canonical_text(void)
{
	static const char *const cases[][2] = {
		{"2025-01-15 P4Y explicit 2xP2Y notice P6M",
		 "2025-01-15 P4Y explicit 2xP2Y notice P6M"},
		{"2025-01-15 P48M explicit 2xP24M lifted 1 notice P6M",
		 "2025-01-15 P4Y explicit 2xP2Y lifted 1 notice P6M"},
		{"2020-08-01 P36M tacit P12M notice P3M",
		 "2020-08-01 P3Y tacit P1Y notice P3M"},
		{"2024-01-01 P1Y none", "2024-01-01 P1Y none"},
		{"2024-01-01 evergreen notice P1M", "2024-01-01 evergreen notice P1M"},
		{"2024-01-01 P1Y evergreen notice P1M ended 2026-07-01",
		 "2024-01-01 P1Y evergreen notice P1M ended 2026-07-01"},
		{"  2024-01-01\tp1y6m\n NONE \r", "2024-01-01 P18M none"},
		{"2024-01-01 P1Y2M10D Tacit 3XP2W Notice p10d",
		 "2024-01-01 P14M10D tacit 3xP14D notice P10D"},
		{"2024-01-01 P1Y1W1D none", "2024-01-01 P1Y8D none"},
		{"2024-01-01 P1Y none notice P0D", "2024-01-01 P1Y none"},
		{"2024-01-01 P0Y evergreen", "2024-01-01 evergreen"},
		{"2024-01-01 P1Y tacit 0xP0D", "2024-01-01 P1Y tacit 0xP0D"},
		{"2024-01-01 P1Y explicit P1Y lifted 0",
		 "2024-01-01 P1Y explicit P1Y"},
		{"0044-03-15 BC P1Y none", "0044-03-15 BC P1Y none"},
		{"0044-03-15 BC P9Y none ended 0036-03-15 BC",
		 "0044-03-15 BC P9Y none ended 0036-03-15 BC"},
		{"2024-01-01 P120000M3650000D none",
		 "2024-01-01 P10000Y3650000D none"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		term_value term = term_of(cases[i][0]);
		char	   text[TERM_TEXT_SIZE];
		int		   length = term_format(&term, text);

		is_text(text, cases[i][1], cases[i][1]);
		is_int(length, (long long) strlen(text), "... and its length");
	}
}

static void
test_wrong_text(void)
{
	static const struct
	{
		const char	 *text;
		term_expected expected;
		const char	 *where;
	} cases[] = {
		{"", TERM_EXPECTED_DATE, ""},
		{"  ", TERM_EXPECTED_DATE, ""},
		{"P1Y none", TERM_EXPECTED_DATE, "P1Y none"},
		{"2024-02-30 P1Y none", TERM_EXPECTED_DATE, "2024-02-30 P1Y none"},
		{"2024-01-01P1Y none", TERM_EXPECTED_DATE, "2024-01-01P1Y none"},
		{"infinity P1Y none", TERM_EXPECTED_DATE, "infinity P1Y none"},
		{"5874898-01-01 P1Y none",
		 TERM_EXPECTED_DATE,
		 "5874898-01-01 P1Y none"},
		{"2024-01-01", TERM_EXPECTED_KIND, ""},
		{"2024-01-01 P1Y", TERM_EXPECTED_KIND, ""},
		{"2024-01-01 1Y none", TERM_EXPECTED_KIND, "1Y none"},
		{"2024-01-01 P1Y nones", TERM_EXPECTED_KIND, "nones"},
		{"2024-01-01 P1Y P1Y none", TERM_EXPECTED_KIND, "P1Y none"},
		{"2024-01-01 P none", TERM_EXPECTED_LENGTH, "P none"},
		{"2024-01-01 PT5H none", TERM_EXPECTED_LENGTH, "PT5H none"},
		{"2024-01-01 P1YT5H none", TERM_EXPECTED_LENGTH, "P1YT5H none"},
		{"2024-01-01 P-1Y none", TERM_EXPECTED_LENGTH, "P-1Y none"},
		{"2024-01-01 P1.5Y none", TERM_EXPECTED_LENGTH, "P1.5Y none"},
		{"2024-01-01 P1M1Y none", TERM_EXPECTED_LENGTH, "P1M1Y none"},
		{"2024-01-01 P1Y1Y none", TERM_EXPECTED_LENGTH, "P1Y1Y none"},
		{"2024-01-01 P1 none", TERM_EXPECTED_LENGTH, "P1 none"},
		{"2024-01-01 P1Y2 none", TERM_EXPECTED_LENGTH, "P1Y2 none"},
		{"2024-01-01 P120001M none", TERM_EXPECTED_SHORTER, "P120001M none"},
		{"2024-01-01 P10000Y1M none", TERM_EXPECTED_SHORTER, "P10000Y1M none"},
		{"2024-01-01 P3650001D none", TERM_EXPECTED_SHORTER, "P3650001D none"},
		{"2024-01-01 P99999999999999999999D none",
		 TERM_EXPECTED_SHORTER,
		 "P99999999999999999999D none"},
		/* 2^64 + 1, which would wrap to 1 */
		{"2024-01-01 P18446744073709551617D none",
		 TERM_EXPECTED_SHORTER,
		 "P18446744073709551617D none"},
		{"2024-01-01 P1Y explicit P1Y lifted 18446744073709551617",
		 TERM_EXPECTED_COUNT,
		 "18446744073709551617"},
		{"2024-01-01 P1Y tacit", TERM_EXPECTED_RENEWAL, ""},
		{"2024-01-01 P1Y tacit notice P1M",
		 TERM_EXPECTED_RENEWAL,
		 "notice P1M"},
		{"2024-01-01 P1Y tacit 2P1Y", TERM_EXPECTED_RENEWAL, "2P1Y"},
		{"2024-01-01 P1Y tacit 2x", TERM_EXPECTED_RENEWAL, "2x"},
		{"2024-01-01 P1Y tacit -1xP1Y", TERM_EXPECTED_RENEWAL, "-1xP1Y"},
		{"2024-01-01 P1Y tacit 99999999999xP1Y",
		 TERM_EXPECTED_RENEWAL,
		 "99999999999xP1Y"},
		{"2024-01-01 P1Y explicit P1Y lifted", TERM_EXPECTED_COUNT, ""},
		{"2024-01-01 P1Y explicit P1Y lifted one", TERM_EXPECTED_COUNT, "one"},
		{"2024-01-01 P1Y explicit P1Y lifted 1x", TERM_EXPECTED_COUNT, "1x"},
		{"2024-01-01 P1Y none notice", TERM_EXPECTED_LENGTH, ""},
		{"2024-01-01 P1Y none notice 3", TERM_EXPECTED_LENGTH, "3"},
		{"2024-01-01 P1Y none ended", TERM_EXPECTED_DATE, ""},
		{"2024-01-01 P1Y none P1Y", TERM_EXPECTED_END, "P1Y"},
		{"2024-01-01 P1Y none ended 2024-06-01 notice P1M",
		 TERM_EXPECTED_END,
		 "notice P1M"},
		{"2024-01-01 P1Y none notice P1M notice P1M",
		 TERM_EXPECTED_END,
		 "notice P1M"},
		{"2024-01-01 P1Y none.", TERM_EXPECTED_KIND, "none."},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		const char *text = cases[i].text;
		const char *where;
		term_value	term;

		is_int(term_parse(text, strlen(text), &term, &where),
			   cases[i].expected,
			   text);
		is_text(where, cases[i].where, "... and where");
	}
}

static void
test_faults(void)
{
	static const struct
	{
		const char *text;
		term_fault	fault;
	} cases[] = {
		{"2024-01-01 none", TERM_NO_INITIAL},
		{"2024-01-01 P0D tacit P1Y", TERM_NO_INITIAL},
		{"2024-01-01 P1Y tacit P0D", TERM_NO_RENEWAL},
		{"2024-01-01 P1Y explicit 2xP0D", TERM_NO_RENEWAL},
		{"2024-01-01 P1Y tacit 0xP0D", TERM_SOUND},
		{"2024-01-01 P1Y tacit P1Y lifted 1", TERM_NO_OPTIONS},
		{"2024-01-01 P1Y none lifted 1", TERM_NO_OPTIONS},
		{"2024-01-01 P1Y explicit 1xP1Y lifted 2", TERM_TOO_MANY_LIFTED},
		{"2024-01-01 P1Y explicit P1Y lifted 2", TERM_SOUND},
		{"2024-01-01 P1Y none ended 2023-12-31", TERM_ENDED_EARLY},
		{"2024-01-01 P1Y none ended 2024-01-01", TERM_SOUND},
		{"2024-01-01 P1Y none ended 2025-01-01", TERM_SOUND},
		{"2024-01-01 P1Y none ended 2025-01-02", TERM_ENDED_LATE},
		{"2024-01-01 P1Y explicit 1xP1Y ended 2025-01-02", TERM_ENDED_LATE},
		{"2024-01-01 P1Y explicit 1xP1Y lifted 1 ended 2025-01-02",
		 TERM_SOUND},
		{"2024-01-01 P1Y tacit 1xP1Y ended 2026-01-01", TERM_SOUND},
		{"2024-01-01 P1Y tacit 1xP1Y ended 2026-01-02", TERM_ENDED_LATE},
		{"2024-01-01 P1Y tacit P1Y ended 3026-01-02", TERM_SOUND},
		{"5874897-12-31 P1D none", TERM_OUT_OF_RANGE},
		{"5874897-12-30 P1D none", TERM_SOUND},
		{"5874897-12-30 P1D tacit 1xP1D", TERM_OUT_OF_RANGE},
		{"5874897-12-30 P1D explicit P1D lifted 1", TERM_OUT_OF_RANGE},
		{"5874897-12-31 P1D evergreen", TERM_OUT_OF_RANGE},
		{"5874897-12-31 evergreen", TERM_SOUND},
		{"2024-01-01 P1Y tacit 2147483647xP10000Y", TERM_OUT_OF_RANGE},
		{"4714-11-24 BC P1D tacit P1D", TERM_SOUND},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		const char *where;
		term_value	term;

		ok(term_parse(cases[i].text, strlen(cases[i].text), &term, &where) ==
			   TERM_EXPECTED_NOTHING,
		   "reads \"%s\"",
		   cases[i].text);
		is_int(term_check(&term), cases[i].fault, "... and finds");
	}
}

/* Fields that no text can have, as a binary form could. */
static void
test_bad_fields(void)
{
	static const term_value good = {
		.start_on = 0,
		.ended_on = TERM_NOT_ENDED,
		.initial = {12, 0},
		.renewal = {12, 0},
		.max_renewals = 3,
		.kind = TERM_TACIT,
	};
	term_value bad[24];
	int		   n = 0;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		bad[i] = good;
	is_int(term_check(&good), TERM_SOUND, "a good one to begin with");
	bad[n++].kind = 0;
	bad[n++].kind = TERM_EVERGREEN + 1;
	bad[n++].spare[0] = 1;
	bad[n++].spare[1] = 1;
	bad[n++].spare[2] = 128;
	bad[n++].start_on = INT32_MAX;
	bad[n++].start_on = INT32_MIN;
	bad[n++].start_on = CIVIL_MIN_DAY - 1;
	bad[n++].ended_on = INT32_MIN;
	bad[n++].ended_on = CIVIL_MAX_DAY + 1;
	bad[n++].initial.months = -1;
	bad[n++].initial.days = TERM_MAX_DAYS + 1;
	bad[n++].renewal.months = TERM_MAX_MONTHS + 1;
	bad[n++].renewal.days = -1;
	bad[n++].notice.months = INT32_MIN;
	bad[n++].notice.days = INT32_MAX;
	bad[n++].max_renewals = -2;
	bad[n++].lifted = -1;
	for (int i = 0; i < n; i++)
		is_int(term_check(&bad[i]), TERM_BAD_FIELD, "a field out of bounds");
	bad[n].kind = TERM_FIXED;
	is_int(term_check(&bad[n++]), TERM_NOT_RENEWED, "none with a renewal");
	bad[n].kind = TERM_EVERGREEN;
	is_int(term_check(&bad[n++]), TERM_NOT_RENEWED, "evergreen with one");
	bad[n].kind = TERM_EVERGREEN;
	bad[n].renewal = no_length;
	bad[n].max_renewals = 0;
	is_int(term_check(&bad[n++]), TERM_NOT_RENEWED, "evergreen with maximum");
	bad[n].kind = TERM_FIXED;
	bad[n].renewal = no_length;
	bad[n].max_renewals = TERM_NOT_STATED;
	is_int(term_check(&bad[n++]), TERM_NOT_RENEWED, "none without maximum 0");
}

/*
 * Random terms.
 */

static term_length
random_length(uint64_t *seed, bool zero_too)
{
	term_length length = no_length;
	int			form = (int) tap_between(seed, 0, 4);

	if (form <= 2)
		length.months = (int32_t) tap_between(seed, 0, form == 0 ? 60 : 3);
	if (form >= 2)
		length.days = (int32_t) tap_between(seed, 0, form == 3 ? 400 : 40);
	if (!zero_too && length.months == 0 && length.days == 0)
		length.days = 1;
	return length;
}

static term_value
random_term(uint64_t *seed)
{
	term_value term;
	int64_t	   end;

	memset(&term, 0, sizeof(term));
	term.start_on = (int32_t) tap_between(seed, -4000, 12000);
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
	end = term_end(&term);
	if (tap_between(seed, 0, 3) == 0)
		term.ended_on =
			(int32_t) tap_between(seed,
								  term.start_on,
								  end == TERM_FOREVER ? term.start_on + 4000
													  : end);
	return term;
}

/* Months one by one, then the day, then the days: no formula. */
static int64_t
slow_add(int64_t day, int64_t months, int64_t days)
{
	civil date = civil_from_days(day);

	for (; months > 0; months--)
		if (++date.month == 13)
		{
			date.month = 1;
			date.year++;
		}
	for (; months < 0; months++)
		if (--date.month == 0)
		{
			date.month = 12;
			date.year--;
		}
	while (date.day > civil_days_in_month(date.year, date.month))
		date.day--;
	return civil_to_days(date) + days;
}

static int64_t
slow_boundary(const term_value *term, int64_t k)
{
	int64_t months = term->initial.months;
	int64_t days = term->initial.days;

	for (int64_t i = 0; i < k; i++)
	{
		months += term->renewal.months;
		days += term->renewal.days;
	}
	return slow_add(term->start_on, months, days);
}

static int64_t
slow_notice_day(const term_value *term, int64_t k)
{
	return slow_add(slow_boundary(term, k),
					-(int64_t) term->notice.months,
					-(int64_t) term->notice.days) -
		   1;
}

/* What the words of the rules say, case by case, boundary by boundary. */
static term_outlook
slow_outlook(const term_value *term, int64_t as_of)
{
	term_outlook outlook = {TERM_NO_DAY, TERM_NO_DAY};
	int64_t		 k = 0;

	if (term->ended_on != TERM_NOT_ENDED)
	{
		if (as_of < term->ended_on && term->ended_on > term->start_on)
			outlook.locked_in_until = term->ended_on;
		return outlook;
	}
	if (term->kind == TERM_EVERGREEN)
	{
		int64_t base = as_of < term->start_on ? term->start_on : as_of;
		int64_t free = slow_add(base, term->notice.months, term->notice.days);
		int64_t minimum = slow_boundary(term, 0);

		outlook.locked_in_until = free > minimum ? free : minimum;
		return outlook;
	}
	if (term->kind == TERM_TACIT)
		while (k != term->max_renewals && (slow_boundary(term, k) <= as_of ||
										   slow_notice_day(term, k) < as_of))
			k++;
	else
		k = term->lifted;
	if (k == term->max_renewals || term->kind == TERM_FIXED)
	{
		if (as_of < slow_boundary(term, k))
			outlook.locked_in_until = slow_boundary(term, k);
		return outlook;
	}
	if (as_of >= slow_boundary(term, k))
		return outlook;
	outlook.locked_in_until = slow_boundary(term, k);
	if (as_of <= slow_notice_day(term, k))
		outlook.last_notice_day = slow_notice_day(term, k);
	return outlook;
}

static void
test_random_outlooks(void)
{
	uint64_t seed = 2026;
	int		 wrong = 0;
	int		 backwards = 0;
	int		 skipped = 0;

	for (int i = 0; i < 100000; i++)
	{
		term_value	 term = random_term(&seed);
		int64_t		 as_of = term.start_on + tap_between(&seed, -100, 1500);
		term_outlook got = term_look_ahead(&term, as_of);
		term_outlook slow = slow_outlook(&term, as_of);

		if (term_check(&term) != TERM_SOUND ||
			got.locked_in_until != slow.locked_in_until ||
			got.last_notice_day != slow.last_notice_day)
			wrong++;
		if (got.locked_in_until != TERM_NO_DAY &&
			(got.locked_in_until < as_of ||
			 got.last_notice_day >= got.locked_in_until ||
			 (got.last_notice_day != TERM_NO_DAY &&
			  got.last_notice_day < as_of)))
			backwards++;
		if (got.last_notice_day != TERM_NO_DAY && term.kind == TERM_TACIT &&
			term_next_boundary(&term, as_of, term.notice) >
				term_next_boundary(&term, as_of, no_length) + 1)
			skipped++;
	}
	is_int(wrong, 0, "100,000 outlooks agree with the slow formulation");
	is_int(backwards, 0, "as_of <= last notice day < locked in until");
	ok(skipped > 1000, "in %d of them, notice skips boundaries", skipped);
}

static void
test_random_periods(void)
{
	uint64_t seed = 20261123;
	int		 wrong = 0;
	int		 gaps = 0;
	int		 lost = 0;

	for (int i = 0; i < 20000; i++)
	{
		term_value term = random_term(&seed);
		int64_t	   end = term_end(&term);
		int64_t	   last = term.start_on;
		int64_t	   from;
		int64_t	   to;
		int64_t	   k;

		for (k = 0; k < 12 && term_period(&term, k, &from, &to); k++)
		{
			int64_t inside_from;
			int64_t inside_to;
			int64_t inside = to == TERM_FOREVER ? from + 500 : to - 1;

			if (from != last || from >= to || to > end)
				gaps++;
			last = to;
			if (term.kind != TERM_EVERGREEN && to != slow_boundary(&term, k) &&
				to != term.ended_on)
				wrong++;
			if (!term_period_of(&term, from, &inside_from, &inside_to) ||
				inside_from != from || inside_to != to ||
				!term_period_of(&term, inside, &inside_from, &inside_to) ||
				inside_from != from || inside_to != to)
				lost++;
		}
		if (k < 12 && last != end)
			gaps++;
		if (term_period_of(&term, term.start_on - 1, &from, &to) ||
			(end != TERM_FOREVER && term_period_of(&term, end, &from, &to)))
			lost++;
	}
	is_int(wrong, 0, "20,000 terms: periods end at boundaries");
	is_int(gaps, 0, "... tile the term up to its end");
	is_int(lost, 0, "... and each holds its own days");
}

static void
test_random_boundaries(void)
{
	uint64_t seed = 97;
	int		 wrong = 0;
	int		 flat = 0;

	for (int i = 0; i < 20000; i++)
	{
		term_value term = random_term(&seed);

		if (term.kind != TERM_EXPLICIT && term.kind != TERM_TACIT)
			continue;
		for (int k = 0; k < 10; k++)
		{
			if (term_boundary(&term, k) != slow_boundary(&term, k) ||
				term_notice_day(&term, k) != slow_notice_day(&term, k))
				wrong++;
			if (term_boundary(&term, k + 1) <= term_boundary(&term, k) ||
				term_notice_day(&term, k) >= term_boundary(&term, k) ||
				term_notice_day(&term, k + 1) < term_notice_day(&term, k))
				flat++;
		}
	}
	is_int(wrong, 0, "boundaries agree with the slow formulation");
	is_int(flat, 0, "boundaries increase, notice days stay before them");
}

/* The whole of the day numbers and lengths: nothing wraps, nothing hangs. */
static void
test_extremes(void)
{
	uint64_t seed = 5874897;
	int		 wrong = 0;

	for (int i = 0; i < 100000; i++)
	{
		term_value term = {.ended_on = TERM_NOT_ENDED,
						   .kind = TERM_TACIT,
						   .max_renewals = TERM_NOT_STATED};
		int64_t	   as_of = tap_between(&seed, CIVIL_MIN_DAY, CIVIL_MAX_DAY);
		bool	   tiny = tap_between(&seed, 0, 1) == 0;
		int64_t	   k;

		term.start_on =
			(int32_t) tap_between(&seed, CIVIL_MIN_DAY, CIVIL_MAX_DAY);
		term.initial.months = (int32_t) tap_between(&seed, 0, TERM_MAX_MONTHS);
		term.initial.days = (int32_t) tap_between(&seed, 1, TERM_MAX_DAYS);
		term.renewal.months =
			tiny ? 0 : (int32_t) tap_between(&seed, 0, TERM_MAX_MONTHS);
		term.renewal.days =
			(int32_t) tap_between(&seed, 1, tiny ? 2 : TERM_MAX_DAYS);
		term.notice.months = (int32_t) tap_between(&seed, 0, TERM_MAX_MONTHS);
		term.notice.days = (int32_t) tap_between(&seed, 0, TERM_MAX_DAYS);
		k = term_next_boundary(&term, as_of, term.notice);
		if (term_notice_day(&term, k) < as_of ||
			(k > 0 && term_notice_day(&term, k - 1) >= as_of))
			wrong++;
	}
	is_int(wrong, 0, "100,000 extreme terms: the next boundary is the first");
}

static void
test_random_text(void)
{
	uint64_t seed = 404;
	int		 wrong = 0;

	for (int i = 0; i < 100000; i++)
	{
		term_value	term = random_term(&seed);
		term_value	back;
		char		text[TERM_TEXT_SIZE];
		const char *where;
		int			length = term_format(&term, text);

		if (term_parse(text, (size_t) length, &back, &where) !=
				TERM_EXPECTED_NOTHING ||
			memcmp(&term, &back, sizeof(term)) != 0 || where != text + length)
			wrong++;
	}
	is_int(wrong, 0, "100,000 random terms survive text and back");
}

/* Text with bytes changed: refused at a place inside it, or canonical. */
static void
test_mutated_text(void)
{
	static const char bytes[] = "0123456789PYMWDTxX-. nloticevrg\0\xff";
	uint64_t		  seed = 1;
	int				  wrong = 0;
	int				  taken = 0;

	for (int i = 0; i < 200000; i++)
	{
		term_value	  term = random_term(&seed);
		term_value	  back;
		char		  text[TERM_TEXT_SIZE];
		char		  again[TERM_TEXT_SIZE];
		const char	 *where;
		int			  length = term_format(&term, text);
		char		 *exact;
		term_expected expected;

		for (int m = (int) tap_between(&seed, 1, 3); m > 0; m--)
			text[tap_between(&seed, 0, length - 1)] =
				bytes[tap_between(&seed, 0, sizeof(bytes) - 2)];
		length = (int) tap_between(&seed, length * 3 / 4, length);

		/* a block of its own, so that reading past it is seen */
		exact = malloc((size_t) length);
		memcpy(exact, text, (size_t) length);
		expected = term_parse(exact, (size_t) length, &term, &where);
		if (where < exact || where > exact + length)
			wrong++;
		if (expected == TERM_EXPECTED_NOTHING &&
			term_check(&term) == TERM_SOUND)
		{
			taken++;
			length = term_format(&term, again);
			if (term_parse(again, (size_t) length, &back, &where) !=
					TERM_EXPECTED_NOTHING ||
				memcmp(&term, &back, sizeof(term)) != 0)
				wrong++;
		}
		free(exact);
	}
	is_int(wrong, 0, "200,000 mutated texts: refused in place, or canonical");
	ok(taken > 1000, "%d of them are terms", taken);
}

static void
test_order(void)
{
	uint64_t   seed = 12;
	term_value all[300];
	int		   wrong = 0;

	for (int i = 0; i < 300; i++)
	{
		all[i] = random_term(&seed);
		if (i % 3 != 0)
		{
			/* differ in one field only, or in none */
			all[i] = all[i - 1];
			all[i].notice.days += (int32_t) tap_between(&seed, 0, 1);
			all[i].start_on -= (int32_t) tap_between(&seed, 0, 1);
		}
	}
	for (int i = 0; i < 300; i++)
		for (int j = 0; j < 300; j++)
		{
			int c = term_compare(&all[i], &all[j]);

			if (c != -term_compare(&all[j], &all[i]) ||
				(c == 0) != (memcmp(&all[i], &all[j], sizeof(all[i])) == 0) ||
				(c < 0 && all[i].start_on > all[j].start_on))
				wrong++;
			for (int k = 0; k < 300 && c <= 0; k++)
				if (term_compare(&all[j], &all[k]) <= 0 &&
					term_compare(&all[i], &all[k]) > 0)
					wrong++;
		}
	is_int(wrong, 0, "a total order by start; equal means equal bytes");
}

/*
 * Money.
 */

/* Cells by walking from day to day, summed over a common denominator. */
static bool
cells_agree(int32_t start, term_length per, int64_t from, int64_t to)
{
	term_fraction got = term_cells(start, per, from, to);
	int128_t	  numerator = 0;
	int128_t	  denominator = 1;
	int64_t		  first = start;
	int64_t		  k = 1;

	for (int64_t day = start; day < to; k++)
	{
		int64_t behind = slow_add(start, k * per.months, k * per.days);
		int64_t count = 0;

		for (; day < to && day < behind; day++)
			count += day >= from ? 1 : 0;
		if (count == behind - first)
			numerator += denominator;
		else if (count > 0)
		{
			numerator = numerator * (behind - first) + count * denominator;
			denominator *= behind - first;
		}
		first = behind;
	}
	return (int128_t) got.numerator * denominator ==
		   numerator * got.denominator;
}

static void
test_cells(void)
{
	uint64_t	  seed = 60000;
	int			  wrong = 0;
	term_fraction cells = term_cells(day_of("2025-01-15"),
									 (term_length){12, 0},
									 day_of("2026-11-23"),
									 day_of("2029-01-15"));

	is_int(cells.denominator % 365, 0, "a share of 365 days");
	is_int(cells.numerator * 365,
		   (2 * 365 + 53) * cells.denominator,
		   "53/365 and two whole years");
	cells = term_cells(0, (term_length){1, 0}, 5, 5);
	is_int(cells.numerator, 0, "an empty stretch costs nothing");
	for (int i = 0; i < 20000; i++)
	{
		int32_t		start = (int32_t) tap_between(&seed, -4000, 12000);
		term_length per = random_length(&seed, false);
		int64_t		from = start + tap_between(&seed, 0, 900);
		int64_t		to = from + tap_between(&seed, 0, 900);

		if (!cells_agree(start, per, from, to))
			wrong++;
	}
	is_int(wrong, 0, "20,000 stretches agree with a walk from day to day");
	cells = term_cells(CIVIL_MIN_DAY,
					   (term_length){TERM_MAX_MONTHS, TERM_MAX_DAYS},
					   CIVIL_MIN_DAY + 1,
					   CIVIL_MAX_DAY);
	ok(cells.numerator > 0 && cells.numerator / cells.denominator ==
								  (int64_t) 2147483493 / 7302425,
	   "the longest stretch in the longest cells does not wrap");
}

int
main(void)
{
	test_glpi_23084();
	test_glpi_15893();
	test_vng_options();
	test_eforms_renewal();
	test_ocds_extent();
	test_month_ends();
	test_maximum_zero_or_not_stated();
	test_long_notice();
	test_evergreen();
	test_ended();
	test_period_notice_days();
	test_states();
	test_canonical_text();
	test_wrong_text();
	test_faults();
	test_bad_fields();
	test_random_outlooks();
	test_random_periods();
	test_random_boundaries();
	test_extremes();
	test_random_text();
	test_mutated_text();
	test_order();
	test_cells();
	return tap_finish();
}
