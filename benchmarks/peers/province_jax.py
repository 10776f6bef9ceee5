"""The standard work "province" in JAX, float64: one compiled scan over years, batched over cells and paths."""

import province_common

options = province_common.arguments(__doc__)

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from jax.scipy.special import erfc  # noqa: E402

jax.config.update("jax_enable_x64", True)
PLAIN, AGES, STATES = 28, 101, 32


def make(w):
    """The compiled run of one variant: (rates, slopes) -> sums [year, series, 3]."""
    cells = w.opening.shape[0]
    one_hot = np.eye(3)[w.kind]
    nodes = w.nodes
    by_year = dict(
        lam=w.lambda_, mortality=w.mortality, newborn=w.newborn_mortality, fertility=w.fertility, index=w.index,
        bill=w.bill_index, u=w.thresholds, interest=w.interest, kappa=w.kappa, factor=w.fertility_factor, wage=w.wage,
        use=w.use, price=np.moveaxis(w.price, 0, 1))

    def weights(t, rates, slopes):
        level = w.node_z[None, :] + jnp.log(t["bill"])[:, None]
        mean = w.mean_bill[:, None, None, :] * jnp.exp(level)[:, :, None, None]
        u, sigma = t["u"][:, None, :, None], w.sigma[:, None, None, None]
        d = (jnp.log(mean) - sigma**2 / 2 - jnp.log(u)) / sigma
        root = np.sqrt(2.0)
        excess = 0.5 * (mean * erfc(-(d + sigma) / root) - u * erfc(-d / root))
        pay = jnp.einsum("lk,lnkc->lnc", slopes, excess[w.branch])
        pay = pay * (t["index"][PLAIN:, None] * w.profile[PLAIN:])[:, None, :]
        plain = (rates * t["index"][:PLAIN])[:, None] * w.profile[:PLAIN]
        return jnp.concatenate([
            (plain[:, :, None] * w.relativity[:PLAIN, None, :]).reshape(PLAIN, -1),
            (pay[:, :, :, None] * w.relativity[PLAIN:, None, None, :]).reshape(len(w.branch) * nodes, -1)])

    def cardinals(z):
        s = (z - w.centre) / w.radius
        polynomials = [jnp.ones_like(s), s]
        while len(polynomials) < nodes:
            polynomials.append(2 * s * polynomials[-1] - polynomials[-2])
        return jnp.einsum("nk,kbp->bnp", w.cardinal_factors, jnp.stack(polynomials[:nodes]))

    @jax.jit
    def run(rates, slopes):
        def step(carry, t):
            people, balances = carry
            matrices = (1 - t["lam"]) * w.q0 + t["lam"] * w.q1
            survival = jnp.exp(-t["mortality"][:, None] * jnp.exp(w.beta[:, None] * t["kappa"]))
            newborn = jnp.exp(-t["newborn"][:, None] * jnp.exp(w.newborn_beta[:, None] * t["kappa"]))
            moved = jnp.einsum("cij,cip->cjp", matrices, people) * survival[:, None, :]
            moved = moved.reshape(2, AGES, STATES, -1)
            before = people.reshape(moved.shape)
            top = moved[:, -2:-1] + moved[:, -1:]
            grown = jnp.concatenate([moved[:, :-2], top], axis=1)
            women = before[1, 1:].sum(axis=1) + grown[1].sum(axis=1)
            births = t["factor"] * (0.5 * t["fertility"][1:] @ women)
            alive = births * w.birth_shares[:, None] * newborn
            after = jnp.concatenate([(alive[:, None, :] * w.newborn_mix[:, :, None])[:, None], grown], axis=1)
            exposure = 0.5 * (before + after)
            flows = weights(t, rates, slopes) @ exposure.reshape(cells * STATES, -1)
            follows = jnp.stack([t["wage"], jnp.ones_like(t["wage"]), t["use"] * jnp.exp(t["price"][0])])
            plain = flows[:PLAIN] * (one_hot @ follows)
            phi = cardinals(t["price"])
            waterfall = (flows[PLAIN:].reshape(len(w.branch), nodes, -1) * phi[w.branch]).sum(axis=1) * t["use"]
            lines = jnp.concatenate([plain, waterfall])
            current = w.ledger @ lines
            balances = balances + current + t["interest"] * (balances + 0.5 * current)
            series = jnp.concatenate([lines, balances])
            sums = jnp.stack([series.sum(axis=1), (series * series).sum(axis=1), series @ w.path_weight], axis=-1)
            return (after.reshape(people.shape), balances), sums

        start = (jnp.repeat(w.opening[:, :, None], w.paths, axis=2),
                 jnp.repeat(w.opening_balance[:, None], w.paths, axis=1))
        return jax.lax.scan(step, start, by_year)[1]

    return run


if __name__ == "__main__":
    work = province_common.Work(options.inputs)
    work.lambda_ = getattr(work, "lambda")
    compiled = make(work)
    one = lambda v: np.asarray(compiled(work.rates[v], work.slopes[v]))  # noqa: E731
    province_common.measure(
        "jax", work, options, lambda: np.stack([one(v) for v in range(work.variants)]), lambda: one(0))
