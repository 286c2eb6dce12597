"""A kite very high over dune grass, its line running out of sight."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.06, 0.20, 0.50), horizon=(0.42, 0.60, 0.76), curve=0.55,
          clouds=(0.62, 0.47, 0.68, (0.92, 0.90, 0.86), (0.56, 0.62, 0.70), (0.7, 1.1, 0)))
    s.sun(46, 120, 3.6, (1, 0.93, 0.8), 0.6)
    s.fog((0.6, 0.7, 0.8), 0.001, horizon=0.08)
    sand = s.mat('sand', (0.60, 0.48, 0.33), (0.5, 0.39, 0.26), scale=1, bscale=60, bump=0.4, dist=0.01)
    grass = s.mat('grass', (0.33, 0.34, 0.12), (0.42, 0.36, 0.16), translucent=0.4, vary=0.35, rough=(0.4, 0.6))
    dune = lambda x, y: 2.2 * s.smooth(0, 14, y) * s.smooth(34, 16, y) + 0.9 * s.fbm(x / 6, y / 6, 4) * s.smooth(0, 8, y) + 0.07 * x
    s.ground(dune, (-40, 40), (-2, 70), 300, 260, sand)
    tufts = []
    for _ in range(6):
        me = s.blades(grass, 70, 0.75, 0.16, 0.005, 0.5)
        for v in me.vertices:
            v.co.x += 0.55 * v.co.z ** 2
        tufts.append(me)
    pts = []
    for _ in range(1500):
        x, y = s.U(-13, 13), s.U(3.2, 19)
        if s.noise.noise((x * .35, y * .35, 0)) > -0.15:
            pts.append((x, y, float(dune(np.array(x), np.array(y))) - 0.03))
    s.scatter(tufts, pts, (0.55, 1.15), 6, spin=False)
    cloth = s.mat('cloth', (0.62, 0.055, 0.03), local=True, bump=0.05, translucent=0.5, rough=(0.5, 0.7))
    cloth2 = s.mat('cloth2', (0.80, 0.62, 0.2), local=True, bump=0.05, translucent=0.5, rough=(0.5, 0.7))
    K = s.Vector((3.6, 29, 24))
    p = s.obj('kite', None, None, K, (38, 20, 24), 2.2)
    d = 0.16
    a = s.obj('k', s.mesh('k', [(0, 0, 1.0), (-0.72, -d, 0.28), (0, 0, 0.28), (0, 0, -1.1)], [(0, 1, 2), (1, 3, 2)], cloth, flat=True))
    b = s.obj('k', s.mesh('k', [(0, 0, 1.0), (0.72, -d, 0.28), (0, 0, 0.28), (0, 0, -1.1)], [(0, 2, 1), (2, 3, 1)], cloth2, flat=True))
    a.parent = b.parent = p
    tail = [K + s.Vector((0.5 * m.sin(t * 1.1) + 0.55 * t * 0.62, 0.1 * t, -1.1 - 0.62 * t + 0.3 * m.sin(t * 1.7))) for t in np.linspace(0, 7, 12)]
    line = s.mat('line', (0.3, 0.3, 0.3))
    s.tube(tail, 0.03, line, 6, 6)
    pts = s.flow(tail, 6)
    for i in range(6, len(pts) - 2, 9):
        for sg in (-1, 1):
            q = pts[i]
            s.obj('bow', s.mesh('bow', [q, q + s.Vector((0.42 * sg, 0, 0.16)), q + s.Vector((0.40 * sg, 0.05, -0.16))], [(0, 1, 2)], cloth if (i // 9) % 2 else cloth2, flat=True))
    A, B = s.Vector((-9.5, 13, 1.8)), K + s.Vector((0, -0.3, 0.1))
    s.tube([A.lerp(B, t) - s.Vector((0, 0, 3.6 * t * (1 - t))) for t in np.linspace(0, 1, 14)], 0.016, line, 5, 4)
    s.camera((0, -1.2, 1.0), (-0.6, 14, 8.4), 24, f=8, focus=16.0)
    s.grade(shadow=(0.0, 0.012, 0.03), light=(0.03, 0.018, -0.02), saturation=0.88, bloom=0.12)
    s.expose(0.0)
