-- bench_report.sql
--		Every report of a cooperation of the largest size that is realistic: 30
--		municipalities, 2,000 contracts with 20,000 lines, ten years of costs,
--		5,000 steps in five roadmaps, 1,000 goals.  The same rows every time;
--		-v seed=2 makes others.  Each view of regie_report is read whole.
--		What counts is the time on the processor of the one process, user and
--		system, from /proc: others may use the machine.  No report counts as
--		done that is not answered: one cut off by -v limit='120s' says so.
\if :{?seed}
\else
\set seed 1
\endif
\if :{?limit}
\else
\set limit '120s'
\endif
\pset footer off
SET regie.today = '2026-11-28';
SET client_min_messages = warning;
SELECT set_config('bench.seed', :'seed', false) \g /dev/null

-- A whole number from 0 to less than n, the same for the same i and salt.
CREATE FUNCTION pg_temp.pick(i bigint, salt int, n int) RETURNS int
LANGUAGE sql IMMUTABLE AS $$
	SELECT ((hashint8extended(i * 1000 + salt, current_setting('bench.seed')::bigint) & 9007199254740991) % n)::int
$$;
CREATE FUNCTION pg_temp.gm(i int) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'GM' || 1001 + i % 30 $$;

-- Parties, services, keys.
INSERT INTO regie.party (code, kind, name)
SELECT 'GM' || 1000 + i, 'municipality', 'Municipality ' || i FROM generate_series(1, 30) i
UNION ALL SELECT 'ICT', 'cooperation', 'Cooperation for ICT'
UNION ALL SELECT 'SUP' || i, 'supplier', 'Supplier ' || i FROM generate_series(0, 199) i;
INSERT INTO regie.participation (cooperation, party, valid)
SELECT 'ICT', 'GM' || 1000 + i, '[2017-01-01,)' FROM generate_series(1, 30) i;
INSERT INTO regie.service (code, name, provider, taakveld)
SELECT 'S' || i, 'Service ' || i, 'ICT', '0.4' FROM generate_series(0, 99) i;
INSERT INTO regie.cost_key (code, name, driver)
SELECT 'K' || i, 'Key ' || i, (ARRAY['inhabitants', 'workplaces', 'calls', 'share'])[1 + i % 4] FROM generate_series(0, 9) i;
INSERT INTO regie.cost_key_value (cost_key, party, valid, value, set_on)
SELECT 'K' || k, 'GM' || 1000 + p, daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)),
	1000 + pg_temp.pick(k * 100000 + y * 100 + p, 1, 60000), make_date(y - 1, 11, 1)
FROM generate_series(0, 9) k, generate_series(1, 30) p, generate_series(2017, 2028) y;
INSERT INTO regie.allocation_rule (service, valid, cost_key, step)
SELECT 'S' || i, '[2017-01-01,)', 'K' || i % 10, i + 1 FROM generate_series(0, 99) i;
INSERT INTO regie.service_use (service, user_service, valid, weight)
SELECT 'S' || i, 'S' || 1 + i + pg_temp.pick(i, 2, 99 - i), '[2017-01-01,)', 5000 FROM generate_series(0, 19) i;

-- Contracts of all four kinds of renewal; a tenth has ended.
INSERT INTO regie.contract (code, title, customer, supplier, conditions, start_on, initial, renewal, renewal_period,
	max_renewals, notice, ended_on, kind, cpv, procured_on)
SELECT 'C' || i, 'Contract ' || i, CASE WHEN h10 < 8 THEN 'ICT' ELSE pg_temp.gm(i) END, 'SUP' || pg_temp.pick(i, 3, 200),
	CASE WHEN h10 < 6 THEN 'GIBIT 2023' END, start_on,
	CASE WHEN kind = 3 THEN NULL ELSE make_interval(months => 12 * (1 + pg_temp.pick(i, 4, 5))) END,
	(ARRAY['tacit', 'explicit', 'none', 'evergreen'])[1 + kind],
	CASE WHEN kind < 2 THEN interval '1 year' END, CASE WHEN kind = 1 THEN 2 END,
	CASE WHEN kind <> 2 THEN make_interval(months => 1 + pg_temp.pick(i, 5, 6)) END,
	CASE WHEN h10 = 9 THEN start_on + 300 END, 'services', (72000000 + 10000 * pg_temp.pick(i, 6, 50))::text, start_on - 200
