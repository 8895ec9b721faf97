/*
 * Laws of drawings of networks, over random networks.
 */
BEGIN;
SET LOCAL jit = off;
SELECT plan(8);
SELECT setseed(0.18);
CREATE FUNCTION pg_temp.is_document(doc text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RETURN xml_is_well_formed_document(doc);
EXCEPTION WHEN feature_not_supported THEN
	RETURN (SELECT count(*) FILTER (WHERE t[1] ~ '^<[a-z][^>]*[^/]>$') = count(*) FILTER (WHERE t[1] ~ '^</')
		FROM regexp_matches(doc, '<[^>]*>', 'g') AS t) AND doc !~ '&(?!amp;|lt;|gt;|quot;|#[0-9]+;)';
END
$$;
CREATE TEMP TABLE edge AS
SELECT i, 'node <' || v || '> & ' || chr(1 + v) AS v, 'node <' || u || '> & ' || chr(1 + u) AS u, (random() * 1000)::int / 8.0 AS w, random() AS mix
FROM (SELECT i, v, u, random() AS chance FROM generate_series(1, 400) AS i, generate_series(1, 12) AS v, generate_series(1, 12) AS u OFFSET 0) AS pair
WHERE (i % 2 = 0 OR v < u) AND chance < 0.05 + (i % 5) * 0.06;
CREATE TEMP TABLE net AS SELECT i, regie.network(v, u) AS network, regie.network(v, u, w) AS weighted FROM edge GROUP BY i;
CREATE TEMP TABLE drawn AS
SELECT i, regie.network_svg(network, title => 'Net <' || i || '>', direction => (ARRAY['LR', 'RL', 'TB', 'BT'])[1 + i % 4], language => CASE i % 2 WHEN 0 THEN 'en' ELSE 'nl' END) AS svg FROM net
UNION ALL SELECT 1000 + i, regie.network_svg(weighted, marked => network) FROM net;
SELECT is((SELECT count(*) FROM drawn WHERE NOT pg_temp.is_document(svg)), 0::bigint, 'all are documents');
SELECT cmp_ok((SELECT count(*) FROM drawn), '>', 700::bigint, 'over 700 pictures');
SELECT is((SELECT count(*) FROM net JOIN drawn USING (i) WHERE (SELECT count(*) FROM regexp_matches(svg, '<rect [^>]*rx="4"', 'g')) <> (SELECT count(*) FROM regie.nodes(network))
	OR (SELECT count(*) FROM regexp_matches(svg, '<title>[^<]* &#8594; [^<]*</title>', 'g')) <> (SELECT count(*) FROM regie.edges(network))), 0::bigint, 'a box for each node, a line for each edge');
SELECT is((SELECT count(*) FROM net JOIN drawn USING (i) WHERE (svg ~ '<path fill="none"[^>]*stroke-dasharray') <> EXISTS (SELECT FROM regie.cycles(network) AS c WHERE c.members > 1)), 0::bigint,
	'edges go back exactly where there are cycles');
SELECT is((SELECT count(*) FROM (SELECT i, regie.network_svg(v, u ORDER BY mix) AS a, regie.network_svg(v, u ORDER BY mix DESC) AS b FROM edge GROUP BY i) AS q WHERE a <> b), 0::bigint,
	'the order of rows does not matter');
SELECT is((SELECT count(*) FROM drawn WHERE svg ~* '<script|<style|<image|href|url\(|@import|font-face'), 0::bigint, 'nothing is fetched or run');
SELECT is((SELECT count(*) FROM drawn WHERE i < 1000 AND replace(svg, 'http://www.w3.org', '') ~ '="[^"]*[0-9]\.[0-9]'), 0::bigint, 'whole numbers only');
-- half the least number that is not zero is zero
SELECT is((SELECT string_agg(DISTINCT t[1], ' ' ORDER BY t[1])
	FROM (SELECT regie.network_svg('a', 'b', w) AS svg FROM (VALUES ('4.94e-324'::float8), ('9.88e-324'), ('1.7976931348623157e308')) AS v (w) GROUP BY w) AS p,
		regexp_matches(svg, '</title><path [^>]*stroke-width="([^"]*)"', 'g') AS t), '5', 'the least and the largest weights have lines');
SELECT * FROM finish();
ROLLBACK;
