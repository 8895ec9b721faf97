/*
 * Laws of Sankey diagrams: the order of rows, parallel plans, and sums as SQL
 * makes them.
 */
BEGIN;
SET LOCAL jit = off;
SELECT plan(9);
SELECT setseed(0.23);
CREATE FUNCTION pg_temp.is_document(doc text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RETURN xml_is_well_formed_document(doc);
EXCEPTION WHEN feature_not_supported THEN
	RETURN (SELECT count(*) FILTER (WHERE t[1] ~ '^<[a-z][^>]*[^/]>$') = count(*) FILTER (WHERE t[1] ~ '^</')
		FROM regexp_matches(doc, '<[^>]*>', 'g') AS t) AND doc !~ '&(?!amp;|lt;|gt;|quot;|#[0-9]+;)';
END
$$;
CREATE TEMP TABLE payment AS
SELECT i, 'party ' || s || ' <&> ' || chr(1 + s) AS source, 'party ' || t || ' <&> ' || chr(1 + t) AS target, round((random() * 100000)::int / 100.0 + 0.01, 2) AS amount, random() AS mix
FROM (SELECT i, s, t, random() AS chance FROM generate_series(1, 600) AS i, generate_series(1, 9) AS s, generate_series(1, 9) AS t, generate_series(1, 2) OFFSET 0) AS pair
WHERE (i % 3 = 0 OR s < t) AND chance < 0.03 + (i % 7) * 0.03;
CREATE TEMP TABLE drawn AS
SELECT i, regie.sankey_svg(source, target, amount, 'Pay <' || i || '>', CASE i % 2 WHEN 0 THEN 'en' ELSE 'nl' END ORDER BY mix) AS svg FROM payment GROUP BY i;
SELECT cmp_ok((SELECT count(*) FROM drawn), '>', 500::bigint, 'over 500 pictures');
SELECT is((SELECT count(*) FROM drawn WHERE NOT pg_temp.is_document(svg)), 0::bigint, 'all are documents');
SELECT is((SELECT count(*) FROM drawn JOIN (
	SELECT i, regie.sankey_svg(source, target, amount, 'Pay <' || i || '>', CASE i % 2 WHEN 0 THEN 'en' ELSE 'nl' END ORDER BY mix DESC) AS svg FROM payment GROUP BY i) AS other USING (i)
	WHERE drawn.svg <> other.svg), 0::bigint, 'the order of rows does not matter');
/* each ribbon says its pair's sum, each bar the larger of what comes and goes */
SELECT is((SELECT count(*) FROM (SELECT i, regie.page_number(sum(amount), 2, CASE i % 2 WHEN 0 THEN 'en' ELSE 'nl' END) AS words FROM payment GROUP BY i, source, target) AS pair JOIN drawn USING (i)
	WHERE strpos(svg, ': ' || words || '</title><path') = 0), 0::bigint, 'every pair is drawn with its sum');
SELECT is((SELECT count(*) FROM (
	SELECT i, regie.page_number(greatest(sum(amount) FILTER (WHERE way), sum(amount) FILTER (WHERE NOT way)), 2, CASE i % 2 WHEN 0 THEN 'en' ELSE 'nl' END) AS words
	FROM (SELECT i, source AS node, amount, true AS way FROM payment UNION ALL SELECT i, target, amount, false FROM payment) AS ends GROUP BY i, node) AS node JOIN drawn USING (i)
	WHERE strpos(svg, ': ' || words || '</title></rect>') = 0), 0::bigint, 'every bar says what passes it');
SELECT is((SELECT count(*) FROM drawn WHERE svg ~* '<script|<style|<image|href|url\(|@import|font-face'), 0::bigint, 'nothing is fetched or run');
/* --- parallel --- */
CREATE TABLE many AS SELECT 'p' || i % 13 AS source, 'q' || (i * 7919) % 17 AS target, (i % 1000) / 100.0 AS amount FROM generate_series(1, 20000) AS i;
ANALYZE many;
SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS SELECT regie.sankey_svg(source, target, amount, 'x', 'nl') AS svg FROM many;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_leader_participation = off;
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
SELECT matches(pg_temp.plan_of($$SELECT regie.sankey_svg(source, target, amount, 'x', 'nl') FROM many$$), 'Finalize Aggregate\s+->  Gather\s.*Partial Aggregate', 'the plan draws in parallel');
CREATE TABLE parallel AS SELECT regie.sankey_svg(source, target, amount, 'x', 'nl') AS svg FROM many;
SELECT ok(p.svg = s.svg, 'parallel: the same picture') FROM parallel AS p, serial AS s;
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
	WHERE n.nspname = 'regie' AND p.proname LIKE 'sankey%'
	  AND (provolatile <> 'i' OR proparallel <> 's' OR prosecdef OR obj_description(p.oid, 'pg_proc') IS NULL)$$,
	'all are immutable, parallel safe, and have a comment');
SELECT * FROM finish();
ROLLBACK;
