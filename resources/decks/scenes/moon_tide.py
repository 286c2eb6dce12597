"""The full moon's path over tidal flats; deep blue."""


def build(s):
    np, m = s.np, s.math
    s.sky(top=(0.006, 0.018, 0.060), horizon=(0.05, 0.105, 0.21), curve=0.5, glow=(17, 9, (0.55, 0.68, 0.9), 90, 0.16),
          clouds=(0.8, 0.48, 0.76, (0.10, 0.14, 0.23), (0.012, 0.026, 0.06), (0.35, 1.6, 0)))
    s.FOG['dir'] = s.direction(8, 9)
    s.fog((0.06, 0.115, 0.21), 0.0028, height=40, lit=(0.12, 0.19, 0.32), horizon=0.03, tight=14)
    s.sun(17, 9, 2.6, (0.80, 0.88, 1.0), 2.4)

    def flats(x, y):
        q, w = x + 2.2 * s.perlin(x / 7, y / 9), y + 1.6 * s.perlin(x / 8 + 4, y / 7)
        bars = s.fbm(q / 15 + 0.35, w / 7.5, 4)
        rip = 0.018 * np.sin(w * 16 + 4.5 * s.perlin(x / 1.1, y / 1.6)) * s.smooth(70, 12, y)
        return 0.16 * bars - 0.012 + rip * s.smooth(-0.22, 0.12, bars) - 0.0011 * np.clip(y - 20, 0, 500)
    sand = s.mat('sand', (0.15, 0.145, 0.15), (0.10, 0.098, 0.105), scale=2, bscale=60, bump=0.6, rough=(0.22, 0.42), dist=0.012)
    s.ground(flats, (-34, 40), (0.8, 66), 760, 1100, sand)
    s.ground(lambda x, y: flats(x, y) - 0.02, (-220, 240), (65, 420), 260, 320, sand)
    wm = s.water('water', (0.002, 0.006, 0.014), 0.05, ((1.6, 0.30), (7, 0.16)), stretch=(0.6, 1, 1), dist=0.07)
    s.obj('water', s.mesh('water', [(-2500, 0, 0), (2500, 0, 0), (2500, 3000, 0), (-2500, 3000, 0)], [(0, 1, 2, 3)]), wm)
    mm = s.bpy.data.materials.new('moon')
    mm.use_nodes = True
    mm.node_tree.nodes.clear()
    n = s.Net(mm.node_tree)
    loc = n.node('TexCoord', out=3)
    f = n.ramp(n.noise(loc, 1.6, 5, 0.55, 0.3), 0.42, 0.60)
    s._output(n, n.node('Emission', Color=n.mix(f, (1.0, 0.97, 0.90), (0.62, 0.63, 0.66)), Strength=2.2))
    mm['clear'] = True
    d = s.direction(17, 9)
    o = s.obj('moon', s.rock(mm, 0, 5, 0.0, (1, 1, 1)), None, tuple(d * 2600), (20, 40, 60), 125)
    o.visible_glossy = False
    land = s.mat('land', (0.012, 0.016, 0.026))
    for y0, hh, k in ((900, 26, 1.0), (1500, 62, 5.0)):
        s.ground(lambda x, y: -4 + hh * s.smooth(y0, y0 + 120, y) * s.smooth(-0.42, 0.25, s.perlin(x / 900 + k, x * 0 + 2)) * (0.7 + 0.6 * s.fbm(x / 170 + k, y / 300, 5)), (-1600, 1600), (y0, y0 + 160), 420, 20, land)
    post = s.mat('post', (0.02, 0.019, 0.02), stretch=(5, 5, 1), bump=1)
    for i in range(11):
        x, y = -5.2 - i * 0.25 + s.U(-.15, .15), 9 + i * 3.4
        hh = s.U(0.7, 1.25) * (0.5 if i in (3, 7) else 1)
        s.tube([(x, y, -0.5), (x + s.U(-.06, .06), y, hh * 0.5), (x + s.U(-.14, .14), y, hh)], [0.085, 0.08, 0.062], post, 9, 4, 0.25)
    st = s.mat('stone', (0.03, 0.03, 0.034), local=True, rough=(0.15, 0.4), bump=0.8)
    rocks = [s.rock(st, k, 3, 0.4, (1, 0.8, 0.5)) for k in range(4)]
    s.scatter(rocks, [(s.U(-9, 12), 2.2 + 20 * s.U(0, 1) ** 1.5, 0.0, s.U(0.15, 1) ** 3) for _ in range(110)], (0.15, 0.5), 15)
    s.camera((-0.4, -0.8, 1.5), (2.2, 40, 4.6), 29)
    s.grade(shadow=(0.0, 0.010, 0.035), light=(0.0, 0.006, 0.004), bloom=0.75, saturation=1.0)
    s.expose(1.15)
    s.quiet('moon')
