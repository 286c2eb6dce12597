"""Black burnt trunks, and bright green fern shoots in the ash."""


def fern(s, mats, seed, fronds, ln):
    """Mesh of a young fern: arching fronds with leaflets, one or two still curled."""
    rnd, m = s.random.Random(seed), s.math
    V, F = [], []
    for k in range(fronds):
        a = 2.4 * k + rnd.uniform(-.3, .3)
        ca, sa = m.cos(a), m.sin(a)
        e = s.Vector((-sa, ca, 0))
        if k < 2:
            h, p, ang, q = ln * rnd.uniform(0.45, 0.65), [], m.radians(86), s.Vector((0, 0, 0))
            for i in range(34):
                p.append(q.copy())
                q = q + s.Vector((ca * m.cos(ang), sa * m.cos(ang), m.sin(ang))) * h / (22 if i < 16 else 34)
                ang -= 0.015 if i < 16 else 0.10 + 0.024 * (i - 16)
            s.tube_data(p, list(s.np.linspace(0.0042, 0.0022, 34)), 6, V, F)
            continue
        up, cl, L = rnd.uniform(0.85, 1.35), rnd.uniform(0.7, 1.2), ln * rnd.uniform(0.7, 1.15)
        sp, q, ang = [], s.Vector((0, 0, 0)), up
        for i in range(25):
            sp.append(q.copy())
            q = q + s.Vector((ca * m.cos(ang), sa * m.cos(ang), m.sin(ang))) * L / 24
            ang -= cl / 18
        s.tube_data(sp, list(s.np.linspace(0.0032, 0.0008, 25)), 4, V, F)
        for i in range(4, 25):
            t = i / 24
            w = ln * 0.30 * m.sin(m.pi * (0.10 + 0.88 * (t - 0.16) / 0.84)) ** 0.8
            d = (sp[i] - sp[i - 1]).normalized()
            for sd in (-1, 1):
                o = (e * sd + d * 0.45 + s.Vector((0, 0, rnd.uniform(-.25, .0)))).normalized() * w
                for j in range(7):
                    u0, u1 = j / 7, (j + 0.85) / 7
                    wd = d * (ln * 0.030 * (1 - u0 * 0.75))
                    b = len(V)
                    V += [sp[i] + o * u0, sp[i] + o * (u0 + u1) / 2 + wd, sp[i] + o * u1, sp[i] + o * (u0 + u1) / 2 - wd]
                    F.append((b, b + 1, b + 2, b + 3))
    return s.mesh('fern', V, F, mats, flat=True)


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.62, 0.64, 0.64), horizon=(0.72, 0.72, 0.70), curve=0.6, glow=(22, 22, (1, 0.94, 0.8), 10, 0.5))
    s.FOG['dir'] = s.direction(16, 22)
    s.fog((0.50, 0.51, 0.51), 0.023, lit=(0.86, 0.83, 0.74), horizon=0.4, start=2.0, tight=4)
    s.sun(32, 34, 3.0, (1, 0.93, 0.78), 6)
    ash = s.mat('ash', (0.050, 0.047, 0.045), (0.020, 0.019, 0.018), scale=1.6, bscale=30, bump=1, rough=(0.8, 1), dist=0.03, edge=(0.35, 0.7))
    land = lambda x, y: 0.16 * s.fbm(x / 2.6, y / 2.6, 4) + 0.025 * s.fbm(x * 2, y * 2, 4) + 0.02 * np.clip(y - 4, 0, 60)
    z = lambda x, y: float(land(np.array([x]), np.array([y]))[0])
    s.ground(land, (-16, 16), (-1.5, 40), 520, 640, ash)
    char = s.mat('char', (0.020, 0.019, 0.019), (0.055, 0.052, 0.050), scale=3, stretch=(3, 3, 0.8), bscale=14, bump=1, rough=(0.35, 0.7), dist=0.05, cracks=0.9)
    tall = []
    for k in range(7):
        r0 = 0.16 + 0.05 * (k % 3)
        pts = [s.Vector((0, 0, -0.3))]
        d = s.Vector((s.random.gauss(0, .05), s.random.gauss(0, .05), 1))
        for i in range(14):
            d = (d + s.Vector((s.random.gauss(0, .035), s.random.gauss(0, .035), 0))).normalized()
            pts.append(pts[-1] + d * 0.95)
        V, F = [], []
        s.tube_data(s.flow(pts, 5), list(np.concatenate([[r0 * 1.7, r0 * 1.45, r0 * 1.25, r0 * 1.1], np.linspace(r0, r0 * 0.4, len(s.flow(pts, 5)) - 4)])), 24, V, F, 0.22)
        for _ in range(s.random.randint(5, 9)):
            i = s.random.randint(3, 13)
            a, up, ln = s.U(0, 6.283), s.U(-0.2, 0.7), s.U(0.3, 1.5)
            b = [pts[i] + s.Vector((m.cos(a) * ln * t, m.sin(a) * ln * t, up * ln * t + s.random.gauss(0, .05))) for t in np.linspace(0, 1, 5)]
            s.tube_data(b, list(np.linspace(0.045, 0.012, 5)), 6, V, F, 0.2)
        tall.append(s.mesh('trunk', V, F, char))
    pts = [(-1.25, 2.7), (1.55, 3.6), (-0.35, 5.4), (2.7, 5.6), (-2.7, 4.9)]
    while len(pts) < 105:
        x, y = s.U(-14, 14), s.U(5, 34)
        if all((x - a) ** 2 + (y - b) ** 2 > 1.1 for a, b in pts):
            pts.append((x, y))
    s.scatter(tall, [(x, y, z(x, y)) for x, y in pts], (0.75, 1.25), 2.5)
    for x, y, a, l, r in ((1.25, 2.35, 28, 3.2, 0.12), (-2.4, 7.2, -14, 5.0, 0.17), (3.2, 9, 40, 4.4, 0.15)):
        o = s.tube([(-l / 2, 0, 0), (-l / 5, 0.05, 0.03), (l / 4, -0.04, 0.0), (l / 2, 0.03, 0.04)], [r, r * 0.9, r * 0.7], char, 22, 12, 0.25)
        o.location, o.rotation_euler = (x, y, z(x, y) + r * 0.55), (0, m.radians(-3), m.radians(a))
    stump = s.tube([(-0.62, 1.55, -0.1), (-0.62, 1.55, 0.14), (-0.60, 1.56, 0.30)], [0.15, 0.115, 0.10], char, 24, 6, 0.3)
    bits = [s.rock(char, k, 2, 0.5, (1, 0.5, 0.4)) for k in range(5)]
    s.scatter(bits, [(x, y, z(x, y) + 0.005) for x, y in [(s.U(-4, 4), 0.2 + 9 * s.U(0, 1) ** 1.5) for _ in range(1300)]], (0.012, 0.075), 40)
    twigs = []
    for k in range(5):
        o = s.tube([(0, 0, 0.01), (s.U(.1, .2), s.U(-.04, .04), 0.02), (0.36, s.U(-.05, .05), 0.012)], [0.007, 0.005, 0.002], char, 6, 4, 0.2)
        twigs.append(o.data)
        s.bpy.data.objects.remove(o)
    s.scatter(twigs, [(x, y, z(x, y) + 0.004) for x, y in [(s.U(-4, 4), 0.2 + 9 * s.U(0, 1) ** 1.4) for _ in range(380)]], (0.4, 1.5), 10)
    gm = [s.mat('fern%d' % i, c, tuple(q * 0.75 for q in c), vary=0.2, translucent=0.55, rough=(0.3, 0.5), scale=20, bump=0.1, dist=0.002) for i, c in enumerate(((0.20, 0.44, 0.05), (0.27, 0.50, 0.07)))]
    ferns = [fern(s, gm[k % 2], k, 7 + k % 4, 0.30) for k in range(6)]
    near = [(-0.14, 1.0, 0.4), (0.34, 2.1, 0.8), (-0.45, 2.6, 1.0), (0.16, 1.30, 1.15), (-0.28, 1.75, 0.8), (0.62, 1.85, 0.9), (-0.85, 2.15, 0.9), (0.15, 2.5, 0.7), (-0.62, 1.1, 0.5), (0.60, 1.05, 0.45), (1.0, 2.9, 0.9)]
    g = [(x, y, z(x, y), k) for x, y, k in near]
    for _ in range(300):
        y = 2.4 + 17 * s.U(0, 1) ** 1.2
        x = s.U(-1, 1) * (1.2 + 0.55 * y)
        if s.noise.noise((x / 1.8, y / 1.8, 3)) > -0.28:
            g.append((x, y, z(x, y), s.U(0.4, 1.3)))
    s.scatter(ferns, g, (0.9, 1.15), 8)
    s.lamp((-1.4, -0.6, 1.6), 10, (0.85, 0.92, 1), 1.2, 'AREA', (0.1, 1.5, 0.1))
    s.camera((0.0, -0.15, 0.46), (0.06, 4, 0.86), 30, f=3.5, focus=1.5)
    s.grade(shadow=(0.0, 0.008, 0.014), light=(0.012, 0.012, -0.012), bloom=0.4, saturation=1.0)
    s.expose(0.25)
    s.quiet()
