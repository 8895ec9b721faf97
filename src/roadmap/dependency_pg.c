/*
 * dependency_pg.c
 *		The SQL type regie.dependency.
 */
#include "common/compat.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "roadmap/dependency_pg.h"
#include "utils/array.h"
#include "utils/lsyscache.h"

/* A detoasted argument, opened. */
static void
open_argument(FunctionCallInfo fcinfo, int n, dependency *dep)
{
	struct varlena *stored = PG_GETARG_VARLENA_PP(n);

	dep_open(VARDATA_ANY(stored), VARSIZE_ANY_EXHDR(stored), dep);
}

static Datum
make_datum(const dependency *dep)
{
	Size			size = VARHDRSZ + DEP_HEADER + dep->length;
	struct varlena *stored = palloc(size);
	char		   *p = VARDATA(stored);

	SET_VARSIZE(stored, size);
	memcpy(p, &dep->lag, sizeof(int32));
	p[sizeof(int32)] =
		(char) (dep->kind | (dep->elapsed ? DEP_ELAPSED_BIT : 0));
	memcpy(p + DEP_HEADER, dep->activity, dep->length);
	return PointerGetDatum(stored);
}

char *
dep_text(const dependency *dep, bool full)
{
	char *text = palloc(dep_format_size(dep));

	dep_format(dep, full, text);
	return text;
}

/* What is wrong with a text, in words. */
static const char *
syntax_detail(dep_status status)
{
	switch (status)
	{
		case DEP_NOTHING:
			return "There is no activity.";
		case DEP_OPEN_QUOTE:
			return "The closing double quote is missing.";
		case DEP_STRAY_QUOTE:
			return "There is a double quote inside an unquoted activity.";
		case DEP_SEPARATOR:
			return "There is a comma or a semicolon in an unquoted activity.";
		case DEP_AMBIGUOUS:
			return "This can be one link or two.";
		default:
			return "The activity must be followed by FS, SS, FF or SF and "
				   "perhaps a lag in working days (+3d) or elapsed days "
				   "(-2ed), or by nothing.";
	}
}

static Datum
text_error(const char *text, Size length, dep_status status, Node *context)
{
	if (status == DEP_LAG)
		ereturn(context,
				(Datum) 0,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("lag out of range in dependency \"%.*s\"",
						(int) length,
						text),
				 errdetail("A lag is at most %d days.", DEP_MAX_DAYS)));
	ereturn(context,
			(Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%.*s\"",
					"regie.dependency",
					(int) length,
					text),
			 errdetail("%s", syntax_detail(status)),
			 errhint(
				 "Dependencies are written like A12, A12 SS+3d, 12FF-2d or "
				 "\"my activity\" FS+2ed; an activity with spaces, quotes or "
				 "commas, or that itself ends like a link, stands in double "
				 "quotes.")));
}

static Datum
parse(const char *text, Size length, Node *context)
{
	dependency dep;
	char	  *name = palloc(length + 1);
	dep_status status = dep_parse(text, length, name, &dep);
	Datum	   result;

	if (status != DEP_OK)
		return text_error(text, length, status, context);
	result = make_datum(&dep);
	pfree(name);
	return result;
}

PG_FUNCTION_INFO_V1(regie_dependency_in);

/* dependency_in(cstring) -> dependency */
Datum
regie_dependency_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);

	return parse(text, strlen(text), fcinfo->context);
}

PG_FUNCTION_INFO_V1(regie_dependency_out);

/* dependency_out(dependency) -> cstring: the canonical text */
Datum
regie_dependency_out(PG_FUNCTION_ARGS)
{
	dependency dep;

	open_argument(fcinfo, 0, &dep);
	PG_RETURN_CSTRING(dep_text(&dep, false));
}

PG_FUNCTION_INFO_V1(regie_dependency_send);

/*
 * dependency_send(dependency) -> bytea
 *
 * Lag (four bytes), kind and unit (a byte: 0 FS, 1 SS, 2 FF, 3 SF, plus 4 if
 * the lag is elapsed), the activity's name as text.
 */
