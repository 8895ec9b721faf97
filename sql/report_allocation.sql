SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- Who pays whom for what in the end.
SELECT participant, payer, payee, service, amount_eur, route, share, share_of_participant AS of_participant, share_of_payee AS of_payee
FROM regie_report.payment_matrix WHERE year = 2026 AND kind = 'budget' ORDER BY payee COLLATE "C", service COLLATE "C", participant COLLATE "C";
-- It adds up both ways: to the contributions, and to the payments.
SELECT flow, payer, payee, amount_eur, m.amount FROM regie_report.cost_payment AS p
CROSS JOIN LATERAL (SELECT sum(x.amount_eur) AS amount FROM regie_report.payment_matrix AS x WHERE x.year = p.year AND x.kind = p.kind
	AND CASE p.flow WHEN 'payment' THEN x.payer = p.payer AND x.payee = p.payee
		ELSE x.participant IS NOT DISTINCT FROM p.payer AND x.payer = p.payee AND x.route <> 'direct' END) AS m
WHERE p.amount_eur IS DISTINCT FROM m.amount;
-- Usage in parts of a cent: 1,234.57 in all, as booked.
SELECT participant, amount_eur FROM regie_report.payment_matrix WHERE year = 2026 AND kind = 'actual' ORDER BY participant COLLATE "C";

-- What it comes to per inhabitant.
SELECT scope, service, participant, amount_eur, inhabitants, per_inhabitant_eur AS per_inhabitant, average_eur AS average, difference_eur AS difference, place, finding
FROM regie_report.cost_per_inhabitant WHERE year = 2026 AND kind = 'budget' ORDER BY scope COLLATE "C", service COLLATE "C", place, participant COLLATE "C";

-- What would each pay under another key.
SELECT service, cost_key, participant, amount_eur, current_eur, difference_eur, in_force_label AS in_force
FROM regie_report.key_comparison WHERE year = 2026 AND kind = 'budget' AND service IN ('NETWERK', 'VEILIG', 'DATA') ORDER BY key_comparison_id;
-- The published contributions of 2020 differ from the published total by 2 euro: shared by them, each pays a little less.
SELECT participant, amount_eur, current_eur, difference_eur FROM regie_report.key_comparison
WHERE year = 2020 AND cost_key = 'GEPUBLICEERD' ORDER BY participant COLLATE "C";

-- For the accounts.
SELECT year, party, flow, taakveld, cost_category, amount_eur, finding FROM regie_report.cost_iv3
WHERE kind = 'actual' OR year = 2026 ORDER BY year, kind COLLATE "C", flow COLLATE "C", party COLLATE "C", taakveld, cost_category;

-- Budget and actual.
SELECT service, contract, participant, amended_budget_eur AS budget, actual_eur AS actual, expected_eur AS expected, forecast_eur AS forecast,
	difference_eur AS difference, forecast_basis AS basis
FROM regie_report.budget_actual WHERE year = 2026 ORDER BY service COLLATE "C", contract COLLATE "C", participant COLLATE "C";
SELECT sum(advance_eur) AS advance, sum(actual_eur) AS actual, sum(forecast_eur) AS forecast, min(actual_until) AS until
FROM regie_report.budget_actual WHERE year = 2025;

-- The same in Dutch.
SELECT deelnemer, betaler, ontvanger, dienst, bedrag_eur, betaalweg, soort FROM regie_rapport.betaalmatrix WHERE dienst = 'DATA' ORDER BY deelnemer;
SELECT doorsnede, dienst, deelnemer, per_inwoner_eur, gemiddelde_eur, rang, bevinding FROM regie_rapport.kosten_per_inwoner
WHERE jaar = 2026 AND soort = 'begroting' AND coalesce(dienst, 'DATA') = 'DATA' ORDER BY doorsnede COLLATE "C", rang;
SELECT verdeelsleutel, deelnemer, bedrag_eur, huidig_eur, verschil_eur, geldend FROM regie_rapport.sleutelvergelijking
WHERE jaar = 2025 AND soort = 'werkelijk' AND dienst = 'WERKPLEK' ORDER BY sleutelvergelijking_id;
SELECT partij, stroom, taakveld, kostencategorie, bedrag_eur, bevinding FROM regie_rapport.kosten_iv3 WHERE jaar = 2023 ORDER BY stroom COLLATE "C", partij COLLATE "C";
SELECT dienst, deelnemer, begroting_eur, prognose_eur, prognose_grondslag FROM regie_rapport.begroting_realisatie
WHERE jaar = 2026 AND dienst IN ('DATA', 'VEILIG') ORDER BY dienst, prognose_grondslag, deelnemer;

