SET datestyle = ISO, YMD;
--
-- Progress, calendars, summaries and roadmaps that contradict themselves.
--
CREATE TEMP TABLE bad (n int, id text, duration int, predecessors regie.dependency[], status date, started date, finished date,
	days_left int, part_of text, roadmap text, finish text DEFAULT 'programme', kind text, day date, calendar regie.calendar);
-- progress: the status day is Wednesday 14 January
INSERT INTO bad VALUES
	(1, 'A', 5, NULL, NULL, '2026-01-05', NULL, NULL), (2, 'A', 5, NULL, NULL, NULL, NULL, 3),
	(3, 'A', 5, NULL, '2026-01-14', '2026-01-15', NULL, NULL), (4, 'A', 5, NULL, '2026-01-14', '2026-01-05', '2026-01-15', NULL),
	(5, 'A', 5, NULL, '2026-01-14', '2026-01-08', '2026-01-07', NULL), (6, 'A', 5, NULL, '2026-01-14', NULL, '2026-01-07', NULL),
	(7, 'A', 5, NULL, '2026-01-14', '2026-01-05', '2026-01-09', 1), (8, 'A', 5, NULL, '2026-01-14', '2026-01-07', NULL, NULL),
	(9, 'A', 1, NULL, '2026-01-14', '2026-01-12', NULL, NULL), (10, 'A', 5, NULL, '2026-01-14', '2026-01-12', NULL, 0),
	(11, 'A', 5, NULL, '2026-01-14', NULL, NULL, 0), (12, 'A', 5, NULL, '2026-01-14', '2026-01-12', NULL, -1),
	(13, 'A', 5, NULL, '2026-01-14', NULL, NULL, 100000000), (14, 'A', 5, NULL, '2026-01-14', 'infinity', NULL, NULL),
	(15, 'A', 5, NULL, '2026-01-14', '2026-01-12', '-infinity', NULL), (16, 'A', 5, NULL, 'infinity', NULL, NULL, NULL),
	(17, 'A', 0, NULL, '2026-01-14', '2026-01-12', '2026-01-13', NULL), (18, 'A', 0, NULL, '2026-01-14', NULL, NULL, 2),
	(19, 'A', 0, NULL, '2026-01-14', '2026-01-15', NULL, NULL), (20, 'A', 5, NULL, '2026-01-14', NULL, NULL, NULL),
	(20, 'B', 5, NULL, '2026-01-15', NULL, NULL, NULL), (21, 'A', 5, NULL, '2026-01-14', NULL, NULL, NULL),
	(21, 'B', 5, NULL, NULL, NULL, NULL, NULL);
-- not an error: 4 of 5 days used; and all of them used, with an answer
INSERT INTO bad VALUES (30, 'A', 5, NULL, '2026-01-14', '2026-01-08', NULL, NULL), (31, 'A', 5, NULL, '2026-01-14', '2026-01-07', NULL, 1);
-- summaries
INSERT INTO bad (n, id, duration, predecessors, part_of) VALUES
	(40, 'A', 5, NULL, 'S'), (41, 'A', NULL, NULL, NULL), (42, 'A', 5, NULL, 'S'), (42, 'S', 5, NULL, NULL),
	(43, 'A', 5, NULL, 'S'), (43, 'S', 0, NULL, NULL), (44, 'A', 5, NULL, 'A'),
	(45, 'A', 5, NULL, 'my S'), (45, 'my S', NULL, NULL, 'T'), (45, 'T', NULL, NULL, 'R'), (45, 'R', NULL, NULL, 'my S'),
	(46, 'A', 5, '{S}', 'S'), (46, 'S', NULL, NULL, NULL), (47, 'A', 5, NULL, 'S'), (47, 'S', NULL, '{A SS}', NULL),
	(48, 'A', 5, NULL, 'S'), (48, 'S', NULL, NULL, NULL), (48, 'B', 1, '{S SS+2d}', NULL),
	(49, 'A', 5, NULL, 'S'), (49, 'S', NULL, NULL, NULL), (49, 'B', 1, '{S SF}', NULL),
	(50, 'A', 5, NULL, 'S'), (50, 'S', NULL, '{B FF}', NULL), (50, 'B', 1, NULL, NULL),
	(51, 'A', 5, NULL, 'S'), (51, 'S', NULL, '{B SF-2ed}', NULL), (51, 'B', 1, NULL, NULL),
	(52, 'A', 5, '{B}', 'S'), (52, 'B', 5, '{S}', NULL), (52, 'S', NULL, NULL, NULL),
	(53, 'A', 5, NULL, 'S'), (53, 'B', 5, NULL, 'T'), (53, 'S', NULL, '{T}', NULL), (53, 'T', NULL, '{S SS}', NULL),
	(54, 'A', 5, NULL, 'S'), (54, 'B', 5, NULL, 'T'), (54, 'S', NULL, '{T}', NULL), (54, 'T', NULL, '{S}', NULL);
