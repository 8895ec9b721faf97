SET datestyle = ISO, YMD;
--
-- What level refuses, and in which words.  What schedule refuses as well is tried for a few of its words.
--
CREATE TEMP TABLE bad (n int, id text, days int, after regie.dependency[], needs jsonb, capacity jsonb, calendar regie.calendar,
	earliest date, deadline date, weight int DEFAULT 1, objective text DEFAULT 'duration', schedules int DEFAULT 100, seed int DEFAULT 1, ms int);
INSERT INTO bad (n, id, days, after, needs, capacity) VALUES
	(1, NULL, 1, NULL, NULL, '{}'), (2, 'A', NULL, NULL, NULL, '{}'), (3, 'A', -1, NULL, NULL, '{}'), (4, 'A', 1, '{B}', NULL, '{}'),
	(5, 'A', 1, '{B}', NULL, '{}'), (5, 'B', 1, '{A SS-3d}', NULL, '{}'), (6, 'A', 1, '{A}', NULL, '{}'),
	-- demands
	(10, 'A', 1, NULL, '{"architect": 1}', '{"tester": 1}'), (11, 'A', 1, NULL, '{"architect": 3}', '{"architect": 2}'),
	(12, 'A', 1, NULL, '{"architect": 0.5}', '{"architect": 2}'), (13, 'A', 1, NULL, '{"architect": -1}', '{"architect": 2}'),
	(14, 'A', 1, NULL, '{"architect": 32768}', '{"architect": 2}'), (15, 'A', 1, NULL, '{"architect": "1"}', '{"architect": 2}'),
	(16, 'A', 1, NULL, '{"architect": null}', '{"architect": 2}'), (17, 'A', 1, NULL, '{"architect": {"2026-01-01": 1}}', '{"architect": 2}'),
	(18, 'A', 1, NULL, '[1]', '{"architect": 2}'), (19, 'A', 1, NULL, '1', '{"architect": 2}'), (20, 'A', 1, NULL, '{"architect": 1}', NULL),
	(21, 'A', 1, NULL, '{"architect": 1e400}', '{"architect": 2}'), (22, 'A', 1, NULL, '{"architect": true}', '{"architect": 2}'),
	-- capacities
	(30, 'A', 1, NULL, NULL, '{"architect": -1}'), (31, 'A', 1, NULL, NULL, '{"architect": 1.5}'), (32, 'A', 1, NULL, NULL, '{"architect": 40000}'),
	(33, 'A', 1, NULL, NULL, '{"architect": "2"}'), (34, 'A', 1, NULL, NULL, '{"architect": [2]}'), (35, 'A', 1, NULL, NULL, '{"architect": null}'),
	(36, 'A', 1, NULL, NULL, '[2]'), (37, 'A', 1, NULL, NULL, '2'), (38, 'A', 1, NULL, NULL, '{"architect": {"soon": 2}}'),
	(39, 'A', 1, NULL, NULL, '{"architect": {"2026-02-30": 2}}'), (40, 'A', 1, NULL, NULL, '{"architect": {"2026-02-01": -2}}'),
	(41, 'A', 1, NULL, NULL, '{"architect": {"2026-02-01": {"2026-02-01": 1}}}'), (42, 'A', 1, NULL, NULL, '{"architect": {"infinity": 2}}'),
	(43, 'A', 1, NULL, NULL, '{"architect": 2}'), (43, 'B', 1, NULL, NULL, '{"architect": 3}'),
	(44, 'A', 1, NULL, NULL, '{"architect": 2}'), (44, 'B', 1, NULL, NULL, NULL),
	(45, 'A', 1, NULL, '{"architect": 1}', '{"architect": {}}'), (46, 'A', 1, NULL, '{"architect": 1}', '{"architect": {"2026-02-01": 0}}'),
	-- no time that is long enough
	(50, 'A', 5, NULL, '{"architect": 1}', '{"architect": {"2026-01-05": 1, "2026-01-09": 0}}'),
	(51, 'A', 3, NULL, '{"architect": 1, "tester": 1}', '{"architect": {"2026-01-05": 1, "2026-01-09": 0}, "tester": {"2026-01-07": 1}}'),
	(52, 'A', 3, NULL, '{"architect": 1}', '{"architect": {"2026-01-05": 1, "2026-01-12": 0}}'),
	(52, 'B', 3, NULL, '{"architect": 1}', '{"architect": {"2026-01-05": 1, "2026-01-12": 0}}'),
	-- long horizons
	(60, 'A', 99999999, NULL, NULL, '{}'), (61, 'A', 1, NULL, NULL, '{}'), (61, 'B', 1, '{A FS+99999999d}', NULL, '{}'),
	(62, 'A', 1, NULL, NULL, '{"architect": {"2026-01-01": 1, "999999-01-01": 2}}');