-- What if.
SAVEPOINT before;
-- three quarters of the hosting are booked, at a higher price, and an amendment raises the budget
INSERT INTO regie.cost (code, period, kind, payer, payee, service, contract, amount) VALUES
	('H-Q123', '[2026-01-01,2026-10-01)', 'actual', 'DDV', 'ALDER', 'HOSTING', 'HOSTING', 369000),
	('H-W', '[2026-07-01,2027-01-01)', 'amendment', 'DDV', 'ALDER', 'HOSTING', 'HOSTING', 4500),
	('P-1', '[2026-01-01,2026-04-01)', 'actual', 'DDV', 'OAK', 'VEILIG', NULL, 1500);
-- hosting: 3 months of 40,000 are to come; the other cost has no contract: 275 of 365 days of its budget
SELECT service, contract, participant, budget_eur AS budget, amendment_eur AS amendment, actual_eur AS actual, expected_eur AS expected,
	forecast_eur AS forecast, difference_eur AS difference, difference_percent AS percent, forecast_basis AS basis, actual_until
FROM regie_report.budget_actual WHERE year = 2026 AND (service = 'HOSTING' AND contract IS NOT NULL OR service = 'VEILIG' AND contract IS NULL)
ORDER BY service COLLATE "C", participant COLLATE "C";
SELECT sum(expected_eur) AS hosting_expected FROM regie_report.budget_actual WHERE year = 2026 AND contract = 'HOSTING';
-- what is paid once counts if it begins in the days to come
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid) VALUES
	('HOSTING', 3, 'HOSTING', 9000, 'once', '[2026-11-01,)'), ('HOSTING', 4, 'HOSTING', 7000, 'once', '[2026-09-30,)');
SELECT sum(expected_eur) AS hosting_expected FROM regie_report.budget_actual WHERE year = 2026 AND contract = 'HOSTING';
-- a contract that was ended expects nothing after its end
UPDATE regie.contract SET ended_on = '2026-11-01' WHERE code = 'HOSTING';
SELECT sum(expected_eur) AS hosting_expected FROM regie_report.budget_actual WHERE year = 2026 AND contract = 'HOSTING';
ROLLBACK TO before;
-- nobody has inhabitants, or less than one
UPDATE regie.cost_key_value SET value = 0.5 WHERE cost_key = 'INWONERS' AND party = 'GM0848';
SELECT participant, inhabitants, per_inhabitant_eur, average_eur, place, finding FROM regie_report.cost_per_inhabitant
WHERE year = 2026 AND kind = 'budget' AND scope = 'all' ORDER BY participant COLLATE "C";
UPDATE regie.cost_key SET driver = ' Inwoners ' WHERE code = 'GELIJK';
SELECT participant, inhabitants FROM regie_report.cost_per_inhabitant WHERE year = 2026 AND kind = 'budget' AND scope = 'all' ORDER BY participant COLLATE "C";
UPDATE regie.cost_key SET driver = 'people' WHERE driver ~* 'in';
SELECT finding, count(*), max(average_eur) AS average FROM regie_report.cost_per_inhabitant GROUP BY finding ORDER BY finding COLLATE "C";
ROLLBACK TO before;
-- a participant for which a key has no value: the key is no candidate any more
DELETE FROM regie.cost_key_value WHERE cost_key = 'INWONERS' AND party = 'GM0848';
SELECT DISTINCT cost_key FROM regie_report.key_comparison WHERE year = 2026 AND service = 'NETWERK' ORDER BY cost_key;
ROLLBACK TO before;
-- a mixed key whose factors are not 1 together
UPDATE regie.cost_key_part SET factor = 0.5 WHERE cost_key = 'GEMENGD' AND part_key = 'WERKPLEKKEN';
UPDATE regie.cost SET cost_key = 'GEMENGD' WHERE code = '2026-NETWERK';
SELECT finding, cost, cost_key, participant, amount_eur FROM regie_report.cost_finding WHERE finding = 'factors do not add up';
SELECT bevinding, verdeelsleutel FROM regie_rapport.kostenbevinding WHERE bevinding ~ 'factoren';
ROLLBACK TO before;
-- a task field without a category, a category without a task field
UPDATE regie.service SET taakveld = NULL WHERE code = 'WERKPLEK';
SELECT party, taakveld, cost_category, amount_eur, finding FROM regie_report.cost_iv3
WHERE year = 2025 AND flow = 'payment' ORDER BY kind COLLATE "C", taakveld;
ROLLBACK TO before;

