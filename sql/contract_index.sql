SET datestyle = ISO, YMD;
SET intervalstyle = iso_8601;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never

-- The change between two index figures, in per cent.
-- CPI October 2013, 2014 (CBS, 2006=100): factor 1.010510
SELECT regie.index_change(115.13, 116.34) AS full, regie.index_change(115.13, 116.34, 4) AS four,
       regie.index_change(124.8, 132.6) AS ends, regie.index_change(124.8, 132.6, 1) AS rounded,
       regie.index_change(100, 90) AS falls, regie.index_change(132.6, 124.8, 1) AS back;
-- half away from zero, both ways; 0 decimals; nothing known
SELECT regie.index_change(100, 100.25, 1) AS up, regie.index_change(100, 99.75, 1) AS down,
       regie.index_change(100, 105.7, 0) AS whole, regie.index_change(NULL, 1) AS base, regie.index_change(1, NULL, 2) AS current;
-- CPI October 2014 to 2015: another ratio on each base (CBS; 2006=100, 2015=100)
SELECT round(1 + regie.index_change(116.34, 117.07) / 100, 6) AS base_2006, round(1 + regie.index_change(99.84, 100.54) / 100, 6) AS base_2015;

-- A price after a change.
-- services prices 2023 +5.7 % (CBS), no cap and a cap of 3 %
SELECT regie.indexed(100000, 5.7) AS no_cap, regie.indexed(100000, 5.7, 3) AS cap, regie.indexed(100000, 5.7, cap => 5.7) AS at_cap;
-- IT services J62, first quarter of 2016, -3.9 % (CBS): the supplier may index, or must
SELECT regie.indexed(100000, -3.9, floor => 0) AS may, regie.indexed(100000, -3.9) AS must, regie.indexed(100000, -3.9, floor => -2) AS half_way;
-- the conditions decide: 2021 by GIBIT 2016 +3.6 %, by GIBIT 2020 +2.8 % (gvprlg.nl)
SELECT regie.indexed(100000, 3.6) AS gibit_2016, regie.indexed(100000, 2.8) AS gibit_2020;
-- land transport H49 2023 (CBS): the published change, and the ratio of the published figures
SELECT regie.indexed(100000, 6.2) AS published, regie.indexed_by(100000, 124.8, 132.6) AS ratio;
-- CPI October 2013 to 2014 (CBS) on a price of 90.00
SELECT regie.indexed_by(90.00, 115.13, 116.34);
-- part of the price follows, cap and floor before that part; decimals; discounts; nothing known
SELECT regie.indexed(100, 5, share => 80) AS share, regie.indexed(100, 5, cap => 3, share => 50) AS cap_first,
       regie.indexed(100, 5, share => 0) AS none, regie.indexed(0.0425, 10, scale => 4) AS unit_price, regie.indexed(1234, 5.5, scale => 0) AS whole;
SELECT regie.indexed(-100.05, 10) AS discount, regie.indexed(100.05, 10) AS price, regie.indexed(0, 10) AS zero,
       regie.indexed(NULL, 10) AS no_price, regie.indexed(10, NULL) AS no_change, regie.indexed_by(10, NULL, 1) AS no_base,
       regie.indexed_by(10, 1, NULL) AS no_current, regie.indexed_by(NULL, 1, 1) AS no_price_by;
-- 0.06 * 13/12 is 0.065 and not a hair less; its change in per cent has no end
SELECT regie.indexed_by(0.06, 12, 13) AS exact, regie.indexed(0.06, regie.index_change(12, 13)) AS by_change;
-- cap and floor with figures
SELECT regie.indexed_by(100, 100, 110, cap => 4) AS cap, regie.indexed_by(100, 100, 90, floor => -4) AS floor,
       regie.indexed_by(100, 100, 110, 4, 0, 1, 50) AS all_of_them;

-- A chain of rows: agreed, by figures, nothing, agreed anew, by figures.
SELECT day, regie.price_chain(agreed, base, current, NULL, NULL, 2, 100) OVER (ORDER BY day) AS price
FROM (VALUES (1, 100.00, NULL, NULL), (2, NULL, 100, 103.3), (3, NULL, NULL, NULL), (4, NULL, 12, 13), (5, 200.00, 12, 13), (6, NULL, 100, 50))
     AS v (day, agreed, base, current);
SELECT regie.price_chain(agreed, 100, 110, 5, NULL, 2, 100 ORDER BY day) AS last,
       regie.price_chain(NULL, 100, 110, 5, NULL, 2, 100) AS never_agreed
FROM (VALUES (1, 100.00), (2, NULL), (3, NULL)) AS v (day, agreed);

