/*
 * report: who pays whom for what in the end, per inhabitant, under another
 * key, for the accounts, and against the budget.
 */

/*
 * An amount as a share of a total, from 0 to 1; nothing where credits leave no
 * such share.
 */
CREATE FUNCTION regie.share_of(amount numeric, total numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN total > 0 AND amount BETWEEN 0 AND total
	THEN amount / total END;

COMMENT ON FUNCTION regie.share_of(numeric, numeric) IS
'An amount as a share of a total, from 0 to 1. NULL where the total is not above zero, or credits leave no share between 0 and 1. Example: regie.share_of(25, 200) is 0.125.';

/*
 * Who pays whom for what in the end: the contribution of a participant and the
 * payment to a supplier as one line, with whoever pays in between.
 */
CREATE VIEW regie_report.payment_matrix AS
WITH summed AS (
	SELECT b.year, b.kind, b.participant, b.payer, b.payee, b.service,
		min(b.cost_share_id) AS id, sum(b.amount_eur) AS amount
	FROM regie.booked_line AS b
	GROUP BY b.year, b.kind, b.participant, b.payer, b.payee, b.service
), added AS (
	SELECT s.*, sum(s.amount) OVER (PARTITION BY s.year, s.kind) AS total,
		sum(s.amount) OVER (PARTITION BY s.year, s.kind, s.participant)
			AS participant_total,
		sum(s.amount) OVER (PARTITION BY s.year, s.kind, s.payee)
			AS payee_total
	FROM summed AS s
)
SELECT a.id::bigint AS payment_matrix_id,
	a.year::integer AS year,
	a.kind::text AS kind,
	a.participant::text AS participant,
	a.payer::text AS payer,
	a.payee::text AS payee,
	a.service::text AS service,
	a.amount::numeric(18,2) AS amount_eur,
	CASE WHEN a.participant IS NULL THEN 'nobody'
		WHEN a.participant = a.payer THEN 'direct'
		ELSE 'through payer' END::text AS route,
	regie.share_of(a.amount, a.total)::numeric(9,6) AS share,
	regie.share_of(a.amount, a.participant_total)::numeric(9,6)
		AS share_of_participant,
	regie.share_of(a.amount, a.payee_total)::numeric(9,6) AS share_of_payee,
	make_date(a.year, 1, 1) AS year_from,
	m.name::text AS participant_name,
	f.name::text AS payer_name,
	t.name::text AS payee_name,
	e.name::text AS service_name
FROM added AS a
JOIN regie.service AS e ON e.code = a.service
JOIN regie.party AS f ON f.code = a.payer
JOIN regie.party AS t ON t.code = a.payee
LEFT JOIN regie.party AS m ON m.code = a.participant;

/*
 * What it comes to per inhabitant.  Inhabitants are what a key counts whose
 * driver is "inhabitants" or "inwoners", on the first day of the year; where
 * several keys count them for a party, the first by its code.  A party with
 * less than one has none.  The average is that of all inhabitants, not of all
 * parties.
 */
CREATE VIEW regie_report.cost_per_inhabitant AS
WITH summed AS MATERIALIZED (
	SELECT b.year, b.kind, b.participant, b.service,
		min(b.cost_share_id) AS id, sum(b.amount_eur) AS amount
	FROM regie.booked_line AS b
	GROUP BY b.year, b.kind, b.participant, b.service
), scoped AS (
	SELECT s.year, s.kind, 'all' AS scope, NULL AS service, s.participant,
		min(s.id) * 2 AS id, sum(s.amount) AS amount
	FROM summed AS s
	GROUP BY s.year, s.kind, s.participant
	UNION ALL
	SELECT s.year, s.kind, 'service', s.service, s.participant, s.id * 2 + 1,
		s.amount
	FROM summed AS s
), counted AS MATERIALIZED (
	SELECT DISTINCT ON (y.year, v.participant) y.year, v.participant,
		floor(v.value) AS inhabitants
	FROM (SELECT DISTINCT s.year FROM summed AS s) AS y
	CROSS JOIN regie.cost_key AS k
	CROSS JOIN LATERAL regie.key_values(k.code,
										make_date(y.year, 1, 1)) AS v
	WHERE lower(btrim(k.driver) COLLATE "C") IN ('inhabitants', 'inwoners')
		AND v.value >= 1
	ORDER BY y.year, v.participant, k.code COLLATE "C"
), divided AS (
	SELECT s.*, c.inhabitants, s.amount / c.inhabitants AS per_inhabitant,
		sum(s.amount) FILTER (WHERE c.inhabitants IS NOT NULL) OVER one
			/ sum(c.inhabitants) OVER one AS average,
		rank() OVER (PARTITION BY s.year, s.kind, s.scope, s.service
					 ORDER BY round(s.amount / c.inhabitants, 2) DESC NULLS LAST)
			AS place
	FROM scoped AS s
	LEFT JOIN counted AS c
		ON c.year = s.year AND c.participant = s.participant
	WINDOW one AS (PARTITION BY s.year, s.kind, s.scope, s.service)
)
SELECT d.id::bigint AS cost_per_inhabitant_id,
	d.year::integer AS year,
	d.kind::text AS kind,
	d.scope::text AS scope,
	d.service::text AS service,
	d.participant::text AS participant,
	d.amount::numeric(18,2) AS amount_eur,
	d.inhabitants::bigint AS inhabitants,
	d.per_inhabitant::numeric(18,2) AS per_inhabitant_eur,
	CASE WHEN d.inhabitants IS NOT NULL THEN d.average END::numeric(18,2)
		AS average_eur,
	(round(d.per_inhabitant, 2) - round(d.average, 2))::numeric(18,2)
		AS difference_eur,
	CASE WHEN d.inhabitants IS NOT NULL THEN d.place END::integer AS place,
	CASE WHEN d.participant IS NULL THEN 'reaches nobody'
		WHEN d.inhabitants IS NULL THEN 'no inhabitants' END::text AS finding,
	make_date(d.year, 1, 1) AS year_from,
	e.name::text AS service_name,
	m.name::text AS participant_name
FROM divided AS d
LEFT JOIN regie.service AS e ON e.code = d.service
LEFT JOIN regie.party AS m ON m.code = d.participant;

/*
 * What each would pay if the cost of a service were shared by another key:
 * every key that counts something for all who take part in the cooperation, on
 * the first day of each cost.  Costs that are shared by that key already stay
 * as they are booked.  The others are added up, by year, kind and service,
 * over the days on which the key has the same values, and shared to the cent.
 */
CREATE VIEW regie_report.key_comparison AS
WITH cost AS MATERIALIZED (
	SELECT dense_rank() OVER (
			ORDER BY c.year, c.kind COLLATE "C", c.payer COLLATE "C",
				c.service COLLATE "C") AS id,
		c.cost_id, c.year, c.kind, c.payer, c.service, c.period_from,
		coalesce(c.cost_key, '') AS cost_key
	FROM regie.cost_parts AS c
	WHERE c.basis <> 'payer'
), line AS MATERIALIZED (
	/* the number of a line is that of a cost and a party, see cost_share */
	SELECT c.id, c.payer, c.period_from, c.cost_key,
		nullif(b.cost_share_id % 1000000, 0)::integer AS party_id,
		sum(b.amount_eur) AS amount
	FROM cost AS c
	JOIN regie.booked_line AS b ON b.cost_share_id / 1000000 = c.cost_id
	GROUP BY c.id, c.payer, c.period_from, c.cost_key,
		b.cost_share_id % 1000000
), key AS MATERIALIZED (
	/* days on which a key has the same values have the same number */
	SELECT k.cost_key, k.day, k.participants, k.party_ids, k.weights,
		dense_rank() OVER (
			ORDER BY k.cost_key COLLATE "C",
				(k.weights::text || k.participants::text) COLLATE "C")
			AS same
	FROM regie.used_keys(true) AS k
), same_key AS MATERIALIZED (
	SELECT DISTINCT ON (k.same) k.same, k.cost_key, k.party_ids, k.weights
	FROM key AS k
	ORDER BY k.same
), candidate AS MATERIALIZED (
	SELECT d.payer, d.period_from, k.cost_key, k.same
	FROM (SELECT DISTINCT c.payer, c.period_from FROM cost AS c) AS d
	JOIN key AS k ON k.day = d.period_from
	WHERE k.participants @> ARRAY(
		SELECT p.party
		FROM regie.participation AS p
		WHERE p.cooperation = d.payer AND (p.valid @> d.period_from) IS TRUE)
), asked AS (
	/* per service, key and set of values: what is not shared by it yet */
	SELECT l.id, c.cost_key, c.same,
		count(DISTINCT l.period_from) AS days,
		coalesce(sum(l.amount) FILTER (WHERE l.cost_key <> c.cost_key), 0)
			AS amount
	FROM (SELECT l.id, l.payer, l.period_from, l.cost_key,
			sum(l.amount) AS amount
		  FROM line AS l
		  GROUP BY l.id, l.payer, l.period_from, l.cost_key) AS l
	JOIN candidate AS c
		ON c.payer = l.payer AND c.period_from = l.period_from
	GROUP BY l.id, c.cost_key, c.same
), complete AS MATERIALIZED (
	SELECT a.id, a.cost_key, a.same, a.amount, a.sets
	FROM (SELECT a.*, count(*) OVER one AS sets, sum(a.days) OVER one AS found
		  FROM asked AS a
		  WINDOW one AS (PARTITION BY a.id, a.cost_key)) AS a
	JOIN (SELECT c.id, count(DISTINCT c.period_from) AS days
		  FROM cost AS c
		  GROUP BY c.id) AS n ON n.id = a.id AND n.days = a.found
), share AS (
	SELECT c.id, c.cost_key, c.sets, unnest(k.party_ids) AS party_id,
		unnest(regie.allocate_parts(c.amount, k.weights)) AS amount
	FROM complete AS c
	JOIN same_key AS k ON k.same = c.same
), part AS (
	/* nearly all keys have the same values all year: nothing to add up */
	SELECT s.id, s.cost_key, s.party_id, s.amount
	FROM share AS s
	WHERE s.sets = 1
	UNION ALL
	SELECT s.id, s.cost_key, s.party_id, sum(s.amount)
	FROM share AS s
	WHERE s.sets > 1
	GROUP BY s.id, s.cost_key, s.party_id
), current AS MATERIALIZED (
	SELECT l.id, l.party_id, sum(l.amount) AS amount
	FROM line AS l
	GROUP BY l.id, l.party_id
), kept AS MATERIALIZED (
	SELECT l.id, l.cost_key, l.party_id, sum(l.amount) AS amount
	FROM line AS l
	GROUP BY l.id, l.cost_key, l.party_id
), stranger AS (
	/* who bears a part now and has no value in the key */
	SELECT k.id, k.cost_key, u.party_id, u.amount
	FROM (SELECT c.id, c.cost_key,
			array_agg(DISTINCT p.party_id) AS party_ids
		  FROM complete AS c
		  JOIN same_key AS k ON k.same = c.same
		  CROSS JOIN LATERAL unnest(k.party_ids) AS p (party_id)
		  GROUP BY c.id, c.cost_key) AS k
	JOIN current AS u ON u.id = k.id
		AND (u.party_id = ANY (k.party_ids)) IS NOT TRUE
), summed AS (
	SELECT p.id, p.cost_key, p.party_id,
		p.amount + coalesce(k.amount, 0) AS amount,
		coalesce(u.amount, 0) AS current
	FROM part AS p
	LEFT JOIN current AS u ON u.id = p.id AND u.party_id = p.party_id
	LEFT JOIN kept AS k ON k.id = p.id AND k.cost_key = p.cost_key
		AND k.party_id = p.party_id
	UNION ALL
	SELECT s.id, s.cost_key, s.party_id, coalesce(k.amount, 0), s.amount
	FROM stranger AS s
	LEFT JOIN kept AS k ON k.id = s.id AND k.cost_key = s.cost_key
		AND k.party_id IS NOT DISTINCT FROM s.party_id
), head AS (
	SELECT c.id, c.year, c.kind, c.payer, c.service,
		CASE WHEN min(c.cost_key) = max(c.cost_key)
			THEN min(c.cost_key) END AS only_key
	FROM cost AS c
	GROUP BY c.id, c.year, c.kind, c.payer, c.service
)
SELECT row_number() OVER (
		ORDER BY s.id, s.cost_key COLLATE "C", m.code COLLATE "C")
		::bigint AS key_comparison_id,
	h.year::integer AS year,
	h.kind::text AS kind,
	h.payer::text AS cooperation,
	h.service::text AS service,
	s.cost_key::text AS cost_key,
	m.code::text AS participant,
	s.amount::numeric(18,2) AS amount_eur,
	s.current::numeric(18,2) AS current_eur,
	(s.amount - s.current)::numeric(18,2) AS difference_eur,
	(s.cost_key = h.only_key) IS TRUE AS is_in_force,
	CASE WHEN s.cost_key = h.only_key THEN 'yes' ELSE 'no' END::text
		AS in_force_label,
	make_date(h.year, 1, 1) AS year_from,
	q.name::text AS cooperation_name,
	e.name::text AS service_name,
	k.name::text AS cost_key_name,
	m.name::text AS participant_name
FROM summed AS s
JOIN head AS h ON h.id = s.id
JOIN regie.party AS q ON q.code = h.payer
JOIN regie.service AS e ON e.code = h.service
JOIN regie.cost_key AS k ON k.code = s.cost_key
LEFT JOIN regie.party AS m ON m.party_id = s.party_id;

/*
 * For the accounts (Iv3): task field by economic category.  Whoever pays the
 * supplier books the payment, and who bears a part of it the contribution; a
 * party's books are the rows of that party, and the two flows count the same
 * money.  In cents: how to round is a matter of the model that is delivered.
 */
CREATE VIEW regie_report.cost_iv3 AS
WITH line AS MATERIALIZED (
	SELECT b.year, b.kind, b.payer, b.participant, e.taakveld,
		b.cost_category, min(b.cost_share_id) AS id,
		sum(b.amount_eur) AS amount
	FROM regie.booked_line AS b
	JOIN regie.service AS e ON e.code = b.service
	GROUP BY b.year, b.kind, b.payer, b.participant, e.taakveld,
		b.cost_category
), flow AS (
	SELECT l.id * 2 AS id, l.year, l.kind, 'payment' AS flow,
		l.payer AS party, l.taakveld, l.cost_category, l.amount
	FROM line AS l
	UNION ALL
	SELECT l.id * 2 + 1, l.year, l.kind, 'contribution', l.participant,
		l.taakveld, l.cost_category, l.amount
	FROM line AS l
	WHERE l.participant IS DISTINCT FROM l.payer
)
SELECT min(f.id)::bigint AS cost_iv3_id,
	f.year::integer AS year,
	f.kind::text AS kind,
	f.party::text AS party,
	f.flow::text AS flow,
	f.taakveld::text AS taakveld,
	f.cost_category::text AS cost_category,
	sum(f.amount)::numeric(18,2) AS amount_eur,
	CASE WHEN f.taakveld IS NULL AND f.cost_category IS NULL
			THEN 'no codes'
		WHEN f.taakveld IS NULL THEN 'no task field'
		WHEN f.cost_category IS NULL THEN 'no category' END::text AS finding,
	make_date(f.year, 1, 1) AS year_from,
	p.name::text AS party_name
FROM flow AS f
LEFT JOIN regie.party AS p ON p.code = f.party
GROUP BY f.year, f.kind, f.party, f.flow, f.taakveld, f.cost_category, p.name;

/*
 * Budget, amendments and actual cost, and what the year will come to.
 *
 * Forecast: what is booked as actual, and what is expected of the days of the
 * year that no actual cost is for yet, that is, of the days after the last one
 * that any is for.  Where the cost has a contract with a price for the
 * service: what its price lines come to on these days, as known today, up to
 * its certain end, shared by who bears the service on the first of them.
 * Elsewhere: the budget as amended, by the days.
 */
CREATE VIEW regie_report.budget_actual AS
WITH line AS MATERIALIZED (
	SELECT b.year, b.payer, b.service, coalesce(b.contract, '') AS contract,
		b.participant, b.cost_share_id, b.kind, b.amount_eur
	FROM regie.booked_line AS b
), summed AS MATERIALIZED (
	SELECT l.year, l.payer, l.service, l.contract, l.participant,
		sum(l.amount_eur) FILTER (WHERE l.kind = 'budget') AS budget,
		sum(l.amount_eur) FILTER (WHERE l.kind = 'amendment') AS amendment,
		sum(l.amount_eur) FILTER (WHERE l.kind = 'advance') AS advance,
		sum(l.amount_eur) FILTER (WHERE l.kind = 'actual') AS actual,
		min(l.cost_share_id) / 1000000 AS cost_id
	FROM line AS l
	GROUP BY l.year, l.payer, l.service, l.contract, l.participant
), covered AS (
	SELECT extract(year FROM lower(c.period))::integer AS year, c.payer,
		c.service, coalesce(c.contract, '') AS contract,
		max(upper(c.period)) AS until
	FROM regie.cost AS c
	WHERE c.kind = 'actual'
	GROUP BY extract(year FROM lower(c.period)), c.payer, c.service,
		coalesce(c.contract, '')
), head AS MATERIALIZED (
	SELECT s.year, s.payer, s.service, s.contract, min(s.cost_id) AS cost_id,
		daterange(make_date(s.year, 1, 1), make_date(s.year + 1, 1, 1))
			AS whole,
		daterange(least(coalesce(v.until, make_date(s.year, 1, 1)),
						make_date(s.year + 1, 1, 1)),
				  make_date(s.year + 1, 1, 1)) AS rest,
		v.until - 1 AS actual_until
	FROM summed AS s
	LEFT JOIN covered AS v USING (year, payer, service, contract)
	GROUP BY s.year, s.payer, s.service, s.contract, v.until
), priced AS MATERIALIZED (
	/* what the contract expects of the rest of the year */
	SELECT h.year, h.payer, h.service, h.contract, h.rest,
		sum(CASE WHEN n.per = 'once'
				THEN CASE WHEN lower(n.valid * n.run) <@ h.rest
					THEN n.amount ELSE 0 END
			ELSE regie.line_cost(h.contract, n.line, lower(n.run), n.amount,
								 n.per, n.valid * n.run * h.rest)
			END) AS amount
	FROM head AS h
	JOIN (SELECT p.contract, p.service, p.line, p.amount, p.per, p.valid,
			daterange(c.start_on, upper(regie.daterange(c.term))) AS run
		  FROM regie.contract_price AS p
		  JOIN regie.contract_state AS c ON c.code = p.contract) AS n
		ON n.contract = h.contract AND n.service = h.service
	WHERE NOT isempty(h.rest)
	GROUP BY h.year, h.payer, h.service, h.contract, h.rest
), expected AS (
	SELECT p.year, p.payer, p.service, p.contract, b.participant,
		regie.allocate(p.amount, coalesce(b.value, 1))
			OVER (PARTITION BY p.year, p.payer, p.service, p.contract
				  ORDER BY b.participant COLLATE "C") AS amount
	FROM priced AS p
	CROSS JOIN LATERAL regie.bearers(p.service, p.payer, lower(p.rest)) AS b
	UNION ALL
	SELECT h.year, h.payer, h.service, h.contract, s.participant,
		regie.spread(coalesce(s.budget, 0) + coalesce(s.amendment, 0),
					 h.whole, h.rest)
	FROM head AS h
	JOIN summed AS s USING (year, payer, service, contract)
	WHERE NOT EXISTS (
		SELECT FROM priced AS p
		WHERE p.year = h.year AND p.payer = h.payer AND p.service = h.service
			AND p.contract = h.contract)
), joined AS (
	SELECT u.year, u.payer, u.service, u.contract, u.participant,
		coalesce(sum(u.budget), 0) AS budget,
		coalesce(sum(u.amendment), 0) AS amendment,
		coalesce(sum(u.advance), 0) AS advance,
		coalesce(sum(u.actual), 0) AS actual,
		coalesce(sum(u.expected), 0) AS expected
	FROM (SELECT s.year, s.payer, s.service, s.contract, s.participant,
			s.budget, s.amendment, s.advance, s.actual, NULL AS expected
		  FROM summed AS s
		  UNION ALL
		  SELECT x.year, x.payer, x.service, x.contract, x.participant, NULL,
			NULL, NULL, NULL, x.amount
		  FROM expected AS x) AS u
	GROUP BY u.year, u.payer, u.service, u.contract, u.participant
)
SELECT h.cost_id::bigint * 1000000 + coalesce(m.party_id, 0)
		AS budget_actual_id,
	j.year::integer AS year,
	j.payer::text AS cooperation,
	j.service::text AS service,
	nullif(j.contract, '')::text AS contract,
	j.participant::text AS participant,
	j.budget::numeric(18,2) AS budget_eur,
	j.amendment::numeric(18,2) AS amendment_eur,
	(j.budget + j.amendment)::numeric(18,2) AS amended_budget_eur,
	j.advance::numeric(18,2) AS advance_eur,
	j.actual::numeric(18,2) AS actual_eur,
	j.expected::numeric(18,2) AS expected_eur,
	(j.actual + j.expected)::numeric(18,2) AS forecast_eur,
	(j.actual + j.expected - j.budget - j.amendment)::numeric(18,2)
		AS difference_eur,
	CASE WHEN j.budget + j.amendment > 0
		AND abs(j.actual + j.expected) < 100 * (j.budget + j.amendment)
		THEN 100 * (j.actual + j.expected) / (j.budget + j.amendment) - 100
		END::numeric(9,2) AS difference_percent,
	CASE WHEN isempty(h.rest) THEN 'actual'
		WHEN p.year IS NOT NULL THEN 'contract'
		WHEN j.budget + j.amendment <> 0 THEN 'budget'
		ELSE 'actual' END::text AS forecast_basis,
	h.actual_until::date AS actual_until,
	t.day::date AS as_of,
	make_date(j.year, 1, 1) AS year_from,
	q.name::text AS cooperation_name,
	e.name::text AS service_name,
	m.name::text AS participant_name
FROM joined AS j
JOIN head AS h USING (year, payer, service, contract)
LEFT JOIN priced AS p USING (year, payer, service, contract)
CROSS JOIN (SELECT regie.today() AS day) AS t
JOIN regie.party AS q ON q.code = j.payer
JOIN regie.service AS e ON e.code = j.service
LEFT JOIN regie.party AS m ON m.code = j.participant;
