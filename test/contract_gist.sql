-- GiST indexes on terms: used, and right.  The judges are the operators without
-- index, and PostgreSQL's own dateranges of the same contracts.
BEGIN;
SELECT plan(44);
SET LOCAL datestyle = ISO, YMD;
SET LOCAL search_path = pg_catalog, public, regie;
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL jit = off;
SELECT setseed(0.5772156649);

SELECT is(amvalidate(oid), true, format('operator class of %s is valid', amname))
FROM (SELECT c.oid, amname FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
	  WHERE opcintype = 'regie.term'::regtype ORDER BY amname COLLATE "C") o;

/*
 * 100,000 contracts of all kinds: some without term, some that never ran, and
 * the first and last days there are.  The range of days by plain SQL.
 */
CREATE TEMP TABLE contract AS
SELECT id::int, kind, start_on, ended_on,
	   term(start_on, months * interval '1 mon', kind, renewal * interval '1 mon',
			most, NULL, ended_on) AS t,
	   daterange(start_on, CASE
			WHEN ended_on IS NOT NULL THEN ended_on
			WHEN kind = 'none' OR kind = 'explicit' OR most IS NOT NULL
			THEN (start_on + interval '1 mon'
				  * (months + CASE kind WHEN 'tacit' THEN most * renewal ELSE 0 END))::date
			END) AS days
FROM (SELECT *, CASE WHEN kind IN ('tacit', 'explicit') THEN (ARRAY[1, 3, 12, 24])[1 + id % 4] END AS renewal,
			 CASE WHEN kind = 'tacit' AND id % 3 > 0 THEN id % 5 END::int AS most,
			 CASE WHEN id % 50 = 0 THEN start_on
				  WHEN kind = 'evergreen' AND id % 4 = 0 THEN start_on + (id % 900)::int END AS ended_on
	  FROM (SELECT id, (ARRAY['none', 'explicit', 'tacit', 'tacit', 'evergreen'])[1 + floor(random() * 5)::int] AS kind,
				   1 + floor(random() * 60)::int AS months,
				   CASE WHEN random() < 0.5 THEN day
						ELSE (date_trunc('month', day) + interval '1 mon')::date - 1 END AS start_on
			FROM (SELECT id, date '1995-02-28' + floor(random() * 14000)::int AS day
				  FROM generate_series(1, 100000::bigint) id) d) k) l;
UPDATE contract SET t = NULL, days = NULL WHERE id % 100 = 1;
UPDATE contract SET t = ('4714-11-24 BC P' || id || 'D none')::term,
	days = daterange('4714-11-24 BC', date '4714-11-24 BC' + id) WHERE id < 20 AND id % 2 = 0;
UPDATE contract SET t = '5874897-12-30 P1D none', days = '[5874897-12-30,5874897-12-31)' WHERE id = 21;
UPDATE contract SET t = '5874897-12-31 evergreen', days = daterange('5874897-12-31', NULL) WHERE id = 23;
CREATE TEMP TABLE big (id int, name text, supplier text, t term);
INSERT INTO big SELECT id, 'Contract for application number ' || id, 'Supplier of municipal software ' || id % 900, t
FROM contract;
CREATE INDEX big_days ON big USING gist (t);
ANALYZE big;

/*
 * The plan, and how many rows it expects.
 */
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan -> 0 -> 'Plan';
END $$;
SELECT ok(pg_temp.plan_of('SELECT id FROM big WHERE ' || condition)::text ~ '"Index Name": "big_days"',
		  'index used: ' || condition)
FROM (VALUES ('t @> date ''1997-11-23'''), ('date ''1997-11-23'' <@ t'),
			 ('t && daterange ''[1997-11-23,1997-11-30)'''),
			 ('t OPERATOR(regie.@>) date ''1996-01-01'''), ('t IS NULL')) c (condition);
