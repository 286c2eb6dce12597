"""A winding staircase seen from its foot, daylight at the top."""


def build(s):
    m = s.math
    s.sky(top=(0.2, 0.25, 0.3), horizon=(0.2, 0.25, 0.3), strength=0.1)
    s.fog((0.42, 0.4, 0.36), 0.012)
    wall = s.mat('wall', (0.42, 0.36, 0.28), (0.34, 0.28, 0.21), scale=0.8, bscale=14, bump=0.3, dist=0.01)
    under = s.mat('under', (0.5, 0.46, 0.39), (0.4, 0.36, 0.3), scale=1.5, bump=0.15, dist=0.01)
    tread = s.mat('tread', (0.16, 0.08, 0.045), (0.09, 0.045, 0.03), rough=(0.3, 0.5), bump=0.2, dist=0.005)
    iron = s.mat('iron', (0.025, 0.027, 0.03), metal=0.6, rough=(0.3, 0.5), bump=0.05)
    rail = s.mat('rail', (0.2, 0.085, 0.035), (0.12, 0.05, 0.025), rough=(0.15, 0.3), bump=0.05)
    R, r, turns, per, H = 3.1, 1.25, 5, 34, 3.5
    n = turns * per

    def ring(rr, a, z):
        return (rr * m.cos(a), rr * m.sin(a), z)
    V, F, T, TF = [], [], [], []
    for k in range(n):
        a0, a1 = 2 * m.pi * k / per, 2 * m.pi * (k + 1) / per
        z0, z1 = 1.2 + H * k / per, 1.2 + H * (k + 1) / per
        for (v, f, lo, hi, x0, x1) in ((V, F, z0 - 0.30, z1 - 0.05, r, R), (T, TF, z1 - 0.05, z1, r - 0.04, R)):
            b = len(v)
            lo0 = z0 - 0.30 if v is V else lo
            lo1 = z1 - 0.30 if v is V else lo
            v += [ring(x0, a0, lo0), ring(x1, a0, lo0), ring(x1, a1, lo1), ring(x0, a1, lo1),
                  ring(x0, a0, hi), ring(x1, a0, hi), ring(x1, a1, hi), ring(x0, a1, hi)]
            f += [(b + 3, b + 2, b + 1, b), (b + 4, b + 5, b + 6, b + 7), (b, b + 1, b + 5, b + 4), (b + 2, b + 3, b + 7, b + 6), (b + 3, b, b + 4, b + 7)]
        for j in (0.25, 0.75):
            a, z = a0 + (a1 - a0) * j, z1
            s.tube([ring(r + 0.04, a, z), ring(r + 0.04, a, z + 0.92)], 0.011, iron, 6, 1)
    s.obj('flight', s.mesh('flight', V, F, under, flat=True))
    s.obj('treads', s.mesh('treads', T, TF, tread, flat=True))
    s.tube([ring(r + 0.03, 2 * m.pi * k / 24, 1.2 + H * k / 24 + 1.0) for k in range(24 * turns + 2)], 0.038, rail, 10, 3)
    s.tube([ring(r + 0.0, 2 * m.pi * k / 24, 1.2 + H * k / 24 - 0.12) for k in range(24 * turns + 2)], 0.05, under, 8, 3)
    top = 1.2 + H * turns + 3
    s.lathe([(R, -1), (R, top)], wall, seg=96)
    s.lathe([(R, top), (1.9, top + 0.5), (1.85, top + 1.0)], under, seg=64)
    s.obj('light', s.lathe([(0.0, top + 1.0), (1.9, top + 1.0)], s.glow('day', (0.86, 0.94, 1), 10), seg=32).data)
    for a in range(0, 180, 30):
        x, y = 1.9 * m.cos(m.radians(a)), 1.9 * m.sin(m.radians(a))
        s.tube([(-x, -y, top + 0.8), (x, y, top + 0.8)], 0.035, iron, 6, 1)
    s.lathe([(0.7, top + 0.8), (0.75, top + 0.86), (0.7, top + 0.92)], iron, seg=48)
    s.lamp((0, 0, top + 0.7), 4200, (0.86, 0.93, 1), 2.6, 'AREA', (0, 0, 0))
    for k in range(5):
        o = s.lamp((0.25, -0.2, 1.2 + H * (k + 0.1)), (70, 90, 130, 180, 240)[k], ((0.8, 0.85, 0.9), (1, 0.8, 0.6), (1, 0.78, 0.55), (1, 0.9, 0.75), (0.9, 0.95, 1))[k], 0.5)
        o.visible_glossy = o.visible_camera = False
    s.camera((0.5, -0.75, 0.3), (-0.12, 0.16, top), 19, f=8, focus=7.0, roll=20)
    s.grade(shadow=(0.01, 0.012, 0.02), light=(0.025, 0.012, -0.02), bloom=0.45)
    s.expose(0.6)
