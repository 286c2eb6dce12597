"""The studio every card of the open deck is photographed in.

Geometry, materials, sky, fog, camera and film. Units are metres, angles degrees, colours linear RGB.
A scene module has one function `build(s)`; `s` is this module, reset and seeded.
"""
import math
import random

import bpy
import bmesh
import numpy as np
from mathutils import Matrix, Vector, noise

FOG = {}
GRADE = {}


def reset(seed):
    """Empty the stage and seed every source of chance."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    random.seed(seed)
    np.random.seed(seed)
    FOG.clear()
    GRADE.clear()
    GRADE.update(shadow=(0.0, 0.012, 0.03), light=(0.03, 0.012, -0.02), fade=0.035, contrast=1.0,
                 saturation=0.92, vignette=0.32, grain=0.018, bloom=0.25, gamma=1.0)
    w = bpy.data.worlds.new('sky')
    bpy.context.scene.world = w
    w.use_nodes = True
    w.node_tree.nodes.clear()
    w.cycles.sampling_method = 'NONE'


def grade(**k):
    GRADE.update(k)


def U(a, b):
    return random.uniform(a, b)


# ---------------------------------------------------------------- noise

_P = np.random.RandomState(7).permutation(512)
_G = np.random.RandomState(8).uniform(0, 2 * math.pi, 512)


def perlin(x, y):
    """Gradient noise of two arrays, about -0.7…0.7."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    xi, yi = np.floor(x).astype(int), np.floor(y).astype(int)
    xf, yf = x - xi, y - yi
    u, v = xf ** 3 * (xf * (xf * 6 - 15) + 10), yf ** 3 * (yf * (yf * 6 - 15) + 10)

    def g(a, b, dx, dy):
        t = _G[_P[(_P[(xi + a) & 511] + yi + b) & 511]]
        return np.cos(t) * dx + np.sin(t) * dy
    n0 = g(0, 0, xf, yf) * (1 - u) + g(1, 0, xf - 1, yf) * u
    n1 = g(0, 1, xf, yf - 1) * (1 - u) + g(1, 1, xf - 1, yf - 1) * u
    return n0 * (1 - v) + n1 * v


def fbm(x, y, octaves=5, gain=0.5, lac=2.03):
    t, a = 0, 1.0
    for i in range(octaves):
        t = t + a * perlin(np.asarray(x) + 17.3 * i, np.asarray(y) - 9.1 * i)
        x, y, a = np.asarray(x) * lac, np.asarray(y) * lac, a * gain
    return t


