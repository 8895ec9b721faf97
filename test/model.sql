-- The model and its reports: laws over random rows, facts of the catalogue,
-- and the example's roadmap against days that are counted here one by one.
BEGIN;
SET LOCAL jit = off; -- many reports, each planned anew
SELECT plan(51);
SET LOCAL datestyle = ISO, YMD;
SET LOCAL regie.today = '2026-11-23';
SELECT setseed(0.2026);

-- Every object, and every column of a table, view or row type, has a comment.
SELECT is_empty($$
    SELECT pg_describe_object(d.classid, d.objid, 0)
    FROM pg_depend d
    WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
      AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'regie')
      AND pg_describe_object(d.classid, d.objid, 0) ~ '(regie_rap|regie_rep|regie[.](party|participation|service|contract|cost|allocation_rule|programme|roadmap_|contact_|pulse|activity|rasci_|role|responsibility|body|meeting|membership|mandate|escalation|decision|reader_role|row_security|triangle|governance|sees_|reads_shared|is_reader|cooperation_measure|own_parties|shared_parties|known_parties|set_up|enable_|disable_|label|booked|text_|is_|bearers|line_price|load_))'
      AND d.classid IN ('pg_proc'::regclass, 'pg_class'::regclass, 'pg_type'::regclass, 'pg_namespace'::regclass)
      AND NOT EXISTS (SELECT FROM pg_class s WHERE d.classid = 'pg_class'::regclass AND s.oid = d.objid AND s.relkind IN ('S', 'i'))
      AND NOT EXISTS (SELECT FROM pg_type t WHERE d.classid = 'pg_type'::regclass AND t.oid = d.objid AND (t.typelem <> 0 OR t.typrelid <> 0))
      AND NOT EXISTS (SELECT FROM pg_description c WHERE c.classoid = d.classid AND c.objoid = d.objid AND c.objsubid = 0)$$,
    'every object has a comment');
SELECT is_empty($$
    SELECT a.attrelid::regclass, a.attname
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname ~ '^regie' AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
      AND coalesce(col_description(a.attrelid, a.attnum), '') !~ '[.]$'$$,
    'every column of a table or view has a comment that is a sentence');
SELECT is_empty($$
    SELECT d.objoid::regclass, d.description FROM pg_description d JOIN pg_class c ON c.oid = d.objoid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE d.classoid = 'pg_class'::regclass AND n.nspname ~ '^regie' AND d.description ~ '^@|\{\{'$$,
    'no comment that a tool would take for an instruction');
SELECT is_empty($$
    SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('regie_report', 'regie_rapport')
      AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = 1
          AND obj_description(c.oid, 'pg_class') LIKE '%Key: ' || a.attname || '.')$$,
    'every report names its first column as its key');

-- What the reports show: plain types, with their number of digits.
SELECT is_empty($$
    SELECT c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('regie_report', 'regie_rapport') AND a.attnum > 0
      AND format_type(a.atttypid, a.atttypmod) !~ '^(text|date|boolean|smallint|integer|bigint|numeric\([0-9]+,[0-9]+\))$'$$,
    'plain types only');
SELECT is_empty($$
    SELECT c.oid::regclass, a.attname
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('regie_report', 'regie_rapport') AND a.attnum > 0
      AND NOT (c.relname IN ('service_level_result', 'dienstniveau_resultaat') AND a.attname IN ('value', 'target', 'hours_down', 'waarde', 'norm', 'uren_uitval'))
      AND (a.attname !~ '^(p[0-9]{2}_)?[a-z][a-z_]*(iv3[a-z_]*|_p[0-9]{2}(_datum)?)?$' OR length(a.attname) > 50 OR c.relname !~ '^[a-z][a-z_]*(iv3)?$' OR length(c.relname) > 50
           OR a.attname IN (SELECT word FROM pg_get_keywords() WHERE catcode = 'R')
           OR (a.attname ~ '_eur$') <> (format_type(a.atttypid, a.atttypmod) ~ '^numeric'
               AND a.attname !~ '^(share|aandeel|chance_|kans_|cruciality|samenhang_|driver_|sleutel|equal_|gelijke_|score_|measure_|maat_|index|quantity|hoeveelheid)|_(percent|procent|months|maanden)$|^(billed_cost|effective_cost|gefactureerd|effectieve_kosten)$')
           OR (a.attname ~ '^is_') <> (a.atttypid = 'boolean'::regtype)
           OR (a.atttypid = 'date'::regtype AND n.nspname = 'regie_rapport' AND a.attname !~ 'dat[ue]m|dag$'))$$,
    'names: short, lower case, no reserved words, amounts end in _eur, booleans begin with is_');
