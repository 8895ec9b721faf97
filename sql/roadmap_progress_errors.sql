SET datestyle = ISO, YMD;
--
-- Progress in level, schedule_risk, delay and relationship_float: what contradicts itself.
--
\set VERBOSITY terse
-- no status day
SELECT regie.level('A', 5, NULL, '2026-01-05', NULL::jsonb, NULL, actual_start => '2026-01-05') OVER ();
SELECT regie.level('A', 5, NULL, '2026-01-05', NULL::int[], NULL, actual_start => '2026-01-05') OVER ();
SELECT regie.schedule_risk('A', 5, NULL, '2026-01-05', remaining => 3) OVER ();
SELECT regie.delay('A', 5, NULL, '2026-01-05', 0, actual_start => '2026-01-05') OVER ();
SELECT regie.relationship_float('A', 5, NULL, '2026-01-05', actual_start => '2026-01-05') OVER ();
-- status days that differ
SELECT regie.level(id, 5, NULL, '2026-01-05', NULL::jsonb, NULL, status_day => day) OVER () FROM (VALUES ('A', DATE '2026-01-14'), ('B', '2026-01-15')) t (id, day);
SELECT regie.schedule_risk(id, 5, NULL, '2026-01-05', status_day => day) OVER () FROM (VALUES ('A', DATE '2026-01-14'), ('B', NULL)) t (id, day);
-- days that cannot be
SELECT regie.level('A', 5, NULL, '2026-01-05', NULL::jsonb, NULL, status_day => '2026-01-14', actual_start => '2026-01-15') OVER ();
SELECT regie.schedule_risk('A', 5, NULL, '2026-01-05', status_day => '2026-01-14', actual_start => '2026-01-08', actual_finish => '2026-01-07') OVER ();
SELECT regie.delay('A', 5, NULL, '2026-01-05', 0, status_day => '2026-01-14', actual_finish => '2026-01-07') OVER ();
SELECT regie.relationship_float('A', 5, NULL, '2026-01-05', status_day => '2026-01-14', actual_start => '2026-01-07') OVER ();
-- a link from what happened that asks for a day that does not exist
SELECT regie.level(id, 1, preds, '2026-01-05', NULL::jsonb, NULL, 'none +2026-01-06', status_day => '2026-01-06', actual_start => started, actual_finish => started) OVER ()
FROM (VALUES ('A', DATE '2026-01-06', NULL::regie.dependency[]), ('B', NULL, '{A FS+1ed}')) t (id, started, preds);
SELECT regie.schedule_risk(id, 1, preds, '2026-01-05', 'none +2026-01-06', status_day => '2026-01-06', actual_start => started, actual_finish => started) OVER ()
FROM (VALUES ('A', DATE '2026-01-06', NULL::regie.dependency[]), ('B', NULL, '{A FS+1ed}')) t (id, started, preds);
\set VERBOSITY default
-- what is finished is not late
SELECT regie.delay(id, 5, NULL, '2026-01-05', later, longer, status_day => '2026-01-14', actual_start => '2026-01-05', actual_finish => '2026-01-09') OVER ()
FROM (VALUES ('A', 0, 0), ('B', 0, 1)) t (id, later, longer);
SELECT regie.delay('A', 0, NULL, '2026-01-05', 1, status_day => '2026-01-14', actual_start => '2026-01-09') OVER ();
\set VERBOSITY terse
-- What is under way uses more than there is: no error, and nobody else is placed there.
SELECT id, (l).start, (l).finish, (l).waits_for, (l).resource, (l).waited FROM (
	SELECT id, regie.level(id, 5, preds, '2026-01-05', '{"team": 1}'::jsonb, '{"team": 1}', status_day => '2026-01-14',
		actual_start => started, actual_finish => finished, remaining => days_left) OVER () AS l
	FROM (VALUES ('A', DATE '2026-01-12', NULL::date, 3, NULL::regie.dependency[]), ('B', '2026-01-13', NULL, 2, NULL), ('C', NULL, NULL, NULL, NULL),
		('D', '2026-01-05', '2026-01-09', NULL, NULL), ('E', '2026-01-12', NULL, 4, '{C}'), ('F', NULL, NULL, NULL, '{D FS+10d}')) t (id, started, finished, days_left, preds)) t
ORDER BY id;
