SET datestyle = ISO, YMD;
SET intervalstyle = postgres;
SET search_path = regie, public;

-- Text that is no term
SELECT term '';
SELECT term 'P1Y none';
SELECT term '2024-02-30 P1Y none';
SELECT term '01-02-2024 P1Y none';
SELECT term 'infinity P1Y none';
SELECT term '5874898-01-01 P1Y none';
SELECT term '2024-01-01';
SELECT term '2024-01-01 P1Y';
SELECT term '2024-01-01 P1Y stilzwijgend';
SELECT term '2024-01-01 P1Y tacit';
SELECT term '2024-01-01 P1Y tacit notice P1M';
SELECT term '2024-01-01 P1Y tacit -1xP1Y';
SELECT term '2024-01-01 P1Y tacit 99999999999xP1Y';
SELECT term '2024-01-01 PT8H none';
SELECT term '2024-01-01 P-1Y none';
SELECT term '2024-01-01 P1.5Y none';
SELECT term '2024-01-01 P1Y none notice';
SELECT term '2024-01-01 P1Y none notice 3 months';
SELECT term '2024-01-01 P1Y explicit 2xP1Y lifted twee';
SELECT term '2024-01-01 P1Y none ended soon';
SELECT term '2024-01-01 P1Y none ended 2024-06-01 notice P1M';
SELECT term '2024-01-01 P120001M none';
SELECT term '2024-01-01 P1Y none notice P3650001D';
SELECT ('2024-01-01 P1Y tacit ' || repeat('é', 60))::term;

-- Terms that cannot be
SELECT term '2024-01-01 none';
SELECT term '2024-01-01 P0D tacit P1Y';
SELECT term '2024-01-01 P1Y tacit P0D';
SELECT term '2024-01-01 P1Y tacit P1Y lifted 1';
SELECT term '2024-01-01 P1Y explicit 2xP1Y lifted 3';
SELECT term '2024-01-01 P1Y tacit P1Y ended 2023-12-31';
SELECT term '2024-01-01 P1Y none ended 2025-01-02';
SELECT term '2024-01-01 P1Y explicit 2xP1Y lifted 1 ended 2026-01-02';
SELECT term '2024-01-01 P1Y tacit 1xP1Y ended 2026-01-02';
SELECT term '5874897-12-31 P1D none';
SELECT term '2024-01-01 P1Y tacit 2147483647xP1Y';

-- The constructor
SELECT term('2024-01-01', '1 year', NULL, NULL, NULL, NULL, NULL);
SELECT term('2024-01-01', '1 year', 'express', '1 year', NULL, NULL, NULL);
SELECT term('2024-01-01', NULL, 'none', NULL, NULL, NULL, NULL);
SELECT term('2024-01-01', '0', 'none', NULL, NULL, NULL, NULL);
SELECT term('2024-01-01', '1 year', 'tacit', NULL, NULL, NULL, NULL);
SELECT term('2024-01-01', '1 year', 'none', '1 year', NULL, NULL, NULL);
SELECT term('2024-01-01', '1 year', 'none', NULL, 1, NULL, NULL);
SELECT term('2024-01-01', NULL, 'evergreen', NULL, 1, NULL, NULL);
SELECT term('2024-01-01', '1 year', 'tacit', '1 year', -1, NULL, NULL);
SELECT term('2024-01-01', '1 year', 'explicit', '1 year', 1, NULL, NULL, -1);
SELECT term('2024-01-01', '1 year', 'explicit', '1 year', 1, NULL, NULL, 2);
SELECT term('2024-01-01', '1 year', 'tacit', '1 year', 1, NULL, NULL, 1);
SELECT term('infinity', '1 year', 'none', NULL, NULL, NULL, NULL);
SELECT term('-infinity', '1 year', 'none', NULL, NULL, NULL, NULL);
SELECT term('2024-01-01', '1 year', 'none', NULL, NULL, NULL, 'infinity');
SELECT term('2024-01-01', '1 year', 'none', NULL, NULL, NULL, '2023-12-31');
SELECT term('2024-01-01', '1 year 2 hours', 'none', NULL, NULL, NULL, NULL);
SELECT term('2024-01-01', '-1 year', 'none', NULL, NULL, NULL, NULL);
SELECT term('2024-01-01', '1 year -1 day', 'none', NULL, NULL, NULL, NULL);
SELECT term('2024-01-01', '1 year', 'tacit', '00:00:01', NULL, NULL, NULL);
SELECT term('2024-01-01', '1 year', 'tacit', '1 year', NULL, '-1 month', NULL);
SELECT term('2024-01-01', '10001 years', 'none', NULL, NULL, NULL, NULL);
SELECT term('2024-01-01', '3650001 days', 'none', NULL, NULL, NULL, NULL);