INSERT INTO bad (n, id, days, needs, capacity, earliest, deadline, weight, objective, schedules, seed, ms) VALUES
	(70, 'A', 1, NULL, NULL, 'infinity', NULL, 1, 'duration', 1, 1, NULL), (71, 'A', 1, NULL, NULL, NULL, '-infinity', 1, 'duration', 1, 1, NULL),
	(72, 'A', 1, NULL, NULL, NULL, NULL, -1, 'duration', 1, 1, NULL), (73, 'A', 1, NULL, NULL, NULL, NULL, 1000001, 'duration', 1, 1, NULL),
	(74, 'A', 1, NULL, NULL, NULL, NULL, 1, 'cost', 1, 1, NULL), (75, 'A', 1, NULL, NULL, NULL, NULL, 1, NULL, 1, 1, NULL),
	(76, 'A', 1, NULL, NULL, NULL, NULL, 1, 'duration', 0, 1, NULL), (77, 'A', 1, NULL, NULL, NULL, NULL, 1, 'duration', -5, 1, NULL),
	(78, 'A', 1, NULL, NULL, NULL, NULL, 1, 'duration', NULL, 1, NULL), (79, 'A', 1, NULL, NULL, NULL, NULL, 1, 'duration', 1, NULL, NULL),
	(80, 'A', 1, NULL, NULL, NULL, NULL, 1, 'duration', 1, 1, 0), (81, 'A', 1, NULL, NULL, NULL, NULL, 1, 'lateness', 1, 1, NULL),
	(82, 'A', 1, NULL, NULL, NULL, '2026-01-05', 0, 'lateness', 1, 1, NULL), (83, 'A', 1, NULL, NULL, NULL, '2026-01-05', NULL, 'lateness', 1, 1, NULL),
	(84, 'A', 1, NULL, NULL, '999999-01-01', NULL, 1, 'duration', 1, 1, NULL),
	(85, 'A', 1, NULL, NULL, NULL, NULL, 1, 'duration', 1, 1, NULL), (85, 'B', 1, NULL, NULL, NULL, NULL, 1, 'duration', 2, 1, NULL),
	(86, 'A', 1, NULL, NULL, NULL, '2026-01-05', 1, 'duration', 1, 1, NULL), (86, 'B', 1, NULL, NULL, NULL, NULL, 1, 'lateness', 1, 1, NULL),
	(87, 'A', 1, NULL, NULL, NULL, NULL, 1, 'duration', 1, 1, NULL), (87, 'B', 1, NULL, NULL, NULL, NULL, 1, 'duration', 1, 2, NULL),
	(88, 'A', 1, NULL, NULL, NULL, NULL, 1, 'duration', 1, 1, 5), (88, 'B', 1, NULL, NULL, NULL, NULL, 1, 'duration', 1, 1, NULL);
-- what is the same in other words is the same
INSERT INTO bad (n, id, days, capacity) VALUES (90, 'A', 1, '{"a": 2, "b": 1}'), (90, 'B', 1, '{"b": 1.0, "a": 2}');
DO $$
DECLARE
	partition int;
	detail text;
	hint text;
BEGIN
	FOR partition IN SELECT DISTINCT n FROM bad ORDER BY n LOOP
		BEGIN
			PERFORM regie.level(id, days, after, '2026-01-05', needs, capacity, calendar, earliest, deadline, weight, objective,
				schedules, seed, ms) OVER (ORDER BY id) FROM bad WHERE n = partition;
			RAISE NOTICE '%: no error', partition;
		EXCEPTION WHEN OTHERS THEN
			GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
			RAISE NOTICE '%: % %', partition, SQLSTATE, concat_ws(' | ', SQLERRM, nullif(detail, ''), nullif(hint, ''));
		END;
	END LOOP;
END $$;
-- by position
CREATE TEMP TABLE bad_array (n int, needs int[], capacity int[]);
INSERT INTO bad_array VALUES (1, '{1,1}', '{1}'), (2, '{2}', '{1}'), (3, '{-1}', '{1}'), (4, '{NULL}', '{1}'), (5, '{{1}}', '{1}'), (6, '{40000}', '{1}'),
	(7, '{1}', '{-1}'), (8, '{1}', '{NULL}'), (9, '{1}', '{{1}}'), (10, '{1}', NULL), (11, NULL, '{32768}'), (12, '{}', '{}'), (13, NULL, NULL);
DO $$
DECLARE r record;
BEGIN
	FOR r IN SELECT * FROM bad_array ORDER BY n LOOP
		BEGIN
			PERFORM regie.level('A', 1, NULL, '2026-01-05', r.needs, r.capacity) OVER ();
			RAISE NOTICE '%: no error', r.n;
		EXCEPTION WHEN OTHERS THEN
			RAISE NOTICE '%: % %', r.n, SQLSTATE, SQLERRM;
		END;
	END LOOP;
END $$;
-- not as a plain function; memory; too many resources
SELECT regie.level('A', 1, NULL, '2026-01-05', NULL, NULL::jsonb);
SELECT regie.level('A', 1, NULL, '2026-01-05', NULL, array_fill(1, ARRAY[4097])) OVER ();
SET regie.memory_limit = '2MB';
\set VERBOSITY terse
SELECT regie.level('A', 1000000, NULL, '2026-01-05', NULL, NULL::jsonb) OVER ();
SELECT max((l).length) FROM (SELECT regie.level('A' || i, 1, NULL, '2026-01-05', '{1}', array_fill(1, ARRAY[400])) OVER () AS l FROM generate_series(1, 5000) i) t;
RESET regie.memory_limit;
