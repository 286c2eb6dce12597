"""A curved row of blank red dominoes on white, the first ones falling."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.45, 0.55, 0.7), horizon=(0.7, 0.7, 0.7), strength=0.30)
    s.sun(25, -118, 5.0, (1, 0.83, 0.62), 1.5)
    white = s.mat('table', (0.74, 0.72, 0.69), (0.66, 0.64, 0.61), scale=5, bscale=120, bump=0.25, rough=(0.3, 0.55), dist=0.0015, edge=(0.3, 0.7))
    red = s.mat('red', (0.40, 0.016, 0.012), (0.30, 0.010, 0.010), local=True, vary=0.12, scale=60, bscale=400, bump=0.06, rough=(0.16, 0.34), dist=0.001, coat=0.3)
    s.box((8, 8, 0.02), (0, 0, -0.01), white, bevel=0)
    W, T, H, G = 0.026, 0.0085, 0.052, 0.0165
    pitch = T + G
    # a line that swings in from the near left, bends, and leaves to the far right
    path = s.flow([(-0.225, -0.205, 0), (-0.12, -0.235, 0), (0.03, -0.20, 0), (0.150, -0.105, 0), (0.155, 0.03, 0), (0.05, 0.125, 0), (-0.09, 0.185, 0), (-0.165, 0.30, 0), (-0.09, 0.43, 0), (0.10, 0.50, 0), (0.36, 0.52, 0), (0.7, 0.60, 0)], 60)
    spots, run = [path[0]], 0
    for a, b in zip(path, path[1:]):
        run += (b - a).length
        if run >= pitch:
            spots.append(b)
            run -= pitch
    ahead = 15
    ang = [0.0] * len(spots)
    for k in range(ahead - 1, -1, -1):
        c = ang[k + 1]
        ang[k] = c + m.asin(max(0.0, (pitch * m.cos(c) - T) / H))
    top = m.acos(T / pitch)
    for k, p in enumerate(spots[:-1]):
        d = spots[k + 1] - p
        turn = m.atan2(d.y, d.x)
        a = min(ang[k], top)
        # it turns about its lower front edge
        V = [(x, y, z) for x in (-T, 0) for y in (-W / 2, W / 2) for z in (0, H)]
        F = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
        o = s.obj('domino', s.mesh('domino', V, F, red, flat=True), None, p)
        o.rotation_euler = s.Matrix.Rotation(turn + (0 if a else s.random.gauss(0, 0.025)), 4, 'Z').to_euler()
        o.rotation_euler = (s.Matrix.Rotation(turn + s.random.gauss(0, 0.02), 4, 'Z') @ s.Matrix.Rotation(a, 4, 'Y')).to_euler()
        b = o.modifiers.new('b', 'BEVEL')
        b.width, b.segments = 0.0011, 3
    # a wall beside the window keeps the far corner in shadow
    d = s.direction(25, -118)
    s.box((0.04, 1.2, 3), s.Vector((-0.42, 0.80, 0)) + d * 2.2, white, (0, 0, 28), bevel=0)
    s.camera((-0.15, -0.74, 0.50), (-0.002, 0.045, 0.01), 50, f=4, focus=(-0.03, -0.16, 0.02))
    s.grade(bloom=0.25, vignette=0.3, light=(0.02, 0.01, -0.012), shadow=(0.0, 0.008, 0.028))
    s.expose(0.3)
