"""A lighthouse on its rock in storm, sea running high."""


def build(s):
    np = s.np
    s.sky(top=(0.02, 0.035, 0.045), horizon=(0.13, 0.17, 0.17), curve=0.5, glow=(4, 32, (0.35, 0.36, 0.28), 10, 0.5),
          clouds=(1.1, 0.36, 0.68, (0.15, 0.19, 0.19), (0.018, 0.026, 0.032), (0.6, 1.2, 0)))
    s.fog((0.10, 0.14, 0.145), 0.0055, height=40, lit=(0.26, 0.28, 0.24), horizon=0.06, patch=0.5, pscale=0.03)
    s.FOG['dir'] = s.direction(4, 32)
    s.sun(30, 60, 0.35, (0.8, 0.95, 1), 30)

    def sea(x, y):
        q = x + 6 * s.perlin(x / 30, y / 30)
        p = y + 9 * s.perlin(x / 22, y / 40)
        a = 1 - np.abs(s.perlin(q / 26, p / 11)) * 2.6
        b = 1 - np.abs(s.perlin(q / 9 + 5, p / 4.5)) * 2.4
        z = 1.7 * a + 0.55 * b + 0.16 * s.fbm(x / 1.6, y / 0.9, 4)
        return z - 1.3
    foam = s.bpy.data.materials.new('sea')
    foam.use_nodes = True
    foam.node_tree.nodes.clear()
    n = s.Net(foam.node_tree)
    pos = n.node('NewGeometry', out=0)
    z = n.node('SeparateXYZ', out=2, i0=pos)
    st = n.noise(n.vmath('MULTIPLY', pos, (0.8, 0.35, 0.6)), 1.3, 6, 0.62, 1.2)
    f = n.ramp(n.math('ADD', n.math('MULTIPLY', z, 0.16), st), 0.68, 0.86)
    lace = n.ramp(n.noise(pos, 5, 4, 0.6, 2.0), 0.42, 0.6)
    f = n.math('MULTIPLY', f, n.math('MAXIMUM', lace, n.ramp(z, 0.8, 1.6)))
    bp = n.node('Bump', Strength=0.8, Distance=0.12, Height=n.noise(pos, 2.2, 5))
    s._output(n, n.node('BsdfPrincipled', Base_Color=n.mix(f, (0.006, 0.022, 0.024), (0.6, 0.66, 0.65)), Roughness=n.ramp(f, 0, 1, 0.1, 0.9), IOR=1.333, Normal=bp))
    s.ground(sea, (-60, 80), (4, 130), 620, 640, foam)
    s.ground(lambda x, y: sea(x, y) - 0.1, (-900, 900), (129, 1400), 240, 200, foam)
    stone = s.mat('rock', (0.055, 0.052, 0.048), (0.025, 0.025, 0.025), scale=0.5, bscale=3, bump=1, rough=(0.25, 0.6), dist=0.15)
    lx, ly = 9.0, 74.0

    def rock(x, y):
        d = np.sqrt(((x - lx - 3) / 17) ** 2 + ((y - ly) / 12) ** 2)
        r = 1 - np.abs(s.fbm(x / 6, y / 6, 5)) * 1.3
        return -5 + 10.5 * s.smooth(1.25, 0.15, d + 0.25 * s.fbm(x / 9, y / 9, 3)) + 2.4 * r * s.smooth(1.2, 0.5, d)
    s.ground(rock, (lx - 24, lx + 30), (ly - 18, ly + 18), 260, 220, stone)
    zb = float(rock(np.array([lx]), np.array([ly]))[0]) - 0.6
    white = s.mat('tower', (0.5, 0.5, 0.47), (0.33, 0.33, 0.31), scale=0.6, bscale=5, bump=0.4, stretch=(1, 1, 0.3), rough=(0.5, 0.8))
    dark = s.mat('gallery', (0.03, 0.03, 0.033), rough=(0.4, 0.6))
    s.lathe([(2.5, 0), (2.35, 1), (2.0, 6), (1.75, 11), (1.62, 15), (1.9, 15.4), (2.3, 15.6), (2.3, 15.9), (1.3, 15.9)], white, (lx, ly, zb))
    s.lathe([(2.2, 15.9), (2.25, 16.0), (2.2, 16.05)], dark, (lx, ly, zb))
    for k in range(20):
        a = 6.283 * k / 20
        s.box((0.05, 0.05, 1.0), (lx + 2.2 * np.cos(a), ly + 2.2 * np.sin(a), zb + 16.3), dark, bevel=0)
    s.lathe([(2.2, 16.75), (2.26, 16.8), (2.2, 16.85)], dark, (lx, ly, zb))
    s.lathe([(1.2, 15.9), (1.2, 16.6)], dark, (lx, ly, zb))
    s.lathe([(0.8, 16.6), (0.8, 18.1)], s.glow('lamp', (1, 0.86, 0.6), 30), (lx, ly, zb))
    for k in range(8):
        a = 6.283 * k / 8
        s.box((0.07, 0.07, 1.7), (lx + 1.2 * np.cos(a), ly + 1.2 * np.sin(a), zb + 17.3), dark, bevel=0)
    s.lathe([(1.4, 18.1), (1.3, 18.4), (0.7, 19.2), (0.15, 19.5), (0.1, 20.6), (0, 20.7)], dark, (lx, ly, zb))
    for z in (5, 10):
        s.box((0.5, 0.3, 0.9), (lx - 0.4, ly - 2.0 + z * 0.05, zb + z), dark, bevel=0)
    s.lamp((lx, ly, zb + 17.4), 1500, (1, 0.85, 0.6), 0.6)
    bm = s.beam('beam', (1, 0.9, 0.68), 0.55, 1.6)
    for turn, tilt in ((-62, 2), (118, 2)):
        V = [(0.5, 0, 0)]
        k = 40
        V = [(0.02 * s.math.cos(6.283 * i / k), 0.02 * s.math.sin(6.283 * i / k), 0) for i in range(k)]
        V += [(0.16 * s.math.cos(6.283 * i / k), 0.16 * s.math.sin(6.283 * i / k), 1) for i in range(k)]
        F = [(i, (i + 1) % k, k + (i + 1) % k, k + i) for i in range(k)]
        o = s.obj('beam', s.mesh('beam', V, F, bm), None, (lx, ly, zb + 17.4), (0, 90 - tilt, turn + 90), (52, 52, 52))
    spray = s.mat('spray', (0.7, 0.74, 0.74), rough=(0.9, 1))
    dm = s.rock(spray, 1, 1, 0.2, (1, 1, 1))
    pts = []
    for cx, cy, hgt, w in ((lx - 10, ly - 9, 7, 3.0), (lx - 4, ly - 11, 4.5, 3.5), (lx + 6, ly - 11.5, 3, 4)):
        for _ in range(1500):
            t = s.random.random()
            a = s.random.gauss(0, 1)
            pts.append((cx + a * w * (0.35 + t) + 2 * t, cy + s.random.gauss(0, 0.8), -0.5 + hgt * t ** 0.8 * np.exp(-a * a * 0.5) * s.U(0.4, 1), (1.25 - t)))
    s.scatter([dm], pts, (0.03, 0.13), 0)
    s.camera((-2, 0, 4.2), (4.5, 74, 10.2), 38, f=5.6, focus=60.0, roll=-1.5)
    s.grade(shadow=(0, 0.02, 0.03), light=(0.02, 0.015, -0.01), bloom=0.6)
    s.expose(1.1)
