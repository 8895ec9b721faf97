/*
 * model: keys that are mixed of other keys, municipalities that merge, what
 * services give each other, how far a contribution may move in a year, and
 * how VAT is treated.
 */

/*
 * A key mixed of other keys, each counting as its shares: 0.6 inhabitants and
 * 0.4 workplaces.  A grow-in is the same with factors that change by date.
 *
 * A mixed key has no values of its own, and its parts have no parts, so that
 * it needs no search and nothing is its own part by a detour.  At most twenty
 * parts: the exact mix of twenty keys of any values stays within the thousand
 * digits that a key can hold.
 */
CREATE TABLE regie.cost_key_part (
	cost_key_part_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT cost_key_part_id_key UNIQUE,
	cost_key text NOT NULL
		CONSTRAINT cost_key_part_cost_key_fkey REFERENCES regie.cost_key
		ON UPDATE CASCADE,
	part_key text NOT NULL
		CONSTRAINT cost_key_part_part_key_fkey REFERENCES regie.cost_key
		ON UPDATE CASCADE,
	valid daterange NOT NULL
		CONSTRAINT cost_key_part_valid_check CHECK (regie.is_validity(valid)),
	factor numeric NOT NULL CONSTRAINT cost_key_part_factor_check
		CHECK (factor >= 0 AND factor < 1e6 AND factor = round(factor, 6)),
	set_on date CONSTRAINT cost_key_part_set_on_check
		CHECK (set_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	note text,
	CONSTRAINT cost_key_part_pkey PRIMARY KEY (cost_key, part_key, valid),
	CONSTRAINT cost_key_part_self_check CHECK (cost_key <> part_key),
	CONSTRAINT cost_key_part_overlap EXCLUDE USING gist (
		regie.text_range(cost_key, cost_key, '[]') WITH &&,
		regie.text_range(part_key, part_key, '[]') WITH &&,
		valid WITH &&)
);

CREATE INDEX cost_key_part_part_key_idx ON regie.cost_key_part (part_key);

COMMENT ON TABLE regie.cost_key_part IS
'Keys that are mixed of other keys: 0.6 inhabitants and 0.4 workplaces, or a grow-in with factors by year. One row per mixed key, part and period. A mixed key has no values of its own, and its parts are not mixed; at most 20 parts.';
COMMENT ON COLUMN regie.cost_key_part.cost_key_part_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.cost_key_part.cost_key IS 'Code of the mixed key.';
COMMENT ON COLUMN regie.cost_key_part.part_key IS
'Code of the key that it is mixed of.';
COMMENT ON COLUMN regie.cost_key_part.valid IS
'Days on which the factor holds: the first included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.cost_key_part.factor IS
'How much the shares of the part count in the mix, such as 0.6. Only the proportion between the parts matters. 0: counts nothing, such as the old key in the last year of a grow-in. At most 6 decimals.';
COMMENT ON COLUMN regie.cost_key_part.set_on IS
'Day on which the factor was fixed. Empty where unknown.';
COMMENT ON COLUMN regie.cost_key_part.note IS
'Remark, such as the decision that set the factor. Empty where there is none.';

/*
 * No constraint compares a column with another one of other rows or tables,
 * so triggers do, as for parts of contracts: each refuses the second row of an
 * offending pair, whichever that is, and takes the rows of a sound dump in any
 * order.  Who enters values takes the lock together with others who do; who
 * enters parts takes it alone.
 */
CREATE FUNCTION regie.cost_key_part_level() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	culprit text;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('regie.cost_key_part', 0));
	SELECT p.part_key INTO culprit
	FROM regie.cost_key_part AS p
	JOIN regie.cost_key_part AS q ON q.cost_key = p.part_key
	WHERE p.part_key IN (NEW.cost_key, NEW.part_key)
	/* where both are at fault, name the same one on every server */
	ORDER BY p.part_key = NEW.cost_key DESC
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'key "%" is part of a mix, and cannot be mixed itself', culprit
			USING ERRCODE = 'check_violation', SCHEMA = 'regie',
				TABLE = 'cost_key_part', CONSTRAINT = 'cost_key_part_level',
				HINT = 'Make the parts of the inner mix parts of the outer one, their factors multiplied.';
	END IF;
	IF EXISTS (SELECT FROM regie.cost_key_value AS v
			   WHERE v.cost_key = NEW.cost_key) THEN
		RAISE EXCEPTION 'key "%" has values of its own, and cannot be mixed', NEW.cost_key
			USING ERRCODE = 'check_violation', SCHEMA = 'regie',
				TABLE = 'cost_key_part', CONSTRAINT = 'cost_key_part_values',
				HINT = 'Give the mix a key of its own, and make the key with values a part of it.';
	END IF;
	IF (SELECT count(DISTINCT p.part_key) FROM regie.cost_key_part AS p
		WHERE p.cost_key = NEW.cost_key) > 20 THEN
		RAISE EXCEPTION 'key "%" is mixed of too many keys', NEW.cost_key
			USING ERRCODE = 'program_limit_exceeded', SCHEMA = 'regie',
				TABLE = 'cost_key_part', CONSTRAINT = 'cost_key_part_count',
				DETAIL = 'A key can be mixed of 20 keys.';
	END IF;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.cost_key_part_level() IS