FROM (SELECT i, pg_temp.pick(i, 7, 10) AS h10, pg_temp.pick(i, 8, 4) AS kind, DATE '2018-01-01' + pg_temp.pick(i, 9, 3000) AS start_on
	  FROM generate_series(1, 2000) i) c;
INSERT INTO regie.contract_line (contract, line, service, amount, per, unit)
SELECT 'C' || i, l, 'S' || pg_temp.pick(i * 10 + l, 10, 100), 10 + pg_temp.pick(i * 10 + l, 11, 500000) / 100.0,
	(ARRAY['month', 'year', 'quarter', 'once', 'unit'])[1 + l % 5], CASE WHEN l % 5 = 4 THEN 'piece' END
FROM generate_series(1, 2000) i, generate_series(1, 10) l;
INSERT INTO regie.contract_volume (contract, line, kind, period, quantity)
SELECT 'C' || i, 4, kind, daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)), 50 + pg_temp.pick(i * 10 + y, 12, 100)
FROM generate_series(1, 2000, 4) i, (VALUES ('expected', 2025), ('counted', 2025), ('expected', 2026), ('expected', 2027)) v (kind, y);
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on, changes_term, start_on, initial,
	renewal, renewal_period, max_renewals, notice)
SELECT code, 1, 'One year more', start_on + 100, start_on + 200, true, start_on, initial + interval '1 year', renewal,
	renewal_period, max_renewals, notice
FROM regie.contract WHERE contract_id % 20 = 0 AND initial IS NOT NULL;
INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on)
SELECT code, 1, 'Another price', start_on + 300, start_on + 400 FROM regie.contract WHERE contract_id % 20 = 1;
INSERT INTO regie.contract_line (contract, line, service, amount, per, amendment)
SELECT l.contract, l.line, l.service, l.amount + 5, l.per, 1
FROM regie.contract_line l JOIN regie.contract c ON c.code = l.contract WHERE c.contract_id % 20 = 1 AND l.line = 5;
INSERT INTO regie.contract_use (contract, party)
SELECT c.code, p.code FROM regie.contract c, regie.party p
WHERE p.kind = 'municipality' AND CASE WHEN c.customer = 'ICT' THEN pg_temp.pick(c.contract_id * 100 + p.party_id, 13, 3) > 0 ELSE p.code = c.customer END;
INSERT INTO regie.contract_part (part, contract, part_kind)
SELECT 'C' || i, 'C' || i - 1, 'hosting' FROM generate_series(10, 2000, 10) i;

-- Index figures of ten years, by month and year; a rule on a third of the contracts.
INSERT INTO regie.index_series (code, title, base) SELECT 'X' || i, 'Series ' || i, '2015=100' FROM generate_series(0, 4) i;
INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on)
SELECT 'X' || s, g.granularity, d::date, 100 + s + (d::date - DATE '2015-01-01') / 100.0, 'final', (d + g.step)::date + 40
FROM generate_series(0, 4) s, (VALUES ('month', interval '1 month'), ('year', interval '1 year')) g (granularity, step),
	generate_series(TIMESTAMP '2015-01-01', '2025-12-01', g.step) d;
INSERT INTO regie.index_rule (contract, basis, series, granularity, announce_by, automatic)
SELECT 'C' || i, 'published change', 'X' || i % 5, 'year', 'P1M', i % 2 = 0 FROM generate_series(3, 2000, 3) i;
INSERT INTO regie.index_announcement (contract, apply_on, announced_on)
SELECT 'C' || i, make_date(y, 1, 1), make_date(y - 1, 11, 10)
FROM generate_series(3, 2000, 6) i, generate_series(2022, 2026) y;

