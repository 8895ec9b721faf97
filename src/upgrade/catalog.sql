/*
 * catalog.sql
 *		What extension regie consists of in this database, written to standard
 *		output: a line per schema, type, function, operator, table, column,
 *		constraint, index, trigger, policy, view, option, comment, privilege,
 *		registration for pg_dump, and row that comes with the extension.
 *
 * make_upgrade.sh compares two of these lists; test/upgrade_check.sh does too,
 * to show that an updated database is what a new one is.  Users' rows are not
 * in it.
 *
 * kind, name	  which object; both together are unique
 * place		  where to make it: behind all that it needs.  A new installation
 *				  makes objects in an order that works, and gives out oids in it.
 * on_what		  the object that it goes with, as kind and name
 * definition	  what is compared
 * shape		  what decides whether it can be replaced in its place
 * uses			  objects that it names, as kind and name
 * make, remove	  statements; none where a person has to write them
 */
\set QUIET on
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET search_path = '';
SET DateStyle = 'ISO, YMD';
SET IntervalStyle = 'postgres';
SET TimeZone = 'UTC';
SET extra_float_digits = 1;
SET bytea_output = 'hex';

BEGIN;

CREATE TEMP TABLE part (
	kind text,
	name text,
	place double precision,
	on_what text,
	definition text,
	shape text[],
	uses text[],
	make text,
	remove text,
	class oid,
	id oid,
	PRIMARY KEY (kind, name)
);

CREATE TEMP TABLE member AS
SELECT d.classid AS class, d.objid AS id
FROM pg_depend AS d
JOIN pg_extension AS e ON e.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
	AND e.extname = 'regie';
ANALYZE member;

/*
 * PostgreSQL writes a view that it made from its own text a little differently
 * from one that it made from ours: a name that was meant becomes a name that is
 * said.  With -v retold=1 all are made from its text, so that an updated
 * database can be compared with a new one; nothing of that stays.
 */
\if :{?retold}
DO $$
DECLARE
	v record;
BEGIN
	FOR v IN
		SELECT c.oid, c.reloptions, (
			SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
			FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0) AS names
		FROM pg_class AS c
		JOIN member AS m ON m.class = 'pg_class'::regclass AND m.id = c.oid
		WHERE c.relkind = 'v'
	LOOP
		EXECUTE format('CREATE OR REPLACE VIEW %s (%s)%s AS %s', v.oid::regclass, v.names,
			' WITH (' || array_to_string(v.reloptions, ', ') || ')', pg_get_viewdef(v.oid));
	END LOOP;
	FOR v IN
		SELECT p.oid FROM pg_proc AS p
		JOIN member AS m ON m.class = 'pg_proc'::regclass AND m.id = p.oid
		WHERE p.prosqlbody IS NOT NULL
	LOOP
		EXECUTE pg_get_functiondef(v.oid);
	END LOOP;
END
$$;
\endif

/*
 * Tables, their columns and what hangs on them
 */
CREATE TEMP TABLE tab AS
SELECT c.oid, c.oid::regclass::text AS name, c.relkind, c.relpersistence,
	c.reloptions, c.relrowsecurity, c.relforcerowsecurity,
	EXISTS (SELECT FROM pg_extension AS e
			WHERE e.extname = 'regie' AND c.oid = ANY (e.extconfig)) AS is_config
FROM pg_class AS c
JOIN member AS m ON m.class = 'pg_class'::regclass AND m.id = c.oid
WHERE c.relkind IN ('r', 'p');

CREATE TEMP TABLE col AS
SELECT t.name AS table_name, t.is_config, a.attrelid, a.attnum,
	pg_catalog.quote_ident(a.attname) AS name, a.attname,
	format_type(a.atttypid, a.atttypmod)
		|| coalesce(' COLLATE ' || (
			SELECT l.oid::regcollation::text FROM pg_collation AS l
			JOIN pg_type AS y ON y.oid = a.atttypid
			WHERE l.oid = a.attcollation AND l.oid <> y.typcollation), '') AS type,
	CASE WHEN a.attidentity <> '' THEN
		'GENERATED ' || CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END
			|| ' AS IDENTITY' || coalesce((
				SELECT ' (' || concat_ws(' ',
					CASE WHEN s.seqincrement <> 1 THEN 'INCREMENT ' || s.seqincrement END,
					CASE WHEN s.seqmin <> 1 THEN 'MINVALUE ' || s.seqmin END,
					CASE WHEN s.seqmax <> CASE s.seqtypid
							WHEN 'smallint'::regtype THEN 32767
							WHEN 'integer'::regtype THEN 2147483647
							ELSE 9223372036854775807 END
						THEN 'MAXVALUE ' || s.seqmax END,
					CASE WHEN s.seqstart <> s.seqmin THEN 'START ' || s.seqstart END,
					CASE WHEN s.seqcache <> 1 THEN 'CACHE ' || s.seqcache END,
					CASE WHEN s.seqcycle THEN 'CYCLE' END) || ')'
				FROM pg_depend AS d JOIN pg_sequence AS s ON s.seqrelid = d.objid
				WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'i'
					AND d.refclassid = 'pg_class'::regclass
					AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum), '')
		WHEN a.attgenerated <> '' THEN
			'GENERATED ALWAYS AS (' || pg_get_expr(f.adbin, f.adrelid) || ') STORED'
		END AS generated,
	CASE WHEN a.attgenerated = '' THEN pg_get_expr(f.adbin, f.adrelid) END AS value,
	a.attnotnull AS not_null,
	a.attacl::text AS acl,
	f.oid AS default_id,
	greatest(a.attrelid, (SELECT max(m.id) FROM member AS m
			WHERE m.class = 'pg_type'::regclass AND m.id IN (a.atttypid,
				(SELECT y.typelem FROM pg_type AS y WHERE y.oid = a.atttypid))),
		(SELECT max(d.refobjid) FROM pg_depend AS d
		 WHERE d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid))::bigint::double precision AS place
