"""Clips to measure with: made by ffmpeg, hard in the way that real ones are.

Each shot is a slow camera move over a picture whose detail falls off with its fineness as in photographs (noise in octaves), with a
second picture passing in front of it at another speed, and grain that is new in every frame. Each shot begins with a keyframe.
"""
import subprocess
from pathlib import Path

# The speeds of camera and foreground of each shot, in thousandths of the picture's width a frame.
SHOTS = [(0.9, -1.6, 0.3), (-0.5, 2.4, 0.2), (1.8, 0.7, -0.5), (0.2, -3.1, 0.1)]
CODERS = {
    "h264": ["-c:v", "libx264", "-preset", "fast", "-forced-idr", "1"],
    "hevc": ["-c:v", "libx265", "-preset", "superfast", "-forced-idr", "1", "-tag:v", "hvc1", "-x265-params", "log-level=error"],
}


def run(*words):
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *map(str, words)], check=True)


def picture(path, width, height, seed):
    """A still with as much fine detail as a photograph has: noise in octaves, each as strong as the one before."""
    inputs, chains, octave = [], [], 0
    while (size := 4 << octave) <= width:
        inputs += ["-f", "lavfi", "-i", f"nullsrc=s={size}x{max(2, size * height // width // 2 * 2)}"]
        noise = ":".join(f"{plane}='255*random({number})'" for plane, number in (("lum", 0), ("cb", 1), ("cr", 2)))
        chains.append(f"[{octave}:v]trim=end_frame=1,format=yuv444p,noise=alls=0:all_seed={seed + octave},geq={noise},"
                      f"scale={width}:{height}:flags=bicubic[o{octave}]")
        octave += 1
    # The coarse octaves carry most: each finer one weighs 0.72 of the one before.
    weights = " ".join(f"{0.72 ** number:.3f}" for number in range(octave))
    names = "".join(f"[o{number}]" for number in range(octave))
    chains.append(f"{names}mix=inputs={octave}:weights={weights},eq=contrast=2.2:saturation=0.6,hue=h={seed * 77 % 360},format=yuv420p[v]")
    run(*inputs, "-filter_complex", ";".join(chains), "-map", "[v]", "-frames:v", 1, path)


def clip(path, width=3840, height=2160, seconds=15, rate=60, codec="h264", bits=8, bitrate=None):
    """Makes a clip of four shots with sound; `bitrate` in bits a second, 40 Mbit/s for 4K60 and in proportion unless told."""
    path = Path(path)
    bitrate = bitrate or int(40e6 * width * height * rate / (3840 * 2160 * 60))
    stills = [path.with_suffix(f".{number}.png") for number in range(2)]
    try:
        for number, still in enumerate(stills): picture(still, width * 3 // 2 // 2 * 2, height * 3 // 2 // 2 * 2, number + 1)
        frames = seconds * rate
        bounds = [round(frames * part / len(SHOTS)) for part in range(len(SHOTS) + 1)]
        chains, names = [], ""
        for number, (pan, passing, rise) in enumerate(SHOTS):
            count = bounds[number + 1] - bounds[number]
            # Back and forth, so that a long clip stays on the picture.
            x, y = (f"(in_w-out_w)*(0.5+0.5*sin(n*{speed * 60 / rate / 160:.6f}+{number}))" for speed in (pan, rise))
            front = f"W*0.5+W*0.6*sin(n*{passing * 60 / rate / 330:.6f}+{number})-w/2"
            chains.append(
                f"[{number % 2}:v]loop=-1:1,setpts=N/{rate}/TB,fps={rate},trim=end_frame={count},hue=h={number * 90},"
                f"crop={width}:{height}:'{x}':'{y}'[back{number}];"
                f"[{(number + 1) % 2}:v]loop=-1:1,setpts=N/{rate}/TB,fps={rate},trim=end_frame={count},"
                f"crop={width // 3 // 2 * 2}:{height // 2 // 2 * 2}:{width // 5}:{height // 5}[front{number}];"
                f"[back{number}][front{number}]overlay=x='{front}':y=H/4:eval=frame:shortest=1[shot{number}]")
            names += f"[shot{number}]"
        layout = "yuv420p" if bits == 8 else "yuv420p10le"
        chains.append(f"{names}concat=n={len(SHOTS)},noise=alls=7:allf=t,format={layout},setsar=1[v]")
        run("-i", stills[0], "-i", stills[1], "-f", "lavfi", "-i", f"sine=frequency=330:sample_rate=48000:duration={seconds}",
            "-filter_complex", ";".join(chains), "-map", "[v]", "-map", "2:a", *CODERS[codec],
            "-force_key_frames", ",".join(str(bound / rate) for bound in bounds[:-1]), "-b:v", bitrate, "-maxrate", bitrate * 2, "-bufsize", bitrate * 2, "-colorspace", "bt709", "-color_primaries", "bt709",
            "-color_trc", "bt709", "-ac", 2, "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", path)
    finally:
        for still in stills: still.unlink(missing_ok=True)
