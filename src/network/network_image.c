/*
 * network_image.c
 *		A network as one run of bytes.
 */
#include "network/network_image.h"

#include <math.h>
#include <string.h>

size_t
net_image_size(int64_t nodes, int64_t edges, bool weighted, size_t name_bytes)
{
	size_t size;

	if (nodes > NET_MAX || edges > NET_MAX || name_bytes > NET_IMAGE_MAX)
		return 0;
	size =
		sizeof(net_image) + name_bytes +
		2 * ((size_t) nodes + 1) * sizeof(int32_t) +
		(size_t) edges * (sizeof(int32_t) + (weighted ? sizeof(double) : 0));
	return size <= NET_IMAGE_MAX ? size : 0;
}

net_network
net_image_view(const net_image *image)
{
	net_network v;
	const void *arrays = image + 1;

	v.weight = NULL;
	if (image->flags & NET_WEIGHTED)
	{
		v.weight = arrays;
		arrays = v.weight + image->edges;
	}
	v.graph.n = image->nodes;
	v.graph.first = arrays;
	v.graph.target = v.graph.first + image->nodes + 1;
	v.name_start = (const uint32_t *) (v.graph.target + image->edges);
	v.name = (const char *) (v.name_start + image->nodes + 1);
	return v;
}

int
net_name_compare(const char *a, size_t a_length, const char *b,
				 size_t b_length)
{
	int c = memcmp(a, b, a_length < b_length ? a_length : b_length);

	if (c != 0)
		return c;
	return (a_length > b_length) - (a_length < b_length);
}

static bool
check_header(const net_image *image, size_t length)
{
	if (length < sizeof(net_image) || image->version != NET_VERSION ||
		(image->flags & ~NET_WEIGHTED) != 0 || image->spare != 0 ||
		image->spare_too != 0 || image->nodes < 0 || image->edges < 0)
		return false;
	if ((image->flags & NET_WEIGHTED) && image->edges == 0)
		return false;
	return net_image_size(image->nodes,
						  image->edges,
						  (image->flags & NET_WEIGHTED) != 0,
						  image->name_bytes) == length;
}

static bool
check_edges(const net_graph *g, int32_t edges)
{
	if (g->first[0] != 0 || g->first[g->n] != edges)
		return false;
	for (int32_t v = 0; v < g->n; v++)
		if (g->first[v] > g->first[v + 1])
			return false;
	for (int32_t v = 0; v < g->n; v++)
	{
		int32_t before = -1;

		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			if (g->target[e] <= before || g->target[e] >= g->n)
				return false;
			before = g->target[e];
		}
	}
	return true;
}

static bool
check_names(const net_network *v, uint32_t bytes)
{
	int32_t n = v->graph.n;

	if (v->name_start[0] != 0 || v->name_start[n] != bytes)
		return false;
	for (int32_t i = 0; i < n; i++)
		if (v->name_start[i] > v->name_start[i + 1])
			return false;
	for (int32_t i = 1; i < n; i++)
	{
		size_t		length;
		size_t		before_length;
		const char *before = net_name(v, i - 1, &before_length);
		const char *name = net_name(v, i, &length);

		if (net_name_compare(before, before_length, name, length) >= 0)
			return false;
	}
	return true;
}

bool
net_image_check(const net_image *image, size_t length)
{
	net_network v;

	if (!check_header(image, length))
		return false;
	v = net_image_view(image);
	if (!check_edges(&v.graph, image->edges) ||
		!check_names(&v, image->name_bytes))
		return false;
	for (int32_t e = 0; v.weight != NULL && e < image->edges; e++)
		if (!isfinite(v.weight[e]) ||
			(v.weight[e] == 0 && signbit(v.weight[e])))
			return false;
	return true;
}

int32_t
net_find(const net_network *network, const char *name, size_t length)
{
	int32_t low = 0;
	int32_t high = network->graph.n;

	while (low < high)
	{
		int32_t		middle = low + (high - low) / 2;
		size_t		n;
		const char *text = net_name(network, middle, &n);
		int			c = net_name_compare(text, n, name, length);

		if (c == 0)
			return middle;
		if (c < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return -1;
}
