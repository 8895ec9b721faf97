-- Laws of flow over random networks, beside repeated passing on in plain SQL
-- that shares no code with it.
BEGIN;
SELECT plan(16);
SET LOCAL jit = off;

-- A number from low to high that depends on its arguments alone.
CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 42) & 1073741823)::int % (high - low + 1) $$;

-- 10,000 networks: one to five pools A to E, three bearers x, y, z.  Each pool
-- has four weights to anybody, and at least half of it goes to a bearer, so
-- that passing on sixty times leaves less than a millionth of a cent.
CREATE TEMP TABLE edge AS
SELECT net, row_number() OVER (ORDER BY net, kind, p, k) AS i, source, target, amount, weight, step
FROM (
	SELECT net, 2 AS kind, p, k, chr(64 + p) AS source,
		   CASE WHEN k = 1 OR pg_temp.pick(net, 10 * p + k, 0, 2) = 0 THEN chr(120 + pg_temp.pick(net, 200 + 10 * p + k, 0, 2))
				ELSE chr(65 + pg_temp.pick(net, 100 + 10 * p + k, 0, pools - 1)) END AS target,
		   NULL::numeric AS amount,
		   (CASE WHEN k = 1 THEN 30 ELSE pg_temp.pick(net, 300 + 10 * p + k, 0, 10) END / 4.0)::numeric(9, 2) AS weight,
		   pg_temp.pick(net, 400 + p, 1, 3) AS step
	FROM (SELECT net, pg_temp.pick(net, 0, 1, 5) AS pools FROM generate_series(1, 10000) net) n,
		 LATERAL generate_series(1, pools) p, LATERAL generate_series(1, 4) k
	UNION ALL
	SELECT net, 1, p, 0, CASE WHEN p = 5 THEN 'A' ELSE 'costs' END,
		   CASE WHEN p = 1 THEN 'A' WHEN p = 5 THEN 'x' ELSE chr(65 + pg_temp.pick(net, 500 + p, 0, pools - 1)) END,
		   (pg_temp.pick(net, 600 + p, -20000, 100000) / 100.0)::numeric(12, 2), NULL, NULL
	FROM (SELECT net, pg_temp.pick(net, 0, 1, 5) AS pools FROM generate_series(1, 10000) net) n,
		 LATERAL generate_series(1, 5) p) e;
CREATE INDEX ON edge (net);
ANALYZE edge;

CREATE TEMP TABLE ours AS
SELECT *, regie.flow(source, target, amount, weight, 'direct') OVER (PARTITION BY net) AS direct,
	   regie.flow(source, target, amount, weight, 'step_down', step) OVER (PARTITION BY net) AS step_down,
	   regie.flow(source, target, amount, weight) OVER (PARTITION BY net) AS reciprocal
FROM edge;

-- What each method keeps, as shares; and what postings bring to each pool.
CREATE TEMP TABLE share AS
SELECT method, e.net, e.i, e.source, e.target,
	   (CASE WHEN kept THEN weight::float8 ELSE 0 END)
	   / sum(CASE WHEN kept THEN weight::float8 ELSE 0 END) OVER (PARTITION BY method, e.net, e.source) AS share
FROM (SELECT m.method, e.*, m.method = 'reciprocal' OR target >= 'x'
			 OR (m.method = 'step_down' AND t.step > e.step) AS kept
	  FROM unnest(ARRAY['direct', 'step_down', 'reciprocal']) m (method), edge e
		   LEFT JOIN (SELECT DISTINCT net, source, step FROM edge WHERE weight IS NOT NULL) t
				  ON (t.net, t.source) = (e.net, e.target)
	  WHERE weight IS NOT NULL) e;
CREATE TEMP TABLE brought AS
SELECT net, node, sum(amount)::float8 AS amount
FROM (SELECT net, target AS node, amount FROM edge WHERE amount IS NOT NULL
	  UNION ALL SELECT net, source, -amount FROM edge WHERE amount IS NOT NULL) p
