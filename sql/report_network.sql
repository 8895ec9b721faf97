SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
\pset format unaligned
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- Step by step: the network (1) gives hosting a quarter, hosting (2) gives the case system 300 of 1,200 and skips the network,
-- which came before it. 100,000 + nothing; 480,000 + 25,000; 205,000 + 126,250 = 331,250.
SELECT pool_step, service, user_service, participant, basis, cost_key, driver_value::numeric(12,0) AS value, share, amount_eur::numeric(14,2) AS amount
FROM regie_report.run_network WHERE run = 'BEGROTING-2026' AND service IN ('NETWERK', 'HOSTING', 'ZAAK')
ORDER BY pool_step, service COLLATE "C", user_service COLLATE "C", participant COLLATE "C";
SELECT pool_step, service, sum(amount_eur)::numeric(14,2) AS amount, sum(share) AS share FROM regie_report.run_network WHERE run = 'BEGROTING-2026' AND service IN ('NETWERK', 'HOSTING', 'ZAAK')
GROUP BY 1, 2 ORDER BY 1;
-- what cannot be passed on, and a cost with a key of its own
SELECT service, cost, participant, basis, cost_key, driver_value, share, amount_eur::numeric(14,2) AS amount FROM regie_report.run_network
WHERE run = 'BEGROTING-2026' AND (basis LIKE 'no %' OR cost IS NOT NULL) ORDER BY service COLLATE "C", participant COLLATE "C";

-- The order is an agreement, and with another one others pay: hosting first.
UPDATE regie.allocation_rule SET step = 3 - step WHERE service IN ('NETWERK', 'HOSTING');
SELECT count(*) FROM regie.make_run('OTHER ORDER', 'DDV', 'budget', '[2026-01-01,2027-01-01)', 'step_down');
SELECT pool_step, service, user_service, share, amount_eur::numeric(14,2) AS amount FROM regie_report.run_network
WHERE run = 'OTHER ORDER' AND user_service IS NOT NULL ORDER BY pool_step, user_service COLLATE "C";
-- by the other methods there is none that counts: all services at once, or none at all
SELECT count(*) FROM regie.make_run('RECIPROCAL', 'DDV', 'budget', '[2026-01-01,2027-01-01)', 'reciprocal');
SELECT count(*) FROM regie.make_run('DIRECT', 'DDV', 'budget', '[2026-01-01,2027-01-01)');
SELECT run_method, service, user_service, share, amount_eur::numeric(14,2) AS amount FROM regie_report.run_network
WHERE run IN ('RECIPROCAL', 'DIRECT') AND user_service IS NOT NULL ORDER BY run_method, service COLLATE "C", user_service COLLATE "C";
-- a closed loop keeps what comes into it
DELETE FROM regie.allocation_rule WHERE service IN ('NETWERK', 'HOSTING');
DELETE FROM regie.service_use WHERE (service, user_service) = ('HOSTING', 'ZAAK');
SELECT count(*) FROM regie.make_run('LOOP', 'DDV', 'budget', '[2026-01-01,2027-01-01)', 'reciprocal');
SELECT service, user_service, participant, basis, share, amount_eur::numeric(14,2) AS amount FROM regie_report.run_network
WHERE run = 'LOOP' AND service IN ('NETWERK', 'HOSTING') ORDER BY service COLLATE "C", user_service COLLATE "C";
-- in Dutch
SELECT stap, dienst, afnemende_dienst, deelnemer, grondslag, methode, soort FROM regie_rapport.doorbelasting
WHERE verrekening = 'BEGROTING-2026' AND dienst = 'NETWERK' ORDER BY doorbelasting_id;
-- a settlement has no network of its own
SELECT count(*) FROM regie_report.run_network WHERE run = 'AFREKENING-2025';
ROLLBACK;
SELECT count(*) FROM regie_report.run_network;
