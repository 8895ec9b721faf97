/*
 * iteration.c
 *		Bi-CGSTAB with one pass of Gauss and Seidel as preconditioner.
 *
 * With K the part of passed - A that leads from each pool to those behind it,
 * and U what leads back, (K - U) x = b becomes (1 - U / K) u = b, x = u / K.
 */
#include "flow/iteration.h"

#include <math.h>
#include <string.h>

#define VECTORS 7

size_t
iter_doubles(int32_t size)
{
	return (size_t) size * VECTORS;
}

/* Sums run from first to last, so that they are the same everywhere. */
static double
product(const double *a, const double *b, int32_t n)
{
	double sum = 0;

	for (int32_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

/* x = u / K, where x holds u at first, and back = U x. */
static void
sweep(const iter_loop *loop, double *x, double *back)
{
	const int32_t *target = loop->target;
	const double  *share = loop->share;
	uint32_t	   steps = 0;

	memset(back, 0, (size_t) loop->size * sizeof(double));
	for (int32_t v = 0; v < loop->size; v++)
	{
		double	amount = x[v] /= loop->passed[v];
		int32_t ahead = loop->ahead[v];
		int32_t end = loop->first[v + 1];

		net_steps(&steps, end - loop->first[v], loop->tick);
		for (int32_t e = loop->first[v]; e < ahead; e++)
			back[target[e]] += share[e] * amount;
		for (int32_t e = ahead; e < end; e++)
			x[target[e]] += share[e] * amount;
	}
}

/* out = (passed - A) in */
static void
multiply(const iter_loop *loop, const double *in, double *out)
{
	uint32_t steps = 0;

	for (int32_t v = 0; v < loop->size; v++)
		out[v] = loop->passed[v] * in[v];
	for (int32_t v = 0; v < loop->size; v++)
	{
		double	amount = in[v];
		int32_t end = loop->first[v + 1];

		net_steps(&steps, end - loop->first[v], loop->tick);
		for (int32_t e = loop->first[v]; e < end; e++)
			out[loop->target[e]] -= loop->share[e] * amount;
	}
}

/* out = (1 - U / K) in, or what the factors K are worth in its place */
static void
apply(const iter_loop *loop, const double *in, double *out, double *scratch)
{
	memcpy(scratch, in, (size_t) loop->size * sizeof(double));
	if (loop->factors != NULL)
	{
		inc_solve(loop->factors, scratch, loop->tick);
		multiply(loop, scratch, out);
		return;
	}
	sweep(loop, scratch, out);
	for (int32_t i = 0; i < loop->size; i++)
		out[i] = in[i] - out[i];
}

bool
iter_solve(const iter_loop *loop, const double *b, double *x, double goal,
		   int steps, double *scratch)
{
	int32_t n = loop->size;
	size_t	bytes = (size_t) n * sizeof(double);
	double *r = scratch;
	double *shadow = r + n;
	double *p = shadow + n;
	double *v = p + n;
	double *t = v + n;
	double *u = t + n;
	double *work = u + n;
	double	wanted = goal * goal * product(b, b, n);
	double	rho = 0;
	bool	start = true;
	bool	reached;

	memcpy(r, b, bytes);
	memset(u, 0, bytes);
	for (int i = 0; i < steps && product(r, r, n) > wanted; i++)
	{
		double alpha;
		double omega;
		double next;

		if (start)
		{
			memcpy(shadow, r, bytes);
			memcpy(p, r, bytes);
			rho = product(r, r, n);
		}
		apply(loop, p, v, work);
		alpha = rho / product(shadow, v, n);
		if (!isfinite(alpha))
			break;
		for (int32_t k = 0; k < n; k++)
		{
			u[k] += alpha * p[k];
			r[k] -= alpha * v[k];
		}
		if (product(r, r, n) <= wanted)
			break;
		apply(loop, r, t, work);
		omega = product(t, r, n) / product(t, t, n);
		if (!isfinite(omega))
			break;
		for (int32_t k = 0; k < n; k++)
		{
			u[k] += omega * r[k];
			r[k] -= omega * t[k];
		}
		next = product(shadow, r, n);
		/* begin anew where the directions have become useless */
		start = omega == 0 ||
				fabs(next) < 1e-12 * sqrt(product(shadow, shadow, n) *
										  product(r, r, n));
		if (!start)
		{
			double beta = next / rho * (alpha / omega);

			for (int32_t k = 0; k < n; k++)
				p[k] = r[k] + beta * (p[k] - omega * v[k]);
			rho = next;
		}
	}
	reached = product(r, r, n) <= wanted;
	memcpy(x, u, bytes);
	if (loop->factors != NULL)
		inc_solve(loop->factors, x, loop->tick);
	else
		sweep(loop, x, work);
	return reached;
}
