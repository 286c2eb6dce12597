"""Stepping stones over a slow stream into a wood."""


def build(s):
    np = s.np
    s.sky(top=(0.5, 0.6, 0.5), horizon=(0.8, 0.85, 0.66), glow=(24, -10, (0.9, 0.8, 0.4), 8, 1.6))
    s.sun(26, -10, 3.2, (1, 0.9, 0.62), 1.5)
    s.fog((0.30, 0.36, 0.24), 0.022, lit=(0.85, 0.82, 0.5), tight=7, horizon=0.4)
    stone = s.mat('stone', (0.25, 0.245, 0.225), (0.13, 0.128, 0.118), scale=4, bscale=30, bump=0.8, rough=(0.25, 0.7), moss=((0.075, 0.11, 0.02), 0.15), dist=0.02)
    soil = s.mat('soil', (0.07, 0.055, 0.03), (0.04, 0.035, 0.02), scale=2, bump=1, moss=((0.06, 0.10, 0.015), 0.5))
    bark = s.mat('bark', (0.05, 0.04, 0.03), (0.03, 0.025, 0.02), stretch=(4, 4, 0.7), bump=1, moss=((0.06, 0.1, 0.02), 0.2))
    green = s.mat('leaf', (0.13, 0.24, 0.03), (0.08, 0.16, 0.02), translucent=0.5, vary=0.3)
    grass = s.mat('grass', (0.11, 0.2, 0.03), (0.07, 0.13, 0.02), translucent=0.45, vary=0.3)
    mid = lambda y: 0.5 * np.sin(y * 0.22) + 0.05 * y

    def land(x, y):
        w = 2.2 + 0.5 * s.perlin(y / 3, x * 0 + 2)
        d = np.abs(x - 0.9 * s.perlin(y / 9, x * 0)) / w
        side = s.smooth(0.75, 1.35, d) + 0.35 * np.clip(d - 1.2, 0, 5)
        far = s.smooth(9.5, 11.5, y + 0.8 * s.perlin(x / 2, y / 2))
        return -0.55 + 0.75 * np.maximum(side, far * 0.95) + 0.09 * s.fbm(x, y, 5) + 0.06 * np.clip(y - 11, 0, 40)
    s.ground(land, (-26, 26), (-3, 60), 380, 420, soil)
    s.obj('stream', s.mesh('w', [(-30, -5, 0), (30, -5, 0), (30, 20, 0), (-30, 20, 0)], [(0, 1, 2, 3)]),
          s.water('stream', (0.008, 0.014, 0.008), 0.03, ((1.4, 0.4), (6, 0.10)), stretch=(0.5, 1.2, 1), dist=0.04))
    rocks = [s.rock(stone, k, 4, 0.3, (1.1, 1, 0.45)) for k in range(6)]
    y, k = 0.1, 0
    while y < 10:
        s.obj('step', rocks[k % 6], None, (float(mid(y)) * 0.6 + s.U(-.1, .1) - 0.1, y, 0.03 + s.U(-.03, .02)), (s.U(-4, 4), s.U(-4, 4), s.U(0, 360)), (s.U(0.66, 0.85), s.U(0.46, 0.58), 0.66))
        y += s.U(0.78, 0.92)
        k += 1
    hgt = lambda x, y: float(land(np.array(x), np.array(y)))
    small = [s.rock(stone, 20 + k, 3, 0.3, (1, 0.9, 0.6)) for k in range(4)]
    pts = []
    while len(pts) < 500:
        x, y = s.U(-3.6, 3.6), s.U(-1, 12)
        h = hgt(x, y)
        if -0.25 < h < 0.12:
            pts.append((x, y, h, s.random.random() ** 2 * 0.5 + 0.08))
    s.scatter(small, pts, (0.5, 1.2), 30)
    tufts = [s.blades(grass, 45, 0.42, 0.12, 0.006, 0.8) for _ in range(5)]
    fern = []
    for q in range(3):
        V, F = [], []
        for f in range(9):
            a = f * 0.7 + s.U(-.2, .2)
            ln = s.U(0.4, 0.7)
            for i in range(13):
                t = (i + 1) / 14
                p = s.Vector((s.math.cos(a) * ln * t, s.math.sin(a) * ln * t, ln * (0.9 * t - 0.95 * t * t)))
                d = s.Vector((-s.math.sin(a), s.math.cos(a), -0.2))
                fw = s.Vector((s.math.cos(a), s.math.sin(a), 0))
                w = 0.13 * s.math.sin(3.14 * (0.15 + 0.85 * t)) * ln / 0.5
                for sg in (-1, 1):
                    b = len(V)
                    V += [p, p + d * sg * w * 0.5 + fw * 0.022, p + d * sg * w + fw * 0.03, p + d * sg * w * 0.5 - fw * 0.004]
                    F.append((b, b + 1, b + 2, b + 3))
        fern.append(s.mesh('fern', V, F, green))
    pts, fp = [], []
    while len(pts) < 5200:
        x, y = s.random.gauss(0, 6), -1 + 22 * s.random.random() ** 1.3
        h = hgt(x, y)
        if h > 0.05:
            (fp if s.random.random() < 0.09 else pts).append((x, y, h - 0.02))
    s.scatter(tufts, pts, (0.5, 1.2), 14)
    s.scatter(fern, fp, (0.6, 1.3), 12)
    trunks = [s.tree_mesh(bark, 15, k, 4, 0.5, green, 0.2, 5, gnarl=0.14, trunk=0.4, r0=0.3) for k in range(3)]
    s.scatter(trunks, [(x, y, hgt(x, y) - 0.1) for x, y in ((-4.4, 7), (4.6, 9), (-6.5, 13), (2.4, 16), (7.5, 15), (-2.6, 18), (-10, 20), (0.4, 27), (5.5, 25), (12, 24), (-6, 28), (-13, 32), (9, 35), (-1.5, 38))], (0.7, 1.15), 4)
    s.camera((0.15, -2.2, 1.55), (0.05, 5, 0.1), 30, f=2.8, focus=3.2)
    s.grade(shadow=(0, 0.014, 0.008), light=(0.025, 0.018, -0.03), bloom=0.5)
    s.expose(0.2)
