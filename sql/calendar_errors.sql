SET datestyle = ISO, YMD;
-- Text that is no calendar.
SELECT ''::regie.calendar;
SELECT '  '::regie.calendar;
SELECT 'Mon-Fry'::regie.calendar;
SELECT 'Monday-Friday'::regie.calendar;
SELECT 'Mon,'::regie.calendar;
SELECT 'Mon-Wed-Fri'::regie.calendar;
SELECT 'none,Sat'::regie.calendar;
SELECT '-2026-12-25'::regie.calendar;
SELECT 'Mon-Fri Sat'::regie.calendar;
SELECT 'Mon-Fri 2026-12-25'::regie.calendar;
SELECT 'Mon-Fri -2026-02-29'::regie.calendar;
SELECT 'Mon-Fri -25-12-2026'::regie.calendar;
SELECT 'Mon-Fri - 2026-12-25'::regie.calendar;
SELECT 'Mon-Fri -infinity'::regie.calendar;
SELECT 'Mon-Fri +5874898-01-01'::regie.calendar;
SELECT 'ma-vr'::regie.calendar;
-- A day that is both worked and not worked.
SELECT 'Mon-Fri -2026-12-25 +2026-12-25'::regie.calendar;
SELECT 'Mon-Fri +2026-12-27 -2026-12-25 -2026-12-27'::regie.calendar;
-- As many exceptions as fit, and one more.
SELECT length(('none' || string_agg(' +' || date '2000-01-01' + i, ''))::regie.calendar::text)
FROM generate_series(1, 1000000) AS i;
SELECT ('none' || string_agg(' +' || date '2000-01-01' + i, ''))::regie.calendar
FROM generate_series(1, 1000001) AS i;
SELECT regie.calendar(date '2000-01-01' + i, 'Mon-Sun') FROM generate_series(1, 1000001) AS i;
-- What is not stored does not count, neither in the text nor in the aggregate: days twice, days that are plain anyway.
SELECT ('Mon-Fri' || repeat(' -2026-12-25', 1000001))::regie.calendar;
SELECT regie.calendar(date '2026-12-25', 'Mon-Fri') FROM generate_series(1, 1000001) AS i;
SELECT ('none -2026-12-25 +2026-12-24' || string_agg(' -' || date '2000-01-01' + i, ''))::regie.calendar
FROM generate_series(100000, 1100001) AS i;
SELECT regie.calendar(date '2000-01-01' + i, 'none') FROM generate_series(1, 1000001) AS i;
-- but a day that is worked and not worked is an error, however far apart
SELECT ('Mon-Fri +2026-12-25' || repeat(' +2026-12-24', 1000001) || ' -2026-12-25')::regie.calendar;

-- Days that are no days.
SELECT regie.is_workday('Mon-Fri', 'infinity');
SELECT regie.is_workday('Mon-Fri', '-infinity');
SELECT regie.add_workdays('Mon-Fri', 'infinity', 1);
SELECT regie.next_workday('Mon-Fri', '-infinity');
SELECT regie.previous_workday('Mon-Fri', 'infinity');
SELECT regie.legal_term_end('infinity');
SELECT regie.calendar(date 'infinity');
-- Ranges without an end.
SELECT regie.workdays('Mon-Fri', '[2026-01-01,)');
SELECT regie.workdays('Mon-Fri', '(,2026-01-01)');
SELECT regie.workdays('Mon-Fri', '(,)');
SELECT regie.workdays('Mon-Fri', '[2026-01-01,infinity)');
SELECT regie.workdays('Mon-Fri', '[-infinity,2026-01-01)');
-- No such working day, or none within the range of dates.
SELECT regie.next_workday('none', '2026-01-01');
SELECT regie.previous_workday('none +2026-06-01', '2026-06-01');
SELECT regie.add_workdays('none +2026-06-01', '2026-06-02', 0);
SELECT regie.add_workdays('none +2026-06-01', '2026-01-01', 2);
SELECT regie.next_workday('Mon-Fri', '5874897-12-31');
SELECT regie.previous_workday('Mon-Sun', '4714-11-24 BC');
SELECT regie.add_workdays('Mon-Fri', '2026-01-01', 2147483647);
SELECT regie.add_workdays('Mon-Fri', '2026-01-01', -2147483648);

-- Years without rules, and in the wrong order.
SELECT regie.dutch_holidays(1999, 2026);
SELECT regie.dutch_holidays(2026, 10000);
SELECT regie.dutch_holidays(-2147483648, 2147483647);
SELECT regie.dutch_holidays(2027, 2026);
SELECT regie.dutch_calendar(1999, 2026);
SELECT regie.dutch_calendar(2026, 10000);
SELECT regie.dutch_calendar(2027, 2026);
SELECT regie.legal_term_end('1999-12-31');
SELECT regie.legal_term_end('10000-01-01');
-- Kinds that are none.
SELECT regie.dutch_calendar(2026, 2026, 'cao');
SELECT regie.dutch_calendar(2026, 2026, '');
SELECT regie.dutch_calendar(2026, 2026, 'CAO_GEMEENTEN');

-- Weekdays of an aggregate.
SELECT regie.calendar(date '2026-01-01', 'Mon-Fri -2026-12-25');
SELECT regie.calendar(date '2026-01-01', ' Mon-Fri');
SELECT regie.calendar(date '2026-01-01', '');
SELECT regie.calendar(date '2026-01-01', NULL);
SELECT regie.calendar(NULL::date, w) FROM (VALUES ('Mon-Fri'), ('Mon-Thu')) AS v (w);
