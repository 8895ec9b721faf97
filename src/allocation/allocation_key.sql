/*
 * allocation_key: who pays by which weight, as a value.
 */
CREATE TYPE regie.allocation_key;

CREATE FUNCTION regie.allocation_key_in(cstring) RETURNS regie.allocation_key
AS 'MODULE_PATHNAME', 'regie_allocation_key_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_in(cstring) IS
'Input function of type regie.allocation_key.';

CREATE FUNCTION regie.allocation_key_out(regie.allocation_key) RETURNS cstring
AS 'MODULE_PATHNAME', 'regie_allocation_key_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_out(regie.allocation_key) IS
'Output function of type regie.allocation_key.';

CREATE FUNCTION regie.allocation_key_recv(internal) RETURNS regie.allocation_key
AS 'MODULE_PATHNAME', 'regie_allocation_key_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_recv(internal) IS
'Binary input function of type regie.allocation_key.';

CREATE FUNCTION regie.allocation_key_send(regie.allocation_key) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_allocation_key_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_send(regie.allocation_key) IS
'Binary output function of type regie.allocation_key.';

CREATE TYPE regie.allocation_key (
	INPUT = regie.allocation_key_in,
	OUTPUT = regie.allocation_key_out,
	RECEIVE = regie.allocation_key_recv,
	SEND = regie.allocation_key_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);

COMMENT ON TYPE regie.allocation_key IS
'By which weights participants pay (verdeelsleutel): a JSON object of numbers, exact. Example: ''{"GM0820": 23526, "GM1771": 39997}''. A factor other than 1, with which the key counts in a mix, stands in front: ''0.6 * {"GM0820": 23526}''.';

CREATE FUNCTION regie.allocation_key_eq(regie.allocation_key, regie.allocation_key) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_allocation_key_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_eq(regie.allocation_key, regie.allocation_key) IS
'Same participants, same weights, same factor.';

CREATE FUNCTION regie.allocation_key_ne(regie.allocation_key, regie.allocation_key) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_allocation_key_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_ne(regie.allocation_key, regie.allocation_key) IS
'Not the same participants, weights or factor.';

CREATE FUNCTION regie.allocation_key_hash(regie.allocation_key) RETURNS integer
AS 'MODULE_PATHNAME', 'regie_allocation_key_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_hash(regie.allocation_key) IS
'Hash of an allocation key.';

