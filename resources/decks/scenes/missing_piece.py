"""A white jigsaw with one piece missing, dark beneath, in raking light."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.22, 0.28, 0.38), horizon=(0.25, 0.28, 0.33), strength=0.28)
    card = s.mat('card', (0.72, 0.70, 0.67), (0.66, 0.64, 0.61), local=True, vary=0.05, scale=60, bscale=900, bump=0.16, rough=(0.5, 0.75), dist=0.0006)
    dark = s.mat('table', (0.0075, 0.0065, 0.0065), (0.004, 0.004, 0.004), stretch=(3, 40, 1), scale=3, bscale=60, rough=(0.4, 0.6), bump=0.3, dist=0.001)
    s.box((3, 3, 0.02), (0, 0, -0.0105), dark, bevel=0)
    N, P, H = 17, 0.030, 0.0024
    rnd = s.random
    J = {(i, j): s.Vector((i * P + rnd.gauss(0, 0.0011), j * P + rnd.gauss(0, 0.0011))) for i in range(N + 1) for j in range(N + 1)}

    def edge(a, b):
        """A line from a to b with one tab, as points without its end."""
        d = b - a
        q = s.Vector((-d.y, d.x))
        f, c, w, k = rnd.choice((-1, 1)), U(0.44, 0.56), U(0.9, 1.1), U(-0.04, 0.04)
        shape = [(0, 0), (0.12, 0.012 + k), (0.26, 0.03 + k), (0.37, 0.015), (0.405, -0.025), (0.385, -0.085), (0.362, -0.140), (0.375, -0.198), (0.43, -0.235),
                 (0.5, -0.246), (0.57, -0.235), (0.625, -0.198), (0.638, -0.140), (0.615, -0.085), (0.595, -0.025), (0.63, 0.015), (0.74, 0.03 - k), (0.88, 0.012 - k), (1, 0)]
        pts = [s.Vector((x, y, 0)) for x, y in shape]
        out = []
        for p in s.flow(pts, 3)[:-1]:
            x = p.x + (c - 0.5) * m.sin(m.pi * min(1, max(0, p.x)))
            out.append(a + d * x + q * p.y * f * w)
        return out
    U = s.U
    hor = {(i, j): edge(J[i, j], J[i + 1, j]) for i in range(N) for j in range(N + 1)}
    ver = {(i, j): edge(J[i, j], J[i, j + 1]) for i in range(N + 1) for j in range(N)}
    hole = (8, 7)
    off = s.Vector((-(hole[0] + 0.5) * P, -(hole[1] + 0.5) * P))
    for i in range(N):
        for j in range(N):
            if (i, j) == hole:
                continue
            line = hor[i, j] + ver[i + 1, j] + (hor[i, j + 1] + [J[i + 1, j + 1]])[:0:-1] + (ver[i, j] + [J[i, j + 1]])[:0:-1]
            n = len(line)
            inset = []
            for k, p in enumerate(line):
                t = (line[(k + 1) % n] - line[k - 1])
                t = t.normalized() if t.length > 1e-9 else s.Vector((1, 0))
                inset.append((p + s.Vector((-t.y, t.x)) * 0.00016, p + s.Vector((-t.y, t.x)) * 0.00062))
            c = s.Vector(((i + 0.5) * P, (j + 0.5) * P))
            low = [(*(a - c), 0) for a, b in inset]
            mid = [(*(a - c), H - 0.00042) for a, b in inset]
            rnda = [(*((a * 0.66 + b * 0.34) - c), H - 0.00012) for a, b in inset]
            top = [(*(b - c), H) for a, b in inset]
            V = low + mid + rnda + top
            F = [(r * n + k, r * n + (k + 1) % n, (r + 1) * n + (k + 1) % n, (r + 1) * n + k) for r in range(3) for k in range(n)] + [tuple(range(3 * n, 4 * n))]
            me = s.mesh('piece', V, F, card)
            me.polygons[len(F) - 1].use_smooth = False
            near = max(abs(i - hole[0]), abs(j - hole[1])) <= 1
            o = s.obj('piece', me, None, (c.x + off.x, c.y + off.y, abs(rnd.gauss(0, 0.00012))), (rnd.gauss(0, 0.35 if not near else 0.55), rnd.gauss(0, 0.35), rnd.gauss(0, 0.12)))
    s.lamp((-1.15, 0.75, 0.235), 105, (1, 0.82, 0.60), 0.07, 'AREA', (0, 0, 0))
    s.box((0.02, 0.3, 0.6), (-0.62, 0.60, 0.10), dark, (0, 0, -20), bevel=0)
    s.lamp((0.6, -0.2, 0.7), 1.1, (0.5, 0.68, 1), 0.8, 'AREA', (0, 0, 0))
    s.camera((0.050, -0.150, 0.185), (0.008, 0.006, 0.0), 55, f=8, focus=(0.0, -0.012, 0.002), roll=-7)
    s.grade(bloom=0.2, vignette=0.38, light=(0.025, 0.012, -0.018), shadow=(0.0, 0.01, 0.03))
    s.expose(0.4)
