"""A tree that has grown around an iron fence; late light on its bark."""


def edges(s, u, v, around):
    """Distance to the nearest border between cells scattered by chance, round a trunk of so many cells."""
    np = s.np
    u, v = np.broadcast_arrays(u, v)
    n = max(1, int(round(around)))
    u = u * n / around
    ui, vi = np.floor(u).astype(int), np.floor(v).astype(int)
    first, second = np.full(u.shape, 9.0), np.full(u.shape, 9.0)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            h = ((ui + i) % n * 7919 + (vi + j) * 104729) & 511
            x, y = ui + i + 0.1 + 0.8 * s._P[h] / 512, vi + j + 0.1 + 0.8 * s._P[(h + 177) & 511] / 512
            d = np.hypot(u - x, v - y)
            second = np.minimum(second, np.maximum(first, d))
            first = np.minimum(first, d)
    return second - first


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.22, 0.30, 0.34), horizon=(0.62, 0.50, 0.30), curve=0.6, glow=(12, 40, (1, 0.72, 0.36), 10, 0.9))
    s.FOG['dir'] = s.direction(12, 40)
    s.fog((0.34, 0.34, 0.22), 0.020, lit=(0.95, 0.66, 0.34), horizon=0.3, start=3, tight=4)
    s.sun(17, -124, 6.4, (1, 0.66, 0.36), 1.0)
    rails = (0.62, 1.50)
    R = 0.34
    nu, nv = 900, 1300
    a = np.linspace(0, 2 * m.pi, nu, endpoint=False)[None, :]
    zz = np.linspace(-0.15, 3.2, nv)[:, None]
    front = s.smooth(0.15, 0.85, -np.sin(a))
    side = s.smooth(0.55, 1.0, np.abs(np.cos(a)))
    r = R * (1 + 0.28 * np.exp(-(zz + 0.1) / 0.32) + 0.05 * s.perlin(np.cos(a) * 1.2 + 3, zz * 0.9) + 0.03 * np.cos(3 * a + zz) + 0 * a)
    r = r * (1 + 0.35 * np.exp(-(zz + 0.1) / 0.25) * np.clip(np.cos(5 * a + 1.0), 0, 1))
    ca, sa = np.cos(a), np.sin(a)
    # the trunk flows over each rail like slow wax, more above than below and never evenly
    for zr, more, turn in ((rails[0], 0.85, 0.9), (rails[1], 1.15, -0.7)):
        wav = zr + 0.030 * s.perlin(ca * 2.2 + zr, sa * 2.2) * front
        lump = np.clip(0.62 + 0.9 * s.perlin(ca * 1.9 + 3 * zr, sa * 1.9 + turn) + 0.30 * np.cos(a + m.pi / 2 - turn), 0.12, 1.5)
        over = 0.085 * np.exp(-np.clip((zz - wav - 0.055) / np.where(zz > wav + 0.055, 0.19, 0.042), -6, 6) ** 2)
        under = 0.045 * np.exp(-np.clip((zz - wav + 0.060) / np.where(zz < wav - 0.060, 0.12, 0.045), -6, 6) ** 2)
        shut = s.smooth(-0.12, 0.22, s.perlin(ca * 3.4 + 5, sa * 3.4 + zr * 7))
        groove = -0.055 * np.exp(-((zz - wav) / 0.018) ** 2) * (0.25 + 0.75 * shut)
        r = r + (over * lump * more + under * (1.4 - 0.7 * lump) + groove) * (0.10 + 0.90 * front ** 0.7)
    for ang, zk, k, w in ((-1.05, 1.07, 0.075, 0.30), (-2.25, 1.98, 0.06, 0.26), (0.2, 2.05, 0.10, 0.4), (3.3, 0.95, 0.07, 0.45)):
        d = np.angle(np.exp(1j * (a - ang)))
        r = r + k * np.exp(-(d / w) ** 2 - ((zz - zk) / 0.13) ** 2)
    # furrowed bark: plates drawn out along the trunk, parted by dark furrows and broken across
    wu = 0.55 * s.fbm(ca * 3 + 9, zz * 2.6 + sa * 3, 4) + 0.25 * s.fbm(ca * 9 + 2, zz * 8 + sa * 9, 3)
    wv = 0.60 * s.fbm(ca * 3 - 4, zz * 2.2 + sa * 3 + 8, 3)
    plates = edges(s, a * R / 0.047 + wu * 1.5, zz / 0.195 + wv, 2 * m.pi * R / 0.047)
    small = edges(s, a * R / 0.019 + wu * 4, zz / 0.042 + wv * 4, 2 * m.pi * R / 0.019)
    bark = 0.021 * s.smooth(0.02, 0.34, plates) + 0.0065 * s.smooth(0.0, 0.30, small) * s.smooth(0.05, 0.25, plates)
    bark = bark + 0.0045 * s.fbm(ca * 40, zz * 32 + sa * 40, 4) + 0.006 * s.fbm(ca * 9, zz * 5 + sa * 9, 3)
    r = r + bark - 0.02
    X, Y, Z = r * ca * 1.06, r * sa * 0.92 + 0.05, zz + 0 * a
    X = X + 0.085 * np.sin(Z * 1.75 + 0.5) + 0.020 * Z * Z - 0.02
    V = [tuple(p) for p in np.stack([X, Y, Z], -1).reshape(-1, 3)]
    F = [(i * nu + k, i * nu + (k + 1) % nu, (i + 1) * nu + (k + 1) % nu, (i + 1) * nu + k) for i in range(nv - 1) for k in range(nu)]
    bm = s.bpy.data.materials.new('bark')
    bm.use_nodes = True
    bm.node_tree.nodes.clear()
    n = s.Net(bm.node_tree)
    pos = n.node('NewGeometry', out=0)
    at = n.node('Attribute', props={'attribute_name': 'deep'}, out=2)
    c = n.mix(n.ramp(n.noise(n.vmath('MULTIPLY', pos, (3, 3, 1)), 3, 5), 0.35, 0.65), (0.225, 0.185, 0.150), (0.135, 0.115, 0.10))
    c = n.mix(n.ramp(n.noise(pos, 5, 5, 0.6), 0.58, 0.70), c, (0.24, 0.25, 0.17))
    c = n.mix(at, (0.055, 0.040, 0.030), c)
    bp = n.node('Bump', Strength=0.8, Distance=0.01, Height=n.noise(n.vmath('MULTIPLY', pos, (1, 1, 0.5)), 45, 5, 0.6))
    s._output(n, n.node('BsdfPrincipled', Base_Color=c, Roughness=0.9, Normal=bp, Specular_IOR_Level=0.2))
    me = s.mesh('trunk', V, F, bm)
    me.attributes.new('deep', 'FLOAT', 'POINT').data.foreach_set('value', s.smooth(0.004, 0.022, bark).ravel())
    s.obj('trunk', me)
    iron = s.mat('iron', (0.035, 0.036, 0.036), (0.16, 0.075, 0.038), local=True, scale=5, bscale=90, bump=0.6, rough=(0.45, 0.8), dist=0.004, edge=(0.48, 0.66))
    fy = -0.205
    for zr in rails:
        s.box((9.0, 0.020, 0.048), (0.3, fy, zr), iron, bevel=0.004)
    x = -4.2
    while x < 4.6:
        inside = abs(x - 0.06) < 0.30
        if not inside:
            s.tube([(x, fy, 0.05), (x + s.U(-.004, .004), fy, 0.9), (x, fy, 1.80)], 0.0125, iron, 12, 2)
            s.lathe([(0.0125, 1.80), (0.026, 1.83), (0.030, 1.86), (0.022, 1.90), (0.010, 1.96), (0.0, 2.01)], iron, (x, fy, 0), 16)
            for zr in rails:
                s.lathe([(0.0125, -0.05), (0.021, -0.044), (0.021, -0.028), (0.0125, -0.026)], iron, (x, fy, zr), 14)
        else:
            s.tube([(x, fy, 0.05), (x, fy + 0.0, 0.5), (x, fy + 0.01, 1.86)], 0.0125, iron, 12, 2)
            s.lathe([(0.0125, 1.80), (0.026, 1.83), (0.030, 1.86), (0.022, 1.90), (0.010, 1.96), (0.0, 2.01)], iron, (x, fy, 0), 16)
        x += 0.142
    plinth = s.mat('plinth', (0.22, 0.20, 0.17), (0.13, 0.12, 0.10), scale=3, bscale=40, bump=1, moss=((0.10, 0.14, 0.03), 0.5), dist=0.02)
    for x0, x1 in ((-6, -0.46), (0.52, 7)):
        s.box((x1 - x0, 0.24, 0.22), ((x0 + x1) / 2, fy, 0.0), plinth, bevel=0.02)
    soil = s.mat('soil', (0.12, 0.095, 0.055), (0.07, 0.055, 0.035), scale=4, bump=1)
    s.ground(lambda x, y: -0.06 + 0.03 * s.fbm(x * 2, y * 2, 3), (-14, 14), (-2, 40), 200, 260, soil)
    gm = s.mat('grass', (0.17, 0.20, 0.05), (0.12, 0.15, 0.04), vary=0.3, translucent=0.5)
    tufts = [s.blades(gm, 50, 0.26, 0.12, 0.006, 0.8) for _ in range(4)]
    s.scatter(tufts, [(s.U(-3, 3), s.U(-1.2, -0.35), -0.06) for _ in range(120)] + [(s.U(-9, 9), s.U(0.3, 14), -0.06) for _ in range(900)], (0.4, 1.1), 12)
    lm = [s.mat('leaf%d' % i, c, tuple(q * 0.6 for q in c), local=True, vary=0.3, scale=30, rough=(0.4, 0.7), translucent=0.3) for i, c in enumerate(((0.42, 0.20, 0.04), (0.36, 0.27, 0.06)))]
    lf = [s.leaf(q, 0.075, 0.05, c) for q in lm for c in (0.15, 0.5)]
    s.scatter(lf, [(s.U(-2, 2), s.U(-1.2, -0.2), 0.0) for _ in range(120)] + [(s.U(-2, 2), fy + s.U(-.09, .09), 0.118) for _ in range(26)], (0.6, 1.1), 20)
    lv = s.mat('leaves', (0.26, 0.24, 0.05), (0.36, 0.22, 0.05), vary=0.3, translucent=0.6)
    trees = [s.tree_mesh(bm, 8, k, 5, 0.6, lv, 0.15, 5, trunk=0.3) for k in range(3)]
    s.scatter(trees, [(-4.2, 9, 0), (3.4, 12, 0), (6.2, 9.5, 0), (-8, 14, 0), (-1.4, 17, 0), (9, 17, 0), (1.6, 24, 0), (-6, 23, 0), (6, 24, 0), (-11, 20, 0)], (0.85, 1.2), 4)
    s.lamp((1.6, -2.4, 1.8), 14, (0.6, 0.75, 1), 1.5, 'AREA', (0.2, 0, 1.2))
    s.camera((1.30, -1.75, 1.36), (-0.02, 0, 1.22), 36, f=3.2, focus=1.85)
    s.grade(shadow=(0.0, 0.010, 0.018), light=(0.035, 0.016, -0.03), bloom=0.4)
    s.expose(0.6)
    s.quiet()
