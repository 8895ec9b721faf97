SET datestyle = ISO, YMD;
-- Municipalities, their cooperation, its suppliers: six debts, three payments.
CREATE TABLE due (payer text, payee text, amount numeric);
INSERT INTO due VALUES
    ('Geldrop-Mierlo', 'cooperation', 54000.00),
    ('Nuenen', 'cooperation', 30000.00),
    ('Son en Breugel', 'cooperation', 20000.00),
    ('cooperation', 'Geldrop-Mierlo', 30000.00),
    ('cooperation', 'Supplier A', 44000.00),
    ('cooperation', 'Supplier B', 30000.00);
SELECT p.* FROM (SELECT regie.netting(payer, payee, amount) AS plan FROM due) d, unnest(plan) p;
SELECT p.*
FROM (SELECT regie.netting(payer, payee, amount) FILTER (WHERE payee NOT LIKE 'Supplier%') AS plan FROM due) d, unnest(plan) p;
-- A debt below zero is one the other way; what one owes oneself is nothing.
SELECT p.* FROM (SELECT regie.netting(payee, payer, -amount) AS plan
                 FROM (TABLE due UNION ALL VALUES ('Nuenen', 'Nuenen', 12.50)) d) d, unnest(plan) p;
-- One row for each debt so far: a plan of what is there.
SELECT payer, payee, amount, cardinality(regie.netting(payer, payee, amount) OVER (ORDER BY payer COLLATE "C", payee COLLATE "C")) AS payments
FROM due ORDER BY payer COLLATE "C", payee COLLATE "C";
-- By group, and what comes of a flow.
SELECT payer LIKE 'coop%' AS by_cooperation, regie.netting(payer, payee, amount) FROM due GROUP BY 1 ORDER BY 1;
SELECT p.*
FROM (SELECT regie.netting(source, target, flow) AS plan
      FROM (SELECT source, target, regie.flow(source, target, amount, weight) OVER () AS flow
            FROM (VALUES ('supplier', 'desk', -100.00, NULL), ('desk', 'a', NULL, 1), ('desk', 'b', NULL, 1), ('desk', 'c', NULL, 1))
                 AS t (source, target, amount, weight)) f) n, unnest(plan) p;
DROP TABLE due;
-- Nothing to pay: even, no amounts, no rows.
SELECT regie.netting(payer, payee, 5) AS even FROM (VALUES ('a', 'b'), ('b', 'c'), ('c', 'a')) AS t (payer, payee);
SELECT regie.netting('a', 'a', 5) AS oneself;
SELECT regie.netting('a', NULL, NULL) IS NULL AS no_amount;
SELECT regie.netting('a', 'b', 1) IS NULL AS no_rows FROM generate_series(1, 0);
-- 6, 5 and 4 for 8 and 7: no group of them balances, so four payments for five parties.
SELECT p.* FROM (SELECT regie.netting(payer, payee, amount) AS plan
                 FROM (VALUES ('six', 'pot', 6), ('five', 'pot', 5), ('four', 'pot', 4), ('pot', 'eight', 8), ('pot', 'seven', 7)) AS t (payer, payee, amount)) n,
                unnest(plan) p;
-- 9 and 6 are owed; 7, 5, 2 and 1: largest to largest would take five, 7 + 2 and 5 + 1 take four.
SELECT p.* FROM (SELECT regie.netting(payer, payee, amount) AS plan
                 FROM (VALUES ('seven', 'pot', 7), ('five', 'pot', 5), ('two', 'pot', 2), ('one', 'pot', 1), ('pot', 'nine', 9), ('pot', 'six', 6)) AS t (payer, payee, amount)) n,
                unnest(plan) p;
-- A hundred members of three contributions; 40 of 9, 60 of -5, 20 of -3 make 20 groups.
SELECT cardinality(regie.netting(i::text, 'pot', CASE WHEN i <= 40 THEN 9 WHEN i <= 100 THEN -5 ELSE -3 END)) AS payments FROM generate_series(1, 120) i;
-- 500 groups of three among themselves, 1,500 parties.
SELECT cardinality(regie.netting(g || kind, 'pot', x)) AS payments
FROM (SELECT g, g * 982451653 % 1000000007 * 1000 + 1 AS a, g * 961748941 % 1000000009 * 1000 + 3 AS b FROM generate_series(1::bigint, 500) g) q,
     LATERAL (VALUES ('a', a), ('b', b), ('c', -a - b)) AS t (kind, x);
-- Decimals as written, twelve at most.
SELECT regie.netting(payer, payee, amount) FROM (VALUES ('a', 'b', 1), ('b', 'c', 0.500)) AS t (payer, payee, amount);
SELECT regie.netting('a', 'b', 999999999999999999.999999999999);
SELECT regie.netting('a', 'b', amount) FROM (VALUES (999999999999999999.999999999999), (0.000000000001), (-1.0000000000000)) AS t (amount);
-- Names by their bytes.
SELECT regie.netting(payer, 'z', 1) FROM (VALUES ('b'), ('B'), ('é'), (''), ('a b')) AS t (payer);
-- A plan for each of many rows takes no more memory than one.
SET regie.memory_limit = '1MB';
SELECT max(payments) AS payments
FROM (SELECT cardinality(regie.netting((i % 9)::text, 'pot', i) OVER (ORDER BY i)) AS payments FROM generate_series(1, 40000) i) q;
RESET regie.memory_limit;
