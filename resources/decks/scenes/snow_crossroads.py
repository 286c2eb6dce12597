"""A lane parts in the snow: one way into the dark wood, one over the bright hill."""


def build(s):
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.22, 0.36, 0.60), horizon=(0.95, 0.66, 0.52), curve=0.42, strength=0.75, glow=(6, 36, (1.1, 0.62, 0.34), 10, 1.4))
    s.sun(10, 40, 4.0, (1, 0.68, 0.44), 1.2)
    s.fog((0.46, 0.52, 0.66), 0.0062, height=16, lit=(1.1, 0.76, 0.56), horizon=0.05, tight=8, start=8)
    snow = s.bpy.data.materials.new('snow')
    snow.use_nodes = True
    snow.node_tree.nodes.clear()
    n = s.Net(snow.node_tree)
    pos = n.node('NewGeometry', out=0)
    lane = n.node('Attribute', out=2, props={'attribute_name': 'lane'})
    a, b = n.noise(pos, 0.8, 5), n.noise(pos, 14, 4, 0.6)
    grit = n.noise(n.vmath('MULTIPLY', pos, (3, 0.8, 1)), 2.2, 5, 0.62)
    col = n.mix(n.ramp(a, 0.3, 0.7), (0.82, 0.84, 0.88), (0.75, 0.78, 0.84))
    dirt = n.mix(n.ramp(b, 0.35, 0.65), (0.17, 0.125, 0.10), (0.30, 0.245, 0.21))
    col = n.mix(n.math('MULTIPLY', lane, n.ramp(grit, 0.34, 0.56, 0.30, 0.95)), col, dirt)
    bp = n.node('Bump', Strength=0.45, Distance=0.035, Height=n.math('ADD', b, n.math('MULTIPLY', a, 0.5)))
    s._output(n, n.node('BsdfPrincipled', Base_Color=col, Roughness=0.6, Normal=bp))
    bark = s.mat('bark', (0.045, 0.036, 0.03), (0.028, 0.023, 0.02), bump=1, moss=((0.75, 0.78, 0.84), 0.35))
    wood = s.mat('post', (0.09, 0.07, 0.055), (0.05, 0.04, 0.035), stretch=(6, 6, 1), bump=0.8, moss=((0.78, 0.8, 0.86), 0.6))
    fork = 7.5
    past = lambda y: np.maximum(y - fork, 0)
    stem = lambda y: 0.35 * np.sin(np.minimum(y, fork) * 0.22) - 0.2
    left = lambda y: stem(y) - 0.62 * past(y) * (1 - np.exp(-past(y) / 7)) + 2.2 * s.smooth(26, 50, y)
    right = lambda y: stem(y) + 0.56 * past(y) * (1 - np.exp(-past(y) / 7)) - 3.5 * s.smooth(30, 60, y)
    base = lambda x, y: 0.30 * s.fbm(x / 14, y / 14, 3) + 0.03 * s.fbm(x / 1.2, y / 2.5, 3) + 4.2 * s.smooth(16, 62, y) * s.smooth(-4, 26, x) + 0.6 * s.smooth(20, 60, y) + 0.7 * np.exp(-((x - 0.1) ** 2 / 9 + (y - 15) ** 2 / 14))

    def field(x, y, part=False):
        z, dark = base(x, y), 0.0
        floor = base(x, y) - 0.30
        d = np.minimum(np.abs(x - left(y)), np.abs(x - right(y))) + 0.10 * s.perlin(x / 0.7, y / 1.1)
        t = s.smooth(1.45, 0.95, d)
        z = z * (1 - t) + floor * t + 0.16 * np.exp(-((d - 1.55) / 0.26) ** 2) * (0.7 + 0.6 * s.perlin(x, y / 1.4))
        for lanef in (left, right):
            c = lanef(y) + 0.05 * s.perlin(x * 0, y / 1.3)
            for o in (-0.55, 0.55):
                e = np.abs(x - c - o)
                z = z - 0.075 * s.smooth(0.24, 0.10, e) * t
                dark = np.maximum(dark, s.smooth(0.34, 0.14, e + 0.05 * s.perlin(x * 3, y * 2)))
        return (z, np.clip(0.42 * t + 0.62 * dark * t, 0, 1)) if part else z

    def lay(x, y, nx, ny, cut=None):
        o = s.ground(lambda a, b: field(a, b) - (cut(a, b) if cut else 0), x, y, nx, ny, snow)
        co = np.empty(len(o.data.vertices) * 3)
        o.data.vertices.foreach_get('co', co)
        co = co.reshape(-1, 3)
        o.data.attributes.new('lane', 'FLOAT', 'POINT').data.foreach_set('value', field(co[:, 0], co[:, 1], True)[1].ravel())
    lay((-9, 9), (-4, 22), 520, 640)
    lay((-60, 60), (-8, 110), 520, 460, lambda a, b: 0.006 + 3 * ((np.abs(a) < 8.3) & (b < 21.3) & (b > -3.4)))
    lay((-400, 400), (-10, 500), 200, 200, lambda a, b: 0.05 + 8 * ((np.abs(a) < 54) & (b < 103)))
    hz = lambda x, y: float(base(x, y))
    tr = s.tree_mesh(bark, 7.6, 5, 6, 0.62, gnarl=0.24, trunk=0.24, r0=0.24, forks=(2, 3), sides=12)
    s.obj('tree', tr, None, (0.15, 15.6, hz(0.15, 15.6) - 0.1), (0, 0, 70), 0.92)
    for k in range(26):
        y = fork + 3.5 + k * 2.2
        x = float(right(np.array(y))) + 2.5 + 0.02 * k + 0.15 * s.U(-1, 1)
        s.box((0.12, 0.12, 1.3), (x, y, hz(x, y) + 0.45), wood, rot=(s.U(-5, 5), s.U(-5, 5), s.U(-20, 20)), bevel=0.015)
        if k < 25:
            y2 = y + 2.2
            x2 = float(right(np.array(y2))) + 2.5 + 0.02 * (k + 1)
            for zz in (0.55, 0.92):
                s.tube([(x, y - 0.07, hz(x, y) + zz), (x2, y2 - 0.07, hz(x2, y2) + zz)], 0.028, wood, 6, 2)
    need = s.mat('needles', (0.022, 0.032, 0.030), (0.014, 0.02, 0.02), moss=((0.62, 0.66, 0.72), 0.22), scale=2)
    con = [s.conifer(need, 11, k, 26, 0.21) for k in range(5)]
    pts = []
    while len(pts) < 330:
        x, y = s.U(-62, -2), s.U(19, 85)
        if x < -5.5 - 0.10 * (85 - y) * 0 - 0.1 * abs(y - 40) and abs(x - float(left(np.array(y)))) > 2.3 + 0.4 * s.random.random():
            pts.append((x, y, hz(x, y) - 0.1))
    pts += [(x, y, hz(x, y) - 0.1) for x, y in ((-7.6, 12.5), (-9.2, 15.5), (-11.5, 13), (-6.9, 17.8), (-13, 17))]
    pts += [(x, y, hz(x, y) - 0.1) for x, y in [(s.U(-30, 70), s.U(88, 130)) for _ in range(60)]]
    s.scatter(con, pts, (0.45, 1.15), 2)
    straw = s.mat('straw', (0.34, 0.24, 0.12), translucent=0.3)
    tf = [s.blades(straw, 9, 0.45, 0.09, 0.004, 0.5) for _ in range(4)]
    q = []
    while len(q) < 320:
        x, y = s.U(-9, 9), s.U(-2, 24)
        if min(abs(x - float(left(np.array(y)))), abs(x - float(right(np.array(y))))) > 1.9:
            q.append((x, y, hz(x, y) - 0.02))
    s.scatter(tf, q, (0.5, 1.2), 10)
    s.camera((0.1, -5.0, 6.3), (0.1, 12.0, 0.9), 30, f=8, focus=14.0)
    s.grade(light=(0.025, 0.006, -0.015), shadow=(0.0, 0.01, 0.04), bloom=0.35)
    s.expose(-0.05)
