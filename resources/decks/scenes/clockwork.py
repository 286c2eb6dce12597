"""Interlocking brass wheels inside a clock, very near."""


def wheel(s, teeth, mod, m_, th=0.9, spokes=5, hub=0.16, rim=0.8, pinion=False):
    """Mesh of a toothed wheel; its pitch radius is teeth * mod / 2, its middle plane z = 0."""
    np, m = s.np, s.math
    R = teeth * mod / 2
    ro, ri = R + mod * 0.95, R - mod * 1.1
    out = []
    for i in range(teeth):
        a = 2 * m.pi * i / teeth
        w = 2 * m.pi / teeth
        for f, r in ((-0.30, ri), (-0.255, R), (-0.20, R + mod * .45), (-0.11, ro - mod * .12), (0.0, ro), (0.11, ro - mod * .12), (0.20, R + mod * .45), (0.255, R), (0.30, ri), (0.5, ri - mod * 0.12)):
            out.append((r * m.cos(a + f * w), r * m.sin(a + f * w)))
    bm = s.bmesh.new()
    n = len(out)
    loops = [out]
    if not pinion:
        r0, r1 = R * rim, R * hub * 1.7
        for k in range(spokes):
            a0, a1 = 2 * m.pi * k / spokes, 2 * m.pi * (k + 1) / spokes
            sw0, sw1 = 0.062 * R, 0.085 * R
            hole = []
            for t in np.linspace(0, 1, 16):
                e = sw0 / r0
                a = a0 + e + (a1 - a0 - 2 * e) * t
                hole.append((r0 * m.cos(a), r0 * m.sin(a)))
            for t in np.linspace(1, 0, 8):
                e = sw1 / r1
                a = a0 + e + (a1 - a0 - 2 * e) * t
                hole.append((r1 * m.cos(a), r1 * m.sin(a)))
            loops.append(hole)
    edges = []
    for lp in loops:
        vs = [bm.verts.new((x, y, 0)) for x, y in lp]
        edges += [bm.edges.new((vs[i], vs[(i + 1) % len(vs)])) for i in range(len(vs))]
    s.bmesh.ops.triangle_fill(bm, use_beauty=True, use_dissolve=True, edges=edges)
    r = s.bmesh.ops.extrude_face_region(bm, geom=bm.faces[:])
    for v in r['geom']:
        if isinstance(v, s.bmesh.types.BMVert):
            v.co.z += th
    s.bmesh.ops.translate(bm, verts=bm.verts, vec=(0, 0, -th / 2))
    s.bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
    me = s.bpy.data.meshes.new('wheel')
    bm.to_mesh(me)
    bm.free()
    me.materials.append(m_)
    return me


def turned(s, name, colour, dark, rough=0.22, rings=22.0):
    """Metal with the fine rings a lathe leaves, dulled in patches."""
    mt = s.bpy.data.materials.new(name)
    mt.use_nodes = True
    mt.node_tree.nodes.clear()
    n = s.Net(mt.node_tree)
    p = n.node('TexCoord', out=3)
    r = n.vmath('LENGTH', n.vmath('MULTIPLY', p, (1, 1, 0)), out=1)
    band = n.noise(n.node('CombineXYZ', i0=r, i1=0.0, i2=0.0), rings, 3, 0.7)
    pos = n.node('NewGeometry', out=0)
    stain = n.noise(pos, 0.35, 5, 0.6)
    fine = n.noise(pos, 5.0, 4, 0.6)
    col = n.mix(n.ramp(stain, 0.42, 0.68), colour, dark)
    bp = n.node('Bump', Strength=0.22, Distance=0.05, Height=n.math('ADD', n.math('MULTIPLY', band, 0.7), n.math('MULTIPLY', fine, 0.35)))
    bv = n.node('Bevel', props={'samples': 4}, Radius=0.07)
    n.put(bp.node.inputs['Normal'], bv)
    s._output(n, n.node('BsdfPrincipled', Base_Color=col, Metallic=1.0, Normal=bp, Roughness=n.math('ADD', n.ramp(fine, 0.3, 0.7, rough, rough + 0.16), n.ramp(stain, 0.45, 0.7, 0, 0.18))))
    return mt


