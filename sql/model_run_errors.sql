SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 0 AS loaded FROM regie.load_example();
\set ON_ERROR_ROLLBACK on

-- Making.
SELECT * FROM regie.make_run(NULL, 'DDV', 'budget', '[2026-01-01,2027-01-01)');
SELECT * FROM regie.make_run('R', NULL, 'budget', '[2026-01-01,2027-01-01)');
SELECT * FROM regie.make_run('R', 'DDV', NULL, '[2026-01-01,2027-01-01)');
SELECT * FROM regie.make_run('R', 'DDV', 'budget', NULL);
SELECT * FROM regie.make_run('R', 'DDV', 'budget', '[2026-01-01,2027-01-01)', NULL);
SELECT * FROM regie.make_run('R', 'DDV', 'budget', '[2026-01-01,2027-01-01)', scale => NULL);
SELECT * FROM regie.make_run('R', 'NOBODY', 'budget', '[2026-01-01,2027-01-01)');
\set VERBOSITY terse
SELECT * FROM regie.make_run('R', 'DDV', 'forecast', '[2026-01-01,2027-01-01)');
\set VERBOSITY default
SELECT * FROM regie.make_run('R', 'DDV', 'settlement', '[2026-01-01,2027-01-01)');
SELECT * FROM regie.make_run('R', 'DDV', 'budget', '[2026-01-01,)');
SELECT * FROM regie.make_run('R', 'DDV', 'budget', 'empty');
SELECT * FROM regie.make_run('R', 'DDV', 'budget', '[2026-01-01,infinity)');
\set VERBOSITY terse
SELECT * FROM regie.make_run('R', 'DDV', 'budget', '[2026-01-01,2027-01-01)', 'fair');
\set VERBOSITY default
SELECT * FROM regie.make_run('R', 'DDV', 'budget', '[2026-01-01,2027-01-01)', scale => 7);
SELECT * FROM regie.make_run('R', 'DDV', 'budget', '[2026-01-01,2027-01-01)', scale => -1);
\set VERBOSITY terse
SELECT * FROM regie.make_run('R', 'DDV', 'budget', '[2026-01-01,2027-01-01)', key_on => 'infinity');
\set VERBOSITY default
\set VERBOSITY terse
SELECT * FROM regie.make_run(' R', 'DDV', 'budget', '[2026-01-01,2027-01-01)');
\set VERBOSITY default
SELECT * FROM regie.make_run('BEGROTING-2026', 'DDV', 'budget', '[2026-01-01,2027-01-01)');
-- no costs: a run of nothing
SELECT * FROM regie.make_run('NOTHING', 'DDV', 'budget', '[2040-01-01,2041-01-01)');
SELECT * FROM regie.make_run('NOBODY', 'GM0820', 'budget', '[2026-01-01,2027-01-01)');
SELECT * FROM regie.close_run('NOTHING');
SELECT * FROM regie.check_run('NOTHING');
SELECT * FROM regie.compare_runs('NOTHING', 'NOBODY');
-- far days
SELECT * FROM regie.make_run('FAR', 'DDV', 'budget', '[1900-01-01,2300-01-01)', key_on => '2299-12-31');
DELETE FROM regie.allocation_run WHERE code = 'FAR';
-- step by step without an order
UPDATE regie.allocation_rule SET step = NULL WHERE service = 'HOSTING';
SELECT * FROM regie.make_run('R', 'DDV', 'budget', '[2026-01-01,2027-01-01)', 'step_down');
UPDATE regie.allocation_rule SET step = 2 WHERE service = 'HOSTING';
-- collars
INSERT INTO regie.cost_collar (cooperation, valid, lower_pct, upper_pct) VALUES ('DDV', '[2026-01-01,2027-01-01)', 5, 5);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('2026-V', '[2026-01-01,2027-01-01)', 'advance', 'DDV', 'HAZEL', 'WERKPLEK', 200000);
SELECT * FROM regie.make_run('R', 'DDV', 'advance', '[2026-01-01,2027-01-01)');
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, cost_key) VALUES ('2026-C', '[2026-01-01,2027-01-01)', 'advance', 'DDV', 'HAZEL', 'WERKPLEK', 100000, 'INWONERS'),
    ('2026-D', '[2026-01-01,2027-01-01)', 'advance', 'DDV', 'HAZEL', 'WERKPLEK', -320000, 'WERKPLEKKEN');
