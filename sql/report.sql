SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- Who bears which part of the published budget of 2020, and why exactly that amount.
SELECT participant, cost_key, driver_value::int AS value, share, exact_eur, rounding_eur, amount_eur
FROM regie_report.cost_share WHERE cost = '2020-DIENST' ORDER BY participant COLLATE "C";
SELECT DISTINCT year, period_from, period_until, cost_total_eur, driver, driver_total, key_set_on, payer_name, payee_name, service_name
FROM regie_report.cost_share WHERE cost = '2020-DIENST';

-- A cost by each way that a key is found, and those that reach nobody.
SELECT cost, basis, cost_key, participant, amount_eur, payer, payee
FROM regie_report.cost_share WHERE year = 2026 AND kind = 'budget' ORDER BY cost COLLATE "C", participant COLLATE "C";

-- Parts of a cent are shared too.
SELECT participant, share, exact_eur, rounding_eur, amount_eur, cost_total_eur
FROM regie_report.cost_share WHERE cost = '2026-10-CLOUD' ORDER BY participant COLLATE "C";

-- Who pays whom: the participants, and for them the cooperation.
SELECT flow, payer, payee, amount_eur, payer_name
FROM regie_report.cost_payment WHERE year = 2026 AND kind = 'budget' ORDER BY flow COLLATE "C", payer COLLATE "C", payee COLLATE "C";
-- Both flows of the cooperation are equal, in every year and of every kind.
SELECT year, kind, sum(amount_eur) FILTER (WHERE flow = 'contribution') AS contributions,
       sum(amount_eur) FILTER (WHERE flow = 'payment' AND payer = 'DDV') AS payments
FROM regie_report.cost_payment GROUP BY year, kind ORDER BY year, kind COLLATE "C";

-- Advance and settlement.
SELECT participant, advance_eur, actual_eur, settlement_eur
FROM regie_report.cost_settlement WHERE year = 2025 ORDER BY participant COLLATE "C";

-- What does not add up, or was settled too late.
SELECT finding, cost, service, cost_key, participant, amount_eur
FROM regie_report.cost_finding ORDER BY finding COLLATE "C", cost COLLATE "C", participant COLLATE "C";

-- Which contract must be decided on, by which day, and what silence does.
SELECT contract, status, last_notice_day, days_left, if_silent, bound_until, maximum_until, commitment_eur
FROM regie_report.contract_deadline ORDER BY status_order, last_notice_day, contract COLLATE "C";
SELECT contract, supplier, period_until, yearly_eur, users, steps, term
FROM regie_report.contract_deadline ORDER BY contract COLLATE "C";

-- Every step of every roadmap.
SELECT item, duration AS days, early_start, early_finish, total_float AS float, critical_label AS critical,
       driver, deadline
FROM regie_report.roadmap_step ORDER BY party COLLATE "C", item COLLATE "C";
SELECT item, late_start, late_finish, free_float AS free, independent_float AS own, driving_label AS driving, breach
FROM regie_report.roadmap_step ORDER BY party COLLATE "C", item COLLATE "C";

-- Which step is too late for its contract, and what that costs.
SELECT contract, item, contract_link AS link, verdict, required_by, planned_finish, days_late, if_silent, extra_until, extra_eur
FROM regie_report.contract_risk ORDER BY contract COLLATE "C", item COLLATE "C";
SELECT contract, item, participant, extra_eur
FROM regie_report.contract_risk_share ORDER BY item COLLATE "C", participant COLLATE "C";
-- Steps that should begin before a contract's last notice day, and do not.
SELECT contract, item, last_notice_day, planned_start, start_verdict, is_start_late
FROM regie_report.contract_risk ORDER BY contract COLLATE "C", item COLLATE "C";
SELECT contract, stap, uiterste_beslisdag, gepland_begin_datum, begin_oordeel
FROM regie_rapport.contractrisico WHERE is_begin_te_laat ORDER BY contract COLLATE "C", stap COLLATE "C";

-- What if: Nuenen gives its opinion three weeks sooner.  Then the contract is not renewed by silence.
SAVEPOINT before;
UPDATE regie.roadmap_item SET duration = 20 WHERE code = 'NU02';
SELECT item, verdict, planned_finish, days_late, extra_eur FROM regie_report.contract_risk WHERE contract = 'HOSTING' ORDER BY item COLLATE "C";
ROLLBACK TO before;
-- What if: the migration is only finished in 2028.  Notice by the end of 2027 still ends the contract on 31 March.
UPDATE regie.roadmap_item SET duration = 170 WHERE code = 'DD06';
SELECT item, verdict, planned_finish, days_late, extra_from, extra_until, extra_eur FROM regie_report.contract_risk WHERE item = 'DD06';
ROLLBACK TO before;
-- What if: the price goes up in the middle of the extra year: 6 x 40,000 + 6 x 42,000 + 12 x 1,000.
UPDATE regie.contract_line SET valid = '[1900-01-01,2027-10-01)' WHERE contract = 'HOSTING' AND line = 1;
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid) VALUES ('HOSTING', 1, 'HOSTING', 42000, 'month', '[2027-10-01,)');
SELECT item, extra_from, extra_until, extra_eur FROM regie_report.contract_risk WHERE item = 'DD03';
SELECT sum(extra_eur) FROM regie_report.contract_risk_share WHERE item = 'DD03';
ROLLBACK TO before;
-- What if: Nuenen adopts its ambitions three months late.
UPDATE regie.roadmap_item SET duration = duration + 63 WHERE code = 'NU01';
SELECT item, party, early_finish, total_float, breach FROM regie_report.roadmap_step
WHERE item IN ('NU01', 'DD08', 'DD11', 'GM04') ORDER BY item COLLATE "C";
SELECT item, verdict, required_by, planned_finish, days_late, if_silent, extra_eur FROM regie_report.contract_risk WHERE contract = 'ZAAK' ORDER BY item COLLATE "C";
ROLLBACK TO before;

