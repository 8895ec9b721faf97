/*
 * What is wrong, or deserves a look, in contacts, roles, bodies, decisions and
 * the triangle.  One place, so that a list of all findings can take it along.
 */
CREATE FUNCTION regie.governance_findings()
RETURNS TABLE (finding text, severity text, object_kind text, object text,
			   organisation text, party text, detail text, amount numeric)
/* without JIT, as so long a query is compiled for longer than it runs */
LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 100
SET jit = off
BEGIN ATOMIC
	WITH day AS (
		SELECT regie.today() AS day
	), hand AS MATERIALIZED (
		SELECT h.role, h.party, h.holder, r.is_control, r.organisation
		FROM regie.role_holder AS h
		JOIN regie.role AS r ON r.code = h.role
		CROSS JOIN day AS t
		WHERE (h.valid @> t.day) IS TRUE
	), matrix AS MATERIALIZED (
		SELECT n.organisation, n.activity, n.role, n.letter
		FROM regie.responsibility AS n
		CROSS JOIN day AS t
		WHERE (n.valid @> t.day) IS TRUE
	), running AS MATERIALIZED (
		SELECT c.code, c.customer, c.supplier
		FROM regie.contract_state AS c
		CROSS JOIN day AS t
		WHERE regie.status(c.term, t.day) NOT IN ('ended', 'upcoming')
	), activity AS MATERIALIZED (
		SELECT a.organisation, a.activity, a.accountable, a.responsible,
			a.consulted
		FROM regie_report.activity_responsibility AS a
	)
	SELECT 'no accountable' AS finding, 'error' AS severity,
		'activity' AS object_kind, a.activity AS object, a.organisation,
		NULL::text AS party, NULL::text AS detail, NULL::numeric AS amount
	FROM activity AS a
	WHERE a.accountable = 0
	UNION ALL
	SELECT 'no responsible',
		CASE WHEN a.accountable > 0 THEN 'notice' ELSE 'warning' END,
		'activity', a.activity, a.organisation, NULL, NULL, NULL
	FROM activity AS a
	WHERE a.responsible = 0
	UNION ALL
	SELECT 'many consulted', 'notice', 'activity', a.activity, a.organisation,
		NULL, a.consulted::text, NULL
	FROM activity AS a
	WHERE a.consulted > 3
	UNION ALL
	/* who answers for it and who checks it are one hand */
	SELECT DISTINCT 'accountable and control in one hand', 'error', 'activity',
		m.activity, m.organisation, h.party,
		h.holder || ': ' || m.role || ', ' || c.role, NULL::numeric
	FROM matrix AS m
	JOIN hand AS h ON h.role = m.role
	JOIN hand AS c ON c.party = h.party AND c.holder = h.holder AND c.is_control
	WHERE m.letter = 'A'
		AND (c.role = m.role OR EXISTS (
			SELECT FROM matrix AS o
			WHERE o.organisation = m.organisation AND o.activity = m.activity
				AND o.role = c.role))
	UNION ALL
	SELECT 'role without holder',
		CASE WHEN EXISTS (SELECT FROM matrix AS m
						  WHERE m.role = r.role AND m.letter = 'A')
			THEN 'error' ELSE 'warning' END,
		'role', r.role, r.organisation, NULL, NULL, NULL
	FROM regie_report.role_overview AS r
	WHERE r.role_status = 'vacant'
	UNION ALL
	SELECT 'single point of failure', 'notice', 'role', r.role, r.organisation,
		NULL, r.holder_list, NULL
	FROM regie_report.role_overview AS r
	WHERE r.role_status = 'single point of failure'
	UNION ALL
	SELECT 'double hat', 'notice', 'party', d.party, NULL, d.party,
		d.holder || ': ' || concat_ws(', ', d.role_list, d.body_list), NULL
	FROM regie_report.double_hat AS d
	WHERE d.hats > 3
	UNION ALL
	SELECT 'body without members', 'warning', 'body', b.body, b.organisation,
		NULL, NULL, NULL
	FROM regie_report.body_overview AS b
	WHERE b.seats = 0
	UNION ALL
	SELECT 'body without chair', 'notice', 'body', b.body, b.organisation,
		NULL, NULL, NULL
	FROM regie_report.body_overview AS b
	WHERE b.seats > 0 AND b.chair IS NULL
	UNION ALL
	SELECT 'body has not met', 'warning', 'body', b.body, b.organisation, NULL,
		pg_catalog.to_char(b.last_met_on, 'YYYY-MM-DD'), NULL
	FROM regie_report.body_overview AS b
	WHERE b.body_status <> 'on time'
	UNION ALL
	SELECT 'escalation goes in a circle', 'error', e.starts_with, e.starts_at,
		e.organisation, NULL, e.escalation_route, NULL
	FROM regie_report.escalation_path AS e
	WHERE e.is_circle
	UNION ALL
	SELECT CASE d.decision_verdict
			WHEN 'nobody decides' THEN 'decision without decider'
			WHEN 'several decide' THEN 'decision with several deciders'
			ELSE 'decision without mandate' END,
		CASE WHEN d.decision_verdict = 'several decide'
				OR d.decision_status = 'open' THEN 'warning' ELSE 'error' END,
		'decision', d.decision, d.organisation, NULL, d.decided_by, d.amount_eur
	FROM regie_report.decision_route AS d
	WHERE d.decision_verdict <> 'in order'
	UNION ALL
	SELECT CASE d.decider_verdict
			WHEN 'nobody is accountable' THEN 'contract without accountable'
			ELSE 'contract without mandate' END, 'warning', 'contract',
		d.contract, d.customer, d.supplier, d.accountable_role, d.at_stake_eur
	FROM regie_report.contract_decider AS d
	WHERE d.decider IS NULL
	UNION ALL
	SELECT CASE p.contact_status WHEN 'never met' THEN 'pair has never met'
			ELSE 'pair has not met for six months' END,
		CASE p.pair_kind WHEN 'cooperation and supplier' THEN 'notice'
			ELSE 'warning' END, 'party', p.party_a, p.cooperation, p.party_b,
		pg_catalog.to_char(p.last_on, 'YYYY-MM-DD'), NULL
	FROM regie.contact_pair_today AS p
	WHERE p.contact_status <> 'met'
	UNION ALL
	SELECT 'contact of one party', 'notice', 'contact moment', m.code,
		m.organisation, min(p.party), NULL, NULL
	FROM regie.contact_moment AS m
	LEFT JOIN regie.contact_party AS p ON p.contact_moment = m.code
	GROUP BY m.code, m.organisation
	HAVING count(p.party) < 2
	UNION ALL
	SELECT 'everybody depends on one', 'notice', 'party', b.party, NULL, b.party,
		b.parts_without::text, NULL
	FROM regie_report.contact_broker AS b
	WHERE b.is_only_link AND b.share_between >= 0.5
	UNION ALL
	SELECT CASE WHEN s.score <= 2 THEN 'little trust' ELSE 'trust is falling' END,
		CASE WHEN s.score <= 2 THEN 'warning' ELSE 'notice' END, 'party',
		s.to_party, NULL, s.from_party, s.score::text, NULL
	FROM regie_report.trust_pair AS s
	WHERE s.score <= 2 OR s.trust_trend = 'falling'
	UNION ALL
	SELECT t.triangle_verdict,
		CASE t.triangle_verdict WHEN 'agreement without payment' THEN 'notice'
			ELSE 'error' END, 'party', t.party, NULL, t.counterparty,
		t.agreement_list, greatest(t.actual, t.advance, t.budget)
	FROM regie.triangle_edge AS t
	WHERE t.triangle_verdict <> 'in order'
	UNION ALL
	SELECT 'use without participation', 'warning', 'contract', c.code,
		c.customer, u.party, NULL, NULL
	FROM regie.contract_use AS u
	CROSS JOIN day AS t
	JOIN running AS c ON c.code = u.contract
	WHERE (u.valid @> t.day) IS TRUE
		AND u.party <> c.customer AND u.party <> c.supplier
		AND NOT EXISTS (
			SELECT FROM regie.participation AS p
			WHERE p.cooperation = c.customer AND p.party = u.party
				AND (p.valid @> t.day) IS TRUE)
	UNION ALL
	SELECT 'reader role does not exist', 'error', 'role of the database', m.role,
		NULL, m.party, m.scope, NULL
	FROM regie.reader_role AS m
	WHERE EXISTS (SELECT FROM regie.row_security)
		AND (SELECT regie.is_reader())
		AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles AS r
						WHERE r.rolname = m.role);
