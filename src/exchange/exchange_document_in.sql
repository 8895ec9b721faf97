/*
 * exchange: the regie document in.
 *
 * Its rows go into a temporary table, so that memory holds the text and one
 * row.  What can be seen from the document and the catalog is looked at for
 * all rows at once; then the rows that are sound so far are put into the
 * tables, where the constraints speak: a table at a time, and row by row
 * where one of them is refused.  If anything is wrong all of it is undone.
 *
 * Rows are told apart by the keys of their tables, so a document can come
 * again: what is the same stays untouched, what differs is changed, and rows
 * that the document does not name stay.
 */
CREATE TYPE regie.document_problem AS (
	line integer,
	col integer,
	pointer text,
	problem text
);

COMMENT ON TYPE regie.document_problem IS
'Something wrong in a document: line and column (from 1), JSON pointer (RFC 6901), and what it is.';
COMMENT ON COLUMN regie.document_problem.line IS 'Line, from 1.';
COMMENT ON COLUMN regie.document_problem.col IS 'Column in characters, from 1.';
COMMENT ON COLUMN regie.document_problem.pointer IS 'JSON pointer to the row or field.';
COMMENT ON COLUMN regie.document_problem.problem IS 'What is wrong.';

/*
 * The temporary tables, filled with what the document holds.
 */
CREATE FUNCTION regie.document_stage(document text) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	CREATE TEMPORARY TABLE regie_row (
		place bigint, table_name text, line integer, col integer,
		pointer text, fields jsonb, names text[], kinds text,
		lines integer[], cols integer[], problem text, is_sound boolean NOT NULL);
	CREATE TEMPORARY TABLE regie_problem (
		place bigint, line integer, col integer, pointer text, problem text);
	CREATE TEMPORARY TABLE regie_member (table_name text, line integer, col integer);

	/* read once, as the text may be long */
	INSERT INTO pg_temp.regie_row
	SELECT r.place, r.table_name, r.line, r.col, r.pointer,
		jsonb_object(r.names, r.vals), r.names, r.kinds, r.lines, r.cols,
		r.problem, r.problem IS NULL
	FROM regie.document_rows(document) AS r;

	INSERT INTO pg_temp.regie_problem
	SELECT r.place, r.line, r.col, r.pointer, r.problem
	FROM pg_temp.regie_row AS r
	WHERE r.problem IS NOT NULL;

	INSERT INTO pg_temp.regie_member
	SELECT r.table_name, r.line, r.col
	FROM pg_temp.regie_row AS r
	WHERE r.problem IS NULL AND r.kinds IS NULL;

	DELETE FROM pg_temp.regie_row AS r WHERE r.kinds IS NULL;
	UPDATE pg_temp.regie_row AS r SET is_sound = false
	WHERE r.place IN (SELECT p.place FROM pg_temp.regie_problem AS p);

	CREATE INDEX ON pg_temp.regie_row (place);
	CREATE INDEX ON pg_temp.regie_row (table_name);
	ANALYZE pg_temp.regie_row;
END
$$;

COMMENT ON FUNCTION regie.document_stage(text) IS
'Puts the rows of a regie document into temporary tables. Used by import_document and document_problems.';

/*
 * Names and values, for all tables at once.
 */
