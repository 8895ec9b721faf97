-- Did the supplier deliver: misses within periods, working time and
-- availability against slow formulations; the reports on service levels over
-- random levels, and over rows at the edge of what the model takes.
BEGIN;
SELECT plan(43);
SET LOCAL datestyle = ISO, YMD;
SET LOCAL intervalstyle = postgres;
SET LOCAL regie.today = '2026-11-23';
SELECT setseed(0.2026);

-- What the functions promise.
SELECT is((SELECT string_agg(concat(proname, ' ', prokind, provolatile, proparallel, CASE WHEN proisstrict THEN ' strict' END), ', ' ORDER BY proname, pronargs) FROM pg_proc
    WHERE pronamespace = 'regie'::regnamespace AND proname IN ('breached', 'misses', 'availability', 'working_time')),
    'availability fis strict, availability fis strict, breached wis, misses wis, working_time fis strict', 'kind, volatility, parallel safety, strictness');

-- 20,000 rows in partitions from one row to hundreds; a tenth not measured.
CREATE TEMP TABLE cell AS
SELECT level, row_number() OVER (PARTITION BY level ORDER BY random()) AS place,
       CASE WHEN random() < 0.1 THEN NULL ELSE random() < 0.6 END AS met, 1 + level % 5 AS misses, 1 + level % 5 + level % 9 AS periods
FROM (SELECT floor(400 * random() * random())::int AS level FROM generate_series(1, 20000)) AS r;
ANALYZE cell;
CREATE TEMP TABLE slow AS
SELECT c.level, c.place, count(*) FILTER (WHERE NOT d.met)::int AS misses, count(*) FILTER (WHERE NOT d.met) >= c.misses AS breached
FROM cell c JOIN cell d ON d.level = c.level AND d.place <= c.place AND d.place > c.place - c.periods
GROUP BY c.level, c.place, c.misses;
CREATE TEMP TABLE fast AS
SELECT level, place, regie.misses(met, periods) OVER w AS misses, regie.breached(met, misses, periods) OVER w AS breached
FROM cell WINDOW w AS (PARTITION BY level ORDER BY place);
SELECT cmp_ok((SELECT count(*) FROM slow), '>=', 10000::bigint, 'many rows');
SELECT ok((SELECT count(DISTINCT level) > 300 AND count(*) FILTER (WHERE breached) > 3000 AND count(*) FILTER (WHERE NOT breached) > 3000 FROM slow), 'many levels, with both answers');
SELECT is_empty('(TABLE slow EXCEPT TABLE fast) UNION ALL (TABLE fast EXCEPT TABLE slow)', 'misses and breached are those of a self-join');
-- each row by a rule of its own
CREATE TEMP TABLE own AS
SELECT level, place, met, CASE WHEN random() < 0.9 THEN 1 + floor(random() * 80)::int END AS periods FROM cell;
ALTER TABLE own ADD misses int;
CREATE INDEX ON own (level, place);
UPDATE own SET misses = 1 + floor(random() * least(periods, 9))::int WHERE periods IS NOT NULL;
ANALYZE own;
SELECT is_empty($$
    SELECT o.level, o.place, o.got, o.missed FROM (
        SELECT o.*, regie.breached(met, misses, periods) OVER w AS got, regie.misses(met, periods) OVER w AS missed
        FROM own o WINDOW w AS (PARTITION BY level ORDER BY place)) o
    LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE NOT d.met)::int AS n FROM own d WHERE d.level = o.level AND d.place BETWEEN o.place - o.periods + 1 AND o.place) s ON true
    WHERE (o.missed, o.got) IS DISTINCT FROM (CASE WHEN o.periods IS NOT NULL THEN s.n END, s.n >= o.misses)$$, 'with a rule of its own on each row');
-- one partition of 300,000 rows, in little memory
SET LOCAL work_mem = '1MB';
SELECT is_empty($$
    SELECT i FROM (
        SELECT i, regie.misses(i * 7919 % 10 > 3, 60) OVER (ORDER BY i) AS fast,
               count(*) FILTER (WHERE i * 7919 % 10 <= 3) OVER (ORDER BY i ROWS 59 PRECEDING) AS slow
        FROM generate_series(1::bigint, 300000) AS i) q WHERE fast <> slow$$, 'one large partition');
