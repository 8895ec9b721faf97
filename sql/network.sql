SET datestyle = ISO, YMD;
-- The examples of doc/network.md, in its order.
CREATE TEMP TABLE needs (application text, needs text);
INSERT INTO needs VALUES
  ('Website', 'Case system'),
  ('Website', 'Identity'),
  ('Permits', 'Case system'),
  ('Case system', 'Documents'),
  ('Case system', 'Identity'),
  ('Permits', 'Case system'),
  ('Archive', NULL);

SELECT regie.network(application, needs) FROM needs;
SELECT regie.network(payer, payee, amount)
FROM (VALUES ('Hoorn', 'Pool', 1200.50), ('Medemblik', 'Pool', 800),
             ('Pool', 'Provider', 2000.50), ('Hoorn', 'Pool', 99.50)) AS p (payer, payee, amount);

CREATE TEMP TABLE landscape AS
SELECT regie.network(application, needs) AS net FROM needs;

SELECT * FROM regie.nodes((SELECT net FROM landscape)) ORDER BY node COLLATE "C";
SELECT * FROM regie.edges((SELECT net FROM landscape)) ORDER BY source COLLATE "C", target COLLATE "C";
SELECT * FROM regie.descendants((SELECT net FROM landscape), 'Website');
SELECT * FROM regie.ancestors((SELECT net FROM landscape), 'Documents');
SELECT * FROM regie.topological_order((SELECT net FROM landscape)) ORDER BY place;
SELECT * FROM regie.levels((SELECT net FROM landscape));
SELECT * FROM regie.components((SELECT net FROM landscape));
SELECT regie.mermaid(net, 'TB') FROM landscape;

SELECT * FROM regie.cycles('A->B->C->A, C->B, C->D, X->X');
SELECT * FROM regie.topological_order('A->B->C->A, C->B, C->D');

SELECT net OPERATOR(regie.=) 'Archive, Permits->"Case system"->Documents, Website->"Case system"->Identity, Website->Identity' AS unchanged
FROM landscape;
SELECT n.node, count(d.node) AS needs_in_all
FROM landscape, regie.nodes(net) AS n LEFT JOIN LATERAL regie.descendants(net, n.node) AS d ON true
GROUP BY n.node ORDER BY needs_in_all DESC, n.node COLLATE "C";

-- The text form: what is read, and how it is written.
SELECT n::regie.network FROM (VALUES
  ('{}'), (' { } '), ('d, b->c, a->b'), ('a->b->c->a'), ('a->b, a->b'), ('b->a:1, b->a:2.5, a->b:-0'),
  ('a->b:1e20, c->d:1.5e-7, e->f:0.1'), ('"a"->"b c"'), ('"say ""yes"""->""'), ('"a-"->-5->MP-2026.1/b_c'),
  (E'"line\nbreak"->"tab\there"'), ('"back\slash"->é')) AS t (n);

-- Weights do not depend on a setting.
SET extra_float_digits = -15;
SELECT 'a->b:0.1234567890123456'::regie.network, regie.mermaid('a->b:0.1234567890123456'::regie.network);
RESET extra_float_digits;

-- Rows of the aggregates: duplicates, nulls, none at all.
SELECT regie.network(s, t) FROM (VALUES ('b', 'a'), ('a', 'b'), ('b', 'a'), ('c', NULL), (NULL, 'd'), (NULL, NULL), ('e', 'e')) AS v (s, t);
SELECT regie.network(s, t, w) FROM (VALUES ('b', 'a', 1), ('b', 'a', 2), ('b', 'a', -0.5), ('a', 'b', 0), ('c', NULL, NULL), (NULL, NULL, NULL)) AS v (s, t, w);
-- the exact sum of the ten doubles nearest to 0.1, rounded once, is 1
SELECT regie.network('a', 'b', 0.1) FROM generate_series(1, 10);
SELECT regie.network('a', 'b', w) FROM unnest(ARRAY[1e308, 1e308, 1, -1e308, -1e308]) AS w;
SELECT regie.network(NULL, NULL);
SELECT regie.network('a', 'b') WHERE false;
SELECT regie.network('a', NULL, NULL) AS nodes_only, regie.network('a', NULL, NULL) OPERATOR(regie.=) 'a' AS same;
SELECT g, regie.network('a', i::text) FROM generate_series(1, 4) AS i, LATERAL (SELECT i % 2 AS g) AS x GROUP BY g ORDER BY g;
SELECT i, regie.network('a', i::text) OVER (ORDER BY i) FROM generate_series(1, 3) AS i;

-- Empty networks, and NULL.
SELECT count(*) FROM regie.nodes('{}');
SELECT count(*) FROM regie.edges('{}');
SELECT count(*) FROM regie.cycles('{}');
SELECT count(*) FROM regie.topological_order('{}');
SELECT count(*) FROM regie.levels('{}');
SELECT count(*) FROM regie.components('{}');
SELECT regie.mermaid('{}'::regie.network);
SELECT count(*) FROM regie.nodes(NULL);
SELECT count(*) FROM regie.descendants('a->b', NULL);
SELECT regie.mermaid(NULL) IS NULL AS nothing;

-- A node on a cycle is among its own descendants and ancestors.
SELECT * FROM regie.descendants('a->b->c->a, c->d', 'a');
SELECT * FROM regie.ancestors('a->b->c->a, c->d', 'a');
SELECT * FROM regie.descendants('a->a', 'a');
SELECT * FROM regie.descendants('a->b', 'b');

-- Cycles: of several shortest ones the first by name; each component once.
SELECT component, members, length, shortest, cycle FROM regie.cycles('d->b->d, c->a->c, a->b, b->a');
SELECT component, members, length, shortest, cycle FROM regie.cycles('a->b->c->a, c->d->e->f->e, f->g->g');
SELECT component, members, length, shortest, cycle FROM regie.cycles('a->b->c->d->a, d->b');

-- A diamond with a shortcut.
SELECT * FROM regie.levels('a->b, a->c, b->d, c->d, a->d');
SELECT * FROM regie.topological_order('b->a, d->c, c->a') ORDER BY place;

-- Names that mean something to Mermaid, to Markdown or to a page.
SELECT regie.mermaid(regie.network(name, NULL)) FROM unnest(ARRAY['"quoted"', 'C# & <b>', 'a;b:c', '', E'two\nlines', '1. list', '[x](y)',
  '`code`', '%%{init}%%', 'direction LR', 'end', 'Hoorn (NH), 8.5', '{a|b}', 'style x:#fff;', 'é']) AS name;
SELECT regie.mermaid('a->b:1.5->c:-2e30'::regie.network, 'RL');

-- Equal networks are one value: grouping, sorting, comparing.
SELECT count(DISTINCT n) FROM unnest(ARRAY['a->b, c', 'c, a->b', 'a->b', 'a->b:1', 'a->b:2', 'a->b:2.0']::regie.network[]) AS n;
SELECT count(*) FROM (SELECT n FROM unnest(ARRAY['a->b', 'a -> b', 'b->a']::regie.network[]) AS n GROUP BY n) AS g;
SET search_path = regie, public;
SELECT n <> 'a->b' AS differs, n < n AS less, n <= n AS at_most, n >= n AS at_least, n > n AS more, n IS DISTINCT FROM 'b->a' AS distinct
FROM (VALUES ('b->a'::network)) AS v (n);
RESET search_path;
