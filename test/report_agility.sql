-- Laws of the reports on agility, on random contracts as of ten days, beside
-- slow versions in plain SQL.
BEGIN;
SELECT plan(36);
SET LOCAL client_min_messages = warning;
SET LOCAL regie.today = '2026-11-23';

-- The aggregate, beside its definition.
SELECT setseed(0.31);
CREATE TEMP TABLE bill AS
SELECT g AS bill, CASE WHEN random() < 0.1 THEN 0 WHEN random() < 0.1 THEN NULL
	WHEN random() < 0.5 THEN floor(random() * 5) ELSE random() * 10 ^ (random() * 20 - 8) END::numeric AS amount
FROM generate_series(1, 12000) AS g, generate_series(1, 1 + g % 7);
CREATE TEMP TABLE known AS
SELECT bill, regie.concentration(amount) AS ours, count(*) FILTER (WHERE amount > 0) AS n,
	sum(amount * amount) / nullif(sum(amount) * sum(amount), 0) AS plain
FROM bill GROUP BY bill;
SELECT cmp_ok(count(ours), '>=', 10000::bigint, 'enough bills') FROM known;
SELECT is(count(*), 0::bigint, 'a concentration is the sum of squares over the squared sum')
FROM known WHERE (ours IS NULL) <> (plain IS NULL) OR abs(ours - plain) > 1e-15;
SELECT is(count(*), 0::bigint, 'at least 1/n and at most 1; none exactly where nothing is spent')
FROM known WHERE ours < 1.0 / nullif(n, 0) - 1e-15 OR ours > 1 OR (ours IS NULL) <> (n = 0);
SELECT is(count(*), 0::bigint, 'whatever the order of the rows')
FROM known JOIN (SELECT bill, regie.concentration(amount ORDER BY amount DESC, ctid DESC) AS other FROM bill GROUP BY bill) o USING (bill)
WHERE ours IS DISTINCT FROM other;
SELECT is(count(*), 0::bigint, 'in parts that are joined')
FROM known JOIN (SELECT bill, regie.concentration_of(regie.concentration_join(
	regie.concentration_join(s[1]::numeric[], '{0,0}'), s[2]::numeric[])) AS other
	FROM (SELECT bill, ARRAY[ARRAY[coalesce(sum(amount) FILTER (WHERE odd), 0), coalesce(sum(amount * amount) FILTER (WHERE odd), 0)]::text,
		ARRAY[coalesce(sum(amount) FILTER (WHERE NOT odd), 0), coalesce(sum(amount * amount) FILTER (WHERE NOT odd), 0)]::text] AS s
		FROM (SELECT *, random() < 0.5 AS odd FROM bill) b GROUP BY bill) p) o USING (bill)
WHERE ours IS DISTINCT FROM other;
CREATE TABLE agility_bill AS SELECT * FROM bill, generate_series(1, 5);
ALTER TABLE agility_bill SET (parallel_workers = 2);
ANALYZE agility_bill;
SELECT regie.concentration(amount) AS serial FROM agility_bill \gset
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN ' || query; END $$;
SELECT ok(string_agg(p, E'\n') ~ 'Partial Aggregate', 'workers take part') FROM pg_temp.plan_of('SELECT regie.concentration(amount) FROM agility_bill') AS p;
SELECT is(regie.concentration(amount), :'serial'::numeric, 'and find the same') FROM agility_bill;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SELECT is_empty($$SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'regie'::regnamespace AND proname ~ '^concentration'
	AND (provolatile <> 'i' OR proparallel <> 's' OR prokind = 'f' AND NOT proisstrict)$$, 'immutable, strict and parallel safe');

