/*
 * report: one view per question of a director or a controller.
 *
 * The views in regie_report are written here.  Their comments, and the views
 * in regie_rapport, are made from the list of labels (report_labels.sql) by
 * the block in report_translate.sql.
 *
 * All views: plain types; first column one integer that is unique and stays
 * the same; amounts in euro end in _eur; last days are included; nothing that
 * a user can enter makes them fail.
 *
 * What is expensive to make is MATERIALIZED: without statistics, as inside a
 * transaction that has just loaded the rows, the planner would otherwise make
 * it again for each row that it joins to.  And IS TRUE behind a question about
 * days leads a search to the primary key: the index behind the constraint on
 * overlaps would offer all rows that are valid on the day instead.
 */
CREATE SCHEMA regie_report;

COMMENT ON SCHEMA regie_report IS
'Reports on shared municipal ICT, in English. Schema regie_rapport has the same ones in Dutch.';

CREATE SCHEMA regie_rapport;

COMMENT ON SCHEMA regie_rapport IS
'Rapportages over gedeelde gemeentelijke ICT, in het Nederlands. Schema regie_report heeft dezelfde in het Engels.';

/*
 * used_keys(every) -> rows
 *
 * Thousands of costs share a few keys: every key on every first day of a cost
 * is asked for once, and its participants and values are kept as arrays in one
 * order.  STRICT keeps the function from being opened up; so it runs once in a
 * query and counts on ROWS, where a planner would expect a key per cost, and
 * JIT would compile for longer than it runs.
 */
CREATE FUNCTION regie.used_keys(every boolean DEFAULT false)
RETURNS TABLE (cost_key text, day date, total numeric, participants text[],
			   party_ids integer[], weights numeric[], set_on date[])
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 10000 ROWS 200
SET jit = off
BEGIN ATOMIC
	WITH cost AS MATERIALIZED (
		SELECT DISTINCT c.service, c.cost_key, lower(c.period) AS day
		FROM regie.cost AS c
	), used AS (
		SELECT coalesce(c.cost_key, r.cost_key) AS cost_key, c.day
		FROM cost AS c
		LEFT JOIN regie.allocation_rule AS r
			ON r.service = c.service AND (r.valid @> c.day) IS TRUE
		UNION
		SELECT k.code, c.day
		FROM cost AS c
		CROSS JOIN regie.cost_key AS k
		WHERE used_keys.every
	)
	SELECT u.cost_key, u.day, max(v.total),
		array_agg(v.participant ORDER BY v.participant COLLATE "C"),
		array_agg(m.party_id ORDER BY v.participant COLLATE "C"),
		array_agg(v.value ORDER BY v.participant COLLATE "C"),
		array_agg(v.set_on ORDER BY v.participant COLLATE "C")
	FROM used AS u
	CROSS JOIN LATERAL regie.key_values(u.cost_key, u.day) AS v
	LEFT JOIN regie.party AS m ON m.code = v.participant
	WHERE v.total > 0
	GROUP BY u.cost_key, u.day;
END;

COMMENT ON FUNCTION regie.used_keys(boolean) IS
'The keys that costs are shared by, each on every first day of such a cost, as key_values has them: participants in the order of their codes, with their numbers, values and the days on which these were set in arrays of the same order, and the total. every: all keys, on every first day of any cost. One row per key and day; none where the key has no values. Example: SELECT cost_key, day, participants FROM regie.used_keys().';

/*
 * Each cost, split: regie.bearers for all of them at once, with the parts in
 * arrays, so that nothing has to be joined or sorted before the split.  OFFSET
 * 0 keeps what is worked out for a cost from being worked out again for each
 * of its parts; conditions on columns still reach the costs.
 */
CREATE VIEW regie.cost_parts AS
SELECT c.cost_id, c.code AS cost, d.year, c.kind, c.payer, c.payee, c.service,
	c.contract, c.cost_category, c.description, c.period, d.period_from,
	c.amount, d.cost_key,
	CASE WHEN d.cost_key IS NOT NULL AND k.cost_key IS NULL
		THEN 'no key values' ELSE d.basis END AS basis,
	k.total, k.weights, k.set_on,
	coalesce(k.participants, ARRAY[d.bearer]) AS participants,
	coalesce(k.party_ids, ARRAY[d.bearer_id]) AS party_ids,
	CASE WHEN k.cost_key IS NULL THEN ARRAY[c.amount]
		ELSE regie.allocate_parts(c.amount, k.weights, c.scale) END AS parts
FROM regie.cost AS c
JOIN regie.party AS p ON p.code = c.payer
LEFT JOIN regie.allocation_rule AS r
	ON r.service = c.service AND (r.valid @> lower(c.period)) IS TRUE
CROSS JOIN LATERAL (
	SELECT lower(c.period) AS period_from,
		extract(year FROM lower(c.period))::integer AS year,
		coalesce(c.cost_key, r.cost_key) AS cost_key, f.basis,
		CASE WHEN f.basis = 'payer' THEN c.payer END AS bearer,
		CASE WHEN f.basis = 'payer' THEN p.party_id END AS bearer_id
	FROM (SELECT CASE WHEN c.cost_key IS NOT NULL THEN 'own key'
			WHEN r.cost_key IS NOT NULL THEN 'rule'
			WHEN p.kind = 'cooperation' THEN 'no rule'
			ELSE 'payer' END AS basis) AS f
	OFFSET 0) AS d
