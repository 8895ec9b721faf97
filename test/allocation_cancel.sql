-- Splits over more rows than anybody waits for can be left at any time, in
-- every stage of them.
BEGIN;
SELECT plan(21);
SET LOCAL jit = off;
SET LOCAL regie.memory_limit = '4GB';
CREATE TEMP TABLE line AS
SELECT 'p' || i AS participant, i, i::bigint * 7919 % 1000003 AS units, (i::bigint * 7919 % 1000003)::numeric / 7 AS weight FROM generate_series(1, 1000000) i;
CREATE FUNCTION pg_temp.late(query text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	EXECUTE query;
	RETURN 0;
EXCEPTION WHEN query_canceled THEN
	RETURN extract(epoch FROM clock_timestamp() - started);
END
$$;
CREATE TEMP TABLE asked (place int GENERATED ALWAYS AS IDENTITY, name text, query text);
INSERT INTO asked (name, query) VALUES
('allocate', 'SELECT count(a) FROM (SELECT regie.allocate(123456789.01, weight) OVER () AS a FROM line) q'),
('allocate of many digits', 'SELECT count(a) FROM (SELECT regie.allocate(123456789.01, round(weight, 6) * 1e18, 12) OVER () AS a FROM line) q'),
('allocate_units', 'SELECT count(a) FROM (SELECT regie.allocate_units(123456789, units) OVER () AS a FROM line) q'),
('allocate_bounded', 'SELECT count(a) FROM (SELECT regie.allocate_bounded(1234567890.01, weight, i % 100, CASE WHEN i % 3 = 0 THEN i % 100 + 50 END) OVER () AS a FROM line) q'),
('allocation_key', 'SELECT length(regie.allocation_key(participant, weight)::text) FROM line'),
('allocate by a key', 'SELECT count(*) FROM (SELECT regie.allocation_key(participant, weight) AS key FROM line) k, regie.allocate(123456.78, key)'),
('allocate_parts', 'SELECT cardinality(regie.allocate_parts(123456.78, (SELECT array_agg(weight) FROM line)))');
-- a statement of its own for each, as the clock runs for the outermost one
SET LOCAL statement_timeout = '100ms';
SELECT format('SELECT cmp_ok(pg_temp.late(%L), ''<'', 1.1, %L)', query, name || ': at once') FROM asked ORDER BY place \gexec
SET LOCAL statement_timeout = '600ms';
SELECT format('SELECT cmp_ok(pg_temp.late(%L), ''<'', 1.6, %L)', query, name || ': in the middle') FROM asked ORDER BY place \gexec
SET LOCAL statement_timeout = '1200ms';
SELECT format('SELECT cmp_ok(pg_temp.late(%L), ''<'', 2.2, %L)', query, name || ': late') FROM asked ORDER BY place \gexec
SET LOCAL statement_timeout = 0;
SELECT * FROM finish();
ROLLBACK;