-- A model at random: contracts of all kinds, prices that come and go, steps that replace.
SELECT setseed(0.4);
INSERT INTO regie.party (code, kind, name) SELECT 'K' || n, 'other', 'k' FROM generate_series(1, 6) AS n;
INSERT INTO regie.party (code, kind, name) SELECT 'S' || n, 'supplier', 's' FROM generate_series(1, 40) AS n;
INSERT INTO regie.service (code, name) SELECT 'D' || n, 'd' FROM generate_series(1, 30) AS n;
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, max_renewals, options_lifted, notice)
SELECT 'C' || n, 'c', 'K' || 1 + floor(random() ^ 2 * 6), 'S' || 1 + floor(random() ^ 2 * 40), DATE '2019-01-01' + floor(random() * 4500)::int,
	CASE WHEN kind < 4 THEN make_interval(months => 1 + floor(random() * 60)::int) WHEN random() < 0.3 THEN INTERVAL '1 year' END,
	(ARRAY['none', 'explicit', 'tacit', 'evergreen'])[kind],
	CASE WHEN kind IN (2, 3) THEN make_interval(months => 1 + floor(random() * 24)::int) END,
	CASE WHEN kind = 2 THEN 2 WHEN kind = 3 AND random() < 0.5 THEN floor(random() * 5)::int END,
	CASE WHEN kind = 2 THEN floor(random() * 3)::int ELSE 0 END,
	CASE WHEN random() < 0.8 THEN make_interval(months => floor(random() * 8)::int, days => floor(random() * 40)::int) END
FROM (SELECT n, 1 + floor(random() * 4)::int AS kind FROM generate_series(1, 1000) AS n) AS k;
UPDATE regie.contract SET ended_on = least(start_on + floor(random() * 1500)::int, upper(regie.daterange(term))) WHERE random() < 0.15;
INSERT INTO regie.contract_line (contract, line, service, amount, per, unit, valid)
SELECT c.code, n, 'D' || 1 + floor(random() ^ 2 * 30), (random() * 20000 - 800)::numeric(14,2), per, CASE per WHEN 'unit' THEN 'piece' END,
	CASE WHEN random() < 0.7 THEN '[1900-01-01,)'::daterange WHEN random() < 0.5 THEN '[1900-01-01,2026-06-01)' ELSE '[2026-03-01,2029-01-01)' END
FROM (SELECT c.code, n, (ARRAY['year', 'year', 'quarter', 'month', 'once', 'unit'])[1 + floor(random() * 6)] AS per
	  FROM (SELECT code, floor(random() ^ 2 * 5)::int AS lines FROM regie.contract) c, generate_series(1, c.lines) AS n) AS c;
INSERT INTO regie.contract_use (contract, party, valid)
SELECT c.code, 'K' || n, CASE WHEN random() < 0.5 THEN '[1900-01-01,)' ELSE '[2024-01-01,2027-06-01)' END::daterange
FROM regie.contract AS c, generate_series(1, 6) AS n WHERE random() < 0.1;
INSERT INTO regie.programme (code, name, start_on) SELECT 'P' || n, 'p', DATE '2025-06-01' + n * 60 FROM generate_series(1, 10) AS n;
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, contract, contract_link)
SELECT 'P' || 1 + n % 10, 'T' || n, 'K1', 't', floor(random() * 30)::int, 'C' || 1 + floor(random() * 1000),
	CASE WHEN random() < 0.8 THEN 'replaces' ELSE 'decides' END
FROM generate_series(1, 400) AS n;
INSERT INTO regie.roadmap_dependency (programme, item, predecessor)
SELECT i.programme, i.code, 'T' || substr(i.code, 2)::int - 10 FROM regie.roadmap_item AS i WHERE substr(i.code, 2)::int > 10;
-- one programme goes round
INSERT INTO regie.roadmap_dependency (programme, item, predecessor) VALUES ('P3', 'T2', 'T12');

ANALYZE regie.contract;
ANALYZE regie.contract_line;
ANALYZE regie.contract_use;
CREATE TEMP TABLE agility AS SELECT * FROM regie_report.agility WITH NO DATA;
CREATE TEMP TABLE lock_in AS SELECT * FROM regie_report.supplier_lock_in WITH NO DATA;
CREATE TEMP TABLE concentration AS SELECT * FROM regie_report.supplier_concentration WITH NO DATA;
CREATE TEMP TABLE succession AS SELECT * FROM regie_report.contract_succession WITH NO DATA;
CREATE TEMP TABLE deadline AS SELECT * FROM regie_report.contract_deadline WITH NO DATA;
CREATE TEMP TABLE spend AS SELECT * FROM regie.contract_spend WITH NO DATA;
DO $$
BEGIN
	FOR n IN 0 .. 9 LOOP
		PERFORM set_config('regie.today', (DATE '2025-01-31' + n * 151)::text, true);
		INSERT INTO agility SELECT * FROM regie_report.agility;
		INSERT INTO lock_in SELECT * FROM regie_report.supplier_lock_in;
		INSERT INTO concentration SELECT * FROM regie_report.supplier_concentration;
		INSERT INTO succession SELECT * FROM regie_report.contract_succession;
		INSERT INTO deadline SELECT * FROM regie_report.contract_deadline;
		INSERT INTO spend SELECT * FROM regie.contract_spend;
	END LOOP;
