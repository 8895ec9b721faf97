-- Amendments, shares and parts against slow formulations: amendments folded one
-- after the other, prices picked day by day, shares borne day by day.
BEGIN;
SELECT plan(22);
SET LOCAL datestyle = ISO, YMD;
SET LOCAL regie.today = '2026-11-23';
SELECT setseed(0.1123);

INSERT INTO regie.party (code, kind, name) VALUES ('COOP', 'cooperation', 'Coop'), ('SUP0', 'supplier', 'Supplier');
INSERT INTO regie.party (code, kind, name) SELECT 'SUP' || i, 'supplier', 'Supplier ' || i FROM generate_series(1, 9) i;
INSERT INTO regie.party (code, kind, name) SELECT 'GM000' || i, 'municipality', 'Gemeente ' || i FROM generate_series(1, 6) i;
INSERT INTO regie.service (code, name) SELECT 'S' || i, 'Service ' || i FROM generate_series(1, 6) i;
INSERT INTO regie.contract (code, title, customer, supplier, conditions, start_on, initial, renewal, renewal_period, notice, signed_on)
SELECT 'C' || i, 'first', CASE WHEN i % 5 = 0 THEN 'GM0001' ELSE 'COOP' END, 'SUP0', CASE WHEN i % 2 = 0 THEN 'first' END,
       date '2022-01-01' + floor(random() * 1500)::int, (ARRAY[interval '1 year', '2 years', '40 days'])[1 + i % 3],
       (ARRAY['tacit', 'evergreen', 'none', 'tacit'])[1 + i % 4], CASE WHEN i % 4 IN (0, 3) THEN interval '1 year' END, interval '3 months',
       CASE WHEN random() < 0.7 THEN date '2021-06-01' + floor(random() * 2100)::int END
FROM generate_series(1, 300) i;
-- amendments: few days, so that ties occur; known before and after they hold
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, contract_title, customer, supplier, conditions, changes_term, start_on, initial, renewal, renewal_period, notice)
SELECT 'C' || i, a, 'amendment', date '2024-01-01' + 100 * floor(random() * 15)::int, date '2024-01-01' + 100 * floor(random() * 18)::int,
       CASE WHEN random() < 0.2 THEN 'title ' || a END, CASE WHEN random() < 0.2 THEN (ARRAY['COOP', 'GM0001', 'GM0002'])[1 + floor(random() * 3)::int] END,
       CASE WHEN random() < 0.4 THEN 'SUP' || a END, CASE WHEN random() < 0.4 THEN 'conditions ' || a END,
       t, CASE WHEN t THEN c.start_on END, CASE WHEN t THEN interval '3 years' + a * interval '1 month' END, CASE WHEN t THEN 'tacit' END,
       CASE WHEN t THEN interval '1 year' END, CASE WHEN t THEN interval '1 month' END
FROM generate_series(1, 300) i JOIN regie.contract c ON c.code = 'C' || i, generate_series(1, 6) a, LATERAL (SELECT random() + 0 * (i + a) < 0.4 AS t) AS x
WHERE random() < 0.6;
INSERT INTO regie.contract_line (contract, line, service, amount, per, unit, valid)
SELECT 'C' || i, l, 'S' || 1 + floor(random() * 6)::int, round((random() * 1000 - 100)::numeric, 2), p, CASE WHEN p = 'unit' THEN 'call' END,
       CASE WHEN h = 1 THEN daterange('2022-01-01', '2025-06-01') ELSE daterange('2025-06-01', NULL) END
FROM generate_series(1, 300) i, generate_series(1, 4) l, generate_series(1, 2) h,
     LATERAL (SELECT (ARRAY['year', 'month', 'quarter', 'once', 'unit'])[1 + floor(random() * 5 + 0 * (i + l + h))::int] AS p) AS x;
INSERT INTO regie.contract_line (contract, line, service, amount, per, amendment, valid)
SELECT m.contract, l, 'S' || 1 + floor(random() * 6)::int, round((random() * 1000 - 100)::numeric, 2), (ARRAY['year', 'month', 'quarter', 'once'])[1 + floor(random() * 4)::int], m.amendment,
       CASE WHEN random() < 0.5 THEN daterange('1900-01-01', NULL) ELSE daterange(date '2023-01-01' + floor(random() * 700)::int, date '2025-01-01' + floor(random() * 1000)::int) END
