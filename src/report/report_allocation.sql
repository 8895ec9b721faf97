/*
 * report: who pays whom for what in the end, per inhabitant, under another
 * key, for the accounts, and against the budget.
 */

/*
 * An amount as a share of a total, from 0 to 1; nothing where credits leave no
 * such share.  Not STRICT, which would keep the planner from writing it out.
 */
CREATE FUNCTION regie.share_of(amount numeric, total numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN total > 0 AND amount BETWEEN 0 AND total
	THEN amount / total END;

COMMENT ON FUNCTION regie.share_of(numeric, numeric) IS
'An amount as a share of a total, from 0 to 1. NULL where the total is not above zero, or credits leave no share between 0 and 1. Example: regie.share_of(25, 200) is 0.125.';

/*
 * Who pays whom for what in the end: the contribution of a participant and the
 * payment to a supplier as one line, with whoever pays in between.
 */
CREATE VIEW regie_report.payment_matrix AS
WITH part AS MATERIALIZED (
	/* line: the first of the costs that are added up; scope: year and kind */
	SELECT c.cost_id, c.line, c.scope, c.costs = 1 AS is_alone,
		c.line = c.cost_id AS is_first, c.year, c.kind, c.payer, c.payee, c.service, f.party_id AS payer_id, c.total,
		c.payee_total, make_date(c.year, 1, 1) AS year_from,
		f.name AS payer_name, t.name AS payee_name, e.name AS service_name,
		b.party_ids, b.amounts
	FROM (
		/* the lines of a bill add up to the bill, rounded once */
		SELECT c.*,
			sum(round(c.bill_total, 2)) FILTER (WHERE c.bill = c.cost_id)
				OVER (PARTITION BY c.year, c.kind COLLATE "C") AS total,
			sum(round(c.bill_total, 2)) FILTER (WHERE c.bill = c.cost_id)
				OVER (PARTITION BY c.year, c.kind COLLATE "C",
					  c.payee COLLATE "C") AS payee_total,
			dense_rank() OVER (ORDER BY c.year, c.kind COLLATE "C") AS scope
		FROM (SELECT c.cost_id, y.year, c.kind, c.payer, c.payee, c.service,
				min(c.cost_id) OVER line AS line, count(*) OVER line AS costs,
				min(c.cost_id) OVER bill AS bill,
				sum(c.amount) OVER bill AS bill_total
			  FROM regie.cost AS c
			  CROSS JOIN LATERAL (
				SELECT extract(year FROM lower(c.period))::integer AS year
			  ) AS y
			  WINDOW line AS (PARTITION BY y.year, c.kind COLLATE "C",
					c.payee COLLATE "C", c.payer COLLATE "C",
					c.service COLLATE "C"),
				bill AS (PARTITION BY y.year, c.kind COLLATE "C",
					c.payee COLLATE "C", c.payer COLLATE "C")) AS c
	) AS c
	JOIN regie.booked_parts AS b ON b.cost_id = c.cost_id
	JOIN regie.service AS e ON e.code = c.service
	JOIN regie.party AS f ON f.code = c.payer
	JOIN regie.party AS t ON t.code = c.payee
), line AS MATERIALIZED (
	/* a line of one cost is what it is */
	SELECT p.cost_id, p.scope, p.year, p.kind, p.payer, p.payee, p.service,
		p.payer_id, p.total, p.payee_total, p.year_from, p.payer_name,
		p.payee_name, p.service_name, p.party_ids, p.amounts,
		NULL::integer[] AS cost_ids
	FROM part AS p
	WHERE p.is_alone
	UNION ALL
	SELECT p.cost_id, p.scope, p.year, p.kind, p.payer, p.payee, p.service,
		p.payer_id, p.total, p.payee_total, p.year_from, p.payer_name,
		p.payee_name, p.service_name, u.party_ids, u.amounts, u.cost_ids
	FROM (SELECT u.line, array_agg(u.party_id ORDER BY u.party_id) AS party_ids,
			array_agg(u.amount ORDER BY u.party_id) AS amounts,
			array_agg(u.cost_id ORDER BY u.party_id) AS cost_ids
		  FROM (SELECT u.line, u.party_id, min(u.cost_id) AS cost_id,
				  sum(u.amount) AS amount
				FROM (SELECT p.line, p.cost_id, unnest(p.party_ids) AS party_id,
						unnest(p.amounts) AS amount
					  FROM part AS p
					  WHERE NOT p.is_alone) AS u
				GROUP BY u.line, u.party_id) AS u
		  GROUP BY u.line) AS u
	JOIN part AS p ON p.cost_id = u.line
	WHERE p.is_first AND NOT p.is_alone
), participant AS MATERIALIZED (
	SELECT u.scope, coalesce(u.party_id, 0) AS party_id, sum(u.amount) AS total
	FROM (SELECT p.scope, unnest(p.party_ids) AS party_id,
			unnest(p.amounts) AS amount
		  FROM part AS p) AS u
	GROUP BY u.scope, coalesce(u.party_id, 0)
), company AS MATERIALIZED (
	/* most lines of a scope have the same participants: once for all of them */
	SELECT c.scope, c.party_ids, array_agg(m.code ORDER BY c.place) AS codes,
		array_agg(m.name ORDER BY c.place) AS names,
		array_agg(p.total ORDER BY c.place) AS totals
	FROM (SELECT l.scope, l.party_ids, u.party_id, u.place
		  FROM (SELECT DISTINCT l.scope, l.party_ids FROM line AS l) AS l
		  CROSS JOIN LATERAL unnest(l.party_ids) WITH ORDINALITY
			AS u (party_id, place)) AS c
	JOIN participant AS p
		ON p.scope = c.scope AND p.party_id = coalesce(c.party_id, 0)
	LEFT JOIN regie.party AS m ON m.party_id = c.party_id
	GROUP BY c.scope, c.party_ids
)
SELECT coalesce(a.part_id, a.cost_id)::bigint * 1000000
		+ coalesce(a.party_id, 0) AS payment_matrix_id,
	a.year::integer AS year,
	a.kind::text AS kind,
	a.code::text AS participant,
	a.payer::text AS payer,
	a.payee::text AS payee,
	a.service::text AS service,
	a.amount::numeric(18,2) AS amount_eur,
	CASE WHEN a.party_id IS NULL THEN 'nobody'
		WHEN a.party_id = a.payer_id THEN 'direct'
		ELSE 'through payer' END::text AS route,
	regie.share_of(a.amount, a.total)::numeric(9,6) AS share,
	regie.share_of(a.amount, a.participant_total)::numeric(9,6)
		AS share_of_participant,
	regie.share_of(a.amount, a.payee_total)::numeric(9,6) AS share_of_payee,
	a.year_from::date AS year_from,
	a.name::text AS participant_name,
	a.payer_name::text AS payer_name,
	a.payee_name::text AS payee_name,
	a.service_name::text AS service_name
FROM (SELECT l.cost_id, l.year, l.kind, l.payer, l.payee, l.service,
		l.payer_id, l.total, l.payee_total, l.year_from, l.payer_name,
		l.payee_name, l.service_name, unnest(l.cost_ids) AS part_id,
		unnest(l.party_ids) AS party_id, unnest(l.amounts) AS amount,
		unnest(c.codes) AS code, unnest(c.names) AS name,
		unnest(c.totals) AS participant_total
	  FROM line AS l
	  JOIN company AS c
		ON c.scope = l.scope AND c.party_ids = l.party_ids) AS a;

/*
 * Inhabitants are what a key counts whose driver is "inhabitants" or
 * "inwoners", on the first day of the year; where several keys count them for
 * a party, the first by its code.  A party with less than one has none.
 */
CREATE FUNCTION regie.inhabitants()
RETURNS TABLE (year integer, participant text, inhabitants numeric)
/* a function, so that the planner expects few rows, see used_keys */
LANGUAGE sql STABLE PARALLEL SAFE COST 10000 ROWS 1000
SET jit = off
BEGIN ATOMIC
	SELECT DISTINCT ON (y.year, v.participant) y.year, v.participant,
		floor(v.value)
	FROM (SELECT DISTINCT extract(year FROM lower(c.period))::integer AS year
		  FROM regie.cost AS c) AS y
	CROSS JOIN regie.cost_key AS k
	CROSS JOIN LATERAL regie.key_values(k.code, make_date(y.year, 1, 1)) AS v
	WHERE lower(btrim(k.driver) COLLATE "C") IN ('inhabitants', 'inwoners')
		AND v.value >= 1
	ORDER BY y.year, v.participant, k.code COLLATE "C";
END;

COMMENT ON FUNCTION regie.inhabitants() IS
'Inhabitants of each party, as keys count them on the first day of each year that has costs: a whole number. One row per year and party. Example: SELECT year, participant, inhabitants FROM regie.inhabitants().';

/*
 * What it comes to per inhabitant.  The average is that of all inhabitants,
 * not of all parties.
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
	SELECT c.year, c.participant, c.inhabitants
	FROM regie.inhabitants() AS c
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
CREATE FUNCTION regie.key_answers()
RETURNS TABLE (year integer, kind text, payer text, service text,
			   cost_key text, is_only boolean, before bigint,
			   party_ids integer[], current numeric[], amounts numeric[])
/*
 * What it works out on the way has no statistics: the planner expects one row
 * where there are tens of thousands, and would compare each with each.  And
 * JIT would compile for longer than it runs.
 */
LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 10000
SET enable_nestloop = off SET jit = off
BEGIN ATOMIC
	WITH cost AS MATERIALIZED (
		/* slot: costs of one service that begin on one day and share one key */
		SELECT dense_rank() OVER (
				ORDER BY c.year, c.kind COLLATE "C", c.payer COLLATE "C",
					c.service COLLATE "C") AS id,
			dense_rank() OVER (
				ORDER BY c.year, c.kind COLLATE "C", c.payer COLLATE "C",
					c.service COLLATE "C", c.period_from,
					coalesce(c.cost_key, '') COLLATE "C") AS slot,
			c.cost_id, c.year, c.kind, c.payer, c.service, c.period_from,
			coalesce(c.cost_key, '') AS cost_key
		FROM regie.cost_parts AS c
		WHERE c.basis <> 'payer'
	), slot AS MATERIALIZED (
		SELECT DISTINCT c.slot, c.id, c.payer, c.period_from, c.cost_key
		FROM cost AS c
	), head AS MATERIALIZED (
		SELECT c.id, c.year, c.kind, c.payer, c.service,
			count(DISTINCT c.period_from) AS days,
			array_agg(DISTINCT c.cost_key) AS cost_keys
		FROM cost AS c
		GROUP BY c.id, c.year, c.kind, c.payer, c.service
	), line AS MATERIALIZED (
		/* the number of a line is that of a cost and a party, see cost_share */
		SELECT c.slot, nullif(b.cost_share_id % 1000000, 0)::integer AS party_id,
			sum(b.amount_eur) AS amount
		FROM cost AS c
		JOIN regie.booked_line AS b ON b.cost_share_id / 1000000 = c.cost_id
		GROUP BY c.slot, b.cost_share_id % 1000000
	), current AS MATERIALIZED (
		SELECT l.id, array_agg(l.party_id ORDER BY m.code COLLATE "C")
				AS party_ids,
			array_agg(l.amount ORDER BY m.code COLLATE "C") AS amounts
		FROM (SELECT t.id, l.party_id, sum(l.amount) AS amount
			  FROM line AS l
			  JOIN slot AS t ON t.slot = l.slot
			  GROUP BY t.id, l.party_id) AS l
		LEFT JOIN regie.party AS m ON m.party_id = l.party_id
		GROUP BY l.id
	), key AS MATERIALIZED (
		/* days on which a key has the same values have the same number */
		SELECT k.cost_key, k.day, k.participants, k.party_ids, k.weights,
			dense_rank() OVER (
				ORDER BY k.cost_key COLLATE "C",
					(k.weights::text || k.participants::text) COLLATE "C")
				AS same
		FROM regie.used_keys(true) AS k
	), same_key AS MATERIALIZED (
		SELECT DISTINCT ON (k.same) k.same, k.party_ids, k.weights
		FROM key AS k
		ORDER BY k.same
	), candidate AS MATERIALIZED (
		SELECT d.payer, d.period_from, k.cost_key, k.same
		FROM (SELECT DISTINCT t.payer, t.period_from FROM slot AS t) AS d
		JOIN key AS k ON k.day = d.period_from
		WHERE k.participants @> ARRAY(
			SELECT p.party
			FROM regie.participation AS p
			WHERE p.cooperation = d.payer AND (p.valid @> d.period_from) IS TRUE)
	), asked AS (
		/* per service, key and set of values: what is not shared by it yet */
		SELECT t.id, c.cost_key, c.same,
			count(DISTINCT t.period_from) AS days,
			coalesce(sum(l.amount) FILTER (WHERE t.cost_key <> c.cost_key), 0)
				AS amount
		FROM slot AS t
		JOIN (SELECT l.slot, sum(l.amount) AS amount
			  FROM line AS l
			  GROUP BY l.slot) AS l ON l.slot = t.slot
		JOIN candidate AS c
			ON c.payer = t.payer AND c.period_from = t.period_from
		GROUP BY t.id, c.cost_key, c.same
	), complete AS MATERIALIZED (
		/*
		 * plain: one set of values for the whole year, for those who bear the
		 * costs now, and costs that are shared by this key alone or not at all
		 */
		SELECT a.id, a.cost_key, a.same, a.amount,
			a.cost_key = ANY (h.cost_keys) AS is_used,
			a.sets = 1 AND u.party_ids = k.party_ids
				AND (a.cost_key <> ALL (h.cost_keys)
					 OR cardinality(h.cost_keys) = 1) AS is_plain
		FROM (SELECT a.*, count(*) OVER one AS sets, sum(a.days) OVER one AS found
			  FROM asked AS a
			  WINDOW one AS (PARTITION BY a.id, a.cost_key)) AS a
		JOIN head AS h ON h.id = a.id AND h.days = a.found
		JOIN current AS u ON u.id = a.id
		JOIN same_key AS k ON k.same = a.same
	), part AS (
		SELECT c.id, c.cost_key, unnest(k.party_ids) AS party_id,
			unnest(regie.allocate_parts(c.amount, k.weights)) AS amount,
			0 AS current
		FROM complete AS c
		JOIN same_key AS k ON k.same = c.same
		WHERE NOT c.is_plain
		UNION ALL
		SELECT k.id, k.cost_key, l.party_id,
			CASE WHEN t.cost_key = k.cost_key THEN l.amount END, l.amount
		FROM (SELECT DISTINCT c.id, c.cost_key
			  FROM complete AS c
			  WHERE NOT c.is_plain) AS k
		JOIN slot AS t ON t.id = k.id
		JOIN line AS l ON l.slot = t.slot
	), answer AS MATERIALIZED (
		SELECT c.id, c.cost_key, k.party_ids, u.amounts AS current,
			CASE WHEN c.is_used THEN u.amounts
				ELSE regie.allocate_parts(c.amount, k.weights) END AS amounts
		FROM complete AS c
		JOIN same_key AS k ON k.same = c.same
		JOIN current AS u ON u.id = c.id
		WHERE c.is_plain
		UNION ALL
		SELECT p.id, p.cost_key,
			array_agg(p.party_id ORDER BY m.code COLLATE "C"),
			array_agg(p.current ORDER BY m.code COLLATE "C"),
			array_agg(p.amount ORDER BY m.code COLLATE "C")
		FROM (SELECT p.id, p.cost_key, p.party_id,
				coalesce(sum(p.amount), 0) AS amount, sum(p.current) AS current
			  FROM part AS p
			  GROUP BY p.id, p.cost_key, p.party_id) AS p
		LEFT JOIN regie.party AS m ON m.party_id = p.party_id
		GROUP BY p.id, p.cost_key
	)
	/* a row's number is its place among all rows, which need no sort */
	SELECT h.year, h.kind, h.payer, h.service, a.cost_key,
		a.cost_key = ALL (h.cost_keys),
		sum(cardinality(a.party_ids)) OVER (
			ORDER BY a.id, a.cost_key COLLATE "C"
			ROWS UNBOUNDED PRECEDING) - cardinality(a.party_ids),
		a.party_ids, a.current, a.amounts
	FROM answer AS a
	JOIN head AS h ON h.id = a.id;
END;

COMMENT ON FUNCTION regie.key_answers() IS
'What each would pay if the cost of a service were shared by another key, as report key_comparison has it, with the participants as integers, what they pay now and what they would pay in arrays of one order. before: how many rows of the report come before. One row per year, kind, payer, service and key. Example: SELECT year, service, cost_key, amounts FROM regie.key_answers().';

CREATE VIEW regie_report.key_comparison AS
SELECT (s.before + s.place)::bigint AS key_comparison_id,
	s.year::integer AS year,
	s.kind::text AS kind,
	s.payer::text AS cooperation,
	s.service::text AS service,
	s.cost_key::text AS cost_key,
	m.code::text AS participant,
	s.amount::numeric(18,2) AS amount_eur,
	s.current::numeric(18,2) AS current_eur,
	(s.amount - s.current)::numeric(18,2) AS difference_eur,
	s.is_only AS is_in_force,
	CASE WHEN s.is_only THEN 'yes' ELSE 'no' END::text AS in_force_label,
	make_date(s.year, 1, 1) AS year_from,
	s.cooperation_name::text AS cooperation_name,
	s.service_name::text AS service_name,
	s.cost_key_name::text AS cost_key_name,
	m.name::text AS participant_name
FROM (SELECT n.year, n.kind, n.payer, n.service, n.cost_key, n.is_only,
		q.name AS cooperation_name, e.name AS service_name,
		k.name AS cost_key_name, n.before,
		generate_series(1, cardinality(n.party_ids)) AS place,
		unnest(n.party_ids) AS party_id, unnest(n.current) AS current,
		unnest(n.amounts) AS amount
	  FROM regie.key_answers() AS n
	  JOIN regie.party AS q ON q.code = n.payer
	  JOIN regie.service AS e ON e.code = n.service
	  JOIN regie.cost_key AS k ON k.code = n.cost_key) AS s
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
WITH part AS MATERIALIZED (
	/*
	 * head: the first cost of a year, payer, service and contract; is_alone: it
	 * is the whole of it, and nothing more is expected
	 */
	SELECT c.cost_id, c.head, c.head = c.cost_id AS is_head,
		NOT isempty(r.rest) AS is_open,
		c.costs = 1 AND isempty(r.rest) AS is_alone, c.year, c.kind, c.payer,
		c.service, c.contract, y.whole, r.rest, c.until - 1 AS actual_until,
		lower(y.whole) AS year_from, d.day, q.name AS cooperation_name,
		e.name AS service_name, b.party_ids, b.amounts
	FROM (SELECT c.cost_id, y.year, c.kind, c.payer, c.service, c.contract,
			min(c.cost_id) OVER one AS head, count(*) OVER one AS costs,
			max(upper(c.period)) FILTER (WHERE c.kind = 'actual') OVER one
				AS until
		  FROM regie.cost AS c
		  CROSS JOIN LATERAL (
			SELECT extract(year FROM lower(c.period))::integer AS year) AS y
		  WINDOW one AS (PARTITION BY y.year, c.payer COLLATE "C",
			c.service COLLATE "C", c.contract COLLATE "C")) AS c
	CROSS JOIN LATERAL (
		SELECT daterange(make_date(c.year, 1, 1), make_date(c.year + 1, 1, 1))
			AS whole) AS y
	CROSS JOIN LATERAL (
		SELECT daterange(least(coalesce(c.until, lower(y.whole)),
							   upper(y.whole)), upper(y.whole)) AS rest) AS r
	CROSS JOIN (SELECT regie.today() AS day) AS d
	JOIN regie.booked_parts AS b ON b.cost_id = c.cost_id
	JOIN regie.party AS q ON q.code = c.payer
	JOIN regie.service AS e ON e.code = c.service
), priced AS MATERIALIZED (
	/* what the contract expects of the rest of the year */
	SELECT h.head, h.payer, h.service, h.rest,
		sum(CASE WHEN n.per = 'once'
				THEN CASE WHEN lower(n.valid * n.run) <@ h.rest
					THEN n.amount ELSE 0 END
			ELSE regie.line_cost(h.contract, n.line, lower(n.run), n.amount,
								 n.per, n.valid * n.run * h.rest)
			END) AS amount
	FROM part AS h
	JOIN (SELECT p.contract, p.service, p.line, p.amount, p.per, p.valid,
			daterange(c.start_on, upper(regie.daterange(c.term))) AS run
		  FROM regie.contract_price AS p
		  JOIN regie.contract_state AS c ON c.code = p.contract) AS n
		ON n.contract = h.contract AND n.service = h.service
	WHERE h.is_head AND h.is_open
	GROUP BY h.head, h.payer, h.service, h.rest
), head AS MATERIALIZED (
	SELECT h.head, h.is_open, h.year, h.payer, h.service, h.contract, h.whole,
		h.rest, h.actual_until, h.year_from, h.day, h.cooperation_name,
		h.service_name, p.head IS NOT NULL AS is_priced
	FROM part AS h
	LEFT JOIN priced AS p ON p.head = h.cost_id
	WHERE h.is_head AND NOT h.is_alone
), booked AS MATERIALIZED (
	SELECT u.head, u.party_id,
		coalesce(sum(u.amount) FILTER (WHERE u.kind = 'budget'), 0) AS budget,
		coalesce(sum(u.amount) FILTER (WHERE u.kind = 'amendment'), 0)
			AS amendment,
		coalesce(sum(u.amount) FILTER (WHERE u.kind = 'advance'), 0)
			AS advance,
		coalesce(sum(u.amount) FILTER (WHERE u.kind = 'actual'), 0) AS actual
	FROM (SELECT p.head, p.kind, unnest(p.party_ids) AS party_id,
			unnest(p.amounts) AS amount
		  FROM part AS p
		  WHERE NOT p.is_alone) AS u
	GROUP BY u.head, u.party_id
), expected AS (
	SELECT p.head, m.party_id,
		regie.allocate(p.amount, coalesce(b.value, 1))
			OVER (PARTITION BY p.head ORDER BY b.participant COLLATE "C")
			AS amount
	FROM priced AS p
	CROSS JOIN LATERAL regie.bearers(p.service, p.payer, lower(p.rest)) AS b
	LEFT JOIN regie.party AS m ON m.code = b.participant
	UNION ALL
	SELECT b.head, b.party_id,
		regie.spread(b.budget + b.amendment, h.whole, h.rest)
	FROM booked AS b
	JOIN head AS h ON h.head = b.head
	WHERE h.is_open AND NOT h.is_priced
), added AS (
	/* some bear something of the rest of the year and nothing before */
	SELECT u.head, u.party_id, sum(u.budget) AS budget,
		sum(u.amendment) AS amendment, sum(u.advance) AS advance,
		sum(u.actual) AS actual, coalesce(sum(u.expected), 0) AS expected
	FROM (SELECT b.head, b.party_id, b.budget, b.amendment, b.advance,
			b.actual, 0::numeric AS expected
		  FROM booked AS b
		  UNION ALL
		  SELECT x.head, x.party_id, 0, 0, 0, 0, x.amount
		  FROM expected AS x) AS u
	GROUP BY u.head, u.party_id
), line AS (
	SELECT a.head, h.year, h.payer, h.service, h.contract, h.actual_until,
		CASE WHEN NOT h.is_open THEN 'actual' WHEN h.is_priced THEN 'contract'
			END AS basis,
		h.year_from, h.day, h.cooperation_name, h.service_name, a.party_id,
		a.advance, a.actual, a.expected, a.budget, a.amendment
	FROM added AS a
	JOIN head AS h ON h.head = a.head
	UNION ALL
	SELECT u.head, u.year, u.payer, u.service, u.contract, u.actual_until,
		'actual', u.year_from, u.day, u.cooperation_name, u.service_name,
		u.party_id, CASE u.kind WHEN 'advance' THEN u.amount ELSE 0 END,
		CASE u.kind WHEN 'actual' THEN u.amount ELSE 0 END, 0,
		CASE u.kind WHEN 'budget' THEN u.amount ELSE 0 END,
		CASE u.kind WHEN 'amendment' THEN u.amount ELSE 0 END
	FROM (SELECT p.head, p.kind, p.year, p.payer, p.service, p.contract,
			p.actual_until, p.year_from, p.day, p.cooperation_name,
			p.service_name, unnest(p.party_ids) AS party_id,
			unnest(p.amounts) AS amount
		  FROM part AS p
		  WHERE p.is_alone) AS u
)
SELECT j.head::bigint * 1000000 + coalesce(j.party_id, 0) AS budget_actual_id,
	j.year::integer AS year,
	j.payer::text AS cooperation,
	j.service::text AS service,
	j.contract::text AS contract,
	m.code::text AS participant,
	j.budget::numeric(18,2) AS budget_eur,
	j.amendment::numeric(18,2) AS amendment_eur,
	j.amended::numeric(18,2) AS amended_budget_eur,
	j.advance::numeric(18,2) AS advance_eur,
	j.actual::numeric(18,2) AS actual_eur,
	j.expected::numeric(18,2) AS expected_eur,
	j.forecast::numeric(18,2) AS forecast_eur,
	(j.forecast - j.amended)::numeric(18,2) AS difference_eur,
	CASE WHEN j.amended > 0 AND abs(j.forecast) < 100 * j.amended
		THEN 100 * j.forecast / j.amended - 100 END::numeric(9,2)
		AS difference_percent,
	coalesce(j.basis, CASE WHEN j.amended <> 0 THEN 'budget'
		ELSE 'actual' END)::text AS forecast_basis,
	j.actual_until::date AS actual_until,
	j.day::date AS as_of,
	j.year_from::date AS year_from,
	j.cooperation_name::text AS cooperation_name,
	j.service_name::text AS service_name,
	m.name::text AS participant_name
/* OFFSET 0: the sums are worked out once, not once for each column */
FROM (SELECT c.*, c.budget + c.amendment AS amended,
		c.actual + c.expected AS forecast
	  FROM line AS c
	  OFFSET 0) AS j
LEFT JOIN regie.party AS m ON m.party_id = j.party_id;
