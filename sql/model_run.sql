SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
\pset null '(none)'
BEGIN;
SELECT count(*) > 0 AS loaded FROM regie.load_example();

-- The year of the example cooperation.
SELECT code, kind, method, status, made_on, closed_on, amount, vat_amount FROM regie.allocation_run ORDER BY made_on, code COLLATE "C";
-- 2025, direct: workplaces 410/280/210 of 900, inhabitants 39997/23526/17465 of 80988.  The settlement is the difference of two
-- allocations, each of which adds up: 305,765.45 - 310,000.00.  No VAT on the advance, so all VAT is still to be passed on.
SELECT coalesce(r.participant, 'all') AS participant, sum(r.amount) FILTER (WHERE r.run = 'VOORSCHOT-2025') AS advance,
       sum(r.amount) FILTER (WHERE r.run = 'WERKELIJK-2025') AS actual, sum(r.amount) FILTER (WHERE r.run = 'AFREKENING-2025') AS settlement,
       sum(r.vat_amount) FILTER (WHERE r.run = 'AFREKENING-2025') AS vat
FROM regie.run_line AS r GROUP BY ROLLUP (r.participant) HAVING count(*) FILTER (WHERE r.run LIKE '%-2025') > 0
ORDER BY GROUPING(r.participant), r.participant COLLATE "C";
-- The budget of 2026, step by step: network 100,000 to hosting (1 of 4) and three equal shares; hosting 480,000 + 25,000 to the case
-- system (300 of 1200) and workplaces; the case system 205,000 + 126,250 by inhabitants.  Two costs have nobody who bears them.
SELECT service, cost, user_service, participant, basis, cost_key, step, driver_value, amount FROM regie.run_link
WHERE run = 'BEGROTING-2026' AND (service IN ('NETWERK', 'HOSTING', 'ZAAK') OR participant IS NULL) ORDER BY number;
SELECT * FROM regie.run_total('BEGROTING-2026');
SELECT via, participant, cost_key, driver_value, driver_total, share, exact, rounding, amount FROM regie.run_line
WHERE run = 'BEGROTING-2026' AND cost = '2026-NETWERK' ORDER BY number;
SELECT code, status, in_force, unallocated FROM regie.run_state ORDER BY code COLLATE "C";
SELECT r.code, c.* FROM regie.allocation_run AS r, regie.check_run(r.code) AS c;

-- What is open keeps a run from being closed; a rule and values, and it is done.
SAVEPOINT a;
SELECT * FROM regie.close_run('BEGROTING-2026');
ROLLBACK TO a;
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('DATA', '[2026-01-01,)', 'GELIJK');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('MELDINGEN', 'GM1771', '[2026-01-01,)', 1), ('MELDINGEN', 'GM0848', '[2026-01-01,)', 3);
SELECT * FROM regie.remake_run('BEGROTING-2026');
SELECT * FROM regie.close_run('BEGROTING-2026');
SELECT status, made_on, closed_on FROM regie.allocation_run WHERE code = 'BEGROTING-2026';

-- A correction takes its place once it is closed.
UPDATE regie.cost SET amount = 13000 WHERE code = '2026-MELDPUNT';
SELECT * FROM regie.make_run('BEGROTING-2026-B', 'DDV', 'budget', '[2026-01-01,2027-01-01)', 'step_down', corrects => 'BEGROTING-2026');
SELECT code, status, corrects, corrected_by, in_force FROM regie.run_state WHERE kind = 'budget' ORDER BY code COLLATE "C";
SELECT count(*) FROM regie.close_run('BEGROTING-2026-B');
SELECT code, status, corrects, corrected_by, in_force FROM regie.run_state WHERE kind = 'budget' ORDER BY code COLLATE "C";
-- 500 more for the service desk: 1/4 and 3/4 of it
SELECT participant, service, cost, difference, by_amount, by_key, by_driver, by_network, by_rounding
FROM regie.compare_runs('BEGROTING-2026', 'BEGROTING-2026-B') WHERE difference <> 0;
-- the budget as it was, although its costs and rules have changed since
SELECT count(*) AS differences FROM regie.check_run('BEGROTING-2026');

