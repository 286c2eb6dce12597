"""A long colonnade: light and shadow take turns on its floor, towards one point."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.30, 0.44, 0.62), horizon=(0.80, 0.80, 0.76), curve=0.5, strength=0.55)
    s.sun(27, -66, 8.0, (1, 0.80, 0.52), 0.6)
    s.fog((0.50, 0.48, 0.45), 0.0075, lit=(1.2, 0.95, 0.68), tight=7, start=6)
    s.FOG['dir'] = s.direction(10, -14)
    lime = s.mat('lime', (0.56, 0.50, 0.41), (0.44, 0.39, 0.32), scale=1.4, bscale=34, bump=0.5, rough=(0.6, 0.85), dist=0.012, warp=0.4)
    shaft = s.mat('shaft', (0.60, 0.54, 0.45), (0.46, 0.41, 0.34), local=True, vary=0.12, scale=1.8, bscale=26, bump=0.5, rough=(0.55, 0.8), dist=0.012, stretch=(1, 1, 0.5))
    vault = s.mat('vault', (0.50, 0.46, 0.40), (0.38, 0.35, 0.31), scale=0.9, bscale=22, bump=0.5, rough=(0.7, 0.9), dist=0.015)
    floor = s.by_piece(s.mat('floor', (0.40, 0.35, 0.29), (0.29, 0.255, 0.215), scale=2, bscale=40, bump=0.3, rough=(0.12, 0.42), dist=0.006), 0.28)
    bay, N, hw, spring = 2.5, 22, 1.75, 3.55
    Y0, Y1 = -bay, bay * N
    tiles = []
    for j in range(int((Y1 - Y0) / 0.62)):
        for i in range(-4, 4):
            tiles.append(((i * 0.62 + 0.31, Y0 + j * 0.62, -0.03), (0.612, 0.612, 0.06)))
    s.blocks(tiles, floor, 0.0025)
    s.box((2 * hw + 1.2, Y1 - Y0 + 2, 0.1), (0, (Y0 + Y1) / 2, -0.075), s.mat('joint', (0.10, 0.085, 0.07)), bevel=0)
    prof = [(0.30, 0), (0.30, 0.10), (0.27, 0.12), (0.275, 0.17), (0.245, 0.21), (0.225, 0.24), (0.222, 0.9), (0.216, 1.6), (0.20, 2.3), (0.196, 2.36),
            (0.215, 2.38), (0.215, 2.41), (0.198, 2.43), (0.205, 2.5), (0.25, 2.58), (0.29, 2.62), (0.29, 2.64)]
    col = s.lathe(prof, shaft, (-hw, 0, 0), 40)
    rnd = []
    for sd in (-1, 1):
        for k in range(-1, N + 1):
            y = k * bay
            if sd < 0:
                s.obj('c', col.data, None, (-hw, y, 0.02), (0, 0, s.U(0, 360)))
                rnd += [((-hw, y, 2.71), (0.62, 0.62, 0.10)), ((-hw, y, 0.0), (0.72, 0.72, 0.10))]
            else:
                rnd += [((hw + 0.10, y, 1.34), (0.30, 0.42, 2.68)), ((hw + 0.08, y, 2.71), (0.40, 0.56, 0.10)), ((hw + 0.08, y, 0.12), (0.40, 0.52, 0.24))]
    s.bpy.data.objects.remove(col)
    s.blocks(rnd, lime)

    def arches(x, th, m_):
        V, F = [], []
        r, top, n = bay / 2 - 0.24, 4.1, 20
        for k in range(-1, N):
            yc = (k + 0.5) * bay
            ang = np.linspace(m.pi, 0, n)
            ys = [yc - bay / 2] + list(yc + r * np.cos(ang)) + [yc + bay / 2]
            zs = [2.75] + list(2.75 + r * np.sin(ang)) + [2.75]
            b = len(V)
            for y, z in zip(ys, zs):
                V += [(x - th, y, z), (x + th, y, z), (x - th, y, top), (x + th, y, top)]
            for i in range(len(ys) - 1):
                a, c = b + 4 * i, b + 4 * i + 4
                F += [(a, c, c + 2, a + 2), (a + 1, a + 3, c + 3, c + 1), (a, a + 1, c + 1, c)]
        s.obj('arches', s.mesh('arches', V, F, m_, flat=True))
    arches(-hw, 0.22, lime)
    arches(hw + 0.12, 0.14, lime)
    s.box((0.2, Y1 - Y0 + 2, 5), (hw + 0.3, (Y0 + Y1) / 2, 2), vault, bevel=0)
    V, F, n = [], [], 28
    for i, a in enumerate(np.linspace(0, m.pi, n)):
        V += [((hw + 0.02) * m.cos(a), Y0, spring + 0.92 * (hw) * m.sin(a)), ((hw + 0.02) * m.cos(a), Y1 + 1, spring + 0.92 * hw * m.sin(a))]
        if i:
            F.append((2 * i - 2, 2 * i - 1, 2 * i + 1, 2 * i))
    s.obj('vault', s.mesh('vault', V, F, vault))
    V, F = [], []
    for k in range(-1, N + 1):
        for dy in (-0.2, 0.2):
            b = len(V)
            for i, a in enumerate(np.linspace(0, m.pi, n)):
                for rr in (hw - 0.13, hw + 0.05):
                    V.append((rr * m.cos(a), k * bay + dy, spring + 0.92 * rr * m.sin(a)))
                if i:
                    c = b + 2 * i
                    F.append((c - 2, c, c + 1, c - 1))
        b2 = len(V) - 4 * n
        for i in range(n - 1):
            F.append((b2 + 2 * i, b2 + 2 * i + 2, b2 + 2 * n + 2 * i + 2, b2 + 2 * n + 2 * i))
    s.obj('ribs', s.mesh('ribs', V, F, lime, flat=True))
    s.box((0.3, Y1 - Y0, 0.14), (-hw - 0.1, (Y0 + Y1) / 2, spring + 0.02), lime, bevel=0.03)
    s.box((0.2, Y1 - Y0, 0.12), (hw - 0.02, (Y0 + Y1) / 2, spring + 0.0), lime, bevel=0.03)
    s.box((0.6, Y1 - Y0, 4), (-hw, (Y0 + Y1) / 2, 6.1), vault, bevel=0)
    grass = s.mat('lawn', (0.16, 0.18, 0.07), (0.10, 0.13, 0.05), scale=4, bump=0.8)
    s.ground(lambda x, y: 0.03 * s.fbm(x, y, 4) - 0.12, (-60, -2.1), (-5, 130), 140, 200, grass)
    hedge = s.mat('hedge', (0.07, 0.10, 0.035), (0.03, 0.05, 0.02), scale=6, bump=1, dist=0.1)
    cyp = [s.conifer(hedge, 11, k, 40, 0.075) for k in range(3)]
    s.scatter(cyp, [(-15 + s.U(-.4, .4), 4 + k * 5.2, -0.4) for k in range(26)], (0.9, 1.1), 1)
    s.box((1.6, 150, 1.1), (-9.5, 60, 0.35), hedge, bevel=0.2)
    s.scatter([s.conifer(hedge, 14, 9, 30, 0.3)], [(-34 + s.U(-6, 6), 4 + k * 4, -0.4) for k in range(40)], (0.8, 1.3), 1)
    s.box((8, 0.3, 8), (0, Y1 + 0.4, 2), vault, bevel=0)
    s.box((1.3, 0.1, 2.6), (0, Y1 + 0.2, 1.3), s.glow('end', (1, 0.86, 0.62), 5), bevel=0)
    s.lamp((0, -2.2, 2.6), 8, (0.6, 0.72, 1), 2, 'AREA', (0, 6, 1))
    s.camera((0.0, -1.0, 1.42), (0.0, 30, 1.78), 25, f=8, focus=9.0)
    s.grade(bloom=0.45, light=(0.03, 0.014, -0.02), shadow=(0.0, 0.01, 0.035))
    s.expose(0.1)