LEFT JOIN regie.used_keys() AS k
	ON k.cost_key = d.cost_key AND k.day = d.period_from;

COMMENT ON VIEW regie.cost_parts IS
'What each participant bears of each cost, with the participants, their values and their parts in arrays of one order. One row per cost; cost_share has a row per participant.';
COMMENT ON COLUMN regie.cost_parts.cost_id IS 'The cost as an integer.';
COMMENT ON COLUMN regie.cost_parts.cost IS 'Code of the cost.';
COMMENT ON COLUMN regie.cost_parts.year IS
'Year in which the period of the cost begins.';
COMMENT ON COLUMN regie.cost_parts.kind IS 'Kind of cost.';
COMMENT ON COLUMN regie.cost_parts.payer IS
'Code of the party that pays the cost.';
COMMENT ON COLUMN regie.cost_parts.payee IS
'Code of the party that is paid.';
COMMENT ON COLUMN regie.cost_parts.service IS 'Code of the service.';
COMMENT ON COLUMN regie.cost_parts.contract IS
'Number of the contract. Empty: none.';
COMMENT ON COLUMN regie.cost_parts.cost_category IS
'Economic category of the cost. Empty: unknown.';
COMMENT ON COLUMN regie.cost_parts.description IS 'What the cost is.';
COMMENT ON COLUMN regie.cost_parts.period IS 'Days that the cost is for.';
COMMENT ON COLUMN regie.cost_parts.period_from IS
'First day that the cost is for.';
COMMENT ON COLUMN regie.cost_parts.amount IS 'The whole cost in euro.';
COMMENT ON COLUMN regie.cost_parts.cost_key IS
'Code of the key that it is shared by. Empty: none.';
COMMENT ON COLUMN regie.cost_parts.basis IS
'Why this key, as in cost_share.';
COMMENT ON COLUMN regie.cost_parts.total IS
'Total of the values. Empty: it is not shared.';
COMMENT ON COLUMN regie.cost_parts.weights IS
'Value of each participant in the key. Empty: it is not shared.';
COMMENT ON COLUMN regie.cost_parts.set_on IS
'Day on which each value was set. Empty: it is not shared.';
COMMENT ON COLUMN regie.cost_parts.participants IS
'Codes of the participants; one that is NULL where it reaches nobody.';
COMMENT ON COLUMN regie.cost_parts.party_ids IS
'The participants as integers.';
COMMENT ON COLUMN regie.cost_parts.parts IS
'What each participant bears, in euro.';

/*
 * Which cost lands on whom, and why: one row per cost and participant.
 *
 * A cost whose payer is a cooperation must have a key; where it has none, or
 * one without values, the whole amount stands in a row without participant,
 * so that sums stay complete.  A cost that another party pays, and that no key
 * passes on, is that party's own.
 */
CREATE VIEW regie_report.cost_share AS
SELECT s.cost_id::bigint * 1000000 + coalesce(s.party_id, 0) AS cost_share_id,
	s.year::integer AS year,
	s.kind::text AS kind,
	s.service::text AS service,
	s.participant::text AS participant,
	s.cost_key::text AS cost_key,
	CASE WHEN s.is_mixed THEN s.value / s.total
		ELSE s.value END::numeric(22,6) AS driver_value,
	s.driver_total::numeric(22,6) AS driver_total,
	coalesce(s.value / s.total, 1)::numeric(9,6) AS share,
	s.exact::numeric(20,8) AS exact_eur,
	(s.amount - s.exact)::numeric(20,8) AS rounding_eur,
	s.amount::numeric(18,6) AS amount_eur,
	s.payer::text AS payer,
	s.payee::text AS payee,
	s.basis::text AS basis,
	s.cost::text AS cost,
	s.cost_total::numeric(18,6) AS cost_total_eur,
	s.contract::text AS contract,
	s.period_from::date AS period_from,
	s.period_until::date AS period_until,
	s.set_on::date AS key_set_on,
	m.name::text AS participant_name,
	s.service_name::text AS service_name,
	s.cost_key_name::text AS cost_key_name,
	s.driver::text AS driver,
	s.payer_name::text AS payer_name,
	s.payee_name::text AS payee_name,
	s.description::text AS description,
	s.taakveld::text AS taakveld,
	s.cost_category::text AS cost_category
FROM (
	SELECT p.*, round(coalesce(p.fine_total * p.value / p.total,
							   p.cost_total), 8) AS exact
	FROM (
		SELECT c.cost_id, c.cost, c.year, c.kind, c.payer, c.payee, c.service,
			c.contract, c.cost_category, c.description, c.period_from,
			c.cost_key, c.basis, c.total, c.amount AS cost_total,
			e.name AS service_name, e.taakveld, k.name AS cost_key_name,
			k.driver, f.name AS payer_name, t.name AS payee_name,
			d.period_until, d.fine_total, d.is_mixed, d.driver_total,
			unnest(c.participants) AS participant,
			unnest(c.party_ids) AS party_id, unnest(c.weights) AS value,
			unnest(c.set_on) AS set_on, unnest(c.parts) AS amount
		FROM regie.cost_parts AS c
		JOIN regie.service AS e ON e.code = c.service
		JOIN regie.party AS f ON f.code = c.payer
		JOIN regie.party AS t ON t.code = c.payee
		LEFT JOIN regie.cost_key AS k ON k.code = c.cost_key
		/* once per cost, see cost_parts */
		CROSS JOIN LATERAL (
			SELECT (upper(c.period) - 1)::date AS period_until,
				round(c.amount, 20) AS fine_total, x.is_mixed,
				CASE WHEN x.is_mixed THEN 1 ELSE c.total END AS driver_total
			/* whole numbers of many digits, which say less than the share */
			FROM (SELECT c.cost_key IN (SELECT m.cost_key
					FROM regie.cost_key_part AS m) AS is_mixed) AS x
			OFFSET 0) AS d) AS p) AS s
