"""An old balance: a stone in one pan, a feather in the other."""


def feather(s, m_, shaft):
    """A curved feather about 0.2 long, lying along +x."""
    np, m, V3 = s.np, s.math, s.Vector
    L = 0.21
    line = lambda t: V3((L * t, 0.022 * m.sin(t * 2.2), 0.030 * t * t + 0.012 * t))
    V, F = [], []
    for sd in (-1, 1):
        for k in range(210):
            t = 0.16 + 0.83 * k / 210
            w = 0.031 * m.sin(m.pi * min(1, (t - 0.12) / 0.92)) ** 0.55 * (1.15 if sd > 0 else 0.72) * (1 if t < .9 else 1 - (t - .9) * 4.5)
            if 0.50 < t < 0.525 or (sd > 0 and 0.70 < t < 0.715):
                w *= 0.8
            b, f = line(t), 0.55 + 0.5 * t
            e = V3((f * 0.9, sd, 0.0)).normalized()
            n = 5
            base = len(V)
            for i in range(n + 1):
                u = i / n
                c = b + e * w * u + V3((0.012 * u * u, 0, -0.008 * u * u * w / 0.03 + 0.004 * m.sin(u * 3 + t * 9) * u + s.U(-.0006, .0006)))
                ww = 0.00062 * (1 - 0.6 * u)
                V += [c - V3((ww, 0, 0)), c + V3((ww, 0, 0))]
                if i:
                    F.append((base + 2 * i - 2, base + 2 * i - 1, base + 2 * i + 1, base + 2 * i))
        for k in range(40):
            t = s.U(0.10, 0.2)
            b = line(t)
            a = s.U(0.4, 2.2)
            ln = s.U(0.012, 0.024)
            base = len(V)
            for i in range(4):
                u = i / 3
                c = b + V3((m.cos(a) * ln * u, sd * m.sin(a) * ln * u, ln * 0.5 * u * s.U(-.6, 1)))
                V += [c - V3((0.00025, 0, 0)), c + V3((0.00025, 0, 0))]
                if i:
                    F.append((base + 2 * i - 2, base + 2 * i - 1, base + 2 * i + 1, base + 2 * i))
    o = s.obj('vane', s.mesh('vane', V, F, m_))
    q = s.tube([line(t) for t in np.linspace(-0.12, 1, 12)], [0.0016, 0.0013, 0.0003], shaft, 8, 4)
    return o, q


