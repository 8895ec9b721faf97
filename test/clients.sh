#!/usr/bin/env bash
# clients.sh
#		The reports as clients see them: the JDBC and ODBC drivers' own metadata
#		calls, psycopg, and the questions that a BI server asks the catalog
#		when it scans a schema, by a role that may use one schema of reports and
#		nothing else.  "make clients"; installs the drivers by package name.

cd "$(dirname "$0")/.." || exit 1
. test/lib/prerequisites.sh
. test/lib/cluster.sh
need_build
wanted=()
python=/usr/bin/python3
"$python" -c 'import psycopg2' 2>/dev/null || wanted+=(python3-psycopg2)
"$python" -c 'import pyodbc' 2>/dev/null || wanted+=(python3-pyodbc)
odbcinst -q -d 2>/dev/null | grep -q 'PostgreSQL Unicode' || wanted+=(odbc-postgresql unixodbc)
jar=/usr/share/java/postgresql.jar
[ -e $jar ] || wanted+=(libpostgresql-jdbc-java)
command -v javac >/dev/null || wanted+=(default-jdk-headless)
[ ${#wanted[@]} = 0 ] || install_packages "${wanted[@]}"

trap cluster_stop EXIT
say "$("$PG_CONFIG" --version), building and starting a throwaway cluster"
cluster_start clients
# JDBC comes by TCP only: a free port of this machine, reached from it alone
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$PGBIN/psql" -Xqd postgres -c "ALTER SYSTEM SET listen_addresses = '127.0.0.1'" -c "ALTER SYSTEM SET port = $port"
as_server "$PGBIN/pg_ctl" -D "$CLUSTER/data" -l "$CLUSTER/server.log" -w restart >/dev/null ||
	die "the server did not start again: $(tail -n 1 "$CLUSTER/server.log")"
export PGPORT=$port
"$PGBIN/createdb" regie
"$PGBIN/psql" -Xqd regie -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION regie' -c 'SELECT FROM regie.load_example()' \
	-c "ALTER DATABASE regie SET regie.today = '2026-11-23'" \
	-c 'CREATE ROLE client_nl LOGIN' -c 'GRANT USAGE ON SCHEMA regie_rapport TO client_nl' \
	-c 'CREATE ROLE client_en LOGIN' -c 'GRANT USAGE ON SCHEMA regie_report TO client_en' >/dev/null ||
	die "the example cannot be loaded"

log=$CLUSTER/clients.log
say "psycopg, ODBC, and a scan of the catalog"
"$python" test/clients.py "$port" 2>&1 | tee "$log"
say "JDBC"
mkdir -p build/clients
javac -d build/clients test/Clients.java && java -cp "build/clients:$jar" Clients "$port" 2>&1 | tee -a "$log"
passed=$(grep -c '^ok ' "$log")
failed=$(grep -c '^not ok ' "$log")
[ "$(grep -c '^1\.\.' "$log")" = 2 ] || failed=$((failed + 1))
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