SELECT is_empty($$
    SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1
    WHERE n.nspname IN ('regie_report', 'regie_rapport') AND (a.attname !~ '_id$' OR a.atttypid NOT IN ('integer'::regtype, 'bigint'::regtype))$$,
    'the first column is an integer that ends in _id');
SELECT is((SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname ~ '^regie(_report|_rapport)?$' AND c.relkind = 'v'
      -- those for everybody read with their owner's rights, see model_govern.sql
      AND c.relname !~ '^(public|openba(ar|re))_'
      AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)),
    CASE WHEN current_setting('server_version_num')::int >= 150000 THEN 0
         ELSE (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname ~ '^regie(_report|_rapport)?$' AND c.relkind = 'v' AND c.relname !~ '^(public|openba(ar|re))_') END,
    'views run with the caller''s rights where the server can');
SELECT is_empty($$
    SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname ~ '^regie(_report|_rapport)?$' AND c.relkind IN ('r', 'v')
      AND (NOT has_table_privilege('public', c.oid, 'SELECT') OR has_table_privilege('public', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))$$,
    'everybody may read, nobody may write');
SELECT is_empty($$SELECT n FROM unnest(ARRAY['regie', 'regie_report', 'regie_rapport']) AS n WHERE has_schema_privilege('public', n, 'USAGE, CREATE')$$,
    'but nobody finds the schemas without being let in');

-- The list of labels.
SELECT is_empty($$
    SELECT l.* FROM regie.label l WHERE l.kind = 'column' AND NOT EXISTS (
        SELECT FROM information_schema.columns c JOIN regie.label v ON v.kind = 'view' AND v.object = c.table_name
        WHERE c.table_schema = 'regie_report' AND c.column_name = l.item AND l.object IN ('*', c.table_name))$$,
    'every label of a column is used');
SELECT is_empty($$
    SELECT l.* FROM regie.label l WHERE l.kind = 'value' AND NOT EXISTS (
        SELECT FROM information_schema.columns c WHERE c.table_schema = 'regie_report' AND c.column_name = l.object AND c.data_type = 'text')$$,
    'and so is every label of a value');
SELECT is_empty($$
    SELECT a.view, a.name, count(*) FROM (
        SELECT v.object AS view, coalesce(o.dutch_name, e.dutch_name) AS name
        FROM regie.label v JOIN information_schema.columns c ON c.table_schema = 'regie_report' AND c.table_name = v.object
        LEFT JOIN regie.label o ON o.kind = 'column' AND o.object = v.object AND o.item = c.column_name
        LEFT JOIN regie.label e ON e.kind = 'column' AND e.object = '*' AND e.item = c.column_name
        WHERE v.kind = 'view') AS a GROUP BY a.view, a.name HAVING count(*) > 1$$,
    'no Dutch name occurs twice in a view');
SELECT is((SELECT count(DISTINCT dutch_name) FROM regie.label WHERE kind = 'view'),
    (SELECT count(*) FROM pg_views WHERE schemaname = 'regie_rapport'), 'as many Dutch views as labels');
SELECT is((SELECT count(*) FROM regie.label WHERE kind = 'view'),
    (SELECT count(*) FROM pg_views WHERE schemaname = 'regie_report'), 'and as many English ones');

-- The example.
SELECT lives_ok('SELECT regie.load_example()', 'the example loads');
SELECT throws_ok('SELECT regie.load_example()', '55000', 'the model already holds rows', 'once');

