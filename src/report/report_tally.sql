/*
 * report: the checks, each in the form that report_finding.sql asks for.
 */

/* days as the same text in every session */
CREATE FUNCTION regie.day_text(day date) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN pg_catalog.to_char(day::timestamp, 'YYYY-MM-DD');

COMMENT ON FUNCTION regie.day_text(date) IS
'A day as text, whatever the session''s settings. Example: regie.day_text(''2026-11-23'') is 2026-11-23.';

CREATE VIEW regie.finding_goal AS
SELECT 'no adopted goals' AS finding, p.party_id::bigint AS object_id,
	'party' AS object_kind, p.party AS object, p.party,
	NULL::text AS detail
FROM regie_report.party_goal AS p
WHERE p.goals_verdict <> 'adopted'
UNION ALL
SELECT 'nothing shared', p.party_id, 'party', p.party, p.party, NULL
FROM regie_report.party_goal AS p
WHERE p.goals > 0 AND p.goals_shared = 0
UNION ALL
SELECT f.finding, g.goal_id, 'goal', g.goal, g.party, f.detail
FROM regie_report.goal_overview AS g
CROSS JOIN LATERAL (VALUES
	('goal without plan', g.plan_verdict = 'no plan', NULL),
	('goal in old plans only', g.plan_verdict = 'plan is over', NULL),
	('goal past its horizon',
	 g.goal_status = 'adopted' AND g.days_left < 0,
	 regie.day_text(g.horizon)),
	('goal of a stranger',
	 NOT EXISTS (SELECT FROM regie.participant AS p
				 WHERE g.party IN (p.party, p.cooperation)), NULL))
	AS f (finding, is_found, detail)
WHERE f.is_found AND g.goal_status IN ('draft', 'adopted')
UNION ALL
SELECT 'goal ends before its contract', c.goal_contract_id, 'goal', c.goal,
	c.party, pg_catalog.concat_ws(', ', regie.day_text(c.horizon), c.contract,
								  regie.day_text(c.bound_until))
FROM regie_report.goal_contract AS c
WHERE c.goal_contract_verdict = 'goal ends first'
UNION ALL
SELECT 'shared theme without step', t.theme_id, 'theme', t.theme, NULL,
	t.party_list
FROM regie_report.theme_goal AS t
WHERE t.theme_verdict IN ('all', 'several') AND t.step_verdict = 'no step'
UNION ALL
SELECT f.finding, p.plan_id, 'plan', p.plan, p.party, f.detail
FROM regie_report.plan_overview AS p
CROSS JOIN LATERAL (VALUES
	('plan older than four years', p.is_old,
	 regie.day_text(coalesce(p.adopted_on, p.plan_from))),
	('plan without goals', p.plan_status <> 'over' AND p.goals = 0, NULL),
	('plan not adopted',
	 p.plan_status = 'in force' AND p.adopted_on IS NULL,
	 regie.day_text(p.plan_from)))
	AS f (finding, is_found, detail)
WHERE f.is_found;

COMMENT ON VIEW regie.finding_goal IS
'Findings on goals, themes and plans. One row per finding and object.';

CREATE VIEW regie.finding_sourcing AS
SELECT f.finding, o.sourcing_option_id::bigint AS object_id,
	'sourcing option' AS object_kind, o.sourcing_option AS object, o.party,
	f.detail
FROM regie_report.sourcing_score AS o
CROSS JOIN LATERAL (VALUES
	('option not scored', o.unscored > 0, o.unscored::text),
	('option without all costs', o.cost_verdict <> 'complete', NULL))
	AS f (finding, is_found, detail)
WHERE f.is_found
UNION ALL
SELECT f.finding, c.sourcing_choice_id, 'service', c.service, c.party,
	f.detail
FROM regie_report.sourcing_choice AS c
CROSS JOIN LATERAL (VALUES
	('other option chosen', c.choice = 'other chosen',
	 pg_catalog.concat_ws(', ', c.chosen_option, c.best_option)),
	('choice flips easily', abs(c.flip_percent) < 10,
	 pg_catalog.concat_ws(', ', c.best_option, c.flip_option,
						  c.flip_criterion)),
	('only one option', c.options = 1, c.best_option))
	AS f (finding, is_found, detail)
WHERE f.is_found
UNION ALL
SELECT 'participants differ', e.service_id, 'service', d.service, NULL,
	string_agg(d.delivery_model || ': ' || d.party_list, '; '
			   ORDER BY d.delivery_model COLLATE "C")
		FILTER (WHERE d.parties_best > 0)
FROM regie_report.sourcing_difference AS d
JOIN regie.service AS e ON e.code = d.service
GROUP BY e.service_id, d.service
HAVING max(d.parties_scored) > 1
	AND max(d.parties_best) < max(d.parties_total);

