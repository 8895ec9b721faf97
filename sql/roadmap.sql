SET datestyle = ISO, YMD;
--
-- The type dependency: texts of planners, and the canonical form.
--
SELECT text, text::regie.dependency AS dependency
FROM (VALUES (1, 'A12'), (2, 'A12 SS+3d'), (3, 'A12 FF-2d'), (4, 'A12 SF'),
	(5, 'A12 FS+2ed'), (6, 'A12 FS'), (7, 'A12 FS+0d'), (8, '12SS+3d'),
	(9, '12fs + 3 days'), (10, '12FF-1 eday'), (11, 'CLASS'), (12, 'FS'),
	(13, '"12SS"'), (14, '"move in" SS+1d'), (15, '"say ""so"""'),
	(16, '"a,b"'), (17, '""'), (18, 'Überprüfung FF'), (19, '{x}')) v(n, text)
ORDER BY n;
-- parts of it, and made from parts
SELECT d, regie.activity(d), regie.kind(d), regie.lag(d), regie.elapsed(d)
FROM unnest('{A12,A12 SF-2ed,"\"move in\" SS+3d"}'::regie.dependency[]) d;
SELECT regie.dependency('A12'::text), regie.dependency('A12', 'SS'),
	regie.dependency('move in', 'ff', -2), regie.dependency('12SS', 'FS', 2, true),
	regie.dependency('A', 'FS', 0, true), regie.dependency('A', NULL) IS NULL AS none;
-- one literal alone is read as the type's text, as with every type
SELECT regie.dependency('A12 SS') AS as_type, regie.dependency('A12 SS'::text) AS as_name;
-- lists from planners' tools
SELECT regie.dependencies('12FS+3d,14SS');
SELECT regie.dependencies('12FS+3 days; 14SS;"a;b" FF', ';');
SELECT regie.dependencies(E'1\n2SS', E'\n');
SELECT regie.dependencies(' '), regie.dependencies(''), regie.dependencies(NULL);
SELECT '{A,"B SS+2d"}'::regie.dependency[], ARRAY['A', '12ff-1d']::regie.dependency[];
-- sorted, grouped, joined, indexed
SELECT d FROM unnest('{B,A SS,A FF,A FS+1d,A,A FS-1d,A FS-1ed,A SF,AA}'::regie.dependency[]) d ORDER BY d;
SELECT d, count(*) FROM unnest('{A,A FS,A SS,A FS+0ed,a}'::regie.dependency[]) d GROUP BY d ORDER BY d;
SELECT 'A SS+1d'::regie.dependency OPERATOR(regie.<>) 'A SS+1ed' AS ne,
	'A'::regie.dependency OPERATOR(regie.<) 'B' AS lt, 'A'::regie.dependency OPERATOR(regie.<=) 'A FS' AS le,
	'B'::regie.dependency OPERATOR(regie.>) 'A SF' AS gt, 'A'::regie.dependency OPERATOR(regie.>=) 'A SS' AS ge,
	regie.dependency_cmp('A', 'A SS') AS cmp;
CREATE TEMP TABLE used (d regie.dependency PRIMARY KEY);
INSERT INTO used SELECT regie.dependency('A' || i, 'SS', i) FROM generate_series(1, 100) i;
CREATE INDEX ON used USING hash (d);
SELECT count(*) FROM used WHERE d OPERATOR(regie.=) 'A77 SS+77d';
SELECT length(d::text) FROM (SELECT regie.dependency(repeat('x', 100000)) AS d) t;
--
-- The examples of the chapter.
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
SELECT roadmap, activity, s.early_start, s.early_finish, s.total_float, s.driving, s.driver
FROM (SELECT *, (regie.schedule(activity, days, after, '2026-01-05') OVER (PARTITION BY roadmap)).*
	FROM step) s
ORDER BY roadmap, early_start, activity;
-- all fields of one
SELECT (s).*
FROM (SELECT activity, regie.schedule(activity, days, after, '2026-01-05') OVER () AS s
	FROM step WHERE roadmap = 'archive') t
WHERE activity = 'clean data';
-- what if the tender takes three weeks more
SELECT activity, (s).early_start, (s).early_finish
FROM (SELECT activity, regie.schedule(activity,
		days + CASE activity WHEN 'tender' THEN 15 ELSE 0 END, after, '2026-01-05') OVER () AS s
	FROM step WHERE roadmap = 'portal') t
