-- Keys as they hold on a day: random mixes, mergers and dates against a slow
-- evaluation that walks and multiplies by itself.
\set QUIET 1
SET client_min_messages = warning;
SET datestyle = ISO, YMD;
SET regie.today = '2026-11-23';
SET jit = off;
BEGIN;
SELECT plan(31);
SELECT setseed(0.2611);

-- 60 parties, half of which merge sooner or later, in chains: who goes has the
-- smaller number, so that there is no circle.
INSERT INTO regie.party (code, kind, name) SELECT 'P' || to_char(i, 'FM00'), 'other', 'Party ' || i FROM generate_series(1, 60) i;
INSERT INTO regie.party (code, kind, name) VALUES ('SAMEN', 'cooperation', 'Together'), ('ELM', 'supplier', 'Elm');
INSERT INTO regie.party_succession (party, successor, from_on)
SELECT 'P' || to_char(i, 'FM00'), 'P' || to_char(i + 1 + floor(random() * least(8, 60 - i))::int, 'FM00'), date '2020-01-01' + floor(random() * 3000)::int
FROM generate_series(1, 45) i WHERE random() < 0.65;
-- K: with values; E: some never have any; 8 has only zeros; 9 has large numbers with six decimals
INSERT INTO regie.cost_key (code, name, driver) SELECT 'K' || i, 'Key', 'share' FROM generate_series(1, 40) i;
INSERT INTO regie.cost_key_value (cost_key, party, valid, value, set_on)
SELECT 'K' || k, 'P' || to_char(p, 'FM00'), daterange(date '2020-01-01' + cut * (y - 2020), date '2020-01-01' + cut * (y - 2019)),
       CASE WHEN k % 20 = 8 OR random() < 0.1 THEN 0 WHEN k % 10 = 9 THEN round((random() * 9999999999)::numeric, 6)
            WHEN k % 3 = 0 THEN floor(random() * 90000) ELSE round((random() * 10)::numeric, 2) END,
       CASE WHEN random() < 0.8 THEN date '2019-01-01' + floor(random() * 3000)::int END
FROM (SELECT k, 300 + floor(random() * 200)::int AS cut FROM generate_series(1, 40) k) AS keys, generate_series(1, 60) p, generate_series(2020, 2027) y
WHERE k % 20 <> 7 AND random() < 0.15;
-- mixes of one to five keys, whose factors change at days of their own; some sum to 1, most do not
INSERT INTO regie.cost_key (code, name, driver) SELECT 'M' || i, 'Mix', 'share' FROM generate_series(1, 120) i;
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor, set_on)
SELECT DISTINCT ON (m, part, y) 'M' || m, 'K' || part, daterange(date '2020-01-01' + cut * y, date '2020-01-01' + cut * (y + 1)),
       CASE WHEN random() < 0.15 THEN 0 WHEN m % 2 = 0 THEN round((random() * 2)::numeric, 2) ELSE round((random() * 1000)::numeric, 6) END,
       CASE WHEN random() < 0.5 THEN date '2019-01-01' + floor(random() * 3000)::int END
FROM (SELECT m, 1 + floor(random() * 40)::int AS part, 200 + m * 37 % 300 AS cut
      FROM generate_series(1, 120) m, generate_series(1, 5) n WHERE random() < 0.25 + 0.5 * (m % 3 > 0)::int) AS mixes, generate_series(0, 9) y
WHERE random() < 0.9;
ANALYZE regie.party, regie.party_succession, regie.cost_key, regie.cost_key_value, regie.cost_key_part;

-- 80 days for each of the 160 keys
CREATE TEMP TABLE asked AS
SELECT k.code AS cost_key, d.day FROM regie.cost_key k, (SELECT date '2019-12-01' + floor(random() * 3400)::int AS day FROM generate_series(1, 80)) d;
CREATE TEMP TABLE answer AS SELECT a.cost_key, a.day, regie.key_on(a.cost_key, a.day) AS key FROM asked a;
CREATE TEMP TABLE answer_value AS SELECT a.cost_key, a.day, v.* FROM asked a, regie.key_values(a.cost_key, a.day) v;

