#!/usr/bin/env python3
"""Measures Monge against POT (Python Optimal Transport) on the same problems and writes the table of ratios.

    mvn -q package -DskipTests
    python3 tests/src/bench/python/against_pot.py [--only emd,sinkhorn] [--rounds 3] [--seed 11] [--out tests/BENCHMARKS.md]

Needs numpy, scipy, Pillow and POT. A row is one problem, given to both as points (or as matrices where it says so). In every round POT
solves it in a process of its own with one thread, then with all, then Monge solves it by `monge bench`; the better of POT's two medians
counts. POT's time is that of the solve and of the cost matrix where only points are given, after one solve that is not counted; Monge's
is from points to plan, in a JVM that is warm after three such solves, and after two seconds of them if they are short. The colour rows
time whole processes, from pictures in files to the picture in a file.
The answers must agree within the row's tolerance, or the row says WRONG and the command ends with code 1.
"""
import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.abspath(__file__)
UNFINISHED = (0, 1)  # Monge's code 1: the steps asked for were taken, and did not reach a fixed point
ROOT = os.path.normpath(os.path.join(os.path.dirname(HERE), "..", "..", "..", ".."))


# ---- POT's side -------------------------------------------------------------------------------------------------------------------


def costs_of(problem):
    """The cost matrix, and the seconds it took where it had to be computed."""
    import numpy as np
    import ot

    if "cost_matrix" in problem:
        return np.array(problem["cost_matrix"]), 0.0
    x, y = np.array(problem["source"]), np.array(problem["target"])
    start = time.perf_counter()
    c = ot.dist(x, y, metric=problem["cost"])
    return c, time.perf_counter() - start


def info_ot(problem, a, b, c):
    """Mirror descent on the mutual information with POT's Sinkhorn for the inner problems."""
    import numpy as np
    import ot

    params = problem["params"]

    def kernel(points):
        d = ot.dist(points, points, metric="euclidean")
        return np.exp(-(d**2) / (2 * params["h"] ** 2 * (d**2).mean() / 2))

    kx, ky = kernel(np.array(problem["source"])), kernel(np.array(problem["target"]))
    outer = np.outer(kx @ a, ky @ b)
    lam = params.get("lam")
    plan = np.outer(a, b)
    for _ in range(params["outer_iterations"]):
        f = np.maximum(kx @ plan @ ky, 1e-300)
        gradient = np.log(f / outer) + kx @ (plan / f) @ ky
        cost = -gradient if lam is None else c - lam * gradient
        plan = ot.sinkhorn(a, b, cost - cost.min(), params["reg"], method="sinkhorn", numItermax=problem["inner"], stopThr=1e-10, warn=False)
    return plan


def peer(problem):
    """A call that solves the problem by POT and gives the objective, or the plan where plans are compared."""
    import numpy as np
    import ot

    a, b = np.array(problem["a"]), np.array(problem["b"])
    params = problem["params"]
    kind = problem["peer"]
    c, seconds = costs_of(problem) if "C1" not in params else (None, 0.0)
    if kind == "emd":
        return lambda: ot.emd2(a, b, c, numItermax=10**8), seconds
    if kind in ("sinkhorn", "sinkhorn_log"):
        return lambda: (ot.sinkhorn(a, b, c, params["reg"], method=kind, numItermax=100000, stopThr=1e-9) * c).sum(), seconds
    if kind == "unbalanced":
        return lambda: (ot.unbalanced.sinkhorn_unbalanced(a, b, c, params["reg"], params["reg_m1"], numItermax=10000, stopThr=1e-9)
                        * c).sum(), seconds
    if kind == "smooth":
        return lambda: (ot.smooth.smooth_ot_dual(a, b, c, params["reg"], reg_type="l2", stopThr=1e-12, numItermax=5000) * c).sum(), seconds
    if kind == "infoot":
        euclidean = ot.dist(np.array(problem["source"]), np.array(problem["target"]), metric="euclidean")
        return lambda: info_ot(problem, a, b, euclidean), 0.0
    c1, c2 = np.array(params["C1"]), np.array(params["C2"])
    if kind == "gromov":
        return lambda: ot.gromov.gromov_wasserstein2(c1, c2, a, b, "square_loss"), 0.0
    return lambda: ot.gromov.entropic_gromov_wasserstein2(c1, c2, a, b, "square_loss", epsilon=params["epsilon"], max_iter=1000), 0.0