END;

COMMENT ON FUNCTION regie.governance_findings() IS
'What view governance_finding shows, made without JIT. Example: SELECT finding, object FROM regie.governance_findings().';

CREATE VIEW regie.governance_finding AS
SELECT f.finding, f.severity, f.object_kind, f.object, f.organisation,
	f.party, f.detail COLLATE "C" AS detail, f.amount
FROM regie.governance_findings() AS f;

COMMENT ON VIEW regie.governance_finding IS
'Findings on contacts, roles, bodies, decisions, the triangle and row security, as of regie.today(): one row per finding and object. The labels of the values of finding say what to do.';
COMMENT ON COLUMN regie.governance_finding.finding IS 'What is the matter.';
COMMENT ON COLUMN regie.governance_finding.severity IS
'error (is wrong), warning (will go wrong) or notice (deserves a look).';
COMMENT ON COLUMN regie.governance_finding.object_kind IS
'What kind of thing it is about.';
COMMENT ON COLUMN regie.governance_finding.object IS 'Code of it.';
COMMENT ON COLUMN regie.governance_finding.organisation IS
'Code of the party to whose organisation it belongs. Empty: none in particular.';
COMMENT ON COLUMN regie.governance_finding.party IS
'Code of the other party that it concerns. Empty: none.';
COMMENT ON COLUMN regie.governance_finding.detail IS
'What belongs to it, as codes, labels, a number or a date (YYYY-MM-DD). Empty: nothing.';
COMMENT ON COLUMN regie.governance_finding.amount IS
'Amount in euro that it is about. Empty: none.';

