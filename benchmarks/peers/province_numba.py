"""The standard work "province" in Numba: tiles of 64 paths in parallel, products through BLAS inside compiled loops,
everything else fused into one pass over a tile."""

import province_common

options = province_common.arguments(__doc__)
import os  # noqa: E402

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # tiles are the parallel work

import math  # noqa: E402

import numpy as np  # noqa: E402
from numba import njit, prange  # noqa: E402

TILE = 64
PLAIN, AGES, STATES, CELLS = 28, 101, 32, 202


@njit(cache=False, parallel=True)
def compile_weights(rate, index, profile, relativity, branch, mean_bill, bill_index, sigma, u, slopes, node_z, out):
    nodes = len(node_z)
    for line in prange(40):
        if line < PLAIN:
            for cell in range(CELLS):
                factor = rate[line] * index[line] * profile[line, cell]
                for s in range(STATES):
                    out[line, cell * STATES + s] = factor * relativity[line, s]
            continue
        w = line - PLAIN
        b = branch[w]
        for n in range(nodes):
            for cell in range(CELLS):
                m = mean_bill[b, cell] * bill_index[b] * math.exp(node_z[n])
                centre = math.log(m) - sigma[b] ** 2 / 2
                pay = 0.0
                for k in range(len(u[b])):
                    if slopes[w, k] != 0:
                        d = (centre - math.log(u[b, k])) / sigma[b]
                        excess = m * math.erfc(-(d + sigma[b]) / math.sqrt(2.0))
                        excess -= u[b, k] * math.erfc(-d / math.sqrt(2.0))
                        pay += slopes[w, k] * 0.5 * excess
                factor = pay * index[line] * profile[line, cell]
                for s in range(STATES):
                    out[PLAIN + w * nodes + n, cell * STATES + s] = factor * relativity[line, s]


@njit(cache=False, parallel=True)
def year_step(people, exposures, matrices, mortality, newborn_mortality, beta, newborn_beta, kappa, fertility,
              fertility_factor, birth_shares, newborn_mix, weights, flows):
    """people [tile, cell, state, TILE] in place, from the open age down; flows [tile, row, TILE]."""
    for tile in prange(people.shape[0]):
        x, e = people[tile], exposures[tile]
        held = np.empty((STATES, TILE))
        moved = np.empty((STATES, TILE))
        survival = np.empty(TILE)
        births = np.zeros(TILE)
        for sex in range(2):
            for age in range(AGES - 1, 0, -1):
                cell = sex * AGES + age
                if age == AGES - 1:
                    np.dot(matrices[cell], x[cell], held)
                    for j in range(TILE):
                        survival[j] = math.exp(-mortality[cell] * math.exp(beta[cell] * kappa[tile, j]))
                    for s in range(STATES):
                        for j in range(TILE):
                            held[s, j] *= survival[j]
                np.dot(matrices[cell - 1], x[cell - 1], moved)
                for j in range(TILE):
                    survival[j] = math.exp(-mortality[cell - 1] * math.exp(beta[cell - 1] * kappa[tile, j]))
                for s in range(STATES):
                    for j in range(TILE):
                        after = moved[s, j] * survival[j]
                        if age == AGES - 1:
                            after += held[s, j]
                        e[cell, s, j] = 0.5 * (x[cell, s, j] + after)
                        x[cell, s, j] = after
                if sex == 1 and fertility[age] != 0:
                    for s in range(STATES):
                        for j in range(TILE):
                            births[j] += fertility[age] * e[cell, s, j]
        for sex in range(2):
            cell = sex * AGES
            for j in range(TILE):
                alive = births[j] * fertility_factor[tile, j] * birth_shares[sex]
                alive *= math.exp(-newborn_mortality[sex] * math.exp(newborn_beta[sex] * kappa[tile, j]))
                for s in range(STATES):
                    after = alive * newborn_mix[sex, s]
                    e[cell, s, j] = 0.5 * (x[cell, s, j] + after)
                    x[cell, s, j] = after
        np.dot(weights, e.reshape(CELLS * STATES, TILE), flows[tile])


