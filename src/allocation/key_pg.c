/*
 * key_pg.c
 *		The type allocation_key: text and binary form, equality.
 */
#include "common/compat.h"

#include "allocation/key_pg.h"
#include "allocation/key_text.h"
#include "common/checked.h"
#include "common/hashfn.h"
#include "common/memory.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

StaticAssertDecl(sizeof(key_image) == 16, "header of an allocation key");

/* Most bytes of a text form, so that a dump surely holds it. */
#define MOST_TEXT (MaxAllocSize / 4)

void
key_tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

key_item *
key_take_items(int64 count)
{
	Size bytes;

	if (count > PG_INT32_MAX ||
		!checked_mul_size((Size) count + 1, sizeof(key_item), &bytes))
		bytes = SIZE_MAX;
	return memory_take(bytes, "participants", count);
}

char *
key_name_text(const key_item *item)
{
	return pnstrdup(item->name, item->name_length);
}

key_image *
key_make(const key_item *item, int64 count, const char *factor,
		 size_t factor_length, int sqlstate_of_doubles, Node *context)
{
	int32 *number =
		memory_take((Size) (count + 1) * sizeof(int32), "participants", count);
	int32	   twice = key_order(item, number, (int32) count, key_tick);
	size_t	   size = key_image_size(item, (int32) count, factor_length);
	key_image *image;

	if (twice >= 0)
		ereturn(context,
				NULL,
				(errcode(sqlstate_of_doubles),
				 errmsg("participant stands twice in an allocation key"),
				 errdetail("The participant is \"%s\".",
						   key_name_text(&item[twice])),
				 errhint(
					 "Add up its weights first, or tell the rows apart.")));
	if (size != 0)
	{
		image = memory_take(size, "participants", count);
		SET_VARSIZE(image, size);
		key_image_write(image,
						item,
						number,
						(int32) count,
						factor,
						factor_length);
		pfree(number);
		if (key_text_length(image) <= MOST_TEXT)
			return image;
	}
	ereturn(context,
			NULL,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("allocation key is too large"),
			 errdetail("Its text would take more than %zu bytes.",
					   (size_t) MOST_TEXT)));
}

/* Reports what key_text_read found wrong; NULL if that is a soft error. */
static key_image *
report_problem(const char *text, const key_text *read, Node *context)
{
	int place = pg_mbstrlen_with_len(text, (int) (read->place - text)) + 1;

	ereturn(context,
			NULL,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s",
					"regie.allocation_key"),
			 errdetail("%s at character %d.", read->problem, place),
			 errhint("Write a key like {\"GM0820\": 23526, \"GM1771\": "
					 "39997}.")));
}

PG_FUNCTION_INFO_V1(regie_allocation_key_in);

/* allocation_key_in(cstring): the text form (allocation/key_text.h) */
Datum
regie_allocation_key_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	size_t		length = strlen(text);
	key_text	read = {0};

	read.utf8 = GetDatabaseEncoding() == PG_UTF8;
	if (!key_text_read(text, length, &read, key_tick))
		PG_RETURN_POINTER(report_problem(text, &read, fcinfo->context));
	read.item = key_take_items(read.count);
	read.bytes = memory_take(read.used + 1, "bytes", (int64) read.used);
	if (!key_text_read(text, length, &read, key_tick))
		elog(ERROR, "an allocation key reads differently the second time");
	PG_RETURN_POINTER(key_make(read.item,
							   read.count,
							   read.factor,
							   read.factor_length,
							   ERRCODE_INVALID_TEXT_REPRESENTATION,
							   fcinfo->context));
}

PG_FUNCTION_INFO_V1(regie_allocation_key_out);

/* allocation_key_out(allocation_key): reads back as the same value */
Datum
regie_allocation_key_out(PG_FUNCTION_ARGS)
{
	const key_image *image = PG_GETARG_KEY(0);
	size_t			 length = key_text_length(image);
	char			*out = memory_take(length + 1, "bytes", (int64) length);

	*key_text_write(image, out) = '\0';
	PG_RETURN_CSTRING(out);
}

PG_FUNCTION_INFO_V1(regie_allocation_key_send);

/*
 * allocation_key_send(allocation_key) -> bytea: version and flags (a byte
 * each), number of participants (four bytes), then factor, name, weight, name,
 * weight ..., each with its length (four bytes) before it.
 */
