
/*
 * contract: the calendar of decisions and of what falls due.
 */
CREATE FUNCTION regie.decisions(term regie.term, since date, until date)
RETURNS TABLE (k int, kind text, last_day date, boundary date, if_silent text,
			   options_before int)
AS 'MODULE_PATHNAME', 'regie_term_decisions'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 3;

COMMENT ON FUNCTION regie.decisions(regie.term, date, date) IS
'Every last day to decide, from since on and before until, in order: notice for each boundary that a tacit term reaches by silence (if_silent renews), option for the one that can be lifted next and those after it (if_silent ends; options_before says how many must be lifted first). No rows for none, evergreen, a recorded end, and once an option was let go. The first one is last_notice_day(term, since).';

CREATE FUNCTION regie.due_days(
	first_due_on date,
	every interval,
	since date,
	until date
) RETURNS SETOF date
AS 'MODULE_PATHNAME', 'regie_due_days'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 ROWS 10;

COMMENT ON FUNCTION regie.due_days(date, interval, date, date) IS
'The days on which something recurring falls due, from since on and before until: first_due_on + n * every, always counted from the first day, clamped to the end of the month. every NULL: once, on the first day. Example: SELECT regie.due_days(''2026-01-31'', ''1 month'', ''2026-01-01'', ''2026-07-01'').';
