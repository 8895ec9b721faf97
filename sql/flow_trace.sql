SET datestyle = ISO, YMD;
-- flow_trace: published cases, postings out of pools, credits, and what adds up.

-- The elements of a trace, and both ways of adding them up.
CREATE TABLE edge (source text, target text, amount numeric, weight numeric, step int);
CREATE VIEW traced AS
SELECT t.* FROM (SELECT regie.flow_trace(source, target, amount, weight) AS traced FROM edge) f, unnest(f.traced) t;

-- A circle of three: A 1,000, B 2,000, C 3,000.  Of what enters at A 40/37
-- pass A, 20/37 B and 15/37 C, so 20/37 of it leave over A -> X, 5/37 over
-- B -> Y, 9/37 over C -> X and 3/37 over C -> Y.  X bears 155,000/37 and Y
-- 67,000/37 together.
INSERT INTO edge VALUES
	('costs', 'A', 1000, NULL), ('costs', 'B', 2000, NULL), ('costs', 'C', 3000, NULL),
	('A', 'B', NULL, 1), ('A', 'X', NULL, 1),
	('B', 'C', NULL, 3), ('B', 'Y', NULL, 1),
	('C', 'A', NULL, 1), ('C', 'X', NULL, 3), ('C', 'Y', NULL, 1);
SELECT *, round(share * 37, 15) AS of_37 FROM traced;
SELECT source, target, regie.flow(source, target, amount, weight) OVER () AS flow,
	   (SELECT sum(amount) FROM traced t WHERE (t.via, t.bearer) = (edge.source, edge.target)) AS traced
FROM edge ORDER BY source COLLATE "C", target COLLATE "C";
SELECT bearer, sum(amount) AS amount FROM traced GROUP BY bearer ORDER BY bearer COLLATE "C";

-- R. Miller and P. Blair, Input-Output Analysis, 2nd edition, chapter 2: two
-- sectors, demand 600 and 1,500, output 1,247.52 and 1,841.58, and the inverse
-- 1.254, 0.330, 0.264, 1.122: what passes a sector per unit that enters one.
TRUNCATE edge;
INSERT INTO edge VALUES
	('demand', '1', 600, NULL), ('demand', '2', 1500, NULL),
	('1', '1', NULL, 0.15), ('1', '2', NULL, 0.20), ('1', 'out', NULL, 0.65),
	('2', '1', NULL, 0.25), ('2', '2', NULL, 0.05), ('2', 'out', NULL, 0.70);
SELECT source, sum(flow) AS output
FROM (SELECT source, regie.flow(source, target, amount, weight) OVER () AS flow FROM edge) f
WHERE source <> 'demand' GROUP BY source ORDER BY source COLLATE "C";
SELECT target AS demand, via AS sector, exact, amount, round(share / CASE via WHEN '1' THEN 0.65 ELSE 0.70 END, 3) AS inverse
FROM traced;

-- expertsmind.com: what of each department reaches which, all three methods.
-- Direct: 4/7 and 3/7 of S1, 5/7 and 2/7 of S2, 1/8 and 7/8 of S3.
TRUNCATE edge;
INSERT INTO edge VALUES
	('costs', 'S1', 92400, NULL, NULL), ('costs', 'S2', 184800, NULL, NULL), ('costs', 'S3', 138600, NULL, NULL),
	('costs', 'P1', 400000, NULL, NULL), ('costs', 'P2', 500000, NULL, NULL),
	('S1', 'S2', NULL, 1000, 1), ('S1', 'S3', NULL, 2000, 1), ('S1', 'P1', NULL, 4000, 1), ('S1', 'P2', NULL, 3000, 1),
	('S2', 'S1', NULL, 2000, 2), ('S2', 'S3', NULL, 4000, 2), ('S2', 'P1', NULL, 10000, 2), ('S2', 'P2', NULL, 4000, 2),
	('S3', 'S1', NULL, 4500, 3), ('S3', 'P1', NULL, 1500, 3), ('S3', 'P2', NULL, 9000, 3);