WHERE node BETWEEN 'A' AND 'E' GROUP BY net, node;
CREATE TEMP TABLE now AS
SELECT DISTINCT method, share.net, source AS node, coalesce(amount, 0) AS amount
FROM share LEFT JOIN brought ON (brought.net, node) = (share.net, source);
CREATE TEMP TABLE gross AS SELECT * FROM now;
ANALYZE share;
DO $$
BEGIN
	FOR pass IN 1 .. 60 LOOP
		CREATE TEMP TABLE later AS
		SELECT method, net, target AS node, sum(amount * share) AS amount
		FROM now JOIN share USING (method, net)
		WHERE source = node AND target <= 'E' AND share > 0
		GROUP BY 1, 2, 3 HAVING sum(abs(amount * share)) > 1e-8;
		IF NOT EXISTS (SELECT FROM later) THEN
			DELETE FROM now;
			EXIT;
		END IF;
		INSERT INTO gross SELECT * FROM later;
		DROP TABLE now;
		ALTER TABLE later RENAME TO now;
	END LOOP;
END $$;
CREATE TEMP TABLE exact AS
SELECT method, net, i, source, target, amount * share AS exact
FROM (SELECT method, net, node, sum(amount) AS amount FROM gross GROUP BY 1, 2, 3) g
	 JOIN share USING (method, net)
WHERE source = node;
CREATE TEMP TABLE both_ways AS
SELECT exact.*, CASE method WHEN 'direct' THEN direct WHEN 'step_down' THEN step_down ELSE reciprocal END AS flow
FROM exact JOIN ours USING (net, i);

SELECT is((SELECT count(*) FROM now), 0::bigint, 'plain SQL has passed everything on');
SELECT cmp_ok((SELECT count(*) FROM both_ways), '>', 300000::bigint, 'enough rows to compare');
SELECT is(count(i), 0::bigint, 'each row next to the exact flow: ' || m)
FROM unnest(ARRAY['direct', 'step_down', 'reciprocal']) m
	 LEFT JOIN both_ways ON method = m AND NOT abs(flow::float8 - exact) < 0.01 + 1e-6
GROUP BY m ORDER BY m;
SELECT is(count(*), 0::bigint, 'each total of a pool or a bearer as well')
FROM (SELECT 1 FROM both_ways GROUP BY method, net, source HAVING abs(sum(flow)::float8 - sum(exact)) > 0.01 + 1e-6
	  UNION ALL
	  SELECT 1 FROM both_ways WHERE target >= 'x' GROUP BY method, net, target
	  HAVING abs(sum(flow)::float8 - sum(exact)) > 0.01 + 1e-6) q;
SELECT is(count(*), 0::bigint, 'flows that are whole cents stay as they are')
FROM both_ways WHERE abs(exact * 100 - round(exact * 100)) < 1e-9 AND abs(flow::float8 - exact) > 1e-6
				 AND abs(exact) < 1e6;
SELECT is(count(*), 0::bigint, 'in equals out at each pool, to the cent')
FROM (SELECT net, node, sum(sign * direct) AS d, sum(sign * step_down) AS s, sum(sign * reciprocal) AS r
	  FROM (SELECT net, target AS node, 1 AS sign, direct, step_down, reciprocal FROM ours
			UNION ALL SELECT net, source, -1, direct, step_down, reciprocal FROM ours) q
	  WHERE node BETWEEN 'A' AND 'E' GROUP BY net, node) q
WHERE (d, s, r) IS DISTINCT FROM (0.00, 0.00, 0.00);
SELECT is(count(*), 0::bigint, 'bearers bear what the postings are')
FROM (SELECT sum(reciprocal) FILTER (WHERE target >= 'x')
			 - sum(amount) FILTER (WHERE source = 'costs') AS off
	  FROM ours GROUP BY net) q
WHERE off <> 0;
SELECT is(count(*), 0::bigint, 'postings are what they are')
FROM ours WHERE amount IS NOT NULL AND (direct, step_down, reciprocal) IS DISTINCT FROM (amount, amount, amount);

