SET datestyle = ISO, YMD;
--
-- Leveling: what doc/roadmap.md shows.
--
CREATE TEMP TABLE work (roadmap text, activity text, days int, after regie.dependency[], needs jsonb, ready_by date);
INSERT INTO work VALUES
	('Aldermeer', 'A design', 10, NULL, '{"architect": 1}', NULL),
	('Aldermeer', 'A build', 15, '{"\"A design\""}', '{"developer": 2}', NULL),
	('Aldermeer', 'A accept', 0, '{"\"A build\""}', NULL, '2026-02-13'),
	('Berkelo', 'B design', 8, NULL, '{"architect": 1}', NULL),
	('Berkelo', 'B migrate', 10, '{"\"B design\" FS+2d"}', '{"architect": 1, "developer": 1}', NULL),
	('Berkelo', 'B accept', 0, '{"\"B migrate\""}', NULL, '2026-02-06'),
	('Dornewaard', 'D design', 12, NULL, '{"architect": 1}', NULL),
	('Dornewaard', 'D build', 10, '{"\"D design\""}', '{"developer": 2}', NULL),
	('Dornewaard', 'D accept', 0, '{"\"D build\""}', NULL, '2026-03-20');
SELECT activity, (l).start, (l).finish, (l).delay, (l).late, (l).waits_for
FROM (SELECT activity, regie.level(activity, days, after, '2026-01-05', needs,
		'{"architect": 2, "developer": 3}', deadline => ready_by) OVER () AS l FROM work) t
ORDER BY 2, activity;
SELECT DISTINCT (l).length, (l).lower_bound, (l).gap, (l).proven, (l).by_rule
FROM (SELECT activity, regie.level(activity, days, after, '2026-01-05', needs,
		'{"architect": 2, "developer": 3}', deadline => ready_by) OVER () AS l FROM work) t;
SELECT activity, (l).start, (l).finish, (l).late, (l).waits_for, (l).length, (l).lateness
FROM (SELECT activity, regie.level(activity, days, after, '2026-01-05', needs,
		'{"architect": 2, "developer": 3}', deadline => ready_by, objective => 'lateness') OVER () AS l FROM work) t
ORDER BY 2, activity;
SELECT activity, (l).start, (l).finish, (l).delay, (l).waits_for
FROM (SELECT activity, days, regie.level(activity, days, after, '2026-01-05', needs,
		'{"architect": {"2026-01-01": 2, "2026-01-26": 1, "2026-02-09": 2}, "developer": 3}') OVER () AS l FROM work) t
WHERE days > 0
ORDER BY 2, activity;
SELECT (l).resource, count(*) AS activities, sum((l).waited) AS days
FROM (SELECT regie.level(activity, days, after, '2026-01-05', needs, '{"architect": 2, "developer": 3}') OVER () AS l
	FROM work) t
WHERE (l).resource IS NOT NULL
GROUP BY 1 ORDER BY 1;
SELECT key AS resource, min(day) AS first_day, max(day) AS last_day, count(*) AS full_days
FROM (SELECT day::date, key, sum(value::int) AS used
	FROM (SELECT days, needs, (regie.level(activity, days, after, '2026-01-05', needs,
			'{"architect": 2, "developer": 3}') OVER ()).* FROM work) t,
		generate_series(start, finish, '1 day') day, jsonb_each_text(needs)
	WHERE days > 0 AND regie.is_workday('Mon-Fri', day::date)
	GROUP BY 1, 2) load
WHERE used = ('{"architect": 2, "developer": 3}'::jsonb ->> key)::int
GROUP BY 1 ORDER BY 1;
SELECT developers, max((l).length) AS length, max((l).finish) AS finish
FROM (SELECT developers, regie.level(activity, days, after, '2026-01-05', needs,
		jsonb_build_object('architect', 2, 'developer', developers)) OVER (PARTITION BY developers) AS l
	FROM work, generate_series(2, 4) developers) t
GROUP BY 1 ORDER BY 1;
SELECT activity, (l).start, (l).waits_for
FROM (SELECT activity, regie.level(activity, days, NULL, '2026-01-05', ARRAY[1], ARRAY[1]) OVER () AS l
	FROM work WHERE activity LIKE '%design') t
ORDER BY 2;
--
-- Small cases that can be done by hand.
--
-- one pair of hands: one after the other, in the order of names where nothing else counts
SELECT id, (l).start, (l).finish, (l).delay, (l).waited, (l).waits_for, (l).length, (l).lower_bound, (l).made, (l).by_rule
FROM (SELECT id, regie.level(id, 2, NULL, '2026-01-08', '{"hands": 1}'::jsonb, '{"hands": 1}') OVER () AS l
	FROM unnest('{c,a,b}'::text[]) id) t ORDER BY 2;
-- without limits it is the schedule, milestones and elapsed lags and all
CREATE TEMP TABLE plain (id text, days int, after regie.dependency[]);
INSERT INTO plain VALUES ('A', 3, NULL), ('ready', 0, '{A}'), ('B', 2, '{"ready FS+2ed"}'), ('C', 4, '{"A SS+1d","B FF+1d"}'),
	('D', 1, '{"C SF"}'), ('end', 0, '{D,C}'), ('E', 5, '{"B FS-1d"}'), ('start', 0, NULL);
SELECT id, (l).start, (l).finish, (l).waits_for, (s).early_start = (l).start AND (s).early_finish = (l).finish
	AND (l).delay = 0 AND (l).waited = 0 AND (l).proven AS as_schedule