CREATE FUNCTION regie.allocation_key_hash_extended(regie.allocation_key, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'regie_allocation_key_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_hash_extended(regie.allocation_key, bigint) IS
'Hash of an allocation key, with a seed.';

CREATE OPERATOR regie.= (
	LEFTARG = regie.allocation_key,
	RIGHTARG = regie.allocation_key,
	FUNCTION = regie.allocation_key_eq,
	COMMUTATOR = OPERATOR(regie.=),
	NEGATOR = OPERATOR(regie.<>),
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES
);

CREATE OPERATOR regie.<> (
	LEFTARG = regie.allocation_key,
	RIGHTARG = regie.allocation_key,
	FUNCTION = regie.allocation_key_ne,
	COMMUTATOR = OPERATOR(regie.<>),
	NEGATOR = OPERATOR(regie.=),
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);

COMMENT ON OPERATOR regie.= (regie.allocation_key, regie.allocation_key) IS 'Same participants, same weights, same factor.';
COMMENT ON OPERATOR regie.<> (regie.allocation_key, regie.allocation_key) IS 'Not the same participants, weights or factor.';

CREATE OPERATOR CLASS regie.allocation_key_hash_ops
DEFAULT FOR TYPE regie.allocation_key USING hash AS
	OPERATOR 1 regie.= ,
	FUNCTION 1 regie.allocation_key_hash(regie.allocation_key),
	FUNCTION 2 regie.allocation_key_hash_extended(regie.allocation_key, bigint);

COMMENT ON OPERATOR CLASS regie.allocation_key_hash_ops USING hash IS 'Grouping and joining by allocation keys.';

/* The aggregate. */
CREATE FUNCTION regie.allocation_key_accum(internal, participant text, weight numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_allocation_key_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_accum(internal, text, numeric) IS
'Transition function of aggregate allocation_key.';

CREATE FUNCTION regie.allocation_key_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_allocation_key_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_combine(internal, internal) IS
'Combine function of aggregate allocation_key.';

CREATE FUNCTION regie.allocation_key_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_allocation_key_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_serial(internal) IS
'Serialisation function of aggregate allocation_key.';

CREATE FUNCTION regie.allocation_key_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_allocation_key_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_deserial(bytea, internal) IS
'Deserialisation function of aggregate allocation_key.';

CREATE FUNCTION regie.allocation_key_final(internal) RETURNS regie.allocation_key
AS 'MODULE_PATHNAME', 'regie_allocation_key_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocation_key_final(internal) IS
'Final function of aggregate allocation_key.';

CREATE AGGREGATE regie.allocation_key(participant text, weight numeric) (
	SFUNC = regie.allocation_key_accum,
	STYPE = internal,
	SSPACE = 4096,
	FINALFUNC = regie.allocation_key_final,
	COMBINEFUNC = regie.allocation_key_combine,
	SERIALFUNC = regie.allocation_key_serial,
	DESERIALFUNC = regie.allocation_key_deserial,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.allocation_key(text, numeric) IS
'The key of the rows'' participants with their weights. Weight NULL takes no part, weight 0 takes part and pays nothing. Errors: a participant that stands twice (named), a negative or non-finite weight. Example: SELECT regie.allocation_key(municipality, inhabitants) FROM population WHERE year = 2026.';

/* Arithmetic. */
CREATE FUNCTION regie.allocation_key_mul(factor numeric, key regie.allocation_key) RETURNS regie.allocation_key
AS 'MODULE_PATHNAME', 'regie_allocation_key_mul'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION regie.allocation_key_mul(numeric, regie.allocation_key) IS
'The key with the same shares, counting factor times as much in a mix: what the operator * does. Errors: a negative or non-finite factor.';

CREATE FUNCTION regie.allocation_key_add(a regie.allocation_key, b regie.allocation_key) RETURNS regie.allocation_key
AS 'MODULE_PATHNAME', 'regie_allocation_key_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;

COMMENT ON FUNCTION regie.allocation_key_add(regie.allocation_key, regie.allocation_key) IS
'The mix of two keys, each counting as its shares times its factor, exactly: what the operator + does. Errors: a key whose weights sum to zero, more than 1000 digits.';

CREATE FUNCTION regie.allocation_key_leave(key regie.allocation_key, participant text) RETURNS regie.allocation_key
AS 'MODULE_PATHNAME', 'regie_allocation_key_leave'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION regie.allocation_key_leave(regie.allocation_key, text) IS
'The key without a participant; the shares of the others grow in proportion: what the operator - does. Errors: no such participant.';

CREATE OPERATOR regie.* (
	LEFTARG = numeric,
	RIGHTARG = regie.allocation_key,
	FUNCTION = regie.allocation_key_mul
);

CREATE OPERATOR regie.+ (
	LEFTARG = regie.allocation_key,
	RIGHTARG = regie.allocation_key,
	FUNCTION = regie.allocation_key_add,
	COMMUTATOR = OPERATOR(regie.+)
);

CREATE OPERATOR regie.- (
	LEFTARG = regie.allocation_key,
	RIGHTARG = text,
	FUNCTION = regie.allocation_key_leave
);

COMMENT ON OPERATOR regie.* (numeric, regie.allocation_key) IS 'The same shares, counting so many times as much in a mix. Example: 0.6 * inhabitants + 0.4 * workplaces.';
COMMENT ON OPERATOR regie.+ (regie.allocation_key, regie.allocation_key) IS 'The mix of two keys, each counting as its shares times its factor. Example: 0.6 * inhabitants + 0.4 * workplaces.';
COMMENT ON OPERATOR regie.- (regie.allocation_key, text) IS 'The key without a participant. Example: key - ''GM0820''.';

CREATE FUNCTION regie.merge(key regie.allocation_key, participants text[], into_participant text) RETURNS regie.allocation_key
AS 'MODULE_PATHNAME', 'regie_allocation_key_merge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION regie.merge(regie.allocation_key, text[], text) IS
'The key after a merger: into_participant, new or not, has the weights of all participants named next to what it had. Errors: a participant that is not in the key or is named twice, no participants. Example: regie.merge(key, ARRAY[GM0820, GM1771], GM1999).';

CREATE FUNCTION regie.share(key regie.allocation_key, participant text) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_allocation_key_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;

COMMENT ON FUNCTION regie.share(regie.allocation_key, text) IS
'The participants part of 1, to 20 decimals; NULL if it takes no part in the key, or if all weights are zero. Example: regie.share({"a": 1, "b": 3}, b) is 0.75 with zeros behind.';

CREATE FUNCTION regie.shares(key regie.allocation_key)
RETURNS TABLE (participant text, weight numeric, share numeric)
AS 'MODULE_PATHNAME', 'regie_allocation_key_shares'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;

COMMENT ON FUNCTION regie.shares(regie.allocation_key) IS
'The participants with their weights and their parts of 1 (to 20 decimals), in the order of their bytes. Example: SELECT * FROM regie.shares(''{"a": 1, "b": 3}'').';

CREATE TYPE regie.allocated AS (
	participant text,
	weight numeric,
	share numeric,
	exact numeric,
	rounding numeric,
	amount numeric
);

COMMENT ON TYPE regie.allocated IS 'A participant''s part of an amount that an allocation key splits.';
COMMENT ON COLUMN regie.allocated.participant IS 'Who pays.';
COMMENT ON COLUMN regie.allocated.weight IS 'The weight in the key.';
COMMENT ON COLUMN regie.allocated.share IS 'The part of 1, to 20 decimals.';
COMMENT ON COLUMN regie.allocated.exact IS 'The part of the amount before rounding, to six decimals more than the amounts.';
COMMENT ON COLUMN regie.allocated.rounding IS 'The amount less the exact part: below one unit of the last decimal.';
COMMENT ON COLUMN regie.allocated.amount IS 'What is to be paid: exact and rounding added up.';

CREATE FUNCTION regie.allocate(amount numeric, key regie.allocation_key, scale int DEFAULT 2)
RETURNS SETOF regie.allocated
AS 'MODULE_PATHNAME', 'regie_allocate_by_key'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 10;

COMMENT ON FUNCTION regie.allocate(numeric, regie.allocation_key, int) IS
'An amount by a key: a row per participant with its weight, its part of 1, its exact amount (to scale + 6 decimals), the rounding and its amount, which is exact + rounding. The amounts add up (largest remainder; ties: larger weight, then name); a credit mirrors a debit. Amount NULL: amounts NULL. Errors: weights that sum to zero, an amount with more decimals than scale. Example: SELECT participant, amount FROM regie.allocate(1000.00, ''{"a": 1, "b": 2}''::regie.allocation_key).';
