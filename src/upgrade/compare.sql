/*
 * compare.sql
 *		The statements that make an installation of version :from one of version
 *		:to, from what catalog.sql says of both, in temporary tables a and b.
 *
 * Six parts, in this order:
 *	1 what is made anew under a name that is taken gives up its name, and keeps
 *	  those that depend on it;
 *	2 constraints, indexes, triggers and policies that change are removed;
 *	3 everything is made or replaced, in the order in which version :to makes it;
 *	4 what is gone is removed, last first;
 *	5 columns that hold a value by now are NOT NULL;
 *	6 options of views, comments, privileges, what pg_dump takes along.
 *
 * What it cannot know, or would destroy, is a line "BY HAND".
 */
SET client_min_messages = warning;
SET search_path = '';

CREATE TEMP TABLE pair AS
SELECT coalesce(b.kind, a.kind) AS kind, coalesce(b.name, a.name) AS name,
	coalesce(b.on_what, a.on_what) AS on_what, a.place AS old_place, b.place,
	a.definition AS old_definition, b.definition, a.shape AS old_shape, b.shape,
	coalesce(a.uses, '{}') AS old_uses, b.uses, b.make, a.remove, a.make AS old_make,
	CASE WHEN a.kind IS NULL THEN 'add'
		WHEN b.kind IS NULL THEN 'remove'
		WHEN a.definition IS DISTINCT FROM b.definition THEN 'change'
		ELSE 'same' END AS action
FROM a FULL JOIN b ON b.kind = a.kind AND b.name = a.name;
ANALYZE pair;

/* what comes and goes with a table comes and goes with it */
DELETE FROM pair AS p USING pair AS t
WHERE p.on_what = 'table ' || t.name AND t.kind = 'table'
	AND ((t.action = 'add' AND p.kind IN ('column', 'column order'))
		OR (t.action = 'remove' AND p.kind NOT IN ('table')));
DELETE FROM pair AS p USING pair AS t
WHERE p.on_what = t.kind || ' ' || t.name AND t.action = 'remove' AND p.action = 'remove'
	AND p.kind IN ('comment', 'privilege', 'view options');
DELETE FROM pair AS p
WHERE p.kind = 'row security' AND p.action = 'add' AND p.definition = 'false false';
DELETE FROM pair AS p USING pair AS t
WHERE p.kind = 'dump' AND t.kind = 'table' AND t.action = 'remove'
	AND (p.name = t.name OR p.name LIKE t.name || '!_%!_seq' ESCAPE '!');

/*
 * PostgreSQL replaces a function with the same arguments, names and result,
 * and a view with the same columns and more behind them.  Others are made anew.
 */
UPDATE pair SET action = 'renew'
WHERE action = 'change'
	AND ((kind IN ('function', 'aggregate')
			AND (old_shape[1:3] <> shape[1:3] OR old_shape[4]::integer > shape[4]::integer))
		OR (kind = 'view' AND old_shape <> shape[1:cardinality(old_shape)]));
UPDATE pair AS p SET action = 'renew'
FROM pair AS v
WHERE v.kind = 'view' AND v.action = 'renew' AND p.kind = 'function' AND p.action IN ('same', 'change')
	AND array_to_string(p.old_shape[2:3], ' ') ~ ('(^| )' || replace(v.name, '.', '[.]') || '(\[\])?($|[ ,)])');
/* what is made anew has no comments to take away */
DELETE FROM pair AS p USING pair AS t
WHERE p.on_what = t.kind || ' ' || t.name AND t.action = 'renew' AND p.action = 'remove' AND p.kind = 'comment';

/* what names one of those is made again, so that it names the new one */
UPDATE pair AS p SET action = 'touch'
WHERE p.action = 'same'
	AND p.old_uses && (SELECT array_agg(g.kind || ' ' || g.name) FROM pair AS g
					   WHERE g.action IN ('renew', 'remove') AND g.kind IN ('function', 'aggregate', 'view'));

CREATE TEMP TABLE step (part integer, place double precision, by_hand boolean DEFAULT false, statement text);

