"""A kite against evening light, high over dune grass."""


def build(s):
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.045, 0.17, 0.34), horizon=(0.92, 0.60, 0.36), curve=0.50, strength=0.9, glow=(9, 20, (1.2, 0.75, 0.36), 14, 1.5),
          clouds=(0.85, 0.46, 0.66, (1.0, 0.66, 0.44), (0.30, 0.33, 0.42), (0.55, 1.25, 0)))
    s.sun(16, 20, 5.5, (1, 0.74, 0.46), 0.8)
    s.fog((0.5, 0.46, 0.44), 0.003, lit=(1.1, 0.76, 0.46), horizon=0.06, tight=7)
    sand = s.mat('sand', (0.52, 0.40, 0.28), (0.42, 0.32, 0.22), scale=1, bscale=60, bump=0.5, dist=0.012)
    grass = s.mat('grass', (0.36, 0.33, 0.12), (0.46, 0.36, 0.15), translucent=0.55, vary=0.4, rough=(0.35, 0.55))
    dune = lambda x, y: 2.3 * s.smooth(0.5, 13, y) * s.smooth(34, 16, y) + 0.8 * s.fbm(x / 6, y / 6, 4) * s.smooth(0, 8, y) + 0.10 * x * s.smooth(0, 10, y)
    h = lambda x, y: float(dune(np.array(float(x)), np.array(float(y))))
    s.ground(dune, (-40, 40), (-2, 70), 300, 260, sand)
    tufts = []
    for _ in range(6):
        me = s.blades(grass, 75, 0.85, 0.15, 0.0045, 0.45)
        for v in me.vertices:
            v.co.x += 0.62 * v.co.z ** 2
        tufts.append(me)
    pts = []
    for _ in range(2100):
        x, y = s.U(-15, 15), s.U(2.4, 19)
        if s.noise.noise((x * .35, y * .35, 0)) > -0.22:
            pts.append((x, y, h(x, y) - 0.03))
    s.scatter(tufts, pts, (0.5, 1.15), 6, spin=False)
    near = [(s.U(-1.9, -0.75), s.U(0.2, 1.0), -0.25) for _ in range(10)] + [(s.U(1.1, 2.0), s.U(0.3, 1.2), -0.4) for _ in range(8)]
    s.scatter(tufts, near, (0.9, 1.35), 8, spin=False)
    cols = [s.mat('cloth%d' % i, c, local=True, bump=0.05, scale=3, bscale=200, translucent=0.62, rough=(0.5, 0.7)) for i, c in enumerate(((0.70, 0.05, 0.03), (0.86, 0.40, 0.06), (0.86, 0.74, 0.48), (0.60, 0.035, 0.05)))]
    spar = s.mat('spar', (0.05, 0.03, 0.02), bump=0)
    K = V3((1.5, 9.2, 8.3))
    p = s.obj('kite', None, None, K, (22, 15, -14), 2.1)
    d, c = 0.15, 0.30

    def panel(a, b, e, mt, belly=0.06):
        """A triangle of cloth from the crossing e to the rim a–b, filled by the wind."""
        a, b, e = V3(a), V3(b), V3(e)
        n, V, F, ix = 12, [], [], {}
        for i in range(n + 1):
            for j in range(n + 1 - i):
                u, v = i / n, j / n
                w = 1 - u - v
                q = e * w + a * u + b * v
                ix[(i, j)] = len(V)
                edge = u + v
                V.append(q + V3((0, 1, 0)) * belly * 9 * u * v * w * 1.6 + V3((0, 1, 0)) * belly * 1.4 * u * v + (e - q) * 0.10 * 4 * u * v * edge ** 6)
        for i in range(n):
            for j in range(n - i):
                F.append((ix[(i, j)], ix[(i + 1, j)], ix[(i, j + 1)]))
                if j < n - i - 1:
                    F.append((ix[(i + 1, j)], ix[(i + 1, j + 1)], ix[(i, j + 1)]))
        o = s.obj('k', s.mesh('k', V, F, mt))
        o.parent = p
    T, L, R, B, C = (0, 0, 1.0), (-0.74, d, c), (0.74, d, c), (0, 0, -1.15), (0, 0, c)
    panel(T, L, C, cols[0])
    panel(T, R, C, cols[1])
    panel(L, B, C, cols[2])
    panel(R, B, C, cols[3])
    for a, b in (((0, -0.012, 1.02), (0, -0.012, -1.17)),):
        s.tube([a, b], 0.009, spar, 6, 1).parent = p
    s.tube([(-0.75, d, c), (-0.4, 0.02, c), (0, -0.016, c), (0.4, 0.02, c), (0.75, d, c)], 0.008, spar, 6, 5).parent = p
    s.bpy.context.view_layer.update()
    tip = p.matrix_world @ V3(B)
    tail = [tip + V3((0.16 * t * t + 0.42 * m.sin(t * 1.05), 0.12 * t, -0.62 * t + 0.16 * m.sin(t * 1.7) + 0.036 * t * t)) for t in np.linspace(0, 7.6, 18)]
    line = s.mat('line', (0.24, 0.20, 0.17))
    s.tube(tail, 0.011, line, 6, 6)
    pts = s.flow(tail, 6)
    for k, i in enumerate(range(7, len(pts) - 2, 8)):
        q, dr = pts[i], (pts[i + 1] - pts[i - 1]).normalized()
        sdv = dr.cross(V3((0, 1, 0))).normalized()
        for sg in (-1, 1):
            a = sdv * sg
            z = 0.30 * (1 - 0.02 * k)
            V = [q, q + a * z + dr * 0.10 + V3((0, s.U(-.1, .1), 0)), q + a * z * 1.02 - dr * 0.10 + V3((0, s.U(-.1, .1), 0))]
            s.obj('bow', s.mesh('bow', V, [(0, 1, 2)], cols[k % 4], flat=True))
    A = V3((-9.0, 16, 1.0))
    bridle = p.matrix_world @ V3((0, -0.55, 0.12))
    for e in ((0, -0.01, 0.62), (0, -0.01, -0.45)):
        s.tube([p.matrix_world @ V3(e), bridle], 0.005, line, 5, 1)
    s.tube([A.lerp(bridle, t) - V3((0, 0, 2.6 * t * (1 - t))) for t in np.linspace(0, 1, 14)], 0.0075, line, 5, 4)
    bird = s.mat('gull', (0.10, 0.10, 0.11))
    for x, y, z, k in ((-9, 34, 13.5, 1.0), (-11.2, 36, 14.6, 0.9), (-7.0, 40, 16.2, 0.9)):
        V = [(0, -.22, 0), (0, .3, 0), (-.5, 0.02, .16), (.5, 0.02, .16), (-1.05, -.12, 0.05), (1.05, -.12, .05)]
        s.obj('b', s.mesh('b', V, [(0, 1, 2), (2, 1, 4), (0, 3, 1), (3, 5, 1)], bird, flat=True), None, (x, y, z), (20, s.U(-25, 25), s.U(-30, 30)), k * 0.8)
    s.lamp((-3, -4, 6), 260, (0.6, 0.75, 1), 5, 'AREA', (0, 8, 3))
    s.camera((-0.35, -1.5, 0.92), (-0.10, 12, 6.9), 25, f=8, focus=11.0)
    s.grade(shadow=(0.0, 0.012, 0.03), light=(0.03, 0.014, -0.02), saturation=0.95, bloom=0.45)
    s.expose(0.0)
