-- bench_term.sql
--		Terms over 1 million contracts: how long one is locked in, and the next
--		day of notice, beside plain SQL over the columns of a register; the
--		contracts that run on a day, beside dateranges with a GiST index.
\ir lib/bench.psql
\pset footer off
SET datestyle = ISO, YMD;
SET search_path = public, regie;
SET maintenance_work_mem = '256MB';

-- The same rows every time: multiplicative generators, no random().  Starts
-- over 36 years, all lengths in whole months; half of the contracts renew in
-- silence, most of them without a stated maximum; a fifth of what has no end by
-- itself was ended.
CREATE UNLOGGED TABLE contract AS
SELECT id::int, term(start_on, make_interval(months => initial), kind, make_interval(months => renewal), max_renewals,
		make_interval(months => notice), ended_on, lifted) AS t,
	start_on, initial, renewal, notice, lifted, ended_on, max_renewals, kind
FROM (SELECT *, CASE WHEN id % 5 = 0 AND kind IN ('tacit', 'evergreen') AND max_renewals IS NULL
			THEN start_on + 30 + (id * 37 % 2000)::int END AS ended_on
	FROM (SELECT id, kind, date '1995-01-01' + (id * 7919 % 13149)::int AS start_on,
			(ARRAY[6, 12, 12, 24, 36, 48])[1 + id * 31 % 6] AS initial,
			CASE WHEN kind IN ('tacit', 'explicit') THEN (ARRAY[1, 3, 6, 12, 12, 12, 24])[1 + id * 13 % 7] END AS renewal,
			CASE WHEN kind = 'explicit' OR kind = 'tacit' AND id % 3 = 0 THEN id % 4 END::int AS max_renewals,
			CASE WHEN kind = 'explicit' THEN least(id % 4, id % 5) ELSE 0 END::int AS lifted,
			(ARRAY[0, 1, 1, 2, 3, 3, 6])[1 + id * 17 % 7] AS notice
		FROM (SELECT id, (ARRAY['none', 'explicit', 'tacit', 'tacit', 'tacit', 'evergreen'])
				[1 + id * 48271 % 2147483647 / 8 % 6] AS kind
			FROM generate_series(1, 1000000::bigint) id) k) l) e;

-- Plain SQL, the shortest that is right on all rows.  k is the first boundary
-- for which notice is not too late: counting months tells which one it is, but
-- for the boundary that, less notice, falls into the month of as_of itself.
CREATE FUNCTION pg_temp.plain(as_of date) RETURNS text LANGUAGE sql AS $f$
	SELECT format($$(SELECT id, t,
	CASE WHEN ended_on IS NOT NULL THEN CASE WHEN ended_on > %1$L THEN ended_on END
		WHEN kind = 'evergreen'
		THEN greatest(greatest(%1$L, start_on) + make_interval(months => notice), start_on + make_interval(months => initial))::date
		WHEN boundary > %1$L THEN boundary::date END AS locked_in_until,
	CASE WHEN ended_on IS NULL AND (kind = 'tacit' AND (max_renewals IS NULL OR k < max_renewals)
			OR kind = 'explicit' AND lifted < max_renewals AND boundary - make_interval(months => notice) > %1$L)
		THEN (boundary - make_interval(months => notice))::date - 1 END AS last_notice_day
FROM (SELECT *, start_on + make_interval(months => initial + CASE kind WHEN 'none' THEN 0
			WHEN 'explicit' THEN lifted * renewal ELSE least(k, max_renewals) * renewal END) AS boundary
	FROM (SELECT *, CASE WHEN start_on + make_interval(months => initial + k0 * renewal) - make_interval(months => notice) > %1$L
				THEN k0 ELSE k0 + 1 END AS k
		FROM (SELECT *, greatest(0, (notice - initial + renewal - 1
				+ (extract(year FROM date %1$L) - extract(year FROM start_on))::int * 12
				+ (extract(month FROM date %1$L) - extract(month FROM start_on))::int) / renewal) AS k0
			FROM contract) a) b) c) plain$$, as_of)
$f$;
VACUUM ANALYZE contract;

