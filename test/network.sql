-- network.sql
--		Laws of the room network, on random graphs, against plain SQL.
BEGIN;
SELECT plan(63);
SELECT setseed(0.5);

-- --- random graphs against a recursive query ---

-- 10,000 graphs of up to six nodes, whose names stand in another order than
-- their numbers; half of them only with edges to higher numbers.
CREATE TABLE graph AS
SELECT g, 1 + (random() * 5)::int AS n, random() * 0.6 AS density, g % 2 = 0 AS straight
FROM generate_series(1, 10000) AS g;

CREATE TABLE node AS
SELECT g, i, substr('ab"C>é', 1 + (i * 5 + g) % 6, 1) || (g % 3) AS name
FROM graph, generate_series(1, n) AS i;

CREATE TABLE edge AS
SELECT g, a.name AS s, b.name AS t
FROM graph JOIN node AS a USING (g) JOIN node AS b USING (g)
-- a condition on the graph alone would be tried once for all its edges
WHERE random() < density + 0 * (a.i + b.i) AND (a.i < b.i OR NOT straight);

CREATE TABLE net AS
SELECT g, regie.network(s, t) AS net
FROM (SELECT g, s, t FROM edge UNION ALL SELECT g, name, NULL FROM node) AS r
GROUP BY g;

-- The fewest and the most edges on paths from s to t, up to six.
CREATE TABLE path AS
WITH RECURSIVE path AS (
	SELECT g, s, t, 1 AS edges FROM edge
	UNION
	SELECT path.g, path.s, edge.t, path.edges + 1
	FROM path JOIN edge ON edge.g = path.g AND edge.s = path.t
	WHERE path.edges < 6
)
SELECT g, s, t, min(edges) AS distance, max(edges) AS longest FROM path GROUP BY g, s, t;

CREATE TABLE acyclic AS
SELECT * FROM net WHERE g NOT IN (SELECT g FROM path WHERE s = t);
ANALYZE graph, node, edge, net, path, acyclic;

SELECT is((SELECT count(*) FROM net), 10000::bigint, '10,000 random graphs');
SELECT cmp_ok((SELECT count(*) FROM path), '>', 25000::bigint, 'with more than 25,000 pairs of nodes with a path');
SELECT ok((SELECT count(*) BETWEEN 5500 AND 9000 FROM acyclic), 'more than half of them without a cycle');

SELECT bag_eq(
	'SELECT g, s, t, weight FROM net, regie.edges(net) AS e (s, t, weight)',
	'SELECT g, s, t, NULL::float8 FROM edge',
	'edges: those that went in');
SELECT bag_eq(
	'SELECT g, node, incoming::bigint, outgoing::bigint FROM net, regie.nodes(net)',
	'SELECT g, name, count(*) FILTER (WHERE t = name) AS i, count(*) FILTER (WHERE s = name) AS o
	 FROM node LEFT JOIN edge USING (g) GROUP BY g, name',
	'nodes: each once, with its numbers of edges');
SELECT bag_eq(
	'SELECT g, name, d.node, distance FROM net JOIN node USING (g), regie.descendants(net, name) AS d',
	'SELECT g, s, t, distance FROM path',
	'descendants: what a recursive query finds');
SELECT bag_eq(
	'SELECT g, d.node, name, distance FROM net JOIN node USING (g), regie.ancestors(net, name) AS d',
	'SELECT g, s, t, distance FROM path',
	'ancestors: the same from the other end');
SELECT is_empty(
	$$SELECT g, name FROM (
		SELECT g, name, distance, d.node COLLATE "C" AS node, lag(distance) OVER w AS distance_before,
			   lag(d.node) OVER w COLLATE "C" AS node_before
		FROM net JOIN node USING (g), regie.descendants(net, name) WITH ORDINALITY AS d (node, distance, row)
		WINDOW w AS (PARTITION BY g, name ORDER BY row)) AS x
	  WHERE (distance, node) <= (distance_before, node_before)$$,
	'descendants come by distance, then by name');

