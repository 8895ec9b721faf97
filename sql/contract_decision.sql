SET datestyle = ISO, YMD;
SET intervalstyle = iso_8601;
SET search_path = regie, public;

-- Every last day to decide: a year's plan of a tacit term
SELECT * FROM decisions('2020-08-01 P3Y tacit P1Y notice P3M', '2026-11-23', '2029-01-01');
-- since is included, until is not
SELECT k, last_day FROM decisions('2020-08-01 P3Y tacit P1Y notice P3M', '2027-04-30', '2028-04-30');
SELECT k, last_day FROM decisions('2020-08-01 P3Y tacit P1Y notice P3M', '2027-05-01', '2028-05-01');
-- four years, and two options of two years: the second can be lifted only after the first
SELECT * FROM decisions('2025-01-15 P4Y explicit 2xP2Y notice P6M', '2026-11-23', '2033-01-01');
SELECT * FROM decisions('2025-01-15 P4Y explicit 2xP2Y lifted 1 notice P6M', '2026-11-23', '2033-01-01');
SELECT * FROM decisions(lift('2025-01-15 P4Y explicit 2xP2Y notice P6M', 2), '2026-11-23', '2033-01-01');
-- the first option was let go, so the term ends
SELECT * FROM decisions('2025-01-15 P4Y explicit 2xP2Y notice P6M', '2028-07-14', '2033-01-01');
SELECT * FROM decisions('2025-01-15 P4Y explicit 2xP2Y notice P6M', '2028-07-15', '2033-01-01');
-- three renewals, no fourth: nothing follows the last boundary
SELECT * FROM decisions('2019-09-01 P16M tacit 3xP1Y', '2019-09-01', '2030-01-01');
-- ends of months, counted from the start
SELECT k, last_day, boundary FROM decisions('2025-10-31 P1M tacit P1M notice P1M', '2025-10-31', '2026-04-01');
-- a notice longer than a renewal: the boundaries that it is too late for are skipped
SELECT * FROM decisions('2024-01-01 P1Y tacit P1Y notice P3Y', '2024-06-01', '2026-01-01');
-- nothing to decide
SELECT t, (SELECT count(*) FROM decisions(t::term, '2020-01-01', '2040-01-01'))
FROM (VALUES ('2024-01-01 P1Y none notice P1M'), ('2024-01-01 evergreen notice P1M'), ('2024-01-01 P1Y tacit 0xP1Y'),
    ('2024-01-01 P1Y explicit 0xP1Y'), ('2024-01-01 P1Y tacit P1Y notice P1M ended 2026-06-01'),
    ('2024-01-01 P1Y explicit 2xP1Y lifted 1 ended 2025-06-01')) AS v (t) ORDER BY t COLLATE "C";
-- no days between since and until; NULL
SELECT count(*) FROM decisions('2020-08-01 P3Y tacit P1Y notice P3M', '2027-04-30', '2027-04-30');
SELECT count(*) FROM decisions('2020-08-01 P3Y tacit P1Y notice P3M', '2028-04-30', '2020-01-01');
SELECT (SELECT count(*) FROM decisions(NULL, '2026-01-01', '2027-01-01')) AS term,
       (SELECT count(*) FROM decisions('2020-08-01 P3Y tacit P1Y', NULL, '2027-01-01')) AS since,
       (SELECT count(*) FROM decisions('2020-08-01 P3Y tacit P1Y', '2026-01-01', NULL)) AS until;
-- one row a call: the first of two billion
SELECT decisions('4714-11-24 BC P1D tacit P1D', '4714-11-24 BC', '5874897-01-01') LIMIT 1;
SELECT * FROM decisions('4714-11-24 BC P1D tacit P1D', '5874897-12-29', '5874897-12-31');

-- Due days: counted from the first, so they do not drift
SELECT due_days('2026-01-31', '1 month', '2026-01-01', '2026-07-01');
SELECT due_days('2024-02-29', '1 year', '2024-01-01', '2029-01-01');
SELECT due_days('2026-11-30', '1 month 1 day', '2027-01-01', '2027-06-01');
-- since is included, until is not
SELECT due_days('2026-01-15', '6 months', '2026-07-15', '2027-01-15');
-- once
SELECT due_days('2026-01-31', NULL, '2026-01-31', '2026-02-01');
SELECT (SELECT count(*) FROM due_days('2026-01-31', NULL, '2026-02-01', '2027-01-01')) AS before,
       (SELECT count(*) FROM due_days('2026-01-31', NULL, '2026-01-01', '2026-01-31')) AS after,
       (SELECT count(*) FROM due_days(NULL, '1 year', '2026-01-01', '2027-01-01')) AS first,
       (SELECT count(*) FROM due_days('2026-01-31', '1 year', NULL, '2027-01-01')) AS since,
       (SELECT count(*) FROM due_days('2026-01-31', '1 year', '2026-01-01', NULL)) AS until;