def smooth(a, b, x):
    t = np.clip((np.asarray(x, float) - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


# ---------------------------------------------------------------- nodes

class Net:
    """Short-hand for building node trees: every method returns an output socket."""

    def __init__(self, tree):
        self.t = tree

    def node(self, kind, out=0, props=None, **ins):
        n = self.t.nodes.new('ShaderNode' + kind)
        for k, v in (props or {}).items():
            setattr(n, k, v)
        for k, v in ins.items():
            key = int(k[1:]) if k[0] == 'i' and k[1:].isdigit() else k.replace('_', ' ')
            self.put(n.inputs[key], v)
        return n.outputs[out]

    def put(self, sock, v):
        if isinstance(v, bpy.types.NodeSocket):
            self.t.links.new(v, sock)
        elif isinstance(v, (tuple, list)) and len(v) == 3 and sock.type == 'RGBA':
            sock.default_value = (*v, 1)
        else:
            sock.default_value = v

    def math(self, op, a, b=0.0, clamp=False):
        return self.node('Math', props={'operation': op, 'use_clamp': clamp}, i0=a, i1=b)

    def vmath(self, op, a, b=(0, 0, 0), out=0):
        return self.node('VectorMath', out=out, props={'operation': op}, i0=a, i1=b)

    def ramp(self, x, a, b, lo=0.0, hi=1.0):
        return self.node('MapRange', props={'interpolation_type': 'SMOOTHSTEP'},
                         i0=x, i1=a, i2=b, i3=lo, i4=hi)

    def mix(self, f, a, b):
        n = self.t.nodes.new('ShaderNodeMix')
        n.data_type = 'RGBA'
        for i, v in ((0, f), (6, a), (7, b)):
            self.put(n.inputs[i], v)
        return n.outputs[2]

    def noise(self, vec, scale, detail=6, rough=0.55, warp=0.0, out=0):
        return self.node('TexNoise', out=out, Vector=vec, Scale=scale, Detail=detail,
                         Roughness=rough, Distortion=warp)


def mat(name, a, b=None, rough=(0.6, 0.9), scale=3.0, bump=0.3, bscale=None, metal=0.0, stretch=(1, 1, 1),
        translucent=0.0, wet=None, moss=None, local=False, vary=0.0, detail=5, warp=0.0, spec=0.5,
        cracks=0.0, coat=0.0, edge=(0.35, 0.65), dist=0.02):
    """A weathered surface: two colours and a roughness mixed by noise, bumped.

    wet=(scale, lo, hi): smooth puddles by noise; moss=(colour, amount): on faces that look up;
    vary: difference in brightness between instances; cracks: strength of a cellular crack bump.
    """
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    t = m.node_tree
    t.nodes.clear()
    n = Net(t)
    b = b if b is not None else tuple(c * 0.6 for c in a)
    pos = n.node('TexCoord', out=3) if local else n.node('NewGeometry', out=0)
    if local:
        pos = n.vmath('ADD', pos, n.node('ObjectInfo', out=0))
    p = n.vmath('MULTIPLY', pos, stretch)
    f = n.noise(p, scale, detail, warp=warp)
    fine = n.noise(p, bscale or scale * 6, 3, 0.6)
    col = n.mix(n.ramp(f, edge[0], edge[1]), a, b)
    col = n.mix(n.ramp(fine, 0.3, 0.75, 0, 0.35), col, tuple(c * 0.45 for c in b))
    ro = n.ramp(f, 0.3, 0.7, rough[0], rough[1])
    height = n.math('ADD', n.math('MULTIPLY', f, 0.7), n.math('MULTIPLY', fine, 0.5))
    if cracks:
        v = n.node('TexVoronoi', props={'feature': 'DISTANCE_TO_EDGE'}, Vector=n.vmath(
            'ADD', p, n.vmath('SCALE', n.noise(p, scale * 2, out=1), (0, 0, 0))), Scale=scale * 1.5)
        line = n.ramp(v, 0.0, 0.06)
        height = n.math('ADD', height, n.math('MULTIPLY', line, cracks))
        col = n.mix(line, tuple(c * 0.3 for c in b), col)
    strength = bump
    if moss:
        up = n.node('SeparateXYZ', out=2, i0=n.node('NewGeometry', out=1))
        mask = n.ramp(n.math('ADD', n.math('MULTIPLY', up, 0.5), n.math('MULTIPLY', f, 1.1)),
                      1.1 - moss[1] * 0.6, 1.3 - moss[1] * 0.6)
        col = n.mix(mask, col, n.mix(fine, moss[0], tuple(c * 0.35 for c in moss[0])))
        ro = n.math('MAXIMUM', ro, mask)
    if wet:
        w = n.ramp(n.noise(pos, wet[0], 3), wet[1], wet[2])
        ro = n.math('MULTIPLY', ro, n.math('SUBTRACT', 1.0, n.math('MULTIPLY', w, 0.96)))
        col = n.mix(w, col, n.mix(0.6, col, (0.0, 0.0, 0.0)))
        strength = n.math('MULTIPLY', n.math('SUBTRACT', 1.0, n.math('MULTIPLY', w, 0.97)), bump)
    if vary:
        r = n.node('ObjectInfo', out=5)
        col = n.node('HueSaturation', Hue=n.ramp(r, 0, 1, 0.5 - vary * 0.08, 0.5 + vary * 0.08),
                     Value=n.ramp(r, 0, 1, 1 - vary, 1 + vary), Color=col)
    bp = n.node('Bump', Strength=strength, Distance=dist, Height=height)
    out = n.node('BsdfPrincipled', Base_Color=col, Roughness=ro, Metallic=metal, Normal=bp,
                 Specular_IOR_Level=spec, Coat_Weight=coat)
    if translucent:
        out = n.node('MixShader', i0=translucent, i1=out, i2=n.node('BsdfTranslucent', Color=col))
    _output(n, out)
    return m


def _output(n, shader):
    o = n.t.nodes.new('ShaderNodeOutputMaterial')
    n.t.links.new(shader, o.inputs[0])


def glow(name, colour, strength, fog=True, camera_only=False):
    """A surface that gives light."""
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = Net(m.node_tree)
    _output(n, n.node('Emission', Color=colour, Strength=strength))
    if not fog:
        m['clear'] = True
    return m


def water(name, deep=(0.004, 0.012, 0.016), rough=0.04, waves=((3.0, 0.15),), stretch=(1, 1, 1), spec=0.5,
          warp=0.4, dist=0.05):
    """Dark reflecting water; waves are (noise scale, strength)."""
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = Net(m.node_tree)
    pos = n.vmath('MULTIPLY', n.node('NewGeometry', out=0), stretch)
    h = 0.0
    for sc, st in waves:
        h = n.math('ADD', h, n.math('MULTIPLY', n.noise(pos, sc, 3, 0.5, warp), st))
    bp = n.node('Bump', Strength=1.0, Distance=dist, Height=h)
    _output(n, n.node('BsdfPrincipled', Base_Color=deep, Roughness=rough, IOR=1.333, Normal=bp,
                      Specular_IOR_Level=spec))
    return m


def beam(name, colour, strength, power=1.5, axis=2):
    """A see-through emitter that fades along its local axis and at its edge: light in air, flame."""
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    m.node_tree.nodes.clear()
    n = Net(m.node_tree)
    g = n.node('SeparateXYZ', out=axis, i0=n.node('TexCoord', out=0))
    face = n.math('ABSOLUTE', n.vmath('DOT_PRODUCT', n.node('NewGeometry', out=1),
                                      n.node('NewGeometry', out=4), out=1))
    f = n.math('MULTIPLY', n.math('POWER', n.math('SUBTRACT', 1.0, g, True), power),
               n.math('POWER', face, 2.0))
    f = n.math('MULTIPLY', f, n.node('LightPath', out=0))
    _output(n, n.node('AddShader', i0=n.node('BsdfTransparent'),
                      i1=n.node('Emission', Color=colour, Strength=n.math('MULTIPLY', f, strength))))
    m['clear'] = True
    return m


# ---------------------------------------------------------------- geometry

def obj(name, mesh, m=None, loc=(0, 0, 0), rot=(0, 0, 0), scale=(1, 1, 1)):
    o = bpy.data.objects.new(name, mesh)
    o.location = loc
    o.rotation_euler = [math.radians(r) for r in rot]
    o.scale = scale if hasattr(scale, '__len__') else (scale,) * 3
    bpy.context.scene.collection.objects.link(o)
    if m and len(mesh.materials) == 0:
        mesh.materials.append(m)
    return o


def mesh(name, verts, faces, m=None, flat=False):
    me = bpy.data.meshes.new(name)
    me.from_pydata([tuple(v) for v in verts], [], [tuple(int(i) for i in f) for f in faces])
    if not flat:
        me.polygons.foreach_set('use_smooth', [True] * len(me.polygons))
    if m:
        me.materials.append(m)
    return me


def box(size, loc, m, rot=(0, 0, 0), bevel=0.01, wobble=0.0, name='box'):
    """A bevelled box with its centre at loc; wobble leans and shifts it a little."""
    x, y, z = (s / 2 for s in size)
    v = [(i, j, k) for i in (-x, x) for j in (-y, y) for k in (-z, z)]
    f = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    o = obj(name, mesh(name, v, f, m, flat=True), None, loc, rot)
    if wobble:
        o.rotation_euler = [r + U(-1, 1) * wobble for r in o.rotation_euler]
        o.location = Vector(loc) + Vector((U(-1, 1), U(-1, 1), U(-1, 1))) * wobble * 0.3
    if bevel:
        b = o.modifiers.new('b', 'BEVEL')
        b.width, b.segments = bevel, 2
    return o


def ground(fn, x, y, nx, ny, m, name='ground'):
    """A height field: fn(X, Y) gives Z; x and y are (from, to)."""
    X, Y = np.meshgrid(np.linspace(*x, nx), np.linspace(*y, ny))
    Z = fn(X, Y) + X * 0
    v = np.stack([X, Y, Z], -1).reshape(-1, 3)
    i = np.arange(nx * ny).reshape(ny, nx)
    f = np.stack([i[:-1, :-1], i[:-1, 1:], i[1:, 1:], i[1:, :-1]], -1).reshape(-1, 4)
    me = bpy.data.meshes.new(name)
    me.vertices.add(len(v))
    me.vertices.foreach_set('co', v.ravel())
    me.loops.add(f.size)
    me.loops.foreach_set('vertex_index', f.ravel().astype(np.int32))
    me.polygons.add(len(f))
    me.polygons.foreach_set('loop_start', np.arange(0, f.size, 4, dtype=np.int32))
    me.polygons.foreach_set('use_smooth', [True] * len(f))
    me.update()
    me.validate()
    return obj(name, me, m)


def flow(points, steps=12):
    """Catmull-Rom line through points."""
    p = [Vector(q) for q in points]
    p = [2 * p[0] - p[1]] + p + [2 * p[-1] - p[-2]]
    out = []
    for i in range(1, len(p) - 2):
        for k in range(steps):
            t = k / steps
            a, b, c, d = p[i - 1], p[i], p[i + 1], p[i + 2]
            out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                              + (3 * b - a - 3 * c + d) * t ** 3))
    return out + [p[-2]]


