SET datestyle = ISO, YMD;
--
-- The examples of doc/roadmap.md on progress, calendars, summaries and roadmaps, in its order.
--
CREATE TEMP TABLE step (roadmap text, activity text, days int, after regie.dependency[]);
INSERT INTO step VALUES
	('archive', 'design', 5, NULL),
	('archive', 'build', 10, '{design}'),
	('archive', 'clean data', 8, '{design SS+2d}'),
	('archive', 'test', 5, '{build,"\"clean data\""}'),
	('archive', 'go live', 0, '{test}'),
	('portal', 'tender', 15, NULL),
	('portal', 'migrate', 5, '{tender FS+20ed}');
SELECT activity, (s).early_start, (s).total_float AS total, (s).free_float AS free,
	(s).interfering_float AS interfering, (s).reason
FROM (SELECT activity, regie.schedule(activity, days, after, '2026-01-05', NULL,
		CASE activity WHEN 'test' THEN 'SNET' END,
		CASE activity WHEN 'test' THEN date '2026-02-02' END) OVER () AS s
	FROM step WHERE roadmap = 'archive') t
ORDER BY 2, activity;
CREATE TEMP TABLE actual (activity text, started date, finished date, days_left int);
INSERT INTO actual VALUES
	('design', '2026-01-05', '2026-01-13', NULL),
	('build', '2026-01-09', NULL, NULL),
	('clean data', '2026-01-07', NULL, 6);
SELECT activity, (s).early_start, (s).early_finish, (s).resume, (s).total_float, (s).reason, (s).breach
FROM (SELECT activity, regie.schedule(activity, days, after, '2026-01-05', status_day => '2026-01-14',
		actual_start => started, actual_finish => finished, remaining => days_left) OVER () AS s
	FROM step LEFT JOIN actual USING (activity) WHERE roadmap = 'archive') t
ORDER BY 2, activity;
SELECT activity, (s).early_start, (s).early_finish, (s).total_float, (s).reason
FROM (SELECT activity, regie.schedule(activity, days, after, '2026-01-05',
		activity_calendar => CASE activity WHEN 'build' THEN 'Mon-Sun'::regie.calendar
			WHEN 'test' THEN 'Tue-Thu' END) OVER () AS s
	FROM step WHERE roadmap = 'archive') t
ORDER BY 2, activity;
CREATE TEMP TABLE outline (activity text, days int, after regie.dependency[], part_of text);
INSERT INTO outline VALUES
	('prepare', NULL, NULL, NULL),
	('tender', 15, NULL, 'prepare'),
	('design', 5, NULL, 'prepare'),
	('realise', NULL, '{prepare}', NULL),
	('build', 10, NULL, 'realise'),
	('train', 3, '{build FF}', 'realise');
SELECT activity, (s).early_start, (s).early_finish, (s).total_float, (s).driver, (s).reason
FROM (SELECT activity, regie.schedule(activity, days, after, '2026-01-05', summary => part_of) OVER () AS s
	FROM outline) t
ORDER BY 2, 3 DESC, activity;
SELECT finish, roadmap, activity, (s).early_finish, (s).late_finish, (s).total_float, (s).driving
FROM (SELECT finish, roadmap, activity, regie.schedule(activity, days, after, '2026-01-05', roadmap => roadmap,
		finish => finish) OVER (PARTITION BY finish) AS s
	FROM step, (VALUES ('programme'), ('roadmap')) v(finish)) t
WHERE activity IN ('go live', 'clean data', 'migrate')
ORDER BY finish, roadmap, 4;
--
-- What decides: each form of "reason". Monday 5 January is the project start.
--
CREATE TEMP TABLE why (n int, id text, duration int, predecessors regie.dependency[], kind text, day date, status date,
	started date, finished date);
INSERT INTO why VALUES
	(1, 'A', 2, NULL), (1, 'B', 2, '{A SS+1d,A FF+1d}'), (1, 'C', 1, '{A FF+1ed,A FS}'), (1, 'D', 1, '{"A FS-1d","A SS+1d"}'),
	(1, 'E', 1, '{A FS-1d,A SS+1ed}'), (1, 'long one', 1, '{B}'), (1, 'F', 1, '{"\"long one\" SF+3d"}');