SELECT method, target, bearer, sum(amount) AS amount
FROM (VALUES (1, 'direct'), (2, 'step_down'), (3, 'reciprocal')) AS m (i, method),
	 LATERAL (SELECT regie.flow_trace(source, target, amount, weight, method, step, 2) AS traced FROM edge) f,
	 unnest(f.traced)
GROUP BY i, method, target, bearer ORDER BY i, target COLLATE "C", bearer COLLATE "C";
-- published: direct 604,600 and 711,200; in steps 573,360 and 742,440
SELECT method, bearer, sum(amount) AS amount
FROM (VALUES (1, 'direct'), (2, 'step_down'), (3, 'reciprocal')) AS m (i, method),
	 LATERAL (SELECT regie.flow_trace(source, target, amount, weight, method, step, 2) AS traced FROM edge) f,
	 unnest(f.traced)
GROUP BY i, method, bearer ORDER BY i, bearer COLLATE "C";

-- University of Regina in whole dollars: 107,276 and 132,724 together.
TRUNCATE edge;
INSERT INTO edge VALUES
	('costs', 'HR', 80000, NULL), ('costs', 'DP', 120000, NULL), ('costs', 'RM', 40000, NULL),
	('HR', 'DP', NULL, 20), ('HR', 'RM', NULL, 10), ('HR', 'Machining', NULL, 40), ('HR', 'Assembly', NULL, 30),
	('DP', 'HR', NULL, 8), ('DP', 'RM', NULL, 7), ('DP', 'Machining', NULL, 30), ('DP', 'Assembly', NULL, 55),
	('RM', 'Machining', NULL, 50), ('RM', 'Assembly', NULL, 50);
SELECT coalesce(target, 'together') AS posting, sum(amount) FILTER (WHERE bearer = 'Machining') AS machining,
	   sum(amount) FILTER (WHERE bearer = 'Assembly') AS assembly, sum(amount) AS posted
FROM (SELECT regie.flow_trace(source, target, amount, weight, 'reciprocal', NULL, 0) AS traced FROM edge) f, unnest(f.traced)
GROUP BY ROLLUP (target) ORDER BY target COLLATE "C";

-- Y = 7,260 + 0.3 Z, Z = 4,000 + 0.2 Y: of what enters at Y 80/94 leave at Y.
TRUNCATE edge;
INSERT INTO edge VALUES
	('costs', 'Y', 7260, NULL), ('costs', 'Z', 4000, NULL),
	('Y', 'Z', NULL, 0.2), ('Y', 'a', NULL, 0.8), ('Z', 'Y', NULL, 0.3), ('Z', 'b', NULL, 0.7);
SELECT target, bearer, round(share * 94, 15) AS of_94, exact, amount FROM traced;

-- Castleford Engineering (Horngren, Datar and Rajan, Cost Accounting, chapter
-- 15): reciprocal 8,187,025 and 5,565,125 with 4,000,000 and 2,000,000 of
-- their own.
TRUNCATE edge;
INSERT INTO edge VALUES
	('costs', 'PM', 6300000, NULL), ('costs', 'IS', 1452150, NULL),
	('costs', 'Machining', 4000000, NULL), ('costs', 'Assembly', 2000000, NULL),
	('PM', 'IS', NULL, 1600), ('PM', 'Machining', NULL, 2400), ('PM', 'Assembly', NULL, 4000),
	('IS', 'PM', NULL, 200), ('IS', 'Machining', NULL, 1600), ('IS', 'Assembly', NULL, 200);
SELECT target, via, bearer, amount FROM traced;
SELECT bearer, sum(amount) AS amount FROM traced GROUP BY bearer ORDER BY bearer COLLATE "C";