-- The other way: walk from party to party; multiply out to whole numbers.
CREATE FUNCTION pg_temp.place(party text, day date) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    next text;
BEGIN
    LOOP
        SELECT s.successor INTO next FROM regie.party_succession s WHERE s.party = place.party AND s.from_on <= place.day;
        IF NOT FOUND THEN RETURN party; END IF;
        party := next;
    END LOOP;
END $$;
CREATE AGGREGATE pg_temp.product(numeric) (SFUNC = numeric_mul, STYPE = numeric);
CREATE TEMP TABLE truth_part AS
SELECT DISTINCT a.cost_key, a.day, p.part_key, (p.factor * 1000000)::numeric(40,0) AS factor, p.set_on
FROM asked a JOIN regie.cost_key_part p ON p.cost_key = a.cost_key AND lower(p.valid) <= a.day AND a.day < upper(p.valid)
UNION ALL
SELECT DISTINCT a.cost_key, a.day, a.cost_key, 1000000::numeric(40,0), NULL::date
FROM asked a WHERE a.cost_key LIKE 'K%';
CREATE TEMP TABLE place AS
SELECT p.party, d.day, pg_temp.place(p.party, d.day) AS participant FROM (SELECT code AS party FROM regie.party) p, (SELECT DISTINCT day FROM asked) d;
ANALYZE asked, place, truth_part;
CREATE TEMP TABLE truth_value AS
SELECT p.cost_key, p.day, p.part_key, p.factor, w.participant, sum((v.value * 1000000)::numeric(40,0)) AS value, max(v.set_on) AS set_on
FROM truth_part p JOIN regie.cost_key_value v ON v.cost_key = p.part_key AND lower(v.valid) <= p.day AND p.day < upper(v.valid)
    JOIN place w ON w.party = v.party AND w.day = p.day
GROUP BY 1, 2, 3, 4, 5;
CREATE INDEX ON truth_part (cost_key, day);
CREATE INDEX ON truth_value (cost_key, day, part_key);
ANALYZE truth_part, truth_value;
CREATE TEMP TABLE truth_total AS
SELECT p.cost_key, p.day, p.part_key, p.factor, (SELECT sum(v.value) FROM truth_value v WHERE (v.cost_key, v.day, v.part_key) = (p.cost_key, p.day, p.part_key)) AS total
FROM truth_part p;
-- a key there is where each part that counts has a total, and one counts
CREATE TEMP TABLE truth_key AS
SELECT cost_key, day, pg_temp.product(total) FILTER (WHERE total > 0) AS all_totals, count(*) AS parts, count(*) FILTER (WHERE factor > 0) AS counting
FROM truth_total GROUP BY 1, 2 HAVING bool_and(factor = 0 OR coalesce(total, 0) > 0) AND sum(factor) > 0;
ANALYZE truth_total, truth_key;
CREATE TEMP TABLE truth AS
SELECT v.cost_key, v.day, v.participant, sum(v.factor * v.value * div(k.all_totals, t.total)) AS weight, max(v.set_on) FILTER (WHERE v.factor > 0) AS set_on
FROM truth_key k JOIN truth_total t USING (cost_key, day) JOIN truth_value v USING (cost_key, day, part_key)
WHERE t.total > 0 GROUP BY 1, 2, 3;
CREATE TEMP TABLE got AS SELECT a.cost_key, a.day, s.participant, s.weight FROM (SELECT DISTINCT ON (cost_key, day) * FROM answer) a, regie.shares(a.key) s;
ANALYZE truth, got, answer, answer_value;

SELECT ok((SELECT count(*) >= 12800 FROM answer), 'enough is asked');
SELECT ok((SELECT count(*) FILTER (WHERE parts > 1 AND counting > 1) > 2000 AND count(*) FILTER (WHERE counting < parts) > 500 AND count(*) FILTER (WHERE cost_key LIKE 'K%') > 1500
    FROM truth_key), 'mixes, mixes with a factor 0, and plain keys are among it');
SELECT ok((SELECT count(*) > 1000 FROM answer WHERE key IS NULL), 'and keys that are none');
SELECT ok((SELECT count(*) > 8 FROM regie.party_succession s JOIN regie.party_succession t ON t.party = s.successor), 'and chains of mergers');
SELECT ok((SELECT count(*) > 300 FROM truth_value v WHERE NOT EXISTS (SELECT FROM regie.cost_key_value w WHERE w.cost_key = v.part_key AND w.party = v.participant)),
    'and values that only a predecessor has');
