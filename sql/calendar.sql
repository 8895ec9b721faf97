SET datestyle = ISO, YMD;
-- The examples of doc/calendar.md, in its order.

-- the type
SELECT 'Mon-Fri +2026-12-27 -2026-12-25'::regie.calendar;
SELECT regie.is_workday('Mon-Fri -2026-12-25 +2026-12-27', '2026-12-25') AS christmas,
       regie.is_workday('Mon-Fri -2026-12-25 +2026-12-27', '2026-12-27') AS stocktaking;
SELECT 'fri-mon'::regie.calendar AS around_the_weekend,
       'Wed,Thu,Fri,Mon'::regie.calendar AS no_tuesday,
       'none +2026-06-01 +2026-06-15'::regie.calendar AS two_days,
       'Mon-Fri -2026-12-26'::regie.calendar AS saturday_off_anyway;
SELECT 'Mon-Fri -2026-12-26'::regie.calendar OPERATOR(regie.=) 'Mon-Fri'::regie.calendar AS same_days;

-- working days
SELECT regie.workdays(regie.dutch_calendar(2026, 2026), '[2026-01-01,2027-01-01)');
SELECT regie.workdays('Mon-Fri', 'empty');
SELECT regie.add_workdays(regie.dutch_calendar(2026, 2026), '2026-04-24', 10);
SELECT regie.add_workdays(regie.dutch_calendar(2026, 2026), '2026-05-26', -1);
SELECT day, regie.add_workdays('Mon-Fri', day, -1) AS minus_one, regie.add_workdays('Mon-Fri', day, 0) AS zero,
       regie.add_workdays('Mon-Fri', day, 1) AS one
FROM (VALUES (date '2026-11-20'), ('2026-11-21'), ('2026-11-23')) AS v (day)
ORDER BY day;
SELECT regie.next_workday(regie.dutch_calendar(2026, 2026), '2026-05-13'),
       regie.previous_workday(regie.dutch_calendar(2026, 2026), '2026-12-28');

-- Dutch public holidays
SELECT * FROM regie.dutch_holidays(2026, 2026);
SELECT day, name_nl FROM regie.dutch_holidays(2000, 2050)
WHERE name_nl IN ('Koningsdag', 'Koninginnedag') AND extract(day FROM day) IN (26, 29)
ORDER BY day;
SELECT day, name, cao_gemeenten, termijnenwet, private_sector FROM regie.dutch_holidays(2016, 2016)
WHERE day = '2016-05-05'
ORDER BY name COLLATE "C";
SELECT regie.dutch_calendar(2026, 2026);
SELECT regie.dutch_calendar(2026, 2026, 'termijnenwet');
SELECT regie.dutch_calendar(2026, 2026, kind => 'private_sector');
SELECT regie.is_workday(regie.dutch_calendar(2026, 2026), '2027-04-27') AS outside,
       regie.is_workday(regie.dutch_calendar(2026, 2027), '2027-04-27') AS inside;

-- the end of a statutory term
SELECT day, regie.legal_term_end(day)
FROM (VALUES (date '2026-04-02'), ('2026-04-03'), ('2026-04-27'), ('2026-05-14'), ('2026-12-25')) AS v (day)
ORDER BY day;
WITH term_calendar AS (
    SELECT regie.calendar(day) AS days
    FROM (SELECT day FROM regie.dutch_holidays(2026, 2028) WHERE termijnenwet
          UNION ALL
          SELECT unnest(ARRAY['2026-01-02', '2026-05-15', '2027-05-07', '2028-04-28', '2028-05-26']::date[])) AS d
)
SELECT regie.add_workdays(days, '2026-05-14', 0) FROM term_calendar;

-- a calendar from rows
CREATE TEMP TABLE closure (municipality text, weekdays text, day date);
INSERT INTO closure VALUES
    ('North', 'Mon-Fri', '2026-05-15'),
    ('North', 'Mon-Fri', '2026-01-02'),
    ('South', 'Mon-Thu', NULL);
