/*
 * report: demand and supply.
 *
 * They meet in elements of the architecture.  Who names a service means the
 * elements that it supports; where it supports none, the service itself.
 */
CREATE VIEW regie.demand_subject AS
SELECT d.code AS demand, coalesce(d.element, s.element) AS element,
	CASE WHEN d.element IS NULL AND s.element IS NULL THEN d.service END
		AS service
FROM regie.demand AS d
LEFT JOIN regie.service_element AS s
	ON s.service = d.service AND d.element IS NULL
WHERE d.element IS NOT NULL OR d.service IS NOT NULL;

COMMENT ON VIEW regie.demand_subject IS
'What each demand is about: elements of the architecture, or a service that supports none. One row per demand and element or service.';
COMMENT ON COLUMN regie.demand_subject.demand IS 'Code of the demand.';
COMMENT ON COLUMN regie.demand_subject.element IS
'Code of the element. Empty: the row names a service.';
COMMENT ON COLUMN regie.demand_subject.service IS
'Code of the service. Empty: the row names an element.';

CREATE VIEW regie.offer_subject AS
SELECT f.code AS offer, coalesce(f.element, s.element) AS element,
	CASE WHEN f.element IS NULL AND s.element IS NULL THEN f.service END
		AS service
FROM regie.offer AS f
LEFT JOIN regie.service_element AS s ON s.service = f.service;

COMMENT ON VIEW regie.offer_subject IS
'What each offer is about: elements of the architecture, or a service that supports none. One row per offer and element or service.';
COMMENT ON COLUMN regie.offer_subject.offer IS 'Code of the offer.';
COMMENT ON COLUMN regie.offer_subject.element IS
'Code of the element. Empty: the row names a service.';
COMMENT ON COLUMN regie.offer_subject.service IS
'Code of the service. Empty: the row names an element.';

/*
 * Per element or service: who asks, who offers, now or later.
 */
CREATE VIEW regie_report.demand_supply AS
WITH asked AS (
	SELECT s.element, s.service, count(*) AS demands,
		count(DISTINCT d.party) AS askers, min(d.needed_by) AS needed_by,
		string_agg(DISTINCT d.party COLLATE "C", ', '
				   ORDER BY d.party COLLATE "C") AS asker_list
	FROM regie.demand_subject AS s
	JOIN regie.demand AS d ON d.code = s.demand AND d.status = 'open'
	GROUP BY s.element, s.service
), offered AS (
	SELECT s.element, s.service, count(*) AS offers,
		count(DISTINCT f.party) AS offerers,
		string_agg(DISTINCT f.party COLLATE "C", ', '
				   ORDER BY f.party COLLATE "C") AS offerer_list
	FROM regie.offer_subject AS s
	JOIN regie.offer AS f ON f.code = s.offer
		AND (upper_inf(f.available) OR upper(f.available) > regie.today())
	GROUP BY s.element, s.service
), subject AS (
	SELECT s.element, s.service
	FROM asked AS s
	UNION
	SELECT s.element, s.service
	FROM offered AS s
)
SELECT CASE WHEN e.code IS NOT NULL THEN e.element_id * 2
		ELSE v.service_id * 2 + 1 END::integer AS demand_supply_id,
	e.code::text AS element,
	v.code::text AS service,
	CASE WHEN f.offers IS NULL THEN 'asked, not offered'
		WHEN a.demands IS NULL THEN 'offered, not asked'
		ELSE 'asked and offered' END::text AS supply_verdict,
	coalesce(a.askers, 0)::integer AS askers,
	coalesce(f.offerers, 0)::integer AS offerers,
	(a.askers > 1) IS TRUE AS is_joint,
	CASE WHEN a.askers > 1 THEN 'yes' ELSE 'no' END::text AS joint_label,
	(f.offerers = 1) IS TRUE AS is_single_source,
	CASE WHEN f.offerers = 1 THEN 'yes' ELSE 'no' END::text
		AS single_source_label,
	coalesce(a.demands, 0)::integer AS demands,
	coalesce(f.offers, 0)::integer AS offers,
	a.needed_by::date AS needed_by,
	a.asker_list::text AS asker_list,
	f.offerer_list::text AS offerer_list,
	regie.today()::date AS as_of,
	coalesce(e.name, v.name)::text AS subject_name
FROM subject AS s
LEFT JOIN regie.element AS e ON e.code = s.element
LEFT JOIN regie.service AS v ON v.code = s.service
LEFT JOIN asked AS a ON a.element IS NOT DISTINCT FROM s.element
	AND a.service IS NOT DISTINCT FROM s.service
LEFT JOIN offered AS f ON f.element IS NOT DISTINCT FROM s.element
	AND f.service IS NOT DISTINCT FROM s.service;

/*
 * Each open demand with the offers that could meet it.
 */
CREATE VIEW regie_report.demand_match AS
WITH met AS (
	SELECT DISTINCT a.demand, b.offer
	FROM regie.demand_subject AS a
	JOIN regie.offer_subject AS b
		ON b.element = a.element OR b.service = a.service
)
SELECT d.demand_id::bigint * 1000000 + coalesce(f.offer_id, 0)
		AS demand_match_id,
	d.code::text AS demand,
	d.party::text AS party,
	d.needed_by::date AS needed_by,
	f.code::text AS offer,
	f.party::text AS offerer,
	f.delivery_model::text AS delivery_model,
	CASE WHEN d.element IS NULL AND d.service IS NULL THEN 'not described'
		WHEN f.code IS NULL THEN 'not offered'
		WHEN NOT upper_inf(f.available) AND upper(f.available)
			<= greatest(coalesce(d.needed_by, t.day), t.day) THEN 'gone by then'
		WHEN lower(f.available) > d.needed_by THEN 'too late'
		ELSE 'in time' END::text AS match_verdict,
	lower(f.available)::date AS available_from,
	(upper(f.available) - 1)::date AS available_until,
	f.contract::text AS contract,
	d.priority::integer AS priority,
	d.goal::text AS goal,
	t.day::date AS as_of,
	d.title::text AS demand_title,
	f.title::text AS supply_title,
	m.name::text AS party_name,
	o.name::text AS offerer_name
FROM regie.demand AS d
CROSS JOIN (SELECT regie.today() AS day) AS t
JOIN regie.party AS m ON m.code = d.party
LEFT JOIN met AS n ON n.demand = d.code
LEFT JOIN regie.offer AS f ON f.code = n.offer
LEFT JOIN regie.party AS o ON o.code = f.party
WHERE d.status = 'open';
