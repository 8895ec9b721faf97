SET datestyle = ISO, YMD;
SET intervalstyle = iso_8601;
\set SHOW_CONTEXT never
BEGIN;
-- The example cooperation.
SELECT * FROM regie.load_example();
SELECT code, kind, name FROM regie.party ORDER BY kind COLLATE "C", code COLLATE "C";

-- Terms: plain columns, and what the database makes of them.
SELECT code, term FROM regie.contract ORDER BY code COLLATE "C";

-- The published budget: the total, the published contributions, and the line
-- "Afronding" that makes up for what they miss.
SELECT c.code, c.amount, sum(v.value) AS contributions, c.amount - sum(v.value) AS afronding
FROM regie.cost c JOIN regie.cost_key_value v ON v.cost_key = 'GEPUBLICEERD' AND v.valid @> lower(c.period)
WHERE c.service = 'DIENST' GROUP BY c.code, c.amount ORDER BY c.code COLLATE "C";
-- The same totals, shared in whole euros by the same contributions: nothing is left to make up for.
SELECT code, party, published, amount, sum(amount) OVER (PARTITION BY code) - total AS afronding
FROM (SELECT c.code, v.party, v.value AS published, c.amount AS total,
             regie.allocate(c.amount, v.value, 0) OVER (PARTITION BY c.code ORDER BY v.party COLLATE "C") AS amount
      FROM regie.cost c JOIN regie.cost_key_value v ON v.cost_key = 'GEPUBLICEERD' AND v.valid @> lower(c.period)
      WHERE c.service = 'DIENST') AS s
ORDER BY code COLLATE "C", party COLLATE "C";

-- Who bears a cost: by the rule of its service on a day.
SELECT * FROM regie.bearers('WERKPLEK', 'DDV', '2026-01-01') ORDER BY participant COLLATE "C";
SELECT * FROM regie.bearers('WERKPLEK', 'DDV', '2025-12-31') ORDER BY participant COLLATE "C";
-- by a rule that changed, and by a key of its own
SELECT participant, cost_key, value, basis FROM regie.bearers('VEILIG', 'DDV', '2025-12-31') ORDER BY participant COLLATE "C";
SELECT participant, cost_key, value, basis FROM regie.bearers('VEILIG', 'DDV', '2026-01-01') ORDER BY participant COLLATE "C";
SELECT participant, cost_key, value, basis FROM regie.bearers('VEILIG', 'DDV', '2026-01-01', 'WERKPLEKKEN') ORDER BY participant COLLATE "C";
-- nobody: no rule (yet), no values (yet)
SELECT * FROM regie.bearers('DATA', 'DDV', '2026-01-01');
SELECT * FROM regie.bearers('NETWERK', 'DDV', '2024-12-31');
SELECT * FROM regie.bearers('MELDPUNT', 'DDV', '2026-01-01');
-- the payer itself, where nothing says otherwise
SELECT * FROM regie.bearers('DATA', 'GM1771', '2026-01-01');

-- What a price costs over some days.
SELECT regie.line_price('2025-01-15', 60000, 'year', '[2026-11-23,2029-01-15)');
-- whole periods are whole prices, counted from the start of the contract
SELECT regie.line_price('2024-02-29', 100, 'month', '[2024-02-29,2025-02-28)') AS year,
       regie.line_price('2024-01-31', 100, 'month', '[2024-02-29,2024-03-31)') AS month,
       regie.line_price('2024-04-01', 100, 'quarter', '[2024-04-01,2025-04-01)') AS quarters,
       regie.line_price('2024-04-01', -100, 'year', '[2024-04-01,2026-04-01)') AS discount;
-- before the start, no days, without a beginning, without an end, paid once
SELECT regie.line_price('2024-04-01', 100, 'year', '[2023-04-01,2025-04-01)') AS before,
       regie.line_price('2024-04-01', 100, 'year', 'empty') AS none,
       regie.line_price('2024-04-01', 100, 'year', '(,2025-04-01)') AS unbegun,
       regie.line_price('2024-04-01', 100, 'year', '[2024-04-01,)') AS unending,
       regie.line_price('2024-04-01', 100, 'once', '[2024-04-01,2025-04-01)') AS once;

-- What can be a code, a validity, a period of cost.
SELECT code, regie.is_code(code) FROM (VALUES ('GM1771'), ('contract 12'), ('a  b'), (' a'), ('a '), (''), (E'a\tb'),
    (repeat('x', 60)), (repeat('x', 61))) AS c (code);
SELECT valid, regie.is_validity(valid), regie.is_period(valid)
FROM (VALUES (daterange '[2026-01-01,2026-01-02)'), ('[2026-01-01,)'), ('(,2026-01-01)'), ('empty'),
    ('[1899-12-31,2026-01-01)'), ('[2026-01-01,2300-01-01)'), ('[2026-01-01,2300-01-02)'),
    ('[2026-01-01,infinity)'), ('[-infinity,2026-01-01)')) AS v (valid);
ROLLBACK;