SELECT municipality, regie.calendar(day, weekdays) FROM closure GROUP BY municipality ORDER BY municipality COLLATE "C";
SELECT regie.calendar(day) FROM closure;
SELECT regie.calendar(day) AS off_and_closed
FROM (SELECT day FROM regie.dutch_holidays(2026, 2026) WHERE cao_gemeenten
      UNION ALL SELECT day FROM closure WHERE municipality = 'North') AS d;

-- What the chapter does not show.

-- no rows and only NULLs
SELECT regie.calendar(day) AS no_rows FROM closure WHERE false;
SELECT regie.calendar(day, weekdays) AS no_rows FROM closure WHERE false;
SELECT regie.calendar(NULL::date) AS a_row;
SELECT regie.calendar(NULL::date, 'none') AS a_row;
-- (day 0 is a Saturday: a NULL taken for it would show)
SELECT regie.calendar(NULL::date, 'Mon-Sun') AS a_row;
-- doubles, weekend days, any order; the set of weekdays in any spelling
SELECT regie.calendar(d::date, w) FROM (VALUES
    ('2026-12-26', 'Mon-Fri'), ('2026-12-25', 'mon,tue,wed,thu,fri'), ('2026-12-25', 'MON-FRI'), ('2026-01-01', 'Mon-Fri')) AS v (d, w);
-- as a window function the state is asked again and again
SELECT day, regie.calendar(day) OVER (ORDER BY day) FROM closure ORDER BY day;
SELECT regie.calendar(day) FILTER (WHERE day > '2026-02-01') FROM closure;

-- strict in all arguments
SELECT regie.is_workday(NULL, '2026-01-01'), regie.is_workday('Mon-Fri', NULL),
       regie.workdays(NULL, 'empty'), regie.workdays('Mon-Fri', NULL),
       regie.add_workdays(NULL, '2026-01-01', 1), regie.add_workdays('Mon-Fri', NULL, 1),
       regie.add_workdays('Mon-Fri', '2026-01-01', NULL),
       regie.next_workday(NULL, '2026-01-01'), regie.previous_workday('Mon-Fri', NULL),
       regie.dutch_calendar(NULL, 2026), regie.dutch_calendar(2026, NULL),
       regie.dutch_calendar(2026, 2026, NULL), regie.legal_term_end(NULL);
SELECT count(*) FROM regie.dutch_holidays(NULL, 2026);

-- ranges: bounds of any kind, backwards days, the whole of time
SELECT regie.workdays('Mon-Fri', '[2026-11-20,2026-11-23]') AS closed,
       regie.workdays('Mon-Fri', '(2026-11-20,2026-11-23)') AS open,
       regie.workdays('Mon-Fri', '[2026-11-20,2026-11-20]') AS one_day;
SELECT regie.workdays('Mon-Sun', daterange('4714-11-24 BC', '5874897-12-31')) AS all_days,
       date '5874897-12-31' - date '4714-11-24 BC' AS by_subtraction,
       regie.workdays('none', daterange('4714-11-24 BC', '5874897-12-31')) AS never;

-- calendars with single days only
SELECT regie.add_workdays('none +2026-06-01 +2026-06-15', '2026-06-01', 1) AS second,
       regie.add_workdays('none +2026-06-01 +2026-06-15', '2026-06-02', -1) AS first,
       regie.add_workdays('none +2026-06-01 +2026-06-15', '2026-01-01', 0) AS first_at_or_after;

-- years BC, early and late days
SELECT 'Mon-Sun -0044-03-15 BC -5874897-12-31 -4714-11-24 BC'::regie.calendar;
SELECT regie.add_workdays('Mon-Sun', '4714-11-24 BC', 2147483492);

-- in tables: short, long and compressed values, sorted, grouped, joined
CREATE TEMP TABLE stored (id int PRIMARY KEY, days regie.calendar UNIQUE);
INSERT INTO stored VALUES (1, 'Mon-Fri'), (2, 'none'), (3, 'Mon-Fri -2026-12-25'),
    (4, 'Mon-Sun'), (5, 'Mon-Fri -2026-12-24 -2026-12-25'), (6, 'Mon'),
    (7, regie.dutch_calendar(2024, 2043)), (8, 'Mon-Fri -2026-12-25 -2026-12-28');