FROM tab AS t
JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef AS f ON f.adrelid = a.attrelid AND f.adnum = a.attnum;

/* as they come in the table, so that an update adds them in that order */
UPDATE col AS c SET place = o.place + c.attnum * 1e-4
FROM (SELECT attrelid, attnum, max(place) OVER (PARTITION BY attrelid ORDER BY attnum) AS place FROM col) AS o
WHERE o.attrelid = c.attrelid AND o.attnum = c.attnum;

CREATE TEMP TABLE tab_place AS
SELECT attrelid AS oid, max(place) AS place FROM col GROUP BY 1;
ANALYZE tab;
ANALYZE col;
ANALYZE tab_place;

INSERT INTO part
SELECT 'table', t.name, p.place, NULL,
	concat_ws(' ', t.relkind, t.relpersistence, t.reloptions),
	ARRAY[(SELECT string_agg(g.tgname, ',') FROM pg_trigger AS g
		   WHERE g.tgrelid = t.oid AND g.tgfoid = to_regproc('regie.keep_seeded_rows')
			AND g.tgtype & 1 = 1), t.is_config::text],
	NULL,
	CASE WHEN t.relkind = 'r' THEN format(E'CREATE TABLE %s (\n\t%s\n)%s', t.name, (
		SELECT string_agg(concat_ws(' ', c.name, c.type, c.generated,
				'DEFAULT ' || c.value, CASE WHEN c.not_null THEN 'NOT NULL' END),
			E',\n\t' ORDER BY c.attnum) FROM col AS c WHERE c.attrelid = t.oid),
		' WITH (' || array_to_string(t.reloptions, ', ') || ')') END,
	NULL, 'pg_class'::regclass, t.oid
FROM tab AS t JOIN tab_place AS p USING (oid);

INSERT INTO part
SELECT 'column', c.table_name || '.' || c.name, c.place, 'table ' || c.table_name,
	concat_ws(' ', c.type, c.generated, 'DEFAULT ' || c.value,
			  CASE WHEN c.not_null THEN 'NOT NULL' END, c.acl),
	ARRAY[concat_ws(' ', c.type, c.generated, c.acl), c.value, c.not_null::text,
		format('ALTER TABLE %s ALTER COLUMN %s', c.table_name, c.name)],
	NULL::text[],
	CASE WHEN c.is_config AND c.not_null AND c.value IS NULL AND c.generated IS NULL
		THEN NULL
		ELSE format('ALTER TABLE %s ADD COLUMN %s', c.table_name,
			concat_ws(' ', c.name, c.type, c.generated, 'DEFAULT ' || c.value,
				CASE WHEN c.not_null AND coalesce(c.value, c.generated) IS NOT NULL
					THEN 'NOT NULL' END)) END,
	NULL, 'pg_attrdef'::regclass, c.default_id
FROM col AS c
UNION ALL
SELECT 'column order', c.table_name, p.place, 'table ' || c.table_name,
	string_agg(c.name, ', ' ORDER BY c.attnum), array_agg(c.name ORDER BY c.attnum),
	NULL, NULL, NULL, NULL, NULL
FROM col AS c JOIN tab_place AS p ON p.oid = c.attrelid
GROUP BY c.table_name, p.place
UNION ALL
SELECT 'row security', t.name, p.place + 0.9, 'table ' || t.name,
	concat_ws(' ', t.relrowsecurity, t.relforcerowsecurity), NULL, NULL,
	format('ALTER TABLE %s %s ROW LEVEL SECURITY, %s ROW LEVEL SECURITY', t.name,
		CASE WHEN t.relrowsecurity THEN 'ENABLE' ELSE 'DISABLE' END,
		CASE WHEN t.relforcerowsecurity THEN 'FORCE' ELSE 'NO FORCE' END),
	NULL, NULL, NULL
FROM tab AS t JOIN tab_place AS p USING (oid);

INSERT INTO part
SELECT 'constraint', format('%I ON %s', k.conname, t.name),
	greatest(k.oid::bigint, p.place + 0.1), 'table ' || t.name,
	pg_get_constraintdef(k.oid), ARRAY[k.contype::text], NULL::text[],
	format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.name, k.conname, pg_get_constraintdef(k.oid)),
	format('ALTER TABLE %s DROP CONSTRAINT %I', t.name, k.conname),
	'pg_constraint'::regclass, k.oid
