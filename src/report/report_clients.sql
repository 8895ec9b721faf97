/*
 * report: what BI clients want to be told about the reports, made from the
 * catalog, so that it is true of every version.
 */
CREATE FUNCTION regie.report_column(language text DEFAULT 'en')
RETURNS TABLE (schema_name text, view_name text, view_comment text, place integer,
			   column_name text, type_name text, column_comment text, is_key boolean)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT n.nspname::text, c.relname::text, obj_description(c.oid, 'pg_class'), a.attnum::integer,
		a.attname::text, format_type(a.atttypid, a.atttypmod), col_description(c.oid, a.attnum),
		a.attname = (regexp_match(obj_description(c.oid, 'pg_class'), 'Key: (\w+)'))[1]
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.relkind = 'v'
		AND n.nspname = CASE report_column.language
			WHEN 'en' THEN 'regie_report' WHEN 'nl' THEN 'regie_rapport' END
	ORDER BY c.relname COLLATE "C", a.attnum;
END;

COMMENT ON FUNCTION regie.report_column(text) IS
'The columns of all reports in a language (en or nl): schema, view and its comment, place, column, type, comment, and whether it is the key that the view''s comment names. Example: SELECT * FROM regie.report_column(''nl'').';

/*
 * metabase_metadata(language) -> (keypath, value)
 *
 * What Metabase reads from a table _metabase_metadata beside the tables that
 * it scans: a semantic type and a name for each column.  Keypaths have no
 * schema in them.  Euro signs cannot be set this way; names say it in brackets.
 * Not every encoding has the sign: where the database's is another one than
 * UTF8 the names say EUR.  The length in the code keeps the planner from
 * asking for the sign before it is known to be there.
 */
CREATE FUNCTION regie.metabase_metadata(language text DEFAULT 'en')
RETURNS TABLE (keypath text, value text)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT c.view_name || '.' || c.column_name || '.' || v.property, v.value
	FROM regie.report_column(metabase_metadata.language) AS c
	CROSS JOIN LATERAL (VALUES
		('semantic_type', CASE
			WHEN c.is_key THEN 'type/PK'
			WHEN c.column_name ~ '_eur$' THEN 'type/Currency'
			WHEN c.column_name ~ '^(share|aandeel)|_(share|aandeel|pct)$' AND c.type_name LIKE 'numeric%' THEN 'type/Share'
			WHEN c.column_name ~ '(^|_)(name|naam)$' THEN 'type/Name'
			WHEN c.type_name IN ('text', 'boolean') AND c.column_name !~ '(explanation|toelichting|note|opmerking|description|omschrijving|title|titel)'
				THEN 'type/Category'
		END),
		('display_name', CASE WHEN c.column_name ~ '_eur$'
			THEN initcap(left(c.column_name, 1))
				|| replace(substr(c.column_name, 2, length(c.column_name) - 5), '_', ' ')
				|| ' (' || CASE WHEN getdatabaseencoding() = 'UTF8'
					THEN chr(8364 + 0 * length(c.column_name)) ELSE 'EUR' END || ')'
			ELSE initcap(left(c.column_name, 1)) || replace(substr(c.column_name, 2), '_', ' ') END)
	) AS v (property, value)
	WHERE v.value IS NOT NULL;
END;

COMMENT ON FUNCTION regie.metabase_metadata(text) IS
'Rows for the table _metabase_metadata that Metabase reads at its first scan of a schema: semantic types and names of all columns of the reports in a language (en or nl). Example: CREATE TABLE regie_report._metabase_metadata AS SELECT * FROM regie.metabase_metadata().';

/*
 * dbt_sources(language) -> text
 *
 * A sources.yml.  Comments go in as they are, quoted as JSON quotes strings,
 * which YAML reads the same way.
 */