LEFT JOIN regie.party AS m ON m.party_id = s.party_id;

/*
 * What is booked, in whole cents, as far apart as reports on money need it.
 * Costs in cents only are what they are.  A bill (year, kind, payer, payee)
 * with parts of a cent in it (cloud usage) is rounded once: what each
 * participant bears of it is cut down to cents, and the cents that are then
 * missing from the rounded bill go to the largest rests; and in the same way
 * what a participant bears is divided over the lines of the bill.  All reports
 * that add these lines up agree to the cent.
 */
CREATE VIEW regie.fine_bill AS
SELECT DISTINCT extract(year FROM lower(c.period))::integer AS year, c.kind,
	c.payer, c.payee
FROM regie.cost AS c
WHERE c.scale > 2;

COMMENT ON VIEW regie.fine_bill IS
'Bills with parts of a cent in them: one row per year, kind of cost, payer and payee.';
COMMENT ON COLUMN regie.fine_bill.year IS
'Year in which the period of the cost begins.';
COMMENT ON COLUMN regie.fine_bill.kind IS 'Kind of cost.';
COMMENT ON COLUMN regie.fine_bill.payer IS
'Code of the party that pays the cost.';
COMMENT ON COLUMN regie.fine_bill.payee IS 'Code of the party that is paid.';

CREATE VIEW regie.booked_fine AS
WITH summed AS (
	SELECT s.year, s.kind, s.payer, s.payee, s.participant, s.service,
		s.contract, s.cost_category, s.period_from, s.cost_key, s.basis,
		min(s.cost_id::bigint * 1000000 + coalesce(s.party_id, 0))
			AS cost_share_id,
		sum(s.amount::numeric(18,6)) AS exact
	FROM (SELECT c.cost_id, c.year, c.kind, c.payer, c.payee, c.service,
			c.contract, c.cost_category, c.period_from, c.cost_key, c.basis,
			unnest(c.participants) AS participant,
			unnest(c.party_ids) AS party_id, unnest(c.parts) AS amount
		  /* by themselves: of costs in fine bills the planner expects one, and
		   * would ask for all keys for each */
		  FROM (SELECT p.*
				FROM regie.cost_parts AS p
				WHERE EXISTS (SELECT FROM regie.fine_bill)
				OFFSET 0) AS c
		  JOIN regie.fine_bill AS f USING (year, kind, payer, payee)) AS s
	GROUP BY s.year, s.kind, s.payer, s.payee, s.participant, s.service,
		s.contract, s.cost_category, s.period_from, s.cost_key, s.basis
), mirrored AS (
	/* a bill that is a credit is rounded as the debit would be */
	SELECT s.*, g.sign, s.exact * g.sign * 100 AS cents,
		s.borne * g.sign * 100 AS borne_cents,
		s.total * g.sign * 100 AS total_cents
	FROM (SELECT s.*, sum(s.exact) OVER bill AS total,
			sum(s.exact) OVER (PARTITION BY s.year, s.kind, s.payer, s.payee,
							   s.participant) AS borne
		  FROM summed AS s
		  WINDOW bill AS (PARTITION BY s.year, s.kind, s.payer, s.payee)) AS s
	CROSS JOIN LATERAL (
		SELECT CASE WHEN s.total < 0 THEN -1 ELSE 1 END AS sign) AS g
), ranked AS (
	SELECT m.*,
		dense_rank() OVER (
			PARTITION BY m.year, m.kind, m.payer, m.payee
			ORDER BY m.borne_cents - floor(m.borne_cents) DESC,
				m.borne_cents DESC, m.participant COLLATE "C") AS place,
		row_number() OVER (
			PARTITION BY m.year, m.kind, m.payer, m.payee, m.participant
			ORDER BY m.cents - floor(m.cents) DESC, m.cents DESC,
				m.cost_share_id) AS line_place
	FROM mirrored AS m
), borne AS (
	SELECT r.*, floor(r.borne_cents) + CASE WHEN r.place
			<= round(r.total_cents) - sum(floor(r.borne_cents))
				FILTER (WHERE r.line_place = 1) OVER (
					PARTITION BY r.year, r.kind, r.payer, r.payee)
			THEN 1 ELSE 0 END AS booked_cents,
		sum(floor(r.cents)) OVER (
			PARTITION BY r.year, r.kind, r.payer, r.payee, r.participant)
			AS line_cents
	FROM ranked AS r
)
SELECT b.cost_share_id, b.year, b.kind, b.payer, b.payee, b.participant,
	b.service, b.contract, b.cost_category, b.period_from, b.cost_key,
	b.basis, (b.sign * (floor(b.cents) + CASE
			WHEN b.line_place <= b.booked_cents - b.line_cents THEN 1
			ELSE 0 END) / 100)::numeric(18,2) AS amount_eur
FROM borne AS b;