SELECT ok(pg_temp.plan_of('SELECT d, big.id FROM generate_series(1, 3) n, LATERAL (SELECT date ''1995-04-01'' + n AS d) x
						  JOIN big ON t @> d')::text ~ '"Index Name": "big_days"',
		  'index used: a day from another table');
SELECT ok(expected BETWEEN actual / 2 AND actual * 2,
		  format('rows expected within a factor 2: %s (%s, there are %s)', condition, expected, actual))
FROM (SELECT condition, (pg_temp.plan_of('SELECT id FROM big WHERE ' || condition) ->> 'Plan Rows')::bigint AS expected,
			 actual
	  FROM (SELECT 't @> date ''2026-11-23''' AS condition, count(*) FROM contract WHERE days @> date '2026-11-23'
			UNION ALL
			SELECT 'date ''2010-06-30'' <@ t', count(*) FROM contract WHERE days @> date '2010-06-30'
			UNION ALL
			SELECT 't @> date ''2000-01-01''', count(*) FROM contract WHERE days @> date '2000-01-01'
			UNION ALL
			SELECT 't && daterange ''[2020-01-01,2021-01-01)''', count(*) FROM contract
			WHERE days && daterange '[2020-01-01,2021-01-01)') c (condition, actual)) e;

/*
 * The pages of the index that a question reads, in percent: few, if terms that
 * run at the same time stand together.
 */
CREATE FUNCTION pg_temp.pages_read(index_name text, query text) RETURNS numeric LANGUAGE plpgsql
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT json) ' || query INTO plan;
	plan := plan -> 0 -> 'Plan' -> 'Plans' -> 0;
	IF plan ->> 'Node Type' <> 'Bitmap Index Scan' THEN
		RAISE 'unexpected plan: %', plan;
	END IF;
	RETURN 100 * ((plan ->> 'Local Hit Blocks')::numeric + (plan ->> 'Local Read Blocks')::numeric)
		/ (pg_relation_size(index_name) / current_setting('block_size')::int);
END $$;
SELECT cmp_ok(pg_temp.pages_read('big_days', format('SELECT id FROM big WHERE t @> date %L', day)), '<',
			  (SELECT 4 + 150 * count(*) / 100000.0 FROM contract WHERE days @> day),
			  format('built from sorted rows: pages of the index that %s reads', day))
FROM unnest('{1995-03-15, 1996-06-01, 2010-06-30, 2026-11-23}'::date[]) day;

/*
 * Answers: 1,000 days and 1,000 ranges, over 12,000 contracts.
 */
CREATE TEMP TABLE run (id int, t term, days daterange);
CREATE INDEX run_t ON run USING gist (t);
CREATE INDEX run_days ON run USING gist (days);
CREATE TEMP TABLE ask AS
SELECT n, CASE n WHEN 1 THEN 'infinity' WHEN 2 THEN '-infinity' WHEN 3 THEN '4714-11-24 BC'
				 WHEN 4 THEN '4714-11-27 BC' WHEN 5 THEN '5874897-12-31' WHEN 6 THEN '5874897-12-30'
				 ELSE day END AS day,
	   CASE n WHEN 1 THEN 'empty' WHEN 2 THEN '(,)' WHEN 3 THEN '(,-infinity)' WHEN 4 THEN '[infinity,]'
			  WHEN 5 THEN '(infinity,)' WHEN 6 THEN '(-infinity,infinity)' WHEN 7 THEN '[infinity,infinity]'
			  WHEN 8 THEN '[-infinity,-infinity]' WHEN 9 THEN '(,4714-11-24 BC]' WHEN 10 THEN '(,4714-11-24 BC)'
			  WHEN 11 THEN '[5874897-12-31,)' WHEN 12 THEN '[5874897-12-30,5874897-12-31)'
			  WHEN 13 THEN '[2024-01-01,infinity)' WHEN 14 THEN '[2024-01-01,infinity]'
			  WHEN 15 THEN '(5874897-12-30,infinity]' WHEN 16 THEN NULL
			  ELSE CASE n % 50 WHEN 0 THEN daterange(day, NULL) WHEN 1 THEN daterange(NULL, day)
							   WHEN 2 THEN daterange(day, day) ELSE daterange(day, day + n % 40) END
	   END::daterange AS days
FROM (SELECT n, date '1994-12-01' + floor(random() * 19000)::int AS day FROM generate_series(1, 1000) n) d;
ANALYZE ask;

-- Which contracts each question finds, in three ways: few numbers stand for them.
CREATE FUNCTION pg_temp.answers(most int) RETURNS TABLE (n int, what text, found bigint, ids bigint, mix bigint)
LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY
	SELECT a.n, '@>', count(r.id), sum(r.id), sum(r.id * 7919 % 9973) FROM ask a LEFT JOIN run r ON r.t @> a.day
	WHERE a.n <= most GROUP BY a.n
	UNION ALL
	SELECT a.n, '<@', count(r.id), sum(r.id), sum(r.id * 7919 % 9973) FROM ask a LEFT JOIN run r ON a.day <@ r.t
	WHERE a.n <= most / 10 GROUP BY a.n
	UNION ALL
	SELECT a.n, '&&', count(r.id), sum(r.id), sum(r.id * 7919 % 9973) FROM ask a LEFT JOIN run r ON r.t && a.days
	WHERE a.n <= most GROUP BY a.n;
