-- Laws of calendars, on random ones, against counting days in SQL.
BEGIN;
SELECT plan(48);
SET LOCAL datestyle = ISO, YMD;
SET LOCAL search_path = regie, public;
SELECT setseed(0.2026);

-- 400 calendars: a random set of weekdays (7 of them none) and random days
-- within 60 days of 2026-01-01, worked or not, whatever their weekday says.
CREATE TEMP TABLE wanted AS
SELECT id, CASE WHEN id % 57 = 0 THEN 0 ELSE 1 + floor(random() * 127)::int END AS mask
FROM generate_series(1, 400) AS id;

CREATE TEMP TABLE exception AS
SELECT DISTINCT ON (id, day) id, day, random() < 0.5 AS worked
FROM wanted, generate_series(1, 40) AS n,
     LATERAL (SELECT date '2026-01-01' + floor(random() * 121 - 60 + 0 * n)::int AS day) AS d
WHERE random() * 400 > id;

CREATE TEMP TABLE random_calendar AS
SELECT w.id, w.mask, (coalesce(nullif(concat_ws(',', CASE WHEN mask & 64 > 0 THEN 'Sun' END, CASE WHEN mask & 1 > 0 THEN 'Mon' END,
           CASE WHEN mask & 2 > 0 THEN 'tue' END, CASE WHEN mask & 4 > 0 THEN 'WED' END,
           CASE WHEN mask & 8 > 0 THEN 'Thu' END, CASE WHEN mask & 16 > 0 THEN 'Fri' END,
           CASE WHEN mask & 32 > 0 THEN 'Sat' END), ''), 'none')
           || coalesce(string_agg(CASE WHEN e.worked THEN ' +' ELSE ' -' END || e.day, '' ORDER BY random()), ''))::calendar AS days
FROM wanted w LEFT JOIN exception e USING (id)
GROUP BY w.id, w.mask;

-- The slow truth: each day of three years, one row.
CREATE TEMP TABLE truth AS
SELECT w.id, d::date AS day,
       coalesce(e.worked, (w.mask >> (extract(isodow FROM d)::int - 1)) & 1 = 1) AS worked
FROM wanted w CROSS JOIN generate_series(timestamp '2024-07-01', timestamp '2027-06-30', '1 day') AS d
LEFT JOIN exception e ON e.id = w.id AND e.day = d::date;
CREATE INDEX ON truth (id, day) WHERE worked;
ANALYZE truth;

SELECT cmp_ok((SELECT count(*) FROM exception), '>', 6000::bigint, 'enough exceptions');

SELECT is(count(*), 0::bigint, 'is_workday on 438,000 days')
FROM truth JOIN random_calendar USING (id) WHERE is_workday(days, day) <> worked;

-- 12,000 random questions to each calendar's working days
CREATE TEMP TABLE question AS
SELECT id, days, mask, date '2026-01-01' + floor(random() * 301 - 150)::int AS day,
       floor(random() * 81 - 40)::int AS n, floor(random() * 200 + 0 * q)::int AS span
FROM random_calendar, generate_series(1, 30) AS q;

SELECT is(count(*), 12000::bigint, '12,000 questions') FROM question;

SELECT is(count(*), 0::bigint, 'workdays of a period is the number of its days that are worked')
FROM question q
WHERE workdays(days, daterange(day, day + span)) <>
    (SELECT count(*) FROM truth t WHERE t.id = q.id AND t.worked AND t.day >= q.day AND t.day < q.day + span);

CREATE TEMP TABLE answer AS
SELECT q.*, CASE
    WHEN n > 0 THEN (SELECT t.day FROM truth t WHERE t.id = q.id AND t.worked AND t.day > q.day
                     ORDER BY t.day OFFSET n - 1 LIMIT 1)
    WHEN n < 0 THEN (SELECT t.day FROM truth t WHERE t.id = q.id AND t.worked AND t.day < q.day
                     ORDER BY t.day DESC OFFSET -n - 1 LIMIT 1)
    ELSE (SELECT t.day FROM truth t WHERE t.id = q.id AND t.worked AND t.day >= q.day ORDER BY t.day LIMIT 1)
    END AS target
