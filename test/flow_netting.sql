-- Laws of netting over random debts, beside plain SQL; parallel aggregation.
BEGIN;
SELECT plan(20);
SET LOCAL jit = off;

-- A number from low to high that depends on its arguments alone.
CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low bigint, high bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 42) & 1125899906842623) % (high - low + 1) $$;

-- 12,000 networks of debts among two to eight parties, 3 to 20 rows each, in
-- small whole amounts, so that groups balance, or in large ones with decimals.
CREATE TEMP TABLE debt AS
SELECT net, k, chr((64 + pg_temp.pick(net, 10 + k, 1, parties))::int) AS payer, chr((64 + pg_temp.pick(net, 40 + k, 1, parties))::int) AS payee,
	   CASE WHEN net % 3 < 2 THEN pg_temp.pick(net, 70 + k, -5, 9)::numeric
			ELSE pg_temp.pick(net, 70 + k, -99999999999999, 999999999999999) * 0.0001 END AS amount
FROM (SELECT net, pg_temp.pick(net, 1, 2, 8) AS parties FROM generate_series(1, 12000) net) n,
	 LATERAL generate_series(1, pg_temp.pick(net, 2, 3, 20)) k;
ANALYZE debt;
CREATE TEMP TABLE plan AS SELECT net, regie.netting(payer, payee, amount) AS plan FROM debt GROUP BY net;
CREATE TEMP TABLE paid AS SELECT net, p.* FROM plan, unnest(plan) p;
-- What each party owes less what it is owed.
CREATE TEMP TABLE balance AS
SELECT net, party, sum(amount) AS balance
FROM (SELECT net, payer AS party, amount FROM debt UNION ALL SELECT net, payee, -amount FROM debt) d
GROUP BY net, party HAVING sum(amount) <> 0;
ANALYZE paid;
ANALYZE balance;

SELECT is(count(*), 12000::bigint, 'a plan for each network') FROM plan WHERE plan IS NOT NULL;
SELECT cmp_ok(count(*), '>', 30000::bigint, 'enough payments') FROM paid;
SELECT is(count(*), 0::bigint, 'everybody is settled')
FROM (SELECT 1
	  FROM (TABLE balance
			UNION ALL SELECT net, payer, -amount FROM paid
			UNION ALL SELECT net, payee, amount FROM paid) q
	  GROUP BY net, party HAVING sum(balance) <> 0) q;
SELECT is(count(*), 0::bigint, 'payments are above zero') FROM paid WHERE NOT amount > 0;
SELECT is(count(*), 0::bigint, 'nobody pays more than it owes')
FROM (SELECT net, payer AS party, sum(amount) AS pays FROM paid GROUP BY 1, 2) p LEFT JOIN balance b USING (net, party)
WHERE pays IS DISTINCT FROM balance;
SELECT is(count(*), 0::bigint, 'nobody both pays and receives')
FROM paid a JOIN paid b ON a.net = b.net AND a.payer = b.payee;
SELECT is(count(*), 0::bigint, 'as many decimals as the amounts')
FROM paid JOIN (SELECT net, max(scale(amount)) AS decimals FROM debt GROUP BY net) d USING (net)
WHERE scale(amount) <> decimals;

-- The most groups that balance, by counting sets: those that balance and have
-- no part that does are the groups; among disjoint ones take the most.
CREATE TEMP TABLE item AS
SELECT net, balance, 1 << (row_number() OVER (PARTITION BY net ORDER BY party) - 1)::int AS bit FROM balance;
CREATE TEMP TABLE even_set AS
SELECT net, set
FROM item JOIN (SELECT net, max(bit) * 2 - 1 AS all_items FROM item GROUP BY net) n USING (net),
	 LATERAL generate_series(1, all_items) set
WHERE bit & set > 0
GROUP BY net, set
HAVING sum(balance) = 0;
CREATE INDEX ON even_set (net);
ANALYZE even_set;
CREATE TEMP TABLE most AS
WITH RECURSIVE packed AS (
	SELECT net, set AS used, set AS last, 1 AS groups FROM even_set
	UNION ALL
	SELECT p.net, used | set, set, groups + 1 FROM packed p JOIN even_set e ON e.net = p.net AND set > last AND set & used = 0)
