SET datestyle = ISO, YMD;
-- The day of today can be pinned, and only to a day.
SET regie.today = '2026-11-23';
SELECT regie.today();
SET TimeZone = 'Pacific/Auckland';
SELECT regie.today();
SET regie.today = '2026-02-30';
SET regie.today = 'tomorrow';
SELECT regie.today();
RESET regie.today;
-- without a pin: the day in Amsterdam, whatever the session's zone
SELECT regie.today() = (now() AT TIME ZONE 'Europe/Amsterdam')::date AS amsterdam;
SHOW regie.memory_limit;
SELECT regie.version() ~ '^regie \d+\.\d+\.\d+, PostgreSQL \d+[^,]*, Jansson \d' AS version;