FROM question q;

SELECT cmp_ok(count(*), '>', 11000::bigint, 'nearly all have a day as an answer') FROM answer WHERE target IS NOT NULL;

SELECT is(count(*), 0::bigint, 'add_workdays goes to the n-th day that is worked')
FROM answer WHERE target IS NOT NULL AND add_workdays(days, day, n) IS DISTINCT FROM target;

CREATE FUNCTION pg_temp.refusal(days calendar, day date, n int) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN add_workdays(days, day, n);
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN 'none';
END $$;
SELECT is(count(*), 0::bigint, 'add_workdays refuses where single days run out')
FROM answer WHERE target IS NULL AND (mask <> 0 OR pg_temp.refusal(days, day, n) <> 'none');

SELECT is(count(*), 0::bigint, 'next_workday and previous_workday are one step')
FROM answer
WHERE mask <> 0 AND (next_workday(days, day) IS DISTINCT FROM add_workdays(days, day, 1)
                     OR previous_workday(days, day) IS DISTINCT FROM add_workdays(days, day, -1)
                     OR next_workday(days, day) <= day OR previous_workday(days, day) >= day);

SELECT is(count(*), 0::bigint, 'from a day that is worked, forth and back is the same day')
FROM answer WHERE mask <> 0 AND is_workday(days, day) AND add_workdays(days, add_workdays(days, day, n), -n) <> day;

SELECT is(count(*), 0::bigint, 'periods add up: [a,b) and [b,c) are [a,c)')
FROM answer
WHERE workdays(days, daterange(day - 1000, day)) + workdays(days, daterange(day, day + span))
    <> workdays(days, daterange(day - 1000, day + span));

SELECT is(count(*), 0::bigint, 'three centuries off, only the weekdays count')
FROM random_calendar, generate_series(-1, 1, 2) AS side
WHERE workdays(days, daterange(date '2026-01-01' + side * 109574, date '2026-01-01' + side * 109574 + 7))
    <> length(replace((mask::bit(7))::text, '0', ''));

-- text and binary
SELECT is(count(*), 0::bigint, 'text reads back')
FROM random_calendar WHERE days::text::calendar <> days OR days::text::calendar::text <> days::text;

CREATE TEMP TABLE listed AS
SELECT r.id, string_agg(CASE WHEN t.worked THEN ' +' ELSE ' -' END || t.day, '' ORDER BY t.day) AS tail
FROM random_calendar r JOIN truth t USING (id)
WHERE t.worked <> ((r.mask >> (extract(isodow FROM t.day)::int - 1)) & 1 = 1)
GROUP BY r.id;
SELECT is(count(*), 0::bigint, 'text names exactly the days that differ from their weekday, in order')
FROM random_calendar LEFT JOIN listed USING (id)
WHERE days::text <> split_part(days::text, ' ', 1) || coalesce(tail, '');

CREATE TEMP TABLE back (id int, days calendar);
DO $$
DECLARE
    file text := current_setting('data_directory') || '/calendar_test.bin';
BEGIN
    EXECUTE format('COPY (SELECT id, days FROM pg_temp.random_calendar) TO %L (FORMAT binary)', file);
    EXECUTE format('COPY pg_temp.back FROM PROGRAM %L (FORMAT binary)', format('cat %1$s && rm %1$s', file));
END $$;
SELECT is(count(*), 400::bigint, 'binary copies read back')
FROM random_calendar r JOIN back b USING (id) WHERE r.days = b.days AND r.days::text = b.days::text;
SELECT results_eq('SELECT calendar_send(days) FROM back ORDER BY id', 'SELECT calendar_send(days) FROM random_calendar ORDER BY id',
    'and send the same bytes');

