"""A paper boat afloat in a gutter between kerb and cobbles, lamps far off."""


def paper_boat(s, m, loc, rot, k):
    V = [(-0.5, 0, 0.20), (0.5, 0, 0.20), (-0.3, 0, -0.03), (0.3, 0, -0.03), (0, -0.2, 0.17), (0, 0.2, 0.17),
         (-0.27, 0, 0.13), (0.27, 0, 0.13), (0, 0, 0.44), (-0.24, -0.1, 0.14), (0.24, -0.1, 0.14), (-0.24, 0.1, 0.14), (0.24, 0.1, 0.14)]
    F = [(0, 2, 9), (2, 4, 9), (2, 3, 4), (3, 10, 4), (3, 1, 10), (0, 11, 2), (2, 11, 5), (2, 5, 3), (3, 5, 12), (3, 12, 1)]
    V += [(-0.26, -0.02, 0.1), (0.26, -0.02, 0.1), (0.0, 0.012, 0.45), (-0.26, 0.02, 0.1), (0.26, 0.02, 0.1), (0, -0.012, 0.45),
          (0, -0.055, 0.08), (0, 0.055, 0.08)]
    F += [(13, 19, 18), (19, 14, 18), (16, 15, 20), (15, 17, 20)]
    o = s.obj('boat', s.mesh('boat', V, F, m, flat=True), None, loc, rot, k)
    d = o.modifiers.new('s', 'SUBSURF')
    d.subdivision_type, d.levels, d.render_levels = 'SIMPLE', 4, 4
    t = s.bpy.data.textures.new('crumple', 'CLOUDS')
    t.noise_scale = 0.2
    w = o.modifiers.new('d', 'DISPLACE')
    w.texture, w.strength, w.mid_level = t, 0.02, 0.5
    h = o.modifiers.new('t', 'SOLIDIFY')
    h.thickness = 0.006


def build(s):
    np = s.np
    s.sky(top=(0.10, 0.14, 0.2), horizon=(0.34, 0.34, 0.36), curve=0.6, glow=(10, 10, (0.8, 0.5, 0.3), 8, 0.7))
    s.fog((0.16, 0.16, 0.18), 0.05, lit=(0.34, 0.26, 0.2), horizon=0.2)
    s.FOG['dir'] = s.direction(8, 8)
    stone = s.mat('stone', (0.15, 0.145, 0.14), (0.085, 0.083, 0.085), local=True, vary=0.25, scale=6, bscale=60, bump=0.8, rough=(0.12, 0.5), dist=0.006)
    kerb = s.mat('kerb', (0.24, 0.23, 0.21), (0.15, 0.145, 0.135), scale=7, bscale=90, bump=0.7, rough=(0.2, 0.6), dist=0.006, moss=((0.07, 0.1, 0.02), 0.25))
    bed = s.mat('bed', (0.05, 0.045, 0.04), bump=1)
    s.box((30, 60, 0.1), (0, 20, -0.17), bed, bevel=0)
    y = -1.0
    while y < 9:
        ln = s.U(0.75, 0.95)
        s.box((0.3, ln - 0.012, 0.3), (0.36, y + ln / 2, -0.03), kerb, bevel=0.025, wobble=0.008)
        y += ln
    protos = [s.rock(stone, k, 4, 0.12, (1, 1, 0.8)) for k in range(5)]
    for me in protos:
        for v in me.vertices:
            c = v.co
            c.x, c.y = max(-0.43, min(0.43, c.x * 1.25)), max(-0.43, min(0.43, c.y * 1.25))
    pts = [(x * 0.115 + s.U(-.006, .006) + 0.05 * (j % 2), -0.6 + j * 0.115 + s.U(-.006, .006), -0.135 + s.U(-.006, .006) + 0.085 * float(s.smooth(-1.5, -3.6, x)) + 0.004 * max(0, -x - 3))
           for j in range(86) for x in range(-26, 2)]
    s.scatter(protos, pts, (0.118, 0.132), 4, spin=False)
    pav = [(0.57 + x * 0.2 + 0.1 * (j % 2), -0.6 + j * 0.2, 0.065 + s.U(-.004, .004)) for j in range(46) for x in range(8)]
    s.scatter(protos, pav, (0.19, 0.2), 2, spin=False)
    rip = []
    for _ in range(9):
        rip.append((s.U(-.35, .2), s.U(-.35, 1.6), s.U(0.02, 0.09)))

    def surf(x, yy):
        z = 0.006 * s.perlin(x * 9, yy * 3) + 0.0025 * s.perlin(x * 30, yy * 12)
        for a, b, c in rip:
            d = np.sqrt((x - a) ** 2 + (yy - b) ** 2)
            z = z + 0.0035 * np.sin((d - c) * 190) * np.exp(-((d - c) / 0.028) ** 2)
        d = np.sqrt((x + 0.03) ** 2 + (yy - 0.02) ** 2)
        return z - 0.045 + 0.002 * np.sin(d * 95) * np.exp(-d * 9)
    s.ground(surf, (-0.36, 0.23), (-0.7, 3), 260, 1400, s.water('w', (0.012, 0.012, 0.012), 0.02, ((60, 0.03),), dist=0.004))
    s.ground(surf, (-0.36, 0.23), (3, 10), 60, 300, s.water('w2', (0.012, 0.012, 0.012), 0.03))
    paper = s.mat('paper', (0.80, 0.78, 0.72), (0.72, 0.70, 0.65), local=True, scale=4, bscale=60, bump=0.15, rough=(0.6, 0.8), translucent=0.35, dist=0.004)
    paper_boat(s, paper, (-0.03, 0.02, -0.044), (3, -4, 24), 0.29)
    for i in range(16):
        x, yy, z = s.U(-3.8, 2.6), s.U(7, 16), s.U(0.3, 2.6)
        c = s.random.choice([(1, 0.55, 0.2), (1, 0.7, 0.4), (1, 0.42, 0.14), (0.55, 0.75, 1)])
        s.obj('b', s.rock(s.glow('b', c, s.U(8, 22), fog=False), 0, 2, 0, (1, 1, 1)), None, (x, yy, z), scale=s.U(0.09, 0.15))
    lf = s.leaf(s.mat('fallen', (0.4, 0.16, 0.03), (0.25, 0.08, 0.02), local=True, scale=30, rough=(0.15, 0.3)), 0.07, 0.045, 0.3)
    s.scatter([lf], [(0.12, 0.3, -0.04), (-0.27, -0.1, -0.02), (-0.5, 0.4, 0.0), (0.33, 0.2, 0.125), (-0.1, 0.75, -0.038), (0.35, 0.9, 0.125)], (0.7, 1.1), 8)
    s.lamp((-1.2, 2.4, 1.4), 34, (1, 0.66, 0.36), 0.3, 'AREA', (0, 0, 0))
    s.lamp((0.6, -1.0, 1.0), 5, (0.6, 0.75, 1), 0.8, 'AREA', (0, 0, 0))
    s.camera((-0.24, -0.62, 0.15), (-0.01, 0.08, 0.01), 43, f=2.8, focus=(-0.03, -0.02, 0.02))
    s.grade(bloom=0.5)
    s.expose(0.95)
