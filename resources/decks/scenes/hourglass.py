"""An hourglass lying on its side in slanting sun, sand in both halves."""


def thin_glass(s):
    m = s.bpy.data.materials.new('glass')
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = s.Net(m.node_tree)
    face = n.math('ABSOLUTE', n.vmath('DOT_PRODUCT', n.node('NewGeometry', out=1), n.node('NewGeometry', out=4), out=1))
    tint = n.mix(n.ramp(face, 0.0, 0.42), (0.50, 0.45, 0.36), (0.95, 0.94, 0.91))
    s._output(n, n.node('MixShader', i0=n.node('Fresnel', IOR=1.5), i1=n.node('BsdfTransparent', Color=tint), i2=n.node('BsdfGlossy', Roughness=0.015)))
    return m


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.35, 0.42, 0.5), horizon=(0.55, 0.48, 0.38), strength=0.4)
    s.sun(23, -148, 5.6, (1, 0.78, 0.46), 1.0)
    wall = s.mat('wall', (0.56, 0.36, 0.14), (0.44, 0.26, 0.09), scale=4, bscale=45, bump=0.7, rough=(0.8, 0.95), dist=0.008, edge=(0.35, 0.7))
    stone = s.mat('ledge', (0.50, 0.39, 0.25), (0.38, 0.28, 0.17), scale=11, bscale=160, bump=0.6, rough=(0.6, 0.85), dist=0.003, edge=(0.4, 0.65))
    wood = s.mat('wood', (0.20, 0.085, 0.035), (0.11, 0.045, 0.02), local=True, stretch=(1, 12, 12), scale=12, bscale=200, bump=0.2, rough=(0.18, 0.34), dist=0.001)
    sand = s.mat('sand', (0.78, 0.56, 0.30), (0.66, 0.45, 0.22), scale=60, bscale=1500, bump=0.9, rough=(0.8, 0.95), dist=0.0012)
    s.ground(lambda x, y: 0.0012 * s.fbm(x * 14, y * 14, 5) - 0.05 * s.smooth(-0.105, -0.12, y), (-0.6, 0.6), (-0.2, 0.36), 500, 300, stone)
    s.box((2, 0.1, 1.2), (0, 0.36, 0.5), wall, bevel=0)
    s.box((2, 0.1, 1.0), (0, -0.02, -0.56), wall, bevel=0)
    R, half = 0.040, 0.079
    rr = lambda x: 0.0029 + (R - 0.0029) * float(np.interp(abs(x) / half, [0, 0.06, 0.2, 0.4, 0.58, 0.72, 0.85, 0.94, 1.0], [0, 0.02, 0.24, 0.66, 0.90, 0.99, 0.97, 0.80, 0.42]))
    xs = np.linspace(-half, half, 161)
    raw = np.array([rr(x) for x in xs])
    for _ in range(6):
        raw[1:-1] = 0.25 * raw[:-2] + 0.5 * raw[1:-1] + 0.25 * raw[2:]
    rad = lambda x: np.interp(x, xs, raw)
    p = s.obj('glass', None, None, (0.004, 0.02, 0.0530), (0, 2.0, -19))
    g = s.lathe([(float(r), float(x)) for x, r in zip(xs, raw)], thin_glass(s), seg=96, rot=(0, 90, 0))
    g.parent = p

    def heap(x0, x1, top):
        """Sand between two stations, lying at the low side of the glass up to the height top(x)."""
        nx, ns = 90, 26
        V, F = [], []
        for i, x in enumerate(np.linspace(x0, x1, nx)):
            r = float(rad(x)) * 0.965
            h = max(-r * 0.999, min(r * 0.9, top(x)))
            w = m.sqrt(max(1e-12, r * r - h * h))
            for j in range(ns):
                y = -w + 2 * w * j / (ns - 1)
                zt = h + 0.0016 * s.noise.noise((x * 70, y * 70, 1)) * min(1, w / 0.01) - 0.05 * (y * y) / 0.04 * 0.3
                V.append((x, y, max(-m.sqrt(max(0, r * r - y * y)), min(zt, m.sqrt(max(0, r * r - y * y))))))
            for j in range(ns):
                y = w - 2 * w * j / (ns - 1)
                V.append((x, y, -m.sqrt(max(0, r * r - y * y))))
        k = 2 * ns
        F = [(i * k + j, i * k + (j + 1) % k, (i + 1) * k + (j + 1) % k, (i + 1) * k + j) for i in range(nx - 1) for j in range(k)]
        F += [tuple(range(k))[::-1], tuple((nx - 1) * k + j for j in range(k))]
        o = s.obj('sand', s.mesh('sand', V, F, sand))
        o.parent = p
    heap(-0.0775, -0.006, lambda x: -0.004 - 0.010 * m.sin((x + 0.075) * 40) - 0.35 * max(0, x + 0.036))
    heap(0.007, 0.0775, lambda x: -0.020 + 0.012 * m.exp(-((x - 0.050) / 0.02) ** 2) + 0.10 * (x - 0.04))
    for sd in (-1, 1):
        o = s.lathe([(0, 0), (0.047, 0), (0.0505, 0.002), (0.0515, 0.0045), (0.050, 0.0065), (0.0475, 0.008), (0.049, 0.0105), (0.0475, 0.013), (0.030, 0.0145), (0.028, 0.0165), (0, 0.0168)], wood, (sd * (half + 0.013), 0, 0), 96, rot=(0, -sd * 90, 0))
        o.parent = p
    for k in range(4):
        a = 2 * m.pi * k / 4 + 0.785
        y, z = 0.0445 * m.cos(a), 0.0445 * m.sin(a)
        prof = [(0.0022, -half - 0.006), (0.0030, -0.066), (0.0042, -0.062), (0.0030, -0.057), (0.0026, -0.045), (0.0036, -0.02), (0.0046, 0), (0.0036, 0.02), (0.0026, 0.045), (0.0030, 0.057), (0.0042, 0.062), (0.0030, 0.066), (0.0022, half + 0.006)]
        o = s.lathe(prof, wood, (0, y, z), 24, rot=(0, 90, 0))
        o.parent = p
    grain = s.rock(sand, 3, 2, 0.3, (1, 1, 0.8))
    s.scatter([grain], [(s.random.gauss(0.09, 0.04), s.random.gauss(-0.055, 0.022), 0.0006) for _ in range(170)], (0.0008, 0.0016), 90)
    # a sprig between sun and wall
    lf = s.leaf(s.mat('lf', (0.1, 0.12, 0.04), translucent=0.2), 0.09, 0.035, 0.3)
    d = s.direction(23, -148)
    e = s.Vector((d.y, -d.x, 0)).normalized()
    for _ in range(34):
        q = s.Vector((0.06, 0.31, 0.17)) + d * s.U(0.75, 0.95) + e * s.random.gauss(0.12, 0.12) + s.Vector((0, 0, s.random.gauss(0.03, 0.08)))
        s.obj('l', lf, None, q, (s.U(0, 360), s.U(0, 360), s.U(0, 360)), s.U(0.6, 1.2))
    for c in (-0.36, 0.42):
        s.box((0.05, 0.05, 3), s.Vector((0, 0.1, 0)) + d * 1.6 + e * c, wood, (0, 0, -58), bevel=0)
    s.box((3, 0.05, 0.05), s.Vector((0, 0.31, 0.215)) + d * 1.6, wood, (0, 0, -58), bevel=0)
    s.camera((0.085, -0.39, 0.155), (0.010, 0.02, 0.052), 60, f=4, focus=(0.0, -0.012, 0.055), roll=0)
    s.grade(bloom=0.35, light=(0.035, 0.014, -0.03), shadow=(0.012, 0.006, 0.0), vignette=0.36)
    s.expose(0.25)