def tube_data(pts, radii, sides, V, F, rough=0.0):
    base = len(V)
    up = Vector((0.13, 0.21, 0.97))
    for i, p in enumerate(pts):
        d = (pts[min(i + 1, len(pts) - 1)] - pts[max(i - 1, 0)]).normalized()
        a = d.cross(up)
        a = (a if a.length > 1e-3 else d.cross(Vector((1, 0, 0)))).normalized()
        b = d.cross(a)
        r = radii[i] if hasattr(radii, '__len__') else radii
        for k in range(sides):
            t = 2 * math.pi * k / sides
            o = a * math.cos(t) + b * math.sin(t)
            q = p + o * r
            if rough:
                q = q + o * r * rough * noise.fractal(q * (0.6 / max(r, 1e-4)), 1, 2, 3)
            V.append(q)
    for i in range(len(pts) - 1):
        for k in range(sides):
            j = (k + 1) % sides
            F.append((base + i * sides + k, base + i * sides + j,
                      base + (i + 1) * sides + j, base + (i + 1) * sides + k))
    F.append([base + k for k in range(sides)][::-1])
    F.append([base + (len(pts) - 1) * sides + k for k in range(sides)])


def tube(points, r, m, sides=12, steps=10, rough=0.0, name='tube', straight=False):
    pts = [Vector(q) for q in points] if straight else flow(points, steps)
    if hasattr(r, '__len__'):
        r = list(np.interp(np.linspace(0, 1, len(pts)), np.linspace(0, 1, len(r)), r))
    V, F = [], []
    tube_data(pts, r, sides, V, F, rough)
    return obj(name, mesh(name, V, F, m))


