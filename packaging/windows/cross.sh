#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the installer and the zip for 64-bit Windows on Debian, with mingw-w64. See README.md.
set -euo pipefail

usage() {
    cat <<'END'
usage: packaging/windows/cross.sh --qt DIR [--cache DIR] [--build DIR] [--out DIR] [--jobs N]
  --qt DIR     a Qt for MinGW (Core, Gui, Widgets, Network, Sql with SQLite, Svg, WebSockets)
  --cache DIR  sources and builds of the other libraries, kept (~/.cache/madang-windows)
  --build DIR  where Madang is built (build/windows)
  --out DIR    where installer and zip go (the build folder)
  --jobs N     at once (all cores)
Each library is built once; what was cut short goes on where it was.
END
}

complain() { echo "cross.sh: $*" >&2; exit 1; }
say() { echo "== $*"; }

project=$(cd "$(dirname "$0")/../.." && pwd)
triple=x86_64-w64-mingw32
qt='' cache=${XDG_CACHE_HOME:-$HOME/.cache}/madang-windows build=$project/build/windows out='' jobs=$(nproc)
while [ $# -gt 0 ]; do
    case $1 in
    --help | -h) usage; exit 0 ;;
    --qt | --cache | --build | --out | --jobs)
        [ $# -ge 2 ] || complain "$1 takes a value"
        declare "${1#--}=$2"
        shift 2
        ;;
    *) usage >&2; exit 2 ;;
    esac
done
[ -n "$qt" ] || { usage >&2; exit 2; }
[ -f "$qt/lib/cmake/Qt6/Qt6Config.cmake" ] ||
    complain "$qt has no lib/cmake/Qt6/Qt6Config.cmake: --qt takes the prefix of a Qt for MinGW"
qt=$(cd "$qt" && pwd)

declare -A package_of=(
    [$triple-g++-posix]=g++-mingw-w64-x86-64-posix [$triple-objdump]=binutils-mingw-w64-x86-64
    [makensis]=nsis [cmake]=cmake [ninja]=ninja-build [perl]=perl [dpkg-source]=dpkg-dev
    [pkg-config]=pkg-config [make]=make [autoreconf]=autoconf [aclocal]=automake [libtoolize]=libtool
    [zip]=zip [node]=nodejs [npm]=npm)
missing=()
for program in "${!package_of[@]}"; do
    command -v "$program" >/dev/null || missing+=("${package_of[$program]}")
done
[ -f /usr/include/boost/version.hpp ] || missing+=(libboost-dev)
[ -f /usr/include/tl/expected.hpp ] || missing+=(libexpected-dev)
[ ${#missing[@]} = 0 ] || complain "not installed: ${missing[*]} (apt-get install ${missing[*]})"

page=$project/resources/page
if [ ! -e "$page/node_modules/esbuild" ]; then
    say "node packages of the browser page"
    npm ci --no-audit --no-fund --ignore-scripts --prefix "$page" >/dev/null || complain "npm ci failed in $page"
fi

mkdir -p "$cache"/{apt/lists/partial,apt/cache,sources,work,done}
cache=$(cd "$cache" && pwd)
prefix=$cache/prefix
mkdir -p "$prefix"/{include,lib/pkgconfig,licences}

# Lists of sources of our own: those of this system are left as they are, and root is not needed.
export APT_CONFIG=$cache/apt/conf
# shellcheck source=/dev/null
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
keys=/usr/share/keyrings/debian-archive-keyring.gpg
cat >"$cache/apt/sources.list" <<END
deb-src [signed-by=$keys] http://deb.debian.org/debian $release main
deb-src [signed-by=$keys] http://deb.debian.org/debian-security $release-security main
END
cat >"$APT_CONFIG" <<END
Dir::Etc::sourcelist "$cache/apt/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$cache/apt/lists";
Dir::Cache "$cache/apt/cache";
APT::Sandbox::User "$(id -un)";
END

update_lists() {
    [ -z "${lists_updated:-}" ] || return 0
    lists_updated=yes
    apt-get update -qq
}

# unpack PACKAGE FOLDER: Debian's source, verified by apt's signed lists. Where a mirror has only the
# authors' archive, that is taken, and said; nothing is used whose checksum is not in the lists.
unpack() {
    local package=$1 folder=$2 uris name sum archive='' description='' incomplete=''
    update_lists
    # From an empty folder: it names no file that is there already.
    cd "$cache/apt/cache"
    uris=$(apt-get source --print-uris "$package" 2>/dev/null | grep "^'") ||
        { echo "   $package: no such source" >&2; return 1; }
    cd "$cache/sources"
    apt-get source -qq --download-only "$package" >/dev/null 2>&1 || true
    while read -r _ name _ sum; do
        [ -f "$name" ] && echo "${sum#SHA256:}  $name" | sha256sum --check --status || name=''
        case $name in
        *.dsc) description=$name ;;
        *.orig.tar.?z | *.orig.tar.bz2) archive=$name ;;
        esac
        [ -n "$name" ] || incomplete=yes
    done <<<"$uris"
    rm -rf "$folder"
    if [ -z "$incomplete" ] && [ -n "$description" ]; then
        dpkg-source --no-check -x "$description" "$folder" >/dev/null
    elif [ -n "$archive" ]; then
        echo "   $package: the authors' archive without Debian's patches; the mirror has no more"
        mkdir -p "$folder"
        tar -xf "$archive" --strip-components=1 -C "$folder"
    else
        echo "   $package: the mirror does not have its source" >&2
        return 1
    fi
}

