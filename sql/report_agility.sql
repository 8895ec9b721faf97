SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- What a year costs, by contract and service.
SELECT contract, service, status, free_on, yearly
FROM regie.contract_spend ORDER BY contract COLLATE "C", service COLLATE "C";

-- What can be ended: within 6 months HOSTING 492,000 (free on 2027-04-01), VEILIG 90,000 (2026-12-23) and DATA 25,000
-- (2027-01-01); within 12 also ZAAK 205,000 (2027-07-01) and WERKPLEK 102,000 (2027-08-01); within 24 also NETWERK 100,000
-- (2028-01-01); CATALOGUS 60,000 is bound up to 2029-01-15.
SELECT agility_id, horizon_months, horizon_on, contracts, endable_contracts, yearly_eur, endable_eur, bound_eur, share, upcoming_eur
FROM regie_report.agility WHERE scope = 'all' ORDER BY horizon_months;
SELECT scope, scope_code, scope_name, contracts, endable_contracts, yearly_eur, endable_eur, share, upcoming_eur
FROM regie_report.agility WHERE horizon_months = 6 ORDER BY agility_id;

-- What binds to whom.  HAZEL: 251 and 1712 days from today, weighted 102 to 96, by 30.436875 days.
SELECT supplier, contracts, yearly_eur, upcoming_eur, commitment_eur, bound_until, bound_months, last_notice_day,
       renewing_contracts, share_renewing, users
FROM regie_report.supplier_lock_in ORDER BY commitment_eur DESC;

-- On whom one depends: 492, 205, 102, 100, 90, 60, 25 of 1,074; squared 316,818 of 1,153,476.
SELECT place, supplier, yearly_eur, share, share_cumulative, suppliers, hhi, equal_suppliers, only_supplier_label
FROM regie_report.supplier_concentration WHERE scope = 'all' ORDER BY place;
-- VEILIG: 90 and 12 of 102; squared 8,244 of 10,404.
SELECT scope_code, place, supplier, yearly_eur, share, share_cumulative, suppliers, hhi, equal_suppliers, is_only_supplier
FROM regie_report.supplier_concentration WHERE scope = 'service' ORDER BY scope_code COLLATE "C", place;

-- What comes next.  HOSTING is paid up to 2028-03-31 although it can be missed from 2027-08-21 on: 7 months and 11 of 31 days
-- at 40,000 and at 1,000.  ZAAK: 30 of 365 days at 205,000.
SELECT contract, succession, runs_until, end_basis, decide_by, successor, successor_from, item, planned_finish
FROM regie_report.contract_succession ORDER BY contract COLLATE "C";
SELECT contract, gap_days, overlap_days, overlap_eur, yearly_eur, customer, successor_supplier
FROM regie_report.contract_succession WHERE gap_days IS NOT NULL ORDER BY contract COLLATE "C";

-- The same in Dutch.
SELECT doorsnede, doorsnede_code, horizon_maanden, jaarbedrag_eur, vrij_te_maken_eur, gebonden_eur, aandeel_vrij
FROM regie_rapport.wendbaarheid WHERE doorsnede IN ('totaal', 'opdrachtgever') ORDER BY wendbaarheid_id;
SELECT leverancier, aantal_contracten, verplichting_eur, gebonden_maanden, uiterste_beslisdag, aantal_afnemers
FROM regie_rapport.leveranciersbinding ORDER BY verplichting_eur DESC;
SELECT doorsnede, rang, leverancier, aandeel, aandeel_opgeteld, hhi
FROM regie_rapport.leveranciersconcentratie WHERE doorsnede = 'totaal' ORDER BY rang;
SELECT contract, opvolging, loopt_tot_en_met_datum, einde_grond, beslissen_uiterlijk_datum, opvolger, stap
FROM regie_rapport.contractopvolging ORDER BY contract COLLATE "C";

