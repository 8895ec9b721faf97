/*
 * Step 5: people who know each other.  Organisations here, never persons.
 */
CREATE VIEW regie_report.contact_pair AS
SELECT row_number() OVER (ORDER BY c.party_id, a.party_id, b.party_id)::bigint
		AS contact_pair_id,
	p.cooperation::text AS cooperation,
	p.party_a::text AS party_a,
	p.party_b::text AS party_b,
	p.pair_kind::text AS pair_kind,
	p.contact_status::text AS contact_status,
	p.last_on::date AS last_met_on,
	(p.day - p.last_on)::integer AS days_since_met,
	p.moments::integer AS moments,
	p.next_on::date AS next_meeting_on,
	p.day::date AS as_of,
	CASE p.contact_status WHEN 'never met' THEN 1
		WHEN 'not met for six months' THEN 2 ELSE 3 END::smallint
		AS contact_status_order,
	a.name::text AS party_a_name,
	b.name::text AS party_b_name,
	c.name::text AS cooperation_name
FROM regie.contact_pair_today AS p
JOIN regie.party AS a ON a.code = p.party_a
JOIN regie.party AS b ON b.code = p.party_b
JOIN regie.party AS c ON c.code = p.cooperation;

CREATE VIEW regie_report.contact_coverage AS
WITH pair AS MATERIALIZED (
	SELECT p.cooperation, p.pair_kind, p.kinds, p.day
	FROM regie.contact_pair_today AS p
)
SELECT c.party_id::bigint * 100 + g.place * 10 + k.place AS contact_coverage_id,
	p.cooperation::text AS cooperation,
	g.pair_kind::text AS pair_kind,
	k.contact_kind::text AS contact_kind,
	count(*)::integer AS pairs,
	count(*) FILTER (WHERE CASE k.contact_kind WHEN 'any'
		THEN p.kinds <> '{}' ELSE k.contact_kind = ANY (p.kinds) END)::integer
		AS pairs_met,
	(count(*) FILTER (WHERE CASE k.contact_kind WHEN 'any'
		THEN p.kinds <> '{}' ELSE k.contact_kind = ANY (p.kinds) END)::numeric
		/ count(*))::numeric(9,6) AS share,
	p.day::date AS as_of,
	c.name::text AS cooperation_name
FROM pair AS p
CROSS JOIN (VALUES (0, 'any'), (1, 'introduction'), (2, 'consultation'),
	(3, 'working session'), (4, 'site visit'), (5, 'call'), (6, 'event'))
	AS k (place, contact_kind)
JOIN (VALUES (0, 'all'), (1, 'participants'),
	(2, 'participant and cooperation'), (3, 'cooperation and supplier'))
	AS g (place, pair_kind) ON g.pair_kind IN ('all', p.pair_kind)
JOIN regie.party AS c ON c.code = p.cooperation
GROUP BY c.party_id, p.cooperation, g.place, g.pair_kind, k.place,
	k.contact_kind, p.day, c.name;

/*
 * The broker whom everybody depends on: who lies between most pairs that have
 * no contact of their own, and who alone holds parts together.
 */
CREATE VIEW regie_report.contact_broker AS
WITH edge AS MATERIALIZED (
	SELECT DISTINCT a.party AS source, b.party AS target, t.day
	FROM regie.contact_moment AS m
	CROSS JOIN (SELECT regie.today() AS day) AS t
	JOIN regie.contact_party AS a ON a.contact_moment = m.code
	JOIN regie.contact_party AS b
		ON b.contact_moment = m.code AND b.party <> a.party
	WHERE m.held_on <= t.day AND m.held_on > t.day - INTERVAL '12 months'
), whole AS MATERIALIZED (
	SELECT regie.network(e.source, e.target) AS net, max(e.day) AS day
	FROM edge AS e
), part AS MATERIALIZED (
	SELECT c.node, c.component
	FROM whole AS w
	CROSS JOIN LATERAL regie.components(w.net) AS c
), between AS (
	SELECT b.node, b.share, n.outgoing, w.day
	FROM whole AS w
	CROSS JOIN LATERAL regie.betweenness(w.net) AS b
	JOIN LATERAL regie.nodes(w.net) AS n ON n.node = b.node
), without AS (
	/* what is left of its part of the network once it is taken away */
	SELECT p.node, (
		SELECT count(DISTINCT c.component)
		FROM (SELECT regie.network(q.node, e.target) AS net
			  FROM part AS q
			  LEFT JOIN edge AS e
				ON e.source = q.node AND e.target <> p.node
			  WHERE q.component = p.component AND q.node <> p.node) AS r
		CROSS JOIN LATERAL regie.components(r.net) AS c) AS parts
	FROM part AS p
)
SELECT p.party_id::integer AS contact_broker_id,
	b.node::text AS party,
	b.outgoing::integer AS contacts,
	coalesce(b.share, 0)::numeric(9,6) AS share_between,
	greatest(w.parts, 1)::integer AS parts_without,
	coalesce(w.parts > 1, false) AS is_only_link,
	rank() OVER (ORDER BY coalesce(b.share, 0) DESC)::integer AS place,
	b.day::date AS as_of,
	CASE WHEN w.parts > 1 THEN 'yes' ELSE 'no' END AS only_link_label,
	p.kind::text AS party_kind,
	p.name::text AS party_name
