/*
 * report: from ambition to roadmap, along the eight steps: goal, plan, element
 * of the architecture, demand, service, contract, step.  One row per chain; it
 * goes on behind a hole as far as it can, and names the first one.
 *
 * Principles are left out: nobody asks for one.  A demand that names no
 * service leads to those that support its element or a part of it.  Of the
 * steps that stand at the end one is shown: those on the contract go before
 * those on the service, and then the first by programme and code.
 */
CREATE VIEW regie_report.goal_trace AS
WITH wanted AS (
	SELECT g.goal_id, g.code, g.party, g.theme, g.title, l.plan,
		p.plan_id, upper(p.valid) <= regie.today() AS is_over
	FROM regie.goal AS g
	LEFT JOIN regie.goal_link AS l ON l.goal = g.code AND l.plan IS NOT NULL
	LEFT JOIN regie.plan AS p ON p.code = l.plan
	WHERE g.status IN ('draft', 'adopted')
), needed AS (
	SELECT e.goal, e.element, d.code AS demand, d.service
	FROM regie.goal_element AS e
	JOIN regie.element AS k ON k.code = e.element AND k.kind <> 'principle'
	LEFT JOIN regie.demand AS d ON d.goal = e.goal AND d.element = e.element
		AND d.status <> 'withdrawn'
	UNION ALL
	SELECT d.goal, NULL, d.code, d.service
	FROM regie.demand AS d
	LEFT JOIN regie.element AS k ON k.code = d.element
	WHERE d.goal IS NOT NULL AND d.status <> 'withdrawn'
		AND coalesce(k.kind, 'principle') = 'principle'
), served AS (
	SELECT n.goal, n.element, n.demand, n.service
	FROM needed AS n
	WHERE n.service IS NOT NULL
	UNION ALL
	SELECT n.goal, n.element, n.demand, s.service
	FROM needed AS n
	LEFT JOIN (SELECT DISTINCT w.element, s.service
			   FROM regie.element_whole AS w
			   JOIN regie.service_element AS s ON s.element = w.part) AS s
		ON s.element = n.element
	WHERE n.service IS NULL
), running AS (
	SELECT DISTINCT n.service, c.code, c.title, c.customer
	FROM regie.contract_state AS c
	JOIN regie.contract_price AS n ON n.contract = c.code
	WHERE regie.status(c.term, regie.today()) <> 'ended'
), contract_step AS (
	SELECT DISTINCT ON (r.contract) r.contract, r.programme, r.code, r.title,
		count(*) OVER (PARTITION BY r.contract) AS steps
	FROM regie.roadmap_item AS r
	WHERE r.contract IS NOT NULL
	ORDER BY r.contract, r.programme COLLATE "C", r.code COLLATE "C"
), service_step AS (
	SELECT DISTINCT ON (r.service) r.service, r.programme, r.code, r.title,
		count(*) OVER (PARTITION BY r.service) AS steps
	FROM regie.roadmap_item AS r
	WHERE r.service IS NOT NULL
	ORDER BY r.service, r.programme COLLATE "C", r.code COLLATE "C"
), both_step AS (
	SELECT r.contract, r.service, count(*) AS steps
	FROM regie.roadmap_item AS r
	WHERE r.contract IS NOT NULL AND r.service IS NOT NULL
	GROUP BY r.contract, r.service
), used AS (
	SELECT DISTINCT u.contract, u.party
	FROM regie.contract_use AS u
	WHERE upper_inf(u.valid) OR upper(u.valid) > regie.today()
), chain AS (
	SELECT w.goal_id, w.code, w.party, w.theme, w.title, w.plan, w.is_over,
		s.element, s.demand, s.service, c.code AS contract,
		c.title AS contract_title,
		coalesce(i.programme, j.programme) AS programme,
		CASE WHEN i.code IS NULL THEN j.code ELSE i.code END AS item,
		CASE WHEN i.code IS NULL THEN j.title ELSE i.title END AS item_title,
		coalesce(i.steps, 0) + coalesce(j.steps, 0) - coalesce(k.steps, 0)
			AS steps,
		CASE WHEN w.plan IS NULL THEN 'no plan'
			WHEN w.is_over THEN 'plan is over'
			WHEN s.element IS NULL THEN 'no element'
			WHEN s.demand IS NULL THEN 'no demand'
			WHEN s.service IS NULL THEN 'no service'
			WHEN c.code IS NULL THEN 'no contract'
			WHEN coalesce(i.code, j.code) IS NULL THEN 'no step'
			ELSE 'none' END AS hole,
		num_nulls(nullif(w.is_over IS TRUE OR w.plan IS NULL, true),
			s.element, s.demand, s.service, c.code,
			coalesce(i.code, j.code)) AS holes
	FROM wanted AS w
	LEFT JOIN served AS s ON s.goal = w.code
	LEFT JOIN (SELECT r.service, r.code, r.title, u.party
			   FROM running AS r
			   JOIN (SELECT u.contract, u.party
					 FROM used AS u
					 UNION
					 SELECT r.code, r.customer
					 FROM running AS r) AS u ON u.contract = r.code) AS c
		ON c.service = s.service AND c.party = w.party
	LEFT JOIN contract_step AS i ON i.contract = c.code
	LEFT JOIN service_step AS j ON j.service = s.service
	LEFT JOIN both_step AS k
		ON k.contract = c.code AND k.service = s.service
)
SELECT c.goal_id::bigint * 1000000 + row_number() OVER (
		PARTITION BY c.goal_id
		ORDER BY c.plan COLLATE "C", c.element COLLATE "C",
			c.demand COLLATE "C", c.service COLLATE "C",
			c.contract COLLATE "C") AS goal_trace_id,
	c.code::text AS goal,
	c.party::text AS party,
	c.hole::text AS hole,
	c.holes::integer AS holes,
	c.plan::text AS plan,
	c.element::text AS element,
	c.demand::text AS demand,
	c.service::text AS service,
	c.contract::text AS contract,
	c.programme::text AS programme,
	c.item::text AS item,
	c.steps::integer AS steps,
	c.theme::text AS theme,
	regie.today()::date AS as_of,
	c.title::text AS goal_title,
	e.name::text AS element_name,
	d.title::text AS demand_title,
	v.name::text AS service_name,
	c.contract_title::text AS contract_title,
	c.item_title::text AS item_title,
	m.name::text AS party_name
FROM chain AS c
JOIN regie.party AS m ON m.code = c.party
LEFT JOIN regie.element AS e ON e.code = c.element
LEFT JOIN regie.demand AS d ON d.code = c.demand
LEFT JOIN regie.service AS v ON v.code = c.service;
