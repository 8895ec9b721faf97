-- Laws of allocate_table over random tables, beside exact cells in numeric,
-- allocate and flow.
BEGIN;
SELECT plan(24);
SET LOCAL jit = off;

-- A number from low to high that depends on its arguments alone.
CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low bigint, high bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 42) & 1125899906842623) % (high - low + 1) $$;

-- 12,000 tables of one to four pots by one to five participants.  Amounts run
-- to 10 or to 10^15 cents, a third of them are credits; weights may be
-- missing or zero, and a tenth of the cells stands twice.
CREATE TEMP TABLE cell AS
SELECT row_number() OVER (ORDER BY tab, p, k, twice) AS i, tab, 'pot ' || p AS pot,
	   (sign * pg_temp.pick(tab, 10 + p, 0, CASE WHEN tab % 2 = 0 THEN 1000 ELSE 1000000000000000 END) / 100.0)::numeric(20, 2) AS amount,
	   chr((64 + k)::int) AS participant,
	   CASE WHEN k = 1 THEN pg_temp.pick(tab, 100 + 10 * p + k, 1, 20)
			WHEN pg_temp.pick(tab, 200 + 10 * p + k, 0, 9) = 0 THEN NULL
			ELSE pg_temp.pick(tab, 100 + 10 * p + k + 500 * twice, 0, 20) END::numeric / CASE WHEN tab % 3 = 0 THEN 1 ELSE 8 END AS weight
FROM (SELECT tab, p, CASE WHEN pg_temp.pick(tab, 20 + p, 0, 2) = 0 THEN -1 ELSE 1 END AS sign
	  FROM generate_series(1, 12000) tab, LATERAL generate_series(1, pg_temp.pick(tab, 1, 1, 4)) p) t,
	 LATERAL generate_series(1, pg_temp.pick(tab, 2, 1, 5)) k,
	 LATERAL generate_series(0, CASE WHEN pg_temp.pick(tab, 300 + 10 * p + k, 0, 9) = 0 THEN 1 ELSE 0 END) twice;
ANALYZE cell;

CREATE TEMP TABLE ours AS
SELECT *, amount::numeric(60, 30) * coalesce(weight, 0) / sum(weight) OVER (PARTITION BY tab, pot) AS exact,
	   regie.allocate_table(pot, amount, participant, weight) OVER (PARTITION BY tab) AS cell
FROM cell;
CREATE INDEX ON ours (tab);
ANALYZE ours;

SELECT cmp_ok(count(*), '>', 60000::bigint, 'enough cells') FROM ours;
SELECT cmp_ok(count(*), '>', 2000::bigint, 'with credits among debits')
FROM (SELECT 1 FROM ours GROUP BY tab HAVING min(amount) < 0 AND max(amount) > 0) q;
SELECT is(count(*), 0::bigint, 'no weight, no cell; weight 0, no cent')
FROM ours WHERE (weight IS NULL) <> (cell IS NULL) OR (weight = 0 AND cell <> 0);
SELECT is(count(*), 0::bigint, 'every pot adds up')
FROM (SELECT 1 FROM ours GROUP BY tab, pot HAVING sum(cell) <> min(amount)) q;
SELECT is(count(*), 0::bigint, 'every table adds up')
FROM (SELECT sum(cell) AS cells, tab FROM ours GROUP BY tab) a
	 JOIN (SELECT sum(amount) AS amounts, tab FROM (SELECT DISTINCT tab, pot, amount FROM ours) d GROUP BY tab) b USING (tab)
WHERE cells <> amounts;
SELECT is(count(*), 0::bigint, 'no cell is a cent off') FROM ours WHERE abs(cell - exact) >= 0.01;
SELECT is(count(*), 0::bigint, 'nor is a total of a participant')
FROM (SELECT 1 FROM ours GROUP BY tab, participant HAVING abs(sum(cell) - sum(exact)) >= 0.01) q;
SELECT is(count(*), 0::bigint, 'whole cells and totals stay as they are')
FROM (SELECT cell, exact FROM ours
	  UNION ALL SELECT sum(cell), sum(exact) FROM ours GROUP BY tab, participant) q
WHERE abs(exact - round(exact, 2)) < 1e-20 AND abs(cell - exact) > 1e-20;
SELECT is(count(*), 0::bigint, 'a cell has no other sign than its pot') FROM ours WHERE cell * amount < 0;

-- splitting pot after pot would not do
SELECT cmp_ok(count(*), '>', 100::bigint, 'totals of allocate are off by a cent or more')
FROM (SELECT 1
	  FROM (SELECT tab, participant, exact, regie.allocate(amount, weight) OVER (PARTITION BY tab, pot ORDER BY participant) AS part FROM ours) q
	  GROUP BY tab, participant HAVING abs(sum(part) - sum(exact)) >= 0.01) q;

SELECT is(count(*), 0::bigint, 'the table of credits mirrors that of debits')
FROM (SELECT cell, regie.allocate_table(pot, -amount, participant, weight) OVER (PARTITION BY tab ORDER BY i) AS other FROM ours) q
WHERE other <> -cell;
-- equal cells may trade a cent, so compare what they have together
SELECT is(count(*), 0::bigint, 'the order of rows changes nothing')
FROM (SELECT 1
	  FROM (SELECT *, regie.allocate_table(pot, amount, participant, weight) OVER (PARTITION BY tab ORDER BY hashint8(i)) AS other FROM ours) q
	  GROUP BY tab, pot, participant, weight HAVING sum(cell) <> sum(other)) q;
SELECT is(count(*), 0::bigint, 'scaling the weights of a pot changes nothing')
FROM (SELECT cell, regie.allocate_table(pot, amount, participant, weight * CASE WHEN pot = 'pot 1' THEN 0.000000000032 ELSE 3200000000000 END)
				   OVER (PARTITION BY tab ORDER BY i) AS other FROM ours) q
