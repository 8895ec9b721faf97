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
 * Which cost lands on whom, and why: one row per cost and participant.
 *
 * A cost whose payer is a cooperation must have a key; where it has none, or
 * one without values, the whole amount stands in a row without participant,
 * so that sums stay complete.  A cost that another party pays, and that no key
 * passes on, is that party's own.
 */
CREATE VIEW regie_report.cost_share AS
WITH asked AS MATERIALIZED (
	/* many costs share the key of a service: ask for it once */
	SELECT q.service, q.payer, q.day, q.own_key, b.participant, b.cost_key,
		b.value, b.total, b.set_on, b.basis
	FROM (SELECT DISTINCT c.service, c.payer, lower(c.period) AS day,
			coalesce(c.cost_key, '') AS own_key
		  FROM regie.cost AS c) AS q
	CROSS JOIN LATERAL regie.bearers(q.service, q.payer, q.day,
									 nullif(q.own_key, '')) AS b
), split AS MATERIALIZED (
	SELECT c.cost_id, c.code AS cost, c.period, c.kind, c.payer, c.payee,
		c.service, c.contract, c.amount AS cost_total, c.description,
		c.cost_category, b.participant, b.cost_key, b.value, b.total, b.set_on, b.basis,
		/* whole numbers of many digits, which say less than the share */
		b.cost_key IN (SELECT m.cost_key FROM regie.cost_key_part AS m)
			AS is_mixed,
		regie.allocate(c.amount, coalesce(b.value, 1), c.scale)
			OVER (PARTITION BY c.cost_id ORDER BY b.participant COLLATE "C")
			AS amount,
		round(coalesce(round(c.amount, 20) * b.value / b.total, c.amount), 8)
			AS exact
	FROM regie.cost AS c
	JOIN asked AS b ON b.service = c.service AND b.payer = c.payer
		AND b.day = lower(c.period) AND b.own_key = coalesce(c.cost_key, '')
)
SELECT s.cost_id::bigint * 1000000 + coalesce(m.party_id, 0) AS cost_share_id,
	extract(year FROM lower(s.period))::integer AS year,
	s.kind::text AS kind,
	s.service::text AS service,
	s.participant::text AS participant,
	s.cost_key::text AS cost_key,
	CASE WHEN s.is_mixed THEN s.value / s.total
		ELSE s.value END::numeric(22,6) AS driver_value,
	CASE WHEN s.is_mixed THEN 1 ELSE s.total END::numeric(22,6)
		AS driver_total,
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
	s.set_on::date AS key_set_on,
	m.name::text AS participant_name,
	e.name::text AS service_name,
	k.name::text AS cost_key_name,
	k.driver::text AS driver,
	f.name::text AS payer_name,
	t.name::text AS payee_name,
	s.description::text AS description,
	e.taakveld::text AS taakveld,
	s.cost_category::text AS cost_category
FROM split AS s
JOIN regie.service AS e ON e.code = s.service
JOIN regie.party AS f ON f.code = s.payer
JOIN regie.party AS t ON t.code = s.payee
LEFT JOIN regie.party AS m ON m.code = s.participant
LEFT JOIN regie.cost_key AS k ON k.code = s.cost_key;

/*
 * What is booked, in whole cents, as far apart as reports on money need it.
 * Costs in cents only are what they are.  A bill (year, kind, payer, payee)
 * with parts of a cent in it (cloud usage) is rounded once: what each
 * participant bears of it is cut down to cents, and the cents that are then
 * missing from the rounded bill go to the largest rests; and in the same way
 * what a participant bears is divided over the lines of the bill.  All reports
 * that add these lines up agree to the cent.
 */
