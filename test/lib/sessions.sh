# sessions.sh
#		Two sessions at the same moment.  Sourced; both needs a folder in $work.

# both DATABASE FIRST SECOND: FIRST holds its transaction open until SECOND, in
# another session, waits for it or is done; prints what SECOND says, and the
# errors of FIRST.
both() {
	printf '%s\n' "BEGIN; $2; SELECT 'entered';" >"$work/first"
	# shellcheck disable=SC2016
	cat >>"$work/first" <<-'SQL'
		DO $$
		BEGIN
			FOR i IN 1 .. 300 LOOP
				EXIT WHEN EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
					AND application_name = 'second' AND wait_event_type = 'Lock');
				PERFORM pg_sleep(0.02), pg_stat_clear_snapshot();
			END LOOP;
		END
		$$;
		COMMIT;
	SQL
	rm -f "$work/out"
	psql -XqAtd "$1" -v ON_ERROR_STOP=1 -f "$work/first" >"$work/out" 2>&1 &
	# or is gone: it could not connect, or its folder is no more
	until grep -q 'entered\|ERROR' "$work/out" 2>/dev/null || ! kill -0 $! 2>/dev/null; do sleep 0.02; done
	PGAPPNAME=second psql -XqAtd "$1" -v ON_ERROR_STOP=1 -c "$3" 2>&1
	wait
	grep ERROR "$work/out"
}
