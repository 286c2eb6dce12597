"""Birds leave a wire, one after another."""


def bird(s, m, flap, spread):
    """Mesh of a small dark bird, about 0.22 m; spread wings or folded."""
    V, F = [], []
    pr = [(-0.12, 0.004, 0.0), (-0.09, 0.018, 0.0), (-0.05, 0.034, 0.0), (0.0, 0.040, 0.004), (0.045, 0.033, 0.012), (0.065, 0.023, 0.02), (0.085, 0.026, 0.026), (0.105, 0.019, 0.026), (0.115, 0.008, 0.023), (0.135, 0.001, 0.02)]
    k = 10
    for x, r, z in pr:
        for j in range(k):
            a = 6.283 * j / k
            V.append((x, r * s.math.cos(a), z + r * s.math.sin(a)))
    for i in range(len(pr) - 1):
        F += [(i * k + j, i * k + (j + 1) % k, (i + 1) * k + (j + 1) % k, (i + 1) * k + j) for j in range(k)]
    b = len(V)
    t = 0.045 if spread else 0.018
    V += [(-0.10, -0.012, 0.004), (-0.10, 0.012, 0.004), (-0.21, t, 0.0), (-0.185, 0, 0), (-0.21, -t, 0.0)]
    F += [(b, b + 1, b + 2, b + 3), (b, b + 3, b + 4)]
    for sd in (-1, 1):
        b = len(V)
        if spread:
            c, n = s.math.cos(flap), s.math.sin(flap)
            for x, y in ((0.05, 0.02), (0.065, 0.10), (0.05, 0.17), (-0.03, 0.27), (-0.045, 0.19), (-0.055, 0.10), (-0.05, 0.02)):
                V.append((x, sd * y * c, 0.02 + y * n - 0.25 * max(0, y - 0.1) * abs(n)))
            F.append([b + i for i in range(7)])
        else:
            for x, y, z in ((0.04, 0.038, 0.02), (-0.02, 0.046, 0.012), (-0.10, 0.025, 0.0), (-0.17, 0.006, -0.004), (-0.06, 0.035, -0.016), (0.02, 0.042, -0.01)):
                V.append((x, sd * y, z))
            F.append([b + i for i in range(6)])
    return s.mesh('bird', V, F, m)


def build(s):
    m = s.math
    s.sky(top=(0.36, 0.36, 0.46), horizon=(0.98, 0.50, 0.30), curve=0.7, glow=(6, 24, (0.8, 0.45, 0.2), 8, 0.7),
          clouds=(0.8, 0.42, 0.64, (1.0, 0.66, 0.46), (0.34, 0.31, 0.40), (0.5, 1.3, 0)))
    s.sun(8, 60, 1.5, (1, 0.7, 0.5), 1)
    s.fog((0.8, 0.6, 0.52), 0.006, lit=(1, 0.7, 0.5))
    ink = s.mat('ink', (0.022, 0.022, 0.026), local=True, scale=40, rough=(0.5, 0.7), bump=0.1)
    wood = s.mat('pole', (0.05, 0.042, 0.038), stretch=(8, 8, 1), bump=0.7)
    D = 11.0

    def wire(z, t, sag):
        x = -8 + 16 * t
        return s.Vector((x, D - 3.4 * t, z + 1.1 * t - sag * 4 * t * (1 - t) * 0.5))
    ws = [(6.35, 0.55), (5.78, 0.62), (4.55, 0.5)]
    for z, sag in ws:
        s.tube([wire(z, k / 24, sag) for k in range(25)], 0.0105, ink, 6, 3)
    sit = [bird(s, ink, 0, False)] * 1
    fly = [bird(s, ink, f, True) for f in (-0.5, -0.1, 0.35, 0.75, 1.1)]
    for w, ts in ((0, (0.335, 0.362, 0.383, 0.45, 0.52, 0.538)), (1, (0.30, 0.41, 0.432, 0.47)), (2, (0.375,))):
        for t in ts:
            q = wire(ws[w][0], t, ws[w][1])
            s.obj('b', sit[0], None, q + s.Vector((0, 0, 0.062)), (s.U(-4, 4), -52 + s.U(-9, 9), s.random.choice((-65, -110, 75, 100)) + s.U(-18, 18)), s.U(1.0, 1.14))
            for e in (-0.012, 0.012):
                s.tube([q + s.Vector((e, 0, 0)), q + s.Vector((e, 0, 0.04))], 0.003, ink, 5, 1)
    for (t, up, back) in ((0.575, 0.22, 0), (0.60, 0.55, 0.4), (0.64, 0.42, 0.2), (0.66, 0.95, 1.2), (0.70, 1.35, 0.9), (0.735, 1.15, 2.4), (0.775, 1.9, 2.2), (0.70, 1.9, 4), (0.80, 2.3, 4.5), (0.76, 2.75, 6), (0.86, 2.6, 6.5)):
        q = wire(6.3, t, 0.5) + s.Vector((0, back, up))
        s.obj('f', s.random.choice(fly), None, q, (s.U(-28, 28), -18 + s.U(-14, 14), s.U(-10, 50)), s.U(1.05, 1.3))
    px = wire(5.9, 0.03, 0)
    tree = s.tree_mesh(s.mat('far', (0.05, 0.045, 0.05)), 7, 3, 6, 0.6, gnarl=0.25, trunk=0.26, forks=(2, 3))
    s.scatter([tree], [(-4.4, 22, -1.3), (-6.5, 24, -1.8), (7.4, 30, -2.8)], (0.9, 1.05), 3)
    s.camera((0.2, 0, 3.0), (0.1, 10, 6.15), 48, f=2.8, focus=9.6)
    s.grade(light=(0.03, 0.005, -0.02), shadow=(0.01, 0.005, 0.035), bloom=0.2, saturation=1.05)
    s.expose(-0.15)
