"""clients.py PORT
The reports through psycopg and ODBC, and the questions that BI servers ask
the catalog.  Speaks TAP; called by test/clients.sh.
"""
import datetime
import decimal
import sys

import psycopg2
import pyodbc

port = sys.argv[1]
done = 0


def ok(good, name, detail=()):
    global done
    done += 1
    print(f"{'ok' if good else 'not ok'} {done} - {name}")
    for line in list(detail)[:10]:
        print("#  ", line)


# What every client can draw.
PLAIN = {"int2", "int4", "int8", "numeric", "text", "bool", "date", "timestamptz"}

# The questions of a BI server at its scan of a schema: relations that may be
# read, by their kind and comment; columns by information_schema, which shows
# only what the role has rights on.
RELATIONS = """
SELECT n.nspname, c.relname, obj_description(c.oid, 'pg_class')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'f', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND has_schema_privilege(n.oid, 'usage') AND has_any_column_privilege(c.oid, 'select')
"""
COLUMNS = """
SELECT table_name, column_name, udt_schema, udt_name, numeric_precision, numeric_scale,
       col_description((quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass, ordinal_position)
FROM information_schema.columns WHERE table_schema = %s
"""


def scan(language, role, schema, other):
    db = psycopg2.connect(host="127.0.0.1", port=port, dbname="regie", user=role)
    db.set_session(readonly=True)
    cursor = db.cursor()
    cursor.execute(RELATIONS)
    relations = cursor.fetchall()
    ok(len(relations) > 40 and all(r[0] == schema for r in relations),
       f"{role} finds the {len(relations)} reports of {schema} and nothing else", [r for r in relations if r[0] != schema])
    ok(all(r[2] for r in relations), "each with a comment", [r for r in relations if not r[2]])
    cursor.execute(COLUMNS, (schema,))
    columns = cursor.fetchall()
    bad = [c for c in columns if c[2] != "pg_catalog" or c[3] not in PLAIN or not c[6]]
    ok(columns and not bad, f"{len(columns)} columns of plain types, each with a comment", bad)
    bad = [c for c in columns if c[3] == "numeric" and (c[4] is None or c[4] > 38)]
    ok(not bad, "numbers say their digits", bad)
    bad = []
    for _, view, _ in relations:
        cursor.execute(f'SELECT * FROM {schema}."{view}"')
        rows = cursor.fetchall()
        types = {type(value) for row in rows for value in row}
        if types - {int, str, bool, decimal.Decimal, datetime.date, datetime.datetime, type(None)}:
            bad.append((view, types))
        if any(isinstance(v, decimal.Decimal) and not v.is_finite() for row in rows for v in row):
            bad.append((view, "not finite"))
        if any(isinstance(v, str) and (v != v.strip() or v == "" or len(v) > 8190) for row in rows for v in row):
            bad.append((view, "blank, untrimmed or long text"))
        keys = [row[0] for row in rows]
        if len(set(keys)) < len(keys) or any(abs(k) >= 2 ** 53 for k in keys):
            bad.append((view, "key"))
        cursor.execute(f'SELECT * FROM {schema}."{view}" WHERE 1 <> 1 LIMIT 0')
    ok(not bad, "psycopg reads all rows, read-only: plain values, keys unique and below 2^53", bad)
    cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname IN ('regie', %s) AND has_schema_privilege(oid, 'usage')",
                   (other,))
    rest = cursor.fetchall()
    ok(not rest, "and no other schema of the extension can be used", rest)
    db.close()
    return [r[1] for r in relations]


def odbc(role, schema, views):
    db = pyodbc.connect(f"Driver={{PostgreSQL Unicode}};Server=127.0.0.1;Port={port};Database=regie;Uid={role};Pwd=x")
    cursor = db.cursor()
    found = [t.table_name for t in cursor.tables(schema=schema)]
    ok(sorted(found) == sorted(views), f"ODBC lists the same {len(found)} reports for {role}", set(found) ^ set(views))
    bad = []
    for view in views:
        for column in cursor.columns(table=view, schema=schema).fetchall():
            if column.type_name not in PLAIN:
                bad.append((view, column.column_name, column.type_name))
    ok(not bad, "with columns of plain types", bad)
    bad = []
    for view in views:
        try:
            cursor.execute(f'SELECT * FROM {schema}."{view}"').fetchall()
        except pyodbc.Error as error:
            bad.append((view, error))
    ok(not bad, "and reads all rows", bad)


for language, role, schema, other in (("en", "client_en", "regie_report", "regie_rapport"),
                                      ("nl", "client_nl", "regie_rapport", "regie_report")):
    odbc(role, schema, scan(language, role, schema, other))
print(f"1..{done}")
