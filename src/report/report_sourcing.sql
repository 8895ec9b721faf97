/*
 * report: step 3, sourcing.
 *
 * A score counts as its place on the scale of its criterion, 0 to 1, to 12
 * decimals; the rest is exact: an option comes to the sum of weight times
 * place.  Reports show it in per cent of what is possible.  An option is
 * ranked once each criterion with a weight above zero has a score; of equal
 * ones the current option goes first, then the first by its code.
 */
CREATE VIEW regie.sourcing_ranked AS
WITH total AS (
	SELECT sum(c.weight) AS weight, count(*) AS criteria
	FROM regie.criterion AS c
	WHERE c.weight > 0
), summed AS (
	SELECT o.sourcing_option_id, o.code, o.service, o.party, o.delivery_model,
		o.provider, o.title, o.current, o.chosen_on, t.weight,
		t.criteria - coalesce(s.scored, 0) AS unscored,
		CASE WHEN s.scored = t.criteria THEN s.points END AS points
	FROM regie.sourcing_option AS o
	CROSS JOIN total AS t
	LEFT JOIN (
		SELECT s.option, count(*) AS scored,
			sum(c.weight * regie.normal_score(s.value, c.scale_low,
											  c.scale_high, c.direction))
				AS points
		FROM regie.score AS s
		JOIN regie.criterion AS c ON c.code = s.criterion AND c.weight > 0
		GROUP BY s.option
	) AS s ON s.option = o.code
)
SELECT s.sourcing_option_id, s.code, s.service, s.party, s.delivery_model,
	s.provider, s.title, s.current, s.chosen_on, s.weight, s.unscored,
	s.points,
	CASE WHEN s.points IS NOT NULL THEN row_number() OVER (
		PARTITION BY s.service, s.party, s.points IS NULL
		ORDER BY s.points DESC, s.current DESC, s.code COLLATE "C") END
		AS place,
	CASE WHEN s.points IS NOT NULL THEN rank() OVER (
		PARTITION BY s.service, s.party, s.points IS NULL
		ORDER BY s.points DESC) END AS rank,
	max(s.points) OVER (PARTITION BY s.service, s.party) AS best_points,
	min(s.sourcing_option_id) OVER (PARTITION BY s.service, s.party)
		AS group_id
FROM summed AS s;

COMMENT ON VIEW regie.sourcing_ranked IS
'Sourcing options with what they come to by the weights of the criteria, and their place among those of the same service and party. One row per option.';
COMMENT ON COLUMN regie.sourcing_ranked.sourcing_option_id IS
'The option as an integer.';
COMMENT ON COLUMN regie.sourcing_ranked.code IS 'Code of the option.';
COMMENT ON COLUMN regie.sourcing_ranked.service IS 'Code of the service.';
COMMENT ON COLUMN regie.sourcing_ranked.party IS
'Code of the party that it would be delivered to.';
COMMENT ON COLUMN regie.sourcing_ranked.delivery_model IS
'Code of the form of delivery.';
COMMENT ON COLUMN regie.sourcing_ranked.provider IS
'Code of the party that would deliver. Empty: not known yet.';
COMMENT ON COLUMN regie.sourcing_ranked.title IS 'The option in some words.';
COMMENT ON COLUMN regie.sourcing_ranked.current IS
'Whether this is how it is done now.';
COMMENT ON COLUMN regie.sourcing_ranked.chosen_on IS
'Day on which it was chosen. Empty: it was not.';
COMMENT ON COLUMN regie.sourcing_ranked.weight IS
'Sum of the weights of all criteria. Empty: there are none that count.';
COMMENT ON COLUMN regie.sourcing_ranked.unscored IS
'Number of criteria that count and have no score yet.';
COMMENT ON COLUMN regie.sourcing_ranked.points IS
'Sum of weight times place on the scale. Empty: not all is scored.';
COMMENT ON COLUMN regie.sourcing_ranked.place IS
'Place among the options of its service and party, each place given once. Empty: not ranked.';
COMMENT ON COLUMN regie.sourcing_ranked.rank IS
'The same, equal ones sharing a place. Empty: not ranked.';
COMMENT ON COLUMN regie.sourcing_ranked.best_points IS
'Points of the best option of its service and party.';
COMMENT ON COLUMN regie.sourcing_ranked.group_id IS
'Least integer of the options of its service and party.';

