/*
 * model: who may read which rows.
 *
 * Which database role reads for which party stands in reader_role, so that it
 * is dumped and restored like other rows; that row security is on, in
 * row_security.  The policies themselves (model_tables_security.sql) come with
 * the extension and let everybody pass until that row is there.
 *
 * They ask current_user by pg_has_role, never a setting, which the reader
 * could change; and the clock, never regie.today(), for the same reason.  A
 * role that does not exist, as after a restore elsewhere, gives nothing.
 */
CREATE TABLE regie.reader_role (
	reader_role_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT reader_role_id_key UNIQUE,
	role text NOT NULL CONSTRAINT reader_role_role_check
		CHECK (pg_catalog.octet_length(role) BETWEEN 1 AND 63),
	scope text NOT NULL CONSTRAINT reader_role_scope_check
		CHECK (scope IN ('participant', 'steward', 'public')),
	party text CONSTRAINT reader_role_party_fkey REFERENCES regie.party
		ON UPDATE CASCADE,
	CONSTRAINT reader_role_party_check
		CHECK (CASE scope WHEN 'participant' THEN party IS NOT NULL
				WHEN 'public' THEN party IS NULL ELSE true END)
);

CREATE UNIQUE INDEX reader_role_key ON regie.reader_role
	(role, scope, coalesce(party, ''));

COMMENT ON TABLE regie.reader_role IS
'Which database role reads for whom once row security is on: one row per role, scope and party. Members of the role read with it.';
COMMENT ON COLUMN regie.reader_role.reader_role_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.reader_role.role IS
'Name of the database role, as in pg_roles. A role that does not exist gives nothing.';
COMMENT ON COLUMN regie.reader_role.scope IS
'participant (reads what is the party''s own and what is shared with it), steward (reads all of a cooperation and its participants) or public (reads only what is for everybody; the row says that this is meant).';
COMMENT ON COLUMN regie.reader_role.party IS
'Code of the participant, or of the steward''s cooperation. Empty for a steward: of everything, as for a role that loads data.';

CREATE TABLE regie.row_security (
	row_security_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT row_security_id_key UNIQUE,
	enabled_at timestamptz NOT NULL
		CONSTRAINT row_security_enabled_at_check
		CHECK (enabled_at BETWEEN '1900-01-01 00:00:00+00'
						  AND '2299-12-31 00:00:00+00')
);

CREATE UNIQUE INDEX row_security_one_row ON regie.row_security ((true));

COMMENT ON TABLE regie.row_security IS
'Whether row security is on: it is while there is a row. See enable_row_security() and disable_row_security().';
COMMENT ON COLUMN regie.row_security.row_security_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.row_security.enabled_at IS
'Moment at which it was switched on.';

/*
 * What the policies ask.  All run with the caller's rights and read nothing
 * that has a policy itself, so that no policy asks itself.  They give arrays,
 * not rows: what gives rows would be planned anew inside each policy that asks.
 */
CREATE FUNCTION regie.sees_all_rows() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN NOT EXISTS (SELECT FROM regie.row_security)
	OR NOT pg_catalog.row_security_active('regie.contract'::regclass)
	OR EXISTS (
		SELECT FROM regie.reader_role AS m
		JOIN pg_catalog.pg_roles AS r ON r.rolname = m.role
		WHERE m.scope = 'steward' AND m.party IS NULL
			AND pg_catalog.pg_has_role(r.oid, 'USAGE'));

COMMENT ON FUNCTION regie.sees_all_rows() IS
'Whether the current user reads all rows: row security is off or does not hold it, as it does not hold the owner of the tables, or the user is a member of the role of a steward of everything. Asked by the policies.';

CREATE FUNCTION regie.own_parties() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH mapped AS (
		SELECT m.scope, m.party
		FROM regie.reader_role AS m
		JOIN pg_catalog.pg_roles AS r ON r.rolname = m.role
		WHERE m.party IS NOT NULL AND pg_catalog.pg_has_role(r.oid, 'USAGE')
	)
	SELECT coalesce(array_agg(o.party ORDER BY o.party COLLATE "C"), '{}')
	FROM (SELECT m.party FROM mapped AS m
		  UNION
		  SELECT p.party
		  FROM mapped AS m
		  JOIN regie.participation AS p ON p.cooperation = m.party
		  WHERE m.scope = 'steward') AS o;