SELECT bag_eq(
	'SELECT g, node, level FROM acyclic, regie.levels(net)',
	'SELECT g, name, coalesce(max(longest), 0) FROM acyclic JOIN node USING (g)
	 LEFT JOIN (SELECT g, t AS name, longest FROM path) AS p USING (g, name) GROUP BY g, name',
	'levels: the most edges on a path to each node');
CREATE TABLE place AS SELECT g, node, place FROM acyclic, regie.topological_order(net);
SELECT bag_eq(
	'SELECT g, place FROM place',
	'SELECT g, generate_series(1, n) FROM graph JOIN acyclic USING (g)',
	'topological_order: each place once');
SELECT is_empty(
	'SELECT * FROM edge JOIN place AS a ON (a.g, a.node) = (edge.g, s) JOIN place AS b ON (b.g, b.node) = (edge.g, t)
	 WHERE a.place >= b.place',
	'topological_order: every edge leads to a later place');
SELECT is_empty(
	$$SELECT * FROM place AS taken JOIN (
		SELECT p.g, p.node, p.place, max(before.place) AS ready
		FROM place AS p LEFT JOIN edge ON (edge.g, edge.t) = (p.g, p.node)
		LEFT JOIN place AS before ON (before.g, before.node) = (edge.g, edge.s)
		GROUP BY p.g, p.node, p.place) AS other USING (g)
	  WHERE other.place > taken.place AND coalesce(other.ready, 0) < taken.place
	  AND other.node COLLATE "C" < taken.node COLLATE "C"$$,
	'topological_order: nobody who is ready and comes first by name is passed over');
SELECT throws_ok(
	format('SELECT * FROM regie.topological_order(%L)', (SELECT net FROM net WHERE g NOT IN (SELECT g FROM acyclic) LIMIT 1)),
	'22023', 'network has a cycle', 'topological_order: none where a query finds a cycle');
SELECT is(
	(SELECT count(*) FROM net WHERE g NOT IN (SELECT g FROM acyclic) AND NOT EXISTS (SELECT FROM regie.cycles(net))),
	0::bigint, 'cycles: some where a query finds one');

-- A node on a cycle belongs to the set of all that it reaches and that reach it.
CREATE TABLE knot AS
SELECT g, s AS name, min(t COLLATE "C") AS knot, min(distance) FILTER (WHERE s = t) AS length
FROM path AS there WHERE EXISTS (SELECT FROM path AS back WHERE (back.g, back.s, back.t) = (there.g, there.t, there.s))
GROUP BY g, s;
CREATE TABLE cycle AS SELECT g, c.* FROM net, regie.cycles(net) AS c;
SELECT bag_eq(
	'SELECT g, component::bigint, members::bigint, length, shortest FROM cycle',
	'SELECT g, row_number() OVER (PARTITION BY g ORDER BY knot), count(*), min(length), true FROM knot GROUP BY g, knot',
	'cycles: each set of nodes that reach each other, with the length of the shortest');
SELECT is_empty(
	$$SELECT * FROM cycle, generate_subscripts(nodes, 1) AS i
	  WHERE NOT EXISTS (SELECT FROM edge WHERE edge.g = cycle.g AND s = nodes[i] AND t = nodes[i % length + 1])$$,
	'cycles: the nodes in order, each with an edge to the next');
SELECT is_empty(
	$$SELECT * FROM cycle
	  WHERE length <> cardinality(nodes) OR length <> (SELECT count(DISTINCT x) FROM unnest(nodes) AS x)
	  OR nodes[1] <> (SELECT min(x COLLATE "C") FROM unnest(nodes) AS x)
	  OR cycle <> array_to_string(nodes || nodes[1], ' -> ')$$,
	'cycles: each node once, the first by name first, and the same as text');

