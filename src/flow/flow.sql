/*
 * flow: who pays whom for what, through networks of cost pools.
 */
CREATE FUNCTION regie.flow(
	source text,
	target text,
	amount numeric,
	weight numeric,
	method text DEFAULT 'reciprocal',
	step integer DEFAULT NULL,
	scale integer DEFAULT 2
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_flow'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;

COMMENT ON FUNCTION regie.flow(text, text, numeric, numeric, text, integer, integer) IS
'Window function: the money over the row, at scale decimals. A row with an amount is a posting: source pays target. A row with a weight passes on what its source collects, in proportion to the source''s weights; a row with neither gets NULL. Who has no weights bears what comes. Methods: direct (pools get nothing from pools), step_down (a pool gets nothing from pools of the same or a later step), reciprocal (all at once). At every pool in equals out to the cent, and no amount is a cent or more from the exact one. Errors: a loop that nobody leaves, a pool with money and without users, negative or non-finite weights, amounts with more decimals than scale. Example: regie.flow(source, target, amount, weight) OVER (PARTITION BY year).';