COMMENT ON VIEW regie.booked_fine IS
'What each participant bears of the bills with parts of a cent in them, in whole cents: the rows of booked_line that are of such bills.';
COMMENT ON COLUMN regie.booked_fine.cost_share_id IS
'Identifies the row: the first of its costs times a million plus the participant (0: none).';
COMMENT ON COLUMN regie.booked_fine.year IS
'Year in which the period of the cost begins.';
COMMENT ON COLUMN regie.booked_fine.kind IS 'Kind of cost.';
COMMENT ON COLUMN regie.booked_fine.payer IS
'Code of the party that pays the cost.';
COMMENT ON COLUMN regie.booked_fine.payee IS 'Code of the party that is paid.';
COMMENT ON COLUMN regie.booked_fine.participant IS
'Code of the party that bears it. Empty: nobody.';
COMMENT ON COLUMN regie.booked_fine.service IS 'Code of the service.';
COMMENT ON COLUMN regie.booked_fine.contract IS
'Number of the contract. Empty: none.';
COMMENT ON COLUMN regie.booked_fine.cost_category IS
'Economic category of the cost. Empty: unknown.';
COMMENT ON COLUMN regie.booked_fine.period_from IS
'First day that the cost is for.';
COMMENT ON COLUMN regie.booked_fine.cost_key IS
'Code of the key that it is shared by. Empty: none.';
COMMENT ON COLUMN regie.booked_fine.basis IS 'Why this key, as in cost_share.';
COMMENT ON COLUMN regie.booked_fine.amount_eur IS
'Amount in euro, in whole cents.';

CREATE VIEW regie.booked_line AS
WITH fine AS MATERIALIZED (
	SELECT f.year, f.kind, f.payer, f.payee FROM regie.fine_bill AS f
)
SELECT s.cost_id::bigint * 1000000 + coalesce(s.party_id, 0) AS cost_share_id,
	s.year, s.kind, s.payer, s.payee, s.participant, s.service, s.contract,
	s.cost_category, s.period_from, s.cost_key, s.basis,
	s.amount::numeric(18,2) AS amount_eur
FROM (SELECT c.cost_id, c.year, c.kind, c.payer, c.payee, c.service,
		c.contract, c.cost_category, c.period_from, c.cost_key, c.basis,
		unnest(c.participants) AS participant,
		unnest(c.party_ids) AS party_id, unnest(c.parts) AS amount
	  FROM regie.cost_parts AS c
	  LEFT JOIN fine AS f USING (year, kind, payer, payee)
	  WHERE f.year IS NULL) AS s
UNION ALL
SELECT b.cost_share_id, b.year, b.kind, b.payer, b.payee, b.participant,
	b.service, b.contract, b.cost_category, b.period_from, b.cost_key,
	b.basis, b.amount_eur
FROM regie.booked_fine AS b;

COMMENT ON VIEW regie.booked_line IS
'What each participant bears of each cost, in whole cents; costs in parts of a cent stand together by year, kind, payer, payee, service, contract, category, first day and key. The reports on money add it up.';
COMMENT ON COLUMN regie.booked_line.cost_share_id IS
'Identifies the row: the cost, or the first of several, times a million plus the participant (0: none).';
COMMENT ON COLUMN regie.booked_line.year IS
'Year in which the period of the cost begins.';
COMMENT ON COLUMN regie.booked_line.kind IS 'Kind of cost.';
COMMENT ON COLUMN regie.booked_line.payer IS
'Code of the party that pays the cost.';
COMMENT ON COLUMN regie.booked_line.payee IS
'Code of the party that is paid.';
COMMENT ON COLUMN regie.booked_line.participant IS
'Code of the party that bears it. Empty: nobody.';
COMMENT ON COLUMN regie.booked_line.service IS 'Code of the service.';
COMMENT ON COLUMN regie.booked_line.contract IS
'Number of the contract. Empty: none.';
COMMENT ON COLUMN regie.booked_line.cost_category IS
'Economic category of the cost. Empty: unknown.';
COMMENT ON COLUMN regie.booked_line.period_from IS
'First day that the cost is for.';
COMMENT ON COLUMN regie.booked_line.cost_key IS
'Code of the key that it is shared by. Empty: none.';
COMMENT ON COLUMN regie.booked_line.basis IS
'Why this key, as in cost_share.';
COMMENT ON COLUMN regie.booked_line.amount_eur IS
'Amount in euro, in whole cents.';

/*
 * The same cost by cost, with what the participants bear in arrays, for
 * reports that would sort or join hundreds of thousands of lines: most costs
 * are alone in what they add up.
 */
CREATE VIEW regie.booked_parts AS
WITH fine AS MATERIALIZED (
	SELECT f.year, f.kind, f.payer, f.payee FROM regie.fine_bill AS f
)
SELECT c.cost_id, c.year, c.kind, c.payer, c.payee, c.service, c.contract,
	c.party_ids, c.parts AS amounts
FROM regie.cost_parts AS c
LEFT JOIN fine AS f USING (year, kind, payer, payee)
WHERE f.year IS NULL
UNION ALL
SELECT (b.cost_share_id / 1000000)::integer, b.year, b.kind, b.payer, b.payee,
	b.service, b.contract,
	array_agg(nullif(b.cost_share_id % 1000000, 0)::integer
			  ORDER BY b.cost_share_id),
	array_agg(b.amount_eur::numeric ORDER BY b.cost_share_id)
