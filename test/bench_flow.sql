-- bench_flow.sql
--		flow through seven kinds of network of 100,000 pools, beside the
--		built-in sum over the same rows, and beside passing money on with SQL.
--
--	leaky		ten links a pool, a tenth to nine tenths of it to bearers
--	clusters	five links inside clusters of 50 pools, five to later clusters
--	acyclic		49 of 50 links lead to later pools
--	few leak	one pool in a hundred pays bearers, half of what it has
--	thousandth	each pool pays a thousandth to bearers
--	ring		each pool passes all but a thousandth to the next
--	grid		each pool has four neighbours and pays a thousandth to bearers
--
-- Bearers are 342; each pool gets a posting.  bench_flow.sh goes on from here
-- with CPU time, memory and the calculation alone.
\ir lib/bench.psql
\pset footer off
SET work_mem = '512MB';

CREATE SCHEMA bench;
CREATE FUNCTION bench.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 16 + b, 42) & 1073741823)::int % (high - low + 1) $$;

CREATE FUNCTION bench.table_of(kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'net_' || replace(kind, ' ', '_') $$;

CREATE FUNCTION bench.make(kind text, n int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	side int := ceil(sqrt(n));
	name text := bench.table_of(kind);
BEGIN
	CREATE UNLOGGED TABLE link AS
	SELECT v, u % n AS u, w
	FROM (SELECT v, CASE kind
				WHEN 'clusters' THEN CASE WHEN k <= 5 OR v / 50 = (n - 1) / 50 THEN least(v / 50 * 50 + bench.pick(v, k, 0, 49), n - 1)
						ELSE bench.pick(v, k, (v / 50 + 1) * 50, n - 1) END
				WHEN 'acyclic' THEN CASE WHEN v < n - 1 AND bench.pick(v, -k, 1, 50) > 1 THEN bench.pick(v, k, v + 1, n - 1)
						ELSE bench.pick(v, k, 0, n - 1) END
				ELSE bench.pick(v, k, 0, n - 1) END AS u, bench.pick(k, v, 1, 100) AS w
		  FROM generate_series(0, n - 1) v, generate_series(1, 10) k
		  WHERE kind NOT IN ('ring', 'grid')
		  UNION ALL
		  SELECT v, v + 1, 1 FROM generate_series(0, n - 1) v WHERE kind = 'ring'
		  UNION ALL
		  SELECT v, v + d, 1 FROM generate_series(0, n - 1) v, unnest(ARRAY[1, -1, side, -side]) d
		  WHERE kind = 'grid' AND v + d BETWEEN 0 AND n - 1 AND (abs(d) > 1 OR v / side = (v + d) / side)) l;
	EXECUTE format('CREATE UNLOGGED TABLE %I AS
		SELECT ''pool '' || v AS source, ''pool '' || u AS target, NULL::numeric AS amount, w::numeric AS weight FROM link
		UNION ALL
		SELECT ''pool '' || v, ''bearer '' || bench.pick(v, 11, 1, 342), NULL, round(w * leak / (1 - leak), 6)
		FROM (SELECT v, sum(w) AS w, CASE %L WHEN ''leaky'' THEN 0.1 + 0.8 * bench.pick(v, 12, 0, 1000) / 1000
				WHEN ''clusters'' THEN 0.3 WHEN ''acyclic'' THEN 0.3
				WHEN ''few leak'' THEN CASE WHEN v %% 100 = 0 THEN 0.5 ELSE 0 END ELSE 0.001 END AS leak
			  FROM link GROUP BY v) p
		WHERE leak > 0
		UNION ALL
		SELECT ''costs'', ''pool '' || v, (bench.pick(v, 13, 1, 10000000) / 100.0)::numeric(12, 2), NULL
		FROM generate_series(0, %s) v', name, kind, n - 1);
	EXECUTE 'ANALYZE ' || name;
	DROP TABLE link;
END $$;

CREATE FUNCTION pg_temp.bench(kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	name text := bench.table_of(kind);
BEGIN
	PERFORM bench.make(kind, 100000);
	INSERT INTO pg_temp.contest (contest, name, query) VALUES
		(kind, 'sum(numeric) OVER', format('SELECT count(s) FROM (SELECT sum(amount) OVER () AS s FROM %I) q', name)),
		(kind, 'flow', format('SELECT count(s) FROM (SELECT regie.flow(source, target, amount, weight) OVER () AS s FROM %I) q', name));
	PERFORM pg_temp.run_contest(kind, current_setting('bench.rounds')::int);
END $$;

SELECT set_config('bench.rounds', :'rounds', false) \g /dev/null
SELECT pg_temp.bench(k) FROM unnest(ARRAY['leaky', 'clusters', 'acyclic', 'few leak', 'thousandth', 'ring', 'grid']) k \g /dev/null

-- What a user would write: shares, then passing on step by step.  Thirty
-- steps of the kindest network, with results right to about a cent.
CREATE FUNCTION pg_temp.pass_on(steps int) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	CREATE TEMP TABLE share AS
	SELECT source, target, weight / sum(weight) OVER (PARTITION BY source) AS share FROM net_leaky WHERE weight IS NOT NULL;
	CREATE TEMP TABLE now AS SELECT target AS node, sum(amount) AS amount FROM net_leaky WHERE amount IS NOT NULL GROUP BY 1;
	CREATE TEMP TABLE borne AS SELECT * FROM now WHERE false;
	ANALYZE share;
	FOR step IN 1 .. steps LOOP
		CREATE TEMP TABLE later AS
		SELECT target AS node, round(sum(amount * share), 12) AS amount FROM now JOIN share ON source = node GROUP BY 1;
		INSERT INTO borne SELECT * FROM later WHERE node LIKE 'bearer%';
		DROP TABLE now;
		ALTER TABLE later RENAME TO now;
	END LOOP;
	DROP TABLE share, now, borne;
	RETURN steps;
END $$;
INSERT INTO pg_temp.contest (contest, name, query) VALUES ('leaky', 'thirty steps in SQL', 'SELECT pg_temp.pass_on(30)');
DO $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	PERFORM pg_temp.pass_on(30);
	INSERT INTO pg_temp.timing VALUES ('leaky', 'thirty steps in SQL', extract(epoch FROM clock_timestamp() - started));
END $$;

SELECT c.kind, r.statement, r.seconds, r.ratio FROM (SELECT contest AS kind, min(place) AS place FROM pg_temp.contest GROUP BY 1) c,
	pg_temp.result(c.kind, 'sum(numeric) OVER') WITH ORDINALITY r (statement, seconds, ratio, line) ORDER BY c.place, line;

-- In equals out at each pool, to the cent.
CREATE FUNCTION pg_temp.unbalanced(kind text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	pools bigint;
BEGIN
	EXECUTE format('SELECT count(*)
		FROM (SELECT 1 FROM (SELECT source, target, regie.flow(source, target, amount, weight) OVER () AS f FROM %I) q,
				   LATERAL (VALUES (source, -f), (target, f)) e (node, f)
			  WHERE node LIKE ''pool%%'' GROUP BY node HAVING sum(e.f) <> 0) q', bench.table_of(kind)) INTO pools;
	RETURN pools;
END $$;
SELECT sum(pg_temp.unbalanced(kind)) AS pools_that_do_not_balance FROM (SELECT DISTINCT contest AS kind FROM pg_temp.contest) q;