SELECT is_empty($$(SELECT cost_key, day FROM truth_key EXCEPT SELECT cost_key, day FROM answer WHERE key IS NOT NULL)
    UNION ALL (SELECT cost_key, day FROM answer WHERE key IS NOT NULL EXCEPT SELECT cost_key, day FROM truth_key)$$, 'there is a key where there should be one');
SELECT is_empty($$(SELECT cost_key, day, participant FROM truth EXCEPT SELECT cost_key, day, participant FROM got)
    UNION ALL (SELECT cost_key, day, participant FROM got EXCEPT SELECT cost_key, day, participant FROM truth)$$, 'with the same participants');
SELECT is_empty($$SELECT * FROM (SELECT t.*, g.weight AS got, sum(t.weight) OVER w AS expected_total, sum(g.weight) OVER w AS total
    FROM truth t JOIN got g USING (cost_key, day, participant) WINDOW w AS (PARTITION BY cost_key, day)) x
    WHERE got * expected_total <> weight * total$$, 'in exactly the same proportion');
SELECT is_empty($$SELECT * FROM got g JOIN truth_key k USING (cost_key, day) JOIN truth t USING (cost_key, day, participant)
    WHERE k.cost_key LIKE 'K%' AND g.weight <> (SELECT sum(value) / 1000000 FROM truth_value v WHERE (v.cost_key, v.day, v.participant) = (g.cost_key, g.day, g.participant))$$,
    'of a plain key the values themselves');
SELECT ok((SELECT bool_and(key::text NOT LIKE '%*%') FROM answer), 'and no factor is left');

-- key_values says the same
SELECT is_empty($$SELECT * FROM (SELECT v.*, g.weight, sum(g.weight) OVER (PARTITION BY cost_key, day) AS all_weights
        FROM (SELECT DISTINCT * FROM answer_value) v FULL JOIN got g USING (cost_key, day, participant)) x
    WHERE CASE WHEN all_weights < 1e30 THEN (value, total) = (weight, all_weights) ELSE abs(value * all_weights - weight * total) < 1e-28 * total * all_weights END IS NOT TRUE$$,
    'key_values has the weights of key_on, cut beyond 30 digits');
SELECT ok((SELECT count(DISTINCT (cost_key, day)) > 100 FROM answer_value WHERE total >= 1e28) AND (SELECT max(total) < 1e30 FROM answer_value), 'which happened, and none is longer');
SELECT is_empty($$SELECT cost_key, day FROM (SELECT DISTINCT * FROM answer_value) v GROUP BY 1, 2 HAVING sum(value) <> min(total) OR min(total) <> max(total)$$, 'the total is that of the values');
SELECT is_empty($$SELECT * FROM answer_value v JOIN truth t USING (cost_key, day, participant)
    WHERE v.set_on IS DISTINCT FROM greatest(t.set_on, (SELECT max(p.set_on) FROM truth_part p WHERE (p.cost_key, p.day) = (v.cost_key, v.day)))$$,
    'set_on is the last day on which a value or factor was set');

-- who stands in whose place
SELECT is_empty($$SELECT party, day FROM place p
    WHERE participant <> coalesce((SELECT place FROM regie.party_places() s WHERE s.party = p.party AND s.valid @> day), party)$$, 'party_places is where the walk ends, each day');
SELECT is_empty($$SELECT a.party FROM regie.party_places() a JOIN regie.party_places() b ON b.party = a.party AND a.valid && b.valid AND a.valid <> b.valid$$, 'one place at a time');

-- a key mixed with itself is itself
INSERT INTO regie.cost_key (code, name, driver) SELECT 'C' || i, 'Copy', 'share' FROM generate_series(1, 40) i UNION ALL SELECT 'S' || i, 'Same', 'share' FROM generate_series(1, 40) i;
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) SELECT 'C' || substr(cost_key, 2), party, valid, value * CASE WHEN value < 1e9 THEN 3 ELSE 1 END FROM regie.cost_key_value WHERE cost_key NOT IN ('K9', 'K19', 'K29', 'K39');
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) SELECT 'S' || i, 'K' || i, daterange '[2019-01-01,)', round((0.1 + random() * 9)::numeric, 3) FROM generate_series(1, 40) i WHERE i % 10 <> 9
    UNION ALL SELECT 'S' || i, 'C' || i, daterange '[2019-01-01,)', round((0.1 + random() * 9)::numeric, 3) FROM generate_series(1, 40) i WHERE i % 10 <> 9;