ORDER BY 2;
-- with the days off of municipal staff: Easter Monday and Koningsdag are not worked
SELECT activity, (s).early_start, (s).early_finish
FROM (SELECT activity, regie.schedule(activity, days, after, '2026-03-30',
		regie.dutch_calendar(2026, 2026)) OVER () AS s
	FROM step WHERE roadmap = 'archive') t
ORDER BY 2, 3;
-- dates that must be kept, and those that cannot be
SELECT activity, (s).early_finish, (s).late_finish, (s).total_float, (s).breach
FROM (SELECT activity, regie.schedule(activity, days, after, '2026-01-05', NULL,
		CASE activity WHEN 'build' THEN 'SNLT' END,
		CASE activity WHEN 'build' THEN date '2026-01-09' END,
		CASE activity WHEN 'go live' THEN date '2026-01-28' END) OVER () AS s
	FROM step WHERE roadmap = 'archive') t
ORDER BY 2, activity;
--
-- Published networks: all days worked, so dates are day numbers.
--
CREATE TEMP TABLE published (network text, id text, duration int, predecessors text, es int, ls int, free int, independent int);
INSERT INTO published VALUES
	-- countincognito/Zametek.Maths.Graphs, VertexGraphBuilderExtensionsTests.cs, GivenCalculateCriticalPath
	('Zametek', '1', 6, '', 0, 2, 2, 2), ('Zametek', '2', 7, '', 0, 1, 0, 0), ('Zametek', '3', 8, '', 0, 0, 0, 0),
	('Zametek', '4', 11, '2', 7, 11, 0, 0), ('Zametek', '5', 8, '1,2,3', 8, 8, 0, 0), ('Zametek', '6', 7, '3', 8, 15, 3, 3),
	('Zametek', '7', 4, '4', 18, 22, 4, 0), ('Zametek', '8', 4, '4,6', 18, 22, 4, 0), ('Zametek', '9', 10, '5', 16, 16, 0, 0),
	-- https://studylib.net/doc/8378728, example 1, table 2
	('studylib', 'A', 6, '', 0, 0, 0, 0), ('studylib', 'B', 2, 'A', 6, 6, 0, 0), ('studylib', 'C', 2, 'A', 6, 7, 0, 0),
	('studylib', 'D', 3, 'B', 8, 8, 0, 0), ('studylib', 'E', 4, 'D,F', 11, 11, 0, 0), ('studylib', 'F', 2, 'C', 8, 9, 1, 0),
	('studylib', 'G', 1, 'E', 15, 15, 0, 0),
	-- trends.edugorilla.com, PERT and CPM (22), critical path and slacks/floats, part 8: independent float
	('edugorilla', 'A', 2, '', 0, 9, 0, 0), ('edugorilla', 'B', 7, '', 0, 0, 0, 0), ('edugorilla', 'C', 8, '', 0, 3, 0, 0),
	('edugorilla', 'D', 3, 'A', 2, 11, 8, 0), ('edugorilla', 'E', 6, 'B', 7, 8, 0, 0), ('edugorilla', 'F', 10, 'B', 7, 7, 0, 0),
	('edugorilla', 'G', 4, 'B', 7, 12, 4, 4), ('edugorilla', 'H', 6, 'C', 8, 11, 3, 0), ('edugorilla', 'I', 2, 'D,E', 13, 14, 0, 0),
	('edugorilla', 'J', 5, 'F,H', 17, 17, 0, 0), ('edugorilla', 'K', 6, 'G,I', 15, 16, 1, 0),
	-- links of all four kinds, and two links between one pair
	('kinds', 'A', 5, '', 0, 0, 0, 0), ('kinds', 'B', 4, 'A FS+2d', 7, 7, 0, 0), ('kinds', 'C', 6, 'A SS+3d', 3, 5, 0, 0),
	('kinds', 'D', 3, 'B FF+1d,C FS-2d', 9, 9, 0, 0), ('kinds', 'E', 7, 'C SS+1d,C FF+4d', 6, 8, 2, 0),
	('kinds', 'F', 2, 'D SF+6d', 13, 13, 0, 0), ('kinds', 'G', 4, 'E,F', 15, 15, 0, 0);
