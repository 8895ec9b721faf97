SET datestyle = ISO, YMD;
SET intervalstyle = postgres;
SET search_path = regie, public;

-- A term as text: the canonical form
SELECT term '2025-01-15 P4Y explicit 2xP2Y notice P6M';
SELECT term '2020-08-01 P36M tacit P12M notice P3M ended 2026-07-01';
SELECT t.text, t.text::term AS term
FROM (VALUES ('2024-01-01 P1Y none'),
			 ('2024-01-01 evergreen notice P1M'),
			 ('2024-01-01 P1Y evergreen notice P1M'),
			 ('2019-09-01 P16M tacit 3xP12M'),
			 ('2025-01-15 P48M explicit 2xP24M lifted 1 notice P6M'),
			 ('2025-01-15 P48M explicit 2xP24M lifted 0 notice P0D'),
			 ('  2024-01-01  p1y2m10d   Tacit 3XP2W  NOTICE P10D  '),
			 ('2024-01-01 P1Y tacit 0xP0D'),
			 ('0044-03-15 BC P1Y none'),
			 ('5874897-12-30 P1D none')) t(text);
SELECT E'2024-01-01\n\tP1Y\n\tnone'::text::term::text;
SELECT pg_typeof('2024-01-01 P1Y none'::term), pg_column_size('2024-01-01 P1Y none'::term);

-- From the columns of a register
SELECT term('2025-01-15', '4 years', 'explicit', '2 years', 2, '6 months', NULL);
SELECT term('2025-01-15', '4 years', 'Explicit', '24 months', 2, '6 months', '2030-06-01', 1);
SELECT term('2024-01-01', '1 year', 'none', NULL, NULL, '3 months', NULL) AS none,
	   term('2024-01-01', '1 year', 'tacit', NULL, 0, '14 days', NULL) AS tacit_without_renewals,
	   term('2024-01-01', NULL, 'evergreen', NULL, NULL, '1 month', NULL) AS evergreen,
	   term('2024-01-01', '0', 'evergreen', NULL, 0, NULL, NULL, NULL) AS bare;
-- no start date, no term, and no error
SELECT term(NULL, '1 year', 'tacit', '1 year', NULL, '3 months', NULL) IS NULL AS no_term;
SELECT last_notice_day(NULL, '2026-11-23') IS NULL AS no_day;

-- Its parts
SELECT start_on(t), ended_on(t), initial_period(t), renewal_kind(t), renewal_period(t),
	   max_renewals(t), options_lifted(t), notice(t)
FROM (VALUES (1, '2025-01-15 P4Y explicit 2xP2Y lifted 1 notice P6M'::term),
			 (2, '2020-08-01 P3Y tacit P1Y notice P3M ended 2026-07-01'),
			 (3, '2024-01-01 P1Y none'),
			 (4, '2024-01-01 evergreen notice P1M10D')) v(i, t)
ORDER BY i;

-- An option is lifted
SELECT lift('2025-01-15 P4Y explicit 2xP2Y notice P6M');
SELECT lift('2025-01-15 P4Y explicit 2xP2Y notice P6M', 2);
SELECT lift('2024-01-01 P1Y none', 0);

-- Boundaries: always from the start.  31 January + 1 month + 1 month is not
-- 28 March; 29 February stays what it is.
SELECT k, boundary('2020-08-01 P36M tacit P12M notice P3M', k) AS tacit,
	   boundary('2026-01-31 P1M tacit P1M', k) AS monthly,
	   boundary('2024-02-29 P12M tacit P12M', k) AS leap,
	   boundary('2025-01-15 P48M explicit 2xP24M notice P6M', k) AS options,
	   boundary('2024-01-01 P1Y none', k) AS none,
	   boundary('2024-01-01 P1Y evergreen', k) AS evergreen
FROM generate_series(0, 3) k ORDER BY k;
-- a maximum of 0 is not the same as none stated
SELECT k, boundary('2024-01-01 P1Y tacit 0xP1Y', k) AS zero,
	   boundary('2024-01-01 P1Y tacit P1Y', k) AS not_stated
