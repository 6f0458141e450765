// What Swift cannot express of FFmpeg's headers: macros as typed constants, variadic calls as
// fixed-argument functions, and the few calls whose name depends on FFmpeg's version.
#pragma once

#include <dlfcn.h>
#include <errno.h>
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/audio_fifo.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/dovi_meta.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/mastering_display_metadata.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
#include <malloc.h>
#include <unistd.h>

static const int shim_AVERROR_EOF = AVERROR_EOF;
static const int shim_AVERROR_EXIT = AVERROR_EXIT;
static const int shim_AVERROR_INVALIDDATA = AVERROR_INVALIDDATA;
static const int shim_AVERROR_DECODER_NOT_FOUND = AVERROR_DECODER_NOT_FOUND;
static const int shim_AVERROR_ENCODER_NOT_FOUND = AVERROR_ENCODER_NOT_FOUND;
static const int shim_AVERROR_FILTER_NOT_FOUND = AVERROR_FILTER_NOT_FOUND;
static const int shim_AVERROR_OPTION_NOT_FOUND = AVERROR_OPTION_NOT_FOUND;
static const int shim_AVERROR_STREAM_NOT_FOUND = AVERROR_STREAM_NOT_FOUND;
static const int shim_AVERROR_PATCHWELCOME = AVERROR_PATCHWELCOME;
static const int shim_AVERROR_EAGAIN = AVERROR(EAGAIN);
static const int shim_AVERROR_EINVAL = AVERROR(EINVAL);
static const int shim_AVERROR_ENOMEM = AVERROR(ENOMEM);
static const int shim_AVERROR_ENOENT = AVERROR(ENOENT);
static const int shim_AVERROR_ENOSPC = AVERROR(ENOSPC);
static const int shim_AVERROR_EIO = AVERROR(EIO);
static const int64_t shim_AV_NOPTS_VALUE = AV_NOPTS_VALUE;
static const int shim_AVFMT_GLOBALHEADER = AVFMT_GLOBALHEADER;

/// Takes blocks of half a MB and more from the system, and keeps no more heaps for the rest than can be used at a time: the C
/// library would have one for each thread, and put large blocks there too once one was given up. A pass of 4K60 holds 6 MB less.
static inline void shim_keep_heaps_small(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 512 * 1024);
    mallopt(M_ARENA_MAX, (int)sysconf(_SC_NPROCESSORS_ONLN));
#endif
}

/// The 3x3 display matrix of a stream, nine int32_t in native order, or NULL.
/// FFmpeg 6.1 moved it from the stream to the codec parameters.
static inline const int32_t *shim_display_matrix(const AVStream *stream) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    const AVPacketSideData *side = av_packet_side_data_get(
        stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    return side && side->size >= 36 ? (const int32_t *)side->data : NULL;
#else
    size_t size = 0;
    const uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    return data && size >= 36 ? (const int32_t *)data : NULL;
#endif
}

/// Attaches a display matrix to a stream that is about to be written.
static inline int shim_set_display_matrix(AVStream *stream, const int32_t *matrix) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    AVPacketSideData *side = av_packet_side_data_new(
        &stream->codecpar->coded_side_data, &stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
    if (!side) return AVERROR(ENOMEM);
    memcpy(side->data, matrix, 36);
#else
    uint8_t *data = av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, 36);
    if (!data) return AVERROR(ENOMEM);
    memcpy(data, matrix, 36);
#endif
    return 0;
}

/// What a stream carries beside its packets, of at least `least` bytes, or NULL.
static inline const void *shim_stream_side_data(
    const AVStream *stream, enum AVPacketSideDataType type, size_t least) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    const AVPacketSideData *side = av_packet_side_data_get(
        stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, type);
    return side && side->size >= least ? side->data : NULL;
#else
    size_t size = 0;
    const uint8_t *data = av_stream_get_side_data(stream, type, &size);
    return data && size >= least ? data : NULL;
#endif
}

static inline const AVMasteringDisplayMetadata *shim_mastering_display(const AVStream *stream) {
    return (const AVMasteringDisplayMetadata *)shim_stream_side_data(
        stream, AV_PKT_DATA_MASTERING_DISPLAY_METADATA, sizeof(AVMasteringDisplayMetadata));
}

static inline const AVContentLightMetadata *shim_content_light(const AVStream *stream) {
    return (const AVContentLightMetadata *)shim_stream_side_data(
        stream, AV_PKT_DATA_CONTENT_LIGHT_LEVEL, sizeof(AVContentLightMetadata));
}

static inline const AVDOVIDecoderConfigurationRecord *shim_dolby_vision(const AVStream *stream) {
    return (const AVDOVIDecoderConfigurationRecord *)shim_stream_side_data(
        stream, AV_PKT_DATA_DOVI_CONF, sizeof(AVDOVIDecoderConfigurationRecord));
}

/// Gives a stream that is about to be written a copy of `size` bytes to carry beside its packets.
static inline int shim_set_side_data(AVStream *stream, enum AVPacketSideDataType type, const void *data, size_t size) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    AVPacketSideData *side = av_packet_side_data_new(
        &stream->codecpar->coded_side_data, &stream->codecpar->nb_coded_side_data, type, size, 0);
    if (!side) return AVERROR(ENOMEM);
    memcpy(side->data, data, size);
#else
    uint8_t *copy = av_stream_new_side_data(stream, type, size);
    if (!copy) return AVERROR(ENOMEM);
    memcpy(copy, data, size);
#endif
    return 0;
}