# recipe_of FUNCTION: what it does; a library made by another one is made anew.
recipe_of() {
    declare -f "$1"
    if declare -f "$1" | grep -q with_cmake; then
        declare -f with_cmake
        cat "$project/packaging/windows/toolchain.cmake"
    fi
}

# library PACKAGE LICENCE FUNCTION: built once by the same recipe, in a folder of its own.
library() {
    local package=$1 licence=$2 build_it=$3 recipe
    recipe=$(recipe_of "$build_it" | sha256sum)
    [ "$(cat "$cache/done/$package" 2>/dev/null)" != "$recipe" ] || return 0
    say "$package"
    local folder=$cache/work/$package
    unpack "$package" "$folder" || return 1
    # Beside this script, where the first command that fails ends it, which it would not in a condition. What
    # writes a date into itself takes that of its source.
    (cd "$folder" && set -e && SOURCE_DATE_EPOCH=$(stat -c %Y "$licence") "$build_it") >"$cache/work/$package.log" 2>&1 &
    if ! wait $!; then
        tail -n 20 "$cache/work/$package.log" >&2
        complain "$package does not build: $cache/work/$package.log"
    fi
    cp "$folder/$licence" "$prefix/licences/$package.txt"
    echo "$recipe" >"$cache/done/$package"
    rm -rf "$folder"
}

with_cmake() {
    cmake -S . -B cross -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF \
        -DCMAKE_TOOLCHAIN_FILE="$project/packaging/windows/toolchain.cmake" \
        -DMADANG_CROSS_PREFIX="$prefix" -DCMAKE_INSTALL_PREFIX="$prefix" "$@"
    cmake --build cross -j "$jobs"
    cmake --install cross
}
# What OpenSSL looks for on the computer it runs on lies where administrators alone write. Otherwise whoever may
# write to a folder there of the cache's name could give it a configuration (CVE-2019-1552): OpenSSL 3.0 reads
# one for its providers, in spite of no-autoload-config.
build_openssl() {
    local place='C:/Program Files/Madang/ssl'
    ./Configure mingw64 --cross-compile-prefix=$triple- --prefix="$prefix" --libdir=lib no-shared \
        no-tests no-engine no-module no-legacy no-dso no-comp no-ssl3 no-dtls no-autoload-config CC=gcc-posix
    make -j "$jobs" build_libs OPENSSLDIR="$place" ENGINESDIR="$place/engines" MODULESDIR="$place/modules"
    make install_dev
}
build_libsodium() {
    [ -f configure ] || autoreconf -fi
    ./configure --host=$triple --prefix="$prefix" --disable-shared --enable-static --disable-dependency-tracking \
        CC=$triple-gcc-posix
    make -j "$jobs"
    make install
}
build_md4c() { with_cmake -DBUILD_MD2HTML_EXECUTABLE=OFF; }
build_qrencode() { with_cmake -DWITH_TOOLS=NO -DWITH_TESTS=NO -DWITHOUT_PNG=ON -DCMAKE_POLICY_VERSION_MINIMUM=3.5; }
build_prometheus() {
    with_cmake -DENABLE_PUSH=OFF -DENABLE_PULL=OFF -DENABLE_COMPRESSION=OFF -DENABLE_TESTING=OFF \
        -DGENERATE_PKGCONFIG=ON -DUSE_THIRDPARTY_LIBRARIES=OFF
}
# By hand: its own build would ask for autoconf, libtool and gettext for these few files.
build_hunspell() {
    cd src/hunspell
    sed 's/@HAVE_VISIBILITY@/0/' hunvisapi.h.in >hunvisapi.h
    local file version
    for file in *.cxx; do
        $triple-g++-posix -O2 -std=c++11 -DHUNSPELL_STATIC -DBUILDING_LIBHUNSPELL -c "$file"
    done
    $triple-ar rcs "$prefix/lib/libhunspell.a" ./*.o
    install -D -m 644 -t "$prefix/include/hunspell" atypes.hxx hunspell.h hunspell.hxx hunvisapi.h w_char.hxx
    version=$(sed -n 's/^AC_INIT(\[hunspell\],\[\([0-9.]*\)\].*/\1/p' ../../configure.ac)
    cat >"$prefix/lib/pkgconfig/hunspell.pc" <<END
Name: hunspell
Description: spell checker
Version: ${version:-1.7}
Libs: -L$prefix/lib -lhunspell
Cflags: -I$prefix/include -I$prefix/include/hunspell -DHUNSPELL_STATIC
END
}
build_qtkeychain() {
    with_cmake -DBUILD_WITH_QT6=ON -DBUILD_TRANSLATIONS=OFF -DBUILD_TEST_APPLICATION=OFF \
        -DUSE_CREDENTIAL_STORE=ON -DMADANG_QT="$qt"
}