FROM between AS b
JOIN without AS w ON w.node = b.node
JOIN regie.party AS p ON p.code = b.node;

CREATE VIEW regie_report.trust_pair AS
WITH given AS (
	SELECT s.pulse_id, s.from_party, s.to_party, s.scored_on, s.score, t.day,
		lag(s.score) OVER pair AS previous_score,
		lag(s.scored_on) OVER pair AS previous_on,
		first_value(s.score) OVER pair AS first_score,
		count(*) OVER (PARTITION BY s.from_party, s.to_party) AS scores,
		row_number() OVER (PARTITION BY s.from_party, s.to_party
						   ORDER BY s.scored_on DESC) AS place
	FROM regie.pulse AS s
	CROSS JOIN (SELECT regie.today() AS day) AS t
	WHERE s.scored_on <= t.day
	WINDOW pair AS (PARTITION BY s.from_party, s.to_party
					ORDER BY s.scored_on)
)
SELECT f.party_id::bigint * 1000000 + t.party_id AS trust_pair_id,
	g.from_party::text AS from_party,
	g.to_party::text AS to_party,
	g.score::integer AS score,
	g.scored_on::date AS scored_on,
	g.previous_score::integer AS previous_score,
	g.previous_on::date AS previous_on,
	g.first_score::integer AS first_score,
	CASE WHEN g.previous_score IS NULL THEN 'first score'
		WHEN g.score > g.previous_score THEN 'rising'
		WHEN g.score < g.previous_score THEN 'falling'
		ELSE 'steady' END::text AS trust_trend,
	g.scores::integer AS scores,
	r.score::integer AS score_back,
	g.day::date AS as_of,
	f.name::text AS from_party_name,
	t.name::text AS to_party_name
FROM given AS g
JOIN regie.party AS f ON f.code = g.from_party
JOIN regie.party AS t ON t.code = g.to_party
LEFT JOIN given AS r ON r.from_party = g.to_party
	AND r.to_party = g.from_party AND r.place = 1
WHERE g.place = 1;

CREATE VIEW regie_report.trust_quarter AS
WITH quarter AS (
	SELECT extract(year FROM s.scored_on)::integer AS year,
		extract(quarter FROM s.scored_on)::integer AS quarter,
		CASE s.to_party = g.party WHEN true THEN s.to_party END AS party,
		count(*) AS scores, avg(s.score) AS mean
	FROM regie.pulse AS s
	CROSS JOIN LATERAL (VALUES (s.to_party), (NULL)) AS g (party)
	WHERE s.scored_on <= regie.today()
	GROUP BY 1, 2, 3
), followed AS (
	SELECT q.*, lag(q.mean) OVER (PARTITION BY q.party
								  ORDER BY q.year, q.quarter) AS mean_before
	FROM quarter AS q
)
SELECT (coalesce(p.party_id, 0)::bigint * 10000 + q.year) * 10 + q.quarter
		AS trust_quarter_id,
	make_date(q.year, q.quarter * 3 - 2, 1) AS quarter_from,
	q.year::integer AS year,
	q.quarter::integer AS quarter,
	q.party::text AS to_party,
	q.scores::integer AS scores,
	q.mean::numeric(9,6) AS score_mean,
	q.mean_before::numeric(9,6) AS score_mean_before,
	CASE WHEN q.mean_before IS NULL THEN 'first score'
		WHEN q.mean > q.mean_before THEN 'rising'
		WHEN q.mean < q.mean_before THEN 'falling'
		ELSE 'steady' END::text AS trust_trend,
	p.name::text AS to_party_name
FROM followed AS q
LEFT JOIN regie.party AS p ON p.code = q.party;