def solve_by_pot(path, plan):
    import numpy as np
    import ot

    with open(path) as f:
        problem = json.load(f)
    call, cost_seconds = peer(problem)
    if problem["warm"]:
        call()
    start = time.perf_counter()
    answer = call()
    seconds = time.perf_counter() - start + cost_seconds
    if np.ndim(answer) == 2:
        np.save(plan, answer)
        answer = 0.0
    print(json.dumps({"seconds": seconds, "objective": float(answer), "version": ot.__version__}))


def colour_by_pot(solver, source, target, out):
    """Fits a transport of 1000 pixels to 1000 and maps the whole picture."""
    import numpy as np
    import ot
    from PIL import Image

    rng = np.random.default_rng(1)
    pictures = [np.asarray(Image.open(p), dtype=np.float64) / 255 for p in (source, target)]
    pixels = [p.reshape(-1, 3) for p in pictures]
    samples = [p[rng.choice(len(p), 1000, replace=False)] for p in pixels]
    transport = ot.da.EMDTransport() if solver == "emd" else ot.da.SinkhornTransport(reg_e=0.01)
    transport.fit(Xs=samples[0], Xt=samples[1])
    mapped = np.clip(transport.transform(Xs=pixels[0]), 0, 1).reshape(pictures[0].shape)
    Image.fromarray((mapped * 255 + 0.5).astype(np.uint8)).save(out)


# ---- problems ---------------------------------------------------------------------------------------------------------------------


