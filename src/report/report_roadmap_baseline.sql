/*
 * report: plans as they stood, and what has become of them.
 */

/*
 * make_baseline(programme, code, as_of, note) -> number of steps
 */
CREATE FUNCTION regie.make_baseline(programme text, code text,
									as_of date DEFAULT regie.today(),
									note text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	steps integer;
BEGIN
	IF NOT EXISTS (SELECT FROM regie.programme AS p
				   WHERE p.code = make_baseline.programme) THEN
		RAISE EXCEPTION 'programme "%" does not exist', programme
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'The programmes stand in table regie.programme.';
	END IF;
	INSERT INTO regie.roadmap_baseline (programme, code, as_of, note)
	VALUES (make_baseline.programme, make_baseline.code, make_baseline.as_of,
			make_baseline.note);
	INSERT INTO regie.roadmap_baseline_item (programme, baseline, item, party,
		title, duration, start_on, finish_on)
	SELECT r.programme, make_baseline.code, r.item, r.party, r.title,
		r.duration, r.start_on, r.finish_on
	FROM regie.roadmap_plan_line AS r
	WHERE r.programme = make_baseline.programme AND r.baseline IS NULL
	ORDER BY r.item COLLATE "C";
	GET DIAGNOSTICS steps = ROW_COUNT;
	RETURN steps;
END
$$;

COMMENT ON FUNCTION regie.make_baseline(text, text, date, text) IS
'Keeps the plan of a programme as it stands now as a baseline under a code, dated as_of, and returns the number of its steps. Steps that cannot be planned are kept without dates. Errors: an unknown programme, a code that is there already. Example: SELECT regie.make_baseline(''REGIE'', ''ADOPTED'', ''2026-09-07'').';

/*
 * The plans to compare: those of today, which have no name, and baselines.
 */
CREATE VIEW regie.roadmap_plan_line AS
SELECT r.programme, NULL AS baseline, r.code AS item, r.party, i.title,
	r.duration, r.start_on, r.finish_on, r.roadmap_item_id::bigint AS line_id
FROM regie.roadmap_plan AS r
JOIN regie.roadmap_item AS i ON i.roadmap_item_id = r.roadmap_item_id
UNION ALL
SELECT b.programme, b.baseline, b.item, b.party, b.title, b.duration,
	b.start_on, b.finish_on, b.roadmap_baseline_item_id::bigint
FROM regie.roadmap_baseline_item AS b;

COMMENT ON VIEW regie.roadmap_plan_line IS
'The plans of programmes, today''s and those that were kept. One row per plan and step.';
COMMENT ON COLUMN regie.roadmap_plan_line.programme IS
'Code of the programme.';
COMMENT ON COLUMN regie.roadmap_plan_line.baseline IS
'Code of the baseline. Empty: the plan of today.';
COMMENT ON COLUMN regie.roadmap_plan_line.item IS 'Code of the step.';
COMMENT ON COLUMN regie.roadmap_plan_line.party IS
'Code of the party that has to do it.';
COMMENT ON COLUMN regie.roadmap_plan_line.title IS 'What has to be done.';
COMMENT ON COLUMN regie.roadmap_plan_line.duration IS
'Working days that it takes.';
COMMENT ON COLUMN regie.roadmap_plan_line.start_on IS
'First day. Empty: cannot be planned.';
COMMENT ON COLUMN regie.roadmap_plan_line.finish_on IS
'Last day. Empty: cannot be planned.';
COMMENT ON COLUMN regie.roadmap_plan_line.line_id IS
'The row as an integer: of the step, or of the line of the baseline.';

/*
 * plan_difference(...) -> rows
 *
 * Two plans side by side: programmes, or baselines of them.
 */
CREATE FUNCTION regie.plan_difference(programme text, baseline text,
									  other_programme text,
									  other_baseline text DEFAULT NULL)
RETURNS TABLE (item text, party text, title text, change text,
			   start_on date, other_start_on date, start_days integer,
			   finish_on date, other_finish_on date, finish_days integer,
			   duration integer, other_duration integer)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	SELECT coalesce(b.item, a.item), coalesce(b.party, a.party),
		coalesce(b.title, a.title),
		CASE WHEN a.item IS NULL THEN 'added'
			WHEN b.item IS NULL THEN 'removed'
			WHEN a.finish_on IS NULL OR b.finish_on IS NULL THEN 'not planned'
			WHEN b.finish_on > a.finish_on THEN 'later'
			WHEN b.finish_on < a.finish_on THEN 'earlier'
			WHEN b.start_on <> a.start_on THEN 'other start'
			ELSE 'same' END,
		a.start_on, b.start_on,
		regie.workdays_between(regie.roadmap_calendar(c.first_year),
			a.start_on, b.start_on),
		a.finish_on, b.finish_on,
		regie.workdays_between(regie.roadmap_calendar(c.first_year),
			a.finish_on, b.finish_on),
		a.duration, b.duration
	FROM (SELECT l.item, l.party, l.title, l.duration, l.start_on, l.finish_on
		  FROM regie.roadmap_plan_line AS l
		  WHERE l.programme = plan_difference.programme
			AND l.baseline IS NOT DISTINCT FROM plan_difference.baseline) AS a
	FULL JOIN (
		SELECT l.item, l.party, l.title, l.duration, l.start_on, l.finish_on
		FROM regie.roadmap_plan_line AS l
		WHERE l.programme = plan_difference.other_programme
			AND l.baseline IS NOT DISTINCT FROM
				plan_difference.other_baseline) AS b
		ON b.item = a.item
	CROSS JOIN (
		SELECT regie.roadmap_first_year(p.start_on) AS first_year
		FROM regie.programme AS p
		WHERE p.code = plan_difference.other_programme) AS c;
END;

COMMENT ON FUNCTION regie.plan_difference(text, text, text, text) IS
'What differs from one plan to another, step by step by their codes: of two programmes, such as variants, or of baselines of them (a baseline that is NULL is the plan of today). start_days and finish_days are working days, negative if earlier. change is added, removed, later, earlier, other start (with the same finish), same or not planned. Example: SELECT * FROM regie.plan_difference(''REGIE'', ''ADOPTED'', ''REGIE'').';

CREATE VIEW regie_report.roadmap_baseline_change AS
WITH plan AS MATERIALIZED (
	SELECT l.roadmap_item_id, l.start_on, l.finish_on
	FROM regie.roadmap_plan AS l
), programme AS MATERIALIZED (
	SELECT p.code, p.name,
		regie.roadmap_first_year(p.start_on) AS first_year
	FROM regie.programme AS p
), pair AS (
	SELECT b.programme, b.code AS baseline, b.as_of,
		o.roadmap_baseline_item_id::bigint * 2 AS id, o.item,
		o.party AS party_before, i.party, coalesce(i.title, o.title) AS title,
		o.start_on AS start_before, o.finish_on AS finish_before,
		o.duration AS duration_before, i.roadmap_item_id, i.duration,
		true AS was_there
	FROM regie.roadmap_baseline AS b
	JOIN regie.roadmap_baseline_item AS o
		ON o.programme = b.programme AND o.baseline = b.code
	LEFT JOIN regie.roadmap_item AS i
		ON i.programme = o.programme AND i.code = o.item
	UNION ALL
	SELECT b.programme, b.code, b.as_of,
		(b.roadmap_baseline_id::bigint * 1000000 + i.roadmap_item_id) * 2 + 1,
		i.code, NULL, i.party, i.title, NULL, NULL, NULL, i.roadmap_item_id,
		i.duration, false
	FROM regie.roadmap_baseline AS b
	JOIN regie.roadmap_item AS i ON i.programme = b.programme
	WHERE NOT EXISTS (
		SELECT FROM regie.roadmap_baseline_item AS o
		WHERE o.programme = i.programme AND o.baseline = b.code
			AND o.item = i.code)
), judged AS (
	SELECT p.*, n.start_on, n.finish_on,
		p.roadmap_item_id IS NOT NULL AS is_there
	FROM pair AS p
	LEFT JOIN plan AS n ON n.roadmap_item_id = p.roadmap_item_id
)
SELECT p.id::bigint AS roadmap_baseline_change_id,
	p.programme::text AS programme,
	p.baseline::text AS baseline,
	p.item::text AS item,
	coalesce(p.party, p.party_before)::text AS party,
	CASE WHEN NOT p.was_there THEN 'added' WHEN NOT p.is_there THEN 'removed'
		WHEN p.finish_on IS NULL OR p.finish_before IS NULL THEN 'not planned'
		WHEN p.finish_on > p.finish_before THEN 'later'
		WHEN p.finish_on < p.finish_before THEN 'earlier'
		WHEN p.start_on <> p.start_before THEN 'other start'
		ELSE 'same' END::text AS plan_change,
	p.start_before::date AS baseline_start,
	p.start_on::date AS planned_start,
	regie.workdays_between(regie.roadmap_calendar(g.first_year),
		p.start_before, p.start_on)::integer AS start_days,
	p.finish_before::date AS baseline_finish,
	p.finish_on::date AS planned_finish,
	regie.workdays_between(regie.roadmap_calendar(g.first_year),
		p.finish_before, p.finish_on)::integer AS finish_days,
	p.duration_before::integer AS baseline_duration,
	p.duration::integer AS duration,
	p.as_of::date AS baseline_as_of,
	p.title::text AS item_title,
	a.name::text AS party_name,
	g.name::text AS programme_name
FROM judged AS p
JOIN programme AS g ON g.code = p.programme
JOIN regie.party AS a ON a.code = coalesce(p.party, p.party_before);
