"""A long corridor; at its end a door stands ajar and light comes through."""


def build(s):
    s.sky(top=(0.05, 0.06, 0.08), horizon=(0.05, 0.06, 0.08), strength=0.25)
    s.fog((0.1, 0.085, 0.07), 0.012)
    wall = s.mat('plaster', (0.36, 0.40, 0.38), (0.28, 0.32, 0.31), scale=1.2, bscale=30, bump=0.25, rough=(0.5, 0.75), dist=0.01)
    low = s.mat('panel', (0.06, 0.10, 0.105), (0.04, 0.07, 0.08), scale=2, bscale=40, bump=0.2, rough=(0.25, 0.45), dist=0.01)
    white = s.mat('frame', (0.5, 0.48, 0.42), (0.4, 0.38, 0.33), rough=(0.3, 0.5), bump=0.15, dist=0.01)
    floor = s.mat('boards', (0.16, 0.085, 0.045), (0.09, 0.045, 0.025), local=True, vary=0.35, scale=3, stretch=(6, 0.6, 6),
                  rough=(0.12, 0.32), bump=0.2, dist=0.006)
    L, W, H = 12.0, 2.3, 3.0
    for i in range(16):
        y = -3.0
        while y < L:
            ln = s.U(1.4, 2.6)
            s.box((0.139, ln - 0.004, 0.03), (-W / 2 + 0.07 + i * 0.1445, y + ln / 2, -0.015), floor, bevel=0.003, wobble=0.0015)
            y += ln
    win = (3.4, 4.5)
    for x in (-1, 1):
        for a, b in (((-3, win[0]), (win[1], L)) if x < 0 else ((-3, L),)):
            s.box((0.2, b - a, H), (x * (W / 2 + 0.1), (a + b) / 2, H / 2), wall, bevel=0)
        s.box((0.03, L + 3, 1.05), (x * (W / 2), (L - 3) / 2, 0.525), low, bevel=0.004)
        s.box((0.06, L + 3, 0.05), (x * (W / 2), (L - 3) / 2, 1.07), white, bevel=0.01)
        s.box((0.05, L + 3, 0.14), (x * (W / 2), (L - 3) / 2, 0.07), white, bevel=0.01)
    s.box((0.2, 1.1, 0.5), (-W / 2 - 0.1, 3.95, 2.75), wall, bevel=0)
    s.box((W + 1, L + 4, 0.2), (0, 4.5, H + 0.1), wall, bevel=0)
    dw, dh = 0.98, 2.15
    for x in (-1, 1):
        s.box(((W - dw) / 2, 0.16, H), (x * (dw / 2 + (W - dw) / 4), L, H / 2), wall, bevel=0)
        s.box((0.1, 0.24, dh + 0.1), (x * (dw / 2 + 0.05), L, (dh + 0.1) / 2), white, bevel=0.012)
    s.box((dw + 0.3, 0.24, 0.11), (0, L, dh + 0.1), white, bevel=0.012)
    s.box((dw, 0.16, H - dh), (0, L, dh + (H - dh) / 2), wall, bevel=0)
    a = 66
    c, n = s.math.cos(s.math.radians(a)), s.math.sin(s.math.radians(a))
    hx, hy = dw / 2, L - 0.1
    s.box((dw, 0.045, dh), (hx - c * dw / 2, hy - n * dw / 2, dh / 2), low, rot=(0, 0, a), bevel=0.006)
    for z, h in ((0.55, 0.8), (1.55, 0.85)):
        s.box((dw - 0.3, 0.06, h), (hx - c * dw / 2, hy - n * dw / 2, z), low, rot=(0, 0, a), bevel=0.02)
    brass = s.mat('brass', (0.6, 0.42, 0.18), metal=1, rough=(0.2, 0.35), bump=0.02)
    s.obj('knob', s.rock(brass, 1, 3, 0.0, (1, 1, 1)), None,
          (hx - c * (dw - 0.08) - n * 0.07, hy - n * (dw - 0.08) + c * 0.0 - 0.05, 1.02), scale=0.075)
    s.box((4, 0.1, 4), (0, L + 3.2, 1.5), s.glow('room', (1, 0.72, 0.4), 3.2), bevel=0)
    s.lamp((-0.5, L + 2.2, 2.3), 900, (1, 0.66, 0.34), 0.35, 'SPOT', (0.1, L - 2.5, 0), 70)
    s.lamp((-W / 2 - 1.2, 3.95, 2.3), 130, (0.5, 0.68, 1), 1.2, 'AREA', (0.6, 3.7, 0.4))
    s.lamp((0, -2.5, 2.6), 14, (0.5, 0.66, 1), 1.5, 'AREA', (0, 4, 0.5))
    s.camera((-0.22, -1.1, 1.25), (0.06, L, 1.12), 31, f=4, focus=9)
    s.grade(bloom=0.55)
    s.expose(1.15)