def workloads(seed):
    """Rows: name, goal, tolerance of the objective, and a function that gives the problem."""
    import numpy as np

    rng = np.random.default_rng(seed)

    def weights(n, weighted):
        w = rng.random(n) + 0.1 if weighted else np.ones(n)
        return w / w.sum()

    def problem(solver, kind, x, y, params=None, weighted=False, cost="sqeuclidean", warm=True, **more):
        return {"id": solver, "solver": solver, "peer": kind, "warm": warm, "params": params or {}, "cost": cost,
                "source": np.asarray(x).tolist(), "target": np.asarray(y).tolist(),
                "a": weights(len(x), weighted).tolist(), "b": weights(len(y), weighted).tolist(), **more}

    def square(n):
        return rng.random((n, 2)), rng.random((n, 2)) * [1.0, 0.7] + [0.2, 0.1]

    def emd(x, y, weighted=False):
        return problem("emd", "emd", x, y, weighted=weighted, warm=len(x) < 4000)

    def lattice():
        grid = np.stack(np.meshgrid(np.arange(50.0), np.arange(40.0)), -1).reshape(-1, 2)
        return emd(grid, grid[rng.permutation(2000)] * [0.8, 1.25] + [3.0, 1.0])

    def duplicates():
        return emd(np.repeat(rng.random((400, 2)), 5, axis=0), np.repeat(rng.random((500, 2)), 4, axis=0))

    def colours():
        x = np.clip(rng.normal([0.7, 0.5, 0.3], [0.15, 0.1, 0.1], (2000, 3)), 0, 1)
        y = np.clip(rng.normal([0.3, 0.5, 0.6], [0.1, 0.2, 0.1], (2000, 3)), 0, 1)
        return emd(np.round(x * 255) / 255, np.round(y * 255) / 255)

    def clusters(weighted):
        def cloud():
            centres = rng.random((12, 2)) * 10
            return centres[rng.integers(0, 12, 2000)] + rng.normal(0, 0.2, (2000, 2))

        return emd(cloud(), cloud(), weighted)

    def dense(weighted):
        p = emd(np.zeros((1000, 1)), np.zeros((1000, 1)), weighted)
        return {**p, "cost_matrix": rng.random((1000, 1000)).tolist()}

    def entropic(kind, relative):
        x, y = square(1000)
        largest = ((x[:, None] - y[None]) ** 2).sum(-1).max()
        return problem("sinkhorn", kind, x, y, {"reg": relative * float(largest), "tolerance": 1e-9}, warm=False)

    def info(n, fused):
        def cloud(shift):
            centres = np.array([[-2.0, 0.0], [0.0, 2.0], [2.0, -1.0]]) + shift
            return centres[np.arange(n) % 3] + rng.normal(0, 0.3, (n, 2))

        params = {"h": 0.5, "reg": 1.0, "lam": 100.0, "outer_iterations": 50} if fused else {"h": 0.5, "reg": 0.4, "outer_iterations": 20}
        return problem("fused-infoot" if fused else "infoot", "infoot", cloud(0.0), cloud(1.0), params, warm=False, inner=100000)

    def gromov(solver, kind, params):
        x, y = rng.random((500, 2)), rng.random((500, 3))

        def inner(z):
            return np.sqrt(((z[:, None] - z[None]) ** 2).sum(-1)).tolist()

        return problem(solver, kind, x, y, {**params, "C1": inner(x), "C2": inner(y)}, warm=False)

    def unbalanced():
        return problem("unbalanced-kl", "unbalanced", *square(1000), {"reg": 0.01, "reg_m1": 0.1, "reg_m2": 0.1, "reg_type": "kl"}, weighted=True)

    rows = [
        (f"`emd`, {'random' if weighted else 'uniform'} weights, 2-D, n = m = {n}", goal, 1e-9, lambda n=n, w=weighted: emd(*square(n), w))
        for weighted, goals in ((False, (0.12, 0.10)), (True, (0.25, 0.15))) for n, goal in zip((1000, 4000), goals)]
    rows += [
        ("`emd`, lattices, n = m = 2000", 0.4, 1e-9, lattice),
        ("`emd`, duplicated points, n = m = 2000", 0.4, 1e-9, duplicates),
        ("`emd`, colours (3-D), n = m = 2000", 0.4, 1e-9, colours),
        ("`emd`, clusters, uniform weights, n = m = 2000", 0.4, 1e-9, lambda: clusters(False)),
        ("`emd`, clusters, random weights, n = m = 2000", 0.4, 1e-9, lambda: clusters(True)),
        ("`emd`, given cost matrix, uniform weights, n = m = 1000", 0.6, 1e-9, lambda: dense(False)),
        ("`emd`, given cost matrix, random weights, n = m = 1000", 0.6, 1e-9, lambda: dense(True)),
        ("`sinkhorn`, reg = 0.01 max C, n = m = 1000", 0.4, 1e-6, lambda: entropic("sinkhorn", 0.01)),
        ("`sinkhorn`, reg = 0.001 max C, n = m = 1000", 0.2, 1e-6, lambda: entropic("sinkhorn", 0.001)),
        ("`sinkhorn` against `sinkhorn_log`, reg = 0.01 max C, n = m = 1000", 0.02, 1e-6, lambda: entropic("sinkhorn_log", 0.01)),
        ("`unbalanced-kl`, n = m = 1000", 0.6, 1e-5, unbalanced),
        ("`smooth-l2`, reg = 1, n = m = 500", 0.4, 1e-3, lambda: problem("smooth-l2", "smooth", *square(500), {"reg": 1.0})),
        ("`gromov-entropic`, given distance matrices, epsilon = 0.05, n = m = 500", 0.4, 5e-2,
         lambda: gromov("gromov-entropic", "gromov-entropic", {"epsilon": 0.05})),
        ("`gromov`, given distance matrices, n = m = 500", 0.6, 5e-2, lambda: gromov("gromov", "gromov", {})),
        ("`infoot`, reg = 0.4, 20 outer steps, n = m = 500", 0.3, 1e-6, lambda: info(500, False)),
        ("`fused-infoot`, 50 outer steps, n = m = 500", 0.3, 1e-6, lambda: info(500, True)),
        ("`infoot`, reg = 0.4, 20 outer steps, n = m = 1000", 0.1, 1e-6, lambda: info(1000, False)),
        ("`fused-infoot`, 50 outer steps, n = m = 1000", 0.1, 1e-6, lambda: info(1000, True)),
    ]
    return rows


