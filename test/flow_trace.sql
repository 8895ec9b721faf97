-- Laws of flow_trace over random networks, beside exact solutions by numeric
-- elimination in PL/pgSQL that shares no code with it.
BEGIN;
SELECT plan(33);
SET LOCAL jit = off;

-- A number from low to high that depends on its arguments alone.
CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 77) & 1073741823)::int % (high - low + 1) $$;

-- 12,000 networks: one to five pools A to E, three bearers x, y, z.  Each pool
-- has four weights to anybody; its first leads to a bearer.  Six postings:
-- costs and credits from two payers, one out of a pool, one to a bearer.  A
-- third of the networks by each method; whole euros, cents, and five decimals.
CREATE TEMP TABLE net AS
SELECT net, pg_temp.pick(net, 0, 1, 5) AS pools,
	   (ARRAY['direct', 'step_down', 'reciprocal'])[1 + net % 3] AS method, (ARRAY[0, 2, 2, 5])[1 + net / 3 % 4] AS scale
FROM generate_series(1, 12000) net;
CREATE INDEX ON net (net);
ANALYZE net;
CREATE TEMP TABLE edge AS
SELECT net, row_number() OVER (ORDER BY net, kind, p, k) AS i, source, target, amount, weight, step, method, scale
FROM (
	SELECT net, method, scale, 2 AS kind, p, k, chr(64 + p) AS source,
		   CASE WHEN k = 1 OR pg_temp.pick(net, 10 * p + k, 0, 2) = 0 THEN chr(120 + pg_temp.pick(net, 200 + 10 * p + k, 0, 2))
				ELSE chr(65 + pg_temp.pick(net, 100 + 10 * p + k, 0, pools - 1)) END AS target,
		   NULL::numeric AS amount,
		   (pg_temp.pick(net, 300 + 10 * p + k, CASE k WHEN 1 THEN 1 ELSE 0 END, 12) / 4.0)::numeric(9, 2) AS weight,
		   pg_temp.pick(net, 400 + p, 1, 3) AS step
	FROM net, LATERAL generate_series(1, pools) p, LATERAL generate_series(1, 4) k
	UNION ALL
	SELECT net, method, scale, 1, p, 0,
		   CASE p WHEN 5 THEN 'A' WHEN 4 THEN 'other' ELSE 'costs' END,
		   CASE p WHEN 1 THEN 'A' WHEN 6 THEN 'x' WHEN 5 THEN chr(65 + pg_temp.pick(net, 505, 0, pools)) ELSE chr(65 + pg_temp.pick(net, 500 + p, 0, pools - 1)) END,
		   round(pg_temp.pick(net, 600 + p, -2000000, 10000000) / 10.0 ^ CASE WHEN net % 5 = 0 THEN 5 ELSE 3 END, scale), NULL, NULL
	FROM net, LATERAL generate_series(1, 6) p) e;
-- a posting of A to itself is none; the pool behind the last is a bearer
DELETE FROM edge WHERE source = target AND amount IS NOT NULL;
UPDATE edge SET target = 'y' WHERE amount IS NOT NULL AND source = 'A' AND target > (SELECT chr(64 + pools) FROM net WHERE net.net = edge.net);
CREATE INDEX ON edge (net);
ANALYZE edge;

CREATE TEMP TABLE traces AS
SELECT net, min(scale) AS scale, regie.flow_trace(source, target, amount, weight, method, step, scale) AS traced FROM edge GROUP BY net;
CREATE TEMP TABLE ours AS
SELECT net, scale, t.* FROM traces, unnest(traced) t;
CREATE TEMP TABLE flows AS
SELECT *, regie.flow(source, target, amount, weight, method, step, scale) OVER (PARTITION BY net) AS flow FROM edge;
CREATE INDEX ON ours (net);
ANALYZE ours;
ANALYZE flows;

-- ---- exact solutions ------------------------------------------------------

