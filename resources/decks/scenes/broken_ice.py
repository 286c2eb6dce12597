"""A frozen lake with long cracks, from just above the ice; snowy hills far off."""


def ice(s):
    """Clear ice: white fracture sheets seen at several depths, snow dust, one open crack."""
    mt = s.bpy.data.materials.new('ice')
    mt.use_nodes = True
    mt.node_tree.nodes.clear()
    n = s.Net(mt.node_tree)
    pos = n.node('NewGeometry', out=0)
    view = n.vmath('MULTIPLY', n.node('NewGeometry', out=4), (1, 1, 0))
    ll = n.vmath('DOT_PRODUCT', view, view, out=1)
    slope = n.math('DIVIDE', 1.0, n.math('SQRT', n.math('SUBTRACT', 1.72, ll)))
    sheets = 0.0
    col = n.mix(n.ramp(n.noise(pos, 0.22, 4, 0.55, 0.6), 0.35, 0.65), (0.008, 0.06, 0.105), (0.04, 0.17, 0.235))
    flat = {'voronoi_dimensions': '2D', 'feature': 'DISTANCE_TO_EDGE'}
    bend = n.vmath('MULTIPLY', n.vmath('SUBTRACT', n.node('TexNoise', out=1, props={'noise_dimensions': '2D'}, Vector=pos, Scale=0.9, Detail=4, Roughness=0.6), (0.5, 0.5, 0.5)), (0.9, 0.9, 0))
    veil = n.ramp(n.noise(pos, 6, 3, 0.6), 0.3, 0.7, 0.25, 1.0)
    patch = n.ramp(n.noise(pos, 0.5, 1), 0.45, 0.6, 0, 0.6)
    for i in range(5):
        depth = 0.012 + 0.06 * i
        off = n.vmath('MULTIPLY', view, n.node('CombineXYZ', i0=slope, i1=slope, i2=0.0))
        q = n.vmath('ADD', bend, n.vmath('SUBTRACT', pos, n.vmath('MULTIPLY', off, (depth, depth, 0))))
        a = n.node('TexVoronoi', props=flat, Vector=n.vmath('MULTIPLY', q, (1, 0.55, 0)), Scale=0.42)
        k = n.ramp(a, 0.0, 0.022 + 0.004 * i, 1, 0)
        if i < 2:
            b = n.node('TexVoronoi', props=flat, Vector=n.vmath('MULTIPLY', q, (0.8, 1, 0)), Scale=1.35)
            k = n.math('MAXIMUM', k, n.math('MULTIPLY', n.ramp(b, 0.0, 0.03, 1, 0), patch))
        k = n.math('MULTIPLY', n.math('MULTIPLY', k, veil), 1.25 * 0.72 ** i)
        sheets = n.math('MAXIMUM', sheets, k, True)
    col = n.mix(sheets, col, (0.72, 0.86, 0.92))
    bub = n.node('TexVoronoi', Vector=pos, Scale=9)
    bub = n.math('MULTIPLY', n.ramp(bub, 0.0, 0.16, 0.5, 0), n.ramp(n.noise(pos, 0.8, 3), 0.55, 0.68))
    col = n.mix(bub, col, (0.75, 0.85, 0.9))
    drift = n.math('ADD', n.noise(n.vmath('MULTIPLY', pos, (0.35, 1, 1)), 0.55, 6, 0.62, 0.8), n.math('MULTIPLY', n.node('SeparateXYZ', out=1, i0=pos), 0.0012))
    snow = n.ramp(drift, 0.56, 0.70, 0, 0.92)
    col = n.mix(snow, col, (0.80, 0.84, 0.90))
    ht = n.math('ADD', n.math('MULTIPLY', snow, 1.0), n.math('MULTIPLY', n.noise(pos, 14, 4), 0.12))
    bp = n.node('Bump', Strength=0.6, Distance=0.03, Height=ht)
    s._output(n, n.node('BsdfPrincipled', Base_Color=col, Roughness=n.ramp(snow, 0, 0.6, 0.06, 0.85), IOR=1.31, Normal=bp, Specular_IOR_Level=0.32))
    return mt


