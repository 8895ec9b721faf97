-- Tables for roadmaps beside steps: every constraint with a row that passes and one that does not.
SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set VERBOSITY terse
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 40 AS loaded FROM regie.load_example();
SAVEPOINT s;
\set ON_ERROR_ROLLBACK on
-- plateaus
INSERT INTO regie.plateau (programme, code, name, due_on) VALUES ('REGIE', 'NEXT', 'Next', '2299-12-31'), ('REGIE', 'LAST', 'Last', NULL);
INSERT INTO regie.plateau (programme, code, name) VALUES ('NONE', 'NEXT', 'Next');
INSERT INTO regie.plateau (programme, code, name) VALUES ('REGIE', 'NEXT', 'Twice');
INSERT INTO regie.plateau (programme, code, name) VALUES ('REGIE', ' NEXT', 'Space');
INSERT INTO regie.plateau (programme, code, name) VALUES ('REGIE', 'OTHER', ' ');
INSERT INTO regie.plateau (programme, code, name, due_on) VALUES ('REGIE', 'OTHER', 'Other', '2300-01-01');
INSERT INTO regie.plateau (programme, code, name, due_on) VALUES ('REGIE', 'OTHER', 'Other', 'infinity');
-- estimates, cause, plateau of a step
UPDATE regie.roadmap_item SET optimistic = 0, pessimistic = 2600, cause = 'TEAM', plateau = 'NEXT' WHERE code = 'DD06';
UPDATE regie.roadmap_item SET optimistic = 60, pessimistic = 60 WHERE code = 'DD06';
UPDATE regie.roadmap_item SET duration = 2600 WHERE code = 'DD06';
UPDATE regie.roadmap_item SET optimistic = -1, pessimistic = 5 WHERE code = 'DD06';
UPDATE regie.roadmap_item SET optimistic = 5, pessimistic = 2601 WHERE code = 'DD06';
UPDATE regie.roadmap_item SET optimistic = 6, pessimistic = 5 WHERE code = 'DD06';
UPDATE regie.roadmap_item SET optimistic = NULL, pessimistic = 5 WHERE code = 'DD06';
UPDATE regie.roadmap_item SET optimistic = 5, pessimistic = NULL WHERE code = 'DD06';
UPDATE regie.roadmap_item SET optimistic = NULL, pessimistic = NULL WHERE code = 'DD06';
UPDATE regie.roadmap_item SET cause = '' WHERE code = 'DD06';
UPDATE regie.roadmap_item SET plateau = 'NONE' WHERE code = 'DD06';
DELETE FROM regie.plateau WHERE code = 'NEXT';
UPDATE regie.plateau SET code = 'NEXT TWO' WHERE code = 'NEXT';
SELECT plateau FROM regie.roadmap_item WHERE code = 'DD06';
-- resources, capacity, demand
INSERT INTO regie.resource (code, name) VALUES ('TESTER', 'Testers');
INSERT INTO regie.resource (code, name) VALUES ('TESTER', 'Twice');
INSERT INTO regie.resource (code, name) VALUES ('', 'Empty');
INSERT INTO regie.resource (code, name) VALUES ('X', '');
INSERT INTO regie.capacity (resource, party, valid, amount) VALUES ('TESTER', 'DDV', '[2026-01-01,2027-01-01)', 0), ('TESTER', 'DDV', '[2027-01-01,)', 1000),
	('TESTER', 'GM1771', '[2026-06-01,)', 2);
