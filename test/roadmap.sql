-- roadmap.sql: laws of dependencies and schedules, against plain SQL.
BEGIN;
SELECT plan(23);
SET LOCAL search_path = regie, public;
SET LOCAL jit = off;

-- A number from low to high that depends on its arguments alone.
CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 42) & 1073741823)::int % (high - low + 1) $$;

--
-- Dependencies: 20,000 of them through text, binary form, parts and lists.
--
CREATE TEMP TABLE dep AS
SELECT i, name, (ARRAY['FS', 'SS', 'FF', 'SF'])[pick.k] AS kind, pick.lag, pick.elapsed,
	dependency(name, (ARRAY['FS', 'SS', 'FF', 'SF'])[pick.k], pick.lag, pick.elapsed) AS d
FROM generate_series(1, 20000) i,
	LATERAL (SELECT string_agg(substr('FSsfd123+- ",;eA{}\é', pg_temp.pick(i, c, 1, 20), 1), '' ORDER BY c) AS name
		FROM generate_series(1, pg_temp.pick(i, 0, 1, 6)) c) n,
	LATERAL (SELECT pg_temp.pick(i, 100, 1, 4) AS k, pg_temp.pick(i, 101, -3, 3) AS lag,
		pg_temp.pick(i, 102, 0, 1) = 1 AS elapsed) pick;
SELECT is((SELECT count(*) FROM dep WHERE d <> d::text::dependency), 0::bigint, 'dependencies survive their text');
SELECT is((SELECT count(*) FROM dep WHERE (activity(d), kind(d), lag(d), elapsed(d))
		IS DISTINCT FROM (name, kind, lag, elapsed AND lag <> 0)), 0::bigint, 'parts are those they were made of');
SELECT is((SELECT count(*) FROM (SELECT array_agg(d ORDER BY i) AS all_of_them,
			dependencies(string_agg(d::text, ',' ORDER BY i), ',') AS commas,
			dependencies(string_agg(d::text, ' ; ' ORDER BY i), ';') AS semicolons
		FROM dep GROUP BY i % 1000) t WHERE all_of_them <> commas OR all_of_them <> semicolons), 0::bigint,
	'lists of dependencies read back');
SELECT is((SELECT array_agg(d ORDER BY i)::text::dependency[] FROM dep), (SELECT array_agg(d ORDER BY i) FROM dep),
	'an array of dependencies survives its text');
SELECT is((SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY d, i) AS by_type,
			row_number() OVER (ORDER BY name COLLATE "C", array_position(ARRAY['FS', 'SS', 'FF', 'SF'], kind), lag,
				elapsed AND lag <> 0, i) AS by_parts
		FROM dep) t WHERE by_type <> by_parts), 0::bigint, 'order is by name (bytewise), kind, lag, unit');
SELECT is((SELECT count(*) FROM dep a JOIN dep b ON a.i < b.i AND a.i % 50 = 0 AND b.i % 50 = 0
		AND (a.d = b.d) <> (dependency_hash(a.d) = dependency_hash(b.d)
			AND dependency_hash_extended(a.d, 7) = dependency_hash_extended(b.d, 7))), 0::bigint,
	'equal dependencies have equal hashes, others (here) not');

-- binary form, through a file of the server
CREATE TEMP TABLE copied (i int, d dependency, a dependency[]);
DO $$
DECLARE path text := current_setting('data_directory') || '/regie_roadmap.bin';
BEGIN
	EXECUTE format('COPY (SELECT i, d, ARRAY[d, NULL, d] FROM dep) TO %L (FORMAT binary)', path);
	EXECUTE format('COPY copied FROM %L (FORMAT binary)', path);
END $$;
SELECT is((SELECT count(*) FROM dep JOIN copied USING (i) WHERE dep.d = copied.d AND copied.a = ARRAY[dep.d, NULL, dep.d]),
	20000::bigint, 'dependencies survive their binary form');

