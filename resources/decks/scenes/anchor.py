"""A rusted anchor half buried in the sand at low tide."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.16, 0.24, 0.32), horizon=(0.62, 0.62, 0.58), curve=0.5, glow=(12, -38, (1, 0.82, 0.56), 8, 0.6),
          clouds=(1.0, 0.42, 0.72, (0.74, 0.70, 0.62), (0.20, 0.26, 0.31), (0.45, 1.4, 0)))
    s.FOG['dir'] = s.direction(9, -38)
    s.fog((0.55, 0.58, 0.56), 0.0026, lit=(0.86, 0.78, 0.62), horizon=0.04, start=6, tight=4)
    s.sun(13, -66, 4.4, (1, 0.80, 0.54), 1.5)
    ax, ay = 0.25, 0.0

    def sand(x, y):
        q, w = x + 0.35 * s.perlin(x / 1.3, y / 1.8), y + 0.30 * s.perlin(x / 1.6 + 7, y / 1.2)
        bars = 0.075 * s.fbm(q / 3.2 + 2.2, w / 1.7, 3)
        rip = 0.014 * np.sin(w * 27 + 0.9 * q + 3.0 * s.perlin(x / 0.7, y / 1.1)) * s.smooth(26, 8, y)
        d = np.sqrt((x - ax) ** 2 + ((y - ay) * 1.2) ** 2)
        pit = -0.11 * s.smooth(1.15, 0.35, d) + 0.05 * np.exp(-((d - 1.15) / 0.28) ** 2)
        heap = 0.09 * np.exp(-(((x - ax - 0.1) / 0.3) ** 2 + ((y - ay) / 0.22) ** 2))
        return bars + rip * s.smooth(0.5, 1.1, d) * s.smooth(-0.05, 0.03, bars) + pit + heap - 0.006 * np.clip(y - 3, 0, 100)
    z = lambda x, y: float(sand(np.array([x]), np.array([y]))[0])
    sm = s.mat('sand', (0.36, 0.29, 0.205), (0.24, 0.195, 0.145), scale=1.1, bscale=190, bump=0.7, rough=(0.30, 0.7), dist=0.006, wet=(0.9, 0.46, 0.60))
    s.ground(sand, (-5, 5.5), (-3.6, 8), 640, 820, sm)
    s.ground(lambda x, y: sand(x, y) - 0.01, (-40, 44), (7.9, 46), 240, 240, sm)
    wm = s.water('pool', (0.010, 0.018, 0.018), 0.02, ((2.5, 0.03), (13, 0.01)), stretch=(0.7, 1, 1), dist=0.05)
    s.obj('pool', s.mesh('pool', [(-60, -4, -0.052), (60, -4, -0.052), (60, 50, -0.052), (-60, 50, -0.052)], [(0, 1, 2, 3)]), wm)
    sea = s.water('sea', (0.02, 0.035, 0.035), 0.08, ((0.5, 0.5), (2.4, 0.12)), stretch=(0.3, 1, 1), dist=0.2)
    s.obj('sea', s.mesh('sea', [(-2500, 36, -0.05), (2500, 36, -0.05), (2500, 3000, -0.05), (-2500, 3000, -0.05)], [(0, 1, 2, 3)]), sea)
    foam = s.mat('foam', (0.75, 0.75, 0.70), rough=(0.9, 1))
    for y0 in (38, 45, 54):
        s.ground(lambda x, y: -0.25 + 0.32 * np.exp(-((y - y0 - 1.6 * s.fbm(x / 9, x * 0 + y0, 4)) / 0.28) ** 2) * s.smooth(-0.25, 0.2, s.perlin(x / 16, x * 0 + y0 * 1.7)), (-60, 64), (y0 - 3, y0 + 3), 420, 50, foam)
    rust = s.mat('rust', (0.30, 0.115, 0.045), (0.115, 0.048, 0.028), local=True, scale=7, bscale=60, bump=1, rough=(0.65, 0.95), dist=0.02, edge=(0.4, 0.6), warp=0.6)
    p = s.obj('anchor', None, None, (ax, ay, 0.02), (14, 33, 28))
    bits = []

    def bar(pts, r, sides=18, steps=10):
        bits.append(s.tube(pts, r, rust, sides, steps, 0.07))
    bar([(0, 0, -0.1), (0, 0, 0.6), (0, 0, 1.78)], [0.085, 0.07, 0.058])
    arc = [(0.82 * m.sin(t), 0, 0.62 - 0.82 * m.cos(t)) for t in np.linspace(-1.25, 1.25, 17)]
    bar(arc, [0.045, 0.075, 0.095, 0.075, 0.045], 18, 4)
    for sd in (-1, 1):
        t = 1.12 * sd
        c = s.Vector((0.82 * m.sin(t), 0, 0.62 - 0.82 * m.cos(t)))
        d = s.Vector((m.cos(t), 0, m.sin(t))) * sd
        nrm = s.Vector((-m.sin(t), 0, m.cos(t)))
        V = [c + d * 0.24, c + s.Vector((0, 0.17, 0)) - d * 0.04, c - d * 0.20 + s.Vector((0, 0.06, 0)), c - d * 0.20 - s.Vector((0, 0.06, 0)), c - s.Vector((0, 0.17, 0)) - d * 0.04]
        V = [v + nrm * 0.055 for v in V]
        o = s.obj('fluke', s.mesh('fluke', V, [(0, 1, 2, 3, 4)], rust, flat=True))
        so = o.modifiers.new('t', 'SOLIDIFY')
        so.thickness, so.offset = 0.05, 0
        be = o.modifiers.new('b', 'BEVEL')
        be.width, be.segments = 0.012, 2
        bits.append(o)
    bar([(0, -0.72, 1.60), (0, 0, 1.60), (0, 0.72, 1.60)], [0.034, 0.05, 0.034], 16, 8)
    for e in (-0.74, 0.74):
        bits.append(s.obj('ball', s.rock(rust, 3, 4, 0.06, (1, 1, 1)), None, (0, e, 1.60), scale=0.13))
    bits.append(s.obj('eye', s.rock(rust, 5, 4, 0.05, (1, 0.7, 1)), None, (0, 0, 1.79), scale=0.17))
    ring = [(0.165 * m.cos(t), 0.03 * m.sin(t), 1.93 + 0.165 * m.sin(t)) for t in np.linspace(0, 2 * m.pi, 25)]
    bits.append(s.tube(ring, 0.026, rust, 12, 2, 0.05))
    for b in bits:
        b.parent = p
    Vv, Ff = [], []
    lk = [s.Vector((0.075 * m.cos(t), 0.042 * m.sin(t), 0)) for t in np.linspace(0, 2 * m.pi, 19)]
    s.tube_data(lk, 0.0155, 9, Vv, Ff)
    link = s.mesh('link', Vv, Ff, rust)
    s.bpy.context.view_layer.update()
    top = p.matrix_world @ s.Vector((0, 0, 2.08))
    path = s.flow([tuple(top), (top.x + 0.16, top.y - 0.05, 0.75), (top.x + 0.24, top.y - 0.12, 0.30), (top.x + 0.30, top.y - 0.25, z(top.x + 0.3, top.y - 0.25) + 0.02),
                   (top.x + 0.42, top.y - 0.70, z(top.x + .42, top.y - .7) + 0.015), (top.x + 0.10, top.y - 1.10, z(top.x + .1, top.y - 1.1) + 0.01), (top.x - 0.2, top.y - 1.5, z(top.x - .2, top.y - 1.5) - 0.0), (top.x - 0.1, top.y - 2.0, -0.10)], 30)
    acc, last, i = 0.0, path[0], 0
    for a, b in zip(path, path[1:]):
        acc += (b - a).length
        if acc > 0.105:
            acc = 0.0
            o = s.obj('l', link, None, a)
            q = (b - a).to_track_quat('X', 'Z')
            o.rotation_euler = (q.to_matrix() @ s.Matrix.Rotation(m.radians(90 * (i % 2) + s.U(-14, 14)), 3, 'X')).to_euler()
            i += 1
    weed = s.mat('weed', (0.05, 0.065, 0.02), (0.03, 0.036, 0.014), local=True, vary=0.3, translucent=0.3, rough=(0.1, 0.3))
    wl = [s.blades(weed, 26, 0.24, 0.05, 0.012, 2.2) for _ in range(4)]
    s.scatter(wl, [(ax + s.random.gauss(0.0, 0.55), ay + s.random.gauss(0, 0.45), 0) for _ in range(20)] + [(s.U(-3.5, 4), s.U(-1.5, 7), -0.01) for _ in range(22)], (0.4, 0.9), 30)
    sh = s.mat('shell', (0.55, 0.50, 0.44), (0.30, 0.26, 0.23), local=True, vary=0.3, scale=20, rough=(0.3, 0.6))
    st = [s.rock(sh, k, 3, 0.25, (1, 0.8, 0.35)) for k in range(4)]
    s.scatter(st, [(x, y, z(x, y)) for x, y in [(s.U(-3, 3.6), s.U(-2.6, 6)) for _ in range(150)]], (0.012, 0.05), 15)
    s.camera((-0.85, -3.35, 0.98), (0.55, 0.6, 0.56), 34, f=5, focus=(ax + 0.3, ay, 0.7))
    s.grade(shadow=(0.0, 0.012, 0.026), light=(0.025, 0.012, -0.025), bloom=0.35, saturation=1.02)
    s.expose(0.5)
    s.quiet()