-- Days that are worked, counted here: the holidays of 2026 and 2027 for
-- municipal staff, typed from a calendar.
CREATE TEMP TABLE workday AS
SELECT d::date AS day, row_number() OVER (ORDER BY d)::int AS n
FROM generate_series(timestamp '2026-01-01', timestamp '2027-12-31', '1 day') AS d
WHERE extract(isodow FROM d) < 6 AND d::date NOT IN ('2026-01-01', '2026-04-06', '2026-04-27', '2026-05-05', '2026-05-14',
    '2026-05-25', '2026-12-25', '2027-01-01', '2027-03-29', '2027-04-27', '2027-05-05', '2027-05-06', '2027-05-17');
CREATE TEMP TABLE step AS
SELECT r.*, s.n AS s, f.n AS f FROM regie_report.roadmap_step r JOIN workday s ON s.day = r.early_start JOIN workday f ON f.day = r.early_finish;
SELECT is((SELECT count(*) FROM step), 27::bigint, 'every step starts and ends on a working day');
SELECT is_empty('SELECT item, duration, f - s + 1 FROM step WHERE duration > 0 AND f - s + 1 <> duration', 'and takes as many working days as it should');
-- the first working day on which each link lets its step begin; a step ends with day f, which is the moment f + 1
CREATE TEMP TABLE bound AS
SELECT d.item, CASE
    WHEN d.kind = 'FS' AND d.elapsed THEN (SELECT min(n) FROM workday WHERE day > p.early_finish + d.lag)
    WHEN d.kind = 'FS' THEN p.f + 1 + d.lag
    WHEN d.kind = 'SS' THEN p.s + d.lag
    WHEN d.kind = 'FF' THEN p.f + 1 + d.lag - i.duration
    ELSE p.s + d.lag - i.duration END AS n
FROM regie.roadmap_dependency d JOIN step i ON i.item = d.item JOIN step p ON p.item = d.predecessor
UNION ALL
SELECT i.item, (SELECT min(n) FROM workday WHERE day >= greatest('2026-09-07', CASE WHEN i.item = 'DD12' THEN date '2027-01-04' END)) FROM step i;
SELECT results_eq('SELECT item::text, max(n) FROM bound GROUP BY item ORDER BY 1',
    'SELECT item::text, CASE WHEN duration = 0 THEN s + 1 ELSE s END FROM step ORDER BY 1',
    'every step begins when the last of its links and dates lets it, and a milestone stands on the day that ends with it');
SELECT is((SELECT count(*) FROM bound), 61::bigint, 'on 34 links and 27 steps');

