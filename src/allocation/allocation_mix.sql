/*
 * mix: the sum of keys over rows, each with its factor.  The sum is exact and
 * the same in any order, so it may be made in parts.
 */
CREATE AGGREGATE regie.mix(key regie.allocation_key) (
	SFUNC = regie.allocation_key_add,
	STYPE = regie.allocation_key,
	COMBINEFUNC = regie.allocation_key_add,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.mix(regie.allocation_key) IS
'The mix of the rows'' keys, each counting as its shares times its factor: what the operator + does, over rows. NULL is left out. Errors: a key whose weights sum to zero, more than 1000 digits. Example: SELECT regie.mix(factor OPERATOR(regie.*) key) FROM part.';
