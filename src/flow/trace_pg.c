/*
 * trace_pg.c
 *		The aggregate flow_trace: which posting reaches which bearer.
 *
 * The state keeps each name once and each row as flow has it.  Only the final
 * function numbers the names by their bytes and calculates, on a copy, so that
 * the answer does not depend on the order of the rows or on who collected
 * which of them.
 */
#include "common/compat.h"

#include "common/aggregate_pg.h"
#include "catalog/pg_type.h"
#include "common/decimal_pg.h"
#include "common/memory.h"
#include "flow/flow_pg.h"
#include "flow/trace.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#define FIRST_ROWS 16

/* Where the four arguments of the short form end. */
#define SHORT_ARGS 4

typedef struct trace_state
{
	flow_state flow; /* net.rows rows, in no order, as the reader took them */
	flow_reader *reader;
	int32		 capacity;
} trace_state;

/* ---- the state ------------------------------------------------------- */

static trace_state *
new_state(MemoryContext context)
{
	trace_state *s = MemoryContextAllocZero(context, sizeof(trace_state));

	s->flow.context = context;
	s->reader = flow_reader_start(&s->flow);
	return s;
}

static trace_state *
current_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(fcinfo);

	return PG_ARGISNULL(0) ? new_state(context)
						   : (trace_state *) PG_GETARG_POINTER(0);
}

static void
add_row(trace_state *s, const flow_row *row)
{
	flow_net *net = &s->flow.net;

	if (net->rows == s->capacity)
	{
		int32	  grown = s->capacity == 0 ? FIRST_ROWS : s->capacity * 2;
		flow_row *rows;

		if (grown > FLOW_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("too many rows in one trace"),
					 errdetail("At most %d rows and names fit.", FLOW_MAX)));
		rows = flow_take(&s->flow, sizeof(flow_row) * (Size) grown);
		if (s->capacity > 0)
		{
			memcpy(rows, net->row, sizeof(flow_row) * (Size) net->rows);
			flow_release(&s->flow,
						 net->row,
						 sizeof(flow_row) * (Size) s->capacity);
		}
		net->row = rows;
		s->capacity = grown;
	}
	net->row[net->rows++] = *row;
}

PG_FUNCTION_INFO_V1(regie_flow_trace_accum);

/*
 * flow_trace_accum(internal, text, text, numeric, numeric) -> internal
 * flow_trace_accum(internal, text, text, numeric, numeric, text, int, int)
 */
