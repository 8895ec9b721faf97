/*
 * What the reports on contacts, roles, bodies and decisions share.
 *
 * All as of regie.today().
 */
CREATE VIEW regie.role_today AS
SELECT r.role_id, r.code AS role, r.organisation, r.name, r.is_control,
	count(h.role) FILTER (WHERE NOT h.is_deputy)::integer AS holders,
	count(h.role) FILTER (WHERE h.is_deputy)::integer AS deputies,
	string_agg(h.party || ' ' || h.holder, '; '
			   ORDER BY h.party COLLATE "C", h.holder COLLATE "C")
		FILTER (WHERE NOT h.is_deputy) AS holder_list,
	t.day
FROM regie.role AS r
CROSS JOIN (SELECT regie.today() AS day) AS t
LEFT JOIN regie.role_holder AS h
	ON h.role = r.code AND (h.valid @> t.day) IS TRUE
GROUP BY r.role_id, r.code, r.organisation, r.name, r.is_control, t.day;

COMMENT ON VIEW regie.role_today IS
'Roles and who holds them on regie.today(): one row per role.';
COMMENT ON COLUMN regie.role_today.role_id IS 'The role as an integer.';
COMMENT ON COLUMN regie.role_today.role IS 'Code of the role.';
COMMENT ON COLUMN regie.role_today.organisation IS
'Code of the party in whose organisation it stands.';
COMMENT ON COLUMN regie.role_today.name IS 'Name of the role.';
COMMENT ON COLUMN regie.role_today.is_control IS
'Whether it checks what others do.';
COMMENT ON COLUMN regie.role_today.holders IS
'Number of holders, without deputies.';
COMMENT ON COLUMN regie.role_today.deputies IS 'Number of deputies.';
COMMENT ON COLUMN regie.role_today.holder_list IS
'Organisations and labels of the holders. Empty: nobody.';
COMMENT ON COLUMN regie.role_today.day IS 'The day: regie.today().';

/*
 * From every role and body the way up, step by step.  A circle ends where it
 * comes back to a place that it has passed.
 */
CREATE VIEW regie.escalation_walk AS
WITH RECURSIVE line AS MATERIALIZED (
	SELECT e.source, e.target
	FROM regie.escalation AS e
	CROSS JOIN (SELECT regie.today() AS day) AS t
	WHERE e.valid @> t.day
), node AS (
	SELECT 'role ' || r.code AS node, r.organisation
	FROM regie.role AS r
	UNION ALL
	SELECT 'body ' || b.code, b.organisation
	FROM regie.body AS b
	CROSS JOIN (SELECT regie.today() AS day) AS t
	WHERE b.valid @> t.day
), walk AS (
	SELECT n.node AS start, n.organisation, n.node, 0 AS step,
		ARRAY[n.node] AS path, false AS is_circle
	FROM node AS n
	UNION ALL
	SELECT w.start, w.organisation, l.target, w.step + 1,
		w.path || l.target, l.target = ANY (w.path)
	FROM walk AS w
	JOIN line AS l ON l.source = w.node
	WHERE NOT w.is_circle
)
SELECT w.start, w.organisation, w.node, w.step, w.path, w.is_circle,
	NOT EXISTS (SELECT FROM line AS l WHERE l.source = w.node)
		OR w.is_circle AS is_end
FROM walk AS w;

COMMENT ON VIEW regie.escalation_walk IS
'The way up from each role and body on regie.today(): one row per place where it begins and step, the first being step 0.';
COMMENT ON COLUMN regie.escalation_walk.start IS
'Where it begins: the word role or body and its code.';
COMMENT ON COLUMN regie.escalation_walk.organisation IS
'Code of the party to whose organisation that belongs.';
COMMENT ON COLUMN regie.escalation_walk.node IS
'Where this step leads: the word role or body and its code.';
COMMENT ON COLUMN regie.escalation_walk.step IS 'Number of the step, from 0.';
COMMENT ON COLUMN regie.escalation_walk.path IS 'All places up to here.';
COMMENT ON COLUMN regie.escalation_walk.is_circle IS
'Whether the way comes back to where it has been.';
COMMENT ON COLUMN regie.escalation_walk.is_end IS
'Whether the way ends here.';