/* 1 */
CREATE TEMP TABLE aside AS
SELECT p.kind, p.name, p.old_place AS place, upper(split_part(p.remove, ' ', 2)) AS word,
	regexp_replace(CASE p.kind WHEN 'view' THEN p.name ELSE p.old_shape[5] END, '^.*[.]', '') || '_before_update' AS new_name,
	CASE p.kind WHEN 'view' THEN '' ELSE substr(p.name, length(p.old_shape[5]) + 1) END AS arguments,
	regexp_replace(CASE p.kind WHEN 'view' THEN p.name ELSE p.old_shape[5] END, '[.][^.]*$', '') AS schema
FROM pair AS p
WHERE p.kind IN ('function', 'aggregate', 'view')
	AND (p.action = 'renew' OR (p.action = 'remove' AND EXISTS (
		SELECT FROM pair AS o WHERE o.kind IN ('function', 'aggregate')
			AND o.action <> 'remove' AND o.shape[5] = p.old_shape[5])));
/* functions first, as their arguments can be rows of a view */
INSERT INTO step
SELECT 1, s.place + CASE s.kind WHEN 'view' THEN 1e12 ELSE 0 END, false, format('ALTER %s %s RENAME TO %s', s.word, s.name, s.new_name) FROM aside AS s;
DO $$
DECLARE
	v record;
BEGIN
	FOR v IN SELECT * FROM aside WHERE kind = 'view' LOOP
		UPDATE aside SET arguments = regexp_replace(arguments,
			'\m' || replace(v.name, '.', '[.]') || '\M', v.schema || '.' || v.new_name, 'g');
	END LOOP;
END
$$;
INSERT INTO step
SELECT 4, -s.place, false, format('DROP %s %s.%s%s', s.word, s.schema, s.new_name, s.arguments) FROM aside AS s;

INSERT INTO step
SELECT 1, -1, true, format('the columns of %s %s change other than by new ones at the end, and reports over it would break: keep them, or give the new report another name', p.kind, p.name)
FROM pair AS p WHERE p.kind = 'view' AND p.action = 'renew' AND p.name ~ '^regie_(report|rapport)[.]';

/* 2 */
INSERT INTO step
SELECT 2, CASE WHEN p.kind = 'constraint' AND p.old_shape[1] <> 'f' THEN 1 ELSE 0 END, false, p.remove
FROM pair AS p
WHERE p.kind IN ('constraint', 'index', 'trigger', 'policy', 'rule', 'statistics')
	AND p.action IN ('remove', 'change', 'touch');

/* 3 */
INSERT INTO step
SELECT 3, p.place, p.make IS NULL,
	CASE WHEN p.make IS NULL THEN format('%s %s is new%s', p.kind, p.name, CASE p.kind
			WHEN 'column' THEN ', is not null and has no default, and there may be rows: ' || regexp_replace(p.shape[4], 'ALTER COLUMN', 'ADD COLUMN') || ' ' || p.definition
			ELSE ': ' || p.definition END)
		WHEN p.kind IN ('function', 'aggregate', 'view') AND p.action IN ('add', 'renew')
			THEN replace(left(p.make, 20), 'CREATE OR REPLACE', 'CREATE') || substr(p.make, 21)
		ELSE p.make END
FROM pair AS p
WHERE (p.action IN ('add', 'renew')
		OR (p.action IN ('change', 'touch') AND p.kind IN ('function', 'aggregate', 'view', 'constraint', 'index',
			'trigger', 'policy', 'rule', 'statistics', 'row security')))
	AND p.kind NOT IN ('row', 'comment', 'privilege', 'dump', 'view options', 'column order');

INSERT INTO step
SELECT 3, p.place, p.old_shape <> p.shape[1:cardinality(p.old_shape)],
	CASE WHEN p.old_shape <> p.shape[1:cardinality(p.old_shape)]
		THEN format('the attributes of type %s change other than by new ones at the end', p.name)
		ELSE format('ALTER TYPE %s ADD ATTRIBUTE %s', p.name, array_to_string(p.shape[cardinality(p.old_shape) + 1:], ', ADD ATTRIBUTE ')) END
FROM pair AS p WHERE p.kind = 'type' AND p.action = 'change' AND p.shape IS NOT NULL AND p.old_shape IS NOT NULL;