-- Amendments: what they change, each once.
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('2026-NETWERK-W1', '[2026-01-01,2027-01-01)', 'amendment', 'DDV', 'BIRCH', 'NETWERK', -1000.00);
SELECT * FROM regie.make_run('WIJZIGING-1', 'DDV', 'amendment', '[2026-01-01,2027-01-01)');
SELECT count(*) FROM regie.close_run('WIJZIGING-1');
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('2026-NETWERK-W2', '[2026-01-01,2027-01-01)', 'amendment', 'DDV', 'BIRCH', 'NETWERK', 300.00);
SELECT * FROM regie.make_run('WIJZIGING-2', 'DDV', 'amendment', '[2026-01-01,2027-01-01)');
SAVEPOINT a;
SELECT count(*) FROM regie.close_run('WIJZIGING-2');
ROLLBACK TO a;
DELETE FROM regie.allocation_run WHERE code = 'WIJZIGING-2';
SELECT * FROM regie.make_run('WIJZIGING-2', 'DDV', 'amendment', '[2026-01-01,2027-01-01)', only_new => true);
SELECT count(*) FROM regie.close_run('WIJZIGING-2');

-- Usage in parts of a cent: 1234.567891 is booked as 1234.57; twice 0.004 is a cent, and goes to the larger remainder, then by name.
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, scale) VALUES
    ('2026-10-B', '[2026-10-01,2026-11-01)', 'actual', 'DDV', 'ALDER', 'HOSTING', 0.004, 3), ('2026-10-C', '[2026-10-01,2026-11-01)', 'actual', 'DDV', 'ALDER', 'HOSTING', 0.004, 3);
SELECT * FROM regie.make_run('CLOUD-2026-10', 'DDV', 'actual', '[2026-10-01,2026-11-01)');
SELECT cost, amount, booked, booked - amount AS rounding FROM regie.run_cost WHERE run = 'CLOUD-2026-10' ORDER BY number;
SELECT * FROM regie.round_together(ARRAY['a', 'b', 'c', 'd'], ARRAY[0.333, 0.333, 0.333, 1], 1) ORDER BY name;
SELECT * FROM regie.round_together(ARRAY['a', 'b', 'c', 'd'], ARRAY[-0.333, -0.333, -0.333, -1], 1) ORDER BY name;
SELECT * FROM regie.round_together(ARRAY['a', 'b'], ARRAY[0.9, -0.9], 0) ORDER BY name;

-- Dienst Dommelvallei, budget 2020 by inhabitants in whole euros: published with a line "Afronding" of -2, here it adds up.
SELECT * FROM regie.make_run('BEGROTING-2020', 'DDV', 'budget', '[2020-01-01,2021-01-01)', scale => 0);
SELECT sum(amount) FROM regie.run_total('BEGROTING-2020');
ROLLBACK;

-- expertsmind.com, three service departments and two production departments.  Direct 604,600 and 711,200, step-down 573,360 and
-- 742,440 (both published), reciprocal 593,500 and 722,300 (its equations, solved).
BEGIN;
INSERT INTO regie.party (code, kind, name) VALUES ('CO', 'cooperation', 'Company'), ('PAID', 'other', 'Paid'), ('P1', 'other', 'Production 1'), ('P2', 'other', 'Production 2');
INSERT INTO regie.service (code, name) VALUES ('S1', 'Service 1'), ('S2', 'Service 2'), ('S3', 'Service 3');
INSERT INTO regie.cost_key (code, name, driver) VALUES ('S1', 'S1', 'units'), ('S2', 'S2', 'units'), ('S3', 'S3', 'units'), ('P1', 'P1', 'own'), ('P2', 'P2', 'own');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES
    ('S1', 'P1', '[2026-01-01,)', 4000), ('S1', 'P2', '[2026-01-01,)', 3000), ('S2', 'P1', '[2026-01-01,)', 10000), ('S2', 'P2', '[2026-01-01,)', 4000),
    ('S3', 'P1', '[2026-01-01,)', 1500), ('S3', 'P2', '[2026-01-01,)', 9000), ('P1', 'P1', '[2026-01-01,)', 1), ('P2', 'P2', '[2026-01-01,)', 1);
INSERT INTO regie.allocation_rule (service, valid, cost_key, step) VALUES ('S1', '[2026-01-01,)', 'S1', 1), ('S2', '[2026-01-01,)', 'S2', 2), ('S3', '[2026-01-01,)', 'S3', 3);
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('S1', 'S2', '[2026-01-01,)', 1000), ('S1', 'S3', '[2026-01-01,)', 2000),
    ('S2', 'S1', '[2026-01-01,)', 2000), ('S2', 'S3', '[2026-01-01,)', 4000), ('S3', 'S1', '[2026-01-01,)', 4500);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, cost_key) VALUES
    ('1', '[2026-01-01,2027-01-01)', 'actual', 'CO', 'PAID', 'S1', 92400, NULL), ('2', '[2026-01-01,2027-01-01)', 'actual', 'CO', 'PAID', 'S2', 184800, NULL),
    ('3', '[2026-01-01,2027-01-01)', 'actual', 'CO', 'PAID', 'S3', 138600, NULL), ('4', '[2026-01-01,2027-01-01)', 'actual', 'CO', 'PAID', 'S1', 400000, 'P1'),
    ('5', '[2026-01-01,2027-01-01)', 'actual', 'CO', 'PAID', 'S1', 500000, 'P2');
