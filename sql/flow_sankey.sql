SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
\pset format unaligned
-- The whole drawing of one payment.
SELECT regie.sankey_svg('A & B', 'C', 1250.5);
-- What it says: rows of a pair are added up; the largest first.
SELECT substring(regie.sankey_svg(s, t, a, 'Who <pays> whom', 'nl') FROM '<title id=.*</desc>')
FROM (VALUES ('Nuenen', 'Dienst', 1000.25), ('Nuenen', 'Dienst', 0.50), ('Geldrop', 'Dienst', 2000), ('Dienst', 'Hosting', 2500), ('Dienst', 'Netwerk', 500.75)) v(s, t, a);
-- Amounts beside the bars: whole units where they are large, otherwise as written.
SELECT m[1] AS label FROM regexp_matches((SELECT regie.sankey_svg('a', 'b', 12345.67)), '<text [^>]*fill="[^"]*">([^<]*)</text>', 'g') m;
SELECT m[1] AS label FROM regexp_matches((SELECT regie.sankey_svg('a', 'b', 45.67)), '<text [^>]*fill="[^"]*">([^<]*)</text>', 'g') m;
-- What runs in a circle runs back beneath the bars: the hint of what does.
SELECT m[1] FROM regexp_matches(
	(SELECT regie.sankey_svg(s, t, a) FROM (VALUES ('a', 'b', 10), ('b', 'a', 4), ('b', 'c', 6)) v(s, t, a)),
	'<title>([^<]*)</title><path fill="none"', 'g') m;
-- No money, no ribbon; no row with an amount, no picture.
SELECT substring(regie.sankey_svg(s, t, a) FROM '<desc[^>]*>([^<]*)') AS words FROM (VALUES ('a', 'b', 0), ('c', 'd', 5), ('d', 'c', 2), ('d', 'c', -2)) v(s, t, a);
SELECT substring(regie.sankey_svg('a', 'b', 0) FROM '<desc[^>]*>([^<]*)') AS words;
SELECT regie.sankey_svg('a', 'b', NULL) IS NULL AS none;
SELECT regie.sankey_svg(NULL, NULL, NULL::numeric) IS NULL AS none;
SELECT regie.sankey_svg(s, 'b', 1) IS NULL AS none FROM (VALUES ('a')) v(s) WHERE false;
SELECT regie.sankey_svg(s, 'b', a, CASE WHEN a > 0 THEN 'x' END, 'en') IS NOT NULL AS drawn FROM (VALUES ('a', 1), ('c', NULL)) v(s, a);
-- Errors.
SELECT regie.sankey_svg(NULL, 'b', 1);
SELECT regie.sankey_svg('a', NULL, 1);
SELECT regie.sankey_svg('a', 'b', -1.50);
SELECT regie.sankey_svg('a', 'b', 'NaN');
SELECT regie.sankey_svg('a', 'b', 0.0000000000001);
SELECT regie.sankey_svg('a', 'b', 1e18);
SELECT regie.sankey_svg('a', 'b', 999999999999999999) FROM generate_series(1, 200);
SELECT regie.sankey_svg('a', 'b', 1, NULL, 'de');
SELECT regie.sankey_svg('a', 'b', 1, NULL, NULL);
SELECT regie.sankey_svg('a', 'b', 1, t, 'en') FROM (VALUES ('x'), ('y')) v(t);
SELECT regie.sankey_svg('a', 'b', 1, 'x', l) FROM (VALUES ('en'), ('nl')) v(l);
SELECT length(regie.sankey_svg('n' || i, 'sum', 1)) > 0 AS drawn FROM generate_series(1, 199) i;
SELECT regie.sankey_svg('n' || i, 'sum', 1) FROM generate_series(1, 200) i;
SELECT length(regie.sankey_svg('a' || i, 'b' || k, i + k)) > 0 AS drawn FROM generate_series(1, 25) i, generate_series(1, 40) k;
SELECT regie.sankey_svg('a' || i, 'b' || k, i + k) FROM generate_series(1, 26) i, generate_series(1, 40) k;
-- The longest chain, and each before its end leads there too.
SELECT length(regie.sankey_svg(s, t, 1)) > 0 AS drawn FROM (SELECT 'n' || lpad(i::text, 3, '0') AS s, 'n' || lpad((i + 1)::text, 3, '0') AS t FROM generate_series(1, 199) i
	UNION ALL SELECT 'n' || lpad(i::text, 3, '0'), 'n200' FROM generate_series(1, 198) i) e;