CREATE FUNCTION pg_temp.plan_text(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; lines text := '';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, COSTS off, TIMING off, SUMMARY off) ' || query LOOP lines := lines || line || E'\n'; END LOOP;
    RETURN lines;
END
$$;
CREATE TEMP TABLE large AS SELECT generate_series(1, 300000) AS i;
SELECT unalike(pg_temp.plan_text('SELECT count(b) FROM (SELECT regie.breached(i % 7 > 3, 3, 1024) OVER () AS b FROM large) q'), '%temp%', 'which is let go of row by row: nothing is spooled to disk');
RESET work_mem;
-- a volatile argument is asked once per row
CREATE TEMP SEQUENCE asked;
SELECT is((SELECT max(m) FROM (SELECT regie.misses(nextval('asked') < 0, 50) OVER (ORDER BY i) AS m FROM generate_series(1, 1000) i) q), 50, 'a volatile argument ...');
SELECT is(nextval('asked'), 1001::bigint, '... has one value per row');

-- Working time: minute by minute, a few hundred times.
CREATE TEMP TABLE calendar AS
SELECT n, c FROM (VALUES (1, regie.dutch_calendar(2026, 2026)), (2, regie.calendar 'Mon-Sun'), (3, 'Mon,Wed-Fri +2026-05-16 -2026-05-15'), (4, 'none +2026-04-27')) AS v (n, c);
CREATE TEMP TABLE outage AS
SELECT i, c, o, cl, b, b + floor(random() * 1500) * interval '1 minute' AS e
FROM (SELECT i, make_time(floor(random() * 12)::int, floor(random() * 60)::int, 0) AS o, make_time(12 + floor(random() * 12)::int, floor(random() * 60)::int, 0) AS cl,
             timestamp '2026-04-20' + floor(random() * 60000) * interval '1 minute' AS b
      FROM generate_series(1, 400) i) r JOIN calendar ON n = 1 + i % 4;
SELECT is_empty($$
    SELECT i, regie.working_time(c, tsrange(b, e), o, cl) FROM outage
    WHERE regie.working_time(c, tsrange(b, e), o, cl) <> interval '1 minute' * (
        SELECT count(*) FROM generate_series(b, e - interval '1 minute', '1 minute') AS m (at) WHERE regie.is_workday(c, at::date) AND at::time >= o AND at::time < cl)$$,
    'working time is that of its minutes');
SELECT cmp_ok((SELECT count(*) FROM outage WHERE regie.working_time(c, tsrange(b, e), o, cl) > '0'), '>', 120::bigint, 'and not often nothing');
-- 10,000 longer ones: against the service hours of each day
CREATE TEMP TABLE longer AS
SELECT i, c, o, CASE WHEN i % 5 = 0 THEN time '24:00' ELSE o + (interval '24:00' - (o - time '00:00')) * 0.999 * random() + interval '1 microsecond' END AS cl,
       b, b + random() * 40 * interval '24:00' AS e, random() AS cut
FROM (SELECT i, (floor(random() * 1440) * interval '1 minute')::time AS o, timestamp '2025-12-20' + random() * 300 * interval '24:00' AS b FROM generate_series(1, 10000) i) r
JOIN calendar ON n = 1 + i % 4;
SELECT is_empty($$
    SELECT i, o, cl, b, e FROM longer l CROSS JOIN LATERAL (
        SELECT sum(upper(d.r * tsrange(b, e)) - lower(d.r * tsrange(b, e))) AS slow
        FROM (SELECT tsrange(day + o, CASE WHEN cl = '24:00' THEN day + interval '24:00' ELSE day + cl END) AS r, day
              FROM generate_series(b::date::timestamp, e, '24:00') AS day WHERE regie.is_workday(c, day::date)) d
        WHERE d.r && tsrange(b, e)) s
    WHERE regie.working_time(c, tsrange(b, e), o, cl) <> coalesce(s.slow, '0')$$, 'working time is the service hours of each day, cut to the outage');
