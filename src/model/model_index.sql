/*
 * Indexation: figures of statistical offices as they were published, and what
 * contracts say about following them.
 *
 * A series that is rebased goes on in another one; which, and how, stands in
 * a table of its own, as no table refers to itself.
 */
CREATE TABLE regie.index_series (
	code text CONSTRAINT index_series_pkey PRIMARY KEY
		CONSTRAINT index_series_code_check CHECK (regie.is_code(code)),
	index_series_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT index_series_id_key UNIQUE,
	title text NOT NULL CONSTRAINT index_series_title_check
		CHECK (title COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	base text,
	source_ref text,
	note text
);

COMMENT ON TABLE regie.index_series IS
'Series of index figures that prices follow, such as consumer prices or service prices. One row per series; the same prices on another base (2006=100, 2015=100) are another series, because their ratios differ.';
COMMENT ON COLUMN regie.index_series.code IS
'Code that people know the series by, such as DPI-J62-2015.';
COMMENT ON COLUMN regie.index_series.index_series_id IS
'The same series as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.index_series.title IS
'What the figures measure.';
COMMENT ON COLUMN regie.index_series.base IS
'Year or month in which the figure is 100, such as 2015=100. Empty where unknown.';
COMMENT ON COLUMN regie.index_series.source_ref IS
'Who publishes the figures, and in which table. Empty where unknown.';
COMMENT ON COLUMN regie.index_series.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.index_link (
	series text CONSTRAINT index_link_pkey PRIMARY KEY
		CONSTRAINT index_link_series_fkey REFERENCES regie.index_series
		ON UPDATE CASCADE,
	index_link_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT index_link_id_key UNIQUE,
	successor text NOT NULL
		CONSTRAINT index_link_successor_fkey REFERENCES regie.index_series
		ON UPDATE CASCADE,
	from_on date NOT NULL CONSTRAINT index_link_from_on_check
		CHECK (from_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	linking text NOT NULL CONSTRAINT index_link_linking_check
		CHECK (linking IN ('factor', 'restated')),
	old_value numeric CONSTRAINT index_link_old_value_check
		CHECK (old_value > 0 AND old_value < 1e6
			   AND old_value = round(old_value, 10)),
	new_value numeric CONSTRAINT index_link_new_value_check
		CHECK (new_value > 0 AND new_value < 1e6
			   AND new_value = round(new_value, 10)),
	source_ref text,
	CONSTRAINT index_link_self_check CHECK (series <> successor),
	CONSTRAINT index_link_values_check
		CHECK ((linking = 'factor')
			   = (old_value IS NOT NULL AND new_value IS NOT NULL)
			   AND (old_value IS NULL) = (new_value IS NULL))
);

CREATE INDEX index_link_successor_idx ON regie.index_link (successor);

COMMENT ON TABLE regie.index_link IS
'Which series goes on in which other one, from when, and how figures of both are compared. One row per series that has a successor. Published changes of the successor count as they are.';
COMMENT ON COLUMN regie.index_link.series IS
'Code of the series that stops or is rebased.';
COMMENT ON COLUMN regie.index_link.index_link_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.index_link.successor IS
'Code of the series that it goes on in.';
COMMENT ON COLUMN regie.index_link.from_on IS
'First day of the first period whose figure may be taken from the successor, where the series itself has none.';
COMMENT ON COLUMN regie.index_link.linking IS
'factor: a figure of the successor is turned into one of the series by old_value / new_value. restated: the successor was calculated backwards too, so both figures of a ratio are taken from it.';
COMMENT ON COLUMN regie.index_link.old_value IS
'Figure of the series for the period on which both are linked. Empty for restated.';
COMMENT ON COLUMN regie.index_link.new_value IS
'Figure of the successor for the same period. Empty for restated.';
COMMENT ON COLUMN regie.index_link.source_ref IS
'Where the link comes from: a publication, a clause. Empty where unknown.';

CREATE FUNCTION regie.is_index_period(period_from date, granularity text)
RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN period_from BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'
	AND granularity IN ('month', 'quarter', 'year')
	AND pg_catalog.date_trunc(granularity, period_from::timestamp)
		= period_from::timestamp;

COMMENT ON FUNCTION regie.is_index_period(date, text) IS
'Whether a day between 1900 and 2299 is the first of a month, quarter or year. Example: regie.is_index_period(''2024-10-01'', ''quarter'').';

CREATE TABLE regie.price_index (
	price_index_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT price_index_id_key UNIQUE,
	series text NOT NULL
		CONSTRAINT price_index_series_fkey REFERENCES regie.index_series
		ON UPDATE CASCADE,
	granularity text NOT NULL,
	period_from date NOT NULL,
	value numeric CONSTRAINT price_index_value_check
		CHECK (value > 0 AND value < 1e6 AND value = round(value, 6)),
	change_pct numeric CONSTRAINT price_index_change_pct_check
		CHECK (change_pct > -100 AND change_pct < 1000
			   AND change_pct = round(change_pct, 6)),
	status text NOT NULL CONSTRAINT price_index_status_check
		CHECK (status IN ('provisional', 'final')),
	published_on date NOT NULL,
	source_ref text,
	CONSTRAINT price_index_pkey
		PRIMARY KEY (series, granularity, period_from, published_on),
	CONSTRAINT price_index_period_check
		CHECK (regie.is_index_period(period_from, granularity)),
	CONSTRAINT price_index_published_on_check
		CHECK (published_on BETWEEN period_from AND DATE '2299-12-31'),
	CONSTRAINT price_index_figure_check
		CHECK (value IS NOT NULL OR change_pct IS NOT NULL)
);

COMMENT ON TABLE regie.price_index IS
'Index figures as they were published. One row per series, period and day of publication: a provisional figure and the final one are two rows, so that what was known on a day can still be seen.';
COMMENT ON COLUMN regie.price_index.price_index_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.price_index.series IS 'Code of the series.';
COMMENT ON COLUMN regie.price_index.granularity IS
'Length of the period: month, quarter or year.';
COMMENT ON COLUMN regie.price_index.period_from IS
'First day of the period that the figure is about.';
COMMENT ON COLUMN regie.price_index.value IS
'The index figure, such as 116.34. Empty where only the change is known.';
COMMENT ON COLUMN regie.price_index.change_pct IS
'Change on the same period a year before, in per cent, as published. It may differ from the change between two published figures, because it is calculated from figures that are not rounded. Empty where unknown.';
COMMENT ON COLUMN regie.price_index.status IS 'provisional or final.';
COMMENT ON COLUMN regie.price_index.published_on IS
'Day of publication, from which the figure is known.';
COMMENT ON COLUMN regie.price_index.source_ref IS
'Where the figure comes from. Empty where unknown.';

CREATE TABLE regie.index_rule (
	index_rule_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT index_rule_pkey PRIMARY KEY,
	contract text NOT NULL
		CONSTRAINT index_rule_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	line integer CONSTRAINT index_rule_line_check CHECK (line > 0),
	valid daterange NOT NULL DEFAULT '[1900-01-01,)'
		CONSTRAINT index_rule_valid_check CHECK (regie.is_validity(valid)),
	basis text NOT NULL CONSTRAINT index_rule_basis_check
		CHECK (basis IN ('published change', 'ratio', 'fixed change', 'none')),
	series text
		CONSTRAINT index_rule_series_fkey REFERENCES regie.index_series
		ON UPDATE CASCADE,
	fixed_pct numeric CONSTRAINT index_rule_fixed_pct_check
		CHECK (fixed_pct > -100 AND fixed_pct < 1000
			   AND fixed_pct = round(fixed_pct, 6)),
	granularity text CONSTRAINT index_rule_granularity_check
		CHECK (granularity IN ('month', 'quarter', 'year')),
	lag integer CONSTRAINT index_rule_lag_check CHECK (lag BETWEEN 1 AND 120),
	final_only boolean NOT NULL DEFAULT false,
	compounding text NOT NULL DEFAULT 'last price'
		CONSTRAINT index_rule_compounding_check
		CHECK (compounding IN ('last price', 'base price')),
	base_from date,
	apply_month integer NOT NULL DEFAULT 1
		CONSTRAINT index_rule_apply_month_check
		CHECK (apply_month BETWEEN 1 AND 12),
	apply_day integer NOT NULL DEFAULT 1,
	first_apply_on date CONSTRAINT index_rule_first_apply_on_check
		CHECK (first_apply_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	announce_by interval CONSTRAINT index_rule_announce_by_check
		CHECK (announce_by BETWEEN INTERVAL '0' AND INTERVAL '2 years'
			   AND announce_by = pg_catalog.date_trunc('day', announce_by)),
	automatic boolean NOT NULL DEFAULT false,
	cap numeric CONSTRAINT index_rule_cap_check
		CHECK (cap > -100 AND cap < 1000 AND cap = round(cap, 6)),
	floor numeric CONSTRAINT index_rule_floor_check
		CHECK (floor > -100 AND floor < 1000 AND floor = round(floor, 6)),
	share numeric NOT NULL DEFAULT 100 CONSTRAINT index_rule_share_check
		CHECK (share BETWEEN 0 AND 100 AND share = round(share, 6)),
	scale integer NOT NULL DEFAULT 2
		CONSTRAINT index_rule_scale_check CHECK (scale BETWEEN 0 AND 6),
	source_ref text,
	note text,
	CONSTRAINT index_rule_apply_day_check
		CHECK (apply_day BETWEEN 1 AND CASE WHEN apply_month = 2 THEN 28
			WHEN apply_month IN (4, 6, 9, 11) THEN 30 ELSE 31 END),
	CONSTRAINT index_rule_bounds_check CHECK (floor <= cap),
	CONSTRAINT index_rule_figure_check
		CHECK ((basis IN ('published change', 'ratio'))
			   = (series IS NOT NULL AND granularity IS NOT NULL)
			   AND (series IS NULL) = (granularity IS NULL)
			   AND (series IS NOT NULL OR lag IS NULL)
			   AND (basis = 'fixed change') = (fixed_pct IS NOT NULL)),
	CONSTRAINT index_rule_base_check
		CHECK ((compounding = 'base price') = (base_from IS NOT NULL)
			   AND (base_from IS NULL OR (basis = 'ratio'
					AND regie.is_index_period(base_from, granularity)))),
	CONSTRAINT index_rule_overlap EXCLUDE USING gist (
		regie.text_range(contract, contract, '[]') WITH &&,
		int4range(coalesce(line, 0), coalesce(line, 0), '[]') WITH &&,
		valid WITH &&)
);

CREATE INDEX index_rule_contract_idx ON regie.index_rule (contract);
CREATE INDEX index_rule_series_idx ON regie.index_rule (series);

COMMENT ON TABLE regie.index_rule IS
'What a contract says about following an index. One row per contract, line (or all lines) and period; the rule that holds on the day on which a price would change counts, and a rule for the line goes before one for all lines. Prices that are paid once follow no index.';
COMMENT ON COLUMN regie.index_rule.index_rule_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.index_rule.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.index_rule.line IS
'Number of the price line. Empty: all lines that have no rule of their own.';
COMMENT ON COLUMN regie.index_rule.valid IS
'Days on which the rule holds: the first included, the day after the last excluded. Left as it is: as long as the contract.';
COMMENT ON COLUMN regie.index_rule.basis IS
'published change: the change as the office publishes it. ratio: the change between two index figures, with all its digits. fixed change: fixed_pct every year. none: the price is fixed.';
COMMENT ON COLUMN regie.index_rule.series IS
'Code of the series that the clause names. Empty for fixed change and none.';
COMMENT ON COLUMN regie.index_rule.fixed_pct IS
'Change per year in per cent, for basis fixed change. Empty otherwise.';
COMMENT ON COLUMN regie.index_rule.granularity IS
'Which figures count: those of a month, a quarter or a year. Empty for fixed change and none.';
COMMENT ON COLUMN regie.index_rule.lag IS
'How many periods before the one of the day of change the figure lies: 3 months before January is October, 2 years before 2025 is 2023. Empty: the last figure known on the last day to announce.';
COMMENT ON COLUMN regie.index_rule.final_only IS
'Whether only final figures count; otherwise provisional ones count too.';
COMMENT ON COLUMN regie.index_rule.compounding IS
'last price: the change over a year is applied to the last price. base price: the change since base_from is applied to the price with which the rule began, the first that is per the same unit of time or use, also after another price was agreed (that takes a new rule); cap and floor then bound that whole change.';
COMMENT ON COLUMN regie.index_rule.base_from IS
'First day of the period whose figure is the base, for compounding base price. Empty otherwise: the same period a year before.';
COMMENT ON COLUMN regie.index_rule.apply_month IS
'Month in which prices change, once a year.';
COMMENT ON COLUMN regie.index_rule.apply_day IS
'Day of that month; not 29 February.';
COMMENT ON COLUMN regie.index_rule.first_apply_on IS
'Day before which prices do not change. Empty: from the first such day after the start of the contract.';
COMMENT ON COLUMN regie.index_rule.announce_by IS
'How long before the day of change the supplier must announce it, such as P1M. The last day for it is the day before that period: 30 November for P1M and 1 January. Figures published later do not count, also where nothing must be announced. Empty: the day before the change.';
COMMENT ON COLUMN regie.index_rule.automatic IS
'Whether prices change without an announcement. Otherwise the supplier may change them, and if it announces nothing in time they stay.';
COMMENT ON COLUMN regie.index_rule.cap IS
'Highest change in per cent. Empty: none.';
COMMENT ON COLUMN regie.index_rule.floor IS
'Lowest change in per cent; 0: prices never fall. Empty: none, so they fall with the index.';
COMMENT ON COLUMN regie.index_rule.share IS
'Part of the price that follows the index, in per cent; cap and floor are applied before it. 100: all of it.';
COMMENT ON COLUMN regie.index_rule.scale IS
'Decimals to which the new price is rounded, half away from zero.';
COMMENT ON COLUMN regie.index_rule.source_ref IS
'Where the clause stands, such as GIBIT 2023 article 11.8. Empty where unknown.';
COMMENT ON COLUMN regie.index_rule.note IS
'Remark. Empty where there is none.';

CREATE TABLE regie.index_announcement (
	index_announcement_id integer
		GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT index_announcement_id_key UNIQUE,
	contract text NOT NULL
		CONSTRAINT index_announcement_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	apply_on date NOT NULL CONSTRAINT index_announcement_apply_on_check
		CHECK (apply_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	announced_on date NOT NULL
		CONSTRAINT index_announcement_announced_on_check
		CHECK (announced_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	change_pct numeric CONSTRAINT index_announcement_change_pct_check
		CHECK (change_pct > -100 AND change_pct < 1000
			   AND change_pct = round(change_pct, 6)),
	source_ref text,
	note text,
	CONSTRAINT index_announcement_pkey
		PRIMARY KEY (contract, apply_on, announced_on)
);

COMMENT ON TABLE regie.index_announcement IS
'What suppliers announced: new prices from a day on. One row per contract, day of change and day of announcement; of several in time the last counts.';
COMMENT ON COLUMN regie.index_announcement.index_announcement_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.index_announcement.contract IS
'Number of the contract.';
COMMENT ON COLUMN regie.index_announcement.apply_on IS
'Day from which the new prices are to hold.';
COMMENT ON COLUMN regie.index_announcement.announced_on IS
'Day on which the announcement was received.';
COMMENT ON COLUMN regie.index_announcement.change_pct IS
'Change that the supplier asks, in per cent, over the price that the rule applies to. Empty: what the rule allows.';
COMMENT ON COLUMN regie.index_announcement.source_ref IS
'Where it stands: a letter, a message. Empty where unknown.';
COMMENT ON COLUMN regie.index_announcement.note IS
'Remark. Empty where there is none.';
