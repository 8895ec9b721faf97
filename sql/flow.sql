SET datestyle = ISO, YMD;
-- flow: published cases, the three methods, rounding, and rows that take no part.

-- expertsmind.com: three service departments, two production departments.
-- Published: direct 604,600 and 711,200; in steps 573,360 and 742,440.  The
-- equations are published for reciprocal: S1 177,000, S2 202,500, S3 214,500.
CREATE TABLE edge (source text, target text, amount numeric, weight numeric, step int);
INSERT INTO edge VALUES
	('costs', 'S1', 92400, NULL, NULL), ('costs', 'S2', 184800, NULL, NULL), ('costs', 'S3', 138600, NULL, NULL),
	('costs', 'P1', 400000, NULL, NULL), ('costs', 'P2', 500000, NULL, NULL),
	('S1', 'S2', NULL, 1000, 1), ('S1', 'S3', NULL, 2000, 1), ('S1', 'P1', NULL, 4000, 1), ('S1', 'P2', NULL, 3000, 1),
	('S2', 'S1', NULL, 2000, 2), ('S2', 'S3', NULL, 4000, 2), ('S2', 'P1', NULL, 10000, 2), ('S2', 'P2', NULL, 4000, 2),
	('S3', 'S1', NULL, 4500, 3), ('S3', 'P1', NULL, 1500, 3), ('S3', 'P2', NULL, 9000, 3);
SELECT target, sum(direct) AS direct, sum(step_down) AS step_down, sum(reciprocal) AS reciprocal
FROM (SELECT target,
			 regie.flow(source, target, amount, weight, 'direct') OVER () AS direct,
			 regie.flow(source, target, amount, weight, 'step_down', step) OVER () AS step_down,
			 regie.flow(source, target, amount, weight) OVER () AS reciprocal
	  FROM edge) f
GROUP BY target ORDER BY target COLLATE "C";
-- the other way round, S3 first: P1 619,120
SELECT target, sum(f) AS step_down
FROM (SELECT target, regie.flow(source, target, amount, weight, 'step_down', -step) OVER () AS f FROM edge) f
WHERE target LIKE 'P%' GROUP BY target ORDER BY target COLLATE "C";
-- one step for all is the direct method
SELECT target, sum(f) AS step_down
FROM (SELECT target, regie.flow(source, target, amount, weight, 'step_down', 7) OVER () AS f FROM edge) f
WHERE target LIKE 'P%' GROUP BY target ORDER BY target COLLATE "C";
-- each row
SELECT source, target, regie.flow(source, target, amount, weight) OVER () AS flow
FROM edge ORDER BY source COLLATE "C", target COLLATE "C";

-- University of Regina, in whole dollars; published 107,276 and 132,723 with
-- a "rounding error of $1" on 240,000.  Exact: 107,276.42 and 132,723.58.
CREATE TABLE regina (source text, target text, amount numeric, weight numeric);
INSERT INTO regina VALUES
	('costs', 'HR', 80000, NULL), ('costs', 'DP', 120000, NULL), ('costs', 'RM', 40000, NULL),
	('HR', 'DP', NULL, 20), ('HR', 'RM', NULL, 10), ('HR', 'Machining', NULL, 40), ('HR', 'Assembly', NULL, 30),
	('DP', 'HR', NULL, 8), ('DP', 'RM', NULL, 7), ('DP', 'Machining', NULL, 30), ('DP', 'Assembly', NULL, 55),
	('RM', 'Machining', NULL, 50), ('RM', 'Assembly', NULL, 50);
SELECT target, sum(dollars) AS dollars, sum(cents) AS cents
FROM (SELECT target, regie.flow(source, target, amount, weight, scale => 0) OVER () AS dollars,
			 regie.flow(source, target, amount, weight) OVER () AS cents
	  FROM regina) f
GROUP BY target ORDER BY target COLLATE "C";

-- Y = 7,260 + 0.3 Z, Z = 4,000 + 0.2 Y: published Y 9,000, Z 5,800.
SELECT target, sum(f) AS flow
FROM (SELECT target, regie.flow(source, target, amount, weight) OVER () AS f
	  FROM (VALUES ('costs', 'Y', 7260, NULL), ('costs', 'Z', 4000, NULL),
				   ('Y', 'Z', NULL, 0.2), ('Y', 'a', NULL, 0.8),
				   ('Z', 'Y', NULL, 0.3), ('Z', 'b', NULL, 0.7)) AS t (source, target, amount, weight)) f
GROUP BY target ORDER BY target COLLATE "C";