END
$$;
ANALYZE deadline;
ANALYZE agility;
ANALYZE lock_in;
ANALYZE concentration;
ANALYZE spend;
CREATE INDEX ON succession (contract, as_of);
ANALYZE succession;
SELECT set_config('regie.today', '2026-11-23', true) \g /dev/null

-- What a year costs is what contract_deadline says.
SELECT is_empty($$SELECT d.contract, d.as_of FROM deadline d
	FULL JOIN (SELECT contract, day, sum(yearly) AS yearly, count(DISTINCT free_on) AS ends, max(free_on) AS free_on FROM spend GROUP BY contract, day) s
		ON s.contract = d.contract AND s.day = d.as_of
	WHERE d.contract IS NULL OR (s.contract IS NULL) <> (d.status = 'ended') OR coalesce(s.yearly, 0) <> d.yearly_eur
		OR s.ends <> 1 OR s.free_on <> d.bound_until + 1$$, 'spend per contract agrees with contract_deadline, on every day');

-- agility
SELECT is((SELECT count(*) - count(DISTINCT (as_of, agility_id)) FROM agility), 0::bigint, 'one integer per row');
SELECT cmp_ok((SELECT count(*) FROM agility WHERE share > 0 AND share < 1), '>', 500::bigint, 'many shares in between');
SELECT is_empty('SELECT * FROM agility WHERE share < 0 OR share > 1 OR endable_contracts > contracts OR endable_eur + bound_eur <> yearly_eur
	OR share IS NULL AND yearly_eur > 0 AND endable_eur BETWEEN 0 AND yearly_eur OR abs(share * yearly_eur - endable_eur) > yearly_eur * 0.0000005',
	'shares lie between 0 and 1, and are what they say');
SELECT is_empty($$SELECT as_of, horizon_months FROM agility GROUP BY as_of, horizon_months
	HAVING NOT (array_agg(DISTINCT scope) @> '{all,customer,supplier,service}')
		OR count(*) FILTER (WHERE scope = 'all') <> 1
		OR sum(yearly_eur) <> 4 * sum(yearly_eur) FILTER (WHERE scope = 'all')
		OR sum(endable_eur) <> 4 * sum(endable_eur) FILTER (WHERE scope = 'all')
		OR sum(upcoming_eur) <> 4 * sum(upcoming_eur) FILTER (WHERE scope = 'all')
		OR sum(yearly_eur) FILTER (WHERE scope = 'customer') <> sum(yearly_eur) FILTER (WHERE scope = 'all')
		OR sum(endable_eur) FILTER (WHERE scope = 'service') <> sum(endable_eur) FILTER (WHERE scope = 'all')
		OR sum(contracts) FILTER (WHERE scope = 'supplier') <> sum(contracts) FILTER (WHERE scope = 'all')$$,
	'every scope adds up to all');
SELECT is_empty($$SELECT a.as_of, a.horizon_months, a.supplier FROM (
	SELECT as_of, horizon_months, scope_code AS supplier, contracts, endable_contracts, yearly_eur, endable_eur, upcoming_eur FROM agility WHERE scope = 'supplier') a
	FULL JOIN (SELECT d.as_of, h AS horizon_months, d.supplier, count(*) FILTER (WHERE d.status <> 'upcoming') AS contracts,
		count(*) FILTER (WHERE d.status <> 'upcoming' AND d.bound_until < d.as_of + make_interval(months => h)) AS endable_contracts,
		coalesce(sum(d.yearly_eur) FILTER (WHERE d.status <> 'upcoming'), 0) AS yearly_eur,
		coalesce(sum(d.yearly_eur) FILTER (WHERE d.status <> 'upcoming' AND d.bound_until < d.as_of + make_interval(months => h)), 0) AS endable_eur,
		coalesce(sum(d.yearly_eur) FILTER (WHERE d.status = 'upcoming'), 0) AS upcoming_eur
		FROM deadline d, unnest(ARRAY[6, 12, 24]) AS h WHERE d.status <> 'ended' GROUP BY d.as_of, h, d.supplier) p USING (as_of, horizon_months, supplier)
	WHERE (a.contracts, a.endable_contracts, a.yearly_eur, a.endable_eur, a.upcoming_eur)
		IS DISTINCT FROM (p.contracts, p.endable_contracts, p.yearly_eur, p.endable_eur, p.upcoming_eur)$$, 'per supplier as from contract_deadline');
