/*
 * sankey_pg.c
 *		The aggregate that draws a Sankey diagram.
 *
 * The state keeps each pair of names once, with the sum of its amounts.  Only
 * the final function sorts, so the drawing does not depend on the order of the
 * rows or on who collected which.
 */
#include "common/compat.h"

#include "common/aggregate_pg.h"
#include "common/picture_pg.h"
#include "common/decimal_pg.h"
#include "common/memory.h"
#include "flow/amount_pg.h"
#include "flow/name_list_pg.h"
#include "flow/sankey.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

/* Its name in messages */
#define AGGREGATE "regie.sankey_svg"

/* What may pass a node, in 10^-12: see sankey.h. */
#define TOO_LARGE                                                             \
	(INT64CONST(10000000000000000) * (int128_t) INT64CONST(10000000000000000))

typedef struct pair
{
	int32 source;
	int32 target;
} pair;

typedef struct sankey_state
{
	work	  work;
	name_list nodes;
	name_list pairs; /* their names are the bytes of a pair */
	int128_t *amount;
	int32	  capacity;
	int		  scale; /* the most decimals of all amounts */
	/* what all rows must say alike; set by the first */
	bool  has_look;
	bool  dutch;
	char *title; /* NULL: none */
} sankey_state;

static void
tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* ---- the state ------------------------------------------------------- */

static sankey_state *
new_state(MemoryContext context)
{
	sankey_state *s = MemoryContextAllocZero(context, sizeof(sankey_state));

	s->work.context = context;
	s->work.what = "flows";
	s->nodes.work = &s->work;
	s->pairs.work = &s->work;
	return s;
}

static void
refuse_many(const char *what, int most)
{
	picture_refuse_many(what,
						most,
						"Put the small ones together under one name, leave "
						"rows out with FILTER, or draw several pictures with "
						"GROUP BY.");
}

static int32
add_node(sankey_state *s, const char *bytes, Size length)
{
	bool  is_new;
	int32 node = name_list_add(&s->nodes, bytes, length, &is_new);

	if (s->nodes.table.count > SANKEY_NODES)
		refuse_many("names", SANKEY_NODES);
	return node;
}

static void
grow(sankey_state *s)
{
	int32	  capacity = Max(s->capacity * 2, 16);
	Size	  bytes = (Size) s->capacity * sizeof(int128_t);
	int128_t *amount = work_take(&s->work, (Size) capacity * sizeof(int128_t));

	if (s->capacity > 0)
	{
		memcpy(amount, s->amount, bytes);
		work_release(&s->work, s->amount, bytes);
	}
	s->amount = amount;
	s->capacity = capacity;
}

static void
raise_sum(const sankey_state *s, pair p)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("sum of amounts is too large"),
			 errdetail("It is what flows from \"%s\" to \"%s\".",
					   name_list_text(&s->nodes, p.source),
					   name_list_text(&s->nodes, p.target))));
}

/* The number of a pair, to which so much is added. */
static int32
add_amount(sankey_state *s, pair p, int128_t amount)
{
	bool  is_new;
	int32 number;

	if (s->pairs.table.count == s->capacity)
		grow(s);
	number =
		name_list_add(&s->pairs, (const char *) &p, sizeof(pair), &is_new);
	if (number >= SANKEY_LINKS)
		refuse_many("flows", SANKEY_LINKS);
	if (is_new)
		s->amount[number] = 0;
	if (__builtin_add_overflow(s->amount[number], amount, &s->amount[number]))
		raise_sum(s, p);
	return number;
}

static pair
pair_at(const sankey_state *s, int32 number)
{
	pair p;

	memcpy(&p, s->pairs.table.entry[number].text, sizeof(pair));
	return p;
}

/* ---- rows ------------------------------------------------------------ */

/* Title and language: once for all, and alike in all rows. */
static void
settle_look(sankey_state *s, const sankey_state *other, MemoryContext context)
{
	const char *what = NULL;

	if (!other->has_look)
		return;
	if (!s->has_look)
	{
		s->has_look = true;
		s->dutch = other->dutch;
		s->title = other->title == NULL
					   ? NULL
					   : MemoryContextStrdup(context, other->title);
		return;
	}
	if ((s->title == NULL) != (other->title == NULL) ||
		(s->title != NULL && strcmp(s->title, other->title) != 0))
		what = "title";
	else if (s->dutch != other->dutch)
		what = "language";
	if (what != NULL)
		picture_refuse_mixed(what);
}