-- Shares of what each method keeps.
CREATE TEMP TABLE share AS
SELECT net, source, target, sum(weight) / total AS share
FROM (SELECT e.net, e.source, e.target, e.weight, sum(e.weight) OVER (PARTITION BY e.net, e.source)::numeric(60, 50) AS total
	  FROM edge e LEFT JOIN (SELECT DISTINCT net, source AS target, step FROM edge WHERE weight IS NOT NULL) t USING (net, target)
	  WHERE e.weight > 0 AND (target >= 'x' OR method = 'reciprocal' OR (method = 'step_down' AND t.step > e.step))) k
GROUP BY net, source, target, total;
CREATE INDEX ON share (net);
ANALYZE share;

-- What passes each pool of one unit that enters at each: the inverse of
-- (one less the shares), by Gauss and Jordan with fifty digits.
CREATE FUNCTION pg_temp.inverse(pools int, network int) RETURNS TABLE (entry text, pool text, passed numeric)
LANGUAGE plpgsql AS $$
DECLARE
	a numeric[] := array_fill(0::numeric, ARRAY[5, 10]);
	factor numeric;
	s record;
BEGIN
	FOR i IN 1 .. pools LOOP
		a[i][i] := 1;
		a[i][5 + i] := 1;
	END LOOP;
	FOR s IN SELECT ascii(source) - 64 AS i, ascii(target) - 64 AS j, share FROM share WHERE net = network AND target < 'x' LOOP
		a[s.i][s.j] := a[s.i][s.j] - s.share;
	END LOOP;
	FOR k IN 1 .. pools LOOP
		-- leaks make the matrix dominated by its diagonal: no other pivot is needed
		factor := a[k][k];
		FOR j IN 1 .. 10 LOOP
			a[k][j] := round(a[k][j] / factor, 50);
		END LOOP;
		FOR i IN 1 .. pools LOOP
			factor := a[i][k];
			IF i <> k AND factor <> 0 THEN
				FOR j IN 1 .. 10 LOOP
					a[i][j] := round(a[i][j] - factor * a[k][j], 50);
				END LOOP;
			END IF;
		END LOOP;
	END LOOP;
	-- row i of the inverse: what entry i sends to each pool
	RETURN QUERY SELECT chr(64 + i), chr(64 + j), a[i][5 + j]
				 FROM generate_series(1, pools) i, generate_series(1, pools) j WHERE a[i][5 + j] <> 0;
END $$;
CREATE TEMP TABLE passed AS SELECT net, inverse.* FROM net, pg_temp.inverse(pools, net);
CREATE INDEX ON passed (net);
ANALYZE passed;
CREATE TEMP TABLE posting AS
SELECT net, source, target, sum(amount) AS amount FROM edge WHERE amount IS NOT NULL
GROUP BY net, source, target HAVING sum(amount) <> 0;
CREATE TEMP TABLE exact (net int, source text, target text, via text, bearer text, share numeric, exact numeric);
INSERT INTO exact
SELECT net, source, target, via, bearer, sum(sign * part), sum(sign * part) * amount
FROM (SELECT p.*, node, sign FROM posting p, LATERAL (VALUES (p.target, 1), (p.source, -1)) AS ends (node, sign)) p
	 JOIN (SELECT net, entry AS node, pool AS via, s.target AS bearer, passed * share AS part
		   FROM passed JOIN share s USING (net) WHERE s.source = pool AND s.target >= 'x') d USING (net, node)
GROUP BY net, source, target, via, bearer, amount
UNION ALL
SELECT net, source, target, NULL, target, 1, amount FROM posting WHERE target >= 'x';
ANALYZE exact;

SELECT cmp_ok((SELECT count(*) FROM traces), '=', 12000::bigint, 'all networks are traced');
SELECT cmp_ok((SELECT count(*) FROM ours), '>', 100000::bigint, 'enough elements to compare');
CREATE TEMP TABLE both_ways AS
SELECT net, source, target, o.via, bearer, scale, o.share, o.exact, o.amount, e.share AS true_share, e.exact AS true_exact,
	   o.net IS NULL AS missing, e.net IS NULL AS unknown
FROM (SELECT *, coalesce(via, '') AS way FROM ours) o
	 FULL JOIN (SELECT *, coalesce(via, '') AS way FROM exact) e USING (net, source, target, way, bearer);