-- Levels, what was measured in two years, what is to be done.
INSERT INTO regie.service_level (contract, code, title, measure, target, misses, periods, valid)
SELECT 'C' || i, 'BESCHIKBAAR', 'Availability', 'availability', 99.5, 3, 6, '[2025-01-01,)' FROM generate_series(1, 2000, 4) i;
INSERT INTO regie.service_credit_band (contract, level, beyond, credit_pct)
SELECT contract, code, b.beyond, b.pct FROM regie.service_level, (VALUES (99.5, 5), (99, 10)) b (beyond, pct);
INSERT INTO regie.measurement (contract, level, period_on, value)
SELECT contract, code, (DATE '2025-01-01' + make_interval(months => m))::date, 99 + pg_temp.pick(service_level_id * 100 + m, 14, 100) / 100.0
FROM regie.service_level, generate_series(0, 21) m;
INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on, every)
SELECT code, 'RAPPORT', 'report', 'Report', supplier, start_on + 90, CASE WHEN contract_id % 4 = 0 THEN interval '3 months' ELSE '1 year' END
FROM regie.contract WHERE contract_id % 2 = 0;
INSERT INTO regie.obligation_done (contract, obligation, due_on, done_on)
SELECT contract, code, first_due_on, first_due_on - 3 FROM regie.obligation;

-- Ten years of costs: of each service three kinds, of each contract what it ran.
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, scale)
SELECT 'S' || s || '-' || y || '-' || k, daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)), k, 'ICT',
	'SUP' || s, 'S' || s, 1000 + pg_temp.pick(s * 10000 + y, 15, 90000000) / 100.0, 2
FROM generate_series(0, 99) s, generate_series(2017, 2026) y, unnest(ARRAY['budget', 'advance', 'actual']) k;
INSERT INTO regie.cost (code, period, kind, payer, payee, service, contract, amount, scale)
SELECT c.code || '-' || y, daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)), 'actual', c.customer, c.supplier,
	l.service, c.code, 100 + pg_temp.pick(c.contract_id * 10000 + y, 16, 9000000) / 100.0, 2
FROM regie.contract c JOIN regie.contract_line l ON l.contract = c.code AND l.line = 1 AND l.amendment IS NULL,
	generate_series(2017, 2026) y
WHERE y >= extract(year FROM c.start_on);
ANALYZE;
SELECT 'made' FROM regie.make_run('VOORSCHOT-2025', 'ICT', 'advance', '[2025-01-01,2026-01-01)') LIMIT 1 \g /dev/null
SELECT 'closed' FROM regie.close_run('VOORSCHOT-2025') LIMIT 1 \g /dev/null
SELECT 'made' FROM regie.make_run('WERKELIJK-2025', 'ICT', 'actual', '[2025-01-01,2026-01-01)') LIMIT 1 \g /dev/null
SELECT 'closed' FROM regie.close_run('WERKELIJK-2025') LIMIT 1 \g /dev/null
INSERT INTO regie.departure (cooperation, party, leaves_on, announced_on, exit_schedule)
SELECT 'ICT', 'GM1001', '2028-01-01', '2026-10-01', 'falling from 100';

