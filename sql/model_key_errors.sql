SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
\set VERBOSITY terse
BEGIN;
\set ON_ERROR_ROLLBACK on
INSERT INTO regie.party (code, kind, name) VALUES ('A', 'cooperation', 'A'), ('B', 'supplier', 'B'), ('C', 'other', 'C'), ('D', 'other', 'D');
INSERT INTO regie.service (code, name) VALUES ('S', 'Service'), ('T', 'Other service');
INSERT INTO regie.cost_key (code, name, driver) VALUES ('V', 'Key', 'share'), ('W', 'Other key', 'share'), ('M', 'Mix', 'share'), ('N', 'Mix', 'share'), ('E', 'Empty', 'share');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('V', 'A', '[2026-01-01,)', 1), ('W', 'B', '[2026-01-01,)', 1);

-- Parts of keys.
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'V', '[2026-01-01,2027-01-01)', 0.5), ('M', 'V', '[2027-01-01,)', 0);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'V', '[2026-12-31,2027-01-02)', 0.5);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'W', '[2026-01-01,)', -0.1);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'W', '[2026-01-01,)', 1000000);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'W', '[2026-01-01,)', 0.3333333);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'W', '[2026-01-01,)', 'NaN');
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'W', '[2026-01-01,)', 'Infinity');
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'W', '[2026-01-01,)', NULL);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'W', 'empty', 1);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'M', '[2026-01-01,)', 1);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('M', 'X', '[2026-01-01,)', 1);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor, set_on) VALUES ('M', 'W', '[2026-01-01,)', 1, 'infinity');
-- a part that is mixed, whichever row comes first; also on other days
\set VERBOSITY default
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('N', 'M', '[1950-01-01,1951-01-01)', 1);
\set VERBOSITY terse
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('N', 'E', '[2026-01-01,)', 1);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('E', 'W', '[2026-01-01,)', 1);
UPDATE regie.cost_key_part SET part_key = 'M' WHERE cost_key = 'N';
-- a circle in one statement
INSERT INTO regie.cost_key (code, name, driver) VALUES ('P', 'Mix', 'share'), ('Q', 'Mix', 'share');
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('P', 'Q', '[2026-01-01,)', 1), ('Q', 'P', '[2026-01-01,)', 1);
-- values of a mixed key, whichever comes first
\set VERBOSITY default
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('E', 'A', '[2026-01-01,)', 1), ('M', 'A', '[2026-01-01,)', 1), ('N', 'A', '[2026-01-01,)', 1);
\set VERBOSITY terse
UPDATE regie.cost_key_value SET cost_key = 'M' WHERE cost_key = 'V';
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('V', 'P', '[2026-01-01,)', 1);
\set VERBOSITY default
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('W', 'E', '[2026-01-01,)', 1);
\set VERBOSITY terse
-- and what may be: another factor, another part, a part in two mixes, no parts any more
UPDATE regie.cost_key_part SET factor = 0.6 WHERE cost_key = 'M' AND factor = 0.5;
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('N', 'V', '[2026-01-01,)', 1);
UPDATE regie.cost_key SET code = 'MIX' WHERE code = 'M';
DELETE FROM regie.cost_key_part WHERE cost_key = 'N';
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('N', 'A', '[2026-01-01,)', 1);
-- at most twenty
INSERT INTO regie.cost_key (code, name, driver) SELECT 'K' || i, 'Key', 'share' FROM generate_series(1, 20) i;
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) SELECT 'P', 'K' || i, '[2026-01-01,)', 1 FROM generate_series(1, 20) i;
\set VERBOSITY default
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('P', 'V', '[2026-01-01,)', 1);
\set VERBOSITY terse
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('P', 'K1', '[2025-01-01,2026-01-01)', 1);

-- Mergers.
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('A', 'B', '2024-01-01');
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('A', 'C', '2026-01-01');
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('D', 'D', '2026-01-01');
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('D', 'X', '2026-01-01');
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('D', 'A', 'infinity');
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('D', 'A', NULL);
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('B', 'A', '2030-01-01');
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('B', 'C', '2026-01-01');
\set VERBOSITY default
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('C', 'A', '2030-01-01');
\set VERBOSITY terse
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('D', 'A', '2026-01-01');
UPDATE regie.party_succession SET successor = 'D' WHERE party = 'B';
UPDATE regie.party SET code = 'AA' WHERE code = 'A';
SELECT party, place, valid FROM regie.party_places() ORDER BY party COLLATE "C", valid;
DELETE FROM regie.party WHERE code = 'C';

-- What services give each other, and steps.
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('S', 'T', '[2026-01-01,)', 300), ('T', 'S', '[2026-01-01,)', 0.5);
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('S', 'S', '[2026-01-01,)', 300);
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('S', 'T', '[2025-01-01,2026-01-02)', 300);
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('S', 'T', '[2025-01-01,2026-01-01)', 0);
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('S', 'T', '[2025-01-01,2026-01-01)', 'NaN');
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('S', 'T', '[2025-01-01,2026-01-01)', 1e10);
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('S', 'T', '[2025-01-01,2026-01-01)', 0.0000001);
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('S', 'X', '[2025-01-01,2026-01-01)', 1);
INSERT INTO regie.allocation_rule (service, valid, cost_key, step) VALUES ('S', '[2026-01-01,)', 'V', 0);
INSERT INTO regie.allocation_rule (service, valid, cost_key, step) VALUES ('S', '[2026-01-01,)', 'V', 1);