SELECT is((SELECT count(*) FROM both_ways WHERE missing), 0::bigint, 'no posting is missing at an arrow that it reaches');
SELECT is((SELECT count(*) FROM both_ways WHERE unknown), 0::bigint, 'and none is where it does not come');
SELECT is((SELECT count(*) FROM both_ways WHERE abs(share - true_share) >= 1e-20), 0::bigint, 'shares are exact to the last decimal');
SELECT is((SELECT count(*) FROM both_ways WHERE abs(exact - true_exact) >= 10.0 ^ -(scale + 6)), 0::bigint,
	'exact amounts are exact to the last decimal');
SELECT is((SELECT count(*) FROM ours WHERE (scale(share), scale(exact), scale(amount)) <> (20, scale + 6, scale)), 0::bigint,
	'each with its decimals');

-- ---- what adds up ----------------------------------------------------------
CREATE TEMP TABLE added AS
SELECT net, p.source, p.target, p.amount, sum(o.amount) AS amounts, sum(o.exact) AS exacts, sum(o.share) AS shares
FROM posting p LEFT JOIN ours o USING (net, source, target) GROUP BY net, p.source, p.target, p.amount;
SELECT cmp_ok((SELECT count(*) FROM added WHERE source = 'A'), '>', 5000::bigint, 'pools pay as well');
SELECT is((SELECT count(*) FROM added WHERE source <> 'A' AND (amounts, exacts, shares) IS DISTINCT FROM (amount, amount, 1.0)), 0::bigint,
	'a posting from outside adds up to itself: amounts, exact amounts and shares');
SELECT is((SELECT count(*) FROM added WHERE source = 'A' AND (amounts, exacts, shares) IS DISTINCT FROM (0.0, 0.0, 0.0)), 0::bigint,
	'one that a pool pays to nothing');
SELECT is(count(*), 0::bigint, 'over each last arrow comes what flow gives for it')
FROM (SELECT net, via, bearer, sum(amount) AS amount FROM ours GROUP BY 1, 2, 3) t
	 FULL JOIN (SELECT net, CASE WHEN amount IS NULL THEN source END AS via, target AS bearer, sum(flow) AS flow
				FROM flows WHERE target >= 'x' GROUP BY 1, 2, 3) f
	   ON t.net = f.net AND t.bearer = f.bearer AND coalesce(t.via, '') = coalesce(f.via, '')
WHERE coalesce(amount, 0) <> coalesce(flow, 0);
SELECT is(count(*), 0::bigint, 'and at each bearer what it bears')
FROM (SELECT net, bearer, sum(amount) AS amount FROM ours GROUP BY 1, 2) t
	 FULL JOIN (SELECT net, target AS bearer, sum(flow) AS flow FROM flows WHERE target >= 'x' GROUP BY 1, 2) f USING (net, bearer)
WHERE coalesce(amount, 0) <> coalesce(flow, 0);

-- The few that cannot keep within a unit: flow_trace_unit.c shows that they
-- are those.  The exact value's last decimal is rounded.
SELECT cmp_ok(count(*), '<', 40::bigint, 'amounts are less than a unit off, hardly any excepted')
FROM ours WHERE abs(amount - exact) * 10 ^ scale > 0.999999;
SELECT is((SELECT count(*) FROM ours WHERE abs(amount - exact) * 10 ^ scale >= 1.5), 0::bigint, 'and these by no more than one');
SELECT is((SELECT count(*) FROM ours JOIN posting p USING (net, source, target)
		   WHERE source <> 'A' AND sign(ours.amount) * sign(p.amount) < 0), 0::bigint, 'no amount has another sign than its posting');

-- ---- order, signs, forms ---------------------------------------------------
SELECT is(count(*), 0::bigint, 'elements stand in the order of their names, byte by byte')
FROM (SELECT t.i, row_number() OVER (PARTITION BY net ORDER BY source COLLATE "C", target COLLATE "C", via COLLATE "C", bearer COLLATE "C") AS n
	  FROM traces, unnest(traced) WITH ORDINALITY AS t (source, target, via, bearer, share, exact, amount, i)) q