-- Five roadmaps of 1,000 steps, three predecessors each.
INSERT INTO regie.programme (code, name, start_on) SELECT 'R' || r, 'Roadmap ' || r, '2026-01-05' FROM generate_series(0, 4) r;
INSERT INTO regie.plateau (programme, code, name, due_on)
SELECT 'R' || r, 'P' || p, 'Plateau ' || p, make_date(2027 + p, 1, 1) FROM generate_series(0, 4) r, generate_series(0, 3) p;
INSERT INTO regie.roadmap_item (programme, code, party, title, duration, optimistic, pessimistic, deadline, service, contract, contract_link, plateau)
SELECT 'R' || r, 'T' || i, CASE WHEN i % 31 = 30 THEN 'ICT' ELSE pg_temp.gm(i % 31) END, 'Step ' || i, d, d / 2, d * 2,
	CASE WHEN i % 20 = 0 THEN DATE '2026-06-01' + i END, 'S' || pg_temp.pick(r * 1000 + i, 17, 100),
	CASE WHEN i % 10 = 0 THEN 'C' || 1 + pg_temp.pick(r * 1000 + i, 18, 2000) END,
	CASE WHEN i % 10 = 0 THEN CASE WHEN i % 20 = 0 THEN 'decides' ELSE 'replaces' END END,
	CASE WHEN i % 5 = 0 THEN 'P' || i / 250 END
FROM generate_series(0, 4) r, generate_series(0, 999) i, LATERAL (SELECT 2 + pg_temp.pick(r * 1000 + i, 19, 20) AS d) x;
INSERT INTO regie.roadmap_dependency (programme, item, predecessor, kind, lag)
SELECT DISTINCT ON (r, i, pre) 'R' || r, 'T' || i, 'T' || pre, 'FS', CASE WHEN i % 10 = 0 THEN 5 ELSE 0 END
FROM generate_series(0, 4) r, generate_series(40, 999) i, generate_series(0, 2) n,
	LATERAL (SELECT (i / 40 - 1) * 40 + (pg_temp.pick(r * 1000 + i, 20, 40) + n * 7) % 40 AS pre) x;
INSERT INTO regie.resource (code, name) SELECT 'RES' || i, 'Resource ' || i FROM generate_series(0, 9) i;
INSERT INTO regie.capacity (resource, party, valid, amount) SELECT 'RES' || i, 'ICT', '[2026-01-01,)', 8 FROM generate_series(0, 9) i;
INSERT INTO regie.roadmap_demand (programme, item, resource, amount)
SELECT programme, code, 'RES' || pg_temp.pick(roadmap_item_id, 21, 10), 1 FROM regie.roadmap_item WHERE roadmap_item_id % 5 = 0;
SELECT regie.make_baseline('R' || r, 'B', '2026-01-05', NULL) FROM generate_series(0, 4) r \g /dev/null

-- Goals, plans, architecture; demand, offers, options.
INSERT INTO regie.theme (code, name) SELECT 'TH' || i, 'Theme ' || i FROM generate_series(0, 19) i;
INSERT INTO regie.element (code, kind, name) SELECT 'E' || i, 'component', 'Element ' || i FROM generate_series(0, 199) i;
INSERT INTO regie.service_element (service, element) SELECT 'S' || i, 'E' || i * 2 FROM generate_series(0, 99) i;
INSERT INTO regie.plan (code, party, kind, title, adopted_on, valid)
SELECT 'PL' || i, 'GM' || 1000 + i, 'vision', 'Vision', '2024-01-01', '[2024-01-01,2028-01-01)' FROM generate_series(1, 30) i;
INSERT INTO regie.goal (code, party, theme, title, kind, horizon, priority, status, adopted_on, shared_on)
SELECT 'G' || i, pg_temp.gm(i), 'TH' || pg_temp.pick(i, 22, 20), 'Goal ' || i, 'objective', make_date(2027 + i % 4, 12, 31), 1 + i % 5,
	'adopted', '2025-01-01', CASE WHEN i % 3 > 0 THEN DATE '2025-06-01' END
