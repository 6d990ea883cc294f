#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Signs a bundle or a disk image, and has Apple notarise an image. All of it by environment variables; see README.md.
set -euo pipefail

usage() {
    cat <<'END'
usage: packaging/macos/sign.sh Madang.app | madang.dmg

  MADANG_SIGN_IDENTITY  of `security find-identity -p codesigning`, like "Developer ID Application: …";
                        unset: the bundle is signed ad hoc, the image not at all
  MADANG_NOTARY_PROFILE of `xcrun notarytool store-credentials`; or all of
  MADANG_NOTARY_KEY, MADANG_NOTARY_KEY_ID, MADANG_NOTARY_ISSUER
                        file, id and issuer of a key of App Store Connect; unset: the image is not notarised
END
}

[ $# = 1 ] || {
    usage >&2
    exit 2
}
subject=$1
here=$(cd "$(dirname "$0")" && pwd)
identity=${MADANG_SIGN_IDENTITY:--}

sign() {
    if [ "$identity" = - ]; then # no hardened runtime: libraries signed ad hoc have no team in common
        codesign --force --sign - "$@"
    else
        codesign --force --timestamp --options runtime --sign "$identity" "$@"
    fi
}

sign_bundle() {
    local file
    # From the inside out: what holds others is signed last.
    while IFS= read -r -d '' file; do
        sign "$file"
    done < <(find "$subject/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0)
    while IFS= read -r -d '' file; do
        sign "$file"
    done < <(find "$subject/Contents/Frameworks" -type d -name '*.framework' -prune -print0 2>/dev/null || true)
    for file in "$subject"/Contents/MacOS/*; do
        [ "$(basename "$file")" = Madang ] || sign --entitlements "$here/madang.entitlements" "$file"
    done
    sign --entitlements "$here/madang.entitlements" "$subject"
    codesign --verify --deep --strict "$subject"
}

notarise() {
    local credentials=()
    if [ -n "${MADANG_NOTARY_PROFILE:-}" ]; then
        credentials=(--keychain-profile "$MADANG_NOTARY_PROFILE")
    elif [ -n "${MADANG_NOTARY_KEY:-}" ]; then
        credentials=(--key "$MADANG_NOTARY_KEY" --key-id "${MADANG_NOTARY_KEY_ID:?}"
            --issuer "${MADANG_NOTARY_ISSUER:?}")
    else
        echo "sign.sh: not notarised: no MADANG_NOTARY_PROFILE and no MADANG_NOTARY_KEY" >&2
        return
    fi
    xcrun notarytool submit --wait "${credentials[@]}" "$subject"
    xcrun stapler staple "$subject"
}

case $subject in
*.app) sign_bundle ;;
*.dmg)
    if [ "$identity" = - ]; then
        echo "sign.sh: not signed: no MADANG_SIGN_IDENTITY" >&2
    else
        codesign --force --timestamp --sign "$identity" "$subject"
        notarise
    fi
    ;;
*)
    usage >&2
    exit 2
    ;;
esac
