"""Writes a PDF of many pages, each with a paragraph and a picture."""

import sys

from PIL import Image, ImageDraw

count, path = int(sys.argv[1]), sys.argv[2]
pages = []
for number in range(1, count + 1):
    page = Image.new("RGB", (1240, 1754), "white")
    page.paste(Image.effect_noise((1000, 500), 30).convert("RGB"), (120, 1100))
    draw = ImageDraw.Draw(page)
    for line in range(40):
        draw.text((120, 120 + line * 24), f"Page {number}, line {line}: declarations came through one window.", fill="black")
    pages.append(page)
pages[0].save(path, "PDF", save_all=True, append_images=pages[1:], resolution=150)