FROM generate_series(0, 2) k ORDER BY k;

-- GLPI issue 23084: after a tacit renewal, the running period counts
SELECT period('2024-08-28 P12M tacit P12M notice P2M', '2026-02-11');
SELECT last_notice_day('2024-08-28 P12M tacit P12M notice P2M', '2026-02-11');
-- GLPI issue 15893: 36 months, and then every year
SELECT * FROM periods('2020-08-01 P36M tacit P12M notice P3M', '2026-01-01');
SELECT as_of, last_notice_day(t, as_of), locked_in_until(t, as_of), if_silent(t, as_of)
FROM (VALUES ('2020-08-01 P36M tacit P12M notice P3M'::term)) v(t),
	 unnest('{2020-01-01,2023-10-31,2024-04-30,2024-05-01}'::date[]) as_of
ORDER BY as_of;
-- 4 + 2 + 2 years
SELECT lifted, daterange(t), maximum_extent(t), last_notice_day(t, '2026-11-23'),
	   locked_in_until(t, '2026-11-23'), if_silent(t, '2026-11-23')
FROM generate_series(0, 2) lifted,
	 LATERAL (SELECT lift('2025-01-15 P4Y explicit 2xP2Y notice P6M', lifted)) l(t)
ORDER BY lifted;
SELECT * FROM periods('2025-01-15 P4Y explicit 2xP2Y lifted 1 notice P6M', '2099-01-01');
SELECT * FROM periods('2025-01-15 P4Y explicit 2xP2Y lifted 2 notice P6M', '2099-01-01');
-- too late for the option
SELECT last_notice_day('2025-01-15 P4Y explicit 2xP2Y notice P6M', '2028-07-15');
-- eForms: BT-58 is 3, and nothing beyond 31 December 2023
SELECT daterange(t), maximum_extent(t) - 1 AS last_day
FROM (VALUES ('2019-09-01 P16M tacit 3xP12M'::term)) v(t);
-- OCDS: maxExtentDate is the last day, 2011-12-31
SELECT daterange(t), maximum_extent(t) - 1 AS last_day
FROM (VALUES ('2010-07-01 P1Y explicit 1xP6M'::term)) v(t);

-- Notice that is longer than a renewal: several boundaries ahead
SELECT last_notice_day(t, '2024-03-10'), locked_in_until(t, '2024-03-10')
FROM (VALUES ('2024-01-01 P1M tacit P1M notice P6M'::term)) v(t);
-- Renewals used up: locked in to the end, and no notice needed
SELECT last_notice_day(t, '2026-03-01'), locked_in_until(t, '2026-03-01'), if_silent(t, '2026-03-01')
FROM (VALUES ('2024-01-01 P1Y tacit 2xP1Y notice P3M'::term)) v(t);
-- A minimum term of one year, then any day with a month's notice
SELECT as_of, period(t, as_of), last_notice_day(t, as_of), locked_in_until(t, as_of), if_silent(t, as_of)
FROM (VALUES ('2024-01-31 P1Y evergreen notice P1M'::term)) v(t),
	 unnest('{2023-12-01,2024-06-01,2025-01-30,2025-01-31}'::date[]) as_of
ORDER BY as_of;
SELECT * FROM periods('2024-01-31 P1Y evergreen notice P1M', '2099-01-01');
-- Signed, but not started: notice is counted from the start
SELECT locked_in_until('2024-01-01 evergreen notice P1M', '2023-06-01');
-- Notice without effect
SELECT last_notice_day(t, '2024-06-01'), locked_in_until(t, '2024-06-01'), if_silent(t, '2024-06-01')
FROM (VALUES ('2024-01-01 P1Y none notice P3M'::term)) v(t);
SELECT * FROM periods('2024-01-01 P1Y none notice P3M', '2099-01-01');
-- Ended before its time
SELECT as_of, period(t, as_of), last_notice_day(t, as_of), locked_in_until(t, as_of), if_silent(t, as_of)
FROM (VALUES ('2020-08-01 P3Y tacit P1Y notice P3M ended 2026-07-01'::term)) v(t),
	 unnest('{2022-01-01,2026-06-30,2026-07-01}'::date[]) as_of
