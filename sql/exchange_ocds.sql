-- Contracts from OCDS packages.
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'iso_8601';
BEGIN;

-- days and lengths
SELECT t AS moment, regie.ocds_day(t) AS day, regie.ocds_day(t, true) AS until
FROM unnest(ARRAY['2011-06-30T23:59:00Z', '2011-06-30', '2011-06-30T00:00:00Z', '2011-06-30T00:00:00.5+02:00', '2011-02-29',
	'2011-13-01', '30-06-2011', '2012-02-29T24:00', '']) AS t;
SELECT f, u, regie.ocds_length(f::date, u::date) AS length,
	(f::date + regie.ocds_length(f::date, u::date))::date = u::date AS leads_there
FROM (VALUES ('2010-07-01', '2011-08-02'), ('2010-07-01', '2011-07-01'), ('2024-01-31', '2024-02-29'),
	('2024-01-31', '2024-03-01'), ('2026-01-01', '2026-01-01')) AS v (f, u);

-- an extension leads there from the start, whatever the days of the months
SELECT s, e, x, regie.ocds_extension(s::date, e::date, x::date) AS extension,
	regie.maximum_extent(regie.term(s::date, regie.ocds_length(s::date, e::date), 'explicit',
		regie.ocds_extension(s::date, e::date, x::date), 1, NULL, NULL)) = x::date AS leads_there
FROM (VALUES ('2010-07-01', '2011-07-01', '2012-01-01'), ('2025-01-15', '2029-02-02', '2033-01-15'),
	('2025-01-15', '2025-01-20', '2025-01-22')) AS v (s, e, x);
SELECT count(*) AS cases, count(*) FILTER (WHERE regie.maximum_extent(regie.term(s, regie.ocds_length(s, e), 'explicit',
	regie.ocds_extension(s, e, x), 1, NULL, NULL)) <> x) AS wrong
FROM (SELECT s, s + d AS e, s + d + n AS x
	  FROM (SELECT date '2024-01-01' + g * 7 AS s, g * 37 % 900 + 1 AS d, g * 53 % 1500 + 1 AS n
			FROM generate_series(1, 10000) AS g) AS r) AS c;

INSERT INTO regie.party (code, kind, name, kvk) VALUES
	('DDV', 'cooperation', 'Dienst Dommelvallei', NULL), ('ELM', 'supplier', 'Elm', '12345678'), ('OAK', 'supplier', 'Oak', NULL);
INSERT INTO regie.service (code, name) VALUES ('ZAAK', 'Case system');

-- a process in three releases: signed, extended, paid; a record holds the same
CREATE TEMP TABLE sample AS SELECT $${"releases": [
{"ocid": "ocds-x-1", "id": "1", "date": "2024-12-10T10:00:00Z", "tag": ["contract"],
 "parties": [{"id": "NL-KVK-87654321", "name": "Dienst Dommelvallei", "roles": ["buyer"]},
             {"id": "NL-KVK-12345678", "name": "Elm B.V.", "roles": ["supplier"], "identifier": {"scheme": "NL-KVK", "id": "12345678"}}],
 "buyer": {"id": "NL-KVK-87654321"},
 "awards": [{"id": "a", "title": "Case system", "suppliers": [{"id": "NL-KVK-12345678"}],
             "contractPeriod": {"startDate": "2025-01-15", "endDate": "2029-01-14", "maxExtentDate": "2033-01-14"}}],
 "contracts": [{"id": "K-1", "awardID": "a", "dateSigned": "2024-12-01T12:00:00+01:00", "value": {"amount": 240000.5, "currency": "EUR"},
                "items": [{"id": "1", "classification": {"scheme": "CPV", "id": "72000000"}}]},
               {"id": "K-2", "awardID": "a", "status": "cancelled"}]},
{"ocid": "ocds-x-1", "id": "3", "date": "2026-02-01T10:00:00Z", "tag": ["implementation"],
 "contracts": [{"id": "K-1", "awardID": "a", "implementation": {"transactions": [
   {"id": "T-1", "date": "2026-01-20", "value": {"amount": 60000, "currency": "EUR"}, "payer": {"id": "NL-KVK-87654321"}, "payee": {"id": "NL-KVK-12345678"}}]}}]},
{"ocid": "ocds-x-1", "id": "2", "date": "2025-06-01T10:00:00Z", "tag": ["contractAmendment"],
 "contracts": [{"id": "K-1", "awardID": "a", "title": "Case system and archive", "value": {"amount": 250000, "currency": "EUR"},
                "period": {"startDate": "2025-01-15", "endDate": "2029-02-01", "maxExtentDate": "2033-01-14"},
                "amendments": [{"id": "1", "rationale": "Archive added"}]}]}
]}$$::text AS package;
SELECT regie.ocds_document(package) FROM sample;
SELECT regie.ocds_document(jsonb_build_object('records',
	jsonb_build_array(jsonb_build_object('ocid', 'ocds-x-1', 'releases', package::jsonb -> 'releases')))::text)
	= replace(regie.ocds_document(package), '/releases/', '/records/0/releases/') AS same_as_record FROM sample;
