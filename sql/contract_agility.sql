SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
-- Concentration: one has all; n equal ones; the largest of three; zeros and NULLs weigh nothing.
SELECT regie.concentration(a) FROM (VALUES (12.5)) AS v (a);
SELECT n, regie.concentration(g) AS one_to_n, regie.concentration(7.00) AS equal
FROM generate_series(1, 6) AS n, LATERAL generate_series(1, n) AS g GROUP BY n ORDER BY n;
-- 60, 30, 10 of 100: 3600 + 900 + 100 = 4600
SELECT regie.concentration(a), regie.concentration(a) * 10000 AS points, round(1 / regie.concentration(a), 2) AS equal_suppliers
FROM (VALUES (60), (30), (10), (0), (NULL)) AS v (a);
-- The unit of the amounts does not matter.
SELECT regie.concentration(a * 1e-30) = regie.concentration(a) AS small, regie.concentration(a * 1e300) = regie.concentration(a) AS large
FROM (VALUES (60), (30), (10)) AS v (a);
-- Nothing has no concentration.
SELECT regie.concentration(a) FROM (VALUES (0), (0.00), (NULL)) AS v (a);
SELECT regie.concentration(NULL), regie.concentration(NULL) FILTER (WHERE false);
-- Per service, beside the rows: 90 and 12 of 102 give (8100 + 144) / 10404.
SELECT service, supplier, yearly, round(regie.concentration(yearly) OVER (PARTITION BY service), 6)
FROM (VALUES ('data', 'elm', 25), ('security', 'alder', 12), ('security', 'oak', 90)) AS v (service, supplier, yearly)
ORDER BY service COLLATE "C", supplier COLLATE "C";

-- Over one's own table with a term: which share can be ended within 6, 12, 24 months?
CREATE TEMP TABLE my_contract (name text, supplier text, yearly numeric, term regie.term);
INSERT INTO my_contract VALUES
    ('hosting',   'alder', 492000, '2024-04-01 P3Y tacit P1Y notice P3M'),
    ('network',   'birch', 100000, '2022-01-01 P4Y tacit P1Y notice P2M'),
    ('catalogue', 'alder',  60000, '2025-01-15 P4Y explicit 2xP2Y notice P6M'),
    ('security',  'oak',    90000, '2023-03-01 evergreen notice P1M');
-- hosting is free on 2027-04-01, network on 2028-01-01, catalogue on 2029-01-15, security on 2026-12-23:
-- 582,000 and 682,000 of 742,000
SELECT m AS months, round(sum(yearly) FILTER (WHERE regie.locked_in_until(term, '2026-11-23') <= date '2026-11-23' + make_interval(months => m))
       / sum(yearly), 4) AS share
FROM my_contract, unnest(ARRAY[6, 12, 24]) AS m GROUP BY m ORDER BY m;
-- alder 552, birch 100, oak 90: (304704 + 10000 + 8100) / 550564
SELECT round(regie.concentration(spend) * 10000) AS hhi FROM (SELECT sum(yearly) AS spend FROM my_contract GROUP BY supplier) AS s;
-- What ends within 36 months by itself: security and network run on, hosting too; catalogue unless an option is lifted.
SELECT name, upper(regie.daterange(term)) - 1 AS last_day FROM my_contract
WHERE upper(regie.daterange(term)) <= date '2026-11-23' + interval '36 months' ORDER BY name COLLATE "C";