SELECT is_empty($$SELECT i FROM (SELECT *, b + (e - b) * cut AS mid FROM longer) l
    WHERE regie.working_time(c, tsrange(b, e), o, cl) <> regie.working_time(c, tsrange(b, mid), o, cl) + regie.working_time(c, tsrange(mid, e), o, cl)$$, 'parts add up to the whole');
SELECT is_empty($$SELECT i FROM longer WHERE regie.working_time(c, tsrange(b, e), o, cl) NOT BETWEEN '0' AND e - b$$, 'never more than its length');
SELECT is_empty($$SELECT i FROM longer WHERE regie.working_time('Mon-Sun', tsrange(b, e), '00:00', '24:00') <> e - b$$, 'and exactly that round the clock');
SELECT is_empty($$SELECT i FROM longer WHERE cl < '24:00' AND o > '00:00' AND regie.working_time(c, tsrange(b, e), o, cl) + regie.working_time(c, tsrange(b, e), cl, '24:00')
    + regie.working_time(c, tsrange(b, e), '00:00', o) <> regie.working_time(c, tsrange(b, e), '00:00', '24:00')$$, 'hours of the day add up to the day');
SELECT is_empty($$SELECT i FROM longer WHERE regie.working_time(c, tsrange(date_trunc('day', b), date_trunc('day', e)), o, cl)
    <> (CASE WHEN cl = '24:00' THEN interval '24:00' ELSE cl - time '00:00' END - (o - time '00:00')) * regie.workdays(c, daterange(b::date, e::date))$$, 'whole days are workdays times their hours');

-- Availability: against the norm exactly as by cross-multiplication, near it most of the time.
CREATE TEMP TABLE down AS
SELECT days, per_day, norm, greatest(0, least(days * per_day, round(days * per_day * (1 - norm / 100) + CASE i % 3 WHEN 0 THEN 0 WHEN 1 THEN 0.000001 ELSE ((random() - 0.5) * 10)::numeric END, 6))) AS hours
FROM (SELECT i, 1 + floor(random() * 23)::int AS days, round(1 + (random() * 23)::numeric, i % 3) AS per_day, round((random() * 100)::numeric, i % 7) AS norm FROM generate_series(1, 12000) i) r;
SELECT is_empty('SELECT * FROM down WHERE (regie.availability(hours, days, per_day) >= norm) <> (100 * (days * per_day - hours) >= norm * days * per_day)', 'a norm is met by it exactly where it was met');
SELECT ok((SELECT count(*) FILTER (WHERE regie.availability(hours, days, per_day) = norm) > 300 AND count(*) FILTER (WHERE abs(regie.availability(hours, days, per_day) - norm) BETWEEN 1e-10 AND 0.001) > 1000 FROM down), 'often on it, often next to it');
SELECT is_empty('SELECT * FROM down WHERE abs(regie.availability(hours, days, per_day) - 100 * (days * per_day - hours) / (days * per_day)) > 1.000001e-10', 'and is the quotient to ten decimals');
SELECT is_empty($$SELECT * FROM (SELECT hours, days * per_day AS agreed, days, per_day, hours * interval '1 hour' AS d, (days * per_day) * interval '1 hour' AS a FROM down) q
    WHERE extract(epoch FROM d) = hours * 3600 AND extract(epoch FROM a) = agreed * 3600 AND regie.availability(d, a) <> regie.availability(hours, days, per_day)$$, 'the same for intervals');

-- The example: every object has a comment that is a sentence is tested with the model; here its figures.
SELECT lives_ok('SELECT regie.load_example()', 'the example loads');
SELECT results_eq($$SELECT period_from FROM regie_report.service_level_result WHERE contract = 'HOSTING' AND is_rescindable ORDER BY 1$$,
    $$VALUES (date '2026-09-01'), ('2026-10-01'), ('2026-11-01')$$, 'GIBIT: misses in May, July and September; the right is there from September on');

