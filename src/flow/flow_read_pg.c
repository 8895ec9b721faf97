/*
 * flow_read_pg.c
 *		Reads a partition of the window function flow into arrays.
 *
 * As in roadmap/schedule_read_pg.c rows are read two at a time, because steps
 * by one row are cheap and fetching a row again takes two of them; arguments
 * that the query holds constant are asked for once.
 */
#include "common/compat.h"

#include "common/checked.h"
#include "common/decimal_pg.h"
#include "common/memory.h"
#include "flow/flow_pg.h"
#include "network/network_image.h"
#include "port/pg_bswap.h"
#include "utils/memutils.h"

enum
{
	ARG_SOURCE,
	ARG_TARGET,
	ARG_AMOUNT,
	ARG_WEIGHT,
	ARG_METHOD,
	ARG_STEP,
	ARG_SCALE,
	ARGS
};

/*
 * Names are looked up so many at a time, in a copy of so many bytes.  One that
 * stands in the row before as well, as sources often do, is looked up once.
 */
#define PENDING_NAMES 128
#define PENDING_NODES (2 * PENDING_NAMES)
#define PENDING_BYTES 8192

/* After so many rows what their arguments left behind is given back. */
#define ROWS_A_RESET 16

typedef struct pending_names
{
	int	   count;
	int	   nodes;
	int	   last_source; /* the name of the row before, -1: none waits */
	int	   last_target;
	Size   length; /* of bytes */
	name   name[PENDING_NAMES];
	int32 *node[PENDING_NODES];	 /* where a name's number goes, */
	int	   which[PENDING_NODES]; /* and which name */
	char   bytes[PENDING_BYTES];
} pending_names;

/*
 * Weights repeat: square metres, workplaces, hours.  So what was made of one
 * is kept with its datum's bytes, whatever they mean: the same bytes are the
 * same number.
 */
#define KNOWN_WEIGHTS 1024 /* a power of two */
#define KNOWN_WORDS 2

typedef struct known_weight
{
	Size   length;			   /* 0: none yet */
	uint64 bytes[KNOWN_WORDS]; /* and zeros behind them */
	dd	   weight;
} known_weight;

typedef struct flow_reader
{
	flow_state	  *s;
	WindowObject   window;
	MemoryContext  scratch; /* for what a row's arguments need, then reset */
	char		  *arena;	/* bytes that stay, one behind the other */
	Size		   arena_left;
	Size		   arena_chunk;
	bool		   has_method;
	bool		   has_scale;
	pending_names *pending; /* NULL: a name is looked up as it comes */
	known_weight  *known;	/* NULL: weights are not kept */
} reader;

StaticAssertDecl(ARGS == FLOW_ARGS, "arguments of flow");

/* ---- memory ---------------------------------------------------------- */

void *
flow_take(flow_state *s, Size bytes)
{
	MemoryContext old = MemoryContextSwitchTo(s->context);
	Size		  total;
	void		 *memory;

	if (!checked_add_size(s->taken, bytes, &total))
		total = SIZE_MAX;
	/* the sum of all blocks counts: memory_take refuses it in words */
	if (total / 1024 >= (Size) regie_memory_limit)
		memory_take(total, "rows of a flow", s->net.rows);
	memory = memory_take(bytes, "rows of a flow", s->net.rows);
	s->taken = total;
	MemoryContextSwitchTo(old);
	return memory;
}

void
flow_release(flow_state *s, void *memory, Size bytes)
{
	pfree(memory);
	s->taken -= bytes;
}

static const char *
keep_bytes(reader *r, const char *text, Size length)
{
	char *stored;

	if (length > r->arena_left)
	{
		r->arena_chunk = Min(Max(r->arena_chunk * 2, 1024), 1024 * 1024);
		r->arena_left = Max(r->arena_chunk, length);
		r->arena = flow_take(r->s, r->arena_left);
	}
	stored = r->arena;
	memcpy(stored, text, length);
	r->arena += length;
	r->arena_left -= length;
	return stored;
}

/* ---- names ----------------------------------------------------------- */

/* Room in the table of names for so many more. */
static void
grow_names(flow_state *s, int more)
{
	names grown;
	int64 capacity = Max(s->names.capacity, 64);
	Size  old = names_memory(s->names.capacity);

	if (s->names.capacity - s->names.count >= more)
		return;
	while (capacity - s->names.count < more)
		capacity *= 2;
	names_init(&grown, capacity, flow_take(s, names_memory(capacity)));
	names_copy(&grown, &s->names);
	if (s->names.entry != NULL)
		flow_release(s, s->names.entry, old);
	s->names = grown;
}

