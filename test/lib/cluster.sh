# cluster.sh
#		A throwaway cluster: own folder, reached through a socket in it only,
#		so it meets no other cluster.
#
# Sourced, after prerequisites.sh.  cluster_start NAME [SETTING...] sets PGHOST,
# PGPORT, PGUSER, CLUSTER; cluster_stop removes it all.

# A server does not run as root: borrow the user that the packages made.
as_server() {
	if [ "$(id -u)" = 0 ]; then
		runuser -u "${SERVER_USER:=postgres}" -- "$@"
	else
		"$@"
	fi
}

# Builds, and installs into a folder of our own where the server can look
# there (Debian's patch, or PostgreSQL 18); else into the server itself.
build_and_stage() {
	local libdir sharedir
	make -s -j"$(nproc 2>/dev/null || echo 2)" PG_CONFIG="$PG_CONFIG" all ||
		die "the build failed"
	STAGE=$CLUSTER/stage
	libdir=$("$PG_CONFIG" --pkglibdir)
	sharedir=$("$PG_CONFIG" --sharedir)
	STAGE_SETTINGS=()
	if as_server "$PGBIN/postgres" -D "$CLUSTER/data" -C extension_control_path >/dev/null 2>&1; then
		STAGE_SETTINGS=("extension_control_path = '$STAGE$sharedir:\$system'")
	elif as_server "$PGBIN/postgres" -D "$CLUSTER/data" -C extension_destdir >/dev/null 2>&1; then
		STAGE_SETTINGS=("extension_destdir = '$STAGE'")
	fi
	if [ ${#STAGE_SETTINGS[@]} -gt 0 ]; then
		STAGE_SETTINGS+=("dynamic_library_path = '$STAGE$libdir:\$libdir'")
		make -s PG_CONFIG="$PG_CONFIG" DESTDIR="$STAGE" install >/dev/null ||
			die "the installation into $STAGE failed"
	else
		STAGE=
		make -s PG_CONFIG="$PG_CONFIG" install >/dev/null ||
			die "no rights to install into $libdir; run: make install"
	fi
}

cluster_start() {
	CLUSTER=$(mktemp -d "${TMPDIR:-/tmp}/regie-$1.XXXXXX")
	shift
	chmod 755 "$CLUSTER"
	mkdir "$CLUSTER/socket"
	if [ "$(id -u)" = 0 ]; then
		id "${SERVER_USER:=postgres}" >/dev/null 2>&1 ||
			die "a server does not run as root: install postgresql-common, or name a user in SERVER_USER="
		chown "$SERVER_USER" "$CLUSTER" "$CLUSTER/socket"
	fi
	chmod 700 "$CLUSTER/socket"
	as_server "$PGBIN/initdb" -D "$CLUSTER/data" -U postgres -A trust \
		--encoding=UTF8 --locale=C -N >"$CLUSTER/initdb.log" 2>&1 ||
		die "initdb failed: $(tail -n 1 "$CLUSTER/initdb.log")"
	build_and_stage
	{
		echo "listen_addresses = ''"
		echo "unix_socket_directories = '$CLUSTER/socket'"
		echo "fsync = off"
		echo "timezone = 'Europe/Amsterdam'"
		printf '%s\n' "${STAGE_SETTINGS[@]}" "$@"
	} | as_server tee -a "$CLUSTER/data/postgresql.conf" >/dev/null
	export PGHOST=$CLUSTER/socket PGPORT=5432 PGUSER=postgres
	unset PGDATABASE PGOPTIONS PGSERVICE PGPASSWORD
	as_server "$PGBIN/pg_ctl" -D "$CLUSTER/data" -l "$CLUSTER/server.log" \
		-w start >/dev/null ||
		die "the server did not start: $(tail -n 1 "$CLUSTER/server.log")"
}

cluster_stop() {
	[ -n "${CLUSTER:-}" ] || return 0
	[ -f "$CLUSTER/data/postmaster.pid" ] &&
		as_server "$PGBIN/pg_ctl" -D "$CLUSTER/data" -m immediate -w stop >/dev/null 2>&1
	rm -rf "$CLUSTER"
	CLUSTER=
}