-- Castleford Engineering (Horngren, Datar and Rajan, Cost Accounting, chapter
-- 15): direct 7,653,300 and 6,098,850; in steps 8,300,800 and 5,451,350;
-- reciprocal 8,187,025 and 5,565,125 (Machining, Assembly).
SELECT target, sum(direct) AS direct, sum(step_down) AS step_down, sum(reciprocal) AS reciprocal
FROM (SELECT target, regie.flow(source, target, amount, weight, 'direct') OVER () AS direct,
			 regie.flow(source, target, amount, weight, 'step_down', step) OVER () AS step_down,
			 regie.flow(source, target, amount, weight) OVER () AS reciprocal
	  FROM (VALUES ('costs', 'PM', 6300000, NULL, NULL), ('costs', 'IS', 1452150, NULL, NULL),
				   ('costs', 'Machining', 4000000, NULL, NULL), ('costs', 'Assembly', 2000000, NULL, NULL),
				   ('PM', 'IS', NULL, 1600, 1), ('PM', 'Machining', NULL, 2400, 1), ('PM', 'Assembly', NULL, 4000, 1),
				   ('IS', 'PM', NULL, 200, 2), ('IS', 'Machining', NULL, 1600, 2), ('IS', 'Assembly', NULL, 200, 2))
		   AS t (source, target, amount, weight, step)) f
GROUP BY target ORDER BY target COLLATE "C";

-- A hospital in steps (published intermediate amounts: 7,500 from maintenance
-- to dietary, 27,167 from dietary to administration).
SELECT source, target, regie.flow(source, target, amount, weight, 'step_down', step) OVER () AS flow
FROM (VALUES ('costs', 'Maintenance', 150000, NULL, NULL), ('costs', 'Dietary', 400000, NULL, NULL),
			 ('costs', 'Administrative', 600000, NULL, NULL), ('costs', 'Laboratory', 600000, NULL, NULL),
			 ('costs', 'Radiology', 800000, NULL, NULL), ('costs', 'Nursing', 2000000, NULL, NULL),
			 ('Maintenance', 'Dietary', NULL, 10000, 1), ('Maintenance', 'Administrative', NULL, 20000, 1),
			 ('Maintenance', 'Laboratory', NULL, 30000, 1), ('Maintenance', 'Radiology', NULL, 40000, 1),
			 ('Maintenance', 'Nursing', NULL, 100000, 1),
			 ('Dietary', 'Maintenance', NULL, 2500, 2), ('Dietary', 'Administrative', NULL, 2500, 2),
			 ('Dietary', 'Laboratory', NULL, 2500, 2), ('Dietary', 'Radiology', NULL, 2500, 2),
			 ('Dietary', 'Nursing', NULL, 30000, 2),
			 ('Administrative', 'Maintenance', NULL, 10, 3), ('Administrative', 'Dietary', NULL, 15, 3),
			 ('Administrative', 'Laboratory', NULL, 20, 3), ('Administrative', 'Radiology', NULL, 30, 3),
			 ('Administrative', 'Nursing', NULL, 50, 3)) AS t (source, target, amount, weight, step)
ORDER BY source COLLATE "C", target COLLATE "C";

-- Two-Day and Next-Day delivery: 67,500/29 and 196,400/29, published as 2,328
-- and 6,772.
SELECT target, sum(f) AS flow
FROM (SELECT target, regie.flow(source, target, amount, weight) OVER () AS f
	  FROM (VALUES ('costs', 'Admin', 1200, NULL), ('costs', 'Maint', 2400, NULL),
				   ('costs', 'TwoDay', 1500, NULL), ('costs', 'NextDay', 4000, NULL),
				   ('Maint', 'Admin', NULL, 1000), ('Maint', 'TwoDay', NULL, 1000), ('Maint', 'NextDay', NULL, 3000),
				   ('Admin', 'Maint', NULL, 100), ('Admin', 'TwoDay', NULL, 100), ('Admin', 'NextDay', NULL, 400))
		   AS t (source, target, amount, weight)) f
GROUP BY target ORDER BY target COLLATE "C";

-- One pool splits as allocate does: 182.25 by 98/2, the tie to the larger.
SELECT target, regie.flow('pool', target, NULL, weight) OVER () AS nothing_yet
FROM (VALUES ('a', 98), ('b', 2)) AS t (target, weight) ORDER BY target COLLATE "C";
SELECT source, target, regie.flow(source, target, amount, weight) OVER () AS flow,
	   regie.flow(source, target, -amount, weight) OVER () AS credit
FROM (VALUES ('in', 'pool', 182.25, NULL), ('pool', 'a', NULL, 98), ('pool', 'b', NULL, 2))
	 AS t (source, target, amount, weight)
ORDER BY source COLLATE "C", target COLLATE "C";
-- a third each: the odd cent goes to the first by name, in any order of rows
SELECT source, target, regie.flow(source, target, amount, weight) OVER (ORDER BY target COLLATE "C" DESC) AS flow
FROM (VALUES ('in', 'pool', 100.00, NULL), ('pool', 'c', NULL, 1), ('pool', 'a', NULL, 1.0), ('pool', 'b', NULL, 1.00))
	 AS t (source, target, amount, weight)
ORDER BY source COLLATE "C", target COLLATE "C";

