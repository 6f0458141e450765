// Loops over pixels for which Swift has no name of the instructions. Each is exact: the same numbers on every processor.
#pragma once
#include <stdint.h>

// Means of squares of three by three, and of two by two, samples: one row of `columns` means from rows that lie `stride`
// bytes apart. The nearest whole number; of two as near, the greater. Nothing is read beyond `columns` squares.
void pixels_mean3(const uint8_t *rows, long stride, uint8_t *means, long columns);
void pixels_mean2(const uint8_t *rows, long stride, uint8_t *means, long columns);

// Sums of absolute differences of blocks that lie side by side in two pictures: `bounds` are the first column of each of
// `blocks` blocks and the end of the last, from 0. The first picture is at least 8 samples wide, its rows lie `stride` bytes
// apart, those of the other `other_stride`. Nothing is read beyond the last block.
void pixels_differences(
    const uint8_t *samples, long stride, const uint8_t *other, long other_stride, const long *bounds, long blocks,
    long rows, uint32_t *sums);