CREATE TABLE together AS
WITH RECURSIVE together AS (
	SELECT g, name AS s, name AS t FROM node
	UNION
	SELECT together.g, together.s, CASE WHEN edge.s = together.t THEN edge.t ELSE edge.s END
	FROM together JOIN edge ON edge.g = together.g AND together.t IN (edge.s, edge.t)
)
SELECT g, s AS name, min(t COLLATE "C") AS first, count(*) AS members FROM together GROUP BY g, s;
SELECT bag_eq(
	'SELECT g, node, component::bigint, members::bigint FROM net, regie.components(net)',
	'SELECT g, name, dense_rank() OVER (PARTITION BY g ORDER BY first), members FROM together',
	'components: what hangs together whichever way the edges point');

SELECT bag_eq(
	$$SELECT g, (SELECT count(*) FROM regexp_matches(m, '^    n\d+\["[^"]+"\]$', 'gn')) AS nodes,
			 (SELECT count(*) FROM regexp_matches(m, '^    n\d+ --> n\d+$', 'gn')) AS edges,
			 length(m) - length(replace(m, E'\n', '')) AS lines
	  FROM net, regie.mermaid(net) AS m$$,
	'SELECT g, n::bigint, count(s), n + count(s)::int FROM graph LEFT JOIN edge USING (g) GROUP BY g, n',
	'mermaid: a line for each node and each edge, and no other');
SELECT bag_eq(
	$$SELECT g, a.node AS s, b.node AS t FROM net, regie.mermaid(net) AS m, regexp_matches(m, 'n(\d+) --> n(\d+)', 'g') AS e,
		LATERAL (SELECT node FROM regie.nodes(net) WITH ORDINALITY AS n (node, i, o, row) WHERE row = e[1]::int + 1) AS a,
		LATERAL (SELECT node FROM regie.nodes(net) WITH ORDINALITY AS n (node, i, o, row) WHERE row = e[2]::int + 1) AS b
	  WHERE g <= 1000$$,
	'SELECT g, s, t FROM edge WHERE g <= 1000',
	'mermaid: the edges between the right nodes');

-- --- a larger graph, whose answers were also worked out with networkx ---

CREATE TABLE thirty AS SELECT regie.network(s, t) AS net FROM (VALUES
	('n00', 'n15'), ('n01', 'n04'), ('n01', 'n21'), ('n01', 'n25'), ('n02', 'n06'), ('n02', 'n08'), ('n02', 'n10'),
	('n02', 'n11'), ('n02', 'n20'), ('n02', 'n21'), ('n02', 'n29'), ('n03', 'n11'), ('n03', 'n22'), ('n04', 'n20'),
	('n04', 'n22'), ('n04', 'n28'), ('n05', 'n09'), ('n05', 'n16'), ('n06', 'n16'), ('n06', 'n22'), ('n07', 'n09'),
	('n07', 'n10'), ('n07', 'n20'), ('n09', 'n17'), ('n09', 'n22'), ('n09', 'n23'), ('n09', 'n27'), ('n09', 'n29'),
	('n10', 'n15'), ('n10', 'n22'), ('n11', 'n13'), ('n11', 'n15'), ('n11', 'n17'), ('n11', 'n24'), ('n12', 'n14'),
	('n12', 'n28'), ('n13', 'n15'), ('n13', 'n27'), ('n14', 'n20'), ('n14', 'n21'), ('n14', 'n24'), ('n15', 'n16'),
	('n15', 'n27'), ('n16', 'n20'), ('n16', 'n23'), ('n16', 'n24'), ('n17', 'n19'), ('n17', 'n20'), ('n17', 'n22'),
	('n17', 'n29'), ('n18', 'n23'), ('n18', 'n24'), ('n18', 'n26'), ('n18', 'n28'), ('n19', 'n21'), ('n19', 'n27'),
	('n20', 'n21'), ('n20', 'n24'), ('n20', 'n28'), ('n21', 'n23'), ('n21', 'n28'), ('n22', 'n25'), ('n22', 'n26'),
	('n22', 'n29'), ('n23', 'n27'), ('n24', 'n27'), ('n24', 'n29'), ('n25', 'n27'), ('n26', 'n28'), ('n26', 'n29'),
	('n27', 'n29'), ('n28', 'n29')) AS e (s, t);
