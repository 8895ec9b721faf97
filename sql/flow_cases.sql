-- Published cases beside those of flow.sql.
-- R. Miller and P. Blair, Input-Output Analysis, 2nd edition, chapter 2: coefficients 0.15, 0.25 / 0.20, 0.05 (row: receiver)
-- and final demand 600 and 1,500 give outputs of 1,247.52 and 1,841.58. What a sector does not pass on leaves the network.
SELECT source, sum(flow) AS output
FROM (SELECT source, weight, regie.flow(source, target, amount, weight) OVER () AS flow
      FROM (VALUES ('demand', '1', 600, NULL), ('demand', '2', 1500, NULL), ('1', '1', NULL, 0.15), ('1', '2', NULL, 0.20), ('1', 'out', NULL, 0.65),
                   ('2', '1', NULL, 0.25), ('2', '2', NULL, 0.05), ('2', 'out', NULL, 0.70)) AS t (source, target, amount, weight)) f
WHERE weight IS NOT NULL GROUP BY source ORDER BY source;
-- A circle of three, as tools that allow no circle are asked for (AmadeusITGroup/cloud-cost-allocation, README, items 9 and 10): exactly
-- 155,000 / 37 and 67,000 / 37, by way of 76,000 / 37, 112,000 / 37 and 195,000 / 37.
SELECT target, sum(flow) AS amount, sum(exact) AS exact
FROM (SELECT target, regie.flow(source, target, amount, weight) OVER () AS flow, regie.flow(source, target, amount, weight, 'reciprocal', NULL, 8) OVER () AS exact
      FROM (VALUES ('cost', 'A', 1000, NULL), ('cost', 'B', 2000, NULL), ('cost', 'C', 3000, NULL), ('A', 'B', NULL, 1), ('A', 'X', NULL, 1),
                   ('B', 'C', NULL, 3), ('B', 'Y', NULL, 1), ('C', 'A', NULL, 1), ('C', 'X', NULL, 3), ('C', 'Y', NULL, 1)) AS t (source, target, amount, weight)) f
GROUP BY target ORDER BY target;
SELECT name, round(n / 37.0, 8) AS exact FROM (VALUES ('A', 76000), ('B', 112000), ('C', 195000), ('X', 155000), ('Y', 67000)) AS t (name, n);
-- Y = 7,260 + 0.3 Z and Z = 4,000 + 0.2 Y: 9,000 and 5,800, of which 7,200 and 4,060 leave.
SELECT source, sum(flow) AS gross, sum(flow) FILTER (WHERE target = 'out') AS out
FROM (SELECT source, target, weight, regie.flow(source, target, amount, weight) OVER () AS flow
      FROM (VALUES ('cost', 'Y', 7260, NULL), ('cost', 'Z', 4000, NULL), ('Y', 'Z', NULL, 0.2), ('Y', 'out', NULL, 0.8), ('Z', 'Y', NULL, 0.3), ('Z', 'out', NULL, 0.7))
           AS t (source, target, amount, weight)) f
WHERE weight IS NOT NULL GROUP BY source ORDER BY source;