def pictures(folder):
    """Two pictures of 512 x 512 with soft colours and grain."""
    import numpy as np
    from PIL import Image

    rng = np.random.default_rng(5)
    v, u = np.mgrid[0:512, 0:512] / 511
    warm = np.stack([0.9 - 0.3 * v, 0.5 - 0.3 * v + 0.2 * np.sin(6 * u) ** 2, 0.2 + 0.3 * v * u], -1)
    cold = np.stack([0.1 + 0.3 * u * v, 0.4 + 0.3 * np.cos(4 * u * v), 0.6 + 0.3 * v], -1)
    paths = []
    for name, picture in (("warm", warm), ("cold", cold)):
        path = os.path.join(folder, name + ".png")
        grained = np.clip(picture + rng.normal(0, 0.03, picture.shape), 0, 1)
        Image.fromarray((grained * 255).astype(np.uint8)).save(path)
        paths.append(path)
    return paths


# ---- timing -----------------------------------------------------------------------------------------------------------------------


def run(command, env=None, accepted=(0,)):
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=3600)
    if done.returncode not in accepted:
        raise RuntimeError(f"{' '.join(command[:3])}: {done.stderr.strip()[-300:]}")
    return done.stdout


def environments():
    """One thread, and as many as there are, with nothing else set for the linear algebra."""
    plain = {k: v for k, v in os.environ.items() if k not in ("OMP_NUM_THREADS", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
    return {"1 thread": {**plain, "OMP_NUM_THREADS": "1"}, "all threads": plain}


def distance_of_plans(monge, path, theirs, folder):
    import numpy as np

    ours = os.path.join(folder, "plan.npy")
    run([monge, "solve", path, "--plan", ours, "--out", os.path.join(folder, "result.json")], accepted=UNFINISHED)
    return float(np.abs(np.load(ours) - np.load(theirs)).sum())


def measure(monge, problem, tolerance, rounds, folder):
    path, plan = os.path.join(folder, "problem.json"), os.path.join(folder, "theirs.npy")
    with open(path, "w") as f:
        json.dump(problem, f)
    theirs, ours, answer = {}, [], {}
    for _ in range(rounds):
        for name, env in environments().items():
            answer = json.loads(run([sys.executable, HERE, "--pot", path, "--plan", plan], env))
            theirs.setdefault(name, []).append(answer["seconds"])
        got = json.loads(run([monge, "bench", path, "--warmup", "3", "--repeat", "3", "--json", "-"], accepted=UNFINISHED))
        ours += got["seconds"]
    if problem["peer"] == "infoot":
        difference = distance_of_plans(monge, path, plan, folder)
    else:
        difference = abs(got["values"]["objective"] - answer["objective"]) / max(abs(answer["objective"]), 1e-12)
    return min(statistics.median(t) for t in theirs.values()), statistics.median(ours), difference, difference <= tolerance


def measure_colour(monge, solver, rounds, folder):
    source, target = pictures(folder)
    theirs, ours = {}, []
    for _ in range(rounds):
        for name, env in environments().items():
            start = time.perf_counter()
            run([sys.executable, HERE, "--colour", solver, source, target, os.path.join(folder, "pot.png")], env)
            theirs.setdefault(name, []).append(time.perf_counter() - start)
        start = time.perf_counter()
        run([monge, "color", source, target, "--solver", solver, "--space", "srgb", "--palette", "sample", "--colors", "1000", "--map",
             "nearest", "--out", os.path.join(folder, "monge.png")] + (["-P", "reg=0.01"] if solver == "sinkhorn" else []))
        ours.append(time.perf_counter() - start)
    return min(statistics.median(t) for t in theirs.values()), statistics.median(ours)


def machine():
    model = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as f:
            model = next((line.split(":")[1].strip() for line in f if line.startswith("model name")), model)
    return f"{model}, {os.cpu_count()} processors, {platform.system()}"


def shown(seconds):
    return f"{seconds * 1e3:.0f} ms" if seconds < 10 else f"{seconds:.1f} s"


def table(rows, versions, options):
    lines = [
        "# Measured against POT", "",
        f"{datetime.date.today().isoformat()}, {machine()}; {versions}; {options.rounds} rounds, seed {options.seed}.", "",
        "Medians of wall time of the solve alone, in a warm JVM; ratio = Monge / POT, lower is better; POT's is the better of one thread and all threads. In each",
        "round both solve in turn. The difference is that of the objectives, relative, or, for the information solvers, of the plans in l1. Colour rows are whole",
        "processes: start, load, fit on 1000 colours, map 512 x 512 pixels, write.", "",
        "Made by `python3 tests/src/bench/python/against_pot.py` after `mvn -q package -DskipTests`; needs numpy, scipy, Pillow and POT.", "",
        "| work | POT | Monge | ratio | goal | | difference |", "| --- | ---: | ---: | ---: | ---: | --- | ---: |"]
    return "\n".join(lines + rows) + "\n"


def row(name, theirs, ours, goal, difference, right):
    ratio = ours / theirs
    verdict = "WRONG" if not right else "met" if ratio <= goal else "missed"
    return f"| {name} | {shown(theirs)} | {shown(ours)} | {ratio:.3f} | {goal} | {verdict} | {difference} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--monge", default=os.path.join(ROOT, "app", "target", "monge", "bin", "monge"))
    parser.add_argument("--only", default="", help="rows whose name contains one of these words, separated by commas")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", default=os.path.join(ROOT, "tests", "BENCHMARKS.md"))
    parser.add_argument("--pot", help=argparse.SUPPRESS)
    parser.add_argument("--plan", help=argparse.SUPPRESS)
    parser.add_argument("--colour", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pot:
        return solve_by_pot(options.pot, options.plan)
    if options.colour:
        return colour_by_pot(*options.colour)
    if not os.path.exists(options.monge):
        sys.exit(f"{options.monge} does not exist: run mvn -q package -DskipTests first, or name the launcher by --monge")
    import ot

    rows, right = [], True

    def wanted(name):
        return not options.only or any(word in name for word in options.only.split(","))

    def add(line):
        print(line, flush=True)
        rows.append(line)
        with open(options.out, "w") as f:
            f.write(table(rows, f"POT {ot.__version__}, Python {platform.python_version()}", options))

    for name, goal, tolerance, make in workloads(options.seed):
        problem = make()
        if wanted(name):
            with tempfile.TemporaryDirectory() as folder:
                theirs, ours, difference, agrees = measure(options.monge, problem, tolerance, options.rounds, folder)
            right &= agrees
            add(row(name, theirs, ours, goal, f"{difference:.0e}", agrees))
    for solver, goal in (("emd", 0.3), ("sinkhorn", 0.1)):
        name = f"colour transfer by `{solver}`"
        if wanted(name):
            with tempfile.TemporaryDirectory() as folder:
                theirs, ours = measure_colour(options.monge, solver, options.rounds, folder)
            add(row(name, theirs, ours, goal, "", True))
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
