"""Paper lanterns along a forest path at night."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.004, 0.008, 0.02), horizon=(0.018, 0.03, 0.055), curve=0.5)
    s.fog((0.012, 0.020, 0.036), 0.035, height=14, lit=(0.012, 0.020, 0.036))
    s.sun(50, -150, 0.05, (0.5, 0.68, 1), 8)
    off = lambda y: 1.5 * np.sin((y - 3) * 0.19) + 0.03 * y
    earth = s.bpy.data.materials.new('earth')
    earth.use_nodes = True
    earth.node_tree.nodes.clear()
    n = s.Net(earth.node_tree)
    pos = n.node('NewGeometry', out=0)
    at = n.node('Attribute', props={'attribute_name': 'path'}, out=2)
    c = n.mix(at, n.mix(n.noise(pos, 3, 5), (0.05, 0.055, 0.025), (0.025, 0.022, 0.014)), n.mix(n.noise(pos, 5, 5), (0.26, 0.19, 0.13), (0.15, 0.11, 0.075)))
    bp = n.node('Bump', Strength=1.0, Distance=0.05, Height=n.math('ADD', n.noise(pos, 4, 5, 0.6), n.math('MULTIPLY', n.noise(pos, 26, 3), 0.3)))
    s._output(n, n.node('BsdfPrincipled', Base_Color=c, Roughness=0.8, Normal=bp))
    land = lambda x, y: 0.35 * s.smooth(0.9, 5, np.abs(x - off(y))) + 0.10 * s.fbm(x / 1.6, y / 1.6, 4) * s.smooth(0.5, 1.6, np.abs(x - off(y))) + 0.02 * s.fbm(x * 2, y * 2, 3)
    z = lambda x, y: float(land(np.array([x]), np.array([y]))[0])
    o = s.ground(land, (-14, 14), (-3, 40), 300, 460, earth)
    co = np.empty(len(o.data.vertices) * 3)
    o.data.vertices.foreach_get('co', co)
    co = co.reshape(-1, 3)
    o.data.attributes.new('path', 'FLOAT', 'POINT').data.foreach_set('value', s.smooth(0.95, 0.55, np.abs(co[:, 0] - off(co[:, 1])) + 0.25 * s.fbm(co[:, 0] * 1.2, co[:, 1] * 1.2, 3)))
    bark = s.mat('bark', (0.11, 0.085, 0.065), (0.045, 0.036, 0.03), stretch=(4, 4, 0.8), scale=4, bscale=22, bump=1, rough=(0.8, 1), dist=0.04, moss=((0.05, 0.07, 0.02), 0.2))
    trees = [s.tree_mesh(bark, 15, k, 3, 0.45, trunk=0.5, r0=0.24 + 0.05 * (k % 3), gnarl=0.12, up=0.5, sides=14) for k in range(6)]
    pts = []
    while len(pts) < 95:
        y = s.U(2.5, 38)
        x = s.U(-12, 12)
        e = abs(x - float(off(y)))
        if e > 1.7 and all((x - p[0]) ** 2 + (y - p[1]) ** 2 > 1.6 for p in pts):
            pts.append((x, y, z(x, y) - 0.15))
    s.scatter(trees, pts + [(-2.5, 3.3, 0.0), (2.55, 4.8, 0.0), (-1.3, 8.0, 0.1)], (0.8, 1.25), 3)
    fm = s.mat('fern', (0.06, 0.10, 0.03), (0.04, 0.07, 0.025), vary=0.4, translucent=0.5, rough=(0.5, 0.7))
    tufts = [s.blades(fm, 40, 0.38, 0.14, 0.014, 1.1) for _ in range(4)]
    g = []
    for _ in range(1500):
        y = s.U(0.8, 24)
        x = float(off(y)) + s.random.choice((-1, 1)) * (0.95 + abs(s.random.gauss(0, 1.6)))
        g.append((x, y, z(x, y) - 0.03))
    s.scatter(tufts, g, (0.4, 1.2), 14)
    lm = s.mat('leaf', (0.24, 0.13, 0.05), (0.13, 0.07, 0.03), local=True, vary=0.4, scale=30, rough=(0.4, 0.7))
    lf = [s.leaf(lm, 0.09, 0.055, c) for c in (0.1, 0.4, 0.7)]
    s.scatter(lf, [(x, y, z(x, y) + 0.02) for x, y in [(float(off(y)) + s.random.gauss(0, 1.3), y) for y in [s.U(0.3, 14) for _ in range(900)]]], (0.6, 1.2), 25)
    # paper lit from within: brighter low, with the shade of its ribs
    pm = s.bpy.data.materials.new('paper')
    pm.use_nodes = True
    pm.node_tree.nodes.clear()
    n = s.Net(pm.node_tree)
    loc = n.node('TexCoord', out=3)
    h = n.node('SeparateXYZ', out=2, i0=loc)
    rib = n.math('ADD', 0.8, n.math('MULTIPLY', n.math('SINE', n.math('MULTIPLY', h, 150.0)), 0.2))
    face = n.vmath('DOT_PRODUCT', n.node('NewGeometry', out=1), n.node('NewGeometry', out=4), out=1)
    k = n.math('MULTIPLY', n.math('MULTIPLY', rib, n.ramp(h, -0.2, 0.22, 1.25, 0.55)), n.ramp(n.math('ABSOLUTE', face), 0, 1, 0.35, 1.0))
    k = n.math('MULTIPLY', k, n.ramp(n.noise(loc, 14, 4), 0.3, 0.7, 0.85, 1.1))
    col = n.mix(n.ramp(h, -0.2, 0.2), (1.0, 0.46, 0.12), (1.0, 0.30, 0.06))
    s._output(n, n.node('Emission', Color=col, Strength=n.math('MULTIPLY', k, 1.25)))
    pm['clear'] = True
    dark = s.mat('wire', (0.02, 0.016, 0.012))
    prof = [(0.05, -0.19)] + [(0.165 * m.sin(t) ** 0.7 + 0.02, -0.19 * m.cos(t)) for t in np.linspace(0.35, m.pi - 0.35, 30)] + [(0.05, 0.19)]
    prof = [(r + 0.004 * m.sin(zz * 150), zz) for r, zz in prof]
    lan = s.lathe(prof, pm, (0, -50, 0)).data
    spots = [(1.15, 2.9, 1.55, 1.0), (-1.2, 5.2, 1.75, 1.0), (1.25, 7.8, 1.6, 1.0), (-1.15, 10.4, 1.85, 0.95), (1.1, 13.2, 1.65, 1.0), (-1.1, 16.4, 1.8, 1.0), (1.1, 19.8, 1.75, 1.0), (-1.0, 23.5, 1.8, 1.0), (1.0, 27.5, 1.8, 1.0), (-0.9, 32, 1.9, 1.0)]
    for i, (dx, y, h0, sc) in enumerate(spots):
        x = float(off(y)) + dx
        g0 = z(x, y)
        zz = g0 + h0
        s.obj('lantern', lan, None, (x, y, zz), (s.U(-5, 5), s.U(-5, 5), s.U(0, 360)), sc)
        for e in (-0.19, 0.19):
            s.lathe([(0.03, -0.012), (0.062, -0.012), (0.062, 0.012), (0.03, 0.012)], dark, (x, y, zz + e * sc), 24)
        sd = 1 if dx > 0 else -1
        s.tube([(x + sd * 0.5, y, g0 - 0.2), (x + sd * 0.48, y, g0 + 1.2), (x + sd * 0.4, y, zz + 0.45), (x + sd * 0.2, y, zz + 0.62), (x, y, zz + 0.5)], [0.022, 0.018, 0.012, 0.008], dark, 8, 6, 0.1)
        s.tube([(x, y, zz + 0.5), (x, y, zz + 0.18)], 0.003, dark, 5, 2)
        if i < 6:
            s.lamp((x, y, zz - 0.28), 26, (1, 0.52, 0.2), 0.16)
    s.camera((-0.15, -0.7, 1.35), (0.75, 12, 1.45), 30, f=3.2, focus=6.0)
    s.grade(shadow=(0.0, 0.010, 0.026), light=(0.03, 0.012, -0.02), bloom=0.8)
    s.expose(1.6)
    s.quiet()