-- equal rows may trade an odd cent, so compare what they have together
SELECT is(count(*), 0::bigint, 'the order of rows changes nothing')
FROM (SELECT sum(reciprocal) AS a, sum(other) AS b
	  FROM (SELECT net, source, target, weight, reciprocal,
				   regie.flow(source, target, amount, weight) OVER (PARTITION BY net ORDER BY hashint8(i)) AS other
			FROM ours) q
	  GROUP BY net, source, target, weight) q
WHERE a IS DISTINCT FROM b;
SELECT is(count(*), 0::bigint, 'a credit mirrors the debit')
FROM (SELECT reciprocal, step_down, regie.flow(source, target, -amount, weight) OVER w AS r,
			 regie.flow(source, target, -amount, weight, 'step_down', step) OVER w AS s
	  FROM ours WINDOW w AS (PARTITION BY net ORDER BY i)) q
WHERE (r, s) IS DISTINCT FROM (-reciprocal, -step_down);
SELECT is(count(*), 0::bigint, 'scaling the weights changes nothing')
FROM (SELECT reciprocal, regie.flow(source, target, amount, weight * 0.000000000032) OVER (PARTITION BY net ORDER BY i) AS r
	  FROM ours) q
WHERE r IS DISTINCT FROM reciprocal;
SELECT is(count(*), 0::bigint, 'one pool flows as allocate splits')
FROM (SELECT target, regie.flow(source, target, amount, weight) OVER (PARTITION BY net) AS flow,
			 regie.allocate(total, weight) OVER (PARTITION BY net ORDER BY i) AS part
	  FROM (SELECT net, 0 AS i, 'costs' AS source, 'pool' AS target, pg_temp.pick(net, 1, -10000, 10000) / 100.0 AS amount,
				   NULL::numeric AS weight, pg_temp.pick(net, 1, -10000, 10000) / 100.0 AS total
			FROM generate_series(1, 10000) net
			UNION ALL
			SELECT net, i, 'pool', 'm' || i, NULL, pg_temp.pick(net, i, CASE i WHEN 1 THEN 1 ELSE 0 END, 20),
				   pg_temp.pick(net, 1, -10000, 10000) / 100.0
			FROM generate_series(1, 10000) net, generate_series(1, 9) i) n) q
WHERE target <> 'pool' AND flow IS DISTINCT FROM part;

SELECT is((SELECT provolatile::text || proparallel::text || prokind::text FROM pg_proc
		   WHERE pronamespace = 'regie'::regnamespace AND proname = 'flow'), 'isw', 'immutable, parallel safe, a window function');

-- A hard network can be left at any time: a long path in both directions that
-- hardly leaks, beside random links.
CREATE TEMP TABLE hard AS
SELECT i::text AS source, (CASE k WHEN 0 THEN i + 1 WHEN 1 THEN i - 1 ELSE hashint8(i * 7 + k) & 32767 END)::text AS target,
	   NULL::numeric AS amount, 1::numeric AS weight
FROM generate_series(1, 32766) i, generate_series(0, 4) k
UNION ALL SELECT 'costs', i::text, i, NULL FROM generate_series(1, 32766) i
UNION ALL SELECT '1', '0', NULL, 0.000001;
CREATE FUNCTION pg_temp.seconds_to_cancel() RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	PERFORM count(f) FROM (SELECT regie.flow(source, target, amount, weight) OVER () AS f FROM hard) q;
	RETURN NULL;
EXCEPTION WHEN query_canceled THEN
	RETURN extract(epoch FROM clock_timestamp() - started) - 0.2;
END $$;
SET LOCAL statement_timeout = '200ms';
SELECT cmp_ok(pg_temp.seconds_to_cancel(), '<', 1.0, 'a calculation can be cancelled within a second');
SET LOCAL statement_timeout = 0;
SELECT * FROM finish();
ROLLBACK;
