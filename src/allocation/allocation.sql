/*
 * allocation: exact splits of money and of whole things.
 */
CREATE FUNCTION regie.allocate(amount numeric, weight numeric,
							   scale int DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_allocate'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocate(numeric, numeric, int) IS
'Window function: the row''s part of its partition''s one amount, in proportion to weight, at scale decimals. The parts add up to the amount exactly (largest remainder; ties: larger weight, then window order); a credit mirrors a debit. Weight NULL takes no part and gets NULL, weight 0 gets 0. Errors: amounts that differ inside the partition, negative or non-finite weights, weights that sum to zero, an amount with more decimals than scale. Example: regie.allocate(total, inhabitants) OVER (PARTITION BY bill ORDER BY municipality).';

CREATE FUNCTION regie.allocate_units(units bigint, weight bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'regie_allocate_units'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocate_units(bigint, bigint) IS
'Window function: like allocate, for whole things (cents, seats, licences): the row''s part of its partition''s one number of units, in proportion to weight, adding up exactly. Errors: units that differ inside the partition, a negative weight, weights that sum to zero with units left. Example: regie.allocate_units(licences, staff) OVER (PARTITION BY product ORDER BY municipality).';
