-- Indexation: laws over random prices and figures, histories against a slow
-- telling of the same rules, what users can enter at its extremes.
BEGIN;
SELECT plan(42);
SET LOCAL datestyle = ISO, YMD;
SET LOCAL regie.today = '2026-11-23';
SELECT setseed(0.1811);

SELECT is_empty($$
    SELECT pg_describe_object(d.classid, d.objid, 0)
    FROM pg_depend d
    WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
      AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'regie')
      AND pg_describe_object(d.classid, d.objid, 0) ~ 'regie[.](index|price)'
      AND d.classid IN ('pg_proc'::regclass, 'pg_class'::regclass)
      AND NOT EXISTS (SELECT FROM pg_class s WHERE d.classid = 'pg_class'::regclass AND s.oid = d.objid AND s.relkind IN ('S', 'i'))
      AND NOT EXISTS (SELECT FROM pg_description c WHERE c.classoid = d.classid AND c.objoid = d.objid AND c.objsubid = 0)$$,
    'every object has a comment');
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'regie' AND p.proname ~ '^(index_change|indexed|indexed_by|price_chain|price_chain_step)$' AND (p.provolatile <> 'i' OR p.proparallel <> 's')$$,
    'arithmetic is immutable and parallel safe');
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'regie' AND p.proname ~ '^(index_figure|index_steps|price_steps|price_history)$' AND (p.provolatile <> 's' OR p.proparallel <> 's')$$,
    'what reads tables is stable');

-- Random prices in cents, of both signs; changes in hundredths; figures with one to three decimals.
CREATE TEMP TABLE law AS
SELECT i, (random() * 2e8 - 5e7)::bigint / 100.0::numeric(14,2) AS price,
    ((random() * 60 - 20) * 100)::int / 100.0 AS change,
    CASE WHEN random() < 0.7 THEN (random() * 800)::int / 100.0 END AS cap,
    CASE WHEN random() < 0.7 THEN (random() * -800)::int / 100.0 END AS floor,
    (random() * 3)::int AS scale, CASE WHEN random() < 0.5 THEN 100 ELSE (random() * 1000)::int / 10.0 END AS share,
    round((80 + random() * 60)::numeric, (1 + random() * 2)::int) AS base, round((80 + random() * 60)::numeric, (1 + random() * 2)::int) AS current
FROM generate_series(1, 20000) i;
ALTER TABLE law ALTER price TYPE numeric USING round(price, 2);

SELECT is((SELECT count(*) FROM law WHERE price <> 0), 20000::bigint, '20,000 random cases');
SELECT is_empty($$SELECT * FROM law WHERE regie.indexed(price, change, scale => scale)
    IS DISTINCT FROM round(price * (100 + change) * 0.01, scale)$$, 'indexed is what multiplication gives');
SELECT is_empty($$SELECT * FROM law WHERE regie.indexed(price, change, cap, floor, scale, share)
    IS DISTINCT FROM round(price * (10000 + share * greatest(least(change, cap), floor)) * 0.0001, scale)$$,
    'with cap, floor and share too: these are applied in this order');
-- A rounded quotient without a division: x rounds n/d where |2(xd - n)| <= d at the last decimal, and a tie lies away from zero.
CREATE FUNCTION pg_temp.rounds(x numeric, n numeric, d numeric, scale int) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$SELECT abs(2 * (x * d - n)) * ('1e' || scale)::numeric <= d
    AND (abs(2 * (x * d - n)) * ('1e' || scale)::numeric < d OR abs(x * d) > abs(n))$$;
SELECT ok(pg_temp.rounds(0.07, 0.06 * 13, 12, 2) AND NOT pg_temp.rounds(0.06, 0.06 * 13, 12, 2), 'the yardstick tells a tie');
SELECT is_empty($$SELECT * FROM law WHERE pg_temp.rounds(regie.indexed_by(price, base, current, scale => scale), price * current, base, scale) IS NOT TRUE$$,
    'indexed_by is the nearest to price times current by base, ties away from zero');
SELECT cmp_ok((SELECT count(*) FROM (SELECT d, n FROM generate_series(2, 64, 2) d, generate_series(1, 400) n) s
    WHERE (2 * n) % d = 0 AND (2 * n / d) % 2 = 1 AND pg_temp.rounds(regie.indexed_by(n / 100.0, d, d + 1), n * (d + 1) / 100.0, d, 2)), '>', 100::bigint,
    'among them ties');
