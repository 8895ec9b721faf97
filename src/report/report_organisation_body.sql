/*
 * Step 7: the simplest possible governance.
 */

/*
 * Who decides about which contract: from the role that is accountable for
 * contracts in the customer's matrix up, until somebody has a mandate for what
 * is at stake: the estimated value of the contract with its options, or, where
 * none can be calculated, four years of its price.
 */
CREATE FUNCTION regie.contract_deciders()
RETURNS TABLE (contract_id integer, contract text, customer text,
			   supplier text, at_stake numeric, node text, step integer,
			   mandate text, mandate_amount numeric, accountable text,
			   as_of date, contract_title text, customer_name text)
/* without JIT, as a long query is compiled for longer than it runs */
LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 1000
SET jit = off
BEGIN ATOMIC
	WITH stake AS MATERIALIZED (
		SELECT v.contract_id, v.contract, v.customer, v.supplier, v.as_of,
			v.contract_title, v.customer_name,
			coalesce(v.procurement_eur, 4 * v.yearly_eur) AS amount
		FROM regie_report.contract_value AS v
		JOIN regie.contract_state AS c ON c.contract_id = v.contract_id
		WHERE regie.status(c.term, v.as_of) <> 'ended'
	), accountable AS MATERIALIZED (
		SELECT DISTINCT ON (n.organisation) n.organisation, n.role, n.activity
		FROM regie.responsibility AS n
		JOIN regie.activity AS a ON a.code = n.activity AND a.about_contracts
		WHERE n.letter = 'A' AND (n.valid @> regie.today()) IS TRUE
		ORDER BY n.organisation, n.activity COLLATE "C"
	), allowed AS MATERIALIZED (
		SELECT a.organisation, w.step, w.node, m.amount, m.code AS mandate,
			m.amount IS NULL AS is_unlimited
		FROM accountable AS a
		JOIN regie.escalation_walk AS w
			ON w.start = 'role ' || a.role AND NOT w.is_circle
		JOIN regie.mandate AS m
			ON coalesce('role ' || m.role, 'body ' || m.body) = w.node
				AND (m.valid @> regie.today()) IS TRUE
				AND (m.activity IS NULL OR m.activity = a.activity)
	), decider AS (
		SELECT DISTINCT ON (s.contract_id) s.contract_id, l.node, l.step,
			l.amount, l.mandate
		FROM stake AS s
		JOIN allowed AS l ON l.organisation = s.customer
			AND (l.is_unlimited OR l.amount >= s.amount)
		ORDER BY s.contract_id, l.step, l.amount NULLS LAST,
			l.mandate COLLATE "C"
	)
	SELECT s.contract_id, s.contract, s.customer, s.supplier, s.amount,
		d.node, d.step, d.mandate, d.amount, a.role, s.as_of,
		s.contract_title, s.customer_name
	FROM stake AS s
	LEFT JOIN accountable AS a ON a.organisation = s.customer
	LEFT JOIN decider AS d ON d.contract_id = s.contract_id;
END;

COMMENT ON FUNCTION regie.contract_deciders() IS
'Who decides about which contract on regie.today(), as report contract_decider has it: node is the word role or body and its code, NULL where nobody has the mandate; step counts from the accountable role. One row per contract that is not over. Example: SELECT contract, node FROM regie.contract_deciders().';

CREATE VIEW regie_report.contract_decider AS
SELECT s.contract_id::integer AS contract_decider_id,
	s.contract::text AS contract,
	s.customer::text AS customer,
	s.supplier::text AS supplier,
	s.at_stake::numeric(18,2) AS at_stake_eur,
	CASE WHEN s.node IS NOT NULL THEN split_part(s.node, ' ', 1) END
		AS decider_kind,
	substr(s.node, 6)::text AS decider,
	coalesce(r.name, b.name)::text AS decider_name,
	s.step::integer AS escalation_steps,
	s.mandate::text AS mandate,
	s.mandate_amount::numeric(18,2) AS mandate_eur,
	s.accountable::text AS accountable_role,
	CASE WHEN s.accountable IS NULL THEN 'nobody is accountable'
		WHEN s.node IS NULL THEN 'nobody has the mandate'
		WHEN s.step = 0 THEN 'decides alone'
		ELSE 'goes up' END::text AS decider_verdict,
	s.as_of::date AS as_of,
	s.contract_title::text AS contract_title,
	s.customer_name::text AS customer_name
