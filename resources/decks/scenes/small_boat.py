"""A rowing boat at rest over clear shallows, its shadow on the sand; the reef falls off into deep blue."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.10, 0.20, 0.34), horizon=(0.5, 0.6, 0.62), curve=0.6)
    s.sun(52, -58, 4.6, (1, 0.92, 0.76), 0.6).visible_glossy = False
    bx, by = 0.9, 1.0

    def bed(x, y):
        t = 0.62 * x + 0.78 * y + 3.5 * s.perlin(x / 9, y / 9) + 1.6 * s.perlin(x / 3.6 + 4, y / 3.6)
        z = -1.3 - 0.05 * (t + 10) - 7.5 * s.smooth(3.5, 17, t) + 1.35 * s.smooth(-9.5, -17, t)
        reef = s.smooth(0.02, 0.34, s.fbm(x / 5.2 + 8, y / 5.2 + 1, 4)) * s.smooth(-9, -3, t) * s.smooth(13, 5, t)
        z = z + reef * (0.55 + 0.8 * (0.4 - np.abs(s.fbm(x / 1.7, y / 1.7, 4))))
        return z + 0.035 * np.sin((x * 0.8 + y * 0.6) * 4.2 + 3 * s.perlin(x / 2, y / 2)) * (1 - reef) + 0.12 * s.fbm(x / 3, y / 3, 3)
    bm = s.bpy.data.materials.new('bed')
    bm.use_nodes = True
    bm.node_tree.nodes.clear()
    n = s.Net(bm.node_tree)
    pos = n.node('NewGeometry', out=0)
    z = n.node('SeparateXYZ', out=2, i0=pos)
    up = n.node('SeparateXYZ', out=2, i0=n.node('NewGeometry', out=1))
    sandc = n.mix(n.ramp(n.noise(pos, 0.8, 5), 0.35, 0.65), (0.70, 0.62, 0.46), (0.54, 0.47, 0.34))
    reefc = n.mix(n.ramp(n.noise(pos, 2.2, 5, 0.65), 0.35, 0.65), (0.10, 0.115, 0.06), (0.24, 0.19, 0.11))
    rm = n.node('Attribute', props={'attribute_name': 'reef'}, out=2)
    c = n.mix(rm, sandc, reefc)
    # light focused by the waves: a net of bright lines, washed out with depth
    w = n.vmath('ADD', pos, n.vmath('MULTIPLY', n.noise(pos, 0.55, 3, 0.5, out=1), (1.6, 1.6, 0)))
    ca = n.node('TexVoronoi', props={'feature': 'SMOOTH_F1', 'voronoi_dimensions': '2D'}, Vector=w, Scale=1.15)
    ca = n.math('POWER', n.ramp(ca, 0.10, 0.85), 2.6)
    c = n.vmath('MULTIPLY', c, n.node('CombineXYZ', i0=n.math('ADD', 0.82, n.math('MULTIPLY', ca, 1.25)), i1=n.math('ADD', 0.82, n.math('MULTIPLY', ca, 1.25)), i2=n.math('ADD', 0.84, n.math('MULTIPLY', ca, 1.1))))
    dep = n.math('MAXIMUM', n.math('MULTIPLY', z, -1.0), 0.0)
    ab = [n.math('POWER', 2.718, n.math('MULTIPLY', dep, -k)) for k in (0.62, 0.125, 0.105)]
    c = n.vmath('MULTIPLY', c, n.node('CombineXYZ', i0=ab[0], i1=ab[1], i2=ab[2]))
    veil = n.math('SUBTRACT', 1.0, n.math('POWER', 2.718, n.math('MULTIPLY', dep, -0.17)))
    c = n.mix(veil, c, n.mix(n.ramp(dep, 1.5, 9.5), (0.010, 0.150, 0.165), (0.002, 0.040, 0.085)))
    wet = n.ramp(z, -0.05, 0.10, 0.55, 1.0)
    c = n.vmath('MULTIPLY', c, n.node('CombineXYZ', i0=wet, i1=wet, i2=wet))
    bp = n.node('Bump', Strength=0.7, Distance=0.08, Height=n.noise(pos, 3.2, 5, 0.6))
    s._output(n, n.node('BsdfPrincipled', Base_Color=c, Roughness=0.9, Normal=bp, Specular_IOR_Level=0.05))
    o = s.ground(bed, (-44, 44), (-22, 64), 800, 800, bm)
    co = np.empty(len(o.data.vertices) * 3)
    o.data.vertices.foreach_get('co', co)
    x, y = co.reshape(-1, 3)[:, 0], co.reshape(-1, 3)[:, 1]
    t = 0.62 * x + 0.78 * y + 3.5 * s.perlin(x / 9, y / 9)
    o.data.attributes.new('reef', 'FLOAT', 'POINT').data.foreach_set('value', s.smooth(0.05, 0.28, s.fbm(x / 5.2 + 8, y / 5.2 + 1, 4)) * s.smooth(-9, -3, t) * s.smooth(15, 6, t))
    wm = s.bpy.data.materials.new('sea')
    wm.use_nodes = True
    wm.node_tree.nodes.clear()
    n = s.Net(wm.node_tree)
    pos = n.node('NewGeometry', out=0)
    h = n.math('ADD', n.noise(pos, 0.8, 3, 0.5, 0.6), n.math('MULTIPLY', n.noise(pos, 3.4, 3, 0.5, 0.6), 0.22))
    bp = n.node('Bump', Strength=1, Distance=0.14, Height=h)
    s._output(n, n.node('MixShader', i0=n.node('Fresnel', IOR=1.333, Normal=bp), i1=n.node('BsdfTransparent', Color=(0.96, 1, 1)), i2=n.node('BsdfGlossy', Roughness=0.04, Normal=bp)))
    s.obj('sea', s.mesh('sea', [(-90, -90, 0), (90, -90, 0), (90, 120, 0), (-90, 120, 0)], [(0, 1, 2, 3)]), wm)
    rock = s.mat('rock', (0.20, 0.18, 0.155), (0.10, 0.09, 0.08), local=True, vary=0.2, scale=2.5, bscale=18, bump=1, rough=(0.3, 0.8), dist=0.06)
    rocks = [s.rock(rock, k, 5, 0.5, (1, 0.85, 0.6)) for k in range(5)]
    for x, y, k in ((-9.6, -7.2, 3.4), (-7.3, -9.0, 2.6), (-11.0, -3.9, 2.3), (-5.0, -9.9, 1.5), (-8.0, -5.4, 0.9), (-10.2, -10.5, 5.0), (-6.2, -6.9, 0.5), (-9.6, -1.9, 0.8)):
        s.obj('rock', s.random.choice(rocks), None, (x, y, min(0.02 * k, float(bed(np.array([x]), np.array([y]))[0]) + 0.26 * k)), (s.U(-12, 12), s.U(-12, 12), s.U(0, 360)), k)
    hull = s.mat('hull', (0.66, 0.63, 0.56), (0.48, 0.45, 0.39), local=True, stretch=(0.6, 6, 6), scale=4, rough=(0.35, 0.6), bump=0.4, dist=0.01)
    inn = s.mat('inside', (0.36, 0.20, 0.10), (0.23, 0.12, 0.06), local=True, stretch=(0.7, 7, 7), scale=4, rough=(0.4, 0.6), bump=0.5, dist=0.01)
    red = s.mat('band', (0.46, 0.07, 0.04), local=True, rough=(0.3, 0.5), bump=0.1)
    p = s.obj('boat', None, None, (bx, by, 0.12), (2.0, -1.0, 128))
    L, B, H = 2.1, 0.76, 0.52
    beam = lambda t: B * (1 - abs(t) ** 2.4) ** 0.75 * (1 - 0.10 * (t < 0) * abs(t)) if abs(t) < 1 else 0.0
    V, F = [], []
    nu, nv = 40, 17
    for i in range(nu + 1):
        t = -0.86 + 1.859 * i / nu
        b = max(beam(t), 0.012)
        sheer = H * (0.72 + 0.34 * t * t)
        for j in range(nv + 1):
            c = m.sin(m.pi * (j / nv - 0.5))
            V.append((t * L, b * np.sign(c) * abs(c) ** 0.75, -0.22 + sheer * (1 - m.cos(m.pi * (j / nv - 0.5)) ** 1.1)))
    F = [(i * (nv + 1) + j, i * (nv + 1) + j + 1, (i + 1) * (nv + 1) + j + 1, (i + 1) * (nv + 1) + j) for i in range(nu) for j in range(nv)]
    F.append(list(range(nv + 1)))
    o = s.obj('hull', s.mesh('hull', V, F, hull))
    o.modifiers.new('t', 'SOLIDIFY').thickness = 0.04
    bits = [o, s.obj('inner', s.mesh('inner', [(x * 0.965, y * 0.93, max(z + 0.03, -0.07)) for x, y, z in V], F, inn))]
    for sd in (-1, 1):
        bits.append(s.tube([((-0.86 + 1.859 * i / 14) * L, sd * max(beam(-0.86 + 1.859 * i / 14), 0.01), -0.22 + H * (0.72 + 0.34 * (-0.86 + 1.859 * i / 14) ** 2)) for i in range(15)], 0.034, red, 8, 4))
    for t in (-0.62, -0.05, 0.45):
        bits.append(s.box((0.26, beam(t) * 1.9, 0.035), (t * L, 0, 0.06), inn, bevel=0.008))
    for k in range(9):
        t = -0.7 + 1.5 * k / 8
        bits.append(s.tube([(t * L, sd * beam(t) * 0.93 * c, -0.06 + 0.30 * abs(c) ** 2.2) for c in np.linspace(-0.98, 0.98, 11)], 0.016, inn, 6, 2))
    for sd in (-1, 1):
        bits.append(s.tube([(-1.0, sd * 0.2, 0.11), (1.2, sd * 0.30, 0.13)], [0.024, 0.02], hull, 8, 2))
        bits.append(s.box((0.5, 0.14, 0.02), (1.4, sd * 0.305, 0.135), hull, rot=(0, 0, sd * 3), bevel=0.006))
    for b in bits:
        b.parent = p
    rope = s.mat('rope', (0.62, 0.54, 0.40), bump=0.4)
    f = s.Vector((bx + 2.0 * m.cos(m.radians(128)), by + 2.0 * m.sin(m.radians(128)), 0.38))
    s.tube([tuple(f), (f.x - 0.7, f.y - 0.1, 0.05), (f.x - 1.7, f.y - 0.9, -0.25), (f.x - 3.0, f.y - 2.6, -0.9), (f.x - 3.6, f.y - 3.6, -1.35)], 0.018, rope, 8, 8)
    s.camera((-2.2, -12.5, 17.5), (-0.5, 0.0, -0.3), 42)
    s.grade(shadow=(0.0, 0.014, 0.024), light=(0.03, 0.015, -0.02), bloom=0.25, saturation=1.04)
    s.expose(0.8)
    s.quiet()