-- Collars.
INSERT INTO regie.cost_collar (cooperation, valid, lower_pct, upper_pct) VALUES ('AA', '[2026-01-01,2027-01-01)', 5, NULL), ('AA', '[2027-01-01,)', NULL, 7.5);
INSERT INTO regie.cost_collar (cooperation, valid, lower_pct, upper_pct) VALUES ('AA', '[2028-01-01,)', 5, 5);
INSERT INTO regie.cost_collar (cooperation, valid) VALUES ('B', '[2028-01-01,)');
INSERT INTO regie.cost_collar (cooperation, valid, lower_pct) VALUES ('B', '[2028-01-01,)', 101);
INSERT INTO regie.cost_collar (cooperation, valid, lower_pct) VALUES ('B', '[2028-01-01,)', -1);
INSERT INTO regie.cost_collar (cooperation, valid, upper_pct) VALUES ('B', '[2028-01-01,)', -1);
INSERT INTO regie.cost_collar (cooperation, valid, upper_pct) VALUES ('B', '[2028-01-01,)', 'NaN');
INSERT INTO regie.cost_collar (cooperation, valid, upper_pct) VALUES ('B', '[2028-01-01,)', 'Infinity');
INSERT INTO regie.cost_collar (cooperation, valid, upper_pct) VALUES ('B', '[2028-01-01,)', 1.00001);

-- VAT.
INSERT INTO regie.vat_treatment (code, name, name_nl, vat_is_charged, vat_passes_on) VALUES ('own', 'Small letter', 'x', true, true);
INSERT INTO regie.vat_treatment (code, name, name_nl, vat_is_charged, vat_passes_on) VALUES ('Own', 'Nothing to pass on', 'x', false, true);
INSERT INTO regie.vat_treatment (code, name, name_nl, vat_is_charged, vat_passes_on, seeded) VALUES ('Own', 'Seeded', 'x', true, true, true);
INSERT INTO regie.vat_treatment (code, name, name_nl, vat_is_charged, vat_passes_on) VALUES ('Own', 'Own', 'Eigen', true, true);
\set VERBOSITY default
UPDATE regie.vat_treatment SET name = 'x' WHERE code = 'standard';
\set VERBOSITY terse
DELETE FROM regie.vat_treatment WHERE code = 'exempt';
TRUNCATE regie.vat_treatment CASCADE;
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('1', '[2026-01-01,2027-01-01)', 'amendment', 'AA', 'B', 'S', 100), ('2', '[2026-01-01,2027-01-01)', 'budget', 'AA', 'B', 'S', -100);
UPDATE regie.cost SET vat_treatment = 'none' WHERE code = '1';
UPDATE regie.cost SET vat_amount = 21 WHERE code = '1';
UPDATE regie.cost SET vat_rate = 21 WHERE code = '1';
UPDATE regie.cost SET vat_treatment = 'Own', vat_rate = 101 WHERE code = '1';
UPDATE regie.cost SET vat_treatment = 'Own', vat_rate = 'NaN' WHERE code = '1';
UPDATE regie.cost SET vat_treatment = 'Own', vat_amount = -21 WHERE code = '1';
UPDATE regie.cost SET vat_treatment = 'Own', vat_amount = 21 WHERE code = '2';
UPDATE regie.cost SET vat_treatment = 'Own', vat_amount = 21.001 WHERE code = '1';
UPDATE regie.cost SET vat_treatment = 'Own', vat_amount = 100.01 WHERE code = '1';
UPDATE regie.cost SET vat_treatment = 'Own', vat_amount = 'NaN' WHERE code = '1';
UPDATE regie.cost SET vat_treatment = 'Own', vat_amount = 'Infinity' WHERE code = '1';
\set VERBOSITY default
UPDATE regie.cost SET vat_treatment = 'exempt', vat_amount = 21 WHERE code = '1';
\set VERBOSITY terse
UPDATE regie.cost SET vat_treatment = 'exempt', vat_amount = 0 WHERE code = '1';
UPDATE regie.cost SET vat_treatment = 'Own', vat_rate = 21, vat_amount = 21 WHERE code = '1';
UPDATE regie.cost SET vat_treatment = 'reverse' WHERE code = '1';
UPDATE regie.vat_treatment SET vat_is_charged = false, vat_passes_on = false WHERE code = 'Own';
UPDATE regie.cost SET vat_amount = NULL WHERE code = '1';
UPDATE regie.vat_treatment SET vat_is_charged = false, vat_passes_on = false WHERE code = 'Own';
DELETE FROM regie.vat_treatment WHERE code = 'Own';
UPDATE regie.cost SET cost_category = '3.8' WHERE code = '1';
UPDATE regie.cost SET cost_category = '3.5.1' WHERE code = '1';
UPDATE regie.cost SET cost_category = '3,8' WHERE code = '1';
UPDATE regie.cost SET cost_category = 'goods' WHERE code = '1';
ROLLBACK;
