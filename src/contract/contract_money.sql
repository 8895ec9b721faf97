
/*
 * contract: money over the term.
 */
CREATE FUNCTION regie.remaining_commitment(
	term regie.term,
	amount numeric,
	per interval,
	as_of date
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_term_remaining_commitment'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION regie.remaining_commitment(regie.term, numeric, interval, date) IS
'What must still be paid: the price of the days from as_of (or the start, if later) up to locked_in_until, at amount for each month, year... counted from the start, parts of it by days. Exact, rounded once to the decimals of the amount, at least two. 0 once the term is over.';