-- The same rows and columns in Dutch.
CREATE TEMP TABLE pair (english text, dutch text, same boolean, columns boolean);
DO $$
DECLARE v record; cols text; dcols text; same boolean;
BEGIN
    FOR v IN SELECT object, dutch_name FROM regie.label WHERE kind = 'view' LOOP
        SELECT string_agg(quote_ident(e.column_name), ',' ORDER BY e.ordinal_position),
               string_agg(quote_ident(d.column_name), ',' ORDER BY e.ordinal_position) INTO cols, dcols
        FROM information_schema.columns e
        JOIN information_schema.columns d ON d.table_schema = 'regie_rapport' AND d.table_name = v.dutch_name AND d.ordinal_position = e.ordinal_position
        WHERE e.table_schema = 'regie_report' AND e.table_name = v.object
          AND e.column_name NOT IN ('explanation', 'problem', 'remedy', 'activity_name', 'letter_name', 'what_to_do') -- these are Dutch in Dutch
          AND NOT EXISTS (SELECT FROM regie.label l WHERE l.kind = 'value' AND l.object = e.column_name);
        EXECUTE format('WITH e AS MATERIALIZED (SELECT %1$s FROM regie_report.%2$I), d AS MATERIALIZED (SELECT %3$s FROM regie_rapport.%4$I)
            SELECT NOT EXISTS ((TABLE e EXCEPT ALL TABLE d) UNION ALL (TABLE d EXCEPT ALL TABLE e)) AND EXISTS (TABLE d)',
            cols, v.object, dcols, v.dutch_name) INTO same;
        INSERT INTO pair SELECT v.object, v.dutch_name, same,
            (SELECT array_agg(data_type::text || coalesce(numeric_scale, 0) ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = 'regie_report' AND table_name = v.object)
          = (SELECT array_agg(data_type::text || coalesce(numeric_scale, 0) ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = 'regie_rapport' AND table_name = v.dutch_name);
    END LOOP;
END
$$;
SELECT is((SELECT count(*) FROM pair WHERE same), (SELECT count(*) FROM regie.label WHERE kind = 'view'), 'every report has the same rows in Dutch, and rows at all');
SELECT is((SELECT count(*) FROM pair WHERE columns), (SELECT count(*) FROM regie.label WHERE kind = 'view'), 'and the same columns');
CREATE TEMP TABLE untranslated (view text, col text, value text);
DO $$
DECLARE c record;
BEGIN
    FOR c IN SELECT v.object AS view, string_agg(format('(%L, x.%I)', e.column_name, e.column_name), ', ') AS cells FROM regie.label v
        JOIN information_schema.columns e ON e.table_schema = 'regie_report' AND e.table_name = v.object
        WHERE v.kind = 'view' AND EXISTS (SELECT FROM regie.label l WHERE l.kind = 'value' AND l.object = e.column_name) GROUP BY v.object
    LOOP
        EXECUTE format('INSERT INTO untranslated SELECT DISTINCT %L, c.col, c.value FROM regie_report.%I x, LATERAL (VALUES %s) AS c (col, value)
            WHERE c.value IS NOT NULL AND NOT EXISTS (SELECT FROM regie.label l WHERE l.kind = ''value'' AND l.object = c.col AND l.item = c.value)', c.view, c.view, c.cells);
    END LOOP;
END
$$;
SELECT is_empty('SELECT * FROM untranslated', 'no value of the example is left in English');
SELECT is_empty($$
    SELECT 'renewal', v FROM unnest(ARRAY['none', 'explicit', 'tacit', 'evergreen']) v EXCEPT SELECT object, item FROM regie.label WHERE kind = 'value'$$,
    'nor any kind of renewal');

-- One integer per row.
SELECT is((SELECT count(*) - count(DISTINCT cost_share_id) FROM regie_report.cost_share), 0::bigint, 'one integer per share');
SELECT is((SELECT count(*) - count(DISTINCT cost_payment_id) FROM regie_report.cost_payment), 0::bigint, 'per payment');
SELECT is((SELECT count(*) - count(DISTINCT cost_settlement_id) FROM regie_report.cost_settlement), 0::bigint, 'per settlement');

-- Random costs over random keys: 12,000 of them, by three payers.
DELETE FROM regie.cost;
DELETE FROM regie.allocation_rule;
DELETE FROM regie.cost_key_value;
INSERT INTO regie.party (code, kind, name) SELECT 'GM' || lpad(i::text, 4, '0'), 'municipality', 'Gemeente ' || i FROM generate_series(1, 12) i;
INSERT INTO regie.party (code, kind, name) VALUES ('SAMEN', 'cooperation', 'Samen');
INSERT INTO regie.cost_key (code, name, driver) SELECT 'K' || i, 'Key ' || i, 'share' FROM generate_series(1, 8) i;
-- each year has other values; some are missing, some are zero, and key 8 has only zeros
INSERT INTO regie.cost_key_value (cost_key, party, valid, value, set_on)
SELECT 'K' || k, 'GM' || lpad(p::text, 4, '0'), daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)),
       CASE WHEN k = 8 OR random() < 0.1 THEN 0 WHEN k < 4 THEN floor(random() * 90000) ELSE round((random() * 10)::numeric, 6) END,
       CASE WHEN random() < 0.5 THEN make_date(y, 1, 1) + floor(random() * 40 - 20)::int END
FROM generate_series(1, 8) k, generate_series(1, 12) p, generate_series(2024, 2026) y
WHERE k <> 7 AND random() < 0.8;
INSERT INTO regie.participation (cooperation, party, valid)
SELECT 'SAMEN', 'GM' || lpad(p::text, 4, '0'), daterange(date '2024-07-01' - p * 30, CASE WHEN p % 4 = 0 THEN date '2026-03-01' END)
FROM generate_series(1, 12) p;
INSERT INTO regie.service (code, name) SELECT 'S' || i, 'Service ' || i FROM generate_series(1, 10) i;
INSERT INTO regie.allocation_rule (service, valid, cost_key)
SELECT 'S' || i, daterange(make_date(y, 1, 1) + i, CASE WHEN y < 2026 THEN make_date(y + 1, 1, 1) + i END), 'K' || (1 + (i + y) % 8)
FROM generate_series(1, 9) i, generate_series(2024, 2026) y;
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, scale, cost_key)
SELECT 'C' || i, daterange(d, d + 30), (ARRAY['budget', 'advance', 'actual'])[1 + i % 3], (ARRAY['SAMEN', 'SAMEN', 'DDV', 'GM0001'])[1 + i % 4],
       (ARRAY['ALDER', 'ELM', 'OAK'])[1 + (i / 7) % 3], 'S' || (1 + i % 10),
       round(CASE WHEN i % 50 = 0 THEN 0 WHEN i % 97 = 0 THEN 9999999999 ELSE ((random() - 0.3) * 10 ^ (random() * 8))::numeric END, scale), scale,
       CASE WHEN i % 11 = 0 THEN 'K' || (1 + i % 8) END