CREATE VIEW regie.booked_line AS
WITH share AS MATERIALIZED (
	SELECT s.cost_share_id, s.year, s.kind, s.payer, s.payee, s.participant,
		s.service, s.contract, s.cost_category, s.period_from, s.cost_key,
		s.basis, s.amount_eur
	FROM regie_report.cost_share AS s
), fine AS MATERIALIZED (
	SELECT DISTINCT extract(year FROM lower(c.period))::integer AS year,
		c.kind, c.payer, c.payee
	FROM regie.cost AS c
	WHERE c.scale > 2
), summed AS (
	SELECT s.year, s.kind, s.payer, s.payee, s.participant, s.service,
		s.contract, s.cost_category, s.period_from, s.cost_key, s.basis,
		min(s.cost_share_id) AS cost_share_id, sum(s.amount_eur) AS exact
	FROM share AS s
	JOIN fine AS f USING (year, kind, payer, payee)
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
SELECT s.cost_share_id, s.year, s.kind, s.payer, s.payee, s.participant,
	s.service, s.contract, s.cost_category, s.period_from, s.cost_key,
	s.basis, s.amount_eur::numeric(18,2) AS amount_eur
FROM share AS s
LEFT JOIN fine AS f USING (year, kind, payer, payee)
WHERE f.year IS NULL
UNION ALL
SELECT b.cost_share_id, b.year, b.kind, b.payer, b.payee, b.participant,
	b.service, b.contract, b.cost_category, b.period_from, b.cost_key,
	b.basis, (b.sign * (floor(b.cents) + CASE
			WHEN b.line_place <= b.booked_cents - b.line_cents THEN 1
			ELSE 0 END) / 100)::numeric(18,2)
FROM borne AS b;

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
 * The same per year, kind, payer, payee and participant.
 */
CREATE VIEW regie.booked_share AS
SELECT b.year, b.kind, b.payer, b.payee, b.participant,
	sum(b.amount_eur)::numeric(18,2) AS amount_eur
FROM regie.booked_line AS b
GROUP BY b.year, b.kind, b.payer, b.payee, b.participant;

COMMENT ON VIEW regie.booked_share IS
'What each participant bears, in whole cents: one row per year, kind of cost, payer, payee and participant. The reports on payments and settlement add it up.';
COMMENT ON COLUMN regie.booked_share.year IS
'Year in which the period of the cost begins.';
COMMENT ON COLUMN regie.booked_share.kind IS
'budget, amendment, advance or actual.';
COMMENT ON COLUMN regie.booked_share.payer IS
'Code of the party that pays the cost.';
COMMENT ON COLUMN regie.booked_share.payee IS
'Code of the party that is paid.';
COMMENT ON COLUMN regie.booked_share.participant IS
'Code of the party that bears it. Empty: nobody.';
COMMENT ON COLUMN regie.booked_share.amount_eur IS
'Amount in euro, in whole cents.';

/*
 * Who pays whom: the participants what they bear, to whoever paid the cost
 * for them; and those their suppliers.
 */
CREATE VIEW regie_report.cost_payment AS
WITH booked AS MATERIALIZED (
	SELECT s.year, s.kind, s.payer, s.payee, s.participant, s.amount_eur
	FROM regie.booked_share AS s
), flow AS (
	SELECT b.year, b.kind, 'contribution' AS flow, b.participant AS payer,
		b.payer AS payee, sum(b.amount_eur) AS amount
	FROM booked AS b
	WHERE b.participant IS DISTINCT FROM b.payer
	GROUP BY b.year, b.kind, b.participant, b.payer
	UNION ALL
	SELECT b.year, b.kind, 'payment', b.payer, b.payee, sum(b.amount_eur)
	FROM booked AS b
	GROUP BY b.year, b.kind, b.payer, b.payee
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
WITH share AS MATERIALIZED (
	SELECT s.cost_share_id, s.cost, s.year, s.kind, s.service, s.payer,
		s.participant, s.cost_key, s.basis, s.amount_eur, s.period_from,
		s.key_set_on
	FROM regie_report.cost_share AS s
	WHERE s.basis <> 'payer'
), found AS (
	SELECT s.cost_share_id * 10 AS id, s.basis AS finding, s.cost, s.year,
		s.kind, s.service, s.payer, s.participant, s.cost_key, s.amount_eur
	FROM share AS s
	WHERE s.participant IS NULL
	UNION ALL
	SELECT (s.cost_id * 1000000 + m.party_id) * 10 + 1,
		'participant without value', s.cost, s.year, s.kind, s.service,
		s.payer, p.party, s.cost_key, 0
	FROM (SELECT min(t.cost_share_id) / 1000000 AS cost_id, t.cost, t.year,
			t.kind, t.service, t.payer, t.cost_key, t.period_from,
			array_agg(t.participant) AS participants
		  FROM share AS t
		  WHERE t.participant IS NOT NULL
		  GROUP BY t.cost, t.year, t.kind, t.service, t.payer, t.cost_key,
			t.period_from) AS s
	JOIN regie.participation AS p
		ON p.cooperation = s.payer AND (p.valid @> s.period_from) IS TRUE
			AND p.party <> ALL (s.participants)
	JOIN regie.party AS m ON m.code = p.party
	UNION ALL
	SELECT s.cost_share_id * 10 + 2, 'value without participation', s.cost,
		s.year, s.kind, s.service, s.payer, s.participant, s.cost_key,
		s.amount_eur
	FROM share AS s
	JOIN regie.party AS f ON f.code = s.payer
	WHERE s.participant IS NOT NULL AND s.participant <> s.payer
		AND (f.kind = 'cooperation' OR EXISTS (
			SELECT FROM regie.participation AS h
			WHERE h.cooperation = s.payer))
		AND NOT EXISTS (
			SELECT FROM regie.participation AS p
			WHERE p.cooperation = s.payer AND p.party = s.participant
				AND (p.valid @> s.period_from) IS TRUE)
	UNION ALL
	SELECT s.cost_share_id * 10 + 3, 'key set late', s.cost, s.year, s.kind,
		s.service, s.payer, s.participant, s.cost_key, s.amount_eur
	FROM share AS s
	WHERE s.key_set_on > s.period_from
	UNION ALL
	SELECT s.cost_id * 10000000 + 4, 'factors do not add up', s.cost, s.year,
		s.kind, s.service, s.payer, NULL, s.cost_key, s.amount
	FROM (SELECT min(t.cost_share_id) / 1000000 AS cost_id, t.cost, t.year,
			t.kind, t.service, t.payer, t.cost_key, t.period_from,
			sum(t.amount_eur) AS amount
		  FROM share AS t
		  GROUP BY t.cost, t.year, t.kind, t.service, t.payer, t.cost_key,
			t.period_from) AS s
	JOIN LATERAL (
		SELECT sum(p.factor) AS factors
		FROM regie.cost_key_part AS p
		WHERE p.cost_key = s.cost_key AND (p.valid @> s.period_from) IS TRUE
	) AS m ON m.factors <> 1
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
 */
CREATE VIEW regie_report.contract_deadline AS
WITH dated AS (
	SELECT c.contract_id, c.code, c.title, c.customer, c.supplier, c.renewal,
		c.conditions, c.start_on, c.term, t.day,
		regie.status(c.term, t.day) AS status,
		regie.last_notice_day(c.term, t.day) AS last_notice_day,
		regie.locked_in_until(c.term, t.day) AS free_on
	FROM regie.contract_state AS c
	CROSS JOIN (SELECT regie.today() AS day) AS t
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
	SELECT sum(CASE WHEN n.valid @> greatest(d.day, d.start_on)
				THEN regie.line_year(d.code, n.line, n.amount, n.per,
									 greatest(d.day, d.start_on))
				END) AS yearly,
		sum(regie.line_cost(d.code, n.line, d.start_on, n.amount, n.per,
			n.valid * daterange(d.day, greatest(d.day, d.free_on))))
			AS commitment
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
CROSS JOIN LATERAL regie.contract_shares(k.contract, c.start_on,
	daterange(k.extra_from, k.extra_until, '[]')) AS s
LEFT JOIN regie.party AS p ON p.code = s.participant;