def build(s):
    np = s.np
    s.sky(top=(0.12, 0.27, 0.50), horizon=(0.56, 0.68, 0.78), curve=0.5, glow=(9, -22, (1.0, 0.82, 0.62), 16, 0.7),
          clouds=(1.2, 0.5, 0.8, (0.86, 0.86, 0.88), (0.55, 0.62, 0.72), (0.4, 1.6, 0)))
    s.fog((0.50, 0.63, 0.75), 0.0009, height=60, lit=(0.9, 0.80, 0.70), horizon=0.03)
    s.FOG['dir'] = s.direction(9, -22)
    s.sun(11, -40, 3.4, (1, 0.86, 0.70), 1.5)
    crack = lambda y: 0.35 + 0.055 * y + 0.55 * s.fbm(y / 3.3, 0.7 + y * 0, 5) + 0.9 * s.perlin(y / 14, 3.3 + y * 0)
    mi = ice(s)

    def top(x, y):
        d = np.abs(x - crack(y))
        w = 0.05 + 0.05 * np.abs(s.perlin(y / 1.7, 9.1 + y * 0))
        side = np.where(x > crack(y), 1.0, 0.0)
        return 0.045 * side * s.smooth(3, 0, d) * s.smooth(16, 13, y) - 0.35 * s.smooth(w, w * 0.6, d) 
    s.ground(top, (-3.2, 4.2), (-0.6, 16), 620, 900, mi)
    s.ground(lambda x, y: 0 * x, (-600, 600), (16, 700), 8, 8, mi)
    s.ground(lambda x, y: 0 * x, (-40, -3.2), (-4, 16), 8, 8, mi)
    s.ground(lambda x, y: 0 * x, (4.2, 40), (-4, 16), 8, 8, mi)
    dark = s.water('lead', (0.004, 0.02, 0.03), 0.03, ((8, 0.03),))
    s.ground(lambda x, y: 0 * x - 0.07, (-3.0, 4.0), (-0.6, 16), 4, 4, dark)
    blue = s.mat('block', (0.42, 0.66, 0.76), (0.66, 0.80, 0.86), local=True, scale=5, bscale=30, rough=(0.08, 0.35), bump=0.5, translucent=0.35, dist=0.01)
    bits = []
    for k in range(7):
        me = s.rock(blue, k, 2, 0.45, (1, 0.75, 0.42))
        me.polygons.foreach_set('use_smooth', [False] * len(me.polygons))
        bits.append(me)
    pts = []
    for _ in range(110):
        y = 1.4 + 14 * s.U(0, 1) ** 1.4
        x = float(crack(np.array([y]))[0]) + s.random.choice((-1, 1, 1)) * (0.1 + abs(s.random.gauss(0, 0.16)))
        pts.append((x, y, 0.03, s.U(0.25, 1) ** 2.2))
    s.scatter(bits, pts, (0.1, 0.30), 35)
    for x, y, a, b, k in ((1.5, 5.2, 24, 20, 0.8), (1.9, 6.4, -18, 70, 0.9), (2.3, 8.6, 30, -30, 1.3), (-0.2, 9.5, 15, 50, 0.8)):
        V = [(s.math.cos(t) * s.U(0.75, 1.1), s.math.sin(t) * s.U(0.6, 0.9), 0) for t in np.linspace(0, 5.6, 7)]
        o = s.obj('slab', s.mesh('slab', V, [tuple(range(7))], blue, flat=True), None, (float(crack(np.array([y]))[0]) + (0.35 if x > 0 else -0.5), y, 0.06), (a, 8, b), k * 0.6)
        d = o.modifiers.new('t', 'SOLIDIFY')
        d.thickness, d.offset = 0.16, 0
        e = o.modifiers.new('b', 'BEVEL')
        e.width, e.segments = 0.015, 2
    rock = s.mat('hills', (0.30, 0.36, 0.44), (0.72, 0.76, 0.82), scale=0.02, stretch=(1, 1, 3), bscale=0.3, bump=1, dist=2, edge=(0.42, 0.55))
    for y0, h, k in ((420, 42, 1.0), (700, 105, 4.0)):
        s.ground(lambda x, y: -2 + h * s.smooth(y0, y0 + 180, y + 30 * s.perlin(x / 90, 2.2)) * (0.5 + 0.9 * (0.5 - np.abs(s.fbm(x / (h * 3.2) + k, y / 260 + k, 5)))),
                 (-700, 700), (y0 - 40, y0 + 240), 420, 70, rock)
    needles = s.mat('needles', (0.05, 0.075, 0.08))
    trees = [s.conifer(needles, 9, k, 14) for k in range(3)]
    s.scatter(trees, [(x, 400 + 20 * s.U(-1, 1), -1) for x in [s.U(-420, 420) for _ in range(330)]], (0.5, 1.3), 2)
    s.camera((-0.35, -0.5, 0.85), (0.75, 12, -1.3), 25, f=9, focus=3.2)
    s.grade(shadow=(0.0, 0.012, 0.03), light=(0.012, 0.006, -0.004), bloom=0.3, saturation=0.95)
    s.expose(0.25)
    s.quiet()
