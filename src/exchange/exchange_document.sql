/*
 * exchange: the regie document, the whole model as one JSON text.
 *
 *	{"regie": "0.1",
 *	 "party": [{"code": "GM1771", "kind": "municipality", ...}, ...],
 *	 "contract": [...], ...}
 *
 * A member per table, a row per object, a field per column, by their names in
 * schema regie.  What the document can hold is read from the catalog, so a new
 * table or column is in it without further ado.  Numbers that the database
 * gives out (identities), calculated columns and rows that come with the
 * extension are not in it.
 */
CREATE FUNCTION regie.document_rows(document text)
RETURNS TABLE (place bigint, table_name text, line integer, col integer,
			   pointer text, names text[], vals text[], kinds text,
			   lines integer[], cols integer[], problem text)
AS 'MODULE_PATHNAME', 'regie_document_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 10000;

COMMENT ON FUNCTION regie.document_rows(text) IS
'The rows of a regie document, and where each stands: number, table, line, column, JSON pointer; names, values, kinds (s string, n number, b boolean, 0 null, a list, o object), lines and columns of the fields. What is no JSON, a name that is there twice and a row that is no object is a row with a problem. Example: SELECT * FROM regie.document_rows(''{"regie": "0.1", "party": []}'').';

CREATE FUNCTION regie.document_value_problem(value text, kind text, type oid, typmod integer)
RETURNS text
AS 'MODULE_PATHNAME', 'regie_document_value_problem'
LANGUAGE C STABLE STRICT COST 20;

COMMENT ON FUNCTION regie.document_value_problem(text, text, oid, integer) IS
'What is wrong with a value of a document for a column of a type; NULL if nothing is. Kinds as in document_rows. Example: regie.document_value_problem(''31-12-2026'', ''s'', ''date''::regtype, -1).';

-- Quoted: from PostgreSQL 17 on json is a word of the grammar.
CREATE FUNCTION regie.document_list("json" text)
RETURNS text
AS 'MODULE_PATHNAME', 'regie_document_list'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.document_list(text) IS
'A JSON list of values as the text of an array; NULL if it is none. Example: regie.document_list(''["a", null]'') is {"a",NULL}.';

CREATE FUNCTION regie.document_string(value text)
RETURNS text
AS 'MODULE_PATHNAME', 'regie_document_string'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.document_string(text) IS
'A text as a JSON string with its quotes. Example: regie.document_string(''say "yes"'').';

CREATE FUNCTION regie.document_place(document text, pointer text)
RETURNS TABLE (line integer, col integer)
AS 'MODULE_PATHNAME', 'regie_document_place'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 1;

COMMENT ON FUNCTION regie.document_place(text, text) IS
'Line and column where the value begins that a JSON pointer (RFC 6901) leads to; no row where there is none. Example: SELECT * FROM regie.document_place(''{"party": []}'', ''/party'').';

/*
 * Tables that others refer to come first: a table stands behind the longest
 * chain of references that leads away from it.  None refers to itself, and no
 * two to each other in a circle.
 */
CREATE VIEW regie.document_table AS
WITH RECURSIVE reference AS MATERIALIZED (
	SELECT DISTINCT c.relname::text AS name, t.relname::text AS target
	FROM regie.model_table AS m
	JOIN pg_catalog.pg_class AS c ON c.relname = m.name
		AND c.relnamespace = 'regie'::pg_catalog.regnamespace
	JOIN pg_catalog.pg_constraint AS f ON f.conrelid = c.oid AND f.contype = 'f'
	JOIN pg_catalog.pg_class AS t ON t.oid = f.confrelid
), chain AS (
	SELECT m.name, 0 AS depth FROM regie.model_table AS m
	UNION
	SELECT r.name, c.depth + 1
	FROM chain AS c JOIN reference AS r ON r.target = c.name
)
SELECT m.name, m.own_rows,
	row_number() OVER (ORDER BY d.depth, m.place)::integer AS place
FROM regie.model_table AS m
JOIN (SELECT c.name, max(c.depth) AS depth FROM chain AS c GROUP BY c.name) AS d
	ON d.name = m.name;

