
/*
 * contract: what a term says about dates.
 */
CREATE FUNCTION regie.boundary(term regie.term, k int) RETURNS date
AS 'MODULE_PATHNAME', 'regie_term_boundary'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.boundary(regie.term, int) IS
'The first day after period k: start + (initial + k * renewal), always counted from the start, clamped to the end of the month. NULL beyond the maximum of renewals, and for evergreen terms. A recorded end does not move it.';

CREATE FUNCTION regie.period(term regie.term, as_of date) RETURNS daterange
AS 'MODULE_PATHNAME', 'regie_term_period'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.period(regie.term, date) IS
'The initial period or the renewal that holds the day, cut off at a recorded end. NULL if the term does not run on that day.';

CREATE FUNCTION regie.periods(term regie.term, until date)
RETURNS TABLE (k int, period daterange, last_notice_day date)
AS 'MODULE_PATHNAME', 'regie_term_periods'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 10;

COMMENT ON FUNCTION regie.periods(regie.term, date) IS
'The periods that begin before a day: those that are certain and those that silence brings, not those for which an option must be lifted first. With each, the last day to decide about what follows it; NULL if nothing can follow.';

CREATE FUNCTION regie.last_notice_day(term regie.term, as_of date) RETURNS date
AS 'MODULE_PATHNAME', 'regie_term_last_notice_day'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.last_notice_day(regie.term, date) IS
'The next last day, as_of or later, to give notice (tacit) or to lift an option (explicit): (boundary - notice) - 1 day. NULL if there is nothing to decide. It is not moved for weekends or holidays.';

CREATE FUNCTION regie.locked_in_until(term regie.term, as_of date) RETURNS date
AS 'MODULE_PATHNAME', 'regie_term_locked_in_until'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.locked_in_until(regie.term, date) IS
'The first day on which one can be free of the term by acting on as_of. NULL once it is over.';

CREATE FUNCTION regie.if_silent(term regie.term, as_of date) RETURNS text
AS 'MODULE_PATHNAME', 'regie_term_if_silent'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.if_silent(regie.term, date) IS
'Where silence leads: the term renews at the end of the current period, ends (at its certain end), or continues (evergreen). NULL once it is over.';

CREATE FUNCTION regie.maximum_extent(term regie.term) RETURNS date
AS 'MODULE_PATHNAME', 'regie_term_maximum_extent'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.maximum_extent(regie.term) IS
'The end (first day after) if every renewal and option is used, or the recorded end. NULL where no maximum is stated.';

CREATE FUNCTION regie.status(
	term regie.term,
	as_of date,
	warn interval DEFAULT '3 months'
) RETURNS text
AS 'MODULE_PATHNAME', 'regie_term_status'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.status(regie.term, date, interval) IS
'The first that holds: ended; upcoming; notice due (from warn before the next last notice day on); ending (nobody can prolong it, and its end is recorded, or an option was let go, or the day is warn before the end or later); running. A decision can be due before the start: ask last_notice_day.';
