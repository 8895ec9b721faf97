/*
 * exchange: whose a charge of a cloud bill is: rules with precedence, and
 * which of them fits each charge first.
 *
 * In what a rule asks for, % stands for any text and every other character
 * for itself, so that an account or resource id can be copied as it is.
 */
CREATE TABLE regie.focus_rule (
	code text CONSTRAINT focus_rule_pkey PRIMARY KEY
		CONSTRAINT focus_rule_code_check
		CHECK (regie.is_code(code) AND code <> 'service rule'),
	focus_rule_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT focus_rule_id_key UNIQUE,
	service text
		CONSTRAINT focus_rule_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	precedence integer NOT NULL,
	valid daterange NOT NULL
		CONSTRAINT focus_rule_valid_check CHECK (regie.is_validity(valid)),
	tag_key text,
	tag_value text,
	sub_account_id text,
	billing_account_id text,
	resource_id text,
	service_name text,
	service_category text,
	region_id text,
	charge_category text CONSTRAINT focus_rule_charge_category_check
		CHECK (charge_category IN ('Usage', 'Purchase', 'Tax', 'Credit',
								   'Adjustment')),
	charge_class text CONSTRAINT focus_rule_charge_class_check
		CHECK (charge_class = 'Correction'),
	participant text
		CONSTRAINT focus_rule_participant_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	cost_key text
		CONSTRAINT focus_rule_cost_key_fkey REFERENCES regie.cost_key
		ON UPDATE CASCADE,
	proportional_to text CONSTRAINT focus_rule_proportional_to_check
		CHECK (proportional_to IN ('sub account', 'billing account',
								   'invoice', 'bill')),
	note text,
	CONSTRAINT focus_rule_tag_check
		CHECK (tag_value IS NULL OR tag_key IS NOT NULL),
	CONSTRAINT focus_rule_target_check
		CHECK (num_nonnulls(participant, cost_key, proportional_to) = 1),
	CONSTRAINT focus_rule_precedence_overlap EXCLUDE USING gist (
		regie.text_range(coalesce(service, ''), coalesce(service, ''), '[]')
			WITH &&,
		int4range(precedence, precedence, '[]') WITH &&,
		valid WITH &&),
	CONSTRAINT focus_rule_precedence_check
		CHECK (precedence BETWEEN 0 AND 1000000)
);

COMMENT ON TABLE regie.focus_rule IS
'Whose a charge of a cloud bill is. The first rule that fits a charge, by precedence, decides: all to one participant, shared by a key, or in proportion to what other charges of the bill came to. One row per rule. What a rule asks for must all fit; % in it stands for any text. What no rule fits is shared by the rule of the bill''s service (allocation_rule).';
COMMENT ON COLUMN regie.focus_rule.code IS
'Code that people know the rule by; AllocatedMethodId of the charges that it fits.';
COMMENT ON COLUMN regie.focus_rule.focus_rule_id IS
'The same rule as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.focus_rule.service IS
'Code of the service whose bills the rule is for. Empty: all bills.';
COMMENT ON COLUMN regie.focus_rule.precedence IS
'Place in the order in which rules are tried, lowest first; at equal places a rule for the service goes before one for all.';
COMMENT ON COLUMN regie.focus_rule.valid IS
'Days on which the rule holds: the first included, the day after the last excluded; open where no end is known. The day of a charge is the first day of its billing period; of a correction, the first day of the month that it corrects.';
COMMENT ON COLUMN regie.focus_rule.tag_key IS
'Name of a tag that the charge must have, capitals as they are. Empty: not asked.';
COMMENT ON COLUMN regie.focus_rule.tag_value IS
'Value that the tag must have; % stands for any text. Empty: any value will do.';
COMMENT ON COLUMN regie.focus_rule.sub_account_id IS
'SubAccountId that the charge must have; % stands for any text. Empty: not asked.';
COMMENT ON COLUMN regie.focus_rule.billing_account_id IS
'BillingAccountId that the charge must have; % stands for any text. Empty: not asked.';
COMMENT ON COLUMN regie.focus_rule.resource_id IS
'ResourceId that the charge must have; % stands for any text. Empty: not asked.';
COMMENT ON COLUMN regie.focus_rule.service_name IS
'ServiceName that the charge must have; % stands for any text. Empty: not asked.';
COMMENT ON COLUMN regie.focus_rule.service_category IS
'ServiceCategory that the charge must have; % stands for any text. Empty: not asked.';
COMMENT ON COLUMN regie.focus_rule.region_id IS
'RegionId that the charge must have; % stands for any text. Empty: not asked.';
COMMENT ON COLUMN regie.focus_rule.charge_category IS
'ChargeCategory that the charge must have: Usage, Purchase, Tax, Credit or Adjustment. Empty: not asked.';
COMMENT ON COLUMN regie.focus_rule.charge_class IS
'Correction: only corrections of billing periods that were invoiced before. Empty: not asked.';
COMMENT ON COLUMN regie.focus_rule.participant IS
'Code of the party that bears the charge alone. One of participant, cost_key and proportional_to is filled in.';
COMMENT ON COLUMN regie.focus_rule.cost_key IS
'Code of the key that the charge is shared by, as it holds on the day of the charge.';
COMMENT ON COLUMN regie.focus_rule.proportional_to IS
'sub account, billing account, invoice or bill: the charge follows what the charges of the same one came to per participant, in the same billing period.';
COMMENT ON COLUMN regie.focus_rule.note IS
'Remark, such as the decision that set the rule. Empty where there is none.';

