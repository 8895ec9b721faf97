SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';

-- A price per unit, like any other, costs nothing before the contract begins:
-- volumes by calendar year, a contract from 1 October 2027 for a year.
BEGIN;
INSERT INTO regie.party (code, kind, name) VALUES ('P', 'other', 'P'), ('Q', 'supplier', 'Q');
INSERT INTO regie.service (code, name) VALUES ('V', 'V');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal)
VALUES ('U', 'Units', 'P', 'Q', '2027-10-01', '1 year', 'none');
INSERT INTO regie.contract_line (contract, line, service, amount, per, unit)
VALUES ('U', 1, 'V', 10.00, 'unit', 'call'), ('U', 2, 'V', 100.00, 'month', NULL);
INSERT INTO regie.contract_volume (contract, line, kind, period, quantity)
VALUES ('U', 1, 'expected', '[2027-01-01,2028-01-01)', 365), ('U', 1, 'expected', '[2028-01-01,2029-01-01)', 732);

-- 92 days of 1 unit, 274 days of 2; 12 months
SELECT regie.line_cost('U', 1, '2027-10-01', 10.00, 'unit', '[2026-11-23,2028-01-01)') AS of_2027,
       regie.line_cost('U', 1, '2027-10-01', 10.00, 'unit', '[2026-11-23,2027-10-01)') AS before,
       regie.line_cost('U', 2, '2027-10-01', 100.00, 'month', '[2026-11-23,2027-10-01)') AS month_before;
SELECT commitment_eur FROM regie_report.contract_deadline WHERE contract = 'U';
SELECT sum(commitment_eur) AS shares FROM regie_report.contract_share WHERE contract = 'U';
SELECT commitment_eur FROM regie_report.supplier_lock_in WHERE supplier = 'Q';
SELECT total_eur, commitment_eur FROM regie_report.contract_value WHERE contract = 'U';
SELECT sum(amount_eur) AS accrued FROM regie_report.contract_accrual WHERE contract = 'U' AND year = 2027;
ROLLBACK;

-- Days without an end have no price, whichever way the end is left open.
SELECT regie.line_price('2025-01-15', 60000, 'year', '[2026-01-01,)') AS open_end,
       regie.line_price('2025-01-15', 60000, 'year', '[2026-01-01,infinity)') AS infinite_end,
       regie.line_price('2025-01-15', 60000, 'year', 'empty') AS no_days;

-- accrual and remaining_commitment are equal where a new year begins, and not
-- always at a boundary of the term that cuts a year: 41.92 and 41.91.  Of 100
-- a year, 41.0958... had accrued by 30 June and 83.0136... by 30 November.
SELECT d.day, regie.remaining_commitment(t.term, 100, '1 year', d.day) AS remaining,
       regie.accrual(100, '1 year', '[2025-01-31,)', daterange(d.day, regie.locked_in_until(t.term, d.day))) AS accrued
FROM (VALUES (regie.term '2025-01-31 P5M tacit P5M notice P1M')) AS t (term),
     (VALUES (date '2025-01-31'), ('2025-06-30'), ('2026-01-31'), ('2027-01-31')) AS d (day) ORDER BY d.day;

-- An amount paid once whose days all lie before the contract counts nowhere;
-- with days from the start on it does.
BEGIN;
INSERT INTO regie.party (code, kind, name) VALUES ('P', 'other', 'P'), ('Q', 'supplier', 'Q');
INSERT INTO regie.service (code, name) VALUES ('V', 'V');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, kind, procured_on)
VALUES ('A', 'A', 'P', 'Q', '2026-01-01', '1 year', 'none', 'services', '2025-10-01');
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid)
VALUES ('A', 1, 'V', 200000, 'once', '[2025-12-01,2026-01-01)'), ('A', 2, 'V', 50000, 'year', '[1900-01-01,)');
SELECT total_eur, procurement_eur, threshold_verdict FROM regie_report.contract_value WHERE contract = 'A';
UPDATE regie.contract_line SET valid = '[2025-12-01,2026-01-02)' WHERE contract = 'A' AND line = 1;
SELECT total_eur, procurement_eur, threshold_verdict FROM regie_report.contract_value WHERE contract = 'A';
SELECT month_from, amount_eur FROM regie_report.contract_accrual WHERE contract = 'A' AND line = 1;
ROLLBACK;

-- What must be decided before its first day comes first in the list of deadlines.
BEGIN;
INSERT INTO regie.party (code, kind, name) VALUES ('P', 'other', 'P'), ('Q', 'supplier', 'Q');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, notice)
VALUES ('SOON', 'S', 'P', 'Q', '2026-12-15', 'P3M', 'tacit', 'P1Y', 'P3M'), ('LATER', 'L', 'P', 'Q', '2026-12-15', 'P3Y', 'tacit', 'P1Y', 'P3M');
SELECT contract, status, status_order, last_notice_day FROM regie_report.contract_deadline ORDER BY status_order;
ROLLBACK;
