"""A spiral shell on wet sand, the foam of the last wave beside it."""


def spiral(s, m_):
    """Mesh of a turban shell about two units wide; the axis is z, the mouth faces -y."""
    np, m = s.np, s.math
    turns, per, sides = 5.6, 84, 54
    n = int(turns * per)
    W = 0.105
    V, F = [], []
    for i in range(n + 1):
        th = 2 * m.pi * i / per
        k = m.exp(W * (th - 2 * m.pi * turns))
        lip = 1 + 0.10 * float(s.smooth(turns * 2 * m.pi - 0.22, turns * 2 * m.pi, th))
        cx, cz = 0.60 * k, -1.62 * k
        r = 0.66 * k * lip
        for j in range(sides):
            a = 2 * m.pi * j / sides
            rib = 1 + 0.030 * m.cos(a * 13) + 0.020 * m.sin(th * 9 + a * 0.6) * (0.5 + 0.5 * m.cos(a)) + 0.10 * max(0, m.cos(a - 1.15)) ** 14 * (0.75 + 0.35 * m.cos(th * 7))
            rr = r * rib
            x = cx + rr * m.cos(a) * 0.98
            z = cz + rr * m.sin(a) * 1.12
            V.append((x * m.cos(th), x * m.sin(th), z))
        if i:
            b = (i - 1) * sides
            F += [(b + j, b + (j + 1) % sides, b + sides + (j + 1) % sides, b + sides + j) for j in range(sides)]
    b, base = n * sides, len(V)
    for q in range(1, 14):
        th = 2 * m.pi * turns - 0.085 * q
        k = m.exp(W * (th - 2 * m.pi * turns))
        for j in range(sides):
            a = 2 * m.pi * j / sides
            rr = 0.66 * k * (0.965 - 0.012 * q)
            x = 0.60 * k + rr * m.cos(a) * 0.98
            V.append((x * m.cos(th), x * m.sin(th), -1.62 * k + rr * m.sin(a) * 1.12))
        p = b if q == 1 else base + (q - 2) * sides
        c = base + (q - 1) * sides
        F += [(p + j, p + (j + 1) % sides, c + (j + 1) % sides, c + j) for j in range(sides)]
    F.append([base + 12 * sides + j for j in range(sides)])
    me = s.mesh('shell', V, F, m_)
    at = me.attributes.new('turn', 'FLOAT_VECTOR', 'POINT')
    U_ = np.zeros((len(V), 3))
    for i in range(n + 1):
        for j in range(sides):
            U_[i * sides + j] = (i / per, m.cos(2 * m.pi * j / sides), m.sin(2 * m.pi * j / sides))
    U_[base:] = (-9, 0, 0)
    at.data.foreach_set('vector', U_.ravel())
    return me