-- Random levels: 60 contracts, 240 levels, with gaps in what was measured.
DELETE FROM regie.service_credit_band; DELETE FROM regie.service_credit_cap; DELETE FROM regie.outage; DELETE FROM regie.measurement; DELETE FROM regie.service_level;
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, max_renewals, ended_on)
SELECT 'R' || i, 'random', 'DDV', (ARRAY['OAK', 'ELM', 'BIRCH'])[1 + i % 3], date '2022-01-01' + floor(random() * 1600)::int, '1 year', 'tacit', '1 year', NULL, CASE WHEN i % 9 = 0 THEN date '2026-06-17' END
FROM generate_series(1, 60) i;
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid)
SELECT 'R' || i, k, 'DATA', CASE WHEN k = 3 THEN -100 ELSE round((random() * 9000)::numeric, 2) END, (ARRAY['month', 'year', 'quarter'])[k],
       CASE WHEN k = 2 THEN daterange('2024-05-05', '2026-03-03') ELSE '[1900-01-01,)' END
FROM generate_series(1, 60) i, generate_series(1, 3) k WHERE i % 10 > 0 AND (k = 3 OR i % 13 > 0);
INSERT INTO regie.service_level (contract, code, title, measure, unit, direction, target, period, misses, periods, valid)
SELECT 'R' || i, 'L' || k, 'x', 'other', 'x', CASE WHEN k % 2 = 0 THEN 'at least' ELSE 'at most' END, 50, (ARRAY['month', 'month', 'quarter', 'month'])[k],
       CASE WHEN k < 4 THEN 1 + i % 3 END, CASE WHEN k < 4 THEN 1 + i % 3 + i % 7 END,
       CASE WHEN i % 5 = 0 THEN daterange(date '2023-02-10' + i, CASE WHEN i % 2 = 0 THEN date '2026-05-20' END) ELSE '[1900-01-01,)' END
FROM generate_series(1, 60) i, generate_series(1, 4) k;
INSERT INTO regie.measurement (contract, level, period, period_on, value)
SELECT l.contract, l.code, l.period, g::date, round((random() * 100)::numeric, 1)
FROM regie.service_level l, generate_series(timestamp '2022-01-01', '2026-10-01', CASE l.period WHEN 'month' THEN interval '1 month' ELSE '3 months' END) g WHERE random() < 0.85;
INSERT INTO regie.service_credit_band (contract, level, beyond, credit_pct)
SELECT contract, code, b, CASE WHEN direction = 'at least' THEN 60 - b ELSE b - 35 END / 7 FROM regie.service_level, unnest(ARRAY[40, 50, 55]) b WHERE (service_level_id % 11) > 1;
INSERT INTO regie.service_credit_cap (contract, valid, credit_cap_pct)
SELECT 'R' || i, r, CASE WHEN r @> date '2024-01-01' THEN i % 6 ELSE 2 END FROM generate_series(1, 50) i, unnest(ARRAY[daterange '[2020-01-01,2024-07-01)', '[2024-07-01,)']) r;
ANALYZE regie.contract, regie.contract_line, regie.service_level, regie.measurement, regie.service_credit_band, regie.service_credit_cap;
CREATE TEMP TABLE result AS SELECT * FROM regie_report.service_level_result;
CREATE INDEX ON result (contract, service_level, period_from);
ANALYZE result;
SELECT cmp_ok((SELECT count(*) FROM result), '>', 5000::bigint, 'thousands of rows');
SELECT is((SELECT count(*) - count(DISTINCT service_level_result_id) FROM result), 0::bigint, 'one integer per row');
SELECT is((SELECT count(*) - count(DISTINCT (contract, service_level, period_from)) FROM result), 0::bigint, 'one row per level and period');
-- which periods there are, said a second way: each day of three years and this one
SELECT set_eq($$SELECT contract, service_level, period_from FROM result$$, $$
    SELECT l.contract, l.code, date_trunc(l.period, d.day)::date FROM regie.service_level l JOIN regie.contract c ON c.code = l.contract
    CROSS JOIN generate_series(timestamp '2023-01-01', '2026-11-23', '1 day') AS d (day)
    WHERE l.valid @> d.day::date AND d.day::date >= c.start_on AND (c.ended_on IS NULL OR d.day::date < c.ended_on)
    UNION SELECT contract, level, period_on FROM regie.measurement WHERE period_on >= '2023-01-01'$$, 'a row for every period with a day of the level, and for all that was measured');
