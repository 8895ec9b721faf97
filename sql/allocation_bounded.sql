SET datestyle = ISO, YMD;

-- A new key with a collar: nobody pays more than 5 % (10 %) more or less than
-- the year before.  At 5 %: lambda = 1.1875 gives the first exactly its floor,
-- 475,000, the others are at their caps.  At 10 % likewise 450,000.
CREATE TABLE year_bill (municipality text, old numeric, key int);
INSERT INTO year_bill VALUES
	('Geldrop-Mierlo', 500000, 400), ('Nuenen', 300000, 350), ('Son en Breugel', 200000, 250);
SELECT municipality, old,
	   regie.allocate(1000000, key) OVER w AS by_key,
	   regie.allocate_bounded(1000000, key, 0.95 * old, 1.05 * old) OVER w AS collar_5,
	   regie.allocate_bounded(1000000, key, 0.90 * old, 1.10 * old) OVER w AS collar_10
FROM year_bill WINDOW w AS (ORDER BY municipality) ORDER BY municipality;
-- A cap on one: the other two share the rest, 650,000 by 350 and 250:
-- 379,166.67 and 270,833.33.
SELECT municipality,
	   regie.allocate_bounded(1000000, key, NULL, CASE WHEN key = 400 THEN 350000 END)
		   OVER (ORDER BY municipality) AS amount
FROM year_bill ORDER BY municipality;
-- A floor on one, in whole euros: 100 - 60 over 350 and 250 is 23.3 and 16.7.
SELECT municipality,
	   regie.allocate_bounded(100, key, CASE WHEN key = 400 THEN 60 END, NULL, scale => 0)
		   OVER (ORDER BY municipality) AS amount
FROM year_bill ORDER BY municipality;
-- A credit has its bounds below zero: the mirror of the collar of 5 %.
SELECT municipality,
	   regie.allocate_bounded(-1000000, key, -1.05 * old, -0.95 * old)
		   OVER (ORDER BY municipality) AS credit
FROM year_bill ORDER BY municipality;
-- Bounds are reached in whole cents: at least 33.335 is at least 33.34, and
-- at most 33.335 at most 33.33; below zero the other way round.
SELECT n, regie.allocate_bounded(100, 1, CASE WHEN n = 3 THEN 33.335 END, NULL) OVER w AS floor,
	   regie.allocate_bounded(100, 1, NULL, CASE WHEN n = 1 THEN 33.335 END) OVER w AS cap,
	   regie.allocate_bounded(-100, 1, CASE WHEN n = 1 THEN -33.335 END, NULL) OVER w AS credit_floor,
	   regie.allocate_bounded(-100, 1, NULL, CASE WHEN n = 3 THEN -33.335 END) OVER w AS credit_cap
FROM generate_series(1, 3) n WINDOW w AS (ORDER BY n) ORDER BY n;
-- Nobody gets less than nothing of a debit, unless its own bound says so.
SELECT n, regie.allocate_bounded(100, 1, NULL, CASE WHEN n = 1 THEN -20 END) OVER w AS cap_below_zero,
	   regie.allocate_bounded(100, 1, CASE n WHEN 1 THEN 150 WHEN 2 THEN -80 END, NULL) OVER w AS floor_below_zero
FROM generate_series(1, 3) n WINDOW w AS (ORDER BY n) ORDER BY n;
-- Weight NULL takes no part, whatever its bounds; weight 0 stands where its
-- bounds put it.  Infinity where it forbids nothing is no bound.
SELECT n, regie.allocate_bounded(10, w, l, u) OVER (ORDER BY n) AS amount
FROM (VALUES (1, 1, NULL, 2.00), (2, NULL, 5, 4), (3, 0, NULL, NULL), (4, 0, 1.5, NULL),
			 (5, 3, '-Infinity', 'Infinity')) AS t (n, w, l, u) ORDER BY n;
-- No amount, no parts; nothing to allocate; no bounds at all.
SELECT regie.allocate_bounded(NULL, 1, 5, 4) OVER () AS amount FROM generate_series(1, 2);
SELECT regie.allocate_bounded(0, w, NULL, 7) OVER () AS amount FROM unnest(ARRAY[0, NULL, 2]) w;
SELECT n, regie.allocate_bounded(182.25, n, NULL, NULL) OVER w AS bounded,
	   regie.allocate(182.25, n) OVER w AS free
FROM unnest(ARRAY[98, 2]) n WINDOW w AS (ORDER BY n DESC) ORDER BY n;
-- All bounds equal to a solution; 12 decimals; weights of 25 digits.
SELECT n, regie.allocate_bounded(6, 1, n, n) OVER (ORDER BY n) AS amount
FROM generate_series(1, 3) n ORDER BY n;
SELECT n, regie.allocate_bounded(0.000000800001, 1e-12 + n * 1e12, NULL, 0.0000001, 12)
			  OVER (ORDER BY n) AS amount
FROM generate_series(1, 9) n ORDER BY n;
-- Bounds may have any number of decimals.
SELECT n, regie.allocate_bounded(100, 1, CASE n WHEN 1 THEN 60 + 1e-45 END, NULL) OVER (ORDER BY n) AS amount
FROM generate_series(1, 2) n ORDER BY n;
DROP TABLE year_bill;
