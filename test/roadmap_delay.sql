-- roadmap_delay.sql: laws of delays and of the play of links, on random networks.
BEGIN;
SELECT plan(15);
SET LOCAL search_path = regie, public;
SET LOCAL jit = off;

-- A number from low to high that depends on its arguments alone.
CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 77) & 1073741823)::int % (high - low + 1) $$;

--
-- 10,000 networks of up to 8 activities: all kinds of links, working and elapsed lags, milestones, all constraints,
-- days off. Some activities are late.
--
CREATE TEMP TABLE act AS
SELECT net, i, chr(64 + CASE pg_temp.pick(net, 50, 0, 1) WHEN 0 THEN i ELSE 9 - i END) AS id,
	greatest(pg_temp.pick(net, i, -2, 7), 0) AS d,
	(ARRAY['SNET', 'FNET', 'SNLT', 'FNLT', 'MSO', 'MFO', 'ALAP'])[pg_temp.pick(net, i + 100, 1, 20)] AS kind,
	date '2026-04-20' + pg_temp.pick(net, i + 200, 0, 25) AS day,
	CASE WHEN pg_temp.pick(net, i + 300, 0, 3) = 0 THEN date '2026-04-25' + pg_temp.pick(net, i + 310, 0, 25) END AS deadline,
	CASE WHEN pg_temp.pick(net, i + 320, 0, 3) = 0 THEN pg_temp.pick(net, i + 330, 0, 9) END AS later,
	CASE WHEN pg_temp.pick(net, i + 340, 0, 3) = 0 THEN pg_temp.pick(net, i + 350, 0, 9) END AS longer
FROM generate_series(1, 10000) net, LATERAL generate_series(1, pg_temp.pick(net, 0, 1, 8)) i;
UPDATE act SET day = NULL WHERE kind IS NULL OR kind = 'ALAP';
CREATE TEMP TABLE link AS
SELECT t.net, t.id AS t_id, s.id AS s_id, (ARRAY['FS', 'SS', 'FF', 'SF'])[pg_temp.pick(t.net, t.i * 20 + k + 400, 1, 4)] AS kind,
	pg_temp.pick(t.net, t.i * 20 + k + 600, -4, 5) AS lag, pg_temp.pick(t.net, t.i * 20 + k + 800, 0, 3) = 0 AS elapsed
FROM act t CROSS JOIN generate_series(1, 3) k
	JOIN act s ON s.net = t.net AND s.i = pg_temp.pick(t.net, t.i * 20 + k + 900, 0, t.i - 1);
CREATE TEMP TABLE input AS
SELECT a.*, l.p
FROM act a LEFT JOIN (SELECT net, t_id, array_agg(dependency(s_id, kind, lag, elapsed) ORDER BY s_id, kind, lag, elapsed) AS p
		FROM link GROUP BY 1, 2) l ON (l.net, l.t_id) = (a.net, a.id);
CREATE TEMP TABLE calendars AS SELECT ARRAY['Mon-Fri', 'Mon-Sun', 'Mon-Fri -2026-04-27 -2026-05-05 -2026-05-14 -2026-05-15', 'Mon-Thu +2026-05-02']::calendar[] AS c;

CREATE TEMP TABLE got AS
SELECT net, id, c[1 + net % 4] AS cal, delay(id, d, p, '2026-04-20', later, longer, c[1 + net % 4], kind, day, deadline) OVER w AS late,
	schedule(id, d, p, '2026-04-20', c[1 + net % 4], kind, day, deadline) OVER w AS plan,
	relationship_float(id, d, p, '2026-04-20', c[1 + net % 4], kind, day, deadline) OVER w AS play
FROM input, calendars WINDOW w AS (PARTITION BY net);
SELECT ok((SELECT count(*) > 40000 AND count(*) FILTER (WHERE (late).start_slip > 0 AND (late).pushed_by IS NOT NULL) > 5000
		AND count(*) FILTER (WHERE (late).finish_slip = 0) > 5000 FROM got), 'there are enough activities that are pushed, and that are not');
SELECT is((SELECT count(*) FROM got WHERE ((plan).early_start, (plan).early_finish) IS DISTINCT FROM ((late).planned_start, (late).planned_finish)),
	0::bigint, 'the plan is that of schedule');