SELECT network, count(*) AS activities, max((s).early_finish) - date '2026-01-01' + 1 AS finish,
	count(*) FILTER (WHERE (s).critical) AS critical,
	count(*) FILTER (WHERE ((s).early_start, (s).early_finish, (s).late_start, (s).late_finish, (s).total_float,
			(s).free_float, (s).independent_float, (s).critical)
		IS DISTINCT FROM (date '2026-01-01' + es, date '2026-01-01' + es + duration - 1, date '2026-01-01' + ls,
			date '2026-01-01' + ls + duration - 1, ls - es, free, independent, ls = es)) AS differences
FROM (SELECT *, regie.schedule(id, duration, regie.dependencies(predecessors), '2026-01-01', 'Mon-Sun')
		OVER (PARTITION BY network) AS s
	FROM published) t
GROUP BY network ORDER BY network COLLATE "C";
--
-- Schedules that the planners' tools make: dates of the two reference schedulers in joniles/mpxj
-- (org.mpxj.cpm, MicrosoftScheduler and PrimaveraScheduler) for the same input. Where the two differ,
-- logic is kept, as Primavera does; deadlines take float, as in Microsoft Project.
--
CREATE TEMP TABLE task (roadmap text, project_start date, id text, duration int, predecessors regie.dependency[],
	kind text, day date, deadline date, calendar regie.calendar);
INSERT INTO task VALUES
	('FS0', '2026-01-05', 'A', 3, NULL, NULL, NULL, NULL, NULL),
	('FS0', '2026-01-05', 'B', 2, '{A}', NULL, NULL, NULL, NULL),
	('FS-2', '2026-01-05', 'A', 3, NULL, NULL, NULL, NULL, NULL),
	('FS-2', '2026-01-05', 'B', 4, '{A FS-2d}', NULL, NULL, NULL, NULL),
	('SS-2', '2026-01-05', 'A', 5, '{Z}', NULL, NULL, NULL, NULL),
	('SS-2', '2026-01-05', 'Z', 4, NULL, NULL, NULL, NULL, NULL),
	('SS-2', '2026-01-05', 'B', 2, '{A SS-2d}', NULL, NULL, NULL, NULL),
	('FF-2', '2026-01-05', 'A', 5, NULL, NULL, NULL, NULL, NULL),
	('FF-2', '2026-01-05', 'B', 2, '{A FF-2d}', NULL, NULL, NULL, NULL),
	('SF+3', '2026-01-05', 'Z', 4, NULL, NULL, NULL, NULL, NULL),
	('SF+3', '2026-01-05', 'A', 5, '{Z}', NULL, NULL, NULL, NULL),
	('SF+3', '2026-01-05', 'B', 2, '{A SF+3d}', NULL, NULL, NULL, NULL),
	('elapsed_lag_over_weekend', '2026-01-08', 'A', 1, NULL, NULL, NULL, NULL, NULL),
	('elapsed_lag_over_weekend', '2026-01-08', 'B', 1, '{A FS+2d}', NULL, NULL, NULL, NULL),
	('elapsed_lag_over_weekend', '2026-01-08', 'C', 1, '{A FS+2ed}', NULL, NULL, NULL, NULL),
	('two_links_same_pair_SS_and_FF', '2026-01-05', 'A', 5, NULL, NULL, NULL, NULL, NULL),
	('two_links_same_pair_SS_and_FF', '2026-01-05', 'B', 5, '{A SS+1d,A FF+2d}', NULL, NULL, NULL, NULL),
	('milestone_start_of_project', '2026-01-05', 'M', 0, NULL, NULL, NULL, NULL, NULL),
	('milestone_start_of_project', '2026-01-05', 'A', 2, '{M}', NULL, NULL, NULL, NULL),
	('holiday_koningsdag_2026', '2026-04-24', 'A', 2, NULL, NULL, NULL, NULL, 'Mon-Fri -2026-04-27'),
	('holiday_koningsdag_2026', '2026-04-24', 'B', 1, '{A}', NULL, NULL, NULL, 'Mon-Fri -2026-04-27'),
	('SNET_later', '2026-01-05', 'A', 2, NULL, NULL, NULL, NULL, NULL),
	('SNET_later', '2026-01-05', 'B', 2, '{A}', 'SNET', '2026-01-12', NULL, NULL),
	('SNET_later', '2026-01-05', 'C', 1, '{B}', NULL, NULL, NULL, NULL),
	('SNLT_violated', '2026-01-05', 'A', 5, NULL, NULL, NULL, NULL, NULL),
	('SNLT_violated', '2026-01-05', 'B', 2, '{A}', 'SNLT', '2026-01-07', NULL, NULL),
	('SNLT_violated', '2026-01-05', 'C', 1, '{B}', NULL, NULL, NULL, NULL),
	('FNET', '2026-01-05', 'A', 2, NULL, NULL, NULL, NULL, NULL),
	('FNET', '2026-01-05', 'B', 2, '{A}', 'FNET', '2026-01-14', NULL, NULL),
	('FNLT_satisfied', '2026-01-05', 'A', 2, NULL, NULL, NULL, NULL, NULL),
	('FNLT_satisfied', '2026-01-05', 'B', 2, '{A}', 'FNLT', '2026-01-13', NULL, NULL),
	('FNLT_satisfied', '2026-01-05', 'C', 10, NULL, NULL, NULL, NULL, NULL),
	('MSO_violating_predecessor', '2026-01-05', 'A', 5, NULL, NULL, NULL, NULL, NULL),
	('MSO_violating_predecessor', '2026-01-05', 'B', 2, '{A}', 'MSO', '2026-01-07', NULL, NULL),
	('MSO_violating_predecessor', '2026-01-05', 'C', 1, '{B}', NULL, NULL, NULL, NULL),
	('MFO_violating_predecessor', '2026-01-05', 'A', 5, NULL, NULL, NULL, NULL, NULL),
	('MFO_violating_predecessor', '2026-01-05', 'B', 2, '{A}', 'MFO', '2026-01-08', NULL, NULL),
	('MFO_violating_predecessor', '2026-01-05', 'C', 1, '{B}', NULL, NULL, NULL, NULL),
	('ALAP_open_end', '2026-01-05', 'A', 2, NULL, 'ALAP', NULL, NULL, NULL),
	('ALAP_open_end', '2026-01-05', 'B', 10, NULL, NULL, NULL, NULL, NULL),
	('deadline_missed', '2026-01-05', 'A', 5, NULL, NULL, NULL, NULL, NULL),
	('deadline_missed', '2026-01-05', 'B', 5, '{A}', NULL, NULL, '2026-01-14', NULL),
	('deadline_missed', '2026-01-05', 'C', 2, '{B}', NULL, NULL, NULL, NULL);
