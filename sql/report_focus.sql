SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 0 AS loaded FROM regie.load_example();
-- The example's bill: charges 1 and 3 of sub-samen are 16938.63, 2904.88 and
-- 2156.49 of 22000, which the tax follows; see doc/report.md.
SELECT participant, cloud_service, charge_category AS category, cloud_rule, split_method, charges, billed_cost::numeric(9,2) AS billed_cost, untagged_label AS untagged, correction_label AS correction
FROM regie_report.cloud_cost WHERE bill = 'CLOUD-2026-10' ORDER BY cloud_cost_id;
SELECT participant, sum(billed_cost)::numeric(9,2) AS billed_cost FROM regie_report.cloud_cost WHERE bill = 'CLOUD-2026-10' GROUP BY ROLLUP (participant) ORDER BY participant COLLATE "C";
SELECT rank, sub_account, cloud_service, charges, charges_with_tags AS with_tags, billed_cost::numeric(9,2) AS billed_cost, share
FROM regie_report.cloud_untagged WHERE bill = 'CLOUD-2026-10' ORDER BY rank;
-- Another one.
INSERT INTO regie.focus_rule (code, precedence, valid, tag_key, tag_value, participant)
VALUES ('TAG NUENEN', 10, '[2020-01-01,)', 'gemeente', 'nuenen', 'GM0820');
CREATE TABLE bill (billed_cost text, service_name text, sub_account_id text, tags text, billing_currency text DEFAULT 'EUR',
                   billing_period_start text DEFAULT '2026-10-01', billing_period_end text DEFAULT '2026-11-01');
INSERT INTO bill VALUES ('75.50', 'Virtual Machines', 'sub-1', '{"gemeente": "nuenen"}'),
    ('20.00', 'Virtual Machines', 'sub-2', '{"project": "zaak"}'), ('4.50', 'Storage', 'sub-2', NULL);
SELECT regie.import_focus('bill', 'OKT-2026', 'HOSTING') AS charges;
-- Workplaces are 425, 270 and 205 of 900: 20 is 9.44, 6.00, 4.56 (4.555...
-- has the largest remainder), 4.50 is 2.125, 1.35, 1.025: 2.13 by remainder.
SELECT participant, cloud_service, cloud_rule, split_method, billed_cost::numeric(9,2) AS billed_cost, untagged_label AS untagged
FROM regie_report.cloud_cost WHERE bill = 'OKT-2026' ORDER BY participant COLLATE "C", cloud_service COLLATE "C", cloud_rule COLLATE "C";
SELECT rank, sub_account, cloud_service, charges, charges_with_tags AS with_tags, billed_cost::numeric(9,2) AS billed_cost, share
FROM regie_report.cloud_untagged WHERE bill = 'OKT-2026' ORDER BY rank;
-- All columns, in Dutch.
SELECT jsonb_pretty(to_jsonb(c) - 'cloudkosten_id') AS cloudkosten, cloudkosten_id % 1000000000 AS nr FROM regie_rapport.cloudkosten c WHERE rekening = 'OKT-2026' ORDER BY cloudkosten_id LIMIT 1;
SELECT jsonb_pretty(to_jsonb(c) - 'cloudkosten_ongelabeld_id') AS ongelabeld, cloudkosten_ongelabeld_id % 1000000000 AS nr FROM regie_rapport.cloudkosten_ongelabeld c WHERE rekening = 'OKT-2026' ORDER BY cloudkosten_ongelabeld_id LIMIT 1;
-- What reaches nobody; a credit; a correction; nothing said but the cost.
UPDATE regie.focus_charge SET charge_category = 'Credit', charge_class = 'Correction', service_name = NULL, sub_account_id = NULL, billed_cost = -4.5 WHERE bill = 'OKT-2026' AND charge = 3;
DELETE FROM regie.allocation_rule WHERE service = 'HOSTING';
SELECT participant, cloud_service, charge_category, correction_label, split_method, billed_cost::numeric(9,2) AS billed_cost, effective_cost
FROM regie_report.cloud_cost WHERE bill = 'OKT-2026' ORDER BY cloud_cost_id;
SELECT rank, sub_account, postsoort, gefactureerd::numeric(9,2) AS gefactureerd, verdeelwijze, aandeel
FROM regie_report.cloud_untagged JOIN regie_rapport.cloudkosten_ongelabeld ON cloud_untagged_id = cloudkosten_ongelabeld_id WHERE bill = 'OKT-2026' ORDER BY rank;
-- Bills that come to nothing or to very much have no shares that overflow;
-- rows that sum beyond what a column holds are the one thing that may fail.
UPDATE regie.focus_bill SET billed_cost = 0;
SELECT share FROM regie_report.cloud_untagged WHERE bill = 'OKT-2026' ORDER BY rank;
UPDATE regie.focus_bill SET billed_cost = 0.000001;
SELECT share FROM regie_report.cloud_untagged WHERE bill = 'OKT-2026' ORDER BY rank;
UPDATE regie.focus_charge SET billed_cost = 9e16, tags = '[1]', effective_cost = -9e16 WHERE bill = 'OKT-2026' AND charge = 1;
SELECT participant, billed_cost, effective_cost FROM regie_report.cloud_cost WHERE billed_cost > 1000 ORDER BY participant COLLATE "C", billed_cost;
ROLLBACK;
-- An empty model: no rows, no errors.
SELECT (SELECT count(*) FROM regie_report.cloud_cost) + (SELECT count(*) FROM regie_report.cloud_untagged) AS rows;
