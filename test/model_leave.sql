/*
 * Laws of exit sums, stranded cost and joining, over random figures.
 */
BEGIN;
SET LOCAL jit = off;
SET LOCAL datestyle = ISO, YMD;
SET LOCAL regie.today = '2026-11-23';
SELECT plan(13);

SELECT setseed(0.27);
CREATE TEMP TABLE sum_case AS
SELECT i, (random() * 1e7 - 3e6)::numeric(14,2) AS contribution,
	p.pcts
FROM generate_series(1, 10000) AS i
CROSS JOIN LATERAL (SELECT array_agg((random() * 100)::numeric(6,2)) AS pcts FROM generate_series(1, 1 + i % 9)) AS p;
CREATE TEMP TABLE sum_part AS
SELECT c.i, c.contribution, e.year_no, e.pct, e.amount, c.contribution * e.pct / 100 AS exact,
	m.amount AS mirrored
FROM sum_case AS c
CROSS JOIN LATERAL regie.exit_sum(c.contribution, c.pcts) AS e
JOIN LATERAL regie.exit_sum(- c.contribution, c.pcts) AS m ON m.year_no = e.year_no;
ANALYZE sum_part;
SELECT is((SELECT count(DISTINCT i) FROM sum_part), 10000::bigint, 'ten thousand exit sums');
SELECT is((SELECT count(*) FROM (
	SELECT 1 FROM sum_part GROUP BY i, contribution
	HAVING sum(amount) <> round(contribution * sum(pct) / 100, 2)) AS q), 0::bigint,
	'years add up to the sum, rounded once');
SELECT is((SELECT count(*) FROM sum_part WHERE abs(amount - exact) >= 0.02), 0::bigint,
	'no year is two cents from exact, as the sum itself is rounded');
SELECT is((SELECT count(*) FROM sum_part WHERE mirrored <> - amount), 0::bigint, 'a negative contribution mirrors');

/* a random cooperation: 12 members, 60 contracts, three keys */
INSERT INTO regie.party (code, kind, name)
SELECT 'M' || i, 'other', 'M' || i FROM generate_series(1, 12) AS i;
INSERT INTO regie.party (code, kind, name) VALUES ('COOP', 'cooperation', 'Coop'), ('SUP', 'supplier', 'Sup');
INSERT INTO regie.participation (cooperation, party, valid)
SELECT 'COOP', 'M' || i, '[2000-01-01,)' FROM generate_series(1, 12) AS i;
INSERT INTO regie.cost_key (code, name, driver) SELECT 'K' || k, 'K' || k, 'share' FROM generate_series(1, 3) AS k;
INSERT INTO regie.cost_key_value (cost_key, party, valid, value)
SELECT 'K' || k, 'M' || i, '[2000-01-01,)', (random() * 1000)::numeric(8,2)
FROM generate_series(1, 3) AS k, generate_series(1, 12) AS i WHERE (i + k) % 5 > 0;
INSERT INTO regie.service (code, name) SELECT 'S' || s, 'S' || s FROM generate_series(1, 6) AS s;
INSERT INTO regie.allocation_rule (service, valid, cost_key)
SELECT 'S' || s, '[2000-01-01,)', 'K' || (1 + s % 3) FROM generate_series(1, 6) AS s;
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, notice, max_renewals)
SELECT 'C' || c, 'C' || c, 'COOP', 'SUP', DATE '2020-01-01' + (random() * 3000)::integer,
	make_interval(months => 12 + (random() * 60)::integer),
	CASE c % 3 WHEN 0 THEN 'none' WHEN 1 THEN 'tacit' ELSE 'explicit' END,
	CASE WHEN c % 3 > 0 THEN INTERVAL '1 year' END,
	CASE WHEN c % 3 > 0 THEN make_interval(months => (random() * 6)::integer) END,
	CASE WHEN c % 3 > 0 THEN 4 ELSE 0 END
FROM generate_series(1, 60) AS c;
INSERT INTO regie.contract_line (contract, line, service, amount, per)
SELECT 'C' || c, l, 'S' || (1 + (c + l) % 6), (random() * 100000 - 5000)::numeric(12,2),
	CASE (c + l) % 3 WHEN 0 THEN 'year' WHEN 1 THEN 'month' ELSE 'quarter' END
