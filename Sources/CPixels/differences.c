#include "CPixels.h"

#if defined(__x86_64__)
#include <emmintrin.h>

// Of eight samples, so many from the given one on.
static inline __m128i some(long from, long count) {
    uint64_t bytes = count == 8 ? ~0ull : ((1ull << (8 * count)) - 1) << (8 * from);
    return _mm_cvtsi64_si128((long long)bytes);
}

static inline __m128i eight(const uint8_t *samples, __m128i mask) {
    return _mm_and_si128(_mm_loadl_epi64((const __m128i *)samples), mask);
}

// Blocks of eight columns, two at a time: what the instruction for it adds up are eight samples each.
static void differences_of_eights(
    const uint8_t *samples, long stride, const uint8_t *other, long other_stride, long blocks, long rows, uint32_t *sums) {
    long block = 0;
    for (; block + 2 <= blocks; block += 2) {
        const uint8_t *first = samples + 8 * block, *second = other + 8 * block;
        __m128i sum = _mm_setzero_si128();
        for (long row = 0; row < rows; row++)
            sum = _mm_add_epi64(sum, _mm_sad_epu8(_mm_loadu_si128((const __m128i *)(first + row * stride)),
                                                  _mm_loadu_si128((const __m128i *)(second + row * other_stride))));
        sums[block] = (uint32_t)_mm_cvtsi128_si32(sum);
        sums[block + 1] = (uint32_t)_mm_cvtsi128_si32(_mm_unpackhi_epi64(sum, sum));
    }
    if (block < blocks) {
        __m128i sum = _mm_setzero_si128();
        for (long row = 0; row < rows; row++)
            sum = _mm_add_epi64(sum, _mm_sad_epu8(_mm_loadl_epi64((const __m128i *)(samples + row * stride + 8 * block)),
                                                  _mm_loadl_epi64((const __m128i *)(other + row * other_stride + 8 * block))));
        sums[block] = (uint32_t)_mm_cvtsi128_si32(sum);
    }
}

void pixels_differences(
    const uint8_t *samples, long stride, const uint8_t *other, long other_stride, const long *bounds, long blocks,
    long rows, uint32_t *sums) {
    int are_eights = 1;
    for (long block = 1; block <= blocks; block++) are_eights &= bounds[block] == 8 * block;
    if (are_eights) return differences_of_eights(samples, stride, other, other_stride, blocks, rows, sums);
    for (long block = 0; block < blocks; block++) {
        __m128i sum = _mm_setzero_si128();
        // Eight columns at a time; the last eight of all are loaded in place of what lies beyond.
        for (long column = bounds[block], end = bounds[block + 1]; column < end; column += 8) {
            long count = end - column < 8 ? end - column : 8;
            long place = column + 8 <= bounds[blocks] ? column : bounds[blocks] - 8;
            const __m128i mask = some(column - place, count);
            for (long row = 0; row < rows; row++)
                sum = _mm_add_epi32(sum, _mm_sad_epu8(eight(samples + row * stride + place, mask),
                                                      eight(other + row * other_stride + place, mask)));
        }
        sums[block] = (uint32_t)_mm_cvtsi128_si32(sum);
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
