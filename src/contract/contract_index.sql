/*
 * contract: prices that follow an index.  Changes are in per cent, as
 * contracts and Statistics Netherlands (CBS) write them: 5.7 is 5.7 %.
 */
CREATE FUNCTION regie.index_change(
	base numeric,
	current numeric,
	decimals integer DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_index_change'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.index_change(numeric, numeric, integer) IS
'Change between two figures of an index, in per cent: (current / base - 1) * 100, rounded half away from zero to decimals, or, without them, to twenty. Errors: a figure that is not above zero, NaN or infinite. Example: regie.index_change(124.8, 132.6) is 6.25.';

CREATE FUNCTION regie.indexed(
	price numeric,
	change numeric,
	cap numeric DEFAULT NULL,
	floor numeric DEFAULT NULL,
	scale integer DEFAULT 2,
	share numeric DEFAULT 100
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_indexed'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.indexed(numeric, numeric, numeric, numeric, integer, numeric) IS
'A price after a change in per cent: price * (100 + share / 100 * change) / 100, rounded once to scale decimals, half away from zero. The change is first brought within cap and floor, where given; floor 0 means that the price may only rise. Errors: cap below floor, share outside 0 to 100, change or cap of -100 or less, NaN or infinite. Example: regie.indexed(100000, 5.7, cap => 3) is 103000.00.';

CREATE FUNCTION regie.indexed_by(
	price numeric,
	base numeric,
	current numeric,
	cap numeric DEFAULT NULL,
	floor numeric DEFAULT NULL,
	scale integer DEFAULT 2,
	share numeric DEFAULT 100
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_indexed_by'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.indexed_by(numeric, numeric, numeric, numeric, numeric, integer, numeric) IS
'A price that follows an index from figure base to figure current: as indexed() with their change, of which no digit is lost. Example: regie.indexed_by(90.00, 115.13, 116.34) is 90.95.';

CREATE FUNCTION regie.price_chain_step(
	price numeric,
	agreed numeric,
	base numeric,
	current numeric,
	cap numeric,
	floor numeric,
	scale integer,
	share numeric
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_price_chain_step'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.price_chain_step(numeric, numeric, numeric, numeric, numeric, numeric, integer, numeric) IS
'One step of the aggregate price_chain: the price after a row.';

/*
 * Each step is rounded before the next, so the order matters and there is
 * nothing to combine.
 */
CREATE AGGREGATE regie.price_chain(
	agreed numeric,
	base numeric,
	current numeric,
	cap numeric,
	floor numeric,
	scale integer,
	share numeric
) (
	SFUNC = regie.price_chain_step,
	STYPE = numeric,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.price_chain(numeric, numeric, numeric, numeric, numeric, integer, numeric) IS
'The price after a chain of rows: a row with agreed sets it, a row with base and current moves it as indexed_by() does, any other row leaves it. Use it with ORDER BY, or as a window function: price_chain(...) OVER (PARTITION BY line ORDER BY day).';