INSERT INTO task VALUES
	('FF into a long activity', '2026-01-05', 'A', 2, NULL, NULL, NULL, NULL, NULL),
	('FF into a long activity', '2026-01-05', 'B', 10, '{A FF}', NULL, NULL, NULL, NULL),
	('milestone between', '2026-01-05', 'A', 5, NULL, NULL, NULL, NULL, NULL),
	('milestone between', '2026-01-05', 'M', 0, '{A}', NULL, NULL, NULL, NULL),
	('milestone between', '2026-01-05', 'B', 2, '{M}', NULL, NULL, NULL, NULL);
CREATE TEMP VIEW scheduled AS
SELECT roadmap, id, (s).early_start AS es, (s).early_finish AS ef, (s).late_start AS ls, (s).late_finish AS lf,
	(s).total_float AS total, (s).free_float AS free, (s).critical, (s).driving, (s).driver, (s).breach
FROM (SELECT *, regie.schedule(id, duration, predecessors, project_start, calendar, kind, day, deadline)
		OVER (PARTITION BY roadmap) AS s
	FROM task) t;
SELECT * FROM scheduled ORDER BY roadmap COLLATE "C", id COLLATE "C";
--
-- Dates that cannot be kept, in words. A is 5 days from Monday 5 January: it ends on Friday the 9th.
--
CREATE TEMP TABLE dated (n int, duration int, predecessors regie.dependency[], kind text, day date, deadline date);
INSERT INTO dated VALUES
	-- kept: nothing to say
	(1, 2, '{A}', 'SNLT', '2026-01-12', NULL), (2, 2, '{A}', 'FNLT', '2026-01-13', '2026-01-13'),
	(3, 2, '{A}', 'MSO', '2026-01-14', NULL), (4, 2, '{A}', 'MFO', '2026-01-14', NULL),
	(5, 2, '{A}', 'asap', NULL, '2026-01-13'),
	-- one day, and more; dates on a Saturday count from the Friday before
	(10, 2, '{A}', 'Start No Later Than', '2026-01-09', NULL), (11, 2, '{A}', 'SNLT', '2026-01-10', NULL),
	(12, 2, '{A}', 'FNLT', '2026-01-12', NULL), (13, 5, '{A}', 'FINISH_NO_LATER_THAN', '2026-01-09', NULL),
	(14, 2, '{A}', NULL, NULL, '2026-01-08'), (15, 2, '{A}', 'SNLT', '2026-01-07', '2026-01-08'),
	-- fixed: against a predecessor, before the project, on a day that is not worked
	(20, 2, '{A FF+1d}', 'MSO', '2026-01-06', NULL), (21, 2, '{A SS+6ed}', 'MFO', '2026-01-09', NULL),
	(22, 2, NULL, 'MSO', '2026-01-02', NULL), (23, 2, '{A}', 'MFO', '2026-01-05', NULL),
	(24, 2, NULL, 'MSO', '2026-01-10', NULL), (25, 2, '{A}', 'MFO', '2026-01-11', NULL),
	(26, 2, '{A}', 'MSO', '2026-01-07', '2026-01-07'), (27, 2, '{A SS+1d,A}', 'MSO', '2026-01-05', NULL),
	-- milestones
	(30, 0, '{A}', NULL, NULL, '2026-01-09'), (31, 0, '{A}', 'SNLT', '2026-01-09', NULL),
	(32, 0, '{A}', 'MFO', '2026-01-09', NULL), (33, 0, '{A}', 'MSO', '2026-01-09', NULL),
	(34, 0, '{A}', 'MSO', '2026-01-12', NULL), (35, 0, '{A}', 'SNET', '2026-01-12', NULL),
	(36, 0, '{A}', 'FNET', '2026-01-12', NULL), (37, 0, '{A}', 'SNET', '2026-01-12', '2026-01-09'),
	(38, 0, NULL, 'MFO', '2026-01-02', NULL), (39, 0, '{A}', NULL, NULL, '2026-01-08'),
	(40, 0, NULL, 'ALAP', NULL, NULL), (41, 0, NULL, NULL, NULL, NULL), (42, 0, '{A}', 'MFO', '2026-01-09', '2026-01-09'),
	-- elapsed lags: calendar days from Friday's end or Monday's beginning, then the next working day
	(50, 1, '{A FS+2ed}', NULL, NULL, NULL), (51, 2, '{A FF+2ed}', NULL, NULL, NULL),
	(52, 0, '{A FS+3ed}', NULL, NULL, NULL), (53, 0, '{A FF+2ed}', NULL, NULL, NULL),
	(54, 0, '{A FS}', NULL, NULL, NULL), (55, 1, '{A SS+5ed}', NULL, NULL, NULL),
	(56, 1, '{A SF+8ed}', NULL, NULL, NULL), (57, 1, '{A FF-1ed}', NULL, NULL, NULL),
	-- no activity starts before the project
	(60, 4, '{A FS-20d}', NULL, NULL, NULL), (61, 3, '{A SF}', NULL, NULL, NULL), (62, 0, '{A SF-1d}', NULL, NULL, NULL);
