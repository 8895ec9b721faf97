-- Reports on what roadmaps do to each other, to shared people and to contracts.
SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
SET jit = off;
\set VERBOSITY terse
\set SHOW_CONTEXT never
BEGIN;
-- empty
SELECT (SELECT count(*) FROM regie_report.roadmap_programme) + (SELECT count(*) FROM regie_report.roadmap_plateau) + (SELECT count(*) FROM regie_report.roadmap_link)
	+ (SELECT count(*) FROM regie_report.roadmap_wait) + (SELECT count(*) FROM regie_report.shared_step) + (SELECT count(*) FROM regie_report.roadmap_risk)
	+ (SELECT count(*) FROM regie_report.roadmap_level) + (SELECT count(*) FROM regie_report.resource_load) + (SELECT count(*) FROM regie_report.roadmap_baseline_change)
	+ (SELECT count(*) FROM regie_report.contract_transition) + (SELECT count(*) FROM regie_report.contract_transition_share)
	+ (SELECT count(*) FROM regie_report.late_what_if) AS rows;
SELECT count(*) > 40 AS loaded FROM regie.load_example();
-- dependencies: deciding, before the end of the other, over a lead
SELECT item, predecessor, link_kind AS kind, lag_days AS lag, link_float AS float, deciding_label AS decides, before_finish_label AS before
FROM regie_report.roadmap_link WHERE lag_days <> 0 OR link_kind <> 'FS' ORDER BY item COLLATE "C", predecessor COLLATE "C", link_kind;
-- the same in Dutch
SELECT voorganger, afhankelijkheid_speling, bepalend, tussen_partijen FROM regie_rapport.routekaart_afhankelijkheid WHERE stap = 'DD03' ORDER BY 1;
SELECT capaciteit, planning_soort, bezetting, bezetting_van_datum, bezetting_tot_en_met_datum, werkdagen, tekort FROM regie_rapport.capaciteit_bezetting
WHERE capaciteit = 'BEHEER' ORDER BY planning_soort, bezetting_van_datum;
SELECT contract, overgang, beslissing_oordeel, bij_stilzwijgen FROM regie_rapport.contractovergang ORDER BY contract COLLATE "C";
SELECT stap, vertraging_gevolg, sum(extra_eur) FROM regie_rapport.vertraging_wat_als WHERE vertraagde_partij = 'GM0820' AND maanden_te_laat = 3
	AND vertraging_gevolg IS NOT NULL GROUP BY 1, 2 ORDER BY 1;