BEGIN;
INSERT INTO regie.party (code, kind, name) VALUES ('K', 'other', 'Customer'), ('L', 'supplier', 'Supplier');
INSERT INTO regie.service (code, name) VALUES ('S', 'Service');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, notice)
SELECT code, code, 'K', 'L', start_on, NULL, 'evergreen', 'P1M'
FROM (VALUES ('GIBIT 2016', date '2020-06-01'), ('GIBIT 2020', '2020-06-01'), ('GIBIT 2023', '2024-03-01'), ('CPI 2006', '2013-11-01'),
             ('CPI 2015', '2013-11-01'), ('BASE', '2013-11-01'), ('FALLS', '2015-02-01'), ('MANY', '2021-01-01'), ('FIXED', '2021-01-01')) AS v (code, start_on);
INSERT INTO regie.contract_line (contract, line, service, amount, per)
SELECT code, 1, 'S', CASE WHEN code LIKE 'CPI%' OR code = 'BASE' THEN 90.00 ELSE 100000 END, 'year' FROM regie.contract;
INSERT INTO regie.index_series (code, title, base) VALUES ('CPI-2006', 'Consumer prices', '2006=100'), ('CPI-2015', 'Consumer prices', '2015=100'),
    ('J62', 'IT services', '2010=100'), ('OWN', 'Invented', NULL);
-- consumer prices (CBS); what came after October 2015 is invented
INSERT INTO regie.price_index (series, granularity, period_from, value, change_pct, status, published_on) VALUES
    ('CPI-2006', 'month', '2013-10-01', 115.13, NULL, 'final', '2013-11-07'), ('CPI-2006', 'month', '2014-10-01', 116.34, NULL, 'final', '2014-11-06'),
    ('CPI-2006', 'month', '2015-10-01', 117.07, NULL, 'final', '2015-11-05'), ('CPI-2015', 'month', '2014-10-01', 99.84, NULL, 'final', '2015-11-05'),
    ('CPI-2015', 'month', '2015-10-01', 100.54, NULL, 'final', '2015-11-05'), ('CPI-2015', 'month', '2016-10-01', 101.00, NULL, 'final', '2016-11-03');
INSERT INTO regie.index_rule (contract, basis, series, granularity, lag, automatic, announce_by) VALUES
    ('CPI 2006', 'ratio', 'CPI-2006', 'month', 3, true, 'P1M'), ('CPI 2015', 'ratio', 'CPI-2015', 'month', 3, true, 'P1M');

-- A clause on October against October a year before: which base the clause names decides.
SELECT from_on, price_after, reason, change, series, index_value, base_period_from, base_value FROM regie.price_history('CPI 2006', 1, '2017-12-31');
SELECT from_on, price_after, reason, change, series, index_value, base_period_from, base_value FROM regie.price_history('CPI 2015', 1, '2017-12-31');
SAVEPOINT linked;
-- The old series stops. Linked by the factor of October 2015: 101.00 * 117.07 / 100.54 against 117.07, so 101.00 / 100.54.
INSERT INTO regie.index_link (series, successor, from_on, linking, old_value, new_value) VALUES ('CPI-2006', 'CPI-2015', '2016-01-01', 'factor', 117.07, 100.54);
SELECT from_on, price_after, reason, change, series, index_value, base_series, base_value FROM regie.price_history('CPI 2006', 1, '2017-12-31');
-- Linked on October 2014 it is another price.
UPDATE regie.index_link SET old_value = 116.34, new_value = 99.84;
SELECT from_on, price_after, reason, change, series, base_series FROM regie.price_history('CPI 2006', 1, '2017-12-31') WHERE from_on = '2017-01-01';
-- Restated: both figures of a ratio from the new series.
UPDATE regie.index_link SET linking = 'restated', old_value = NULL, new_value = NULL;
SELECT from_on, price_after, reason, change, series, base_series, base_value FROM regie.price_history('CPI 2006', 1, '2017-12-31') WHERE from_on = '2017-01-01';
-- A circle of links is followed once around.
INSERT INTO regie.index_link (series, successor, from_on, linking) VALUES ('CPI-2015', 'CPI-2006', '2016-01-01', 'restated');
SELECT series, member, depth, epoch, since FROM regie.index_chain WHERE series LIKE 'CPI%' ORDER BY series COLLATE "C", depth;
SELECT count(*) FROM regie.price_history('CPI 2006', 1, '2017-12-31');
ROLLBACK TO linked;