SAVEPOINT before;
-- What if: the migration of hosting is done three weeks before the end of March.  Then notice by 31 December will do, and
-- 22 days are paid twice: 22 of 31 days at 40,000 and at 1,000.
UPDATE regie.roadmap_item SET constraint_kind = 'MFO', constraint_date = '2027-03-09' WHERE code = 'DD06';
SELECT contract, succession, runs_until, decide_by, planned_finish, overlap_days, overlap_eur
FROM regie_report.contract_succession WHERE contract = 'HOSTING';
ROLLBACK TO before;

-- Rows at the edges: what costs nothing, gives money back, has no price, no end, no days.
INSERT INTO regie.party (code, kind, name) VALUES ('NUL', 'supplier', 'Nothing'), ('MIN', 'supplier', 'Credit');
INSERT INTO regie.service (code, name) VALUES ('X1', 'One'), ('X2', 'Two'), ('X3', 'Three'), ('X4', 'Four'), ('X5', 'Five');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, max_renewals, notice, ended_on) VALUES
    ('ZERO', 'costs nothing', 'GM0848', 'NUL', '2025-01-01', 'P5Y', 'none', NULL, NULL, NULL, NULL),
    ('UNIT', 'per unit only', 'GM0848', 'NUL', '2025-01-01', NULL, 'evergreen', NULL, NULL, NULL, NULL),
    ('BARE', 'no price', 'GM0848', 'NUL', '2025-01-01', 'P100Y', 'tacit', 'P50Y', NULL, 'P50Y', NULL),
    ('PAST', 'prices that hold no more', 'GM0848', 'NUL', '2025-01-01', 'P2Y', 'none', NULL, NULL, NULL, NULL),
    ('CREDIT', 'gives money back', 'GM0848', 'MIN', '2025-01-01', 'P5Y', 'none', NULL, NULL, NULL, NULL),
    ('NEVER', 'never ran', 'GM0848', 'MIN', '2027-01-01', 'P5Y', 'none', NULL, NULL, NULL, '2027-01-01');
INSERT INTO regie.contract_line (contract, line, service, amount, per, unit, valid) VALUES
    ('ZERO', 1, 'X1', 0, 'year', NULL, '[1900-01-01,)'), ('ZERO', 2, 'X1', 5000, 'once', NULL, '[1900-01-01,)'),
    ('UNIT', 1, 'X2', 12, 'unit', 'licence', '[1900-01-01,)'), ('PAST', 1, 'X3', 900, 'year', NULL, '[2025-01-01,2026-01-01)'),
    ('CREDIT', 1, 'X4', -100, 'quarter', NULL, '[1900-01-01,)'), ('CREDIT', 2, 'X1', 100, 'year', NULL, '[1900-01-01,)'),
    ('NEVER', 1, 'X1', 100, 'year', NULL, '[1900-01-01,)');
-- UNIT can be ended any day, PAST on 2027-01-01; CREDIT, -300 a year in all, is bound up to 2030.
SELECT scope, scope_code, horizon_months, contracts, endable_contracts, yearly_eur, endable_eur, bound_eur, share
FROM regie_report.agility WHERE scope_code IN ('GM0848', 'NUL', 'MIN', 'X1', 'X2', 'X3', 'X4') AND horizon_months = 12
ORDER BY agility_id;
SELECT supplier, contracts, yearly_eur, commitment_eur, bound_until, bound_months, last_notice_day, share_renewing, users
FROM regie_report.supplier_lock_in WHERE supplier IN ('NUL', 'MIN') ORDER BY supplier COLLATE "C";
-- X1: one supplier charges nothing, the other all; X2 and X4 have no spend to share.
SELECT scope_code, place, supplier, yearly_eur, share, share_cumulative, suppliers, hhi, equal_suppliers
FROM regie_report.supplier_concentration WHERE scope_code LIKE 'X%' OR supplier IN ('NUL', 'MIN')
ORDER BY scope_code COLLATE "C", place;
SELECT contract, succession, runs_until, end_basis, decide_by, yearly_eur
FROM regie_report.contract_succession WHERE customer = 'GM0848' ORDER BY contract COLLATE "C";
ROLLBACK TO before;

