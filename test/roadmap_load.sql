-- roadmap_load.sql: resource_load against each day by itself.
BEGIN;
SELECT plan(7);
SET LOCAL search_path = regie, public;
SET LOCAL jit = off;

-- A number from low to high that depends on its arguments alone.
CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 78) & 1073741823)::int % (high - low + 1) $$;

CREATE TEMP TABLE plan AS
SELECT net, i, s.start, regie.add_workdays(c.cal, s.start, greatest(d - 1, 0)) AS finish, d, c.cal,
	jsonb_build_object('x', pg_temp.pick(net, 200 + i, 0, 2)) || CASE WHEN pg_temp.pick(net, 250 + i, 0, 1) = 0
		THEN jsonb_build_object('y', pg_temp.pick(net, 300 + i, 0, 5) / 2.0) ELSE '{}' END AS needs,
	CASE WHEN pg_temp.pick(net, 1, 0, 1) = 0 THEN '{"x": 2, "y": 3.5, "z": 1}'::jsonb
		ELSE jsonb_build_object('y', 2, 'x', jsonb_build_object(date '2026-01-05' + pg_temp.pick(net, 2, -20, 5), 1,
			date '2026-01-05' + pg_temp.pick(net, 3, 6, 12), pg_temp.pick(net, 4, 0, 2),
			date '2026-01-05' + pg_temp.pick(net, 5, 13, 90), 2)) END AS capacity
FROM generate_series(1, 10000) net,
	LATERAL (SELECT CASE pg_temp.pick(net, 6, 0, 2) WHEN 0 THEN 'Mon-Sun' WHEN 1 THEN 'Mon-Thu' ELSE 'Mon-Fri' END::calendar AS cal) c,
	LATERAL generate_series(1, pg_temp.pick(net, 7, 1, 6)) i,
	LATERAL (SELECT pg_temp.pick(net, 100 + i, 0, 8) AS d,
		regie.add_workdays(c.cal, date '2026-01-05' + pg_temp.pick(net, 150 + i, 0, 12), 0) AS start) s;
CREATE INDEX ON plan (net);
ANALYZE plan;
CREATE TEMP TABLE load AS
SELECT net, cal, capacity, r.*
FROM (SELECT net, cal, capacity, array_agg(start) AS start, array_agg(finish) AS finish, array_agg(d) AS d, array_agg(needs) AS needs
		FROM plan GROUP BY 1, 2, 3) p,
	resource_load(start, finish, d, needs, capacity, NULLIF(cal, 'Mon-Fri')) r;
CREATE TEMP TABLE by_day AS
SELECT net, key AS resource, day::date,
	(SELECT coalesce(sum((needs ->> key)::numeric), 0) FROM plan p WHERE p.net = s.net AND d > 0 AND day BETWEEN start AND finish) AS used,
	coalesce(CASE jsonb_typeof(value) WHEN 'number' THEN value::numeric
		ELSE (SELECT c.value::numeric FROM jsonb_each_text(s.capacity -> key) c WHERE c.key::date <= day ORDER BY c.key::date DESC LIMIT 1) END, 0)
		AS available
FROM (SELECT net, cal, capacity, min(start) AS low, max(finish) AS high FROM plan WHERE d > 0 GROUP BY 1, 2, 3) s,
	jsonb_each(capacity), generate_series(low, high, '1 day') day
WHERE is_workday(cal, day::date);
SELECT ok((SELECT count(*) > 100000 FROM by_day), 'there are days enough');
SELECT is((SELECT count(*) FROM by_day d FULL JOIN (SELECT net, resource, day::date, used, available
			FROM load, generate_series(first_day, last_day, '1 day') day WHERE is_workday(cal, day::date)) l
		USING (net, resource, day) WHERE (l.used, l.available) IS DISTINCT FROM (d.used, d.available)),
	0::bigint, 'every day of every resource stands in one row, with what is used and what there is');
SELECT is((SELECT count(*) FROM load WHERE workdays <> regie.workdays(cal, daterange(first_day, last_day, '[]'))
		OR NOT is_workday(cal, first_day) OR NOT is_workday(cal, last_day)), 0::bigint,
	'a row begins and ends with a working day, and counts them');
SELECT is((SELECT count(*) FROM (SELECT (used, available) IS NOT DISTINCT FROM lag((used, available)) OVER w AS same FROM load
		WINDOW w AS (PARTITION BY net, resource ORDER BY first_day)) t WHERE same), 0::bigint,
	'what does not change is one row');
SELECT ok((SELECT count(*) FILTER (WHERE used = available AND used > 0) > 1000 AND count(*) FILTER (WHERE used > available) > 1000 FROM load),
	'resources that are full, and that are asked for too much');
-- what level() makes asks for no more than there is
SELECT is((SELECT count(*) FROM (SELECT net, array_agg((l).start) AS start, array_agg((l).finish) AS finish, array_agg(d) AS d,
			array_agg(needs) AS needs
		FROM (SELECT net, d, needs, level(i::text, d, NULL, '2026-01-05', needs, '{"x": 2, "y": 5}', cal, schedules => 20)
				OVER (PARTITION BY net) AS l
			FROM (SELECT net, i, d, cal, needs - 'y' AS needs FROM plan WHERE net % 10 = 0) p) t GROUP BY 1) p,
		resource_load(start, finish, d, needs, '{"x": 2, "y": 5}', (SELECT cal FROM plan WHERE plan.net = p.net LIMIT 1))
	WHERE used > available), 0::bigint, 'a leveled plan asks for no more than there is');
SELECT is((SELECT provolatile::text || proparallel::text FROM pg_proc WHERE oid = 'regie.resource_load'::regproc
	AND obj_description(oid, 'pg_proc') IS NOT NULL), 'ss', 'resource_load is stable (it reads dates) and parallel safe');
SELECT * FROM finish();
ROLLBACK;
