"""Clips for scripts/verify-media: odd but legal ones, as generators, editors, phones and messengers write them.

Each is three seconds of colour bars with a small square that moves, and clicks of 10 ms, four a second. Nothing but ffmpeg
makes them; what a clip is called says what it is.
"""
import subprocess

SQUARE = "color=gray:s=12x12:r={rate}:d={seconds}[box];[bars][box]overlay=x='mod(n*9,main_w-12)':y=main_h*0.8"
# Between the clicks is a faint tone, for digital silence between loud sounds would be told as dropouts, and rightly.
CLICKS = "aevalsrc=0.7*lt(mod(t\\,0.25)\\,0.01)*cos(2*PI*1000*t)+0.005*sin(2*PI*300*t):s={rate}:d={seconds}"
# ffmpeg's word for light of 203 cd/m² at the white of BT.709, which all of these show.
KNOWN = "format=yuv444p10le,setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
HDR10 = "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400"


def run(*words):
    done = subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-y", *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True,
        text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{words[-1]}: {done.stderr.strip()[-300:]}")


def picture(size="320x180", rate="25", seconds=3, filters="format=yuv420p"):
    graph = f"smptehdbars=s={size}:r={rate}:d={seconds}[bars];{SQUARE.format(rate=rate, seconds=seconds)},{filters}"
    return ["-f", "lavfi", "-i", graph]


def sound(rate=48000, seconds=3):
    return ["-f", "lavfi", "-i", CLICKS.format(rate=rate, seconds=seconds)]


def x264(*options, parameters="keyint=25:scenecut=0:bframes=2"):
    return ["-c:v", "libx264", "-preset", "veryfast", "-crf", "12", "-x264-params", parameters, *options]


def x265(*options, parameters="keyint=25:min-keyint=25:scenecut=0:open-gop=0"):
    return ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "12", "-tag:v", "hvc1", "-x265-params",
            f"log-level=none:{parameters}", *options]


def tags(primaries="bt709", transfer="bt709", matrix="bt709", spread="tv"):
    return ["-color_primaries", primaries, "-color_trc", transfer, "-colorspace", matrix, "-color_range", spread]


AAC = ["-c:a", "aac", "-b:a", "128k"]
SHORT = set()