-- Over the base price: 90.00 * 116.34 / 115.13, then 90.00 * 117.07 / 115.13.
INSERT INTO regie.index_rule (contract, basis, series, granularity, lag, automatic, announce_by, compounding, base_from) VALUES
    ('BASE', 'ratio', 'CPI-2006', 'month', 3, true, 'P1M', 'base price', '2013-10-01');
SELECT from_on, price_before, price_after, reason, change, base_period_from FROM regie.price_history('BASE', 1, '2016-12-31');
-- A new price that is recorded does not become the base; a rule of its own from then on would.
UPDATE regie.contract_line SET valid = '[1900-01-01,2015-01-01)' WHERE contract = 'BASE';
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid) VALUES ('BASE', 1, 'S', 90.95, 'year', '[2015-01-01,)');
SELECT from_on, price_before, price_after, reason FROM regie.price_history('BASE', 1, '2016-12-31');

-- IT services (J62) 2016 -3.9 %: the supplier may index (floor 0), or the price follows; the quarter is that of CBS, its day of publication ours.
INSERT INTO regie.price_index (series, granularity, period_from, value, change_pct, status, published_on) VALUES
    ('J62', 'quarter', '2016-01-01', 90.8, -3.9, 'final', '2016-05-13'), ('J62', 'quarter', '2016-04-01', 91.5, -0.5, 'provisional', '2016-08-12');
INSERT INTO regie.index_rule (contract, basis, series, granularity, lag, automatic, floor) VALUES ('FALLS', 'published change', 'J62', 'quarter', 4, true, 0);
SELECT from_on, price_after, reason, published_change, period_from FROM regie.price_history('FALLS', 1, '2017-06-30');
UPDATE regie.index_rule SET floor = NULL WHERE contract = 'FALLS';
SELECT from_on, price_after, reason, published_change, period_from FROM regie.price_history('FALLS', 1, '2017-06-30');
-- the last quarter known: the second; only final figures: the first
UPDATE regie.index_rule SET lag = NULL WHERE contract = 'FALLS';
SELECT from_on, price_after, reason, period_from, status FROM regie.price_history('FALLS', 1, '2017-06-30');
UPDATE regie.index_rule SET final_only = true WHERE contract = 'FALLS';
SELECT from_on, price_after, reason, period_from, status FROM regie.price_history('FALLS', 1, '2017-06-30');

-- 2021: +3.6 % by GIBIT 2016 and +2.8 % by GIBIT 2020 (gvprlg.nl); here as two series, announced in time.
INSERT INTO regie.index_series (code, title) VALUES ('J62-2016', 'As GIBIT 2016 reads it'), ('J62-2020', 'As GIBIT 2020 reads it');
INSERT INTO regie.price_index (series, granularity, period_from, change_pct, status, published_on) VALUES
    ('J62-2016', 'quarter', '2020-07-01', 3.6, 'final', '2020-11-13'), ('J62-2020', 'quarter', '2020-07-01', 2.8, 'final', '2020-11-13');
INSERT INTO regie.index_rule (contract, basis, series, granularity, announce_by) VALUES
    ('GIBIT 2016', 'published change', 'J62-2016', 'quarter', 'P1M'), ('GIBIT 2020', 'published change', 'J62-2020', 'quarter', 'P1M');
