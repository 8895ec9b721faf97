SET datestyle = ISO, YMD;
SET search_path = public, regie;
\set SHOW_CONTEXT never
-- Published cases (tests of Zametek.Maths.Graphs): activity 1 takes 3 days longer: 5 and 9 start a day later, nobody
-- else; activity 6 takes 3 days longer: nobody else moves.
CREATE TEMP TABLE known (id text, d int, p dependency[]);
INSERT INTO known VALUES ('1', 6, '{}'), ('2', 7, '{}'), ('3', 8, '{}'), ('4', 11, '{"\"2\""}'), ('5', 8, '{"\"1\"","\"2\"","\"3\""}'),
	('6', 7, '{"\"3\""}'), ('7', 4, '{"\"4\""}'), ('8', 4, '{"\"4\"","\"6\""}'), ('9', 10, '{"\"5\""}');
SELECT late, id, (s).start_slip, (s).finish_slip, (s).pushed_by
FROM (SELECT late, id, delay(id, d, p, '2026-01-01', 0, CASE WHEN id = late THEN 3 END, 'Mon-Sun') OVER (PARTITION BY late) AS s
	FROM known, (VALUES ('1'), ('6')) v(late)) t
WHERE (s).start_slip > 0 OR (s).finish_slip > 0 ORDER BY late, id;
-- Several at once do not add up along a chain; what starts later pushes start to start, what takes longer does not.
CREATE TEMP TABLE step (id text, d int, p dependency[]);
INSERT INTO step VALUES ('a', 5, NULL), ('b', 5, '{a}'), ('c', 5, '{b}'), ('d', 2, '{a SS+1d}'), ('e', 0, '{c,d}'), ('f', 3, NULL);
SELECT id, (x).start, (x).finish, (x).start_slip AS s, (x).finish_slip AS f, (x).pushed_by AS p,
	(y).start_slip AS s, (y).finish_slip AS f, (y).pushed_by AS p, (z).start_slip AS s, (z).finish_slip AS f, (z).pushed_by AS p
FROM (SELECT id, delay(id, d, p, '2026-01-05', CASE WHEN id < 'd' THEN 10 END) OVER w AS x,
		delay(id, d, p, '2026-01-05', CASE id WHEN 'a' THEN 10 END) OVER w AS y, delay(id, d, p, '2026-01-05', 0, CASE id WHEN 'a' THEN 10 END) OVER w AS z
	FROM step WINDOW w AS ()) t ORDER BY id;
-- Dates: an earliest date takes up the delay; what must start on a day does not move for others, only if it is late
-- itself; what is as late as possible stays there until it is pushed.
SELECT id, (x).planned_start, (x).start, (x).start_slip AS slip, (x).pushed_by, (x).late
FROM (SELECT id, delay(id, 5, p, '2026-01-05', n, 0, NULL, k, c, l) OVER () AS x
	FROM (VALUES ('a', NULL::dependency[], 8, NULL, NULL::date, date '2026-01-16'), ('b', '{a}', NULL, 'SNET', '2026-01-19', '2026-01-23'),
		('c', '{a}', NULL, 'SNET', '2026-01-26', NULL), ('d', '{a}', NULL, 'MSO', '2026-01-12', NULL), ('e', '{}', 1, 'MSO', '2026-01-12', NULL),
		('f', '{a}', NULL, 'ALAP', NULL, NULL), ('g', '{b,c}', NULL, NULL, NULL, '2026-02-06')) v(id, p, n, k, c, l)) t ORDER BY id;
-- A milestone that starts to take time; one that goes from the end of Friday to the beginning of Monday has moved.
SELECT id, (x).planned_start, (x).start, (x).finish, (x).start_slip AS s, (x).finish_slip AS f
FROM (SELECT id, delay(id, d, p, '2026-01-05', 0, n) OVER () AS x FROM (VALUES ('a', 5, NULL::dependency[], NULL), ('m', 0, '{a}', 2), ('n', 0, '{a}', NULL),
	('o', 1, '{n}', NULL)) v(id, d, p, n)) t ORDER BY id;
SELECT days, (x).planned_start, (x).start, (x).start_slip FROM (SELECT days, id, delay(id, d, p, '2026-01-05', 0, CASE id WHEN 'A' THEN days END) OVER (PARTITION BY days) AS x
	FROM (VALUES ('A', 4, NULL::dependency[]), ('ready', 0, '{A FS+1ed}')) v(id, d, p), generate_series(0, 1) days) t WHERE id = 'ready' ORDER BY days;
-- No delay, no row, one row; NULL is none.
SELECT delay('a', 3, NULL, '2026-01-05', NULL, NULL) OVER ();
SELECT delay('a', 3, NULL, '2026-01-05', 0) OVER () WHERE false;
-- The play of links: of several between the same two; none without predecessors.
SELECT id, relationship_float(id, d, p, '2026-01-05') OVER () AS play
FROM (VALUES ('a', 5, NULL::dependency[]), ('b', 3, '{}'), ('c', 5, '{a SS+2d,a FF+1d,b}'), ('d', 2, '{c FS+2ed,a,b FS+3d}')) v(id, d, p) ORDER BY id;
SELECT id, relationship_float(id, 5, p, '2026-01-05', NULL, k, c) OVER () AS play
FROM (VALUES ('a', NULL::dependency[], NULL, NULL::date), ('b', '{a}', 'MSO', '2026-01-07'), ('c', '{a}', 'SNET', '2026-01-14')) v(id, p, k, c) ORDER BY id;
-- Errors
SELECT delay('a', 3, NULL, '2026-01-05', -1) OVER ();
SELECT delay('a', 3, NULL, '2026-01-05', 0, -2) OVER ();
SELECT delay('a', 3, NULL, '2026-01-05', 100000000) OVER ();
SELECT delay('a', 99999999, NULL, '2026-01-05', 0, 1) OVER ();
SELECT delay('a', 99999999, NULL, '2026-01-05', 99999999, 0, 'Mon-Sun') OVER (), delay('a', 99999999, NULL, '2026-01-05', 0, 0, 'Mon') OVER ();
SELECT delay(id, 3, p, '2026-01-05', 1) OVER () FROM (VALUES ('a', '{b}'::dependency[]), ('b', '{a}')) v(id, p);
SELECT delay(id, 3, '{z}', '2026-01-05', 1) OVER () FROM (VALUES ('a')) v(id);
SELECT relationship_float(id, 3, p, '2026-01-05') OVER () FROM (VALUES ('a', '{b}'::dependency[]), ('b', '{a}')) v(id, p);
SELECT delay('a', 1, NULL, '2026-01-05', 0);
SET regie.memory_limit = '1MB';
SELECT max((s).finish) FROM (SELECT delay('A' || i, 1, NULL, '2026-01-05', 0) OVER () AS s FROM generate_series(1, 20000) i) t;
RESET regie.memory_limit;