def lathe(profile, m, loc=(0, 0, 0), seg=64, name='lathe', rot=(0, 0, 0), scale=1):
    """Turn (radius, height) pairs round the z axis."""
    V = [(r * math.cos(2 * math.pi * k / seg), r * math.sin(2 * math.pi * k / seg), z)
         for r, z in profile for k in range(seg)]
    F = [(i * seg + k, i * seg + (k + 1) % seg, (i + 1) * seg + (k + 1) % seg, (i + 1) * seg + k)
         for i in range(len(profile) - 1) for k in range(seg)]
    return obj(name, mesh(name, V, F, m), None, loc, rot, scale)


def rock(m, seed=0, sub=4, jag=0.35, squash=(1, 1, 0.7), freq=1.0, name='rock'):
    """Mesh of a stone about one metre across."""
    bm = bmesh.new()
    bmesh.ops.create_icosphere(bm, subdivisions=sub, radius=0.5)
    off = Vector((seed * 13.7, seed * 3.1, seed * 7.9))
    for v in bm.verts:
        n1 = noise.noise(v.co * 2.1 * freq + off)
        n2 = noise.fractal(v.co * 5 * freq + off, 0.9, 2.1, 4)
        v.co *= 1 + jag * n1 + jag * 0.18 * n2
        v.co = Vector((v.co.x * squash[0], v.co.y * squash[1], v.co.z * squash[2]))
    me = bpy.data.meshes.new(name)
    bm.to_mesh(me)
    bm.free()
    me.polygons.foreach_set('use_smooth', [True] * len(me.polygons))
    me.materials.append(m)
    return me


def scatter(protos, points, size=(0.8, 1.2), tilt=8, normal=None, spin=True):
    """Instances of meshes at points, each turned, tilted and sized by chance."""
    col = bpy.context.scene.collection
    for p in points:
        o = bpy.data.objects.new('s', random.choice(protos))
        o.location = p[:3]
        o.rotation_euler = (math.radians(U(-tilt, tilt)), math.radians(U(-tilt, tilt)),
                            U(0, 6.283) if spin else 0)
        k = U(*size) * (p[3] if len(p) > 3 else 1)
        o.scale = (k, k, k)
        col.objects.link(o)


def blades(m, n=60, height=0.4, spread=0.25, width=0.008, bend=0.5, name='grass'):
    """Mesh of a tuft of grass."""
    V, F = [], []
    for _ in range(n):
        x, y = random.gauss(0, spread), random.gauss(0, spread)
        h, a, bd = height * U(0.45, 1.1), U(0, 6.283), U(0.1, 1) * bend * height
        w = width * U(0.6, 1.3)
        dx, dy = math.cos(a), math.sin(a)
        b = len(V)
        for k, t in enumerate((0, 0.35, 0.7, 1)):
            px, py, pz = x + dx * bd * t * t, y + dy * bd * t * t, h * t * (1 - 0.25 * t * bend)
            ww = w * (1 - t) ** 0.7
            V += [(px - dy * ww, py + dx * ww, pz), (px + dy * ww, py - dx * ww, pz)]
            if k:
                F.append((b + 2 * k - 2, b + 2 * k - 1, b + 2 * k + 1, b + 2 * k))
    return mesh(name, V, F, m)