'Trigger of table cost_key_part: a part is not mixed itself, a mixed key has no values, and at most 20 parts. Errors 23514, 54000.';

CREATE CONSTRAINT TRIGGER cost_key_part_level
	AFTER INSERT OR UPDATE OF cost_key, part_key ON regie.cost_key_part
	FOR EACH ROW EXECUTE FUNCTION regie.cost_key_part_level();

CREATE FUNCTION regie.cost_key_value_not_mixed() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	culprit text;
BEGIN
	PERFORM pg_advisory_xact_lock_shared(
		hashtextextended('regie.cost_key_part', 0));
	SELECT p.cost_key INTO culprit
	FROM regie.cost_key_part AS p
	WHERE p.cost_key IN (SELECT n.cost_key FROM entered AS n)
	ORDER BY p.cost_key COLLATE "C"
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'key "%" is mixed, and cannot have values of its own', culprit
			USING ERRCODE = 'check_violation', SCHEMA = 'regie',
				TABLE = 'cost_key_value',
				CONSTRAINT = 'cost_key_value_not_mixed',
				HINT = 'Enter the values of its parts, see table regie.cost_key_part.';
	END IF;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.cost_key_value_not_mixed() IS
'Trigger of table cost_key_value: a mixed key has no values of its own. Error 23514.';

/* once per statement: values come by the thousand */
CREATE TRIGGER cost_key_value_not_mixed_insert
	AFTER INSERT ON regie.cost_key_value REFERENCING NEW TABLE AS entered
	FOR EACH STATEMENT EXECUTE FUNCTION regie.cost_key_value_not_mixed();
CREATE TRIGGER cost_key_value_not_mixed_update
	AFTER UPDATE ON regie.cost_key_value REFERENCING NEW TABLE AS entered
	FOR EACH STATEMENT EXECUTE FUNCTION regie.cost_key_value_not_mixed();

/*
 * Who takes whose place, from which day.  A party has one successor: a
 * municipality that is split over several needs new key values, and is not
 * told here.
 */