/*
 * What each option costs in each of five years.
 */
CREATE VIEW regie_report.sourcing_cost AS
WITH spread AS (
	SELECT o.sourcing_option_id, o.code, o.service, o.party, o.delivery_model,
		o.title, y.year_no, coalesce(c.once, 0) AS once,
		coalesce(c.running, 0) AS running, coalesce(c.leaving, 0) AS leaving,
		c.running IS NOT NULL AS is_known
	FROM regie.sourcing_option AS o
	CROSS JOIN generate_series(1, 5) AS y (year_no)
	LEFT JOIN (
		SELECT c.option, c.year_no,
			sum(c.amount) FILTER (WHERE c.kind = 'one-off') AS once,
			sum(c.amount) FILTER (WHERE c.kind = 'running') AS running,
			sum(c.amount) FILTER (WHERE c.kind = 'exit') AS leaving
		FROM regie.sourcing_cost AS c
		GROUP BY c.option, c.year_no
	) AS c ON c.option = o.code AND c.year_no = y.year_no
)
SELECT s.sourcing_option_id::bigint * 10 + s.year_no AS sourcing_cost_id,
	s.code::text AS sourcing_option,
	s.service::text AS service,
	s.party::text AS party,
	s.delivery_model::text AS delivery_model,
	s.year_no::integer AS year_no,
	s.once::numeric(18,2) AS one_off_eur,
	s.running::numeric(18,2) AS running_eur,
	s.leaving::numeric(18,2) AS exit_eur,
	(s.once + s.running + s.leaving)::numeric(18,2) AS year_total_eur,
	sum(s.once + s.running + s.leaving) OVER (
		PARTITION BY s.sourcing_option_id ORDER BY s.year_no)::numeric(18,2)
		AS cumulative_eur,
	s.is_known::boolean AS is_known,
	CASE WHEN s.is_known THEN 'yes' ELSE 'no' END::text AS known_label,
	s.title::text AS title,
	e.name::text AS service_name,
	m.name::text AS party_name
FROM spread AS s
JOIN regie.service AS e ON e.code = s.service
JOIN regie.party AS m ON m.code = s.party;

CREATE VIEW regie.sourcing_five_years AS
SELECT o.code AS option, coalesce(sum(c.amount), 0) AS amount,
	count(*) FILTER (WHERE c.kind = 'running') AS years
FROM regie.sourcing_option AS o
LEFT JOIN regie.sourcing_cost AS c ON c.option = o.code
GROUP BY o.code;

COMMENT ON VIEW regie.sourcing_five_years IS
'What each sourcing option costs over five years, exit included. One row per option.';
COMMENT ON COLUMN regie.sourcing_five_years.option IS 'Code of the option.';
COMMENT ON COLUMN regie.sourcing_five_years.amount IS
'Sum in euro of all costs that are entered.';
COMMENT ON COLUMN regie.sourcing_five_years.years IS
'Number of years, of five, that have a running cost.';

CREATE VIEW regie_report.sourcing_score AS
SELECT r.sourcing_option_id::integer AS sourcing_option_id,
	r.code::text AS sourcing_option,
	r.service::text AS service,
	r.party::text AS party,
	r.delivery_model::text AS delivery_model,
	r.provider::text AS provider,
	r.rank::integer AS rank,
	(r.points * 100 / r.weight)::numeric(9,6) AS score_percent,
	((r.best_points - r.points) * 100 / r.weight)::numeric(9,6)
		AS behind_percent,
	r.unscored::integer AS unscored,
	CASE WHEN f.years > 0 THEN f.amount END::numeric(18,2) AS five_year_eur,
	CASE f.years WHEN 5 THEN 'complete' WHEN 0 THEN 'none'
		ELSE 'incomplete' END::text AS cost_verdict,
	r.current::boolean AS is_current,
	CASE WHEN r.current THEN 'yes' ELSE 'no' END::text AS current_label,
	r.chosen_on::date AS chosen_on,
	r.title::text AS title,
	e.name::text AS service_name,
	m.name::text AS party_name,
	p.name::text AS provider_name