/// Gives a stream that is about to be written what another says of its light, where it says any.
static inline int shim_copy_light(AVStream *stream, const AVStream *source) {
    const AVMasteringDisplayMetadata *display = shim_mastering_display(source);
    const AVContentLightMetadata *level = shim_content_light(source);
    const AVDOVIDecoderConfigurationRecord *vision = shim_dolby_vision(source);
    int status = 0;
    if (display)
        status = shim_set_side_data(stream, AV_PKT_DATA_MASTERING_DISPLAY_METADATA, display, sizeof *display);
    if (status >= 0 && level)
        status = shim_set_side_data(stream, AV_PKT_DATA_CONTENT_LIGHT_LEVEL, level, sizeof *level);
    if (status >= 0 && vision) status = shim_set_side_data(stream, AV_PKT_DATA_DOVI_CONF, vision, sizeof *vision);
    return status;
}

/// Whether a frame holds two fields; FFmpeg 6.1 made the member a flag.
static inline int shim_frame_is_interlaced(const AVFrame *frame) {
#ifdef AV_FRAME_FLAG_INTERLACED
    return (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
    return frame->interlaced_frame;
#endif
}

/// The first sample format that an encoder takes; FFmpeg 7.1 made the list a query.
static inline enum AVSampleFormat shim_first_sample_format(const AVCodec *codec) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(61, 13, 100)
    const enum AVSampleFormat *formats = NULL;
    avcodec_get_supported_config(NULL, codec, AV_CODEC_CONFIG_SAMPLE_FORMAT, 0, (const void **)&formats, NULL);
    return formats ? formats[0] : AV_SAMPLE_FMT_FLTP;
#else
    return codec->sample_fmts ? codec->sample_fmts[0] : AV_SAMPLE_FMT_FLTP;
#endif
}

#define SHIM_TEXT_OF(number) #number
#define SHIM_TEXT(number) SHIM_TEXT_OF(number)
/// The file of a library that belongs to the headers.
#ifdef __APPLE__
#define SHIM_FILE(name, major) "lib" name "." SHIM_TEXT(major) ".dylib"
#else
#define SHIM_FILE(name, major) "lib" name ".so." SHIM_TEXT(major)
#endif

/// What Debian calls the packages of the libraries that the headers belong to.
static const char *const shim_ffmpeg_packages =
    "libavformat" SHIM_TEXT(LIBAVFORMAT_VERSION_MAJOR) " libswscale" SHIM_TEXT(LIBSWSCALE_VERSION_MAJOR);

/// Loads the libraries for as long as the process lives, and lets everybody see them: the program's calls find them by
/// name, each when it is first made. Where the program is linked with them, they are here already. NULL, or the loader's
/// words.
static inline const char *shim_load_ffmpeg(void) {
#ifndef __APPLE__
    static const char *const files[] = {
        SHIM_FILE("avutil", LIBAVUTIL_VERSION_MAJOR), SHIM_FILE("swresample", LIBSWRESAMPLE_VERSION_MAJOR),
        SHIM_FILE("avcodec", LIBAVCODEC_VERSION_MAJOR), SHIM_FILE("avformat", LIBAVFORMAT_VERSION_MAJOR),
        SHIM_FILE("swscale", LIBSWSCALE_VERSION_MAJOR),
    };
    for (size_t index = 0; index < sizeof files / sizeof *files; index++) {
        if (!dlopen(files[index], RTLD_LAZY | RTLD_GLOBAL)) return dlerror();
    }
#endif
    return NULL;
}

// libavfilter is loaded when the first chain is built: it maps thirty more libraries, which cost 12 MB and some
// milliseconds, and few runs turn or label a picture.

static const char *const shim_filter_library = SHIM_FILE("avfilter", LIBAVFILTER_VERSION_MAJOR);

/// Its functions that are in use, each as its header declares it.
typedef struct {
    __typeof__(avfilter_graph_alloc) *graph_alloc;
    __typeof__(avfilter_graph_free) *graph_free;
    __typeof__(avfilter_graph_config) *graph_config;
    __typeof__(avfilter_graph_create_filter) *graph_create_filter;
    __typeof__(avfilter_graph_parse_ptr) *graph_parse_ptr;
    __typeof__(avfilter_get_by_name) *get_by_name;
    __typeof__(avfilter_inout_alloc) *inout_alloc;
    __typeof__(avfilter_inout_free) *inout_free;
    __typeof__(av_buffersrc_add_frame_flags) *buffersrc_add_frame_flags;
    __typeof__(av_buffersink_get_frame) *buffersink_get_frame;
} shim_Filters;

/// Loads the library for as long as the process lives; 0 where it, or a function of it, is missing.
static inline int shim_load_filters(shim_Filters *filters) {
    void *library = dlopen(shim_filter_library, RTLD_NOW | RTLD_LOCAL);
    if (!library) return 0;
    return (filters->graph_alloc = dlsym(library, "avfilter_graph_alloc")) &&
           (filters->graph_free = dlsym(library, "avfilter_graph_free")) &&
           (filters->graph_config = dlsym(library, "avfilter_graph_config")) &&
           (filters->graph_create_filter = dlsym(library, "avfilter_graph_create_filter")) &&
           (filters->graph_parse_ptr = dlsym(library, "avfilter_graph_parse_ptr")) &&
           (filters->get_by_name = dlsym(library, "avfilter_get_by_name")) &&
           (filters->inout_alloc = dlsym(library, "avfilter_inout_alloc")) &&
           (filters->inout_free = dlsym(library, "avfilter_inout_free")) &&
           (filters->buffersrc_add_frame_flags = dlsym(library, "av_buffersrc_add_frame_flags")) &&
           (filters->buffersink_get_frame = dlsym(library, "av_buffersink_get_frame"));
}
