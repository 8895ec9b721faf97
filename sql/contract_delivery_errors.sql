SET datestyle = ISO, YMD;
SET intervalstyle = postgres;
\set SHOW_CONTEXT never
-- Misses within periods
SELECT regie.breached(true, 3, 6);
SELECT regie.misses(true, 6);
SELECT regie.breached(true, 0, 6) OVER ();
SELECT regie.breached(true, -1, 6) OVER ();
SELECT regie.breached(true, 7, 6) OVER ();
SELECT regie.breached(true, 1, 0) OVER ();
SELECT regie.breached(true, 1, -6) OVER ();
SELECT regie.breached(true, 1, 1025) OVER ();
SELECT regie.breached(true, 2147483647, 2147483647) OVER ();
SELECT regie.breached(true, -2147483648, -2147483648) OVER ();
SELECT regie.breached(true, NULL, 6) OVER ();
SELECT regie.breached(true, 3, NULL) OVER ();
SELECT regie.misses(true, 0) OVER ();
SELECT regie.misses(true, 1025) OVER ();
-- in the middle of a partition
SELECT regie.breached(true, m, 6) OVER (ORDER BY m DESC) FROM generate_series(0, 3) AS m;

-- Availability
SELECT regie.availability(-0.1, 21);
SELECT regie.availability('NaN'::numeric, 21);
SELECT regie.availability('Infinity'::numeric, 21);
SELECT regie.availability(168.1, 21);
SELECT regie.availability(0.30000000001, 1, 0.3);
SELECT regie.availability(1, 0);
SELECT regie.availability(1, -21);
SELECT regie.availability(1, 21, 0);
SELECT regie.availability(1, 21, -8);
SELECT regie.availability(1, 21, 24.5);
SELECT regie.availability(1, 21, 'NaN'::numeric);
SELECT regie.availability(1, 21, 'Infinity'::numeric);
SELECT regie.availability(1e40, 21);
SELECT regie.availability(1e-40, 21);
SELECT regie.availability(1e-36, 21);
SELECT regie.availability(1, 21, 1e-35);
SELECT regie.availability(1, 2147483647, 1.0000000000000000000000000000000001);
SELECT regie.availability(interval '1 day', interval '168:00');
SELECT regie.availability(interval '1:00', interval '1 month');
SELECT regie.availability(interval '-1:00', interval '168:00');
SELECT regie.availability(interval '1:00', interval '-168:00');
SELECT regie.availability(interval '0', interval '0');
SELECT regie.availability(interval '168:00:00.000001', interval '168:00');

-- Working time
SELECT regie.working_time('Mon-Fri', '[2026-11-20 16:00,)');
SELECT regie.working_time('Mon-Fri', '(,2026-11-20 16:00)');
SELECT regie.working_time('Mon-Fri', '(,)');
SELECT regie.working_time('Mon-Fri', '[2026-11-20 16:00,infinity)');
SELECT regie.working_time('Mon-Fri', '[-infinity,2026-11-20 16:00)');
SELECT regie.working_time('Mon-Fri', '[2026-11-20,2026-11-21)', '17:00', '08:00');
SELECT regie.working_time('Mon-Fri', '[2026-11-20,2026-11-21)', '08:00', '08:00');
SELECT regie.working_time('Mon-Fri', 'empty', '24:00', '00:00');
SELECT regie.working_time('Mon-Fri', '[2026-11-20,2026-11-21)', '08:00', '24:01');
SELECT regie.working_time('week', '[2026-11-20,2026-11-21)');
SELECT regie.working_time('Mon-Sun', '[4713-01-01 BC,294276-12-31)', '00:00', '24:00');

-- Periods of the calendar
SELECT * FROM regie.calendar_periods('week', '2026-01-01', '2026-02-01');
SELECT * FROM regie.calendar_periods('', '2026-01-01', '2026-02-01');
SELECT * FROM regie.calendar_periods('month', '-infinity', '2026-02-01');
SELECT * FROM regie.calendar_periods('month', '2026-01-01', 'infinity');

