"""An old stone well from above; far below, a circle of sky in its water."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.42, 0.62, 0.92), horizon=(0.72, 0.78, 0.82), curve=0.7, clouds=(1.5, 0.46, 0.70, (1.5, 1.45, 1.38), (0.8, 0.86, 0.95)))
    s.sun(46, 130, 3.4, (1, 0.88, 0.68), 1)
    s.fog((0.1, 0.12, 0.13), 0.0)
    R, D = 0.72, 4.0
    stone = s.mat('stone', (0.23, 0.21, 0.18), (0.13, 0.12, 0.105), local=True, vary=0.3, scale=2.5, bscale=22, bump=1, rough=(0.55, 0.85), dist=0.03, moss=((0.06, 0.085, 0.02), 0.25))
    deep = s.mat('deep', (0.13, 0.125, 0.11), (0.065, 0.065, 0.06), local=True, vary=0.3, scale=3, bscale=22, bump=1, rough=(0.3, 0.6), dist=0.03)
    wall = s.mat('wall', (0.02, 0.02, 0.018))
    s.lathe([(R + 0.50, -0.3), (R + 0.45, 0.12), (R + 0.16, 0.16), (R + 0.14, -D - 1)], wall)
    pr = [s.rock(stone, k, 3, 0.16, (1, 1, 1)) for k in range(6)]
    pd = [s.rock(deep, k, 3, 0.16, (1, 1, 1)) for k in range(6)]
    for me in pr + pd:
        for v in me.vertices:
            c = v.co
            c.x, c.y, c.z = (max(-0.4, min(0.4, q * 1.3)) for q in c)
    z, row = 0.30, 0
    while z > -D - 0.1:
        h = s.U(0.17, 0.25)
        n = 19 + row % 3
        for k in range(n):
            a = 6.283 * (k + 0.5 * (row % 2) + s.U(-.1, .1)) / n
            w = 2 * m.pi * R / n * 1.12
            mossy = z > -1.2 - s.U(0, 0.8)
            s.obj('st', s.random.choice(pr if mossy else pd), None, ((R + 0.12 + s.U(-.02, .02)) * m.cos(a), (R + 0.12) * m.sin(a), z - h / 2),
                  (s.U(-4, 4), s.U(-4, 4), m.degrees(a) + 90), (w * 1.18, 0.34, h * 1.22))
        z -= h * 0.96
        row += 1
    cap = s.mat('cap', (0.135, 0.122, 0.105), (0.07, 0.065, 0.058), local=True, vary=0.4, scale=3.5, bscale=30, bump=1, rough=(0.55, 0.85), dist=0.04, moss=((0.042, 0.052, 0.016), 0.12), edge=(0.4, 0.6))
    pc = [s.rock(cap, k, 4, 0.34, (1, 1, 1), 0.9) for k in range(9)]
    for me in pc:
        for v in me.vertices:
            c = v.co
            c.x, c.y, c.z = (max(-0.45, min(0.45, q * 1.22)) * (1 + 0.10 * s.noise.noise(c * 3)) for q in c)
    # dry stone: rings of unlike stones, the joints of one never on those of the next
    for r, deep_, z0, tall, n in ((R + 0.12, 0.27, 0.36, 0.25, 21), (R + 0.34, 0.27, 0.31, 0.27, 24), (R + 0.54, 0.25, 0.20, 0.28, 27),
                                  (R + 0.66, 0.27, 0.04, 0.30, 28), (R + 0.74, 0.30, -0.14, 0.30, 26)):
        cuts = np.cumsum([s.U(0.6, 1.45) for _ in range(n)])
        cuts = cuts / cuts[-1] * 6.283 + s.U(0, 6.283)
        for a0, a1 in zip(np.append(cuts[-1] - 6.283, cuts[:-1]), cuts):
            a, w = (a0 + a1) / 2, (a1 - a0) * r
            rr = r + s.U(-.025, .025)
            s.obj('rim', s.random.choice(pc), None, (rr * m.cos(a), rr * m.sin(a), z0 + s.U(-.035, .03)), (s.U(-7, 7), s.U(-7, 7), m.degrees(a) + 90 + s.U(-5, 5)),
                  (w * 1.13, deep_ * s.U(0.95, 1.25), tall * s.U(0.9, 1.1)))
    wm = s.bpy.data.materials.new('water')
    wm.use_nodes = True
    wm.node_tree.nodes.clear()
    k = s.Net(wm.node_tree)
    bp = k.node('Bump', Strength=0.12, Distance=0.015, Height=k.noise(k.node('NewGeometry', out=0), 1.6, 1))
    s._output(k, k.node('MixShader', i0=0.42, i1=k.node('BsdfDiffuse', Color=(0.002, 0.004, 0.005)), i2=k.node('BsdfGlossy', Color=(0.8, 0.92, 1), Roughness=0.01, Normal=bp)))
    s.lathe([(R + 0.13, -D), (0.5, -D), (0.25, -D), (0.0, -D)], wm, seg=96)
    soil = s.mat('soil', (0.09, 0.085, 0.045), (0.05, 0.045, 0.028), scale=4, bump=1)
    s.ground(lambda x, y: -0.25 + 0.04 * s.fbm(x, y, 4) - 7 * s.smooth(R + 0.28, R + 0.2, np.sqrt(x * x + y * y)), (-4, 4), (-4, 4), 200, 200, soil)
    gm = s.mat('grass', (0.10, 0.14, 0.035), (0.075, 0.10, 0.03), vary=0.35, translucent=0.5)
    tufts = [s.blades(gm, 60, 0.30, 0.10, 0.006, 1.0) for _ in range(4)]
    g = []
    while len(g) < 1100:
        x, y = s.U(-2.6, 2.6), s.U(-2.4, 2.8)
        r = m.hypot(x, y)
        if r > R + 0.80:
            g.append((x, y, -0.26))
    s.scatter(tufts, g, (0.5, 1.1), 16)
    fm = s.mat('fern', (0.11, 0.22, 0.045), (0.07, 0.15, 0.03), vary=0.3, translucent=0.5, rough=(0.4, 0.6))
    lf = [s.leaf(fm, 0.05, 0.02, c) for c in (0.3, 0.7)]
    for _ in range(16):
        a, z0 = s.U(0, 6.283), -s.U(0.1, 1.6)
        for f in range(6):
            b, up, ln = a + 3.1416 + s.U(-1.0, 1.0), s.U(0.3, 0.9), s.U(0.14, 0.26)
            for t in np.linspace(0.12, 1, 12):
                d = ln * t
                px, py, pz = (R - 0.02) * m.cos(a) + d * m.cos(b), (R - 0.02) * m.sin(a) + d * m.sin(b), z0 + d * up - 2.6 * d * d
                for sd in (-1, 1):
                    s.obj('f', s.random.choice(lf), None, (px, py, pz), (s.U(-15, 15), 20, m.degrees(b) + sd * 62), 1.15 * (1.05 - t * 0.8))
    wm2 = s.mat('petal', (0.8, 0.78, 0.72), translucent=0.4)
    V, F = [], []
    for q in range(9):
        a = q * 0.698
        c = len(V)
        V += [(0, 0, 0), (0.014 * m.cos(a - .25), 0.014 * m.sin(a - .25), .003), (0.024 * m.cos(a), 0.024 * m.sin(a), .004), (0.014 * m.cos(a + .25), 0.014 * m.sin(a + .25), .003)]
        F.append((c, c + 1, c + 2, c + 3))
    fl = s.mesh('daisy', V, F, wm2)
    s.scatter([fl], [(x, y, 0.0 + s.U(-.04, .05)) for x, y, _ in g[:90]], (0.8, 1.3), 25)
    rope = s.mat('rope', (0.42, 0.33, 0.21), (0.28, 0.21, 0.13), scale=60, bscale=200, bump=0.8, rough=(0.8, 1), dist=0.004)
    for ph in (0, 2.094, 4.189):
        s.tube([(0.27 + 0.011 * m.cos(ph + t * 1.25), 0.33 + 0.011 * m.sin(ph + t * 1.25), 2.4 - t * 0.04) for t in range(0, 74)], 0.0105, rope, 6, 1, straight=True)
    wood = s.mat('bucket', (0.16, 0.105, 0.065), (0.085, 0.055, 0.035), local=True, scale=8, stretch=(4, 4, 0.6), bump=0.8, rough=(0.5, 0.8), dist=0.01)
    iron = s.mat('iron', (0.06, 0.05, 0.045), rough=(0.4, 0.6))
    bz = -1.0
    for q in range(14):
        a = 6.283 * q / 14
        s.box((0.078, 0.022, 0.36), (0.27 + 0.165 * m.cos(a), 0.33 + 0.165 * m.sin(a), bz), wood, rot=(0, 0, m.degrees(a) + 90), bevel=0.004)
    for e in (-0.1, 0.12):
        s.lathe([(0.178, e - 0.015), (0.184, e - 0.015), (0.184, e + 0.015), (0.178, e + 0.015)], iron, (0.27, 0.33, bz))
    s.lathe([(0.0, -0.15), (0.16, -0.15)], wood, (0.27, 0.33, bz))
    s.tube([(0.10, 0.33, bz + 0.15), (0.13, 0.33, bz + 0.33), (0.27, 0.33, bz + 0.46), (0.41, 0.33, bz + 0.33), (0.44, 0.33, bz + 0.15)], 0.009, iron, 8, 6)
    s.camera((-0.16, -0.54, 2.05), (0.0, 0.05, -1.6), 26, f=8, focus=2.2)
    s.grade(shadow=(0.0, 0.012, 0.022), light=(0.025, 0.015, -0.02), bloom=0.4, contrast=1.08)
    s.expose(0.7)