--
-- 10,000 random networks of up to 8 activities with links of all kinds, against equations in plain SQL that are
-- applied until nothing moves. Working days come from the weekday alone.
--
CREATE TEMP TABLE act AS
SELECT net, i, chr(64 + CASE pg_temp.pick(net, 50, 0, 1) WHEN 0 THEN i ELSE 9 - i END) AS id, pg_temp.pick(net, i, 1, 7) AS d
FROM generate_series(1, 10000) net, LATERAL generate_series(1, pg_temp.pick(net, 0, 1, 8)) i;
ANALYZE act;
CREATE TEMP TABLE link AS
SELECT *, lag + CASE WHEN kind IN ('FS', 'FF') THEN sd ELSE 0 END - CASE WHEN kind IN ('FF', 'SF') THEN td ELSE 0 END AS w
FROM (SELECT t.net, s.i AS s, t.i AS t, s.id AS s_id, s.d AS sd, t.d AS td,
	(ARRAY['FS', 'SS', 'FF', 'SF'])[pg_temp.pick(t.net, t.i * 20 + k, 1, 4)] AS kind,
	pg_temp.pick(t.net, t.i * 20 + k + 5, -4, 5) AS lag
FROM act t CROSS JOIN generate_series(1, 3) k
	JOIN act s ON s.net = t.net AND s.i = pg_temp.pick(t.net, t.i * 20 + k + 10, 0, t.i - 1)) l;
CREATE INDEX ON link (net, t);
CREATE INDEX ON link (net, s);
CREATE INDEX ON act (net, i);
ANALYZE link;
ALTER TABLE act ADD es int DEFAULT 0, ADD ls int, ADD finish int;
DO $$
DECLARE moved int;
BEGIN
	LOOP
		UPDATE act SET es = b.es FROM (SELECT l.net, l.t, max(a.es + l.w) AS es
			FROM link l JOIN act a ON (a.net, a.i) = (l.net, l.s) GROUP BY 1, 2) b
		WHERE (act.net, act.i) = (b.net, b.t) AND b.es > act.es;
		GET DIAGNOSTICS moved = ROW_COUNT;
		EXIT WHEN moved = 0;
	END LOOP;
	UPDATE act SET finish = f.finish, ls = f.finish - d
	FROM (SELECT net, max(es + d) AS finish FROM act GROUP BY 1) f WHERE f.net = act.net;
	LOOP
		UPDATE act SET ls = b.ls FROM (SELECT l.net, l.s, min(a.ls - l.w) AS ls
			FROM link l JOIN act a ON (a.net, a.i) = (l.net, l.t) GROUP BY 1, 2) b
		WHERE (act.net, act.i) = (b.net, b.s) AND b.ls < act.ls;
		GET DIAGNOSTICS moved = ROW_COUNT;
		EXIT WHEN moved = 0;
	END LOOP;
END $$;
CREATE TEMP TABLE working_day AS
SELECT row_number() OVER (ORDER BY day)::int - 1 - 500 AS n, day::date
FROM (SELECT date '2026-01-05' - 700 + i AS day FROM generate_series(0, 2000) i) t WHERE extract(isodow FROM day) < 6;
ANALYZE act, working_day;
CREATE TEMP TABLE expected AS
SELECT a.net, a.id, es.day AS early_start, ef.day AS early_finish, ls.day AS late_start, lf.day AS late_finish,
	a.ls - a.es AS total, least(finish - d, room) - a.es AS free,
	least(greatest(least(finish - d, room) - greatest(0, floor), 0), least(finish - d, room) - a.es) AS independent, a.ls = a.es AS critical, driver
FROM act a
	JOIN working_day es ON es.n = a.es JOIN working_day ef ON ef.n = a.es + d - 1
	JOIN working_day ls ON ls.n = a.ls JOIN working_day lf ON lf.n = a.ls + d - 1
	LEFT JOIN (SELECT l.net, l.s AS i, min(t.es - l.w) AS room
		FROM link l JOIN act t ON (t.net, t.i) = (l.net, l.t) GROUP BY 1, 2) r ON (r.net, r.i) = (a.net, a.i)
	LEFT JOIN (SELECT l.net, l.t AS i, max(s.ls + l.w) AS floor,
			min(s.id COLLATE "C") FILTER (WHERE s.es + l.w = t.es) AS driver
		FROM link l JOIN act s ON (s.net, s.i) = (l.net, l.s) JOIN act t ON (t.net, t.i) = (l.net, l.t)
		GROUP BY 1, 2) f ON (f.net, f.i) = (a.net, a.i);