\echo
\echo '== the plain SQL is right: rows that differ from the functions'
CREATE TABLE pg_temp.wrong (as_of date, locked_in_until bigint, last_notice_day bigint);
SELECT format('INSERT INTO pg_temp.wrong SELECT %L, count(*) FILTER (WHERE locked_in_until IS DISTINCT FROM locked_in_until(t, %1$L)),
	count(*) FILTER (WHERE last_notice_day IS DISTINCT FROM last_notice_day(t, %1$L)) FROM ', d) || pg_temp.plain(d)
FROM unnest('{1999-12-31, 2012-02-29, 2026-11-23}'::date[]) d \gexec
SELECT * FROM pg_temp.wrong ORDER BY as_of;

INSERT INTO pg_temp.contest (contest, name, query) VALUES
('locked', 'locked_in_until', $$SELECT count(locked_in_until(t, '2026-11-23')) FROM contract$$),
('locked', 'plain SQL', 'SELECT count(locked_in_until) FROM ' || pg_temp.plain('2026-11-23')),
('locked', 'reading the terms only', $$SELECT count(t) FROM contract$$),
('notice', 'last_notice_day', $$SELECT count(last_notice_day(t, '2026-11-23')) FROM contract$$),
('notice', 'plain SQL', 'SELECT count(last_notice_day) FROM ' || pg_temp.plain('2026-11-23')),
('notice', 'reading the terms only', $$SELECT count(t) FROM contract$$);
\echo
\echo '== 1,000,000 contracts as of 2026-11-23'
SELECT pg_temp.run_contest('locked', :rounds), pg_temp.run_contest('notice', :rounds) \g /dev/null
SELECT * FROM pg_temp.result('locked', 'locked_in_until');
SELECT * FROM pg_temp.result('notice', 'last_notice_day');

-- Two tables that differ in nothing but the type of the column.
CREATE UNLOGGED TABLE by_term AS
SELECT id, 'Contract ' || id AS name, 'Supplier ' || id % 997 AS supplier, t FROM contract;
CREATE UNLOGGED TABLE by_range AS
SELECT id, 'Contract ' || id AS name, 'Supplier ' || id % 997 AS supplier, daterange(t) AS days FROM contract;
VACUUM ANALYZE by_term;
VACUUM ANALYZE by_range;

\echo
\echo '== building the index, and 300,000 rows put into an indexed table: seconds of one run each, and sizes'
CREATE TABLE pg_temp.built (name text, seconds numeric, size text);
CREATE FUNCTION pg_temp.build(index_name text, statement text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	EXECUTE statement;
	INSERT INTO pg_temp.built VALUES (index_name, round(extract(epoch FROM clock_timestamp() - started), 2),
		pg_size_pretty(pg_relation_size(index_name)));
END $$;
SELECT pg_temp.build('by_term_gist', 'CREATE INDEX by_term_gist ON by_term USING gist (t)'),
	pg_temp.build('by_range_gist', 'CREATE INDEX by_range_gist ON by_range USING gist (days)') \g /dev/null
CREATE UNLOGGED TABLE grown_term (id int, t term);
CREATE UNLOGGED TABLE grown_range (id int, days daterange);
CREATE INDEX grown_term_gist ON grown_term USING gist (t);
CREATE INDEX grown_range_gist ON grown_range USING gist (days);
SELECT pg_temp.build('grown_term_gist', 'INSERT INTO grown_term SELECT id, t FROM by_term WHERE id <= 300000'),
	pg_temp.build('grown_range_gist', 'INSERT INTO grown_range SELECT id, days FROM by_range WHERE id <= 300000') \g /dev/null
SELECT t.name, t.seconds, t.size, r.name AS beside, r.seconds, r.size, round(t.seconds / r.seconds, 2) AS ratio
FROM pg_temp.built t JOIN pg_temp.built r ON r.name = replace(t.name, 'term', 'range') AND t.name LIKE '%term%'
ORDER BY t.name;

INSERT INTO pg_temp.contest (contest, name, query)
SELECT format('%s %s', what, day), name, format(query, day)
FROM unnest('{1995-01-20, 1996-02-01, 2010-01-01, 2026-11-23}'::date[]) day,
	(VALUES ('count', 'term @> date', 'SELECT count(*) FROM by_term WHERE t @> date %L'),
			('count', 'daterange @> date', 'SELECT count(*) FROM by_range WHERE days @> date %L'),
			('rows', 'term @> date', 'SELECT max(name), max(supplier) FROM by_term WHERE t @> date %L'),
			('rows', 'daterange @> date', 'SELECT max(name), max(supplier) FROM by_range WHERE days @> date %L')) q (what, name, query)
UNION ALL
SELECT format('week %s', day), name, format(query, day, day + 7)
FROM unnest('{1995-01-20, 2026-11-23}'::date[]) day,
	(VALUES ('term && daterange', 'SELECT count(*) FROM by_term WHERE t && ''[%s,%s)'''),
			('daterange && daterange', 'SELECT count(*) FROM by_range WHERE days && ''[%s,%s)''')) q (name, query);
\echo
\echo '== which run on a day, or in a week: count(*), and other columns read as well'
-- each question several times, as the short ones take a millisecond
SELECT pg_temp.run_contest(contest, :rounds * 5) FROM (SELECT DISTINCT contest FROM pg_temp.contest WHERE contest ~ ' ') c \g /dev/null
CREATE FUNCTION pg_temp.found(of text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format(CASE WHEN of ~ 'week' THEN 'SELECT count(*) FROM by_term WHERE daterange(t) && daterange(date %L, date %1$L + 7)'
		ELSE 'SELECT count(*) FROM by_term WHERE daterange(t) @> date %L' END, split_part(of, ' ', 2)) INTO n;
	RETURN n;
END $$;
WITH m AS (
	SELECT contest, name, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) * 1000 AS ms
	FROM pg_temp.timing WHERE contest ~ ' ' GROUP BY 1, 2)
SELECT t.contest AS question, pg_temp.found(t.contest) AS contracts, round(t.ms::numeric, 2) AS "term, ms",
	round(r.ms::numeric, 2) AS "daterange, ms", round((t.ms / r.ms)::numeric, 2) AS ratio,
	CASE WHEN t.ms / r.ms <= 1.2 THEN 'ok: at most 1.2' ELSE 'TOO SLOW: at most 1.2' END AS wanted
FROM m t JOIN m r ON r.contest = t.contest AND t.name LIKE 'term%' AND r.name LIKE 'daterange%'
ORDER BY 1;
EXPLAIN (COSTS OFF) SELECT count(*) FROM by_term WHERE t @> date '2026-11-23';
