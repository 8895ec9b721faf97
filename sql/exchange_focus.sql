SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
\set ON_ERROR_ROLLBACK on
-- One amount over an array of weights.
SELECT regie.allocate_parts(100, ARRAY[1, 1, 1]), regie.allocate_parts(-100, ARRAY[1, 1, 1]),
       regie.allocate_parts(0.05, ARRAY[3, NULL, 0, 1]) AS absent, regie.allocate_parts(7.5, ARRAY[0, 2], 1) AS one;
SELECT regie.allocate_parts(0, ARRAY[0, 0]) AS nothing, regie.allocate_parts(0, '{}') AS nobody, regie.allocate_parts(NULL, ARRAY[1]) AS unknown,
       regie.allocate_parts(1, ARRAY[0.5, 0.25, 0.25], 12) AS ratios, regie.allocate_parts(10, ARRAY[1e20, 2e20, 1e-10]) AS wide;

BEGIN;
SET timezone = 'America/New_York';
SELECT count(*) > 0 AS loaded FROM regie.load_example();
INSERT INTO regie.service (code, name) VALUES ('CLOUD', 'Public cloud');
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('CLOUD', '[2020-01-01,)', 'WERKPLEKKEN');
INSERT INTO regie.focus_rule (code, service, precedence, valid, tag_key, tag_value, sub_account_id, service_name, charge_category, participant, cost_key, proportional_to) VALUES
    ('GELDROP-MIERLO', 'CLOUD', 10, '[2020-01-01,)', 'gemeente', 'geldrop-%', NULL, NULL, NULL, 'GM1771', NULL, NULL),
    ('NUENEN',         'CLOUD', 20, '[2020-01-01,)', NULL, NULL, 'sub-nuenen', NULL, NULL, 'GM0820', NULL, NULL),
    ('NETWORK',        'CLOUD', 30, '[2020-01-01,)', NULL, NULL, NULL, 'Virtual Network%', NULL, NULL, 'INWONERS', NULL),
    ('TAX',            NULL,    40, '[2020-01-01,)', NULL, NULL, NULL, NULL, 'Tax', NULL, NULL, 'sub account'),
    ('CREDIT',         NULL,    50, '[2020-01-01,)', NULL, NULL, NULL, NULL, 'Credit', NULL, NULL, 'bill');
SELECT place, code, matched_by FROM regie.focus_rules('CLOUD') ORDER BY place;

CREATE TABLE bill ("BilledCost" text, "EffectiveCost" text, "ChargeCategory" text, "ChargeClass" text, "ServiceName" text, "SubAccountId" text,
    "Tags" text, "ChargePeriodStart" text, "BillingCurrency" text DEFAULT 'EUR',
    "BillingPeriodStart" text DEFAULT '2026-01-01T00:00:00Z', "BillingPeriodEnd" text DEFAULT '2026-02-01T00:00:00Z');
INSERT INTO bill VALUES
    ('120.00', '100.00', 'Usage', NULL, 'Virtual Machines', 'sub-samen', '{"gemeente": "geldrop-mierlo"}', '2026-01-01T00:00:00Z'),
    ('80.00', '80.00', 'Usage', NULL, 'Virtual Machines', 'sub-nuenen', NULL, '2026-01-01T00:00:00Z'),
    ('100.00', '100.00', 'Usage', NULL, 'Virtual Network', 'sub-samen', NULL, '2026-01-01T00:00:00Z'),
    ('10.01', '10.01', 'Usage', NULL, 'Virtual Machines', 'sub-test', '{"omgeving": "test"}', '2026-01-01T00:00:00Z'),
    ('42.00', '42.00', 'Tax', NULL, NULL, 'sub-samen', NULL, '2026-01-01T00:00:00Z'),
    ('-30.00', '-30.00', 'Credit', NULL, NULL, NULL, NULL, '2026-01-01T00:00:00Z'),
    ('-9.00', '-9.00', 'Usage', 'Correction', 'Virtual Machines', 'sub-test', '{"omgeving": "test"}', '2025-12-01T00:00:00Z');
SELECT regie.import_focus('bill', 'CLOUD-2026-01', 'CLOUD') AS charges;

-- Charge 3 by inhabitants (39997, 23526, 17465 of 80988), charge 4 by
-- workplaces of 2026 (425, 270, 205 of 900), the correction by those of 2025
-- (410, 280, 210 of 900).  Tax: charges 1 and 3 of sub-samen are 169.39, 29.05
-- and 21.56 of 220; 42 * 169.39 / 220 = 32.338, 5.546, 4.116.  Credit: charges
-- 1 to 4 and 7 are 170.02, 109.25 and 21.74 of 301.01; 30 * 170.02 / 301.01 =
-- 16.945, 10.888, 2.167.
SELECT charge, participant, rule, matched_by, method, cost_key, driver_value::numeric(10, 2) AS value, driver_total::numeric(10, 2) AS total,
       allocated_cost, allocated_effective_cost AS effective, day
