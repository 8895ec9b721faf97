SET datestyle = ISO, YMD;
-- Bad input to flow: each refused by name and reason.
CREATE VIEW good AS
SELECT * FROM (VALUES ('in', 'pool', 10.00, NULL), ('pool', 'a', NULL, 1), ('pool', 'b', NULL, 2))
	AS t (source, target, amount, weight);
SELECT regie.flow(NULL, target, amount, weight) OVER () FROM good;
SELECT regie.flow(source, nullif(target, 'b'), amount, weight) OVER () FROM good;
SELECT regie.flow(source, target, amount, 1) OVER () FROM good;
SELECT regie.flow(source, target, 1, weight) OVER () FROM good;
SELECT regie.flow(source, target, amount, -weight) OVER () FROM good;
SELECT regie.flow(source, target, amount, weight * numeric 'NaN') OVER () FROM good;
SELECT regie.flow(source, target, amount, weight * numeric 'Infinity') OVER () FROM good;
SELECT regie.flow(source, target, amount, weight * 1e38) OVER () FROM good;
SELECT regie.flow(source, target, amount, weight * 1e-39) OVER () FROM good;
SELECT regie.flow(source, target, amount * 'NaN', weight) OVER () FROM good;
SELECT regie.flow(source, target, amount * '-Infinity', weight) OVER () FROM good;
SELECT regie.flow(source, target, amount + 0.005, weight) OVER () FROM good;
SELECT regie.flow(source, target, amount + 0.5, weight, scale => 0) OVER () FROM good;
SELECT regie.flow(source, target, amount * 1e15, weight) OVER () FROM good;
SELECT regie.flow(source, target, amount * 1e37, weight) OVER () FROM good;
SELECT regie.flow('pool', target, amount, weight) OVER () FROM good;
SELECT regie.flow(source, target, amount, weight, 'stepdown') OVER () FROM good;
SELECT regie.flow(source, target, amount, weight, NULL) OVER () FROM good;
SELECT regie.flow(source, target, amount, weight, CASE target WHEN 'a' THEN 'direct' ELSE 'reciprocal' END) OVER () FROM good;
SELECT regie.flow(source, target, amount, weight, scale => -1) OVER () FROM good;
SELECT regie.flow(source, target, amount, weight, scale => 19) OVER () FROM good;
SELECT regie.flow(source, target, amount, weight, scale => NULL) OVER () FROM good;
SELECT regie.flow(source, target, amount, weight, scale => CASE target WHEN 'a' THEN 3 ELSE 2 END) OVER () FROM good;
SELECT regie.flow(source, target, amount, weight, 'step_down') OVER () FROM good;
SELECT regie.flow(source, target, amount, weight, 'step_down', weight::int) OVER () FROM good;
SELECT regie.flow('a', 'b', 1, NULL);
-- Money that gets stuck.
SELECT regie.flow(source, target, amount, weight * 0) OVER () FROM good;
SELECT regie.flow(s, t, a, w) OVER ()
FROM (VALUES ('in', 'S1', 100, NULL), ('S1', 'S2', NULL, 1), ('S2', 'S1', NULL, 1)) AS v (s, t, a, w);
SELECT regie.flow(s, t, a, w) OVER ()
FROM (VALUES ('S1', 'S1', NULL::numeric, 1), ('S1', 'b', NULL, 0)) AS v (s, t, a, w);
SELECT regie.flow(s, t, a, w) OVER ()
FROM (VALUES ('in', 'a', 100, NULL), ('a', 'b', NULL, 1), ('a', 'dead', NULL, 1), ('dead', 'b', NULL, 0)) AS v (s, t, a, w);
SELECT regie.flow(s, t, a, w, 'direct') OVER ()
FROM (VALUES ('in', 'a', 100, NULL), ('a', 'b', NULL, 1), ('b', 'c', NULL, 1)) AS v (s, t, a, w);
SELECT regie.flow(s, t, a, w, 'step_down', p) OVER ()
FROM (VALUES ('in', 'a', 100, NULL, NULL), ('a', 'b', NULL, 1, 2), ('b', 'c', NULL, 1, 1)) AS v (s, t, a, w, p);
SELECT regie.flow('pool ' || i, 'pool ' || i % 30 + 1, NULL, 1) OVER () FROM generate_series(1, 30) i;
-- What goes round grows beyond 18 digits: a millionth of a millionth leaves.
SELECT regie.flow(s, t, a, w) OVER ()
FROM (VALUES ('in', 'a', 1000000, NULL), ('a', 'b', NULL, 1), ('b', 'a', NULL, 1e12), ('b', 'c', NULL, 1)) AS v (s, t, a, w);
SET regie.memory_limit = '1MB';
SELECT count(f) FROM (SELECT regie.flow('pool', i::text, NULL, 1) OVER () AS f
					  FROM generate_series(1, 200000) i) q;
RESET regie.memory_limit;
DROP VIEW good;
