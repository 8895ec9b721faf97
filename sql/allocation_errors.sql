SET datestyle = ISO, YMD;
-- Bad input to allocate and allocate_units: each refused by name and reason.
SELECT regie.allocate(a, 1) OVER ()
FROM (VALUES (100.00), (100.00), (99.00)) AS t (a);
SELECT regie.allocate(a, 1) OVER () FROM (VALUES (100.00), (NULL)) AS t (a);
SELECT regie.allocate(1.00, 1, s) OVER () FROM (VALUES (2), (3)) AS t (s);
SELECT regie.allocate(1.00, w) OVER () FROM unnest(ARRAY[1, -0.5]) w;
SELECT regie.allocate(1.00, w) OVER () FROM unnest(ARRAY[1, 'NaN']::numeric[]) w;
SELECT regie.allocate(1.00, w) OVER ()
FROM unnest(ARRAY['Infinity']::numeric[]) w;
SELECT regie.allocate('NaN', 1) OVER ();
SELECT regie.allocate('-Infinity', 1) OVER ();
SELECT regie.allocate(1.00, w) OVER () FROM unnest(ARRAY[0, NULL, 0.00]) w;
SELECT regie.allocate(-1.00, NULL) OVER () FROM generate_series(1, 2);
SELECT regie.allocate(1.005, 1) OVER ();
SELECT regie.allocate(1.5, 1, 0) OVER ();
SELECT regie.allocate(1.00, 1, -1) OVER ();
SELECT regie.allocate(1.00, 1, 39) OVER ();
SELECT regie.allocate(1.00, 1, NULL) OVER ();
SELECT regie.allocate(1e37, 1) OVER ();
SELECT regie.allocate(1.00, w) OVER () FROM unnest(ARRAY[1e-30, 1e30]) w;
SELECT regie.allocate(1.00, w) OVER () FROM unnest(ARRAY[1e200]) w;
SELECT regie.allocate(1.00, 1.00000000000000000000000000000000000000001) OVER ();
SELECT regie.allocate_units(u, 1) OVER () FROM (VALUES (5), (6)) AS t (u);
SELECT regie.allocate_units(u, 1) OVER () FROM (VALUES (NULL), (6)) AS t (u);
SELECT regie.allocate_units(5, w) OVER () FROM unnest(ARRAY[1, -1]) w;
SELECT regie.allocate_units(5, w) OVER () FROM unnest(ARRAY[0, 0]) w;
SELECT regie.allocate_units(5, 1);
SET regie.memory_limit = '1MB';
SELECT count(x) FROM (SELECT regie.allocate_units(5, 1) OVER () AS x
					  FROM generate_series(1, 200000)) q;
RESET regie.memory_limit;