FROM regie.focus_allocation('CLOUD-2026-01') ORDER BY charge, participant COLLATE "C";
SELECT participant, billed_cost, effective_cost, period FROM regie.focus_totals('CLOUD-2026-01') ORDER BY participant COLLATE "C";
SELECT participant, billed_cost FROM regie.focus_totals('CLOUD-2026-01', false) ORDER BY participant COLLATE "C";

-- The same as FOCUS writes it.
SELECT "x_Charge" AS charge, "AllocatedResourceId" AS id, "AllocatedResourceName" AS name, "AllocatedMethodId" AS method, "BilledCost", "EffectiveCost",
       "ListCost", "AllocatedTags", "AllocatedMethodDetails"
FROM regie.focus_allocated_charge WHERE "x_Bill" = 'CLOUD-2026-01' AND "x_Charge" IN (1, 3, 6, 7) ORDER BY "x_Charge", "AllocatedResourceId" COLLATE "C";
SELECT count(*) AS columns, count(*) FILTER (WHERE column_name ~ '^x_') AS own, count(*) FILTER (WHERE column_name ~ '^Allocated') AS split
FROM information_schema.columns WHERE table_schema = 'regie' AND table_name = 'focus_allocated_charge';
SELECT column_name AS columns
FROM information_schema.columns WHERE table_schema = 'regie' AND table_name = 'focus_allocated_charge' AND column_name !~ '^(x_|Allocated)' ORDER BY column_name COLLATE "C";

-- To costs of the model: one cost, one key.
SELECT regie.focus_to_cost('CLOUD-2026-01', 'DDV', 'ELM', tax => 'include') AS costs;
SELECT code, period, kind, payer, payee, service, amount, cost_key FROM regie.cost WHERE service = 'CLOUD';
SELECT cost_key, party, valid, value FROM regie.cost_key_value WHERE cost_key = 'CLOUD-2026-01' ORDER BY party COLLATE "C";
SELECT participant, driver_value, share, amount_eur FROM regie_report.cost_share WHERE cost = 'CLOUD-2026-01' ORDER BY participant COLLATE "C";

-- The day of a charge.
SELECT regie.focus_day(NULL, '2025-05-17 12:00+00', '2025-06-01 00:00+00') AS usage, regie.focus_day('Correction', '2025-05-17 12:00+00', '2025-06-01 00:00+00') AS correction,
       regie.focus_day('Correction', '2025-06-02 00:00+00', '2025-06-01 00:00+00') AS same_period, regie.focus_day('Correction', NULL, '2025-06-01 00:00+00') AS unknown;

-- Corrections as the specification's appendix has them (FOCUS_Spec, data of
-- "Corrections to Closed Billing Period", scenario 1, delta style): of 1500
-- for R-111 in May, 300 was for R-222.  The workplaces changed on 1 June.
SAVEPOINT before;
INSERT INTO regie.cost_key (code, name, driver) VALUES ('PLEK', 'Workplaces', 'workplaces');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES
    ('PLEK', 'GM1771', '[2025-01-01,2025-06-01)', 2), ('PLEK', 'GM0820', '[2025-01-01,2025-06-01)', 1), ('PLEK', 'GM1771', '[2025-06-01,)', 1), ('PLEK', 'GM0820', '[2025-06-01,)', 1);
INSERT INTO regie.focus_rule (code, precedence, valid, resource_id, cost_key) VALUES ('R-111', 1, '[2020-01-01,)', 'R-111', 'PLEK');
INSERT INTO regie.focus_rule (code, precedence, valid, resource_id, participant) VALUES ('R-222', 2, '[2020-01-01,)', 'R-222', 'GM0848');
CREATE TABLE acme ("ChargeCategory" text, "ChargeClass" text, "BillingPeriodStart" text, "BillingPeriodEnd" text, "InvoiceId" text, "ChargePeriodStart" text, "ResourceId" text,
    "EffectiveCost" text, "BilledCost" text, "ContractedCost" text, "ListCost" text, "ContractedUnitPrice" text, "PricingQuantity" text, "BillingCurrency" text DEFAULT 'EUR');
