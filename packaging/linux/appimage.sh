#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One file that is started as it is, of the archive with its Qt: appimage.sh TREE OUTPUT.AppImage. TREE is
# what ./dev package leaves in build/package/tree/madang-VERSION. Needs appimagetool, which Debian does not
# package; with --folder for OUTPUT only the folder is made that it takes, beside TREE.
set -eu

tree=$(cd "$1" && pwd)
folder=$tree.AppDir
rm -rf "$folder"
mkdir -p "$folder"
cp -a "$tree" "$folder/usr"
cp "$tree/share/applications/chat.madang.Madang.desktop" "$folder"
cp "$tree/share/icons/hicolor/256x256/apps/chat.madang.Madang.png" "$folder"
ln -s chat.madang.Madang.png "$folder/.DirIcon"
cat >"$folder/AppRun" <<'RUN'
#!/bin/sh
# By its name, as in a link to it, it is the host or what speaks from a script.
here=$(dirname "$(readlink -f "$0")")
case ${ARGV0:+$(basename "$ARGV0")} in
madang-host* | madang-send*) program=$(basename "$ARGV0" .AppImage) ;;
*) program=madang ;;
esac
exec "$here/usr/bin/$program" "$@"
RUN
chmod 755 "$folder/AppRun"
if [ "$2" != --folder ]; then
    appimagetool --no-appstream "$folder" "$2"
fi
