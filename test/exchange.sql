-- Random cloud bills: nothing gets lost between the file and the participants.
BEGIN;
SELECT plan(8);
SELECT count(*) FROM regie.load_example() \g /dev/null
INSERT INTO regie.service (code, name) VALUES ('CLOUD', 'Public cloud');
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES
	('CLOUD', '[2020-01-01,2025-06-01)', 'INWONERS'),
	('CLOUD', '[2025-06-01,)', 'WERKPLEKKEN');

SELECT setseed(0.11);
CREATE TABLE bill AS
SELECT ((random() - 0.3) * 10 ^ (random() * 8 - 4))::numeric(20, 11) AS "BilledCost",
	   'EUR' AS "BillingCurrency",
	   '2025-05-01'::timestamp + i % 2 * interval '1 month' AS "BillingPeriodStart",
	   '2025-06-01'::timestamp + i % 2 * interval '1 month' AS billing_period_end,
	   'x' || i AS x_vendor_thing
FROM generate_series(1, 10000) i;
SELECT is(regie.import_focus('bill', 'R', 'CLOUD'), 10000, 'all rows come in');
SELECT is(billed_cost, (SELECT sum("BilledCost") FROM bill), 'the bill''s total is the file''s')
FROM regie.focus_bill WHERE code = 'R';
SELECT is(period, '[2025-05-01,2025-07-01)'::daterange, 'over both billing periods')
FROM regie.focus_bill WHERE code = 'R';
CREATE TABLE part AS SELECT * FROM regie.focus_allocation('R');
SELECT is(count(*), 0::bigint, 'the parts of each charge add up to it')
FROM (SELECT 1 FROM part GROUP BY charge, billed_cost
	  HAVING sum(allocated_cost) <> billed_cost) q;
SELECT is(count(DISTINCT charge), 10000::bigint, 'no charge is missing') FROM part;
SELECT is(sum(allocated_cost), (SELECT sum("BilledCost") FROM bill), 'nor any amount') FROM part;
SELECT is(count(*), 0::bigint, 'nobody is a unit of the last decimal off')
FROM part WHERE abs(allocated_cost * driver_total - billed_cost * driver_value) >= driver_total * 1e-11;
SELECT set_eq($$SELECT DISTINCT c.billing_period_start::date >= '2025-05-31', p.cost_key
				FROM part p JOIN regie.focus_charge c ON c.bill = 'R' AND c.charge = p.charge$$,
			  $$VALUES (false, 'INWONERS'), (true, 'WERKPLEKKEN')$$,
			  'each billing period by the key of its first day');
SELECT * FROM finish();
ROLLBACK;