FROM (SELECT i, date '2024-01-01' + floor(random() * 1096)::int AS d, (ARRAY[2, 2, 2, 0, 6, 4])[1 + floor(random() * 6)::int] AS scale
      FROM generate_series(1, 12000) i) AS r;
ANALYZE regie.cost, regie.cost_key_value, regie.allocation_rule, regie.party, regie.participation, regie.service, regie.cost_key;
CREATE TEMP TABLE share AS SELECT * FROM regie_report.cost_share;
CREATE INDEX ON share (cost);
ANALYZE share;

SELECT is((SELECT count(DISTINCT cost) FROM share), 12000::bigint, 'no cost is dropped');
SELECT is_empty('SELECT c.code FROM regie.cost c JOIN share s ON s.cost = c.code GROUP BY c.code, c.amount HAVING sum(s.amount_eur) <> c.amount', 'every cost adds up exactly');
SELECT is_empty($$SELECT * FROM share WHERE exact_eur + rounding_eur <> amount_eur
    OR exact_eur <> round(coalesce(cost_total_eur * driver_value::numeric(40,20) / driver_total, cost_total_eur), 8)$$, 'exact is the cost by the values, and amount = exact + rounding');
SELECT is_empty('SELECT s.* FROM share s JOIN regie.cost c ON c.code = s.cost WHERE abs(s.rounding_eur) > 10::numeric ^ -c.scale', 'no rounding of a whole unit');
SELECT is_empty('SELECT s.* FROM share s JOIN regie.cost c ON c.code = s.cost WHERE s.amount_eur <> round(s.amount_eur, c.scale)', 'no part finer than its cost is shared');
SELECT is_empty('SELECT cost FROM share GROUP BY cost HAVING abs(sum(share) - 1) > 0.00001', 'shares add up to one');
-- a second way to say who bears what: per cost, with subqueries
CREATE TEMP TABLE truth AS
SELECT c.code, lower(c.period) AS day, c.payer, c.amount,
       coalesce(c.cost_key, (SELECT r.cost_key FROM regie.allocation_rule r WHERE r.service = c.service AND lower(r.valid) <= lower(c.period)
           AND coalesce(upper(r.valid), 'infinity') > lower(c.period))) AS key
FROM regie.cost c;
SELECT is_empty($$
    (SELECT t.code, v.party, v.value FROM truth t JOIN regie.cost_key_value v ON v.cost_key = t.key AND extract(year FROM t.day) = extract(year FROM lower(v.valid))
     WHERE (SELECT sum(w.value) FROM regie.cost_key_value w WHERE w.cost_key = t.key AND extract(year FROM t.day) = extract(year FROM lower(w.valid))) > 0
     EXCEPT SELECT cost, participant, driver_value FROM share)
    UNION ALL
    (SELECT cost, participant, driver_value FROM share WHERE driver_value IS NOT NULL
     EXCEPT SELECT t.code, v.party, v.value FROM truth t JOIN regie.cost_key_value v ON v.cost_key = t.key AND extract(year FROM t.day) = extract(year FROM lower(v.valid)))$$,
    'each is borne by whom its key has a value for on its first day');