SELECT results_eq(
	'SELECT level, string_agg(node, '' '' ORDER BY node COLLATE "C") FROM thirty, regie.levels(net) GROUP BY level ORDER BY level',
	$$VALUES (0, 'n00 n01 n02 n03 n05 n07 n12 n18'), (1, 'n04 n06 n08 n09 n10 n11 n14'), (2, 'n13 n17'), (3, 'n15 n19 n22'),
		(4, 'n16 n25 n26'), (5, 'n20'), (6, 'n21 n24'), (7, 'n23 n28'), (8, 'n27'), (9, 'n29')$$,
	'levels of 30 nodes with 72 edges');
SELECT results_eq(
	'SELECT count(*), count(*) FILTER (WHERE d.node = ''n29''), count(*) FILTER (WHERE n.node = ''n02'')
	 FROM thirty, regie.nodes(net) AS n, regie.descendants(net, n.node) AS d',
	'VALUES (231::bigint, 28::bigint, 19::bigint)',
	'and 231 pairs of nodes with a path');
SELECT bag_eq(
	$$SELECT node, incoming = 0 FROM thirty, regie.nodes(net) WHERE incoming = 0 OR outgoing = 0$$,
	$$VALUES ('n00', true), ('n01', true), ('n02', true), ('n03', true), ('n05', true), ('n07', true), ('n12', true),
		('n18', true), ('n08', false), ('n29', false)$$,
	'its sources and its sinks');

-- --- values: text, bytes, order of rows ---

-- The same graphs with weights of all sizes, in rows that repeat edges, and
-- names with all that may need quotes.
CREATE TABLE weighted_row AS
SELECT g, '"' || s || E'\n\\,->é' || (g % 100) AS s, t || ' ' AS t,
	   (random() - 0.5) * 10::float8 ^ (random() * 40 - 20) AS w,
	   (random() * 1e12)::bigint - 500000000000 AS parts
FROM edge, generate_series(1, 1 + (g % 3));
CREATE TABLE weighted AS
SELECT g, regie.network(s, t, w) AS net, regie.network(s, t, parts / 1024.0::float8) AS exact FROM weighted_row GROUP BY g;

SELECT is((SELECT count(*) FROM net WHERE net::text::regie.network OPERATOR(regie.<>) net), 0::bigint, 'text reads back');
SELECT is((SELECT count(*) FROM weighted WHERE net::text::regie.network OPERATOR(regie.<>) net), 0::bigint, 'with weights, too');
SELECT is(
	(SELECT count(*) FROM weighted WHERE regie.network_send(net::text::regie.network) <> regie.network_send(net)),
	0::bigint, 'to the last bit');
SELECT cmp_ok((SELECT count(*) FROM weighted), '>', 6000::bigint, 'more than 6,000 networks');

CREATE TABLE net_back (LIKE weighted);
DO $$
DECLARE
	file text := current_setting('data_directory') || '/network.bin';
BEGIN
	EXECUTE format('COPY weighted TO %L (FORMAT binary)', file);
	EXECUTE format('COPY net_back FROM %L (FORMAT binary)', file);
	SET LOCAL client_encoding = 'LATIN9';
	EXECUTE format('COPY (SELECT g, net, NULL::regie.network FROM net) TO %L (FORMAT binary)', file);
	EXECUTE format('COPY net_back FROM %L (FORMAT binary)', file);
	SET LOCAL client_encoding = 'UTF8';