SELECT pg_catalog.pg_extension_config_dump('regie.focus_rule', '');
SELECT pg_catalog.pg_extension_config_dump('regie.focus_rule_focus_rule_id_seq', '');
GRANT SELECT ON regie.focus_rule TO PUBLIC;

/*
 * The order of the rules of a service's bills, from 1.
 */
CREATE FUNCTION regie.focus_rules(service text)
RETURNS TABLE (place integer, code text, valid daterange, participant text,
			   cost_key text, proportional_to text, matched_by text,
			   patterns text[])
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
BEGIN ATOMIC
	SELECT pg_catalog.row_number() OVER (
			ORDER BY r.precedence, r.service IS NULL, pg_catalog.lower(r.valid),
				r.code COLLATE "C")::integer,
		r.code, r.valid, r.participant, r.cost_key, r.proportional_to,
		CASE WHEN r.tag_key IS NOT NULL THEN 'tag'
			WHEN num_nonnulls(r.sub_account_id, r.billing_account_id) > 0
			THEN 'account'
			WHEN num_nonnulls(r.resource_id, r.service_name,
				r.service_category, r.region_id, r.charge_category,
				r.charge_class) > 0 THEN 'attribute'
			ELSE 'all' END,
		/* as focus_match reads it; days as numbers, from 2000-01-01 on */
		ARRAY[(pg_catalog.lower(r.valid) - DATE '2000-01-01')::text,
			(pg_catalog.upper(r.valid) - DATE '2000-01-01')::text,
			r.tag_key, r.tag_value, r.sub_account_id, r.billing_account_id,
			r.resource_id, r.service_name, r.service_category, r.region_id,
			r.charge_category, r.charge_class]
	FROM regie.focus_rule AS r
	WHERE r.service IS NULL OR r.service = focus_rules.service;
END;

COMMENT ON FUNCTION regie.focus_rules(text) IS
'The rules for the bills of a service in the order in which they are tried, what they do, and what they ask for: matched_by is tag, account, attribute or all (nothing). Example: SELECT place, code FROM regie.focus_rules(''CLOUD'').';

CREATE FUNCTION regie.focus_match(rules text[], day date, tags jsonb,
								  attributes text[])
RETURNS integer
AS 'MODULE_PATHNAME', 'regie_focus_match'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;

COMMENT ON FUNCTION regie.focus_match(text[], date, jsonb, text[]) IS
'The number of the first rule that holds on a day and fits tags and attributes; 0 if none does. Each rule is a row of the array: first day and day after the last (numbers of days from 2000-01-01; NULL: open), name of a tag, pattern of its value, then a pattern for each attribute (NULL: not asked); % in a pattern stands for any text.';

/*
 * STRICT keeps it from being planned into queries on charges, and its cost
 * from being asked for each of them.
 */
CREATE FUNCTION regie.focus_patterns(service text) RETURNS SETOF text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 100000 ROWS 1
BEGIN ATOMIC
	SELECT coalesce(array_agg(f.patterns ORDER BY f.place), '{}')
	FROM regie.focus_rules(focus_patterns.service) AS f;
END;

COMMENT ON FUNCTION regie.focus_patterns(text) IS
'What the rules for the bills of a service ask for, as focus_match reads it: one array, always.';

/*
 * The charges of all bills, with the rule that fits each first.  OFFSET 0
 * keeps day and place from being calculated again wherever they are compared.
 */
