"""A mirror leaning in an empty room reflects a bright window that is itself out of the picture."""


def build(s):
    m, np = s.math, s.np
    s.sky(top=(0.45, 0.58, 0.75), horizon=(0.85, 0.86, 0.80), curve=0.5, strength=1.0, clouds=(1.0, 0.5, 0.75, (1, 0.98, 0.94), (0.75, 0.8, 0.85), (0.6, 1.2, 0)))
    s.fog((0.22, 0.25, 0.25), 0.008)
    wall = s.mat('wall', (0.25, 0.32, 0.31), (0.33, 0.385, 0.36), scale=1.0, bscale=18, bump=0.3, rough=(0.7, 0.9), edge=(0.4, 0.7), dist=0.008)
    floor = s.mat('boards', (0.24, 0.155, 0.095), (0.15, 0.095, 0.06), local=True, vary=0.17, stretch=(7, 0.6, 7), scale=3, rough=(0.16, 0.42), bump=0.25, dist=0.005)
    white = s.mat('white', (0.55, 0.55, 0.51), (0.45, 0.45, 0.42), bump=0.15, rough=(0.4, 0.6))
    gilt = s.mat('gilt', (0.42, 0.29, 0.13), (0.22, 0.13, 0.06), local=True, scale=9, bscale=60, metal=0.6, rough=(0.35, 0.6), bump=0.5, edge=(0.4, 0.7), dist=0.003)
    glass = s.bpy.data.materials.new('mirror')
    glass.use_nodes = True
    glass.node_tree.nodes.clear()
    n = s.Net(glass.node_tree)
    pos = n.node('TexCoord', out=3)
    spots = n.ramp(n.noise(pos, 9, 6, 0.65), 0.72, 0.84)
    s._output(n, n.node('BsdfPrincipled', Metallic=1.0, Base_Color=n.mix(spots, (0.86, 0.88, 0.86), (0.30, 0.28, 0.24)), Roughness=n.ramp(spots, 0, 1, 0.004, 0.25)))
    glass['clear'] = True
    for i in range(44):
        y = -4.6
        while y < 3:
            ln = s.U(1.2, 2.4)
            s.box((0.152, ln - 0.004, 0.03), (-3.3 + i * 0.156, y + ln / 2, -0.015), floor, bevel=0.003, wobble=0.0015)
            y += ln
    B = 2.6
    s.box((9, 9, 0.1), (0, -1, -0.09), floor, bevel=0)
    s.box((8, 0.2, 4), (0, B + 0.1, 2), wall, bevel=0)
    s.box((8, 0.03, 0.19), (0, B - 0.012, 0.095), white, bevel=0.008)
    s.box((0.2, 9, 4), (-3.1, -1, 2), wall, bevel=0)
    s.box((0.03, 9, 0.19), (-2.985, -1, 0.095), white, bevel=0.008)
    s.box((8, 6.1, 0.2), (0, -0.15, 3.75), wall, bevel=0)
    cam = s.Vector((-0.75, -1.75, 1.22))
    # the mirror: its foot 0.42 m before the wall
    w, h, lean = 0.46, 0.92, 6.5
    a = m.radians(lean)
    cx, cz = 0.42, h * m.cos(a) + 0.13
    cy = B - 0.05 - 2 * (h + 0.1) * m.sin(a) + (h + 0.1) * m.sin(a)
    turn = -4
    p = s.obj('mirror', None, None, (cx, cy, cz), (-lean, 0, turn))
    o = s.obj('pane', s.mesh('pane', [(-w - .01, 0, -h - .01), (w + .01, 0, -h - .01), (w + .01, 0, h + .01), (-w - .01, 0, h + .01)], [(0, 1, 2, 3)], flat=True), glass)
    o.parent = p
    prof = [(0.0, 0.012), (0.0, -0.010), (0.010, -0.016), (0.020, -0.010), (0.034, -0.014), (0.058, -0.034), (0.074, -0.036), (0.086, -0.024), (0.094, 0.0), (0.094, 0.03)]
    V, F, k = [], [], len(prof)
    for sx, sz in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        V += [(sx * (w + q), b, sz * (h + q)) for q, b in prof]
    for c in range(4):
        for i in range(k - 1):
            F.append((c * k + i, c * k + i + 1, ((c + 1) % 4) * k + i + 1, ((c + 1) % 4) * k + i))
    o = s.obj('frame', s.mesh('frame', V, F, gilt, flat=True))
    o.parent = p
    b = s.box((2 * w + 0.18, 0.012, 2 * h + 0.18), (0, 0.034, 0), floor, bevel=0)
    b.parent = p
    # where the camera's look into the mirror goes: there is the window
    nrm = s.Matrix.Rotation(m.radians(turn), 3, 'Z') @ s.Vector((0, -m.cos(a), -m.sin(a)))
    # leaning back, the glass looks a little up
    nrm = (s.Matrix.Rotation(m.radians(turn), 3, 'Z') @ s.Matrix.Rotation(m.radians(-lean), 3, 'X')) @ s.Vector((0, -1, 0))
    c = s.Vector((cx, cy, cz + 0.05))
    d = (c - cam).normalized()
    r = d - 2 * d.dot(nrm) * nrm
    Y = -3.2
    hit = c + r * ((Y - c.y) / r.y)
    wx, wz = hit.x, hit.z
    ww, wh = 1.7, 2.2
    # back wall with the window
    L, R2 = -3.1, 4.5
    s.box((wx - ww / 2 - L, 0.2, 6), ((wx - ww / 2 + L) / 2, Y - 0.1, 3), wall, bevel=0)
    s.box((R2 - wx - ww / 2, 0.2, 6), ((wx + ww / 2 + R2) / 2, Y - 0.1, 3), wall, bevel=0)
    s.box((ww, 0.2, max(0.05, wz - wh / 2)), (wx, Y - 0.1, (wz - wh / 2) / 2), wall, bevel=0)
    s.box((ww, 0.2, 3), (wx, Y - 0.1, wz + wh / 2 + 1.5), wall, bevel=0)
    for dx, dz, bw, bh in ((-ww / 2, 0, 0.10, wh), (ww / 2, 0, 0.10, wh), (0, 0, 0.07, wh), (0, -wh / 2, ww, 0.10), (0, wh / 2, ww, 0.10), (0, wh * 0.18, ww, 0.06)):
        s.box((bw, 0.12, bh), (wx + dx, Y - 0.04, wz + dz), white, bevel=0.008)
    for dx in (-ww / 4, ww / 4):
        s.box((0.03, 0.05, wh), (wx + dx, Y - 0.06, wz), white, bevel=0)
    # outside: a tree in the sun
    bark = s.mat('bark', (0.09, 0.07, 0.05))
    lv = s.mat('lv', (0.22, 0.34, 0.07), (0.15, 0.26, 0.05), vary=0.35, translucent=0.5)
    t = s.tree_mesh(bark, 7, 3, 4, 0.7, lv, 0.15, 8, trunk=0.28)
    for x, y, k in ((-2.6, -11, 1.0), (3.4, -14, 1.1)):
        s.obj('tree', t, None, (wx + x, y, wz - 3.4), (0, 0, 40 * x), k)
    s.sun(18, 176.5, 11.0, (1, 0.78, 0.50), 0.7)
    s.lamp((wx, Y + 0.12, wz), 105, (0.80, 0.90, 1), 1.7, 'AREA', (wx, 0, 1.2)).visible_glossy = False
    # what the glass throws back on the boards
    back = s.Vector((wx, Y, wz)) - c
    k = (back.normalized() - 2 * back.normalized().dot(nrm) * nrm)
    s.lamp((cx - 0.1, cy - 0.16, 1.5), 16, (0.95, 0.95, 0.88), 0.5, 'AREA', (cx - 0.75, cy - 1.5, 0)).visible_glossy = False
    for o in list(s.bpy.context.scene.collection.objects):
        if o.type == 'LIGHT' and o.data.type == 'AREA':
            o.visible_camera = False
    s.camera(cam, (0.30, B, 1.02), 46, f=5.6, focus=3.9)
    s.grade(bloom=0.45, light=(0.025, 0.014, -0.015), shadow=(0.0, 0.012, 0.022), vignette=0.36)
    s.expose(0.95)
