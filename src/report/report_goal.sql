/*
 * report: steps 1 and 2, what participants want, and which plans and elements
 * of the architecture say so.
 *
 * A goal that was dropped counts nowhere.  Participants are those who take
 * part in a cooperation on regie.today().
 */
CREATE VIEW regie.participant AS
SELECT p.cooperation, p.party
FROM regie.participation AS p
WHERE (p.valid @> regie.today()) IS TRUE;

COMMENT ON VIEW regie.participant IS
'Who takes part in which cooperation on regie.today(). One row per cooperation and participant.';
COMMENT ON COLUMN regie.participant.cooperation IS 'Code of the cooperation.';
COMMENT ON COLUMN regie.participant.party IS 'Code of the participant.';

/* elements that a goal touches, by a link or by a demand that serves it */
CREATE VIEW regie.goal_element AS
SELECT l.goal, l.element
FROM regie.goal_link AS l
WHERE l.element IS NOT NULL
UNION
SELECT d.goal, d.element
FROM regie.demand AS d
WHERE d.goal IS NOT NULL AND d.element IS NOT NULL
	AND d.status <> 'withdrawn';

COMMENT ON VIEW regie.goal_element IS
'Elements of the architecture that a goal touches: by a link, or by a demand that serves it. One row per goal and element.';
COMMENT ON COLUMN regie.goal_element.goal IS 'Code of the goal.';
COMMENT ON COLUMN regie.goal_element.element IS 'Code of the element.';

/*
 * Who touches a part touches the whole.  UNION ends the search even where a
 * circle slipped in by two transactions that could not see each other.
 */
CREATE VIEW regie.element_whole AS
WITH RECURSIVE whole AS (
	SELECT e.code AS part, e.code AS element
	FROM regie.element AS e
	UNION
	SELECT w.part, p.element
	FROM whole AS w
	JOIN regie.element_part AS p ON p.part = w.element
)
SELECT w.part, w.element
FROM whole AS w;

COMMENT ON VIEW regie.element_whole IS
'Each element with all that it is part of, itself included. One row per element and whole.';
COMMENT ON COLUMN regie.element_whole.part IS 'Code of the element.';
COMMENT ON COLUMN regie.element_whole.element IS
'Code of an element that it is part of, or of itself.';

CREATE VIEW regie.goal_service AS
SELECT d.goal, d.service
FROM regie.demand AS d
WHERE d.goal IS NOT NULL AND d.service IS NOT NULL
	AND d.status <> 'withdrawn'
UNION
SELECT g.goal, s.service
FROM regie.goal_element AS g
JOIN regie.element_whole AS w ON w.element = g.element
JOIN regie.service_element AS s ON s.element = w.part;

COMMENT ON VIEW regie.goal_service IS
'Services that a goal leans on: named by a demand that serves it, or supporting an element that it touches, or a part of one. One row per goal and service.';
COMMENT ON COLUMN regie.goal_service.goal IS 'Code of the goal.';
COMMENT ON COLUMN regie.goal_service.service IS 'Code of the service.';

/*
 * Who may know a goal today: all who take part together with its party, the
 * cooperation included, once it is shared with all; and those it was shared
 * with one by one.
 */
CREATE VIEW regie.goal_reader AS
SELECT g.code AS goal, n.party
FROM regie.goal AS g
JOIN (SELECT p.party AS owner, q.party
	  FROM regie.participant AS p
	  JOIN regie.participant AS q
		ON q.cooperation = p.cooperation AND q.party <> p.party
	  UNION
	  SELECT p.party, p.cooperation
	  FROM regie.participant AS p
	  UNION
	  SELECT p.cooperation, p.party
	  FROM regie.participant AS p) AS n ON n.owner = g.party
WHERE g.shared_on <= regie.today() AND g.status <> 'dropped'
UNION
SELECT s.goal, s.party
FROM regie.goal_share AS s
JOIN regie.goal AS g ON g.code = s.goal
WHERE s.shared_on <= regie.today() AND g.status <> 'dropped';

COMMENT ON VIEW regie.goal_reader IS
'Who may know which goal of another party on regie.today(). One row per goal and party.';
COMMENT ON COLUMN regie.goal_reader.goal IS 'Code of the goal.';
COMMENT ON COLUMN regie.goal_reader.party IS
'Code of the party that may know it.';