INSERT INTO acme VALUES ('Usage', NULL, '2025-05-01T00:00:00Z', '2025-06-01T00:00:00Z', 'INV-20250501-20250601', '2025-05-01T00:00:00Z', 'R-111', 1500, 1500, 1500, 2000, 1.5, 1000);
SELECT regie.import_focus('acme', 'ACME-05', 'CLOUD') AS charges;
TRUNCATE acme;
INSERT INTO acme VALUES
    ('Usage', 'Correction', '2025-06-01T00:00:00Z', '2025-07-01T00:00:00Z', 'INV-20250601-20250701', '2025-05-01T00:00:00Z', 'R-111', -300, -300, -300, -400, 1.5, -200),
    ('Usage', 'Correction', '2025-06-01T00:00:00Z', '2025-07-01T00:00:00Z', 'INV-20250601-20250701', '2025-05-01T00:00:00Z', 'R-222', 300, 300, 300, 400, 1.5, 200);
SELECT regie.import_focus('acme', 'ACME-06', 'CLOUD') AS charges;
SELECT "x_Bill", "x_Charge" AS charge, "AllocatedResourceId" AS id, "BilledCost", "ListCost", "PricingQuantity", "ContractedUnitPrice", "AllocatedMethodDetails" #>> '{Elements,0,AllocatedRatio}' AS ratio
FROM regie.focus_allocated_charge WHERE "x_Bill" IN ('ACME-05', 'ACME-06') ORDER BY "x_Bill" COLLATE "C", "x_Charge", "AllocatedResourceId" COLLATE "C";
ROLLBACK TO before;

-- Precedence: the lowest number; a rule for the service before one for all;
-- none that does not hold yet.
INSERT INTO regie.focus_rule (code, service, precedence, valid, tag_key, participant) VALUES ('A', NULL, 5, '[2020-01-01,)', 'gemeente', 'GM0848'), ('B', 'CLOUD', 5, '[2020-01-01,)', 'gemeente', 'GM0820'),
    ('C', 'HOSTING', 1, '[2020-01-01,)', 'gemeente', 'GM0848'), ('D', 'CLOUD', 2, '[2026-02-01,)', 'gemeente', 'GM0848');
SELECT rule, participant FROM regie.focus_allocation('CLOUD-2026-01') WHERE charge = 1;
DELETE FROM regie.focus_rule WHERE code = 'B';
SELECT rule, participant FROM regie.focus_allocation('CLOUD-2026-01') WHERE charge = 1;
ROLLBACK TO before;

-- Of patterns only % means something; tags that are no texts.
SELECT regie.focus_match(ARRAY[[NULL, NULL, 't', p, a]], '2026-01-01', '{"t": "a_b", "n": 5, "o": {"x": 1}, "z": null}', ARRAY['s\_%x']) AS match, p, a
FROM (VALUES ('a_b', NULL), ('a_c', NULL), ('axb', NULL), ('a%', NULL), ('%b', NULL), ('%_%', NULL), ('%c%', NULL), ('%', 's%'), (NULL, 's\_%x'), (NULL, 's%%x'), (NULL, 'S%'), ('', NULL)) v (p, a);
SELECT t, p, regie.focus_match(ARRAY[[NULL, NULL, t, p]], '2026-01-01', '{"t": "a_b", "n": 5.10, "o": {"x": 1}, "z": null, "b": true}', '{}') AS match
FROM (VALUES ('n', '5.10'), ('n', '5'), ('o', '{"x": 1}'), ('z', '%'), ('z', NULL), ('b', 'true'), ('none', NULL)) v (t, p);
SELECT regie.focus_match(ARRAY[['9496', '9497', NULL, NULL]], '2025-12-31', NULL, '{}') AS first_day, regie.focus_match(ARRAY[['9496', '9497', NULL, NULL]], '2026-01-01', '[1]', '{}') AS after,
       regie.focus_match('{}', '2026-01-01', '{}', ARRAY['x']) AS no_rules, regie.focus_match(NULL, '2026-01-01', '{}', '{}') AS nothing;

