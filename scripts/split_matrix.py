"""Clips for scripts/verify-split: small, and as different as encoders and containers make them."""
import subprocess

PICTURE = "testsrc2=s=192x108:r={rate}:d={seconds},noise=alls=6:allf=t,format={layout}"


def _make(path, arguments):
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", *arguments, str(path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{path.name}: {done.stderr.strip()[-300:]}")
    return path


def _picture(rate=24, seconds=4, layout="yuv420p"):
    return ["-f", "lavfi", "-i", PICTURE.format(rate=rate, seconds=seconds, layout=layout)]


def _sound(rate=48000, layout="stereo", seconds=4):
    # Noise: with a tone, a packet too many would sound like the right one.
    source = f"anoisesrc=r={rate}:d={seconds}:a=0.3:seed=5,aformat=channel_layouts={layout}"
    return ["-f", "lavfi", "-i", source]


def _aac(bits="128k"):
    # Without noise substitution, which a decoder fills with random numbers of its own.
    return ["-c:a", "aac", "-b:a", bits, "-aac_pns", "0"]


def _x264(parameters, *options):
    return ["-c:v", "libx264", "-preset", "veryfast", "-x264-params", parameters, *options]


def _x265(parameters, *options):
    return ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1",
            "-x265-params", "log-level=none:" + parameters, *options]


def _recipes():
    """Name, arguments, and whether the sound has to come out exact."""
    for b_frames in (0, 3, 16):
        for is_open in (0, 1):
            for group in ("1", "12", "250", "infinite"):
                yield (f"x264-b{b_frames}-{'open' if is_open else 'closed'}-{group}.mp4",
                       _picture() + _x264(f"bframes={b_frames}:open-gop={is_open}:keyint={group}:min-keyint=1:"
                                          f"scenecut=0:b-adapt=0"), False)
    h264 = "bframes=3:keyint=24:scenecut=0"
    yield "x264-cavlc.mp4", _picture() + _x264(h264 + ":cabac=0"), False
    yield "x264-baseline.mp4", _picture() + _x264("keyint=30", "-profile:v", "baseline"), False
    yield "x264-main.mp4", _picture() + _x264("keyint=30:scenecut=0", "-profile:v", "main"), False
    yield "x264-slices.mp4", _picture() + _x264(h264 + ":slices=4"), False
    yield "x264-nopyramid.mp4", _picture() + _x264(h264 + ":b-pyramid=none"), False
    yield "x264-ids.mp4", _picture() + _x264(h264 + ":sps-id=1"), False
    yield "x264-interlaced.mp4", _picture() + _x264(h264 + ":interlaced=1"), False
    yield "x264-fullrange.mp4", _picture(layout="yuvj420p") + _x264(h264), False
    yield "x264-422.mp4", _picture(layout="yuv422p") + _x264(h264), False
    yield "x264-10bit.mp4", _picture(layout="yuv420p10le") + _x264(h264), False
    yield "x264-ntsc.mp4", _picture(rate="30000/1001") + _x264(h264), False
    yield "x264.ts", _picture() + _sound() + _x264(h264) + _aac(), False
    yield "x264.mkv", _picture() + _sound() + _x264(h264) + _aac(), False
    yield "x264-vfr.mp4", (_picture() + ["-vf", "select='mod(n,3)',setpts='PTS+0.2/TB*gt(N,20)'", "-fps_mode", "vfr"]
                           + _x264(h264)), False
    for rate in (44100, 48000):
        yield f"aac-{rate}.mp4", _picture() + _sound(rate) + _x264(h264) + _aac(), True
    yield "aac-51.mp4", _picture() + _sound(layout="5.1") + _x264(h264) + _aac("384k"), True
    yield "aac-two.mp4", (_picture() + _sound() + _sound(44100, "mono") + _x264(h264) + _aac()
                          + ["-map", "0:v", "-map", "1:a", "-map", "2:a", "-metadata:s:a:0", "language=eng",
                             "-metadata:s:a:1", "language=fra"]), True
    yield "flac.mp4", _picture() + _sound() + _x264(h264) + ["-c:a", "flac", "-strict", "-2"], True
    yield "pcm.mov", _picture() + _sound() + _x264(h264) + ["-c:a", "pcm_s16le"], True
    yield "pcm24-51.mov", _picture() + _sound(layout="5.1") + _x264(h264) + ["-c:a", "pcm_s24le"], True
    for group in ("12", "250"):
        for is_open in (0, 1):
            yield (f"x265-{'open' if is_open else 'closed'}-{group}.mp4",
                   _picture() + _x265(f"keyint={group}:open-gop={is_open}:scenecut=0"), False)
    yield "x265-10bit.mp4", _picture(layout="yuv420p10le") + _x265("keyint=24:scenecut=0"), False
    hevc = "keyint=24:scenecut=0:open-gop=0:"
    yield "x265-closed-10bit.mp4", _picture(layout="yuv420p10le") + _x265(hevc + "bframes=3"), False
    for b_frames in (0, 4):
        yield f"x265-b{b_frames}.mp4", _picture() + _x265(hevc + f"bframes={b_frames}"), False
    yield "x265-slices.mp4", _picture() + _x265(hevc + "slices=2:ctu=16:wpp=1"), False
    yield "x265-hev1.mp4", _picture() + _x265(hevc + "bframes=3", "-tag:v", "hev1"), False
    yield "x265-repeat.mp4", _picture() + _x265(hevc + "repeat-headers=1:bframes=3"), False
    yield "x265.mkv", _picture() + _sound() + _x265(hevc + "bframes=4") + _aac(), False
    yield "x265.ts", _picture() + _sound() + _x265(hevc + "bframes=4") + _aac(), False
    yield "prores.mov", (_picture(layout="yuv422p10le") + _sound()
                         + ["-c:v", "prores_ks", "-profile:v", "1", "-c:a", "pcm_s16le"]), True
    yield "dnxhr.mov", _picture(layout="yuv422p") + ["-s", "256x144", "-c:v", "dnxhd", "-profile:v", "dnxhr_lb"], False
    yield "mjpeg.mov", _picture(layout="yuvj420p") + ["-c:v", "mjpeg", "-q:v", "3"], False
    yield "vp9.webm", _picture() + ["-c:v", "libvpx-vp9", "-g", "24", "-deadline", "realtime", "-cpu-used", "8"], False


def clips(folder, only=None):
    """Makes the clips one by one: (path, whether the sound has to come out exact)."""
    for name, arguments, exact_sound in _recipes():
        if not only or only in name:
            yield _make(folder / name, arguments), exact_sound
    wanted = [name for name in ("rotated.mp4", "edits.mp4") if not only or only in name]
    if wanted:
        base = _make(folder / "base.mp4", _picture() + _sound() + _x264("bframes=3:keyint=24:scenecut=0") + _aac())
        if "rotated.mp4" in wanted:
            yield _make(folder / "rotated.mp4", ["-i", str(base), "-c", "copy", "-metadata:s:v", "rotate=90"]), True
        if "edits.mp4" in wanted:
            yield _make(folder / "edits.mp4", ["-ss", "0.7", "-i", str(base), "-c", "copy"]), False
