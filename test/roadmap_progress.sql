-- roadmap_progress.sql: laws of progress in level, schedule_risk, delay and relationship_float, beside schedule.
BEGIN;
SELECT plan(18);
SET LOCAL search_path = regie, public;
SET LOCAL jit = off;

-- A number from low to high that depends on its arguments alone.
CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 61) & 1073741823)::int % (high - low + 1) $$;

--
-- 10,000 random networks of up to 8 activities: links of all kinds, working and elapsed lags, leads, milestones, dates,
-- and progress as of a status day; every tenth network has a status day alone.
--
CREATE TEMP TABLE act AS
SELECT net, i, chr(64 + i) AS id, d, status, kind,
	CASE WHEN kind NOT IN ('ALAP') THEN date '2026-01-01' + pg_temp.pick(net, 30 + i, 0, 40) END AS day,
	CASE WHEN pg_temp.pick(net, 40 + i, 0, 3) = 0 THEN date '2026-01-05' + pg_temp.pick(net, 50 + i, 0, 30) END AS deadline,
	CASE WHEN progress < 3 THEN status - pg_temp.pick(net, 60 + i, 5, 14) END AS started,
	CASE WHEN progress < 2 THEN status - CASE WHEN d = 0 THEN pg_temp.pick(net, 60 + i, 5, 14) ELSE pg_temp.pick(net, 70 + i, 0, 5) END END AS finished,
	CASE WHEN progress = 2 AND d > 0 THEN pg_temp.pick(net, 80 + i, 1, 9) END AS days_left
FROM (SELECT net, i, pg_temp.pick(net, i, 0, 6) AS d, date '2026-01-05' + pg_temp.pick(net, 0, 0, 20) AS status,
		CASE WHEN net % 10 = 0 THEN 7 ELSE pg_temp.pick(net, 90 + i, 0, 7) END AS progress,
		(ARRAY[NULL, NULL, 'SNET', 'FNET', 'SNLT', 'FNLT', 'MSO', 'MFO', 'ALAP'])[pg_temp.pick(net, 100 + i, 1, 9)] AS kind
	FROM generate_series(1, 10000) net, LATERAL generate_series(1, pg_temp.pick(net, 0, 1, 8)) i) a;
CREATE TEMP TABLE input AS
SELECT a.*, (SELECT array_agg(dependency(chr(64 + pg_temp.pick(net, i * 20 + k, 1, i - 1)), (ARRAY['FS', 'SS', 'FF', 'SF'])[pg_temp.pick(net, i * 30 + k, 1, 4)],
			pg_temp.pick(net, i * 40 + k, -3, 4), pg_temp.pick(net, i * 50 + k, 0, 2) = 0))
		FROM generate_series(1, pg_temp.pick(net, i * 60, 0, 3)) k WHERE i > 1) AS preds
FROM act a;
ANALYZE input;
SELECT ok((SELECT count(*) FILTER (WHERE started IS NOT NULL AND finished IS NULL) > 3000 AND count(*) FILTER (WHERE finished IS NOT NULL) > 3000 FROM input),
	'many have begun, many are finished');

--
-- level: without limits it is the schedule.
--
CREATE TEMP TABLE free AS
SELECT net, id, d, started, finished, deadline,
	schedule(id, d, preds, '2026-01-05', NULL, CASE kind WHEN 'SNET' THEN kind END, CASE kind WHEN 'SNET' THEN day END, deadline,
		status, started, finished, days_left) OVER (PARTITION BY net) AS s,
	level(id, d, preds, '2026-01-05', '{"x": 1}'::jsonb, '{"x": 1000}', earliest => CASE kind WHEN 'SNET' THEN day END, deadline => deadline,
		schedules => 20, status_day => status, actual_start => started, actual_finish => finished, remaining => days_left) OVER (PARTITION BY net) AS l
FROM input;
SELECT is((SELECT count(*) FROM free WHERE ((l).start, (l).finish) IS DISTINCT FROM ((s).early_start, (s).early_finish)), 0::bigint,
	'level: with capacity enough, dates are those of schedule');
SELECT is((SELECT count(*) FROM free WHERE (l).delay <> 0 OR (l).waited <> 0 OR (l).resource IS NOT NULL OR NOT (l).proven), 0::bigint,
	'level: then nothing waits, and it is proven best');
SELECT is((SELECT count(*) FROM free WHERE finished IS NULL AND ((s).driver IS NOT NULL) <> ((l).waits_for IS NOT NULL AND (l).waits_for !~ '^\d{4}-')), 0::bigint,
	'level: what decides a start is a predecessor where schedule names one');
