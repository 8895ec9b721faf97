SET datestyle = ISO, YMD;
SET intervalstyle = iso_8601;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never

-- Rules that follow one another on one line, with made-up figures.
BEGIN;
INSERT INTO regie.party (code, name, kind) VALUES ('REVIEW-C', 'Customer', 'cooperation'), ('REVIEW-S', 'Supplier', 'supplier');
INSERT INTO regie.service (code, name) VALUES ('REVIEW', 'Service');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal)
VALUES ('REVIEW', 'Review', 'REVIEW-C', 'REVIEW-S', '2024-01-01', 'P10Y', 'none');
INSERT INTO regie.contract_line (contract, line, service, amount, per) VALUES ('REVIEW', 1, 'REVIEW', 100000, 'year');
INSERT INTO regie.index_series (code, title) VALUES ('REVIEW-M', 'Monthly figures'), ('REVIEW-Y', 'Yearly figures');
INSERT INTO regie.price_index (series, granularity, period_from, change_pct, status, published_on) VALUES
    ('REVIEW-M', 'month', '2024-10-01', 3, 'final', '2024-11-10'),
    ('REVIEW-M', 'year', '2024-01-01', 5, 'final', '2025-01-15'),
    ('REVIEW-Y', 'year', '2024-01-01', 4, 'final', '2025-05-15');
INSERT INTO regie.index_rule (contract, valid, basis, series, granularity, lag, automatic) VALUES
    ('REVIEW', '[2024-01-01,2025-06-01)', 'published change', 'REVIEW-M', 'month', 3, true),
    ('REVIEW', '[2025-06-01,)', 'published change', 'REVIEW-Y', 'year', 2, true);
-- A figure counts once.  That of the year 2024 has not counted because that of
-- October 2024 of another series has: 103000 * 1.04.
SELECT from_on, price_after, reason, series, period_from FROM regie.price_history('REVIEW', 1);
-- nor where the years are of the same series as the month: 103000 * 1.05
UPDATE regie.index_rule SET series = 'REVIEW-M' WHERE contract = 'REVIEW' AND granularity = 'year';
SELECT from_on, price_after, reason, series, period_from FROM regie.price_history('REVIEW', 1);
-- but a second rule on the same figures does not count them twice
UPDATE regie.index_rule SET granularity = 'year', lag = 1, valid = '[2024-01-01,2025-03-01)', apply_month = 2
WHERE contract = 'REVIEW' AND granularity = 'month';
UPDATE regie.index_rule SET valid = '[2025-03-01,)' WHERE contract = 'REVIEW' AND lag = 2;
SELECT from_on, price_after, reason, series, period_from FROM regie.price_history('REVIEW', 1);

-- nor does a line that gets a rule of its own: line 2 has had the figure of 2024 too
DELETE FROM regie.index_rule WHERE contract = 'REVIEW';
INSERT INTO regie.contract_line (contract, line, service, amount, per) VALUES ('REVIEW', 2, 'REVIEW', 100000, 'year');
INSERT INTO regie.index_rule (contract, line, valid, basis, series, granularity, automatic) VALUES
    ('REVIEW', NULL, '[2024-01-01,)', 'published change', 'REVIEW-M', 'year', true),
    ('REVIEW', 2, '[2026-01-01,)', 'published change', 'REVIEW-M', 'year', true);
UPDATE regie.price_index SET published_on = '2024-11-15' WHERE series = 'REVIEW-M' AND granularity = 'year';
SELECT line, from_on, price_after, reason FROM regie.price_steps('REVIEW', NULL, '2026-11-23') ORDER BY line, from_on;

-- A base price per month is no base for a price per year: figures 100 and 110
-- make 1320.00 of 1200.00, not 110.00.  An agreed price is no new base either.
DELETE FROM regie.index_rule WHERE contract = 'REVIEW';
DELETE FROM regie.contract_line WHERE contract = 'REVIEW';
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid) VALUES
    ('REVIEW', 1, 'REVIEW', 100, 'month', '[2024-01-01,2025-01-01)'), ('REVIEW', 1, 'REVIEW', 1200, 'year', '[2025-01-01,)'),
    ('REVIEW', 2, 'REVIEW', 100, 'month', '[2024-01-01,2025-06-01)'), ('REVIEW', 2, 'REVIEW', 80, 'month', '[2025-06-01,)');
INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on) VALUES
    ('REVIEW-Y', 'year', '2022-01-01', 100, 'final', '2023-05-15'), ('REVIEW-Y', 'year', '2023-01-01', 103, 'final', '2024-05-15'),
    ('REVIEW-Y', 'year', '2024-01-01', 110, 'final', '2025-05-16');
INSERT INTO regie.index_rule (contract, basis, series, granularity, lag, automatic, compounding, base_from)
VALUES ('REVIEW', 'ratio', 'REVIEW-Y', 'year', 2, true, 'base price', '2022-01-01');
SELECT line, per, from_on, price_before, price_after, reason, price_by_rule, price_allowed
FROM regie.price_steps('REVIEW', NULL, '2026-11-23') ORDER BY line, from_on;
ROLLBACK;

-- A chain begins with a price, also where its step is called by itself.
SELECT regie.price_chain_step('NaN', NULL, 1, 2, NULL, NULL, 2, 100);
SELECT regie.price_chain_step('Infinity', NULL, 1, 2, NULL, NULL, 2, 100);
