"""A teal bowl mended with seams of gold, on dark linen, seen from above."""


def glaze(s):
    m = s.bpy.data.materials.new('glaze')
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = s.Net(m.node_tree)
    p = n.node('TexCoord', out=3)
    z = n.node('SeparateXYZ', out=2, i0=p)
    q = n.vmath('ADD', p, n.vmath('MULTIPLY', n.noise(p, 20, 3, 0.5, out=1), (0.026, 0.026, 0)))
    q = n.vmath('ADD', q, (0.047, 0.093, 0))
    v = n.node('TexVoronoi', props={'feature': 'DISTANCE_TO_EDGE', 'voronoi_dimensions': '2D'}, Vector=q, Scale=14.0)
    wide = n.math('ADD', 0.006, n.math('MULTIPLY', n.noise(p, 60, 3), 0.022))
    seam = n.math('SUBTRACT', 1.0, n.ramp(n.math('DIVIDE', v, wide), 0.72, 1.0))
    f = n.noise(n.vmath('MULTIPLY', p, (1, 1, 0.5)), 38, 6, 0.6, 0.6)
    col = n.mix(n.ramp(f, 0.32, 0.68), (0.010, 0.060, 0.068), (0.050, 0.16, 0.15))
    col = n.mix(n.ramp(n.noise(p, 420, 2), 0.62, 0.74), col, (0.02, 0.03, 0.025))
    rim = n.ramp(n.math('ADD', z, n.math('MULTIPLY', f, 0.01)), 0.0655, 0.0705)
    col = n.mix(rim, col, (0.15, 0.075, 0.03))
    col = n.mix(seam, col, n.mix(n.noise(p, 90, 4), (1.0, 0.66, 0.22), (0.95, 0.58, 0.18)))
    h = n.math('ADD', seam, n.math('MULTIPLY', n.noise(p, 60, 3), 0.25))
    bp = n.node('Bump', Strength=0.9, Distance=0.0014, Height=h)
    s._output(n, n.node('BsdfPrincipled', Base_Color=col, Metallic=seam, Normal=bp,
                        Roughness=n.ramp(seam, 0, 1, 0.13, 0.27)))
    return m


def linen(s):
    m = s.bpy.data.materials.new('linen')
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = s.Net(m.node_tree)
    p = n.node('NewGeometry', out=0)
    w = n.vmath('ADD', p, n.vmath('MULTIPLY', n.noise(p, 30, 3, out=1), (0.004, 0.004, 0)))
    warp = n.noise(n.vmath('MULTIPLY', w, (900, 25, 0)), 1.0, 2)
    weft = n.noise(n.vmath('MULTIPLY', w, (25, 900, 0)), 1.0, 2)
    sx = n.math('SINE', n.math('MULTIPLY', n.node('SeparateXYZ', out=0, i0=w), 3600))
    sy = n.math('SINE', n.math('MULTIPLY', n.node('SeparateXYZ', out=1, i0=w), 3600))
    cell = n.math('MULTIPLY', sx, sy)
    th = n.math('ADD', n.math('MULTIPLY', warp, 0.8), n.math('MULTIPLY', weft, 0.8))
    col = n.mix(n.ramp(th, 0.6, 1.0), (0.012, 0.013, 0.016), (0.050, 0.049, 0.052))
    bp = n.node('Bump', Strength=0.8, Distance=0.0007, Height=n.math('ADD', th, n.math('MULTIPLY', cell, 0.35)))
    s._output(n, n.node('BsdfPrincipled', Base_Color=col, Roughness=0.85, Normal=bp, Sheen_Weight=0.15))
    return m


def build(s):
    np = s.np
    s.sky(top=(0.16, 0.17, 0.18), horizon=(0.08, 0.085, 0.09), strength=0.7)
    o = s.lathe([(0, 0.0105), (0.012, 0.0108), (0.025, 0.013), (0.040, 0.019), (0.056, 0.0295), (0.070, 0.043), (0.080, 0.056), (0.0865, 0.0672),
                 (0.0885, 0.0690), (0.0902, 0.0680), (0.0850, 0.0560), (0.0750, 0.041), (0.061, 0.0265), (0.045, 0.0140), (0.036, 0.0085), (0.034, 0.004), (0.033, 0.0), (0.029, 0.0), (0.028, 0.004), (0, 0.005)],
                glaze(s), (0.008, 0.006, 0.002), 160, rot=(0, 0, 64))
    d = o.modifiers.new('s', 'SUBSURF')
    d.levels = d.render_levels = 2
    for v in o.data.vertices:
        a = s.math.atan2(v.co.y, v.co.x)
        k = 1 + 0.016 * s.math.sin(2 * a + 0.6) + 0.007 * s.math.sin(5 * a)
        v.co.x, v.co.y = v.co.x * k, v.co.y * k
        v.co.z *= 1 + 0.03 * s.math.sin(a * 3 + 1) + 0.02 * s.math.sin(a * 2)

    def cloth(x, y):
        r = np.sqrt((x - 0.008) ** 2 + (y - 0.006) ** 2)
        f = 0.010 * np.abs(s.perlin(x * 7 + 3 + y * 3, y * 4 - x * 5)) + 0.012 * s.perlin(x * 9 - 5 * y, y * 3 + 2) + 0.002 * s.fbm(x * 30, y * 30, 3)
        return f * s.smooth(0.035, 0.14, r) + 0.001
    s.ground(cloth, (-0.5, 0.5), (-0.45, 0.6), 420, 420, linen(s))
    s.lamp((-0.75, 0.42, 0.42), 15, (1, 0.86, 0.68), 0.28, 'AREA', (0, 0, 0.02))
    for at, power, colour in (((0.7, 0.5, 0.6), 3.0, (0.55, 0.72, 1)), ((0.1, -0.5, 0.9), 2.6, (1, 0.8, 0.6))):
        s.lamp(at, power, colour, 0.9, 'AREA', (0, 0, 0.02)).visible_glossy = False
    # a bar of the window in its reflection
    s.box((0.5, 0.02, 0.02), (-0.60, 0.336, 0.34), s.mat('bar', (0.02, 0.02, 0.02)), (0, 0, 61), bevel=0)
    s.camera((0.03, -0.315, 0.265), (0.012, 0.0, 0.026), 62, f=5.6, focus=(0.0, -0.03, 0.05), roll=-3)
    s.grade(vignette=0.45, shadow=(0.0, 0.012, 0.02), light=(0.03, 0.012, -0.02), bloom=0.3)
    s.expose(1.1)