SELECT m.method, p.participant, p.amount FROM (VALUES ('direct'), ('step_down'), ('reciprocal')) AS m (method),
    LATERAL regie.make_run(m.method, 'CO', 'actual', '[2026-01-01,2027-01-01)', m.method) AS p;
SELECT service, user_service, amount FROM regie.run_link WHERE run = 'step_down' AND user_service IS NOT NULL ORDER BY number;
-- from direct to reciprocal nothing but the network has changed
SELECT participant, service, cost, difference, by_network, by_rounding FROM regie.compare_runs('direct', 'reciprocal') WHERE difference <> 0;
-- S1 for S2 and S2 for S1 only: a loop that nobody leaves, and what comes there is seen there
DELETE FROM regie.allocation_rule WHERE service IN ('S1', 'S2');
DELETE FROM regie.service_use WHERE user_service = 'S3';
SELECT * FROM regie.make_run('loop', 'CO', 'actual', '[2026-01-01,2027-01-01)', 'reciprocal');
SELECT cost, via, basis, amount FROM regie.run_line WHERE run = 'loop' AND participant IS NULL ORDER BY number;
SELECT service, user_service, participant, basis, driver_value, amount FROM regie.run_link WHERE run = 'loop' AND cost IS NULL ORDER BY number;
-- by method direct they have no users
SELECT * FROM regie.make_run('stuck', 'CO', 'actual', '[2026-01-01,2027-01-01)');
SELECT cost, via, basis, amount FROM regie.run_line WHERE run = 'stuck' AND participant IS NULL ORDER BY number;
SELECT count(*) AS differences FROM regie.check_run('loop');
SAVEPOINT a;
SELECT * FROM regie.close_run('loop');
ROLLBACK;

-- A mixed key beside use by a service: participants have their shares times the sum of the factors.  100.00, factors 0.6 and 0.4,
-- a service with weight 1: half of it; the rest 0.6 * (1/4, 3/4) + 0.4 * (1/2, 1/2) = 0.35, 0.65 of 50.00.
-- A payer that is no cooperation bears what no rule shares.
BEGIN;
INSERT INTO regie.party (code, kind, name) VALUES ('GM0001', 'municipality', 'Centre'), ('GM0002', 'municipality', 'Neighbour'), ('PAID', 'other', 'Paid');
INSERT INTO regie.service (code, name) VALUES ('DESK', 'Desk'), ('OWN', 'Its own');
INSERT INTO regie.cost_key (code, name, driver) VALUES ('MIX', 'Mix', 'share'), ('A', 'A', 'a'), ('B', 'B', 'b');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('A', 'GM0001', '[2026-01-01,)', 1), ('A', 'GM0002', '[2026-01-01,)', 3), ('B', 'GM0001', '[2026-01-01,)', 2), ('B', 'GM0002', '[2026-01-01,)', 2);
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('MIX', 'A', '[2026-01-01,)', 0.6), ('MIX', 'B', '[2026-01-01,)', 0.4);
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('DESK', '[2026-01-01,)', 'MIX');
INSERT INTO regie.service_use (service, user_service, valid, weight) VALUES ('DESK', 'OWN', '[2026-01-01,)', 1);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, vat_treatment, vat_amount) VALUES
    ('1', '[2026-01-01,2027-01-01)', 'actual', 'GM0001', 'PAID', 'DESK', 100.00, 'standard', 21.00),
    ('2', '[2026-01-01,2027-01-01)', 'actual', 'GM0001', 'PAID', 'OWN', 10.00, 'joint account', 2.10);
SELECT * FROM regie.make_run('CENTRE', 'GM0001', 'actual', '[2026-01-01,2027-01-01)', 'reciprocal');
SELECT cost, amount, vat_treatment, vat_amount, vat_passed_on, booked, booked_vat FROM regie.run_cost ORDER BY number;
SELECT cost, via, participant, basis, cost_key, driver_value, driver_total, amount, vat_amount FROM regie.run_line ORDER BY number;
ROLLBACK;