END $$;
CREATE FUNCTION pg_temp.by_index(most int) RETURNS TABLE (n int, what text, found bigint, ids bigint, mix bigint)
LANGUAGE sql SET enable_seqscan = off AS 'SELECT * FROM pg_temp.answers(most)';
CREATE FUNCTION pg_temp.by_scan(most int) RETURNS TABLE (n int, what text, found bigint, ids bigint, mix bigint)
LANGUAGE sql SET enable_indexscan = off SET enable_indexonlyscan = off SET enable_bitmapscan = off
AS 'SELECT * FROM pg_temp.answers(most)';
CREATE FUNCTION pg_temp.by_range(most int) RETURNS TABLE (n int, what text, found bigint, ids bigint, mix bigint)
LANGUAGE sql SET enable_seqscan = off AS $$
	SELECT a.n, '@>', count(r.id), sum(r.id), sum(r.id * 7919 % 9973) FROM ask a LEFT JOIN run r ON r.days @> a.day
	WHERE a.n <= most GROUP BY a.n
	UNION ALL
	SELECT a.n, '<@', count(r.id), sum(r.id), sum(r.id * 7919 % 9973) FROM ask a LEFT JOIN run r ON r.days @> a.day
	WHERE a.n <= most / 10 GROUP BY a.n
	UNION ALL
	SELECT a.n, '&&', count(r.id), sum(r.id), sum(r.id * 7919 % 9973) FROM ask a LEFT JOIN run r ON r.days && a.days
	WHERE a.n <= most GROUP BY a.n
$$;
CREATE FUNCTION pg_temp.differences(most int) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM (SELECT * FROM pg_temp.by_index(most) EXCEPT ALL SELECT * FROM pg_temp.by_range(most)) d
$$;

SELECT is(sum(found), 0::numeric, 'an empty index finds nothing')
FROM pg_temp.by_index(50);
-- a few without end only, so that the answers stay short
INSERT INTO run SELECT id, t, days FROM contract
WHERE id <= 15000 AND (upper_inf(days) IS NOT TRUE OR id % 8 = 0);
ANALYZE run;
CREATE TEMP TABLE answer AS SELECT * FROM pg_temp.by_index(1000);
SELECT ok(sum(found) > 1000000 AND count(*) = 2100 AND (SELECT count(*) >= 10000 FROM run),
		  format('%s contracts found by %s questions', sum(found), count(*)))
FROM answer;
SELECT is(count(*), 0::bigint, 'rows put in one by one: the index finds what dateranges find')
FROM (SELECT * FROM answer EXCEPT ALL SELECT * FROM pg_temp.by_range(1000)) d;
SELECT is(count(*), 0::bigint, 'and what the operators find without index')
FROM (SELECT * FROM pg_temp.by_scan(480) EXCEPT ALL SELECT * FROM answer) d;
SELECT cmp_ok(pg_temp.pages_read('run_t', format('SELECT id FROM run WHERE t @> date %L', day)), '<',
			  (SELECT 10 + 150.0 * count(*) / (SELECT count(*) FROM run) FROM run WHERE days @> day),
			  format('rows put in one by one: pages of the index that %s reads', day))
FROM unnest('{1995-03-15, 1996-06-01, 2010-06-30, 2026-11-23}'::date[]) day;
REINDEX INDEX run_t;
SELECT is(count(*), 0::bigint, 'an index built from sorted rows finds the same')
FROM (SELECT * FROM answer EXCEPT ALL SELECT * FROM pg_temp.by_index(1000)) d;
DELETE FROM run WHERE id % 3 = 0;
SELECT is(pg_temp.differences(50), 0::bigint, 'after deletes');
UPDATE run r SET t = c.t, days = c.days FROM contract c WHERE c.id = r.id + 20000 AND r.id % 3 = 1;
SELECT is(pg_temp.differences(50), 0::bigint, 'after updates');
INSERT INTO run SELECT id, t, days FROM contract WHERE id BETWEEN 50000 AND 52000;
SELECT is(pg_temp.differences(50), 0::bigint, 'after more inserts');
REINDEX INDEX run_t;
SELECT is(pg_temp.differences(50), 0::bigint, 'after REINDEX');
DELETE FROM run;
SELECT is(sum(found), 0::numeric, 'after everything is deleted')
FROM pg_temp.by_index(50);

