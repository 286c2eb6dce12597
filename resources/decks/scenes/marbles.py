"""Glass marbles scattered on stone, one rolling away; the sun throws their colours on the ground."""


def glass(s, name, tint, vane):
    """Clear or coloured glass with a vane of colour in it."""
    m = s.bpy.data.materials.new(name)
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = s.Net(m.node_tree)
    g = n.node('BsdfGlass', Color=tint, Roughness=0.0, IOR=1.5)
    lp = m.node_tree.nodes.new('ShaderNodeLightPath')
    sh = n.node('BsdfTransparent', Color=tuple(c * 0.42 for c in tint))
    s._output(n, n.node('MixShader', i0=lp.outputs['Is Shadow Ray'], i1=g, i2=sh))
    return m


def gleam(s, colour, strength, seed):
    """Light gathered by a marble: a bright core in a coloured tail, added to what lies below."""
    m = s.bpy.data.materials.new('gleam')
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = s.Net(m.node_tree)
    p = n.node('TexCoord', out=3)
    x, y = n.node('SeparateXYZ', out=0, i0=p), n.node('SeparateXYZ', out=1, i0=p)
    wob = n.math('MULTIPLY', n.math('SUBTRACT', n.noise(n.vmath('ADD', p, (seed, 0, 0)), 2.2, 3), 0.5), 0.22)
    # a fold: narrow at the near end, opening into two wings
    u = n.math('ADD', x, 1.0)
    half = n.math('ADD', 0.05, n.math('MULTIPLY', n.math('POWER', n.math('MAXIMUM', u, 0.0), 1.3), 0.30))
    d = n.math('DIVIDE', n.math('ABSOLUTE', n.math('ADD', y, wob)), half)
    wing = n.math('POWER', 2.718, n.math('MULTIPLY', n.math('POWER', n.math('SUBTRACT', d, 0.78), 2.0), -26.0))
    fill = n.math('MULTIPLY', n.math('SUBTRACT', 1.0, n.ramp(d, 0.5, 1.05)), 0.32)
    fall = n.math('MULTIPLY', n.ramp(x, -1.0, -0.82), n.math('SUBTRACT', 1.0, n.ramp(x, -0.6, 0.85)))
    core = n.math('POWER', 2.718, n.math('MULTIPLY', n.math('ADD', n.math('POWER', n.math('ADD', x, 0.66), 2.0), n.math('MULTIPLY', n.math('POWER', y, 2.0), 3.2)), -26.0))
    f = n.math('ADD', n.math('MULTIPLY', n.math('ADD', wing, fill), fall), n.math('MULTIPLY', core, 2.6))
    col = n.mix(n.math('MINIMUM', core, 0.75), colour, (1, 0.94, 0.8))
    f = n.math('MULTIPLY', f, n.ramp(n.noise(n.node('NewGeometry', out=0), 700, 2), 0.2, 0.7, 0.75, 1.1))
    s._output(n, n.node('AddShader', i0=n.node('BsdfTransparent'), i1=n.node('Emission', Color=col, Strength=n.math('MULTIPLY', f, strength))))
    m['clear'] = True
    return m


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.45, 0.58, 0.78), horizon=(0.85, 0.8, 0.7), strength=0.5, glow=(26, 38, (1, 0.85, 0.6), 20, 1.2))
    E, A = 27, 34
    s.sun(E, A, 4.6, (1, 0.85, 0.62), 0.8)
    s.fog((0.3, 0.3, 0.28), 0.0)
    stone = s.mat('stone', (0.30, 0.275, 0.25), (0.20, 0.185, 0.17), scale=13, bscale=240, bump=0.5, rough=(0.5, 0.8), dist=0.0022, edge=(0.38, 0.62))
    joint = s.mat('joint', (0.12, 0.105, 0.09), bump=1, scale=60, dist=0.003)
    s.box((6, 8, 0.02), (0, 3, -0.016), joint, bevel=0)
    for i in range(-4, 5):
        for j in range(-2, 17):
            w, d = 0.30, 0.225
            s.box((w - 0.005, d - 0.005, 0.03), (i * w + 0.15 * (j % 2) + 0.03, j * d - 0.02, -0.015), stone, (0, 0, 0), bevel=0.004, wobble=0.0012)
    d = s.direction(E, A)
    fl = s.Vector((-d.x, -d.y, 0)).normalized()
    turn = m.degrees(m.atan2(fl.y, fl.x))
    kinds = [((0.55, 0.80, 0.95), (0.05, 0.22, 0.75)), ((0.95, 0.62, 0.25), (0.85, 0.22, 0.02)), ((0.45, 0.88, 0.62), (0.0, 0.42, 0.25)), ((0.98, 0.96, 0.92), (0.75, 0.05, 0.05)),
             ((0.98, 0.96, 0.92), (0.1, 0.25, 0.8)), ((0.85, 0.45, 0.60), (0.6, 0.02, 0.2)), ((0.98, 0.86, 0.40), (0.9, 0.6, 0.03)), ((0.96, 0.97, 0.95), (0.0, 0.45, 0.4))]
    mats = [glass(s, 'g%d' % i, t, v) for i, (t, v) in enumerate(kinds)]
    vanes = [s.mat('v%d' % i, v, tuple(min(1, c * 1.5 + 0.08) for c in v), local=True, scale=120, rough=(0.3, 0.5), bump=0) for i, (t, v) in enumerate(kinds)]
    spots = [(-0.045, 0.030, 0.0115, 0), (-0.012, 0.004, 0.0095, 1), (0.006, 0.048, 0.0095, 3), (-0.040, -0.014, 0.0095, 2), (-0.026, 0.080, 0.0095, 6), (0.030, 0.018, 0.0095, 4),
             (-0.086, 0.066, 0.0095, 5), (0.040, 0.092, 0.0095, 7), (-0.006, -0.044, 0.0095, 6), (-0.072, 0.022, 0.0095, 7), (0.074, -0.012, 0.0120, 1)]
    for x, y, r, k in spots:
        s.obj('marble', s.rock(mats[k], 0, 5, 0.0, (1, 1, 1)), None, (x, y, r + 0.0002), (s.U(0, 360), s.U(0, 360), s.U(0, 360)), 2 * r)
        # the vane: three twisted leaves of colour
        V, F = [], []
        nn = 26
        for blade in range(3):
            b0 = len(V)
            for i in range(nn):
                t = -1 + 2 * i / (nn - 1)
                w = 0.66 * m.sqrt(max(0, 1 - t * t)) * 0.9
                for j in range(7):
                    q = j / 6 * w
                    a = blade * 2.094 + t * 1.5 + 0.35 * q
                    V.append((q * m.cos(a), q * m.sin(a), t * 0.74))
                if i:
                    F += [(b0 + 7 * (i - 1) + j, b0 + 7 * (i - 1) + j + 1, b0 + 7 * i + j + 1, b0 + 7 * i + j) for j in range(6)]
        if kinds[k][0][0] > 0.9 or k in (0,):
            s.obj('vane', s.mesh('vane', V, F, vanes[k]), None, (x, y, r + 0.0002), (s.U(20, 160), s.U(0, 360), s.U(0, 360)), r * 0.98)
        c = tuple(min(1, q * 1.05) ** 1.6 for q in kinds[k][0])
        ln = r * 2.3
        # where light that goes through the ball meets the ground
        at = s.Vector((x, y, 0.0006)) + fl * (r / m.tan(m.radians(E)) * 0.72 + ln * 0.55)
        s.obj('gleam', s.mesh('gleam', [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], [(0, 1, 2, 3)]), gleam(s, c, 1.5, x * 40), at, (0, 0, turn), (ln, r * 1.25, 1))
    grit = s.rock(stone, 3, 2, 0.4, (1, 1, 0.7))
    s.scatter([grit], [(s.random.gauss(0, .2), s.U(-.12, .5), 0.0005) for _ in range(220)], (0.0008, 0.003), 60)
    lf = s.leaf(s.mat('lf', (0.06, 0.09, 0.03)), 0.09, 0.05, 0.3)
    e = s.Vector((d.y, -d.x, 0)).normalized()
    for _ in range(70):
        q = s.Vector((0.0, 0.42, 0.0)) + d * s.U(0.9, 1.3) + e * s.random.gauss(0, 0.34) + s.Vector((0, 0, s.random.gauss(0.02, 0.05)))
        s.obj('l', lf, None, q, (s.U(0, 360), s.U(0, 360), s.U(0, 360)), s.U(0.6, 1.2))
    s.camera((0.022, -0.20, 0.100), (0.0, 0.022, 0.004), 40, f=5.6, focus=(-0.02, 0.010, 0.008), roll=3)
    s.grade(bloom=0.5, light=(0.03, 0.014, -0.025), shadow=(0.0, 0.008, 0.025), vignette=0.35, saturation=1.0)
    s.expose(0.6)
