SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 0 AS loaded FROM regie.load_example();

-- Three misses within six months give the right to rescind, as long as all three are among the last six.
-- The credits: 5, 10 and 25 % of a month's 41,000; together at most 2.5 % of the year's 492,000.
SELECT period_from, value, level_result, misses, rescindable_label AS rescind, fee_eur, share_of_fee, credit_before_cap_eur, credit_eur, credit_cap_eur, credit_claimed_on
FROM regie_report.service_level_result WHERE contract = 'HOSTING' ORDER BY period_from;
SELECT sum(credit_before_cap_eur) AS before_cap, sum(credit_eur) AS credit FROM regie_report.service_level_result WHERE contract = 'HOSTING';
-- Availability from outages: 8.4 hours in a month of 21 days of 8 hours is 95 %, and met.
-- 4.5 hours in one of 23 days: (184 - 4.5) / 184.
SELECT period_from, value, target, level_result, value_basis, hours_down
FROM regie_report.service_level_result WHERE contract = 'CATALOGUS' AND service_level = 'BESCHIKBAAR' AND period_from >= '2026-06-01' ORDER BY period_from;
-- Who watches the suppliers: levels that nobody measured in the last finished period.
SELECT contract, service_level, period_until, unmeasured
FROM regie_report.service_level_result
WHERE unmeasured > 0 AND period_until = (SELECT max(period_until) FROM regie_report.service_level_result WHERE period_until < as_of)
ORDER BY contract COLLATE "C", service_level COLLATE "C";
-- What each row says beside that.
SELECT e.key, e.value FROM regie_report.service_level_result AS r, jsonb_each_text(to_jsonb(r) - 'service_level_result_id') AS e
WHERE contract = 'HOSTING' AND period_from = '2026-09-01' ORDER BY e.key COLLATE "C";
-- Per contract and month.
SELECT contract, month_from, level_result, levels AS n, levels_met AS met, levels_missed AS missed, levels_not_measured AS unknown, levels_running AS running,
       levels_rescindable AS rescind, unmeasured, credit_before_cap_eur, credit_eur, credit_claimed_eur
FROM regie_report.contract_delivery WHERE month_from >= '2026-06-01' ORDER BY contract COLLATE "C", month_from;
SELECT e.key, e.value FROM regie_report.contract_delivery AS r, jsonb_each_text(to_jsonb(r) - 'contract_delivery_id') AS e
WHERE contract = 'HOSTING' AND month_from = '2026-09-01' ORDER BY e.key COLLATE "C";
-- The integers: the level or contract, and September 2026 as month 1,521 since 1900.
SELECT r.service_level_result_id - l.service_level_id * 10000 AS level_month, d.contract_delivery_id - c.contract_id * 10000 AS contract_month
FROM regie_report.service_level_result AS r, regie.service_level AS l, regie_report.contract_delivery AS d, regie.contract AS c
WHERE r.contract = 'HOSTING' AND r.period_from = '2026-09-01' AND l.contract = 'HOSTING' AND d.contract = 'HOSTING' AND d.month_from = '2026-09-01' AND c.code = 'HOSTING';
-- The same in Dutch.
SELECT contract, dienstniveau, periode_van_datum, waarde, norm_richting, norm, resultaat, ontbindbaar, servicekorting_eur
FROM regie_rapport.dienstniveau_resultaat WHERE periode_van_datum >= '2026-09-01' ORDER BY contract COLLATE "C", dienstniveau COLLATE "C", periode_van_datum;
SELECT contract, maand_datum, resultaat, aantal_gehaald, aantal_gemist, aantal_niet_gemeten, aantal_ontbindbaar, servicekorting_eur
FROM regie_rapport.contractlevering WHERE maand_datum >= '2026-09-01' ORDER BY contract COLLATE "C", maand_datum;

-- As of other days: the month is over on the first of the next; the row of the running month keeps what stood before it;
-- once November is over, May is no longer among the last six.
SET LOCAL regie.today = '2026-11-30';
SELECT period_from, level_result, misses, rescindable_label AS rescind, unmeasured FROM regie_report.service_level_result WHERE contract = 'HOSTING' AND period_from >= '2026-10-01' ORDER BY 1;
SET LOCAL regie.today = '2026-12-01';
SELECT period_from, level_result, misses, rescindable_label AS rescind, unmeasured FROM regie_report.service_level_result WHERE contract = 'HOSTING' AND period_from >= '2026-10-01' ORDER BY 1;
SET LOCAL regie.today = '2026-04-15';
SELECT count(*), min(period_from), max(period_from), sum(credit_eur) FROM regie_report.service_level_result WHERE contract = 'HOSTING';
-- three whole years and this one are shown, and earlier periods still count
SET LOCAL regie.today = '2029-07-01';
SELECT count(*), min(period_from), max(period_from) FROM regie_report.service_level_result WHERE contract = 'HOSTING';
SET LOCAL regie.today = '2030-01-31';
SELECT count(*), min(period_from), min(unmeasured) FROM regie_report.service_level_result WHERE contract = 'HOSTING';
SET LOCAL regie.today = '2026-11-23';

