-- Laws of the reports on who pays whom for what and on bills, on a random
-- cooperation, beside slow versions in plain SQL.
BEGIN;
SELECT plan(56);
SET LOCAL client_min_messages = warning;
SET LOCAL regie.today = '2026-11-23';
SET LOCAL jit = off;

-- Two cooperations, twelve participants, keys of all kinds, some of which
-- nobody has values for, services that serve each other, contracts.
SELECT setseed(0.27);
INSERT INTO regie.party (code, kind, name) SELECT 'GM' || lpad(n::text, 4, '0'), 'municipality', 'Gemeente ' || n FROM generate_series(1, 12) AS n;
INSERT INTO regie.party (code, kind, name) VALUES ('SAMEN', 'cooperation', 'Samen'), ('ANDERS', 'cooperation', 'Anders');
INSERT INTO regie.party (code, kind, name) SELECT 'L' || n, 'supplier', 'Leverancier ' || n FROM generate_series(1, 9) AS n;
INSERT INTO regie.participation (cooperation, party, valid) SELECT 'SAMEN', 'GM' || lpad(n::text, 4, '0'), '[2020-01-01,)' FROM generate_series(1, 10) AS n;
INSERT INTO regie.participation (cooperation, party, valid) SELECT 'ANDERS', 'GM' || lpad(n::text, 4, '0'), '[2020-01-01,)' FROM generate_series(7, 12) AS n;
INSERT INTO regie.cost_key (code, name, driver) SELECT 'K' || n, 'Key ' || n, CASE n WHEN 2 THEN 'inwoners' WHEN 3 THEN 'workplaces' ELSE 'share' END FROM generate_series(1, 9) AS n;
-- K1 and K2: all; K3 to K6: most, by year; K7: zeros; K8: nobody; K9: a mix of K1 and K2
INSERT INTO regie.cost_key_value (cost_key, party, valid, value)
SELECT 'K' || k, 'GM' || lpad(p::text, 4, '0'), daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)),
	CASE k WHEN 7 THEN 0 WHEN 2 THEN 5000 + floor(random() * 90000) ELSE round((random() * 500)::numeric, (k % 3) * 2) END
FROM generate_series(1, 7) AS k, generate_series(1, 12) AS p, generate_series(2025, 2027) AS y WHERE k < 3 OR random() < 0.95;
INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES ('K9', 'K1', '[2020-01-01,)', 0.3), ('K9', 'K2', '[2020-01-01,)', 0.7);
INSERT INTO regie.service (code, name, taakveld) SELECT 'D' || n, 'Dienst ' || n, CASE WHEN n % 4 > 0 THEN '0.' || n % 4 END FROM generate_series(1, 14) AS n;
INSERT INTO regie.allocation_rule (service, valid, cost_key, step)
SELECT 'D' || n, '[2020-01-01,2026-07-01)', 'K' || 1 + n % 9, n FROM generate_series(1, 13) AS n;
INSERT INTO regie.allocation_rule (service, valid, cost_key, step)
SELECT 'D' || n, '[2026-07-01,)', 'K' || 1 + (n * 4) % 6, n FROM generate_series(1, 13) AS n;
INSERT INTO regie.service_use (service, user_service, valid, weight)
SELECT 'D' || a, 'D' || b, '[2020-01-01,)', round((random() * 90)::numeric, 2) + 1 FROM generate_series(1, 12) AS a, generate_series(1, 13) AS b WHERE a <> b AND random() < 0.15;
INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, notice)
SELECT 'C' || n, 'c', 'SAMEN', 'L' || 1 + n % 9, DATE '2024-01-01' + n * 11, INTERVAL '2 years', (ARRAY['tacit', 'none'])[1 + n % 2],
	CASE WHEN n % 2 = 0 THEN INTERVAL '1 year' END, INTERVAL '3 months' FROM generate_series(1, 30) AS n;
INSERT INTO regie.contract_line (contract, line, service, amount, per)
SELECT 'C' || n, l, 'D' || 1 + (n * l) % 14, (random() * 9000 - 500)::numeric(14,2), (ARRAY['month', 'quarter', 'year', 'once'])[1 + (n + l) % 4]
FROM generate_series(1, 30) AS n, generate_series(1, 3) AS l;
INSERT INTO regie.cost (code, period, kind, payer, payee, service, contract, amount, scale, cost_key, cost_category, vat_treatment, vat_amount)
SELECT 'X' || n, daterange(d, (d + INTERVAL '1 month' * (1 + n % 3))::date), (ARRAY['budget', 'amendment', 'advance', 'actual'])[1 + n % 4],
	(ARRAY['SAMEN', 'SAMEN', 'ANDERS', 'GM0003'])[1 + (n / 4) % 4], 'L' || 1 + n % 9,
	'D' || 1 + CASE WHEN n % 3 = 0 THEN (1 + n % 30) * (1 + n % 2) ELSE n END % 14,
	CASE WHEN n % 3 = 0 THEN 'C' || 1 + n % 30 END, a, s, CASE WHEN n % 13 = 0 THEN 'K' || 1 + n % 9 END,
	CASE WHEN n % 5 > 0 THEN '3.' || n % 5 END,
	CASE n % 7 WHEN 0 THEN 'transparency' WHEN 1 THEN 'joint account' END, CASE WHEN n % 7 < 2 THEN round(a * 0.21, s) END
