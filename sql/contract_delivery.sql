SET datestyle = ISO, YMD;
SET intervalstyle = postgres;
-- The rule of GIBIT 2023, article 10.10: the same level missed three times
-- within six consecutive periods.  Misses in months 1, 3 and 5: from 5 on, as
-- long as all three lie within six months.  In 1, 3 and 7: never.
SELECT month, month NOT IN (1, 3, 5) AS met,
       regie.misses(month NOT IN (1, 3, 5), 6) OVER w AS misses,
       regie.breached(month NOT IN (1, 3, 5), 3, 6) OVER w AS breached
FROM generate_series(1, 8) AS month WINDOW w AS (ORDER BY month);
SELECT bool_or(breached) AS breached
FROM (SELECT regie.breached(month NOT IN (1, 3, 7), 3, 6) OVER (ORDER BY month) AS breached
      FROM generate_series(1, 12) AS month) AS m;
-- Not measured: a period, and not a miss.
SELECT month, met, regie.misses(met, 3) OVER w, regie.breached(met, 2, 3) OVER w
FROM (VALUES (1, false), (2, NULL), (3, false), (4, NULL), (5, NULL), (6, false)) AS m (month, met)
WINDOW w AS (ORDER BY month);
-- Each partition by itself, whatever the frame; a rule of one period.
SELECT level, month, regie.breached(false, 2, 2) OVER (PARTITION BY level ORDER BY month ROWS CURRENT ROW) AS two,
       regie.breached(month < 3, 1, 1) OVER (PARTITION BY level ORDER BY month) AS one
FROM generate_series(1, 3) AS month, unnest(ARRAY['a', 'b']) AS level ORDER BY level COLLATE "C", month;
-- Each row goes by its own rule: agreed from month 3 on, stricter from month 5 on.
SELECT month, misses, periods, regie.misses(false, periods) OVER w AS missed, regie.breached(false, misses, periods) OVER w
FROM (VALUES (1, NULL, NULL), (2, NULL, NULL), (3, 4, 6), (4, 4, 6), (5, 2, 2), (6, 2, 2)) AS m (month, misses, periods)
WINDOW w AS (ORDER BY month);
-- The longest look back.
SELECT min(month), max(misses) FROM (
    SELECT month, regie.misses(false, 1024) OVER w AS misses, regie.breached(false, 1024, 1024) OVER w AS breached
    FROM generate_series(1, 1100) AS month WINDOW w AS (ORDER BY month)) AS m WHERE breached;

-- Availability as the service level agreement of VNG Realisatie's
-- Softwarecatalogus calculates it, norm 95 %: 21 working days of 8 hours.
SELECT down, regie.availability(down, 21), regie.availability(down, 21) >= 95 AS met
FROM (VALUES (0), (8.4), (8.5), (168)) AS v (down) ORDER BY down;
SELECT regie.availability(interval '8:24', interval '168:00') AS met, regie.availability(interval '8:30', interval '168:00') AS missed;
-- Hours as a client sends them, with zeros at the end; other hours per day.
SELECT regie.availability(8.4000000000000000, 21, 8.000), regie.availability(1, 10, 24), regie.availability(7.6, 20, 7.6), regie.availability(0.1, 1, 0.3);
-- Cut off, never rounded up: a microsecond too long misses a norm of 95.
SELECT regie.availability(interval '8:24:00.000001', interval '168:00') AS value,
       regie.availability(interval '8:24:00.000001', interval '168:00') >= 95 AS met;
SELECT regie.availability(2147483647, 2147483647, 24), regie.availability(0.00000000000000000001, 2147483647, 24);
SELECT regie.availability(NULL::numeric, 21), regie.availability(8.4, NULL::int), regie.availability(NULL::interval, interval '1:00');

-- Working time of an outage from Friday 16:00 to Monday 9:30: an hour on Friday and one and a half on Monday.
SELECT regie.working_time('Mon-Fri', '[2026-11-20 16:00,2026-11-23 09:30)');
-- Over Christmas 2026: Thursday from 16:30, then Friday 25 December is a holiday, and Monday until 8:15.
SELECT regie.working_time(regie.dutch_calendar(2026, 2026), '[2026-12-24 16:30,2026-12-28 08:15)');
-- Other hours; round the clock; none.
SELECT regie.working_time('Mon-Sat', '[2026-11-20 16:00,2026-11-23 09:30)', '07:00', '22:00') AS shop,
       regie.working_time('Mon-Sun', '[2026-11-20 16:00,2026-11-23 09:30)', '00:00', '24:00') AS all_of_it,
       regie.working_time('none', '[2026-11-20 16:00,2026-11-23 09:30)') AS none;
-- Service hours of a month, and what an outage of 8.4 of them comes to.
SELECT regie.working_time(c, '[2026-08-01,2026-09-01)', '09:00', '17:00') AS agreed,
       regie.working_time(c, '[2026-08-19 10:00,2026-08-20 10:24)', '09:00', '17:00') AS down,
       regie.availability(regie.working_time(c, '[2026-08-19 10:00,2026-08-20 10:24)', '09:00', '17:00'),
                          regie.working_time(c, '[2026-08-01,2026-09-01)', '09:00', '17:00'))
FROM regie.dutch_calendar(2026, 2026) AS c;
-- The hours begin and end on the minute; parts of a second; which bounds belong to the range makes no difference.
SELECT during, regie.working_time('Mon-Fri', during)
FROM (VALUES (1, tsrange '[2026-11-23 07:00,2026-11-23 08:00)'), (2, '[2026-11-23 17:00,2026-11-24 08:00)'), (3, '[2026-11-23 16:59:59.999999,2026-11-24 08:00:00.000001]'),
             (4, '(2026-11-23 08:00,2026-11-23 09:00]'), (5, '[2026-11-23 10:00,2026-11-23 10:00]'), (6, 'empty'), (7, '[1999-12-31 16:30,2000-01-03 08:30)'),
             (8, '[0044-03-15 00:00 BC,0044-03-16 00:00 BC)')) AS v (n, during) ORDER BY n;
-- The night of 28 to 29 March 2026 has an hour less, that of 24 to 25 October one more: only hours by night notice,
-- as the local clock is taken to have 24 hours.
SELECT regie.working_time('Mon-Sun', '[2026-03-28,2026-03-30)', '00:00', '24:00') AS march, regie.working_time('Mon-Sun', '[2026-03-28,2026-03-30)') AS by_day;
-- All of an interval: 292,277 years of hours.
SELECT regie.working_time('Mon-Sun', '[2000-01-01,294276-12-31 23:59:59.999999]', '00:00', '24:00');
SELECT regie.working_time(NULL, '[2026-01-01,2026-02-01)') AS calendar, regie.working_time('Mon-Fri', NULL) AS during, regie.working_time('Mon-Fri', '[2026-01-01,2026-02-01)', NULL) AS opens;

-- The periods of the calendar between two days.
SELECT * FROM regie.calendar_periods('quarter', '2026-01-15', '2026-11-23');
SELECT kind, count(*), min(period_from), max(period_to)
FROM unnest(ARRAY['month', 'year']) AS kind, regie.calendar_periods(kind, '2023-12-31', '2026-01-01') GROUP BY kind ORDER BY kind COLLATE "C";
SELECT count(*) FROM regie.calendar_periods('month', '2026-11-23', '2026-10-31');
SELECT count(*) FROM regie.calendar_periods('month', '2026-11-23', '2026-11-01');
SELECT count(*) FROM regie.calendar_periods('month', NULL, '2026-11-01');
