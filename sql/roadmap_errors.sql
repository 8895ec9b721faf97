SET datestyle = ISO, YMD;
--
-- Texts that are no dependency.
--
SELECT ''::regie.dependency;
SELECT ' '::regie.dependency;
SELECT '"A'::regie.dependency;
SELECT 'A"B'::regie.dependency;
SELECT 'move in'::regie.dependency;
SELECT 'A XX+3d'::regie.dependency;
SELECT 'A SS+3'::regie.dependency;
SELECT 'A SS+3w'::regie.dependency;
SELECT 'A +3d'::regie.dependency;
SELECT 'A SS+3d FF'::regie.dependency;
SELECT '"A"SS'::regie.dependency;
SELECT '12SS FF'::regie.dependency;
SELECT 'A SS+100000000d'::regie.dependency;
SELECT '12SS-99999999999999999999ed'::regie.dependency;
-- parts that are none
SELECT regie.dependency('A', 'XX');
SELECT regie.dependency('A', '');
SELECT regie.dependency('A', 'SS', 100000000);
SELECT regie.dependency('A', 'SS', -2147483648);
-- lists
SELECT regie.dependencies('A,,B');
SELECT regie.dependencies('A,');
SELECT regie.dependencies('A,B C');
SELECT regie.dependencies('A;B');
SELECT regie.dependencies('A', '');
SELECT regie.dependencies('A', ' ');
SELECT regie.dependencies('A', 'S');
SELECT regie.dependencies('A', '+');
SELECT regie.dependencies('A', '"');
SELECT regie.dependencies('A', 'é');
-- binary form: unused bits, a lag that is too long, an elapsed lag of 0, no flags, a broken name
CREATE TEMP TABLE received (d regie.dependency);
CREATE FUNCTION pg_temp.receive(field bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	path text := current_setting('data_directory') || '/regie_dependency.bin';
	file oid := lo_from_bytea(0, '\x5047434f50590aff0d0a00' || '\x0000000000000000'::bytea || '\x0001'
		|| int4send(length(field)) || field || '\xffff');
BEGIN
	PERFORM lo_export(file, path);
	PERFORM lo_unlink(file);
	DELETE FROM received;
	EXECUTE format('COPY received FROM %L (FORMAT binary)', path);
	RETURN (SELECT d::text FROM received);
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT field, pg_temp.receive(field::bytea)
FROM (VALUES (1, '\x000000030141'), (2, '\xfffffffe06412042'), (3, '\x0000000000'), (4, '\x000000030941'),
	(5, '\x05f5e1000141'), (6, '\x05f5e0ff0141'), (7, '\xfa0a1f000141'), (8, '\x000000000541'), (9, '\x00000003'), (10, '\x0000'),
	(11, '\x0000000301ff')) v(n, field)
ORDER BY n;
--
-- Rows that are no network.
--
CREATE TEMP TABLE bad (n int, id text, duration int, predecessors regie.dependency[], start date, calendar regie.calendar,
	kind text, day date, deadline date);
INSERT INTO bad VALUES
	(1, NULL, 1, NULL, '2026-01-05'), (2, 'A', NULL, NULL, '2026-01-05'), (3, 'A', -1, NULL, '2026-01-05'),
	(4, 'A', 100000000, NULL, '2026-01-05'), (5, 'A', 1, NULL, '2026-01-05'), (5, 'A', 2, NULL, '2026-01-05'),
	(6, 'A', 1, '{B}', '2026-01-05'), (7, 'A', 1, '{NULL}', '2026-01-05'), (8, 'A', 1, '{{B,C}}', '2026-01-05'),
	(9, 'A', 1, '{A}', '2026-01-05'), (10, 'A', 1, NULL, NULL), (11, 'A', 1, NULL, 'infinity'),
	(12, 'A', 1, NULL, '-infinity'), (13, 'A', 1, NULL, '2026-01-05'), (13, 'B', 1, NULL, '2026-01-06');
INSERT INTO bad VALUES
	(20, 'A', 1, NULL, '2026-01-05', 'Mon-Fri'), (20, 'B', 1, NULL, '2026-01-05', 'Mon-Sat'),
	(21, 'A', 1, NULL, '2026-01-05', 'Mon-Fri'), (21, 'B', 1, NULL, '2026-01-05', NULL),
	(22, 'A', 1, NULL, '2026-01-05', 'none'), (23, 'A', 3, NULL, '2026-01-05', 'none +2026-01-06 +2026-01-08'),
	(24, 'A', 10, NULL, '5874897-12-27', NULL), (25, 'A', 1, NULL, '5874897-12-31', 'Mon-Sun'),
	(25, 'B', 1, '{A}', '5874897-12-31', 'Mon-Sun'), (26, 'A', 1, '{B FS+2ed}', '5874897-12-20', 'Mon-Sun'),
	(26, 'B', 1, '{C FS+20ed}', '5874897-12-20', 'Mon-Sun'), (26, 'C', 1, NULL, '5874897-12-20', 'Mon-Sun');
INSERT INTO bad VALUES
	(30, 'A', 1, NULL, '2026-01-05', NULL, 'soon', '2026-01-05', NULL), (31, 'A', 1, NULL, '2026-01-05', NULL, '', '2026-01-05', NULL),
	(32, 'A', 1, NULL, '2026-01-05', NULL, 'SNET', NULL, NULL), (33, 'A', 1, NULL, '2026-01-05', NULL, NULL, '2026-01-05', NULL),
	(34, 'A', 1, NULL, '2026-01-05', NULL, 'ALAP', '2026-01-05', NULL), (35, 'A', 1, NULL, '2026-01-05', NULL, 'FNLT', 'infinity', NULL),
	(36, 'A', 1, NULL, '2026-01-05', NULL, NULL, NULL, '-infinity');
-- cycles: three, the shortest of two, one that is too long to print
INSERT INTO bad
SELECT 40, id, 1, p::regie.dependency[], date '2026-01-05'
FROM (VALUES ('C', '{B}'), ('B', '{A FF+2d}'), ('A', '{C SS}'), ('D', '{A}')) v(id, p)
UNION ALL
SELECT 41, id, 1, p::regie.dependency[], '2026-01-05'
FROM (VALUES ('a', '{e}'), ('b', '{a}'), ('c', '{b}'), ('d', '{c}'), ('e', '{d}'), ('move in', '{"\"move out\""}'), ('move out', '{"\"move in\"",c}')) v(id, p)
UNION ALL
SELECT 42, 'T' || lpad(i::text, 2, '0'), 1, ARRAY[regie.dependency('T' || lpad(((i + 24) % 25)::text, 2, '0'))], '2026-01-05'
FROM generate_series(0, 24) i;
DO $$
DECLARE
	partition int;
	detail text;
	hint text;
BEGIN
	FOR partition IN SELECT DISTINCT n FROM bad ORDER BY n LOOP
		BEGIN
			PERFORM regie.schedule(id, duration, predecessors, start, calendar, kind, day, deadline) OVER ()
			FROM bad WHERE n = partition;
			RAISE NOTICE '%: no error', partition;
		EXCEPTION WHEN OTHERS THEN
			GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
			RAISE NOTICE '%: % %', partition, SQLSTATE, concat_ws(' | ', SQLERRM, nullif(detail, ''), nullif(hint, ''));
		END;
	END LOOP;
END $$;
-- the same for arguments that the query holds constant
SELECT regie.schedule(NULL, 1, NULL, '2026-01-05') OVER ();
SELECT regie.schedule('A', NULL, NULL, '2026-01-05') OVER ();
SELECT regie.schedule('A', 1, NULL, NULL) OVER ();
SELECT regie.schedule('A', 1, '{A}', '2026-01-05') OVER ();
SELECT regie.schedule('A', 1, NULL, '2026-01-05') OVER () FROM generate_series(1, 2);
SELECT regie.schedule('A', 1, NULL, '2026-01-05', NULL, 'MSO') OVER ();
SELECT regie.schedule('A', 1, NULL, '2026-01-05', NULL, 'later', '2026-01-05') OVER ();
-- not as a plain function
SELECT regie.schedule('A', 1, NULL, '2026-01-05');
-- working memory: the sum of all that one partition needs
SET regie.memory_limit = '2MB';
SELECT max((s).early_finish) FROM (SELECT regie.schedule('A' || i, 1, NULL, '2026-01-05') OVER () AS s FROM generate_series(1, 5000) i) t;
\set VERBOSITY terse
SELECT max((s).early_finish) FROM (SELECT regie.schedule('A' || i, 1, NULL, '2026-01-05') OVER () AS s FROM generate_series(1, 20000) i) t;
SELECT max((s).early_finish) FROM (SELECT regie.schedule('A' || i, 1, CASE WHEN i > 1 THEN array_fill('A1 SS'::regie.dependency, ARRAY[40]) END,
	'2026-01-05') OVER () AS s FROM generate_series(1, 3000) i) t;
SELECT max((s).early_finish) FROM (SELECT regie.schedule(repeat('x', 1000) || i, 1, NULL, '2026-01-05') OVER () AS s FROM generate_series(1, 3000) i) t;
RESET regie.memory_limit;
