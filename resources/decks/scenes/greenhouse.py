"""Inside a glasshouse: misty light, plants on both sides of a stone path."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.60, 0.72, 0.80), horizon=(0.86, 0.88, 0.80), curve=0.5, glow=(34, 38, (1, 0.9, 0.66), 14, 1.0))
    s.FOG['dir'] = s.direction(26, 30)
    s.fog((0.60, 0.68, 0.60), 0.024, lit=(1.0, 0.95, 0.76), start=2.5, tight=4)
    s.sun(38, 42, 6.5, (1, 0.90, 0.68), 2)
    W, H, L, R = 2.5, 2.5, 15.0, 1.55
    white = s.mat('frame', (0.62, 0.66, 0.60), (0.40, 0.44, 0.38), scale=5, bscale=40, bump=0.4, rough=(0.4, 0.7), dist=0.006, edge=(0.45, 0.7))
    # old glass: mostly clear, in places milky with breath and lime
    gl = s.bpy.data.materials.new('glass')
    gl.use_nodes = True
    gl.node_tree.nodes.clear()
    n = s.Net(gl.node_tree)
    pos = n.node('NewGeometry', out=0)
    k = n.ramp(n.noise(n.vmath('MULTIPLY', pos, (1, 1, 0.45)), 1.7, 5, 0.6), 0.35, 0.68, 0.25, 0.72)
    milk = n.node('MixShader', i0=0.7, i1=n.node('BsdfDiffuse', Color=(0.62, 0.70, 0.64)), i2=n.node('BsdfTranslucent', Color=(0.80, 0.86, 0.78)))
    s._output(n, n.node('MixShader', i0=k, i1=n.node('BsdfTransparent', Color=(0.93, 0.97, 0.94)), i2=milk))
    gl['clear'] = True
    prof = [(-W, 0.75), (-W, H), (0, H + R), (W, H), (W, 0.75)]
    y0 = -3.0
    for (a, b), (c, d) in zip(prof, prof[1:]):
        s.obj('pane', s.mesh('pane', [(a, y0, b), (c, y0, d), (c, L, d), (a, L, b)], [(0, 1, 2, 3)], gl))
    bays = 10
    for i in range(bays + 1):
        y = y0 + (L - y0) * i / bays
        thick = 0.075 if i % 2 == 0 else 0.04
        for (a, b), (c, d) in zip(prof, prof[1:]):
            ln, ang = m.hypot(c - a, d - b), m.degrees(m.atan2(d - b, c - a))
            s.box((ln + 0.03, thick, thick), ((a + c) / 2, y, (b + d) / 2), white, rot=(0, -ang, 0), bevel=0.006)
        if i % 2 == 0:
            s.box((W * 1.13, 0.03, 0.03), (0, y, H + 0.72), white, bevel=0.004)
            for sd in (-1, 1):
                s.tube([(sd * W, y, H - 0.55), (sd * (W - 0.12), y, H - 0.18), (sd * (W - 0.55), y, H + 0.30)], 0.016, white, 8, 5)
        if i < bays:
            for q in (1, 2):
                yy = y + (L - y0) / bays * q / 3
                for (a, b), (c, d) in zip(prof, prof[1:]):
                    ln, ang = m.hypot(c - a, d - b), m.degrees(m.atan2(d - b, c - a))
                    s.box((ln, 0.018, 0.024), ((a + c) / 2, yy, (b + d) / 2), white, rot=(0, -ang, 0), bevel=0)
    for x, z, w in ((-W, 0.75, .09), (W, 0.75, .09), (-W, 1.6, .03), (W, 1.6, .03), (-W, H, .10), (W, H, .10), (0, H + R, .11), (-W / 2, H + R / 2, .05), (W / 2, H + R / 2, .05)):
        s.box((w, L - y0, w), (x, (L + y0) / 2, z), white, bevel=0.006)
    brick = s.mat('brick', (0.26, 0.125, 0.085), (0.17, 0.085, 0.06), local=True, vary=0.3, scale=9, bump=0.6, rough=(0.7, 0.9), moss=((0.10, 0.14, 0.04), 0.3), dist=0.008)
    for sd in (-1, 1):
        s.box((0.22, L - y0, 0.75), (sd * (W + 0.06), (L + y0) / 2, 0.375), brick, bevel=0.01)
    # gable with its door
    for x in np.linspace(-W, W, 9):
        top = H + R * (1 - abs(x) / W)
        s.box((0.045, 0.05, top), (x, L, top / 2), white, bevel=0.004)
    for z in (0.75, 2.1, H):
        s.box((2 * W, 0.05, 0.06), (0, L, z), white, bevel=0.004)
    s.obj('gable', s.mesh('gable', [(-W, L, 0), (W, L, 0), (W, L, H), (0, L, H + R), (-W, L, H)], [(0, 1, 2, 3, 4)], gl))
    flag = s.mat('flag', (0.30, 0.28, 0.24), (0.19, 0.18, 0.155), local=True, vary=0.25, scale=2, bscale=30, bump=0.7, rough=(0.22, 0.6), dist=0.012, moss=((0.09, 0.13, 0.035), 0.12))
    y = -2.5
    while y < L - 0.1:
        h = s.U(0.5, 0.75)
        cut = s.U(-0.2, 0.2)
        for a, b in ((-0.72, cut), (cut, 0.72)):
            s.box((b - a - 0.018, h - 0.018, 0.08), ((a + b) / 2, y + h / 2, -0.02 + s.U(-.006, .006)), flag, bevel=0.015, wobble=0.006)
        y += h
    soil = s.mat('soil', (0.055, 0.04, 0.028), (0.03, 0.022, 0.016), scale=6, bscale=40, bump=1, dist=0.03)
    s.ground(lambda x, yy: -0.035 + 0.16 * s.smooth(0.75, 1.1, np.abs(x)) + 0.03 * s.fbm(x * 4, yy * 4, 3), (-W, W), (y0, L), 160, 320, soil)
    outside = s.mat('outside', (0.16, 0.24, 0.08))
    s.box((80, 80, 0.1), (0, 20, -0.3), outside, bevel=0)
    greens = [s.mat('green%d' % i, c, tuple(q * 0.6 for q in c), vary=0.35, translucent=0.5, rough=(0.25, 0.5), scale=14, bump=0.2, dist=0.004)
              for i, c in enumerate(((0.085, 0.20, 0.05), (0.14, 0.27, 0.06), (0.05, 0.14, 0.055), (0.19, 0.28, 0.09)))]
    stemm = s.mat('stem', (0.13, 0.17, 0.07))

    def join(parts, mats, name):
        V, F, I = [], [], []
        for vs, fs, i in parts:
            b = len(V)
            V += vs
            F += [tuple(b + q for q in f) for f in fs]
            I += [i] * len(fs)
        me = s.mesh(name, V, F)
        for q in mats:
            me.materials.append(q)
        me.polygons.foreach_set('material_index', I)
        return me

    def frond(base, a, up, ln, wide, curl, pieces):
        """One arching leaf; pieces: 0 whole (banana), else leaflets on each side (palm, fern)."""
        ca, sa = m.cos(a), m.sin(a)
        spine = [base + s.Vector((ca * ln * t * m.cos(up - curl * t), sa * ln * t * m.cos(up - curl * t), ln * t * m.sin(up - curl * t * 0.9))) for t in np.linspace(0, 1, 11)]
        e = s.Vector((-sa, ca, 0))
        V, F = [], []
        if not pieces:
            for i, q in enumerate(spine):
                t = i / 10
                w = wide * m.sin(m.pi * min(1, max(0, (t - 0.14) / 0.88)) ** 0.85) + 0.006
                dip = s.Vector((0, 0, w * 0.35))
                V += [q - e * w + dip, q, q + e * w + dip]
                if i:
                    b = 3 * i
                    F += [(b - 3, b - 2, b + 1, b), (b - 2, b - 1, b + 2, b + 1)]
            return V, F
        for k in range(pieces):
            t = 0.15 + 0.85 * (k + 0.5) / pieces
            i = min(9, int(t * 10))
            q = spine[i].lerp(spine[i + 1], t * 10 - i)
            d = (spine[i + 1] - spine[i]).normalized()
            w = wide * m.sin(m.pi * (0.12 + 0.86 * t)) ** 0.7
            for sd in (-1, 1):
                o = (e * sd + d * 0.65 + s.Vector((0, 0, -0.28))).normalized() * w
                hw = d * (0.42 * ln / pieces)
                b = len(V)
                V += [q - hw * 0.5, q + o * 0.5 - hw + s.Vector((0, 0, 0.02 * w)), q + o + s.Vector((0, 0, -0.12 * w)), q + o * 0.5 + hw]
                F.append((b, b + 1, b + 2, b + 3))
        return V, F
    kinds = []
    rnd = s.random
    for v in range(3):
        parts = [(*frond(s.Vector((0, 0, 0.1)), 2.4 * k + rnd.uniform(-.3, .3), rnd.uniform(0.95, 1.35), rnd.uniform(1.0, 1.7), rnd.uniform(0.15, 0.22), rnd.uniform(0.5, 1.0), 0), 0) for k in range(9)]
        kinds.append(join(parts, [greens[v % 2]], 'banana'))
    for v in range(3):
        parts = [(*frond(s.Vector((0, 0, 0.05)), 2.4 * k + rnd.uniform(-.3, .3), rnd.uniform(0.95, 1.42), rnd.uniform(0.9, 1.5), rnd.uniform(0.18, 0.26), rnd.uniform(0.7, 1.3), 26), 0) for k in range(13)]
        kinds.append(join(parts, [greens[(v + 2) % 4]], 'palm'))
    low = []
    for v in range(3):
        parts = [(*frond(s.Vector((0, 0, 0.02)), 2.4 * k + rnd.uniform(-.4, .4), rnd.uniform(0.4, 1.2), rnd.uniform(0.35, 0.6), rnd.uniform(0.07, 0.11), rnd.uniform(0.9, 1.5), 18), 0) for k in range(16)]
        low.append(join(parts, [greens[(v + 1) % 4]], 'fern'))
    for v in range(2):
        parts = [(*frond(s.Vector((0, 0, 0.02)), 2.4 * k + rnd.uniform(-.4, .4), rnd.uniform(0.6, 1.25), rnd.uniform(0.3, 0.5), rnd.uniform(0.06, 0.09), rnd.uniform(0.6, 1.4), 0), 0) for k in range(14)]
        low.append(join(parts, [greens[v + 2]], 'hosta'))
    pts, lows = [], []
    for sd in (-1, 1):
        yy = 1.3
        while yy < L - 0.6:
            pts.append((sd * s.U(1.62, 2.2), yy, 0.1, s.U(0.7, 1.25)))
            yy += s.U(0.4, 0.65)
        for _ in range(130):
            lows.append((sd * s.U(0.95, 2.0), s.U(-0.1, L - 0.4), 0.1, s.U(0.6, 1.2)))
    s.scatter(kinds, pts, (1.05, 1.45), 6)
    # climbers: up the posts, along the eaves, some way up under the roof, and hanging from it
    ivy = [s.leaf(g, 0.13, 0.085, c) for g in greens for c in (0.15, 0.5)]
    lv = []
    for sd in (-1, 1):
        for i in range(2, bays + 1, 2):
            y, reach = y0 + (L - y0) * i / bays, s.U(0.45, 1.3)
            way = s.flow([(sd * (W - 0.08), y, 0.3), (sd * (W - 0.10), y + s.U(-.1, .1), 1.4), (sd * (W - 0.12), y, H - 0.05), (sd * (W * (1 - 0.45 * reach)), y + s.U(-.15, .15), H - 0.06 + R * 0.45 * reach)], 20)
            side = s.flow([(sd * (W - 0.1), y, H - 0.08), (sd * (W - 0.12), y + 0.8, H - 0.1), (sd * (W - 0.1), y + 1.9, H - 0.06)], 16)
            drop = s.flow([tuple(way[-1]), (way[-1].x, y + 0.03, way[-1].z - 0.3), (way[-1].x + 0.03, y, way[-1].z - s.U(0.45, 0.8))], 8)
            for w, k, spread in ((way, 5, 0.085), (side, 5, 0.09), (drop, 4, 0.05)):
                s.tube([tuple(q) for q in w], 0.007, stemm, 6, 1, straight=True)
                lv += [(q.x + s.random.gauss(0, spread), q.y + s.random.gauss(0, spread), q.z + s.random.gauss(0, spread)) for q in w for _ in range(k)]
    s.scatter(ivy, lv, (0.6, 1.25), 60)
    s.scatter(low, lows, (0.7, 1.15), 10)
    clay = s.mat('clay', (0.42, 0.19, 0.10), (0.31, 0.14, 0.08), local=True, vary=0.2, scale=8, bscale=60, bump=0.3, rough=(0.6, 0.85), dist=0.004)
    for x, yy, k, i in ((-0.86, 1.75, 1.0, 0), (0.90, 2.7, 1.15, 3), (0.80, 3.2, 0.7, 1), (-0.84, 5.0, 0.9, 4), (0.85, 6.6, 1.0, 2)):
        s.lathe([(0.0, 0.0), (0.105, 0), (0.15, 0.24), (0.165, 0.24), (0.17, 0.29), (0.15, 0.29), (0.14, 0.25), (0.0, 0.25)], clay, (x, yy, 0.015), 40, scale=k)
        s.obj('p', low[i], None, (x, yy, 0.26 * k), (0, 0, s.U(0, 360)), 0.85 * k)
    fl = s.mat('bloom', (0.80, 0.30, 0.22), vary=0.3, translucent=0.4)
    bl = s.rock(fl, 2, 2, 0.5, (1, 1, 0.6))
    s.scatter([bl], [(x + s.random.gauss(0, .16), yy + s.random.gauss(0, .16), s.U(0.45, 0.75)) for x, yy in ((-1.15, 2.6), (1.2, 4.4), (-1.2, 7.0)) for _ in range(9)], (0.04, 0.075), 40)
    for x, yy in ((-1.0, 4.0), (1.1, 5.6), (-0.9, 8.2)):
        s.obj('hang', low[1], None, (x, yy, 2.28), (0, 0, s.U(0, 360)), 0.95)
        s.lathe([(0, -0.16), (0.12, -0.13), (0.17, 0.0), (0.16, 0.01)], clay, (x, yy, 2.3), 32)
        for a in (0, 2.1, 4.2):
            s.tube([(x + 0.16 * m.cos(a), yy + 0.16 * m.sin(a), 2.31), (x, yy, 2.9), (x, yy, 3.35)], 0.004, stemm, 5, 2)
    s.camera((0.16, -1.5, 1.42), (-0.05, 8, 1.62), 27, f=5, focus=5.0)
    s.grade(shadow=(0.0, 0.014, 0.012), light=(0.02, 0.016, -0.02), bloom=0.55, contrast=1.08, saturation=1.05)
    s.expose(0.05)
    s.quiet()