int32
flow_reader_name(reader *r, const char *bytes, Size length)
{
	bool  is_new;
	int32 number;

	grow_names(r->s, 1);
	number = names_add(&r->s->names, bytes, length, &is_new);
	if (is_new)
		r->s->names.entry[number].text = keep_bytes(r, bytes, length);
	return number;
}

static void
clear_pending(pending_names *p)
{
	p->count = 0;
	p->nodes = 0;
	p->length = 0;
	p->last_source = -1;
	p->last_target = -1;
}

/* Numbers the names that wait; the new ones among them are kept. */
static void
number_pending(reader *r)
{
	pending_names *p = r->pending;
	names		  *table = &r->s->names;
	int32		   number[PENDING_NAMES];
	int32		   known;

	if (p == NULL)
		return;
	grow_names(r->s, p->count);
	known = table->count;
	names_add_all(table, p->name, p->count, number);
	for (int i = 0; i < p->nodes; i++)
		*p->node[i] = number[p->which[i]];
	for (int32 i = known; i < table->count; i++)
		table->entry[i].text =
			keep_bytes(r, table->entry[i].text, table->entry[i].length);
	clear_pending(p);
}

/* Is it the name that waits there? */
static bool
is_pending(const pending_names *p, int which, const char *bytes, Size length)
{
	return which >= 0 && p->name[which].length == length &&
		   memcmp(p->name[which].text, bytes, length) == 0;
}

static int
add_pending(pending_names *p, const char *bytes, Size length)
{
	name *n = &p->name[p->count];

	n->text = p->bytes + p->length;
	n->length = (uint32) length;
	memcpy(p->bytes + p->length, bytes, length);
	p->length += length;
	return p->count++;
}

/* The number of the name will stand in *node. */
static void
read_name(reader *r, Datum value, int arg, int32 *node)
{
	pending_names *p = r->pending;
	text		  *given = DatumGetTextPP(value);
	const char	  *bytes = VARDATA_ANY(given);
	Size		   length = VARSIZE_ANY_EXHDR(given);
	int			  *last;

	if (p == NULL || length > PENDING_BYTES)
	{
		*node = flow_reader_name(r, bytes, length);
		return;
	}
	if (p->count == PENDING_NAMES || p->nodes == PENDING_NODES ||
		length > PENDING_BYTES - p->length)
		number_pending(r);
	last = arg == ARG_SOURCE ? &p->last_source : &p->last_target;
	if (!is_pending(p, *last, bytes, length))
		*last = add_pending(p, bytes, length);
	p->which[p->nodes] = *last;
	p->node[p->nodes++] = node;
}

static char *
node_text(const flow_state *s, int32 number)
{
	const name *n = &s->names.entry[number];

	return pnstrdup(n->text, n->length);
}

/* ---- arguments ------------------------------------------------------- */

static char *
numeric_text(Datum number)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, number));
}

/* "from "A" to "B"", for errors. */
static char *
row_words(reader *r, const flow_row *row)
{
	const flow_state *s = r->s;

	number_pending(r);
	return psprintf("from \"%s\" to \"%s\"",
					node_text(s, row->source),
					node_text(s, row->target));
}

static void
read_node(reader *r, flow_row *row, int arg, Datum value, bool isnull)
{
	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be null",
						arg == ARG_SOURCE ? "source" : "target"),
				 errhint("Money from outside has a source of its own, such "
						 "as the supplier's name.")));
	read_name(r, value, arg, arg == ARG_SOURCE ? &row->source : &row->target);
}

/* A finite number with at most 38 digits on either side of the point. */
static decimal
read_decimal(reader *r, const flow_row *row, Datum value, const char *what)
{
	decimal		   number;
	decimal_status status =
		decimal_from_numeric(DatumGetNumeric(value), &number);

	if (status == DECIMAL_NOT_FINITE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be finite", what),
				 errdetail("The row %s has %s.",
						   row_words(r, row),
						   numeric_text(value))));
	if (status == DECIMAL_OK && number.scale > 0)
		decimal_strip(&number);
	if (status == DECIMAL_TOO_LONG || number.scale > DECIMAL_MAX_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s has too many digits", what),
				 errdetail("The row %s has %s; at most %d digits, and as "
						   "many decimals, can be calculated with.",
						   row_words(r, row),
						   numeric_text(value),
						   DECIMAL_MAX_DIGITS),
				 errhint("Round the %s.", what)));
	return number;
}

static void
refuse_both(reader *r, const flow_row *row)
{
	if (row->kind == FLOW_NOTHING)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("a row has both an amount and a weight"),
			 errdetail("It is the row %s.", row_words(r, row)),
			 errhint("Write a posting and a weight as two rows.")));
}

