"""A bright garden seen through a keyhole; round it everything is dark."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.30, 0.48, 0.72), horizon=(0.80, 0.85, 0.76), glow=(34, 24, (0.9, 0.78, 0.45), 6, 0.8))
    s.sun(36, 26, 5, (1, 0.88, 0.60), 1)
    s.fog((0.62, 0.66, 0.42), 0.006, lit=(1.0, 0.94, 0.6), start=3, tight=5, horizon=0.15)
    door = s.mat('door', (0.060, 0.040, 0.028), (0.030, 0.020, 0.015), local=True, stretch=(12, 1, 1.1), scale=30, bscale=600, bump=0.8, warp=0.5, rough=(0.35, 0.6), dist=0.0012)
    iron = s.mat('iron', (0.16, 0.145, 0.13), (0.15, 0.07, 0.04), local=True, scale=60, bscale=500, metal=0.85, rough=(0.30, 0.6), bump=0.7, edge=(0.45, 0.7), dist=0.0008)
    brim = s.mat('brim', (0.30, 0.26, 0.21), (0.18, 0.12, 0.08), local=True, scale=90, metal=0.9, rough=(0.25, 0.45), bump=0.3, dist=0.0006)
    # outline of the hole, as a ring of points about its middle
    R, hw, low = 0.0115, 0.0068, -0.0400
    n = 180
    hole = []
    a0 = m.asin(0.0046 / R)
    for k in range(120):
        a = -m.pi / 2 + a0 + (2 * m.pi - 2 * a0) * k / 119
        hole.append((R * m.cos(a), R * m.sin(a)))
    yb = -R * m.cos(a0)
    for k in range(1, 24):
        t = k / 24
        hole.append((-0.0046 - (hw - 0.0046) * t, yb + (low - yb) * t))
    for k in range(1, 16):
        a = m.pi * (1 + k / 16)
        hole.append((hw * m.cos(a), low + 0.0028 * m.sin(a)))
    for k in range(0, 24):
        t = 1 - k / 24
        hole.append((0.0046 + (hw - 0.0046) * t, yb + (low - yb) * t))
    n = len(hole)

    def plate(outer, y0, y1, m_, name, rim=0.0):
        """A slab with the hole in it: hole and outer are rings of as many points; y0 faces the camera."""
        V = [(x, y1, z) for x, z in hole] + [(x, y0 + rim, z) for x, z in hole] + [(x * 1.0 + (0.0010 * x / (abs(x) + 1e-6) if rim else 0), y0, z + (0.0008 if z > -0.015 else -0.0008) * (1 if rim else 0)) for x, z in hole] \
            + [(x * 0.985, y0, z * 0.985) for x, z in outer] + [(x, y0 + 0.0012, z) for x, z in outer] + [(x, y1, z) for x, z in outer]
        F = [(r * n + k, r * n + (k + 1) % n, (r + 1) * n + (k + 1) % n, (r + 1) * n + k) for r in range(5) for k in range(n)]
        me = s.mesh(name, V, F, m_, flat=not rim)
        for k in range(2 * n, 3 * n):
            me.polygons[k].use_smooth = False
        return s.obj(name, me)
    # escutcheon: an oval of iron with waist; each of its points belongs to one of the hole
    ring = []
    turns = np.radians(np.concatenate([np.linspace(4, 176, 120), np.linspace(179, 248, 23), np.linspace(250, 290, 15), np.linspace(292, 361, 24)]))
    for a in turns:
        c, q = m.cos(a), m.sin(a)
        rr = 1 / m.sqrt((c / 0.027) ** 2 + (q / 0.056) ** 2) * (1 + 0.05 * m.cos(6 * a))
        ring.append((rr * c, -0.014 + rr * q))
    plate(ring, -0.0035, 0.0, iron, 'plate', 0.0006)
    big = []
    for a in turns:
        big.append((0.9 * m.cos(a), 0.9 * m.sin(a)))
    o = plate(big, 0.0, 0.010, door, 'door')
    # planks are told by their joints
    for x in (-0.092, 0.070):
        s.box((0.0028, 0.004, 1.6), (x, -0.0004, 0), s.mat('gap', (0.004, 0.003, 0.003)), bevel=0)
    for x, z in ((0.0, 0.0335), (0.0, -0.0625)):
        s.obj('nail', s.rock(brim, 3, 3, 0.12, (1, 0.5, 1)), None, (x, -0.0036, z), (0, 40, 0), 0.0075)
    # the garden
    green = s.mat('leaf', (0.16, 0.31, 0.05), (0.10, 0.21, 0.03), translucent=0.5, vary=0.35)
    dark = s.mat('hedge', (0.07, 0.15, 0.03), (0.05, 0.11, 0.025), translucent=0.4, vary=0.35)
    bark, soil = s.mat('bark', (0.06, 0.045, 0.035)), s.mat('soil', (0.13, 0.16, 0.05), bump=1)
    gravel = s.mat('gravel', (0.34, 0.28, 0.20), (0.25, 0.20, 0.14), scale=20, bscale=90, bump=1, dist=0.02)
    G = -1.15
    mid = lambda y: 0.16 * np.sin((y - 1.0) * 0.42)
    s.ground(lambda x, y: G + 0.03 * s.fbm(x * 2, y * 2, 4), (-20, 20), (0.4, 40), 200, 200, soil)
    s.ground(lambda x, y: G + 0.05 - 0.15 * s.smooth(0.5, 0.66, np.abs(x - mid(y)) + 0.32), (-2.5, 2.5), (0.4, 24), 160, 420, gravel)
    tufts = [s.blades(green, 50, 0.26, 0.13, 0.007, 0.8) for _ in range(4)]
    s.scatter(tufts, [(float(mid(y)) + s.random.choice((-1, 1)) * s.U(0.26, 2.6), y, G + 0.02) for y in [s.U(1.6, 16) for _ in range(1300)]], (0.6, 1.1), 10)
    cols = ((0.80, 0.16, 0.26), (0.88, 0.80, 0.74), (0.52, 0.26, 0.66), (0.92, 0.55, 0.14))
    fl = []
    for i, c in enumerate(cols):
        b = s.mat('bloom%d' % i, c, translucent=0.4, vary=0.2)
        V, F = [], []
        for _ in range(18):
            cc = s.Vector((s.random.gauss(0, .17), s.random.gauss(0, .17), s.U(.3, .85)))
            for p in range(6):
                a = p * 1.047
                k, r = len(V), 0.042
                V += [cc, cc + s.Vector((r * m.cos(a), r * m.sin(a), .012)), cc + s.Vector((1.35 * r * m.cos(a + .5), 1.35 * r * m.sin(a + .5), .016)), cc + s.Vector((r * m.cos(a + 1), r * m.sin(a + 1), .012))]
                F.append((k, k + 1, k + 2, k + 3))
        fl.append(s.mesh('bloom', V, F, b))
    s.scatter(fl, [(float(mid(y)) + s.random.choice((-1, 1)) * s.U(0.42, 1.7), y, G + 0.02) for y in [s.U(2.4, 12) for _ in range(320)]], (0.7, 1.25), 10)
    trees = [s.tree_mesh(bark, 6.0, k, 4, 0.7, (green, dark)[k % 2], 0.14, 8, trunk=0.26, gnarl=0.3) for k in range(3)]
    s.scatter(trees, [(-2.6, 14, G), (2.5, 17, G), (-2.4, 23, G), (2.9, 27, G), (-6, 17, G), (6.5, 19, G), (0.3, 36, G), (-4.5, 22, G), (6, 26, G), (-9, 20, G), (10, 22, G)], (0.85, 1.15), 4)
    # a faint light on this side
    s.lamp((-0.30, -0.42, 0.34), 0.40, (0.6, 0.75, 1), 0.25, 'AREA', (0, 0, 0))
    s.lamp((0.10, -0.05, 0.22), 0.07, (1, 0.78, 0.5), 0.06, 'AREA', (0, 0, -0.01))
    for o in ((0.9, -0.5, 0), (-0.9, -0.5, 0)):
        s.box((0.02, 1.2, 2.2), o, door, bevel=0)
    s.box((2, 0.02, 2.2), (0, -0.95, 0), door, bevel=0)
    s.box((2, 1.2, 0.02), (0, -0.5, 0.9), door, bevel=0)
    s.camera((0.002, -0.064, -0.004), (0.0, 0.0, -0.0125), 24, f=22, focus=0.14, roll=0).data.clip_start = 0.005
    s.grade(bloom=0.45, light=(0.025, 0.016, -0.025), shadow=(0.0, 0.008, 0.012), vignette=0.4)
    s.expose(0.7)