SELECT is_empty($$SELECT as_of, scope, scope_code FROM (SELECT *, lag(endable_contracts) OVER w AS fewer, lag(yearly_eur) OVER w AS other FROM agility
	WINDOW w AS (PARTITION BY as_of, scope, scope_code ORDER BY horizon_months)) a WHERE fewer > endable_contracts OR other <> yearly_eur$$,
	'a longer horizon frees no fewer contracts');

-- supplier_lock_in
SELECT is_empty($$SELECT l.as_of, l.supplier FROM lock_in l
	FULL JOIN (SELECT as_of, supplier, count(*) AS contracts, sum(commitment_eur) AS commitment_eur, max(bound_until) AS bound_until,
		min(last_notice_day) AS last_notice_day, count(*) FILTER (WHERE if_silent = 'renews') AS renewing,
		sum(yearly_eur) AS both FROM deadline WHERE status <> 'ended' GROUP BY as_of, supplier) d USING (as_of, supplier)
	WHERE (l.contracts, l.commitment_eur, l.bound_until, l.last_notice_day, l.renewing_contracts, l.yearly_eur + l.upcoming_eur)
		IS DISTINCT FROM (d.contracts, d.commitment_eur, d.bound_until, d.last_notice_day, d.renewing, d.both)
		OR l.share_renewing NOT BETWEEN 0 AND 1$$, 'what binds to a supplier is the sum of its contracts');
SELECT is_empty($$SELECT l.as_of, l.supplier FROM lock_in l
	CROSS JOIN LATERAL (SELECT avg(m) AS average, min(m) AS shortest, max(m) AS longest, count(*) AS n FROM (
		SELECT (bound_until + 1 - d.as_of) / 30.436875 AS m FROM deadline d
		WHERE d.supplier = l.supplier AND d.as_of = l.as_of AND d.status <> 'ended' AND d.yearly_eur > 0) AS x) AS c
	WHERE l.bound_months NOT BETWEEN shortest - 0.005 AND longest + 0.005 OR (l.bound_months IS NULL) <> (n = 0)$$,
	'months bound lie between those of its contracts');
CREATE TEMP TABLE used AS
SELECT DISTINCT d.as_of, d.supplier, u.party FROM deadline d JOIN regie.contract_use u ON u.contract = d.contract
WHERE d.status <> 'ended' AND lower(u.valid) <= d.as_of AND coalesce(upper(u.valid), 'infinity') > d.as_of;
SELECT is_empty($$SELECT as_of, supplier FROM lock_in LEFT JOIN used u USING (as_of, supplier) GROUP BY as_of, supplier
	HAVING count(u.party) <> max(users)$$, 'every user counts once');

-- supplier_concentration
SELECT is((SELECT count(*) - count(DISTINCT (as_of, supplier_concentration_id)) FROM concentration), 0::bigint, 'one integer per row here');
SELECT is_empty($$SELECT as_of, scope_code FROM concentration GROUP BY as_of, scope, scope_code
	HAVING count(*) <> min(suppliers) OR count(DISTINCT hhi) > 1 OR max(place) <> count(*) OR bool_or(is_only_supplier) <> (count(*) = 1)
		OR abs(sum(share) - 1) > 0.0000005 * count(*) OR max(share_cumulative) <> 1
		OR (min(hhi) IS NULL) <> (count(*) FILTER (WHERE yearly_eur > 0) = 0)
		OR min(hhi) < 10000.0 / nullif(count(*) FILTER (WHERE yearly_eur > 0), 0) - 1 OR max(hhi) > 10000
		OR abs(sum(share * share) * 10000 - min(hhi)) > 0.6$$, 'shares add up to 1, and the index lies between 10,000/n and 10,000');