/* In minor units of the scale. */
static void
read_amount(reader *r, flow_row *row, Datum value)
{
	decimal	 amount = read_decimal(r, row, value, "amount");
	int128_t units;

	refuse_both(r, row);
	if (amount.scale > r->s->scale)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("amount %s has more than %d decimals",
						numeric_text(value),
						r->s->scale),
				 errdetail("It stands in the row %s.", row_words(r, row)),
				 errhint("Round it, or give a larger scale.")));
	if (!decimal_rescale(&amount, r->s->scale, &units) ||
		units >= FLOW_MAX_UNITS || units <= -FLOW_MAX_UNITS)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("amount %s is too large", numeric_text(value)),
				 errdetail("It stands in the row %s; at %d decimals amounts "
						   "have at most 18 digits.",
						   row_words(r, row),
						   r->s->scale)));
	row->kind = FLOW_POSTING;
	row->units = (int64) units;
}

/* Nobody pays itself; asked when the names have their numbers. */
static void
check_posting(const flow_state *s, const flow_row *row)
{
	if (row->kind == FLOW_POSTING && row->source == row->target)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" pays itself an amount",
						node_text(s, row->source)),
				 errhint("A cost comes from a source of its own, such as "
						 "the supplier's name.")));
}

static dd
dd_from_decimal(decimal number)
{
	static const int64 ten9 = INT64CONST(1000000000);
	dd				   dividend = dd_from_i128(number.coefficient);
	dd				   divisor = dd_from(1);

	if (number.scale == 0)
		return dividend;
	for (; number.scale >= 9; number.scale -= 9)
		divisor = dd_multiply(divisor, dd_from((double) ten9));
	for (; number.scale > 0; number.scale--)
		divisor = dd_multiply(divisor, dd_from(10));
	return dd_divide(dividend, divisor);
}

static dd
make_weight(reader *r, const flow_row *row, Datum value)
{
	decimal weight = read_decimal(r, row, value, "weight");

	refuse_both(r, row);
	if (weight.coefficient < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight must not be negative"),
				 errdetail("The row %s has %s.",
						   row_words(r, row),
						   numeric_text(value))));
	return dd_from_decimal(weight);
}

/* The place for a weight's bytes, whether it stands there or not. */
static known_weight *
place_weight(known_weight *known, const uint64 *bytes)
{
	const uint64 odd = UINT64CONST(0x9E3779B97F4A7C15);
	uint64		 h = (bytes[0] * odd ^ bytes[1]) * odd;

	return &known[(h >> 32) & (KNOWN_WEIGHTS - 1)];
}

static dd
find_weight(reader *r, const flow_row *row, Datum value)
{
	struct varlena *packed = PG_DETOAST_DATUM_PACKED(value);
	Size			length = VARSIZE_ANY_EXHDR(packed);
	uint64			bytes[KNOWN_WORDS] = {0};
	known_weight   *k;

	if (r->known == NULL || length > sizeof(bytes))
		return make_weight(r, row, PointerGetDatum(packed));
	memcpy(bytes, VARDATA_ANY(packed), length);
	k = place_weight(r->known, bytes);
	if (k->length != length || memcmp(k->bytes, bytes, sizeof(bytes)) != 0)
	{
		k->length = 0;
		k->weight = make_weight(r, row, PointerGetDatum(packed));
		memcpy(k->bytes, bytes, sizeof(bytes));
		k->length = length;
	}
	return k->weight;
}

static void
read_weight(reader *r, flow_row *row, Datum value)
{
	dd weight = find_weight(r, row, value);

	refuse_both(r, row);
	row->kind = FLOW_WEIGHT;
	row->weight = weight;
}

static const char *
method_name(flow_method method)
{
	return method == FLOW_DIRECT	  ? "direct"
		   : method == FLOW_STEP_DOWN ? "step_down"
									  : "reciprocal";
}

void
flow_reader_method(reader *r, flow_method method)
{
	if (r->has_method && method != r->s->net.method)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("methods differ inside one partition: \"%s\" and "
						"\"%s\"",
						method_name(Min(method, r->s->net.method)),
						method_name(Max(method, r->s->net.method)))));
	r->s->net.method = method;
	r->has_method = true;
}