CREATE FUNCTION regie.document_check_fields() RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	INSERT INTO pg_temp.regie_problem
	SELECT NULL, m.line, m.col, '/' || replace(replace(m.table_name, '~', '~0'), '/', '~1'),
		format('there is no table "%s"', m.table_name)
	FROM pg_temp.regie_member AS m
	WHERE m.table_name <> 'regie'
		AND m.table_name NOT IN (SELECT t.name FROM regie.document_table AS t);

	INSERT INTO pg_temp.regie_problem
	SELECT NULL, coalesce(r.lines[1], 1), coalesce(r.cols[1], 1),
		CASE WHEN r.place IS NULL THEN '' ELSE '/regie' END,
		CASE WHEN r.place IS NULL
			THEN 'the member "regie" with the version of the format is missing'
			ELSE 'a document of version "0.1" is expected' END
	FROM (VALUES (1)) AS one
	LEFT JOIN pg_temp.regie_row AS r ON r.table_name = 'regie'
	WHERE (r.fields ->> 'regie' = '0.1' AND r.kinds = 's') IS NOT TRUE
		AND NOT EXISTS (SELECT FROM pg_temp.regie_problem AS p
						WHERE p.pointer IN ('', '/regie'));

	INSERT INTO pg_temp.regie_problem
	SELECT f.place, f.line, f.col,
		f.pointer || '/' || replace(replace(f.name, '~', '~0'), '/', '~1'), f.problem
	FROM (
		SELECT r.place, v.name, r.lines[v.no] AS line, r.cols[v.no] AS col,
			r.pointer,
			CASE
				WHEN c.column_name IS NULL
					AND EXISTS (SELECT FROM pg_attribute AS a
								WHERE a.attrelid = to_regclass(format('regie.%I', r.table_name))
									AND a.attname = v.name AND a.attnum > 0)
				THEN format('field "%s" is given out or calculated by the database', v.name)
				WHEN c.column_name IS NULL
				THEN format('table "%s" has no field "%s"', r.table_name, v.name)
				WHEN v.value IS NULL AND c.is_required
				THEN format('field "%s" must not be null', v.name)
				ELSE regie.document_value_problem(
					v.value, substr(r.kinds, v.no::integer, 1), c.type, c.typmod)
			END AS problem
		FROM pg_temp.regie_row AS r
		JOIN regie.document_table AS t ON t.name = r.table_name
		CROSS JOIN LATERAL (SELECT u.name, r.fields ->> u.name AS value, u.no
							FROM unnest(r.names) WITH ORDINALITY AS u (name, no)) AS v
		LEFT JOIN regie.document_column AS c
			ON c.table_name = r.table_name AND c.column_name = v.name
	) AS f
	WHERE f.problem IS NOT NULL;

	INSERT INTO pg_temp.regie_problem
	SELECT r.place, r.line, r.col, r.pointer,
		format('field "%s" is missing', c.column_name)
	FROM regie.document_column AS c
	JOIN pg_temp.regie_row AS r ON r.table_name = c.table_name
	WHERE c.is_required AND NOT c.has_default
		AND NOT r.fields ? c.column_name
		AND NOT EXISTS (SELECT FROM pg_temp.regie_problem AS p
						WHERE p.place = r.place
							AND p.pointer = r.pointer || '/' || c.column_name);

	UPDATE pg_temp.regie_row AS r SET is_sound = false
	WHERE r.is_sound AND r.place IN (SELECT p.place FROM pg_temp.regie_problem AS p);
END
$$;

COMMENT ON FUNCTION regie.document_check_fields() IS
'Looks at the names and values of the rows that document_stage has put down. Used by import_document and document_problems.';

/*
 * Two rows with one key, and references to rows that are neither in the
 * document nor in the tables.  Values are compared as the types of the
 * columns see them.
 */
