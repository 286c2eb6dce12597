"""Render cards of the open deck.

    python render.py draft  <id>… | all      400 px PNG into --out (default ./drafts)
    python render.py master <id>… | all      1600 px WebP of at most 220 KB into --out

Options: --out DIR, --size PX, --samples N, --limit SECONDS per picture (0: none).
"""
import argparse
import importlib
import io
import pathlib
import sys
import tempfile
import time
import zlib

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
LIBRARY = {'studio', 'film', 'render', 'measure'}
LARGEST = 220_000


def scenes():
    return sorted(p.stem.replace('_', '-') for p in HERE.glob('*.py') if p.stem not in LIBRARY)


def read(path):
    import bpy
    import numpy as np
    im = bpy.data.images.load(path)
    im.colorspace_settings.name = 'Non-Color'
    w, h = im.size
    a = np.empty(w * h * 4, dtype=np.float32)
    im.pixels.foreach_get(a)
    return a.reshape(h, w, 4)[::-1, :, :3].astype(float)


def enlarge(a, size):
    """Enlarge before the film is developed, so that its grain stays fine."""
    import numpy as np
    from PIL import Image
    return np.stack([np.asarray(Image.fromarray(a[..., k].astype(np.float32)).resize((size, size), Image.LANCZOS))
                     for k in range(3)], -1).astype(float)


def webp(image):
    """The best WebP of an image that fits the limit."""
    low, high, best = 20, 93, None
    while low <= high:
        q = (low + high) // 2
        b = io.BytesIO()
        image.save(b, 'WEBP', quality=q, method=4)
        if b.tell() <= LARGEST - 4_000:
            low, best = q + 1, (b.getvalue(), q)
        else:
            high = q - 1
    if not best:
        raise SystemExit('picture cannot be made small enough')
    return best


def main():
    p = argparse.ArgumentParser()
    p.add_argument('kind', choices=['draft', 'master'])
    p.add_argument('ids', nargs='+')
    p.add_argument('--out')
    p.add_argument('--size', type=int)
    p.add_argument('--samples', type=int)
    p.add_argument('--limit', type=float)
    o = p.parse_args()
    import studio
    import film
    draft = o.kind == 'draft'
    out = pathlib.Path(o.out or 'drafts')
    out.mkdir(parents=True, exist_ok=True)
    size = o.size or (400 if draft else 1600)
    for card in scenes() if o.ids == ['all'] else o.ids:
        t = time.time()
        studio.reset(zlib.crc32(card.encode()) % 10_000)
        importlib.import_module(card.replace('-', '_')).build(studio)
        t1 = time.time()
        with tempfile.TemporaryDirectory() as d:
            raw = f'{d}/raw.png'
            studio.shoot(raw, size, o.samples or (16 if draft else 32), o.limit or 0)
            light = read(raw)
        if not draft and size != 1600:
            light = enlarge(light, 1600)
        picture = film.develop(light, studio.GRADE)
        if draft:
            picture.save(out / f'{card}.png')
            note = ''
        else:
            data, q = webp(picture)
            (out / f'{card}.webp').write_bytes(data)
            note = f' {len(data) // 1000} KB q{q}'
        print(f'{card}: built {t1 - t:.0f} s, done {time.time() - t:.0f} s{note}', flush=True)


main()
