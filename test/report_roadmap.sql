-- Laws of the reports on roadmaps, on random programmes, beside slow versions in plain SQL.
BEGIN;
SELECT plan(20);
SET LOCAL jit = off;
SET LOCAL regie.today = '2026-11-23';
SET LOCAL client_min_messages = warning;

CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 1000 + b, 99) & 1073741823)::int % (high - low + 1) $$;

-- 200 programmes of 3 to 9 steps of three parties; a few resources with capacity that comes and goes.
INSERT INTO regie.party (code, kind, name) SELECT 'P' || i, 'other', 'P' || i FROM generate_series(0, 2) i;
INSERT INTO regie.service (code, name) VALUES ('S', 'S');
INSERT INTO regie.programme (code, name, start_on) SELECT 'N' || n, 'N', date '2026-03-02' + n % 30 FROM generate_series(1, 200) n;
INSERT INTO regie.roadmap_item (programme, code, party, duration, title, service, constraint_kind, constraint_date, deadline)
SELECT 'N' || n, 'S' || i, 'P' || pg_temp.pick(n, i, 0, 2), greatest(pg_temp.pick(n, i + 10, -2, 12), 0), 'x', CASE WHEN pg_temp.pick(n, i + 20, 0, 1) = 0 THEN 'S' END,
	CASE pg_temp.pick(n, i + 30, 0, 12) WHEN 0 THEN 'SNET' WHEN 1 THEN 'FNET' WHEN 2 THEN 'MSO' END,
	CASE WHEN pg_temp.pick(n, i + 30, 0, 12) < 3 THEN date '2026-03-20' + pg_temp.pick(n, i + 40, 0, 40) END,
	CASE WHEN pg_temp.pick(n, i + 50, 0, 4) = 0 THEN date '2026-04-20' + pg_temp.pick(n, i + 60, 0, 40) END
FROM generate_series(1, 200) n, LATERAL generate_series(1, pg_temp.pick(n, 0, 3, 9)) i;
INSERT INTO regie.roadmap_dependency (programme, item, predecessor, kind, lag, elapsed)
SELECT DISTINCT ON (t.programme, t.code, s.code, kind) t.programme, t.code, s.code, kind, pg_temp.pick(t.roadmap_item_id, k + 90, -2, 4), pg_temp.pick(t.roadmap_item_id, k + 100, 0, 4) = 0
FROM regie.roadmap_item t CROSS JOIN generate_series(1, 3) k
	JOIN regie.roadmap_item s ON s.programme = t.programme AND s.code = 'S' || pg_temp.pick(t.roadmap_item_id, k + 70, 0, substr(t.code, 2)::int - 1)
	CROSS JOIN LATERAL (SELECT (ARRAY['FS', 'FS', 'SS', 'FF', 'SF'])[pg_temp.pick(t.roadmap_item_id, k + 80, 1, 5)] AS kind) x;
INSERT INTO regie.resource (code, name) SELECT 'R' || i, 'R' FROM generate_series(1, 3) i;
INSERT INTO regie.capacity (resource, party, valid, amount) VALUES ('R1', 'P0', '[2026-01-01,)', 2), ('R1', 'P1', '[2026-04-01,2026-04-11)', 1),
	('R2', 'P0', '[2026-01-01,2026-04-01)', 3), ('R2', 'P0', '[2026-04-08,)', 2), ('R2', 'P1', '[2026-03-15,2026-05-01)', 1), ('R3', 'P2', '[2026-03-16,)', 1);
INSERT INTO regie.roadmap_demand (programme, item, resource, amount)
SELECT i.programme, i.code, 'R' || r, CASE r WHEN 3 THEN 1 ELSE pg_temp.pick(i.roadmap_item_id, r, 1, 2) END
FROM regie.roadmap_item i, generate_series(1, 3) r WHERE pg_temp.pick(i.roadmap_item_id, r + 10, 0, 2) = 0;
ANALYZE regie.programme, regie.party, regie.resource, regie.capacity, regie.roadmap_item, regie.roadmap_dependency, regie.roadmap_demand;

-- the plan is the same in all reports
CREATE TEMP TABLE plan AS SELECT * FROM regie_report.roadmap_step;
SELECT cmp_ok((SELECT count(*) FROM plan WHERE early_start IS NOT NULL), '>', 1000::bigint, 'there are steps enough');
SELECT is((SELECT count(*) FROM plan JOIN regie.roadmap_plan p USING (roadmap_item_id) WHERE (early_start, early_finish) IS DISTINCT FROM (p.start_on, p.finish_on)), 0::bigint, 'one plan');
SELECT is((SELECT count(*) FROM plan JOIN regie_report.roadmap_risk r USING (roadmap_item_id)
	WHERE (early_finish, early_finish, early_finish) IS DISTINCT FROM (planned_finish, p10_finish, p95_finish)), 0::bigint, 'without estimates nothing is uncertain');
