"""A footbridge of planks that ends in fog."""


def build(s):
    s.sky(top=(0.72, 0.75, 0.76), horizon=(0.8, 0.8, 0.78), glow=(12, 6, (0.35, 0.3, 0.2), 5, 0.5))
    s.sun(22, 6, 0.6, (1, 0.95, 0.85), 20)
    s.fog((0.69, 0.72, 0.73), 0.075, lit=(0.93, 0.9, 0.83), horizon=0.5, tight=4, patch=0.3, pscale=0.15)
    plank = s.mat('plank', (0.15, 0.125, 0.10), (0.075, 0.062, 0.05), local=True, vary=0.3, stretch=(0.7, 7, 7), scale=3,
                  rough=(0.12, 0.55), bump=0.6, dist=0.01)
    post = s.mat('post', (0.10, 0.085, 0.07), (0.05, 0.045, 0.035), stretch=(6, 6, 0.6), scale=4, bump=0.7, moss=((0.09, 0.12, 0.03), 0.55))
    rope = s.mat('rope', (0.2, 0.16, 0.11), (0.12, 0.09, 0.06), stretch=(40, 40, 40), scale=2, bump=1)
    bend = lambda y: 0.0016 * y * y
    rise = lambda y: 0.16 * s.math.sin(y * 0.13)
    y = -2.0
    while y < 45:
        w = s.U(0.15, 0.21)
        if not 6.0 < y < 6.2:
            s.box((1.62 + s.U(-.07, .07), w, 0.05), (bend(y) + s.U(-.02, .02), y, rise(y)), plank, rot=(0, s.U(-1, 1), s.U(-1.3, 1.3)), bevel=0.008)
        y += w + s.U(0.008, 0.03)
    for x in (-0.62, 0.62):
        s.tube([(x + bend(k), k, rise(k) - 0.13) for k in range(-2, 46, 2)], 0.09, post, 8, 2)
    for k in range(0, 24):
        y = -1.2 + k * 1.9
        for x in (-0.84, 0.84):
            s.box((0.1, 0.1, 1.35), (x + bend(y), y, rise(y) + 0.5), post, rot=(s.U(-2.5, 2.5), s.U(-2.5, 2.5), s.U(-8, 8)), bevel=0.015)
    for x in (-0.84, 0.84):
        for z, sag, r in ((1.08, 0.13, 0.022), (0.6, 0.1, 0.016)):
            pts = []
            for k in range(0, 23):
                y = -1.2 + k * 1.9
                pts += [(x + bend(y), y, rise(y) + z), (x + bend(y + .95) + s.U(-.02, .02), y + 0.95, rise(y + .95) + z - sag * s.U(0.6, 1.3))]
            s.tube(pts, r, rope, 8, 5)
    s.obj('river', s.mesh('r', [(-80, -10, -2.6), (80, -10, -2.6), (80, 90, -2.6), (-80, 90, -2.6)], [(0, 1, 2, 3)]),
          s.water('river', (0.02, 0.03, 0.03), 0.08, ((1.5, 0.3), (6, 0.06))))
    needles = s.mat('needles', (0.03, 0.045, 0.035))
    tr = [s.conifer(needles, 14, k, 26) for k in range(3)]
    s.scatter(tr, [(-10, 17, -3), (-14, 22, -2), (12.5, 20, -3), (-18, 18, -3), (17, 25, -2), (9.5, 27, -3), (-8, 30, -3)], (0.8, 1.2), 2)
    yl = s.mat('fallen', (0.36, 0.17, 0.04), (0.2, 0.08, 0.02), local=True, scale=20, rough=(0.3, 0.5))
    lf = s.leaf(yl, 0.08, 0.045, 0.4)
    s.scatter([lf], [(s.U(-.75, .75), 0.2 + 9 * s.random.random() ** 1.5, 0.06 + rise(2) * 0) for _ in range(26)], (0.7, 1.2), 14)
    s.camera((-0.2, -2.0, 1.5), (0.3, 8, 0.62), 30, f=4, focus=4.0)
    s.grade(contrast=1.06, light=(0.015, 0.012, 0.0), shadow=(0.0, 0.01, 0.02), bloom=0.15, vignette=0.25)
    s.expose(-0.35)