INSERT INTO step
SELECT 3, p.place, x.by_hand, x.statement
FROM pair AS p
CROSS JOIN LATERAL (
	SELECT p.old_shape[1] IS DISTINCT FROM p.shape[1] AS by_hand,
		format('column %s is %s and was %s', p.name, p.definition, p.old_definition) AS statement
	WHERE p.old_shape[1] IS DISTINCT FROM p.shape[1]
	UNION ALL
	SELECT false, p.shape[4] || coalesce(' SET DEFAULT ' || p.shape[2], ' DROP DEFAULT')
	WHERE p.old_shape[2] IS DISTINCT FROM p.shape[2] OR p.action = 'touch'
	UNION ALL
	SELECT false, p.shape[4] || CASE p.shape[3] WHEN 'true' THEN ' SET' ELSE ' DROP' END || ' NOT NULL'
	WHERE p.old_shape[3] IS DISTINCT FROM p.shape[3]) AS x
WHERE p.kind = 'column' AND p.action IN ('change', 'touch');

INSERT INTO step
SELECT 3, p.place, true, format('the columns of table %s are in another order: new ones belong at the end, where an update can put them (new: %s; old: %s)', p.name, p.definition, p.old_definition)
FROM pair AS p
WHERE p.kind = 'column order' AND p.action = 'change'
	AND p.shape[1:cardinality(p.old_shape)] <> p.old_shape
	AND p.old_shape <@ p.shape;

INSERT INTO step
SELECT 3, p.place, true, format('%s %s changes%s', p.kind, p.name, CASE p.action
		WHEN 'touch' THEN ', as it uses a function that is made anew'
		ELSE format(E', from\n%s\nto\n%s', p.old_definition, p.definition) END)
FROM pair AS p
WHERE p.action IN ('change', 'touch')
	AND p.kind IN ('schema', 'type name', 'operator', 'operator class', 'cast', 'table', 'sequence', 'other')
	OR (p.kind = 'type' AND p.action IN ('change', 'touch') AND (p.shape IS NULL OR p.old_shape IS NULL OR p.action = 'touch'));

/*
 * Rows.  Where users may have rows too, the trigger that keeps the extension's
 * own from them stands aside; a user's row with the key of a new one stops the
 * update, as nobody can know which of both is meant.
 */
CREATE TEMP TABLE rows AS
SELECT p.*, substr(p.on_what, 7) AS table_name, substr(p.name, length(p.on_what) - 4) AS condition
FROM pair AS p WHERE p.kind = 'row' AND p.action IN ('add', 'change', 'remove');
INSERT INTO step
SELECT 3, min(r.place), false, format(E'INSERT INTO %s (%s)\nOVERRIDING SYSTEM VALUE VALUES\n\t%s', r.table_name,
	array_to_string(r.uses, ', '), string_agg(r.make, E',\n\t' ORDER BY r.condition COLLATE "C"))
FROM rows AS r WHERE r.action = 'add'
GROUP BY r.table_name, r.uses
UNION ALL
SELECT 3, r.place - 0.01, false, format('UPDATE %s SET %s WHERE %s', r.table_name, (
		SELECT string_agg(format('%s = %L', n.key, n.value), ', ' ORDER BY n.key)
		FROM jsonb_each_text(r.definition::jsonb) AS n
		WHERE r.old_definition::jsonb ->> n.key IS DISTINCT FROM n.value), r.condition)
FROM rows AS r WHERE r.action = 'change'
	AND EXISTS (SELECT FROM jsonb_each_text(r.definition::jsonb) AS n
				WHERE r.old_definition::jsonb ->> n.key IS DISTINCT FROM n.value)
UNION ALL
SELECT 4, 1e12 - r.old_place, false, r.remove FROM rows AS r WHERE r.action = 'remove';
INSERT INTO step
SELECT DISTINCT w.part, w.place, false, format('ALTER TABLE %s %s TRIGGER %s', t.name, w.word, g.name)
FROM pair AS t
CROSS JOIN LATERAL unnest(string_to_array(t.old_shape[1], ',')) AS g (name)
JOIN rows AS r ON r.table_name = t.name
CROSS JOIN LATERAL (VALUES (3, r.place - 0.02, 'DISABLE', r.action <> 'remove'), (3, r.place + 0.01, 'ENABLE', r.action <> 'remove'),
	(4, 1e12 - r.old_place - 0.01, 'DISABLE', r.action = 'remove'), (4, 1e12 - r.old_place + 0.01, 'ENABLE', r.action = 'remove'))
	AS w (part, place, word, wanted)
WHERE t.kind = 'table' AND t.action IN ('same', 'change') AND w.wanted;

