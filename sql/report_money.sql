SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- What contracts cost by the year, as it accrues by the month.
SELECT contract, year, sum(amount_eur) AS amount_eur FROM regie_report.contract_accrual
WHERE year >= 2026 GROUP BY contract, year ORDER BY contract COLLATE "C", year;
-- One contract by the month: units as counted, and from July on as expected, at a new price.
SELECT month_from, line, amount_eur, price_per, amount_basis, quantity
FROM regie_report.contract_accrual WHERE contract = 'SERVICEDESK' AND month_from BETWEEN '2026-05-01' AND '2026-08-01' ORDER BY month_from, line;
-- Paid once: in the first month; a price that changes; a contract year that begins on the 15th.
SELECT contract, line, month_from, amount_eur, price_per, amount_basis FROM regie_report.contract_accrual
WHERE (contract, line) IN (('ZAAK', 2), ('ADVIES-1', 1)) OR (contract IN ('NETWERK', 'CATALOGUS') AND month_from BETWEEN '2025-12-01' AND '2026-02-01')
ORDER BY contract COLLATE "C", line, month_from;
-- Months of a line add up to its days: 2 years and 351 of 365 days of 60,000.
SELECT sum(amount_eur), regie.accrual(60000, '1 year', '[2025-01-15,2029-01-15)', '(,2028-01-01)') FROM regie_report.contract_accrual WHERE contract = 'CATALOGUS';

-- Units: advance, count, settlement of the days that are counted.
SELECT year, quantity_expected::int AS expected, quantity_counted::int AS counted, advance_eur, advance_counted_eur AS of_counted_days,
       actual_eur, settlement_eur, settlement_status AS status, counted_until
FROM regie_report.contract_settlement ORDER BY contract COLLATE "C", line, year;

-- What contracts are worth, and what was estimated against which threshold.
SELECT contract, yearly_eur, total_eur, commitment_eur, procurement_eur, threshold_eur, threshold_verdict
FROM regie_report.contract_value ORDER BY contract COLLATE "C";
SELECT contract, purchase_kind, cpv, procured_on, procurement_from, procurement_until, maximum_until
FROM regie_report.contract_value ORDER BY contract COLLATE "C";

-- What was bought in parts.
SELECT customer, supplier, purchase_kind, cpv_group, contracts, procurement_eur, threshold_eur, procured_from, procured_until, contract_list
FROM regie_report.purchase_split;

-- The same in Dutch.
SELECT contract, totaalwaarde_eur, inkoopwaarde_eur, drempel_eur, drempeloordeel, inkoopsoort
FROM regie_rapport.contractwaarde ORDER BY contract COLLATE "C";
SELECT jaar, eenheid, voorschot_eur, werkelijk_eur, verrekening_eur, afrekenstand FROM regie_rapport.contractafrekening ORDER BY jaar;
SELECT aantal_contracten, inkoopwaarde_eur, drempel_eur, contracten FROM regie_rapport.inkoop_gesplitst;
SELECT maand_vanaf_datum, prijsregel, bedrag_eur, prijs_per, bedrag_grondslag FROM regie_rapport.contractkosten_maand
WHERE contract = 'SERVICEDESK' AND jaar = 2026 AND maand IN (6, 7) ORDER BY maand_vanaf_datum, prijsregel;