def leaf(m, length=0.06, width=0.035, curl=0.3, name='leaf', stalk=False):
    """Mesh of one leaf along +x."""
    V, F = [], []
    n = 7
    for i in range(n):
        t = i / (n - 1)
        w = width * math.sin(math.pi * t ** 0.8) * (1 - 0.25 * t) + 0.0006
        z = curl * length * (t * t - 0.2 * t)
        V += [(t * length, -w / 2, z + w * curl * 0.5), (t * length, 0, z), (t * length, w / 2, z + w * curl * 0.5)]
        if i:
            b = 3 * i
            F += [(b - 3, b - 2, b + 1, b), (b - 2, b - 1, b + 2, b + 1)]
    return mesh(name, V, F, m)


def tree_mesh(bark, height=6, seed=0, levels=4, spread=0.6, leafm=None, leaf_size=0.12, leaves=6, r0=None,
              sides=8, gnarl=0.25, up=0.25, forks=(2, 4), trunk=0.3, name='tree'):
    """Mesh of a branching tree, with or without leaves."""
    rnd = random.Random(seed)
    V, F, L = [], [], []

    def grow(p, d, ln, r, lv):
        pts, rad = [p], [r]
        seg = 5
        for i in range(seg):
            d = (d + Vector((rnd.gauss(0, 1), rnd.gauss(0, 1), rnd.gauss(0, 1) + up)) * gnarl * 0.5).normalized()
            p = p + d * ln / seg
            pts.append(p)
            rad.append(r * (1 - 0.45 * (i + 1) / seg))
        tube_data(pts, rad, max(4, sides - (levels - lv)), V, F, 0.15 if lv == levels else 0)
        if lv <= 1:
            L.extend((q, d) for q in pts[1:])
        if lv == 0:
            return
        for k in range(rnd.randint(*forks)):
            q = pts[-1] if k == 0 else pts[rnd.randint(2, seg)]
            nd = (d + Vector((rnd.gauss(0, 1), rnd.gauss(0, 1), rnd.gauss(0, 0.6))) * spread).normalized()
            grow(q, nd, ln * rnd.uniform(0.6, 0.85), rad[-1] * rnd.uniform(0.6, 0.85), lv - 1)
    grow(Vector((0, 0, -0.1)), Vector((rnd.gauss(0, .06), rnd.gauss(0, .06), 1)).normalized(),
         height * trunk, r0 or height * 0.035, levels)
    wood = len(F)
    if leafm:
        for q, d in L:
            for _ in range(leaves):
                c = q + Vector((rnd.gauss(0, 1), rnd.gauss(0, 1), rnd.gauss(0, 1))) * leaf_size * 1.6
                a = Vector((rnd.gauss(0, 1), rnd.gauss(0, 1), rnd.gauss(0, 0.5) - 0.3)).normalized()
                b = a.cross(Vector((rnd.gauss(0, 1), rnd.gauss(0, 1), rnd.gauss(0, 1)))).normalized()
                s = leaf_size * rnd.uniform(0.6, 1.3)
                i = len(V)
                V.extend([c - a * s, c + b * s * 0.45, c + a * s, c - b * s * 0.45])
                F.append((i, i + 1, i + 2, i + 3))
    me = mesh(name, V, F, bark)
    if leafm:
        me.materials.append(leafm)
        idx = np.zeros(len(me.polygons), dtype=np.int32)
        idx[wood:] = 1
        me.polygons.foreach_set('material_index', idx)
    return me


def conifer(m, height=12, seed=0, layers=22, width=0.2, name='conifer'):
    """Mesh of a spruce, rough enough for the middle distance."""
    rnd = random.Random(seed)
    V, F = [], []
    tube_data([Vector((0, 0, 0)), Vector((0, 0, height))], [height * 0.015, 0.01], 6, V, F)
    for i in range(layers):
        t = (i + 1) / layers
        z = height * (0.08 + 0.92 * t)
        r = height * width * (1 - t) ** 0.85 * rnd.uniform(0.75, 1.15) + 0.05
        for k in range(rnd.randint(9, 13)):
            a = rnd.uniform(0, 6.283)
            rr, dr = r * rnd.uniform(0.5, 1.1), rnd.uniform(0.25, 0.5)
            d, e = Vector((math.cos(a), math.sin(a), 0)), Vector((-math.sin(a), math.cos(a), 0))
            b = len(V)
            w = rr * 0.2
            V.extend([Vector((0, 0, z)), d * rr * 0.5 + e * w + Vector((0, 0, z - rr * dr * 0.4)),
                      d * rr + Vector((0, 0, z - rr * dr)), d * rr * 0.5 - e * w + Vector((0, 0, z - rr * dr * 0.4)),
                      d * rr * 0.55 + Vector((0, 0, z - rr * dr * 0.5 - rr * 0.22))])
            F.extend([(b, b + 1, b + 2), (b, b + 2, b + 3), (b, b + 4, b + 2)])
    return mesh(name, V, F, m, flat=True)


