-- Runs against an independent calculation: random cooperations, their money
-- sent through the powers of a transition matrix in double precision, where
-- regie solves exactly and rounds.  Then sums at every level, changes of one
-- kind at a time for compare_runs, and rows that somebody tampered with.
SET regie.today = '2026-11-23';
SET jit = off;
SET client_min_messages = warning;
BEGIN;
SELECT plan(40);
SELECT setseed(0.42);

INSERT INTO regie.party (code, kind, name)
SELECT 'X', 'supplier', 'Payee' UNION ALL
SELECT 'GM000' || i, 'municipality', 'Participant ' || i FROM generate_series(1, 4) AS i UNION ALL
SELECT 'C' || i, 'cooperation', 'Cooperation ' || i FROM generate_series(1, 1000) AS i;

-- One row per cooperation: its method, scale, and what will change later.
CREATE TEMP TABLE coop AS
SELECT i, 'C' || i AS code, 1 + floor(random() * 4)::int AS services, 2 + floor(random() * 3)::int AS members,
	   (ARRAY['direct', 'step_down', 'reciprocal', 'reciprocal'])[1 + floor(random() * 4)::int] AS method,
	   (ARRAY[0, 2, 2, 3])[1 + floor(random() * 4)::int] AS scale, i % 6 AS change
FROM generate_series(1, 1000) AS i;

INSERT INTO regie.service (code, name)
SELECT format('S%s-%s', i, s), 'Service' FROM coop, generate_series(1, 4) AS s WHERE s <= services;
INSERT INTO regie.cost_key (code, name, driver)
SELECT format('K%s-%s', i, k), 'Key', 'units' FROM coop, generate_series(1, 6) AS k;
INSERT INTO regie.cost_key_value (cost_key, party, valid, value)
SELECT k.code, 'GM000' || m, '[2026-01-01,2027-01-01)', floor(random() * 20)
FROM coop, LATERAL (SELECT format('K%s-%s', i, n) AS code, random() AS luck FROM generate_series(1, 6) AS n WHERE i = i) AS k,
	 generate_series(1, 4) AS m
WHERE m <= members AND k.luck > 0.08 AND random() > 0.15;
INSERT INTO regie.allocation_rule (service, valid, cost_key, step)
SELECT format('S%s-%s', i, s), '[2026-01-01,)', format('K%s-%s', i, s), 1 + floor(random() * 3)
FROM coop, generate_series(1, 4) AS s
WHERE s <= services AND random() > CASE WHEN i % 10 = 0 THEN 0.75 ELSE 0.12 END;
INSERT INTO regie.service_use (service, user_service, valid, weight)
SELECT format('S%s-%s', i, s), format('S%s-%s', i, u), '[2026-01-01,)', 1 + floor(random() * 10)
FROM coop, generate_series(1, 4) AS s, generate_series(1, 4) AS u
WHERE s <= services AND u <= services AND s <> u AND random() < CASE WHEN i % 10 = 0 THEN 0.7 ELSE 0.35 END
	AND (method <> 'step_down' OR EXISTS (SELECT FROM regie.allocation_rule AS r WHERE r.service = format('S%s-%s', i, s)));
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, scale, cost_key, vat_treatment, vat_amount)
SELECT format('%s-%s', c.code, n), '[2026-03-01,2026-04-01)', 'budget', c.code, 'X', format('S%s-%s', i, 1 + floor(random() * services)),
	   q.amount, q.scale, CASE WHEN random() < 0.2 THEN format('K%s-5', i) END, q.treatment,
	   CASE WHEN q.treatment IS NOT NULL THEN round(q.amount * 0.21, q.scale) END
FROM coop AS c, generate_series(1, 6) AS n,
	 LATERAL (SELECT round((random() * 1500 - 500)::numeric, d.scale) AS amount, d.scale, d.treatment
			  FROM (SELECT (ARRAY[0, 2, 2, 4])[1 + floor(random() * 4)::int] AS scale,
						   (ARRAY[NULL, NULL, 'standard', 'joint account', 'transparency'])[1 + floor(random() * 5)::int] AS treatment
					WHERE n = n AND i = i) AS d) AS q
WHERE n <= 1 + i % 6;
ANALYZE;