@njit(cache=False, parallel=True)
def settle(flows, factors, branch, nodes, centre, radius, kind, wage, use, price, mask, check, ledger, interest,
           balances, sums):
    """Lines, ledgers and sums of every tile: sums [tile, series, 3]."""
    for tile in prange(flows.shape[0]):
        phi = np.empty((3, nodes, TILE))
        for b in range(3):
            for j in range(TILE):
                s = (price[b, tile, j] - centre) / radius
                for n in range(nodes):
                    total, before, now = factors[n, 0], 1.0, s
                    for k in range(1, nodes):
                        total += factors[n, k] * now
                        before, now = now, 2 * s * now - before
                    phi[b, n, j] = total
        series = np.empty((44, TILE))
        for line in range(40):
            for j in range(TILE):
                if line < PLAIN:
                    value = flows[tile, line, j]
                    if kind[line] == 0:
                        value *= wage[tile, j]
                    elif kind[line] == 2:
                        value *= use[tile, j] * math.exp(price[0, tile, j])
                else:
                    w = line - PLAIN
                    value = 0.0
                    for n in range(nodes):
                        value += phi[branch[w], n, j] * flows[tile, PLAIN + w * nodes + n, j]
                    value *= use[tile, j]
                series[line, j] = value
        for f in range(4):
            for j in range(TILE):
                current = 0.0
                for line in range(40):
                    current += ledger[f, line] * series[line, j]
                balances[tile, f, j] += current + interest * (balances[tile, f, j] + 0.5 * current)
                series[40 + f, j] = balances[tile, f, j]
        for i in range(44):
            a, b2, c = 0.0, 0.0, 0.0
            for j in range(TILE):
                a += series[i, j] * mask[tile, j]
                b2 += series[i, j] * series[i, j] * mask[tile, j]
                c += series[i, j] * check[tile, j]
            sums[tile, i, 0], sums[tile, i, 1], sums[tile, i, 2] = a, b2, c


def tiled(values, tiles):
    """[..., path] as [..., tile, TILE], the last path repeated."""
    padded = np.concatenate([values, np.repeat(values[..., -1:], tiles * TILE - values.shape[-1], axis=-1)], axis=-1)
    return np.ascontiguousarray(padded.reshape(values.shape[:-1] + (tiles, TILE)))


def run(w, variants):
    tiles = (w.paths + TILE - 1) // TILE
    kappa, fert, wage, use, price = (tiled(a, tiles) for a in (w.kappa, w.fertility_factor, w.wage, w.use, w.price))
    mask, check = np.zeros(tiles * TILE), np.zeros(tiles * TILE)
    mask[: w.paths], check[: w.paths] = 1, w.path_weight
    mask, check = mask.reshape(tiles, TILE), check.reshape(tiles, TILE)
    rows = PLAIN + len(w.branch) * w.nodes
    result = np.zeros((variants, w.years, 44, 3))
    weights = np.empty((rows, CELLS * STATES))
    exposures = np.empty((tiles, CELLS, STATES, TILE))
    flows, sums = np.empty((tiles, rows, TILE)), np.empty((tiles, 44, 3))
    for v in range(variants):
        people = np.ascontiguousarray(np.broadcast_to(w.opening[None, :, :, None], exposures.shape))
        balances = np.ascontiguousarray(np.broadcast_to(w.opening_balance[None, :, None], (tiles, 4, TILE)))
        for t in range(w.years):
            mixed = (1 - w.lambda_[t]) * w.q0 + w.lambda_[t] * w.q1
            matrices = np.ascontiguousarray(mixed.transpose(0, 2, 1))
            compile_weights(w.rates[v], w.index[t], w.profile, w.relativity, w.branch, w.mean_bill, w.bill_index[t],
                            w.sigma, w.thresholds[t], w.slopes[v], w.node_z, weights)
            year_step(people, exposures, matrices, w.mortality[t], w.newborn_mortality[t], w.beta, w.newborn_beta,
                      kappa[t], w.fertility[t], fert[t], w.birth_shares, w.newborn_mix, weights, flows)
            settle(flows, w.cardinal_factors, w.branch, w.nodes, w.centre, w.radius, w.kind, wage[t], use[t],
                   np.ascontiguousarray(price[:, t]), mask, check, w.ledger, w.interest[t], balances, sums)
            result[v, t] = sums.sum(axis=0)
    return result


if __name__ == "__main__":
    work = province_common.Work(options.inputs)
    work.lambda_ = getattr(work, "lambda")
    province_common.measure(
        "numba", work, options, lambda: run(work, work.variants), lambda: run(work, 1))
