"""Writes a workbook as Tencent Meeting exports it: an overview by person, and a row for each join."""

import json
import sys

from openpyxl import Workbook

plan, path = sys.argv[1:]
with open(plan, encoding="utf-8") as file:
    meeting = json.load(file)


def lasts(seconds):
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


book = Workbook()
overview = book.active
overview.title = "成员参会概况"
for label, value in [
    ("会议主题:", meeting["title"]),
    ("会议号:", "000-111-222"),
    ("会议创建者:", "Sample Host"),
    ("预定开始时间:", meeting["starts"]),
    ("预定结束时间:", meeting["ends"]),
    ("累计会议时长:", "02:00:00"),
    ("参会用户总数:", len({row["name"] for row in meeting["rows"]})),
]:
    overview.append([label, value])
overview.append([])
overview.append(["用户昵称（入会昵称）", "首次入会时间", "最后退会时间", "入会次数", "累计参会时长", "身份"])
people = {}
for row in meeting["rows"]:
    people.setdefault(row["name"], []).append(row)
for name, rows in people.items():
    role = "主持人" if rows[0]["host"] else "普通参会者"
    joined, left = min(row["joined"] for row in rows), max(row["left"] for row in rows)
    overview.append([name, joined, left, len(rows), lasts(sum(row["seconds"] for row in rows)), role])

detail = book.create_sheet("成员参会明细")
detail.append(["用户昵称（入会昵称）", "入会时间", "退会时间", "参会时长", "身份"])
for row in meeting["rows"]:
    role = "主持人" if row["host"] else "普通参会者"
    detail.append([row["name"], row["joined"], row["left"], lasts(row["seconds"]), role])
book.save(path)
print("{}")
