/*
 * Laws of Gantt charts over random plans: the order of rows, parallel plans,
 * well-formedness, and dates as PostgreSQL counts them.
 */
BEGIN;
SET LOCAL jit = off;
SELECT plan(11);
SELECT setseed(0.17);

/*
 * Whether a text is a document: by the server's own parser or, in a server
 * without it, by tags that open and close.
 */
CREATE FUNCTION pg_temp.is_document(doc text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RETURN xml_is_well_formed_document(doc);
EXCEPTION WHEN feature_not_supported THEN
	RETURN (SELECT count(*) FILTER (WHERE t[1] ~ '^<[a-z][^>]*[^/]>$') = count(*) FILTER (WHERE t[1] ~ '^</')
		FROM regexp_matches(doc, '<[^>]*>', 'g') AS t) AND doc !~ '&(?!amp;|lt;|gt;|quot;|#[0-9]+;)';
END
$$;
SELECT ok(pg_temp.is_document('<a><b/>&amp;</a>') AND NOT pg_temp.is_document('<a><b></a>') AND NOT pg_temp.is_document('<a>&</a>'), 'the check tells documents from others');

CREATE TEMP TABLE plan AS
SELECT i AS plan, k, 'step ' || k || (ARRAY['', ' <b>', ' & "co"', chr(1), chr(10), ' caf' || chr(233)])[1 + (random() * 5)::int] AS activity,
	CASE WHEN random() < 0.7 THEN 'part ' || (random() * 3)::int || ' & <more>' END AS section,
	(random() * (ARRAY[5, 40, 400])[1 + i % 3])::int AS days,
	CASE WHEN k > 1 AND random() < 0.8 THEN ARRAY[regie.dependency('n' || (1 + (random() * (k - 2))::int), (ARRAY['FS', 'FS', 'SS', 'FF', 'SF'])[1 + (random() * 4)::int])] END AS after,
	CASE WHEN random() < 0.2 THEN date '2026-06-01' + (random() * 900)::int END AS deadline,
	CASE WHEN random() < 0.1 THEN date '2026-06-01' + (random() * 900)::int END AS notice
FROM generate_series(1, 300) AS i, generate_series(1, 60) AS k WHERE k <= 1 + i % 60;
CREATE TEMP TABLE bar AS
SELECT plan, regie.schedule_bar(s, 'n' || k, label => activity, section => section, place => CASE WHEN k % 3 = 0 THEN k % 2 END, milestone => days = 0,
	deadline => deadline, notice_day => notice, predecessors => after) AS bar, random() AS mix
FROM (SELECT *, regie.schedule('n' || k, days, after, '2026-01-05', deadline => deadline) OVER (PARTITION BY plan) AS s FROM plan) AS q;
CREATE TEMP TABLE drawn AS
SELECT plan, regie.gantt_svg(bar, 'Plan ' || plan || ' <&>', '2026-09-01', CASE plan % 2 WHEN 0 THEN 'en' ELSE 'nl' END ORDER BY mix) AS svg FROM bar GROUP BY plan;
SELECT is((SELECT count(*) FROM drawn), 300::bigint, '300 plans are drawn');
SELECT is((SELECT count(*) FROM drawn WHERE NOT pg_temp.is_document(svg)), 0::bigint, 'all are documents');
SELECT is((SELECT count(*) FROM drawn JOIN (
	SELECT plan, regie.gantt_svg(bar, 'Plan ' || plan || ' <&>', '2026-09-01', CASE plan % 2 WHEN 0 THEN 'en' ELSE 'nl' END ORDER BY mix DESC) AS svg FROM bar GROUP BY plan) AS other USING (plan)
	WHERE drawn.svg <> other.svg), 0::bigint, 'the order of rows does not matter');
SELECT is((SELECT count(*) FROM drawn JOIN (SELECT plan, count(*) FILTER (WHERE NOT (bar).milestone) AS bars, count(*) AS rows,
		count(*) FILTER (WHERE (bar).critical AND NOT (bar).milestone) AS critical FROM bar GROUP BY plan) AS b USING (plan)
	WHERE (SELECT count(*) FROM regexp_matches(svg, '<title>', 'g')) <> rows + (SELECT count(DISTINCT (bar).section) FROM bar AS o WHERE o.plan = drawn.plan)
	   OR (SELECT count(*) FROM regexp_matches(svg, 'rx="2" fill="#9b1c31"', 'g')) NOT IN (critical, critical + 1)), 0::bigint,
	'a hint for each bar and section, a dark bar for each critical one');

/* ids differ, so that several pictures can stand on one page */
SELECT is((SELECT count(DISTINCT substring(svg FROM 'aria-labelledby="([^"]*)"')) FROM drawn), 300::bigint, 'each picture has ids of its own');
SELECT is((SELECT count(*) FROM drawn WHERE svg ~* '<script|<style|<image|href|url\(|@import|font-face'), 0::bigint, 'nothing is fetched or run');
SELECT is((SELECT count(*) FROM drawn WHERE replace(svg, 'xmlns="http://www.w3.org/2000/svg"', '') ~ '="[^"]*[0-9]\.[0-9]'), 0::bigint, 'whole numbers only');

/* --- parallel --- */
CREATE TABLE many AS SELECT regie.gantt_bar('a' || i, date '2026-01-01' + (i * 7919) % 900, date '2026-01-01' + (i * 7919) % 900 + i % 40, section => 's' || i % 5,
	predecessors => CASE WHEN i > 1 THEN ARRAY[regie.dependency('a' || i / 2)] END) AS bar FROM generate_series(1, 4000) AS i;
ANALYZE many;
SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS SELECT regie.gantt_svg(bar, 'x', '2026-09-01', 'en') AS svg, regie.gantt_mermaid(bar, 'x') AS mermaid FROM many;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		plan := plan || line || E'\n';
	END LOOP;
	RETURN plan;
END
$$;
SELECT matches(pg_temp.plan_of($$SELECT regie.gantt_svg(bar, 'x', '2026-09-01', 'en') FROM many$$), 'Finalize Aggregate\s+->  Gather\s.*Partial Aggregate', 'the plan draws in parallel');
SET LOCAL parallel_leader_participation = off;
CREATE TABLE parallel AS SELECT regie.gantt_svg(bar, 'x', '2026-09-01', 'en') AS svg, regie.gantt_mermaid(bar, 'x') AS mermaid FROM many;
SELECT ok(p.svg = s.svg AND p.mermaid = s.mermaid, 'parallel: the same pictures') FROM parallel AS p, serial AS s;

/* --- what is promised of the functions --- */
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
	WHERE n.nspname = 'regie' AND (p.proname LIKE 'gantt%' OR p.proname = 'schedule_bar')
	  AND (provolatile <> 'i' OR proparallel <> 's' OR prosecdef OR obj_description(p.oid, 'pg_proc') IS NULL)$$,
	'all are immutable, parallel safe, and have a comment');
SELECT * FROM finish();
ROLLBACK;