CREATE TEMP TABLE input AS
SELECT a.net, a.id, a.d, l.preds
FROM act a LEFT JOIN (SELECT net, t, array_agg(dependency(s_id, kind, lag)) AS preds FROM link GROUP BY 1, 2) l
	ON (l.net, l.t) = (a.net, a.i);
CREATE TEMP TABLE got AS
SELECT net, id, schedule(id, d, preds, '2026-01-05') OVER (PARTITION BY net) AS s FROM input;
SELECT is((SELECT array_agg(n || ' ' || day) FROM working_day WHERE n IN (0, 5)), ARRAY['0 2026-01-05', '5 2026-01-12'],
	'working days by weekday alone');
SELECT ok((SELECT count(*) > 10000 FROM link), 'there are links enough');
SELECT is((SELECT count(*) FROM expected), (SELECT count(*) FROM act), 'each activity has an expected result');
SELECT is((SELECT count(*) FROM expected e JOIN got g USING (net, id)
		WHERE (early_start, early_finish, late_start, late_finish, total, free, independent, e.critical, e.driver)
			IS DISTINCT FROM ((s).early_start, (s).early_finish, (s).late_start, (s).late_finish, (s).total_float,
				(s).free_float, (s).independent_float, (s).critical, (s).driver)), 0::bigint,
	'10,000 networks: dates, floats and drivers are those of plain SQL');

-- driving: a path of tight links to an activity that finishes last
WITH RECURSIVE driving AS (
	SELECT net, i FROM act WHERE es + d = finish
	UNION
	SELECT l.net, l.s FROM driving JOIN link l ON (l.net, l.t) = (driving.net, driving.i)
		JOIN act s ON (s.net, s.i) = (l.net, l.s) JOIN act t ON (t.net, t.i) = (l.net, l.t)
	WHERE s.es + l.w = t.es)
SELECT is((SELECT count(*) FROM act a JOIN got g USING (net, id)
		WHERE (g.s).driving <> EXISTS (SELECT FROM driving d WHERE (d.net, d.i) = (a.net, a.i))), 0::bigint,
	'driving activities are those on a longest path');

--
-- The same results, however the rows come.
--
SELECT is((SELECT count(*) FROM got JOIN (SELECT net, id,
				schedule(id, d, preds, '2026-01-05') OVER (PARTITION BY net ORDER BY hashtext(id || net)) AS s
			FROM input) t USING (net, id)
		WHERE got.s IS DISTINCT FROM t.s), 0::bigint, 'the order of rows does not matter');
-- all networks in one partition: their finishes are common, all that looks forward is the same
CREATE TEMP TABLE one AS
SELECT net, id, schedule(net || '/' || id, d, (SELECT array_agg(dependency(net || '/' || activity(p), kind(p), lag(p)))
	FROM unnest(preds) p), '2026-01-05') OVER () AS s FROM input;
SELECT is((SELECT count(*) FROM got JOIN one USING (net, id)
		WHERE ((got.s).early_start, (got.s).early_finish, net || '/' || (got.s).driver)
			IS DISTINCT FROM ((one.s).early_start, (one.s).early_finish, (one.s).driver)), 0::bigint,
	'networks side by side in one partition do not touch each other');
SET LOCAL work_mem = '64kB';
SELECT is((SELECT count(*) FROM one JOIN (SELECT net, id, schedule(net || '/' || id, d,
				(SELECT array_agg(dependency(net || '/' || activity(p), kind(p), lag(p))) FROM unnest(preds) p), start) OVER () AS s
			FROM input, (VALUES (date '2026-01-05')) v(start)) t USING (net, id)
		WHERE one.s IS DISTINCT FROM t.s), 0::bigint, 'a partition beyond work_mem gives the same');
RESET work_mem;
-- arguments from columns instead of constants
SELECT is((SELECT count(*) FROM got JOIN (SELECT net, id, schedule(id, d, preds, (ARRAY[date '2026-01-05'])[1 + net * 0],
				(ARRAY['Mon-Fri'::calendar])[1 + net * 0], (ARRAY['ASAP'])[1 + net * 0], (ARRAY[NULL::date])[1 + net * 0],
				(ARRAY[NULL::date])[1 + net * 0]) OVER (PARTITION BY net) AS s FROM input) t USING (net, id)
		WHERE got.s IS DISTINCT FROM t.s), 0::bigint, 'arguments may come from columns');
