"""A small island with a single tree in a mirror-still lake at pink dawn."""


def build(s):
    np = s.np
    s.sky(top=(0.15, 0.24, 0.50), horizon=(0.98, 0.46, 0.42), curve=0.42, glow=(5, 16, (1.0, 0.55, 0.38), 10, 0.55),
          clouds=(0.9, 0.42, 0.7, (1.0, 0.50, 0.48), (0.55, 0.34, 0.46), (0.45, 1.5, 0)))
    s.fog((0.62, 0.42, 0.50), 0.0034, height=22, lit=(1.0, 0.55, 0.46), horizon=0.05, start=20)
    s.FOG['dir'] = s.direction(4, 16)
    s.sun(7, 22, 2.6, (1, 0.62, 0.45), 3).visible_glossy = False
    hills = s.mat('hills', (0.05, 0.055, 0.07), (0.03, 0.035, 0.05), scale=0.05, bump=0.5)
    for y0, h, k in ((330, 34, 2.0), (560, 74, 7.7), (900, 150, 13.1)):
        s.ground(lambda x, y: -3 + h * s.smooth(y0, y0 + 90, y) * (0.55 + 0.75 * s.fbm(x / (h * 3.6) + k, y / 300 + k, 5)),
                 (-700, 700), (y0, y0 + 160), 420, 40, hills)
    s.obj('lake', s.mesh('lake', [(-900, -5, 0), (900, -5, 0), (900, 700, 0), (-900, 700, 0)], [(0, 1, 2, 3)]),
          s.water('lake', (0.012, 0.014, 0.02), 0.015, ((0.25, 0.10), (2.2, 0.022)), stretch=(0.4, 1, 1), dist=0.05))
    land = s.mat('land', (0.05, 0.05, 0.03), (0.03, 0.03, 0.02), scale=2, bump=1, moss=((0.06, 0.065, 0.02), 0.7))
    ix, iy = -2.2, 50.0

    def isle(x, y):
        d = np.sqrt(((x - ix) / 6.4) ** 2 + ((y - iy) / 4.0) ** 2) + 0.16 * s.fbm(x / 2.6, y / 2.6, 4)
        return -0.5 + 1.35 * s.smooth(1.1, 0.15, d) + 0.07 * s.fbm(x * 1.3, y * 1.3, 4)
    z = lambda x, y: float(isle(np.array([x]), np.array([y]))[0])
    s.ground(isle, (ix - 10, ix + 10), (iy - 7, iy + 7), 220, 160, land)
    bark = s.mat('bark', (0.045, 0.033, 0.026), stretch=(4, 4, 1), scale=3, bump=1)
    lf = s.mat('leaves', (0.13, 0.085, 0.04), (0.08, 0.06, 0.03), vary=0.2, translucent=0.55)
    s.obj('tree', s.tree_mesh(bark, 9.2, 21, 6, 0.55, lf, 0.115, 5, r0=0.36, trunk=0.25, gnarl=0.3, up=0.12, sides=10), None, (ix - 0.5, iy, z(ix - 0.5, iy)), (0, 3, 40))
    stone = s.mat('stone', (0.10, 0.095, 0.10), (0.05, 0.05, 0.055), local=True, scale=3, bump=0.8, rough=(0.3, 0.6))
    rocks = [s.rock(stone, k, 3, 0.35, (1, 0.8, 0.6)) for k in range(4)]
    pts = []
    for _ in range(60):
        a = s.U(0, 6.283)
        r = s.U(0.86, 1.1)
        x, y = ix + 6.1 * r * np.cos(a), iy + 3.8 * r * np.sin(a)
        pts.append((x, y, min(z(x, y), 0.08), s.U(0.3, 1) ** 2))
    s.scatter(rocks, pts + [(ix + 8.6, iy - 2.2, -0.05, 0.9), (ix + 9.6, iy - 1.6, -0.06, 0.5)], (0.5, 1.1), 20)
    gr = s.mat('grass', (0.10, 0.09, 0.03), (0.14, 0.10, 0.05), vary=0.3, translucent=0.4)
    tufts = [s.blades(gr, 60, 0.55, 0.22, 0.012, 0.5) for _ in range(4)]
    g = []
    for _ in range(420):
        a, r = s.U(0, 6.283), s.U(0, 1) ** 0.5
        x, y = ix + 6 * r * np.cos(a), iy + 3.7 * r * np.sin(a)
        if z(x, y) > 0.02:
            g.append((x, y, z(x, y) - 0.02))
    s.scatter(tufts, g, (0.4, 1.1), 8)
    s.camera((0, 0, 1.9), (0.2, 50, 3.3), 72)
    s.grade(shadow=(0.01, 0.005, 0.035), light=(0.03, 0.0, -0.005), bloom=0.45, saturation=1.1)
    s.expose(0.75)
