SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
-- The diamond: a->d says nothing new.
SELECT regie.transitive_reduction('a->b, a->c, b->d, c->d, a->d');
SELECT regie.transitive_reduction('a->b:1, b->c:2.5, a->c:7, x');
SELECT regie.transitive_reduction('{}'), regie.transitive_reduction('a'), regie.transitive_reduction('a->b:3');
SELECT regie.transitive_reduction('a->b, b->c, c->a');
SELECT regie.transitive_reduction('a->a');
SELECT regie.transitive_reduction(NULL) IS NULL AS no_answer;

SELECT * FROM regie.paths('a->b, b->c, a->c, c->d', 'a', 'd');
SELECT * FROM regie.paths('a->b, b->c, b->a, c->a, a->a', 'a', 'a');
SELECT count(*) FROM regie.paths('a->b, c', 'a', 'c');
SELECT * FROM regie.paths('a->b', 'b', 'a');
-- ten diamonds in a row: 1,024 ways of twenty edges
CREATE TEMP TABLE diamond AS
SELECT regie.network(s, t) AS network
FROM (SELECT 'n' || i AS s, k || i AS t FROM generate_series(0, 9) i, unnest('{u,d}'::text[]) k
      UNION ALL SELECT k || i, 'n' || i + 1 FROM generate_series(0, 9) i, unnest('{u,d}'::text[]) k) e;
SELECT count(*), min(p.length), max(p.length) FROM diamond, regie.paths(network, 'n0', 'n10', 1024) p;
SELECT count(*) FROM diamond, regie.paths(network, 'n0', 'n10') p;
SELECT * FROM regie.paths('a->b', 'a', 'z');
SELECT * FROM regie.paths('a->b, a->c, c->b', 'a', 'b', 1);
SELECT * FROM regie.paths('a->b', 'a', 'b', 0);

-- D. Krackhardt's kite (1990): 18 of 45 pairs, so density 0.4; betweenness as published (networkx, igraph)
CREATE TEMP TABLE kite AS
SELECT regie.network(e.s::text, e.t::text) AS network
FROM (SELECT unnest('{0,0,0,0,1,1,1,2,2,3,3,3,4,5,5,6,7,8}'::int[]) AS a, unnest('{1,2,3,5,3,4,6,3,5,4,5,6,6,6,7,7,8,9}'::int[]) AS b) k,
LATERAL (VALUES (a, b), (b, a)) AS e (s, t);
SELECT round(regie.density(network)::numeric, 6) AS density, regie.reciprocity(network) FROM kite;
SELECT node, round(b.share::numeric, 6) AS share, round(b.betweenness::numeric, 6) AS betweenness
FROM kite, regie.betweenness(network) b ORDER BY node;
-- all starts are all starts; half of them are an estimate
SELECT count(*) FILTER (WHERE a.betweenness <> b.betweenness) AS differ
FROM kite, regie.betweenness(network) a JOIN LATERAL regie.betweenness(network, 1000) b USING (node);
SELECT count(*), sum(b.betweenness) > 0 AS some FROM kite, regie.betweenness(network, 5) b;

-- a star in both directions: all pairs go through the middle; a ring: all alike (L. C. Freeman, 1979)
SELECT * FROM regie.betweenness('m->a, a->m, m->b, b->m, m->c, c->m, m->d, d->m');
SELECT DISTINCT betweenness FROM regie.betweenness('a->b, b->c, c->d, d->e, e->a');
SELECT * FROM regie.betweenness('a->b');
SELECT count(*) FROM regie.betweenness('{}');
SELECT count(*) FROM regie.betweenness(NULL);
SELECT * FROM regie.betweenness('a->b', 0);

-- an organisation as a tree (D. Krackhardt, 1994): nothing goes back
SELECT regie.density('1->2, 1->3, 2->4, 2->5, 3->6, 3->7'), regie.reciprocity('1->2, 1->3, 2->4, 2->5, 3->6, 3->7');
-- self loops do not count
SELECT regie.density('a->a, b->b, a->b'), regie.reciprocity('a->a, a->b, b->a, c->c');
SELECT regie.density('{}') AS none, regie.density('a') AS one, regie.reciprocity('a, b') AS no_edge, regie.reciprocity('a->a') AS loop_only;

-- three variants for one graph of 7 nodes, 9 edges, 2 pairs both ways: 4 of 9, 2 + 14 of 21, 2 of 7 (as sna's grecip has them)
SELECT v AS variant, round(regie.reciprocity('a->b, b->a, c->d, d->c, a->c, b->d, d->e, e->f, f->g', v)::numeric, 3)
FROM unnest('{edgewise,dyadic,dyadic.nonnull}'::text[]) v;
SELECT regie.reciprocity('a, b', 'dyadic') AS no_edge_dyadic, regie.reciprocity('a, b', 'dyadic.nonnull') AS no_edge_nonnull, regie.reciprocity('a', 'dyadic') AS no_pair;
SELECT regie.reciprocity('a->b', 'both');

SELECT regie.dot('a->b:2.5, "with ""quotes"" \ and > lines"');
SELECT regie.dot(regie.network(s, t), 'TB') FROM (VALUES (E'two\nlines', 'x')) v (s, t);
SELECT regie.dot('{}', 'LR');
SELECT regie.dot('a', 'TD');
SELECT regie.dot(NULL) IS NULL AS no_answer;