FROM regie.sourcing_ranked AS r
JOIN regie.sourcing_five_years AS f ON f.option = r.code
JOIN regie.service AS e ON e.code = r.service
JOIN regie.party AS m ON m.code = r.party
LEFT JOIN regie.party AS p ON p.code = r.provider;

/*
 * How far each weight can move before another option is best, the other
 * weights staying as they are.
 *
 * Against another option with the points P the best one with B has
 * B - P + (x - w) d, where x is the new weight of the criterion, w the weight
 * now and d by how much it is ahead on it.  That is zero at
 * x = w - (B - P) / d: below w where d > 0, above where d < 0.  The nearest
 * on each side ends the interval; at the end itself both are equal.  At zero
 * the criterion no longer counts, and one a billion times as large is of no use.
 */
CREATE VIEW regie_report.sourcing_sensitivity AS
WITH placed AS MATERIALIZED (
	SELECT r.group_id, r.service, r.party, r.code, r.place, r.points,
		r.weight AS total, c.criterion_id, c.code AS criterion, c.weight,
		c.name AS criterion_name,
		regie.normal_score(s.value, c.scale_low, c.scale_high, c.direction)
			AS normal
	FROM regie.sourcing_ranked AS r
	JOIN regie.score AS s ON s.option = r.code
	JOIN regie.criterion AS c ON c.code = s.criterion AND c.weight > 0
	WHERE r.place IS NOT NULL
), compared AS (
	SELECT p.*, first_value(p.code) OVER best AS best,
		first_value(p.points) OVER best AS best_points,
		first_value(p.normal) OVER best AS best_normal
	FROM placed AS p
	WINDOW best AS (PARTITION BY p.group_id, p.criterion_id ORDER BY p.place)
), crossing AS (
	SELECT c.group_id, c.service, c.party, c.best AS code, c.total,
		c.criterion_id, c.criterion, c.criterion_name, c.weight,
		c.code AS other, c.place,
		CASE WHEN c.best_normal > c.normal THEN 'down' ELSE 'up' END AS way,
		/* of the best option itself there is none */
		c.weight - (c.best_points - c.points)
			/ nullif(c.best_normal - c.normal, 0) AS x
	FROM compared AS c
), bound AS (
	SELECT c.group_id, c.service, c.party, c.code, c.total, c.criterion_id,
		c.criterion, c.criterion_name, c.weight,
		max(c.x) FILTER (WHERE c.way = 'down' AND c.x > 0) AS low,
		(array_agg(c.other ORDER BY c.x DESC, c.place)
			FILTER (WHERE c.way = 'down' AND c.x > 0))[1] AS low_option,
		min(c.x) FILTER (WHERE c.way = 'up' AND c.x < c.weight * 1e9)
			AS high,
		(array_agg(c.other ORDER BY c.x, c.place)
			FILTER (WHERE c.way = 'up' AND c.x < c.weight * 1e9))[1] AS high_option
	FROM crossing AS c
	GROUP BY c.group_id, c.service, c.party, c.code, c.total, c.criterion_id,
		c.criterion, c.criterion_name, c.weight
)
SELECT b.group_id::bigint * 1000000 + b.criterion_id
		AS sourcing_sensitivity_id,
	b.service::text AS service,
	b.party::text AS party,
	b.criterion::text AS criterion,
	b.code::text AS best_option,
	(b.weight * 100 / b.total)::numeric(9,6) AS weight_percent,
	(b.low * 100 / nullif(b.low + b.total - b.weight, 0))::numeric(9,6)
		AS stable_from_percent,
	(b.high * 100 / nullif(b.high + b.total - b.weight, 0))::numeric(9,6)
		AS stable_until_percent,
	((b.low - b.weight) * 100 / b.weight)::numeric(18,6) AS flip_down_percent,
	b.low_option::text AS flip_down_option,
	((b.high - b.weight) * 100 / b.weight)::numeric(18,6) AS flip_up_percent,
	b.high_option::text AS flip_up_option,
	coalesce(b.low > b.weight * 0.9 OR b.high < b.weight * 1.1, false)
		AS is_sensitive,
	CASE WHEN b.low > b.weight * 0.9 OR b.high < b.weight * 1.1 THEN 'yes'
		ELSE 'no' END::text AS sensitive_label,
	b.criterion_name::text AS criterion_name,
	e.name::text AS service_name,
	m.name::text AS party_name
