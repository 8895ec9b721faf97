SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- What amendments changed.
SELECT contract, amendment, known_on, effective_on, phase, until_before, until_after, yearly_change_eur, new_conditions
FROM regie_report.contract_change ORDER BY contract COLLATE "C", amendment;
SELECT contract, amendment, term_before, term_after FROM regie_report.contract_change WHERE contract = 'ZAAK' ORDER BY amendment;
SELECT contract, wijziging, fase, eind_voor_wijziging_datum, eind_na_wijziging_datum, wijziging_titel
FROM regie_rapport.contractwijziging ORDER BY contract COLLATE "C", wijziging;
-- What the register said in the week of the mistake, and what it says of that week now.
SELECT known_on, ended_on, regie.locked_in_until(term, '2025-02-05') AS bound
FROM (VALUES (date '2025-02-02'), ('2025-02-05'), ('2026-11-23')) AS k (known_on)
CROSS JOIN LATERAL regie.contract_as_of('2025-02-05', k.known_on) WHERE code = 'ZAAK' ORDER BY known_on;
-- The reports of a day say what was known on it.
SET LOCAL regie.today = '2025-02-05';
SELECT contract, status, bound_until, yearly_eur FROM regie_report.contract_deadline WHERE contract IN ('NETWERK', 'ZAAK') ORDER BY contract COLLATE "C";
SELECT contract, amendment, phase FROM regie_report.contract_change ORDER BY contract COLLATE "C", amendment;
SET LOCAL regie.today = '2025-11-10';
SELECT contract, yearly_eur, commitment_eur FROM regie_report.contract_deadline WHERE contract = 'NETWERK';
SET LOCAL regie.today = '2026-11-23';

-- Who bears which share: of the price now, and of what must still be paid.
SELECT contract, participant, share, yearly_eur, commitment_eur, share_from, share_until, basis
FROM regie_report.contract_share ORDER BY contract COLLATE "C", participant COLLATE "C";
-- WERKPLEK-2027: two years by 425 and 270, two by 425, 270 and 205.
SELECT participant, sum(amount) AS commitment FROM (
    SELECT participant, regie.allocate(192000, weight) OVER (PARTITION BY years ORDER BY participant COLLATE "C") AS amount
    FROM (VALUES (1, 'GM0820', 270), (1, 'GM1771', 425), (2, 'GM0820', 270), (2, 'GM0848', 205), (2, 'GM1771', 425)) AS w (years, participant, weight)) AS a
GROUP BY participant ORDER BY participant COLLATE "C";
-- They add up to what the report on deadlines says.
SELECT contract, sum(s.yearly_eur) AS yearly, sum(s.commitment_eur) AS commitment, d.yearly_eur, d.commitment_eur
FROM regie_report.contract_deadline d LEFT JOIN regie_report.contract_share s USING (contract)
GROUP BY contract, d.yearly_eur, d.commitment_eur ORDER BY contract COLLATE "C";
SELECT contract, deelnemer, aandeel, verplichting_eur, grondslag FROM regie_rapport.contractaandeel
WHERE contract IN ('CATALOGUS', 'WERKPLEK-2027') ORDER BY contract COLLATE "C", deelnemer COLLATE "C";

-- What if: Nuenen leaves the network in the middle of the year that all are bound for.
SAVEPOINT before;
UPDATE regie.contract_use SET share = 1 WHERE contract = 'NETWERK';
UPDATE regie.contract_use SET valid = '[1900-01-01,2027-07-01)' WHERE contract = 'NETWERK' AND party = 'GM0820';
SELECT participant, share, yearly_eur, commitment_eur, share_from, share_until, basis
FROM regie_report.contract_share WHERE contract = 'NETWERK' ORDER BY participant COLLATE "C";
-- and nobody has a share in the last quarter: 25,000 that nobody bears
UPDATE regie.contract_use SET valid = '[1900-01-01,2027-10-01)' WHERE contract = 'NETWERK' AND party <> 'GM0820';
SELECT participant, share, yearly_eur, commitment_eur, share_from, share_until, basis
FROM regie_report.contract_share WHERE contract = 'NETWERK' ORDER BY participant COLLATE "C";
ROLLBACK TO before;
-- What if: the key gets new values, and the rule another key.
UPDATE regie.cost_key_value SET valid = '[2020-01-01,2027-01-01)' WHERE cost_key = 'INWONERS' AND party = 'GM0820';
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('INWONERS', 'GM0820', '[2027-01-01,)', 0);
UPDATE regie.allocation_rule SET valid = '[2025-01-01,2027-04-01)' WHERE service = 'ZAAK';
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('ZAAK', '[2027-04-01,)', 'GELIJK');
SELECT participant, share, commitment_eur, share_from, share_until, basis
FROM regie_report.contract_share WHERE contract = 'ZAAK' ORDER BY participant COLLATE "C";
ROLLBACK TO before;
-- What if: a municipality takes the data warehouse's place in a cooperation that has no rule for it: nobody, visibly.
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, customer) VALUES ('DATA', 1, 'To the cooperation', '2026-11-01', '2026-12-15', 'DDV');
SELECT participant, yearly_eur, commitment_eur, share_from, share_until, basis
FROM regie_report.contract_share WHERE contract = 'DATA' ORDER BY participant COLLATE "C" NULLS FIRST;
ROLLBACK TO before;
-- What a late step costs each goes by the shares too.
UPDATE regie.contract_use SET share = CASE party WHEN 'GM0820' THEN 1 ELSE 0 END WHERE contract = 'HOSTING';
SELECT item, participant, extra_eur FROM regie_report.contract_risk_share WHERE item = 'DD03' ORDER BY participant COLLATE "C";
ROLLBACK TO before;

