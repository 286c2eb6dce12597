"""A seedling in a crack of the road."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.32, 0.36, 0.42), horizon=(0.9, 0.75, 0.55), curve=0.5, glow=(9, 24, (1.1, 0.75, 0.4), 20, 1.2))
    s.sun(13, 26, 4.2, (1, 0.78, 0.5), 1.2)
    s.fog((0.45, 0.42, 0.40), 0.07, lit=(0.95, 0.7, 0.45), horizon=0.12)
    road = s.mat('road', (0.085, 0.085, 0.09), (0.045, 0.045, 0.05), scale=9, bscale=220, bump=0.9, rough=(0.4, 0.8), dist=0.004, wet=(2.2, 0.52, 0.6))
    grit = [s.mat('grit%d' % i, c, local=True, scale=30, bump=0.4, rough=(0.35, 0.7), vary=0.4, dist=0.001) for i, c in enumerate(((0.12, 0.12, 0.125), (0.2, 0.19, 0.18), (0.075, 0.075, 0.08)))]
    soil = s.mat('soil', (0.045, 0.03, 0.02), (0.03, 0.02, 0.014), scale=60, bump=1, dist=0.003)
    line = lambda y: 0.05 * s.perlin(y * 3.1 + 0.37, y * 0) + 0.018 * s.perlin(y * 11, y * 0 + 3) - 0.05 * s.perlin(0.37, 0.0)
    b2 = lambda x: 0.12 + 0.5 * x + 0.03 * s.perlin(x * 9, x * 0 + 8)

    def surf(x, y):
        d = np.abs(x - line(y) - 0.006 * s.perlin(x * 30, y * 30))
        w = 0.011 + 0.007 * s.perlin(y * 6, y * 0 + 5) + 0.008 * np.exp(-(y / 0.05) ** 2)
        z = 0.004 * s.perlin(x * 4, y * 4) + 0.0016 * s.fbm(x * 55, y * 55, 3)
        z = z + 0.012 * np.exp(-((d - w) / 0.03) ** 2) * (1 + 0.8 * s.perlin(x * 8, y * 8))
        z = z - 0.03 * s.smooth(w * 1.25, w * 0.7, d)
        e = np.abs(y - b2(x) - 0.006 * s.perlin(x * 40, y * 40 + 7))
        z = z - 0.016 * s.smooth(0.008, 0.004, e) * s.smooth(0.0, 0.03, x - line(y))
        return z
    s.ground(surf, (-0.32, 0.34), (-0.30, 0.55), 620, 800, road)
    s.ground(lambda x, y: surf(x, y) - 0.2 * ((np.abs(x - 0.01) < 0.32) & (y > -0.29) & (y < 0.54)), (-3, 3), (-0.6, 9), 300, 480, road)
    s.box((8, 12, 0.02), (0, 4, -0.03), soil, bevel=0)
    st = [s.rock(g, k, 2, 0.3, (1, 0.85, 0.6)) for k, g in enumerate(grit * 2)]
    pts = []
    for _ in range(5000):
        x, y = s.U(-0.32, 0.34), s.U(-0.28, 0.9)
        pts.append((x, y, float(surf(np.array(x), np.array(y))) + 0.0004, 0.4 + s.random.random() ** 3 * 1.6))
    for _ in range(900):
        y = s.U(-0.28, 0.5)
        x = float(line(np.array(y))) + s.random.gauss(0, 0.012)
        pts.append((x, y, float(surf(np.array(x), np.array(y))), 0.6 + s.random.random() ** 2 * 1.7))
    s.scatter(st, pts, (0.0022, 0.0045), 60)
    stem = s.mat('stem', (0.34, 0.36, 0.10), (0.36, 0.16, 0.09), local=True, scale=30, translucent=0.4, bump=0.1, rough=(0.3, 0.5))
    lm = s.mat('leaf', (0.16, 0.36, 0.04), (0.11, 0.28, 0.03), local=True, scale=50, bscale=250, bump=0.3, translucent=0.55, rough=(0.25, 0.4), dist=0.001)
    b = s.Vector((float(line(np.array(0.0))), 0, -0.02))
    s.tube([b, b + s.Vector((-0.004, 0, 0.03)), b + s.Vector((0.004, 0.002, 0.062)), b + s.Vector((0.002, 0.0, 0.088))], [0.0024, 0.002, 0.0017, 0.0013], stem, 12, 10, 0.04)
    top = b + s.Vector((0.002, 0, 0.087))
    big, sm = s.leaf(lm, 0.044, 0.024, 0.32), s.leaf(lm, 0.03, 0.013, 0.2)
    for me, q, r, k in ((big, top, (8, -24, 8), 1), (big, top, (-6, -30, 190), 0.92), (sm, top + s.Vector((0, 0, .001)), (0, -62, 100), 0.8), (sm, top, (10, -66, 290), 0.7),
                        (sm, b + s.Vector((.003, 0, .055)), (0, -12, 60), 0.9), (sm, b + s.Vector((.003, 0, .055)), (5, -6, 245), 0.85)):
        s.obj('leaf', me, None, q, r, k)
    yl = s.leaf(s.mat('dry', (0.3, 0.15, 0.05), (0.2, 0.09, 0.03), local=True, scale=30, translucent=0.2), 0.07, 0.04, 0.7)
    s.obj('dry', yl, None, (0.19, 0.30, 0.006), (6, 4, 140))
    s.obj('dry', yl, None, (-0.24, 0.42, 0.006), (-6, 4, 40), 0.8)
    s.lamp((-0.5, -0.5, 0.5), 1.6, (0.6, 0.75, 1), 0.5, 'AREA', (0, 0, 0.03))
    s.camera((-0.075, -0.33, 0.085), (0.008, 0.0, 0.046), 52, f=5.6, focus=(0, -0.005, 0.06))
    s.grade(light=(0.03, 0.012, -0.025), shadow=(0.0, 0.01, 0.025), bloom=0.4)
    s.expose(0.35)
