"""A dandelion clock against low sun; the wind has begun to take its seeds."""


def build(s):
    np, m, V3 = s.np, s.math, s.Vector
    s.sky(top=(0.20, 0.22, 0.16), horizon=(0.95, 0.55, 0.26), curve=0.35, strength=0.45, glow=(13, -10, (1.3, 0.8, 0.4), 40, 2.2))
    s.sun(31, -16, 27, (1, 0.76, 0.50), 1)
    hair = s.mat('hair', (0.92, 0.88, 0.80), bump=0, rough=(0.4, 0.5), translucent=0.7)
    brown = s.mat('achene', (0.20, 0.12, 0.06), (0.12, 0.07, 0.035), local=True, scale=900, bump=0.4, dist=0.0002)
    green = s.mat('stem', (0.20, 0.22, 0.06), (0.26, 0.13, 0.06), scale=60, bscale=600, bump=0.3, rough=(0.35, 0.5), translucent=0.25, dist=0.0005)
    protos = []
    for k in range(6):
        V, F = [], []
        L = 0.0125 * s.U(0.94, 1.06)
        s.tube_data([V3((0, 0, L * t)) for t in (0.30, 0.6, 1)], [0.00008, 0.00006, 0.00005], 4, V, F)
        for i in range(44):
            a = 6.283 * (i + s.U(-.4, .4)) / 44
            el = m.radians(s.U(4, 52) if i % 3 else s.U(-8, 20))
            ln = 0.0072 * s.U(0.85, 1.1)
            d = V3((m.cos(a) * m.cos(el), m.sin(a) * m.cos(el), m.sin(el)))
            p = [V3((0, 0, L)) + d * ln * t + V3((0, 0, 0.0012 * t * t)) for t in (0, 0.5, 1)]
            s.tube_data(p, [0.000042, 0.000036, 0.00002], 3, V, F)
        cut = len(F)
        s.tube_data([V3((0, 0, 0.0001)), V3((0, 0, 0.0012)), V3((0, 0, 0.0026)), V3((0, 0, 0.0037))], [0.00012, 0.00042, 0.00046, 0.0001], 7, V, F)
        me = s.mesh('seed', V, F, hair)
        me.materials.append(brown)
        idx = np.zeros(len(F), dtype=np.int32)
        idx[cut:] = 1
        me.polygons.foreach_set('material_index', idx)
        protos.append(me)
    col = s.bpy.context.scene.collection

    def seed(loc, d, k=1.0):
        o = s.bpy.data.objects.new('s', s.random.choice(protos))
        q = V3(d).to_track_quat('Z', 'Y').to_matrix() @ s.Matrix.Rotation(s.U(0, 6.283), 3, 'Z')
        o.location = loc
        o.rotation_euler = q.to_euler()
        o.scale = (k, k, k)
        col.objects.link(o)
    n, R = 150, 0.0036
    wind = V3((0.86, -0.1, 0.5)).normalized()
    for i in range(n):
        z = 1 - 2 * (i + 0.5) / n
        a = i * 2.39996
        d = V3((m.sqrt(1 - z * z) * m.cos(a), m.sqrt(1 - z * z) * m.sin(a), z))
        if d.z < -0.86:
            continue
        g = d.dot(wind)
        if g > 0.80 or (g > 0.62 and s.random.random() < 0.7):
            continue
        d = (d + V3((s.random.gauss(0, .04), s.random.gauss(0, .04), s.random.gauss(0, .04)))).normalized()
        seed(d * R, d, s.U(0.93, 1.05))
    pit = s.mat('head', (0.36, 0.34, 0.22), (0.16, 0.12, 0.07), scale=900, bscale=2400, bump=1, dist=0.0006)
    s.obj('head', s.rock(pit, 1, 4, 0.06, (1, 1, 0.85)), None, (0, 0, 0), scale=0.0074)
    s.tube([(0, 0, -0.003), (0.0005, 0, -0.02), (0.003, 0.002, -0.06), (0.009, 0.006, -0.14)], [0.0015, 0.0012, 0.0014, 0.0016], green, 16, 10)
    for k in range(13):
        a = 6.283 * k / 13 + s.U(-.1, .1)
        r = V3((m.cos(a), m.sin(a), 0))
        ln = s.U(0.8, 1.1)
        P = [r * 0.002 + V3((0, 0, -0.0028)), r * 0.0036 * ln + V3((0, 0, -0.0040)), r * 0.0036 * ln + V3((0, 0, -0.0075 * ln)), r * 0.0027 + V3((0, 0, -0.0105 * ln))]
        s.tube(P, [0.0006, 0.0008, 0.0005, 0.0001], green, 6, 5)
    for x, y, z, k in ((0.026, -0.004, 0.013, 1), (0.034, 0.004, 0.0205, 1), (0.040, -0.002, 0.006, 1), (0.049, 0.012, 0.026, 1), (0.029, 0.012, 0.029, 1),
                       (0.058, 0.03, 0.012, 1), (0.066, 0.05, 0.035, 1), (0.036, 0.045, 0.040, 1), (0.085, 0.10, 0.05, 1), (0.05, -0.035, 0.033, 1)):
        d = V3((0.35 + s.random.gauss(0, .35), s.random.gauss(0, .3), 0.9))
        seed((x, y, z - 0.006), d, k)
    grass = s.mat('grass', (0.09, 0.11, 0.025), (0.15, 0.12, 0.03), translucent=0.5, vary=0.4, spec=0.1)
    tufts = [s.blades(grass, 40, 0.24, 0.08, 0.0016, 0.7) for _ in range(4)]
    s.scatter(tufts, [(s.U(-0.9, 0.9), 0.35 + 1.8 * s.random.random(), -0.27) for _ in range(420)], (0.6, 1.15), 14)
    soil = s.mat('soil', (0.020, 0.024, 0.006), rough=(0.95, 1), spec=0.0)
    s.ground(lambda x, y: -0.27 + 0.03 * s.fbm(x * 2, y * 2, 3), (-30, 30), (-1, 60), 120, 120, soil)
    for _ in range(46):
        y = s.U(0.35, 1.5)
        s.obj('b', s.rock(s.glow('b%d' % _, (1, s.U(0.55, 0.8), s.U(0.2, 0.45)), s.U(8, 30)), 0, 2, 0, (1, 1, 1)), None,
              (s.U(-0.45, 0.45) * (0.4 + y), y, -0.12 + s.U(-0.12, 0.10) * y), scale=s.U(0.0012, 0.003))
    for k in range(60):
        x = s.random.gauss(-2.6, 2.6)
        s.obj('b', s.rock(s.glow('l%d' % k, (1, s.U(0.6, 0.85), s.U(0.25, 0.5)), s.U(10, 45), fog=False), 0, 2, 0, (1, 1, 1)), None,
              (x, 21, s.U(2.4, 6.4) - 0.12 * abs(x)), scale=s.U(0.02, 0.07))
    wood = s.mat('wood', (0.05, 0.05, 0.018), (0.028, 0.030, 0.012), scale=0.8, bump=1)
    for k in range(34):
        s.obj('t', s.rock(wood, k, 3, 0.4), None, (-17 + k + s.U(-1, 1), 24 + s.U(0, 6), 0), scale=(5, 3, s.U(12, 19)))
    s.lamp((0.10, -0.16, 0.12), 0.05, (0.75, 0.85, 1), 0.12, 'AREA', (0, 0, 0))
    c = s.camera((0.006, -0.175, 0.004), (0.0145, 0, 0.004), 72, f=9.0, focus=(0.0, -0.010, 0.0))
    c.data.clip_start = 0.005
    s.grade(bloom=0.55, light=(0.03, 0.01, -0.03), shadow=(0.012, 0.008, 0.0))
    s.expose(0.35)