Datum
regie_flow_trace_accum(PG_FUNCTION_ARGS)
{
	trace_state	 *s = current_state(fcinfo);
	NullableDatum args[FLOW_ARGS];
	flow_row	  row;

	for (int i = 0; i < PG_NARGS() - 1; i++)
		args[i] = fcinfo->args[i + 1];
	if (PG_NARGS() - 1 == SHORT_ARGS)
	{
		args[4].value = CStringGetTextDatum("reciprocal");
		args[5].value = (Datum) 0;
		args[6].value = Int32GetDatum(2);
		args[4].isnull = args[6].isnull = false;
		args[5].isnull = true;
	}
	row = flow_reader_row(s->reader, args);
	if (row.kind != FLOW_NOTHING)
		add_row(s, &row);
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(regie_flow_trace_combine);

/* flow_trace_combine(internal, internal) -> internal: copies the second */
Datum
regie_flow_trace_combine(PG_FUNCTION_ARGS)
{
	trace_state		  *s;
	const trace_state *other;
	int32			  *number;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = (const trace_state *) PG_GETARG_POINTER(1);
	s = current_state(fcinfo);
	flow_reader_method(s->reader, other->flow.net.method);
	flow_reader_scale(s->reader, other->flow.scale);
	number = memory_take(sizeof(int32) * (Size) (other->flow.names.count + 1),
						 "names",
						 other->flow.names.count);
	for (int32 i = 0; i < other->flow.names.count; i++)
	{
		const name *n = &other->flow.names.entry[i];

		CHECK_FOR_INTERRUPTS();
		number[i] = flow_reader_name(s->reader, n->text, n->length);
	}
	for (int32 i = 0; i < other->flow.net.rows; i++)
	{
		flow_row row = other->flow.net.row[i];

		row.source = number[row.source];
		row.target = number[row.target];
		add_row(s, &row);
	}
	pfree(number);
	PG_RETURN_POINTER(s);
}

/* ---- to other processes ---------------------------------------------- */

static void
send_row(StringInfo buffer, const flow_row *row)
{
	pq_sendbyte(buffer, row->kind);
	pq_sendint32(buffer, (uint32) row->source);
	pq_sendint32(buffer, (uint32) row->target);
	pq_sendbyte(buffer, row->has_step);
	pq_sendint32(buffer, (uint32) row->step);
	if (row->kind == FLOW_POSTING)
	{
		pq_sendint64(buffer, row->units);
		return;
	}
	pq_sendfloat8(buffer, row->weight.hi);
	pq_sendfloat8(buffer, row->weight.lo);
}

PG_FUNCTION_INFO_V1(regie_flow_trace_serial);

/* flow_trace_serial(internal) -> bytea */
Datum
regie_flow_trace_serial(PG_FUNCTION_ARGS)
{
	const trace_state *s = (const trace_state *) PG_GETARG_POINTER(0);
	const names		  *table = &s->flow.names;
	StringInfoData	   buffer;

	aggregate_context(fcinfo);
	pq_begintypsend(&buffer);
	pq_sendbyte(&buffer, s->flow.net.method);
	pq_sendbyte(&buffer, (uint8) s->flow.scale);
	pq_sendint32(&buffer, (uint32) table->count);
	for (int32 i = 0; i < table->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&buffer, table->entry[i].length);
		pq_sendbytes(&buffer,
					 table->entry[i].text,
					 (int) table->entry[i].length);
	}
	pq_sendint32(&buffer, (uint32) s->flow.net.rows);
	for (int32 i = 0; i < s->flow.net.rows; i++)
	{
		CHECK_FOR_INTERRUPTS();
		send_row(&buffer, &s->flow.net.row[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

static void
refuse_state(void)
{
	elog(ERROR, "invalid state of a flow trace");
}

/* A number from 0 to most. */
static int32
receive_number(StringInfo buffer, int32 most)
{
	int32 number = (int32) pq_getmsgint(buffer, 4);

	if (number < 0 || number > most)
		refuse_state();
	return number;
}

static flow_row
receive_row(StringInfo buffer, int32 nodes)
{
	flow_row row = {.kind = (uint8) pq_getmsgbyte(buffer)};
	int		 has_step;

	row.source = receive_number(buffer, nodes - 1);
	row.target = receive_number(buffer, nodes - 1);
	has_step = pq_getmsgbyte(buffer);
	row.has_step = has_step != 0;
	row.step = (int32) pq_getmsgint(buffer, 4);
	if (has_step > 1 || (row.kind != FLOW_POSTING && row.kind != FLOW_WEIGHT))
		refuse_state();
	if (row.kind == FLOW_POSTING)
	{
		row.units = pq_getmsgint64(buffer);
		if (row.units >= FLOW_MAX_UNITS || row.units <= -FLOW_MAX_UNITS ||
			row.source == row.target)
			refuse_state();
		return row;
	}
	row.weight.hi = pq_getmsgfloat8(buffer);
	row.weight.lo = pq_getmsgfloat8(buffer);
	if (!isfinite(row.weight.hi) || !isfinite(row.weight.lo) ||
		row.weight.hi < 0 || row.weight.hi + row.weight.lo != row.weight.hi)
		refuse_state();
	return row;
}

PG_FUNCTION_INFO_V1(regie_flow_trace_deserial);

/* flow_trace_deserial(bytea, internal) -> internal */
Datum
regie_flow_trace_deserial(PG_FUNCTION_ARGS)
{
	bytea		  *value = PG_GETARG_BYTEA_PP(0);
	StringInfoData buffer;
	trace_state	  *s;
	int			   method;
	int			   scale;
	int32		   count;

	aggregate_context(fcinfo);
	initStringInfo(&buffer);
	appendBinaryStringInfo(&buffer,
						   VARDATA_ANY(value),
						   (int) VARSIZE_ANY_EXHDR(value));
	s = new_state(CurrentMemoryContext);
	method = pq_getmsgbyte(&buffer);
	scale = pq_getmsgbyte(&buffer);
	if (method > FLOW_RECIPROCAL || scale > FLOW_MAX_SCALE)
		refuse_state();
	flow_reader_method(s->reader, (flow_method) method);
	flow_reader_scale(s->reader, scale);
	count = receive_number(&buffer, FLOW_MAX);
	for (int32 i = 0; i < count; i++)
	{
		int32 length = receive_number(&buffer, buffer.len);

		CHECK_FOR_INTERRUPTS();
		if (flow_reader_name(s->reader,
							 pq_getmsgbytes(&buffer, length),
							 (Size) length) != i)
			refuse_state();
	}
	count = receive_number(&buffer, FLOW_MAX);
	for (int32 i = 0; i < count; i++)
	{
		flow_row row = receive_row(&buffer, s->flow.names.count);

		CHECK_FOR_INTERRUPTS();
		add_row(s, &row);
	}
	pq_getmsgend(&buffer);
	pfree(buffer.data);
	PG_RETURN_POINTER(s);
}

/* ---- the answer ------------------------------------------------------ */

/* What an element takes besides its names, about; it stands there twice. */
#define ELEMENT_BYTES 150

static text *
node_text(const flow_state *s, int32 node)
{
	const name *n = &s->names.entry[s->by_name[node]];

	return cstring_to_text_with_len(n->text, (int) n->length);
}

static Size
name_length(const flow_state *s, int32 node)
{
	return s->names.entry[s->by_name[node]].length;
}

/* A copy of the state whose rows may be changed, in the current context. */
static flow_state
copy_state(const trace_state *s)
{
	flow_state copy = s->flow;
	Size	   bytes = sizeof(flow_row) * (Size) copy.net.rows;

	copy.context = CurrentMemoryContext;
	copy.net.row = flow_take(&copy, bytes);
	if (bytes > 0)
		memcpy(copy.net.row, s->flow.net.row, bytes);
	flow_number_by_name(&copy);
	return copy;
}

static void
refuse_cells(const flow_trace *t)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("not enough working memory allowed"),
			 errdetail("%d postings arrive over last arrows more "
					   "than " INT64_FORMAT
					   " times in all; this takes more than " INT64_FORMAT
					   " kB, and regie.memory_limit allows %d kB.",
					   t->postings,
					   t->most_cells,
					   t->most_cells * ELEMENT_BYTES * 2 / 1024,
					   regie_memory_limit),
			 errhint("Raise regie.memory_limit, or trace fewer rows at a "
					 "time; rows with the same source and target are one "
					 "posting.")));
}

/* Traces the rows of s, which flow_calculate has calculated. */
static void
calculate(flow_state *s, flow_trace *t)
{
	Size		 limit = (Size) regie_memory_limit * 1024;
	trace_status status;

	t->net = &s->net;
	t->effort = TRACE_EFFORT;
	t->most_cells =
		Min((int64) (limit / (ELEMENT_BYTES * 2)), (int64) TRACE_MAX - 1);
	status =
		trace_count(t,
					flow_take(s,
							  trace_count_memory(s->net.nodes, s->net.rows)));
	if (status == TRACE_TOO_MANY)
		refuse_cells(t);
	status = trace_run(t, flow_take(s, trace_memory(t)));
	if (status == TRACE_NOT_SOLVED)
		flow_raise(s, FLOW_NOT_SOLVED);
	if (status == TRACE_TOO_LARGE)
		flow_raise(s, FLOW_TOO_LARGE);
	if (status == TRACE_NOT_ROUNDED)
		flow_raise(s, FLOW_NOT_ROUNDED);
}

/* What the elements are made with. */
typedef struct maker
{
	const flow_state *s;
	flow_trace		 *t;
	TupleDesc		  row_type;
	text			**node; /* each node's name as a text, made when needed */
	Datum			 *element;
	int64			  count;
} maker;

static Datum
name_of(maker *m, int32 node)
{
	if (m->node[node] == NULL)
		m->node[node] = node_text(m->s, node);
	return PointerGetDatum(m->node[node]);
}

/* One element; via < 0 is no pool. */
static void
add_element(maker *m, const trace_posting *posting, int32 via, int32 bearer,
			int128_t share, int128_t exact, int64 units)
{
	int	  scale = m->s->scale;
	Datum value[7] = {name_of(m, posting->source),
					  name_of(m, posting->target),
					  via < 0 ? (Datum) 0 : name_of(m, via),
					  name_of(m, bearer),
					  NumericGetDatum(
						  decimal_to_numeric(share, TRACE_SHARE_DECIMALS)),
					  NumericGetDatum(
						  decimal_to_numeric(exact,
											 scale + TRACE_EXACT_DECIMALS)),
					  NumericGetDatum(decimal_to_numeric(units, scale))};
	bool  null[7] = {false, false, via < 0};

	m->element[m->count++] =
		HeapTupleGetDatum(heap_form_tuple(m->row_type, value, null));
	for (int i = 4; i < 7; i++)
		pfree(DatumGetPointer(value[i]));
}

/* The elements of one posting, by arrow; what arrives directly comes last. */
static void
add_posting(maker *m, int32 p)
{
	flow_trace		  *t = m->t;
	trace_posting	  *posting = &t->posting[p];
	int32			   first = t->posting_first[p];
	static const int64 ten10 = INT64CONST(10000000000);

	trace_numbers(t, p);
	for (int32 i = first; i < t->posting_first[p + 1]; i++)
	{
		const trace_arrow *arrow = &t->arrow[t->cell_arrow[i]];

		CHECK_FOR_INTERRUPTS();
		add_element(m,
					posting,
					arrow->via,
					arrow->bearer,
					t->share[i - first],
					t->exact[i - first],
					t->cell_units[i]);
	}
	if (trace_is_direct(t, p))
		add_element(m,
					posting,
					-1,
					posting->target,
					(int128_t) ten10 * ten10,
					(int128_t) posting->units * 1000000,
					posting->units);
}

/* Refuses what the elements will take, once alone and once in the array. */
static void
check_elements(const flow_state *s, const flow_trace *t)
{
	Size bytes = 0;
	Size total;

	for (int32 p = 0; p < t->postings; p++)
	{
		Size ends = name_length(s, t->posting[p].source) +
					name_length(s, t->posting[p].target) + ELEMENT_BYTES;

		bytes += ends + name_length(s, t->posting[p].target);
		for (int32 i = t->posting_first[p]; i < t->posting_first[p + 1]; i++)
		{
			const trace_arrow *arrow = &t->arrow[t->cell_arrow[i]];

			bytes += ends + name_length(s, arrow->via) +
					 name_length(s, arrow->bearer);
		}
		CHECK_FOR_INTERRUPTS();
	}
	total = s->taken + 2 * bytes;
	if (total / 1024 >= (Size) regie_memory_limit)
		memory_take(total, "postings", t->postings);
}

static Datum
make_array(flow_state *s, flow_trace *t, Oid type, MemoryContext context)
{
	maker	   m = {.s = s, .t = t};
	int64	   most = (int64) t->posting_first[t->postings] + t->postings;
	int		   lower = 1;
	int		   count;
	ArrayType *array;

	check_elements(s, t);
	m.row_type = lookup_rowtype_tupdesc(type, -1);
	m.node = flow_take(s, sizeof(text *) * (Size) (s->net.nodes + 1));
	memset(m.node, 0, sizeof(text *) * (Size) (s->net.nodes + 1));
	m.element = flow_take(s, sizeof(Datum) * (Size) (most + 1));
	for (int32 p = 0; p < t->postings; p++)
		add_posting(&m, p);
	ReleaseTupleDesc(m.row_type);
	MemoryContextSwitchTo(context);
	count = (int) m.count;
	array = count == 0 ? construct_empty_array(type)
					   : construct_md_array(m.element,
											NULL,
											1,
											&count,
											&lower,
											type,
											-1,
											false,
											TYPALIGN_DOUBLE);
	return PointerGetDatum(array);
}

PG_FUNCTION_INFO_V1(regie_flow_trace_final);

/* flow_trace_final(internal) -> traced[]; NULL without rows */
Datum
regie_flow_trace_final(PG_FUNCTION_ARGS)
{
	MemoryContext context = CurrentMemoryContext;
	MemoryContext work;
	flow_state	  s;
	flow_trace	  t = {0};
	Size		  bytes;
	Datum		  array;
	Oid type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));

	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	work = AllocSetContextCreate(context,
								 "regie flow trace",
								 ALLOCSET_DEFAULT_SIZES);
	MemoryContextSwitchTo(work);
	s = copy_state((const trace_state *) PG_GETARG_POINTER(0));
	(void) flow_calculate(&s, &bytes);
	calculate(&s, &t);
	array = make_array(&s, &t, type, context);
	MemoryContextDelete(work);
	PG_RETURN_DATUM(array);
}
