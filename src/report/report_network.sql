/*
 * report: the network of a run, pool by pool.
 */

/*
 * What each pool passes on to whom, in the order in which pools do: the step
 * by step picture behind a bill.  The share is that of the weights which
 * count: by method direct those of participants, by step_down also those of
 * services that come later; a pool that cannot pass on keeps all.
 */
CREATE VIEW regie_report.run_network AS
WITH link AS (
	SELECT l.*, r.allocation_run_id, r.cooperation, r.kind, r.method,
		r.status, r.period,
		coalesce(l.step, 2147483647) AS place,
		l.basis IN ('no users', 'closed loop') AS is_kept,
		bool_or(l.basis IN ('no users', 'closed loop')) OVER same AS is_stuck,
		CASE WHEN l.user_service IS NULL OR r.method = 'reciprocal'
				OR (r.method = 'step_down' AND u.place
						> coalesce(l.step, 2147483647))
			THEN coalesce(l.driver_value, 1) ELSE 0 END AS counted
	FROM regie.run_link AS l
	JOIN regie.allocation_run AS r ON r.code = l.run
	LEFT JOIN LATERAL (
		SELECT min(coalesce(t.step, 2147483647)) AS place
		FROM regie.run_link AS t
		WHERE t.run = l.run AND t.service = l.user_service
	) AS u ON true
	WINDOW same AS (PARTITION BY l.run, l.service, l.cost)
), shared AS (
	SELECT l.*,
		CASE WHEN l.is_stuck THEN l.is_kept::integer
			WHEN sum(l.counted) OVER same > 0
			THEN l.counted / sum(l.counted) OVER same END AS share
	FROM link AS l
	WINDOW same AS (PARTITION BY l.run, l.service, l.cost)
)
SELECT l.run_link_id::bigint AS run_network_id,
	l.run::text AS run,
	l.cooperation::text AS cooperation,
	l.step::integer AS pool_step,
	l.service::text AS service,
	l.cost::text AS cost,
	l.user_service::text AS user_service,
	l.participant::text AS participant,
	l.basis::text AS basis,
	l.cost_key::text AS cost_key,
	CASE WHEN l.driver_value < 1e31
		THEN l.driver_value END::numeric(38,6) AS driver_value,
	l.share::numeric(9,6) AS share,
	l.amount::numeric(24,6) AS amount_eur,
	l.vat_amount::numeric(24,6) AS vat_eur,
	l.method::text AS run_method,
	l.kind::text AS kind,
	l.status::text AS run_status,
	extract(year FROM lower(l.period))::integer AS year,
	lower(l.period)::date AS period_from,
	(upper(l.period) - 1)::date AS period_until,
	coalesce(e.name, l.service)::text AS service_name,
	coalesce(o.name, l.user_service)::text AS user_service_name,
	m.name::text AS participant_name
FROM shared AS l
LEFT JOIN regie.service AS e ON e.code = l.service
LEFT JOIN regie.service AS o ON o.code = l.user_service
LEFT JOIN regie.party AS m ON m.code = l.participant;