CREATE FUNCTION regie.dbt_sources(language text DEFAULT 'en') RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT format(E'version: 2\n\nsources:\n  - name: %s\n    schema: %1$s\n    tables:\n%s',
		min(t.schema_name), string_agg(t.block, '' ORDER BY t.view_name COLLATE "C"))
	FROM (
		SELECT c.schema_name, c.view_name,
			format(E'      - name: %s\n        description: %s\n        columns:\n', c.view_name,
				   to_json(c.view_comment)) || string_agg(
				format(E'          - name: %s\n            description: %s\n%s', c.column_name,
					   to_json(c.column_comment),
					   CASE WHEN c.is_key THEN E'            tests: [unique, not_null]\n' ELSE '' END),
				'' ORDER BY c.place) AS block
		FROM regie.report_column(dbt_sources.language) AS c
		GROUP BY c.schema_name, c.view_name, c.view_comment
	) AS t;
END;

COMMENT ON FUNCTION regie.dbt_sources(text) IS
'A sources.yml for dbt: the reports in a language (en or nl) with their descriptions, and tests that each key is unique and not null. Example: SELECT regie.dbt_sources(''nl'').';

/*
 * Whether tables or views of a warehouse can stand in for tables of the model.
 *
 * The reports read tables of schema regie; a warehouse that has the data
 * already fills them from its own tables, in one statement per table.  What
 * must be there for that is checked here: a relation with the columns of the
 * table, by name, of types that go in.
 */
CREATE FUNCTION regie.mapping_problem(source regclass, table_name text)
RETURNS TABLE (column_name text, problem text, hint text)
LANGUAGE sql STABLE ROWS 5
BEGIN ATOMIC
	WITH wanted AS (
		SELECT c.column_name, c.type, c.type_name, c.is_required AND NOT c.has_default AS must
		FROM regie.document_column AS c WHERE c.table_name = mapping_problem.table_name
	), given AS (
		SELECT a.attname::text AS column_name, a.atttypid AS type, format_type(a.atttypid, a.atttypmod) AS type_name
		FROM pg_catalog.pg_attribute AS a
		WHERE a.attrelid = mapping_problem.source AND a.attnum > 0 AND NOT a.attisdropped
	)
	SELECT NULL::text, format('there is no table "%s" in the model', mapping_problem.table_name),
		'SELECT name FROM regie.model_table lists them.'
	WHERE NOT EXISTS (SELECT FROM wanted)
	UNION ALL
	SELECT w.column_name, 'the column is missing',
		format('Add it to %s: %s.', mapping_problem.source, w.type_name)
	FROM wanted AS w
	WHERE w.must AND w.column_name NOT IN (SELECT g.column_name FROM given AS g)
	UNION ALL
	SELECT g.column_name, format('the column is of type %s, and %s is needed', g.type_name, w.type_name),
		format('Write %I::%s.', g.column_name, w.type_name)
	FROM given AS g JOIN wanted AS w ON w.column_name = g.column_name
	WHERE g.type <> w.type
		AND NOT EXISTS (SELECT FROM pg_catalog.pg_cast AS k
						WHERE k.castsource = g.type AND k.casttarget = w.type AND k.castcontext = 'i')
		/* a number that is too large is refused, nothing is rounded */
		AND NOT (g.type IN ('bigint'::regtype, 'integer'::regtype)
				 AND w.type IN ('integer'::regtype, 'smallint'::regtype))
		AND NOT (w.type = 'text'::regtype AND g.type IN ('varchar'::regtype, 'bpchar'::regtype, 'name'::regtype))
	UNION ALL
	SELECT g.column_name, 'the table of the model has no such column',
		'Leave it out, or rename it.'
	FROM given AS g
	WHERE EXISTS (SELECT FROM wanted) AND g.column_name NOT IN (SELECT w.column_name FROM wanted AS w);
END;

COMMENT ON FUNCTION regie.mapping_problem(regclass, text) IS
'What keeps a table or view of a warehouse from filling a table of the model: columns that are missing, of another type or unknown, and what to do. No rows: INSERT INTO the table from it, column by column, works as far as types go. Example: SELECT * FROM regie.mapping_problem(''warehouse.contract'', ''contract'').';