CREATE VIEW regie_report.governance_finding AS
SELECT row_number() OVER (
		ORDER BY f.finding COLLATE "C", f.object_kind COLLATE "C",
			f.object COLLATE "C", f.organisation COLLATE "C",
			f.party COLLATE "C", f.detail COLLATE "C")::bigint
		AS governance_finding_id,
	f.finding::text AS finding,
	f.severity::text AS severity,
	f.object_kind::text AS object_kind,
	f.object::text AS object,
	f.organisation::text AS organisation,
	f.party::text AS party,
	f.amount::numeric(18,2) AS amount_eur,
	CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2
		ELSE 3 END::smallint AS severity_order,
	regie.today()::date AS as_of,
	f.detail::text AS detail,
	CASE regie.report_language() WHEN 'nl' THEN l.dutch || ' ' || k.remedy_nl
		ELSE l.english || ' ' || k.remedy END::text AS what_to_do
FROM regie.governance_finding AS f
LEFT JOIN regie.finding_kind AS k ON k.finding = f.finding
LEFT JOIN regie.label AS l ON l.kind = 'value' AND l.object = 'finding'
	AND l.item = f.finding;

/*
 * The same in the list of all findings.  How much some of them matter depends
 * on what they are about, so these say it themselves.
 */
INSERT INTO regie.finding_kind (finding_kind_id, finding, severity, remedy,
	remedy_nl)
