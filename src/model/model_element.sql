/*
 * model: elements of the architecture, as far as goals, demand and services
 * have to do with them.  Whoever works with GEMMA enters its object id, and
 * the rows can be joined to its exports.
 */
CREATE TABLE regie.element (
	code text CONSTRAINT element_pkey PRIMARY KEY
		CONSTRAINT element_code_check CHECK (regie.is_code(code)),
	element_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT element_id_key UNIQUE,
	kind text NOT NULL CONSTRAINT element_kind_check
		CHECK (kind IN ('business function', 'application service',
						'component', 'principle')),
	name text NOT NULL CONSTRAINT element_name_check
		CHECK (name COLLATE pg_catalog."C" ~ '[^[:space:]]'),
	gemma_id text CONSTRAINT element_gemma_id_check
		CHECK (gemma_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
		CONSTRAINT element_gemma_id_key UNIQUE,
	note text
);

COMMENT ON TABLE regie.element IS
'Elements of the architecture that goals touch, demand asks for and services support. One row per element.';
COMMENT ON COLUMN regie.element.code IS
'Code that people know the element by.';
COMMENT ON COLUMN regie.element.element_id IS
'The same element as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.element.kind IS
'business function, application service, component (an application or reference component) or principle.';
COMMENT ON COLUMN regie.element.name IS 'Name of the element.';
COMMENT ON COLUMN regie.element.gemma_id IS
'Its Object ID in GEMMA, the architecture of Dutch municipalities: a UUID in small letters. Empty where there is none or it is unknown.';
COMMENT ON COLUMN regie.element.note IS 'Remark. Empty where there is none.';

CREATE TABLE regie.element_part (
	element_part_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT element_part_id_key UNIQUE,
	part text NOT NULL CONSTRAINT element_part_pkey PRIMARY KEY
		CONSTRAINT element_part_part_fkey REFERENCES regie.element
		ON UPDATE CASCADE,
	element text NOT NULL
		CONSTRAINT element_part_element_fkey REFERENCES regie.element
		ON UPDATE CASCADE,
	note text,
	CONSTRAINT element_part_self_check CHECK (part <> element)
);

CREATE INDEX element_part_element_idx ON regie.element_part (element);

COMMENT ON TABLE regie.element_part IS
'Which element is part of which other one. One row per part; an element is part of at most one, and parts do not go round in a circle.';
COMMENT ON COLUMN regie.element_part.element_part_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.element_part.part IS
'Code of the element that is the part.';
COMMENT ON COLUMN regie.element_part.element IS
'Code of the element that it is part of.';
COMMENT ON COLUMN regie.element_part.note IS
'Remark. Empty where there is none.';

CREATE FUNCTION regie.element_part_circle() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	place text := NEW.element;
	way text := format('%s, %s', NEW.part, NEW.element);
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('regie.element_part', 0));
	/* ends: a circle that does not pass here was refused before */
	FOR step IN 1 .. 1000000 LOOP
		SELECT s.element INTO place
		FROM regie.element_part AS s
		WHERE s.part = place;
		EXIT WHEN NOT FOUND;
		way := format('%s, %s', way, place);
		IF place = NEW.part THEN
			RAISE EXCEPTION 'element "%" cannot be a part of itself', NEW.part
				USING ERRCODE = 'check_violation', SCHEMA = 'regie',
					TABLE = 'element_part',
					CONSTRAINT = 'element_part_circle',
					DETAIL = format('The parts go round in a circle: %s.',
									left(way, 500)),
					HINT = 'Leave out one of these rows.';
		END IF;
	END LOOP;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.element_part_circle() IS
'Trigger of table element_part: parts do not go round in a circle. Error 23514.';

CREATE CONSTRAINT TRIGGER element_part_circle
	AFTER INSERT OR UPDATE OF part, element ON regie.element_part
	FOR EACH ROW EXECUTE FUNCTION regie.element_part_circle();

CREATE TABLE regie.service_element (
	service_element_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT service_element_id_key UNIQUE,
	service text NOT NULL
		CONSTRAINT service_element_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	element text NOT NULL
		CONSTRAINT service_element_element_fkey REFERENCES regie.element
		ON UPDATE CASCADE,
	note text,
	CONSTRAINT service_element_pkey PRIMARY KEY (service, element)
);

CREATE INDEX service_element_element_idx ON regie.service_element (element);

COMMENT ON TABLE regie.service_element IS
'Which service supports which element of the architecture. One row per service and element.';
COMMENT ON COLUMN regie.service_element.service_element_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.service_element.service IS 'Code of the service.';
COMMENT ON COLUMN regie.service_element.element IS 'Code of the element.';
COMMENT ON COLUMN regie.service_element.note IS
'Remark. Empty where there is none.';
