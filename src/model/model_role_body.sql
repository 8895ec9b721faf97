/*
 * model: who sits in which body, up to what amount roles and bodies may
 * decide, where they go with what they may not, and what was decided.
 */

/*
 * A member takes part in the cooperation on all days of its membership.  The
 * row holds the participation that covers it, so that two keys and a check
 * say so, also when the participation is shortened later, and whoever writes
 * at the same moment.  The trigger only looks it up.
 */
CREATE TABLE regie.membership (
	membership_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT membership_id_key UNIQUE,
	organisation text NOT NULL,
	body text NOT NULL,
	party text NOT NULL
		CONSTRAINT membership_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	seat text NOT NULL
		CONSTRAINT membership_seat_check CHECK (regie.is_code(seat)),
	role text CONSTRAINT membership_role_fkey REFERENCES regie.role
		ON UPDATE CASCADE,
	is_chair boolean NOT NULL DEFAULT false,
	valid daterange NOT NULL
		CONSTRAINT membership_valid_check CHECK (regie.is_validity(valid)),
	participation_valid daterange,
	note text,
	CONSTRAINT membership_pkey PRIMARY KEY (body, party, seat, valid),
	CONSTRAINT membership_body_fkey
		FOREIGN KEY (organisation, body)
		REFERENCES regie.body (organisation, code) ON UPDATE CASCADE,
	CONSTRAINT membership_participation_fkey
		FOREIGN KEY (organisation, party, participation_valid)
		REFERENCES regie.participation (cooperation, party, valid)
		ON UPDATE CASCADE,
	CONSTRAINT membership_participation_check
		CHECK (CASE WHEN party = organisation
				THEN participation_valid IS NULL
				ELSE (valid <@ participation_valid) IS TRUE END),
	CONSTRAINT membership_overlap EXCLUDE USING gist (
		regie.text_range(body, body, '[]') WITH &&,
		regie.text_range(party, party, '[]') WITH &&,
		regie.text_range(seat, seat, '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.membership IS
'Who sits in which body, and when: one row per body, organisation, seat and period. A member is the organisation that the body belongs to, or takes part in it on all days of the membership.';
COMMENT ON COLUMN regie.membership.membership_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.membership.organisation IS
'Code of the party that the body belongs to. Left empty when a row is entered, it is looked up.';
COMMENT ON COLUMN regie.membership.body IS 'Code of the body.';
COMMENT ON COLUMN regie.membership.party IS 'Code of the member.';
COMMENT ON COLUMN regie.membership.seat IS
'Label of the function that sits there, such as Town clerk; never a person''s name. The same label of the same organisation is the same hand.';
COMMENT ON COLUMN regie.membership.role IS
'Code of the role in which it sits there. Empty where there is none.';
COMMENT ON COLUMN regie.membership.is_chair IS 'Whether it is the chair.';
COMMENT ON COLUMN regie.membership.valid IS
'Days of the membership: the first included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.membership.participation_valid IS
'Days of the participation that the membership lies in. Left empty when a row is entered, it is looked up; empty for a seat of the organisation itself.';
COMMENT ON COLUMN regie.membership.note IS
'Remark. Empty where there is none.';

CREATE FUNCTION regie.membership_fill() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	/* an organisation in its own body may get another code: the body has it by now */
	IF NEW.organisation IS NULL
		OR (TG_OP = 'UPDATE' AND NEW.organisation = OLD.organisation
			AND (NEW.body <> OLD.body OR NEW.party <> OLD.party))
	THEN
		SELECT b.organisation INTO NEW.organisation
		FROM regie.body AS b WHERE b.code = NEW.body;
	END IF;
	/* what a key carried along, or a dump restores, is filled in already */
	IF TG_OP = 'INSERT' THEN
		IF NEW.participation_valid IS NOT NULL THEN
			RETURN NEW;
		END IF;
	ELSIF NEW.participation_valid IS DISTINCT FROM OLD.participation_valid
		OR (NEW.valid = OLD.valid AND NEW.party = OLD.party
			AND NEW.organisation = OLD.organisation)
	THEN
		RETURN NEW;
	END IF;
	NEW.participation_valid := NULL;
	IF NEW.party <> NEW.organisation THEN
		SELECT p.valid INTO NEW.participation_valid
		FROM regie.participation AS p
		WHERE p.cooperation = NEW.organisation AND p.party = NEW.party
			AND p.valid @> NEW.valid;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING
				ERRCODE = 'check_violation',
				CONSTRAINT = 'membership_participation_check',
				MESSAGE = format('"%s" cannot be a member of body "%s" outside its participation',
								 NEW.party, NEW.body),
				DETAIL = format('It does not take part in "%s" on all days of %s.',
								NEW.organisation, NEW.valid),
				HINT = 'End the membership with the participation, or enter the participation first.';
		END IF;
	END IF;
	RETURN NEW;
END
$$;

COMMENT ON FUNCTION regie.membership_fill() IS
'Trigger: looks up the organisation and the participation of a membership. Error: there is no participation that covers it.';

CREATE TRIGGER membership_fill
	BEFORE INSERT OR UPDATE ON regie.membership
	FOR EACH ROW EXECUTE FUNCTION regie.membership_fill();

CREATE TABLE regie.mandate (
	code text CONSTRAINT mandate_pkey PRIMARY KEY
		CONSTRAINT mandate_code_check CHECK (regie.is_code(code)),
	mandate_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT mandate_id_key UNIQUE,
	role text CONSTRAINT mandate_role_fkey REFERENCES regie.role
		ON UPDATE CASCADE,
	body text CONSTRAINT mandate_body_fkey REFERENCES regie.body
		ON UPDATE CASCADE,
	activity text CONSTRAINT mandate_activity_fkey REFERENCES regie.activity
		ON UPDATE CASCADE,
	amount numeric(14,2) CONSTRAINT mandate_amount_check
		CHECK (amount >= 0 AND amount < 1e10),
	valid daterange NOT NULL
		CONSTRAINT mandate_valid_check CHECK (regie.is_validity(valid)),
	note text,
	CONSTRAINT mandate_holder_check CHECK ((role IS NULL) <> (body IS NULL)),
	CONSTRAINT mandate_overlap EXCLUDE USING gist (
		regie.text_range(coalesce('role ' || role, 'body ' || body),
						 coalesce('role ' || role, 'body ' || body), '[]')
			WITH &&,
		regie.text_range(coalesce(activity, ''), coalesce(activity, ''), '[]')
			WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.mandate IS
'Up to which amount a role or a body may decide: one row per entry of the register of mandates. On any day it has one mandate per activity.';
COMMENT ON COLUMN regie.mandate.code IS
'Code of the entry in the register of mandates.';
COMMENT ON COLUMN regie.mandate.mandate_id IS
'The same entry as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.mandate.role IS
'Code of the role that may decide. Empty: a body may.';
COMMENT ON COLUMN regie.mandate.body IS
'Code of the body that may decide. Empty: a role may.';
COMMENT ON COLUMN regie.mandate.activity IS
'Code of the activity that it is for. Empty: for all.';
COMMENT ON COLUMN regie.mandate.amount IS
'Highest amount in euro, without VAT, that it may decide on. Empty: no limit.';
COMMENT ON COLUMN regie.mandate.valid IS
'Days on which it holds: the first included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.mandate.note IS 'Remark. Empty where there is none.';

/*
 * One way up on any day, so that what is asked of it has one answer.  A circle
 * gets in, and the reports show it.
 */
CREATE TABLE regie.escalation (
	escalation_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT escalation_id_key UNIQUE,
	from_role text CONSTRAINT escalation_from_role_fkey REFERENCES regie.role
		ON UPDATE CASCADE,
	from_body text CONSTRAINT escalation_from_body_fkey REFERENCES regie.body
		ON UPDATE CASCADE,
	to_role text CONSTRAINT escalation_to_role_fkey REFERENCES regie.role
		ON UPDATE CASCADE,
	to_body text CONSTRAINT escalation_to_body_fkey REFERENCES regie.body
		ON UPDATE CASCADE,
	source text NOT NULL GENERATED ALWAYS AS
		(coalesce('role ' || from_role, 'body ' || from_body)) STORED,
	target text NOT NULL GENERATED ALWAYS AS
		(coalesce('role ' || to_role, 'body ' || to_body)) STORED,
	valid daterange NOT NULL DEFAULT '[1900-01-01,)'
		CONSTRAINT escalation_valid_check CHECK (regie.is_validity(valid)),
	note text,
	CONSTRAINT escalation_pkey PRIMARY KEY (source, valid),
	CONSTRAINT escalation_from_check
		CHECK ((from_role IS NULL) <> (from_body IS NULL)),
	CONSTRAINT escalation_to_check
		CHECK ((to_role IS NULL) <> (to_body IS NULL)),
	CONSTRAINT escalation_self_check
		CHECK (coalesce('role ' || from_role, 'body ' || from_body)
			   <> coalesce('role ' || to_role, 'body ' || to_body)),
	CONSTRAINT escalation_overlap EXCLUDE USING gist (
		regie.text_range(coalesce('role ' || from_role, 'body ' || from_body),
						 coalesce('role ' || from_role, 'body ' || from_body),
						 '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.escalation IS
'Where a role or a body goes with what it cannot settle itself: one row per role or body and period; one way up on any day.';
COMMENT ON COLUMN regie.escalation.escalation_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.escalation.from_role IS
'Code of the role that escalates. Empty: a body does.';
COMMENT ON COLUMN regie.escalation.from_body IS
'Code of the body that escalates. Empty: a role does.';
COMMENT ON COLUMN regie.escalation.to_role IS
'Code of the role that it goes to. Empty: to a body.';
COMMENT ON COLUMN regie.escalation.to_body IS
'Code of the body that it goes to. Empty: to a role.';
COMMENT ON COLUMN regie.escalation.source IS
'Who escalates: the word role or body and its code. Made by the database.';
COMMENT ON COLUMN regie.escalation.target IS
'To whom: the word role or body and its code. Made by the database.';
COMMENT ON COLUMN regie.escalation.valid IS
'Days on which it holds: the first included, the day after the last excluded.';
COMMENT ON COLUMN regie.escalation.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.decision (
	code text CONSTRAINT decision_pkey PRIMARY KEY
		CONSTRAINT decision_code_check CHECK (regie.is_code(code)),
	decision_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT decision_id_key UNIQUE,
	organisation text NOT NULL
		CONSTRAINT decision_organisation_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	subject text NOT NULL CONSTRAINT decision_subject_check
		CHECK (subject COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	decided_on date CONSTRAINT decision_decided_on_check
		CHECK (decided_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	activity text CONSTRAINT decision_activity_fkey REFERENCES regie.activity
		ON UPDATE CASCADE,
	contract text CONSTRAINT decision_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	service text CONSTRAINT decision_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	programme text,
	roadmap_item text,
	amount numeric(14,2) CONSTRAINT decision_amount_check
		CHECK (amount > -1e10 AND amount < 1e10),
	is_confidential boolean NOT NULL DEFAULT false,
	note text,
	CONSTRAINT decision_roadmap_item_fkey
		FOREIGN KEY (programme, roadmap_item)
		REFERENCES regie.roadmap_item (programme, code) ON UPDATE CASCADE,
	CONSTRAINT decision_roadmap_item_check
		CHECK ((programme IS NULL) = (roadmap_item IS NULL))
);

CREATE INDEX decision_contract_idx ON regie.decision (contract);

COMMENT ON TABLE regie.decision IS
'What was decided, or is to be (besluiten): one row per decision. The bodies and roles that it passes stand in decision_step.';
COMMENT ON COLUMN regie.decision.code IS
'Code that people know the decision by.';
COMMENT ON COLUMN regie.decision.decision_id IS
'The same decision as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.decision.organisation IS
'Code of the party whose decision it is: a cooperation, or one organisation for itself.';
COMMENT ON COLUMN regie.decision.subject IS 'What it is about.';
COMMENT ON COLUMN regie.decision.decided_on IS
'Day on which it was taken. Empty or in the future: still open.';
COMMENT ON COLUMN regie.decision.activity IS
'Code of the activity that it belongs to. Empty where unknown.';
COMMENT ON COLUMN regie.decision.contract IS
'Number of the contract that it is about. Empty where there is none.';
COMMENT ON COLUMN regie.decision.service IS
'Code of the service that it is about. Empty where there is none.';
COMMENT ON COLUMN regie.decision.programme IS
'Code of the programme of roadmap_item. Empty where there is none.';
COMMENT ON COLUMN regie.decision.roadmap_item IS
'Code of the step of the roadmap that it belongs to. Empty where there is none.';
COMMENT ON COLUMN regie.decision.amount IS
'Amount in euro, without VAT, that is decided on. Empty where there is none.';
COMMENT ON COLUMN regie.decision.is_confidential IS
'Whether it is confidential: under row security only the organisation itself and the steward read it.';
COMMENT ON COLUMN regie.decision.note IS 'Remark. Empty where there is none.';

CREATE TABLE regie.decision_step (
	decision text NOT NULL
		CONSTRAINT decision_step_decision_fkey REFERENCES regie.decision
		ON UPDATE CASCADE,
	step integer NOT NULL
		CONSTRAINT decision_step_step_check CHECK (step > 0),
	decision_step_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT decision_step_id_key UNIQUE,
	body text CONSTRAINT decision_step_body_fkey REFERENCES regie.body
		ON UPDATE CASCADE,
	role text CONSTRAINT decision_step_role_fkey REFERENCES regie.role
		ON UPDATE CASCADE,
	part text NOT NULL CONSTRAINT decision_step_part_check
		CHECK (part IN ('prepares', 'advises', 'decides', 'confirms')),
	handled_on date CONSTRAINT decision_step_handled_on_check
		CHECK (handled_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	CONSTRAINT decision_step_pkey PRIMARY KEY (decision, step),
	CONSTRAINT decision_step_holder_check
		CHECK ((role IS NULL) <> (body IS NULL))
);

COMMENT ON TABLE regie.decision_step IS
'Which bodies and roles a decision passes, and what each does with it: one row per decision and step.';
COMMENT ON COLUMN regie.decision_step.decision IS 'Code of the decision.';
COMMENT ON COLUMN regie.decision_step.step IS
'Place in the order, from 1.';
COMMENT ON COLUMN regie.decision_step.decision_step_id IS
'The same step as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.decision_step.body IS
'Code of the body. Empty: it is a role.';
COMMENT ON COLUMN regie.decision_step.role IS
'Code of the role. Empty: it is a body.';
COMMENT ON COLUMN regie.decision_step.part IS
'What it does: prepares, advises, decides, or confirms (what another one has decided).';
COMMENT ON COLUMN regie.decision_step.handled_on IS
'Day on which it did. Empty or in the future: not yet.';
