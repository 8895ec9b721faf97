#!/usr/bin/env bash
# model_upgrade_check.sh
#		pg_upgrade carries a model into a new cluster: the same rows, the same
#		reports.  Two clusters of our own, of the same version of PostgreSQL:
#		pg_upgrade puts objects back one by one, as it does between versions.

cd "$(dirname "$0")/.." || exit 1
. test/lib/cluster.sh
done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
PGBIN=${PGBIN:-$(pg_config --bindir)}
home=$(mktemp -d "${TMPDIR:-/tmp}/regie-up.XXXXXX")
chmod 755 "$home"
mkdir "$home/run"
[ "$(id -u)" != 0 ] || chown -R "${SERVER_USER:=postgres}" "$home"
leave() {
	for side in old new; do
		[ ! -f "$home/$side/postmaster.pid" ] ||
			as_server "$PGBIN/pg_ctl" -D "$home/$side" -m immediate -w stop >/dev/null 2>&1
	done
	rm -rf "$home"
}
trap leave EXIT

# Where the server of the tests looks for the extension, ours look too.
shown() { psql -XqAtd postgres -c "SELECT name || ' = ' || quote_literal(setting) FROM pg_settings
	WHERE name IN ('extension_control_path', 'extension_destdir', 'dynamic_library_path')"; }
settings=$(shown)
for side in old new; do
	as_server "$PGBIN/initdb" -D "$home/$side" -U postgres -A trust --encoding=UTF8 --locale=C -N >"$home/$side.log" 2>&1
	{
		printf "listen_addresses = ''\nfsync = off\njit = off\ntimezone = 'Europe/Amsterdam'\n"
		printf "unix_socket_directories = '%s'\n%s\n" "$home/run" "$settings"
	} | as_server tee -a "$home/$side/postgresql.conf" >/dev/null
done
export PGHOST=$home/run
start() { as_server "$PGBIN/pg_ctl" -D "$home/$1" -l "$home/run/$1.log" -w start >/dev/null; }
stop() { as_server "$PGBIN/pg_ctl" -D "$home/$1" -w stop >/dev/null; }

# All rows of the model and all reports, in any order.
content() {
	local t
	{
		for t in $tables; do echo "SELECT '$t', x.* FROM regie.$t x ORDER BY x.*::text COLLATE \"C\";"; done
		echo "SET regie.today = '2026-11-23';"
		for t in $views; do echo "SELECT '$t', x.* FROM regie_rapport.$t x ORDER BY x.*::text COLLATE \"C\";"; done
	} | psql -XqAtd regie_up 2>&1
}

start old
createdb regie_up
psql -Xqd regie_up -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION regie' -c 'SELECT regie.load_example()' >/dev/null
psql -Xqd regie_up -v ON_ERROR_STOP=1 >/dev/null <<'SQL'
INSERT INTO regie.threshold (authority, kind, valid, amount) VALUES ('sub-central', 'services', '[2026-07-01,)', 50000);
CREATE TABLE own (code text, term regie.term, key regie.allocation_key, link regie.dependency, days regie.calendar);
INSERT INTO own VALUES ('x', regie.term('2026-01-01', '1 year', 'tacit', '1 year', NULL, '3 months', NULL),
	'{"a":1,"b":2}', 'A12 SS+3d', 'Mon-Fri');
CREATE INDEX own_term ON own USING gist (term);
CREATE VIEW mine AS SELECT contract, last_notice_day FROM regie_report.contract_deadline;
SQL
tables=$(psql -XqAtd regie_up -c "SELECT name FROM regie.model_table ORDER BY place")
views=$(psql -XqAtd regie_up -c "SELECT viewname FROM pg_views WHERE schemaname = 'regie_rapport' ORDER BY 1")
own="SELECT o.*, o.term::text, (SELECT count(*) FROM mine) FROM own AS o"
{ content && psql -XqAtd regie_up -c "$own"; } >"$home/before"
labels=$(psql -XqAtd regie_up -c "SELECT count(*) FROM regie.label")
[ "$(grep -c . "$home/before")" -gt 1000 ] && ! grep -q ERROR "$home/before"
ok $? "a cluster with the example, own types, an index and a view"
stop old

(cd "$home/run" && as_server "$PGBIN/pg_upgrade" -b "$PGBIN" -B "$PGBIN" -d "$home/old" -D "$home/new" \
	-U postgres -s "$home/run") >"$home/upgrade" 2>&1
ok $? "pg_upgrade"
grep -q 'Upgrade Complete' "$home/upgrade" || sed 's/^/# /' "$home/upgrade" | tail -n 20

start new
{ content && psql -XqAtd regie_up -c "$own"; } >"$home/after"
diff "$home/before" "$home/after" >"$home/diff"
ok $? "the same rows and reports, own types and view"
sed 's/^/# /' "$home/diff" | head -n 20
[ "$(psql -XqAtd regie_up -c "SELECT count(*) FROM regie.label")" = "$labels" ]
ok $? "no label lost or doubled"
[ "$(psql -XqAtd regie_up -c "SET enable_seqscan = off" -c "SELECT count(*) FROM own WHERE term OPERATOR(regie.@>) date '2026-06-01'")" = 1 ]
ok $? "the index answers"
psql -Xqd regie_up -c 'DROP VIEW mine' -c 'DROP TABLE own' -c 'DROP EXTENSION regie' >"$home/drop" 2>&1
ok $? "the extension owns all that it brought, and can be dropped"
sed 's/^/# /' "$home/drop"
echo "1..$done_tests"
