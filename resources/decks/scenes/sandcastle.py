"""A sand castle on the beach as the tide comes in."""


def build(s):
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.13, 0.30, 0.48), horizon=(0.92, 0.74, 0.52), curve=0.5, strength=0.85, glow=(10, -46, (1.1, 0.7, 0.4), 10, 0.9),
          clouds=(0.75, 0.48, 0.72, (0.98, 0.82, 0.66), (0.50, 0.52, 0.58), (0.5, 1.3, 0)))
    s.sun(14, -58, 5.2, (1, 0.76, 0.48), 0.8)
    s.fog((0.62, 0.62, 0.60), 0.004, lit=(1, 0.8, 0.58), horizon=0.05, start=3)
    s.FOG['dir'] = s.direction(8, -46)
    sand = s.bpy.data.materials.new('sand')
    sand.use_nodes = True
    sand.node_tree.nodes.clear()
    n = s.Net(sand.node_tree)
    pos = n.node('NewGeometry', out=0)
    grain = n.noise(pos, 260, 3, 0.75)
    mid = n.noise(pos, 26, 4, 0.6)
    f = n.noise(pos, 2.2, 4)
    wet = n.node('Attribute', out=2, props={'attribute_name': 'wet'})
    col = n.mix(n.ramp(f, 0.35, 0.65), (0.50, 0.365, 0.235), (0.41, 0.295, 0.19))
    col = n.mix(n.ramp(grain, 0.35, 0.75, 0, 0.5), col, (0.22, 0.15, 0.10))
    col = n.mix(n.math('MULTIPLY', wet, 0.62), col, (0.10, 0.068, 0.045))
    gloss = n.ramp(n.math('ADD', wet, n.math('MULTIPLY', n.noise(pos, 3, 3), 0.3)), 0.75, 1.2, 0, 1)
    hgt = n.math('ADD', n.math('MULTIPLY', grain, 0.35), n.math('MULTIPLY', mid, 0.8))
    bp = n.node('Bump', Strength=n.math('SUBTRACT', 1.0, n.math('MULTIPLY', gloss, 0.85)), Distance=0.006, Height=hgt)
    s._output(n, n.node('BsdfPrincipled', Base_Color=col, Roughness=n.ramp(gloss, 0, 1, 0.85, 0.10), Normal=bp))
    reach = lambda x: 0.88 + 0.16 * np.sin(x * 1.3 + 0.5) + 0.14 * s.perlin(x * 0.9, 2.2) + 0.05 * s.perlin(x * 3.1, 5.5) - 0.30 * x
    moat = lambda x, y: np.sqrt(x ** 2 + y ** 2)

    def land(x, y):
        z = 0.03 * s.fbm(x * 1.6, y * 1.6, 4) + 0.010 * s.fbm(x * 9, y * 9, 3)
        d = moat(x, y)
        z = z - 0.085 * np.exp(-((d - 0.80) / 0.085) ** 2) + 0.040 * np.exp(-((d - 0.98) / 0.07) ** 2) * (y < 0.75)
        z = z + 0.035 * s.smooth(0.74, 0.66, d)
        z = z - 0.055 * np.maximum(y - 0.4, 0) - 0.02 * np.maximum(-y - 1, 0) * 0
        for a, b in prints:
            e = ((x - a) / 0.045) ** 2 + ((y - b) / 0.10) ** 2
            z = z - 0.022 * np.exp(-e ** 2)
        return z
    prints = [(0.95 + 0.13 * k + (0.07 if k % 2 else -0.07), -1.0 - 0.28 * k) for k in range(6)]
    known = {}

    def h(x, y):
        k = (round(x, 3), round(y, 3))
        if k not in known:
            known[k] = float(land(np.array(k[0]), np.array(k[1])))
        return known[k]

    def field(x, y, nx, ny, low=False):
        o = s.ground((lambda a, b: land(a, b) - (0.5 * ((np.abs(a) < 2.1) & (b < 1.9) & (b > -1.8)) + 0.004)) if low else land, x, y, nx, ny, sand)
        co = np.empty(len(o.data.vertices) * 3)
        o.data.vertices.foreach_get('co', co)
        co = co.reshape(-1, 3)
        w = s.smooth(-0.55, 0.25, co[:, 1] - reach(co[:, 0]) + 0.12 * s.perlin(co[:, 0] * 2, co[:, 1] * 2))
        w = np.maximum(w, 0.75 * np.exp(-((moat(co[:, 0], co[:, 1]) - 0.80) / 0.10) ** 2))
        o.data.attributes.new('wet', 'FLOAT', 'POINT').data.foreach_set('value', np.clip(w, 0, 1))
    field((-2.6, 2.6), (-2.3, 2.4), 620, 560)
    field((-30, 30), (-5, 30), 240, 240, True)

    def piece(fn, nu, nv, close=True, crumb=0.006, damp=0.35):
        V = []
        for j in range(nv + 1):
            for i in range(nu):
                p = V3(fn(i / nu if close else i / (nu - 1), j / nv))
                k = s.noise.fractal(p * 26, 1, 2, 4)
                V.append(p + V3((p.x, p.y, 0)).normalized() * 0 + V3((s.noise.noise(p * 31), s.noise.noise(p * 31 + V3((9, 0, 0))), 0.6 * s.noise.noise(p * 31 + V3((0, 9, 0))))) * crumb * (1 + k))
        F = [(j * nu + i, j * nu + (i + 1) % nu, (j + 1) * nu + (i + 1) % nu, (j + 1) * nu + i) for j in range(nv) for i in range(nu if close else nu - 1)]
        me = s.mesh('piece', V, F, sand)
        z = np.array([v[2] for v in V])
        me.attributes.new('wet', 'FLOAT', 'POINT').data.foreach_set('value', np.clip(damp + 0.35 * s.smooth(0.14, 0.0, z), 0, 0.8))
        return s.obj('piece', me)

    def tower(x, y, r, ht, teeth=8, taper=0.86, slump=0.0, z0=0.0):
        z0 = h(x, y) - 0.03 if not z0 else z0
        prof = [(1.16, 0), (1.04, 0.06), (1.0, 0.14), (taper, 0.90), (taper * 1.08, 0.905), (taper * 1.08, 1.0), (taper * 0.80, 1.0), (taper * 0.78, 0.93), (0.001, 0.93)]
        pt = np.concatenate([[0], np.cumsum([m.hypot((b[0] - a[0]) * r, (b[1] - a[1]) * ht) + 1e-4 for a, b in zip(prof, prof[1:])])])
        pt /= pt[-1]

        def fn(u, v):
            q = np.interp(v, pt, [c[0] for c in prof]) * r
            z = np.interp(v, pt, [c[1] for c in prof]) * ht
            a = u * 2 * m.pi
            zz = z
            if slump:
                g = max(0, m.cos(a - m.radians(80))) ** 2
                zz = z * (1 - slump * g)
                q = q * (1 + slump * 0.5 * g * (1 - z / ht))
            return (x + q * m.cos(a), y + q * m.sin(a), z0 + zz)
        piece(fn, 110, 90)
        for k in range(teeth):
            a = 2 * m.pi * (k + 0.5) / teeth
            if slump and m.cos(a - m.radians(80)) > 0.2:
                continue
            rr = r * taper * 0.94
            o = s.rock(sand, k + int(x * 50), 3, 0.14, (1, 1, 1))
            for v in o.vertices:
                for c in range(3):
                    v.co[c] = max(-.40, min(.40, v.co[c] * 1.25))
            o.attributes.new('wet', 'FLOAT', 'POINT').data.foreach_set('value', np.full(len(o.vertices), 0.35))
            s.obj('m', o, None, (x + rr * m.cos(a), y + rr * m.sin(a), z0 + ht * 1.02), (s.U(-5, 5), s.U(-5, 5), m.degrees(a)), (r * 0.34, r * 0.42, r * 0.42))

    def wall(x0, y0, x1, y1, ht, th=0.055, worn=0.0):
        L = m.hypot(x1 - x0, y1 - y0)
        ux, uy = (x1 - x0) / L, (y1 - y0) / L
        prof = [(-1.25, 0), (-1.0, 0.15), (-0.85, 1.0), (-0.45, 1.02), (-0.42, 0.90), (0.42, 0.90), (0.45, 1.02), (0.85, 1.0), (1.0, 0.15), (1.25, 0)]

        def fn(u, v):
            k = v * (len(prof) - 1)
            i = min(int(k), len(prof) - 2)
            a, b = prof[i], prof[i + 1]
            q, z = (a[0] + (b[0] - a[0]) * (k - i)) * th, (a[1] + (b[1] - a[1]) * (k - i)) * ht
            z *= 1 - worn * m.exp(-((u - 0.55) / 0.24) ** 2)
            cx, cy = x0 + (x1 - x0) * u, y0 + (y1 - y0) * u
            return (cx - uy * q, cy + ux * q, h(cx, cy) - 0.03 + z)
        piece(fn, 120, 60, close=False)
        nn = int(L / 0.075)
        for k in range(nn):
            u = (k + 0.5) / nn
            if worn and abs(u - 0.55) < 0.38:
                continue
            for q in (-0.66,):
                cx, cy = x0 + (x1 - x0) * u - uy * q * th, y0 + (y1 - y0) * u + ux * q * th
                o = s.rock(sand, k, 2, 0.12, (1, 1, 1))
                for v in o.vertices:
                    for c in range(3):
                        v.co[c] = max(-.40, min(.40, v.co[c] * 1.25))
                o.attributes.new('wet', 'FLOAT', 'POINT').data.foreach_set('value', np.full(len(o.vertices), 0.35))
                s.obj('m', o, None, (cx, cy, h(cx, cy) - 0.03 + ht * 1.06), (s.U(-4, 4), s.U(-4, 4), m.degrees(m.atan2(uy, ux))), (0.046, 0.036, 0.046))
    A = 0.47
    c = [(-A, -A * 0.92), (A, -A), (A * 0.96, A * 0.9), (-A, A * 0.88)]
    wall(*c[0], *c[1], 0.165)
    wall(*c[1], *c[2], 0.165)
    wall(*c[3], *c[0], 0.165)
    wall(*c[2], *c[3], 0.165, worn=0.55)
    for k, (x, y) in enumerate(c):
        tower(x, y, 0.115, (0.33, 0.31, 0.34, 0.33)[k], slump=0.30 if k == 2 else 0)
    tower(-0.02, 0.05, 0.20, 0.40, 10, 0.88)
    tower(-0.02, 0.05, 0.115, 0.30, 7, 0.84, z0=h(0, 0.05) + 0.33)
    dark = s.mat('gate', (0.05, 0.034, 0.024))
    V = [(-0.052, 0, 0), (0.052, 0, 0)] + [(0.052 * m.cos(a), 0, 0.075 + 0.052 * m.sin(a)) for a in np.linspace(0, m.pi, 16)]
    s.obj('gate', s.mesh('gate', V, [list(range(1, 18)) + [0]], dark, flat=True), None, (0.0, -A * 0.96 - 0.066, h(0, -A) - 0.01), (8, 0, 1.5))
    for x, y, z in ((-0.10, -0.145, 0.25), (0.05, -0.145, 0.25)):
        s.obj('slit', s.mesh('slit', [(-0.012, 0, -0.035), (0.012, 0, -0.035), (0.012, 0, 0.03), (0, 0, 0.045), (-0.012, 0, 0.03)], [(0, 1, 2, 3, 4)], dark, flat=True), None, (x, y, z + 0.02), (6, 0, x * 300))
    feather = s.mat('flagstick', (0.30, 0.22, 0.14), bump=0.3)
    zt = h(0, 0.05) + 0.33 + 0.27
    s.tube([(-0.02, 0.05, zt), (-0.014, 0.05, zt + 0.12), (-0.004, 0.05, zt + 0.23)], [0.005, 0.004, 0.003], feather, 8, 4)
    gull = s.leaf(s.mat('quill', (0.86, 0.85, 0.82), (0.62, 0.62, 0.62), local=True, scale=30, translucent=0.35), 0.20, 0.045, 0.35)
    s.obj('quill', gull, None, (-0.005, 0.05, zt + 0.20), (70, -38, 20))
    shellm = s.mat('shell', (0.80, 0.70, 0.60), (0.62, 0.45, 0.36), local=True, scale=14, bump=0.3, rough=(0.2, 0.4))
    fan = []
    V, F = [], []
    for i in range(25):
        a = m.radians(-72 + 144 * i / 24)
        for j in range(9):
            t = j / 8
            V.append((t * m.sin(a), t * m.cos(a), 0.30 * m.sin(m.pi * (0.12 + 0.88 * t)) * m.cos(a * 0.8) + 0.022 * m.cos(i * m.pi) * t))
            if i and j:
                b = i * 9 + j
                F.append((b - 10, b - 9, b, b - 1))
    fan = s.mesh('fan', V, F, shellm)
    for x, y, k in ((-0.30, -0.535, .04), (-0.20, -0.54, .034), (0.20, -0.55, .036), (0.31, -0.55, .04), (-0.9, -0.95, .05), (-0.75, -1.25, .035), (0.75, -0.85, .042), (-1.3, -0.7, .05), (0.55, -1.35, .045), (1.5, -0.9, .05), (-0.35, -1.5, .04)):
        up = abs(y + 0.545) < 0.03
        s.obj('fan', fan, None, (x, y, h(x, y) + (0.07 if up else 0.004)), (80, 0, 0) if up else (s.U(-10, 10), s.U(-10, 10), s.U(0, 360)), k)
    # The sea: one advancing sheet with its foam, and small breakers behind.
    wm = s.bpy.data.materials.new('sea')
    wm.use_nodes = True
    wm.node_tree.nodes.clear()
    n = s.Net(wm.node_tree)
    pos = n.node('NewGeometry', out=0)
    d = n.node('Attribute', out=2, props={'attribute_name': 'behind'})
    br = n.node('Attribute', out=2, props={'attribute_name': 'crest'})
    warp = n.vmath('MULTIPLY', n.noise(pos, 4, 3, out=1), (0.28, 0.28, 0))
    cell = n.node('TexVoronoi', props={'feature': 'DISTANCE_TO_EDGE'}, Vector=n.vmath('ADD', n.vmath('MULTIPLY', pos, (1, 0.6, 1)), warp), Scale=3.4)
    cell2 = n.node('TexVoronoi', props={'feature': 'DISTANCE_TO_EDGE'}, Vector=n.vmath('ADD', pos, n.vmath('MULTIPLY', n.noise(pos, 11, 3, out=1), (0.11, 0.11, 0))), Scale=11.0)
    thick = n.noise(n.vmath('MULTIPLY', pos, (1, 0.5, 1)), 1.6, 4, 0.6)
    lace = n.math('MAXIMUM', n.ramp(cell, 0.03, 0.12, 1, 0), n.math('MULTIPLY', n.ramp(cell2, 0.02, 0.12, 1, 0), n.ramp(thick, 0.42, 0.58)))
    lace = n.math('MULTIPLY', lace, n.ramp(thick, 0.36, 0.54))
    foam = n.math('MAXIMUM', n.math('MULTIPLY', lace, n.ramp(d, 0.2, 5, 1.0, 0.15)), n.ramp(d, 0.05, 0.17, 1, 0))
    foam = n.math('MAXIMUM', foam, br)
    fb = n.node('TexVoronoi', out=0, Vector=pos, Scale=75.0)
    bub = n.node('Bump', Strength=0.9, Distance=0.012, Height=n.math('SUBTRACT', n.math('MULTIPLY', foam, 1.5), fb))
    rip = n.node('Bump', Strength=0.6, Distance=0.03, Height=n.noise(n.vmath('MULTIPLY', pos, (0.7, 1.5, 1)), 5, 4))
    deep = n.mix(n.ramp(d, 0.2, 5), (0.30, 0.27, 0.19), (0.035, 0.115, 0.125))
    body = n.node('BsdfPrincipled', Base_Color=deep, Roughness=0.05, IOR=1.333, Normal=rip)
    sheet = n.node('MixShader', i0=n.ramp(d, 0.1, 1.6, 0.32, 1.0), i1=n.node('BsdfTransparent', Color=(0.8, 0.82, 0.8)), i2=body)
    s._output(n, n.node('MixShader', i0=foam, i1=sheet, i2=n.node('BsdfPrincipled', Base_Color=(0.86, 0.85, 0.82), Roughness=0.45, Normal=bub)))
    nx, ny = 420, 520
    X, T = np.meshgrid(np.linspace(-1, 1, nx), np.linspace(0, 1, ny) ** 2.2)
    Y = T * 260
    X = X * (4.5 + Y * 1.0)
    e = reach(X)
    back = Y
    Y = Y + e
    swell = 0.16 * s.smooth(2.5, 9, back) * (1 - np.abs(s.perlin(X / 9 + 3, (Y + 0.5 * s.perlin(X / 4, Y / 3)) / 2.6)) * 2.2)
    Z = land(X, Y)
    Z = np.maximum(Z + 0.006, -0.045 - 0.012 * np.minimum(back, 4))
    Z = Z + 0.022 * np.exp(-((back - 0.05) / 0.05) ** 2) + 0.012 * s.perlin(X * 2.5, Y * 4) * s.smooth(0.1, 0.8, back) + swell
    w1 = np.exp(-((back - 2.6 - 0.35 * s.perlin(X * 0.8, 1.7)) / 0.22) ** 2) * s.smooth(-0.15, 0.25, s.perlin(X * 0.55 + 2, 9.3) + 0.15)
    w2 = np.exp(-((back - 6.4 - 0.8 * s.perlin(X * 0.35, 4.7)) / 0.4) ** 2) * s.smooth(-0.2, 0.2, s.perlin(X * 0.3 + 7, 2.3) + 0.05)
    Z = Z + 0.13 * w1 + 0.24 * w2
    Z = np.where(T == 0, land(X, Y) - 0.01, Z)
    Vv = np.stack([X, Y, Z], -1).reshape(-1, 3)
    ii = np.arange(nx * ny).reshape(ny, nx)
    Ff = np.stack([ii[:-1, :-1], ii[:-1, 1:], ii[1:, 1:], ii[1:, :-1]], -1).reshape(-1, 4)
    me = s.mesh('sea', Vv, Ff, wm)
    me.attributes.new('behind', 'FLOAT', 'POINT').data.foreach_set('value', back.ravel())
    crest = np.clip(s.smooth(0.45, 0.85, w1 * (1 + 0.6 * s.perlin(X * 6, Y * 6))) + s.smooth(0.45, 0.85, w2 * (1 + 0.6 * s.perlin(X * 3, Y * 3))), 0, 1)
    me.attributes.new('crest', 'FLOAT', 'POINT').data.foreach_set('value', crest.ravel())
    s.obj('sea', me)
    s.camera((0.78, -2.55, 0.86), (-0.02, 0.35, 0.20), 36, f=5.6, focus=(0.05, -0.35, 0.25))
    s.grade(bloom=0.35, light=(0.03, 0.014, -0.02), shadow=(0.0, 0.012, 0.03))
    s.expose(0.15)