SELECT is((SELECT count(*)::int FROM coop AS c
		   WHERE EXISTS (SELECT FROM regie.make_run('A' || c.i, c.code, 'budget', '[2026-01-01,2027-01-01)', c.method, c.scale))),
		  1000, 'a thousand random cooperations have a run');
ANALYZE;
SELECT is_empty($$SELECT c.i, k.* FROM coop AS c, regie.check_run('A' || c.i) AS k$$, 'all of them calculate to themselves');

-- What goes in.
SELECT is_empty($$
	SELECT r.code, c.cost, c.booked, k.amount, k.vat_amount FROM regie.allocation_run AS r
	JOIN regie.run_cost AS c ON c.run = r.code JOIN regie.cost AS k ON k.code = c.cost
	WHERE abs(c.booked - k.amount - CASE WHEN k.vat_treatment = 'joint account' THEN k.vat_amount ELSE 0 END) >= 10::numeric ^ -r.scale
		OR abs(c.booked_vat - CASE WHEN k.vat_treatment <> 'joint account' THEN k.vat_amount ELSE 0 END) >= 10::numeric ^ -r.scale
		OR scale(c.booked) <> r.scale OR c.amount <> k.amount$$, 'each cost is booked less than a unit from its amount and the VAT that has become cost');
SELECT is_empty($$
	SELECT r.code FROM regie.allocation_run AS r JOIN regie.cost AS k ON k.payer = r.cooperation
	GROUP BY r.code HAVING round(sum(k.amount + CASE WHEN k.vat_treatment = 'joint account' THEN k.vat_amount ELSE 0 END), r.scale) <> r.amount
		OR round(coalesce(sum(k.vat_amount) FILTER (WHERE k.vat_treatment <> 'joint account'), 0), r.scale) <> r.vat_amount$$,
	'all that is booked is the rounded total, of the net amount and of VAT');
SELECT cmp_ok((SELECT count(*) FROM regie.run_cost WHERE booked <> round(booked, 2) OR booked <> amount), '>', 300::bigint,
	'(costs with more decimals than their run)');

-- The independent calculation: a step of the money from node to node.
CREATE TEMP TABLE pool AS
SELECT c.i, c.method, s.code AS service, r.cost_key,
	   coalesce(sum(v.value), 0) AS total,
	   CASE WHEN r.service IS NOT NULL THEN r.step
			WHEN EXISTS (SELECT FROM regie.service_use AS u WHERE u.service = s.code) THEN 0 ELSE 99 END AS step
FROM coop AS c JOIN regie.service AS s ON s.code LIKE format('S%s-%%', c.i)
LEFT JOIN regie.allocation_rule AS r ON r.service = s.code
LEFT JOIN regie.cost_key_value AS v ON v.cost_key = r.cost_key
GROUP BY c.i, c.method, s.code, r.service, r.cost_key, r.step;
CREATE TEMP TABLE move AS
WITH live AS (
	SELECT p.i, p.service, q.service AS target, u.weight
	FROM pool AS p JOIN regie.service_use AS u ON u.service = p.service JOIN pool AS q ON q.service = u.user_service
	WHERE (p.cost_key IS NULL OR p.total > 0)
		AND (p.method = 'reciprocal' OR (p.method = 'step_down' AND q.step > p.step))
	UNION ALL
	SELECT p.i, p.service, v.party, v.value FROM pool AS p JOIN regie.cost_key_value AS v ON v.cost_key = p.cost_key WHERE p.total > 0
)
SELECT i, service AS a, target AS b, (weight / sum(weight) OVER (PARTITION BY service))::float8 AS v FROM live
UNION ALL
SELECT i, 'GM000' || m, 'GM000' || m, 1 FROM coop, generate_series(1, 4) AS m;
DO $$
BEGIN
	FOR n IN 1 .. 14 LOOP
		CREATE TEMP TABLE next AS
		SELECT x.i, x.a, y.b, sum(x.v * y.v) AS v FROM move AS x JOIN move AS y ON y.i = x.i AND y.a = x.b WHERE x.v > 1e-100 AND y.v > 1e-100 GROUP BY 1, 2, 3;
		DROP TABLE move;
		ALTER TABLE next RENAME TO move;
		ANALYZE move;
	END LOOP;
