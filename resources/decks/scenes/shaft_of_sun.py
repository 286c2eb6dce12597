"""A wheat field under a storm cloud; far away one shaft of light."""


def stalks(s, m, n, near):
    """Mesh of a bunch of wheat: thin stems with bearded ears, plainer where they are not near."""
    V, F = [], []
    for _ in range(n):
        x, y = s.random.gauss(0, 0.16), s.random.gauss(0, 0.16)
        h, a, lean = s.U(0.62, 0.92), s.U(-0.9, 0.9), s.U(0.05, 0.3)
        dx, dy = s.math.cos(a), s.math.sin(a)
        p = [s.Vector((x + dx * lean * t ** 3, y + dy * lean * t ** 3, h * t)) for t in (0, 0.5, 0.8, 1)]
        s.tube_data(p, 0.0022, 3, V, F)
        d = s.Vector((dx * 0.55, dy * 0.55, 0.7)).normalized()
        c = s.Vector((-dy, dx, 0))
        e = d.cross(c)
        q = p[-1]
        for k in range(7) if near else (0, 3):
            for sd in (c, -c, e, -e) if near else (c, e):
                b = len(V)
                o = q + d * 0.011 * k
                w = 0.008 * (1 - abs(k - 2.5) / 7)
                if not near:
                    V.extend([o - sd * w, o - sd * w * 0.4 + d * 0.045, o + sd * w * 0.4 + d * 0.045, o + sd * w])
                    F.append((b, b + 1, b + 2, b + 3))
                    continue
                V.extend([o, o + sd * w + d * 0.006, o + sd * w * 0.7 + d * 0.018, o + d * 0.012])
                F.append((b, b + 1, b + 2, b + 3))
                if k % 2 == 0:
                    b = len(V)
                    V.extend([o + sd * w, o + sd * w + d * 0.002 + c * 0.001, o + sd * w * 2.6 + d * 0.07])
                    F.append((b, b + 1, b + 2))
    return s.mesh('wheat', V, F, m, flat=True)