-- What if.
SAVEPOINT before;
-- the second half of 2026 is counted: the year is settled
INSERT INTO regie.contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 2, 'counted', '[2026-07-01,2027-01-01)', 1100);
SELECT quantity_counted::int AS counted, advance_eur, actual_eur, settlement_eur, settlement_status FROM regie_report.contract_settlement WHERE year = 2026;
ROLLBACK TO before;
-- a volume whose line has no price per unit
INSERT INTO regie.contract_volume (contract, line, kind, period, quantity) VALUES ('HOSTING', 7, 'counted', '[2026-12-17,2027-01-16)', 30);
SELECT contract, line, year, quantity_counted::int AS counted, actual_eur, settlement_status FROM regie_report.contract_settlement WHERE contract = 'HOSTING' ORDER BY year;
ROLLBACK TO before;
-- nobody expects units in the option year: the estimate may be too low, so that "below" cannot be told
DELETE FROM regie.contract_volume WHERE period = '[2028-01-01,2029-01-01)';
SELECT procurement_eur, threshold_verdict FROM regie_report.contract_value WHERE contract = 'SERVICEDESK';
-- above is above, whatever is missing
UPDATE regie.contract_line SET amount = 3000 WHERE contract = 'SERVICEDESK' AND line = 1;
SELECT procurement_eur, threshold_verdict FROM regie_report.contract_value WHERE contract = 'SERVICEDESK';
ROLLBACK TO before;
-- the evergreen contract, procured on the last day of 2025 and on the first of 2026
UPDATE regie.contract_line SET amount = 4550 WHERE contract = 'VEILIG';
UPDATE regie.contract SET procured_on = '2025-12-31' WHERE code = 'VEILIG';
SELECT procurement_eur, threshold_eur, threshold_verdict FROM regie_report.contract_value WHERE contract = 'VEILIG';
UPDATE regie.contract SET procured_on = '2026-01-01' WHERE code = 'VEILIG';
SELECT procurement_eur, threshold_eur, threshold_verdict FROM regie_report.contract_value WHERE contract = 'VEILIG';
UPDATE regie.contract_line SET amount = 4500 WHERE contract = 'VEILIG';
SELECT procurement_eur, threshold_eur, threshold_verdict FROM regie_report.contract_value WHERE contract = 'VEILIG';
UPDATE regie.contract SET procured_on = '2028-01-01' WHERE code = 'VEILIG';
SELECT procurement_eur, threshold_eur, threshold_verdict FROM regie_report.contract_value WHERE contract = 'VEILIG';
ROLLBACK TO before;
-- the second advice, twelve months later at most, and a day more
UPDATE regie.contract SET procured_on = '2026-02-03' WHERE code = 'ADVIES-2';
SELECT contract_list, procured_until FROM regie_report.purchase_split;
UPDATE regie.contract SET procured_on = '2026-02-04' WHERE code = 'ADVIES-2';
SELECT count(*) FROM regie_report.purchase_split;
ROLLBACK TO before;
-- of another group, kind, supplier or customer
UPDATE regie.contract SET cpv = '79400000-8' WHERE code = 'ADVIES-2';
SELECT count(*) AS same_group FROM regie_report.purchase_split;
UPDATE regie.contract SET cpv = '79500000-9' WHERE code = 'ADVIES-2';
SELECT count(*) AS other_group FROM regie_report.purchase_split;
UPDATE regie.contract SET cpv = NULL WHERE code LIKE 'ADVIES-_';
SELECT count(*) AS no_group FROM regie_report.purchase_split;
UPDATE regie.contract SET supplier = 'ELM' WHERE code = 'ADVIES-2';
SELECT count(*) AS other_supplier FROM regie_report.purchase_split;
ROLLBACK TO before;
-- one line after the other in a row of three: two groups that overlap, and no group within another
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, kind, cpv, procured_on)
VALUES ('ADVIES-3', 'More advice', 'DDV', 'OAK', '2026-03-01', 'P1Y', 'none', 'services', '79417000-0', '2026-03-02');
INSERT INTO regie.contract_line (contract, line, service, amount, per) VALUES ('ADVIES-3', 1, 'VEILIG', 10000, 'month');
SELECT contract_list, procurement_eur, threshold_eur FROM regie_report.purchase_split ORDER BY procured_from;
ROLLBACK TO before;
-- as of another day: the window of years moves, and what silence renewed is certain
SET LOCAL regie.today = '2032-05-01';
SELECT contract, min(month_from), max(month_from), sum(amount_eur) FROM regie_report.contract_accrual GROUP BY contract ORDER BY contract COLLATE "C";
ROLLBACK;

-- An empty model: no rows, no errors.
SELECT (SELECT count(*) FROM regie_report.contract_accrual) + (SELECT count(*) FROM regie_report.contract_settlement)
     + (SELECT count(*) FROM regie_report.contract_value) + (SELECT count(*) FROM regie_report.purchase_split) AS rows;
