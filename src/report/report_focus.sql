/*
 * report: cloud bills.
 *
 * A bill is in its own currency, with its own many decimals, so the amounts
 * here are not in euro and have twelve decimals: sums of rows are sums of
 * charges.  Which row is which is counted within a bill, in the order of its
 * columns, so that a filter on the bill reads that bill alone.
 */

/*
 * What each bill comes to per month and participant, by service and rule.
 */
CREATE VIEW regie_report.cloud_cost AS
SELECT b.focus_bill_id::bigint * 1000000000 + row_number() OVER (
		PARTITION BY b.code
		ORDER BY s.month, s.participant COLLATE "C",
			s.service_category COLLATE "C", s.service_name COLLATE "C",
			s.charge_category COLLATE "C", s.charge_class COLLATE "C",
			s.rule COLLATE "C", s.matched_by COLLATE "C",
			s.method COLLATE "C", s.cost_key COLLATE "C") AS cloud_cost_id,
	b.code::text AS bill,
	s.month::date AS month_from,
	s.participant::text AS participant,
	s.service_category::text AS cloud_category,
	s.service_name::text AS cloud_service,
	s.charge_category::text AS charge_category,
	s.rule::text AS cloud_rule,
	s.matched_by::text AS matched_by,
	s.method::text AS split_method,
	s.cost_key::text AS cost_key,
	(s.matched_by IN ('all', 'none'))::boolean AS is_untagged,
	CASE WHEN s.matched_by IN ('all', 'none') THEN 'yes' ELSE 'no'
		END::text AS untagged_label,
	s.charges::integer AS charges,
	s.billed_cost::numeric(30,12) AS billed_cost,
	s.effective_cost::numeric(30,12) AS effective_cost,
	b.currency::text AS currency,
	((s.charge_class = 'Correction') IS TRUE)::boolean AS is_correction,
	CASE WHEN s.charge_class = 'Correction' THEN 'yes' ELSE 'no'
		END::text AS correction_label,
	b.service::text AS service,
	e.name::text AS service_name,
	p.name::text AS participant_name
FROM regie.focus_bill AS b
JOIN regie.service AS e ON e.code = b.service
CROSS JOIN LATERAL regie.focus_summary(b.code) AS s
LEFT JOIN regie.party AS p ON p.code = s.participant;

/*
 * What no rule knows the owner of: where it is, what it comes to, the biggest
 * first.
 */
CREATE VIEW regie_report.cloud_untagged AS
WITH summed AS (
	SELECT s.bill, s.service,
		date_trunc('month', s.billing_period_start AT TIME ZONE 'UTC')::date
			AS month,
		s.billing_account_id, s.sub_account_id, s.sub_account_name,
		s.service_category, s.service_name, s.charge_category, s.rule,
		s.method, s.cost_key,
		count(*) AS charges,
		count(*) FILTER (WHERE s.tags IS NOT NULL AND s.tags <> '{}')
			AS with_tags,
		sum(s.billed_cost) AS billed, sum(s.effective_cost) AS effective
	FROM regie.focus_split AS s
	WHERE s.matched_by IN ('all', 'none')
	GROUP BY s.bill, s.service, 3, s.billing_account_id, s.sub_account_id,
		s.sub_account_name, s.service_category, s.service_name,
		s.charge_category, s.rule, s.method, s.cost_key
), ranked AS (
	SELECT s.*, row_number() OVER (
			PARTITION BY s.bill
			ORDER BY s.billed DESC, s.month, s.billing_account_id COLLATE "C",
				s.sub_account_id COLLATE "C", s.sub_account_name COLLATE "C",
				s.service_category COLLATE "C", s.service_name COLLATE "C",
				s.charge_category COLLATE "C", s.rule COLLATE "C",
				s.method COLLATE "C", s.cost_key COLLATE "C") AS rank
	FROM summed AS s
)
SELECT b.focus_bill_id::bigint * 1000000000 + s.rank AS cloud_untagged_id,
	s.bill::text AS bill,
	s.rank::integer AS rank,
	s.month::date AS month_from,
	s.billing_account_id::text AS billing_account,
	s.sub_account_id::text AS sub_account,
	s.service_category::text AS cloud_category,
	s.service_name::text AS cloud_service,
	s.charge_category::text AS charge_category,
	s.charges::integer AS charges,
	s.with_tags::integer AS charges_with_tags,
	s.billed::numeric(30,12) AS billed_cost,
	/* a total of hardly anything has no meaningful shares */
	CASE WHEN b.billed_cost <> 0 AND abs(s.billed / b.billed_cost) < 1000
		THEN s.billed / b.billed_cost END::numeric(9,6) AS share,
	s.effective::numeric(30,12) AS effective_cost,
	b.currency::text AS currency,
	s.rule::text AS cloud_rule,
	s.method::text AS split_method,
	s.cost_key::text AS cost_key,
	s.service::text AS service,
	e.name::text AS service_name,
	s.sub_account_name::text AS sub_account_name
FROM ranked AS s
JOIN regie.focus_bill AS b ON b.code = s.bill
JOIN regie.service AS e ON e.code = s.service;
