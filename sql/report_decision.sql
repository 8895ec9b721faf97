SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- What must be decided or done within the year, what is overdue first.
SELECT contract, decision_kind, due_on, days_left, workdays_left, last_workday, overdue_label AS overdue, act_by, coalesce(if_silent, consequence) AS if_silent
FROM regie_report.contract_decision WHERE days_left < 365 ORDER BY due_on, alert_key COLLATE "C";
-- Last days of contracts over the whole horizon, with their keys.
SELECT decision_kind, due_on, boundary, if_silent, options_before, act_by_name, alert_key
FROM regie_report.contract_decision WHERE obligation IS NULL ORDER BY due_on, alert_key COLLATE "C";
-- Who must hand over what, and how often.
SELECT act_by, contract, obligation, title, count(*), min(due_on), max(due_on)
FROM regie_report.contract_decision WHERE obligation IS NOT NULL
GROUP BY act_by, contract, obligation, title ORDER BY act_by COLLATE "C", contract COLLATE "C", obligation COLLATE "C";
-- The same in Dutch.
SELECT contract, agendapunt, uiterste_datum, werkdagen_over, laatste_werkdag, over_tijd, per_datum, coalesce(bij_stilzwijgen, gevolg) AS bij_stilzwijgen, actiehouder_naam
FROM regie_rapport.contractagenda WHERE dagen_over < 70 ORDER BY uiterste_datum, signaalsleutel COLLATE "C";

SAVEPOINT before;
-- What is done disappears, from the day on which it was done.
INSERT INTO regie.obligation_done (contract, obligation, due_on, done_on) VALUES
    ('CATALOGUS', 'BIJLAGEN', '2026-07-15', '2026-11-23'), ('HOSTING', 'EXITPLAN', '2026-11-02', '2026-11-24');
SELECT contract, obligation, due_on FROM regie_report.contract_decision WHERE is_overdue;
SET LOCAL regie.today = '2026-11-24';
SELECT contract, obligation, due_on FROM regie_report.contract_decision WHERE is_overdue;
-- The last day itself is in time; the day after, notice is about the next year, and an obligation is overdue.
SET LOCAL regie.today = '2026-11-30';
SELECT alert_key, days_left, is_overdue FROM regie_report.contract_decision WHERE obligation = 'INDEX' ORDER BY due_on LIMIT 1;
SET LOCAL regie.today = '2026-12-01';
SELECT alert_key, days_left, workdays_left, is_overdue FROM regie_report.contract_decision WHERE obligation = 'INDEX' ORDER BY due_on LIMIT 1;
SET LOCAL regie.today = '2026-12-31';
SELECT min(boundary) FROM regie_report.contract_decision WHERE contract = 'HOSTING' AND decision_kind = 'notice';
SET LOCAL regie.today = '2027-01-01';
SELECT min(boundary) FROM regie_report.contract_decision WHERE contract = 'HOSTING' AND decision_kind = 'notice';
-- The horizon: 24 months ahead is in it, a day more is not.
SET LOCAL regie.today = '2026-10-31';
SELECT max(due_on) FROM regie_report.contract_decision WHERE contract = 'NETWERK';
SET LOCAL regie.today = '2026-10-30';
SELECT max(due_on) FROM regie_report.contract_decision WHERE contract = 'NETWERK';
ROLLBACK TO before;

-- An option after the next one, on the assumption that the next one is lifted.
SET LOCAL regie.today = '2028-07-14';
SELECT due_on, boundary, options_before FROM regie_report.contract_decision WHERE contract = 'CATALOGUS' AND decision_kind = 'option' ORDER BY due_on;
-- Let go: nothing left to decide, and no review after the end.
SET LOCAL regie.today = '2028-07-15';
SELECT decision_kind, max(due_on) FROM regie_report.contract_decision WHERE contract = 'CATALOGUS' GROUP BY decision_kind ORDER BY decision_kind COLLATE "C";
-- Lifted in time: the contract runs on, and so do the reviews.
UPDATE regie.contract SET options_lifted = 1 WHERE code = 'CATALOGUS';
SELECT decision_kind, max(due_on) FROM regie_report.contract_decision WHERE contract = 'CATALOGUS' GROUP BY decision_kind ORDER BY decision_kind COLLATE "C";
ROLLBACK TO before;