SELECT is_empty($$
    SELECT s.cost, s.basis, s.participant FROM share s JOIN truth t ON t.code = s.cost
    WHERE s.basis <> CASE WHEN s.driver_value IS NOT NULL THEN s.basis WHEN t.key IS NOT NULL THEN 'no key values' WHEN t.payer = 'GM0001' THEN 'payer' ELSE 'no rule' END
       OR (s.driver_value IS NULL AND s.participant IS DISTINCT FROM CASE WHEN t.key IS NULL AND t.payer = 'GM0001' THEN 'GM0001' END)$$,
    'and where there is no value, the basis says why');
SELECT ok((SELECT count(DISTINCT basis) = 5 AND min(n) > 50 FROM (SELECT basis, count(*) AS n FROM share GROUP BY basis) b), 'every basis occurs');

CREATE TEMP TABLE booked AS SELECT year, kind, payer, payee, participant, sum(amount_eur) AS amount_eur FROM regie.booked_line GROUP BY 1, 2, 3, 4, 5;
CREATE TEMP TABLE payment AS SELECT * FROM regie_report.cost_payment;
-- What is booked: whole cents that add up to the rounded totals, each within a cent.
SELECT is_empty($$
    SELECT b.year, b.kind, b.payer, b.payee FROM booked b
    JOIN (SELECT year, kind, payer, payee, sum(amount_eur) AS exact FROM share GROUP BY 1, 2, 3, 4) e USING (year, kind, payer, payee)
    GROUP BY b.year, b.kind, b.payer, b.payee, e.exact HAVING sum(b.amount_eur) <> round(e.exact, 2)$$,
    'booked cents add up to each bill''s rounded total');
SELECT is_empty($$
    SELECT * FROM booked b
    FULL JOIN (SELECT year, kind, payer, payee, participant, sum(amount_eur) AS exact FROM share GROUP BY 1, 2, 3, 4, 5) e
      ON (b.year, b.kind, b.payer, b.payee) = (e.year, e.kind, e.payer, e.payee) AND b.participant IS NOT DISTINCT FROM e.participant
    WHERE abs(b.amount_eur - e.exact) < 0.01 IS NOT TRUE$$,
    'each within a cent of its exact sum');
SELECT is_empty($$
    SELECT year, kind, payer, payee, participant FROM (
        SELECT b.*, sum(s.amount_eur) AS exact, bool_and(c.scale <= 2) AS cents FROM booked b
        JOIN share s ON (b.year, b.kind, b.payer, b.payee) = (s.year, s.kind, s.payer, s.payee) AND b.participant IS NOT DISTINCT FROM s.participant
        JOIN regie.cost c ON c.code = s.cost GROUP BY b.year, b.kind, b.payer, b.payee, b.participant, b.amount_eur) q
    WHERE cents AND amount_eur <> exact$$,
    'and sums of cents stay as they are where nothing is finer');
SELECT is_empty($$
    SELECT p.year, p.kind, p.payer FROM (SELECT year, kind, payer, sum(amount_eur) AS paid FROM payment WHERE flow = 'payment' GROUP BY 1, 2, 3) p
    LEFT JOIN (SELECT year, kind, payee, sum(amount_eur) AS got FROM payment WHERE flow = 'contribution' GROUP BY 1, 2, 3) g
      ON (g.year, g.kind, g.payee) = (p.year, p.kind, p.payer)
    LEFT JOIN (SELECT year, kind, payer, sum(amount_eur) AS own FROM booked WHERE participant = payer GROUP BY 1, 2, 3) o
      ON (o.year, o.kind, o.payer) = (p.year, p.kind, p.payer)
    WHERE p.paid <> coalesce(g.got, 0) + coalesce(o.own, 0)$$,
    'who pays for others gets exactly that back, but for its own part');
SELECT is_empty($$
    SELECT s.year, s.cooperation FROM (SELECT year, cooperation, sum(settlement_eur) AS settled FROM regie_report.cost_settlement GROUP BY 1, 2) s
    JOIN (SELECT year, payee, sum(CASE kind WHEN 'actual' THEN amount_eur WHEN 'advance' THEN -amount_eur END) AS difference
          FROM payment WHERE flow = 'contribution' GROUP BY 1, 2) d ON d.year = s.year AND d.payee = s.cooperation
    WHERE s.settled <> d.difference$$,
    'settlements add up to actual minus advance');
