"""An empty picture frame standing in a wide field; the landscape goes on through it."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.09, 0.19, 0.36), horizon=(0.52, 0.56, 0.56), curve=0.55, clouds=(0.75, 0.44, 0.66, (0.80, 0.78, 0.74), (0.17, 0.23, 0.31), (0.55, 1.3, 0)), strength=0.8)
    s.sun(22, -68, 7.0, (1, 0.80, 0.50), 0.8)
    s.fog((0.42, 0.48, 0.52), 0.0006, lit=(0.6, 0.55, 0.45), horizon=0.02, start=12)
    soil = s.mat('soil', (0.30, 0.22, 0.09), (0.20, 0.15, 0.06), scale=0.5, bump=1, dist=0.05)
    track = s.mat('track', (0.40, 0.31, 0.20), (0.30, 0.23, 0.14), scale=8, bscale=40, bump=1, dist=0.02)
    hill = s.mat('hill', (0.15, 0.17, 0.07), (0.30, 0.25, 0.10), scale=0.02, bscale=0.3, bump=1, edge=(0.45, 0.55), dist=1)
    straw = s.mat('straw', (0.52, 0.37, 0.13), (0.40, 0.30, 0.10), local=True, vary=0.3, translucent=0.25, rough=(0.5, 0.7))
    green = s.mat('green', (0.20, 0.24, 0.06), (0.30, 0.27, 0.08), vary=0.3, translucent=0.4)
    bark = s.mat('bark', (0.05, 0.04, 0.03))
    lv = s.mat('lv', (0.07, 0.10, 0.03), vary=0.3, translucent=0.3)
    mid = lambda y: 0.55 * np.sin((y - 3.2) * 0.16) + 0.0022 * np.maximum(0, y - 8) ** 2 * np.sin(y * 0.045)
    lie = lambda x, y: 0.5 * s.perlin(x / 21 + 2, y / 24) * s.smooth(6, 26, y) + 0.05 * s.perlin(x / 3, y / 3)
    s.ground(lambda x, y: lie(x, y) + 0.02 * s.fbm(x * 2, y * 2, 3), (-60, 60), (-2, 120), 300, 400, soil)
    s.ground(lambda x, y: lie(x, y) + 0.05 + 0.02 * s.fbm(x * 4, y * 4, 3) - 0.25 * s.smooth(0.36, 0.6, np.abs(x - mid(y))), (-14, 14), (-1, 70), 420, 500, track)
    s.ground(lambda x, y: -4 + 34 * s.smooth(110, 420, y + 60 * s.perlin(x / 120, 1)) * (0.55 + 0.6 * s.perlin(x / 170 + 4, y / 300)) , (-600, 600), (100, 900), 260, 160, hill)
    s.ground(lambda x, y: -10 + 210 * s.smooth(1300, 2300, y) * (0.30 + 0.8 * np.abs(s.fbm(x / 900 + 2.2, y / 1400, 6))), (-2600, 2600), (1200, 2600), 320, 60, s.mat('far', (0.10, 0.13, 0.14)))
    ears = []
    for _ in range(5):
        ears.append(s.blades(straw, 24, 0.62, 0.16, 0.0055, 0.45))
    tufts = [s.blades(green, 34, 0.30, 0.12, 0.006, 0.7) for _ in range(3)]
    pts, low = [], []
    while len(pts) < 4200:
        y = 1.6 + 58 * s.random.random() ** 1.9
        x = s.U(-1, 1) * (2.2 + y * 0.62)
        if abs(x - float(mid(np.array(y)))) < 0.55 + 0.1 * s.noise.noise((y * 2, x, 0)):
            continue
        pts.append((x, y, float(lie(np.array(x), np.array(y)))))
    for _ in range(900):
        y = 1.3 + 22 * s.random.random() ** 1.6
        x = float(mid(np.array(y))) + s.random.choice((-1, 1)) * s.U(0.38, 0.7)
        low.append((x, y, float(lie(np.array(x), np.array(y)))))
    s.scatter(ears, pts, (0.75, 1.2), 7)
    s.scatter(tufts, low, (0.4, 0.9), 10)
    trees = [s.tree_mesh(bark, 9, k, 4, 0.65, lv, 0.22, 7, trunk=0.25) for k in range(3)]
    s.scatter(trees, [(-4.6, 74, -0.3, 1.25), (26, 96, 0, 1), (29, 99, 0, 0.8), (-38, 100, 0, 1), (-33, 104, 0, .9), (-50, 110, 0, 1.1)], (0.9, 1.1), 3)
    gilt = s.mat('gilt', (0.62, 0.41, 0.16), (0.30, 0.17, 0.07), local=True, scale=5, bscale=60, metal=0.75, rough=(0.3, 0.6), bump=0.5, edge=(0.4, 0.72), dist=0.004)
    w, h = 0.60, 0.76
    prof = [(0.0, 0.05), (0.0, -0.012), (0.012, -0.022), (0.022, -0.016), (0.035, -0.020), (0.060, -0.045), (0.090, -0.068), (0.112, -0.072), (0.128, -0.060), (0.134, -0.040), (0.146, -0.034), (0.152, -0.010), (0.152, 0.05)]
    V, F, k = [], [], len(prof)
    for sx, sz in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        V += [(sx * (w + a), b, sz * (h + a)) for a, b in prof]
    for c in range(4):
        for i in range(k):
            F.append((c * k + i, c * k + (i + 1) % k, ((c + 1) % 4) * k + (i + 1) % k, ((c + 1) % 4) * k + i))
    X, Y = float(mid(np.array(4.6))) + 0.02, 4.6
    o = s.obj('frame', s.mesh('frame', V, F, gilt, flat=True), None, (X, Y, 0.93), (2.0, 1.2, 7))
    d = o.modifiers.new('s', 'SUBSURF')
    d.subdivision_type, d.levels, d.render_levels = 'SIMPLE', 3, 3
    s.camera((0.10, 0, 1.46), (0.05, 4.6, 1.06), 34, f=8, focus=Y + 0.4)
    s.grade(bloom=0.3, light=(0.03, 0.015, -0.025), shadow=(0.0, 0.01, 0.028))
    s.expose(0.35)
