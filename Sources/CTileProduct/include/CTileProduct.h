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

// The number of doubles one instruction of fundcast_tile_product handles here: 8, 4, or 0 where it does nothing.
int fundcast_tile_product_width(void);

#ifdef __cplusplus
}
#endif

#endif
