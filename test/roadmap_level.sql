-- roadmap_level.sql: laws of leveling, against plain SQL.
BEGIN;
SELECT plan(22);
SET LOCAL search_path = regie, public;
SET LOCAL jit = off;

-- A number from low to high that depends on its arguments alone.
CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 77) & 1073741823)::int % (high - low + 1) $$;

--
-- 10,000 networks with links of all kinds, working and elapsed lags, leads, milestones and earliest dates.
--
CREATE TEMP TABLE act AS
SELECT net, i, chr(64 + CASE pg_temp.pick(net, 50, 0, 1) WHEN 0 THEN i ELSE 9 - i END) AS id, pg_temp.pick(net, i, 0, 5) AS d,
	CASE WHEN pg_temp.pick(net, 300 + i, 0, 5) = 0 THEN date '2026-01-05' + pg_temp.pick(net, 400 + i, -3, 20) END AS earliest,
	CASE WHEN pg_temp.pick(net, 500 + i, 0, 2) = 0 THEN date '2026-01-05' + pg_temp.pick(net, 600 + i, -3, 30) END AS deadline
FROM generate_series(1, 10000) net, LATERAL generate_series(1, pg_temp.pick(net, 0, 1, 8)) i;
ANALYZE act;
CREATE TEMP TABLE link AS
SELECT t.net, s.i AS s, t.i AS t, s.id AS s_id, s.d AS sd, t.d AS td,
	(ARRAY['FS', 'SS', 'FF', 'SF', 'FS', 'FS'])[pg_temp.pick(t.net, t.i * 20 + k, 1, 6)] AS kind,
	pg_temp.pick(t.net, t.i * 20 + k + 5, -3, 4) AS lag, pg_temp.pick(t.net, t.i * 20 + k + 15, 0, 9) = 0 AS elapsed
FROM act t CROSS JOIN generate_series(1, 2) k
	JOIN act s ON s.net = t.net AND s.i = pg_temp.pick(t.net, t.i * 20 + k + 10, 0, t.i - 1);
CREATE TEMP TABLE input AS
SELECT a.*, l.preds,
	jsonb_strip_nulls(jsonb_build_object('x', nullif(pg_temp.pick(a.net, 700 + a.i, 0, 2), 0),
		'y', nullif(pg_temp.pick(a.net, 800 + a.i, 0, 2), 0))) AS needs,
	CASE pg_temp.pick(a.net, 51, 0, 1) WHEN 0 THEN '{"x": 2, "y": 3}'::jsonb
		ELSE jsonb_build_object('y', 2, 'x', jsonb_build_object('2026-01-01', 2,
			date '2026-01-05' + pg_temp.pick(a.net, 52, 0, 9), pg_temp.pick(a.net, 53, 0, 3),
			date '2026-01-05' + pg_temp.pick(a.net, 54, 10, 20), pg_temp.pick(a.net, 55, 2, 3))) END AS capacity
FROM act a LEFT JOIN (SELECT net, t, array_agg(dependency(s_id, kind, lag, elapsed)) AS preds FROM link GROUP BY 1, 2) l
	ON (l.net, l.t) = (a.net, a.i);
ANALYZE input;

--
-- Without limits it is the schedule.
--
CREATE TEMP TABLE free AS
SELECT net, id, d, deadline,
	schedule(id, d, preds, '2026-01-05', NULL, CASE WHEN earliest IS NOT NULL THEN 'SNET' END, earliest, deadline)
		OVER (PARTITION BY net) AS s,
	level(id, d, preds, '2026-01-05', needs, '{"x": 1000, "y": 1000}', earliest => earliest, deadline => deadline)
		OVER (PARTITION BY net) AS l
FROM input;
SELECT is((SELECT count(*) FROM free WHERE ((l).start, (l).finish) IS DISTINCT FROM ((s).early_start, (s).early_finish)), 0::bigint,
	'with capacity enough, dates are those of schedule(), elapsed lags and milestones as well');
SELECT is((SELECT count(*) FROM free WHERE (l).delay <> 0 OR (l).waited <> 0 OR (l).gap <> 0 OR NOT (l).proven), 0::bigint,
	'and nothing waits, and it is proven best');
SELECT is((SELECT count(*) FROM free WHERE ((s).driver IS NOT NULL) <> ((l).waits_for IS NOT NULL AND (l).waits_for !~ '^\d{4}-')), 0::bigint,
	'what decides a start is a predecessor where schedule() names one');
SELECT is((SELECT count(*) FROM free WHERE (l).late IS DISTINCT FROM CASE WHEN deadline IS NOT NULL THEN
		coalesce(substring((s).breach FROM 'finishes (\d+) working days? after deadline')::int, 0) END), 0::bigint,
	'days behind deadlines are those that schedule() reports');