FROM (SELECT n, d, s, round(CASE WHEN n % 60 = 0 THEN 0 ELSE (random() - 0.25) * 10 ^ (random() * 6) END::numeric, s) AS a
	  FROM (SELECT n, make_date(2025 + (n / 16) % 3, 1 + floor(random() * 10)::int, 1) AS d, CASE WHEN n % 9 = 4 THEN 5 WHEN n % 11 = 0 THEN 0 ELSE 2 END AS s
			FROM generate_series(1, 2400) AS n) AS f) AS g;
-- parts of a cent that are all equal: the order decides
INSERT INTO regie.party (code, kind, name) VALUES ('L10', 'supplier', 'Leverancier 10');
INSERT INTO regie.cost_key (code, name, driver) VALUES ('KE', 'Equal', 'share');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value) SELECT 'KE', party, '[2020-01-01,)', 1 FROM regie.participation WHERE cooperation = 'ANDERS';
INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, scale, cost_key)
VALUES ('TIE', '[2026-01-01,2026-02-01)', 'actual', 'ANDERS', 'L10', 'D1', 10.00003, 5, 'KE');
ANALYZE regie.cost, regie.cost_key_value, regie.participation, regie.party, regie.allocation_rule, regie.service, regie.cost_key;

-- What is booked, in cents.
CREATE TEMP TABLE share AS SELECT * FROM regie_report.cost_share;
CREATE TEMP TABLE line AS SELECT * FROM regie.booked_line;
ANALYZE share, line;
SELECT cmp_ok((SELECT count(*) FROM share), '>=', 10000::bigint, 'enough shares');
SELECT is((SELECT count(*) - count(DISTINCT cost_share_id) FROM line), 0::bigint, 'one row per line');
SELECT is_empty($$SELECT 1 FROM (SELECT year, kind, payer, payee, sum(amount_eur) AS a FROM line GROUP BY 1, 2, 3, 4) AS l
	FULL JOIN (SELECT year, kind, payer, payee, round(sum(amount_eur), 2) AS a FROM share GROUP BY 1, 2, 3, 4) AS s USING (year, kind, payer, payee)
	WHERE l.a IS DISTINCT FROM s.a$$, 'the lines of a bill add up to its rounded total');
SELECT is_empty($$SELECT 1 FROM (SELECT year, kind, payer, payee, coalesce(participant, '') AS p, sum(amount_eur) AS a FROM line GROUP BY 1, 2, 3, 4, 5) AS l
	FULL JOIN (SELECT year, kind, payer, payee, coalesce(participant, '') AS p, sum(amount_eur) AS a FROM share GROUP BY 1, 2, 3, 4, 5) AS s USING (year, kind, payer, payee, p)
	WHERE (abs(l.a - s.a) < 0.01) IS NOT TRUE$$, 'no participant is a cent off');
SELECT is_empty($$SELECT 1 FROM line AS l JOIN (SELECT year, kind, payer, payee, coalesce(participant, '') AS p, service, coalesce(contract, '') AS c,
		coalesce(cost_category, '') AS g, period_from, coalesce(cost_key, '') AS k, basis, min(cost_share_id) AS id, sum(amount_eur) AS a
	FROM share GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) AS s ON s.id = l.cost_share_id
	JOIN (SELECT DISTINCT extract(year FROM lower(period)) AS year, kind, payer, payee FROM regie.cost WHERE scale > 2) AS f
		ON (f.year, f.kind, f.payer, f.payee) = (l.year, l.kind, l.payer, l.payee)
	WHERE abs(l.amount_eur - s.a) >= 0.01$$, 'nor is a line of a bill in parts of a cent');
SELECT ok((SELECT count(*) > 100 FROM line AS l JOIN share AS s USING (cost_share_id) WHERE s.amount_eur <> round(s.amount_eur, 2)), 'of which there are');
SELECT is_empty($$SELECT 1 FROM line AS l JOIN share AS s USING (cost_share_id) LEFT JOIN
		(SELECT DISTINCT extract(year FROM lower(period)) AS year, kind, payer, payee FROM regie.cost WHERE scale > 2) AS f
		ON (f.year, f.kind, f.payer, f.payee) = (l.year, l.kind, l.payer, l.payee)
	WHERE f.year IS NULL AND l.amount_eur <> s.amount_eur$$, 'and all others are what they are');