COMMENT ON VIEW regie.finding_sourcing IS
'Findings on sourcing options and choices. One row per finding and object.';

CREATE VIEW regie.finding_demand AS
SELECT f.finding, s.demand_supply_id::bigint AS object_id,
	CASE WHEN s.element IS NULL THEN 'service' ELSE 'element' END
		AS object_kind,
	coalesce(s.element, s.service) AS object, NULL::text AS party, f.detail
FROM regie_report.demand_supply AS s
CROSS JOIN LATERAL (VALUES
	('asked, not offered', s.supply_verdict = 'asked, not offered',
	 s.asker_list),
	('offered, not asked', s.supply_verdict = 'offered, not asked',
	 s.offerer_list),
	('asked by several', s.is_joint, s.asker_list),
	('offered by one only',
	 s.is_single_source AND s.supply_verdict = 'asked and offered',
	 s.offerer_list))
	AS f (finding, is_found, detail)
WHERE f.is_found
UNION ALL
SELECT CASE WHEN m.is_described THEN 'not there in time'
		ELSE 'demand not described' END, d.demand_id, 'demand', d.code,
	d.party, regie.day_text(d.needed_by)
FROM (SELECT m.demand, bool_or(m.match_verdict = 'in time') AS is_in_time,
		bool_and(m.match_verdict <> 'not described') AS is_described,
		bool_or(m.match_verdict = 'not offered') AS is_not_offered
	  FROM regie_report.demand_match AS m
	  GROUP BY m.demand) AS m
JOIN regie.demand AS d ON d.code = m.demand
WHERE NOT m.is_in_time AND NOT m.is_not_offered
UNION ALL
SELECT 'demand overdue', d.demand_id, 'demand', d.code, d.party,
	regie.day_text(d.needed_by)
FROM regie.demand AS d
WHERE d.status = 'open' AND d.needed_by < regie.today()
UNION ALL
SELECT 'offer under another contract', f.offer_id, 'offer', f.code, f.party,
	pg_catalog.concat_ws(', ', f.contract, c.supplier)
FROM regie.offer AS f
JOIN regie.contract_state AS c ON c.code = f.contract
WHERE f.party NOT IN (c.supplier, c.customer);

COMMENT ON VIEW regie.finding_demand IS
'Findings on demand and supply. One row per finding and object.';

CREATE VIEW regie.finding_contract AS
WITH contract AS MATERIALIZED (
	/* once for all checks, and not once for each of their rows */
	SELECT c.contract_id, c.code, c.customer, c.kind, c.procured_on, c.term
	FROM regie.contract_state AS c
)
SELECT 'decide soon' AS finding, c.contract_id::bigint AS object_id,
	'contract' AS object_kind, c.code AS object, c.customer AS party,
	regie.day_text(regie.last_notice_day(c.term, regie.today())) AS detail
FROM contract AS c
WHERE regie.status(c.term, regie.today()) = 'notice due'
UNION ALL
SELECT 'obligation overdue', d.contract_decision_id / 3, 'contract',
	d.contract, d.act_by,
	pg_catalog.concat_ws(', ', d.obligation, regie.day_text(d.due_on))
FROM regie_report.contract_decision AS d
WHERE d.is_overdue AND d.obligation IS NOT NULL
UNION ALL
SELECT s.succession, s.contract_id, 'contract', s.contract, s.customer,
	pg_catalog.concat_ws(', ', regie.day_text(s.runs_until), s.successor,
						 s.item)
FROM regie_report.contract_succession AS s
WHERE s.succession IN ('no successor', 'gap', 'overlap')
UNION ALL
SELECT CASE WHEN l.is_rescindable THEN 'may rescind' ELSE 'nobody measures' END,
	n.service_level_id, 'service level', l.contract || '/' || l.service_level,
	c.customer, regie.day_text(l.period_from)
FROM (SELECT DISTINCT ON (l.contract, l.service_level) l.contract,
		l.service_level, l.period_from, l.is_rescindable, l.level_result
	  FROM regie_report.service_level_result AS l
	  WHERE l.period_until < l.as_of
	  ORDER BY l.contract, l.service_level, l.period_from DESC) AS l
JOIN regie.service_level AS n
	ON n.contract = l.contract AND n.code = l.service_level
JOIN contract AS c ON c.code = l.contract
WHERE l.is_rescindable OR l.level_result = 'not measured'
UNION ALL
SELECT 'bought in parts', p.purchase_split_id, 'contract',
	pg_catalog.split_part(p.contract_list, ', ', 1), p.customer,
	p.contract_list
FROM regie_report.purchase_split AS p
UNION ALL
SELECT 'purchase not described', c.contract_id, 'contract', c.code,
	c.customer, NULL
FROM contract AS c
WHERE (c.kind IS NULL OR c.procured_on IS NULL)
	AND regie.status(c.term, regie.today()) <> 'ended'