/*
 * Each goal, and whether it has found its way into a plan.
 */
CREATE VIEW regie_report.goal_overview AS
WITH planned AS (
	SELECT l.goal, count(*) AS plans,
		bool_or(upper_inf(p.valid) OR upper(p.valid) > regie.today())
			AS is_alive
	FROM regie.goal_link AS l
	JOIN regie.plan AS p ON p.code = l.plan
	GROUP BY l.goal
), touched AS (
	SELECT e.goal, count(*) AS elements
	FROM regie.goal_element AS e
	GROUP BY e.goal
), asked AS (
	SELECT d.goal, count(*) AS demands
	FROM regie.demand AS d
	WHERE d.status <> 'withdrawn'
	GROUP BY d.goal
), read AS (
	SELECT r.goal, count(*) AS readers
	FROM regie.goal_reader AS r
	GROUP BY r.goal
)
SELECT g.goal_id::integer AS goal_id,
	g.code::text AS goal,
	g.party::text AS party,
	g.theme::text AS theme,
	g.kind::text AS goal_kind,
	g.status::text AS goal_status,
	g.priority::integer AS priority,
	g.horizon::date AS horizon,
	(g.horizon - t.day)::integer AS days_left,
	g.adopted_on::date AS adopted_on,
	CASE WHEN p.is_alive THEN 'in a plan' WHEN p.plans > 0 THEN 'plan is over'
		ELSE 'no plan' END::text AS plan_verdict,
	coalesce(p.plans, 0)::integer AS plans,
	coalesce(e.elements, 0)::integer AS elements,
	coalesce(d.demands, 0)::integer AS demands,
	CASE WHEN g.shared_on <= t.day THEN 'all' WHEN r.readers > 0 THEN 'some'
		ELSE 'nobody' END::text AS sharing,
	coalesce(r.readers, 0)::integer AS readers,
	t.day::date AS as_of,
	g.title::text AS title,
	m.name::text AS party_name,
	h.name::text AS theme_name
FROM regie.goal AS g
CROSS JOIN (SELECT regie.today() AS day) AS t
JOIN regie.party AS m ON m.code = g.party
JOIN regie.theme AS h ON h.code = g.theme
LEFT JOIN planned AS p ON p.goal = g.code
LEFT JOIN touched AS e ON e.goal = g.code
LEFT JOIN asked AS d ON d.goal = g.code
LEFT JOIN read AS r ON r.goal = g.code;

/*
 * Each participant: has it adopted goals, planned and shared them?
 */
CREATE VIEW regie_report.party_goal AS
WITH counted AS (
	SELECT g.party, count(*) AS goals,
		count(*) FILTER (WHERE g.goal_kind = 'ambition') AS ambitions,
		count(*) FILTER (WHERE g.goal_kind = 'objective') AS objectives,
		count(*) FILTER (WHERE g.goal_status IN ('adopted', 'achieved'))
			AS adopted,
		count(*) FILTER (WHERE g.goal_status = 'draft') AS drafts,
		count(*) FILTER (WHERE g.goal_status = 'achieved') AS achieved,
		count(*) FILTER (WHERE g.plan_verdict <> 'in a plan') AS unplanned,
		count(*) FILTER (WHERE g.readers > 0) AS shared,
		max(g.adopted_on) AS adopted_on
	FROM regie_report.goal_overview AS g
	WHERE g.goal_status <> 'dropped'
	GROUP BY g.party
)
SELECT m.party_id::integer AS party_id,
	m.code::text AS party,
	CASE WHEN c.adopted > 0 THEN 'adopted' WHEN c.goals > 0 THEN 'drafts only'
		ELSE 'no goals' END::text AS goals_verdict,
	coalesce(c.goals, 0)::integer AS goals,
	coalesce(c.ambitions, 0)::integer AS ambitions,
	coalesce(c.objectives, 0)::integer AS objectives,
	coalesce(c.adopted, 0)::integer AS goals_adopted,
	coalesce(c.drafts, 0)::integer AS goals_draft,
	coalesce(c.achieved, 0)::integer AS goals_achieved,
	coalesce(c.unplanned, 0)::integer AS goals_unplanned,
	coalesce(c.shared, 0)::integer AS goals_shared,
	c.adopted_on::date AS adopted_on,
	regie.today()::date AS as_of,
	m.name::text AS party_name