FROM regie.contract_amendment m, generate_series(1, 5) l WHERE random() < 0.5;
ANALYZE regie.contract, regie.contract_line, regie.contract_amendment;

-- What a contract said on a day, as known on a day: amendments folded one after the other.
CREATE TEMP TABLE asked AS
SELECT c.code, date '2023-06-01' + floor(random() * 1800)::int AS day, date '2023-06-01' + floor(random() * 1800)::int AS known_on
FROM regie.contract c, generate_series(1, 33) n;
INSERT INTO asked SELECT contract, effective_on + d, known_on + k FROM regie.contract_amendment, generate_series(-1, 0) d, generate_series(-1, 0) k;
CREATE TEMP TABLE folded (code text, day date, known_on date, title text, customer text, supplier text, conditions text, term text, amendment int);
DO $$
DECLARE a record; m record; c regie.contract; f folded;
BEGIN
    FOR a IN SELECT DISTINCT * FROM asked LOOP
        SELECT * INTO c FROM regie.contract WHERE code = a.code;
        CONTINUE WHEN c.signed_on > a.known_on;
        f := ROW(a.code, a.day, a.known_on, c.title, c.customer, c.supplier, c.conditions, c.term::text, NULL);
        FOR m IN SELECT * FROM regie.contract_amendment WHERE contract = a.code AND known_on <= a.known_on ORDER BY known_on, amendment LOOP
            f.amendment := m.amendment;
            IF m.effective_on <= a.day THEN
                f.title := coalesce(m.contract_title, f.title);
                f.customer := coalesce(m.customer, f.customer);
                f.supplier := coalesce(m.supplier, f.supplier);
                f.conditions := coalesce(m.conditions, f.conditions);
            END IF;
            IF m.changes_term AND (m.effective_on <= a.day OR m.known_on <= a.day) THEN
                f.term := m.term::text;
            END IF;
        END LOOP;
        INSERT INTO folded SELECT f.*;
    END LOOP;
END
$$;
SELECT cmp_ok((SELECT count(*) FROM folded), '>=', 10000::bigint, 'at least 10,000 questions');
CREATE TEMP TABLE answered AS
SELECT a.code, a.day, a.known_on, c.title, c.customer, c.supplier, c.conditions, c.term::text, c.amendment
FROM (SELECT DISTINCT * FROM asked) a CROSS JOIN LATERAL regie.contract_as_of(a.day, a.known_on) c WHERE c.code = a.code;
SELECT is_empty('(SELECT * FROM answered EXCEPT ALL SELECT * FROM folded) UNION ALL (SELECT * FROM folded EXCEPT ALL SELECT * FROM answered)',
    'each as if amendments were folded one after the other');
SELECT is_empty('SELECT code FROM regie.contract_as_of(''2026-11-23'', ''2026-11-23'')
    WHERE (start_on, renewal, ended_on) IS DISTINCT FROM (regie.start_on(term), regie.renewal_kind(term), regie.ended_on(term))',
    'the plain columns agree with the term');
