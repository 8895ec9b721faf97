SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
\pset format unaligned
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- The runs.
SELECT run, kind, year, run_status, is_in_force, amount_eur, vat_eur, total_eur, unallocated_eur, costs, participants, run_method, made_on, closed_on
FROM regie_report.run_overview ORDER BY run_id;

-- What each has to pay. A settlement: actual less advance, 110,018.82 - 92,113.48 = 17,905.34.
SELECT run, participant, amount_eur, vat_eur, total_eur, actual_eur, advance_eur, share, costs FROM regie_report.bill
ORDER BY run COLLATE "C", participant COLLATE "C";

-- And why, in a sentence per line.
SELECT cost, participant, amount_eur, explanation FROM regie_report.bill_line WHERE run = 'AFREKENING-2025' AND participant = 'GM0820' ORDER BY cost COLLATE "C";
SELECT cost, participant, ways, amount_eur, explanation FROM regie_report.bill_line WHERE run = 'BEGROTING-2026' ORDER BY cost COLLATE "C", participant COLLATE "C";

-- Part by part: 480,000 euro of hosting. It serves 900 workplaces and, as much as 300 of them, the case system; the network,
-- which it serves as well, came before it: so 900 of 1,200 go to the participants, and 300 by way of the case system.
SELECT cost, service, via_service, participant, basis, cost_key, driver_value::numeric(12,0) AS value, driver_total::numeric(12,0) AS total, share, exact_eur, rounding_eur, amount_eur
FROM regie_report.bill_trace WHERE cost = '2026-HOSTING' ORDER BY via_service COLLATE "C", participant COLLATE "C";
SELECT via_service, amount_eur, explanation FROM regie_report.bill_trace WHERE cost = '2026-HOSTING' AND participant = 'GM0820' ORDER BY via_service COLLATE "C";

-- Sums, from the parts to the lines, to the bills, to the run: nothing differs.
SELECT l.* FROM regie_report.bill_line AS l
JOIN (SELECT run, cost, participant, sum(amount_eur) AS amount, sum(vat_eur) AS vat, count(*) AS ways FROM regie_report.bill_trace GROUP BY run, cost, participant) AS t
	ON t.run = l.run AND t.cost = l.cost AND t.participant IS NOT DISTINCT FROM l.participant
WHERE (l.amount_eur, l.vat_eur, l.ways) <> (t.amount, t.vat, t.ways);
SELECT b.* FROM regie_report.bill AS b
JOIN (SELECT run, participant, sum(amount_eur) AS amount, sum(total_eur) AS total FROM regie_report.bill_line GROUP BY run, participant) AS l
	ON l.run = b.run AND l.participant IS NOT DISTINCT FROM b.participant
WHERE (b.amount_eur, b.total_eur) <> (l.amount, l.total);
SELECT r.run FROM regie_report.run_overview AS r
JOIN (SELECT run, sum(amount_eur) AS amount, sum(vat_eur) AS vat FROM regie_report.bill GROUP BY run) AS b USING (run)
WHERE (r.amount_eur, r.vat_eur) <> (b.amount, b.vat);

-- From the advance to the actual cost, and why.
SELECT run, run_before, comparison, participant, service, amount_before_eur AS before, amount_eur AS amount, difference_eur AS difference,
	by_amount_eur AS by_amount, by_key_eur AS by_key, by_driver_eur AS by_driver, by_rounding_eur AS by_rounding
FROM regie_report.run_comparison ORDER BY run_comparison_id;

-- The same in Dutch.
SELECT deelnemer, bedrag_eur, btw_eur, totaal_eur, werkelijk_eur, voorschot_eur, soort, verrekening_status FROM regie_rapport.rekening
WHERE verrekening = 'AFREKENING-2025' ORDER BY deelnemer COLLATE "C";
SELECT kostenregel, deelnemer, toelichting FROM regie_rapport.rekening_regel
WHERE verrekening = 'AFREKENING-2025' AND deelnemer = 'GM0820' OR verrekening = 'BEGROTING-2026' AND coalesce(deelnemer, 'GM0820') = 'GM0820'
ORDER BY kostenregel COLLATE "C";
SELECT via_dienst, grondslag, toelichting FROM regie_rapport.rekening_spoor WHERE kostenregel = '2026-HOSTING' AND deelnemer = 'GM0820' ORDER BY via_dienst COLLATE "C";
SELECT verrekening, soort, verrekening_status, geldend, methode, bedrag_eur, niet_verdeeld_eur FROM regie_rapport.verrekening ORDER BY verrekening_id;
SELECT verrekening, soort, soort_ervoor, vergelijking, sum(verschil_eur) AS verschil FROM regie_rapport.verrekening_vergelijking GROUP BY 1, 2, 3, 4;

