# database.sh
#		A database with the extension: a copy of database REGIE_TEMPLATE where
#		there is one (see run.sh), as to copy takes a fraction of the time; else
#		made here.
#
# Sourced.

create_with_regie() {
	if [ -n "${REGIE_TEMPLATE:-}" ]; then
		createdb -T "$REGIE_TEMPLATE" "$1"
	else
		createdb "$1" && psql -Xqd "$1" -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION regie'
	fi
}