-- a credit of the same is rounded as the debit was
CREATE TEMP TABLE debit AS SELECT year, kind, payer, payee, participant, sum(amount_eur) AS a FROM line GROUP BY 1, 2, 3, 4, 5;
SAVEPOINT debit;
UPDATE regie.cost SET amount = -amount, vat_amount = -vat_amount;
SELECT is_empty($$SELECT 1 FROM debit AS d JOIN (SELECT year, kind, payer, payee, participant, sum(amount_eur) AS amount_eur
	FROM regie.booked_line GROUP BY 1, 2, 3, 4, 5) AS c ON (c.year, c.kind, c.payer, c.payee, coalesce(c.participant, ''))
	= (d.year, d.kind, d.payer, d.payee, coalesce(d.participant, '')) WHERE d.a <> -c.amount_eur$$, 'a credit mirrors the debit');
ROLLBACK TO debit;

-- Who pays whom for what.
CREATE TEMP TABLE matrix AS SELECT * FROM regie_report.payment_matrix;
CREATE TEMP TABLE payment AS SELECT * FROM regie_report.cost_payment;
SELECT is((SELECT count(*) - count(DISTINCT payment_matrix_id) FROM matrix), 0::bigint, 'matrix: one integer per row');
SELECT is_empty($$SELECT 1 FROM (SELECT year, kind, payer, payee, sum(amount_eur) AS a FROM matrix GROUP BY 1, 2, 3, 4) AS m
	FULL JOIN (SELECT year, kind, payer, payee, amount_eur AS a FROM payment WHERE flow = 'payment') AS p USING (year, kind, payer, payee)
	WHERE m.a IS DISTINCT FROM p.a$$, 'it adds up to the payments');
SELECT is_empty($$SELECT 1 FROM (SELECT year, kind, coalesce(participant, '') AS p, payer, sum(amount_eur) AS a FROM matrix WHERE route <> 'direct' GROUP BY 1, 2, 3, 4) AS m
	FULL JOIN (SELECT year, kind, coalesce(payer, '') AS p, payee AS payer, amount_eur AS a FROM payment WHERE flow = 'contribution') AS p USING (year, kind, p, payer)
	WHERE m.a IS DISTINCT FROM p.a$$, 'and to the contributions');
SELECT is_empty($$SELECT 1 FROM matrix WHERE (participant IS NULL) <> (route = 'nobody') OR (participant = payer) <> (route = 'direct')$$, 'by the route that it says');
SELECT is_empty($$SELECT 1 FROM matrix AS m JOIN (SELECT year, kind, payee, sum(amount_eur) AS t FROM matrix GROUP BY 1, 2, 3) AS s USING (year, kind, payee)
	WHERE m.share_of_payee IS DISTINCT FROM CASE WHEN s.t > 0 AND m.amount_eur BETWEEN 0 AND s.t THEN round(m.amount_eur / s.t, 6) END$$, 'shares of who is paid');
SELECT is_empty($$SELECT 1 FROM matrix AS m JOIN (SELECT year, kind, coalesce(participant, '') AS p, sum(amount_eur) AS t FROM matrix GROUP BY 1, 2, 3) AS s
		ON (s.year, s.kind, s.p) = (m.year, m.kind, coalesce(m.participant, ''))
	WHERE m.share_of_participant IS DISTINCT FROM CASE WHEN s.t > 0 AND m.amount_eur BETWEEN 0 AND s.t THEN round(m.amount_eur / s.t, 6) END$$, 'and of who pays');

-- Per inhabitant: by K2, the key that counts inwoners.
CREATE TEMP TABLE head AS SELECT * FROM regie_report.cost_per_inhabitant;
SELECT is_empty($$SELECT 1 FROM head AS h LEFT JOIN regie.cost_key_value AS v ON v.cost_key = 'K2' AND v.party = h.participant AND lower(v.valid) = make_date(h.year, 1, 1)
	WHERE h.inhabitants IS DISTINCT FROM v.value OR h.per_inhabitant_eur IS DISTINCT FROM round(h.amount_eur / v.value, 2)
		OR (h.finding IS NULL) <> (v.value IS NOT NULL)$$, 'amounts per inhabitant');
SELECT is_empty($$SELECT 1 FROM head AS h, LATERAL (SELECT round(sum(x.amount_eur) / sum(x.inhabitants), 2) AS average, count(*) FILTER (WHERE x.per_inhabitant_eur > h.per_inhabitant_eur) + 1 AS place
		FROM head AS x WHERE x.inhabitants IS NOT NULL AND (x.year, x.kind, x.scope, coalesce(x.service, '')) = (h.year, h.kind, h.scope, coalesce(h.service, ''))) AS s
	WHERE h.inhabitants IS NOT NULL AND (h.average_eur, h.difference_eur, h.place) IS DISTINCT FROM (s.average, h.per_inhabitant_eur - s.average, s.place::int)$$, 'average, difference and rank');
