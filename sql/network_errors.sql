SET datestyle = ISO, YMD;
-- The text form.
SELECT ''::regie.network;
SELECT ' '::regie.network;
SELECT 'a->'::regie.network;
SELECT 'a->b,'::regie.network;
SELECT '->b'::regie.network;
SELECT 'a-->b'::regie.network;
SELECT 'a b'::regie.network;
SELECT 'é é'::regie.network;
SELECT '"a'::regie.network;
SELECT '{a->b}'::regie.network;
SELECT '{} a'::regie.network;
SELECT 'a->b:'::regie.network;
SELECT 'a->b:NaN'::regie.network;
SELECT 'a->b:infinity'::regie.network;
SELECT 'a->b:1e999'::regie.network;
SELECT 'a->b:1e-999'::regie.network;
SELECT 'a->b:1, c->d'::regie.network;
SELECT 'a->b:1e308, a->b:1e308'::regie.network;

-- The aggregates.
SELECT regie.network('a', 'b', NULL);
SELECT regie.network('a', NULL, 1);
SELECT regie.network(NULL, 'b', 1);
SELECT regie.network(NULL, NULL, 1);
SELECT regie.network('a', 'b', 'NaN');
SELECT regie.network('a', 'b', 'infinity');
SELECT regie.network('a', 'b', '-infinity');
SELECT regie.network('a', 'b', w) FROM (VALUES (1e308), (1e308)) AS v (w);
SELECT regie.network(1, 2);

-- The steps of the aggregates are not for callers.
SELECT regie.network_add(NULL, 'a', 'b');
SELECT regie.network_combine(NULL, NULL);

-- Nodes that are not there.
SELECT * FROM regie.descendants('a->b', 'c');
SELECT * FROM regie.ancestors('a->b', 'A');
SELECT * FROM regie.descendants('{}', '');

-- Orders of what has none.
SELECT * FROM regie.topological_order('x->y, b->c->a->b, y->d->y');
SELECT * FROM regie.levels('a->b->b');
SELECT * FROM regie.levels((SELECT regie.network(lpad(i::text, 2, '0'), lpad(((i + 1) % 25)::text, 2, '0')) FROM generate_series(0, 24) AS i));

-- Drawing.
SELECT regie.mermaid('a->b'::regie.network, 'lr');
SELECT regie.mermaid('a->b'::regie.network, '');
SELECT regie.mermaid('a->b'::regie.network, E'LR\n  n9');

-- Memory is asked for before it is taken.
SET regie.memory_limit = '1MB';
SELECT regie.network(i::text, (i + 1)::text) FROM generate_series(1, 100000) AS i;
SELECT regie.network((i / 400)::text, (i % 400)::text) FROM generate_series(1, 100000) AS i;
-- Rows that say the same take no more memory, and their sum stays exact.
SELECT regie.network('a', 'b') FROM generate_series(1, 2000000) AS i;
SELECT regie.network('a', 'b', 0.1) FROM generate_series(1, 300000) AS i;
SELECT regie.network('a', 'b', CASE i % 4 WHEN 1 THEN 1e300 WHEN 2 THEN 1e-300 WHEN 3 THEN -1e300 ELSE 1 END)
FROM generate_series(1, 300000) AS i;
-- The value itself is counted, too.
SELECT regie.network(repeat(chr(96 + i), 200000), NULL) IS NULL AS empty FROM generate_series(1, 10) AS i;
SELECT regie.network('a', repeat('b', 2000000));
SELECT repeat('a,', 200000)::regie.network;
RESET regie.memory_limit;
-- A value whose text would be over 512 MB could be stored, but not be dumped.
SELECT regie.network(repeat('x', 300000), i::text) IS NULL AS empty FROM generate_series(1, 2000) AS i;
