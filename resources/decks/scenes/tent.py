"""A lit tent under a great sky of stars, mountains round it."""


def stars(s, galaxy):
    """Points of light far out; denser and finer along a band across the sky."""
    m, V3 = s.math, s.Vector
    protos = [s.rock(s.glow('star%d' % k, c, e, fog=False), 0, 1, 0, (1, 1, 1)) for k, (c, e) in
              enumerate((((0.8, 0.88, 1), 2.2), ((1, 0.95, 0.88), 2.6), ((1, 0.84, 0.66), 2.0), ((0.9, 0.94, 1), 6.0)))]
    pts, big, n = [], [], 0
    axis = V3(galaxy).normalized()
    while n < 3600:
        a, z = s.U(-0.75, 0.75), s.U(0.02, 0.99)
        d = V3((m.sin(a) * m.sqrt(1 - z * z), m.cos(a) * m.sqrt(1 - z * z), z))
        w = abs(d.dot(axis))
        if s.random.random() > 0.32 + 0.9 * m.exp(-(w / 0.16) ** 2):
            continue
        n += 1
        k = 0.42 + 0.55 * s.random.random() ** 5
        (big if s.random.random() < 0.018 else pts).append((*(d * 2000), k))
    s.scatter(protos[:3], pts, (1.2, 2.3), 0)
    s.scatter(protos[3:], big, (3.0, 4.6), 0)