SELECT is_empty($$SELECT as_of FROM (SELECT as_of, scope, sum(yearly_eur) AS total FROM concentration GROUP BY as_of, scope) c
	GROUP BY as_of HAVING count(*) <> 2 OR count(DISTINCT total) <> 1
	UNION ALL SELECT c.as_of FROM concentration c JOIN agility a ON a.as_of = c.as_of AND a.scope = 'supplier' AND a.scope_code = c.supplier AND a.horizon_months = 6
	WHERE c.scope = 'all' AND (a.yearly_eur, a.contracts) <> (c.yearly_eur, c.contracts)$$, 'the services add up to the whole, and to agility');
SELECT is_empty($$SELECT as_of FROM (SELECT *, lag(yearly_eur) OVER w AS larger, lag(share_cumulative) OVER w AS before FROM concentration
	WINDOW w AS (PARTITION BY as_of, scope, scope_code ORDER BY place)) c WHERE larger < yearly_eur OR abs(share_cumulative - coalesce(before, 0) - share) > 0.000002$$,
	'by size, and cumulated');

-- contract_succession
SELECT cmp_ok(count(*), '>=', 10000::bigint, 'enough contracts and days') FROM succession;
SELECT is_empty($$SELECT as_of, contract FROM deadline d FULL JOIN succession s USING (as_of, contract)
	GROUP BY as_of, contract HAVING count(d.contract_id) <> 1 OR count(s.contract_id) <> 1 OR count(*) <> 1$$, 'every contract once');
SELECT set_eq('SELECT DISTINCT succession FROM succession',
	ARRAY['followed by contract', 'replaced by step', 'overlap', 'gap', 'no successor', 'not planned', 'runs on', 'ended'], 'all cases occur');
SELECT is_empty($$SELECT s.* FROM succession s JOIN deadline d USING (as_of, contract) WHERE (s.succession = 'ended') <> (d.status = 'ended')
	OR s.succession NOT IN ('ended', 'runs on') AND (s.runs_until + 1 > s.as_of + INTERVAL '36 months')
	OR s.succession = 'runs on' AND s.runs_until + 1 <= s.as_of + INTERVAL '36 months'$$, 'only what ends within 36 months is judged');
-- ends: certain ones as the term says; planned ones by notice that can still be given, and not a day later
SELECT is_empty($$SELECT s.contract, s.as_of FROM succession s JOIN regie.contract c ON c.code = s.contract
	WHERE s.end_basis <> 'planned' AND s.runs_until IS DISTINCT FROM upper(regie.daterange(c.term)) - 1
		OR (s.end_basis = 'recorded') <> (c.ended_on IS NOT NULL)
		OR s.end_basis = 'option' AND (c.renewal <> 'explicit' OR s.decide_by <> regie.last_notice_day(c.term, s.as_of))
		OR s.end_basis = 'final' AND s.succession <> 'ended' AND c.renewal = 'explicit' AND regie.last_notice_day(c.term, s.as_of) IS NOT NULL
		OR s.end_basis IS NULL AND (s.runs_until IS NOT NULL OR upper(regie.daterange(c.term)) IS NOT NULL)$$, 'ends are those of the terms');
SELECT is_empty($$SELECT s.contract, s.as_of FROM succession s JOIN regie.contract c ON c.code = s.contract
	WHERE s.end_basis = 'planned' AND (c.ended_on IS NOT NULL OR c.renewal NOT IN ('tacit', 'evergreen') OR s.decide_by IS NULL OR s.decide_by < s.as_of
		OR regie.locked_in_until(c.term, s.decide_by) > s.runs_until + 1 OR regie.locked_in_until(c.term, s.decide_by + 1) <= s.runs_until + 1)$$,
	'a planned end can be reached by notice on decide_by, and no later');
