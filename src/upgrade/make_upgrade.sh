#!/usr/bin/env bash
# make_upgrade.sh FROM TO
#		Writes the script that updates version FROM to version TO, from what
#		both install, to standard output.  The server is the one that PGHOST and
#		so on lead to, and has both versions; "make upgrade" starts one for it.
#
# What it cannot know are lines that begin with "-- BY HAND:", and the exit
# status is 3.  Write those statements into src/upgrade/by_hand--FROM--TO.sql
# and call it again: they come first in the script, and are there when it
# compares.  They may change what is there, not add or remove objects.

cd "$(dirname "$0")/../.." || exit 1
from=$1
to=$2
[ -n "$from" ] && [ -n "$to" ] || { echo "usage: make_upgrade.sh FROM TO" >&2; exit 2; }
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-upgrade.XXXXXX")
old=regie_upgrade_old_$$
new=regie_upgrade_new_$$
leave() {
	dropdb --if-exists $old
	dropdb --if-exists $new
	rm -rf "$work"
} 2>/dev/null
trap leave EXIT
run() { psql -XqAt -v ON_ERROR_STOP=1 "$@"; }
by_hand=src/upgrade/by_hand--$from--$to.sql

createdb -T template0 $old && createdb -T template0 $new &&
	run -d $old -c "CREATE EXTENSION regie VERSION '$from'" &&
	run -d $new -c "CREATE EXTENSION regie VERSION '$to'" || exit 2
[ ! -e "$by_hand" ] || run -d $old -c 'SET check_function_bodies = off' -f "$by_hand" || exit 2
run -d $old -f src/upgrade/catalog.sql >"$work/a" &&
	run -d $new -f src/upgrade/catalog.sql >"$work/b" || exit 2
{
	for t in a b; do
		echo "CREATE TEMP TABLE $t (kind text, name text, place double precision, on_what text, definition text, shape text[], uses text[], make text, remove text);"
		echo "\\copy $t FROM '$work/$t'"
	done
	cat src/upgrade/compare.sql
} | run -d $new -v "from=$from" -v "to=$to" >"$work/lines" || exit 2
sed '$d' "$work/lines" >"$work/script"
if [ -e "$by_hand" ]; then
	head -n 2 "$work/script"
	cat "$by_hand"
	tail -n +2 "$work/script"
else
	cat "$work/script"
fi
! grep -q '^-- BY HAND:' "$work/script" || exit 3