SELECT is((SELECT count(*) FROM free WHERE (l).late IS DISTINCT FROM CASE WHEN deadline IS NOT NULL THEN
		coalesce(substring((s).breach FROM 'finishe[sd] (\d+) working days? after deadline')::int, 0) END), 0::bigint,
	'level: days behind deadlines are those that schedule reports, of what is finished as well');
SELECT is((SELECT count(*) FROM (SELECT net, max((l).length) AS length, max(workdays('Mon-Fri', daterange('2026-01-05', (s).early_finish + 1))) AS days,
			max(workdays('Mon-Fri', daterange('2026-01-05', (s).early_finish + 1))) FILTER (WHERE d > 0) AS least
		FROM free WHERE (s).early_finish >= '2026-01-05' GROUP BY net HAVING bool_and(finished IS NULL AND (d > 0 OR started IS NULL))) t
	WHERE length NOT BETWEEN greatest(least, days - 1) AND days), 0::bigint, 'level: the length counts from the project start, not from the status day');

--
-- level: under limits every rule, in plain SQL.
--
CREATE TEMP TABLE tight AS
SELECT net, id, d, status, started, finished, preds, 1 + pg_temp.pick(net, 200 + i, 0, 1) AS need, days_left,
	schedule(id, d, preds, '2026-01-05', status_day => status, actual_start => started, actual_finish => finished, remaining => days_left)
		OVER (PARTITION BY net) AS s,
	level(id, d, preds, '2026-01-05', jsonb_build_object('x', 1 + pg_temp.pick(net, 200 + i, 0, 1)), '{"x": 2}', schedules => 30,
		status_day => status, actual_start => started, actual_finish => finished, remaining => days_left) OVER (PARTITION BY net) AS l
FROM input;
ANALYZE tight;
SELECT is((SELECT count(*) FROM tight WHERE finished IS NOT NULL AND ((l).start, (l).finish, (l).waits_for, (l).waited) IS DISTINCT FROM (started, finished, NULL::text, 0)), 0::bigint,
	'level: what is finished keeps its days, and waits for nothing');
SELECT is((SELECT count(*) FROM tight WHERE started IS NULL AND (l).finish < status - 4), 0::bigint,
	'level: what has not begun is not placed before the status day');
/* under way: begun, and waiting for nothing that is still to start */
CREATE TEMP TABLE pinned AS
WITH RECURSIVE open AS (
	SELECT t.net, t.id, true AS fresh FROM tight t WHERE started IS NULL AND finished IS NULL
	UNION
	SELECT t.net, t.id, t.started IS NULL FROM open o JOIN tight t ON t.net = o.net AND t.finished IS NULL, LATERAL unnest(t.preds) p
	WHERE activity(p) = o.id AND (o.fresh OR kind(p) IN ('FS', 'FF'))
)
SELECT net, id FROM tight t WHERE started IS NOT NULL AND finished IS NULL AND d > 0 AND NOT EXISTS (SELECT FROM open o WHERE (o.net, o.id) = (t.net, t.id));
SELECT ok((SELECT count(*) > 1000 FROM pinned), 'level: many are under way');
SELECT is((SELECT count(*) FROM pinned JOIN tight t USING (net, id) WHERE ((l).start, (l).finish) IS DISTINCT FROM (started, (s).early_finish)), 0::bigint,
	'level: what is under way is not moved, though others need the same');
CREATE TEMP TABLE used AS
SELECT t.net, day::date, sum(need) AS used, coalesce(sum(need) FILTER (WHERE p.id IS NOT NULL), 0) AS fixed
FROM tight t LEFT JOIN pinned p USING (net, id), LATERAL generate_series(add_workdays('Mon-Fri', (l).finish, -(coalesce(days_left, d) - 1)), (l).finish, interval '1 day') day
WHERE finished IS NULL AND d > 0 AND extract(isodow FROM day) < 6 AND (started IS NULL OR days_left IS NOT NULL)
GROUP BY 1, 2;
SELECT is((SELECT count(*) FROM used WHERE used > 2 AND used > fixed), 0::bigint,
	'level: no resource is used above its capacity, but by what is under way alone, when nobody else uses it');
SELECT ok((SELECT count(*) > 50 FROM used WHERE fixed > 2), 'level: which happens');

--
-- schedule_risk: sure durations are the schedule.
--
CREATE TEMP TABLE sure AS
SELECT net, id, started, finished, kind, deadline,
	schedule(id, d, preds, '2026-01-05', NULL, kind, day, deadline, status, started, finished, days_left) OVER (PARTITION BY net) AS s,
	schedule_risk(id, d, preds, '2026-01-05', NULL, kind, day, deadline, d, NULL, d, iterations => 3,
		status_day => status, actual_start => started, actual_finish => finished, remaining => days_left) OVER (PARTITION BY net) AS r