FROM regie.booked_fine AS b
GROUP BY b.cost_share_id / 1000000, b.year, b.kind, b.payer, b.payee,
	b.service, b.contract;

COMMENT ON VIEW regie.booked_parts IS
'What each participant bears of each cost, in whole cents, as booked_line has it, with the participants and what they bear in arrays of one order. One row per cost, or per costs in parts of a cent that stand together.';
COMMENT ON COLUMN regie.booked_parts.cost_id IS
'The cost as an integer, or the first of several.';
COMMENT ON COLUMN regie.booked_parts.year IS
'Year in which the period of the cost begins.';
COMMENT ON COLUMN regie.booked_parts.kind IS 'Kind of cost.';
COMMENT ON COLUMN regie.booked_parts.payer IS
'Code of the party that pays the cost.';
COMMENT ON COLUMN regie.booked_parts.payee IS
'Code of the party that is paid.';
COMMENT ON COLUMN regie.booked_parts.service IS 'Code of the service.';
COMMENT ON COLUMN regie.booked_parts.contract IS
'Number of the contract. Empty: none.';
COMMENT ON COLUMN regie.booked_parts.party_ids IS
'The participants as integers; one that is NULL where it reaches nobody.';
COMMENT ON COLUMN regie.booked_parts.amounts IS
'What each participant bears, in euro, in whole cents.';

/*
 * Who pays whom: the participants what they bear, to whoever paid the cost
 * for them; and those their suppliers.  What a supplier is paid need not be
 * split first: the booked lines of a bill add up to the bill, rounded once.
 */
CREATE VIEW regie_report.cost_payment AS
WITH flow AS (
	SELECT b.year, b.kind, 'contribution' AS flow, b.participant AS payer,
		b.payer AS payee, sum(b.amount_eur) AS amount
	FROM regie.booked_line AS b
	WHERE b.participant IS DISTINCT FROM b.payer
	GROUP BY b.year, b.kind, b.participant, b.payer
	UNION ALL
	SELECT extract(year FROM lower(c.period))::integer, c.kind, 'payment',
		c.payer, c.payee, round(sum(c.amount), 2)
	FROM regie.cost AS c
	GROUP BY 1, c.kind, c.payer, c.payee
)
/*
 * Six numbers a year, of which 1900 to 2299 take 2400; behind them two a year
 * for amendments, which came later.
 */
SELECT (CASE f.kind
			WHEN 'amendment' THEN 2400 + (f.year - 1900)::bigint * 2
				+ CASE f.flow WHEN 'payment' THEN 1 ELSE 0 END
			ELSE (f.year - 1900)::bigint * 6
				+ CASE f.flow WHEN 'payment' THEN 3 ELSE 0 END
				+ CASE f.kind WHEN 'budget' THEN 0 WHEN 'advance' THEN 1
					ELSE 2 END END
		* 1000000 + coalesce(p.party_id, 0)) * 1000000 + q.party_id
		AS cost_payment_id,
	f.year::integer AS year,
	f.kind::text AS kind,
	f.flow::text AS flow,
	f.payer::text AS payer,
	f.payee::text AS payee,
	f.amount::numeric(18,2) AS amount_eur,
	make_date(f.year, 1, 1) AS year_from,
	p.name::text AS payer_name,
	q.name::text AS payee_name
FROM flow AS f
LEFT JOIN regie.party AS p ON p.code = f.payer
JOIN regie.party AS q ON q.code = f.payee;

/*
 * Advance and settlement: both sides are allocated by their own keys, so the
 * differences add up to the difference of the totals.
 */
CREATE VIEW regie_report.cost_settlement AS
WITH summed AS MATERIALIZED (
	SELECT b.year, b.payer, b.participant,
		coalesce(sum(b.amount_eur) FILTER (WHERE b.kind = 'budget'), 0)
			AS budget,
		coalesce(sum(b.amount_eur) FILTER (WHERE b.kind = 'amendment'), 0)
			AS amendment,
		coalesce(sum(b.amount_eur) FILTER (WHERE b.kind = 'advance'), 0)
			AS advance,
		coalesce(sum(b.amount_eur) FILTER (WHERE b.kind = 'actual'), 0)
			AS actual
	FROM regie.booked_line AS b
	WHERE b.participant IS DISTINCT FROM b.payer
	GROUP BY b.year, b.payer, b.participant
)
SELECT ((s.year - 1900)::bigint * 1000000 + q.party_id) * 1000000
		+ coalesce(p.party_id, 0) AS cost_settlement_id,
	s.year::integer AS year,
	s.payer::text AS cooperation,
	s.participant::text AS participant,
	s.budget::numeric(18,2) AS budget_eur,
	s.advance::numeric(18,2) AS advance_eur,
	s.actual::numeric(18,2) AS actual_eur,
	(s.actual - s.advance)::numeric(18,2) AS settlement_eur,
	make_date(s.year, 1, 1) AS year_from,
	q.name::text AS cooperation_name,
	p.name::text AS participant_name,
	s.amendment::numeric(18,2) AS amendment_eur
FROM summed AS s
JOIN regie.party AS q ON q.code = s.payer
LEFT JOIN regie.party AS p ON p.code = s.participant;

/*
 * What does not add up or was settled too late: costs that reach nobody,
 * participants that a key forgets, keys that charge a stranger, keys that were
 * set when the period had begun, and mixed keys whose factors, as agreed, are
 * not 1 together.
 */