Datum
regie_allocation_key_send(PG_FUNCTION_ARGS)
{
	const key_image *image = PG_GETARG_KEY(0);
	StringInfoData	 buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, image->version);
	pq_sendbyte(&buf, image->flags);
	pq_sendint32(&buf, image->count);
	send_counted_text(&buf,
					  key_image_factor(image),
					  (int) image->factor_length);
	for (int32 i = 0; i < image->count; i++)
	{
		key_item item = key_image_item(image, i);

		CHECK_FOR_INTERRUPTS();
		send_counted_text(&buf, item.name, (int) item.name_length);
		send_counted_text(&buf, item.weight, (int) item.weight_length);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static void
refuse_binary(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary value for type %s",
					"regie.allocation_key"),
			 errdetail("%s.", what)));
}

/* A counted text, in the server's encoding. */
static const char *
receive_text(StringInfo buf, uint32_t *length)
{
	int	  sent = (int) pq_getmsgint(buf, 4);
	char *text;
	int	  converted;

	if (sent <= 0 || sent > buf->len - buf->cursor)
		refuse_binary("A length does not fit, or a text is empty");
	text = pq_getmsgtext(buf, sent, &converted);
	*length = (uint32_t) converted;
	return text;
}

/* A number, which must be in its shortest form. */
static const char *
receive_number(StringInfo buf, uint32_t *length)
{
	char		out[KEY_NUMBER_SIZE];
	const char *number = receive_text(buf, length);

	if (key_number(number, *length, out) != (int) *length ||
		memcmp(number, out, *length) != 0)
		refuse_binary("A number is not in its shortest form");
	return number;
}

PG_FUNCTION_INFO_V1(regie_allocation_key_recv);

/*
 * allocation_key_recv(internal): what allocation_key_send writes.  The order
 * is not taken on trust, as names may have changed it on their way from one
 * encoding to another.
 */
Datum
regie_allocation_key_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(buf);
	int			flags = pq_getmsgbyte(buf);
	int32		count = (int32) pq_getmsgint(buf, 4);
	key_item   *item;
	const char *factor;
	uint32_t	factor_length;

	if (version != KEY_VERSION)
		refuse_binary("Its version is not known here");
	if (flags != 0)
		refuse_binary("It has flags that are not known here");
	if (count < 0 || (int64) count * 10 > buf->len - buf->cursor)
		refuse_binary("Its number of participants does not fit its length");
	factor = receive_number(buf, &factor_length);
	item = key_take_items(count);
	for (int32 i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		item[i].name = receive_text(buf, &item[i].name_length);
		item[i].weight = receive_number(buf, &item[i].weight_length);
	}
	PG_RETURN_POINTER(key_make(item,
							   count,
							   factor,
							   factor_length,
							   ERRCODE_INVALID_BINARY_REPRESENTATION,
							   NULL));
}

/* ---------------------------------------------------------------------- */

static bool
same_key(FunctionCallInfo fcinfo)
{
	const key_image *a = PG_GETARG_KEY(0);
	const key_image *b = PG_GETARG_KEY(1);

	return VARSIZE(a) == VARSIZE(b) && memcmp(a, b, VARSIZE(a)) == 0;
}

PG_FUNCTION_INFO_V1(regie_allocation_key_eq);

/* allocation_key_eq: same participants, weights and factor */
Datum
regie_allocation_key_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(same_key(fcinfo));
}

PG_FUNCTION_INFO_V1(regie_allocation_key_ne);

/* allocation_key_ne */
Datum
regie_allocation_key_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!same_key(fcinfo));
}

PG_FUNCTION_INFO_V1(regie_allocation_key_hash);

/* allocation_key_hash: of all bytes behind the size */
Datum
regie_allocation_key_hash(PG_FUNCTION_ARGS)
{
	const key_image *image = PG_GETARG_KEY(0);

	return hash_any((const unsigned char *) VARDATA(image),
					(int) (VARSIZE(image) - VARHDRSZ));
}

PG_FUNCTION_INFO_V1(regie_allocation_key_hash_extended);

/* allocation_key_hash_extended(allocation_key, bigint) */
Datum
regie_allocation_key_hash_extended(PG_FUNCTION_ARGS)
{
	const key_image *image = PG_GETARG_KEY(0);

	return hash_any_extended((const unsigned char *) VARDATA(image),
							 (int) (VARSIZE(image) - VARHDRSZ),
							 (uint64) PG_GETARG_INT64(1));
}