-- Rows that the model refuses
\set VERBOSITY terse
BEGIN;
SELECT count(*) > 0 AS loaded FROM regie.load_example();
SAVEPOINT s;
INSERT INTO regie.service_level (contract, code, title, measure, target) VALUES ('NETWERK', 'X', 'x', 'speed', 1);
ROLLBACK TO s;
INSERT INTO regie.service_level (contract, code, title, measure, target) VALUES ('NETWERK', 'BESCHIKBAAR', 'again', 'availability', 1);
ROLLBACK TO s;
INSERT INTO regie.service_level (contract, code, title, measure, target) VALUES ('NETWERK', 'X', 'x', 'other', 'NaN');
ROLLBACK TO s;
INSERT INTO regie.service_level (contract, code, title, measure, target, misses) VALUES ('NETWERK', 'X', 'x', 'other', 1, 3);
ROLLBACK TO s;
INSERT INTO regie.service_level (contract, code, title, measure, target, misses, periods) VALUES ('NETWERK', 'X', 'x', 'other', 1, 7, 6);
ROLLBACK TO s;
INSERT INTO regie.service_level (contract, code, title, measure, target, misses, periods) VALUES ('NETWERK', 'X', 'x', 'other', 1, 3, 1025);
ROLLBACK TO s;
INSERT INTO regie.service_level (contract, code, title, measure, target, opens, closes) VALUES ('NETWERK', 'X', 'x', 'other', 1, '17:00', '08:00');
ROLLBACK TO s;
INSERT INTO regie.service_level (contract, code, title, measure, target, direction, from_outages) VALUES ('NETWERK', 'X', 'x', 'availability', 1, 'at most', true);
ROLLBACK TO s;
INSERT INTO regie.measurement (contract, level, period_on, value) VALUES ('NETWERK', 'BESCHIKBAAR', '2026-07-02', 99);
ROLLBACK TO s;
INSERT INTO regie.measurement (contract, level, period, period_on, value) VALUES ('NETWERK', 'BESCHIKBAAR', 'quarter', '2026-07-01', 99);
ROLLBACK TO s;
INSERT INTO regie.measurement (contract, level, period_on, value) VALUES ('NETWERK', 'REACTIE', '2026-07-01', 99);
ROLLBACK TO s;
INSERT INTO regie.measurement (contract, level, period_on, value) VALUES ('NETWERK', 'BESCHIKBAAR', '2026-06-01', 99);
ROLLBACK TO s;
INSERT INTO regie.measurement (contract, level, period_on, value) VALUES ('NETWERK', 'BESCHIKBAAR', '2026-07-01', 'Infinity');
ROLLBACK TO s;
INSERT INTO regie.measurement (contract, level, period_on, value) VALUES ('NETWERK', 'BESCHIKBAAR', '2026-07-01', 99.0000001);
ROLLBACK TO s;
INSERT INTO regie.outage (contract, code, during) VALUES ('NETWERK', 'I1', '[2026-07-01 10:00,)');
ROLLBACK TO s;
INSERT INTO regie.outage (contract, code, during) VALUES ('NETWERK', 'I1', 'empty');
ROLLBACK TO s;
INSERT INTO regie.outage (contract, code, level, during) VALUES ('NETWERK', 'I1', 'REACTIE', '[2026-07-01 10:00,2026-07-01 11:00)');
ROLLBACK TO s;
INSERT INTO regie.service_credit_band (contract, level, beyond, credit_pct) VALUES ('NETWERK', 'BESCHIKBAAR', 99, 101);
ROLLBACK TO s;
INSERT INTO regie.service_credit_band (contract, level, beyond, credit_pct) VALUES ('NETWERK', 'BESCHIKBAAR', 99, 0.00001);
ROLLBACK TO s;
INSERT INTO regie.service_credit_cap (contract, credit_cap_pct) VALUES ('HOSTING', 5);
ROLLBACK TO s;
INSERT INTO regie.service_credit_cap (contract, valid, credit_cap_pct) VALUES ('NETWERK', 'empty', 5);
ROLLBACK;