INSERT INTO why VALUES
	(2, 'A', 2, NULL, 'SNET', '2026-01-07'), (2, 'B', 2, NULL, 'SNET', '2026-01-05'), (2, 'C', 2, NULL, 'FNET', '2026-01-09'),
	(2, 'D', 2, '{A}', 'SNET', '2026-01-09'), (2, 'E', 2, '{A}', 'MSO', '2026-01-06'), (2, 'F', 2, NULL, 'MFO', '2026-01-02'),
	(2, 'G', 2, NULL, 'ALAP', NULL), (2, 'H', 20, NULL, 'ALAP', NULL), (2, 'I', 0, NULL, 'FNET', '2026-01-10'),
	(2, 'J', 1, NULL, 'SNLT', '2026-01-30');
INSERT INTO why VALUES
	(3, 'A', 2, NULL, NULL, NULL, '2026-01-12', NULL, NULL), (3, 'B', 2, NULL, 'SNET', '2026-01-09', '2026-01-12', NULL, NULL),
	(3, 'C', 2, NULL, 'SNET', '2026-01-13', '2026-01-12', NULL, NULL), (3, 'D', 9, NULL, NULL, NULL, '2026-01-12', '2026-01-08', NULL),
	(3, 'E', 2, NULL, NULL, NULL, '2026-01-12', '2026-01-08', '2026-01-09'), (3, 'F', 2, '{D,E FS+2d}', NULL, NULL, '2026-01-12', NULL, NULL),
	(3, 'G', 9, '{E FS+2d}', NULL, NULL, '2026-01-12', '2026-01-12', NULL), (3, 'H', 9, NULL, 'FNET', '2026-02-06', '2026-01-12', '2026-01-12', NULL),
	(3, 'I', 9, NULL, 'SNET', '2026-02-06', '2026-01-12', '2026-01-12', NULL), (3, 'J', 2, NULL, 'MSO', '2026-01-09', '2026-01-12', NULL, NULL);
SELECT n, id, (s).early_start, (s).resume, (s).early_finish, (s).driver, (s).reason, (s).breach
FROM (SELECT *, regie.schedule(id, duration, predecessors, '2026-01-05', NULL, kind, day, NULL, status, started, finished)
		OVER (PARTITION BY n) AS s
	FROM why) t
ORDER BY n, id COLLATE "C";
--
-- Progress against dates and predecessors: what is reported. A was worked on from Monday 5 to Friday 9 January, the status
-- day is Friday 16 January.
--
CREATE TEMP TABLE happened (n int, duration int, predecessors regie.dependency[], started date, finished date, days_left int,
	kind text, day date, deadline date);
INSERT INTO happened VALUES
	-- as planned
	(1, 2, '{A}', '2026-01-12', '2026-01-13', NULL, 'MSO', '2026-01-12', '2026-01-13'),
	(2, 2, '{A}', '2026-01-12', '2026-01-13', NULL, 'MFO', '2026-01-13', NULL),
	(3, 2, '{A FS+1d,A SS+2d}', '2026-01-13', '2026-01-14', 0, 'SNLT', '2026-01-13', '2026-01-14'),
	-- on the Saturday: after A, whatever the calendar
	(4, 1, '{A}', '2026-01-10', '2026-01-10', NULL, NULL, NULL, NULL),
	-- before the predecessor allows it
	(10, 2, '{A}', '2026-01-09', '2026-01-13', NULL, NULL, NULL, NULL),
	(11, 9, '{A FS+1d}', '2026-01-12', NULL, NULL, NULL, NULL, NULL),
	(12, 9, '{A FS+3ed}', '2026-01-12', NULL, 5, NULL, NULL, NULL),
	(13, 2, '{A FF+1d}', '2026-01-08', '2026-01-09', NULL, NULL, NULL, NULL),
	(14, 2, '{A SS+4d,A FF+3ed}', '2026-01-05', '2026-01-08', NULL, NULL, NULL, NULL),
	(15, 2, '{A SF+6d}', '2026-01-05', '2026-01-08', NULL, NULL, NULL, NULL),
	-- against its own dates
	(20, 2, NULL, '2026-01-13', '2026-01-14', NULL, 'SNLT', '2026-01-12', '2026-01-13'),
	(21, 2, NULL, '2026-01-05', '2026-01-14', NULL, 'FNLT', '2026-01-09', '2026-01-20'),
	(22, 2, NULL, '2026-01-06', '2026-01-14', NULL, 'SNET', '2026-01-07', NULL),
	(23, 2, NULL, '2026-01-06', '2026-01-14', NULL, 'FNET', '2026-01-15', NULL),
	(24, 2, NULL, '2026-01-06', '2026-01-14', NULL, 'MSO', '2026-01-05', NULL),
	(25, 2, NULL, '2026-01-06', '2026-01-14', NULL, 'MFO', '2026-01-15', NULL),
	(26, 1, NULL, '2026-01-10', '2026-01-10', NULL, NULL, NULL, '2026-01-09'),
	-- what is left is still bound
	(30, 20, NULL, '2026-01-12', NULL, NULL, 'FNLT', '2026-01-20', '2026-02-05'),
	(31, 20, NULL, '2026-01-12', NULL, 3, 'MFO', '2026-01-23', NULL),
	(32, 20, NULL, '2026-01-12', NULL, 9, 'MFO', '2026-01-23', NULL),
	(33, 20, NULL, '2026-01-12', NULL, 3, 'ALAP', NULL, NULL),
	(34, 20, NULL, NULL, NULL, 3, NULL, NULL, NULL),
	-- milestones: passed at the end of a day, or at its beginning
	(40, 0, '{A}', NULL, '2026-01-09', NULL, NULL, NULL, NULL), (41, 0, '{A}', '2026-01-09', NULL, NULL, NULL, NULL, NULL),
	(42, 0, '{A FS+1ed}', NULL, '2026-01-10', 0, NULL, NULL, '2026-01-09');
