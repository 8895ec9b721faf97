/*
 * report: report_finding, every check in one list.  It is put together from
 * all views whose name begins with finding_, see report_finding.sql.  What is
 * wrong and what to do come in the language of the report: the view names
 * regie.report_language(), so that its Dutch twin is made in Dutch.
 */
DO $$
DECLARE
	checks text;
BEGIN
	SELECT string_agg(pg_catalog.format(
			'SELECT f.finding, f.object_id, f.object_kind, f.object, f.party, f.detail, %s FROM regie.%I AS f',
			CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_attribute AS a
							  WHERE a.attrelid = c.oid AND a.attname = 'severity')
				THEN 'f.severity' ELSE 'NULL::text' END,
			c.relname), ' UNION ALL ' ORDER BY c.relname)
	INTO checks
	FROM pg_catalog.pg_class AS c
	WHERE c.relnamespace = 'regie'::pg_catalog.regnamespace
		AND c.relkind = 'v' AND c.relname ~ '^finding_';
	EXECUTE pg_catalog.format($f$
/*
 * Without JIT, as so long a query is compiled for longer than it runs.
 */
CREATE FUNCTION regie.findings()
RETURNS TABLE (finding text, object_id bigint, object_kind text, object text,
			   party text, detail text, severity text)
LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 100
SET jit = off
BEGIN ATOMIC
	%s;
END
$f$, checks);
END
$$;

COMMENT ON FUNCTION regie.findings() IS
'What all checks of the model have found on regie.today(): kind of finding, see finding_kind; the object as an integer, unique within the kind; what it is, its code, whose it is, codes, days and numbers that say more, and how much it matters where that differs from the kind. The report report_finding says it in words. Example: SELECT finding, object FROM regie.findings().';

CREATE VIEW regie_report.report_finding AS
SELECT k.finding_kind_id * 1000000000000 + f.object_id AS report_finding_id,
	coalesce(f.severity, k.severity)::text AS severity,
	CASE coalesce(f.severity, k.severity) WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3
		END::smallint AS severity_order,
	f.finding::text AS finding,
	f.object_kind::text AS object_kind,
	f.object::text AS object,
	f.party::text AS party,
	f.detail::text AS detail,
	(CASE regie.report_language() WHEN 'nl' THEN l.dutch ELSE l.english
		END)::text AS problem,
	(CASE regie.report_language() WHEN 'nl' THEN k.remedy_nl ELSE k.remedy
		END)::text AS remedy,
	regie.today()::date AS as_of,
	m.name::text AS party_name
FROM regie.findings() AS f
JOIN regie.finding_kind AS k ON k.finding = f.finding
JOIN regie.label AS l ON l.kind = 'value' AND l.object = 'finding'
	AND l.item = f.finding
LEFT JOIN regie.party AS m ON m.code = f.party;
