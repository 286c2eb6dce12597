"""One last red leaf on a bare twig hung with drops."""


def maple(s, m_):
    """Mesh of a curled five-lobed leaf of about one unit, its stalk at the origin, its tip towards -z."""
    np, m = s.np, s.math
    tips = [(-128, 0.40), (-62, 0.78), (0, 1.0), (62, 0.78), (128, 0.40)]
    cuts = [(-158, 0.14), (-96, 0.27), (-30, 0.37), (30, 0.37), (96, 0.27), (158, 0.14)]
    key = sorted([(a, r, 1) for a, r in tips] + [(a, r, 0) for a, r in cuts])
    ang = np.radians(np.linspace(-158, 158, 340))
    ka, kr = np.radians([k[0] for k in key]), np.array([k[1] for k in key])
    t = np.interp(ang, ka, np.arange(len(key)))
    i = np.clip(np.floor(t).astype(int), 0, len(key) - 2)
    f = t - i
    tip = np.array([k[2] for k in key])
    e = np.where(tip[i] == 1, f ** 0.62, 1 - (1 - f) ** 0.62)
    r = kr[i] + (kr[i + 1] - kr[i]) * e
    near = np.where(tip[i] == 1, f, 1 - f)
    r = r * (1 + 0.13 * np.maximum(0, np.sin(near * 3 * np.pi + 0.6)) * np.sin(near * np.pi) + 0.012 * np.sin(ang * 90))
    n, rings = len(ang), 34
    V, F = [], []
    tr = np.radians([k[0] for k in tips])
    for q in range(rings + 1):
        u = q / rings
        for k in range(n):
            a, rr = ang[k], r[k] * u
            x, z = rr * m.sin(a), -rr * m.cos(a)
            d = min(abs(a - b) for b in tr) * max(rr, 0.02)
            y = 0.030 * (1 - m.exp(-(d / 0.05) ** 2)) + 0.16 * rr * rr * m.cos(2 * a + 0.5) - 0.13 * rr ** 2 + 0.045 * m.sin(x * 7 + 2 * z)
            V.append((x, y, z - 0.0))
        if q:
            F += [((q - 1) * n + k, q * n + k, q * n + k + 1, (q - 1) * n + k + 1) for k in range(n - 1)]
    me = s.mesh('leaf', V, F, m_)
    at = me.attributes.new('vein', 'FLOAT', 'POINT')
    vals = np.empty(len(V))
    for j, (x, y, z) in enumerate(V):
        a, rr = m.atan2(x, -z), m.hypot(x, z)
        b = min(tr, key=lambda c: abs(a - c))
        along, side = rr * m.cos(a - b), abs(rr * m.sin(a - b))
        w = m.exp(-(side / (0.009 * (1.15 - along))) ** 2)
        saw = ((along - side * 0.9) * 8) % 1
        w2 = 0.6 * m.exp(-((saw - 0.5) / 0.07) ** 2) * m.exp(-side * 2)
        vals[j] = max(w, w2)
    at.data.foreach_set('value', vals)
    return me


