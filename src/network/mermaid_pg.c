/*
 * mermaid_pg.c
 *		Networks as drawings.
 */
#include "common/compat.h"

#include "network/mermaid.h"
#include "network/network_pg.h"

PG_FUNCTION_INFO_V1(regie_mermaid);

/*
 * mermaid(network, direction text) -> text
 *
 * The network as a Mermaid graph (network/mermaid.h).  Direction is LR, RL,
 * TB, TD or BT.
 */
Datum
regie_mermaid(PG_FUNCTION_ARGS)
{
	net_network network = net_image_view(PG_GETARG_NETWORK(0));
	text	   *direction = PG_GETARG_TEXT_PP(1);
	const char *word = VARDATA_ANY(direction);
	size_t		length = VARSIZE_ANY_EXHDR(direction);
	net_writer	writer = {NULL, 0, network_tick, 0};
	char	   *result;

	if (!net_mermaid_direction(word, length))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("direction is not known"),
				 errdetail("It is \"%s\".", text_to_cstring(direction)),
				 errhint("Use LR (left to right), RL, TB or TD (top to "
						 "bottom), or BT.")));
	net_mermaid_write(&writer, &network, word, length, network_format);
	result = network_text_memory(VARHDRSZ, writer.length);
	SET_VARSIZE(result, VARHDRSZ + writer.length);
	net_writer_begin(&writer, VARDATA(result));
	net_mermaid_write(&writer, &network, word, length, network_format);
	PG_RETURN_POINTER(result);
}