END $$;
CREATE TEMP TABLE expected AS
WITH reached AS (
	SELECT c.run, c.cost, m.b AS participant, c.booked * m.v::numeric AS amount, c.booked_vat * m.v::numeric AS vat_amount
	FROM regie.run_cost AS c JOIN move AS m ON m.a = c.service AND m.b LIKE 'GM%'
	WHERE c.cost_key IS NULL
	UNION ALL
	SELECT c.run, c.cost, v.party, c.booked * v.value / t.total, c.booked_vat * v.value / t.total
	FROM regie.run_cost AS c JOIN regie.cost_key_value AS v ON v.cost_key = c.cost_key
	JOIN (SELECT cost_key, sum(value) AS total FROM regie.cost_key_value GROUP BY cost_key) AS t ON t.cost_key = c.cost_key AND t.total > 0
)
SELECT run, cost, participant, amount, vat_amount FROM reached
UNION ALL
SELECT c.run, c.cost, NULL, c.booked - coalesce(sum(r.amount), 0), c.booked_vat - coalesce(sum(r.vat_amount), 0)
FROM regie.run_cost AS c LEFT JOIN reached AS r ON r.run = c.run AND r.cost = c.cost
GROUP BY c.run, c.cost, c.booked, c.booked_vat;
CREATE TEMP TABLE got AS
SELECT run, cost, participant, sum(exact) AS exact, sum(amount) AS amount, sum(vat_amount) AS vat_amount, count(*) AS lines
FROM regie.run_line GROUP BY run, cost, participant;
ANALYZE expected; ANALYZE got;
SELECT is_empty($$
	SELECT e.run, e.cost, e.participant, e.amount, g.exact FROM expected AS e
	FULL JOIN got AS g ON g.run = e.run AND g.cost = e.cost AND coalesce(g.participant, '') = coalesce(e.participant, '')
	WHERE abs(coalesce(e.amount, 0) - coalesce(g.exact, 0)) > 0.00001$$,
	'each participant bears of each cost what the powers of the matrix say, and what reaches nobody is not allocated');
SELECT is_empty($$
	SELECT e.run, e.cost, e.participant, e.vat_amount, g.vat_amount FROM expected AS e
	JOIN regie.allocation_run AS r ON r.code = e.run
	FULL JOIN got AS g ON g.run = e.run AND g.cost = e.cost AND coalesce(g.participant, '') = coalesce(e.participant, '')
	WHERE abs(coalesce(e.vat_amount, 0) - coalesce(g.vat_amount, 0)) >= coalesce(g.lines, 1) * 10::numeric ^ -r.scale + 0.00001$$,
	'and of its VAT, but for rounding');
SELECT cmp_ok((SELECT count(*) FROM expected WHERE amount <> 0), '>', 8000::bigint, '(so many amounts)');
SELECT is((SELECT string_agg(DISTINCT basis, ', ' ORDER BY basis) FROM regie.run_line),
	'closed loop, no key values, no rule, no users, own key, rule', '(all that can happen to a cost)');

-- Rounding.
SELECT is_empty($$SELECT l.run FROM regie.run_line AS l JOIN regie.allocation_run AS r ON r.code = l.run
	WHERE abs(l.rounding) >= 10::numeric ^ -r.scale OR l.amount <> l.exact + l.rounding OR l.amount <> round(l.amount, r.scale)$$,
	'each line is less than a unit from its exact amount');
SELECT is_empty($$SELECT l.run FROM regie.run_line AS l JOIN regie.allocation_run AS r ON r.code = l.run WHERE l.participant IS NOT NULL
	GROUP BY l.run, r.scale, l.participant HAVING abs(sum(l.rounding)) >= 10::numeric ^ -r.scale$$,
	'and so is what a participant bears in all');

-- Sums at every level.
SELECT is_empty($$SELECT c.run, c.cost FROM regie.run_cost AS c LEFT JOIN regie.run_line AS l ON l.run = c.run AND l.cost = c.cost
	GROUP BY c.run, c.cost, c.booked, c.booked_vat
	HAVING coalesce(sum(l.amount), 0) <> c.booked OR coalesce(sum(l.vat_amount), 0) <> c.booked_vat OR coalesce(sum(l.exact), 0) <> c.booked$$,
	'the lines of a cost add up to it, exact amounts and VAT as well');
