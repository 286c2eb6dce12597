"""Out of a dark cave onto blue sea and sky."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.035, 0.14, 0.44), horizon=(0.28, 0.50, 0.74), curve=0.5, glow=(26, 34, (1, 0.92, 0.75), 18, 0.6),
          clouds=(1.5, 0.5, 0.74, (0.95, 0.94, 0.92), (0.62, 0.70, 0.80), (0.5, 1.2, 0)))
    s.fog((0.58, 0.72, 0.82), 0.0011, height=60, horizon=0.04, start=14)
    s.sun(36, 62, 5.0, (1, 0.9, 0.74), 1)
    rock = s.mat('rock', (0.30, 0.24, 0.19), (0.17, 0.145, 0.125), scale=0.9, bscale=7, bump=1, rough=(0.25, 0.65), dist=0.07)
    V, F = [], []
    nu, nv = 190, 260
    u = np.linspace(0, 1, nu)[:, None]
    a = np.linspace(0, 2 * m.pi, nv, endpoint=False)[None, :]
    y = -5 + 16.5 * u + 0.9 * s.perlin(np.cos(a) * 1.6 + 4, np.sin(a) * 1.6) * s.smooth(0.6, 1, u)
    ca, sa = np.cos(a), np.sin(a)
    r = 1 + 0.20 * s.fbm(ca * 1.5 + y * 0.12, sa * 1.5 + y * 0.25 + 3, 3) + 0.17 * (0.45 - np.abs(s.fbm(ca * 2.8 + y * 0.45 + 9, sa * 2.8 + y * 0.3, 5)))
    r = r + 0.05 * s.fbm(ca * 11 + y * 1.1, sa * 11 - y * 1.3, 4)
    wd = 3.7 - 0.2 * s.smooth(0.35, 0.75, u) + 0.5 * s.smooth(0.85, 1, u)
    ht = 3.2 - 0.35 * s.smooth(0.35, 0.75, u) + 0.5 * s.smooth(0.85, 1, u)
    X = 0.5 * np.sin(y * 0.28) + 0.6 * u + wd * r * ca * (1 + 0.16 * sa)
    Z = 1.5 + ht * r * np.where(sa < 0, sa * 0.72, sa * (1 + 0.12 * ca))
    Z = np.maximum(Z, -0.62 + 0.25 * s.fbm(X * 0.7, y * 0.7, 4) - 0.04 * y)
    me = [tuple(p) for p in np.stack([X, y + X * 0, Z], -1).reshape(-1, 3)]
    F = [(i * nv + k, i * nv + (k + 1) % nv, (i + 1) * nv + (k + 1) % nv, (i + 1) * nv + k) for i in range(nu - 1) for k in range(nv)]
    F.append(tuple(range(nv)))
    s.obj('cave', s.mesh('cave', me, F, rock))
    stones = [s.rock(rock, k, 4, 0.42, (1, 0.9, 0.7)) for k in range(6)]
    for x, yy, z, k in ((-2.3, 5.5, -0.35, 1.5), (-1.5, 6.7, -0.55, 1.0), (2.5, 6.2, -0.4, 1.7), (1.75, 8.2, -0.6, 1.0), (-2.2, 9.6, -0.6, 2.0), (-1.0, 11.2, -0.9, 1.3),
                       (2.9, 10.6, -0.6, 2.3), (0.7, 12.4, -1.1, 1.1), (-3.2, 12.8, -1.0, 2.4), (1.0, 4.3, -0.5, 0.5), (-0.9, 4.5, -0.55, 0.6)):
        s.obj('b', s.random.choice(stones), None, (x, yy, z), (s.U(0, 30), s.U(0, 30), s.U(0, 360)), k)
    peb = [(s.U(-2.6, 2.8), s.U(1.5, 11), -0.56) for _ in range(420)]
    s.scatter(stones, [(x, yy, -0.52 - 0.04 * yy) for x, yy, z in peb], (0.06, 0.26), 40)
    pool = s.water('pool', (0.006, 0.014, 0.016), 0.02, ((3, 0.04), (14, 0.008)))
    s.obj('pool', s.mesh('pool', [(-3, 0.5, -0.62), (3, 0.5, -0.62), (3, 9.4, -0.75), (-3, 9.4, -0.75)], [(0, 1, 2, 3)]), pool)

    def sea(x, yy):
        return -1.35 + 0.16 * s.perlin(x / 4, yy / 2.2) + 0.07 * s.fbm(x / 1.3, yy / 0.8, 4)
    wm = s.water('sea', (0.004, 0.075, 0.115), 0.08, ((1.2, 0.3), (5, 0.08)), stretch=(0.5, 1, 1), dist=0.12)
    s.ground(sea, (-60, 70), (10, 120), 420, 420, wm)
    s.ground(lambda x, yy: sea(x, yy) - 0.03, (-2500, 2500), (119, 3000), 200, 160, wm)
    far = s.mat('stack', (0.20, 0.18, 0.16), (0.11, 0.10, 0.095), scale=0.08, bscale=0.8, stretch=(1, 1, 2.5), bump=1, dist=0.6, moss=((0.09, 0.13, 0.04), 0.35))
    for x, yy, k, sq in ((14, 150, 26, (0.9, 0.8, 1.25)), (33, 175, 20, (1.5, 0.8, 0.65)), (4.5, 140, 7, (1, 0.9, 0.8))):
        s.obj('stack', s.rock(far, int(k), 6, 0.5, sq, 1.4), None, (x, yy, -1.5), (0, 0, k * 9), k)
    s.lamp((-1.5, -3, 2.5), 45, (0.55, 0.7, 1), 2, 'AREA', (0.5, 6, 0))
    s.camera((-0.9, 1.2, 0.85), (0.85, 12, 1.55), 25)
    s.grade(shadow=(0.006, 0.010, 0.022), light=(0.02, 0.012, -0.012), bloom=0.4, saturation=1.08)
    s.expose(0.75)
    s.quiet()
