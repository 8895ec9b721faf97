SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
\set ON_ERROR_ROLLBACK on
SELECT regie.allocate_parts(100, '{}');
SELECT regie.allocate_parts(100, ARRAY[0, 0]);
SELECT regie.allocate_parts(100, ARRAY[NULL::numeric]);
SELECT regie.allocate_parts(100, ARRAY[1, -1]);
SELECT regie.allocate_parts(100, ARRAY[1, 'NaN'::numeric]);
SELECT regie.allocate_parts(100, ARRAY['Infinity'::numeric]);
SELECT regie.allocate_parts('NaN', ARRAY[1]);
SELECT regie.allocate_parts(1.005, ARRAY[1]);
SELECT regie.allocate_parts(1, ARRAY[1], -1);
SELECT regie.allocate_parts(1, ARRAY[1], 39);
SELECT regie.allocate_parts(1e37, ARRAY[1]);
SELECT regie.allocate_parts(1, ARRAY[1e39]);
SELECT regie.allocate_parts(1, ARRAY[1e30, 1e-20]);
SELECT regie.allocate_parts(1, ARRAY[9e37, 9e37]);
SELECT regie.allocate_parts(1, ARRAY[[1, 2], [3, 4]]);
SELECT regie.focus_match(ARRAY['a', 'b'], '2026-01-01', '{}', '{}');
SELECT regie.focus_match(ARRAY[['a', 'b', 'c']], '2026-01-01', '{}', '{}');
SELECT regie.focus_match(ARRAY[[NULL, NULL, NULL, NULL, 'x']], '2026-01-01', '{}', '{}');
SELECT regie.focus_match(ARRAY[['soon', NULL, NULL, NULL]], '2026-01-01', '{}', '{}');
SELECT regie.is_focus_number(n) FROM unnest(ARRAY['NaN', 'Infinity', '-Infinity', 1e17, -1e17, 1e16, 1e-20, 1e-21, 1e16 - 1e-21, 1e16 + 1e-21, 1e-37, 1, 1 + 1e-37, 1e-38, 0.000000000000000000000000000000000000000000, 5.000000000000000000000000000000000000000000]::numeric[]) n;

BEGIN;
SELECT count(*) > 0 AS loaded FROM regie.load_example();
INSERT INTO regie.service (code, name) VALUES ('CLOUD', 'Public cloud');
-- rules; details have numbers that the database gives out
\set VERBOSITY terse
INSERT INTO regie.focus_rule (code, precedence, valid, participant) VALUES ('service rule', 1, '[2020-01-01,)', 'DDV');
INSERT INTO regie.focus_rule (code, precedence, valid) VALUES ('NONE', 1, '[2020-01-01,)');
INSERT INTO regie.focus_rule (code, precedence, valid, participant, cost_key) VALUES ('TWO', 1, '[2020-01-01,)', 'DDV', 'INWONERS');
INSERT INTO regie.focus_rule (code, precedence, valid, participant, tag_value) VALUES ('TAG', 1, '[2020-01-01,)', 'DDV', 'x');
INSERT INTO regie.focus_rule (code, precedence, valid, participant, charge_category) VALUES ('CAT', 1, '[2020-01-01,)', 'DDV', 'usage');
INSERT INTO regie.focus_rule (code, precedence, valid, participant, charge_class) VALUES ('CLASS', 1, '[2020-01-01,)', 'DDV', 'x');
INSERT INTO regie.focus_rule (code, precedence, valid, proportional_to) VALUES ('PROP', 1, '[2020-01-01,)', 'month');
INSERT INTO regie.focus_rule (code, precedence, valid, participant) VALUES ('NEG', -1, '[2020-01-01,)', 'DDV');
INSERT INTO regie.focus_rule (code, precedence, valid, participant) VALUES ('EMPTY', 1, 'empty', 'DDV');
INSERT INTO regie.focus_rule (code, precedence, valid, participant) VALUES ('ONE', 1, '[2020-01-01,2021-01-01)', 'DDV'), ('AFTER', 1, '[2021-01-01,)', 'DDV');
INSERT INTO regie.focus_rule (code, precedence, valid, participant) VALUES ('SAME', 1, '[2020-12-31,)', 'DDV');
INSERT INTO regie.focus_rule (code, service, precedence, valid, participant) VALUES ('OWN', 'CLOUD', 1, '[2020-12-31,)', 'DDV');
-- costs
\set VERBOSITY default
CREATE TABLE dollar (billed_cost numeric, charge_category text, billing_currency text DEFAULT 'USD', billing_period_start date DEFAULT '2025-11-01', billing_period_end date DEFAULT '2025-12-01');
INSERT INTO dollar VALUES (10.00, 'Usage'), (2.10, 'Tax');
SELECT regie.import_focus('dollar', 'DOLLAR', 'CLOUD');
SELECT regie.focus_to_cost(NULL, 'DDV', 'ELM');
SELECT regie.focus_to_cost('EURO', 'DDV', 'ELM');
SELECT regie.focus_to_cost('DOLLAR', 'NOBODY', 'ELM');
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'NOBODY');
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM');
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM', exchange_rate => 0);
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM', exchange_rate => 'NaN');
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM', exchange_rate => 1e6);
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM', exchange_rate => 0.9);
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM', exchange_rate => 0.9, tax => 'vat');
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM', exchange_rate => 0.9, tax => 'exclude', contract => 'NONE');
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM', exchange_rate => 0.9, tax => 'exclude');
SELECT amount FROM regie.cost WHERE code = 'DOLLAR';
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM', exchange_rate => 0.9, tax => 'exclude');
DELETE FROM regie.cost WHERE code = 'DOLLAR';
SELECT regie.focus_to_cost('DOLLAR', 'DDV', 'ELM', exchange_rate => 0.9, tax => 'exclude');
UPDATE dollar SET billing_currency = 'EUR', billed_cost = 2e10;
SELECT regie.import_focus('dollar', 'EURO', 'CLOUD');
SELECT regie.focus_to_cost('EURO', 'DDV', 'ELM', exchange_rate => 0.9);
SELECT regie.focus_to_cost('EURO', 'DDV', 'ELM', tax => 'include');
UPDATE regie.focus_rule SET valid = '[2030-01-01,)' WHERE code IN ('OWN', 'AFTER');
SELECT regie.focus_to_cost('EURO', 'DDV', 'ELM', tax => 'include');
SELECT count(*) FROM regie.focus_totals('NONE'), regie.focus_methods();
-- values that cannot be split
CREATE TABLE odd AS SELECT '1'::text AS billed_cost, 'EUR' AS billing_currency, '2025-11-01' AS billing_period_start, '2025-12-01' AS billing_period_end,
    '1'::text AS effective_cost, '1'::text AS list_unit_price, '2025-11-01'::text AS charge_period_start, 'NaN' AS resource_name;
SELECT regie.import_focus('odd', 'ODD', 'CLOUD');
UPDATE odd SET effective_cost = '1e17';
SELECT regie.import_focus('odd', 'ODD-2', 'CLOUD');
UPDATE odd SET effective_cost = '0', list_unit_price = 'Infinity';
SELECT regie.import_focus('odd', 'ODD-2', 'CLOUD');
UPDATE odd SET list_unit_price = '0', charge_period_start = '-infinity';
SELECT regie.import_focus('odd', 'ODD-2', 'CLOUD');
-- the columns that are named, whatever the plan
ALTER TABLE odd ADD "BilledCost" text, ADD "EffectiveCost" text, ADD "ListUnitPrice" text;
SELECT regie.import_focus('odd', 'ODD-2', 'CLOUD');
ROLLBACK;
