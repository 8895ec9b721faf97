SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never
\set VERBOSITY terse
BEGIN;
\set ON_ERROR_ROLLBACK on
-- What the model refuses, table by table.
INSERT INTO regie.party (code, kind, name) VALUES ('A', 'cooperation', 'A'), ('B', 'supplier', 'B'), ('GM0001', 'municipality', 'C');
INSERT INTO regie.party (code, kind, name) VALUES ('A', 'other', 'again');
INSERT INTO regie.party (code, kind, name) VALUES ('x ', 'other', 'space at the end');
INSERT INTO regie.party (code, kind, name) VALUES ('1771', 'municipality', 'no CBS code');
INSERT INTO regie.party (code, kind, name) VALUES ('C', 'province', 'unknown kind');
INSERT INTO regie.party (code, kind, name) VALUES ('C', 'other', '  ');
INSERT INTO regie.party (code, kind, name, kvk) VALUES ('C', 'other', 'C', '1234567');
INSERT INTO regie.party (code, kind, name, oin) VALUES ('C', 'other', 'C', '0000000100517982900');
INSERT INTO regie.party (code, kind, name, party_id) VALUES ('C', 'other', 'C', 7);

-- Validity: something, from a first day on, one at a time.
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('A', 'GM0001', '[2026-01-01,)');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('A', 'GM0001', '[2020-01-01,2026-01-02)');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('A', 'GM0001', '[2020-01-01,2026-01-01)');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('A', 'B', '[2020-01-01,2026-01-02)');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('A', 'A', '[2020-01-01,)');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('A', 'NOBODY', '[2020-01-01,)');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('A', 'B', 'empty');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('A', 'B', '(,2020-01-01)');
INSERT INTO regie.participation (cooperation, party, valid) VALUES ('A', 'B', '[2027-01-01,infinity)');
INSERT INTO regie.participation (cooperation, party, valid, legal_form) VALUES ('A', 'B', '[2027-01-01,)', 'club');

-- Terms that are none.
INSERT INTO regie.service (code, name) VALUES ('S', 'Service'), ('T', 'Other service');
INSERT INTO regie.service (code, name, taakveld) VALUES ('U', 'Service', 'overhead');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('K', 'Contract', 'A', 'B', '2026-01-01', 'P1Y', 'none');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, renewal) VALUES ('L', 'no initial period', 'A', 'B', '2026-01-01', 'none');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('L', 'no renewal period', 'A', 'B', '2026-01-01', 'P1Y', 'tacit');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period) VALUES ('L', 'renewed after all', 'A', 'B', '2026-01-01', 'P1Y', 'none', 'P1Y');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, max_renewals, options_lifted) VALUES ('L', 'three of two', 'A', 'B', '2026-01-01', 'P1Y', 'explicit', 'P1Y', 2, 3);
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, options_lifted) VALUES ('L', 'lifted, but tacit', 'A', 'B', '2026-01-01', 'P1Y', 'tacit', 'P1Y', 1);
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, ended_on) VALUES ('L', 'ended before it began', 'A', 'B', '2026-01-01', 'P1Y', 'none', '2025-12-31');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, ended_on) VALUES ('L', 'ended after its end', 'A', 'B', '2026-01-01', 'P1Y', 'none', '2027-01-02');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('L', 'hours', 'A', 'B', '2026-01-01', 'P1YT1H', 'none');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('L', 'negative', 'A', 'B', '2026-01-01', '-1 year', 'none');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('L', 'endless', 'A', 'B', '2026-01-01', 'P101Y', 'none');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('L', 'unknown kind', 'A', 'B', '2026-01-01', 'P1Y', 'silent');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('L', 'never', 'A', 'B', 'infinity', 'P1Y', 'none');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('L', 'with itself', 'A', 'A', '2026-01-01', 'P1Y', 'none');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, cpv) VALUES ('L', 'bad CPV', 'A', 'B', '2026-01-01', 'P1Y', 'none', '7200');
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid) VALUES ('K', 1, 'S', 100, 'year', '[2026-01-01,2027-01-01)'), ('K', 1, 'S', 110, 'year', '[2027-01-01,)');
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid) VALUES ('K', 1, 'S', 120, 'year', '[2028-01-01,)');
INSERT INTO regie.contract_line (contract, line, service, amount, per) VALUES ('K', 2, 'S', 'NaN', 'year');
INSERT INTO regie.contract_line (contract, line, service, amount, per) VALUES ('K', 2, 'S', 10000000000, 'year');
INSERT INTO regie.contract_line (contract, line, service, amount, per) VALUES ('K', 2, 'S', 100, 'week');
INSERT INTO regie.contract_line (contract, line, service, amount, per) VALUES ('K', 0, 'S', 100, 'year');
INSERT INTO regie.contract_use (contract, party) VALUES ('K', 'GM0001');
INSERT INTO regie.contract_use (contract, party, valid) VALUES ('K', 'GM0001', '[2026-01-01,)');