def build(s):
    """One unit is a centimetre."""
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.34, 0.37, 0.40), horizon=(0.46, 0.47, 0.47), strength=0.9, glow=(24, 24, (0.5, 0.48, 0.44), 5, 0.7))
    s.sun(40, 28, 1.6, (0.92, 0.95, 1), 25)
    red = s.bpy.data.materials.new('red')
    red.use_nodes = True
    red.node_tree.nodes.clear()
    n = s.Net(red.node_tree)
    pos = n.node('TexCoord', out=3)
    v = n.node('Attribute', out=2, props={'attribute_name': 'vein'})
    f = n.noise(pos, 3.0, 6, 0.62)
    fine = n.noise(pos, 26, 4, 0.6)
    col = n.mix(n.ramp(f, 0.38, 0.66), (0.50, 0.022, 0.014), (0.30, 0.010, 0.012))
    col = n.mix(n.ramp(f, 0.62, 0.78), col, (0.62, 0.17, 0.03))
    col = n.mix(n.math('MULTIPLY', v, 0.55), col, (0.62, 0.24, 0.12))
    col = n.mix(n.ramp(fine, 0.66, 0.74, 0, 0.7), col, (0.10, 0.012, 0.01))
    bp = n.node('Bump', Strength=0.6, Distance=0.03, Height=n.math('ADD', v, n.math('MULTIPLY', fine, 0.5)))
    pb = n.node('BsdfPrincipled', Base_Color=col, Roughness=n.ramp(fine, 0.3, 0.7, 0.25, 0.45), Normal=bp)
    s._output(n, n.node('MixShader', i0=0.5, i1=pb, i2=n.node('BsdfTranslucent', Color=col)))
    bark = s.mat('bark', (0.085, 0.055, 0.042), (0.030, 0.022, 0.019), scale=4, bscale=24, bump=1, rough=(0.25, 0.5), dist=0.03)
    drop = s.bpy.data.materials.new('drop')
    drop.use_nodes = True
    b = drop.node_tree.nodes['Principled BSDF'].inputs
    b['Transmission Weight'].default_value, b['Roughness'].default_value, b['IOR'].default_value = 1, 0, 1.33
    main = [(-9, 0.8, 3.4), (-5.5, 0.2, 2.5), (-2.6, 0, 2.25), (-0.2, 0, 1.55), (2.2, -0.1, 1.45), (4.4, 0, 0.75), (6.6, 0.2, 0.85), (8.6, 0.4, 0.35), (10.4, 0.5, 0.5)]
    s.tube(main, [0.19, 0.165, 0.15, 0.13, 0.115, 0.10, 0.085, 0.07, 0.05], bark, 18, 14, 0.14)
    side = [[(-2.6, 0, 2.25), (-1.7, 0.3, 3.2), (-1.2, 0.6, 4.5), (-0.2, 0.8, 5.8), (0.1, 1.0, 7.6)], [(4.4, 0, 0.75), (5.4, -0.4, 1.8), (6.6, -0.7, 2.4), (7.6, -0.9, 3.6)],
            [(-5.5, 0.2, 2.5), (-4.9, -0.3, 1.4), (-4.9, -0.6, 0.4)]]
    for q in side:
        s.tube(q, [0.095, 0.08, 0.065, 0.05], bark, 14, 12, 0.14)
    bud = s.lathe([(0, -0.05), (0.08, 0), (0.12, 0.12), (0.10, 0.26), (0.045, 0.40), (0, 0.46)], bark, seg=16)
    for (x, y, z), r in (((-7.2, .5, 3.05), (0, -50, 0)), ((-4.0, .1, 2.5), (0, 30, 0)), ((2.2, -.1, 1.55), (0, 35, 0)), ((6.6, .2, 0.95), (0, 25, 0)), ((8.6, .4, .42), (0, 45, 0)), ((10.35, .5, .5), (0, 95, 0)),
                         ((0.1, 1.0, 7.55), (0, 8, 0)), ((-1.2, .6, 4.5), (0, -40, 0)), ((-0.6, .75, 5.3), (0, 50, 0)), ((7.6, -.9, 3.55), (0, 40, 0)), ((6.4, -.65, 2.35), (0, -10, 0)), ((-4.9, -.6, 0.45), (0, 175, 0))):
        s.obj('bud', bud.data, None, (x, y, z), r, s.U(0.8, 1.1))
    s.bpy.data.objects.remove(bud)
    lx, lz = 1.35, 1.38
    s.tube([(lx, -0.03, lz), (lx + 0.10, -0.16, lz - 0.5), (lx + 0.02, -0.20, lz - 1.2), (lx - 0.22, -0.10, lz - 1.95)], [0.06, 0.04, 0.036, 0.045], s.mat('stalk', (0.36, 0.05, 0.03), bump=0.1, rough=(0.3, 0.5)), 10, 10)
    lf = s.obj('leaf', maple(s, red), None, (lx - 0.22, -0.10, lz - 1.93), (10, 9, -14), 4.2)
    s.bpy.context.view_layer.update()
    tip = min((lf.matrix_world @ v.co for v in lf.data.vertices), key=lambda v: v.z)

    def hang(x, y, z, r):
        pr = [(0, -1.22)] + [(m.sin(t) * (1 - 0.10 * (t / m.pi)) * (1 if t < 2.0 else 1 - 0.15 * (t - 2.0)), -0.22 - m.cos(t)) for t in np.linspace(0.2, 2.62, 22)] + [(0.28, 0.98), (0.0, 1.0)]
        s.lathe(pr, drop, (x, y, z - r * 0.75), 32, scale=r)
    pts = s.flow(main, 14)
    for k, r in ((20, .21), (27, .13), (36, .25), (43, .12), (57, .16), (66, .27), (72, .13), (79, .2), (86, .15), (93, .23), (101, .14), (108, .18)):
        if k < len(pts):
            q = pts[k]
            hang(q.x, q.y - 0.02, q.z - 0.10, r)
    hang(tip.x, tip.y, tip.z + 0.02, 0.20)
    q = side[2][-1]
    hang(q[0], q[1], q[2] - 0.42, 0.18)
    bead = s.rock(drop, 1, 3, 0.05, (1, 1, 0.6))
    for k in range(60):
        q = s.random.choice(pts)
        a = s.U(-0.9, 0.9)
        s.obj('bead', bead, None, (q.x + s.U(-.2, .2), q.y - 0.11 * m.cos(a), q.z + 0.12 * m.sin(a)), (90, 0, 0), s.U(0.03, 0.10))
    far = s.mat('far', (0.055, 0.055, 0.058), (0.035, 0.036, 0.04), bump=0)
    for k in range(15):
        x, y = s.U(-70, 75), s.U(70, 170)
        top = s.U(-14, 14)
        s.tube([(x, y, -80), (x + s.U(-5, 5), y, 0), (x + top, y, 90)], [s.U(1.6, 4), s.U(0.9, 2)], far, 10, 6)
    for k in range(26):
        x, y, z = s.U(-45, 45), s.U(30, 90), s.U(-30, 40)
        a = s.U(-70, 70)
        s.tube([(x, y, z), (x + 12 * m.cos(m.radians(a)), y + 3, z + 12 * m.sin(m.radians(a)) + 2), (x + 26 * m.cos(m.radians(a)), y, z + 26 * m.sin(m.radians(a)))], [0.42, 0.3, 0.1], far, 8, 6)
    ground = s.mat('fallen', (0.20, 0.13, 0.09), (0.11, 0.085, 0.07), scale=0.1, bump=1)
    s.ground(lambda x, y: -55 + 3 * s.fbm(x / 30, y / 30, 4), (-600, 600), (20, 900), 80, 80, ground)
    s.fog((0.40, 0.42, 0.44), 0.006, start=30, horizon=0.3)
    c = s.camera((0.2, -27, 0.2), (0.85, 0, -0.35), 66)
    c.data.dof.use_dof = True
    c.data.dof.aperture_fstop, c.data.dof.aperture_blades = 0.028, 7
    c.data.dof.focus_distance = 26.9
    s.grade(light=(0.012, 0.01, 0.0), shadow=(0.0, 0.012, 0.03), bloom=0.25, saturation=1.0, contrast=1.1)
    s.expose(0.2)