def build(s):
    np = s.np
    s.sky(top=(0.020, 0.026, 0.040), horizon=(0.20, 0.23, 0.26), curve=0.32, glow=(2, 10, (0.9, 0.68, 0.40), 40, 0.42),
          clouds=(0.55, 0.26, 0.62, (0.095, 0.108, 0.138), (0.010, 0.014, 0.024), (0.8, 1.0, 0)))
    s.fog((0.15, 0.175, 0.205), 0.0011, height=50, lit=(0.50, 0.41, 0.28), horizon=0.03, tight=40)
    s.FOG['dir'] = s.direction(2, 10)
    s.sun(24, -128, 1.5, (1, 0.86, 0.62), 12)
    wheat = s.mat('wheat', (0.52, 0.34, 0.11), (0.38, 0.24, 0.08), vary=0.25, translucent=0.35, rough=(0.6, 0.8))
    field = s.mat('field', (0.44, 0.29, 0.10), (0.31, 0.20, 0.07), scale=0.5, stretch=(1, 0.3, 1), bscale=6, bump=1, rough=(0.8, 1), dist=0.3)
    lane = lambda y: 0.9 + 0.10 * y + 1.6 * s.perlin(y / 60, y * 0 + 3) + 0.00035 * y * y
    gap = lambda x, y: np.minimum(np.abs(x - lane(y) + 0.85), np.abs(x - lane(y) - 0.85))
    roll = lambda x, y: 1.6 * s.perlin(x / 80 + 0.3, y / 90) * s.smooth(5, 60, y) + 22 * s.smooth(60, 560, y) * (0.75 + 0.5 * s.perlin(x / 260 + 5, y / 300))
    z = lambda x, y: float(roll(np.array([x]), np.array([y]))[0])
    ripe = lambda x, y: roll(x, y) + 0.62 * s.smooth(14, 30, y) + 0.14 * s.fbm(x / 1.2, y / 2.4, 3) - 0.62 * s.smooth(0.5, 0.2, gap(x, y)) * s.smooth(14, 26, y)
    s.ground(ripe, (-60, 90), (-3, 130), 620, 620, field)
    s.ground(lambda x, y: roll(x, y) + 0.55 - 2 * s.smooth(131, 128, y), (-420, 520), (127, 640), 320, 320, field)
    s.ground(lambda x, y: roll(x, y) + 0.4, (-420, -60), (-3, 130), 60, 60, field)
    s.ground(lambda x, y: roll(x, y) + 0.4, (90, 520), (-3, 130), 60, 60, field)
    tufts, far = ([stalks(s, wheat, n, near) for _ in range(4)] for n, near in ((38, True), (34, False)))
    pts = []
    while len(pts) < 4300:
        y = 0.9 + 40 * s.U(0, 1) ** 1.6
        x = s.U(-1, 1) * (1.8 + y * 0.66)
        if float(gap(np.array([x]), np.array([y]))[0]) > 0.36:
            pts.append((x, y, z(x, y) + 0.02 * s.random.gauss(0, 1), 1 + 0.18 * s.noise.noise((x / 2.5, y / 2.5, 0))))
    s.scatter(tufts, [p for p in pts if p[1] < 5.5], (0.9, 1.1), 7)
    s.scatter(far, [p for p in pts if p[1] >= 5.5], (0.9, 1.1), 7)
    wood = s.mat('wood', (0.022, 0.030, 0.018), (0.013, 0.018, 0.010), scale=0.3, bump=1)
    crowns = [s.tree_mesh(wood, 9, k, 4, 0.8, wood, 0.5, 5, trunk=0.2) for k in range(3)]
    tr = [(x, 480 + 50 * s.perlin(x / 70, 1.1)) for x in [s.U(-330, 380) for _ in range(260)]]
    s.scatter(crowns, [(x, float(y), z(x, float(y)) - 0.5) for x, y in tr if s.perlin(x / 60, 4.4) > -0.14], (0.6, 1.4), 4)
    fx, fy = 48.0, 330.0
    fz = z(fx, fy)
    s.lamp((fx + 50, fy + 40, 360), 1.5e7, (1, 0.78, 0.44), 40, 'SPOT', (fx, fy, fz), 26)
    # rays from a sun behind the bank of cloud: a sheet of light in the far air, torn by noise
    def sheet(name, shade, y, half=330, top=380):
        m = s.bpy.data.materials.new(name)
        m.use_nodes = True
        m.node_tree.nodes.clear()
        n = s.Net(m.node_tree)
        loc = n.node('TexCoord', out=3)
        s._output(n, shade(n, loc, n.node('SeparateXYZ', i0=loc), n.node('SeparateXYZ', out=2, i0=loc)))
        m['clear'] = True
        o = s.obj(name, s.mesh(name, [(-half, 0, -16), (half, 0, -16), (half, 0, top), (-half, 0, top)], [(0, 1, 2, 3)], m), None, (fx, y, fz))
        o.visible_shadow = o.visible_diffuse = o.visible_glossy = False
    sx, sz = 58.0, 250.0

    def rays(n, loc, u, v):
        a = n.math('DIVIDE', n.math('SUBTRACT', u, sx), n.math('MAXIMUM', n.math('SUBTRACT', sz, v), 12.0))
        av = n.node('CombineXYZ', i0=a, i1=n.math('MULTIPLY', v, 0.0006))
        fan = n.math('MULTIPLY', n.ramp(n.noise(av, 5.0, 2, 0.5), 0.42, 0.66), n.ramp(n.noise(av, 21, 3, 0.55), 0.25, 0.75, 0.45, 1.0))
        fan = n.math('MULTIPLY', fan, n.math('MULTIPLY', n.ramp(a, -1.25, -0.55), n.ramp(a, 1.05, 0.30)))
        core = n.math('MULTIPLY', n.ramp(a, -0.36, -0.245), n.ramp(a, -0.075, -0.165))
        core = n.math('MULTIPLY', core, n.ramp(n.noise(av, 26, 2), 0.2, 0.7, 0.72, 1.0))
        f = n.math('ADD', n.math('MULTIPLY', fan, 0.13), n.math('MULTIPLY', core, 0.23))
        f = n.math('MULTIPLY', f, n.math('MULTIPLY', n.ramp(v, -8, 30, 0.25, 1.0), n.ramp(v, 0, 170, 0.62, 1.0)))
        f = n.math('MULTIPLY', f, n.node('LightPath', out=0))
        return n.node('AddShader', i0=n.node('BsdfTransparent'), i1=n.node('Emission', Color=(1, 0.82, 0.56), Strength=f))

    def bank(n, loc, u, v):
        p = n.vmath('MULTIPLY', loc, (0.0085, 0, 0.017))
        billow = n.noise(p, 1.0, 7, 0.56, 0.6)
        low = n.noise(n.vmath('ADD', p, (0.03, 0, -0.16)), 1.0, 7, 0.56, 0.6)
        edge = n.math('ADD', n.math('SUBTRACT', v, 138.0), n.math('MULTIPLY', n.math('SUBTRACT', billow, 0.5), 170.0))
        edge = n.math('ADD', edge, n.math('MULTIPLY', n.math('ABSOLUTE', n.math('SUBTRACT', u, 40.0)), -0.10))
        cover = n.ramp(edge, -14, 34)
        q = n.vmath('LENGTH', n.vmath('MULTIPLY', n.vmath('SUBTRACT', loc, (sx - 24, 0, 140.0)), (0.0085, 0, 0.014)), out=1)
        near = n.math('POWER', n.ramp(q, 1.25, 0.0), 1.6)
        rim = n.math('MULTIPLY', n.ramp(edge, 46, 0), near)
        form = n.ramp(n.math('SUBTRACT', billow, low), -0.10, 0.14)
        col = n.mix(form, (0.016, 0.021, 0.033), (0.070, 0.082, 0.108))
        col = n.mix(n.math('MULTIPLY', near, 0.20), col, (0.30, 0.26, 0.22))
        col = n.mix(n.math('MULTIPLY', rim, 0.70), col, (0.85, 0.72, 0.54))
        return n.node('MixShader', i0=cover, i1=n.node('BsdfTransparent'), i2=n.node('Emission', Color=col, Strength=1.0))
    sheet('rays', rays, fy)
    sheet('bank', bank, fy - 4)
    s.camera((0.25, -0.8, z(0, 0) + 1.75), (9, 100, z(0, 0) + 13.0), 33, f=6.3, focus=8.0)
    s.grade(shadow=(0, 0.012, 0.03), light=(0.035, 0.016, -0.03), bloom=0.5, saturation=1.0)
    s.quiet()
    s.expose(1.0)
