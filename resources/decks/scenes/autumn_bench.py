"""An empty bench under a tree that lets its leaves go."""


def build(s):
    np = s.np
    s.sky(top=(0.55, 0.55, 0.5), horizon=(0.85, 0.75, 0.58), glow=(18, -28, (0.7, 0.5, 0.25), 6, 1.0))
    s.sun(20, -28, 3.0, (1, 0.82, 0.55), 2)
    s.fog((0.52, 0.42, 0.30), 0.020, lit=(1.0, 0.78, 0.48), horizon=0.3, tight=6)
    soil = s.mat('soil', (0.10, 0.075, 0.04), (0.07, 0.05, 0.028), bump=1)
    bark = s.mat('bark', (0.045, 0.035, 0.028), (0.025, 0.02, 0.017), stretch=(3, 3, 0.6), scale=5, bump=1, rough=(0.6, 0.9), dist=0.05)
    lv = [s.mat('leaf%d' % i, c, tuple(k * 0.7 for k in c), local=True, scale=20, translucent=0.5, vary=0.35, rough=(0.35, 0.55), bump=0.2, dist=0.002)
          for i, c in enumerate(((0.62, 0.24, 0.02), (0.5, 0.13, 0.015), (0.66, 0.38, 0.04), (0.32, 0.12, 0.03)))]
    slat = s.mat('slat', (0.17, 0.09, 0.05), (0.09, 0.05, 0.03), local=True, vary=0.2, stretch=(0.7, 8, 8), scale=4, rough=(0.2, 0.5), bump=0.4, dist=0.005)
    iron = s.mat('iron', (0.02, 0.022, 0.02), metal=0.5, rough=(0.35, 0.6), bump=0.3, dist=0.004)
    land = lambda x, y: 0.05 * s.fbm(x, y, 4) + 0.25 * s.perlin(x / 9, y / 9) + 0.5 * s.smooth(14, 40, y)
    s.ground(land, (-30, 30), (-6, 60), 240, 260, soil)
    h = lambda x, y: float(land(np.array(float(x)), np.array(float(y))))
    z0 = h(-0.9, 4.0)
    p = s.obj('bench', None, None, (-0.95, 4.1, z0), (0, 0, 24))
    bits = []
    for i in range(4):
        bits.append(s.box((1.75, 0.085, 0.03), (0, -0.18 + i * 0.115, 0.45 + 0.006 * i), slat, bevel=0.008, wobble=0.004))
    for i in range(3):
        bits.append(s.box((1.75, 0.03, 0.085), (0, 0.27 + 0.035 * i, 0.58 + 0.13 * i), slat, rot=(-14, 0, 0), bevel=0.008, wobble=0.004))
    for x in (-0.74, 0.74):
        bits.append(s.tube([(x, -0.28, -0.05), (x, -0.24, 0.2), (x, -0.22, 0.43), (x, 0.0, 0.43), (x, 0.22, 0.45), (x, 0.30, 0.65), (x, 0.38, 0.93)], 0.022, iron, 10, 6))
        bits.append(s.tube([(x, 0.38, -0.05), (x, 0.28, 0.2), (x, 0.2, 0.44)], 0.022, iron, 10, 6))
        bits.append(s.tube([(x, -0.24, 0.42), (x, -0.27, 0.6), (x, -0.16, 0.66), (x, 0.1, 0.65), (x, 0.29, 0.64)], 0.016, iron, 10, 6))
    for b in bits:
        b.parent = p
    big = s.tree_mesh(bark, 13, 4, 5, 0.62, lv[0], 0.10, 5, gnarl=0.2, trunk=0.26, r0=0.42, sides=18, forks=(2, 4))
    s.obj('tree', big, None, (1.9, 6.2, h(1.9, 6.2) - 0.1), (0, 0, 20))
    mid = [s.tree_mesh(bark, 12, 20 + k, 4, 0.6, lv[k % 3], 0.2, 6, gnarl=0.18, trunk=0.32) for k in range(3)]
    s.scatter(mid, [(x, y, h(x, y) - 0.1) for x, y in ((-6, 14), (6.5, 17), (-10.5, 20), (-2, 24), (11, 24), (4, 30), (-7, 32), (14, 34), (-15, 28))], (0.8, 1.15), 3)
    fl = [s.leaf(x, 0.095, 0.07, c) for x in lv for c in (0.15, 0.45)]
    pts = []
    for _ in range(9500):
        y = -1.6 + 15 * s.random.random() ** 1.35
        x = s.random.gauss(0.6, 3.2)
        pts.append((x, y, h(x, y) + s.U(0.005, 0.04)))
    s.scatter(fl, pts, (0.6, 1.3), 32)
    s.scatter(fl, [(s.random.gauss(0.6, 2.4), s.U(1.5, 9), s.U(0.6, 4.5)) for _ in range(60)], (0.8, 1.2), 180)
    for _ in range(9):
        o = s.obj('l', s.random.choice(fl), None, (s.U(-.8, .8), s.U(-.2, .2), 0.475), (s.U(-9, 9), s.U(-9, 9), s.U(0, 360)), s.U(0.7, 1.1))
        o.parent = p
    s.camera((-0.3, -2.6, 1.25), (0.15, 5, 1.5), 36, f=2.4, focus=(-0.9, 3.9, 0.5))
    s.grade(light=(0.03, 0.01, -0.03), shadow=(0.01, 0.008, 0.02), bloom=0.35)
    s.expose(-0.1)