-- A pool that pays by a posting passes on what is left.
SELECT source, target, regie.flow(source, target, amount, weight) OVER () AS flow
FROM (VALUES ('supplier', 'licences', 1000.00, NULL), ('licences', 'desk', 100.00, NULL),
			 ('licences', 'a', NULL, 2), ('licences', 'b', NULL, 1), ('desk', 'a', NULL, 1), ('desk', 'b', NULL, 1))
	 AS t (source, target, amount, weight)
ORDER BY source COLLATE "C", target COLLATE "C";

-- What a pool uses itself changes nothing for the others.
SELECT source, target, regie.flow(source, target, amount, weight) OVER () AS flow
FROM (VALUES ('in', 'pool', 90.00, NULL), ('pool', 'pool', NULL, 50), ('pool', 'a', NULL, 25), ('pool', 'b', NULL, 25))
	 AS t (source, target, amount, weight)
ORDER BY source COLLATE "C", target COLLATE "C";

-- Rows with neither, weights of zero, a pool without users and without money,
-- an empty network, partitions of their own, 18 decimals.
SELECT period, source, target, regie.flow(source, target, amount, weight, scale => scale) OVER (PARTITION BY period) AS flow
FROM (VALUES (1, 'in', 'pool', 1.00, NULL, 2), (1, 'pool', 'a', NULL, 0, 2), (1, 'pool', 'b', NULL, 0.5, 2),
			 (1, 'x', 'y', NULL, NULL, 2), (1, 'idle', 'a', NULL, 0, 2),
			 (2, 'in', 'pool', 0.000000000000000001, NULL, 18), (2, 'pool', 'b', NULL, 1e-38, 18), (2, 'pool', 'c', NULL, 1e37, 18))
	 AS t (period, source, target, amount, weight, scale)
ORDER BY period, source COLLATE "C", target COLLATE "C";
SELECT regie.flow('a', 'b', 1, 1) OVER () WHERE false;
SELECT regie.flow('a', 'b', NULL, NULL) OVER () FROM generate_series(1, 2);
SELECT regie.flow('a', 'b', 5, NULL) OVER () FROM generate_series(1, 2);
SELECT regie.flow('a', 'b', 9999999999999999.99, NULL) OVER ();
-- the frame does not matter
SELECT t, regie.flow(s, t, a, w) OVER (ORDER BY t ROWS BETWEEN CURRENT ROW AND CURRENT ROW) AS flow
FROM (VALUES ('in', 'pool', 0.05, NULL), ('pool', 'b', NULL, 1), ('pool', 'c', NULL, 1)) AS v (s, t, a, w)
ORDER BY t COLLATE "C";
-- The chapter's example.
CREATE TABLE charge (source text, target text, amount numeric, weight numeric, step int);
INSERT INTO charge VALUES
    ('invoices', 'desk', 120000.00, NULL, NULL),
    ('invoices', 'network', 90000.00, NULL, NULL),
    ('desk', 'network', NULL, 300, 1),
    ('desk', 'Geldrop-Mierlo', NULL, 820, 1),
    ('desk', 'Nuenen', NULL, 640, 1),
    ('desk', 'Son en Breugel', NULL, 240, 1),
    ('network', 'desk', NULL, 10, 2),
    ('network', 'Geldrop-Mierlo', NULL, 410, 2),
    ('network', 'Nuenen', NULL, 280, 2),
    ('network', 'Son en Breugel', NULL, 210, 2);
SELECT source, target, regie.flow(source, target, amount, weight) OVER () AS flow
FROM charge ORDER BY source COLLATE "C", target COLLATE "C";
SELECT target, sum(direct) AS direct, sum(step_down) AS step_down, sum(reciprocal) AS reciprocal
FROM (SELECT target,
             regie.flow(source, target, amount, weight, 'direct') OVER () AS direct,
             regie.flow(source, target, amount, weight, 'step_down', step) OVER () AS step_down,
             regie.flow(source, target, amount, weight) OVER () AS reciprocal
      FROM charge) f
WHERE target NOT IN ('desk', 'network')
GROUP BY target ORDER BY target COLLATE "C";
SELECT pool, sum(sign * flow) AS out_less_in
FROM (SELECT source, target, regie.flow(source, target, amount, weight) OVER () AS flow FROM charge) f,
     LATERAL (VALUES (source, 1), (target, -1)) AS ends (pool, sign)
WHERE pool IN ('desk', 'network')
GROUP BY pool ORDER BY pool COLLATE "C";
SELECT posting, target, sum(flow) AS flow
FROM (SELECT p.target AS posting, c.target,
             regie.flow(c.source, c.target, CASE WHEN c.target = p.target THEN c.amount END, c.weight) OVER (PARTITION BY p.target) AS flow
      FROM charge p, charge c
      WHERE p.amount IS NOT NULL) f
WHERE target NOT IN ('desk', 'network')
GROUP BY posting, target ORDER BY posting COLLATE "C", target COLLATE "C";
DROP TABLE edge, regina, charge;