-- Options
SELECT lift('2025-01-15 P4Y explicit 2xP2Y notice P6M', 3);
SELECT lift('2025-01-15 P4Y explicit 2xP2Y notice P6M', -1);
SELECT lift('2025-01-15 P4Y tacit 2xP2Y notice P6M');
SELECT lift('2025-01-15 P4Y explicit P2Y lifted 1', 2147483647);

-- Days that are none
SELECT boundary('2024-01-01 P1Y tacit P1Y', -1);
SELECT period('2024-01-01 P1Y none', 'infinity');
SELECT * FROM periods('2024-01-01 P1Y tacit P1Y', 'infinity');
SELECT last_notice_day('2024-01-01 P1Y none', '-infinity');
SELECT locked_in_until('2024-01-01 P1Y none', 'infinity');
SELECT if_silent('2024-01-01 P1Y none', 'infinity');
SELECT status('2024-01-01 P1Y none', 'infinity');
SELECT remaining_commitment('2024-01-01 P1Y none', 1, '1 year', 'infinity');

-- Answers outside all days: an error, never a wrapped date
SELECT boundary('2024-01-01 P1Y tacit P1Y', 2147483647);
SELECT boundary('2024-01-01 P10000Y3650000D explicit P10000Y3650000D', 2147483647);
SELECT period('5874896-06-01 P1Y tacit P1Y', '5874897-12-31');
SELECT * FROM periods('5874896-06-01 P1Y tacit P1Y', '5874897-12-31');
SELECT locked_in_until('5874896-06-01 P1Y tacit P1Y notice P1M', '5874897-12-31');
SELECT locked_in_until('2024-01-01 evergreen notice P1M', '5874897-12-31');
SELECT last_notice_day('4714-11-24 BC P1Y explicit 1xP1Y notice P2Y', '4714-11-24 BC');
SELECT last_notice_day('4713-01-01 BC P1D explicit 1xP1D notice P10Y', '4714-11-24 BC');
SELECT * FROM periods('4713-01-01 BC P1D tacit 1xP1D notice P10Y', '4000-01-01 BC');
SELECT remaining_commitment('2024-01-01 evergreen notice P1M', 1, '1 year', '5874897-12-31');
-- the very last days still work
SELECT boundary('5874897-12-30 P1D none', 0), period('5874896-06-01 P1Y tacit P1Y', '5874897-05-31'),
	   remaining_commitment('5874897-12-30 P1D none', 365, '1 year', '5874897-12-30');
SELECT last_notice_day('4714-11-24 BC P1D tacit P1D', '4714-11-24 BC'),
	   locked_in_until('4714-11-24 BC P1D tacit P1D', '4714-11-24 BC');

-- Windows and money
SELECT status('2024-01-01 P1Y none', '2024-06-01', '-1 month');
SELECT status('2024-01-01 P1Y none', '2024-06-01', '36 hours');
SELECT remaining_commitment('2024-01-01 P1Y none', 'NaN', '1 year', '2024-06-01');
SELECT remaining_commitment('2024-01-01 P1Y none', '-Infinity', '1 year', '2024-06-01');
SELECT remaining_commitment('2024-01-01 P1Y none', 1, '0', '2024-06-01');
SELECT remaining_commitment('2024-01-01 P1Y none', 1, '-1 month', '2024-06-01');
SELECT remaining_commitment('2024-01-01 P1Y none', 1, '12 hours', '2024-06-01');

