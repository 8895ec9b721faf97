SET datestyle = ISO, YMD;
SET search_path = regie, public;
\set SHOW_CONTEXT never
-- What of a price belongs to which calendar year; together it is 240,000.
SELECT y AS year, regie.accrual(60000, '1 year', '[2025-01-15,2029-01-15)',
                                daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)))
FROM generate_series(2025, 2029) AS y ORDER BY y;
SELECT accrual(60000, '1 year', '[2025-01-15,2029-01-15)', '(,)') AS everything,
	   accrual(60000, '1 year', '[2025-01-15,2029-01-15)', '[2026-01-15,2027-01-15)') AS contract_year,
	   accrual(60000, '1 year', '[2025-01-15,2029-01-15)', '[2026-11-23,)') AS remaining;

-- By calendar month.
SELECT *, sum(amount) OVER (ORDER BY month) AS so_far
FROM regie.accruals(100, '1 month', '[2024-01-31,)', '[2024-01-01,2024-05-01)');
-- a month of the contract runs from the 31st, the 29th of February, the 31st...
SELECT k, accrual(100, '1 month', '[2024-01-31,)', daterange(boundary(t, k), boundary(t, k + 1)))
FROM (VALUES (term '2024-01-31 P1M tacit P1M')) v (t), generate_series(0, 3) k ORDER BY k;
-- whole months cost the amount
SELECT month, amount FROM accruals(14.29, '1 month', '[2026-01-01,2026-04-01)', '(,)') ORDER BY month;
-- a leap day is 1/366 of its year, the days around it as well
SELECT accrual(366, '1 year', '[2024-01-01,)', '[2024-02-28,2024-02-29)') AS before,
	   accrual(366, '1 year', '[2024-01-01,)', '[2024-02-29,2024-03-01)') AS leap_day,
	   accrual(365, '1 year', '[2025-01-01,)', '[2025-02-28,2025-03-01)') AS other_year,
	   accrual(366, '1 year', '[2024-02-29,)', '[2025-02-27,2025-02-28)') AS last_of_a_leap_start;
-- 1/3 of a cent a day: the sums up to each day are rounded, not the days
SELECT d, accrual(0.10, '30 days', '[2026-01-01,)', daterange(d, d + 1)) AS day
FROM (SELECT date '2026-01-01' + i AS d FROM generate_series(0, 5) i) x ORDER BY d;
-- credits mirror debits; the decimals are those of the amount, two at least
SELECT accrual(0.05, '2 days', '[2024-01-01,)', '[2024-01-01,2024-01-02)') AS up,
	   accrual(-0.05, '2 days', '[2024-01-01,)', '[2024-01-01,2024-01-02)') AS down,
	   accrual(1, '3 days', '[2024-01-01,)', '[2024-01-01,2024-01-02)') AS two,
	   accrual(1.00000, '3 days', '[2024-01-01,)', '[2024-01-01,2024-01-02)') AS five;
-- no days in common, no days at all
SELECT accrual(100, '1 month', '[2024-01-01,2025-01-01)', '[2025-01-01,2026-01-01)') AS later,
	   accrual(100, '1 month', '[2024-01-01,)', '(,2024-01-01)') AS earlier,
	   accrual(100, '1 month', '[2024-01-01,)', 'empty') AS none,
	   accrual(100, '1 month', 'empty', '(,)') AS never,
	   accrual(100, '1 month', '[2024-01-01,)', '[infinity,)') AS beyond;
SELECT count(*) AS months FROM accruals(100, '1 month', '[2024-01-01,2025-01-01)', '[2025-01-01,2026-01-01)');
-- the infinities of dates are open ends
SELECT accrual(100, '1 month', '[2024-01-01,infinity)', '[-infinity,2024-02-01)') AS open;
-- NULL in, NULL out
SELECT accrual(NULL, '1 month', '[2024-01-01,)', '[2024-01-01,2024-02-01)') AS amount,
	   accrual(1, NULL, '[2024-01-01,)', '[2024-01-01,2024-02-01)') AS per,
	   accrual(1, '1 month', NULL, '[2024-01-01,2024-02-01)') AS valid,
	   spread(1, '[2024-01-01,2024-02-01)', NULL) AS period,
	   contract_value(NULL, 1, '1 year') AS term;

-- Spread over all days, or booked at once.
SELECT y AS year, regie.spread(30000, '[2025-03-01,2028-03-01)', daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1))),
       CASE WHEN extract(year FROM lower(daterange '[2025-03-01,2028-03-01)')) = y THEN 30000.00 ELSE 0.00 END AS at_once
FROM generate_series(2025, 2028) AS y ORDER BY y;
SELECT month, period, amount FROM spreads(100, '[2026-01-31,2026-03-02)', '[2026-01-01,2026-03-01)') ORDER BY month;