-- who could take over: as many services in common as one needs
CREATE TEMP TABLE needed AS
SELECT DISTINCT d.as_of, c.code AS contract, c.customer, c.start_on, n.service
FROM (SELECT DISTINCT as_of FROM deadline) d, regie.contract c JOIN regie.contract_line n ON n.contract = c.code
WHERE n.valid && daterange(d.as_of, NULL) AND regie.status(c.term, d.as_of) <> 'ended';
ANALYZE needed;
CREATE INDEX ON needed (contract, as_of);
CREATE TEMP TABLE pair AS
SELECT c.contract, o.contract AS successor, o.start_on, c.start_on AS own_start, c.as_of
FROM needed c JOIN needed o ON o.as_of = c.as_of AND o.service = c.service AND o.contract <> c.contract
WHERE o.customer = c.customer OR EXISTS (SELECT FROM regie.contract_use u WHERE u.contract = o.contract AND u.party = c.customer
	AND u.valid @> greatest(o.start_on, c.as_of))
GROUP BY c.contract, o.contract, o.start_on, c.start_on, c.as_of
HAVING count(*) = (SELECT count(*) FROM needed n WHERE n.contract = c.contract AND n.as_of = c.as_of);
CREATE INDEX ON pair (contract, as_of);
ANALYZE pair;
CREATE TEMP TABLE step AS
SELECT contract, max(early_finish) AS finish, bool_or(early_finish IS NULL) AS unplanned
FROM regie_report.roadmap_step WHERE contract_link = 'replaces' GROUP BY contract;
ANALYZE step;
CREATE TEMP TABLE expected AS
SELECT s.as_of, s.contract, f.start_on AS follows, f.successor AS follower, g.start_on AS later, CASE WHEN NOT t.unplanned THEN t.finish END AS finish,
	t.contract IS NOT NULL AS stepped, coalesce(s.runs_until + 1, CASE WHEN s.end_basis = 'planned' THEN c.start_on END) AS end_on, c.start_on
FROM succession s JOIN regie.contract c ON c.code = s.contract
LEFT JOIN step t ON t.contract = s.contract
LEFT JOIN LATERAL (SELECT p.start_on, p.successor FROM pair p JOIN succession o ON o.contract = p.successor AND o.as_of = p.as_of
	WHERE p.contract = s.contract AND p.as_of = s.as_of AND p.start_on <= s.runs_until + 1 AND coalesce(o.runs_until, CASE WHEN o.end_basis IS NULL THEN DATE 'infinity' END) > s.runs_until
	ORDER BY p.start_on DESC, p.successor COLLATE "C" LIMIT 1) f ON true
LEFT JOIN LATERAL (SELECT min(p.start_on) AS start_on FROM pair p JOIN succession o ON o.contract = p.successor AND o.as_of = p.as_of
	WHERE p.contract = s.contract AND p.as_of = s.as_of AND p.start_on > s.runs_until + 1 AND (o.runs_until IS NOT NULL OR o.end_basis IS NULL)) g ON true
WHERE s.succession NOT IN ('ended', 'runs on');
ANALYZE expected;
SELECT is_empty($$SELECT s.as_of, s.contract, s.succession, e.* FROM succession s JOIN expected e USING (as_of, contract)
	WHERE s.succession <> CASE WHEN e.end_on IS NULL THEN 'not planned'
		WHEN e.follows > e.start_on AND e.follows < e.end_on THEN 'overlap'
		WHEN e.follows > e.start_on THEN 'followed by contract'
		WHEN e.finish < e.end_on THEN 'replaced by step'
		WHEN e.follows IS NOT NULL THEN 'followed by contract'
		WHEN e.later IS NOT NULL OR e.finish IS NOT NULL THEN 'gap'
		WHEN e.stepped THEN 'not planned' ELSE 'no successor' END
	OR s.succession = 'gap' AND s.gap_days <> least(e.later, e.finish + 1) - e.end_on
	OR s.succession = 'overlap' AND (s.overlap_days <> e.end_on - greatest(e.follows, e.as_of) OR s.successor <> e.follower)
	OR s.succession = 'replaced by step' AND s.overlap_days <> greatest(e.end_on - greatest(e.finish + 1, e.start_on, e.as_of), 0)$$,
	'verdicts, days and successors as the slow search finds them');
