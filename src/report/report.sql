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
 */
CREATE SCHEMA regie_report;

COMMENT ON SCHEMA regie_report IS
'Reports on shared municipal ICT, in English. Schema regie_rapport has the same ones in Dutch.';

CREATE SCHEMA regie_rapport;

COMMENT ON SCHEMA regie_rapport IS
'Rapportages over gedeelde gemeentelijke ICT, in het Nederlands. Schema regie_report heeft dezelfde in het Engels.';

/*
 * Which cost lands on whom, and why: one row per cost and participant.
 *
 * A cost whose payer is a cooperation must have a key; where it has none, or
 * one without values, the whole amount stands in a row without participant,
 * so that sums stay complete.  A cost that another party pays, and that no key
 * passes on, is that party's own.
 */
CREATE VIEW regie_report.cost_share AS
WITH keyed AS (
	SELECT c.cost_id, lower(c.period) AS day,
		coalesce(c.cost_key, r.cost_key) AS cost_key,
		CASE WHEN c.cost_key IS NOT NULL THEN 'own key'
			WHEN r.cost_key IS NOT NULL THEN 'rule'
			WHEN p.kind = 'cooperation' THEN 'no rule'
			ELSE 'payer' END AS basis
	FROM regie.cost AS c
	JOIN regie.party AS p ON p.code = c.payer
	LEFT JOIN regie.allocation_rule AS r
		ON r.service = c.service AND r.valid @> lower(c.period)
), driven AS (
	SELECT k.cost_id, v.party, v.value,
		sum(v.value) OVER (PARTITION BY k.cost_id) AS total
	FROM keyed AS k
	JOIN regie.cost_key_value AS v
		ON v.cost_key = k.cost_key AND v.valid @> k.day
), bearing AS (
	SELECT k.cost_id, k.cost_key, d.value, d.total,
		CASE WHEN d.total > 0 THEN d.party
			WHEN k.basis = 'payer' THEN c.payer END AS participant,
		CASE WHEN d.total > 0 OR k.basis IN ('payer', 'no rule') THEN k.basis
			ELSE 'no key values' END AS basis,
		c.period, c.kind, c.payer, c.payee, c.service, c.contract,
		c.code AS cost, c.amount AS cost_total, c.scale, c.description
	FROM keyed AS k
	JOIN regie.cost AS c ON c.cost_id = k.cost_id
	LEFT JOIN driven AS d ON d.cost_id = k.cost_id AND d.total > 0
), split AS (
	SELECT b.*,
		regie.allocate(b.cost_total, coalesce(b.value, 1), b.scale)
			OVER (PARTITION BY b.cost_id ORDER BY b.participant COLLATE "C")
			AS amount,
		round(coalesce(round(b.cost_total, 12) * b.value / b.total,
					   b.cost_total), 8) AS exact
	FROM bearing AS b
)
SELECT s.cost_id::bigint * 1000000 + coalesce(m.party_id, 0) AS cost_share_id,
	extract(year FROM lower(s.period))::integer AS year,
	s.kind::text AS kind,
	s.service::text AS service,
	s.participant::text AS participant,
	s.cost_key::text AS cost_key,
	s.value::numeric(16,6) AS driver_value,
	s.total::numeric(20,6) AS driver_total,
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
	lower(s.period)::date AS period_from,
	(upper(s.period) - 1)::date AS period_until,
	m.name::text AS participant_name,
	e.name::text AS service_name,
	k.name::text AS cost_key_name,
	k.driver::text AS driver,
	f.name::text AS payer_name,
	t.name::text AS payee_name,
	s.description::text AS description
FROM split AS s
JOIN regie.service AS e ON e.code = s.service
JOIN regie.party AS f ON f.code = s.payer
JOIN regie.party AS t ON t.code = s.payee
LEFT JOIN regie.party AS m ON m.code = s.participant
LEFT JOIN regie.cost_key AS k ON k.code = s.cost_key;

/*
 * What is booked: whole cents per year, kind, payer, payee and participant.
 * Costs in cents only add up here.  Parts of a cent (cloud usage) are rounded
 * once, together: each sum is cut down to cents, and the cents that are then
 * missing from the rounded total go to the largest rests.
 */
CREATE VIEW regie.booked_share AS
WITH summed AS (
	SELECT s.year, s.kind, s.payer, s.payee, s.participant,
		sum(s.amount_eur) AS exact,
		floor(sum(s.amount_eur) * 100) AS cents,
		sum(s.amount_eur) * 100 - floor(sum(s.amount_eur) * 100) AS rest
	FROM regie_report.cost_share AS s
	GROUP BY s.year, s.kind, s.payer, s.payee, s.participant
), ranked AS (
	SELECT s.*,
		round(sum(s.exact) OVER bill * 100) - sum(s.cents) OVER bill AS missing,
		row_number() OVER (
			PARTITION BY s.year, s.kind, s.payer, s.payee
			ORDER BY s.rest DESC, s.exact DESC, s.participant COLLATE "C")
			AS place
	FROM summed AS s
	WINDOW bill AS (PARTITION BY s.year, s.kind, s.payer, s.payee)
)
SELECT r.year, r.kind, r.payer, r.payee, r.participant,
	((r.cents + CASE WHEN r.place <= r.missing THEN 1 ELSE 0 END) / 100)
		::numeric(18,2) AS amount_eur
FROM ranked AS r;

/*
 * Who pays whom: the participants what they bear, to whoever paid the cost
 * for them; and those their suppliers.
 */
CREATE VIEW regie_report.cost_payment AS
WITH flow AS (
	SELECT b.year, b.kind, 'contribution' AS flow, b.participant AS payer,
		b.payer AS payee, sum(b.amount_eur) AS amount
	FROM regie.booked_share AS b
	WHERE b.participant IS DISTINCT FROM b.payer
	GROUP BY b.year, b.kind, b.participant, b.payer
	UNION ALL
	SELECT b.year, b.kind, 'payment', b.payer, b.payee, sum(b.amount_eur)
	FROM regie.booked_share AS b
	GROUP BY b.year, b.kind, b.payer, b.payee
)
SELECT (((f.year - 1900)::bigint * 6
		 + CASE f.flow WHEN 'payment' THEN 3 ELSE 0 END
		 + CASE f.kind WHEN 'budget' THEN 0 WHEN 'advance' THEN 1 ELSE 2 END)
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
WITH summed AS (
	SELECT b.year, b.payer, b.participant,
		coalesce(sum(b.amount_eur) FILTER (WHERE b.kind = 'budget'), 0)
			AS budget,
		coalesce(sum(b.amount_eur) FILTER (WHERE b.kind = 'advance'), 0)
			AS advance,
		coalesce(sum(b.amount_eur) FILTER (WHERE b.kind = 'actual'), 0)
			AS actual
	FROM regie.booked_share AS b
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
	p.name::text AS participant_name
FROM summed AS s
JOIN regie.party AS q ON q.code = s.payer
LEFT JOIN regie.party AS p ON p.code = s.participant;
