"""A river in long bends across a plain, from high above at sunset."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.30, 0.31, 0.46), horizon=(1.1, 0.55, 0.24), curve=0.38, glow=(4, 8, (1.0, 0.62, 0.28), 26, 2.4),
          clouds=(0.7, 0.48, 0.78, (1.0, 0.55, 0.30), (0.42, 0.30, 0.34), (0.3, 1.7, 0)))
    s.FOG['dir'] = s.direction(3, 8)
    s.fog((0.30, 0.27, 0.36), 0.00014, height=160, lit=(1.0, 0.52, 0.26), horizon=0.03, tight=7)
    s.sun(7, 12, 4.0, (1, 0.60, 0.32), 1).visible_glossy = False
    P = [np.array([40.0, -260.0])]
    L = 0.0
    while P[-1][1] < 3400:
        L += 8
        om = 1.75 + 0.35 * m.sin(L / 900)
        th = om * m.sin(L / 165 + 0.6 * m.sin(L / 610)) + 0.30 * m.sin(L / 1400 + 1) + 0.1
        P.append(P[-1] + 8 * np.array([m.sin(th), m.cos(th)]))
        if L > 30000:
            break
    P = np.array(P)
    P[:, 0] -= np.polyval(np.polyfit(P[:, 1], P[:, 0], 4), P[:, 1])
    P[:, 0] += 70 * np.sin(P[:, 1] / 520 - 0.4) + 0.06 * P[:, 1]
    ox = [(-190, 520, 70, 1.2), (330, 760, 85, 4.0), (210, 260, 55, 2.2)]

    def dist(x, y):
        q = np.stack([x.ravel(), y.ravel()], -1)
        d = np.full(len(q), 1e9)
        for i in range(0, len(P), 60):
            c = P[i:i + 60]
            lo, hi = c.min(0) - 130, c.max(0) + 130
            k = np.nonzero(((q > lo) & (q < hi)).all(1))[0]
            for j in range(0, len(k), 20000):
                kk = k[j:j + 20000]
                e = np.sqrt(((q[kk, None, :] - c[None]) ** 2).sum(-1)).min(1)
                d[kk] = np.minimum(d[kk], e)
        d = np.minimum(d, 130).reshape(x.shape)
        for cx, cy, r, a in ox:
            u, v = x - cx, y - cy
            rr = np.abs(np.sqrt(u * u + v * v) - r) + 6
            ang = np.abs((np.arctan2(v, u) - a + m.pi) % (2 * m.pi) - m.pi)
            d = np.minimum(d, rr + 40 * s.smooth(1.5, 2.1, ang))
        return d

    def land(x, y):
        d = dist(x, y)
        w = 17 + 5 * s.perlin(x / 120, y / 120)
        z = -3 + 5.2 * s.smooth(w - 3, w + 9, d)
        z = z + (1.6 * s.fbm(x / 60, y / 60, 4) + 0.6) * s.smooth(w, w + 50, d)
        edge = np.abs(x + 0.12 * y + 140 * s.perlin(y / 700, y * 0 + 3))
        return z + 150 * s.smooth(620, 1500, edge) * (0.55 + 0.9 * (0.5 - np.abs(s.fbm(x / 420, y / 420, 5))))
    mt = s.bpy.data.materials.new('land')
    mt.use_nodes = True
    mt.node_tree.nodes.clear()
    n = s.Net(mt.node_tree)
    pos = n.node('NewGeometry', out=0)
    z = n.node('SeparateXYZ', out=2, i0=pos)
    f = n.noise(pos, 0.010, 6, 0.6, 0.6)
    c = n.mix(n.ramp(f, 0.38, 0.62), (0.075, 0.095, 0.028), (0.17, 0.135, 0.05))
    c = n.mix(n.ramp(n.noise(pos, 0.05, 5, 0.6), 0.45, 0.65), c, (0.045, 0.06, 0.02))
    c = n.mix(n.ramp(z, 0.4, 2.2), (0.28, 0.215, 0.15), c)
    bp = n.node('Bump', Strength=0.8, Distance=2.5, Height=n.noise(pos, 0.16, 5, 0.62))
    s._output(n, n.node('BsdfPrincipled', Base_Color=c, Roughness=0.95, Normal=bp, Specular_IOR_Level=0.1))
    s.ground(land, (-520, 520), (-80, 1100), 620, 700, mt)
    s.ground(land, (-1500, 1500), (1096, 3600), 420, 420, mt)
    far = s.mat('far', (0.06, 0.06, 0.05))
    for x0, x1 in ((-1700, -516), (516, 1700)):
        s.ground(land, (x0, x1), (-80, 1100), 160, 160, mt)
    for y0, hh, k in ((3700, 90, 1.0), (4300, 240, 6.0)):
        s.ground(lambda x, y: -10 + hh * s.smooth(y0, y0 + 300, y) * (0.5 + 0.9 * (0.45 - np.abs(s.fbm(x / 1100 + k, y / 900, 5)))), (-3600, 3600), (y0, y0 + 320), 300, 24, far)
    s.obj('river', s.mesh('river', [(-4000, -100, 0), (4000, -100, 0), (4000, 4800, 0), (-4000, 4800, 0)], [(0, 1, 2, 3)]),
          s.water('river', (0.01, 0.02, 0.028), 0.06, ((0.03, 0.3), (0.3, 0.06)), dist=0.8))
    tm = s.mat('trees', (0.035, 0.05, 0.016), (0.06, 0.065, 0.02), local=True, vary=0.35, scale=1, bump=0)
    crowns = []
    for k in range(5):
        V, F = [], []
        rnd = s.random.Random(k)
        for _ in range(90):
            c0 = s.Vector((rnd.gauss(0, 1), rnd.gauss(0, 1), rnd.gauss(0, 0.8)))
            c0 = c0.normalized() * rnd.uniform(0.6, 1.0)
            c0 = s.Vector((c0.x * 0.5, c0.y * 0.5, 0.62 + c0.z * 0.42))
            a = s.Vector((rnd.gauss(0, 1), rnd.gauss(0, 1), rnd.gauss(0, 1))).normalized() * 0.2
            b = a.cross(s.Vector((rnd.gauss(0, 1), rnd.gauss(0, 1), rnd.gauss(0, 1)))).normalized() * 0.2
            i = len(V)
            V += [c0 - a, c0 + b, c0 + a, c0 - b]
            F.append((i, i + 1, i + 2, i + 3))
        s.tube_data([s.Vector((0, 0, 0)), s.Vector((0, 0, 0.5))], 0.05, 4, V, F)
        crowns.append(s.mesh('crown', V, F, tm))
    X, Y = np.random.uniform(-900, 900, 60000), 60 + 1900 * np.random.uniform(0, 1, 60000) ** 1.3
    d = dist(X, Y)
    keep = (np.abs(X) < 130 + Y * 0.62) & (d > 27) & ((s.fbm(X / 130, Y / 130, 4) > 0.16) | ((d < 44) & (s.perlin(X / 60 + 4, Y / 60) > 0.0)))
    X, Y = X[keep][:9000], Y[keep][:9000]
    Z = land(X, Y)
    s.scatter(crowns, list(zip(X, Y, Z - 0.3)), (5, 12), 4)
    s.camera((0, -230, 300), (10, 560, -8), 32)
    s.grade(shadow=(0.006, 0.004, 0.03), light=(0.035, 0.01, -0.03), bloom=0.55)
    s.expose(0.6)
    s.quiet()
