"""An empty swing over its puddle after rain."""


def build(s):
    np = s.np
    s.sky(top=(0.42, 0.48, 0.5), horizon=(0.62, 0.66, 0.62), glow=(16, 14, (0.6, 0.55, 0.4), 6, 0.8))
    s.sun(18, 14, 1.1, (1, 0.93, 0.78), 8).visible_glossy = False
    s.fog((0.5, 0.56, 0.52), 0.022, lit=(0.85, 0.8, 0.62), horizon=0.2, tight=5)
    soil = s.mat('soil', (0.10, 0.075, 0.05), (0.055, 0.045, 0.032), scale=3, bscale=30, bump=0.9, rough=(0.5, 0.8))
    bark = s.mat('bark', (0.045, 0.04, 0.03), bump=0.8)
    green = s.mat('leaf', (0.10, 0.17, 0.045), (0.06, 0.12, 0.03), translucent=0.4, vary=0.3)
    grass = s.mat('grass', (0.10, 0.17, 0.05), (0.07, 0.12, 0.03), translucent=0.35, vary=0.35, rough=(0.35, 0.5))
    wood = s.mat('seat', (0.22, 0.10, 0.05), (0.11, 0.05, 0.03), stretch=(0.8, 9, 9), scale=4, rough=(0.08, 0.5), bump=0.3, dist=0.004)
    iron = s.mat('iron', (0.1, 0.09, 0.085), metal=0.9, rough=(0.25, 0.5), local=True)

    def land(x, y):
        d = np.sqrt((x / 1.25) ** 2 + ((y - 0.05) / 0.62) ** 2) + 0.35 * s.fbm(x * 1.3, y * 1.3, 4)
        return -0.10 * s.smooth(1.15, 0.35, d) + 0.03 * s.fbm(x * 2, y * 2, 5) + 0.25 * s.smooth(6, 30, y)
    s.ground(land, (-3.5, 3.5), (-2.8, 4), 420, 420, soil)
    s.ground(lambda x, y: land(x, y) - 0.06, (-40, 40), (-3, 60), 200, 200, soil)
    s.obj('puddle', s.mesh('p', [(-2, -1.4, -0.045), (2, -1.4, -0.045), (2, 1.5, -0.045), (-2, 1.5, -0.045)], [(0, 1, 2, 3)]),
          s.water('puddle', (0.02, 0.018, 0.012), 0.01, ((7, 0.05),), dist=0.01))
    tufts = [s.blades(grass, 50, 0.14, 0.07, 0.0035, 0.6) for _ in range(5)]
    pts = []
    for _ in range(16000):
        x, y = s.U(-9, 9), -2.4 + 16 * s.random.random() ** 1.5
        if (x / 2.0) ** 2 + (y / 1.15) ** 2 < 1 + 0.8 * s.noise.noise((x, y, 0)):
            continue
        pts.append((x, y, float(land(np.array(x), np.array(y))) - 0.01))
    s.scatter(tufts, pts[:9000], (0.6, 1.3), 10)
    trees = [s.tree_mesh(bark, 9, k, 4, 0.6, green, 0.13, 12, gnarl=0.2, trunk=0.28) for k in range(3)]
    s.scatter(trees, [(-7.5, 15, 0), (6.5, 18, 0), (-1.5, 24, 0), (11, 24, 0), (-13, 23, 0), (3, 32, 0), (-8, 34, 0), (15, 34, 0)], (0.9, 1.2), 3)
    h, t = 0.52, 6
    for x in (-0.24, 0.24):
        ln = 0.034
        for k in range(70):
            z = h + k * ln * 0.8
            yy = s.math.tan(s.math.radians(t)) * 0
            ring = [(0.009 * s.math.cos(a), 0, 0.021 * s.math.sin(a)) for a in np.linspace(0, 6.283, 9)]
            if k == 0:
                me = None
                V, F = [], []
                s.tube_data([s.Vector(r) for r in ring], 0.0032, 6, V, F)
                link = s.mesh('link', V, F, iron)
            s.obj('l', link, None, (x + 0.02 * (k / 70) * (1 if x > 0 else -1), yy, z), (0, 0, 90 * (k % 2) + s.U(-8, 8)))
    s.box((0.56, 0.19, 0.035), (0, 0, h - 0.02), wood, rot=(2, 1.2, 9), bevel=0.012)
    drop = s.bpy.data.materials.new('drop')
    drop.use_nodes = True
    b = drop.node_tree.nodes['Principled BSDF'].inputs
    b['Transmission Weight'].default_value, b['Roughness'].default_value, b['IOR'].default_value = 1, 0, 1.33
    dm = s.rock(drop, 2, 3, 0.1, (1, 1, 0.7))
    s.scatter([dm], [(s.U(-0.26, 0.26), s.U(-0.085, 0.085), h) for _ in range(70)], (0.006, 0.016), 0)
    s.scatter([dm], [(s.U(-0.25, 0.25), -0.1 + s.U(-.004, .004), h - 0.043) for _ in range(9)], (0.011, 0.017), 0)
    yl = s.mat('fallen', (0.5, 0.3, 0.05), (0.35, 0.16, 0.03), local=True, scale=20, translucent=0.3, rough=(0.25, 0.4))
    lf = s.leaf(yl, 0.09, 0.055, 0.35)
    s.obj('leaf', lf, None, (0.06, -0.03, h + 0.004), (3, -4, 60))
    s.scatter([lf], [(s.U(-1.3, 1.4), s.U(-1, 0.9), -0.035) for _ in range(16)], (0.6, 1), 6)
    s.camera((-0.55, -2.35, 0.74), (0.04, 0, 0.42), 47, f=1.8, focus=(0, -0.05, h))
    s.grade(shadow=(0.0, 0.02, 0.02), light=(0.02, 0.015, -0.015))
    s.expose(0.05)
