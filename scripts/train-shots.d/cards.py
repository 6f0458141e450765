"""Pictures that no camera took, for the made-up clips: title cards, product photographs, stills, screens, skies in time-lapse.

All are (frames, rows, columns, 3), luma 16 to 235 and chroma around 128, as floats; `r` is numpy's generator.
"""
import numpy as np

FINE = 3   # what is drawn has its edges smoothed by drawing it so many times larger


def colour(r):
    q = r.random()
    if q < .25: return np.array([16., 128, 128])
    if q < .4: return np.array([235., 128, 128])
    if q < .6: return np.array([r.uniform(16, 235), 128, 128])
    return np.array([r.uniform(20, 225), r.uniform(70, 190), r.uniform(70, 190)])


def against(r, ground):
    """A colour that can be read on another."""
    if r.random() < .7: return np.array([235. if ground[0] < 126 else 16., 128, 128])
    light = ground[0] + r.choice([-1, 1]) * r.uniform(70, 130)
    if not 16 <= light <= 235: light = 235. if ground[0] < 126 else 16.
    return np.array([light, r.uniform(80, 176), r.uniform(80, 176)])


def field(r, height, width, cells):
    """Smooth chance between 0 and 1."""
    grid = r.random((cells + 2, cells + 2))
    y, x = np.linspace(0, cells, height), np.linspace(0, cells, width)
    i, j = y.astype(int), x.astype(int)
    u, v = (y - i)[:, None], (x - j)[None]
    return (grid[i][:, j] * (1 - u) * (1 - v) + grid[i + 1][:, j] * u * (1 - v)
            + grid[i][:, j + 1] * (1 - u) * v + grid[i + 1][:, j + 1] * u * v)


def ground(r, height, width, base):
    """One colour, a gradient or a soft spot of light."""
    out = np.broadcast_to(base, (height, width, 3)).astype(np.float32).copy()
    q = r.random()
    if q < .6: return out
    y, x = np.mgrid[:height, :width] / np.array([height, width])[:, None, None]
    if q < .75:
        way = r.uniform(0, 2 * np.pi)
        share = np.clip(.5 + (x - .5) * np.cos(way) + (y - .5) * np.sin(way), 0, 1)
    elif q < .9: share = np.clip(np.hypot(x - r.uniform(.2, .8), y - r.uniform(.2, .8)) * r.uniform(.8, 1.8), 0, 1)
    else: share = field(r, height, width, int(r.integers(2, 4)))
    other = colour(r) if r.random() < .4 else base * np.array([r.uniform(.4, .9), 1, 1])
    return out * (1 - share[..., None]) + other * share[..., None]