END;

COMMENT ON FUNCTION regie.own_parties() IS
'The parties whose own rows the current user reads: those that its roles read for; for a steward the cooperation and all who take or took part in it. Asked by the policies. Example: regie.own_parties().';

CREATE FUNCTION regie.shared_parties() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH own AS (
		SELECT o.party FROM unnest(regie.own_parties()) AS o (party)
	)
	SELECT coalesce(array_agg(s.party ORDER BY s.party COLLATE "C"), '{}')
	FROM (SELECT o.party FROM own AS o
		  UNION
		  SELECT p.cooperation
		  FROM own AS o
		  JOIN regie.participation AS p ON p.party = o.party
		  WHERE upper_inf(p.valid) OR upper(p.valid)
			> (now() AT TIME ZONE 'Europe/Amsterdam')::date) AS s;
END;

COMMENT ON FUNCTION regie.shared_parties() IS
'The parties whose shared rows the current user reads: own_parties() and the cooperations that these take part in, today or later. Who has left reads nothing more of the cooperation. Asked by the policies.';

CREATE FUNCTION regie.known_parties() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH shared AS (
		SELECT s.party FROM unnest(regie.shared_parties()) AS s (party)
	)
	SELECT coalesce(array_agg(k.party ORDER BY k.party COLLATE "C"), '{}')
	FROM (SELECT s.party FROM shared AS s
		  UNION
		  SELECT p.party
		  FROM shared AS s
		  JOIN regie.participation AS p ON p.cooperation = s.party) AS k;
END;

COMMENT ON FUNCTION regie.known_parties() IS
'The parties whose roles the current user reads: shared_parties() and who takes or took part in them. Asked by the policies.';

CREATE FUNCTION regie.is_reader() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN regie.sees_all_rows()
	OR cardinality(regie.own_parties()) > 0;

COMMENT ON FUNCTION regie.is_reader() IS
'Whether the current user reads what is shared by all, such as roadmaps: row security is off, or one of its roles reads for a party. Asked by the policies.';

/*
 * A report that says what is missing must not say it of what its reader may
 * not see: it asks this of the cooperation that it speaks of.
 */