-- As of another day: the last day to give notice, and the day after.
SET LOCAL regie.today = '2026-12-31';
SELECT status, last_notice_day, days_left, bound_until FROM regie_report.contract_deadline WHERE contract = 'HOSTING';
SET LOCAL regie.today = '2027-01-01';
SELECT status, last_notice_day, days_left, bound_until FROM regie_report.contract_deadline WHERE contract = 'HOSTING';
SET LOCAL regie.today = '2026-11-23';

-- The same in Dutch.
SELECT contract, status, uiterste_beslisdag, dagen_over, bij_stilzwijgen, gebonden_tot_en_met_datum, jaarbedrag_eur
FROM regie_rapport.contracttermijn ORDER BY status_volgorde, uiterste_beslisdag, contract COLLATE "C";
SELECT soort, stroom, betaler, ontvanger, bedrag_eur
FROM regie_rapport.betaling WHERE jaar = 2020 ORDER BY stroom COLLATE "C", betaler COLLATE "C";
SELECT bevinding, kostenregel, verdeelsleutel, deelnemer, bedrag_eur
FROM regie_rapport.kostenbevinding ORDER BY bevinding COLLATE "C", kostenregel COLLATE "C", deelnemer COLLATE "C";
SELECT stap, contract_rol, oordeel, nodig_op_datum, gepland_eind_datum, dagen_te_laat, bij_stilzwijgen, extra_eur
FROM regie_rapport.contractrisico ORDER BY stap COLLATE "C";

-- What a participant without a value and a stranger with one look like.
INSERT INTO regie.party (code, kind, name) VALUES ('GM0772', 'municipality', 'Eindhoven'), ('GM0794', 'municipality', 'Helmond');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('DDV', 'GM0772', '[2026-01-01,)');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('GELIJK', 'GM0794', '[2026-01-01,)', 1);
SELECT finding, cost, cost_key, participant, amount_eur
FROM regie_report.cost_finding WHERE service IN ('NETWERK', 'ZAAK') ORDER BY finding COLLATE "C", cost COLLATE "C", participant COLLATE "C";
ROLLBACK TO before;

-- A key whose values are all zero reaches nobody; one zero among others pays nothing.
UPDATE regie.cost_key_value SET value = 0 WHERE cost_key = 'GELIJK';
SELECT participant, basis, driver_total, amount_eur FROM regie_report.cost_share WHERE cost = '2026-NETWERK';
UPDATE regie.cost_key_value SET value = 1 WHERE cost_key = 'GELIJK' AND party <> 'GM0820';
SELECT participant, basis, share, amount_eur FROM regie_report.cost_share WHERE cost = '2026-NETWERK' ORDER BY participant COLLATE "C";
ROLLBACK TO before;

-- Steps that wait for each other in a circle: no dates, and the circle; other programmes are planned.
INSERT INTO regie.programme (code, name, start_on) VALUES ('ANDERS', 'Another programme', '2026-09-07');
INSERT INTO regie.roadmap_item (programme, code, party, title, duration) VALUES ('ANDERS', 'A1', 'DDV', 'Alone', 5);
INSERT INTO regie.roadmap_dependency (programme, item, predecessor) VALUES ('REGIE', 'DD01', 'DD03');
SELECT programme, item, early_start, is_breached, breach FROM regie_report.roadmap_step WHERE item IN ('A1', 'DD01', 'SB05') ORDER BY item COLLATE "C";
SELECT item, verdict, planned_finish, days_late, extra_eur FROM regie_report.contract_risk ORDER BY item COLLATE "C";
SELECT count(*) FROM regie_report.contract_risk_share;
ROLLBACK TO before;
ROLLBACK;

-- An empty model: no rows, no errors.
SELECT (SELECT count(*) FROM regie_report.cost_share) + (SELECT count(*) FROM regie_report.cost_payment)
     + (SELECT count(*) FROM regie_report.cost_settlement) + (SELECT count(*) FROM regie_report.cost_finding)
     + (SELECT count(*) FROM regie_report.contract_deadline) + (SELECT count(*) FROM regie_report.roadmap_step)
     + (SELECT count(*) FROM regie_report.contract_risk) + (SELECT count(*) FROM regie_report.contract_risk_share) AS rows;
