"""Rings of a single drop on black water, bare branches mirrored, seen from straight above."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.035, 0.055, 0.085), horizon=(0.02, 0.03, 0.05), curve=1.2, glow=(60, 40, (1.0, 0.70, 0.46), 16, 1.7),
          clouds=(1.3, 0.48, 0.75, (0.30, 0.34, 0.42), (0.05, 0.07, 0.11)))
    w = s.bpy.data.materials.new('water')
    w.use_nodes = True
    w.node_tree.nodes.clear()
    n = s.Net(w.node_tree)
    pos = n.node('NewGeometry', out=0)
    h = n.math('ADD', n.noise(pos, 2.2, 2, 0.5), n.math('MULTIPLY', n.noise(pos, 9, 2, 0.5), 0.05))
    bp = n.node('Bump', Strength=0.35, Distance=0.012, Height=h)
    s._output(n, n.node('BsdfPrincipled', Base_Color=(0.001, 0.0015, 0.002), Roughness=0.015, IOR=1.75, Normal=bp))
    cx, cy = -0.07, 0.055

    def rings(x, y):
        d = np.sqrt((x - cx) ** 2 + (y - cy) ** 2) + 1e-4
        a = 0.0042 * np.exp(-((d - 0.16) / 0.15) ** 2) + 0.0026 * np.exp(-((d - 0.40) / 0.13) ** 2)
        z = a * np.sin(2 * m.pi * (d / 0.062 + 0.9 * d * d)) * s.smooth(0.56, 0.40, d)
        z = z + 0.007 * np.exp(-(d / 0.012) ** 2) - 0.005 * np.exp(-(d / 0.034) ** 2)
        return z + 0.0014 * s.perlin(x * 2.3, y * 2.3)
    s.ground(rings, (-0.75, 0.75), (-0.75, 0.75), 900, 900, w)
    s.obj('drop', s.rock(w, 1, 4, 0.0, (1, 1, 1.1)), None, (cx + 0.002, cy, 0.026), scale=0.017)
    bark = s.mat('bark', (0.012, 0.010, 0.009), rough=(0.9, 1))
    for k, (x, y, a, b) in enumerate(((-2.6, 1.6, 13, 60), (1.8, -3.0, -14, 150), (2.6, 2.6, 8, 20))):
        s.obj('t', s.tree_mesh(bark, 15, k + 3, 6, 0.6, trunk=0.27, gnarl=0.34, sides=9), None, (x, y, -0.5), (0, a if x < 0 else -abs(a), b))
    lm = [s.mat('leaf%d' % i, c, tuple(q * 0.5 for q in c), local=True, scale=40, rough=(0.25, 0.5), bump=0.3, dist=0.001) for i, c in enumerate(((0.42, 0.16, 0.03), (0.36, 0.24, 0.05), (0.2, 0.09, 0.03)))]
    for i, (x, y, r, k) in enumerate(((0.36, -0.33, 30, 1.0), (0.27, -0.405, 160, 0.75), (-0.44, -0.40, 250, 0.7))):
        s.obj('leaf', s.leaf(lm[i], 0.095, 0.062, 0.16), None, (x, y, 0.0035), (0, 0, r), k)
    s.lamp((1.4, 1.4, 1.6), 6, (1, 0.78, 0.55), 0.6, 'AREA', (0.3, -0.3, 0)).visible_glossy = False
    s.camera((0, 0, 1.55), (0, 0.0001, 0), 52)
    s.grade(shadow=(0, 0.01, 0.025), light=(0.03, 0.012, -0.02), bloom=0.4)
    s.expose(1.65)
