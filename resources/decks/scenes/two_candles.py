"""On a window sill at blue dusk: one candle almost burned down, beside it one that was never lit."""


def wax(s, warm):
    m = s.bpy.data.materials.new('wax')
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = s.Net(m.node_tree)
    p = n.node('TexCoord', out=3)
    z = n.node('SeparateXYZ', out=2, i0=p)
    b = n.node('Bump', Strength=0.3, Distance=0.002, Height=n.noise(p, 40, 4))
    body = n.node('BsdfPrincipled', Base_Color=(0.74, 0.68, 0.57), Roughness=0.42, Normal=b)
    out = n.node('MixShader', i0=0.35, i1=body, i2=n.node('BsdfTranslucent', Color=(0.9, 0.62, 0.34)))
    if warm:
        # light of the flame inside the wax, strongest at its rim
        g = n.math('MULTIPLY', n.ramp(z, warm[0], warm[1]), warm[2])
        out = n.node('AddShader', i0=out, i1=n.node('Emission', Color=(1, 0.42, 0.12), Strength=g))
    s._output(n, out)
    return m


def flame(s):
    m = s.bpy.data.materials.new('flame')
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = s.Net(m.node_tree)
    z = n.node('SeparateXYZ', out=2, i0=n.node('TexCoord', out=3))
    face = n.math('ABSOLUTE', n.vmath('DOT_PRODUCT', n.node('NewGeometry', out=1), n.node('NewGeometry', out=4), out=1))
    a = n.math('MULTIPLY', n.ramp(z, 0.0, 0.013), n.math('POWER', face, 1.2))
    col = n.mix(n.ramp(z, 0.008, 0.03), (1, 0.50, 0.16), (1, 0.72, 0.34))
    st = n.math('MULTIPLY', n.ramp(z, 0.0, 0.016, 3, 22), a)
    base = n.math('MULTIPLY', n.math('SUBTRACT', 1.0, n.ramp(z, 0.001, 0.010)), 0.5)
    e = n.node('AddShader', i0=n.node('Emission', Color=col, Strength=st), i1=n.node('Emission', Color=(0.12, 0.25, 1), Strength=base))
    s._output(n, n.node('AddShader', i0=n.node('BsdfTransparent'), i1=e))
    m['clear'] = True
    return m


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.014, 0.04, 0.115), horizon=(0.17, 0.24, 0.38), curve=0.5, glow=(1, -16, (0.65, 0.36, 0.26), 16, 0.35),
          clouds=(1.2, 0.5, 0.8, (0.15, 0.18, 0.26), (0.05, 0.07, 0.12), (0.5, 1.4, 0)), strength=0.55)
    s.fog((0.11, 0.15, 0.23), 0.005, horizon=0.02, start=4)
    paint = s.mat('paint', (0.52, 0.50, 0.46), (0.42, 0.40, 0.36), scale=9, bscale=90, bump=0.35, rough=(0.35, 0.6), dist=0.002, edge=(0.45, 0.7))
    sill = s.mat('sill', (0.40, 0.32, 0.235), (0.26, 0.19, 0.13), stretch=(1, 16, 8), scale=4, bscale=70, bump=0.5, warp=0.6, rough=(0.28, 0.5), dist=0.002)
    brass = s.mat('brass', (0.52, 0.36, 0.15), (0.30, 0.18, 0.08), local=True, scale=30, metal=1, rough=(0.22, 0.45), bump=0.1, dist=0.001)
    wick = s.mat('wick', (0.02, 0.016, 0.014), rough=(0.8, 0.9))
    fresh = s.mat('fresh', (0.75, 0.72, 0.64), rough=(0.8, 0.9))
    s.box((2.4, 0.26, 0.035), (0, 0.09, -0.0175), sill, bevel=0.006)
    Y = 0.235
    for x in (-0.43, 0.045, 0.52):
        s.box((0.05 if abs(x) > 0.1 else 0.036, 0.055, 1.3), (x, Y, 0.61), paint, bevel=0.006)
    s.box((2, 0.045, 0.06), (0, Y, 0.03), paint, bevel=0.006)
    s.box((2, 0.04, 0.028), (0, Y, 0.425), paint, bevel=0.006)
    pane = s.bpy.data.materials.new('pane')
    pane.use_nodes = True
    pane.node_tree.nodes.clear()
    n = s.Net(pane.node_tree)
    bp = n.node('Bump', Strength=0.12, Distance=0.02, Height=n.noise(n.node('NewGeometry', out=0), 5, 2))
    s._output(n, n.node('MixShader', i0=n.node('Fresnel', IOR=1.45, Normal=bp), i1=n.node('BsdfTransparent'), i2=n.node('BsdfGlossy', Roughness=0.02, Normal=bp)))
    pane['clear'] = True
    s.obj('pane', s.mesh('pane', [(-1, Y, 0), (1, Y, 0), (1, Y, 1.3), (-1, Y, 1.3)], [(0, 1, 2, 3)]), pane)
    # outside
    land = s.mat('land', (0.03, 0.036, 0.036), (0.045, 0.05, 0.045), scale=0.1, bump=1)
    s.ground(lambda x, y: -4 + 9 * s.smooth(60, 260, y + 30 * s.perlin(x / 40, 1)) * (0.8 + s.perlin(x / 70 + 1, y / 100)), (-260, 260), (8, 320), 200, 120, land)
    needles = s.mat('needles', (0.018, 0.028, 0.028))
    trees = [s.conifer(needles, 9, k, 16) for k in range(4)]
    s.scatter(trees, [(x, y, -4.2) for x, y in [(s.U(-40, 30), s.U(34, 90)) for _ in range(90)] if abs(x + 4) > 9 or y > 74], (0.6, 1.15), 2)
    for x, y, z, e in ((-9.5, 60, -1.7, 9), (11.5, 66, -1.2, 11), (14.8, 74, -0.6, 6)):
        s.obj('w', s.rock(s.glow('w', (1, 0.55, 0.22), e, fog=False), 0, 2, 0, (1, 1, 1)), None, (x, y, z), scale=0.4)

    def dish(x, y, r):
        s.lathe([(0, 0.004), (r * 0.55, 0.004), (r * 0.9, 0.007), (r, 0.014), (r * 1.03, 0.0145), (r * 1.02, 0.012), (r * 0.93, 0.004), (r * 0.6, 0), (0, 0)], brass, (x, y, 0), 96)
    # the burning one
    ax, ay = -0.085, 0.075
    dish(ax, ay, 0.056)
    V, F = [], []
    prof = [(0.044, 0.000), (0.040, 0.004), (0.031, 0.008), (0.0265, 0.013), (0.0245, 0.024), (0.0238, 0.036), (0.0228, 0.0395), (0.0205, 0.0385), (0.017, 0.034), (0.010, 0.0315), (0.002, 0.031), (0.0001, 0.031)]
    k = 160
    for i, (r, z) in enumerate(prof):
        for j in range(k):
            t = 2 * m.pi * j / k
            c, q = m.cos(t), m.sin(t)
            run = max(0, s.noise.noise((c * 2.6, q * 2.6, 3.1))) * 2.2
            rr, zz = r, z
            if i <= 6:
                drip = run * (1 if i < 5 else 0.5)
                rr += 0.006 * drip * (1.25 if 2 < i < 5 else 0.8) + 0.0025 * s.noise.noise((c * 3, q * 3, z * 60)) * (1.5 if i < 3 else 1)
                if i < 2:
                    rr *= 0.82 + 0.22 * s.noise.noise((c * 1.5, q * 1.5, 7)) + 0.18 * run
                rr = min(rr, 0.052)
            if 4 < i < 9:
                zz += 0.0045 * s.noise.noise((c * 1.4, q * 1.4, 11)) - 0.004 * min(1, run)
            V.append((rr * c, rr * q, zz))
    F = [(i * k + j, i * k + (j + 1) % k, (i + 1) * k + (j + 1) % k, (i + 1) * k + j) for i in range(len(prof) - 1) for j in range(k)]
    o = s.obj('stub', s.mesh('stub', V, F, wax(s, (0.006, 0.040, 1.15))), None, (ax, ay, 0.005))
    d = o.modifiers.new('s', 'SUBSURF')
    d.levels = d.render_levels = 2
    s.tube([(ax, ay, 0.034), (ax + 0.0004, ay, 0.041), (ax + 0.0022, ay, 0.047), (ax + 0.0045, ay, 0.049)], [0.0013, 0.0013, 0.0012, 0.0009], wick, 8, 6)
    fp = [(0.0005, 0.0), (0.0035, 0.003), (0.0058, 0.009), (0.0062, 0.014), (0.0052, 0.022), (0.0034, 0.031), (0.0014, 0.039), (0.0002, 0.044)]
    o = s.lathe(fp, flame(s), (ax + 0.002, ay, 0.043), 48, rot=(0, 5, 0))
    d = o.modifiers.new('s', 'SUBSURF')
    d.levels = d.render_levels = 2
    for z, p in ((0.055, 0.55), (0.068, 0.75)):
        s.lamp((ax + 0.002, ay, z), p, (1, 0.56, 0.22), 0.006)
    # the other
    bx, by = 0.135, 0.088
    s.lathe([(0, 0.006), (0.03, 0.006), (0.047, 0.010), (0.052, 0.017), (0.0535, 0.017), (0.049, 0.006), (0.03, 0), (0, 0)], brass, (bx, by, 0), 96)
    s.lathe([(0.0165, 0.008), (0.0165, 0.030), (0.0175, 0.032), (0.0185, 0.030), (0.0180, 0.012), (0.022, 0.007)], brass, (bx, by, 0), 64)
    s.lathe([(0.0155, 0.0), (0.0152, 0.02), (0.0140, 0.21), (0.0132, 0.222), (0.0105, 0.231), (0.004, 0.237), (0.0008, 0.238)], wax(s, None), (bx, by, 0.012), 64, rot=(0.4, 0.7, 0))
    s.tube([(bx + 0.0028, by, 0.249), (bx + 0.0032, by, 0.256), (bx + 0.0022, by - 0.001, 0.264)], [0.0013, 0.0013, 0.0009], fresh, 8, 6)
    # a burned match
    s.box((0.046, 0.0022, 0.0022), (0.018, 0.022, 0.0012), s.mat('match', (0.5, 0.37, 0.22), local=True), (0, 0, 24), bevel=0.0004)
    s.obj('tip', s.rock(wick, 2, 3, 0.2, (1.5, 1, 1)), None, (0.0395, 0.0316, 0.0014), (0, 0, 24), 0.0042)
    s.lamp((-0.3, 1.2, 1.3), 3, (0.45, 0.62, 1), 1.4, 'AREA', (0, 0, 0.1))
    s.lamp((0.5, -1.0, 0.7), 0.8, (0.5, 0.66, 1), 1.0, 'AREA', (0, 0, 0.1))
    s.camera((0.035, -0.60, 0.195), (0.018, 0.08, 0.136), 50, f=3.2, focus=(0.0, 0.07, 0.06))
    s.grade(bloom=0.55, shadow=(0.0, 0.012, 0.04), light=(0.03, 0.008, -0.02), vignette=0.38)
    s.expose(1.35)
