-- roadmap_plan.sql: laws of progress, calendars of activities, summaries and roadmaps, against plain SQL.
BEGIN;
SELECT plan(15);
SET LOCAL search_path = regie, public;
SET LOCAL jit = off;

-- A number from low to high that depends on its arguments alone.
CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 43) & 1073741823)::int % (high - low + 1) $$;

--
-- 10,000 random networks of up to 8 activities: links of all kinds to earlier ones, calendars, progress as of a status day,
-- dates, roadmaps.
--
CREATE TEMP TABLE act AS
SELECT net, i, chr(64 + i) AS id, d, cal, roadmap, status, kind, CASE WHEN kind IS NOT NULL THEN date '2026-01-01' + pg_temp.pick(net, 30 + i, 0, 40) END AS day,
	CASE WHEN pg_temp.pick(net, 40 + i, 0, 5) = 0 THEN date '2026-01-05' + pg_temp.pick(net, 50 + i, 0, 30) END AS deadline,
	CASE WHEN progress < 3 THEN status - pg_temp.pick(net, 60 + i, 5, 14) END AS started,
	CASE WHEN progress < 2 THEN status - CASE WHEN d = 0 THEN pg_temp.pick(net, 60 + i, 5, 14) ELSE pg_temp.pick(net, 70 + i, 0, 5) END END AS finished,
	CASE WHEN progress = 2 AND d > 0 THEN pg_temp.pick(net, 80 + i, 1, 9) END AS days_left
FROM (SELECT net, i, pg_temp.pick(net, i, 0, 6) AS d, date '2026-01-05' + pg_temp.pick(net, 0, 0, 20) AS status,
		(ARRAY[NULL, 'Mon-Sun', 'Tue-Thu -2026-01-20', 'Mon-Fri -2026-01-09 +2026-01-10']::calendar[])[pg_temp.pick(net, 10 + i, 1, 4)] AS cal,
		(ARRAY['north', 'south'])[pg_temp.pick(net, 20 + i, 1, 2)] AS roadmap, pg_temp.pick(net, 90 + i, 0, 7) AS progress,
		(ARRAY[NULL, NULL, 'SNET', 'FNET', 'SNLT', 'FNLT', 'MSO', 'MFO'])[pg_temp.pick(net, 100 + i, 1, 8)] AS kind
	FROM generate_series(1, 10000) net, LATERAL generate_series(1, pg_temp.pick(net, 0, 1, 8)) i) a;
CREATE TEMP TABLE input AS
SELECT a.*, (SELECT array_agg(dependency(chr(64 + pg_temp.pick(net, i * 20 + k, 1, i - 1)), (ARRAY['FS', 'SS', 'FF', 'SF'])[pg_temp.pick(net, i * 30 + k, 1, 4)],
			pg_temp.pick(net, i * 40 + k, -3, 4), pg_temp.pick(net, i * 50 + k, 0, 2) = 0))
		FROM generate_series(1, pg_temp.pick(net, i * 60, 0, 3)) k WHERE i > 1) AS preds
FROM act a;
ANALYZE input;
CREATE TEMP TABLE got AS
SELECT *, schedule(id, d, preds, '2026-01-05', NULL, kind, day, deadline, status, started, finished, days_left, cal, NULL, roadmap)
	OVER (PARTITION BY net) AS s FROM input;
ANALYZE got;
SELECT ok((SELECT count(*) FILTER (WHERE started IS NOT NULL AND finished IS NULL) > 3000 AND count(*) FILTER (WHERE finished IS NOT NULL) > 3000
		AND count(*) FILTER (WHERE (s).breach ~ 'but [A-H] (FS|SS|FF|SF).* asks for') > 2000 FROM got),
	'many have begun, many are finished, many did not wait');
SELECT is((SELECT count(*) FROM got WHERE finished IS NOT NULL
		AND ((s).early_start, (s).early_finish, (s).late_start, (s).late_finish, (s).total_float, (s).free_float, (s).independent_float,
			(s).interfering_float, (s).critical, (s).driving, (s).driver, (s).resume)
			IS DISTINCT FROM (started, finished, started, finished, NULL::int, NULL::int, NULL::int, NULL::int, false, false, NULL::text, NULL::date)),
	0::bigint, 'what is finished keeps its dates and has no float');
SELECT is((SELECT count(*) FROM got WHERE started IS NOT NULL AND finished IS NULL AND d > 0
		AND ((s).early_start <> started OR (s).late_start <> started OR (s).resume < status OR (s).resume > (s).early_finish
			OR workdays(coalesce(cal, 'Mon-Fri'), daterange((s).resume, (s).early_finish, '[]')) <> days_left
			OR (s).total_float <> workdays(coalesce(cal, 'Mon-Fri'), daterange(least((s).early_finish, (s).late_finish), greatest((s).early_finish, (s).late_finish), '[)'))
				* sign((s).late_finish - (s).early_finish))), 0::bigint,
	'what has begun keeps its start; what is left begins at the status day or later, and float is that of its finish');