FROM tab AS t JOIN tab_place AS p USING (oid)
JOIN pg_constraint AS k ON k.conrelid = t.oid AND k.contype IN ('c', 'f', 'p', 'u', 'x')
UNION ALL
SELECT 'index', i.indexrelid::regclass::text,
	greatest(i.indexrelid::bigint, p.place + 0.1), 'table ' || t.name,
	pg_get_indexdef(i.indexrelid), NULL, NULL,
	pg_get_indexdef(i.indexrelid), 'DROP INDEX ' || i.indexrelid::regclass,
	'pg_class'::regclass, i.indexrelid
FROM tab AS t JOIN tab_place AS p USING (oid)
JOIN pg_index AS i ON i.indrelid = t.oid
WHERE NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
UNION ALL
SELECT 'trigger', format('%I ON %s', g.tgname, t.name),
	greatest(g.oid::bigint, p.place + 0.2), 'table ' || t.name,
	concat_ws(' ', pg_get_triggerdef(g.oid), g.tgenabled), NULL, NULL,
	pg_get_triggerdef(g.oid), format('DROP TRIGGER %I ON %s', g.tgname, t.name),
	'pg_trigger'::regclass, g.oid
FROM tab AS t JOIN tab_place AS p USING (oid)
JOIN pg_trigger AS g ON g.tgrelid = t.oid AND NOT g.tgisinternal
UNION ALL
SELECT 'policy', format('%I ON %s', y.polname, t.name),
	greatest(y.oid::bigint, p.place + 0.2), 'table ' || t.name, s.make, NULL, NULL, s.make,
	format('DROP POLICY %I ON %s', y.polname, t.name), 'pg_policy'::regclass, y.oid
FROM tab AS t JOIN tab_place AS p USING (oid)
JOIN pg_policy AS y ON y.polrelid = t.oid
CROSS JOIN LATERAL (SELECT concat_ws(' ', format('CREATE POLICY %I ON %s', y.polname, t.name),
	CASE WHEN NOT y.polpermissive THEN 'AS RESTRICTIVE' END,
	'FOR ' || CASE y.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
		WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
	'TO ' || (SELECT string_agg(CASE r.id WHEN 0 THEN 'PUBLIC' ELSE r.id::regrole::text END, ', ' ORDER BY r.id)
			  FROM unnest(y.polroles) AS r (id)),
	E'\n\tUSING (' || pg_get_expr(y.polqual, y.polrelid) || ')',
	E'\n\tWITH CHECK (' || pg_get_expr(y.polwithcheck, y.polrelid) || ')') AS make) AS s
UNION ALL
SELECT 'rule', format('%I ON %s', r.rulename, c.oid::regclass), r.oid::bigint, NULL,
	pg_get_ruledef(r.oid), NULL, NULL, pg_get_ruledef(r.oid),
	format('DROP RULE %I ON %s', r.rulename, c.oid::regclass), 'pg_rewrite'::regclass, r.oid
FROM pg_rewrite AS r
JOIN pg_class AS c ON c.oid = r.ev_class
JOIN member AS m ON m.class = 'pg_class'::regclass AND m.id = c.oid
WHERE r.rulename <> '_RETURN'
UNION ALL
SELECT 'statistics', format('%I.%I', s.stxnamespace::regnamespace, s.stxname), s.oid::bigint,
	'table ' || t.name, pg_get_statisticsobjdef(s.oid), NULL, NULL,
	pg_get_statisticsobjdef(s.oid),
	format('DROP STATISTICS %I.%I', s.stxnamespace::regnamespace, s.stxname),
	'pg_statistic_ext'::regclass, s.oid
FROM tab AS t JOIN pg_statistic_ext AS s ON s.stxrelid = t.oid;

/*
 * Views, and sequences that no column owns
 */
INSERT INTO part
SELECT 'view', v.name, v.oid::bigint, NULL,
	concat_ws(' ', v.definition, 'COLUMNS', array_to_string(v.columns, ', ')), v.columns, NULL::text[],
	format(E'CREATE OR REPLACE VIEW %s (%s) AS\n%s', v.name, v.names, rtrim(v.definition, ';')),
	'DROP VIEW ' || v.name, 'pg_rewrite'::regclass,
	(SELECT r.oid FROM pg_rewrite AS r WHERE r.ev_class = v.oid AND r.rulename = '_RETURN')
FROM (
	SELECT c.oid, c.oid::regclass::text AS name, pg_get_viewdef(c.oid) AS definition,
		a.columns, a.names
	FROM pg_class AS c
	JOIN member AS m ON m.class = 'pg_class'::regclass AND m.id = c.oid
	CROSS JOIN LATERAL (
		SELECT array_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
				|| coalesce(' DEFAULT ' || pg_get_expr(f.adbin, f.adrelid), '')
				ORDER BY a.attnum) AS columns,
			string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS names
		FROM pg_attribute AS a
		LEFT JOIN pg_attrdef AS f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
		WHERE a.attrelid = c.oid AND a.attnum > 0) AS a
	WHERE c.relkind = 'v') AS v