# ---------------------------------------------------------------- light and air

def direction(elev, azim):
    """Unit vector towards a light; azimuth 0 looks along +y, positive to the right."""
    e, a = math.radians(elev), math.radians(azim)
    return Vector((math.sin(a) * math.cos(e), math.cos(a) * math.cos(e), math.sin(e)))


def sun(elev, azim, strength=3, colour=(1, 0.9, 0.75), size=1.0):
    l = bpy.data.lights.new('sun', 'SUN')
    l.energy, l.color, l.angle = strength, colour, math.radians(size)
    o = bpy.data.objects.new('sun', l)
    o.rotation_euler = (-direction(elev, azim)).to_track_quat('-Z', 'Y').to_euler()
    bpy.context.scene.collection.objects.link(o)
    FOG.setdefault('dir', direction(elev, azim))
    return o


def lamp(loc, power, colour=(1, 0.75, 0.45), size=0.1, kind='POINT', look=None, spot=60):
    l = bpy.data.lights.new('lamp', kind)
    l.energy, l.color = power, colour
    if kind == 'AREA':
        l.size = size
    else:
        l.shadow_soft_size = size
    if kind == 'SPOT':
        l.spot_size, l.spot_blend = math.radians(spot), 0.6
    o = bpy.data.objects.new('lamp', l)
    o.location = loc
    if look is not None:
        o.rotation_euler = (Vector(look) - Vector(loc)).to_track_quat('-Z', 'Y').to_euler()
    bpy.context.scene.collection.objects.link(o)
    return o


def sky(top=(0.1, 0.2, 0.4), horizon=(0.6, 0.6, 0.6), strength=1.0, curve=0.5, glow=None, clouds=None,
        nishita=None, ground_colour=None):
    """The sky. glow=(elev, azim, colour, tightness, strength) brightens it round the sun;
    clouds=(scale, from, to, lit colour, shade colour[, stretch]); nishita=(elev, azim, strength, dust).
    """
    t = bpy.context.scene.world.node_tree
    n = Net(t)
    d = n.node('TexCoord', out=0)
    z = n.node('SeparateXYZ', out=2, i0=d)
    if nishita:
        col = n.node('TexSky', props={'sky_type': 'NISHITA', 'sun_disc': False,
                                      'sun_elevation': math.radians(nishita[0]),
                                      'sun_rotation': math.radians(nishita[1]),
                                      'dust_density': nishita[3] if len(nishita) > 3 else 1.0})
        col = n.vmath('MULTIPLY', col, (nishita[2],) * 3)
    else:
        f = n.math('POWER', n.math('MAXIMUM', z, 0.0), curve)
        col = n.mix(f, horizon, top)
    if glow:
        g = direction(glow[0], glow[1])
        dot = n.math('MAXIMUM', n.vmath('DOT_PRODUCT', d, tuple(g), out=1), 0.0)
        k = n.math('MULTIPLY', n.math('POWER', dot, glow[3]), glow[4])
        col = n.vmath('ADD', col, n.vmath('MULTIPLY', n.node('CombineXYZ', i0=k, i1=k, i2=k), glow[2]))
    if clouds:
        zz = n.math('MAXIMUM', n.math('ADD', z, 0.06), 0.02)
        uv = n.vmath('DIVIDE', d, n.node('CombineXYZ', i0=zz, i1=zz, i2=zz))
        uv = n.vmath('MULTIPLY', uv, clouds[5] if len(clouds) > 5 else (1, 1, 0))
        c = n.noise(uv, clouds[0], 6, 0.56, 0.35)
        c2 = n.noise(n.vmath('ADD', uv, (0.12, 0.1, 0)), clouds[0], 3, 0.5, 0.35)
        m = n.ramp(c, clouds[1], clouds[2])
        m = n.math('MULTIPLY', m, n.ramp(z, 0.0, 0.12))
        col = n.mix(m, col, n.mix(n.ramp(c2, clouds[1], clouds[2] + 0.12), clouds[3], clouds[4]))
    FOG['sky'] = (n, z, d, col, strength)


