"""Writes a deck as an office makes one: a title, points and a picture on each slide."""

import io
import sys

from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.util import Inches

count, title, path = int(sys.argv[1]), sys.argv[2], sys.argv[3]


def picture(number):
    """Bars of changing height, with some grain, so that it does not compress to nothing."""
    image = Image.effect_noise((800, 450), 24).convert("RGB")
    draw = ImageDraw.Draw(image)
    for bar in range(12):
        height = 60 + (bar * 37 + number * 53) % 340
        draw.rectangle([40 + bar * 60, 450 - height, 80 + bar * 60, 450], fill=(20 + bar * 15, 60, 120))
    file = io.BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return file


deck = Presentation()
for number in range(1, count + 1):
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = f"{title}, {number}"
    frame = slide.placeholders[1].text_frame
    frame.text = f"Declarations of quarter {number} came through one window."
    for point in ("Ports and airports exchange their forms.", "What remains is the exchange across borders."):
        frame.add_paragraph().text = point
    slide.shapes.add_picture(picture(number), Inches(5), Inches(4), width=Inches(4))
deck.save(path)
print("{}")
