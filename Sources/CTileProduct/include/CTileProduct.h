#ifndef FUNDCAST_CTILEPRODUCT_H
#define FUNDCAST_CTILEPRODUCT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// C = A·B or, with accumulate != 0, C += A·B, row-major, for narrow B: `columns` a multiple of 8. A is rows × inner
// with lda doubles from one row to the next, B inner × columns with ldb, C rows × columns with ldc. C overlaps neither.
//
// Every element is one chain of fused multiply-adds over k = 0, 1, …: its bits depend on neither its place nor the
// other rows and columns. Returns 1, or 0 (C untouched) when the processor has neither AVX2 with FMA nor AVX-512, or
// columns is no multiple of 8.
int fundcast_tile_product(ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t lda,
                          const double *b, ptrdiff_t ldb, double *c, ptrdiff_t ldc, int accumulate);

// A tile of states × 64 columns ages: for every state s and column j, with x = moved[s][j],
//   after = x·rate[j] (+ held[s][j] unless held is null), exposure[s][j] = people[s][j] + after, people[s][j] = after,
// and deaths[j] += (1 − rate[j])·Σ_s x. `exposure` may be `moved`; nothing else overlaps.
// `ahead` is the tile that will be read next: it is fetched into the second-level cache meanwhile.
void fundcast_tile_survive(ptrdiff_t states, const double *moved, const double *held, const double *rate,
                           double *people, double *exposure, double *deaths, const double *ahead);

// The same at a chosen width, so that every form can be tested on one machine: 2, which every processor has, 4 or 8.
// Returns 1, or 0 (nothing touched) when this build or processor has no such width.
int fundcast_tile_survive_at_width(int width, ptrdiff_t states, const double *moved, const double *held,
                                   const double *rate, double *people, double *exposure, double *deaths,
                                   const double *ahead);

// The number of doubles one instruction of fundcast_tile_product handles here: 8, 4, or 0 where it does nothing.
int fundcast_tile_product_width(void);

#ifdef __cplusplus
}
#endif

#endif