CREATE VIEW regie.focus_mapped AS
SELECT c.*, b.service, b.scale, d.day, m.place
FROM regie.focus_bill AS b
CROSS JOIN LATERAL regie.focus_patterns(b.service) AS r (rules)
JOIN regie.focus_charge AS c ON c.bill = b.code
CROSS JOIN LATERAL (
	SELECT regie.focus_day(c.charge_class, c.charge_period_start,
						   c.billing_period_start) AS day
	OFFSET 0
) AS d
CROSS JOIN LATERAL (
	SELECT regie.focus_match(r.rules, d.day, c.tags,
		ARRAY[c.sub_account_id, c.billing_account_id, c.resource_id,
			c.service_name, c.service_category, c.region_id,
			c.charge_category, c.charge_class]) AS place
	OFFSET 0
) AS m;

COMMENT ON VIEW regie.focus_mapped IS
'Charges of cloud bills with the service and scale of the bill, the day whose rules and keys count, and the place of the rule that fits first, as focus_rules numbers them; 0 where none fits.';

/*
 * focus_methods() -> rows
 *
 * What each rule means on each day of each bill: who bears how much of a
 * charge.  Rule 0 is that of the bill's service, for what no rule fits.  Where
 * nobody can be named there is one element without a name, so that nothing is
 * lost.
 *
 * It does not depend on a bill, so that it is looked up in rather than called
 * for each charge.  STRICT keeps it from being planned into queries, which
 * would not know how many rows it has.  Compiling it would take far longer
 * than running it.
 */
CREATE FUNCTION regie.focus_methods()
RETURNS TABLE (bill text, day date, place integer, rule text, matched_by text,
			   method text, proportional_to text, cost_key text,
			   participants text[], weights numeric[], total numeric)
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 10000 ROWS 1000
SET jit = off
BEGIN ATOMIC
	WITH service AS MATERIALIZED (
		SELECT DISTINCT b.service, d.day
		FROM regie.focus_bill AS b
		CROSS JOIN LATERAL unnest(b.days) AS d (day)
	), rule AS MATERIALIZED (
		SELECT s.service, s.day, r.*
		FROM service AS s
		CROSS JOIN LATERAL (
			SELECT f.place, f.code, f.matched_by, f.participant, f.cost_key,
				f.proportional_to
			FROM regie.focus_rules(s.service) AS f
			WHERE (f.valid @> s.day) IS TRUE
			UNION ALL
			SELECT 0, NULL, 'none', NULL, (
				SELECT a.cost_key
				FROM regie.allocation_rule AS a
				WHERE a.service = s.service AND (a.valid @> s.day) IS TRUE),
				NULL
		) AS r
	), key AS MATERIALIZED (
		SELECT n.day, n.cost_key,
			array_agg(v.participant ORDER BY v.participant COLLATE "C")
				AS participants,
			array_agg(v.value ORDER BY v.participant COLLATE "C") AS weights,
			max(v.total) AS total
		FROM (SELECT DISTINCT r.day, r.cost_key FROM rule AS r) AS n
		CROSS JOIN LATERAL regie.key_values(n.cost_key, n.day) AS v
		GROUP BY n.day, n.cost_key
	)
	SELECT b.code, r.day, r.place, r.code, r.matched_by,
		CASE WHEN r.participant IS NOT NULL THEN 'participant'
			WHEN r.proportional_to IS NOT NULL THEN 'proportional'
			WHEN r.cost_key IS NULL THEN 'no rule'
			WHEN k.participants IS NULL THEN 'no key values'
			WHEN r.place = 0 THEN 'service rule'
			ELSE 'key' END,
		r.proportional_to, r.cost_key,
		coalesce(k.participants, ARRAY[r.participant]),
		coalesce(k.weights, ARRAY[1::numeric]), coalesce(k.total, 1)
	FROM regie.focus_bill AS b
	JOIN rule AS r ON r.service = b.service AND r.day = ANY (b.days)
	LEFT JOIN key AS k ON k.day = r.day AND k.cost_key = r.cost_key;
END;

COMMENT ON FUNCTION regie.focus_methods() IS
'Who bears how much of a charge, for each bill, day and place of a rule (0: the rule of the bill''s service, for what no other fits). method is participant, key, service rule, proportional, or, with an element that has no name, no rule or no key values. Example: SELECT day, place, rule, participants FROM regie.focus_methods() WHERE bill = ''2024-09''.';

GRANT SELECT ON regie.focus_mapped TO PUBLIC;