-- The whole contract.
SELECT regie.contract_value('2025-01-15 P4Y explicit 2xP2Y notice P6M', 60000, '1 year') AS eight_years,
       regie.contract_value('2020-08-01 P3Y tacit P1Y notice P3M', 8500, '1 month') AS no_maximum;
SELECT contract_value('2025-01-15 P4Y explicit 2xP2Y ended 2027-01-15', 60000, '1 year') AS ended,
	   contract_value('2025-01-15 P4Y none ended 2025-01-15', 60000, '1 year') AS never_ran,
	   contract_value('2025-01-15 evergreen', 60000, '1 year') AS evergreen,
	   contract_value('2019-09-01 P16M tacit 3xP1Y', 750, '1 month') AS sixteen_months_and_three_years;

-- The value of the purchase (Aanbestedingswet 2012, articles 2.15 and 2.17).
SELECT regie.procurement_value('2026-01-01 evergreen notice P1M', 4550, '1 month') AS evergreen,
       regie.procurement_value('2025-01-15 P4Y explicit 2xP2Y notice P6M', 60000, '1 year') AS yearly_price,
       regie.procurement_value('2025-01-15 P4Y explicit 2xP2Y notice P6M', 60000, '1 year', true) AS total_price,
       regie.procurement_period('2025-01-15 P4Y explicit 2xP2Y notice P6M', true);
SELECT t, procurement_period(t), procurement_value(t, 1000, '1 month') AS monthly, procurement_value(t, 3000, '3 months') AS quarterly,
	   procurement_value(t, 12000, '1 year') AS yearly
FROM (VALUES (term '2024-02-29 evergreen'), ('2024-01-01 P2Y explicit 2xP1Y'), ('2024-01-01 P2Y explicit 2xP1Y ended 2024-02-01'),
	('2024-01-01 P3Y tacit P1Y'), ('2024-01-01 P1Y none'), ('2024-01-01 P4Y1D none')) v (t) ORDER BY t;

-- Thresholds: from 2026 on they are lower, and equal is above.
BEGIN;
SELECT day, threshold_on('sub-central', 'services', day) AS threshold, 218400.00 >= threshold_on('sub-central', 'services', day) AS is_above,
	   216000.00 >= threshold_on('sub-central', 'services', day) AS is_equal_above
FROM (VALUES (date '2025-12-31'), ('2026-01-01')) d (day) ORDER BY day;
SELECT authority, kind, valid, amount, source_ref FROM threshold WHERE authority = 'sub-central' AND seeded ORDER BY kind COLLATE "C", valid;
SELECT authority, kind, string_agg(amount::int::text, ' ' ORDER BY valid) AS amounts FROM threshold
WHERE authority <> 'sub-central' GROUP BY authority, kind ORDER BY authority COLLATE "C", kind COLLATE "C";
-- an own row goes before
INSERT INTO threshold (authority, kind, valid, amount, source_ref) VALUES ('sub-central', 'services', '[2026-07-01,)', 50000, 'Own procurement policy');
SELECT day, threshold_on('sub-central', 'services', day) FROM (VALUES (date '2026-06-30'), ('2026-07-01'), ('2030-01-01')) d (day) ORDER BY day;
ROLLBACK;

-- Units: what was counted goes before what is expected; each volume is priced in cents.
BEGIN;
SELECT count(*) AS tables FROM load_example();
SELECT kind, quantity, period, days FROM contract_volume_state WHERE contract = 'SERVICEDESK' ORDER BY days;
SELECT volume_cost('SERVICEDESK', 2, 14.00, '[2026-01-01,2026-07-01)') AS counted,
	   volume_cost('SERVICEDESK', 2, 14.50, '[2026-07-01,2027-01-01)') AS expected,
	   volume_cost('SERVICEDESK', 2, 14.50, '[2026-07-01,2026-10-01)') + volume_cost('SERVICEDESK', 2, 14.50, '[2026-10-01,2027-01-01)') AS two_quarters,
	   volume_cost('SERVICEDESK', 2, 14.50, '[2030-01-01,2031-01-01)') AS no_volume;
SELECT line_cost('SERVICEDESK', 2, '2025-01-01', 14.50, 'unit', '[2026-07-01,2027-01-01)') AS units,
	   line_cost('SERVICEDESK', 1, '2025-01-01', 1500, 'month', '[2026-07-01,2027-01-01)') AS months,
	   line_year('SERVICEDESK', 2, 14.50, 'unit', '2026-11-23') AS expected_of_the_year,
	   line_year('SERVICEDESK', 1, 1500, 'month', '2026-11-23') AS twelve_months,
	   line_year('SERVICEDESK', 1, 1500, 'quarter', '2026-11-23') AS four_quarters,
	   line_year('SERVICEDESK', 1, 1500, 'once', '2026-11-23') AS once;
SELECT line_price('2025-01-01', 14.50, 'unit', '[2026-07-01,2027-01-01)') AS price_of_no_volume;
ROLLBACK;
