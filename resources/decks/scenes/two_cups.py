"""Two cups across a table by the window: the near one full and steaming, the far one empty."""


def steam(s, k):
    """Air above hot coffee on an upright sheet of 1 × 1: wisps that rise, lean and thin out."""
    m = s.bpy.data.materials.new('steam')
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = s.Net(m.node_tree)
    p = n.node('TexCoord', out=3)
    x, z = n.node('SeparateXYZ', i0=p), n.node('SeparateXYZ', out=2, i0=p)
    sway = n.math('MULTIPLY', n.math('SUBTRACT', n.noise(n.vmath('ADD', n.vmath('MULTIPLY', p, (0, 0, 1)), (0, k * 5.1, 0)), 2.2, 2), 0.5), n.math('MULTIPLY', z, 0.9))
    d = n.math('ABSOLUTE', n.math('SUBTRACT', n.math('SUBTRACT', x, sway), n.math('MULTIPLY', z, 0.10)))
    w = n.math('ADD', 0.15, n.math('MULTIPLY', z, 0.16))
    f = n.ramp(n.math('DIVIDE', d, w), 1.0, 0.0)
    q = n.vmath('ADD', n.vmath('MULTIPLY', p, (3.2, 1, 0.85)), (k * 3.7, k * 1.3, k))
    f = n.math('MULTIPLY', f, n.ramp(n.noise(q, 2.1, 4, 0.5, 1.3), 0.44, 0.74))
    f = n.math('MULTIPLY', f, n.math('MULTIPLY', n.ramp(z, 0.0, 0.10), n.ramp(z, 1.0, 0.25)))
    s._output(n, n.node('MixShader', i0=n.math('MULTIPLY', f, 0.42), i1=n.node('BsdfTransparent'),
                        i2=n.node('Emission', Color=(1, 0.95, 0.87), Strength=1.15)))
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
    s.sky(top=(0.50, 0.60, 0.72), horizon=(0.95, 0.86, 0.70), curve=0.5, strength=0.9)
    s.sun(24, 28, 7.0, (1, 0.80, 0.55), 0.9)
    wood = s.mat('table', (0.25, 0.165, 0.095), (0.155, 0.098, 0.055), local=True, vary=0.12, stretch=(14, 0.9, 14), scale=3, warp=0.7, rough=(0.22, 0.42), bump=0.35, bscale=40, dist=0.0010)
    for i in range(15):
        s.box((0.118, 1.5, 0.03), (-0.84 + i * 0.1195, 0.18, -0.015), wood, rot=(0, s.U(-.2, .2), 0), bevel=0.0025)
    s.box((1.7, 0.04, 0.09), (0, 0.90, -0.075), wood, bevel=0.004)
    s.box((1.7, 1.4, 0.02), (0, 0.18, -0.045), s.mat('under', (0.02, 0.014, 0.01)), bevel=0)
    glaze = s.mat('glaze', (0.70, 0.65, 0.56), (0.60, 0.54, 0.45), local=True, scale=18, bscale=240, bump=0.08, rough=(0.14, 0.30), dist=0.001)
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
    A, B = (-0.075, 0.02), (0.115, 0.38)
    set_(*A, -28)
    set_(*B, 165)
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
    sp = s.obj('spoon', None, None, (B[0] + 0.053, B[1] - 0.03, 0.0125), (0, 0, -62))
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
    for k in range(3):
        s.obj('steam', s.mesh('steam', [(-0.5, 0, 0), (0.5, 0, 0), (0.5, 0, 1), (-0.5, 0, 1)], [(0, 1, 2, 3)], steam(s, k + 1)), None,
              (A[0] - 0.006 + 0.006 * k, A[1] - 0.014 + 0.014 * k, 0.067), (0, 0, -14 + 12 * k), (0.17, 1, 0.25 - 0.03 * k)).visible_shadow = False
    # two napkin corners, crumbs: somebody was here
    cloth = s.mat('napkin', (0.42, 0.44, 0.46), (0.36, 0.38, 0.40), bscale=500, bump=0.2, rough=(0.8, 1), dist=0.001)
    s.ground(lambda x, y: 0.004 + 0.004 * s.perlin(x * 22, y * 16 + 3) + 0.002 * s.perlin(x * 60, y * 50), (-0.075, 0.075), (-0.05, 0.05), 50, 40, cloth, 'napkin').location = (0.285, 0.34, 0)
    crumb = [s.rock(s.mat('crumb', (0.36, 0.22, 0.10), (0.26, 0.14, 0.06), local=True, scale=30), k, 2, 0.4, (1, 1, .8)) for k in range(3)]
    s.scatter(crumb, [(0.10 + s.random.gauss(0, .03), 0.24 + s.random.gauss(0, .02), 0.0015) for _ in range(26)], (0.0012, 0.0042), 60)
    # the chair over there, pushed back from the table
    chair = s.mat('chair', (0.10, 0.062, 0.036), (0.065, 0.04, 0.024), bump=0.2, rough=(0.35, 0.5))
    cx, cy = 0.34, 1.42
    for sd in (-1, 1):
        s.tube([(cx + sd * 0.19, cy, -0.3), (cx + sd * 0.195, cy + 0.02, 0.02), (cx + sd * 0.20, cy + 0.09, 0.34)], [0.017, 0.017, 0.014], chair, 12, 5)
    for z, h in ((0.30, 0.05), (0.16, 0.035), (0.02, 0.035)):
        s.tube([(cx - 0.20, cy + 0.03 + z * 0.2, z), (cx, cy + 0.055 + z * 0.2, z + 0.01), (cx + 0.20, cy + 0.03 + z * 0.2, z)], h * 0.45, chair, 10, 6)
    # the room: a window with bars, a wall beside it, a garden behind
    wall = s.mat('wall', (0.30, 0.29, 0.26), (0.25, 0.24, 0.215), scale=2, bump=0.2, rough=(0.8, 0.95))
    frame = s.mat('frame', (0.50, 0.48, 0.43), bump=0.1, rough=(0.4, 0.6))
    W = 2.5
    s.box((4, 0.2, 4), (-3.10, W, 0.6), wall, bevel=0)
    s.box((4, 0.2, 4), (3.55, W, 0.6), wall, bevel=0)
    s.box((4, 0.2, 1.2), (0, W, -0.72), wall, bevel=0)
    s.box((3.2, 0.30, 0.045), (0.2, W - 0.1, -0.11), frame, bevel=0.006)
    for x in (-1.08, -0.30, 0.62, 1.53):
        s.box((0.055, 0.06, 3), (x, W - 0.05, 1.2), frame, bevel=0.004)
    s.box((3, 0.05, 0.05), (0.2, W - 0.05, 0.62), frame, bevel=0.004)
    s.box((0.05, 4.6, 4), (-2.05, 0.4, 0.6), wall, bevel=0)
    s.box((6, 5, 0.05), (0, 0, -0.75), chair, bevel=0)
    leaf = s.mat('garden', (0.13, 0.20, 0.045), (0.24, 0.27, 0.07), vary=0.4, translucent=0.5)
    trees = [s.tree_mesh(chair, 5, k, 4, 0.7, leaf, 0.14, 7, trunk=0.25) for k in (2, 5)]
    s.scatter(trees, [(-2.2, 8, -1.2), (0.4, 11, -1.2), (3.0, 9, -1.2), (-5, 12, -1.2), (5.5, 13, -1.2), (1.8, 16, -1.2), (-1.6, 15, -1.2)], (0.7, 1.0), 4)
    s.ground(lambda x, y: -1.3 + 0 * x, (-30, 30), (3, 40), 8, 8, leaf)
    s.lamp((-1.4, -0.9, 1.5), 7, (0.75, 0.85, 1), 1.4, 'AREA', (0, 0.2, 0))
    s.camera((-0.02, -0.50, 0.285), (0.028, 0.30, 0.040), 47, f=5.6, focus=(A[0], A[1] - 0.04, 0.06))
    s.grade(light=(0.03, 0.016, -0.02), bloom=0.45, vignette=0.34, contrast=1.08, shadow=(0.0, 0.010, 0.02))
    s.expose(-0.05)
