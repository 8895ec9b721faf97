/*
 * model: what roadmaps are planned with beside steps and dependencies:
 * estimates, plateaus, shared people and means, and baselines.
 */

/*
 * A plateau is a state that is worth reaching by itself, such as "all in the
 * cloud"; it is reached when all its steps are finished.
 */
CREATE TABLE regie.plateau (
	programme text NOT NULL
		CONSTRAINT plateau_programme_fkey REFERENCES regie.programme
		ON UPDATE CASCADE,
	code text NOT NULL
		CONSTRAINT plateau_code_check CHECK (regie.is_code(code)),
	plateau_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT plateau_id_key UNIQUE,
	name text NOT NULL CONSTRAINT plateau_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	due_on date CONSTRAINT plateau_due_on_check
		CHECK (due_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	note text,
	CONSTRAINT plateau_pkey PRIMARY KEY (programme, code)
);

COMMENT ON TABLE regie.plateau IS
'States that a programme works towards and that are worth something by themselves. One row per plateau; it is reached when all its steps are finished.';
COMMENT ON COLUMN regie.plateau.programme IS 'Code of the programme.';
COMMENT ON COLUMN regie.plateau.code IS
'Code that people know the plateau by, unique within its programme.';
COMMENT ON COLUMN regie.plateau.plateau_id IS
'The same plateau as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.plateau.name IS 'What is reached.';
COMMENT ON COLUMN regie.plateau.due_on IS
'Last day on which it should be reached. Empty where none was agreed.';
COMMENT ON COLUMN regie.plateau.note IS
'Remark. Empty where there is none.';

/*
 * How sure the duration of a step is, and the plateau that it belongs to.
 */
ALTER TABLE regie.roadmap_item
	ADD COLUMN optimistic integer CONSTRAINT roadmap_item_optimistic_check
		CHECK (optimistic BETWEEN 0 AND 2600),
	ADD COLUMN pessimistic integer CONSTRAINT roadmap_item_pessimistic_check
		CHECK (pessimistic BETWEEN 0 AND 2600),
	ADD COLUMN cause text CONSTRAINT roadmap_item_cause_check
		CHECK (regie.is_code(cause)),
	ADD COLUMN plateau text,
	ADD CONSTRAINT roadmap_item_estimate_check
		CHECK (CASE WHEN optimistic IS NULL AND pessimistic IS NULL THEN true
			ELSE (optimistic <= pessimistic) IS TRUE END),
	ADD CONSTRAINT roadmap_item_plateau_fkey
		FOREIGN KEY (programme, plateau) REFERENCES regie.plateau
		ON UPDATE CASCADE;

COMMENT ON COLUMN regie.roadmap_item.optimistic IS
'Working days that it takes if all goes well; duration is the most likely number, and where that lies outside of both estimates, the nearer one is taken to be as wide. Empty, like pessimistic: the duration is taken for sure.';
COMMENT ON COLUMN regie.roadmap_item.pessimistic IS
'Working days that it takes if all goes wrong.';
COMMENT ON COLUMN regie.roadmap_item.cause IS
'What makes it take long or short, such as a team or a supplier: steps of a programme with the same cause go well or wrong together. Empty: by itself.';
COMMENT ON COLUMN regie.roadmap_item.plateau IS
'Code of the plateau that needs it, in the same programme. Empty where there is none.';

/*
 * People and means that the roadmaps share.
 */
CREATE TABLE regie.resource (
	code text CONSTRAINT resource_pkey PRIMARY KEY
		CONSTRAINT resource_code_check CHECK (regie.is_code(code)),
	resource_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT resource_id_key UNIQUE,
	name text NOT NULL CONSTRAINT resource_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	note text
);

COMMENT ON TABLE regie.resource IS
'People and means that steps of several roadmaps need, such as architects or a test environment. One row per resource: roles, not persons.';
COMMENT ON COLUMN regie.resource.code IS
'Code that people know the resource by.';
COMMENT ON COLUMN regie.resource.resource_id IS
'The same resource as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.resource.name IS 'Name of the resource.';
COMMENT ON COLUMN regie.resource.note IS
'Remark, such as what a unit is. Empty where there is none.';

CREATE TABLE regie.capacity (
	capacity_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT capacity_id_key UNIQUE,
	resource text NOT NULL
		CONSTRAINT capacity_resource_fkey REFERENCES regie.resource
		ON UPDATE CASCADE,
	party text NOT NULL
		CONSTRAINT capacity_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	valid daterange NOT NULL
		CONSTRAINT capacity_valid_check CHECK (regie.is_validity(valid)),
	amount integer NOT NULL
		CONSTRAINT capacity_amount_check CHECK (amount BETWEEN 0 AND 1000),
	note text,
	CONSTRAINT capacity_pkey PRIMARY KEY (resource, party, valid),
	CONSTRAINT capacity_overlap EXCLUDE USING gist (
		regie.text_range(resource, resource, '[]') WITH &&,
		regie.text_range(party, party, '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.capacity IS
'How much of a resource each party makes available to the shared roadmaps, and when. One row per resource, party and period; the periods of each do not overlap. What there is in all is the sum over the parties.';
COMMENT ON COLUMN regie.capacity.capacity_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.capacity.resource IS 'Code of the resource.';
COMMENT ON COLUMN regie.capacity.party IS
'Code of the party that makes it available.';
COMMENT ON COLUMN regie.capacity.valid IS
'Days on which it is there: the first included, the day after the last excluded.';
COMMENT ON COLUMN regie.capacity.amount IS
'Units on each working day. Where half a person counts, count halves here and in roadmap_demand.';
COMMENT ON COLUMN regie.capacity.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.roadmap_demand (
	roadmap_demand_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT roadmap_demand_id_key UNIQUE,
	programme text NOT NULL,
	item text NOT NULL,
	resource text NOT NULL
		CONSTRAINT roadmap_demand_resource_fkey REFERENCES regie.resource
		ON UPDATE CASCADE,
	amount integer NOT NULL
		CONSTRAINT roadmap_demand_amount_check
		CHECK (amount BETWEEN 1 AND 1000),
	note text,
	CONSTRAINT roadmap_demand_pkey PRIMARY KEY (programme, item, resource),
	CONSTRAINT roadmap_demand_item_fkey
		FOREIGN KEY (programme, item)
		REFERENCES regie.roadmap_item (programme, code) ON UPDATE CASCADE
);

COMMENT ON TABLE regie.roadmap_demand IS
'How much of a resource a step needs on each of its working days. One row per step and resource.';
COMMENT ON COLUMN regie.roadmap_demand.roadmap_demand_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.roadmap_demand.programme IS
'Code of the programme of the step.';
COMMENT ON COLUMN regie.roadmap_demand.item IS 'Code of the step.';
COMMENT ON COLUMN regie.roadmap_demand.resource IS 'Code of the resource.';
COMMENT ON COLUMN regie.roadmap_demand.amount IS
'Units that it needs on each working day, in the units of capacity.';
COMMENT ON COLUMN regie.roadmap_demand.note IS
'Remark. Empty where there is none.';

/*
 * Baselines: a plan as it stood on a day, kept as rows.  Steps stand there by
 * their codes alone, as a step can be gone by now.
 */
CREATE TABLE regie.roadmap_baseline (
	programme text NOT NULL
		CONSTRAINT roadmap_baseline_programme_fkey REFERENCES regie.programme
		ON UPDATE CASCADE,
	code text NOT NULL
		CONSTRAINT roadmap_baseline_code_check CHECK (regie.is_code(code)),
	roadmap_baseline_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT roadmap_baseline_id_key UNIQUE,
	as_of date NOT NULL CONSTRAINT roadmap_baseline_as_of_check
		CHECK (as_of BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	note text,
	CONSTRAINT roadmap_baseline_pkey PRIMARY KEY (programme, code)
);

COMMENT ON TABLE regie.roadmap_baseline IS
'Plans of programmes that are kept to compare with. One row per baseline; regie.make_baseline writes it.';
COMMENT ON COLUMN regie.roadmap_baseline.programme IS
'Code of the programme.';
COMMENT ON COLUMN regie.roadmap_baseline.code IS
'Code that people know the baseline by, unique within its programme.';
COMMENT ON COLUMN regie.roadmap_baseline.roadmap_baseline_id IS
'The same baseline as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.roadmap_baseline.as_of IS
'Day on which the plan stood so.';
COMMENT ON COLUMN regie.roadmap_baseline.note IS
'Remark, such as who adopted it. Empty where there is none.';

CREATE TABLE regie.roadmap_baseline_item (
	roadmap_baseline_item_id integer
		GENERATED ALWAYS AS IDENTITY (MAXVALUE 99999999)
		CONSTRAINT roadmap_baseline_item_id_key UNIQUE,
	programme text NOT NULL,
	baseline text NOT NULL,
	item text NOT NULL
		CONSTRAINT roadmap_baseline_item_code_check
		CHECK (regie.is_code(item)),
	party text NOT NULL
		CONSTRAINT roadmap_baseline_item_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	title text NOT NULL CONSTRAINT roadmap_baseline_item_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	duration integer NOT NULL
		CONSTRAINT roadmap_baseline_item_duration_check
		CHECK (duration BETWEEN 0 AND 2600),
	start_on date CONSTRAINT roadmap_baseline_item_start_on_check
		CHECK (start_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	finish_on date CONSTRAINT roadmap_baseline_item_finish_on_check
		CHECK (finish_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	CONSTRAINT roadmap_baseline_item_pkey
		PRIMARY KEY (programme, baseline, item),
	CONSTRAINT roadmap_baseline_item_baseline_fkey
		FOREIGN KEY (programme, baseline)
		REFERENCES regie.roadmap_baseline (programme, code)
		ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT roadmap_baseline_item_days_check
		CHECK (CASE WHEN start_on IS NULL AND finish_on IS NULL THEN true
			ELSE (start_on <= finish_on) IS TRUE END)
);

COMMENT ON TABLE regie.roadmap_baseline_item IS
'Steps of a baseline. One row per baseline and step, also of steps that are gone by now.';
COMMENT ON COLUMN regie.roadmap_baseline_item.roadmap_baseline_item_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.roadmap_baseline_item.programme IS
'Code of the programme.';
COMMENT ON COLUMN regie.roadmap_baseline_item.baseline IS
'Code of the baseline.';
COMMENT ON COLUMN regie.roadmap_baseline_item.item IS
'Code of the step at the time.';
COMMENT ON COLUMN regie.roadmap_baseline_item.party IS
'Code of the party on whose roadmap it stood.';
COMMENT ON COLUMN regie.roadmap_baseline_item.title IS
'What had to be done.';
COMMENT ON COLUMN regie.roadmap_baseline_item.duration IS
'Working days that it was planned to take.';
COMMENT ON COLUMN regie.roadmap_baseline_item.start_on IS
'First day by that plan. Empty where it could not be planned.';
COMMENT ON COLUMN regie.roadmap_baseline_item.finish_on IS
'Last day by that plan. Empty where it could not be planned.';