SELECT is_empty($$SELECT 1 FROM (SELECT year, kind, coalesce(participant, '') AS p, sum(amount_eur) FILTER (WHERE scope = 'all') AS a, sum(amount_eur) FILTER (WHERE scope = 'service') AS s FROM head GROUP BY 1, 2, 3) AS h
	FULL JOIN (SELECT year, kind, coalesce(participant, '') AS p, sum(amount_eur) AS m FROM matrix GROUP BY 1, 2, 3) AS m USING (year, kind, p) WHERE (h.a, h.s) IS DISTINCT FROM (m.m, m.m)$$,
	'both scopes count all of it');
SELECT is((SELECT count(*) - count(DISTINCT cost_per_inhabitant_id) FROM head), 0::bigint, 'one integer per row');

-- Under another key.
CREATE TEMP TABLE other AS SELECT * FROM regie_report.key_comparison;
SELECT cmp_ok((SELECT count(*) FROM other), '>=', 2000::bigint, 'enough comparisons');
SELECT is_empty($$SELECT 1 FROM (SELECT year, kind, cooperation, service, cost_key, sum(amount_eur) AS a, sum(current_eur) AS c, sum(difference_eur) AS d FROM other GROUP BY 1, 2, 3, 4, 5) AS o
	LEFT JOIN (SELECT year, kind, payer, service, sum(amount_eur) AS a FROM line WHERE basis <> 'payer' GROUP BY 1, 2, 3, 4) AS l
		ON (l.year, l.kind, l.payer, l.service) = (o.year, o.kind, o.cooperation, o.service)
	WHERE (o.a, o.c, o.d) IS DISTINCT FROM (l.a, l.a, 0.00)$$, 'under every key the whole cost is shared');
CREATE TEMP TABLE weight AS SELECT k.code AS cost_key, y.year, v.participant, v.value / v.total AS part
FROM regie.cost_key AS k, generate_series(2025, 2027) AS y (year), LATERAL regie.key_values(k.code, make_date(y.year, 6, 1)) AS v;
ANALYZE weight;
CREATE TEMP TABLE borne AS SELECT year, kind, payer, service, coalesce(participant, '') AS p, coalesce(cost_key, '') AS k, sum(amount_eur) AS a FROM line WHERE basis <> 'payer' GROUP BY 1, 2, 3, 4, 5, 6;
ANALYZE borne, other;
SELECT is_empty($$SELECT 1 FROM other AS o LEFT JOIN (SELECT year, kind, payer, service, p, sum(a) AS a FROM borne GROUP BY 1, 2, 3, 4, 5) AS s
		ON (s.year, s.kind, s.payer, s.service, s.p) = (o.year, o.kind, o.cooperation, o.service, coalesce(o.participant, ''))
	WHERE o.current_eur <> coalesce(s.a, 0) OR o.difference_eur <> o.amount_eur - o.current_eur$$, 'beside what each bears now');
SELECT is_empty($$SELECT 1 FROM other WHERE is_in_force AND difference_eur <> 0 OR is_in_force <> (in_force_label = 'yes')$$, 'the key in force changes nothing');
SELECT ok((SELECT count(*) > 50 FROM other WHERE is_in_force), 'and there is one');
-- exactly: what is under the key already, and the rest by its values of the year, which hold for all days of the year here
SET LOCAL enable_nestloop = off;
SELECT is_empty($$SELECT 1 FROM other AS o
	JOIN (SELECT year, kind, payer, service, sum(a) AS a FROM borne GROUP BY 1, 2, 3, 4) AS t ON (t.year, t.kind, t.payer, t.service) = (o.year, o.kind, o.cooperation, o.service)
	LEFT JOIN (SELECT year, kind, payer, service, k, sum(a) AS a FROM borne GROUP BY 1, 2, 3, 4, 5) AS u ON (u.year, u.kind, u.payer, u.service, u.k) = (o.year, o.kind, o.cooperation, o.service, o.cost_key)
	LEFT JOIN borne AS b ON (b.year, b.kind, b.payer, b.service, b.k, b.p) = (o.year, o.kind, o.cooperation, o.service, o.cost_key, o.participant)
	LEFT JOIN weight AS w ON (w.cost_key, w.year, w.participant) = (o.cost_key, o.year, o.participant)
	WHERE o.participant IS NOT NULL AND abs(o.amount_eur - coalesce(b.a, 0) - (t.a - coalesce(u.a, 0)) * coalesce(w.part, 0)) >= 0.01$$, 'to the cent');
