"""Birds leave a wire, one after another."""


def wing(s, sd, flap, sweep):
    """Outline of a spread wing as rows from the shoulder to the tip, cupped and with a fringe of flight feathers."""
    m = s.math
    rows = []
    for t in (0, 0.15, 0.3, 0.45, 0.6, 0.72, 0.84, 0.94, 1.0):
        span = 0.018 + 0.27 * t
        bend = flap * (t if t < 0.45 else 0.45 + 0.35 * (t - 0.45))
        y, z = span * m.cos(bend), 0.018 + span * m.sin(bend)
        front = 0.055 + 0.035 * m.sin(m.pi * min(1, t * 1.6)) - sweep * 0.16 * max(0, t - 0.4)
        chord = 0.105 * (1 - 0.25 * t) * (1 - max(0, t - 0.55) ** 1.6 * 1.75)
        rows.append([(front, sd * y, z), (front - chord * 0.5, sd * y, z + 0.010), (front - chord, sd * y, z - 0.004)])
    return rows


def bird(s, m, flap, sweep=0.4):
    """Mesh of a small dark bird along +x, about 0.24 m; flap in radians, or None when its wings are folded."""
    V, F = [], []
    body = [(-0.115, 0.006, -0.002), (-0.09, 0.018, -0.002), (-0.055, 0.033, -0.004), (-0.01, 0.042, -0.004), (0.035, 0.040, 0.003), (0.062, 0.031, 0.014),
            (0.080, 0.0275, 0.024), (0.098, 0.0275, 0.028), (0.113, 0.021, 0.027), (0.122, 0.010, 0.024), (0.132, 0.0045, 0.0215), (0.148, 0.0008, 0.018)]
    k = 14
    for x, r, z in body:
        V += [(x, r * 0.92 * s.math.cos(6.283 * j / k), z + r * s.math.sin(6.283 * j / k)) for j in range(k)]
    for i in range(len(body) - 1):
        F += [(i * k + j, i * k + (j + 1) % k, (i + 1) * k + (j + 1) % k, (i + 1) * k + j) for j in range(k)]
    open_ = flap is not None
    fan = [(-0.215, 0.046), (-0.222, 0.020), (-0.208, 0.0), (-0.222, -0.020), (-0.215, -0.046)] if open_ else [(-0.225, 0.016), (-0.228, 0.008), (-0.218, 0.0), (-0.228, -0.008), (-0.225, -0.016)]
    b = len(V)
    V += [(-0.095, 0.014, -0.001), (-0.095, -0.014, -0.001)] + [(x, y, -0.006) for x, y in fan]
    F.append((b, b + 2, b + 3, b + 4, b + 5, b + 6, b + 1))
    for sd in (-1, 1):
        b = len(V)
        if open_:
            rows = wing(s, sd, flap, sweep)
            V += [p for r in rows for p in r]
            F += [(b + 3 * i + j, b + 3 * i + j + 1, b + 3 * i + j + 4, b + 3 * i + j + 3) for i in range(len(rows) - 1) for j in range(2)]
            for i in range(3, len(rows)):
                e, c = len(V), s.Vector(rows[i][2])
                out = s.Vector((-0.035 - 0.012 * (len(rows) - i), sd * 0.010 * i, 0))
                V += [c + s.Vector((0.01, -sd * 0.016, 0)), c + out, c + s.Vector((0.012, sd * 0.006, 0))]
                F.append((e, e + 1, e + 2))
        else:
            V += [(0.045, sd * 0.034, 0.018), (0.0, sd * 0.045, 0.012), (-0.08, sd * 0.034, 0.002), (-0.165, sd * 0.010, -0.006), (-0.07, sd * 0.036, -0.018), (0.02, sd * 0.043, -0.014)]
            F.append(tuple(b + i for i in range(6)))
    return s.mesh('bird', V, F, m)