SELECT is_empty($$SELECT k.run FROM regie.run_link AS k
	LEFT JOIN (SELECT run, coalesce(via, cost) AS pool, participant, sum(amount) AS amount, sum(vat_amount) AS vat_amount FROM regie.run_line GROUP BY 1, 2, 3) AS l
		ON l.run = k.run AND l.pool = coalesce(k.service, k.cost) AND coalesce(l.participant, '') = coalesce(k.participant, '')
	WHERE k.user_service IS NULL AND (coalesce(l.amount, 0) <> k.amount OR coalesce(l.vat_amount, 0) <> k.vat_amount)$$,
	'the lines over an arrow add up to it');
SELECT is_empty($$
	SELECT e.run, e.pool, sum(e.amount), sum(e.vat_amount) FROM (
		SELECT run, CASE WHEN cost_key IS NULL THEN service ELSE cost END AS pool, booked AS amount, booked_vat AS vat_amount FROM regie.run_cost
		UNION ALL SELECT run, user_service, amount, vat_amount FROM regie.run_link WHERE user_service IS NOT NULL
		UNION ALL SELECT run, coalesce(service, cost), -amount, -vat_amount FROM regie.run_link) AS e
	GROUP BY e.run, e.pool HAVING sum(e.amount) <> 0 OR sum(e.vat_amount) <> 0$$, 'at every pool what comes in goes out');
SELECT is_empty($$SELECT r.code FROM regie.allocation_run AS r LEFT JOIN regie.run_line AS l ON l.run = r.code
	GROUP BY r.code HAVING coalesce(sum(l.amount), 0) <> r.amount OR coalesce(sum(l.vat_amount), 0) <> r.vat_amount OR count(l.run) <> r.line_count$$,
	'all lines add up to the run');
SELECT is_empty($$SELECT run FROM regie.run_line GROUP BY run HAVING min(number) <> 1 OR max(number) <> count(*)
	UNION ALL SELECT run FROM regie.run_link GROUP BY run HAVING min(number) <> 1 OR max(number) <> count(*)
	UNION ALL SELECT run FROM regie.run_cost GROUP BY run HAVING min(number) <> 1 OR max(number) <> count(*)$$, 'rows are numbered from 1 on');

-- Made again it is the same, whatever the order of the model's rows.
CREATE TEMP TABLE before AS SELECT run, number, cost, via, participant, basis, driver_value, share, exact, amount, vat_amount FROM regie.run_line WHERE run IN (SELECT 'A' || i FROM coop WHERE i <= 60);
UPDATE regie.cost SET source_ref = 'moved' WHERE cost_id % 3 = 0;
UPDATE regie.service_use SET note = 'moved' WHERE service_use_id % 3 = 1;
UPDATE regie.cost_key_value SET source_ref = 'moved' WHERE cost_key_value_id % 3 = 2;
SELECT is((SELECT count(*)::int FROM coop AS c WHERE i <= 60 AND EXISTS (SELECT FROM regie.remake_run('A' || c.i))), 60, 'sixty are made again');
SELECT is_empty($$(TABLE before EXCEPT ALL SELECT run, number, cost, via, participant, basis, driver_value, share, exact, amount, vat_amount FROM regie.run_line)$$,
	'with the same lines');

-- One kind of change at a time, by i % 6: nothing, amounts, keys, values, use; all of them.
CREATE TEMP TABLE whole AS SELECT c.i, c.change, c.scale FROM coop AS c
	WHERE NOT EXISTS (SELECT FROM regie.run_line AS l WHERE l.run = 'A' || c.i AND l.participant IS NULL);
