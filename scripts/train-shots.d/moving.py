"""Transitions that move, for the made-up clips: wipes, slides, pushes, squeezes, zooms.

Each takes the pictures of the old and of the new shot, as many of both, and how far each has gone from 0 to 1.
"""
import numpy as np

from cards import field, moved


def wipe(r, a, b, u):
    """An edge passes over the picture: straight, slanted, round, in blinds, around the middle or out of chance; sharp or soft."""
    n, h, w, _ = a.shape
    y, x = np.mgrid[:h, :w] / np.array([h - 1, w - 1])[:, None, None]
    q = r.random()
    if q < .45:
        way = r.integers(4) * np.pi / 2 if r.random() < .7 else r.uniform(0, 2 * np.pi)
        order = (x - .5) * np.cos(way) + (y - .5) * np.sin(way)
    elif q < .65:
        v, z = y - .5, (x - .5) * (w / h if r.random() < .5 else 1)
        order = np.hypot(v, z) if r.random() < .6 else abs(v) + abs(z) if r.random() < .5 else np.maximum(abs(v), abs(z))
        if r.random() < .3: order = -order
    elif q < .75: order = np.arctan2(y - .5, x - .5) * r.choice([-1, 1])
    elif q < .85: order = abs(x - .5) if r.random() < .5 else -abs(y - .5)
    elif q < .93: order = ((x if r.random() < .5 else y) * r.integers(3, 9)) % 1
    else: order = np.floor(field(r, h, w, 6) * 12) if r.random() < .5 else r.random((h // 6 + 1, w // 6 + 1)).repeat(6, 0).repeat(6, 1)[:h, :w]
    order = (order - order.min()) / (np.ptp(order) + 1e-6)
    soft = r.choice([.004, .02, .1, .25])
    share = np.clip((u[:, None, None] * (1 + soft) - order) / soft, 0, 1)[..., None]
    return a * (1 - share) + b * share


def slide(r, a, b, u):
    """The new picture comes in from a side: it pushes the old one out, covers it, or lies under it."""
    side, kind = r.integers(4), r.choice(['push', 'push', 'cover', 'uncover'])
    turn = lambda p: p.swapaxes(1, 2) if side >= 2 else p
    a, b = turn(a), turn(b)
    if side % 2: a, b = a[:, :, ::-1], b[:, :, ::-1]
    out, w = a.copy(), a.shape[2]
    for i, share in enumerate(u):
        s = int(round(w * share))
        old = a[i, :, s:] if kind != 'cover' else a[i, :, :w - s]
        new = b[i, :, :s] if kind != 'uncover' else b[i, :, w - s:]
        out[i] = np.concatenate([old, new], 1)
    if side % 2: out = out[:, :, ::-1]
    return turn(out)


def squeeze(r, a, b, u):
    """The old picture becomes narrower and the new one wider, side by side or about the middle."""
    upright, middle = r.random() < .4, r.random() < .3
    if upright: a, b = a.swapaxes(1, 2), b.swapaxes(1, 2)
    out, w = a.copy(), a.shape[2]
    for i, share in enumerate(u):
        s = int(round(w * share))
        narrow = lambda p, wide: p[:, (np.arange(wide) * w // max(wide, 1))]
        if middle:
            at = (w - s) // 2
            out[i] = a[i]; out[i, :, at:at + s] = narrow(b[i], s)
        else: out[i] = np.concatenate([narrow(a[i], w - s), narrow(b[i], s)], 1)
    return out.swapaxes(1, 2) if upright else out


def zoom(r, a, b, u):
    """Into the old picture and out of the new one, mixed in between; the new one may also grow from the middle."""
    if r.random() < .3:
        out, (_, h, w, _) = a.copy(), a.shape
        for i, share in enumerate(u):
            high, wide = max(2, int(h * share)), max(2, int(w * share))
            top, left = (h - high) // 2, (w - wide) // 2
            out[i, top:top + high, left:left + wide] = b[i][np.arange(high) * h // high][:, np.arange(wide) * w // wide]
        return out
    most = r.uniform(1.5, 4)
    out = np.empty_like(a)
    for i, share in enumerate(u):
        mix = np.clip(.5 + (share - .5) * r.uniform(1, 3), 0, 1)
        out[i] = moved(a[i], 0, 0, 1 + (most - 1) * share) * (1 - mix) + moved(b[i], 0, 0, 1 + (most - 1) * (1 - share)) * mix
    return out


def join(r, a, b):
    """A transition of any kind over all the pictures of `a` and `b`."""
    n = len(a)
    u = (np.arange(n) + 1) / (n + 1)
    q = r.random()
    if q < .25: u = u * u * (3 - 2 * u)
    elif q < .35: u = u ** 2
    elif q < .45: u = 1 - (1 - u) ** 2
    if r.random() < .15: a = np.repeat(a[:1], n, 0)
    if r.random() < .15: b = np.repeat(b[-1:], n, 0)
    kind = (wipe, slide, squeeze, zoom)[r.choice(4, p=[.4, .4, .1, .1])]
    return kind(r, a, b, u)
