"""What `dailies probe --json` says of a clip, held against ffprobe and mediainfo: where these two agree, it has to agree too.

They read the same headers with code of their own, so what both say is in the file; where they differ, nobody is right by
default and nothing is compared.
"""
import json
import subprocess
from fractions import Fraction

# mediainfo's words in ffprobe's.
CODECS = {
    "AVC": "h264", "HEVC": "hevc", "VP9": "vp9", "VP8": "vp8", "AV1": "av1", "ProRes": "prores", "MPEG-4 Visual": "mpeg4",
    "MPEG Video": "mpeg2video", "FFV1": "ffv1", "VC-3": "dnxhd", "JPEG": "mjpeg", "AAC": "aac", "Opus": "opus",
    "Vorbis": "vorbis", "FLAC": "flac", "ALAC": "alac", "AC-3": "ac3", "E-AC-3": "eac3", "DTS": "dts", "WMA": "wmav2",
    "WavPack": "wavpack",
}
COLOURS = {
    "BT.709": "bt709", "BT.601 NTSC": "smpte170m", "BT.601": "smpte170m", "BT.2020": "bt2020", "PQ": "smpte2084",
    "HLG": "arib-std-b67", "BT.2020 (10-bit)": "bt2020-10", "BT.2020 non-constant": "bt2020nc", "Display P3": "smpte432",
    "Identity": "gbr", "Limited": "tv", "Full": "pc",
}
LAYOUTS = {"M": "mono", "C": "mono", "L R": "stereo", "C L R Ls Rs LFE": "5.1", "L R C LFE Ls Rs": "5.1"}
LANGUAGES = {"en": "eng", "fr": "fra"}
# In seconds; both judges round to thousandths.
TIME_OFF = 0.0015
TIMES = ("duration", "sound duration", "start", "sound start")


def same(key, a, b):
    if key in TIMES:
        return abs(a - b) <= TIME_OFF
    return abs(a - b) <= 0.0015 * abs(a) if isinstance(a, float) or isinstance(b, float) else a == b


def output(*words):
    return json.loads(subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout)


def known(facts):
    return {key: value for key, value in facts.items() if value not in (None, "", "unknown", "reserved", "und")}


def plain(profile):
    """A profile without the words that only some have around its name: "422 HQ", "Profile 0", "Simple Profile"."""
    return (profile or "").replace("422 ", "", 1).replace("Profile", "").strip()


def number(text, kind=float):
    try:
        return kind(text)
    except (TypeError, ValueError):
        return None


def length(path, stream):
    """How long a stream is in seconds. Matroska has that in a tag of the writer's only, which mediainfo repeats: there the
    packets are counted, and the tag is believed where both are the same."""
    if not stream:
        return None
    if said := number(stream.get("duration")):
        return said
    found = output("ffprobe", "-v", "error", "-select_streams", str(stream["index"]), "-show_entries",
                   "packet=pts_time,duration_time", "-of", "json", path)["packets"]
    times = [(float(one["pts_time"]), float(one.get("duration_time", 0))) for one in found if "pts_time" in one]
    return max(sum(one) for one in times) - min(times)[0] if times else None


def by_ffprobe(path):
    found = output("ffprobe", "-v", "error", "-show_streams", "-count_frames", "-of", "json", path)["streams"]
    video = next(one for one in found if one["codec_type"] == "video" and not one["disposition"]["attached_pic"])
    sound = next((one for one in found if one["codec_type"] == "audio"), {})
    first = output("ffprobe", "-v", "error", "-select_streams", str(video["index"]), "-show_frames", "-read_intervals", "%+#1",
                   "-of", "json", path)["frames"]
    light = {key: value for side in (first[0].get("side_data_list", []) if first else []) for key, value in side.items()}
    sides = {key: value for side in video.get("side_data_list", []) for key, value in side.items()}
    steps = {"h264": 10, "hevc": 30}
    level = video.get("level", -99)
    ratio = video.get("sample_aspect_ratio", "1:1").replace(":", "/")
    depth = next((bits for bits in ("16", "12", "10") if f"p{bits}" in video["pix_fmt"]), "8")
    return known({
        "codec": video["codec_name"], "profile": plain(video.get("profile")), "width": video["width"], "height": video["height"],
        "level": level / steps[video["codec_name"]] if level > 0 and video["codec_name"] in steps else None,
        "pixel shape": float(Fraction(ratio)) if ratio[0] != "0" else 1.0, "depth": int(depth),
        "rotation": -int(sides.get("rotation", 0)) % 360, "rate": number(video["avg_frame_rate"], lambda text: float(Fraction(text)))
        if video["avg_frame_rate"] != "0/0" else None, "frames": number(video.get("nb_read_frames"), int),
        "duration": length(path, video), "start": number(video.get("start_time")), "primaries": video.get("color_primaries"),
        "curve": video.get("color_transfer"), "matrix": video.get("color_space"), "range": video.get("color_range"),
        "brightest pixel": light.get("max_content"), "brightest frame": light.get("max_average"),
        "timecode": video.get("tags", {}).get("timecode"), "sound": sound.get("codec_name"),
        "hertz": number(sound.get("sample_rate"), int), "channels": sound.get("channels"),
        "layout": (sound.get("channel_layout") or "").replace("(side)", ""), "sound duration": length(path, sound),
        "sound start": number(sound.get("start_time")), "language": sound.get("tags", {}).get("language"),
    })


