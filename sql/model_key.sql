SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) AS tables FROM regie.load_example();

-- The examples of the chapter.
SELECT regie.key_on('WERKPLEKKEN', '2026-01-01') AS plain, regie.key_on('GEMENGD', '2026-01-01') AS mixed;

SELECT participant, value, total, round(value / total, 6) AS share, set_on FROM regie.key_values('GEMENGD', '2026-01-01') ORDER BY participant COLLATE "C";

SELECT extract(year FROM day) AS year, v.participant, round(v.value / v.total, 4) AS share
FROM (VALUES (date '2025-01-01'), ('2026-01-01'), ('2027-01-01'), ('2028-01-01')) AS y (day), regie.key_values('INGROEI', day) AS v
WHERE v.participant = 'GM1771' ORDER BY year;

SAVEPOINT s;
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('GM0848', 'GM0820', '2027-01-01');
SELECT party, place, valid FROM regie.party_places();
SELECT regie.key_on('WERKPLEKKEN', '2026-12-31') AS before, regie.key_on('WERKPLEKKEN', '2027-01-01') AS after;
ROLLBACK TO s;

SELECT u.service, u.user_service, u.weight, k.total AS participants, round(u.weight / (k.total + sum(u.weight) OVER (PARTITION BY u.service)), 4) AS share
FROM regie.service_use u JOIN regie.allocation_rule r ON r.service = u.service AND r.valid @> date '2026-01-01'
CROSS JOIN LATERAL (SELECT max(v.total) AS total FROM regie.key_values(r.cost_key, '2026-01-01') v) k ORDER BY u.service COLLATE "C", u.user_service COLLATE "C";

SELECT n.participant, o.amount AS year_before, n.amount AS free,
       regie.allocate_bounded(310000, n.weight, o.amount * (1 - c.lower_pct / 100), o.amount * (1 + c.upper_pct / 100)) OVER (ORDER BY n.participant COLLATE "C") AS within
FROM regie.cost_collar c, regie.allocate(310000, regie.key_on('WERKPLEKKEN', '2027-01-01')) n
JOIN regie.allocate(310000, regie.key_on('INWONERS', '2026-01-01')) o USING (participant)
WHERE c.cooperation = 'DDV' AND c.valid @> date '2027-01-01' ORDER BY n.participant COLLATE "C";

SELECT code, name_nl, vat_is_charged, vat_passes_on FROM regie.vat_treatment ORDER BY vat_treatment_id;

-- A key as it holds on a day: none before its first, none without values, no such key, NULL.
SELECT regie.key_on('WERKPLEKKEN', '2024-12-31') AS before, regie.key_on('MELDINGEN', '2026-01-01') AS empty,
       regie.key_on('NOBODY', '2026-01-01') AS unknown, regie.key_on(NULL, '2026-01-01') AS no_key, regie.key_on('INWONERS', NULL) AS no_day;
SELECT * FROM regie.key_values('MELDINGEN', '2026-01-01') UNION ALL SELECT * FROM regie.key_values('NOBODY', '2026-01-01')
UNION ALL SELECT * FROM regie.key_values(NULL, '2026-01-01') UNION ALL SELECT * FROM regie.key_values('INWONERS', NULL)
UNION ALL SELECT * FROM regie.key_values('GEMENGD', NULL) UNION ALL SELECT * FROM regie.key_values('GEMENGD', '2024-12-31');
SELECT regie.key_on('INWONERS', 'infinity') AS open_end, regie.key_on('INWONERS', '-infinity') AS before_all;

-- The last year of the grow-in: the new key's proportions, 425 : 270 : 205 by five.
SELECT regie.key_on('INGROEI', '2028-01-01');