RESET enable_nestloop;
SELECT is_empty($$SELECT o.cooperation, o.year, k.code FROM (SELECT DISTINCT cooperation, year FROM other) AS o, regie.cost_key AS k
	WHERE EXISTS (SELECT FROM other AS x WHERE (x.cooperation, x.year, x.cost_key) = (o.cooperation, o.year, k.code))
	<> coalesce((SELECT bool_and(EXISTS (SELECT FROM weight AS w WHERE (w.cost_key, w.year, w.participant) = (k.code, o.year, p.party)))
		FROM regie.participation AS p WHERE p.cooperation = o.cooperation), false) AND o.cooperation <> 'GM0003'$$, 'compared is every key that has a value for all');

-- For the accounts.
CREATE TEMP TABLE iv3 AS SELECT * FROM regie_report.cost_iv3;
SELECT is_empty($$SELECT 1 FROM (SELECT year, kind, party, sum(amount_eur) AS a FROM iv3 WHERE flow = 'payment' GROUP BY 1, 2, 3) AS i
	FULL JOIN (SELECT year, kind, payer AS party, sum(amount_eur) AS a FROM payment WHERE flow = 'payment' GROUP BY 1, 2, 3) AS p USING (year, kind, party) WHERE i.a IS DISTINCT FROM p.a$$, 'accounts: the payments');
SELECT is_empty($$SELECT 1 FROM (SELECT year, kind, coalesce(party, '') AS p, sum(amount_eur) AS a FROM iv3 WHERE flow = 'contribution' GROUP BY 1, 2, 3) AS i
	FULL JOIN (SELECT year, kind, coalesce(payer, '') AS p, sum(amount_eur) AS a FROM payment WHERE flow = 'contribution' GROUP BY 1, 2, 3) AS p USING (year, kind, p) WHERE i.a IS DISTINCT FROM p.a$$, 'and the contributions');
SELECT is_empty($$SELECT 1 FROM iv3 WHERE coalesce(finding, '') <> CASE WHEN taakveld IS NULL AND cost_category IS NULL THEN 'no codes'
	WHEN taakveld IS NULL THEN 'no task field' WHEN cost_category IS NULL THEN 'no category' ELSE '' END$$, 'what has no code says so');
-- by category, from the costs themselves where all is in cents
SELECT is_empty($$SELECT 1 FROM (SELECT year, party, kind, coalesce(taakveld, '') AS t, coalesce(cost_category, '') AS c, sum(amount_eur) AS a FROM iv3 WHERE flow = 'payment' GROUP BY 1, 2, 3, 4, 5) AS i
	FULL JOIN (SELECT extract(year FROM lower(c.period))::int AS year, c.payer AS party, c.kind, coalesce(s.taakveld, '') AS t, coalesce(c.cost_category, '') AS c, sum(c.amount) AS a, count(*) AS n
		FROM regie.cost AS c JOIN regie.service AS s ON s.code = c.service GROUP BY 1, 2, 3, 4, 5) AS e USING (year, party, kind, t, c)
	WHERE (abs(i.a - e.a) <= 0.01 * 12 * e.n) IS NOT TRUE$$, 'each category has its costs');

-- Budget and actual.
CREATE TEMP TABLE budget AS SELECT * FROM regie_report.budget_actual;
SELECT is((SELECT count(*) - count(DISTINCT budget_actual_id) FROM budget), 0::bigint, 'budget: one integer per row');
SELECT is_empty($$SELECT 1 FROM budget AS b FULL JOIN (SELECT year, payer, service, coalesce(contract, '') AS c, coalesce(participant, '') AS p,
		coalesce(sum(amount_eur) FILTER (WHERE kind = 'budget'), 0) AS budget, coalesce(sum(amount_eur) FILTER (WHERE kind = 'amendment'), 0) AS amendment,
		coalesce(sum(amount_eur) FILTER (WHERE kind = 'advance'), 0) AS advance, coalesce(sum(amount_eur) FILTER (WHERE kind = 'actual'), 0) AS actual
	FROM line GROUP BY 1, 2, 3, 4, 5) AS l ON (l.year, l.payer, l.service, l.c, l.p) = (b.year, b.cooperation, b.service, coalesce(b.contract, ''), coalesce(b.participant, ''))
	WHERE (b.budget_eur, b.amendment_eur, b.advance_eur, b.actual_eur, b.amended_budget_eur)
		IS DISTINCT FROM (coalesce(l.budget, 0), coalesce(l.amendment, 0), coalesce(l.advance, 0), coalesce(l.actual, 0), coalesce(l.budget + l.amendment, 0))$$, 'all that is booked, by kind');
SELECT is_empty($$SELECT 1 FROM budget WHERE forecast_eur <> actual_eur + expected_eur OR difference_eur <> forecast_eur - amended_budget_eur
	OR difference_percent <> round(100 * forecast_eur / nullif(amended_budget_eur, 0) - 100, 2) OR difference_percent IS NULL AND amended_budget_eur > 0 AND abs(forecast_eur) < 100 * amended_budget_eur$$, 'forecast is actual and expected');