SELECT is_empty($$SELECT d, n FROM generate_series(1, 64) d, generate_series(-200, 200) n
    WHERE pg_temp.rounds(regie.indexed_by(n / 100.0, d, d + 1), n * (d + 1) / 100.0, d, 2) IS NOT TRUE$$, 'every small quotient, ties and discounts');
SELECT is_empty($$SELECT * FROM law WHERE pg_temp.rounds(regie.index_change(base, current, scale), (current - base) * 100, base, scale) IS NOT TRUE$$,
    'index_change is the nearest, ties away from zero');
SELECT is_empty($$SELECT * FROM law WHERE pg_temp.rounds(regie.index_change(base, current), (current - base) * 100, base, 20) IS NOT TRUE
    OR scale(regie.index_change(base, current)) <> min_scale(regie.index_change(base, current))$$, 'without decimals to twenty, with no zeros behind');

-- Ratio and change are the same where the change ends, or with enough digits where no tie is near.
SELECT is_empty($$SELECT * FROM law, (VALUES (80), (100), (125), (128)) AS b (base)
    WHERE regie.indexed_by(price, b.base, current, cap, floor, scale, share)
    IS DISTINCT FROM regie.indexed(price, regie.index_change(b.base, current), cap, floor, scale, share)$$, 'ratio equals change where the change ends');
SELECT is_empty($$SELECT * FROM law WHERE regie.indexed_by(price, base, current) <> regie.indexed(price, regie.index_change(base, current))
    AND regie.indexed(price, regie.index_change(base, current), scale => 12) * 1000 % 10 <> 5
    AND abs(mod(abs(regie.indexed(price, regie.index_change(base, current), scale => 12)) * 100, 1) - 0.5) > 1e-6$$, 'and with enough digits elsewhere');
SELECT is((SELECT count(*) FROM law WHERE regie.indexed_by(price, base, current) <> regie.indexed(price, regie.index_change(base, current, 1))) > 15000, true,
    'one decimal, as published, is another price');

-- More change, more price (of a discount: more discount); a price keeps its sign; nothing changes nothing.
SELECT is_empty($$SELECT * FROM law WHERE abs(regie.indexed(price, change, cap, floor, 2, share)) > abs(regie.indexed(price, change + 0.37, cap, floor, 2, share))$$, 'monotone in the change');
SELECT is_empty($$SELECT * FROM law WHERE regie.indexed(-price, change, cap, floor, 2, share) <> -regie.indexed(price, change, cap, floor, 2, share)$$, 'a discount mirrors a price');
SELECT is_empty($$SELECT * FROM law WHERE sign(regie.indexed(price, change)) <> sign(price) AND abs(price) > 1$$, 'a price keeps its sign');
SELECT is_empty($$SELECT * FROM law WHERE regie.indexed(price, 0) <> price OR regie.indexed_by(price, base, base) <> price OR regie.indexed(price, change, share => 0) <> price$$, 'no change, no other price');
SELECT is_empty($$SELECT * FROM law WHERE regie.indexed(price, change, cap, floor, 2, share)
    <> regie.indexed(price, greatest(least(change, cap), floor), cap, floor, 2, share)$$, 'cap and floor applied twice are applied once');
SELECT is_empty($$SELECT * FROM law WHERE abs(regie.indexed(price, change, cap, 0)) < abs(price)$$, 'floor 0: never down');
SELECT is_empty($$SELECT * FROM law WHERE cap IS NOT NULL AND abs(regie.indexed(price, change, cap)) > abs(regie.indexed(price, cap))$$, 'never above the cap');

-- The chain against a loop.
CREATE TEMP TABLE chain AS
SELECT i / 40 AS line, i AS n, CASE WHEN i % 40 = 3 OR random() < 0.05 THEN round((random() * 1000)::numeric, 2) END AS agreed,
    CASE WHEN random() < 0.8 THEN round((90 + random() * 20)::numeric, 1) END AS base, round((90 + random() * 20)::numeric, 1) AS current,
    CASE WHEN random() < 0.5 THEN 4 END AS cap, CASE WHEN random() < 0.5 THEN -1 END AS floor
