"""A ladder leaning on a sunlit wall under moving leaf shade."""


def build(s):
    np = s.np
    s.sky(top=(0.2, 0.35, 0.65), horizon=(0.5, 0.6, 0.75), strength=0.9)
    s.sun(38, -142, 5.2, (1, 0.86, 0.62), 0.9)
    s.fog((0.5, 0.45, 0.4), 0.0)
    wall = s.mat('wall', (0.62, 0.33, 0.10), (0.50, 0.25, 0.075), scale=0.7, bscale=9, bump=0.6, rough=(0.8, 0.95), edge=(0.35, 0.7), cracks=0.0, dist=0.03)
    base = s.mat('base', (0.30, 0.24, 0.19), (0.2, 0.16, 0.13), scale=1.6, bscale=14, bump=0.8, dist=0.03)
    wood = s.mat('wood', (0.34, 0.25, 0.17), (0.18, 0.13, 0.09), local=True, stretch=(7, 7, 0.7), scale=4, bump=0.6, rough=(0.6, 0.8), dist=0.006)
    ground = s.mat('soil', (0.33, 0.24, 0.15), (0.22, 0.16, 0.1), scale=2, bscale=25, bump=1, rough=(0.8, 0.95))
    grass = s.mat('grass', (0.22, 0.25, 0.07), (0.3, 0.24, 0.1), translucent=0.4, vary=0.4)
    s.ground(lambda x, z: 0.035 * s.fbm(x * 0.8, z * 0.8, 6) + 0.05 * s.smooth(0.1, 0.3, s.fbm(x * 0.35 + 4, z * 0.35, 4)) - 0.012 * s.smooth(0.02, 0.0, np.abs(s.fbm(x * 0.9 + 7, z * 0.6 + 3, 3))), (-6, 6), (-0.5, 7), 500, 320, wall).rotation_euler = (s.math.pi / 2, 0, 0)
    for k in range(14):
        s.box((0.85, 0.16, 0.5), (-5.6 + k * 0.87, 0, 0.1 + s.U(-.03, .03)), base, bevel=0.03, wobble=0.012)
    s.ground(lambda x, y: 0.05 * s.fbm(x * 1.2, y * 1.2, 5) + 0.02 * y * 0, (-7, 7), (-8, 0.3), 300, 200, ground)
    L, t = 4.3, 15.5
    p = s.obj('ladder', None, None, (0.62, -1.28, 0.02), (-t, 0, 4.5))
    bits = []
    for x in (-0.24, 0.24):
        bits.append(s.tube([(x * 1.16, 0, 0), (x * 1.04 + 0.006, 0.005, L / 2), (x * 0.9, 0, L)], [0.036, 0.033, 0.027], wood, 12, 10, 0.05))
    for k in range(13):
        z = 0.3 + k * 0.315
        w = 0.24 * (1.16 - 0.26 * z / L) + 0.03
        if k == 8:
            continue
        bits.append(s.tube([(-w, 0, z + s.U(-.012, .012)), (0, 0.004, z), (w, 0, z + s.U(-.012, .012))], 0.018, wood, 10, 4, 0.05))
    for b in bits:
        b.parent = p
    tufts = [s.blades(grass, 30, 0.3, 0.06, 0.004, 0.7) for _ in range(5)]
    pts = [(s.U(-5, 5), -0.12 - abs(s.random.gauss(0, 0.16)), 0) for _ in range(330)] + [(s.U(-5, 5), s.U(-4, 0), 0, 0.6) for _ in range(260)]
    s.scatter(tufts, pts, (0.35, 1.25), 12)
    bark = s.mat('bark', (0.1, 0.08, 0.06))
    lm = s.mat('leaves', (0.1, 0.18, 0.04), translucent=0.3)
    tree = s.tree_mesh(bark, 6.5, 11, 4, 0.75, lm, 0.075, 4, gnarl=0.25, trunk=0.3)
    s.obj('tree', tree, None, (-5.2, -4.6, 2.0), (0, 0, 40), 1.15)
    s.obj('tree', tree, None, (-3.4, -8.6, 3.6), (0, 0, 150), 1.1)
    s.camera((-0.55, -6.8, 1.5), (0.05, 0, 1.98), 36, f=5.6, focus=(0.6, -0.6, 1.8))
    s.grade(light=(0.02, 0.01, -0.02), shadow=(0.01, 0.005, 0.03), bloom=0.15, saturation=0.95)
    s.expose(-0.15)
