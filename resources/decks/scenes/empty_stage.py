"""A theatre stage: the curtain half open, one circle of light on the boards."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.004, 0.004, 0.006), horizon=(0.004, 0.004, 0.006))
    s.fog((0.020, 0.013, 0.012), 0.02)
    velvet = s.mat('velvet', (0.36, 0.014, 0.020), (0.25, 0.009, 0.014), scale=1.5, bscale=120, bump=0.25, rough=(0.75, 0.95), dist=0.004, spec=0.15)
    gold = s.mat('fringe', (0.55, 0.36, 0.11), (0.36, 0.22, 0.06), scale=30, bscale=140, bump=0.6, rough=(0.4, 0.6), metal=0.4, dist=0.006, stretch=(3, 3, 0.4))
    boards = s.mat('boards', (0.23, 0.135, 0.07), (0.13, 0.075, 0.04), local=True, vary=0.28, scale=3, stretch=(6, 0.5, 6), bump=0.35, rough=(0.22, 0.5), dist=0.006)
    dark = s.mat('dark', (0.018, 0.015, 0.015), (0.011, 0.01, 0.01), scale=2, bump=0.4, rough=(0.6, 0.9))
    gilt = s.mat('gilt', (0.30, 0.19, 0.07), (0.13, 0.075, 0.03), scale=5, bscale=40, bump=0.5, rough=(0.35, 0.6), metal=0.5, dist=0.01)
    plush = s.mat('plush', (0.16, 0.008, 0.012), (0.09, 0.005, 0.008), local=True, scale=4, bscale=80, bump=0.3, rough=(0.7, 0.9), dist=0.004, spec=0.2)
    W, D, H, Z = 9.0, 9.0, 6.6, 1.05
    x = -W / 2 - 1.5
    while x < W / 2 + 1.5:
        y = 0.15
        while y < D:
            ln = s.U(2.2, 3.8)
            s.box((0.146, ln - 0.005, 0.04), (x, y + ln / 2, Z - 0.02), boards, bevel=0.004, wobble=0.0015)
            y += ln
        x += 0.15
    s.box((W + 3, 0.30, 0.07), (0, 0.0, Z - 0.01), boards, bevel=0.03)
    s.box((W + 3, 0.2, Z), (0, 0.06, Z / 2 - 0.04), dark, bevel=0)
    s.box((W + 3, 0.05, 0.09), (0, -0.06, Z - 0.16), gilt, bevel=0.02)
    s.box((30, 0.2, 12), (0, D, 5), dark, bevel=0)

    def sheet(x0, x1, y, z0, z1, folds, depth, mt, gather=None, hem=0.14):
        """Hanging folds from x0 to x1; gather(t) narrows the sheet towards z1 (t: 0 at the floor)."""
        nu, nv = 46 * folds // 3, 60
        u, v = np.meshgrid(np.linspace(0, 1, nu), np.linspace(0, 1, nv))
        ph = u * folds * 2 * m.pi + 0.9 * np.sin(u * 9.1) + 0.25 * np.sin(v * 4 + u * 20)
        X = x0 + (x1 - x0) * u
        if gather:
            X = x0 + (x1 - x0) * u * gather(v)
        Y = y + depth * (0.8 + 0.3 * np.sin(u * 31)) * (0.75 + 0.25 * (1 - v)) * np.sin(ph) + 0.02 * np.sin(v * 11 + u * 40)
        X = X + 0.35 * depth * np.cos(ph)
        Zz = z0 + (z1 - z0) * v
        V = np.stack([X, Y, Zz], -1).reshape(-1, 3)
        i = np.arange(nu * nv).reshape(nv, nu)
        F = np.stack([i[:-1, :-1], i[:-1, 1:], i[1:, 1:], i[1:, :-1]], -1).reshape(-1, 4)
        k = int(nv * hem / (z1 - z0)) * (nu - 1)
        o = s.obj('sheet', s.mesh('sheet', V, F, mt))
        if hem:
            o.data.materials.append(gold)
            ix = np.zeros(len(F), dtype=np.int32)
            ix[:max(k, 2 * (nu - 1))] = 1
            o.data.polygons.foreach_set('material_index', ix)
        return o
    sheet(-W / 2 - 0.4, -1.05, 1.0, Z + 0.02, Z + H, 15, 0.16, velvet)
    sheet(W / 2 + 0.4, 2.15, 1.0, Z + 0.02, Z + H, 9, 0.15, velvet, lambda v: 0.86 + 0.14 * s.smooth(0.25, 0.9, v) + 0.05 * s.smooth(0.25, 0.0, v))
    sheet(-W / 2 - 0.4, W / 2 + 0.4, 0.55, Z + 4.55, Z + H + 0.6, 26, 0.12, velvet, None, 0.22)
    for k in range(6):
        sd = -1 if k % 2 else 1
        sheet(sd * (W / 2 - 0.2), sd * (W / 2 + 1.8), 3.0 + (k // 2) * 1.8, Z, Z + H, 6, 0.10, dark, None, 0)
    for sd in (-1, 1):
        s.box((2.5, 0.5, 10), (sd * (W / 2 + 1.1), 0.25, 4), dark, bevel=0)
        for i, (w, yy) in enumerate(((0.34, 0.0), (0.16, -0.08), (0.08, -0.13))):
            s.box((w, 0.12, 10), (sd * (W / 2 - 0.05 - 0.02 * i), yy, 5), gilt, bevel=0.04)
    cx, cy = 0.62, 3.1
    s.lamp((cx - 1.7, 1.75, 8.6), 8500, (1, 0.90, 0.74), 0.03, 'SPOT', (cx, cy, Z), 13.5).data.spot_blend = 0.12
    bm = s.beam('beam', (1, 0.88, 0.70), 0.030, 0.7)
    a, b = s.Vector((cx - 1.7, 1.75, 8.6)), s.Vector((cx, cy, Z))
    ln = (b - a).length
    k, rr = 48, m.tan(m.radians(6.6))
    V = [(0.01 * m.cos(6.283 * i / k), 0.01 * m.sin(6.283 * i / k), 0) for i in range(k)] + [(rr * m.cos(6.283 * i / k), rr * m.sin(6.283 * i / k), 1) for i in range(k)]
    o = s.obj('beam', s.mesh('beam', V, [(i, (i + 1) % k, k + (i + 1) % k, k + i) for i in range(k)], bm), None, a, scale=(ln, ln, ln))
    o.rotation_euler = (b - a).to_track_quat('Z', 'Y').to_euler()
    for row in range(3):
        y = -1.9 - row * 1.0
        for i in range(-7, 8):
            xx = i * 0.58 + (0.29 if row % 2 else 0)
            V, F = [], []
            n = 12
            zs = []
            for side in (-0.05, 0.05):
                for q in range(n + 1):
                    t = q / n
                    X = -0.25 + 0.5 * t
                    V += [(X, side, 0), (X, side, 0.86 + 0.10 * m.sin(m.pi * t) ** 0.8 - 0.0)]
            for side in (0, 1):
                o0 = side * 2 * (n + 1)
                F += [(o0 + 2 * q, o0 + 2 * q + 2, o0 + 2 * q + 3, o0 + 2 * q + 1) for q in range(n)]
            c0 = 2 * (n + 1)
            F += [(2 * q + 1, 2 * q + 3, c0 + 2 * q + 3, c0 + 2 * q + 1) for q in range(n)]
            F += [(0, 1, c0 + 1, c0), (2 * n, c0 + 2 * n, c0 + 2 * n + 1, 2 * n + 1)]
            ch = s.obj('seat', s.mesh('seat', V, F, plush, flat=True), None, (xx, y, 0.12 * row - 0.02), (10, 0, 0))
            bv = ch.modifiers.new('b', 'BEVEL')
            bv.width, bv.segments = 0.025, 3
            s.box((0.06, 0.42, 0.07), (xx - 0.29, y + 0.22, 0.56 + 0.12 * row), gilt, bevel=0.02)
    mote = s.glow('mote', (1, 0.86, 0.66), 0.9, fog=False)
    mm = s.rock(mote, 1, 1, 0, (1, 1, 1))
    pts = []
    for _ in range(300):
        t = s.U(0.35, 0.98)
        c = a.lerp(b, t)
        r = rr * ln * t * m.sqrt(s.random.random())
        g = s.U(0, 6.283)
        pts.append((c.x + r * m.cos(g), c.y + r * m.sin(g) * 0.8, c.z + r * m.sin(g) * 0.4))
    s.scatter([mm], pts, (0.004, 0.010), 0)
    s.lamp((-3.2, -2.0, 0.7), 95, (1, 0.50, 0.24), 1.6, 'AREA', (-3, 1, 3.2))
    s.lamp((3.2, -2.0, 0.7), 70, (1, 0.50, 0.24), 1.6, 'AREA', (3.2, 1, 3.2))
    s.lamp((0, -3.5, 6.5), 150, (0.55, 0.62, 1), 2.5, 'AREA', (0, 2, 2))
    s.lamp((1.0, 5.6, 7.4), 150, (0.35, 0.5, 1), 1.5, 'AREA', (0.5, 5, 1))
    s.camera((0.15, -6.0, 2.75), (0.12, 2.2, 2.72), 34, f=4, focus=7.0)
    s.grade(bloom=0.5, light=(0.03, 0.01, -0.015), shadow=(0.006, 0.003, 0.012))
    s.expose(0.5)
