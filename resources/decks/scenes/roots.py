"""Great roots hold a boulder on the floor of an old forest."""


def build(s):
    np, m, V3 = s.np, s.math, s.Vector
    from mathutils.bvhtree import BVHTree
    s.sky(top=(0.30, 0.38, 0.30), horizon=(0.62, 0.66, 0.46), strength=0.75, glow=(18, 26, (0.9, 0.8, 0.45), 8, 1.2))
    s.sun(34, 46, 5.0, (1, 0.88, 0.60), 1.5)
    s.fog((0.24, 0.29, 0.20), 0.040, lit=(0.80, 0.76, 0.46), start=4, tight=6, horizon=0.3)
    s.FOG['dir'] = s.direction(14, 24)
    stone = s.mat('boulder', (0.24, 0.235, 0.22), (0.13, 0.13, 0.125), scale=1.6, bscale=22, bump=1, rough=(0.55, 0.85), dist=0.04, moss=((0.10, 0.145, 0.022), 0.5))
    bark = s.mat('bark', (0.155, 0.115, 0.08), (0.07, 0.052, 0.038), scale=3.2, bscale=26, bump=1, rough=(0.55, 0.85), dist=0.03, moss=((0.09, 0.13, 0.02), 0.16))
    trunkm = s.mat('trunk', (0.13, 0.098, 0.072), (0.055, 0.042, 0.032), scale=2.4, stretch=(3.2, 3.2, 0.55), bscale=18, bump=1, rough=(0.6, 0.9), dist=0.06, moss=((0.09, 0.13, 0.02), 0.1))
    soil = s.mat('soil', (0.075, 0.052, 0.035), (0.045, 0.033, 0.023), scale=2, bscale=24, bump=1, dist=0.03, moss=((0.07, 0.11, 0.02), 0.12))
    land = lambda x, y: 0.10 * s.fbm(x / 1.4, y / 1.4, 4) + 0.5 * s.smooth(2, 14, y) + 0.10 * s.smooth(2.4, 1.0, np.sqrt(x * x + (y - 0.2) ** 2))
    h = lambda x, y: float(land(np.array(float(x)), np.array(float(y))))
    s.ground(land, (-6, 6), (-3.2, 8), 300, 300, soil)
    s.ground(lambda x, y: land(x, y) - 0.05 - 0.8 * ((np.abs(x) < 5.5) & (y < 7.5)), (-50, 50), (-5, 70), 160, 160, soil)
    me = s.rock(stone, 12, 6, 0.34, (1.18, 0.95, 0.86), 0.8)
    for v in me.vertices:
        n1 = s.noise.noise(v.co * 7)
        v.co *= 1 + 0.05 * n1 + 0.03 * abs(s.noise.noise(v.co * 14))
    B, K = V3((0, 0.25, 0.62)), 2.15
    bo = s.obj('boulder', me, None, B, (0, 6, 30), K)
    s.bpy.context.view_layer.update()
    mw = bo.matrix_world
    tree = BVHTree.FromPolygons([mw @ v.co for v in me.vertices], [tuple(p.vertices) for p in me.polygons])
    top = V3((0.12, 0.42, 0))
    hit = tree.ray_cast(V3((top.x, top.y, 6)), V3((0, 0, -1)))[0]
    ztop = hit.z
    T = V3((top.x, top.y, ztop))
    # The trunk: fluted, flaring into its roots.
    seats = [(-118, 1.0), (-62, 1.15), (-20, 0.9), (24, 1.0), (78, 0.8), (128, 0.8), (178, 0.95), (-150, 0.7), (-88, 0.62), (-40, 0.55)]
    nu, nv = 180, 90
    V = []
    for j in range(nv + 1):
        z = -0.25 + 5.2 * (j / nv) ** 1.35
        for i in range(nu):
            a = 2 * m.pi * i / nu
            fl = 0.0
            for deg, k in seats:
                d = (a - m.radians(deg) + m.pi) % (2 * m.pi) - m.pi
                fl += k * m.exp(-(d / 0.20) ** 2)
            r = 0.34 - 0.022 * z + 0.03 * m.sin(a * 3 + z) + (0.05 + 0.30 * m.exp(-max(z + 0.05, 0) / 0.33)) * fl * (0.9 if z > 0 else 1.0)
            r += 0.018 * s.noise.fractal(V3((m.cos(a) * 3, m.sin(a) * 3, z * 0.8)), 1, 2, 4)
            V.append((T.x + r * m.cos(a) + 0.05 * z * 0.6, T.y + r * m.sin(a), T.z + z))
    F = [(j * nu + i, j * nu + (i + 1) % nu, (j + 1) * nu + (i + 1) % nu, (j + 1) * nu + i) for j in range(nv) for i in range(nu)]
    s.obj('trunk', s.mesh('trunk', V, F, trunkm))

    def cling(ang, r0, bend, ln=0.0, wig=0.10, thin=0.32, sink=0.35, seed=0):
        """A root from the trunk down over the stone and on into the ground."""
        a = m.radians(ang)
        pts, rad = [], []
        d = V3((m.cos(a), m.sin(a), 0))
        n = 34
        for i in range(n + 1):
            t = i / n
            a2 = a + bend * t + wig * s.noise.noise(V3((t * 4.0, seed * 7.3, 1.5))) * 2.2 * t
            el = m.radians(84 - 118 * t)
            o = B + V3((0.05, 0.1, 0))
            q = V3((m.cos(a2) * m.cos(el), m.sin(a2) * m.cos(el) * 0.95, m.sin(el)))
            hp = tree.ray_cast(o + q * 5, -q)[0]
            if hp is None:
                continue
            g = h(hp.x, hp.y)
            r = r0 * (1 - (1 - thin) * t) * (1 + 0.14 * s.noise.noise(V3((t * 9, seed, 4))))
            if hp.z < g + 0.10:
                break
            pts.append(hp + q * r * sink)
            rad.append(r)
        out = V3((m.cos(a + bend), m.sin(a + bend), 0))
        last = pts[-1]
        for i in range(1, 8):
            t = i / 7
            w = out * (0.16 + 0.95 * t * (1 + ln)) + V3((-out.y, out.x, 0)) * 0.35 * m.sin(t * 2.4 + seed) * t
            x, y = last.x + w.x, last.y + w.y
            r = rad[-1] * (1 - 0.5 * t) if i == 1 else rad[len(pts) - i] * (1 - 0.62 * t)
            pts.append(V3((x, y, h(x, y) + 0.03 * m.sin(t * 6 + seed) + r * (0.35 - 1.6 * t * t))))
            rad.append(max(r, 0.012))
        for _ in range(3):
            pts = pts[:1] + [(a + 2 * b + c) / 4 for a, b, c in zip(pts, pts[1:], pts[2:])] + pts[-1:]
        fl = s.flow(pts, 6)
        rr = list(np.interp(np.linspace(0, 1, len(fl)), np.linspace(0, 1, len(rad)), rad))
        V, F = [], []
        rr = [r * (1 + 0.10 * s.noise.noise(V3((i * 0.11, seed * 3.3, 0)))) for i, r in enumerate(rr)]
        s.tube_data(fl, rr, 22, V, F, 0.07)
        s.obj('root', s.mesh('root', V, F, bark))
        return pts, rad
    roots = []
    for k, (ang, r0, bend) in enumerate(((-118, 0.165, 0.42), (-62, 0.135, -0.10), (-20, 0.15, 0.34), (24, 0.13, -0.1), (178, 0.15, 0.42), (-150, 0.10, -0.30), (128, 0.12, 0), (78, 0.1, 0))):
        roots.append(cling(ang, r0, bend, seed=k + 1, wig=0.17))
    for k, (ang, r0, bend) in enumerate(((-92, 0.07, -0.62), (-40, 0.085, -0.75), (-104, 0.045, 0.85), (-75, 0.05, 0.72), (-134, 0.06, -0.5), (-8, 0.06, -0.65), (-165, 0.05, 0.6), (-52, 0.035, 0.5), (-112, 0.035, -0.7))):
        cling(ang, r0, bend, wig=0.22, thin=0.4, sink=0.5, seed=20 + k)
    hairs = s.mat('fine', (0.12, 0.085, 0.055), (0.06, 0.045, 0.032), bump=0.4, scale=12)
    for k in range(34):
        P, Rr = s.random.choice(roots[:6])
        i = s.random.randint(3, max(4, len(P) - 10))
        q = P[i]
        dx = s.U(-1, 1)
        c = [q]
        for j in range(1, 7):
            a = q + V3((dx * 0.09 * j + s.random.gauss(0, .015), -0.02 * j, -0.10 * j))
            near = tree.find_nearest(a)
            c.append(near[0] + near[1] * 0.012)
        s.tube(c, [0.020, 0.014, 0.006], hairs, 8, 6, 0.2)
    leafs = [s.mat('litter%d' % i, c, tuple(k * .55 for k in c), local=True, scale=14, vary=0.35, rough=(0.4, 0.7), bump=0.3, translucent=0.15, dist=0.003) for i, c in enumerate(((0.23, 0.115, 0.04), (0.16, 0.09, 0.045), (0.30, 0.17, 0.05)))]
    lf = [s.leaf(x, 0.085, 0.05, c) for x in leafs for c in (0.2, 0.5)]
    pts = []
    while len(pts) < 6500:
        x, y = s.random.gauss(0, 2.4), -2.9 + 9 * s.random.random() ** 1.4
        if (V3((x, y, 0)) - V3((0.05, 0.25, 0))).length > 1.02 or s.random.random() < 0.04:
            pts.append((x, y, h(x, y) + s.U(0.005, 0.03)))
    s.scatter(lf, pts, (0.55, 1.25), 30)
    for _ in range(60):
        x, y = s.random.gauss(0, 0.6), s.random.gauss(0.2, 0.5)
        hp = tree.ray_cast(V3((x, y, 5)), V3((0, 0, -1)))
        if hp[0] and hp[1].z > 0.6:
            s.scatter(lf, [tuple(hp[0] + V3((0, 0, 0.015)))], (0.6, 1.1), 22)
    fern = s.mat('fern', (0.10, 0.19, 0.035), (0.06, 0.13, 0.022), translucent=0.4, vary=0.3, rough=(0.35, 0.5))
    frs = []
    for _ in range(3):
        V, F = [], []
        for f in range(9):
            a = f * 0.7 + s.U(-.2, .2)
            L = s.U(0.45, 0.75)
            for i in range(1, 20):
                t = i / 20
                c = V3((m.cos(a) * L * t, m.sin(a) * L * t, L * (0.95 * t - 0.78 * t * t)))
                pl = 0.16 * L * m.sin(m.pi * min(1, t * 0.9 + 0.1)) ** 0.8
                for sd in (-1, 1):
                    e = V3((-m.sin(a) * sd + m.cos(a) * 0.35, m.cos(a) * sd + m.sin(a) * 0.35, -0.15)) * pl
                    u = V3((m.cos(a), m.sin(a), 0)) * 0.014 * L / 0.6
                    b = len(V)
                    V += [c - u, c + e * 0.5 - u * 1.3, c + e, c + e * 0.5 + u * 1.3, c + u]
                    F += [(b, b + 1, b + 3, b + 4), (b + 1, b + 2, b + 3)]
        frs.append(s.mesh('fern', V, F, fern, flat=True))
    s.scatter(frs, [(x, y, h(x, y)) for x, y in ((-2.1, 0.3), (-2.6, 1.4), (2.0, 0.9), (2.5, 0.1), (1.8, 2.2), (-1.8, 2.3), (-3.1, 0.6), (3.2, 1.8), (-3.3, 2.9), (3, 3.4), (0.9, 3.3), (-1.0, 3.6), (-1.55, -0.75), (2.9, -0.5))], (0.7, 1.25), 8)
    moss = s.mat('moss', (0.115, 0.17, 0.025), (0.07, 0.11, 0.018), translucent=0.3, vary=0.3)
    tuft = [s.blades(moss, 40, 0.035, 0.022, 0.0016, 0.8) for _ in range(3)]
    mp = []
    for _ in range(5200):
        x, y = s.random.gauss(0, 0.75), s.random.gauss(0.1, 0.75)
        if s.noise.noise(V3((x * 2, y * 2, 0))) < 0.0:
            continue
        hp = tree.ray_cast(V3((x, y, 5)), V3((0, 0, -1)))
        if hp[0] and hp[1].z > 0.45:
            mp.append((*hp[0], 1))
    s.scatter(tuft, mp, (0.6, 1.3), 25)
    far = [s.mat('far', (0.075, 0.062, 0.047), (0.04, 0.033, 0.027), scale=2, stretch=(3, 3, .5), bump=1, dist=0.06)]
    for x, y, r in ((-2.9, 5.2, 0.26), (2.6, 6.0, 0.32), (-5.2, 8.4, 0.4), (5.4, 9.2, 0.36), (0.9, 10.5, 0.34), (-1.7, 12, 0.3), (3.6, 13, 0.4), (-7, 13, 0.4), (8.5, 14, 0.4), (-3.9, 17, 0.42), (1.9, 18, 0.4), (6.2, 19, 0.4), (-9.5, 19, .4), (-0.6, 23, .4)):
        z = h(x, y)
        s.tube([(x, y, z - 0.2), (x + s.U(-.05, .05), y, z + 0.5), (x + s.U(-.1, .1), y, z + 4), (x + s.U(-.3, .3), y, z + 16), (x + s.U(-.6, .6), y, z + 34)], [r * 1.55, r * 1.06, r * 0.97, r * 0.85, r * 0.6], far[0], 20, 10, 0.06)
    s.lamp((-2.5, -2.4, 2.8), 70, (0.75, 0.88, 1), 2.2, 'AREA', (0, 0.2, 0.7))
    s.camera((-0.62, -3.35, 0.62), (0.06, 0.3, 1.12), 30, f=3.2, focus=(-0.1, -0.75, 0.8))
    s.grade(light=(0.022, 0.018, -0.025), shadow=(0.0, 0.014, 0.010), bloom=0.4)
    s.expose(0.6)