CREATE VIEW regie_report.cost_finding AS
WITH shared AS MATERIALIZED (
	SELECT c.cost_id::bigint AS cost_id, c.cost, c.year, c.kind, c.service,
		c.payer, c.cost_key, c.basis, c.amount, c.period_from,
		c.total IS NOT NULL AS is_split, c.participants, c.party_ids,
		c.set_on, c.parts
	FROM regie.cost_parts AS c
	WHERE c.basis <> 'payer'
), part AS (
	SELECT s.cost_id, s.cost, s.year, s.kind, s.service, s.payer, s.cost_key,
		s.period_from, v.participant, v.party_id, v.set_on, v.amount
	FROM shared AS s
	CROSS JOIN LATERAL unnest(s.participants, s.party_ids, s.set_on, s.parts)
		AS v (participant, party_id, set_on, amount)
	WHERE s.is_split
), odd AS (
	SELECT 2 AS place, 'value without participation' AS finding, v.*
	FROM part AS v
	JOIN regie.party AS f ON f.code = v.payer
	WHERE v.participant <> v.payer
		AND (f.kind = 'cooperation' OR EXISTS (
			SELECT FROM regie.participation AS h
			WHERE h.cooperation = v.payer))
		AND NOT EXISTS (
			SELECT FROM regie.participation AS p
			WHERE p.cooperation = v.payer AND p.party = v.participant
				AND (p.valid @> v.period_from) IS TRUE)
	UNION ALL
	SELECT 3, 'key set late', v.*
	FROM part AS v
	WHERE v.set_on > v.period_from
), found AS (
	SELECT s.cost_id * 10000000 AS id, s.basis AS finding, s.cost, s.year,
		s.kind, s.service, s.payer, NULL AS participant, s.cost_key,
		s.amount AS amount_eur
	FROM shared AS s
	WHERE NOT s.is_split
	UNION ALL
	SELECT (s.cost_id * 1000000 + m.party_id) * 10 + 1,
		'participant without value', s.cost, s.year, s.kind, s.service,
		s.payer, p.party, s.cost_key, 0
	FROM shared AS s
	JOIN regie.participation AS p
		ON p.cooperation = s.payer AND (p.valid @> s.period_from) IS TRUE
	JOIN regie.party AS m ON m.code = p.party
	WHERE s.is_split AND p.party <> ALL (s.participants)
	UNION ALL
	SELECT (o.cost_id * 1000000 + coalesce(o.party_id, 0)) * 10 + o.place,
		o.finding, o.cost, o.year, o.kind, o.service, o.payer,
		o.participant, o.cost_key, o.amount
	FROM odd AS o
	UNION ALL
	SELECT s.cost_id * 10000000 + 4, 'factors do not add up', s.cost, s.year,
		s.kind, s.service, s.payer, NULL, s.cost_key, s.amount
	FROM shared AS s
	WHERE (SELECT sum(p.factor)
		   FROM regie.cost_key_part AS p
		   WHERE p.cost_key = s.cost_key
			AND (p.valid @> s.period_from) IS TRUE) <> 1
)
SELECT f.id::bigint AS cost_finding_id,
	f.finding::text AS finding,
	f.year::integer AS year,
	f.kind::text AS kind,
	f.cost::text AS cost,
	f.service::text AS service,
	f.cost_key::text AS cost_key,
	f.payer::text AS payer,
	f.participant::text AS participant,
	f.amount_eur::numeric(18,6) AS amount_eur,
	make_date(f.year, 1, 1) AS year_from,
	e.name::text AS service_name,
	k.name::text AS cost_key_name,
	p.name::text AS payer_name,
	m.name::text AS participant_name
FROM found AS f
JOIN regie.service AS e ON e.code = f.service
JOIN regie.party AS p ON p.code = f.payer
LEFT JOIN regie.cost_key AS k ON k.code = f.cost_key
LEFT JOIN regie.party AS m ON m.code = f.participant;

/*
 * Which contract must be decided on, by which day, and what silence does.
 *
 * OFFSET 0 keeps what follows from a term apart: it is worked out once per
 * contract, not for each price line again, and what is asked of a line is
 * simple enough to be written out in the query.
 */
CREATE VIEW regie_report.contract_deadline AS
WITH dated AS (
	SELECT c.contract_id, c.code, c.title, c.customer, c.supplier, c.renewal,
		c.conditions, c.start_on, c.term, x.day, x.status, x.last_notice_day,
		x.free_on, x.bound, greatest(x.day, c.start_on) AS priced_on
	FROM regie.contract_state AS c
	CROSS JOIN (SELECT regie.today() AS day) AS t
	CROSS JOIN LATERAL (
		SELECT t.day, regie.status(c.term, t.day) AS status,
			regie.last_notice_day(c.term, t.day) AS last_notice_day,
			f.free_on, daterange(t.day, greatest(t.day, f.free_on)) AS bound
		FROM (SELECT regie.locked_in_until(c.term, t.day) AS free_on) AS f
		OFFSET 0
	) AS x
)
SELECT d.contract_id::integer AS contract_id,
	d.code::text AS contract,
	d.supplier::text AS supplier,
	d.status::text AS status,
	CASE WHEN d.status = 'notice due' THEN 1
		/* a decision can be due before the first day */
		WHEN d.status = 'upcoming'
			AND d.last_notice_day - INTERVAL '3 months' <= d.day THEN 1
		WHEN d.status = 'ending' THEN 2 WHEN d.status = 'running' THEN 3
		WHEN d.status = 'upcoming' THEN 4 ELSE 5 END::smallint
		AS status_order,
	d.last_notice_day::date AS last_notice_day,
	(d.last_notice_day - d.day)::integer AS days_left,
	regie.if_silent(d.term, d.day)::text AS if_silent,
	(upper(regie.period(d.term, d.day)) - 1)::date AS period_until,
	(d.free_on - 1)::date AS bound_until,
	(regie.maximum_extent(d.term) - 1)::date AS maximum_until,
	coalesce(l.yearly, 0)::numeric(18,2) AS yearly_eur,
	coalesce(l.commitment, 0)::numeric(18,2) AS commitment_eur,
	coalesce(u.users, 0)::integer AS users,
	coalesce(i.steps, 0)::integer AS steps,
	d.day::date AS as_of,
	d.customer::text AS customer,
	d.start_on::date AS start_on,
	d.renewal::text AS renewal,
	d.conditions::text AS conditions,
	d.term::text AS term,
	d.title::text AS title,
	s.name::text AS supplier_name,
	k.name::text AS customer_name