static void
take_look(sankey_state *s, FunctionCallInfo fcinfo, MemoryContext context)
{
	sankey_state look = {0};

	look.has_look = true;
	if (!PG_ARGISNULL(4))
		look.title = text_to_cstring(PG_GETARG_TEXT_PP(4));
	look.dutch = picture_is_dutch(fcinfo, 5);
	settle_look(s, &look, context);
}

PG_FUNCTION_INFO_V1(regie_sankey_add);

/*
 * sankey_add(internal, source text, target text, amount numeric
 * [, title text, language text]) -> internal
 *
 * A row without an amount says nothing, not even a title.
 */
Datum
regie_sankey_add(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	sankey_state *s =
		PG_ARGISNULL(0) ? NULL : (sankey_state *) PG_GETARG_POINTER(0);
	text	*source;
	text	*target;
	pair	 p;
	int		 scale;
	int128_t amount;

	if (PG_ARGISNULL(3))
	{
		if (s == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(s);
	}
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be null",
						PG_ARGISNULL(1) ? "source" : "target"),
				 errdetail("The row %s has %s.",
						   amount_row(fcinfo),
						   amount_shown(fcinfo)),
				 errhint("Leave such rows out with FILTER, or name who it "
						 "is.")));
	if (s == NULL)
		s = new_state(context);
	if (PG_NARGS() > 4)
		take_look(s, fcinfo, context);
	amount = amount_read(fcinfo, &scale);
	source = PG_GETARG_TEXT_PP(1);
	target = PG_GETARG_TEXT_PP(2);
	p.source = add_node(s, VARDATA_ANY(source), VARSIZE_ANY_EXHDR(source));
	p.target = add_node(s, VARDATA_ANY(target), VARSIZE_ANY_EXHDR(target));
	add_amount(s, p, amount);
	s->scale = Max(s->scale, scale);
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(regie_sankey_combine);

/*
 * sankey_combine(internal, internal) -> internal
 *
 * The second state is copied: it does not live as long as the first.
 */
Datum
regie_sankey_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	sankey_state *s;
	sankey_state *other;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = (sankey_state *) PG_GETARG_POINTER(1);
	s = PG_ARGISNULL(0) ? new_state(context)
						: (sankey_state *) PG_GETARG_POINTER(0);
	settle_look(s, other, context);
	for (int32 i = 0; i < other->pairs.table.count; i++)
	{
		pair		p = pair_at(other, i);
		const name *source = &other->nodes.table.entry[p.source];
		const name *target = &other->nodes.table.entry[p.target];

		p.source = add_node(s, source->text, source->length);
		p.target = add_node(s, target->text, target->length);
		add_amount(s, p, other->amount[i]);
	}
	s->scale = Max(s->scale, other->scale);
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(regie_sankey_serial);

/*
 * sankey_serial(internal) -> bytea
 *
 * Flags, scale, title, the names with lengths, then the pairs with their sums
 * (the upper half first).
 */