def letters(r, height, width):
    """Where a line of type has ink: strokes of letters and the gaps between words."""
    out = np.zeros((height, width), np.float32)
    stroke, x = max(1, round(height * r.uniform(.12, .3))), 0
    while x < width:
        wide = max(2, round(height * r.uniform(.35, .9)))
        glyph = np.zeros((height, wide), np.float32)
        for _ in range(r.integers(2, 5)):
            if r.random() < .5:
                at = int(r.choice([0, max(0, wide // 2 - stroke // 2), max(0, wide - stroke)]))
                glyph[:, at:at + stroke] = 1
            else:
                at = int(r.choice([0, max(0, height // 2 - stroke // 2), max(0, height - stroke)]))
                glyph[at:at + stroke] = 1
        out[:, x:x + wide] = glyph[:, :width - x]
        x += wide + max(1, round(height * (.2 if r.random() < .85 else .7)))
    return out


def ink(r, height, width, what):
    """What is on a card, as the share of ink in each pixel: `what` is 'line', 'lines', 'logo' or 'both'."""
    h, w = FINE * height, FINE * width
    out = np.zeros((h, w), np.float32)
    if what in ('logo', 'both'):
        y, x = np.mgrid[:h, :w]
        cy, cx = h * r.uniform(.3, .7), w * r.uniform(.3, .7)
        size = min(h, w) * r.uniform(.1, .42)
        for _ in range(r.integers(1, 4)):
            u, v = (y - cy) / size, (x - cx) / size / r.uniform(.6, 1.8)
            q = r.random()
            distance = np.hypot(u, v) if q < .4 else np.maximum(abs(u), abs(v)) if q < .7 else abs(u) + abs(v)
            shape = distance < 1
            if r.random() < .5: shape &= distance > r.uniform(.4, .85)
            out = np.maximum(out, shape) if r.random() < .7 else out * ~shape
            cy, cx, size = cy + h * r.normal(0, .05), cx + w * r.normal(0, .07), size * r.uniform(.4, .9)
    if what != 'logo':
        lines = 1 if what in ('line', 'both') else int(r.integers(2, 7))
        tall = max(FINE * 2, int(h * (r.uniform(.025, .07) if r.random() < .5 else r.uniform(.07, min(.25, .8 / lines)))))
        top = r.uniform(.08, .85 - min(.7, lines * 1.5 * tall / h)) * h if r.random() < .5 else (h - lines * 1.5 * tall) / 2
        for line in range(lines):
            wide = int(w * r.uniform(.15, .85))
            a, b = int(max(0, top + line * 1.5 * tall)), int((w - wide) * (.5 if r.random() < .6 else r.random()))
            drawn = letters(r, tall, wide)[:max(0, h - a)]
            out[a:a + len(drawn), b:b + wide] = np.maximum(out[a:a + len(drawn), b:b + wide], drawn)
    return out.reshape(height, FINE, width, FINE).mean((1, 3))


def moved(picture, dy, dx, zoom=1.):
    """The picture seen from elsewhere: moved by parts of a pixel and enlarged about its middle, its edge repeated."""
    h, w = picture.shape[:2]
    y = np.clip((np.arange(h) - h / 2) / zoom + h / 2 + dy, 0, h - 1.001)
    x = np.clip((np.arange(w) - w / 2) / zoom + w / 2 + dx, 0, w - 1.001)
    i, j = y.astype(int), x.astype(int)
    u, v = (y - i)[:, None, None], (x - j)[None, :, None]
    return ((picture[i][:, j] * (1 - v) + picture[i][:, j + 1] * v) * (1 - u)
            + (picture[i + 1][:, j] * (1 - v) + picture[i + 1][:, j + 1] * v) * u)


def alive(r, picture, count, least=0):
    """A picture for some frames: still, most of the time; or slowly enlarged, drifting, rolling; with grain or without."""
    q = r.random()
    if q < .7: out = np.repeat(picture[None], count, 0)
    elif q < .85:
        rate = r.uniform(.0005, .008) * r.choice([-1, 1])
        out = np.stack([moved(picture, 0, 0, 1.06 + rate * (i - count / 2)) for i in range(count)])
    else:
        dy, dx = r.normal(0, .3, 2) if r.random() < .6 else (r.uniform(.2, 1.2), 0)
        out = np.stack([moved(picture, dy * i, dx * i) for i in range(count)])
    if r.random() < .3 or least: out = out + r.normal(0, max(least, r.uniform(.3, 4)), out.shape)
    return out.astype(np.float32)


def card(r, count, height, width, last=None, deck=False):
    """A title card and what the next one has to know of it: (frames, (its ground, whether anything is on it)). One with the same
    ground as the last has other words. In a deck most have the same ground, and words."""
    if last is not None and r.random() < (.85 if deck else .5) and last[1]: under, what = last[0], r.choice(['line', 'lines', 'logo', 'both'])
    else: under, what = ground(r, height, width, colour(r)), r.choice(['', 'line', 'lines', 'logo', 'both'], p=[.25, .25, .2, .15, .15])
    if deck and not what: what = 'lines'
    if last is not None and np.abs(under - last[0]).mean() < 12 and not (what and last[1]):
        return card(r, count, height, width, last, deck)
    picture = under
    if what:
        on = ink(r, height, width, what)[..., None]
        if on.mean() < .004: return card(r, count, height, width, last, deck)
        picture = under * (1 - on) + against(r, under.mean((0, 1))) * on
        if last is None and r.random() < .15 and count >= 8:   # the words come in over some frames
            begun, over = int(r.integers(0, 4)), int(r.choice([1, 3, 6]))
            share = np.clip((np.arange(count) - begun + 1) / over, 0, 1)[:, None, None, None]
            out = under * (1 - share) + picture * share
            return out.astype(np.float32), (under, True, out[-1])
    out = alive(r, picture, count)
    return out, (under, bool(what), picture)


def product(r, shot, count):
    """What a shot shows, cut out and set on a plain ground."""
    _, h, w, _ = shot.shape
    out = ground(r, h, w, colour(r))
    high, wide = int(h * r.uniform(.4, .85)), int(w * r.uniform(.25, .6))
    top, left = int((h - high) * r.random()), int((w - wide) * r.random())
    y, x = np.mgrid[:high, :wide]
    u, v = (y - high / 2) / (high / 2), (x - wide / 2) / (wide / 2)
    shape = np.hypot(u, v) < 1 if r.random() < .5 else np.maximum(abs(u), abs(v)) < 1
    out[top:top + high, left:left + wide] = np.where(
        shape[..., None], shot[0][top:top + high, left:left + wide], out[top:top + high, left:left + wide])
    return alive(r, out, count)


def screen(r, count, height, width):
    """A recorded screen: windows with lines of type, in which some more is typed, scrolled or pointed at."""
    base = np.array([r.choice([22., 40, 200, 225]), 128, 128])
    picture = ground(r, height, width, base)
    for _ in range(r.integers(1, 4)):
        high, wide = int(height * r.uniform(.3, .9)), int(width * r.uniform(.3, .9))
        top, left = int((height - high) * r.random()), int((width - wide) * r.random())
        paper = base + np.array([r.uniform(-15, 15), 0, 0]) if r.random() < .5 else colour(r)
        on = ink(r, high, wide, r.choice(['lines', 'lines', 'both']))[..., None]
        picture[top:top + high, left:left + wide] = paper * (1 - on) + against(r, paper) * on
        picture[top:top + max(1, high // 14), left:left + wide] = colour(r)
    out = np.repeat(picture[None], count, 0).astype(np.float32)
    q = r.random()
    if q < .35:   # scrolls, in jerks or steadily
        top, bottom = int(height * r.uniform(.05, .2)), int(height * r.uniform(.8, 1))
        speed = r.uniform(.5, 6) * (r.random(count) < r.choice([.25, 1]))
        at = np.cumsum(speed).astype(int)
        for i in range(count): out[i, top:bottom] = np.roll(out[i, top:bottom], -at[i], 0)
    elif q < .7:
        row, left = int(height * r.uniform(.2, .8)), int(width * r.uniform(.1, .5))
        typed = letters(r, max(2, height // 30), width - left - 2)
        for i in range(count):
            shown = min(typed.shape[1], int(1.5 * i))
            part = out[i, row:row + len(typed), left:left + shown]
            part[..., 0] += (235 - part[..., 0] if base[0] < 126 else 16 - part[..., 0]) * typed[:len(part), :part.shape[1]]
    at = np.cumsum(r.normal(0, 2, (count, 2)), 0) + [height / 2, width / 2]
    for i in range(count):
        y, x = int(np.clip(at[i, 0], 0, height - 4)), int(np.clip(at[i, 1], 0, width - 3))
        out[i, y:y + 4, x:x + 2, 0] = 16 if base[0] > 126 else 235
    return out


def sky(r, count, height, width):
    """A sky in time-lapse over dark land: clouds that change all over, smoothly, some of the time faster."""
    pace = np.full(count, r.uniform(.02, .12))
    if r.random() < .7:
        begin = int(r.integers(0, count))
        pace[begin:begin + int(r.integers(4, 10))] *= r.uniform(2, 6)
    at = np.concatenate([[0], np.cumsum(pace)[:-1]])
    cells = int(r.integers(2, 6))
    fields = [field(r, height, width, cells) * .7 + field(r, height, width, 3 * cells) * .3 for _ in range(int(at[-1]) + 3)]
    low, span, tint, drift = r.uniform(30, 120), r.uniform(50, 120), r.uniform(-25, 25), r.normal(0, 1, 2)
    horizon = int(height * r.uniform(.5, 1.1))
    land = field(r, height, width, 12) * 40 + 20
    out = np.full((count, height, width, 3), 128, np.float32)
    for i in range(count):
        j = int(at[i]); u = at[i] - j; u = u * u * (3 - 2 * u)
        cloud = fields[j] * (1 - u) + fields[j + 1] * u
        cloud = moved(cloud[..., None], drift[0] * i, drift[1] * i)[..., 0]
        out[i, ..., 0] = low + span * cloud
        out[i, ..., 1] += tint * (1 - cloud); out[i, ..., 2] -= tint * (1 - cloud)
        out[i, horizon:, :, 0] = land[horizon:]
    return out
