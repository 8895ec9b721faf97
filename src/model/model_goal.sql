/*
 * model: steps 1, 2 and 4 of the way to steering: what each party wants,
 * which plans say so, and with whom it shares that.
 */
CREATE TABLE regie.theme (
	code text CONSTRAINT theme_pkey PRIMARY KEY
		CONSTRAINT theme_code_check CHECK (regie.is_code(code)),
	theme_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT theme_id_key UNIQUE,
	name text NOT NULL CONSTRAINT theme_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	note text
);

COMMENT ON TABLE regie.theme IS
'Themes that goals are compared by, such as working in the cloud. One row per theme; all parties use one list.';
COMMENT ON COLUMN regie.theme.code IS 'Code that people know the theme by.';
COMMENT ON COLUMN regie.theme.theme_id IS
'The same theme as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.theme.name IS 'Name of the theme.';
COMMENT ON COLUMN regie.theme.note IS 'Remark. Empty where there is none.';

CREATE TABLE regie.goal (
	code text CONSTRAINT goal_pkey PRIMARY KEY
		CONSTRAINT goal_code_check CHECK (regie.is_code(code)),
	goal_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT goal_id_key UNIQUE,
	party text NOT NULL
		CONSTRAINT goal_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	theme text NOT NULL
		CONSTRAINT goal_theme_fkey REFERENCES regie.theme
		ON UPDATE CASCADE,
	title text NOT NULL CONSTRAINT goal_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	kind text NOT NULL CONSTRAINT goal_kind_check
		CHECK (kind IN ('ambition', 'objective')),
	horizon date CONSTRAINT goal_horizon_check
		CHECK (horizon BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	priority integer CONSTRAINT goal_priority_check
		CHECK (priority BETWEEN 1 AND 5),
	status text NOT NULL DEFAULT 'draft' CONSTRAINT goal_status_check
		CHECK (status IN ('draft', 'adopted', 'achieved', 'dropped')),
	adopted_on date CONSTRAINT goal_adopted_on_check
		CHECK (adopted_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	shared_on date CONSTRAINT goal_shared_on_check
		CHECK (shared_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	note text,
	CONSTRAINT goal_party_key UNIQUE (code, party),
	CONSTRAINT goal_adopted_check
		CHECK (CASE status WHEN 'draft' THEN adopted_on IS NULL
			   WHEN 'dropped' THEN true ELSE adopted_on IS NOT NULL END),
	CONSTRAINT goal_horizon_adopted_check CHECK (horizon >= adopted_on)
);

CREATE INDEX goal_party_idx ON regie.goal (party);
CREATE INDEX goal_theme_idx ON regie.goal (theme);

COMMENT ON TABLE regie.goal IS
'What parties want: ambitions (the direction) and objectives (what is to be reached by a day). One row per goal; party says whose it is.';
COMMENT ON COLUMN regie.goal.code IS 'Code that people know the goal by.';
COMMENT ON COLUMN regie.goal.goal_id IS
'The same goal as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.goal.party IS
'Code of the party whose goal it is: a participant, or the cooperation.';
COMMENT ON COLUMN regie.goal.theme IS 'Code of the theme.';
COMMENT ON COLUMN regie.goal.title IS 'What is wanted, in one sentence.';
COMMENT ON COLUMN regie.goal.kind IS
'ambition (where to go) or objective (what is to be reached, such as by the horizon).';
COMMENT ON COLUMN regie.goal.horizon IS
'Last day of the time that the goal is for. Empty: none was set.';
COMMENT ON COLUMN regie.goal.priority IS
'1 (first) to 5 (last). Empty: none was given.';
COMMENT ON COLUMN regie.goal.status IS
'draft, adopted, achieved or dropped.';
COMMENT ON COLUMN regie.goal.adopted_on IS
'Day on which the party adopted it. Empty for a draft, and for what was dropped before.';
COMMENT ON COLUMN regie.goal.shared_on IS
'Day from which all who take part in a cooperation with the party may know it. Empty: shared with nobody but those in goal_share.';
COMMENT ON COLUMN regie.goal.note IS 'Remark. Empty where there is none.';

/*
 * The owner stands here too, so that the database can see that nobody shares
 * a goal with itself.
 */
CREATE TABLE regie.goal_share (
	goal_share_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT goal_share_id_key UNIQUE,
	goal text NOT NULL,
	owner text NOT NULL,
	party text NOT NULL
		CONSTRAINT goal_share_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	shared_on date NOT NULL CONSTRAINT goal_share_shared_on_check
		CHECK (shared_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	note text,
	CONSTRAINT goal_share_pkey PRIMARY KEY (goal, party),
	CONSTRAINT goal_share_goal_fkey FOREIGN KEY (goal, owner)
		REFERENCES regie.goal (code, party) ON UPDATE CASCADE,
	CONSTRAINT goal_share_self_check CHECK (owner <> party)
);

COMMENT ON TABLE regie.goal_share IS
'With whom a goal is shared, where it is not shared with all (goal.shared_on). One row per goal and party that may know it.';
COMMENT ON COLUMN regie.goal_share.goal_share_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.goal_share.goal IS 'Code of the goal.';
COMMENT ON COLUMN regie.goal_share.owner IS
'Code of the party whose goal it is. It is here so that the database can check that nobody shares with itself.';
COMMENT ON COLUMN regie.goal_share.party IS
'Code of the party that may know it.';
COMMENT ON COLUMN regie.goal_share.shared_on IS
'Day from which it may.';
COMMENT ON COLUMN regie.goal_share.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.plan (
	code text CONSTRAINT plan_pkey PRIMARY KEY
		CONSTRAINT plan_code_check CHECK (regie.is_code(code)),
	plan_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT plan_id_key UNIQUE,
	party text NOT NULL
		CONSTRAINT plan_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	kind text NOT NULL CONSTRAINT plan_kind_check
		CHECK (kind IN ('vision', 'architecture', 'information plan',
						'sourcing strategy', 'other')),
	title text NOT NULL CONSTRAINT plan_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	adopted_on date CONSTRAINT plan_adopted_on_check
		CHECK (adopted_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	valid daterange NOT NULL
		CONSTRAINT plan_valid_check CHECK (regie.is_validity(valid)),
	source_ref text,
	note text,
	CONSTRAINT plan_overlap EXCLUDE USING gist (
		regie.text_range(party, party, '[]') WITH &&,
		regie.text_range(kind, kind, '[]') WITH &&,
		valid WITH &&) WHERE (kind <> 'other')
);

COMMENT ON TABLE regie.plan IS
'Plans that goals stand in: visions, architectures, information plans. One row per plan; a party has at most one of a kind on any day, but for kind other.';
COMMENT ON COLUMN regie.plan.code IS 'Code that people know the plan by.';
COMMENT ON COLUMN regie.plan.plan_id IS
'The same plan as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.plan.party IS
'Code of the party whose plan it is: a participant, or the cooperation.';
COMMENT ON COLUMN regie.plan.kind IS
'vision (on information), architecture, information plan, sourcing strategy or other.';
COMMENT ON COLUMN regie.plan.title IS 'Title of the plan.';
COMMENT ON COLUMN regie.plan.adopted_on IS
'Day on which it was adopted. Empty: a draft, or unknown.';
COMMENT ON COLUMN regie.plan.valid IS
'Days that it is for: the first included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.plan.source_ref IS
'Where it stands, such as the number of the decision. Empty where unknown.';
COMMENT ON COLUMN regie.plan.note IS 'Remark. Empty where there is none.';