-- Mixes that are none: a part that counts has no values, or only zeros; no factor counts.
SAVEPOINT s;
INSERT INTO regie.cost_key (code, name, driver) VALUES ('NUL', 'Zeros', 'share'), ('M1', 'Mix', 'share'), ('M2', 'Mix', 'share'), ('M3', 'Mix', 'share'), ('M4', 'Mix', 'share');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('NUL', 'GM1771', '[2020-01-01,)', 0);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES
    ('M1', 'INWONERS', '[2020-01-01,)', 0.5), ('M1', 'MELDINGEN', '[2020-01-01,)', 0.5),
    ('M2', 'INWONERS', '[2020-01-01,)', 0.5), ('M2', 'NUL', '[2020-01-01,)', 0.5),
    ('M3', 'INWONERS', '[2020-01-01,)', 0), ('M3', 'GELIJK', '[2020-01-01,)', 0),
    ('M4', 'INWONERS', '[2020-01-01,)', 3), ('M4', 'NUL', '[2020-01-01,)', 0), ('M4', 'MELDINGEN', '[2020-01-01,)', 0);
SELECT regie.key_on('M1', '2026-01-01') AS part_without, regie.key_on('M2', '2026-01-01') AS part_of_zeros,
       regie.key_on('M3', '2026-01-01') AS no_factor, regie.key_on('M4', '2026-01-01') AS one_part;
SELECT basis FROM regie.bearers('NETWERK', 'DDV', '2026-01-01', 'M1');
SELECT participant, cost_key, value, total, set_on, basis FROM regie.bearers('NETWERK', 'DDV', '2026-01-01', 'GEMENGD') ORDER BY participant COLLATE "C";
-- When the factors were fixed counts, too: nobody's value is newer.
UPDATE regie.cost_key_part SET set_on = '2026-03-01' WHERE cost_key = 'GEMENGD' AND part_key = 'INWONERS';
SELECT participant, set_on FROM regie.key_values('GEMENGD', '2026-01-01') ORDER BY participant COLLATE "C";
ROLLBACK TO s;

-- A report on a mixed key: parts of 1, to the cent, and nobody forgotten.
SAVEPOINT s;
UPDATE regie.allocation_rule SET cost_key = 'GEMENGD' WHERE service = 'ZAAK';
SELECT participant, driver_value, driver_total, share, exact_eur, rounding_eur, amount_eur, key_set_on
FROM regie_report.cost_share WHERE cost = '2026-ZAAK' ORDER BY participant COLLATE "C";
SELECT finding, participant FROM regie_report.cost_finding WHERE cost = '2026-ZAAK';
ROLLBACK TO s;