COMMENT ON VIEW regie.document_table IS
'The tables of the model in the order of a regie document: what others refer to comes first. One row per table.';
COMMENT ON COLUMN regie.document_table.name IS 'Name of the table, and of the member of the document.';
COMMENT ON COLUMN regie.document_table.own_rows IS 'Condition that picks the users'' rows, from WHERE on. Empty text: all rows.';
COMMENT ON COLUMN regie.document_table.place IS 'Order of the list.';
GRANT SELECT ON regie.document_table TO PUBLIC;

CREATE VIEW regie.document_column AS
SELECT t.place, t.name AS table_name, t.own_rows, a.attnum::integer AS column_no,
	a.attname::text AS column_name, a.atttypid AS type, a.atttypmod AS typmod,
	pg_catalog.format_type(a.atttypid, a.atttypmod) AS type_name,
	a.attnotnull AS is_required, d.adbin IS NOT NULL AS has_default,
	pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_value,
	k.place IS NOT NULL AS is_key, k.place::integer AS key_place,
	p.conname::text AS key_name, p.is_given AS is_key_given,
	pg_catalog.col_description(a.attrelid, a.attnum) AS description
FROM regie.document_table AS t
JOIN pg_catalog.pg_class AS c ON c.relname = t.name
	AND c.relnamespace = 'regie'::pg_catalog.regnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
	AND NOT a.attisdropped AND a.attidentity = '' AND a.attgenerated = ''
	AND a.attname <> 'seeded'
LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid
	AND d.adnum = a.attnum
/* a number that the database gives out tells no rows apart */
LEFT JOIN LATERAL (
	SELECT o.conname, o.conkey, bool_and(b.attgenerated = '') AS is_given
	FROM pg_catalog.pg_constraint AS o
	JOIN pg_catalog.pg_attribute AS b ON b.attrelid = o.conrelid
		AND b.attnum = ANY (o.conkey)
	WHERE o.conrelid = c.oid AND o.contype = 'p'
	GROUP BY o.conname, o.conkey
	HAVING bool_and(b.attidentity = '')
) AS p ON true
LEFT JOIN LATERAL pg_catalog.unnest(p.conkey) WITH ORDINALITY
	AS k (attnum, place) ON k.attnum = a.attnum;

COMMENT ON VIEW regie.document_column IS
'What a regie document can hold: one row per table and column, in the order of the document.';
COMMENT ON COLUMN regie.document_column.place IS 'Order of the tables.';
COMMENT ON COLUMN regie.document_column.table_name IS 'Name of the table, and of the member of the document.';
COMMENT ON COLUMN regie.document_column.own_rows IS 'Condition that picks the users'' rows, from WHERE on. Empty text: all rows.';
COMMENT ON COLUMN regie.document_column.column_no IS 'Order of the columns.';
COMMENT ON COLUMN regie.document_column.column_name IS 'Name of the column, and of the field.';
COMMENT ON COLUMN regie.document_column.type IS 'Type of the column (oid).';
COMMENT ON COLUMN regie.document_column.typmod IS 'Modifier of the type.';
COMMENT ON COLUMN regie.document_column.type_name IS 'Type of the column in words.';
COMMENT ON COLUMN regie.document_column.is_required IS 'Whether it may not be empty.';
COMMENT ON COLUMN regie.document_column.has_default IS 'Whether it has a value where none is given.';
COMMENT ON COLUMN regie.document_column.default_value IS 'That value, as SQL. Empty where there is none.';
COMMENT ON COLUMN regie.document_column.is_key IS 'Whether it is part of the key that tells rows apart.';
COMMENT ON COLUMN regie.document_column.key_place IS 'Place in the key. Empty outside of it.';
COMMENT ON COLUMN regie.document_column.key_name IS 'Name of the constraint that tells rows apart. Empty: the table has none but a number.';
COMMENT ON COLUMN regie.document_column.is_key_given IS 'Whether all columns of the key are in the document, as none is calculated.';
COMMENT ON COLUMN regie.document_column.description IS 'What it means.';
GRANT SELECT ON regie.document_column TO PUBLIC;