def build(s):
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.03, 0.035, 0.045), horizon=(0.02, 0.022, 0.026), strength=1)
    s.fog((0.10, 0.09, 0.075), 0.05, start=1.2)
    brass = s.mat('brass', (0.56, 0.37, 0.13), (0.30, 0.18, 0.065), local=True, scale=14, bscale=120, bump=0.15, metal=1, rough=(0.18, 0.42), dist=0.001, edge=(0.42, 0.68))
    steel = s.mat('steel', (0.35, 0.34, 0.33), metal=1, rough=(0.25, 0.4), bump=0.05)
    wood = s.mat('table', (0.17, 0.085, 0.042), (0.085, 0.042, 0.022), scale=3.5, stretch=(0.6, 7, 7), bscale=60, bump=0.4, rough=(0.18, 0.42), dist=0.003)
    base = s.mat('base', (0.10, 0.042, 0.022), (0.055, 0.024, 0.014), scale=6, stretch=(0.7, 6, 6), bscale=80, bump=0.15, rough=(0.10, 0.24), dist=0.002, coat=0.3)
    wall = s.mat('wall', (0.17, 0.195, 0.185), (0.115, 0.135, 0.13), scale=1.6, bscale=26, bump=0.5, rough=(0.7, 0.9), dist=0.012, warp=0.6)
    y = -0.9
    while y < 0.75:
        w = s.U(0.14, 0.2)
        s.box((3.4, w - 0.003, 0.05), (s.U(-.1, .1), y + w / 2, -0.025), wood, bevel=0.004, wobble=0.001)
        y += w
    s.box((8, 0.1, 5), (0, 1.5, 0.8), wall, bevel=0)
    s.box((0.44, 0.20, 0.05), (0, 0, 0.025), base, bevel=0.012)
    s.box((0.38, 0.15, 0.025), (0, 0, 0.062), base, bevel=0.008)
    H = 0.60
    s.lathe([(0.06, 0.074), (0.058, 0.082), (0.032, 0.095), (0.022, 0.12), (0.030, 0.14), (0.031, 0.15), (0.018, 0.165), (0.0135, 0.2), (0.012, 0.36), (0.0135, 0.42), (0.022, 0.435), (0.023, 0.445), (0.013, 0.46), (0.011, 0.55), (0.019, 0.565), (0.019, 0.575), (0.012, 0.585), (0.010, H + 0.02), (0.016, H + 0.035), (0.019, H + 0.05), (0.013, H + 0.068), (0.005, H + 0.078), (0.007, H + 0.086), (0, H + 0.094)], brass, (0, 0, 0), 64)
    tilt = 0.0
    p = s.obj('beam', None, None, (0, -0.026, H), (0, tilt, 0))
    bits = []
    A = 0.315
    out = []
    for t in np.linspace(-1, 1, 61):
        k = abs(t)
        out.append((A * t, 0.020 * (1 - k) ** 1.3 + 0.006 + 0.004 * m.sin(m.pi * min(1, max(0, (k - 0.80) / 0.20))) + 0.003 * k ** 3))
    V, F = [], []
    for x, w in out:
        zc = -0.010 * (x / A) ** 2 + 0.018 * abs(x / A) ** 3
        th = 0.0055 - 0.002 * abs(x / A)
        for a in range(12):
            g = 2 * m.pi * a / 12
            V.append((x, th * m.cos(g), zc + w * m.sin(g) * 0.75))
    F = [(i * 12 + a, i * 12 + (a + 1) % 12, (i + 1) * 12 + (a + 1) % 12, (i + 1) * 12 + a) for i in range(60) for a in range(12)]
    bits.append(s.obj('arm', s.mesh('arm', V, F, brass)))
    bits.append(s.tube([(0, 0, 0.0), (0.0, -0.004, -0.21)], [0.0032, 0.0008], steel, 8, 1))
    bits.append(s.lathe([(0, -0.014), (0.012, -0.012), (0.012, 0.012), (0, 0.014)], steel, (0, 0, 0.0), 32, rot=(90, 0, 0)))
    for b in bits:
        b.parent = p
    s.box((0.075, 0.004, 0.034), (0, -0.020, H - 0.215), s.mat('ivory', (0.60, 0.54, 0.42), bump=0.1, rough=(0.3, 0.5)), bevel=0.002)
    for k in range(-5, 6):
        s.box((0.0012, 0.002, 0.012 if k % 5 else 0.02), (k * 0.0062, -0.0228, H - 0.213), s.mat('tick', (0.03, 0.02, 0.02)), bevel=0)
    ring = [V3((0.0042 * m.cos(a), 0, 0.0058 * m.sin(a))) for a in np.linspace(0, 2 * m.pi, 13)]
    Vv, Ff = [], []
    s.tube_data(ring, 0.0011, 6, Vv, Ff)
    link = s.mesh('link', Vv, Ff, brass)
    col = s.bpy.context.scene.collection
    tops = []
    for sd in (-1, 1):
        hx, hz = sd * A * m.cos(m.radians(tilt)), H - sd * A * m.sin(m.radians(tilt)) + 0.004
        Y = -0.026
        s.tube([(hx, Y, hz + 0.006), (hx + 0.007, Y, hz - 0.002), (hx, Y, hz - 0.016), (hx - 0.006, Y, hz - 0.024), (hx, Y, hz - 0.032)], 0.0022, steel, 8, 8)
        s.lathe([(0, 0.004), (0.010, 0.002), (0.010, -0.002), (0, -0.004)], brass, (hx, Y, hz - 0.036), 24)
        zp, R = hz - 0.335, 0.108
        pr = [(0, 0.0), (0.05, 0.002), (0.085, 0.010), (0.103, 0.020), (R, 0.027), (R + 0.0025, 0.028), (R + 0.003, 0.0255), (0.105, 0.0165), (0.087, 0.0065), (0.05, -0.002), (0, -0.004)]
        s.lathe(pr, brass, (hx, Y, zp), 96)
        tops.append((hx, Y, zp))
        for k in range(3):
            a = m.radians(90 + 120 * k + 22 * sd)
            P, Q = V3((hx + 0.008 * m.cos(a), Y + 0.008 * m.sin(a), hz - 0.040)), V3((hx + R * m.cos(a), Y + R * m.sin(a), zp + 0.028))
            n = int((Q - P).length / 0.0088)
            for i in range(n + 1):
                o = s.bpy.data.objects.new('l', link)
                o.location = P.lerp(Q, i / n)
                d = (Q - P).normalized()
                e = d.to_track_quat('Z', 'Y').to_matrix() @ s.Matrix.Rotation(m.pi / 2 * (i % 2), 3, 'Z')
                o.rotation_euler = e.to_euler()
                col.objects.link(o)
    st = s.mat('stone', (0.125, 0.13, 0.135), (0.065, 0.068, 0.074), local=True, scale=3.2, bscale=30, bump=0.7, rough=(0.35, 0.65), dist=0.03)
    x, yy, z = tops[0]
    s.obj('stone', s.rock(st, 8, 6, 0.20, (1.15, 0.95, 0.78)), None, (x - 0.004, yy, z + 0.052), (4, -6, 30), 0.132)
    x, yy, z = tops[1]
    vane = s.mat('vane', (0.86, 0.84, 0.79), (0.74, 0.71, 0.65), bump=0, rough=(0.5, 0.7), translucent=0.45)
    o, q = feather(s, vane, s.mat('shaft', (0.78, 0.72, 0.6), rough=(0.3, 0.5), bump=0, translucent=0.2))
    f = s.obj('feather', None, None, (x - 0.098, yy - 0.040, z + 0.012), (16, -10, 20), 1.22)
    o.parent = q.parent = f
    # Behind, out of focus: a shelf with jars and small weights.
    glass = s.mat('jar', (0.05, 0.085, 0.08), (0.04, 0.07, 0.065), rough=(0.05, 0.1), bump=0)
    s.box((1.5, 0.2, 0.03), (0.35, 1.28, 0.30), base, bevel=0.004)
    for xx, hh, r in ((-0.22, 0.2, 0.055), (-0.05, 0.14, 0.045), (0.13, 0.24, 0.05), (0.74, 0.17, 0.06), (0.92, 0.22, 0.045)):
        s.lathe([(r, 0), (r, hh * .7), (r * .5, hh * .85), (r * .5, hh), (r * .62, hh), (0, hh)], glass, (xx, 1.27, 0.315), 32)
    for i, (k, xx, yv) in enumerate(((1, -0.20, -0.235), (0.78, -0.128, -0.262), (0.58, -0.072, -0.25))):
        s.lathe([(0.021, 0), (0.022, 0.003), (0.022, 0.036), (0.019, 0.040), (0.007, 0.043), (0.0055, 0.052), (0.010, 0.058), (0.010, 0.064), (0, 0.068)], brass, (xx, yv, 0), 48, scale=k)
    s.lamp((-1.7, -0.1, 1.25), 62, (1, 0.84, 0.62), 0.55, 'AREA', (0, 0, 0.35))
    s.lamp((1.6, -0.6, 0.9), 8, (0.5, 0.68, 1), 0.9, 'AREA', (0, 0, 0.4))
    src, aim = V3((-2.9, -1.6, 1.9)), V3((0.25, 1.45, 0.62))
    s.lamp(src, 420, (1, 0.78, 0.50), 0.035, 'SPOT', aim, 22)
    q = (aim - src).to_track_quat('-Z', 'Y').to_matrix()
    mid = src.lerp(aim, 0.42)
    e = q.to_euler()
    for dx, dy, w, hh in ((0, 0, 0.03, 1.2), (0, 0.0, 0.9, 0.03), (-0.27, 0, 0.16, 1.2), (0.27, 0, 0.16, 1.2), (0, 0.33, 0.9, 0.2), (0, -0.33, 0.9, 0.2)):
        o = s.box((w, hh, 0.01), mid + q @ V3((dx, dy, 0)), wood, bevel=0)
        o.rotation_euler = e
    s.lamp((0.9, 0.7, 1.0), 10, (1, 0.80, 0.55), 0.3, 'AREA', (0.2, 0, 0.3))
    s.camera((0.15, -1.42, 0.50), (0.0, 0, 0.345), 48, f=3.2, focus=(0.1, -0.06, 0.35))
    s.grade(bloom=0.45, light=(0.03, 0.012, -0.02), shadow=(0.0, 0.012, 0.022))
    s.expose(0.55)