-- Outages that overlap count once; one of another level does not count; one that runs over the end of the month counts in both.
SAVEPOINT s;
INSERT INTO regie.outage (contract, code, level, during) VALUES
    ('CATALOGUS', 'A', NULL, '[2026-08-19 12:00,2026-08-20 10:00)'), ('CATALOGUS', 'B', 'BESCHIKBAAR', '[2026-08-20 10:24,2026-08-20 10:54)'),
    ('CATALOGUS', 'C', 'REACTIE', '[2026-08-25,2026-08-27)'), ('CATALOGUS', 'D', NULL, '[2026-09-30 16:00,2026-10-01 09:15)'), ('HOSTING', 'E', NULL, '[2026-08-01,2026-09-01)');
SELECT period_from, hours_down, value, level_result FROM regie_report.service_level_result
WHERE contract = 'CATALOGUS' AND service_level = 'BESCHIKBAAR' AND period_from >= '2026-08-01' ORDER BY period_from;
-- what was measured goes before what is calculated
INSERT INTO regie.measurement (contract, level, period_on, value) VALUES ('CATALOGUS', 'BESCHIKBAAR', '2026-08-01', 95.5);
SELECT value, value_basis, hours_down FROM regie_report.service_level_result WHERE contract = 'CATALOGUS' AND service_level = 'BESCHIKBAAR' AND period_from = '2026-08-01';
ROLLBACK TO s;
-- Round the clock: 744 hours in August, of which 24.4 were down.
UPDATE regie.service_level SET service_days = 'all days', opens = '00:00', closes = '24:00' WHERE contract = 'CATALOGUS' AND code = 'BESCHIKBAAR';
SELECT hours_down, value FROM regie_report.service_level_result WHERE contract = 'CATALOGUS' AND service_level = 'BESCHIKBAAR' AND period_from = '2026-08-01';
ROLLBACK TO s;

-- A level at most; bounds of a band are passed, not reached; a quarter and a year with their own fee.
INSERT INTO regie.service_level (contract, code, title, measure, unit, direction, target, period, misses, periods, valid) VALUES
    ('HOSTING', 'HERSTEL', 'Hours to repair', 'repair', 'hours', 'at most', 4, 'quarter', 1, 2, '[2026-01-01,)'),
    ('HOSTING', 'TEVREDEN', 'Satisfaction', 'other', 'mark', 'at least', 7, 'year', NULL, NULL, '[2025-02-01,2026-03-01)');
INSERT INTO regie.service_credit_band (contract, level, beyond, credit_pct) VALUES ('HOSTING', 'HERSTEL', 4, 1), ('HOSTING', 'HERSTEL', 8, 2.5), ('HOSTING', 'TEVREDEN', 7, 0.333);
INSERT INTO regie.measurement (contract, level, period, period_on, value) VALUES ('HOSTING', 'HERSTEL', 'quarter', '2026-01-01', 4), ('HOSTING', 'HERSTEL', 'quarter', '2026-04-01', 8),
    ('HOSTING', 'HERSTEL', 'quarter', '2026-07-01', 8.000001), ('HOSTING', 'TEVREDEN', 'year', '2025-01-01', 6.9);
SELECT service_level AS level, period_from, period_until, value, level_result, misses, rescindable_label AS rescind, fee_eur, share_of_fee AS share, credit_before_cap_eur AS before_cap, credit_eur
FROM regie_report.service_level_result WHERE contract = 'HOSTING' AND (service_level <> 'BESCHIKBAAR' OR credit_eur > 0) ORDER BY period_until, service_level COLLATE "C";
SELECT sum(credit_eur) FROM regie_report.service_level_result WHERE contract = 'HOSTING' AND period_from >= '2026-01-01';
SELECT month_from, level_result, levels, levels_met AS met, levels_missed AS missed, levels_running AS running, credit_eur FROM regie_report.contract_delivery
WHERE contract = 'HOSTING' AND (month_from >= '2026-09-01' OR month_from = '2025-12-01') ORDER BY month_from;
ROLLBACK TO s;

-- A cap that changes: for a year counts the first row that holds in it.
DELETE FROM regie.service_credit_cap;
INSERT INTO regie.service_credit_cap (contract, valid, credit_cap_pct) VALUES ('HOSTING', '[2026-06-01,2026-09-01)', 1), ('HOSTING', '[2026-09-01,)', 50);
SELECT DISTINCT credit_cap_eur FROM regie_report.service_level_result WHERE contract = 'HOSTING';
DELETE FROM regie.service_credit_cap;
SELECT sum(credit_before_cap_eur), sum(credit_eur), max(credit_cap_eur) FROM regie_report.service_level_result WHERE contract = 'HOSTING';
ROLLBACK TO s;

-- A contract of part of a month: the days that it ran; what was measured outside its days is shown without a fee.
UPDATE regie.contract SET ended_on = '2026-09-16' WHERE code = 'HOSTING';
SELECT period_from, value, fee_eur, credit_eur FROM regie_report.service_level_result WHERE contract = 'HOSTING' AND period_from >= '2026-08-01' ORDER BY period_from;
-- A period that is cut off by the end of the level is over with it.
UPDATE regie.service_level SET valid = '[2026-01-01,2026-11-16)' WHERE contract = 'NETWERK';
SELECT period_from, level_result, unmeasured, fee_eur FROM regie_report.service_level_result WHERE contract = 'NETWERK' AND period_from >= '2026-10-01' ORDER BY period_from;
ROLLBACK TO s;
ROLLBACK;

-- An empty model: no rows, no errors.
SELECT (SELECT count(*) FROM regie_report.service_level_result) + (SELECT count(*) FROM regie_report.contract_delivery) AS rows;
