"""Has openbadgeslib check an Open Badge: verify_badge.py BADGE.jwt KEYS.json

KEYS.json is the published key set. Prints what was found as JSON; the exit code is 0 when the badge is
genuine, 1 when it is not. Of the library's checks these apply to a badge of ours: the algorithm is the
key's own (EdDSA), the signature holds, the two contexts and both types are there, issuer, subject and
achievement are complete, `iss`, `jti` and `nbf` are there and agree with the credential, it is valid by
now. What the library leaves to its caller is done here: the key is the one that `kid` names, and that
name is an address below the issuer's own.
"""

import json
import sys
from pathlib import Path

import jwt
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import OB3Verifier


def key_that_signed(token, key_set):
    """The public key that the badge's header names."""
    try:
        header = jwt.get_unverified_header(token)
    except jwt.InvalidTokenError as error:
        raise SystemExit(f"refused: this is no badge in JWT form: {error}") from error
    address, _, kid = header.get("kid", "").partition("#")
    for key in key_set["keys"]:
        if kid and key.get("kid") == kid:
            return address, jwt.PyJWK(key, algorithm="EdDSA").key
    raise SystemExit(f"refused: the key {kid!r} is not among those published")


def main(badge_file, keys_file):
    token = Path(badge_file).read_text().strip()
    key_set = json.loads(Path(keys_file).read_text())
    address, key = key_that_signed(token, key_set)
    try:
        credential = OB3Verifier(pubkey_pem=key).verify(token)
    except LibOpenBadgesException as error:
        raise SystemExit(f"refused: {error}") from error
    if not address.startswith(f"{credential.issuer.id}/"):
        raise SystemExit(f"refused: the key at {address} is not the issuer's, {credential.issuer.id}")
    print(
        json.dumps(
            {
                "id": credential.id,
                "name": credential.name,
                "issuer": {"id": credential.issuer.id, "name": credential.issuer.name},
                "recipient": [f"{i.identity_type}: {i.identity_hash}" for i in credential.identifiers],
                "recipient_id": credential.recipient_id,
                "achievement": {
                    "id": credential.achievement.id,
                    "name": credential.achievement.name,
                    "type": credential.achievement.achievement_type,
                },
                "issued": credential.issuance_date.isoformat(),
                "evidence": [evidence.narrative for evidence in credential.evidence],
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