ORDER BY as_of;
SELECT * FROM periods('2020-08-01 P3Y tacit P1Y notice P3M ended 2026-07-01', '2099-01-01');
SELECT boundary(t, 3), maximum_extent(t), daterange(t)
FROM (VALUES ('2020-08-01 P3Y tacit P1Y notice P3M ended 2026-07-01'::term)) v(t);
-- It never ran
SELECT daterange(t), period(t, '2020-08-01'), status(t, '2020-01-01'), locked_in_until(t, '2020-01-01'),
	   remaining_commitment(t, 100, '1 month', '2020-01-01')
FROM (VALUES ('2020-08-01 P3Y tacit P1Y ended 2020-08-01'::term)) v(t);
SELECT * FROM periods('2020-08-01 P3Y tacit P1Y ended 2020-08-01', '2099-01-01');
-- periods only those that begin before the day
SELECT count(*) FROM periods('2020-01-01 P1Y tacit P1Y', '2020-01-01');
SELECT count(*) FROM periods('2020-01-01 P1Y tacit P1Y', '2021-01-01');
SELECT count(*) FROM periods('2020-01-01 P1Y tacit P1Y', '2021-01-02');
SELECT count(*) FROM periods('0001-01-01 P1D tacit P1D', '2024-01-01');

-- Status
SELECT as_of, status('2024-01-01 P1Y tacit P1Y notice P1M', as_of) AS tacit,
	   status('2024-01-01 P1Y explicit 1xP1Y notice P1M', as_of) AS explicit,
	   status('2024-01-01 P1Y none', as_of) AS none,
	   status('2024-01-01 P1Y none ended 2024-11-01', as_of) AS ended,
	   status('2024-01-01 evergreen notice P1M', as_of) AS evergreen
FROM unnest('{2023-12-31,2024-01-01,2024-08-29,2024-08-30,2024-10-01,2024-11-30,2024-12-01,2025-01-01}'::date[]) as_of
ORDER BY as_of;
SELECT status('2024-01-01 P1Y tacit P1Y notice P1M', '2024-08-29', '6 months');
SELECT status('2024-01-01 P1Y tacit P1Y notice P1M', '2024-11-29', '0'),
	   status('2024-01-01 P1Y tacit P1Y notice P1M', '2024-11-30', '0');

-- As a range of days
SELECT daterange(term '2025-01-15 P4Y explicit 2xP2Y notice P6M'), '2020-08-01 P3Y tacit P1Y'::term::daterange;
SELECT term '2025-01-15 P4Y none' @> date '2025-01-15' AS first,
	   term '2025-01-15 P4Y none' @> date '2029-01-15' AS after,
	   date '2029-01-14' <@ term '2025-01-15 P4Y none' AS last,
	   contains('2025-01-15 P4Y none', '2025-01-14') AS before;
SELECT term '2025-01-15 P4Y none' && daterange '[2029-01-14,2030-01-01)' AS overlaps,
	   term '2025-01-15 P4Y none' && daterange '[2029-01-15,2030-01-01)' AS adjacent,
	   term '2025-01-15 P4Y none' && daterange '(,2025-01-15]' AS first_day,
	   overlaps('2025-01-15 P4Y none', 'empty') AS nothing;
SELECT term '2020-01-01 P1Y tacit P1Y' @> date 'infinity' AS as_the_range_does;

-- Money still to be paid: 53 of 365 days, and two years
SELECT remaining_commitment('2025-01-15 P4Y explicit 2xP2Y notice P6M', 60000, '1 year', '2026-11-23');
SELECT as_of, remaining_commitment(t, 1000.00, '1 month', as_of)
FROM (VALUES ('2024-01-31 P1Y tacit P1Y notice P1M'::term)) v(t),
	 unnest('{2023-06-01,2024-01-31,2024-12-29,2024-12-30,2024-12-31}'::date[]) as_of