/*
 * fill_from(source, table_name) -> rows put in or changed
 */
CREATE FUNCTION regie.fill_from(source regclass, table_name text)
RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	problems text;
	names text;
	key_name text;
	changes text;
	stored text;
	sourced text;
	given text;
	touched bigint;
	culprit text;
	decimals record;
BEGIN
	IF source IS NULL OR table_name IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'source and table must not be null';
	END IF;
	SELECT string_agg(concat_ws(': ', p.column_name, p.problem), E'\n' ORDER BY p.column_name COLLATE "C")
	INTO problems FROM regie.mapping_problem(source, table_name) AS p;
	IF problems IS NOT NULL THEN
		RAISE datatype_mismatch USING
			MESSAGE = format('%s does not fit table "%s" of the model', source, table_name),
			DETAIL = problems,
			HINT = 'regie.mapping_problem() says for each what to do.';
	END IF;
	SELECT string_agg(format('%I', c.column_name), ', ' ORDER BY c.column_no),
		min(c.key_name),
		string_agg(format('%1$I = excluded.%1$I', c.column_name), ', ' ORDER BY c.column_no)
			FILTER (WHERE NOT c.is_key),
		string_agg(format('t.%I', c.column_name), ', ' ORDER BY c.column_no),
		string_agg(format('s.%I', c.column_name), ', ' ORDER BY c.column_no),
		string_agg(format('excluded.%I', c.column_name), ', ' ORDER BY c.column_no)
	INTO names, key_name, changes, stored, sourced, given
	FROM regie.document_column AS c
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid = source AND a.attname = c.column_name
		AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.table_name = fill_from.table_name;
	FOR decimals IN
		SELECT c.column_name, (c.typmod - 4) & 2047 AS most
		FROM regie.document_column AS c
		JOIN pg_catalog.pg_attribute AS a ON a.attrelid = source AND a.attname = c.column_name
			AND a.attnum > 0 AND a.atttypid = 'numeric'::regtype
		WHERE c.table_name = fill_from.table_name AND c.type = 'numeric'::regtype AND c.typmod >= 4
	LOOP
		EXECUTE format('SELECT min(s.%1$I)::text FROM %2$s AS s WHERE s.%1$I <> round(s.%1$I, %3$s)',
					   decimals.column_name, source, decimals.most) INTO culprit;
		IF culprit IS NOT NULL THEN
			RAISE numeric_value_out_of_range USING
				MESSAGE = format('column "%s" of %s has more than %s decimals', decimals.column_name,
								 source, decimals.most),
				DETAIL = format('One value is %s.', culprit),
				HINT = 'Round it in the view, so that it is known where the rest goes.';
		END IF;
	END LOOP;
	EXECUTE format('INSERT INTO regie.%I AS t (%s) SELECT %s FROM %s AS s %s', table_name, names,
		names, source,
		CASE WHEN key_name IS NULL THEN format(
				'WHERE NOT EXISTS (SELECT FROM regie.%I AS t WHERE (%s) IS NOT DISTINCT FROM (%s))',
				table_name, stored, sourced)
			WHEN changes IS NULL THEN format('ON CONFLICT ON CONSTRAINT %I DO NOTHING', key_name)
			ELSE format('ON CONFLICT ON CONSTRAINT %I DO UPDATE SET %s WHERE (%s) IS DISTINCT FROM (%s)',
						key_name, changes, stored, given) END);
	GET DIAGNOSTICS touched = ROW_COUNT;
	RETURN touched;
END
$$;

COMMENT ON FUNCTION regie.fill_from(regclass, text) IS
'Puts the rows of a table or view of a warehouse into a table of the model, and the number of rows added or changed out: rows are told apart by the table''s key, what is the same is not touched, what the source no longer has stays. Errors: columns that do not fit (mapping_problem lists them), and what the rules of the table refuse. Example: SELECT regie.fill_from(''warehouse.contract'', ''contract'').';
