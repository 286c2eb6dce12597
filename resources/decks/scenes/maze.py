"""A hedge maze from above in early light, its ways half in shadow."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.30, 0.42, 0.58), horizon=(0.7, 0.66, 0.6), strength=0.75)
    s.sun(27, -64, 6.5, (1, 0.80, 0.52), 0.7)
    s.fog((0.50, 0.54, 0.56), 0.0075, lit=(0.9, 0.8, 0.62), start=24)
    s.FOG['dir'] = s.direction(5, -50)
    rnd, N, w, hh = s.random, 17, 2.05, 1.25
    R = N // 2
    # Carve the ways depth first; the middle is left open as a small court.
    court = {(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
    cells = {(i, j) for i in range(-R, R + 1) for j in range(-R, R + 1)}
    seen, stack, open_ = {(-R, -R)}, [(-R, -R)], set()
    while stack:
        c = stack[-1]
        nb = [(c[0] + a, c[1] + b) for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)) if (c[0] + a, c[1] + b) in cells - seen]
        if not nb:
            stack.pop()
            continue
        d = rnd.choice(nb)
        open_.add(frozenset((c, d)))
        seen.add(d)
        stack.append(d)
    for c in court:
        for a, b in ((1, 0), (0, 1)):
            d = (c[0] + a, c[1] + b)
            if d in court:
                open_.add(frozenset((c, d)))
    walls = []
    for i, j in cells:
        for a, b in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            d = (i + a, j + b)
            if d in cells and ((a, b) in ((-1, 0), (0, -1)) or frozenset(((i, j), d)) in open_):
                continue
            if d not in cells and (i, j) in ((0, -R), (3, R)) and b:
                continue
            walls.append(((i + a / 2) * w, (j + b / 2) * w, 90 if a else 0))
    green = s.mat('leaf', (0.060, 0.115, 0.026), (0.036, 0.075, 0.018), vary=0.32, rough=(0.35, 0.55), translucent=0.2, scale=0.5)
    core = s.mat('core', (0.028, 0.046, 0.014), (0.016, 0.026, 0.009), scale=6, bscale=26, bump=1, dist=0.06)
    gravel = s.mat('gravel', (0.46, 0.39, 0.29), (0.36, 0.30, 0.225), scale=0.7, bscale=30, bump=0.7, rough=(0.7, 0.9), dist=0.02)
    lawn = s.mat('lawn', (0.10, 0.15, 0.045), (0.065, 0.105, 0.03), scale=0.35, bscale=18, bump=0.8, dist=0.03)
    th = 0.62
    protos = []
    for k in range(6):
        V, F = [], []
        for _ in range(2600):
            face = rnd.random()
            ln = w + th * 0.75
            if face < 0.36:
                p = s.Vector((s.U(-ln / 2, ln / 2), s.U(-th / 2, th / 2), hh))
                nrm = s.Vector((0, 0, 1))
            else:
                sd = rnd.choice((-1, 1))
                p = s.Vector((s.U(-ln / 2, ln / 2), sd * th / 2, s.U(0, hh)))
                nrm = s.Vector((0, sd, 0.2))
                if rnd.random() < 0.16:
                    p = s.Vector((sd * ln / 2, s.U(-th / 2, th / 2), s.U(0, hh)))
                    nrm = s.Vector((sd, 0, 0.2))
            p += nrm * rnd.gauss(0.0, 0.028)
            a = (nrm + s.Vector((rnd.gauss(0, .7), rnd.gauss(0, .7), rnd.gauss(0, .7)))).normalized()
            b = a.cross(s.Vector((rnd.gauss(0, 1), rnd.gauss(0, 1), rnd.gauss(0, 1)))).normalized()
            c = a.cross(b)
            q = s.U(0.035, 0.062)
            i = len(V)
            V += [p - b * q, p + c * q * 0.6, p + b * q, p - c * q * 0.6]
            F.append((i, i + 1, i + 2, i + 3))
        protos.append(s.mesh('hedge', V, F, green, flat=True))
    col = s.bpy.context.scene.collection
    body = []
    for x, y, r in walls:
        o = s.bpy.data.objects.new('h', rnd.choice(protos))
        o.location = (x, y, s.U(-0.05, 0.02))
        o.rotation_euler = (0, 0, m.radians(r + rnd.choice((0, 180))))
        o.scale = (1, s.U(0.95, 1.08), s.U(0.97, 1.03))
        col.objects.link(o)
        body.append(((x, y, hh / 2 - 0.03), (w + th * 0.72, th - 0.06, hh - 0.05), r))
    s.blocks(body, core)
    E = N * w / 2
    s.ground(lambda x, y: 0.025 * s.fbm(x * 0.8, y * 0.8, 4), (-E - 1, E + 1), (-E - 1, E + 1), 260, 260, gravel)
    s.ground(lambda x, y: -0.03 + 0.1 * s.fbm(x / 5, y / 5, 3) * s.smooth(E + 1, E + 8, np.maximum(np.abs(x), np.abs(y))), (-140, 140), (-60, 240), 300, 300, lawn)
    s.box((2.0, 60, 0.05), (0, -E - 30.5, 0.0), gravel, bevel=0)
    s.box((1.9, 60, 0.05), (3 * w, E + 30.5, 0.0), gravel, bevel=0)
    stone = s.mat('stone', (0.44, 0.42, 0.38), (0.31, 0.30, 0.27), scale=2, bscale=30, bump=0.5)
    s.lathe([(1.05, 0), (1.05, 0.42), (1.12, 0.46), (1.12, 0.52), (0.92, 0.52), (0.9, 0.40)], stone, (0, 0, 0), 48)
    s.lathe([(0, 0.44), (0.93, 0.44)], s.water('basin', (0.01, 0.02, 0.022), 0.03, ((6, 0.1),)), (0, 0, 0), 40)
    bark = s.mat('bark', (0.07, 0.05, 0.038), bump=0.8)
    bl = s.mat('tree', (0.09, 0.14, 0.035), (0.06, 0.10, 0.025), translucent=0.35, vary=0.3)
    trees = [s.tree_mesh(bark, 8, 60 + k, 4, 0.7, bl, 0.17, 9, trunk=0.26, gnarl=0.25) for k in range(3)]
    pts = [(s.U(-70, 70), E + 7 + abs(s.random.gauss(0, 16)), 0) for _ in range(70)] + [(sd * (E + 5 + abs(s.random.gauss(0, 9))), s.U(-20, 24), 0) for sd in (1,) for _ in range(10)]
    s.scatter(trees, [p for p in pts if abs(p[0]) > E + 4 or (p[1] > E + 6 and abs(p[0] - 3 * w) > 3)], (0.8, 1.4), 3)
    s.camera((-6.5, -22.5, 29.0), (0.4, -0.9, 0.0), 40, f=8, focus=36.0, roll=-5)
    s.grade(light=(0.028, 0.016, -0.02), shadow=(0.0, 0.012, 0.022), bloom=0.25, contrast=1.06)
    s.expose(0.5)
