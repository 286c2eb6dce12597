"""A chained iron gate in an old wall; a sunlit garden behind it."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.3, 0.45, 0.6), horizon=(0.75, 0.8, 0.7), glow=(30, 20, (0.9, 0.75, 0.4), 6, 1.0))
    s.sun(33, 24, 5, (1, 0.86, 0.56), 1)
    s.fog((0.5, 0.52, 0.38), 0.016, lit=(1.0, 0.9, 0.55), start=4.6, tight=5, horizon=0.15)
    stone = s.mat('stone', (0.22, 0.195, 0.165), (0.12, 0.108, 0.095), local=True, vary=0.3, scale=5, bscale=40, bump=0.8, rough=(0.6, 0.9), moss=((0.08, 0.11, 0.02), 0.3), dist=0.015)
    fill = s.mat('fill', (0.10, 0.09, 0.075), bump=1, scale=8)
    iron = s.mat('iron', (0.035, 0.045, 0.042), (0.12, 0.05, 0.025), local=False, scale=9, bscale=80, metal=0.4, rough=(0.4, 0.75), bump=0.5, edge=(0.5, 0.75), dist=0.003)
    green = s.mat('leaf', (0.15, 0.28, 0.045), (0.09, 0.19, 0.03), translucent=0.5, vary=0.35)
    ivy = s.mat('ivy', (0.05, 0.11, 0.025), (0.03, 0.07, 0.018), local=True, scale=30, translucent=0.25, vary=0.4, rough=(0.3, 0.5))
    bark = s.mat('bark', (0.06, 0.045, 0.035))
    D, W, H = 4.0, 1.5, 2.55
    rk = []
    for k in range(7):
        me = s.rock(stone, k, 3, 0.14, (1, 1, 1))
        for v in me.vertices:
            for a in range(3):
                v.co[a] = max(-.42, min(.42, v.co[a] * 1.3))
        rk.append(me)
    for sd in (-1, 1):
        s.box((4, 0.4, H + 0.5), (sd * (W / 2 + 2.03), D + 0.02, (H + .5) / 2), fill, bevel=0)
        z = 0.05
        while z < H + 0.5:
            h = s.U(0.16, 0.26)
            x = W / 2 - s.U(0, .05)
            while x < 3.3:
                w = s.U(0.22, 0.48)
                o = s.obj('st', s.random.choice(rk), None, (sd * (x + w / 2), D - 0.06, z + h / 2), (s.U(-3, 3), s.U(-3, 3), s.U(-3, 3)), (w * 1.17, 0.62, h * 1.17))
                x += w
            z += h
    n = 13
    for k in range(n):
        a0, a1 = m.pi * k / n, m.pi * (k + 1) / n
        a = (a0 + a1) / 2
        o = s.obj('v', s.random.choice(rk), None, ((W / 2 + 0.16) * m.cos(a), D - 0.07, 1.75 + (W / 2 + 0.16) * m.sin(a)), (0, -m.degrees(a), 0), (0.40, 0.66, 0.27))
    V, F = [], []
    for k in range(33):
        a = m.pi * k / 32
        V += [(W / 2 * m.cos(a), D - 0.1, 1.75 + W / 2 * m.sin(a)), (3 * m.cos(a), D - 0.1, 1.75 + 3.0 * m.sin(a))]
        if k:
            F.append((2 * k - 2, 2 * k - 1, 2 * k + 1, 2 * k))
    s.obj('arch', s.mesh('arch', V, F, fill))
    for _ in range(150):
        a, r = s.U(0.1, 3.04), W / 2 + s.U(0.36, 1.7)
        s.obj('st', s.random.choice(rk), None, (r * m.cos(a), D - 0.08, 1.75 + r * m.sin(a)), (s.U(-3, 3), s.U(-3, 3), s.U(-3, 3)), (s.U(.3, .5), 0.6, s.U(.2, .3)))
    Y = D + 0.02
    for g in (-1, 1):
        xs = np.linspace(0.03, W / 2 - 0.04, 7) * g
        top = lambda x: 1.72 + m.sqrt(max(0, (W / 2 - 0.05) ** 2 - x * x))
        for i, x in enumerate(xs):
            s.tube([(x, Y, 0.06), (x, Y, top(x) - 0.02)], 0.011 if 0 < i < 6 else 0.017, iron, 8, 1)
            if 0 < i < 6:
                s.lathe([(0.011, -0.03), (0.02, -0.01), (0.02, 0.01), (0.011, 0.03)], iron, (x, Y, 1.06), 12)
                x2 = (x + xs[i - 1]) / 2
                s.tube([(x2, Y, 0.12), (x2, Y, 0.72), (x2, Y, 0.76)], [0.008, 0.008, 0.001], iron, 8, 3)
        for z in (0.12, 0.5, 1.0, 1.72):
            s.box((W / 2 - 0.07, 0.022, 0.028), (g * W / 4, Y, z), iron, bevel=0.004)
        s.tube([(g * 0.02, Y, top(0.02))] + [(g * x, Y, top(x)) for x in np.linspace(0.05, W / 2 - 0.05, 12)], 0.015, iron, 8, 3)
        for c, d in ((0.2, 1), (0.5, -1)):
            pts = [(g * (c + 0.09 * (1 - t) * m.cos(d * t * 11)), Y - 0.012, 1.36 + 0.13 * (1 - t * 0.8) * m.sin(d * t * 11)) for t in np.linspace(0, 0.9, 24)]
            s.tube(pts, 0.007, iron, 6, 2)
    ring = [s.Vector((0.026 * m.cos(a), 0, 0.016 * m.sin(a))) for a in np.linspace(0, 6.283, 13)]
    Vv, Ff = [], []
    s.tube_data(ring, 0.005, 6, Vv, Ff)
    steel = s.mat('steel', (0.35, 0.33, 0.30), local=True, scale=60, metal=1, rough=(0.3, 0.6), bump=0.2, dist=0.001)
    link = s.mesh('link', Vv, Ff, steel)
    path = s.flow([(-0.10, Y - 0.03, 1.10), (-0.05, Y - 0.055, 1.03), (0.0, Y - 0.06, 0.99), (0.06, Y - 0.055, 1.03), (0.11, Y - 0.03, 1.09)], 4)
    for i, q in enumerate(path):
        s.obj('l', link, None, q, (90 * (i % 2), s.U(-20, 20) + (i - 8) * -5, 0))
    s.box((0.075, 0.032, 0.075), (0.0, Y - 0.07, 0.90), s.mat('brass', (0.42, 0.30, 0.13), local=True, scale=50, metal=1, rough=(0.35, 0.6), bump=0.1), rot=(3, 4, 0), bevel=0.008)
    s.tube([(-0.022, Y - 0.07, 0.93), (-0.022, Y - 0.07, 0.965), (0, Y - 0.07, 0.99), (0.022, Y - 0.07, 0.965), (0.022, Y - 0.07, 0.93)], 0.006, steel, 8, 5)
    soil = s.mat('soil', (0.12, 0.11, 0.06), bump=1)
    gravel = s.mat('gravel', (0.34, 0.29, 0.22), (0.25, 0.21, 0.16), scale=30, bscale=90, bump=1, dist=0.02)
    s.ground(lambda x, y: 0.03 * s.fbm(x * 2, y * 2, 4) + 0.05, (-20, 20), (-3, 40), 240, 240, soil)
    s.ground(lambda x, y: 0.075 + 0.01 * s.fbm(x * 6, y * 6, 3) - 0.12 * s.smooth(0.5, 0.7, np.abs(x - 0.8 * np.sin((y - 4) * 0.18))), (-2.5, 2.5), (-2, 26), 160, 420, gravel)
    tufts = [s.blades(green, 50, 0.28, 0.13, 0.007, 0.8) for _ in range(4)]
    off = lambda y: 0.8 * m.sin((y - 4) * 0.18)
    s.scatter(tufts, [(off(y) + s.random.choice((-1, 1)) * s.U(0.72, 5), y, 0.04) for y in [s.U(4.4, 18) for _ in range(1300)]], (0.6, 1.2), 10)
    s.scatter(tufts, [(s.random.choice((-1, 1)) * s.U(0.75, 3), D - 0.3 - abs(s.random.gauss(0, .25)), 0.03) for _ in range(170)], (0.4, 1.1), 10)
    blooms = [s.mat('bloom%d' % i, c, translucent=0.4, vary=0.2) for i, c in enumerate(((0.75, 0.2, 0.3), (0.85, 0.75, 0.7), (0.45, 0.25, 0.6), (0.85, 0.5, 0.15)))]
    fl = []
    for b in blooms:
        for q in range(2):
            V, F = [], []
            for _ in range(16):
                c = s.Vector((s.random.gauss(0, .16), s.random.gauss(0, .16), s.U(.3, .75)))
                for p in range(6):
                    a = p * 1.047
                    k = len(V)
                    r = 0.035
                    V += [c, c + s.Vector((r * m.cos(a), r * m.sin(a), .012)), c + s.Vector((1.35 * r * m.cos(a + .5), 1.35 * r * m.sin(a + .5), .016)), c + s.Vector((r * m.cos(a + 1), r * m.sin(a + 1), .012))]
                    F.append((k, k + 1, k + 2, k + 3))
            fl.append(s.mesh('bloom', V, F, b))
    s.scatter(fl, [(off(y) + s.random.choice((-1, 1)) * s.U(0.95, 3.2), y, 0.05) for y in [s.U(5, 15) for _ in range(200)]], (0.7, 1.2), 10)
    trees = [s.tree_mesh(bark, 6.5, k, 4, 0.7, green, 0.14, 8, trunk=0.26, gnarl=0.3) for k in range(3)]
    s.scatter(trees, [(-3.2, 9, 0), (3.4, 11, 0), (-2.0, 16, 0), (3.0, 19, 0), (-5.5, 14, 0), (6, 16, 0), (0.6, 26, 0), (-5, 24, 0), (6, 27, 0)], (0.85, 1.15), 4)
    lf = [s.leaf(ivy, 0.085, 0.075, c) for c in (0.1, 0.35)]
    for _ in range(1700):
        t = s.random.random()
        sd = 1 if s.random.random() < 0.8 else -1
        x = sd * (W / 2 + 0.12 + abs(s.random.gauss(0, 0.42)) * (0.4 + t))
        z = 0.2 + 3.2 * t
        if abs(s.noise.noise((x * 2, z * 1.5, sd))) > 0.28:
            continue
        s.obj('i', s.random.choice(lf), None, (x, D - 0.4 + s.U(-.05, .05), z), (s.U(40, 100), s.U(-30, 30), s.U(0, 360)), s.U(0.6, 1.3))
    s.lamp((-1.5, -1, 3), 60, (0.6, 0.75, 1), 3, 'AREA', (0, D, 1))
    s.camera((-0.28, -0.35, 1.32), (0.04, D, 1.27), 36, f=4, focus=D + 0.35)
    s.grade(light=(0.025, 0.015, -0.03), shadow=(0.0, 0.012, 0.012), bloom=0.45)
    s.expose(0.1)
