-- Numbers as programs write them, and where one cannot be read in a long file.
SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
\set ON_ERROR_ROLLBACK on
BEGIN;
SELECT count(*) > 0 AS loaded FROM regie.load_example();
INSERT INTO regie.service (code, name) VALUES ('CLOUD', 'Public cloud');
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('CLOUD', '[2020-01-01,)', 'INWONERS');
INSERT INTO regie.focus_rule (code, service, precedence, valid, charge_category, proportional_to) VALUES ('TAX', 'CLOUD', 1, '[2020-01-01,)', 'Tax', 'bill');

-- A double of 17 digits has 21 decimals below 0.0001 and more below that; zeros
-- at the end mean nothing.  The bill stays at 20, a charge with more has its own.
CREATE TABLE small ("BilledCost" text, "EffectiveCost" text, "ChargeCategory" text, "BillingCurrency" text DEFAULT 'EUR',
    "BillingPeriodStart" text DEFAULT '2026-01-01', "BillingPeriodEnd" text DEFAULT '2026-02-01');
INSERT INTO small VALUES ('3.3333333333333335e-05', '1', 'Usage'), ('-1.2345678901234567E-10', '1E-37', 'Usage'),
    ('5.000000000000000000000000000000000000000000', '0.0000000000000000000000000000000000000000', 'Usage'),
    ('21.00', NULL, 'Tax'), ('1E-37', NULL, 'Tax');
SELECT regie.import_focus('small', 'SMALL', 'CLOUD');
SELECT scale, billed_cost FROM regie.focus_bill WHERE code = 'SMALL';
SELECT charge, participant, allocated_cost, allocated_effective_cost FROM regie.focus_allocation('SMALL') ORDER BY charge, participant COLLATE "C";
SELECT charge, billed_cost FROM regie.focus_allocation('SMALL') GROUP BY charge, billed_cost, effective_cost
HAVING sum(allocated_cost) <> billed_cost OR sum(allocated_effective_cost) <> effective_cost;
SELECT sum("BilledCost") = (SELECT billed_cost FROM regie.focus_bill WHERE code = 'SMALL') AS adds_up
FROM regie.focus_allocated_charge WHERE "x_Bill" = 'SMALL';
-- what follows others: of next to nothing, and where all digits together are too many to calculate with
DELETE FROM regie.focus_bill WHERE code = 'SMALL';
UPDATE small SET "BilledCost" = CASE "EffectiveCost" WHEN '1' THEN '2E-37' ELSE '1E-37' END WHERE "ChargeCategory" = 'Usage';
SELECT regie.import_focus('small', 'SMALL', 'CLOUD');
SELECT participant, driver_value * 1e37 AS value, driver_total * 1e37 AS total, allocated_cost FROM regie.focus_allocation('SMALL') WHERE rule = 'TAX' AND billed_cost = 21 ORDER BY 1;
DELETE FROM regie.focus_bill WHERE code = 'SMALL';
UPDATE small SET "BilledCost" = '99999999999999999.99' WHERE "EffectiveCost" = '1';
SELECT regie.import_focus('small', 'SMALL', 'CLOUD');
SELECT participant, driver_value, driver_total, allocated_cost FROM regie.focus_allocation('SMALL') WHERE rule = 'TAX' AND billed_cost = 21 ORDER BY 1;
SELECT regie.focus_to_cost('SMALL', 'DDV', 'ELM', tax => 'include');

-- One bad value among 20,000 rows is found in its block, wherever it is.
CREATE TABLE long AS SELECT '1.5'::text AS "BilledCost", 'EUR'::text AS "BillingCurrency", '2026-01-01'::text AS "BillingPeriodStart",
    '2026-02-01'::text AS "BillingPeriodEnd", '{"a": "b"}'::text AS "Tags", NULL::text AS "ListUnitPrice", i AS "x_row" FROM generate_series(1, 20000) i;
SELECT pg_relation_size('long') / current_setting('block_size')::int > 100 AS has_many_blocks, regie.focus_blame('long');
CREATE FUNCTION pg_temp.with_bad(row_number int, change text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    CREATE TABLE spoilt AS TABLE long;
    EXECUTE format('UPDATE spoilt SET %s WHERE x_row = %s', change, row_number);
    CREATE TABLE other AS SELECT * FROM spoilt ORDER BY x_row;
    found := regie.focus_blame('other');
    DROP TABLE spoilt, other;
    RETURN found;
END
$$;
SELECT pg_temp.with_bad(1, '"BilledCost" = ''1,5''');
SELECT pg_temp.with_bad(20000, '"BilledCost" = NULL');
SELECT pg_temp.with_bad(12345, '"Tags" = ''a=b''');
SELECT pg_temp.with_bad(19999, '"ListUnitPrice" = ''Infinity''');
SELECT pg_temp.with_bad(10000, '"BilledCost" = ''1e300''');
SELECT pg_temp.with_bad(10001, '"BilledCost" = ''1e16'', "BillingPeriodEnd" = ''2026-01-01''');
-- the first of two
SELECT pg_temp.with_bad(777, '"BilledCost" = ''x'' WHERE x_row = 15000; UPDATE spoilt SET "BilledCost" = ''y''');
-- partitions have blocks of their own
CREATE TABLE parted (LIKE long) PARTITION BY LIST ("BillingCurrency");
CREATE TABLE parted_eur PARTITION OF parted FOR VALUES IN ('EUR');
INSERT INTO parted SELECT CASE x_row WHEN 15000 THEN 'x' ELSE "BilledCost" END, "BillingCurrency", "BillingPeriodStart", "BillingPeriodEnd", "Tags", "ListUnitPrice", x_row FROM long ORDER BY x_row;
SELECT regie.import_focus('parted', 'PARTED', 'CLOUD');
SELECT regie.focus_blame(NULL), regie.focus_bad_page(NULL);
ROLLBACK;