SELECT is_empty($$SELECT s.as_of, s.contract FROM succession s JOIN regie.contract c ON c.code = s.contract
	LEFT JOIN step t ON t.contract = s.contract
	LEFT JOIN (SELECT contract, as_of, min(start_on) AS start_on FROM pair WHERE start_on > as_of AND start_on > own_start GROUP BY contract, as_of) n
		ON n.contract = s.contract AND n.as_of = s.as_of
	CROSS JOIN LATERAL (SELECT greatest(n.start_on, CASE WHEN NOT t.unplanned THEN t.finish + 1 END) AS cover) k
	WHERE s.succession <> 'ended' AND c.renewal IN ('tacit', 'evergreen') AND c.ended_on IS NULL
		AND (upper(regie.daterange(c.term)) IS NULL OR k.cover <= upper(regie.daterange(c.term)))
		AND coalesce(s.runs_until + 1, CASE WHEN s.end_basis = 'planned' THEN c.start_on END) IS DISTINCT FROM CASE WHEN k.cover IS NULL THEN NULL
			WHEN c.renewal = 'evergreen' THEN greatest(k.cover, regie.locked_in_until(c.term, s.as_of))
			ELSE (SELECT min(upper(p.period)) FROM regie.periods(c.term, greatest(k.cover, regie.locked_in_until(c.term, s.as_of)) + 1) p
				  WHERE upper(p.period) >= k.cover AND upper(p.period) >= regie.locked_in_until(c.term, s.as_of)) END$$,
	'what renews by silence ends with the first period that covers the takeover');
SELECT is_empty($$SELECT s.as_of, s.contract FROM succession s
	WHERE (s.gap_days > 0) IS DISTINCT FROM CASE WHEN s.gap_days IS NOT NULL THEN s.succession = 'gap' END
		OR s.overlap_days < 0 OR (s.overlap_days IS NULL) <> (s.gap_days IS NULL) OR (s.overlap_days IS NULL) <> (s.overlap_eur IS NULL)
		OR s.overlap_days = 0 AND s.overlap_eur <> 0 OR s.succession = 'overlap' AND s.overlap_days = 0 AND s.runs_until >= s.as_of$$, 'gaps, overlaps and their cost go together');

-- Without credits the amounts are monotone, too.
UPDATE regie.contract_line SET amount = abs(amount);
SELECT is_empty($$SELECT scope, scope_code FROM (SELECT *, lag(endable_eur) OVER w AS lesser, lag(share) OVER w AS smaller FROM regie_report.agility
	WINDOW w AS (PARTITION BY scope, scope_code ORDER BY horizon_months)) a WHERE lesser > endable_eur OR smaller > share OR (share IS NULL) <> (yearly_eur = 0)$$,
	'a longer horizon frees no smaller a share');
-- Amounts, days and numbers as large as the model lets them be.
UPDATE regie.contract_line SET amount = 9999999999.99, per = 'month', unit = NULL WHERE line = 1;
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, max_renewals, options_lifted, notice) VALUES
	('FAR1', 'f', 'K1', 'S1', '2299-12-31', 'P100Y', 'explicit', 'P50Y', 100, 100, 'P50Y'),
	('FAR2', 'f', 'K1', 'S1', '1900-01-01', 'P0D', 'evergreen', NULL, NULL, 0, 'P50Y'),
	('FAR3', 'f', 'K1', 'S1', '2299-12-31', 'P1D', 'tacit', 'P1D', NULL, 0, 'P50Y'),
	('FAR4', 'f', 'K1', 'S1', '1900-01-01', 'P1D', 'tacit', 'P1D', NULL, 0, NULL);
INSERT INTO regie.contract_line (contract, line, service, amount, per) SELECT 'FAR' || n, 1, 'D1', 9999999999.99, 'month' FROM generate_series(1, 4) AS n;
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, contract, contract_link, constraint_kind, constraint_date)
SELECT 'P1', 'F' || n, 'K1', 'f', 0, 'FAR' || n, 'replaces', 'MFO', '2299-12-31' FROM generate_series(1, 4) AS n;
SELECT lives_ok('SELECT * FROM regie_report.agility', 'agility stands the largest amounts');
SELECT lives_ok('SELECT * FROM regie_report.supplier_lock_in', 'supplier_lock_in');
SELECT lives_ok('SELECT * FROM regie_report.supplier_concentration', 'supplier_concentration');
SELECT lives_ok('SELECT * FROM regie_report.contract_succession', 'contract_succession');
SELECT * FROM finish();
ROLLBACK;
