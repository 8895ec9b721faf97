/*
 * model: what a supplier has agreed to deliver, and what it did.
 *
 * A measurement must begin on the first day of a period of its level, so the
 * kind of period stands in both, and the foreign key holds them together.  A
 * norm that changes is a new level: what was measured against the old one
 * stays what it was.
 */
CREATE TABLE regie.service_level (
	contract text NOT NULL
		CONSTRAINT service_level_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	code text NOT NULL
		CONSTRAINT service_level_code_check CHECK (regie.is_code(code)),
	service_level_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT service_level_id_key UNIQUE,
	title text NOT NULL CONSTRAINT service_level_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	measure text NOT NULL CONSTRAINT service_level_measure_check
		CHECK (measure IN ('availability', 'reaction', 'repair', 'other')),
	unit text NOT NULL DEFAULT '%' CONSTRAINT service_level_unit_check
		CHECK (unit COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	direction text NOT NULL DEFAULT 'at least'
		CONSTRAINT service_level_direction_check
		CHECK (direction IN ('at least', 'at most')),
	target numeric NOT NULL CONSTRAINT service_level_target_check
		CHECK (target > -1e10 AND target < 1e10 AND target = round(target, 6)),
	period text NOT NULL DEFAULT 'month'
		CONSTRAINT service_level_period_check
		CHECK (period IN ('month', 'quarter', 'year')),
	misses integer,
	periods integer CONSTRAINT service_level_periods_check
		CHECK (periods BETWEEN 1 AND 1024),
	from_outages boolean NOT NULL DEFAULT false,
	service_days text NOT NULL DEFAULT 'working days'
		CONSTRAINT service_level_service_days_check
		CHECK (service_days IN ('working days', 'all days')),
	opens time NOT NULL DEFAULT '08:00',
	closes time NOT NULL DEFAULT '17:00',
	valid daterange NOT NULL DEFAULT '[1900-01-01,)'
		CONSTRAINT service_level_valid_check CHECK (regie.is_validity(valid)),
	source_ref text,
	note text,
	CONSTRAINT service_level_pkey PRIMARY KEY (contract, code),
	CONSTRAINT service_level_period_key UNIQUE (contract, code, period),
	CONSTRAINT service_level_misses_check
		CHECK ((misses IS NULL) = (periods IS NULL)
			   AND misses BETWEEN 1 AND periods),
	CONSTRAINT service_level_hours_check CHECK (opens < closes),
	CONSTRAINT service_level_from_outages_check
		CHECK (NOT from_outages
			   OR (measure = 'availability' AND unit = '%'
				   AND direction = 'at least'))
);

COMMENT ON TABLE regie.service_level IS
'Service levels: what a supplier has agreed to deliver, and when a miss gives the right to rescind. One row per contract and level; a norm that changes is a new level with a code of its own.';
COMMENT ON COLUMN regie.service_level.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.service_level.code IS
'Code that people know the level by, unique within its contract.';
COMMENT ON COLUMN regie.service_level.service_level_id IS
'The same level as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.service_level.title IS 'What is measured.';
COMMENT ON COLUMN regie.service_level.measure IS
'availability, reaction (how soon someone reacts), repair (how soon it works again) or other.';
COMMENT ON COLUMN regie.service_level.unit IS
'Unit of the target and of what is measured, such as % or hours.';
COMMENT ON COLUMN regie.service_level.direction IS
'at least: the value must reach the target; at most: it must not exceed it. The target itself is met either way.';
COMMENT ON COLUMN regie.service_level.target IS
'The norm, in the unit: 99.5 for 99.5 %. At most 6 decimals.';
COMMENT ON COLUMN regie.service_level.period IS
'What is measured over: a month, quarter or year of the calendar.';
COMMENT ON COLUMN regie.service_level.misses IS
'Missed periods that give the right to rescind, within so many consecutive periods as column periods says; 3 within 6 by GIBIT. Empty: no such right was agreed.';
COMMENT ON COLUMN regie.service_level.periods IS
'Consecutive periods that column misses speaks of. Empty: no such right was agreed.';
COMMENT ON COLUMN regie.service_level.from_outages IS
'Whether all outages are recorded in regie.outage, so that availability in % is calculated from them where no measurement was entered. Then a period without an outage was available for 100 %.';
COMMENT ON COLUMN regie.service_level.service_days IS
'Days on which the service counts: working days (Monday to Friday without the holidays of municipal staff) or all days.';
COMMENT ON COLUMN regie.service_level.opens IS
'Time at which the service hours of such a day begin, by the local clock.';
COMMENT ON COLUMN regie.service_level.closes IS
'Time at which they end; 24:00 is the end of the day.';
COMMENT ON COLUMN regie.service_level.valid IS
'Days on which the level holds: the first included, the day after the last excluded. Left as it is: as long as the contract.';
COMMENT ON COLUMN regie.service_level.source_ref IS
'Where the level stands, such as an article or annex. Empty where unknown.';
COMMENT ON COLUMN regie.service_level.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.measurement (
	measurement_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT measurement_id_key UNIQUE,
	contract text NOT NULL,
	level text NOT NULL,
	period text NOT NULL DEFAULT 'month',
	period_on date NOT NULL CONSTRAINT measurement_period_on_check
		CHECK (period_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	value numeric NOT NULL CONSTRAINT measurement_value_check
		CHECK (value > -1e10 AND value < 1e10 AND value = round(value, 6)),
	credit_claimed_on date CONSTRAINT measurement_credit_claimed_on_check
		CHECK (credit_claimed_on
			   BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	source_ref text,
	note text,
	CONSTRAINT measurement_pkey PRIMARY KEY (contract, level, period_on),
	CONSTRAINT measurement_level_fkey
		FOREIGN KEY (contract, level, period)
		REFERENCES regie.service_level (contract, code, period)
		ON UPDATE CASCADE,
	CONSTRAINT measurement_period_begin_check
		CHECK (period_on = date_trunc(period, period_on::timestamp))
);

COMMENT ON TABLE regie.measurement IS
'What a supplier delivered: one row per service level and period. A period without a row was not measured.';
COMMENT ON COLUMN regie.measurement.measurement_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.measurement.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.measurement.level IS 'Code of the service level.';
COMMENT ON COLUMN regie.measurement.period IS
'Kind of period of the level: month, quarter or year. It is here so that the database can check the first day.';
COMMENT ON COLUMN regie.measurement.period_on IS
'First day of the period, such as 2026-10-01.';
COMMENT ON COLUMN regie.measurement.value IS
'What was measured, in the unit of the level. At most 6 decimals.';
COMMENT ON COLUMN regie.measurement.credit_claimed_on IS
'Day on which the service credit was claimed from the supplier. Empty where it was not, or there is none.';
COMMENT ON COLUMN regie.measurement.source_ref IS
'Where the value comes from, such as the supplier''s monthly report. Empty where unknown.';
COMMENT ON COLUMN regie.measurement.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.outage (
	contract text NOT NULL
		CONSTRAINT outage_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	code text NOT NULL
		CONSTRAINT outage_code_check CHECK (regie.is_code(code)),
	outage_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT outage_id_key UNIQUE,
	level text,
	during tsrange NOT NULL CONSTRAINT outage_during_check
		CHECK ((lower(during) >= TIMESTAMP '1900-01-01'
				AND upper(during) <= TIMESTAMP '2300-01-01') IS TRUE),
	note text,
	CONSTRAINT outage_pkey PRIMARY KEY (contract, code),
	CONSTRAINT outage_level_fkey FOREIGN KEY (contract, level)
		REFERENCES regie.service_level ON UPDATE CASCADE
);

COMMENT ON TABLE regie.outage IS
'When a service was down, one row per outage. Availability is calculated from it for levels that say so (service_level.from_outages). Outages that overlap count once.';
COMMENT ON COLUMN regie.outage.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.outage.code IS
'Code that people know the outage by, such as the number of the incident; unique within its contract.';
COMMENT ON COLUMN regie.outage.outage_id IS
'The same outage as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.outage.level IS
'Code of the service level that it counts for. Empty: for all of the contract that are calculated from outages.';
COMMENT ON COLUMN regie.outage.during IS
'From when to when, by the local clock.';
COMMENT ON COLUMN regie.outage.note IS 'Remark. Empty where there is none.';

CREATE TABLE regie.service_credit_band (
	service_credit_band_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT service_credit_band_id_key UNIQUE,
	contract text NOT NULL,
	level text NOT NULL,
	beyond numeric NOT NULL CONSTRAINT service_credit_band_beyond_check
		CHECK (beyond > -1e10 AND beyond < 1e10 AND beyond = round(beyond, 6)),
	credit_pct numeric NOT NULL
		CONSTRAINT service_credit_band_credit_pct_check
		CHECK (credit_pct BETWEEN 0 AND 100
			   AND credit_pct = round(credit_pct, 4)),
	note text,
	CONSTRAINT service_credit_band_pkey PRIMARY KEY (contract, level, beyond),
	CONSTRAINT service_credit_band_level_fkey FOREIGN KEY (contract, level)
		REFERENCES regie.service_level ON UPDATE CASCADE
);

COMMENT ON TABLE regie.service_credit_band IS
'Service credits: what part of the fee a supplier pays back where the value of a period is beyond a bound. One row per level and bound; of the bounds that were passed the farthest counts.';
COMMENT ON COLUMN regie.service_credit_band.service_credit_band_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.service_credit_band.contract IS
'Number of the contract.';
COMMENT ON COLUMN regie.service_credit_band.level IS
'Code of the service level.';
COMMENT ON COLUMN regie.service_credit_band.beyond IS
'The bound, in the unit of the level: passed by a value below it (direction at least) or above it (at most).';
COMMENT ON COLUMN regie.service_credit_band.credit_pct IS
'Credit in per cent of the contract''s fee over the period: 5 for 5 %. At most 4 decimals.';
COMMENT ON COLUMN regie.service_credit_band.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.service_credit_cap (
	service_credit_cap_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT service_credit_cap_id_key UNIQUE,
	contract text NOT NULL
		CONSTRAINT service_credit_cap_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	valid daterange NOT NULL DEFAULT '[1900-01-01,)'
		CONSTRAINT service_credit_cap_valid_check
		CHECK (regie.is_validity(valid)),
	credit_cap_pct numeric NOT NULL
		CONSTRAINT service_credit_cap_credit_cap_pct_check
		CHECK (credit_cap_pct BETWEEN 0 AND 100
			   AND credit_cap_pct = round(credit_cap_pct, 4)),
	source_ref text,
	note text,
	CONSTRAINT service_credit_cap_pkey PRIMARY KEY (contract, valid),
	CONSTRAINT service_credit_cap_overlap EXCLUDE USING gist (
		regie.text_range(contract, contract, '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.service_credit_cap IS
'The most that all service credits of a contract come to in a calendar year. One row per contract and period; for a year counts the first row that holds in it. No row: no cap.';
COMMENT ON COLUMN regie.service_credit_cap.service_credit_cap_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.service_credit_cap.contract IS
'Number of the contract.';
COMMENT ON COLUMN regie.service_credit_cap.valid IS
'Days on which the cap holds: the first included, the day after the last excluded. Left as it is: as long as the contract.';
COMMENT ON COLUMN regie.service_credit_cap.credit_cap_pct IS
'The cap in per cent of the contract''s fee over the calendar year: 10 for 10 %. At most 4 decimals.';
COMMENT ON COLUMN regie.service_credit_cap.source_ref IS
'Where the cap stands. Empty where unknown.';
COMMENT ON COLUMN regie.service_credit_cap.note IS
'Remark. Empty where there is none.';
