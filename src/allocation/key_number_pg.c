/*
 * key_number_pg.c
 *		The numbers of an allocation key as numerics, and back.
 */
#include "common/compat.h"

#include "allocation/key_pg.h"
#include "allocation/key_text.h"
#include "common/memory.h"

/*
 * What calculating with a key takes, for each participant and as copies of
 * the whole: measured on mixes, shares and splits of 400,000 participants.
 */
#define WORK_BYTES 800
#define WORK_COPIES 8

static Datum
from_text(const char *text)
{
	return DirectFunctionCall3(numeric_in,
							   CStringGetDatum(text),
							   ObjectIdGetDatum(InvalidOid),
							   Int32GetDatum(-1));
}

Datum
key_zero(void)
{
	return NumericGetDatum(int64_to_numeric(0));
}

Datum
key_to_numeric(const char *number, size_t length)
{
	char text[KEY_NUMBER_SIZE + 1];

	memcpy(text, number, length);
	text[length] = '\0';
	return from_text(text);
}

char *
key_from_numeric(Datum number, const char *what, const char *participant)
{
	char *written = DatumGetCString(DirectFunctionCall1(numeric_out, number));
	char *out = palloc(KEY_NUMBER_SIZE + 1);
	int	  length;

	if (numeric_is_nan(DatumGetNumeric(number)) ||
		numeric_is_inf(DatumGetNumeric(number)) || written[0] == '-')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be a finite number, not negative", what),
				 participant == NULL
					 ? errdetail("The %s is %s.", what, written)
					 : errdetail("The %s of \"%s\" is %s.",
								 what,
								 participant,
								 written)));
	length = key_number(written, strlen(written), out);
	if (length < 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s has too many digits", what),
				 errdetail("A number of an allocation key has at most %d "
						   "digits.",
						   KEY_MOST_DIGITS),
				 errhint("Round the weights before they are mixed.")));
	if (length == 0)
		elog(ERROR, "a numeric is written as %s", written);
	out[length] = '\0';
	pfree(written);
	return out;
}

void
key_set_weight(key_item *item, Datum weight)
{
	item->weight = key_from_numeric(weight, "weight", key_name_text(item));
	item->weight_length = (uint32_t) strlen(item->weight);
}

Datum
key_factor(const key_image *image)
{
	return key_to_numeric(key_image_factor(image), image->factor_length);
}

Datum
key_weights(const key_image *image, Datum *weight)
{
	Datum sum = key_zero();

	memory_check((Size) image->count * WORK_BYTES +
					 (Size) VARSIZE(image) * WORK_COPIES,
				 "participants to calculate with",
				 image->count);
	for (int32 i = 0; i < image->count; i++)
	{
		key_item item = key_image_item(image, i);

		CHECK_FOR_INTERRUPTS();
		weight[i] = key_to_numeric(item.weight, item.weight_length);
		sum = DirectFunctionCall2(numeric_add, sum, weight[i]);
	}
	return sum;
}

/*
 * Rounded half up, by whole numbers: (2 * a * 10^d + b) / (2 * b), cut.
 * numeric's own division would round to a number of digits that depends on
 * its arguments.
 */
Datum
key_ratio(Datum a, Datum b, int decimals)
{
	Datum power = from_text(psprintf("2e%d", decimals));
	Datum twice = DirectFunctionCall2(numeric_add, b, b);
	Datum above =
		DirectFunctionCall2(numeric_add,
							DirectFunctionCall2(numeric_mul, a, power),
							b);

	return DirectFunctionCall2(numeric_mul,
							   DirectFunctionCall2(numeric_div_trunc,
												   above,
												   twice),
							   from_text(psprintf("1e-%d", decimals)));
}