def build(s):
    m = s.math
    s.sky(top=(0.20, 0.25, 0.40), horizon=(1.0, 0.52, 0.27), curve=0.55, glow=(3, 16, (1.0, 0.50, 0.18), 10, 0.9),
          clouds=(0.75, 0.36, 0.60, (1.0, 0.56, 0.36), (0.22, 0.20, 0.31), (0.55, 1.3, 0)))
    s.sun(5, 40, 1.2, (1, 0.66, 0.42), 1)
    s.fog((0.55, 0.40, 0.40), 0.006, lit=(1.0, 0.62, 0.38), horizon=0.03)
    s.FOG['dir'] = s.direction(3, 16)
    ink = s.mat('ink', (0.020, 0.020, 0.026), local=True, scale=40, rough=(0.5, 0.7), bump=0.1)
    wood = s.mat('pole', (0.050, 0.040, 0.036), (0.03, 0.025, 0.024), stretch=(8, 8, 1), bump=0.8)
    clay = s.mat('clay', (0.10, 0.075, 0.065), rough=(0.2, 0.4), bump=0.05)
    # two poles: one near at the left, the next far away on the rise; three wires hang between
    A, B = s.Vector((-2.05, 7.4, 0)), s.Vector((9.6, 30, 1.6))
    top = 6.35
    along = (B - A)
    side = s.Vector((along.y, -along.x, 0)).normalized()
    for P, r in ((A, 0.105), (B, 0.105)):
        s.tube([P + s.Vector((0, 0, z)) for z in (-2, 2, 4, top + 0.45)], [r * 1.15, r, r * 0.95, r * 0.85], wood, 18, 6, 0.05)
        a = m.degrees(m.atan2(side.y, side.x))
        s.box((1.9, 0.09, 0.11), P + s.Vector((0, 0, top)), wood, rot=(0, 0, a), bevel=0.012)
        for e in (-1, 1):
            s.tube([P + side * (0.62 * e) + s.Vector((0, 0, top - 0.03)), P + s.Vector((0, 0, top - 0.62))], 0.018, ink, 8, 1)
    feet = (-0.82, 0.42, 0.85)
    for P in (A, B):
        for e in feet:
            s.lathe([(0.012, 0.05), (0.012, 0.09), (0.045, 0.10), (0.050, 0.13), (0.030, 0.15), (0.042, 0.165), (0.036, 0.20), (0, 0.21)], clay, P + side * e + s.Vector((0, 0, top)), 20)

    def wire(k, t):
        p = (A + side * feet[k]).lerp(B + side * feet[k], t)
        return p + s.Vector((0, 0, top + 0.185 - (1.25 + 0.12 * k) * 4 * t * (1 - t)))
    for k in range(3):
        s.tube([wire(k, i / 40) for i in range(41)], 0.0085, ink, 6, 2)
        back = A + side * feet[k] - along * 0.55 + s.Vector((0, 0, top + 0.4))
        s.tube([back.lerp(wire(k, 0), i / 8) - s.Vector((0, 0, 0.9 * 4 * (i / 8) * (1 - i / 8) * 0.5)) for i in range(9)], 0.0085, ink, 6, 2)
    sit = bird(s, ink, None)
    for k, ts in ((0, (0.052, 0.068, 0.078, 0.112, 0.131, 0.176, 0.19, 0.262, 0.275, 0.33)), (1, (0.040, 0.088, 0.099, 0.160, 0.21, 0.222, 0.30)), (2, (0.061, 0.142, 0.152))):
        for t in ts:
            q = wire(k, t)
            s.obj('b', sit, None, q + s.Vector((0, 0, 0.060)), (0, -48 + s.U(-10, 8), s.random.choice((-30, -48, 140, 155)) + s.U(-16, 16)), s.U(0.98, 1.12))
            for e in (-0.012, 0.012):
                s.tube([q + side * e, q + side * e + s.Vector((0, 0, 0.04))], 0.0032, ink, 5, 1)
    # those that go: the first just lifts off, the last are far ahead
    for x, y, z, f, turn, tilt in ((0.30, 9.6, 6.62, 1.0, 40, -30), (0.92, 10.4, 7.25, 0.2, 20, -18), (1.42, 11.0, 6.95, -0.45, 28, -14), (2.2, 12.4, 8.05, 0.75, 15, -16),
                                   (2.75, 14, 8.3, -0.1, 30, -12), (3.3, 15.5, 9.6, 0.5, 18, -12), (4.6, 19, 10.2, -0.5, 25, -10), (5.0, 21, 11.6, 0.9, 20, -10), (6.6, 25, 12.6, 0.1, 24, -8)):
        s.obj('f', bird(s, ink, f, s.U(0.2, 0.9)), None, (x, y, z), (s.U(-24, 24), tilt, turn), s.U(1.05, 1.25))
    # the far rise and its trees
    earth = s.mat('earth', (0.035, 0.032, 0.036), bump=0.4)
    s.ground(lambda x, y: -1.2 + 2.6 * s.smooth(14, 60, y) + 0.5 * s.fbm(x / 22, y / 22, 4), (-80, 90), (2, 90), 160, 90, earth)
    tree = [s.tree_mesh(s.mat('far', (0.035, 0.032, 0.038)), 7, k, 6, 0.6, gnarl=0.25, trunk=0.26, forks=(2, 3)) for k in (3, 8)]
    s.scatter(tree, [(-7.5, 40, 0.3), (-11, 46, 0.3), (-3.0, 52, 0.6), (1.5, 58, 0.8), (19, 52, 0.8), (23, 55, 0.8)], (0.8, 1.15), 3)
    s.camera((0.30, 0.4, 2.6), (0.75, 10, 3.3), 42, f=4, focus=9.8, shift=(0, 0.27))
    s.grade(light=(0.03, 0.005, -0.02), shadow=(0.005, 0.006, 0.03), bloom=0.3, saturation=1.0, contrast=1.1)
    s.expose(-0.1)