/* 4 */
INSERT INTO step
SELECT 4, -p.old_place, p.kind IN ('table', 'column', 'sequence', 'schema', 'other') OR p.remove IS NULL,
	CASE WHEN p.kind IN ('table', 'column') THEN format('%s %s is gone, with what users entered', p.kind, p.name)
		WHEN p.kind IN ('sequence', 'schema', 'other') OR p.remove IS NULL THEN format('%s %s is gone', p.kind, p.name)
		ELSE p.remove END
FROM pair AS p
WHERE p.action = 'remove'
	AND p.kind NOT IN ('row', 'comment', 'privilege', 'view options', 'type name', 'row security', 'column order',
		'constraint', 'index', 'trigger', 'policy', 'rule', 'statistics')
	AND NOT EXISTS (SELECT FROM aside AS s WHERE s.kind = p.kind AND s.name = p.name);

/* 5 */
INSERT INTO step
SELECT 5, p.place, false, p.shape[4] || ' SET NOT NULL'
FROM pair AS p
WHERE p.kind = 'column' AND p.action = 'add' AND p.shape[3] = 'true' AND p.make !~ ' NOT NULL$';

/* 6: PostgreSQL 14 has no security_invoker, and views lose it when replaced */
INSERT INTO step
SELECT 6, 0, false, format(E'DO $do$\nDECLARE\n\tname text;\nBEGIN\n\tIF pg_catalog.current_setting(''server_version_num'')::integer < 150000 THEN\n\t\tRETURN;\n\tEND IF;\n\tFOREACH name IN ARRAY ARRAY[\n\t\t%s]\n\tLOOP\n\t\tEXECUTE ''ALTER VIEW '' || name || '' SET (%s)'';\n\tEND LOOP;\nEND\n$do$',
	string_agg(quote_literal(v.name), E',\n\t\t' ORDER BY v.place), o.definition)
FROM pair AS v
JOIN pair AS o ON o.kind = 'view options' AND o.name = v.name AND o.definition IS NOT NULL
WHERE v.kind = 'view' AND (v.action NOT IN ('same', 'remove') OR o.action IN ('add', 'change'))
GROUP BY o.definition;
INSERT INTO step
SELECT 6, 0, false, format('ALTER VIEW %s RESET (%s)', p.name, (
	SELECT string_agg(split_part(o.o, '=', 1), ', ') FROM unnest(string_to_array(p.old_definition, ', ')) AS o (o)
	WHERE position(split_part(o.o, '=', 1) || '=' IN coalesce(p.definition, '')) = 0))
FROM pair AS p
JOIN pair AS v ON v.kind = 'view' AND v.name = p.name AND v.action = 'same'
WHERE p.kind = 'view options' AND p.action IN ('change', 'remove')
	AND EXISTS (SELECT FROM unnest(string_to_array(p.old_definition, ', ')) AS o (o)
				WHERE position(split_part(o.o, '=', 1) || '=' IN coalesce(p.definition, '')) = 0);
INSERT INTO step
SELECT 6, CASE p.kind WHEN 'comment' THEN 1 WHEN 'privilege' THEN 2 ELSE 3 END, p.kind = 'dump' AND p.action = 'remove',
	CASE WHEN p.kind = 'dump' AND p.action = 'remove' THEN format('pg_dump no longer takes along %s', p.name)
		WHEN p.action = 'remove' THEN p.remove ELSE p.make END
FROM pair AS p
WHERE p.kind IN ('comment', 'privilege', 'dump')
	AND (p.action <> 'same' OR (p.kind <> 'dump' AND EXISTS (
		SELECT FROM pair AS o WHERE p.on_what = o.kind || ' ' || o.name
			AND (o.action = 'renew' OR (o.kind IN ('constraint', 'index', 'trigger', 'policy') AND o.action IN ('change', 'touch'))))));

\pset format unaligned
\pset tuples_only on
SELECT E'\\echo Use "ALTER EXTENSION regie UPDATE TO ''' || :'to' || E'''" to load this file. \\quit\n';
SELECT CASE WHEN s.by_hand THEN E'-- BY HAND: ' || replace(s.statement, E'\n', E'\n--   ')
	ELSE s.statement || ';' END || E'\n'
FROM step AS s
ORDER BY s.part, s.place, s.statement COLLATE "C";
SELECT E'/* Nothing to do: only the library is another one. */\n' WHERE NOT EXISTS (SELECT FROM step);