UNION ALL
SELECT 'view options', c.oid::regclass::text, c.oid::bigint, 'view ' || c.oid::regclass,
	(SELECT string_agg(o.o, ', ' ORDER BY o.o) FROM unnest(c.reloptions) AS o (o)), NULL, NULL,
	NULL, NULL, NULL, NULL
FROM pg_class AS c
JOIN member AS m ON m.class = 'pg_class'::regclass AND m.id = c.oid
WHERE c.relkind = 'v' AND c.reloptions IS NOT NULL
UNION ALL
SELECT 'sequence', c.oid::regclass::text, c.oid::bigint, NULL,
	concat_ws(' ', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle),
	NULL, NULL, NULL, NULL, 'pg_class'::regclass, c.oid
FROM pg_class AS c
JOIN member AS m ON m.class = 'pg_class'::regclass AND m.id = c.oid
JOIN pg_sequence AS s ON s.seqrelid = c.oid
WHERE NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass
				  AND d.objid = c.oid AND d.deptype = 'i');

/*
 * Functions and aggregates.  The library is named as the build names it.
 */
INSERT INTO part
SELECT 'function', f.name, f.oid::bigint, NULL, f.definition,
	ARRAY[f.prokind::text, f.arguments, coalesce(pg_get_function_result(f.oid), ''),
		f.pronargdefaults::text, format('%I.%I', f.pronamespace::regnamespace, f.proname)],
	NULL::text[], f.definition,
	format('DROP %s %s', CASE f.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, f.name),
	'pg_proc'::regclass, f.oid
FROM (
	SELECT p.*, p.oid::regprocedure::text AS name,
		(SELECT string_agg(concat_ws(' ', u.mode, u.name, u.type), ', ' ORDER BY u.n)
		 FROM (SELECT n, coalesce(p.proargmodes[n]::text, 'i') AS mode, p.proargnames[n] AS name,
				coalesce(p.proallargtypes[n], p.proargtypes[n - 1])::regtype::text AS type
			   FROM generate_series(1, coalesce(cardinality(p.proallargtypes), p.pronargs)) AS n) AS u
		) AS arguments,
		rtrim(regexp_replace(pg_get_functiondef(p.oid),
			'AS ''[^'']*regie'', [$]function[$]([a-z0-9_]+)[$]function[$]',
			'AS ''MODULE_PATHNAME'', ''\1'''), E'\n') AS definition
	FROM pg_proc AS p
	JOIN member AS m ON m.class = 'pg_proc'::regclass AND m.id = p.oid
	WHERE p.prokind <> 'a') AS f
UNION ALL
SELECT 'aggregate', g.name, g.oid::bigint, NULL, g.make,
	ARRAY[g.aggkind::text, pg_get_function_arguments(g.oid), pg_get_function_result(g.oid), '0',
		format('%I.%I', g.pronamespace::regnamespace, g.proname)],
	NULL, CASE WHEN g.aggkind = 'n' THEN g.make END, 'DROP AGGREGATE ' || g.name,
	'pg_proc'::regclass, g.oid
FROM (
	SELECT p.oid, p.proname, p.pronamespace, p.oid::regprocedure::text AS name, a.aggkind,
		format(E'CREATE OR REPLACE AGGREGATE %I.%I(%s) (\n\t%s\n)', p.pronamespace::regnamespace,
			p.proname, pg_get_function_arguments(p.oid), concat_ws(E',\n\t',
			'SFUNC = ' || a.aggtransfn,
			'STYPE = ' || format_type(a.aggtranstype, NULL),
			'SSPACE = ' || nullif(a.aggtransspace, 0),
			'FINALFUNC = ' || nullif(a.aggfinalfn, 0)::regproc,
			CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
			'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 's' THEN 'SHAREABLE' WHEN 'w' THEN 'READ_WRITE' END,
			'COMBINEFUNC = ' || nullif(a.aggcombinefn, 0)::regproc,
			'SERIALFUNC = ' || nullif(a.aggserialfn, 0)::regproc,
			'DESERIALFUNC = ' || nullif(a.aggdeserialfn, 0)::regproc,
			'INITCOND = ' || quote_literal(a.agginitval),
			'MSFUNC = ' || nullif(a.aggmtransfn, 0)::regproc,
			'MINVFUNC = ' || nullif(a.aggminvtransfn, 0)::regproc,
			'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), NULL),
			'MSSPACE = ' || nullif(a.aggmtransspace, 0),
			'MFINALFUNC = ' || nullif(a.aggmfinalfn, 0)::regproc,
			CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
			'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 's' THEN 'SHAREABLE' WHEN 'w' THEN 'READ_WRITE' END,
			'MINITCOND = ' || quote_literal(a.aggminitval),
			'SORTOP = ' || (SELECT format('OPERATOR(%s.%s)', o.oprnamespace::regnamespace, o.oprname)
							FROM pg_operator AS o WHERE o.oid = a.aggsortop),
			'PARALLEL = ' || CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END)) AS make
	FROM pg_proc AS p
	JOIN member AS m ON m.class = 'pg_proc'::regclass AND m.id = p.oid
	JOIN pg_aggregate AS a ON a.aggfnoid = p.oid) AS g;