INSERT INTO regie.index_announcement (contract, apply_on, announced_on) VALUES ('GIBIT 2016', '2021-01-01', '2020-11-27'), ('GIBIT 2020', '2021-01-01', '2020-11-27');
SELECT c, h.from_on, h.price_after, h.reason FROM unnest(ARRAY['GIBIT 2016', 'GIBIT 2020']) AS c, regie.price_history(c, 1, '2021-12-31') AS h WHERE h.from_on = '2021-01-01' ORDER BY c COLLATE "C";
-- at least one month before 1 January: 30 November is the last day
UPDATE regie.index_announcement SET announced_on = '2020-11-30' WHERE contract = 'GIBIT 2020';
SELECT price_after, reason, announce_until, announced_on FROM regie.price_history('GIBIT 2020', 1, '2021-12-31') WHERE from_on = '2021-01-01';
UPDATE regie.index_announcement SET announced_on = '2020-12-01' WHERE contract = 'GIBIT 2020';
SELECT price_after, price_allowed, reason, announce_until, announced_on FROM regie.price_history('GIBIT 2020', 1, '2021-12-31') WHERE from_on = '2021-01-01';
-- P30D makes 1 December the last day
UPDATE regie.index_rule SET announce_by = 'P30D' WHERE contract = 'GIBIT 2020';
SELECT price_after, reason, announce_until FROM regie.price_history('GIBIT 2020', 1, '2021-12-31') WHERE from_on = '2021-01-01';
UPDATE regie.index_rule SET announce_by = 'P1M' WHERE contract = 'GIBIT 2020';
UPDATE regie.index_announcement SET announced_on = '2020-12-02' WHERE contract = 'GIBIT 2020';
SELECT price_after, price_allowed, reason, announce_until, announced_on FROM regie.price_history('GIBIT 2020', 1, '2021-12-31') WHERE from_on = '2021-01-01';
-- the supplier asks less, exactly as much, more
UPDATE regie.index_announcement SET announced_on = '2020-11-27', change_pct = 2 WHERE contract = 'GIBIT 2020';
SELECT price_after, price_allowed, change, reason, asked_change FROM regie.price_history('GIBIT 2020', 1, '2021-12-31') WHERE from_on = '2021-01-01';
UPDATE regie.index_announcement SET change_pct = 2.8 WHERE contract = 'GIBIT 2020';
SELECT price_after, price_allowed, change, reason, asked_change FROM regie.price_history('GIBIT 2020', 1, '2021-12-31') WHERE from_on = '2021-01-01';
UPDATE regie.index_announcement SET change_pct = 3.6 WHERE contract = 'GIBIT 2020';
SELECT price_after, price_allowed, change, reason, asked_change FROM regie.price_history('GIBIT 2020', 1, '2021-12-31') WHERE from_on = '2021-01-01';
-- of several announcements the last one in time counts
INSERT INTO regie.index_announcement (contract, apply_on, announced_on, change_pct) VALUES ('GIBIT 2020', '2021-01-01', '2020-11-29', 1), ('GIBIT 2020', '2021-01-01', '2020-12-05', 5);
SELECT price_after, change, reason, announced_on FROM regie.price_history('GIBIT 2020', 1, '2021-12-31') WHERE from_on = '2021-01-01';
-- as known on a day: before the announcement, after it, after the last day without one
SET LOCAL regie.today = '2020-11-20';
SELECT price_after, price_allowed, reason, is_settled FROM regie.price_history('GIBIT 2020', 1, '2021-01-01') WHERE from_on = '2021-01-01';
SET LOCAL regie.today = '2020-11-12';
SELECT price_after, price_allowed, reason, is_settled FROM regie.price_history('GIBIT 2020', 1, '2021-01-01') WHERE from_on = '2021-01-01';
SET LOCAL regie.today = '2020-11-27';
SELECT price_after, reason, asked_change, is_settled FROM regie.price_history('GIBIT 2020', 1, '2021-01-01') WHERE from_on = '2021-01-01';
SET LOCAL regie.today = '2020-12-01';
SELECT price_after, reason, asked_change, is_settled FROM regie.price_history('GIBIT 2020', 1, '2021-01-01') WHERE from_on = '2021-01-01';
SET LOCAL regie.today = '2026-11-23';

-- GIBIT 2023: per 1 January 2025 the annual change of 2023, published in May 2024, is the last known. The figures are invented.
INSERT INTO regie.price_index (series, granularity, period_from, value, change_pct, status, published_on) VALUES
    ('J62', 'year', '2022-01-01', 110, 5.0, 'final', '2023-05-15'), ('J62', 'year', '2023-01-01', 116, 5.5, 'provisional', '2024-05-15'),
    ('J62', 'year', '2023-01-01', 116.2, 5.6, 'final', '2025-05-15'), ('J62', 'year', '2024-01-01', 119, 2.4, 'provisional', '2025-05-15');
INSERT INTO regie.index_rule (contract, basis, series, granularity, announce_by, source_ref) VALUES
    ('GIBIT 2023', 'published change', 'J62', 'year', 'P1M', 'GIBIT 2023 article 11.8');
INSERT INTO regie.index_announcement (contract, apply_on, announced_on) VALUES ('GIBIT 2023', '2025-01-01', '2024-11-12'), ('GIBIT 2023', '2026-01-01', '2025-11-12');
-- the final 5.6 % came after 5.5 % had been used: it does not count any more
SELECT from_on, price_before, price_after, reason, change, period_from, status, published_on FROM regie.price_history('GIBIT 2023', 1, '2026-12-31');
-- with final figures only, 2022 is the last known for 2025, and 2023 for 2026
UPDATE regie.index_rule SET final_only = true WHERE contract = 'GIBIT 2023';
SELECT from_on, price_before, price_after, reason, change, period_from, status, published_on FROM regie.price_history('GIBIT 2023', 1, '2026-12-31');
UPDATE regie.index_rule SET final_only = false WHERE contract = 'GIBIT 2023';
-- which figure was known on a day
SELECT known_on, f.* FROM (VALUES (date '2024-05-14'), ('2024-05-15'), ('2025-05-14'), ('2025-05-15')) AS d (known_on),
    regie.index_figure('J62', 'year', known_on, '2023-01-01') AS f ORDER BY known_on;
