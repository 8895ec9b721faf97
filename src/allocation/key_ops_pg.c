/*
 * key_ops_pg.c
 *		Mixing allocation keys, leaving one, merging in one.
 */
#include "common/compat.h"

#include "allocation/key_pg.h"
#include "catalog/pg_type.h"
#include "common/memory.h"
#include "utils/array.h"

static Datum
multiply(Datum a, Datum b)
{
	return DirectFunctionCall2(numeric_mul, a, b);
}

static Datum
add(Datum a, Datum b)
{
	return DirectFunctionCall2(numeric_add, a, b);
}

static bool
is_zero(Datum a)
{
	return DatumGetBool(DirectFunctionCall2(numeric_eq, a, key_zero()));
}

static Datum *
take_numbers(int64 count)
{
	return memory_take((Size) (count + 1) * sizeof(Datum),
					   "participants",
					   count);
}

/* A value of computed parts, where a double would be a defect. */
static Datum
finish(const key_item *item, int64 count, Datum factor)
{
	char *text = key_from_numeric(factor, "factor", NULL);

	return PointerGetDatum(key_make(item,
									count,
									text,
									strlen(text),
									ERRCODE_INVALID_PARAMETER_VALUE,
									NULL));
}

/* All participants as items that point into the image. */
static key_item *
all_items(const key_image *image, int64 more)
{
	key_item *item = key_take_items((int64) image->count + more);

	for (int32 i = 0; i < image->count; i++)
		item[i] = key_image_item(image, i);
	return item;
}

PG_FUNCTION_INFO_V1(regie_allocation_key_mul);

/*
 * allocation_key_mul(numeric, allocation_key): the same shares, counting so
 * many times as much in a mix
 */
Datum
regie_allocation_key_mul(PG_FUNCTION_ARGS)
{
	const key_image *image = PG_GETARG_KEY(1);
	const char		*by = key_from_numeric(PG_GETARG_DATUM(0), "factor", NULL);

	return finish(all_items(image, 0),
				  image->count,
				  multiply(key_to_numeric(by, strlen(by)), key_factor(image)));
}

/* ---------------------------------------------------------------------- */

/* One side of a mix. */
typedef struct side
{
	const key_image *image;
	Datum			*weight;
	Datum			 factor;
	Datum sum;	 /* 1 where the factor is 0, as it then is no matter */
	Datum times; /* what each weight is multiplied by */
	int32 next;
} side;

static void
open_side(side *s, const key_image *image)
{
	s->image = image;
	s->next = 0;
	s->weight = take_numbers(image->count);
	s->sum = key_weights(image, s->weight);
	s->factor = key_factor(image);
	if (is_zero(s->factor))
		s->sum = NumericGetDatum(int64_to_numeric(1));
	else if (is_zero(s->sum))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("allocation key has no shares to mix"),
				 errdetail("The weights of its %d participants sum to zero.",
						   image->count)));
}

/*
 * Which side's participant comes next: below 0 for a, above for b, 0 if it is
 * on both.
 */
static int
compare_sides(const side *a, const side *b)
{
	key_item x;
	key_item y;

	if (a->next >= a->image->count)
		return 1;
	if (b->next >= b->image->count)
		return -1;
	x = key_image_item(a->image, a->next);
	y = key_image_item(b->image, b->next);
	return key_compare_names(&x, &y);
}

/* The side's next participant; its weight in the mix is added to *weight. */
static key_item
take_next(side *s, Datum *weight)
{
	*weight = add(*weight, multiply(s->weight[s->next], s->times));
	return key_image_item(s->image, s->next++);
}

/*
 * Makes the weights whole numbers without a common divisor: the one way to
 * write these shares, whatever they were mixed from and in which order.
 */