SELECT * FROM regie.make_run('R', 'DDV', 'advance', '[2026-01-01,2027-01-01)');

-- Settling.
SELECT * FROM regie.make_settlement(NULL, ARRAY['WERKELIJK-2025'], ARRAY['VOORSCHOT-2025']);
SELECT * FROM regie.make_settlement('S', NULL, ARRAY['VOORSCHOT-2025']);
SELECT * FROM regie.make_settlement('S', ARRAY['WERKELIJK-2025', NULL], ARRAY['VOORSCHOT-2025']);
SELECT * FROM regie.make_settlement('S', ARRAY[]::text[], ARRAY['VOORSCHOT-2025']);
SELECT * FROM regie.make_settlement('S', ARRAY['NONE'], ARRAY['VOORSCHOT-2025']);
SELECT * FROM regie.make_settlement('S', ARRAY['VOORSCHOT-2025'], ARRAY['WERKELIJK-2025']);
SELECT * FROM regie.make_settlement('S', ARRAY['WERKELIJK-2025', 'WERKELIJK-2025'], ARRAY['VOORSCHOT-2025']);
SELECT * FROM regie.make_run('WERKELIJK-B', 'DDV', 'actual', '[2025-01-01,2026-01-01)', corrects => 'WERKELIJK-2025');
SELECT * FROM regie.make_settlement('S', ARRAY['WERKELIJK-2025', 'WERKELIJK-B'], ARRAY['VOORSCHOT-2025']);
-- a settlement of a draft is a draft; a settled run is not settled twice
SELECT * FROM regie.make_settlement('S', ARRAY['WERKELIJK-B'], ARRAY['VOORSCHOT-2025']);
SELECT * FROM regie.close_run('S');
SELECT count(*) FROM regie.close_run('WERKELIJK-B');
SELECT * FROM regie.close_run('S');
DELETE FROM regie.allocation_run WHERE code = 'S';
SELECT * FROM regie.make_settlement('S', ARRAY['WERKELIJK-B'], ARRAY['VOORSCHOT-2025'], corrects => 'AFREKENING-2025');
SELECT * FROM regie.close_run('S');

-- Runs that are not there, or not for this.
SELECT * FROM regie.remake_run('NONE');
SELECT * FROM regie.close_run('NONE');
SELECT * FROM regie.check_run('NONE');
SELECT * FROM regie.run_total('NONE');
SELECT * FROM regie.compare_runs('NONE', 'VOORSCHOT-2025');
SELECT * FROM regie.compare_runs('VOORSCHOT-2025', 'NONE');
SELECT * FROM regie.compare_runs('VOORSCHOT-2025', 'AFREKENING-2025');
SELECT * FROM regie.remake_run(NULL);
SELECT * FROM regie.close_run(NULL);
SELECT * FROM regie.check_run(NULL);
SELECT * FROM regie.run_total(NULL);
SELECT * FROM regie.compare_runs(NULL, 'VOORSCHOT-2025');
SELECT * FROM regie.round_together(NULL, ARRAY[1.5], 0);
SELECT * FROM regie.round_together(ARRAY['a'], ARRAY['NaN'::numeric], 0);
SELECT * FROM regie.round_together(ARRAY[]::text[], ARRAY[]::numeric[], 0);
SELECT * FROM regie.open_arrows(ARRAY[]::regie.arrow[], 'direct');
SELECT * FROM regie.pool_shares(ARRAY[]::regie.arrow[], 'direct');