SELECT is_empty($$SELECT * FROM (SELECT DISTINCT cost_key, day FROM asked WHERE cost_key ~ '^K[0-9]*[0-8]$') a, LATERAL (SELECT regie.key_on(cost_key, day) AS k, regie.key_on('S' || substr(cost_key, 2), day) AS s OFFSET 0) x
    WHERE NOT CASE WHEN k IS NULL THEN s IS NULL ELSE regie.allocation_key_add(regie.allocation_key_mul(0.5, k), regie.allocation_key_mul(0.5, k)) OPERATOR(regie.=) s END$$,
    'a key mixed with itself, times three, has its shares');

-- the order of the parts does not matter, nor who is merged first
SELECT is_empty($$SELECT * FROM (SELECT cost_key, regie.mix(k ORDER BY r) AS a, regie.mix(k ORDER BY r DESC) AS b, regie.mix(k) AS c
    FROM (SELECT p.cost_key, random() AS r, regie.allocation_key_mul(p.factor, regie.key_on(p.part_key, lower(p.valid))) AS k FROM regie.cost_key_part p) q GROUP BY cost_key) x
    WHERE NOT (a OPERATOR(regie.=) b AND b OPERATOR(regie.=) c)$$, 'mix in any order');
CREATE TEMP TABLE renamed AS SELECT DISTINCT ON (cost_key, day) * FROM answer WHERE cost_key ~ '[05]$';
UPDATE regie.party SET code = 'Q' || to_char(99 - substr(code, 2)::int, 'FM00') WHERE code ~ '^P';
SELECT is_empty($$SELECT * FROM (SELECT r.*, regie.key_on(cost_key, day) AS now FROM renamed r) x
    WHERE (SELECT regie.allocation_key('P' || to_char(99 - substr(participant, 2)::int, 'FM00'), weight) FROM regie.shares(now) HAVING count(*) > 0)::text IS DISTINCT FROM key::text$$, 'nor do the names of the participants');

-- Who bears a cost: to the cent as by the key.
INSERT INTO regie.service (code, name) SELECT 'D' || i, 'Service' FROM generate_series(1, 160) i;
INSERT INTO regie.allocation_rule (service, valid, cost_key) SELECT 'D' || row_number() OVER (ORDER BY code COLLATE "C"), daterange '[2019-01-01,)', code FROM regie.cost_key WHERE code ~ '^[KM]';
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, scale)
SELECT 'X' || i, daterange(d, d + 30), (ARRAY['budget', 'amendment', 'advance', 'actual'])[1 + i % 4], 'SAMEN', 'ELM', 'D' || 1 + i % 160,
    round(CASE WHEN i % 50 = 0 THEN -9999999999 ELSE ((random() - 0.3) * 10 ^ (random() * 8))::numeric END, scale), scale
FROM (SELECT i, date '2019-12-01' + floor(random() * 3400)::int AS d, (ARRAY[2, 2, 0, 6])[1 + floor(random() * 4)::int] AS scale FROM generate_series(1, 2000) i) r;
ANALYZE regie.cost, regie.allocation_rule, regie.service, regie.cost_key_value, regie.cost_key_part;
CREATE TEMP TABLE share AS SELECT * FROM regie_report.cost_share;
SELECT is_empty($$SELECT cost, participant, amount_eur FROM share WHERE participant IS NOT NULL EXCEPT
    SELECT c.code, a.participant, a.amount FROM regie.cost c JOIN regie.allocation_rule r ON r.service = c.service CROSS JOIN LATERAL regie.allocate(c.amount, regie.key_on(r.cost_key, lower(c.period)), c.scale) a$$,
    'each part of a cost is that of its key');
