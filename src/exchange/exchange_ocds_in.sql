/*
 * exchange: an OCDS package as a regie document, and that imported.
 */
CREATE FUNCTION regie.ocds_rows(package jsonb, service text)
RETURNS TABLE (table_name text, fields jsonb)
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
	WITH party AS MATERIALIZED (
		SELECT p.id, p.code, p.is_new, p.kind, p.name, p.kvk
		FROM regie.ocds_party(ocds_rows.package) AS p
	), stated AS (
		SELECT c.contract, c.ocid, c.pointer, c.released_on, c.title, b.code AS customer,
			s.code AS supplier, c.start_on, regie.ocds_length(c.start_on, c.end_on) AS initial,
			CASE WHEN c.extent_on > c.end_on THEN 'explicit' ELSE 'none' END AS renewal,
			CASE WHEN c.extent_on > c.end_on THEN
				regie.ocds_extension(c.start_on, c.end_on, c.extent_on) END AS renewal_period,
			CASE WHEN c.extent_on > c.end_on THEN 1 END AS max_renewals,
			c.signed_on, c.cpv, c.amount, c.rationale, c.no, c.end_on, c.extent_on
		FROM regie.ocds_contract(ocds_rows.package) AS c
		LEFT JOIN party AS b ON b.id = c.buyer
		LEFT JOIN party AS s ON s.id = c.supplier
		WHERE c.status IS DISTINCT FROM 'cancelled'
	), compared AS (
		SELECT s.*, l.no IS NULL AS is_first,
			l.no IS NOT NULL AND (s.title, s.customer, s.supplier, s.start_on, s.end_on, s.extent_on, s.amount)
				IS DISTINCT FROM (l.title, l.customer, l.supplier, l.start_on, l.end_on, l.extent_on, l.amount) AS is_change,
			(s.start_on, s.end_on, s.extent_on) IS DISTINCT FROM (l.start_on, l.end_on, l.extent_on) AS moves,
			s.amount IS DISTINCT FROM l.amount AS reprices,
			nullif(s.title, l.title) AS new_title, nullif(s.customer, l.customer) AS new_customer,
			nullif(s.supplier, l.supplier) AS new_supplier
		FROM stated AS s
		LEFT JOIN LATERAL (SELECT p.* FROM stated AS p
						   WHERE p.ocid = s.ocid AND p.contract = s.contract AND p.no < s.no
						   ORDER BY p.no DESC LIMIT 1) AS l ON true
	), version AS (
		SELECT c.*, CASE WHEN c.is_change THEN row_number() OVER (
				PARTITION BY c.ocid, c.contract, c.is_change ORDER BY c.no) END AS amendment
		FROM compared AS c
		WHERE c.is_first OR c.is_change
	), payment AS (
		SELECT DISTINCT ON (t.transaction ->> 'id') t.transaction ->> 'id' AS id, c.contract ->> 'id' AS contract,
			regie.ocds_day(t.transaction ->> 'date') AS paid_on, t.transaction #>> '{value,amount}' AS amount,
			a.code AS payer, e.code AS payee
		FROM regie.ocds_release(ocds_rows.package) AS r
		CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(r.release -> 'contracts') = 'array'
			THEN r.release -> 'contracts' ELSE '[]' END) AS c (contract)
		CROSS JOIN LATERAL jsonb_array_elements(
			CASE WHEN jsonb_typeof(c.contract #> '{implementation,transactions}') = 'array'
				THEN c.contract #> '{implementation,transactions}' ELSE '[]' END) AS t (transaction)
		LEFT JOIN party AS a ON a.id = t.transaction #>> '{payer,id}'
		LEFT JOIN party AS e ON e.id = t.transaction #>> '{payee,id}'
		WHERE ocds_rows.service IS NOT NULL
		ORDER BY t.transaction ->> 'id', r.released_on DESC
	)
	SELECT 'party', jsonb_build_object('code', p.code, 'kind', p.kind, 'name', p.name, 'kvk', p.kvk,
									   'note', 'From OCDS.')
	FROM party AS p
	WHERE p.is_new AND (p.code IN (SELECT s.customer FROM stated AS s)
						OR p.code IN (SELECT s.supplier FROM stated AS s)
						OR p.code IN (SELECT t.payer FROM payment AS t)
						OR p.code IN (SELECT t.payee FROM payment AS t))
	UNION ALL
	SELECT 'contract', jsonb_build_object('code', v.contract, 'title', v.title, 'customer', v.customer,
		'supplier', v.supplier, 'start_on', to_char(v.start_on, 'YYYY-MM-DD'), 'initial', v.initial::text, 'renewal', v.renewal,
		'renewal_period', v.renewal_period::text, 'max_renewals', v.max_renewals,
		'signed_on', to_char(v.signed_on, 'YYYY-MM-DD'), 'cpv', v.cpv, 'source_ref', v.ocid)
	FROM version AS v WHERE v.is_first
	UNION ALL
	SELECT 'contract_amendment', jsonb_strip_nulls(jsonb_build_object('contract', v.contract, 'amendment', v.amendment,
		'title', coalesce(v.rationale, 'Release of ' || to_char(v.released_on, 'YYYY-MM-DD')),
		'rationale', v.rationale, 'known_on', to_char(v.released_on, 'YYYY-MM-DD'),
		'effective_on', to_char(v.released_on, 'YYYY-MM-DD'), 'contract_title', v.new_title,
		'customer', v.new_customer, 'supplier', v.new_supplier, 'changes_term', v.moves,
		'source_ref', v.ocid || v.pointer)
		|| CASE WHEN v.moves THEN jsonb_build_object('start_on', to_char(v.start_on, 'YYYY-MM-DD'), 'initial', v.initial::text,
				'renewal', v.renewal, 'renewal_period', v.renewal_period::text, 'max_renewals', v.max_renewals)
			ELSE '{}' END)
	FROM version AS v WHERE v.is_change
	UNION ALL
	SELECT 'contract_line', jsonb_build_object('contract', v.contract, 'line', 1, 'service', ocds_rows.service,
		'amount', round(v.amount, 2)::text, 'per', 'once', 'amendment', v.amendment)
	FROM version AS v
	WHERE ocds_rows.service IS NOT NULL AND v.reprices AND v.amount IS NOT NULL
	UNION ALL
	SELECT 'cost', jsonb_build_object('code', t.id, 'period', format('[%1$s,%1$s]', to_char(t.paid_on, 'YYYY-MM-DD')),
		'kind', 'actual', 'payer', t.payer, 'payee', t.payee, 'service', ocds_rows.service,
		'contract', t.contract, 'amount', t.amount, 'source_ref', t.id)
	FROM payment AS t;
END;

COMMENT ON FUNCTION regie.ocds_rows(jsonb, text) IS
'What an OCDS package comes to as rows of the model: table and fields. Used by ocds_document.';

CREATE FUNCTION regie.ocds_document(package text, service text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'iso_8601'
SET jit = off
AS $$
DECLARE
	read jsonb;
	problems text[];
	message text;
BEGIN
	IF package IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'package must not be null';
	END IF;
	BEGIN
		read := package::jsonb;
	EXCEPTION WHEN data_exception THEN
		GET STACKED DIAGNOSTICS message = PG_EXCEPTION_DETAIL;
		RAISE invalid_parameter_value USING
			MESSAGE = 'package is no JSON', DETAIL = message;
	END;
	SELECT array_agg(format('line %s, column %s, %s: %s', p.line, p.col,
							coalesce(nullif(p.pointer, ''), 'package'), p.problem)
					 ORDER BY p.line, p.col, p.problem COLLATE "C")
	INTO problems
	FROM (SELECT DISTINCT q.pointer, q.problem, w.line, w.col
		  FROM regie.ocds_problem(read, service) AS q
		  CROSS JOIN LATERAL regie.document_place(package, q.pointer) AS w) AS p;
	IF problems IS NOT NULL THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('package is refused: %s %s', cardinality(problems),
				CASE cardinality(problems) WHEN 1 THEN 'problem' ELSE 'problems' END),
			DETAIL = array_to_string(problems[:1000]
				|| CASE WHEN cardinality(problems) > 1000
					THEN format('and %s more', cardinality(problems) - 1000) END, E'\n'),
			HINT = 'Correct the package. Prices and payments are left out where service is not given.';
	END IF;
	RETURN '{"regie": "0.1"' || coalesce((
		SELECT string_agg(format(E',\n"%s": [\n%s]', t.table_name, t.rows), '' ORDER BY t.table_name)
		FROM (SELECT r.table_name,
				string_agg(jsonb_strip_nulls(r.fields)::text, E',\n' ORDER BY r.fields ->> 'contract' COLLATE "C",
					r.fields ->> 'code' COLLATE "C", (r.fields ->> 'amendment')::integer NULLS FIRST) AS rows
			  FROM regie.ocds_rows(read, service) AS r
			  GROUP BY r.table_name) AS t), '') || E'}\n';
END
$$;

COMMENT ON FUNCTION regie.ocds_document(text, text) IS
'An OCDS release or record package as a regie document: parties that the model does not have yet, contracts, and amendments where later releases say something else; with a service also values as prices and transactions as actual cost. Errors: everything that the model cannot take, at once, with line, column and JSON pointer. Example: SELECT regie.ocds_document(pg_read_file(''package.json''), ''WERKPLEK'').';

CREATE FUNCTION regie.import_ocds(package text, service text DEFAULT NULL)
RETURNS TABLE (table_name text, added bigint, changed bigint, unchanged bigint)
LANGUAGE sql VOLATILE ROWS 5
BEGIN ATOMIC
	SELECT i.table_name, i.added, i.changed, i.unchanged
	FROM regie.import_document(regie.ocds_document(import_ocds.package, import_ocds.service)) AS i;
END;

COMMENT ON FUNCTION regie.import_ocds(text, text) IS
'Puts the contracts of an OCDS release or record package into the model: what ocds_document makes of it, imported by import_document. A row per table with the number of rows added, changed and unchanged; nothing is written if anything is wrong. Example: SELECT * FROM regie.import_ocds(pg_read_file(''package.json'')).';