-- the days after the last one that an actual cost is for
CREATE TEMP TABLE rest AS SELECT DISTINCT b.year, b.cooperation, b.service, coalesce(b.contract, '') AS contract, greatest(make_date(b.year, 1, 1),
	(SELECT least(make_date(b.year + 1, 1, 1), max(upper(c.period))) FROM regie.cost AS c WHERE c.kind = 'actual' AND c.payer = b.cooperation AND c.service = b.service
		AND c.contract IS NOT DISTINCT FROM b.contract AND extract(year FROM lower(c.period)) = b.year HAVING count(*) > 0)) AS day FROM budget AS b;
SELECT is_empty($$SELECT 1 FROM budget AS b JOIN rest AS r ON (r.year, r.cooperation, r.service, r.contract) = (b.year, b.cooperation, b.service, coalesce(b.contract, ''))
	WHERE b.forecast_basis = 'budget' AND b.expected_eur <> regie.spread(b.amended_budget_eur, daterange(make_date(b.year, 1, 1), make_date(b.year + 1, 1, 1)), daterange(r.day, make_date(b.year + 1, 1, 1)))$$,
	'without a contract: the budget, by the days');
SELECT cmp_ok((SELECT count(*) FROM budget WHERE forecast_basis = 'budget' AND expected_eur <> amended_budget_eur), '>=', 50::bigint, 'of a part of the year');
SELECT is_empty($$SELECT 1 FROM (SELECT year, cooperation, service, contract, sum(expected_eur) AS e FROM budget WHERE forecast_basis = 'contract' GROUP BY 1, 2, 3, 4) AS b
	JOIN rest AS r USING (year, cooperation, service, contract), LATERAL (SELECT coalesce(sum(a.amount_eur), 0) AS a FROM regie_report.contract_accrual AS a
		WHERE (a.contract, a.service, a.year) = (b.contract, b.service, b.year) AND a.month_from >= r.day) AS s
	WHERE b.e <> s.a$$, 'with a contract: what accrues in the months that are left');
SELECT cmp_ok((SELECT count(DISTINCT (year, contract, service)) FROM budget WHERE forecast_basis = 'contract' AND expected_eur <> 0), '>=', 20::bigint, 'of many contracts');

-- Runs of all methods and decimals.
CREATE TEMP TABLE made AS SELECT y, c, k, m, format('%s-%s-%s', c, k, y) AS run, s
FROM generate_series(2025, 2027) AS y, unnest(ARRAY['SAMEN', 'ANDERS', 'GM0003']) AS c, unnest(ARRAY['budget', 'advance', 'actual']) AS k,
	LATERAL (SELECT (ARRAY['direct', 'step_down', 'reciprocal'])[1 + (y + length(c) + length(k)) % 3] AS m, CASE WHEN k = 'advance' AND y = 2027 THEN 0 ELSE 2 END AS s) AS x;
SELECT is((SELECT count(n) FROM made, LATERAL (SELECT count(*) AS n FROM regie.make_run(run, c, k, daterange(make_date(y, 1, 1), make_date(y + 1, 1, 1)), m, s)) AS x), 27::bigint, 'runs are made');
ANALYZE regie.run_line, regie.run_cost, regie.run_link, regie.allocation_run;
CREATE TEMP TABLE trace AS SELECT * FROM regie_report.bill_trace;
CREATE TEMP TABLE bline AS SELECT * FROM regie_report.bill_line;
CREATE TEMP TABLE bill AS SELECT * FROM regie_report.bill;
CREATE TEMP TABLE spoor AS SELECT * FROM regie_rapport.rekening_spoor;
CREATE TEMP TABLE regel AS SELECT * FROM regie_rapport.rekening_regel;
ANALYZE trace, bline, bill, spoor, regel;
SELECT cmp_ok((SELECT count(*) FROM trace), '>=', 10000::bigint, 'with many lines');
SELECT is_empty($$SELECT 1 FROM (SELECT run, cost, sum(amount_eur) AS a, sum(vat_eur) AS v FROM trace GROUP BY run, cost) AS t
	FULL JOIN (SELECT run, cost, booked AS a, booked_vat AS v FROM regie.run_cost) AS c USING (run, cost)
	WHERE (coalesce(t.a, 0), coalesce(t.v, 0)) IS DISTINCT FROM (c.a, c.v)$$, 'the parts of a cost add up to it');
SELECT is_empty($$SELECT 1 FROM trace WHERE exact_eur + rounding_eur <> amount_eur OR abs(rounding_eur) > CASE WHEN run ~ 'advance-2027' THEN 1 ELSE 0.01 END$$,
	'each is its exact amount and at most a unit of rounding');