SELECT is((SELECT count(*) FROM got WHERE started IS NULL AND d > 0
		AND ((s).early_start < status OR (s).resume IS NOT NULL
			OR workdays(coalesce(cal, 'Mon-Fri'), daterange((s).early_start, (s).early_finish, '[]')) <> d
			OR workdays(coalesce(cal, 'Mon-Fri'), daterange((s).late_start, (s).late_finish, '[]')) <> d
			OR NOT is_workday(coalesce(cal, 'Mon-Fri'), (s).early_start) OR NOT is_workday(coalesce(cal, 'Mon-Fri'), (s).late_finish))), 0::bigint,
	'what has not begun takes its duration in its own calendar, from the status day on');
SELECT is((SELECT count(*) FROM got WHERE (s).interfering_float IS DISTINCT FROM (s).total_float - (s).free_float
		OR (s).critical IS DISTINCT FROM coalesce((s).total_float <= 0, false) OR (s).independent_float > (s).free_float
		OR ((s).free_float > (s).total_float AND net NOT IN (SELECT net FROM got WHERE (s).total_float < 0))), 0::bigint,
	'floats are consistent; where no date is missed, free float is within total float');
-- reasons: a driver is named by its link, and that link is one of the row's
SELECT is((SELECT count(*) FROM got WHERE CASE
		WHEN finished IS NOT NULL OR (d = 0 AND started IS NOT NULL) THEN (s).reason <> 'actual finish ' || coalesce(finished, started)
		WHEN (s).driver IS NOT NULL THEN NOT (s).reason::dependency = ANY (preds) OR activity((s).reason::dependency) <> (s).driver
		ELSE (s).reason !~ '^(project start|status day|(start|finish) no earlier than|must (start|finish) on) 2026-' END), 0::bigint,
	'each row has a reason');

--
-- The same results, however the rows and arguments come.
--
SELECT is((SELECT count(*) FROM got JOIN (SELECT net, id, schedule(id, d, preds, '2026-01-05', NULL, kind, day, deadline, status, started, finished,
				days_left, cal, NULL, roadmap) OVER (PARTITION BY net ORDER BY hashtext(id || net)) AS s
			FROM input) t USING (net, id)
		WHERE got.s IS DISTINCT FROM t.s), 0::bigint, 'the order of rows does not matter');
-- without progress: a status day up to the project start says nothing, and the same calendar may stand in every row
CREATE TEMP TABLE plain AS
SELECT net, id, schedule(id, d, preds, '2026-01-05', 'Mon-Fri -2026-01-09', kind, day, deadline) OVER (PARTITION BY net) AS s FROM input;
SELECT is((SELECT count(*) FROM plain JOIN (SELECT net, id, schedule(id, d, preds, '2026-01-05', 'Mon-Fri -2026-01-09', kind, day, deadline,
				'2026-01-05', activity_calendar => CASE WHEN i % 2 = 0 THEN 'Mon-Fri -2026-01-09'::calendar END, roadmap => 'one', finish => 'roadmap')
				OVER (PARTITION BY net) AS s
			FROM input) t USING (net, id)
		WHERE plain.s IS DISTINCT FROM t.s), 0::bigint, 'one calendar, one roadmap and no progress: the same as without');
SELECT is((SELECT count(*) FROM plain JOIN (SELECT net, id, schedule(id, d, preds, '2026-01-05', 'Tue', kind, day, deadline,
				activity_calendar => 'Mon-Fri -2026-01-09') OVER (PARTITION BY net) AS s FROM input) t USING (net, id)
		WHERE plain.s IS DISTINCT FROM t.s), 0::bigint, 'where each row has a calendar, that of the partition does not count');
-- roadmaps that do not wait for each other: own finishes are those of a partition each
SELECT is((SELECT count(*) FROM got JOIN (SELECT net, id, schedule(net || '/' || id, d, (SELECT array_agg(dependency(net || '/' || activity(p), kind(p), lag(p), elapsed(p)))
					FROM unnest(preds) p), '2026-01-05', NULL, kind, day, deadline, status_day => status, actual_start => started,
				actual_finish => finished, remaining => days_left, activity_calendar => cal, roadmap => net::text, finish => 'roadmap')
				OVER (PARTITION BY status) AS s
			FROM input) t USING (net, id)
		WHERE ((got.s).early_start, (got.s).early_finish, (got.s).late_start, (got.s).late_finish, (got.s).total_float, (got.s).free_float, (got.s).driving)
			IS DISTINCT FROM ((t.s).early_start, (t.s).early_finish, (t.s).late_start, (t.s).late_finish, (t.s).total_float, (t.s).free_float, (t.s).driving)),
	0::bigint, 'roadmaps side by side with ends of their own are partitions');