-- What follows others goes wider where there is nothing to follow, or no
-- proportions: here a credit for one and a cost for another.
UPDATE regie.focus_charge SET sub_account_id = 'sub-none' WHERE bill = 'CLOUD-2026-01' AND charge = 5;
SELECT participant, method, driver_total, allocated_cost FROM regie.focus_allocation('CLOUD-2026-01') WHERE charge = 5 ORDER BY participant COLLATE "C";
UPDATE regie.focus_charge SET billing_account_id = 'acc' WHERE bill = 'CLOUD-2026-01' AND charge IN (2, 5);
SELECT participant, method, driver_total, allocated_cost FROM regie.focus_allocation('CLOUD-2026-01') WHERE charge = 5 ORDER BY participant COLLATE "C";
UPDATE regie.focus_charge SET billed_cost = -500 WHERE bill = 'CLOUD-2026-01' AND charge = 1;
SELECT charge, participant, method, cost_key, allocated_cost FROM regie.focus_allocation('CLOUD-2026-01') WHERE charge IN (5, 6) ORDER BY charge, participant COLLATE "C";
ROLLBACK TO before;
-- a sub account with credits only has proportions; an invoice
UPDATE regie.focus_charge SET billed_cost = -billed_cost WHERE bill = 'CLOUD-2026-01' AND charge IN (1, 3);
SELECT participant, method, driver_total, allocated_cost FROM regie.focus_allocation('CLOUD-2026-01') WHERE charge = 5 ORDER BY participant COLLATE "C";
UPDATE regie.focus_charge SET invoice_id = 'I-1' WHERE bill = 'CLOUD-2026-01' AND charge IN (2, 6);
UPDATE regie.focus_rule SET proportional_to = 'invoice' WHERE code = 'CREDIT';
SELECT participant, method, driver_total, allocated_cost FROM regie.focus_allocation('CLOUD-2026-01') WHERE charge = 6 ORDER BY participant COLLATE "C";
ROLLBACK TO before;

-- What reaches nobody is an error where it is asked for by name, and a row in
-- the specification's columns.
UPDATE regie.allocation_rule SET cost_key = 'MELDINGEN' WHERE service = 'CLOUD';
SELECT * FROM regie.focus_allocation('CLOUD-2026-01');
SELECT "x_Charge" AS charge, "AllocatedResourceId" AS id, "AllocatedMethodId" AS method, "AllocatedMethodDetails" AS details, "AllocatedTags" AS tags, "BilledCost", "x_Method"
FROM regie.focus_allocated_charge WHERE "x_Bill" = 'CLOUD-2026-01' AND "x_Charge" = 4;
SELECT participant, billed_cost FROM regie.focus_totals('CLOUD-2026-01') ORDER BY participant COLLATE "C";
DELETE FROM regie.cost WHERE service = 'CLOUD';
SELECT regie.focus_to_cost('CLOUD-2026-01', 'DDV', 'ELM', tax => 'include');
-- a rule that fits everything takes them
INSERT INTO regie.focus_rule (code, precedence, valid, cost_key) VALUES ('REST', 1000000, '[2020-01-01,)', 'GELIJK');
SELECT charge, participant, rule, matched_by, method, allocated_cost FROM regie.focus_allocation('CLOUD-2026-01') WHERE matched_by = 'all' ORDER BY charge, participant COLLATE "C";
-- and one that follows what is known
UPDATE regie.focus_rule SET cost_key = NULL, proportional_to = 'bill' WHERE code = 'REST';
SELECT charge, participant, method, driver_value, driver_total, allocated_cost FROM regie.focus_allocation('CLOUD-2026-01') WHERE matched_by = 'all' ORDER BY charge, participant COLLATE "C";
ROLLBACK TO before;

-- In another currency, over two periods, with somebody who gets money back:
-- 2025-11 is 10.00 for GM1771, 4.00 for GM0820 and -3.33 for GM0848, which is
-- 10.67 USD, 9.60 EUR: 12.60 and -3.00; 2025-12 is 0.004 USD, 0.00 EUR.
CREATE TABLE dollar (billed_cost numeric, sub_account_id text, billing_currency text DEFAULT 'USD', billing_period_start date DEFAULT '2025-11-01', billing_period_end date DEFAULT '2025-12-01');
INSERT INTO dollar VALUES (10.00, '1'), (4.00, '2'), (-3.33, '3');
INSERT INTO dollar VALUES (0.004, '1', 'USD', '2025-12-01', '2026-01-01');
INSERT INTO regie.focus_rule (code, precedence, valid, sub_account_id, participant) VALUES ('S1', 1, '[2020-01-01,)', '1', 'GM1771'), ('S2', 2, '[2020-01-01,)', '2', 'GM0820'), ('S3', 3, '[2020-01-01,)', '3', 'GM0848');
SELECT regie.import_focus('dollar', 'DOLLAR', 'CLOUD') AS charges;
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM', exchange_rate => 0.9, contract => 'HOSTING') AS costs;
SELECT code, period, amount, cost_key, description FROM regie.cost WHERE source_ref = 'Cloud bill DOLLAR' ORDER BY code COLLATE "C";
SELECT cost_key, party, value FROM regie.cost_key_value WHERE cost_key LIKE 'DOLLAR%' ORDER BY cost_key COLLATE "C", party COLLATE "C";
SELECT cost, participant, amount_eur FROM regie_report.cost_share WHERE cost LIKE 'DOLLAR%' ORDER BY cost COLLATE "C", participant COLLATE "C";
ROLLBACK;
