SET datestyle = ISO, YMD;
SET search_path = public, regie;
\set SHOW_CONTEXT never
--
-- Load of resources, by hand.
--
-- Monday 5 to Friday 16 January 2026; a milestone takes nothing; one architect fewer from the 12th; nobody called tester
SELECT * FROM resource_load('{2026-01-05,2026-01-07,2026-01-08,2026-01-16}', '{2026-01-08,2026-01-09,2026-01-16,2026-01-16}', '{4,3,7,0}',
	ARRAY['{"architect": 1}', '{"architect": 1, "tester": 0.5}', '{"architect": 1}', '{"architect": 9}']::jsonb[],
	'{"architect": {"2020-01-01": 9, "2026-01-01": 2, "2026-01-12": 1, "2027-01-01": 5}, "developer": 2}');
-- the same in a week of seven days
SELECT * FROM resource_load('{2026-01-05,2026-01-07}', '{2026-01-08,2026-01-12}', '{4,6}', ARRAY['{"a": 1}', '{"a": 1}']::jsonb[], '{"a": 1}', 'Mon-Sun');
-- before the first date of a capacity there is nothing
SELECT * FROM resource_load('{2026-01-05}', '{2026-01-09}', '{5}', ARRAY['{"a": 1}']::jsonb[], '{"a": {"2026-01-08": 1}}');
-- any style of dates
SET datestyle = SQL, DMY;
SELECT * FROM resource_load('{2026-01-05}', '{2026-01-09}', '{5}', ARRAY['{"a": 1}']::jsonb[], '{"a": {"2026-01-08": 1}}');
SET datestyle = ISO, YMD;
-- nothing to do
SELECT * FROM resource_load('{}', '{}', '{}', '{}', '{"a": 1}');
SELECT * FROM resource_load('{2026-01-05}', '{2026-01-05}', '{0}', ARRAY['{"a": 1}']::jsonb[], '{"a": {"2026-01-08": 1, "2026-02-01": 2}}');
SELECT * FROM resource_load(NULL, NULL, NULL, NULL, NULL);
SELECT * FROM resource_load('{2026-01-05}', '{2026-01-05}', '{1}', ARRAY[NULL]::jsonb[], '{"a": 1}');
-- what is no number or no date is refused
SELECT * FROM resource_load('{2026-01-05}', '{2026-01-05}', '{1}', ARRAY['{"a": "many"}']::jsonb[], '{"a": 1}');
SELECT * FROM resource_load('{2026-01-05}', '{2026-01-05}', '{1}', ARRAY['{"a": 1}']::jsonb[], '{"a": {"soon": 1}}');