-- Notice has been given: nothing to decide, and reports up to the end, but what is due once stays.
UPDATE regie.contract SET ended_on = '2027-01-01' WHERE code = 'NETWERK';
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on, every, last_due_on) VALUES
    ('NETWERK', 'APPARATUUR', 'other', 'Equipment returned', 'BIRCH', '2027-02-15', NULL, NULL),
    ('NETWERK', 'NAZORG', 'report', 'Aftercare report', 'BIRCH', '2027-01-31', 'P1M', '2027-03-31');
SELECT obligation, due_on FROM regie_report.contract_decision WHERE contract = 'NETWERK' ORDER BY due_on, obligation COLLATE "C";
ROLLBACK TO before;

-- A contract that never ran has no reports, one without end has them all; contracts that are over or evergreen do no harm.
UPDATE regie.contract SET ended_on = start_on WHERE code = 'NETWERK';
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on, every) VALUES
    ('VEILIG', 'TOETS', 'audit', 'Penetration test', 'OAK', '2026-12-01', 'P1Y'),
    ('VERTALEN', 'EINDE', 'evaluation', 'Evaluation', 'DDV', '2022-12-31', 'P1Y');
SELECT contract, obligation, due_on, days_left FROM regie_report.contract_decision
WHERE contract IN ('NETWERK', 'VEILIG', 'VERTALEN') ORDER BY due_on, obligation COLLATE "C";
ROLLBACK TO before;

-- Keys of alerts stay apart whatever the codes are, and do not hang on the session's settings.
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period) VALUES
    ('A', 'a', 'DDV', 'ELM', '2026-01-01', 'P1Y', 'tacit', 'P1Y'), ('A/obligation', 'b', 'DDV', 'ELM', '2026-01-01', 'P1Y', 'tacit', 'P1Y'),
    ('A%2Fobligation', 'c', 'DDV', 'ELM', '2026-01-01', 'P1Y', 'tacit', 'P1Y');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on) VALUES
    ('A', 'notice', 'other', 'x', 'ELM', '2027-01-01'), ('A', 'obligation/notice', 'other', 'x', 'ELM', '2027-01-01'),
    ('A/obligation', 'notice', 'other', 'x', 'ELM', '2027-01-01');
SET LOCAL datestyle = 'German';
SET LOCAL TimeZone = 'Pacific/Apia';
SELECT alert_key FROM regie_report.contract_decision WHERE contract ~ '^A' AND boundary IS DISTINCT FROM DATE '01.01.2028'
    AND boundary IS DISTINCT FROM DATE '01.01.2029' ORDER BY alert_key COLLATE "C";
SET LOCAL datestyle = ISO, YMD;
ROLLBACK TO before;

-- The agenda as a calendar: an event per row, in the words of who reads it.
SELECT n, line FROM regexp_split_to_table((
    SELECT regie.ics(array_agg(regie.ics_event(signaalsleutel || '@regie', uiterste_datum, agendapunt || ': ' || titel,
        concat_ws(E'\n', 'Contract ' || contract, 'Actiehouder: ' || actiehouder_naam, 'Bij stilzwijgen: ' || coalesce(bij_stilzwijgen, gevolg),
                  'Uiterlijk werkdag ' || laatste_werkdag), peildatum, 14) ORDER BY uiterste_datum, signaalsleutel), 'Contractagenda')
    FROM regie_rapport.contractagenda WHERE contract = 'ZAAK'), '\r\n') WITH ORDINALITY AS t (line, n) ORDER BY n;
SELECT length(regie.ics(array_agg(regie.ics_event(alert_key, due_on, title, NULL, as_of) ORDER BY due_on, alert_key), 'All')) > 5000 AS all_of_it
FROM regie_report.contract_decision;
ROLLBACK;

-- An empty model: no rows, no errors.
SELECT count(*) FROM regie_report.contract_decision;