-- A milestone stands at the end of its day where what follows it starts the day after.
CREATE TEMP TABLE at_end AS
SELECT net, g.id, s.early_start > (g.plan).early_start AS at_end
FROM (SELECT net, id AS probe, (schedule(id, d, p, '2026-04-20', c[1 + net % 4], kind, day, deadline) OVER (PARTITION BY net)).*
	FROM (SELECT net, id, d, p, kind, day, deadline FROM input
		UNION ALL SELECT net, '>' || id, 1, ARRAY[dependency(id)], NULL, NULL, NULL FROM input WHERE d = 0) x,
		calendars) s
	JOIN got g USING (net)
WHERE s.probe = '>' || g.id;
-- The delayed plan: the schedule of activities that start no earlier, and take longer. What must start on a day must
-- do so later; what was put as late as possible starts no earlier than there.
CREATE TEMP TABLE later AS
SELECT net, id, new_d, p, deadline, cal, new.kind,
	CASE WHEN NOT moved THEN i.day ELSE add_workdays(cal, planned_start, later + CASE WHEN ends AND new_d > 0 THEN 1 ELSE 0 END) END AS day
FROM (SELECT net, id, d, p, kind, day, deadline, c[1 + net % 4] AS cal, coalesce(later, 0) AS later, d + coalesce(longer, 0) AS new_d,
		coalesce(later, 0) + coalesce(longer, 0) > 0 OR kind IS NOT DISTINCT FROM 'ALAP' AS moved FROM input, calendars) i
	JOIN (SELECT net, id, (late).planned_start FROM got) g USING (net, id)
	LEFT JOIN (SELECT net, id, at_end AS ends FROM at_end) a USING (net, id)
	CROSS JOIN LATERAL (SELECT CASE WHEN NOT moved THEN i.kind WHEN i.kind IN ('MSO', 'MFO') AND new_d = 0 AND ends THEN 'MFO'
		WHEN i.kind IN ('MSO', 'MFO') THEN 'MSO' WHEN new_d = 0 AND ends THEN 'FNET' ELSE 'SNET' END AS kind) new;
-- (The side of the day of a milestone that is as late as possible cannot be seen from outside.)
CREATE TEMP TABLE odd AS SELECT DISTINCT net FROM input WHERE kind = 'ALAP' AND d = 0;
SELECT ok((SELECT count(DISTINCT net) FROM input WHERE net NOT IN (SELECT net FROM odd)) > 8500, 'most networks can be compared');
CREATE TEMP TABLE twice AS
SELECT net, id, schedule(id, new_d, p, '2026-04-20', cal, kind, day, deadline) OVER (PARTITION BY net) AS s FROM later;
SELECT is((SELECT count(*) FROM got JOIN twice USING (net, id) WHERE net NOT IN (SELECT net FROM odd)
		AND ((late).start, (late).finish) IS DISTINCT FROM ((s).early_start, (s).early_finish)), 0::bigint,
	'the delayed plan is a second schedule with later starts and longer durations');
SELECT is((SELECT count(*) FROM got JOIN twice USING (net, id) WHERE net NOT IN (SELECT net FROM odd)
		AND (late).pushed_by IS DISTINCT FROM CASE WHEN (late).start > (late).planned_start THEN (s).driver END), 0::bigint,
	'who pushes is what drives that schedule');
SELECT is((SELECT count(*) FROM got JOIN twice USING (net, id) JOIN input USING (net, id) WHERE net NOT IN (SELECT net FROM odd)
		AND (late).late IS DISTINCT FROM CASE WHEN deadline IS NOT NULL
			THEN coalesce(substring((s).breach FROM 'finishes (\d+) working days? after deadline')::int, 0) END), 0::bigint,
	'late is what that schedule says of the deadline');
SELECT is((SELECT count(*) FROM got JOIN input USING (net, id) WHERE ((late).late IS NULL) <> (deadline IS NULL)
		OR (d + coalesce(longer, 0) > 0 AND ((late).late > 0) <> ((late).finish > deadline))), 0::bigint, 'late is there with a deadline, and above 0 behind it');
SELECT is((SELECT count(*) FROM got WHERE (late).start < (late).planned_start OR (late).finish < (late).planned_finish
		OR (late).start_slip <> workdays(cal, daterange((late).planned_start, (late).start))
		OR (late).finish_slip <> workdays(cal, daterange((late).planned_finish, (late).finish))), 0::bigint,
	'nothing moves forward, and slips are working days between the dates');

