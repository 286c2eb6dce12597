"""A red balloon adrift above slate roofs and chimneys on a grey morning."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.22, 0.29, 0.38), horizon=(0.72, 0.70, 0.66), curve=0.5, strength=0.85, glow=(12, 42, (0.75, 0.55, 0.36), 8, 0.8),
          clouds=(0.9, 0.42, 0.70, (0.72, 0.70, 0.68), (0.36, 0.40, 0.46), (0.6, 1.2, 0)))
    s.sun(15, 62, 4.2, (1, 0.78, 0.54), 2)
    s.fog((0.46, 0.50, 0.55), 0.0125, lit=(0.92, 0.76, 0.58), horizon=0.07, start=7, tight=5, patch=0.3, pscale=0.03)
    slate = s.by_piece(s.mat('slate', (0.115, 0.125, 0.145), (0.07, 0.078, 0.095), scale=1.2, bscale=30, bump=0.5, rough=(0.28, 0.6), dist=0.008, moss=((0.12, 0.13, 0.05), 0.06)), 0.38)
    brick = s.by_piece(s.mat('brick', (0.27, 0.115, 0.075), (0.16, 0.075, 0.055), scale=3, bscale=50, bump=0.5, rough=(0.7, 0.9), dist=0.006), 0.35)
    mortar = s.mat('mortar', (0.26, 0.24, 0.21), bump=0.8)
    clay = s.mat('pot', (0.33, 0.15, 0.085), (0.20, 0.10, 0.065), local=True, vary=0.2, scale=5, bscale=40, bump=0.4, rough=(0.6, 0.8), dist=0.005)
    wall = s.mat('wall', (0.36, 0.32, 0.27), (0.27, 0.24, 0.21), scale=0.8, bscale=20, bump=0.5)
    lead = s.mat('lead', (0.16, 0.17, 0.185), (0.11, 0.115, 0.13), scale=2, rough=(0.35, 0.6), bump=0.3)
    iron = s.mat('iron', (0.02, 0.02, 0.02), rough=(0.4, 0.6))

    q = [(i, j, k) for i in (-.5, .5) for j in (-.5, .5) for k in (-.5, .5)]
    tile = s.mesh('tile', q, [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)], flat=True)

    def roof(x, y, z, w, ln, rise, turn, fine=True):
        """Gable roof with its ridge along local y; z is the height of the eaves."""
        p = s.obj('roof', None, None, (x, y, z), (0, 0, turn))
        a = m.atan2(rise, w / 2)
        sl = m.hypot(rise, w / 2)
        V = [(-w / 2, -ln / 2, 0), (0, -ln / 2, rise), (w / 2, -ln / 2, 0), (-w / 2, ln / 2, 0), (0, ln / 2, rise), (w / 2, ln / 2, 0)]
        V += [(q[0], q[1], -12) for q in V if q[2] == 0]
        b = s.obj('body', s.mesh('body', V, [(0, 6, 7, 2, 1), (3, 4, 5, 9, 8), (0, 3, 8, 6), (2, 7, 9, 5), (0, 1, 4, 3), (1, 2, 5, 4)], wall, flat=True))
        b.parent = p
        step, tw = (0.21, 0.30) if fine else (0.35, 0.5)
        for sd in (-1, 1):
            it = []
            for r in range(int(sl / step) + 1):
                for c in range(int(ln / tw) + 1):
                    yy = -ln / 2 - 0.05 + (c + 0.5 * (r % 2)) * tw
                    if yy > ln / 2 or s.random.random() < 0.004:
                        continue
                    it.append(((r * step + s.U(-.008, .008), yy, 0.045), (s.U(-1.2, 1.2), 5.2 + s.U(-.9, .9), s.U(-1.2, 1.2)), (step * 1.7, tw - 0.014, 0.014)))
            o = s.obj('tiles', s.clump([tile], it, slate))
            o.data.polygons.foreach_set('use_smooth', [False] * len(o.data.polygons))
            o.rotation_euler = (0, -a, 0) if sd < 0 else (0, -a, m.pi)
            o.location = (sd * w / 2, 0, 0.02)
            o.parent = p
        for sd in (-1, 1):
            for e in (-1, 1):
                vb = s.box((sl + 0.2, 0.34, 0.15), (sd * w / 4, e * (ln / 2 - 0.06), rise / 2 + 0.06), lead, bevel=0.01)
                vb.rotation_euler = (0, -a if sd < 0 else a, 0)
                vb.parent = p
        rd = s.blocks([((0, -ln / 2 + k * 0.4, rise + 0.06), (0.26, 0.39, 0.10)) for k in range(int(ln / 0.4) + 1)], lead, 0.02)
        rd.parent = p
        return p

    def chimney(x, y, z, w=1.15, d=0.62, h=1.9, pots=3, turn=0):
        p = s.obj('chimney', None, None, (x, y, z), (0, 0, turn))
        bits = [s.box((w - 0.03, d - 0.03, h + 1.2), (0, 0, h / 2 - 0.6), mortar, bevel=0)]
        it = []
        n = int((h + 1.0) / 0.085)
        for r in range(n):
            zz = -1.0 + r * 0.085
            e = 0.05 if r in (n - 2, n - 3) else (0.025 if r == n - 4 else 0)
            for sd in (-1, 1):
                k = 0
                xx = -w / 2 - e + (0.0 if r % 2 else -0.11)
                while xx < w / 2 + e - 0.02:
                    a, b = max(xx, -w / 2 - e), min(xx + 0.225, w / 2 + e)
                    if b - a > 0.03:
                        it.append((((a + b) / 2, sd * (d / 2 + e - 0.05), zz), (b - a - 0.012, 0.11, 0.073)))
                    xx += 0.235
                yy = -d / 2 - e + 0.1
                while yy < d / 2 + e - 0.12:
                    b = min(yy + 0.225, d / 2 + e - 0.1)
                    it.append(((sd * (w / 2 + e - 0.05), (yy + b) / 2, zz), (0.11, b - yy - 0.012, 0.073)))
                    yy += 0.235
        bits.append(s.blocks(it, brick, 0.008))
        bits.append(s.box((w + 0.06, d + 0.06, 0.09), (0, 0, h + 0.02), mortar, bevel=0.03))
        for k in range(pots):
            hh = s.U(0.45, 0.75)
            xk = (k - (pots - 1) / 2) * (w - 0.25) / max(1, pots - 1) if pots > 1 else 0
            bits.append(s.lathe([(0.15, 0), (0.13, 0.1), (0.115, hh - 0.1), (0.14, hh - 0.06), (0.145, hh), (0.115, hh), (0.1, hh - 0.3)], clay, (xk, 0, h + 0.05), 24, rot=(s.U(-2, 2), s.U(-2, 2), 0)))
        for b in bits:
            b.parent = p
    roof(-3.4, 8.0, 2.9, 7.0, 8.6, 3.3, 74)
    roof(5.0, 11.5, 2.2, 6.4, 15, 3.4, -8)
    chimney(-4.5, 7.75, 6.0, 1.25, 0.62, 1.3, 4, 74)
    chimney(4.6, 12.6, 5.4, 0.9, 0.62, 1.5, 3, -8)
    rows = [(-11, 20, 3.0, 7, 12, 3.2, 80), (0.5, 22, 2.4, 7, 11, 3.2, 86), (12, 23, 3.4, 7, 13, 3.4, 75), (-6, 31, 3.2, 7, 14, 3.4, 5), (6.5, 33, 3.0, 7, 13, 3.5, -5),
            (-17, 34, 3.6, 8, 14, 3.6, 12), (17, 37, 4.0, 8, 15, 3.6, 82), (0, 45, 4, 8, 18, 3.8, 88), (-12, 52, 4.4, 8, 16, 3.9, 84), (13, 55, 4.6, 8, 18, 4, 92)]
    for k, r in enumerate(rows):
        roof(*r, fine=k < 3)
        c, sn = m.cos(m.radians(r[6])), m.sin(m.radians(r[6]))
        for t in (-0.36, 0.30) if k % 2 else (0.05,):
            chimney(r[0] - sn * t * r[4], r[1] + c * t * r[4], r[2] + r[5] - 0.2, 1.1, 0.6, s.U(1.2, 1.9), s.random.choice((2, 3, 4)), r[6])
    far = s.mat('far', (0.15, 0.16, 0.18))
    for _ in range(60):
        x, y = s.U(-90, 90), s.U(66, 150)
        w, hh = s.U(7, 12), s.U(6, 10)
        V = [(x - w, y, -8), (x + w, y, -8), (x - w, y, hh), (x + w, y, hh), (x - w * .95, y + 4, hh + 3), (x + w * .95, y + 4, hh + 3)]
        s.obj('f', s.mesh('f', V, [(0, 1, 3, 2), (2, 3, 5, 4)], far, flat=True))
        s.box((1.2, 0.8, 2.6), (x + s.U(-.8, .8) * w, y + 3.6, hh + 3.4), far, bevel=0)
    for x, y, z, h in ((-1.2, 21, 6.2, 1.7), (8.2, 32, 6.8, 2.0)):
        s.tube([(x, y, z - 1), (x, y, z + h)], 0.022, iron, 6, 1)
        for i in range(5):
            s.tube([(x - 0.5 + 0.05 * i, y, z + h - 0.1 - 0.2 * i), (x + 0.5 - 0.05 * i, y, z + h - 0.1 - 0.2 * i)], 0.012, iron, 5, 1)
    red = s.mat('balloon', (0.78, 0.020, 0.016), (0.70, 0.014, 0.014), local=True, bump=0, rough=(0.16, 0.22), translucent=0.42, coat=0.3)
    B = s.Vector((0.85, 7.4, 8.75))
    prof = [(0.03, -0.62), (0.018, -0.585), (0.03, -0.56)]
    for t in np.linspace(0.10, 1, 34):
        a = m.pi * t
        prof.append((0.40 * m.sin(a) ** 0.92 * (1 + 0.10 * m.cos(a) * -1) if t < 1 else 0.0, -0.52 * m.cos(a) + 0.02))
    s.lathe(prof, red, B, 64, rot=(4, 9, 0))
    x0, y0, z0 = B.x + 0.095, B.y - 0.0, B.z - 0.6
    s.tube([(x0 - 0.0, y0, z0), (x0 + 0.10, y0, z0 - 0.4), (x0 + 0.06, y0 + .02, z0 - 0.85), (x0 + 0.22, y0, z0 - 1.25), (x0 + 0.26, y0 + .03, z0 - 1.6), (x0 + 0.44, y0, z0 - 1.85)], 0.0055, s.mat('string', (0.75, 0.72, 0.66)), 5, 10)
    bird = s.mat('bird', (0.02, 0.02, 0.022))
    for x, y, z in ((6.1, 30, 12.6), (6.9, 32, 13.1), (5.2, 33, 13.6), (8.3, 34, 14.2)):
        f = s.U(0.05, 0.25)
        s.obj('b', s.mesh('b', [(0, -0.12, 0), (0, 0.14, 0), (-0.38, 0.02, f), (0.38, 0.02, f), (-0.2, -0.06, f * .8), (0.2, -0.06, f * .8)], [(0, 1, 2, 4), (0, 5, 3, 1)], bird, flat=True), None, (x, y, z), (0, s.U(-20, 20), s.U(-40, 40)))
    s.camera((-0.4, -3.6, 7.6), (0.1, 10, 7.15), 34, f=5.6, focus=11.5)
    s.grade(light=(0.025, 0.012, -0.015), shadow=(0.0, 0.012, 0.03), bloom=0.3, saturation=0.95)
    s.expose(0.25)