SELECT n, duration AS d, predecessors, kind, day, deadline, (s).early_start AS es, (s).early_finish AS ef,
	(s).late_finish AS lf, (s).total_float AS total, (s).driver, (s).breach
FROM (SELECT *, regie.schedule(id, duration, predecessors, '2026-01-05', NULL, kind, day, deadline)
		OVER (PARTITION BY n) AS s
	FROM (SELECT 'B' AS id, * FROM dated
		UNION ALL SELECT 'A', n, 5, NULL, NULL, NULL, NULL FROM dated) b) t
WHERE id = 'B'
ORDER BY n;
-- as late as possible: nobody else moves; what follows decides, or a latest date
SELECT roadmap, id, (s).early_start, (s).early_finish, (s).total_float, (s).free_float, (s).critical, (s).driving, (s).driver
FROM (SELECT *, regie.schedule(id, duration, predecessors, '2026-01-05', NULL, kind, NULL, deadline)
		OVER (PARTITION BY roadmap) AS s
	FROM (VALUES ('one', 'A', 2, '{}'::regie.dependency[], 'ALAP', NULL::date), ('one', 'B', 8, '{}', NULL, NULL),
		('one', 'C', 2, '{A,B}', NULL, NULL),
		('chain', 'A', 2, '{}', 'alap', NULL), ('chain', 'B', 1, '{A}', 'as late as possible', NULL),
		('chain', 'C', 8, '{}', NULL, NULL),
		('deadline', 'A', 2, '{}', 'ALAP', '2026-01-08'), ('deadline', 'C', 8, '{}', NULL, NULL)
	) v(roadmap, id, duration, predecessors, kind, deadline)) t
