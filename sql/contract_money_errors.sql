SET datestyle = ISO, YMD;
SET search_path = regie, public;
\set SHOW_CONTEXT never
-- amounts
SELECT accrual('NaN', '1 month', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT accrual('Infinity', '1 month', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT spread('-Infinity', '[2024-01-01,2024-02-01)', '[2024-01-01,2024-02-01)');
SELECT accruals('NaN', '1 month', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT spreads('NaN', '[2024-01-01,2024-02-01)', '[2024-01-01,2024-02-01)');
SELECT contract_value('2024-01-01 P1Y none', 'NaN', '1 year');
SELECT procurement_value('2024-01-01 P1Y none', 'NaN', '1 year');
SELECT accrual(1e38, '1 month', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT accrual(1e-37, '1 month', '[2024-01-01,)', '[2024-01-01,2024-02-01)') AS thirty_seven_decimals;
SELECT accrual(9e35, '1 month', '[2024-01-01,)', '[2024-01-01,2024-02-01)') AS two_decimals;
SELECT accrual(1e36, '1 month', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT accrual(9e35, '1 day', '[2024-01-01,)', '[2024-01-01,2025-01-01)');
SELECT remaining_commitment('2024-01-01 P1000Y none', -9e35, '1 day', '2024-01-01');
SELECT contract_value('2024-01-01 P1000Y none', 9e35, '1 day');
SELECT sum(amount) FROM accruals(9e35, '1 day', '[2024-01-01,)', '[2024-01-01,2030-01-01)');
-- how often
SELECT accrual(1, '0', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT accrual(1, '-1 month', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT accrual(1, '1 month -1 day', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT accrual(1, '12 hours', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT accrual(1, '10001 years', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT accruals(1, '0', '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT contract_value('2024-01-01 P1Y none', 1, '0');
SELECT procurement_value('2024-01-01 P1Y none', 1, '1 day 1 second');
-- days
SELECT accrual(1, '1 month', '(,2024-02-01)', '[2024-01-01,2024-02-01)');
SELECT accrual(1, '1 month', '(,)', '[2024-01-01,2024-02-01)');
SELECT accrual(1, '1 month', '[-infinity,2024-02-01)', '[2024-01-01,2024-02-01)');
SELECT accrual(1, '1 month', '[2024-01-01,)', '[2024-01-01,)');
SELECT accrual(1, '1 month', '[2024-01-01,infinity)', '[2024-01-01,infinity]');
SELECT accruals(1, '1 month', '[2024-01-01,)', '(,)');
SELECT spread(1, '[2024-01-01,)', '[2024-01-01,2024-02-01)');
SELECT spread(1, '(,2024-01-01)', '[2023-01-01,2024-02-01)');
SELECT spreads(1, '[2024-01-01,infinity)', '[2024-01-01,2024-02-01)');
-- a day more than the longest list of months; at once, however many
SELECT count(*), sum(amount) FROM accruals(1, '1 month', '[2000-01-01,)', '[2000-01-01,12000-01-01)');
SELECT accruals(1, '1 month', '[2000-01-01,)', '[2000-01-01,12000-01-02)');
SELECT accrual(1, '1 month', '[2000-01-01,)', '[2000-01-01,12000-01-02)');
SELECT accrual(1, '1 day', '[4714-11-24 BC,)', '(,5874897-12-31)') AS all_days;
SELECT accruals(1, '1 day', '[4714-11-24 BC,)', '(,4714-11-25 BC)');
SELECT accruals(1, '1 day', '[4714-11-24 BC,)', '[4714-12-01 BC,4714-12-03 BC)');
-- what is closed by the end of dates
SELECT procurement_value('5874897-01-01 evergreen', 1, '1 year');
SELECT procurement_period('5874897-01-01 evergreen');
-- a total price for no extent
SELECT procurement_value('2024-01-01 evergreen', 1, '1 year', true);
SELECT procurement_value('2024-01-01 evergreen ended 2030-01-01', 1, '1 year', true);
SELECT procurement_period('2024-01-01 P1Y tacit P1Y', true);

\set VERBOSITY terse
BEGIN;
\set ON_ERROR_ROLLBACK on
SELECT count(*) AS tables FROM load_example();
-- thresholds: seeds stand, own rows are checked
UPDATE threshold SET amount = 200000 WHERE authority = 'sub-central' AND valid @> date '2026-01-01';
DELETE FROM threshold WHERE seeded;
TRUNCATE threshold;
INSERT INTO threshold (authority, kind, valid, amount, seeded) VALUES ('central', 'works', '[2028-01-01,)', 1, true);
\set VERBOSITY default
INSERT INTO threshold (threshold_id, authority, kind, valid, amount, seeded) OVERRIDING SYSTEM VALUE VALUES (500, 'central', 'works', '[2028-01-01,)', 1, true);
TRUNCATE threshold;
\set VERBOSITY terse
INSERT INTO threshold (threshold_id, authority, kind, valid, amount) OVERRIDING SYSTEM VALUE VALUES (500, 'central', 'works', '[2028-01-01,)', 1);
INSERT INTO threshold (authority, kind, valid, amount) VALUES ('gemeente', 'works', '[2028-01-01,)', 1);
INSERT INTO threshold (authority, kind, valid, amount) VALUES ('central', 'work', '[2028-01-01,)', 1);
INSERT INTO threshold (authority, kind, valid, amount) VALUES ('central', 'works', 'empty', 1);
INSERT INTO threshold (authority, kind, valid, amount) VALUES ('central', 'works', '[2028-01-01,)', 0);
INSERT INTO threshold (authority, kind, valid, amount) VALUES ('central', 'works', '[2028-01-01,)', 'NaN');
INSERT INTO threshold (authority, kind, valid, amount) VALUES ('central', 'works', '[2026-01-01,)', 1);
INSERT INTO threshold (authority, kind, valid, amount) VALUES ('central', 'works', '[2026-12-31,2027-01-01)', 1);
INSERT INTO threshold (authority, kind, valid, amount) VALUES ('central', 'supplies', '[2026-12-31,2027-01-01)', 1);
-- volumes
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('NOBODY', 2, 'counted', '[2026-07-01,2026-08-01)', 1);
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 0, 'counted', '[2026-07-01,2026-08-01)', 1);
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 2, 'guessed', '[2026-07-01,2026-08-01)', 1);
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 2, 'counted', '[2026-07-01,)', 1);
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 2, 'counted', 'empty', 1);
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 2, 'counted', '[2026-06-30,2026-08-01)', 1);
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 2, 'counted', '[2026-07-01,2026-08-01)', -1);
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 2, 'counted', '[2026-07-01,2026-08-01)', 'NaN');
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 2, 'counted', '[2026-07-01,2026-08-01)', 1e8);
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 2, 'counted', '[2026-07-01,2026-08-01)', 0.0000001);
INSERT INTO contract_volume (contract, line, kind, period, quantity) VALUES ('SERVICEDESK', 2, 'counted', '[2026-07-01,2026-08-01)', 0.5);
INSERT INTO contract_line (contract, line, service, amount, per, unit) VALUES ('SERVICEDESK', 3, 'MELDPUNT', 1000000, 'unit', 'melding');
INSERT INTO contract_line (contract, line, service, amount, per, unit) VALUES ('SERVICEDESK', 3, 'MELDPUNT', 999999.99, 'unit', 'melding');
ROLLBACK;