def build(s):
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.006, 0.011, 0.028), horizon=(0.035, 0.060, 0.095), curve=0.55, strength=1, glow=(-2, -24, (0.30, 0.20, 0.16), 14, 0.35))
    n, z, d, col, st = s.FOG['sky']
    ax = V3((0.80, 0.30, -0.52)).normalized()
    w = n.math('ABSOLUTE', n.vmath('DOT_PRODUCT', d, tuple(ax), out=1))
    band = n.math('POWER', 2.718, n.math('MULTIPLY', n.math('MULTIPLY', w, w), -26.0))
    c1 = n.ramp(n.noise(d, 3.6, 7, 0.62, 0.25), 0.36, 0.72)
    rift = n.ramp(n.noise(d, 6.5, 7, 0.62, 0.4), 0.46, 0.62, 1.0, 0.25)
    k = n.math('MULTIPLY', n.math('MULTIPLY', band, c1), n.math('MULTIPLY', rift, 0.085))
    s.FOG['sky'] = (n, z, d, n.vmath('ADD', col, n.vmath('MULTIPLY', n.node('CombineXYZ', i0=k, i1=k, i2=k), (0.86, 0.90, 1.15))), st)
    s.fog((0.022, 0.036, 0.060), 0.0016, height=220)
    stars(s, ax)
    meadow = s.mat('meadow', (0.10, 0.11, 0.06), (0.06, 0.07, 0.04), scale=1.5, bscale=14, bump=1, dist=0.05)
    rockm = s.mat('rock', (0.20, 0.20, 0.20), (0.11, 0.11, 0.115), scale=0.02, bscale=0.3, bump=1, dist=2, moss=((0.5, 0.54, 0.6), 0.28))
    stone = s.mat('stone', (0.20, 0.19, 0.18), (0.12, 0.115, 0.11), local=True, vary=0.25, scale=3, bscale=30, bump=0.9, dist=0.02)

    def land(x, y):
        return 0.22 * s.fbm(x / 5, y / 5, 4) + 1.3 * s.smooth(3, 12, y) * s.smooth(22, 12, y) * s.smooth(16, -6, x) - 7 * s.smooth(17, 60, y) + 0.05 * s.fbm(x * 1.5, y * 1.5, 3)
    h = lambda x, y: float(land(np.array(float(x)), np.array(float(y))))
    s.ground(land, (-30, 30), (-3, 62), 300, 300, meadow)

    def ridge(y0, base, amp, seed, sc):
        def f(x, y):
            t = (y - y0) / 260
            big = 0.55 + 0.55 * s.perlin(x / (sc * 1.7) + seed, seed * 3.1) + 0.30 * (0.5 - np.abs(s.perlin(x / sc * 1.9 + 2 * seed, 0.37)))
            r = 1 - 1.3 * np.abs(s.fbm(x / sc * 1.6 + seed, y / sc * 1.6 + seed * 0.7, 7, 0.55))
            return base + amp * (big * np.maximum(0, 1 - np.abs(t) * 2.6) + 0.34 * (r - 0.45) * np.maximum(0, 1 - np.abs(t) * 1.8))
        return f
    s.ground(ridge(560, -30, 200, 3.1, 210), (-560, 560), (440, 690), 420, 130, rockm)
    s.ground(ridge(1050, -30, 360, 8.6, 330), (-1000, 1000), (900, 1200), 420, 130, rockm)
    tx, ty = 0.95, 7.0
    tz = h(tx, ty) - 0.12
    p = s.obj('tent', None, None, (tx, ty, tz), (0, 0, 50))
    cl = s.bpy.data.materials.new('canvas')
    cl.use_nodes = True
    cl.node_tree.nodes.clear()
    q = s.Net(cl.node_tree)
    g = q.node('SeparateXYZ', out=2, i0=q.node('TexCoord', out=3))
    f = q.ramp(g, 0.0, 1.25, 1.25, 0.30)
    f = q.math('MULTIPLY', f, q.ramp(q.noise(q.node('TexCoord', out=3), 2.2, 3), 0.25, 0.75, 0.75, 1.2))
    s._output(q, q.node('AddShader', i0=q.node('BsdfPrincipled', Base_Color=(0.5, 0.26, 0.08), Roughness=0.8),
                        i1=q.node('Emission', Color=(1, 0.50, 0.14), Strength=q.math('MULTIPLY', f, 1.15))))
    L, W, H = 1.25, 0.95, 1.28
    nu, nv = 26, 18
    bits = []
    for sd in (-1, 1):
        V = []
        for i in range(nu + 1):
            for j in range(nv + 1):
                u, v = i / nu * 2 - 1, j / nv
                sag = 0.07 * m.sin(m.pi * v) * (1 - 0.2 * abs(u))
                ridge_sag = 0.05 * (1 - u * u)
                x = u * (L + 0.10 * v) 
                V.append((x, sd * (W * (1 - v) - sag * 0.9 + 0.003), (H - ridge_sag) * v - sag * 0.25 + 0.03 * m.sin(u * 5 + sd) * (1 - v) * v))
        F = [(i * (nv + 1) + j, (i + 1) * (nv + 1) + j, (i + 1) * (nv + 1) + j + 1, i * (nv + 1) + j + 1) for i in range(nu) for j in range(nv)]
        bits.append(s.obj('side', s.mesh('side', V, F, cl)))
    pole = s.mat('pole', (0.05, 0.035, 0.02))
    inner = s.glow('inner', (1, 0.72, 0.36), 3.0)
    for u in (-1, 1):
        V = [(u * L, -W, 0), (u * L, W, 0), (u * (L + 0.1), 0, H)]
        if u > 0:
            bits.append(s.obj('back', s.mesh('back', V, [(0, 1, 2)], cl, flat=True)))
        else:
            for sd in (-1, 1):
                Vq = [(u * L, sd * W, 0), (u * (L + 0.1), 0, H), (u * L - 0.16, sd * 0.62, 0.0), (u * L - 0.10, sd * 0.34, 0.5), (u * L - 0.05, sd * 0.12, 0.95)]
                bits.append(s.obj('flap', s.mesh('flap', Vq, [(0, 2, 3), (0, 3, 4), (0, 4, 1)], cl)))
        bits.append(s.tube([(u * L, 0, 0), (u * (L + 0.1), 0, H + 0.06)], 0.016, pole, 8, 1))
        bits.append(s.tube([(u * (L + 0.1), 0, H), (u * (L + 1.25), 0, 0)], 0.005, pole, 5, 1))
    for u in (-0.9, 0, 0.9):
        for sd in (-1, 1):
            bits.append(s.tube([(u * L, sd * W * 0.52, H * 0.5), (u * L * 1.1, sd * (W + 0.7), 0)], 0.004, pole, 5, 1))
    bits.append(s.box((2 * L, 2 * W, 0.03), (0, 0, 0.02), s.mat('sheet', (0.3, 0.2, 0.1)), bevel=0))
    bits.append(s.obj('mat', s.rock(s.mat('bag', (0.12, 0.16, 0.3), rough=(0.6, 0.8)), 3, 4, 0.12, (1, 1, 1)), None, (0.1, 0.3, 0.14), scale=(1.7, 0.55, 0.28)))
    bits.append(s.obj('bulb', s.rock(s.glow('bulb', (1, 0.74, 0.4), 40, fog=False), 0, 2, 0, (1, 1, 1)), None, (-0.5, 0, 0.9), scale=0.08))
    for b in bits:
        b.parent = p
    s.lamp((tx, ty, tz + 0.62), 46, (1, 0.58, 0.24), 0.25)
    pm = p.rotation_euler.to_matrix()
    front = V3((tx, ty, tz)) + pm @ V3((-L - 0.35, 0, 0.55))
    s.lamp(front, 20, (1, 0.60, 0.26), 0.25)
    grass = s.mat('grass', (0.12, 0.15, 0.06), (0.16, 0.14, 0.06), translucent=0.35, vary=0.35)
    tf = [s.blades(grass, 45, 0.22, 0.12, 0.004, 0.6) for _ in range(4)]
    pts = []
    while len(pts) < 4200:
        y = -1.4 + 17 * s.random.random() ** 1.3
        x = s.U(-0.75, 0.75) * (y + 3) 
        if (V3((x, y, 0)) - V3((tx, ty, 0))).length > 1.55:
            pts.append((x, y, h(x, y) - 0.02))
    s.scatter(tf, pts, (0.5, 1.25), 10)
    st_ = [s.rock(stone, k, 4, 0.3, (1, 1, 0.65)) for k in range(4)]
    s.scatter(st_, [(x, y, h(x, y) - 0.02) for x, y in ((-2.6, 6.4), (-3.1, 7.0), (3.6, 7.0), (-1.5, 4.2), (2.5, 4.6), (-4.6, 10), (4.5, 10), (2.8, 4.3), (-0.3, 5.6))], (0.3, 0.9), 10)
    con = [s.conifer(s.mat('fir', (0.02, 0.028, 0.022)), 9, k, 30, 0.2) for k in range(4)]
    s.scatter(con, [(s.U(-34, -13), s.U(30, 60), -7.5) for _ in range(46)] + [(s.U(12, 34), s.U(30, 60), -7.5) for _ in range(46)], (0.6, 1.2), 2)
    s.sun(34, 140, 0.22, (0.5, 0.65, 1), 3)
    s.camera((-0.5, -2.2, 1.15), (0.15, 9, 4.3), 26, f=2.8, focus=(tx, ty, 1))
    s.grade(bloom=0.6, light=(0.02, 0.006, -0.01), shadow=(0.0, 0.008, 0.03), vignette=0.28)
    s.expose(1.5)