-- where every day is worked, elapsed days are working days
SELECT is((SELECT count(*) FROM (SELECT schedule(id, d, preds, '2026-01-05', 'Mon-Sun') OVER w AS working,
			schedule(id, d, (SELECT array_agg(dependency(activity(p), kind(p), lag(p), true)) FROM unnest(preds) p), '2026-01-05',
				'Mon-Sun') OVER w AS elapsed
		FROM input WINDOW w AS (PARTITION BY net)) t
	WHERE working::text IS DISTINCT FROM regexp_replace(elapsed::text, '(\d)ed', '\1d')), 0::bigint, -- the reason says "ed"
	'where every day is worked, elapsed lags are working lags');
-- a date far away changes nothing but what it says
SELECT is((SELECT count(*) FROM got JOIN (SELECT net, id, schedule(id, d, preds, '2026-01-05', NULL,
				(ARRAY['SNET', 'FNET', 'SNLT', 'FNLT', 'ASAP'])[1 + net % 5],
				(ARRAY['1999-01-01', '1999-01-01', '2099-01-01', '2099-01-01', NULL]::date[])[1 + net % 5],
				'2099-12-31') OVER (PARTITION BY net) AS s FROM input) t USING (net, id)
		WHERE got.s IS DISTINCT FROM t.s), 0::bigint, 'dates that do not bind change nothing');

--
-- Large partitions, and stopping them.
--
SELECT is((SELECT (max((s).early_finish) - date '2026-01-01', count(*) FILTER (WHERE (s).driving))::text
	FROM (SELECT schedule('A' || i, 1, CASE WHEN i > 1 THEN ARRAY[dependency('A' || i - 1)] END, '2026-01-01', 'Mon-Sun')
			OVER (ORDER BY i % 997) AS s FROM generate_series(1, 100000) i) t), '(99999,100000)',
	'a chain of 100,000 activities');
-- The timeout falls into reading, calculating or returning; each asks for interrupts.
CREATE FUNCTION pg_temp.stopped_after() RETURNS interval LANGUAGE plpgsql AS $$
DECLARE begun timestamptz := clock_timestamp();
BEGIN
	PERFORM max((s).early_finish) FROM (SELECT schedule('A' || i, 1, CASE WHEN i > 1 THEN array_fill(dependency('A' || i - 1),
		ARRAY[3]) END, '2026-01-01', 'Mon-Sun') OVER () AS s FROM generate_series(1, 2000000) i) t;
	RETURN NULL;
EXCEPTION WHEN query_canceled THEN
	RETURN clock_timestamp() - begun;
END $$;
SET LOCAL statement_timeout = '150ms';
SELECT ok(pg_temp.stopped_after() < '2 s', 'a long run can be stopped');
SET LOCAL statement_timeout = 0;

--
-- What the catalog says.
--
SELECT is((SELECT string_agg(DISTINCT provolatile::text || proparallel::text, ',') FROM pg_proc p
	WHERE pronamespace = 'regie'::regnamespace AND (prorettype = 'dependency'::regtype
		OR 'dependency'::regtype = ANY (proargtypes) OR prorettype IN ('scheduled'::regtype, 'dependency[]'::regtype))), 'is',
	'all functions are immutable and parallel safe');
SELECT is((SELECT count(*) FROM pg_proc p WHERE pronamespace = 'regie'::regnamespace
		AND (proname ~ '^dependenc' OR proname IN ('schedule', 'activity', 'kind', 'lag', 'elapsed'))
		AND obj_description(oid, 'pg_proc') IS NULL), 0::bigint, 'all functions have a comment');
SELECT is((SELECT count(*) FROM pg_attribute WHERE attrelid = (SELECT typrelid FROM pg_type WHERE oid = 'scheduled'::regtype)
		AND attnum > 0 AND col_description(attrelid, attnum) IS NULL), 0::bigint, 'all fields of scheduled have a comment');
SELECT * FROM finish();
ROLLBACK;