WHERE other <> cell;

-- How far all cells and totals of a table are from exact, in cents.
CREATE FUNCTION pg_temp.deviation(name text, cells text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format($f$
		CREATE TEMP TABLE %I AS
		WITH c AS (%s)
		SELECT tab, 100 * (a.off + b.off) AS off
		FROM (SELECT tab, sum(abs(cell - exact)) AS off FROM c GROUP BY tab) a
			 JOIN (SELECT tab, sum(abs(off)) AS off FROM (SELECT tab, sum(cell - exact) AS off FROM c GROUP BY tab, participant) d GROUP BY tab) b
			 USING (tab) $f$, name, cells);
END $$;
SELECT pg_temp.deviation('off_ours', 'SELECT tab, participant, exact, cell FROM ours') \g /dev/null
SELECT pg_temp.deviation('off_renamed',
	'SELECT tab, participant, exact, regie.allocate_table(reverse(pot), amount, chr(200 - ascii(participant)), weight) OVER (PARTITION BY tab) AS cell FROM ours') \g /dev/null
SELECT pg_temp.deviation('off_flow',
	$$SELECT tab, participant, exact, cell
	  FROM (SELECT kind, tab, participant, exact, regie.flow(CASE kind WHEN 'cost' THEN 'costs' ELSE pot END, CASE kind WHEN 'cost' THEN pot ELSE participant END,
														CASE kind WHEN 'cost' THEN amount END, CASE kind WHEN 'cost' THEN NULL ELSE weight END) OVER (PARTITION BY tab) AS cell
			FROM (SELECT 'cell' AS kind, tab, pot, amount, participant, weight, exact FROM ours
				  UNION ALL SELECT DISTINCT 'cost', tab, pot, amount, NULL, NULL::numeric, NULL::numeric FROM ours) t) f
	  WHERE kind = 'cell'$$) \g /dev/null
SELECT is(count(*), 12000::bigint, 'deviations of all tables') FROM off_ours;
SELECT is(count(*), 0::bigint, 'other names of pots and participants: as near to exact')
FROM off_ours a JOIN off_renamed b USING (tab) WHERE abs(a.off - b.off) > 0.0001;
SELECT is(count(*), 0::bigint, 'as near to exact as flow rounds')
FROM off_ours a JOIN off_flow b USING (tab) WHERE abs(a.off - b.off) > 0.0001;

-- one pot, one participant
SELECT is(count(*), 0::bigint, 'one pot is split as allocate does')
FROM (SELECT regie.allocate_table(pot, amount, participant, weight) OVER (PARTITION BY tab, pot) AS one,
			 regie.allocate(amount, weight) OVER (PARTITION BY tab, pot ORDER BY participant COLLATE "C") AS part
	  FROM (SELECT *, count(*) OVER (PARTITION BY tab, pot, participant) AS times FROM ours) q
	  WHERE (tab, pot) NOT IN (SELECT tab, pot FROM ours GROUP BY tab, pot, participant HAVING count(*) > 1)) q
WHERE one IS DISTINCT FROM part;
SELECT is(count(*), 0::bigint, 'one participant pays each pot')
FROM (SELECT amount, regie.allocate_table(pot, amount, 'all', 1) OVER (PARTITION BY tab) AS cell
	  FROM (SELECT DISTINCT tab, pot, amount FROM ours) q) q
WHERE cell <> amount;

-- 12 decimals
CREATE TEMP TABLE fine AS
SELECT tab, pot, participant, amount + 0.000000000001 * tab AS amount, weight,
	   (amount + 0.000000000001 * tab)::numeric(60, 40) * coalesce(weight, 0) / sum(weight) OVER (PARTITION BY tab, pot) AS exact,
	   regie.allocate_table(pot, amount + 0.000000000001 * tab, participant, weight, 12) OVER (PARTITION BY tab) AS cell
FROM ours;
SELECT is(count(*), 0::bigint, 'twelve decimals: pots add up')
FROM (SELECT 1 FROM fine GROUP BY tab, pot HAVING sum(cell) <> min(amount)) q;
SELECT is(count(*), 0::bigint, 'twelve decimals: totals are next to exact')
FROM (SELECT 1 FROM fine GROUP BY tab, participant HAVING abs(sum(cell) - sum(exact)) >= 0.000000000001) q;
SELECT is(count(*), 0::bigint, 'twelve decimals: cells are next to exact') FROM fine WHERE abs(cell - exact) >= 0.000000000001;

SELECT is((SELECT provolatile::text || proparallel::text || prokind::text FROM pg_proc
		   WHERE pronamespace = 'regie'::regnamespace AND proname = 'allocate_table'), 'isw', 'immutable, parallel safe, a window function');

-- A table that takes several seconds can be left at any time.
CREATE FUNCTION pg_temp.seconds_to_cancel() RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	PERFORM count(c) FROM (SELECT regie.allocate_table((i % 3000)::text, i % 3000, (i / 3000)::text, i * 7919 % 1003) OVER () AS c
						   FROM generate_series(1::bigint, 900000) i) q;
	RETURN NULL;
EXCEPTION WHEN query_canceled THEN
	RETURN extract(epoch FROM clock_timestamp() - started);
END $$;
SET LOCAL statement_timeout = '300ms';
SELECT cmp_ok(pg_temp.seconds_to_cancel(), '<', 1.3, 'reading can be cancelled within a second');
SET LOCAL statement_timeout = '2500ms';
SELECT cmp_ok(pg_temp.seconds_to_cancel(), '<', 3.5, 'rounding can be cancelled within a second');
SET LOCAL statement_timeout = 0;
SELECT * FROM finish();
ROLLBACK;
