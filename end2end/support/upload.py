"""Uploads a file with tuspy, loses the link after the second piece, and resumes as another program would.

Arguments: server, API token, assignment, file.
"""

import json
import os
import sys

from tusclient.client import TusClient

MIB = 1024 * 1024
server, token, assignment, path = sys.argv[1:]
client = TusClient(f"{server}/api/uploads", headers={"Authorization": f"Bearer {token}"})
metadata = {"filename": os.path.basename(path), "filetype": "application/pdf", "assignment": assignment}

first = client.uploader(path, chunk_size=MIB, metadata=metadata, upload_checksum=True)
first.upload_chunk()
first.upload_chunk()

# All that survives is the address of the upload.
second = client.uploader(path, chunk_size=MIB, url=first.url, upload_checksum=True)
resumed_at = second.offset
second.upload()
print(json.dumps({"url": second.url, "resumed_at": resumed_at, "offset": second.get_offset()}))
