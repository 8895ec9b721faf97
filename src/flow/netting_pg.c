/*
 * netting_pg.c
 *		The aggregate netting: who owes whom on balance, and the payments.
 *
 * The state keeps each party once, with its balance: what it owes less what
 * it is owed.  Balances are whole numbers of 10^-12, so that sums are exact
 * and do not depend on the order of the rows or on who collected which.
 */
#include "common/compat.h"

#include "common/aggregate_pg.h"
#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/decimal_pg.h"
#include "flow/amount_pg.h"
#include "flow/name_list_pg.h"
#include "flow/netting.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

/* Its name in messages */
#define AGGREGATE "regie.netting"

#define FIRST_PARTIES 16

/* The fields of type regie.payment */
enum
{
	OUT_PAYER,
	OUT_PAYEE,
	OUT_AMOUNT,
	OUT_FIELDS
};

typedef struct netting_state
{
	work	  work;
	name_list parties;
	int128_t *balance;
	int32	  capacity;
	int		  scale; /* the most decimals of all amounts */
} netting_state;

static void
tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* ---- the state ------------------------------------------------------- */

static netting_state *
new_state(MemoryContext context)
{
	netting_state *s = MemoryContextAllocZero(context, sizeof(netting_state));

	s->work.context = context;
	s->work.what = "parties";
	s->parties.work = &s->work;
	return s;
}

static void
grow(netting_state *s)
{
	int32	  capacity = Max(s->capacity * 2, FIRST_PARTIES);
	int128_t *balance;

	if (s->capacity >= NETTING_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many parties"),
				 errdetail("At most %d fit.", NETTING_MAX)));
	balance = work_take(&s->work, (Size) capacity * sizeof(int128_t));
	if (s->capacity > 0)
	{
		Size bytes = (Size) s->capacity * sizeof(int128_t);

		memcpy(balance, s->balance, bytes);
		work_release(&s->work, s->balance, bytes);
	}
	s->balance = balance;
	s->capacity = capacity;
}

static void
raise_balance(const netting_state *s, int32 party)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("balance is too large"),
			 errdetail("It is that of \"%s\".",
					   name_list_text(&s->parties, party))));
}

/* The number of a party, which owes so much more. */
static int32
add_balance(netting_state *s, const char *bytes, Size length, int128_t owes)
{
	bool  is_new;
	int32 party;

	s->work.count = s->parties.table.count;
	if (s->parties.table.count == s->capacity)
		grow(s);
	party = name_list_add(&s->parties, bytes, length, &is_new);
	if (is_new)
		s->balance[party] = 0;
	if (__builtin_add_overflow(s->balance[party], owes, &s->balance[party]))
		raise_balance(s, party);
	return party;
}

/* ---- rows ------------------------------------------------------------ */

PG_FUNCTION_INFO_V1(regie_netting_add);

/*
 * netting_add(internal, payer text, payee text, amount numeric) -> internal
 *
 * A row without an amount says nothing.
 */
Datum
regie_netting_add(PG_FUNCTION_ARGS)
{
	MemoryContext  context = aggregate_context(fcinfo);
	netting_state *s = PG_ARGISNULL(0)
						   ? new_state(context)
						   : (netting_state *) PG_GETARG_POINTER(0);
	text		  *payer;
	text		  *payee;
	int			   scale;
	int128_t	   amount;

	if (PG_ARGISNULL(3))
		PG_RETURN_POINTER(s);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be null",
						PG_ARGISNULL(1) ? "payer" : "payee"),
				 errdetail("The row %s has %s.",
						   amount_row(fcinfo),
						   amount_shown(fcinfo)),
				 errhint("Leave such rows out with FILTER, or name who it "
						 "is.")));
	amount = amount_read(fcinfo, &scale);
	payer = PG_GETARG_TEXT_PP(1);
	payee = PG_GETARG_TEXT_PP(2);
	add_balance(s, VARDATA_ANY(payer), VARSIZE_ANY_EXHDR(payer), amount);
	add_balance(s, VARDATA_ANY(payee), VARSIZE_ANY_EXHDR(payee), -amount);
	s->scale = Max(s->scale, scale);
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(regie_netting_combine);

/*
 * netting_combine(internal, internal) -> internal
 *
 * The second state is copied: it does not live as long as the first.
 */