-- A binary field from hand-made bytes, through COPY.
CREATE TEMP TABLE received (days calendar);
CREATE FUNCTION pg_temp.receive(field bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    stream bytea := 'PGCOPY'::bytea || '\x0aff0d0a00'::bytea || '\x0000000000000000'::bytea || '\x0001'::bytea
        || int4send(length(field)) || field || '\xffff'::bytea;
    octal text;
BEGIN
    SELECT string_agg(chr(92) || (get_byte(stream, i) / 64)::text || (get_byte(stream, i) / 8 % 8)::text
        || (get_byte(stream, i) % 8)::text, '' ORDER BY i)
    INTO octal FROM generate_series(0, length(stream) - 1) AS i;
    TRUNCATE pg_temp.received;
    EXECUTE format('COPY pg_temp.received FROM PROGRAM %L (FORMAT binary)', format('printf ''%s''', octal));
    RETURN (SELECT days::text FROM pg_temp.received);
END $$;
SELECT is(pg_temp.receive('\x011f00000000'), 'Mon-Fri', 'receives weekdays alone');
SELECT is(pg_temp.receive('\x011f0000000200000002000000000101'), 'Mon-Fri +2000-01-02 -2000-01-03', 'receives days, and sorts them');
SELECT is(pg_temp.receive('\x011f000000010000000201'), 'Mon-Fri', 'receives a day that its weekday says already, and leaves it out');
SELECT throws_ok($$SELECT pg_temp.receive('\x021f00000000')$$, '22P03', 'invalid binary representation of a calendar', 'refuses another format version');
SELECT throws_ok($$SELECT pg_temp.receive('\x01ff00000000')$$, '22P03', 'invalid binary representation of a calendar', 'refuses an eighth weekday');
SELECT throws_ok($$SELECT pg_temp.receive('\x011fffffffff')$$, '22P03', 'invalid binary representation of a calendar', 'refuses a negative number of days');
SELECT throws_ok($$SELECT pg_temp.receive('\x011f000000020000000200')$$, '22P03', 'invalid binary representation of a calendar', 'refuses missing days');
SELECT throws_ok($$SELECT pg_temp.receive('\x011f0000000000')$$, '22P03', 'invalid binary representation of a calendar', 'refuses bytes behind the last day');
SELECT throws_ok($$SELECT pg_temp.receive('\x011f000000010000000202')$$, '22P03', 'invalid binary representation of a calendar', 'refuses a day neither worked nor not');
SELECT throws_ok($$SELECT pg_temp.receive('\x011f000000017fffffff00')$$, '22P03', 'invalid binary representation of a calendar', 'refuses a day out of range');
SELECT throws_ok($$SELECT pg_temp.receive('\x011f0000000200000002000000000201')$$, '22P03',
    'day 2000-01-03 is both worked and not worked', 'refuses a day said twice');
SELECT throws_ok($$SELECT pg_temp.receive('\x011f00')$$, '08P01', NULL, 'refuses a message that stops early');

-- Order and hash: 40,000 pairs of 200 calendars from a small set, many equal.
CREATE TEMP TABLE small AS
SELECT id, (CASE WHEN id % 3 = 0 THEN 'Mon-Fri' ELSE 'Mon-Sat' END
    || CASE WHEN random() < 0.5 THEN ' -2026-11-20' ELSE '' END
    || CASE WHEN random() < 0.5 THEN ' -2026-11-21' ELSE '' END
    || CASE WHEN random() < 0.5 THEN ' +2026-11-22' ELSE '' END
    || CASE WHEN random() < 0.5 THEN ' +2026-11-23' ELSE '' END)::calendar AS days
FROM generate_series(1, 200) AS id;
CREATE TEMP TABLE fingerprint AS
SELECT id, days, array_agg(is_workday(days, day::date) ORDER BY day) AS worked,
       array_agg(day::date - date '2000-01-01' ORDER BY day)
           FILTER (WHERE is_workday(days, day::date) <> (extract(isodow FROM day) <= CASE WHEN id % 3 = 0 THEN 5 ELSE 6 END)) AS off,
       CASE WHEN id % 3 = 0 THEN 31 ELSE 63 END AS mask
FROM small, generate_series(timestamp '2026-11-09', timestamp '2026-11-29', '1 day') AS day
GROUP BY id, days;
SELECT cmp_ok(count(DISTINCT days), '<', 25::bigint, 'few different ones') FROM small;
SELECT is(count(*), 0::bigint, 'equal exactly when the same days are worked')
FROM fingerprint a, fingerprint b WHERE (a.days = b.days) <> (a.worked = b.worked) OR (a.days <> b.days) = (a.worked = b.worked);
SELECT is(count(*), 0::bigint, 'ordered by weekdays, then by the list of days')
FROM fingerprint a, fingerprint b
WHERE calendar_cmp(a.days, b.days) <> CASE
    WHEN a.mask <> b.mask THEN sign(a.mask - b.mask)
    WHEN coalesce(a.off, '{}') < coalesce(b.off, '{}') THEN -1
    WHEN coalesce(a.off, '{}') > coalesce(b.off, '{}') THEN 1 ELSE 0 END
   OR (a.days < b.days) <> (calendar_cmp(a.days, b.days) < 0) OR (a.days <= b.days) <> (calendar_cmp(a.days, b.days) <= 0)
   OR (a.days > b.days) <> (calendar_cmp(a.days, b.days) > 0) OR (a.days >= b.days) <> (calendar_cmp(a.days, b.days) >= 0);
SELECT is(count(*), 0::bigint, 'equal calendars have equal hashes')
FROM small a, small b
WHERE a.days = b.days AND (calendar_hash(a.days) <> calendar_hash(b.days)
                           OR calendar_hash_extended(a.days, 7) <> calendar_hash_extended(b.days, 7));
SELECT is(count(DISTINCT calendar_hash(days)), count(DISTINCT days), 'different calendars have different hashes here')
FROM (SELECT days FROM small UNION ALL SELECT days FROM random_calendar) AS d;
SELECT is(count(*), 0::bigint, 'the hash with seed 0 continues the plain one')
FROM random_calendar
WHERE calendar_hash_extended(days, 0)::bit(64)::bit(64) << 32 <> calendar_hash(days)::bit(32)::bit(64)
   OR calendar_hash_extended(days, 1) = calendar_hash_extended(days, 0);
SELECT is(count(*) FILTER (WHERE amvalidate(c.oid)), 2::bigint, 'both operator classes are complete')
FROM pg_opclass c WHERE opcintype = 'calendar'::regtype;

-- Aggregates, whole and in parallel parts, in any order
CREATE TABLE public.holiday_rows AS
SELECT i % 7 AS part, date '2026-01-01' + (i * 7919 % 4000) AS day, 'Mon-Thu'::text AS weekdays
FROM generate_series(1, 60000) AS i;
INSERT INTO holiday_rows SELECT i, NULL, 'Mon-Thu' FROM generate_series(0, 6) AS i;
ANALYZE holiday_rows;
CREATE TEMP TABLE serially AS
SELECT calendar(day) AS one, calendar(day, weekdays) AS two FROM holiday_rows;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 3;
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query;
END $$;
SELECT ok(bool_or(p ~ 'Partial Aggregate'), 'the aggregates run in parallel')
FROM pg_temp.plan('SELECT calendar(day), calendar(day, weekdays) FROM holiday_rows') AS p;
-- Into a table first: a cursor, as pgTAP opens one, never runs in parallel.
CREATE TEMP TABLE in_parallel AS
SELECT calendar(day) AS one, calendar(day, weekdays) AS two FROM holiday_rows;
SELECT results_eq('SELECT one, two FROM in_parallel', 'SELECT one, two FROM serially', 'and give the same');
SELECT is(count(*), 0::bigint, 'the calendar of the rows has just their days off')
FROM serially, generate_series(0, 5000) AS i
WHERE is_workday(two, date '2026-01-01' + i) <>
    (extract(isodow FROM date '2026-01-01' + i) <= 4 AND i NOT IN (SELECT day - date '2026-01-01' FROM holiday_rows WHERE day IS NOT NULL));
SELECT throws_ok($$SELECT calendar(day, CASE WHEN part = 3 THEN 'Fri' ELSE weekdays END) FROM holiday_rows$$,
    '22023', 'rows of one calendar differ in their weekdays', 'weekdays that differ between parallel parts');
RESET parallel_setup_cost;

-- The same in parts by partition: here each part has its own weekdays.
CREATE TABLE public.parted_rows (part int, day date, weekdays text) PARTITION BY LIST (part);
CREATE TABLE public.parted_rows_1 PARTITION OF public.parted_rows FOR VALUES IN (1);
CREATE TABLE public.parted_rows_2 PARTITION OF public.parted_rows FOR VALUES IN (2);
INSERT INTO public.parted_rows
SELECT 1 + i % 2, date '2026-01-01' + i, CASE i % 2 WHEN 0 THEN 'Mon-Fri' ELSE 'Mon-Thu' END
FROM generate_series(1, 3000) AS i;
SET LOCAL enable_partitionwise_aggregate = on;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT ok(count(*) = 2, 'the aggregates run by partition')
FROM pg_temp.plan('SELECT calendar(day) FROM public.parted_rows') AS p WHERE p ~ 'Partial Aggregate';
SELECT is((SELECT calendar(day) FROM public.parted_rows),
    (SELECT calendar(day) FROM (SELECT date '2026-01-01' + i AS day FROM generate_series(1, 3000) AS i ORDER BY i DESC) AS d),
    'and give the same as all rows in one, backwards');
SELECT throws_ok('SELECT calendar(day, weekdays) FROM public.parted_rows', '22023',
    'rows of one calendar differ in their weekdays', 'weekdays that differ between partitions');

-- Dutch holidays of 2000 to 2050.  The working days of each year as counted
-- by numpy's busday_count over the days of python-holidays, by the three rules.
PREPARE counted AS
SELECT kind, array_agg(workdays(dutch_calendar(y, y, kind), daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1))) ORDER BY y)
FROM generate_series(2000, 2050) AS y, unnest(ARRAY['cao_gemeenten', 'private_sector', 'termijnenwet']) AS kind
GROUP BY kind ORDER BY kind COLLATE "C";
SELECT results_eq('counted', $$VALUES
    ('cao_gemeenten', ARRAY[255, 254, 254, 254, 257, 256, 255, 254, 255, 255, 256, 256, 255, 254, 255, 255, 255, 254, 254, 255, 256, 256, 255, 254, 256, 254, 254, 255, 253, 254, 255, 254, 256, 254, 253, 254, 255, 254, 255, 254, 255, 255, 254, 254, 254, 253, 254, 255, 255, 255, 254]),
    ('private_sector', ARRAY[254, 254, 254, 254, 257, 256, 255, 254, 255, 255, 255, 256, 255, 254, 255, 254, 255, 254, 254, 255, 255, 256, 255, 254, 256, 254, 255, 256, 254, 254, 255, 255, 257, 255, 254, 254, 256, 255, 256, 255, 255, 255, 255, 255, 255, 253, 254, 255, 256, 256, 254]),
    ('termijnenwet', ARRAY[253, 253, 253, 252, 255, 255, 253, 253, 253, 253, 254, 254, 254, 253, 253, 253, 254, 252, 253, 254, 254, 254, 253, 252, 255, 253, 253, 254, 252, 253, 254, 253, 255, 253, 252, 253, 254, 253, 254, 253, 254, 254, 253, 253, 253, 252, 253, 254, 254, 254, 253])$$,
    'working days of 51 years, three kinds');
