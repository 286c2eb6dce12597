"""An old suitcase alone on an empty station platform; the tracks vanish into a grey and rose morning."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.36, 0.38, 0.43), horizon=(0.82, 0.58, 0.54), curve=0.5, glow=(5, 12, (0.9, 0.55, 0.42), 9, 0.55))
    s.fog((0.62, 0.535, 0.53), 0.0165, lit=(0.92, 0.68, 0.60), horizon=0.35, tight=5, start=4, height=60)
    s.FOG['dir'] = s.direction(5, 12)
    s.sun(9, 14, 1.1, (1, 0.72, 0.58), 6)
    slab = s.mat('slab', (0.26, 0.25, 0.25), (0.17, 0.165, 0.17), local=False, vary=0.12, scale=1.3, bscale=34, bump=0.5, rough=(0.3, 0.65), wet=(0.9, 0.48, 0.62), dist=0.006)
    edge = s.mat('edge', (0.44, 0.42, 0.40), (0.32, 0.31, 0.30), scale=3, bscale=50, bump=0.5, rough=(0.35, 0.6), dist=0.005)
    line = s.mat('line', (0.60, 0.57, 0.53), (0.34, 0.32, 0.31), scale=6, bscale=70, bump=0.3, edge=(0.42, 0.62), rough=(0.4, 0.6), dist=0.003)
    wall = s.mat('face', (0.14, 0.13, 0.13), (0.08, 0.078, 0.08), scale=1.5, bscale=12, bump=0.8, dist=0.02)
    iron = s.mat('rail', (0.32, 0.27, 0.25), (0.20, 0.14, 0.11), scale=4, metal=0.9, rough=(0.18, 0.4), bump=0.1)
    tie = s.mat('tie', (0.10, 0.085, 0.075), (0.06, 0.05, 0.045), local=True, vary=0.3, stretch=(1, 6, 6), bump=0.6, dist=0.01)
    dark = s.mat('post', (0.05, 0.055, 0.058), rough=(0.4, 0.6), bump=0.15)
    gravel = s.mat('gravel', (0.20, 0.18, 0.17), (0.12, 0.105, 0.10), local=True, vary=0.4, rough=(0.6, 0.9))
    bed = s.mat('bed', (0.13, 0.115, 0.11), (0.08, 0.07, 0.068), scale=6, bscale=24, bump=1.2, dist=0.04)
    # platform: top at 0, its edge at x = 0.9
    X = 0.9
    for j in range(60):
        y = -1 + j * 0.9
        for i in range(7):
            s.box((0.893, 0.893, 0.1), (X - 0.62 - 0.45 - i * 0.9, y, -0.05), slab, bevel=0.006, wobble=0.0022)
        s.box((0.60, 1.79, 0.14), (X - 0.30, -1 + j * 1.8, -0.065), edge, bevel=0.012, wobble=0.002)
    s.box((0.09, 160, 0.004), (X - 0.50, 78, 0.0055), line, bevel=0)
    s.box((0.2, 160, 1.1), (X - 0.16, 78, -0.68), wall, bevel=0)
    s.box((8, 60, 0.1), (X - 5.2, 82, -0.05), slab, bevel=0)
    # track bed
    s.ground(lambda x, y: -1.05 + 0.05 * s.fbm(x * 3, y * 3, 3), (X - 0.2, 30), (-2, 160), 160, 500, bed)
    pr = [s.rock(gravel, k, 2, 0.4, (1, 1, 0.8)) for k in range(5)]
    s.scatter(pr, [(s.U(X, 7), 1.5 + 26 * s.random.random() ** 1.6, -1.03) for _ in range(9000)], (0.05, 0.09), 60)
    for c in (2.15, 5.6):
        for j in range(180):
            s.box((2.3, 0.24, 0.15), (c, -1 + j * 0.62, -1.0), tie, bevel=0.012, wobble=0.006)
        for r in (-0.72, 0.72):
            s.box((0.07, 160, 0.05), (c + r, 78, -0.80), iron, bevel=0.01)
            s.box((0.02, 160, 0.12), (c + r, 78, -0.87), tie, bevel=0)
    # lamp posts and a bench far off
    for k in range(7):
        y = 9 + k * 11
        s.tube([(-1.9, y, 0), (-1.9, y, 3.6), (-1.75, y, 3.95), (-1.3, y, 4.02)], [0.07, 0.045, 0.04, 0.03], dark, 12)
        s.lathe([(0.05, 0.1), (0.08, 0.06), (0.2, 0.0), (0.19, -0.01)], dark, (-1.2, y, 3.98), 32)
        s.obj('l', s.rock(s.glow('l', (1, 0.80, 0.58), 3.2, fog=False), 0, 2, 0, (1, 1, 0.7)), None, (-1.2, y, 3.95), scale=0.17)
        s.lathe([(0.13, 0), (0.11, 0.1), (0.075, 0.22), (0.07, 0.5)], dark, (-1.9, y, 0), 24)
    for k in range(10):
        y = 3 + 12 * k
        s.tube([(8.2, y, -1.2), (8.2, y, 5.4)], [0.13, 0.09], dark, 10)
        s.tube([(8.2, y, 5.0), (5.3, y, 5.1)], 0.035, dark, 8)
    for x, z in ((5.6, 4.75), (5.6, 5.35)):
        s.tube([(x, y, z - 0.14 * abs(m.sin(y * m.pi / 12 - 0.78))) for y in np.linspace(-2, 120, 120)], 0.012, dark, 5, 1)
    bb = s.obj('bench', None, None, (-2.2, 15.5, 0), (0, 0, 90))
    for k in range(4):
        s.box((1.8, 0.08, 0.03), (0, -0.15 + k * 0.1, 0.45), tie, bevel=0.006).parent = bb
    for k in range(3):
        s.box((1.8, 0.025, 0.08), (0, 0.26 + 0.03 * k, 0.56 + k * 0.12), tie, bevel=0.006).parent = bb
    for x in (-0.75, 0.75):
        for y in (-0.15, 0.2):
            s.box((0.05, 0.05, 0.45), (x, y, 0.22), dark, bevel=0.005).parent = bb
        s.box((0.05, 0.04, 0.55), (x, 0.29, 0.62), dark, (-10, 0, 0), bevel=0.005).parent = bb
    # the suitcase
    hide = s.mat('hide', (0.30, 0.135, 0.055), (0.16, 0.07, 0.032), local=True, scale=5, bscale=120, bump=0.35, rough=(0.28, 0.5), dist=0.002, edge=(0.4, 0.72))
    strap = s.mat('strap', (0.12, 0.06, 0.032), (0.08, 0.04, 0.022), local=True, scale=20, bscale=150, bump=0.3, rough=(0.3, 0.5), dist=0.001)
    brass = s.mat('brass', (0.60, 0.45, 0.22), (0.36, 0.24, 0.12), local=True, scale=40, metal=1, rough=(0.25, 0.45), bump=0.05)
    p = s.obj('case', None, None, (-0.42, 3.35, 0.004), (0, 0, 24))
    W, D, H = 0.66, 0.20, 0.42
    def put(o):
        o.parent = p
        return o
    put(s.box((W, D * 0.5 - 0.002, H), (0, -D / 4, H / 2), hide, bevel=0.022))
    put(s.box((W, D * 0.5 - 0.002, H), (0, D / 4, H / 2), hide, bevel=0.022))
    put(s.box((W - 0.01, 0.006, H - 0.01), (0, 0, H / 2), strap, bevel=0))
    for x in (-0.19, 0.19):
        put(s.box((0.036, D + 0.010, H + 0.008), (x, 0, H / 2 + 0.001), strap, bevel=0.014))
        put(s.box((0.046, 0.008, 0.052), (x, -D / 2 - 0.006, H * 0.72), brass, bevel=0.004))
        put(s.box((0.030, 0.010, 0.036), (x, -D / 2 - 0.006, H * 0.72), strap, bevel=0.003))
        put(s.box((0.052, 0.010, 0.016), (x, -D / 2 - 0.006, H * 0.60), strap, bevel=0.003))
    for x in (-1, 1):
        for z in (0, 1):
            for y in (-1, 1):
                put(s.box((0.066, 0.05, 0.066), (x * (W / 2 - 0.030), y * (D / 2 - 0.022), H / 2 + (z - 0.5) * 2 * (H / 2 - 0.030)), strap, bevel=0.02))
    for x in (-0.27, 0.27):
        put(s.box((0.05, 0.03, 0.026), (x * 0.48, -0.004, H + 0.004), brass, bevel=0.005))
    put(s.tube([(-0.082, 0, H + 0.004), (-0.080, 0, H + 0.034), (-0.055, 0, H + 0.048), (0.055, 0, H + 0.048), (0.080, 0, H + 0.034), (0.082, 0, H + 0.004)], [0.008, 0.010, 0.013, 0.013, 0.010, 0.008], strap, 12, 6))
    lv = s.leaf(s.mat('fallen', (0.30, 0.13, 0.04), (0.2, 0.08, 0.03), local=True, scale=30), 0.07, 0.04, 0.4)
    s.scatter([lv], [(s.U(-2.5, 0.8), s.U(1.4, 8), 0.008) for _ in range(14)], (0.6, 1.1), 12)
    s.camera((-0.30, 0.0, 1.02), (0.12, 6.0, 0.62), 34, f=4, focus=3.5)
    s.grade(bloom=0.4, light=(0.03, 0.006, 0.0), shadow=(0.008, 0.006, 0.026), vignette=0.3)
    s.expose(0.35)