CREATE TABLE regie.party_succession (
	party_succession_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT party_succession_id_key UNIQUE,
	party text NOT NULL CONSTRAINT party_succession_pkey PRIMARY KEY
		CONSTRAINT party_succession_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	successor text NOT NULL
		CONSTRAINT party_succession_successor_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	from_on date NOT NULL CONSTRAINT party_succession_from_on_check
		CHECK (from_on BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'),
	note text,
	CONSTRAINT party_succession_self_check CHECK (party <> successor)
);

CREATE INDEX party_succession_successor_idx
	ON regie.party_succession (successor);

COMMENT ON TABLE regie.party_succession IS
'Parties that merged into another one, such as municipalities on 1 January: from that day the successor takes the place of the party, and keys count the values of both together. One row per party that is gone. A party that is split over several has no row here.';
COMMENT ON COLUMN regie.party_succession.party_succession_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.party_succession.party IS
'Code of the party that is gone.';
COMMENT ON COLUMN regie.party_succession.successor IS
'Code of the party that takes its place: a new one, or one that goes on.';
COMMENT ON COLUMN regie.party_succession.from_on IS
'First day on which the successor stands in its place. Before that day nothing changes.';
COMMENT ON COLUMN regie.party_succession.note IS
'Remark, such as the law that says so. Empty where there is none.';

CREATE FUNCTION regie.party_succession_circle() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	place text := NEW.successor;
	way text := format('%s, %s', NEW.party, NEW.successor);
BEGIN
	PERFORM pg_advisory_xact_lock(
		hashtextextended('regie.party_succession', 0));
	/* ends: a circle that does not pass here was refused before */
	FOR step IN 1 .. 1000000 LOOP
		SELECT s.successor INTO place
		FROM regie.party_succession AS s
		WHERE s.party = place;
		EXIT WHEN NOT FOUND;
		way := format('%s, %s', way, place);
		IF place = NEW.party THEN
			RAISE EXCEPTION 'party "%" cannot take its own place', NEW.party
				USING ERRCODE = 'check_violation', SCHEMA = 'regie',
					TABLE = 'party_succession',
					CONSTRAINT = 'party_succession_circle',
					DETAIL = format('The successors go round in a circle: %s.',
									left(way, 500));
		END IF;
	END LOOP;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.party_succession_circle() IS
'Trigger of table party_succession: successors do not go round in a circle. Error 23514.';

CREATE CONSTRAINT TRIGGER party_succession_circle
	AFTER INSERT OR UPDATE OF party, successor ON regie.party_succession
	FOR EACH ROW EXECUTE FUNCTION regie.party_succession_circle();

/*
 * party_places() -> rows
 *
 * Who stands in whose place, and when: A merged into B in 2024, B into C in
 * 2026, so A's place is B's in 2024 and 2025 and C's from 2026 on.  A place is
 * reached on the latest day of the way to it; of several that are reached on
 * one day the farthest counts.  It ends even where a circle slipped in by two
 * transactions that could not see each other.
 *
 * A function, as a planner that has not seen the table yet would expect tens
 * of thousands of rows of the recursion.  STRICT keeps it from being opened
 * up; so it runs once in a query, and counts on ROWS.
 */
CREATE FUNCTION regie.party_places()
RETURNS TABLE (party text, place text, valid daterange)
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000 ROWS 20
BEGIN ATOMIC
	WITH RECURSIVE way AS (
		SELECT s.party, s.successor, s.from_on, 1 AS steps
		FROM regie.party_succession AS s
		UNION ALL
		SELECT w.party, s.successor, greatest(w.from_on, s.from_on),
			w.steps + 1
		FROM way AS w
		JOIN regie.party_succession AS s ON s.party = w.successor
	) CYCLE successor SET is_circle USING passed
	SELECT q.party, q.successor, q.valid
	FROM (SELECT w.party, w.successor,
			daterange(w.from_on,
					  lead(w.from_on) OVER (PARTITION BY w.party
											ORDER BY w.steps)) AS valid
		  FROM way AS w
		  WHERE NOT w.is_circle) AS q
	WHERE NOT isempty(q.valid);
END;

COMMENT ON FUNCTION regie.party_places() IS
'Which party stands in the place of one that merged, and when: chains of mergers worked out. One row per party and period, the day after the last excluded; none for days before it merged, nor for a party that never did. Example: SELECT * FROM regie.party_places().';

/*
 * own_key_values(cost_key, day) -> rows
 *
 * The values of a key that is not mixed, each under the party that stands in
 * its place on the day.
 */
CREATE FUNCTION regie.own_key_values(cost_key text, day date)
RETURNS TABLE (participant text, value numeric, set_on date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 5
BEGIN ATOMIC
	SELECT coalesce(s.place, w.party), sum(w.value), max(w.set_on)
	FROM regie.cost_key_value AS w
	LEFT JOIN regie.party_places() AS s
		ON s.party = w.party AND (s.valid @> own_key_values.day) IS TRUE
	WHERE w.cost_key = own_key_values.cost_key
		AND (w.valid @> own_key_values.day) IS TRUE
	GROUP BY coalesce(s.place, w.party);
END;

COMMENT ON FUNCTION regie.own_key_values(text, date) IS
'The values of a key that is not mixed as they hold on a day, those of parties that merged added up under the successor, and when the last of them was set. key_values does the same for all keys.';

/*
 * mixed_key(cost_key, day) -> one row
 *
 * The mix of a key's parts on a day.  A mix in which a part that counts has no
 * values is not what was agreed, so it is no key; a part with factor 0 may go
 * without.  The key keeps what its factors sum to.
 */
CREATE FUNCTION regie.mixed_key(cost_key text, day date)
RETURNS TABLE (parts bigint, key regie.allocation_key, set_on date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT count(*),
		CASE WHEN bool_and(p.factor = 0 OR k.key IS NOT NULL)
				AND sum(p.factor) > 0
			THEN regie.mix(regie.allocation_key_mul(p.factor, k.key)) END,
		max(p.set_on)
	FROM regie.cost_key_part AS p
	LEFT JOIN LATERAL (
		SELECT regie.allocation_key(v.participant, v.value) AS key
		FROM regie.own_key_values(p.part_key, mixed_key.day) AS v
		HAVING sum(v.value) > 0
	) AS k ON true
	WHERE p.cost_key = mixed_key.cost_key
		AND (p.valid @> mixed_key.day) IS TRUE;
END;

COMMENT ON FUNCTION regie.mixed_key(text, date) IS
'The mix of a key''s parts on a day, with the sum of their factors: how many parts there are, the key, and when the last factor was set. key is NULL where there are no parts, no factor is above 0, or a part that counts has no values. key_on does the same for all keys.';

/*
 * key_on(cost_key, day) -> allocation_key
 *
 * What the factors sum to does not matter in the end, so it is taken off by
 * making the key anew.
 */
CREATE FUNCTION regie.key_on(cost_key text, day date)
RETURNS regie.allocation_key
LANGUAGE sql STABLE PARALLEL SAFE COST 1000
RETURN (
	SELECT CASE WHEN m.parts = 0 THEN (
			SELECT regie.allocation_key(v.participant, v.value)
			FROM regie.own_key_values(key_on.cost_key, key_on.day) AS v
			HAVING sum(v.value) > 0)
		ELSE (
			SELECT regie.allocation_key(s.participant, s.weight)
			FROM regie.shares(m.key) AS s
			HAVING count(*) > 0) END
	FROM regie.mixed_key(key_on.cost_key, key_on.day) AS m);

COMMENT ON FUNCTION regie.key_on(text, date) IS
'A key as it holds on a day: its values, or the mix of its parts, each as its shares times its factor, with parties that merged under their successor. Exact. NULL: it has no values that day, they total 0, or a part that counts has none. Example: SELECT regie.key_on(''WERKPLEKKEN'', ''2026-01-01'').';

/*
 * mixed_key_values(cost_key, day) -> rows
 *
 * The exact weights of a mix are whole numbers, which can outgrow the 38
 * digits that windows and networks calculate with.  From 30 digits on, which
 * leaves them room, the total is cut to 30 and the weights in proportion: no
 * share moves by more than the 29th decimal.
 */
CREATE FUNCTION regie.mixed_key_values(cost_key text, day date)
RETURNS TABLE (participant text, value numeric, total numeric, set_on date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 5
BEGIN ATOMIC
	SELECT c.participant, c.value, sum(c.value) OVER (),
		greatest(c.set_on, d.set_on)
	FROM (
		SELECT w.participant, w.set_on,
			CASE WHEN w.total < 1e30 THEN w.weight
				ELSE div(w.weight * 1e29, w.total) END AS value
		FROM (
			SELECT s.participant, s.weight, m.set_on,
				sum(s.weight) OVER () AS total
			FROM regie.mixed_key(mixed_key_values.cost_key,
								 mixed_key_values.day) AS m
			CROSS JOIN LATERAL regie.shares(m.key) AS s
		) AS w
	) AS c
	LEFT JOIN (
		SELECT v.participant, max(v.set_on) AS set_on
		FROM regie.cost_key_part AS p
		CROSS JOIN LATERAL regie.own_key_values(
			p.part_key, mixed_key_values.day) AS v
		WHERE p.cost_key = mixed_key_values.cost_key
			AND (p.valid @> mixed_key_values.day) IS TRUE
			AND p.factor > 0
		GROUP BY v.participant
	) AS d ON d.participant = c.participant;
END;

COMMENT ON FUNCTION regie.mixed_key_values(text, date) IS
'The part of key_values that is about mixed keys.';

/*
 * key_values(cost_key, day) -> rows
 *
 * IS TRUE leads the search to the primary keys: the index behind a constraint
 * on overlaps would offer all keys that are valid on the day instead.
 */
CREATE FUNCTION regie.key_values(cost_key text, day date)
RETURNS TABLE (participant text, value numeric, total numeric, set_on date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 5
BEGIN ATOMIC
	SELECT k.participant, k.value, k.total, k.set_on
	FROM (
		SELECT v.participant, v.value, sum(v.value) OVER () AS total, v.set_on
		FROM regie.own_key_values(key_values.cost_key, key_values.day) AS v
	) AS k
	WHERE k.total > 0
	UNION ALL
	SELECT m.participant, m.value, m.total, m.set_on
	FROM (
		SELECT DISTINCT p.cost_key
		FROM regie.cost_key_part AS p
		WHERE p.cost_key = key_values.cost_key
			AND (p.valid @> key_values.day) IS TRUE
	) AS q
	CROSS JOIN LATERAL regie.mixed_key_values(q.cost_key, key_values.day) AS m;
END;

COMMENT ON FUNCTION regie.key_values(text, date) IS
'A key as it holds on a day, as rows: what it counts for each participant, the total, and when the last value or factor behind it was set. Parties that merged stand under their successor. Of a mixed key the values are whole numbers in the proportion of the mix, exact up to 30 digits of the total. No rows: it has no values that day, they total 0, or a part that counts has none. Example: SELECT * FROM regie.key_values(''WERKPLEKKEN'', ''2026-01-01'').';

/*
 * What a service gives to other services, before participants get the rest:
 * it stands beside the values of the service's own key on the day, in the same
 * unit (300 of the calls were the network team's).  Circles are allowed, as
 * services do serve each other.
 */
CREATE TABLE regie.service_use (
	service_use_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT service_use_id_key UNIQUE,
	service text NOT NULL
		CONSTRAINT service_use_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	user_service text NOT NULL
		CONSTRAINT service_use_user_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	valid daterange NOT NULL
		CONSTRAINT service_use_valid_check CHECK (regie.is_validity(valid)),
	weight numeric NOT NULL CONSTRAINT service_use_weight_check
		CHECK (weight > 0 AND weight < 1e10 AND weight = round(weight, 6)),
	note text,
	CONSTRAINT service_use_pkey PRIMARY KEY (service, user_service, valid),
	CONSTRAINT service_use_self_check CHECK (service <> user_service),
	CONSTRAINT service_use_overlap EXCLUDE USING gist (
		regie.text_range(service, service, '[]') WITH &&,
		regie.text_range(user_service, user_service, '[]') WITH &&,
		valid WITH &&)
);

CREATE INDEX service_use_user_service_idx
	ON regie.service_use (user_service);

COMMENT ON TABLE regie.service_use IS
'What a service gives to another service, such as 300 calls that the service desk takes for the network. One row per service, service that uses it and period.';
COMMENT ON COLUMN regie.service_use.service_use_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.service_use.service IS
'Code of the service that gives.';
COMMENT ON COLUMN regie.service_use.user_service IS
'Code of the service that gets.';
COMMENT ON COLUMN regie.service_use.valid IS
'Days on which the weight holds: the first included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.service_use.weight IS
'What it counts for, beside the values of the giving service''s key that day and in their unit: 300 calls where the key counts calls. Beside a mixed key, whose shares have no unit, it stands beside the factors of its parts: participants have their shares times the sum of the factors. At most 6 decimals.';
COMMENT ON COLUMN regie.service_use.note IS
'Remark. Empty where there is none.';

/*
 * How far a contribution may move in a year.
 */
CREATE TABLE regie.cost_collar (
	cost_collar_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT cost_collar_id_key UNIQUE,
	cooperation text NOT NULL
		CONSTRAINT cost_collar_cooperation_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	valid daterange NOT NULL
		CONSTRAINT cost_collar_valid_check CHECK (regie.is_validity(valid)),
	lower_pct numeric CONSTRAINT cost_collar_lower_pct_check
		CHECK (lower_pct >= 0 AND lower_pct <= 100
			   AND lower_pct = round(lower_pct, 4)),
	upper_pct numeric CONSTRAINT cost_collar_upper_pct_check
		CHECK (upper_pct >= 0 AND upper_pct < 1e6
			   AND upper_pct = round(upper_pct, 4)),
	note text,
	CONSTRAINT cost_collar_pkey PRIMARY KEY (cooperation, valid),
	CONSTRAINT cost_collar_bound_check
		CHECK (lower_pct IS NOT NULL OR upper_pct IS NOT NULL),
	CONSTRAINT cost_collar_overlap EXCLUDE USING gist (
		regie.text_range(cooperation, cooperation, '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.cost_collar IS
'How much a participant''s total may fall or rise against the year before. One row per cooperation and period; at most one on any day. The one on the first day of the year counts.';
COMMENT ON COLUMN regie.cost_collar.cost_collar_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.cost_collar.cooperation IS
'Code of the cooperation (or of the municipality that does the work for the others).';
COMMENT ON COLUMN regie.cost_collar.valid IS
'Days on which it holds: the first included, the day after the last excluded; open where no end is known.';
COMMENT ON COLUMN regie.cost_collar.lower_pct IS
'Most that a participant''s total may fall, in percent of the year before: 5 means to no less than 95 percent. Empty: any fall.';
COMMENT ON COLUMN regie.cost_collar.upper_pct IS
'Most that a participant''s total may rise, in percent of the year before: 5 means to no more than 105 percent. Empty: any rise.';
COMMENT ON COLUMN regie.cost_collar.note IS
'Remark, such as the decision. Empty where there is none.';

/*
 * How VAT is treated.  The rows that come with the extension are "seeded",
 * see regie.threshold.  Their codes begin with a small letter and own ones do
 * not, so that an own row and one that a later version brings along cannot
 * meet on restore.
 *
 * Read in November 2026.  A cooperation that is an entrepreneur for all it
 * does deducts the VAT that it pays and charges VAT to the participants, who
 * get it back from the BTW-compensatiefonds as far as they do not act as
 * entrepreneurs themselves; for cooperations that cannot deduct it there is
 * the transparency method (decree on transparency of 2004, from 2009 on part
 * of decree CPP2009/838M on public bodies).  Cost on joint account is shared
 * without VAT: cost as made, no profit, a key fixed beforehand that stays as
 * it is unless somebody joins or leaves, and all of them at risk (Dirkzwager,
 * "Kosten voor gemene rekening").  "Btw verlegd": the invoice shows no VAT,
 * the buyer owes it (PwC on telecommunication, 2017).
 *
 * Not seen, and not said here: which decree holds today, and whether who takes
 * part in a joint account can reclaim VAT in its share.  The umbrella
 * exemption (koepelvrijstelling) is said to leave out ICT.
 */
CREATE TABLE regie.vat_treatment (
	code text CONSTRAINT vat_treatment_pkey PRIMARY KEY
		CONSTRAINT vat_treatment_code_check CHECK (regie.is_code(code)),
	vat_treatment_id integer
		GENERATED ALWAYS AS IDENTITY (START WITH 1001 MAXVALUE 999999)
		CONSTRAINT vat_treatment_id_key UNIQUE,
	name text NOT NULL CONSTRAINT vat_treatment_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	name_nl text NOT NULL CONSTRAINT vat_treatment_name_nl_check
		CHECK (name_nl COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	description text,
	vat_is_charged boolean NOT NULL,
	vat_passes_on boolean NOT NULL,
	seeded boolean NOT NULL DEFAULT false,
	CONSTRAINT vat_treatment_passes_on_check
		CHECK (vat_is_charged OR NOT vat_passes_on),
	CONSTRAINT vat_treatment_seeded_check
		CHECK (seeded = (vat_treatment_id <= 1000)),
	CONSTRAINT vat_treatment_own_code_check
		CHECK (seeded = (code COLLATE pg_catalog."C" ~ '^[a-z]'))
);

COMMENT ON TABLE regie.vat_treatment IS
'How VAT (btw) is treated: one row per treatment. Those that come with the extension cannot be changed; own ones have a code that does not begin with a small letter.';
COMMENT ON COLUMN regie.vat_treatment.code IS
'Code of the treatment, such as standard or joint account.';
COMMENT ON COLUMN regie.vat_treatment.vat_treatment_id IS
'The row as an integer, for tools that want one. Given out by the database; up to 1000 for rows of the extension.';
COMMENT ON COLUMN regie.vat_treatment.name IS 'Name in English.';
COMMENT ON COLUMN regie.vat_treatment.name_nl IS 'Name in Dutch.';
COMMENT ON COLUMN regie.vat_treatment.description IS
'What it means. Empty where the name says enough.';
COMMENT ON COLUMN regie.vat_treatment.vat_is_charged IS
'Whether the payee charges VAT, so that a cost can have a VAT amount.';
COMMENT ON COLUMN regie.vat_treatment.vat_passes_on IS
'Whether that VAT reaches the participants as VAT, which they may reclaim. Otherwise it is cost to whoever pays.';
COMMENT ON COLUMN regie.vat_treatment.seeded IS
'Whether the row came with the extension. Rows that users enter are not.';

INSERT INTO regie.vat_treatment (vat_treatment_id, code, name, name_nl,
	description, vat_is_charged, vat_passes_on, seeded)
OVERRIDING SYSTEM VALUE VALUES
	(1, 'standard', 'VAT charged', 'Btw in rekening gebracht',
	 'The payee charges VAT, and the payer charges VAT to the participants in its turn.',
	 true, true, true),
	(2, 'reverse', 'Reverse charge', 'Btw verlegd',
	 'The payee charges no VAT; the payer owes it itself.',
	 false, false, true),
	(3, 'exempt', 'Exempt', 'Vrijgesteld',
	 'The payee charges no VAT, as an exemption applies.',
	 false, false, true),
	(4, 'joint account', 'Joint account', 'Kosten voor gemene rekening',
	 'The payee charges VAT; the cost is shared without VAT, by a key that is fixed beforehand.',
	 true, false, true),
	(5, 'outside', 'Outside VAT', 'Geen btw (niet als ondernemer)',
	 'The payee does not act as an entrepreneur, such as a public authority in that capacity: no VAT.',
	 false, false, true),
	(6, 'transparency', 'Transparency', 'Transparantie (btw doorgeschoven)',
	 'The payee charges VAT; the cooperation, which cannot deduct it, passes it through to the participants, who may reclaim it.',
	 true, true, true);

CREATE TRIGGER vat_treatment_keep_seeded_rows
	BEFORE INSERT OR UPDATE OR DELETE ON regie.vat_treatment
	FOR EACH ROW EXECUTE FUNCTION regie.keep_seeded_rows();
CREATE TRIGGER vat_treatment_keep_all_seeded_rows
	BEFORE TRUNCATE ON regie.vat_treatment
	FOR EACH STATEMENT EXECUTE FUNCTION regie.keep_seeded_rows();

ALTER TABLE regie.cost
	ADD CONSTRAINT cost_vat_treatment_fkey
	FOREIGN KEY (vat_treatment) REFERENCES regie.vat_treatment
	ON UPDATE CASCADE;

/*
 * No VAT where the treatment charges none.  It takes two tables to say so, so
 * triggers do: costs with VAT take the lock together, who changes a treatment
 * takes it alone.
 */
CREATE FUNCTION regie.cost_vat_charged() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM pg_advisory_xact_lock_shared(
		hashtextextended('regie.vat_treatment', 0));
	IF EXISTS (SELECT FROM regie.vat_treatment AS t
			   WHERE t.code = NEW.vat_treatment AND NOT t.vat_is_charged) THEN
		RAISE EXCEPTION 'cost "%" has a VAT amount, but no VAT is charged', NEW.code
			USING ERRCODE = 'check_violation', SCHEMA = 'regie',
				TABLE = 'cost', CONSTRAINT = 'cost_vat_charged',
				DETAIL = format('Treatment "%s" charges no VAT.',
								NEW.vat_treatment),
				HINT = 'Leave vat_amount empty, or choose another treatment.';
	END IF;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.cost_vat_charged() IS
'Trigger of table cost: no VAT amount where the treatment charges no VAT. Error 23514.';

CREATE CONSTRAINT TRIGGER cost_vat_charged
	AFTER INSERT OR UPDATE OF vat_treatment, vat_amount ON regie.cost
	FOR EACH ROW WHEN (NEW.vat_amount <> 0)
	EXECUTE FUNCTION regie.cost_vat_charged();

CREATE FUNCTION regie.vat_treatment_charged() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	culprit text;
BEGIN
	PERFORM pg_advisory_xact_lock(
		hashtextextended('regie.vat_treatment', 0));
	SELECT c.code INTO culprit
	FROM regie.cost AS c
	WHERE c.vat_treatment = NEW.code AND c.vat_amount <> 0
	ORDER BY c.code COLLATE "C"
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'treatment "%" charges VAT on cost "%"', NEW.code, culprit
			USING ERRCODE = 'check_violation', SCHEMA = 'regie',
				TABLE = 'vat_treatment',
				CONSTRAINT = 'vat_treatment_charged',
				HINT = 'Add a treatment without VAT, and leave this one as it is.';
	END IF;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.vat_treatment_charged() IS
'Trigger of table vat_treatment: a treatment by which costs have VAT amounts goes on charging VAT. Error 23514.';

CREATE CONSTRAINT TRIGGER vat_treatment_charged
	AFTER UPDATE OF vat_is_charged ON regie.vat_treatment
	FOR EACH ROW WHEN (NOT NEW.vat_is_charged)
	EXECUTE FUNCTION regie.vat_treatment_charged();
