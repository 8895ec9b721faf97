SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
SELECT * FROM regie.exit_sum(100, ARRAY[50, -1]);
SELECT * FROM regie.exit_sum(100, ARRAY[50, NULL, 20]);
SELECT * FROM regie.exit_sum(100, ARRAY['NaN'::numeric]);
SELECT * FROM regie.exit_sum(100, ARRAY[1000.1]);
SELECT * FROM regie.exit_sum(100, ARRAY[0.0000001]);
SELECT * FROM regie.exit_sum(100, ARRAY[[1, 2], [3, 4]]);
SELECT * FROM regie.exit_sum('NaN', ARRAY[50]);
SELECT * FROM regie.exit_sum('Infinity', ARRAY[50]);
SELECT * FROM regie.exit_sum(1e12, ARRAY[50]);
SELECT * FROM regie.exit_sum('DDV', 'GM0820', '2028-01-01', '2026-11-23', 'falling');
SELECT * FROM regie.exit_sum('DDV', 'GM0820', NULL, '2026-11-23', 'falling from 80');
SELECT * FROM regie.exit_sum('DDV', 'GM0820', 'infinity', '2026-11-23', 'falling from 80');
-- nothing is known of what it pays: no row
SELECT * FROM regie.exit_sum('DDV', 'GM0820', '2028-01-01', '2026-11-23', 'falling from 80');
SELECT count(*), sum(amount) FROM regie.exit_sum('DDV', 'GM0820', '2028-01-01', '2026-11-23', 'loss of five years');

-- the tables
UPDATE regie.exit_schedule SET percentages = '{1}';
DELETE FROM regie.exit_schedule;
TRUNCATE regie.exit_schedule CASCADE;
BEGIN;
INSERT INTO regie.exit_schedule (code, name, basis, percentages) VALUES ('OWN', 'Own', 'contribution', '{60,40}');
SELECT exit_schedule_id > 1000 AS behind_the_seeds, seeded FROM regie.exit_schedule WHERE code = 'OWN';
SAVEPOINT s;
-- without the detail, which shows a number that the database gave out
\set VERBOSITY terse
INSERT INTO regie.exit_schedule (code, name, basis, percentages) VALUES ('own', 'Own', 'contribution', '{60,40}');
ROLLBACK TO s;
INSERT INTO regie.exit_schedule (code, name, basis, percentages) VALUES ('OWN 2', 'Own', 'contribution', '{}');
ROLLBACK TO s;
INSERT INTO regie.exit_schedule (code, name, basis, percentages) VALUES ('OWN 2', 'Own', 'contribution', '{60,NULL}');
ROLLBACK TO s;
INSERT INTO regie.exit_schedule (code, name, basis, percentages) VALUES ('OWN 2', 'Own', 'contribution', '{-60}');
ROLLBACK TO s;
INSERT INTO regie.exit_schedule (code, name, basis, percentages) VALUES ('OWN 2', 'Own', 'contribution', '{NaN}');
ROLLBACK TO s;
INSERT INTO regie.exit_schedule (code, name, basis, percentages) VALUES ('OWN 2', 'Own', 'part', '{60}');
\set VERBOSITY default
ROLLBACK TO s;
INSERT INTO regie.party (code, kind, name) VALUES ('C', 'cooperation', 'C');
\set VERBOSITY terse
INSERT INTO regie.departure (cooperation, party, leaves_on) VALUES ('C', 'C', '2028-01-01');
ROLLBACK TO s;
INSERT INTO regie.party (code, kind, name) VALUES ('C', 'cooperation', 'C'), ('M', 'other', 'M');
INSERT INTO regie.departure (cooperation, party, leaves_on) VALUES ('C', 'M', 'infinity');
\set VERBOSITY default
ROLLBACK TO s;
-- far days, no costs, no contracts: the reports are empty but for zeros, and do not fail
INSERT INTO regie.party (code, kind, name) VALUES ('C', 'cooperation', 'C'), ('M', 'other', 'M');
INSERT INTO regie.departure (cooperation, party, leaves_on) VALUES ('C', 'M', '2299-12-31'), ('C', 'M', '1900-01-01');
SELECT exit_schedule, leaves_on, year_no, exit_year_from, amount_eur FROM regie_report.exit_sum WHERE year_no = 5 ORDER BY leaves_on;
SELECT count(*) FROM regie_report.stranded_cost;
SELECT count(*) FROM regie_report.departure_effect;
SELECT count(*) FROM regie_report.leave_what_if;
ROLLBACK;