SELECT * FROM due_days('4714-11-24 BC', '1 day', '5874897-12-30', '5874897-12-31');

-- How often something can return
SELECT every, is_recurrence(every) FROM (VALUES (interval '7 days'), ('6 days'), ('1 month'), ('50 years'), ('50 years 1 day'),
    ('1 month -10 days'), ('-1 year'), ('7 days 1 hour'), ('8 days -24 hours'), ('1 year 1 second'), ('0')) AS v (every) ORDER BY every;
SELECT is_recurrence(NULL) IS NULL AS null_is_null;

-- An event for agendas, line by line
SELECT n, line FROM regexp_split_to_table(ics_event('HOSTING/notice/2027-04-01', '2026-12-31', 'Notice: hosting, or renew',
    E'Silence renews; by a year.\nAsk C:\\ALDER', '2026-11-23', 14), '\r\n') WITH ORDINALITY AS t (line, n) ORDER BY n;
-- without description and reminder; on the day itself
SELECT n, line FROM regexp_split_to_table(ics_event('a', '2024-02-29', '', NULL, '2026-11-23'), '\r\n') WITH ORDINALITY AS t (line, n) ORDER BY n;
SELECT ics_event('a', '2024-02-29', 's', NULL, '2026-11-23', 0) LIKE E'%\r\nTRIGGER:-P0D\r\n%' AS same_day;
-- a long line is folded at 75 octets, and no character is torn apart
SELECT n, octet_length(line), line FROM regexp_split_to_table(ics_event('a', '2026-12-31', repeat('één, ', 30) || '📅', NULL, '2026-11-23'), '\r\n')
    WITH ORDINALITY AS t (line, n) WHERE n BETWEEN 6 AND 9 ORDER BY n;
-- nothing can be smuggled in: it stays one line, whatever the line end
SELECT n, line FROM regexp_split_to_table(ics_event('a', '2026-12-31',
    E'x\r\nEND:VEVENT\nBEGIN:VEVENT\rATTACH:file\u0085a\u2028b\u2029c', E'\r\n ATTENDEE:mailto:x@example.org', '2026-11-23'), '\r\n')
    WITH ORDINALITY AS t (line, n) ORDER BY n;
-- NULL in, NULL out
SELECT ics_event(NULL, '2026-12-31', 's', NULL, '2026-11-23') IS NULL AS uid, ics_event('a', NULL, 's', NULL, '2026-11-23') IS NULL AS day,
       ics_event('a', '2026-12-31', NULL, NULL, '2026-11-23') IS NULL AS summary, ics_event('a', '2026-12-31', 's', NULL, NULL) IS NULL AS as_of;

-- A calendar of events, in their order
SELECT n, line FROM regexp_split_to_table(ics(ARRAY[ics_event('b', '2026-12-31', 'One', NULL, '2026-11-23'),
    ics_event('a', '2026-12-30', 'Two', 'd', '2026-11-23', 7)], 'Contracts; ours'), '\r\n') WITH ORDINALITY AS t (line, n) ORDER BY n;
-- that shows nothing: no rows, an empty array; no name
SELECT n, line FROM regexp_split_to_table(ics(NULL, 'None'), '\r\n') WITH ORDINALITY AS t (line, n) ORDER BY n;
SELECT ics('{}', 'None') = ics(NULL, 'None') AS empty, ics(NULL, NULL) NOT LIKE '%NAME%' AS nameless;
-- the same bytes every time
SELECT md5(ics(array_agg(ics_event('e' || i, date '2026-01-01' + i, repeat('ë', i), NULL, '2026-11-23') ORDER BY i), 'x'))
     = md5(ics(array_agg(ics_event('e' || i, date '2026-01-01' + i, repeat('ë', i), NULL, '2026-11-23') ORDER BY i), 'x')) AS same
FROM generate_series(1, 300) AS i;
