SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
\pset format unaligned
-- The whole drawing of one edge.
SELECT regie.network_svg('a->b');
-- No edge, no node.
SELECT regie.network_svg('"one <&> node"') LIKE '%one &lt;&amp;&gt; node%' AS escaped;
SELECT regie.network_svg('{}') LIKE '%0 nodes, 0 edges%' AS empty;
SELECT regie.network_svg(NULL::regie.network) IS NULL AS none;
SELECT regie.network_svg(s, t) IS NULL AS none FROM (VALUES ('a', 'b')) v(s, t) WHERE false;
-- What it says: in Dutch, with a cycle, with marks.
SELECT substring(regie.network_svg('a->b->c->a, c->c, x->y', title => 'Wie & wat', language => 'nl', marked => 'b->c') FROM '<title id=.*</desc>');
-- The edge that goes back is dashed, and told from the one beside it.
SELECT m[1] FROM regexp_matches(regie.network_svg('x->y->x'), '<g><title>([^<]*)</title><path fill="none" stroke="[^"]*" stroke-width="1" stroke-dasharray', 'g') m;
-- Weights beside the edges where they are few.
SELECT m[1] AS label FROM regexp_matches(regie.network_svg('a->b:2.5, b->c:1200'), '<text [^>]*>([0-9.]+)</text>', 'g') m;
SELECT regie.network_svg(network) LIKE '%<text%>7.25<%' AS written FROM (SELECT regie.network('a', 'b' || i, 7.25) FROM generate_series(1, 81) i) q(network);
-- Aggregates draw what the value draws.
SELECT regie.network_svg(s, t) = regie.network_svg(regie.network(s, t)) AS same, regie.network_svg(s, t, w) = regie.network_svg(regie.network(s, t, w)) AS same_weighted
FROM (VALUES ('a', 'b', 1.5), ('b', 'c', 2), ('c', NULL, NULL)) v(s, t, w);
-- The same boxes whichever way they go.
SELECT d, regexp_count FROM (SELECT d, array_length(regexp_split_to_array(regie.network_svg('a->b, a->c', direction => d), 'rx="4"'), 1) - 1 AS regexp_count FROM unnest('{LR,RL,TB,TD,BT}'::text[]) d) q;
-- Errors.
SELECT regie.network_svg('a->b', direction => 'XX');
SELECT regie.network_svg('a->b', language => 'de');
SELECT regie.network_svg('a->b', marked => 'a->c');
SELECT regie.network_svg('a->b', marked => 'b->a');
SELECT length(regie.network_svg('n' || i, NULL)) > 0 AS drawn FROM generate_series(1, 2000) i;
SELECT regie.network_svg('n' || i, NULL) FROM generate_series(1, 2001) i;
SELECT regie.network_svg('n' || i, 'n' || k) FROM generate_series(1, 101) i, generate_series(1, 101) k;
-- a long chain, and each node beside it leads to its end
SELECT regie.network_svg(s, t) FROM (SELECT 'n' || lpad(i::text, 4, '0') AS s, 'n' || lpad((i + 1)::text, 4, '0') AS t FROM generate_series(1, 999) i
	UNION ALL SELECT 'n' || lpad(i::text, 4, '0'), 'n1000' FROM generate_series(1, 998) i) e;
SET regie.memory_limit = '1MB';
SELECT regie.network_svg('n' || i, 'n' || (i + 1) || repeat('x', 900)) FROM generate_series(1, 1000) i;
RESET regie.memory_limit;