SELECT i.* FROM sample, regie.import_ocds(package, 'ZAAK') AS i;
SELECT code, title, customer, supplier, term, regie.maximum_extent(term), signed_on, cpv, source_ref FROM regie.contract;
SELECT amendment, title, known_on, contract_title, term FROM regie.contract_amendment;
SELECT line, amount, per, amendment FROM regie.contract_line ORDER BY amendment NULLS FIRST;
SELECT code, period, payer, payee, contract, amount FROM regie.cost;
SELECT table_name, unchanged FROM sample, regie.import_ocds(package, 'ZAAK') WHERE added + changed = 0;

-- parties of the package that the model does not have are new ones
SELECT * FROM regie.import_ocds($${"records": [{"ocid": "ocds-x-2", "compiledRelease":
{"ocid": "ocds-x-2", "date": "2026-01-01", "parties": [
  {"id": "GB-COH-1", "name": "AnyCorp", "roles": ["supplier"]}, {"id": "NL-OIN-1", "name": "Other", "roles": ["buyer"]},
  {"id": "NL-X", "name": "Tenderer", "roles": ["tenderer"]}],
 "buyer": {"id": "NL-OIN-1"}, "awards": [{"id": "1", "suppliers": [{"id": "GB-COH-1"}]}],
 "contracts": [{"id": "K-3", "awardID": "1", "title": "By days", "dateSigned": "2026-01-01", "period": {"durationInDays": 100}}]}}]}$$);
SELECT code, kind, name FROM regie.party WHERE note = 'From OCDS.' ORDER BY code COLLATE "C";
SELECT code, term, source_ref FROM regie.contract WHERE code = 'K-3';

-- what cannot be taken, all at once, with its place
\set VERBOSITY default
\set SHOW_CONTEXT never
SAVEPOINT good;
SELECT regie.import_ocds(NULL);
ROLLBACK TO good;
SELECT regie.import_ocds('{"releases": ]}');
ROLLBACK TO good;
SELECT regie.import_ocds('{"release": []}');
ROLLBACK TO good;
SELECT regie.import_ocds($${"releases": [{"ocid": "a", "date": "2026-01-01",
 "parties": [{"id": "B", "name": "B"}, {"id": " S"}, {"id": "S2", "name": "S2"}],
 "buyer": {"id": "B"},
 "awards": [{"id": 1, "suppliers": [{"id": " S"}, {"id": "S2"}]}],
 "contracts": [
  {"id": "K-9", "awardID": 1, "title": "T", "value": {"amount": 5.005, "currency": "USD"}, "period": {"startDate": "2026-02-30", "endDate": "2026-03-01"}},
  {"id": " K", "awardID": 2, "period": {"startDate": "2026-02-01", "endDate": "2026-01-01", "maxExtentDate": "2025-12-01"},
   "implementation": {"transactions": [{"id": "T", "value": {"amount": "1"}}]}}]},
 {"contracts": [{"id": "K-9", "title": "T"}], "ocid": "b", "date": "2026-01-01", "buyer": {"id": "NOBODY"}}]}$$, 'NO SUCH');
ROLLBACK TO good;
SELECT count(*) FROM regie.contract;
ROLLBACK;
