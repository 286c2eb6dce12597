"""White curtains lifted by wind at an open balcony door; the sea beyond."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.30, 0.52, 0.78), horizon=(0.80, 0.88, 0.90), curve=0.5, clouds=(0.8, 0.5, 0.75, (1, 0.98, 0.95), (0.8, 0.84, 0.88), (0.6, 1.2, 0)))
    s.sun(34, 38, 5, (1, 0.92, 0.76), 0.8)
    s.fog((0.8, 0.86, 0.88), 0.0012, horizon=0.05, start=5)
    wall = s.mat('wall', (0.74, 0.70, 0.64), (0.68, 0.63, 0.57), scale=1, bscale=16, bump=0.2, dist=0.01)
    white = s.mat('frame', (0.72, 0.74, 0.72), (0.62, 0.65, 0.63), bump=0.12, rough=(0.3, 0.5), dist=0.006)
    tile = s.mat('tile', (0.44, 0.25, 0.17), (0.33, 0.18, 0.12), local=True, vary=0.2, scale=4, bscale=40, bump=0.3, rough=(0.2, 0.5), dist=0.005)
    cloth = s.bpy.data.materials.new('cloth')
    cloth.use_nodes = True
    cloth.node_tree.nodes.clear()
    n = s.Net(cloth.node_tree)
    col = (0.88, 0.87, 0.84)
    body = n.node('MixShader', i0=0.55, i1=n.node('BsdfDiffuse', Color=col), i2=n.node('BsdfTranslucent', Color=col))
    s._output(n, n.node('MixShader', i0=0.20, i1=body, i2=n.node('BsdfTransparent')))
    for i in range(-9, 9):
        for j in range(-8, 12):
            s.box((0.396, 0.396, 0.03), (i * 0.4 + 0.2, j * 0.4, -0.015), tile, bevel=0.006, wobble=0.0025)
    s.box((9, 9, 0.05), (0, 1, -0.06), tile, bevel=0)
    D = 1.6
    ow, oh = 1.9, 2.5
    for x in (-1, 1):
        s.box((3, 0.3, oh), (x * (ow / 2 + 1.5), D, oh / 2), wall, bevel=0)
        s.box((0.09, 0.34, oh), (x * (ow / 2 - 0.03), D, oh / 2), white, bevel=0.012)
    s.box((ow + 6, 0.3, 1.0), (0, D, oh + 0.5), wall, bevel=0)
    s.box((ow, 0.34, 0.09), (0, D, oh - 0.03), white, bevel=0.012)
    for x, a in ((-1, 105), (1, -72)):
        g = s.obj('leaf', None, None, (x * (ow / 2 - 0.06), D + 0.12, 0), (0, 0, a))
        w = ow / 2 - 0.08
        for dx, ww, z, h in ((0.05, 0.09, oh / 2, oh - .1), (w - 0.05, 0.09, oh / 2, oh - .1), (w / 2, w, 0.25, 0.4), (w / 2, w, oh - 0.12, 0.1), (w / 2, w, 0.95, 0.04), (w / 2, w, 1.65, 0.04)):
            o = s.box((ww, 0.045, h), (-x * dx, 0, z), white, bevel=0.008)
            o.parent = g
    s.box((8, 0.2, 3.4), (0, -3.6, 1.7), wall, bevel=0)
    s.box((0.2, 8, 3.4), (-3.3, -1, 1.7), wall, bevel=0)
    s.box((8, 6, 0.2), (0, -1.2, 3.45), wall, bevel=0)
    s.tube([(-1.5, D - 0.24, 2.72), (1.5, D - 0.24, 2.72)], 0.014, white, 10, 1)

    def curtain(x0, x1, lift, sway, seed, folds):
        nu, nv = 200, 110
        U, T = np.meshgrid(np.linspace(0, 1, nu), np.linspace(0, 1, nv))
        blow = T ** 1.6
        ph = seed + 2.2 * s.perlin(U * 3 + seed, T * 1.2)
        x = x0 + (x1 - x0) * U + sway * blow * (0.35 + 0.65 * s.np.sin(m.pi * U * 0.8 + 0.3)) + 0.03 * np.sin(folds * 6.283 * U + ph)
        y = D - 0.24 - lift * blow * (0.5 + 0.5 * np.sin(m.pi * (U * 0.9 + 0.1))) + (0.045 + 0.07 * T) * np.sin(folds * 6.283 * U + ph) * (1 - 0.35 * blow) + 0.16 * s.fbm(U * 2 + seed, T * 2.4, 3) * T - 0.10 * np.sin(T * 5 + U * 4 + seed) * T
        z = 2.70 - 2.62 * T + 0.42 * lift * blow ** 1.5 * (0.4 + 0.6 * np.sin(m.pi * U))
        v = np.stack([x, y, z], -1).reshape(-1, 3)
        i = np.arange(nu * nv).reshape(nv, nu)
        f = np.stack([i[:-1, :-1], i[:-1, 1:], i[1:, 1:], i[1:, :-1]], -1).reshape(-1, 4)
        s.obj('curtain', s.mesh('curtain', v, f, cloth))
    curtain(-1.25, -0.15, 1.75, 0.75, 1.3, 6)
    curtain(0.72, 1.4, 0.75, -0.1, 4.1, 6)
    sea = s.water('sea', (0.02, 0.085, 0.12), 0.12, ((0.25, 0.9), (1.2, 0.3)), stretch=(0.6, 1, 1), dist=0.6)
    s.obj('sea', s.mesh('sea', [(-3000, 30, -14), (3000, 30, -14), (3000, 4000, -14), (-3000, 4000, -14)], [(0, 1, 2, 3)]), sea)
    s.box((7, 1.6, 0.2), (0, D + 0.95, -0.1), wall, bevel=0.01)
    iron = s.mat('iron', (0.05, 0.06, 0.065), rough=(0.4, 0.6), bump=0.1)
    for i in range(-16, 17):
        s.box((0.016, 0.016, 0.95), (i * 0.115, D + 1.5, 0.5), iron, bevel=0)
    s.box((5, 0.05, 0.03), (0, D + 1.5, 0.98), iron, bevel=0.005)
    isl = s.mat('isle', (0.10, 0.12, 0.11))
    s.ground(lambda x, y: -15 + 60 * s.smooth(1, 0, np.sqrt(((x - 330) / 210) ** 2 + ((y - 1350) / 110) ** 2)) * (1 + 0.6 * s.fbm(x / 50, y / 50, 5)), (90, 560), (1230, 1470), 160, 80, isl)
    s.camera((0.42, -2.15, 1.35), (-0.06, D, 1.36), 34, f=4, focus=3.0)
    s.grade(light=(0.02, 0.012, -0.012), shadow=(0.005, 0.01, 0.02), bloom=0.4, vignette=0.2)
    s.expose(1.0)