/*
 * Types.  One of its own needs its functions, which need its name: the name
 * comes first, the rest behind the last of the functions.
 */
INSERT INTO part
SELECT 'schema', n.nspname::text, n.oid::bigint, NULL, n.nspname::text, NULL::text[], NULL::text[],
	format('CREATE SCHEMA %I', n.nspname), NULL, 'pg_namespace'::regclass, n.oid
FROM pg_namespace AS n
JOIN member AS m ON m.class = 'pg_namespace'::regclass AND m.id = n.oid
UNION ALL
SELECT 'type name', format_type(t.oid, NULL), t.oid::bigint, NULL, format_type(t.oid, NULL), NULL, NULL,
	'CREATE TYPE ' || format_type(t.oid, NULL), NULL, NULL, NULL
FROM pg_type AS t
JOIN member AS m ON m.class = 'pg_type'::regclass AND m.id = t.oid
WHERE t.typtype = 'b'
UNION ALL
SELECT 'type', format_type(t.oid, NULL), CASE t.typtype
		WHEN 'b' THEN greatest(t.oid::bigint, t.typinput::bigint, t.typoutput::bigint, t.typreceive::bigint,
			t.typsend::bigint, t.typmodin::bigint, t.typmodout::bigint, t.typanalyze::bigint) + 0.1
		ELSE t.oid::bigint END,
	NULL, x.definition,
	CASE t.typtype WHEN 'c' THEN (
		SELECT array_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
		FROM pg_attribute AS a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) END,
	NULL, CASE WHEN t.typtype IN ('b', 'c', 'e') THEN x.definition END,
	'DROP TYPE ' || format_type(t.oid, NULL), 'pg_type'::regclass, t.oid
FROM pg_type AS t
JOIN member AS m ON m.class = 'pg_type'::regclass AND m.id = t.oid
CROSS JOIN LATERAL (SELECT CASE t.typtype
	WHEN 'b' THEN format(E'CREATE TYPE %s (\n\t%s\n)', format_type(t.oid, NULL), concat_ws(E',\n\t',
		'INPUT = ' || t.typinput, 'OUTPUT = ' || t.typoutput,
		'RECEIVE = ' || nullif(t.typreceive, 0)::regproc, 'SEND = ' || nullif(t.typsend, 0)::regproc,
		'TYPMOD_IN = ' || nullif(t.typmodin, 0)::regproc, 'TYPMOD_OUT = ' || nullif(t.typmodout, 0)::regproc,
		'ANALYZE = ' || nullif(t.typanalyze, 0)::regproc,
		'INTERNALLENGTH = ' || CASE t.typlen WHEN -1 THEN 'VARIABLE' ELSE t.typlen::text END,
		CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,
		'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END,
		'STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END,
		'CATEGORY = ' || quote_literal(t.typcategory::text), CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
		'DEFAULT = ' || quote_literal(t.typdefault), CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END))
	WHEN 'c' THEN format(E'CREATE TYPE %s AS (\n\t%s\n)', format_type(t.oid, NULL), (
		SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), E',\n\t' ORDER BY a.attnum)
		FROM pg_attribute AS a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))
	WHEN 'e' THEN format('CREATE TYPE %s AS ENUM (%s)', format_type(t.oid, NULL), (
		SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder)
		FROM pg_enum AS l WHERE l.enumtypid = t.oid))
	ELSE concat_ws(' ', t.typtype, (SELECT concat_ws(' ', r.rngsubtype::regtype, r.rngcollation::regcollation,
			r.rngcanonical, r.rngsubdiff, (SELECT o.opcname FROM pg_opclass AS o WHERE o.oid = r.rngsubopc),
			r.rngmultitypid::regtype) FROM pg_range AS r WHERE r.rngtypid = t.oid),
		format_type(nullif(t.typbasetype, 0), t.typtypmod), t.typdefault, t.typnotnull,
		(SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname) FROM pg_constraint AS k WHERE k.contypid = t.oid))
	END AS definition) AS x;

/*
 * Operators, their classes and families, casts
 */
