SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
BEGIN;
SELECT count(*) > 10 AS loaded FROM regie.load_example();

-- What became of each price, and why.
SELECT contract, line, from_on, price_reason, price_before_eur::numeric(18,2) AS before, price_after_eur::numeric(18,2) AS after,
       change_percent::numeric(9,2) AS change, figure_from, figure_status, rule_reason
FROM regie_report.contract_price_history ORDER BY contract COLLATE "C", line, from_on;
SELECT contract, from_on, series, granularity, published_percent::numeric(9,1) AS published, published_on, cap_percent::numeric(9,1) AS cap,
       floor_percent::numeric(9,1) AS floor, announce_until, announced_on, price_by_rule_eur::numeric(18,2) AS by_rule, price_allowed_eur::numeric(18,2) AS allowed
FROM regie_report.contract_price_history WHERE rule_reason IS NOT NULL AND rule_reason <> 'fixed price' ORDER BY contract COLLATE "C", line, from_on;

-- The next step: what each price may become, and the last day to announce it.
SELECT contract, line, from_on, rule_reason, announce_until, announce_days_left AS left, announced_on, asked_percent::numeric(9,1) AS asked,
       allowed_percent::numeric(9,1) AS allowed, figure_from, provisional_label AS provisional, settled_label AS settled
FROM regie_report.contract_price_next ORDER BY contract COLLATE "C", line;
SELECT contract, line, price_per, price_before_eur::numeric(18,2) AS before, price_by_rule_eur::numeric(18,2) AS by_rule,
       price_allowed_eur::numeric(18,2) AS allowed, yearly_increase_eur
FROM regie_report.contract_price_next ORDER BY contract COLLATE "C", line;

-- What does not fit.
SELECT price_finding, contract, line, from_on, price_found_eur::numeric(18,2) AS found, price_expected_eur::numeric(18,2) AS expected,
       difference_eur::numeric(18,2) AS difference, price_per, yearly_difference_eur, rule_reason
FROM regie_report.contract_price_finding ORDER BY price_finding COLLATE "C", contract COLLATE "C", line;

-- The same in Dutch.
SELECT contract, prijsregel, vanaf_datum, prijs_reden, prijs_nieuw_eur::numeric(18,2) AS nieuw, prijs_per, cijfer_status, clausule_uitkomst
FROM regie_rapport.contractprijs_verloop WHERE contract IN ('NETWERK', 'VEILIG') ORDER BY contract COLLATE "C", prijsregel, vanaf_datum;
SELECT contract, prijsregel, clausule_uitkomst, aankondigen_tot_en_met_datum, aankondigen_dagen_over, voorlopig, zeker
FROM regie_rapport.contractprijs_volgende_stap ORDER BY contract COLLATE "C", prijsregel;
SELECT prijs_bevinding, contract, verschil_eur::numeric(18,2) AS verschil, prijs_per, verschil_per_jaar_eur
FROM regie_rapport.contractprijs_bevinding ORDER BY prijs_bevinding COLLATE "C";

SAVEPOINT before;
-- As of other days: before the letter of HOSTING, on the last day to announce, and on the day after.
SET LOCAL regie.today = '2026-11-15';
SELECT contract, rule_reason, announce_days_left AS left, price_by_rule_eur::numeric(18,2) AS by_rule FROM regie_report.contract_price_next WHERE line = 1 ORDER BY contract COLLATE "C";
SET LOCAL regie.today = '2026-11-30';
SELECT contract, rule_reason, announce_days_left AS left, settled_label AS settled FROM regie_report.contract_price_next WHERE line = 1 ORDER BY contract COLLATE "C";
SET LOCAL regie.today = '2026-12-01';
SELECT contract, rule_reason, announce_days_left AS left, settled_label AS settled FROM regie_report.contract_price_next WHERE line = 1 ORDER BY contract COLLATE "C";
-- The year after, nothing was recorded: the step of HOSTING is a finding too, and so is a figure that nobody entered.
SET LOCAL regie.today = '2027-01-01';
SELECT price_finding, contract, line, from_on, difference_eur::numeric(18,2) AS difference FROM regie_report.contract_price_finding ORDER BY price_finding COLLATE "C", contract COLLATE "C", line;
DELETE FROM regie.price_index WHERE published_on > '2026-01-01';
SELECT price_finding, contract, line, from_on, rule_reason FROM regie_report.contract_price_finding WHERE from_on = '2027-01-01' ORDER BY contract COLLATE "C", line, price_finding COLLATE "C";
ROLLBACK TO before;
-- A new price recorded as the clause has it: no finding; lower: below; on another day: above the price before; per year: no way to compare.
UPDATE regie.contract_line SET amount = 24744.00 WHERE contract = 'NETWERK' AND amendment = 1;
SELECT price_finding, difference_eur::numeric(18,2) FROM regie_report.contract_price_finding WHERE contract = 'NETWERK';
SELECT price_reason, price_after_eur::numeric(18,2) FROM regie_report.contract_price_history WHERE contract = 'NETWERK' AND from_on = '2026-01-01';
UPDATE regie.contract_line SET amount = 24500.00 WHERE contract = 'NETWERK' AND amendment = 1;
SELECT price_finding, difference_eur::numeric(18,2) FROM regie_report.contract_price_finding WHERE contract = 'NETWERK';
ROLLBACK TO before;
UPDATE regie.contract_line SET valid = '[2026-03-01,)' WHERE contract = 'NETWERK' AND amendment = 1;
SELECT from_on, price_reason, price_before_eur::numeric(18,2) AS before, price_after_eur::numeric(18,2) AS after FROM regie_report.contract_price_history WHERE contract = 'NETWERK' AND from_on > '2025-12-31' ORDER BY from_on;
SELECT price_finding, from_on, difference_eur::numeric(18,2) FROM regie_report.contract_price_finding WHERE contract = 'NETWERK';
UPDATE regie.contract_line SET per = 'year', amount = 100000 WHERE contract = 'NETWERK' AND amendment = 1;
SELECT count(*) FROM regie_report.contract_price_finding WHERE contract = 'NETWERK';
ROLLBACK TO before;
ROLLBACK;

-- An empty model: no rows, no errors.
SELECT (SELECT count(*) FROM regie_report.contract_price_history) + (SELECT count(*) FROM regie_report.contract_price_next)
     + (SELECT count(*) FROM regie_report.contract_price_finding) AS rows;