FROM bound AS b
JOIN regie.service AS e ON e.code = b.service
JOIN regie.party AS m ON m.code = b.party;

/*
 * The best option of each service and party, its margin, and the least change
 * of one weight that makes another one best.
 */
CREATE VIEW regie_report.sourcing_choice AS
WITH flip AS MATERIALIZED (
	SELECT DISTINCT ON (s.service, s.party) s.service, s.party, s.criterion,
		f.change, f.option
	FROM regie_report.sourcing_sensitivity AS s
	CROSS JOIN LATERAL (VALUES
		(s.flip_down_percent, s.flip_down_option),
		(s.flip_up_percent, s.flip_up_option)) AS f (change, option)
	WHERE f.change IS NOT NULL
	ORDER BY s.service, s.party, abs(f.change), s.criterion COLLATE "C",
		f.change
), cost AS MATERIALIZED (
	SELECT f.option, f.amount
	FROM regie.sourcing_five_years AS f
	WHERE f.years = 5
), summed AS MATERIALIZED (
	SELECT r.group_id, r.service, r.party, max(r.weight) AS weight,
		count(*) AS options, count(r.place) AS ranked,
		max(r.points) AS best_points,
		max(r.points) FILTER (WHERE r.place = 2) AS second_points,
		max(r.points) FILTER (WHERE r.current) AS current_points,
		max(r.code) FILTER (WHERE r.place = 1) AS best,
		max(r.code) FILTER (WHERE r.place = 2) AS second,
		max(r.code) FILTER (WHERE r.current) AS current,
		max(r.code) FILTER (WHERE r.chosen_on IS NOT NULL) AS chosen,
		max(r.rank) FILTER (WHERE r.chosen_on IS NOT NULL) AS chosen_rank,
		max(r.delivery_model) FILTER (WHERE r.place = 1) AS delivery_model,
		max(r.provider) FILTER (WHERE r.place = 1) AS provider
	FROM regie.sourcing_ranked AS r
	GROUP BY r.group_id, r.service, r.party
)
SELECT e.service_id::bigint * 1000000 + m.party_id AS sourcing_choice_id,
	s.service::text AS service,
	s.party::text AS party,
	s.best::text AS best_option,
	s.delivery_model::text AS delivery_model,
	s.provider::text AS provider,
	(s.best_points * 100 / s.weight)::numeric(9,6) AS score_percent,
	s.second::text AS second_option,
	((s.best_points - s.second_points) * 100 / s.weight)::numeric(9,6)
		AS margin_percent,
	f.criterion::text AS flip_criterion,
	f.change::numeric(18,6) AS flip_percent,
	f.option::text AS flip_option,
	CASE WHEN s.ranked = 0 THEN 'nothing ranked'
		WHEN s.current IS NULL THEN 'new'
		WHEN s.current = s.best THEN 'stay' ELSE 'change' END::text
		AS sourcing_advice,
	s.current::text AS current_option,
	s.chosen::text AS chosen_option,
	CASE WHEN s.chosen IS NULL THEN 'not chosen'
		WHEN s.chosen_rank = 1 THEN 'best chosen'
		WHEN s.chosen_rank IS NULL THEN 'unscored chosen'
		ELSE 'other chosen' END::text AS choice,
	s.options::integer AS options,
	s.ranked::integer AS options_ranked,
	b.amount::numeric(18,2) AS five_year_eur,
	c.amount::numeric(18,2) AS five_year_current_eur,
	(b.amount - c.amount)::numeric(18,2) AS five_year_difference_eur,
	e.name::text AS service_name,
	m.name::text AS party_name,
	p.name::text AS provider_name
