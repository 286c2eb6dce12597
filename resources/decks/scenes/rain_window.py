"""Raindrops on a window pane, the lights of a city blurred behind it."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.008, 0.020, 0.055), horizon=(0.045, 0.060, 0.115), curve=0.5, glow=(0, -14, (0.30, 0.13, 0.10), 12, 0.32))
    g = s.bpy.data.materials.new('drop')
    g.use_nodes = True
    g.node_tree.nodes.clear()
    n = s.Net(g.node_tree)
    s._output(n, n.node('BsdfGlass', Color=(1, 1, 1), Roughness=0.0, IOR=1.33))
    W = 0.135

    def drop(rx, rz, deep, sag, seed):
        rnd = s.random.Random(seed)
        k, j = 30, 10
        ph, am = [rnd.uniform(0, 6.28) for _ in range(4)], [rnd.uniform(0, 0.09) for _ in range(4)]
        V, F = [], []
        for i in range(j):
            t = i / (j - 1)
            for q in range(k):
                a = 6.283 * q / k
                r = 1 + sum(am[e] * m.sin((e + 2) * a + ph[e]) for e in range(4))
                rad = m.cos(t * m.pi / 2) if i < j - 1 else 0.004
                zz = m.sin(a) * (1.0 + (sag if m.sin(a) < 0 else -0.3 * sag))
                V.append((rx * r * rad * m.cos(a) * (1 - 0.25 * sag * max(m.sin(a), 0)), -deep * m.sin(t * m.pi / 2), rz * r * rad * zz))
        F = [(i * k + q, (i + 1) * k + q, (i + 1) * k + (q + 1) % k, i * k + (q + 1) % k) for i in range(j - 1) for q in range(k)]
        F.append(tuple((j - 1) * k + q for q in range(k))[::-1])
        F.append(tuple(range(k)))
        me = s.mesh('drop', V, F, g)
        me.polygons[len(F) - 1].use_smooth = False
        return me
    small = [drop(1, s.U(0.9, 1.15), s.U(0.45, 0.7), 0.08, k) for k in range(10)]
    large = [drop(1, s.U(1.0, 1.35), s.U(0.42, 0.6), s.U(0.15, 0.5), 40 + k) for k in range(10)]
    taken = []

    def put(x, z, r, kind, tall=1.0):
        if any((x - a) ** 2 + ((z - b) / max(tall, 1)) ** 2 < (r + c) ** 2 * 1.25 for a, b, c in taken):
            return False
        taken.append((x, z, r))
        s.obj('drop', s.random.choice(kind), None, (x, 0, z), (0, s.U(-6, 6), 0), (r, r, r * tall))
        return True
    for x0, top, low, w in ((-0.052, 0.12, -0.036, 0.0040), (0.018, 0.12, 0.020, 0.0050), (0.071, 0.12, -0.072, 0.0034), (-0.098, 0.12, 0.048, 0.0030)):
        z, x = low, x0
        put(x, z, w * 1.35, large, 1.35)
        z += w * 3.6
        while z < top:
            x += s.random.gauss(0, 0.0008)
            r = w * s.U(0.16, 0.55)
            put(x, z, r, small, s.U(1.0, 2.2))
            z += r * s.U(2.6, 5.5)
    streak = lambda x, z: any(abs(x - a) < w * 1.05 and z > b for a, b, w in ((-0.052, -0.036, 0.0040), (0.018, 0.020, 0.0050), (0.071, -0.072, 0.0034), (-0.098, 0.048, 0.0030)))
    for lo, hi, cnt, kind in ((0.0030, 0.0056, 150, large), (0.0015, 0.0030, 380, large), (0.0006, 0.0015, 900, small), (0.00025, 0.0006, 1300, small)):
        for _ in range(cnt):
            x, z = s.U(-W, W), s.U(-W, W)
            if not streak(x, z):
                put(x, z, s.U(lo, hi), kind, s.U(1.0, 1.25))
    colours = ((1, 0.46, 0.12), (1, 0.60, 0.24), (1, 0.28, 0.06), (1, 0.07, 0.035), (0.22, 0.50, 1), (1, 0.74, 0.42), (0.10, 0.62, 0.45))
    ball = {c: s.rock(s.glow('b', c, 7.5, fog=False), 0, 3, 0, (1, 1, 1)) for c in colours}
    for i in range(72):
        c = s.random.choices(colours, (9, 9, 5, 3, 3, 6, 1))[0]
        y = s.U(5, 16)
        x = s.random.gauss(0, 0.40) * y
        z = (s.random.gauss(-0.13, 0.13)) * y
        s.obj('b', ball[c], None, (x, y, z), scale=s.U(0.045, 0.10) * y / 9)
    dark = s.mat('block', (0.02, 0.024, 0.032))
    win = s.glow('win', (1, 0.50, 0.18), 1.2, fog=False)
    for x, y, w, h in ((-4.6, 15, 3.0, 4.0), (-0.8, 18, 2.6, 2.6), (3.0, 16, 2.4, 5.4), (6.2, 18, 3.2, 3.4), (-8.5, 18, 3.4, 6.0)):
        s.box((w, 1, h + 8), (x, y, h / 2 - 4), dark, bevel=0)
        for _ in range(9):
            s.box((0.22, 0.05, 0.3), (x + s.U(-.45, .45) * w, y - 0.54, s.U(-2.5, h - 0.6)), win, bevel=0)
    street = s.mat('street', (0.03, 0.03, 0.034), rough=(0.08, 0.25), bump=0.3)
    s.box((60, 60, 0.1), (0, 30, -3.4), street, bevel=0)
    frame = s.mat('frame', (0.10, 0.075, 0.055), (0.06, 0.045, 0.035), stretch=(4, 4, 1), scale=8, bscale=60, bump=0.4, rough=(0.3, 0.6), dist=0.002)
    s.box((0.03, 0.05, 0.5), (-0.128, -0.005, 0), frame, bevel=0.004)
    s.box((0.5, 0.06, 0.03), (0, -0.01, -0.128), frame, bevel=0.004)
    s.lamp((-0.6, -0.6, 0.5), 0.5, (1, 0.72, 0.45), 0.3, 'AREA', (-0.1, 0, -0.1))
    s.lamp((0.0, 0.8, 1.0), 4, (0.55, 0.70, 1), 0.8, 'AREA', (0, 0, 0))
    s.camera((0.035, -0.30, -0.012), (-0.008, 0, -0.008), 52, f=3.2, focus=(-0.01, -0.001, -0.008))
    s.grade(shadow=(0.0, 0.012, 0.03), light=(0.03, 0.012, -0.02), bloom=0.55)
    s.expose(1.3)
