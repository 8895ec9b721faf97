SET datestyle = ISO, YMD;
SET intervalstyle = postgres;
SET search_path = regie, public;
\set SHOW_CONTEXT never

-- Days that must be finite
SELECT * FROM decisions('2024-01-01 P1Y tacit P1Y', '-infinity', '2026-01-01');
SELECT * FROM decisions('2024-01-01 P1Y tacit P1Y', '2026-01-01', 'infinity');
SELECT * FROM decisions('2024-01-01 P1Y none', '2026-01-01', 'infinity');
SELECT * FROM decisions('no term', '2026-01-01', '2027-01-01');
-- a boundary behind the last day that there is
SELECT * FROM decisions('2024-01-01 P1Y tacit P1Y notice P100Y', '5874797-06-01', '5874897-12-31');
SELECT * FROM due_days('infinity', '1 year', '2026-01-01', '2027-01-01');
SELECT * FROM due_days('2026-01-01', '1 year', '-infinity', '2027-01-01');
SELECT * FROM due_days('2026-01-01', '1 year', '2026-01-01', 'infinity');
SELECT * FROM due_days('2026-01-01', NULL, '2026-01-01', 'infinity');
-- Intervals that lead nowhere
SELECT * FROM due_days('2026-01-01', '0', '2026-01-01', '2027-01-01');
SELECT * FROM due_days('2026-01-01', '-1 month', '2026-01-01', '2027-01-01');
SELECT * FROM due_days('2026-01-01', '1 month -1 day', '2026-01-01', '2027-01-01');
SELECT * FROM due_days('2026-01-01', '8 hours', '2026-01-01', '2027-01-01');
SELECT * FROM due_days('2026-01-01', '10001 years', '2026-01-01', '2027-01-01');

-- Events
SELECT ics_event('', '2026-12-31', 's', NULL, '2026-11-23');
SELECT ics_event(E'a\nb', '2026-12-31', 's', NULL, '2026-11-23');
SELECT ics_event(E'a\u2028b', '2026-12-31', 's', NULL, '2026-11-23');
SELECT ics_event(E'a\x01', '2026-12-31', 's', NULL, '2026-11-23');
SELECT ics_event('a', '2026-12-31', E's\x7f', NULL, '2026-11-23');
SELECT ics_event('a', '2026-12-31', 's', E'\u009b', '2026-11-23');
SELECT ics_event('a', '2026-12-31', repeat('é', 500001), NULL, '2026-11-23');
SELECT ics_event('a', 'infinity', 's', NULL, '2026-11-23');
SELECT ics_event('a', '-infinity', 's', NULL, '2026-11-23');
SELECT ics_event('a', '9999-12-31', 's', NULL, '2026-11-23');
SELECT ics_event('a', '0001-12-31 BC', 's', NULL, '2026-11-23');
SELECT ics_event('a', '2026-12-31', 's', NULL, '10000-01-01');
SELECT ics_event('a', '2026-12-31', 's', NULL, '2026-11-23', -1);
SELECT ics_event('a', '2026-12-31', 's', NULL, '2026-11-23', 3661);

-- Calendars take events alone, each once
SELECT ics(ARRAY[ics_event('a', '2026-12-31', 's', NULL, '2026-11-23'), NULL], 'x');
SELECT ics(ARRAY['BEGIN:VEVENT'], 'x');
SELECT ics(ARRAY[ics_event('a', '2026-12-31', 's', NULL, '2026-11-23'), ''], 'x');
SELECT ics(ARRAY[ics_event('a', '2026-12-31', 's', NULL, '2026-11-23') || E'ATTACH:x\r\n'], 'x');
SELECT ics(ARRAY[ics_event('a', '2026-12-31', 's', NULL, '2026-11-23') || ics_event('b', '2026-12-31', 's', NULL, '2026-11-23')], 'x');
SELECT ics(ARRAY[replace(ics_event('a', '2026-12-31', 's', NULL, '2026-11-23'), E'\r\n', E'\n')], 'x');
SELECT ics(ARRAY[replace(ics_event('a', '2026-12-31', 's', NULL, '2026-11-23'), 'TRANSP:TRANSPARENT', 'TRANSP:OPAQUE')], 'x');
SELECT ics(ARRAY[replace(ics_event('a', '2026-12-31', 's', NULL, '2026-11-23'), '20270101', '20270102')], 'x');
SELECT ics(ARRAY[ics_event('a', '2026-12-31', 's', NULL, '2026-11-23'), ics_event('b', '2026-12-31', 's', NULL, '2026-11-23'),
    ics_event('a', '2026-12-30', 't', NULL, '2026-11-23')], 'x');