FROM generate_series(0, 11999) i;
CREATE FUNCTION pg_temp.looped() RETURNS TABLE (n int, price numeric) LANGUAGE plpgsql AS $$
DECLARE r record; last int := -1;
BEGIN
    FOR r IN SELECT * FROM chain ORDER BY chain.line, chain.n LOOP
        IF r.line <> last THEN price := NULL; last := r.line; END IF;
        IF r.agreed IS NOT NULL THEN price := r.agreed;
        ELSIF r.base IS NOT NULL AND price IS NOT NULL THEN price := regie.indexed_by(price, r.base, r.current, r.cap, r.floor); END IF;
        n := r.n;
        RETURN NEXT;
    END LOOP;
END $$;
SELECT set_eq($$SELECT n, regie.price_chain(agreed, base, current, cap, floor, 2, 100) OVER (PARTITION BY line ORDER BY n) FROM chain$$,
    'SELECT * FROM pg_temp.looped()', '12,000 rows of chains are what a loop gives');
SELECT is((SELECT count(*) FROM pg_temp.looped() WHERE price IS NULL), 900::bigint - (SELECT count(*) FROM chain c WHERE n % 40 < 3 AND EXISTS (
    SELECT FROM chain d WHERE d.line = c.line AND d.n <= c.n AND d.agreed IS NOT NULL)), 'and before a price is agreed there is none');

-- Histories of a random model against the rules told slowly.
INSERT INTO regie.party (code, kind, name) VALUES ('K', 'other', 'Customer'), ('L', 'supplier', 'Supplier');
INSERT INTO regie.service (code, name) VALUES ('S', 'Service');
INSERT INTO regie.index_series (code, title) VALUES ('A', 'Old'), ('B', 'New'), ('C', 'Alone');
INSERT INTO regie.index_link (series, successor, from_on, linking, old_value, new_value) VALUES ('A', 'B', '2022-01-01', 'factor', 121.3, 101.7);
INSERT INTO regie.price_index (series, granularity, period_from, value, change_pct, status, published_on)
SELECT s.code, g.name, p.day::date, round((95 + random() * 20)::numeric, 2), round((random() * 9 - 2)::numeric, 1), t.status,
    p.day::date + CASE t.status WHEN 'final' THEN 300 ELSE 0 END + CASE g.name WHEN 'year' THEN 500 WHEN 'quarter' THEN 130 ELSE 36 END
FROM (VALUES ('A', date '2014-01-01', date '2021-12-31'), ('B', '2021-01-01', '2026-12-31'), ('C', '2014-01-01', '2026-12-31')) AS s (code, lo, hi),
    (VALUES ('month', interval '1 month'), ('quarter', '3 months'), ('year', '1 year')) AS g (name, step),
    (VALUES ('provisional'), ('final')) AS t (status), generate_series(s.lo::timestamp, s.hi::timestamp, g.step) AS p (day)
WHERE random() < 0.97;
INSERT INTO regie.contract (code, title, customer, supplier, start_on, renewal, notice, ended_on)
SELECT 'C' || i, 'x', 'K', 'L', date '2015-01-01' + (random() * 1500)::int, 'evergreen', 'P1M', CASE WHEN random() < 0.1 THEN date '2022-01-01' + (random() * 900)::int END
FROM generate_series(1, 400) i;
INSERT INTO regie.contract_line (contract, line, service, amount, per)
SELECT 'C' || i, l, 'S', round((random() * 9000 - 500)::numeric, 2), 'month' FROM generate_series(1, 400) i, generate_series(1, 3) l;
UPDATE regie.contract_line SET valid = '[1900-01-01,2021-01-01)' WHERE contract ~ '[37]$';
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid)
SELECT contract, line, 'S', round((random() * 9000 - 500)::numeric, 2), 'month', daterange('2021-01-01'::date + CASE WHEN contract ~ '7$' THEN 40 ELSE 0 END, NULL)
FROM regie.contract_line WHERE contract ~ '[37]$';
INSERT INTO regie.index_rule (contract, line, basis, series, fixed_pct, granularity, lag, final_only, compounding, base_from, apply_month, apply_day,
    first_apply_on, announce_by, automatic, cap, floor, share, scale)