SELECT net, max(groups) AS groups FROM packed GROUP BY net;
SELECT cmp_ok(count(*), '>', 3000::bigint, 'enough networks of several groups') FROM most WHERE groups > 1;
SELECT cmp_ok(count(*), '>', 300::bigint, 'some of three or four') FROM most WHERE groups > 2;
SELECT is(count(*), 0::bigint, 'the fewest payments: parties less groups')
FROM (SELECT net, count(*) AS parties FROM balance GROUP BY net) b JOIN most USING (net) JOIN plan USING (net)
WHERE cardinality(plan) <> parties - groups;
SELECT is(count(*), 0::bigint, 'and none where all are even')
FROM plan WHERE net NOT IN (SELECT net FROM balance) AND plan <> '{}';

SELECT is(count(*), 0::bigint, 'the order of rows changes nothing')
FROM (SELECT net, regie.netting(payer, payee, amount ORDER BY hashint8(k)) AS other FROM debt GROUP BY net) q JOIN plan USING (net)
WHERE other IS DISTINCT FROM plan;
SELECT is(count(*), 0::bigint, 'payer and payee the other way round, and the sign: the same')
FROM (SELECT net, regie.netting(payee, payer, -amount) AS other FROM debt GROUP BY net) q JOIN plan USING (net)
WHERE other IS DISTINCT FROM plan;
SELECT is(count(*), 0::bigint, 'a plan is its own plan, with as many payments')
FROM (SELECT net, regie.netting(payer, payee, amount) AS other FROM paid GROUP BY net) q JOIN plan USING (net)
WHERE cardinality(other) <> cardinality(plan);
SELECT is(count(*), 0::bigint, 'a running plan ends as the plan')
FROM (SELECT DISTINCT ON (net) net, regie.netting(payer, payee, amount) OVER (PARTITION BY net ORDER BY k) AS other FROM debt ORDER BY net, k DESC) q JOIN plan USING (net)
WHERE other IS DISTINCT FROM plan;

-- --- parallel and partial aggregation ---
CREATE TEMP TABLE serial AS SELECT regie.netting(net % 50 || payer, net % 70 || payee, amount) AS plan FROM debt;
CREATE TABLE many (part int, payer text, payee text, amount numeric) PARTITION BY LIST (part);
CREATE TABLE many_0 PARTITION OF many FOR VALUES IN (0);
CREATE TABLE many_1 PARTITION OF many FOR VALUES IN (1);
CREATE TABLE many_2 PARTITION OF many FOR VALUES IN (2);
INSERT INTO many SELECT k % 3, net % 50 || payer, net % 70 || payee, amount FROM debt;
ANALYZE many;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		plan := plan || line || E'\n';
	END LOOP;
	RETURN plan;
END
$$;
SELECT matches(pg_temp.plan_of('SELECT regie.netting(payer, payee, amount) FROM many'),
	'Finalize Aggregate\s+->  Gather\s.*Partial Aggregate', 'the plan aggregates in parallel workers');
-- Into a table first: a query that calls pgTAP's functions never runs in
-- parallel.
SET LOCAL parallel_leader_participation = off;
CREATE TABLE parallel AS SELECT regie.netting(payer, payee, amount) AS plan FROM many;
SELECT ok(p.plan = s.plan AND cardinality(p.plan) > 300, 'parallel: the same plan') FROM parallel p, serial s;
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL enable_partitionwise_aggregate = on;
CREATE TABLE partial AS SELECT regie.netting(payer, payee, amount) AS plan FROM many;
SELECT ok(p.plan = s.plan, 'partition by partition: the same plan') FROM partial p, serial s;

SELECT is((SELECT string_agg(DISTINCT provolatile::text || proparallel::text, ' ') FROM pg_proc
		   WHERE pronamespace = 'regie'::regnamespace AND proname LIKE 'netting%'), 'is', 'immutable and parallel safe, with what it is made of');

-- A search that takes seconds can be left at any time.
CREATE FUNCTION pg_temp.seconds_to_cancel() RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	PERFORM regie.netting('payer ' || i, 'payee ' || i % 149999, i) FROM generate_series(1, 300000) i;
	RETURN NULL;
EXCEPTION WHEN query_canceled THEN
	RETURN extract(epoch FROM clock_timestamp() - started);
END $$;
SET LOCAL statement_timeout = '100ms';
SELECT cmp_ok(pg_temp.seconds_to_cancel(), '<', 1.1, 'planning can be cancelled within a second');
SET LOCAL statement_timeout = 0;
SELECT * FROM finish();
ROLLBACK;