static void
read_method(reader *r, Datum value, bool isnull)
{
	char	   *name;
	flow_method method = FLOW_DIRECT;

	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("method must not be null"),
				 errhint("Leave it out for \"reciprocal\".")));
	name = TextDatumGetCString(value);
	while (method <= FLOW_RECIPROCAL && strcmp(name, method_name(method)) != 0)
		method++;
	if (method > FLOW_RECIPROCAL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown method \"%s\"", name),
				 errhint("Use \"direct\", \"step_down\" or "
						 "\"reciprocal\".")));
	flow_reader_method(r, method);
}

void
flow_reader_scale(reader *r, int scale)
{
	if (r->has_scale && scale != r->s->scale)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("scales differ inside one partition: %d and %d",
						Min(scale, r->s->scale),
						Max(scale, r->s->scale))));
	r->s->scale = scale;
	r->has_scale = true;
}

static void
read_scale(reader *r, Datum value, bool isnull)
{
	int scale = DatumGetInt32(value);

	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("scale must not be null"),
				 errhint("Leave it out for two decimals.")));
	if (scale < 0 || scale > FLOW_MAX_SCALE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("scale is out of range"),
				 errdetail("Scale %d is not between 0 and %d.",
						   scale,
						   FLOW_MAX_SCALE)));
	flow_reader_scale(r, scale);
}

static void
take_value(reader *r, flow_row *row, int arg, Datum value, bool isnull)
{
	switch (arg)
	{
		case ARG_SOURCE:
		case ARG_TARGET:
			read_node(r, row, arg, value, isnull);
			break;
		case ARG_AMOUNT:
			if (!isnull)
				read_amount(r, row, value);
			break;
		case ARG_WEIGHT:
			if (!isnull)
				read_weight(r, row, value);
			break;
		case ARG_METHOD:
			read_method(r, value, isnull);
			break;
		case ARG_STEP:
			row->has_step = !isnull;
			row->step = isnull ? 0 : DatumGetInt32(value);
			break;
		case ARG_SCALE:
			read_scale(r, value, isnull);
			break;
	}
}

/* ---- passing over the rows ------------------------------------------- */

static void
fetch(reader *r, int arg, int64 row)
{
	bool		  isnull;
	bool		  isout;
	MemoryContext old = MemoryContextSwitchTo(r->scratch);
	Datum		  value = WinGetFuncArgInPartition(r->window,
										   arg,
										   (int) row,
										   WINDOW_SEEK_HEAD,
										   false,
										   &isnull,
										   &isout);

	take_value(r, &r->s->net.row[row], arg, value, isnull);
	MemoryContextSwitchTo(old);
}

/* An argument that is the same for all rows by the form of the query. */
static void
take_constant(reader *r, int arg)
{
	bool		  isnull;
	MemoryContext old = MemoryContextSwitchTo(r->scratch);
	Datum		  value = WinGetFuncArgCurrent(r->window, arg, &isnull);
	bool		  once = arg == ARG_METHOD || arg == ARG_SCALE;

	for (int64 row = 0; row < (once ? 1 : r->s->net.rows); row++)
		take_value(r, &r->s->net.row[row], arg, value, isnull);
	MemoryContextSwitchTo(old);
	MemoryContextReset(r->scratch);
}

/* A scale that the query does not hold constant: that of the current row. */
static void
take_first_scale(reader *r)
{
	bool  isnull;
	Datum value = WinGetFuncArgCurrent(r->window, ARG_SCALE, &isnull);

	read_scale(r, value, isnull);
}

/*
 * Names, scale and method first, for amounts need the scale and errors call
 * rows by their names.
 */
static const int order[ARGS] = {ARG_SCALE,
								ARG_METHOD,
								ARG_SOURCE,
								ARG_TARGET,
								ARG_AMOUNT,
								ARG_WEIGHT,
								ARG_STEP};

static void
read_arguments(reader *r, FmgrInfo *flinfo)
{
	int varying[ARGS];
	int n = 0;

	take_first_scale(r);
	for (int i = 0; i < ARGS; i++)
		if (!get_fn_expr_arg_stable(flinfo, order[i]))
			varying[n++] = order[i];
		else if (order[i] != ARG_AMOUNT && order[i] != ARG_WEIGHT)
			take_constant(r, order[i]);
	for (int64 row = 0; n > 0 && row < r->s->net.rows; row += 2)
	{
		for (int i = 0; i < n; i++)
		{
			fetch(r, varying[i], row);
			if (row + 1 < r->s->net.rows)
				fetch(r, varying[i], row + 1);
		}
		if (row % ROWS_A_RESET == 0)
			MemoryContextReset(r->scratch);
		CHECK_FOR_INTERRUPTS();
	}
	for (int arg = ARG_AMOUNT; arg <= ARG_WEIGHT; arg++)
		if (get_fn_expr_arg_stable(flinfo, arg))
			take_constant(r, arg);
	number_pending(r);
}

