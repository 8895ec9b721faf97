/*
 * model: contracts and their prices as they stand on regie.today(), which is
 * what reports ask for.
 */

/*
 * The tables of the model in the order in which they are listed, and what
 * pg_dump takes of each: the users' rows.
 */
CREATE VIEW regie.model_table AS
SELECT c.relname::text AS name, t.own_rows, t.place::integer AS place
FROM pg_catalog.pg_extension AS e
CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(e.extconfig),
							  pg_catalog.unnest(e.extcondition))
	WITH ORDINALITY AS t (id, own_rows, place)
JOIN pg_catalog.pg_class AS c ON c.oid = t.id AND c.relkind = 'r'
WHERE e.extname = 'regie'
ORDER BY t.place;

COMMENT ON VIEW regie.model_table IS
'The tables that users fill. One row per table; pg_dump takes along their rows, or those that own_rows picks where a table also has rows of the extension''s own.';
COMMENT ON COLUMN regie.model_table.name IS 'Name of the table.';
COMMENT ON COLUMN regie.model_table.own_rows IS
'Condition that picks the users'' rows, from WHERE on. Empty text: all rows.';
COMMENT ON COLUMN regie.model_table.place IS 'Order of the list.';

CREATE VIEW regie.contract_state AS
SELECT c.contract_id, c.code, c.title, c.customer, c.supplier, c.conditions,
	c.kind, c.cpv, c.procured_on, c.signed_on, c.start_on, c.renewal,
	c.ended_on, c.term
FROM regie.contract AS c;

COMMENT ON VIEW regie.contract_state IS
'Contracts as they stand on regie.today(). One row per contract.';
COMMENT ON COLUMN regie.contract_state.contract_id IS
'The contract as an integer.';
COMMENT ON COLUMN regie.contract_state.code IS 'Number of the contract.';
COMMENT ON COLUMN regie.contract_state.title IS 'What the contract is about.';
COMMENT ON COLUMN regie.contract_state.customer IS
'Code of the party that signed as customer.';
COMMENT ON COLUMN regie.contract_state.supplier IS 'Code of the supplier.';
COMMENT ON COLUMN regie.contract_state.conditions IS
'Conditions that apply. Empty where unknown.';
COMMENT ON COLUMN regie.contract_state.kind IS
'What kind of purchase it is. Empty where unknown.';
COMMENT ON COLUMN regie.contract_state.cpv IS
'What is bought, in the European vocabulary (CPV). Empty where unknown.';
COMMENT ON COLUMN regie.contract_state.procured_on IS
'Day on which the procedure began. Empty where unknown.';
COMMENT ON COLUMN regie.contract_state.signed_on IS
'Day on which it was signed. Empty where unknown.';
COMMENT ON COLUMN regie.contract_state.start_on IS 'First day.';
COMMENT ON COLUMN regie.contract_state.renewal IS
'none, explicit, tacit or evergreen.';
COMMENT ON COLUMN regie.contract_state.ended_on IS
'First day on which it no longer runs, once that is known.';
COMMENT ON COLUMN regie.contract_state.term IS
'The terms as one value.';

CREATE VIEW regie.contract_price AS
SELECT n.contract_line_id, n.contract, n.line, n.service, n.amount, n.per,
	n.unit, n.valid
FROM regie.contract_line AS n;

COMMENT ON VIEW regie.contract_price IS
'Price lines of contracts as they are known on regie.today(). One row per contract, line and period; the periods of one line do not overlap.';
COMMENT ON COLUMN regie.contract_price.contract_line_id IS
'The row of regie.contract_line that it comes from.';
COMMENT ON COLUMN regie.contract_price.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.contract_price.line IS
'Number of the line within the contract.';
COMMENT ON COLUMN regie.contract_price.service IS
'Code of the service that the price is for.';
COMMENT ON COLUMN regie.contract_price.amount IS
'Price in euro per period of column per, without VAT.';
COMMENT ON COLUMN regie.contract_price.per IS
'What the price is for: year, quarter, month, once or unit.';
COMMENT ON COLUMN regie.contract_price.unit IS
'What a unit is, where the price is per unit.';
COMMENT ON COLUMN regie.contract_price.valid IS
'Days on which the price holds.';

GRANT SELECT ON regie.model_table, regie.contract_state, regie.contract_price
	TO PUBLIC;