SELECT stap, afwijking, eind_werkdagen_later FROM regie_rapport.routekaart_afwijking WHERE afwijking <> 'gelijk' ORDER BY 1;
SELECT plateau, plateau_oordeel FROM regie_rapport.routekaart_plateau ORDER BY 1;
-- who is late, and on which day one looks: what is finished by then is not late
SELECT d.day, count(*) AS steps, min(w.item COLLATE "C") FILTER (WHERE w.item_party = 'GM1771') AS own, sum(extra_eur) AS eur
FROM (VALUES (date '2026-09-01'), ('2026-11-21'), ('2027-05-07'), ('2027-05-08')) d(day), LATERAL regie.what_if_late('GM1771', '3 months', d.day) w GROUP BY 1 ORDER BY 1;
SELECT count(*) FROM regie.what_if_late('GM1771', '0 days');
SELECT count(*) FROM regie.what_if_late('GM1771', '-3 months');
SELECT count(*) FROM regie.what_if_late('NONE');
-- every consequence
SAVEPOINT s;
UPDATE regie.roadmap_item SET contract = 'SERVICEDESK', contract_link = 'decides' WHERE code = 'NU04';
UPDATE regie.roadmap_item SET contract = 'VEILIG', contract_link = 'decides' WHERE code = 'DD05';
UPDATE regie.roadmap_item SET contract = 'VEILIG', contract_link = 'replaces' WHERE code = 'DD07';
UPDATE regie.roadmap_item SET contract = 'NETWERK', contract_link = 'replaces' WHERE code = 'NU02';
UPDATE regie.roadmap_item SET contract = 'WERKPLEK', contract_link = 'replaces' WHERE code = 'NU03';
UPDATE regie.roadmap_item SET contract = 'CATALOGUS', contract_link = 'replaces' WHERE code = 'DD13';
SELECT item, contract, contract_link AS link, consequence, planned_finish, late_finish, extra_from, extra_until, sum(extra_eur) AS eur
FROM regie.what_if_late('GM0820', '7 months') WHERE contract IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1;
ROLLBACK TO s;
-- transitions: no renewals left, an option that can be lifted, a decision too late for one that is in time
UPDATE regie.contract SET max_renewals = 0 WHERE code = 'HOSTING';
SELECT transition, contract_until, p80_finish, gap_from, gap_until, gap_days, gap_eur, double_days FROM regie_report.contract_transition WHERE contract = 'HOSTING';
ROLLBACK TO s;
UPDATE regie.roadmap_item SET contract = 'NETWERK', contract_link = 'replaces' WHERE code = 'DD12';
UPDATE regie.roadmap_item SET constraint_kind = 'FNET', constraint_date = '2027-11-01' WHERE code = 'DD14';
SELECT transition, contract_until, item, p80_finish, decision_p80, decision_verdict, renewed_until, double_from, double_until, double_days, double_eur
FROM regie_report.contract_transition WHERE contract = 'NETWERK';
SELECT participant, extra_eur FROM regie_report.contract_transition_share WHERE contract = 'NETWERK' ORDER BY 1;
ROLLBACK TO s;
-- no capacity, too little, none in the end; what cannot be planned
DELETE FROM regie.capacity WHERE resource = 'BEHEER';
SELECT DISTINCT level_note, leveled_start FROM regie_report.roadmap_level;
SELECT load_state, capacity, shortage, capacity_parties FROM regie_report.resource_load WHERE resource = 'BEHEER' ORDER BY load_from LIMIT 1;
ROLLBACK TO s;
UPDATE regie.capacity SET valid = '[2026-09-01,2027-06-01)' WHERE resource = 'ARCHITECT' AND party = 'DDV';
SELECT level_note, leveled_finish, planned_finish FROM regie_report.roadmap_programme;
ROLLBACK TO s;
UPDATE regie.roadmap_demand SET amount = 2 WHERE item = 'DD05';
UPDATE regie.roadmap_demand SET amount = 3 WHERE item = 'DD06';
SELECT DISTINCT level_note FROM regie_report.roadmap_level;
ROLLBACK TO s;
INSERT INTO regie.roadmap_dependency (programme, item, predecessor) VALUES ('REGIE', 'DD01', 'DD07');
SELECT is_acyclic, planned_finish, p80_finish, leveled_finish, chance_plan, level_note FROM regie_report.roadmap_programme;
SELECT count(*) AS steps, count(planned_finish) AS planned, count(p80_finish) AS risk, min(risk_note) AS note FROM regie_report.roadmap_risk;
SELECT count(*) AS links, count(link_float) AS floats, count(is_before_finish) AS before FROM regie_report.roadmap_link;
SELECT dependencies, waiting_days, least_float FROM regie_report.roadmap_wait ORDER BY 1;
SELECT (SELECT count(*) FROM regie_report.shared_step) AS shared, (SELECT count(*) FROM regie_report.resource_load) AS load, (SELECT count(*) FROM regie_report.late_what_if) AS late;
SELECT DISTINCT plan_change FROM regie_report.roadmap_baseline_change ORDER BY 1;
SELECT DISTINCT plateau_verdict FROM regie_report.roadmap_plateau;
SELECT transition, decision_verdict, gap_days FROM regie_report.contract_transition WHERE contract IN ('HOSTING', 'ZAAK') ORDER BY contract;
ROLLBACK TO s;
-- a date that breaks a link
UPDATE regie.roadmap_item SET constraint_kind = 'MSO', constraint_date = '2027-05-03' WHERE code = 'DD06';
SELECT predecessor, link_float, is_broken, is_before_finish FROM regie_report.roadmap_link WHERE item = 'DD06' ORDER BY 1;
ROLLBACK TO s;
-- variants and other windows
SELECT subject, string_agg(item, ' ' ORDER BY item COLLATE "C") AS items FROM regie.shared_steps(0) GROUP BY 1, group_no ORDER BY 1, 2;
SELECT max(group_no) AS groups, count(*) AS steps FROM regie.shared_steps(10000);
SELECT change, count(*) FROM regie.plan_difference('REGIE', NULL, 'REGIE', 'VASTGESTELD') GROUP BY 1 ORDER BY 1;
SELECT count(*) FROM regie.plan_difference('REGIE', NULL, 'NONE');
-- extreme estimates: durations are then taken for sure
INSERT INTO regie.programme (code, name, start_on) VALUES ('WIDE', 'Wide', '2026-01-05');
INSERT INTO regie.roadmap_item (programme, code, party, duration, title, optimistic, pessimistic)
SELECT 'WIDE', 'S' || i, 'DDV', 1, 'x', 0, 2600 FROM generate_series(1, 150) i;
INSERT INTO regie.roadmap_dependency (programme, item, predecessor) SELECT 'WIDE', 'S' || i, 'S' || i - 1 FROM generate_series(2, 150) i;
SELECT risk_note, count(*), max(p95_finish) FROM regie_report.roadmap_risk WHERE programme = 'WIDE' GROUP BY 1;
SELECT p95_finish, chance_plan FROM regie_report.roadmap_programme WHERE programme = 'WIDE';
ROLLBACK;
