/*
 * model: demand and supply: what parties ask for, what suppliers and
 * cooperations offer, and in which form it can be delivered.
 *
 * Delivery models: on premises, IaaS, PaaS and SaaS are the four of GEMMA;
 * shared (with others, run by a cooperation) and insourced (by own staff) are
 * how municipalities say it besides.  The rows are "seeded", see
 * regie.threshold; their codes begin with a small letter.
 */
CREATE TABLE regie.delivery_model (
	code text CONSTRAINT delivery_model_pkey PRIMARY KEY
		CONSTRAINT delivery_model_code_check CHECK (regie.is_code(code)),
	delivery_model_id integer
		GENERATED ALWAYS AS IDENTITY (START WITH 1001 MAXVALUE 999999)
		CONSTRAINT delivery_model_id_key UNIQUE,
	name text NOT NULL CONSTRAINT delivery_model_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	name_nl text NOT NULL CONSTRAINT delivery_model_name_nl_check
		CHECK (name_nl COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	description text,
	seeded boolean NOT NULL DEFAULT false,
	CONSTRAINT delivery_model_seeded_check
		CHECK (seeded = (delivery_model_id <= 1000)),
	CONSTRAINT delivery_model_own_code_check
		CHECK (seeded = (code COLLATE pg_catalog."C" ~ '^[a-z]'))
);

COMMENT ON TABLE regie.delivery_model IS
'In which form a service can be delivered (leveringsvormen): one row per form. Those that come with the extension cannot be changed; own ones have a code that does not begin with a small letter.';
COMMENT ON COLUMN regie.delivery_model.code IS
'Code of the form, such as saas.';
COMMENT ON COLUMN regie.delivery_model.delivery_model_id IS
'The row as an integer, for tools that want one. Given out by the database; up to 1000 for rows of the extension.';
COMMENT ON COLUMN regie.delivery_model.name IS 'Name in English.';
COMMENT ON COLUMN regie.delivery_model.name_nl IS 'Name in Dutch.';
COMMENT ON COLUMN regie.delivery_model.description IS
'What it means. Empty where the name says enough.';
COMMENT ON COLUMN regie.delivery_model.seeded IS
'Whether the row came with the extension. Rows that users enter are not.';

INSERT INTO regie.delivery_model (delivery_model_id, code, name, name_nl,
	description, seeded)
OVERRIDING SYSTEM VALUE VALUES
	(1, 'on premises', 'On premises', 'On premises',
	 'Own software on own machines in an own room.', true),
	(2, 'iaas', 'IaaS', 'IaaS',
	 'Infrastructure as a service: the supplier delivers machines, storage and network.',
	 true),
	(3, 'paas', 'PaaS', 'PaaS',
	 'Platform as a service: the supplier also delivers what software runs on.',
	 true),
	(4, 'saas', 'SaaS', 'SaaS',
	 'Software as a service: the supplier delivers all of it.', true),
	(5, 'shared', 'Shared', 'Gedeeld',
	 'A cooperation runs it for several participants.', true),
	(6, 'insourced', 'Insourced', 'In eigen beheer',
	 'Taken back, to be run by own staff.', true);

CREATE TRIGGER delivery_model_keep_seeded_rows
	BEFORE INSERT OR UPDATE OR DELETE ON regie.delivery_model
	FOR EACH ROW EXECUTE FUNCTION regie.keep_seeded_rows();
CREATE TRIGGER delivery_model_keep_all_seeded_rows
	BEFORE TRUNCATE ON regie.delivery_model
	FOR EACH STATEMENT EXECUTE FUNCTION regie.keep_seeded_rows();

CREATE TABLE regie.demand (
	code text CONSTRAINT demand_pkey PRIMARY KEY
		CONSTRAINT demand_code_check CHECK (regie.is_code(code)),
	demand_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT demand_id_key UNIQUE,
	party text NOT NULL
		CONSTRAINT demand_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	goal text
		CONSTRAINT demand_goal_fkey REFERENCES regie.goal
		ON UPDATE CASCADE,
	element text
		CONSTRAINT demand_element_fkey REFERENCES regie.element
		ON UPDATE CASCADE,
	service text
		CONSTRAINT demand_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	title text NOT NULL CONSTRAINT demand_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	needed_by date CONSTRAINT demand_needed_by_check
		CHECK (needed_by BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	priority integer CONSTRAINT demand_priority_check
		CHECK (priority BETWEEN 1 AND 5),
	status text NOT NULL DEFAULT 'open' CONSTRAINT demand_status_check
		CHECK (status IN ('open', 'met', 'withdrawn')),
	note text
);

CREATE INDEX demand_goal_idx ON regie.demand (goal);
CREATE INDEX demand_element_idx ON regie.demand (element);

COMMENT ON TABLE regie.demand IS
'What parties ask for (vraag): one row per party and need. What it is about is an element of the architecture or a service; both may still be unknown.';
COMMENT ON COLUMN regie.demand.code IS 'Code that people know the demand by.';
COMMENT ON COLUMN regie.demand.demand_id IS
'The same demand as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.demand.party IS 'Code of the party that asks.';
COMMENT ON COLUMN regie.demand.goal IS
'Code of the goal that it serves. Empty: none, or unknown.';
COMMENT ON COLUMN regie.demand.element IS
'Code of the element of the architecture that is asked for. Empty: unknown, or the service says it.';
COMMENT ON COLUMN regie.demand.service IS
'Code of the service that meets it or is to meet it. Empty: not known yet.';
COMMENT ON COLUMN regie.demand.title IS 'What is asked for.';
COMMENT ON COLUMN regie.demand.needed_by IS
'Last day on which it must be there. Empty: none was set.';
COMMENT ON COLUMN regie.demand.priority IS
'1 (first) to 5 (last). Empty: none was given.';
COMMENT ON COLUMN regie.demand.status IS 'open, met or withdrawn.';
COMMENT ON COLUMN regie.demand.note IS 'Remark. Empty where there is none.';

CREATE TABLE regie.offer (
	code text CONSTRAINT offer_pkey PRIMARY KEY
		CONSTRAINT offer_code_check CHECK (regie.is_code(code)),
	offer_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT offer_id_key UNIQUE,
	party text NOT NULL
		CONSTRAINT offer_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	element text
		CONSTRAINT offer_element_fkey REFERENCES regie.element
		ON UPDATE CASCADE,
	service text
		CONSTRAINT offer_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	title text NOT NULL CONSTRAINT offer_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	delivery_model text NOT NULL
		CONSTRAINT offer_delivery_model_fkey REFERENCES regie.delivery_model
		ON UPDATE CASCADE,
	available daterange NOT NULL
		CONSTRAINT offer_available_check CHECK (regie.is_validity(available)),
	contract text
		CONSTRAINT offer_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	note text,
	CONSTRAINT offer_one_check CHECK (num_nonnulls(element, service) = 1),
	CONSTRAINT offer_overlap EXCLUDE USING gist (
		regie.text_range(party, party, '[]') WITH &&,
		regie.text_range(delivery_model, delivery_model, '[]') WITH &&,
		regie.text_range(coalesce(element, ''), coalesce(element, ''), '[]')
			WITH &&,
		regie.text_range(coalesce(service, ''), coalesce(service, ''), '[]')
			WITH &&,
		regie.text_range(coalesce(contract, ''), coalesce(contract, ''), '[]')
			WITH &&,
		available WITH &&)
);

CREATE INDEX offer_element_idx ON regie.offer (element);
CREATE INDEX offer_service_idx ON regie.offer (service);

COMMENT ON TABLE regie.offer IS
'What suppliers, cooperations and participants offer (aanbod): one row per party, element or service, form, contract and period. Exactly one of element and service is filled.';
COMMENT ON COLUMN regie.offer.code IS 'Code that people know the offer by.';
COMMENT ON COLUMN regie.offer.offer_id IS
'The same offer as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.offer.party IS
'Code of the party that offers: a supplier, a cooperation, or a participant that could help others.';
COMMENT ON COLUMN regie.offer.element IS
'Code of the element of the architecture that is offered. Empty: the offer names a service.';
COMMENT ON COLUMN regie.offer.service IS
'Code of the service that is offered. Empty: the offer names an element.';
COMMENT ON COLUMN regie.offer.title IS 'What is offered.';
COMMENT ON COLUMN regie.offer.delivery_model IS
'Code of the form in which it is delivered, see delivery_model.';
COMMENT ON COLUMN regie.offer.available IS
'Days on which it can be had: the first included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.offer.contract IS
'Number of the contract under which it can be had. Empty: there is none yet.';
COMMENT ON COLUMN regie.offer.note IS 'Remark. Empty where there is none.';