-- Sentences of other kinds: all at once, a collar, a mixed key, a key of the cost alone, a payer that keeps its own cost, services that only serve each other.
SAVEPOINT before;
UPDATE regie.cost SET cost_key = 'GEMENGD' WHERE code = '2026-ZAAK';
INSERT INTO regie.service (code, name) VALUES ('A', 'Archive'), ('B', 'Backup');
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('A', 'B', '[2020-01-01,)', 1), ('B', 'A', '[2020-01-01,)', 1);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('2026-A', '[2026-01-01,2027-01-01)', 'budget', 'DDV', 'ELM', 'A', 100);
SELECT count(*) FROM regie.make_run('R', 'DDV', 'budget', '[2026-01-01,2027-01-01)', 'reciprocal');
SELECT cost, amount_eur, explanation FROM regie_report.bill_line
WHERE run = 'R' AND cost IN ('2026-HOSTING', '2026-ZAAK', '2026-A', '2026-VEILIG-P') AND coalesce(participant, 'GM0848') = 'GM0848' ORDER BY cost COLLATE "C";
SELECT kostenregel, toelichting FROM regie_rapport.rekening_regel
WHERE verrekening = 'R' AND kostenregel IN ('2026-HOSTING', '2026-ZAAK', '2026-A', '2026-VEILIG-P') AND coalesce(deelnemer, 'GM0848') = 'GM0848' ORDER BY kostenregel COLLATE "C";
SELECT basis, cost, amount_eur FROM regie_report.bill_trace WHERE run = 'R' AND participant IS NULL ORDER BY cost COLLATE "C";
-- a municipality that shares nothing, in whole euros
SELECT count(*) FROM regie.make_run('EIGEN', 'GM1771', 'budget', '[2026-01-01,2027-01-01)', scale => 0);
SELECT explanation FROM regie_report.bill_line WHERE run = 'EIGEN';
SELECT toelichting FROM regie_rapport.rekening_regel WHERE verrekening = 'EIGEN';
ROLLBACK TO before;
-- the collar: the year after may be at most 5 % more or less
INSERT INTO regie.cost (code, period, kind, payer, payee, service, contract, amount, cost_key) VALUES
	('N-2026', '[2026-01-01,2027-01-01)', 'actual', 'DDV', 'BIRCH', 'NETWERK', 'NETWERK', 90000, 'GELIJK'),
	('N-2027', '[2027-01-01,2028-01-01)', 'actual', 'DDV', 'BIRCH', 'NETWERK', 'NETWERK', 90000, 'INWONERS');
DELETE FROM regie.cost WHERE code = '2026-10-CLOUD';
SELECT count(*) FROM regie.make_run('W26', 'DDV', 'actual', '[2026-01-01,2027-01-01)');
SELECT * FROM regie.close_run('W26');
SELECT count(*) FROM regie.make_run('W27', 'DDV', 'actual', '[2027-01-01,2028-01-01)');
SELECT participant, amount_eur, collar_eur FROM regie_report.bill WHERE run = 'W27' ORDER BY participant COLLATE "C";
SELECT participant, explanation FROM regie_report.bill_line WHERE run = 'W27' AND cost IS NULL ORDER BY participant COLLATE "C";
SELECT deelnemer, toelichting FROM regie_rapport.rekening_regel WHERE verrekening = 'W27' AND kostenregel IS NULL ORDER BY deelnemer COLLATE "C";
SELECT run, run_before, comparison, participant, service, difference_eur, by_amount_eur AS by_amount, by_key_eur AS by_key, by_collar_eur AS by_collar, by_rounding_eur AS by_rounding
FROM regie_report.run_comparison WHERE run = 'W27' ORDER BY run_comparison_id;
-- a correction
SELECT count(*) FROM regie.make_run('W26-C', 'DDV', 'actual', '[2026-01-01,2027-01-01)', corrects => 'W26');
SELECT run, corrects, corrected_by, in_force_label FROM regie_report.run_overview WHERE run ~ 'W26' ORDER BY run_id;
SELECT count(*) AS rows, sum(abs(difference_eur)) AS changed FROM regie_report.run_comparison WHERE comparison = 'correction';
ROLLBACK TO before;
-- sources that are gone: the run outlives them
DELETE FROM regie.cost WHERE payee = 'CEDAR' AND kind = 'actual';
UPDATE regie.cost_key_value SET value = value + 1 WHERE cost_key = 'INWONERS';
SELECT explanation FROM regie_report.bill_line WHERE run = 'WERKELIJK-2025' AND cost = '2025-ZAAK-N' AND participant = 'GM0820';
ROLLBACK TO before;

