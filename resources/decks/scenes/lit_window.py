"""A house on the far shore at blue dusk, one window lit."""


def build(s):
    s.sky(top=(0.012, 0.03, 0.075), horizon=(0.16, 0.2, 0.26), curve=0.45,
          glow=(2, -14, (0.55, 0.3, 0.2), 14, 0.35),
          clouds=(1.4, 0.5, 0.75, (0.10, 0.12, 0.17), (0.03, 0.04, 0.07), (0.5, 1.4, 0)))
    s.fog((0.13, 0.17, 0.235), 0.0105, start=34, height=5.5, lit=(0.27, 0.235, 0.245), horizon=0.03, patch=0.6, pscale=0.02)
    s.FOG['dir'] = s.direction(2, -14)
    wood = s.mat('wood', (0.012, 0.011, 0.011), stretch=(1, 1, 8), spec=0.1)
    roof = s.mat('roof', (0.008, 0.009, 0.011), spec=0.05, rough=(0.9, 1))
    needles = s.mat('needles', (0.012, 0.022, 0.018))
    land = s.mat('land', (0.02, 0.024, 0.015), bump=1)
    reed = s.mat('reed', (0.06, 0.05, 0.03))
    shore = lambda x, y: -1.2 + 2.0 * s.smooth(60, 74, y + 5 * s.perlin(x / 14, y / 30)) \
        + 26 * s.smooth(80, 190, y + 20 * s.perlin(x / 40, 3.3)) + 0.5 * s.fbm(x / 5, y / 5, 4)
    s.ground(shore, (-160, 160), (50, 240), 220, 160, land)
    s.obj('lake', s.mesh('lake', [(-300, -5, 0), (300, -5, 0), (300, 130, 0), (-300, 130, 0)], [(0, 1, 2, 3)]),
          s.water('lake', rough=0.03, waves=((0.7, 0.25), (4, 0.05)), stretch=(0.35, 1.0, 1), dist=0.05))
    hx, hy = 5.5, 74
    z = 0.7
    s.box((7, 5, 4.2), (hx, hy, z + 0.4), wood, bevel=0.03)
    V = [(-4, -3, 0), (4, -3, 0), (4, 3, 0), (-4, 3, 0), (-3.9, 0, 2.7), (3.9, 0, 2.7)]
    s.obj('roof', s.mesh('roof', V, [(0, 1, 5, 4), (2, 3, 4, 5), (1, 2, 5), (3, 0, 4), (0, 3, 2, 1)], flat=True),
          roof, (hx, hy, z + 2.45))
    s.box((0.6, 0.6, 1.6), (hx + 2.1, hy, z + 4.8), roof)
    s.box((1.15, 0.05, 1.25), (hx - 1.3, hy - 2.52, z + 1.55), s.glow('window', (1, 0.42, 0.11), 4.5), bevel=0)
    for dx, dz, w, h in ((0, 0, 0.06, 1.3), (0, 0.08, 1.2, 0.06), (0, -0.66, 1.4, 0.1)):
        s.box((w, 0.08, h), (hx - 1.3 + dx, hy - 2.56, z + 1.55 + dz), wood, bevel=0)
    s.lamp((hx - 1.3, hy - 3.2, z + 1.5), 60, (1, 0.55, 0.22), 0.5)
    for i in range(5):
        s.box((1.0, 0.22, 0.06), (hx - 3.2, hy - 4 - i * 1.0, 0.45), wood, rot=(0, 0, 90), wobble=0.02)
    for i in range(4):
        s.box((0.14, 0.14, 1.6), (hx - 3.2 + (-0.4, 0.4)[i % 2], hy - 5 - (i // 2) * 3, 0), wood, wobble=0.03)
    # the house stands before the mist
    for m in (wood, roof):
        m['clear'] = True
    trees = [s.conifer(needles, 11, k) for k in range(6)]
    pts = []
    while len(pts) < 420:
        x, y = s.U(-130, 130), s.U(72, 190)
        if abs(x - hx) < 7 and y < 80:
            continue
        if abs(x - hx + 2) < 14 and y < 74:
            continue
        pts.append((x, y, float(shore(s.np.array([x]), s.np.array([y]))[0]), 0.55 + 0.7 * s.random.random() ** 1.5))
    s.scatter(trees, pts, (0.8, 1.25), 2)
    tufts = [s.blades(reed, 26, 1.5, 0.35, 0.011, 0.35) for _ in range(4)]
    s.scatter(tufts, [(s.random.gauss(-3.6, 1.1), s.U(5.5, 9), -0.2) for _ in range(26)], (0.6, 1.1), 5)
    s.scatter(tufts, [(s.random.gauss(3.4, 0.5), s.U(6, 8), -0.2) for _ in range(7)], (0.5, 0.8), 5)
    s.camera((0, 0, 1.7), (3.4, 60, 4.0), 66, f=4, focus=60.0)
    s.grade(shadow=(0, 0.012, 0.035), light=(0.03, 0.01, -0.02), bloom=0.5)
    s.expose(1.5)
