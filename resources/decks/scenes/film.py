"""The film every card is developed on: bloom, tone, split toning, vignette, grain."""
import numpy as np
from PIL import Image, ImageFilter


def _blur(a, r):
    return np.asarray(Image.fromarray((np.clip(a, 0, 1) * 255).astype(np.uint8))
                      .filter(ImageFilter.GaussianBlur(r)), float) / 255


def develop(rgb, g, seed=1):
    """rgb: display-referred 0…1 array (h, w, 3); g: the grade of the scene. Returns a Pillow image."""
    h = rgb.shape[0]
    a = np.clip(rgb, 0, 1) ** (1 / g['gamma'])
    high = np.clip((a - 0.62) / 0.38, 0, 1) ** 1.5
    halo = 0.6 * _blur(high, h * 0.012) + 0.7 * _blur(high, h * 0.045)
    a = 1 - (1 - a) * (1 - g['bloom'] * halo * np.array([1.0, 0.86, 0.74]))
    soft = _blur(a, h * 0.02)
    a = a * 0.9 + 0.1 * (1 - (1 - a) * (1 - soft) if g.get('mist') else soft)
    lum = (a @ np.array([0.2126, 0.7152, 0.0722]))[..., None]
    a = lum + (a - lum) * g['saturation']
    a = 0.5 + (a - 0.5) * g['contrast']
    a = a + np.array(g['shadow']) * (1 - lum) ** 2 + np.array(g['light']) * lum
    a = g['fade'] + a * (1 - g['fade'] * 1.3)
    y, x = np.mgrid[-1:1:h * 1j, -1:1:h * 1j]
    a = a * (1 - g['vignette'] * np.clip((x * x + y * y) / 2, 0, 1) ** 1.4)[..., None]
    r = np.random.RandomState(seed)
    n = r.normal(0, 1, (h, h))
    n = np.asarray(Image.fromarray(n.astype(np.float32)).filter(ImageFilter.BoxBlur(0)), float)
    mid = 1 - np.abs(lum[..., 0] * 2 - 1) * 0.6
    a = a + (n * g['grain'] * mid)[..., None]
    return Image.fromarray((np.clip(a, 0, 1) * 255 + 0.5).astype(np.uint8))
