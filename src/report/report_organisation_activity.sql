/*
 * Step 6: organisation, processes, roles.
 */
CREATE VIEW regie_report.rasci AS
SELECT n.responsibility_id::integer AS rasci_id,
	n.organisation::text AS organisation,
	n.activity::text AS activity,
	n.role::text AS role,
	n.letter::text AS letter,
	r.holders::integer AS holders,
	r.holder_list::text AS holder_list,
	CASE n.letter WHEN 'A' THEN 1 WHEN 'R' THEN 2 WHEN 'S' THEN 3
		WHEN 'C' THEN 4 WHEN 'I' THEN 5 ELSE 6 END::smallint AS letter_order,
	r.day::date AS as_of,
	CASE regie.report_language() WHEN 'nl' THEN l.name_nl
		ELSE l.name END::text AS letter_name,
	CASE regie.report_language() WHEN 'nl' THEN coalesce(a.name_nl, a.name)
		ELSE a.name END::text AS activity_name,
	r.name::text AS role_name,
	r.organisation::text AS role_organisation,
	o.name::text AS organisation_name
FROM regie.responsibility AS n
JOIN regie.role_today AS r ON r.role = n.role AND (n.valid @> r.day) IS TRUE
JOIN regie.activity AS a ON a.code = n.activity
JOIN regie.rasci_letter AS l ON l.letter = n.letter
JOIN regie.party AS o ON o.code = n.organisation;

CREATE VIEW regie_report.activity_responsibility AS
WITH summed AS (
	SELECT n.organisation, n.activity, r.day,
		max(n.role) FILTER (WHERE n.letter = 'A') AS accountable,
		max(r.name) FILTER (WHERE n.letter = 'A') AS accountable_name,
		max(r.holder_list) FILTER (WHERE n.letter = 'A') AS holder_list,
		count(*) FILTER (WHERE n.letter = 'A') AS a,
		count(*) FILTER (WHERE n.letter = 'R') AS r,
		count(*) FILTER (WHERE n.letter = 'S') AS s,
		count(*) FILTER (WHERE n.letter = 'C') AS c,
		count(*) FILTER (WHERE n.letter = 'I') AS i,
		count(*) FILTER (WHERE n.letter IN ('A', 'R') AND r.holders > 0)
			AS held
	FROM regie.responsibility AS n
	JOIN regie.role_today AS r
		ON r.role = n.role AND (n.valid @> r.day) IS TRUE
	GROUP BY n.organisation, n.activity, r.day
)
SELECT o.party_id::bigint * 1000000 + a.activity_id
		AS activity_responsibility_id,
	s.organisation::text AS organisation,
	s.activity::text AS activity,
	CASE WHEN s.a = 0 THEN 'no accountable'
		WHEN s.holder_list IS NULL THEN 'accountable without holder'
		WHEN s.held = 0 THEN 'nobody does it'
		WHEN s.r = 0 THEN 'no responsible'
		WHEN s.c > 3 THEN 'many consulted'
		ELSE 'in order' END::text AS activity_verdict,
	s.accountable::text AS accountable_role,
	s.holder_list::text AS holder_list,
	s.a::integer AS accountable,
	s.r::integer AS responsible,
	s.s::integer AS supportive,
	s.c::integer AS consulted,
	s.i::integer AS informed,
	s.day::date AS as_of,
	CASE regie.report_language() WHEN 'nl' THEN coalesce(a.name_nl, a.name)
		ELSE a.name END::text AS activity_name,
	s.accountable_name::text AS accountable_role_name,
	o.name::text AS organisation_name
FROM summed AS s
JOIN regie.activity AS a ON a.code = s.activity
JOIN regie.party AS o ON o.code = s.organisation;

/*
 * Roles without a holder, and roles on which much hangs with one holder.
 */
CREATE VIEW regie_report.role_overview AS
WITH task AS (
	SELECT n.role, count(*) FILTER (WHERE n.letter = 'A') AS accountable,
		count(*) FILTER (WHERE n.letter = 'R') AS responsible,
		count(*) AS activities
	FROM regie.responsibility AS n
	WHERE (n.valid @> regie.today()) IS TRUE
	GROUP BY n.role
), may AS (
	SELECT m.role, max(m.amount) AS amount, bool_or(m.amount IS NULL)
			AS is_unlimited
	FROM regie.mandate AS m
	WHERE m.role IS NOT NULL AND (m.valid @> regie.today()) IS TRUE
	GROUP BY m.role
), way AS (
	SELECT e.from_role AS role, e.target
	FROM regie.escalation AS e
	WHERE e.from_role IS NOT NULL AND (e.valid @> regie.today()) IS TRUE
)
SELECT r.role_id::integer AS role_overview_id,
	r.organisation::text AS organisation,
	r.role::text AS role,
	CASE WHEN r.holders = 0 THEN 'vacant'
		WHEN r.holders = 1 AND r.deputies = 0
			AND coalesce(t.accountable + t.responsible, 0) > 0
			THEN 'single point of failure'
		ELSE 'filled' END::text AS role_status,
	r.holders::integer AS holders,
	r.deputies::integer AS deputies,
	r.holder_list::text AS holder_list,
	coalesce(t.accountable, 0)::integer AS accountable,
	coalesce(t.responsible, 0)::integer AS responsible,
	coalesce(t.activities, 0)::integer AS activities,
	CASE WHEN NOT m.is_unlimited THEN m.amount END::numeric(18,2)
		AS mandate_eur,
	coalesce(m.is_unlimited, false) AS is_unlimited,
	w.target::text AS escalates_to,
	r.day::date AS as_of,
	CASE WHEN m.is_unlimited THEN 'yes' ELSE 'no' END AS unlimited_label,
	r.name::text AS role_name,
	o.name::text AS organisation_name
FROM regie.role_today AS r
JOIN regie.party AS o ON o.code = r.organisation
LEFT JOIN task AS t ON t.role = r.role
LEFT JOIN may AS m ON m.role = r.role
LEFT JOIN way AS w ON w.role = r.role;