FROM generate_series(0, 999) i;
INSERT INTO regie.goal_link (goal, plan) SELECT 'G' || i, 'PL' || i % 30 + 1 FROM generate_series(0, 999) i WHERE i % 4 > 0;
INSERT INTO regie.goal_link (goal, element) SELECT 'G' || i, 'E' || pg_temp.pick(i, 23, 200) FROM generate_series(0, 999) i;
INSERT INTO regie.demand (code, party, goal, element, title, needed_by, priority, status)
SELECT 'D' || i, pg_temp.gm(i), 'G' || i, 'E' || pg_temp.pick(i, 24, 200), 'Demand ' || i, '2027-06-30', 1 + i % 5, 'open' FROM generate_series(0, 499) i;
INSERT INTO regie.offer (code, party, element, title, delivery_model, available)
SELECT 'O' || i, 'SUP' || i % 200, 'E' || pg_temp.pick(i, 25, 200), 'Offer ' || i, 'saas', '[2026-01-01,)' FROM generate_series(0, 299) i;
INSERT INTO regie.criterion (code, name, weight) SELECT 'CR' || i, 'Criterion ' || i, 20 FROM generate_series(0, 4) i;
UPDATE regie.criterion SET scale_low = 1, scale_high = 5;
INSERT INTO regie.sourcing_option (code, service, party, delivery_model, provider, title, current)
SELECT 'SO-' || s || '-' || p || '-' || o, 'S' || s, 'GM' || 1000 + p, 'saas', 'SUP' || o, 'Option ' || o, o = 0
FROM generate_series(0, 9) s, generate_series(1, 30) p, generate_series(0, 2) o;
INSERT INTO regie.score (option, criterion, value)
SELECT o.code, c.code, 1 + pg_temp.pick(o.sourcing_option_id * 10 + c.criterion_id, 26, 5) FROM regie.sourcing_option o, regie.criterion c;
INSERT INTO regie.sourcing_cost (option, year_no, kind, amount)
SELECT code, y, 'running', 10000 + pg_temp.pick(sourcing_option_id, 27, 90000) FROM regie.sourcing_option, generate_series(1, 5) y;

-- Contacts, roles, bodies, decisions.
INSERT INTO regie.contact_moment (code, organisation, kind, held_on, title)
SELECT 'KM' || i, 'ICT', 'consultation', DATE '2024-01-01' + i, 'Meeting ' || i FROM generate_series(0, 999) i;
INSERT INTO regie.contact_party (contact_moment, party)
SELECT DISTINCT 'KM' || i, p FROM generate_series(0, 999) i, generate_series(0, 4) n,
	LATERAL (SELECT CASE WHEN n = 0 THEN 'ICT' ELSE pg_temp.gm(pg_temp.pick(i * 10 + n, 28, 30)) END AS p) x;