INSERT INTO bad (n, id, part_of, status, started, kind, day) VALUES
	(60, 'S', NULL, '2026-01-14', '2026-01-07', NULL, NULL), (61, 'S', NULL, NULL, NULL, 'SNET', '2026-01-07'), (62, 'S', NULL, NULL, NULL, 'ALAP', NULL);
INSERT INTO bad (n, id, duration, part_of, status) VALUES (60, 'A', 1, 'S', '2026-01-14'), (61, 'A', 1, 'S', NULL), (62, 'A', 1, 'S', NULL);
-- roadmaps: a cycle through three of them is printed with their names
INSERT INTO bad (n, id, duration, predecessors, roadmap) VALUES
	(70, 'portal', 1, '{"\"move in\""}', 'Aldermeer'), (70, 'tender', 1, '{portal}', 'Berkelo'), (70, 'move in', 1, '{tender SS}', 'Dorne waard'),
	(70, 'other', 1, '{portal}', NULL), (71, 'A', 1, '{B}', 'x'), (71, 'B', 1, '{A}', NULL);
INSERT INTO bad (n, id, duration, roadmap, finish) VALUES
	(72, 'A', 1, NULL, 'roadmap'), (73, 'A', 1, 'x', 'own'), (74, 'A', 1, 'x', NULL), (75, 'A', 1, 'x', 'roadmap'), (75, 'B', 1, 'x', 'programme');
-- calendars without days enough
INSERT INTO bad (n, id, duration, predecessors, calendar) VALUES
	(80, 'A', 3, NULL, 'none +2026-01-06 +2026-01-08'), (81, 'A', 1, NULL, 'none +2026-01-06'), (81, 'B', 1, '{A FS+1ed}', 'none +2026-01-06'),
	(82, 'A', 1, NULL, 'none +2026-01-06'), (82, 'B', 1, '{A}', NULL);
DO $$
DECLARE
	partition int;
	detail text;
	hint text;
BEGIN
	FOR partition IN SELECT DISTINCT n FROM bad ORDER BY n LOOP
		BEGIN
			PERFORM regie.schedule(id, duration, predecessors, '2026-01-05', NULL, kind, day, NULL, status, started, finished,
				days_left, calendar, part_of, roadmap, finish) OVER ()
			FROM bad WHERE n = partition;
			RAISE NOTICE '%: no error', partition;
		EXCEPTION WHEN OTHERS THEN
			GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
			RAISE NOTICE '%: % %', partition, SQLSTATE, concat_ws(' | ', SQLERRM, nullif(detail, ''), nullif(hint, ''));
		END;
	END LOOP;
END $$;
-- the same for arguments that the query holds constant
SELECT regie.schedule('A', 5, NULL, '2026-01-05', actual_start => '2026-01-05') OVER ();
SELECT regie.schedule('A', 5, NULL, '2026-01-05', status_day => 'infinity') OVER ();
SELECT regie.schedule('A', 5, NULL, '2026-01-05', summary => 'S') OVER ();
SELECT regie.schedule('A', 5, NULL, '2026-01-05', finish => 'roadmap') OVER ();
SELECT regie.schedule('A', 5, NULL, '2026-01-05', finish => NULL) OVER ();
SELECT regie.schedule('A', 5, NULL, '2026-01-05', finish => 'Programme') OVER ();
-- a calendar each, and working memory that counts what summaries make of one link
\set VERBOSITY terse
SELECT max((s).early_finish) FROM (SELECT regie.schedule('A' || i, 1, NULL, '2026-01-05',
	activity_calendar => ('Mon-Fri -' || date '2026-01-05' + i)::regie.calendar) OVER () AS s FROM generate_series(1, 100000) i) t;
SET regie.memory_limit = '2MB';
SELECT max((s).early_finish) FROM (SELECT regie.schedule(id, CASE WHEN part_of IS NOT NULL THEN 1 END, CASE id WHEN 'T' THEN '{S}'::regie.dependency[] END,
		'2026-01-05', summary => part_of) OVER () AS s
	FROM (SELECT p || i, p FROM generate_series(1, 400) i, (VALUES ('S'), ('T')) v(p) UNION ALL VALUES ('S', NULL), ('T', NULL)) a(id, part_of)) t;
RESET regie.memory_limit;
SELECT max((s).early_finish) FROM (SELECT regie.schedule(id, CASE WHEN part_of IS NOT NULL THEN 1 END, CASE id WHEN 'T' THEN '{S}'::regie.dependency[] END,
		'2026-01-05', summary => part_of) OVER () AS s
	FROM (SELECT p || i, p FROM generate_series(1, 400) i, (VALUES ('S'), ('T')) v(p) UNION ALL VALUES ('S', NULL), ('T', NULL)) a(id, part_of)) t;