SELECT known_on, f.* FROM (VALUES (date '2023-05-14'), ('2024-05-14'), ('2024-05-15'), ('2025-05-15')) AS d (known_on),
    regie.index_figure('J62', 'year', known_on) AS f ORDER BY known_on;
SELECT * FROM regie.index_figure('J62', 'year', '2025-05-14', final_only => true);
-- a figure counts once: nothing was published since
INSERT INTO regie.index_announcement (contract, apply_on, announced_on) VALUES ('GIBIT 2023', '2027-01-01', '2026-11-12');
SELECT from_on, price_before, price_after, reason, period_from FROM regie.price_history('GIBIT 2023', 1, '2027-12-31') WHERE from_on = '2027-01-01';

-- Four years of 3.3 %, each rounded: 100,000.00, 103,300.00, 106,708.90, 110,230.29, 113,867.89.
INSERT INTO regie.index_rule (contract, basis, fixed_pct, automatic) VALUES ('FIXED', 'fixed change', 3.3, true);
SELECT from_on, price_after, reason, change FROM regie.price_history('FIXED', 1, '2025-12-31');
-- The whole of it from another day of the year on, not in the first two years, for 60 % of the price, to whole euros.
UPDATE regie.index_rule SET apply_month = 7, apply_day = 15, first_apply_on = '2023-01-01', share = 60, scale = 0 WHERE contract = 'FIXED';
SELECT from_on, price_after, reason, change FROM regie.price_history('FIXED', 1, '2025-12-31');

-- Lines, and rules for one line or for all.
INSERT INTO regie.index_rule (contract, line, basis, fixed_pct, automatic, valid) VALUES ('MANY', NULL, 'fixed change', 10, true, DEFAULT),
    ('MANY', 2, 'none', NULL, true, '[2023-01-01,2025-01-01)'), ('MANY', 3, 'fixed change', 1, true, '[2024-01-01,)');
UPDATE regie.contract_line SET amount = 100, valid = '[1900-01-01,2023-01-01)' WHERE contract = 'MANY';
INSERT INTO regie.contract_line (contract, line, service, amount, per, unit, valid) VALUES
    ('MANY', 1, 'S', 121.00, 'year', NULL, '[2023-01-01,2024-01-01)'),  -- what the clause makes of it: no new price
    ('MANY', 1, 'S', 140.00, 'year', NULL, '[2024-01-01,2024-06-01)'),  -- more than that
    ('MANY', 1, 'S', 150.00, 'year', NULL, '[2024-06-01,2025-01-01)'),  -- on another day
    ('MANY', 1, 'S', 15.00, 'month', NULL, '[2025-01-01,2026-01-01)'),  -- per month instead of per year
    ('MANY', 2, 'S', 100.00, 'year', NULL, DEFAULT),
    ('MANY', 3, 'S', 100.00, 'year', NULL, '[2022-06-01,2025-01-01)'),
    ('MANY', 3, 'S', 50.00, 'unit', 'licence', '[2025-06-01,)'),        -- not there for some months
    ('MANY', 4, 'S', 100.00, 'once', NULL, DEFAULT),
    ('MANY', 5, 'S', 100.00, 'year', NULL, '[1990-01-01,2021-01-01)');  -- over before the contract began
SELECT l.line, h.from_on, h.price_before, h.price_after, h.reason, h.price_by_rule, h.rule_reason
FROM generate_series(1, 5) AS l (line), regie.price_history('MANY', l.line, '2027-12-31') AS h ORDER BY l.line, h.from_on;
-- Nobody, nothing, no days.
SELECT count(*) FROM regie.price_history('NOBODY', 1);
SELECT count(*) FROM regie.price_history('MANY', 9);
SELECT count(*) FROM regie.price_history(NULL, NULL);
SELECT count(*) FROM regie.price_history('MANY', 2, '2020-12-31');
SELECT count(*), max(from_on), max(price_after) FROM regie.price_history('MANY', 2, 'infinity');
SELECT from_on, price_before, price_after, reason FROM regie.price_history('MANY', 2, 'infinity') WHERE from_on BETWEEN '2216-01-01' AND '2219-12-31';
SELECT count(*) FROM regie.price_history('MANY', 2, '-infinity');
-- An end ends the steps too; the last step is the one before it.
UPDATE regie.contract SET ended_on = '2025-01-01' WHERE code = 'MANY';
SELECT max(from_on) FROM regie.price_history('MANY', 2, '2027-12-31');
ROLLBACK;