def fog(colour, density, height=1e6, lit=None, tight=6, horizon=0.0, patch=0.0, pscale=0.05, start=0.0, base=0.0):
    """Air between camera and things. density per metre; height: metres over which it thins;
    lit: colour towards the sun; horizon: how high it veils the sky; patch: unevenness."""
    FOG.update(colour=colour, density=density, height=height, lit=lit or colour, tight=tight, horizon=horizon,
               patch=patch, pscale=pscale, start=start, base=base)


def _air(n, view):
    dot = n.math('MAXIMUM', n.vmath('DOT_PRODUCT', view, tuple(FOG.get('dir', Vector((0, 1, 0)))), out=1), 0.0)
    return n.mix(n.math('POWER', dot, FOG['tight']), FOG['colour'], FOG['lit'])


def finish():
    """Put the air into every material and close the sky."""
    n, z, d, col, strength = FOG['sky']
    if FOG.get('density') and FOG['horizon']:
        f = n.math('POWER', 2.718, n.math('DIVIDE', n.math('MAXIMUM', z, 0.0), -FOG['horizon']))
        col = n.mix(f, col, _air(n, d))
    o = n.t.nodes.new('ShaderNodeOutputWorld')
    n.t.links.new(n.node('Background', Color=col, Strength=strength), o.inputs[0])
    if not FOG.get('density'):
        return
    for m in bpy.data.materials:
        if not m.use_nodes or m.get('clear'):
            continue
        out = next((x for x in m.node_tree.nodes if x.type == 'OUTPUT_MATERIAL'), None)
        if not out or not out.inputs[0].links:
            continue
        k = Net(m.node_tree)
        src = out.inputs[0].links[0].from_socket
        geo = k.node('NewGeometry', out=0)
        lp = m.node_tree.nodes.new('ShaderNodeLightPath')
        ln = k.math('MAXIMUM', k.math('SUBTRACT', lp.outputs['Ray Length'], FOG['start']), 0.0)
        h = k.math('MAXIMUM', k.math('SUBTRACT', k.node('SeparateXYZ', out=2, i0=geo), FOG['base']), 0.0)
        den = k.math('MULTIPLY', k.math('POWER', 2.718, k.math('DIVIDE', h, -FOG['height'])), FOG['density'])
        if FOG['patch']:
            den = k.math('MULTIPLY', den, k.ramp(k.noise(geo, FOG['pscale'], 4), 0.3, 0.7,
                                                 1 - FOG['patch'], 1 + FOG['patch']))
        f = k.math('SUBTRACT', 1.0, k.math('POWER', 2.718, k.math('MULTIPLY', k.math('MULTIPLY', ln, den), -1.0)))
        f = k.math('MULTIPLY', f, k.math('MAXIMUM', lp.outputs['Is Camera Ray'], lp.outputs['Is Glossy Ray']))
        view = k.vmath('MULTIPLY', k.node('NewGeometry', out=4), (-1, -1, -1))
        em = k.node('Emission', Color=_air(k, view), Strength=strength)
        ms = k.node('MixShader', i0=f, i1=src, i2=em)
        k.t.links.new(ms, out.inputs[0])


def camera(loc, look, lens=35, f=None, focus=None, roll=0.0, shift=(0, 0)):
    """Square 36 mm film. f: aperture number; focus: point or distance in metres."""
    c = bpy.data.cameras.new('camera')
    c.lens, c.sensor_width, c.shift_x, c.shift_y = lens, 36, *shift
    c.clip_end = 5000
    o = bpy.data.objects.new('camera', c)
    o.location = loc
    q = (Vector(look) - Vector(loc)).to_track_quat('-Z', 'Y')
    o.rotation_euler = (q.to_matrix() @ Matrix.Rotation(math.radians(roll), 3, 'Z')).to_euler()
    bpy.context.scene.collection.objects.link(o)
    bpy.context.scene.camera = o
    if f:
        c.dof.use_dof = True
        c.dof.aperture_fstop = f
        c.dof.aperture_blades = 7
        c.dof.focus_distance = focus if isinstance(focus, (int, float)) else \
            (Vector(focus if focus is not None else look) - Vector(loc)).length
    return o


def expose(stops):
    bpy.context.scene.view_settings.exposure = stops


