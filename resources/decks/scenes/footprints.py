"""A line of footprints over dunes in the last sun."""


def build(s):
    np = s.np
    s.sky(nishita=(9, 62, 0.12, 2.5))
    s.sun(10, 62, 5.5, (1, 0.62, 0.34), 0.7)
    s.fog((0.42, 0.36, 0.36), 0.0016, lit=(0.9, 0.6, 0.4), horizon=0.05)
    sand = s.mat('sand', (0.52, 0.33, 0.19), (0.44, 0.27, 0.15), rough=(0.8, 0.95), scale=0.6, bscale=160, bump=0.22, dist=0.01)
    line = lambda y: 1.1 + 0.9 * np.sin(y * 0.16 + 0.6) + 0.045 * y

    def base(x, y):
        w = x + 3 * s.perlin(x / 25, y / 25)
        r = np.abs(s.perlin(w / 34 + 3.1, y / 46 + 0.4))
        big = 7 * (1 - r * 2.4) * s.smooth(14, 60, y)
        ridge = 1.6 * (1 - np.abs((x - line(y) + 0.75) / (5 + 0.08 * y))).clip(-1, 1)
        return big + ridge + 0.7 * s.perlin(x / 9, y / 11)

    steps = []
    y, k = 1.6, 0
    while y < 40:
        c = line(y)
        sl = float(line(y + .1) - c) / .1
        steps.append((c + (0.13 if k % 2 else -0.13) + s.U(-.02, .02), y, sl))
        y += 0.62 + s.U(-0.04, 0.05)
        k += 1

    def dune(x, y):
        z = base(x, y)
        rip = s.perlin(x / 3, y / 3) * 2.2
        z = z + 0.012 * np.sin((y * 0.55 + x * 1.0) * 38 + rip * 7 + 3 * s.perlin(x, y)) * s.smooth(-0.4, 0.2, s.perlin(x / 5 + 9, y / 5))
        for a, b, sl in steps:
            m = (np.abs(x - a) < 0.5) & (np.abs(y - b) < 0.6)
            if not m.any():
                continue
            u, v = x[m] - a - sl * (y[m] - b), y[m] - b
            r = np.sqrt((u / 0.085) ** 2 + (v / 0.17) ** 2)
            z[m] += -0.075 * s.smooth(1.15, 0.55, r) + 0.028 * np.exp(-((r - 1.45) / 0.35) ** 2)
        return z
    s.ground(dune, (-3.5, 6.5), (0.3, 14), 900, 1100, sand)
    s.ground(lambda x, y: np.where((x > -3.4) & (x < 6.4) & (y < 13.9), -9, dune(x, y)), (-16, 18), (-1, 45), 700, 900, sand)
    s.ground(lambda x, y: base(x, y) - 0.05 - 8 * (y < 44) * (abs(x) < 15), (-220, 220), (-20, 320), 500, 400, sand)
    z = float(base(np.array([1.0]), np.array([0.0]))[0])
    s.camera((0.6, -0.9, z + 1.75), (1.7, 9, z + 0.35), 32, f=5.6, focus=5.0)
    s.grade(light=(0.03, 0.0, -0.03), shadow=(0.01, 0.005, 0.03))
    s.expose(0.75)