INSERT INTO part
SELECT 'operator', o.oid::regoperator::text, greatest(o.oid::bigint, o.oprcode::bigint) + 0.1, NULL, x.make,
	NULL, NULL, x.make,
	format('DROP OPERATOR %s.%s (%s, %s)', o.oprnamespace::regnamespace, o.oprname,
		   coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE'), format_type(o.oprright, NULL)),
	'pg_operator'::regclass, o.oid
FROM pg_operator AS o
JOIN member AS m ON m.class = 'pg_operator'::regclass AND m.id = o.oid
CROSS JOIN LATERAL (SELECT format(E'CREATE OPERATOR %s.%s (\n\t%s\n)', o.oprnamespace::regnamespace, o.oprname,
	concat_ws(E',\n\t', 'FUNCTION = ' || o.oprcode,
		'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL), 'RIGHTARG = ' || format_type(o.oprright, NULL),
		'COMMUTATOR = ' || (SELECT format('OPERATOR(%s.%s)', c.oprnamespace::regnamespace, c.oprname)
							FROM pg_operator AS c WHERE c.oid = o.oprcom),
		'NEGATOR = ' || (SELECT format('OPERATOR(%s.%s)', c.oprnamespace::regnamespace, c.oprname)
						 FROM pg_operator AS c WHERE c.oid = o.oprnegate),
		'RESTRICT = ' || nullif(o.oprrest, 0)::regproc, 'JOIN = ' || nullif(o.oprjoin, 0)::regproc,
		CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END)) AS make) AS x;

CREATE TEMP TABLE family AS
SELECT f.oid, f.opfname, f.opfnamespace, m.amname, (
	SELECT string_agg(s.item, E',\n\t' ORDER BY s.item) FROM (
		SELECT format('OPERATOR %s %s%s', a.amopstrategy, a.amopopr::regoperator,
			' FOR ORDER BY ' || (SELECT format('%I.%I', g.opfnamespace::regnamespace, g.opfname)
								 FROM pg_opfamily AS g WHERE g.oid = a.amopsortfamily)) AS item
		FROM pg_amop AS a WHERE a.amopfamily = f.oid
		UNION ALL
		SELECT format('FUNCTION %s (%s, %s) %s', a.amprocnum, format_type(a.amproclefttype, NULL),
			format_type(a.amprocrighttype, NULL), a.amproc::regprocedure)
		FROM pg_amproc AS a WHERE a.amprocfamily = f.oid) AS s) AS items,
	(SELECT max(x.id) FROM (SELECT a.amproc::bigint AS id FROM pg_amproc AS a WHERE a.amprocfamily = f.oid
			UNION ALL SELECT a.amopopr::bigint FROM pg_amop AS a WHERE a.amopfamily = f.oid) AS x) AS last_id
FROM pg_opfamily AS f
JOIN member AS b ON b.class = 'pg_opfamily'::regclass AND b.id = f.oid
JOIN pg_am AS m ON m.oid = f.opfmethod;

INSERT INTO part
SELECT 'operator class', format('%I.%I USING %s', c.opcnamespace::regnamespace, c.opcname, f.amname),
	greatest(c.oid::bigint, f.last_id) + 0.2, NULL, x.make, NULL::text[], NULL::text[],
	CASE WHEN c.opcname = f.opfname THEN x.make END,
	format('DROP OPERATOR FAMILY %I.%I USING %s', f.opfnamespace::regnamespace, f.opfname, f.amname),
	'pg_opclass'::regclass, c.oid
FROM pg_opclass AS c
JOIN member AS m ON m.class = 'pg_opclass'::regclass AND m.id = c.oid
JOIN family AS f ON f.oid = c.opcfamily
CROSS JOIN LATERAL (SELECT format(E'CREATE OPERATOR CLASS %I.%I %sFOR TYPE %s USING %s AS\n\t%s%s',
	c.opcnamespace::regnamespace, c.opcname, CASE WHEN c.opcdefault THEN 'DEFAULT ' ELSE '' END,
	format_type(c.opcintype, NULL), f.amname, f.items,
	E',\n\tSTORAGE ' || format_type(nullif(c.opckeytype, 0), NULL)) AS make) AS x
UNION ALL
SELECT 'cast', format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
	greatest(c.oid::bigint, c.castfunc::bigint), NULL, x.make, NULL, NULL, x.make,
	format('DROP CAST (%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
	'pg_cast'::regclass, c.oid
FROM pg_cast AS c
JOIN member AS m ON m.class = 'pg_cast'::regclass AND m.id = c.oid
CROSS JOIN LATERAL (SELECT format('CREATE CAST (%s AS %s) %s%s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL),
	CASE c.castmethod WHEN 'i' THEN 'WITH INOUT' WHEN 'b' THEN 'WITHOUT FUNCTION'
		ELSE 'WITH FUNCTION ' || c.castfunc::regprocedure END,
	CASE c.castcontext WHEN 'i' THEN ' AS IMPLICIT' WHEN 'a' THEN ' AS ASSIGNMENT' ELSE '' END) AS make) AS x
/* the cast to its multirange comes with a range type */
WHERE NOT EXISTS (SELECT FROM pg_range AS r WHERE r.rngtypid = c.castsource AND r.rngmultitypid = c.casttarget);

/* anything else would be overlooked */
INSERT INTO part
SELECT 'other', format('%s %s', o.type, o.identity), m.id::bigint, NULL, o.identity, NULL, NULL, NULL, NULL, NULL, NULL
FROM member AS m
CROSS JOIN LATERAL pg_identify_object(m.class, m.id, 0) AS o
WHERE m.class NOT IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass,
	'pg_opclass'::regclass, 'pg_opfamily'::regclass, 'pg_cast'::regclass, 'pg_namespace'::regclass)
	OR (m.class = 'pg_class'::regclass AND EXISTS (
		SELECT FROM pg_class AS c WHERE c.oid = m.id AND c.relkind NOT IN ('r', 'p', 'v', 'S')));

/* what names what, for what can be made anew under a name that is taken */
CREATE TEMP TABLE target AS
SELECT p.class, p.id, p.kind || ' ' || p.name AS what
FROM part AS p WHERE p.kind IN ('function', 'aggregate')
UNION ALL
SELECT x.class, x.id, p.kind || ' ' || p.name
FROM part AS p
JOIN pg_rewrite AS w ON w.oid = p.id
JOIN pg_class AS c ON c.oid = w.ev_class
CROSS JOIN LATERAL (VALUES ('pg_class'::regclass::oid, c.oid),
	('pg_type'::regclass::oid, c.reltype)) AS x (class, id)
WHERE p.kind = 'view';
ANALYZE target;
ANALYZE part;

UPDATE part AS p SET uses = u.uses
FROM (
	SELECT q.kind, q.name, array_agg(DISTINCT r.what) AS uses
	FROM part AS q
	JOIN pg_depend AS d ON d.classid = q.class AND d.objid = q.id
	JOIN target AS r ON r.class = d.refclassid AND r.id = d.refobjid
	WHERE r.what <> q.kind || ' ' || q.name
	GROUP BY 1, 2) AS u
WHERE u.kind = p.kind AND u.name = p.name;

/*
 * Comments, privileges beyond or short of what PostgreSQL gives by itself,
 * and what pg_dump takes along
 */
CREATE TEMP TABLE named AS
SELECT m.class, m.id, 0 AS sub FROM member AS m
UNION SELECT p.class, p.id, 0 FROM part AS p
	WHERE p.class IN ('pg_constraint'::regclass, 'pg_class'::regclass, 'pg_trigger'::regclass,
		'pg_policy'::regclass, 'pg_statistic_ext'::regclass)
UNION SELECT 'pg_class'::regclass, a.attrelid, a.attnum
	FROM pg_attribute AS a
	WHERE a.attnum > 0 AND NOT a.attisdropped AND (
		a.attrelid IN (SELECT m.id FROM member AS m WHERE m.class = 'pg_class'::regclass)
		OR a.attrelid IN (SELECT t.typrelid FROM pg_type AS t JOIN member AS m ON m.id = t.oid
						  WHERE m.class = 'pg_type'::regclass AND t.typrelid <> 0));

INSERT INTO part
SELECT 'comment', x.what, 0,
	CASE WHEN o.type ~ 'column$' THEN regexp_replace(o.type, ' column$', ' ') || regexp_replace(o.identity, '[.][^.]+$', '')
		WHEN o.type = 'table constraint' THEN 'constraint ' || regexp_replace(o.identity, ' on ', ' ON ')
		WHEN o.type IN ('trigger', 'policy') THEN o.type || ' ' || regexp_replace(o.identity, ' on ', ' ON ')
		WHEN o.type IN ('function', 'aggregate', 'procedure') THEN CASE o.type WHEN 'aggregate' THEN 'aggregate ' ELSE 'function ' END || n.id::regprocedure::text
		ELSE o.type || ' ' || o.identity END,
	c.description, NULL, NULL,
	format('COMMENT ON %s IS %L', x.what, c.description), format('COMMENT ON %s IS NULL', x.what), NULL, NULL
FROM named AS n
JOIN pg_description AS c ON c.classoid = n.class AND c.objoid = n.id AND c.objsubid = n.sub
CROSS JOIN LATERAL pg_identify_object(n.class, n.id, n.sub) AS o
CROSS JOIN LATERAL (SELECT concat_ws(' ', CASE WHEN o.type ~ 'column$' THEN 'COLUMN'
		WHEN o.type = 'table constraint' THEN 'CONSTRAINT' WHEN o.type = 'composite type' THEN 'TYPE'
		WHEN o.type = 'statistics object' THEN 'STATISTICS' ELSE upper(o.type) END,
	CASE WHEN n.class = 'pg_proc'::regclass THEN n.id::regprocedure::text
		WHEN o.type IN ('table constraint', 'trigger', 'policy') THEN regexp_replace(o.identity, ' on ', ' ON ')
		ELSE o.identity END) AS what) AS x;

/* of everybody only: what users give to their own roles is theirs */
INSERT INTO part
SELECT 'privilege', format('%s%s ON %s', CASE WHEN x.has THEN '' ELSE 'NO ' END, x.privilege, x.what), 0, x.on_what,
	x.privilege, NULL, NULL,
	format(CASE WHEN x.has THEN 'GRANT %s ON %s TO PUBLIC' ELSE 'REVOKE %s ON %s FROM PUBLIC' END, x.privilege, x.what),
	format(CASE WHEN x.has THEN 'REVOKE %s ON %s FROM PUBLIC' ELSE 'GRANT %s ON %s TO PUBLIC' END, x.privilege, x.what), NULL, NULL
FROM (
	SELECT o.what, o.on_what, r.privilege, r.has, r.grantable
	FROM (
		SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass AS what,
			CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END || c.oid::regclass AS on_what,
			c.relacl AS acl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, c.relowner) AS usual
		FROM pg_class AS c JOIN member AS m ON m.class = 'pg_class'::regclass AND m.id = c.oid
		UNION ALL
		SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || p.oid::regprocedure,
			CASE p.prokind WHEN 'a' THEN 'aggregate ' ELSE 'function ' END || p.oid::regprocedure,
			p.proacl, acldefault('f', p.proowner)
		FROM pg_proc AS p JOIN member AS m ON m.class = 'pg_proc'::regclass AND m.id = p.oid
		UNION ALL
		SELECT 'TYPE ' || format_type(t.oid, NULL), 'type ' || format_type(t.oid, NULL), t.typacl, acldefault('T', t.typowner)
		FROM pg_type AS t JOIN member AS m ON m.class = 'pg_type'::regclass AND m.id = t.oid
		UNION ALL
		SELECT format('SCHEMA %I', n.nspname), 'schema ' || n.nspname, n.nspacl, acldefault('n', n.nspowner)
		FROM pg_namespace AS n JOIN member AS m ON m.class = 'pg_namespace'::regclass AND m.id = n.oid) AS o
	CROSS JOIN LATERAL (
		SELECT coalesce(g.privilege_type, d.privilege_type) AS privilege,
			g.privilege_type IS NOT NULL AS has, g.is_grantable AS grantable
		FROM (SELECT * FROM aclexplode(coalesce(o.acl, o.usual)) AS e WHERE e.grantee = 0) AS g
		FULL JOIN (SELECT * FROM aclexplode(o.usual) AS e WHERE e.grantee = 0) AS d USING (privilege_type)
		WHERE g.privilege_type IS NULL OR d.privilege_type IS NULL) AS r) AS x;

