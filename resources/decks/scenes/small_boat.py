"""A rowing boat, alone on a wide calm sea, seen from high above."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.25, 0.45, 0.52), horizon=(0.75, 0.80, 0.76), curve=0.5, glow=(52, 20, (0.9, 0.8, 0.6), 30, 1.6), clouds=(1.6, 0.45, 0.7, (0.8, 0.82, 0.8), (0.45, 0.55, 0.6)))
    s.sun(40, -60, 3.2, (1, 0.9, 0.72), 1.5).visible_glossy = False
    s.fog((0.5, 0.66, 0.66), 0.002)
    wm = s.bpy.data.materials.new('sea')
    wm.use_nodes = True
    wm.node_tree.nodes.clear()
    n = s.Net(wm.node_tree)
    pos = n.node('NewGeometry', out=0)
    h = n.math('ADD', n.math('MULTIPLY', n.noise(n.vmath('MULTIPLY', pos, (0.5, 1, 1)), 0.5, 3, 0.5, 0.8), 1.0), n.math('MULTIPLY', n.noise(pos, 2.6, 3, 0.5, 0.8), 0.16))
    calm = n.ramp(n.noise(n.vmath('MULTIPLY', pos, (0.35, 1, 1)), 0.055, 4, 0.55, 1.5), 0.42, 0.62)
    deep = n.mix(n.ramp(n.noise(pos, 0.035, 4, 0.55, 0.8), 0.35, 0.68), (0.003, 0.045, 0.06), (0.012, 0.14, 0.15))
    bp = n.node('Bump', Strength=n.math('SUBTRACT', 1.0, n.math('MULTIPLY', calm, 0.75)), Distance=0.22, Height=h)
    s._output(n, n.node('BsdfPrincipled', Base_Color=deep, Roughness=0.07, IOR=1.333, Normal=bp))
    bx, by = 3.4, 6.0

    def sea(x, y):
        u, v = (x - bx) * m.cos(0.7) + (y - by) * m.sin(0.7), -(x - bx) * m.sin(0.7) + (y - by) * m.cos(0.7)
        d = np.sqrt(u * u * 0.35 + v * v)
        return 0.05 * s.perlin(x / 6, y / 4) + 0.02 * np.sin(d * 4.2) * np.exp(-d / 3.2)
    s.ground(sea, (-60, 60), (-50, 80), 500, 560, wm)
    hull = s.mat('hull', (0.52, 0.48, 0.40), (0.36, 0.32, 0.26), local=True, stretch=(0.6, 6, 6), scale=4, rough=(0.35, 0.6), bump=0.4, dist=0.01)
    inn = s.mat('inside', (0.30, 0.17, 0.085), (0.19, 0.10, 0.05), local=True, stretch=(0.7, 7, 7), scale=4, rough=(0.4, 0.6), bump=0.5, dist=0.01)
    red = s.mat('band', (0.42, 0.06, 0.035), local=True, rough=(0.3, 0.5), bump=0.1)
    p = s.obj('boat', None, None, (bx, by, 0.15), (2.5, -1.5, 40))
    L, B, H = 2.1, 0.72, 0.52
    beam = lambda t: B * (1 - abs(t) ** 2.4) ** 0.75 * (1 - 0.10 * (t < 0) * abs(t)) if abs(t) < 1 else 0.0
    V, F = [], []
    nu, nv = 40, 17
    for i in range(nu + 1):
        t = -0.86 + 1.859 * i / nu
        b = max(beam(t), 0.012)
        sheer = H * (0.72 + 0.34 * t * t)
        for j in range(nv + 1):
            a = m.pi * (j / nv - 0.5)
            c = m.sin(a)
            V.append((t * L, b * np.sign(c) * abs(c) ** 0.75, -0.22 + sheer * (1 - m.cos(a) ** 1.1)))
    F = [(i * (nv + 1) + j, i * (nv + 1) + j + 1, (i + 1) * (nv + 1) + j + 1, (i + 1) * (nv + 1) + j) for i in range(nu) for j in range(nv)]
    F.append(list(range(nv + 1)))
    o = s.obj('hull', s.mesh('hull', V, F, hull))
    so = o.modifiers.new('t', 'SOLIDIFY')
    so.thickness = 0.04
    bits = [o]
    o2 = s.obj('inner', s.mesh('inner', [(x * 0.965, y * 0.93, max(z + 0.03, -0.07)) for x, y, z in V], F, inn))
    bits.append(o2)
    for sd in (-1, 1):
        bits.append(s.tube([((-0.86 + 1.859 * i / 14) * L, sd * max(beam(-0.86 + 1.859 * i / 14), 0.01), -0.22 + H * (0.72 + 0.34 * (-0.86 + 1.859 * i / 14) ** 2)) for i in range(15)], 0.032, red, 8, 4))
    for t in (-0.62, -0.05, 0.45):
        bits.append(s.box((0.26, beam(t) * 1.9, 0.035), (t * L, 0, 0.05), inn, bevel=0.008))
    for sd in (-1, 1):
        bits.append(s.tube([(-0.9, sd * 0.2, 0.10), (1.2, sd * 0.30, 0.12)], [0.024, 0.02], hull, 8, 2))
        bits.append(s.box((0.5, 0.14, 0.02), (1.4, sd * 0.305, 0.125), hull, rot=(0, 0, sd * 3), bevel=0.006))
    rope = s.mat('rope', (0.5, 0.42, 0.3), bump=0.4)
    bits.append(s.tube([(2.02, 0, 0.3), (1.8, 0.05, 0.0), (1.6, -0.1, -0.05), (1.5, 0.1, -0.04), (1.7, 0.15, -0.03), (1.75, -0.05, -0.02), (1.55, -0.02, 0)], 0.018, rope, 8, 6))
    for b in bits:
        b.parent = p
    s.camera((-2, -26, 40), (-1.2, 2.2, 0), 58, f=8, focus=44.0, roll=7)
    s.grade(shadow=(0.0, 0.02, 0.03), light=(0.03, 0.015, -0.02), bloom=0.2)
    s.expose(0.3)
