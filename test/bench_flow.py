"""bench_flow.py: the exact flows of the bench's networks by SciPy.

Run by test/bench_flow.sh with the folder of the networks as COPY writes them,
and of "alone", the figures of test/bench_flow.c.  Solver beside solver: SciPy
gets the matrix ready made and hands out doubles; flow takes its graph, looks for loops
in it, and goes on until less than a billionth of a cent is left to deliver.  Then SciPy's flows
are rounded, each to the nearest cent, to show what is left to do.
"""
import multiprocessing
import sys
import time

import numpy as np
import scipy
import scipy.sparse as sparse
import scipy.sparse.linalg as linalg

PATIENCE = 60  # seconds for spsolve


def read(path):
    """Postings in cents and weights, nodes as numbers."""
    numbers = {}
    source, target, amount, weight = [], [], [], []
    with open(path, encoding="utf-8") as file:
        for line in file:
            s, t, a, w = line.rstrip("\n").split("\t")
            source.append(numbers.setdefault(s, len(numbers)))
            target.append(numbers.setdefault(t, len(numbers)))
            amount.append(0.0 if a == "\\N" else round(float(a) * 100))
            weight.append(0.0 if w == "\\N" else float(w))
    return len(numbers), np.array(source), np.array(target), np.array(amount), np.array(weight)


def prepare(n, source, target, amount, weight):
    """x = b + A x for the pools: sources of weights."""
    total = np.bincount(source, weight, n)
    is_link = weight > 0
    share = np.zeros(len(weight))
    share[is_link] = weight[is_link] / total[source[is_link]]
    pool = total > 0
    place = np.cumsum(pool) - 1
    inner = is_link & pool[target]
    size = int(pool.sum())
    a = sparse.csr_matrix((share[inner], (place[target[inner]], place[source[inner]])), (size, size))
    b = np.bincount(target, amount, n)[pool]
    return share, pool, (sparse.identity(size, format="csr") - a).tocsr(), b


def iterate(matrix, b):
    """bicgstab as far as it comes in doubles."""
    try:
        return linalg.bicgstab(matrix, b, rtol=1e-12, atol=0, maxiter=2000)
    except TypeError:  # before SciPy 1.12
        return linalg.bicgstab(matrix, b, tol=1e-12, atol=0, maxiter=2000)


def timed(solve, *args):
    start = time.process_time()
    answer = solve(*args)
    return answer, time.process_time() - start


def solve_directly(matrix, b, result):
    result.put(timed(linalg.spsolve, matrix.tocsc(), b)[1])


def direct(matrix, b):
    """CPU seconds of spsolve, or None when it takes too long."""
    result = multiprocessing.Queue()
    process = multiprocessing.Process(target=solve_directly, args=(matrix, b, result))
    process.start()
    process.join(PATIENCE)
    if process.is_alive():
        process.terminate()
        process.join()
        return None
    return result.get() if process.exitcode == 0 else None


def rounded(n, net, share, pool, x):
    """Pools that do not balance, the cents they are off together, and the bearers' cents."""
    source, target, amount, _ = net
    gross = np.zeros(n)
    gross[pool] = x
    flow = np.rint(share * gross[source]) + amount
    left = np.bincount(target, flow, n) - np.bincount(source, flow, n)
    bearer = ~pool
    bearer[source[amount != 0]] = False
    return int((left[pool] != 0).sum()), np.abs(left[pool]).sum(), left[bearer].sum() - amount.sum()


def main():
    folder = sys.argv[1]
    print(f"SciPy {scipy.__version__}; exact: what flow takes to solve the same")
    print(f"{'network':<16} {'exact, s':>8} {'bicgstab':>9} {'ratio':>6} {'spsolve':>9} {'ratio':>6} "
          f"{'residual':>9} {'unbal.':>7} {'cents off':>9} {'bearers':>8}")
    for line in open(f"{folder}/alone", encoding="utf-8"):
        name, _, _, exact = line.split()[:4]
        try:
            n, *net = read(f"{folder}/{name}")
        except FileNotFoundError:
            continue
        share, pool, matrix, b = prepare(n, *net)
        ours = float(exact)
        (x, failed), seconds = timed(iterate, matrix, b)
        directly = direct(matrix, b)
        unbalanced, off, bearers = rounded(n, net, share, pool, x)
        residual = np.abs(b - matrix @ x).sum()
        print(f"{name:<16} {ours:>8.3f} {seconds:>9.3f} {seconds / ours:>6.1f} "
              + (f"{directly:>9.2f} {directly / ours:>6.1f}" if directly is not None else f"{'> ' + str(PATIENCE):>9} {'':>6}")
              + f" {residual:>9.0e} {unbalanced:>7} {off:>9.0f} {bearers:>+8.0f}" + (" (not converged)" if failed else ""), flush=True)


main()
