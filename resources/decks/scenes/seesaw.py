"""A tilted seesaw in an empty playground; low sun in morning mist."""


def build(s):
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.34, 0.42, 0.54), horizon=(1.0, 0.68, 0.46), curve=0.45, strength=0.75, glow=(8, 13, (1.3, 0.78, 0.40), 30, 2.2))
    s.sun(9.5, 13, 7.5, (1, 0.72, 0.46), 1.2)
    s.fog((0.40, 0.43, 0.52), 0.025, height=9, lit=(1.25, 0.82, 0.50), horizon=0.13, tight=11)
    sand = s.mat('sand', (0.34, 0.26, 0.19), (0.25, 0.19, 0.14), scale=1.4, bscale=40, bump=0.9, rough=(0.7, 0.95), dist=0.02)
    grass = s.mat('grass', (0.17, 0.20, 0.08), (0.24, 0.21, 0.10), translucent=0.45, vary=0.35, rough=(0.3, 0.5))
    red = s.mat('paint', (0.55, 0.05, 0.03), (0.17, 0.105, 0.07), local=True, scale=5, stretch=(0.5, 3, 3), bscale=40, bump=0.4, rough=(0.3, 0.6), edge=(0.52, 0.60), dist=0.004)
    wood = s.mat('wood', (0.19, 0.125, 0.08), (0.10, 0.066, 0.045), local=True, scale=4, stretch=(0.5, 8, 8), bscale=30, bump=0.6, rough=(0.3, 0.6), dist=0.005)
    iron = s.mat('iron', (0.10, 0.14, 0.155), (0.15, 0.065, 0.035), local=True, scale=14, bscale=90, bump=0.3, rough=(0.35, 0.6), edge=(0.5, 0.66), dist=0.002)
    rubber = s.mat('tyre', (0.022, 0.022, 0.023), bump=0.4, rough=(0.5, 0.8), scale=20)
    pit = lambda x, y: np.sqrt((x / 3.1) ** 2 + ((y - 0.1) / 1.9) ** 2)

    def land(x, y):
        return 0.035 * s.fbm(x * 1.2, y * 1.2, 4) - 0.09 * s.smooth(1.08, 0.92, pit(x, y) + 0.05 * s.perlin(x * 2, y * 2)) + 0.4 * s.smooth(9, 40, y) - 0.05 * np.exp(-((x + 1.75) ** 2 + (y + 0.1) ** 2) / 0.16) - 0.05 * np.exp(-((x - 1.75) ** 2 + (y + 0.1) ** 2) / 0.2)
    h = lambda x, y: float(land(np.array(float(x)), np.array(float(y))))
    s.ground(land, (-5, 5), (-4, 5), 420, 400, sand)
    s.ground(lambda x, y: land(x, y) - 0.04, (-60, 60), (-6, 90), 220, 220, s.mat('soil', (0.10, 0.10, 0.045), (0.07, 0.07, 0.035), bump=1))
    tilt, pz = 13.5, 0.52
    turn = 24
    p = s.obj('seesaw', None, None, (0, 0, pz), (0, 0, turn))
    q = s.obj('arm', None, None, (0, 0, 0), (0, tilt, 0))
    q.parent = p
    bits = [s.box((3.9, 0.20, 0.055), (0, 0, 0.05), red, bevel=0.014)]
    for e in (-1, 1):
        bits.append(s.box((0.46, 0.27, 0.035), (e * 1.68, 0, 0.096), wood, bevel=0.012))
        x = e * 1.32
        bits.append(s.tube([(x, -0.16, 0.10), (x, -0.16, 0.28), (x - e * .02, -0.13, 0.36), (x - e * .02, 0, 0.375), (x - e * .02, 0.13, 0.36), (x, 0.16, 0.28), (x, 0.16, 0.10)], 0.014, iron, 12, 8))
        bits.append(s.box((0.06, 0.36, 0.012), (x, 0, 0.082), iron, bevel=0.003))
        for yy in (-0.06, 0.06):
            for xx in (1.52, 1.84):
                bits.append(s.lathe([(0.016, 0), (0.014, 0.007), (0, 0.010)], iron, (e * xx, yy, 0.113), 14))
    bits.append(s.box((0.34, 0.23, 0.012), (0, 0, 0.016), iron, bevel=0.003))
    for yy in (-0.10, 0.10):
        bits.append(s.box((0.10, 0.02, 0.12), (0, yy, -0.01), iron, bevel=0.004))
    for b in bits:
        b.parent = q
    axle = [s.tube([(0, -0.36, -0.02), (0, 0.36, -0.02)], 0.024, iron, 14, 1)]
    for yy in (-0.30, 0.30):
        for e in (-1, 1):
            axle.append(s.tube([(0, yy, -0.0), (e * 0.34, yy * 1.15, -pz - 0.15)], 0.027, iron, 14, 1))
        axle.append(s.tube([(-0.19, yy * 1.08, -0.31), (0.19, yy * 1.08, -0.31)], 0.018, iron, 10, 1))
    for b in axle:
        b.parent = p
    for e in (-1, 1):
        c = V3((e * 1.72, 0, 0))
        c = s.Matrix.Rotation(m.radians(turn), 3, 'Z') @ c
        V, F = [], []
        s.tube_data([V3((0.20 * m.cos(a), 0, 0.20 * m.sin(a))) for a in np.linspace(0, 2 * m.pi, 40)], 0.075, 16, V, F)
        s.obj('tyre', s.mesh('tyre', V, F, rubber), None, (c.x, c.y, h(c.x, c.y) - 0.06), (0, 0, turn), (1, 1, 1))
    tufts = [s.blades(grass, 46, 0.15, 0.08, 0.0035, 0.7) for _ in range(5)]
    pts = []
    while len(pts) < 8500:
        x, y = s.U(-11, 11), -3.6 + 19 * s.random.random() ** 1.6
        if abs(x) > (y + 5.5) * 0.75:
            continue
        d = float(pit(np.array(x), np.array(y)))
        if d > 1.06 + 0.09 * s.noise.noise((x * 1.5, y * 1.5, 2)):
            pts.append((x, y, h(x, y) - 0.01))
    s.scatter(tufts, pts, (0.55, 1.3), 10)
    lm = s.mat('fallen', (0.42, 0.22, 0.05), (0.26, 0.12, 0.03), local=True, scale=20, translucent=0.3, vary=0.3)
    lf = s.leaf(lm, 0.08, 0.055, 0.4)
    s.scatter([lf], [(x, y, h(x, y) + 0.012) for x, y in [(s.U(-3.5, 3.5), s.U(-2.4, 3)) for _ in range(90)]], (0.6, 1.1), 15)
    bark = s.mat('bark', (0.055, 0.045, 0.04), bump=1)
    trees = [s.tree_mesh(bark, 10, 80 + k, 6, 0.6, gnarl=0.2, trunk=0.25, r0=0.26, forks=(2, 3)) for k in range(3)]
    for x, y, k, z in ((-7.5, 17, 0, 1), (-3.2, 25, 1, 1.1), (9.5, 21, 2, 1.05), (5.0, 33, 0, 1.1), (-12, 28, 2, 1.1), (14, 32, 1, 1.2), (-8, 40, 1, 1.2), (0.5, 46, 2, 1.1), (20, 42, 0, 1.2), (-20, 38, 0, 1.2)):
        s.obj('t', trees[k], None, (x, y, h(x, y) - 0.1), (0, 0, s.U(0, 360)), z)
    # Farther off: a slide and the frame of swings, mere shapes in the mist.
    sx, sy = -3.6, 10.0
    g = h(sx, sy)
    for x in (sx - 0.28, sx + 0.28):
        s.tube([(x, sy, g), (x, sy + 0.5, g + 2.0), (x, sy + 0.55, g + 2.75)], 0.03, iron, 8, 2, straight=True)
        s.tube([(x, sy + 1.15, g), (x, sy + 1.1, g + 2.75), (x, sy + 0.55, g + 2.75)], 0.03, iron, 8, 2, straight=True)
    for k in range(8):
        s.tube([(sx - 0.28, sy + 0.06 * k, g + 0.24 * k + 0.1), (sx + 0.28, sy + 0.06 * k, g + 0.24 * k + 0.1)], 0.018, iron, 6, 1)
    path = s.flow([(sx, sy + 1.0, g + 2.0), (sx + 0.9, sy + 1.2, g + 1.75), (sx + 2.2, sy + 1.5, g + 0.8), (sx + 3.0, sy + 1.7, g + 0.34), (sx + 3.6, sy + 1.8, g + 0.3)], 8)
    s.sweep([(-0.28, 0.16), (-0.26, 0.16), (-0.25, 0.0), (0.25, 0.0), (0.26, 0.16), (0.28, 0.16), (0.27, -0.03), (-0.27, -0.03)], path, iron)
    fx, fy = 4.3, 12.5
    g = h(fx, fy)
    for e in (-1.6, 1.6):
        for d in (-0.8, 0.8):
            s.tube([(fx + e, fy, g + 2.5), (fx + e * 1.1, fy + d, g)], 0.04, iron, 8, 1)
    s.tube([(fx - 1.65, fy, g + 2.5), (fx + 1.65, fy, g + 2.5)], 0.04, iron, 8, 1)
    for c in (-0.75, 0.75):
        for d in (-0.22, 0.22):
            s.tube([(fx + c + d, fy, g + 2.5), (fx + c + d, fy - 0.05, g + 0.55)], 0.012, iron, 5, 1)
        s.box((0.5, 0.18, 0.03), (fx + c, fy - 0.05, g + 0.55), wood)
    s.camera((-0.95, -4.5, 0.92), (-0.12, 0.2, 0.86), 35, f=3.5, focus=(0.1, -0.15, 0.6))
    s.grade(light=(0.03, 0.012, -0.02), shadow=(0.008, 0.010, 0.025), bloom=0.5)
    s.expose(-0.1)
