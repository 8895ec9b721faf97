-- Random cloud bills by random rules: nothing gets lost, each charge is
-- matched as a naive reading of the rules says, and split as the window
-- function allocate splits it.
BEGIN;
SELECT plan(27);
SELECT count(*) FROM regie.load_example() \g /dev/null
INSERT INTO regie.service (code, name) VALUES ('CLOUD', 'Public cloud');
INSERT INTO regie.cost_key (code, name, driver) VALUES ('K1', 'k', 'x'), ('K2', 'k', 'x'), ('LEEG', 'k', 'x');
SELECT setseed(0.27);
INSERT INTO regie.cost_key_value (cost_key, party, valid, value)
SELECT k, p, v, round((random() * 1000)::numeric, (random() * 4)::int)
FROM unnest(ARRAY['K1', 'K2']) k, unnest(ARRAY['GM1771', 'GM0820', 'GM0848', 'ALDER', 'ELM', 'OAK']) p, unnest(ARRAY['[2020-01-01,2025-05-01)', '[2025-05-01,2025-06-01)', '[2025-06-01,)']::daterange[]) v;
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('CLOUD', '[2020-01-01,2025-06-01)', 'INWONERS'), ('CLOUD', '[2025-06-01,)', 'K1');

-- 60 rules that ask for little or much, for exact texts or patterns.
CREATE FUNCTION pg_temp.pick(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE AS
$$SELECT choices[1 + floor(random() * array_length(choices, 1))::int]$$;
INSERT INTO regie.focus_rule (code, service, precedence, valid, tag_key, tag_value, sub_account_id, billing_account_id, resource_id, service_name, service_category,
	region_id, charge_category, charge_class, participant, cost_key, proportional_to)
SELECT 'R' || i, CASE WHEN random() < 0.5 THEN 'CLOUD' END, i * 7919 % 1009,
	CASE WHEN random() < 0.7 THEN '[2020-01-01,)' WHEN random() < 0.5 THEN '[2025-05-01,2025-06-01)' ELSE '[2025-06-01,2030-01-01)' END::daterange,
	t.k, CASE WHEN t.k IS NOT NULL THEN pg_temp.pick(NULL, 'a', 'b', 'a%', '%b', '%_%', 'a_b') END,
	pg_temp.pick(NULL, NULL, NULL, 's1', 's2', 's%', '%3', 's_1'), pg_temp.pick(NULL, NULL, NULL, 'b1', 'b%'), pg_temp.pick(NULL, NULL, NULL, 'r%', '%7%', 'r12'),
	pg_temp.pick(NULL, NULL, NULL, NULL, 'v1', 'v%'), pg_temp.pick(NULL, NULL, NULL, NULL, 'c1'), pg_temp.pick(NULL, NULL, NULL, NULL, 'g1', '%g2'),
	pg_temp.pick(NULL, NULL, NULL, NULL, 'Usage', 'Tax', 'Credit'), pg_temp.pick(NULL, NULL, NULL, NULL, NULL, NULL, 'Correction'),
	CASE WHEN d.n < 0.4 THEN pg_temp.pick('GM1771', 'GM0820', 'GM0848') END, CASE WHEN d.n BETWEEN 0.4 AND 0.8 THEN pg_temp.pick('K1', 'K2', 'INWONERS') END,
	CASE WHEN d.n > 0.8 THEN pg_temp.pick('sub account', 'billing account', 'invoice', 'bill') END
FROM generate_series(1, 60) i, LATERAL (SELECT pg_temp.pick(NULL, 'x', 'y') k, i AS ti) t, LATERAL (SELECT random() n, i AS di) d;

INSERT INTO regie.focus_rule (code, precedence, valid, charge_category, sub_account_id, proportional_to) VALUES ('INVOICE', 0, '[2020-01-01,)', 'Credit', 's_1', 'invoice');

CREATE TABLE bill AS
SELECT ((random() - 0.03) * 10 ^ (random() * 8 - 4))::numeric(20, 9) AS "BilledCost", ((random() - 0.1) * 10 ^ (random() * 8 - 4))::numeric(20, 12) AS "EffectiveCost",
	CASE WHEN random() < 0.9 THEN (random() * 10 ^ (random() * 8 - 4))::numeric(20, 3) END AS "ListCost", (random() * 100)::numeric(10, 2) AS "ContractedCost",
	(random() * 1000)::numeric(12, 5) AS "ConsumedQuantity", (random() * 1000)::int AS "PricingQuantity", (random() * 10)::numeric(8, 4) AS "ListUnitPrice",
	'USD' AS "BillingCurrency", '2025-05-01'::timestamp + i % 2 * interval '1 month' AS "BillingPeriodStart", '2025-06-01'::timestamp + i % 2 * interval '1 month' AS "BillingPeriodEnd",
	'2025-03-01'::timestamp + random() * interval '90 days' AS "ChargePeriodStart", pg_temp.pick(NULL, NULL, NULL, 'Correction') AS "ChargeClass",
	pg_temp.pick('Usage', 'Usage', 'Usage', 'Tax', 'Credit', 'Purchase') AS "ChargeCategory", pg_temp.pick(NULL, 's1', 's2', 's3', 's_1', 't') AS "SubAccountId",
	pg_temp.pick(NULL, 'b1', 'b2') AS "BillingAccountId", pg_temp.pick(NULL, 'i1', 'i2') AS "InvoiceId", 'r' || i % 40 AS "ResourceId", pg_temp.pick('v1', 'v2', 'w') AS "ServiceName",
	pg_temp.pick('c1', 'c2') AS "ServiceCategory", pg_temp.pick(NULL, 'g1', 'xg2') AS "RegionId",
	pg_temp.pick(NULL, NULL, '{}', '{"x": "a"}', '{"x": "ab", "y": "b"}', '{"y": "a_b"}', '{"y": "axb"}', '{"x": 5}', '{"x": null}', '["x"]', '{"z": "a"}') AS "Tags"
FROM generate_series(1, 12000) i;
SELECT is(regie.import_focus('bill', 'R', 'CLOUD'), 12000, 'all rows come in');
ANALYZE regie.focus_charge;

-- The rule of each charge, read naively: LIKE with an escape, all conditions
-- one by one, the first by precedence.
CREATE TABLE naive AS
SELECT c.charge, c.day, coalesce((
	SELECT r.code FROM regie.focus_rule r
	WHERE (r.service IS NULL OR r.service = 'CLOUD') AND r.valid @> c.day
	  AND (r.tag_key IS NULL OR (c.tags ->> r.tag_key IS NOT NULL AND (r.tag_value IS NULL OR c.tags ->> r.tag_key LIKE replace(r.tag_value, '_', '!_') ESCAPE '!')))
	  AND (r.sub_account_id IS NULL OR c.sub_account_id LIKE replace(r.sub_account_id, '_', '!_') ESCAPE '!')
	  AND (r.billing_account_id IS NULL OR c.billing_account_id LIKE r.billing_account_id)
	  AND (r.resource_id IS NULL OR c.resource_id LIKE r.resource_id) AND (r.service_name IS NULL OR c.service_name LIKE r.service_name)
	  AND (r.service_category IS NULL OR c.service_category = r.service_category) AND (r.region_id IS NULL OR c.region_id LIKE r.region_id)
	  AND (r.charge_category IS NULL OR c.charge_category = r.charge_category) AND (r.charge_class IS NULL OR c.charge_class = r.charge_class)
	ORDER BY r.precedence, r.service NULLS LAST LIMIT 1), '-') AS rule
FROM (SELECT f.*, CASE WHEN charge_class = 'Correction' AND charge_period_start < billing_period_start
		THEN make_date(2025, extract(month FROM charge_period_start AT TIME ZONE 'UTC')::int, 1) ELSE (billing_period_start AT TIME ZONE 'UTC')::date END AS day
	  FROM regie.focus_charge f WHERE f.bill = 'R') c;
SELECT cmp_ok(count(DISTINCT rule), '>', 25::bigint, 'many rules are used') FROM naive;
SELECT cmp_ok(count(DISTINCT day), '=', 4::bigint, 'on four days') FROM naive;
CREATE TABLE part AS SELECT * FROM regie.focus_allocation('R');
ANALYZE part;
SELECT is(count(*), 0::bigint, 'each charge has the rule that a naive reading gives it')
FROM naive n FULL JOIN (SELECT DISTINCT charge, coalesce(rule, '-') AS rule, day FROM part) p USING (charge)
WHERE (n.rule, n.day) IS DISTINCT FROM (p.rule, p.day);

-- Sums, of each cost and quantity.
CREATE TABLE file AS SELECT * FROM regie.focus_allocated_charge WHERE "x_Bill" = 'R';
ANALYZE file;
SELECT is(count(*), 0::bigint, 'the parts of each charge add up to it: four costs')
FROM (SELECT charge FROM part GROUP BY charge, billed_cost, effective_cost, list_cost, contracted_cost
	  HAVING sum(allocated_cost) <> billed_cost OR sum(allocated_effective_cost) <> effective_cost OR sum(allocated_list_cost) IS DISTINCT FROM list_cost
		  OR sum(allocated_contracted_cost) <> contracted_cost) q;
SELECT is(count(*), 0::bigint, 'in the columns of the specification: costs and quantities')
FROM regie.focus_charge c JOIN (
	SELECT "x_Charge" AS charge, sum("BilledCost") b, sum("EffectiveCost") e, sum("ListCost") l, sum("ContractedCost") k, sum("ConsumedQuantity") q, sum("PricingQuantity") p,
		sum(("AllocatedMethodDetails" #>> '{Elements,0,AllocatedRatio}')::numeric) AS ratio, count(DISTINCT "ListUnitPrice") AS prices, min("ListUnitPrice") AS price, count(*) FILTER (WHERE "AllocatedResourceName" IS NULL) AS nameless
	FROM file GROUP BY 1) f USING (charge)
WHERE c.bill = 'R' AND ((c.billed_cost, c.effective_cost, c.contracted_cost, c.consumed_quantity, c.pricing_quantity) <> (b, e, k, q, p) OR c.list_cost IS DISTINCT FROM l
   OR ratio <> 1 OR prices <> 1 OR price <> c.list_unit_price OR nameless > 0);
SELECT is(count(DISTINCT charge), 12000::bigint, 'no charge is missing') FROM part;
SELECT is(count(DISTINCT "x_Charge"), 12000::bigint, 'nor there') FROM file;
SELECT is((SELECT sum(allocated_cost) FROM part), billed_cost, 'nor any amount') FROM regie.focus_bill WHERE code = 'R';
SELECT is((SELECT sum(billed_cost) FROM regie.focus_totals('R')), billed_cost, 'nor in the totals') FROM regie.focus_bill WHERE code = 'R';
SELECT is((SELECT sum(billed_cost) FROM regie_report.cloud_cost WHERE bill = 'R'), billed_cost, 'nor in the report') FROM regie.focus_bill WHERE code = 'R';
SELECT is((SELECT sum(effective_cost) FROM regie_report.cloud_cost WHERE bill = 'R'), (SELECT sum(effective_cost) FROM regie.focus_charge WHERE bill = 'R'), 'nor of the effective cost');
SELECT is((SELECT sum(billed_cost) FROM regie_report.cloud_untagged WHERE bill = 'R'), (SELECT sum(allocated_cost) FROM part WHERE matched_by IN ('all', 'none')), 'the untagged ones are those that nothing is known of');
SELECT is(count(*), count(DISTINCT cloud_cost_id), 'rows of the report have numbers of their own') FROM regie_report.cloud_cost;
SELECT is(count(*), 0::bigint, 'mirrored: no part has another sign than its charge') FROM part WHERE sign(allocated_cost) * sign(billed_cost) < 0;

-- Shares: by the window function over key values that are read by hand.
SELECT is(count(*), 0::bigint, 'what a key shares is what the window function gives, row by row')
FROM (SELECT p.charge, p.participant, p.allocated_cost, regie.allocate(p.billed_cost, v.value, 9) OVER (PARTITION BY p.charge ORDER BY p.participant COLLATE "C") AS amount
	  FROM part p JOIN regie.cost_key_value v ON v.cost_key = p.cost_key AND v.party = p.participant AND v.valid @> p.day WHERE p.cost_key IS NOT NULL) q
WHERE amount <> allocated_cost;
SELECT is((SELECT array_agg(DISTINCT method ORDER BY method) FROM part), ARRAY['bill', 'billing account', 'invoice', 'key', 'participant', 'service rule', 'sub account'], 'all ways of splitting are used');
-- What follows others: their sums, scope by scope, narrow before wide.
CREATE TABLE base AS
SELECT c.billing_period_start AS period, c.billing_account_id AS a, c.sub_account_id AS s, c.invoice_id AS i, p.participant, sum(p.allocated_cost) AS amount
FROM part p JOIN regie.focus_charge c ON c.bill = 'R' AND c.charge = p.charge
WHERE p.method IN ('participant', 'key') OR (p.method = 'service rule' AND p.rule IS NULL) GROUP BY 1, 2, 3, 4, 5;
CREATE TABLE follow AS
SELECT c.charge, c.billed_cost, t.wide, b.participant, abs(sum(b.amount)) AS weight, bool_and(sum(b.amount) >= 0) OVER w OR bool_and(sum(b.amount) <= 0) OVER w AS one_sign, sum(sum(b.amount)) OVER w AS total
FROM regie.focus_charge c JOIN naive n USING (charge) JOIN regie.focus_rule r ON r.code = n.rule AND r.proportional_to IS NOT NULL
CROSS JOIN (VALUES (1, 'sub account'), (2, 'billing account'), (3, 'invoice'), (4, 'bill')) t (wide, name)
JOIN base b ON b.period = c.billing_period_start AND CASE t.wide WHEN 1 THEN b.s = c.sub_account_id AND b.a IS NOT DISTINCT FROM c.billing_account_id AND r.proportional_to = t.name
	WHEN 2 THEN b.a = c.billing_account_id AND r.proportional_to IN ('sub account', t.name) WHEN 3 THEN b.i = c.invoice_id AND r.proportional_to = t.name ELSE true END
WHERE c.bill = 'R' GROUP BY c.charge, c.billed_cost, t.wide, b.participant WINDOW w AS (PARTITION BY c.charge, t.wide);
SELECT is(count(*), 0::bigint, 'what follows others does so in the narrowest scope that has proportions')
FROM (SELECT f.charge, f.participant, regie.allocate(f.billed_cost, f.weight, 9) OVER (PARTITION BY f.charge ORDER BY f.participant COLLATE "C") AS amount, f.weight
	  FROM follow f WHERE (f.charge, f.wide) IN (SELECT charge, min(wide) FROM follow WHERE one_sign AND total <> 0 GROUP BY charge)) f
FULL JOIN (SELECT * FROM part WHERE method IN ('sub account', 'billing account', 'invoice', 'bill')) p USING (charge, participant)
WHERE f.amount IS DISTINCT FROM p.allocated_cost AND coalesce(f.weight, 1) <> 0;

-- The same bill in another order: the same parts.
CREATE TABLE shuffled AS SELECT *, row_number() OVER () AS x_first FROM bill;
CREATE TABLE shuffled_bill AS SELECT * FROM shuffled ORDER BY random();
SELECT regie.import_focus('shuffled_bill', 'S', 'CLOUD') \g /dev/null
ANALYZE regie.focus_charge;
SELECT is(count(*), 0::bigint, 'the order of rows does not matter')
FROM (SELECT c.extra ->> 'x_first' AS first, p.participant, p.rule, p.method, p.allocated_cost, p.allocated_effective_cost
	  FROM regie.focus_allocation('S') p JOIN regie.focus_charge c ON c.bill = 'S' AND c.charge = p.charge
	  EXCEPT ALL SELECT charge::text, participant, rule, method, allocated_cost, allocated_effective_cost FROM part) q;
-- A bill and the same bill taken back: nothing is left for anybody.
CREATE TABLE back AS SELECT * FROM bill WHERE "BillingPeriodStart" = '2025-05-01';
UPDATE back SET "ChargeClass" = NULL, "ChargePeriodStart" = '2025-05-03';
SELECT regie.import_focus('back', 'B1', 'CLOUD') \g /dev/null
UPDATE back SET "BilledCost" = -"BilledCost", "EffectiveCost" = -"EffectiveCost", "ChargeClass" = 'Correction', "BillingPeriodStart" = '2025-06-01', "BillingPeriodEnd" = '2025-07-01';
DELETE FROM regie.focus_rule WHERE charge_class IS NOT NULL;
SELECT regie.import_focus('back', 'B2', 'CLOUD') \g /dev/null
SELECT is(count(*), 0::bigint, 'a correction of everything takes back what everybody paid')
FROM (SELECT participant FROM (SELECT * FROM regie.focus_totals('B1') UNION ALL SELECT * FROM regie.focus_totals('B2')) t
	  GROUP BY participant HAVING sum(billed_cost) <> 0 OR sum(effective_cost) <> 0) q;

-- To costs: in whole cents, and nobody a cent off.
SELECT is(regie.focus_to_cost('R', 'DDV', 'ELM', exchange_rate => 0.8717, tax => 'include') >= 2, true, 'two billing periods are two costs or more');
SELECT is((SELECT sum(amount) FROM regie.cost WHERE source_ref = 'Cloud bill R'), (SELECT sum(round(b, 2)) FROM (SELECT sum(billed_cost) * 0.8717 AS b FROM regie.focus_totals('R') GROUP BY period) q), 'costs add up to the rounded sum in euro');
SELECT is(count(*), 0::bigint, 'and each participant bears what its charges came to')
FROM (SELECT s.participant, s.period_from, sum(s.amount_eur) AS eur FROM regie_report.cost_share s WHERE s.cost LIKE 'R %' GROUP BY 1, 2) s
FULL JOIN (SELECT participant, lower(period) AS period_from, billed_cost * 0.8717 AS eur FROM regie.focus_totals('R')) t USING (participant, period_from)
WHERE abs(s.eur - t.eur) > 0.02 IS NOT FALSE;

-- Arrays of weights against the window function: 12,000 random splits.
SELECT is(count(*), 0::bigint, 'allocate_parts is allocate')
FROM (SELECT n, amount, scale, u.part, regie.allocate(amount, u.weight, scale) OVER (PARTITION BY n ORDER BY u.place) AS one
	  FROM (SELECT i n, s.scale, round(((random() - 0.5) * 10 ^ (random() * 12 - 2))::numeric, s.scale) AS amount,
				(SELECT array_agg(CASE WHEN random() < 0.1 THEN NULL WHEN random() < 0.1 THEN 0 ELSE round((random() * 10 ^ (random() * 15))::numeric, (random() * 8)::int) END) || ARRAY[(1 + i % 7)::numeric] FROM generate_series(1, 1 + i % 12)) AS weights
			FROM generate_series(1, 12000) i, LATERAL (SELECT (random() * 8)::int AS scale, i AS si) s) g,
		LATERAL unnest(weights, regie.allocate_parts(amount, weights, scale)) WITH ORDINALITY AS u (weight, part, place)) q
WHERE one IS DISTINCT FROM part;

-- In parallel: the same.
CREATE TABLE serial AS SELECT * FROM regie_report.cloud_cost WHERE bill = 'R';
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
CREATE TABLE parallel AS SELECT * FROM regie_report.cloud_cost WHERE bill = 'R';
SELECT is((SELECT count(*) FROM (SELECT * FROM parallel EXCEPT SELECT * FROM serial) q), 0::bigint, 'in parallel the report is the same');
SELECT is(string_agg(DISTINCT provolatile::text || proparallel::text || prosecdef::text, ' ' ORDER BY provolatile::text || proparallel::text || prosecdef::text), 'isfalse ssfalse sufalse vufalse', 'functions are immutable or stable, parallel safe, and run with the caller''s rights')
FROM pg_proc WHERE pronamespace = 'regie'::regnamespace AND proname IN ('allocate_parts', 'focus_match', 'focus_day', 'focus_parts', 'focus_rules', 'focus_methods', 'focus_proportional', 'focus_totals', 'focus_allocation', 'focus_to_cost', 'is_focus_number');
SELECT is(count(*), 0::bigint, 'everybody may read, nobody may write') FROM unnest(ARRAY['focus_rule', 'focus_bill', 'focus_charge']) t
WHERE NOT has_table_privilege('public', 'regie.' || t, 'SELECT') OR has_table_privilege('public', 'regie.' || t, 'INSERT');
SELECT * FROM finish();
ROLLBACK;