-- A hospital in steps: laboratory 778,100.00, radiology 3,149,450/3 and
-- nursing 8,166,250/3 with their own costs.
SELECT target, bearer, sum(amount) AS amount
FROM (SELECT regie.flow_trace(source, target, amount, weight, 'step_down', step, 2) AS traced
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
				   ('Administrative', 'Nursing', NULL, 50, 3)) AS t (source, target, amount, weight, step)) f, unnest(f.traced)
GROUP BY ROLLUP (bearer, target) ORDER BY bearer COLLATE "C", target COLLATE "C";

-- Two-Day and Next-Day delivery: 67,500/29 and 196,400/29 together.
TRUNCATE edge;
INSERT INTO edge VALUES
	('costs', 'Admin', 1200, NULL), ('costs', 'Maint', 2400, NULL),
	('costs', 'TwoDay', 1500, NULL), ('costs', 'NextDay', 4000, NULL),
	('Maint', 'Admin', NULL, 1000), ('Maint', 'TwoDay', NULL, 1000), ('Maint', 'NextDay', NULL, 3000),
	('Admin', 'Maint', NULL, 100), ('Admin', 'TwoDay', NULL, 100), ('Admin', 'NextDay', NULL, 400);
SELECT target, via, bearer, round(exact * 29, 5) AS exact_29, amount FROM traced;

-- A pool that pays: 100.00 of what would go to a and b by 2 and 1 goes by
-- halves, and 7.00 to a directly.
TRUNCATE edge;
INSERT INTO edge VALUES
	('supplier', 'licences', 1000.00, NULL), ('licences', 'desk', 100.00, NULL), ('licences', 'a', 7.00, NULL),
	('other supplier', 'a', 5.00, NULL),
	('licences', 'a', NULL, 2), ('licences', 'b', NULL, 1), ('desk', 'a', NULL, 1), ('desk', 'b', NULL, 1);
SELECT * FROM traced;
SELECT source, target, amount, weight, regie.flow(source, target, amount, weight) OVER () AS flow
FROM edge ORDER BY source COLLATE "C", target COLLATE "C", weight;

-- Rows with equal source and target are one posting, and weights between the
-- same two one arrow; what comes to nothing leaves no trace.
TRUNCATE edge;
INSERT INTO edge VALUES
	('in', 'pool', 10.00, NULL), ('in', 'pool', 5.01, NULL), ('out', 'pool', 7.00, NULL), ('out', 'pool', -7.00, NULL), ('zero', 'b', 0, NULL),
	('pool', 'b', NULL, 1), ('pool', 'b', NULL, 1.00), ('pool', 'c', NULL, 2), ('pool', 'd', NULL, 0), ('no', 'part', NULL, NULL);
SELECT * FROM traced;
SELECT target, weight, regie.flow(source, target, amount, weight) OVER () AS flow FROM edge WHERE source <> 'out'
ORDER BY target COLLATE "C", weight, flow;
-- a credit mirrors the debit
SELECT t.* FROM (SELECT regie.flow_trace(source, target, -amount, weight) AS traced FROM edge) f, unnest(f.traced) t;
-- invoice and credit note: together 16.67, 16.67 and 16.66, each within a cent
SELECT t.* FROM (SELECT regie.flow_trace(s, t, a, w) AS traced
				 FROM (VALUES ('invoices', 'pool', 100.00, NULL), ('credits', 'pool', -50.00, NULL),
							  ('pool', 'a', NULL, 1), ('pool', 'b', NULL, 1), ('pool', 'c', NULL, 1)) AS v (s, t, a, w)) f, unnest(f.traced) t;

