/*
 * netting: who owes whom on balance, with the fewest payments.
 */
CREATE TYPE regie.payment AS (
	payer text,
	payee text,
	amount numeric
);

COMMENT ON TYPE regie.payment IS
'One payment of a plan that settles all debts: the answer of regie.netting, used with unnest.';
COMMENT ON COLUMN regie.payment.payer IS 'Who pays: owes more than it is owed.';
COMMENT ON COLUMN regie.payment.payee IS 'Who receives: is owed more than it owes.';
COMMENT ON COLUMN regie.payment.amount IS 'What is paid, above zero, with as many decimals as the amounts have at most.';

CREATE FUNCTION regie.netting_add(internal, text, text, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_netting_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.netting_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_netting_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;

CREATE FUNCTION regie.netting_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_netting_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE FUNCTION regie.netting_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_netting_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE FUNCTION regie.netting_final(internal) RETURNS regie.payment[]
AS 'MODULE_PATHNAME', 'regie_netting_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;

COMMENT ON FUNCTION regie.netting_add(internal, text, text, numeric) IS 'Transition of the aggregate netting.';
COMMENT ON FUNCTION regie.netting_combine(internal, internal) IS 'Combination of the aggregate netting.';
COMMENT ON FUNCTION regie.netting_serial(internal) IS 'State of the aggregate netting to bytes.';
COMMENT ON FUNCTION regie.netting_deserial(bytea, internal) IS 'State of the aggregate netting from bytes, checked.';
COMMENT ON FUNCTION regie.netting_final(internal) IS 'Result of the aggregate netting.';

CREATE AGGREGATE regie.netting(payer text, payee text, amount numeric) (
	SFUNC = regie.netting_add,
	STYPE = internal,
	SSPACE = 1024,
	FINALFUNC = regie.netting_final,
	COMBINEFUNC = regie.netting_combine,
	SERIALFUNC = regie.netting_serial,
	DESERIALFUNC = regie.netting_deserial,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.netting(text, text, numeric) IS
'The fewest payments that settle all debts. amount is what payer owes payee, below zero what payee owes payer; a row without amount says nothing. Only who owes on balance pays, and no more than that; only who is owed receives. The number of payments is the smallest possible for up to 23 parties with different balances, opposite balances not counted, and for more where balances are equal; beyond that at most one less than there are parties. Does not depend on the order of the rows. Errors: no payer or payee, amounts that are not finite or have more than 12 decimals. Example: SELECT p.* FROM (SELECT regie.netting(payer, payee, amount) AS plan FROM invoice) n, unnest(plan) p.';
