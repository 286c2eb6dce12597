"""A brick tunnel, wet underfoot, with green light at its end."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.7, 0.85, 0.6), horizon=(0.9, 1.0, 0.7), strength=1.5)
    s.fog((0.17, 0.2, 0.15), 0.013, lit=(0.6, 0.7, 0.45), tight=14)
    s.FOG['dir'] = s.direction(3, 4)
    brick = s.mat('brick', (0.16, 0.075, 0.05), (0.075, 0.045, 0.038), local=True, vary=0.45, scale=5, bscale=50, bump=0.7, rough=(0.2, 0.75), dist=0.008)
    mortar = s.mat('mortar', (0.12, 0.11, 0.095), (0.06, 0.06, 0.05), bump=0.8)
    R, spring, L = 2.1, 1.15, 22.0
    bm = s.box((0.235, 0.12, 0.068), (0, 0, -50), brick, bevel=0.009).data
    proto = s.bpy.data.objects['box']
    arc = m.pi * R
    rows = int(arc / 0.078)
    col = s.bpy.context.scene.collection

    dg = s.bpy.context.evaluated_depsgraph_get()
    bm = s.bpy.data.meshes.new_from_object(proto.evaluated_get(dg))

    def put(x, y, z, roll):
        if s.random.random() < 0.006:
            return
        o = s.bpy.data.objects.new('b', bm)
        o.location = (x, y, z)
        a = m.radians(1.3)
        o.rotation_euler = (s.Matrix.Rotation(roll + s.U(-a, a), 3, 'Y') @ s.Matrix.Rotation(m.pi / 2 + s.U(-a, a), 3, 'Z')).to_euler()
        col.objects.link(o)
    near = 15.0
    nb = int((near + 1) / 0.246)
    for i in range(rows + 1):
        a = m.pi * i / rows
        for j in range(nb):
            y = -1 + (j + 0.5 * (i % 2)) * 0.246
            r = R + s.U(-.006, .01)
            put(r * m.cos(a), y, spring + r * m.sin(a), -a)
    for sd in (-1, 1):
        for i in range(int(spring / 0.078)):
            for j in range(nb):
                put(sd * (R + s.U(-.006, .01)), -1 + (j + 0.5 * (i % 2)) * 0.246, spring - 0.04 - i * 0.078, 0)
    prof = [(R + 0.03, 0)]
    V, F = [], []
    k = 40
    pr = [(-(R + .045), -0.3)] + [(-(R + .045) * m.cos(m.pi * t / k), spring + (R + .045) * m.sin(m.pi * t / k)) for t in range(k + 1)] + [((R + .045), -0.3)]
    ys = np.linspace(-6, L, 30)
    for y in ys:
        V += [(x, y, z) for x, z in pr]
    q = len(pr)
    for a in range(len(ys) - 1):
        F += [(a * q + b, a * q + b + 1, (a + 1) * q + b + 1, (a + 1) * q + b) for b in range(q - 1)]
    s.obj('vault', s.mesh('vault', V, F, mortar))
    floor = s.mat('floor', (0.10, 0.085, 0.065), (0.06, 0.052, 0.042), scale=2.5, bscale=26, bump=0.9, rough=(0.35, 0.7), dist=0.02)
    s.ground(lambda x, y: 0.03 + 0.06 * s.fbm(x * 0.9, y * 0.5, 5) + 0.05 * (np.abs(x) / 2) ** 2 - 0.07 * np.exp(-((np.abs(x) - 0.72) / 0.22) ** 2), (-2.3, 2.3), (-6, L + 3), 200, 700, floor)
    s.obj('wet', s.mesh('w', [(-2.2, -6, 0), (2.2, -6, 0), (2.2, L, 0), (-2.2, L, 0)], [(0, 1, 2, 3)]), s.water('wet', (0.012, 0.012, 0.01), 0.02, ((6, 0.06),), dist=0.01))
    soil = s.mat('soil', (0.08, 0.09, 0.03), bump=1)
    green = s.mat('leaf', (0.2, 0.34, 0.05), (0.13, 0.24, 0.03), translucent=0.5, vary=0.3)
    bark = s.mat('bark', (0.05, 0.04, 0.03))
    s.ground(lambda x, y: 0.1 * s.fbm(x, y, 4) + 0.12 * np.clip(np.abs(x) - 1.6, 0, 9), (-14, 14), (L - 0.2, L + 40), 120, 120, soil)
    trees = [s.tree_mesh(bark, 8, k, 4, 0.7, green, 0.16, 7, trunk=0.25) for k in range(3)]
    s.scatter(trees, [(-4, L + 5, 0), (4.2, L + 7, 0), (-2.6, L + 12, 0), (2.4, L + 16, 0), (-5, L + 18, 0), (6, L + 14, 0), (0.3, L + 26, 0)], (0.8, 1.1), 4)
    gr = [s.blades(green, 50, 0.5, 0.2, 0.009, 0.7) for _ in range(3)]
    s.scatter(gr, [(x, L + s.U(-0.3, 10), 0.05) for x in [s.random.choice((-1, 1)) * s.U(1.0, 4) for _ in range(300)]], (0.6, 1.3), 10)
    s.sun(40, 20, 4, (1, 0.95, 0.75), 1)
    s.lamp((0, L + 0.5, 2.0), 260, (0.86, 1, 0.72), 3.2, 'AREA', (0, 0, 0.4))
    s.lamp((0, -4, 2.4), 10, (0.6, 0.75, 1), 2.0, 'AREA', (0, 4, 1))
    s.camera((-0.75, 0.0, 0.78), (0.1, L, 1.55), 27, f=4, focus=5.0)
    s.grade(shadow=(0.0, 0.01, 0.02), light=(0.012, 0.02, -0.02), bloom=0.4)
    s.expose(0.9)