def build(s):
    """One unit is a centimetre."""
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.30, 0.46, 0.58), horizon=(0.95, 0.78, 0.62), curve=0.42, strength=0.8, glow=(9, -28, (1.1, 0.75, 0.5), 14, 1.3))
    s.sun(17, -38, 4.6, (1, 0.82, 0.60), 2)
    s.fog((0.62, 0.62, 0.60), 0.0016, lit=(1.0, 0.82, 0.62), start=40, horizon=0.05)
    mt = s.bpy.data.materials.new('shell')
    mt.use_nodes = True
    mt.node_tree.nodes.clear()
    n = s.Net(mt.node_tree)
    at = n.node('Attribute', out=1, props={'attribute_name': 'turn'})
    pos = n.node('TexCoord', out=3)
    sep = at.node.outputs[1]
    u = n.node('SeparateXYZ', out=0, i0=sep)
    warp = n.noise(pos, 2.4, 5, 0.6)
    band = n.noise(n.node('CombineXYZ', i0=n.math('ADD', n.math('MULTIPLY', u, 11.0), n.math('MULTIPLY', warp, 1.6)), i1=n.math('MULTIPLY', n.node('SeparateXYZ', out=2, i0=sep), 1.4), i2=0.0), 1.6, 4, 0.6)
    col = n.mix(n.ramp(band, 0.40, 0.58), (0.72, 0.56, 0.42), (0.42, 0.175, 0.085))
    line = n.noise(n.node('CombineXYZ', i0=0.0, i1=n.node('SeparateXYZ', out=1, i0=sep), i2=n.node('SeparateXYZ', out=2, i0=sep)), 7, 3)
    col = n.mix(n.ramp(line, 0.46, 0.62, 0, 0.55), col, (0.80, 0.70, 0.58))
    col = n.mix(n.ramp(u, -1.0, -0.2, 1, 0), col, (0.86, 0.66, 0.56))
    fine = n.noise(pos, 22, 4, 0.6)
    bp = n.node('Bump', Strength=0.45, Distance=0.03, Height=n.math('ADD', fine, n.math('MULTIPLY', band, 0.6)))
    s._output(n, n.node('BsdfPrincipled', Base_Color=col, Roughness=n.ramp(fine, 0.3, 0.7, 0.16, 0.36), Normal=bp, Coat_Weight=0.35, Coat_Roughness=0.06,
                        Subsurface_Weight=0.0))
    edge = lambda x: 2.5 + 1.5 * np.sin(x * 0.11 + 0.6) + 1.0 * s.perlin(x / 7, 3.1) + 0.35 * s.perlin(x / 2.1, 7.7) - 0.045 * x

    sand = s.bpy.data.materials.new('sand')
    sand.use_nodes = True
    sand.node_tree.nodes.clear()
    n = s.Net(sand.node_tree)
    pos = n.node('NewGeometry', out=0)
    grain = n.noise(pos, 14, 3, 0.75)
    spot = n.node('TexVoronoi', out=1, Vector=pos, Scale=11.0)
    f = n.noise(pos, 0.16, 4)
    col = n.mix(n.ramp(f, 0.35, 0.65), (0.235, 0.175, 0.125), (0.165, 0.125, 0.095))
    col = n.mix(n.ramp(grain, 0.3, 0.7, 0, 0.45), col, (0.08, 0.06, 0.05))
    sp = n.node('SeparateXYZ', out=0, i0=spot)
    col = n.mix(n.ramp(sp, 0.90, 0.97, 0, 0.6), col, (0.58, 0.50, 0.40))
    wet = n.ramp(n.noise(n.vmath('MULTIPLY', pos, (0.5, 1, 1)), 0.14, 4), 0.40, 0.62)
    bp = n.node('Bump', Strength=n.math('SUBTRACT', 0.9, n.math('MULTIPLY', wet, 0.72)), Distance=0.05, Height=n.math('ADD', grain, n.math('MULTIPLY', sp, 0.3)))
    s._output(n, n.node('BsdfPrincipled', Base_Color=col, Roughness=n.ramp(wet, 0, 1, 0.42, 0.07), Normal=bp, Specular_IOR_Level=0.6))

    def beach(x, y):
        d = np.sqrt(((x - 0.4) / 2.9) ** 2 + ((y + 0.1) / 2.3) ** 2)
        z = 0.30 * s.perlin(x / 9, y / 16) + 0.10 * s.perlin(x / 2.6, y / 3.4) + 0.02 * s.fbm(x * 1.3, y * 1.3, 3)
        z = z - 0.42 * np.exp(-d ** 2) + 0.28 * np.exp(-((d - 1.45) / 0.32) ** 2) - 0.30 * np.exp(-(((x + 2.2 + 0.5 * (y + 4)) / 1.3) ** 2 + ((y + 3.4) / 3.2) ** 2))
        return z - 0.02 * np.maximum(y, 0) * (y < 60)
    s.ground(beach, (-16, 17), (-17, 20), 620, 620, sand)
    s.ground(lambda x, y: beach(x, y) - 0.02 - 5 * ((np.abs(x) < 13) & (y < 17) & (y > -14)), (-160, 160), (-30, 130), 260, 200, sand)
    # The thin sheet of water that slides back behind its edge.
    wm = s.bpy.data.materials.new('sheet')
    wm.use_nodes = True
    wm.node_tree.nodes.clear()
    n = s.Net(wm.node_tree)
    pos = n.node('NewGeometry', out=0)
    d = n.node('Attribute', out=2, props={'attribute_name': 'behind'})
    cell = n.node('TexVoronoi', props={'feature': 'DISTANCE_TO_EDGE'}, Vector=n.vmath('ADD', pos, n.vmath('MULTIPLY', n.noise(pos, 0.5, 3, out=1), (2.2, 2.2, 0))), Scale=0.42)
    cell2 = n.node('TexVoronoi', props={'feature': 'DISTANCE_TO_EDGE'}, Vector=n.vmath('ADD', pos, n.vmath('MULTIPLY', n.noise(pos, 1.4, 3, out=1), (0.8, 0.8, 0))), Scale=1.5)
    thick = n.noise(pos, 0.20, 4, 0.6)
    lace = n.math('MAXIMUM', n.ramp(cell, 0.05, 0.16, 1, 0), n.math('MULTIPLY', n.ramp(cell2, 0.03, 0.12, 1, 0), n.ramp(thick, 0.42, 0.6)))
    lace = n.math('MULTIPLY', lace, n.ramp(thick, 0.34, 0.52))
    lip = n.ramp(d, 0.55, 1.5, 1, 0)
    foam = n.math('MAXIMUM', n.math('MULTIPLY', lace, n.ramp(d, 1.0, 26, 1.0, 0.4)), lip)
    fb = n.node('TexVoronoi', out=0, Vector=pos, Scale=6.5)
    bub = n.node('Bump', Strength=0.9, Distance=0.10, Height=n.math('SUBTRACT', n.math('MULTIPLY', foam, 1.6), fb))
    rip = n.node('Bump', Strength=0.5, Distance=0.06, Height=n.noise(n.vmath('MULTIPLY', pos, (0.6, 1.2, 1)), 0.9, 4))
    clear = n.node('MixShader', i0=n.node('Fresnel', IOR=1.33, Normal=rip), i1=n.node('BsdfTransparent', Color=(0.70, 0.78, 0.76)), i2=n.node('BsdfGlossy', Roughness=0.05, Normal=rip))
    fo = n.node('BsdfPrincipled', Base_Color=(0.84, 0.85, 0.84), Roughness=0.35, Normal=bub)
    s._output(n, n.node('MixShader', i0=foam, i1=clear, i2=fo))
    nx, ny = 520, 460
    X, T = np.meshgrid(np.linspace(-40, 40, nx), np.linspace(0, 1, ny) ** 1.9)
    Y = edge(X) + T * 120
    back = Y - edge(X)
    Z = np.maximum(beach(X, Y) + 0.02, -0.30 * s.smooth(0, 1, back) + beach(X, Y) * s.smooth(3, 0, back)) + 0.26 * np.exp(-((back - 0.55) / 0.5) ** 2) + 0.05 * s.smooth(0, 0.5, back) + 0.10 * s.perlin(X / 3, Y / 5) * s.smooth(2, 9, back)
    Z = np.where(T == 0, beach(X, Y) - 0.03, Z)
    Vv = np.stack([X, Y, Z], -1).reshape(-1, 3)
    ii = np.arange(nx * ny).reshape(ny, nx)
    Ff = np.stack([ii[:-1, :-1], ii[:-1, 1:], ii[1:, 1:], ii[1:, :-1]], -1).reshape(-1, 4)
    me = s.mesh('sheet', Vv, Ff, wm)
    me.attributes.new('behind', 'FLOAT', 'POINT').data.foreach_set('value', back.ravel())
    s.obj('sheet', me)
    bubble = s.bpy.data.materials.new('bubble')
    bubble.use_nodes = True
    bubble.node_tree.nodes.clear()
    n = s.Net(bubble.node_tree)
    lw = n.node('LayerWeight', out=1, Blend=0.35)
    s._output(n, n.node('MixShader', i0=n.ramp(lw, 0.2, 1.0, 0.12, 0.85), i1=n.node('BsdfTransparent'), i2=n.node('BsdfPrincipled', Base_Color=(0.9, 0.9, 0.88), Roughness=0.08)))
    bm = s.rock(bubble, 1, 3, 0, (1, 1, 0.8))
    pts = []
    for _ in range(3600):
        x = s.random.gauss(0, 9)
        y = float(edge(np.array(x))) + abs(s.random.gauss(0, 0.42)) + 0.12
        pts.append((x, y, float(beach(np.array(x), np.array(y))) + s.U(0.1, 0.30)))
    for _ in range(420):
        x, y = s.random.gauss(-1, 6), s.U(-6, 4)
        pts.append((x, y, float(beach(np.array(x), np.array(y))) + 0.02)) if y > 1.8 or s.random.random() < 0.05 else None
    s.scatter([bm], pts, (0.10, 0.36), 0)
    sh = s.obj('shell', spiral(s, mt), None, scale=1.85)
    sh.rotation_euler = (V3((-0.62, -0.62, 0.48)).to_track_quat('Z', 'Y').to_matrix() @ s.Matrix.Rotation(m.radians(150), 3, 'Z')).to_euler()
    s.bpy.context.view_layer.update()
    co = [sh.matrix_world @ v.co for v in sh.data.vertices]
    mid = [(min(c[i] for c in co) + max(c[i] for c in co)) / 2 for i in range(2)]
    sh.location = (0.35 - mid[0], 0.0 - mid[1], -0.75 - min(c.z for c in co))
    peb = s.mat('peb', (0.20, 0.17, 0.155), (0.10, 0.09, 0.09), local=True, vary=0.5, scale=4, bump=0.2, rough=(0.08, 0.3))
    ps = [s.rock(peb, k, 3, 0.15, (1, 0.8, 0.55)) for k in range(4)]
    pp = [(s.U(-11, 11), s.U(-13, 3), 0) for _ in range(90)]
    s.scatter(ps, [(x, y, float(beach(np.array(x), np.array(y))) + 0.01) for x, y, _ in pp], (0.06, 0.42), 15)
    c = s.camera((-2.6, -13.2, 5.0), (0.45, 0.8, 1.15), 48)
    c.data.dof.use_dof = True
    c.data.dof.aperture_fstop, c.data.dof.aperture_blades = 0.10, 7
    c.data.dof.focus_distance = (V3((0.0, -1.3, 1.2)) - c.location).length
    s.grade(bloom=0.4, light=(0.03, 0.014, -0.01), shadow=(0.0, 0.015, 0.03))
    s.expose(0.35)
