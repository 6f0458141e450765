"""The kinds of clips that verify-shots makes. Each takes a Maker and gives its frames with the truth about them."""
import numpy as np

WIDTH, HEIGHT = 480, 270
ALL = {}


def kind(function):
    ALL[function.__name__] = function
    return function


class Clip:
    """Frames, the first frame of each new shot, the first and last frame of each transition, and of each change that may be taken for
    a dissolve by one who is not sure."""

    def __init__(self, frames, cuts=(), gradual=(), rate=24, doubtful=()):
        self.frames, self.rate = np.clip(frames, 0, 255).astype(np.uint8), rate
        self.cuts, self.gradual, self.doubtful = list(cuts), list(gradual), list(doubtful)


def joined(*shots, rate=24):
    ends = np.cumsum([len(s) for s in shots])
    return Clip(np.concatenate(shots), [int(e) for e in ends[:-1]], rate=rate)


class Maker:
    """Draws pieces of shots and what no camera took."""

    def __init__(self, rng, piece):
        self.rng, self.piece = rng, piece
        self.chance = np.random.default_rng(rng.randrange(1 << 30))

    def held(self, low=12, high=40): return self.rng.randint(low, high)

    def still(self, count): return np.repeat(self.piece(1), count, 0)

    def paper(self):
        """The ground of a card: one colour or a gradient."""
        base = np.array(self.rng.choice([(0, 0, 0), (255, 255, 255), (20, 24, 60), (230, 60, 30), (242, 236, 222), (90, 90, 96)]), float)
        out = np.broadcast_to(base, (HEIGHT, WIDTH, 3)).copy()
        if self.rng.random() < .35:
            to = np.clip(base + self.rng.choice([-1, 1]) * self.rng.randint(40, 90), 0, 255)
            share = np.linspace(0, 1, HEIGHT)[:, None, None] if self.rng.random() < .5 else np.linspace(0, 1, WIDTH)[None, :, None]
            out = out * (1 - share) + to * share
        return out

    def print(self, paper, rows, tall):
        """Lines of type on it."""
        out, ink = paper.copy(), 255. if paper.mean() < 128 else 0.
        top = HEIGHT // 2 - rows * tall * 3 // 4 + self.rng.randint(-40, 40)
        for row in range(rows):
            x, y = self.rng.randint(40, 160), top + row * tall * 3 // 2
            while x < WIDTH - 60 - self.rng.randint(0, 120):
                wide = self.rng.randint(tall // 3, tall)
                for _ in range(3):
                    if self.rng.random() < .5:
                        at = x + self.rng.choice([0, wide // 2, max(0, wide - tall // 5)])
                        out[y:y + tall, at:at + max(1, tall // 6)] = ink
                    else:
                        at = y + self.rng.choice([0, tall // 2, tall - tall // 6])
                        out[at:at + max(1, tall // 6), x:x + wide] = ink
                x += wide + max(2, tall // 5) + (tall if self.rng.random() < .15 else 0)
        return out

    def logo(self, paper):
        y, x = np.mgrid[:HEIGHT, :WIDTH]
        out, size = paper.copy(), self.rng.randint(40, 110)
        ring = np.hypot(y - HEIGHT / 2, x - WIDTH / 2)
        ink = np.array([self.rng.randint(0, 255) for _ in range(3)], float)
        if abs(ink.mean() - paper.mean()) < 60: ink = 255. - np.round(paper.mean() / 255) * 255
        out[(ring < size) & (ring > size * self.rng.uniform(0, .8))] = ink
        if self.rng.random() < .5: out[HEIGHT // 2 - 8:HEIGHT // 2 + 8, WIDTH // 2 - size:WIDTH // 2 + size] = ink
        return out

    def card(self, count, grain=0):
        q, paper = self.rng.random(), self.paper()
        if q < .3: paper = self.print(paper, 1, self.rng.randint(10, 18))
        elif q < .55: paper = self.print(paper, self.rng.randint(2, 4), self.rng.randint(18, 36))
        elif q < .8: paper = self.logo(paper)
        out = np.repeat(paper[None], count, 0)
        return np.clip(out + self.chance.normal(0, grain, out.shape), 0, 255) if grain else out

    def zoomed(self, picture, count, rate):
        """A picture that slowly grows."""
        out = []
        for i in range(count):
            z = 1 + rate * i
            y, x = ((np.arange(n) - n / 2) / z + n / 2 for n in (HEIGHT, WIDTH))
            out.append(picture[np.clip(y.round().astype(int), 0, HEIGHT - 1)][:, np.clip(x.round().astype(int), 0, WIDTH - 1)])
        return np.stack(out)

    def clouds(self, cells, width):
        """A sky of soft blotches, light between 0 and 1."""
        out = np.zeros((HEIGHT, width))
        for fine, part in ((1, .6), (2, .3), (4, .1)):
            grid = self.chance.random((cells * fine + 2, 2 * cells * fine + 2))
            y, x = np.linspace(0, cells * fine, HEIGHT), np.linspace(0, 2 * cells * fine, width)
            i, j = y.astype(int), x.astype(int)
            u, v = ((3 - 2 * q) * q * q for q in ((y - i)[:, None], (x - j)[None]))
            out += part * (grid[i][:, j] * (1 - u) * (1 - v) + grid[i + 1][:, j] * u * (1 - v)
                           + grid[i][:, j + 1] * (1 - u) * v + grid[i + 1][:, j + 1] * u * v)
        return out

    def transition(self, mix, low=8, high=18):
        n = self.rng.randint(low, high)
        a, b = self.piece(22 + n).astype(float), self.piece(22 + n).astype(float)
        middle = np.stack([mix(a[22 + i], b[i], (i + 1) / (n + 1)) for i in range(n)])
        return Clip(np.concatenate([a[:22], np.clip(middle, 0, 255), b[n:]]), gradual=[[22, 21 + n]])


def blurred(picture, reach):
    total = np.cumsum(np.pad(picture, ((0, 0), (reach, reach), (0, 0)), mode='wrap'), 1)
    return (total[:, 2 * reach:] - total[:, :-2 * reach]) / (2 * reach)


@kind
def card_between(m): return joined(m.piece(30), m.card(m.held(8)), m.piece(30))
@kind
def card_with_grain(m): return joined(m.piece(30), m.card(m.held(8), grain=5), m.piece(30))
@kind
def card_in_one_shot(m):
    shot = m.piece(56)
    return joined(shot[:28], m.card(m.held(8, 30)), shot[28:])
@kind
def card_last(m): return joined(m.piece(40), m.logo(m.paper())[None].repeat(m.held(10, 60), 0))
@kind
def card_first(m): return joined(m.print(m.paper(), 2, 24)[None].repeat(m.held(10, 40), 0), m.piece(40))
@kind
def cards_in_a_row(m):
    paper = m.paper()
    say = lambda: m.print(paper, m.rng.randint(1, 3), m.rng.randint(16, 32))[None].repeat(m.held(12, 24), 0)
    return joined(m.piece(25), say(), say(), m.logo(m.paper())[None].repeat(20, 0))
@kind
def slides(m): return joined(*[m.still(m.held(10, 24)) for _ in range(4)])
@kind
def slides_slowly_zoomed(m): return joined(*[m.zoomed(m.piece(1)[0], m.held(20, 36), .002) for _ in range(3)])
@kind
def pack_shots(m):
    shots = []
    for _ in range(3):
        picture, product = m.paper(), m.piece(1)[0]
        top, left = m.rng.randint(20, 60), m.rng.randint(60, 260)
        picture[top:top + 190, left:left + 150] = product[40:230, 160:310]
        shots.append(np.repeat(picture[None], m.held(12, 24), 0))
    return joined(m.piece(30), *shots)
@kind
def quick_shots(m): return joined(*[m.piece(9)[:m.rng.randint(5, 9)] for _ in range(5)])
@kind
def night(m): return joined(*[m.piece(26) * m.rng.uniform(.05, .14) + 3 for _ in range(2)])
@kind
def night_to_card(m): return joined(m.piece(30) * .12 + 2, m.print(np.zeros((HEIGHT, WIDTH, 3)), 1, 16)[None].repeat(20, 0), m.piece(30) * .12 + 2)
@kind
def drawn_on_twos(m): return joined(*[m.piece(30)[::2].repeat(2, 0) for _ in range(3)])
@kind
def drawn_on_threes(m): return joined(*[m.piece(30)[::3].repeat(3, 0) for _ in range(3)])
@kind
def doubled_to_60(m): return joined(*[m.piece(26).repeat(2, 0) for _ in range(2)], rate=60)
@kind
def split_screen_then_one(m):
    a, b, c = m.piece(30), m.piece(30), m.piece(30)
    return joined(np.concatenate([a[:, :, 120:360], b[:, :, 120:360]], 2), c)
@kind
def picture_in_picture_then_one(m):
    a, b, c = m.piece(30).copy(), m.piece(30), m.piece(30)
    a[:, 150:250, 300:460] = b[:, ::2, ::2][:, :100, 40:200]
    return joined(a, c)
@kind
def screens(m):
    def one():
        picture = m.print(np.full((HEIGHT, WIDTH, 3), m.rng.choice([245., 30.])), 7, 10)
        picture[:18], picture[:, :m.rng.randint(30, 110)] = m.rng.randint(60, 200), m.rng.randint(40, 220)
        return np.repeat(picture[None], m.held(14, 30), 0)
    return joined(one(), m.piece(30), one())


@kind
def none_strobe(m):
    shot, k = m.piece(50).astype(float), m.rng.randint(1, 3)
    for i in range(12, 12 + 8 * k): shot[i] = 255 if i // k % 2 else shot[i] * .8
    return Clip(shot)
@kind
def none_typing(m):
    picture = m.print(np.full((HEIGHT, WIDTH, 3), 245.), 4, 14)
    shot = np.repeat(picture[None], 50, 0)
    for i in range(50): shot[i, 230:242, 60:60 + 6 * i:8] = 20
    return Clip(shot)
@kind
def none_words_come_on_card(m):
    paper = m.paper()
    return Clip(np.concatenate([np.repeat(paper[None], 20, 0), np.repeat(m.print(paper, 1, 16)[None], 25, 0)]))
@kind
def none_inset_goes(m):
    a, b = m.piece(48).copy(), m.piece(48)
    a[10:30, 30:130, 40:200] = b[10:30, ::2, ::2][:, :100, 40:200]
    return Clip(a)
@kind
def none_slow_zoom_on_still(m): return Clip(m.zoomed(m.piece(1)[0], 60, .003))
@kind
def none_brightens_in_jumps(m):
    shot, dy, dx = m.piece(45).astype(float), 0, 0
    for i in range(5, -1, -1):
        dy, dx = dy + m.rng.randint(-5, 5), dx + m.rng.randint(-7, 7)
        shot[i] = np.roll(shot[i], (dy, dx), (0, 1)) * (.75 + .04 * i)
    return Clip(shot)
@kind
def none_first_picture_comes_to_life(m):
    # A picture that was handed in: dim, held and soft at first, then it jumps into motion.
    shot, jumps = m.piece(45).astype(float), m.rng.randint(4, 7)
    zoom, dy, dx, light = 1., 0, 0, m.rng.uniform(.6, .85)
    for i in range(jumps - 1, -1, -1):
        if i > 1 or m.rng.random() < .5:
            zoom, dy, dx = zoom + m.rng.uniform(0, .03), dy + m.rng.randint(-4, 4), dx + m.rng.randint(-6, 6)
        y, x = ((np.arange(n) - n / 2) / zoom + n / 2 + d for n, d in ((HEIGHT, dy), (WIDTH, dx)))
        picture = shot[i][np.clip(y.round().astype(int), 0, HEIGHT - 1)][:, np.clip(x.round().astype(int), 0, WIDTH - 1)]
        soft = max(0, 3 - i)
        if soft: picture = (picture + blurred(picture, soft) * 2) / 3
        shot[i] = picture * (light + (1 - light) * i / jumps)
    return Clip(shot)
@kind
def none_sky_in_time_lapse(m):
    # Over dark land clouds drift, and for seven frames all of them become others.
    land, cells, horizon = m.piece(1)[0] * .35, m.rng.randint(2, 4), m.rng.randint(HEIGHT * 5 // 8, HEIGHT)
    a, b, drift, begin = m.clouds(cells, WIDTH + 300), m.clouds(cells, WIDTH + 300), m.rng.uniform(-3, 3), m.rng.randint(14, 28)
    high, low = np.array([215., 220, 230]), np.array([m.rng.uniform(60, 130), m.rng.uniform(80, 140), m.rng.uniform(110, 190)])
    frames = []
    for i in range(48):
        u = np.clip((i - begin + 1) / 8, 0, 1)
        left = 150 + round(drift * i)
        cloud = (a * (1 - u) + b * u)[:, left:left + WIDTH, None]
        picture = low + (high - low) * cloud
        picture[horizon:] = land[horizon:]
        frames.append(picture * (.9 + .1 * i / 48))
    return Clip(np.stack(frames), doubtful=[[begin, begin + 6]])
@kind
def none_drawn_on_threes(m): return Clip(m.piece(60)[::3].repeat(3, 0))
@kind
def none_two_frames_black(m):
    shot, at = m.piece(45).copy(), m.rng.randint(8, 34)
    shot[at:at + m.rng.randint(1, 3)] = 0
    return Clip(shot)


@kind
def gradual_cover(m):
    def mix(a, b, t):
        s, out = int(WIDTH * t), a.copy()
        out[:, WIDTH - s:] = b[:, :s]
        return out
    return m.transition(mix)
@kind
def gradual_push_down(m): return m.transition(lambda a, b, t: np.concatenate([b[HEIGHT - int(HEIGHT * t):], a[:HEIGHT - int(HEIGHT * t)]]))
@kind
def gradual_wipe_up(m): return m.transition(lambda a, b, t: np.concatenate([a[:HEIGHT - int(HEIGHT * t)], b[HEIGHT - int(HEIGHT * t):]]))
@kind
def gradual_squeeze(m):
    def mix(a, b, t):
        s = int(WIDTH * t)
        narrow = lambda p, n: p[:, np.arange(n) * WIDTH // max(n, 1)]
        return np.concatenate([narrow(b, s), narrow(a, WIDTH - s)], 1)
    return m.transition(mix)
@kind
def gradual_clock(m):
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    turn = ((np.arctan2(x - WIDTH / 2, HEIGHT / 2 - y) / (2 * np.pi)) % 1)[..., None]
    return m.transition(lambda a, b, t: np.where(turn < t, b, a))
@kind
def gradual_grow(m):
    def mix(a, b, t):
        h, w, out = max(2, int(HEIGHT * t)), max(2, int(WIDTH * t)), a.copy()
        y, x = (HEIGHT - h) // 2, (WIDTH - w) // 2
        out[y:y + h, x:x + w] = b[np.arange(h) * HEIGHT // h][:, np.arange(w) * WIDTH // w]
        return out
    return m.transition(mix)
@kind
def gradual_dissolve_of_stills(m):
    a, b, n = m.piece(1)[0].astype(float), m.piece(1)[0].astype(float), m.rng.randint(8, 16)
    middle = np.stack([a * (1 - (i + 1) / (n + 1)) + b * (i + 1) / (n + 1) for i in range(n)])
    return Clip(np.concatenate([np.repeat(a[None], 20, 0), middle, np.repeat(b[None], 20, 0)]), gradual=[[20, 19 + n]])
@kind
def gradual_card_fades_in(m):
    a, n = m.piece(40).astype(float), m.rng.randint(6, 14)
    card = m.card(1)[0]
    middle = np.stack([a[25 + i] * (1 - (i + 1) / (n + 1)) + card * (i + 1) / (n + 1) for i in range(n)])
    return Clip(np.concatenate([a[:25], middle, np.repeat(card[None], 25, 0)]), gradual=[[25, 24 + n]])
@kind
def gradual_whip(m):
    a, b, n = m.piece(26).astype(float), m.piece(26).astype(float), 4
    for i in range(n):
        a[22 + i] = blurred(np.roll(a[22 + i], 40 * i, 1), 12 + 14 * i)
        b[i] = blurred(np.roll(b[i], 40 * (n - i), 1), 12 + 14 * (n - 1 - i))
    return Clip(np.concatenate([a, b]), gradual=[[23, 29]])