VALUES
	(701, 'no accountable', 'error',
	 'Give it to one role.',
	 'Geef haar aan een rol.'),
	(702, 'no responsible', 'warning',
	 'Say who does it, or leave it to who has the A.',
	 'Zeg wie het doet, of laat het aan wie de A heeft.'),
	(703, 'many consulted', 'notice',
	 'Inform some of them instead.',
	 'Informeer een deel in plaats daarvan.'),
	(704, 'accountable and control in one hand', 'error',
	 'Give one of the roles to another.',
	 'Geef een van de rollen aan een ander.'),
	(705, 'role without holder', 'warning',
	 'Appoint somebody, or end the role.',
	 'Wijs iemand aan, of beëindig de rol.'),
	(706, 'single point of failure', 'notice',
	 'Name a deputy.',
	 'Wijs een vervanger aan.'),
	(707, 'double hat', 'notice',
	 'See whether that is meant.',
	 'Ga na of dat de bedoeling is.'),
	(708, 'body without members', 'warning',
	 'End it, or fill it.',
	 'Hef het op, of vul het.'),
	(709, 'body without chair', 'notice',
	 'Appoint one.',
	 'Wijs er een aan.'),
	(710, 'body has not met', 'warning',
	 'Call it together, or end it.',
	 'Roep het bijeen, of hef het op.'),
	(711, 'escalation goes in a circle', 'error',
	 'Let it end somewhere.',
	 'Laat hem ergens eindigen.'),
	(712, 'decision without decider', 'error',
	 'Say who does.',
	 'Zeg wie dat doet.'),
	(713, 'decision with several deciders', 'warning',
	 'Let one decide and the others advise or confirm.',
	 'Laat een beslissen en de anderen adviseren of bekrachtigen.'),
	(714, 'decision without mandate', 'error',
	 'Take it further up, or have it confirmed.',
	 'Breng het hogerop, of laat het bekrachtigen.'),
	(715, 'contract without accountable', 'warning',
	 'Give the letter A in an activity about contracts.',
	 'Geef de letter A in een activiteit over contracten.'),
	(716, 'contract without mandate', 'warning',
	 'Say where it goes up to, or give a mandate.',
	 'Zeg waar het naartoe gaat, of geef een mandaat.'),
	(717, 'pair has never met', 'warning',
	 'Plan it.',
	 'Plan het.'),
	(718, 'pair has not met for six months', 'warning',
	 'Plan it.',
	 'Plan het.'),
	(719, 'contact of one party', 'notice',
	 'Enter the others.',
	 'Voer de anderen in.'),
	(720, 'everybody depends on one', 'notice',
	 'Let others meet as well.',
	 'Laat ook anderen elkaar ontmoeten.'),
	(721, 'little trust', 'warning',
	 'Talk about it.',
	 'Praat erover.'),
	(722, 'trust is falling', 'notice',
	 'Ask why.',
	 'Vraag waarom.'),
	(723, 'use without contract', 'error',
	 'Prolong or end the use.',
	 'Verleng, of beëindig het gebruik.'),
	(724, 'payment without agreement', 'error',
	 'Find the contract, or the mistake.',
	 'Zoek het contract, of de fout.'),
	(725, 'agreement without payment', 'notice',
	 'Enter the cost, or ask what it is for.',
	 'Voer de kosten in, of vraag waarvoor het is.'),
	(726, 'use without participation', 'warning',
	 'Enter its participation, or agree on the use.',
	 'Voer de deelname in, of spreek het gebruik af.'),
	(727, 'reader role does not exist', 'error',
	 'Create it, or delete the row.',
	 'Maak haar aan, of verwijder de rij.');

CREATE VIEW regie.finding_governance AS
SELECT g.finding, row_number() OVER (
		PARTITION BY g.finding
		ORDER BY g.object_kind COLLATE "C", g.object COLLATE "C",
			g.organisation COLLATE "C", g.party COLLATE "C",
			g.detail COLLATE "C") AS object_id,
	g.object_kind, g.object, coalesce(g.organisation, g.party) AS party,
	nullif(concat_ws(', ',
		CASE WHEN g.organisation IS NOT NULL THEN g.party END, g.detail), '')
		AS detail,
	g.severity
FROM regie.governance_finding AS g;

COMMENT ON VIEW regie.finding_governance IS
'Findings about contacts, roles, bodies, decisions, the triangle and row security. One row per finding and object.';
COMMENT ON COLUMN regie.finding_governance.finding IS 'Kind of finding.';
COMMENT ON COLUMN regie.finding_governance.object_id IS
'Number of the object among those with the finding.';
COMMENT ON COLUMN regie.finding_governance.object_kind IS 'What kind of object it is.';
COMMENT ON COLUMN regie.finding_governance.object IS 'Code of the object.';
COMMENT ON COLUMN regie.finding_governance.party IS
'Code of the party whose object it is. Empty: of nobody in particular.';
COMMENT ON COLUMN regie.finding_governance.detail IS
'Codes, labels, a number or a date that say more.';
COMMENT ON COLUMN regie.finding_governance.severity IS
'How much it matters here: error, warning or notice.';