def recipes():
    """Name, ffmpeg's arguments, and what is made of the made file in a second step: arguments behind `-i`."""
    base = picture() + sound()

    def clip(name, arguments, second=None, short=False):
        if short:
            SHORT.add(name)
        return name, arguments, second

    # Pictures: codecs, containers, layouts.
    yield clip("h264.mp4", base + x264() + AAC + tags(), short=True)
    for group, b_frames in ((1, 0), (12, 0), (50, 3), (250, 8)):
        yield clip(f"h264-group{group}-b{b_frames}.mp4",
                   base + x264(parameters=f"keyint={group}:scenecut=0:bframes={b_frames}") + AAC)
    yield clip("h264-open.mp4", base + x264(parameters="keyint=25:open-gop=1:bframes=3") + AAC, short=True)
    yield clip("h264-intra-refresh.mp4", base + x264(parameters="keyint=25:intra-refresh=1") + AAC)
    yield clip("h264-baseline.mp4", base + x264("-profile:v", "baseline", parameters="keyint=25") + AAC)
    for kind in ("mov", "mkv", "ts", "flv"):
        yield clip(f"h264.{kind}", base + x264() + AAC, short=kind in ("mkv", "ts"))
    yield clip("h264-late.ts", base + x264() + AAC + ["-output_ts_offset", "95000"])
    for layout in ("yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuvj420p"):
        spread = "pc" if layout == "yuvj420p" else "tv"
        yield clip(f"h264-{layout}.mp4",
                   picture(filters=f"scale=out_range={spread},format={layout}") + sound() + x264() + AAC
                   + tags(spread=spread), short=layout == "yuvj420p")
    yield clip("h264-rgb.mp4", picture(filters="scale=in_color_matrix=bt709,format=gbrp") + sound()
               + ["-c:v", "libx264rgb", "-preset", "veryfast", "-crf", "8", "-g", "25"] + AAC, short=True)
    yield clip("hevc.mp4", base + x265() + AAC, short=True)
    yield clip("hevc-open.mp4", base + x265(parameters="keyint=25:scenecut=0:open-gop=1") + AAC)
    yield clip("hevc-hev1.mp4", base + x265("-tag:v", "hev1") + AAC)
    yield clip("hevc-10bit.mkv", picture(filters="format=yuv420p10le") + sound() + x265() + AAC)
    yield clip("vp9.webm", base + ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M", "-g", "25",
                                   "-c:a", "libopus"], short=True)
    yield clip("vp9-alpha.webm",
               picture(filters="format=yuva420p") + sound() + ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8",
                                                               "-b:v", "2M", "-g", "25", "-auto-alt-ref", "0", "-c:a", "libopus"],
               short=True)
    yield clip("vp8.webm", base + ["-c:v", "libvpx", "-deadline", "realtime", "-b:v", "2M", "-g", "25", "-c:a", "libvorbis"])
    yield clip("av1.mp4", base + ["-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime", "-b:v", "2M", "-g", "25"] + AAC)
    for profile, layout in ((0, "yuv422p10le"), (3, "yuv422p10le"), (4, "yuva444p10le")):
        yield clip(f"prores{profile}.mov", picture(filters=f"format={layout}") + sound()
                   + ["-c:v", "prores_ks", "-profile:v", profile, "-c:a", "pcm_s16le"] + tags(), short=profile == 4)
    yield clip("dnxhr.mov", picture(filters="format=yuv422p") + sound()
               + ["-c:v", "dnxhd", "-profile:v", "dnxhr_lb", "-c:a", "pcm_s16le"])
    yield clip("mjpeg.mov", picture(filters="scale=out_range=pc,format=yuvj422p") + sound()
               + ["-c:v", "mjpeg", "-q:v", "3", "-c:a", "pcm_s16le"])
    yield clip("mpeg4.avi", base + ["-c:v", "mpeg4", "-q:v", "3", "-g", "25", "-c:a", "libmp3lame"], short=True)
    yield clip("mpeg4.mp4", base + ["-c:v", "mpeg4", "-q:v", "3", "-g", "25"] + AAC)
    yield clip("mpeg2.ts", base + ["-c:v", "mpeg2video", "-q:v", "3", "-g", "25", "-c:a", "mp2"])
    yield clip("mpeg2.mpg", base + ["-c:v", "mpeg2video", "-q:v", "3", "-g", "25", "-c:a", "mp2"])
    yield clip("ffv1.mkv", base + ["-c:v", "ffv1", "-c:a", "flac"])
    yield clip("interlaced.mp4", picture(rate="50", filters="format=yuv420p,tinterlace=interleave_top") + sound()
               + x264("-flags", "+ildct+ilme", parameters="keyint=25:scenecut=0:interlaced=1") + AAC)
    # Sizes and shapes.
    for size in ("321x181", "180x320", "64x64", "1280x720", "1918x1080", "3840x2160"):
        layout = "yuv444p" if size == "321x181" else "yuv420p"
        yield clip(f"size-{size}.mp4", picture(size, filters=f"format={layout}", seconds=3 if size < "18" else 1)
                   + sound(seconds=3 if size < "18" else 1) + x264() + AAC + tags(), short=size == "180x320")
    for ratio in ("4/3", "64/45", "1/2", "8/9"):
        yield clip(f"pixels-{ratio.replace('/', 'x')}.mp4", picture(filters=f"format=yuv420p,setsar={ratio}") + sound()
                   + x264() + AAC, short=ratio == "4/3")
    for degrees in (90, 180, 270):
        yield clip(f"rotated-{degrees}.mp4", base + x264() + AAC, ["-c", "copy", "-metadata:s:v", f"rotate={degrees}"],
                   short=degrees == 90)
    # Rates and times.
    for rate in ("12", "15", "24000/1001", "24", "30000/1001", "30", "50", "60000/1001", "60", "120"):
        yield clip(f"rate-{rate.replace('/', '_')}.mp4", picture(rate=rate) + sound() + x264() + AAC,
                   short=rate in ("24000/1001", "60"))
    yield clip("rate-through-matroska.mp4", picture(rate="60000/1001") + sound() + x264() + AAC, "matroska", short=True)
    yield clip("variable.mp4", picture(filters="format=yuv420p,select='mod(n,3)',setpts='PTS+0.2/TB*gt(N,20)'") + sound()
               + ["-fps_mode", "vfr"] + x264() + AAC, short=True)
    yield clip("long-tail.mp4", picture(filters="format=yuv420p,setpts='PTS+1/TB*gt(N,70)'") + sound(seconds=4)
               + ["-fps_mode", "vfr"] + x264() + AAC)
    for scale in (1000, 90000, 1000000):
        yield clip(f"timescale-{scale}.mp4", base + x264("-video_track_timescale", scale) + AAC)
    # Left to itself, ffmpeg fills the beginning with copies of the first picture.
    yield clip("picture-late.mp4", ["-itsoffset", "0.3"] + picture() + sound() + ["-fps_mode", "passthrough"] + x264() + AAC)
    yield clip("sound-late.mp4", picture() + ["-itsoffset", "0.3"] + sound() + x264() + AAC, short=True)
    yield clip("edit-list.mp4", base + x264() + AAC, "edit list", short=True)
    for name, flags in (("fragmented", "frag_keyframe+empty_moov+default_base_moof"), ("dash", "dash"),
                        ("faststart", "faststart"), ("negative", "negative_cts_offsets")):
        yield clip(f"{name}.mp4", base + x264() + AAC + ["-movflags", flags], short=name == "fragmented")
    yield clip("no-duration.webm", base + ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-g", "25",
                                           "-c:a", "libopus", "-live", "1"])
    for frames in (1, 2, 3):
        yield clip(f"frames-{frames}.mp4", base + ["-frames:v", frames] + x264() + AAC + ["-shortest"])
    # Sound.
    for name, options, kind in (
        ("aac-mono", [*AAC, "-ac", "1"], "mp4"), ("aac-51", [*AAC, "-ac", "6"], "mp4"), ("aac-71", [*AAC, "-ac", "8"], "mp4"),
        ("aac-22k", [*AAC, "-ar", "22050"], "mp4"), ("aac-44k", [*AAC, "-ar", "44100"], "mp4"),
        ("ac3", ["-c:a", "ac3"], "mp4"), ("eac3", ["-c:a", "eac3"], "mp4"), ("mp3", ["-c:a", "libmp3lame"], "mp4"),
        ("mp3-slow", ["-c:a", "libmp3lame", "-b:a", "32k"], "mkv"), ("mp2", ["-c:a", "mp2"], "mkv"),
        ("opus", ["-c:a", "libopus"], "mp4"), ("opus-long", ["-c:a", "libopus", "-frame_duration", "60"], "mkv"),
        ("opus-short", ["-c:a", "libopus", "-frame_duration", "2.5"], "mkv"), ("vorbis", ["-c:a", "libvorbis"], "mkv"),
        ("flac", ["-c:a", "flac", "-strict", "-2"], "mp4"), ("alac", ["-c:a", "alac"], "mov"),
        ("pcm16", ["-c:a", "pcm_s16le"], "mov"), ("pcm24", ["-c:a", "pcm_s24le"], "mov"), ("pcm-mkv", ["-c:a", "pcm_s16le"], "mkv"),
        ("dts", ["-c:a", "dca", "-strict", "-2", "-ac", "2"], "mkv"), ("wma", ["-c:a", "wmav2"], "mkv"),
        ("adpcm", ["-c:a", "adpcm_ms"], "avi"), ("wavpack", ["-c:a", "wavpack"], "mkv"),
    ):
        yield clip(f"sound-{name}.{kind}", base + x264(parameters="keyint=25:scenecut=0:bframes=0") + options,
                   short=name in ("mp3", "opus", "aac-51", "pcm16"))
    yield clip("silent.mp4", picture() + x264(), short=True)
    yield clip("sound-short.mp4", picture() + sound(seconds=1) + x264() + AAC)
    yield clip("sound-long.mp4", picture() + sound(seconds=5) + x264() + AAC)
    yield clip("two-languages.mp4", base + sound() + ["-map", "0:v", "-map", "1:a", "-map", "2:a"] + x264() + AAC
               + ["-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=fra"])
    for name, first, last in (("hole", 49, 72), ("two-packets", 40, 41), ("many-holes", None, None)):
        which = f"between(n\\,{first}\\,{last})" if first else "eq(mod(n\\,20)\\,7)"
        yield clip(f"sound-{name}.mp4", base + x264() + AAC, ["-c", "copy", "-bsf:a", f"noise=drop='{which}'"],
                   short=name == "hole")
    yield clip("sound-hole.mkv", base + x264() + ["-c:a", "libopus"],
               ["-c", "copy", "-bsf:a", "noise=drop='between(n\\,49\\,72)'"])
    # Colours.
    for name, filters, said in (
        ("bt601", "scale=in_color_matrix=bt709:out_color_matrix=bt601,format=yuv420p", tags("smpte170m", "smpte170m", "smpte170m")),
        ("full", "scale=out_range=pc,format=yuv420p", tags(spread="pc")),
        ("bt2020", f"{KNOWN},zscale=p=bt2020:t=bt709:m=bt2020nc:r=tv,format=yuv420p10le", tags("bt2020", "bt2020-10", "bt2020nc")),
        ("p3", f"{KNOWN},zscale=p=smpte432:t=bt709:m=bt709:r=tv,format=yuv420p10le", tags("smpte432")),
    ):
        yield clip(f"colour-{name}.mp4", picture(filters=filters) + sound() + x265() + AAC + said, short=True)
    for name, curve in (("pq", "smpte2084"), ("hlg", "arib-std-b67")):
        light = (f"{KNOWN},zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt2020:t={curve}:npl=203:m=bt2020nc:r=tv,"
                 "format=yuv420p10le")
        said = tags("bt2020", curve, "bt2020nc")
        group = "keyint=25:min-keyint=25:scenecut=0:open-gop=0"
        yield clip(f"colour-{name}.mp4", picture(filters=light) + sound() + x265(parameters=f"{group}:{HDR10}") + AAC + said,
                   short=True)
        yield clip(f"colour-{name}-plain.mkv", picture(filters=light) + sound() + x265() + AAC + said)
        yield clip(f"colour-{name}-h264.mp4", picture(filters=light) + sound() + x264() + AAC + said)
    # What else lies in files.
    yield clip("cover.mp4", base + ["-f", "lavfi", "-i", "color=red:s=64x64:d=0.04", "-map", "2:v", "-map", "0:v", "-map", "1:a",
                                    "-c:v:0", "mjpeg", "-disposition:v:0", "attached_pic", "-c:v:1", "libx264", "-g", "25"] + AAC)
    yield clip("timecode.mov", base + x264() + AAC + ["-timecode", "01:00:00:00"])
    yield clip("metadata.mp4", base + x264() + AAC + ["-metadata", "title=ü \x1b[31m <x>", "-metadata", "comment=" + "y" * 5000])


def make(folder, name, arguments, second):
    """Writes the clip into `folder` where it is not there yet."""
    path = folder / name
    if path.exists():
        return path
    if second is None:
        run(*arguments, path)
        return path
    rough = folder / ("rough-" + name)
    if second == "matroska":
        rough = rough.with_suffix(".mkv")
        run(*arguments, rough)
        run("-i", rough, *x264(), "-c:a", "copy", path)
    elif second == "edit list":
        run(*arguments, rough)
        run("-ss", "0.3", "-i", rough, "-c", "copy", path)
    else:
        run(*arguments, rough)
        run("-i", rough, *second, path)
    rough.unlink()
    return path
