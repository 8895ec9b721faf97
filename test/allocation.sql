-- Laws of allocate and allocate_units over random bills, beside a slow
-- version in plain SQL that shares no code with them.
BEGIN;
SELECT plan(15);

SELECT setseed(0.2026);
CREATE TEMP TABLE line AS
SELECT bill, row, amount,
	   CASE WHEN random() < 0.1 THEN NULL
			WHEN random() < 0.1 THEN 0
			WHEN random() < 0.5 THEN (random() * 100)::int
			ELSE (random() * 10 ^ (random() * 12))::numeric(20, 4)
	   END::numeric + CASE WHEN row = 1 THEN 1 ELSE 0 END AS weight
FROM (SELECT bill, (random() * 10 ^ (random() * 13) *
					CASE WHEN random() < 0.3 THEN -1 ELSE 1 END)::numeric(20, 2)
					AS amount, 1 + (random() * 19)::int AS rows
	  FROM generate_series(1, 20000) bill) b,
	 LATERAL generate_series(1, b.rows) row;
UPDATE line SET weight = 1 WHERE row = 1 AND weight IS NULL;

CREATE TEMP TABLE ours AS
SELECT *, regie.allocate(amount, weight)
		  OVER (PARTITION BY bill ORDER BY row) AS part
FROM line;

CREATE TEMP TABLE plain AS
WITH cut AS (
	SELECT *, div(abs(amount) * 100 * weight, total) AS cents,
		   mod(abs(amount) * 100 * weight, total) AS rest
	FROM (SELECT *, sum(weight) OVER (PARTITION BY bill) AS total
		  FROM line WHERE weight IS NOT NULL) w),
placed AS (
	SELECT *, row_number() OVER (PARTITION BY bill
								 ORDER BY rest DESC, weight DESC, row) AS place,
		   abs(amount) * 100 - sum(cents) OVER (PARTITION BY bill) AS left_over
	FROM cut)
SELECT bill, row, sign(amount) * (cents + (place <= left_over)::int) / 100 AS part
FROM placed;

SELECT cmp_ok(count(DISTINCT bill), '>=', 10000::bigint, 'enough bills') FROM ours;
SELECT is(count(*), 0::bigint, 'every bill adds up')
FROM (SELECT 1 FROM ours GROUP BY bill, amount HAVING sum(part) <> amount) q;
SELECT is(count(*), 0::bigint, 'equal to plain SQL, row by row')
FROM ours FULL JOIN plain USING (bill, row)
WHERE (ours.weight IS NULL) <> (plain.part IS NULL)
   OR ours.part IS DISTINCT FROM plain.part;
SELECT is(count(*), 0::bigint, 'nobody is a cent or more from the exact share')
FROM (SELECT part * sum(weight) OVER w AS got, amount * weight AS exact,
			 sum(weight) OVER w * 0.01 AS cent
	  FROM ours WINDOW w AS (PARTITION BY bill)) q
WHERE abs(got - exact) >= cent;
SELECT is(count(*), 0::bigint, 'weight zero gets zero, no weight gets nothing')
FROM ours WHERE (weight = 0 AND part <> 0) OR (weight IS NULL) <> (part IS NULL);
SELECT is(count(*), 0::bigint, 'a credit mirrors the debit')
FROM (SELECT part, regie.allocate(-amount, weight)
				   OVER (PARTITION BY bill ORDER BY row) AS mirrored
	  FROM ours) q
WHERE mirrored IS DISTINCT FROM -part;
SELECT is(count(*), 0::bigint, 'larger weight, at least as large a part')
FROM (SELECT abs(part) AS part, lag(abs(part)) OVER (PARTITION BY bill
			 ORDER BY weight, abs(part)) AS smaller
	  FROM ours WHERE weight IS NOT NULL) q
WHERE part < smaller;
-- only rows of equal weight may trade an odd cent when their order changes
SELECT is(count(*), 0::bigint, 'the order of rows decides only among equals')
FROM (SELECT bill, weight, sum(part) AS parts, sum(reversed) AS others
	  FROM (SELECT bill, weight, part, regie.allocate(amount, weight)
				   OVER (PARTITION BY bill ORDER BY row DESC) AS reversed
			FROM ours) q
	  GROUP BY bill, weight) q
WHERE parts IS DISTINCT FROM others;
SELECT is(count(*), 0::bigint, 'scaling all weights changes nothing')
FROM (SELECT part, regie.allocate(amount, weight * 0.0000000000037)
				   OVER (PARTITION BY bill ORDER BY row) AS scaled
	  FROM ours) q
WHERE scaled IS DISTINCT FROM part;
SELECT is(count(*), 0::bigint, 'units are the same split in whole numbers')
FROM (SELECT regie.allocate((amount * 100)::bigint, weight::bigint, 0) OVER w AS a,
			 regie.allocate_units((amount * 100)::bigint, weight::bigint) OVER w AS u
	  FROM (SELECT *, (amount * 100)::bigint AS units FROM ours) o
	  WINDOW w AS (PARTITION BY bill ORDER BY row)) q
WHERE a IS DISTINCT FROM u;
SELECT is(count(*), 0::bigint, '12 decimals add up as well')
FROM (SELECT amount, sum(part) AS parts
	  FROM (SELECT bill, amount, regie.allocate(amount / 1000000007, weight, 12)
				   OVER (PARTITION BY bill ORDER BY row) AS part
			FROM (SELECT bill, row, weight,
						 round(amount / 1000000007, 12) * 1000000007 AS amount
				  FROM ours) r) p
	  GROUP BY bill, amount) q
WHERE round(amount / 1000000007, 12) <> parts;
-- 38 digits: the wide path against plain SQL
SELECT is(count(*), 0::bigint, 'amounts of 10^15 cents at 12 decimals, wide weights')
FROM (SELECT bill, max(big) AS big, sum(part) AS parts
	  FROM (SELECT bill, big, regie.allocate(big, weight / 7, 12)
				   OVER (PARTITION BY bill ORDER BY row) AS part
			FROM (SELECT *, 9999999999999.123456789012 AS big
				  FROM ours WHERE bill <= 2000) o) p
	  GROUP BY bill) q
WHERE parts <> big;
SELECT is(count(*), 0::bigint, 'there too nobody is a unit of the last decimal off')
FROM (SELECT regie.allocate(9999999999999.123456789012, weight, 12)
			 OVER (PARTITION BY bill ORDER BY row) AS part, weight,
			 sum(weight) OVER (PARTITION BY bill) AS total
	  FROM (SELECT bill, row, CASE row % 3 WHEN 0 THEN weight WHEN 1 THEN weight::bigint
								   ELSE weight / 8 END AS weight
			FROM ours WHERE bill <= 4000) o) q
WHERE abs(part * total - 9999999999999.123456789012 * weight) >= total * 1e-12;
SELECT is((SELECT array_agg(provolatile::text || proparallel::text ORDER BY proname)
		   FROM pg_proc WHERE pronamespace = 'regie'::regnamespace
						  AND proname IN ('allocate', 'allocate_units')
						  AND prokind = 'w'),
		  ARRAY['is', 'is'], 'immutable and parallel safe');
SELECT is((SELECT count(*) FROM (
			SELECT bill FROM ours WHERE bill <= 3000 EXCEPT
			SELECT bill FROM (SELECT bill, regie.allocate(amount, weight)
							  OVER (PARTITION BY bill ORDER BY row) AS p, part
							  FROM ours WHERE bill <= 3000) q
			WHERE p IS NOT DISTINCT FROM part) q), 0::bigint,
		  'the same call twice gives the same cents');
SELECT * FROM finish();
ROLLBACK;