SELECT is((SELECT count(*) - count(DISTINCT cost_share_id) FROM share), 0::bigint, 'still one integer per share');
SELECT is((SELECT count(*) - count(DISTINCT cost_finding_id) FROM regie_report.cost_finding), 0::bigint, 'and one per finding');
-- findings, said a second way
SELECT results_eq($$SELECT finding, count(*) FROM regie_report.cost_finding GROUP BY finding ORDER BY finding COLLATE "C"$$, $$
    SELECT finding, count(*) FROM (
        SELECT 'key set late'::text AS finding FROM share s JOIN regie.cost_key_value v ON v.cost_key = s.cost_key AND v.party = s.participant
            AND extract(year FROM lower(v.valid)) = s.year WHERE v.set_on > s.period_from
        UNION ALL
        SELECT basis FROM share WHERE participant IS NULL
        UNION ALL
        SELECT 'participant without value' FROM truth t JOIN regie.participation p ON p.cooperation = t.payer AND p.valid @> t.day
        WHERE EXISTS (SELECT FROM share s WHERE s.cost = t.code AND s.driver_value IS NOT NULL) AND NOT EXISTS (SELECT FROM share s WHERE s.cost = t.code AND s.participant = p.party)
        UNION ALL
        SELECT 'value without participation' FROM share s WHERE s.driver_value IS NOT NULL AND s.payer <> 'GM0001' AND NOT EXISTS (
            SELECT FROM regie.participation p WHERE p.cooperation = s.payer AND p.party = s.participant AND p.valid @> s.period_from)
    ) f GROUP BY finding ORDER BY finding COLLATE "C"$$, 'findings, counted a second way');

-- Rows at the edge of what the model takes: no report fails, on no day.
DELETE FROM regie.cost WHERE substr(code, 2)::int > 600;
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, max_renewals, options_lifted, notice, ended_on)
SELECT 'X' || row_number() OVER (), 'edge', 'SAMEN', 'OAK', s, i, r, CASE WHEN r IN ('tacit', 'explicit') THEN p END, CASE WHEN r IN ('tacit', 'explicit') THEN m END,
       CASE WHEN r = 'explicit' AND m > 0 THEN m ELSE 0 END, n, CASE WHEN e THEN s END
FROM unnest(ARRAY[date '1900-01-01', '2024-02-29', '2299-12-31']) s, unnest(ARRAY[interval '1 day', '31 days', '100 years']) i,
     unnest(ARRAY['none', 'explicit', 'tacit', 'evergreen']) r, unnest(ARRAY[interval '1 day', '50 years']) p, unnest(ARRAY[0, 1, 100, NULL]) m,
     unnest(ARRAY[NULL, interval '0', '50 years']) n, unnest(ARRAY[false, true]) e;
INSERT INTO regie.contract_line (contract, line, service, amount, per, valid)
SELECT code, 1 + k, 'S1', CASE WHEN k = 0 THEN 9999999999.99 ELSE -0.01 END, (ARRAY['year', 'month', 'quarter', 'once'])[1 + k],
       (ARRAY[daterange '[1900-01-01,)', '[2026-11-23,2026-11-24)', '[1900-01-01,2300-01-01)', '[2299-12-31,2300-01-01)'])[1 + (contract_id + k) % 4]
FROM regie.contract, generate_series(0, 3) k WHERE code LIKE 'X%';
INSERT INTO regie.programme (code, name, start_on) VALUES ('EARLY', 'edge', '1900-01-01'), ('LATE', 'edge', '2199-12-31'), ('LONG', 'edge', '2026-01-01'),
    ('PAST', 'edge', '2026-01-01'), ('LOOPS', 'edge', '2026-01-01'), ('EMPTY', 'edge', '2026-01-01');
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, constraint_kind, constraint_date, deadline, contract, contract_link)
SELECT g, 'Step ' || i, 'SAMEN', 'edge', CASE WHEN g = 'LONG' THEN 2600 WHEN i % 3 = 0 THEN 0 ELSE i % 40 END,
       k, CASE WHEN k <> 'ALAP' THEN (ARRAY[date '1900-01-01', '2026-12-25', '2299-12-31'])[1 + i % 3] END,
       CASE WHEN i % 5 = 0 THEN (ARRAY[date '1900-01-01', '2299-12-31'])[1 + i % 2] END,
       CASE WHEN i % 2 = 0 THEN 'X' || (1 + i) END, CASE WHEN i % 2 = 0 THEN (ARRAY['decides', 'replaces'])[1 + i / 2 % 2] END
