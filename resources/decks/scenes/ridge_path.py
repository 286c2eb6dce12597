"""A path along a mountain ridge above a sea of clouds at sunrise."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.13, 0.22, 0.42), horizon=(1.0, 0.57, 0.33), curve=0.4, glow=(5, 24, (1.0, 0.66, 0.34), 30, 1.9),
          clouds=(0.8, 0.52, 0.8, (1.0, 0.62, 0.42), (0.44, 0.36, 0.42), (0.35, 1.6, 0)))
    s.FOG['dir'] = s.direction(4, 24)
    s.fog((0.60, 0.54, 0.62), 0.0020, height=20, base=-42, lit=(1.0, 0.72, 0.50), horizon=0.045, tight=5)
    s.sun(8, 30, 5.5, (1, 0.64, 0.36), 1).visible_glossy = False
    crest = lambda y: 7 * np.sin(y / 26 + 0.2) * s.smooth(0, 30, y) + 10 * s.smooth(40, 200, y) + 3.0 * s.perlin(y / 13, y * 0 + 2)
    top = lambda y: -0.035 * y + 4.2 * s.perlin(y / 22 + 0.4, y * 0 + 5.5) + 26 * s.smooth(90, 215, y) - 44 * s.smooth(220, 330, y)
    path = lambda y: crest(y) + 0.9 * s.perlin(y / 7, y * 0 + 8.2)

    def land(x, y):
        d = x - crest(y)
        w = np.abs(d)
        z = top(y) - np.where(d > 0, 0.62, 0.85) * (np.sqrt(w * w + 5) - 2.236) - 0.0022 * w * w
        rough = s.smooth(1.0, 5, w)
        z = z + (2.6 * (0.4 - np.abs(s.fbm(x / 13, y / 13, 5))) + 0.5 * s.fbm(x / 2.4, y / 2.4, 4)) * rough + 0.10 * s.fbm(x / 0.8, y / 0.8, 3)
        p = np.abs(x - path(y))
        return z - 0.16 * s.smooth(0.75, 0.35, p)
    h = lambda x, y: float(land(np.array([x]), np.array([y]))[0])
    mt = s.bpy.data.materials.new('land')
    mt.use_nodes = True
    mt.node_tree.nodes.clear()
    n = s.Net(mt.node_tree)
    pos = n.node('NewGeometry', out=0)
    up = n.node('SeparateXYZ', out=2, i0=n.node('NewGeometry', out=1))
    f = n.noise(pos, 0.5, 6, 0.6)
    stone = n.mix(n.ramp(n.noise(pos, 2.2, 5), 0.35, 0.65), (0.17, 0.14, 0.13), (0.075, 0.066, 0.066))
    grass = n.mix(n.ramp(f, 0.35, 0.65), (0.13, 0.13, 0.045), (0.20, 0.155, 0.06))
    c = n.mix(n.ramp(n.math('ADD', up, n.math('MULTIPLY', f, 0.5)), 0.98, 1.14), stone, grass)
    at = n.node('Attribute', props={'attribute_name': 'path'}, out=2)
    c = n.mix(at, c, n.mix(n.noise(pos, 6, 4), (0.44, 0.34, 0.25), (0.28, 0.215, 0.16)))
    bp = n.node('Bump', Strength=0.9, Distance=0.12, Height=n.math('ADD', n.noise(pos, 1.6, 6, 0.6), n.math('MULTIPLY', n.noise(pos, 9, 3), 0.3)))
    s._output(n, n.node('BsdfPrincipled', Base_Color=c, Roughness=0.9, Normal=bp, Specular_IOR_Level=0.2))
    for xr, yr, nx, ny in (((-9, 15), (-6, 60), 420, 900), ((-90, 110), (-6, 340), 420, 640)):
        if nx == 420 and ny == 640:
            fn = lambda x, y: land(x, y) - 0.25 * (s.smooth(62, 58, y) * s.smooth(-9.5, -8.5, x) * s.smooth(15.5, 14.5, x))
        else:
            fn = land
        o = s.ground(fn, xr, yr, nx, ny, mt)
        co = np.empty(len(o.data.vertices) * 3)
        o.data.vertices.foreach_get('co', co)
        co = co.reshape(-1, 3)
        a = o.data.attributes.new('path', 'FLOAT', 'POINT')
        a.data.foreach_set('value', s.smooth(0.62, 0.40, np.abs(co[:, 0] - path(co[:, 1])) + 0.22 * s.fbm(co[:, 0] * 1.3, co[:, 1] * 1.3, 3)))
    rk = s.mat('stone', (0.20, 0.17, 0.155), (0.10, 0.09, 0.088), local=True, vary=0.2, scale=3, bump=1, rough=(0.6, 0.9))
    rocks = [s.rock(rk, k, 3, 0.4, (1, 0.85, 0.6)) for k in range(5)]
    pts = []
    for _ in range(600):
        y = 0.8 + 70 * s.U(0, 1) ** 1.6
        x = float(path(np.array([y]))[0]) + s.random.choice((-1, 1)) * (0.55 + abs(s.random.gauss(0, 2.2)))
        pts.append((x, y, h(x, y), s.U(0.12, 0.85) ** 2.6))
    s.scatter(rocks, pts, (0.5, 1.3), 30)
    gm = s.mat('grass', (0.22, 0.18, 0.06), (0.15, 0.14, 0.045), vary=0.3, translucent=0.5)
    tufts = [s.blades(gm, 46, 0.26, 0.13, 0.006, 0.7) for _ in range(4)]
    g = []
    while len(g) < 2600:
        y = 0.6 + 42 * s.U(0, 1) ** 1.8
        x = float(path(np.array([y]))[0]) + s.random.choice((-1, 1)) * (0.62 + abs(s.random.gauss(0, 2.4)))
        if s.noise.noise((x / 1.6, y / 1.6, 0)) > -0.22:
            g.append((x, y, h(x, y) - 0.02))
    s.scatter(tufts, g, (0.5, 1.2), 10)
    cm = s.mat('cloud', (0.95, 0.93, 0.94), (0.92, 0.90, 0.92), rough=(1, 1), bump=0, spec=0.0, translucent=0.4)

    def cloud(x, y):
        q, w = x + 30 * s.perlin(x / 120, y / 120), y + 30 * s.perlin(x / 110 + 9, y / 110)
        b = np.abs(s.fbm(q / 95, w / 75, 6, 0.52))
        return -56 + 46 * b ** 0.8 + 7 * s.perlin(x / 260, y / 200)
    s.ground(cloud, (-900, 900), (-40, 1300), 560, 560, cm)
    s.ground(lambda x, y: cloud(x, y) - 1.5 - 10 * s.smooth(1290, 1200, y), (-3500, 3500), (1250, 4500), 260, 200, cm)
    far = s.mat('far', (0.13, 0.11, 0.12), (0.07, 0.065, 0.075), scale=0.02, bscale=0.2, bump=1, dist=3)
    for px, py, hh, w in ((-330, 900, 130, 190), (-120, 1250, 120, 230), (420, 1150, 105, 240), (260, 620, 52, 110), (760, 1700, 190, 330), (-750, 1600, 230, 330)):
        s.ground(lambda x, y: -70 + (hh + 70) * np.exp(-1.15 * np.sqrt(((x - px) / w) ** 2 + ((y - py) / w) ** 2 + 0.02) * 1.7) * (0.9 + 0.8 * (0.36 - np.abs(s.fbm(x / w * 1.6 + px, y / w * 1.6, 6)))),
                 (px - w * 2, px + w * 2), (py - w * 1.4, py + w * 1.4), 180, 140, far)
    z0 = h(float(path(np.array([-1.5]))[0]), -1.5)
    s.camera((float(path(np.array([-1.5]))[0]) - 0.1, -1.5, z0 + 2.1), (5.5, 60, z0 + 1.0), 29, f=8, focus=12.0)
    s.grade(shadow=(0.004, 0.006, 0.03), light=(0.03, 0.012, -0.02), bloom=0.5, saturation=1.05)
    s.quiet()
    s.expose(0.45)