-- A closed run stays as it is.
SELECT * FROM regie.remake_run('VOORSCHOT-2025');
SELECT * FROM regie.close_run('VOORSCHOT-2025');
UPDATE regie.allocation_run SET note = 'changed' WHERE code = 'VOORSCHOT-2025';
UPDATE regie.allocation_run SET status = 'draft', closed_on = NULL WHERE code = 'VOORSCHOT-2025';
UPDATE regie.allocation_run SET code = 'OTHER' WHERE code = 'VOORSCHOT-2025';
DELETE FROM regie.allocation_run WHERE code = 'VOORSCHOT-2025';
SET client_min_messages = warning;
TRUNCATE regie.allocation_run CASCADE;
TRUNCATE regie.party CASCADE;
RESET client_min_messages;
UPDATE regie.run_line SET amount = amount WHERE run = 'VOORSCHOT-2025' AND number = 1;
UPDATE regie.run_line SET run = 'BEGROTING-2026', number = 999 WHERE run = 'VOORSCHOT-2025' AND number = 1;
UPDATE regie.run_line SET run = 'VOORSCHOT-2025', number = 999 WHERE run = 'BEGROTING-2026' AND number = 1;
UPDATE regie.run_cost SET description = 'changed' WHERE run = 'VOORSCHOT-2025';
UPDATE regie.run_link SET driver_value = 1 WHERE run = 'VOORSCHOT-2025';
UPDATE regie.run_part SET sign = 1 WHERE run = 'AFREKENING-2025';
UPDATE regie.run_correction SET corrects = 'VOORSCHOT-2025' WHERE run = 'WERKELIJK-B';
DELETE FROM regie.run_line WHERE run = 'VOORSCHOT-2025';
DELETE FROM regie.run_cost WHERE run = 'VOORSCHOT-2025';
DELETE FROM regie.run_link WHERE run = 'VOORSCHOT-2025';
DELETE FROM regie.run_part WHERE run = 'AFREKENING-2025';
DELETE FROM regie.run_correction WHERE run = 'WERKELIJK-B';
INSERT INTO regie.run_line (run, number, cost, participant, basis, exact, rounding, amount) VALUES ('VOORSCHOT-2025', 7, 'X', 'GM1771', 'rule', 1, 0, 1);
INSERT INTO regie.run_line (run, number, cost, participant, basis, exact, rounding, amount) VALUES ('VOORSCHOT-2025', 6, 'X', 'GM1771', 'rule', 1, 0, 1);
INSERT INTO regie.run_cost (run, number, cost, period, payee, service, amount, scale, booked) VALUES ('VOORSCHOT-2025', 3, 'X', '[2025-01-01,2026-01-01)', 'ELM', 'ZAAK', 1, 2, 1);
INSERT INTO regie.run_link (run, number, service, participant, basis, driver_value) VALUES ('VOORSCHOT-2025', 7, 'DATA', 'GM1771', 'rule', 1);
INSERT INTO regie.run_bound (run, number, participant, year_before, amount_before) VALUES ('VOORSCHOT-2025', 1, 'GM1771', 'X', 1);
INSERT INTO regie.run_part (run, number, part, sign) VALUES ('AFREKENING-2025', 3, 'VOORSCHOT-2025', 1), ('AFREKENING-2025', 4, 'WERKELIJK-B', 1);
INSERT INTO regie.run_correction (run, corrects) VALUES ('VOORSCHOT-2025', 'WERKELIJK-B');
TRUNCATE regie.run_line;
-- nor do its participants go, or get another code
DELETE FROM regie.party WHERE code = 'GM0820';
UPDATE regie.party SET code = 'GM9999', tooi = NULL WHERE code = 'GM0820';

-- A draft that was changed by hand is not closed.
SELECT count(*) FROM regie.make_run('HAND', 'DDV', 'actual', '[2026-01-01,2027-01-01)', collar => false);
UPDATE regie.run_line SET amount = amount + 1, exact = exact + 1 WHERE run = 'HAND' AND number = 1;
SELECT * FROM regie.check_run('HAND');
SELECT * FROM regie.close_run('HAND');
UPDATE regie.allocation_run SET status = 'final' WHERE code = 'HAND';
UPDATE regie.allocation_run SET status = 'final', closed_on = '2026-11-23', amount = 5 WHERE code = 'HAND';
SELECT count(*) FROM regie.remake_run('HAND');
-- a draft can be given another code, and deleted with all its rows
UPDATE regie.allocation_run SET code = 'HAND-2' WHERE code = 'HAND';
SELECT count(*) FROM regie.check_run('HAND-2');
DELETE FROM regie.allocation_run WHERE code = 'HAND-2';
SELECT count(*) FROM regie.run_line WHERE run LIKE 'HAND%';