SELECT n, (s).early_start AS es, (s).early_finish AS ef, (s).late_finish AS lf, (s).resume, (s).total_float AS total, (s).critical AS crit,
	(s).reason, (s).breach
FROM (SELECT *, regie.schedule(id, duration, predecessors, '2026-01-05', NULL, kind, day, deadline, '2026-01-16', started,
		finished, days_left) OVER (PARTITION BY n) AS s
	FROM (SELECT 'B' AS id, * FROM happened
		UNION ALL SELECT 'A', n, 5, NULL, '2026-01-05', '2026-01-09', NULL, NULL, NULL, NULL FROM happened
		UNION ALL SELECT 'Z', n, 20, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM happened) b) t
WHERE id = 'B'
ORDER BY n;
-- what follows a milestone: on the day itself, or the day after
SELECT id, (s).early_start, (s).reason
FROM (SELECT id, regie.schedule(id, duration, predecessors, '2026-01-05', status_day => '2026-01-07', actual_start => started,
		actual_finish => finished) OVER () AS s
	FROM (VALUES ('begun', 0, NULL::regie.dependency[], date '2026-01-07', NULL::date), ('ended', 0, NULL, NULL, '2026-01-07'),
		('after begun', 2, '{begun}', NULL, NULL), ('after ended', 2, '{ended}', NULL, NULL)) v(id, duration, predecessors, started, finished)) t
ORDER BY 2, 1;
-- what is finished leaves no float to what it should have waited for, and all that is finished ends the whole
SELECT id, (s).early_finish, (s).late_finish, (s).total_float, (s).driving
FROM (SELECT id, regie.schedule(id, 2, predecessors, '2026-01-05', status_day => '2026-01-16', actual_start => started,
		actual_finish => finished) OVER () AS s
	FROM (VALUES ('A', NULL::regie.dependency[], NULL::date, NULL::date), ('B', '{A}', date '2026-01-08', date '2026-01-09'),
		('C', NULL, NULL, NULL), ('D', '{C FS+1d}', NULL, NULL)) v(id, predecessors, started, finished)) t
ORDER BY 1;
--
-- Calendars of activities: from one into the other. A ends on Saturday 10 January in a calendar of its own.
--
CREATE TEMP TABLE across (n int, duration int, predecessors regie.dependency[], calendar regie.calendar, kind text, day date);
INSERT INTO across VALUES
	-- Monday to Friday: the working day after; with lags
	(1, 1, '{A}', NULL), (2, 1, '{A FS+1d}', NULL), (3, 1, '{A FS-1d}', NULL), (4, 1, '{A FS+1ed}', NULL), (5, 1, '{A FS+3ed}', NULL),
	-- it finishes no earlier than A: on Monday, not on Friday
	(6, 1, '{A FF}', NULL), (7, 1, '{A FF+1d}', NULL), (8, 1, '{A FF-1d}', NULL), (9, 1, '{A FF-1ed}', NULL), (10, 1, '{A FF+3ed}', NULL),
	-- every day
	(11, 1, '{A}', 'Mon-Sun'), (12, 1, '{A FS+1d}', 'Mon-Sun'), (13, 1, '{A FF}', 'Mon-Sun'), (14, 2, '{A SF+6d}', 'Mon-Sun'),
	-- a milestone: not at the end of a day that it does not know
	(15, 0, '{A}', NULL), (16, 0, '{A}', 'Mon-Sun'), (17, 0, '{A FF+1ed}', 'Sat-Sun'),
	-- only on Tuesdays: one working day of lag is one Tuesday
	(18, 2, '{A FS+1d}', 'Tue'), (19, 2, '{A SS+1d}', 'Tue');