-- Parts, and which of them run on when the main contract is over.
SELECT contract, part, part_kind, status, last_notice_day, if_silent, bound_until, yearly_eur, commitment_eur, main_until, finding
FROM regie_report.contract_part ORDER BY contract COLLATE "C", part COLLATE "C";
SELECT hoofdcontract, deelcontract, deelsoort, bij_stilzwijgen, hoofdcontract_einddatum, bevinding FROM regie_rapport.contractdeel
ORDER BY hoofdcontract COLLATE "C", deelcontract COLLATE "C";
-- After the last notice day one is bound beyond the main contract; then that is over.
SET LOCAL regie.today = '2027-01-01';
SELECT part, bound_until, main_status, main_until, finding FROM regie_report.contract_part WHERE part = 'HOSTING';
SET LOCAL regie.today = '2027-07-01';
SELECT part, bound_until, main_status, main_until, finding FROM regie_report.contract_part WHERE part = 'HOSTING';
SET LOCAL regie.today = '2026-11-23';
-- Notice given in time: no finding; an evergreen part of a contract that ends: one.
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal, renewal_period, notice, ended_on)
VALUES ('HOSTING', 1, 'Notice given', '2026-11-20', '2026-11-20', true, '2024-04-01', 'P3Y', 'tacit', 'P1Y', 'P3M', '2027-04-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal, renewal_period, notice, ended_on)
VALUES ('WERKPLEK', 1, 'Notice given', '2026-11-20', '2026-11-20', true, '2020-08-01', 'P36M', 'tacit', 'P12M', 'P3M', '2027-08-01');
SELECT part, status, if_silent, bound_until, main_until, finding FROM regie_report.contract_part ORDER BY part COLLATE "C";
-- An option that is lifted moves the main contract's end.
ROLLBACK TO before;
UPDATE regie.contract_part SET contract = 'CATALOGUS' WHERE part = 'HOSTING';
SELECT part, main_until, finding FROM regie_report.contract_part WHERE part = 'HOSTING';

-- A price of an amendment in two steps counts once; a line that is new counts whole; a discount counts down.
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on) VALUES ('NETWERK', 2, 'Two steps', '2026-11-01', '2027-01-01');
INSERT INTO regie.contract_line (contract, line, service, amount, per, amendment, valid) VALUES
    ('NETWERK', 1, 'NETWERK', 26000, 'quarter', 2, '[2027-01-01,2027-07-01)'), ('NETWERK', 1, 'NETWERK', 27000, 'quarter', 2, '[2027-07-01,)'),
    ('NETWERK', 2, 'VEILIG', 100, 'month', 2, DEFAULT), ('NETWERK', 3, 'NETWERK', -50, 'year', 2, DEFAULT);
SELECT amendment, yearly_change_eur FROM regie_report.contract_change WHERE contract = 'NETWERK' ORDER BY amendment;
SELECT yearly_eur, commitment_eur FROM regie_report.contract_deadline WHERE contract = 'NETWERK';
SELECT participant, share, yearly_eur, commitment_eur, basis FROM regie_report.contract_share WHERE contract = 'NETWERK' ORDER BY participant COLLATE "C";
ROLLBACK;

-- An empty model: no rows, no errors.
SELECT (SELECT count(*) FROM regie_report.contract_change) + (SELECT count(*) FROM regie_report.contract_share)
     + (SELECT count(*) FROM regie_report.contract_part) AS rows;