FROM dated AS d
JOIN regie.party AS s ON s.code = d.supplier
JOIN regie.party AS k ON k.code = d.customer
LEFT JOIN LATERAL (
	SELECT sum(CASE WHEN n.valid @> d.priced_on
				THEN regie.line_year(d.code, n.line, n.amount, n.per,
									 d.priced_on)
				END) AS yearly,
		sum(regie.line_cost(d.code, n.line, d.start_on, n.amount, n.per,
							n.valid * d.bound)) AS commitment
	FROM regie.contract_price AS n
	WHERE n.contract = d.code AND d.status <> 'ended'
) AS l ON true
LEFT JOIN LATERAL (
	SELECT count(*) AS users
	FROM regie.contract_use AS n
	WHERE n.contract = d.code AND (n.valid @> d.day) IS TRUE
) AS u ON true
LEFT JOIN LATERAL (
	SELECT count(*) AS steps
	FROM regie.roadmap_item AS n
	WHERE n.contract = d.code
) AS i ON true;

/*
 * The roadmaps: all steps of a programme are planned together, by the working
 * days of Dutch municipalities over a hundred years from its start.
 *
 * What cannot be planned keeps its rows, without dates, and breach says why:
 * all steps of a programme where some wait for each other in a circle, or
 * which has a million days of work and waiting in all; and steps that would
 * end up before 1900 or after 2299.
 */
CREATE VIEW regie_report.roadmap_step AS
WITH scheduled AS MATERIALIZED (
	/* a step of what cannot be planned is put to schedule by itself */
	SELECT n.roadmap_item_id, n.programme, n.code, n.party, n.duration,
		n.deadline, n.contract, n.contract_link, n.service, n.title,
		n.programme_name, n.obstacle, n.actual_start, n.actual_finish,
		n.remaining, n.progress, n.progress_percent,
		regie.schedule(n.code, n.duration, n.predecessors, n.start_on,
			regie.roadmap_calendar(n.first_year), n.constraint_kind,
			n.constraint_date, n.deadline, n.status_day, n.actual_start,
			n.actual_finish, n.remaining)
			OVER (PARTITION BY n.programme, n.part) AS s
	FROM regie.roadmap_network AS n
), planned AS MATERIALIZED (
	SELECT r.*, CASE WHEN r.obstacle IS NOT NULL THEN r.obstacle
		WHEN least((r.s).early_start, (r.s).late_start) < DATE '1900-01-01'
			OR greatest((r.s).early_finish, (r.s).late_finish)
				>= DATE '2300-01-01'
		THEN 'lies before 1900 or after 2299' END AS missing
	FROM scheduled AS r
), shown AS MATERIALIZED (
	SELECT n.*, CASE WHEN n.missing IS NULL THEN n.s END AS plan
	FROM planned AS n
)
SELECT i.roadmap_item_id::integer AS roadmap_item_id,
	i.programme::text AS programme,
	i.code::text AS item,
	i.party::text AS party,
	i.duration::integer AS duration,
	(i.plan).early_start::date AS early_start,
	(i.plan).early_finish::date AS early_finish,
	(i.plan).late_start::date AS late_start,
	(i.plan).late_finish::date AS late_finish,
	(i.plan).total_float::integer AS total_float,
	(i.plan).free_float::integer AS free_float,
	(i.plan).independent_float::integer AS independent_float,
	(i.plan).critical::boolean AS is_critical,
	CASE WHEN (i.plan).critical THEN 'yes'
		WHEN NOT (i.plan).critical THEN 'no' END::text AS critical_label,
	(i.plan).driving::boolean AS is_driving,
	CASE WHEN (i.plan).driving THEN 'yes'
		WHEN NOT (i.plan).driving THEN 'no' END::text AS driving_label,
	(i.plan).driver::text AS driver,
	i.deadline::date AS deadline,
	coalesce(i.missing, (i.plan).breach) IS NOT NULL AS is_breached,
	CASE WHEN coalesce(i.missing, (i.plan).breach) IS NOT NULL THEN 'yes'
		ELSE 'no' END::text AS breached_label,
	i.contract::text AS contract,
	i.contract_link::text AS contract_link,
	i.service::text AS service,
	i.title::text AS title,
	coalesce(i.missing, (i.plan).breach)::text AS breach,
	a.name::text AS party_name,
	i.programme_name::text AS programme_name,
	i.progress::text AS progress,
	i.actual_start::date AS actual_start,
	i.actual_finish::date AS actual_finish,
	i.remaining::integer AS remaining_days,
	i.progress_percent::integer AS progress_percent