WHERE i <> n;
SELECT is(count(*), 0::bigint, 'the order of rows changes nothing')
FROM traces JOIN (SELECT net, regie.flow_trace(source, target, amount, weight, method, step, scale ORDER BY hashint8(i)) AS traced
				  FROM edge GROUP BY net) o USING (net)
WHERE traces.traced::text IS DISTINCT FROM o.traced::text;
SELECT is(count(*), 0::bigint, 'a credit mirrors the debit')
FROM ours JOIN (SELECT net, t.* FROM (SELECT net, regie.flow_trace(source, target, -amount, weight, method, step, scale) AS traced
									  FROM edge GROUP BY net) n, unnest(traced) t) n USING (net, source, target, bearer)
WHERE ours.via IS NOT DISTINCT FROM n.via AND (ours.amount, ours.exact, ours.share) IS DISTINCT FROM (-n.amount, -n.exact, n.share);
SELECT is(count(*), 0::bigint, 'scaling the weights changes nothing')
FROM traces JOIN (SELECT net, regie.flow_trace(source, target, amount, weight * 0.00032, method, step, scale) AS traced
				  FROM edge GROUP BY net) o USING (net)
WHERE traces.traced::text IS DISTINCT FROM o.traced::text;
SELECT is(count(*), 0::bigint, 'the short form is reciprocal, in cents')
FROM (SELECT regie.flow_trace(source, target, round(amount, 2), weight)::text AS a,
			 regie.flow_trace(source, target, round(amount, 2), weight, 'reciprocal', step, 2)::text AS b
	  FROM edge GROUP BY net) q
WHERE a IS DISTINCT FROM b;

-- ---- in parallel -------------------------------------------------------------
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	lines text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		lines := lines || line || E'\n';
	END LOOP;
	RETURN lines;
END $$;
-- temporary tables are not read in parallel
CREATE TABLE many_edges AS SELECT * FROM edge;
ANALYZE many_edges;
SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TABLE serial_trace AS
SELECT net % 300 AS part, regie.flow_trace(net || source, net || target, amount, weight * 1.2345678901234567890123, 'step_down', step, 5) AS traced
FROM many_edges GROUP BY 1;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT matches(pg_temp.plan_of($$SELECT net % 300, regie.flow_trace(net || source, net || target, amount, weight * 1.2345678901234567890123, 'step_down', step, 5)
								 FROM many_edges GROUP BY 1$$),
	'Finalize .*Gather.*Partial ', 'the plan aggregates in parallel workers');
CREATE TABLE parallel_trace AS
SELECT net % 300 AS part, regie.flow_trace(net || source, net || target, amount, weight * 1.2345678901234567890123, 'step_down', step, 5) AS traced
FROM many_edges GROUP BY 1;
SET LOCAL parallel_leader_participation = off;
CREATE TABLE workers_trace AS
SELECT net % 300 AS part, regie.flow_trace(net || source, net || target, amount, weight * 1.2345678901234567890123, 'step_down', step, 5) AS traced
FROM many_edges GROUP BY 1;
SELECT is(count(*), 300::bigint, 'parallel: the same') FROM serial_trace s JOIN parallel_trace p USING (part) WHERE s.traced::text = p.traced::text;
SELECT is(count(*), 300::bigint, 'by workers only: the same') FROM serial_trace s JOIN workers_trace p USING (part) WHERE s.traced::text = p.traced::text;
-- States that are combined may differ although each agrees with itself.
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL enable_partitionwise_aggregate = on;
CREATE TABLE halves (half int, source text, target text, amount numeric, weight numeric, method text, scale int) PARTITION BY LIST (half);
CREATE TABLE half_one PARTITION OF halves FOR VALUES IN (1);
CREATE TABLE half_two PARTITION OF halves FOR VALUES IN (2);
INSERT INTO halves SELECT 1, 'pool', 'm' || i, NULL, 1, 'direct', 2 FROM generate_series(1, 2000) i;
INSERT INTO halves SELECT 2, 'in ' || i, 'pool', 1, NULL, 'reciprocal', 3 FROM generate_series(1, 2000) i;
ANALYZE halves;
SELECT matches(pg_temp.plan_of($$SELECT regie.flow_trace(source, target, amount, weight, method, NULL, 2) FROM halves$$),
	'Finalize Aggregate\s+->  Append\s+->  Partial Aggregate', 'the plan combines states');