SELECT 'C' || i, CASE WHEN o = 1 THEN 2 END, basis, CASE WHEN basis IN ('ratio', 'published change') THEN (ARRAY['A', 'C'])[1 + i % 2] END,
    CASE basis WHEN 'fixed change' THEN 2.5 END, CASE WHEN basis IN ('ratio', 'published change') THEN granularity END,
    CASE WHEN basis IN ('ratio', 'published change') AND random() < 0.5 THEN CASE granularity WHEN 'year' THEN 2 WHEN 'quarter' THEN 2 ELSE 3 END END,
    random() < 0.2, CASE WHEN over_base THEN 'base price' ELSE 'last price' END, CASE WHEN over_base THEN date '2014-01-01' END,
    CASE WHEN random() < 0.7 THEN 1 ELSE 7 END, CASE WHEN random() < 0.7 THEN 1 ELSE 31 END, CASE WHEN random() < 0.3 THEN date '2020-01-01' END,
    CASE WHEN random() < 0.7 THEN interval '1 month' END, random() < 0.4, CASE WHEN random() < 0.5 THEN 3 END, CASE WHEN random() < 0.5 THEN 0 END,
    CASE WHEN random() < 0.3 THEN 80 ELSE 100 END, (random() * 2)::int
FROM (SELECT i, o, (ARRAY['ratio', 'ratio', 'published change', 'published change', 'fixed change', 'none'])[1 + (random() * 5)::int] AS basis,
        (ARRAY['month', 'quarter', 'year'])[1 + (random() * 2)::int] AS granularity
      FROM generate_series(1, 400) i, generate_series(0, 1) o WHERE o = 0 OR i % 3 = 0) AS r
CROSS JOIN LATERAL (SELECT basis = 'ratio' AND i % 4 < 2 AS over_base) AS x;
INSERT INTO regie.index_announcement (contract, apply_on, announced_on, change_pct)
SELECT DISTINCT ON (1, 2, 3) r.contract, make_date(y, r.apply_month, r.apply_day), make_date(y, r.apply_month, 1) - (10 + random() * 50)::int,
    CASE WHEN random() < 0.4 THEN round((random() * 6)::numeric, 1) END
FROM regie.index_rule r, generate_series(2016, 2027) y WHERE random() < 0.8;

-- One line, year by year, with one question at a time.
CREATE FUNCTION pg_temp.figure(s text, r regie.index_rule, known date, period date, needs text, lo date DEFAULT '1900-01-01')
RETURNS regie.price_index LANGUAGE sql AS $$
    SELECT p FROM regie.price_index p WHERE p.series = s AND p.granularity = r.granularity AND p.published_on <= known AND p.period_from >= lo
    AND (period IS NULL OR p.period_from = period) AND (NOT r.final_only OR p.status = 'final')
    ORDER BY p.period_from DESC, p.published_on DESC LIMIT 1 $$;
CREATE FUNCTION pg_temp.told(the_contract text, the_line int, until date)
RETURNS TABLE (day date, price numeric, why text) LANGUAGE plpgsql AS $$
DECLARE
    c regie.contract; n record; r regie.index_rule; f regie.price_index; b regie.price_index; a record;
    y int; d date; deadline date; known date; wanted date; used date[] := ARRAY['1900-01-01'::date, '1900-01-01']; slot int;
    pct numeric; den numeric; top numeric; base_price numeric; today date := '2026-11-23'; late boolean; days date[];
