"""A nest with three eggs in the fork of a branch."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.4, 0.5, 0.42), horizon=(0.10, 0.15, 0.06), strength=0.9)
    s.sun(48, -62, 3.6, (1, 0.9, 0.68), 2)
    s.fog((0.3, 0.36, 0.2), 0.0)
    twig = [s.mat('twig%d' % i, c, local=True, vary=0.35, scale=30, bump=0.5, rough=(0.6, 0.9), dist=0.001)
            for i, c in enumerate(((0.16, 0.10, 0.06), (0.26, 0.18, 0.10), (0.10, 0.065, 0.045)))]
    straw = s.mat('straw', (0.42, 0.31, 0.15), (0.3, 0.21, 0.1), local=True, vary=0.3, scale=30, translucent=0.2, rough=(0.45, 0.7))
    protos = []
    for k in range(26):
        R = s.U(0.045, 0.075)
        span = s.U(0.9, 2.4)
        a0 = 0
        pts = []
        for t in np.linspace(0, 1, 7):
            a = a0 + span * t
            r = R * (1 + 0.12 * s.random.gauss(0, 1) * (0.4 if 0 < t < 1 else 1.6))
            pts.append((r * m.cos(a), r * m.sin(a), s.random.gauss(0, 0.004)))
        st = s.random.random()
        o = s.tube(pts, [0.0011, 0.001, 0.0005] if st < 0.6 else [0.0007, 0.0007, 0.0004], s.random.choice(twig) if st < 0.6 else straw, 6, 5, 0.1)
        protos.append(o.data)
        s.bpy.data.objects.remove(o)
    col = s.bpy.context.scene.collection
    for _ in range(2300):
        t = s.random.random()
        k = 0.62 + 0.52 * t ** 0.8 + s.random.gauss(0, 0.07)
        z = -0.042 + 0.058 * t + s.random.gauss(0, 0.004)
        if s.random.random() < 0.2:
            k, z = s.U(0.15, 0.7), -0.046 + s.U(-0.004, 0.012)
        o = s.bpy.data.objects.new('t', s.random.choice(protos))
        o.location = (s.random.gauss(0, 0.003), s.random.gauss(0, 0.003), z)
        o.rotation_euler = (s.random.gauss(0, 0.12), s.random.gauss(0, 0.12), s.U(0, 6.283))
        o.scale = (k * 1.05, k, k)
        col.objects.link(o)
    s.lathe([(0, -0.055), (0.045, -0.05), (0.062, -0.03), (0.066, 0.0)], twig[2])
    shell = s.mat('shell', (0.26, 0.47, 0.47), (0.22, 0.42, 0.44), local=True, scale=40, bscale=260, bump=0.06, rough=(0.35, 0.5), dist=0.001)
    prof = [(0.0115 * m.sin(t) * (1 - 0.14 * m.cos(t)), -0.0152 * m.cos(t)) for t in np.linspace(0, m.pi, 30)]
    for x, y, r in ((-0.014, 0.006, (80, 10, 20)), (0.0125, 0.013, (74, -8, 120)), (0.004, -0.0125, (84, 5, 250))):
        s.lathe(prof, shell, (x, y, -0.021), 40, rot=r)
    down = s.mat('down', (0.7, 0.68, 0.62), translucent=0.4, rough=(0.8, 0.9))
    s.obj('feather', s.leaf(down, 0.035, 0.009, 0.5), None, (0.034, -0.03, 0.006), (10, -30, 130))
    bark = s.mat('bark', (0.12, 0.095, 0.075), (0.06, 0.05, 0.04), stretch=(5, 5, 5), scale=6, bscale=60, bump=1, moss=((0.12, 0.15, 0.03), 0.35), dist=0.006)
    s.tube([(-0.5, 0.16, -0.14), (-0.2, 0.06, -0.075), (0, 0.02, -0.07), (0.2, 0.07, -0.03), (0.5, 0.18, 0.07)], [0.035, 0.028, 0.023, 0.018, 0.012], bark, 24, 12, 0.25)
    s.tube([(-0.05, 0.03, -0.07), (0.07, -0.06, -0.06), (0.2, -0.13, -0.01), (0.4, -0.16, 0.05)], [0.018, 0.014, 0.010, 0.006], bark, 16, 10, 0.25)
    s.tube([(-0.16, 0.05, -0.07), (-0.12, 0.12, 0.02), (-0.13, 0.2, 0.12), (-0.2, 0.3, 0.2)], [0.014, 0.01, 0.008, 0.005], bark, 16, 10, 0.25)
    lm = s.mat('leaf', (0.16, 0.30, 0.04), (0.10, 0.21, 0.03), local=True, scale=40, bump=0.3, translucent=0.45, vary=0.35, rough=(0.25, 0.4), dist=0.001)
    lv = [s.leaf(lm, 0.06, 0.034, c) for c in (0.1, 0.3, 0.5)]
    for (x, y, z) in ((0.2, -0.13, 0.0), (0.28, -0.15, 0.03), (0.15, -0.1, -0.02), (-0.13, 0.18, 0.1), (-0.12, 0.12, 0.03), (-0.16, 0.24, 0.15), (0.22, 0.08, -0.01), (0.3, 0.11, 0.02), (-0.2, 0.06, -0.05), (-0.26, 0.09, -0.07), (0.12, 0.05, -0.03)):
        for _ in range(6):
            s.obj('l', s.random.choice(lv), None, (x + s.random.gauss(0, .012), y + s.random.gauss(0, .012), z + s.random.gauss(0, .012)), (s.U(-40, 40), s.U(-35, 35), s.U(0, 360)), s.U(0.6, 1.15))
    far = [s.leaf(lm, 0.07, 0.045, c) for c in (0.1, 0.4)]
    for _ in range(2600):
        s.obj('f', s.random.choice(far), None, (s.U(-0.8, 0.8), s.U(-0.2, 1.3), s.U(-1.4, -0.5)), (s.U(-60, 60), s.U(-60, 60), s.U(0, 360)), s.U(0.7, 1.3))
    s.camera((0.03, -0.165, 0.245), (0.002, 0.004, -0.018), 47, f=2.4, focus=(0.0, -0.01, -0.022), roll=-4)
    s.grade(light=(0.025, 0.018, -0.02), shadow=(0.0, 0.015, 0.01))
    s.expose(0.15)