FROM unnest(ARRAY['EARLY', 'LATE', 'LONG', 'PAST', 'LOOPS']) g, generate_series(1, 400) i,
     LATERAL (SELECT (ARRAY['SNET', 'SNLT', 'FNET', 'FNLT', 'MSO', 'MFO', 'ALAP', NULL, NULL, NULL])[1 + i % 10]) c (k);
INSERT INTO regie.roadmap_dependency (programme, item, predecessor, kind, lag, elapsed)
SELECT g, 'Step ' || i, 'Step ' || (i - 1), (ARRAY['FS', 'SS', 'FF', 'SF'])[1 + i % 4], CASE WHEN g IN ('LONG', 'PAST') THEN 2600 ELSE (ARRAY[0, 5, -5, -2600])[1 + i / 4 % 4] END, i % 3 = 0
FROM unnest(ARRAY['EARLY', 'LATE', 'LONG', 'PAST', 'LOOPS']) g, generate_series(2, 400) i;
ANALYZE regie.contract, regie.contract_line, regie.programme, regie.roadmap_item, regie.roadmap_dependency;
INSERT INTO regie.roadmap_dependency (programme, item, predecessor) VALUES ('LOOPS', 'Step 1', 'Step 400'), ('LOOPS', 'Step 7', 'Step 90');
-- a Dutch view reads the English one, so that an English one needs to be read
-- itself only where it has columns that the Dutch one leaves alone
CREATE TEMP TABLE readable AS
SELECT c.oid::regclass AS view, c.relnamespace = 'regie_rapport'::regnamespace AS is_dutch
FROM pg_class c WHERE c.relkind = 'v' AND c.relnamespace IN ('regie_report'::regnamespace, 'regie_rapport'::regnamespace);
DELETE FROM readable WHERE NOT is_dutch AND NOT EXISTS (
    SELECT FROM pg_attribute a WHERE a.attrelid = view AND a.attnum > 0 AND NOT EXISTS (
        SELECT FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid JOIN readable v ON v.view = r.ev_class AND v.is_dutch
        WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum));
CREATE FUNCTION pg_temp.read_all(only_dutch boolean) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE v regclass; n bigint; total bigint := 0;
BEGIN
    FOR v IN SELECT view FROM readable WHERE is_dutch OR NOT only_dutch LOOP
        EXECUTE format('SELECT count(x.*::text) FROM %s x', v) INTO n;
        total := total + n;
    END LOOP;
    RETURN total;
END
$$;
SELECT cmp_ok(pg_temp.read_all(false), '>', 20000::bigint, 'edges: every report can be read');
SET LOCAL regie.today = '1900-01-01';
SELECT cmp_ok(pg_temp.read_all(true), '>', 10000::bigint, 'as of 1900 too');
SET LOCAL regie.today = '2299-12-31';
SELECT cmp_ok(pg_temp.read_all(true), '>', 10000::bigint, 'and as of 2299');
SELECT results_eq($$SELECT programme, count(*), count(early_start), count(*) FILTER (WHERE is_breached) = count(*) FROM regie_report.roadmap_step
    WHERE programme IN ('LONG', 'LOOPS') GROUP BY programme ORDER BY programme COLLATE "C"$$,
    $$VALUES ('LONG'::text, 400::bigint, 0::bigint, true), ('LOOPS', 400, 0, true)$$, 'what cannot be planned keeps its rows and says so');
SELECT is_empty($$SELECT * FROM regie_report.roadmap_step WHERE least(early_start, late_start) < '1900-01-01' OR greatest(early_finish, late_finish) > '2299-12-31'$$,
    'no date that a tool could not show');
SELECT is((SELECT count(*) FROM regie_report.roadmap_step WHERE programme = 'REGIE' AND early_start IS NULL), 0::bigint, 'and the others are planned as before');
SELECT * FROM finish();
ROLLBACK;
