-- Laws of allocate_bounded over random bills with bounds that leave room.
BEGIN;
SELECT plan(9);

SELECT setseed(0.1123);
CREATE TEMP TABLE line AS
SELECT bill, row, amount,
	   CASE WHEN row = 1 THEN 1 + (random() * 50)::int
			WHEN random() < 0.1 THEN NULL
			WHEN random() < 0.1 THEN 0
			WHEN random() < 0.5 THEN (random() * 100)::int
			ELSE (random() * 10 ^ (random() * 8))::numeric(20, 4)
	   END::numeric AS weight,
	   (0.001 + random())::numeric(6, 4) AS other,
	   random() AS has_lower, random() AS has_upper, random()::numeric AS slack
FROM (SELECT bill, (random() * 10 ^ (random() * 9) *
					CASE WHEN random() < 0.3 THEN -1 ELSE 1 END)::numeric(20, 2)
					AS amount, 1 + (random() * 9)::int AS rows
	  FROM generate_series(1, 12000) bill) b,
	 LATERAL generate_series(1, b.rows) row;
-- A split by other weights is a point that all bounds leave room for.
CREATE TEMP TABLE bounded AS
SELECT bill, row, amount, weight,
	   CASE WHEN has_lower < 0.6 THEN inside - abs(inside) * slack * has_lower::numeric END AS lower,
	   CASE WHEN has_upper < 0.6 THEN inside + abs(inside) * slack * has_upper::numeric END AS upper
FROM (SELECT *, regie.allocate(amount, CASE WHEN weight > 0 THEN other END)
				OVER (PARTITION BY bill ORDER BY row) AS inside FROM line) q;
CREATE TEMP TABLE ours AS
SELECT *, regie.allocate_bounded(amount, weight, lower, upper)
		  OVER (PARTITION BY bill ORDER BY row) AS part
FROM bounded;

SELECT cmp_ok(count(DISTINCT bill), '>=', 10000::bigint, 'enough bills') FROM ours;
SELECT cmp_ok(count(*), '>=', 10000::bigint, 'enough parts at a bound')
FROM ours WHERE part IN (ceil(lower * 100) / 100, floor(upper * 100) / 100);
SELECT is(count(*), 0::bigint, 'every bill adds up')
FROM (SELECT 1 FROM ours GROUP BY bill, amount HAVING sum(part) <> amount) q;
SELECT is(count(*), 0::bigint, 'no part is outside its bounds or has the other sign')
FROM ours WHERE part < lower OR part > upper OR part * amount < 0;
SELECT is(count(*), 0::bigint, 'weight zero gets zero, no weight gets nothing')
FROM ours WHERE (weight = 0 AND part <> 0) OR (weight IS NULL) <> (part IS NULL);
-- What makes the solution the one: who could take more has, per weight, as
-- much as anybody who could give some, but for a cent.
SELECT is(count(*), 0::bigint, 'one lambda for all who are between their bounds')
FROM ours a JOIN ours b USING (bill)
WHERE a.weight > 0 AND b.weight > 0
  AND (a.upper IS NULL OR a.part + 0.01 <= a.upper)
  AND (b.lower IS NULL OR b.part - 0.01 >= b.lower)
  AND (a.amount > 0 OR a.part < 0) AND (a.amount < 0 OR b.part > 0)
  AND (a.part + 0.01) * b.weight <= (b.part - 0.01) * a.weight;
SELECT is(count(*), 0::bigint, 'a credit mirrors the debit, its bounds mirrored')
FROM (SELECT part, regie.allocate_bounded(-amount, weight, -upper, -lower)
				   OVER (PARTITION BY bill ORDER BY row) AS mirrored FROM ours) q
WHERE mirrored IS DISTINCT FROM -part;
SELECT is(count(*), 0::bigint, 'without bounds as allocate')
FROM (SELECT regie.allocate(amount, weight) OVER w AS free,
			 regie.allocate_bounded(amount, weight, NULL, NULL) OVER w AS part
	  FROM ours WINDOW w AS (PARTITION BY bill ORDER BY row)) q
WHERE part IS DISTINCT FROM free;
SELECT is((SELECT provolatile::text || proparallel::text || prokind::text FROM pg_proc
		   WHERE pronamespace = 'regie'::regnamespace AND proname = 'allocate_bounded'),
		  'isw', 'immutable and parallel safe');
SELECT * FROM finish();
ROLLBACK;