SELECT is((SELECT count(*) FROM (SELECT programme, max(early_finish) AS finish, min(early_start) AS start, count(*) AS steps FROM plan GROUP BY 1) p
	FULL JOIN regie_report.roadmap_programme g USING (programme)
	WHERE (p.finish, p.start, p.steps, true) IS DISTINCT FROM (g.p95_finish, g.planned_start, g.steps, g.is_acyclic)), 0::bigint, 'programmes end with their last step');

-- who waits for whom: each step scheduled anew without its links to the other party
CREATE TEMP TABLE wait AS SELECT * FROM regie_report.roadmap_wait;
CREATE TEMP TABLE pair AS
SELECT DISTINCT i.programme, i.code, i.party, i.roadmap_item_id, p.party AS other, row_number() OVER (ORDER BY i.roadmap_item_id, p.party) AS id
FROM regie.roadmap_dependency d JOIN regie.roadmap_item i ON (i.programme, i.code) = (d.programme, d.item)
	JOIN regie.roadmap_item p ON (p.programme, p.code) = (d.programme, d.predecessor)
WHERE p.party <> i.party GROUP BY 1, 2, 3, 4, 5;
CREATE TEMP TABLE alone AS
SELECT pair.id, pair.programme, pair.party, pair.other, regie.roadmap_calendar(n.first_year) AS calendar, n.code = pair.code AS is_it,
	regie.schedule(n.code, n.duration, CASE WHEN n.code = pair.code THEN (SELECT array_agg(x) FROM unnest(n.predecessors) x
			JOIN regie.roadmap_item p ON (p.programme, p.code) = (n.programme, regie.activity(x)) WHERE p.party <> pair.other) ELSE n.predecessors END,
		n.start_on, regie.roadmap_calendar(n.first_year), n.constraint_kind, n.constraint_date) OVER (PARTITION BY pair.id) AS s, n.roadmap_item_id
FROM pair JOIN regie.roadmap_network n ON n.programme = pair.programme;
SELECT cmp_ok((SELECT count(*) FROM wait WHERE waiting_days > 0), '>', 150::bigint, 'enough pairs wait');
-- (a milestone can move by half a day, from the end of one to the beginning of the next: then the dates differ by one)
SELECT is((SELECT count(*) FROM wait w JOIN (SELECT a.programme, a.party, a.other, sum(regie.workdays_between(a.calendar, (a.s).early_start, p.early_start)) AS days,
		bool_or(i.duration = 0) AS milestone
	FROM alone a JOIN plan p USING (roadmap_item_id) JOIN regie.roadmap_item i USING (roadmap_item_id) WHERE a.is_it GROUP BY 1, 2, 3) x
	ON (x.programme, x.party, x.other) = (w.programme, w.party, w.predecessor_party) WHERE NOT milestone AND waiting_days <> days), 0::bigint,
	'waiting days are what a new plan without the links gains');
SELECT is((SELECT (sum(dependencies), sum(deciding_dependencies))::text FROM wait),
	(SELECT (count(*), count(*) FILTER (WHERE is_deciding))::text FROM regie_report.roadmap_link WHERE is_between_parties), 'all dependencies between parties are in');
SELECT is((SELECT count(*) FROM regie_report.roadmap_link WHERE link_float IS NULL OR is_broken AND item NOT IN (SELECT code FROM regie.roadmap_item i
	WHERE i.programme = roadmap_link.programme AND constraint_kind = 'MSO')), 0::bigint, 'only what must start on a day breaks a link');

-- capacity: day by day
CREATE TEMP TABLE level AS SELECT * FROM regie_report.roadmap_level;
CREATE TEMP TABLE load AS SELECT * FROM regie_report.resource_load;
CREATE TEMP TABLE daily AS
SELECT programme, resource, kind, day, used, (SELECT coalesce(sum(c.amount), 0) FROM regie.capacity c WHERE c.resource = d.resource AND c.valid @> d.day) AS there
FROM (SELECT l.programme, d.resource, k.kind, day::date, sum(d.amount) AS used FROM level l JOIN regie.roadmap_demand d USING (programme, item) JOIN regie.roadmap_item i USING (roadmap_item_id) JOIN regie.roadmap_network n USING (roadmap_item_id)
	CROSS JOIN LATERAL (VALUES ('as planned', planned_start, planned_finish), ('within capacity', leveled_start, leveled_finish)) k(kind, a, b),
	generate_series(a, b, '1 day') day
WHERE i.duration > 0 AND regie.is_workday(regie.roadmap_calendar(n.first_year), day::date) GROUP BY 1, 2, 3, 4) d;
SELECT cmp_ok((SELECT count(*) FROM level WHERE level_delay_days > 0), '>', 100::bigint, 'enough steps wait for capacity');
SELECT is((SELECT count(*) FROM level WHERE level_note IS NOT NULL OR leveled_start IS NULL), 0::bigint, 'all programmes are leveled');
SELECT is((SELECT count(*) FROM daily WHERE kind = 'within capacity' AND used > there), 0::bigint, 'within capacity means within capacity');
SELECT is((SELECT count(*) FROM load WHERE plan_kind = 'within capacity' AND load_state <> 'full'), 0::bigint, 'and the report says so');
SELECT is((SELECT count(*) FROM (SELECT programme, resource, kind, sum(used - there) AS short, count(*) AS days FROM daily WHERE used >= there GROUP BY 1, 2, 3) x
	FULL JOIN (SELECT programme, resource, plan_kind AS kind, sum(shortage * working_days) AS short, sum(working_days) AS days FROM load GROUP BY 1, 2, 3) y
	USING (programme, resource, kind) WHERE (x.short, x.days) IS DISTINCT FROM (y.short, y.days)), 0::bigint, 'full and over-asked days are those that one counts');