UPDATE regie.cost SET amount = amount + round((random() * 100)::numeric, cost.scale), vat_treatment = NULL, vat_amount = NULL FROM coop
WHERE payer = coop.code AND change IN (1, 5);
CREATE TEMP TABLE own_key AS SELECT k.code, c.change FROM regie.cost_key AS k JOIN coop AS c ON c.i = substring(k.code from 2 for position('-' in k.code) - 2)::int;
-- other keys, in which the first two participants change places
INSERT INTO regie.cost_key (code, name, driver) SELECT code || 'b', 'Key', 'units' FROM own_key WHERE change IN (2, 5);
INSERT INTO regie.cost_key_value (cost_key, party, valid, value)
SELECT v.cost_key || 'b', CASE v.party WHEN 'GM0001' THEN 'GM0002' WHEN 'GM0002' THEN 'GM0001' ELSE v.party END, v.valid, v.value
FROM regie.cost_key_value AS v JOIN own_key AS k ON k.code = v.cost_key AND k.change IN (2, 5);
UPDATE regie.allocation_rule SET cost_key = cost_key || 'b' WHERE cost_key || 'b' IN (SELECT code FROM regie.cost_key);
UPDATE regie.cost SET cost_key = cost_key || 'b' WHERE cost_key || 'b' IN (SELECT code FROM regie.cost_key);
-- other values, of which the same participants do
UPDATE regie.cost_key_value AS v SET value = w.value FROM regie.cost_key_value AS w, own_key AS k
WHERE k.code = left(v.cost_key, length(k.code)) AND v.cost_key IN (k.code, k.code || 'b') AND k.change IN (3, 5)
	AND w.cost_key = v.cost_key AND (v.party, w.party) IN (('GM0001', 'GM0002'), ('GM0002', 'GM0001'));
UPDATE regie.service_use AS u SET weight = u.weight + 5 FROM coop AS c WHERE u.service LIKE format('S%s-%%', c.i) AND c.change IN (4, 5) AND u.service_use_id % 2 = 0;
DELETE FROM regie.cost WHERE payer IN (SELECT code FROM coop WHERE change = 5) AND code LIKE '%-1';
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount)
SELECT c.code || '-new', '[2026-05-01,2026-06-01)', 'budget', c.code, 'X', format('S%s-1', c.i), 1000 FROM coop AS c WHERE change = 5;
ANALYZE;
SELECT is((SELECT count(*)::int FROM coop AS c WHERE i <= 480 AND EXISTS (
		   SELECT FROM regie.make_run('B' || c.i, c.code, 'budget', '[2026-01-01,2027-01-01)',
				CASE WHEN c.change = 5 AND c.method = 'direct' THEN 'reciprocal' ELSE c.method END, c.scale))), 480, 'what changed makes other runs');
ANALYZE;
CREATE TEMP TABLE change AS SELECT c.i, c.change, c.scale, k.* FROM coop AS c, regie.compare_runs('A' || c.i, 'B' || c.i) AS k WHERE i <= 480;
SELECT is_empty($$SELECT i FROM change WHERE difference <> amount_b - amount_a
	OR difference <> by_amount + by_key + by_driver + by_network + by_collar + by_rounding$$, 'the parts of each difference add up to it');
SELECT is_empty($$SELECT c.run, c.participant FROM (
		SELECT 'A' || i AS run, participant, amount_a AS amount FROM change UNION ALL SELECT 'B' || i, participant, amount_b FROM change
		UNION ALL SELECT run, participant, -amount FROM regie.run_line WHERE run IN (SELECT v || i FROM coop, unnest(ARRAY['A', 'B']) AS v WHERE i <= 480)) AS c
	GROUP BY c.run, c.participant HAVING sum(c.amount) <> 0$$, 'nothing of either run is left out or counted twice');
SELECT is_empty($$SELECT c.i, c.participant, c.service, c.by_rounding FROM change AS c
	WHERE abs(c.by_rounding) >= 0.00001 + 10::numeric ^ -c.scale * (
		SELECT count(*) FROM regie.run_line AS l JOIN regie.run_cost AS k ON k.run = l.run AND k.cost = l.cost
		WHERE l.run IN ('A' || c.i, 'B' || c.i) AND k.service = c.service AND coalesce(l.participant, '') = coalesce(c.participant, '') AND coalesce(c.cost, l.cost) = l.cost)$$,
	'rounding is less than a unit for each line');
SELECT is_empty($$SELECT i FROM change GROUP BY i HAVING abs(sum(by_key)) > 0.001 OR abs(sum(by_driver)) > 0.001 OR abs(sum(by_network)) > 0.001$$,
	'keys, values and use move money between participants, they make none');