-- Succession, case by case.  All for Nuenen.
INSERT INTO regie.party (code, kind, name) VALUES ('FIR', 'supplier', 'Fir'), ('YEW', 'supplier', 'Yew');
INSERT INTO regie.service (code, name) SELECT 'X' || n, 'x' FROM generate_series(1, 10) AS n;
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, max_renewals, notice, ended_on) VALUES
    ('GAP', 'ends two months early', 'GM0820', 'FIR', '2025-01-01', 'P2Y', 'none', NULL, NULL, NULL, NULL),
    ('GAP-NEXT', 'begins two months late', 'GM0820', 'YEW', '2027-03-01', 'P4Y', 'none', NULL, NULL, NULL, NULL),
    ('TWICE', 'ends two months late', 'GM0820', 'FIR', '2024-07-01', 'P3Y', 'none', NULL, NULL, NULL, NULL),
    ('TWICE-NEXT', 'begins two months early', 'GM0820', 'YEW', '2027-05-01', 'P4Y', 'none', NULL, NULL, NULL, NULL),
    ('BESIDE', 'ends beside an older one', 'GM0820', 'FIR', '2025-01-01', 'P3Y', 'none', NULL, NULL, NULL, NULL),
    ('BESIDE-OLD', 'goes on', 'GM0820', 'YEW', '2023-01-01', NULL, 'evergreen', NULL, NULL, 'P1M', NULL),
    ('BOTH', 'two services', 'GM0820', 'FIR', '2025-01-01', 'P3Y', 'none', NULL, NULL, NULL, NULL),
    ('HALF', 'one of the two', 'GM0820', 'YEW', '2028-01-01', 'P3Y', 'none', NULL, NULL, NULL, NULL),
    ('ALONE', 'the next is for another customer', 'GM0820', 'FIR', '2025-01-01', 'P3Y', 'none', NULL, NULL, NULL, NULL),
    ('OTHERS', 'for another customer', 'GM1771', 'YEW', '2028-01-01', 'P3Y', 'none', NULL, NULL, NULL, NULL),
    ('LOOSE', 'any day', 'GM0820', 'FIR', '2024-01-01', NULL, 'evergreen', NULL, NULL, 'P1M', NULL),
    ('CIRCLE', 'the plan goes round', 'GM0820', 'FIR', '2024-01-01', NULL, 'evergreen', NULL, NULL, 'P1M', NULL),
    ('LATE', 'the step is late', 'GM0820', 'FIR', '2025-01-01', 'P3Y', 'none', NULL, NULL, NULL, NULL),
    ('DAYS', 'the months shift', 'GM0820', 'FIR', '2024-01-01', NULL, 'evergreen', NULL, NULL, 'P1M15D', NULL),
    ('GONE', 'the next one never begins', 'GM0820', 'FIR', '2025-01-01', 'P2Y', 'none', NULL, NULL, NULL, NULL),
    ('GHOST', 'replaced before it begins', 'GM0820', 'YEW', '2027-06-01', NULL, 'evergreen', NULL, NULL, NULL, NULL);
INSERT INTO regie.contract_line (contract, line, service, amount, per) VALUES
    ('GAP', 1, 'X1', 1200, 'year'), ('GAP-NEXT', 1, 'X1', 1200, 'year'),
    ('TWICE', 1, 'X2', 1200, 'month'), ('TWICE', 2, 'X2', 99, 'once'), ('TWICE-NEXT', 1, 'X1', 1, 'year'), ('TWICE-NEXT', 2, 'X2', 1, 'year'),
    ('BESIDE', 1, 'X3', 1, 'year'), ('BESIDE-OLD', 1, 'X3', 1, 'year'),
    ('BOTH', 1, 'X4', 1, 'year'), ('BOTH', 2, 'X5', 1, 'year'), ('HALF', 1, 'X4', 1, 'year'),
    ('ALONE', 1, 'X6', 1, 'year'), ('OTHERS', 1, 'X6', 1, 'year'),
    ('LOOSE', 1, 'X7', 1, 'year'), ('CIRCLE', 1, 'X8', 1, 'year'), ('LATE', 1, 'X9', 1, 'year'), ('DAYS', 1, 'X7', 1, 'year'),
    ('GONE', 1, 'X10', 1, 'year'), ('GHOST', 1, 'X10', 1, 'year');