SELECT is_empty($$SELECT 1 FROM (SELECT run, cost, coalesce(participant, '') AS p, sum(amount_eur) AS a, sum(vat_eur) AS v, count(*) AS n FROM trace GROUP BY 1, 2, 3) AS t
	FULL JOIN (SELECT run, cost, coalesce(participant, '') AS p, amount_eur AS a, vat_eur AS v, ways AS n, total_eur AS t FROM bline) AS l USING (run, cost, p)
	WHERE (t.a, t.v, t.n, t.a + t.v) IS DISTINCT FROM (l.a, l.v, l.n::bigint, l.t)$$, 'they add up to the lines');
SELECT is_empty($$SELECT 1 FROM (SELECT run, coalesce(participant, '') AS p, sum(amount_eur) AS a, sum(vat_eur) AS v, count(DISTINCT cost) AS n FROM bline GROUP BY 1, 2) AS l
	FULL JOIN (SELECT run, coalesce(participant, '') AS p, amount_eur AS a, vat_eur AS v, costs AS n, total_eur AS t FROM bill) AS b USING (run, p)
	WHERE (l.a, l.v, l.n, l.a + l.v) IS DISTINCT FROM (b.a, b.v, b.n::bigint, b.t)$$, 'these to the bills');
SELECT is_empty($$SELECT 1 FROM regie_report.run_overview AS r LEFT JOIN (SELECT run, sum(amount_eur) AS a, sum(vat_eur) AS v, coalesce(sum(amount_eur) FILTER (WHERE participant IS NULL), 0) AS u,
		count(participant) AS n FROM bill GROUP BY run) AS b USING (run)
	WHERE (r.amount_eur, r.vat_eur, r.unallocated_eur, r.participants, r.total_eur) IS DISTINCT FROM (b.a, b.v, b.u, b.n::int, b.a + b.v)$$, 'and those to the run');
SELECT is((SELECT count(*) - count(DISTINCT bill_id) FROM bill) + (SELECT count(*) - count(DISTINCT bill_line_id) FROM bline) + (SELECT count(*) - count(DISTINCT bill_trace_id) FROM trace), 0::bigint, 'one integer per row');

-- The network behind it: what comes into a pool goes out of it, in the order and the shares that it says.
CREATE TEMP TABLE network AS SELECT n.*, coalesce('s ' || service, 'k ' || cost) AS pool, coalesce('s ' || user_service, 'p ' || participant, 'u') AS target,
	10.0 ^ -o.decimals AS unit FROM regie_report.run_network AS n JOIN regie_report.run_overview AS o USING (run);
ANALYZE network;
SELECT ok((SELECT count(*) = count(DISTINCT run_network_id) AND count(DISTINCT run_method) = 3 AND count(*) FILTER (WHERE user_service IS NOT NULL AND amount_eur <> 0) > 100
	AND count(*) FILTER (WHERE share = 0 AND driver_value > 0) > 20 AND count(*) FILTER (WHERE basis = 'no rule') > 0 FROM network), 'networks by all methods, with services that are skipped');
SELECT is_empty($$SELECT 1 FROM (SELECT run, pool, sum(amount_eur) AS a, sum(vat_eur) AS v FROM network GROUP BY run, pool) AS o
	FULL JOIN (SELECT run, pool, sum(a) AS a, sum(v) AS v FROM (
			SELECT run, coalesce('k ' || CASE WHEN cost_key IS NOT NULL THEN cost END, 's ' || service) AS pool, booked AS a, booked_vat AS v FROM regie.run_cost AS c
				JOIN regie.allocation_run AS r ON r.code = c.run AND r.kind <> 'settlement'
			UNION ALL SELECT run, target, amount_eur, vat_eur FROM network WHERE user_service IS NOT NULL) AS q GROUP BY run, pool) AS i USING (run, pool)
	WHERE (coalesce(o.a, 0), coalesce(o.v, 0)) IS DISTINCT FROM (coalesce(i.a, 0), coalesce(i.v, 0))$$, 'what comes into a pool goes out of it, to the cent');
SELECT is_empty($$SELECT run, pool FROM (SELECT *, sum(amount_eur) OVER w AS whole, sum(share) OVER w AS shares, count(*) OVER w AS n FROM network WINDOW w AS (PARTITION BY run, pool)) AS q
	WHERE abs(shares - 1) > n * 0.000001 OR abs(amount_eur - share * whole) > 2 * unit + abs(whole) * 0.000001 OR (share IS NULL AND amount_eur <> 0)$$, 'each target gets its share, and they add up to 1');
SELECT is_empty($$SELECT 1 FROM (SELECT run, coalesce(participant, '') AS p, sum(amount_eur) AS a FROM network WHERE user_service IS NULL GROUP BY 1, 2) AS n
	FULL JOIN (SELECT run, coalesce(participant, '') AS p, sum(amount_eur) AS a FROM trace WHERE basis <> 'collar' AND kind <> 'settlement' GROUP BY 1, 2) AS t USING (run, p)
	WHERE coalesce(n.a, 0) <> coalesce(t.a, 0)$$, 'and what reaches participants is what they are billed, but for the collar');