FROM generate_series(1, 60) AS c, generate_series(1, 2) AS l;
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount)
SELECT 'X' || x, '[2026-01-01,2027-01-01)', 'budget', 'COOP', 'SUP', 'S' || (1 + x % 6),
	(random() * 100000 - 20000)::numeric(12,2)
FROM generate_series(1, 40) AS x;
ANALYZE regie.party; ANALYZE regie.contract; ANALYZE regie.contract_line; ANALYZE regie.cost_key_value;
ANALYZE regie.cost; ANALYZE regie.service; ANALYZE regie.allocation_rule; ANALYZE regie.participation;

CREATE TEMP TABLE stranded AS
SELECT m.party, d.leaves_on, s.*
FROM (SELECT 'M' || i AS party FROM generate_series(1, 12) AS i) AS m
CROSS JOIN (VALUES (DATE '2027-01-01'), ('2027-06-15'), ('2028-01-01')) AS d (leaves_on)
CROSS JOIN LATERAL regie.stranded_cost('COOP', m.party, d.leaves_on, '2026-11-23') AS s;
ANALYZE stranded;
SELECT cmp_ok((SELECT count(DISTINCT (party, leaves_on, contract, service, year)) FROM stranded), '>', 500::bigint,
	'hundreds of splits');
SELECT is((SELECT count(*) FROM (
	SELECT 1 FROM stranded GROUP BY party, leaves_on, contract, service, year
	HAVING sum(difference) <> 0 OR sum(before) <> max(committed) OR sum(after) <> max(committed)) AS q), 0::bigint,
	'what the others pay more is what the leaver paid; before and after add up to the cost');
SELECT is((SELECT count(*) FROM stranded
	WHERE NOT leaves AND sign(difference) * sign(committed) < 0 OR leaves AND after <> 0), 0::bigint,
	'nobody who stays gains by it, and the leaver bears nothing after');
/* the extra is within a cent of the exact split of the rest, and the share of the cost of exact */
SELECT is((SELECT count(*) FROM stranded AS s
	WHERE abs(s.before - s.committed * s.weight / s.total) >= 0.01), 0::bigint, 'before is less than a cent from exact');
/* all days from leaving to the first free day, and no other: cost told slowly, contract by contract */
SELECT is((SELECT count(*) FROM (
	SELECT s.party, s.leaves_on, s.contract, sum(s.committed) AS committed,
		(SELECT sum(regie.line_cost(l.contract, l.line, c.start_on, l.amount, l.per,
				daterange(greatest(s.leaves_on, c.start_on), regie.locked_in_until(c.term, '2026-11-23'))))
		 FROM regie.contract_line AS l JOIN regie.contract AS c ON c.code = l.contract
		 WHERE l.contract = s.contract
		   AND l.service IN (SELECT q.service FROM stranded AS q
							 WHERE q.party = s.party AND q.leaves_on = s.leaves_on AND q.contract = s.contract)) AS told
	FROM stranded AS s WHERE s.leaves
	GROUP BY s.party, s.leaves_on, s.contract) AS q WHERE committed <> told), 0::bigint,
	'the years of a contract add up to its price from leaving to the first free day');
SELECT is((SELECT count(*) FROM stranded AS s JOIN regie.contract AS c ON c.code = s.contract
	WHERE upper(s.valid) > regie.locked_in_until(c.term, '2026-11-23') OR lower(s.valid) < s.leaves_on), 0::bigint,
	'no day outside');

/* leaving and joining are each other's mirror, over all twelve */
CREATE TEMP TABLE effect AS
SELECT m.party, e.* FROM (SELECT 'M' || i AS party FROM generate_series(1, 12) AS i) AS m
CROSS JOIN LATERAL regie.participation_effect('COOP', m.party, '2026-01-01', 2026, 'budget') AS e;
SELECT is((SELECT count(*) FROM (SELECT 1 FROM effect GROUP BY party, service HAVING sum(difference) <> 0) AS q),
	0::bigint, 'with and without a participant the same is paid');
SELECT is((SELECT count(*) FROM effect WHERE participant = party AND without_party <> 0
	OR with_party + difference <> without_party), 0::bigint, 'without it, it pays nothing');
SELECT is(
	(SELECT sum(with_party) FROM effect WHERE party = 'M3'),
	(SELECT sum(amount) FROM regie.cost), 'all costs are shared');
SELECT * FROM finish();
ROLLBACK;
