-- Laws of the regie document: reading ends whatever the text; what is spoilt
-- is refused or means something else; values survive the way out and in.
BEGIN;
SELECT plan(5);
SET LOCAL jit = off;

-- random texts through a string and back
CREATE TEMP TABLE word AS
SELECT g, (SELECT string_agg(CASE WHEN random() < 0.2 THEN (ARRAY['"', '\', E'\n', E'\t', 'é', '€', '😀', '/', E'\u007f', E'\u0001'])[1 + floor(random() * 10)]
							 ELSE chr(32 + floor(random() * 94)::int) END, '')
		   FROM generate_series(1, g % 40)) AS word
FROM generate_series(1, 10000) AS g;
SELECT is((SELECT count(*) FROM word
		   WHERE regie.document_string(coalesce(word, ''))::jsonb #>> '{}' IS DISTINCT FROM coalesce(word, '')), 0::bigint,
	'10,000 random texts as JSON strings: PostgreSQL''s own JSON reads the same text');
SELECT is((SELECT count(*) FROM word,
			regie.document_rows('{"t": [{"x": ' || regie.document_string(coalesce(word, '')) || '}]}') AS r
		   WHERE r.kinds IS NOT NULL AND r.vals[1] = coalesce(word, '')), 10000::bigint,
	'and so does the document');

-- a document spoilt in one place, 10,000 times
CREATE TEMP TABLE spoilt AS
SELECT g, overlay(d PLACING chr(32 + floor(random() * 94)::int) FROM 1 + floor(random() * length(d))::int FOR (g % 3)) AS d
FROM generate_series(1, 10000) AS g,
	(VALUES ('{"regie": "0.1", "party": [{"code": "A b", "n": [1, {"x": null}], "y": -1.5e3},' || E'\n' || '{"code": true}]}')) AS v (d);
CREATE TEMP TABLE judged AS
SELECT s.g, s.d, (SELECT bool_or(r.problem IS NOT NULL) FROM regie.document_rows(s.d) AS r) AS refused
FROM spoilt AS s;
SELECT is((SELECT count(*) FROM judged WHERE refused IS NULL), 0::bigint, '10,000 spoilt documents: each is read or refused');
CREATE FUNCTION pg_temp.is_json(t text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RETURN t::json IS NOT NULL;
EXCEPTION WHEN OTHERS THEN
	RETURN false;
END $$;
SELECT is_empty('SELECT d FROM judged WHERE NOT refused AND NOT pg_temp.is_json(d)',
	'what PostgreSQL''s own JSON refuses is refused');
SELECT cmp_ok((SELECT count(*) FROM judged WHERE refused), '>', 3000::bigint, 'and that is many of them');

SELECT * FROM finish();
ROLLBACK;