SELECT ok((SELECT count(DISTINCT cost) = 2000 AND count(*) > 10000 AND count(*) FILTER (WHERE basis = 'no key values') BETWEEN 50 AND 1800 FROM share), 'no cost is lost');
SELECT is_empty('SELECT cost FROM share GROUP BY cost HAVING sum(amount_eur) <> min(cost_total_eur)', 'every cost adds up');
SELECT is_empty($$SELECT cost FROM share WHERE cost_key LIKE 'M%' AND participant IS NOT NULL GROUP BY cost HAVING abs(sum(driver_value) - 1) > 0.00005 OR min(driver_total) <> 1$$, 'a mixed key shows parts of 1');
CREATE TEMP TABLE payment AS SELECT * FROM regie_report.cost_payment;
SELECT ok((SELECT count(*) = count(DISTINCT cost_payment_id) AND count(DISTINCT kind) = 4 FROM payment), 'payments of four kinds, one integer each');
SELECT is_empty($$SELECT cost_payment_id FROM payment WHERE kind <> 'amendment'
    AND cost_payment_id / 1000000000000 <> (year - 1900) * 6 + CASE flow WHEN 'payment' THEN 3 ELSE 0 END + CASE kind WHEN 'budget' THEN 0 WHEN 'advance' THEN 1 ELSE 2 END$$, 'those of old keep theirs');
SELECT is_empty($$SELECT s.year FROM regie_report.cost_settlement s JOIN (SELECT year, payer AS participant, sum(amount_eur) AS amount FROM payment WHERE kind = 'amendment' AND flow = 'contribution' GROUP BY 1, 2) p
    ON p.year = s.year AND p.participant IS NOT DISTINCT FROM s.participant WHERE p.amount <> s.amendment_eur$$, 'amendments in the settlement are those of the payments');

-- A circle that slipped in does not hang anything.
ALTER TABLE regie.party_succession DISABLE TRIGGER party_succession_circle;
INSERT INTO regie.party_succession (party, successor, from_on) SELECT 'Q39', 'Q98', date '2021-01-01' WHERE NOT EXISTS (SELECT FROM regie.party_succession WHERE party = 'Q39');
INSERT INTO regie.party (code, kind, name) VALUES ('R1', 'other', 'x'), ('R2', 'other', 'y');
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('R1', 'R2', '2021-01-01'), ('R2', 'R1', '2022-01-01');
SELECT ok((SELECT count(*) BETWEEN 2 AND 10 FROM regie.party_places() WHERE party IN ('R1', 'R2')), 'even a circle ends');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES ('K7', 'R1', '[2020-01-01,)', 5), ('K7', 'R2', '[2020-01-01,)', 7);
SELECT is((SELECT sum(value) FROM regie.key_values('K7', '2026-01-01')), 12::numeric, 'and loses no value');

-- The worst mix: twenty keys of the largest values, in every way prime to each other.
INSERT INTO regie.cost_key (code, name, driver) SELECT 'W' || i, 'Wide', 'share' FROM generate_series(0, 20) i;
INSERT INTO regie.cost_key_value (cost_key, party, valid, value)
SELECT 'W' || i, 'Q' || (38 + p), daterange '[2019-01-01,)', 9999999999.999999 - i * p * 0.007919 - i * 0.000013 FROM generate_series(1, 20) i, generate_series(1, 60) p;
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) SELECT 'W0', 'W' || i, daterange '[2019-01-01,)', 999999.999999 - i * 0.000007 FROM generate_series(1, 20) i;
SELECT ok((SELECT max(length(weight::text)) BETWEEN 200 AND 1000 FROM regie.shares(regie.key_on('W0', '2020-01-01'))), 'twenty parts of any values are mixed exactly');
UPDATE regie.cost SET cost_key = 'W0', vat_treatment = 'standard', vat_amount = 0.21 * amount WHERE code = 'X50';
SELECT is((SELECT sum(amount_eur) FROM regie_report.cost_share WHERE cost = 'X50'), -9999999999::numeric, 'and a report on them adds up');

-- What the planner is told.
SELECT is_empty($$SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'regie'::regnamespace
    AND proname IN ('key_on', 'key_values', 'own_key_values', 'mixed_key_values', 'party_places') AND (provolatile <> 's' OR proparallel <> 's')$$, 'stable and parallel safe');
SELECT * FROM finish();
ROLLBACK;