SELECT id, CASE WHEN id <> 7 THEN days END AS days FROM stored ORDER BY days;
INSERT INTO stored VALUES (9, 'mon-fri -2026-12-26');
SELECT id, regie.workdays(days, '[2026-01-01,2027-01-01)') FROM stored ORDER BY id;
CREATE TEMP TABLE long AS SELECT regie.dutch_calendar(2000, 9999) AS days;
SELECT pg_column_size(days) > 100000 AS out_of_line, regie.workdays(days, '[2026-01-01,2027-01-01)') FROM long;
SET search_path = regie, public;
SET enable_mergejoin = off;
SET enable_nestloop = off;
SELECT a.id FROM stored a JOIN stored b USING (days) ORDER BY a.id;
SET enable_hashjoin = off;
SET enable_mergejoin = on;
SELECT a.id FROM stored a JOIN stored b USING (days) ORDER BY a.id;
RESET enable_hashjoin;
RESET enable_nestloop;
SELECT count(*) FILTER (WHERE a.days < b.days) AS lt, count(*) FILTER (WHERE a.days <= b.days) AS le,
       count(*) FILTER (WHERE a.days = b.days) AS eq, count(*) FILTER (WHERE a.days <> b.days) AS ne,
       count(*) FILTER (WHERE a.days >= b.days) AS ge, count(*) FILTER (WHERE a.days > b.days) AS gt
FROM stored a, stored b;
RESET search_path;

-- text and binary
SELECT 'Mon-Fri -2026-12-25'::text::regie.calendar::text;
SELECT regie.calendar_send('Tue,Sat +2000-01-02 -2000-01-04');

-- Published cases.

-- The holidays of eight years: all of them, then by purpose.  The days are
-- those of the snapshot NL_COMMON of github.com/vacanza/holidays; which of
-- them count for which purpose follows the sources named in the chapter.
SELECT extract(year FROM day) AS year, string_agg(DISTINCT to_char(day, 'MM-DD'), ' ') AS days
FROM regie.dutch_holidays(2014, 2028)
WHERE extract(year FROM day) IN (2014, 2016, 2019, 2024, 2025, 2026, 2027, 2028)
GROUP BY 1 ORDER BY 1;
SELECT string_agg(name_nl, ', ' ORDER BY day) FROM regie.dutch_holidays(2026, 2026);
WITH expected (year, kind, days) AS (VALUES
    (2014, 'termijnenwet', '01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26'),
    (2014, 'cao_gemeenten', '01-01 04-21 04-26 05-29 06-09 12-25 12-26'),
    (2014, 'private_sector', '01-01 04-21 04-26 05-29 06-09 12-25 12-26'),
    (2016, 'termijnenwet', '01-01 03-25 03-28 04-27 05-05 05-16 12-25 12-26'),
    (2016, 'cao_gemeenten', '01-01 03-28 04-27 05-05 05-16 12-25 12-26'), -- Ascension Day
    (2016, 'private_sector', '01-01 03-28 04-27 05-05 05-16 12-25 12-26'), -- Ascension Day
    (2019, 'termijnenwet', '01-01 04-19 04-22 04-27 05-05 05-30 06-10 12-25 12-26'),
    (2019, 'cao_gemeenten', '01-01 04-22 04-27 05-30 06-10 12-25 12-26'),
    (2019, 'private_sector', '01-01 04-22 04-27 05-30 06-10 12-25 12-26'),
    (2024, 'termijnenwet', '01-01 03-29 04-01 04-27 05-05 05-09 05-20 12-25 12-26'),
    (2024, 'cao_gemeenten', '01-01 04-01 04-27 05-05 05-09 05-20 12-25 12-26'),
    (2024, 'private_sector', '01-01 04-01 04-27 05-09 05-20 12-25 12-26'),
    (2025, 'termijnenwet', '01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26'),
    (2025, 'cao_gemeenten', '01-01 04-21 04-26 05-05 05-29 06-09 12-25 12-26'),
    (2025, 'private_sector', '01-01 04-21 04-26 05-05 05-29 06-09 12-25 12-26'),
    (2026, 'termijnenwet', '01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26'),
    (2026, 'cao_gemeenten', '01-01 04-06 04-27 05-05 05-14 05-25 12-25 12-26'),
    (2026, 'private_sector', '01-01 04-06 04-27 05-14 05-25 12-25 12-26'),
    (2027, 'termijnenwet', '01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26'),
    (2027, 'cao_gemeenten', '01-01 03-29 04-27 05-05 05-06 05-17 12-25 12-26'),
    (2027, 'private_sector', '01-01 03-29 04-27 05-06 05-17 12-25 12-26'),
    (2028, 'termijnenwet', '01-01 04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26'),
    (2028, 'cao_gemeenten', '01-01 04-17 04-27 05-05 05-25 06-05 12-25 12-26'),
    (2028, 'private_sector', '01-01 04-17 04-27 05-25 06-05 12-25 12-26')
)
SELECT e.kind, count(*) AS years, count(*) FILTER (WHERE g.days = e.days) AS as_expected
FROM expected e CROSS JOIN LATERAL (
    SELECT string_agg(DISTINCT to_char(day, 'MM-DD'), ' ') AS days
    FROM regie.dutch_holidays(e.year, e.year)
    WHERE CASE e.kind WHEN 'termijnenwet' THEN termijnenwet WHEN 'cao_gemeenten' THEN cao_gemeenten ELSE private_sector END) g