FROM (SELECT DISTINCT p.party FROM regie.participant AS p) AS p
JOIN regie.party AS m ON m.code = p.party
LEFT JOIN counted AS c ON c.party = p.party;

/*
 * Each theme: who shares it, who is alone with it, and is anything done.
 */
CREATE VIEW regie_report.theme_goal AS
WITH participant AS (
	SELECT DISTINCT p.party FROM regie.participant AS p
), counted AS (
	SELECT g.theme, count(*) AS goals,
		count(*) FILTER (WHERE g.status IN ('adopted', 'achieved'))
			AS adopted,
		count(DISTINCT p.party) AS participants,
		CASE WHEN count(DISTINCT p.party) = 1
			THEN min(p.party COLLATE "C") END AS only_party,
		string_agg(DISTINCT p.party COLLATE "C", ', '
				   ORDER BY p.party COLLATE "C") AS parties
	FROM regie.goal AS g
	LEFT JOIN participant AS p ON p.party = g.party
	WHERE g.status <> 'dropped'
	GROUP BY g.theme
), stepped AS (
	SELECT g.theme, count(DISTINCT i.roadmap_item_id) AS steps
	FROM regie.goal AS g
	JOIN regie.goal_service AS s ON s.goal = g.code
	JOIN regie.roadmap_item AS i ON i.service = s.service
	WHERE g.status <> 'dropped'
	GROUP BY g.theme
)
SELECT h.theme_id::integer AS theme_id,
	h.code::text AS theme,
	CASE WHEN coalesce(c.participants, 0) = 0 THEN 'nobody'
		WHEN c.participants = 1 THEN 'alone'
		WHEN c.participants = n.total THEN 'all' ELSE 'several' END::text
		AS theme_verdict,
	coalesce(c.participants, 0)::integer AS participants,
	n.total::integer AS participants_total,
	coalesce(c.goals, 0)::integer AS goals,
	coalesce(c.adopted, 0)::integer AS goals_adopted,
	CASE WHEN s.steps > 0 THEN 'has steps' ELSE 'no step' END::text
		AS step_verdict,
	coalesce(s.steps, 0)::integer AS steps,
	c.only_party::text AS only_party,
	c.parties::text AS party_list,
	regie.today()::date AS as_of,
	h.name::text AS theme_name
FROM regie.theme AS h
CROSS JOIN (SELECT count(*) AS total FROM participant) AS n
LEFT JOIN counted AS c ON c.theme = h.code
LEFT JOIN stepped AS s ON s.theme = h.code;

/*
 * Goals against the contracts that they lean on: which ends first?  A contract
 * counts that runs or is to begin, is priced for a service of the goal, and
 * was signed by its party or is used by it, now or later.
 */
CREATE VIEW regie_report.goal_contract AS
SELECT g.goal_id::bigint * 1000000 + c.contract_id AS goal_contract_id,
	g.code::text AS goal,
	g.party::text AS party,
	c.code::text AS contract,
	g.horizon::date AS horizon,
	(c.free_on - 1)::date AS bound_until,
	CASE WHEN g.horizon IS NULL THEN 'no horizon'
		WHEN g.horizon < c.free_on - 1 THEN 'goal ends first'
		ELSE 'contract can end first' END::text AS goal_contract_verdict,
	(c.free_on - 1 - g.horizon)::integer AS days_beyond,
	c.supplier::text AS supplier,
	c.day::date AS as_of,
	g.title::text AS goal_title,
	c.title::text AS contract_title,
	m.name::text AS party_name
FROM regie.goal AS g
JOIN regie.party AS m ON m.code = g.party
JOIN (SELECT DISTINCT s.goal, n.contract
	  FROM regie.goal_service AS s
	  JOIN regie.contract_price AS n ON n.service = s.service) AS l
	ON l.goal = g.code