SELECT is_empty($$SELECT r.* FROM result r JOIN regie.service_level l ON (l.contract, l.code) = (r.contract, r.service_level)
    LEFT JOIN regie.measurement m ON (m.contract, m.level, m.period_on) = (r.contract, r.service_level, r.period_from)
    JOIN regie.contract c ON c.code = r.contract
    WHERE r.level_result <> CASE WHEN m.value IS NULL AND least(r.period_until, upper(l.valid) - 1, c.ended_on - 1) >= '2026-11-23' THEN 'running' WHEN m.value IS NULL THEN 'not measured'
        WHEN l.direction = 'at least' AND m.value >= 50 OR l.direction = 'at most' AND m.value <= 50 THEN 'met' ELSE 'missed' END$$, 'the result is that of what was measured');
SELECT ok((SELECT count(DISTINCT level_result) = 4 AND min(n) > 30 FROM (SELECT level_result, count(*) n FROM result GROUP BY 1) q), 'all four occur');
SELECT is_empty($$
    SELECT r.service_level_result_id FROM result r JOIN regie.service_level l ON (l.contract, l.code) = (r.contract, r.service_level)
    CROSS JOIN LATERAL (SELECT CASE l.period WHEN 'month' THEN interval '1 month' ELSE '3 months' END AS step) t
    CROSS JOIN LATERAL (SELECT CASE WHEN r.level_result = 'running' THEN r.period_from - t.step ELSE r.period_from END AS last) e
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM result v
        WHERE v.contract = r.contract AND v.service_level = r.service_level AND v.level_result = 'missed' AND v.period_from <= e.last AND v.period_from > e.last - t.step * l.periods) s
    WHERE r.period_from >= '2025-07-01' AND (r.misses, r.is_rescindable) IS DISTINCT FROM (CASE WHEN l.misses IS NOT NULL THEN s.n::int END, CASE WHEN l.misses IS NOT NULL THEN s.n >= l.misses END)$$,
    'misses and the right to rescind, row by row');
SELECT ok((SELECT count(*) FILTER (WHERE is_rescindable) > 500 AND count(*) FILTER (WHERE NOT is_rescindable) > 500 FROM result), 'both answers occur');
-- earlier periods count although they are not shown
CREATE TEMP TABLE before AS SELECT service_level_result_id, misses, is_rescindable FROM result WHERE period_from >= '2026-01-01';
SET LOCAL regie.today = '2029-11-23';
SELECT is_empty($$SELECT b.* FROM before b JOIN regie_report.service_level_result r USING (service_level_result_id) WHERE r.level_result <> 'not measured' AND (b.misses, b.is_rescindable) IS DISTINCT FROM (r.misses, r.is_rescindable)$$,
    'what was shown in 2026 is the same in 2029, when earlier years are gone');
SET LOCAL regie.today = '2026-11-23';
SELECT is_empty($$SELECT r.service_level_result_id, r.unmeasured FROM result r
    WHERE r.unmeasured <> CASE WHEN r.level_result <> 'not measured' THEN 0 ELSE (SELECT count(*) FROM result v WHERE v.contract = r.contract AND v.service_level = r.service_level AND v.period_from <= r.period_from
        AND v.period_from > coalesce((SELECT max(w.period_from) FROM result w WHERE w.contract = r.contract AND w.service_level = r.service_level AND w.period_from < r.period_from AND w.is_met IS NOT NULL), '1900-01-01')) END
      AND r.period_from >= '2024-06-01'$$, 'periods in a row that nobody measured');
