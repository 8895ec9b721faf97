/*
 * allocation: what splits one value after the other, without making rows of
 * them first.
 */
CREATE FUNCTION regie.allocate_parts(amount numeric, weights numeric[],
									 scale int DEFAULT 2)
RETURNS numeric[]
AS 'MODULE_PATHNAME', 'regie_allocate_parts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION regie.allocate_parts(numeric, numeric[], int) IS
'The parts of an amount in proportion to an array of weights, at scale decimals, in the order of the weights: what allocate gives for one partition, as an array. They add up to the amount exactly (largest remainder; ties: larger weight, then the earlier one). An element that is NULL takes no part. Errors: negative or non-finite weights, weights that sum to zero with an amount left, an amount with more decimals than scale. Example: regie.allocate_parts(100, ARRAY[1, 1, 1]) is {33.34,33.33,33.33}.';
