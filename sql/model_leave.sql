SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- KB 14-5-1985, AB 1985/424: the own contribution for five years, falling by 20 % a year, read in two ways.
SELECT year_no, pct, amount FROM regie.exit_sum(100000, ARRAY[100, 80, 60, 40, 20]);
SELECT sum(amount) FROM regie.exit_sum(100000, ARRAY[100, 80, 60, 40, 20]);
SELECT sum(amount) FROM regie.exit_sum(100000, ARRAY[80, 60, 40, 20, 0]);
-- 0.05 x 110.1 % is 0.055055, so 0.06: each by itself would give 0.02 + 0.02 + 0.02 + 0.01
SELECT year_no, pct, amount FROM regie.exit_sum(0.05, ARRAY[33.3, 33.3, 33.4, 10.1]);
SELECT year_no, amount FROM regie.exit_sum(-100.01, ARRAY[50, 50, 0]);
SELECT * FROM regie.exit_sum(0, ARRAY[100, 0]);
SELECT count(*) FROM regie.exit_sum(100, '{}');
SELECT count(*) FROM regie.exit_sum(NULL, ARRAY[100]);

-- All schedules of the departure in the example: 100 + 80 + 60 + 40 + 20 and 80 + 60 + 40 + 20 + 0 per cent of its
-- part of the budget of 2026; and what contracts leave behind.
SELECT exit_schedule, agreed_label, exit_basis, count(*) AS years, sum(exit_percent) AS pct, min(base_eur) AS smallest_base, sum(amount_eur) AS exit_sum_eur
FROM regie_report.exit_sum GROUP BY 1, 2, 3 ORDER BY 1;
SELECT contribution, year, kind FROM regie.departure_contribution('DDV', 'GM0820', '2028-01-01', '2026-11-23');
-- once 2026 is over its actual cost counts: one bill, of October
SELECT contribution, year, kind FROM regie.departure_contribution('DDV', 'GM0820', '2028-01-01', '2027-01-01');
SELECT contribution, year, kind FROM regie.departure_contribution('DDV', 'GM0820', '2020-01-01', '2026-11-23');

-- CATALOGUS is bound up to 14 January 2029, 60,000 a contract year in equal parts; WERKPLEK-2027 up to July 2031 and not
-- for GM0848, which does not use it.
SELECT contract, bound_year, bound_from, bound_to, participant, leaves_label, committed_eur, before_eur, after_eur, difference_eur
FROM regie_report.stranded_cost ORDER BY stranded_cost_id;
SELECT sum(difference_eur) FROM regie_report.stranded_cost;
-- the part of the leaver is what "loss of five years" asks
SELECT sum(before_eur) FROM regie_report.stranded_cost WHERE is_leaver;

SELECT service, participant, before_eur, after_eur, difference_eur
FROM regie_report.departure_effect ORDER BY departure_effect_id;
SELECT year, kind, leaver_name, sum(before_eur) AS before, sum(after_eur) AS after, sum(difference_eur) AS difference
FROM regie_report.departure_effect GROUP BY 1, 2, 3;

SELECT leaver, bound_year, contracts, stranded_eur, bound_to FROM regie_report.leave_what_if ORDER BY leave_what_if_id;

-- Joining: a fourth municipality with 10,000 inhabitants from 2027 on; what each saves of the budget of 2026, whose case
-- system is shared by inhabitants: 205,000 x 10,000 / 90,988 is 22,530.44, of which 39,997 of 80,988 for GM1771.
INSERT INTO regie.party (code, kind, name) VALUES ('GM9999', 'municipality', 'Joiner');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('DDV', 'GM9999', '[2027-01-01,)');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('INWONERS', 'GM9999', '[2027-01-01,)', 10000);
SELECT service, participant, with_party, without_party, difference
FROM regie.participation_effect('DDV', 'GM9999', '2027-01-01', 2026, 'budget')
WHERE service = 'ZAAK' ORDER BY participant COLLATE "C";

-- A contract of which nobody else bears anything: the cooperation is left with it.
DELETE FROM regie.contract_use WHERE contract = 'WERKPLEK-2027' AND party <> 'GM0820';
SELECT contract, year, participant, leaves, before, after, difference
FROM regie.stranded_cost('DDV', 'GM0820', '2031-01-01', '2026-11-23') ORDER BY year, leaves DESC;
-- nothing is bound any more, and a party that bears nothing
SELECT count(*) FROM regie.stranded_cost('DDV', 'GM0820', '2090-01-01', '2026-11-23');
SELECT count(*) FROM regie.stranded_cost('DDV', 'CEDAR', '2027-01-01', '2026-11-23');
SELECT count(*) FROM regie.stranded_cost(NULL, 'GM0820', '2027-01-01', '2026-11-23');

-- In Dutch.
SELECT uittreedregeling_naam, uittreedregeling, afgesproken_label, uittreedgrondslag, jaar_nr, bedrag_eur
FROM regie_rapport.uittreedsom WHERE jaar_nr = 1 ORDER BY uittreedsom_id;
SELECT uittreder_naam, contract, gebonden_jaar, deelnemer_naam, vertrekt_label, verschil_eur
FROM regie_rapport.achterblijvende_kosten ORDER BY achterblijvende_kosten_id LIMIT 3;
ROLLBACK;