/*
 * Pairs that should know each other: those who take part in a cooperation,
 * the cooperation itself, and the suppliers that it has contracts with.  Each
 * pair of parties stands once per cooperation.
 */
CREATE VIEW regie.contact_pair_today AS
WITH day AS (
	SELECT regie.today() AS day
), member AS MATERIALIZED (
	SELECT p.cooperation, p.party
	FROM regie.participation AS p
	CROSS JOIN day AS t
	WHERE p.valid @> t.day AND regie.reads_shared(p.cooperation)
	UNION
	SELECT p.cooperation, p.cooperation
	FROM regie.participation AS p
	CROSS JOIN day AS t
	WHERE p.valid @> t.day AND regie.reads_shared(p.cooperation)
), pair AS (
	SELECT a.cooperation, a.party AS party_a, b.party AS party_b,
		CASE WHEN a.cooperation IN (a.party, b.party)
			THEN 'participant and cooperation' ELSE 'participants' END
			AS pair_kind
	FROM member AS a
	JOIN member AS b ON b.cooperation = a.cooperation
		AND a.party COLLATE "C" < b.party COLLATE "C"
	UNION ALL
	SELECT DISTINCT c.customer, c.customer, c.supplier,
		'cooperation and supplier'
	FROM regie.contract_state AS c
	CROSS JOIN day AS t
	WHERE regie.status(c.term, t.day) NOT IN ('ended', 'upcoming')
		AND EXISTS (SELECT FROM member AS m WHERE m.cooperation = c.customer)
		AND NOT EXISTS (SELECT FROM member AS m
						WHERE m.cooperation = c.customer
							AND m.party = c.supplier)
), met AS MATERIALIZED (
	SELECT a.party AS party_a, b.party AS party_b,
		max(m.held_on) FILTER (WHERE m.held_on <= t.day) AS last_on,
		min(m.held_on) FILTER (WHERE m.held_on > t.day) AS next_on,
		count(*) FILTER (WHERE m.held_on <= t.day
			AND m.held_on > t.day - INTERVAL '12 months')::integer AS moments,
		array_agg(DISTINCT m.kind) FILTER (WHERE m.held_on <= t.day
			AND m.held_on > t.day - INTERVAL '12 months') AS kinds
	FROM regie.contact_moment AS m
	CROSS JOIN day AS t
	JOIN regie.contact_party AS a ON a.contact_moment = m.code
	JOIN regie.contact_party AS b
		ON b.contact_moment = m.code AND b.party <> a.party
	GROUP BY a.party, b.party
)
SELECT p.cooperation, p.party_a, p.party_b, p.pair_kind, m.last_on,
	m.next_on, coalesce(m.moments, 0) AS moments,
	coalesce(m.kinds, '{}') AS kinds,
	CASE WHEN m.last_on IS NULL THEN 'never met'
		WHEN m.last_on < t.day - INTERVAL '6 months'
			THEN 'not met for six months'
		ELSE 'met' END AS contact_status, t.day
FROM pair AS p
CROSS JOIN day AS t
LEFT JOIN met AS m ON m.party_a = p.party_a AND m.party_b = p.party_b;

COMMENT ON VIEW regie.contact_pair_today IS
'Pairs that should know each other on regie.today(), and when they met: one row per cooperation and pair.';
COMMENT ON COLUMN regie.contact_pair_today.cooperation IS
'Code of the cooperation.';
COMMENT ON COLUMN regie.contact_pair_today.party_a IS 'Code of the one.';
COMMENT ON COLUMN regie.contact_pair_today.party_b IS 'Code of the other.';
COMMENT ON COLUMN regie.contact_pair_today.pair_kind IS
'participants, participant and cooperation, or cooperation and supplier.';
COMMENT ON COLUMN regie.contact_pair_today.last_on IS
'Day on which they met last. Empty: never.';
COMMENT ON COLUMN regie.contact_pair_today.next_on IS
'Next day on which they are to meet. Empty: none is planned.';
COMMENT ON COLUMN regie.contact_pair_today.moments IS
'How often they met in the twelve months up to the day.';
COMMENT ON COLUMN regie.contact_pair_today.kinds IS
'In which ways they met in these months.';
COMMENT ON COLUMN regie.contact_pair_today.contact_status IS
'met, not met for six months, or never met.';
COMMENT ON COLUMN regie.contact_pair_today.day IS 'The day: regie.today().';
