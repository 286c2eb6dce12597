"""A long table laid for many under one lamp; all the chairs are empty."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.02, 0.03, 0.05), horizon=(0.02, 0.03, 0.05), strength=0.3)
    s.fog((0.05, 0.035, 0.022), 0.02)
    wall = s.mat('wall', (0.20, 0.16, 0.12), (0.15, 0.115, 0.085), scale=1.1, bscale=20, bump=0.3, dist=0.01)
    floor = s.mat('floor', (0.14, 0.08, 0.045), (0.09, 0.05, 0.028), local=True, vary=0.25, stretch=(7, 0.6, 7), scale=3, rough=(0.25, 0.5), bump=0.25, dist=0.006)
    top = s.mat('top', (0.30, 0.165, 0.08), (0.19, 0.095, 0.045), local=True, vary=0.16, stretch=(14, 0.8, 14), scale=3, warp=0.6, rough=(0.20, 0.42), bump=0.3, bscale=40, dist=0.002)
    dark = s.mat('chair', (0.10, 0.052, 0.028), (0.06, 0.03, 0.018), local=True, rough=(0.25, 0.45), bump=0.15)
    white = s.mat('china', (0.72, 0.68, 0.60), (0.66, 0.61, 0.53), local=True, scale=20, bump=0.04, rough=(0.10, 0.22))
    cloth = s.mat('napkin', (0.62, 0.57, 0.48), (0.54, 0.49, 0.41), local=True, scale=30, bscale=500, bump=0.4, rough=(0.8, 0.95), dist=0.001)
    steel = s.mat('steel', (0.68, 0.62, 0.54), local=True, metal=1, rough=(0.15, 0.28), bump=0.02)
    shade = s.mat('shade', (0.05, 0.065, 0.055), (0.035, 0.045, 0.04), rough=(0.25, 0.4), bump=0.05)
    glass = s.bpy.data.materials.new('glass')
    glass.use_nodes = True
    glass.node_tree.nodes.clear()
    n = s.Net(glass.node_tree)
    fr = n.node('Fresnel', IOR=1.5)
    s._output(n, n.node('MixShader', i0=fr, i1=n.node('BsdfTransparent', Color=(0.93, 0.93, 0.91)), i2=n.node('BsdfGlossy', Roughness=0.03)))
    L = 6.6
    for i in range(7):
        s.box((0.153, L, 0.045), (-0.465 + i * 0.155, L / 2, 0.7275), top, bevel=0.004, wobble=0.002)
    for x in (-0.42, 0.42):
        s.box((0.05, L - 0.4, 0.10), (x, L / 2, 0.655), dark, bevel=0.004)
        for y in (0.5, 2.4, 4.3, 6.2):
            s.box((0.08, 0.08, 0.66), (x, y, 0.33), dark, bevel=0.008)
    for j in range(26):
        y = -2.0
        while y < 11:
            ln = s.U(1.5, 2.6)
            s.box((0.176, ln - 0.004, 0.03), (-2.3 + j * 0.18, y + ln / 2, -0.015), floor, bevel=0.003, wobble=0.0015)
            y += ln
    s.box((8, 14, 0.1), (0, 4, -0.09), dark, bevel=0)
    s.box((8, 0.2, 3.4), (0, 9.6, 1.7), wall, bevel=0)
    for x in (-1, 1):
        s.box((0.2, 14, 3.4), (x * 2.5, 4, 1.7), wall, bevel=0)
    s.box((8, 14, 0.2), (0, 4, 3.3), wall, bevel=0)
    # a window at the end, the last blue outside
    s.box((1.1, 0.05, 1.4), (0.0, 9.49, 1.75), s.glow('dusk', (0.10, 0.19, 0.36), 0.55), bevel=0)
    for dx, dz, w, h in ((0, 0, 0.05, 1.5), (0, 0.15, 1.1, 0.04), (-0.58, 0, 0.09, 1.6), (0.58, 0, 0.09, 1.6), (0, 0.75, 1.25, 0.09), (0, -0.75, 1.35, 0.09)):
        s.box((w, 0.1, h), (dx, 9.46, 1.75 + dz), dark, bevel=0.008)

    def merge(bits):
        """Join objects into one mesh to be set many times."""
        bm = s.bmesh.new()
        for b in bits:
            if b.modifiers:
                dg = s.bpy.context.evaluated_depsgraph_get()
                me = s.bpy.data.meshes.new_from_object(b.evaluated_get(dg))
            else:
                me = b.data
            me = me.copy()
            me.transform(b.matrix_basis)
            bm.from_mesh(me)
        out = s.bpy.data.meshes.new('chair')
        bm.to_mesh(out)
        bm.free()
        for b in bits:
            s.bpy.data.objects.remove(b)
        return out
    bits = []
    for x in (-0.2, 0.2):
        bits.append(s.tube([(x * 1.06, -0.2, 0), (x, -0.18, 0.45)], [0.015, 0.019], dark, 10))
        bits.append(s.tube([(x * 1.05, 0.25, 0), (x, 0.19, 0.44), (x * 0.98, 0.22, 0.7), (x * 0.95, 0.29, 0.98)], [0.015, 0.019, 0.017, 0.013], dark, 10))
        bits.append(s.tube([(x, -0.18, 0.2), (x, 0.21, 0.22)], 0.009, dark, 8))
    bits.append(s.box((0.44, 0.42, 0.03), (0, 0, 0.45), dark, bevel=0.012))
    for z, y in ((0.66, 0.225), (0.79, 0.245), (0.93, 0.285)):
        bits.append(s.tube([(-0.19, y, z), (0, y + 0.03, z + 0.006), (0.19, y, z)], 0.024 if z > 0.9 else 0.012, dark, 8))
    chair = merge(bits)
    chair.materials.append(dark)
    plate = s.lathe([(0, 0.006), (0.07, 0.006), (0.085, 0.009), (0.128, 0.018), (0.131, 0.017), (0.088, 0.005), (0.07, 0.0), (0, 0)], white, seg=96).data
    bowl = s.lathe([(0, 0.012), (0.04, 0.013), (0.066, 0.024), (0.078, 0.042), (0.080, 0.042), (0.068, 0.021), (0.04, 0.006), (0, 0.006)], white, seg=96).data
    cup = s.lathe([(0, 0.006), (0.026, 0.007), (0.029, 0.03), (0.034, 0.105), (0.0355, 0.105), (0.031, 0.03), (0.028, 0.0), (0, 0)], glass, seg=64).data
    fork = merge([s.tube([(0, -0.09, 0.004), (0, 0.03, 0.005), (0, 0.09, 0.006)], [0.004, 0.0022, 0.008], steel, 8)])
    fork.materials.append(steel)
    for o in list(s.bpy.context.scene.collection.objects):
        if o.name.startswith('lathe'):
            s.bpy.data.objects.remove(o)
    T = 0.75
    ys = [0.62 + 0.86 * k for k in range(7)]
    seats = [(sd, y) for sd in (-1, 1) for y in ys] + [(0, L)]
    for sd, y in seats:
        if sd:
            x, yy, turn = sd * 0.31, y, sd * 90
        else:
            x, yy, turn = 0, L - 0.2, 180
        j, k = s.random.gauss(0, 0.008), s.random.gauss(0, 0.008)
        r = s.Matrix.Rotation(m.radians(turn), 3, 'Z')
        at = lambda a, b, z: s.Vector((x + j, yy + k, T + z)) + r @ s.Vector((a, b, 0))
        s.obj('p', plate, None, at(0, 0, 0))
        if s.random.random() < 0.75:
            s.obj('b', bowl, None, at(0, 0, 0.006))
        s.obj('c', cup, None, at(0.13 + s.U(-.02, .02), 0.125, 0))
        s.obj('f', fork, None, at(-0.155, 0, 0), (0, 0, turn + s.U(-4, 4)))
        s.obj('f', fork, None, at(0.155, -0.01, 0), (0, 0, turn + s.U(-4, 4)))
        s.box((0.075, 0.17, 0.008), at(-0.21, 0, 0.005), cloth, (0, 0, turn + s.U(-6, 6)), bevel=0.003)
        if sd:
            s.obj('ch', chair, None, (sd * (0.74 + s.U(-.05, .12)), y + s.U(-.04, .04), 0), (0, 0, -sd * 90 + s.U(-9, 9)))
        else:
            s.obj('ch', chair, None, (0.02, L + 0.33, 0), (0, 0, 3))
    # jugs and bread along the middle
    for y, k in ((1.75, 1), (3.75, 0.9), (5.4, 1)):
        s.lathe([(0, 0.005), (0.05, 0.005), (0.075, 0.06), (0.07, 0.12), (0.042, 0.18), (0.046, 0.215), (0.049, 0.215), (0.045, 0.18), (0.074, 0.12), (0.079, 0.06), (0.053, 0.0), (0, 0)], white, (s.U(-.05, .05), y, T), 64, scale=k)
    bread = s.mat('bread', (0.36, 0.19, 0.07), (0.26, 0.12, 0.04), local=True, scale=14, bump=0.8, rough=(0.6, 0.8), dist=0.006)
    board = s.mat('board', (0.36, 0.23, 0.12), local=True, stretch=(1, 8, 8), bump=0.2, dist=0.003)
    for x, y in ((0.05, 2.75), (-0.04, 4.6)):
        s.box((0.2, 0.34, 0.018), (x, y, T + 0.009), board, (0, 0, s.U(-20, 20)), bevel=0.006)
        s.obj('loaf', s.rock(bread, int(y), 4, 0.08, (0.62, 1, 0.5)), None, (x, y, T + 0.073), (0, 0, s.U(-30, 30)), 0.24)
    # the lamp
    Y = 3.2
    s.lathe([(0.03, 0.30), (0.045, 0.25), (0.06, 0.23), (0.15, 0.17), (0.235, 0.06), (0.255, 0.0)], shade, (0, Y, 1.50), 96)
    s.lathe([(0.252, 0.001), (0.232, 0.06), (0.148, 0.168), (0.06, 0.226)], white, (0, Y, 1.50), 96)
    s.tube([(0, Y, 1.78), (0.004, Y, 2.5), (0, Y, 3.25)], 0.005, shade, 8)
    s.obj('bulb', s.rock(s.glow('bulb', (1, 0.66, 0.30), 26), 0, 3, 0, (1, 1, 1.2)), None, (0, Y, 1.565), scale=0.075)
    s.lamp((0, Y, 1.50), 80, (1, 0.62, 0.28), 0.05)
    s.lamp((0, Y, 2.3), 26, (1, 0.60, 0.30), 0.5)
    s.lamp((0, 7.6, 2.6), 12, (1, 0.58, 0.30), 0.6)
    s.lamp((0.0, -1.4, 2.4), 14, (0.5, 0.65, 1), 1.6, 'AREA', (0, 2, 0.6))
    s.camera((0.035, -0.82, 1.34), (0.0, 3.1, 0.93), 34, f=4, focus=2.6)
    s.grade(bloom=0.55, vignette=0.45, light=(0.035, 0.012, -0.03), shadow=(0.006, 0.006, 0.018))
    s.expose(1.5)