--
-- Summaries: a row more for each roadmap of a network, and one above both.
--
CREATE TEMP TABLE summed AS
SELECT net, id, roadmap, schedule(id, CASE WHEN i IS NOT NULL THEN d END, preds, '2026-01-05', NULL, kind, day, deadline, status, started, finished, days_left,
	cal, summary => roadmap) OVER (PARTITION BY net) AS s
FROM (SELECT net, i, id, d, preds, kind, day, deadline, status, started, finished, days_left, cal, roadmap FROM input
	UNION ALL SELECT DISTINCT net, NULL::int, roadmap, NULL::int, NULL::dependency[], NULL, NULL::date, NULL::date, status, NULL::date, NULL::date, NULL::int, NULL::calendar, 'programme' FROM input
	UNION ALL SELECT DISTINCT net, NULL::int, 'programme', NULL::int, NULL::dependency[], NULL, NULL::date, NULL::date, status, NULL::date, NULL::date, NULL::int, NULL::calendar, NULL FROM input) a;
SELECT is((SELECT count(*) FROM summed JOIN got USING (net, id) WHERE summed.s IS DISTINCT FROM got.s), 0::bigint, 'summaries change nothing below');
SELECT is((SELECT count(*) FROM summed u JOIN (SELECT net, coalesce(roadmap, 'programme') AS id, min((s).early_start) AS es, max((s).early_finish) AS ef,
			min((s).late_start) AS ls, max((s).late_finish) AS lf, min((s).total_float) AS total, bool_or((s).critical) AS critical, bool_or((s).driving) AS driving
		FROM got GROUP BY net, ROLLUP (roadmap)) g USING (net, id)
	WHERE ((u.s).early_start, (u.s).early_finish, (u.s).late_start, (u.s).late_finish, (u.s).total_float, (u.s).critical, (u.s).driving)
		IS DISTINCT FROM (es, ef, ls, lf, total, critical, driving)), 0::bigint, 'summaries are the first, the last and the least');
SELECT is((SELECT count(*) FROM summed WHERE roadmap IS NULL OR roadmap = 'programme'),
	(SELECT count(DISTINCT net) + count(DISTINCT (net, roadmap)) FROM input), 'there are summaries on two levels');

-- a link to a summary is one to all below
SELECT is((SELECT count(*) FROM (SELECT net, id, schedule(id, d, preds, '2026-01-05', summary => part_of) OVER (PARTITION BY net) AS s
			FROM (SELECT net, id, d, CASE WHEN roadmap = 'north' THEN preds END AS preds, roadmap AS part_of FROM input WHERE roadmap = 'south' OR preds IS NULL
				UNION ALL SELECT DISTINCT net, 'south', NULL::int, '{"X FS+2d"}'::dependency[], NULL FROM input
				UNION ALL SELECT DISTINCT net, 'north', NULL::int, NULL::dependency[], NULL FROM input
				UNION ALL SELECT DISTINCT net, 'X', 3, NULL::dependency[], 'north' FROM input
				UNION ALL SELECT DISTINCT net, 'Y', 3, NULL::dependency[], 'south' FROM input) v) a
		JOIN (SELECT net, id, schedule(id, d, preds, '2026-01-05') OVER (PARTITION BY net) AS s
			FROM (SELECT net, id, d, CASE WHEN roadmap = 'south' THEN '{"X FS+2d"}'::dependency[] END AS preds FROM input WHERE roadmap = 'south' OR preds IS NULL
				UNION ALL SELECT DISTINCT net, 'X', 3, NULL::dependency[] FROM input
				UNION ALL SELECT DISTINCT net, 'Y', 3, '{"X FS+2d"}'::dependency[] FROM input) v) b USING (net, id)
		WHERE a.s IS DISTINCT FROM b.s), 0::bigint, 'a link to a summary is one to each activity below it');

-- stopping, while links of summaries are put on what is below: 5,000 x 5,000
CREATE FUNCTION pg_temp.stopped_after() RETURNS interval LANGUAGE plpgsql AS $$
DECLARE begun timestamptz := clock_timestamp();
BEGIN
	PERFORM max((s).early_finish) FROM (SELECT schedule(id, CASE WHEN part_of IS NOT NULL THEN 1 END, CASE id WHEN 'T' THEN '{S}'::dependency[] END,
			'2026-01-05', activity_calendar => CASE WHEN part_of = 'S' THEN 'Mon-Sat'::calendar END, summary => part_of) OVER () AS s
		FROM (SELECT p || i, p FROM generate_series(1, 5000) i, (VALUES ('S'), ('T')) v(p) UNION ALL VALUES ('S', NULL), ('T', NULL)) a(id, part_of)) t;
	RETURN NULL;
EXCEPTION WHEN query_canceled THEN
	RETURN clock_timestamp() - begun;
END $$;
SET LOCAL regie.memory_limit = '2GB';
SET LOCAL statement_timeout = '40ms';
SELECT ok(pg_temp.stopped_after() < '5 s', 'a long run can be stopped');
SET LOCAL statement_timeout = 0;
SELECT * FROM finish();
ROLLBACK;
