/*
 * model: parts of a contract that end separately, such as licence,
 * maintenance and hosting (GIBIT 2023, article 24.3: each may be ended or
 * renewed at the end of its own term).
 *
 * A part is a contract in its own right.  A part has no parts itself, so that
 * nothing is its own part by a detour, and sums need no search.  An exclusion
 * holds this without a trigger, in whatever order a dump is restored and
 * whatever others enter at the same moment: each row stands for two sets of
 * texts, {main.part} and {part.*}, and no two rows may share a text.  Rows of
 * one main contract share none; a part in two contracts would share part.*; a
 * part that is another row's main contract would share main.part.  chr(1) and
 * chr(2) cannot be in a code.
 */
CREATE FUNCTION regie.part_place(contract text, part text)
RETURNS regie.text_multirange
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regie.text_multirange(
	regie.text_range(contract || chr(1) || part, contract || chr(1) || part,
					 '[]'),
	regie.text_range(part || chr(1), part || chr(2), '[)'));

COMMENT ON FUNCTION regie.part_place(text, text) IS
'What table contract_part compares in order that a part has one main contract and no parts itself.';

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
	CONSTRAINT contract_part_self_check CHECK (part <> contract),
	CONSTRAINT contract_part_level EXCLUDE USING gist (
		regie.part_place(contract, part) WITH &&)
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