SELECT is_empty($$SELECT i FROM change WHERE change = 0 AND (by_amount, by_key, by_driver, by_network, by_rounding) <> (0, 0, 0, 0, 0)$$, 'nothing changed: no differences');
SELECT is_empty($$SELECT c.i FROM change AS c WHERE c.change = 1 AND (abs(by_key) > 0.0001 OR abs(by_driver) > 0.0001 OR abs(by_network) > 0.0001)$$, 'amounts changed: by amount alone');
SELECT is_empty($$SELECT c.i FROM change AS c WHERE c.change = 2 AND (by_amount <> 0 OR abs(by_driver) > 0.0001 OR abs(by_network) > 0.0001)$$, 'keys changed: by key alone');
SELECT is_empty($$SELECT c.i FROM change AS c WHERE c.change = 3 AND (by_amount <> 0 OR abs(by_key) > 0.0001 OR abs(by_network) > 0.0001)$$, 'values changed: by driver alone');
SELECT is_empty($$SELECT c.i FROM change AS c WHERE c.change = 4 AND (by_amount <> 0 OR abs(by_key) > 0.0001 OR abs(by_driver) > 0.0001)$$, 'use changed: by network alone');
SELECT ok((SELECT count(*) FILTER (WHERE change = 1 AND by_amount <> 0) > 100 AND count(*) FILTER (WHERE change = 2 AND by_key <> 0) > 100
	AND count(*) FILTER (WHERE change = 3 AND by_driver <> 0) > 100 AND count(*) FILTER (WHERE change = 4 AND by_network <> 0) > 50 FROM change), '(and each of them often)');
SELECT is_empty($$SELECT i FROM change AS c WHERE change = 5 AND NOT EXISTS (SELECT FROM change AS n WHERE n.i = c.i AND n.by_amount <> 0)$$, 'all at once: still parts that add up');

-- A collar: last year's run is closed, this year's totals stay within 5 %.
CREATE TEMP TABLE held AS SELECT c.i, c.code FROM coop AS c WHERE i BETWEEN 501 AND 560;
INSERT INTO regie.cost_key (code, name, driver) SELECT 'H' || i, 'Key', 'units' FROM held;
INSERT INTO regie.cost_key_value (cost_key, party, valid, value)
SELECT 'H' || i, 'GM000' || m, daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)), 1 + floor(random() * 50) FROM held, generate_series(1, 4) AS m, generate_series(2030, 2031) AS y;
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, cost_key)
SELECT format('H%s-%s-%s', i, y, n), daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)), 'advance', code, 'X', format('S%s-1', i),
	   1000 * n + CASE y WHEN 2031 THEN 37.37 * n ELSE 0 END, 'H' || i
FROM held, generate_series(1, 3) AS n, generate_series(2030, 2031) AS y;
INSERT INTO regie.cost_collar (cooperation, valid, lower_pct, upper_pct) SELECT code, '[2030-01-01,)', 5, 5 FROM held;
SELECT is((SELECT count(*)::int FROM held WHERE EXISTS (SELECT FROM regie.make_run('Y' || i, code, 'advance', '[2030-01-01,2031-01-01)'))
	AND EXISTS (SELECT FROM regie.close_run('Y' || i)) AND EXISTS (SELECT FROM regie.make_run('Z' || i, code, 'advance', '[2031-01-01,2032-01-01)'))), 60, 'two years of runs, the first of them closed');
SELECT is_empty($$SELECT run FROM regie.run_bound WHERE run LIKE 'Y%'$$, 'no collar where no year before is closed');
CREATE TEMP TABLE year AS SELECT h.i, p.participant, p.amount AS before, n.amount, n.collar FROM held AS h, regie.run_total('Y' || h.i) AS p,
	LATERAL (SELECT sum(amount) AS amount, coalesce(sum(amount) FILTER (WHERE basis = 'collar'), 0) AS collar FROM regie.run_line WHERE run = 'Z' || h.i AND participant = p.participant) AS n;
SELECT is_empty($$SELECT * FROM year WHERE amount NOT BETWEEN 0.95 * before AND 1.05 * before$$, 'nobody''s total moves by more than 5 %');
SELECT is_empty($$SELECT i FROM year GROUP BY i HAVING sum(collar) <> 0$$, 'what the collar moves adds up to nothing');
SELECT is_empty($$SELECT y.i, y.participant, y.amount FROM (SELECT i, participant, amount,
		regie.allocate_bounded(6224.22, amount - collar, 0.95 * before, 1.05 * before) OVER (PARTITION BY i ORDER BY participant COLLATE "C") AS want FROM year) AS y WHERE amount <> want$$,
	'it is what allocate_bounded makes of the totals');