-- Two postings of 8 and 6 cents over sixths and eighths: flow gives each
-- bearer 2 cents, so the first posting cannot pay its whole cents and one of
-- its thirds as well.  One amount is a cent off.
SELECT t.* FROM (SELECT regie.flow_trace(s, t, a, w) AS traced
				 FROM (VALUES ('p', 'pool', 0.08, NULL), ('q', 'pool', 0.06, NULL),
							  ('pool', 'a', NULL, 4), ('pool', 'b', NULL, 4), ('pool', 'c', NULL, 4),
							  ('pool', 'd', NULL, 3), ('pool', 'e', NULL, 3), ('pool', 'f', NULL, 3), ('pool', 'g', NULL, 3))
					  AS v (s, t, a, w)) f, unnest(f.traced) t;

-- No rows, no postings, no decimals, eighteen decimals, groups, FILTER.
SELECT regie.flow_trace('a', 'b', 1, 1) FROM generate_series(1, 0);
SELECT regie.flow_trace('a', 'b', NULL, NULL);
SELECT regie.flow_trace('a', 'b', NULL, 1);
SELECT regie.flow_trace('a', 'b', 5, NULL);
SELECT scale, t.* FROM (SELECT scale, regie.flow_trace(s, t, a, w, 'direct', NULL, scale) AS traced
						FROM (VALUES ('in', 'pool', 1, NULL), ('pool', 'b', NULL, 1e-38), ('pool', 'c', NULL, 2e-38)) AS v (s, t, a, w),
							 (VALUES (0), (17)) AS d (scale)
						GROUP BY scale) f, unnest(f.traced) t ORDER BY scale, bearer COLLATE "C";
SELECT regie.flow_trace(s, t, a, w) FILTER (WHERE s <> 'late')
FROM (VALUES ('in', 'pool', 1, NULL), ('late', 'pool', 1, NULL), ('pool', 'b', NULL, 1)) AS v (s, t, a, w);
-- as a window function the state is asked again and again
SELECT i, cardinality(regie.flow_trace(s, t, a, w) OVER (ORDER BY i)) AS elements
FROM (VALUES (1, 'pool', 'b', NULL, 1), (2, 'in', 'pool', 1, NULL), (3, 'pool', 'c', NULL, 1), (4, 'in', 'b', 1, NULL)) AS v (i, s, t, a, w)
ORDER BY i;
DROP VIEW traced;
DROP TABLE edge;

-- The chapter's examples.
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
SELECT t.target, t.via, t.bearer, round(t.share, 6) AS share, t.exact, t.amount
FROM (SELECT regie.flow_trace(source, target, amount, weight) AS traced FROM charge) f, unnest(f.traced) t;
SELECT via, bearer, sum(t.amount) AS traced,
       (SELECT flow FROM (SELECT source, target, regie.flow(source, target, amount, weight) OVER () AS flow FROM charge) c
        WHERE (c.source, c.target) = (t.via, t.bearer)) AS flow
FROM (SELECT regie.flow_trace(source, target, amount, weight) AS traced FROM charge) f, unnest(f.traced) t
GROUP BY via, bearer ORDER BY via COLLATE "C", bearer COLLATE "C";
SELECT t.*
FROM (SELECT regie.flow_trace(source, target, amount, weight) AS traced
      FROM (SELECT source, target, amount, weight FROM charge
            UNION ALL SELECT 'desk', 'network', 30000.00, NULL::numeric) c) f,
     unnest(f.traced) t
WHERE t.source = 'desk';
SELECT coalesce(t.target, 'together') AS posting,
       sum(t.amount) FILTER (WHERE bearer = 'Geldrop-Mierlo') AS "Geldrop-Mierlo",
       sum(t.amount) FILTER (WHERE bearer = 'Nuenen') AS "Nuenen",
       sum(t.amount) FILTER (WHERE bearer = 'Son en Breugel') AS "Son en Breugel",
       sum(t.amount) AS posted
FROM (SELECT regie.flow_trace(source, target, amount, weight) AS traced FROM charge) f, unnest(f.traced) t
GROUP BY ROLLUP (t.target) ORDER BY t.target COLLATE "C";
DROP TABLE charge;