JOIN (SELECT s.contract_id, s.code, s.title, s.customer, s.supplier, t.day,
		regie.locked_in_until(s.term, t.day) AS free_on
	  FROM regie.contract_state AS s
	  CROSS JOIN (SELECT regie.today() AS day) AS t
	  WHERE regie.status(s.term, t.day) <> 'ended') AS c
	ON c.code = l.contract
WHERE g.status IN ('draft', 'adopted')
	AND (c.customer = g.party OR EXISTS (
		SELECT FROM regie.contract_use AS u
		WHERE u.contract = c.code AND u.party = g.party
			AND (upper_inf(u.valid) OR upper(u.valid) > c.day)));

/*
 * Each plan, how old it is, and whether any goal stands in it.  Its age counts
 * from its adoption, or, where nobody knows that, from its first day.
 */
CREATE VIEW regie_report.plan_overview AS
SELECT p.plan_id::integer AS plan_id,
	p.code::text AS plan,
	p.party::text AS party,
	p.kind::text AS plan_kind,
	CASE WHEN p.is_over THEN 'over' WHEN lower(p.valid) > p.day THEN 'upcoming'
		ELSE 'in force' END::text AS plan_status,
	p.adopted_on::date AS adopted_on,
	lower(p.valid)::date AS plan_from,
	(upper(p.valid) - 1)::date AS plan_until,
	(extract(year FROM age(p.day, p.born_on)) * 12
		+ extract(month FROM age(p.day, p.born_on)))::integer AS age_months,
	(NOT p.is_over AND p.born_on + INTERVAL '4 years' < p.day)::boolean
		AS is_old,
	CASE WHEN NOT p.is_over AND p.born_on + INTERVAL '4 years' < p.day
		THEN 'yes' ELSE 'no' END::text AS old_label,
	coalesce(l.goals, 0)::integer AS goals,
	p.day::date AS as_of,
	p.title::text AS title,
	m.name::text AS party_name
FROM (SELECT p.*, t.day, coalesce(p.adopted_on, lower(p.valid)) AS born_on,
		(NOT upper_inf(p.valid) AND upper(p.valid) <= t.day) AS is_over
	  FROM regie.plan AS p
	  CROSS JOIN (SELECT regie.today() AS day) AS t) AS p
JOIN regie.party AS m ON m.code = p.party
LEFT JOIN (SELECT l.plan, count(*) AS goals
		   FROM regie.goal_link AS l
		   JOIN regie.goal AS g ON g.code = l.goal
		   WHERE l.plan IS NOT NULL AND g.status <> 'dropped'
		   GROUP BY l.plan) AS l ON l.plan = p.code;

/*
 * Each element of the architecture, and whose goals touch it or a part of it.
 */
CREATE VIEW regie_report.element_goal AS
WITH participant AS (
	SELECT DISTINCT p.party FROM regie.participant AS p
), touched AS (
	SELECT w.element, count(DISTINCT g.code) AS goals,
		count(DISTINCT p.party) AS participants,
		string_agg(DISTINCT p.party COLLATE "C", ', '
				   ORDER BY p.party COLLATE "C") AS parties
	FROM regie.goal_element AS l
	JOIN regie.goal AS g ON g.code = l.goal AND g.status <> 'dropped'
	JOIN regie.element_whole AS w ON w.part = l.element
	LEFT JOIN participant AS p ON p.party = g.party
	GROUP BY w.element
)
SELECT e.element_id::integer AS element_id,
	e.code::text AS element,
	e.kind::text AS element_kind,
	CASE WHEN t.participants > 1 THEN 'several'
		WHEN t.participants = 1 THEN 'one' ELSE 'nobody' END::text
		AS touched_by,
	coalesce(t.participants, 0)::integer AS participants,
	coalesce(t.goals, 0)::integer AS goals,
	coalesce(s.services, 0)::integer AS services,
	t.parties::text AS party_list,
	e.gemma_id::text AS gemma_reference,
	e.name::text AS element_name
FROM regie.element AS e
LEFT JOIN touched AS t ON t.element = e.code
LEFT JOIN (SELECT w.element, count(DISTINCT n.service) AS services
		   FROM regie.service_element AS n
		   JOIN regie.element_whole AS w ON w.part = n.element
		   GROUP BY w.element) AS s ON s.element = e.code;
