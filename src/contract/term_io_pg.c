/*
 * term_io_pg.c
 *		The type term as text and binary.
 */
#include "contract/term_pg.h"

#include "contract/term_image.h"
#include "contract/term_text.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"

/* Most bytes of wrong text that an error repeats. */
#define EXCERPT_SIZE 40

/* What the text should have said, for the detail of the error. */
static const char *const expectations[TERM_EXPECTATIONS] = {
	[TERM_EXPECTED_DATE] = "A day such as 2025-01-15, from 4714-11-24 BC to "
						   "5874897-12-31, is expected",
	[TERM_EXPECTED_LENGTH] = "A length in years, months, weeks and days such "
							 "as P4Y or P1Y6M is expected",
	[TERM_EXPECTED_SHORTER] = "A length of at most 120000 months and 3650000 "
							  "days is expected",
	[TERM_EXPECTED_KIND] = "One of none, explicit, tacit and evergreen is "
						   "expected",
	[TERM_EXPECTED_RENEWAL] = "A renewal period such as P2Y or 2xP2Y is "
							  "expected",
	[TERM_EXPECTED_COUNT] = "A number of options is expected",
	[TERM_EXPECTED_END] = "Nothing more, or one of lifted, notice and ended "
						  "in this order, is expected",
};

PG_FUNCTION_INFO_V1(regie_term_in);

/* Text to term: see term_text.h for the form. */
Datum
regie_term_in(PG_FUNCTION_ARGS)
{
	const char	 *text = PG_GETARG_CSTRING(0);
	int			  size = (int) strlen(text);
	term_value	 *term = palloc0(sizeof(term_value));
	const char	 *where;
	term_expected expected = term_parse(text, (size_t) size, term, &where);
	int			  rest = (int) (text + size - where);

	if (expected == TERM_EXPECTED_NOTHING)
		return term_checked(term, fcinfo->context);
	ereturn(fcinfo->context,
			(Datum) 0,
			(errcode(expected == TERM_EXPECTED_DATE
						 ? ERRCODE_INVALID_DATETIME_FORMAT
						 : ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type term: \"%s\"", text),
			 rest == 0 ? errdetail("%s at the end.", expectations[expected])
					   : errdetail("%s at \"%.*s\".",
								   expectations[expected],
								   pg_mbcliplen(where, rest, EXCERPT_SIZE),
								   where)));
}

PG_FUNCTION_INFO_V1(regie_term_out);

/* Term to text, canonically: reads back as the same term. */
Datum
regie_term_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(term_text(PG_GETARG_TERM(0)));
}

PG_FUNCTION_INFO_V1(regie_term_recv);

/* Binary to term: see term_image.h for the form.  All of it is checked. */
Datum
regie_term_recv(PG_FUNCTION_ARGS)
{
	StringInfo	in = (StringInfo) PG_GETARG_POINTER(0);
	term_value *term = palloc(sizeof(term_value));

	*term =
		term_from_image((const uint8_t *) pq_getmsgbytes(in, TERM_IMAGE_SIZE));
	if (term_check(term) == TERM_BAD_FIELD)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type term"),
				 errdetail("A field has a value that no term has.")));
	return term_checked(term, NULL);
}

PG_FUNCTION_INFO_V1(regie_term_send);

/* Term to binary. */
Datum
regie_term_send(PG_FUNCTION_ARGS)
{
	uint8_t		   image[TERM_IMAGE_SIZE];
	StringInfoData out;

	term_to_image(PG_GETARG_TERM(0), image);
	pq_begintypsend(&out);
	pq_sendbytes(&out, (const char *) image, TERM_IMAGE_SIZE);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}