SELECT ics(NULL, E'\x02');
SET regie.memory_limit = '1MB';
SELECT ics(array_agg(ics_event(i::text, '2026-12-31', repeat('x', 500), NULL, '2026-11-23')), 'x') FROM generate_series(1, 2000) AS i;
RESET regie.memory_limit;

-- What the tables refuse, constraint by constraint.
RESET search_path;
\set VERBOSITY terse
BEGIN;
\set ON_ERROR_ROLLBACK on
INSERT INTO regie.party (code, kind, name) VALUES ('A', 'cooperation', 'A'), ('B', 'supplier', 'B');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('K', 'Contract', 'A', 'B', '2026-01-01', 'P1Y', 'none');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on, every) VALUES ('K', 'R', 'report', 'Report', 'B', '2026-01-31', 'P1M');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on) VALUES ('K', 'R', 'other', 'twice', 'B', '2026-01-31');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on) VALUES ('X', 'S', 'other', 'no such contract', 'B', '2026-01-31');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on) VALUES ('K', 'S', 'other', 'no such party', 'X', '2026-01-31');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on) VALUES ('K', 'S ', 'other', 'no code', 'B', '2026-01-31');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on) VALUES ('K', 'S', 'notice', 'unknown kind', 'B', '2026-01-31');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on) VALUES ('K', 'S', 'other', ' ', 'B', '2026-01-31');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on) VALUES ('K', 'S', 'other', 'never', 'B', 'infinity');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on, every) VALUES ('K', 'S', 'other', 'daily', 'B', '2026-01-31', 'P1D');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on, every, last_due_on) VALUES ('K', 'S', 'other', 'for ever', 'B', '2026-01-31', 'P1Y', 'infinity');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on, every, last_due_on) VALUES ('K', 'S', 'other', 'over before it began', 'B', '2026-01-31', 'P1Y', '2026-01-30');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on, last_due_on) VALUES ('K', 'S', 'other', 'once, until', 'B', '2026-01-31', '2026-01-31');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on, consequence) VALUES ('K', 'S', 'other', 'no words', 'B', '2026-01-31', '');
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on, obligation_id) VALUES ('K', 'S', 'other', 'own number', 'B', '2026-01-31', 7);
INSERT INTO regie.obligation_done (contract, obligation, due_on, done_on) VALUES ('K', 'R', '2026-01-31', '2026-01-30');
INSERT INTO regie.obligation_done (contract, obligation, due_on, done_on) VALUES ('K', 'R', '2026-01-31', '2026-02-01');
INSERT INTO regie.obligation_done (contract, obligation, due_on, done_on) VALUES ('K', 'S', '2026-01-31', '2026-01-30');
INSERT INTO regie.obligation_done (contract, obligation, due_on, done_on) VALUES ('K', 'R', '2300-01-01', '2026-01-30');
INSERT INTO regie.obligation_done (contract, obligation, due_on, done_on) VALUES ('K', 'R', '2026-02-28', '-infinity');
INSERT INTO regie.obligation_done (contract, obligation, due_on, done_on) VALUES ('K', 'R', '2026-02-28', NULL);
-- What others refer to stays; a code that changes changes everywhere.
DELETE FROM regie.obligation;
DELETE FROM regie.contract;
UPDATE regie.contract SET code = 'KK';
UPDATE regie.obligation SET code = 'RR';
SELECT contract, obligation, due_on FROM regie.obligation_done;
ROLLBACK;
