"""A dark wall with a crack; light streams through it into the dust."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.03, 0.035, 0.045), horizon=(0.03, 0.035, 0.045), strength=0.3)
    s.fog((0.05, 0.042, 0.034), 0.02)
    E, A = 38, 9
    wall = s.mat('wall', (0.16, 0.135, 0.115), (0.09, 0.078, 0.07), scale=1.1, bscale=14, bump=1.0, rough=(0.7, 0.95), dist=0.03, edge=(0.38, 0.62), detail=8)
    floor = s.mat('floor', (0.15, 0.125, 0.10), (0.08, 0.07, 0.06), scale=1.6, bscale=30, bump=0.8, rough=(0.45, 0.8), dist=0.02, cracks=0.25)
    rubble = s.mat('rubble', (0.17, 0.145, 0.12), (0.10, 0.085, 0.075), local=True, vary=0.3, scale=4, bump=0.8, dist=0.01)
    Y = 4.0
    # the crack: half widths and middle line along the height
    zs = np.linspace(0.0, 4.0, 200)
    mid = 0.34 + 0.16 * s.fbm(zs * 0.55 + 3.3, zs * 0, 5, 0.62) * 2.0 - 0.10 * (zs - 1.5)
    wid = 0.012 + 0.075 * np.exp(-((zs - 1.55) / 0.75) ** 2) + 0.020 * s.fbm(zs * 2.4 + 9, zs * 0, 4, 0.6)
    ends = s.smooth(0.10, 0.42, zs) * s.smooth(2.98, 2.62, zs)
    wid = np.maximum(wid, 0.002) * ends
    l, r = mid - wid, mid + wid + 0.012 * s.fbm(zs * 7 + 2, zs * 0, 3) * ends
    r = np.maximum(r, l + 0.0005)
    T = 0.22
    for edge, far in ((l, -5.0), (r, 6.0)):
        nx = 70
        V = []
        k = np.linspace(0, 1, nx) ** 2.2
        for layer in (0, 1):
            for i, z in enumerate(zs):
                for q in k:
                    x = edge[i] + (far - edge[i]) * q
                    bulge = 0.05 * float(s.noise.fractal((x * 1.3, z * 1.3, 2), 1, 2, 4)) + 0.045 * float(ends[i]) * m.exp(-abs(x - edge[i]) / 0.05)
                    V.append((x + (0.03 * (1 if far > 0 else -1) if layer else 0), Y + (T if layer else bulge), z * 1.0))
        n = len(zs) * nx
        F = [(i * nx + j, i * nx + j + 1, (i + 1) * nx + j + 1, (i + 1) * nx + j) for i in range(len(zs) - 1) for j in range(nx - 1)]
        F += [(n + a, n + d, n + c, n + b) for a, b, c, d in F]
        F += [(i * nx, (i + 1) * nx, n + (i + 1) * nx, n + i * nx) for i in range(len(zs) - 1)]
        s.obj('wall', s.mesh('wall', V, F, wall))
    s.box((14, 10, 0.2), (0, 0, 4.0), wall, bevel=0)
    s.ground(lambda x, y: 0.02 * s.fbm(x * 1.3, y * 1.3, 5) + 0.10 * np.exp(-np.abs(y - Y + 0.1) / 0.14) * (0.5 + s.perlin(x * 2.5, y * 2)), (-5, 6), (-2, Y + 0.1), 420, 260, floor)
    pr = [s.rock(rubble, k, 3, 0.4, (1, 1, 0.7)) for k in range(6)]
    s.scatter(pr, [(0.4 + s.random.gauss(0, 0.6), Y - 0.12 - abs(s.random.gauss(0, 0.28)), 0.02) for _ in range(120)], (0.02, 0.10), 60)
    s.scatter(pr, [(s.U(-3, 4), Y - 0.06 - abs(s.random.gauss(0, 0.12)), 0.02) for _ in range(120)], (0.02, 0.12), 60)
    s.scatter(pr, [(s.U(-2.5, 2.5), s.U(1, 3.6), 0.01) for _ in range(70)], (0.01, 0.05), 60)
    # outside: only light
    s.sun(E, A, 26, (1, 0.82, 0.54), 0.7)
    s.box((9, 0.05, 9), (0, Y + 3.2, 2), s.glow('day', (1, 0.86, 0.62), 5.5, fog=False), bevel=0).visible_shadow = False
    # light in the dust: the crack drawn out along the sun, thinning with its way
    air = s.bpy.data.materials.new('air')
    air.use_nodes = True
    air.node_tree.nodes.clear()
    n = s.Net(air.node_tree)
    pos = n.node('NewGeometry', out=0)
    t = n.math('DIVIDE', n.math('SUBTRACT', Y, n.node('SeparateXYZ', out=1, i0=pos)), 3.4)
    d = s.direction(E, A)
    # smoke is drawn along the light
    al = n.vmath('DOT_PRODUCT', pos, tuple(d), out=1)
    q = n.vmath('SUBTRACT', pos, n.vmath('SCALE', n.node('CombineXYZ', i0=al, i1=al, i2=al), (0, 0, 0)))
    swirl = n.ramp(n.noise(n.vmath('MULTIPLY', pos, (1.5, 1.0, 1.5)), 2.0, 5, 0.6, 0.8), 0.30, 0.70, 0.25, 1.25)
    f = n.math('MULTIPLY', n.math('POWER', n.math('SUBTRACT', 1.0, t, True), 1.25), swirl)
    # each height of the crack sends its own share: more where it is wide, in streaks
    src = n.math('ADD', n.node('SeparateXYZ', out=2, i0=pos), n.math('MULTIPLY', n.math('SUBTRACT', Y, n.node('SeparateXYZ', out=1, i0=pos)), d.z / d.y))
    share = n.math('POWER', 2.718, n.math('MULTIPLY', n.math('POWER', n.math('DIVIDE', n.math('SUBTRACT', src, 1.55), 0.62), 2.0), -1.0))
    streak = n.ramp(n.noise(n.node('CombineXYZ', i0=n.math('MULTIPLY', src, 7.0)), 1.0, 4, 0.7), 0.32, 0.66, 0.25, 1.3)
    f = n.math('MULTIPLY', n.math('MULTIPLY', f, n.node('LightPath', out=0)), n.math('MULTIPLY', share, streak))
    s._output(n, n.node('AddShader', i0=n.node('BsdfTransparent'), i1=n.node('Emission', Color=(1, 0.74, 0.42), Strength=n.math('MULTIPLY', f, 0.068))))
    air['clear'] = True
    step = 1
    for line in np.linspace(0.03, 0.97, 8):
        sway = s.random.gauss(0, 0.022)
        V, F = [], []
        for i in range(0, len(zs), step):
            x = l[i] + (r[i] - l[i]) * line
            k = max(0.0, (zs[i] + 0.02) / d.z)
            k = min(k, 3.6)
            V += [(x, Y - 0.02, zs[i]), (x - (d.x + sway) * k, Y - 0.02 - d.y * k, zs[i] - d.z * k)]
            j = len(V) // 2 - 1
            if j and wid[i] > 0.004:
                F.append((2 * j - 2, 2 * j - 1, 2 * j + 1, 2 * j))
        s.obj('air', s.mesh('air', V, F, air))
    mote = s.rock(s.glow('mote', (1, 0.80, 0.5), 2.6, fog=False), 0, 1, 0, (1, 1, 1))
    pts = []
    while len(pts) < 420:
        i = s.random.randrange(12, len(zs) - 12)
        k = s.random.random() * 3.4
        z = zs[i] - d.z * k
        if z < 0.03 or s.random.random() > wid[i] / 0.09 + 0.1:
            continue
        pts.append((s.U(l[i], r[i]) - d.x * k + s.random.gauss(0, 0.02), Y - d.y * k, z))
    s.scatter([mote], pts, (0.0015, 0.0055), 0)
    s.lamp((2.9, 1.4, 2.8), 60, (0.5, 0.66, 1), 1.2, 'AREA', (0.3, Y, 1.2))
    s.lamp((0.30, Y - 0.45, 1.5), 13, (1, 0.70, 0.40), 0.5)
    s.lamp((-0.1, 2.3, 0.35), 6, (1, 0.70, 0.40), 0.3)
    s.camera((-1.05, -0.55, 1.18), (0.34, Y, 1.30), 34, f=4, focus=4.4, roll=1)
    s.grade(bloom=0.6, vignette=0.4, light=(0.03, 0.012, -0.02), shadow=(0.0, 0.008, 0.022))
    s.expose(0.9)