FROM regie.contract_deciders() AS s
LEFT JOIN regie.role AS r ON 'role ' || r.code = s.node
LEFT JOIN regie.body AS b ON 'body ' || b.code = s.node;

CREATE VIEW regie_report.decision_route AS
WITH handled AS (
	SELECT d.decision_id, s.step, s.body, s.part, s.handled_on,
		coalesce(s.body, s.role) AS holder,
		d.amount IS NULL OR EXISTS (
			SELECT FROM regie.mandate AS m
			WHERE (m.body = s.body OR m.role = s.role)
				AND (m.valid @> coalesce(d.decided_on, regie.today())) IS TRUE
				AND (m.activity IS NULL OR m.activity = d.activity)
				AND (m.amount IS NULL OR m.amount >= abs(d.amount)))
			AS is_allowed
	FROM regie.decision AS d
	JOIN regie.decision_step AS s ON s.decision = d.code
), summed AS (
	SELECT h.decision_id, count(*) AS steps,
		count(DISTINCT h.body) AS bodies,
		count(*) FILTER (WHERE h.handled_on <= regie.today()) AS done,
		count(*) FILTER (WHERE h.part = 'decides') AS deciders,
		bool_and(h.is_allowed) FILTER (WHERE h.part = 'decides')
			AS is_allowed,
		min(h.handled_on) AS first_on,
		string_agg(h.holder, ' > ' ORDER BY h.step) AS route,
		string_agg(h.holder, ', ' ORDER BY h.step)
			FILTER (WHERE h.part = 'decides') AS decided_by
	FROM handled AS h
	GROUP BY h.decision_id
)
SELECT d.decision_id::integer AS decision_route_id,
	d.organisation::text AS organisation,
	d.code::text AS decision,
	CASE WHEN d.decided_on <= t.day THEN 'decided' ELSE 'open' END::text
		AS decision_status,
	coalesce(s.bodies, 0)::integer AS bodies,
	coalesce(s.steps, 0)::integer AS route_steps,
	coalesce(s.done, 0)::integer AS route_steps_done,
	s.decided_by::text AS decided_by,
	CASE WHEN coalesce(s.deciders, 0) = 0 THEN 'nobody decides'
		WHEN s.deciders > 1 THEN 'several decide'
		WHEN NOT s.is_allowed THEN 'no mandate'
		ELSE 'in order' END::text AS decision_verdict,
	d.decided_on::date AS decided_on,
	s.first_on::date AS first_handled_on,
	(least(d.decided_on, t.day) - s.first_on)::integer AS days_taken,
	d.amount::numeric(18,2) AS amount_eur,
	d.contract::text AS contract,
	d.service::text AS service,
	d.roadmap_item::text AS item,
	d.is_confidential AS is_confidential,
	CASE WHEN d.is_confidential THEN 'yes' ELSE 'no' END
		AS confidential_label,
	t.day::date AS as_of,
	o.name::text AS organisation_name,
	s.route::text AS decision_path,
	d.subject::text AS subject
FROM regie.decision AS d
CROSS JOIN (SELECT regie.today() AS day) AS t
JOIN regie.party AS o ON o.code = d.organisation
LEFT JOIN summed AS s ON s.decision_id = d.decision_id;