-- Keys, rules and costs.
INSERT INTO regie.cost_key (code, name, driver) VALUES ('V', 'Key', 'share'), ('W', 'Other key', 'share');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('V', 'GM0001', '[2026-01-01,)', 1);
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('V', 'GM0001', '[2025-01-01,)', 2);
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('W', 'GM0001', '[2025-01-01,)', -1);
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('W', 'GM0001', '[2025-01-01,)', 'NaN');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('W', 'GM0001', '[2025-01-01,)', 'Infinity');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('W', 'GM0001', '[2025-01-01,)', 0.3333333);
INSERT INTO regie.cost_key_value (cost_key, party, valid, value, set_on) VALUES ('W', 'GM0001', '[2025-01-01,)', 1, 'infinity');
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('S', '[2026-01-01,)', 'V');
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('S', '[2026-06-01,2026-06-02)', 'W');
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('T', '[2026-06-01,)', 'X');
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('1', '[2026-01-01,2027-01-01)', 'budget', 'A', 'B', 'S', 12.345);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, scale) VALUES ('1', '[2026-01-01,2027-01-01)', 'budget', 'A', 'B', 'S', 1, 7);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('1', '[2026-01-01,2027-01-01)', 'budget', 'A', 'B', 'S', 'NaN');
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('1', '[2026-01-01,2027-01-01)', 'budget', 'A', 'B', 'S', 1e10);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('1', '[2026-01-01,)', 'budget', 'A', 'B', 'S', 1);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('1', 'empty', 'budget', 'A', 'B', 'S', 1);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('1', '[2026-01-01,2027-01-01)', 'forecast', 'A', 'B', 'S', 1);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount) VALUES ('1', '[2026-01-01,2027-01-01)', 'budget', 'A', 'A', 'S', 1);
INSERT INTO regie.cost (code, period, kind, payer, payee, amount) VALUES ('1', '[2026-01-01,2027-01-01)', 'budget', 'A', 'B', 1);
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, cost_key) VALUES ('1', '[2026-01-01,2027-01-01)', 'budget', 'A', 'B', 'S', 1, 'X');

-- Roadmaps.
INSERT INTO regie.programme (code, name, start_on) VALUES ('P', 'Programme', '2026-01-01'), ('Q', 'Variant', '2026-04-01');
INSERT INTO regie.programme (code, name, start_on) VALUES ('R', 'Never', '-infinity');
INSERT INTO regie.roadmap_item (programme, code, party, title, duration) VALUES ('P', 'a', 'A', 'Step', 5), ('P', 'b', 'A', 'Step', 0), ('Q', 'a', 'A', 'Step', 5), ('Q', 'c', 'A', 'Step', 5);
INSERT INTO regie.roadmap_item (programme, code, party, title, duration) VALUES ('P', 'a', 'A', 'twice', 5);
INSERT INTO regie.roadmap_item (programme, code, party, title, duration) VALUES ('P', 'd', 'A', 'negative', -1);
INSERT INTO regie.roadmap_item (programme, code, party, title, duration) VALUES ('P', 'd', 'A', 'too long', 2601);
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, constraint_kind) VALUES ('P', 'd', 'A', 'no date', 1, 'SNET');
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, constraint_date) VALUES ('P', 'd', 'A', 'no kind', 1, '2026-02-01');
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, constraint_kind, constraint_date) VALUES ('P', 'd', 'A', 'date too many', 1, 'ALAP', '2026-02-01');
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, constraint_kind, constraint_date) VALUES ('P', 'd', 'A', 'unknown kind', 1, 'SOON', '2026-02-01');
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, deadline) VALUES ('P', 'd', 'A', 'never', 1, 'infinity');
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, contract) VALUES ('P', 'd', 'A', 'what of it?', 1, 'K');
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, contract, contract_link) VALUES ('P', 'd', 'A', 'unknown', 1, 'K', 'likes');
INSERT INTO regie.roadmap_dependency (programme, item, predecessor) VALUES ('P', 'b', 'a');
INSERT INTO regie.roadmap_dependency (programme, item, predecessor, kind, lag) VALUES ('P', 'b', 'a', 'SS', -3);
INSERT INTO regie.roadmap_dependency (programme, item, predecessor, lag) VALUES ('P', 'b', 'a', 2);
INSERT INTO regie.roadmap_dependency (programme, item, predecessor) VALUES ('P', 'a', 'a');
INSERT INTO regie.roadmap_dependency (programme, item, predecessor) VALUES ('P', 'b', 'c');
INSERT INTO regie.roadmap_dependency (programme, item, predecessor, kind) VALUES ('P', 'a', 'b', 'XX');
INSERT INTO regie.roadmap_dependency (programme, item, predecessor, lag) VALUES ('P', 'a', 'b', 2601);

-- What others refer to stays.
DELETE FROM regie.party WHERE code = 'GM0001';
DELETE FROM regie.roadmap_item WHERE programme = 'P' AND code = 'a';
-- A code that changes changes everywhere.
UPDATE regie.party SET code = 'GM0002' WHERE code = 'GM0001';
SELECT party COLLATE "C" FROM regie.participation UNION SELECT party FROM regie.contract_use UNION SELECT party FROM regie.cost_key_value ORDER BY 1;
UPDATE regie.programme SET code = 'PP' WHERE code = 'P';
SELECT programme, item, predecessor, kind, lag FROM regie.roadmap_dependency ORDER BY kind;

\set VERBOSITY default
-- The example comes into an empty model only, and names what is not empty.
SELECT * FROM regie.load_example();
ROLLBACK;
BEGIN;
INSERT INTO regie.programme (code, name, start_on) VALUES ('P', 'Programme', '2026-01-01');
SELECT * FROM regie.load_example();
ROLLBACK;

-- NULL in, NULL out, or nobody.
SELECT regie.is_code(NULL), regie.is_validity(NULL), regie.is_period(NULL),
       regie.line_price(NULL, 1, 'year', '[2026-01-01,2027-01-01)') AS price;
SELECT * FROM regie.bearers(NULL, NULL, NULL);
SELECT regie.line_price('2026-01-01', 'NaN', 'year', '[2026-01-01,2027-01-01)');
SELECT regie.line_price('infinity', 1, 'year', '[2026-01-01,2027-01-01)');
SELECT regie.line_price('2026-01-01', 1, 'year', '[2026-01-01,infinity)');
SELECT regie.line_price('2026-01-01', 1, 'week', '[2026-01-01,2027-01-01)');