--
-- Under limits: every rule checked in plain SQL.
--
CREATE TEMP TABLE got AS
SELECT net, i, id, d, needs, capacity, earliest, deadline,
	level(id, d, preds, '2026-01-05', needs, capacity, NULL, earliest, deadline, schedules => 60) OVER (PARTITION BY net) AS l
FROM input;
CREATE INDEX ON got (net, i);
CREATE TEMP TABLE day AS
SELECT row_number() OVER (ORDER BY day)::int - 1 - 500 AS n, day::date
FROM (SELECT date '2026-01-05' - 700 + i AS day FROM generate_series(0, 2000) i) t WHERE extract(isodow FROM day) < 6;
ANALYZE got, day;
SELECT is((SELECT day FROM day WHERE n = 0), '2026-01-05'::date, 'working days by weekday alone');
SELECT is((SELECT count(*) FROM got WHERE d > 0 AND NOT EXISTS (SELECT FROM day a, day b
		WHERE a.day = (l).start AND b.day = (l).finish AND b.n - a.n + 1 = d)), 0::bigint, 'activities take their working days');
CREATE TEMP TABLE used AS
SELECT net, capacity, day, key, sum(value::int) AS units
FROM got JOIN day ON day BETWEEN (l).start AND (l).finish, jsonb_each_text(needs) WHERE d > 0 GROUP BY 1, 2, 3, 4;
SELECT ok((SELECT count(*) > 100000 FROM used), 'there is use enough');
SELECT is((SELECT count(*) FROM used WHERE units > CASE jsonb_typeof(capacity -> key) WHEN 'number' THEN (capacity ->> key)::int
		ELSE (SELECT value::int FROM jsonb_each_text(capacity -> key) c WHERE c.key::date <= day ORDER BY c.key::date DESC LIMIT 1) END),
	0::bigint, 'no resource gives more on a day than it has on that day');
SELECT ok((SELECT count(*) > 1000 FROM used WHERE jsonb_typeof(capacity -> key) = 'object' AND units = (SELECT value::int
		FROM jsonb_each_text(capacity -> key) c WHERE c.key::date <= day ORDER BY c.key::date DESC LIMIT 1)),
	'and often it gives all');
-- instants: the start of a working day; milestones may stand at the end of the day before
CREATE TEMP TABLE placed AS
SELECT net, i, d, a.n AS low, CASE WHEN d > 0 THEN a.n ELSE a.n + 1 END AS high
FROM got JOIN day a ON a.day = (l).start;
CREATE INDEX ON placed (net, i);
ANALYZE placed;
SELECT is((SELECT count(*) FROM link k JOIN placed s ON (s.net, s.i) = (k.net, k.s) JOIN placed t ON (t.net, t.i) = (k.net, k.t)
		WHERE NOT elapsed AND t.high < s.low + lag + CASE WHEN kind IN ('FS', 'FF') THEN sd ELSE 0 END
			- CASE WHEN kind IN ('FF', 'SF') THEN td ELSE 0 END), 0::bigint, 'working lags of all four kinds are kept');
SELECT is((SELECT count(*) FROM got WHERE (l).start < earliest AND d > 0), 0::bigint, 'earliest dates are kept');
SELECT is((SELECT count(*) FROM got JOIN free USING (net, id) WHERE (got.l).start < (s).early_start), 0::bigint,
	'nothing starts before its early start');
SELECT is((SELECT count(*) FROM (SELECT net, max((l).length) AS length, max(low + d) AS last, bool_and((l).lower_bound <= (l).length
			AND ((l).by_rule IS NULL OR (l).length <= (l).by_rule) AND (l).made <= 60
			AND (l).proven = ((l).length = (l).lower_bound)) AS sane, count(DISTINCT (l).length) AS lengths
		FROM got JOIN placed USING (net, i, d) GROUP BY 1) t WHERE NOT sane OR lengths > 1 OR length NOT IN (last, last + 1)),
	0::bigint, 'length is that of the dates, not under its bound, not over that of the rule');
SELECT is((SELECT count(*) FROM got WHERE ((l).waited > 0) <> ((l).resource IS NOT NULL)
		OR (l).resource IS NOT NULL AND NOT needs ? (l).resource
		OR (l).resource IS NOT NULL AND (l).waits_for !~ ('^' || (l).resource || ', (busy with [A-I]|more from \d{4}-\d\d-\d\d)$')),
	0::bigint, 'who waits for a resource needs it, and is told who has it');
