/*
 * How simple the governance of a cooperation is, in numbers; and what is for
 * everybody to see.
 */
CREATE VIEW regie.cooperation_measure AS
WITH day AS (
	SELECT regie.today() AS day
), cooperation AS (
	SELECT DISTINCT p.cooperation AS code, t.day
	FROM regie.participation AS p
	CROSS JOIN day AS t
	WHERE (p.valid @> t.day) IS TRUE
), body AS MATERIALIZED (
	SELECT b.organisation, b.body, b.seats, b.days_since_met
	FROM regie_report.body_overview AS b
), role AS MATERIALIZED (
	/* its own ones, and those of others that have a part in its matrix */
	SELECT r.organisation, r.role, r.holders FROM regie.role_today AS r
	UNION
	SELECT n.organisation, r.role, r.holders
	FROM regie.responsibility AS n
	JOIN regie.role_today AS r
		ON r.role = n.role AND (n.valid @> r.day) IS TRUE
), activity AS MATERIALIZED (
	SELECT a.organisation, a.accountable, a.consulted
	FROM regie_report.activity_responsibility AS a
), decision AS MATERIALIZED (
	SELECT d.organisation, d.bodies FROM regie_report.decision_route AS d
	WHERE d.decision_status = 'open' OR d.decided_on > (d.as_of - INTERVAL '12 months')
), pair AS MATERIALIZED (
	SELECT p.cooperation, p.contact_status, p.moments
	FROM regie.contact_pair_today AS p
	WHERE p.pair_kind <> 'cooperation and supplier'
), consult AS (
	/* who answers for something asks whom: organisations, by the matrix */
	SELECT m.organisation, regie.reciprocity(
			regie.network(a.party, c.party)) AS reciprocity
	FROM regie.responsibility AS m
	CROSS JOIN day AS t
	JOIN regie.role_holder AS a
		ON a.role = m.role AND NOT a.is_deputy AND (a.valid @> t.day) IS TRUE
	JOIN regie.responsibility AS n
		ON n.organisation = m.organisation AND n.activity = m.activity
			AND n.letter = 'C' AND (n.valid @> t.day) IS TRUE
	JOIN regie.role_holder AS c
		ON c.role = n.role AND NOT c.is_deputy AND (c.valid @> t.day) IS TRUE
	WHERE m.letter = 'A' AND (m.valid @> t.day) IS TRUE
		AND a.party <> c.party
	GROUP BY m.organisation
)
SELECT c.code AS cooperation, v.place, v.measure, v.value, v.norm, v.most,
	c.day
FROM cooperation AS c
CROSS JOIN LATERAL (VALUES
	(1, 'bodies', (SELECT count(*)::numeric FROM body AS b WHERE b.organisation = c.code), NULL::numeric, true),
	(2, 'seats', (SELECT sum(b.seats)::numeric FROM body AS b WHERE b.organisation = c.code), NULL, true),
	(3, 'seats per body', (SELECT avg(b.seats) FROM body AS b WHERE b.organisation = c.code), NULL, true),
	(4, 'levels', (SELECT max(e.escalation_steps)::numeric + 1 FROM regie_report.escalation_path AS e WHERE e.organisation = c.code), 4, true),
	(5, 'roles', (SELECT count(*)::numeric FROM role AS r WHERE r.organisation = c.code), NULL, true),
	(6, 'roles without holder', (SELECT count(*)::numeric FROM role AS r WHERE r.organisation = c.code AND r.holders = 0), 0, true),
	(7, 'activities', (SELECT count(*)::numeric FROM activity AS a WHERE a.organisation = c.code), NULL, true),
	(8, 'activities without accountable', (SELECT count(*)::numeric FROM activity AS a WHERE a.organisation = c.code AND a.accountable = 0), 0, true),
	(9, 'consulted per activity', (SELECT avg(a.consulted) FROM activity AS a WHERE a.organisation = c.code), 2, true),
	(10, 'bodies per decision', (SELECT avg(d.bodies) FROM decision AS d WHERE d.organisation = c.code), 2, true),
	(11, 'share of decisions with several bodies', (SELECT avg(CASE WHEN d.bodies > 1 THEN 1 ELSE 0 END) FROM decision AS d WHERE d.organisation = c.code), 0.5, true),
	(12, 'pairs without contact', (SELECT count(*)::numeric FROM pair AS q WHERE q.cooperation = c.code AND q.moments = 0), 0, true),
	(13, 'density of contacts', (SELECT avg(CASE WHEN q.moments > 0 THEN 1 ELSE 0 END) FROM pair AS q WHERE q.cooperation = c.code), 1, false),
	(14, 'reciprocity of consultation', (SELECT r.reciprocity::numeric FROM consult AS r WHERE r.organisation = c.code), NULL, false),
	(15, 'most days since a body met', (SELECT max(b.days_since_met)::numeric FROM body AS b WHERE b.organisation = c.code), 183, true),
	(16, 'hands with more than three hats', (SELECT count(*)::numeric FROM regie_report.double_hat AS h WHERE h.hats > 3
		AND (h.party = c.code OR h.party IN (SELECT m.party FROM regie.participation AS m WHERE m.cooperation = c.code AND (m.valid @> c.day) IS TRUE))), 0, true))
	AS v (place, measure, value, norm, most);