library openssl LICENSE.txt build_openssl || complain "OpenSSL is needed"
library libsodium LICENSE build_libsodium || complain "libsodium is needed"
library md4c LICENSE.md build_md4c || complain "md4c is needed"
library qrencode COPYING build_qrencode || complain "libqrencode is needed"
library prometheus-cpp LICENSE build_prometheus || complain "prometheus-cpp is needed"
without=("other hosts by Redis (hiredis, whose version in Debian is none for Windows)")
library hunspell COPYING.LESSER build_hunspell || without+=("spell checking (hunspell)")
library qtkeychain COPYING build_qtkeychain || without+=("the system's keychain (qtkeychain)")
# Headers alone: those of this system are the same everywhere.
ln -sfn /usr/include/boost "$prefix/include/boost"
ln -sfn /usr/include/tl "$prefix/include/tl"
for header in boost:libboost-dev expected:libexpected-dev; do
    cp -L "/usr/share/doc/${header#*:}/copyright" "$prefix/licences/${header%%:*}.txt"
done
cp -L /usr/share/doc/g++-mingw-w64-x86-64-posix/copyright "$prefix/licences/gcc-runtime.txt" 2>/dev/null ||
    cp -L /usr/share/doc/gcc-mingw-w64-base/copyright "$prefix/licences/gcc-runtime.txt"
cp -L /usr/share/doc/mingw-w64-common/copyright "$prefix/licences/mingw-w64.txt"
# Qt's own and of what is in it; this system's is of the same version.
of_qt=(qt-base:libqt6core6 qt-svg:libqt6svg6 qt-websockets:libqt6websockets6 zlib:zlib1g)
[ ! -f "$qt/plugins/imageformats/qwebp.dll" ] || of_qt+=(qt-imageformats:qt6-image-formats-plugins webp:libwebp7)
for part in "${of_qt[@]}"; do
    # Under another name since the change to 64-bit times.
    cp -L "/usr/share/doc/${part#*:}/copyright" "$prefix/licences/${part%%:*}.txt" 2>/dev/null ||
        cp -L "/usr/share/doc/${part#*:}t64/copyright" "$prefix/licences/${part%%:*}.txt" 2>/dev/null ||
        complain "no licence of ${part%%:*} (apt-get install ${part#*:})"
done

say madang
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$project" log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH
cmake -S "$project" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_UNITY_BUILD=ON \
    -DCMAKE_UNITY_BUILD_BATCH_SIZE=8 -DMADANG_PRECOMPILED_HEADERS=ON -DMADANG_TESTS=OFF \
    -DCMAKE_TOOLCHAIN_FILE="$project/packaging/windows/toolchain.cmake" \
    -DMADANG_CROSS_PREFIX="$prefix" -DMADANG_QT="$qt" -DMADANG_LICENCES="$prefix/licences"
cmake --build "$build" -j "$jobs"

say packages
out=${out:-$build}
mkdir -p "$out"
rm -f "$build"/madang-*.exe "$build"/madang-*.zip
(cd "$build" && cpack -G 'NSIS;ZIP' >cpack.log 2>&1) || { tail -n 20 "$build/cpack.log" >&2; complain "cpack failed: $build/cpack.log"; }
for made in "$build"/madang-*.exe "$build"/madang-*.zip; do
    [ "$(dirname "$made")" -ef "$out" ] || mv "$made" "$out/"
    stat -c '%n: %s bytes' "$out/$(basename "$made")"
done
for part in "${without[@]}"; do
    echo "made without $part"
done
