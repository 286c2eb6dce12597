"""A house on the shore of a lake at blue dusk, one window lit, its light on the bank and the water."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.014, 0.036, 0.09), horizon=(0.20, 0.23, 0.30), curve=0.42, glow=(2, -16, (0.62, 0.34, 0.24), 12, 0.42),
          clouds=(1.2, 0.46, 0.74, (0.13, 0.14, 0.20), (0.03, 0.045, 0.085), (0.5, 1.4, 0)))
    s.fog((0.13, 0.17, 0.245), 0.016, start=62, height=8, lit=(0.26, 0.23, 0.26), horizon=0.03, patch=0.5, pscale=0.02)
    s.FOG['dir'] = s.direction(2, -16)
    s.sun(35, 150, 0.30, (0.52, 0.68, 1), 30)
    wood = s.mat('wood', (0.095, 0.076, 0.062), (0.056, 0.046, 0.039), local=True, vary=0.25, stretch=(0.5, 4, 4), scale=3, bump=0.6, rough=(0.6, 0.85))
    roof = s.mat('roof', (0.05, 0.046, 0.046), (0.03, 0.029, 0.03), local=True, vary=0.4, scale=3, bump=0.6, rough=(0.7, 0.9))
    pale = s.mat('trim', (0.22, 0.205, 0.18), bump=0.2)
    needles = s.mat('needles', (0.014, 0.026, 0.022))
    land = s.mat('land', (0.055, 0.06, 0.032), (0.035, 0.036, 0.022), scale=0.8, bscale=9, bump=1, rough=(0.85, 1), dist=0.12)
    hx, hy = 4.6, 55.0
    edge = lambda x: 48.0 + 2.6 * s.perlin(x / 11 + 0.3, x * 0 + 1.7) + 0.9 * s.perlin(x / 3.1, x * 0 + 6.1) + 0.0016 * (x - 4) ** 2

    def shore(x, y):
        d = y - edge(x)
        return -0.5 + 1.25 * s.smooth(-1.0, 3.4, d) + 0.30 * s.smooth(3, 8, d) + 24 * s.smooth(24, 130, d + 16 * s.perlin(x / 40, 3.3 + y * 0)) + 0.10 * s.fbm(x / 1.7, y / 1.7, 4) + 0.10 * s.fbm(x / 0.7, y / 0.7, 3) * s.smooth(0, 1.5, d)
    z = lambda x, y: float(shore(np.array([x]), np.array([y]))[0])
    s.ground(shore, (-34, 44), (43, 76), 520, 260, land)
    s.ground(lambda x, y: shore(x, y) - 0.1, (-170, 170), (75, 240), 200, 140, land)
    for x0, x1 in ((-170, -33.5), (43.5, 170)):
        s.ground(shore, (x0, x1), (43, 76), 160, 80, land)
    s.obj('lake', s.mesh('lake', [(-300, -5, 0), (300, -5, 0), (300, 130, 0), (-300, 130, 0)], [(0, 1, 2, 3)]),
          s.water('lake', rough=0.03, waves=((0.7, 0.22), (4, 0.05)), stretch=(0.35, 1.0, 1), dist=0.05))
    g = z(hx, hy) - 0.15
    w2, d2, h = 3.3, 2.4, 2.6
    for i in range(13):
        zz = g + 0.35 + (h / 13) * (i + 0.5)
        s.box((2 * w2, 0.06, h / 13 + 0.015), (hx, hy - d2, zz), wood, rot=(4, 0, 0), bevel=0)
        s.box((0.06, 2 * d2, h / 13 + 0.015), (hx - w2, hy, zz), wood, rot=(0, 4, 0), bevel=0)
    s.box((2 * w2 - 0.08, 2 * d2 - 0.08, h), (hx, hy, g + 0.35 + h / 2), wood, bevel=0)
    stone = s.mat('stone', (0.12, 0.115, 0.11), (0.06, 0.06, 0.06), local=True, vary=0.3, scale=2, bump=0.8, rough=(0.4, 0.8))
    rocks = [s.rock(stone, k, 3, 0.3, (1, 0.85, 0.65)) for k in range(5)]
    s.box((2 * w2 + 0.2, 2 * d2 + 0.2, 0.7), (hx, hy, g + 0.05), stone, bevel=0.03)
    zt = g + 0.35 + h
    s.obj('gable', s.mesh('gable', [(hx - w2, hy - d2, zt), (hx - w2, hy + d2, zt), (hx - w2, hy, zt + 2.0), (hx + w2, hy - d2, zt), (hx + w2, hy + d2, zt), (hx + w2, hy, zt + 2.0)], [(0, 1, 2), (3, 5, 4)], flat=True), wood)
    ang = m.degrees(m.atan2(2.0, d2))
    for i in range(11):
        t = (i + 0.5) / 11
        for sd in (-1, 1):
            s.box((2 * w2 + 0.9, 0.34, 0.05), (hx, hy + sd * (d2 + 0.45) * (1 - t), zt - 0.36 + 2.40 * t + 0.05), roof, rot=(sd * -ang + 3 * -sd, 0, 0), bevel=0, wobble=0.004)
    s.box((2 * w2 + 0.9, 0.2, 0.09), (hx, hy, zt + 2.1), roof, bevel=0.02)
    s.box((0.62, 0.62, 1.5), (hx + 1.9, hy + 0.5, zt + 2.1), stone, bevel=0.03)
    wx, wz = hx - 1.25, g + 0.35 + 1.45
    s.box((1.15, 0.05, 1.15), (wx, hy - d2 - 0.03, wz), s.glow('window', (1, 0.42, 0.11), 3.0), bevel=0)
    for dx, dz, a, b in ((0, 0, 0.05, 1.2), (0, 0.1, 1.15, 0.05), (0, -0.62, 1.5, 0.10), (0, 0.62, 1.4, 0.10), (-0.63, 0, 0.10, 1.25), (0.63, 0, 0.10, 1.25)):
        s.box((a, 0.10, b), (wx + dx, hy - d2 - 0.07, wz + dz), pale, bevel=0)
    s.box((1.0, 0.08, 2.0), (hx + 1.2, hy - d2 - 0.05, g + 1.35), wood, bevel=0.01)
    for dx in (-0.55, 0.55):
        s.box((0.1, 0.12, 2.1), (hx + 1.2 + dx, hy - d2 - 0.06, g + 1.38), pale, bevel=0)
    s.box((1.2, 0.12, 0.1), (hx + 1.2, hy - d2 - 0.06, g + 2.42), pale, bevel=0)
    for i in range(3):
        s.box((1.5, 0.4, 0.16), (hx + 1.2, hy - d2 - 0.35 - 0.38 * i, g + 0.28 - 0.15 * i), stone, bevel=0.02)
    s.lamp((wx, hy - d2 - 0.5, wz - 0.1), 150, (1, 0.55, 0.22), 0.4, 'SPOT', (wx - 0.6, hy - d2 - 5.5, g - 0.6), 140)
    jx = -0.6
    y1 = float(edge(np.array([jx]))[0]) + 2.2
    for i in range(30):
        s.box((1.25, 0.25, 0.05), (jx + s.U(-.03, .03), y1 - 0.27 * i, 0.58), wood, bevel=0, wobble=0.02)
    for i in range(5):
        for sd in (-0.55, 0.55):
            yy = y1 - 0.6 - 1.75 * i
            s.tube([(jx + sd, yy, -0.9), (jx + sd, yy, 0.3), (jx + sd + s.U(-.03, .03), yy, 0.62 + (0.5 if i in (0, 4) else 0.06))], 0.085, wood, 9, 2)
    hull = s.mat('hull', (0.10, 0.095, 0.085), bump=0.3)
    V, F = [], []
    for i in range(17):
        t = -0.9 + 1.89 * i / 16
        b = max(0.6 * (1 - abs(t) ** 2.4) ** 0.75 if abs(t) < 1 else 0, 0.01)
        for j in range(9):
            c = m.sin(m.pi * (j / 8 - 0.5))
            V.append((t * 1.8, b * c, -0.12 + (0.36 + 0.2 * t * t) * (1 - m.cos(m.pi * (j / 8 - 0.5)) ** 1.1)))
    F = [(i * 9 + j, i * 9 + j + 1, (i + 1) * 9 + j + 1, (i + 1) * 9 + j) for i in range(16) for j in range(8)]
    s.obj('boat', s.mesh('boat', V, F + [tuple(range(9))], hull), None, (jx - 1.5, y1 - 6.2, 0.05), (0, 0, 84)).modifiers.new('t', 'SOLIDIFY').thickness = 0.05
    pts = []
    for _ in range(420):
        x = s.U(-32, 40)
        y = float(edge(np.array([x]))[0]) + s.random.gauss(-0.1, 0.5)
        pts.append((x, y, max(z(x, y), -0.06), s.U(0.15, 1) ** 2))
    s.scatter(rocks, pts, (0.35, 1.15), 20)
    gm = s.mat('grass', (0.075, 0.08, 0.035), (0.10, 0.085, 0.045), vary=0.3, translucent=0.3)
    tufts = [s.blades(gm, 50, 0.55, 0.25, 0.018, 0.6) for _ in range(4)]
    gr = []
    while len(gr) < 1900:
        x, y = s.U(-30, 38), s.U(45, 62)
        if y - float(edge(np.array([x]))[0]) > 0.6 and not (abs(x - hx) < w2 + 0.2 and abs(y - hy) < d2 + 0.2) and abs(x - jx - (y - y1) * 0.35) > 0.7:
            gr.append((x, y, z(x, y) - 0.04))
    s.scatter(tufts, gr, (0.4, 1.0), 10)
    trees = [s.conifer(needles, 11, k, 24) for k in range(6)]
    pts = []
    while len(pts) < 430:
        x, y = s.U(-130, 130), s.U(56, 170)
        if (abs(x - hx) < 7.5 and y < 66) or (y < 64 and abs(x - hx + 3) < 15) or (y < 60 and s.random.random() < 0.5):
            continue
        pts.append((x, y, z(x, y) - 0.1, 0.55 + 0.7 * s.random.random() ** 1.5))
    s.scatter(trees, pts + [(hx + 6.2, hy + 2.5, z(hx + 6.2, hy + 2.5) - 0.1, 1.0), (hx + 8.6, hy - 0.5, z(hx + 8.6, hy - 0.5) - 0.1, 0.72), (hx - 7.0, hy + 6, z(hx - 7, hy + 6), 0.95)], (0.8, 1.25), 2)
    reed = s.mat('reed', (0.08, 0.068, 0.04))
    rd = [s.blades(reed, 26, 1.5, 0.3, 0.012, 0.35) for _ in range(4)]
    s.scatter(rd, [(s.random.gauss(-4.4, 0.9), s.U(10.5, 14), -0.2) for _ in range(20)], (0.5, 0.95), 5)
    s.scatter(rd, [(x, float(edge(np.array([x]))[0]) - s.U(0.4, 1.6), -0.15) for x in [s.random.choice((s.random.gauss(-11, 2.5), s.random.gauss(15, 3))) for _ in range(90)]], (0.5, 1.0), 5)
    s.camera((0, 0, 2.6), (2.2, 50, 2.5), 68)
    s.grade(shadow=(0, 0.012, 0.035), light=(0.03, 0.01, -0.02), bloom=0.5)
    s.expose(1.75)
    s.quiet('window')