/* ---- numbers in the order of the names ------------------------------- */

/*
 * A name's first bytes beside its number, as most names differ there, and
 * looking at the names themselves would mean waiting for memory.
 */
typedef struct sorted_name
{
	uint64 head[2];
	int32  number;
} sorted_name;

/* Up to eight bytes as a number that compares as they do. */
static uint64
bytes_in_order(const char *text, Size length)
{
	uint64 value = 0;

	memcpy(&value, text, Min(length, sizeof(value)));
	return pg_ntoh64(value);
}

/* The sort holds nothing, so that it can be left from here. */
static int
compare_names(const void *a, const void *b, void *arg)
{
	static uint32	   compared = 0;
	const sorted_name *p = a;
	const sorted_name *q = b;
	const names		  *table = arg;
	const name		  *x;
	const name		  *y;

	if ((++compared & 0xFFFF) == 0)
		CHECK_FOR_INTERRUPTS();
	for (int i = 0; i < 2; i++)
		if (p->head[i] != q->head[i])
			return p->head[i] < q->head[i] ? -1 : 1;
	x = &table->entry[p->number];
	y = &table->entry[q->number];
	return net_name_compare(x->text, x->length, y->text, y->length);
}

/* The names' numbers in the order of their bytes. */
static void
sort_names(flow_state *s)
{
	int32		 count = s->names.count;
	Size		 bytes = (Size) count * sizeof(sorted_name);
	sorted_name *list = flow_take(s, bytes);

	for (int32 i = 0; i < count; i++)
	{
		const name *n = &s->names.entry[i];
		Size		first = Min(n->length, sizeof(uint64));

		list[i].head[0] = bytes_in_order(n->text, first);
		list[i].head[1] = bytes_in_order(n->text + first, n->length - first);
		list[i].number = i;
	}
	qsort_arg(list, count, sizeof(sorted_name), compare_names, &s->names);
	for (int32 i = 0; i < count; i++)
		s->by_name[i] = list[i].number;
	flow_release(s, list, bytes);
}

void
flow_number_by_name(flow_state *s)
{
	Size   bytes = (Size) s->names.count * sizeof(int32);
	int32 *place;

	s->by_name = flow_take(s, bytes);
	sort_names(s);
	place = flow_take(s, bytes);
	for (int32 i = 0; i < s->names.count; i++)
		place[s->by_name[i]] = i;
	for (int32 i = 0; i < s->net.rows; i++)
	{
		s->net.row[i].source = place[s->net.row[i].source];
		s->net.row[i].target = place[s->net.row[i].target];
	}
	s->net.nodes = s->names.count;
	flow_release(s, place, bytes);
}

void
flow_read(flow_state *s, WindowObject window, FmgrInfo *flinfo)
{
	reader r = {.s = s,
				.window = window,
				.pending = palloc(sizeof(pending_names)),
				.known = palloc0(KNOWN_WEIGHTS * sizeof(known_weight))};
	int64  rows = WinGetPartitionRowCount(window);
	Size   bytes;

	if (rows > FLOW_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows in one partition"),
				 errdetail("There are " INT64_FORMAT
						   ", and at most %d rows and names fit.",
						   rows,
						   FLOW_MAX)));
	clear_pending(r.pending);
	s->net.rows = (int32) rows;
	bytes = (Size) rows * sizeof(flow_row);
	s->net.row = flow_take(s, bytes);
	memset(s->net.row, 0, bytes);
	r.scratch = AllocSetContextCreate(s->context,
									  "regie flow arguments",
									  ALLOCSET_DEFAULT_SIZES);
	read_arguments(&r, flinfo);
	for (int32 i = 0; i < s->net.rows; i++)
		check_posting(s, &s->net.row[i]);
	flow_number_by_name(s);
	MemoryContextDelete(r.scratch);
	pfree(r.pending);
	pfree(r.known);
}

/* ---- row by row, for aggregates -------------------------------------- */

reader *
flow_reader_start(flow_state *s)
{
	MemoryContext old = MemoryContextSwitchTo(s->context);
	reader		 *r = palloc0(sizeof(reader));

	r->s = s;
	MemoryContextSwitchTo(old);
	return r;
}

flow_row
flow_reader_row(reader *r, const NullableDatum *args)
{
	flow_row row = {0};

	for (int i = 0; i < ARGS; i++)
		take_value(r,
				   &row,
				   order[i],
				   args[order[i]].value,
				   args[order[i]].isnull);
	check_posting(r->s, &row);
	return row;
}