-- credits, cent by cent: fee, band, cap
CREATE TEMP TABLE credit AS
SELECT r.service_level_result_id, r.contract, extract(year FROM r.period_from) AS year, r.period_until, r.service_level,
       coalesce((SELECT sum(regie.accrual(n.amount, CASE n.per WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN '3 months' ELSE '1 year' END,
                   daterange(c.start_on, NULL), d.days))
        FROM regie.contract_line n JOIN regie.contract c ON c.code = n.contract
        CROSS JOIN LATERAL (SELECT n.valid * daterange(r.period_from, r.period_until, '[]') * daterange(c.start_on, c.ended_on) AS days) d
        WHERE n.contract = r.contract AND NOT isempty(d.days)), 0) AS fee,
       (SELECT b.credit_pct FROM regie.service_credit_band b WHERE (b.contract, b.level) = (r.contract, r.service_level)
         AND CASE r.target_direction WHEN 'at least' THEN r.value < b.beyond ELSE r.value > b.beyond END ORDER BY b.credit_pct DESC LIMIT 1) AS pct
FROM result r;
SELECT is_empty('SELECT r.* FROM result r JOIN credit c USING (service_level_result_id) WHERE r.fee_eur <> c.fee', 'the fee is that of the price lines on the days that the contract ran');
SELECT is_empty('SELECT r.* FROM result r JOIN credit c USING (service_level_result_id) WHERE r.credit_before_cap_eur IS DISTINCT FROM CASE WHEN r.value IS NOT NULL THEN round(greatest(fee, 0) * coalesce(pct, 0) / 100, 2) END',
    'the credit is the per cents of the farthest bound that was passed');
SELECT is_empty($$SELECT contract, year FROM (SELECT contract, extract(year FROM period_from) AS year, sum(credit_eur) AS credit, sum(credit_before_cap_eur) AS before, max(credit_cap_eur) AS cap, min(credit_cap_eur) AS same
    FROM result GROUP BY 1, 2) y WHERE credit IS DISTINCT FROM least(before, cap) OR cap IS DISTINCT FROM same$$, 'over a year they come to the smaller of their sum and the cap');
SELECT is_empty('SELECT * FROM result WHERE credit_eur NOT BETWEEN 0 AND credit_before_cap_eur', 'none is negative, none more than before the cap');
SELECT is_empty($$SELECT r.service_level_result_id FROM result r WHERE r.credit_eur < r.credit_before_cap_eur AND EXISTS (SELECT FROM result v WHERE v.contract = r.contract AND extract(year FROM v.period_from) = extract(year FROM r.period_from)
    AND (v.period_until, v.service_level COLLATE "C") > (r.period_until, r.service_level COLLATE "C") AND v.credit_eur > 0)$$, 'once the cap bites, later credits are nothing');
SELECT ok((SELECT count(*) FILTER (WHERE credit_eur BETWEEN 0.01 AND credit_before_cap_eur - 0.01) > 20 AND count(*) FILTER (WHERE credit_eur = 0 AND credit_before_cap_eur > 0) > 100
    AND count(*) FILTER (WHERE credit_cap_eur IS NULL AND credit_eur > 0) > 50 FROM result), 'caps bite, and some contracts have none');
SELECT is_empty($$SELECT d.contract, d.month_from FROM regie_report.contract_delivery d FULL JOIN (
        SELECT contract, date_trunc('month', least(period_until, as_of)::timestamp)::date AS month_from, count(*) AS n, count(*) FILTER (WHERE is_met) AS met, count(*) FILTER (WHERE NOT is_met) AS missed,
               count(*) FILTER (WHERE level_result = 'not measured') AS unknown, coalesce(sum(credit_eur), 0) AS credit FROM result GROUP BY 1, 2) r USING (contract, month_from)
    WHERE (d.levels, d.levels_met, d.levels_missed, d.levels_not_measured, d.credit_eur) IS DISTINCT FROM (r.n, r.met, r.missed, r.unknown, r.credit)
       OR d.levels <> d.levels_met + d.levels_missed + d.levels_not_measured + d.levels_running$$, 'contracts and months add up');

