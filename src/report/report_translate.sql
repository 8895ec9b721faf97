/*
 * From the list of labels: the comments of the reports in English, and the
 * Dutch ones, which are the same views with other names and values.  A view or
 * column without a label stops the installation, so that the list is complete.
 *
 * A view that says things in sentences (regie.report_language) would say them
 * in English: its Dutch twin is made from its definition, in Dutch.
 */
DO $$
DECLARE
	view_label regie.label;
	part record;
	dutch_columns text;
	comments text[];
	statement text;
	name text;
	source text;
	spoken text;
BEGIN
	FOR view_label IN
		SELECT * FROM regie.label WHERE kind = 'view' ORDER BY object
	LOOP
		dutch_columns := NULL;
		comments := ARRAY[
			pg_catalog.format('COMMENT ON VIEW regie_report.%I IS %L',
							  view_label.object, view_label.english),
			pg_catalog.format('COMMENT ON VIEW regie_rapport.%I IS %L',
							  view_label.dutch_name, view_label.dutch)];
		FOR part IN
			SELECT a.attname,
				coalesce(o.dutch_name, e.dutch_name) AS dutch_name,
				coalesce(o.english, e.english) AS english,
				coalesce(o.dutch, e.dutch) AS dutch, v.cases
			FROM pg_catalog.pg_attribute AS a
			LEFT JOIN regie.label AS o
				ON o.kind = 'column' AND o.object = view_label.object
					AND o.item = a.attname
			LEFT JOIN regie.label AS e
				ON e.kind = 'column' AND e.object = '*'
					AND e.item = a.attname
			LEFT JOIN LATERAL (
				SELECT string_agg(pg_catalog.format('WHEN %L THEN %L', l.item,
									 l.dutch_name), ' ' ORDER BY l.item) AS cases
				FROM regie.label AS l
				WHERE l.kind = 'value' AND l.object = a.attname
			) AS v ON true
			WHERE a.attrelid = pg_catalog.format('regie_report.%I',
									view_label.object)::pg_catalog.regclass
				AND a.attnum > 0
			ORDER BY a.attnum
		LOOP
			IF part.dutch_name IS NULL THEN
				RAISE EXCEPTION 'column %.% has no label', view_label.object,
					part.attname;
			END IF;
			dutch_columns := concat_ws(', ', dutch_columns,
				pg_catalog.format(CASE WHEN part.cases IS NULL THEN 'v.%1$I'
						ELSE 'CASE v.%1$I %3$s ELSE v.%1$I END' END
					|| ' AS %2$I', part.attname, part.dutch_name, part.cases));
			comments := comments || ARRAY[
				pg_catalog.format('COMMENT ON COLUMN regie_report.%I.%I IS %L',
								  view_label.object, part.attname,
								  part.english),
				pg_catalog.format('COMMENT ON COLUMN regie_rapport.%I.%I IS %L',
								  view_label.dutch_name, part.dutch_name,
								  part.dutch)];
		END LOOP;
		source := pg_catalog.format('regie_report.%I', view_label.object);
		spoken := pg_catalog.pg_get_viewdef(source::pg_catalog.regclass);
		IF spoken ~ 'report_language[(][)]' THEN
			source := pg_catalog.format('(%s)', pg_catalog.rtrim(
				pg_catalog.regexp_replace(spoken,
					'(regie[.])?report_language[(][)]',
					'''nl''::pg_catalog.text', 'g'), '; '));
		END IF;
		EXECUTE pg_catalog.format(
			'CREATE VIEW regie_rapport.%I AS SELECT %s FROM %s AS v',
			view_label.dutch_name, dutch_columns, source);
		FOREACH statement IN ARRAY comments LOOP
			EXECUTE statement;
		END LOOP;
	END LOOP;

	FOR name IN
		SELECT c.oid::pg_catalog.regclass::text
		FROM pg_catalog.pg_class AS c
		JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
		WHERE c.relkind = 'v'
			AND n.nspname ~ '^regie(_report|_rapport)?$'
		ORDER BY c.oid
	LOOP
		EXECUTE 'GRANT SELECT ON ' || name || ' TO PUBLIC';
		/* with the caller's rights; PostgreSQL 14 cannot yet */
		IF pg_catalog.current_setting('server_version_num')::integer >= 150000
		THEN
			EXECUTE 'ALTER VIEW ' || name || ' SET (security_invoker = true)';
		END IF;
		IF pg_catalog.obj_description(name::pg_catalog.regclass, 'pg_class')
			IS NULL
		THEN
			RAISE EXCEPTION 'view % has no label', name;
		END IF;
	END LOOP;
END
$$;
