// Loops over pixels for which Swift has no name of the instructions. Each is exact: the same numbers on every processor.
#pragma once
#include <stdint.h>

// Means of squares of three by three, and of two by two, samples: one row of `columns` means from rows that lie `stride`
// bytes apart. The nearest whole number; of two as near, the greater. Nothing is read beyond `columns` squares.
void pixels_mean3(const uint8_t *rows, long stride, uint8_t *means, long columns);
void pixels_mean2(const uint8_t *rows, long stride, uint8_t *means, long columns);
