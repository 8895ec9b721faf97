/*
 * Laws of reductions and measures, over random networks, told in plain SQL.
 */
BEGIN;
SET LOCAL jit = off;
SELECT plan(7);
SELECT setseed(0.61);
/* 600 networks of up to 9 nodes without cycles, 600 with */
CREATE TEMP TABLE edge AS
SELECT i, v, u
FROM (SELECT i, v, u, random() AS chance FROM generate_series(1, 1200) AS i, generate_series(1, 9) AS v, generate_series(1, 9) AS u OFFSET 0) AS pair
WHERE (i % 2 = 0 OR v < u) AND chance < 0.1 + (i % 5) * 0.1;
CREATE TEMP TABLE net AS SELECT i, regie.network(v::text, u::text) AS network FROM edge GROUP BY i;
CREATE INDEX ON edge (i, v, u);
ANALYZE edge; ANALYZE net;
CREATE TEMP TABLE reach AS
WITH RECURSIVE r AS (SELECT i, v, u FROM edge UNION SELECT r.i, r.v, e.u FROM r JOIN edge AS e ON e.i = r.i AND e.v = r.u)
SELECT * FROM r;
CREATE INDEX ON reach (i, v, u);
ANALYZE reach;
CREATE TEMP TABLE reduced AS
SELECT n.i, e.source::int AS v, e.target::int AS u FROM net AS n, LATERAL regie.edges(regie.transitive_reduction(n.network)) AS e WHERE n.i % 2 = 1;
ANALYZE reduced;
SELECT is((SELECT count(*) FROM reduced AS d WHERE EXISTS (
	SELECT FROM edge AS e JOIN reach AS r ON r.i = e.i AND r.v = e.u AND r.u = d.u WHERE e.i = d.i AND e.v = d.v)), 0::bigint,
	'no edge is kept that another way makes superfluous');
SELECT is((SELECT count(*) FROM (SELECT i, v, u FROM edge WHERE i % 2 = 1 EXCEPT SELECT i, v, u FROM reduced) AS d WHERE NOT EXISTS (
	SELECT FROM edge AS e JOIN reach AS r ON r.i = e.i AND r.v = e.u AND r.u = d.u WHERE e.i = d.i AND e.v = d.v)), 0::bigint,
	'no edge is dropped but those');
SELECT cmp_ok((SELECT count(*) FROM edge WHERE i % 2 = 1) - (SELECT count(*) FROM reduced), '>', 1000::bigint, 'over a thousand were dropped');
SELECT is((SELECT count(*) FROM net WHERE i % 2 = 1 AND NOT regie.transitive_reduction(regie.transitive_reduction(network)) OPERATOR(regie.=) regie.transitive_reduction(network)), 0::bigint,
	'a reduction is its own');
SELECT is((SELECT count(*) FROM net AS n JOIN LATERAL (
		SELECT count(*) FILTER (WHERE v <> u) AS edges,
			count(*) FILTER (WHERE v <> u AND EXISTS (SELECT FROM edge AS b WHERE b.i = e.i AND b.v = e.u AND b.u = e.v)) AS mutual,
			(SELECT count(*) FROM (SELECT v FROM edge WHERE i = n.i UNION SELECT u FROM edge WHERE i = n.i) AS q) AS nodes
		FROM edge AS e WHERE e.i = n.i) AS m ON true
	WHERE regie.density(n.network) IS DISTINCT FROM CASE WHEN m.nodes > 1 THEN m.edges::float8 / (m.nodes * (m.nodes - 1)) END
	   OR regie.reciprocity(n.network) IS DISTINCT FROM CASE WHEN m.edges > 0 THEN m.mutual::float8 / m.edges END), 0::bigint,
	'density and reciprocity as counted');
/* every path of a network without cycles, by a recursive query */
SELECT is((SELECT count(*) FROM (
	SELECT n.i, (SELECT count(*) FROM regie.paths(n.network, a.v::text, b.u::text, 100000)) AS got,
		(WITH RECURSIVE p AS (SELECT e.u FROM edge AS e WHERE e.i = n.i AND e.v = a.v
			UNION ALL SELECT e.u FROM p JOIN edge AS e ON e.i = n.i AND e.v = p.u WHERE p.u <> b.u)
		 SELECT count(*) FROM p WHERE p.u = b.u) AS told
	FROM net AS n, LATERAL (SELECT min(v) AS v FROM edge WHERE i = n.i) AS a, LATERAL (SELECT max(u) AS u FROM edge WHERE i = n.i) AS b
	WHERE n.i % 2 = 1) AS q WHERE got <> told), 0::bigint, 'paths as many as a recursive query finds');
/* the sum of betweenness is what all pairs have between them: distance - 1 for each pair that is connected */
SELECT is((SELECT count(*) FROM net AS n WHERE abs(
	(SELECT coalesce(sum(b.betweenness), 0) FROM regie.betweenness(n.network) AS b)
	- (SELECT coalesce(sum(d.distance - 1), 0) FROM regie.nodes(n.network) AS a, LATERAL regie.descendants(n.network, a.node) AS d WHERE d.node <> a.node)) > 1e-9), 0::bigint,
	'betweenness adds up to the inner nodes of all shortest paths');
SELECT * FROM finish();
ROLLBACK;
