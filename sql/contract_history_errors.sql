SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
\set SHOW_CONTEXT never
\set VERBOSITY terse
BEGIN;
\set ON_ERROR_ROLLBACK on
INSERT INTO regie.party (code, kind, name) VALUES ('A', 'cooperation', 'A'), ('B', 'supplier', 'B'), ('GM0001', 'municipality', 'C');
INSERT INTO regie.service (code, name) VALUES ('S', 'Service');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, max_renewals)
SELECT c, 'Contract', 'A', 'B', '2026-01-01', 'P1Y', 'explicit', 'P1Y', 2 FROM unnest(ARRAY['K', 'L', 'M', 'N', 'KL']) c;

-- Amendments.
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on) VALUES ('K', 1, 'changes nothing', '2026-06-01', '2026-06-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on) VALUES ('K', 1, 'twice', '2026-06-01', '2026-06-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on) VALUES ('K', 0, 'number', '2026-06-01', '2026-06-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on) VALUES ('K', 10000, 'number', '2026-06-01', '2026-06-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on) VALUES ('X', 1, 'no contract', '2026-06-01', '2026-06-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on) VALUES ('K', 2, ' ', '2026-06-01', '2026-06-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, effective_on) VALUES ('K', 2, 'known when?', '2026-06-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on) VALUES ('K', 2, 'from when?', '2026-06-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on) VALUES ('K', 2, 'never known', 'infinity', '2026-06-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on) VALUES ('K', 2, 'always', '2026-06-01', '-infinity');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, contract_title) VALUES ('K', 2, 'blank', '2026-06-01', '2026-06-01', ' ');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, conditions) VALUES ('K', 2, 'blank', '2026-06-01', '2026-06-01', '');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, customer) VALUES ('K', 2, 'nobody', '2026-06-01', '2026-06-01', 'X');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, supplier) VALUES ('K', 2, 'nobody', '2026-06-01', '2026-06-01', 'X');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, supplier, customer) VALUES ('K', 2, 'with itself', '2026-06-01', '2026-06-01', 'A', 'A');
-- a term is stated as a whole, or not at all
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term) VALUES ('K', 2, 'no term', '2026-06-01', '2026-06-01', true);
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on) VALUES ('K', 2, 'no kind', '2026-06-01', '2026-06-01', true, '2026-01-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, renewal, initial) VALUES ('K', 2, 'no start', '2026-06-01', '2026-06-01', true, 'none', 'P1Y');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, ended_on) VALUES ('K', 2, 'only an end', '2026-06-01', '2026-06-01', '2026-09-01');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, start_on, initial, renewal) VALUES ('K', 2, 'says it does not', '2026-06-01', '2026-06-01', '2026-01-01', 'P1Y', 'none');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, renewal) VALUES ('K', 2, 'no length', '2026-06-01', '2026-06-01', true, '2026-01-01', 'none');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal) VALUES ('K', 2, 'kind', '2026-06-01', '2026-06-01', true, '2026-01-01', 'P1Y', 'silent');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal) VALUES ('K', 2, 'too long', '2026-06-01', '2026-06-01', true, '2026-01-01', 'P101Y', 'none');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal, renewal_period) VALUES ('K', 2, 'too long', '2026-06-01', '2026-06-01', true, '2026-01-01', 'P1Y', 'tacit', 'P51Y');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal, notice) VALUES ('K', 2, 'too long', '2026-06-01', '2026-06-01', true, '2026-01-01', 'P1Y', 'none', 'P51Y');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal, renewal_period, max_renewals) VALUES ('K', 2, 'too many', '2026-06-01', '2026-06-01', true, '2026-01-01', 'P1Y', 'tacit', 'P1Y', 101);
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal, renewal_period, options_lifted) VALUES ('K', 2, 'too many', '2026-06-01', '2026-06-01', true, '2026-01-01', 'P1Y', 'explicit', 'P1Y', 101);
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal) VALUES ('K', 2, 'never', '2026-06-01', '2026-06-01', true, 'infinity', 'P1Y', 'none');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal, ended_on) VALUES ('K', 2, 'ended late', '2026-06-01', '2026-06-01', true, '2026-01-01', 'P1Y', 'none', '2027-01-02');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial, renewal, renewal_period, max_renewals, options_lifted) VALUES ('K', 2, 'option lifted', '2026-06-01', '2026-06-01', true, '2026-01-01', 'P1Y', 'explicit', 'P1Y', 2, 1);
SELECT amendment, term FROM regie.contract_amendment ORDER BY amendment;

