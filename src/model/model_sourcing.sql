/*
 * model: step 3, sourcing: in which ways a service could be delivered to a
 * party, what each costs over five years, and how each scores on criteria.
 *
 * A criterion has a scale of its own, from what scores nothing to what scores
 * everything, and so a direction: 1 to 5 where more is better, 500000 to 0
 * for an amount where less is.  A score counts as its place on that scale.
 * So the score of one option does not change when another one comes or goes.
 */
CREATE TABLE regie.sourcing_option (
	code text CONSTRAINT sourcing_option_pkey PRIMARY KEY
		CONSTRAINT sourcing_option_code_check CHECK (regie.is_code(code)),
	sourcing_option_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT sourcing_option_id_key UNIQUE,
	service text NOT NULL
		CONSTRAINT sourcing_option_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	party text NOT NULL
		CONSTRAINT sourcing_option_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	delivery_model text NOT NULL
		CONSTRAINT sourcing_option_delivery_model_fkey
		REFERENCES regie.delivery_model ON UPDATE CASCADE,
	provider text
		CONSTRAINT sourcing_option_provider_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	title text NOT NULL CONSTRAINT sourcing_option_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	current boolean NOT NULL DEFAULT false,
	chosen_on date CONSTRAINT sourcing_option_chosen_on_check
		CHECK (chosen_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	note text
);

CREATE UNIQUE INDEX sourcing_option_current_key
	ON regie.sourcing_option (service, party) WHERE current;
CREATE UNIQUE INDEX sourcing_option_chosen_key
	ON regie.sourcing_option (service, party) WHERE chosen_on IS NOT NULL;
CREATE INDEX sourcing_option_service_idx
	ON regie.sourcing_option (service, party);

COMMENT ON TABLE regie.sourcing_option IS
'Ways in which a service could be delivered to a party (sourcingsopties). One row per option; those of one service and party are compared. At most one of these is how it is done now, and at most one was chosen.';
COMMENT ON COLUMN regie.sourcing_option.code IS
'Code that people know the option by.';
COMMENT ON COLUMN regie.sourcing_option.sourcing_option_id IS
'The same option as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.sourcing_option.service IS 'Code of the service.';
COMMENT ON COLUMN regie.sourcing_option.party IS
'Code of the party that it would be delivered to: a participant, or the cooperation for all.';
COMMENT ON COLUMN regie.sourcing_option.delivery_model IS
'Code of the form of delivery, see delivery_model.';
COMMENT ON COLUMN regie.sourcing_option.provider IS
'Code of the party that would deliver. Empty: not known yet.';
COMMENT ON COLUMN regie.sourcing_option.title IS 'The option in some words.';
COMMENT ON COLUMN regie.sourcing_option.current IS
'Whether this is how it is done now.';
COMMENT ON COLUMN regie.sourcing_option.chosen_on IS
'Day on which this option was chosen. Empty: it was not, or not yet.';
COMMENT ON COLUMN regie.sourcing_option.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.sourcing_cost (
	sourcing_cost_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT sourcing_cost_id_key UNIQUE,
	option text NOT NULL
		CONSTRAINT sourcing_cost_option_fkey REFERENCES regie.sourcing_option
		ON UPDATE CASCADE,
	year_no integer NOT NULL CONSTRAINT sourcing_cost_year_no_check
		CHECK (year_no BETWEEN 1 AND 5),
	kind text NOT NULL CONSTRAINT sourcing_cost_kind_check
		CHECK (kind IN ('one-off', 'running', 'exit')),
	amount numeric(14,2) NOT NULL CONSTRAINT sourcing_cost_amount_check
		CHECK (amount > -1e10 AND amount < 1e10),
	note text,
	CONSTRAINT sourcing_cost_pkey PRIMARY KEY (option, year_no, kind)
);

COMMENT ON TABLE regie.sourcing_cost IS
'What an option costs in each of five years, exit included. One row per option, year and kind of cost.';
COMMENT ON COLUMN regie.sourcing_cost.sourcing_cost_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.sourcing_cost.option IS 'Code of the option.';
COMMENT ON COLUMN regie.sourcing_cost.year_no IS
'Year of the option, 1 to 5.';
COMMENT ON COLUMN regie.sourcing_cost.kind IS
'one-off (to get there), running, or exit: to get out again, and what still must be paid for what it replaces.';
COMMENT ON COLUMN regie.sourcing_cost.amount IS
'Amount in euro, without VAT, not discounted. Negative: a yield.';
COMMENT ON COLUMN regie.sourcing_cost.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.criterion (
	code text CONSTRAINT criterion_pkey PRIMARY KEY
		CONSTRAINT criterion_code_check CHECK (regie.is_code(code)),
	criterion_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT criterion_id_key UNIQUE,
	name text NOT NULL CONSTRAINT criterion_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	weight numeric NOT NULL CONSTRAINT criterion_weight_check
		CHECK (weight >= 0 AND weight < 1e6 AND weight = round(weight, 6)),
	direction text NOT NULL DEFAULT 'more is better'
		CONSTRAINT criterion_direction_check
		CHECK (direction IN ('more is better', 'less is better')),
	scale_low numeric NOT NULL DEFAULT 1,
	scale_high numeric NOT NULL DEFAULT 5,
	note text,
	CONSTRAINT criterion_scale_check
		CHECK (scale_low < scale_high AND scale_low > -1e10
			   AND scale_high < 1e10 AND scale_low = round(scale_low, 6)
			   AND scale_high = round(scale_high, 6))
);

COMMENT ON TABLE regie.criterion IS
'Criteria that sourcing options are scored by. One row per criterion.';
COMMENT ON COLUMN regie.criterion.code IS
'Code that people know the criterion by.';
COMMENT ON COLUMN regie.criterion.criterion_id IS
'The same criterion as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.criterion.name IS 'Name of the criterion.';
COMMENT ON COLUMN regie.criterion.weight IS
'What it counts for beside the other criteria, such as 3 or 30; not divided by the total. 0: it is scored, and does not count. At most 6 decimals.';
COMMENT ON COLUMN regie.criterion.direction IS
'more is better or less is better.';
COMMENT ON COLUMN regie.criterion.scale_low IS
'Lowest score that can be given. At most 6 decimals.';
COMMENT ON COLUMN regie.criterion.scale_high IS
'Highest score that can be given. At most 6 decimals.';
COMMENT ON COLUMN regie.criterion.note IS
'Remark, such as what each score means. Empty where there is none.';

/* the place of a score on its scale, 0 (worst) to 1 (best) */
CREATE FUNCTION regie.normal_score(value numeric, scale_low numeric,
								   scale_high numeric, direction text)
RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN pg_catalog.round(CASE direction
	WHEN 'less is better' THEN scale_high - value
	ELSE value - scale_low END / nullif(scale_high - scale_low, 0), 12);

COMMENT ON FUNCTION regie.normal_score(numeric, numeric, numeric, text) IS
'Place of a score on its scale: 0 for the worst, 1 for the best, to 12 decimals. direction is more is better or less is better. NULL: the scale has no length. Example: regie.normal_score(4, 1, 5, ''more is better'') is 0.75.';

CREATE TABLE regie.score (
	score_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT score_id_key UNIQUE,
	option text NOT NULL
		CONSTRAINT score_option_fkey REFERENCES regie.sourcing_option
		ON UPDATE CASCADE,
	criterion text NOT NULL
		CONSTRAINT score_criterion_fkey REFERENCES regie.criterion
		ON UPDATE CASCADE,
	value numeric NOT NULL CONSTRAINT score_value_check
		CHECK (value > -1e10 AND value < 1e10 AND value = round(value, 6)),
	rationale text,
	CONSTRAINT score_pkey PRIMARY KEY (option, criterion)
);

CREATE INDEX score_criterion_idx ON regie.score (criterion);

COMMENT ON TABLE regie.score IS
'How an option scores on a criterion. One row per option and criterion. An option is ranked once it has a score on every criterion that counts.';
COMMENT ON COLUMN regie.score.score_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.score.option IS 'Code of the option.';
COMMENT ON COLUMN regie.score.criterion IS 'Code of the criterion.';
COMMENT ON COLUMN regie.score.value IS
'The score, on the scale of the criterion. At most 6 decimals.';
COMMENT ON COLUMN regie.score.rationale IS
'Why. Empty where nobody wrote it down.';

/*
 * A score lies on the scale of its criterion: two tables, so a trigger at
 * each.  The foreign key brings back criteria before scores on restore.
 */
CREATE FUNCTION regie.score_on_scale() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	outside record;
	wanted_score integer;
	wanted_criterion text;
BEGIN
	IF TG_TABLE_NAME = 'score' THEN
		wanted_score := NEW.score_id;
	ELSE
		wanted_criterion := NEW.code;
	END IF;
	SELECT s.option, s.criterion, s.value, c.scale_low, c.scale_high
	INTO outside
	FROM regie.score AS s
	JOIN regie.criterion AS c ON c.code = s.criterion
	WHERE (s.score_id = wanted_score OR s.criterion = wanted_criterion)
		AND s.value NOT BETWEEN c.scale_low AND c.scale_high
	ORDER BY s.option COLLATE "C"
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'a score does not lie on the scale of its criterion'
			USING ERRCODE = 'check_violation', SCHEMA = 'regie',
				TABLE = 'score', CONSTRAINT = 'score_on_scale',
				DETAIL = format('Option "%s" has %s on criterion "%s", which goes from %s to %s.',
					outside.option, outside.value, outside.criterion,
					outside.scale_low, outside.scale_high),
				HINT = 'Set the score or the scale right.';
	END IF;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.score_on_scale() IS
'Trigger of tables score and criterion: a score lies on the scale of its criterion. Error 23514.';

CREATE CONSTRAINT TRIGGER score_on_scale
	AFTER INSERT OR UPDATE ON regie.score
	FOR EACH ROW EXECUTE FUNCTION regie.score_on_scale();
CREATE CONSTRAINT TRIGGER criterion_on_scale
	AFTER UPDATE OF scale_low, scale_high ON regie.criterion
	FOR EACH ROW EXECUTE FUNCTION regie.score_on_scale();