-- A collar: shares go from 500,000, 300,000, 200,000 to 40, 35, 25 percent of a million, and no total may move by more than 5 %
-- (475,000, 315,000, 210,000) or 10 % (450,000, 330,000, 220,000).
BEGIN;
INSERT INTO regie.party (code, kind, name) VALUES ('CO', 'cooperation', 'Cooperation'), ('PAID', 'other', 'Paid'), ('A', 'other', 'A'), ('B', 'other', 'B'), ('C', 'other', 'C'), ('AA', 'other', 'A as it is called now');
INSERT INTO regie.service (code, name) VALUES ('S', 'Service');
INSERT INTO regie.cost_key (code, name, driver) VALUES ('K', 'Key', 'share');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('K', 'A', '[2026-01-01,2027-01-01)', 50), ('K', 'B', '[2026-01-01,2027-01-01)', 30), ('K', 'C', '[2026-01-01,2027-01-01)', 20),
    ('K', 'A', '[2027-01-01,)', 40), ('K', 'B', '[2027-01-01,)', 35), ('K', 'C', '[2027-01-01,)', 25);
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('S', '[2026-01-01,)', 'K');
INSERT INTO regie.cost_collar (cooperation, valid, lower_pct, upper_pct) VALUES ('CO', '[2026-01-01,2029-01-01)', 5, 5);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('26', '[2026-01-01,2027-01-01)', 'budget', 'CO', 'PAID', 'S', 1000000), ('27', '[2027-01-01,2028-01-01)', 'budget', 'CO', 'PAID', 'S', 1000000);
SELECT participant, amount FROM regie.make_run('2026', 'CO', 'budget', '[2026-01-01,2027-01-01)');
-- no collar as long as the year before is a draft
SELECT participant, amount FROM regie.make_run('2027', 'CO', 'budget', '[2027-01-01,2028-01-01)');
SELECT count(*) FROM regie.close_run('2026');
SELECT participant, amount FROM regie.remake_run('2027');
SELECT number, cost, participant, basis, driver_value, exact, rounding, amount FROM regie.run_line WHERE run = '2027' ORDER BY number;
SELECT number, participant, year_before, amount_before, lower_amount, upper_amount FROM regie.run_bound WHERE run = '2027' ORDER BY number;
SELECT participant, service, difference, by_amount, by_driver, by_collar, by_rounding FROM regie.compare_runs('2026', '2027');
SELECT participant, amount FROM regie.make_run('2027-free', 'CO', 'budget', '[2027-01-01,2028-01-01)', collar => false);
UPDATE regie.cost_collar SET lower_pct = 10, upper_pct = 10;
SELECT participant, amount FROM regie.remake_run('2027');
-- who merged stands under its successor, also with what it paid the year before
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('A', 'AA', '2027-01-01');
SELECT participant, amount FROM regie.remake_run('2027');
SELECT participant, amount_before FROM regie.run_bound WHERE run = '2027' ORDER BY number;
-- more cost than the caps leave room for
UPDATE regie.cost SET amount = 1200000 WHERE code = '27';
SELECT participant, amount FROM regie.remake_run('2027');
ROLLBACK;

-- What only leads into a loop is not the loop: A pays into B and C, which pay each other; D has weights of zero.
SELECT source, target, weight, step FROM regie.open_arrows(ARRAY[ROW('s A', 's B', NULL, 1, 1), ROW('s B', 's C', NULL, 1, 1), ROW('s C', 's B', NULL, 1, 1),
    ROW('s D', 'p X', NULL, 0, 1), ROW('s E', 's A', NULL, 1, 1), ROW('s E', 'p X', NULL, 1, 1)]::regie.arrow[], 'reciprocal') ORDER BY source, target;
-- step by step: A before B, B and C at once; C has nobody left, and B neither
SELECT source, target, weight, step FROM regie.open_arrows(ARRAY[ROW('s A', 's B', NULL, 1, 1), ROW('s B', 's C', NULL, 1, 2), ROW('s C', 's B', NULL, 1, 2)]::regie.arrow[],
    'step_down') ORDER BY source, target;
SELECT pool, bearer, share FROM regie.pool_shares(ARRAY[ROW('s A', 's B', NULL, 1, 1), ROW('s A', 'p X', NULL, 3, 1), ROW('s B', 'p Y', NULL, 1, 1)]::regie.arrow[], 'reciprocal') ORDER BY pool, bearer;
