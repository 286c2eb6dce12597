"""A red umbrella left open on wet cobbles at night."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.006, 0.009, 0.018), horizon=(0.02, 0.026, 0.04), strength=1)
    s.fog((0.020, 0.025, 0.038), 0.045, height=8, patch=0.3)
    stone = s.mat('cobble', (0.07, 0.07, 0.075), (0.04, 0.04, 0.045), local=True, vary=0.25, scale=6, bscale=50, bump=0.6, rough=(0.06, 0.35), dist=0.006)
    bed = s.mat('bed', (0.02, 0.02, 0.02), rough=(0.05, 0.3))
    red = s.mat('cloth', (0.42, 0.018, 0.02), (0.34, 0.012, 0.016), local=True, scale=3, bscale=300, bump=0.1, rough=(0.7, 0.85), translucent=0.45, dist=0.003, spec=0.0)
    steel = s.mat('steel', (0.4, 0.4, 0.4), metal=1, rough=(0.2, 0.35), bump=0)
    wood = s.mat('handle', (0.16, 0.07, 0.03), rough=(0.15, 0.3), bump=0.05)
    s.box((60, 80, 0.1), (0, 25, -0.11), bed, bevel=0)
    protos = [s.rock(stone, k, 3, 0.10, (1, 1, 0.7)) for k in range(5)]
    for me in protos:
        for v in me.vertices:
            v.co.x, v.co.y = max(-.45, min(.45, v.co.x * 1.3)), max(-.45, min(.45, v.co.y * 1.3))
            v.co.z = min(v.co.z, 0.20 + 0.25 * v.co.z)
    pts = []
    for j in range(110):
        for i in range(-42, 43):
            x, y = i * 0.16 + 0.08 * (j % 2), -1.6 + j * 0.15
            pts.append((x + s.U(-.008, .008), y + s.U(-.008, .008), -0.055 + s.U(-.006, .006) + 0.02 * s.noise.noise((x * .6, y * .6, 0))))
    s.scatter(protos, pts, (0.158, 0.172), 3, spin=False)
    s.obj('film', s.mesh('f', [(-14, -2, -0.029), (14, -2, -0.029), (14, 40, -0.029), (-14, 40, -0.029)], [(0, 1, 2, 3)]),
          s.water('film', (0.006, 0.006, 0.008), 0.02, ((14, 0.05),), dist=0.01))
    p = s.obj('umbrella', None, None, (0.02, 0.78, 0.384), (0, 0, 0))
    # it rests on the rim and on the end of its handle
    p.rotation_euler = (s.Matrix.Rotation(m.radians(34), 3, 'Z') @ s.Matrix.Rotation(m.radians(-49), 3, 'X') @ s.Matrix.Rotation(m.radians(90), 3, 'Z')).to_euler()
    V, F, n, R = [], [], 8, 0.52
    nu, nv = 12, 14
    for k in range(n):
        for a in range(nu + 1):
            for b in range(nv + 1):
                u, t = a / nu, b / nv
                ang = 2 * m.pi * (k + u) / n
                e = 1 - 0.085 * t * m.sin(m.pi * u) ** 1.0
                rr = R * m.sin(t * 1.2) / m.sin(1.2) * e
                z = 0.30 * (m.cos(t * 1.35) - m.cos(1.35)) + 0.02 * t * m.sin(m.pi * u) * -1
                V.append((rr * m.cos(ang), rr * m.sin(ang), z))
        base = k * (nu + 1) * (nv + 1)
        F += [(base + a * (nv + 1) + b, base + a * (nv + 1) + b + 1, base + (a + 1) * (nv + 1) + b + 1, base + (a + 1) * (nv + 1) + b) for a in range(nu) for b in range(nv)]
    bits = [s.obj('canopy', s.mesh('canopy', V, F, red))]
    for k in range(n):
        a = 2 * m.pi * k / n
        bits.append(s.tube([(R * m.sin(t * 1.2) / m.sin(1.2) * m.cos(a), R * m.sin(t * 1.2) / m.sin(1.2) * m.sin(a), 0.30 * (m.cos(t * 1.35) - m.cos(1.35)) - 0.006) for t in np.linspace(0.02, 1.02, 9)], 0.0028, steel, 6, 3))
        bits.append(s.tube([(0.012 * m.cos(a), 0.012 * m.sin(a), -0.12), (0.26 * m.cos(a), 0.26 * m.sin(a), 0.165)], 0.0022, steel, 6, 1))
    bits.append(s.tube([(0, 0, 0.30), (0, 0, -0.42)], 0.006, steel, 10, 1))
    bits.append(s.tube([(0, 0, 0.22), (0, 0, 0.31)], [0.008, 0.003], steel, 10, 2))
    bits.append(s.tube([(0, 0, -0.36), (0, 0, -0.47), (0.012, 0, -0.52), (0.045, 0, -0.545), (0.08, 0, -0.52), (0.088, 0, -0.48)], 0.012, wood, 12, 6))
    for b in bits:
        b.parent = p
    for (x, y, z, c, r, e) in ((-2.6, 9, 2.9, (1, 0.6, 0.26), 0.11, 14), (3.0, 11, 3.0, (1, 0.6, 0.26), 0.11, 14), (-3.2, 16, 3.0, (1, 0.62, 0.3), 0.11, 14), (3.4, 19, 3.1, (1, 0.62, 0.3), 0.11, 14),
                               (-1.2, 22, 1.6, (0.5, 0.75, 1), 0.13, 9), (1.0, 24, 1.2, (1, 0.3, 0.16), 0.08, 9), (1.4, 24, 1.2, (1, 0.3, 0.16), 0.08, 9), (0.1, 26, 2.5, (1, 0.8, 0.5), 0.12, 9)):
        s.obj('g', s.rock(s.glow('g', c, e, fog=False), 0, 2, 0, (1, 1, 1)), None, (x, y, z), scale=r * 2)
        s.lamp((x, y, z - 0.3), 75 if e > 10 else 30, c, 0.2)
    dark = s.mat('front', (0.035, 0.035, 0.04), (0.022, 0.022, 0.028), scale=0.7, bump=0.4)
    for sd in (-1, 1):
        for k in range(2, 7):
            s.box((3, 4.3, 9 + s.U(-2, 2)), (sd * (7.6 + s.U(0, .5)), 6 + k * 4.4, 4), dark, bevel=0.05)
    rain = s.bpy.data.materials.new('rain')
    rain.use_nodes = True
    rain.node_tree.nodes.clear()
    n2 = s.Net(rain.node_tree)
    s._output(n2, n2.node('MixShader', i0=0.10, i1=n2.node('BsdfTransparent'), i2=n2.node('Emission', Color=(0.7, 0.78, 0.9), Strength=0.55)))
    rain['clear'] = True
    streak = s.mesh('streak', [(-0.0011, 0, 0), (0.0011, 0, 0), (0.012, 0, 0.17), (0.010, 0, 0.17)], [(0, 1, 2, 3)], rain)
    s.scatter([streak], [(s.U(-3, 3), s.U(-0.4, 6), s.U(0, 3)) for _ in range(1100)], (0.7, 1.3), 2, spin=False)
    s.lamp((-0.7, 2.4, 1.9), 26, (1, 0.62, 0.36), 0.3, 'AREA', (0.0, 0.9, 0.3))
    s.lamp((1.2, -1.2, 1.4), 9, (0.55, 0.7, 1), 1, 'AREA', (0.1, 0.6, 0.2))
    s.camera((-0.36, -1.50, 0.56), (0.10, 0.75, 0.43), 42, f=2.8, focus=(0.1, 0.5, 0.35))
    s.grade(bloom=0.6, shadow=(0.0, 0.01, 0.03), light=(0.03, 0.0, -0.01))
    s.expose(1.75)
