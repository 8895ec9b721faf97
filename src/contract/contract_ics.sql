
/*
 * contract: days to decide as a calendar that agendas subscribe to.
 */
CREATE FUNCTION regie.ics_event(
	uid text,
	day date,
	summary text,
	description text,
	as_of date,
	remind_days int DEFAULT NULL
) RETURNS text
AS 'MODULE_PATHNAME', 'regie_ics_event'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.ics_event(text, date, text, text, date, int) IS
'A whole day as an event of iCalendar (RFC 5545), for ics(). uid says which event it is, every time it is sent; description and remind_days (a reminder so many days before) can be NULL. NULL where another one is. Text is escaped and folded; control characters are refused. Example: regie.ics_event(''HOSTING/notice/2027-04-01'', ''2026-12-31'', ''Notice of hosting'', NULL, ''2026-11-23'', 14).';

CREATE FUNCTION regie.ics(events text[], name text)
RETURNS text
AS 'MODULE_PATHNAME', 'regie_ics'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;

COMMENT ON FUNCTION regie.ics(text[], text) IS
'A calendar in iCalendar format (RFC 5545, RFC 7986) of events that ics_event made; any other text is refused, and so is a uid that occurs twice. NULL or no events: a calendar that shows nothing. Example: SELECT regie.ics(array_agg(event ORDER BY day), ''Contracts'').';