INSERT INTO across VALUES (20, 2, NULL, 'Tue', 'MSO', '2026-01-12'), (21, 2, '{A}', 'Tue', 'SNLT', '2026-01-12'), (22, 2, '{A}', 'Sat-Sun', 'MFO', '2026-01-11');
SELECT n, (s).early_start AS es, (s).early_finish AS ef, (s).late_start AS ls, (s).late_finish AS lf, (s).total_float AS total,
	(s).reason, (s).breach
FROM (SELECT *, regie.schedule(id, duration, predecessors, '2026-01-05', NULL, kind, day, activity_calendar => calendar)
		OVER (PARTITION BY n) AS s
	FROM (SELECT 'B' AS id, * FROM across
		UNION ALL SELECT 'A', n, 6, NULL, 'Mon-Sat', NULL, NULL FROM across
		UNION ALL SELECT 'Z', n, 18, NULL, NULL, NULL, NULL FROM across) b) t
WHERE id = 'B'
ORDER BY n;
--
-- Summaries: in each other, links from and to them, deadlines, progress, milestones.
--
SELECT id, (s).early_start AS es, (s).early_finish AS ef, (s).late_start AS ls, (s).late_finish AS lf, (s).total_float AS total, (s).free_float AS free,
	(s).critical AS crit, (s).driving AS driv, (s).driver, (s).reason, (s).breach
FROM (SELECT *, regie.schedule(id, duration, predecessors, '2026-01-05', summary => part_of, deadline => deadline, status_day => '2026-01-08',
		actual_start => started, actual_finish => finished) OVER () AS s
	FROM (VALUES ('all', NULL::int, NULL::regie.dependency[], NULL, NULL::date, NULL::date, NULL::date),
		('one', NULL, NULL, 'all', '2026-01-07', NULL, NULL), ('one a', 2, NULL, 'one', NULL, '2026-01-05', '2026-01-06'),
		('one b', 1, '{"\"one a\""}', 'one', NULL, '2026-01-08', '2026-01-08'),
		('two', NULL, '{"one FS+1d"}', 'all', '2026-01-15', NULL, NULL), ('two a', 4, NULL, 'two', NULL, NULL, NULL),
		('two b', 2, '{"\"two a\" SS"}', 'two', NULL, NULL, NULL), ('sub', NULL, '{"\"two b\" SS+1d"}', 'two', NULL, NULL, NULL),
		('sub a', 1, NULL, 'sub', NULL, NULL, NULL), ('end', 0, '{all}', NULL, NULL, NULL, NULL),
		('last', 1, '{"two FF+2d"}', NULL, NULL, NULL, NULL)
	) v(id, duration, predecessors, part_of, deadline, started, finished)) t
ORDER BY id COLLATE "C";
--
-- Roadmaps with ends of their own that wait for each other: B2 waits for A1. A ends on the 9th, B on the 16th.
--
SELECT finish, id, (s).early_finish, (s).late_finish, (s).total_float, (s).free_float, (s).interfering_float, (s).driving
FROM (SELECT v.*, finish, regie.schedule(id, duration, predecessors, '2026-01-05', roadmap => roadmap, finish => finish) OVER (PARTITION BY finish) AS s
	FROM (VALUES ('A', 'A1', 2, NULL::regie.dependency[]), ('A', 'A2', 3, '{A1}'), ('B', 'B1', 5, NULL), ('B', 'B2', 5, '{B1,A1 FS+2d}'))
		v(roadmap, id, duration, predecessors), (VALUES ('programme'), ('roadmap')) f(finish)) t
ORDER BY 1, 2;
-- a summary of the programme needs no roadmap
SELECT id, (s).early_finish, (s).late_finish, (s).total_float, (s).reason
FROM (SELECT id, regie.schedule(id, duration, NULL, '2026-01-05', summary => part_of, roadmap => roadmap, finish => 'roadmap') OVER () AS s
	FROM (VALUES ('all', NULL, NULL, NULL), ('A', 2, 'all', 'north'), ('B', 3, 'all', 'south'), ('C', 1, 'all', 'north')) v(id, duration, part_of, roadmap)) t
ORDER BY 1;