Datum
regie_netting_combine(PG_FUNCTION_ARGS)
{
	MemoryContext  context = aggregate_context(fcinfo);
	netting_state *s;
	netting_state *other;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = (netting_state *) PG_GETARG_POINTER(1);
	s = PG_ARGISNULL(0) ? new_state(context)
						: (netting_state *) PG_GETARG_POINTER(0);
	for (int32 i = 0; i < other->parties.table.count; i++)
	{
		const name *e = &other->parties.table.entry[i];

		CHECK_FOR_INTERRUPTS();
		add_balance(s, e->text, e->length, other->balance[i]);
	}
	s->scale = Max(s->scale, other->scale);
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(regie_netting_serial);

/*
 * netting_serial(internal) -> bytea
 *
 * Scale, number of parties, then their names with lengths and balances (the
 * upper half first).
 */
Datum
regie_netting_serial(PG_FUNCTION_ARGS)
{
	netting_state *s = (netting_state *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	(void) aggregate_context(fcinfo);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, s->scale);
	pq_sendint32(&buf, s->parties.table.count);
	for (int32 i = 0; i < s->parties.table.count; i++)
	{
		const name *e = &s->parties.table.entry[i];

		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&buf, e->length);
		pq_sendbytes(&buf, e->text, (int) e->length);
		pq_sendint64(&buf, (int64) (s->balance[i] >> 64));
		pq_sendint64(&buf, (int64) s->balance[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Parties with balances that add up to zero, none of them twice. */
static void
read_parties(netting_state *s, StringInfo buf, int32 count)
{
	int128_t sum = 0;

	for (int32 i = 0; i < count; i++)
	{
		int			length = (int) pq_getmsgint(buf, 4);
		const char *bytes = pq_getmsgbytes(buf, length);
		uint128_t	upper = (uint64) pq_getmsgint64(buf);
		uint128_t	lower = (uint64) pq_getmsgint64(buf);
		int128_t	owes = (int128_t) (upper << 64 | lower);

		CHECK_FOR_INTERRUPTS();
		if (add_balance(s, bytes, (Size) length, owes) != i ||
			__builtin_add_overflow(sum, owes, &sum))
			aggregate_refuse_state(AGGREGATE);
	}
	if (sum != 0)
		aggregate_refuse_state(AGGREGATE);
}

PG_FUNCTION_INFO_V1(regie_netting_deserial);

/*
 * netting_deserial(bytea, internal) -> internal
 *
 * Takes nothing on trust: lengths, names and balances are checked.
 */
Datum
regie_netting_deserial(PG_FUNCTION_ARGS)
{
	bytea		  *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData buf;
	netting_state *s;
	int32		   count;

	(void) aggregate_context(fcinfo);
	aggregate_bytes(&buf, bytes);
	s = new_state(CurrentMemoryContext);
	s->scale = pq_getmsgbyte(&buf);
	count = (int32) pq_getmsgint(&buf, 4);
	if (s->scale > AMOUNT_DECIMALS || count < 0)
		aggregate_refuse_state(AGGREGATE);
	read_parties(s, &buf, count);
	pq_getmsgend(&buf);
	pfree(buf.data);
	PG_RETURN_POINTER(s);
}

/* ---- the answer ------------------------------------------------------ */

/* Units of 10^-12 at a smaller scale, where the zeros behind are dropped. */
static Datum
amount_datum(int128_t units, int scale)
{
	for (int i = scale; i < AMOUNT_DECIMALS; i++)
		units /= 10;
	return NumericGetDatum(decimal_to_numeric(units, scale));
}

static Datum
name_datum(const name_list *list, int32 number)
{
	const name *n = &list->table.entry[number];

	return PointerGetDatum(cstring_to_text_with_len(n->text, (int) n->length));
}

/* Payments as an array of the type that the function returns. */
static Datum
payments_array(FunctionCallInfo fcinfo, const netting *n,
			   const name_list *list, const int32 *by_name, int scale)
{
	Oid type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	TupleDesc  desc = lookup_rowtype_tupdesc(type, -1);
	Datum	  *item = palloc(sizeof(Datum) * (Size) Max(n->payments, 1));
	ArrayType *array;

	for (int32 i = 0; i < n->payments; i++)
	{
		const netting_payment *p = &n->payment[i];
		Datum				   value[OUT_FIELDS];
		bool				   null[OUT_FIELDS] = {false};

		CHECK_FOR_INTERRUPTS();
		value[OUT_PAYER] = name_datum(list, by_name[p->payer]);
		value[OUT_PAYEE] = name_datum(list, by_name[p->payee]);
		value[OUT_AMOUNT] = amount_datum(p->amount, scale);
		item[i] = HeapTupleGetDatum(heap_form_tuple(desc, value, null));
	}
	ReleaseTupleDesc(desc);
	if (n->payments == 0)
		array = construct_empty_array(type);
	else
		array = construct_array(item,
								n->payments,
								type,
								-1,
								false,
								TYPALIGN_DOUBLE);
	return PointerGetDatum(array);
}

PG_FUNCTION_INFO_V1(regie_netting_final);

/*
 * netting_final(internal) -> payment[]
 *
 * The fewest payments (netting.h), by payer and payee in the order of their
 * bytes; none if all balances are zero, NULL if no row has an amount.  Leaves
 * the state as it is.
 */
Datum
regie_netting_final(PG_FUNCTION_ARGS)
{
	netting_state *s;
	work	  memory = {.context = CurrentMemoryContext, .what = "parties"};
	name_list list;
	int128_t *balance;
	int32	 *by_name;
	netting	  n = {.tick = tick};

	(void) aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	s = (netting_state *) PG_GETARG_POINTER(0);
	n.parties = s->parties.table.count;
	if (n.parties == 0)
		PG_RETURN_NULL();
	memory.taken = s->work.taken;
	memory.count = n.parties;
	list = s->parties;
	list.work = &memory;
	by_name = name_list_sort(&list, NULL);
	balance = work_take(&memory, (Size) n.parties * sizeof(int128_t));
	for (int32 i = 0; i < n.parties; i++)
		balance[i] = s->balance[by_name[i]];
	n.balance = balance;
	if (!netting_run(&n, work_take(&memory, netting_memory(n.parties))))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("balances are too large"),
				 errdetail("What is owed has more than %d digits, %d of them "
						   "decimals.",
						   DECIMAL_MAX_DIGITS,
						   AMOUNT_DECIMALS)));
	PG_RETURN_DATUM(payments_array(fcinfo, &n, &list, by_name, s->scale));
}