-- NULL gives NULL, and no rows
SELECT boundary(NULL, 0), boundary('2024-01-01 P1Y none', NULL), period(NULL, '2024-06-01'), lift(NULL),
	   last_notice_day('2024-01-01 P1Y none', NULL), locked_in_until(NULL, '2024-06-01'),
	   if_silent(NULL, NULL), maximum_extent(NULL), status(NULL, '2024-06-01'), daterange(NULL::term),
	   remaining_commitment('2024-01-01 P1Y none', NULL, '1 year', '2024-06-01'),
	   contains(NULL, '2024-06-01'), start_on(NULL), notice(NULL);
SELECT * FROM periods('2024-01-01 P1Y none', NULL);

-- A term does not become text, or a range, unnoticed
CREATE TEMP TABLE plain (line text, days daterange);
INSERT INTO plain (line) SELECT term '2024-01-01 P1Y none';
INSERT INTO plain (days) SELECT term '2024-01-01 P1Y none';
INSERT INTO plain SELECT t::text, t::daterange FROM (VALUES (term '2024-01-01 P1Y none')) v(t);
SELECT * FROM plain;

-- More text that is no term
SELECT term '   ';
SELECT term '-infinity P1Y none';
SELECT term 'today P1Y none';
SELECT term '0000-01-01 P1Y none';
SELECT term '4714-11-23 BC P1Y none';
SELECT term '2024-1-1 P1Y none';
SELECT term '２０２４-01-01 P1Y none';
SELECT term '2024-01-01 P none';
SELECT term '2024-01-01 P1 none';
SELECT term '2024-01-01 P1M1Y none';
SELECT term '2024-01-01 P1Y1Y none';
SELECT term '2024-01-01 P99999999999Y none';
SELECT term '2024-01-01 P1Y tacit 2 x P1Y';
SELECT term '2024-01-01 P1Y explicit P1Y lifted -1';
SELECT term '2024-01-01 P1Y none ended infinity';
SELECT term '2024-01-01 P1Y none ended 2024-06-01 ended 2024-07-01';
SELECT length((repeat(' ', 1000000) || '2024-01-01 P1Y none' || repeat(E'\n', 1000000))::term::text);
SELECT NULL::term IS NULL AS null_is_null, NULL::text::term::text IS NULL AS through_text;

-- The first and the last day, through the constructor
SELECT term('4714-11-24 BC', '1 day', 'none', NULL, NULL, NULL, NULL),
	   term('5874897-12-31', NULL, 'evergreen', NULL, NULL, NULL, NULL),
	   term('5874897-12-30', '1 day', 'none', NULL, NULL, NULL, NULL, NULL);
SELECT term('5874897-12-31', '1 day', 'none', NULL, NULL, NULL, NULL);
SELECT term(NULL, '-1 year', 'nonsense', NULL, -1, NULL, NULL) IS NULL AS no_start_no_term;

-- Days and ranges beyond all days, and no days at all
SELECT day, term '2024-01-01 evergreen' @> day AS open, term '2024-01-01 P1Y none' @> day AS one_year,
	   day <@ term '2024-01-01 P1Y none ended 2024-01-01' AS never_ran
FROM (VALUES (date '-infinity'), ('4714-11-24 BC'), ('2023-12-31'), ('2024-01-01'), ('2024-12-31'), ('2025-01-01'),
			 ('5874897-12-31'), ('infinity'), (NULL)) d (day)
ORDER BY day;
SELECT days, term '2024-01-01 evergreen' && days AS open, term '2024-01-01 P1Y none' && days AS one_year,
	   term '2024-01-01 P1Y none ended 2024-01-01' && days AS never_ran
FROM (VALUES (daterange 'empty'), ('(,)'), ('(,2024-01-01)'), ('(,2024-01-01]'), ('[2024-12-31,)'), ('[2025-01-01,)'),
			 ('(,-infinity]'), ('[infinity,)'), ('(infinity,)'), (NULL)) d (days)
ORDER BY days;
SELECT term '2024-01-01 P1Y none' && '2024-06-01';
SELECT term '2024-01-01 P1Y none' @> 'soon';

-- The functions of the index are not for calling
SELECT term_gist_union(NULL, NULL);
SELECT term_gist_same('2024-01-01 P1Y none', '2024-01-01 P1Y none', NULL);
SELECT term_recv('2024-01-01 P1Y none');