CREATE VIEW regie_report.body_overview AS
WITH day AS (
	SELECT regie.today() AS day
), met AS (
	SELECT m.body, max(m.held_on) FILTER (WHERE m.held_on <= t.day) AS last_on,
		min(m.held_on) FILTER (WHERE m.held_on > t.day) AS next_on,
		count(*) FILTER (WHERE m.held_on <= t.day
			AND m.held_on > t.day - INTERVAL '12 months') AS meetings
	FROM regie.meeting AS m
	CROSS JOIN day AS t
	GROUP BY m.body
), seated AS (
	SELECT m.body, count(*) AS seats, count(DISTINCT m.party) AS members,
		string_agg(m.party || ' ' || m.seat, '; '
				   ORDER BY m.party COLLATE "C", m.seat COLLATE "C")
			FILTER (WHERE m.is_chair) AS chair
	FROM regie.membership AS m
	CROSS JOIN day AS t
	WHERE (m.valid @> t.day) IS TRUE
	GROUP BY m.body
), handled AS (
	SELECT s.body, count(DISTINCT s.decision) AS decisions,
		count(DISTINCT s.decision) FILTER (WHERE s.part = 'decides')
			AS decides
	FROM regie.decision_step AS s
	CROSS JOIN day AS t
	WHERE s.body IS NOT NULL AND s.handled_on <= t.day
		AND s.handled_on > t.day - INTERVAL '12 months'
	GROUP BY s.body
)
SELECT b.body_id::integer AS body_overview_id,
	b.organisation::text AS organisation,
	b.code::text AS body,
	b.kind::text AS body_kind,
	CASE WHEN m.last_on IS NULL THEN 'never met'
		WHEN m.last_on + b.meets_every < t.day THEN 'overdue'
		ELSE 'on time' END::text AS body_status,
	m.last_on::date AS last_met_on,
	(t.day - m.last_on)::integer AS days_since_met,
	(m.last_on + b.meets_every)::date AS meet_by,
	m.next_on::date AS next_meeting_on,
	coalesce(m.meetings, 0)::integer AS meetings,
	coalesce(s.seats, 0)::integer AS seats,
	coalesce(s.members, 0)::integer AS members,
	coalesce(h.decisions, 0)::integer AS decisions_handled,
	coalesce(h.decides, 0)::integer AS decisions_taken,
	s.chair::text AS chair,
	t.day::date AS as_of,
	b.name::text AS body_name,
	o.name::text AS organisation_name
FROM regie.body AS b
CROSS JOIN day AS t
JOIN regie.party AS o ON o.code = b.organisation
LEFT JOIN met AS m ON m.body = b.code
LEFT JOIN seated AS s ON s.body = b.code
LEFT JOIN handled AS h ON h.body = b.code
WHERE (b.valid @> t.day) IS TRUE;

/*
 * Hands in which more than one role or seat comes together.
 */
CREATE VIEW regie_report.double_hat AS
WITH hat AS (
	SELECT h.party, h.holder, 'role' AS kind, h.role AS code
	FROM regie.role_holder AS h
	WHERE (h.valid @> regie.today()) IS TRUE
	UNION ALL
	SELECT m.party, m.seat, 'seat', m.body
	FROM regie.membership AS m
	WHERE (m.valid @> regie.today()) IS TRUE
)
SELECT row_number() OVER (ORDER BY p.party_id, h.holder COLLATE "C")::bigint
		AS double_hat_id,
	h.party::text AS party,
	h.holder::text AS holder,
	count(*)::integer AS hats,
	(count(*) FILTER (WHERE h.kind = 'role'))::integer AS roles_held,
	(count(*) FILTER (WHERE h.kind = 'seat'))::integer AS seats,
	string_agg(h.code, ', ' ORDER BY h.code COLLATE "C")
		FILTER (WHERE h.kind = 'role')::text AS role_list,
	string_agg(h.code, ', ' ORDER BY h.code COLLATE "C")
		FILTER (WHERE h.kind = 'seat')::text AS body_list,
	regie.today()::date AS as_of,
	p.name::text AS party_name
FROM hat AS h
JOIN regie.party AS p ON p.code = h.party
GROUP BY p.party_id, h.party, h.holder, p.name
HAVING count(*) > 1;

CREATE VIEW regie_report.escalation_path AS
SELECT row_number() OVER (ORDER BY w.start COLLATE "C")::bigint
		AS escalation_path_id,
	w.organisation::text AS organisation,
	split_part(w.start, ' ', 1)::text AS starts_with,
	substr(w.start, 6)::text AS starts_at,
	w.step::integer AS escalation_steps,
	substr(w.node, 6)::text AS ends_at,
	w.is_circle AS is_circle,
	CASE WHEN w.is_circle THEN 'yes' ELSE 'no' END AS circle_label,
	rank() OVER (PARTITION BY w.organisation ORDER BY w.step DESC)::integer
		AS place,
	regie.today()::date AS as_of,
	o.name::text AS organisation_name,
	(SELECT string_agg(substr(n.node, 6), ' > ' ORDER BY n.place)
	 FROM unnest(w.path) WITH ORDINALITY AS n (node, place))::text
		AS escalation_route
FROM regie.escalation_walk AS w
JOIN regie.party AS o ON o.code = w.organisation
WHERE w.is_end;
