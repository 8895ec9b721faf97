SET datestyle = ISO, YMD;
-- Five services over three municipalities, in whole euros.
CREATE TABLE budget AS
SELECT * FROM (VALUES ('Finance', 2195592), ('ICT', 3547398), ('Personnel', 1116970),
                      ('Social affairs', 3945105), ('Taxes', 4657308)) AS s (service, cost),
     (VALUES ('Geldrop-Mierlo', 39997), ('Nuenen', 23526), ('Son en Breugel', 17465)) AS m (municipality, inhabitants);
SELECT coalesce(municipality, 'total') AS municipality, sum(round(exact)) AS rounded,
       sum(per_service) AS per_service, sum(cell) AS cell, round(sum(exact), 2) AS exact
FROM (SELECT municipality,
             cost::numeric * inhabitants / sum(inhabitants) OVER (PARTITION BY service) AS exact,
             regie.allocate(cost, inhabitants, 0) OVER (PARTITION BY service ORDER BY municipality) AS per_service,
             regie.allocate_table(service, cost, municipality, inhabitants, 0) OVER () AS cell
      FROM budget) b
GROUP BY ROLLUP (b.municipality) ORDER BY b.municipality COLLATE "C";
SELECT service, cost, cost - sum(round(exact)) AS afronding_rounded, cost - sum(cell) AS afronding
FROM (SELECT service, cost,
             cost::numeric * inhabitants / sum(inhabitants) OVER (PARTITION BY service) AS exact,
             regie.allocate_table(service, cost, municipality, inhabitants, 0) OVER () AS cell
      FROM budget) b
GROUP BY service, cost ORDER BY service COLLATE "C";
-- All cells beside their exact values.
SELECT service, municipality, round(cost::numeric * inhabitants / 80988, 4) AS exact,
       regie.allocate_table(service, cost, municipality, inhabitants, 0) OVER () AS cell
FROM budget ORDER BY service COLLATE "C", municipality COLLATE "C";
DROP TABLE budget;
-- Three bills of 100 by three: everybody pays 100, one cent up in each.
SELECT * FROM (SELECT pot, participant, regie.allocate_table(pot, 100, participant, 1) OVER () AS cell
	FROM unnest(ARRAY['p', 'q', 'r']) pot, unnest(ARRAY['a', 'b', 'c']) participant) t
ORDER BY pot COLLATE "C", participant COLLATE "C";
-- One bill is what allocate gives; a credit mirrors it.
SELECT participant, weight, regie.allocate(100, weight) OVER w AS bill,
       regie.allocate_table('bill', 100, participant, weight) OVER w AS cell,
       regie.allocate_table('bill', -100, participant, weight) OVER w AS credit
FROM (VALUES ('a', 1), ('b', 1), ('c', 1), ('d', 0), ('e', NULL)) AS t (participant, weight)
WINDOW w AS (ORDER BY participant COLLATE "C") ORDER BY participant COLLATE "C";
-- An invoice and its credit note, a pot without amount, one of nothing, a pot and a participant of the same name.
SELECT * FROM (SELECT pot, participant, regie.allocate_table(pot, amount, participant, weight) OVER () AS cell
	FROM (VALUES ('invoice', 0.05, 'a', 1), ('invoice', 0.05, 'b', 1), ('invoice', 0.05, 'c', 1),
	             ('credit', -0.05, 'a', 1), ('credit', -0.05, 'b', 1), ('credit', -0.05, 'c', 1),
	             ('later', NULL, 'a', 1), ('later', NULL, 'b', -0),
	             ('nothing', 0, 'a', 0), ('nothing', 0, 'b', NULL), ('a', 7, 'a', 0.001)) AS t (pot, amount, participant, weight)) t
ORDER BY pot COLLATE "C", participant COLLATE "C";
-- The same pot and participant twice: two cells, which together are less than a cent from their exact sum.
SELECT participant, weight, regie.allocate_table('bill', 0.03, participant, weight) OVER () AS cell
FROM (VALUES ('a', 1), ('a', 1), ('b', 2), ('b', 2)) AS t (participant, weight) ORDER BY participant, cell;
-- Partitions are tables of their own; an ORDER BY changes nothing, nor does what stands on the row as a constant.
SELECT * FROM (SELECT year, participant, regie.allocate_table('bill', 0.01 * year, participant, 1) OVER (PARTITION BY year ORDER BY participant DESC) AS cell
	FROM generate_series(1, 3) year, unnest(ARRAY['a', 'b', 'c']) participant) t ORDER BY year, participant COLLATE "C";
SELECT regie.allocate_table('bill', 10, 'a', 1) OVER () AS half FROM generate_series(1, 2);
-- 38 digits, 12 and 38 decimals.
SELECT participant, regie.allocate_table('bill', 99999999999999999999999999999999999999, participant, weight, 0) OVER () AS cell
FROM (VALUES ('a', 0.00000000000000000000000000000000000001), ('b', 0.00000000000000000000000000000000000002)) AS t (participant, weight)
ORDER BY participant COLLATE "C";
SELECT participant, regie.allocate_table('cloud', 1234567.890123456789, participant, weight, 12) OVER () AS cell
FROM (VALUES ('a', 41), ('b', 28), ('c', 21)) AS t (participant, weight) ORDER BY participant COLLATE "C";
SELECT regie.allocate_table('bill', 0.00000000000000000000000000000000000001, 'a', 1, 38) OVER () AS cell;
SELECT count(*) FROM (SELECT regie.allocate_table(NULL, NULL, NULL, NULL) OVER () FROM generate_series(1, 0)) t;
-- Weights of 38 digits, and of more decimals than that.
SELECT regie.allocate_table('bill', 10, i::text, 50000000000000000000000000000000000000) OVER () AS half FROM generate_series(1, 2) i;
SELECT regie.allocate_table('bill', 10, i::text, 1e-100 * i) OVER () AS cell FROM generate_series(1, 3) i;