INSERT INTO regie.programme (code, name, start_on) VALUES ('A', 'a', '2026-11-23'), ('B', 'b', '2026-11-23');
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, contract, contract_link, constraint_kind, constraint_date) VALUES
    ('A', 'A1', 'GM0820', 'first half', 1, 'LOOSE', 'replaces', NULL, NULL),
    ('A', 'A2', 'GM0820', 'second half', 1, 'LOOSE', 'replaces', 'MFO', '2027-03-30'),
    ('A', 'A3', 'GM0820', 'late', 1, 'LATE', 'replaces', 'MFO', '2028-01-10'),
    ('A', 'A4', 'GM0820', 'days', 1, 'DAYS', 'replaces', 'MFO', '2027-09-30'),
    ('A', 'A5', 'GM0820', 'ghost', 1, 'GHOST', 'replaces', 'MFO', '2027-01-29'),
    ('B', 'B1', 'GM0820', 'waits', 1, 'CIRCLE', 'replaces', NULL, NULL),
    ('B', 'B2', 'GM0820', 'waits', 1, NULL, NULL, NULL, NULL);
INSERT INTO regie.roadmap_dependency (programme, item, predecessor) VALUES ('B', 'B1', 'B2'), ('B', 'B2', 'B1');
-- GAP: January and February.  TWICE: May and June at 1,200.  LATE: 1 to 10 January.  LOOSE ends on 30 March: notice of a month
-- on 28 February frees on 28 March, on 1 March only on 1 April.  DAYS ends on 30 September: notice on 16 August frees on
-- 1 October (16 September and 15 days), on 17 August on 2 October.
-- GHOST can be ended before its first day, so it follows nothing.
SELECT contract, succession, runs_until, end_basis, decide_by, successor, item, planned_finish, gap_days, overlap_days, overlap_eur
FROM regie_report.contract_succession WHERE customer = 'GM0820' ORDER BY contract COLLATE "C";
-- A contract of another customer counts where one is among its users.
INSERT INTO regie.contract_use (contract, party) VALUES ('OTHERS', 'GM0820');
SELECT contract, succession, successor, gap_days FROM regie_report.contract_succession WHERE contract = 'ALONE';
UPDATE regie.contract_use SET valid = '[1900-01-01,2028-01-01)' WHERE contract = 'OTHERS';
SELECT contract, succession, successor, gap_days FROM regie_report.contract_succession WHERE contract = 'ALONE';
-- What one no longer gets needs no successor.
UPDATE regie.contract_line SET valid = '[1900-01-01,2026-11-23)' WHERE contract = 'BOTH' AND service = 'X5';
SELECT contract, succession, successor, gap_days FROM regie_report.contract_succession WHERE contract = 'BOTH';
-- While both run, only the days to come count: from 23 May on, 39 days.
SET LOCAL regie.today = '2027-05-23';
SELECT contract, succession, overlap_days, overlap_eur FROM regie_report.contract_succession WHERE contract = 'TWICE';
ROLLBACK TO before;
SET LOCAL regie.today = '2026-11-23';

-- One that renews by silence ends where the next one takes over, and not before notice can end it: WERKPLEK by 30 April.
SET LOCAL regie.today = '2027-05-01';
SELECT contract, succession, runs_until, end_basis, decide_by, successor, overlap_days, overlap_eur
FROM regie_report.contract_succession WHERE contract = 'WERKPLEK';
SET LOCAL regie.today = '2026-11-23';
ROLLBACK;

-- An empty model: no rows, no errors.
SELECT (SELECT count(*) FROM regie_report.agility) + (SELECT count(*) FROM regie_report.supplier_lock_in)
     + (SELECT count(*) FROM regie_report.supplier_concentration) + (SELECT count(*) FROM regie_report.contract_succession) AS rows;