FROM shown AS i
JOIN regie.party AS a ON a.code = i.party;

/*
 * Steps that decide on a contract or replace it, against the day by which
 * they must be finished.
 *
 * decides: by the next last day to give notice or to lift the option.  A plan
 * that finishes later binds one up to the day on which one can be free when
 * acting at the planned finish, instead of at that last day.
 *
 * replaces: by the last day one is bound now.  A plan that finishes later
 * needs the contract up to the end of the period that then runs; if it does
 * not run by then, nothing is paid, and nothing delivered either.
 *
 * Whether the step at least begins by the contract's next last notice day
 * stands beside it: who has not begun by then decides without it.
 */
CREATE VIEW regie_report.contract_risk AS
WITH linked AS (
	SELECT r.roadmap_item_id, r.programme, r.item, r.party, r.title,
		r.early_start, r.early_finish, r.contract_link, c.code AS contract,
		c.title AS subject, c.term, c.start_on, t.day,
		regie.last_notice_day(c.term, t.day) AS last_notice_day,
		CASE WHEN r.contract_link = 'decides'
				THEN regie.last_notice_day(c.term, t.day)
			WHEN c.renewal <> 'evergreen' OR c.ended_on IS NOT NULL
				THEN regie.locked_in_until(c.term, t.day) - 1
			END AS required_by
	FROM regie_report.roadmap_step AS r
	JOIN regie.contract_state AS c ON c.code = r.contract
	CROSS JOIN (SELECT regie.today() AS day) AS t
), late AS MATERIALIZED (
	SELECT l.*, l.early_finish > l.required_by AS late,
		CASE l.contract_link WHEN 'decides'
			THEN regie.locked_in_until(l.term, l.required_by)
			ELSE l.required_by + 1 END AS free_in_time,
		CASE l.contract_link WHEN 'decides'
			THEN regie.locked_in_until(l.term, l.early_finish)
			ELSE upper(regie.period(l.term, l.early_finish)) END AS free_late
	FROM linked AS l
), bound AS (
	SELECT l.*, CASE WHEN l.late AND l.free_late > l.free_in_time
		THEN daterange(l.free_in_time, l.free_late) END AS extra
	FROM late AS l
), priced AS (
	SELECT b.*, coalesce(regie.contract_cost(b.contract, b.start_on, b.extra),
						 0) AS cost
	FROM bound AS b
)
SELECT p.roadmap_item_id::integer AS roadmap_item_id,
	p.contract::text AS contract,
	p.programme::text AS programme,
	p.item::text AS item,
	p.party::text AS party,
	p.contract_link::text AS contract_link,
	CASE WHEN p.required_by IS NULL THEN 'no date'
		WHEN p.early_finish IS NULL THEN 'not planned'
		WHEN p.late THEN 'late' ELSE 'in time' END::text AS verdict,
	coalesce(p.late, false) AS is_late,
	p.required_by::date AS required_by,
	p.early_finish::date AS planned_finish,
	CASE WHEN p.late THEN p.early_finish - p.required_by
		WHEN NOT p.late THEN 0 END::integer AS days_late,
	regie.if_silent(p.term, p.required_by)::text AS if_silent,
	lower(p.extra)::date AS extra_from,
	(upper(p.extra) - 1)::date AS extra_until,
	CASE WHEN p.late IS NOT NULL THEN p.cost END::numeric(18,2) AS extra_eur,
	p.day::date AS as_of,
	p.title::text AS item_title,
	p.subject::text AS contract_title,
	p.last_notice_day::date AS last_notice_day,
	p.early_start::date AS planned_start,
	coalesce(p.early_start > p.last_notice_day, false) AS is_start_late,
	CASE WHEN p.last_notice_day IS NULL THEN 'no date'
		WHEN p.early_start IS NULL THEN 'not planned'
		WHEN p.early_start > p.last_notice_day THEN 'late'
		ELSE 'in time' END::text AS start_verdict
FROM priced AS p;

/*
 * What such an extra period costs each participant: each price line is shared
 * by whoever bears the contract on the period's first day.
 */
CREATE VIEW regie_report.contract_risk_share AS
WITH risk AS MATERIALIZED (
	SELECT r.roadmap_item_id, r.programme, r.item, r.contract, r.extra_from,
		r.extra_until, r.item_title
	FROM regie_report.contract_risk AS r
	WHERE r.extra_from IS NOT NULL
)
SELECT k.roadmap_item_id::bigint * 1000000 + coalesce(p.party_id, 0)
		AS contract_risk_share_id,
	k.contract::text AS contract,
	k.programme::text AS programme,
	k.item::text AS item,
	s.participant::text AS participant,
	s.amount::numeric(18,2) AS extra_eur,
	k.extra_from::date AS extra_from,
	k.extra_until::date AS extra_until,
	p.name::text AS participant_name,
	k.item_title::text AS item_title
FROM risk AS k
JOIN regie.contract_state AS c ON c.code = k.contract
CROSS JOIN LATERAL regie.contract_cost_shares(k.contract, c.start_on,
	daterange(k.extra_from, k.extra_until, '[]')) AS s
LEFT JOIN regie.party AS p ON p.code = s.participant;
