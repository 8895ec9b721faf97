SET datestyle = ISO, YMD;
-- Bad input to flow_trace: each refused as flow does.
CREATE VIEW good AS
SELECT * FROM (VALUES ('in', 'pool', 10.00, NULL), ('pool', 'a', NULL, 1), ('pool', 'b', NULL, 2))
	AS t (source, target, amount, weight);
SELECT regie.flow_trace(NULL, target, amount, weight) FROM good;
SELECT regie.flow_trace(source, nullif(target, 'b'), amount, weight) FROM good;
SELECT regie.flow_trace(source, target, amount, 1) FROM good;
SELECT regie.flow_trace(source, target, 1, weight) FROM good;
SELECT regie.flow_trace(source, target, amount, -weight) FROM good;
SELECT regie.flow_trace(source, target, amount, weight * numeric 'NaN') FROM good;
SELECT regie.flow_trace(source, target, amount, weight * numeric 'Infinity') FROM good;
SELECT regie.flow_trace(source, target, amount, weight * 1e38) FROM good;
SELECT regie.flow_trace(source, target, amount, weight * 1e-39) FROM good;
SELECT regie.flow_trace(source, target, amount * 'NaN', weight) FROM good;
SELECT regie.flow_trace(source, target, amount * '-Infinity', weight) FROM good;
SELECT regie.flow_trace(source, target, amount + 0.005, weight) FROM good;
SELECT regie.flow_trace(source, target, amount + 0.5, weight, 'reciprocal', NULL, 0) FROM good;
SELECT regie.flow_trace(source, target, amount * 1e15, weight) FROM good;
SELECT regie.flow_trace(source, target, amount * 1e37, weight) FROM good;
SELECT regie.flow_trace('pool', target, amount, weight) FROM good;
SELECT regie.flow_trace(source, target, amount, weight, 'stepdown', NULL, 2) FROM good;
SELECT regie.flow_trace(source, target, amount, weight, NULL, NULL, 2) FROM good;
SELECT regie.flow_trace(source, target, amount, weight, CASE target WHEN 'a' THEN 'direct' ELSE 'reciprocal' END, NULL, 2) FROM good;
SELECT regie.flow_trace(source, target, amount, weight, 'reciprocal', NULL, -1) FROM good;
SELECT regie.flow_trace(source, target, amount, weight, 'reciprocal', NULL, 19) FROM good;
SELECT regie.flow_trace(source, target, amount, weight, 'reciprocal', NULL, NULL) FROM good;
SELECT regie.flow_trace(source, target, amount, weight, 'reciprocal', NULL, CASE target WHEN 'a' THEN 3 ELSE 2 END) FROM good;
SELECT regie.flow_trace(source, target, amount, weight, 'step_down', NULL, 2) FROM good;
SELECT regie.flow_trace(source, target, amount, weight, 'step_down', weight::int, 2) FROM good;
-- Money that gets stuck.
SELECT regie.flow_trace(source, target, amount, weight * 0) FROM good;
SELECT regie.flow_trace(s, t, a, w)
FROM (VALUES ('in', 'S1', 100, NULL), ('S1', 'S2', NULL, 1), ('S2', 'S1', NULL, 1)) AS v (s, t, a, w);
SELECT regie.flow_trace(s, t, a, w)
FROM (VALUES ('S1', 'S1', NULL::numeric, 1), ('S1', 'b', NULL, 0)) AS v (s, t, a, w);
SELECT regie.flow_trace(s, t, a, w)
FROM (VALUES ('in', 'a', 100, NULL), ('a', 'b', NULL, 1), ('a', 'dead', NULL, 1), ('dead', 'b', NULL, 0)) AS v (s, t, a, w);
SELECT regie.flow_trace(s, t, a, w, 'direct', NULL, 2)
FROM (VALUES ('in', 'a', 100, NULL), ('a', 'b', NULL, 1), ('b', 'c', NULL, 1)) AS v (s, t, a, w);
SELECT regie.flow_trace(s, t, a, w, 'step_down', p, 2)
FROM (VALUES ('in', 'a', 100, NULL, NULL), ('a', 'b', NULL, 1, 2), ('b', 'c', NULL, 1, 1)) AS v (s, t, a, w, p);
SELECT regie.flow_trace('pool ' || i, 'pool ' || i % 30 + 1, NULL, 1) FROM generate_series(1, 30) i;
-- What goes round grows beyond 18 digits: a millionth of a millionth leaves.
SELECT regie.flow_trace(s, t, a, w)
FROM (VALUES ('in', 'a', 1000000, NULL), ('a', 'b', NULL, 1), ('b', 'a', NULL, 1e12), ('b', 'c', NULL, 1)) AS v (s, t, a, w);
-- Two postings cancel each other in a loop where each alone comes back too often.
SELECT regie.flow_trace(s, t, a, w)
FROM (VALUES ('in', 'a', 10000000, NULL), ('out', 'a', -10000000, NULL), ('a', 'b', NULL, 1), ('b', 'a', NULL, 1e12), ('b', 'c', NULL, 1))
	 AS v (s, t, a, w);
-- Rows that need too much memory, and parts that would: 400 by 1,000.
SET regie.memory_limit = '1MB';
\set VERBOSITY terse
SELECT regie.flow_trace('pool', i::text, NULL, 1) FROM generate_series(1, 200000) i;
SET regie.memory_limit = '16MB';
\set VERBOSITY default
SELECT regie.flow_trace(CASE WHEN i > 1000 THEN 'in ' || i ELSE 'pool' END, CASE WHEN i > 1000 THEN 'pool' ELSE i::text END,
						CASE WHEN i > 1000 THEN 1 END, CASE WHEN i > 1000 THEN NULL ELSE 1 END) FROM generate_series(1, 1400) i;
-- Long names: what is made of the parts counts as well.
\set VERBOSITY terse
SELECT regie.flow_trace(CASE WHEN i > 100 THEN 'in ' || i ELSE 'pool' END, CASE WHEN i > 100 THEN 'pool' ELSE repeat('x', 1000) || i END,
						CASE WHEN i > 100 THEN 1 END, CASE WHEN i > 100 THEN NULL ELSE 1 END) FROM generate_series(1, 300) i;
\set VERBOSITY default
RESET regie.memory_limit;
DROP VIEW good;