SELECT is((SELECT count(*) FROM got a JOIN got b ON a.net = b.net AND b.id = substring((a.l).waits_for FROM 'busy with (.)$')
		JOIN day f ON f.day = (b.l).finish JOIN day s ON s.day = (a.l).start
		WHERE (a.l).resource IS NOT NULL AND (f.n + 1 <> s.n OR NOT b.needs ? (a.l).resource)), 0::bigint,
	'who is said to be busy ends where the other starts');

--
-- The same results, however the rows come.
--
SELECT is((SELECT count(*) FROM got JOIN (SELECT net, id, level(id, d, preds, '2026-01-05', needs, capacity, NULL, earliest, deadline,
				schedules => 60) OVER (PARTITION BY net ORDER BY hashtext(id || net)) AS l FROM input WHERE net % 4 = 0) t USING (net, id)
		WHERE got.l IS DISTINCT FROM t.l), 0::bigint, 'the order of rows does not matter');
SELECT is((SELECT count(*) FROM got JOIN (SELECT net, id, level(id, d, (SELECT array_agg(p ORDER BY hashtext(p::text)) FROM unnest(preds) p),
				(ARRAY[date '2026-01-05'])[1 + net * 0], needs, capacity, NULL, earliest, deadline,
				(ARRAY[1])[1 + net * 0], (ARRAY['duration'])[1 + net * 0], (ARRAY[60])[1 + net * 0]) OVER (PARTITION BY net, copy) AS l
			FROM input, generate_series(1, 2) copy WHERE net % 8 = 0) t USING (net, id)
		WHERE got.l IS DISTINCT FROM t.l), 0::bigint, 'nor which partition it is, nor where arguments come from');
CREATE TABLE level_input AS SELECT * FROM input WHERE net % 8 = 0;
DO $$
BEGIN
	PERFORM set_config(name, 'on', true) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
END $$;
CREATE TABLE level_parallel AS SELECT net, id, level(id, d, preds, '2026-01-05', needs, capacity, NULL, earliest, deadline,
	schedules => 60) OVER (PARTITION BY net) AS l FROM level_input;
DO $$
BEGIN
	PERFORM set_config(name, 'off', true) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
END $$;
SELECT is((SELECT count(*) FROM got JOIN level_parallel t USING (net, id) WHERE got.l IS DISTINCT FROM t.l), 0::bigint,
	'a parallel worker gives the same');

--
-- Lateness, and stopping.
--
SELECT is((SELECT count(*) FROM (SELECT net, sum((l).late * (1 + i % 3)) AS late, max((l).lateness) AS lateness
		FROM (SELECT net, i, level(id, d, preds, '2026-01-05', needs, capacity, NULL, earliest, deadline, 1 + i % 3, 'lateness', 60)
				OVER (PARTITION BY net) AS l
			FROM input WHERE net % 4 = 0 AND net IN (SELECT net FROM act WHERE deadline IS NOT NULL)
				AND net NOT IN (SELECT net FROM act WHERE d = 0)) t GROUP BY 1) t
		WHERE late <> lateness), 0::bigint, 'lateness is what the activities are late, times their weights');
CREATE FUNCTION pg_temp.stopped_after() RETURNS interval LANGUAGE plpgsql AS $$
DECLARE begun timestamptz := clock_timestamp();
BEGIN
	PERFORM max((l).length) FROM (SELECT level('A' || i, 1 + i % 9, CASE WHEN i > 10 THEN ARRAY[dependency('A' || i - 10)] END, '2026-01-01',
		ARRAY[1 + i % 3], ARRAY[5], schedules => 2000000000) OVER () AS l FROM generate_series(1, 20000) i) t;
	RETURN NULL;
EXCEPTION WHEN query_canceled THEN
	RETURN clock_timestamp() - begun;
END $$;
SET LOCAL statement_timeout = '700ms';
SELECT ok(pg_temp.stopped_after() < '2 s', 'a long search can be stopped');
SET LOCAL statement_timeout = 0;
CREATE TEMP TABLE watch AS SELECT clock_timestamp() AS begun;
SELECT is((SELECT count(DISTINCT (l).length) FROM (SELECT level(i::text, 1 + i % 7, NULL, '2026-01-05', ARRAY[1 + i % 3], ARRAY[4], schedules => NULL,
		milliseconds => 200) OVER () AS l FROM generate_series(1, 200) i) t), 1::bigint, 'the clock ends a search');

SELECT is((SELECT string_agg(DISTINCT provolatile::text || proparallel::text, ',') FROM pg_proc
	WHERE pronamespace = 'regie'::regnamespace AND proname = 'level' AND obj_description(oid, 'pg_proc') IS NOT NULL), 'vs',
	'level is volatile (it can look at the clock) and parallel safe');
SELECT * FROM finish();
ROLLBACK;