BEGIN
    SELECT * INTO c FROM regie.contract WHERE code = the_contract;
    SELECT array_agg(DISTINCT x ORDER BY x) INTO days FROM (
        SELECT greatest(lower(valid), c.start_on) FROM regie.contract_line WHERE contract = c.code AND line = the_line
        UNION SELECT make_date(g, i.apply_month, i.apply_day) FROM regie.index_rule i, generate_series(2015, 2028) g WHERE i.contract = c.code) AS s (x)
    WHERE x <= until AND x >= c.start_on AND (c.ended_on IS NULL OR x < c.ended_on);
    FOREACH d IN ARRAY coalesce(days, '{}') LOOP
        why := NULL;
        -- is it a day of the rule of this line?
        SELECT i.* INTO r FROM regie.index_rule i WHERE i.contract = c.code AND (i.line = the_line OR i.line IS NULL) ORDER BY i.line NULLS LAST LIMIT 1;
        IF d > c.start_on AND extract(month FROM d) = r.apply_month AND extract(day FROM d) = r.apply_day AND d >= coalesce(r.first_apply_on, d) THEN
            deadline := (d - coalesce(r.announce_by, interval '0'))::date - 1;
            known := least(deadline, today);
            wanted := CASE WHEN r.lag IS NULL THEN NULL WHEN r.granularity = 'year' THEN make_date(extract(year FROM d)::int - 2, 1, 1)
                WHEN r.granularity = 'quarter' THEN (date_trunc('quarter', d::timestamp) - interval '6 months')::date
                ELSE (date_trunc('month', d::timestamp) - interval '3 months')::date END;
            top := NULL; den := 100; f := NULL; b := NULL;
            IF r.basis = 'fixed change' THEN top := 100 + r.fixed_pct;
            ELSIF r.series IS NOT NULL THEN
                f := pg_temp.figure(r.series, r, known, wanted, r.basis);
                IF r.series = 'A' THEN  -- what B has that A has not
                    b := pg_temp.figure('B', r, known, wanted, r.basis, '2022-01-01');
                    IF f.period_from IS NULL OR b.period_from > f.period_from THEN f := b; END IF;
                END IF;
                IF f.period_from IS NOT NULL THEN
                    slot := 1;
                    IF f.period_from > used[slot] THEN
                        IF r.basis = 'published change' THEN top := 100 + f.change_pct;
                        ELSE
                            b := pg_temp.figure(r.series, r, known, coalesce(r.base_from, (f.period_from - interval '1 year')::date), r.basis);
                            IF b.period_from IS NULL AND f.series = 'B' THEN
                                b := pg_temp.figure('B', r, known, coalesce(r.base_from, (f.period_from - interval '1 year')::date), r.basis);
                            END IF;
                            IF b.period_from IS NOT NULL THEN
                                top := f.value * CASE f.series WHEN 'B' THEN 121.3 ELSE 101.7 END;
                                den := b.value * CASE b.series WHEN 'B' THEN 121.3 ELSE 101.7 END;
                            END IF;
                        END IF;
                        used[slot] := f.period_from;
                    END IF;
                END IF;
            END IF;
            SELECT max(announced_on) FILTER (WHERE announced_on <= deadline) AS on_time, bool_or(announced_on > deadline) AS late INTO a
            FROM regie.index_announcement WHERE contract = c.code AND apply_on = d AND announced_on <= today;
            SELECT change_pct INTO pct FROM regie.index_announcement WHERE contract = c.code AND apply_on = d AND announced_on = a.on_time;
            IF r.basis = 'none' THEN why := 'fixed price';
            ELSIF NOT r.automatic AND a.on_time IS NULL THEN
                why := CASE WHEN a.late THEN 'announced too late' WHEN deadline >= today THEN 'not announced yet' ELSE 'not announced' END;
            ELSIF top IS NULL THEN why := 'no figure yet';
            ELSE
                why := 'indexed';
                IF (top - den) * 100 > r.cap * den THEN top := 100 + r.cap; den := 100; why := 'capped';
                ELSIF (top - den) * 100 < r.floor * den THEN top := 100 + r.floor; den := 100; why := 'floored'; END IF;
                top := den + (top - den) * r.share / 100;
                IF (100 + pct) * den < top * 100 THEN top := 100 + pct; den := 100; why := 'asked less';
                ELSIF (100 + pct) * den > top * 100 THEN why := 'asked more'; END IF;
                IF r.compounding = 'base price' THEN
                    SELECT amount INTO base_price FROM regie.contract_line WHERE contract = c.code AND line = the_line ORDER BY valid LIMIT 1;
                    price := round(base_price * top / den, r.scale);
                ELSE price := round(price * top / den, r.scale); END IF;
            END IF;
            IF price IS NULL OR NOT EXISTS (SELECT FROM regie.contract_line WHERE contract = c.code AND line = the_line AND valid @> d) THEN why := NULL; END IF;
        END IF;
        SELECT amount INTO n FROM regie.contract_line WHERE contract = c.code AND line = the_line AND greatest(lower(valid), c.start_on) = d AND NOT (upper(valid) <= c.start_on) IS TRUE;
        IF FOUND AND n.amount IS DISTINCT FROM price THEN why := CASE WHEN price IS NULL THEN 'first price' ELSE 'new price agreed' END; END IF;
        IF FOUND THEN price := n.amount; END IF;
        IF why IS NOT NULL THEN day := d; RETURN NEXT; END IF;
    END LOOP;
