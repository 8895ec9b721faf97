#!/usr/bin/env bash
# readme_check.sh
#		README.md and the chapters tell the truth: each SQL block that is
#		followed by an output block gives that output.  The blocks of one file
#		run in order, in a database of their own, as of 2026-11-23.

cd "$(dirname "$0")/.." || exit 1
. test/lib/database.sh
done_tests=0
ok() {
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-readme.XXXXXX")
trap 'rm -rf "$work"' EXIT
# trailing blanks and the count of rows are not part of a page
plain() { sed -e 's/[[:space:]]*$//' -e '/^([0-9]* rows\{0,1\})$/d' -e '/^$/d'; }

for page in README.md doc/*.md; do
	# Blocks of ```sql go to N.sql; a block without language right behind one
	# (only blank lines between) goes to N.out.
	rm -f "$work"/*
	awk -v dir="$work" '
		/^```sql$/ { n++; inside = "sql"; next }
		/^```$/ && inside == "" && after { inside = "out"; next }
		/^```/ && inside == "" { inside = "other"; after = 0; next }
		/^```$/ { after = (inside == "sql"); inside = ""; next }
		inside == "sql" || inside == "out" { print > sprintf("%s/%03d.%s", dir, n, inside); next }
		inside == "" && /[^ \t]/ { after = 0 }' "$page"
	ls "$work"/*.out >/dev/null 2>&1 || continue
	dropdb --if-exists regie_readme 2>/dev/null
	if grep -q '^CREATE EXTENSION regie;' "$page"; then
		createdb regie_readme
	else
		create_with_regie regie_readme
	fi
	psql -Xqd regie_readme \
		-c "ALTER DATABASE regie_readme SET datestyle = 'ISO, YMD'" \
		-c "ALTER DATABASE regie_readme SET regie.today = '2026-11-23'"
	# One session runs the whole page; marks say which block comes next.
	for block in "$work"/*.sql; do
		printf '\\echo @@%s\n' "$(basename "$block" .sql)"
		cat "$block"
	done >"$work/page"
	psql -Xqd regie_readme -f "$work/page" 2>&1 | sed 's/^psql:[^ ]*: //' |
		awk -v dir="$work" '/^@@/ { n = substr($0, 3); printf "" > (dir "/" n ".got"); next }
			{ print > (dir "/" n ".got") }'
	for block in "$work"/*.sql; do
		name=${block%.sql}
		if [ -f "$name.out" ]; then
			plain <"$name.out" >"$work/expected"
			plain <"$name.got" | diff "$work/expected" - >"$work/diff"
			status=$?
		else
			# statements without output shown only must not fail
			[ -f "$name.got" ] && ! grep -E '^(ERROR|FATAL|PANIC)|server closed' "$name.got" >"$work/diff"
			status=$?
		fi
		ok $status "$page: $(grep -v '^ *--' "$block" | head -n 1 | cut -c1-60)"
		sed 's/^/# /' "$work/diff"
	done
done

# The pictures are what their queries draw.
dropdb --if-exists regie_readme 2>/dev/null
create_with_regie regie_readme
psql -Xqd regie_readme -c 'SELECT FROM regie.load_example()' >/dev/null
for picture in roadmap network sankey; do
	PGOPTIONS='-c regie.today=2026-11-23 -c datestyle=ISO' \
		psql -Xqd regie_readme -f test/lib/${picture}_picture.psql >"$work/$picture.svg"
	[ -z "${WRITE_PICTURES:-}" ] || cp "$work/$picture.svg" "$WRITE_PICTURES"
	grep -q '</svg>' "$work/$picture.svg" && diff doc/$picture.svg "$work/$picture.svg" >"$work/diff"
	ok $? "doc/$picture.svg is what test/lib/${picture}_picture.psql draws"
done
dropdb --if-exists regie_readme
echo "1..$done_tests"
