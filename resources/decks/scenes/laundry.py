"""Washing on lines between old house walls, full of sun and wind."""


def build(s):
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.09, 0.26, 0.58), horizon=(0.50, 0.66, 0.80), curve=0.6, strength=1.0,
          clouds=(0.9, 0.54, 0.72, (0.95, 0.93, 0.9), (0.7, 0.75, 0.8), (1, 1, 0)))
    s.sun(50, 9, 8.0, (1, 0.87, 0.64), 0.6)
    s.fog((0.62, 0.66, 0.70), 0.006, lit=(1, 0.92, 0.75), start=5)
    rose = s.mat('rose', (0.62, 0.34, 0.23), (0.48, 0.25, 0.17), scale=0.7, bscale=16, bump=0.8, rough=(0.75, 0.95), dist=0.02, warp=0.5)
    ochre = s.mat('ochre', (0.66, 0.47, 0.25), (0.52, 0.36, 0.19), scale=0.6, bscale=16, bump=0.8, rough=(0.75, 0.95), dist=0.02, warp=0.5)
    stone = s.mat('stone', (0.44, 0.38, 0.31), (0.32, 0.28, 0.23), scale=3, bscale=30, bump=0.7, dist=0.015)
    teal = s.mat('shutter', (0.09, 0.20, 0.19), (0.055, 0.13, 0.13), scale=5, bscale=40, bump=0.4, rough=(0.5, 0.7), dist=0.006)
    blue = s.mat('shutter2', (0.12, 0.20, 0.30), (0.08, 0.13, 0.21), scale=5, bscale=40, bump=0.4, rough=(0.5, 0.7), dist=0.006)
    dark = s.mat('inside', (0.02, 0.022, 0.026), rough=(0.08, 0.2), bump=0.05)
    iron = s.mat('iron', (0.03, 0.03, 0.032), rough=(0.4, 0.6))
    tile = s.by_piece(s.mat('tile', (0.42, 0.18, 0.10), (0.28, 0.13, 0.08), scale=5, bump=0.5, rough=(0.7, 0.9)), 0.3)
    W, H = 1.85, 8.6

    def front(sd, wall, y0, y1, x, hgt, cols, rows, sh):
        s.box((1.0, y1 - y0, hgt), (sd * (x + 0.5), (y0 + y1) / 2, hgt / 2), wall, bevel=0.02)
        s.box((0.5, y1 - y0 + 0.1, 0.14), (sd * (x + 0.02), (y0 + y1) / 2, hgt - 0.08), stone, bevel=0.03)
        it = [((sd * (x - 0.14 + s.U(-.02, .02)), y0 + 0.1 + k * 0.2, hgt + 0.06), (0.62, 0.17, 0.07)) for k in range(int((y1 - y0) / 0.2))]
        s.blocks(it, tile, 0.03)
        s.tube([(sd * (x - 0.07), y1 - 0.35, 0), (sd * (x - 0.07), y1 - 0.35, hgt)], 0.05, iron, 10, 1)
        for c in cols:
            for z in rows:
                w, hh = 0.86, 1.42
                s.box((0.10, w + 0.26, hh + 0.26), (sd * x, c, z), stone, bevel=0.015)
                s.box((0.16, w, hh), (sd * (x - 0.0), c, z), dark, bevel=0)
                s.box((0.20, w + 0.34, 0.09), (sd * (x - 0.06), c, z - hh / 2 - 0.1), stone, bevel=0.015)
                s.box((0.03, 0.05, hh), (sd * (x - 0.085), c, z), sh, bevel=0)
                s.box((0.03, w, 0.05), (sd * (x - 0.085), c, z + 0.15), sh, bevel=0)
                if s.random.random() < 0.85:
                    for e in (-1, 1):
                        op = s.U(4, 16) if s.random.random() < 0.7 else s.U(50, 80)
                        t = m.radians(op)
                        hx, hy = sd * (x - 0.07), c + e * (w / 2 + 0.02)
                        q = s.obj('sh', None, None, (hx, hy, z), (0, 0, 0))
                        q.rotation_euler = (0, 0, (t if sd * e > 0 else -t))
                        b = s.blocks([((0, e * 0.225, 0), (0.03, 0.44, hh))] + [((-sd * 0.02, e * 0.225, -hh / 2 + 0.09 + k * 0.062), (0.022, 0.35, 0.036)) for k in range(21)], sh, 0.004)
                        b.parent = q
    front(-1, rose, -4, 6.2, W, H, (0.6, 2.9, 5.0), (2.3, 4.9, 7.4), teal)
    front(-1, ochre, 6.2, 15, W + 0.25, H - 1.3, (7.6, 9.7, 12), (2.3, 4.7, 6.8), blue)
    front(1, ochre, -4, 4.6, W, H - 0.5, (0.9, 3.2), (2.2, 4.6, 7.0), blue)
    front(1, rose, 4.6, 15, W - 0.1, H + 0.7, (6.0, 8.2, 10.6), (2.5, 5.0, 7.6), teal)
    front(-1, rose, 15, 26, W - 0.3, H - 0.2, (17, 20), (2.4, 4.9, 7.2), teal)
    front(1, ochre, 15, 26, W + 0.1, H - 1, (17, 20), (2.4, 4.9, 7.0), teal)
    s.box((8, 1, 7.4), (0.4, 36, 3.7), ochre, bevel=0.02)
    s.lamp((0.4, 33, 7), 2200, (1, 0.84, 0.6), 3, 'AREA', (0.4, 36, 3))
    s.box((40, 60, 0.1), (0, 10, -0.05), stone, bevel=0)
    for y, z in ((8.6, 3.1), (13.5, 3.6)):
        s.box((0.06, 0.8, 0.04), (-W + 0.3, y, z), iron, bevel=0)
    white = s.mat('linen', (0.84, 0.83, 0.80), (0.80, 0.79, 0.77), bump=0.1, bscale=300, rough=(0.7, 0.9), translucent=0.42, dist=0.002)
    cream = s.mat('cream', (0.78, 0.70, 0.54), bump=0.1, bscale=300, rough=(0.7, 0.9), translucent=0.42, dist=0.002)
    sky_ = s.mat('sky', (0.30, 0.46, 0.66), (0.26, 0.41, 0.60), bump=0.1, bscale=300, rough=(0.7, 0.9), translucent=0.4, dist=0.002)
    red = s.mat('coral', (0.62, 0.13, 0.09), (0.54, 0.10, 0.07), bump=0.1, bscale=300, rough=(0.7, 0.9), translucent=0.4, dist=0.002)
    navy = s.mat('navy', (0.045, 0.07, 0.14), bump=0.1, bscale=200, rough=(0.7, 0.9), translucent=0.2, dist=0.002)
    wind = V3((0.10, -1.0, 0))

    def shape(kind):
        """Outline test on the unit cloth: u across 0…1, v down 0…1."""
        def shirt(u, v):
            c = abs(u - 0.5)
            body = c < 0.27 - 0.02 * v and v < 1
            arm = v < 0.62 and c >= 0.22 and abs(c - (0.24 + 0.26 * v ** 0.9)) < 0.105 - 0.02 * v
            return body or arm
        def trousers(u, v):
            c = abs(u - 0.5)
            return (v < 0.28 and c < 0.40) or (v >= 0.28 and 0.035 + 0.03 * (v - .28) < c < 0.40 - 0.03 * v)
        return {'sheet': lambda u, v: True, 'shirt': shirt, 'trousers': trousers}[kind]

    def cloth(P, Q, t0, t1, drop, mt, kind='sheet', gust=1.0, seed=0):
        """Cloth pegged to the line from P to Q between its parts t0 and t1."""
        sag = lambda t: P.lerp(Q, t) - V3((0, 0, (Q - P).length * 0.13 * 4 * t * (1 - t) * 0.5))
        nu = 44 if kind == 'sheet' else 70
        nv = 52 if kind == 'sheet' else 70
        ins = shape(kind)
        idx, V, F = {}, [], []
        pegs = 3 if kind == 'sheet' and t1 - t0 > 0.2 else 2
        for j in range(nv + 1):
            for i in range(nu + 1):
                u, v = i / nu, j / nv
                q = sag(t0 + (t1 - t0) * u)
                g = gust * (0.20 + 0.13 * m.sin(u * 5 + seed) + 0.10 * s.noise.noise(V3((u * 2.2, v * 1.6, seed))))
                lift = drop * v ** 1.5 * g * 1.7
                fold = 0.045 * gust * m.sin(u * 6.283 * 2.4 + v * 3.2 + seed) * v ** 0.8 + 0.02 * m.sin(u * 6.283 * 6 + seed * 2 + v * 2) * v ** 0.5
                droop = 0.035 * abs(m.sin(m.pi * u * (pegs - 1))) * (1 - v) ** 2
                z = -drop * v * m.sqrt(max(0.12, 1 - (g * 1.25 * v ** 0.5) ** 2)) - droop
                p = q + wind * (lift + fold) + V3((0.03 * m.sin(v * 4 + seed + u * 2) * v, 0, z + 0.05 * v * s.noise.noise(V3((u * 2, seed, v)))))
                idx[(i, j)] = len(V)
                V.append(p)
        for j in range(nv):
            for i in range(nu):
                if ins((i + 0.5) / nu, (j + 0.5) / nv):
                    F.append((idx[(i, j)], idx[(i + 1, j)], idx[(i + 1, j + 1)], idx[(i, j + 1)]))
        o = s.obj('cloth', s.mesh('cloth', V, F, mt))
        if kind != 'sheet':
            sm = o.modifiers.new('s', 'SMOOTH')
            sm.iterations = 4
        wood = pegm
        spots = [0.03, 0.5, 0.97] if pegs == 3 else ([0.04, 0.96] if kind == 'sheet' else ([0.28, 0.72] if kind == 'shirt' else [0.15, 0.85]))
        for u in spots:
            q = sag(t0 + (t1 - t0) * u)
            s.box((0.016, 0.024, 0.085), (q.x, q.y, q.z - 0.012), wood, rot=(s.U(-8, 8), s.U(-8, 8), s.U(-20, 20)), bevel=0.003)
    pegm = s.mat('peg', (0.50, 0.34, 0.18), bump=0.2)
    cord = s.mat('cord', (0.60, 0.58, 0.54))
    lines = [
        (2.0, 4.15, 4.35, [(0.05, 0.42, 1.55, white, 'sheet', 1.0), (0.45, 0.70, 0.92, red, 'shirt', 0.8), (0.72, 0.95, 0.88, white, 'shirt', 0.9)]),
        (3.9, 5.35, 5.1, [(0.05, 0.26, 1.0, sky_, 'trousers', 0.8), (0.30, 0.52, 0.85, cream, 'sheet', 1.0), (0.55, 0.95, 1.65, white, 'sheet', 1.2)]),
        (6.0, 4.5, 4.3, [(0.08, 0.33, 0.85, white, 'shirt', 1.0), (0.36, 0.60, 0.95, navy, 'trousers', 0.7), (0.64, 0.93, 1.2, sky_, 'sheet', 1.0)]),
        (8.4, 5.7, 5.8, [(0.05, 0.38, 1.3, cream, 'sheet', 1.0), (0.42, 0.64, 0.8, white, 'shirt', 1), (0.68, 0.93, 1.0, red, 'sheet', 1.1)]),
        (11.3, 4.9, 5.0, [(0.08, 0.42, 1.4, white, 'sheet', 1.1), (0.46, 0.66, 0.8, sky_, 'shirt', 1), (0.7, 0.93, 0.9, cream, 'sheet', 1)]),
        (14.8, 5.6, 5.4, [(0.1, 0.48, 1.4, white, 'sheet', 1.0), (0.55, 0.92, 1.2, red, 'sheet', 1.0)])]
    for k, (y, za, zb, items) in enumerate(lines):
        P, Q = V3((-W + 0.02, y, za)), V3((W - 0.02, y + 0.2, zb))
        sag = lambda t: P.lerp(Q, t) - V3((0, 0, (Q - P).length * 0.13 * 4 * t * (1 - t) * 0.5))
        s.tube([sag(t) for t in np.linspace(0, 1, 13)], 0.006, cord, 6, 4)
        for e in (P, Q):
            s.lathe([(0.0, -0.02), (0.06, -0.02), (0.05, 0), (0.06, 0.02), (0, 0.02)], iron, e, 20, rot=(90, 0, 0))
        for i, it in enumerate(items):
            cloth(P, Q, *it, seed=k * 5.1 + i * 1.7)
    pots = s.mat('pot', (0.42, 0.18, 0.10), bump=0.3)
    gr = s.mat('plant', (0.10, 0.20, 0.04), (0.07, 0.14, 0.03), translucent=0.4, vary=0.3)
    pl = [s.blades(gr, 70, 0.4, 0.09, 0.012, 1.2) for _ in range(2)]
    fl = s.rock(s.mat('geranium', (0.65, 0.06, 0.08), translucent=0.3), 2, 2, 0.5, (1, 1, .8))
    for x, y, z in ((-W + 0.16, 0.45, 4.10), (-W + 0.16, 0.85, 4.10), (-W + 0.16, 2.8, 1.5), (W - 0.16, 3.1, 3.8), (W - 0.16, 3.4, 3.8), (-W + 0.16, 5.1, 4.1), (W - 0.06, 6.1, 4.2)):
        s.lathe([(0.07, 0), (0.10, 0.18), (0.115, 0.18), (0.115, 0.21), (0.09, 0.21), (0, 0.19)], pots, (x, y, z), 24)
        s.obj('p', s.random.choice(pl), None, (x, y, z + 0.16), (0, 0, s.U(0, 360)), 0.8)
        s.scatter([fl], [(x + s.random.gauss(0, .10), y + s.random.gauss(0, .10), z + 0.42 + s.random.gauss(0, .07)) for _ in range(9)], (0.03, 0.06), 30)
    s.lamp((0, -3, 2), 60, (1, 0.85, 0.66), 3, 'AREA', (0, 4, 5))
    s.camera((0.42, -3.0, 1.65), (0.02, 5.4, 1.75), 26.5, f=8, focus=6.5, shift=(0, 0.32))
    s.grade(light=(0.03, 0.016, -0.02), shadow=(0.0, 0.012, 0.03), bloom=0.3, saturation=0.96)
    s.expose(0.42)