Datum
regie_dependency_send(PG_FUNCTION_ARGS)
{
	dependency	   dep;
	StringInfoData buffer;

	open_argument(fcinfo, 0, &dep);
	pq_begintypsend(&buffer);
	pq_sendint32(&buffer, dep.lag);
	pq_sendbyte(&buffer, dep.kind | (dep.elapsed ? DEP_ELAPSED_BIT : 0));
	pq_sendtext(&buffer, dep.activity, (int) dep.length);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

PG_FUNCTION_INFO_V1(regie_dependency_recv);

/* dependency_recv(internal) -> dependency: checks what text input checks */
Datum
regie_dependency_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	dependency dep;
	int		   flags;
	int		   length;

	dep.lag = (int32) pq_getmsgint(buffer, 4);
	flags = pq_getmsgbyte(buffer);
	dep.kind = flags & DEP_KIND_BITS;
	dep.elapsed = (flags & DEP_ELAPSED_BIT) != 0;
	if ((flags & ~(DEP_KIND_BITS | DEP_ELAPSED_BIT)) != 0 ||
		dep.lag < -DEP_MAX_DAYS || dep.lag > DEP_MAX_DAYS ||
		(dep.elapsed && dep.lag == 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of a dependency"),
				 errdetail("The lag must be at most %d days, and elapsed only "
						   "where there is one; unused bits must be zero.",
						   DEP_MAX_DAYS)));
	dep.activity =
		pq_getmsgtext(buffer, buffer->len - buffer->cursor, &length);
	dep.length = (size_t) length;
	return make_datum(&dep);
}

PG_FUNCTION_INFO_V1(regie_dependency_make);

/*
 * dependency(activity, kind, lag, elapsed) -> dependency
 *
 * The name is taken as it is, so it needs no quotes.
 */
Datum
regie_dependency_make(PG_FUNCTION_ARGS)
{
	text	  *activity = PG_GETARG_TEXT_PP(0);
	text	  *kind = PG_GETARG_TEXT_PP(1);
	dependency dep;

	dep.activity = VARDATA_ANY(activity);
	dep.length = VARSIZE_ANY_EXHDR(activity);
	dep.kind = dep_kind(VARDATA_ANY(kind), VARSIZE_ANY_EXHDR(kind));
	dep.lag = PG_GETARG_INT32(2);
	dep.elapsed = PG_GETARG_BOOL(3) && dep.lag != 0;
	if (dep.kind < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown kind of dependency \"%s\"",
						text_to_cstring(kind)),
				 errhint("Use FS, SS, FF or SF.")));
	if (dep.lag < -DEP_MAX_DAYS || dep.lag > DEP_MAX_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("lag out of range: %d", dep.lag),
				 errdetail("A lag is at most %d days.", DEP_MAX_DAYS)));
	return make_datum(&dep);
}

PG_FUNCTION_INFO_V1(regie_dependency_activity);
PG_FUNCTION_INFO_V1(regie_dependency_kind);
PG_FUNCTION_INFO_V1(regie_dependency_lag);
PG_FUNCTION_INFO_V1(regie_dependency_elapsed);

/* activity(dependency) -> text: the predecessor's name */
Datum
regie_dependency_activity(PG_FUNCTION_ARGS)
{
	dependency dep;

	open_argument(fcinfo, 0, &dep);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(dep.activity, (int) dep.length));
}

/* kind(dependency) -> text: FS, SS, FF or SF */
Datum
regie_dependency_kind(PG_FUNCTION_ARGS)
{
	dependency dep;

	open_argument(fcinfo, 0, &dep);
	PG_RETURN_TEXT_P(cstring_to_text(dep_kind_name(dep.kind)));
}

/* lag(dependency) -> integer: days, negative for a lead */
Datum
regie_dependency_lag(PG_FUNCTION_ARGS)
{
	dependency dep;

	open_argument(fcinfo, 0, &dep);
	PG_RETURN_INT32(dep.lag);
}

/* elapsed(dependency) -> boolean: whether the lag counts calendar days */
Datum
regie_dependency_elapsed(PG_FUNCTION_ARGS)
{
	dependency dep;

	open_argument(fcinfo, 0, &dep);
	PG_RETURN_BOOL(dep.elapsed);
}

/*
 * A separator must be nothing that can be part of a dependency without
 * quotes; otherwise the list could be read in two ways.
 */
