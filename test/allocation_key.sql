-- Laws of allocation keys over random keys, beside plain SQL over rows.
BEGIN;
SELECT plan(33);
SET LOCAL search_path = public, regie;

SELECT setseed(0.4711);
CREATE TEMP TABLE part AS
SELECT k, p, CASE WHEN random() < 0.05 THEN NULL WHEN random() < 0.1 AND p > 1 THEN 0
				  WHEN random() < 0.5 THEN 1 + (random() * 100)::int
				  ELSE (0.0001 + random() * 10 ^ (random() * 7))::numeric(20, 4) END::numeric AS weight,
	   chr(64 + p) || CASE WHEN p % 3 = 0 THEN '"\ é' ELSE '' END AS participant
FROM (SELECT k, 1 + (random() * 9)::int AS parts FROM generate_series(1, 12000) k) q,
	 LATERAL generate_series(1, q.parts) p;
UPDATE part SET weight = 1 WHERE p = 1 AND weight IS NULL;
CREATE TEMP TABLE keys AS
SELECT k, allocation_key(participant, weight) AS key, (random() * 2)::numeric(4, 2) AS factor,
	   (random() * 10 ^ (random() * 10) * CASE WHEN random() < 0.3 THEN -1 ELSE 1 END)::numeric(20, 2) AS amount
FROM part GROUP BY k;

SELECT cmp_ok(count(*), '>=', 10000::bigint, 'enough keys') FROM keys;
SELECT is(count(*), 0::bigint, 'text reads back') FROM keys WHERE key::text::allocation_key <> key;
SELECT is(count(*), 0::bigint, 'the text is a JSON object of the rows')
FROM (SELECT k, key::text::jsonb AS key FROM keys) a
	 JOIN (SELECT k, jsonb_object_agg(participant, weight) FILTER (WHERE weight IS NOT NULL) AS rows
		   FROM part GROUP BY k) b USING (k)
WHERE a.key <> b.rows;
SELECT is(count(*), 0::bigint, 'rows in another order lead to the same bytes')
FROM keys JOIN (SELECT k, allocation_key(participant, weight ORDER BY random()) AS other FROM part GROUP BY k) o
	 USING (k)
WHERE allocation_key_send(key) <> allocation_key_send(other);
SELECT bag_eq('SELECT k, s.participant, s.weight FROM keys, shares(key) s',
			  'SELECT k, participant, weight FROM part WHERE weight IS NOT NULL', 'shares gives the rows back');
SELECT is(count(*), 0::bigint, 'a share is its weight by the sum, to 20 decimals')
FROM (SELECT s.weight, s.share, sum(s.weight) OVER (PARTITION BY k) AS total, share(key, s.participant) AS one
	  FROM keys, shares(key) s) q
WHERE abs(share * total - weight) > 0.5e-20 * total OR scale(share) <> 20 OR one <> share;

-- amounts
CREATE TEMP TABLE paid AS
SELECT k, key, keys.amount AS total, a.* FROM keys, allocate(keys.amount, key) a;
SELECT is(count(*), 0::bigint, 'amounts as the window function has them')
FROM paid JOIN (SELECT k, participant, regie.allocate(amount, weight)
					   OVER (PARTITION BY k ORDER BY participant COLLATE "C") AS windowed
				FROM part JOIN keys USING (k)) w USING (k, participant)
WHERE paid.amount IS DISTINCT FROM windowed;
SELECT is(count(*), 0::bigint, 'everybody is there')
FROM paid FULL JOIN (SELECT * FROM part WHERE weight IS NOT NULL) p USING (k, participant)
WHERE paid.amount IS NULL OR p.weight IS NULL OR p.weight <> paid.weight;
SELECT is(count(*), 0::bigint, 'amounts add up')
FROM (SELECT 1 FROM paid GROUP BY k, total HAVING sum(amount) <> total) q;
SELECT is(count(*), 0::bigint, 'amount is exact and rounding, which is at most a cent')
FROM paid WHERE exact + rounding <> amount OR abs(rounding) > 0.01;
SELECT is(count(*), 0::bigint, 'exact is the total by the share, to eight decimals')
FROM (SELECT *, sum(weight) OVER (PARTITION BY k) AS sum FROM paid) q
WHERE abs(exact * sum - total * weight) > 0.5e-8 * sum OR scale(exact) <> 8;
SELECT is(count(*), 0::bigint, 'a credit mirrors the debit')
FROM paid JOIN (SELECT k, a.participant, a.amount, a.exact FROM keys, allocate(-keys.amount, key) a) m
	 USING (k, participant)
WHERE m.amount <> -paid.amount OR m.exact <> -paid.exact;