static void
reduce(Datum *weight, int64 count)
{
	Datum divisor = key_zero();
	int32 decimals = 0;
	Datum power;

	for (int64 i = 0; i < count; i++)
	{
		weight[i] = DirectFunctionCall1(numeric_trim_scale, weight[i]);
		decimals =
			Max(decimals,
				DatumGetInt32(DirectFunctionCall1(numeric_scale, weight[i])));
	}
	power = DirectFunctionCall3(numeric_in,
								CStringGetDatum(psprintf("1e%d", decimals)),
								ObjectIdGetDatum(InvalidOid),
								Int32GetDatum(-1));
	for (int64 i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		weight[i] = multiply(weight[i], power);
		divisor = DirectFunctionCall2(numeric_gcd, divisor, weight[i]);
	}
	if (is_zero(divisor))
		return;
	for (int64 i = 0; i < count; i++)
		weight[i] = DirectFunctionCall2(numeric_div_trunc, weight[i], divisor);
}

PG_FUNCTION_INFO_V1(regie_allocation_key_add);

/*
 * allocation_key_add(allocation_key, allocation_key): the mix, each side
 * counting as its shares times its factor.  With factors f and g, weights a
 * and b and their sums A and B, the weights are f * a * B + g * b * A: exact.
 */
Datum
regie_allocation_key_add(PG_FUNCTION_ARGS)
{
	side	  a;
	side	  b;
	key_item *item;
	Datum	 *weight;
	int64	  count = 0;

	open_side(&a, PG_GETARG_KEY(0));
	open_side(&b, PG_GETARG_KEY(1));
	a.times = multiply(a.factor, b.sum);
	b.times = multiply(b.factor, a.sum);
	item = key_take_items((int64) a.image->count + b.image->count);
	weight = take_numbers((int64) a.image->count + b.image->count);
	while (a.next < a.image->count || b.next < b.image->count)
	{
		int order = compare_sides(&a, &b);

		CHECK_FOR_INTERRUPTS();
		weight[count] = key_zero();
		if (order <= 0)
			item[count] = take_next(&a, &weight[count]);
		if (order >= 0)
			item[count] = take_next(&b, &weight[count]);
		count++;
	}
	reduce(weight, count);
	for (int64 i = 0; i < count; i++)
		key_set_weight(&item[i], weight[i]);
	return finish(item, count, add(a.factor, b.factor));
}

/* ---------------------------------------------------------------------- */

/* The place of a participant that must be there. */
static int32
place_of(const key_image *image, const text *participant)
{
	int32 place = key_image_find(image,
								 VARDATA_ANY(participant),
								 VARSIZE_ANY_EXHDR(participant));

	if (place < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("participant is not in the allocation key"),
				 errdetail("The key has %d participants; \"%s\" is none of "
						   "them.",
						   image->count,
						   text_to_cstring(participant))));
	return place;
}

PG_FUNCTION_INFO_V1(regie_allocation_key_leave);

/*
 * allocation_key_leave(allocation_key, text): the key without a participant
 */
Datum
regie_allocation_key_leave(PG_FUNCTION_ARGS)
{
	const key_image *image = PG_GETARG_KEY(0);
	int32			 place = place_of(image, PG_GETARG_TEXT_PP(1));
	key_item		*item = all_items(image, 0);

	memmove(&item[place],
			&item[place + 1],
			(Size) (image->count - 1 - place) * sizeof(key_item));
	return finish(item, image->count - 1, key_factor(image));
}

/* The array of merge's participants. */
static int
open_participants(ArrayType *array, Datum **participant)
{
	bool *nulls;
	int	  count;

	deconstruct_array(array,
					  TEXTOID,
					  -1,
					  false,
					  TYPALIGN_INT,
					  participant,
					  &nulls,
					  &count);
	if (count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no participants to merge")));
	for (int i = 0; i < count; i++)
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a participant to merge must not be null")));
	return count;
}

/*
 * Marks who is merged, by place; the weight of those marked now is added up.
 */
static Datum
mark_merged(const key_image *image, ArrayType *participants, bool *merged)
{
	Datum *participant;
	int	   count = open_participants(participants, &participant);
	Datum  sum = key_zero();

	for (int i = 0; i < count; i++)
	{
		text	*name = DatumGetTextPP(participant[i]);
		int32	 place = place_of(image, name);
		key_item item = key_image_item(image, place);

		CHECK_FOR_INTERRUPTS();
		if (merged[place])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("participant stands twice among those to merge"),
					 errdetail("The participant is \"%s\".",
							   text_to_cstring(name))));
		merged[place] = true;
		sum = add(sum, key_to_numeric(item.weight, item.weight_length));
	}
	return sum;
}