FROM (SELECT id, regie.level(id, days, after, '2026-01-06', NULL, NULL::jsonb) OVER () AS l,
		regie.schedule(id, days, after, '2026-01-06') OVER () AS s FROM plain) t ORDER BY 2, id;
-- all four kinds of links between two that exclude each other
SELECT kind, id, (l).start, (l).finish, (l).waits_for
FROM (SELECT kind, id, regie.level(id, CASE id WHEN 'A' THEN 3 ELSE 2 END, CASE id WHEN 'B' THEN ARRAY[('A ' || kind)::regie.dependency] END,
		'2026-01-05', '{"x": 1}'::jsonb, '{"x": 1}') OVER (PARTITION BY kind) AS l
	FROM unnest('{FS+1d,SS+4d,FF+3d,SF+6d,SS,FF}'::text[]) kind, unnest('{A,B}'::text[]) id) t ORDER BY 1, 2;
-- earliest dates, also on a day off; a deadline before the project start
SELECT id, (l).start, (l).late, (l).waits_for
FROM (SELECT id, regie.level(id, 1, NULL, '2026-01-05', '{"x": 1}'::jsonb, '{"x": 1}', earliest => day, deadline => till) OVER () AS l
	FROM (VALUES ('a', NULL::date, date '2026-01-05'), ('b', '2026-01-10', '2026-01-12'), ('c', '2026-01-10', '2026-01-12'),
		('d', '2025-12-01', '2026-01-01')) v(id, day, till)) t ORDER BY 2, id;
-- capacity that comes, goes and comes again; nothing before its first date
SELECT id, (l).start, (l).finish, (l).waits_for, (l).resource, (l).length
FROM (SELECT id, regie.level(id, 3, NULL, '2026-01-05', needs,
		'{"x": {"2026-01-20": 0, "2026-01-07": 1, "2026-01-26": 2}, "y": 1}') OVER () AS l
	FROM (VALUES ('a', '{"x": 1}'::jsonb), ('b', '{"x": 1}'), ('c', '{"x": 1}'), ('d', '{"x": 1}'), ('e', '{"x": 2, "y": 1}'),
		('f', '{"y": 1}')) v(id, needs)) t ORDER BY 2, id;
-- steps that lie before the project start, or change nothing, are no changes
SELECT DISTINCT (l).length, (l).made FROM (SELECT regie.level(id, 2, NULL, '2026-01-05', '{"x": 1}', capacity::jsonb)
	OVER (PARTITION BY capacity) AS l FROM unnest('{a,b}'::text[]) id,
	unnest(ARRAY['{"x": 1}', '{"x": {"2020-01-01": 5, "2026-01-03": 1}}', '{"x": {"2025-01-01": 1, "2026-02-01": 1}}']) capacity) t;
-- more than four resources, of which each is taken by some
SELECT id, (l).start, (l).waits_for
FROM (SELECT id, regie.level(id, 1, NULL, '2026-01-05', needs, ARRAY[1, 2, 1, 1, 3, 1]) OVER () AS l
	FROM (VALUES ('a', '{0,1,0,0,0,1}'::int[]), ('b', '{1}'), ('c', '{0,0,0,0,2}'), ('d', '{0,2}'), ('e', '{0,0,0,0,2}'), ('f', '{0,0,0,0,0,1}')) v(id, needs)) t
ORDER BY 2, id;
-- a calendar: the days off are not worked
SELECT id, (l).start, (l).finish FROM (SELECT id, regie.level(id, 3, NULL, '2026-04-23', '{"x": 1}'::jsonb, '{"x": 1}',
		regie.dutch_calendar(2026, 2026)) OVER () AS l FROM unnest('{a,b}'::text[]) id) t ORDER BY 2;
-- weights: the first two cannot both be in time
SELECT w, id, (l).finish, (l).late, (l).lateness, (l).proven
FROM (SELECT w, id, regie.level(id, 3, NULL, '2026-01-05', '{"x": 1}'::jsonb, '{"x": 1}', deadline => '2026-01-07',
		weight => CASE id WHEN 'a' THEN 1 ELSE w END, objective => 'lateness') OVER (PARTITION BY w) AS l
	FROM unnest('{a,b}'::text[]) id, unnest('{0,1,2}'::int[]) w) t ORDER BY 1, 3;
-- other seeds and numbers of schedules, and the clock
SELECT n, (l).made <= n AS within, (l).length BETWEEN (l).lower_bound AND (l).by_rule AS between
FROM (SELECT n, regie.level(roadmap || activity, days, NULL, '2026-01-05', needs, '{"architect": 1, "developer": 3}', schedules => n,
		seed => -n) OVER (PARTITION BY n) AS l FROM work, unnest('{1,2,3,100}'::int[]) n) t GROUP BY 1, 2, 3 ORDER BY 1;
SELECT DISTINCT (l).length FROM (SELECT regie.level(activity, days, after, '2026-01-05', needs, '{"architect": 2, "developer": 3}',
	schedules => NULL, milliseconds => 20) OVER () AS l FROM work) t;
-- one activity, no rows
SELECT (regie.level('only', 0, NULL, '2026-01-10', NULL, NULL::jsonb) OVER ()).*;
SELECT count(*) FROM (SELECT regie.level(activity, days, after, '2026-01-05', needs, '{}') OVER () FROM work WHERE false) t;