END
$$;
SELECT is(
	(SELECT count(*) FROM weighted JOIN net_back USING (g)
	 WHERE weighted.net OPERATOR(regie.=) net_back.net AND weighted.exact OPERATOR(regie.=) net_back.exact),
	(SELECT count(*) FROM weighted), 'binary form reads back');
SELECT is(
	(SELECT count(*) FROM net JOIN net_back USING (g) WHERE net.net OPERATOR(regie.=) net_back.net AND exact IS NULL),
	10000::bigint, 'in another encoding, too');

SELECT is(
	(SELECT count(*) FROM weighted JOIN
	 (SELECT g, regie.network(s, t, w ORDER BY random()) AS net FROM weighted_row GROUP BY g) AS shuffled USING (g)
	 WHERE regie.network_send(shuffled.net) <> regie.network_send(weighted.net)),
	0::bigint, 'rows in another order lead to the same bytes');
SELECT bag_eq(
	'SELECT g, source, target, (weight * 1024)::bigint FROM weighted, regie.edges(exact)',
	'SELECT g, s, t, sum(parts)::bigint FROM weighted_row GROUP BY g, s, t',
	'weights of equal edges add up as exact numbers do');

SELECT bag_eq(
	'SELECT a.g, b.g AS h FROM net AS a JOIN net AS b ON a.net OPERATOR(regie.=) b.net WHERE a.g <= 400 AND b.g <= 400',
	'SELECT a.g, b.g AS h FROM net AS a JOIN net AS b ON a.net::text = b.net::text WHERE a.g <= 400 AND b.g <= 400',
	'equal where the text is: joining');
SET LOCAL enable_hashagg = off;
SELECT is((SELECT count(*) FROM (SELECT net FROM net GROUP BY net) AS x), (SELECT count(DISTINCT net::text) FROM net),
	'grouping by sorting');
SET LOCAL enable_hashagg = on;
SET LOCAL enable_sort = off;
SELECT is((SELECT count(*) FROM (SELECT net FROM net GROUP BY net) AS x), (SELECT count(DISTINCT net::text) FROM net),
	'grouping by hashing');
SET LOCAL enable_sort = on;
CREATE TABLE kept (net regie.network PRIMARY KEY);
INSERT INTO kept SELECT DISTINCT net FROM net;
SELECT throws_ok('INSERT INTO kept SELECT net FROM net WHERE g = 1', '23505', NULL, 'a primary key on networks');

-- --- binary values that are not networks ---

CREATE TABLE received (net regie.network);