-- mixes: of each key with the next
CREATE TEMP TABLE pairs AS
SELECT a.k, a.key AS a, b.key AS b, c.key AS c, a.factor AS f, b.factor AS g, a.factor * a.key + b.factor * b.key AS mix
FROM keys a JOIN keys b ON b.k = a.k + 1 JOIN keys c ON c.k = a.k + 2
WHERE a.factor + b.factor > 0;
SELECT cmp_ok(count(*), '>=', 10000::bigint, 'enough mixes') FROM pairs;
CREATE TEMP TABLE mixed AS
SELECT k, m.weight AS got, sum(m.weight) OVER w AS got_sum,
	   f * coalesce(x.weight, 0) * y.sum + g * coalesce(y.weight, 0) * x.sum AS plain,
	   x.weight IS NULL AND y.weight IS NULL AS stranger
FROM pairs, shares(mix) m,
	 LATERAL (SELECT sum(s.weight) AS sum, sum(s.weight) FILTER (WHERE s.participant = m.participant) AS weight
			  FROM shares(a) s) x,
	 LATERAL (SELECT sum(s.weight) AS sum, sum(s.weight) FILTER (WHERE s.participant = m.participant) AS weight
			  FROM shares(b) s) y
WINDOW w AS (PARTITION BY k);
SELECT is(count(*), 0::bigint, 'a mix has exactly the shares of its formula')
FROM (SELECT *, sum(plain) OVER (PARTITION BY k) AS plain_sum FROM mixed) q
WHERE got * plain_sum <> plain * got_sum OR stranger;
SELECT is(count(*), 0::bigint, 'its weights are whole numbers') FROM mixed WHERE got <> trunc(got);
SELECT is(count(*), 0::bigint, 'the order of a sum does not count')
FROM pairs WHERE k <= 10000 AND (g * b + f * a <> mix OR (f * a + g * b) + c <> c + (g * b + f * a) OR (a + b) + c <> a + (b + c));
SELECT is(count(*), 0::bigint, 'a factor may be taken out')
FROM pairs WHERE 0.125 * (a + b) <> 0.125 * a + 0.125 * b;
SELECT is(count(*), 0::bigint, 'the factor of a mix is the sum of its factors')
FROM pairs WHERE CASE WHEN f + g = 1 THEN mix::text NOT LIKE '{%'
					  ELSE mix::text NOT LIKE trim_scale(f + g) || ' * {%' END;
SELECT is(count(*), 0::bigint, 'a key mixed with itself has the same amounts')
FROM keys, LATERAL (SELECT array_agg(x.amount ORDER BY x.participant COLLATE "C") AS one FROM allocate(amount, key) x) a,
	 LATERAL (SELECT array_agg(x.amount ORDER BY x.participant COLLATE "C") AS two
			  FROM allocate(amount, 0.25 * key + 0.75 * key) x) b
WHERE one <> two;
SELECT is(count(*), 0::bigint, 'mixes read back') FROM pairs WHERE mix::text::allocation_key <> mix;

-- leavers and mergers
SELECT is(count(*), 0::bigint, 'a leaver takes nothing but its own weight')
FROM keys WHERE ((key - 'A')::text::jsonb) <> key::text::jsonb - 'A';
SELECT is(count(*), 0::bigint, 'the merged has what the parts had')
FROM (SELECT key, merge(key, ARRAY['A', 'B'], 'Z') AS merged FROM keys JOIN part USING (k)
	  WHERE p = 2 AND weight IS NOT NULL OFFSET 0) q
WHERE merged::text::jsonb IS DISTINCT FROM
	  (key::text::jsonb - 'A' - 'B') || jsonb_build_object('Z', (key::text::jsonb ->> 'A')::numeric + (key::text::jsonb ->> 'B')::numeric);

-- equality
SELECT bag_eq('SELECT a.k, b.k AS h FROM keys a JOIN keys b ON a.key = b.key WHERE a.k <= 3000 AND b.k <= 3000',
			  'SELECT a.k, b.k AS h FROM keys a JOIN keys b ON a.key::text = b.key::text WHERE a.k <= 3000 AND b.k <= 3000',
			  'equal where the text is');
SELECT is((SELECT count(*) FROM (SELECT DISTINCT key FROM keys) q), (SELECT count(DISTINCT key::text) FROM keys), 'DISTINCT');

