"""Reads a calendar file and prints what a calendar program would see in it."""

import json
import sys
from datetime import timedelta

from icalendar import Calendar

with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())

events = calendar.walk("VEVENT")
starts = [event.decoded("DTSTART") for event in events]
print(
    json.dumps(
        {
            "events": len(events),
            "ids": len({str(event["UID"]) for event in events}),
            "all_in_utc": all(start.utcoffset() == timedelta(0) for start in starts),
            # A deadline is a moment and has no end.
            "moments": sum("DTEND" not in event for event in events),
            "all_end_later": all(
                event.decoded("DTEND") > event.decoded("DTSTART") for event in events if "DTEND" in event
            ),
            "broken": [str(error) for event in events for error in event.errors],
            "starts": [start.isoformat() for start in sorted(starts)],
        }
    )
)