INSERT INTO regie.capacity (resource, party, valid, amount) VALUES ('TESTER', 'DDV', '[2026-12-31,2027-01-01)', 1);
INSERT INTO regie.capacity (resource, party, valid, amount) VALUES ('NONE', 'DDV', '[2026-12-31,2027-01-01)', 1);
INSERT INTO regie.capacity (resource, party, valid, amount) VALUES ('TESTER', 'NONE', '[2026-12-31,2027-01-01)', 1);
INSERT INTO regie.capacity (resource, party, valid, amount) VALUES ('TESTER', 'GM0820', 'empty', 1);
INSERT INTO regie.capacity (resource, party, valid, amount) VALUES ('TESTER', 'GM0820', '(,2027-01-01)', 1);
INSERT INTO regie.capacity (resource, party, valid, amount) VALUES ('TESTER', 'GM0820', '[2026-01-01,)', -1);
INSERT INTO regie.capacity (resource, party, valid, amount) VALUES ('TESTER', 'GM0820', '[2026-01-01,)', 1001);
SELECT resource, day, amount, is_last FROM regie.capacity_step WHERE resource = 'TESTER' ORDER BY day;
INSERT INTO regie.roadmap_demand (programme, item, resource, amount) VALUES ('REGIE', 'DD06', 'TESTER', 1000);
INSERT INTO regie.roadmap_demand (programme, item, resource, amount) VALUES ('REGIE', 'DD06', 'TESTER', 1);
INSERT INTO regie.roadmap_demand (programme, item, resource, amount) VALUES ('REGIE', 'DD99', 'TESTER', 1);
INSERT INTO regie.roadmap_demand (programme, item, resource, amount) VALUES ('REGIE', 'DD07', 'NONE', 1);
INSERT INTO regie.roadmap_demand (programme, item, resource, amount) VALUES ('REGIE', 'DD07', 'TESTER', 0);
INSERT INTO regie.roadmap_demand (programme, item, resource, amount) VALUES ('REGIE', 'DD07', 'TESTER', 1001);
DELETE FROM regie.resource WHERE code = 'TESTER';
-- baselines
SELECT regie.make_baseline('REGIE', 'NEW', '1900-01-01', 'Note'), regie.make_baseline('REGIE', 'TODAY');
SELECT code, as_of, note FROM regie.roadmap_baseline ORDER BY code COLLATE "C";
SELECT regie.make_baseline('REGIE', 'NEW');
SELECT regie.make_baseline('REGIE', ' NEW');
SELECT regie.make_baseline('REGIE', 'OLD', '1899-12-31');
SELECT regie.make_baseline('NONE', 'NEW');
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration, start_on, finish_on) VALUES
	('REGIE', 'NEW', 'GONE', 'DDV', 'Gone', 0, NULL, NULL), ('REGIE', 'NEW', 'GONE 2', 'DDV', 'Gone', 2600, '2026-01-05', '2026-01-05');
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration) VALUES ('REGIE', 'NONE', 'X', 'DDV', 'X', 0);
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration) VALUES ('REGIE', 'NEW', 'GONE', 'DDV', 'X', 0);
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration) VALUES ('REGIE', 'NEW', 'X', 'NONE', 'X', 0);
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration) VALUES ('REGIE', 'NEW', '', 'DDV', 'X', 0);
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration) VALUES ('REGIE', 'NEW', 'X', 'DDV', ' ', 0);
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration) VALUES ('REGIE', 'NEW', 'X', 'DDV', 'X', 2601);
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration, start_on) VALUES ('REGIE', 'NEW', 'X', 'DDV', 'X', 1, '2026-01-05');
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration, start_on, finish_on) VALUES ('REGIE', 'NEW', 'X', 'DDV', 'X', 1, '2026-01-05', '2026-01-04');
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration, start_on, finish_on) VALUES ('REGIE', 'NEW', 'X', 'DDV', 'X', 1, '1899-12-31', '2026-01-04');
INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party, title, duration, start_on, finish_on) VALUES ('REGIE', 'NEW', 'X', 'DDV', 'X', 1, '2026-01-04', '2300-01-01');
DELETE FROM regie.roadmap_baseline WHERE code = 'NEW';
SELECT count(*) FROM regie.roadmap_baseline_item WHERE baseline = 'NEW';
ROLLBACK;
