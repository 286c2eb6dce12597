"""Two tracks part in the snow at a bare tree, early morning."""


def build(s):
    np = s.np
    s.sky(top=(0.30, 0.42, 0.62), horizon=(0.85, 0.62, 0.55), curve=0.4, glow=(3, 38, (0.9, 0.5, 0.3), 10, 0.8))
    s.sun(7, 38, 2.6, (1, 0.66, 0.44), 1.5)
    s.fog((0.50, 0.53, 0.64), 0.0075, height=14, lit=(0.98, 0.7, 0.56), horizon=0.05, tight=8)
    snow = s.mat('snow', (0.80, 0.82, 0.86), (0.74, 0.77, 0.83), scale=0.8, bscale=12, bump=0.35, rough=(0.5, 0.8), dist=0.03)
    bark = s.mat('bark', (0.04, 0.034, 0.03), (0.025, 0.022, 0.02), bump=1, moss=((0.75, 0.78, 0.84), 0.35))
    wood = s.mat('post', (0.08, 0.065, 0.055), (0.05, 0.04, 0.035), stretch=(6, 6, 1), bump=0.8, moss=((0.75, 0.78, 0.84), 0.6))
    fork = 17.0
    left = lambda y: np.where(y < fork, 0.25 * np.sin(y * 0.2), 0.25 * np.sin(fork * 0.2) - 0.020 * (y - fork) ** 1.0 * 12 * (1 - np.exp(-(np.maximum(y - fork, 0)) / 14)) - 0.0)
    right = lambda y: np.where(y < fork, 0.25 * np.sin(y * 0.2), 0.25 * np.sin(fork * 0.2) + 0.52 * np.maximum(y - fork, 0) * (1 - np.exp(-(np.maximum(y - fork, 0)) / 9)))
    base = lambda x, y: 0.35 * s.fbm(x / 16, y / 16, 3) + 1.4 * s.smooth(60, 180, y) + 0.03 * s.fbm(x / 1.2, y / 2.5, 3)

    def field(x, y):
        z = base(x, y)
        for lane in (left, right):
            c = lane(y) + 0.07 * s.perlin(x * 0, y / 1.3)
            d = np.abs(x - c)
            fade = 1 / (1 + 0.0 * y)
            z = z - 0.10 * s.smooth(1.5, 0.9, d) * fade
            for o in (-0.68, 0.68):
                e = np.abs(x - c - o)
                z = z - (0.11 + 0.03 * s.perlin(x * 2, y * 1.4)) * s.smooth(0.22, 0.1, e) + 0.035 * np.exp(-((e - 0.30) / 0.07) ** 2)
        return z
    s.ground(field, (-5, 6), (0, 26), 420, 900, snow)
    s.ground(lambda x, y: field(x, y) - 9 * ((x > -4.9) & (x < 5.9) & (y < 25.9)), (-30, 34), (-4, 90), 760, 600, snow)
    s.ground(lambda x, y: base(x, y) - 0.02 - 9 * ((np.abs(x) < 29) & (y < 89)), (-300, 300), (-10, 420), 240, 200, snow)
    tr = s.tree_mesh(bark, 9.5, 5, 6, 0.62, gnarl=0.24, trunk=0.24, r0=0.27, forks=(2, 3), sides=12)
    hz = lambda x, y: float(base(np.array(float(x)), np.array(float(y))))
    s.obj('tree', tr, None, (0.5, fork + 9.5, hz(0.5, fork + 9.5) - 0.1), (0, 0, 70), 1.05)
    for k in range(30):
        y = 4 + k * 2.6
        x = float(right(np.array(y))) + 3.2 + 0.3 * s.U(-1, 1)
        s.box((0.11, 0.11, 1.25), (x, y, hz(x, y) + 0.42), wood, rot=(s.U(-6, 6), s.U(-6, 6), s.U(-20, 20)), bevel=0.015)
    con = [s.conifer(s.mat('needles', (0.03, 0.04, 0.04)), 12, k) for k in range(4)]
    s.scatter(con, [(s.U(-120, 120), s.U(95, 150), 1.2) for _ in range(150)], (0.5, 1.2), 2)
    straw = s.mat('straw', (0.3, 0.22, 0.12), translucent=0.3)
    tf = [s.blades(straw, 9, 0.42, 0.09, 0.004, 0.5) for _ in range(4)]
    pts = []
    while len(pts) < 420:
        x, y = s.U(-12, 12), s.U(1, 30)
        if min(abs(x - float(left(np.array(y)))), abs(x - float(right(np.array(y))))) > 1.6:
            pts.append((x, y, hz(x, y) - 0.02))
    s.scatter(tf, pts, (0.5, 1.2), 10)
    s.camera((0.5, -2.5, 4.6), (0.35, 16, 1.3), 33, f=5.6, focus=15.0)
    s.grade(light=(0.02, 0.0, -0.005), shadow=(0.0, 0.01, 0.04), bloom=0.3)
    s.expose(0.0)
