"""The standard work "province" as a good NumPy user would write it: batched matrix products over cells, one product for
all flow rows, blocks of 256 paths so that arrays stay near the caches, weights compiled once a year."""

import province_common

options = province_common.arguments(__doc__)

import numpy as np  # noqa: E402  (after the thread limits)
from scipy.special import ndtr  # noqa: E402

BLOCK = 256
PLAIN, AGES, STATES = 28, 101, 32


def tails(w, year):
    """E[(Y − u)+] by branch, node, threshold and cell."""
    level = w.node_z[None, :] + np.log(w.bill_index[year])[:, None]
    mean = w.mean_bill[:, None, None, :] * np.exp(level)[:, :, None, None]
    u = w.thresholds[year][:, None, :, None]
    sigma = w.sigma[:, None, None, None]
    d = (np.log(mean) - sigma**2 / 2 - np.log(u)) / sigma
    return mean * ndtr(d + sigma) - u * ndtr(d)


def weights(w, year, variant, excess):
    """Rows of flow weights on cells × states: plain lines, then waterfall lines by node."""
    plain = (w.rates[variant] * w.index[year, :PLAIN])[:, None] * w.profile[:PLAIN]
    pay = np.matmul(w.slopes[variant][:, None, None, :], excess[w.branch])[:, :, 0, :]
    pay *= (w.index[year, PLAIN:, None] * w.profile[PLAIN:])[:, None, :]
    return np.concatenate([
        (plain[:, :, None] * w.relativity[:PLAIN, None, :]).reshape(PLAIN, -1),
        (pay[:, :, :, None] * w.relativity[PLAIN:, None, None, :]).reshape(len(w.branch) * w.nodes, -1),
    ])


def step(w, year, columns, matrices, people, after, exposure):
    """One year of a block of paths: `after` and `exposure` [cell, state, path] are overwritten."""
    kappa = w.kappa[year, columns]
    survival = np.exp(-w.mortality[year][:, None] * np.exp(w.beta[:, None] * kappa))
    newborn = np.exp(-w.newborn_mortality[year][:, None] * np.exp(w.newborn_beta[:, None] * kappa))
    moved = exposure  # its memory is free until the end
    np.matmul(matrices, people, out=moved)
    moved *= survival[:, None, :]
    shape = (2, AGES, STATES, len(kappa))
    moved, after4, people4 = moved.reshape(shape), after.reshape(shape), people.reshape(shape)
    after4[:, 1:] = moved[:, :-1]
    after4[:, -1] += moved[:, -1]
    fertile = slice(15, 50)
    women = people4[1, fertile].sum(axis=1) + after4[1, fertile].sum(axis=1)
    births = w.fertility_factor[year, columns] * (0.5 * w.fertility[year, fertile] @ women)
    alive = births * w.birth_shares[:, None] * newborn
    after4[:, 0] = alive[:, None, :] * w.newborn_mix[:, :, None]
    np.add(people, after, out=exposure)
    exposure *= 0.5


def cardinals(w, z):
    """φ_n(z), [node, path]."""
    s = (z - w.centre) / w.radius
    polynomials = [np.ones_like(s), s]
    while len(polynomials) < w.nodes:
        polynomials.append(2 * s * polynomials[-1] - polynomials[-2])
    return w.cardinal_factors @ np.stack(polynomials[: w.nodes])


def settle(w, year, columns, flows, phi, balances):
    """The 40 lines and 4 closing balances, [series, path]; updates balances."""
    use = w.use[year, columns]
    care = use * np.exp(w.price[0, year, columns])
    follows = np.stack([w.wage[year, columns], np.ones_like(use), care])
    plain = flows[:PLAIN] * follows[w.kind]
    nodes = flows[PLAIN:].reshape(len(w.branch), w.nodes, -1)
    waterfall = np.einsum("lnp,lnp->lp", nodes, phi[w.branch]) * use
    lines = np.concatenate([plain, waterfall])
    current = w.ledger @ lines
    balances += current + w.interest[year] * (balances + 0.5 * current)
    return np.concatenate([lines, balances])


def statistics(w, columns, series):
    squares = np.einsum("sp,sp->s", series, series)
    return np.stack([series.sum(axis=1), squares, series @ w.path_weight[columns]], axis=-1)


def run_variants(w, variants):
    """Sums of some variants whose people are stepped once."""
    sums = np.zeros((len(variants), w.years, 44, 3))
    blocks = [slice(i, min(i + BLOCK, w.paths)) for i in range(0, w.paths, BLOCK)]
    cells = w.opening.shape[0]
    people = [np.repeat(w.opening[:, :, None], b.stop - b.start, axis=2) for b in blocks]
    spare = [np.empty_like(p) for p in people[:1] + people[-1:]]
    exposures = [np.empty_like(p) for p in people[:1] + people[-1:]]
    balances = [[np.repeat(w.opening_balance[:, None], b.stop - b.start, axis=1) for b in blocks] for _ in variants]
    for year in range(w.years):
        mixed = (1 - w.lambda_[year]) * w.q0 + w.lambda_[year] * w.q1
        matrices = np.ascontiguousarray(mixed.transpose(0, 2, 1))
        excess = tails(w, year)
        rows = [weights(w, year, v, excess) for v in variants] if len(variants) <= 16 else None
        for i, columns in enumerate(blocks):
            which = 0 if columns.stop - columns.start == spare[0].shape[2] else 1
            after, exposure = spare[which], exposures[which]
            step(w, year, columns, matrices, people[i], after, exposure)
            people[i], spare[which] = after, people[i]
            flat = exposure.reshape(cells * STATES, -1)
            phi = np.stack([cardinals(w, w.price[b, year, columns]) for b in range(3)])
            for place, v in enumerate(variants):
                w_v = rows[place] if rows else weights(w, year, v, excess)
                series = settle(w, year, columns, w_v @ flat, phi, balances[place][i])
                sums[place, year] += statistics(w, columns, series)
    return sums


def run(w):
    everyone = list(range(w.variants))
    if options.variants == "stacked":
        return run_variants(w, everyone)
    return np.concatenate([run_variants(w, [v]) for v in everyone])


if __name__ == "__main__":
    work = province_common.Work(options.inputs)
    work.lambda_ = getattr(work, "lambda")
    province_common.measure("numpy", work, options, lambda: run(work), lambda: run_variants(work, [0]))
