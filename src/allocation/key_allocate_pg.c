/*
 * key_allocate_pg.c
 *		allocate() by an allocation key: rows with exact share and rounding.
 *
 * The rule is that of remainder.h.  The weights of a mixed key may have any
 * number of digits, so that it is calculated in numerics here.
 */
#include "common/compat.h"

#include "allocation/allocate_pg.h"
#include "allocation/key_pg.h"
#include "common/memory.h"
#include "utils/memutils.h"

/* Decimals of the exact column behind those of the amount. */
#define MORE_DECIMALS 6

/* A split in the making; the arrays go by place in the key. */
typedef struct key_split
{
	const key_image *image;
	Datum			*weight;
	Datum			*remainder;
	Datum			*units; /* share cut to whole units */
	int32			*number;
	Datum			 sum;
	bool			 has_weight;
} key_split;

static int
compare(Datum a, Datum b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, a, b));
}

/* By larger remainder, then larger weight, then name. */
static int
compare_remainders(const void *things, int32_t a, int32_t b)
{
	const key_split *split = things;
	int				 order = compare(split->remainder[b], split->remainder[a]);

	if (order == 0)
		order = compare(split->weight[b], split->weight[a]);
	return order != 0 ? order : a < b ? -1 : a > b;
}

static void
open_split(key_split *split, const key_image *image)
{
	Datum *memory = memory_take(((Size) image->count + 1) *
									(3 * sizeof(Datum) + sizeof(int32)),
								"participants",
								image->count);

	split->image = image;
	split->weight = memory;
	split->remainder = split->weight + image->count;
	split->units = split->remainder + image->count;
	split->number = (int32 *) (split->units + image->count);
	split->sum = key_weights(image, split->weight);
	split->has_weight = compare(split->sum, key_zero()) > 0;
}

static void
raise_no_weight(const key_split *split, int128_t total, int scale)
{
	Datum amount = NumericGetDatum(decimal_to_numeric(total, scale));

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("no weight to allocate the amount by"),
			 errdetail("The weights of the key's %d participants sum to zero, "
					   "and %s is left.",
					   split->image->count,
					   split_numeric_text(amount, false)),
			 errhint("Give at least one participant a weight above zero.")));
}

/* Cuts the shares of a total that is not negative; returns what is left. */
static Datum
cut(key_split *split, Datum total)
{
	Datum left = total;

	for (int32 i = 0; i < split->image->count; i++)
	{
		Datum product =
			DirectFunctionCall2(numeric_mul, total, split->weight[i]);

		CHECK_FOR_INTERRUPTS();
		split->units[i] =
			DirectFunctionCall2(numeric_div_trunc, product, split->sum);
		split->remainder[i] =
			DirectFunctionCall2(numeric_sub,
								product,
								DirectFunctionCall2(numeric_mul,
													split->units[i],
													split->sum));
		left = DirectFunctionCall2(numeric_sub, left, split->units[i]);
		split->number[i] = i;
	}
	return left;
}

/* The units of everybody, for a total in units that is not negative. */
static void
split_units(key_split *split, Datum total)
{
	Datum one = NumericGetDatum(int64_to_numeric(1));
	int32 left;

	/* fewer units are left than there are participants */
	left = DatumGetInt32(DirectFunctionCall1(numeric_int4, cut(split, total)));
	order_sort(split->number,
			   split->image->count,
			   compare_remainders,
			   split,
			   key_tick);
	for (int32 i = 0; i < left; i++)
	{
		Datum *units = &split->units[split->number[i]];

		*units = DirectFunctionCall2(numeric_add, *units, one);
	}
}

/* A participant's row. */
static void
put_row(ReturnSetInfo *result, const key_split *split, int32 place,
		bool has_amount, bool is_negative, Datum size, int scale)
{
	key_item item = key_image_item(split->image, place);
	Datum	 values[6] = {0};
	bool	 nulls[6] = {false};
	Datum	 unit = NumericGetDatum(decimal_to_numeric(1, scale));

	values[0] = PointerGetDatum(
		cstring_to_text_with_len(item.name, (int) item.name_length));
	values[1] = split->weight[place];
	nulls[2] = !split->has_weight;
	if (split->has_weight)
		values[2] =
			key_ratio(split->weight[place], split->sum, KEY_SHARE_DECIMALS);
	nulls[3] = nulls[4] = nulls[5] = !has_amount;
	if (has_amount)
	{
		values[5] =
			DirectFunctionCall2(numeric_mul, split->units[place], unit);
		values[3] = values[5];
		if (split->has_weight)
			values[3] = key_ratio(DirectFunctionCall2(numeric_mul,
													  size,
													  split->weight[place]),
								  split->sum,
								  scale + MORE_DECIMALS);
		if (is_negative)
		{
			values[3] = DirectFunctionCall1(numeric_uminus, values[3]);
			values[5] = DirectFunctionCall1(numeric_uminus, values[5]);
		}
		values[4] = DirectFunctionCall2(numeric_sub, values[5], values[3]);
	}
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

static int
check_scale(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(2))
		return split_check_scale(0, true);
	return split_check_scale(PG_GETARG_INT32(2), false);
}

PG_FUNCTION_INFO_V1(regie_allocate_by_key);

/*
 * allocate(numeric, allocation_key, int) -> rows of participant, weight,
 *		share, exact, rounding, amount
 *
 * Everybody's amount by largest remainder, the exact one to six decimals
 * more, and the rounding between the two.
 */
Datum
regie_allocate_by_key(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	bool		   has_amount = !PG_ARGISNULL(0);
	int			   scale = check_scale(fcinfo);
	int128_t	   total = 0;
	Datum		   size;
	key_split	   split;
	MemoryContext  row_context;
	MemoryContext  old;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(1))
		return (Datum) 0;
	open_split(&split, PG_GETARG_KEY(1));
	if (has_amount)
		total = split_amount_in_units(PG_GETARG_DATUM(0), scale);
	if (total != 0 && !split.has_weight)
		raise_no_weight(&split, total, scale);
	size =
		NumericGetDatum(decimal_to_numeric(total < 0 ? -total : total, scale));
	if (split.has_weight)
		split_units(&split,
					NumericGetDatum(
						decimal_to_numeric(total < 0 ? -total : total, 0)));
	row_context = AllocSetContextCreate(CurrentMemoryContext,
										"regie key rows",
										ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(row_context);
	for (int32 i = 0; i < split.image->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!split.has_weight)
			split.units[i] = key_zero();
		put_row(result, &split, i, has_amount, total < 0, size, scale);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old);
	return (Datum) 0;
}