Datum
regie_sankey_serial(PG_FUNCTION_ARGS)
{
	sankey_state  *s = (sankey_state *) PG_GETARG_POINTER(0);
	StringInfoData buf;
	int			   title = s->title == NULL ? 0 : (int) strlen(s->title);

	(void) aggregate_context(fcinfo);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf,
				(s->has_look ? 1 : 0) | (s->dutch ? 2 : 0) |
					(s->title != NULL ? 4 : 0));
	pq_sendbyte(&buf, s->scale);
	pq_sendint32(&buf, title);
	pq_sendbytes(&buf, s->title == NULL ? "" : s->title, title);
	pq_sendint32(&buf, s->nodes.table.count);
	for (int32 i = 0; i < s->nodes.table.count; i++)
	{
		const name *e = &s->nodes.table.entry[i];

		pq_sendint32(&buf, e->length);
		pq_sendbytes(&buf, e->text, (int) e->length);
	}
	pq_sendint32(&buf, s->pairs.table.count);
	for (int32 i = 0; i < s->pairs.table.count; i++)
	{
		pair p = pair_at(s, i);

		pq_sendint32(&buf, p.source);
		pq_sendint32(&buf, p.target);
		pq_sendint64(&buf, (int64) (s->amount[i] >> 64));
		pq_sendint64(&buf, (int64) s->amount[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static void
read_nodes(sankey_state *s, StringInfo buf)
{
	int32 count = (int32) pq_getmsgint(buf, 4);

	if (count < 0 || count > SANKEY_NODES)
		aggregate_refuse_state(AGGREGATE);
	for (int32 i = 0; i < count; i++)
	{
		int			length = (int) pq_getmsgint(buf, 4);
		const char *bytes = pq_getmsgbytes(buf, length);

		if (add_node(s, bytes, (Size) length) != i)
			aggregate_refuse_state(AGGREGATE);
	}
}

static void
read_pairs(sankey_state *s, StringInfo buf)
{
	int32 count = (int32) pq_getmsgint(buf, 4);
	int32 nodes = s->nodes.table.count;

	if (count < 0 || count > SANKEY_LINKS)
		aggregate_refuse_state(AGGREGATE);
	for (int32 i = 0; i < count; i++)
	{
		int32	  source = (int32) pq_getmsgint(buf, 4);
		int32	  target = (int32) pq_getmsgint(buf, 4);
		uint128_t upper = (uint64) pq_getmsgint64(buf);
		uint128_t lower = (uint64) pq_getmsgint64(buf);
		pair	  p = {source, target};

		if (source < 0 || source >= nodes || target < 0 || target >= nodes ||
			add_amount(s, p, (int128_t) (upper << 64 | lower)) != i)
			aggregate_refuse_state(AGGREGATE);
	}
}

PG_FUNCTION_INFO_V1(regie_sankey_deserial);

/*
 * sankey_deserial(bytea, internal) -> internal
 *
 * Takes nothing on trust: lengths, names and pairs are checked.
 */
Datum
regie_sankey_deserial(PG_FUNCTION_ARGS)
{
	bytea		  *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData buf;
	sankey_state  *s;
	int			   flags;
	int			   title;

	(void) aggregate_context(fcinfo);
	aggregate_bytes(&buf, bytes);
	s = new_state(CurrentMemoryContext);
	flags = pq_getmsgbyte(&buf);
	s->scale = pq_getmsgbyte(&buf);
	title = (int) pq_getmsgint(&buf, 4);
	if ((flags & ~7) != 0 || title < 0 || s->scale > AMOUNT_DECIMALS)
		aggregate_refuse_state(AGGREGATE);
	s->has_look = (flags & 1) != 0;
	s->dutch = (flags & 2) != 0;
	if ((flags & 4) != 0)
		s->title = pnstrdup(pq_getmsgbytes(&buf, title), (Size) title);
	read_nodes(s, &buf);
	read_pairs(s, &buf);
	pq_getmsgend(&buf);
	pfree(buf.data);
	PG_RETURN_POINTER(s);
}

/* ---- drawing --------------------------------------------------------- */

static svg_text
to_utf8(const char *bytes, Size length)
{
	svg_text t = {bytes, length};
	char	*converted = pg_server_to_any(bytes, (int) length, PG_UTF8);

	if (converted != bytes)
		t = svg_string(converted);
	return t;
}

static void
raise_negative(const sankey_state *s, pair p, int128_t amount)
{
	Numeric sum;

	for (int i = s->scale; i < AMOUNT_DECIMALS; i++)
		amount /= 10;
	sum = decimal_to_numeric(amount, s->scale);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("amounts from \"%s\" to \"%s\" are negative together",
					name_list_text(&s->nodes, p.source),
					name_list_text(&s->nodes, p.target)),
			 errdetail("They add up to %s.",
					   DatumGetCString(
						   DirectFunctionCall1(numeric_out,
											   NumericGetDatum(sum)))),
			 errhint("Swap source and target where money comes back.")));
}

static int
compare_links(const void *a, const void *b)
{
	const sankey_link *x = a;
	const sankey_link *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return x->target < y->target ? -1 : x->target > y->target;
}

/* The pairs that are not zero; used[] says which nodes these have. */
static int32
take_links(const sankey_state *s, sankey_link *link, bool *used)
{
	int32 count = 0;

	for (int32 i = 0; i < s->pairs.table.count; i++)
	{
		pair p = pair_at(s, i);

		if (s->amount[i] < 0)
			raise_negative(s, p, s->amount[i]);
		if (s->amount[i] == 0)
			continue;
		link[count].source = p.source;
		link[count].target = p.target;
		link[count++].amount = s->amount[i];
		used[p.source] = used[p.target] = true;
	}
	return count;
}

/* What flows through each node, in or out, is not too large. */
static void
check_sums(const sankey_state *s, const sankey_link *link, int32 count)
{
	int128_t all = 0;

	for (int32 i = 0; i < count; i++)
	{
		pair p = {link[i].source, link[i].target};

		if (link[i].amount >= TOO_LARGE ||
			(all += link[i].amount) >= TOO_LARGE)
			raise_sum(s, p);
	}
}

/* Nodes in the order of their names, links in that of their nodes. */
static void
open_picture(const sankey_state *s, sankey *picture, work *memory)
{
	name_list	 list = s->nodes;
	int32		 nodes = s->nodes.table.count;
	bool		*used = palloc0(sizeof(bool) * (Size) (nodes + 1));
	int32		*number = palloc(sizeof(int32) * (Size) (nodes + 1));
	svg_text	*shown = palloc(sizeof(svg_text) * (Size) (nodes + 1));
	sankey_link *link =
		palloc(sizeof(sankey_link) * (Size) (s->pairs.table.count + 1));
	int32 *by_name;

	list.work = memory;
	by_name = name_list_sort(&list, NULL);
	picture->links = take_links(s, link, used);
	check_sums(s, link, picture->links);
	for (int32 i = 0; i < nodes; i++)
	{
		const struct name *e;

		if (!used[by_name[i]])
			continue;
		e = &s->nodes.table.entry[by_name[i]];
		number[by_name[i]] = picture->nodes;
		shown[picture->nodes++] = to_utf8(e->text, e->length);
	}
	for (int32 i = 0; i < picture->links; i++)
	{
		link[i].source = number[link[i].source];
		link[i].target = number[link[i].target];
	}
	qsort(link, (size_t) picture->links, sizeof(sankey_link), compare_links);
	picture->name = shown;
	picture->link = link;
	picture->scale = s->scale;
	picture->dutch = s->dutch;
	picture->tick = tick;
	if (s->title != NULL)
		picture->title = to_utf8(s->title, strlen(s->title));
}

/* Writes twice: to know the length, and to have it. */
static Datum
write_picture(const sankey *picture)
{
	writer w = {NULL, 0, tick, 0};
	text  *result;
	char  *converted;

	sankey_write(&w, picture);
	if (w.length > MaxAllocSize - VARHDRSZ - 1)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("picture is too large for a text"),
				 errdetail("It takes %zu bytes, and a text holds at most "
						   "1 GB.",
						   w.length)));
	result = memory_take(VARHDRSZ + w.length + 1, "bytes", (int64) w.length);
	SET_VARSIZE(result, VARHDRSZ + w.length);
	writer_begin(&w, VARDATA(result));
	sankey_write(&w, picture);
	VARDATA(result)[w.length] = '\0';
	converted = pg_any_to_server(VARDATA(result), (int) w.length, PG_UTF8);
	if (converted == VARDATA(result))
		return PointerGetDatum(result);
	return PointerGetDatum(cstring_to_text(converted));
}

PG_FUNCTION_INFO_V1(regie_sankey_svg_final);

/*
 * sankey_svg_final(internal) -> text
 *
 * The picture as SVG (flow/sankey.h); leaves the state as it is.
 */
Datum
regie_sankey_svg_final(PG_FUNCTION_ARGS)
{
	sankey_state *s = (sankey_state *) PG_GETARG_POINTER(0);
	work		  memory = {.context = CurrentMemoryContext, .what = "flows"};
	sankey		  picture = {0};

	(void) aggregate_context(fcinfo);
	memory.taken = s->work.taken;
	memory.count = s->pairs.table.count;
	open_picture(s, &picture, &memory);
	sankey_layers(&picture,
				  work_take(&memory,
							sankey_layers_memory(picture.nodes,
												 picture.links)));
	sankey_layout(&picture,
				  work_take(&memory, sankey_layout_memory(&picture)));
	PG_RETURN_DATUM(write_picture(&picture));
}