UNION ALL
SELECT f.price_finding, f.contract_price_finding_id / 10, 'contract',
	f.contract, c.customer, pg_catalog.concat_ws(', ', f.line,
												 regie.day_text(f.from_on))
FROM regie_report.contract_price_finding AS f
JOIN contract AS c ON c.code = f.contract
UNION ALL
SELECT p.finding, p.contract_part_id, 'contract', p.part, c.customer,
	p.contract
FROM regie_report.contract_part AS p
JOIN contract AS c ON c.code = p.part
WHERE p.finding IS NOT NULL;

COMMENT ON VIEW regie.finding_contract IS
'Findings on contracts, their prices, parts, service levels and purchases. One row per finding and object.';

CREATE VIEW regie.finding_cost AS
SELECT f.finding, c.cost_id::bigint AS object_id, 'cost' AS object_kind,
	f.cost AS object, f.payer AS party,
	pg_catalog.concat_ws(', ', coalesce(f.cost_key, f.service),
		string_agg(f.participant, ', ' ORDER BY f.participant COLLATE "C"))
		AS detail
FROM regie_report.cost_finding AS f
JOIN regie.cost AS c ON c.code = f.cost
GROUP BY f.finding, c.cost_id, f.cost, f.payer, f.cost_key, f.service
UNION ALL
SELECT 'no task field', e.service_id, 'service', e.code, e.provider, NULL
FROM regie.service AS e
WHERE e.taakveld IS NULL
	AND EXISTS (SELECT FROM regie.cost AS c WHERE c.service = e.code)
UNION ALL
SELECT 'no category', y.year::bigint, 'year', y.year::text, NULL,
	y.costs::text
FROM (SELECT extract(year FROM lower(c.period))::integer AS year,
		count(*) AS costs
	  FROM regie.cost AS c
	  WHERE c.cost_category IS NULL
	  GROUP BY 1) AS y
UNION ALL
SELECT 'no inhabitants', m.party_id * 10000::bigint + i.year, 'party',
	i.participant, i.participant, i.year::text
FROM (SELECT DISTINCT p.participant, c.year
	  FROM (SELECT DISTINCT c.year, c.participants
			FROM regie.cost_parts AS c) AS c
	  CROSS JOIN LATERAL unnest(c.participants) AS p (participant)
	  LEFT JOIN regie.inhabitants() AS n
		ON n.year = c.year AND n.participant = p.participant
	  WHERE p.participant IS NOT NULL AND n.year IS NULL) AS i
JOIN regie.party AS m ON m.code = i.participant
UNION ALL
SELECT 'cloud cost without owner', b.focus_bill_id, 'cloud bill', u.bill,
	NULL, sum(u.charges)::text
FROM regie_report.cloud_untagged AS u
JOIN regie.focus_bill AS b ON b.code = u.bill
GROUP BY b.focus_bill_id, u.bill;

COMMENT ON VIEW regie.finding_cost IS
'Findings on costs, keys and cloud bills. One row per finding and object.';

CREATE VIEW regie.finding_roadmap AS
SELECT 'late for its contract' AS finding, r.roadmap_item_id::bigint AS object_id,
	'step' AS object_kind, r.programme || '/' || r.item AS object, r.party,
	pg_catalog.concat_ws(', ', r.contract, regie.day_text(r.required_by),
						 regie.day_text(r.planned_finish)) AS detail
FROM regie_report.contract_risk AS r
WHERE r.is_late
UNION ALL
SELECT 'breach of plan', r.roadmap_item_id, 'step',
	r.programme || '/' || r.item, r.party, regie.day_text(r.early_finish)
FROM regie_report.roadmap_step AS r
/* of what is finished nobody can mend it any more */
WHERE r.is_breached AND r.progress <> 'finished';

COMMENT ON VIEW regie.finding_roadmap IS
'Findings on steps of roadmaps. One row per finding and object.';

/* the columns are the same in all of them */
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['finding_goal', 'finding_sourcing',
		'finding_demand', 'finding_contract', 'finding_cost',
		'finding_roadmap']
	LOOP
		EXECUTE pg_catalog.format($c$
COMMENT ON COLUMN regie.%1$I.finding IS 'Kind of finding, see finding_kind.';
COMMENT ON COLUMN regie.%1$I.object_id IS 'The object as an integer, unique within the kind.';
COMMENT ON COLUMN regie.%1$I.object_kind IS 'What the object is.';
COMMENT ON COLUMN regie.%1$I.object IS 'Code of the object.';
COMMENT ON COLUMN regie.%1$I.party IS 'Code of the party whose it is. Empty: of several, or unknown.';
COMMENT ON COLUMN regie.%1$I.detail IS 'Codes, days and numbers that say more. Empty where there are none.';
$c$, name);
	END LOOP;
END
$$;