static void
check_separator(const char *separator, int length)
{
	bool right = length > 0;

	for (int i = 0; i < length; i++)
	{
		unsigned char c = (unsigned char) separator[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			(c >= 'a' && c <= 'z') || c >= 0x80 || c == '"' || c == '+' ||
			c == '-' || c == ' ')
			right = false;
	}
	if (!right)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid separator \"%.*s\"", length, separator),
				 errdetail("Letters, digits, spaces, quotes, + and - can be "
						   "part of a dependency."),
				 errhint("Use a comma or a semicolon.")));
}

PG_FUNCTION_INFO_V1(regie_dependencies);

/*
 * dependencies(text, separator) -> dependency[]
 *
 * The lists that planners' tools export: 12FS+3d,14SS.  A separator inside
 * double quotes does not count.  Blank text is an empty list; an empty item
 * is an error.
 */
Datum
regie_dependencies(PG_FUNCTION_ARGS)
{
	text			*list = PG_GETARG_TEXT_PP(0);
	text			*separator = PG_GETARG_TEXT_PP(1);
	const char		*p = VARDATA_ANY(list);
	const char		*end = p + VARSIZE_ANY_EXHDR(list);
	Oid				 type;
	ArrayBuildState *state;

	check_separator(VARDATA_ANY(separator), VARSIZE_ANY_EXHDR(separator));
	type = get_element_type(get_fn_expr_rettype(fcinfo->flinfo));
	if (!OidIsValid(type))
		elog(ERROR, "could not determine the type of dependencies");
	state = initArrayResult(type, CurrentMemoryContext, false);
	if (dep_is_blank(p, end))
		p = NULL;
	while (p != NULL)
	{
		const char *item;
		size_t		length;

		dep_next_item(&p,
					  end,
					  VARDATA_ANY(separator),
					  VARSIZE_ANY_EXHDR(separator),
					  &item,
					  &length);
		state = accumArrayResult(state,
								 parse(item, length, NULL),
								 false,
								 type,
								 CurrentMemoryContext);
	}
	return makeArrayResult(state, CurrentMemoryContext);
}

static int
compare_arguments(FunctionCallInfo fcinfo)
{
	dependency a;
	dependency b;

	open_argument(fcinfo, 0, &a);
	open_argument(fcinfo, 1, &b);
	return dep_compare(&a, &b);
}

PG_FUNCTION_INFO_V1(regie_dependency_cmp);
PG_FUNCTION_INFO_V1(regie_dependency_eq);
PG_FUNCTION_INFO_V1(regie_dependency_ne);
PG_FUNCTION_INFO_V1(regie_dependency_lt);
PG_FUNCTION_INFO_V1(regie_dependency_le);
PG_FUNCTION_INFO_V1(regie_dependency_gt);
PG_FUNCTION_INFO_V1(regie_dependency_ge);

/* dependency_cmp(dependency, dependency) -> integer and its operators */
Datum
regie_dependency_cmp(PG_FUNCTION_ARGS)
{
	int order = compare_arguments(fcinfo);

	PG_RETURN_INT32((order > 0) - (order < 0));
}

Datum
regie_dependency_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) == 0);
}

Datum
regie_dependency_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) != 0);
}

Datum
regie_dependency_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) < 0);
}

Datum
regie_dependency_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) <= 0);
}

Datum
regie_dependency_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) > 0);
}

Datum
regie_dependency_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) >= 0);
}

PG_FUNCTION_INFO_V1(regie_dependency_hash);

/* dependency_hash(dependency) -> integer: all stored bytes count */
Datum
regie_dependency_hash(PG_FUNCTION_ARGS)
{
	struct varlena *stored = PG_GETARG_VARLENA_PP(0);

	return hash_any((unsigned char *) VARDATA_ANY(stored),
					VARSIZE_ANY_EXHDR(stored));
}

PG_FUNCTION_INFO_V1(regie_dependency_hash_extended);

/* dependency_hash_extended(dependency, bigint) -> bigint */
Datum
regie_dependency_hash_extended(PG_FUNCTION_ARGS)
{
	struct varlena *stored = PG_GETARG_VARLENA_PP(0);

	return hash_any_extended((unsigned char *) VARDATA_ANY(stored),
							 VARSIZE_ANY_EXHDR(stored),
							 (uint64) PG_GETARG_INT64(1));
}