-- binary form
CREATE TEMP TABLE back (k int, key allocation_key, mix allocation_key);
CREATE FUNCTION pg_temp.receive(value bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file text := current_setting('data_directory') || '/allocation_key.bin';
	large oid := lo_from_bytea(0, '\x5047434f50590aff0d0a000000000000000000'::bytea || int2send(1::smallint) ||
		int4send(length(value)) || value || int2send((-1)::smallint));
	detail text;
BEGIN
	PERFORM lo_export(large, file);
	PERFORM lo_unlink(large);
	DELETE FROM back;
	EXECUTE format('COPY back (key) FROM %L (FORMAT binary)', file);
	RETURN (SELECT key::text FROM back);
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN rtrim(SQLSTATE || ' ' || detail);
END
$$;
DO $$
DECLARE
	file text := current_setting('data_directory') || '/allocation_key.bin';
BEGIN
	EXECUTE format('COPY (SELECT k, a, mix FROM pairs) TO %L (FORMAT binary)', file);
	EXECUTE format('COPY back FROM %L (FORMAT binary)', file);
END
$$;
SELECT is((SELECT count(*) FROM pairs JOIN back USING (k) WHERE pairs.a = back.key AND pairs.mix = back.mix),
		  (SELECT count(*) FROM pairs), 'binary form reads back');
SELECT is(pg_temp.receive(allocation_key_send('0.5 * {"a": 1.5, "b": 0}')), '0.5 * {"a": 1.5, "b": 0}', 'a value that is one');
-- version, flags, count; then 1, a, 1
SELECT is(string_agg(pg_temp.receive(value), E'\n' ORDER BY n),
E'22P03 Its version is not known here.
22P03 It has flags that are not known here.
22P03 Its number of participants does not fit its length.
22P03 Its number of participants does not fit its length.
22P03 A number is not in its shortest form.
22P03 A number is not in its shortest form.
22P03 A length does not fit, or a text is empty.
22P03 The participant is "a".
22P03')
FROM (VALUES
	(1, '\x02000000000000000000000131'::bytea), (2, '\x01010000000000000000000131'),
	(3, '\x0100ffffffff0000000131'), (4, '\x0100000f00000000000131'),
	(5, '\x01000000000000000003312e30'), (6, '\x01000000000100000001310000000161000000022d31'),
	(7, '\x0100000000010000000131000000000000000131'),
	(8, '\x01000000000200000001310000000161000000013100000001610000000131'),
	(9, '\x0100000000000000000131ff')) AS t (n, value);
SELECT is(count(*), 0::bigint, 'damaged values are refused or keys')
FROM (SELECT pg_temp.receive(overlay(value PLACING set_byte('\x00', 0, (random() * 255)::int) FROM 1 + (random() * (length(value) - 1))::int)) AS got
	  FROM (SELECT allocation_key_send(key) AS value FROM keys WHERE k <= 200) q) d
WHERE got IS NULL OR NOT (left(got, 5) IN ('22P03', '08P01', '22021') OR got ~ '[{].*[}]$');

-- parallel and partial aggregation
CREATE TABLE many (part int, participant text, weight numeric) PARTITION BY LIST (part);
CREATE TABLE many_0 PARTITION OF many FOR VALUES IN (0);
CREATE TABLE many_1 PARTITION OF many FOR VALUES IN (1);
INSERT INTO many SELECT i % 2, 'p' || i, CASE WHEN i % 7 > 0 THEN i / 8.0 END FROM generate_series(1, 30000) i;
ANALYZE many;
SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS SELECT allocation_key(participant, weight) AS key FROM many;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_leader_participation = off;
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
SELECT matches(pg_temp.plan_of('SELECT allocation_key(participant, weight) FROM many'),
			   'Finalize Aggregate\s+->  Gather\s.*Partial Aggregate', 'the plan aggregates in parallel workers');
-- Into a table first: a query that calls pgTAP's functions never runs in
-- parallel.
CREATE TEMP TABLE parallel AS SELECT allocation_key(participant, weight) AS key FROM many;
SELECT ok((SELECT key FROM parallel) = (SELECT key FROM serial), 'parallel: the same key');
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL enable_partitionwise_aggregate = on;
SELECT matches(pg_temp.plan_of('SELECT allocation_key(participant, weight) FROM many'),
			   'Finalize Aggregate\s+->  Append\s+->  Partial Aggregate', 'the plan aggregates partitions apart');
SELECT ok((SELECT allocation_key(participant, weight) FROM many) = (SELECT key FROM serial), 'partitions apart: the same key');

SELECT is((SELECT array_agg(p.oid::regprocedure::text ORDER BY 1) FROM pg_proc p
		   WHERE p.pronamespace = 'regie'::regnamespace
			 AND (p.proname LIKE 'allocation_key%' OR 'regie.allocation_key'::regtype = ANY (p.proargtypes))
			 AND (p.provolatile <> 'i' OR p.proparallel <> 's' OR p.prosecdef
				  OR (NOT p.proisstrict AND p.prokind = 'f' AND p.prosrc NOT LIKE 'regie_allocation_key_accum'
					  AND p.prosrc NOT IN ('regie_allocation_key_combine', 'regie_allocation_key_final', 'regie_allocate_by_key')))),
		  NULL, 'all functions are immutable, parallel safe and, where they can be, strict');
SELECT * FROM finish();
ROLLBACK;