CREATE FUNCTION regie.document_check_keys() RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	k record;
BEGIN
	FOR k IN
		SELECT c.table_name,
			string_agg(format('(r.fields ->> %L)::%s', c.column_name, c.type_name),
					   ', ' ORDER BY c.key_place) AS columns
		FROM regie.document_column AS c
		WHERE c.is_key AND c.is_key_given
		GROUP BY c.table_name
	LOOP
		EXECUTE format(
			'INSERT INTO pg_temp.regie_problem
			SELECT d.place, d.line, d.col, d.pointer,
				''it has the same key as the row in line '' || d.first_line
			FROM (SELECT r.place, r.line, r.col, r.pointer,
					row_number() OVER w AS no, first_value(r.line) OVER w AS first_line
				FROM pg_temp.regie_row AS r
				WHERE r.table_name = %L AND r.is_sound
				WINDOW w AS (PARTITION BY %s ORDER BY r.place)) AS d
			WHERE d.no > 1', k.table_name, k.columns);
	END LOOP;

	FOR k IN
		SELECT c.relname AS table_name, t.relname AS target, f.sources,
			f.on_target, f.on_row, f.names, f.shown
		FROM regie.document_table AS m
		JOIN pg_class AS c ON c.oid = to_regclass(format('regie.%I', m.name))
		JOIN pg_constraint AS s ON s.conrelid = c.oid AND s.contype = 'f'
		JOIN pg_class AS t ON t.oid = s.confrelid
		CROSS JOIN LATERAL (
			SELECT array_agg(a.attname::text ORDER BY u.no) AS names,
				string_agg(format('r.fields ->> %L', a.attname), ', ' ORDER BY u.no) AS shown,
				string_agg(format('o.fields ->> %L', b.attname), ', ' ORDER BY u.no) AS on_row,
				string_agg(format('(r.fields ->> %L)::%s', a.attname,
								  format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY u.no) AS sources,
				string_agg(format('t.%I', b.attname), ', ' ORDER BY u.no) AS on_target
			FROM unnest(s.conkey, s.confkey) WITH ORDINALITY AS u (here, there, no)
			JOIN pg_attribute AS a ON a.attrelid = s.conrelid AND a.attnum = u.here
			JOIN pg_attribute AS b ON b.attrelid = s.confrelid AND b.attnum = u.there
		) AS f
		ORDER BY m.place, s.conname
	LOOP
		EXECUTE format(
			'INSERT INTO pg_temp.regie_problem
			SELECT r.place, r.lines[n.no], r.cols[n.no], r.pointer || ''/'' || %1$L,
				format(''there is no row of table "%%s" for %%s'', %2$L,
					   (SELECT string_agg(format(''%%s "%%s"'', q.name, q.value), '', '' ORDER BY q.no)
						FROM unnest(%3$L::text[], ARRAY[%4$s]) WITH ORDINALITY AS q (name, value, no)))
			FROM pg_temp.regie_row AS r
			CROSS JOIN LATERAL (SELECT array_position(r.names, %1$L) AS no) AS n
			WHERE r.table_name = %5$L AND r.is_sound
				AND num_nulls(%4$s) = 0
				AND NOT EXISTS (SELECT FROM regie.%2$I AS t WHERE (%6$s) = (%7$s))
				AND NOT EXISTS (SELECT FROM pg_temp.regie_row AS o
								WHERE o.table_name = %2$L AND (%8$s) = (%4$s))',
			k.names[cardinality(k.names)], k.target, k.names, k.shown,
			k.table_name, k.on_target, k.sources, k.on_row);
	END LOOP;

	UPDATE pg_temp.regie_row AS r SET is_sound = false
	WHERE r.is_sound AND r.place IN (SELECT p.place FROM pg_temp.regie_problem AS p);
END
$$;

COMMENT ON FUNCTION regie.document_check_keys() IS
'Looks for keys that come twice and for references that lead nowhere in the rows that document_stage has put down. Used by import_document and document_problems.';

/*
 * The statement that puts rows of one table in, and says how many were added
 * and changed.  Where a key tells rows apart, a row that is there is changed
 * if it differs; elsewhere one that is there as it is counts as the same.
 */
CREATE FUNCTION regie.document_insert(table_name text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH field AS (
		SELECT c.column_no, c.is_key, c.key_name,
			format('%I', c.column_name) AS name,
			CASE WHEN c.has_default
				THEN format('CASE WHEN r.fields ? %L THEN %s ELSE %s END',
							c.column_name, v.value, c.default_value)
				ELSE v.value END AS value
		FROM regie.document_column AS c
		CROSS JOIN LATERAL (
			SELECT CASE
				WHEN c.type = 'jsonb'::regtype THEN format(
					'CASE WHEN substr(r.kinds, array_position(r.names, %1$L), 1) = ''s'' THEN to_jsonb(r.fields ->> %1$L) ELSE (r.fields ->> %1$L)::jsonb END',
					c.column_name)
				WHEN c.type_name LIKE '%[]' THEN format(
					'regie.document_list(r.fields ->> %L)::%s', c.column_name, c.type_name)
				ELSE format('(r.fields ->> %L)::%s', c.column_name, c.type_name)
			END AS value
		) AS v
		WHERE c.table_name = document_insert.table_name
	), list AS (
		SELECT string_agg(f.name, ', ' ORDER BY f.column_no) AS names,
			string_agg(f.value, ', ' ORDER BY f.column_no) AS vals,
			string_agg('t.' || f.name, ', ' ORDER BY f.column_no) AS stored,
			string_agg('excluded.' || f.name, ', ' ORDER BY f.column_no) AS given,
			min(f.key_name) AS key_name,
			string_agg(format('%1$s = excluded.%1$s', f.name), ', ' ORDER BY f.column_no)
				FILTER (WHERE NOT f.is_key) AS changes
		FROM field AS f
	)
	SELECT format('WITH put AS (INSERT INTO regie.%1$I AS t (%2$s)
			SELECT %3$s FROM pg_temp.regie_row AS r
			WHERE r.table_name = %1$L AND r.is_sound AND ($1 IS NULL OR r.place = $1)%4$s
			ORDER BY r.place %5$s
			RETURNING t.xmax = 0 AS is_new)
		SELECT count(*) FILTER (WHERE p.is_new), count(*) FILTER (WHERE NOT p.is_new) FROM put AS p',
		document_insert.table_name, l.names, l.vals,
		CASE WHEN l.key_name IS NULL THEN format(
			' AND NOT EXISTS (SELECT FROM regie.%I AS t WHERE (%s) IS NOT DISTINCT FROM (%s))',
			document_insert.table_name, l.stored, l.vals) ELSE '' END,
		CASE WHEN l.key_name IS NULL THEN ''
			WHEN l.changes IS NULL THEN format('ON CONFLICT ON CONSTRAINT %I DO NOTHING', l.key_name)
			ELSE format('ON CONFLICT ON CONSTRAINT %I DO UPDATE SET %s WHERE (%s) IS DISTINCT FROM (%s)',
						l.key_name, l.changes, l.stored, l.given) END)
	FROM list AS l;
END;

COMMENT ON FUNCTION regie.document_insert(text) IS
'The statement that puts the rows of a document into a table of the model. Used by import_document and document_problems.';

/*
 * One row by itself, to hear what is wrong with it.  A rule about one column
 * is a problem of that field, all others of the row.  That a row is missing
 * which the document has is no news: it was refused itself.
 */
CREATE FUNCTION regie.document_try_row(statement text, place bigint) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	message text;
	detail text;
	rule text;
	rule_column text;
	relation text;
BEGIN
	EXECUTE statement USING place;
	SET CONSTRAINTS ALL IMMEDIATE;
	RETURN 0;
EXCEPTION
	WHEN query_canceled OR insufficient_resources OR insufficient_privilege THEN
		RAISE;
	WHEN foreign_key_violation THEN
		IF NOT EXISTS (SELECT FROM pg_temp.regie_problem) THEN
			RAISE;
		END IF;
		RETURN 1;
	WHEN OTHERS THEN
		GET STACKED DIAGNOSTICS message = MESSAGE_TEXT,
			detail = PG_EXCEPTION_DETAIL, rule = CONSTRAINT_NAME,
			relation = TABLE_NAME;
		IF SQLSTATE = '23514' AND detail LIKE 'Failing row contains%' THEN
			SELECT coalesce('it must be one of ' || replace(
						(regexp_match(pg_get_constraintdef(c.oid),
									  '^CHECK \(\(\w+ = ANY \(ARRAY\[(.*)\]\)\)\)$'))[1],
						'::text', ''),
					format('the rule %s does not hold: %s', c.conname,
						   pg_get_constraintdef(c.oid))),
				CASE WHEN cardinality(c.conkey) = 1 THEN a.attname END
			INTO message, rule_column
			FROM pg_constraint AS c
			LEFT JOIN pg_attribute AS a
				ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
			WHERE c.conrelid = to_regclass(format('regie.%I', relation))
				AND c.conname = rule;
			detail := '';
		ELSIF SQLSTATE = '23P01' THEN
			message := format('it overlaps another row of the table (rule %s)', rule);
			detail := '';
		END IF;
		INSERT INTO pg_temp.regie_problem
		SELECT r.place, coalesce(r.lines[n.no], r.line),
			coalesce(r.cols[n.no], r.col),
			r.pointer || CASE WHEN n.no IS NULL THEN '' ELSE '/' || rule_column END,
			concat_ws('. ', message, nullif(rtrim(detail, '.'), ''))
		FROM pg_temp.regie_row AS r
		CROSS JOIN LATERAL (SELECT array_position(r.names, rule_column) AS no) AS n
		WHERE r.place = document_try_row.place;
		RETURN 1;
END
$$;

COMMENT ON FUNCTION regie.document_try_row(text, bigint) IS
'Puts one row of a document into its table; 1 if it is refused, which is a problem, else 0. Used by import_document and document_problems.';

/*
 * All rows of one table; row by row if that is refused.
 */
CREATE FUNCTION regie.document_put(table_name text, OUT added bigint,
								   OUT changed bigint)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	statement CONSTANT text := regie.document_insert(table_name);
	most CONSTANT bigint := 10000;
	refused bigint := 0;
	r record;
BEGIN
	BEGIN
		EXECUTE statement INTO added, changed USING NULL::bigint;
		SET CONSTRAINTS ALL IMMEDIATE;
		RETURN;
	EXCEPTION
		WHEN query_canceled OR insufficient_resources OR insufficient_privilege THEN
			RAISE;
		WHEN OTHERS THEN
			/* told row by row below */
			added := 0;
			changed := 0;
	END;
	FOR r IN
		SELECT w.place, w.line, w.col, w.pointer FROM pg_temp.regie_row AS w
		WHERE w.table_name = document_put.table_name AND w.is_sound
		ORDER BY w.place
	LOOP
		refused := refused + regie.document_try_row(statement, r.place);
		IF refused = most THEN
			INSERT INTO pg_temp.regie_problem
			SELECT r.place, r.line, r.col, r.pointer,
				format('the rows of table "%s" behind this one have not been tried, as %s are refused',
					   table_name, most);
			EXIT;
		END IF;
	END LOOP;
	IF refused = 0 THEN
		/* only together are the rows wrong, so say what was said of them */
		EXECUTE statement INTO added, changed USING NULL::bigint;
	END IF;
END
$$;

COMMENT ON FUNCTION regie.document_put(text) IS
'Puts the rows of a document into one table of the model. Used by import_document and document_problems.';

/*
 * The whole; problems in the order of their places.  The caller undoes it.
 */
CREATE FUNCTION regie.document_load(document text, OUT problems regie.document_problem[],
									OUT table_names text[], OUT added bigint[],
									OUT changed bigint[], OUT given bigint[])
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'iso_8601'
SET timezone = 'UTC'
SET client_min_messages = 'warning'
SET jit = off
AS $$
DECLARE
	t record;
	n record;
BEGIN
	IF document IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'document must not be null';
	END IF;
	PERFORM regie.document_stage(document);
	PERFORM regie.document_check_fields();
	PERFORM regie.document_check_keys();
	FOR t IN
		SELECT m.name, count(*) AS rows
		FROM regie.document_table AS m
		JOIN pg_temp.regie_row AS r ON r.table_name = m.name
		GROUP BY m.name, m.place
		ORDER BY m.place
	LOOP
		SELECT p.added, p.changed INTO n FROM regie.document_put(t.name) AS p;
		table_names := table_names || t.name;
		added := added || n.added;
		changed := changed || n.changed;
		given := given || t.rows;
	END LOOP;
	SELECT array_agg((p.line, p.col, p.pointer, p.problem)::regie.document_problem
					 ORDER BY p.line, p.col, p.pointer COLLATE "C", p.problem COLLATE "C")
	INTO problems
	FROM pg_temp.regie_problem AS p;
	DROP TABLE pg_temp.regie_row, pg_temp.regie_problem, pg_temp.regie_member;
END
$$;

COMMENT ON FUNCTION regie.document_load(text) IS
'Puts a regie document into the model and tells what is wrong with it. Used by import_document and document_problems, which undo it if anything is.';

/*
 * document_problems(document) -> rows
 */
CREATE FUNCTION regie.document_problems(document text)
RETURNS SETOF regie.document_problem
LANGUAGE plpgsql VOLATILE STRICT ROWS 10
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	found_problems regie.document_problem[];
BEGIN
	BEGIN
		SELECT l.problems INTO found_problems
		FROM regie.document_load(document) AS l;
		/* what was put in must not stay */
		RAISE EXCEPTION USING ERRCODE = 'RG001';
	EXCEPTION
		WHEN SQLSTATE 'RG001' THEN
			NULL;
	END;
	RETURN QUERY SELECT p.* FROM unnest(found_problems) AS p;
END
$$;

COMMENT ON FUNCTION regie.document_problems(text) IS
'What is wrong with a regie document for this model: line, column, JSON pointer and problem, in their order; no rows if it can be imported. Everything at once: wrong names and values, keys that come twice, references that lead nowhere, rules of the tables. Nothing is written. Example: SELECT * FROM regie.document_problems(''{"regie": "0.1", "party": [{"code": "X"}]}'').';

/*
 * import_document(document) -> rows
 */
CREATE FUNCTION regie.import_document(document text)
RETURNS TABLE (table_name text, added bigint, changed bigint, unchanged bigint)
LANGUAGE plpgsql VOLATILE ROWS 50
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	loaded record;
	shown CONSTANT integer := 1000;
BEGIN
	SELECT * INTO loaded FROM regie.document_load(document);
	IF cardinality(loaded.problems) > 0 THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('document is refused: %s %s', cardinality(loaded.problems),
				CASE cardinality(loaded.problems) WHEN 1 THEN 'problem' ELSE 'problems' END),
			DETAIL = concat_ws(E'\n',
				(SELECT string_agg(format('line %s, column %s, %s: %s', p.line, p.col,
										  coalesce(nullif(p.pointer, ''), 'document'), p.problem),
								   E'\n' ORDER BY p.no)
				 FROM unnest(loaded.problems) WITH ORDINALITY
					AS p (line, col, pointer, problem, no)
				 WHERE p.no <= shown),
				CASE WHEN cardinality(loaded.problems) > shown
					THEN format('and %s more', cardinality(loaded.problems) - shown) END),
			HINT = 'Nothing was written. regie.document_problems() gives this list as rows.';
	END IF;
	RETURN QUERY
	SELECT u.name, u.added, u.changed, u.given - u.added - u.changed
	FROM unnest(loaded.table_names, loaded.added, loaded.changed, loaded.given)
		AS u (name, added, changed, given);
END
$$;

COMMENT ON FUNCTION regie.import_document(text) IS
'Puts a regie document into the model: a row per table that it names with the number of rows added, changed and unchanged. Rows are told apart by the keys of their tables; what the document does not name stays. If anything is wrong nothing is written, and the error''s detail lists everything with line, column and JSON pointer. Example: SELECT * FROM regie.import_document(regie.export_document()).';