-- What would not count is refused in the contract's own row; corrections of what was first signed are not.
\set VERBOSITY default
UPDATE regie.contract SET ended_on = '2026-12-01' WHERE code = 'K';
\set VERBOSITY terse
UPDATE regie.contract SET options_lifted = 1 WHERE code = 'K';
UPDATE regie.contract SET title = 'Corrected', ended_on = NULL, options_lifted = 0 WHERE code = 'K';
UPDATE regie.contract SET ended_on = '2026-12-01' WHERE code = 'L';
UPDATE regie.contract SET ended_on = NULL, options_lifted = 1 WHERE code = 'L';

-- Price lines of an amendment.
INSERT INTO regie.contract_line (contract, line, service, amount, per, amendment) VALUES ('K', 1, 'S', 100, 'year', NULL), ('K', 1, 'S', 110, 'year', 1), ('K', 1, 'S', 120, 'year', 2);
INSERT INTO regie.contract_line (contract, line, service, amount, per, amendment) VALUES ('K', 1, 'S', 130, 'year', 3);
INSERT INTO regie.contract_line (contract, line, service, amount, per, amendment) VALUES ('L', 1, 'S', 130, 'year', 1);
INSERT INTO regie.contract_line (contract, line, service, amount, per, amendment, valid) VALUES ('K', 1, 'S', 130, 'year', 1, '[2030-01-01,)');
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid) VALUES ('K', 1, 'S', 130, 'year', '[2030-01-01,)');
DELETE FROM regie.contract_amendment WHERE contract = 'K' AND amendment = 1;

-- Shares and keys of a contract.
INSERT INTO regie.contract_use (contract, party, share) VALUES ('K', 'GM0001', -1);
INSERT INTO regie.contract_use (contract, party, share) VALUES ('K', 'GM0001', 'NaN');
INSERT INTO regie.contract_use (contract, party, share) VALUES ('K', 'GM0001', 'Infinity');
INSERT INTO regie.contract_use (contract, party, share) VALUES ('K', 'GM0001', 1e10);
INSERT INTO regie.contract_use (contract, party, share) VALUES ('K', 'GM0001', 0.3333333);
INSERT INTO regie.contract_use (contract, party, share) VALUES ('K', 'GM0001', 0.333333), ('K', 'B', 0), ('K', 'A', NULL);
UPDATE regie.contract SET cost_key = 'X' WHERE code = 'K';

-- Parts: one main contract each, and no parts of parts.
INSERT INTO regie.contract_part (contract, part, part_kind) VALUES ('K', 'L', 'licence'), ('K', 'M', 'maintenance');
INSERT INTO regie.contract_part (contract, part, part_kind) VALUES ('K', 'K', 'other');
INSERT INTO regie.contract_part (contract, part, part_kind) VALUES ('N', 'L', 'other');
INSERT INTO regie.contract_part (contract, part, part_kind) VALUES ('L', 'K', 'other');
INSERT INTO regie.contract_part (contract, part, part_kind) VALUES ('L', 'N', 'other');
INSERT INTO regie.contract_part (contract, part, part_kind) VALUES ('N', 'K', 'other');
INSERT INTO regie.contract_part (contract, part, part_kind) VALUES ('K', 'N', 'garden');
INSERT INTO regie.contract_part (contract, part, part_kind) VALUES ('K', 'X', 'other');
INSERT INTO regie.contract_part (contract, part, part_kind) VALUES ('N', 'KL', 'hosting');
UPDATE regie.contract_part SET contract = 'L' WHERE part = 'KL';
UPDATE regie.contract SET code = 'K2' WHERE code = 'K';
UPDATE regie.contract SET code = 'L2' WHERE code = 'L';
SELECT contract, part, part_kind FROM regie.contract_part ORDER BY part COLLATE "C";
DELETE FROM regie.contract WHERE code = 'L2';

-- No day, no answer; days without end are days.
SELECT count(*) FROM regie.contract_as_of(NULL, '2026-11-23');
SELECT count(*) FROM regie.contract_as_of('2026-11-23', NULL);
SELECT count(*) FROM regie.contract_price_as_of(NULL);
SELECT count(*) FROM regie.contract_as_of('-infinity', '-infinity');
SELECT code, term, amendment FROM regie.contract_as_of('infinity', 'infinity') WHERE code = 'K2';
SELECT amount, valid FROM regie.contract_price_as_of('infinity') WHERE contract = 'K2';
SELECT amount, valid FROM regie.contract_price_as_of('-infinity') WHERE contract = 'K2';
SELECT count(*) FROM regie.contract_bearers(NULL, NULL, NULL);
SELECT count(*) FROM regie.contract_bearers('K2', NULL);
SELECT count(*) FROM regie.contract_bearers('nobody', 'S', '2026-11-23');
SELECT count(*) FROM regie.pieces(NULL);
ROLLBACK;