-- What COPY makes of a binary value: its text, or the SQLSTATE and the detail.
CREATE FUNCTION pg_temp.receive(value bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file text := current_setting('data_directory') || '/network.bin';
	detail text;
	large oid := lo_from_bytea(0, '\x5047434f50590aff0d0a000000000000000000'::bytea || int2send(1::smallint) ||
		int4send(length(value)) || value || int2send((-1)::smallint));
BEGIN
	PERFORM lo_export(large, file);
	PERFORM lo_unlink(large);
	DELETE FROM received;
	EXECUTE format('COPY received FROM %L (FORMAT binary)', file);
	RETURN (SELECT net::text FROM received);
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN rtrim(SQLSTATE || ' ' || detail);
END
$$;

SELECT is(pg_temp.receive(regie.network_send('a->b:1.5, c')), 'a->b:1.5, c', 'a value that is one');
SELECT is(pg_temp.receive('\x01000000000200000001000000016200000001610000000000000001'), 'b->a', 'in another order of names');
SELECT is(pg_temp.receive(value), '22P03 ' || what || '.', what)
FROM (VALUES
	('\x02000000000000000000'::bytea, 'Its version is not known here'),
	('\x01020000000000000000', 'It has flags that are not known here'),
	('\x01010000000000000000', 'Its numbers of nodes and edges do not fit its length'),
	('\x0100ffffffff00000000', 'Its numbers of nodes and edges do not fit its length'),
	('\x01007fffffff00000000', 'Its numbers of nodes and edges do not fit its length'),
	('\x0100000000000000000100000000', 'Its numbers of nodes and edges do not fit its length'),
	('\x0100000000020000000000000001610000000161', 'A node stands in it twice'),
	('\x0100000000010000000100000001610000000000000001', 'An edge leads to a node that it does not have'),
	('\x01000000000100000002000000016100000000000000000000000000000000', 'An edge stands in it twice'),
	('\x01010000000100000001000000016100000000000000007ff8000000000000', 'A weight is not a finite number')) AS v (value, what);

-- A name of 300,000 bytes in 2,000 edges, which stands once in the value and
-- 2,000 times in its text; with 1,700 edges it fits.
CREATE FUNCTION pg_temp.star(edges int) RETURNS bytea LANGUAGE sql AS $$
	SELECT '\x0100'::bytea || int4send(edges + 1) || int4send(edges)
		|| int4send(300000) || convert_to(repeat('x', 300000), 'UTF8')
		|| string_agg(int4send(4) || convert_to(lpad(i::text, 4, '0'), 'UTF8'), '' ORDER BY i)
		|| string_agg(int4send(0) || int4send(i), '' ORDER BY i)
	FROM generate_series(1, edges) AS i
$$;
SELECT matches(pg_temp.receive(pg_temp.star(2000)), '^54000 Its text would take more than 536870912 bytes',
	'a value with too long a text is refused in binary form');
SELECT is(length(pg_temp.receive(pg_temp.star(1700))), 1700 * 300008 - 2, 'one near the limit is not');

-- Every bit of a value changed, and every part of it: refused or a network,
-- and the server lives.
CREATE TABLE damaged AS
SELECT pg_temp.receive(set_bit(value, i, 1 - get_bit(value, i))) AS got
FROM (SELECT regie.network_send('a->b:1.5, b->c:2, d') AS value) AS v, generate_series(0, length(value) * 8 - 1) AS i;
INSERT INTO damaged
SELECT pg_temp.receive(substr(value, 1, i))
FROM (SELECT regie.network_send('a->b:1.5, b->c:2, d') AS value) AS v, generate_series(0, length(value) - 1) AS i;
SELECT is_empty(
	$$SELECT got FROM damaged WHERE left(got, 5) NOT IN ('22P03', '08P01', '22021') AND got !~ '->'$$,
	'damaged values are refused or networks');
SELECT cmp_ok((SELECT count(*) FROM damaged WHERE left(got, 5) IN ('22P03', '08P01', '22021')), '>', 300::bigint, 'most are refused');

-- --- parallel and partial aggregation ---

CREATE TABLE many (part int, s text, t text, w float8) PARTITION BY LIST (part);
CREATE TABLE many_0 PARTITION OF many FOR VALUES IN (0);
CREATE TABLE many_1 PARTITION OF many FOR VALUES IN (1);
CREATE TABLE many_2 PARTITION OF many FOR VALUES IN (2);
INSERT INTO many
SELECT i % 3, 'node ' || (random() * 3000)::int, CASE WHEN i % 50 > 0 THEN 'node ' || (random() * 3000)::int END,
	   CASE WHEN i % 50 > 0 THEN (random() - 0.5) * 10::float8 ^ (random() * 20) END
FROM generate_series(1, 60000) AS i;
ANALYZE many;
SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS SELECT regie.network(s, t) AS net, regie.network(s, t, w) AS weighted FROM many;

SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL enable_partitionwise_aggregate = off;

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

SELECT matches(pg_temp.plan_of('SELECT regie.network(s, t), regie.network(s, t, w) FROM many'),
	'Finalize Aggregate\s+->  Gather\s.*Partial Aggregate', 'the plan aggregates in parallel workers');
-- Into a table first: a query that calls pgTAP's functions never runs in
-- parallel.
CREATE TABLE parallel AS SELECT regie.network(s, t) AS net FROM many;
SET LOCAL parallel_leader_participation = off;
CREATE TABLE parallel_weighted AS SELECT regie.network(s, t, w) AS net FROM many;
SELECT ok(regie.network_send(p.net) = regie.network_send(s.net), 'parallel: the same bytes') FROM parallel AS p, serial AS s;
SELECT ok(regie.network_send(p.net) = regie.network_send(s.weighted), 'parallel with weights: the same bytes')
FROM parallel_weighted AS p, serial AS s;

SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL enable_partitionwise_aggregate = on;
SELECT matches(pg_temp.plan_of('SELECT regie.network(s, t), regie.network(s, t, w) FROM many'),
	'Finalize Aggregate\s+->  Append\s+->  Partial Aggregate', 'the plan aggregates partitions apart');
SELECT ok(
	(SELECT (regie.network_send(regie.network(s, t)), regie.network_send(regie.network(s, t, w))) FROM many)
	= (SELECT (regie.network_send(net), regie.network_send(weighted)) FROM serial),
	'partitions apart: the same bytes');

-- --- a long run can be cancelled ---

-- 200 rings of 9,000 nodes in order, each searched from every node.
CREATE TABLE rings AS
SELECT regie.network(r || ' ' || lpad(i::text, 4, '0'), r || ' ' || lpad(((i + 1) % 9000)::text, 4, '0')) AS net
FROM generate_series(1, 200) AS r, generate_series(0, 8999) AS i;
CREATE TABLE cancelled (seconds float8);
SET LOCAL statement_timeout = '300ms';
DO $$
DECLARE
	start timestamptz := clock_timestamp();
BEGIN
	PERFORM FROM rings, regie.cycles(net);
EXCEPTION WHEN query_canceled THEN
	INSERT INTO cancelled VALUES (extract(epoch FROM clock_timestamp() - start));
END
$$;
SET LOCAL statement_timeout = 0;
SELECT ok((SELECT count(*) = 1 AND max(seconds) < 1.5 FROM cancelled), 'cycles can be cancelled in the middle');

-- --- promises ---

SELECT CASE WHEN current_setting('server_version_num')::int < 160000
	THEN skip('PostgreSQL before 16 has no soft errors', 1)
	ELSE results_eq(
		$$SELECT pg_input_is_valid(t, 'regie.network') FROM unnest(ARRAY['a->b', 'a->', 'a->b:1e999', 'a->b:1e308, a->b:1e308']) AS t$$,
		'VALUES (true), (false), (false), (false)', 'wrong text is a soft error') END;

CREATE TABLE promise AS
SELECT p.oid AS function, p.oid::regprocedure AS name, proname, provolatile, proparallel, proisstrict, prokind, prosecdef
FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
WHERE n.nspname = 'regie' AND (p.proname LIKE 'network%' OR 'regie.network'::regtype = ANY (p.proargtypes));
SELECT is_empty($$SELECT name FROM promise WHERE provolatile <> 'i' OR proparallel <> 's'$$,
	'all functions are immutable and parallel safe');
SELECT is_empty(
	$$SELECT name FROM promise WHERE NOT proisstrict AND prokind = 'f'
	  AND proname NOT IN ('network_add', 'network_add_weighted', 'network_combine', 'betweenness', 'network_svg')$$,
	'all but the steps of the aggregates, and betweenness and network_svg with their optional arguments, are strict');
SELECT is_empty('SELECT * FROM regie.betweenness(NULL)', 'betweenness of no network has no rows');
SELECT is_empty($$SELECT name FROM promise WHERE obj_description(function, 'pg_proc') IS NULL$$, 'all have a comment');
SELECT is_empty($$SELECT name FROM promise WHERE prosecdef$$, 'none has more rights than its caller');

SELECT * FROM finish();
ROLLBACK;
