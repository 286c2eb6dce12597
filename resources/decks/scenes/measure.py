"""Fill in what a card says about its picture: blurred placeholder and dominant colour.

    python measure.py <deck folder>        after new masters; needs Pillow
"""
import base64
import io
import json
import pathlib
import sys

from PIL import Image, ImageFilter


def placeholder(image):
    small = image.resize((64, 64), Image.LANCZOS).filter(ImageFilter.GaussianBlur(2)).resize((20, 20), Image.BOX)
    b = io.BytesIO()
    small.save(b, 'WEBP', quality=45, method=6)
    return base64.b64encode(b.getvalue()).decode()


def colour(image):
    """The most frequent of eight colours, near-black and near-white only when nothing else counts."""
    q = image.resize((96, 96), Image.BOX).quantize(8, kmeans=2)
    p = q.getpalette()
    rated = []
    for n, i in q.getcolors():
        r, g, b = p[3 * i:3 * i + 3]
        light = (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255
        spread = (max(r, g, b) - min(r, g, b)) / 255
        rated.append((n * (0.35 + spread) * (1 if 0.06 < light < 0.92 else 0.3), (r, g, b)))
    return '#%02x%02x%02x' % max(rated)[1]


def main():
    deck = pathlib.Path(sys.argv[1])
    for path in sorted((deck / 'cards').glob('*.json')):
        card = json.loads(path.read_text('utf-8'))
        picture = deck / 'pictures' / card['picture']
        if not picture.exists():
            print('no picture for', card['id'])
            continue
        with Image.open(picture) as im:
            im = im.convert('RGB')
            card['placeholder'], card['colour'] = placeholder(im), colour(im)
        path.write_text(json.dumps(card, ensure_ascii=False, indent=2) + '\n', 'utf-8')


main()