PG_FUNCTION_INFO_V1(regie_allocation_key_merge);

/*
 * merge(allocation_key, text[], text): one participant, new or not, with the
 * weights of all these and what it had itself
 */
Datum
regie_allocation_key_merge(PG_FUNCTION_ARGS)
{
	const key_image *image = PG_GETARG_KEY(0);
	text			*into = PG_GETARG_TEXT_PP(2);
	bool			*merged = palloc0((Size) image->count + 1);
	Datum	  sum = mark_merged(image, PG_GETARG_ARRAYTYPE_P(1), merged);
	key_item *item = key_take_items((int64) image->count + 1);
	key_item  target = {0};
	int32	  place =
		key_image_find(image, VARDATA_ANY(into), VARSIZE_ANY_EXHDR(into));
	int64 count = 0;

	if (VARSIZE_ANY_EXHDR(into) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("participant must have a name")));
	target.name = VARDATA_ANY(into);
	target.name_length = VARSIZE_ANY_EXHDR(into);
	if (place >= 0 && !merged[place])
	{
		key_item had = key_image_item(image, place);

		sum = add(sum, key_to_numeric(had.weight, had.weight_length));
		merged[place] = true;
	}
	for (int32 i = 0; i < image->count; i++)
		if (!merged[i])
			item[count++] = key_image_item(image, i);
	key_set_weight(&target, sum);
	item[count++] = target;
	return finish(item, count, key_factor(image));
}

/* ---------------------------------------------------------------------- */

PG_FUNCTION_INFO_V1(regie_allocation_key_share);

/*
 * share(allocation_key, text) -> numeric: the participant's part of 1; NULL
 * for one that takes no part, and where all weights are zero
 */
Datum
regie_allocation_key_share(PG_FUNCTION_ARGS)
{
	const key_image *image = PG_GETARG_KEY(0);
	text			*participant = PG_GETARG_TEXT_PP(1);
	int32			 place = key_image_find(image,
									VARDATA_ANY(participant),
									VARSIZE_ANY_EXHDR(participant));
	Datum			*weight;
	Datum			 sum;

	if (place < 0)
		PG_RETURN_NULL();
	weight = take_numbers(image->count);
	sum = key_weights(image, weight);
	if (is_zero(sum))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(key_ratio(weight[place], sum, KEY_SHARE_DECIMALS));
}

PG_FUNCTION_INFO_V1(regie_allocation_key_shares);

/* shares(allocation_key) -> rows of participant, weight, share */
Datum
regie_allocation_key_shares(PG_FUNCTION_ARGS)
{
	ReturnSetInfo	*result = (ReturnSetInfo *) fcinfo->resultinfo;
	const key_image *image;
	Datum			*weight;
	Datum			 sum;
	bool			 empty;

	InitMaterializedSRF(fcinfo, 0);
	image = PG_GETARG_KEY(0);
	weight = take_numbers(image->count);
	sum = key_weights(image, weight);
	empty = is_zero(sum);
	for (int32 i = 0; i < image->count; i++)
	{
		key_item item = key_image_item(image, i);
		Datum	 values[3];
		bool	 nulls[3] = {false, false, empty};

		CHECK_FOR_INTERRUPTS();
		values[0] = PointerGetDatum(
			cstring_to_text_with_len(item.name, (int) item.name_length));
		values[1] = weight[i];
		values[2] =
			empty ? (Datum) 0 : key_ratio(weight[i], sum, KEY_SHARE_DECIMALS);
		tuplestore_putvalues(result->setResult,
							 result->setDesc,
							 values,
							 nulls);
	}
	return (Datum) 0;
}
