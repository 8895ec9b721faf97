-- Progress of steps: every constraint with a row that passes and one that does not, and what the plans make of it.
SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set VERBOSITY terse
\set SHOW_CONTEXT never
BEGIN;
INSERT INTO regie.party (code, kind, name) VALUES ('P', 'other', 'P'), ('Q', 'other', 'Q');
INSERT INTO regie.programme (code, name, start_on) VALUES ('R', 'R', '2026-11-02');
INSERT INTO regie.roadmap_item (programme, code, party, duration, title, optimistic, pessimistic) VALUES
	('R', 'A', 'P', 10, 'a', 5, 20), ('R', 'B', 'Q', 10, 'b', NULL, NULL), ('R', 'C', 'P', 0, 'c', NULL, NULL), ('R', 'D', 'P', 5, 'd', 3, 9),
	('R', 'E', 'Q', 20, 'e', NULL, NULL), ('R', 'F', 'Q', 3, 'f', NULL, NULL);
INSERT INTO regie.roadmap_dependency (programme, item, predecessor, kind, lag) VALUES
	('R', 'B', 'A', 'FS', 0), ('R', 'C', 'B', 'FS', 0), ('R', 'D', 'C', 'FS', 0), ('R', 'E', 'A', 'SS', 2), ('R', 'F', 'E', 'FS', 0);
SELECT item, early_start, early_finish, total_float, driver, progress, progress_percent FROM regie_report.roadmap_step ORDER BY 1;
SAVEPOINT s;
\set ON_ERROR_ROLLBACK on
UPDATE regie.roadmap_item SET actual_start = '1899-12-31' WHERE code = 'A';
UPDATE regie.roadmap_item SET actual_start = '2026-11-02', actual_finish = '2300-01-01' WHERE code = 'A';
UPDATE regie.roadmap_item SET actual_finish = '2026-11-02' WHERE code = 'A';
UPDATE regie.roadmap_item SET actual_start = '2026-11-03', actual_finish = '2026-11-02' WHERE code = 'A';
UPDATE regie.roadmap_item SET remaining = 3, remaining_on = '2026-11-02' WHERE code = 'A';
UPDATE regie.roadmap_item SET remaining = 0, remaining_on = '2026-11-02', actual_start = '2026-11-02' WHERE code = 'A';
UPDATE regie.roadmap_item SET remaining = 2601, remaining_on = '2026-11-02', actual_start = '2026-11-02' WHERE code = 'A';
UPDATE regie.roadmap_item SET remaining = 3, remaining_on = '2026-11-02', actual_start = '2026-11-02', actual_finish = '2026-11-03' WHERE code = 'A';
UPDATE regie.roadmap_item SET actual_start = '2026-11-02', remaining = 1, remaining_on = '2026-11-02' WHERE code = 'C';
UPDATE regie.roadmap_item SET actual_start = '2026-11-02', actual_finish = '2026-11-03' WHERE code = 'C';
UPDATE regie.roadmap_item SET actual_start = '2026-11-03', actual_finish = '2026-11-03' WHERE code IN ('A', 'C');
UPDATE regie.roadmap_item SET actual_start = '2026-11-03', actual_finish = NULL, remaining = 3, remaining_on = '2026-11-02' WHERE code = 'A';
UPDATE regie.roadmap_item SET actual_start = '2026-11-03', actual_finish = NULL, remaining = 3, remaining_on = '2300-01-01' WHERE code = 'A';
UPDATE regie.roadmap_item SET actual_start = '2026-11-03', actual_finish = NULL, remaining = 3 WHERE code = 'A';
UPDATE regie.roadmap_item SET remaining_on = '2026-11-03' WHERE code = 'B';
UPDATE regie.roadmap_item SET actual_start = '2026-11-02', remaining = 2600, remaining_on = '2026-11-02', actual_finish = NULL WHERE code = 'A';
\set ON_ERROR_ROLLBACK off
ROLLBACK TO s;
-- A finished late, B is under way, E has used up its days, F is dated ahead: today is Monday 23 November.
UPDATE regie.roadmap_item SET actual_start = '2026-11-04', actual_finish = '2026-11-18' WHERE code = 'A';
UPDATE regie.roadmap_item SET actual_start = '2026-11-17', remaining = 7, remaining_on = '2026-11-20' WHERE code = 'B';
UPDATE regie.roadmap_item SET actual_start = '2026-10-19' WHERE code = 'E';
UPDATE regie.roadmap_item SET actual_start = '2026-12-01' WHERE code = 'F';
SELECT item, early_start, early_finish, total_float, driver, breach, progress, actual_start, actual_finish, remaining_days, progress_percent FROM regie_report.roadmap_step ORDER BY 1;
SELECT item, predecessor, link_float, planned_start, predecessor_finish FROM regie_report.roadmap_link ORDER BY 1, 2;
SELECT party, predecessor_party, waiting_days, least_float, deciding_dependencies FROM regie_report.roadmap_wait ORDER BY 1, 2;
SELECT item, leveled_start, leveled_finish, level_delay_days, waits_for FROM regie_report.roadmap_level ORDER BY 1;
SELECT item, planned_finish, p10_finish, p95_finish, chance_plan = 1 AS sure FROM regie_report.roadmap_risk ORDER BY 1;
SELECT planned_start, planned_finish, leveled_finish, critical_steps FROM regie_report.roadmap_programme;
SELECT item, planned_finish, late_finish, slip_days, pushed_by FROM regie.what_if_late('Q', '1 month') ORDER BY 1;
SELECT stap, voortgang, werkelijk_begin_datum, resterende_werkdagen FROM regie_rapport.routekaart_stap ORDER BY 1;
-- As of a day on which only A had started, what came later does not count.
SET LOCAL regie.today = '2026-11-10';
SELECT item, early_start, early_finish, progress, remaining_days, progress_percent FROM regie_report.roadmap_step ORDER BY 1;
-- B's seven days from Friday 20 November on end on Monday 30 November, whichever day it is; a day later they are used up.
SET LOCAL regie.today = '2026-11-19';
SELECT item, early_finish, progress, remaining_days FROM regie_report.roadmap_step WHERE item = 'B';
SET LOCAL regie.today = '2026-11-20';
SELECT item, early_finish, progress, remaining_days FROM regie_report.roadmap_step WHERE item = 'B';
SET LOCAL regie.today = '2026-11-30';
SELECT item, early_finish, progress, remaining_days FROM regie_report.roadmap_step WHERE item = 'B';
SET LOCAL regie.today = '2026-12-01';
SELECT item, early_finish, progress, remaining_days FROM regie_report.roadmap_step WHERE item = 'B';
-- All is finished: the programme ended when its last step did, and nothing is left to share or to mend.
UPDATE regie.roadmap_item SET actual_start = '2026-11-04', actual_finish = '2026-11-04', remaining = NULL, remaining_on = NULL, deadline = '2026-11-03', service = NULL;
UPDATE regie.roadmap_item SET actual_start = '2026-11-05', actual_finish = '2026-11-06' WHERE code = 'B';
SELECT planned_start, planned_finish, p50_finish, p95_finish, leveled_finish, breached_steps > 0 AS breached FROM regie_report.roadmap_programme;
SELECT count(*) FROM regie_report.shared_step;
SELECT count(*) FROM regie_report.report_finding WHERE finding = 'breach of plan';
ROLLBACK;