SELECT cmp_ok((SELECT count(*) FROM year WHERE collar <> 0), '>', 100::bigint, '(and it often moves something)');
SELECT is_empty($$SELECT h.i FROM held AS h, regie.check_run('Z' || h.i)$$, 'runs with a collar calculate to themselves');
SELECT is_empty($$SELECT h.i FROM held AS h, regie.compare_runs('Y' || h.i, 'Z' || h.i) AS c
	WHERE difference <> by_amount + by_key + by_driver + by_network + by_collar + by_rounding OR (service IS NULL) <> (by_collar <> 0)$$, 'and compare_runs sees it');

-- Somebody switches the triggers off and changes one figure.
CREATE FUNCTION pg_temp.tampered(statement text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	found_it boolean;
BEGIN
	SET LOCAL session_replication_role = replica;
	EXECUTE statement;
	SET LOCAL session_replication_role = origin;
	SELECT count(*) > 0 INTO found_it FROM regie.check_run('Y501');
	RAISE EXCEPTION USING ERRCODE = 'U0001', MESSAGE = found_it::text;
EXCEPTION WHEN SQLSTATE 'U0001' THEN
	RETURN SQLERRM::boolean;
END $$;
SELECT is(pg_temp.tampered('SELECT 1'), false, 'a closed run calculates to itself');
SELECT is_empty($$SELECT s FROM (VALUES
	('UPDATE regie.run_line SET amount = amount + 0.01, exact = exact + 0.01 WHERE run = @ AND number = 1'),
	('UPDATE regie.run_line SET amount = amount + 0.01, rounding = rounding + 0.01 WHERE run = @ AND number = 1'),
	('UPDATE regie.run_line SET exact = exact + 0.001, rounding = rounding - 0.001 WHERE run = @ AND number = 1'),
	('UPDATE regie.run_line SET participant = ''GM0002'' WHERE run = @ AND number = 1'),
	('UPDATE regie.run_line SET driver_value = driver_value + 1 WHERE run = @ AND number = 1'),
	('UPDATE regie.run_line SET share = 0.5 WHERE run = @ AND number = 1'),
	('UPDATE regie.run_line SET vat_amount = 0.01 WHERE run = @ AND number = 1'),
	('UPDATE regie.run_line SET number = 99 WHERE run = @ AND number = 1'),
	('DELETE FROM regie.run_line WHERE run = @ AND number = 1'),
	('INSERT INTO regie.run_line (run, number, cost, participant, basis, exact, rounding, amount) SELECT run, 99, cost, participant, basis, 0, 0, 0 FROM regie.run_line WHERE run = @ AND number = 1'),
	('UPDATE regie.run_cost SET amount = amount + 1 WHERE run = @ AND number = 1'),
	('UPDATE regie.run_cost SET booked = booked + 0.01 WHERE run = @ AND number = 1'),
	('UPDATE regie.run_cost SET vat_amount = 1 WHERE run = @ AND number = 1'),
	('UPDATE regie.run_cost SET cost_key = NULL WHERE run = @ AND number = 1'),
	('DELETE FROM regie.run_cost WHERE run = @ AND number = 1'),
	('UPDATE regie.run_link SET driver_value = driver_value + 1 WHERE run = @ AND number = 1'),
	('UPDATE regie.run_link SET amount = amount + 1 WHERE run = @ AND number = 1'),
	('DELETE FROM regie.run_link WHERE run = @ AND number = 1'),
	('INSERT INTO regie.run_bound (run, number, participant, year_before, amount_before, upper_amount) VALUES (@, 1, ''GM0001'', ''X'', 10, 10)'),
	('UPDATE regie.allocation_run SET amount = amount + 1 WHERE code = @'),
	('UPDATE regie.allocation_run SET scale = 0 WHERE code = @'),
	('UPDATE regie.allocation_run SET is_correction = true WHERE code = @')) AS v (s)
	WHERE NOT pg_temp.tampered(replace(s, '@', quote_literal('Y501')))$$, 'check_run finds each figure that was tampered with');

SELECT * FROM finish();
ROLLBACK;