def by_mediainfo(path):
    tracks = output("mediainfo", "--Output=JSON", path)["media"]["track"]
    kind = lambda word: next((one for one in tracks if one["@type"] == word), {})
    video, sound, other = kind("Video"), kind("Audio"), kind("Other")
    colour = lambda key: COLOURS.get(video.get(key))
    candela = lambda key: number(video.get(key, "").split(" ")[0], int)
    return known({
        "codec": CODECS.get(video.get("Format")), "profile": plain(video.get("Format_Profile")), "width": number(video.get("Width"), int),
        "height": number(video.get("Height"), int), "level": number(video.get("Format_Level")),
        "pixel shape": number(video.get("PixelAspectRatio")), "depth": number(video.get("BitDepth"), int),
        "rotation": number(video.get("Rotation", "0"), lambda text: int(float(text))), "rate": number(video.get("FrameRate")),
        "frames": number(video.get("FrameCount"), int), "duration": number(video.get("Duration")),
        "start": number(video.get("Delay")), "primaries": colour("colour_primaries"),
        "curve": colour("transfer_characteristics"), "matrix": colour("matrix_coefficients"), "range": colour("colour_range"),
        "brightest pixel": candela("MaxCLL"), "brightest frame": candela("MaxFALL"),
        "timecode": other.get("TimeCode_FirstFrame"), "sound": CODECS.get(sound.get("Format")),
        "hertz": number(sound.get("SamplingRate"), int), "channels": number(sound.get("Channels"), int),
        "layout": LAYOUTS.get(sound.get("ChannelLayout")), "sound duration": number(sound.get("Duration")),
        "sound start": number(sound.get("Delay")), "language": LANGUAGES.get(sound.get("Language")),
    })


def by_probe(media):
    video, sound = media["video"], media["audio"] or {}
    seconds = lambda time: None if time is None else time["value"] / time["timescale"]
    light, ratio = video.get("light") or {}, video["sampleAspectRatio"]
    return known({
        "codec": video["codec"], "profile": plain(video["profile"]), "width": video["width"], "height": video["height"],
        "level": number(video["level"]), "pixel shape": float(Fraction(ratio or "1")), "depth": video["bitDepth"],
        "rotation": video["rotation"], "rate": None if video["frameRate"] is None else float(Fraction(video["frameRate"])),
        "frames": video["frames"], "duration": seconds(video["duration"]), "start": seconds(video["startTime"]),
        "primaries": video["colour"]["primaries"], "curve": video["colour"]["transfer"], "matrix": video["colour"]["matrix"],
        "range": video["colour"]["range"], "brightest pixel": light.get("maxCLL"), "brightest frame": light.get("maxFALL"),
        "timecode": video.get("timecode"), "sound": sound.get("codec"), "hertz": sound.get("sampleRate"),
        "channels": sound.get("channels"), "layout": (sound.get("layout") or "").replace("(side)", ""),
        "sound duration": seconds(sound.get("duration")), "sound start": seconds(sound.get("startTime")),
        "language": sound.get("language"),
    })


def differences(path, media):
    """How many facts both judges agree on, and those of which `media` says something else: name, its word, theirs."""
    ours, a, b = by_probe(media), by_ffprobe(path), by_mediainfo(path)
    agreed = {key: a[key] for key in a if key in b and same(key, a[key], b[key])}
    return len(agreed), [
        (key, ours.get(key), value) for key, value in agreed.items() if key not in ours or not same(key, ours[key], value)]