-- A merger, a chain, and what was before.  GM0848 goes into GM0820 in 2026, GM0820 into GM1771 on the last day of 2027.
SAVEPOINT s;
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('GM0848', 'GM0820', '2026-01-01'), ('GM0820', 'GM1771', '2027-12-31');
SELECT * FROM regie.party_places() ORDER BY party COLLATE "C", valid;
SELECT day, regie.key_on('WERKPLEKKEN', day) AS key, regie.key_on('GEMENGD', day) AS mixed
FROM (VALUES (date '2025-12-31'), ('2026-01-01'), ('2027-12-30'), ('2027-12-31')) AS d (day) ORDER BY day;
-- the later of both days
SELECT participant, value, set_on FROM regie.key_values('WERKPLEKKEN', '2026-01-01') ORDER BY participant COLLATE "C";
-- Contracts are used by the successor: by a key of their own, by shares.
SELECT code, b.* FROM (VALUES ('CATALOGUS'), ('HOSTING')) AS c (code), regie.contract_bearers(code, code, '2026-01-01') AS b ORDER BY code COLLATE "C", participant COLLATE "C";
UPDATE regie.contract_use SET share = CASE party WHEN 'GM1771' THEN 50 WHEN 'GM0820' THEN 30 ELSE 20 END WHERE contract = 'NETWERK';
SELECT day, b.* FROM (VALUES (date '2025-12-31'), ('2026-01-01')) AS d (day), regie.contract_bearers('NETWERK', 'NETWERK', day) AS b ORDER BY day, participant COLLATE "C";
-- Reports: the costs of 2026 reach two.
SELECT participant, driver_value, amount_eur FROM regie_report.cost_share WHERE cost = '2026-WERKPLEK' ORDER BY participant COLLATE "C";
SELECT finding, participant FROM regie_report.cost_finding WHERE cost = '2026-WERKPLEK' ORDER BY finding COLLATE "C";
ROLLBACK TO s;
-- What contracts will still cost whom: the merger cuts the days, and so do the
-- factors of a grow-in.  CATALOGUS: 39 days of 2026 cost 60000 x 39 / 365, a
-- third of which is 2136.99.
SAVEPOINT s;
SELECT sum(commitment_eur) FILTER (WHERE contract = 'CATALOGUS') AS catalogus, sum(commitment_eur) FILTER (WHERE contract = 'HOSTING') AS hosting FROM regie_report.contract_share;
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('GM0848', 'GM0820', '2027-01-01');
UPDATE regie.allocation_rule SET cost_key = 'INGROEI' WHERE service = 'HOSTING';
SELECT contract, participant, share, commitment_eur, share_from, share_until, basis FROM regie_report.contract_share
WHERE contract IN ('CATALOGUS', 'HOSTING') ORDER BY contract COLLATE "C", participant COLLATE "C";
SELECT sum(commitment_eur) FILTER (WHERE contract = 'CATALOGUS') AS catalogus, sum(commitment_eur) FILTER (WHERE contract = 'HOSTING') AS hosting FROM regie_report.contract_share;
UPDATE regie.contract_use SET share = 1 WHERE contract = 'CATALOGUS';
SELECT participant, share, commitment_eur, share_from, share_until, basis FROM regie_report.contract_share WHERE contract = 'CATALOGUS' ORDER BY participant COLLATE "C";
ROLLBACK TO s;
-- Gone before it could take a place: the way is followed from the later day on.  Two on one day: the farther one.
SAVEPOINT s;
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('GM0848', 'GM0820', '2026-01-01'), ('GM0820', 'GM1771', '2024-01-01');
SELECT * FROM regie.party_places() ORDER BY party COLLATE "C", valid;
ROLLBACK TO s;

-- An amendment of the budget, in the reports.
SAVEPOINT s;
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('2026-NETWERK-W1', '[2026-01-01,2027-01-01)', 'amendment', 'DDV', 'BIRCH', 'NETWERK', -5000.00);
SELECT participant, budget_eur, amendment_eur, advance_eur, actual_eur FROM regie_report.cost_settlement WHERE year = 2026 ORDER BY participant COLLATE "C";
SELECT cost_payment_id / 1000000000000 AS id, flow, payer, payee, amount_eur FROM regie_report.cost_payment WHERE kind = 'amendment' ORDER BY flow COLLATE "C", payer COLLATE "C";
SELECT soort, stroom, bedrag_eur FROM regie_rapport.betaling WHERE soort = 'begrotingswijziging' ORDER BY stroom COLLATE "C", betaler COLLATE "C";
SELECT count(*) - count(DISTINCT cost_payment_id) AS doubles FROM regie_report.cost_payment;
ROLLBACK TO s;

-- What comes with the extension, what of it is shown, and own treatments.
SELECT * FROM regie.vat_treatment ORDER BY vat_treatment_id;
SELECT code, vat_treatment, vat_rate, amount, vat_amount, cost_category FROM regie.cost WHERE vat_treatment IS NOT NULL ORDER BY code COLLATE "C";
INSERT INTO regie.vat_treatment (code, name, name_nl, vat_is_charged, vat_passes_on) VALUES ('Half', 'Half of it', 'De helft', true, false) RETURNING vat_treatment_id > 1000 AS own_id, seeded;
UPDATE regie.cost SET vat_treatment = 'Half' WHERE code = '2025-ZAAK-N' RETURNING code, vat_treatment, vat_amount;
UPDATE regie.vat_treatment SET code = 'Helft', vat_passes_on = true WHERE code = 'Half';
SELECT code, vat_treatment FROM regie.cost WHERE vat_treatment = 'Helft';
SELECT service, step FROM regie.allocation_rule WHERE step IS NOT NULL ORDER BY step;
ROLLBACK;