-- Corrections of what they cannot correct.
SELECT * FROM regie.make_run('C', 'DDV', 'budget', '[2026-01-01,2027-01-01)', corrects => 'NONE');
SELECT * FROM regie.make_run('C', 'DDV', 'budget', '[2026-01-01,2027-01-01)', corrects => 'BEGROTING-2026');
SELECT * FROM regie.make_run('C', 'DDV', 'advance', '[2026-01-01,2027-01-01)', corrects => 'VOORSCHOT-2025', collar => false);
SELECT * FROM regie.make_run('C', 'DDV', 'actual', '[2025-01-01,2026-01-01)', corrects => 'WERKELIJK-2025');

-- What the tables refuse.
\set VERBOSITY terse
INSERT INTO regie.run_line (run, number, cost, participant, basis, exact, rounding, amount) VALUES ('BEGROTING-2026', 99, 'X', 'GM1771', 'rule', 1, 0, 2);
INSERT INTO regie.run_line (run, number, cost, participant, basis, exact, rounding, amount) VALUES ('BEGROTING-2026', 99, 'X', 'GM1771', 'rule', 'NaN', 0, 'NaN');
INSERT INTO regie.run_line (run, number, cost, participant, basis, exact, rounding, amount) VALUES ('BEGROTING-2026', 99, 'X', NULL, 'rule', 1, 0, 1);
INSERT INTO regie.run_line (run, number, cost, participant, basis, exact, rounding, amount) VALUES ('BEGROTING-2026', 99, 'X', 'GM1771', 'no rule', 1, 0, 1);
INSERT INTO regie.run_line (run, number, cost, participant, basis, exact, rounding, amount) VALUES ('BEGROTING-2026', 99, NULL, 'GM1771', 'rule', 1, 0, 1);
INSERT INTO regie.run_line (run, number, cost, participant, basis, exact, rounding, amount) VALUES ('BEGROTING-2026', 99, 'X', 'NOBODY', 'rule', 1, 0, 1);
INSERT INTO regie.run_link (run, number, participant, basis, driver_value) VALUES ('BEGROTING-2026', 99, 'GM1771', 'rule', 1);
INSERT INTO regie.run_link (run, number, service, participant, basis, driver_value) VALUES ('BEGROTING-2026', 99, 'ZAAK', 'GM1771', 'rule', -1);
INSERT INTO regie.run_link (run, number, service, participant, basis, driver_value) VALUES ('BEGROTING-2026', 99, 'ZAAK', 'GM1771', 'rule', 'NaN');
INSERT INTO regie.run_link (run, number, service, user_service, basis) VALUES ('BEGROTING-2026', 99, 'ZAAK', 'DATA', 'no rule');
INSERT INTO regie.run_cost (run, number, cost, period, payee, service, amount, scale, booked) VALUES ('BEGROTING-2026', 99, 'X', '[2025-01-01,2026-01-01)', 'ELM', 'ZAAK', 'NaN', 2, 1);
INSERT INTO regie.run_bound (run, number, participant, year_before, amount_before, lower_amount) VALUES ('BEGROTING-2026', 99, 'GM1771', 'X', 1, 'NaN');
INSERT INTO regie.run_part (run, number, part, sign) VALUES ('BEGROTING-2026', 1, 'VOORSCHOT-2025', 0);
INSERT INTO regie.run_part (run, number, part, sign) VALUES ('BEGROTING-2026', 1, 'BEGROTING-2026', 1);
UPDATE regie.allocation_run SET amount = 'NaN' WHERE code = 'BEGROTING-2026';
ROLLBACK;