-- shared steps
SELECT is((SELECT count(*) FROM regie_report.shared_step a JOIN regie_report.shared_step b USING (programme, subject, group_no)
	JOIN regie.roadmap_dependency d ON (d.programme, d.item, d.predecessor) = (a.programme, a.item, b.item) WHERE a.party <> b.party), 0::bigint, 'no step of a group waits for another party of it');
SELECT is((SELECT count(*) FROM (SELECT programme, subject, group_no FROM regie_report.shared_step GROUP BY 1, 2, 3 HAVING count(DISTINCT party) < 2) x), 0::bigint, 'each group has several parties');

-- baselines
SELECT regie.make_baseline(code, 'B') FROM regie.programme WHERE code <= 'N2' \g /dev/null
SELECT is((SELECT array_agg(DISTINCT plan_change) FROM regie_report.roadmap_baseline_change), ARRAY['same'], 'nothing has changed since');

-- contracts: the example, with everybody late by many months; money adds up
DELETE FROM regie.roadmap_baseline; DELETE FROM regie.roadmap_demand; DELETE FROM regie.capacity; DELETE FROM regie.resource; DELETE FROM regie.roadmap_dependency;
DELETE FROM regie.roadmap_item; DELETE FROM regie.programme; DELETE FROM regie.service; DELETE FROM regie.party;
SELECT count(*) FROM regie.load_example() \g /dev/null
UPDATE regie.roadmap_item SET contract = c, contract_link = l FROM (VALUES ('DD05', 'WERKPLEK', 'replaces'), ('DD09', 'NETWERK', 'replaces'), ('SB04', 'VEILIG', 'replaces'),
	('NU02', 'WERKPLEK', 'decides'), ('DD12', 'CATALOGUS', 'replaces')) v(s, c, l) WHERE code = s;
SELECT is((SELECT count(*) FROM regie_report.contract_transition t LEFT JOIN (SELECT contract, sum(extra_eur) AS eur FROM regie_report.contract_transition_share GROUP BY 1) s USING (contract)
	WHERE coalesce(t.gap_eur + t.double_eur, 0) <> coalesce(s.eur, 0)), 0::bigint, 'what participants pay for gaps and double running adds up');
CREATE TEMP TABLE late AS
SELECT p.code AS late_party, m AS months, w.* FROM regie.party p, generate_series(0, 24) m, LATERAL regie.what_if_late(p.code, make_interval(months => m), '2026-11-23') w
WHERE p.code IN ('DDV', 'GM1771', 'GM0820', 'GM0848');
SELECT cmp_ok((SELECT count(*) FROM late WHERE extra_eur > 0), '>', 300::bigint, 'being late costs money');
SELECT is((SELECT count(*) FROM (SELECT l.late_party, l.months, l.contract, sum(eur) AS eur, (SELECT sum(regie.line_cost(l.contract, n.line, c.start_on, n.amount, n.per, n.valid * d))
		FROM unnest(range_agg(days)) d, regie.contract_price n, regie.contract_state c WHERE n.contract = l.contract AND c.code = l.contract) AS plain
	FROM (SELECT late_party, months, contract, daterange(extra_from, extra_until, '[]') AS days, sum(extra_eur) AS eur FROM late WHERE extra_from IS NOT NULL GROUP BY 1, 2, 3, 4) l
	GROUP BY 1, 2, 3) x WHERE eur <> plain), 0::bigint, 'a day of a contract costs once, and is borne to the cent');
SELECT is((SELECT count(*) FROM (SELECT late_party, months, sum(extra_eur) - lag(sum(extra_eur)) OVER (PARTITION BY late_party ORDER BY months) AS more,
		count(DISTINCT roadmap_item_id) - lag(count(DISTINCT roadmap_item_id)) OVER (PARTITION BY late_party ORDER BY months) AS steps FROM late GROUP BY 1, 2) x
	WHERE more < 0 OR steps < 0), 0::bigint, 'who is later does not cost less, nor move fewer steps');
SELECT * FROM finish();
ROLLBACK;
