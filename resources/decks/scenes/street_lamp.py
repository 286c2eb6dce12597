"""One street lamp in falling snow, and the cone of its light."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.008, 0.014, 0.032), horizon=(0.030, 0.042, 0.070), curve=0.5, strength=1)
    s.fog((0.026, 0.036, 0.060), 0.028, height=30, patch=0.3, pscale=0.1)
    snow = s.mat('snow', (0.76, 0.79, 0.84), (0.70, 0.73, 0.80), scale=1.2, bscale=16, bump=0.5, rough=(0.5, 0.8), dist=0.025)
    iron = s.mat('iron', (0.022, 0.026, 0.027), (0.012, 0.014, 0.015), scale=6, bscale=60, bump=0.3, rough=(0.3, 0.5), metal=0.5, dist=0.003)
    bark = s.mat('bark', (0.035, 0.03, 0.028), (0.02, 0.018, 0.017), bump=1, moss=((0.72, 0.76, 0.82), 0.62))
    L = s.Vector((1.05, 7.6, 0))
    path = lambda y: 0.15 + 0.9 * np.sin((y - 3) * 0.16)

    def land(x, y):
        d = np.abs(x - path(y))
        z = 0.10 * s.fbm(x / 2.2, y / 2.2, 4) + 0.25 * s.smooth(1.2, 3.0, d) + 0.6 * s.smooth(9, 30, y)
        z = z - 0.10 * s.smooth(1.25, 0.7, d) + 0.03 * s.fbm(x * 2.6, y * 2.6, 3) * s.smooth(1.4, 0.5, d)
        return z
    steps = []
    y, k = 0.4, 0
    while y < 24:
        c = float(path(np.array(y)))
        steps.append((c - 0.1 + (0.12 if k % 2 else -0.12) + s.U(-.03, .03), y))
        y += 0.42 + s.U(-.04, .04)
        k += 1

    def field(x, y):
        z = land(x, y)
        for a, b in steps:
            e = ((x - a) / 0.062) ** 2 + ((y - b) / 0.155) ** 2
            z = z - 0.085 * np.exp(-e ** 2) + 0.018 * np.exp(-((np.sqrt(e) - 1.5) / 0.35) ** 2)
        return z
    s.ground(field, (-2.0, 3.0), (-1.5, 14), 420, 1000, snow)
    s.ground(lambda x, y: field(x, y) - 0.008 - 3 * ((x > -1.4) & (x < 2.4) & (y < 13.4) & (y > -0.9)), (-40, 40), (-3, 60), 420, 320, snow)
    h = lambda x, y: float(land(np.array(float(x)), np.array(float(y))))
    z0 = h(L.x, L.y)
    s.lathe([(0.19, -0.1), (0.19, 0.22), (0.16, 0.26), (0.13, 0.5), (0.095, 0.62), (0.11, 0.66), (0.11, 0.70), (0.065, 0.76), (0.055, 1.6), (0.05, 2.6), (0.065, 2.64), (0.065, 2.70), (0.042, 2.74), (0.036, 3.25), (0.055, 3.3), (0.075, 3.34), (0.12, 3.38), (0.14, 3.42)], iron, (L.x, L.y, z0), 28)
    s.tube([(L.x - 0.32, L.y, z0 + 2.98), (L.x + 0.32, L.y, z0 + 2.98)], 0.014, iron, 8, 1)
    for k in range(4):
        a = m.pi / 4 + k * m.pi / 2
        c, q = m.cos(a), m.sin(a)
        s.tube([(L.x + 0.12 * c, L.y + 0.12 * q, z0 + 3.40), (L.x + 0.21 * c, L.y + 0.21 * q, z0 + 3.86)], 0.012, iron, 6, 1)
    s.lathe([(0.26, 3.86), (0.25, 3.90), (0.15, 4.03), (0.07, 4.09), (0.06, 4.15), (0.02, 4.2), (0.015, 4.3), (0, 4.31)], iron, (L.x, L.y, z0), 4, rot=(0, 0, 45))
    s.lathe([(0.262, 3.895), (0.21, 4.0), (0.14, 4.075), (0.09, 4.12), (0, 4.15)], snow, (L.x, L.y, z0 + 0.02), 24)
    s.obj('flame', s.rock(s.glow('flame', (1, 0.68, 0.34), 55, fog=False), 0, 3, 0, (1, 1, 1.4)), None, (L.x, L.y, z0 + 3.62), scale=0.17)
    s.lamp((L.x, L.y, z0 + 3.60), 640, (1, 0.66, 0.34), 0.10)
    s.lamp((L.x, L.y, z0 + 3.80), 900, (1, 0.66, 0.34), 0.10, 'SPOT', (L.x, L.y, 0), 84)
    bm = s.beam('cone', (1, 0.64, 0.32), 0.085, 1.5)
    k = 64
    V = [(0.06 * m.cos(6.283 * i / k), 0.06 * m.sin(6.283 * i / k), 0) for i in range(k)] + [(0.85 * m.cos(6.283 * i / k), 0.85 * m.sin(6.283 * i / k), 1) for i in range(k)]
    s.obj('cone', s.mesh('cone', V, [(i, (i + 1) % k, k + (i + 1) % k, k + i) for i in range(k)], bm), None, (L.x, L.y, z0 + 3.78), (180, 0, 0), (3.7, 3.7, 3.7))
    # the snow in the air glows round the lantern
    halo = s.bpy.data.materials.new('halo')
    halo.use_nodes = True
    halo.node_tree.nodes.clear()
    n = s.Net(halo.node_tree)
    r = n.vmath('LENGTH', n.node('TexCoord', out=3), out=1)
    f = n.math('POWER', n.math('SUBTRACT', 1.0, r, True), 3.2)
    s._output(n, n.node('AddShader', i0=n.node('BsdfTransparent'), i1=n.node('Emission', Color=(1, 0.60, 0.30), Strength=n.math('MULTIPLY', n.math('MULTIPLY', f, 0.5), n.node('LightPath', out=0)))))
    halo['clear'] = True
    s.obj('halo', s.mesh('halo', [(-1, 0, -1), (1, 0, -1), (1, 0, 1), (-1, 0, 1)], [(0, 1, 2, 3)], halo), None, (L.x, L.y - 0.3, z0 + 3.62), scale=3.4)
    trees = [s.tree_mesh(bark, 8.5, 11 + k, 5, 0.6, gnarl=0.22, trunk=0.27, r0=0.20, forks=(2, 4)) for k in range(3)]
    for x, y, k, r in ((-3.4, 10.5, 0, 40), (4.9, 12.5, 1, 100), (-6.5, 15, 2, 10), (2.4, 19, 0, 200), (-1.8, 22, 1, 300), (8.5, 18, 2, 80), (-10, 22, 1, 150), (6, 26, 0, 20), (-5, 29, 2, 220), (12, 28, 1, 0)):
        s.obj('t', trees[k], None, (x, y, h(x, y) - 0.1), (0, 0, r), s.U(0.9, 1.15))
    bush = [s.rock(snow, k, 4, 0.35, (1, 1, 0.75)) for k in range(3)]
    s.scatter(bush, [(x, y, h(x, y) + 0.15) for x, y in ((-2.6, 8.5), (-3.3, 9.3), (3.2, 9.8), (3.9, 9.4), (-2.9, 12), (3.4, 14), (-4.4, 13))], (0.8, 1.4), 8)
    wood = s.mat('slat', (0.08, 0.05, 0.035), bump=0.4, local=True)
    b = s.obj('bench', None, None, (-1.75, 7.9, h(-1.75, 7.9) - 0.04), (0, 0, 64))
    bits = [s.box((1.5, 0.1, 0.03), (0, -0.14 + 0.13 * i, 0.45), wood, bevel=0.006) for i in range(4)]
    bits += [s.box((1.5, 0.03, 0.1), (0, 0.33 + 0.03 * i, 0.60 + 0.14 * i), wood, rot=(-12, 0, 0), bevel=0.006) for i in range(3)]
    for x in (-0.6, 0.6):
        bits += [s.box((0.05, 0.5, 0.05), (x, 0.04, 0.41), iron, bevel=0.01), s.box((0.05, 0.05, 0.5), (x, -0.16, 0.18), iron, bevel=0.01), s.box((0.05, 0.05, 0.95), (x, 0.36, 0.45), iron, rot=(-10, 0, 0), bevel=0.01)]
    cap = s.rock(snow, 4, 4, 0.12, (1, 1, 1))
    o = s.obj('cap', cap, None, (0, 0.05, 0.49), (0, 0, 0), (1.52, 0.52, 0.13))
    bits += [o, s.obj('cap2', cap, None, (0, 0.41, 0.95), (0, 0, 0), (1.5, 0.1, 0.09))]
    for q in bits:
        q.parent = b
    # Flakes only add light, so that none is a dark speck before the bright ground.
    flake = s.bpy.data.materials.new('flake')
    flake.use_nodes = True
    flake.node_tree.nodes.clear()
    n = s.Net(flake.node_tree)
    lit = n.node('AddShader', i0=n.node('BsdfTranslucent', Color=(0.8, 0.8, 0.8)), i1=n.node('BsdfDiffuse', Color=(0.7, 0.7, 0.7)))
    s._output(n, n.node('AddShader', i0=n.node('BsdfTransparent'), i1=n.node('AddShader', i0=lit, i1=n.node('Emission', Color=(0.5, 0.62, 0.9), Strength=0.018))))
    flake['clear'] = True
    # each flake falls a little while the shutter is open
    fm = [s.rock(flake, k, 1, 0.3, (0.9, 0.9, 2.2)) for k in range(3)]

    def wind(points, small, large):
        for p in points:
            s.obj('flake', s.random.choice(fm), None, p, (s.U(-8, 8), 16 + s.U(-12, 12), s.U(-20, 20)), s.U(small, large))
    pts = []
    for _ in range(3600):
        y = s.U(0.8, 16)
        pts.append((s.U(-0.62, 0.62) * (y + 1.5) + 0.3, y, s.U(-0.1, 7.5)))
    wind(pts, 0.007, 0.015)
    wind([(L.x + s.random.gauss(0, 1.5), L.y + s.random.gauss(0, 1.5), z0 + s.U(0, 5)) for _ in range(2600)], 0.008, 0.016)
    wind([(s.U(-.8, .9), s.U(0.2, 2.2), s.U(0.9, 2.9)) for _ in range(46)], 0.006, 0.011)
    s.lamp((-6, -4, 9), 230, (0.42, 0.58, 1), 8, 'AREA', (0, 8, 0))
    s.camera((-0.55, 0.1, 1.52), (0.05, 7.6, 2.14), 34, f=2.8, focus=(L.x, L.y, 2))
    s.grade(bloom=0.75, light=(0.03, 0.008, -0.02), shadow=(0.0, 0.01, 0.03))
    s.expose(0.9)
