"""A thick rope with a knot, pulled from both sides; close."""


def tied(s):
    """The middle line of an overhand knot, drawn tight: a chain of points that may not come nearer than the rope is thick."""
    np = s.np
    n, D = 230, 1.0
    t = np.linspace(-1, 1, n)
    # an open trefoil whose ends leave to the left and to the right
    u = t * 2.35
    x = (u ** 3 - 3 * u) * 1.1
    y = (u ** 4 - 4 * u ** 2) * 0.9
    z = (u ** 5 - 10 * u) * 0.28
    k = np.abs(u) > 1.92
    e = np.sign(u[k]) * 1.92
    x[k] = (e ** 3 - 3 * e) * 1.1 + (u[k] - e) * 16
    y[k] = (e ** 4 - 4 * e ** 2) * 0.9
    z[k] = (e ** 5 - 10 * e) * 0.28
    p = np.stack([x, y, z], -1)
    L = np.r_[0, np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))]
    q = np.linspace(0, L[-1], n)
    p = np.stack([np.interp(q, L, p[:, i]) for i in range(3)], -1)
    seg = q[1]
    gap = int(np.ceil(1.9 * D / seg))
    i, j = np.triu_indices(n, gap)
    for step in range(2600):
        pull = 0.035 * (1 if step < 2200 else 0.3)
        p[0] += (-pull, 0, 0)
        p[-1] += (pull, 0, 0)
        for a in (0, -1):
            p[a, 1:] *= 0.997
        for _ in range(3):
            for off in (0, 1):
                d = p[off + 1::2][:len(p[off:-1:2])] - p[off:-1:2]
                ln = np.linalg.norm(d, axis=1, keepdims=True)
                c = d * (0.5 * (1 - seg / np.maximum(ln, 1e-9)))
                p[off:-1:2] += c
                p[off + 1::2][:len(c)] -= c
        mid = 0.5 * (p[:-2] + p[2:])
        p[1:-1] += 0.13 * (mid - p[1:-1])
        d = p[i] - p[j]
        r = np.einsum('ij,ij->i', d, d)
        h = r < D * D
        if h.any():
            rr = np.sqrt(np.maximum(r[h], 1e-9))
            c = d[h] * (0.5 * 0.6 * (D / rr - 1))[:, None]
            np.add.at(p, i[h], c)
            np.add.at(p, j[h], -c)
    return p - p[n // 2 - 20:n // 2 + 20].mean(0)


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.26, 0.32, 0.40), horizon=(0.30, 0.34, 0.39), strength=0.55)
    s.fog((0.2, 0.23, 0.27), 0.0)
    fibre = s.mat('fibre', (0.34, 0.37, 0.40), (0.20, 0.225, 0.255), local=True, scale=7, bscale=90, bump=0.7, rough=(0.7, 0.92), dist=0.02, detail=8)
    hair = s.mat('hair', (0.46, 0.47, 0.47), (0.34, 0.36, 0.37), local=True, rough=(0.7, 0.9), translucent=0.3)
    sea = s.mat('far', (0.085, 0.11, 0.135), (0.13, 0.155, 0.175), scale=0.08, bump=0.2)
    p = tied(s)
    pts = s.flow([s.Vector(q) for q in p[::2]], 7)
    P = np.array([tuple(q) for q in pts])
    T = np.gradient(P, axis=0)
    T /= np.linalg.norm(T, axis=1, keepdims=True)
    nv = np.zeros_like(P)
    v = np.cross(T[0], (0, 0, 1))
    for k in range(len(P)):
        v = v - T[k] * v.dot(T[k])
        v /= np.linalg.norm(v)
        nv[k] = v
    bn = np.cross(T, nv)
    arc = np.r_[0, np.cumsum(np.linalg.norm(np.diff(P, axis=0), axis=1))]
    lay, R, r = 1.75, 0.262, 0.262
    V, F = [], []
    for st in range(3):
        ph = 2 * m.pi * st / 3 + 2 * m.pi * arc / lay
        C = P + R * (np.cos(ph)[:, None] * nv + np.sin(ph)[:, None] * bn)
        tc = np.gradient(C, axis=0)
        tc /= np.linalg.norm(tc, axis=1, keepdims=True)
        out = (C - P) / R
        out -= tc * np.einsum('ij,ij->i', out, tc)[:, None]
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        sd = np.cross(tc, out)
        # each strand is itself laid of yarns, turning the other way
        yarns, sides = 9, 72
        a = np.linspace(0, 2 * m.pi, sides, endpoint=False)
        tw = -2 * m.pi * arc / 1.15
        ridge = np.abs(np.cos(0.5 * yarns * (a[None, :] + tw[:, None])))
        fine = s.perlin((a[None, :] + tw[:, None]) * 9 + 40 * st, arc[:, None] * 1.5)
        rad = r * (0.93 + 0.10 * ridge ** 0.6 + 0.022 * fine + 0.02 * s.perlin(arc * 1.3 + 9 * st, arc * 0)[:, None])
        W = C[:, None, :] + rad[..., None] * (np.cos(a)[None, :, None] * out[:, None, :] + np.sin(a)[None, :, None] * sd[:, None, :])
        b = len(V)
        V.extend(W.reshape(-1, 3).tolist())
        i = np.arange(len(P) * sides).reshape(len(P), sides) + b
        j = np.roll(i, -1, 1)
        F.extend(np.stack([i[:-1], j[:-1], j[1:], i[1:]], -1).reshape(-1, 4).tolist())
        if st == 0:
            tips = []
        tips.append((C, out, sd, tc, rad))
    s.obj('rope', s.mesh('rope', V, F, fibre))
    hv, hf = [], []
    for _ in range(5200):
        C, out, sd, tc, rad = tips[s.random.randrange(3)]
        k = s.random.randrange(2, len(P) - 2)
        g = s.random.gauss(0, 0.9)
        dr = m.cos(g) * out[k] + m.sin(g) * sd[k]
        q = C[k] + dr * r * 0.97
        al = tc[k] * s.random.choice((-1, 1)) + sd[k] * s.U(-.8, .8)
        ln = s.U(0.06, 0.20) * (2.0 if s.random.random() < 0.05 else 1)
        up = s.U(0.15, 0.8)
        line = [s.Vector(q + al * ln * t * 0.8 + dr * ln * (up * t - 0.3 * t * t) + np.array((0, 0, -0.2)) * ln * t * t) for t in (0, 0.33, 0.66, 1)]
        s.tube_data(line, [0.0042, 0.004, 0.0035, 0.002], 3, hv, hf)
    s.obj('hairs', s.mesh('hairs', hv, hf, hair))
    # far water and a paler shore, out of focus
    s.box((400, 0.5, 200), (0, 160, -96), sea, bevel=0)
    s.sun(34, -76, 4.2, (1, 0.88, 0.74), 2)
    s.lamp((9, 5, 5), 420, (0.65, 0.8, 1), 4, 'AREA', (0, 0, 0))
    s.camera((0.9, -11.5, 2.6), (0.0, 0, 0.1), 54, f=0.09, focus=10.9, roll=-9)
    s.grade(bloom=0.25, light=(0.012, 0.012, 0.0), shadow=(0.0, 0.012, 0.035), vignette=0.35, saturation=0.85)
    s.expose(0.8)
