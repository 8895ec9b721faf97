/*
 * model: what has to be done, by which role, and who holds it.
 *
 * Roles are held by an organisation under a label (Contract management, Team
 * purchasing), never by a person.
 */

/*
 * Activities.  Those that come with the extension are two lists that the field
 * knows, by their codes and names only: the objectives of COBIT 2019 and the
 * processes of BiSL.  Own ones stand beside them.
 */
CREATE TABLE regie.activity (
	code text CONSTRAINT activity_pkey PRIMARY KEY
		CONSTRAINT activity_code_check CHECK (regie.is_code(code)),
	activity_id integer
		GENERATED ALWAYS AS IDENTITY (START WITH 1001 MAXVALUE 999999)
		CONSTRAINT activity_id_key UNIQUE,
	name text NOT NULL CONSTRAINT activity_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	name_nl text CONSTRAINT activity_name_nl_check
		CHECK (name_nl COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	about_contracts boolean NOT NULL DEFAULT false,
	seeded boolean NOT NULL DEFAULT false,
	CONSTRAINT activity_seeded_check
		CHECK (seeded = (activity_id <= 1000)),
	CONSTRAINT activity_own_code_check
		CHECK (seeded = (code COLLATE pg_catalog."C" ~ '^(COBIT|BiSL) '))
);

COMMENT ON TABLE regie.activity IS
'What has to be done (processes, activities): one row per activity. Those that come with the extension, whose codes begin with COBIT or BiSL, cannot be changed; add your own.';
COMMENT ON COLUMN regie.activity.code IS
'Code that people know the activity by.';
COMMENT ON COLUMN regie.activity.activity_id IS
'The same activity as an integer, for tools that want one. Given out by the database; up to 1000 for rows of the extension.';
COMMENT ON COLUMN regie.activity.name IS 'Name of the activity.';
COMMENT ON COLUMN regie.activity.name_nl IS
'Name in Dutch, for the Dutch reports. Empty: the same.';
COMMENT ON COLUMN regie.activity.about_contracts IS
'Whether who is accountable for it decides about contracts. Used to find who decides about a contract.';
COMMENT ON COLUMN regie.activity.seeded IS
'Whether the row came with the extension. Rows that users enter are not.';

INSERT INTO regie.activity (activity_id, code, name, name_nl, about_contracts,
	seeded)
OVERRIDING SYSTEM VALUE
SELECT v.id, v.code, v.name, v.name_nl,
	v.code IN ('COBIT APO10', 'BiSL Contractmanagement'), true
FROM (VALUES
	(1, 'COBIT EDM01', 'Ensured governance framework setting and maintenance', NULL),
	(2, 'COBIT EDM02', 'Ensured benefits delivery', NULL),
	(3, 'COBIT EDM03', 'Ensured risk optimization', NULL),
	(4, 'COBIT EDM04', 'Ensured resource optimization', NULL),
	(5, 'COBIT EDM05', 'Ensured stakeholder engagement', NULL),
	(11, 'COBIT APO01', 'Managed I&T management framework', NULL),
	(12, 'COBIT APO02', 'Managed strategy', NULL),
	(13, 'COBIT APO03', 'Managed enterprise architecture', NULL),
	(14, 'COBIT APO04', 'Managed innovation', NULL),
	(15, 'COBIT APO05', 'Managed portfolio', NULL),
	(16, 'COBIT APO06', 'Managed budget and costs', NULL),
	(17, 'COBIT APO07', 'Managed human resources', NULL),
	(18, 'COBIT APO08', 'Managed relationships', NULL),
	(19, 'COBIT APO09', 'Managed service agreements', NULL),
	(20, 'COBIT APO10', 'Managed vendors', NULL),
	(21, 'COBIT APO11', 'Managed quality', NULL),
	(22, 'COBIT APO12', 'Managed risk', NULL),
	(23, 'COBIT APO13', 'Managed security', NULL),
	(24, 'COBIT APO14', 'Managed data', NULL),
	(31, 'COBIT BAI01', 'Managed programs', NULL),
	(32, 'COBIT BAI02', 'Managed requirements definition', NULL),
	(33, 'COBIT BAI03', 'Managed solutions identification and build', NULL),
	(34, 'COBIT BAI04', 'Managed availability and capacity', NULL),
	(35, 'COBIT BAI05', 'Managed organizational change', NULL),
	(36, 'COBIT BAI06', 'Managed IT changes', NULL),
	(37, 'COBIT BAI07', 'Managed IT change acceptance and transitioning', NULL),
	(38, 'COBIT BAI08', 'Managed knowledge', NULL),
	(39, 'COBIT BAI09', 'Managed assets', NULL),
	(40, 'COBIT BAI10', 'Managed configuration', NULL),
	(41, 'COBIT BAI11', 'Managed projects', NULL),
	(51, 'COBIT DSS01', 'Managed operations', NULL),
	(52, 'COBIT DSS02', 'Managed service requests and incidents', NULL),
	(53, 'COBIT DSS03', 'Managed problems', NULL),
	(54, 'COBIT DSS04', 'Managed continuity', NULL),
	(55, 'COBIT DSS05', 'Managed security services', NULL),
	(56, 'COBIT DSS06', 'Managed business process controls', NULL),
	(61, 'COBIT MEA01', 'Managed performance and conformance monitoring', NULL),
	(62, 'COBIT MEA02', 'Managed system of internal control', NULL),
	(63, 'COBIT MEA03', 'Managed compliance with external requirements', NULL),
	(64, 'COBIT MEA04', 'Managed assurance', NULL),
	(101, 'BiSL Gebruikersondersteuning', 'User support', 'Gebruikersondersteuning'),
	(102, 'BiSL Beheer bedrijfsinformatie', 'Business data management', 'Beheer bedrijfsinformatie'),
	(103, 'BiSL Operationele ICT-aansturing', 'Operational supplier management', 'Operationele ICT-aansturing'),
	(104, 'BiSL Specificeren', 'Specify information requirements', 'Specificeren'),
	(105, 'BiSL Vormgeven niet-geautomatiseerde IV', 'Design of non-automated information systems', 'Vormgeven niet-geautomatiseerde informatievoorziening'),
	(106, 'BiSL Voorbereiden transitie', 'Prepare transition', 'Voorbereiden transitie'),
	(107, 'BiSL Toetsen en testen', 'Review and testing', 'Toetsen en testen'),
	(108, 'BiSL Wijzigingenbeheer', 'Change management', 'Wijzigingenbeheer'),
	(109, 'BiSL Transitie', 'Transition', 'Transitie'),
	(111, 'BiSL Planning en control', 'Planning and resource management', 'Planning en control'),
	(112, 'BiSL Financieel management', 'Financial management', 'Financieel management'),
	(113, 'BiSL Behoeftemanagement', 'Demand management', 'Behoeftemanagement'),
	(114, 'BiSL Contractmanagement', 'Contract management', 'Contractmanagement'),
	(121, 'BiSL Bepalen ketenontwikkelingen', 'Establish information chain developments', 'Bepalen ketenontwikkelingen'),
	(122, 'BiSL Bepalen technologieontwikkelingen', 'Establish technological developments', 'Bepalen technologieontwikkelingen'),
	(123, 'BiSL Bepalen bedrijfsprocesontwikkelingen', 'Establish business process developments', 'Bepalen bedrijfsprocesontwikkelingen'),
	(124, 'BiSL Informatie lifecycle management', 'Information lifecycle management', 'Informatie lifecycle management'),
	(125, 'BiSL Informatieportfoliomanagement', 'Information portfolio management', 'Informatieportfoliomanagement'),
	(126, 'BiSL Informatiecoordinatie', 'Information coordination', 'Informatiecoördinatie'),
	(127, 'BiSL Leveranciersmanagement', 'Strategic supplier management', 'Leveranciersmanagement'),
	(128, 'BiSL Relatiemanagement gebruikers', 'Strategic relationship management', 'Relatiemanagement gebruikersorganisatie'),
	(129, 'BiSL Ketenpartnersmanagement', 'Strategic information partner management', 'Ketenpartnersmanagement'),
	(130, 'BiSL Strategie inrichting IV-functie', 'Define the strategy of the information function', 'Strategie inrichting IV-functie'))
	AS v (id, code, name, name_nl);

CREATE TRIGGER activity_keep_seeded_rows
	BEFORE INSERT OR UPDATE OR DELETE ON regie.activity
	FOR EACH ROW EXECUTE FUNCTION regie.keep_seeded_rows();
CREATE TRIGGER activity_keep_all_seeded_rows
	BEFORE TRUNCATE ON regie.activity
	FOR EACH STATEMENT EXECUTE FUNCTION regie.keep_seeded_rows();

CREATE TABLE regie.rasci_letter (
	letter text CONSTRAINT rasci_letter_pkey PRIMARY KEY
		CONSTRAINT rasci_letter_letter_check CHECK (letter ~ '^[A-Z]$'),
	rasci_letter_id integer
		GENERATED ALWAYS AS IDENTITY (START WITH 1001 MAXVALUE 999999)
		CONSTRAINT rasci_letter_id_key UNIQUE,
	name text NOT NULL CONSTRAINT rasci_letter_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	name_nl text NOT NULL CONSTRAINT rasci_letter_name_nl_check
		CHECK (name_nl COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	seeded boolean NOT NULL DEFAULT false,
	CONSTRAINT rasci_letter_seeded_check
		CHECK (seeded = (rasci_letter_id <= 1000)),
	CONSTRAINT rasci_letter_own_letter_check
		CHECK (seeded = (letter IN ('R', 'A', 'S', 'C', 'I')))
);

COMMENT ON TABLE regie.rasci_letter IS
'What a role can be in an activity: R, A, S, C or I, which come with the extension and cannot be changed, or a letter of your own. One row per letter.';
COMMENT ON COLUMN regie.rasci_letter.letter IS 'The letter, a capital.';
COMMENT ON COLUMN regie.rasci_letter.rasci_letter_id IS
'The same letter as an integer, for tools that want one. Given out by the database; up to 1000 for rows of the extension.';
COMMENT ON COLUMN regie.rasci_letter.name IS 'What it stands for.';
COMMENT ON COLUMN regie.rasci_letter.name_nl IS
'What it stands for, in Dutch.';
COMMENT ON COLUMN regie.rasci_letter.seeded IS
'Whether the row came with the extension. Rows that users enter are not.';

INSERT INTO regie.rasci_letter (rasci_letter_id, letter, name, name_nl, seeded)
OVERRIDING SYSTEM VALUE VALUES
	(1, 'R', 'Responsible', 'Uitvoerend', true),
	(2, 'A', 'Accountable', 'Eindverantwoordelijk', true),
	(3, 'S', 'Supportive', 'Ondersteunend', true),
	(4, 'C', 'Consulted', 'Geraadpleegd', true),
	(5, 'I', 'Informed', 'Geïnformeerd', true);

CREATE TRIGGER rasci_letter_keep_seeded_rows
	BEFORE INSERT OR UPDATE OR DELETE ON regie.rasci_letter
	FOR EACH ROW EXECUTE FUNCTION regie.keep_seeded_rows();
CREATE TRIGGER rasci_letter_keep_all_seeded_rows
	BEFORE TRUNCATE ON regie.rasci_letter
	FOR EACH STATEMENT EXECUTE FUNCTION regie.keep_seeded_rows();

CREATE TABLE regie.role (
	code text CONSTRAINT role_pkey PRIMARY KEY
		CONSTRAINT role_code_check CHECK (regie.is_code(code)),
	role_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT role_id_key UNIQUE,
	organisation text NOT NULL
		CONSTRAINT role_organisation_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	name text NOT NULL CONSTRAINT role_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	is_control boolean NOT NULL DEFAULT false,
	note text
);

COMMENT ON TABLE regie.role IS
'Roles in what is done together: one row per role. Who holds it stands in role_holder.';
COMMENT ON COLUMN regie.role.code IS 'Code that people know the role by.';
COMMENT ON COLUMN regie.role.role_id IS
'The same role as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.role.organisation IS
'Code of the party in whose organisation the role stands: a cooperation or one of its participants.';
COMMENT ON COLUMN regie.role.name IS 'Name of the role.';
COMMENT ON COLUMN regie.role.is_control IS
'Whether the role checks what others do (controller, auditor): it should not be in one hand with what it checks.';
COMMENT ON COLUMN regie.role.note IS 'Remark. Empty where there is none.';

CREATE TABLE regie.role_holder (
	role_holder_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT role_holder_id_key UNIQUE,
	role text NOT NULL
		CONSTRAINT role_holder_role_fkey REFERENCES regie.role
		ON UPDATE CASCADE,
	party text NOT NULL
		CONSTRAINT role_holder_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	holder text NOT NULL
		CONSTRAINT role_holder_holder_check CHECK (regie.is_code(holder)),
	is_deputy boolean NOT NULL DEFAULT false,
	valid daterange NOT NULL
		CONSTRAINT role_holder_valid_check CHECK (regie.is_validity(valid)),
	note text,
	CONSTRAINT role_holder_pkey PRIMARY KEY (role, party, holder, valid),
	CONSTRAINT role_holder_overlap EXCLUDE USING gist (
		regie.text_range(role, role, '[]') WITH &&,
		regie.text_range(party, party, '[]') WITH &&,
		regie.text_range(holder, holder, '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.role_holder IS
'Who holds which role, and when: one row per role, organisation, label and period; the periods of one holder do not overlap. Labels of functions, never names of persons.';
COMMENT ON COLUMN regie.role_holder.role_holder_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.role_holder.role IS 'Code of the role.';
COMMENT ON COLUMN regie.role_holder.party IS
'Code of the organisation that provides the holder.';
COMMENT ON COLUMN regie.role_holder.holder IS
'Label of the function that holds it, such as Head of purchasing. The same label of the same organisation is the same hand.';
COMMENT ON COLUMN regie.role_holder.is_deputy IS
'Whether it stands in for the holder, rather than being it.';
COMMENT ON COLUMN regie.role_holder.valid IS
'Days on which it holds the role: the first included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.role_holder.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.responsibility (
	responsibility_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT responsibility_id_key UNIQUE,
	organisation text NOT NULL
		CONSTRAINT responsibility_organisation_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	activity text NOT NULL
		CONSTRAINT responsibility_activity_fkey REFERENCES regie.activity
		ON UPDATE CASCADE,
	role text NOT NULL
		CONSTRAINT responsibility_role_fkey REFERENCES regie.role
		ON UPDATE CASCADE,
	letter text NOT NULL
		CONSTRAINT responsibility_letter_fkey REFERENCES regie.rasci_letter
		ON UPDATE CASCADE,
	valid daterange NOT NULL DEFAULT '[1900-01-01,)'
		CONSTRAINT responsibility_valid_check CHECK (regie.is_validity(valid)),
	note text,
	CONSTRAINT responsibility_pkey
		PRIMARY KEY (organisation, activity, role, valid),
	CONSTRAINT responsibility_one_letter EXCLUDE USING gist (
		regie.text_range(organisation, organisation, '[]') WITH &&,
		regie.text_range(activity, activity, '[]') WITH &&,
		regie.text_range(role, role, '[]') WITH &&,
		valid WITH &&),
	CONSTRAINT responsibility_one_accountable EXCLUDE USING gist (
		regie.text_range(organisation, organisation, '[]') WITH &&,
		regie.text_range(activity, activity, '[]') WITH &&,
		valid WITH &&) WHERE (letter = 'A')
);

COMMENT ON TABLE regie.responsibility IS
'Which role is what in which activity (RASCI): one row per organisation, activity, role and period. On any day a role has one letter in an activity, and at most one role is accountable; that none is shows in the findings.';
COMMENT ON COLUMN regie.responsibility.responsibility_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.responsibility.organisation IS
'Code of the party whose matrix it is: a cooperation, or one organisation for itself.';
COMMENT ON COLUMN regie.responsibility.activity IS 'Code of the activity.';
COMMENT ON COLUMN regie.responsibility.role IS 'Code of the role.';
COMMENT ON COLUMN regie.responsibility.letter IS
'R, A, S, C or I (or a letter of your own), see rasci_letter.';
COMMENT ON COLUMN regie.responsibility.valid IS
'Days on which it holds: the first included, the day after the last excluded.';
COMMENT ON COLUMN regie.responsibility.note IS
'Remark. Empty where there is none.';
