-- What must not matter: the order of rows and the names of participants, over
-- random splits of every kind.  Only who is equal may trade an odd cent.
BEGIN;
SELECT plan(8);
SET LOCAL jit = off;
SELECT setseed(0.31);

-- 12,000 bills with floors and caps that leave room: those of a split by other
-- weights.
CREATE TEMP TABLE line AS
SELECT bill, row, amount, weight, inside - abs(inside) * random()::numeric * (random() < 0.5)::int AS lower,
	   CASE WHEN random() < 0.5 THEN inside + abs(inside) * random()::numeric END AS upper
FROM (SELECT *, regie.allocate(amount, other) OVER (PARTITION BY bill ORDER BY row) AS inside
	  FROM (SELECT bill, row, amount, 1 + (random() * CASE WHEN bill % 2 = 0 THEN 3 ELSE 1000 END)::int::numeric AS weight, (0.1 + random())::numeric(6, 3) AS other
			FROM (SELECT bill, ((random() - 0.3) * 10 ^ (random() * 13))::numeric(20, 2) AS amount FROM generate_series(1, 12000) bill) b, generate_series(1, 6) row) l) s;
SELECT is(count(*), 0::bigint, 'allocate_bounded: the order of rows decides only among equals')
FROM (SELECT 1 FROM (SELECT bill, weight, regie.allocate_bounded(amount, weight, lower, upper) OVER (PARTITION BY bill ORDER BY row) AS a,
							regie.allocate_bounded(amount, weight, lower, upper) OVER (PARTITION BY bill ORDER BY hashint4(row + bill)) AS b FROM line) q
	  GROUP BY bill, weight HAVING sum(a) <> sum(b)) d;

-- The same weights under two sets of names, whose orders are opposite.
CREATE TEMP TABLE named AS
SELECT bill, amount, regie.allocation_key(chr(64 + row), weight) AS key, regie.allocation_key(chr(100 - row), weight) AS other FROM line GROUP BY bill, amount;
SELECT is(count(*), 0::bigint, 'allocate by a key: names decide only among equals')
FROM (SELECT 1 FROM (SELECT bill, a.weight, a.amount, 0 AS other FROM named n, regie.allocate(n.amount, n.key) a
					 UNION ALL SELECT bill, a.weight, 0, a.amount FROM named n, regie.allocate(n.amount, n.other) a) q
	  GROUP BY bill, weight HAVING sum(amount) <> sum(other)) d;
SELECT is(count(*), 0::bigint, 'a key mixed with itself, in any parts, has the shares that it had')
FROM named, LATERAL (SELECT regie.allocation_key_add(regie.allocation_key_mul(0.3, key),
	regie.allocation_key_add(regie.allocation_key_mul(0.05, key), regie.allocation_key_mul(0.65, key))) AS mix) m
WHERE EXISTS (SELECT FROM regie.shares(key) s WHERE s.share <> regie.share(mix, s.participant));
-- amounts of up to 10^15 cents at twelve decimals
SELECT is(count(*), 0::bigint, 'amounts of 10^15 cents at twelve decimals add up, and are next to exact')
FROM (SELECT bill FROM (SELECT bill, sum(a.amount) AS parts, max(abs(a.rounding)) AS off, 9999999999999.000000000001 + bill * 0.000000000007 AS total
						FROM named, regie.allocate(9999999999999.000000000001 + bill * 0.000000000007, key, 12) a GROUP BY bill) q
	  WHERE parts <> total OR off > 0.000000000001) d;

-- 10,000 networks of three pools that serve each other and three bearers, and
-- the same with other names and in another order.
CREATE TEMP TABLE edge AS
SELECT net, source, target, amount, weight, translate(source, 'ABCxyz', 'rqpCBA') AS other_source, translate(target, 'ABCxyz', 'rqpCBA') AS other_target
FROM (SELECT net, s AS source, t AS target, NULL::numeric AS amount, (CASE WHEN t >= 'x' THEN 1 ELSE 0 END + floor(random() * 9))::numeric AS weight
	  FROM generate_series(1, 10000) net, unnest(ARRAY['A', 'B', 'C']) s, unnest(ARRAY['A', 'B', 'C', 'x', 'y', 'z']) t
	  UNION ALL SELECT net, 'costs', t, ((random() - 0.2) * 10 ^ (random() * 13))::numeric(20, 2), NULL FROM generate_series(1, 10000) net, unnest(ARRAY['A', 'B', 'C']) t) e;
CREATE TEMP TABLE flowed AS
SELECT *, regie.flow(source, target, amount, weight) OVER (PARTITION BY net ORDER BY source, target) AS flow,
	   regie.flow(other_source, other_target, amount, weight) OVER (PARTITION BY net ORDER BY target, source DESC) AS other
FROM edge;
SELECT is(count(*), 0::bigint, 'flow: other names, and no row moves by more than a cent') FROM flowed WHERE abs(flow - other) > 0.01;
SELECT is(count(*), 0::bigint, 'and at every pool in is still out')
FROM (SELECT net, node, sum(v) AS v FROM (SELECT net, target AS node, other AS v FROM flowed UNION ALL SELECT net, source, -other FROM flowed) q WHERE node IN ('A', 'B', 'C') GROUP BY 1, 2) d WHERE v <> 0;
SELECT is(count(*), 0::bigint, 'and bearers bear what was posted')
FROM (SELECT net FROM flowed GROUP BY net HAVING sum(other) FILTER (WHERE target >= 'x') <> sum(amount)) d;
SELECT is(count(*), 0::bigint, 'flow_trace: what is traced to bearers under other names adds up to what they bear')
FROM (SELECT f.net, f.target, sum(f.v) AS v
	  FROM (SELECT net, other_target AS target, -other AS v FROM flowed WHERE target >= 'x'
			UNION ALL SELECT n.net, t.bearer, t.amount FROM (SELECT net, regie.flow_trace(other_source, other_target, amount, weight) AS traced FROM edge GROUP BY net) n, unnest(n.traced) t) f
	  GROUP BY 1, 2 HAVING sum(f.v) <> 0) d;
SELECT * FROM finish();
ROLLBACK;