-- Rows at the edge of what the model takes: both reports, in both languages, can be read, on any day.
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, ended_on)
SELECT 'X' || row_number() OVER (), 'edge', 'DDV', 'OAK', s, i, r, CASE WHEN r = 'tacit' THEN interval '50 years' END, CASE WHEN e THEN s END
FROM unnest(ARRAY[date '1900-01-01', '2026-11-23', '2299-12-31']) s, unnest(ARRAY[interval '1 day', '100 years']) i, unnest(ARRAY['none', 'tacit', 'evergreen']) r, unnest(ARRAY[false, true]) e;
INSERT INTO regie.contract_line (contract, line, service, amount, per, unit) SELECT code, k, 'DATA', CASE k WHEN 3 THEN 999999.99 ELSE 9999999999.99 END, (ARRAY['month', 'once', 'unit'])[k], CASE WHEN k = 3 THEN 'x' END FROM regie.contract, generate_series(1, 3) k WHERE code LIKE 'X%';
INSERT INTO regie.service_level (contract, code, title, measure, unit, direction, target, period, misses, periods, from_outages, service_days, opens, closes, valid)
SELECT c.code, 'L' || row_number() OVER (PARTITION BY c.code), 'edge', 'availability', '%', 'at least', t, p, 1024, 1024, true, d, o, '24:00', v
FROM regie.contract c, (VALUES (-9999999999.999999, 'month', 'working days', time '00:00'), (9999999999.999999, 'year', 'all days', '00:00'), (9999999999.999999, 'quarter', 'all days', '23:59:59.999999'), (99, 'month', 'working days', '23:59:59.999999')) k (t, p, d, o),
     unnest(ARRAY[daterange '[1900-01-01,)', '[2026-11-22,2026-11-23)', '[2299-12-31,2300-01-01)']) v WHERE c.code LIKE 'X%';
INSERT INTO regie.outage (contract, code, during) SELECT c.code, 'I' || n, r FROM regie.contract c, (VALUES (1, tsrange '[1900-01-01,2300-01-01)'), (2, '[2026-11-22 23:59:59.999999,2026-11-23]')) o (n, r) WHERE c.code LIKE 'X%' AND n = 1 + contract_id % 2;
INSERT INTO regie.measurement (contract, level, period, period_on, value) SELECT contract, code, period, date_trunc(period, d)::date, -9999999999.999999
FROM regie.service_level, unnest(ARRAY[timestamp '1900-01-01', '2025-01-01', '2299-12-31']) d WHERE contract LIKE 'X%' AND code < 'L2';
INSERT INTO regie.service_credit_band (contract, level, beyond, credit_pct) SELECT contract, code, 9999999999.999999, 100 FROM regie.service_level WHERE contract LIKE 'X%';
INSERT INTO regie.service_credit_cap (contract, credit_cap_pct) SELECT code, 100 FROM regie.contract WHERE code LIKE 'X%' AND contract_id % 2 = 0;
ANALYZE regie.contract, regie.contract_line, regie.service_level, regie.outage, regie.measurement, regie.service_credit_band, regie.service_credit_cap;
-- a Dutch view reads the English one, so that both need to be read once only
CREATE FUNCTION pg_temp.read_dutch() RETURNS bigint LANGUAGE sql AS $$
    SELECT (SELECT count(x.*::text) FROM regie_rapport.dienstniveau_resultaat x) + (SELECT count(x.*::text) FROM regie_rapport.contractlevering x)
$$;
SELECT cmp_ok((SELECT count(x.*::text) FROM regie_report.service_level_result x) + (SELECT count(x.*::text) FROM regie_report.contract_delivery x) + pg_temp.read_dutch(),
    '>', 2000::bigint, 'edges: the reports can be read');
SET LOCAL regie.today = '1900-01-01';
SELECT cmp_ok(pg_temp.read_dutch(), '>', 0::bigint, 'as of 1900 too');
SET LOCAL regie.today = '2299-12-31';
SELECT cmp_ok(pg_temp.read_dutch(), '>', 1000::bigint, 'and as of 2299');
SELECT * FROM finish();
ROLLBACK;