SELECT is(count(*), 0::bigint, 'dutch_calendar is Monday to Friday without the rows of dutch_holidays')
FROM generate_series(timestamp '2000-01-01', timestamp '2050-12-31', '1 day') AS d
WHERE is_workday(dutch_calendar(2000, 2050), d::date) <>
        (extract(isodow FROM d) < 6 AND d::date NOT IN (SELECT day FROM dutch_holidays(2000, 2050) WHERE cao_gemeenten))
   OR is_workday(dutch_calendar(2000, 2050, 'private_sector'), d::date) <>
        (extract(isodow FROM d) < 6 AND d::date NOT IN (SELECT day FROM dutch_holidays(2000, 2050) WHERE private_sector));
SELECT is(count(*), 0::bigint, 'a statutory term of 18,628 days ends on the first day that is no weekend and no holiday')
FROM generate_series(timestamp '2000-01-01', timestamp '2050-12-31', '1 day') AS d
WHERE legal_term_end(d::date) <> (
    SELECT min(c)::date FROM generate_series(d, d + '9 days', '1 day') AS c
    WHERE extract(isodow FROM c) < 6 AND c::date NOT IN (SELECT day FROM dutch_holidays(2000, 2051) WHERE termijnenwet));

-- What the catalog says
SELECT is(array_agg(p.oid::regprocedure::text ORDER BY p.oid::regprocedure::text COLLATE "C"), NULL,
    'all functions immutable, parallel safe, with the rights of the caller, and commented')
FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
WHERE (p.prosrc ~ '^regie_calendar|workday|^regie_dutch|^regie_legal' OR p.proname = 'calendar')
  AND (p.provolatile <> 'i' OR p.proparallel <> 's' OR p.prosecdef OR p.proleakproof
       OR obj_description(p.oid, 'pg_proc') IS NULL
       OR NOT p.proisstrict AND p.prokind = 'f'
          AND p.proname NOT IN ('calendar_accum', 'calendar_accum_weekdays', 'calendar_combine', 'calendar_final'));
SELECT is(count(*), 0::bigint, 'operators and type are commented')
FROM (SELECT obj_description(oid, 'pg_operator') AS c FROM pg_operator WHERE oprleft = 'calendar'::regtype
      UNION ALL SELECT obj_description('calendar'::regtype, 'pg_type')) AS x WHERE c IS NULL;
SELECT is(count(*), 6::bigint, 'the parts of the aggregates take or give an internal state, so nobody calls them by hand')
FROM pg_proc
WHERE pronamespace = 'regie'::regnamespace AND 'internal'::regtype = ANY (proargtypes)
  AND proname IN ('calendar_accum', 'calendar_accum_weekdays', 'calendar_combine', 'calendar_serial', 'calendar_deserial', 'calendar_final');

-- Soft errors exist from PostgreSQL 16 on.
CREATE FUNCTION pg_temp.softly(value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    valid boolean;
BEGIN
    IF current_setting('server_version_num')::int < 160000 THEN
        PERFORM value::regie.calendar;
        RETURN 'valid';
    END IF;
    EXECUTE 'SELECT pg_input_is_valid($1, ''regie.calendar'')' INTO valid USING value;
    RETURN CASE WHEN valid THEN 'valid' ELSE 'invalid' END;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'invalid' ELSE 'thrown' END;
END $$;
SELECT is(string_agg(pg_temp.softly(value), ' ' ORDER BY n), 'valid invalid invalid invalid', 'input errors are soft')
FROM unnest(ARRAY['Mon-Fri', 'Mon-Fry', 'Mon-Fri -2026-02-30', 'Mon-Fri +2026-12-25 -2026-12-25']) WITH ORDINALITY AS v (value, n);

SELECT * FROM finish();
ROLLBACK;