COMMENT ON VIEW regie.cooperation_measure IS
'How simple the governance of each cooperation is on regie.today(), in numbers: one row per cooperation and measure.';
COMMENT ON COLUMN regie.cooperation_measure.cooperation IS
'Code of the cooperation.';
COMMENT ON COLUMN regie.cooperation_measure.place IS 'Order of the measures.';
COMMENT ON COLUMN regie.cooperation_measure.measure IS 'What is measured.';
COMMENT ON COLUMN regie.cooperation_measure.value IS
'The number. Empty: cannot be calculated.';
COMMENT ON COLUMN regie.cooperation_measure.norm IS
'What it is compared with. Empty: nothing.';
COMMENT ON COLUMN regie.cooperation_measure.most IS
'Whether the norm is the most that it should be, or the least.';
COMMENT ON COLUMN regie.cooperation_measure.day IS 'The day: regie.today().';

CREATE VIEW regie_report.governance_measure AS
SELECT p.party_id::bigint * 100 + m.place AS governance_measure_id,
	m.cooperation::text AS cooperation,
	m.measure::text AS measure,
	m.value::numeric(18,4) AS measure_value,
	m.norm::numeric(18,4) AS measure_norm,
	CASE WHEN m.value IS NULL OR m.norm IS NULL THEN 'no norm'
		WHEN m.value > m.norm AND m.most THEN 'above'
		WHEN m.value < m.norm AND NOT m.most THEN 'below'
		ELSE 'within' END::text AS measure_verdict,
	m.place::integer AS place,
	m.day::date AS as_of,
	p.name::text AS cooperation_name
FROM regie.cooperation_measure AS m
JOIN regie.party AS p ON p.code = m.cooperation
WHERE regie.reads_shared(m.cooperation);

/*
 * For everybody: sums that a cooperation publishes, and how it is governed.
 * These two read with the rights of their owner, so that also who reads
 * nothing else reads them; see report_translate_public.sql.
 */
CREATE VIEW regie_report.public_contribution AS
SELECT row_number() OVER (
		ORDER BY c.party_id, s.year, s.kind COLLATE "C",
			s.participant COLLATE "C")::bigint AS public_contribution_id,
	s.cooperation::text AS cooperation,
	s.year::integer AS year,
	s.kind::text AS kind,
	s.participant::text AS participant,
	s.amount::numeric(18,2) AS amount_eur,
	make_date(s.year, 1, 1) AS year_from,
	c.name::text AS cooperation_name,
	p.name::text AS participant_name
FROM (
	SELECT r.cooperation, r.kind, n.participant,
		extract(year FROM lower(r.period))::integer AS year,
		sum(n.amount) AS amount
	FROM regie.allocation_run AS r
	JOIN regie.run_line AS n ON n.run = r.code
	WHERE r.status = 'final' AND r.kind IN ('budget', 'advance', 'actual')
		AND NOT EXISTS (
			SELECT FROM regie.run_correction AS o
			JOIN regie.allocation_run AS q ON q.code = o.run
			WHERE o.corrects = r.code AND q.status = 'final')
	GROUP BY r.cooperation, r.kind, n.participant,
		extract(year FROM lower(r.period))
) AS s
JOIN regie.party AS c ON c.code = s.cooperation
LEFT JOIN regie.party AS p ON p.code = s.participant;

CREATE VIEW regie_report.public_governance AS
SELECT p.party_id::bigint * 100 + m.place AS public_governance_id,
	m.cooperation::text AS cooperation,
	m.measure::text AS measure,
	m.value::numeric(18,4) AS measure_value,
	m.day::date AS as_of,
	p.name::text AS cooperation_name
FROM regie.cooperation_measure AS m
JOIN regie.party AS p ON p.code = m.cooperation
WHERE m.measure IN ('bodies', 'seats', 'seats per body', 'levels', 'roles',
					'activities', 'consulted per activity',
					'bodies per decision');