INSERT INTO regie.pulse (from_party, to_party, scored_on, score)
SELECT pg_temp.gm(a), pg_temp.gm(b), make_date(2026, m, 1), 1 + pg_temp.pick(a * 1000 + b * 10 + m, 29, 5)
FROM generate_series(0, 29) a, generate_series(0, 29) b, unnest(ARRAY[1, 6]) m WHERE a <> b;
INSERT INTO regie.role (code, organisation, name)
SELECT 'RO' || i, CASE WHEN i < 30 THEN 'ICT' ELSE pg_temp.gm(i) END, 'Role ' || i FROM generate_series(0, 89) i;
INSERT INTO regie.role_holder (role, party, holder, valid)
SELECT code, organisation, 'F-' || role_id, '[2024-01-01,)' FROM regie.role;
INSERT INTO regie.responsibility (organisation, activity, role, letter)
SELECT r.organisation, a.code, r.code, (ARRAY['R', 'C', 'I'])[1 + pg_temp.pick(r.role_id, 30, 3)]
FROM regie.role r, regie.activity a WHERE pg_temp.pick(r.role_id * 1000 + a.activity_id, 31, 3) = 0;
INSERT INTO regie.body (code, organisation, name, kind, meets_every)
SELECT 'B' || i, 'ICT', 'Body ' || i, 'steering group', 'P3M' FROM generate_series(0, 19) i;
INSERT INTO regie.meeting (body, held_on) SELECT 'B' || i, DATE '2024-01-15' + n * 90 FROM generate_series(0, 19) i, generate_series(0, 10) n;
INSERT INTO regie.membership (body, party, seat, valid)
SELECT 'B' || b, 'GM' || 1000 + p, 'Director', '[2024-01-01,)' FROM generate_series(0, 19) b, generate_series(1, 30) p;
INSERT INTO regie.mandate (code, role, amount, valid) SELECT 'M' || i, 'RO' || i, 25000 * (i + 1), '[2024-01-01,)' FROM generate_series(0, 29) i;
INSERT INTO regie.escalation (from_role, to_role) SELECT 'RO' || i, 'RO' || i + 1 FROM generate_series(0, 28) i;
INSERT INTO regie.decision (code, organisation, subject, decided_on, contract, amount)
SELECT 'BS' || i, 'ICT', 'Decision ' || i, CASE WHEN i % 5 > 0 THEN DATE '2024-01-01' + i END, 'C' || 1 + i, 1000 * (1 + i % 900) FROM generate_series(0, 999) i;
INSERT INTO regie.decision_step (decision, step, role, part, handled_on)
SELECT 'BS' || i, s, 'RO' || (i + s) % 30, CASE WHEN s = 1 THEN 'prepares' ELSE 'decides' END,
	CASE WHEN i % 5 > 0 THEN DATE '2024-01-01' + i END
FROM generate_series(0, 999) i, generate_series(1, 2) s;
ANALYZE;

\echo
\echo '== rows'
SELECT (SELECT count(*) FROM regie.contract) AS contracts, (SELECT count(*) FROM regie.contract_line) AS lines,
	(SELECT count(*) FROM regie.contract_use) AS uses, (SELECT count(*) FROM regie.cost) AS costs,
	(SELECT count(*) FROM regie.run_line) AS run_lines, (SELECT count(*) FROM regie.roadmap_item) AS steps,
	(SELECT count(*) FROM regie.roadmap_dependency) AS dependencies, (SELECT count(*) FROM regie.goal) AS goals;

-- Seconds on the processor of this process, user and system, a hundredth at a time.
CREATE FUNCTION pg_temp.processor() RETURNS numeric LANGUAGE sql VOLATILE AS $$
	SELECT (w[12]::numeric + w[13]::numeric) / 100
	FROM string_to_array(regexp_replace(pg_read_file('/proc/' || pg_backend_pid() || '/stat'), '^.*\) ', ''), ' ') w
$$;
CREATE TEMP TABLE taken (report text, row_count bigint, processor_s numeric, elapsed_s numeric, failed text);
CREATE PROCEDURE pg_temp.read_report(report text) LANGUAGE plpgsql AS $$
DECLARE
	began numeric := pg_temp.processor();
	began_at timestamptz := clock_timestamp();
	n bigint;
	failed text;
BEGIN
	BEGIN
		EXECUTE format('WITH r AS MATERIALIZED (SELECT * FROM regie_report.%I) SELECT count(*) FROM r', report) INTO n;
	EXCEPTION WHEN query_canceled THEN failed := 'cut off';
		WHEN OTHERS THEN failed := sqlerrm;
	END;
	INSERT INTO pg_temp.taken
	VALUES (report, n, pg_temp.processor() - began, round(extract(epoch FROM clock_timestamp() - began_at), 2), failed);
END
$$;
SET statement_timeout = :'limit';
\o /dev/null
SELECT format('CALL pg_temp.read_report(%L)', relname) FROM pg_class
WHERE relnamespace = 'regie_report'::regnamespace AND relkind = 'v' ORDER BY relname \gexec
\o
RESET statement_timeout;

\echo
\echo '== every report, read whole, seconds'
SELECT report, row_count, processor_s, elapsed_s, failed FROM pg_temp.taken ORDER BY processor_s DESC, report;