SELECT throws_ok($$SELECT regie.flow_trace(source, target, amount, weight, method, NULL, 2) FROM halves$$, '22023',
	'methods differ inside one partition: "direct" and "reciprocal"', 'methods that differ between states are refused');
SELECT throws_ok($$SELECT regie.flow_trace(source, target, amount, weight, 'direct', NULL, scale) FROM halves$$, '22023',
	'scales differ inside one partition: 2 and 3', 'and scales');

-- ---- facts -------------------------------------------------------------------
SELECT is((SELECT string_agg(DISTINCT provolatile::text || proparallel::text || prokind::text, ',') FROM pg_proc
		   WHERE pronamespace = 'regie'::regnamespace AND proname = 'flow_trace'), 'isa', 'immutable, parallel safe aggregates');
SELECT is((SELECT count(*) FROM pg_aggregate WHERE aggfnoid::regproc::text = 'regie.flow_trace' AND aggcombinefn::oid <> 0
			AND aggserialfn::oid <> 0 AND aggdeserialfn::oid <> 0), 2::bigint, 'both can be combined');

-- ---- refused and cancelled in time --------------------------------------------
-- 3,000 pools that all reach each other and 6,000 arrows: 18,000,000 parts.
CREATE TABLE dense AS
SELECT 'p' || i AS source, CASE k WHEN 0 THEN 'x' || i WHEN 1 THEN 'y' || i % 7 ELSE 'p' || (hashint8(i * 7 + k) & 1048575) % 3000 END AS target,
	   NULL::numeric AS amount, 1::numeric AS weight
FROM generate_series(0, 2999) i, generate_series(0, 6) k
UNION ALL SELECT 'costs', 'p' || i, i, NULL FROM generate_series(1, 2999) i;
CREATE FUNCTION pg_temp.seconds_to_refuse() RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	PERFORM regie.flow_trace(source, target, amount, weight) FROM dense;
	RETURN NULL;
EXCEPTION WHEN program_limit_exceeded THEN
	RETURN extract(epoch FROM clock_timestamp() - started);
END $$;
SELECT cmp_ok(pg_temp.seconds_to_refuse(), '<', 10.0, 'what takes too much memory is refused before it is calculated');
CREATE FUNCTION pg_temp.seconds_to_cancel() RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	PERFORM regie.flow_trace(source, target, amount, weight) FROM dense WHERE source <> 'costs' OR amount < 1500;
	RETURN NULL;
EXCEPTION WHEN query_canceled THEN
	RETURN extract(epoch FROM clock_timestamp() - started);
END $$;
SET LOCAL regie.memory_limit = '20GB';
SET LOCAL statement_timeout = '300ms';
SELECT cmp_ok(pg_temp.seconds_to_cancel(), '<', 1.3, 'solving can be cancelled within a second');
SET LOCAL statement_timeout = '1500ms';
SELECT cmp_ok(pg_temp.seconds_to_cancel(), '<', 2.5, 'and what comes after it');
SET LOCAL statement_timeout = 0;

-- the state is asked again for each row of a frame
SELECT is(count(*), 0::bigint, 'as a window function: what the rows so far give')
FROM (SELECT net, i, regie.flow_trace(source, target, amount, weight, method, step, scale) OVER (PARTITION BY net ORDER BY i)::text AS running,
			 max(i) OVER (PARTITION BY net) AS last
	  FROM edge WHERE net <= 300 AND method = 'reciprocal') q JOIN traces USING (net)
WHERE i = last AND running IS DISTINCT FROM traced::text;
SELECT is((SELECT count(*) FROM unnest((SELECT traced FROM traces WHERE net = 1)::regie.traced[])), (SELECT count(*) FROM ours WHERE net = 1),
	'the array is one of its type');
SELECT * FROM finish();
ROLLBACK;