-- Nothing that can be entered makes them fail.
INSERT INTO regie.cost (code, period, kind, payer, payee, service, contract, amount, scale, cost_key, cost_category) VALUES
	('X1', '[1900-01-01,2300-01-01)', 'actual', 'DDV', 'ELM', 'DATA', 'DATA', -9999999999, 0, NULL, '99.99'),
	('X2', '[2299-12-31,2300-01-01)', 'budget', 'DDV', 'ELM', 'DATA', NULL, 9999999999, 0, 'INWONERS', NULL),
	('X3', '[2026-02-28,2026-03-01)', 'budget', 'GM0820', 'ELM', 'DATA', 'VERTALEN', 0.000001, 6, NULL, NULL),
	('X4', '[2026-02-28,2026-03-01)', 'actual', 'GM0820', 'ELM', 'DATA', 'VERTALEN', 9999999999, 0, NULL, NULL),
	('X5', '[2026-02-28,2026-03-01)', 'amendment', 'DDV', 'OAK', 'VEILIG', NULL, -0.01, 2, 'GEMENGD', '1'),
	('X6', '[1900-01-01,1900-01-02)', 'advance', 'DDV', 'OAK', 'VEILIG', 'ZAAK', 0, 2, 'GELIJK', '1'),
	('X7', '[2020-01-01,2020-01-02)', 'advance', 'DDV', 'OAK', 'HOSTING', 'HOSTING', 0.01, 2, 'GELIJK', '1');
SELECT count(*) > 0 AS some, count(*) = count(DISTINCT payment_matrix_id) AS one_id, sum(amount_eur) = (SELECT sum(amount_eur) FROM regie.booked_line) AS complete FROM regie_report.payment_matrix;
SELECT count(*) > 0 AS some, count(*) = count(DISTINCT cost_per_inhabitant_id) AS one_id FROM regie_report.cost_per_inhabitant;
SELECT count(*) > 0 AS some, count(*) = count(DISTINCT key_comparison_id) AS one_id, sum(difference_eur) FROM regie_report.key_comparison;
SELECT count(*) > 0 AS some, count(*) = count(DISTINCT cost_iv3_id) AS one_id FROM regie_report.cost_iv3;
SELECT count(*) > 0 AS some, count(*) = count(DISTINCT budget_actual_id) AS one_id FROM regie_report.budget_actual;
SELECT year, contract, budget_eur, actual_eur, forecast_eur, difference_percent FROM regie_report.budget_actual WHERE contract = 'VERTALEN' OR year = 2299 ORDER BY year, contract, participant;
-- An empty model.
ROLLBACK;
SELECT (SELECT count(*) FROM regie_report.payment_matrix), (SELECT count(*) FROM regie_report.cost_per_inhabitant), (SELECT count(*) FROM regie_report.key_comparison),
	(SELECT count(*) FROM regie_report.cost_iv3), (SELECT count(*) FROM regie_report.budget_actual);