END $$;
CREATE TEMP TABLE told AS SELECT c.code AS contract, l.n AS line, t.* FROM regie.contract c, generate_series(1, 3) AS l (n), pg_temp.told(c.code, l.n, '2028-12-31') AS t;
CREATE TEMP TABLE steps AS SELECT contract, line, from_on AS day, price_after AS price, reason AS why, price_before, price_by_rule, price_allowed, contract_line_id
FROM regie.price_steps(NULL, NULL, '2028-12-31');
SELECT cmp_ok((SELECT count(*) FROM told), '>', 10000::bigint, 'more than 10,000 steps told slowly');
SELECT cmp_ok((SELECT count(DISTINCT why) FROM told), '=', 12::bigint, 'with every reason there is');
SELECT is_empty('SELECT contract, line, day, price, why FROM steps EXCEPT SELECT contract, line, day, price, why FROM told', 'no step that the slow telling does not have');
SELECT is_empty('SELECT contract, line, day, price, why FROM told EXCEPT SELECT contract, line, day, price, why FROM steps', 'nor the other way round');
SELECT is((SELECT count(*) FROM steps), (SELECT count(*) FROM told), 'each once');
SELECT is_empty($$SELECT * FROM (SELECT s.*, lag(price) OVER (PARTITION BY contract, line ORDER BY day) AS last FROM steps s) AS s WHERE price_before IS DISTINCT FROM last$$,
    'each step begins where the one before ended');
SELECT is_empty($$SELECT * FROM steps WHERE why ~ 'not announced|too late|no figure|fixed price' AND price <> price_before$$, 'without a step no other price');
SELECT is_empty($$SELECT * FROM steps WHERE why IN ('indexed', 'capped', 'floored', 'asked more') AND price <> price_allowed
    OR why = 'asked less' AND abs(price) > abs(price_allowed)$$, 'what is applied is never more than what is allowed');
SELECT is_empty($$SELECT s.contract, s.line FROM (SELECT * FROM steps WHERE contract IN ('C3', 'C7', 'C12', 'C100') AND day <= '2026-11-23') AS s
    FULL JOIN (SELECT c, l, h.* FROM unnest(ARRAY['C3', 'C7', 'C12', 'C100']) AS c, generate_series(1, 3) AS l, regie.price_history(c, l) AS h) AS h
    ON h.c = s.contract AND h.l = s.line AND h.from_on = s.day AND h.price_after = s.price AND h.reason = s.why
    WHERE s.contract IS NULL OR h.c IS NULL$$, 'price_history tells the same of one line');
SELECT is((SELECT count(*) FROM (SELECT contract_price_history_id FROM regie_report.contract_price_history GROUP BY 1 HAVING count(*) > 1) AS d)
    + (SELECT count(*) FROM (SELECT contract_price_next_id FROM regie_report.contract_price_next GROUP BY 1 HAVING count(*) > 1) AS d)
    + (SELECT count(*) FROM (SELECT contract_price_finding_id FROM regie_report.contract_price_finding GROUP BY 1 HAVING count(*) > 1) AS d), 0::bigint, 'the keys of the reports are unique');
SELECT is((SELECT count(*) FROM regie_report.contract_price_history), (SELECT count(*) FROM steps WHERE day <= '2026-11-23'), 'the report on histories has every step');
SELECT is_empty($$SELECT n.contract, n.line FROM regie_report.contract_price_next n JOIN steps s ON s.contract = n.contract AND s.line = n.line
    AND s.day > '2026-11-23' AND s.day < n.from_on AND s.why <> 'fixed price'$$, 'the next step is the next one');
-- What was published afterwards changes nothing.
INSERT INTO regie.price_index (series, granularity, period_from, value, change_pct, status, published_on)
SELECT series, granularity, period_from, 77, 99, 'final', '2026-11-24' FROM regie.price_index WHERE period_from < '2026-11-24' GROUP BY series, granularity, period_from;
SELECT is_empty($$SELECT contract, line, day, price, why FROM steps EXCEPT SELECT contract, line, from_on, price_after, reason FROM regie.price_steps(NULL, NULL, '2028-12-31')$$, 'a figure published tomorrow is not known today');

