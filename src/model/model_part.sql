/*
 * model: parts of a contract that end separately, such as licence,
 * maintenance and hosting (GIBIT 2023, article 24.3: each may be ended or
 * renewed at the end of its own term).
 *
 * A part is a contract in its own right.  A part has no parts itself, so that
 * nothing is its own part by a detour, and sums need no search.
 */
CREATE TABLE regie.contract_part (
	contract_part_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT contract_part_id_key UNIQUE,
	part text NOT NULL CONSTRAINT contract_part_pkey PRIMARY KEY
		CONSTRAINT contract_part_part_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	contract text NOT NULL
		CONSTRAINT contract_part_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	part_kind text NOT NULL CONSTRAINT contract_part_part_kind_check
		CHECK (part_kind IN ('licence', 'maintenance', 'hosting',
							 'implementation', 'call-off', 'other')),
	note text,
	CONSTRAINT contract_part_self_check CHECK (part <> contract)
);

CREATE INDEX contract_part_contract_idx ON regie.contract_part (contract);

COMMENT ON TABLE regie.contract_part IS
'Which contracts are parts of another one and end separately, such as licence, maintenance and hosting. One row per part. A part has one main contract, and no parts itself.';
COMMENT ON COLUMN regie.contract_part.contract_part_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.contract_part.part IS
'Number of the contract that is the part. Its term and prices stand with it.';
COMMENT ON COLUMN regie.contract_part.contract IS
'Number of the main contract.';
COMMENT ON COLUMN regie.contract_part.part_kind IS
'What the part is: licence, maintenance, hosting, implementation, call-off (an order under a framework agreement) or other.';
COMMENT ON COLUMN regie.contract_part.note IS
'Remark. Empty where there is none.';

/*
 * No constraint compares one column with another one of other rows, save an
 * exclusion that takes a minute for two thousand parts; so a trigger does.
 * It refuses the second row of an offending pair, whichever that is, and so
 * takes the rows of a sound dump in any order.  Whoever enters the other row
 * of such a pair at the same moment waits for the lock.
 */
CREATE FUNCTION regie.contract_part_level() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	part text;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('regie.contract_part', 0));
	SELECT p.part INTO part
	FROM regie.contract_part AS p
	JOIN regie.contract_part AS q ON q.contract = p.part
	WHERE p.part IN (NEW.contract, NEW.part)
	/* where both are at fault, name the same one on every server */
	ORDER BY p.part = NEW.contract DESC
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'contract "%" is a part, and cannot have parts', part
			USING ERRCODE = 'check_violation', SCHEMA = 'regie',
				TABLE = 'contract_part', CONSTRAINT = 'contract_part_level',
				HINT = 'Make all of them parts of the one main contract.';
	END IF;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.contract_part_level() IS
'Trigger of table contract_part: a part has no parts itself. Error 23514.';

CREATE CONSTRAINT TRIGGER contract_part_level
	AFTER INSERT OR UPDATE OF contract, part ON regie.contract_part
	FOR EACH ROW EXECUTE FUNCTION regie.contract_part_level();