-- The sentences have the figures of their rows; digits are grouped here by a regular expression.
CREATE FUNCTION pg_temp.grouped(n numeric, dutch boolean) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN n < 0 THEN '-' ELSE '' END || regexp_replace(trunc(abs(n))::text, '(\d)(?=(\d{3})+$)', CASE WHEN dutch THEN '\1.' ELSE '\1,' END, 'g')
		|| CASE WHEN dutch THEN ',' ELSE '.' END || lpad(((abs(n) - trunc(abs(n))) * 100)::int::text, 2, '0') $$;
CREATE FUNCTION pg_temp.short(n numeric, dutch boolean) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT regexp_replace(trunc(n)::text, '(\d)(?=(\d{3})+$)', CASE WHEN dutch THEN '\1.' ELSE '\1,' END, 'g')
		|| CASE WHEN n = trunc(n) THEN '' ELSE CASE WHEN dutch THEN ',' ELSE '.' END || rtrim(substr((n - trunc(n))::numeric(20,6)::text, 3), '0') END $$;
CREATE FUNCTION pg_temp.has(sentence text, part text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT strpos(sentence, part) > 0 $$;
SELECT is_empty($$SELECT explanation FROM trace WHERE NOT (pg_temp.has(explanation, pg_temp.grouped(cost_total_eur, false) || ' euro for ' || service_name || ', to ' || payee_name)
	AND explanation ~ ('(exactly|rounded (up|down) to) ' || pg_temp.grouped(amount_eur, false) || '($|;)')
	AND (contract IS NULL) <> pg_temp.has(explanation, ' under contract ' || coalesce(contract, '')) AND (vat_eur = 0) <> pg_temp.has(explanation, '; plus VAT ' || pg_temp.grouped(vat_eur, false)))$$,
	'the cost, who was paid, the contract, the amount and VAT');
SELECT is_empty($$SELECT explanation FROM trace WHERE basis IN ('rule', 'own key') AND NOT CASE WHEN cost_key = 'K9' THEN pg_temp.has(explanation, 'mixed key K9, so ')
	ELSE pg_temp.has(explanation, pg_temp.short(driver_value, false) || ' of ' || pg_temp.short(driver_total, false)) END$$, 'what the key counts, of how much');
SELECT is_empty($$SELECT explanation FROM trace WHERE (via_service IS DISTINCT FROM service AND via_service IS NOT NULL) <> pg_temp.has(explanation, 'by way of ' || coalesce(via_service_name, '') || ', there ')
	OR (rounding_eur > 0) <> pg_temp.has(explanation, ', rounded up to ') AND abs(rounding_eur) > 0.00000001$$, 'the detour, and which way it was rounded');
SELECT is_empty($$SELECT explanation FROM trace WHERE participant IS NULL AND NOT pg_temp.has(explanation, 'reaches nobody: ')$$, 'and why it reaches nobody');
SELECT is_empty($$SELECT l.explanation FROM bline AS l JOIN trace AS t ON (t.run, t.cost) = (l.run, l.cost) AND t.participant IS NOT DISTINCT FROM l.participant
	WHERE NOT pg_temp.has(l.explanation, regexp_replace(regexp_replace(t.explanation, '^.*?(by way of |shared by |borne by |reaches nobody)', '\1'), '; exactly.*$', ''))$$, 'the sentence of a line has all ways');
SELECT is_empty($$SELECT toelichting FROM spoor AS s JOIN trace AS t ON t.bill_trace_id = s.rekening_spoor_id
	WHERE toelichting ~ '(euro for|exactly|rounded|shared|under contract|reaches|by way|VAT)' OR s.bedrag_eur <> t.amount_eur
		OR NOT (toelichting ~ ('(precies|afgerond op) ' || pg_temp.grouped(t.amount_eur, true) || '($|;)') AND pg_temp.has(toelichting, pg_temp.grouped(t.cost_total_eur, true) || ' euro voor ')
			AND (t.basis NOT IN ('rule', 'own key') OR t.cost_key = 'K9' OR pg_temp.has(toelichting, pg_temp.short(t.driver_value, true) || ' van ' || pg_temp.short(t.driver_total, true))))$$, 'in Dutch the same figures, and no English');
SELECT is_empty($$SELECT toelichting FROM regel WHERE toelichting ~ '(euro for|exactly|rounded|shared|under contract|reaches|by way|VAT)' OR bedrag_eur <> 0 AND toelichting !~ ('(precies|afgerond op) ' || pg_temp.grouped(bedrag_eur, true) || '($|;)')$$, 'nor in the lines');

-- What changed.
CREATE TEMP TABLE changed AS SELECT * FROM regie_report.run_comparison;
SELECT is((SELECT count(DISTINCT (run, run_before)) FROM changed), 0::bigint, 'drafts are not compared with');
SELECT * FROM finish();
ROLLBACK;