ORDER BY roadmap COLLATE "C", id COLLATE "C";
--
-- A milestone between elapsed lags. After 4 days A ends on Thursday 8 January, one day on is the end of Friday; four days
-- on begins Wednesday the 14th. After 5 days A ends on Friday, one day on falls into the weekend, so "ready" is on Monday;
-- four days on is Friday the 16th.
--
SELECT days, activity, (s).early_start, (s).early_finish, (s).total_float, (s).free_float, (s).critical
FROM (SELECT days, activity, regie.schedule(activity, CASE activity WHEN 'A' THEN days ELSE length END, after,
		'2026-01-05') OVER (PARTITION BY days) AS s
	FROM (VALUES ('A', 0, '{}'::regie.dependency[]), ('ready', 0, '{A FS+1ed}'), ('move', 1, '{ready FS+4ed}'))
		v(activity, length, after), generate_series(4, 5) days) t
ORDER BY days, (s).early_start;
--
-- A project start that is not worked: the first working day after it.
--
SELECT (s).early_start, (s).early_finish
FROM (SELECT regie.schedule('A', 1, NULL, '2026-01-03') OVER () AS s) t;
-- calendars: every day, Monday to Friday by default, days off
SELECT calendar, (s).early_start, (s).early_finish
FROM (SELECT *, regie.schedule(id, 3, NULL, '2026-04-25', calendar) OVER (PARTITION BY id) AS s
	FROM (VALUES ('A', NULL::regie.calendar), ('B', 'Mon-Fri'), ('C', 'Mon-Sun'), ('D', 'Mon-Fri -2026-04-27'),
		('E', 'Mon-Fri +2026-04-26'), ('F', 'Sat')) v(id, calendar)) t
ORDER BY id COLLATE "C";
--
-- Of several predecessors that ask for the same start, the first by name is the driver.
--
SELECT id, (s).driver
FROM (SELECT id, regie.schedule(id, 1, p::regie.dependency[], '2026-01-05') OVER (ORDER BY n) AS s
	FROM (VALUES (1, 'c', '{}'), (2, 'B', '{}'), (3, 'a', '{}'), (4, 'x', '{c,B,a}'), (5, 'y', '{a,c}'), (6, 'z', '{c,x FS-1d}')) v(n, id, p)) t
ORDER BY id COLLATE "C";
-- arrays in all forms that PostgreSQL keeps them in: short, long, compressed, expanded; names short and long
CREATE TEMP TABLE form AS
SELECT 'P' || i AS id, NULL::regie.dependency[] AS p, NULL::regie.dependency[] AS more FROM generate_series(1, 3000) i
UNION ALL SELECT repeat('long', 100), NULL, NULL
UNION ALL SELECT 'many', (SELECT array_agg(regie.dependency('P' || i, 'SS', i % 7)) FROM generate_series(1, 3000) i), NULL
UNION ALL SELECT 'few', '{P1}', NULL
UNION ALL SELECT 'some', (SELECT array_agg(regie.dependency('P' || i)) FROM generate_series(1, 20) i), NULL
UNION ALL SELECT 'after long', ARRAY[regie.dependency(repeat('long', 100), 'FF', 5)], NULL
UNION ALL SELECT 'appended', '[5:6]={P1,P2 SS+1d}', '{P3 FS+3d}'
UNION ALL SELECT 'none', '{}', NULL
UNION ALL SELECT 'cut', '{P1,NULL}', NULL;
SELECT left(id, 10) AS id, (s).early_start, left((s).driver, 10) AS driver, length((s).driver)
FROM (SELECT id, regie.schedule(id, 2, CASE id WHEN 'cut' THEN p[1:1] WHEN 'appended' THEN array_append(p, more[1]) ELSE p END,
		'2026-01-05') OVER () AS s FROM form) t
WHERE id !~ '^P' ORDER BY id COLLATE "C";
-- no rows, one row, and a plan
SELECT regie.schedule('A', 1, NULL, '2026-01-05') OVER () FROM generate_series(1, 0);
SELECT regie.schedule('A', 1, NULL, '2026-01-05') OVER ();
-- (18 adds a line that names the window)
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line !~ '^ *Window:' THEN RETURN NEXT line; END IF;
	END LOOP;
END $$;
SELECT pg_temp.plan('SELECT regie.schedule(id, duration, predecessors, project_start) OVER (PARTITION BY roadmap) FROM task');