ORDER BY as_of;
SELECT remaining_commitment('2024-01-01 P1Y none', 366, '1 year', '2024-12-31') AS one_day,
	   remaining_commitment('2024-01-01 P1Y none', -366, '1 year', '2024-12-31') AS credit,
	   remaining_commitment('2024-01-01 P1Y none', 366, '1 year', '2025-01-01') AS over,
	   remaining_commitment('2024-01-01 P1Y none', 366.1234, '1 year', '2024-12-31') AS exact,
	   remaining_commitment('2024-01-01 evergreen notice P1M', 3100, '1 month', '2026-02-10') AS notice;
-- half a cent goes away from zero: 1 of 2 days
SELECT remaining_commitment('2024-01-01 P2D none', 0.05, '2 days', '2024-01-02') AS up,
	   remaining_commitment('2024-01-01 P2D none', -0.05, '2 days', '2024-01-02') AS down;

-- Order
SELECT t FROM unnest('{2024-01-01 P1Y none,2023-01-01 evergreen,2024-01-01 P6M none,
	2024-01-01 P1Y none notice P1M,2024-01-01 P1Y tacit P1Y,2024-01-01 P1Y none ended 2024-06-01}'::term[]) t
ORDER BY t;
SELECT '2024-01-01 P12M none'::term = '2024-01-01 P1Y none' AS same,
	   '2024-01-01 P365D none'::term = '2024-01-01 P12M none' AS days_are_not_months;

-- The examples of doc/contract.md
SELECT regie.term('2025-01-15', '4 years', 'explicit', '2 years', 2, '6 months', NULL);
SELECT regie.start_on(t), regie.initial_period(t), regie.renewal_kind(t), regie.renewal_period(t),
       regie.max_renewals(t), regie.options_lifted(t), regie.notice(t), regie.ended_on(t)
FROM (VALUES (regie.term '2025-01-15 P4Y explicit 2xP2Y notice P6M')) AS v (t);
SELECT k, regie.boundary('2025-01-15 P4Y explicit 2xP2Y notice P6M', k) FROM generate_series(0, 3) AS k ORDER BY k;
SELECT regie.period('2024-08-28 P1Y tacit P1Y notice P2M', '2026-02-11');
SELECT * FROM regie.periods('2020-08-01 P3Y tacit P1Y notice P3M', '2024-08-01');
SELECT as_of, regie.last_notice_day(t, as_of), regie.locked_in_until(t, as_of)
FROM (VALUES (regie.term '2020-08-01 P3Y tacit P1Y notice P3M')) AS v (t),
     (VALUES (date '2024-04-30'), ('2024-05-01')) AS d (as_of)
ORDER BY as_of;
SELECT regie.if_silent('2024-01-01 P1Y tacit 1xP1Y', '2024-06-01') AS first_year,
       regie.if_silent('2024-01-01 P1Y tacit 1xP1Y', '2025-06-01') AS last_year;
SELECT regie.maximum_extent(t), upper(regie.daterange(t)) AS certain_end,
       upper(regie.daterange(regie.lift(t))) AS with_one_option
FROM (VALUES (regie.term '2025-01-15 P4Y explicit 2xP2Y notice P6M')) AS v (t);
SELECT as_of, regie.status('2024-01-01 P1Y tacit P1Y notice P1M', as_of) AS tacit,
       regie.status('2024-01-01 P1Y explicit 1xP1Y notice P1M', as_of) AS explicit
FROM (VALUES (date '2024-08-29'), ('2024-08-30'), ('2024-11-30'), ('2024-12-01'), ('2025-01-01')) AS d (as_of)
ORDER BY as_of;
SELECT regie.daterange(regie.term '2024-01-01 P1Y none'),
       regie.term '2024-01-01 P1Y none' OPERATOR(regie.@>) date '2024-12-31' AS last_day,
       regie.term '2024-01-01 P1Y none' OPERATOR(regie.&&) daterange '[2025-01-01,2026-01-01)' AS next_year;
SELECT regie.remaining_commitment('2025-01-15 P4Y explicit 2xP2Y notice P6M', 60000, '1 year', '2026-11-23');
