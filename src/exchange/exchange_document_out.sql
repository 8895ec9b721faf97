/*
 * exchange: the regie document out.
 *
 * Tables in the order of the model, rows by their keys (byte by byte), columns
 * in their order; empty fields are left out, except where leaving out would
 * mean another value.  So the same rows make the same bytes.
 */
CREATE FUNCTION regie.document_rows_of(table_name text) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	fields text;
	keys text;
	rows_of text;
	answer text;
BEGIN
	SELECT string_agg(format('CASE WHEN t.%1$I IS NOT NULL THEN %2$L || %3$s%4$s END',
				c.column_name,
				regie.document_string(c.column_name) || ': ',
				CASE
					WHEN c.type IN ('boolean'::regtype, 'smallint'::regtype, 'integer'::regtype,
									'bigint'::regtype, 'jsonb'::regtype)
					THEN format('t.%I::text', c.column_name)
					WHEN c.type_name LIKE '%[]'
					THEN format('''['' || coalesce((SELECT string_agg(coalesce(regie.document_string(e.value::text), ''null''), '', '' ORDER BY e.no)
									FROM unnest(t.%I) WITH ORDINALITY AS e (value, no)), '''') || '']''', c.column_name)
					ELSE format('regie.document_string(t.%I::text)', c.column_name)
				END,
				CASE WHEN c.has_default
					THEN format(' ELSE %L', regie.document_string(c.column_name) || ': null') ELSE '' END),
			', ' ORDER BY c.column_no),
		coalesce(string_agg(format('t.%I%s', c.column_name,
								   CASE WHEN c.type = 'text'::regtype THEN ' COLLATE "C"' ELSE '' END),
							', ' ORDER BY c.key_place) FILTER (WHERE c.is_key AND c.is_key_given),
				 format('t.%I', c.table_name || '_id')),
		min(c.own_rows)
	INTO fields, keys, rows_of
	FROM regie.document_column AS c
	WHERE c.table_name = document_rows_of.table_name
	GROUP BY c.table_name;
	EXECUTE format('SELECT string_agg(''{'' || concat_ws('', '', %s) || ''}'', E'',\n'' ORDER BY %s) FROM regie.%I AS t %s',
				   fields, keys, table_name, rows_of) INTO answer;
	RETURN answer;
END
$$;

COMMENT ON FUNCTION regie.document_rows_of(text) IS
'The rows of a table of the model as a regie document has them; NULL if there are none. Used by export_document.';

CREATE FUNCTION regie.export_document() RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'iso_8601'
SET timezone = 'UTC'
SET jit = off
AS $$
BEGIN
	RETURN '{"regie": "0.1"' || coalesce((
		SELECT string_agg(E',\n' || regie.document_string(t.name) || E': [\n'
						  || t.rows || ']', '' ORDER BY t.place)
		FROM (SELECT m.name, m.place, regie.document_rows_of(m.name) AS rows
			  FROM regie.document_table AS m) AS t), '') || E'}\n';
END
$$;

COMMENT ON FUNCTION regie.export_document() IS
'The whole model as one JSON text, the regie document: a member per table, a row per object, a field per column. Amounts are strings with all their decimals. The same rows always give the same bytes; import_document takes it in again. Example: SELECT regie.export_document().';

/*
 * What a document may hold, for whoever writes one.
 */
CREATE FUNCTION regie.document_field_schema(type oid, type_name text, typmod integer,
											is_required boolean, description text)
RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN document_field_schema.is_required
			THEN s.shape
			ELSE jsonb_build_object('anyOf', jsonb_build_array(s.shape, jsonb_build_object('type', 'null')))
		END || jsonb_build_object('description', document_field_schema.description)
	FROM (SELECT CASE
		WHEN document_field_schema.type = 'boolean'::regtype
		THEN jsonb_build_object('type', 'boolean')
		WHEN document_field_schema.type IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype)
		THEN jsonb_build_object('type', 'integer')
		WHEN document_field_schema.type = 'numeric'::regtype
		THEN jsonb_build_object('type', jsonb_build_array('string', 'number'),
			'pattern', '^-?(0|[1-9][0-9]*)' || CASE
				WHEN document_field_schema.typmod < 4 THEN '([.][0-9]+)?'
				WHEN (document_field_schema.typmod - 4) & 2047 = 0 THEN ''
				ELSE format('([.][0-9]{1,%s})?', (document_field_schema.typmod - 4) & 2047) END || '$')
		WHEN document_field_schema.type = 'date'::regtype
		THEN jsonb_build_object('type', 'string', 'pattern', '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
		WHEN document_field_schema.type = 'jsonb'::regtype THEN '{}'::jsonb
		WHEN document_field_schema.type_name LIKE '%[]'
		THEN jsonb_build_object('type', 'array', 'items',
			jsonb_build_object('type', jsonb_build_array('string', 'number', 'boolean', 'null')))
		WHEN document_field_schema.type = 'daterange'::regtype
		THEN jsonb_build_object('type', 'string', 'pattern',
			'^[\[(]([0-9]{4}-[0-9]{2}-[0-9]{2})?,([0-9]{4}-[0-9]{2}-[0-9]{2})?[\])]$')
		ELSE jsonb_build_object('type', 'string')
	END AS shape) AS s;
END;

COMMENT ON FUNCTION regie.document_field_schema(oid, text, integer, boolean, text) IS
'The JSON Schema of one field of a regie document. Used by document_schema.';

CREATE FUNCTION regie.document_schema() RETURNS jsonb
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT jsonb_build_object(
		'$schema', 'https://json-schema.org/draft/2020-12/schema',
		'title', 'regie document',
		'description', 'A model of schema regie as one JSON text. A member per table, an object per row, a field per column.',
		'type', 'object',
		'required', jsonb_build_array('regie'),
		'additionalProperties', false,
		'properties', jsonb_build_object('regie', jsonb_build_object('const', '0.1',
			'description', 'Version of the format.'))
			|| jsonb_object_agg(t.name, jsonb_build_object(
				'type', 'array', 'description', t.description,
				'items', jsonb_build_object('type', 'object',
					'additionalProperties', false,
					'properties', t.fields, 'required', t.required))))
	FROM (
		SELECT c.table_name AS name,
			obj_description(format('regie.%I', c.table_name)::regclass, 'pg_class') AS description,
			jsonb_object_agg(c.column_name, regie.document_field_schema(
				c.type, c.type_name, c.typmod, c.is_required, c.description)) AS fields,
			coalesce(jsonb_agg(c.column_name ORDER BY c.column_no)
				FILTER (WHERE c.is_required AND NOT c.has_default), '[]') AS required
		FROM regie.document_column AS c
		GROUP BY c.table_name
	) AS t;
END;

COMMENT ON FUNCTION regie.document_schema() IS
'The JSON Schema of the regie document, made from the tables and their comments. doc/document.schema.json is a copy. Example: SELECT jsonb_pretty(regie.document_schema()).';
