"""Two chairs back to back in an empty room with afternoon light."""


def chair(s, m, loc, turn, seat):
    parent = s.obj('chair', None, None, loc, (0, 0, turn))
    bits = []
    for x in (-0.19, 0.19):
        bits.append(s.tube([(x * 1.08, -0.2, 0), (x, -0.18, 0.45)], [0.014, 0.019], m, 10))
        bits.append(s.tube([(x * 1.05, 0.24, 0), (x, 0.19, 0.44), (x * 0.98, 0.22, 0.7), (x * 0.95, 0.29, 0.95)], [0.015, 0.019, 0.017, 0.013], m, 10))
        bits.append(s.tube([(x, -0.18, 0.2), (x, 0.21, 0.22)], 0.009, m, 8))
    bits.append(s.box((0.44, 0.42, 0.03), (0, 0, 0.45), seat, bevel=0.014))
    for z, y in ((0.62, 0.215), (0.74, 0.235), (0.90, 0.28)):
        bits.append(s.tube([(-0.19, y, z), (0, y + 0.035, z + 0.005), (0.19, y, z)], 0.02 if z > 0.8 else 0.011, m, 8))
    bits.append(s.tube([(-0.19, -0.18, 0.28), (0.19, -0.18, 0.28)], 0.009, m, 8))
    for b in bits:
        b.parent = parent


def build(s):
    s.sky(top=(0.5, 0.62, 0.8), horizon=(0.75, 0.8, 0.85), strength=1.2)
    s.fog((0.36, 0.35, 0.30), 0.012)
    wall = s.mat('wall', (0.36, 0.42, 0.38), (0.46, 0.46, 0.38), scale=0.9, bscale=18, bump=0.3, rough=(0.7, 0.9), edge=(0.4, 0.7), dist=0.01)
    floor = s.mat('boards', (0.27, 0.17, 0.10), (0.17, 0.10, 0.06), local=True, vary=0.3, stretch=(0.6, 7, 7), scale=3, rough=(0.22, 0.5), bump=0.25, dist=0.006)
    dark = s.mat('dark', (0.05, 0.028, 0.018), (0.03, 0.018, 0.012), local=True, rough=(0.25, 0.45), bump=0.1)
    pale = s.mat('pale', (0.36, 0.22, 0.11), (0.28, 0.16, 0.08), local=True, rough=(0.3, 0.5), bump=0.1)
    white = s.mat('white', (0.6, 0.58, 0.52), (0.5, 0.48, 0.42), bump=0.15, rough=(0.4, 0.6))
    for j in range(44):
        x = -6.0
        while x < 6:
            ln = s.U(1.2, 2.4)
            s.box((ln - 0.004, 0.152, 0.03), (x + ln / 2, -3.4 + j * 0.156, -0.015), floor, bevel=0.003, wobble=0.0015)
            x += ln
    s.box((12, 0.2, 5), (0, 3.5, 2.5), wall, bevel=0)
    s.box((12, 0.04, 0.2), (0, 3.39, 0.1), white, bevel=0.01)
    s.box((12, 0.2, 5), (0, -4.6, 2.5), wall, bevel=0)
    s.box((0.2, 9, 5), (4.6, 0, 2.5), wall, bevel=0)
    s.box((12, 9, 0.2), (0, 0, 4.6), wall, bevel=0)
    X = -3.9
    ys = [(-1.5, -0.2), (0.9, 2.2)]
    for a, b in ((-4.6, -1.5), (-0.2, 0.9), (2.2, 3.5)):
        s.box((0.25, b - a, 5), (X, (a + b) / 2, 2.5), wall, bevel=0)
    for a, b in ys:
        s.box((0.25, b - a, 0.6), (X, (a + b) / 2, 0.3), wall, bevel=0)
        s.box((0.25, b - a, 1.2), (X, (a + b) / 2, 4.2), wall, bevel=0)
        s.box((0.06, 0.05, 3.2), (X, (a + b) / 2, 2.1), white, bevel=0)
        for z in (1.4, 2.2, 2.95):
            s.box((0.06, b - a, 0.04), (X, (a + b) / 2, z), white, bevel=0)
    s.sun(27, -76, 7, (1, 0.76, 0.46), 0.6)
    s.lamp((X - 0.3, 0.3, 2.2), 130, (0.75, 0.87, 1), 3, 'AREA', (1, 0.3, 1))
    chair(s, dark, (-0.36, 0.55, 0), -96, dark)
    chair(s, pale, (0.40, 0.42, 0), 82, pale)
    s.camera((0.5, -3.6, 1.35), (0.0, 0.5, 0.66), 50, f=4, focus=(0, 0.4, 0.6))
    s.grade(light=(0.03, 0.015, -0.02), bloom=0.35)
    s.expose(0.95)
