"""Embers in a ring of stones, empty log seats around, the last of dusk behind the trees."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.02, 0.045, 0.12), horizon=(0.30, 0.17, 0.15), curve=0.30, glow=(1, -8, (0.95, 0.42, 0.18), 16, 0.5),
          clouds=(0.9, 0.5, 0.78, (0.19, 0.12, 0.15), (0.03, 0.045, 0.10), (0.35, 1.6, 0)))
    s.FOG['dir'] = s.direction(2, -8)
    s.fog((0.05, 0.065, 0.11), 0.010, height=7, lit=(0.22, 0.14, 0.12), horizon=0.03, start=8, tight=4)
    s.sun(30, 160, 0.16, (0.45, 0.6, 1), 30)
    soil = s.mat('soil', (0.085, 0.066, 0.05), (0.045, 0.036, 0.028), scale=2, bscale=24, bump=1, rough=(0.85, 1), dist=0.035)
    land = lambda x, y: 0.03 * s.fbm(x * 1.2, y * 1.2, 5) + 0.05 * s.perlin(x / 4, y / 4) - 0.07 * s.smooth(0.55, 0.2, np.sqrt(x * x + y * y)) - 0.015 * np.clip(y - 8, 0, 60)
    z = lambda x, y: float(land(np.array([x]), np.array([y]))[0])
    s.ground(land, (-7, 7), (-4.5, 10), 420, 420, soil)
    s.ground(lambda x, y: land(x, y) - 0.03, (-70, 70), (9.8, 70), 160, 120, soil)
    for x0, x1 in ((-40, -6.9), (6.9, 40)):
        s.ground(lambda x, y: land(x, y) - 0.02, (x0, x1), (-4.5, 10), 120, 60, soil)
    stone = s.mat('stone', (0.17, 0.15, 0.135), (0.09, 0.08, 0.075), local=True, vary=0.3, scale=3, bump=1, rough=(0.6, 0.9))
    rocks = [s.rock(stone, k, 4, 0.3, (1, 0.85, 0.7)) for k in range(7)]
    for k in range(15):
        a = 6.283 * (k + s.U(-.12, .12)) / 15
        s.obj('r', s.random.choice(rocks), None, (0.66 * m.cos(a), 0.66 * m.sin(a), 0.05), (s.U(-15, 15), s.U(-15, 15), s.U(0, 360)), s.U(0.21, 0.37))
    s.scatter(rocks, [(s.random.gauss(0, 2.2), s.random.gauss(0, 2.0), 0.005) for _ in range(170)], (0.015, 0.06), 40)
    em = s.bpy.data.materials.new('ember')
    em.use_nodes = True
    em.node_tree.nodes.clear()
    n = s.Net(em.node_tree)
    pos = n.node('NewGeometry', out=0)
    v = n.node('TexVoronoi', props={'feature': 'DISTANCE_TO_EDGE'}, Vector=n.vmath('ADD', pos, n.vmath('MULTIPLY', n.noise(pos, 16, 5, 0.65, out=1), (0.11, 0.11, 0.11))), Scale=34)
    gap = n.ramp(v, 0.0, 0.13, 1, 0)
    hot = n.math('MULTIPLY', n.ramp(n.noise(pos, 7.5, 5, 0.65), 0.42, 0.66), n.math('ADD', n.ramp(n.noise(pos, 42, 4, 0.65), 0.45, 0.75, 0.03, 0.45), gap))
    r2 = n.vmath('LENGTH', n.vmath('MULTIPLY', pos, (1, 1, 0)), out=1)
    hot = n.math('MULTIPLY', hot, n.ramp(r2, 0.50, 0.16))
    ash = n.mix(n.ramp(n.noise(pos, 9, 4), 0.45, 0.62), (0.012, 0.011, 0.010), (0.20, 0.19, 0.18))
    bp = n.node('Bump', Strength=1, Distance=0.02, Height=n.math('ADD', n.ramp(v, 0, 0.2), n.noise(pos, 30, 4)))
    b = n.node('BsdfPrincipled', Base_Color=ash, Roughness=0.95, Normal=bp)
    e = n.node('Emission', Color=n.mix(n.ramp(hot, 0.1, 0.9), (1.0, 0.060, 0.004), (1.0, 0.26, 0.03)), Strength=n.math('MULTIPLY', hot, 3.8))
    s._output(n, n.node('AddShader', i0=b, i1=e))
    em['clear'] = True
    coals = [s.rock(em, k, 3, 0.45, (1, 0.8, 0.7)) for k in range(6)]
    s.scatter(coals, [(0.20 * s.random.gauss(0, 1), 0.20 * s.random.gauss(0, 1), s.U(-0.05, 0.07)) for _ in range(230)], (0.05, 0.14), 60)
    for a, l, zz, tilt in ((20, 0.62, 0.13, 10), (95, 0.58, 0.16, -12), (150, 0.66, 0.14, 8), (60, 0.5, 0.20, 16)):
        o = s.tube([(-l / 2, 0, 0), (0, 0.02, 0.01), (l / 2, -0.01, 0)], [0.055, 0.06, 0.042], em, 16, 10, 0.35)
        o.location, o.rotation_euler = (s.U(-.06, .06), s.U(-.06, .06), zz), (0, m.radians(tilt), m.radians(a))
    s.lamp((0, 0, 0.34), 62, (1, 0.32, 0.08), 0.24)
    s.lamp((0, -0.05, 0.5), 10, (1, 0.36, 0.10), 0.2)
    sp = s.rock(s.glow('spark', (1, 0.36, 0.06), 26, fog=False), 0, 1, 0, (1, 1, 1))
    s.scatter([sp], [(s.random.gauss(0, 0.10 + 0.16 * t) + 0.25 * t * t, s.random.gauss(0, 0.12 + 0.1 * t), 0.25 + 1.5 * t) for t in [s.U(0, 1) ** 1.5 for _ in range(42)]], (0.004, 0.010), 0)
    smk = s.bpy.data.materials.new('smoke')
    smk.use_nodes = True
    smk.node_tree.nodes.clear()
    n = s.Net(smk.node_tree)
    loc = n.node('TexCoord', out=3)
    hx, hz = n.node('SeparateXYZ', i0=loc), n.node('SeparateXYZ', out=2, i0=loc)
    wob = n.math('MULTIPLY', n.math('SUBTRACT', n.noise(n.vmath('MULTIPLY', loc, (0, 0, 1)), 1.3, 2), 0.5), n.math('MULTIPLY', hz, 0.7))
    dx = n.math('ABSOLUTE', n.math('SUBTRACT', n.math('SUBTRACT', hx, wob), n.math('MULTIPLY', hz, 0.12)))
    w = n.math('ADD', 0.07, n.math('MULTIPLY', hz, 0.13))
    k = n.ramp(n.math('DIVIDE', dx, w), 0.0, 1.0, 1, 0)
    k = n.math('MULTIPLY', k, n.ramp(n.noise(n.vmath('MULTIPLY', loc, (2.2, 1, 0.8)), 2.6, 5, 0.6, 1.2), 0.36, 0.72))
    k = n.math('MULTIPLY', k, n.math('MULTIPLY', n.ramp(hz, 0.05, 0.6), n.ramp(hz, 3.3, 1.0)))
    k = n.math('MULTIPLY', k, 0.34)
    s._output(n, n.node('MixShader', i0=k, i1=n.node('BsdfTransparent'), i2=n.node('Emission', Color=n.mix(n.ramp(hz, 0.1, 1.2), (0.42, 0.20, 0.12), (0.17, 0.17, 0.22)), Strength=0.9)))
    smk['clear'] = True
    s.obj('smoke', s.mesh('smoke', [(-1.2, 0, 0.1), (1.2, 0, 0.1), (1.2, 0, 3.4), (-1.2, 0, 3.4)], [(0, 1, 2, 3)], smk), None, (0, 0.1, 0)).visible_shadow = False
    bark = s.mat('bark', (0.17, 0.12, 0.085), (0.055, 0.042, 0.033), local=True, stretch=(0.8, 4.5, 4.5), scale=4, bscale=24, bump=1, rough=(0.85, 1), dist=0.07, cracks=0.5)
    cut = s.mat('cut', (0.46, 0.33, 0.20), (0.34, 0.23, 0.13), local=True, scale=9, bump=0.5)
    for x, y, a, l, r in ((-1.75, 0.55, 68, 1.7, 0.20), (0.1, 1.95, 4, 1.9, 0.21), (1.85, 0.5, -66, 1.65, 0.19), (-1.35, -1.25, -44, 1.7, 0.20)):
        pts = [(-l / 2, 0, 0), (-l / 6, 0.02, 0.01), (l / 5, -0.02, 0), (l / 2, 0, 0.01)]
        o = s.tube(pts, [r * 1.12, r * 1.02, r, r * 1.04, r * 0.93], bark, 72, 26, 0.34)
        o.location, o.rotation_euler = (x, y, r * 0.86 + z(x, y)), (0, 0, m.radians(a))
        for sd in (-1, 1):
            c = s.lathe([(0.0, 0.004), (r * 0.3, 0.004), (r * 0.93, 0.0)], cut, (0, 0, 0), 30)
            c.parent, c.location, c.rotation_euler = o, (sd * (l / 2 + 0.003), 0, 0.005), (0, m.radians(90 * sd), 0)
    # somebody has left a mug on the seat across the fire
    tin = s.mat('tin', (0.30, 0.33, 0.36), (0.20, 0.22, 0.25), local=True, scale=20, rough=(0.25, 0.45), bump=0.1, dist=0.002)
    mx, my, mz = 0.42, 1.90, 0.405 + z(0.42, 1.90)
    s.lathe([(0, 0.004), (0.042, 0.004), (0.042, 0.088), (0.045, 0.090), (0.047, 0.088), (0.046, 0.0), (0, 0)], tin, (mx, my, mz), 40)
    s.tube([(mx + 0.044, my, mz + 0.075), (mx + 0.078, my, mz + 0.068), (mx + 0.078, my, mz + 0.028), (mx + 0.044, my, mz + 0.022)], 0.005, tin, 10, 6)
    dark = s.mat('tree', (0.012, 0.014, 0.016), rough=(0.9, 1), spec=0.05)
    con = [s.conifer(dark, 11, k, 26) for k in range(5)]
    pts = [(x, y, -0.015 * max(y - 8, 0) - 0.2) for x, y in [(s.U(-30, 30), s.U(16, 34)) for _ in range(170)] if abs(x + 0.16 * y) > 2.2 + 2.0 * s.noise.noise((y, 0, 0))]
    s.scatter(con, pts, (0.5, 1.25), 3)
    gm = s.mat('grass', (0.07, 0.08, 0.035), (0.10, 0.085, 0.04), vary=0.3, translucent=0.3)
    tufts = [s.blades(gm, 40, 0.3, 0.12, 0.006, 0.8) for _ in range(4)]
    g = []
    while len(g) < 700:
        x, y = s.U(-6, 6), s.U(-3, 12)
        if m.hypot(x, y) > 2.15 + 0.5 * s.noise.noise((x, y, 0)):
            g.append((x, y, z(x, y) - 0.02))
    s.scatter(tufts, g, (0.4, 1.1), 12)
    s.camera((0.62, -2.95, 0.98), (-0.06, 1.2, 0.50), 31, f=2.8, focus=2.85)
    s.grade(shadow=(0.0, 0.008, 0.03), light=(0.03, 0.01, -0.02), bloom=0.6)
    s.expose(1.25)
    s.quiet()
