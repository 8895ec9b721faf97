"""bench_schedule.py: the bench's networks in networkx.

Run by test/bench_schedule.sh with a file as COPY writes it: activities of the
network, source, target, lag, duration of the source.  networkx has no schedule:
measured are building its graph from the names, early and late starts over its
topological order as a user would write them, and its transitive reduction of
the smaller network.
"""
import sys
import time

import networkx as nx

REDUCE = 10000  # activities of the network that is reduced


def read(path):
    networks = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            size, source, target, lag, duration = line.rstrip("\n").split("\t")
            networks.setdefault(int(size), []).append(
                (source, target, int(lag), int(duration))
            )
    return networks


def build(edges):
    graph = nx.MultiDiGraph()
    for source, target, lag, duration in edges:
        graph.add_edge(source, target, bound=duration + lag)
    return graph


def schedule(graph):
    order = list(nx.topological_sort(graph))
    early = dict.fromkeys(order, 0)
    for node in order:
        for _, target, bound in graph.out_edges(node, data="bound"):
            early[target] = max(early[target], early[node] + bound)
    end = max(early.values())
    late = dict.fromkeys(order, end)
    for node in reversed(order):
        for _, target, bound in graph.out_edges(node, data="bound"):
            late[node] = min(late[node], late[target] - bound)
    return early, late


def clock(what, size, call):
    begun = time.perf_counter()
    result = call()
    print(f"{size:>9}  {what:<38} {(time.perf_counter() - begun) * 1000:>10.1f} ms")
    return result


def main():
    print(f"networkx {nx.__version__}")
    for size, edges in sorted(read(sys.argv[1]).items()):
        graph = clock("networkx: the graph", size, lambda e=edges: build(e))
        clock("networkx: early and late starts", size, lambda g=graph: schedule(g))
        if size == REDUCE:
            simple = nx.DiGraph(graph)
            clock(
                "networkx: transitive reduction",
                size,
                lambda g=simple: nx.transitive_reduction(g),
            )


main()