-- What users can enter, at its extremes.
DELETE FROM regie.contract_line WHERE contract !~ '^C1.$';
DELETE FROM regie.index_rule WHERE contract !~ '^C1.$';
INSERT INTO regie.index_series (code, title) SELECT 'X' || i, 'x' FROM generate_series(0, 12) i;
INSERT INTO regie.index_link (series, successor, from_on, linking, old_value, new_value)
SELECT 'X' || i, 'X' || (i + 1) % 13, '1950-01-01', 'factor', 999999, 0.0000000001 FROM generate_series(0, 12) i;
INSERT INTO regie.price_index (series, granularity, period_from, value, change_pct, status, published_on)
SELECT 'X' || i, 'year', make_date(y, 1, 1), CASE y % 2 WHEN 0 THEN 999999 ELSE 0.000001 END, CASE y % 2 WHEN 0 THEN 999.999999 ELSE -99.999999 END, 'final', make_date(y, 6, 1)
FROM generate_series(0, 12) i, generate_series(1900 + i * 20, 2299, 3) y;
INSERT INTO regie.contract (code, title, customer, supplier, start_on, renewal, notice) SELECT 'X' || i, 'x', 'K', 'L', '1900-01-01', 'evergreen', 'P1M' FROM generate_series(1, 6) i;
INSERT INTO regie.contract_line (contract, line, service, amount, per, unit) SELECT 'X' || i, 1, 'S', CASE p WHEN 'unit' THEN 999999.99 ELSE 9999999999.99 END, p, CASE p WHEN 'unit' THEN 'x' END
FROM generate_series(1, 6) i, LATERAL (SELECT (ARRAY['year', 'month', 'unit'])[1 + i % 3] AS p) AS p;
INSERT INTO regie.index_rule (contract, basis, series, granularity, lag, automatic, compounding, base_from, share, scale, fixed_pct, announce_by) VALUES
    ('X1', 'ratio', 'X0', 'year', NULL, true, 'base price', '1900-01-01', 100, 6, NULL, '2 years'), ('X2', 'ratio', 'X0', 'year', 3, true, 'last price', NULL, 100, 6, NULL, NULL),
    ('X3', 'published change', 'X0', 'year', NULL, true, 'last price', NULL, 100, 0, NULL, NULL), ('X4', 'fixed change', NULL, NULL, NULL, true, 'last price', NULL, 100, 6, 999.999999, NULL),
    ('X5', 'fixed change', NULL, NULL, NULL, true, 'last price', NULL, 100, 6, -99.999999, NULL), ('X6', 'ratio', 'X12', 'year', 120, false, 'last price', NULL, 0, 6, NULL, '0');
INSERT INTO regie.index_announcement (contract, apply_on, announced_on, change_pct) VALUES ('X6', '2299-12-31', '2299-12-30', 999.999999), ('X6', '2020-01-01', '1900-01-01', 999.999999);
CREATE FUNCTION pg_temp.read_all() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE v text; n bigint; total bigint := 0;
BEGIN
    FOREACH v IN ARRAY ARRAY['regie_report.contract_price_history', 'regie_report.contract_price_next', 'regie_report.contract_price_finding', 'regie_rapport.contractprijs_verloop'] LOOP
        EXECUTE format('SELECT count(x.*::text) FROM %s x', v) INTO n;
        total := total + n;
    END LOOP;
    RETURN total;
END $$;
-- Statistics of an earlier moment, when the tables were empty, may be there.
ANALYZE regie.contract, regie.contract_line, regie.price_index, regie.index_series, regie.index_link, regie.index_rule, regie.index_announcement;
SELECT cmp_ok(pg_temp.read_all(), '>', 1000::bigint, 'edges: every report can be read');
SET LOCAL regie.today = '1900-01-01';
SELECT cmp_ok(pg_temp.read_all(), '>', 0::bigint, 'as of 1900 too');
SET LOCAL regie.today = '2299-12-31';
SELECT cmp_ok(pg_temp.read_all(), '>', 10000::bigint, 'and as of 2299');
SELECT cmp_ok((SELECT count(*) FROM regie_report.contract_price_history WHERE price_reason = 'out of range'), '>', 100::bigint, 'what has become too large says so');
SET LOCAL regie.today = '5874897-12-31';
SELECT cmp_ok(pg_temp.read_all(), '>', 10000::bigint, 'and on the last day of the calendar');
SELECT * FROM finish();
ROLLBACK;