FROM summed AS s
JOIN regie.service AS e ON e.code = s.service
JOIN regie.party AS m ON m.code = s.party
LEFT JOIN regie.party AS p ON p.code = s.provider
LEFT JOIN flip AS f ON f.service = s.service AND f.party = s.party
LEFT JOIN cost AS b ON b.option = s.best
LEFT JOIN cost AS c ON c.option = s.current;

/*
 * Where participants differ: each form of delivery of a service, for how many
 * it is best, and what whoever loses most by it would lose.  Of several
 * options of one form a party's best counts.
 */
CREATE VIEW regie_report.sourcing_difference AS
WITH best AS (
	SELECT r.service, r.party, r.delivery_model, min(r.rank) AS rank,
		max(r.points) * 100 / max(r.weight) AS score,
		(max(r.best_points) - max(r.points)) * 100 / max(r.weight) AS loss
	FROM regie.sourcing_ranked AS r
	WHERE r.points IS NOT NULL
	GROUP BY r.service, r.party, r.delivery_model
), counted AS (
	SELECT b.service, b.delivery_model, count(*) AS parties,
		count(*) FILTER (WHERE b.rank = 1) AS parties_best,
		avg(b.score) AS score, max(b.loss) AS loss,
		(array_agg(b.party ORDER BY b.loss DESC, b.party COLLATE "C"))[1]
			AS loser,
		string_agg(b.party, ', ' ORDER BY b.party COLLATE "C")
			FILTER (WHERE b.rank = 1) AS best_for,
		n.parties_total
	FROM best AS b
	JOIN (SELECT o.service, count(DISTINCT o.party) AS parties_total
		  FROM regie.sourcing_option AS o
		  GROUP BY o.service) AS n ON n.service = b.service
	GROUP BY b.service, b.delivery_model, n.parties_total
)
SELECT e.service_id::bigint * 1000000 + d.delivery_model_id
		AS sourcing_difference_id,
	c.service::text AS service,
	c.delivery_model::text AS delivery_model,
	CASE WHEN c.parties_best = c.parties_total THEN 'best for all'
		WHEN c.parties_best > 0 THEN 'best for some'
		ELSE 'best for nobody' END::text AS harmony,
	c.parties_best::integer AS parties_best,
	c.parties::integer AS parties_scored,
	c.parties_total::integer AS parties_total,
	c.score::numeric(9,6) AS score_percent,
	c.loss::numeric(9,6) AS largest_loss_percent,
	CASE WHEN c.loss > 0 THEN c.loser END::text AS largest_loss_party,
	(c.parties = c.parties_total AND c.loss = min(c.loss)
		FILTER (WHERE c.parties = c.parties_total)
		OVER (PARTITION BY c.service))::boolean AS is_compromise,
	CASE WHEN c.parties = c.parties_total AND c.loss = min(c.loss)
		FILTER (WHERE c.parties = c.parties_total)
		OVER (PARTITION BY c.service) THEN 'yes' ELSE 'no' END::text
		AS compromise_label,
	c.best_for::text AS party_list,
	e.name::text AS service_name
FROM counted AS c
JOIN regie.service AS e ON e.code = c.service
JOIN regie.delivery_model AS d ON d.code = c.delivery_model;
