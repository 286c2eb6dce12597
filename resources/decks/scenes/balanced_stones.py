"""A pile of stones balanced at the edge of glittering water."""


def build(s):
    np = s.np
    s.sky(top=(0.28, 0.22, 0.30), horizon=(1.0, 0.48, 0.24), curve=0.42, glow=(5, 9, (1.2, 0.7, 0.3), 60, 2.2))
    s.sun(7, 9, 5, (1, 0.62, 0.32), 1.2).visible_glossy = False
    s.fog((0.55, 0.33, 0.27), 0.006, lit=(1.2, 0.62, 0.3), horizon=0.04, tight=10)
    tones = [((0.16, 0.15, 0.15), (0.09, 0.085, 0.09)), ((0.30, 0.26, 0.23), (0.2, 0.17, 0.15)), ((0.10, 0.10, 0.115), (0.06, 0.06, 0.07)), ((0.36, 0.30, 0.26), (0.22, 0.18, 0.15))]
    ms = [s.mat('stone%d' % i, a, b, local=True, scale=5, bscale=70, bump=0.5, rough=(0.35, 0.7), dist=0.006, edge=(0.3, 0.7)) for i, (a, b) in enumerate(tones)]
    wetm = [s.mat('wet%d' % i, tuple(c * 0.6 for c in a), tuple(c * 0.5 for c in b), local=True, scale=5, bscale=60, bump=0.3, rough=(0.06, 0.25), vary=0.3, dist=0.004) for i, (a, b) in enumerate(tones)]
    z = 0.035
    rows = [(0.30, 0.24, 0.13, 0, 2), (0.22, 0.19, 0.10, 1, 5), (0.245, 0.20, 0.062, 2, 8), (0.15, 0.14, 0.085, 3, 11), (0.175, 0.13, 0.045, 0, 14), (0.085, 0.08, 0.062, 1, 17), (0.05, 0.045, 0.036, 3, 20)]
    for i, (w, d, h, t, seed) in enumerate(rows):
        me = s.rock(ms[t], seed, 5, 0.16, (1, 1, 1), 0.8)
        s.obj('s', me, None, (s.U(-.012, .012) + (0.008 if i % 2 else -0.012), s.U(-.01, .01), z + h / 2 - 0.004), (s.U(-5, 5), s.U(-5, 5), s.U(0, 360)), (w, d, h * 1.02))
        z += h * 0.93
    shore = lambda x, y: 0.10 - 0.075 * (y + 0.6) - 0.04 * s.smooth(0.4, 2, y) + 0.03 * s.fbm(x * 1.3, y * 1.3, 4)
    s.ground(shore, (-6, 6), (-2.5, 6), 200, 200, wetm[2])
    peb = [s.rock(wetm[k % 4], 30 + k, 3, 0.18, (1, 0.85, 0.55), 0.8) for k in range(9)]
    pts = []
    for _ in range(5200):
        x, y = s.random.gauss(0, 1.1), s.U(-1.3, 1.7)
        if abs(x) < 0.13 and abs(y) < 0.12:
            continue
        pts.append((x, y, float(shore(np.array(x), np.array(y))) - 0.012 + s.U(0, .016), 0.3 + s.random.random() ** 2.2))
    s.scatter(peb, pts, (0.045, 0.085), 18)
    hi = lambda x, y: 0.012 * s.perlin(x * 1.1, y * 2.4) + 0.006 * s.perlin(x * 3, y * 7) + 0.02 * s.perlin(x / 3, y) - 0.02
    w = s.water('sea', (0.012, 0.014, 0.018), 0.05, ((5, 0.22), (17, 0.05)), stretch=(0.5, 1, 1), dist=0.05)
    s.ground(lambda x, y: hi(x, y), (-9, 9), (0.55, 16), 240, 420, w)
    s.obj('far', s.mesh('far', [(-900, 15.9, -0.03), (900, 15.9, -0.03), (900, 1500, -0.03), (-900, 1500, -0.03)], [(0, 1, 2, 3)]), w)
    land = s.mat('land', (0.05, 0.04, 0.045))
    s.ground(lambda x, y: -3 + 22 * s.smooth(-20, -190, x + 30 * s.perlin(x / 60, y / 60)) * s.smooth(240, 300, y) + 3 * s.fbm(x / 20, y / 20, 4), (-420, 40), (230, 420), 140, 60, land)
    s.lamp((-0.8, -1.2, 0.9), 6, (0.65, 0.72, 1), 1.2, 'AREA', (0, 0, 0.2))
    s.camera((0.16, -1.35, 0.34), (-0.07, 0, 0.245), 52, f=2.2, focus=(0, -0.08, 0.25))
    s.grade(light=(0.03, 0.005, -0.03), shadow=(0.01, 0.005, 0.03), bloom=0.45)
    s.expose(0.15)