--
-- What floats promise: each activity in turn, in 3,000 networks.
--
CREATE TEMP TABLE turn AS
SELECT net, id, d, who, by, total, free, (g.late).*
FROM (SELECT i.net, i.id, i.d, w.id AS who, f.by, f.total, f.free, delay(i.id, i.d, i.p, '2026-04-20', CASE i.id WHEN w.id THEN by END, 0,
			c[1 + i.net % 4], i.kind, i.day, i.deadline) OVER (PARTITION BY i.net, w.id, f.free) AS late
	FROM input i JOIN got w ON w.net = i.net CROSS JOIN calendars
		CROSS JOIN LATERAL (VALUES ((w.plan).free_float, false, true), ((w.plan).total_float, true, false)) f (by, total, free)
	WHERE i.net <= 3000 AND f.by >= 0 AND NOT EXISTS (SELECT FROM input o WHERE o.net = i.net AND o.kind = 'ALAP')) g;
SELECT is((SELECT count(*) FROM turn WHERE free AND id <> who AND (start, finish) IS DISTINCT FROM (planned_start, planned_finish)), 0::bigint,
	'an activity that is late by its free float moves no other');
SELECT is((SELECT count(*) FROM (SELECT net, who FROM turn WHERE total GROUP BY net, who
			HAVING max(finish) FILTER (WHERE d > 0) > max(planned_finish)) t), 0::bigint, 'by its total float, it does not move the end');

--
-- The play of links.
--
CREATE TEMP TABLE play AS
SELECT g.net, g.id, g.cal, (g.plan).driver, n.p AS dep, n.days, i.kind
FROM got g JOIN input i USING (net, id) CROSS JOIN LATERAL unnest(i.p, g.play) AS n (p, days);
SELECT is((SELECT count(*) FROM play), (SELECT count(*) FROM link), 'each link has its play, also of several between the same two');
SELECT is((SELECT count(*) FROM play WHERE days < 0 AND kind NOT IN ('MSO', 'MFO') OR days IS NULL), 0::bigint,
	'it is negative only where a date breaks the link');
SELECT is((SELECT count(*) FROM (SELECT net, id, bool_or(days = 0 AND activity(dep) = driver) AS has, bool_or(days = 0) AS any
			FROM play WHERE (kind IS NULL OR kind NOT IN ('MSO', 'MFO')) AND net NOT IN (SELECT net FROM input WHERE kind = 'ALAP') GROUP BY net, id, driver
			HAVING driver IS NOT NULL AND NOT bool_or(days = 0 AND activity(dep) = driver) OR driver IS NULL AND bool_or(days = 0)) t), 0::bigint,
	'the driver has a link without play, and without a driver there is none');
-- of activities (no milestones) and working lags, by the dates alone
SELECT is((SELECT count(*) FROM play JOIN input t ON (t.net, t.id) = (play.net, play.id) JOIN got gt ON (gt.net, gt.id) = (play.net, play.id)
			JOIN input s ON (s.net, s.id) = (play.net, activity(dep)) JOIN got gs ON (gs.net, gs.id) = (s.net, s.id)
		WHERE t.d > 0 AND s.d > 0 AND NOT elapsed(dep) AND days <> CASE kind(dep)
			WHEN 'FS' THEN workdays(play.cal, daterange('2026-01-01', (gt.plan).early_start)) - workdays(play.cal, daterange('2026-01-01', (gs.plan).early_finish, '[]'))
			WHEN 'SS' THEN workdays(play.cal, daterange('2026-01-01', (gt.plan).early_start)) - workdays(play.cal, daterange('2026-01-01', (gs.plan).early_start))
			WHEN 'FF' THEN workdays(play.cal, daterange('2026-01-01', (gt.plan).early_finish)) - workdays(play.cal, daterange('2026-01-01', (gs.plan).early_finish))
			ELSE workdays(play.cal, daterange('2026-01-01', (gt.plan).early_finish, '[]')) - workdays(play.cal, daterange('2026-01-01', (gs.plan).early_start))
			END - lag(dep)), 0::bigint, 'it is what the dates leave beside the lag');
SELECT is((SELECT count(*) FROM pg_proc p WHERE pronamespace = 'regie'::regnamespace AND proname IN ('delay', 'relationship_float')
	AND provolatile = 'i' AND proparallel = 's' AND obj_description(oid, 'pg_proc') IS NOT NULL), 2::bigint, 'both have a comment, and are immutable and parallel safe');
SELECT * FROM finish();
ROLLBACK;