def shoot(path, size, samples, limit=0):
    """Render the stage to a 16-bit PNG."""
    finish()
    sc = bpy.context.scene
    sc.render.engine = 'CYCLES'
    c = sc.cycles
    c.device = 'CPU'
    c.samples, c.use_adaptive_sampling, c.adaptive_threshold, c.adaptive_min_samples = samples, True, 0.04, 8
    c.time_limit = limit
    c.use_denoising, c.denoiser = True, 'OPENIMAGEDENOISE'
    c.denoising_input_passes = 'RGB_ALBEDO_NORMAL'
    c.denoising_prefilter = 'FAST'
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces, c.transmission_bounces = 5, 2, 3, 4
    c.transparent_max_bounces = 24
    c.caustics_reflective = c.caustics_refractive = False
    c.sample_clamp_indirect, c.sample_clamp_direct = 6, 0
    c.use_light_tree = False
    sc.render.resolution_x = sc.render.resolution_y = size
    sc.render.resolution_percentage = 100
    sc.render.threads_mode = 'AUTO'
    sc.render.use_persistent_data = False
    sc.view_settings.view_transform = 'AgX'
    sc.view_settings.look = 'AgX - Medium High Contrast'
    sc.render.image_settings.file_format = 'PNG'
    sc.render.image_settings.color_depth = '16'
    sc.render.filepath = path
    bpy.ops.render.render(write_still=True)


# ---------------------------------------------------------------- many pieces in one mesh

def blocks(items, m, wobble=0.0, name='blocks'):
    """One object of many boxes; items are (centre, size[, turn about z in degrees]).
    wobble shifts and turns each a little, in metres and radians."""
    corner = np.array([(i, j, k) for i in (-.5, .5) for j in (-.5, .5) for k in (-.5, .5)])
    side = np.array([(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)])
    V, F = [], []
    for i, it in enumerate(items):
        q = corner * np.array(it[1])
        t = math.radians(it[2] if len(it) > 2 else 0) + U(-1, 1) * wobble
        r = Matrix.Rotation(t, 3, 'Z') @ Matrix.Rotation(U(-1, 1) * wobble, 3, 'X') @ Matrix.Rotation(U(-1, 1) * wobble, 3, 'Y')
        V.append(q @ np.array(r).T + np.array(it[0]) + np.random.uniform(-1, 1, 3) * wobble * 0.2)
        F.append(side + 8 * i)
    return obj(name, mesh(name, np.concatenate(V), np.concatenate(F), m, flat=True))


def clump(protos, places, m, name='clump'):
    """One mesh of many copies; places are (location, rotation in degrees, scale)."""
    parts = []
    for p in protos:
        v = np.empty(len(p.vertices) * 3)
        p.vertices.foreach_get('co', v)
        parts.append((v.reshape(-1, 3), [tuple(f.vertices) for f in p.polygons]))
    V, F, base = [], [], 0
    for loc, rot, k in places:
        v, f = random.choice(parts)
        r = Matrix.Rotation(math.radians(rot[2]), 3, 'Z') @ Matrix.Rotation(math.radians(rot[1]), 3, 'Y') @ \
            Matrix.Rotation(math.radians(rot[0]), 3, 'X')
        V.append((v * np.array(k)) @ np.array(r).T + np.array(loc))
        F.extend(tuple(i + base for i in q) for q in f)
        base += len(v)
    return mesh(name, np.concatenate(V), F, m)


def sweep(profile, path, m, flat=False, name='sweep'):
    """Draw a closed outline of (sideways, up) pairs along a path."""
    P = [Vector(q) for q in path]
    n, V, F = len(profile), [], []
    for i, p in enumerate(P):
        d = (P[min(i + 1, len(P) - 1)] - P[max(i - 1, 0)]).normalized()
        a = d.cross(Vector((0, 0, 1))).normalized()
        b = a.cross(d)
        V += [p + a * x + b * z for x, z in profile]
    F = [(i * n + k, i * n + (k + 1) % n, (i + 1) * n + (k + 1) % n, (i + 1) * n + k)
         for i in range(len(P) - 1) for k in range(n)]
    F += [list(range(n))[::-1], [(len(P) - 1) * n + k for k in range(n)]]
    return obj(name, mesh(name, V, F, m, flat=flat))


def by_piece(m, amount=0.3):
    """Let every loose piece of a mesh differ in brightness and a little in hue."""
    t = m.node_tree
    n = Net(t)
    for b in [x for x in t.nodes if x.type == 'BSDF_PRINCIPLED']:
        s = b.inputs['Base Color']
        r = n.node('NewGeometry', out=8)
        old = s.links[0].from_socket if s.links else tuple(s.default_value)[:3]
        n.put(s, n.node('HueSaturation', Hue=n.ramp(r, 0, 1, 0.5 - amount * 0.04, 0.5 + amount * 0.04),
                        Value=n.node('MapRange', i0=r, i1=0.0, i2=1.0, i3=1 - amount, i4=1 + amount), Color=old))
    return m


def quiet(*lamps):
    """Call at the end of a scene: only materials of these names stay lamps. The air put into a
    material makes it emit a little, and thousands of such emitters cost time and make noise."""
    for m in bpy.data.materials:
        if m.name.split('.')[0] not in lamps:
            m.cycles.emission_sampling = 'NONE'
