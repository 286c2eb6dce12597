"""Two tracks part in golden evening light: rust, timber, ballast, and a lever."""


def build(s):
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.16, 0.22, 0.34), horizon=(0.95, 0.58, 0.28), curve=0.42, glow=(6, 9, (1.3, 0.72, 0.26), 30, 2.4),
          clouds=(0.7, 0.46, 0.72, (0.95, 0.55, 0.32), (0.34, 0.30, 0.34), (0.5, 1.6, 0)))
    s.sun(8.5, 9, 6.5, (1, 0.66, 0.34), 1)
    s.fog((0.48, 0.34, 0.24), 0.010, lit=(1.1, 0.66, 0.32), horizon=0.05, tight=9)
    stone = s.by_piece(s.mat('ballast', (0.24, 0.185, 0.145), (0.13, 0.10, 0.085), scale=9, bscale=70, bump=0.6, rough=(0.55, 0.85), dist=0.006), 0.45)
    bed = s.mat('bed', (0.11, 0.085, 0.065), bump=1, scale=14)
    wood = s.mat('sleeper', (0.13, 0.09, 0.065), (0.055, 0.042, 0.034), local=True, vary=0.3, scale=5, stretch=(0.7, 9, 9), bump=1, rough=(0.55, 0.85), dist=0.012)
    rust = s.mat('rust', (0.23, 0.085, 0.035), (0.11, 0.05, 0.03), scale=10, bscale=90, bump=0.5, rough=(0.5, 0.8), dist=0.003)
    bright = s.mat('tread', (0.62, 0.52, 0.42), (0.42, 0.30, 0.20), scale=2, bscale=60, bump=0.1, metal=1, rough=(0.16, 0.34), dist=0.002, stretch=(4, 0.6, 1))
    g, rh = 0.75, 0.17
    yp, R = 3.2, 50.0
    off = lambda y: -np.maximum(y - yp, 0) ** 2 / (2 * R)
    foot = [(-0.07, 0), (0.07, 0), (0.07, 0.012), (0.012, 0.03), (0.011, 0.115), (0.034, 0.13), (0.034, 0.158), (-0.034, 0.158), (-0.034, 0.13), (-0.011, 0.115), (-0.012, 0.03), (-0.07, 0.012)]
    top = [(-0.026, 0.1575), (0.026, 0.1575), (0.022, 0.166), (-0.022, 0.166)]
    ys = np.concatenate([np.linspace(-3, 30, 60), np.linspace(32, 240, 60)])

    def rail(xs, yy, gap=None):
        path = [(float(x), float(y), 0.0) for x, y in zip(xs, yy)]
        s.sweep(foot, path, rust, flat=True)
        s.sweep(top, path, bright, flat=True)
    frog = yp + m.sqrt(2 * R * 2 * g)
    y1 = ys[ys >= yp - 0.1]
    rail(ys * 0 + g, ys)
    lead = ys[ys < yp + 0.3]
    rail(np.concatenate([lead * 0, off(y1)]) - g, np.concatenate([lead, y1]))
    y2 = np.linspace(yp + 1.4, frog - 1.0, 40)
    rail(y2 * 0 - g + 0.02 + 0.06 * s.smooth(yp + 5, yp + 1.4, y2), y2)
    rail(off(y2) + g - 0.02, y2)
    y3 = np.concatenate([np.linspace(frog, frog + 20, 30), np.linspace(frog + 21, 240, 60)])
    rail(y3 * 0 - g, y3)
    rail(off(y3) + g, y3)
    y4 = np.linspace(frog - 2.2, frog + 2.2, 16)
    for e, base in ((0.13, y4 * 0 + g), (-0.13, off(y4) - g)):
        flare = 0.08 * np.abs((y4 - frog) / 2.2) ** 4
        rail(base - e - flare * np.sign(e), y4)
    sl = []
    y = -2.6
    while y < 150:
        c = float(off(np.array(y)))
        if -c < 2.9:
            s.box((2.6 - c, 0.26, 0.2), (c / 2, y, -0.115), wood, bevel=0.012, wobble=0.012)
        else:
            ang = m.degrees(m.atan(-max(y - yp, 0) / R))
            s.box((2.6, 0.26, 0.2), (0, y, -0.115), wood, bevel=0.012, wobble=0.012)
            s.box((2.6, 0.26, 0.2), (c, y, -0.115), wood, rot=(0, 0, -ang), bevel=0.012, wobble=0.012)
        if y < 34:
            for x in {-g, g, c - g, c + g}:
                for sd in (-1, 1):
                    s.box((0.10, 0.16, 0.02), (x + sd * 0.1, y, -0.008), rust, bevel=0.004)
                    s.box((0.035, 0.035, 0.05), (x + sd * 0.105, y + s.U(-.03, .03), 0.015), rust, rot=(0, 0, s.U(0, 90)), bevel=0.006)
        y += 0.64
    rk = [s.rock(stone, k, 1 if k > 3 else 2, 0.4, (1, 0.85, 0.75)) for k in range(7)]
    for me in rk:
        me.polygons.foreach_set('use_smooth', [False] * len(me.polygons))
    pats = []
    for k in range(5):
        pl = [((s.U(-.42, .42), s.U(-.42, .42), s.U(-.035, .02)), (s.U(0, 360), s.U(0, 360), s.U(0, 360)), s.U(0.035, 0.075)) for _ in range(330)]
        pats.append(s.clump(rk, pl, stone))
    h = lambda x, y: -0.10 - 0.30 * s.smooth(1.7, 3.2, np.maximum(x, 0)) - 0.30 * s.smooth(1.7, 3.2, np.maximum(off(y) - x, 0)) - 0.0 * y
    lie = lambda x, y: h(x, y) + 0.02 * s.fbm(x * 2, y * 2, 3) - 0.25 * s.smooth(2.8, 8, np.abs(x - off(y) / 2) + off(y) / 2)
    s.ground(lambda x, y: lie(x, y) - 0.015, (-14, 8), (-4, 40), 240, 320, bed)
    field = s.mat('field', (0.20, 0.14, 0.055), (0.12, 0.09, 0.04), bump=1, scale=3)
    s.ground(lambda x, y: -0.75 + 0.15 * s.fbm(x / 5, y / 5, 3), (-400, 400), (-6, 600), 160, 160, field)
    col = s.bpy.context.scene.collection
    for y in np.arange(-2.8, 60, 0.62):
        c = float(off(np.array(y)))
        for x in np.arange(c - 2.5, 2.6, 0.62):
            mid = min(abs(x), abs(x - c))
            if c < -6.5 and mid > 2.6:
                continue
            o = s.bpy.data.objects.new('p', s.random.choice(pats))
            o.location = (x + s.U(-.1, .1), y + s.U(-.1, .1), float(lie(np.array(x), np.array(y))) + 0.005)
            o.rotation_euler = (0, 0, s.U(0, 6.283))
            col.objects.link(o)
    dry = s.mat('dry', (0.42, 0.29, 0.09), (0.26, 0.20, 0.07), translucent=0.5, vary=0.4, rough=(0.4, 0.6))
    tf = [s.blades(dry, 55, 0.55, 0.16, 0.004, 0.6) for _ in range(5)]
    pts = []
    for _ in range(2600):
        y = -1 + 60 * s.random.random() ** 1.6
        c = float(off(np.array(y)))
        x = s.random.choice((c - 2.7 - abs(s.random.gauss(0, 2.5)), 2.5 + abs(s.random.gauss(0, 2.5)), c - 2.9 - s.U(0, 14), 2.8 + s.U(0, 14)))
        pts.append((x, y, max(-0.75, float(lie(np.array(x), np.array(y)))) - 0.03))
    for _ in range(500):
        y = s.U(frog + 9, 60)
        c = float(off(np.array(y)))
        if c < -5.2:
            pts.append((s.U(c + 2.3, -2.3), y, -0.35))
    s.scatter(tf, pts, (0.5, 1.35), 10)
    low = [s.blades(dry, 9, 0.14, 0.05, 0.003, 0.8) for _ in range(3)]
    s.scatter(low, [(s.U(-2.4, 2.0), -1 + 22 * s.random.random() ** 1.3, -0.10) for _ in range(170)], (0.6, 1.2), 12)
    iron = s.mat('iron', (0.05, 0.035, 0.03), (0.16, 0.06, 0.03), scale=12, bscale=80, metal=0.3, rough=(0.45, 0.7), bump=0.4, dist=0.003)
    paint = s.mat('paint', (0.62, 0.56, 0.46), (0.30, 0.13, 0.06), scale=14, rough=(0.4, 0.7), bump=0.3, edge=(0.5, 0.62), dist=0.003)
    lx, ly = 1.85, 3.6
    for dy in (-0.28, 0.28):
        s.box((1.5, 0.24, 0.18), (1.65, ly + dy, -0.06), wood, bevel=0.012, wobble=0.01)
    s.box((0.5, 0.34, 0.05), (lx, ly, 0.06), iron, bevel=0.01)
    s.lathe([(0.17, 0.06), (0.16, 0.12), (0.10, 0.2), (0.07, 0.34), (0.09, 0.36), (0.09, 0.42), (0.04, 0.44), (0, 0.44)], iron, (lx, ly, 0.02), 32)
    s.tube([(lx, ly, 0.38), (lx + 0.30, ly, 0.62), (lx + 0.62, ly - 0.02, 0.86), (lx + 0.84, ly - .03, 1.02)], [0.022, 0.02, 0.017, 0.02], iron, 12, 6)
    s.obj('weight', s.rock(paint, 3, 3, 0.02, (1, 1, 1)), None, (lx + 0.66, ly - .02, 0.885), scale=0.22)
    s.tube([(lx, ly, 0.13), (1.2, ly, 0.05), (-0.7, ly, 0.05)], 0.018, iron, 8, 4)
    tree = s.mat('tree', (0.05, 0.04, 0.025))
    ts = [s.tree_mesh(tree, 9, 40 + k, 4, 0.6, s.mat('tl%d' % k, (0.10, 0.085, 0.03), translucent=0.4), 0.28, 7) for k in range(3)]
    s.scatter(ts, [(s.random.choice((-1, 1)) * s.U(14, 60), s.U(46, 130), -0.7) for _ in range(46)], (0.6, 1.2), 3)
    for k in range(7):
        y = 14 + k * 24
        x = 5.0
        s.tube([(x, y, -1), (x, y, 6.4)], [0.11, 0.08], tree, 8, 1)
        for e, w in ((5.95, 1.5), (5.55, 1.9), (5.15, 1.5)):
            s.box((w, 0.09, 0.10), (x, y - 0.1, e), tree, bevel=0)
            for i in (-0.46, -0.28, 0.28, 0.46):
                s.lathe([(0.03, 0), (0.05, 0.06), (0.03, 0.12), (0.045, 0.16), (0, 0.2)], tree, (x + i * w, y - 0.1, e + 0.05), 8)
        if k:
            for e in (-0.7, 0.7, 0.95):
                s.tube([(x + e, y - 24, 6.1 - 0.4 * (e > .8)), (x + e, y - 12, 5.6 - 0.4 * (e > .8)), (x + e, y, 6.1 - 0.4 * (e > .8))], 0.012, tree, 4, 6)
    s.lamp((-2, -3, 3), 40, (0.6, 0.72, 1), 3, 'AREA', (0, 4, 0))
    s.camera((0.40, -2.3, 1.42), (-0.80, 10, -0.02), 32, f=4, focus=5.4)
    s.grade(bloom=0.5, light=(0.035, 0.012, -0.03), shadow=(0.01, 0.006, 0.018))
    s.expose(-0.05)