/*
 * One-sided and equal keys: pages that cannot be told apart, and terms that
 * never ran, must be split all the same.
 */
INSERT INTO run SELECT id, t, daterange(t)
FROM (SELECT id, CASE id % 3 WHEN 0 THEN term '2024-01-01 P1Y none' WHEN 1 THEN '2024-01-01 P1Y none ended 2024-01-01'
							 ELSE '2024-01-01 evergreen' END AS t FROM generate_series(1, 3000) id) s;
SELECT is(pg_temp.differences(50), 0::bigint, 'the same three terms 1,000 times');

/*
 * The index holds the terms: queries need no table.
 */
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;
SELECT ok(pg_temp.plan_of('SELECT t FROM big WHERE t && ''(,)''')::text ~ '"Node Type": "Index Only Scan"',
		  'index-only scan');
SELECT is(count(*), 0::bigint, 'what it gives are the terms of the table')
FROM ((SELECT t FROM big WHERE t && '(,)')
	  EXCEPT ALL
	  (SELECT t FROM contract WHERE NOT isempty(days))) d;
SELECT is((SELECT count(*) FROM big WHERE t && '(,)'), count(*), 'and all of them that ever run')
FROM contract WHERE NOT isempty(days);
SELECT is((SELECT count(*) FROM big WHERE t IS NULL), count(*), 'rows without term are found as such')
FROM contract WHERE t IS NULL;
RESET enable_seqscan;
RESET enable_bitmapscan;

/*
 * Beside others: several columns, an expression, a partial index; btree and
 * hash indexes have their own questions.
 */
CREATE INDEX ON run USING gist (days, t);
CREATE INDEX ON run USING gist (lift(t, 0)) WHERE id > 10 AND renewal_kind(t) = 'explicit';
CREATE INDEX run_included ON run USING gist (t) INCLUDE (id);
SELECT is((SELECT sum(found) FROM pg_temp.by_index(100)), sum(found), 'with columns beside it')
FROM pg_temp.by_scan(100);
CREATE TEMP TABLE other AS SELECT id, t FROM contract WHERE id <= 20000;
CREATE INDEX other_btree ON other (t);
ANALYZE other;
SELECT ok(pg_temp.plan_of('SELECT t FROM other ORDER BY t LIMIT 10')::text ~ '"other_btree"',
		  'btree serves the order');
SELECT ok(pg_temp.plan_of('SELECT FROM other WHERE t = ''2024-01-01 evergreen''')::text ~ '"other_btree"',
		  'and equality');
DROP INDEX other_btree;
CREATE INDEX other_hash ON other USING hash (t);
SELECT ok(pg_temp.plan_of('SELECT FROM other WHERE t = ''2024-01-01 evergreen''')::text ~ '"other_hash"',
		  'hash serves equality');
SET LOCAL enable_seqscan = off;
SELECT is(count(*), 0::bigint, 'and finds each as often as it is there')
FROM (SELECT t, count(*) AS n FROM contract WHERE id <= 20000 AND t IS NOT NULL GROUP BY t) f
WHERE n <> (SELECT count(*) FROM other o WHERE o.t = f.t);
RESET enable_seqscan;
SELECT throws_ok($$ALTER TABLE run ADD EXCLUDE USING gist (t WITH OPERATOR(regie.&&))$$, '42883', NULL,
				 'no exclusion by term && daterange: that is daterange(term) WITH &&');

SELECT is(count(*), 0::bigint, 'each function and operator class has a comment')
FROM (SELECT obj_description(oid, 'pg_proc') AS words FROM pg_proc
	  WHERE pronamespace = 'regie'::regnamespace AND proname ~ '^term_gist_'
	  UNION ALL
	  SELECT obj_description(oid, 'pg_opclass') FROM pg_opclass WHERE opcintype = 'regie.term'::regtype
	  UNION ALL
	  SELECT obj_description(oid, 'pg_opfamily') FROM pg_opfamily
	  WHERE opfnamespace = 'regie'::regnamespace AND opfname = 'term_ops') o
WHERE words IS NULL;
SELECT is(count(*), 0::bigint, 'nobody can call the functions of the index by hand')
FROM pg_proc
WHERE pronamespace = 'regie'::regnamespace AND proname ~ '^term_gist_'
  AND NOT 'internal'::regtype = ANY (proargtypes::oid[]);

SELECT * FROM finish();
ROLLBACK;