CREATE FUNCTION regie.reads_shared(party text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN regie.sees_all_rows()
	OR party = ANY (regie.shared_parties());

COMMENT ON FUNCTION regie.reads_shared(text) IS
'Whether the current user reads what a party shares: row security is off, or the party is one of shared_parties(). Asked by reports that say that something is missing. Example: regie.reads_shared(''DDV'').';

/*
 * set_up_roles(cooperation, prefix) -> rows
 *
 * The roles of a cooperation.  They belong to the cluster, not to the
 * extension, so the DBA calls this; it can be called again when somebody
 * joins.  A role of that name that means something else is never taken over.
 */
CREATE FUNCTION regie.set_up_roles(cooperation text,
								   prefix text DEFAULT 'regie')
RETURNS TABLE (role text, scope text, party text, outcome text)
LANGUAGE plpgsql VOLATILE ROWS 10
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	wanted record;
BEGIN
	IF cooperation IS NULL OR NOT EXISTS (
		SELECT FROM regie.participation AS p
		WHERE p.cooperation = set_up_roles.cooperation)
	THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('nobody takes part in cooperation "%s"', cooperation),
			HINT = 'Enter its participants in regie.participation first.';
	END IF;
	IF prefix IS NULL OR prefix !~ '^[a-z][a-z0-9_]{0,19}$' OR prefix ~ '^pg_'
	THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('"%s" cannot begin the names of roles', prefix),
			HINT = 'Use at most 20 small letters, digits and underscores, with a letter first, and not pg_.';
	END IF;
	FOR wanted IN
		SELECT left(format('%s_%s_%s', prefix,
				regexp_replace(lower(v.party COLLATE "C"), '[^a-z0-9]+', '_', 'g'),
				v.word), 63) AS name, v.scope, v.party
		FROM (SELECT 1 AS place, cooperation AS party, 'steward' AS scope,
				'steward' AS word
			  UNION ALL
			  SELECT DISTINCT 2, p.party, 'participant', 'reader'
			  FROM regie.participation AS p
			  WHERE p.cooperation = set_up_roles.cooperation
				AND (upper_inf(p.valid) OR upper(p.valid)
					 > (now() AT TIME ZONE 'Europe/Amsterdam')::date)) AS v
		UNION ALL
		SELECT prefix || '_public', 'public', NULL
		ORDER BY 2 DESC, 1
	LOOP
		role := wanted.name;
		scope := wanted.scope;
		party := wanted.party;
		IF EXISTS (
			SELECT FROM regie.reader_role AS m
			WHERE m.role = wanted.name AND m.scope = wanted.scope
				AND m.party IS NOT DISTINCT FROM wanted.party)
		THEN
			outcome := 'kept';
		ELSIF EXISTS (SELECT FROM regie.reader_role AS m
					  WHERE m.role = wanted.name)
			OR EXISTS (SELECT FROM pg_catalog.pg_roles AS r
					   WHERE r.rolname = wanted.name)
		THEN
			RAISE EXCEPTION USING
				ERRCODE = 'duplicate_object',
				MESSAGE = format('role "%s" is used for something else', wanted.name),
				DETAIL = format('It would be the %s role of %s.', wanted.scope,
								coalesce('"' || wanted.party || '"', 'everybody')),
				HINT = 'Use another prefix, or enter the role in regie.reader_role yourself if this is what it is for.';
		ELSE
			INSERT INTO regie.reader_role (role, scope, party)
			VALUES (wanted.name, wanted.scope, wanted.party);
			outcome := 'created';
		END IF;
		IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles AS r
					   WHERE r.rolname = wanted.name)
		THEN
			EXECUTE format('CREATE ROLE %I NOLOGIN', wanted.name);
			outcome := 'created';
		END IF;
		EXECUTE format('GRANT USAGE ON SCHEMA regie_report, regie_rapport TO %I',
					   wanted.name);
		RETURN NEXT;
	END LOOP;
END
$$;

COMMENT ON FUNCTION regie.set_up_roles(text, text) IS
'Creates the database roles of a cooperation and enters them in reader_role: a steward, a reader per participant, and one for the public, all without login and with USAGE on the two schemas of reports. Grant them to your users. Call it again when somebody joins: what is there is kept. Errors: nobody takes part in the cooperation; a role of that name is used for something else. Needs CREATEROLE. Example: SELECT * FROM regie.set_up_roles(''DDV'').';

CREATE FUNCTION regie.enable_row_security() RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF current_setting('server_version_num')::integer < 150000 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'feature_not_supported',
			MESSAGE = 'row security of reports needs PostgreSQL 15 or later',
			DETAIL = 'Before that, views read with the rights of their owner, whom no policy holds.',
			HINT = 'Restrict the schemas of reports by GRANT.';
	END IF;
	IF NOT EXISTS (SELECT FROM regie.reader_role AS m
				   JOIN pg_catalog.pg_roles AS r ON r.rolname = m.role
				   WHERE m.scope = 'steward')
	THEN
		RAISE EXCEPTION USING
			ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'row security cannot be switched on, as no role would read all',
			HINT = 'Call regie.set_up_roles() first, or enter a steward in regie.reader_role.';
	END IF;
	IF NOT EXISTS (SELECT FROM regie.row_security) THEN
		INSERT INTO regie.row_security (enabled_at) VALUES (now());
	END IF;
END
$$;

COMMENT ON FUNCTION regie.enable_row_security() IS
'Switches row security on: from now on who does not own the tables reads what its roles in reader_role may read, and nothing else. Errors: PostgreSQL 14; no steward is entered whose role exists. Example: SELECT regie.enable_row_security().';

CREATE FUNCTION regie.disable_row_security() RETURNS void
LANGUAGE sql VOLATILE
BEGIN ATOMIC
	DELETE FROM regie.row_security;
END;

COMMENT ON FUNCTION regie.disable_row_security() IS
'Switches row security off: everybody with rights on the tables or the reports reads all rows again. The roles stay entered. Example: SELECT regie.disable_row_security().';
