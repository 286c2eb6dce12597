"""A long corridor; at its end a door stands ajar and light comes through."""


def build(s):
    s.sky(top=(0.05, 0.06, 0.08), horizon=(0.05, 0.06, 0.08), strength=0.25)
    s.fog((0.2, 0.19, 0.16), 0.006)
    wall = s.mat('plaster', (0.50, 0.55, 0.50), (0.42, 0.47, 0.43), scale=1.2, bscale=30, bump=0.25, rough=(0.5, 0.75), dist=0.01)
    low = s.mat('panel', (0.13, 0.20, 0.195), (0.10, 0.16, 0.16), scale=2, bscale=40, bump=0.2, rough=(0.25, 0.45), dist=0.01)
    white = s.mat('frame', (0.5, 0.48, 0.42), (0.4, 0.38, 0.33), rough=(0.3, 0.5), bump=0.15, dist=0.01)
    floor = s.mat('boards', (0.27, 0.165, 0.095), (0.18, 0.105, 0.06), local=True, vary=0.18, scale=3, stretch=(6, 0.6, 6),
                  rough=(0.26, 0.46), bump=0.2, dist=0.003)
    L, W, H = 8.2, 2.3, 3.0
    for i in range(16):
        y = -3.0
        while y < L:
            ln = s.U(1.4, 2.6)
            s.box((0.139, ln - 0.004, 0.03), (-W / 2 + 0.07 + i * 0.1445, y + ln / 2, -0.015), floor, bevel=0.003, wobble=0.0015)
            y += ln
    win = (2.9, 4.1)
    for x in (-1, 1):
        for a, b in (((-3, win[0]), (win[1], L)) if x < 0 else ((-3, L),)):
            s.box((0.2, b - a, H), (x * (W / 2 + 0.1), (a + b) / 2, H / 2), wall, bevel=0)
        s.box((0.03, L + 3, 1.05), (x * (W / 2), (L - 3) / 2, 0.525), low, bevel=0.004)
        s.box((0.06, L + 3, 0.05), (x * (W / 2), (L - 3) / 2, 1.07), white, bevel=0.01)
        s.box((0.05, L + 3, 0.14), (x * (W / 2), (L - 3) / 2, 0.07), white, bevel=0.01)
    s.box((0.2, 1.2, 0.4), (-W / 2 - 0.1, 3.5, 2.80), wall, bevel=0)
    s.box((0.2, 1.2, 1.0), (-W / 2 - 0.1, 3.5, 0.50), wall, bevel=0)
    s.box((0.28, 1.3, 0.05), (-W / 2 - 0.06, 3.5, 1.02), white, bevel=0.008)
    for y in (2.93, 3.5, 4.07):
        s.box((0.06, 0.05, 1.6), (-W / 2 - 0.08, y, 1.8), white, bevel=0.005)
    for z in (1.08, 1.95, 2.57):
        s.box((0.06, 1.2, 0.05), (-W / 2 - 0.08, 3.5, z), white, bevel=0.005)
    s.box((0.02, 30, 14), (-W / 2 - 2.5, 12, 1.9), s.glow('outside', (0.72, 0.85, 1), 2.2, fog=False), bevel=0)
    s.box((W, L + 4, 0.1), (0, 4.2, -0.09), low, bevel=0)
    s.box((W + 1, L + 4, 0.2), (0, 4.5, H + 0.1), wall, bevel=0)
    dw, dh = 0.98, 2.15
    for x in (-1, 1):
        s.box(((W - dw) / 2, 0.16, H), (x * (dw / 2 + (W - dw) / 4), L, H / 2), wall, bevel=0)
        s.box((0.1, 0.24, dh + 0.1), (x * (dw / 2 + 0.05), L, (dh + 0.1) / 2), white, bevel=0.012)
    s.box((dw + 0.3, 0.24, 0.11), (0, L, dh + 0.1), white, bevel=0.012)
    s.box((dw, 0.16, H - dh), (0, L, dh + (H - dh) / 2), wall, bevel=0)
    a = 52
    c, n = s.math.cos(s.math.radians(a)), s.math.sin(s.math.radians(a))
    hx, hy = dw / 2, L - 0.1
    s.box((dw, 0.045, dh), (hx - c * dw / 2, hy - n * dw / 2, dh / 2), low, rot=(0, 0, a), bevel=0.006)
    for z, h in ((0.55, 0.8), (1.55, 0.85)):
        s.box((dw - 0.3, 0.06, h), (hx - c * dw / 2, hy - n * dw / 2, z), low, rot=(0, 0, a), bevel=0.02)
    brass = s.mat('brass', (0.6, 0.42, 0.18), metal=1, rough=(0.2, 0.35), bump=0.02)
    s.obj('knob', s.rock(brass, 1, 3, 0.0, (1, 1, 1)), None,
          (hx - c * (dw - 0.08) - n * 0.07, hy - n * (dw - 0.08) + c * 0.0 - 0.05, 1.02), scale=0.075)
    s.box((4, 0.1, 4), (0, L + 3.2, 1.5), s.glow('room', (1, 0.72, 0.4), 3.2), bevel=0)
    s.lamp((-0.9, L + 2.4, 2.1), 2600, (1, 0.70, 0.38), 0.18, 'SPOT', (0.0, L - 2.6, 0), 70)
    s.lamp((-W / 2 - 1.1, 3.5, 2.5), 330, (0.70, 0.83, 1), 1.1, 'AREA', (0.9, 3.3, 0.5))
    s.lamp((0, -2.5, 2.4), 75, (0.72, 0.84, 1), 1.8, 'AREA', (0, 4, 0.9))
    s.camera((0.20, -0.9, 1.42), (-0.06, L, 1.16), 37, f=8, focus=7)
    s.grade(bloom=0.4, vignette=0.25)
    s.expose(1.15)
