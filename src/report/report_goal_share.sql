/*
 * report: step 4, goals shared and compared.
 *
 * Pairs are participants of one cooperation, in both directions, so that a
 * tool can draw the matrix.
 */
CREATE VIEW regie_report.goal_overlap AS
WITH pair AS (
	SELECT DISTINCT p.party, q.party AS other_party
	FROM regie.participant AS p
	JOIN regie.participant AS q
		ON q.cooperation = p.cooperation AND q.party <> p.party
), has AS (
	SELECT g.party, g.theme, count(*) AS goals
	FROM regie.goal AS g
	WHERE g.status <> 'dropped'
	GROUP BY g.party, g.theme
), compared AS (
	SELECT p.party, p.other_party, h.theme,
		coalesce(a.goals, 0) AS goals, coalesce(b.goals, 0) AS other_goals,
		count(*) FILTER (WHERE a.goals > 0 AND b.goals > 0)
			OVER (PARTITION BY p.party, p.other_party) AS shared,
		count(*) OVER (PARTITION BY p.party, p.other_party) AS themes
	FROM pair AS p
	CROSS JOIN regie.theme AS t
	CROSS JOIN LATERAL (SELECT t.code AS theme) AS h
	LEFT JOIN has AS a ON a.party = p.party AND a.theme = h.theme
	LEFT JOIN has AS b ON b.party = p.other_party AND b.theme = h.theme
	WHERE a.goals > 0 OR b.goals > 0
)
SELECT row_number() OVER (
		ORDER BY c.party COLLATE "C", c.other_party COLLATE "C",
			c.theme COLLATE "C")::bigint AS goal_overlap_id,
	c.party::text AS party,
	c.other_party::text AS other_party,
	c.theme::text AS theme,
	CASE WHEN c.other_goals = 0 THEN 'only party'
		WHEN c.goals = 0 THEN 'only other' ELSE 'shared' END::text AS overlap,
	c.goals::integer AS goals,
	c.other_goals::integer AS other_goals,
	c.shared::integer AS themes_shared,
	c.themes::integer AS themes,
	(c.shared * 100 / c.themes::numeric)::numeric(9,6) AS similarity_percent,
	m.name::text AS party_name,
	o.name::text AS other_party_name,
	h.name::text AS theme_name
FROM compared AS c
JOIN regie.party AS m ON m.code = c.party
JOIN regie.party AS o ON o.code = c.other_party
JOIN regie.theme AS h ON h.code = c.theme;

/*
 * What each has told each other one.
 */
CREATE VIEW regie_report.goal_sharing AS
WITH told AS MATERIALIZED (
	SELECT g.party, r.party AS other_party, count(*) AS known
	FROM regie.goal AS g
	JOIN regie.goal_reader AS r ON r.goal = g.code
	GROUP BY g.party, r.party
), has AS MATERIALIZED (
	SELECT g.party, count(*) AS goals
	FROM regie.goal AS g
	WHERE g.status <> 'dropped'
	GROUP BY g.party
), pair AS (
	SELECT p.party, q.party AS other_party
	FROM regie.participant AS p
	JOIN regie.participant AS q
		ON q.cooperation = p.cooperation AND q.party <> p.party
	UNION
	SELECT p.party, p.cooperation
	FROM regie.participant AS p
)
SELECT m.party_id::bigint * 1000000 + o.party_id AS goal_sharing_id,
	p.party::text AS party,
	p.other_party::text AS other_party,
	CASE WHEN coalesce(g.goals, 0) = 0 THEN 'no goals'
		WHEN coalesce(k.known, 0) = 0 THEN 'nothing'
		WHEN k.known < g.goals THEN 'some' ELSE 'everything' END::text
		AS told,
	coalesce(g.goals, 0)::integer AS goals,
	coalesce(k.known, 0)::integer AS goals_shared,
	regie.today()::date AS as_of,
	m.name::text AS party_name,
	o.name::text AS other_party_name
FROM pair AS p
JOIN regie.party AS m ON m.code = p.party
JOIN regie.party AS o ON o.code = p.other_party
LEFT JOIN has AS g ON g.party = p.party
LEFT JOIN told AS k ON k.party = p.party AND k.other_party = p.other_party;

/*
 * Who could help whom: another party that offers, without being a supplier,
 * what a goal leans on; or that has achieved a goal of the same theme.
 */
CREATE VIEW regie_report.goal_help AS
WITH wanted AS (
	SELECT g.goal_id, g.code, g.party, g.theme, g.title
	FROM regie.goal AS g
	WHERE g.status IN ('draft', 'adopted')
), wants AS (
	SELECT e.goal, f.offer_id
	FROM regie.goal_element AS e
	JOIN regie.offer AS f ON f.element = e.element
	UNION
	SELECT s.goal, f.offer_id
	FROM regie.goal_service AS s
	JOIN regie.offer AS f ON f.service = s.service
), helped AS (
	SELECT (w.goal_id::bigint * 1000000 + f.offer_id) * 2 AS id,
		w.code, 'offers' AS help, f.party AS helper, f.title AS supply,
		f.code AS offer, NULL::text AS helper_goal
	FROM wants AS n
	JOIN wanted AS w ON w.code = n.goal
	JOIN regie.offer AS f ON f.offer_id = n.offer_id AND f.party <> w.party
		AND (upper_inf(f.available) OR upper(f.available) > regie.today())
	JOIN regie.party AS p ON p.code = f.party AND p.kind <> 'supplier'
	UNION ALL
	SELECT (w.goal_id::bigint * 1000000 + g.goal_id) * 2 + 1, w.code,
		'has achieved', g.party, g.title, NULL, g.code
	FROM wanted AS w
	JOIN regie.goal AS g ON g.theme = w.theme AND g.party <> w.party
		AND g.status = 'achieved'
)
SELECT h.id::bigint AS goal_help_id,
	h.code::text AS goal,
	w.party::text AS party,
	h.help::text AS help,
	h.helper::text AS helper,
	h.offer::text AS offer,
	h.helper_goal::text AS helper_goal,
	w.theme::text AS theme,
	w.title::text AS goal_title,
	h.supply::text AS supply_title,
	m.name::text AS party_name,
	o.name::text AS helper_name
FROM helped AS h
JOIN wanted AS w ON w.code = h.code
JOIN regie.party AS m ON m.code = w.party
JOIN regie.party AS o ON o.code = h.helper;