-- Numbers and words.
SELECT regie.number_text('en', 59550.2667, 2, 4), regie.number_text('nl', 59550.2667, 2, 4), regie.number_text('nl', 80988, 0, 6),
	regie.number_text('en', -1234567.5), regie.number_text('nl', 0.000001, 0, 6), regie.number_text('nl', -0.004), regie.number_text('en', 0), regie.number_text('en', NULL),
	regie.number_text('fr', 1e30), regie.number_text('nl', 1000000.10, 0, 2);
SELECT regie.driver_text('nl', 'inhabitants'), regie.driver_text('en', ' Inwoners '), regie.driver_text('nl', 'share'), regie.driver_text('en', 'share'),
	regie.driver_text('nl', 'printers'), regie.driver_text('nl', NULL);
SELECT regie.bill_way('en', 'rule', NULL, 'INWONERS', 'inhabitants', 23526, 80988, 23526 / 80988.0, false);
SELECT regie.bill_way('nl', 'rule', 'Servicedesk', 'M', 'calls', 300, 1000, 0.12345678, false);
SELECT regie.bill_way('nl', 'no key values', NULL, 'M', NULL, NULL, NULL, NULL, false), regie.bill_way('en', 'no users', NULL, NULL, NULL, NULL, NULL, NULL, false);
SELECT regie.bill_text('en', 1, 205000, 'Case system', 'Cedar', 'ZAAK', 'shared by inhabitants: 23,526 of 80,988', 59549.9264, 59549.93, 0);
SELECT regie.bill_text('nl', 1, 205000, 'zaaksysteem', 'Cedar', 'ZAAK', 'verdeeld naar inwoners: 23.526 van 80.988', 59549.9264, 59549.93, 12505.48);
-- a rounding that four decimals do not show; nothing known
SELECT regie.bill_text('en', 1, 0.01, 'Usage', NULL, NULL, 'shared by usage: 1 of 1', 0.0100000003, 0.01, 0);
SELECT regie.bill_text('en', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
SELECT regie.share_of(25, 200), regie.share_of(0, 200), regie.share_of(-1, 200), regie.share_of(201, 200), regie.share_of(1, 0), regie.share_of(NULL, 1);

-- Rows that nobody calculated do not make them fail.
INSERT INTO regie.allocation_run (code, cooperation, kind, period, key_on, made_on) VALUES ('X', 'DDV', 'actual', '[2299-01-01,2300-01-01)', '2026-01-01', 'infinity');
INSERT INTO regie.run_cost (run, number, cost, period, payee, service, amount, scale, booked) VALUES
	('X', 1, 'C', '(,)', 'ELM', 'gone', 1, 2, 1), ('X', 2, 'D', 'empty', 'ELM', 'gone', 1, 2, 2e10);
INSERT INTO regie.run_line (run, number, cost, via, participant, basis, cost_key, driver_value, driver_total, share, exact, rounding, amount) VALUES
	('X', 1, 'C', 'away', 'GM1771', 'rule', 'LOST', 1e50, 1e-50, 1e40, -999999999999999 + 0.000000000001, -0.000000000001, -999999999999999),
	('X', 2, 'no such cost', NULL, 'GM1771', 'own key', NULL, NULL, NULL, NULL, 0.5, 0.5, 1),
	('X', 3, 'D', 'gone', NULL, 'no users', NULL, NULL, NULL, 999.5, 0, 0, 0),
	('X', 4, NULL, NULL, 'GM1771', 'collar', NULL, NULL, NULL, NULL, 0, 0, 0);
SELECT participant, amount_eur, vat_eur, total_eur, collar_eur, share, costs, period_until FROM regie_report.bill WHERE run = 'X' ORDER BY bill_id;
SELECT cost, participant, amount_eur, explanation, cost_total_eur, period_from, period_until FROM regie_report.bill_line WHERE run = 'X' ORDER BY cost COLLATE "C";
SELECT cost, driver_value, driver_total, share, exact_eur, rounding_eur, amount_eur FROM regie_report.bill_trace WHERE run = 'X' ORDER BY cost COLLATE "C";
SELECT made_on, amount_eur, unallocated_eur, participants FROM regie_report.run_overview WHERE run = 'X';
ROLLBACK;
