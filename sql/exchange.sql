SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
\set ON_ERROR_ROLLBACK on
BEGIN;
SET timezone = 'Europe/Amsterdam';
SELECT count(*) > 0 AS loaded FROM regie.load_example();
INSERT INTO regie.service (code, name) VALUES ('CLOUD', 'Public cloud');
INSERT INTO regie.allocation_rule (service, valid, cost_key)
VALUES ('CLOUD', '[2020-01-01,)', 'INWONERS');

-- A bill as a provider writes it: the columns in its own order, NULL as a
-- word, one column that the specification does not have.  The first two
-- amounts are those of the specification's own sample.
CREATE TABLE bill ("Tags" text, "BilledCost" text, "BillingCurrency" text,
				   "BillingPeriodEnd" text, "BillingPeriodStart" text,
				   "ServiceName" text, "ChargeCategory" text, "Id" text);
INSERT INTO bill VALUES
	(NULL, '0.00000080000', 'USD', '2024-10-01 00:00:00', '2024-09-01 00:00:00',
	 'Amazon Simple Queue Service', 'Usage', '11472'),
	('{"environment": "dev"}', '0.00001605990', 'USD', '2024-10-01 00:00:00',
	 '2024-09-01 00:00:00', 'Elastic Load Balancing', 'Usage', '19384'),
	('NULL', '-2.00', 'USD', '2024-11-01T00:00:00Z', '2024-10-01T00:00:00Z',
	 'NULL', 'Credit', 'NULL'),
	('', '0', 'USD', '2024-10-01 00:00:00', '2024-09-01 00:00:00', '', 'Usage',
	 '');
SELECT regie.import_focus('bill', '2024-09', 'CLOUD') AS charges;
SELECT code, service, currency, scale, period, charges, billed_cost
FROM regie.focus_bill WHERE service = 'CLOUD';
SELECT charge, billed_cost, service_name, charge_category, tags, extra
FROM regie.focus_charge WHERE bill = '2024-09' ORDER BY charge;
SELECT charge, billing_period_start, billing_period_end
FROM regie.focus_charge WHERE bill = '2024-09' ORDER BY charge;

-- Inhabitants 39997, 23526 and 17465 of 80988.  0.00000080000 at 11 decimals
-- is 80000 units: 39508.96, 23239.14, 17251.89 -> 39509, 23239, 17252.
SELECT charge, participant, driver_value, driver_total, billed_cost,
	   allocated_cost, currency
FROM regie.focus_allocation('2024-09') ORDER BY charge, participant;
SELECT participant, sum(allocated_cost) AS allocated
FROM regie.focus_allocation('2024-09') GROUP BY ROLLUP (participant)
ORDER BY participant;

-- Refusals.
SELECT regie.import_focus('bill', '2024-09', 'CLOUD');
SELECT regie.import_focus('bill', 'other', 'NOBODY');
SELECT regie.import_focus('bill', ' other', 'CLOUD');
CREATE TABLE short (billed_cost text, "Billing Currency" text);
SELECT regie.import_focus('short', 'short', 'CLOUD');
CREATE TABLE wrong AS SELECT * FROM bill;
UPDATE wrong SET "BilledCost" = '1,50' WHERE "Id" = '19384';
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
UPDATE wrong SET "BilledCost" = '1.50', "Tags" = '{"a":' WHERE "Id" = '19384';
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
UPDATE wrong SET "Tags" = NULL, "BilledCost" = 'NaN' WHERE "Id" = '19384';
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
UPDATE wrong SET "BilledCost" = NULL WHERE "Id" = '19384';
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
UPDATE wrong SET "BilledCost" = '1.50', "BillingCurrency" = 'EUR'
WHERE "Id" = '19384';
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
UPDATE wrong SET "BillingCurrency" = NULL;
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
CREATE TABLE nothing AS SELECT * FROM bill WHERE false;
SELECT regie.import_focus('nothing', 'empty', 'CLOUD');
UPDATE wrong SET "BillingCurrency" = 'eur', "BilledCost" = '1';
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
UPDATE wrong SET "BillingCurrency" = 'EUR', "BilledCost" = '1e-38' WHERE "Id" = '19384';
UPDATE wrong SET "BillingCurrency" = 'EUR';
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
UPDATE wrong SET "BilledCost" = '1', "BillingPeriodEnd" = "BillingPeriodStart" WHERE "Id" = '19384';
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
UPDATE wrong SET "BillingPeriodEnd" = 'infinity' WHERE "Id" = '19384';
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
UPDATE wrong SET "BillingPeriodEnd" = '2024-10-01';
ALTER TABLE wrong ADD "EffectiveCost" text DEFAULT 'NaN';
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
ALTER TABLE wrong ADD billed_cost text;
SELECT regie.import_focus('wrong', 'wrong', 'CLOUD');
CREATE VIEW looked AS SELECT * FROM bill;
SELECT regie.import_focus('looked', 'wrong', 'CLOUD');
SELECT count(*) FROM regie.focus_bill WHERE service = 'CLOUD';
-- A provider's sixty columns of its own are kept.
DO $$ BEGIN
	FOR i IN 1 .. 60 LOOP
		EXECUTE format('ALTER TABLE bill ADD x_%s text DEFAULT %L', i, i);
	END LOOP;
END $$;
SELECT regie.import_focus('bill', 'many', 'CLOUD');
SELECT extra ->> 'x_60' AS last, (SELECT count(*) FROM jsonb_object_keys(extra)) AS columns
FROM regie.focus_charge WHERE bill = 'many' ORDER BY charge;
SELECT * FROM regie.focus_allocation('nothing');
UPDATE regie.allocation_rule SET valid = '[2024-10-01,)' WHERE service = 'CLOUD';
SELECT * FROM regie.focus_allocation('2024-09');
UPDATE regie.allocation_rule SET valid = '[2020-01-01,)', cost_key = 'MELDINGEN'
WHERE service = 'CLOUD';
SELECT * FROM regie.focus_allocation('2024-09');
SELECT regie.import_focus(NULL, 'x', 'CLOUD'), regie.focus_allocation(NULL);
ROLLBACK;