GROUP BY e.kind ORDER BY e.kind COLLATE "C";

-- Working days after and before a day, counted by numpy.busday_offset 1.24.2
-- (the second calendar also has Good Friday off, as in the termijnenwet).
SELECT day, n, regie.add_workdays(regie.dutch_calendar(2024, 2033), day, n) AS cao_gemeenten,
       regie.add_workdays(regie.dutch_calendar(2024, 2033, 'termijnenwet'), day, n) AS with_good_friday,
       c, g
FROM (VALUES
    (date '2026-04-24', 1, date '2026-04-28', date '2026-04-28'),
    ('2026-04-24', 10, '2026-05-12', '2026-05-12'),
    ('2026-05-13', 1, '2026-05-15', '2026-05-15'),
    ('2026-12-24', 1, '2026-12-28', '2026-12-28'),
    ('2025-04-17', 1, '2025-04-18', '2025-04-22'),
    ('2027-05-04', 1, '2027-05-07', '2027-05-07'),
    ('2026-01-02', 250, '2026-12-28', '2026-12-29'),
    ('2026-05-26', -1, '2026-05-22', '2026-05-22'),
    ('2026-12-28', -1, '2026-12-24', '2026-12-24')) AS v (day, n, c, g)
ORDER BY day, n;

-- Working days in a period, counted by numpy.busday_count 1.24.2.
SELECT period, regie.workdays(regie.dutch_calendar(2024, 2033), period::daterange) AS cao_gemeenten, c,
       regie.workdays(regie.dutch_calendar(2024, 2033, 'termijnenwet'), period::daterange) AS with_good_friday, g
FROM (VALUES
    ('[2024-01-01,2033-01-01)', 2291, 2282),
    ('[2025-12-15,2026-01-05)', 12, 12),
    ('[2026-01-01,2027-01-01)', 254, 253)) AS v (period, c, g)
ORDER BY period COLLATE "C";

-- The ends of statutory terms, by the rule of art. 1(1).
SELECT day, regie.legal_term_end(day), expected
FROM (VALUES
    (date '2026-04-03', date '2026-04-07'), ('2026-04-27', '2026-04-28'), ('2026-05-14', '2026-05-15'),
    ('2026-12-25', '2026-12-28'), ('2025-04-26', '2025-04-28')) AS v (day, expected)
ORDER BY day;
