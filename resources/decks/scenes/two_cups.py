"""Two cups from straight above: one full and steaming, one empty."""


def smoke(s, k):
    m = s.bpy.data.materials.new('steam')
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = s.Net(m.node_tree)
    p = n.node('TexCoord', out=3)
    r = n.vmath('LENGTH', n.vmath('MULTIPLY', p, (1, 1, 0)), out=1)
    q = n.vmath('ADD', n.vmath('MULTIPLY', p, (0.75, 0.34, 1)), (k * 3.7, k * 1.3, k))
    f = n.math('MULTIPLY', n.ramp(n.noise(q, 1.5, 3, 0.45, 0.9), 0.50, 0.80), n.math('SUBTRACT', 1.0, n.ramp(r, 0.25, 0.98)))
    s._output(n, n.node('MixShader', i0=n.math('MULTIPLY', f, 0.55), i1=n.node('BsdfTransparent'),
                        i2=n.node('Emission', Color=(1, 0.95, 0.88), Strength=0.85)))
    m['clear'] = True
    return m


def coffee(s):
    m = s.bpy.data.materials.new('coffee')
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = s.Net(m.node_tree)
    p = n.node('TexCoord', out=3)
    r = n.vmath('LENGTH', n.vmath('MULTIPLY', p, (1, 1, 0)), out=1)
    f = n.noise(p, 55, 5, 0.6, 1.4)
    e = n.ramp(n.math('ADD', r, n.math('MULTIPLY', f, 0.012)), 0.034, 0.0455)
    col = n.mix(n.ramp(f, 0.45, 0.72), (0.018, 0.007, 0.003), (0.05, 0.018, 0.006))
    col = n.mix(e, col, (0.22, 0.10, 0.035))
    bub = n.node('TexVoronoi', out=0, Vector=p, Scale=420.0)
    col = n.mix(n.math('MULTIPLY', e, n.ramp(bub, 0.35, 0.1)), col, (0.42, 0.24, 0.11))
    s._output(n, n.node('BsdfPrincipled', Base_Color=col, Roughness=0.06, IOR=1.34,
                        Normal=n.node('Bump', Strength=0.3, Distance=0.001, Height=e)))
    return m


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.55, 0.62, 0.72), horizon=(0.7, 0.66, 0.6), strength=0.24)
    s.sun(31, -52, 6.0, (1, 0.82, 0.58), 1.3)
    wood = s.mat('table', (0.46, 0.345, 0.225), (0.33, 0.235, 0.145), local=True, vary=0.07, stretch=(14, 0.9, 14), scale=3, warp=0.7, rough=(0.42, 0.62), bump=0.4, bscale=40, dist=0.0012)
    for i in range(11):
        s.box((0.118, 2.4, 0.03), (-0.60 + i * 0.1195, s.U(-.2, .2), -0.015), wood, rot=(0, s.U(-.25, .25), 0), bevel=0.0025)
    s.box((3, 3, 0.02), (0, 0, -0.045), s.mat('under', (0.03, 0.02, 0.015)), bevel=0)
    glaze = s.mat('glaze', (0.74, 0.68, 0.58), (0.67, 0.60, 0.50), local=True, scale=18, bscale=240, bump=0.08, rough=(0.16, 0.32), dist=0.001)
    raw = s.mat('raw', (0.40, 0.29, 0.19), (0.33, 0.23, 0.15), local=True, scale=60, bump=0.3, rough=(0.6, 0.8), dist=0.001)
    stain = s.mat('stain', (0.20, 0.09, 0.035), (0.10, 0.04, 0.015), local=True, scale=70, rough=(0.2, 0.5), bump=0.05)
    steel = s.mat('steel', (0.62, 0.58, 0.52), local=True, scale=30, metal=1, rough=(0.18, 0.3), bump=0.04, dist=0.001)
    cup = [(0, 0.009), (0.022, 0.010), (0.031, 0.016), (0.0385, 0.030), (0.0435, 0.048), (0.0462, 0.0662), (0.0470, 0.0678), (0.0484, 0.0670), (0.0462, 0.048), (0.0415, 0.028), (0.034, 0.0125), (0.026, 0.006), (0.024, 0.0)]
    dish = [(0, 0.004), (0.028, 0.0042), (0.030, 0.0058), (0.034, 0.0055), (0.056, 0.0085), (0.074, 0.0145), (0.0762, 0.0152), (0.0765, 0.0138), (0.058, 0.0050), (0.040, 0.0), (0, 0.0)]

    def set_(x, y, turn):
        a = m.radians(turn)
        for prof, z in ((dish, 0.0), (cup, 0.0055)):
            o = s.lathe(prof, glaze, (x, y, z), 128)
            d = o.modifiers.new('s', 'SUBSURF')
            d.levels = d.render_levels = 1
        pts = [(0.044, 0.054), (0.058, 0.060), (0.073, 0.055), (0.076, 0.042), (0.066, 0.030), (0.050, 0.026), (0.040, 0.026)]
        s.tube([(x + r * m.cos(a), y + r * m.sin(a), z + 0.0055) for r, z in pts], [0.0068, 0.0060, 0.0056, 0.0060, 0.0070], glaze, 14, 8)
    A, B = (-0.078, 0.056), (0.088, -0.062)
    set_(*A, 148)
    set_(*B, -28)
    disc = [(0.0455 * m.cos(2 * m.pi * k / 96), 0.0455 * m.sin(2 * m.pi * k / 96), 0) for k in range(96)]
    s.obj('coffee', s.mesh('coffee', disc, [tuple(range(96))]), coffee(s), (*A, 0.0620))
    # the dried rest at the bottom of the other
    def ring(r, w, seed):
        V, F = [], []
        for k in range(121):
            t = 2 * m.pi * k / 120
            j = 1 + 0.05 * s.noise.noise((m.cos(t) * 2, m.sin(t) * 2, seed))
            q = w * (0.5 + 0.7 * abs(s.noise.noise((m.cos(t) * 3, m.sin(t) * 3, seed + 5))))
            V += [((r - q) * j * m.cos(t), (r - q) * j * m.sin(t), 0), ((r + q) * j * m.cos(t), (r + q) * j * m.sin(t), 0.0)]
            if k:
                F.append((2 * k - 2, 2 * k - 1, 2 * k + 1, 2 * k))
        return s.mesh('ring', V, F, stain)
    s.obj('ring', ring(0.0215, 0.0008, 2), None, (B[0], B[1], 0.01585))
    s.obj('rest', s.mesh('rest', [((0.0065 + 0.002 * s.noise.noise((m.cos(k), m.sin(k), 3))) * m.cos(k) * 1.2, (0.0065 + 0.002 * s.noise.noise((m.cos(k), m.sin(k), 3))) * m.sin(k), 0) for k in np.linspace(0, 6.2, 40)], [tuple(range(40))], stain), None, (B[0] + 0.006, B[1] - 0.006, 0.01565))
    sp = s.obj('spoon', None, None, (B[0] - 0.052, B[1] - 0.026, 0.0125), (0, 0, 62))
    V, F = [], []
    for i in range(40):
        t = i / 39
        x = -0.062 + 0.124 * t
        w = 0.0022 + 0.0022 * t ** 3 + 0.0105 * m.exp(-((t - 0.11) / 0.085) ** 2)
        bowl = -0.0045 * m.exp(-((t - 0.11) / 0.08) ** 2)
        for j in range(9):
            u = -1 + j / 4
            V.append((x, u * w, bowl * (1 - u * u) + 0.006 * m.sin(m.pi * (t * 0.85 + 0.15)) ))
        if i:
            b = 9 * i
            F += [(b - 9 + j, b - 8 + j, b + 1 + j, b + j) for j in range(8)]
    o = s.obj('sp', s.mesh('sp', V, F, steel))
    o.parent = sp
    t = o.modifiers.new('t', 'SOLIDIFY')
    t.thickness = 0.0014
    for k in range(5):
        z = 0.080 + 0.017 * k
        r = 0.050 + 0.014 * k
        s.obj('steam', s.mesh('steam', [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], [(0, 1, 2, 3)]), smoke(s, k + 1),
              (A[0] + 0.012 * k, A[1] + 0.010 * k, z), (0, 0, -30 + 14 * k), (r, r * 1.25, 1))
    # window bars
    d = s.direction(31, -52)
    for c in (-0.30, 0.78):
        p = s.Vector((0.05, 0.02, 0)) + d * 3
        e = s.Vector((d.y, -d.x, 0)).normalized() * c
        s.box((0.07, 0.05, 4), p + e, raw, bevel=0)
    s.box((4, 0.06, 0.06), s.Vector((0.02, -0.30, 0)) + d * 3, raw, rot=(0, 0, 52), bevel=0)
    s.camera((0.004, 0, 0.80), (0.004, 0.0001, 0), 64, f=8, focus=0.74, roll=0)
    s.grade(light=(0.025, 0.014, -0.02), bloom=0.25, vignette=0.28)
    s.expose(0.4)