SELECT is_empty('(SELECT * FROM regie.contract_state EXCEPT SELECT * FROM regie.contract_as_of(''2026-11-23'', ''2026-11-23''))
    UNION ALL (SELECT * FROM regie.contract_as_of(''2026-11-23'', ''2026-11-23'') EXCEPT SELECT * FROM regie.contract_state)', 'contract_state is that of today');

-- Prices: the row that counts on a day, picked by itself.
CREATE TEMP TABLE price_asked AS
SELECT n.contract, n.line, date '2021-12-01' + floor(random() * 2200)::int AS day, date '2024-01-01' + floor(random() * 1600)::int AS known_on
FROM (SELECT DISTINCT contract, line FROM regie.contract_line) n, generate_series(1, 8) g;
INSERT INTO price_asked SELECT n.contract, n.line, d.day, m.known_on + k FROM regie.contract_line n
    JOIN regie.contract_amendment m ON (m.contract, m.amendment) = (n.contract, n.amendment),
    LATERAL (VALUES (m.effective_on), (m.effective_on - 1), (lower(n.valid)), (upper(n.valid)), (upper(n.valid) - 1)) d (day), generate_series(-1, 0) k WHERE d.day IS NOT NULL;
CREATE TEMP TABLE picked AS
SELECT q.*, t.contract_line_id
FROM (SELECT DISTINCT * FROM price_asked) q
CROSS JOIN LATERAL (
    SELECT n.contract_line_id, n.per, n.valid, coalesce(m.known_on, '-infinity') AS known, coalesce(n.amendment, 0) AS number, coalesce(m.effective_on, '-infinity') AS effective
    FROM regie.contract_line n LEFT JOIN regie.contract_amendment m ON (m.contract, m.amendment) = (n.contract, n.amendment)
    WHERE n.contract = q.contract AND n.line = q.line AND (n.valid @> q.day) IS TRUE AND coalesce(m.effective_on, '-infinity') <= q.day AND coalesce(m.known_on, '-infinity') <= q.known_on
    ORDER BY coalesce(m.known_on, '-infinity') DESC, coalesce(n.amendment, 0) DESC LIMIT 1) t
WHERE t.per <> 'once' OR NOT EXISTS (
    SELECT FROM regie.contract_line l JOIN regie.contract_amendment a ON (a.contract, a.amendment) = (l.contract, l.amendment)
    WHERE l.contract = q.contract AND l.line = q.line AND a.known_on <= q.known_on AND (a.known_on > t.known OR (a.known_on = t.known AND a.amendment > t.number))
      AND greatest(lower(l.valid), a.effective_on, lower(t.valid), t.effective) < least(coalesce(upper(l.valid), 'infinity'), coalesce(upper(t.valid), 'infinity')));
SELECT cmp_ok((SELECT count(*) FROM picked), '>=', 10000::bigint, 'at least 10,000 days with a price');
CREATE TEMP TABLE priced AS
SELECT q.*, p.contract_line_id FROM (SELECT DISTINCT * FROM price_asked) q
CROSS JOIN LATERAL regie.contract_price_as_of(q.known_on) p WHERE p.contract = q.contract AND p.line = q.line AND p.valid @> q.day;
SELECT is_empty('(SELECT * FROM priced EXCEPT ALL SELECT * FROM picked) UNION ALL (SELECT * FROM picked EXCEPT ALL SELECT * FROM priced)',
    'each is that of the last amendment known by then, and there is never a second one');
SELECT is((SELECT count(*) FROM regie.contract_price WHERE isempty(valid)), 0::bigint, 'no empty pieces');
SELECT cmp_ok((SELECT count(*) - count(DISTINCT contract_line_id) FROM regie.contract_price), '>', 10::bigint, 'some rows are cut in two');
SELECT is((SELECT count(*) FROM (SELECT contract_line_id FROM regie.contract_price WHERE per = 'once' GROUP BY 1 HAVING count(*) > 1) x), 0::bigint, 'amounts paid once are not');
SELECT is_empty('SELECT contract_line_id FROM regie.contract_price_as_of(''1900-01-01'') WHERE amendment IS NOT NULL', 'before all amendments there are none');
CREATE FUNCTION pg_temp.explain(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$BEGIN RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query; END$$;
SELECT is_empty($$SELECT * FROM pg_temp.explain('SELECT * FROM regie.contract_price WHERE contract = ''C7''') AS l WHERE l ~ 'Seq Scan|Function Scan on contract'$$,
    'the prices of one contract are read by its number');
SELECT is_empty($$SELECT * FROM pg_temp.explain('SELECT * FROM regie.contract_state WHERE code = ''C7''') AS l WHERE l ~ 'Seq Scan on contract_|Function Scan'$$, 'and so is its state');

-- Who bears what: three ways, with gaps, zeros, joiners and leavers.  Chance is
-- drawn for each row of what is crossed, whatever order the planner joins in.
INSERT INTO regie.cost_key (code, name, driver) SELECT 'K' || i, 'Key ' || i, 'share' FROM generate_series(1, 4) i;
INSERT INTO regie.cost_key_value (cost_key, party, valid, value)
SELECT 'K' || k, 'GM000' || p, daterange(make_date(y, 1, 1) + 10 * k, make_date(y + 1, 1, 1) + 10 * k), CASE WHEN k = 4 AND y = 2027 THEN 0 ELSE floor(random() * 100) END
FROM (SELECT k, p, y, random() AS chance FROM generate_series(1, 4) k, generate_series(1, 6) p, generate_series(2024, 2029) y) x WHERE chance < 0.7;
INSERT INTO regie.allocation_rule (service, valid, cost_key)
SELECT 'S' || i, daterange(make_date(y, 3, 1) + 5 * i, make_date(y + 1, 3, 1) + 5 * i), 'K' || 1 + (i + y) % 4 FROM (SELECT i, y, random() AS chance FROM generate_series(1, 5) i, generate_series(2024, 2028) y) x WHERE chance < 0.9;
INSERT INTO regie.contract_use (contract, party, valid, share)
SELECT 'C' || i, 'GM000' || p, daterange(d, d + 30 + floor(random() * 900)::int), CASE WHEN i % 3 = 0 AND random() < 0.9 THEN floor(random() * 6) END
FROM (SELECT i, p, date '2025-06-01' + floor(random() * 900)::int AS d, random() AS chance FROM generate_series(1, 300) i, generate_series(1, 6) p) x WHERE chance < 0.7;
UPDATE regie.contract SET cost_key = 'K' || 1 + substr(code, 2)::int % 4 WHERE substr(code, 2)::int % 7 = 1;
CREATE TEMP TABLE share AS SELECT * FROM regie_report.contract_share;
SELECT is_empty($$
    SELECT d.contract, d.yearly_eur, d.commitment_eur, sum(s.yearly_eur), sum(s.commitment_eur)
    FROM regie_report.contract_deadline d LEFT JOIN share s ON s.contract = d.contract
    GROUP BY d.contract, d.yearly_eur, d.commitment_eur
    HAVING coalesce(sum(s.yearly_eur), 0) <> d.yearly_eur OR coalesce(sum(s.commitment_eur), 0) <> d.commitment_eur$$,
    'shares add up to contract_deadline, to the cent');
SELECT is((SELECT count(*) - count(DISTINCT contract_share_id) FROM share), 0::bigint, 'one integer per row');
SELECT is((SELECT count(DISTINCT b.basis) FROM regie.contract c, LATERAL (VALUES (date '2026-11-23'), ('2027-06-01')) d (day), regie.contract_bearers(c.code, d.day) b
    WHERE b.basis IN ('share', 'no share', 'contract key', 'no value', 'no key values', 'rule', 'no rule', 'payer')), 8::bigint, 'every basis occurs');
-- day by day: what a day adds to the price, by who bears the contract on that day
CREATE TEMP TABLE window_of AS
SELECT c.code, c.start_on, greatest(c.start_on, date '2026-11-23') AS from_on, regie.locked_in_until(c.term, '2026-11-23') AS to_on
FROM regie.contract_state c WHERE regie.status(c.term, '2026-11-23') <> 'ended' ORDER BY c.code COLLATE "C" LIMIT 50;
CREATE TEMP TABLE daily AS
SELECT w.code, d::date AS day, n.service, sum(regie.line_price(w.start_on, n.amount, n.per, n.valid * daterange(w.from_on, d::date + 1))
                                            - regie.line_price(w.start_on, n.amount, n.per, n.valid * daterange(w.from_on, d::date))) AS price
FROM window_of w CROSS JOIN LATERAL generate_series(w.from_on, w.to_on - 1, interval '1 day') d
JOIN regie.contract_price n ON n.contract = w.code AND n.per NOT IN ('once', 'unit')
GROUP BY w.code, d, n.service;
CREATE TEMP TABLE borne AS
SELECT d.code, b.participant, sum(d.price * coalesce(b.weight / b.total, 1)) AS exact, min(d.day) AS first_day, max(d.day) AS last_day
FROM daily d CROSS JOIN LATERAL regie.contract_bearers(d.code, d.service, d.day) b GROUP BY d.code, b.participant;
SELECT cmp_ok((SELECT count(*) FROM daily), '>=', 10000::bigint, 'at least 10,000 days of a contract and service');
SELECT is_empty($$
    SELECT b.*, s.commitment_eur FROM borne b
    FULL JOIN (SELECT * FROM share WHERE contract IN (SELECT code FROM window_of)) s ON s.contract = b.code AND s.participant IS NOT DISTINCT FROM b.participant
    WHERE abs(coalesce(b.exact, 0) - coalesce(s.commitment_eur, 0)) > 0.30$$,
    'each bears what its days cost, but for the rounding of stretches');
SELECT is_empty($$
    SELECT b.*, s.share_from, s.share_until FROM borne b JOIN share s ON s.contract = b.code AND s.participant IS NOT DISTINCT FROM b.participant
    WHERE b.first_day < s.share_from OR b.last_day > s.share_until$$, 'between the first and the last day that the report shows');

-- Nothing that can be entered makes a report fail: amounts and days at the edge.
UPDATE regie.contract_line SET amount = (CASE WHEN contract_line_id % 2 = 0 THEN 1 ELSE -1 END) * CASE per WHEN 'unit' THEN 999999.99 ELSE 9999999999.99 END WHERE contract_line_id % 3 = 0;
UPDATE regie.contract_use SET share = CASE contract_use_id % 3 WHEN 0 THEN 0.000001 WHEN 1 THEN 9999999999.999999 ELSE 0 END WHERE contract_use_id % 2 = 0;
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('FAR', 'far', 'COOP', 'SUP0', '2299-12-31', 'P100Y', 'none'), ('OLD', 'old', 'COOP', 'SUP0', '1900-01-01', 'P1D', 'none'), ('LONG', 'long', 'COOP', 'SUP0', '1900-01-01', 'P100Y', 'evergreen');
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, customer, changes_term, start_on, initial, renewal, renewal_period, notice) VALUES
    ('FAR', 1, 'x', '1900-01-01', '2299-12-31', 'GM0001', false, NULL, NULL, NULL, NULL, NULL), ('OLD', 9999, 'x', '1900-01-01', '1900-01-01', NULL, true, '2299-12-31', 'P100Y', 'tacit', 'P50Y', 'P50Y'),
    ('LONG', 1, 'x', '2299-12-31', '1900-01-01', NULL, true, '1900-01-01', 'P0D', 'evergreen', NULL, 'P50Y');
INSERT INTO regie.contract_line (contract, line, service, amount, per, amendment, valid) SELECT c, l, 'S1', 9999999999.99, p, a, v
FROM (VALUES ('FAR', NULL), ('FAR', 1), ('OLD', NULL), ('OLD', 9999), ('LONG', NULL)) x (c, a), (VALUES (1, 'month', daterange('1900-01-01', NULL)), (2, 'once', '[2299-12-31,2300-01-01)')) y (l, p, v);
INSERT INTO regie.contract_part (contract, part, part_kind) VALUES ('C1', 'FAR', 'other'), ('C1', 'OLD', 'licence'), ('C2', 'LONG', 'hosting');
CREATE TEMP TABLE failed (day date, view text, message text);
DO $$
DECLARE d date; v text;
BEGIN
    FOREACH d IN ARRAY ARRAY[date '1900-01-01', '2026-11-23', '2299-12-31'] LOOP
        PERFORM set_config('regie.today', d::text, true);
        FOREACH v IN ARRAY ARRAY['contract_deadline', 'contract_share', 'contract_part', 'contract_change'] LOOP
            BEGIN
                EXECUTE format('SELECT count(x::text) FROM regie_report.%I x', v);
            EXCEPTION WHEN OTHERS THEN INSERT INTO failed VALUES (d, v, SQLERRM);
            END;
        END LOOP;
    END LOOP;
    PERFORM set_config('regie.today', '2026-11-23', true);
END
$$;
SELECT is_empty('SELECT * FROM failed', 'no report fails, on no day');
SELECT is_empty($$
    SELECT d.contract FROM regie_report.contract_deadline d LEFT JOIN regie_report.contract_share s ON s.contract = d.contract
    GROUP BY d.contract, d.yearly_eur, d.commitment_eur
    HAVING coalesce(sum(s.yearly_eur), 0) <> d.yearly_eur OR coalesce(sum(s.commitment_eur), 0) <> d.commitment_eur$$, 'and shares still add up');

-- Facts of the functions.
SELECT is_empty($$
    SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'regie'::regnamespace AND p.proname IN ('contract_as_of', 'contract_price_as_of', 'contract_bearers', 'pieces')
      AND (p.provolatile = 'v' OR p.proparallel <> 's' OR p.prosecdef OR has_function_privilege('public', p.oid, 'EXECUTE') IS NOT TRUE)$$, 'stable, parallel safe, run with the caller''s rights');
SELECT is((SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN ('regie.contract'::regclass, 'regie.contract_part'::regclass) AND tgenabled = 'O'), 2::bigint, 'both triggers are there');
SELECT * FROM finish();
ROLLBACK;
