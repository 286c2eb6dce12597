"""An open book with blank pages lies in the grass; the wind turns them."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.25, 0.42, 0.68), horizon=(0.75, 0.82, 0.80), curve=0.5, strength=0.9)
    s.sun(40, 66, 6.5, (1, 0.92, 0.72), 1.0)
    s.fog((0.55, 0.68, 0.42), 0.008, lit=(0.9, 0.92, 0.6), start=2, horizon=0.1)
    soil = s.mat('soil', (0.13, 0.22, 0.04), (0.08, 0.13, 0.03), bump=1)
    green = s.mat('grass', (0.17, 0.34, 0.05), (0.11, 0.25, 0.035), local=True, vary=0.3, translucent=0.4, rough=(0.3, 0.5))
    paper = s.mat('paper', (0.86, 0.84, 0.78), (0.82, 0.80, 0.74), local=True, scale=30, bscale=500, bump=0.06, rough=(0.6, 0.8), translucent=0.32, dist=0.001)
    block = s.mat('block', (0.80, 0.77, 0.69), (0.58, 0.55, 0.48), local=True, scale=1.0, stretch=(2, 2, 700), bscale=900, bump=0.4, rough=(0.7, 0.9), dist=0.001)
    cover = s.mat('cover', (0.10, 0.045, 0.035), (0.07, 0.03, 0.025), local=True, scale=60, bscale=400, bump=0.3, rough=(0.5, 0.7), dist=0.001)
    lie = lambda x, y: 0.05 * s.perlin(x / 1.3 + 4, y / 1.3) * s.smooth(0.3, 1.5, np.sqrt(np.asarray(x) ** 2 + np.asarray(y) ** 2)) + 0.9 * s.smooth(4, 22, y)
    s.ground(lambda x, y: lie(x, y) - 0.012, (-12, 12), (-1.5, 30), 160, 200, soil)
    W, D = 0.150, 0.215
    p = s.obj('book', None, None, (0, 0, 0.030), (4, -2, -16))

    def sheet(shape, m_, thick=0.0, name='page', ny=24, wave=0.0, seed=0):
        """A page whose cross-section is a line of (x, z) points."""
        line = [s.Vector((a, 0, b)) for a, b in shape]
        line = s.flow(line, 7)
        V, n = [], len(line)
        for j in range(ny + 1):
            v = j / ny
            for i, q in enumerate(line):
                t = i / (n - 1)
                w = wave * t * t * (s.noise.noise((v * 1.7, t * 1.5, seed)) + 0.5 * (v - 0.5))
                V.append((q.x + 0.3 * w, (v - 0.5) * D, q.z + w))
        F = [(j * n + i, j * n + i + 1, (j + 1) * n + i + 1, (j + 1) * n + i) for j in range(ny) for i in range(n - 1)]
        o = s.obj(name, s.mesh(name, V, F, m_))
        if thick:
            d = o.modifiers.new('t', 'SOLIDIFY')
            d.thickness, d.offset = thick, 1
        o.parent = p
        return o
    # the two halves: cover, block of pages, loose pages over them
    for sd, h in ((-1, 0.011), (1, 0.015)):
        sheet([(0, -0.004), (sd * 0.01, -0.003), (sd * 0.06, -0.0035), (sd * (W + 0.006), -0.003)], cover, 0.0028)
        prof = [(0.0005, 0.001), (0.006, h * 0.75), (0.018, h * 1.22), (0.045, h * 1.25), (0.09, h * 1.0), (W, h * 0.80)]
        top = s.flow([s.Vector((sd * a, 0, b)) for a, b in prof], 8)
        V, F = [], []
        n = len(top)
        for y in (-D / 2 + 0.003, D / 2 - 0.003):
            V += [(q.x * (0.985 if i == n - 1 else 1), y, q.z) for i, q in enumerate(top)] + [(q.x, y, 0.0) for q in top]
        k = 2 * n
        F += [(i, i + 1, k + i + 1, k + i) for i in range(n - 1)]
        F += [(i, n + i, n + i + 1, i + 1) for i in range(n - 1)] + [(k + i + 1, k + n + i + 1, k + n + i, k + i) for i in range(n - 1)]
        F += [(n - 1, 2 * n - 1, k + 2 * n - 1, k + n - 1)]
        o = s.obj('block', s.mesh('block', V, F, block, flat=True))
        o.parent = p
        for j in range(3):
            sheet([(sd * a, b + 0.0006 + 0.0011 * j * (a / W) ** 2) for a, b in prof[:-1]] + [(sd * (W - 0.001 * j), h * 0.8 + 0.0006 + 0.003 * j * (1 + j * 0.5))], paper, seed=j + sd, wave=0.004 * j)
    # pages in the wind, from the right over to the left
    fan = ((38, 0.3, 0.010), (58, 0.55, 0.012), (80, 0.75, 0.016), (104, 0.7, 0.014), (132, 0.45, 0.010), (150, 0.3, 0.008))
    for q, (ang, bend, wave) in enumerate(fan):
        pts, x, z, a = [], 0.0, 0.012, m.radians(ang + 24)
        for i in range(9):
            pts.append((x, z))
            st = W / 8
            x += st * m.cos(a)
            z += st * m.sin(a)
            a -= bend / 8 * 1.6 * (1 if ang < 95 else -0.35)
        sheet(pts, paper, seed=q * 3.3, wave=wave)
    tufts = [s.blades(green, 50, 0.12, 0.07, 0.0028, 0.9) for _ in range(5)]
    tall = [s.blades(green, 40, 0.22, 0.06, 0.0024, 0.7) for _ in range(4)]
    pts, hi = [], []
    ca, sa = m.cos(m.radians(16)), m.sin(m.radians(16))
    while len(pts) < 2600:
        y = -0.75 + 3.2 * s.random.random() ** 1.3
        x = s.U(-1, 1) * (0.55 + 0.5 * max(0, y + 0.6))
        u, v = x * ca - y * sa, x * sa + y * ca
        if abs(u) < W - 0.02 and abs(v) < D / 2 - 0.02:
            continue
        near = abs(u) < W + 0.09 and abs(v) < D / 2 + 0.10
        pts.append((x, y, float(lie(np.array(x), np.array(y))) - 0.012, 0.42 if near else 1))
    s.scatter(tufts, pts, (0.5, 1.1), 12)
    for _ in range(420):
        y = 0.25 + 5.5 * s.random.random() ** 1.4
        hi.append((s.U(-1, 1) * (0.5 + 0.62 * y), y, float(lie(np.array(0.0), np.array(y)))))
    s.scatter(tall, hi, (0.6, 1.2), 10)
    s.scatter(tall, [(x, s.U(-0.42, -0.30), -0.02) for x in (-0.27, -0.2, 0.24, 0.3, 0.33)], (0.5, 0.8), 10)
    # daisies, and the trees beyond the meadow
    petal, eye = s.mat('petal', (0.85, 0.85, 0.82), translucent=0.4), s.mat('eye', (0.8, 0.5, 0.05))
    V, F = [], []
    for k in range(16):
        a = k * 2 * m.pi / 16
        b = len(V)
        for t, w in ((0.15, 0.05), (0.6, 0.10), (1.0, 0.05)):
            for sgn in (-1, 1):
                V.append((t * m.cos(a) - sgn * w * m.sin(a), t * m.sin(a) + sgn * w * m.cos(a), 0.12 * t))
        F += [(b, b + 1, b + 3, b + 2), (b + 2, b + 3, b + 5, b + 4)]
    daisy = s.mesh('daisy', V, F, petal)
    core = s.rock(eye, 1, 2, 0.1, (0.5, 0.5, 0.3))
    stem = s.mat('stem', (0.13, 0.22, 0.05))
    for x, y, z in [(0.27, 0.16, 0.12), (0.33, 0.25, 0.14), (-0.30, 0.30, 0.13), (-0.24, 0.42, 0.15), (0.10, 0.55, 0.14), (-0.34, -0.02, 0.09)] + [(s.U(-1.3, 1.3), s.U(0.7, 3.2), s.U(0.10, 0.17)) for _ in range(46)]:
        r = (s.U(-25, 10), s.U(-18, 18), s.U(0, 360))
        s.obj('daisy', daisy, None, (x, y, z), r, 0.012)
        s.obj('eye', core, None, (x, y, z + 0.001), r, 0.010)
        s.tube([(x, y, z), (x + s.U(-.01, .01), y, z * 0.5), (x + s.U(-.02, .02), y, -0.02)], 0.0011, stem, 6, 4)
    bark, lv = s.mat('bark', (0.07, 0.055, 0.04)), s.mat('lv', (0.16, 0.30, 0.05), vary=0.3, translucent=0.5)
    tr = [s.tree_mesh(bark, 8, k, 4, 0.7, lv, 0.22, 7, trunk=0.22) for k in range(2)]
    s.scatter(tr, [(-6, 24, 0.6), (4.5, 27, 0.6), (11, 25, 0.6), (-13, 27, 0.6), (-1, 33, 0.6), (17, 31, .6), (-20, 30, .6)], (0.9, 1.2), 4)
    s.camera((0.06, -0.60, 0.265), (0.0, 0.03, 0.062), 46, f=4, focus=(0, -0.03, 0.05), roll=0)
    s.grade(bloom=0.4, light=(0.02, 0.018, -0.015), shadow=(0.0, 0.014, 0.008), vignette=0.28)
    s.expose(0.45)
