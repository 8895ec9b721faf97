/*
 * compat.h
 *		All differences between the PostgreSQL versions that regie supports
 *		(14 to 18).  No other file tests PG_VERSION_NUM.
 */
#ifndef REGIE_COMPAT_H
#define REGIE_COMPAT_H

#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#if PG_VERSION_NUM < 140000
#error "regie needs PostgreSQL 14 or later"
#endif

#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* 18 has another word for it, which stands elsewhere in a declaration. */
#ifndef pg_attribute_noreturn
#define pg_attribute_noreturn() __attribute__((noreturn))
#endif

/*
 * Soft errors came with 16.  Before, an input function can only throw; the
 * context argument is ignored there.
 */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"

#define HAVE_SOFT_INPUT

/* What an input function says of a text, or NULL. */
static inline char *
soft_input_problem(FmgrInfo *input, char *value, Oid io_param, int32 typmod)
{
	ErrorSaveContext context = {T_ErrorSaveContext};
	Datum			 result;

	context.details_wanted = true;
	if (InputFunctionCallSafe(input,
							  value,
							  io_param,
							  typmod,
							  (Node *) &context,
							  &result))
		return NULL;
	return context.error_data->message;
}
#else
#define ereturn(context, dummy_value, ...)                                    \
	do                                                                        \
	{                                                                         \
		(void) (context);                                                     \
		ereport(ERROR, __VA_ARGS__);                                          \
	} while (0)
#endif

/*
 * A text with its length before it, in the encoding of the client: 17 has
 * dropped the question whether the length counts itself, which it does not.
 */
#include "libpq/pqformat.h"
#if PG_VERSION_NUM >= 170000
#define send_counted_text(buf, text, length)                                  \
	pq_sendcountedtext((buf), (text), (length))
#else
#define send_counted_text(buf, text, length)                                  \
	pq_sendcountedtext((buf), (text), (length), false)
#endif

/*
 * Set-returning functions in materialize mode: 14 has no helper.  The
 * tuplestore and its row type end up in fcinfo->resultinfo, as the later
 * helper leaves them.
 */
#if PG_VERSION_NUM < 150000
static inline void
InitMaterializedSRF(FunctionCallInfo fcinfo, bits32 flags)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext  old;
	TupleDesc	   desc;

	(void) flags;
	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot "
						"accept a set")));
	if (!(rsinfo->allowedModes & SFRM_Materialize))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("materialize mode required, but it is not allowed "
						"in this context")));
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	old = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = tuplestore_begin_heap((rsinfo->allowedModes &
											   SFRM_Materialize_Random) != 0,
											  false,
											  work_mem);
	rsinfo->setDesc = CreateTupleDescCopy(desc);
	MemoryContextSwitchTo(old);
}
#endif

/* 14 warns about unknown settings under the prefix, later ones refuse. */
#if PG_VERSION_NUM < 150000
#define MarkGUCPrefixReserved(prefix) EmitWarningsOnPlaceholders(prefix)
#endif

/*
 * A range that is not empty: since 16 its maker takes a place for soft errors.
 * Needs utils/rangetypes.h.
 */
#if PG_VERSION_NUM >= 160000
#define make_full_range(typcache, lower, upper)                               \
	make_range(typcache, lower, upper, false, NULL)
#else
#define make_full_range(typcache, lower, upper)                               \
	make_range(typcache, lower, upper, false)
#endif

#endif
