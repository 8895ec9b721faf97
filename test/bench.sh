#!/usr/bin/env bash
# bench.sh
#		Speed beside what a user would use instead, as ratios, in one run.
#		ROUNDS= says how often each statement runs (the median counts);
#		ONLY=allocate runs test/bench_allocate.sql alone.  Where there is a
#		test/bench_NAME.sh it goes on in the same database.

cd "$(dirname "$0")/.." || exit 1
. test/lib/prerequisites.sh
. test/lib/cluster.sh
need_build
trap cluster_stop EXIT
say "$("$PG_CONFIG" --version), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)"
cluster_start bench
"$PGBIN/psql" -Xqc "ALTER SYSTEM SET shared_buffers = '1GB'" postgres
"$PGBIN/psql" -Xqc "ALTER SYSTEM SET max_wal_size = '8GB'" postgres
as_server "$PGBIN/pg_ctl" -D "$CLUSTER/data" -l "$CLUSTER/server.log" -w restart >/dev/null
for script in test/bench_${ONLY:-*}.sql; do
	say "$script"
	"$PGBIN/dropdb" --if-exists bench 2>/dev/null
	"$PGBIN/createdb" bench
	"$PGBIN/psql" -Xqd bench -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION regie' \
		-v rounds="${ROUNDS:-3}" -f "$script" || exit 1
	[ ! -e "${script%.sql}.sh" ] || bash "${script%.sql}.sh" || exit 1
done