def build(s):
    """One unit is a millimetre."""
    np, m = s.np, s.math
    s.sky(top=(0.05, 0.05, 0.055), horizon=(0.02, 0.018, 0.016), strength=1)
    brass = turned(s, 'brass', (0.72, 0.47, 0.17), (0.42, 0.24, 0.09))
    gilt = turned(s, 'gilt', (0.80, 0.56, 0.24), (0.55, 0.33, 0.13), 0.30, 9)
    steel = turned(s, 'steel', (0.42, 0.42, 0.44), (0.22, 0.21, 0.22), 0.16)
    blue = turned(s, 'blued', (0.03, 0.06, 0.26), (0.02, 0.03, 0.14), 0.12)
    plate = turned(s, 'plate', (0.40, 0.28, 0.14), (0.20, 0.135, 0.07), 0.34, 3)
    ruby = s.mat('ruby', (0.40, 0.006, 0.03), bump=0, rough=(0.02, 0.05), coat=1.0)
    s.box((160, 160, 2), (0, 20, -9), plate, bevel=0)

    def arbor(x, y, z0, z1, r=0.9, jewel=True):
        s.lathe([(r * 1.0, z0), (r, z1 - 1.2), (r * 0.75, z1 - 1.0), (r * 0.72, z1), (r * 0.5, z1 + 0.25), (0, z1 + 0.3)], steel, (x, y, 0), 40)

    def gear(x, y, z, teeth, mod, mt, th=1.0, spokes=5, ang=0.0, pin=None, top=3.0, bottom=-9):
        s.obj('w', wheel(s, teeth, mod, mt, th, spokes), None, (x, y, z), (0, 0, ang))
        R = teeth * mod / 2
        s.lathe([(R * .27, th * .5), (R * .27, th * .5 + .3), (R * .2, th * .5 + .45), (R * .15, th * .5 + .9), (R * .15, th * .5 + 1.3), (R * .1, th * .5 + 1.35)], mt, (x, y, z), 48)
        arbor(x, y, bottom, z + top, max(0.55, R * 0.06))
        if pin:
            n, zz, ln = pin
            s.obj('p', wheel(s, n, mod * 0.9, steel, ln, pinion=True), None, (x, y, zz), (0, 0, s.U(0, 40)))
    gear(-6.5, -1, 0, 60, 0.62, gilt, 1.3, 5, 12, (10, -3.6, 4), 5)
    d = (60 + 14) * 0.62 / 2
    x1, y1 = -6.5 + d * m.cos(0.42), -1 + d * m.sin(0.42)
    s.obj('p', wheel(s, 14, 0.62, steel, 5, pinion=True), None, (x1, y1, 0.6), (0, 0, 12 + 24.06 * 0.5 + 12.9))
    gear(x1, y1, 4.4, 54, 0.55, brass, 1.1, 6, 5, None, 3.4)
    d2 = (54 + 12) * 0.55 / 2
    a2 = 2.15
    x2, y2 = x1 + d2 * m.cos(a2), y1 + d2 * m.sin(a2)
    s.obj('p', wheel(s, 12, 0.55, steel, 4.2, pinion=True), None, (x2, y2, 4.6), (0, 0, 9))
    gear(x2, y2, 0.4, 64, 0.5, brass, 1.0, 5, 30, None, 8)
    gear(-25, 18, -3.8, 70, 0.7, brass, 1.4, 6, 10, None, 4)
    gear(20, -12, -4.2, 48, 0.62, gilt, 1.2, 5, 0, (10, -1, 3), 5)
    gear(26, 34, -1.0, 60, 0.7, gilt, 1.3, 6, 0, None, 4)
    gear(-18, -24, -3.5, 40, 0.62, brass, 1.2, 4, 0, None, 5)
    # A bridge with jewels and blued screws across one corner.
    s.box((46, 9, 2.0), (22, 15.5, 8.6), plate, rot=(0, 0, 27), bevel=0.5)
    for x, y, z in ((x1, y1, 9.6),):
        s.lathe([(2.6, 0), (2.5, 0.25), (1.9, 0.25), (1.8, 0.05), (1.7, 0.2)], gilt, (x, y, z), 48)
        s.lathe([(1.7, 0.1), (1.5, 0.42), (0.9, 0.5), (0.55, 0.3), (0.0, 0.2)], ruby, (x, y, z), 48)
    for x, y, z in ((21, 15, 9.6), (28, 18.5, 9.6)):
        s.lathe([(1.9, 0), (1.9, 0.7), (1.6, 0.95), (0, 1.0)], blue, (x, y, z), 40)
        s.box((3.2, 0.42, 0.5), (x, y, z + 1.02), s.mat('slot', (0.005, 0.005, 0.008)), rot=(0, 0, s.U(0, 180)), bevel=0)
    for x, y in ((-13, 13), (6, -17), (-30, -6)):
        s.lathe([(1.7, 0), (1.7, 1.3), (1.4, 1.6), (0, 1.65)], blue, (x, y, -8), 40)
        s.box((2.9, 0.42, 0.5), (x, y, -6.4), s.mat('slot', (0.005, 0.005, 0.008)), rot=(0, 0, s.U(0, 180)), bevel=0)
    s.lamp((-45, 38, 42), 26000, (1, 0.80, 0.55), 26, 'AREA', (0, 4, 0))
    s.lamp((48, 20, 26), 12000, (0.55, 0.72, 1), 22, 'AREA', (0, 4, 0))
    s.lamp((0, 70, 20), 9000, (1, 0.86, 0.66), 40, 'AREA', (0, 0, 0))
    s.lamp((-10, -50, 34), 3500, (0.8, 0.88, 1), 30, 'AREA', (0, 0, 0))
    c = s.camera((-7, -38, 31), (0.5, 3.2, 0.4), 52)
    c.data.clip_start = 1
    c.data.dof.use_dof = True
    c.data.dof.aperture_fstop, c.data.dof.aperture_blades = 0.028, 7
    c.data.dof.focus_distance = (s.Vector((1, 1.5, 1)) - c.location).length
    s.grade(bloom=0.5, light=(0.03, 0.012, -0.025), shadow=(0.0, 0.01, 0.028), saturation=0.95)
    s.expose(0.2)