FROM input;
SELECT is((SELECT count(*) FROM sure WHERE ((r).planned_finish, (r).p10, (r).p50, (r).p95) IS DISTINCT FROM ((s).early_finish, (s).early_finish, (s).early_finish, (s).early_finish)), 0::bigint,
	'schedule_risk: where nothing is uncertain, all runs are schedule');
SELECT is((SELECT count(*) FROM sure WHERE finished IS NOT NULL AND ((r).chance_plan, (r).chance_critical, (r).cruciality, (r).chance_deadline)
		IS DISTINCT FROM (1::float8, 0::float8, NULL::float8, CASE WHEN deadline IS NOT NULL THEN (finished <= deadline)::int::float8 END)), 0::bigint,
	'schedule_risk: what is finished is sure');
/* the remaining part is drawn like an activity of its own from the status day on, whole days outwards */
SELECT is((SELECT count(*) FROM (SELECT n, (schedule_risk('A', 10, NULL, '2026-01-05', optimistic => 4, pessimistic => 25, iterations => 500, distribution => kind,
			status_day => '2026-02-02', actual_start => '2026-01-12', remaining => n) OVER (PARTITION BY n, kind)).*, kind FROM generate_series(1, 20) n, unnest(ARRAY['pert', 'uniform', 'triangular']) kind) a
		JOIN (SELECT n, (schedule_risk('A', n, NULL, '2026-02-02', optimistic => 4 * n / 10, pessimistic => (25 * n + 9) / 10, iterations => 500, distribution => kind) OVER (PARTITION BY n, kind)).*, kind
			FROM generate_series(1, 20) n, unnest(ARRAY['pert', 'uniform', 'triangular']) kind) b
		USING (n, kind, p10, p50, p80, p95, chance_plan)), 60::bigint, 'schedule_risk: of what has begun, the estimate is cut to what remains');

--
-- delay and relationship_float.
--
CREATE TEMP TABLE late AS
SELECT net, id, preds, started, finished, kind,
	schedule(id, d, preds, '2026-01-05', NULL, kind, day, deadline, status, started, finished, days_left) OVER (PARTITION BY net) AS s,
	delay(id, d, preds, '2026-01-05', 0, 0, NULL, kind, day, deadline, status, started, finished, days_left) OVER (PARTITION BY net) AS l,
	relationship_float(id, d, preds, '2026-01-05', NULL, kind, day, deadline, status, started, finished, days_left) OVER (PARTITION BY net) AS play
FROM input;
SELECT is((SELECT count(*) FROM late WHERE ((l).planned_start, (l).planned_finish, (l).start, (l).finish, (l).start_slip, (l).finish_slip, (l).pushed_by)
		IS DISTINCT FROM ((s).early_start, (s).early_finish, (s).early_start, (s).early_finish, 0, 0, NULL::text)), 0::bigint,
	'delay: where nobody is late, it is schedule');
SELECT is((SELECT count(*) FROM late WHERE (finished IS NOT NULL AND play IS NOT NULL)
		OR (finished IS NULL AND (s).driver IS NOT NULL AND NOT 0 = ANY (play))
		OR (finished IS NULL AND coalesce(kind, '') NOT IN ('MSO', 'MFO') AND 0 > ANY (play))), 0::bigint,
	'relationship_float: what drives has no play, none is negative but under a fixed date, and what is finished has none');
/* taking longer is the same as having more left, where no link pulls a finish */
CREATE TEMP TABLE pushed AS
SELECT (delay(id, d, preds, '2026-01-05', 0, more, status_day => status, actual_start => started, actual_finish => finished, remaining => days_left) OVER (PARTITION BY net)).finish,
	(schedule(id, d + more, preds, '2026-01-05', status_day => status, actual_start => started, actual_finish => finished, remaining => days_left + more) OVER (PARTITION BY net)).early_finish
FROM (SELECT i.*, CASE WHEN i.days_left IS NOT NULL THEN pg_temp.pick(net, 300 + i, 0, 5) ELSE 0 END AS more FROM input i
	WHERE net NOT IN (SELECT net FROM input, unnest(preds) p WHERE kind(p) IN ('FF', 'SF'))) t;
SELECT is((SELECT count(*) FROM pushed WHERE finish IS DISTINCT FROM early_finish), 0::bigint, 'delay: of what has begun, what is left takes longer');
SELECT * FROM finish();
ROLLBACK;
