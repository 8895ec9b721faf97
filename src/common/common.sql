\echo Use "CREATE EXTENSION regie" to load this file. \quit

/*
 * common: the schema, the day of today, the version.
 *
 * Every name is qualified, nothing is replaced: an object that is already
 * there makes the installation fail instead of being taken over.
 */
CREATE SCHEMA regie;

COMMENT ON SCHEMA regie IS
'Steering shared municipal ICT: types, functions and tables. Reports stand in regie_report (English) and regie_rapport (Dutch).';

CREATE FUNCTION regie.today() RETURNS date
AS 'MODULE_PATHNAME', 'regie_today'
LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.today() IS
'The day that reports run as of: the setting regie.today, or else the current day in the Netherlands (whatever the session''s time zone). Example: SET regie.today = ''2026-11-23''.';

CREATE FUNCTION regie.version() RETURNS text
AS 'MODULE_PATHNAME', 'regie_version'
LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.version() IS
'The versions of regie, of the PostgreSQL it was built for and of the Jansson library it uses.';
