"""A small stool on a bare salt plain; the evening sun makes its shadow many times its size."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.17, 0.24, 0.42), horizon=(0.95, 0.60, 0.40), curve=0.42, strength=0.58, glow=(5, 30, (1.0, 0.55, 0.25), 14, 0.9),
          clouds=(0.9, 0.52, 0.8, (1.0, 0.62, 0.45), (0.42, 0.33, 0.40), (0.35, 1.5, 0)))
    s.sun(7.2, 30, 17, (1, 0.58, 0.30), 0.45)
    s.fog((0.62, 0.46, 0.42), 0.0016, lit=(1.0, 0.62, 0.36), horizon=0.03, tight=5, start=9)
    salt = s.mat('salt', (0.58, 0.53, 0.50), (0.47, 0.42, 0.39), scale=1.6, bscale=22, bump=0.5, rough=(0.5, 0.85), dist=0.012)
    crack = s.mat('plates', (0.60, 0.55, 0.52), (0.48, 0.43, 0.40), scale=1.15, bscale=30, bump=0.8, cracks=0.4, rough=(0.45, 0.8), dist=0.012)

    def flat(x, y):
        return 0.012 * s.fbm(x * 1.1, y * 1.1, 5) + 0.03 * s.perlin(x / 9, y / 7)
    s.ground(flat, (-14, 14), (-2, 32), 700, 760, crack)
    s.ground(lambda x, y: flat(x, y) - 0.03 + 0.1 * s.perlin(x / 60, y / 60), (-700, 700), (30, 1500), 200, 200, salt)
    ridge = s.mat('ridge', (0.20, 0.15, 0.15), (0.15, 0.11, 0.12), scale=0.01)
    s.ground(lambda x, y: -6 + 62 * s.smooth(0.02, 0.6, 0.5 * s.fbm(x / 420 + 3, y / 700, 6) + 0.26) * s.smooth(1500, 1750, y), (-1900, 1900), (1480, 2100), 400, 60, ridge)
    wood = s.mat('wood', (0.22, 0.125, 0.065), (0.13, 0.07, 0.035), local=True, scale=9, stretch=(1, 8, 8), rough=(0.35, 0.6), bump=0.4, bscale=60, dist=0.002)
    p = s.obj('stool', None, None, (0.86, 5.7, 0.0), (0, 0, 17))
    bits = []
    bits.append(s.lathe([(0, 0.43), (0.13, 0.432), (0.162, 0.436), (0.172, 0.45), (0.170, 0.466), (0.155, 0.474), (0, 0.468)], wood, seg=64))
    for k in range(3):
        a = 2 * m.pi * k / 3 + 0.5
        c, q = m.cos(a), m.sin(a)
        bits.append(s.tube([(0.185 * c, 0.185 * q, -0.01), (0.145 * c, 0.145 * q, 0.22), (0.105 * c, 0.105 * q, 0.44)], [0.0125, 0.019, 0.015], wood, 14))
        b = a + 2 * m.pi / 3
        h = 0.17 + 0.02 * k
        r = 0.185 - (0.185 - 0.105) * h / 0.44
        bits.append(s.tube([(r * c, r * q, h), (r * m.cos(b), r * m.sin(b), h)], 0.0085, wood, 10, 4))
    for b in bits:
        b.parent = p
    stone = s.mat('pebble', (0.34, 0.29, 0.26), local=True, vary=0.3)
    pr = [s.rock(stone, k, 2, 0.3, (1, 1, 0.6)) for k in range(4)]
    s.scatter(pr, [(s.random.gauss(0, 5), s.U(1.5, 26), 0.004) for _ in range(260)], (0.008, 0.035), 10)
    s.camera((0.0, 0.0, 1.75), (-0.05, 5.7, 0.26), 38, f=5.6, focus=(0.6, 5.4, 0.3))
    s.grade(bloom=0.4, light=(0.03, 0.01, -0.025), shadow=(0.008, 0.0, 0.04), vignette=0.3)
    s.expose(0.25)