INSERT INTO part
SELECT 'dump', c.id::regclass::text, 0, NULL, coalesce(c.condition, ''), NULL, NULL,
	format('SELECT pg_catalog.pg_extension_config_dump(%L, %L)', c.id::regclass, coalesce(c.condition, '')), NULL, NULL, NULL
FROM pg_extension AS e
CROSS JOIN LATERAL unnest(e.extconfig, e.extcondition) AS c (id, condition)
WHERE e.extname = 'regie';

/*
 * The rows that come with the extension: those with seeded = true, and all of
 * tables that pg_dump leaves to CREATE EXTENSION.
 */
DO $$
DECLARE
	t record;
BEGIN
	FOR t IN
		SELECT c.attrelid, c.table_name, p.place,
			bool_or(c.attname = 'seeded') AS has_flag,
			array_agg(c.name ORDER BY c.attnum) AS names,
			string_agg(format('x.%s::text', c.name), ', ' ORDER BY c.attnum) AS texts,
			(SELECT array_agg(a.attname ORDER BY array_position(i.indkey::int2[], a.attnum))
			 FROM pg_index AS i
			 JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
			 WHERE i.indexrelid = (
				SELECT k.conindid FROM pg_constraint AS k
				WHERE k.conrelid = c.attrelid AND k.contype IN ('p', 'u')
				ORDER BY k.contype, k.conname LIMIT 1)) AS keys
		FROM col AS c JOIN tab_place AS p ON p.oid = c.attrelid
		WHERE c.generated IS NULL OR c.generated !~ 'STORED'
		GROUP BY c.attrelid, c.table_name, c.is_config, p.place
		HAVING NOT c.is_config OR bool_or(c.attname = 'seeded')
	LOOP
		IF t.keys IS NULL THEN
			RAISE EXCEPTION 'table % has rows of the extension''s own and no key', t.table_name;
		END IF;
		EXECUTE format($q$
			INSERT INTO part
			SELECT 'row', %1$L || ' ' || s.condition, %2$s + 0.05, %3$L,
				jsonb_pretty(jsonb_object(%4$L::text[], s.texts)), s.texts, %4$L::text[],
				'(' || (SELECT string_agg(coalesce(quote_literal(u.u), 'NULL'), ', ' ORDER BY u.n) FROM unnest(s.texts) WITH ORDINALITY AS u (u, n)) || ')',
				format('DELETE FROM %1$s WHERE %%s', s.condition), NULL, NULL
			FROM (SELECT ARRAY[%5$s] AS texts, concat_ws(' AND ', %6$s) AS condition FROM %1$s AS x WHERE %7$s) AS s
			$q$, t.table_name, t.place, 'table ' || t.table_name, t.names, t.texts,
			(SELECT string_agg(format('format(''%I = %%L'', x.%I::text)', k, k), ', ') FROM unnest(t.keys) AS k),
			CASE WHEN t.has_flag THEN 'x.seeded' ELSE 'true' END);
	END LOOP;
END
$$;

COPY (
	SELECT p.kind, p.name, p.place, p.on_what, p.definition, p.shape, p.uses, p.make, p.remove
	FROM part AS p ORDER BY p.kind COLLATE "C", p.name COLLATE "C"
) TO STDOUT;
ROLLBACK;
