#include "CPixels.h"

#if defined(__x86_64__)
#include <emmintrin.h>

// Two blocks of eight columns: what the instruction for it adds up are eight samples each.
static void two_of_eight(
    const uint8_t *samples, long stride, const uint8_t *other, long other_stride, long rows, uint32_t *sums) {
    __m128i sum = _mm_setzero_si128();
    for (long row = 0; row < rows; row++)
        sum = _mm_add_epi64(sum, _mm_sad_epu8(_mm_loadu_si128((const __m128i *)(samples + row * stride)),
                                              _mm_loadu_si128((const __m128i *)(other + row * other_stride))));
    sums[0] = (uint32_t)_mm_cvtsi128_si32(sum);
    sums[1] = (uint32_t)_mm_cvtsi128_si32(_mm_unpackhi_epi64(sum, sum));
}

// Eight samples of a row and eight of the next.
static inline __m128i two_rows(const uint8_t *samples, long stride) {
    return _mm_castpd_si128(_mm_loadh_pd(_mm_load_sd((const double *)samples), (const double *)(samples + stride)));
}

// One block of any width, from a column to another, in rows of `width` samples.
static uint32_t one(
    const uint8_t *samples, long stride, const uint8_t *other, long other_stride, long from, long to, long width, long rows) {
    __m128i sum = _mm_setzero_si128();
    // Eight columns at a time; the last eight of all are loaded in place of what lies beyond.
    for (; from < to; from += 8) {
        long count = to - from < 8 ? to - from : 8, place = from + 8 <= width ? from : width - 8;
        uint64_t wanted = (~0ull >> (64 - 8 * count)) << (8 * (from - place));
        const __m128i mask = _mm_set1_epi64x((long long)wanted);
        const uint8_t *first = samples + place, *second = other + place;
        long row = 0;
        for (; row + 2 <= rows; row += 2)
            sum = _mm_add_epi64(sum, _mm_sad_epu8(_mm_and_si128(two_rows(first + row * stride, stride), mask),
                                                  _mm_and_si128(two_rows(second + row * other_stride, other_stride), mask)));
        if (row < rows)
            sum = _mm_add_epi64(sum, _mm_sad_epu8(
                _mm_and_si128(_mm_loadl_epi64((const __m128i *)(first + row * stride)), mask),
                _mm_and_si128(_mm_loadl_epi64((const __m128i *)(second + row * other_stride)), mask)));
    }
    return (uint32_t)(_mm_cvtsi128_si32(sum) + _mm_cvtsi128_si32(_mm_unpackhi_epi64(sum, sum)));
}

void pixels_differences(
    const uint8_t *samples, long stride, const uint8_t *other, long other_stride, const long *bounds, long blocks,
    long rows, uint32_t *sums) {
    for (long block = 0; block < blocks; block++) {
        long from = bounds[block], to = bounds[block + 1];
        if (block + 1 < blocks && to == from + 8 && bounds[block + 2] == to + 8) {
            two_of_eight(samples + from, stride, other + from, other_stride, rows, sums + block);
            block++;
        } else {
            sums[block] = one(samples, stride, other, other_stride, from, to, bounds[blocks], rows);
        }
    }
}
#else
void pixels_differences(
    const uint8_t *samples, long stride, const uint8_t *other, long other_stride, const long *bounds, long blocks,
    long rows, uint32_t *sums) {
    for (long block = 0; block < blocks; block++) {
        uint32_t sum = 0;
        for (long row = 0; row < rows; row++)
            for (long column = bounds[block]; column < bounds[block + 1]; column++) {
                int difference = samples[row * stride + column] - other[row * other_stride + column];
                sum += (uint32_t)(difference < 0 ? -difference : difference);
            }
        sums[block] = sum;
    }
}
#endif
